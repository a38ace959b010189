"""The catalog: immutable look-up over roles, skills, levels, sources and the facts about them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from decimal import Context, localcontext
from operator import attrgetter
from typing import Any, TypeAlias, TypeVar, cast

import attrs

from rolepath.errors import (
    CatalogError,
    DuplicateIdError,
    Fault,
    InvalidFieldError,
    InvalidTypeError,
)
from rolepath.model import _check as check
from rolepath.model import entries
from rolepath.model.currency import check_currency
from rolepath.model.descriptor import Descriptor, DescriptorFamily
from rolepath.model.entries import Entries, Entry
from rolepath.model.identity import RoleId, SkillId, visible
from rolepath.model.level import Level
from rolepath.model.measure import ClaimReading, DifficultyModel, DifficultyWeights, GapWeights, Parameter, ProximityModel
from rolepath.model.pay import PayClaim, PayComponent, PayStatistic, SalaryBand
from rolepath.model.reading import ReadingReport
from rolepath.model.role import Aspect, Role, Trait
from rolepath.model.shown import Shown
from rolepath.model.skill import Measured, RequirementBasis, Scale, Skill, SkillRequirement
from rolepath.model.source import Place, Source
from rolepath.model.survey import PayPercentiles
from rolepath.model.transition import TransitionClaim, TransitionKind

__all__ = ["Catalog", "Fact"]

#: Anything that a source says and a citation backs.
Fact: TypeAlias = SalaryBand | PayClaim | PayPercentiles | SkillRequirement | TransitionClaim | Trait | Level | Descriptor

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
E = TypeVar("E", bound=Entry)

#: Answers kept per catalog, so that asking again is free; all are dropped when there are more.
ANSWERS_KEPT = 2048
_UNANSWERED = object()
#: Digits that amounts of money are worked out to.
DIGITS = 28

_FACT_FIELDS: dict[type, str] = {
    Level: "levels",
    SalaryBand: "salary_bands",
    PayClaim: "pay_claims",
    PayPercentiles: "pay_percentiles",
    SkillRequirement: "requirements",
    TransitionClaim: "transition_claims",
    Trait: "traits",
    Descriptor: "descriptors",
}
_VOCABULARY: dict[str, str] = {
    "sources": "source",
    "scales": "scale",
    "places": "place",
    "skills": "skill",
    "roles": "role",
    "standard_levels": "level",
}
#: Which fields of a fact or entry name an entry of the vocabulary, and of which kind.
_REFERENCES: dict[type, tuple[tuple[str, str], ...]] = {
    Source: (("region", "places"), ("region_assumed", "places")),
    Place: (("within", "places"),),
    Skill: (("broader", "skills"), ("prerequisites", "skills")),
    Level: (("id", "standard_levels"), ("role", "roles")),
    SalaryBand: (("role", "roles"), ("level", "standard_levels"), ("location", "places")),
    ReadingReport: (("source", "sources"), ("unrated", "roles")),
    PayClaim: (("role", "roles"), ("other", "roles"), ("among", "roles"), ("levels", "standard_levels"), ("location", "places")),
    PayPercentiles: (("role", "roles"), ("level", "standard_levels"), ("location", "places")),
    SkillRequirement: (("role", "roles"), ("skill", "skills"), ("alternatives", "skills"), ("level", "standard_levels")),
    TransitionClaim: (
        ("origin", "roles"),
        ("target", "roles"),
        ("than_origin", "roles"),
        ("than_target", "roles"),
        ("skill", "skills"),
    ),
    Trait: (("roles", "roles"), ("level", "standard_levels")),
    Descriptor: (("role", "roles"),),
}
#: The numbers behind the measures, and the class that holds each.
_NUMBERS: dict[str, type] = {
    f"{group}.{field.name}": kind
    for group, kind in (("gap", GapWeights), ("difficulty", DifficultyWeights), ("difficulty", DifficultyModel), ("claims", ClaimReading))
    for field in attrs.fields(kind)
    if field.name != "weights"
}


@attrs.frozen(kw_only=True, repr=False, cache_hash=True)
class Catalog(Shown):
    """Roles, skills, levels and sources, with all that the sources say.

    Facts name entries by id; only the catalog resolves them. ``with_*`` and ``merged`` return a new catalog.

    Raises:
        CatalogError: some entries do not fit together; every fault is in ``faults``.

    >>> from rolepath import load_catalog
    >>> catalog = load_catalog()
    >>> catalog.role("machine learning engineer").id
    'ml-engineer'
    """

    #: What the catalog is called in answers.
    name: str = attrs.field(default="catalog", validator=check.text)
    #: Sources cited.
    sources: Entries[Source] = attrs.field(default=(), converter=entries.sources, validator=check.each(check.kind(Source)))
    #: Scales of proficiency and importance.
    scales: Entries[Scale] = attrs.field(default=(), converter=entries.scales, validator=check.each(check.kind(Scale)))
    #: Places that pay speaks of.
    places: Entries[Place] = attrs.field(default=(), converter=entries.places, validator=check.each(check.kind(Place)))
    #: Skills.
    skills: Entries[Skill] = attrs.field(default=(), converter=entries.skills, validator=check.each(check.kind(Skill)))
    #: Roles.
    roles: Entries[Role] = attrs.field(default=(), converter=entries.roles, validator=check.each(check.kind(Role)))
    #: Levels that the rungs of all ladders are placed on.
    standard_levels: Entries[Level] = attrs.field(default=(), converter=entries.levels, validator=check.each(check.kind(Level)))
    #: Rungs of the ladders that sources describe.
    levels: tuple[Level, ...] = attrs.field(default=(), validator=check.each(check.kind(Level)))
    #: Amounts of pay.
    salary_bands: tuple[SalaryBand, ...] = attrs.field(default=(), validator=check.each(check.kind(SalaryBand)))
    #: Claims about relative pay.
    pay_claims: tuple[PayClaim, ...] = attrs.field(default=(), validator=check.each(check.kind(PayClaim)))
    #: Percentiles of pay, as surveys count it.
    pay_percentiles: tuple[PayPercentiles, ...] = attrs.field(default=(), validator=check.each(check.kind(PayPercentiles)))
    #: Skills that sources tie to roles.
    requirements: tuple[SkillRequirement, ...] = attrs.field(default=(), validator=check.each(check.kind(SkillRequirement)))
    #: Claims about moves between roles.
    transition_claims: tuple[TransitionClaim, ...] = attrs.field(default=(), validator=check.each(check.kind(TransitionClaim)))
    #: Everything else that sources say of roles and the market.
    traits: tuple[Trait, ...] = attrs.field(default=(), validator=check.each(check.kind(Trait)))
    #: What a framework ties to roles besides skills: activities, technology, interests, preparation.
    descriptors: tuple[Descriptor, ...] = attrs.field(default=(), validator=check.each(check.kind(Descriptor)))
    #: The numbers behind the measures, each with its range and reason.
    parameters: tuple[Parameter, ...] = attrs.field(default=(), validator=check.each(check.kind(Parameter)))
    #: How weights of requirements follow from facts.
    gap_weights: GapWeights = attrs.field(factory=GapWeights, validator=check.kind(GapWeights))
    #: Which factors make a move hard.
    difficulty_model: DifficultyModel = attrs.field(factory=DifficultyModel, validator=check.kind(DifficultyModel))
    #: How alike two roles are.
    proximity_model: ProximityModel = attrs.field(factory=ProximityModel, validator=check.kind(ProximityModel))
    #: What words like slightly are taken to mean where claims are checked.
    claim_reading: ClaimReading = attrs.field(factory=ClaimReading, validator=check.kind(ClaimReading))
    #: What came of reading other people's files, for each data set that was read.
    reading_reports: tuple[ReadingReport, ...] = attrs.field(default=(), validator=check.each(check.kind(ReadingReport)))

    _derived: dict[Any, Any] = attrs.field(factory=dict, init=False, eq=False)
    _answers: dict[Any, Any] = attrs.field(factory=dict, init=False, eq=False)

    def _fit_together(self) -> None:
        faults = tuple(_faults(self))
        if faults:
            raise CatalogError(faults)

    _rules = (_fit_together,)
    __attrs_post_init__ = check.keep_rules

    # Look-up -----------------------------------------------------------------------------------------------------

    def role(self, role: Role | str) -> Role:
        """Find a role by object, id, or any label.

        Raises:
            UnknownRoleError: no role is called that; carries suggestions.
            AmbiguousNameError: the label fits several roles.
        """
        return self.roles.find(role, Role)

    def skill(self, skill: Skill | str) -> Skill:
        """Find a skill by object, id, or any label.

        Raises:
            UnknownSkillError: no skill is called that; carries suggestions.
            AmbiguousNameError: the label fits several skills.
        """
        return self.skills.find(skill, Skill)

    def level(self, level: Level | str) -> Level:
        """Find a standard level by object, id, or any label.

        Raises:
            UnknownLevelError: no level is called that; carries suggestions.
        """
        return self.standard_levels.find(level, Level)

    def source(self, source: Source | str) -> Source:
        """Find a source by object, id, or title.

        Raises:
            UnknownSourceError: no source is called that; carries suggestions.
        """
        return self.sources.find(source, Source)

    def place(self, place: Place | str) -> Place:
        """Find a place by object, id, or any label.

        Raises:
            UnknownPlaceError: no place is called that; carries suggestions.
        """
        return self.places.find(place, Place)

    def scale(self, scale: Scale | str) -> Scale:
        """Find a scale by object, id, or label.

        Raises:
            UnknownScaleError: no scale is called that; carries suggestions.
        """
        return self.scales.find(scale, Scale)

    # Facts -------------------------------------------------------------------------------------------------------

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts, kind by kind, each in the order of its file."""
        return self.derived(_all_facts)

    def facts_of(self, source: Source | str) -> tuple[Fact, ...]:
        """All facts of one source."""
        wanted = self.source(source).id
        return tuple(fact for fact in self.facts if fact.citation is not None and fact.citation.source == wanted)

    def bands_of(
        self,
        role: Role | str,
        *,
        level: Level | str | None = None,
        component: PayComponent | str | None = None,
        currency: str | None = None,
        location: Place | str | None = None,
        statistic: PayStatistic | str | None = None,
        source: Source | str | None = None,
    ) -> tuple[SalaryBand, ...]:
        """Pay bands of a role. A location matches the place itself and all within it."""
        bands = self.derived(_bands_by_role).get(self.role(role).id, ())
        wanted: dict[str, object] = {}
        if level is not None:
            wanted["level"] = self.level(level).id
        if component is not None:
            wanted["component"] = PayComponent(component)
        if statistic is not None:
            wanted["statistic"] = PayStatistic(statistic)
        if currency is not None:
            wanted["currency"] = check_currency("currency", currency)
        inside = None if location is None else self.places_within(location)
        return tuple(
            band
            for band in _matching(bands, wanted, None if source is None else self.source(source).id)
            if inside is None or band.location in inside
        )

    def traits_of(
        self,
        role: Role | str | None,
        *,
        aspect: Aspect | str | None = None,
        source: Source | str | None = None,
    ) -> tuple[Trait, ...]:
        """Traits that name a role, alone or with others; those of the market for None."""
        traits = self.derived(_traits_by_role).get(None if role is None else self.role(role).id, ())
        wanted = {} if aspect is None else {"aspect": Aspect(aspect)}
        return _matching(traits, wanted, None if source is None else self.source(source).id)

    def requirements_of(
        self,
        role: Role | str,
        *,
        skill: Skill | str | None = None,
        basis: RequirementBasis | str | None = None,
        source: Source | str | None = None,
    ) -> tuple[SkillRequirement, ...]:
        """Skills that sources tie to a role."""
        owner = self.role(role).id
        if skill is None:
            requirements = self.derived(_requirements_by_role).get(owner, ())
        else:
            requirements = self.derived(_requirements_by_role_and_skill).get((owner, self.skill(skill).id), ())
        wanted = {} if basis is None else {"basis": RequirementBasis(basis)}
        return _matching(requirements, wanted, None if source is None else self.source(source).id)

    def descriptors_of(
        self, role: Role | str, *, family: DescriptorFamily | str | None = None, source: Source | str | None = None
    ) -> tuple[Descriptor, ...]:
        """Items that sources tie to a role besides skills."""
        found = self.derived(_descriptors_by_role).get(self.role(role).id, ())
        wanted = {} if family is None else {"family": DescriptorFamily(family)}
        return _matching(found, wanted, None if source is None else self.source(source).id)

    def levels_of(self, role: Role | str, *, source: Source | str | None = None) -> tuple[Level, ...]:
        """Rungs of a role's ladders, in the order of their sources."""
        wanted = {"role": self.role(role).id}
        return _matching(self.levels, wanted, None if source is None else self.source(source).id)

    def pay_claims_of(self, role: Role | str, *, source: Source | str | None = None) -> tuple[PayClaim, ...]:
        """Claims about relative pay that name a role on either side."""
        wanted = self.role(role).id
        claims = tuple(claim for claim in self.pay_claims if wanted in (claim.role, claim.other))
        return _matching(claims, {}, None if source is None else self.source(source).id)

    def pay_percentiles_of(self, role: Role | str | None, *, source: Source | str | None = None) -> tuple[PayPercentiles, ...]:
        """Percentiles of pay that surveys count for a role; those of all roles together for None."""
        found = self.derived(_percentiles_by_role).get(None if role is None else self.role(role).id, ())
        return _matching(found, {}, None if source is None else self.source(source).id)

    def transition_claims_of(
        self,
        origin: Role | str | None = None,
        target: Role | str | None = None,
        *,
        kind: TransitionKind | str | None = None,
        source: Source | str | None = None,
    ) -> tuple[TransitionClaim, ...]:
        """Claims about a move. A claim that leaves its origin or target open speaks of every one."""
        start = None if origin is None else self.role(origin).id
        end = None if target is None else self.role(target).id
        claims = tuple(
            claim
            for claim in self.transition_claims
            if (start is None or claim.origin in (None, start)) and (end is None or claim.target in (None, end))
        )
        wanted = {} if kind is None else {"kind": TransitionKind(kind)}
        return _matching(claims, wanted, None if source is None else self.source(source).id)

    def places_within(self, place: Place | str) -> frozenset[str]:
        """Ids of a place and of all places inside it."""
        found = {str(self.place(place).id)}
        grown = True
        while grown:
            more = {p.id for p in self.places if p.within in found and p.id not in found}
            grown = bool(more)
            found |= more
        return frozenset(found)

    # New catalogs ------------------------------------------------------------------------------------------------

    def with_role(self, role: Role) -> Catalog:
        """Return a catalog with one role more.

        Raises:
            DuplicateIdError: another role has this id.
        """
        return attrs.evolve(self, roles=_joined("role", self.roles, (_entry(role, Role),)))

    def with_skill(self, skill: Skill) -> Catalog:
        """Return a catalog with one skill more.

        Raises:
            DuplicateIdError: another skill has this id.
        """
        return attrs.evolve(self, skills=_joined("skill", self.skills, (_entry(skill, Skill),)))

    def with_source(self, source: Source) -> Catalog:
        """Return a catalog with one source more.

        Raises:
            DuplicateIdError: another source has this id.
        """
        return attrs.evolve(self, sources=_joined("source", self.sources, (_entry(source, Source),)))

    def with_facts(self, *facts: Fact) -> Catalog:
        """Return a catalog with more facts; those that it holds already change nothing.

        Raises:
            InvalidTypeError: an argument is not a fact.
            CatalogError: a fact names an entry that the catalog does not have, or cites no source.
        """
        new: dict[str, list[Fact]] = {}
        for fact in facts:
            field = _FACT_FIELDS.get(type(fact))
            if field is None:
                raise InvalidTypeError("facts", fact, f"must be one of {', '.join(kind.__name__ for kind in _FACT_FIELDS)}")
            new.setdefault(field, []).append(fact)
        changes: dict[str, Any] = {field: tuple(dict.fromkeys([*getattr(self, field), *added])) for field, added in new.items()}
        return attrs.evolve(self, **changes)

    def only_sources(self, *sources: Source | str) -> Catalog:
        """Return a catalog that keeps the facts of the named sources alone; the vocabulary stays whole.

        Raises:
            UnknownSourceError: a source is not one of the catalog's.
        """
        return _of_sources(self, frozenset(self.source(source).id for source in sources))

    def without_sources(self, *sources: Source | str) -> Catalog:
        """Return a catalog without the facts of the named sources; the vocabulary stays whole.

        Raises:
            UnknownSourceError: a source is not one of the catalog's.
        """
        left_out = {self.source(source).id for source in sources}
        return _of_sources(self, frozenset(source.id for source in self.sources if source.id not in left_out))

    def with_parameter(self, name: str, value: float) -> Catalog:
        """Return a catalog in which one number behind the measures, like ``gap.tool``, has another value.

        Raises:
            InvalidFieldError: no measure has a number of that name, or the value breaks its rule.
        """
        if not isinstance(name, str):
            raise InvalidTypeError("name", name, "must be a text like gap.tool")
        kind = _NUMBERS.get(name)
        if kind is None:
            raise InvalidFieldError("name", name, f"must name a number behind the measures: {', '.join(_NUMBERS)}")
        change: dict[str, Any] = {name.partition(".")[2]: value}
        changes: dict[str, Any]
        if kind is GapWeights:
            changes = {"gap_weights": attrs.evolve(self.gap_weights, **change)}
        elif kind is ClaimReading:
            changes = {"claim_reading": attrs.evolve(self.claim_reading, **change)}
        else:
            model = self.difficulty_model
            change = {"weights": attrs.evolve(model.weights, **change)} if kind is DifficultyWeights else change
            changes = {"difficulty_model": attrs.evolve(model, **change)}
        changes["parameters"] = tuple(
            attrs.evolve(p, value=value, low=min(p.low, value), high=max(p.high, value)) if p.name == name else p for p in self.parameters
        )
        return attrs.evolve(self, **changes)

    def merged(self, other: Catalog) -> Catalog:
        """Return a catalog that holds this one and another; name, measures and parameters stay this one's.

        Raises:
            DuplicateIdError: the two mean different things by one id.
        """
        _entry(other, Catalog)
        changes: dict[str, Any] = {field: _joined(noun, getattr(self, field), getattr(other, field)) for field, noun in _VOCABULARY.items()}
        for field in _FACT_FIELDS.values():
            changes[field] = tuple(dict.fromkeys((*getattr(self, field), *getattr(other, field))))
        changes["reading_reports"] = tuple(dict.fromkeys((*self.reading_reports, *other.reading_reports)))
        return attrs.evolve(self, **changes)

    # What is computed once ---------------------------------------------------------------------------------------

    def derived(self, build: Callable[[Catalog], T]) -> T:
        """Return ``build(self)``, computed once. ``build`` must be a pure function at module level."""
        if build not in self._derived:
            self._derived.setdefault(build, build(self))
        return cast("T", self._derived[build])

    def answer(self, question: Hashable, build: Callable[[], T]) -> T:
        """Return the answer to a question, computed once as long as it is kept."""
        found = self._answers.get(question, _UNANSWERED)
        if found is _UNANSWERED:
            with localcontext(Context(prec=DIGITS)):  # amounts do not depend on the caller's decimal context
                found = build()
            if len(self._answers) >= ANSWERS_KEPT:
                self._answers.clear()
            self._answers[question] = found
        return cast("T", found)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the entries and leave out what can be computed again."""
        return _rebuilt, ({field.name: getattr(self, field.name) for field in attrs.fields(Catalog) if field.init},)

    def __repr__(self) -> str:
        """Count what the catalog holds, on one line."""
        return (
            f"Catalog({visible(self.name)}: {len(self.roles)} roles, {len(self.skills)} skills, "
            f"{len(self.facts)} facts from {len(self.sources)} sources)"
        )


def _of_sources(catalog: Catalog, sources: frozenset[str]) -> Catalog:
    def build() -> Catalog:
        kept = {
            field: tuple(fact for fact in getattr(catalog, field) if fact.citation is not None and fact.citation.source in sources)
            for field in _FACT_FIELDS.values()
        }
        return attrs.evolve(catalog, **cast("Any", kept))

    return catalog.answer(("of sources", sources), build)


def _rebuilt(fields: dict[str, Any]) -> Catalog:
    return Catalog(**fields)


# Indexes: pure functions of a catalog, kept by Catalog.derived ---------------------------------------------------------


def _all_facts(catalog: Catalog) -> tuple[Fact, ...]:
    return tuple(fact for field in _FACT_FIELDS.values() for fact in getattr(catalog, field))


def _grouped(pairs: Iterable[tuple[K, T]]) -> dict[K, tuple[T, ...]]:
    groups: dict[K, list[T]] = {}
    for key, fact in pairs:
        groups.setdefault(key, []).append(fact)
    return {key: tuple(facts) for key, facts in groups.items()}


def _bands_by_role(catalog: Catalog) -> dict[RoleId, tuple[SalaryBand, ...]]:
    return _grouped((band.role, band) for band in catalog.salary_bands)


def _percentiles_by_role(catalog: Catalog) -> dict[RoleId | None, tuple[PayPercentiles, ...]]:
    return _grouped((percentiles.role, percentiles) for percentiles in catalog.pay_percentiles)


def _requirements_by_role(catalog: Catalog) -> dict[RoleId, tuple[SkillRequirement, ...]]:
    return _grouped((requirement.role, requirement) for requirement in catalog.requirements)


def _requirements_by_role_and_skill(catalog: Catalog) -> dict[tuple[RoleId, SkillId], tuple[SkillRequirement, ...]]:
    return _grouped(((requirement.role, requirement.skill), requirement) for requirement in catalog.requirements)


def _traits_by_role(catalog: Catalog) -> dict[RoleId | None, tuple[Trait, ...]]:
    return _grouped((role, trait) for trait in catalog.traits for role in (trait.roles or (None,)))


def _descriptors_by_role(catalog: Catalog) -> dict[RoleId, tuple[Descriptor, ...]]:
    return _grouped((descriptor.role, descriptor) for descriptor in catalog.descriptors)


F = TypeVar("F", bound=Fact)


def _matching(facts: tuple[F, ...], wanted: dict[str, Any], source: str | None) -> tuple[F, ...]:
    return tuple(
        fact
        for fact in facts
        if all(getattr(fact, field) == value for field, value in wanted.items())
        and (source is None or (fact.citation is not None and fact.citation.source == source))
    )


def _entry(value: T, kind: type[T]) -> T:
    if not isinstance(value, kind):
        raise InvalidTypeError(kind.__name__.lower(), value, f"must be {check.named(kind)}")
    return value


def _joined(noun: str, held: tuple[E, ...], added: tuple[E, ...]) -> tuple[E, ...]:
    """Join entries by id; equal ones count once, different ones of one id are an error."""
    joined = {entry.id: entry for entry in held}
    for entry in added:
        if joined.setdefault(entry.id, entry) != entry:
            raise DuplicateIdError(noun, entry.id)
    return tuple(joined.values())


# Faults ----------------------------------------------------------------------------------------------------------------


#: Entries and facts by the field that holds them. A field that cannot be read is missing, and what depends on it is no fault then.
Held: TypeAlias = Mapping[str, tuple[Any, ...]]


def _faults(catalog: Catalog) -> Iterator[Fault]:
    fields = (*_VOCABULARY, *_FACT_FIELDS.values(), "reading_reports")
    held: Held = {field: getattr(catalog, field) for field in fields if hasattr(catalog, field)}
    known = {field: {entry.id for entry in held[field]} for field in _VOCABULARY if field in held}
    yield from _duplicates(held)
    yield from _rings(held)
    for field, listed in held.items():
        for index, entry in enumerate(listed) if _may_dangle(listed, known) else ():
            yield from _dangling(entry, f"{field}[{index}]", known)
    for field in _FACT_FIELDS.values():
        yield from _uncited(field, held.get(field, ()), known.get("sources"))
    if "scales" in held:
        scales = {scale.id: scale for scale in held["scales"]}
        for index, requirement in enumerate(held.get("requirements", ())):
            if requirement.proficiency is not None or requirement.importance is not None:
                yield from _misrated(requirement, f"requirements[{index}]", scales)
    yield from _misplaced(held)


def _misplaced(held: Held) -> Iterator[Fault]:
    """Find rungs that belong to no ladder, and standard levels that do."""
    for index, rung in enumerate(held.get("levels", ())):
        if rung.role is None:
            yield Fault("", f"levels[{index}]", "role", "is missing; a rung belongs to one role's ladder")
    for index, level in enumerate(held.get("standard_levels", ())):
        if level.role is not None:
            yield Fault("", f"standard_levels[{index}]", "role", f"must be left out of a standard level, got {level.role!r}")


def _duplicates(held: Held) -> Iterator[Fault]:
    for field, noun in _VOCABULARY.items():
        seen: set[str] = set()
        for index, entry in enumerate(held.get(field, ())):
            if entry.id in seen:
                yield Fault("", f"{field}[{index}]", "id", f"{entry.id!r} stands twice; each {noun} has an id of its own")
            seen.add(entry.id)


def _rings(held: Held) -> Iterator[Fault]:
    """Find skills and places that are part of themselves, and skills that must be learnt before themselves."""
    for kind, field, said in (
        ("skills", "broader", "makes {!r} part of itself"),
        ("skills", "prerequisites", "makes {!r} its own prerequisite"),
        ("places", "within", "puts {!r} inside itself"),
    ):
        leads = {entry.id: names for entry in held.get(kind, ()) if (names := _named(entry, field))}
        in_ring = in_rings(leads)
        for index, start in enumerate(held.get(kind, ())):
            if start.id in in_ring:
                yield Fault("", f"{kind}[{index}]", field, said.format(start.id))


def in_rings(leads: Mapping[str, Iterable[str]]) -> set[str]:
    """Find what leads back to itself, by Kosaraju's algorithm: what is reached from here and leads here is one ring, or several joined."""
    leads = _without_ends(_without_ends(leads))
    done: list[str] = []
    turned: dict[str, list[str]] = {name: [] for name in leads}
    seen: set[str] = set()
    ahead = [(name, False) for name in leads]
    while ahead:
        here, is_done = ahead.pop()
        if is_done:
            done.append(here)
        elif here not in seen:
            seen.add(here)
            ahead.append((here, True))
            for other in leads[here]:
                turned[other].append(here)
                ahead.append((other, False))
    found: set[str] = set()
    for start in reversed(done):
        joined: list[str] = []
        behind = [start]
        while behind:
            here = behind.pop()
            if here in seen:
                seen.remove(here)
                joined.append(here)
                behind.extend(turned[here])
        if len(joined) > 1 or start in turned[start]:
            found.update(joined)
    return found


