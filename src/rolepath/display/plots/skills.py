"""How well roles ask for the skills that weigh most, side by side: a column for each role."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rolepath.display.answers import ROWS_OF_COMPARISON
from rolepath.display.plots.paper import BLUE, GREY, OPEN, WIDTH, Words, between, fitted, only_words, room_of, sheets, stated, write
from rolepath.display.plots.rows import BESIDE, Rows, height_of, lay_rows, widest
from rolepath.display.view import SourceList

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rolepath.analysis.compare import Comparison
    from rolepath.analysis.needs import Need

__all__ = ["draw_skills"]

#: Number of roles from which on a figure of its own grows, and by how many inches a role.
ROLES_IN_WIDTH, ROLE_WIDTH = 4, 1.25
#: What a skill's name takes of the width, at most.
LABEL = 0.3
#: Part of a column that stands for the scale from 0 to 1.
SHARE = 0.85
#: Lines from the middle of a row up to its words, and down to its bar.
UP, DOWN = 0.5, 0.5
THICK = 0.6
NOT_NAMED = "not named"


def draw_skills(comparison: Comparison, ax: Axes | None) -> Axes:
    """Draw a bar for what each role asks of each skill."""
    title = f"Skills asked: {' / '.join(comparison.labels)}"
    shown = comparison.skills[:ROWS_OF_COMPARISON]
    if not shown:
        return only_words(Words(title=title), ax, "No source says what skills these roles ask for.")
    roles = len(comparison.roles)
    width = WIDTH + ROLE_WIDTH * max(0, roles - ROLES_IN_WIDTH)
    room = room_of(ax, width)
    sources = SourceList()
    labels = ["skill", *(fitted(row.label, LABEL * room, lines=2) for row in shown)]
    left = min(widest(labels), LABEL * room)
    column = (room - left - 3 * BESIDE) / roles
    heads = [fitted(label, column - BESIDE, lines=3, weight="bold") for label in comparison.labels]
    cells = [[fitted(_words(need, sources), column) for need in row.cells] for row in shown]
    words = Words(
        title=title,
        lead=("Proficiency asked: 0 = none, 1 = expert, which is the whole line.",),
        caption=(*_remarks(comparison), *sources.listed()),
    )
    lines = [max(head.count("\n") + 1 for head in heads), *(2 for _ in shown)]
    (drawn,) = sheets(words, ax, [height_of(lines)], width=width)
    rows = lay_rows(drawn, lines, scale=(0.0, float(roles)), left=left, right=0.0, room=room)
    for place, head in enumerate(heads):
        rows.heading(0, float(place), head)
    for row, label in enumerate(labels):
        rows.label(row, label, fontweight="normal" if row else "bold")
    for row, (skill, said) in enumerate(zip(shown, cells, strict=True), 1):
        for place, (need, text) in enumerate(zip(skill.cells, said, strict=True)):
            _draw_cell(rows, row, float(place), need, text)
    return drawn


def _draw_cell(rows: Rows, row: int, start: float, need: Need | None, text: str) -> None:
    middle = rows.middles[row]
    write(rows.ax, (start, middle - UP), text)
    if need is None:
        return
    if not need.is_stated:
        rows.bar(row, start, start + SHARE, down=DOWN, thick=THICK, **OPEN)
        return
    least, most = (start + SHARE * level for level in (need.granted, need.level))
    rows.ax.plot([most, start + SHARE], [middle + DOWN] * 2, color=GREY, linewidth=0.8, zorder=0)
    rows.bar(row, start, least, down=DOWN, thick=THICK, **stated(BLUE))
    if least < most:
        rows.bar(row, least, most, down=DOWN, thick=THICK, **between(BLUE))


def _words(need: Need | None, sources: SourceList) -> str:
    if need is None:
        return NOT_NAMED
    level = "asked" if not need.is_stated else f"{need.level:.2f}" if need.granted == need.level else f"{need.granted:.2f}-{need.level:.2f}"
    return f"{level} {sources.short(fact.citation for fact in need.requirements)}"


def _remarks(comparison: Comparison) -> Iterator[str]:
    shown = comparison.skills[:ROWS_OF_COMPARISON]
    needs = [need for row in shown for need in row.cells]
    if any(need is None for need in needs):
        yield f"{NOT_NAMED}: no source ties the skill to the role."
    if any(need is not None and not need.is_stated for need in needs):
        yield "Dashed: asked, and no source says how well."
    if any(need is not None and need.granted < need.level for need in needs):
        yield "Pale: from the lowest level that a source states to the highest."
    if len(shown) < len(comparison.skills):
        yield f"{len(shown)} of {len(comparison.skills)} skills shown, those of most weight; .skills has all."
