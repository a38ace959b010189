"""What pay bands say of claims about pay."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from rolepath.analysis.explain import cite
from rolepath.analysis.ratios import PayOrder, PayRatio, by_level, pay_ratios, unlike
from rolepath.analysis.verdict import ClaimCheck, Finding, Verdict, together, unknown, worst
from rolepath.model._check import Choice
from rolepath.model.catalog import Catalog
from rolepath.model.identity import RoleId, SourceId, label_key
from rolepath.model.level import Track
from rolepath.model.measure import ClaimReading
from rolepath.model.pay import PayClaim, PayComponent, PayRelation, PayStatistic

__all__ = ["Change", "change", "claimed", "is_slight", "pay_checks"]

#: Relations that say how a difference changes from level to level or from employer to employer.
OF_A_DIFFERENCE = {
    PayRelation.WIDENS: "wider",
    PayRelation.LARGEST_GAP: "wider",
    PayRelation.CONVERGES: "narrower",
    PayRelation.SMALLEST_GAP: "narrower",
}
#: Relations that no figures of one time can decide.
INCOMPARABLE = {
    PayRelation.GROWS: "no figures of an earlier year are known",
    PayRelation.STRONG: "it names nothing to compare with",
}
#: Words for a difference that is not large.
SLIGHT = frozenset({"slight", "slightly", "small", "modest", "modestly"})


def pay_checks(catalog: Catalog, claim: PayClaim, sources: Iterable[SourceId]) -> Iterator[ClaimCheck]:
    """Set a claim against the bands of each source."""
    for source in sources:
        finding = _finding(catalog, claim, source)
        yield ClaimCheck(
            claim=claim,
            statement=claimed(catalog, claim),
            against=source,
            verdict=finding.verdict,
            reason=finding.reason,
            doubts=finding.doubts,
            ratios=finding.ratios,
            steps=(*(ratio.explain() for ratio in finding.ratios), *finding.steps),
        )


def _finding(catalog: Catalog, claim: PayClaim, source: SourceId) -> Finding:
    if claim.relation in INCOMPARABLE:
        return unknown(INCOMPARABLE[claim.relation])
    if claim.relation is PayRelation.PULLS_AHEAD:
        return _growth(catalog, claim, source)
    is_superlative = claim.relation in (PayRelation.HIGHEST, PayRelation.LOWEST)
    if claim.other is None and not is_superlative:
        return unknown(f"no source gives figures of {claim.baseline or 'what it compares with'}")
    others = _others(catalog, claim)
    found = [ratio for other in others for ratio in pay_ratios(catalog, claim.role, other, source)]
    if claim.relation in OF_A_DIFFERENCE:
        return _difference(catalog, claim, source, found)
    return _order(catalog, claim, source, others, found)


def _others(catalog: Catalog, claim: PayClaim) -> list[RoleId]:
    """Roles that a claim compares with: the one that it names, those that it is among, or all."""
    if claim.other is not None:
        return [claim.other]
    return [role.id for role in catalog.roles if role.id != claim.role and (not claim.among or role.id in claim.among)]


def _order(catalog: Catalog, claim: PayClaim, source: SourceId, others: Sequence[RoleId], found: Sequence[PayRatio]) -> Finding:
    """Check a claim about which role is paid more, and by how much."""
    is_superlative = claim.relation in (PayRelation.HIGHEST, PayRelation.LOWEST)
    fitting = list(by_level(catalog, (ratio for ratio in found if not _outside(catalog, claim, ratio))))
    if not fitting:
        return unknown(_why_none(catalog, claim, source, others, found))
    if claim.relation is PayRelation.HIGHER_CEILING:
        return _ceiling(catalog, claim, fitting)
    read = _reader(claim, catalog.claim_reading)
    verdicts = [(ratio, read(ratio)) for ratio in fitting]
    deciding = _deciding(claim, verdicts)
    verdict = _worst_by_level(deciding) if is_superlative else together(v for _, v in deciding)
    is_split = len({found for _, found in verdicts}) > 1
    reason = "; ".join(
        f"{_to_whom(ratio) if is_superlative else ''}{ratio}{f' ({found})' if is_split else ''}" for ratio, found in verdicts
    )
    doubts = [*_doubts(claim, fitting), *_by_floor(fitting)]
    if any(_is_narrower(claim, ratio) for ratio in fitting):
        doubts.append("figures of one kind of employer, or outliers, do not contradict a claim on all")
    if is_superlative and claim.other is None:
        doubts.extend(_missing_rivals(catalog, claim, source, fitting))
    if is_slight(claim) and claim.percent_minimum is None and claim.relation is not PayRelation.SAME:
        doubts.append(f"{claim.degree} is read as up to {catalog.claim_reading.slight_percent:g} %")
    if claim.relation is PayRelation.SAME:
        doubts.append(f"the same is read as within {catalog.claim_reading.same_percent:g} %")
    return Finding(verdict=verdict, reason=reason, ratios=tuple(fitting), doubts=tuple(dict.fromkeys(doubts)))


Verdicts = list[tuple[PayRatio, Verdict]]


def _deciding(claim: PayClaim, verdicts: Verdicts) -> Verdicts:
    """Return what decides: the figures as general as the claim; else narrower ones, which contradict it in part at most."""
    general = [(ratio, verdict) for ratio, verdict in verdicts if not _is_narrower(claim, ratio)]
    return general or [(ratio, Verdict.PARTLY if verdict is Verdict.CONTRADICTED else verdict) for ratio, verdict in verdicts]


def _is_narrower(claim: PayClaim, ratio: PayRatio) -> bool:
    """Whether figures speak of one kind of employer, or of outliers, and the claim of all."""
    return (not claim.employers and ratio.band.employer is not None) or ratio.band.statistic is PayStatistic.OUTLIER


def _to_whom(ratio: PayRatio) -> str:
    return f"against {ratio.other.role}, "


# Scope -----------------------------------------------------------------------------------------------------------------


def _outside(catalog: Catalog, claim: PayClaim, ratio: PayRatio, *, but: str = "") -> tuple[str, ...]:
    """Name the dimensions on which figures lie outside what a claim speaks of."""
    band = ratio.band
    employers = _employers(claim)
    misses = {
        "level": bool(claim.levels) and band.level not in claim.levels,
        "component": claim.component is not PayComponent.UNSPECIFIED and band.component is not claim.component,
        "place": claim.location is not None and band.location not in catalog.places_within(claim.location),
        "employer": bool(employers) and label_key(band.employer or "") not in employers,
    }
    return tuple(name for name, is_outside in misses.items() if is_outside and name != but)


def _why_none(catalog: Catalog, claim: PayClaim, source: SourceId, others: Sequence[RoleId], found: Sequence[PayRatio]) -> str:
    """Say why a source has no figures that a claim could be set against."""
    if found:
        return f"its figures are of another {_nearest(_outside(catalog, claim, ratio) for ratio in found)} than the claim"
    mine = catalog.bands_of(claim.role, source=source)
    theirs = [band for other in others for band in catalog.bands_of(other, source=source)]
    silent = [
        role for role, bands in ((claim.role, mine), (" or ".join(others) if len(others) == 1 else "any other role", theirs)) if not bands
    ]
    if silent:
        return f"it gives no pay of {' and '.join(silent)}"
    nearest = _nearest(unlike(a, b) for a in mine for b in theirs)
    return f"its figures are not alike: {nearest or 'a range against a single figure, or against nothing'}"


def _nearest(misses: Iterable[tuple[str, ...]]) -> str:
    """Name the dimensions on which what comes nearest misses."""
    nearest = min(misses, key=lambda names: (len(names), names))
    return " and ".join(nearest)


def _doubts(claim: PayClaim, ratios: Iterable[PayRatio]) -> Iterator[str]:
    """Say what the comparison of a claim with figures takes for granted."""
    if claim.component is PayComponent.UNSPECIFIED:
        yield "the claim does not say which pay it counts"
    if claim.location is None:
        yield "the claim names no place"
    for name in claim.assumed:
        yield f"the claim's {name} is assumed"
    if claim.hedge:
        yield f"the claim is hedged: {claim.hedge}"
    for ratio in ratios:
        yield from ratio.doubts


def _by_floor(ratios: Iterable[PayRatio]) -> Iterator[str]:
    if any(ratio.is_by_floor for ratio in ratios):
        yield "open ranges are compared by their floors alone"


def _missing_rivals(catalog: Catalog, claim: PayClaim, source: SourceId, ratios: Sequence[PayRatio]) -> Iterator[str]:
    """Name the roles that a claim is among, or that a source pays, and that have no like figure at some level that the claim names."""
    paid = [role for role in _others(catalog, claim) if claim.among or catalog.bands_of(role, source=source)]
    for level in claim.levels or (None,):
        for role in paid:
            if not any(ratio.other.role == role and level in (None, ratio.level) for ratio in ratios):
                yield f"no like figure of {role}{f' at {level} level' if level else ''}"


# One comparison at a time ----------------------------------------------------------------------------------------------


def _reader(claim: PayClaim, reading: ClaimReading) -> Callable[[PayRatio], Verdict]:
    """Return what decides whether one comparison bears a claim out."""
    if claim.relation is PayRelation.SAME:
        tolerance = Decimal(str(reading.same_percent))
        return lambda ratio: _within(ratio, -tolerance, tolerance)
    wanted = PayOrder.LESS if claim.relation in (PayRelation.LESS, PayRelation.LOWEST) else PayOrder.MORE
    low, high = claim.percent_minimum, claim.percent_maximum
    if low is not None:
        return lambda ratio: _within(ratio, low, high) if wanted is PayOrder.MORE else _within(ratio, None if high is None else -high, -low)
    most = Decimal(str(reading.slight_percent)) if is_slight(claim) else None

    def read(ratio: PayRatio) -> Verdict:
        if ratio.order is PayOrder.MIXED:
            return Verdict.PARTLY
        if ratio.order is not wanted:
            return Verdict.CONTRADICTED
        ends = [end for end in ratio.span if end is not None]
        is_small = most is None or (len(ends) > 1 and all(abs(end) <= most for end in ends))
        return Verdict.BORNE_OUT if is_small else Verdict.PARTLY

    return read


def is_slight(claim: PayClaim) -> bool:
    """Whether a claim calls the difference slight, small or modest."""
    return bool(claim.degree) and not SLIGHT.isdisjoint(label_key(claim.degree or "").split())


def _within(ratio: PayRatio, low: Decimal | None, high: Decimal | None) -> Verdict:
    """Tell whether a difference lies within an interval, apart from it, or partly in it. None is an open end."""
    least, most = ratio.span
    if (low is not None and most is not None and most < low) or (high is not None and least is not None and least > high):
        return Verdict.CONTRADICTED
    is_above = low is None or (least is not None and least >= low)
    is_below = high is None or (most is not None and most <= high)
    return Verdict.BORNE_OUT if is_above and is_below else Verdict.PARTLY


def _worst_by_level(verdicts: Sequence[tuple[PayRatio, Verdict]]) -> Verdict:
    """Join verdicts on a superlative: at one level a single rival that is ahead contradicts it."""
    levels: dict[object, list[Verdict]] = {}
    for ratio, verdict in verdicts:
        levels.setdefault(ratio.level, []).append(verdict)
    return together(worst(found) for found in levels.values())


def _ceiling(catalog: Catalog, claim: PayClaim, ratios: Sequence[PayRatio]) -> Finding:
    """Compare tops at the highest level at which they can be compared."""
    told = [(ratio, order) for ratio in ratios if (order := _tops(ratio)) is not None]
    if not told:
        return unknown("the tops of its ranges are open")
    highest: dict[Track | None, int] = {}
    for ratio, _ in told:
        track, rank = _place(catalog, ratio)
        highest[track] = max(rank, highest.get(track, rank))
    topmost = [(ratio, order) for ratio, order in told if _is_at(catalog, ratio, highest)]
    verdict = together(Verdict.BORNE_OUT if order is PayOrder.MORE else Verdict.CONTRADICTED for _, order in topmost)
    shown = tuple(ratio for ratio, _ in topmost)
    doubts = [*_doubts(claim, shown)]
    if any(_tops(ratio) is None and _place(catalog, ratio)[1] >= highest.get(_place(catalog, ratio)[0], 0) for ratio in ratios):
        verdict = Verdict.PARTLY
        doubts.append("other tops as high up are open")
    if any(level.rank > highest.get(level.track, level.rank) for level in catalog.standard_levels):
        doubts.append("levels above have no figures that compare")
    if None in highest:
        doubts.append("some figures name no level")
    said = "; ".join(f"{ratio.level or 'no level'}: top {ratio.band.maximum:,f} against {ratio.other.maximum:,f}" for ratio in shown)
    return Finding(verdict=verdict, reason=said, ratios=shown, doubts=tuple(dict.fromkeys(doubts)))


def _tops(ratio: PayRatio) -> PayOrder | None:
    """Which top is higher, or None where an open end leaves it open."""
    mine, theirs = ratio.band, ratio.other
    if mine.maximum is None or theirs.maximum is None:
        return None
    if mine.maximum > theirs.maximum:
        return None if theirs.open_top else PayOrder.MORE
    if mine.maximum < theirs.maximum:
        return None if mine.open_top else PayOrder.LESS
    return None if mine.open_top or theirs.open_top else PayOrder.SAME


def _place(catalog: Catalog, ratio: PayRatio) -> tuple[Track | None, int]:
    """Track and rank of figures; levels of different tracks do not compare."""
    level = None if ratio.level is None else catalog.level(ratio.level)
    return (None, 0) if level is None else (level.track, level.rank)


def _is_at(catalog: Catalog, ratio: PayRatio, highest: Mapping[Track | None, int]) -> bool:
    track, rank = _place(catalog, ratio)
    return highest[track] == rank


# How a difference changes ----------------------------------------------------------------------------------------------


class Change(Choice):
    """How the difference between two roles' pay changes from one place to another."""

    WIDER = "wider"
    NARROWER = "narrower"
    SAME = "same"
    #: Wider at one end of the range and narrower at the other.
    MIXED = "mixed"


