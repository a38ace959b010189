"""Views as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from rolepath.display.view import Table, View, visible

__all__ = ["to_text"]

#: Width of a terminal line where none is given.
WIDTH = 80
#: Narrowest that a column is wrapped to.
NARROWEST = 8
GUTTER = 2


def to_text(view: View, *, width: int = WIDTH) -> str:
    """Draw a view as text of at most ``width`` columns."""
    blocks = [_paragraph(text, width) for text in (view.title, *view.lead)]
    text = "\n".join(blocks)
    for table in view.tables:
        text += "\n\n" + "\n".join(_table(table, width))
    if view.notes:
        text += "\n\n" + "\n".join(_paragraph(f"- {note}", width, hang=2) for note in view.notes)
    if view.sources:
        text += "\n\nSources\n" + "\n".join(_paragraph(source, width, hang=4) for source in view.sources)
    return text


def _paragraph(text: str, width: int, *, hang: int = 0) -> str:
    return "\n".join(wrap(visible(text), width, subsequent_indent=" " * hang)) or ""


def _table(table: Table, width: int) -> Iterator[str]:
    yield _paragraph(table.caption, width)
    widths = _widths(table, width)
    header = _row(table.header, widths, table.figures)
    yield from header
    yield "  ".join("-" * column for column in widths)
    for row in table.top:
        yield from _row(row, widths, table.figures)
    remark = table.remark_on(len(table.top))
    if remark:
        yield _paragraph(remark, width)


def _widths(table: Table, width: int) -> list[int]:
    """Give each column what it needs, then narrow the widest until the row fits."""
    columns = zip(table.header, *table.top, strict=True)
    widths = [max(len(visible(cell)) for cell in column) for column in columns]
    room = width - GUTTER * (len(widths) - 1)
    while sum(widths) > room and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _row(cells: tuple[str, ...], widths: list[int], figures: frozenset[int]) -> Iterator[str]:
    wrapped = [wrap(visible(cell), width) or [""] for cell, width in zip(cells, widths, strict=True)]
    for line in range(max(map(len, wrapped))):
        parts = []
        for column, (lines, width) in enumerate(zip(wrapped, widths, strict=True)):
            part = lines[line] if line < len(lines) else ""
            parts.append(part.rjust(width) if column in figures else part.ljust(width))
        yield (" " * GUTTER).join(parts).rstrip()
