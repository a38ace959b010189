"""Views in a terminal, with rich."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.table import Table as RichTable
from rich.text import Text

from rolepath.display.view import Table, View, visible

__all__ = ["draw", "drawn"]


def draw(view: View, console: Console) -> None:
    """Print a view. Text is never read as markup, and colour is left out where the console has none."""
    for part in drawn(view):
        console.print(part)


def drawn(view: View) -> Iterator[RenderableType]:
    """Make the parts of a view that rich prints, in order."""
    yield _text(view.title, "bold")
    for paragraph in view.lead:
        yield _text(paragraph)
    for table in view.tables:
        yield ""
        yield _text(table.caption, "bold")
        yield _table(table)
        remark = table.remark_on(len(table.top))
        if remark:
            yield _text(remark, "dim")
    if view.notes:
        yield ""
    for note in view.notes:
        yield _text(f"- {note}")
    if view.sources:
        yield _text("")
        yield _text("Sources", "bold")
    for source in view.sources:
        yield _text(source, "dim")


def _text(text: str, style: str = "") -> Text:
    return Text(visible(text), style=style)


def _table(table: Table) -> RichTable:
    drawing = RichTable(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for column, name in enumerate(table.header):
        drawing.add_column(_text(name, "underline"), justify="right" if column in table.figures else "left", overflow="fold")
    for row in table.top:
        drawing.add_row(*map(_text, row))
    return drawing