def change(here: PayRatio, there: PayRatio) -> Change:
    """Tell whether the difference here is wider than there, at the floors and at the tops, as far as open ends leave it known."""
    floors = _change_of((here.floor, here.floor), (there.floor, there.floor))
    found = {floors, _change_of(here.at_top, there.at_top)} - {None}
    if found == {Change.SAME}:
        return Change.SAME
    if Change.MIXED in found or found.issuperset((Change.WIDER, Change.NARROWER)):
        return Change.MIXED
    return Change.WIDER if Change.WIDER in found else Change.NARROWER


Span = tuple[Decimal | None, Decimal | None]


def _change_of(here: Span, there: Span) -> Change | None:
    """Compare two differences; mixed where one role is ahead here and the other there, None where open ends leave it open."""
    if _side(here) * _side(there) < 0:
        return Change.MIXED
    (low, high), (low_there, high_there) = _size(here), _size(there)
    if high_there is not None and low >= high_there:
        return Change.SAME if low == high == low_there else Change.WIDER
    return Change.NARROWER if high is not None and high <= low_there else None


def _side(span: Span) -> int:
    """Tell who is ahead: 1 for the first role, -1 for the other, 0 where neither is or an open end leaves it open."""
    low, high = span
    return int(low is not None and low > 0) - int(high is not None and high < 0)


