"""The views of a questionnaire and of a recommendation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rolepath.display.answers import ASSUMED_REMARK, figure_cells
from rolepath.display.models import statement
from rolepath.display.money import amount
from rolepath.display.view import SourceList, Table, View

if TYPE_CHECKING:
    from rolepath.analysis.advise import Recommendation
    from rolepath.analysis.months import Months
    from rolepath.analysis.questionnaire import Question
    from rolepath.analysis.role_advice import Reason, RoleAdvice

__all__ = ["question_view", "questions_view", "recommendation_view"]

#: Open questions named below a recommendation.
QUESTIONS_SHOWN = 6
#: Reasons shown on either side of a role.
REASONS_SHOWN = 8
#: Pay figures shown per role.
FIGURES_SHOWN = 6
#: Statements shown per role and aspect.
STATEMENTS_SHOWN = 2


def question_view(question: Question) -> View:
    """View one question: the roles that a yes speaks for, and who states it."""
    sources = SourceList()
    lead = (f"id: {question.id}", f"a yes speaks for: {', '.join(question.roles)} {sources.mark(question.citations)}")
    return View(title=f"{question.text}?", lead=lead, sources=sources.listed())


def questions_view(questions: Iterable[Question]) -> View:
    """View a questionnaire, in its order."""
    sources = SourceList()
    rows = tuple((question.text, ", ".join(question.roles), sources.mark(question.citations)) for question in questions)
    caption = "True of you? What separates the roles most comes first"
    return View(
        title=f"{len(rows)} {'question' if len(rows) == 1 else 'questions'}",
        tables=(Table(caption=caption, header=("statement", "a yes speaks for", "source"), rows=rows),) if rows else (),
        sources=sources.listed(),
    )


def recommendation_view(answer: Recommendation) -> View:
    """View a recommendation: the ranking with every number, reasons for and against, pay, and what sources say of market and work."""
    sources = SourceList()
    tables: list[Table] = []
    if answer.candidates:
        header = ("#", "role", "middle", "fit", "answered", "difficulty", "months stated", "modelled")
        remark = (
            "#: rank; middle: of the fit's bounds, which orders the roles; fit: share that holds of the statements answered; "
            "difficulty: 0 = no move, 1 = the hardest; bounds in brackets"
        )
        rows = tuple(_row(candidate, sources) for candidate in answer.candidates)
        tables.append(Table(caption="The roles", header=header, rows=rows, remark=remark))
    tables.extend(_reasons(candidate, sources) for candidate in answer.candidates)
    tables.extend(_pay(answer, sources))
    told = tuple(_told(answer.candidates, sources))
    if told:
        tables.append(Table(caption="What sources say of market and work, not weighed", header=("role", "of", "sources say"), rows=told))
    return View(
        title=f"Recommendation{f', {answer.level}' if answer.level else ''}",
        lead=(answer.statement, answer.rule),
        tables=tuple(tables),
        notes=tuple(_notes(answer)),
        sources=sources.listed(),
    )


def _row(candidate: RoleAdvice, sources: SourceList) -> tuple[str, ...]:
    fit, move = candidate.fit, candidate.move
    modelled = move.modelled_months
    return (
        "-" if candidate.rank is None else str(candidate.rank),
        f"{candidate.label}{' (held)' if candidate.is_held else ''}",
        "-" if fit.middle is None else f"{fit.middle:.2f}",
        _bounded(fit.score, fit.lower, fit.upper),
        f"{fit.answered} of {len(fit.answers)}",
        _bounded(move.score, move.lower, move.upper),
        ", ".join(f"{_span(months)} {sources.mark([months.citation])}" for months in move.stated_months if months.maximum) or "-",
        "-" if modelled is None else _span(modelled),
    )


def _bounded(score: float | None, lower: float | None, upper: float | None) -> str:
    point = "?" if score is None else f"{score:.2f}"
    return "-" if lower is None else f"{point} ({lower:.2f}-{upper:.2f})"


def _span(months: Months) -> str:
    low, high = (months.minimum or 0.0), (months.maximum or 0.0)
    return f"{high:.0f}" if round(low) == round(high) else f"{low:.0f} to {high:.0f}"


def _reasons(candidate: RoleAdvice, sources: SourceList) -> Table:
    """List what speaks for a role, against it, and what is not known."""
    rows: list[tuple[str, str]] = []
    left = 0
    sides = (
        ("for", tuple(_reason(reason, sources) for reason in candidate.reasons_for[:REASONS_SHOWN])),
        ("against", tuple(_reason(reason, sources) for reason in candidate.reasons_against[:REASONS_SHOWN])),
        ("not known", candidate.unknowns),
    )
    for side, said in sides:
        rows.extend((side if index == 0 else "", text) for index, text in enumerate(said))
    for listed in (candidate.reasons_for, candidate.reasons_against):
        left += max(0, len(listed) - REASONS_SHOWN)
    remark = f"{left} more in .reasons_for and .reasons_against" if left else None
    return Table(caption=candidate.label, header=("", "reason"), rows=tuple(rows), remark=remark)


def _reason(reason: Reason, sources: SourceList) -> str:
    return f"{reason.text} {sources.mark(reason.citations)}".rstrip()


def _pay(answer: Recommendation, sources: SourceList) -> Iterator[Table]:
    """Set out the figures that compare, each with how the pay floor stands to it, where the person has one."""
    floor = answer.profile.pay_floor
    rows: list[tuple[str, ...]] = []
    left = 0
    for candidate in answer.candidates:
        standings = {check.band: check.standing.value for check in candidate.floor}
        bands = candidate.pay.bands
        left += max(0, len(bands) - FIGURES_SHOWN)
        for band in bands[:FIGURES_SHOWN]:
            row = (candidate.label, band.level or "-", band.component.value, *figure_cells(band, sources))
            rows.append(row if floor is None else (*row, standings[band]))
    if rows:
        header = ("role", "level", "counts", "pay", "of", "source", *(() if floor is None else ("floor",)))
        caption = "Pay" if floor is None else f"Pay, against a floor of {amount(floor)} {answer.profile.currency} a year"
        remark = f"{left} more in .pay of each role; {ASSUMED_REMARK}" if left else ASSUMED_REMARK
        yield Table(caption=caption, header=header, rows=tuple(rows), remark=remark)
    others = tuple(
        (candidate.label, check.band.component.value, *figure_cells(check.band, sources), check.reason)
        for candidate in answer.candidates
        for check in candidate.floor
        if check.reason is not None
    )
    if others:
        shown = others[: FIGURES_SHOWN * 2]
        rest = f"{len(others) - len(shown)} more in .floor of each role" if len(others) > len(shown) else None
        columns = ("role", "counts", "pay", "of", "source", "because")
        yield Table(caption="Not compared with the pay floor", header=columns, rows=shown, remark=rest)


def _told(candidates: Iterable[RoleAdvice], sources: SourceList) -> Iterator[tuple[str, str, str]]:
    for candidate in candidates:
        label = candidate.label
        for aspect in dict.fromkeys(trait.aspect for trait in (*candidate.market, *candidate.daily)):
            traits = [trait for trait in (*candidate.market, *candidate.daily) if trait.aspect is aspect]
            said = "; ".join(f"{statement(trait)} {sources.mark([trait.citation])}" for trait in traits[:STATEMENTS_SHOWN])
            more = f"; and {len(traits) - STATEMENTS_SHOWN} more" if len(traits) > STATEMENTS_SHOWN else ""
            yield (label, aspect.value, said + more)
            label = ""


def _notes(answer: Recommendation) -> Iterator[str]:
    yield from answer.notes
    if answer.preferences_used:
        yield f"preferences counted as a yes: {', '.join(answer.preferences_used)}"
    if answer.preferences_not_used:
        yield (
            f"preferences not used, since each is no question's id or text, or an answer says otherwise: "
            f"{', '.join(answer.preferences_not_used)}"
        )
    left = answer.open_questions
    if left:
        first = "; ".join(question.text for question in left[:QUESTIONS_SHOWN])
        more = f"; and {len(left) - QUESTIONS_SHOWN} more" if len(left) > QUESTIONS_SHOWN else ""
        yield f"open questions: {first}{more}"
