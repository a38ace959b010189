from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rolepath as rp
from rolepath.analysis.months import WEEKS_PER_MONTH, least_weeks, months_of

from .tiny import asks, catalog, holds, skill

parts = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 20)), max_size=4)


class TestLeastWeeks:
    """What is left undone is the work that takes the most weeks for the gap that it closes."""

    @pytest.mark.parametrize(
        ("work", "allowed", "weeks"),
        [
            ([], 0.0, 0.0),
            ([(0.5, 10.0), (0.5, 2.0)], 0.0, 12.0),
            # The dearer half is left half undone.
            ([(0.5, 10.0), (0.5, 2.0)], 0.25, 7.0),
            # All of it, and half of the cheaper one.
            ([(0.5, 10.0), (0.5, 2.0)], 0.75, 1.0),
            ([(0.5, 10.0), (0.5, 2.0)], 1.0, 0.0),
            # Two weeks for 0.1 are dearer than ten for 0.9.
            ([(0.9, 10.0), (0.1, 2.0)], 0.1, 10.0),
            # What closes no gap need not be learnt.
            ([(0.0, 5.0), (0.4, 4.0)], 0.0, 4.0),
            ([(0.0, 0.0)], 0.0, 0.0),
        ],
    )
    def test_by_hand(self, work: list[tuple[float, float]], allowed: float, weeks: float) -> None:
        assert least_weeks(work, allowed) == pytest.approx(weeks)
        assert least_weeks(work[::-1], allowed) == pytest.approx(weeks)

    @given(work=parts, allowed=st.integers(0, 20))
    def test_no_choice_of_tenths_is_less(self, work: list[tuple[int, int]], allowed: int) -> None:
        """An oracle: every way of leaving tenths of the skills undone."""
        found = least_weeks([(float(part), float(weeks)) for part, weeks in work], float(allowed))
        least = min(
            sum(weeks * (1 - tenth / 2) for (_, weeks), tenth in zip(work, undone, strict=True))
            for undone in product(range(3), repeat=len(work))
            if sum(part * tenth / 2 for (part, _), tenth in zip(work, undone, strict=True)) <= allowed
        )
        assert found <= least + 1e-9

    @given(work=parts, allowed=st.integers(0, 20), index=st.integers(0, 3), share=st.integers(0, 4))
    def test_holding_more_never_needs_more(self, work: list[tuple[int, int]], allowed: int, index: int, share: int) -> None:
        if not work:
            return
        more = list(map(tuple, work))
        part, weeks = more[index % len(work)]
        more[index % len(work)] = (part * share / 4, weeks * share / 4)
        assert least_weeks(more, allowed) <= least_weeks(work, allowed) + 1e-9


def test_months_of_weeks() -> None:
    assert months_of(WEEKS_PER_MONTH, 10) == pytest.approx(1.0)
    assert months_of(WEEKS_PER_MONTH, 5) == pytest.approx(2.0)


class TestReady:
    """A move succeeds where the gap is down to what the model allows."""

    OWN = catalog(
        asks("there", "sql", 1.0),
        asks("there", "ops", 1.0),
        skills=(skill("sql", weeks=(8, 24)), skill("ops", weeks=(2, 4))),
        difficulty_model=rp.DifficultyModel(ready_gap=0.25),
    )

    def test_what_is_left_undone(self) -> None:
        months = rp.transition_difficulty(holds(), "there", catalog=self.OWN).modelled_months
        # Each is half of the gap. Half of sql, the dearer one, stays undone: 4 + 2 and 12 + 4 weeks.
        assert months.minimum == pytest.approx(6 / WEEKS_PER_MONTH)
        assert months.maximum == pytest.approx(16 / WEEKS_PER_MONTH)
        assert months.statement == "effort of single skills that leaves a gap of 0.25 at 10 hours a week"

    def test_ready_already(self) -> None:
        move = rp.transition_difficulty(holds(sql=1.0, ops=0.5), "there", catalog=self.OWN)
        assert (move.modelled_months.minimum, move.modelled_months.maximum) == (0.0, 0.0)
        assert rp.transition_difficulty(
            rp.Profile(skills=holds(sql=1.0, ops=0.5).skills, hours_per_week=0), "there", catalog=self.OWN
        ).modelled_months == rp.Months(
            minimum=0.0, maximum=0.0, basis="modelled", statement="effort of single skills that leaves a gap of 0.25 at 0 hours a week"
        )

    def test_a_skill_and_its_parts_are_counted_once(self) -> None:
        family = (skill("whole", weeks=(40, 100)), skill("part", broader="whole", weeks=(10, 30)))
        own = catalog(asks("there", "whole", 1.0), asks("there", "part", 1.0), skills=family)
        months = rp.transition_difficulty(holds(), "there", catalog=own).modelled_months
        assert (months.minimum, months.maximum) == (pytest.approx(40 / WEEKS_PER_MONTH), pytest.approx(100 / WEEKS_PER_MONTH))