def _size(span: Span) -> tuple[Decimal, Decimal | None]:
    """Least and greatest size of a difference, whoever is ahead."""
    low, high = span
    if low is not None and low >= 0:
        return low, high
    return (Decimal(0), None) if high is None or high > 0 else (-high, None if low is None else -low)


def _difference(catalog: Catalog, claim: PayClaim, source: SourceId, found: Sequence[PayRatio]) -> Finding:
    """Check a claim about how the difference changes, from level to level or from employer to employer."""
    is_trend = claim.relation in (PayRelation.WIDENS, PayRelation.CONVERGES)
    if is_trend and claim.year is not None and not claim.levels:
        return unknown("it speaks of a change over time, and no figures of an earlier year are known")
    if not is_trend and not claim.levels and not claim.employers:
        return unknown("it does not say at which level or kind of employer")
    varied = "level" if is_trend or not claim.employers else "employer"
    inside = [ratio for ratio in found if not _outside(catalog, claim, ratio)]
    outside = [ratio for ratio in found if not _outside(catalog, claim, ratio, but=varied)]
    pairs = [
        (here, there)
        for here in inside
        for there in outside
        if _differ_in(here, there, varied)
        and (not is_trend or _is_above(catalog, here, there))
        and (not claim.levels or varied == "employer" or there.level not in claim.levels)
        and (varied == "level" or "employer" in _outside(catalog, claim, there))
    ]
    if not pairs:
        others = [claim.other] if claim.other else []
        lacking = "levels" if varied == "level" else "kinds of employer"
        return unknown(f"it has no like figures of both at two {lacking}" if outside else _why_none(catalog, claim, source, others, found))
    wanted = Change(OF_A_DIFFERENCE[claim.relation])
    verdicts = [_of_change(change(here, there), wanted) for here, there in pairs]
    ratios = tuple(by_level(catalog, dict.fromkeys(ratio for pair in pairs for ratio in pair)))
    doubts = [*_doubts(claim, ratios), *_by_floor(ratios)]
    if any(_change_of(here.at_top, there.at_top) is None for here, there in pairs):
        doubts.append("open ends leave the tops out of the comparison")
    if any(here.band.component is not there.band.component for here, there in pairs):
        doubts.append("figures of one level do not say whether they count the same as those of the other")
    return Finding(verdict=together(verdicts), reason="; ".join(map(str, ratios)), ratios=ratios, doubts=tuple(dict.fromkeys(doubts)))


