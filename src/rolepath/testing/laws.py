"""Laws for a measure of one's own: a function from two roles to a number, put through what can be asked of it.

The nine laws of the library's own measures are run by :func:`rolepath.testing.checks.check_catalog`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import permutations
from math import isfinite
from typing import Any, TypeAlias

import attrs

from rolepath.analysis.gap import skill_gap
from rolepath.analysis.question import expect
from rolepath.errors import InvalidTypeError, shown, visible
from rolepath.model._check import Choice
from rolepath.model.catalog import Catalog
from rolepath.model.role import Role
from rolepath.model.skill import Skill
from rolepath.testing._nine_laws import raised_fact, with_fact, with_new_ids, with_new_need
from rolepath.testing._parts import FACTS, cited, ids_named, parts, renamed, spread

__all__ = ["BrokenLaw", "Measure", "MeasureLaw", "MeasureReport", "check_measure"]

#: A function from two roles, and the catalog that they are of, to a number in 0-1, or None where nothing is known.
Measure: TypeAlias = Callable[..., float | None]

#: Most facts of an example that are told.
TOLD = 20
#: Most pairs of roles that a measure is asked about.
PAIRS = 90
#: Most pairs of roles for each of which catalogs are made that ask for more.
PAIRS_RAISED = 12
#: Most single changes of a kind.
SINGLE = 8
#: Most smaller catalogs that are tried while an example is made smaller.
TRIES = 400


class MeasureLaw(Choice):
    """What can be asked of a measure of two roles."""

    #: It gives a number in 0-1, or None, and no error.
    BOUNDS = "bounds"
    #: It gives the same each time that it is asked.
    DETERMINISM = "determinism"
    #: It is 0 for a role and itself; 1 where 1 means alike.
    IDENTITY = "identity"
    #: It is the same both ways.
    SYMMETRY = "symmetry"
    #: It differs both ways for some pair of roles.
    DIRECTION = "direction"
    #: It does not depend on the order in which facts and entries stand.
    ORDER = "order"
    #: It does not depend on how often a fact stands.
    DUPLICATION = "duplication"
    #: It does not depend on ids.
    RENAMING = "renaming"
    #: It does not fall where the second role asks more of a skill that the first falls short of, or one more that the first lacks.
    MONOTONY = "monotony"


#: Laws that make another catalog, so that the measure must take one.
_OF_CATALOGS = (MeasureLaw.ORDER, MeasureLaw.DUPLICATION, MeasureLaw.RENAMING, MeasureLaw.MONOTONY)
_OF_DISTANCE = tuple(law for law in MeasureLaw if law not in (MeasureLaw.SYMMETRY, MeasureLaw.DIRECTION))
_OF_LIKENESS = tuple(law for law in MeasureLaw if law not in (MeasureLaw.DIRECTION, MeasureLaw.MONOTONY))


@attrs.frozen(kw_only=True)
class BrokenLaw:
    """A law that a measure breaks, with the smallest example that was found."""

    #: The law.
    law: MeasureLaw
    #: Ids of the two roles.
    roles: tuple[str, str]
    #: What the measure gives, and what it should have been, in a sentence.
    sentence: str
    #: The catalog of the example: the one that was given, less all facts, skills, ties between skills, and roles that it can do without.
    catalog: Catalog
    #: The catalog that it is compared with, which differs in the one change that the sentence names; None where there is no change.
    changed: Catalog | None = None

    def __str__(self) -> str:
        """Tell the example, with the facts that it needs, of which it is listed who asks for what, 20 at most."""
        told = self.catalog.requirements[:TOLD]
        facts = [f"  {fact.role} asks for {fact.skill}, {_level(fact.proficiency)}; {fact.citation}" for fact in told]
        others = len(self.catalog.facts) - len(facts)
        more = [f"  and {others} other facts"] if others else []
        return "\n".join(map(visible, [f"{self.law}: {self.sentence}", *(facts or ["  no fact about skills"]), *more]))


def _level(rating: Any) -> str:
    return "no level stated" if rating is None else f"{rating.value:.2f}"


@attrs.frozen(kw_only=True)
class MeasureReport:
    """Which laws a measure keeps and which it breaks. It is as long as the laws that it breaks, and iterates over them."""

    #: Laws that are broken, each with an example.
    broken: tuple[BrokenLaw, ...]
    #: Laws that no example was found against.
    kept: tuple[MeasureLaw, ...]
    #: Laws that could not be asked, with the reason.
    skipped: tuple[tuple[MeasureLaw, str], ...]

    def __iter__(self) -> Iterator[BrokenLaw]:
        """Go through the laws that are broken."""
        return iter(self.broken)

    def __len__(self) -> int:
        """Count the laws that are broken."""
        return len(self.broken)

    def __str__(self) -> str:
        """Tell every broken law with its example, then the others by name."""
        lines = [*map(str, self.broken), *(f"not asked: {law}, since {reason}" for law, reason in self.skipped)]
        return "\n".join([*lines, f"kept: {', '.join(self.kept) or 'none'}"])


def check_measure(
    measure: Measure,
    catalog: Catalog,
    *,
    laws: Collection[MeasureLaw | str] | None = None,
    is_likeness: bool = False,
    tolerance: float = 1e-9,
) -> MeasureReport:
    """Put a measure of one's own through the laws that make sense for it.

    The measure takes two roles, and as keyword ``catalog`` the catalog that they are of. Without that keyword it is asked about the
    given catalog alone, and laws about changed catalogs are skipped.

    Args:
        measure: a function to a number in 0-1, or None where nothing is known.
        catalog: the catalog whose roles it is asked about.
        laws: the laws to ask; by default all but ``symmetry`` and ``direction``, of a likeness all but ``direction`` and ``monotony``.
        is_likeness: whether 1 means alike; else 0 means that nothing separates the two.
        tolerance: how far two numbers may be apart that should be the same.

    Returns:
        The laws that it breaks, each with the smallest example found.

    Raises:
        InvalidTypeError: the measure cannot be called, or the catalog is none.
        InvalidFieldError: ``laws`` names no law.

    >>> import rolepath as rp
    >>> def words(origin, target, *, catalog):
    ...     return 0.0 if origin == target else len(target.label) / 100
    >>> [str(law.law) for law in check_measure(words, rp.load_catalog())]
    []
    >>> [str(law.law) for law in check_measure(words, rp.load_catalog(), laws=["identity", "symmetry"])]
    ['symmetry']
    """
    if not callable(measure):
        raise InvalidTypeError("measure", measure, "must be a function of two roles")
    expect("catalog", catalog, Catalog)
    default = _OF_LIKENESS if is_likeness else _OF_DISTANCE
    chosen = default if laws is None else tuple(dict.fromkeys(map(MeasureLaw, laws)))
    takes_catalog = _takes_catalog(measure)
    asked = _Asked(measure=measure, takes_catalog=takes_catalog, of_itself=1.0 if is_likeness else 0.0, tolerance=tolerance)
    found: dict[MeasureLaw, BrokenLaw | None] = {}
    skipped: list[tuple[MeasureLaw, str]] = []
    for law in sorted(chosen, key=list(MeasureLaw).index):
        if law in _OF_CATALOGS and not takes_catalog:
            skipped.append((law, "the measure takes no keyword catalog"))
        elif found.get(MeasureLaw.DETERMINISM) is not None:
            skipped.append((law, "the measure is not determined"))
        else:
            found[law] = _broken(asked, law, catalog)
    return MeasureReport(
        broken=tuple(broken for broken in found.values() if broken is not None),
        kept=tuple(law for law, broken in found.items() if broken is None),
        skipped=tuple(skipped),
    )


def _takes_catalog(measure: Measure) -> bool:
    """Whether a function can be given the catalog by keyword."""
    try:
        parameters = inspect.signature(measure).parameters.values()
    except (TypeError, ValueError):  # a function of C, or a signature that is none
        return False
    kinds = (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return any((given.name == "catalog" and given.kind in kinds) or given.kind is inspect.Parameter.VAR_KEYWORD for given in parameters)


Pair: TypeAlias = tuple[Role, Role]


@attrs.frozen(kw_only=True)
class _Asked:
    """A measure, and how it is asked."""

    measure: Measure
    takes_catalog: bool
    #: What a role and itself come to.
    of_itself: float
    tolerance: float

    def __call__(self, catalog: Catalog, pair: Pair) -> Any:
        """Ask the measure; an error is what it gives."""
        try:
            return self.measure(*pair, catalog=catalog) if self.takes_catalog else self.measure(*pair)
        except Exception as error:  # noqa: BLE001 - whatever a stranger's function raises
            return error

    def is_same(self, one: Any, other: Any) -> bool:
        """Whether two answers are the same: two numbers, twice None, or twice something else, which only the law of bounds minds."""
        if _is_number(one) and _is_number(other):
            return bool(abs(one - other) <= self.tolerance)
        return _is_number(one) is _is_number(other) and (one is None) is (other is None)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)


#: What breaks a law: a sentence, and the changed catalog where there is one.
Break: TypeAlias = tuple[str, Catalog | None]
#: A change that should make no difference: what is changed, the changed catalog, and the new ids of roles.
Change: TypeAlias = tuple[str, Catalog, Mapping[str, str]]


def _broken(asked: _Asked, law: MeasureLaw, catalog: Catalog) -> BrokenLaw | None:
    """Find a pair of roles that breaks a law, those of which least is said first, and make its example small."""
    if law is MeasureLaw.DIRECTION:
        return _undirected(asked, catalog)
    find = _finder(asked, law, catalog)
    for pair in _pairs(catalog, law):
        found = _first(find, pair)
        if found is not None:
            small = _smallest(_breaks(asked, law, pair), catalog, pair)
            again = _first(_finder(asked, law, small, is_fine=True), pair) or _first(_finder(asked, law, small), pair)
            sentence, changed = again or found
            example = catalog if again is None else small  # a measure that is not determined may keep the law the second time
            return BrokenLaw(law=law, roles=(pair[0].id, pair[1].id), sentence=sentence, catalog=example, changed=changed)
    return None


def _breaks(asked: _Asked, law: MeasureLaw, pair: Pair) -> Callable[[Catalog], bool]:
    return lambda catalog: _first(_finder(asked, law, catalog), pair) is not None


def _pairs(catalog: Catalog, law: MeasureLaw) -> tuple[Pair, ...]:
    """Pairs of roles, those with fewest facts first."""
    size = {role.id: len(catalog.requirements_of(role)) for role in catalog.roles}
    pairs = sorted(permutations(catalog.roles, 2), key=lambda pair: (size[pair[0].id] + size[pair[1].id], pair[0].id, pair[1].id))
    alone = sorted(((role, role) for role in catalog.roles), key=lambda pair: (size[pair[0].id], pair[0].id))
    if law is MeasureLaw.IDENTITY:
        return tuple(alone)
    chosen = spread(pairs, PAIRS_RAISED if law is MeasureLaw.MONOTONY else PAIRS)
    return (*alone, *chosen) if law is MeasureLaw.BOUNDS else chosen


Find: TypeAlias = Callable[[Pair], Iterator[Break]]


def _finder(asked: _Asked, law: MeasureLaw, catalog: Catalog, *, is_fine: bool = False) -> Find:
    """Make what finds that a pair of roles breaks a law. Large changes show more; fine ones make the better example."""
    if law in _CHANGES:
        changes = tuple(_CHANGES[law](catalog, is_fine))
        return lambda pair: _changed(asked, catalog, pair, changes)
    breaks = _BREAKS[law]
    return lambda pair: breaks(asked, catalog, _within(catalog, pair))


def _first(find: Find, pair: Pair) -> Break | None:
    return next(find(pair), None)


def _within(catalog: Catalog, pair: Pair) -> Pair:
    return catalog.role(pair[0].id), catalog.role(pair[1].id)


# What breaks a law: each yields the smallest changes first --------------------------------------------------------------


def _out_of_bounds(asked: _Asked, catalog: Catalog, pair: Pair) -> Iterator[Break]:
    value = asked(catalog, pair)
    if isinstance(value, Exception):
        yield f"{_named(pair)} ends in {type(value).__name__}: {value}", None
    elif value is not None and not (_is_number(value) and 0 <= value <= 1):
        yield f"{_named(pair)} is {shown(value)}, not a number in 0-1", None


def _undetermined(asked: _Asked, catalog: Catalog, pair: Pair) -> Iterator[Break]:
    one, other = asked(catalog, pair), asked(catalog, pair)
    if not asked.is_same(one, other):
        yield f"{_named(pair)} is {one!r}, and {other!r} when it is asked again", None


def _not_itself(asked: _Asked, catalog: Catalog, pair: Pair) -> Iterator[Break]:
    value = asked(catalog, pair)
    if _is_number(value) and not asked.is_same(value, asked.of_itself):
        yield f"{_named(pair)} is {value!r}, not {asked.of_itself:g}", None


def _lopsided(asked: _Asked, catalog: Catalog, pair: Pair) -> Iterator[Break]:
    there, back = asked(catalog, pair), asked(catalog, (pair[1], pair[0]))
    if not asked.is_same(there, back):
        yield f"{_named(pair)} is {there!r}, and {back!r} back", None


def _changed(asked: _Asked, catalog: Catalog, pair: Pair, changes: Iterable[Change]) -> Iterator[Break]:
    """Find changes that should make no difference, and do."""
    before = asked(catalog, _within(catalog, pair))
    for said, other, ids in changes:
        after = asked(other, (other.role(ids.get(pair[0].id, pair[0].id)), other.role(ids.get(pair[1].id, pair[1].id))))
        if not asked.is_same(before, after):
            yield f"{_named(pair)} is {before!r}, and {after!r} with {said}", other


def _lowered(asked: _Asked, catalog: Catalog, pair: Pair) -> Iterator[Break]:
    before = asked(catalog, pair)
    for said, other in _asking_more(catalog, pair):
        after = asked(other, _within(other, pair))
        if _is_number(before) and _is_number(after) and after < before - asked.tolerance:
            yield f"{_named(pair)} falls from {before!r} to {after!r} where {said}", other


def _named(pair: Pair) -> str:
    return f"{pair[0].id} to {pair[1].id}"


_BREAKS: Mapping[MeasureLaw, Callable[[_Asked, Catalog, Pair], Iterator[Break]]] = {
    MeasureLaw.BOUNDS: _out_of_bounds,
    MeasureLaw.DETERMINISM: _undetermined,
    MeasureLaw.IDENTITY: _not_itself,
    MeasureLaw.SYMMETRY: _lopsided,
    MeasureLaw.MONOTONY: _lowered,
}


def _undirected(asked: _Asked, catalog: Catalog) -> BrokenLaw | None:
    """Find that no pair of roles differs both ways."""
    pairs = _pairs(catalog, MeasureLaw.DIRECTION)
    if not pairs or any(True for pair in pairs for _ in _lopsided(asked, catalog, pair)):
        return None
    pair = next((pair for pair in pairs if _are_unlike(catalog, pair)), pairs[0])
    sentence = f"every pair of roles, {_named(pair)} among them, is the same both ways"

    def is_broken(smaller: Catalog) -> bool:
        there = _within(smaller, pair)
        return _are_unlike(smaller, there) and not any(True for _ in _lopsided(asked, smaller, there))

    small = _smallest(is_broken, catalog, pair) if is_broken(catalog) else catalog
    return BrokenLaw(law=MeasureLaw.DIRECTION, roles=(pair[0].id, pair[1].id), sentence=sentence, catalog=small)


def _are_unlike(catalog: Catalog, pair: Pair) -> bool:
    """Whether more is missing one way than the other, so that a directed measure has something to tell."""
    there, back = skill_gap(*pair, catalog=catalog).score, skill_gap(pair[1], pair[0], catalog=catalog).score
    return there is not None and back is not None and there != back


# Changes -----------------------------------------------------------------------------------------------------------------


def _otherwise_ordered(catalog: Catalog, is_fine: bool) -> Iterator[Change]:  # noqa: FBT001 - one of a table of such functions
    """Swap two neighbours; or put everything in reverse, or its first entry last."""
    lists = {field: getattr(catalog, field) for field in ("roles", "skills", *FACTS) if len(getattr(catalog, field)) > 1}
    if is_fine:
        for field, held in lists.items():
            for place in spread(range(len(held) - 1), SINGLE):
                swapped = (*held[:place], held[place + 1], held[place], *held[place + 2 :])
                yield f"{field}[{place}] and {field}[{place + 1}] swapped", _with(catalog, {field: swapped}), {}
    else:
        yield "everything in reverse", _with(catalog, {field: held[::-1] for field, held in lists.items()}), {}
        yield "what stands first put last", _with(catalog, {field: (*held[1:], held[0]) for field, held in lists.items()}), {}


def _repeated(catalog: Catalog, is_fine: bool) -> Iterator[Change]:  # noqa: FBT001 - one of a table of such functions
    """State one fact twice; or every other one, or all, since what is doubled throughout may leave a share as it is."""
    lists = {field: getattr(catalog, field) for field in FACTS}
    if is_fine:
        for field, held in lists.items():
            for place in spread(range(len(held)), SINGLE):
                yield f"{field}[{place}] twice", _with(catalog, {field: (*held, held[place])}), {}
    else:
        for step, said in ((2, "every other fact twice"), (1, "every fact twice")):
            yield said, _with(catalog, {field: (*held, *held[::step]) for field, held in lists.items()}), {}


def _called_otherwise(catalog: Catalog, is_fine: bool) -> Iterator[Change]:  # noqa: FBT001 - one of a table of such functions
    """Give one role or skill a new id, at the end of the alphabet; or give all of them ids that sort the other way round."""
    same = {field: {one.id: one.id for one in getattr(catalog, field)} for field in ("roles", "skills")}
    if is_fine:
        for field, ids in same.items():
            for ident in spread(tuple(ids), SINGLE):
                names = {**same, field: {**ids, ident: f"zz-{ident}"}}
                yield f"zz-{ident} for the id of {ident}", renamed(catalog, names), names["roles"]
    else:
        other = with_new_ids(catalog)
        yield "other ids", other, {old.id: new.id for old, new in zip(catalog.roles, other.roles, strict=True)}


_CHANGES: Mapping[MeasureLaw, Callable[[Catalog, bool], Iterator[Change]]] = {
    MeasureLaw.ORDER: _otherwise_ordered,
    MeasureLaw.DUPLICATION: _repeated,
    MeasureLaw.RENAMING: _called_otherwise,
}


def _asking_more(catalog: Catalog, pair: Pair) -> Iterator[tuple[str, Catalog]]:
    """Raise what the second role asks of one skill that the first falls short of; then ask for one skill more."""
    facts = [fact for item in skill_gap(*pair, catalog=catalog).missing for fact in item.requirements]
    for fact in spread(facts, 3):
        more = raised_fact(catalog, fact)
        if more is not None:
            said = f"{pair[1].id} asks for {fact.skill} at {_level(more.proficiency)}, not {_level(fact.proficiency)}"
            yield said, with_fact(catalog, fact, more)
    for fact in catalog.requirements_of(pair[1])[:1]:
        yield f"{pair[1].id} asks for one skill more, which {pair[0].id} lacks", with_new_need(catalog, pair[1], fact)


def _with(catalog: Catalog, changes: dict[str, Any]) -> Catalog:
    return attrs.evolve(catalog, **changes)


# Smaller examples ------------------------------------------------------------------------------------------------------


def _smallest(breaks: Callable[[Catalog], bool], catalog: Catalog, pair: Pair) -> Catalog:
    """Leave out of a catalog all facts, ties of skills, skills and roles that the broken law can do without."""
    left = TRIES

    def is_broken(smaller: Catalog) -> bool:
        nonlocal left
        left -= 1
        return left >= 0 and breaks(smaller)

    facts = [(field, fact) for field in FACTS for fact in getattr(catalog, field)]
    small = _of_facts(catalog, _fewest(facts, lambda some: is_broken(_of_facts(catalog, some))))
    small = _of_entries(small, "roles", _named_in(small, "roles") | {pair[0].id, pair[1].id}, is_broken)
    small = _of_ties(small, _fewest(tuple(_ties(small)), lambda some: is_broken(_of_ties(small, some))))
    return _of_entries(small, "skills", _named_in(small, "skills"), is_broken)


def _of_entries(catalog: Catalog, field: str, named: set[str], is_broken: Callable[[Catalog], bool]) -> Catalog:
    """Leave out the roles or skills that nothing names and the broken law can do without."""

    def with_spare(spare: Sequence[Any]) -> Catalog:
        kept = _reached(catalog, field, {*named, *(entry.id for entry in spare)})
        return _with(catalog, {field: tuple(entry for entry in getattr(catalog, field) if entry.id in kept)})

    spare = [entry for entry in getattr(catalog, field) if entry.id not in named]
    return with_spare(_fewest(spare, lambda some: is_broken(with_spare(some))))


def _of_facts(catalog: Catalog, facts: Sequence[tuple[str, Any]]) -> Catalog:
    return _with(catalog, {field: tuple(fact for of, fact in facts if of == field) for field in FACTS})


#: What ties one skill to another: the first skill, the field, and the other.
Tie: TypeAlias = tuple[str, str, str]


def _ties(catalog: Catalog) -> Iterator[Tie]:
    """Yield what skills say of one another."""
    for skill in catalog.skills:
        if skill.broader is not None:
            yield skill.id, "broader", skill.broader
        yield from ((skill.id, "prerequisites", other) for other in skill.prerequisites)
        yield from ((skill.id, "related", related.skill) for related in skill.related)


def _of_ties(catalog: Catalog, ties: Sequence[Tie]) -> Catalog:
    """Return a catalog whose skills say no more of one another than so much."""
    kept = set(ties)

    def with_kept(skill: Skill) -> Skill:
        return attrs.evolve(
            skill,
            broader=skill.broader if (skill.id, "broader", skill.broader) in kept else None,
            prerequisites=tuple(other for other in skill.prerequisites if (skill.id, "prerequisites", other) in kept),
            related=tuple(related for related in skill.related if (skill.id, "related", related.skill) in kept),
        )

    return _with(catalog, {"skills": tuple(map(with_kept, catalog.skills))})


def _named_in(catalog: Catalog, field: str) -> set[str]:
    """Ids of roles or skills that facts name."""
    return {ident for _, fact in cited(catalog) for _, home, ident in ids_named(fact) if home == field}


def _reached(catalog: Catalog, field: str, ids: set[str]) -> set[str]:
    """Ids, and those that their entries name in turn."""
    entries = {entry.id: entry for entry in getattr(catalog, field)}
    found, ahead = set(ids), list(ids)
    while ahead:
        more = {ident for _, part in parts(entries[ahead.pop()]) for _, home, ident in ids_named(part) if home == field} - found
        found |= more
        ahead.extend(more)
    return found


def _fewest(things: Sequence[Any], is_enough: Callable[[Sequence[Any]], bool]) -> Sequence[Any]:
    """Leave out as much as can be: all, halves, ever smaller parts, and single things for as long as one can be spared."""
    kept = list(things)
    size = len(kept)
    while size:
        place, before = 0, len(kept)
        while place < len(kept):
            fewer = kept[:place] + kept[place + size :]
            if is_enough(fewer):
                kept = fewer
            else:
                place += size
        size = 1 if size == 1 and len(kept) < before else size // 2
    return kept
