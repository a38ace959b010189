"""Learning plans and what-ifs, worked out by hand."""

from __future__ import annotations

import pickle
from decimal import Decimal
from math import inf, nan

import attrs
import pytest

import rolepath as rp
from rolepath.analysis.months import WEEKS_PER_MONTH

from .tiny import PROFICIENCY, asks, at, catalog, holds, rated, skill


def before(made: rp.Skill, *names: str) -> rp.Skill:
    """Give a skill prerequisites."""
    return attrs.evolve(made, prerequisites=names)


def says(kind: str, *, origin: str | None = None, target: str | None = None, line: int = 1, **fields: object) -> rp.TransitionClaim:
    """Make a claim about a move."""
    return rp.TransitionClaim(kind=kind, text=f"{kind} on line {line}", citation=at(line=line), origin=origin, target=target, **fields)


def order(plan: rp.LearningPlan) -> list[str]:
    return [item.skill for item in plan.items]


def planned(*facts: rp.Fact, skills: tuple[rp.Skill | str, ...], have: rp.Profile | str | None = None, **asked: object) -> rp.LearningPlan:
    """Plan for someone who holds nothing, or as asked."""
    model = asked.pop("model", rp.DifficultyModel())
    made = catalog(*facts, skills=skills, difficulty_model=model)
    return rp.learning_plan(rp.Profile() if have is None else have, "there", catalog=made, **asked)


class TestOrder:
    """Most gap per week first, prerequisites before it."""

    def test_most_gap_per_week_first(self) -> None:
        # a closes 2/3 in 10 weeks; b closes 1/3 in 2.
        plan = planned(asks("there", "a", 1.0), asks("there", "b", 0.5), skills=(skill("a", weeks=(10, 10)), skill("b", weeks=(2, 6))))
        assert order(plan) == ["b", "a"]
        first, second = plan.items
        assert (first.from_level, first.to_level, first.weeks, first.weeks_after) == (0.0, 0.5, (1.0, 3.0), (1.0, 3.0))
        assert first.closes == pytest.approx(1 / 3)
        assert first.gap_after == pytest.approx(2 / 3)
        assert (second.weeks, second.weeks_after, second.gap_after) == ((10.0, 10.0), (11.0, 13.0), 0.0)
        assert plan.weeks == (11.0, 13.0)
        assert second.months_after == (11.0 / WEEKS_PER_MONTH, 13.0 / WEEKS_PER_MONTH)
        assert plan.months == second.months_after
        assert plan.score == 1.0

    def test_equal_gap_per_week_goes_to_the_larger_part_then_to_the_id(self) -> None:
        plan = planned(
            asks("there", "a", 0.5),
            asks("there", "b", 1.0),
            asks("there", "c", 1.0),
            skills=tuple(skill(name, weeks=(4, 4)) for name in "cba"),
        )
        assert order(plan) == ["b", "c", "a"]

    def test_learning_with_no_effort_comes_first(self) -> None:
        plan = planned(asks("there", "a", 1.0), asks("there", "b", 0.1), skills=(skill("a", weeks=(1, 1)), skill("b", weeks=(0, 0))))
        assert order(plan) == ["b", "a"]

    def test_what_it_adds_to_others_counts(self) -> None:
        # b alone closes as much as a in the same time, and half of c besides.
        plan = planned(
            asks("there", "a", 0.5),
            asks("there", "b", 0.5),
            asks("there", "c", 0.5),
            skills=(skill("a", weeks=(4, 4)), skill("b", weeks=(4, 4), towards={"c": 0.5}), skill("c", weeks=(4, 4))),
        )
        assert order(plan) == ["b", "a", "c"]
        assert [(c.skill, c.before, c.after) for c in plan.items[0].closings] == [("b", 0.0, 0.5), ("c", 0.0, 0.25)]
        assert plan.items[0].gap_after == pytest.approx(0.5)
        assert plan.items[2].from_level == 0.25
        assert plan.items[2].weeks == (1.0, 1.0)

    def test_what_is_met_by_credit_drops_out(self) -> None:
        plan = planned(
            asks("there", "a", 0.5),
            asks("there", "b", 0.4),
            skills=(skill("a", weeks=(4, 4), towards={"b": 0.8}), skill("b", weeks=(100, 100))),
        )
        assert order(plan) == ["a"]
        assert plan.met_on_the_way == (rp.Dropped(skill="b", by="a", after=1),)
        assert plan.items[0].gap_after == 0.0

    def test_no_week_is_learnt_twice_for_a_skill_and_its_part(self) -> None:
        # The part, 10 weeks of the whole's 20, comes first; by then the whole is held at 0.5 and half of its work is left.
        plan = planned(
            asks("there", "part", 1.0, importance=1.0),
            asks("there", "whole", 1.0, importance=0.1),
            skills=(skill("whole", weeks=(20, 20)), skill("part", broader="whole", weeks=(10, 10))),
        )
        assert [(i.skill, i.from_level, i.weeks, i.share_added) for i in plan.items] == [
            ("part", 0.0, (10.0, 10.0), 1.0),
            ("whole", 0.5, (10.0, 10.0), 1.0),
        ]

    def test_work_for_the_parts_counts_for_the_whole_where_that_is_more_than_the_credit(self) -> None:
        # Of the whole's 20 weeks, two parts make up 16. Its credit of 0.5 from one part would leave 10, the work of both leaves 4.
        plan = planned(
            asks("there", "p", 1.0, importance=1.0),
            asks("there", "q", 1.0, importance=1.0),
            asks("there", "whole", 1.0, importance=0.1),
            skills=(skill("whole", weeks=(20, 20)), skill("p", broader="whole", weeks=(8, 8)), skill("q", broader="whole", weeks=(8, 8))),
        )
        last = plan.items[2]
        assert (last.skill, last.weeks_alone, last.share_added, last.weeks) == ("whole", (10.0, 10.0), 0.4, (4.0, 4.0))
        assert plan.weeks == (20.0, 20.0)

    def test_a_part_may_be_learnt_within_the_work_for_the_whole(self) -> None:
        plan = planned(
            asks("there", "whole", 1.0, importance=1.0),
            asks("there", "part", 1.0, importance=0.1),
            skills=(skill("whole", weeks=(1, 1)), skill("part", broader="whole", weeks=(1, 1))),
        )
        # The whole counts for 0.6 of the part; the rest was part of the work for the whole.
        assert [(i.skill, i.from_level, i.weeks_alone, i.share_added, i.weeks) for i in plan.items] == [
            ("whole", 0.0, (1.0, 1.0), 1.0, (1.0, 1.0)),
            ("part", 0.6, (0.4, 0.4), 0.0, (0.0, 0.0)),
        ]

    def test_the_factor_of_the_model_counts(self) -> None:
        plan = planned(asks("there", "a", 0.5), skills=(skill("a", weeks=(4, 8)),), model=rp.DifficultyModel(effort_factor=1.5))
        assert plan.weeks == (3.0, 6.0)

    def test_an_effort_that_nobody_states_is_assumed(self) -> None:
        plan = planned(asks("there", "a", 0.5), skills=("a",), model=rp.DifficultyModel(unstated_effort_weeks=8.0))
        assert plan.items[0].is_assumed
        assert plan.items[0].weeks == (4.0, 4.0)

    def test_a_need_without_weight_is_not_learnt(self) -> None:
        plan = planned(asks("there", "a", 0.5), asks("there", "b", 0.5, importance=0.0), skills=("a", "b"))
        assert order(plan) == ["a"]


