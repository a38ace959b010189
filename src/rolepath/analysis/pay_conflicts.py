"""Where sources disagree about pay: bands against bands, claims against figures, claims against claims."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from rolepath.analysis.derived_pay import factors_of
from rolepath.analysis.disagreement import Disagreement, DisagreementKind, Side, Standing
from rolepath.analysis.order import in_order
from rolepath.analysis.pay_claims import claimed, is_slight, pay_checks
from rolepath.analysis.ratios import doubts_of, unlike
from rolepath.analysis.verdict import ClaimCheck, Verdict
from rolepath.model.catalog import Catalog
from rolepath.model.identity import RoleId, label_key
from rolepath.model.measure import ClaimReading
from rolepath.model.pay import PayClaim, PayComponent, PayRelation, SalaryBand

__all__ = ["pay_disagreements"]

_ORDER = {
    PayRelation.MORE: 1,
    PayRelation.HIGHEST: 1,
    PayRelation.SAME: 0,
    PayRelation.LESS: -1,
    PayRelation.LOWEST: -1,
}
_TREND = {
    PayRelation.WIDENS: 1,
    PayRelation.CONVERGES: -1,
    PayRelation.LARGEST_GAP: 2,
    PayRelation.SMALLEST_GAP: -2,
}
#: What only one of two roles can do.
_ONE_SIDED = {PayRelation.HIGHER_CEILING: "have the higher ceiling", PayRelation.PULLS_AHEAD: "pull ahead"}
_STANDINGS = {Verdict.CONTRADICTED: Standing.CONFLICT, Verdict.PARTLY: Standing.QUALIFIED}


def pay_disagreements(catalog: Catalog) -> Iterator[Disagreement]:
    """Find every point on which sources disagree about pay."""
    for role in catalog.roles:
        bands = in_order(catalog, catalog.bands_of(role))
        yield from _bands_apart(catalog, role.id, bands)
        yield from _bands_unlike(catalog, role.id, bands)
    claims = _restated(catalog)
    yield from _against_figures(catalog, claims)
    for a, b in combinations(claims, 2):
        yield from _claims_apart(catalog, claims, a, b)
    yield from _trend_of_slight_differences(catalog, claims)


# Bands against bands ---------------------------------------------------------------------------------------------------


def _bands_apart(catalog: Catalog, role: RoleId, bands: list[SalaryBand]) -> Iterator[Disagreement]:
    """Find figures that are alike in everything and do not touch."""
    apart: dict[tuple[object, ...], dict[SalaryBand, None]] = {}
    for a, b in combinations(bands, 2):
        if not unlike(a, b) and not a.overlaps(b):
            # What is open is alike within one source only.
            is_open = a.component is PayComponent.UNSPECIFIED or a.location is None
            alone = a.citation.source if is_open else None
            key = (a.currency, a.component, a.period, a.location, a.level, a.statistic, label_key(a.employer or ""), alone)
            apart.setdefault(key, {}).update({a: None, b: None})
    for found in apart.values():
        sides = _sides(list(found))
        yield Disagreement(
            kind=DisagreementKind.PAY_BANDS,
            standing=Standing.CONFLICT,
            topic=_pay_of(catalog, role, next(iter(found))),
            roles=(role,),
            sides=sides,
            reason=f"figures of one kind do not touch: {'; '.join(side.says for side in sides)}",
            doubts=doubts_of(*found),
        )


def _bands_unlike(catalog: Catalog, role: RoleId, bands: list[SalaryBand]) -> Iterator[Disagreement]:
    """Find figures of different sources for one level that do not touch, and that need not, since they are not alike."""
    seeming: dict[object, tuple[dict[SalaryBand, None], dict[str, None]]] = {}
    for a, b in combinations(bands, 2):
        differ = unlike(a, b)
        if differ and a.citation.source != b.citation.source and a.level == b.level and not a.overlaps(b):
            found, dimensions = seeming.setdefault(a.level, ({}, {}))
            found.update({a: None, b: None})
            dimensions.update(dict.fromkeys(differ))
    for found, dimensions in seeming.values():
        sides = _sides(list(found))
        yield Disagreement(
            kind=DisagreementKind.PAY_BANDS,
            standing=Standing.APPARENT,
            topic=_pay_of(catalog, role, next(iter(found))),
            roles=(role,),
            sides=sides,
            reason=f"figures do not touch, and are not alike in {', '.join(sorted(dimensions))}: {'; '.join(side.says for side in sides)}",
            doubts=doubts_of(*found),
        )


def _pay_of(catalog: Catalog, role: RoleId, band: SalaryBand) -> str:
    level = f" at {catalog.level(band.level).label.lower()} level" if band.level else ", all levels"
    return f"pay of {catalog.role(role).label}{level}"


def _sides(bands: list[SalaryBand]) -> tuple[Side, ...]:
    """Make one side for each source, or for each figure where one source gives them all."""
    by_source: dict[str, list[SalaryBand]] = {}
    for band in bands:
        by_source.setdefault(band.citation.source, []).append(band)
    if len(by_source) == 1:
        return tuple(Side(says=f"{band.citation.source}: {_amount(band)}", facts=(band,)) for band in bands)
    return tuple(Side(says=f"{source}: {', '.join(map(_amount, own))}", facts=tuple(own)) for source, own in by_source.items())


def _amount(band: SalaryBand) -> str:
    top = "no top" if band.maximum is None else f"{band.maximum:,f}{'+' if band.open_top else ''}"
    what = "" if band.component is PayComponent.UNSPECIFIED else f" {band.component}"
    where = f", {band.employer}" if band.employer else ""
    return f"{band.minimum:,f} to {top} {band.currency}{what}{where}"


# Claims against figures ------------------------------------------------------------------------------------------------

#: Claims that one source states in the same words of scope, under the first of them.
Restated = dict[PayClaim, tuple[PayClaim, ...]]


def _restated(catalog: Catalog) -> dict[PayClaim, tuple[PayClaim, ...]]:
    """Gather claims that a source repeats."""
    found: dict[tuple[object, ...], list[PayClaim]] = {}
    for claim in in_order(catalog, catalog.pay_claims):
        found.setdefault((claim.citation.source, *_content(claim)), []).append(claim)
    return {claims[0]: tuple(claims) for claims in found.values()}


def _content(claim: PayClaim) -> tuple[object, ...]:
    """What a claim says, without where, how hedged and why."""
    return (
        claim.role,
        claim.relation,
        claim.other,
        claim.among,
        claim.baseline,
        claim.percent_minimum,
        claim.percent_maximum,
        claim.component,
        claim.levels,
        claim.employers,
        claim.location,
        claim.degree,
        claim.year,
    )


def _against_figures(catalog: Catalog, claims: Restated) -> Iterator[Disagreement]:
    """Find claims that the figures of some source contradict, in whole or in part."""
    sources = [source.id for source in catalog.sources]
    for repeated in claims.values():
        for checks in zip(*(pay_checks(catalog, claim, sources) for claim in repeated), strict=True):
            if checks[0].verdict in _STANDINGS and checks[0].ratios:
                yield _against(catalog, checks, repeated)


def _against(catalog: Catalog, checks: tuple[ClaimCheck, ...], claims: tuple[PayClaim, ...]) -> Disagreement:
    """Set a claim, each time that its source states it, against figures. The checks differ in what they take for granted alone."""
    claim, check = claims[0], checks[0]
    bands = tuple(dict.fromkeys(band for ratio in check.ratios for band in (ratio.band, ratio.other)))
    figures = Side(says=f"{check.against}: {'; '.join(map(str, check.ratios))}", facts=bands)
    return Disagreement(
        kind=_kind(claim),
        standing=_STANDINGS[check.verdict],
        topic=_pay_against(catalog, claim),
        roles=tuple(dict.fromkeys(band.role for band in bands)),
        sides=(Side(says=f"{claim.citation.source}: {check.statement}", facts=claims), figures),
        reason=f"the figures of {check.against} give {check.reason}",
        doubts=tuple(dict.fromkeys(doubt for one in checks for doubt in one.doubts)),
        steps=check.steps,
    )


def _kind(*claims: PayClaim) -> DisagreementKind:
    if claims[0].relation in _TREND or claims[0].relation is PayRelation.PULLS_AHEAD:
        return DisagreementKind.PAY_TREND
    has_figure = any(claim.percent_minimum is not None for claim in claims)
    return DisagreementKind.PAY_RATIO if has_figure else DisagreementKind.PAY_ORDER


def _pay_against(catalog: Catalog, claim: PayClaim) -> str:
    others = catalog.role(claim.other).label if claim.other else claim.baseline or "the other roles"
    by = ", by level" if claim.relation in (PayRelation.WIDENS, PayRelation.CONVERGES) else ""
    return f"pay of {catalog.role(claim.role).label} against {others}{by}"


# Claims against claims -------------------------------------------------------------------------------------------------


def _claims_apart(catalog: Catalog, claims: Restated, a: PayClaim, b: PayClaim) -> Iterator[Disagreement]:
    """Tell whether two claims about one pair of roles say opposite things, and how their scopes stand to each other."""
    reason = _opposite(a, b)
    if reason is None or not _share_scope(a, b):
        return
    sides = tuple(Side(says=f"{claim.citation.source}: {claimed(catalog, claim)}", facts=claims[claim]) for claim in (a, b))
    yield Disagreement(
        kind=_kind(a, b),
        standing=_standing(catalog, a, b),
        topic=_pay_against(catalog, a),
        roles=tuple(dict.fromkeys(role for claim in (a, b) for role in (claim.role, claim.other) if role)),
        sides=sides,
        reason=reason,
        doubts=tuple(dict.fromkeys(_claim_doubts(*claims[a], *claims[b]))),
    )


def _opposite(a: PayClaim, b: PayClaim) -> str | None:
    """Say how two claims oppose each other, or None where they do not."""
    if a.relation in _TREND and b.relation in _TREND and {a.role, a.other} == {b.role, b.other} and a.baseline == b.baseline:
        is_opposite = _TREND[a.relation] == -_TREND[b.relation]
        return f"{a.relation} against {b.relation}" if is_opposite else None
    if a.relation is b.relation and a.relation in _ONE_SIDED:
        return f"each is said to {_ONE_SIDED[a.relation]}" if (a.role, a.other) == (b.other, b.role) else None
    if a.relation in (PayRelation.HIGHEST, PayRelation.LOWEST) and a.relation is b.relation:
        return f"both are called {a.relation}" if a.role != b.role and _rivals(a) == _rivals(b) else None
    return _opposite_order(a, b)


def _rivals(claim: PayClaim) -> tuple[object, ...]:
    """Whom a superlative speaks of: the two roles of a pair, the roles that it names, or what it calls them."""
    return (frozenset({claim.role, claim.other}), frozenset()) if claim.other else (claim.baseline, frozenset(claim.among))


def _opposite_order(a: PayClaim, b: PayClaim) -> str | None:
    """Say how two claims that one role is paid more, the same or less oppose each other."""
    if a.relation not in _ORDER or b.relation not in _ORDER:
        return None
    if PayRelation.HIGHEST in (a.relation, b.relation) or PayRelation.LOWEST in (a.relation, b.relation):
        return _opposite_superlative(a, b)
    if {a.role, a.other} != {b.role, b.other} or a.other is None:
        return None
    turned = 1 if a.role == b.role else -1
    if _ORDER[a.relation] != turned * _ORDER[b.relation]:
        return f"{a.role} {a.relation} against {b.role} {b.relation}"
    if _factors_apart(a, b):
        return f"{_percent(a)} against {_percent(b)} percent"
    return None


def _opposite_superlative(a: PayClaim, b: PayClaim) -> str | None:
    """Say whether a claim that one role is paid more than, or less than, the one called highest or lowest stands against that."""
    if {a.relation, b.relation} == {PayRelation.HIGHEST, PayRelation.LOWEST}:
        return f"{a.role} is called both highest and lowest" if a.role == b.role and _rivals(a) == _rivals(b) else None
    top, other = (a, b) if a.relation in (PayRelation.HIGHEST, PayRelation.LOWEST) else (b, a)
    sign = _ORDER[top.relation]
    is_passed = (other.other == top.role and _ORDER[other.relation] == sign) or (other.role == top.role and _ORDER[other.relation] == -sign)
    return f"{top.role} is called {top.relation}, yet {other.role} is paid {other.relation} than {other.other}" if is_passed else None


def _factors_apart(a: PayClaim, b: PayClaim) -> bool:
    """Whether the factors of two claims in percent, both from the second role's pay to the first's, have none in common."""
    if a.percent_minimum is None or b.percent_minimum is None:
        return False
    mine, theirs = (factors_of(claim, ClaimReading()) for claim in (a, b))
    if mine is None or theirs is None:
        return False
    (low, high), (other_low, other_high) = mine, theirs
    if a.role != b.role:
        other_low, other_high = (None if factor is None else 1 / factor for factor in (other_high, other_low))
    return (high is not None and other_low is not None and high < other_low) or (
        low is not None and other_high is not None and other_high < low
    )


def _percent(claim: PayClaim) -> str:
    top = "no top" if claim.percent_maximum is None else f"{claim.percent_maximum:f}"
    return f"{claim.role} {claim.percent_minimum:f} to {top} {claim.relation}"


def _share_scope(a: PayClaim, b: PayClaim) -> bool:
    """Whether two claims can speak of the same pay: a scope that is left open takes in every one."""
    return (
        (not a.levels or not b.levels or not set(a.levels).isdisjoint(b.levels))
        and (not a.employers or not b.employers or not _employers(a).isdisjoint(_employers(b)))
        and (a.component is b.component or PayComponent.UNSPECIFIED in (a.component, b.component))
        and (a.year is None or b.year is None or a.year == b.year)
    )


def _employers(claim: PayClaim) -> set[str]:
    return {label_key(name) for name in claim.employers}


def _standing(catalog: Catalog, a: PayClaim, b: PayClaim) -> Standing:
    """A claim on one level, employer or component qualifies a claim on all; claims on places apart are not about the same pay.

    Nor is a change over time one from level to level.
    """
    if _is_over_time(a) is not _is_over_time(b) and a.levels + b.levels:
        return Standing.APPARENT
    if a.location and b.location:
        inside, other_inside = catalog.places_within(a.location), catalog.places_within(b.location)
        if a.location not in other_inside and b.location not in inside:
            return Standing.APPARENT
    is_narrower = (
        bool(a.levels) != bool(b.levels)
        or bool(a.employers) != bool(b.employers)
        or a.component is not b.component
        or a.baseline != b.baseline
        or _is_close(catalog, a, b)
        or (a.location != b.location and None not in (a.location, b.location))
        or (a.year is None) != (b.year is None)
    )
    return Standing.QUALIFIED if is_narrower else Standing.CONFLICT


def _is_over_time(claim: PayClaim) -> bool:
    """Whether a claim says how a difference changes with the years rather than with the level."""
    return claim.relation in (PayRelation.WIDENS, PayRelation.CONVERGES) and claim.year is not None and not claim.levels


def _is_close(catalog: Catalog, a: PayClaim, b: PayClaim) -> bool:
    """Whether one claim says the same pay, and the other a difference that may be as small as that is read."""
    if PayRelation.SAME not in (a.relation, b.relation):
        return False
    other = b if a.relation is PayRelation.SAME else a
    least = other.percent_minimum
    return is_slight(other) or (least is not None and abs(least) <= Decimal(str(catalog.claim_reading.same_percent)))


def _claim_doubts(*claims: PayClaim) -> Iterator[str]:
    for claim in claims:
        source = claim.citation.source
        if claim.location is None:
            yield f"{source} names no place"
        if claim.component is PayComponent.UNSPECIFIED:
            yield f"{source} does not say which pay it counts"
        for name in claim.assumed:
            yield f"the {name} of {source} is assumed"
        if claim.hedge:
            yield f"{source} hedges: {claim.hedge}"


def _trend_of_slight_differences(catalog: Catalog, claims: Restated) -> Iterator[Disagreement]:
    """Find a source that says a difference widens or converges at some levels, and calls it slight there and below alike."""
    for trend in claims:
        if trend.relation not in (PayRelation.WIDENS, PayRelation.CONVERGES) or not trend.levels:
            continue
        slight = [
            claim
            for claim in claims
            if claim.citation.source == trend.citation.source
            and {claim.role, claim.other} == {trend.role, trend.other}
            and claim.levels
            and is_slight(claim)
        ]
        here = [claim for claim in slight if not set(claim.levels).isdisjoint(trend.levels)]
        below = [claim for claim in slight if set(claim.levels).isdisjoint(trend.levels)]
        if here and below:
            facts = tuple(fact for claim in (*here, *below) for fact in claims[claim])
            degrees = " and ".join(dict.fromkeys(claim.degree or "" for claim in (*below, *here)))
            yield Disagreement(
                kind=DisagreementKind.PAY_TREND,
                standing=Standing.QUALIFIED,
                topic=_pay_against(catalog, trend),
                roles=tuple(role for role in (trend.role, trend.other) if role),
                sides=(
                    Side(says=f"{trend.citation.source}: {claimed(catalog, trend)}", facts=claims[trend]),
                    Side(says=f"{trend.citation.source}: {'; '.join(claimed(catalog, claim) for claim in (*below, *here))}", facts=facts),
                ),
                reason=f"the difference is said to change, and called {degrees} on both sides of the change",
                doubts=("words of degree are no figures",),
            )
