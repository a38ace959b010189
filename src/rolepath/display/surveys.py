"""The views of pay surveys."""

from __future__ import annotations

from collections.abc import Iterable

from rolepath.display.money import amount
from rolepath.display.view import SourceList, Table, View
from rolepath.model.survey import PERCENTILES, PayPercentiles

__all__ = ["HEADER", "percentile_cells", "percentiles_view", "size_of"]

#: Names of the percentiles, as columns.
HEADER = ("p10", "p25", "median", "p75", "p90")


def percentile_cells(percentiles: PayPercentiles) -> tuple[str, ...]:
    """Write the figures from low to high, a floor with ``+`` and what is not known as ``-``."""
    figures = percentiles.figures
    return tuple(
        f"{amount(figures[percent])}{'+' if percent in percentiles.floors else ''}" if percent in figures else "-"
        for percent in PERCENTILES
    )


def size_of(percentiles: PayPercentiles) -> str:
    """Write how many the figures stand for: records, or people in work."""
    if percentiles.records is not None:
        return f"{percentiles.records:,}"
    return "-" if percentiles.employment is None else f"{percentiles.employment:,} jobs"


def percentiles_view(percentiles: PayPercentiles) -> View:
    """View one group of a pay survey."""
    sources = SourceList()
    mark = sources.mark([percentiles.citation])
    table = Table(
        caption=f"{percentiles.component} pay a {percentiles.period} in {percentiles.currency} {mark}",
        header=(*HEADER, "n", "year"),
        rows=((*percentile_cells(percentiles), size_of(percentiles), percentiles.years),),
        remark="+ at least this: the survey prints no pay above it" if percentiles.floors else None,
        figures=frozenset(range(len(HEADER) + 1)),
    )
    role, level, place = percentiles.role or "all roles", percentiles.level or "all", percentiles.location or "all"
    lead = [f"level: {level}, place: {place}, titles: {', '.join(percentiles.titles) or 'all'}"]
    return View(
        title=f"Pay of {role}, as counted", lead=tuple(lead), tables=(table,), notes=tuple(_notes(percentiles)), sources=sources.listed()
    )


def _notes(percentiles: PayPercentiles) -> Iterable[str]:
    if percentiles.assumed:
        yield f"assumed, not stated: {', '.join(percentiles.assumed)}"
    if percentiles.repeats:
        yield f"{percentiles.repeats:,} exact repeats of another record are in the file"
    if percentiles.note:
        yield percentiles.note
