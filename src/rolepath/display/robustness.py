"""View of a robustness: who is paid more by whose figures, what else is read off, and what flips where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rolepath.analysis.ratios import percent
from rolepath.display.view import SourceList, Table, View
from rolepath.model.pay import PayRelation

if TYPE_CHECKING:
    from rolepath.analysis.pay_order import PayOrderReading
    from rolepath.analysis.ratios import PayRatio
    from rolepath.analysis.readings import Reading
    from rolepath.analysis.robustness import Flip, Robustness
    from rolepath.model.pay import PayClaim

__all__ = ["robustness_view"]


def robustness_view(robustness: Robustness) -> View:
    """View a robustness: orders of pay, other readings, and what flips."""
    sources = SourceList()
    by_pair: dict[tuple[str, str], list[PayOrderReading]] = {}
    for order in robustness.pay_orders:
        by_pair.setdefault(order.labels, []).append(order)
    paid = {order.statement for order in robustness.pay_orders}
    others = [reading for reading in robustness.readings if reading.statement not in paid]
    tables = [_order_table(labels, orders, sources) for labels, orders in by_pair.items()]
    if others:
        tables.append(_readings_table(robustness, others))
    if robustness.flips:
        header = ("reading", "says", "would say", "if asked")
        tables.append(Table(caption="What flips", header=header, rows=tuple(_flip_rows(robustness.flips))))
    return View(
        title=f"Robustness of the {robustness.subject}",
        lead=tuple(_lead(robustness)),
        tables=tuple(tables),
        notes=robustness.notes,
        sources=sources.listed(),
    )


def _lead(robustness: Robustness) -> Iterator[str]:
    left_out = sum(variation.kind == "source" for variation in robustness.variations)
    ends = len(robustness.variations) - left_out
    tried = [
        *([f"without each of {left_out} sources" if left_out > 1 else "without its one source"] if left_out else []),
        *([f"with weights at {ends} ends of their ranges" if ends > 1 else "with a weight at an end of its range"] if ends else []),
    ]
    if tried:
        yield f"Asked again {' and '.join(tried)}, one change at a time."
        yield f"Readings that hold throughout: {len(robustness.stable)} of {len(robustness.readings)}."
    else:
        yield "There was nothing to vary."
    by_pair: dict[tuple[str, str], dict[str, list[str]]] = {}
    for order in robustness.pay_orders:
        by_pair.setdefault(order.labels, {}).setdefault(_paid(order.value, order), []).append(_level_and_sources(order))
    for labels, found in by_pair.items():
        said = [f"{value[0].upper()}{value[1:]}: {'; '.join(levels)}." for value, levels in found.items()]
        yield f"Pay of {labels[0]} and {labels[1]}, by level and source. {' '.join(said)}"


def _level_and_sources(order: PayOrderReading) -> str:
    """Name a level and who speaks of it: ``senior (the same by one; A is paid more by two)``."""
    level = order.level or "no level"
    by_order: dict[str, list[str]] = {}
    for source, said in order.orders:
        by_order.setdefault(_paid(said, order), []).append(source)
    parts = [f"{said} by {', '.join(found)}" if len(by_order) > 1 else ", ".join(found) for said, found in by_order.items()]
    return f"{level} ({'; '.join(parts)})" if parts else level


def _paid(value: str, order: PayOrderReading) -> str:
    """Say an order in words: ``ML engineer is paid more``, ``paid the same``, ``not known``."""
    who = _who(value, order)
    return {"more": f"{who} is paid more", "less": f"{who} is paid more", "same": "paid the same"}.get(value, who)


def _who(value: str, order: PayOrderReading) -> str:
    """Name the role that is paid more, or say how it is otherwise."""
    said = {"more": order.labels[0], "less": order.labels[1], "same": "the same", "mixed": "more here, less there"}
    return said.get(value, value)


# Tables ----------------------------------------------------------------------------------------------------------------


def _order_table(labels: tuple[str, str], orders: Iterable[PayOrderReading], sources: SourceList) -> Table:
    return Table(
        caption=f"Pay of {labels[0]} against {labels[1]}, level by level",
        header=("level", "paid more", "by", f"{labels[0]} is paid"),
        rows=tuple(row for order in orders for row in _order_rows(order, sources)),
        remark="only figures of one source that are alike are compared; .explain() has the figures and each claim",
    )


def _order_rows(order: PayOrderReading, sources: SourceList) -> Iterator[tuple[str, ...]]:
    """Write one row a source that has figures, then one for each kind of silence, then one for the claims."""
    rows: list[tuple[str, str]] = []
    for source in order.sources():
        ratios = [ratio for ratio in order.ratios if ratio.source == source]
        marks = sources.mark(band.citation for ratio in ratios for band in (ratio.band, ratio.other))
        rows.append((source, f"{'; '.join(map(_ratio, ratios))} {marks}"))
    reasons: dict[str, list[str]] = {}
    for source, reason in order.silent:
        reasons.setdefault(reason, []).append(source)
    rows.extend(("silent", f"{reason}: {', '.join(silent)}") for reason, silent in reasons.items())
    claims: dict[str, list[PayClaim]] = {}
    for claim in order.claims:
        claims.setdefault(_claimed(order, claim), []).append(claim)
    if claims:
        said = [f"{who} {sources.mark(claim.citation for claim in found)}" for who, found in claims.items()]
        rows.append(("claims", "; ".join(said)))
    for index, (who, what) in enumerate(rows):
        yield ((order.level or "no level") if index == 0 else "", _who(order.value, order) if index == 0 else "", who, what)


def _ratio(ratio: PayRatio) -> str:
    by = " by the floors alone" if ratio.is_by_floor else ""
    employer = f", {ratio.band.employer}" if ratio.band.employer else ""
    return f"{percent(*ratio.span)}{by} ({ratio.band.currency} {ratio.band.component}{employer})"


def _claimed(order: PayOrderReading, claim: PayClaim) -> str:
    labels = {order.role: order.labels[0], order.other: order.labels[1]}
    if claim.relation is PayRelation.SAME:
        return "the same"
    return f"{labels[claim.role]} {claim.relation}"


def _readings_table(robustness: Robustness, readings: list[Reading]) -> Table:
    has_scores = any(reading.lowest is not None for reading in readings)
    tried = len(robustness.variations)
    rows = []
    for reading in readings:
        flips = len(robustness.flips_of(reading))
        scores = ["-" if score is None else f"{score:.2f}" for score in (reading.score, reading.lowest, reading.highest)]
        often = f"{flips} of {tried}" if flips else "never"
        rows.append((reading.statement, reading.value, *(scores if has_scores else ()), often))
    header = ("reading", "says", *(("score", "lowest", "highest") if has_scores else ()), "flips")
    figures = frozenset({2, 3, 4}) if has_scores else frozenset[int]()
    return Table(caption="What is read off", header=header, rows=tuple(rows), figures=figures)


def _flip_rows(flips: Iterable[Flip]) -> Iterator[tuple[str, ...]]:
    """Gather the variations that flip a reading to the same."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    for flip in flips:
        rows.setdefault((flip.statement, flip.before, flip.after), []).append(flip.variation.name)
    last = ""
    for (statement, before, after), names in rows.items():
        is_again = statement == last
        yield ("" if is_again else statement, "" if is_again else before, after, ", ".join(names))
        last = statement