class TestPrerequisites:
    def test_one_that_is_asked_for_comes_first_with_its_own_level(self) -> None:
        # Alone, b would close 1/2 in 1 week and a 1/2 in 9.
        plan = planned(
            asks("there", "a", 0.9), asks("there", "b", 0.9), skills=(skill("a", weeks=(10, 10)), before(skill("b", weeks=(1, 1)), "a"))
        )
        first, second = plan.items
        assert (first.skill, first.to_level, first.needed_for, first.is_prerequisite) == ("a", 0.9, ("b",), False)
        assert (second.skill, second.prerequisites) == ("b", ("a",))

    def test_one_that_nobody_asks_for_is_pulled_in_and_closes_nothing(self) -> None:
        plan = planned(asks("there", "b", 0.9), skills=(skill("a", weeks=(10, 10)), before(skill("b", weeks=(1, 1)), "a")))
        first, second = plan.items
        # As well as the middle of the scale, which stands in for what nobody states.
        assert (first.skill, first.to_level, first.weeks, first.is_prerequisite) == ("a", 0.5, (5.0, 5.0), True)
        assert (first.closes, first.closings, first.gap_after, first.sources, first.requirements) == (0, (), 1.0, (), ())
        assert (second.skill, second.gap_after, second.is_prerequisite) == ("b", 0.0, False)

    def test_it_need_not_be_held_better_than_the_skill_that_builds_on_it(self) -> None:
        skills = (skill("a", weeks=(10, 10)), before(skill("b", weeks=(1, 1)), "a"))
        assert [item.to_level for item in planned(asks("there", "b", 0.25), skills=skills).items] == [0.25, 0.25]
        assert order(planned(asks("there", "b", 0.25), skills=skills, have=holds(a=0.25))) == ["b"]

    def test_one_that_is_asked_for_at_less_and_held_so_is_enough(self) -> None:
        skills = (skill("a", weeks=(10, 10)), before(skill("b", weeks=(1, 1)), "a"))
        assert order(planned(asks("there", "b", 0.9), asks("there", "a", 0.3), skills=skills, have=holds(a=0.3))) == ["b"]

    def test_credit_is_enough(self) -> None:
        skills = (skill("c", towards={"a": 0.5}), "a", before(skill("b"), "a"))
        assert order(planned(asks("there", "b", 0.5), skills=skills, have=holds(c=1.0))) == ["b"]

    def test_prerequisites_of_prerequisites(self) -> None:
        skills = ("a", before(skill("b"), "a"), before(skill("c"), "b", "a"))
        plan = planned(asks("there", "c", 0.5), skills=skills)
        assert order(plan) == ["a", "b", "c"]
        assert [item.needed_for for item in plan.items] == [("b", "c"), ("c",), ()]
        assert [item.prerequisites for item in plan.items] == [(), ("a",), ("b", "a")]

    def test_a_skill_is_weighed_with_what_it_needs_first(self) -> None:
        # c closes 0.5 in 1 week, but in 11 with its prerequisite; d closes 0.5 in 5.
        skills = (skill("a", weeks=(20, 20)), before(skill("c", weeks=(2, 2)), "a"), skill("d", weeks=(10, 10)))
        assert order(planned(asks("there", "c", 0.5), asks("there", "d", 0.5), skills=skills)) == ["d", "a", "c"]

    def test_a_prerequisite_shared_by_two_is_raised_to_the_more_demanding(self) -> None:
        skills = (skill("a", weeks=(10, 10)), before(skill("b"), "a"), before(skill("c"), "a"))
        plan = planned(asks("there", "b", 0.2), asks("there", "c", 0.4), skills=skills)
        assert (plan.items[0].skill, plan.items[0].to_level) == ("a", 0.4)
        assert plan.items[0].needed_for == ("b", "c")

    def test_one_that_is_no_longer_needed_drops_out(self) -> None:
        # Learning c, free, meets b, for which a was to be learnt.
        skills = ("a", before(skill("b"), "a"), skill("c", weeks=(0, 0), towards={"b": 1.0}))
        plan = planned(asks("there", "b", 0.5), asks("there", "c", 0.5), skills=skills)
        assert order(plan) == ["c"]
        assert [dropped.skill for dropped in plan.met_on_the_way] == ["a", "b"]


