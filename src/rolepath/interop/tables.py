"""Tables: answers and collections of facts as rows of plain values under columns of known type, for other tools to read."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib import import_module
from io import StringIO
from math import isnan
from types import ModuleType
from typing import TYPE_CHECKING, Any

from rolepath.errors import InvalidFieldError, InvalidTypeError, MissingExtraError
from rolepath.model._check import Choice

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["Column", "ColumnType", "Table", "needed"]


class ColumnType(Choice):
    """What the values of a column are. Each is one type in Python, in Arrow, in polars and in pandas."""

    #: A text.
    TEXT = "text"
    #: A whole number.
    INTEGER = "integer"
    #: A number, worked out or stated, as a float.
    NUMBER = "number"
    #: An amount or figure that a source prints, or that follows from one; exact.
    DECIMAL = "decimal"
    #: True or False.
    FLAG = "flag"
    #: A day.
    DAY = "day"
    #: A list of texts; empty where there are none.
    TEXTS = "texts"


_CLASSES: dict[ColumnType, type] = {
    ColumnType.TEXT: str,
    ColumnType.INTEGER: int,
    ColumnType.NUMBER: float,
    ColumnType.DECIMAL: Decimal,
    ColumnType.FLAG: bool,
    ColumnType.DAY: date,
    ColumnType.TEXTS: tuple,
}


# Tables are a form of output and no nouns of the model: attrs would make them documents, which Decimal and float columns are not fit for.
@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    >>> Column("weeks", ColumnType.NUMBER, "Weeks of ten hours.").is_nullable
    False
    """

    #: Name, in snake case.
    name: str
    #: What its values are.
    type: ColumnType
    #: What they mean, with the unit where they have one.
    meaning: str
    #: Whether a value may be None, for what is not known or not stated.
    is_nullable: bool = False

    def __post_init__(self) -> None:
        """Check that the column can be named and read."""
        for field in ("name", "meaning"):
            value = getattr(self, field)
            if not isinstance(value, str):
                raise InvalidTypeError(f"Column.{field}", value, "must be a text")
            if not value.strip():
                raise InvalidFieldError(f"Column.{field}", value, "must not be empty")
        object.__setattr__(self, "type", ColumnType(self.type))
        if type(self.is_nullable) is not bool:
            raise InvalidTypeError("Column.is_nullable", self.is_nullable, "must be True or False")


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """Rows of plain values under named columns.

    Any library that reads the Arrow PyCapsule interface takes a table as it is: ``polars.DataFrame(table)``, or its name in a query of
    DuckDB. Make one with :func:`~rolepath.table_of`.

    Raises:
        InvalidTypeError: a value is not of the type of its column.
        InvalidFieldError: two columns share a name, a row is longer or shorter than the columns, or a value breaks the rule of its column.

    >>> table = Table("weeks", (Column("skill", "text", "A skill."), Column("weeks", "number", "Weeks.", True)), (("sql", None),))
    >>> table
    Table(weeks: 2 columns, 1 row)
    >>> table.to_records()
    [{'skill': 'sql', 'weeks': None}]
    """

    #: What the rows are.
    name: str
    #: The columns, in order.
    columns: tuple[Column, ...]
    #: The rows, each with one value a column: a str, int, float, Decimal, bool, date, tuple of str, or None.
    rows: tuple[tuple[Any, ...], ...]

    def __post_init__(self) -> None:
        """Check that every value is what its column says, so that nothing goes wrong or is changed on the way to another tool."""
        twice = [name for name, count in Counter(column.name for column in self.columns).items() if count > 1]
        if twice:
            raise InvalidFieldError("Table.columns", twice[0], "must have a name each")
        for row in self.rows:
            if type(row) is not tuple:
                raise InvalidTypeError("Table.rows", row, "must be tuples")
            if len(row) != len(self.columns):
                raise InvalidFieldError("Table.rows", row, f"must have {len(self.columns)} values each")
        for column, values in zip(self.columns, self._by_column(), strict=True):
            for value in values:
                _check(column, value)

    def _by_column(self) -> list[tuple[Any, ...]]:
        """The values column by column."""
        return list(zip(*self.rows, strict=True)) if self.rows else [() for _ in self.columns]

    def to_records(self) -> list[dict[str, Any]]:
        """Return one dict a row. Amounts are Decimals, lists are lists, and what is not known is None."""
        names = [column.name for column in self.columns]
        return [{name: list(value) if type(value) is tuple else value for name, value in zip(names, row, strict=True)} for row in self.rows]

    def to_pandas(self) -> pd.DataFrame:
        """Return a DataFrame of pandas, made without pyarrow.

        Types are those that know what is missing: ``string``, ``Int64``, ``Float64`` and ``boolean``, with ``pandas.NA``; days are
        ``datetime64[s]``, with ``NaT``; Decimals and lists are objects, with None. So a value that is not known never becomes NaN.

        Raises:
            MissingExtraError: the extra ``[pandas]`` is not installed.
        """
        pandas = needed("pandas", "a DataFrame of pandas", "pandas")
        made = {
            column.name: pandas.Series(*_for_pandas(pandas, column.type, values))
            for column, values in zip(self.columns, self._by_column(), strict=True)
        }
        frame: pd.DataFrame = pandas.DataFrame(made, columns=list(made))
        return frame

    def to_polars(self) -> pl.DataFrame:
        """Return a DataFrame of polars, by the Arrow stream.

        Raises:
            MissingExtraError: the extra ``[polars]`` is not installed.
        """
        polars = needed("polars", "a DataFrame of polars", "polars")
        needed("nanoarrow", "a DataFrame of polars", "polars")
        frame: pl.DataFrame = polars.DataFrame(self)
        return frame

    def to_csv(self) -> str:
        r"""Return the table as CSV of RFC 4180 with a line of names, lines ended by a line feed.

        Amounts and numbers are written as they are, days as in ISO 8601, flags as ``true`` and ``false``, lists with ``"; "`` between
        their entries. What is not known is an empty field. A program that opens the text as a spreadsheet may take a field that begins
        with ``=`` for a formula; open what comes from others as text.

        >>> table = Table("weeks", (Column("skill", "text", "A skill."), Column("weeks", "number", "Weeks.", True)), (("sql", None),))
        >>> table.to_csv()
        'skill,weeks\nsql,\n'
        """
        written = StringIO()
        writer = csv.writer(written, lineterminator="\n")
        writer.writerow(column.name for column in self.columns)
        writer.writerows(map(_for_csv, row) for row in self.rows)
        return written.getvalue()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        r"""Return the rows as a stream of the Arrow PyCapsule interface; each call makes a new one.

        Texts are ``utf8``, whole numbers ``int64``, numbers ``float64``, flags ``bool``, days ``date32``, lists ``list<utf8>``, Decimals
        ``decimal128(38, s)`` of the least scale *s*, 2 or more, that holds each value exactly. A column is ``utf8`` instead where that
        takes more than 38 digits, or where a whole number takes more than 64 bits. A lone surrogate, which UTF-8 does not know, is
        written out, like ``\ud800``.

        Args:
            requested_schema: another schema that the consumer would rather have; the interface leaves it to the producer, and so the
                stream keeps its own.

        Raises:
            MissingExtraError: the extra ``[arrow]`` is not installed.
        """
        nanoarrow = needed("nanoarrow", "an Arrow stream", "arrow")
        from rolepath.interop.arrow import stream

        fields = [(column.name, column.type, column.is_nullable) for column in self.columns]
        return stream(nanoarrow, fields, self._by_column(), len(self.rows))

    def __repr__(self) -> str:
        """Name the table on one line."""
        return f"Table({self.name}: {_count(self.columns, 'column')}, {_count(self.rows, 'row')})"


