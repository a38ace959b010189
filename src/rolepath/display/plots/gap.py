"""A skill gap as bars, what adds most first."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum
from typing import TYPE_CHECKING

from rolepath.display.answers import ROWS_SHOWN, gap_view
from rolepath.display.plots.paper import BLUE, Words, assumed, only_words, room_of, sheets, stated
from rolepath.display.plots.rows import MOST_LEFT, height_of, lay_rows, named, widest
from rolepath.display.view import SourceList

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rolepath.analysis.gap import GapItem, SkillGap

__all__ = ["draw_gap"]


def draw_gap(gap: SkillGap, ax: Axes | None) -> Axes:
    """Draw a bar for each of the skills that add most to the gap."""
    view = gap_view(gap)
    shown = gap.missing[:ROWS_SHOWN]
    if not shown:
        return only_words(Words(title=view.title), ax, view.lead[0] if gap.score is None else "Nothing is missing: the gap is 0.")
    sources = SourceList()
    room = room_of(ax)
    labels = ["skill", *(named(item.label, MOST_LEFT * room, is_silent=item.is_silent) for item in shown)]
    figures = [_figure(item, sources) for item in shown]
    words = Words(title=view.title, lead=view.lead[:1], caption=(*_remarks(gap, shown), *sources.listed()))
    lines = [label.count("\n") + 1 for label in labels]
    (drawn,) = sheets(words, ax, [height_of(lines)])
    rows = lay_rows(drawn, lines, scale=(0.0, shown[0].contribution), left=widest(labels), right=widest(figures), room=room)
    for row, label in enumerate(labels):
        rows.label(row, label, fontweight="normal" if row else "bold")
    rows.heading(0, 0.0, "adds to the gap, and who asks for it")
    for row, (item, figure) in enumerate(zip(shown, figures, strict=True), 1):
        rows.bar(row, 0.0, item.contribution, **(assumed(BLUE) if _is_assumed(item) else stated(BLUE)))
        rows.figure(row, item.contribution, figure)
    return drawn


def _is_assumed(item: GapItem) -> bool:
    return not (item.is_need_stated and item.is_held_stated)


def _figure(item: GapItem, sources: SourceList) -> str:
    return f"{'~' if _is_assumed(item) else ''}{item.contribution:.3f} {sources.short(fact.citation for fact in item.requirements)}"


def _remarks(gap: SkillGap, shown: tuple[GapItem, ...]) -> Iterator[str]:
    if any(map(_is_assumed, shown)):
        yield "~ and hatched: the level asked or held is assumed or credited; the bounds allow for any."
    if any(item.is_silent for item in shown):
        yield f"? no source ties it to {gap.origin_label}: it counts as not held."
    if len(shown) < len(gap.missing):
        part = fsum(item.contribution for item in shown)
        yield f"{len(shown)} of {len(gap.missing)} shown, which add {part:.2f}; .missing has all."
