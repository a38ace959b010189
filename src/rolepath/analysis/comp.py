"""What a role pays, by source, in groups of figures that compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations
from math import inf

import attrs

from rolepath.analysis.explain import Explanation, cite
from rolepath.analysis.question import bundled, expect
from rolepath.model._check import Choice
from rolepath.model.catalog import Catalog
from rolepath.model.currency import check_currency
from rolepath.model.identity import LevelId, PlaceId, RoleId, SourceId
from rolepath.model.level import Level
from rolepath.model.pay import ExchangeRates, PayClaim, PayComponent, PayPeriod, PayRelation, SalaryBand
from rolepath.model.role import Role
from rolepath.model.source import Place, Source

__all__ = ["Agreement", "CompLookup", "DerivedBand", "NotComparable", "PayGroup", "comp_lookup"]


class Agreement(Choice):
    """How the bands of different sources stand to one another."""

    #: All comparable bands overlap.
    AGREE = "agree"
    #: Some overlap and some do not touch.
    PARTLY = "partly"
    #: None overlaps.
    CONFLICT = "conflict"
    #: One source alone speaks of the group.
    SINGLE_SOURCE = "single source"
    #: Several sources speak of it, and their figures are of kinds that do not compare.
    NOT_COMPARABLE = "not comparable"


@attrs.frozen(kw_only=True)
class PayGroup:
    """Bands of one currency, component, period, place and level. Only these are set against one another."""

    #: ISO 4217 code.
    currency: str
    #: What the figures count. Figures of unspecified component stand with those of their own source alone.
    component: PayComponent
    #: Time that the figures are for.
    period: PayPeriod
    #: Place, or None where none is stated or assumed.
    location: PlaceId | None
    #: Name of the place.
    location_label: str | None
    #: Level, or None for the role as a whole.
    level: LevelId | None
    #: The bands, in the order of their sources.
    bands: tuple[SalaryBand, ...]
    #: How the sources stand to one another.
    agreement: Agreement
    #: Lowest floor of the bands.
    minimum: Decimal
    #: Highest top of the bands, or None where one is open or states no top.
    maximum: Decimal | None
    #: Amounts that lie in every band: floor and top, the top None where it is open. None where there are no such amounts.
    overlap: tuple[Decimal, Decimal | None] | None
    #: Bands whose amounts were converted, with the caller's rates.
    converted: tuple[SalaryBand, ...] = ()

    @property
    def sources(self) -> tuple[SourceId, ...]:
        """The sources that speak, each once."""
        return tuple(dict.fromkeys(band.citation.source for band in self.bands))

    @property
    def assumed(self) -> tuple[str, ...]:
        """What is assumed of some band, like ``location``."""
        return tuple(sorted({name for band in self.bands for name in band.assumed}))


@attrs.frozen(kw_only=True)
class NotComparable:
    """A band of the role that does not fit the question, and the dimension that differs."""

    #: The band.
    band: SalaryBand
    #: Which of level, component, location and currency differ, joined by commas.
    dimension: str
    #: What differs, in a sentence.
    reason: str


@attrs.frozen(kw_only=True)
class DerivedBand:
    """A band worked out from one source's band and a claim in percent. No source says it."""

    #: Role that the band is for.
    role: RoleId
    #: Lowest pay.
    minimum: Decimal
    #: Highest pay, or None where the band or the claim has no top.
    maximum: Decimal | None
    #: Band of the other role.
    band: SalaryBand
    #: Claim that relates the two roles.
    claim: PayClaim


