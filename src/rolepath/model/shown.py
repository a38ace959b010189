"""What nouns and answers have in common: they show themselves, and answers hand themselves on as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    import polars as pl
    from rich.console import Console, ConsoleOptions, RenderableType

__all__ = ["Shown", "Tabular"]


class Shown:
    r"""A noun or an answer that shows itself: as text where it is printed, as HTML in a notebook.

    A label may hold any character. What would change how the text around it is shown is spelt out, such as U+202E as ``\u202e``.
    """

    __slots__ = ()

    def __str__(self) -> str:
        """Show it as readable text."""
        from rolepath.display import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from rolepath.display import as_html

        return as_html(self)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Show it in a terminal, where rich prints it."""
        from rolepath.display import as_rich

        return as_rich(self)


class Tabular(Shown):
    """An answer that is a table, or several, for other tools to read. The reference lists the columns."""

    __slots__ = ()

    def to_records(self, table: str | None = None) -> list[dict[str, Any]]:
        """Return one dict a row of the table, the first of the answer's by default; amounts are Decimals and what is not known is None.

        Raises:
            InvalidFieldError: the answer has no table of that name.
        """
        from rolepath.interop.answer_tables import table_of

        return table_of(self, table).to_records()

    def to_pandas(self, table: str | None = None) -> pd.DataFrame:
        """Return the table, the first of the answer's by default, as a DataFrame of pandas whose types know what is missing.

        Raises:
            InvalidFieldError: the answer has no table of that name.
            MissingExtraError: the extra ``[pandas]`` is not installed.
        """
        from rolepath.interop.answer_tables import table_of

        return table_of(self, table).to_pandas()

    def to_polars(self, table: str | None = None) -> pl.DataFrame:
        """Return the table, the first of the answer's by default, as a DataFrame of polars.

        Raises:
            InvalidFieldError: the answer has no table of that name.
            MissingExtraError: the extra ``[polars]`` is not installed.
        """
        from rolepath.interop.answer_tables import table_of

        return table_of(self, table).to_polars()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return the first table as a stream of the Arrow PyCapsule interface, so that polars, DuckDB and others read the answer itself.

        Raises:
            MissingExtraError: the extra ``[arrow]`` is not installed.
        """
        from rolepath.interop.answer_tables import table_of

        return table_of(self).__arrow_c_stream__(requested_schema)
