"""Amounts of pay in few characters."""

from __future__ import annotations

from decimal import Decimal

from rolepath.model.pay import SalaryBand

__all__ = ["amount", "amounts", "cents", "pay_range"]


def amount(value: Decimal) -> str:
    """Write an amount in thousands or millions where nothing is lost.

    >>> amount(Decimal(125_000)), amount(Decimal(1_200_000)), amount(Decimal("1234.5"))
    ('125K', '1.2M', '1,234.5')
    """
    for unit, name, places in ((1_000_000, "M", 3), (1_000, "K", 2)):
        scaled = value / unit
        if value >= unit and scaled == round(scaled, places):
            return f"{scaled.normalize():f}{name}"
    return f"{value:,f}"


def amounts(minimum: Decimal, maximum: Decimal | None, *, open_top: bool = False) -> str:
    """Write a range: ``125K-180K``, ``175K`` for a single figure, ``600K-1.2M+`` for an open top, ``from 400K`` for a floor."""
    if maximum is None:
        return f"from {amount(minimum)}"
    top = "+" if open_top else ""
    return f"{amount(minimum)}{top}" if minimum == maximum else f"{amount(minimum)}-{amount(maximum)}{top}"


def pay_range(band: SalaryBand) -> str:
    """Write the range and currency of a band."""
    return f"{amounts(band.minimum, band.maximum, open_top=band.open_top)} {band.currency}"


def cents(value: Decimal) -> Decimal:
    """Round an amount to two places, where it has more, as one that was converted or divided may."""
    short = Decimal(f"{value:.2f}")
    return value if short == value else short
