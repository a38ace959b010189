"""Nouns and results as plain data: dicts, lists, texts, numbers, None."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Any

import attrs

__all__ = ["to_data"]


def to_data(shown: object) -> Any:
    """Turn a noun or result into plain data that JSON can hold. Amounts of money become texts, so that they stay exact.

    >>> from decimal import Decimal
    >>> to_data((Decimal("1.50"), None))
    ['1.50', None]
    """
    if isinstance(shown, Enum):
        return shown.value
    if isinstance(shown, Decimal):
        return f"{shown:f}"
    if isinstance(shown, (tuple, list, frozenset)):
        return [to_data(item) for item in shown]
    if isinstance(shown, dict):
        return {key: to_data(value) for key, value in shown.items()}
    kind: Any = type(shown)
    if attrs.has(kind):
        fields = (field.name for field in attrs.fields(kind) if not field.name.startswith("_"))
        return {name: to_data(getattr(shown, name)) for name in fields}
    return shown