class TestAlternatives:
    def test_one_of_several_is_learnt_and_the_others_drop_out(self) -> None:
        facts = [asks("there", "a", 0.5, alternatives=("b",)), asks("there", "b", 0.5, alternatives=("a",))]
        plan = planned(*facts, skills=(skill("a", weeks=(4, 4)), skill("b", weeks=(2, 2))))
        assert order(plan) == ["b"]
        assert plan.items[0].alternatives == ("a",)
        assert plan.items[0].gap_after == 0.0
        assert plan.met_on_the_way == ()

    def test_the_one_that_is_held_already_is_raised(self) -> None:
        plan = planned(asks("there", "a", 0.5, alternatives=("b",)), skills=("a", "b"), have=holds(b=0.3))
        assert [(i.skill, i.from_level, i.to_level) for i in plan.items] == [("b", 0.3, 0.5)]
        assert plan.items[0].sources == ("one",)
        assert [closing.skill for closing in plan.items[0].closings] == ["a"]

    def test_equals_drop_out(self) -> None:
        facts = [asks("there", "a", 0.5, alternatives=("b",)), asks("there", "b", 0.5, alternatives=("a",))]
        plan = planned(*facts, skills=("a", "b"))
        assert order(plan) == ["a"]
        assert plan.met_on_the_way == (rp.Dropped(skill="b", by="a", after=1),)

    def test_one_skill_for_two_needs_is_learnt_as_well_as_the_greater_asks(self) -> None:
        facts = [asks("there", "a", 0.9, alternatives=("c",)), asks("there", "b", 0.5, alternatives=("c",))]
        plan = planned(*facts, skills=(skill("a", weeks=(9, 9)), skill("b", weeks=(9, 9)), skill("c", weeks=(1, 1))))
        assert [(i.skill, i.to_level, i.gap_after) for i in plan.items] == [("c", 0.9, 0.0)]
        assert plan.items[0].alternatives == ("a", "b")
        assert len(plan.items[0].requirements) == 2


class TestAnytime:
    def test_what_as_many_others_could_close(self) -> None:
        # a closes 2/3 in 10 weeks, b 1/3 in 2: by the week b comes first, by the skill a would.
        plan = planned(asks("there", "a", 1.0), asks("there", "b", 0.5), skills=(skill("a", weeks=(10, 10)), skill("b", weeks=(2, 6))))
        assert [item.may_miss for item in plan.items] == [pytest.approx(1 / 3), 0.0]

    def test_what_prerequisites_cost_is_within_it(self) -> None:
        # After one skill, nothing is closed, though b by itself would close all.
        plan = planned(asks("there", "b", 0.9), skills=("a", before(skill("b"), "a")))
        assert [item.may_miss for item in plan.items] == [1.0, 0.0]

    def test_it_bounds_and_need_not_be_reached(self) -> None:
        # a and b each count 0.4 towards c, together no more. They close 1.4 of 1.5, the most that two can; the bound is 1.5: a, and b and c
        # each by itself on top, closes 0.9 + 0.5 + 0.1.
        skills = (skill("a", weeks=(1, 1), towards={"c": 0.8}), skill("b", weeks=(1, 1), towards={"c": 0.8}), skill("c", weeks=(100, 100)))
        plan = planned(asks("there", "a", 0.5), asks("there", "b", 0.5), asks("there", "c", 0.5), skills=skills)
        assert order(plan) == ["a", "b", "c"]
        assert [item.may_miss for item in plan.items] == [0.0, pytest.approx(0.1 / 1.5), 0.0]


