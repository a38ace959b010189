"""Groups of pay figures that compare, and how their sources stand to one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations

import attrs

from rolepath.analysis.explain import Explanation, Operation
from rolepath.analysis.pay_figures import figure_step, span_of
from rolepath.model._check import Choice
from rolepath.model.catalog import Catalog
from rolepath.model.identity import LevelId, PlaceId, SourceId, label_key
from rolepath.model.pay import ExchangeRates, PayComponent, PayPeriod, SalaryBand

__all__ = ["Agreement", "PayGroup", "groups_of", "notes_on", "several", "steps_of"]


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
    #: The converted bands as their sources have them, in the same order.
    originals: tuple[SalaryBand, ...] = ()

    @property
    def sources(self) -> tuple[SourceId, ...]:
        """The sources that speak, each once."""
        return tuple(dict.fromkeys(band.citation.source for band in self.bands))

    @property
    def assumed(self) -> tuple[str, ...]:
        """What is assumed of some band, like ``location``."""
        return tuple(sorted({name for band in self.bands for name in band.assumed}))

    @property
    def consensus(self) -> tuple[Decimal, Decimal | None] | None:
        """The overlap, where several sources speak and agree: floor and top, the top None where it is open."""
        return self.overlap if self.agreement is Agreement.AGREE else None

    @property
    def consensus_reason(self) -> str | None:
        """Why there is no consensus, or None where there is one."""
        if self.consensus is not None:
            return None
        if self.agreement is Agreement.SINGLE_SOURCE:
            return f"{self.sources[0]} alone gives figures of this kind"
        said = {
            Agreement.CONFLICT: "the sources conflict",
            Agreement.PARTLY: "the sources agree only partly",
            Agreement.NOT_COMPARABLE: "the figures are of unlike employers or statistics",
            Agreement.AGREE: "no amount lies in every figure",
        }
        return f"{said[self.agreement]}: {'; '.join(_apart(self.bands))}"


def groups_of(catalog: Catalog, bands: Iterable[SalaryBand], converted: dict[SalaryBand, SalaryBand]) -> tuple[PayGroup, ...]:
    """Group what compares. A figure whose component or place is open compares with those of its own source alone."""
    found: dict[tuple[object, ...], list[SalaryBand]] = {}
    for band in bands:
        is_open = band.component is PayComponent.UNSPECIFIED or band.location is None
        alone = band.citation.source if is_open else None
        found.setdefault((band.currency, band.component, band.period, band.location, band.level, alone), []).append(band)
    groups = [_group(catalog, bands, {band: converted[band] for band in bands if band in converted}) for bands in found.values()]
    ranks = {level.id: level.rank for level in catalog.standard_levels}
    groups.sort(key=lambda g: (g.level is None, ranks.get(g.level, 0) if g.level else 0, -len(g.sources), g.currency, g.component.value))
    return tuple(groups)


def _group(catalog: Catalog, bands: list[SalaryBand], converted: dict[SalaryBand, SalaryBand]) -> PayGroup:
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
        converted=tuple(converted),
        originals=tuple(converted.values()),
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
    apart = sum(
        not a.overlaps(b) and a.statistic is b.statistic and label_key(a.employer or "") == label_key(b.employer or "") for a, b in pairs
    )
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


def notes_on(groups: tuple[PayGroup, ...]) -> Iterable[str]:
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
    if len(groups) == 1 and groups[0].consensus is not None and len(_kinds_of(groups[0].bands)) > 1:
        yield f"the consensus rests on figures of unlike kinds: {', '.join(_kinds_of(groups[0].bands))}"


def _kinds_of(bands: tuple[SalaryBand, ...]) -> list[str]:
    """Name the statistics and employers of figures, each once."""
    return sorted({f"{band.statistic} of {band.employer or 'any employer'}" for band in bands})


def _apart(bands: tuple[SalaryBand, ...]) -> Iterator[str]:
    """Name the figures that do not touch, two by two."""
    ordered = sorted(bands, key=lambda band: (band.citation.source, band.minimum, band.citation.line))
    yield from dict.fromkeys(f"{span_of(a)} and {span_of(b)} do not touch" for a, b in combinations(ordered, 2) if not a.overlaps(b))


def several(groups: tuple[PayGroup, ...]) -> str:
    """Say that figures of several kinds fit, and which arguments would choose among them."""
    kinds = [(group.level, group.component.value, group.currency, group.location, group.period.value) for group in groups]
    values = zip(*kinds, strict=True)
    listed = {
        name: sorted({value or "none stated" for value in found})
        for name, found in zip(("level", "component", "currency", "location", "period"), values, strict=True)
    }
    if len(set(kinds)) < len(kinds):
        listed["source"] = sorted({source for group in groups for source in group.sources})
    periods = listed.pop("period")
    chosen = " and ".join(f"{name}= ({', '.join(found)})" for name, found in listed.items() if len(found) > 1)
    times = f"the figures are for unlike times ({', '.join(periods)}), which no argument chooses" if len(periods) > 1 else ""
    said = "; ".join(part for part in (f"choose by {chosen}" if chosen else "", times) if part)
    return f"figures of {len(groups)} kinds fit, which do not compare; {said}"


def steps_of(group: PayGroup, rates: ExchangeRates | None) -> tuple[Explanation, ...]:
    """Unfold the span of a group and the consensus of its sources."""
    originals = dict(zip(group.converted, group.originals, strict=True))
    floors = tuple(figure_step(band, originals.get(band), rates) for band in group.bands)
    tops = tuple(figure_step(band, originals.get(band), rates, is_top=True) for band in group.bands if band.ceiling is not None)
    steps = [Explanation(statement="lowest floor", value=group.minimum, operation=Operation.MINIMUM, children=floors)]
    if group.maximum is not None:
        steps.append(Explanation(statement="highest top", value=group.maximum, operation=Operation.MAXIMUM, children=tops))
    if group.consensus is None:
        steps.append(Explanation(statement=f"no consensus: {group.consensus_reason}"))
    else:
        floor, top = group.consensus
        steps.append(Explanation(statement="consensus from", value=floor, operation=Operation.MAXIMUM, children=floors))
        if top is not None:
            steps.append(Explanation(statement="consensus to", value=top, operation=Operation.MINIMUM, children=tops))
    return tuple(steps)