@attrs.frozen(kw_only=True, repr=False)
class CompLookup:
    """What a role pays: groups of comparable figures, what does not compare, and what is known nearby."""

    #: Role asked for.
    role: RoleId
    #: Its name.
    label: str
    #: Level asked for, or None for all.
    level: LevelId | None
    #: Place asked for, or None for all.
    location: PlaceId | None
    #: Component asked for, or None for all.
    component: PayComponent | None
    #: Currency asked for, or None for all.
    currency: str | None
    #: Source asked for, or None for all.
    source: SourceId | None
    #: Groups of comparable bands, level by level, those of most sources first.
    groups: tuple[PayGroup, ...]
    #: Bands of the role that do not fit the question, each with the dimension that differs.
    not_comparable: tuple[NotComparable, ...]
    #: Claims about the role's relative pay.
    claims: tuple[PayClaim, ...]
    #: Bands worked out from claims in percent.
    derived: tuple[DerivedBand, ...]
    #: Where nothing was found: the nearest bands that there are.
    nearby: tuple[SalaryBand, ...]
    #: Open questions about reading the groups: components beside one another, and what is assumed.
    notes: tuple[str, ...]
    #: Why there is no group, or None.
    reason: str | None

    @property
    def bands(self) -> tuple[SalaryBand, ...]:
        """All bands that fit the question."""
        return tuple(band for group in self.groups for band in group.bands)

    def explain(self) -> Explanation:
        """Unfold the answer into groups and cited bands."""
        groups = tuple(
            Explanation(
                statement=f"{_name(group)}: {group.agreement}",
                children=tuple(_cited(band) for band in group.bands),
            )
            for group in self.groups
        )
        others = tuple(
            Explanation(statement=f"not compared, {other.dimension}: {other.reason}", children=(_cited(other.band),))
            for other in self.not_comparable
        )
        notes = tuple(Explanation(statement=note, is_assumed="assumed" in note) for note in self.notes)
        claims = tuple(cite(claim, f"claimed of pay: {claim.role} {claim.relation}") for claim in self.claims)
        derived = tuple(
            Explanation(
                statement=f"worked out for {d.role}, {d.band.currency}: {d.minimum:f} to {d.maximum or 'open'}",
                children=(
                    _cited(d.band),
                    cite(d.claim, f"{d.claim.percent_minimum} to {d.claim.percent_maximum} percent {d.claim.relation}"),
                ),
            )
            for d in self.derived
        )
        nearby = tuple(Explanation(statement="known nearby", children=(_cited(band),)) for band in self.nearby)
        said = f"pay of {self.label}" if self.reason is None else f"pay of {self.label}: {self.reason}"
        return Explanation(statement=said, children=(*groups, *notes, *others, *derived, *claims, *nearby))

    def __repr__(self) -> str:
        """Name the answer on one line."""
        asked = ", ".join(str(value) for value in (self.level, self.location, self.component, self.currency, self.source) if value)
        return f"CompLookup({self.role}{', ' if asked else ''}{asked}: {len(self.bands)} bands in {len(self.groups)} groups)"

    def __str__(self) -> str:
        """Show the answer as readable text."""
        from rolepath.display import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from rolepath.display import as_html

        return as_html(self)


def comp_lookup(
    role: Role | str,
    *,
    level: Level | str | None = None,
    location: Place | str | None = None,
    component: PayComponent | str | None = None,
    currency: str | None = None,
    source: Source | str | None = None,
    rates: ExchangeRates | None = None,
    catalog: Catalog | None = None,
) -> CompLookup:
    """Find what a role pays, by source, in groups of figures that compare.

    Args:
        role: the role, as object, id or label.
        level: only this level.
        location: only this place and places within it.
        component: only base, equity, bonus, total or unspecified pay.
        currency: only this ISO 4217 code; with ``rates``, others are converted to it.
        source: only this source.
        rates: exchange rates. Without them nothing is converted.
        catalog: the catalog to ask; the bundled guides by default.

    Returns:
        The groups, what does not compare, claims, and what is known nearby where there is no group.

    Raises:
        UnknownRoleError, UnknownLevelError, UnknownPlaceError, UnknownSourceError: a name is not known.
        CurrencyError: the currency is not an ISO 4217 code, or the rates lack a pair.

    >>> import rolepath as rp
    >>> rp.comp_lookup("ML engineer", level="staff").groups[0].minimum
    Decimal('400000')
    """
    catalog = bundled(catalog)
    expect("rates", rates, ExchangeRates)
    question = _Question(
        role=catalog.role(role).id,
        level=None if level is None else catalog.level(level).id,
        location=None if location is None else catalog.place(location).id,
        component=None if component is None else PayComponent(component),
        currency=None if currency is None else check_currency("currency", currency),
        source=None if source is None else catalog.source(source).id,
        rates=rates,
    )
    return catalog.answer(("comp", question), lambda: _answered(catalog, question))


@attrs.frozen(kw_only=True)
class _Question:
    role: RoleId
    level: LevelId | None
    location: PlaceId | None
    component: PayComponent | None
    currency: str | None
    source: SourceId | None
    rates: ExchangeRates | None


