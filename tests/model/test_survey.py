"""Percentiles of pay, as surveys count it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

import rolepath as rp

CITATION = rp.Citation(source="count", section="pay.csv", line=2)


def counted(*figures: int | None, **changes: Any) -> rp.PayPercentiles:
    """Make a group from the figures of its percentiles, from low to high."""
    named = {f"p{p}": None if f is None else Decimal(f) for p, f in zip((10, 25, 50, 75, 90), figures, strict=False)}
    own = {"role": "baker", "component": "base", "currency": "EUR", "year": 2023, "citation": CITATION}
    return rp.PayPercentiles(**{**own, **named, **changes})


class TestFigures:
    """Percentiles rise; what is not known is left out."""

    def test_known_ones_from_low_to_high(self) -> None:
        assert counted(1, None, 2, None, 3).figures == {10: 1, 50: 2, 90: 3}
        assert counted(1, 1, 1, 1, 1).figures == dict.fromkeys((10, 25, 50, 75, 90), Decimal(1))

    def test_none_at_all_is_refused(self) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            counted(records=12)
        assert str(caught.value) == "PayPercentiles.p50 must be known, or another percentile, got None"

    @pytest.mark.parametrize(
        ("figures", "said"),
        [
            ((2, 1), "p25 must not be below p10 (2), got Decimal('1')"),
            ((2, None, 3, None, 1), "p90 must not be below p50 (3), got Decimal('1')"),
        ],
    )
    def test_a_fall_is_refused(self, figures: tuple[int | None, ...], said: str) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            counted(*figures)
        assert str(caught.value) == f"PayPercentiles.{said}"


class TestFloors:
    """A floor is a lower bound, and what is above it is none but a floor."""

    @pytest.mark.parametrize("floors", [(), (90,), (75, 90), (10, 25, 50, 75, 90)])
    def test_from_some_percentile_up(self, floors: tuple[int, ...]) -> None:
        assert counted(1, 2, 3, 3, 3, floors=floors).floors == floors

    @pytest.mark.parametrize("floors", [(75,), (90, 75), (50, 90), (90, 90), (60, 75, 90), (99,)])
    def test_any_other_choice_is_refused(self, floors: tuple[int, ...]) -> None:
        with pytest.raises(rp.InvalidFieldError, match="what is above a floor is none but a floor"):
            counted(1, 2, 3, 3, 3, floors=floors)

    def test_one_of_an_unknown_percentile_is_refused(self) -> None:
        assert counted(1, None, 3, floors=(50,)).floors == (50,)
        with pytest.raises(rp.InvalidFieldError, match="must be the highest of the known percentiles"):
            counted(1, None, 3, floors=(25, 50))


class TestYears:
    def test_one_or_several(self) -> None:
        assert counted(1).years == "2023"
        assert counted(1, first_year=2020).years == "2020-2023"

    @pytest.mark.parametrize("first", [2023, 2024])
    def test_the_first_lies_before_the_last(self, first: int) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            counted(1, first_year=first)
        assert str(caught.value) == f"PayPercentiles.first_year must lie before year (2023), got {first}"


def test_ten_records_are_enough() -> None:
    assert not counted(1, records=9).has_enough
    assert counted(1, records=10).has_enough
    assert counted(1).has_enough  # an estimate that a survey publishes


@pytest.mark.parametrize(
    ("group", "shown"),
    [
        (counted(1, 2, 30_000), "PayPercentiles(baker, 2023: median 30,000 EUR base a year; count, line 2)"),
        (
            counted(None, 2000, level="second", location="town", first_year=2021, floors=(25,), period="month"),
            "PayPercentiles(baker, second, town, 2021-2023: percentile 25 from 2,000 EUR base a month; count, line 2)",
        ),
        (counted(1, role=None), "PayPercentiles(all roles, 2023: percentile 10 1 EUR base a year; count, line 2)"),
    ],
)
def test_repr(group: rp.PayPercentiles, shown: str) -> None:
    assert repr(group) == shown


class TestView:
    def test_all_that_is_known(self) -> None:
        group = counted(20_000, None, 30_000, 40_000, floors=(75,), level="second", location="town", titles=("Baker", "Breadmaker"))
        lines = str(group).splitlines()
        assert lines[0] == "Pay of baker, as counted"
        assert "level: second, place: town, titles: Baker, Breadmaker" in lines
        assert [line.split() for line in lines if "20K" in line] == [["20K", "-", "30K", "40K+", "-", "-", "2023"]]
        assert "+ at least this: the survey prints no pay above it" in str(group)
        assert "[1] count, line 2" in lines

    def test_what_it_rests_on(self) -> None:
        group = counted(1, 2, 3, 4, 5, role=None, records=1234, repeats=5, assumed=("component",), note="A remark.")
        said = str(group)
        assert said.startswith("Pay of all roles, as counted")
        assert "level: all, place: all, titles: all" in said
        assert "1,234" in said
        assert "assumed, not stated: component" in said
        assert "5 exact repeats of another record are in the file" in said
        assert "A remark." in said
        assert "+ at least" not in said

    def test_jobs_where_there_are_no_records(self) -> None:
        assert "192,710 jobs" in str(counted(1, employment=192_710))
        assert "repeats" not in str(counted(1, repeats=0))