class TestMilestones:
    def test_half_ready_all(self) -> None:
        # Gaps left: 0.75, 0.5, 0.25, 0 of a gap of 1, a week each.
        model = rp.DifficultyModel(ready_gap=0.3)
        plan = planned(*(asks("there", name, 0.5) for name in "abcd"), skills=tuple(skill(n, weeks=(2, 4)) for n in "abcd"), model=model)
        told = [(m.name, m.gap, m.after, m.weeks) for m in plan.milestones]
        assert told == [("half", 0.5, 2, (2.0, 4.0)), ("ready", 0.3, 3, (3.0, 6.0)), ("all", 0.0, 4, (4.0, 8.0))]
        assert plan.milestone("ready").months == plan.items[2].months_after

    def test_one_that_is_reached_at_the_start(self) -> None:
        plan = planned(
            asks("there", "a", 0.5),
            asks("there", "b", 0.5),
            skills=("a", "b"),
            have=holds(a=0.5),
            model=rp.DifficultyModel(ready_gap=0.5),
        )
        assert plan.milestone("ready") == rp.Milestone(
            name="ready", statement="the move can succeed", gap=0.5, after=0, weeks=(0.0, 0.0), months=(0.0, 0.0)
        )

    def test_a_milestone_that_there_is_not(self) -> None:
        plan = planned(asks("there", "a", 0.5), skills=("a",))
        with pytest.raises(rp.InvalidFieldError, match="must be one of half, ready, all, got 'soon'"):
            plan.milestone("soon")
        with pytest.raises(rp.InvalidFieldError, match="there is nothing to learn"):
            planned(asks("there", "a", 0.5), skills=("a",), have=holds(a=1.0)).milestone("all")

    def test_durations_that_sources_state(self) -> None:
        claims = [
            says("duration", origin="here", target="there", line=1, months_minimum=Decimal(1), months_maximum=Decimal(2)),
            says("duration", origin="here", target="there", line=2, months_minimum=Decimal(3), months_maximum=Decimal(9)),
            says("duration", origin="here", target="there", line=3),
            says("duration", origin="here", target="there", line=4, months_maximum=Decimal(1), milestone="a first application"),
            says("duration", target="there", line=5, months_maximum=Decimal(1)),
            says("duration", origin="here", target="there", line=6, months_minimum=Decimal(1)),
            says("duration", origin="here", target="there", line=7, months_maximum=Decimal(3)),
        ]
        months = WEEKS_PER_MONTH
        asked = (asks("there", "a", 0.5), asks("here", "b", 0.5))
        plan = planned(*asked, *claims, skills=(skill("a", weeks=(5 * months, 7 * months)), "b"), have="here")
        assert plan.milestone("ready").months == pytest.approx((2.5, 3.5))
        told = [(stated.months.citation.line, stated.touches, stated.reason) for stated in plan.stated]
        assert told == [
            (1, False, None),
            (2, True, None),
            (3, None, "the source gives no figure"),
            (4, None, "the source speaks of another milestone"),
            (6, True, None),
            (7, True, None),
        ]
        idle = planned(*asked, *claims, skills=("a", "b"), have="here", hours_per_week=0)
        assert [stated.reason for stated in idle.stated][:2] == ["the plan has no months"] * 2


