"""Views as plain text."""

from __future__ import annotations

import unicodedata
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
    return "\n".join(_wrapped(visible(text), width, " " * hang))


def columns(text: str) -> int:
    """Count the columns that a text takes in a terminal: two for a wide character of East Asia, none for a mark on the one before."""
    return len(text) if text.isascii() else sum(map(_columns_of, text))


def _columns_of(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Break a text into lines of at most so many columns, each but the first indented."""
    if columns(text) == len(text):
        return wrap(text, width, subsequent_indent=indent)
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines[-1].strip() else lines[-1] + word
        if columns(joined) <= width:
            lines[-1] = joined
            continue
        if lines[-1].strip():
            lines.append(indent)
        for char in word:  # one that fits on no line is broken
            if columns(lines[-1] + char) > width:
                lines.append(indent)
            lines[-1] += char
    return lines


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
    widths = [max(columns(visible(cell)) for cell in cells) for cells in zip(table.header, *table.top, strict=True)]
    room = width - GUTTER * (len(widths) - 1)
    while sum(widths) > room and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _row(cells: tuple[str, ...], widths: list[int], figures: frozenset[int]) -> Iterator[str]:
    wrapped = [_wrapped(visible(cell), width) or [""] for cell, width in zip(cells, widths, strict=True)]
    for line in range(max(map(len, wrapped))):
        parts = []
        for column, (lines, width) in enumerate(zip(wrapped, widths, strict=True)):
            part = lines[line] if line < len(lines) else ""
            blank = " " * (width - columns(part))
            parts.append(blank + part if column in figures else part + blank)
        yield (" " * GUTTER).join(parts).rstrip()
