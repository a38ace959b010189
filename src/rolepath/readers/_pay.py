"""Amounts of pay, as files write them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from rolepath.model import _check as check

__all__ = ["pay_of"]

#: More than anyone earns.
MOST_PAY = 10**12
#: Most digits before the point, and after it.
DECIMALS = 12


def pay_of(text: str) -> Decimal | None:
    """Read an amount, with commas or without; None where it is none that a fact can hold."""
    try:
        amount = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return amount if check.is_writable(amount, DECIMALS) and 0 <= amount < MOST_PAY else None
