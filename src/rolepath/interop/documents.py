"""Documents: nouns, answers and whole catalogs as plain data, JSON and TOML, and back, without loss.

A document is a table with ``schema_version``, ``type`` (the name of a public class) and the fields of that class. Amounts of money are
texts, so that they stay exact, and so are days. What is None is ``null`` in JSON and left out in TOML, where it is an empty table within a
list. A field that may hold objects of several classes names the class of each in ``type``.

An answer repeats itself: one fact stands below many skills, one gap below several routes. What stands in several places is listed once, in
``objects``, and ``{"object": 3}`` stands for the entry 3 of that list, counted from 0. An entry refers to earlier ones alone.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from importlib import import_module
from itertools import islice
from math import inf, isinf, isnan
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, overload

import attrs

from rolepath.analysis.explain import Explanation, Operation
from rolepath.errors import DataFileError, Fault, InvalidFieldError, InvalidTypeError, MissingExtraError, shown
from rolepath.interop.migrations import SCHEMA_VERSION, migrated
from rolepath.model import _check as check
from rolepath.model._check import Choice
from rolepath.model._limits import LONGEST_KEY, refuse_long_keys
from rolepath.model.entries import field_types
from rolepath.model.source import Citation

__all__ = ["SCHEMA_VERSION", "from_document", "from_json", "from_toml", "to_document", "to_json", "to_toml"]

T = TypeVar("T")
#: Most characters of the text of a document.
LONGEST = 100_000_000
#: Most lists and tables within one another.
DEEPEST = 100
#: Most keys and values of a document, each counted where it stands.
MOST = 10_000_000
#: Most digits of an amount before or after the decimal point.
DIGITS = 1_000
#: How a Decimal and a day are written; nothing else that Python reads as one is taken.
DECIMAL = r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,4})?"
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
#: What a float that is no number of JSON is written as.
_INFINITE = {inf: "Infinity", -inf: "-Infinity"}


# Out -------------------------------------------------------------------------------------------------------------------


def to_document(thing: Any) -> dict[str, Any]:
    """Turn a noun, an answer or a catalog into a document of plain data.

    Raises:
        InvalidTypeError: it is of no public class of this library, or holds a day with a time.
        InvalidFieldError: it holds what no document can: half a character, NaN, a whole number beyond every float.

    >>> from rolepath import Evidence, HeldSkill
    >>> to_document(HeldSkill(skill="sql", evidence=Evidence.CERTIFIED))
    {'schema_version': 2, 'type': 'HeldSkill', 'skill': 'sql', 'proficiency': None, 'evidence': 'certified'}
    """
    if type(thing) not in _classes().values():
        raise InvalidTypeError("thing", thing, "must be an object of a public class of rolepath")
    writing = _Writing(thing)
    fields = writing.plain(thing)
    shared = {"objects": writing.shared} if writing.shared else {}
    return {"schema_version": SCHEMA_VERSION, "type": type(thing).__name__, **shared, **fields}


def to_json(thing: Any, *, indent: int | None = None) -> str:
    """Write a document as JSON.

    Args:
        thing: a noun, an answer or a catalog.
        indent: spaces a level, or None for one line.

    >>> from rolepath import ScaleStep
    >>> to_json(ScaleStep(label="some", value=0.5))
    '{"schema_version": 2, "type": "ScaleStep", "label": "some", "value": 0.5, "alternative_labels": []}'
    """
    return json.dumps(to_document(thing), ensure_ascii=False, allow_nan=False, indent=indent)


def to_toml(thing: Any) -> str:
    """Write a document as TOML.

    Raises:
        MissingExtraError: the extra ``[toml]`` is not installed.

    >>> from rolepath import Rating
    >>> print(to_toml(Rating(scale="proficiency", value=0.75)), end="")
    schema_version = 2
    type = "Rating"
    scale = "proficiency"
    value = 0.75
    is_suppressed = false
    """
    try:
        tomli_w = import_module("tomli_w")
    except ImportError:
        raise MissingExtraError("writing TOML", "toml") from None
    text: str = tomli_w.dumps(_without_none(to_document(thing)))
    return text


#: Classes whose objects are listed once where they stand in several places.
SHARED = frozenset({
    "CompLookup", "Descriptor", "Holding", "Level", "Need", "PayClaim", "PayPercentiles", "Profile", "Proximity", "Question", "SalaryBand",
    "SkillGap", "SkillRequirement", "Trait", "TransitionClaim", "TransitionDifficulty",
})  # fmt: skip


class _Writing:
    """A document while it is written.

    Objects that hold the same are one, whether or not they are one in memory: which are depends on what was asked before.
    """

    def __init__(self, top: Any) -> None:
        self._numbers: dict[int, int] = {}
        self._alike: dict[Hashable, int] = {}
        self._count: Counter[int] = Counter()
        self._places: dict[int, int] = {}
        self.shared: list[dict[str, Any]] = []
        self._counted(top)

    def _number(self, thing: Any) -> int:
        """Number what can be shared; what holds the same has the same number."""
        number = self._numbers.get(id(thing))
        if number is None:
            kind: Any = type(thing)
            held = (kind.__name__, *(self._exact(getattr(thing, name)) for name in _fields(kind)))
            number = self._numbers[id(thing)] = self._alike.setdefault(held, len(self._alike))
        return number

    def _exact(self, thing: Any) -> Hashable:
        """Make of a value what equals that of another value only where both are written the same."""
        if isinstance(thing, tuple):
            return tuple(map(self._exact, thing))
        kind: Any = type(thing)
        if kind.__name__ in SHARED:
            return ("object", self._number(thing))
        if attrs.has(kind):
            return (kind.__name__, *(self._exact(getattr(thing, name)) for name in _fields(kind)))
        return (kind.__name__, thing if isinstance(thing, str) else repr(thing))

    def _counted(self, top: Any) -> None:
        """Count in how many places each object stands that can be shared."""
        ahead = [top]
        while ahead:
            thing = ahead.pop()
            if isinstance(thing, tuple):
                ahead.extend(thing)
            elif attrs.has(type(thing)) and not isinstance(thing, Explanation):
                kind: Any = type(thing)
                times = 1
                if kind.__name__ in SHARED:
                    number = self._number(thing)
                    self._count[number] = times = self._count[number] + 1
                if times == 1:
                    ahead.extend(getattr(thing, name) for name in _fields(kind))

    def plain(self, thing: Any) -> Any:
        """Write an object, a list or a value."""
        if isinstance(thing, Explanation):
            return {"steps": self._steps(thing)}
        own: Any = type(thing)
        if attrs.has(own):
            return {name: self._held(getattr(thing, name), kind) for name, kind in _fields(own).items()}
        if isinstance(thing, Enum):
            return thing.value
        _check_written(thing)
        if isinstance(thing, (Decimal, date)):
            return str(thing)
        if isinstance(thing, float) and isinf(thing):
            return _INFINITE[thing]
        return [self._held(entry, None) for entry in thing] if isinstance(thing, tuple) else thing

    def _held(self, thing: Any, kind: Any) -> Any:
        """Write what a field holds; an object whose class the field leaves open names it."""
        if type(thing).__name__ in SHARED and self._count[self._number(thing)] > 1:
            return {"object": self._place(thing)}
        if get_origin(kind) is tuple and thing is not None:
            return [self._held(entry, inner) for entry, inner in zip(thing, _entries(kind, len(thing)), strict=True)]
        members = _members(kind)
        lists = [member for member in members if get_origin(member) is tuple]
        if lists and isinstance(thing, tuple):
            return self._held(thing, lists[0])
        plain = self.plain(thing)
        is_open = sum(map(attrs.has, members)) > 1
        return {"type": type(thing).__name__, **plain} if is_open else plain

    def _place(self, thing: Any) -> int:
        """List an object that stands in several places, after all that it holds, and return its place."""
        number = self._number(thing)
        if number not in self._places:
            entry = {"type": type(thing).__name__, **self.plain(thing)}
            self._places[number] = len(self.shared)
            self.shared.append(entry)
        return self._places[number]

    def _steps(self, top: Explanation) -> list[dict[str, Any]]:
        """List the steps of an explanation, each once and after all that it stands below, with the places of those below it."""
        above = Counter({id(top): 0})
        found = [top]
        for step in found:
            for below in step.children:
                if id(below) not in above:
                    found.append(below)
                above[id(below)] += 1
        listed = [top]
        for step in listed:
            for below in step.children:
                above[id(below)] -= 1
                if not above[id(below)]:
                    listed.append(below)
        places = {id(step): place for place, step in enumerate(listed)}
        own = [name for name in _fields(Explanation) if name != "children"]
        return [
            {**{name: self.plain(getattr(step, name)) for name in own}, "children": [places[id(below)] for below in step.children]}
            for step in listed
        ]


def _check_written(value: Any) -> None:
    """Refuse what could not be read again."""
    if isinstance(value, str):
        if check.HALF.search(value):
            raise InvalidFieldError("thing", value, "must hold no text with half a character")
    elif isinstance(value, Decimal):
        if not check.is_writable(value, DIGITS):
            raise InvalidFieldError("thing", value, f"must hold no amount {_UNWRITABLE}")
    elif isinstance(value, datetime):
        raise InvalidTypeError("thing", value, "must hold days without a time")
    elif isinstance(value, float) and isnan(value):
        raise InvalidFieldError("thing", value, "must hold no NaN")
    elif isinstance(value, int) and abs(value) > check.LARGEST:
        raise InvalidFieldError("thing", value, "must hold no whole number beyond every float")


_UNWRITABLE = f"that is not finite or has more than {DIGITS:,} digits before or after the point"


def _without_none(plain: Any, *, is_in_list: bool = False) -> Any:
    """Leave out what is None, which TOML has no word for; within a list it is an empty table."""
    if isinstance(plain, dict):
        return {key: _without_none(value) for key, value in plain.items() if value is not None}
    if isinstance(plain, list):
        return [_without_none(entry, is_in_list=True) for entry in plain]
    return {} if plain is None and is_in_list else plain


# In --------------------------------------------------------------------------------------------------------------------


@overload
def from_document(document: Mapping[str, Any], kind: type[T]) -> T: ...
@overload
def from_document(document: Mapping[str, Any], kind: None = None) -> Any: ...
def from_document(document: Mapping[str, Any], kind: type[Any] | None = None) -> Any:
    """Make the object that a document describes.

    Nothing that a document holds can run code or open a file. One of an earlier ``schema_version`` is brought up to date first.

    Args:
        document: the plain data.
        kind: the class that it must be of, or None for any.

    Raises:
        InvalidTypeError: ``kind`` is no public class of this library.
        DataFileError: it cannot be read; ``faults`` holds every fault, each with the path into the document.

    >>> from_document({"schema_version": 2, "type": "Rating", "scale": "proficiency", "value": 0.75}).value
    0.75
    """
    if kind is not None and kind not in _classes().values():
        raise InvalidTypeError("kind", kind, "must be a public class of rolepath")
    sentence, holds_refused = _looked_through(document)
    faults = [("", sentence)] if sentence else []
    if not faults:
        refused = dict(_refused(document)) if holds_refused else {}
        up_to_date, faults = migrated(dict(document), _classes())
        if not faults:
            made, faults = _made(up_to_date, kind)
            if not faults and not refused:
                return made
        # Why a value cannot be read goes before what it would have to be.
        faults = [*refused.items(), *(fault for fault in faults if fault[0] not in refused)]
    raise DataFileError(tuple(Fault("document", "", field, sentence) for field, sentence in faults))


@overload
def from_json(text: str, kind: type[T]) -> T: ...
@overload
def from_json(text: str, kind: None = None) -> Any: ...
def from_json(text: str, kind: type[Any] | None = None) -> Any:
    """Make the object that a JSON document describes, as :func:`from_document` does.

    Raises:
        InvalidTypeError: ``text`` is no text, or ``kind`` no public class of this library.
        DataFileError: it cannot be read.

    >>> from_json('{"schema_version": 2, "type": "HeldSkill", "skill": "sql"}').skill
    'sql'
    """
    return from_document(
        _parsed(text, "JSON", lambda: json.loads(text, object_pairs_hook=_once, parse_constant=_no_word, parse_float=_finite)), kind
    )


@overload
def from_toml(text: str, kind: type[T]) -> T: ...
@overload
def from_toml(text: str, kind: None = None) -> Any: ...
def from_toml(text: str, kind: type[Any] | None = None) -> Any:
    r"""Make the object that a TOML document describes, as :func:`from_document` does.

    Raises:
        InvalidTypeError: ``text`` is no text, or ``kind`` no public class of this library.
        DataFileError: it cannot be read.

    >>> from_toml('schema_version = 2\ntype = "HeldSkill"\nskill = "sql"').skill
    'sql'
    """

    def parse() -> dict[str, Any]:
        refuse_long_keys(text)
        return _with_empty_entries(tomllib.loads(text, parse_float=_finite))

    return from_document(_parsed(text, "TOML", parse), kind)


def _parsed(text: str, language: str, parse: Callable[[], Any]) -> Any:
    if not isinstance(text, str):
        raise InvalidTypeError("text", text, f"must be the text of a {language} document")
    try:
        if len(text) <= LONGEST:
            return parse()
        sentence = f"has {len(text):,} characters; {LONGEST:,} are read at most"
    except RecursionError:
        sentence = "lists and tables lie too deep within one another"
    except ValueError as error:  # no JSON or TOML, a key twice, a number of too many digits
        sentence = str(error)
    raise DataFileError((Fault("document", "", "", f"is no {language} that can be read: {sentence}"),))


@attrs.frozen
class _Refused:
    """Stands in for a value that cannot be read, until its place is known."""

    sentence: str

    def __str__(self) -> str:
        return self.sentence


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        twice = (key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        table.update((key, _Refused(f"the key {shown(key)} stands twice")) for key in twice)
    return table


def _no_word(word: str) -> Any:
    return _Refused(f"{word} is no number of JSON")


def _finite(digits: str) -> Any:
    number = float(digits)
    if isinf(number) and "inf" not in digits:  # TOML has a word for it
        return _Refused(f"the number {shown(digits)} is too large")
    return number


class _EmptyEntry(dict[str, Any]):
    """An empty table within a list of TOML, which is how None is written there."""


def _with_empty_entries(document: dict[str, Any]) -> dict[str, Any]:
    """Mark the empty tables within lists."""
    ahead: list[Any] = [document]
    while ahead:
        holder = ahead.pop()
        if isinstance(holder, list):
            holder[:] = [_EmptyEntry() if entry == {} else entry for entry in holder]
        ahead.extend(entry for entry in _within(holder) if isinstance(entry, (dict, list)))
    return document


def _looked_through(document: object) -> tuple[str, bool]:
    """Say what keeps a document from being read at all, if anything does, and whether it holds something to refuse by its place."""
    if not isinstance(document, Mapping):
        return str(document) if isinstance(document, _Refused) else f"must be a table, got {shown(document)}", False
    # An object that stands in several places of a level is looked at once and counted for each of them, since such places may multiply.
    level: dict[int, tuple[Any, int]] = {id(document): (document, 1)}
    count = 0
    holds_refused = False
    for _ in range(DEEPEST):
        further: dict[int, tuple[Any, int]] = {}
        for holder, places in level.values():
            if isinstance(holder, Mapping) and not all(isinstance(key, str) for key in holder):
                return f"the key {shown(next(key for key in holder if not isinstance(key, str)))} is no text", False
            for entry in _within(holder):
                further[id(entry)] = (entry, further.get(id(entry), (entry, 0))[1] + places)
        count += sum(places for _, places in further.values())
        if count > MOST:
            return f"has more than {MOST:,} keys and values", False
        if not further:
            return "", holds_refused
        holds_refused = holds_refused or any(_is_refused(entry) for entry, _ in further.values())
        level = further
    return f"lists and tables lie more than {DEEPEST} deep within one another", False


def _is_refused(thing: object) -> bool:
    return isinstance(thing, _Refused) or (isinstance(thing, str) and check.HALF.search(thing) is not None)


def _refused(document: Any) -> Iterator[tuple[str, str]]:
    """Find values and keys that cannot be read, each with its place, up to as many as are told."""
    from rolepath.data.structuring import MOST_FAULTS

    count = 0
    ahead: list[tuple[str, Any]] = [("", document)]
    while ahead and count < MOST_FAULTS:
        place, thing = ahead.pop()
        if _is_refused(thing):
            count += 1
            yield place, str(thing) if isinstance(thing, _Refused) else f"the text {shown(thing)} holds half a character"
        elif isinstance(thing, Mapping):
            inner = [(f"{place}.{_short(key)}".removeprefix("."), held) for key, held in thing.items()]
            ahead.extend(reversed([*((place, key) for key in thing if _is_refused(key)), *inner]))
        elif isinstance(thing, (list, tuple)):
            ahead.extend(reversed([(f"{place}[{index}]", entry) for index, entry in enumerate(thing)]))


def _short(key: str) -> str:
    return key if len(key) <= LONGEST_KEY else shown(key)


def _within(holder: Any) -> Iterable[Any]:
    if isinstance(holder, Mapping):
        return (*holder.keys(), *holder.values())
    return holder if isinstance(holder, (list, tuple)) else ()


def _made(document: dict[str, Any], kind: type[Any] | None) -> tuple[Any, list[tuple[str, str]]]:
    from rolepath.data.structuring import MOST_FAULTS, STOPPED, suggestion

    name = document.pop("type", None)
    known = _classes()
    if not isinstance(name, str) or name not in known:
        like = suggestion(str(name), known) or (suggestion("type", document) if name is None else "")
        return None, [("type", f"must name a class of rolepath, got {shown(name)}{like}")]
    if kind is not None and known[name] is not kind:
        return None, [("type", f"must be {kind.__name__}, got {name}")]
    entries = document.pop("objects", [])
    if not isinstance(entries, list):
        return None, [("objects", f"must be a list, got {shown(entries)}")]
    made: list[Any] = []
    faults: list[tuple[str, str]] = []
    token = _READ.set(made)
    try:
        for place, entry in enumerate(entries):
            found, broken = _listed(entry, known)
            faults += [(f"objects[{place}].{field}".rstrip("."), sentence) for field, sentence in broken]
            made.append(_UNREAD if broken else found)
            if len(faults) >= MOST_FAULTS:
                return None, [*faults[:MOST_FAULTS], ("", STOPPED)]
        found, broken = _read(document, known[name])
        return found, [(field, sentence) for field, sentence in (*faults, *broken) if sentence != _REFERS_TO_UNREAD]
    finally:
        _READ.reset(token)


def _listed(entry: Any, known: Mapping[str, type]) -> tuple[Any, Iterable[tuple[str, str]]]:
    """Read an entry of ``objects``."""
    of = entry.get("type") if isinstance(entry, dict) else None
    if not isinstance(of, str) or of not in SHARED:
        return None, [("type", f"must be one of {', '.join(sorted(SHARED))}, got {shown(of)}")]
    return _read({key: held for key, held in entry.items() if key != "type"}, known[of])


def _read(values: dict[str, Any], kind: type) -> tuple[Any, Iterable[tuple[str, str]]]:
    from rolepath.data.structuring import structured

    try:
        return structured(values, kind, _converter())
    except ValueError as error:  # a reference in place of a whole document
        return None, [("", str(error))]


#: The entries of ``objects`` that are read by now.
_READ: ContextVar[list[Any]] = ContextVar("_READ")
#: Stands in for an entry that cannot be read, whose own faults are told where it stands.
_UNREAD = object()
_REFERS_TO_UNREAD = "refers to an entry of objects that cannot be read"


def _shared(value: dict[str, Any], kinds: Iterable[type]) -> Any:
    """Look up an entry of ``objects``."""
    place, listed = value["object"], _READ.get()
    if type(place) is not int or not 0 <= place < len(listed):
        raise ValueError(f"must refer to an earlier entry of objects, got {shown(place)}")
    if listed[place] is _UNREAD:
        raise ValueError(_REFERS_TO_UNREAD)
    if type(listed[place]) not in kinds:
        raise ValueError(
            f"must refer to a {' or '.join(kind.__name__ for kind in kinds)}; objects[{place}] is a {type(listed[place]).__name__}"
        )
    return listed[place]


@cache
def _classes() -> dict[str, type]:
    import rolepath

    found = ((name, getattr(rolepath, name)) for name in rolepath.__all__)
    return {name: kind for name, kind in found if isinstance(kind, type) and attrs.has(kind)}


@cache
def _fields(kind: Any) -> dict[str, Any]:
    """Fields of a class that its objects are made from, with their types."""
    types = field_types(kind)
    return {field.name: types[field.name] for field in attrs.fields(kind) if field.init}


def _members(kind: Any) -> tuple[Any, ...]:
    """What a type allows besides None."""
    kinds = get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)
    return tuple(member for member in kinds if member is not NoneType)


def _entries(kind: Any, count: int) -> Iterable[Any]:
    inner = get_args(kind)
    return [inner[0]] * count if inner[-1] is Ellipsis else inner


@cache
def _converter() -> Any:
    """Build the converter, once."""
    from rolepath.data.structuring import strict

    converter = strict()
    converter.register_structure_hook(Choice, lambda value, kind: kind(value))  # else the hook for texts, which they are, leaves one
    converter.register_structure_hook(Decimal, _decimal)
    converter.register_structure_hook(date, _day)
    converter.register_structure_hook(float, _number)
    converter.register_structure_hook(int, _whole)
    converter.register_structure_hook_factory(_is_union, lambda kind: _either(converter, kind))
    converter.register_structure_hook_factory(attrs.has, lambda kind: _object(converter, kind))
    converter.register_structure_hook(Explanation, lambda value, _: _explanation(converter, value))
    return converter


def _decimal(value: Any, _: Any) -> Decimal:
    if not isinstance(value, str):
        raise TypeError(f"must be a number in a text, like '150000', got {shown(value)}")
    try:
        amount = Decimal(value)
    except InvalidOperation:
        amount = None
    if amount is not None and not check.is_writable(amount, DIGITS):
        raise ValueError(f"must be no amount {_UNWRITABLE}, got {shown(value)}")
    if amount is None or not re.fullmatch(DECIMAL, value):
        raise ValueError(f"must be a number in a text, like '150000', got {shown(value)}")
    return amount


def _day(value: Any, _: Any) -> date:
    if type(value) is date:  # TOML has days of its own
        return value
    if not isinstance(value, str):
        raise TypeError(f"must be a day in a text, like '2026-01-31', got {shown(value)}")
    if not re.fullmatch(DAY, value):
        raise ValueError(f"must be a day in a text, like '2026-01-31', got {shown(value)}")
    return date.fromisoformat(value)


def _number(value: Any, _: Any) -> float:
    for number, word in _INFINITE.items():
        if value == word:
            return number
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"must be a number, got {shown(value)}")
    if abs(value) > check.LARGEST if isinstance(value, int) else isnan(value):
        raise ValueError(f"must be a number that a float can hold, got {shown(value)}")
    return value  # a whole number stays one, since not every whole number is a float


def _whole(value: Any, _: Any) -> int:
    if type(value) is not int:
        raise TypeError(f"must be a whole number, got {shown(value)}")
    if abs(value) > check.LARGEST:
        raise ValueError(f"must be a whole number that a float can hold, got {shown(value)}")
    return value


def _is_union(kind: Any) -> bool:
    return get_origin(kind) in (Union, UnionType)


def _either(converter: Any, kind: Any) -> Callable[[Any, Any], Any]:
    """Read what may be of several types, or None."""
    members = _members(kind)
    may_lack = NoneType in get_args(kind)
    objects = {member.__name__: member for member in members if attrs.has(member)}
    others = [member for member in members if not attrs.has(member)]

    def structure(value: Any, _: Any) -> Any:
        if may_lack and (value is None or isinstance(value, _EmptyEntry)):
            return None
        if len(members) == 1:
            return converter.structure(value, members[0])
        if isinstance(value, dict) and objects:
            if value.keys() == {"object"}:
                return _shared(value, objects.values())
            name = value.get("type")
            if not isinstance(name, str) or name not in objects:
                raise ValueError(f"must name in 'type' one of {', '.join(sorted(objects))}, got {shown(name)}")
            return converter.structure({key: held for key, held in value.items() if key != "type"}, objects[name])
        if float in others and Decimal in others:
            return converter.structure(value, Decimal if isinstance(value, str) and value not in _INFINITE.values() else float)
        raise TypeError(f"must be a table, got {shown(value)}")

    return structure


def _object(converter: Any, kind: type) -> Callable[[Any, Any], Any]:
    """Read an object; what may be None may be left out."""
    from rolepath.data.structuring import table

    inner = table(converter, kind)
    blank = {
        field.name: None
        for field in attrs.fields(kind)
        if field.init and field.default is attrs.NOTHING and NoneType in get_args(_fields(kind)[field.name])
    }

    def structure(value: Any, _: Any) -> Any:
        if isinstance(value, dict) and value.keys() == {"object"}:
            return _shared(value, [kind])
        return inner({**blank, **value} if isinstance(value, dict) else value, kind)

    return structure


@attrs.frozen(kw_only=True)
class Step:
    """One step of an explanation, with the places of those below it."""

    statement: str = attrs.field(validator=check.text)
    value: float | Decimal | None = None
    operation: Operation | None = None
    citation: Citation | None = None
    is_assumed: bool = False
    rests_on: str | None = None
    children: tuple[int, ...] = ()


@attrs.frozen(kw_only=True)
class Steps:
    """The steps of an explanation, the top first; each stands before those below it."""

    steps: tuple[Step, ...]


def _explanation(converter: Any, value: Any) -> Explanation:
    """Make an explanation from its last step to its top."""
    from cattrs.errors import ClassValidationError

    from rolepath.data.structuring import MOST_FAULTS

    steps = converter.structure(value, Steps).steps
    faults = list(islice(_misplaced(steps), MOST_FAULTS))
    if faults:
        several: Any = ClassValidationError  # whose signature type checkers take for that of the group of exceptions it is
        raise several("an explanation", faults, Explanation)
    made: dict[int, Explanation] = {}
    for place in range(len(steps) - 1, -1, -1):
        own = {field.name: getattr(steps[place], field.name) for field in attrs.fields(Step) if field.name != "children"}
        made[place] = Explanation(**own, children=tuple(made[below] for below in steps[place].children))
    return made[0]


def _misplaced(steps: Sequence[Step]) -> Iterable[Exception]:
    """Find what makes no tree of the steps."""
    if not steps:
        yield _placed("steps", "must have at least one step")
    reached = {0}
    for place, step in enumerate(steps):
        wrong = next((below for below in step.children if not place < below < len(steps)), None)
        if wrong is not None:
            yield _placed(f"steps[{place}].children", f"must name steps further down the list, got {shown(wrong)}")
        reached.update(step.children)
        if place not in reached:
            yield _placed(f"steps[{place}]", "must stand below a step before it")


def _placed(path: str, sentence: str) -> ValueError:
    from cattrs.errors import AttributeValidationNote

    error = ValueError(sentence)
    error.add_note(AttributeValidationNote("in an explanation", path, Explanation))
    return error
