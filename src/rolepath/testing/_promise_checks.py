"""Checks of what the library promises of every catalog, made on the one at hand: it is kept, copied, shown and answered alike.

They find faults of ours, and those of classes that stand in for ours.
"""

from __future__ import annotations

import pickle
import unicodedata
from collections.abc import Iterator
from decimal import localcontext
from html.parser import HTMLParser
from itertools import permutations
from typing import Any

import attrs

from rolepath.analysis.agreement import disagreements
from rolepath.analysis.claims import check_claims
from rolepath.analysis.comp import comp_lookup
from rolepath.analysis.compare import compare
from rolepath.analysis.difficulty import transition_difficulty
from rolepath.analysis.gap import skill_gap
from rolepath.analysis.proximity import proximity
from rolepath.errors import shown
from rolepath.interop.documents import from_document, from_json, to_document, to_json
from rolepath.model.catalog import Catalog
from rolepath.testing._parts import FACTS, Demand, Finding, cited, fields_of, spread, texts_of, vocabulary

__all__ = ["PROMISES"]

#: Most moves whose answers are looked at.
MOVES = 3
#: Most entries and facts of a kind that are shown.
SHOWN = 50


def round_trip_document(catalog: Catalog) -> Iterator[Finding]:
    """The catalog is the same once it is turned into a document and read again.

    What a document loses is lost for good.
    """
    if from_document(to_document(catalog)) != catalog:
        yield "", "is another catalog once it is read from its document"


def round_trip_json(catalog: Catalog) -> Iterator[Finding]:
    """The catalog is the same once it is written as JSON and read again.

    JSON has no Decimal, no infinity and no tuple.
    """
    if from_json(to_json(catalog)) != catalog:
        yield "", "is another catalog once it is read from its JSON"


def pickles(catalog: Catalog) -> Iterator[Finding]:
    """The catalog, and its answers, are the same once they are pickled, by every protocol.

    Pools of processes send them as pickles.
    """
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        if pickle.loads(pickle.dumps(catalog, protocol)) != catalog:  # noqa: S301 - written by the same line
            yield "", f"is another catalog once it is pickled by protocol {protocol}"
    for place, answer in _answers(catalog):
        if pickle.loads(pickle.dumps(answer)) != answer:  # noqa: S301 - written by the same line
            yield place, "is another answer once it is pickled"


def equal_and_hashed(catalog: Catalog) -> Iterator[Finding]:
    """A copy of the catalog or of an entry is equal to it and has the same hash; a catalog with a fact less is not equal.

    Answers are kept by hash, and tests compare by ``==``.
    """
    if not _is_same(catalog, attrs.evolve(catalog)):
        yield "", "is not equal to its copy, or has another hash"
    for place, thing in (*((place, entry) for _, place, entry in vocabulary(catalog)), *cited(catalog)):
        if not _is_same(thing, attrs.evolve(thing)):
            yield place, "is not equal to its copy, or has another hash"
    for field in FACTS:
        facts: Any = getattr(catalog, field)
        less: dict[str, Any] = {field: facts[1:]}
        if facts and attrs.evolve(catalog, **less) == catalog:
            yield field, "make no difference to the catalog"


def _is_same(thing: Any, copy: Any) -> bool:
    return bool(thing == copy) and hash(thing) == hash(copy)


def shown_as_text(catalog: Catalog) -> Iterator[Finding]:
    """``str()`` and ``repr()`` of everything give text that can be printed; the ``repr()`` of what shows itself is one line.

    A control character in a name would move the cursor of whoever prints it. Facts that are plain data show their fields.
    """
    for place, thing in _everything(catalog):
        lines = str(thing).split("\n")
        if not any(line.strip() for line in lines):
            yield place, "is shown as nothing"
        for text in (*lines, repr(thing)):
            if any(unicodedata.category(char) in _UNPRINTABLE for char in text):
                yield place, f"is shown with a character that cannot be printed: {ascii(text)[:80]}"


_UNPRINTABLE = frozenset({"Cc", "Cs"})


def shown_as_html(catalog: Catalog) -> Iterator[Finding]:
    """Everything that shows itself in a notebook is well-formed HTML, without scripts and without anything from elsewhere."""
    for place, thing in _everything(catalog):
        for wrong in _wrong_in(thing):
            yield place, wrong


def escaped_in_html(catalog: Catalog) -> Iterator[Finding]:
    """A text that looks like HTML is shown as it is written, whichever text of the catalog it is.

    Each text is given an element at its end, and none may come out as an element.
    """
    marked = _marked(catalog)
    for place, thing in _everything(marked):
        if any(tag == _ELEMENT for tag in _tags(thing)):
            yield place, "is shown with a text that is taken for HTML"


_ELEMENT = "planted"
_MARK = f'<{_ELEMENT} a="b\'">&amp;'
#: Texts that are no free text: codes, times, and names of fields and parameters.
_CODES = frozenset({"currency", "published", "assumed", "esco", "onet"})


def _marked(thing: Any) -> Any:
    """Return a catalog or a part of it with an element in every text."""
    if isinstance(thing, tuple):
        return tuple(_marked(entry) for entry in thing)
    if not attrs.has(type(thing)):
        return thing
    texts = {name for name, _ in texts_of(thing)} - _CODES
    changes: dict[str, Any] = {}
    for name in fields_of(type(thing)):
        value = getattr(thing, name)
        if value is None:
            changes[name] = None
        elif name == "printed":
            changes[name] = _MARK  # at most 40 characters
        elif name in texts:
            changes[name] = tuple(text + _MARK for text in value) if isinstance(value, tuple) else value + _MARK
        else:
            changes[name] = _marked(value)
    return attrs.evolve(thing, **changes)