def _check(column: Column, value: Any) -> None:
    """Demand that a value is what its column says."""
    field = f"Table.{column.name}"
    if value is None:
        if not column.is_nullable:
            raise InvalidFieldError(field, value, "must be known in every row")
        return
    expected = _CLASSES[column.type]
    if type(value) is not expected:
        raise InvalidTypeError(field, value, f"must be of the type {expected.__name__}")
    if isinstance(value, tuple) and not all(type(entry) is str for entry in value):
        raise InvalidTypeError(field, value, "must be a tuple of texts")
    if (isinstance(value, float) and isnan(value)) or (isinstance(value, Decimal) and not value.is_finite()):
        raise InvalidFieldError(field, value, "must be a number; None stands for what is not known")


def needed(module: str, feature: str, extra: str) -> ModuleType:
    """Import a module of an extra.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError:
        raise MissingExtraError(feature, extra) from None


def _count(things: Sequence[object], noun: str) -> str:
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"


def _for_csv(value: Any) -> str:
    """Write a value as a field of CSV."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case tuple():
            return "; ".join(value)
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)


#: Whole numbers of 64 bits.
INT64 = range(-(2**63), 2**63)


def _for_pandas(pandas: ModuleType, kind: ColumnType, values: tuple[Any, ...]) -> tuple[Any, None, Any]:
    """Return what a Series is made of: values, no index, and type."""
    types: dict[ColumnType, Any] = {
        ColumnType.TEXT: pandas.StringDtype("python"),
        ColumnType.INTEGER: "Int64",
        ColumnType.NUMBER: "Float64",
        ColumnType.FLAG: "boolean",
        ColumnType.DAY: "datetime64[s]",
        ColumnType.DECIMAL: object,
        ColumnType.TEXTS: object,
    }
    is_too_long = kind is ColumnType.INTEGER and any(value is not None and value not in INT64 for value in values)
    return [list(value) if type(value) is tuple else value for value in values], None, object if is_too_long else types[kind]
