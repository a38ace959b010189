"""Disagreements at a glance: who stands against whom on each point."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import TYPE_CHECKING

from matplotlib.transforms import ScaledTranslation

from rolepath.display.agreement import disagreements_view
from rolepath.display.plots.paper import (
    BLUE,
    GREEN,
    LINE,
    POINTS,
    PURPLE,
    VERMILLION,
    Words,
    fitted,
    only_words,
    room_of,
    sheets,
    width_of,
    write,
)
from rolepath.display.plots.rows import Rows, height_of, lay_rows, widest
from rolepath.display.view import SourceList

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rolepath.analysis.agreement import Disagreements
    from rolepath.analysis.disagreement import Disagreement, Side
    from rolepath.model.identity import SourceId

__all__ = ["draw_disagreements"]

POINTS_SHOWN = 10
#: What the point takes of the width, at most.
LABEL = 0.52
#: Shape and colour of the first side, the second, and so on; the letter in it says the same.
SIDES = (("o", BLUE), ("s", VERMILLION), ("D", GREEN), ("p", PURPLE))
#: Points from one mark to the next, of a source that stands on several sides.
APART = 17.0
#: Points that the name of a source takes at most, which is written upwards.
HEAD = 120.0


def draw_disagreements(found: Disagreements, ax: Axes | None) -> Axes:
    """Draw a row for each point and a column for each source, with the side that the source is on."""
    view = disagreements_view(found)
    shown = found.items[:POINTS_SHOWN]
    if not shown:
        return only_words(Words(title=view.title), ax, "No sources disagree here.")
    room = room_of(ax)
    sources = SourceList()
    for item in shown:
        sources.mark(fact.citation for fact in item.facts)
    columns = list(dict.fromkeys(source for item in shown for source in item.sources))
    left = LABEL * room
    heads = [fitted(f"[{number}] {source}", HEAD) for number, source in enumerate(columns, 1)]
    listed = list(_listed(shown, left))
    lines = [ceil(widest(heads) / (LINE * POINTS)), *(label.count("\n") + 1 for label, _ in listed)]
    words = Words(title=view.title, lead=view.lead, caption=(*_remarks(found), *sources.listed()))
    (drawn,) = sheets(words, ax, [height_of(lines)])
    rows = lay_rows(drawn, lines, scale=(0.0, float(len(columns))), left=left, right=0.0, room=room, most_left=LABEL)
    for place, head in enumerate(heads):
        write(drawn, (place + 0.5, rows.bottom(0)), head, beside=(0, 3), rotation=90, ha="center", va="bottom")
    for row, (label, point) in enumerate(listed, 1):
        rows.label(row, label, fontweight="bold" if point is None else "normal")
        rows.rule(row)
        if point is not None:
            _draw_sides(rows, row, point, columns)
    return drawn


def _listed(shown: tuple[Disagreement, ...], room: float) -> Iterator[tuple[str, Disagreement | None]]:
    """Go through the points, each with its topic and what the sides say, under their standing."""
    standing = None
    for item in shown:
        if item.standing is not standing:
            standing = item.standing
            yield standing.value, None
        sides = [f"({_letter(index)}) {_said(side)}" for index, side in enumerate(item.sides)]
        together = "; ".join(sides)
        said = [together] if width_of(together) <= room else [fitted(side, room, lines=2) for side in sides]
        yield "\n".join([fitted(item.topic, room, lines=2), *said]), item


def _letter(index: int) -> str:
    return chr(ord("a") + index % 26)


def _said(side: Side) -> str:
    """Leave out the name of the source that the statement begins with, since its column names it."""
    return next((side.says.removeprefix(f"{source}: ") for source in side.sources if side.says.startswith(f"{source}: ")), side.says)


def _draw_sides(rows: Rows, row: int, item: Disagreement, columns: list[SourceId]) -> None:
    for place, source in enumerate(columns):
        on = [index for index, side in enumerate(item.sides) if source in side.sources]
        for order, index in enumerate(on):
            shape, colour = SIDES[index % len(SIDES)]
            beside = (order - (len(on) - 1) / 2) * APART
            at = (place + 0.5, rows.middles[row])
            shifted = rows.ax.transData + ScaledTranslation(beside / POINTS, 0, rows.ax.figure.dpi_scale_trans)
            rows.ax.plot(
                *at,
                marker=shape,
                markersize=14,
                markeredgecolor=colour,
                markeredgewidth=1.5,
                markerfacecolor=(colour, 0.3),
                transform=shifted,
            )
            write(rows.ax, at, _letter(index), beside=(beside, 0), ha="center")


def _remarks(found: Disagreements) -> Iterator[str]:
    yield "a, b, ...: the side that a source is on; empty where it is on none."
    if len(found.items) > POINTS_SHOWN:
        yield f"{POINTS_SHOWN} of {len(found.items)} shown, conflicts first; .items has all and every word."
