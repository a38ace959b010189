"""Levels: order within a track, and none between tracks."""

from __future__ import annotations

import operator
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rolepath as rp

SENIOR = rp.Level(id="senior", label="Senior", track="individual-contributor", rank=3)
STAFF = rp.Level(id="staff", label="Staff", track="individual-contributor", rank=5)
DIRECTOR = rp.Level(id="director", label="Director", track="management", rank=3)

levels = st.builds(rp.Level, id=st.sampled_from(["a", "b", "c"]), label=st.just("L"), track=st.just("management"), rank=st.integers(1, 6))


def test_rungs_are_counted_up_and_down() -> None:
    assert STAFF.rungs_above(SENIOR) == 2
    assert SENIOR.rungs_above(STAFF) == -2
    assert SENIOR.rungs_above(SENIOR) == 0


@pytest.mark.parametrize(
    ("compare", "lower_higher", "higher_lower", "same"),
    [
        (operator.lt, True, False, False),
        (operator.le, True, False, True),
        (operator.gt, False, True, False),
        (operator.ge, False, True, True),
        (operator.eq, False, False, True),
    ],
)
def test_order_within_a_track(compare: Callable[..., bool], lower_higher: bool, higher_lower: bool, same: bool) -> None:
    assert compare(SENIOR, STAFF) is lower_higher
    assert compare(STAFF, SENIOR) is higher_lower
    assert compare(SENIOR, SENIOR) is same


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge, rp.Level.rungs_above])
def test_levels_of_two_tracks_do_not_compare(compare: Callable[..., object]) -> None:
    with pytest.raises(rp.LevelTrackError) as caught:
        compare(SENIOR, DIRECTOR)
    error = caught.value
    assert (error.left, error.left_track, error.right, error.right_track) == (
        "senior",
        "individual-contributor",
        "director",
        "management",
    )


def test_levels_of_two_tracks_differ() -> None:
    assert SENIOR != DIRECTOR


def test_a_level_does_not_compare_with_a_number() -> None:
    with pytest.raises(TypeError):
        assert SENIOR < 4


@given(st.lists(levels, max_size=6))
def test_levels_of_one_track_sort_by_rank(found: list[rp.Level]) -> None:
    assert [level.rank for level in sorted(found)] == sorted(level.rank for level in found)


@given(levels, levels, levels)
def test_the_order_is_total_and_transitive(a: rp.Level, b: rp.Level, c: rp.Level) -> None:
    assert (a <= b) or (b <= a)
    assert (a < b) == (b > a) == (not a >= b)
    assert (a <= b) == (b >= a)
    assert not (a <= b <= c) or a <= c
    assert a.rungs_above(b) + b.rungs_above(c) == a.rungs_above(c)


def test_a_rung_keeps_what_the_source_says() -> None:
    citation = rp.Citation(source="north", section="Levels", line=4)
    rung = rp.Level(
        id="staff", label="L6", track="individual-contributor", rank=5, role="ml-engineer", scope="owns a platform", citation=citation
    )
    assert (rung.role, rung.label, rung.scope, rung.citation) == ("ml-engineer", "L6", "owns a platform", citation)
    assert rung != STAFF
    assert rung <= STAFF
    assert rung >= STAFF


def test_rungs_are_counted_from_a_level() -> None:
    level = rp.load_catalog().level("mid")
    with pytest.raises(rp.InvalidTypeError, match=r"other must be a Level, got 'senior' \(str\)"):
        level.rungs_above("senior")  # type: ignore[arg-type]
