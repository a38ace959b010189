"""Currency codes."""

from __future__ import annotations

import pytest

import rolepath as rp
from rolepath.model.currency import CURRENCIES, check_currency


@pytest.mark.parametrize("code", ["USD", "GBP", "INR", "EUR", "SGD", "JPY"])
def test_a_code_is_returned(code: str) -> None:
    assert check_currency("currency", code) == code


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("usd", "pay must be an ISO 4217 code; write USD, got 'usd'"),
        ("Inr", "pay must be an ISO 4217 code; write INR, got 'Inr'"),
        ("$", "pay must be an ISO 4217 code, such as USD, GBP or INR, got '$'"),
        ("", "pay must be an ISO 4217 code, such as USD, GBP or INR, got ''"),
        ("USD ", "pay must be an ISO 4217 code, such as USD, GBP or INR, got 'USD '"),
        ("XXX", "pay must be an ISO 4217 code, such as USD, GBP or INR, got 'XXX'"),
    ],
)
def test_another_text_is_refused_with_a_remedy(value: str, sentence: str) -> None:
    with pytest.raises(rp.CurrencyError) as caught:
        check_currency("pay", value)
    assert str(caught.value) == sentence


@pytest.mark.parametrize("value", [None, 840, b"USD"])
def test_another_type_is_refused(value: object) -> None:
    with pytest.raises(rp.InvalidTypeError) as caught:
        check_currency("pay", value)
    assert str(caught.value) == f"pay must be a currency code of three letters, such as USD, got {value!r} ({type(value).__name__})"


def test_the_list_holds_codes_of_three_capitals() -> None:
    assert all(len(code) == 3 and code.isascii() and code.isalpha() and code.isupper() for code in CURRENCIES)
    assert 150 <= len(CURRENCIES) <= 180


@pytest.mark.parametrize("gone", ["HRK", "DEM", "ZWL", "SLL", "CUC", "VEF", "MRO"])
def test_currencies_that_no_longer_circulate_are_not_in_it(gone: str) -> None:
    assert gone not in CURRENCIES
