"""Accounts: the parts of a score, which add up to it exactly and never to more than 1."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

__all__ = ["capped", "shares"]


def shares(values: Sequence[float], total: float) -> list[float]:
    """Divide each value by a total that they do not exceed together.

    The parts add up to no more than 1, and to 1 exactly where the values add up to the total. ``fsum`` of the parts is the score.

    >>> shares([1.0, 1.0, 1.0], 3.0) == [1 / 3, 1 / 3, 1 / 3]
    True
    """
    if not total:
        return [0.0 for _ in values]
    parts = [value / total for value in values]
    return _summing_to_one(parts) if fsum(values) >= total else capped(parts)


def capped(parts: list[float]) -> list[float]:
    """Take off what rounding adds beyond 1."""
    return _summing_to_one(parts) if fsum(parts) > 1.0 else parts


def _summing_to_one(parts: list[float]) -> list[float]:
    """Give the largest part what the others leave of 1."""
    if fsum(parts) == 1.0:
        return parts
    largest = max(range(len(parts)), key=parts.__getitem__)
    others = [-part for index, part in enumerate(parts) if index != largest]
    parts[largest] = fsum([1.0, *others])  # rounded to the nearest float, so that the sum rounds to 1
    return parts
