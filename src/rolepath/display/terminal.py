"""Views in a terminal, with rich."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from rolepath.display.view import View, visible

__all__ = ["draw"]


def draw(view: View, console: Console) -> None:
    """Print a view. Text is never read as markup, and colour is left out where the console has none."""
    console.print(Text(visible(view.title), style="bold"))
    for paragraph in view.lead:
        console.print(Text(visible(paragraph)))
    for table in view.tables:
        console.print()
        drawn = RichTable(title=Text(visible(table.caption), style="bold"), title_justify="left", box=None, padding=(0, 2, 0, 0))
        for column, name in enumerate(table.header):
            drawn.add_column(
                Text(visible(name), style="underline"), justify="right" if column in table.figures else "left", overflow="fold"
            )
        for row in table.rows:
            drawn.add_row(*(Text(visible(cell)) for cell in row))
        console.print(drawn)
        if table.remark:
            console.print(Text(visible(table.remark), style="dim"))
    if view.notes:
        console.print()
    for note in view.notes:
        console.print(Text(f"- {visible(note)}"))
    if view.sources:
        console.print(Text("\nSources", style="bold"))
    for source in view.sources:
        console.print(Text(visible(source), style="dim"))
