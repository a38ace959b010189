"""Amounts in few characters."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rolepath as rp
from rolepath.display.money import amount, amounts, pay_range


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0", "0"),
        ("999", "999"),
        ("1000", "1K"),
        ("1234", "1,234"),
        ("1250", "1.25K"),
        ("125000", "125K"),
        ("999990", "999.99K"),
        ("1200000", "1.2M"),
        ("1234567", "1,234,567"),
        ("1230000000", "1230M"),
        ("0.5", "0.5"),
    ],
)
def test_amounts_are_shortened_where_nothing_is_lost(value: str, shown: str) -> None:
    assert amount(Decimal(value)) == shown


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_no_amount_is_rounded(value: Decimal) -> None:
    shown = amount(value).replace(",", "")
    unit = {"K": 1_000, "M": 1_000_000}.get(shown[-1], 1)
    assert Decimal(shown.rstrip("KM")) * unit == value


@pytest.mark.parametrize(
    ("low", "high", "is_open", "shown"),
    [
        ("125000", "180000", False, "125K-180K"),
        ("600000", "1200000", True, "600K-1.2M+"),
        ("175000", "175000", False, "175K"),
        ("175000", "175000", True, "175K+"),
        ("400000", None, False, "from 400K"),
    ],
)
def test_ranges(low: str, high: str | None, is_open: bool, shown: str) -> None:
    assert amounts(Decimal(low), None if high is None else Decimal(high), open_top=is_open) == shown


def test_a_band_names_its_currency() -> None:
    assert pay_range(rp.load_catalog().bands_of("ml-engineer", level="staff")[0]) == "400K-700K USD"
