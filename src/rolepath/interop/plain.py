"""Nouns and results as plain data: dicts, lists, texts, numbers, None."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Any

import attrs

from rolepath.analysis.explain import Explanation, placed

__all__ = ["to_data"]


def to_data(shown: object) -> Any:
    """Turn a noun or result into plain data that JSON can hold. Amounts of money become texts, so that they stay exact.

    >>> from decimal import Decimal
    >>> to_data((Decimal("1.50"), None))
    ['1.50', None]
    """
    if isinstance(shown, Explanation):
        return _tree(shown)
    if isinstance(shown, (Enum, Decimal)):
        return shown.value if isinstance(shown, Enum) else f"{shown:f}"
    if isinstance(shown, (tuple, list, frozenset)):
        return [to_data(item) for item in shown]
    if isinstance(shown, dict):
        return {key: to_data(value) for key, value in shown.items()}
    kind: Any = type(shown)
    if attrs.has(kind):
        fields = (field.name for field in attrs.fields(kind) if not field.name.startswith("_"))
        return {name: to_data(getattr(shown, name)) for name in fields}
    return shown


def _tree(top: Explanation) -> dict[str, Any]:
    """Turn an explanation into nested dicts, step by step, so that no depth overflows the stack."""
    lines = list(placed(top))
    numbers = {id(step): number for number, (_, step, see) in enumerate(lines, 1) if see is None}
    above: list[dict[str, Any]] = []
    for number, (depth, step, see) in enumerate(lines, 1):
        made = {
            "step": number,
            "statement": step.statement,
            "value": to_data(step.value),
            "operation": to_data(step.operation),
            "citation": to_data(step.citation),
            "is_assumed": step.is_assumed,
            "rests_on": step.rests_on,
            "same_as": None if see is None else numbers[id(step)],
            "children": [],
        }
        del above[depth:]
        if above:
            above[-1]["children"].append(made)
        above.append(made)
    return above[0]
