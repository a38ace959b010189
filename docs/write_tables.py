"""Write the part of docs/reference/tables.md that lists the columns of every table. Run it after a change: python docs/write_tables.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rolepath.interop.answer_tables import LAYOUTS, ROWS
from rolepath.interop.layouts import Layout

PAGE = Path(__file__).parent / "reference" / "tables.md"
#: What follows this line is written by this script.
MARK = "<!-- Below, docs/write_tables.py writes. -->\n"
#: How a type reads in the list of columns.
SHOWN = {"texts": "list of text"}


def columns(layout: Layout) -> Iterator[str]:
    """List the columns of one table."""
    yield f"{layout.about}\n"
    yield "| column | type | null | meaning |"
    yield "| --- | --- | --- | --- |"
    for column, _ in layout.cells:
        null = "yes" if column.is_nullable else ""
        yield f"| `{column.name}` | {SHOWN.get(column.type, column.type)} | {null} | {column.meaning} |"
    yield ""


def written() -> str:
    """Write the list: answer by answer, then the catalog, then what makes a table by itself."""
    lines = [""]
    for kind, layouts in LAYOUTS.items():
        lines.append(f"## {kind.__name__}\n")
        for layout in layouts:
            lines.append(f"### `{layout.name}` of {kind.__name__}\n")
            lines.extend(columns(layout))
    lines.append("## Several of a kind\n")
    lines.append("A tuple or list of one of these classes makes a table by itself, with the columns above.")
    lines.append("`questions` has those of `open_questions`.\n")
    lines.append("| class | table |")
    lines.append("| --- | --- |")
    lines.extend(f"| `{kind.__name__}` | `{layout.name}` |" for kind, layout in ROWS.items())
    return "\n".join(lines) + "\n"


def page() -> str:
    """Return the page with the list written anew."""
    return PAGE.read_text(encoding="utf-8").partition(MARK)[0] + MARK + written()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