def _without_ends(leads: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """Turn the arrows round, and leave out what leads nowhere, step by step: twice, and what is left lies in rings or between them."""
    left = {name: {other for other in others if other in leads} for name, others in leads.items()}
    turned: dict[str, set[str]] = {name: set() for name in left}
    for name, others in left.items():
        for other in others:
            turned[other].add(name)
    ends = [name for name, others in left.items() if not others]
    while ends:
        end = ends.pop()
        for before in turned.pop(end):
            left[before].discard(end)
            if not left[before]:
                ends.append(before)
    return {name: others & turned.keys() for name, others in turned.items()}


def _named(entry: object, field: str) -> tuple[str, ...]:
    """Ids that a field names: none, one, or several."""
    value = getattr(entry, field)
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _uncited(field: str, facts: tuple[Fact, ...], sources: set[str] | None) -> Iterator[Fault]:
    """Find facts that cite no source, or none that is known; all of them at once first, which is quick where there are many."""
    named = {None if fact.citation is None else fact.citation.source for fact in facts}
    if None not in named and (sources is None or sources.issuperset(map(str, named))):
        return
    for index, fact in enumerate(facts):
        if fact.citation is None:
            yield Fault("", f"{field}[{index}]", "citation", "is missing; every fact cites its source")
        elif sources is not None and fact.citation.source not in sources:
            yield Fault("", f"{field}[{index}]", "citation.source", f"no source has the id {fact.citation.source!r}")


def names_missing(kind: type, table: Mapping[str, Any], known: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Find what a table, which makes no entry of a kind, names though nothing is called that: each field, with a sentence."""
    for field, of in _REFERENCES.get(kind, ()):
        value = table.get(field)
        for name in value if isinstance(value, list) else (value,):
            if isinstance(name, str) and name not in known[of]:
                yield field, f"no {_VOCABULARY[of]} has the id {name!r}"


def _may_dangle(entries: tuple[Any, ...], known: dict[str, set[str]]) -> bool:
    """Tell whether entries of one kind name anything that may not be there: all of them at once, which is quick where there are many."""
    for field, kind in _REFERENCES.get(type(entries[0]), ()) if entries else ():
        for value in set(map(attrgetter(field), entries)):
            if kind in known and not known[kind].issuperset(value if isinstance(value, tuple) else () if value is None else (value,)):
                return True
    return any(isinstance(entry, Skill) and entry.related for entry in entries)


def _dangling(entry: Any, block: str, known: dict[str, set[str]]) -> Iterator[Fault]:
    for field, kind in _REFERENCES.get(type(entry), ()):
        for name in _named(entry, field):
            if kind in known and name not in known[kind]:
                yield Fault("", block, field, f"no {_VOCABULARY[kind]} has the id {name!r}")
    if isinstance(entry, Skill):  # so that the skills are known
        for related in entry.related:
            if related.skill not in known["skills"]:
                yield Fault("", block, "related", f"no skill has the id {related.skill!r}")


def _misrated(requirement: SkillRequirement, block: str, scales: dict[Any, Scale]) -> Iterator[Fault]:
    for field, rating, measures in (
        ("proficiency", requirement.proficiency, Measured.PROFICIENCY),
        ("importance", requirement.importance, Measured.IMPORTANCE),
    ):
        if rating is None:
            continue
        scale = scales.get(rating.scale)
        if scale is None:
            yield Fault("", block, field, f"no scale has the id {rating.scale!r}")
        elif scale.measures is not measures:
            yield Fault("", block, field, f"{str(rating)!r} is on the scale {scale.id!r}, which measures {scale.measures.value}")
        elif rating.label is None and scale.minimum is None:
            yield Fault("", block, field, f"must be one of the labels of the scale {scale.id!r}, got {rating.value:g}")
        elif rating.label is not None and (rating.label, rating.value) not in ((step.label, step.value) for step in scale.steps):
            yield Fault("", block, field, f"{rating.label!r} with the value {rating.value:g} is not a step of the scale {scale.id!r}")