def _differ_in(here: PayRatio, there: PayRatio, varied: str) -> bool:
    """Whether two comparisons are alike but for what is varied. Within one source an open component may be the same as another."""
    is_open = PayComponent.UNSPECIFIED in (here.band.component, there.band.component)
    allowed = {varied, "component"} if is_open else {varied}
    return varied in unlike(here.band, there.band) and allowed.issuperset(unlike(here.band, there.band))


def _is_above(catalog: Catalog, here: PayRatio, there: PayRatio) -> bool:
    """Whether a comparison is of a higher level of the same track."""
    if here.level is None or there.level is None:
        return False
    level, lower = catalog.level(here.level), catalog.level(there.level)
    return level.track is lower.track and level.rank > lower.rank


def _of_change(found: Change, wanted: Change) -> Verdict:
    if found is Change.MIXED:
        return Verdict.PARTLY
    return Verdict.BORNE_OUT if found is wanted else Verdict.CONTRADICTED


def _growth(catalog: Catalog, claim: PayClaim, source: SourceId) -> Finding:
    """Check a claim that one role's pay grows faster, by the growth that a source states of both."""
    grown = [
        other
        for other in dict.fromkeys(catalog.pay_claims)
        if other.relation is PayRelation.GROWS and other.citation.source == source and other.percent_minimum is not None
    ]
    mine, theirs = ([other for other in grown if other.role == role] for role in (claim.role, claim.other))
    if not mine or not theirs:
        return unknown("it states no growth of both")
    pairs = sorted(((a, b) for a in mine for b in theirs), key=repr)
    like = [(a, b) for a, b in pairs if not _grown_unlike(a, b)]
    if not like:
        nearest = _nearest(_grown_unlike(a, b) for a, b in pairs)
        years = ", ".join(dict.fromkeys(f"{other.role} {other.year or 'of no year'}" for pair in pairs for other in pair))
        return unknown(f"its figures of growth are not alike: {nearest} ({years})")
    fitting = [pair for pair in like if not _grown_outside(catalog, claim, pair[0])]
    if not fitting:
        nearest = _nearest(_grown_outside(catalog, claim, a) for a, _ in like)
        return unknown(f"its figures of growth are of another {nearest} than the claim")
    verdicts = [_faster(a, b) for a, b in fitting]
    said = "; ".join(f"{_figure(a)} against {_figure(b)}" for a, b in fitting)
    steps = tuple(cite(fact, claimed(catalog, fact)) for pair in fitting for fact in pair)
    return Finding(verdict=together(verdicts), reason=said, steps=steps, doubts=tuple(_doubts(claim, ())))


