"""Arrow: columns of Python values as a stream of the Arrow PyCapsule interface, buffer by buffer."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import accumulate
from types import ModuleType
from typing import Any

from rolepath.interop.tables import INT64, ColumnType

__all__ = ["scale_of", "stream"]

#: Most digits of ``decimal128``.
PRECISION = 38
#: Least scale of a column of Decimals, so that columns of plain amounts are of one type.
LEAST_SCALE = 2
_EPOCH = date(1970, 1, 1).toordinal()


def stream(na: ModuleType, fields: Sequence[tuple[str, ColumnType, bool]], columns: Sequence[Sequence[Any]], length: int) -> object:
    """Make a stream of one batch of the given length; each field is a name, a type, and whether it may be null."""
    made = [_column(na, kind, values) for (_, kind, _), values in zip(fields, columns, strict=True)]
    schema = na.struct(
        {name: array_.schema.modify(nullable=is_nullable) for (name, _, is_nullable), array_ in zip(fields, made, strict=True)}
    )
    return na.c_array_stream(na.c_array_from_buffers(schema, length, [None], children=made)).__arrow_c_stream__()


def _column(na: ModuleType, kind: ColumnType, values: Sequence[Any]) -> Any:
    """Lay the values of a column out in buffers: which are known, then the values, something standing in for what is not known."""
    known = _bits(value is not None for value in values) if None in values else None
    scale = scale_of(values) if kind is ColumnType.DECIMAL else None
    is_too_long = kind is ColumnType.INTEGER and any(value is not None and value not in INT64 for value in values)
    if kind is ColumnType.TEXT or is_too_long or (kind is ColumnType.DECIMAL and scale is None):
        return _texts(na, values, known)
    if kind is ColumnType.TEXTS:
        entries = _texts(na, [entry for value in values if value is not None for entry in value], None)
        offsets = array("i", accumulate((0 if value is None else len(value) for value in values), initial=0))
        return na.c_array_from_buffers(na.list_(na.string(nullable=False)), len(values), [known, offsets], children=[entries])
    made: Any
    buffer: array[Any] | bytes
    if kind is ColumnType.INTEGER:
        made, buffer = na.int64(), array("q", (value or 0 for value in values))
    elif kind is ColumnType.NUMBER:
        made, buffer = na.float64(), array("d", (0.0 if value is None else value for value in values))
    elif kind is ColumnType.FLAG:
        made, buffer = na.bool_(), _bits(bool(value) for value in values)
    elif kind is ColumnType.DAY:
        made, buffer = na.date32(), array("i", (0 if value is None else value.toordinal() - _EPOCH for value in values))
    else:
        made = na.decimal128(PRECISION, scale)
        buffer = b"".join(_unscaled(value or Decimal(), scale or 0).to_bytes(16, sys.byteorder, signed=True) for value in values)
    return na.c_array_from_buffers(made, len(values), [known, buffer])


def _texts(na: ModuleType, values: Sequence[Any], known: bytes | None) -> Any:
    encoded = [b"" if value is None else str(value).encode("utf-8", "backslashreplace") for value in values]
    offsets = array("i", accumulate(map(len, encoded), initial=0))
    return na.c_array_from_buffers(na.string(), len(encoded), [known, offsets, b"".join(encoded)])


def _bits(flags: Iterable[bool]) -> bytes:
    """Pack truth values, the first into the lowest bit."""
    listed = list(flags)
    return bytes(sum(flag << place for place, flag in enumerate(listed[at : at + 8])) for at in range(0, len(listed), 8))


def scale_of(values: Iterable[Decimal | None]) -> int | None:
    """Return the least scale, 2 or more, at which decimal128 holds each value exactly; None where there is none.

    >>> scale_of([Decimal("1.5"), None, Decimal("0.125")])
    3
    >>> scale_of([Decimal(10) ** 37]) is None
    True
    """
    known = [value for value in values if value]
    scale = max((_places(value) for value in known), default=LEAST_SCALE)
    scale = max(scale, LEAST_SCALE)
    return scale if all(value.adjusted() + 1 + scale <= PRECISION for value in known) and scale <= PRECISION else None


def _places(value: Decimal) -> int:
    """Count the digits behind the point, zeros at the end left out."""
    _, digits, exponent = value.as_tuple()
    written = "".join(map(str, digits))
    return -int(exponent) - (len(written) - len(written.rstrip("0")))


def _unscaled(value: Decimal, scale: int) -> int:
    """Return the value times ten to the scale, which is a whole number. Decimal would round it to the context's precision."""
    sign, digits, exponent = value.as_tuple()
    shift = int(exponent) + scale
    written = "".join(map(str, digits)) + "0" * shift
    whole = int(written[:shift] if shift < 0 else written)
    return -whole if sign else whole
