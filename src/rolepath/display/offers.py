"""The view of an offer."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from rolepath.display.answers import ASSUMED_REMARK, figure_cells
from rolepath.display.models import statement
from rolepath.display.money import amount, cents
from rolepath.display.surveys import surveys_table, unit_of
from rolepath.display.view import SourceList, Table, View

if TYPE_CHECKING:
    from rolepath.analysis.offer import OfferAssessment, OfferStanding, PayBounds, SurveyStanding

__all__ = ["offer_view"]

REMARK = (
    f"0 % is the floor and 100 % the top, 1.00 the middle; from: at least this, since parts of the offer are not known; {ASSUMED_REMARK}"
)


def offer_view(answer: OfferAssessment) -> View:
    """View an offer: its amounts, where they stand, what does not compare, what to anchor on and to ask."""
    sources = SourceList()
    offer = answer.offer
    rows = tuple(_amount_row(pay) for pay in answer.amounts)
    tables = [Table(caption=f"The offer, in {offer.currency}", header=("counts", "amount", "open"), rows=rows)]
    if answer.standings:
        standings = tuple(_standing_row(standing, sources) for standing in answer.standings)
        header = ("counts", "pay", "of", "source", "offer is", "range penetration", "compa-ratio")
        tables.append(Table(caption="Against each figure that compares", header=header, rows=standings, remark=REMARK))
    if answer.surveys:
        tables.append(surveys_table((standing.survey for standing in answer.surveys), sources))
        rows = tuple(_surveyed_row(standing) for standing in answer.surveys)
        tables.append(Table(caption="The offer among those that surveys count", header=("survey", "counts", "offer is"), rows=rows))
    if answer.not_comparable:
        others = tuple(
            (o.band.component.value, *figure_cells(o.band, sources), f"{o.dimension}: {o.reason}") for o in answer.not_comparable
        )
        tables.append(Table(caption="Not compared with these", header=("counts", "pay", "of", "source", "because"), rows=others))
    told = tuple(_told_rows(answer, sources))
    if told:
        tables.append(Table(caption="What sources say to anchor on and to ask", header=("", "sources say"), rows=told))
    asked = [part for part in (offer.level, answer.location_label or offer.location, offer.employer) if part]
    return View(
        title=f"Offer: {answer.label}{', ' if asked else ''}{', '.join(asked)}",
        lead=() if answer.reason is None else (f"{answer.reason}.",),
        tables=tuple(tables),
        notes=(*answer.notes, *_survey_remarks(answer), *dict.fromkeys(_remarks(answer, sources))),
        sources=sources.listed(),
    )


def _amount_row(pay: PayBounds) -> tuple[str, str, str]:
    least = "" if pay.is_known else "at least "
    known = "not known" if pay.minimum is None else f"{least}{amount(cents(pay.minimum))}"
    return (f"{pay.component} a {pay.period}", known, pay.reason or "-")


def _standing_row(standing: OfferStanding, sources: SourceList) -> tuple[str, ...]:
    where = standing.position or ("not known" if len(standing.possible) > 2 else " or ".join(standing.possible))  # noqa: PLR2004 - of three
    return (
        f"{standing.pay.component}{'' if standing.pay.period == 'year' else f' a {standing.pay.period}'}",
        *figure_cells(standing.band, sources),
        where,
        _bounded(standing.range_penetration, ".0%"),
        _bounded(standing.compa_ratio, ".2f"),
    )


def _survey_remarks(answer: OfferAssessment) -> Iterable[str]:
    """Say of each survey why the place is open, and what makes it less sure."""
    for standing in answer.surveys:
        group = standing.survey.percentiles
        said = "; ".join([*([standing.reason] if standing.reason else []), *standing.doubts])
        if said:
            yield f"{group.citation.source}, {unit_of(group)}: {said}"


def _surveyed_row(standing: SurveyStanding) -> tuple[str, str, str]:
    group = standing.survey.percentiles
    counts = f"{group.component} {group.currency}{'' if group.period == 'year' else f' a {group.period}'}"
    return (group.citation.source, counts, standing.said)


def _bounded(ratio: tuple[Decimal, Decimal | None] | None, style: str) -> str:
    """Write a ratio, or the least that it may be."""
    if ratio is None:
        return "-"
    return f"{'from ' if ratio[1] is None else ''}{format(ratio[0], style)}"


def _told_rows(answer: OfferAssessment, sources: SourceList) -> Iterable[tuple[str, str]]:
    said = (("anchor", answer.anchors), ("ask", answer.questions), ("advice", answer.advice), ("on-call", answer.on_call))
    for name, traits in said:
        for index, trait in enumerate(traits):
            yield (name if index == 0 else "", f"{statement(trait)} {sources.mark([trait.citation])}")


def _remarks(answer: OfferAssessment, sources: SourceList) -> Iterable[str]:
    """Say what makes a comparison less sure, and why a position or a ratio is not known."""
    for standing in answer.standings:
        # What leaves the position open mostly leaves the ratios open too.
        ratios = (standing.penetration_reason, standing.compa_reason)
        told = [standing.reason, *(reason for reason in ratios if reason and reason not in (standing.reason or ""))]
        said = "; ".join(dict.fromkeys(reason for reason in (*told, *standing.doubts) if reason))
        if said:
            pay, _, source = figure_cells(standing.band, sources)
            yield f"{standing.pay.component} {pay} {source.removesuffix('*')}: {said}"