def _employers(claim: PayClaim) -> set[str]:
    return {label_key(name) for name in claim.employers}


def _grown_unlike(a: PayClaim, b: PayClaim) -> tuple[str, ...]:
    """Name the dimensions on which two figures of growth are not alike."""
    differ = {
        "year": a.year != b.year,
        "level": set(a.levels) != set(b.levels),
        "component": a.component is not b.component,
        "place": a.location != b.location,
        "employer": _employers(a) != _employers(b),
    }
    return tuple(name for name, is_unlike in differ.items() if is_unlike)


def _grown_outside(catalog: Catalog, claim: PayClaim, grown: PayClaim) -> tuple[str, ...]:
    """Name the dimensions on which a figure of growth lies outside what a claim speaks of."""
    employers = _employers(claim)
    misses = {
        "year": claim.year not in (None, grown.year),
        "level": bool(claim.levels) and not (grown.levels and set(claim.levels).issuperset(grown.levels)),
        "component": claim.component is not PayComponent.UNSPECIFIED and grown.component is not claim.component,
        "place": claim.location is not None and grown.location not in catalog.places_within(claim.location),
        "employer": bool(employers) and not (grown.employers and employers.issuperset(_employers(grown))),
    }
    return tuple(name for name, is_outside in misses.items() if is_outside)


