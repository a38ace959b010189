"""Pay worked out from a band and a claim, by interval arithmetic. No source says it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

import attrs

from rolepath.analysis.explain import Explanation, Operation, cite
from rolepath.analysis.pay_figures import figure_step, written
from rolepath.model.catalog import Catalog
from rolepath.model.identity import LevelId, PlaceId, RoleId, SourceId, label_key
from rolepath.model.measure import ClaimReading
from rolepath.model.pay import PayClaim, PayComponent, PayPeriod, PayRelation, PayStatistic, SalaryBand

__all__ = ["DerivedBand", "derived_bands", "derived_step", "factors_of"]

ONE = Decimal(1)
HUNDRED = Decimal(100)


@attrs.frozen(kw_only=True)
class DerivedBand:
    """A band worked out from a band and a claim of how much more, less, or the same another role is paid. No source says it."""

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
    #: Least and greatest factor from the pay of the claim's other role to that of its role, None where the claim prints none.
    factors: tuple[Decimal | None, Decimal | None]

    @property
    def currency(self) -> str:
        """ISO 4217 code, that of the band."""
        return self.band.currency

    @property
    def component(self) -> PayComponent:
        """What the amounts count, as the band does."""
        return self.band.component

    @property
    def period(self) -> PayPeriod:
        """Time that the amounts are for, that of the band."""
        return self.band.period

    @property
    def level(self) -> LevelId | None:
        """Level, that of the band."""
        return self.band.level

    @property
    def location(self) -> PlaceId | None:
        """Place, that of the band."""
        return self.band.location

    @property
    def is_cross_source(self) -> bool:
        """Whether the band and the claim are of different sources."""
        return self.band.citation.source != self.claim.citation.source

    @property
    def note(self) -> str | None:
        """What to keep in mind, or None: two sources, a claim without a place, hedges."""
        parts = []
        if self.is_cross_source:
            parts.append(f"the band is of {self.band.citation.source} and the claim of {self.claim.citation.source}")
            if self.claim.location is None and self.band.location is not None:
                parts.append("the claim names no place")
        if self.band.statistic is not PayStatistic.RANGE:
            parts.append(f"the band is of the statistic {self.band.statistic}")
        for fact, hedges in ((self.claim, (self.claim.hedge, self.claim.degree)), (self.band, (self.band.hedge,))):
            noun = "claim" if fact is self.claim else "band"
            parts.extend(f"the {noun} says {hedge!r}" for hedge in hedges if hedge)
        return "; ".join(parts) or None


def derived_bands(
    catalog: Catalog, role: RoleId, claims: Iterable[PayClaim], *, source: SourceId | None, is_asked: Callable[[SalaryBand], bool]
) -> tuple[DerivedBand, ...]:
    """Combine claims with bands of the role at the other end, by interval arithmetic; what one source says twice counts once.

    ``claims`` come in the order of their lines, so that the first line is kept.
    """
    found: dict[tuple[object, ...], DerivedBand] = {}
    for claim in claims:
        known = claim.other if claim.role == role else claim.role
        if claim.other is None or known is None:
            continue
        for band in catalog.bands_of(known, source=source):
            if not _combines(catalog, claim, band) or not is_asked(band):
                continue
            derived = _combined(role, claim, band, catalog.claim_reading)
            if derived is None:
                continue
            found.setdefault((derived.minimum, derived.maximum, band, claim.citation.source), derived)
    return tuple(found.values())


def _combines(catalog: Catalog, claim: PayClaim, band: SalaryBand) -> bool:
    """Whether a claim speaks of a band: of its component, which two sources must both state, and of its level, employer and place."""
    is_stated = claim.citation.source == band.citation.source or claim.component is not PayComponent.UNSPECIFIED
    return claim.component is band.component and is_stated and _speaks_of(catalog, claim, band)


def _combined(role: RoleId, claim: PayClaim, band: SalaryBand, reading: ClaimReading) -> DerivedBand | None:
    """Work out the band of a role from that of the other role of a claim; None where the claim leaves no floor."""
    factors = factors_of(claim, reading)
    if factors is None:
        return None
    low, high = factors
    ceiling = band.ceiling
    if claim.role == role:
        floor = None if low is None else band.minimum * low
        top = None if ceiling is None or high is None else ceiling * high
    else:
        floor = None if high is None else band.minimum / high
        top = None if ceiling is None or low is None else ceiling / low
    return None if floor is None else DerivedBand(role=role, minimum=floor, maximum=top, band=band, claim=claim, factors=factors)


def factors_of(claim: PayClaim, reading: ClaimReading) -> tuple[Decimal | None, Decimal | None] | None:
    """Return the least and the greatest factor from the other role's pay to that of the claim's role.

    The same pay is read as pay within ``claims.same_percent`` of it. A factor is None where the claim prints no percentage for it. There
    are none where the claim is of another relation, or where a factor would not be above 0.
    """
    low, high = claim.percent_minimum, claim.percent_maximum
    if claim.relation is PayRelation.SAME:
        near = Decimal(str(reading.same_percent)) / HUNDRED
        return (ONE - near, ONE + near) if low is None and near < ONE else None
    if low is None or claim.relation not in (PayRelation.MORE, PayRelation.LESS):
        return None
    factors: tuple[Decimal | None, Decimal | None]
    if claim.relation is PayRelation.MORE:
        factors = (ONE + low / HUNDRED, None if high is None else ONE + high / HUNDRED)
    else:
        factors = (None if high is None else ONE - high / HUNDRED, ONE - low / HUNDRED)
    return None if any(factor is not None and factor <= 0 for factor in factors) else factors


def _speaks_of(catalog: Catalog, claim: PayClaim, band: SalaryBand) -> bool:
    """Whether a claim's levels, employers and place are those of a band."""
    return (
        (not claim.levels or band.level in claim.levels)
        and (not claim.employers or label_key(band.employer or "") in map(label_key, claim.employers))
        and (claim.location is None or band.location in catalog.places_within(claim.location))
    )


