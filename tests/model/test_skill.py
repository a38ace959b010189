"""Skills, scales and requirements: the rules between fields, and rating."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rolepath as rp
from rolepath.display import as_html, as_text

CITATION = rp.Citation(source="north", section="Skills", line=3)
LABELS = rp.Scale(
    id="proficiency",
    label="Proficiency",
    measures="proficiency",
    reason="Equal steps.",
    steps=(
        rp.ScaleStep(label="basic", value=0.25),
        rp.ScaleStep(label="strong", value=0.75, alternative_labels=("solid", "good")),
        rp.ScaleStep(label="expert", value=1, alternative_labels=("Expert-Level",)),
    ),
)
NUMBERS = rp.Scale(id="onet-importance", label="O*NET importance", measures="importance", reason="As published.", minimum=1, maximum=5)
BOTH = rp.Scale(
    id="both", label="Both", measures="proficiency", reason="why", steps=(rp.ScaleStep(label="none", value=0),), minimum=0, maximum=7
)


class TestSkill:
    """A skill's effort is an interval, or unknown at both ends."""

    def make(self, **changes: Any) -> rp.Skill:
        return rp.Skill(**{"id": "sql", "label": "SQL", "kind": "tool", **changes})

    def test_repr(self) -> None:
        assert repr(self.make()) == "Skill(sql: SQL, tool)"

    def test_it_shows_itself(self) -> None:
        assert str(self.make()) == as_text(self.make())
        assert str(self.make()).splitlines()[0] == "SQL"
        assert self.make()._repr_html_() == as_html(self.make())

    @pytest.mark.parametrize(("fewest", "most"), [(0, 0), (1, 1), (1, 2.5)])
    def test_an_interval(self, fewest: float, most: float) -> None:
        made = self.make(effort_weeks_minimum=fewest, effort_weeks_maximum=most)
        assert (made.effort_weeks_minimum, made.effort_weeks_maximum) == (fewest, most)

    @pytest.mark.parametrize(
        ("effort", "sentence"),
        [
            ({"effort_weeks_minimum": 3}, "Skill.effort_weeks_maximum must be known where the minimum is, got None"),
            ({"effort_weeks_maximum": 3}, "Skill.effort_weeks_maximum must be known where the minimum is, got 3"),
            (
                {"effort_weeks_minimum": 3, "effort_weeks_maximum": 2},
                "Skill.effort_weeks_maximum must not be below effort_weeks_minimum (3), got 2",
            ),
        ],
    )
    def test_no_interval(self, effort: dict[str, float], sentence: str) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            self.make(**effort)
        assert str(caught.value) == sentence


class TestScale:
    """A scale has labels that rise, a range of numbers, or both."""

    def make(self, **changes: Any) -> rp.Scale:
        return rp.Scale(**{"id": "s", "label": "S", "measures": "proficiency", "reason": "why", **changes})

    def steps(self, *values: float) -> tuple[rp.ScaleStep, ...]:
        return tuple(rp.ScaleStep(label=f"step {value:g}", value=value) for value in values)

    def test_steps_that_rise(self) -> None:
        assert [step.value for step in self.make(steps=self.steps(0, 0.1, 1)).steps] == [0, 0.1, 1]

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({}, "Scale.steps must not be empty where there is no range of numbers, got ()"),
            ({"minimum": 1}, "Scale.maximum must be known where the minimum is, got None"),
            ({"maximum": 1}, "Scale.maximum must be known where the minimum is, got 1"),
            ({"minimum": 2, "maximum": 1}, "Scale.maximum must be above minimum (2), got 1"),
            ({"minimum": 2, "maximum": 2}, "Scale.maximum must be above minimum (2), got 2"),
        ],
    )
    def test_no_scale(self, changes: dict[str, float], sentence: str) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            self.make(**changes)
        assert str(caught.value) == sentence

    @pytest.mark.parametrize("values", [(0.5, 0.25), (0.5, 0.5)])
    def test_steps_that_do_not_rise(self, values: tuple[float, ...]) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            self.make(steps=self.steps(*values))
        assert str(caught.value) == f"Scale.steps must rise from step to step, got {list(values)}"