class TestHours:
    def test_the_argument_then_the_profile_then_the_model(self) -> None:
        made = catalog(asks("there", "a", 0.5), skills=(skill("a", weeks=(8, 8)),), difficulty_model=rp.DifficultyModel(hours_per_week=5.0))
        person = rp.Profile(hours_per_week=20.0)
        for have, asked, hours, whose in (
            (person, 40, 40.0, "question"),
            (person, None, 20.0, "profile"),
            (rp.Profile(), None, 5.0, "difficulty.hours_per_week"),
        ):
            plan = rp.learning_plan(have, "there", hours_per_week=asked, catalog=made)
            assert (plan.hours_per_week, plan.hours_from) == (hours, whose)
            assert plan.months == pytest.approx((4 * 10 / hours / WEEKS_PER_MONTH,) * 2)

    @pytest.mark.parametrize("have", [rp.Profile(hours_per_week=0), rp.Profile()])
    def test_no_hours_at_all(self, have: rp.Profile) -> None:
        asked = None if have.hours_per_week == 0 else 0
        plan = planned(asks("there", "a", 0.5), skills=(skill("a", weeks=(8, 8)),), have=have, hours_per_week=asked)
        assert order(plan) == ["a"]
        assert plan.weeks == (4.0, 4.0)
        assert plan.months is None
        assert plan.items[0].months_after is None
        assert [milestone.months for milestone in plan.milestones] == [None, None, None]
        assert plan.months_reason == "no hours a week are left for learning"

    @pytest.mark.parametrize("hours", [-1, 168.5, nan, inf])
    def test_hours_that_no_week_has(self, hours: float) -> None:
        with pytest.raises(rp.InvalidFieldError, match="hours_per_week must lie in 0 to 168"):
            planned(asks("there", "a", 0.5), skills=("a",), hours_per_week=hours)

    @pytest.mark.parametrize("hours", ["ten", True, Decimal(10)])
    def test_hours_that_are_no_number(self, hours: object) -> None:
        with pytest.raises(rp.InvalidTypeError, match="hours_per_week must be a number"):
            planned(asks("there", "a", 0.5), skills=("a",), hours_per_week=hours)


class TestNothingToLearn:
    def test_a_role_and_itself(self) -> None:
        plan = planned(asks("there", "a", 0.5), skills=("a",), have="there")
        assert (plan.items, plan.score, plan.months, plan.milestones) == ((), 0.0, (0.0, 0.0), ())
        assert plan.reason == "start and target are the same role"

    def test_who_exceeds_the_target(self) -> None:
        plan = planned(asks("there", "a", 0.5), skills=("a",), have=holds(a=1.0), hours_per_week=0)
        assert (plan.items, plan.score, plan.weeks, plan.months) == ((), 0.0, (0.0, 0.0), (0.0, 0.0))
        assert (plan.reason, plan.months_reason) == ("all that the target asks for is held", None)

    def test_a_target_of_which_nothing_is_said(self) -> None:
        plan = planned(asks("here", "a", 0.5), skills=("a",))
        assert (plan.items, plan.score, plan.months) == ((), None, None)
        assert plan.reason == "no source says what skills the role Role there asks for"

    def test_only_needs_without_weight(self) -> None:
        plan = planned(asks("there", "a", 0.5, importance=0.0), skills=("a",))
        assert (plan.items, plan.score) == ((), None)
        assert plan.reason == "the weights leave no requirement any weight"

    def test_unknown_skills_are_listed(self) -> None:
        plan = planned(asks("there", "a", 0.5), skills=("a",), have=rp.Profile(unknown=("telepathy",)))
        assert plan.unknown_skills == ("telepathy",)
        assert order(plan) == ["a"]

    def test_an_unknown_role(self) -> None:
        with pytest.raises(rp.UnknownRoleError):
            rp.learning_plan("here", "nowhere", catalog=catalog(skills=("a",)))


class TestEvidence:
    def test_what_is_known_but_not_shown_is_to_be_proved(self) -> None:
        person = rp.Profile().with_skill("a", rated(0.8)).with_skill("b", rated(0.3)).with_skill("c", rated(0.5), "shipped-to-production")
        facts = [asks("there", name, 0.5) for name in "abc"]
        plan = planned(*facts, skills=tuple(skill(n, weeks=(10, 10)) for n in "abc"), have=person, evidence="used-at-work")
        assert plan.gap.to_prove == ("a", "b")
        told = [(i.skill, i.from_level, i.to_level, i.is_to_prove, i.weeks[0]) for i in plan.items]
        assert told == [("a", 0.8, 0.5, True, 0.0), ("b", 0.3, 0.5, False, pytest.approx(2.0))]
        assert [item.gap_after for item in plan.items] == [pytest.approx(1 / 3), 0.0]

    def test_it_is_asked_of_people_alone(self) -> None:
        with pytest.raises(rp.InvalidTypeError, match="evidence must be left out where have is a role"):
            planned(asks("there", "a", 0.5), skills=("a",), have="here", evidence="certified")


class TestLevel:
    def test_what_is_asked_at_another_level_is_left_out(self) -> None:
        facts = [asks("there", "a", 0.5, level="senior"), asks("there", "b", 0.5)]
        assert order(planned(*facts, skills=("a", "b"), level="mid")) == ["b"]
        assert order(planned(*facts, skills=("a", "b"))) == ["a", "b"]


class TestSilence:
    def test_what_no_source_ties_to_the_role_held_is_marked(self) -> None:
        plan = planned(asks("there", "a", 0.5), asks("there", "b", 0.5), asks("here", "b", 0.25), skills=("a", "b"), have="here")
        assert {item.skill: item.is_silent for item in plan.items} == {"a": True, "b": False}
        person = planned(asks("there", "a", 0.5), skills=("a",))
        assert not person.items[0].is_silent