def _answered(catalog: Catalog, question: _Question) -> CompLookup:
    inside = None if question.location is None else catalog.places_within(question.location)
    fitting: list[SalaryBand] = []
    converted: list[SalaryBand] = []
    others: list[NotComparable] = []
    for band in dict.fromkeys(catalog.bands_of(question.role, source=question.source)):
        misses = list(_misses(catalog, question, band, inside))
        if not misses:
            fitting.append(band)
        elif question.rates and question.currency and [dimension for dimension, _ in misses] == ["currency"]:
            converted.append(_converted(band, question.currency, question.rates))
            fitting.append(converted[-1])
        elif all(reason for _, reason in misses):
            dimensions, reasons = zip(*misses, strict=True)
            others.append(NotComparable(band=band, dimension=", ".join(dimensions), reason="; ".join(reasons)))
    groups = _groups(catalog, fitting, converted)
    claims = tuple(
        claim
        for claim in dict.fromkeys(catalog.pay_claims_of(question.role, source=question.source))
        if _is_asked(catalog, question, claim)
    )
    label = catalog.role(question.role).label
    return CompLookup(
        role=question.role,
        label=label,
        level=question.level,
        location=question.location,
        component=question.component,
        currency=question.currency,
        source=question.source,
        groups=groups,
        not_comparable=tuple(others),
        claims=claims,
        derived=tuple({(d.minimum, d.maximum, d.band): d for d in _derived(catalog, question, claims, inside)}.values()),
        nearby=() if groups else _nearby(catalog, question),
        notes=tuple(dict.fromkeys(_notes(groups))),
        reason=None if groups else _reason(catalog, question, label),
    )


def _misses(catalog: Catalog, question: _Question, band: SalaryBand, inside: frozenset[str] | None) -> Iterator[tuple[str, str]]:
    """Name the dimensions on which a band misses the question, each with the reason.

    The reason is empty where the band plainly speaks of something else, rather than leaving open what it speaks of.
    """
    if question.level is not None and band.level != question.level:
        yield "level", "it speaks of the role as a whole" if band.level is None else ""
    if question.component is not None and band.component is not question.component:
        yield "component", "the source does not say what it counts" if band.component is PayComponent.UNSPECIFIED else ""
    if question.location is not None and inside is not None and band.location not in inside:
        if band.location is None:
            yield "location", "the source names no place"
        else:
            around = question.location in catalog.places_within(band.location)
            yield "location", f"it speaks of {catalog.place(band.location).label} as a whole" if around else ""
    if question.currency is not None and band.currency != question.currency:
        yield "currency", f"it is in {band.currency}; pass rates= to convert it"


def _is_asked(catalog: Catalog, question: _Question, claim: PayClaim) -> bool:
    """Whether a claim speaks of what the question asks, or leaves it open."""
    place, asked = claim.location, question.location
    return (
        (question.level is None or not claim.levels or question.level in claim.levels)
        and (question.component is None or claim.component in (question.component, PayComponent.UNSPECIFIED))
        and (place is None or asked is None or asked in catalog.places_within(place) or place in catalog.places_within(asked))
    )


def _converted(band: SalaryBand, currency: str, rates: ExchangeRates) -> SalaryBand:
    note = f"converted from {band.currency} by rates of {rates.day.isoformat()} from {rates.source}"
    return attrs.evolve(
        band,
        minimum=rates.convert(band.minimum, band.currency, currency),
        maximum=None if band.maximum is None else rates.convert(band.maximum, band.currency, currency),
        currency=currency,
        note=note if band.note is None else f"{band.note}; {note}",
    )


# Groups ----------------------------------------------------------------------------------------------------------------


def _groups(catalog: Catalog, bands: Iterable[SalaryBand], converted: list[SalaryBand]) -> tuple[PayGroup, ...]:
    """Group what compares. A figure whose component or place is open compares with those of its own source alone."""
    found: dict[tuple[object, ...], list[SalaryBand]] = {}
    for band in bands:
        is_open = band.component is PayComponent.UNSPECIFIED or band.location is None
        alone = band.citation.source if is_open else None
        found.setdefault((band.currency, band.component, band.period, band.location, band.level, alone), []).append(band)
    groups = [_group(catalog, bands, tuple(band for band in bands if band in converted)) for bands in found.values()]
    ranks = {level.id: level.rank for level in catalog.standard_levels}
    groups.sort(key=lambda g: (g.level is None, ranks.get(g.level, 0) if g.level else 0, -len(g.sources), g.currency, g.component.value))
    return tuple(groups)


def _group(catalog: Catalog, bands: list[SalaryBand], converted: tuple[SalaryBand, ...]) -> PayGroup:
    first = bands[0]
    tops = [band.ceiling for band in bands]
    return PayGroup(
        currency=first.currency,
        component=first.component,
        period=first.period,
        location=first.location,
        location_label=None if first.location is None else catalog.place(first.location).label,
        level=first.level,
        bands=tuple(bands),
        agreement=_agreement(bands),
        minimum=min(band.minimum for band in bands),
        maximum=None if None in tops else max(top for top in tops if top is not None),
        overlap=_overlap(bands),
        converted=converted,
    )


