"""Sources, citations and places: the rules between fields."""

from __future__ import annotations

import pytest

import rolepath as rp


class TestCitation:
    """A citation names a line or a run of lines, and repeats no more than a figure."""

    def test_it_reads_as_source_and_line(self) -> None:
        assert str(rp.Citation(source="three-roles", section="Pay", line=55)) == "three-roles, line 55"

    def test_it_reads_as_source_and_lines(self) -> None:
        assert str(rp.Citation(source="three-roles", section="Pay", line=55, end_line=57)) == "three-roles, lines 55-57"

    def test_one_line_may_be_given_twice(self) -> None:
        assert rp.Citation(source="north", section="Pay", line=5, end_line=5).end_line == 5

    def test_the_last_line_is_not_above_the_first(self) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            rp.Citation(source="north", section="Pay", line=5, end_line=4)
        assert str(caught.value) == "Citation.end_line must not be below line (5), got 4"

    def test_the_longest_figure(self) -> None:
        assert rp.Citation(source="north", section="Pay", line=5, printed="x" * 40).printed == "x" * 40

    def test_more_than_a_figure_is_refused(self) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            rp.Citation(source="north", section="Pay", line=5, printed="x" * 41)
        assert str(caught.value) == f"Citation.printed must be a figure or label of at most 40 characters, got '{'x' * 41}'"


def test_a_stated_region_and_an_assumed_one_are_kept_apart() -> None:
    stated = rp.Source(id="north", title="North", region="us")
    assumed = rp.Source(id="north", title="North", region_assumed="us")
    assert (stated.region, stated.region_assumed) == ("us", None)
    assert (assumed.region, assumed.region_assumed) == (None, "us")
    assert stated != assumed