class TestProofsAndWarnings:
    SKILLS = ("wide", skill("own", broader="wide"), skill("narrow", broader="own"), skill("side", broader="wide"), "other")

    def plan(self, *claims: rp.Fact, have: rp.Profile | str = "here") -> rp.LearningPlan:
        facts = [asks("there", "own", 0.5), asks("there", "other", 0.5), asks("here", "side", 0.1)]
        return planned(*facts, *claims, skills=self.SKILLS, have=have)

    def lines(self, plan: rp.LearningPlan, name: str, of: str = "proofs") -> list[int]:
        (item,) = [item for item in plan.items if item.skill == name]
        return [claim.citation.line for claim in getattr(item, of)]

    def test_own_then_narrower_then_wider_else_general(self) -> None:
        plan = self.plan(
            says("proof", line=1, skill="wide"),
            says("proof", line=2, skill="narrow", target="there"),
            says("proof", line=3, skill="own", target="there"),
            says("proof", line=4, skill="side", target="there"),
            says("proof", line=5),
            says("proof", line=6, skill="own", target="here"),
            says("proof", line=7, skill="own", target="there", origin="there"),
            says("advice", line=8, skill="own", target="there"),
        )
        assert self.lines(plan, "own") == [3, 2, 1]
        assert self.lines(plan, "other") == [5]

    def test_no_proof_at_all(self) -> None:
        assert self.lines(self.plan(), "own") == []

    def test_warnings_of_the_move_the_target_and_any_move(self) -> None:
        plan = self.plan(
            says("pitfall", origin="here", target="there", line=1),
            says("insufficient-proof", target="there", line=2),
            says("insufficient-proof", line=3),
            says("pitfall", target="there", line=4, skill="own"),
            says("pitfall", target="there", line=5, skill="narrow"),
            says("pitfall", origin="there", target="there", line=6),
            says("pitfall", target="here", line=7),
        )
        assert [claim.citation.line for claim in plan.warnings] == [1, 2, 3, 5]
        assert self.lines(plan, "own", "warnings") == [4]

    def test_a_person_is_warned_by_their_role(self) -> None:
        claim = says("pitfall", origin="here", target="there", line=1)
        assert self.plan(claim, have=rp.Profile(role="here")).warnings == (claim,)
        assert self.plan(claim, have=rp.Profile()).warnings == ()

    def test_pitfalls_of_the_target(self) -> None:
        traits = [rp.Trait(aspect=aspect, text="said", roles=("there",), citation=at()) for aspect in ("pitfall", "mission")]
        assert self.plan(*traits).pitfalls == (traits[0],)

    def test_who_asks(self) -> None:
        facts = [asks("there", "a", 0.5, source="two"), asks("there", "a", 0.4, source="one")]
        (item,) = planned(*facts, skills=("a",)).items
        assert item.sources == ("one", "two")
        assert set(item.requirements) == set(facts)


class TestMoreHeldMayTakeLonger:
    """The order is by the week, so who holds more may go another way round (and the docstring says so)."""

    def test_a_longer_plan_for_who_holds_more(self) -> None:
        skills = (skill("a", weeks=(10, 10), towards={"b": 1.0}), skill("b", weeks=(6, 6)))
        facts = [asks("there", "a", 1.0), asks("there", "b", 1.0)]
        # From nothing: a closes 2 in 10 weeks, b 1 in 6. With half of b: a closes 1.5 in 10, b 0.5 in 3.
        assert planned(*facts, skills=skills).weeks == (10.0, 10.0)
        assert planned(*facts, skills=skills, have=holds(b=0.5)).weeks == (13.0, 13.0)