def _agreement(bands: list[SalaryBand]) -> Agreement:
    """Set the bands of different sources against one another.

    Bands that overlap agree. Bands that do not touch conflict only where they are the same statistic of the same employers; otherwise the
    difference may be one of kind.
    """
    pairs = [(a, b) for a, b in combinations(bands, 2) if a.citation.source != b.citation.source]
    if not pairs:
        return Agreement.SINGLE_SOURCE
    touching = sum(a.overlaps(b) for a, b in pairs)
    apart = sum(not a.overlaps(b) and a.statistic is b.statistic and a.employer == b.employer for a, b in pairs)
    if not touching and not apart:
        return Agreement.NOT_COMPARABLE
    if not apart:
        return Agreement.AGREE
    return Agreement.PARTLY if touching else Agreement.CONFLICT


def _overlap(bands: list[SalaryBand]) -> tuple[Decimal, Decimal | None] | None:
    floor = max(band.minimum for band in bands)
    tops = [band.ceiling for band in bands if band.ceiling is not None]
    top = min(tops, default=None)
    return (floor, top) if top is None or floor <= top else None


def _notes(groups: tuple[PayGroup, ...]) -> Iterable[str]:
    """Name what stays open: components side by side at one level, and what is assumed."""
    by_level: dict[tuple[object, ...], dict[PayComponent, None]] = {}
    for group in groups:
        by_level.setdefault((group.level, group.currency), {})[group.component] = None
    for (level, currency), components in by_level.items():
        if len(components) > 1:
            names = " and ".join(sorted(component.value for component in components))
            where = f"at {level} level" if level else "for the role as a whole"
            yield f"{names} pay in {currency} {where} are not compared with one another"
    for field in sorted({name for group in groups for name in group.assumed}):
        sources = sorted({band.citation.source for group in groups for band in group.bands if field in band.assumed})
        yield f"the {field} is assumed, not stated, in some figures of {', '.join(sources)}"
    for group in groups:
        for band in group.bands:
            if band in group.converted and band.note:
                yield f"{band.citation}: {band.note}"


# What is near, and what follows ----------------------------------------------------------------------------------------


def _reason(catalog: Catalog, question: _Question, label: str) -> str:
    asked = [
        *([f"at {catalog.level(question.level).label.lower()} level"] if question.level else []),
        *([f"in {catalog.place(question.location).label}"] if question.location else []),
        *([f"of {question.component.value} pay"] if question.component else []),
        *([f"in {question.currency}"] if question.currency else []),
        *([f"from {question.source}"] if question.source else []),
    ]
    return f"no source gives a figure {' '.join(asked)} for the role {label}".replace("  ", " ")


def _nearby(catalog: Catalog, question: _Question) -> tuple[SalaryBand, ...]:
    """Bands of the role at the nearest levels, then of other roles at the level asked."""
    asked = None if question.level is None else catalog.level(question.level)

    def rungs_off(band: SalaryBand) -> float:
        """Rungs between a band and the level asked, or from the ground up; bands of no level or another track come last."""
        level = None if band.level is None else catalog.level(band.level)
        if level is None or (asked is not None and level.track is not asked.track):
            return inf
        return level.rank if asked is None else abs(level.rungs_above(asked))

    own = sorted(catalog.bands_of(question.role), key=rungs_off)
    others = [band for band in catalog.salary_bands if band.role != question.role and question.level and band.level == question.level]
    return (*own, *others)


def _derived(catalog: Catalog, question: _Question, claims: tuple[PayClaim, ...], inside: frozenset[str] | None) -> Iterable[DerivedBand]:
    """Combine claims in percent with bands of the same source and component, by interval arithmetic."""
    for claim in claims:
        if claim.role != question.role or claim.other is None or claim.percent_minimum is None or claim.relation is not PayRelation.MORE:
            continue
        for band in catalog.bands_of(claim.other, level=question.level, component=claim.component, source=claim.citation.source):
            if not _speaks_of(catalog, claim, band) or any(_misses(catalog, question, band, inside)):
                continue
            low, high = claim.percent_minimum, claim.percent_maximum
            top = None if band.maximum is None or high is None or band.open_top else band.maximum * (100 + high) / 100
            yield DerivedBand(role=claim.role, minimum=band.minimum * (100 + low) / 100, maximum=top, band=band, claim=claim)


def _speaks_of(catalog: Catalog, claim: PayClaim, band: SalaryBand) -> bool:
    """Whether a claim's levels, employers and place are those of a band."""
    return (
        (not claim.levels or band.level in claim.levels)
        and (not claim.employers or band.employer in claim.employers)
        and (claim.location is None or band.location in catalog.places_within(claim.location))
    )


def _name(group: PayGroup) -> str:
    return f"{group.component} pay in {group.currency}, {group.level or 'no level'}, {group.location or 'no place'}"


def _cited(band: SalaryBand) -> Explanation:
    where = f", {band.employer}" if band.employer else ""
    return cite(band, f"{band.citation.printed or band.minimum} {band.statistic} of {band.component} pay{where}")
