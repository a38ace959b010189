"""Strategies for Hypothesis: valid nouns and whole catalogs.

Each function returns a strategy for one class. Its keywords constrain what is drawn: one that is named like a field takes a value of that
field or a strategy of such values, one that begins with ``with`` takes True for always, False for never and None for either. A field that
is not named takes everything that the model allows: None, open tops, labels of any writing, fields marked as assumed.

``catalog=`` draws what that catalog could hold: references resolve, and an entry of the vocabulary has an id that is new to it. Without it,
references are ids of nothing in particular. Within what :func:`catalogs` draws all references resolve.

Nothing drawn is thrown away. A failing example shrinks to entries called ``role-a`` and ``skill-b``, to round amounts and to few fields.

Numbers stay within everyday sizes: amounts below a thousand billion with at most two decimals, shares in hundredths. Where a strategy has
``with_extremes``, True draws numbers of any size and precision that the model allows, too. Texts are any that can be written to a file,
which leaves out half characters (lone surrogates).

>>> from hypothesis import given
>>> @given(salary_bands(currency="GBP"))
... def test_the_middle_lies_within(band):
...     assert band.midpoint is None or band.minimum <= band.midpoint <= band.maximum
>>> test_the_middle_lies_within()
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Context, Decimal
from functools import cache
from types import EllipsisType
from typing import Any, Generic, TypeAlias, TypeVar, cast

import attrs

from rolepath.errors import InvalidFieldError, InvalidTypeError, MissingExtraError
from rolepath.model._check import GREATEST_WHOLE
from rolepath.model._limits import LONGEST_NAME, LONGEST_PREFERENCE
from rolepath.model.catalog import Catalog, Fact
from rolepath.model.currency import CURRENCIES
from rolepath.model.descriptor import LARGEST_VALUE, Descriptor, DescriptorFamily
from rolepath.model.identity import label_key
from rolepath.model.level import Level, Track
from rolepath.model.link import CodeLink, CodeSystem
from rolepath.model.measure import (
    ClaimReading,
    DifficultyModel,
    DifficultyWeights,
    GapWeights,
    Parameter,
    ProximityMethod,
    ProximityModel,
)
from rolepath.model.pay import (
    ExchangeRate,
    ExchangeRates,
    PayClaim,
    PayComponent,
    PayPeriod,
    PayRelation,
    PayStatistic,
    SalaryBand,
)
from rolepath.model.profile import Evidence, HeldSkill, Offer, Profile, UnknownSkill
from rolepath.model.reading import FileReport, ReadingReport
from rolepath.model.role import Aspect, Role, Trait
from rolepath.model.skill import (
    Measured,
    Rating,
    RelatedSkill,
    RequirementBasis,
    Scale,
    ScaleStep,
    Skill,
    SkillKind,
    SkillRequirement,
)
from rolepath.model.source import PRINTED_LIMIT, Citation, Place, Source
from rolepath.model.survey import PERCENTILES, PayPercentiles
from rolepath.model.transition import ProofForm, TransitionClaim, TransitionKind, TransitionPath, TransitionStep

try:
    from hypothesis import strategies as st
    from hypothesis.strategies import SearchStrategy
except ImportError:
    raise MissingExtraError("rolepath.testing.strategies", "testing") from None

__all__ = [
    "Given",
    "amounts",
    "catalogs",
    "citations",
    "claim_readings",
    "code_links",
    "currencies",
    "currency_pairs",
    "descriptors",
    "difficulty_models",
    "difficulty_weights",
    "exchange_rates",
    "facts",
    "file_reports",
    "gap_weights",
    "held_skills",
    "ids",
    "labels",
    "levels",
    "offers",
    "parameters",
    "pay_claims",
    "pay_percentiles",
    "places",
    "profiles",
    "proximity_models",
    "ratings",
    "reading_reports",
    "related_skills",
    "requirements",
    "roles",
    "salary_bands",
    "scale_steps",
    "scales",
    "skills",
    "sources",
    "traits",
    "transition_claims",
    "transition_paths",
    "transition_steps",
    "unknown_skills",
]

T = TypeVar("T")
#: What a keyword that is named like a field takes: a value, a strategy of values, or ``...`` for everything that the model allows.
Given: TypeAlias = T | SearchStrategy[T] | EllipsisType


# Ids and texts ---------------------------------------------------------------------------------------------------------

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NOUNS = {"sources": "source", "scales": "scale", "places": "place", "skills": "skill", "roles": "role", "standard_levels": "level"}
_WORDS = st.text(_LETTERS + "0123456789", min_size=1, max_size=6)
_JOINED = st.lists(st.tuples(st.sampled_from("-."), _WORDS), max_size=2)
_ANY_IDS = st.builds(lambda first, rest: first + "".join(map("".join, rest)), _WORDS, _JOINED)

#: Texts that code which shows or compares texts is likely to get wrong.
_AWKWARD = (
    "C++",
    "Größe",
    "数据科学家",
    "مهندس",
    "\uff2d\uff2c in full width",
    "a & b",
    "<b>bold</b>",
    'it\'s "quoted"',
    "line\nbreak",
    "back\\slash | bar `tick`",
    "\u202eturned",
    "e\u0301",
    "👩🏽‍💻",
    "$1,000.50",
    "=1+1",
    "#",
    "null",
)
_CHARACTERS = st.characters(codec="utf-8")
_FREE_TEXTS = st.text(_CHARACTERS, max_size=12).map(lambda drawn: drawn if drawn.strip() else f"{drawn}x")
_ODD_TEXTS = st.sampled_from(_AWKWARD) | _FREE_TEXTS
_LONG_TEXTS = st.sampled_from(("A long text. " * 40, "x" * 2_000))


@cache
def _texts(*plain: str) -> SearchStrategy[str]:
    """Texts that shrink to plain ones."""
    return st.sampled_from(plain) | _ODD_TEXTS | st.sampled_from(plain) | st.integers(0, 9).flatmap(_rarely_long)


def _rarely_long(number: int) -> SearchStrategy[str]:
    return _LONG_TEXTS if number == 9 else _ODD_TEXTS  # noqa: PLR2004 - one in ten


@cache
def _free_ids(kind: str) -> SearchStrategy[str]:
    return st.sampled_from([f"{_NOUNS[kind]}-{letter}" for letter in "abcde"]) | _ANY_IDS


def ids(noun: str = "id") -> SearchStrategy[str]:
    """Well-formed ids: lower-case words and digits joined by hyphens or dots.

    Args:
        noun: the word that plain ids begin with; an id itself.

    Raises:
        InvalidFieldError: the noun is no id.

    >>> from hypothesis import find
    >>> find(ids("role"), lambda id: True)
    'role-a'
    """
    Place(id=cast("Any", noun), label="-")  # demands an id
    return st.sampled_from([f"{noun}-{letter}" for letter in "abcde"]) | _ANY_IDS


def labels(*plain: str) -> SearchStrategy[str]:
    """Texts with something in them, of any writing: names, statements, remarks.

    Args:
        *plain: the texts to shrink to; ``Label`` by default.

    >>> from hypothesis import find
    >>> find(labels("Data engineer"), lambda label: True)
    'Data engineer'
    >>> find(labels(), lambda label: label.isnumeric())
    '0'
    """
    return _texts(*(plain or ("Label",)))


def currencies() -> SearchStrategy[str]:
    """Codes of circulating currencies, ISO 4217.

    >>> from hypothesis import find
    >>> find(currencies(), lambda code: code != "USD")
    'GBP'
    """
    return _CURRENCIES


_CURRENCIES = st.sampled_from(("USD", "GBP", "EUR", "INR")) | st.sampled_from(sorted(CURRENCIES))


# Numbers ---------------------------------------------------------------------------------------------------------------


def _decimal(digits: int, places: int) -> Decimal:
    """Return the number that is written with these digits, so many of them after the point, exactly."""
    return Decimal((int(digits < 0), tuple(map(int, str(abs(digits)))), -places))


# Rounded up rather than sampled: whatever amount stands in an example, the same number drawn here is a round one that is as high,
# so that it shrinks to that.
_ROUND = st.integers(0, 609_999).map(lambda n: Decimal((n // 10_000 + 1) % 61 * 10_000))
_AMOUNTS = _ROUND | st.integers(0, 10**12 - 1).map(Decimal) | st.builds(_decimal, st.integers(0, 10**14 - 1), st.just(2))
_FIGURES = st.integers(-100, 1_000).map(Decimal) | st.builds(_decimal, st.integers(-(10**8), 10**8), st.integers(1, 2))
_HUNDREDTHS = st.sampled_from((0.5, 1.0, 0.0, 0.25, 0.75)) | st.integers(0, 100).map(lambda n: n / 100)
_TIMES = st.integers(0, 60).map(float) | st.integers(0, 4_000).map(lambda n: n / 4)
_POSITIVE = st.integers(1, 60).map(float) | st.integers(1, 4_000).map(lambda n: n / 4)
_HOURS = st.sampled_from((10.0, 5.0, 0.0, 40.0)) | st.integers(0, 4 * 168).map(lambda n: n / 4)
#: Digits before and after the point of a Decimal that the model takes.
_MOST_DIGITS = 30
_EXTREME_AMOUNTS = st.builds(_decimal, st.integers(0, 10**_MOST_DIGITS - 1), st.integers(0, _MOST_DIGITS)) | st.builds(
    lambda digits, zeros: Decimal(digits).scaleb(zeros), st.integers(0, 9), st.integers(0, _MOST_DIGITS)
)
_EXTREME_FIGURES = st.builds(lambda amount, is_below: -amount if is_below else amount, _EXTREME_AMOUNTS, st.booleans())
_MANY_YEARS = st.sampled_from((2026, 2025, 2030, 1999)) | st.integers(1, 9_999)


@attrs.frozen(kw_only=True, eq=False)
class _Numbers:
    """Where numbers are drawn from."""

    #: Money, 0 or more.
    amounts: SearchStrategy[Decimal]
    #: Figures of any sign.
    figures: SearchStrategy[Decimal]
    #: 0 to 1.
    shares: SearchStrategy[float]
    #: 0 or more.
    times: SearchStrategy[float]
    #: Above 0.
    positive: SearchStrategy[float]
    #: 0 to 168.
    hours: SearchStrategy[float]
    #: Whole numbers from 1.
    counts: SearchStrategy[int]
    #: Whether numbers are of any size and precision.
    are_extreme: bool = False


_EVERYDAY = _Numbers(
    amounts=_AMOUNTS,
    figures=_FIGURES,
    shares=_HUNDREDTHS,
    times=_TIMES,
    positive=_POSITIVE,
    hours=_HOURS,
    counts=st.integers(1, 500),
)
_EXTREME = _Numbers(
    amounts=_AMOUNTS | _EXTREME_AMOUNTS,
    figures=_FIGURES | _EXTREME_FIGURES,
    shares=_HUNDREDTHS | st.floats(0, 1),
    times=_TIMES | st.floats(0, allow_infinity=False),
    positive=_POSITIVE | st.floats(1e-9, allow_infinity=False),
    hours=_HOURS | st.floats(0, 168),
    counts=st.integers(1, 500) | st.integers(1, GREATEST_WHOLE),
    are_extreme=True,
)


def amounts(*, with_extremes: bool = False) -> SearchStrategy[Decimal]:
    """Amounts of money, 0 or more.

    Args:
        with_extremes: whether amounts of up to thirty digits before and after the point are drawn, too.

    >>> from hypothesis import find
    >>> find(amounts(), lambda amount: amount > 100_000)
    Decimal('110000')
    """
    return (_EXTREME if with_extremes else _EVERYDAY).amounts


# What references may name ----------------------------------------------------------------------------------------------

# A place in a list of names, counted round where there are fewer: strategies over numbers are made once, which is several times faster
# than making strategies over the names of each catalog.
_PLACE = st.integers(0, 1_000)
_FEW_PLACES = st.lists(_PLACE, max_size=3)


@attrs.frozen(kw_only=True, eq=False)
class _World:
    """What is there to refer to, and where numbers are drawn from. A tuple of None stands for no catalog: any id will do."""

    sources: tuple[str, ...] | None = None
    places: tuple[str, ...] | None = None
    skills: tuple[str, ...] | None = None
    roles: tuple[str, ...] | None = None
    standard_levels: tuple[str, ...] | None = None
    #: The scales and levels themselves, since ratings and rungs follow from them.
    scales: tuple[Scale, ...] | None = None
    rungs: tuple[Level, ...] | None = None
    #: Names of skills, reduced to what counts, which nobody calls unknown.
    known: frozenset[str] = frozenset()
    numbers: _Numbers = _EVERYDAY

    def has(self, kind: str) -> bool:
        """Whether there is something of a kind to refer to."""
        names: object = getattr(self, kind)
        return names != ()


_NOWHERE = _World()
_NOWHERE_EXTREME = _World(numbers=_EXTREME)


def _world(catalog: Catalog | None, *needed: str, with_extremes: bool = False, amounts: SearchStrategy[Decimal] | None = None) -> _World:
    """Return what is there to refer to.

    Raises:
        InvalidTypeError: the catalog is none.
        InvalidFieldError: the catalog has nothing of a kind that is needed.
    """
    if catalog is None:
        world = _NOWHERE_EXTREME if with_extremes else _NOWHERE
    elif not isinstance(catalog, Catalog):
        raise InvalidTypeError("catalog", catalog, "must be a Catalog")
    else:
        world = attrs.evolve(catalog.derived(_world_of), numbers=_EXTREME if with_extremes else _EVERYDAY)
        for kind in needed:
            if not world.has(kind):
                raise InvalidFieldError("catalog", catalog, f"must have {kind.replace('_', ' ')} for this to be drawn")
    return world if amounts is None else attrs.evolve(world, numbers=attrs.evolve(world.numbers, amounts=amounts))


def _world_of(catalog: Catalog) -> _World:
    names = (name for skill in catalog.skills for name in (skill.id, skill.label, *skill.alternative_labels))
    return _World(
        sources=_ids_of(catalog.sources),
        places=_ids_of(catalog.places),
        skills=_ids_of(catalog.skills),
        roles=_ids_of(catalog.roles),
        standard_levels=_ids_of(catalog.standard_levels),
        scales=catalog.scales,
        rungs=catalog.standard_levels,
        known=frozenset(map(label_key, names)),
    )


def _ids_of(entries: Iterable[Any]) -> tuple[str, ...]:
    return tuple(entry.id for entry in entries)


def _one(draw: st.DrawFn, world: _World, kind: str, *, but: tuple[str | None, ...] = ()) -> Any:
    """Draw an id of a kind, other than some; None where there is none."""
    names: tuple[str, ...] | None = getattr(world, kind)
    if names is None:
        drawn = draw(_free_ids(kind))
        return drawn if drawn not in but else next(name for name in _some_names(kind) if name not in but)
    left = [name for name in names if name not in but] if but else names
    return left[draw(_PLACE) % len(left)] if left else None


def _several(draw: st.DrawFn, world: _World, kind: str, *, but: tuple[str | None, ...] = ()) -> tuple[Any, ...]:
    """Draw up to three ids of a kind, each once and other than some."""
    names: tuple[str, ...] | None = getattr(world, kind)
    left = [name for name in (_some_names(kind) if names is None else names) if name not in but]
    return tuple(dict.fromkeys(left[place % len(left)] for place in draw(_FEW_PLACES))) if left else ()


@cache
def _some_names(kind: str) -> tuple[str, ...]:
    return (*(f"{_NOUNS[kind]}-{letter}" for letter in _LETTERS[:8]), "c1", "15-2051.00")


def _distinct(name: str, taken: Iterable[str | None]) -> str:
    """Return a name, or the name with a number where it is taken."""
    held = set(taken)
    number, free = 2, name
    while free in held:
        free, number = f"{name}-{number}", number + 1
    return free


# How an object is drawn ------------------------------------------------------------------------------------------------

#: A function that draws an object: how to draw, what there is to refer to, and what the caller demands of it.
_Make: TypeAlias = Callable[[st.DrawFn, _World, Mapping[str, Any]], T]


class _Recipe(Generic[T]):
    """How an object is drawn, within which world and under which demands. No attrs class: Hypothesis shows all fields of those."""

    def __init__(self, make: _Make[T], world: _World, demands: Mapping[str, Any]) -> None:
        self.make, self.world, self.demands = make, world, demands

    def __repr__(self) -> str:
        """Show the demands, for the repr of the strategy."""
        return ", ".join(
            [self.make.__name__.strip("_"), *(f"{name}={value!r}" for name, value in self.demands.items() if value is not None)]
        )


@st.composite
def _drawn(draw: st.DrawFn, recipe: _Recipe[T]) -> T:
    demands = {name: draw(value) if isinstance(value, SearchStrategy) else value for name, value in recipe.demands.items()}
    return recipe.make(draw, recipe.world, demands)


def _strategy(make: _Make[T], world: _World, **demands: Any) -> SearchStrategy[T]:
    """Return the strategy of an object; a demand of ``...`` is none."""
    return _drawn(_Recipe(make, world, {name: value for name, value in demands.items() if value is not ...}))


@cache
def _subsets(names: tuple[str, ...]) -> SearchStrategy[list[str]]:
    """Return which of some fields are given: mostly a few, sometimes many."""
    fields = st.sampled_from(names)
    # A field that stands twice counts once; unlike with unique=True, each shrinks away by itself.
    return st.lists(fields, max_size=3) | st.lists(fields, max_size=2 * len(names))


def _fields(draw: st.DrawFn, demands: Mapping[str, Any], options: Mapping[str, Callable[[], Any]]) -> dict[str, Any]:
    """Draw some of the fields that may be left out; those that are demanded are as demanded."""
    drawn = {name: options[name]() for name in sorted(set(draw(_subsets(tuple(options))))) if name not in demands}
    return drawn | {name: demands[name] for name in options if name in demands}


def _demanded(demands: Mapping[str, Any], name: str, otherwise: Callable[[], Any]) -> Any:
    return demands[name] if name in demands else otherwise()


def _is_so(draw: st.DrawFn, demand: bool | None) -> bool:  # noqa: FBT001 - the demand of the caller
    return draw(_BOOLEANS) if demand is None else demand


def _pair(draw: st.DrawFn, numbers: SearchStrategy[Any]) -> tuple[Any, Any]:
    first, second = draw(numbers), draw(numbers)
    return (first, second) if first <= second else (second, first)


@cache
def _names_of_fields(kind: type) -> SearchStrategy[tuple[str, ...]]:
    names = [field.name for field in attrs.fields(kind) if field.name != "assumed"]
    return st.lists(st.sampled_from(names), unique=True, min_size=1, max_size=3).map(tuple)


def _label_of(name: str) -> str:
    """Return the plain label of an id: ``Role A``."""
    return name.replace("-", " ").title()


_BOOLEANS = st.booleans()
_LABELS = st.none() | _ODD_TEXTS
_OTHER_LABELS = st.lists(_texts("Another name", "A third name"), min_size=1, max_size=3).map(tuple)
_EMPLOYERS = _texts("startup", "bank", "university")
_HEDGES = _texts("often", "usually")
_REASONS = _texts("A reason.")
_NOTES = _texts("A note.")
_STATEMENTS = _texts("A statement.")
_SECTIONS = _texts("Section")
_PRINTED = _texts("$100K", "1.2M+", "3-5").map(lambda text: text[:PRINTED_LIMIT])


def _label(draw: st.DrawFn, name: str) -> str:
    """Draw a label, the plain one of an id by default."""
    drawn = draw(_LABELS)
    return _label_of(name) if drawn is None else drawn


def _remarks(draw: st.DrawFn, kind: type, *names: str) -> dict[str, Callable[[], Any]]:
    """Return how to draw the fields that many facts have."""
    options: dict[str, Callable[[], Any]] = {
        "employer": lambda: draw(_EMPLOYERS),
        "hedge": lambda: draw(_HEDGES),
        "reason": lambda: draw(_REASONS),
        "note": lambda: draw(_NOTES),
        "assumed": lambda: draw(_names_of_fields(kind)),
    }
    return {name: options[name] for name in (*names, "note", "assumed")}


def _new_id(draw: st.DrawFn, world: _World, kind: str, demands: Mapping[str, Any]) -> str:
    """Draw the id of an entry that is new to the catalog."""
    if "id" in demands:
        return cast("str", demands["id"])
    return _distinct(draw(_free_ids(kind)), _taken(world, kind))


def _taken(world: _World, kind: str) -> tuple[str, ...]:
    held: Any = getattr(world, kind)
    return () if held is None else _ids_of(held) if kind == "scales" else held


# Sources ---------------------------------------------------------------------------------------------------------------


def sources(
    *,
    catalog: Catalog | None = None,
    id: Given[str] = ...,  # noqa: A002
    currency: Given[str | None] = ...,
    region: Given[str | None] = ...,
) -> SearchStrategy[Source]:
    """Sources that facts can cite.

    Args:
        catalog: a catalog that could take the source: its regions are that catalog's places.
        id: its id.
        currency: the currency of its pay figures, or None.
        region: the place that it says it speaks of, or None.

    >>> from hypothesis import find
    >>> source = find(sources(), lambda source: source.region is not None)
    >>> source.id, source.title, source.region
    ('source-a', 'Source A', 'place-a')
    """
    return _strategy(_source, _world(catalog), id=id, currency=currency, region=region)


_PUBLISHED = _texts("2026", "2026-05", "2026-05-03", "spring 2026")
_PEOPLE = _texts("Ada Example", "Example Press")
_VERSIONS = _texts("29.0", "1.2.0")


def _source(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> Source:
    name = _new_id(draw, world, "sources", demands)
    options: dict[str, Callable[[], Any]] = {
        "published": lambda: draw(_PUBLISHED),
        "publisher": lambda: draw(_PEOPLE),
        "author": lambda: draw(_PEOPLE),
        "currency": lambda: draw(_CURRENCIES),
        "region": lambda: _one(draw, world, "places"),
        "region_assumed": lambda: _one(draw, world, "places"),
        "about": lambda: draw(_STATEMENTS),
        "version": lambda: draw(_VERSIONS),
        "credit": lambda: draw(_STATEMENTS),
    }
    return Source(id=cast("Any", name), title=_label(draw, name), **_fields(draw, demands, options))


def citations(*, catalog: Catalog | None = None, source: Given[str] = ..., with_extremes: bool = False) -> SearchStrategy[Citation]:
    """Citations: places in a source.

    Args:
        catalog: the catalog whose sources are cited.
        source: id of the source cited.
        with_extremes: whether line numbers of any size are drawn.

    Raises:
        InvalidFieldError: the catalog has no source.

    >>> from hypothesis import find
    >>> str(find(citations(source="handbook"), lambda citation: citation.end_line is not None))
    'handbook, lines 1-1'
    """
    return _strategy(_citation, _world(catalog, "sources", with_extremes=with_extremes), source=source)


_FURTHER = st.integers(0, 20)


def _citation(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> Citation:
    source = _demanded(demands, "source", lambda: _one(draw, world, "sources"))
    line = draw(world.numbers.counts)
    options: dict[str, Callable[[], Any]] = {
        "end_line": lambda: min(line + draw(_FURTHER), GREATEST_WHOLE),
        "printed": lambda: draw(_PRINTED),
        "via": lambda: draw(_PEOPLE),
    }
    return Citation(source=source, section=draw(_SECTIONS), line=line, **_fields(draw, {}, options))


_NO_DEMANDS: Mapping[str, Any] = {}


def _cited(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> Citation:
    """Draw the citation of a fact, which the caller may bind to a source."""
    source = {"source": demands["source"]} if "source" in demands else _NO_DEMANDS
    return _citation(draw, world, source)


def places(*, catalog: Catalog | None = None, id: Given[str] = ..., within: Given[str | None] = ...) -> SearchStrategy[Place]:  # noqa: A002
    """Places that pay figures speak of.

    Args:
        catalog: a catalog that could take the place: it lies within that catalog's places.
        id: its id.
        within: id of the place that contains it, or None.

    >>> from hypothesis import find
    >>> find(places(), lambda place: place.within is not None)
    Place(id='place-a', label='Place A', alternative_labels=(), within='place-b')
    """
    return _strategy(_place, _world(catalog), id=id, within=within)


def _place(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> Place:
    name = _new_id(draw, world, "places", demands)
    options: dict[str, Callable[[], Any]] = {
        "alternative_labels": lambda: draw(_OTHER_LABELS),
        "within": lambda: _one(draw, world, "places", but=(name,)),
    }
    return Place(id=cast("Any", name), label=_label(draw, name), **_fields(draw, demands, options))


# Roles and levels ------------------------------------------------------------------------------------------------------


def roles(*, catalog: Catalog | None = None, id: Given[str] = ..., label: Given[str] = ...) -> SearchStrategy[Role]:  # noqa: A002
    """Roles.

    Args:
        catalog: a catalog that could take the role. For a role that it has already, use ``st.sampled_from(catalog.roles)``.
        id: its id.
        label: its preferred title.

    >>> from hypothesis import find
    >>> find(roles(), lambda role: role.label)
    Role(role-a: Role A)
    """
    return _strategy(_role, _world(catalog), id=id, label=label)


_GROUPS = _texts("2511", "15-2000")
_ONET_CODES = st.lists(_texts("15-2051.00", "15-1252.00"), max_size=2).map(tuple)
_ESCO_CODES = st.lists(_texts("http://data.europa.eu/esco/occupation/a"), max_size=2).map(tuple)


def _role(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> Role:
    name = _new_id(draw, world, "roles", demands)
    label = _demanded(demands, "label", lambda: _label(draw, name))
    options: dict[str, Callable[[], Any]] = {
        "alternative_labels": lambda: draw(_OTHER_LABELS),
        "description": lambda: draw(_STATEMENTS),
        "group": lambda: draw(_GROUPS),
        "onet": lambda: draw(_ONET_CODES),
        "esco": lambda: draw(_ESCO_CODES),
    }
    return Role(id=cast("Any", name), label=label, **_fields(draw, demands, options))


def levels(
    *,
    catalog: Catalog | None = None,
    id: Given[str] = ...,  # noqa: A002
    track: Given[Track | str] = ...,
    role: Given[str] = ...,
    source: Given[str] = ...,
    with_role: bool | None = None,
    with_extremes: bool = False,
) -> SearchStrategy[Level]:
    """Levels: standard levels, and rungs of a role's ladder.

    Args:
        catalog: a catalog that could take the level: a rung is of one of its roles and stands on one of its standard levels.
        id: id of the standard level.
        track: line of promotion. A rung of a catalog is on the track of its standard level.
        role: id of the role whose ladder it is a rung of.
        source: id of the source cited.
        with_role: True for rungs, False for standard levels.
        with_extremes: whether ranks of any size are drawn.

    Raises:
        InvalidFieldError: rungs are asked for and the catalog lacks roles, sources or standard levels; or ``role`` is given and
            ``with_role`` is False.

    >>> from hypothesis import find
    >>> level = find(levels(with_role=True), lambda level: level.track == "management")
    >>> level.id, level.role, level.rank
    ('level-a', 'role-a', 1)
    """
    if role is not ...:
        if with_role is False:
            raise InvalidFieldError("with_role", with_role, "must not be False where a role is given")
        with_role = True
    needed = ("roles", "sources", "standard_levels")
    world = _world(catalog, *(needed if with_role else ()), with_extremes=with_extremes)
    if with_role is None and not all(map(world.has, needed)):
        with_role = False
    return _strategy(_level, world, id=id, track=track, role=role, source=source, with_role=with_role)


_RANKS = st.integers(1, 9)
_TRACKS = st.sampled_from(Track)


def _level(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> Level:
    is_rung = _is_so(draw, demands["with_role"])
    standing: dict[str, Any]
    if is_rung and world.rungs is not None:
        known = [rung for rung in world.rungs if demands.get("id", rung.id) == rung.id]
        if not known:
            raise InvalidFieldError("id", demands["id"], "must be the id of a standard level of the catalog")
        on = known[draw(_PLACE) % len(known)]
        standing = {"id": on.id, "track": on.track, "rank": on.rank}
    else:
        ranks = world.numbers.counts if world.numbers.are_extreme else _RANKS
        standing = {
            "id": _demanded(demands, "id", lambda: _distinct(draw(_free_ids("standard_levels")), _taken(world, "standard_levels"))),
            "track": _demanded(demands, "track", lambda: draw(_TRACKS)),
            "rank": draw(ranks),
        }
    options: dict[str, Callable[[], Any]] = {
        "alternative_labels": lambda: draw(_OTHER_LABELS),
        "scope": lambda: draw(_STATEMENTS),
        **_remarks(draw, Level, "employer"),
    }
    if is_rung:
        standing["role"] = _demanded(demands, "role", lambda: _one(draw, world, "roles"))
        standing["citation"] = _cited(draw, world, demands)
    elif "source" in demands:
        standing["citation"] = _cited(draw, world, demands)
    elif world.has("sources"):
        options["citation"] = lambda: _citation(draw, world, _NO_DEMANDS)
    return Level(label=_label(draw, standing["id"]), **standing, **_fields(draw, {}, options))


# Skills and what roles ask for -----------------------------------------------------------------------------------------


def skills(
    *,
    catalog: Catalog | None = None,
    id: Given[str] = ...,  # noqa: A002
    kind: Given[SkillKind | str] = ...,
    with_broader: bool | None = None,
    with_effort: bool | None = None,
    with_extremes: bool = False,
) -> SearchStrategy[Skill]:
    """Skills.

    Args:
        catalog: a catalog that could take the skill: it is part of, follows and counts towards that catalog's skills.
        id: its id.
        kind: its sort.
        with_broader: whether it is part of a wider skill. Never where the catalog has no skill.
        with_effort: whether its effort is known.
        with_extremes: whether numbers of any size and precision are drawn.

    >>> from hypothesis import find
    >>> find(skills(kind="tool"), lambda skill: skill.label)
    Skill(skill-a: Skill A, tool)
    >>> skill = find(skills(with_effort=True), lambda skill: skill.effort_weeks_minimum != skill.effort_weeks_maximum)
    >>> skill.effort_weeks_minimum, skill.effort_weeks_maximum
    (0.0, 1.0)
    """
    world = _world(catalog, with_extremes=with_extremes)
    return _strategy(_skill, world, id=id, kind=kind, with_broader=with_broader, with_effort=with_effort)


_SKILL_KINDS = st.sampled_from(SkillKind)
_ESCO = st.lists(
    st.sampled_from(("http://data.europa.eu/esco/skill/a", "http://data.europa.eu/esco/skill/b")) | _ODD_TEXTS, min_size=1, max_size=2
)
_ONET = st.lists(st.sampled_from(("2.B.3.e", "Python")) | _ODD_TEXTS, min_size=1, max_size=2)


def _skill(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> Skill:
    name = _new_id(draw, world, "skills", demands)
    options: dict[str, Callable[[], Any]] = {
        "alternative_labels": lambda: draw(_OTHER_LABELS),
        "related": lambda: tuple(_related(draw, world, {"skill": other}) for other in _several(draw, world, "skills", but=(name,))),
        "prerequisites": lambda: _several(draw, world, "skills", but=(name,)),
        "effort_reason": lambda: draw(_REASONS),
        "esco": lambda: tuple(draw(_ESCO)),
        "onet": lambda: tuple(draw(_ONET)),
    }
    weeks = _pair(draw, world.numbers.times) if _is_so(draw, demands.get("with_effort")) else (None, None)
    broader = _one(draw, world, "skills", but=(name,)) if _is_so(draw, demands.get("with_broader")) else None
    return Skill(
        id=cast("Any", name),
        label=_label(draw, name),
        kind=_demanded(demands, "kind", lambda: draw(_SKILL_KINDS)),
        broader=broader,
        effort_weeks_minimum=weeks[0],
        effort_weeks_maximum=weeks[1],
        **_fields(draw, {}, options),
    )


def related_skills(*, catalog: Catalog | None = None, skill: Given[str] = ..., with_extremes: bool = False) -> SearchStrategy[RelatedSkill]:
    """Statements of how far some skill counts towards another.

    Args:
        catalog: the catalog whose skills are named.
        skill: id of the skill that the credit counts towards.
        with_extremes: whether shares of any precision are drawn.

    Raises:
        InvalidFieldError: the catalog has no skill.

    >>> from hypothesis import find
    >>> find(related_skills(), lambda related: related.credit > 0)
    RelatedSkill(skill='skill-a', credit=0.5, reason='A reason.')
    """
    return _strategy(_related, _world(catalog, "skills", with_extremes=with_extremes), skill=skill)


def _related(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> RelatedSkill:
    skill = _demanded(demands, "skill", lambda: _one(draw, world, "skills"))
    return RelatedSkill(skill=skill, credit=draw(world.numbers.shares), reason=draw(_REASONS))


def scale_steps(*, with_extremes: bool = False) -> SearchStrategy[ScaleStep]:
    """Steps of a scale: labels with their place on 0-1.

    Args:
        with_extremes: whether places of any precision are drawn.

    >>> from hypothesis import find
    >>> find(scale_steps(), lambda step: True)
    ScaleStep(label='some', value=0.5, alternative_labels=())
    """
    return _strategy(_step, _world(None, with_extremes=with_extremes))


_STEP_LABELS = ("some", "good", "strong", "expert", "little", "fair", "high", "top")
_STEPS = _texts(*_STEP_LABELS)


def _step(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> ScaleStep:
    value = _demanded(demands, "value", lambda: draw(world.numbers.shares))
    label = _demanded(demands, "label", lambda: draw(_STEPS))
    options: dict[str, Callable[[], Any]] = {"alternative_labels": lambda: draw(_OTHER_LABELS)}
    return ScaleStep(label=label, value=value, **_fields(draw, {}, options))


def scales(
    *,
    catalog: Catalog | None = None,
    id: Given[str] = ...,  # noqa: A002
    measures: Given[Measured | str] = ...,
    with_steps: bool | None = None,
    with_numbers: bool | None = None,
    with_extremes: bool = False,
) -> SearchStrategy[Scale]:
    """Scales of proficiency or importance. No two steps of one go by the same label.

    Args:
        catalog: a catalog that could take the scale.
        id: its id.
        measures: what it measures.
        with_steps: whether it has labels.
        with_numbers: whether it has a range of numbers.
        with_extremes: whether numbers of any size and precision are drawn.

    Raises:
        InvalidFieldError: both labels and numbers are ruled out.

    >>> from hypothesis import find
    >>> scale = find(scales(measures="importance"), lambda scale: scale.maximum is not None)
    >>> scale.id, scale.steps, scale.minimum, scale.maximum
    ('scale-a', (), 0.0, 1.0)
    """
    if with_steps is False and with_numbers is False:
        raise InvalidFieldError("with_numbers", with_numbers, "must not be False where with_steps is; a scale has labels or numbers")
    world = _world(catalog, with_extremes=with_extremes)
    return _strategy(_scale, world, id=id, measures=measures, with_steps=with_steps, with_numbers=with_numbers)


_MEASURED = st.sampled_from(Measured)
_FEW_STEPS = st.integers(1, 6)
_LOWEST = st.integers(0, 1).map(float) | st.integers(0, 100).map(lambda n: n / 2)
_WIDTHS = st.integers(1, 10).map(float) | st.integers(1, 200).map(lambda n: n / 2)


def _scale(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> Scale:
    name = _new_id(draw, world, "scales", demands)
    with_steps, with_numbers = demands.get("with_steps"), demands.get("with_numbers")
    has_steps = True if with_numbers is False else _is_so(draw, with_steps)
    has_numbers = True if not has_steps else _is_so(draw, with_numbers)
    steps: list[ScaleStep] = []
    if has_steps:
        count = draw(_FEW_STEPS)
        values = sorted({draw(world.numbers.shares) for _ in range(count)})
        keys: set[str] = set()
        for value in values:
            step = _step(draw, world, {"value": value})
            steps.append(_of_own_name(step, keys))
    low = high = None
    if has_numbers:
        low = draw(_LOWEST)
        high = low + draw(_WIDTHS)
        if world.numbers.are_extreme and _is_so(draw, None):
            low, high = 0.0, draw(world.numbers.positive)
    return Scale(
        id=cast("Any", name),
        label=_label(draw, name),
        measures=_demanded(demands, "measures", lambda: draw(_MEASURED)),
        reason=draw(_REASONS),
        steps=tuple(steps),
        minimum=low,
        maximum=high,
    )


def _of_own_name(step: ScaleStep, keys: set[str]) -> ScaleStep:
    """Number the labels of a step that go by a name already used, and keep their names in mind."""
    labels = []
    for label in (step.label, *step.alternative_labels):
        number, free = 2, label
        while label_key(free) in keys:
            free, number = f"{label} {number}", number + 1
        keys.add(label_key(free))
        labels.append(free)
    return ScaleStep(label=labels[0], value=step.value, alternative_labels=tuple(labels[1:]))


def ratings(
    *,
    scale: Scale | None = None,
    catalog: Catalog | None = None,
    measures: Given[Measured | str] = ...,
    with_extremes: bool = False,
) -> SearchStrategy[Rating]:
    """Ratings: a place on a scale.

    Args:
        scale: the scale rated on: its labels, and numbers within its range.
        catalog: the catalog whose scales are rated on.
        measures: what the catalog's scale measures.
        with_extremes: whether places of any precision are drawn.

    Raises:
        InvalidTypeError: the scale is none.
        InvalidFieldError: the catalog has no scale, or none that measures this.

    >>> from hypothesis import find
    >>> from rolepath import load_catalog
    >>> str(find(ratings(scale=load_catalog().scale("proficiency")), lambda rating: rating.value > 0.5))
    'strong'
    """
    if scale is not None:
        if not isinstance(scale, Scale):
            raise InvalidTypeError("scale", scale, "must be a Scale")
        world = _World(scales=(scale,), numbers=_EXTREME if with_extremes else _EVERYDAY)
    else:
        world = _world(catalog, "scales", with_extremes=with_extremes)
    if not isinstance(measures, SearchStrategy) and measures is not ... and _scales_that_measure(world, measures) == []:
        raise InvalidFieldError("catalog", catalog, f"must have a scale that measures {Measured(measures)} for this to be drawn")
    return _strategy(_rating, world, measures=measures)


def _scales_that_measure(world: _World, measures: Any) -> list[Scale] | None:
    if world.scales is None:
        return None
    return [scale for scale in world.scales if measures is None or scale.measures is Measured(measures)]


def _rating(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> Any:
    """Draw a rating; None where no scale of the catalog measures what is asked."""
    known = _scales_that_measure(world, demands.get("measures"))
    if known is None:
        label = draw(_STEPS) if draw(_BOOLEANS) else None
        return Rating(scale=cast("Any", draw(_free_ids("scales"))), value=draw(world.numbers.shares), label=label, **_accuracy(draw, world))
    if not known:
        return None
    scale = known[draw(_PLACE) % len(known)]
    if scale.steps and (scale.minimum is None or not draw(_BOOLEANS)):
        step = scale.steps[draw(_PLACE) % len(scale.steps)]
        return Rating(scale=scale.id, value=step.value, label=step.label, **_accuracy(draw, world))
    return Rating(scale=scale.id, value=draw(world.numbers.shares), **_accuracy(draw, world))


_ACCURACIES = st.sampled_from(("plain", "plain", "told", "suppressed"))


def _accuracy(draw: st.DrawFn, world: _World) -> dict[str, Any]:
    """Draw how far a source trusts its rating: mostly nothing is said of it."""
    drawn = draw(_ACCURACIES)
    told = {} if drawn == "plain" else {"standard_error": draw(world.numbers.shares)}
    return told | ({"is_suppressed": True} if drawn == "suppressed" else {})


def requirements(
    *,
    catalog: Catalog | None = None,
    role: Given[str] = ...,
    skill: Given[str] = ...,
    basis: Given[RequirementBasis | str] = ...,
    level: Given[str | None] = ...,
    source: Given[str] = ...,
    proficiency: Given[Rating | None] = ...,
    importance: Given[Rating | None] = ...,
    with_extremes: bool = False,
) -> SearchStrategy[SkillRequirement]:
    """Skills that a source ties to a role, with ratings, alternatives and levels.

    Args:
        catalog: a catalog that could take the fact.
        role: id of the role that asks.
        skill: id of the skill asked for.
        basis: on what ground.
        level: id of the level that it is asked at, or None.
        source: id of the source cited.
        proficiency: how well, or None.
        importance: how much it matters, or None.
        with_extremes: whether numbers of any size and precision are drawn.

    Raises:
        InvalidFieldError: the catalog has no role, skill or source.

    >>> from hypothesis import find
    >>> fact = find(requirements(role="analyst", skill="sql"), lambda fact: fact.alternatives)
    >>> fact.role, fact.skill, fact.alternatives
    ('analyst', 'sql', ('skill-a',))
    """
    needed = [kind for kind, value in (("roles", role), ("skills", skill), ("sources", source)) if value is ...]
    world = _world(catalog, *needed, with_extremes=with_extremes)
    return _strategy(
        _requirement, world, role=role, skill=skill, basis=basis, level=level, source=source, proficiency=proficiency, importance=importance
    )


_BASES = st.sampled_from(RequirementBasis)


def _requirement(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> SkillRequirement:
    role = _demanded(demands, "role", lambda: _one(draw, world, "roles"))
    skill = _demanded(demands, "skill", lambda: _one(draw, world, "skills"))
    options: dict[str, Callable[[], Any]] = {
        "proficiency": lambda: _rating(draw, world, {"measures": Measured.PROFICIENCY}),
        "importance": lambda: _rating(draw, world, {"measures": Measured.IMPORTANCE}),
        "is_essential": lambda: draw(_BOOLEANS),
        "is_relevant": lambda: draw(_BOOLEANS),
        "alternatives": lambda: _several(draw, world, "skills", but=(skill,)),
        "level": lambda: _one(draw, world, "standard_levels"),
        **_remarks(draw, SkillRequirement, "employer", "hedge", "reason"),
    }
    return SkillRequirement(
        role=role,
        skill=skill,
        basis=_demanded(demands, "basis", lambda: draw(_BASES)),
        citation=_cited(draw, world, demands),
        **_fields(draw, demands, options),
    )


# Pay -------------------------------------------------------------------------------------------------------------------


def salary_bands(
    *,
    catalog: Catalog | None = None,
    role: Given[str] = ...,
    component: Given[PayComponent | str] = ...,
    currency: Given[str] = ...,
    level: Given[str | None] = ...,
    location: Given[str | None] = ...,
    period: Given[PayPeriod | str] = ...,
    statistic: Given[PayStatistic | str] = ...,
    source: Given[str] = ...,
    amounts: SearchStrategy[Decimal] | None = None,
    with_maximum: bool | None = None,
    with_open_top: bool | None = None,
    with_extremes: bool = False,
) -> SearchStrategy[SalaryBand]:
    """Pay bands: closed, with an open top, or with a floor alone.

    Args:
        catalog: a catalog that could take the fact.
        role: id of the role paid.
        component: what the figure counts.
        currency: its currency.
        level: id of a standard level, or None.
        location: id of a place, or None.
        period: the time that it is for.
        statistic: a range, an average, and so on.
        source: id of the source cited.
        amounts: where both ends are drawn from; the lower of two is the floor.
        with_maximum: whether a top is printed.
        with_open_top: whether pay above the printed top is said to occur.
        with_extremes: whether numbers of any size and precision are drawn.

    Raises:
        InvalidFieldError: the catalog has no role or source; or the top is to be open and not to be printed.

    >>> from hypothesis import find
    >>> find(salary_bands(role="ml-engineer", with_open_top=True), lambda band: True)
    SalaryBand(ml-engineer: 10K+ USD base a year; source-a, line 1)
    """
    if with_open_top and with_maximum is False:
        raise InvalidFieldError("with_maximum", with_maximum, "must not be False where with_open_top is True; an open top is printed")
    needed = [kind for kind, value in (("roles", role), ("sources", source)) if value is ...]
    return _strategy(
        _salary_band,
        _world(catalog, *needed, with_extremes=with_extremes, amounts=amounts),
        role=role,
        component=component,
        currency=currency,
        level=level,
        location=location,
        period=period,
        statistic=statistic,
        source=source,
        with_maximum=with_maximum,
        with_open_top=with_open_top,
    )


_COMPONENTS = st.sampled_from(PayComponent)
_PERIODS = st.sampled_from(PayPeriod)
_STATISTICS = st.sampled_from(PayStatistic)
_LEVEL_LABELS = _texts("Senior (L5)")


def _salary_band(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> SalaryBand:
    role = _demanded(demands, "role", lambda: _one(draw, world, "roles"))
    with_maximum, with_open_top = demands.get("with_maximum"), demands.get("with_open_top")
    has_maximum = _is_so(draw, True if with_open_top else with_maximum)
    low, high = _pair(draw, world.numbers.amounts) if has_maximum else (draw(world.numbers.amounts), None)
    options: dict[str, Callable[[], Any]] = {
        "level": lambda: _one(draw, world, "standard_levels"),
        "level_label": lambda: draw(_LEVEL_LABELS),
        "period": lambda: draw(_PERIODS),
        "location": lambda: _one(draw, world, "places"),
        "statistic": lambda: draw(_STATISTICS),
        "approximate": lambda: draw(_BOOLEANS),
        **_remarks(draw, SalaryBand, "employer", "hedge"),
    }
    return SalaryBand(
        role=role,
        component=_demanded(demands, "component", lambda: draw(_COMPONENTS)),
        minimum=low,
        maximum=high,
        open_top=has_maximum and _is_so(draw, with_open_top),
        currency=_demanded(demands, "currency", lambda: draw(_CURRENCIES)),
        citation=_cited(draw, world, demands),
        **_fields(draw, demands, options),
    )


def pay_claims(
    *,
    catalog: Catalog | None = None,
    role: Given[str] = ...,
    relation: Given[PayRelation | str] = ...,
    other: Given[str | None] = ...,
    component: Given[PayComponent | str] = ...,
    location: Given[str | None] = ...,
    source: Given[str] = ...,
    with_percent: bool | None = None,
    with_extremes: bool = False,
) -> SearchStrategy[PayClaim]:
    """Claims about relative pay.

    Args:
        catalog: a catalog that could take the fact.
        role: id of the role that the claim is about.
        relation: how its pay compares.
        other: id of the role compared with, or None.
        component: component spoken of.
        location: id of the place spoken of, or None.
        source: id of the source cited.
        with_percent: whether a figure is printed.
        with_extremes: whether numbers of any size and precision are drawn.

    Raises:
        InvalidFieldError: the catalog has no role or source.

    >>> from hypothesis import find
    >>> claim = find(pay_claims(relation="highest"), lambda claim: claim.among)
    >>> claim.role, claim.among
    ('role-a', ('role-b',))
    """
    needed = [kind for kind, value in (("roles", role), ("sources", source)) if value is ...]
    return _strategy(
        _pay_claim,
        _world(catalog, *needed, with_extremes=with_extremes),
        role=role,
        relation=relation,
        other=other,
        component=component,
        location=location,
        source=source,
        with_percent=with_percent,
    )


_RELATIONS = st.sampled_from(PayRelation)
_BASELINES = _texts("other engineers")
_SEVERAL_EMPLOYERS = st.lists(_EMPLOYERS, min_size=1, max_size=2).map(tuple)
_DEGREES = _texts("slightly", "far")
_SUPERLATIVES = (PayRelation.HIGHEST, PayRelation.LOWEST)


def _pay_claim(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> PayClaim:
    relation = PayRelation(_demanded(demands, "relation", lambda: draw(_RELATIONS)))
    other = demands.get("other")
    role = _demanded(demands, "role", lambda: _one(draw, world, "roles", but=(other,)))
    options: dict[str, Callable[[], Any]] = {
        "other": lambda: _one(draw, world, "roles", but=(role,)),
        "baseline": lambda: draw(_BASELINES),
        "component": lambda: draw(_COMPONENTS),
        "levels": lambda: _several(draw, world, "standard_levels"),
        "employers": lambda: draw(_SEVERAL_EMPLOYERS),
        "location": lambda: _one(draw, world, "places"),
        "degree": lambda: draw(_DEGREES),
        "year": lambda: draw(_MANY_YEARS),
        **_remarks(draw, PayClaim, "hedge", "reason"),
    }
    fields = _fields(draw, demands, options)
    if relation in _SUPERLATIVES and fields.get("other") is None:
        fields["among"] = _several(draw, world, "roles", but=(role,))
    if _is_so(draw, demands.get("with_percent")):
        fields["percent_minimum"], high = _pair(draw, world.numbers.figures)
        fields["percent_maximum"] = high if draw(_BOOLEANS) else None
    return PayClaim(role=role, relation=relation, citation=_cited(draw, world, demands), **fields)


def pay_percentiles(
    *,
    catalog: Catalog | None = None,
    role: Given[str | None] = ...,
    component: Given[PayComponent | str] = ...,
    currency: Given[str] = ...,
    year: Given[int] = ...,
    level: Given[str | None] = ...,
    location: Given[str | None] = ...,
    period: Given[PayPeriod | str] = ...,
    records: Given[int | None] = ...,
    source: Given[str] = ...,
    amounts: SearchStrategy[Decimal] | None = None,
    with_floors: bool | None = None,
    with_extremes: bool = False,
) -> SearchStrategy[PayPercentiles]:
    """Groups of pay surveys: all percentiles or some, the highest of them top-coded or not, of few records, many, or a number unknown.

    Args:
        catalog: a catalog that could take the fact.
        role: id of the role paid, or None for all.
        component: what the figures count.
        currency: their currency.
        year: their year.
        level: id of a standard level, or None.
        location: id of a place, or None.
        period: the time that they are for.
        records: how many records there are, or None.
        source: id of the source cited.
        amounts: where the figures are drawn from.
        with_floors: whether the highest figures are lower bounds.
        with_extremes: whether numbers of any size and precision are drawn.

    Raises:
        InvalidFieldError: the catalog has no source.

    >>> from hypothesis import find
    >>> find(pay_percentiles(role="ml-engineer", year=2023, with_floors=True), lambda pay: True).floors
    (50,)
    """
    return _strategy(
        _pay_percentiles,
        _world(catalog, *(("sources",) if source is ... else ()), with_extremes=with_extremes, amounts=amounts),
        role=role,
        component=component,
        currency=currency,
        year=year,
        level=level,
        location=location,
        period=period,
        records=records,
        source=source,
        with_floors=with_floors,
    )


_KNOWN = st.just((50,)) | st.lists(st.sampled_from(PERCENTILES), unique=True, min_size=1).map(sorted).map(tuple)
_SURVEYED_YEARS = st.integers(1, 9999)
_COUNTS = st.integers(1, 30) | st.integers(1, 10**9)
_GROUPINGS = _texts("detailed")
_TITLES = st.lists(_texts("Data Scientist"), min_size=1, max_size=2).map(tuple)


def _pay_percentiles(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> PayPercentiles:
    known = draw(_KNOWN)
    amounts = sorted(draw(world.numbers.amounts) for _ in known)
    figures: dict[str, Any] = {f"p{percent}": amount for percent, amount in zip(known, amounts, strict=True)}
    floors = known[draw(st.integers(0, len(known) - 1)) :] if _is_so(draw, demands.get("with_floors")) else ()
    year = _demanded(demands, "year", lambda: draw(_SURVEYED_YEARS))
    options: dict[str, Callable[[], Any]] = {
        "role": lambda: _one(draw, world, "roles"),
        "level": lambda: _one(draw, world, "standard_levels"),
        "location": lambda: _one(draw, world, "places"),
        "period": lambda: draw(_PERIODS),
        "first_year": lambda: draw(st.integers(1, year - 1)) if year > 1 else None,
        "titles": lambda: draw(_TITLES),
        "grouping": lambda: draw(_GROUPINGS),
        "records": lambda: draw(_COUNTS),
        "repeats": lambda: draw(_COUNTS),
        "employment": lambda: draw(_COUNTS),
        **_remarks(draw, PayPercentiles),
    }
    return PayPercentiles(
        component=_demanded(demands, "component", lambda: draw(_COMPONENTS)),
        currency=_demanded(demands, "currency", lambda: draw(_CURRENCIES)),
        year=year,
        citation=_cited(draw, world, demands),
        floors=floors,
        **figures,
        **_fields(draw, demands, options),
    )


def currency_pairs(*, base: Given[str] = ..., quote: Given[str] = ..., with_extremes: bool = False) -> SearchStrategy[ExchangeRate]:
    """Rates of one currency in another, as :class:`rolepath.ExchangeRate`.

    Args:
        base: the currency converted from.
        quote: the currency converted to.
        with_extremes: whether rates of any size and precision are drawn.

    >>> from hypothesis import find
    >>> find(currency_pairs(base="GBP"), lambda rate: rate.rate > 0)
    ExchangeRate(base='GBP', quote='USD', rate=Decimal('1'))
    """
    return _strategy(_currency_pair, _world(None, with_extremes=with_extremes), base=base, quote=quote)


_RATES = st.sampled_from((Decimal(1), Decimal(2), Decimal("1.25"), Decimal("0.8"))) | st.builds(
    _decimal, st.integers(1, 10**6), st.integers(0, 6)
)
_EXTREME_RATES = st.builds(_decimal, st.integers(1, 10**_MOST_DIGITS - 1), st.integers(0, _MOST_DIGITS))


def _currency_pair(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> ExchangeRate:
    quote = demands.get("quote")
    base = _demanded(demands, "base", lambda: _other_currency(draw(_CURRENCIES), quote))
    quote = _demanded(demands, "quote", lambda: _other_currency(draw(_CURRENCIES), base))
    rates = _RATES | _EXTREME_RATES if world.numbers.are_extreme else _RATES
    return ExchangeRate(base=base, quote=quote, rate=draw(rates))


def _other_currency(drawn: str, taken: str | None) -> str:
    """Return a currency, or one that stands in for it where it is taken."""
    return drawn if drawn != taken else "USD" if taken != "USD" else "GBP"


def exchange_rates(
    *, currencies: Iterable[str] = (), day: Given[date] = ..., min_rates: int = 0, max_rates: int = 4
) -> SearchStrategy[ExchangeRates]:
    """Rates that a caller hands in, as :class:`rolepath.ExchangeRates`: each pair once, and both directions of a pair fit together.

    Args:
        currencies: the currencies that all have a rate among one another, one way or the other; besides them a few drawn pairs.
        day: the day of the rates.
        min_rates: least number of drawn pairs.
        max_rates: most drawn pairs, each of which may be stated both ways.

    Raises:
        InvalidFieldError: there are to be more at least than at most.

    >>> from hypothesis import find
    >>> rates = find(exchange_rates(currencies=("USD", "GBP")), lambda rates: rates.rates)
    >>> rates.convert(Decimal(80), "GBP", "USD")
    Decimal('80')
    """
    _check_range("rates", min_rates, max_rates)
    return _strategy(_exchange_rates, _NOWHERE, day=day, currencies=tuple(currencies), pairs=_pairs_of(min_rates, max_rates))


_CODES = tuple(sorted(CURRENCIES, key=lambda code: (code not in {"USD", "GBP", "EUR", "INR"}, code)))
_DAYS = st.sampled_from((date(2026, 1, 2), date(2025, 6, 30))) | st.dates()
_PUBLISHERS = _texts("a bank")
_ONE_PAIR = st.tuples(_RATES, st.sampled_from((None, Decimal(1), Decimal("0.99"), Decimal("1.01"))))
_SOME_PAIR = st.tuples(st.integers(0, len(_CODES) - 1), st.integers(1, len(_CODES) - 1), _ONE_PAIR)


@cache
def _pairs_of(least: int, most: int) -> SearchStrategy[list[Any]]:
    return st.lists(_SOME_PAIR, min_size=least, max_size=most)


def _exchange_rates(draw: st.DrawFn, _world: _World, demands: Mapping[str, Any]) -> ExchangeRates:
    named = demands["currencies"]
    pairs = {frozenset((base, quote)): (base, quote, draw(_ONE_PAIR)) for at, base in enumerate(named) for quote in named[:at]}
    for base, further, told in demands["pairs"]:
        at = base
        while (pair := frozenset((_CODES[at], _CODES[(at + further) % len(_CODES)]))) in pairs:  # the next pair that is not there yet
            at = (at + 1) % len(_CODES)
        pairs[pair] = (_CODES[at], _CODES[(at + further) % len(_CODES)], told)
    rates: list[ExchangeRate] = []
    for base, quote, (rate, product) in pairs.values():
        rates.append(ExchangeRate(base=base, quote=quote, rate=rate))
        if product is not None:
            back = Context(prec=12).divide(product, rate)
            rates.append(ExchangeRate(base=quote, quote=base, rate=back))
    return ExchangeRates(rates=tuple(rates), day=_demanded(demands, "day", lambda: draw(_DAYS)), source=draw(_PUBLISHERS))


# Moves -----------------------------------------------------------------------------------------------------------------


def transition_claims(
    *,
    catalog: Catalog | None = None,
    kind: Given[TransitionKind | str] = ...,
    origin: Given[str | None] = ...,
    target: Given[str | None] = ...,
    skill: Given[str | None] = ...,
    source: Given[str] = ...,
    with_extremes: bool = False,
) -> SearchStrategy[TransitionClaim]:
    """Claims about moves between roles.

    Args:
        catalog: a catalog that could take the fact.
        kind: what is said. Of a catalog without roles no comparison is drawn.
        origin: id of the role moved from, or None for any.
        target: id of the role moved to, or None for any.
        skill: id of the skill that the claim names, or None.
        source: id of the source cited.
        with_extremes: whether numbers of any size and precision are drawn.

    Raises:
        InvalidFieldError: the catalog has no source; or a comparison is asked for and it has no role.

    >>> from hypothesis import find
    >>> claim = find(transition_claims(kind="easier-than", origin="analyst"), lambda claim: True)
    >>> claim.origin, claim.than_target
    ('analyst', 'role-a')
    """
    needed = ["sources"] if source is ... else []
    if not isinstance(kind, SearchStrategy) and kind is not ... and TransitionKind(kind) in _COMPARISONS:
        needed.append("roles")
    world = _world(catalog, *needed, with_extremes=with_extremes)
    return _strategy(_transition_claim, world, kind=kind, origin=origin, target=target, skill=skill, source=source)


_COMPARISONS = (TransitionKind.EASIER_THAN, TransitionKind.HARDER_THAN, TransitionKind.BETTER_FIT_THAN)
_PROOFS = (TransitionKind.PROOF, TransitionKind.INSUFFICIENT_PROOF)
_CLAIM_KINDS = st.sampled_from([TransitionKind.DURATION, *(kind for kind in TransitionKind if kind is not TransitionKind.DURATION)])
_ABSOLUTE_KINDS = st.sampled_from([kind for kind in TransitionKind if kind not in _COMPARISONS])
_PROOF_FORMS = st.sampled_from(ProofForm)
_MONTHS = st.sampled_from((Decimal(1), Decimal(0), Decimal(3), Decimal(6), Decimal(12))) | st.integers(0, 480).map(lambda n: Decimal(n) / 4)
_ENDS = st.sampled_from(("both", "minimum", "maximum"))


def _transition_claim(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> TransitionClaim:
    kinds = _CLAIM_KINDS if world.has("roles") else _ABSOLUTE_KINDS
    kind = TransitionKind(_demanded(demands, "kind", lambda: draw(kinds)))
    options: dict[str, Callable[[], Any]] = {
        "origin": lambda: _one(draw, world, "roles"),
        "target": lambda: _one(draw, world, "roles"),
        "than_origin": lambda: _one(draw, world, "roles"),
        "than_target": lambda: _one(draw, world, "roles"),
        "skill": lambda: _one(draw, world, "skills"),
        "months": lambda: (*_pair(draw, world.numbers.amounts if world.numbers.are_extreme else _MONTHS), draw(_ENDS)),
        "milestone": lambda: draw(_STATEMENTS),
        **_remarks(draw, TransitionClaim, "hedge"),
    }
    fields = _fields(draw, demands, options)
    if fields.get("origin") is not None and fields["origin"] == fields.get("target"):
        end = "origin" if "target" in demands else "target"
        if end not in demands:  # a move to the same role is none
            fields[end] = _one(draw, world, "roles", but=(fields[end],))
    if kind in _PROOFS and draw(_BOOLEANS):
        fields["proof"] = draw(_PROOF_FORMS)
    if kind in _COMPARISONS and _compares_with_itself(fields):
        fields["than_origin"] = None
        fields["than_target"] = _one(draw, world, "roles", but=(fields.get("target"),))
        if fields["than_target"] is None:  # there is one role alone: the move to it is compared with the move to any
            fields["than_target"] = fields["target"]
            fields["target"] = demands.get("target")
    if "months" in fields:
        low, high, ends = fields.pop("months")
        fields["months_minimum"] = None if ends == "maximum" else low
        fields["months_maximum"] = None if ends == "minimum" else high
    return TransitionClaim(kind=kind, text=draw(_STATEMENTS), citation=_cited(draw, world, demands), **fields)


def _compares_with_itself(fields: Mapping[str, Any]) -> bool:
    """Whether a claim names no other move; ends that are left out are those of the move itself."""
    return all(fields.get(f"than_{end}") in {None, fields.get(end)} for end in ("origin", "target"))


def transition_steps(
    *, catalog: Catalog | None = None, origin: Given[str] = ..., target: Given[str] = ..., with_levels: bool | None = None
) -> SearchStrategy[TransitionStep]:
    """One move. It may stay in a role, as a promotion does.

    Args:
        catalog: the catalog whose roles and levels are named; two levels are of one track.
        origin: id of the role moved from.
        target: id of the role moved to.
        with_levels: True for both levels, False for none, None for one, both or none.

    Raises:
        InvalidFieldError: the catalog has no role.

    >>> from hypothesis import find
    >>> find(transition_steps(), lambda step: step.origin != step.target)
    TransitionStep(origin='role-a', target='role-b', level=None, target_level=None)
    """
    world = _world(catalog, "roles", *(("standard_levels",) if with_levels else ()))
    paths = _strategy(_path, world, origin=origin, target=target, with_levels=with_levels, steps=1, with_stays=None)
    return paths.map(lambda path: path.steps[0])


def transition_paths(
    *,
    catalog: Catalog | None = None,
    origin: Given[str] = ...,
    target: Given[str] = ...,
    min_steps: int = 1,
    max_steps: int = 3,
    with_levels: bool | None = None,
    with_stays: bool | None = None,
) -> SearchStrategy[TransitionPath]:
    """Paths of one step or several, each beginning where the last ended.

    Args:
        catalog: the catalog whose roles and levels are named; the levels of a path are all of one track.
        origin: id of the first role.
        target: id of the last role.
        min_steps: least number of steps, 1 or more.
        max_steps: most steps.
        with_levels: True for levels on both sides of each step, False for none, None for any.
        with_stays: False to let each step lead to another role, but for the last one to a ``target`` that is given; otherwise steps may
            stay in a role.

    Raises:
        InvalidFieldError: the catalog has no role, or no other role to step to; there are to be more steps at least than at most.

    >>> from hypothesis import find
    >>> path = find(transition_paths(origin="analyst", min_steps=2, with_stays=False), lambda path: True)
    >>> [step.target for step in path.steps]
    ['role-a', 'role-b']
    """
    _check_range("steps", min_steps, max_steps, lowest=1)
    world = _world(catalog, "roles", *(("standard_levels",) if with_levels else ()))
    if with_stays is False and world.roles is not None and len(world.roles) == 1:
        raise InvalidFieldError("catalog", catalog, "must have another role to step to")
    steps = st.integers(min_steps, max_steps)
    return _strategy(_path, world, origin=origin, target=target, with_levels=with_levels, steps=steps, with_stays=with_stays)


def _path(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> TransitionPath:
    """Draw the roles and levels between the steps, and then which step names its level."""
    count, with_levels = demands["steps"], demands["with_levels"]
    roles = [_demanded(demands, "origin", lambda: _one(draw, world, "roles"))]
    for _ in range(count - 1):
        roles.append(_one(draw, world, "roles", but=(roles[-1],) if demands["with_stays"] is False else ()))
    but = (roles[-1],) if demands["with_stays"] is False else ()
    roles.append(_demanded(demands, "target", lambda: _one(draw, world, "roles", but=but)))
    has_levels = world.has("standard_levels") and _is_so(draw, with_levels)
    reached = _levels_of_a_track(draw, world, len(roles)) if has_levels else [None] * len(roles)
    is_named = [(has_levels and _is_so(draw, with_levels), has_levels and _is_so(draw, with_levels)) for _ in range(count)]
    return TransitionPath(
        steps=tuple(
            TransitionStep(
                origin=roles[at],
                target=roles[at + 1],
                level=reached[at] if before else None,
                target_level=reached[at + 1] if after else None,
            )
            for at, (before, after) in enumerate(is_named)
        )
    )


def _levels_of_a_track(draw: st.DrawFn, world: _World, count: int) -> list[Any]:
    """Draw levels that compare with one another, since no step leads from one track to another."""
    first = _one(draw, world, "standard_levels")
    if world.rungs is not None:
        track = next(level.track for level in world.rungs if level.id == first)
        world = attrs.evolve(world, standard_levels=_ids_of(level for level in world.rungs if level.track is track))
    return [first, *(_one(draw, world, "standard_levels") for _ in range(count - 1))]


# What else sources say -------------------------------------------------------------------------------------------------


def traits(
    *,
    catalog: Catalog | None = None,
    aspect: Given[Aspect | str] = ...,
    roles: Given[tuple[str, ...]] = ...,
    level: Given[str | None] = ...,
    source: Given[str] = ...,
    with_figure: bool | None = None,
    with_extremes: bool = False,
) -> SearchStrategy[Trait]:
    """Traits: what sources say of one role, of several, or of the market.

    Args:
        catalog: a catalog that could take the fact.
        aspect: what it is about.
        roles: ids of the roles spoken of, each once; none for the market.
        level: id of the level spoken of, or None.
        source: id of the source cited.
        with_figure: whether it has a figure, and so a unit.
        with_extremes: whether numbers of any size and precision are drawn.

    Raises:
        InvalidFieldError: the catalog has no source.

    >>> from hypothesis import find
    >>> trait = find(traits(roles=("analyst",), with_figure=True), lambda trait: trait.maximum is not None)
    >>> trait.role, trait.minimum, trait.maximum, trait.unit
    ('analyst', Decimal('0'), Decimal('0'), 'percent')
    """
    world = _world(catalog, *(("sources",) if source is ... else ()), with_extremes=with_extremes)
    return _strategy(_trait, world, aspect=aspect, roles=roles, level=level, source=source, with_figure=with_figure)


_ASPECTS = st.sampled_from(Aspect)
_UNITS = _texts("percent", "hours a week")


def _trait(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> Trait:
    options: dict[str, Callable[[], Any]] = {
        "approximate": lambda: draw(_BOOLEANS),
        "year": lambda: draw(_MANY_YEARS),
        "level": lambda: _one(draw, world, "standard_levels"),
        **_remarks(draw, Trait, "employer", "hedge", "reason"),
    }
    fields = _fields(draw, demands, options)
    if _is_so(draw, demands.get("with_figure")):
        low, high = _pair(draw, world.numbers.figures)
        ends = draw(_ENDS)
        fields["minimum"] = None if ends == "maximum" else low
        fields["maximum"] = None if ends == "minimum" else high
        fields["unit"] = draw(_UNITS)
    return Trait(
        aspect=_demanded(demands, "aspect", lambda: draw(_ASPECTS)),
        text=draw(_STATEMENTS),
        citation=_cited(draw, world, demands),
        roles=_demanded(demands, "roles", lambda: _several(draw, world, "roles")),
        **fields,
    )


def descriptors(
    *,
    catalog: Catalog | None = None,
    role: Given[str] = ...,
    family: Given[DescriptorFamily | str] = ...,
    item: Given[str] = ...,
    value: Given[float | None] = ...,
    source: Given[str] = ...,
    with_extremes: bool = False,
) -> SearchStrategy[Descriptor]:
    """Descriptors: items that sources tie to a role besides skills.

    Args:
        catalog: a catalog that could take the fact; the item of a related role is one of its roles.
        role: id of the role described.
        family: sort of item.
        item: code of the item.
        value: how much of it, or None.
        source: id of the source cited.
        with_extremes: whether numbers of any size and precision are drawn.

    Raises:
        InvalidFieldError: the catalog has no role or source.

    >>> from hypothesis import find
    >>> find(descriptors(role="analyst", family="preparation"), lambda fact: fact.value is not None)
    Descriptor(analyst: preparation Item A = 0)
    """
    needed = [kind for kind, given in (("roles", role), ("sources", source)) if given is ...]
    return _strategy(
        _descriptor,
        _world(catalog, *needed, with_extremes=with_extremes),
        role=role,
        family=family,
        item=item,
        value=value,
        source=source,
    )


_FAMILIES = st.sampled_from(DescriptorFamily)
_ITEMS = st.sampled_from(("item-a", "item-b", "item-c")) | _ODD_TEXTS
_ITEM_LABELS = _texts("Item A", "Item B")
_WIDER = st.lists(st.sampled_from(("wider-a", "wider-b")) | _ODD_TEXTS, min_size=1, max_size=2).map(tuple)
_VALUES = st.integers(0, 100).map(float) | st.integers(-400, 400).map(lambda n: n / 4)
_EXTREME_VALUES = _VALUES | st.floats(-LARGEST_VALUE, LARGEST_VALUE)


def _descriptor(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> Descriptor:
    role = _demanded(demands, "role", lambda: _one(draw, world, "roles"))
    family = DescriptorFamily(_demanded(demands, "family", lambda: draw(_FAMILIES)))
    is_related = family is DescriptorFamily.RELATED_ROLE
    options: dict[str, Callable[[], Any]] = {
        "value": lambda: draw(_EXTREME_VALUES if world.numbers.are_extreme else _VALUES),
        "within": lambda: draw(_WIDER),
        "assumed": lambda: draw(_names_of_fields(Descriptor)),
    }
    return Descriptor(
        role=role,
        family=family,
        item=_demanded(demands, "item", lambda: _one(draw, world, "roles") if is_related else draw(_ITEMS)),
        label=draw(_ITEM_LABELS),
        citation=_cited(draw, world, demands),
        **_fields(draw, demands, options),
    )


def code_links(*, catalog: Catalog | None = None, source: Given[str] = ...) -> SearchStrategy[CodeLink]:
    """Links between codes of two classifications, or of one, with a grade or without.

    Args:
        catalog: a catalog whose sources are cited.
        source: id of the source cited.

    Raises:
        InvalidFieldError: the catalog has no source.

    >>> from hypothesis import find
    >>> find(code_links(), lambda link: link.origin_system != link.target_system).origin
    'code-a'
    """
    return _strategy(_code_link, _world(catalog, *(["sources"] if source is ... else [])), source=source)


_CODE_SYSTEMS = st.sampled_from(CodeSystem)
_LINK_CODES = st.sampled_from(("code-a", "code-b", "code-c")) | _ODD_TEXTS
_LINK_GRADES = st.integers(0, 100).map(lambda n: n / 100)


def _code_link(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> CodeLink:
    options: dict[str, Callable[[], Any]] = {
        "confidence": lambda: draw(_LINK_GRADES),
        "origin_label": lambda: draw(_ITEM_LABELS),
        "target_label": lambda: draw(_ITEM_LABELS),
    }
    return CodeLink(
        origin_system=draw(_CODE_SYSTEMS),
        origin=draw(_LINK_CODES),
        target_system=draw(_CODE_SYSTEMS),
        target=draw(_LINK_CODES),
        citation=_cited(draw, world, demands),
        **_fields(draw, {}, options),
    )


# What came of reading files --------------------------------------------------------------------------------------------


def file_reports(*, name: Given[str] = ..., with_extremes: bool = False) -> SearchStrategy[FileReport]:
    """Accounts of how a file was read.

    Args:
        name: name of the file.
        with_extremes: whether counts of any size are drawn.

    >>> from hypothesis import find
    >>> find(file_reports(), lambda file: file.rows > file.used > 0)
    FileReport(name='Skills.txt', kind=None, rows=2, used=1, left_out=None)
    """
    return _strategy(_file_report, _world(None, with_extremes=with_extremes), name=name)


_FILES = _texts("Skills.txt", "occupations_en.csv")
_KINDS_OF_ROWS = _texts("ratings", "titles")


def _file_report(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> FileReport:
    used, further = draw(_FURTHER), draw(world.numbers.counts if world.numbers.are_extreme else _FURTHER)
    options: dict[str, Callable[[], Any]] = {"kind": lambda: draw(_KINDS_OF_ROWS), "left_out": lambda: draw(_REASONS)}
    name = _demanded(demands, "name", lambda: draw(_FILES))
    return FileReport(name=name, rows=used + further, used=used, **_fields(draw, {}, options))


def reading_reports(
    *, catalog: Catalog | None = None, source: Given[str] = ..., with_extremes: bool = False
) -> SearchStrategy[ReadingReport]:
    """Accounts of how a data set was read.

    Args:
        catalog: a catalog that could hold the account: it names that catalog's sources and roles.
        source: id of the source that the facts cite.
        with_extremes: whether counts of any size are drawn.

    Raises:
        InvalidFieldError: the catalog has no source.

    >>> from hypothesis import find
    >>> find(reading_reports(), lambda report: report.unrated).unrated
    ('role-a',)
    """
    world = _world(catalog, *(("sources",) if source is ... else ()), with_extremes=with_extremes)
    return _strategy(_reading_report, world, source=source)


_SOME_NUMBER = st.integers(0, 3)


def _reading_report(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> ReadingReport:
    options: dict[str, Callable[[], Any]] = {
        "files": lambda: tuple(_file_report(draw, world, _NO_DEMANDS) for _ in range(draw(_SOME_NUMBER))),
        "unrated": lambda: _several(draw, world, "roles"),
        "unlisted": lambda: draw(_ONET_CODES),
        "ambiguous": lambda: draw(_OTHER_LABELS),
    }
    return ReadingReport(source=_demanded(demands, "source", lambda: _one(draw, world, "sources")), **_fields(draw, {}, options))


def facts(*, catalog: Catalog | None = None, source: Given[str] = ..., with_extremes: bool = False) -> SearchStrategy[Fact]:
    """Facts of any kind, each with a citation.

    Args:
        catalog: a catalog that could take the fact; of the kinds that it has entries for.
        source: id of the source cited.
        with_extremes: whether numbers of any size and precision are drawn.

    Raises:
        InvalidFieldError: the catalog has no source.

    >>> from hypothesis import find
    >>> from rolepath import Level, load_catalog
    >>> catalog = load_catalog()
    >>> rung = find(facts(catalog=catalog), lambda fact: isinstance(fact, Level))
    >>> catalog.level(rung.id).rank == rung.rank
    True
    """
    world = _world(catalog, *(("sources",) if source is ... else ()), with_extremes=with_extremes)
    makes: list[_Make[Any]] = [_trait, _transition_claim, _pay_percentiles]
    if world.has("roles"):
        makes += [_salary_band, _pay_claim, _descriptor, *([_requirement] if world.has("skills") else [])]
        makes += [_level] if world.has("standard_levels") else []
    return st.one_of([_strategy(make, world, source=source, **({"with_role": True} if make is _level else {})) for make in makes])


# People and offers -----------------------------------------------------------------------------------------------------


def held_skills(
    *,
    catalog: Catalog | None = None,
    skill: Given[str] = ...,
    proficiency: Given[Rating | None] = ...,
    evidence: Given[Evidence | str] = ...,
    with_extremes: bool = False,
) -> SearchStrategy[HeldSkill]:
    """Skills that a person has.

    Args:
        catalog: the catalog whose skills and scales of proficiency are named.
        skill: id of the skill.
        proficiency: how well, or None.
        evidence: how it is shown.
        with_extremes: whether ratings of any precision are drawn.

    Raises:
        InvalidFieldError: the catalog has no skill.

    >>> from hypothesis import find
    >>> find(held_skills(), lambda held: True)
    HeldSkill(skill='skill-a', proficiency=None, evidence=<Evidence.CLAIMED: 'claimed'>)
    """
    world = _world(catalog, *(("skills",) if skill is ... else ()), with_extremes=with_extremes)
    return _strategy(_held_skill, world, skill=skill, proficiency=proficiency, evidence=evidence)


_GRADES = st.sampled_from(Evidence)


def _held_skill(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> HeldSkill:
    skill = _demanded(demands, "skill", lambda: _one(draw, world, "skills"))
    return HeldSkill(skill=skill, **_fields(draw, demands, _as_held(draw, world)))


def _as_held(draw: st.DrawFn, world: _World) -> dict[str, Callable[[], Any]]:
    return {
        "proficiency": lambda: _rating(draw, world, {"measures": Measured.PROFICIENCY}),
        "evidence": lambda: draw(_GRADES),
    }


def unknown_skills(
    *,
    catalog: Catalog | None = None,
    name: Given[str] = ...,
    proficiency: Given[Rating | None] = ...,
    evidence: Given[Evidence | str] = ...,
    with_extremes: bool = False,
) -> SearchStrategy[UnknownSkill]:
    """Skills that a person names and a catalog does not have.

    Args:
        catalog: the catalog that has no skill of the name, and on whose scales of proficiency they are rated.
        name: the name.
        proficiency: how well, or None.
        evidence: how it is shown.
        with_extremes: whether ratings of any precision are drawn.

    >>> from hypothesis import find
    >>> find(unknown_skills(), lambda skill: skill.name).name
    'telepathy'
    """
    world = _world(catalog, with_extremes=with_extremes)
    return _strategy(_unknown_skill, world, name=name, proficiency=proficiency, evidence=evidence)


_UNHEARD = _texts("telepathy", "underwater welding").map(lambda text: text.strip()[: LONGEST_NAME // 2])


def _unknown_skill(draw: st.DrawFn, world: _World, demands: Mapping[str, Any], taken: tuple[str, ...] = ()) -> UnknownSkill:
    def name() -> str:
        drawn = draw(_UNHEARD)
        while drawn in taken or label_key(drawn) in world.known:
            drawn += " of sorts"
        return drawn

    return UnknownSkill(name=_demanded(demands, "name", name), **_fields(draw, demands, _as_held(draw, world)))


def profiles(
    *,
    catalog: Catalog | None = None,
    role: Given[str | None] = ...,
    level: Given[str | None] = ...,
    location: Given[str | None] = ...,
    currency: Given[str] = ...,
    min_skills: int = 0,
    max_skills: int = 5,
    with_unknown: bool | None = None,
    with_pay_floor: bool | None = None,
    with_extremes: bool = False,
) -> SearchStrategy[Profile]:
    """People.

    Args:
        catalog: the catalog whose skills, scales, roles, levels and places the profile names.
        role: id of the present role, or None.
        level: id of the present level, or None.
        location: id of the place, or None.
        currency: the currency of the pay floor.
        min_skills: least number of skills held; no more than the catalog has.
        max_skills: most skills held.
        with_unknown: whether the profile names skills that the catalog does not have. By default either, and never where ``catalog`` is
            given.
        with_pay_floor: whether there is a least pay.
        with_extremes: whether numbers of any size and precision are drawn.

    Raises:
        InvalidFieldError: more skills are asked for than the catalog has, or more at least than at most.

    >>> from hypothesis import find
    >>> [held.skill for held in find(profiles(min_skills=2), lambda person: True).skills]
    ['skill-a', 'skill-b']
    >>> find(profiles(currency="EUR"), lambda person: person.pay_floor is not None).pay_floor
    Decimal('10000')
    """
    _check_range("skills", min_skills, max_skills)
    world = _world(catalog, with_extremes=with_extremes)
    if world.skills is not None:
        if min_skills > len(world.skills):
            raise InvalidFieldError("min_skills", min_skills, f"must be at most {len(world.skills)}, the number of skills in the catalog")
        with_unknown = bool(with_unknown)
    return _strategy(
        _profile,
        world,
        role=role,
        level=level,
        location=location,
        currency=currency,
        skills=_numbered(min_skills, max_skills),
        with_unknown=with_unknown,
        with_pay_floor=with_pay_floor,
    )


@cache
def _numbered(least: int, most: int) -> SearchStrategy[list[int]]:
    return st.lists(_PLACE, min_size=least, max_size=most)


_UNHEARD_OF = st.integers(1, 3)
_LIKES = st.lists(_texts("remote", "no on-call").map(lambda text: text[:LONGEST_PREFERENCE]), min_size=1, max_size=3).map(tuple)


def _profile(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> Profile:
    held: list[HeldSkill] = []
    names: list[str] = []
    for place in demands["skills"]:
        left = [name for name in (_some_names("skills") if world.skills is None else world.skills) if name not in names]
        if left or world.skills is None:
            names.append(left[place % len(left)] if left else _distinct("skill", names))
            held.append(_held_skill(draw, world, {"skill": names[-1]}))
    options: dict[str, Callable[[], Any]] = {
        "role": lambda: _one(draw, world, "roles"),
        "level": lambda: _one(draw, world, "standard_levels"),
        "years": lambda: draw(world.numbers.times),
        "location": lambda: _one(draw, world, "places"),
        "currency": lambda: draw(_CURRENCIES),
        "hours_per_week": lambda: draw(world.numbers.hours),
        "preferences": lambda: draw(_LIKES),
    }
    fields = _fields(draw, demands, options)
    if _is_so(draw, demands["with_pay_floor"]):
        fields["pay_floor"] = draw(world.numbers.amounts)
        fields.setdefault("currency", draw(_CURRENCIES))
    unknown: list[UnknownSkill] = []
    if _is_so(draw, demands["with_unknown"]):
        for _ in range(draw(_UNHEARD_OF)):
            unknown.append(_unknown_skill(draw, world, _NO_DEMANDS, tuple(entry.name for entry in unknown)))
    return Profile(skills=tuple(held), unknown=tuple(unknown), **fields)


def offers(
    *,
    catalog: Catalog | None = None,
    role: Given[str] = ...,
    currency: Given[str] = ...,
    level: Given[str | None] = ...,
    location: Given[str | None] = ...,
    period: Given[PayPeriod | str] = ...,
    amounts: SearchStrategy[Decimal] | None = None,
    with_base: bool | None = None,
    with_equity: bool | None = None,
    with_bonus: bool | None = None,
    with_extremes: bool = False,
) -> SearchStrategy[Offer]:
    """Offers of work. Amounts above 0 and up to 100, which read as percentages, are drawn for a base by the day or hour alone.

    Args:
        catalog: the catalog whose roles, levels and places are named.
        role: id of the role offered.
        currency: the currency of all amounts.
        level: id of the level offered, or None.
        location: id of the place of work, or None.
        period: the time that the base salary is for.
        amounts: where amounts are drawn from; 101 is added to those that would read as percentages.
        with_base: whether the base salary is known.
        with_equity: whether equity is known, by the year or as a grant.
        with_bonus: whether the bonus is known.
        with_extremes: whether numbers of any size and precision are drawn.

    Raises:
        InvalidFieldError: the catalog has no role.

    >>> from hypothesis import find
    >>> offer = find(offers(role="ml-engineer", with_base=True, with_equity=True), lambda offer: offer.equity_grant is not None)
    >>> offer.base, offer.equity_grant, offer.vesting_years, offer.bonus_per_year
    (Decimal('10000'), Decimal('10000'), 1.0, None)
    """
    return _strategy(
        _offer,
        _world(catalog, *(("roles",) if role is ... else ()), with_extremes=with_extremes, amounts=amounts),
        role=role,
        currency=currency,
        level=level,
        location=location,
        period=period,
        with_base=with_base,
        with_equity=with_equity,
        with_bonus=with_bonus,
    )


_SHORT_PAY = st.integers(1, 100).map(Decimal)
#: Room for the digits of an extreme amount and of 101 at once.
_WIDE = Context(prec=80)


def _offer(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> Offer:
    options: dict[str, Callable[[], Any]] = {
        "one_off": lambda: _no_percentage(draw(world.numbers.amounts)),
        "period": lambda: draw(_PERIODS),
        "level": lambda: _one(draw, world, "standard_levels"),
        "location": lambda: _one(draw, world, "places"),
        "employer": lambda: draw(_EMPLOYERS),
        "has_on_call": lambda: draw(_BOOLEANS),
    }
    fields = _fields(draw, demands, options)
    if _is_so(draw, demands["with_base"]):
        is_short = PayPeriod(fields.get("period", PayPeriod.YEAR)) in (PayPeriod.DAY, PayPeriod.HOUR)
        drawn = draw(world.numbers.amounts | _SHORT_PAY if is_short else world.numbers.amounts)
        fields["base"] = drawn if is_short else _no_percentage(drawn)
    if _is_so(draw, demands["with_equity"]):
        equity = _no_percentage(draw(world.numbers.amounts))
        if draw(_BOOLEANS):
            fields["equity_grant"], fields["vesting_years"] = equity, draw(world.numbers.positive)
        else:
            fields["equity_per_year"] = equity
    if _is_so(draw, demands["with_bonus"]):
        fields["bonus_per_year"] = _no_percentage(draw(world.numbers.amounts))
    return Offer(
        role=_demanded(demands, "role", lambda: _one(draw, world, "roles")),
        currency=_demanded(demands, "currency", lambda: draw(_CURRENCIES)),
        **fields,
    )


def _no_percentage(amount: Decimal) -> Decimal:
    return _WIDE.add(amount, Decimal(101)) if 0 < amount <= 100 else amount  # noqa: PLR2004 - what reads as a percentage


# The numbers behind the measures ---------------------------------------------------------------------------------------


def parameters(*, name: Given[str] = ..., with_extremes: bool = False) -> SearchStrategy[Parameter]:
    """Numbers that a measure rests on, each within its range.

    Args:
        name: its name, like ``gap.tool``.
        with_extremes: whether numbers of any size and precision are drawn.

    >>> from hypothesis import find
    >>> find(parameters(), lambda parameter: parameter.low < parameter.value < parameter.high)
    Parameter(name='gap.tool', value=1.0, low=0.0, high=2.0, reason='A reason.')
    """
    return _strategy(_parameter, _world(None, with_extremes=with_extremes), name=name)


_PARAMETER_NAMES = _texts("gap.tool", "difficulty.effort")


def _parameter(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> Parameter:
    low, value, high = sorted((draw(world.numbers.times), draw(world.numbers.times), draw(world.numbers.times)))
    name = _demanded(demands, "name", lambda: draw(_PARAMETER_NAMES))
    return Parameter(name=name, value=value, low=low, high=high, reason=draw(_REASONS))


def gap_weights(*, with_extremes: bool = False) -> SearchStrategy[GapWeights]:
    """Weights of requirements, any of which may be 0.

    Args:
        with_extremes: whether shares of any precision are drawn.

    >>> from hypothesis import find
    >>> find(gap_weights(), lambda weights: weights.tool > weights.core_skill).core_skill
    0.0
    """
    return _strategy(_gap_weights, _world(None, with_extremes=with_extremes))


def _gap_weights(draw: st.DrawFn, world: _World, _demands: Mapping[str, Any]) -> GapWeights:
    return GapWeights(**_fields(draw, {}, {field.name: lambda: draw(world.numbers.shares) for field in attrs.fields(GapWeights)}))


def difficulty_weights(
    *, with_distance: bool | None = None, with_preparation: bool | None = None, with_extremes: bool = False
) -> SearchStrategy[DifficultyWeights]:
    """Weights of the factors of difficulty, at least one of which counts.

    Args:
        with_distance: whether the distance counts, too.
        with_preparation: whether the preparation counts, too.
        with_extremes: whether shares of any precision are drawn.

    >>> from hypothesis import find
    >>> find(difficulty_weights(with_distance=False, with_preparation=False), lambda weights: not weights.shortfall)
    DifficultyWeights(shortfall=0.0, effort=0.5, step=0.5, distance=0.0, preparation=0.0)
    """
    world = _world(None, with_extremes=with_extremes)
    return _strategy(_difficulty_weights, world, with_distance=with_distance, with_preparation=with_preparation)


_PARTS = st.sampled_from((0.5, 1.0)) | st.integers(1, 100).map(lambda n: n / 100)
_FACTORS = ("shortfall", "effort", "step")
_WHICH_FACTOR = st.sampled_from(_FACTORS)


def _difficulty_weights(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> DifficultyWeights:
    weights = {name: draw(world.numbers.shares) for name in _FACTORS}
    for name in ("distance", "preparation"):
        weights[name] = draw(_PARTS) if _is_so(draw, demands.get(f"with_{name}")) else 0.0
    if not any(weights.values()):
        weights[draw(_WHICH_FACTOR)] = draw(_PARTS)
    return DifficultyWeights(**weights)


def difficulty_models(
    *, with_distance: bool | None = None, with_preparation: bool | None = None, with_extremes: bool = False
) -> SearchStrategy[DifficultyModel]:
    """Models of the difficulty of moves.

    Args:
        with_distance: whether the weight of distance is above 0.
        with_preparation: whether the weight of preparation is above 0.
        with_extremes: whether numbers of any size and precision are drawn.

    >>> from hypothesis import find
    >>> find(difficulty_models(), lambda model: model.hours_per_week > 10).hours_per_week
    11.0
    """
    world = _world(None, with_extremes=with_extremes)
    return _strategy(_difficulty_model, world, with_distance=with_distance, with_preparation=with_preparation)


def _difficulty_model(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> DifficultyModel:
    numbers = world.numbers
    options: dict[str, Callable[[], Any]] = {
        "effort_scale_weeks": lambda: draw(numbers.positive),
        "unstated_effort_weeks": lambda: draw(numbers.times),
        "full_step_rungs": lambda: draw(numbers.positive),
        "full_preparation_steps": lambda: draw(numbers.positive),
        "preparation_down": lambda: draw(numbers.shares),
        "effort_factor": lambda: draw(numbers.positive),
        "core_share": lambda: draw(numbers.shares),
        "reach_months": lambda: draw(numbers.times),
        "hours_per_week": lambda: draw(numbers.positive),
    }
    return DifficultyModel(weights=_difficulty_weights(draw, world, demands), **_fields(draw, {}, options))


def proximity_models(*, method: Given[ProximityMethod | str] = ..., with_extremes: bool = False) -> SearchStrategy[ProximityModel]:
    """Ways to compare two roles.

    Args:
        method: how roles are compared.
        with_extremes: whether numbers of any size and precision are drawn.

    >>> from hypothesis import find
    >>> find(proximity_models(), lambda model: model.method == "shape").importance
    3.0
    """
    return _strategy(_proximity_model, _world(None, with_extremes=with_extremes), method=method)


_METHODS = st.sampled_from(ProximityMethod)
_WEIGHTS_OF_TERMS = st.sampled_from((1.0, 15.0, 0.0, 25.0)) | st.integers(0, 400).map(lambda n: n / 4)
_WEIGHTS_OF_IMPORTANCE = st.sampled_from((3.0, 1.0)) | st.integers(1, 400).map(lambda n: n / 4)
_OFFSETS = st.integers(-400, 400).map(lambda n: n / 4)


def _proximity_model(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> ProximityModel:
    is_extreme = world.numbers.are_extreme
    importance = _WEIGHTS_OF_IMPORTANCE | st.floats(1e-9, 1e9) if is_extreme else _WEIGHTS_OF_IMPORTANCE
    weights = _WEIGHTS_OF_TERMS | st.floats(0, 1e9) if is_extreme else _WEIGHTS_OF_TERMS
    offsets = _OFFSETS | st.floats(-1e9, 1e9) if is_extreme else _OFFSETS
    options: dict[str, Callable[[], Any]] = {
        "method": lambda: draw(_METHODS),
        "importance": lambda: draw(importance),
        **{name: lambda: draw(weights) for name in _TERMS},
        "unrated_offset": lambda: draw(offsets),
    }
    return ProximityModel(**_fields(draw, demands, options))


_TERMS = ("activities", "titles", "technology", "unrated_interests", "unrated_technology", "unrated_slope")


def claim_readings(*, with_extremes: bool = False) -> SearchStrategy[ClaimReading]:
    """What words like slightly are taken to mean.

    Args:
        with_extremes: whether numbers of any size and precision are drawn.

    >>> from hypothesis import find
    >>> find(claim_readings(), lambda reading: True)
    ClaimReading(slight_percent=0.0, same_percent=0.0)
    """
    return _strategy(_claim_reading, _world(None, with_extremes=with_extremes))


def _claim_reading(draw: st.DrawFn, world: _World, _demands: Mapping[str, Any]) -> ClaimReading:
    return ClaimReading(slight_percent=draw(world.numbers.times), same_percent=draw(world.numbers.times))


# Catalogs --------------------------------------------------------------------------------------------------------------


def catalogs(
    *,
    name: Given[str] = ...,
    min_sources: int = 1,
    max_sources: int = 3,
    min_roles: int = 1,
    max_roles: int = 4,
    min_skills: int = 0,
    max_skills: int = 6,
    min_standard_levels: int = 0,
    max_standard_levels: int = 5,
    max_scales: int = 3,
    max_places: int = 3,
    max_levels: int = 3,
    min_salary_bands: int = 0,
    max_salary_bands: int = 4,
    max_pay_claims: int = 2,
    min_pay_percentiles: int = 0,
    max_pay_percentiles: int = 3,
    min_requirements: int = 0,
    max_requirements: int = 8,
    max_transition_claims: int = 2,
    max_traits: int = 2,
    max_descriptors: int = 4,
    max_reading_reports: int = 2,
    currency: Given[str] = ...,
    amounts: SearchStrategy[Decimal] | None = None,
    with_measures: bool | None = None,
    with_extremes: bool = False,
) -> SearchStrategy[Catalog]:
    """Whole catalogs, in which all references resolve.

    Skills and places are parts of one another, and skills follow one another, without rings; skills give each other credit both ways.
    Levels rise on both tracks, and rungs stand on them. Each scale of a rating is there, and rates what it measures. Where a catalog lists
    the numbers behind its measures, they are those it goes by. What the checks of ``rolepath.testing.checks`` ask of what a catalog
    holds, it keeps, warnings aside.

    Args:
        name: the name of the catalog.
        min_sources: least number of sources. Without a source there are no facts.
        max_sources: most sources.
        min_roles: least number of roles. Without a role there are traits and claims about moves alone.
        max_roles: most roles.
        min_skills: least number of skills. Without a skill there are no requirements.
        max_skills: most skills.
        min_standard_levels: least number of standard levels. Without one there are no rungs.
        max_standard_levels: most standard levels.
        max_scales: most scales.
        max_places: most places.
        max_levels: most rungs.
        min_salary_bands: least number of pay bands.
        max_salary_bands: most pay bands.
        max_pay_claims: most claims about relative pay.
        min_pay_percentiles: least number of groups of pay surveys.
        max_pay_percentiles: most groups of pay surveys.
        min_requirements: least number of requirements.
        max_requirements: most requirements.
        max_transition_claims: most claims about moves.
        max_traits: most traits.
        max_descriptors: most descriptors.
        max_reading_reports: most accounts of how a data set was read.
        currency: the currency of pay bands and surveys.
        amounts: where the amounts of pay bands and surveys are drawn from.
        with_measures: whether the numbers behind the measures are the catalog's own; False for the library's.
        with_extremes: whether numbers of any size and precision are drawn.

    Raises:
        InvalidFieldError: there are to be more of something at least than at most, or facts without what they name.

    >>> from hypothesis import find
    >>> find(catalogs(min_requirements=1, min_skills=2), lambda catalog: True)
    Catalog(catalog: 1 roles, 2 skills, 1 facts from 1 sources)
    """
    ranges = {
        "sources": (min_sources, max_sources),
        "roles": (min_roles, max_roles),
        "skills": (min_skills, max_skills),
        "standard_levels": (min_standard_levels, max_standard_levels),
        "scales": (0, max_scales),
        "places": (0, max_places),
        "levels": (0, max_levels),
        "salary_bands": (min_salary_bands, max_salary_bands),
        "pay_claims": (0, max_pay_claims),
        "pay_percentiles": (min_pay_percentiles, max_pay_percentiles),
        "requirements": (min_requirements, max_requirements),
        "transition_claims": (0, max_transition_claims),
        "traits": (0, max_traits),
        "descriptors": (0, max_descriptors),
        "reading_reports": (0, max_reading_reports),
    }
    for kind, (least, most) in ranges.items():
        _check_range(kind, least, most)
    for kind, needed in _NEEDS.items():
        for other in needed:
            if ranges[kind][0] and not ranges[other][0]:
                rule = f"must be 1 or more where min_{kind} is: they name {other.replace('_', ' ')}"
                raise InvalidFieldError(f"min_{other}", 0, rule)
    world = _world(None, with_extremes=with_extremes, amounts=amounts)
    return _strategy(_catalog, world, name=name, currency=currency, with_measures=with_measures, ranges=tuple(ranges.items()))


#: What the facts of each kind name, so that there are none where a catalog has none of it.
_NEEDS = {
    "levels": ("sources", "roles", "standard_levels"),
    "salary_bands": ("sources", "roles"),
    "pay_claims": ("sources", "roles"),
    "pay_percentiles": ("sources",),
    "requirements": ("sources", "roles", "skills"),
    "transition_claims": ("sources",),
    "traits": ("sources",),
    "descriptors": ("sources", "roles"),
    "reading_reports": ("sources",),
}
_FACT_MAKERS: dict[str, _Make[Any]] = {
    "levels": _level,
    "salary_bands": _salary_band,
    "pay_claims": _pay_claim,
    "pay_percentiles": _pay_percentiles,
    "requirements": _requirement,
    "transition_claims": _transition_claim,
    "traits": _trait,
    "descriptors": _descriptor,
    "reading_reports": _reading_report,
}
_NAMES_OF_CATALOGS = _texts("catalog")

# Entries are drawn before it is known what there is to refer to, so that each can be left out by itself when an example shrinks. Until then
# they refer to numbers, which are counted round, and go by one id.
_SLOTS = tuple(map(str, range(24)))
_SLOT = "slot"
_ENTRY_IDS = st.none() | _ANY_IDS | st.none()
_ENTRY_MAKERS: dict[str, _Make[Any]] = {
    "sources": _source,
    "scales": _scale,
    "places": _place,
    "skills": _skill,
    "roles": _role,
    "standard_levels": _level,
}


@cache
def _entries(kind: str, least: int, most: int, numbers: _Numbers) -> SearchStrategy[list[tuple[str | None, Any]]]:
    """Entries of a kind, each with its id; None for the plain one of its place."""
    world = _World(sources=_SLOTS, places=_SLOTS, skills=_SLOTS, numbers=numbers)
    asked: dict[str, Any] = {"id": _SLOT} | ({"with_role": False} if kind == "standard_levels" else {})
    return st.lists(st.tuples(_ENTRY_IDS, _strategy(_ENTRY_MAKERS[kind], world, **asked)), min_size=least, max_size=most)


def _catalog(draw: st.DrawFn, world: _World, demands: Mapping[str, Any]) -> Catalog:
    ranges: dict[str, tuple[int, int]] = dict(demands["ranges"])
    vocabulary = {kind: draw(_entries(kind, *ranges[kind], _EXTREME if world.numbers.are_extreme else _EVERYDAY)) for kind in _NOUNS}
    names = {kind: _names_of(kind, [name for name, _ in listed]) for kind, listed in vocabulary.items()}
    entries: dict[str, Any] = {kind: _settled(kind, [entry for _, entry in vocabulary[kind]], names) for kind in _NOUNS}
    whole = _World(
        sources=names["sources"],
        places=names["places"],
        skills=names["skills"],
        roles=names["roles"],
        standard_levels=names["standard_levels"],
        scales=entries["scales"],
        rungs=entries["standard_levels"],
        numbers=world.numbers,
    )
    found: dict[str, Any] = {kind: tuple(_facts_of(draw, whole, kind, ranges[kind], demands)) for kind in _FACT_MAKERS}
    if draw(_BOOLEANS):  # an entry may name one that stands behind it
        entries = {kind: listed[::-1] for kind, listed in entries.items()}
    measures = _measures(draw, world, demands["with_measures"])
    return Catalog(name=_demanded(demands, "name", lambda: draw(_NAMES_OF_CATALOGS)), **entries, **found, **measures)


def _names_of(kind: str, drawn: list[str | None]) -> tuple[str, ...]:
    """Name the entries of a kind, each differently, punctuation aside."""
    names: dict[str, str] = {}
    for at, name in enumerate(drawn):
        plain = f"{_NOUNS[kind]}-{_LETTERS[at] if at < len(_LETTERS) else at + 1}"
        own = _own(plain if name is None else name, "-", names, at)
        names[label_key(own)] = own
    return tuple(names.values())


def _own(name: str, joint: str, owners: Mapping[str, object], owner: object) -> str:
    """Return a name, or the name with a number where it is one of another owner."""
    number, own = 2, name
    while owners.get(label_key(own), owner) != owner:
        own, number = f"{name}{joint}{number}", number + 1
    return own


def _settled(kind: str, drawn: list[Any], names: Mapping[str, tuple[str, ...]]) -> tuple[Any, ...]:
    """Give the entries of a kind their names. What is part of another or follows it stands behind it, so that there are no rings."""
    settled: list[Any] = []
    owners = {label_key(name): name for name in names[kind]}
    ranks = dict.fromkeys(Track, 0)
    most = GREATEST_WHOLE // max(1, len(drawn))
    for at, (entry, name) in enumerate(zip(drawn, names[kind], strict=True)):
        changes: dict[str, Any] = {"id": name}
        label = "title" if kind == "sources" else "label"
        drawn_label = getattr(entry, label)
        changes[label] = _own(_label_of(name) if drawn_label == _label_of(_SLOT) else drawn_label, " ", owners, name)
        owners.setdefault(label_key(changes[label]), name)
        owners.pop("", None)  # a label of punctuation alone finds nothing
        if kind == "sources":
            changes |= {field: _at(names["places"], getattr(entry, field)) for field in ("region", "region_assumed")}
        elif kind == "places":
            changes["within"] = _at(names["places"][:at], entry.within)
        elif kind == "skills":
            before = names["skills"][:at]
            given = {_at(names["skills"], related.skill): related for related in entry.related}
            changes["broader"] = _at(before, entry.broader)
            changes["prerequisites"] = tuple(dict.fromkeys(_at(before, slot) for slot in entry.prerequisites)) if before else ()
            changes["related"] = tuple(attrs.evolve(related, skill=other) for other, related in given.items() if other != name)
        elif kind == "standard_levels":
            ranks[entry.track] += min(entry.rank, most)
            changes["rank"] = ranks[entry.track]
            source = None if entry.citation is None else _at(names["sources"], entry.citation.source)
            changes["citation"] = None if source is None else attrs.evolve(entry.citation, source=source)
        settled.append(attrs.evolve(entry, **changes))
    return tuple(_with_own_names(entry, owners) for entry in settled)


def _with_own_names(entry: Any, owners: Mapping[str, object]) -> Any:
    """Return an entry none of whose other names finds another entry."""
    others = getattr(entry, "alternative_labels", ())
    return attrs.evolve(entry, alternative_labels=tuple(_own(name, " ", owners, entry.id) for name in others)) if others else entry


def _at(names: tuple[str, ...], slot: str | None) -> Any:
    """Return the name at a place, counted round; None where there is none."""
    return names[int(slot) % len(names)] if slot is not None and names else None


def _facts_of(draw: st.DrawFn, world: _World, kind: str, span: tuple[int, int], demands: Mapping[str, Any]) -> list[Any]:
    if not span[1] or not all(map(world.has, _NEEDS[kind])):
        return []
    asked: dict[str, Any] = {"with_role": True} if kind == "levels" else {}
    if kind in ("salary_bands", "pay_percentiles") and "currency" in demands:
        asked["currency"] = demands["currency"]
    return draw(st.lists(_strategy(_FACT_MAKERS[kind], world, **asked), min_size=span[0], max_size=span[1]))


def _measures(draw: st.DrawFn, world: _World, with_measures: bool | None) -> dict[str, Any]:  # noqa: FBT001 - the demand of the caller
    """Draw the numbers behind the measures, and list some of them."""
    gap, difficulty, nearness, claims = GapWeights(), DifficultyModel(), ProximityModel(), ClaimReading()
    if _is_so(draw, with_measures):
        gap = _gap_weights(draw, world, _NO_DEMANDS)
        difficulty = _difficulty_model(draw, world, _NO_DEMANDS)
        nearness = _proximity_model(draw, world, _NO_DEMANDS)
        claims = _claim_reading(draw, world, _NO_DEMANDS)
    values = {f"gap.{name}": value for name, value in attrs.asdict(gap).items()}
    values |= {f"claims.{name}": value for name, value in attrs.asdict(claims).items()}
    values |= {f"difficulty.{name}": value for name, value in attrs.asdict(difficulty, recurse=False).items() if name != "weights"}
    values |= {f"difficulty.{name}": value for name, value in attrs.asdict(difficulty.weights).items()}
    listed = [_parameter_of(draw, world, name, values[name]) for name in dict.fromkeys(draw(_LISTED))]
    models = {"gap_weights": gap, "difficulty_model": difficulty, "proximity_model": nearness, "claim_reading": claims}
    return {**models, "parameters": tuple(listed)}


_NUMBERS_OF_MEASURES = tuple(
    f"{group}.{field.name}"
    for group, kind in (("gap", GapWeights), ("difficulty", DifficultyWeights), ("difficulty", DifficultyModel), ("claims", ClaimReading))
    for field in attrs.fields(kind)
    if field.name != "weights"
)
_LISTED = st.lists(st.sampled_from(_NUMBERS_OF_MEASURES), max_size=3)


def _parameter_of(draw: st.DrawFn, world: _World, name: str, value: float) -> Parameter:
    """Draw the range of a number round its value."""
    low, high = draw(world.numbers.times), draw(world.numbers.times)
    return Parameter(name=name, value=value, low=min(low, value), high=max(high, value), reason=draw(_REASONS))


def _check_range(what: str, least: int, most: int, *, lowest: int = 0) -> None:
    """Demand that a number of entries can be drawn."""
    for name, value in ((f"min_{what}", least), (f"max_{what}", most)):
        if type(value) is not int:
            raise InvalidTypeError(name, value, "must be a whole number")
    if least < lowest:
        raise InvalidFieldError(f"min_{what}", least, f"must be {lowest} or more")
    if most < least:
        raise InvalidFieldError(f"max_{what}", most, f"must not be below min_{what} ({least})")