class TestResult:
    PLAN = staticmethod(
        lambda: planned(
            asks("there", "a", 1.0),
            asks("there", "b", 0.5),
            skills=(skill("a", weeks=(10, 10), towards={"b": 0.5}), skill("b", broader="a", weeks=(1, 7))),
        )
    )

    def test_repr(self) -> None:
        assert repr(self.PLAN()) == "LearningPlan(profile -> there: 2 items, gap 1.00, 8-11 weeks)"
        same = planned(asks("there", "a", 0.5), skills=("a",), have="there")
        assert repr(same) == "LearningPlan(there -> there: start and target are the same role)"

    def test_it_is_kept_and_survives_pickling(self) -> None:
        made = catalog(asks("there", "a", 0.5), skills=("a",))
        plan = rp.learning_plan(holds(), "there", catalog=made)
        assert rp.learning_plan(holds(), "there", hours_per_week=10, catalog=made) is not plan
        assert rp.learning_plan(holds(), "there", catalog=made) is plan
        assert pickle.loads(pickle.dumps(plan)) == plan
        assert hash(plan) == hash(pickle.loads(pickle.dumps(plan)))

    def test_explanation(self) -> None:
        plan = rp.learning_plan("data scientist", "ML engineer", hours_per_week=10)
        told = {step.statement: step for _, step in plan.explain().walk()}
        for number, item in enumerate(plan.items, 1):
            step = told[f"{number}. gap left after {item.label}"]
            assert step.value == item.gap_after
            assert step.recomputed() == pytest.approx(item.gap_after, abs=1e-9)
        for milestone in plan.milestones:
            (step,) = [step for said, step in told.items() if said.startswith(f"milestone {milestone.name}:")]
            gap, *spent = step.children
            assert gap.value == (plan.items[milestone.after - 1].gap_after if milestone.after else plan.score)
            assert [part.recomputed() for part in spent] == pytest.approx(list(milestone.months))
        for citation in (
            *(c.citation for c in plan.warnings),
            *(t.citation for t in plan.pitfalls),
            *(d.months.citation for d in plan.stated),
        ):
            assert citation in plan.explain().citations

    def test_explanation_without_months_or_items(self) -> None:
        idle = planned(asks("there", "a", 0.5), skills=("a",), hours_per_week=0)
        last = idle.explain().children[-1]
        assert [step.statement for step in last.children] == ["1. gap left after A", "least weeks", "greatest weeks"]
        none = planned(asks("here", "a", 0.5), skills=("a",))
        assert none.explain().statement == f"learning plan from this person to Role there: {none.reason}"

    def test_explanation_of_what_is_to_be_proved(self) -> None:
        person = rp.Profile().with_skill("a", rated(0.8))
        plan = planned(asks("there", "a", 0.5), skills=("a",), have=person, evidence="certified")
        assert any(step.statement == "weeks for A, to be proved, not learnt" for _, step in plan.explain().walk())


class TestBundled:
    """The bundled guides: what a practitioner would look for, without the numbers, which are data."""

    def test_the_two_plans_of_a_data_scientist_begin_with_different_things(self) -> None:
        person = rp.Profile.from_role("data scientist", level="mid")
        plans = [rp.learning_plan(person, target, hours_per_week=10) for target in ("ML engineer", "AI engineer")]
        first = [set(order(plan)[:8]) for plan in plans]
        assert len(first[0] & first[1]) <= 4
        for plan in plans:
            assert plan.items[-1].gap_after == 0.0
            half, ready, whole = (plan.milestone(name).months for name in ("half", "ready", "all"))
            assert half[0] <= ready[0] <= whole[0]
            assert ready[1] <= whole[1]
        assert plans[1].milestone("ready").months[1] < plans[0].milestone("ready").months[1]

    def test_every_order_keeps_the_prerequisites(self) -> None:
        known = rp.load_catalog()
        for target in ("ML engineer", "AI engineer", "data analyst"):
            names = order(rp.learning_plan(rp.Profile(), target))
            for place, name in enumerate(names):
                assert not set(known.skill(name).prerequisites) & set(names[place:])

    def test_what_the_guides_warn_of(self) -> None:
        plan = rp.learning_plan("data scientist", "ML engineer")
        assert any(claim.kind == "pitfall" and "algorithms" in claim.text for claim in plan.warnings)
        assert any(claim.proof == "course" for claim in plan.warnings)


