"""What an answer looks like, before it is text, HTML or a terminal's colours: a title, paragraphs, tables, and numbered sources."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from rolepath.model.identity import visible
from rolepath.model.source import Citation

__all__ = ["SourceList", "Table", "View", "visible"]


@attrs.frozen(kw_only=True)
class Table:
    """Rows of text under a caption."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    #: A remark below the table.
    remark: str | None = None
    #: Columns that hold figures, which are set flush right.
    figures: frozenset[int] = frozenset()
    #: How many rows are shown at first, or None for all: text leaves out the rest, HTML folds it.
    first: int | None = None
    #: What holds the rest in a program, like ``.missing``.
    all_in: str = ""

    @property
    def top(self) -> tuple[tuple[str, ...], ...]:
        """The rows that are shown at first."""
        return self.rows[: self.first]

    def remark_on(self, shown: int) -> str:
        """The remark for who sees so many rows, which says what is left out; empty where there is nothing to remark."""
        left_out = f"{shown} of {len(self.rows)} shown; {self.all_in} has all" if shown < len(self.rows) else None
        return "; ".join(part for part in (self.remark, left_out) if part)


@attrs.frozen(kw_only=True)
class View:
    """One answer, ready to be drawn."""

    title: str
    #: Paragraphs below the title.
    lead: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    #: Remarks below the tables.
    notes: tuple[str, ...] = ()
    #: Numbered sources: ``[1] three-roles, lines 31, 55``.
    sources: tuple[str, ...] = ()


class SourceList:
    """Numbers the sources of one view in the order in which they are cited, and keeps their lines."""

    def __init__(self) -> None:
        self._lines: dict[str, dict[int, None]] = {}

    def mark(self, citations: Iterable[Citation | None]) -> str:
        """Cite sources, and return their numbers, like ``[1] [3]``."""
        numbers: dict[int, None] = {}
        for citation in citations:
            if citation is not None:
                self._lines.setdefault(citation.source, {})[citation.line] = None
                numbers[list(self._lines).index(citation.source) + 1] = None
        return " ".join(f"[{number}]" for number in sorted(numbers))

    def short(self, citations: Iterable[Citation | None]) -> str:
        """Cite sources, and return their numbers in one pair of brackets, like ``[1,3-5]``, where there is little room."""
        numbers = [int(number.strip("[]")) for number in self.mark(citations).split()]
        runs: list[list[int]] = []
        for number in numbers:
            if runs and number == runs[-1][-1] + 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        parts = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
        return f"[{','.join(parts)}]" if parts else ""

    def listed(self) -> tuple[str, ...]:
        """Return one entry per source, with the lines that were cited."""
        entries = []
        for number, (source, cited) in enumerate(self._lines.items(), 1):
            lines = sorted(cited)
            shown = ", ".join(map(str, lines[:LINES_SHOWN])) + (", ..." if len(lines) > LINES_SHOWN else "")
            entries.append(f"[{number}] {source}, line{'s' if len(lines) > 1 else ''} {shown}")
        return tuple(entries)


LINES_SHOWN = 12