def _faster(a: PayClaim, b: PayClaim) -> Verdict:
    least, most = a.percent_minimum, a.percent_maximum
    low, high = b.percent_minimum, b.percent_maximum
    if least is not None and high is not None and least > high:
        return Verdict.BORNE_OUT
    if most is not None and low is not None and most <= low:
        return Verdict.CONTRADICTED
    return Verdict.PARTLY


# Claims in words -------------------------------------------------------------------------------------------------------

_WORDS = {
    PayRelation.MORE: "{role} is paid {size}more than {other}",
    PayRelation.LESS: "{role} is paid {size}less than {other}",
    PayRelation.SAME: "{role} is paid the same as {other}",
    PayRelation.HIGHEST: "{role} is paid most of {other}",
    PayRelation.LOWEST: "{role} is paid least of {other}",
    PayRelation.CONVERGES: "the pay of {role} and {other} converges",
    PayRelation.WIDENS: "the difference in pay between {role} and {other} widens",
    PayRelation.LARGEST_GAP: "the difference in pay between {role} and {other} is largest",
    PayRelation.SMALLEST_GAP: "the difference in pay between {role} and {other} is smallest",
    PayRelation.GROWS: "the pay of {role} grows {size}on {other}",
    PayRelation.HIGHER_CEILING: "{role} has a higher pay ceiling than {other}",
    PayRelation.PULLS_AHEAD: "the pay of {role} pulls ahead of {other}",
    PayRelation.STRONG: "{role} is paid well",
}


def related(claim: PayClaim, labels: Mapping[RoleId, str], *, with_size: bool = True) -> str:
    """Put how a claim relates pay into words, with its percentage or without."""
    other = labels.get(claim.other, claim.other) if claim.other else claim.baseline or "all roles"
    size = f"{_figure(claim)} " if with_size and claim.percent_minimum is not None else ""
    return _WORDS[claim.relation].format(role=labels.get(claim.role, claim.role), other=other, size=size)


def claimed(catalog: Catalog, claim: PayClaim) -> str:
    """Put a claim about pay into words, with its scope."""
    labels = {claim.role: catalog.role(claim.role).label}
    if claim.other:
        labels[claim.other] = catalog.role(claim.other).label
    said = related(claim, labels)
    scope = [
        *([f"by a difference called {claim.degree}"] if claim.degree else []),
        *([] if claim.component is PayComponent.UNSPECIFIED else [f"{claim.component} pay"]),
        *([f"at {' and '.join(claim.levels)} level"] if claim.levels else []),
        *([f"at {', '.join(claim.employers)}"] if claim.employers else []),
        *([f"in {catalog.place(claim.location).label}"] if claim.location else []),
        *([f"in {claim.year}"] if claim.year else []),
    ]
    return ", ".join([said, *scope])


def _figure(claim: PayClaim) -> str:
    low, high = claim.percent_minimum, claim.percent_maximum
    return f"{low:f} %" if low == high else f"at least {low:f} %" if high is None else f"{low:f} to {high:f} %"