class TestWhatIf:
    SKILLS = (skill("a", weeks=(10, 10), towards={"b": 0.5}), skill("b", weeks=(4, 4)), "c")
    FACTS = (asks("there", "a", 0.8), asks("there", "b", 0.8), asks("here", "c", 0.5))

    def made(self, **fields: object) -> rp.Catalog:
        return catalog(*self.FACTS, skills=self.SKILLS, roles=("here", "there", "silent"), **fields)

    def test_what_the_target_asks_by_default(self) -> None:
        answer = rp.what_if(rp.Profile(), "a", target="there", catalog=self.made())
        assert (answer.from_level, answer.to_level) == (0.0, 0.8)
        (change,) = answer.changes
        assert [gap.score for gap in change.gaps] == [1.0, 0.25]
        assert change.closes == 0.75
        assert change.difficulty[0] > change.difficulty[1]
        assert [months.maximum for months in change.months] == pytest.approx([(8 + 3.2) / WEEKS_PER_MONTH, 1.6 / WEEKS_PER_MONTH])
        assert answer.profile.skills == (rp.HeldSkill(skill="a", proficiency=rp.Rating(scale="proficiency", value=0.8)),)

    def test_all_of_it_where_the_target_does_not_ask(self) -> None:
        answer = rp.what_if(rp.Profile(), "c", target="there", catalog=self.made())
        assert (answer.to_level, answer.changes[0].closes) == (1.0, 0.0)

    def test_every_role_with_requirements(self) -> None:
        answer = rp.what_if(rp.Profile(), "a", catalog=self.made())
        assert [(change.role, change.closes) for change in answer.changes] == [("there", 0.8125), ("here", 0.0)]
        assert answer.to_level == 1.0

    def test_roles_within_reach(self) -> None:
        made = self.made(difficulty_model=rp.DifficultyModel(ready_gap=0.25))
        answer = rp.what_if(holds(c=0.5), "a", proficiency=0.8, catalog=made)
        assert answer.within_reach == (("here",), ("there", "here"))
        assert answer.reached == ("there",)

    def test_a_target_of_which_nothing_is_said(self) -> None:
        answer = rp.what_if(rp.Profile(), "a", target="silent", catalog=self.made())
        (change,) = answer.changes
        assert (change.closes, change.difficulty, change.months, change.is_within_reach) == (
            None,
            (None, None),
            (None, None),
            (False, False),
        )
        assert answer.explain().children[1].statement == "Role silent: no source says what skills the role Role silent asks for"

    @pytest.mark.parametrize(("asked", "level"), [("half", 0.5), (1, 1.0), (rated(0.25), 0.25), (0.0, 0.0)])
    def test_ways_to_say_how_well(self, asked: object, level: float) -> None:
        assert rp.what_if(rp.Profile(), "a", proficiency=asked, catalog=self.made()).to_level == level

    def test_a_label_of_a_second_scale(self) -> None:
        other = rp.Scale(id="other", label="Other", measures="proficiency", reason="-", steps=(rp.ScaleStep(label="guru", value=0.9),))
        made = attrs.evolve(self.made(), scales=(*self.made().scales, other))
        assert rp.what_if(rp.Profile(), "a", proficiency="guru", catalog=made).to_level == 0.9
        assert rp.what_if(rp.Profile(), "a", proficiency="half", catalog=made).to_level == 0.5
        with pytest.raises(rp.InvalidRatingError):
            rp.what_if(rp.Profile(), "a", proficiency="wizard", catalog=made)

    @pytest.mark.parametrize("asked", [1.5, -0.1, nan])
    def test_more_than_everything(self, asked: float) -> None:
        with pytest.raises(rp.InvalidRatingError, match="must lie in 0 to 1"):
            rp.what_if(rp.Profile(), "a", proficiency=asked, catalog=self.made())

    @pytest.mark.parametrize("asked", [True, ("half",)])
    def test_no_proficiency_at_all(self, asked: object) -> None:
        with pytest.raises(rp.InvalidTypeError, match="must be a Rating, a label, or a number"):
            rp.what_if(rp.Profile(), "a", proficiency=asked, catalog=self.made())

    def test_a_catalog_without_a_scale(self) -> None:
        bare = rp.Catalog(skills=(skill("a"),), roles=(rp.Role(id="there", label="There"),))
        with pytest.raises(rp.InvalidFieldError, match="must have a scale of proficiency"):
            rp.what_if(rp.Profile(), "a", catalog=bare)

    def test_a_role_is_no_profile(self) -> None:
        with pytest.raises(rp.InvalidTypeError, match=r"profile must be a Profile; Profile.from_role\(\) makes one"):
            rp.what_if("here", "a", catalog=self.made())

    @pytest.mark.parametrize("person", [holds(a=0.9), rp.Profile().with_skill("a")])
    def test_less_than_is_held_changes_nothing(self, person: rp.Profile) -> None:
        answer = rp.what_if(person, "a", proficiency=0.4, catalog=self.made())
        assert answer.profile == person
        assert [change.closes for change in answer.changes] == [0.0, 0.0]

    def test_how_it_is_shown_stays(self) -> None:
        person = rp.Profile().with_skill("a", PROFICIENCY.rate("half"), "certified")
        answer = rp.what_if(person, "a", catalog=self.made())
        assert (answer.from_level, answer.profile.skills[0].evidence) == (0.5, "certified")

    def test_explanation(self) -> None:
        told = rp.what_if(rp.Profile(), "a", target="there", catalog=self.made()).explain()
        limit, closes = told.children
        assert limit.rests_on == "difficulty.ready_gap"
        assert closes.value == closes.recomputed() == 0.75
        assert [(step.statement, step.value) for step in closes.children] == [("A adds less", 0.5), ("B adds less", 0.25)]

    def test_explanation_leaves_out_what_stays_as_it_is(self) -> None:
        told = rp.what_if(rp.Profile(), "b", target="there", catalog=self.made()).explain()
        assert [(step.statement, step.value) for step in told.children[1].children] == [("B adds less", 0.5)]

    def test_repr(self) -> None:
        assert repr(rp.what_if(rp.Profile(), "a", catalog=self.made())) == "WhatIf(a 0.00 -> 1.00: nearer to 1 of 2 roles)"

    def test_nothing_to_ask_of(self) -> None:
        answer = rp.what_if(rp.Profile(), "a", catalog=catalog(skills=("a",)))
        assert (answer.changes, answer.within_reach, answer.reached) == ((), ((), ()), ())
