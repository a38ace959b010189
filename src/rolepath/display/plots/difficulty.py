"""A difficulty as a waterfall: what each factor, or each step of a path, adds to the score."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum
from typing import TYPE_CHECKING

from rolepath.display.answers import difficulty_view, months_span
from rolepath.display.plots.paper import BLUE, OPEN, VERMILLION, Words, assumed, fitted, only_words, room_of, sheets, stated
from rolepath.display.plots.rows import MOST_LEFT, Rows, height_of, lay_rows, widest
from rolepath.display.view import SourceList

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rolepath.analysis.difficulty import TransitionDifficulty
    from rolepath.analysis.factors import Factor

__all__ = ["draw_difficulty"]

NOT_KNOWN = "not known"


def draw_difficulty(move: TransitionDifficulty, ax: Axes | None) -> Axes:
    """Draw a bar for each factor, from where the one before ends, then the score with its bounds."""
    view = difficulty_view(move)
    if move.score is None or move.lower is None or move.upper is None:
        return only_words(Words(title=view.title), ax, view.lead[0])
    sources = SourceList()
    room = room_of(ax)
    marks = sources.short(fact.citation for item in move.gap.items for fact in item.requirements) if move.gap else ""
    labels = [*(_label(factor, room) for factor in move.factors), "difficulty"]
    lead = (view.lead[0], *_months(move, sources))
    words = Words(title=view.title, lead=lead, caption=(*_remarks(move, marks), *sources.listed()))
    lines = [label.count("\n") + 1 for label in labels]
    (drawn,) = sheets(words, ax, [height_of(lines)])
    rows = lay_rows(drawn, lines, scale=(0.0, 1.0), left=widest(labels), right=widest(["+0.00", NOT_KNOWN]), room=room)
    for row, label in enumerate(labels):
        rows.label(row, label)
    end = _draw_factors(rows, move)
    last = len(move.factors)
    rows.rule(last)
    rows.bar(last, 0.0, end, **stated(VERMILLION))
    rows.between(last, move.lower, move.upper)
    rows.figure(last, max(end, move.upper), f"{move.score:.2f}")
    rows.ticks(lambda value: f"{value:.1f}")
    return drawn


def _draw_factors(rows: Rows, move: TransitionDifficulty) -> float:
    """Draw the factors one after another, and return where they end."""
    known = fsum(factor.weight for factor in move.factors if factor.value is not None)
    whole = fsum(factor.weight for factor in move.factors)
    shares = {f"{step.origin} to {step.target}": step.evidence_share for step in move.steps}
    start = 0.0
    for row, factor in enumerate(move.factors):
        if factor.value is None:
            open_end = start + factor.weight / whole
            rows.bar(row, start, open_end, **OPEN)
            rows.figure(row, open_end, NOT_KNOWN)
            continue
        # A step of a path counts on what the harder ones leave, which the ones before it have taken.
        counts = 1.0 - start if move.steps else factor.weight / known
        end = start + factor.contribution
        sure = start + factor.contribution * shares.get(factor.name, factor.evidence_share)
        rows.bar(row, start, sure, **stated(BLUE))
        rows.bar(row, sure, end, **assumed(BLUE))
        rows.between(row, start + counts * factor.lower, start + counts * factor.upper)
        rows.figure(row, max(end, start + counts * factor.upper), f"+{factor.contribution:.2f}")
        rows.link(row, end)
        start = end
    return start


def _label(factor: Factor, room: float) -> str:
    value = "" if factor.value is None else f" {factor.value:.2f}"
    return f"{fitted(f'{factor.name}{value}', MOST_LEFT * room)}\n{fitted(factor.reason, MOST_LEFT * room, lines=2)}"


def _months(move: TransitionDifficulty, sources: SourceList) -> Iterator[str]:
    """Say how long it takes, by each source that gives a figure and by the model."""
    told = [
        f"{months_span(months.minimum, months.maximum)} {months.basis} {sources.mark([months.citation])}".rstrip()
        for months in move.months
        if months.minimum is not None or months.maximum is not None
    ]
    if told:
        yield f"Months: {'; '.join(told)}."


def _remarks(move: TransitionDifficulty, marks: str) -> Iterator[str]:
    yield "Solid: rests on levels that sources state; hatched: assumed or credited. Thin lines: bounds."
    if any(factor.value is None for factor in move.factors):
        yield "Dashed: not known; no part of the score, and from 0 to its whole weight in the bounds."
    if marks:
        yield f"What the target asks for is said by {marks}."
