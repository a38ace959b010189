"""Pay: bands, claims and exchange rates."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rolepath as rp
from rolepath.display import as_html, as_text

CITATION = rp.Citation(source="north", section="Pay", line=3)


def band(minimum: int | str, maximum: int | str | None = None, **changes: Any) -> rp.SalaryBand:
    """A band of base pay in USD."""
    top = None if maximum is None else Decimal(maximum)
    fields = {"role": "ml-engineer", "component": "base", "currency": "USD", "citation": CITATION, **changes}
    return rp.SalaryBand(minimum=Decimal(minimum), maximum=top, **fields)


def claim(**changes: Any) -> rp.PayClaim:
    """A claim that one role is paid more."""
    return rp.PayClaim(**{"role": "ml-engineer", "relation": "more", "citation": CITATION, **changes})


@st.composite
def bands(draw: st.DrawFn) -> rp.SalaryBand:
    """Bands with few different ends, so that they often touch."""
    low, high = sorted((draw(st.integers(0, 9)), draw(st.integers(0, 9))))
    top = draw(st.sampled_from(["closed", "open", "none"]))
    return band(low, None if top == "none" else high, open_top=top == "open")


class TestSalaryBand:
    """A band is a floor, or a floor and a top that may be open."""

    def test_the_top_may_equal_the_floor(self) -> None:
        assert band(100, 100).maximum == 100

    def test_the_top_is_not_below_the_floor(self) -> None:
        with pytest.raises(rp.InvalidBandError) as caught:
            band(120, "95.5")
        assert str(caught.value) == "SalaryBand.maximum must not be below minimum (120), got Decimal('95.5')"

    def test_only_a_printed_top_is_open(self) -> None:
        with pytest.raises(rp.InvalidBandError) as caught:
            band(120, open_top=True)
        assert str(caught.value) == "SalaryBand.open_top must be False where no maximum is printed, got True"

    @pytest.mark.parametrize(
        ("made", "text"),
        [
            (band(100_000, 150_000, level="senior"), "SalaryBand(ml-engineer, senior: 100K-150K USD base a year; north, line 3)"),
            (
                band(40, period="hour", component="total", currency="INR"),
                "SalaryBand(ml-engineer: from 40 INR total a hour; north, line 3)",
            ),
            (
                band(600_000, 1_200_000, open_top=True, component="unspecified"),
                "SalaryBand(ml-engineer: 600K-1.2M+ USD unspecified a year; north, line 3)",
            ),
        ],
        ids=["level", "floor", "open"],
    )
    def test_repr(self, made: rp.SalaryBand, text: str) -> None:
        assert repr(made) == text

    def test_it_shows_itself(self) -> None:
        made = band(100_000, 150_000)
        assert str(made) == as_text(made)
        assert "100K-150K USD" in str(made)
        assert made._repr_html_() == as_html(made)

    @pytest.mark.parametrize(
        ("made", "midpoint", "spread", "ceiling"),
        [
            (band(100, 150), Decimal(125), Decimal("0.5"), Decimal(150)),
            (band(100, 151), Decimal("125.5"), Decimal("0.51"), Decimal(151)),
            (band(100, 100), Decimal(100), Decimal(0), Decimal(100)),
            (band(100, 150, open_top=True), Decimal(125), Decimal("0.5"), None),
            (band(100), None, None, None),
            (band(0, 50), Decimal(25), None, Decimal(50)),
            (band(0, 0), Decimal(0), None, Decimal(0)),
        ],
        ids=["range", "odd", "point", "open", "floor", "from zero", "zero"],
    )
    def test_figures(self, made: rp.SalaryBand, midpoint: Decimal | None, spread: Decimal | None, ceiling: Decimal | None) -> None:
        assert made.midpoint == midpoint
        assert made.range_spread == spread
        assert made.ceiling == ceiling

    @pytest.mark.parametrize(
        ("left", "right", "overlap"),
        [
            (band(10, 20), band(15, 25), True),
            (band(10, 20), band(20, 25), True),
            (band(10, 20), band(21, 25), False),
            (band(10, 20), band(12, 13), True),
            (band(10, 20, open_top=True), band(21, 25), True),
            (band(10), band(21, 25), True),
            (band(26), band(21, 25), False),
            (band(10), band(99), True),
        ],
    )
    def test_overlap(self, left: rp.SalaryBand, right: rp.SalaryBand, overlap: bool) -> None:
        assert left.overlaps(right) is overlap
        assert right.overlaps(left) is overlap

    @given(bands(), bands())
    def test_overlap_is_symmetric_and_means_a_common_amount(self, left: rp.SalaryBand, right: rp.SalaryBand) -> None:
        common = [
            amount
            for amount in range(10)
            if all(one.minimum <= amount and (one.ceiling is None or amount <= one.ceiling) for one in (left, right))
        ]
        assert left.overlaps(right) is right.overlaps(left) is bool(common)
        assert left.overlaps(left)


class TestPayClaim:
    """A claim compares with another role; a top in percent has a floor."""

    @pytest.mark.parametrize(("low", "high"), [(None, None), ("20", None), ("20", "20"), ("-5", "30.5")])
    def test_percents(self, low: str | None, high: str | None) -> None:
        made = claim(percent_minimum=low and Decimal(low), percent_maximum=high and Decimal(high))
        assert (made.percent_minimum, made.percent_maximum) == (low and Decimal(low), high and Decimal(high))

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"percent_maximum": Decimal(5)}, "PayClaim.percent_minimum must be known where percent_maximum is, got None"),
            (
                {"percent_minimum": Decimal(30), "percent_maximum": Decimal(20)},
                "PayClaim.percent_maximum must not be below percent_minimum (30), got Decimal('20')",
            ),
            ({"other": "ml-engineer"}, "PayClaim.other must be another role than the one the claim is about, got 'ml-engineer'"),
        ],
    )
    def test_contradictions(self, changes: dict[str, Any], sentence: str) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            claim(**changes)
        assert str(caught.value) == sentence

    def test_another_role(self) -> None:
        assert claim(other="data-scientist").other == "data-scientist"


class TestExchangeRate:
    """A rate is above 0 and between two currencies."""

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"rate": Decimal(0)}, "ExchangeRate.rate must be above 0, got Decimal('0')"),
            ({"quote": "GBP"}, "ExchangeRate.quote must be another currency than base, got 'GBP'"),
        ],
    )
    def test_no_rate(self, changes: dict[str, Any], sentence: str) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            rp.ExchangeRate(**{"base": "GBP", "quote": "USD", "rate": Decimal("1.25"), **changes})
        assert str(caught.value) == sentence


def rate(base: str, quote: str, price: str) -> rp.ExchangeRate:
    """A rate from texts."""
    return rp.ExchangeRate(base=base, quote=quote, rate=Decimal(price))


def rates(*found: rp.ExchangeRate) -> rp.ExchangeRates:
    """Rates of one day."""
    return rp.ExchangeRates(rates=found, day=date(2026, 1, 2), source="a bank")


class TestExchangeRates:
    """Amounts convert by a stated pair, or by the inverse of its opposite."""

    @pytest.mark.parametrize(
        ("amount", "base", "quote", "converted"),
        [
            ("80", "GBP", "USD", "100"),
            ("100", "USD", "GBP", "80"),
            ("3", "INR", "USD", "0.03"),
            ("7.50", "USD", "USD", "7.50"),
            ("7.50", "EUR", "EUR", "7.50"),
        ],
    )
    def test_convert(self, amount: str, base: str, quote: str, converted: str) -> None:
        found = rates(rate("GBP", "USD", "1.25"), rate("USD", "INR", "100"))
        assert found.convert(Decimal(amount), base, quote) == Decimal(converted)

    @pytest.mark.parametrize("first", [0, 1])
    def test_a_stated_pair_goes_before_an_inverse(self, first: int) -> None:
        stated = [rate("GBP", "USD", "1.25"), rate("USD", "GBP", "0.79")]
        found = rates(stated[first], stated[1 - first])
        assert found.convert(Decimal(100), "GBP", "USD") == 125
        assert found.convert(Decimal(100), "USD", "GBP") == 79
        assert found.between("USD", "GBP") == stated[1]
        assert rates(stated[0]).between("USD", "GBP") == stated[0]

    @pytest.mark.parametrize(("base", "quote"), [("GBP", "INR"), ("USD", "EUR"), ("EUR", "USD")])
    def test_a_pair_is_not_chained_from_others(self, base: str, quote: str) -> None:
        with pytest.raises(rp.CurrencyError) as caught:
            rates(rate("GBP", "USD", "1.25"), rate("USD", "INR", "100")).convert(Decimal(1), base, quote)
        assert str(caught.value) == f"rates must hold the pair; add an ExchangeRate for it, got '{base} to {quote}'"

    def test_a_pair_stands_once(self) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            rates(rate("GBP", "USD", "1.25"), rate("USD", "GBP", "0.8"), rate("GBP", "USD", "1.3"))
        assert str(caught.value) == "ExchangeRates.rates must hold each pair once, got 'GBP to USD'"

    def test_no_rates_convert_nothing(self) -> None:
        assert rates().convert(Decimal(5), "USD", "USD") == 5
        with pytest.raises(rp.CurrencyError):
            rates().convert(Decimal(5), "USD", "GBP")

    @pytest.mark.parametrize("first", [0, 1])
    def test_the_two_directions_of_a_pair_must_fit_together(self, first: int) -> None:
        # 1.25 times 0.816 is 1.02, the last that passes; 1.25 times 0.784 is 0.98.
        for back in ("0.816", "0.784"):
            assert len(rates(rate("GBP", "USD", "1.25"), rate("USD", "GBP", back)).rates) == 2
        stated = [rate("GBP", "USD", "1.25"), rate("USD", "GBP", "0.75")]
        with pytest.raises(rp.InvalidFieldError) as caught:
            rates(stated[first], stated[1 - first])
        assert str(caught.value) == (
            "ExchangeRates.rates must not contradict one another: the two multiply to 0.9375, not about 1; take one, or both of one day, "
            "got 'GBP to USD 1.25, USD to GBP 0.75'"
        )

    @pytest.mark.parametrize("back", ["0.8161", "0.7839", "1.25", "125"])
    def test_directions_that_do_not_fit(self, back: str) -> None:
        with pytest.raises(rp.InvalidFieldError, match="must not contradict one another"):
            rates(rate("GBP", "USD", "1.25"), rate("USD", "GBP", back))


class TestDayOfRates:
    """Rates are of the time of what they convert, within 366 days."""

    @pytest.mark.parametrize(
        ("published", "day", "fits"),
        [
            # 2026 begins on 1 January and ends on 31 December; 366 days before the first is the last day of 2024.
            ("2026", date(2024, 12, 31), True),
            ("2026", date(2024, 12, 30), False),
            ("2026", date(2028, 1, 1), True),
            ("2026", date(2028, 1, 2), False),
            ("2026-05-03", date(2025, 5, 2), True),
            ("2026-05-03", date(2025, 5, 1), False),
            ("2026-05-03", date(2027, 5, 4), True),
            ("2026-05-03", date(2027, 5, 5), False),
            # February 2026 has 28 days.
            ("2026-02", date(2025, 1, 31), True),
            ("2026-02", date(2025, 1, 30), False),
            ("2026-02", date(2027, 3, 1), True),
            ("2026-02", date(2027, 3, 2), False),
            ("2026-05-03", datetime(2025, 5, 2, 23, 59), True),  # noqa: DTZ001 - a caller may hand one in
            ("2026-05-03", datetime(2025, 5, 1, 23, 59), False),  # noqa: DTZ001
        ],
    )
    def test_a_year_either_way(self, published: str, day: date, fits: bool) -> None:
        given = rp.ExchangeRates(rates=(), day=day, source="a bank")
        if fits:
            given.check_day("north", published)
            return
        with pytest.raises(rp.InvalidFieldError) as caught:
            given.check_day("north", published)
        assert str(caught.value) == (
            f"rates.day must lie within 366 days of north, which was published {published}; pass rates of that time, "
            f"got '{date(day.year, day.month, day.day).isoformat()}'"
        )

    @pytest.mark.parametrize("published", [None, "spring 2026", "2026-13", "2026-02-30", "0000", "9999-12", "26", "2026 "])
    def test_a_time_that_is_not_stated_demands_nothing(self, published: str | None) -> None:
        rates(rate("GBP", "USD", "1.25")).check_day("north", published)


@pytest.mark.parametrize(
    "fields",
    [
        {"relation": "more", "among": ("data-scientist",)},
        {"relation": "highest", "among": ("data-scientist",), "other": "data-scientist"},
        {"relation": "lowest", "among": ("ml-engineer",)},
    ],
)
def test_rivals_belong_to_a_superlative(fields: dict[str, object]) -> None:
    citation = rp.Citation(source="a", section="A section", line=1)
    with pytest.raises(rp.InvalidFieldError, match=r"^PayClaim.among must name the other roles of a claim that is highest or lowest"):
        rp.PayClaim(**{"role": "ml-engineer", "citation": citation, **fields})
    kept = rp.PayClaim(role="ml-engineer", relation="highest", citation=citation, among=("data-scientist",))
    assert kept.among == ("data-scientist",)