def derived_step(derived: DerivedBand) -> Explanation:
    """Unfold a band that no source says into the figure of the other role and the factor of the claim."""
    is_forward = derived.claim.role == derived.role
    how = Operation.PRODUCT if is_forward else Operation.QUOTIENT
    note = f"; {derived.note}" if derived.note else ""
    top = "open" if derived.maximum is None else written(derived.maximum)
    floor_children = (figure_step(derived.band), _factor_step(derived, is_greatest=not is_forward))
    steps = [Explanation(statement="floor", value=derived.minimum, operation=how, children=floor_children)]
    if derived.maximum is not None:
        top_children = (figure_step(derived.band, is_top=True), _factor_step(derived, is_greatest=is_forward))
        steps.append(Explanation(statement="top", value=derived.maximum, operation=how, children=top_children))
    said = f"worked out for {derived.role}, {derived.currency}: {written(derived.minimum)} to {top}{note}"
    return Explanation(statement=said, children=tuple(steps))


def _factor_step(derived: DerivedBand, *, is_greatest: bool) -> Explanation:
    """Make the step for the least or the greatest factor of a claim: one, and the percentage as a share more or less."""
    claim = derived.claim
    factor = derived.factors[is_greatest]
    value = ONE if factor is None else factor
    share = abs(value - ONE)
    if claim.relation is PayRelation.SAME:
        fact = Explanation(statement="the same is read as within this share", value=share, rests_on="claims.same_percent")
        facts: tuple[Explanation, ...] = (fact, cite(claim, f"{claim.role} is paid the same as {claim.other}"))
    else:
        facts = (cite(claim, f"{(share * HUNDRED).normalize():f} percent {claim.relation}, as a share", value=share),)
    return Explanation(
        statement=f"pay of {claim.role} over that of {claim.other}",
        value=value,
        operation=Operation.DIFFERENCE if value < ONE else Operation.SUM,
        children=(Explanation(statement=f"the pay of {claim.other}", value=ONE, rests_on="definition"), *facts),
    )
