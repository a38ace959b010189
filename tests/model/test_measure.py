"""The numbers behind the measures: the rules between fields."""

from __future__ import annotations

import pytest

import rolepath as rp


class TestParameter:
    """A value lies in the range that one could argue for."""

    @pytest.mark.parametrize(("low", "value", "high"), [(0, 0, 0), (0.25, 0.25, 1), (0.25, 1, 1), (1, 2, 3)])
    def test_in_its_range(self, low: float, value: float, high: float) -> None:
        assert rp.Parameter(name="n", value=value, low=low, high=high, reason="why").value == value

    @pytest.mark.parametrize(("low", "value", "high"), [(0.5, 0.25, 1), (0.5, 1.5, 1), (1, 0.75, 0.5)])
    def test_out_of_its_range(self, low: float, value: float, high: float) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            rp.Parameter(name="gap.optional", value=value, low=low, high=high, reason="why")
        assert str(caught.value) == f"Parameter.value of gap.optional must lie in {low:g} to {high:g}, got {value}"


def test_every_ground_has_a_factor_of_its_own() -> None:
    weights = rp.GapWeights(core_skill=0.1, tool=0.2, responsibility=0.3, activity=0.4, background=0.5, interview=0.6)
    assert {basis.value: weights.basis(basis) for basis in rp.RequirementBasis} == {
        "core-skill": 0.1,
        "tool": 0.2,
        "responsibility": 0.3,
        "activity": 0.4,
        "background": 0.5,
        "interview": 0.6,
    }


class TestDifficultyWeights:
    """Some factor counts."""

    @pytest.mark.parametrize("factor", ["shortfall", "effort", "step", "distance"])
    def test_one_factor_is_enough(self, factor: str) -> None:
        made = rp.DifficultyWeights(**{"shortfall": 0, "effort": 0, "step": 0, "distance": 0, factor: 0.1})
        assert getattr(made, factor) == 0.1

    def test_no_factor_is_refused(self) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            rp.DifficultyWeights(shortfall=0, effort=0, step=0, distance=0)
        assert str(caught.value) == "DifficultyWeights must give some factor a weight above 0, got 0"


def test_the_weights_sum_to_one_by_default() -> None:
    made = rp.DifficultyWeights()
    assert made.shortfall + made.effort + made.step + made.distance == 1


class TestClaimReading:
    """What words like slightly stand for, in percent."""

    def test_by_default(self) -> None:
        assert (rp.ClaimReading().slight_percent, rp.ClaimReading().same_percent) == (10, 5)

    @pytest.mark.parametrize("field", ["slight_percent", "same_percent"])
    def test_from_nothing_up(self, field: str) -> None:
        assert getattr(rp.ClaimReading(**{field: 0}), field) == 0
        assert getattr(rp.ClaimReading(**{field: 250.5}), field) == 250.5
        with pytest.raises(rp.InvalidFieldError) as caught:
            rp.ClaimReading(**{field: -0.5})
        assert str(caught.value) == f"ClaimReading.{field} must be finite and 0 or more, got -0.5"
        with pytest.raises(rp.InvalidTypeError, match=rf"^ClaimReading\.{field} must be a number, got 'ten' \(str\)$"):
            rp.ClaimReading(**{field: "ten"})


def test_scales_above_zero() -> None:
    made = rp.DifficultyModel(effort_scale_weeks=1e-9, full_step_rungs=1, hours_per_week=40)
    assert (made.effort_scale_weeks, made.full_step_rungs, made.hours_per_week) == (1e-9, 1, 40)