class _Reader(HTMLParser):
    """Reads a fragment of HTML and notes what is wrong with it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in _EMPTY:
            self.open.append(tag)
        if tag in _FOREIGN or any(_fetches(name, value or "") for name, value in attrs):
            self.wrong.append(f"has <{tag}> with {attrs}, which fetches or runs something")
        self.ids.update(value or "" for name, value in attrs if name == "id")
        self.links.extend(value.removeprefix("#") for name, value in attrs if name == "href" and value and value.startswith("#"))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"closes <{tag}>, which is not the element that is open")


def _fetches(name: str, value: str) -> bool:
    """Whether an attribute fetches or runs something; a link to a place of the same fragment does neither."""
    if name == "href":
        return not value.startswith("#")
    return name in _FETCHING or name.startswith("on") or (name == "style" and "url(" in value)


_EMPTY = frozenset({"br", "col", "hr", "wbr"})
_FOREIGN = frozenset({"script", "iframe", "object", "embed", "link", "img", "base", "meta", "form"})
_FETCHING = frozenset({"src", "srcset", "action", "background", "data", "formaction", "poster", "xlink:href"})


def _read(thing: Any) -> _Reader:
    reader = _Reader()
    show = getattr(thing, "_repr_html_", None)
    if show is not None:
        reader.feed(show())
        reader.close()
    return reader


def _wrong_in(thing: Any) -> list[str]:
    reader = _read(thing)
    dead = sorted(set(reader.links) - reader.ids)
    return [*reader.wrong, *(f"leaves <{tag}> open" for tag in reader.open), *(f"links to '#{link}', which is not there" for link in dead)]


def _tags(thing: Any) -> list[str]:
    return _read(thing).tags


def order_of_facts(catalog: Catalog) -> Iterator[Finding]:
    """The order in which facts stand changes neither what sources disagree on, nor what becomes of their claims, nor what is known of pay.

    A file may be sorted by whoever edits it. The measures have a law of their own for it.
    """
    fields: dict[str, Any] = {field: getattr(catalog, field)[::-1] for field in FACTS}
    other = attrs.evolve(catalog, **fields)
    if disagreements(catalog=other) != disagreements(catalog=catalog):
        yield "", "sources disagree on other things once the facts stand in reverse"
    if _verdicts(other) != _verdicts(catalog):
        yield "", "claims come out otherwise once the facts stand in reverse"
    for index, role in enumerate(catalog.roles):
        if _pay(other, role.id) != _pay(catalog, role.id):
            yield f"roles[{index}]", f"the pay of {role.id!r} is another once the facts stand in reverse"


def _verdicts(catalog: Catalog) -> list[str]:
    return sorted(f"{check.claim!r}: {check.verdict}" for check in check_claims(catalog=catalog).checks)


def _pay(catalog: Catalog, role: str) -> list[str]:
    groups = comp_lookup(role, catalog=catalog).groups
    return sorted(f"{group.currency} {group.component} {group.location} {group.level} {group.minimum} {group.maximum}" for group in groups)


def deterministic(catalog: Catalog) -> Iterator[Finding]:
    """The same question has the same answer, of a catalog asked for the first time as of one asked before, whatever was asked in between.

    Nor do the digits that the caller reckons money with matter.
    """
    first = list(_answers(catalog))
    with localcontext() as context:
        context.prec = 3
        again = dict(list(_answers(attrs.evolve(catalog)))[::-1])
    for place, answer in first:
        if again[place] != answer:
            yield place, f"is {shown(answer)}, and then {shown(again[place])}"


def _answers(catalog: Catalog) -> Iterator[tuple[str, Any]]:
    """Ask every verb about some moves."""
    for origin, target in spread(tuple(permutations(catalog.roles, 2)), MOVES):
        move = f"from {origin.id} to {target.id}"
        yield f"skill_gap {move}", skill_gap(origin, target, catalog=catalog)
        yield f"proximity {move}", proximity(origin, target, catalog=catalog)
        yield f"transition_difficulty {move}", transition_difficulty(origin, target, catalog=catalog)
        yield f"compare {move}", compare(origin, target, catalog=catalog)
    for role in spread(catalog.roles, MOVES):
        yield f"comp_lookup of {role.id}", comp_lookup(role, catalog=catalog)
    yield "disagreements", disagreements(catalog=catalog)
    yield "check_claims", check_claims(catalog=catalog)


def _everything(catalog: Catalog) -> Iterator[tuple[str, Any]]:
    """The catalog, its entries and facts, and answers with how they came about."""
    yield "", catalog
    for field in fields_of(Catalog):
        entries = getattr(catalog, field)
        if isinstance(entries, tuple):
            yield from ((f"{field}[{index}]", entry) for index, entry in spread(tuple(enumerate(entries)), SHOWN))
    yield from _answers(catalog)
    for origin, target in spread(tuple(permutations(catalog.roles, 2)), 1):
        yield f"the account from {origin.id} to {target.id}", skill_gap(origin, target, catalog=catalog).explain()


#: Checks of promises, made of a catalog that the constructors accept.
PROMISES: tuple[Demand, ...] = (
    round_trip_document,
    round_trip_json,
    pickles,
    equal_and_hashed,
    order_of_facts,
    deterministic,
    shown_as_text,
    shown_as_html,
    escaped_in_html,
)
