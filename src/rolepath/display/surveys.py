"""The views of pay surveys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rolepath.display.money import amount, cents
from rolepath.display.view import SourceList, Table, View
from rolepath.model.survey import PERCENTILES, PayPercentiles

if TYPE_CHECKING:
    from rolepath.analysis.ageing import AgedPay, PayGrowth
    from rolepath.analysis.survey_pay import SurveyAnswer

__all__ = [
    "HEADER",
    "aged_view",
    "growth_view",
    "percentile_cells",
    "percentiles_view",
    "remarks_on",
    "size_of",
    "surveys_table",
    "unit_of",
]

#: Names of the percentiles, as columns.
HEADER = ("p10", "p25", "median", "p75", "p90")


def percentile_cells(percentiles: PayPercentiles) -> tuple[str, ...]:
    """Write the figures from low to high, a floor with ``+`` and what is not known as ``-``."""
    figures = percentiles.figures
    return tuple(
        f"{amount(cents(figures[percent]))}{'+' if percent in percentiles.floors else ''}" if percent in figures else "-"
        for percent in PERCENTILES
    )


def size_of(percentiles: PayPercentiles) -> str:
    """Write how many the figures stand for: records, or people in work."""
    if percentiles.records is not None:
        return f"{percentiles.records:,}"
    return "-" if percentiles.employment is None else f"{percentiles.employment:,} jobs"


#: What a table of surveys says below.
REMARK = "counted, no part of what guides say; + at least this, * something is assumed; n: records, or jobs that the survey estimates"


def surveys_table(answers: Iterable[SurveyAnswer], sources: SourceList) -> Table:
    """Show what surveys count, one group a row."""
    rows = tuple(
        (
            unit_of(answer.percentiles),
            *percentile_cells(answer.percentiles),
            size_of(answer.percentiles),
            answer.percentiles.years,
            f"{sources.mark([answer.percentiles.citation])}{'*' if answer.percentiles.assumed else ''}",
        )
        for answer in answers
    )
    header = ("counts", *HEADER, "n", "of", "source")
    return Table(caption="What surveys count", header=header, rows=rows, remark=REMARK, figures=frozenset(range(1, len(HEADER) + 2)))


def remarks_on(answers: Iterable[SurveyAnswer]) -> Iterator[str]:
    """Say of each group in what it is wider than the question."""
    for answer in answers:
        if answer.wider:
            yield f"{answer.percentiles.citation.source}, {unit_of(answer.percentiles)}: {'; '.join(answer.wider)}"


def unit_of(group: PayPercentiles) -> str:
    """Write what a group counts, for which time, and of which level and place."""
    period = "" if group.period == "year" else f" a {group.period}"
    where = "".join(f", {part}" for part in (group.level, group.location) if part)
    return f"{group.component} {group.currency}{period}{where}"


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


def aged_view(aged: AgedPay) -> View:
    """View a group that was brought to another year, beside the year that was counted."""
    original, growth = aged.original, aged.growth
    sources = SourceList()
    mark = sources.mark([original.citation, *(group.citation for group in growth.groups)])
    figures = dict(aged.figures)
    brought = tuple(
        f"{amount(cents(figures[percent]))}{'+' if percent in original.floors else ''}" if percent in figures else "-"
        for percent in PERCENTILES
    )
    rows = (("counted", str(original.year), *percentile_cells(original)), ("brought to", str(aged.year), *brought))
    table = Table(
        caption=f"{original.component} pay a {original.period} in {original.currency} {mark}",
        header=("", "year", *HEADER),
        rows=rows,
        remark="+ at least this: the survey prints no pay above it" if original.floors else None,
        figures=frozenset(range(2, len(HEADER) + 2)),
    )
    lead = f"By {_grown(growth)}. No survey counted this."
    return View(title=f"Pay of {original.role or 'all roles'} in {aged.year}", lead=(lead,), tables=(table,), sources=sources.listed())


def growth_view(growth: PayGrowth) -> View:
    """View a growth of pay, with the medians that it follows from."""
    sources = SourceList()
    medians = tuple((str(g.year), amount(cents(g.figures[PERCENTILES[2]])), size_of(g), sources.mark([g.citation])) for g in growth.groups)
    table = Table(caption="Medians that it follows from", header=("year", "median", "n", "source"), rows=medians, figures=frozenset({1, 2}))
    return View(title="Growth of pay", lead=(f"{_grown(growth)}.",), tables=(table,) if medians else (), sources=sources.listed())


def _grown(growth: PayGrowth) -> str:
    return f"{growth.percent:+.2f} % from {growth.year_from} to {growth.year_to}: {growth.source}"