class TestRate:
    """A label or number gets its place on 0-1."""

    @pytest.mark.parametrize(
        ("given", "label", "value"),
        [
            ("basic", "basic", 0.25),
            ("STRONG", "strong", 0.75),
            ("Solid", "strong", 0.75),
            ("good!", "strong", 0.75),
            ("expert level", "expert", 1),
        ],
    )
    def test_a_label(self, given: str, label: str, value: float) -> None:
        assert LABELS.rate(given) == rp.Rating(scale="proficiency", label=label, value=value)

    @pytest.mark.parametrize(("number", "value"), [(1, 0.0), (2, 0.25), (3.0, 0.5), (5, 1.0)])
    def test_a_number(self, number: float, value: float) -> None:
        assert NUMBERS.rate(number) == rp.Rating(scale="onet-importance", value=value, label=None)

    def test_a_scale_of_both(self) -> None:
        assert BOTH.rate("None") == rp.Rating(scale="both", label="none", value=0)
        assert BOTH.rate(3.5) == rp.Rating(scale="both", value=0.5)

    @pytest.mark.parametrize(
        ("scale", "given", "sentence"),
        [
            (LABELS, "great", "a rating of proficiency must be on the scale 'proficiency' (basic, strong, expert), got 'great'"),
            (LABELS, 0.5, "a rating on the scale 'proficiency' must be one of its labels, got 0.5"),
            (NUMBERS, "high", "a rating of importance must be on the scale 'onet-importance' (numbers from 1 to 5), got 'high'"),
            (NUMBERS, 0.99, "a rating on the scale 'onet-importance' must lie in 1 to 5, got 0.99"),
            (NUMBERS, 5.01, "a rating on the scale 'onet-importance' must lie in 1 to 5, got 5.01"),
            (NUMBERS, float("nan"), "a rating on the scale 'onet-importance' must lie in 1 to 5, got nan"),
            (BOTH, "some", "a rating of proficiency must be on the scale 'both' (none), got 'some'"),
        ],
    )
    def test_what_is_not_on_the_scale(self, scale: rp.Scale, given: str | float, sentence: str) -> None:
        with pytest.raises(rp.InvalidRatingError) as caught:
            scale.rate(given)
        assert str(caught.value) == sentence

    @pytest.mark.parametrize("given", [None, (3,)])
    def test_what_is_no_rating_gets_a_sentence(self, given: Any) -> None:
        with pytest.raises(rp.RolepathError):
            NUMBERS.rate(given)

    @given(st.data())
    def test_numbers_stay_in_0_to_1_and_in_order(self, data: st.DataObject) -> None:
        numbers = st.floats(0, 1e9, allow_subnormal=False)
        minimum, maximum = sorted(data.draw(st.lists(numbers, min_size=2, max_size=2, unique=True)))
        scale = rp.Scale(id="s", label="S", measures="importance", reason="why", minimum=minimum, maximum=maximum)
        low, high = sorted(data.draw(st.lists(st.floats(minimum, maximum), min_size=2, max_size=2)))
        assert 0 <= scale.rate(low).value <= scale.rate(high).value <= 1
        assert scale.rate(minimum).value == 0
        assert scale.rate(maximum).value == 1


@pytest.mark.parametrize(
    ("label", "value", "shown"), [("strong", 0.75, "strong"), (None, 0.75, "0.75"), (None, 1 / 3, "0.33"), (None, 1, "1.00")]
)
def test_a_rating_shows_its_label_or_value(label: str | None, value: float, shown: str) -> None:
    assert str(rp.Rating(scale="s", value=value, label=label)) == shown


def test_a_skill_is_not_its_own_alternative() -> None:
    made = rp.SkillRequirement(role="ml-engineer", skill="pytorch", basis="tool", citation=CITATION, alternatives=("tensorflow", "jax"))
    assert made.alternatives == ("tensorflow", "jax")
    with pytest.raises(rp.InvalidFieldError) as caught:
        rp.SkillRequirement(role="ml-engineer", skill="pytorch", basis="tool", citation=CITATION, alternatives=("jax", "pytorch"))
    assert str(caught.value) == "SkillRequirement.alternatives must not hold the skill itself (pytorch), got ('jax', 'pytorch')"


@pytest.mark.parametrize("essential", [True, False, None])
def test_whether_a_skill_is_essential_may_be_unsaid(essential: bool | None) -> None:
    made = rp.SkillRequirement(role="ml-engineer", skill="sql", basis="tool", citation=CITATION, is_essential=essential)
    assert made.is_essential is essential
