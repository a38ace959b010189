"""Learning plans and what-ifs, worked out by hand. Unless a test says so, all that is asked is core, and nothing is held."""

from __future__ import annotations

import pickle
from decimal import Decimal
from math import inf, nan, nextafter

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


def knows(name: str, level: float | None = None, evidence: str = "claimed") -> rp.HeldSkill:
    """Hold a skill so, and show it so."""
    return rp.HeldSkill(skill=name, proficiency=None if level is None else rated(level), evidence=evidence)


def who(*held: rp.HeldSkill, **fields: object) -> rp.Profile:
    """Make a person."""
    return rp.Profile(skills=held, **fields)


def order(plan: rp.LearningPlan) -> list[str]:
    return [item.skill for item in plan.items]


def assert_recomputed(told: rp.Explanation) -> None:
    """Demand that every number follows from the leaves, and that every leaf says what it rests on."""
    for _, step in told.walk():
        if step.operation is not None:
            assert step.recomputed() == pytest.approx(step.value, abs=1e-12)
        elif step.value is not None:
            assert step.citation or step.rests_on or step.is_assumed


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

    def test_equal_gap_per_week_goes_by_label(self) -> None:
        skills = tuple(
            attrs.evolve(skill(name, weeks=(4, 4)), label=label) for name, label in (("z", "First"), ("y", "Second"), ("x", "Third"))
        )
        facts = [asks("there", "x", 1.0), asks("there", "y", 0.5), asks("there", "z", 1.0)]
        assert order(planned(*facts, skills=skills)) == order(planned(*facts[::-1], skills=skills[::-1])) == ["z", "y", "x"]

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

    def test_a_part_counts_for_half_of_the_whole(self) -> None:
        plan = planned(
            asks("there", "part", 1.0, importance=1.0),
            asks("there", "whole", 1.0, importance=0.1),
            skills=(skill("whole", weeks=(20, 20)), skill("part", broader="whole", weeks=(10, 10))),
        )
        assert [(i.skill, i.from_level, i.weeks) for i in plan.items] == [("part", 0.0, (10.0, 10.0)), ("whole", 0.5, (10.0, 10.0))]

    def test_parts_do_not_add_up(self) -> None:
        # Each of two parts counts for half of the whole, and both for no more than that.
        plan = planned(
            asks("there", "p", 1.0, importance=1.0),
            asks("there", "q", 1.0, importance=1.0),
            asks("there", "whole", 1.0, importance=0.1),
            skills=(skill("whole", weeks=(20, 20)), skill("p", broader="whole", weeks=(8, 8)), skill("q", broader="whole", weeks=(8, 8))),
        )
        assert [(i.skill, i.from_level, i.weeks) for i in plan.items] == [
            ("p", 0.0, (8.0, 8.0)),
            ("q", 0.0, (8.0, 8.0)),
            ("whole", 0.5, (10.0, 10.0)),
        ]
        assert plan.weeks == (26.0, 26.0)

    def test_the_whole_counts_for_most_of_a_part(self) -> None:
        plan = planned(
            asks("there", "whole", 1.0, importance=1.0),
            asks("there", "part", 1.0, importance=0.1),
            skills=(skill("whole", weeks=(1, 1)), skill("part", broader="whole", weeks=(1, 1))),
        )
        # What the whole leaves of the part is 0.4 of it.
        assert [(i.skill, i.from_level, i.weeks) for i in plan.items] == [("whole", 0.0, (1.0, 1.0)), ("part", 0.6, (0.4, 0.4))]

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


class TestCore:
    """What sources ask most comes before the rest, however long it takes."""

    SKILLS = (skill("a", weeks=(10, 10)), skill("b", weeks=(1, 1)), skill("c", weeks=(1, 1)))

    @staticmethod
    def core(plan: rp.LearningPlan) -> list[str]:
        """Skills of the core, once it is seen that they come first."""
        told = [item.is_core for item in plan.items]
        assert told == sorted(told, reverse=True)
        return [item.skill for item in plan.items if item.is_core]

    def test_the_heaviest_first(self) -> None:
        # a is 1 of the 1.25 that is asked; b closes more of it per week.
        facts = [asks("there", "a", 1.0, importance=1.0), asks("there", "b", 1.0, importance=0.25)]
        plan = planned(*facts, skills=self.SKILLS, model=rp.DifficultyModel(core_share=0.75))
        assert (order(plan), self.core(plan)) == (["a", "b"], ["a"])
        assert (plan.items[0].gap_after, plan.items[0].weeks) == (0.2, (10.0, 10.0))

    def test_all_is_core_by_default(self) -> None:
        facts = [asks("there", "a", 1.0, importance=1.0), asks("there", "b", 1.0, importance=0.25)]
        plan = planned(*facts, skills=self.SKILLS)
        assert (order(plan), self.core(plan)) == (["b", "a"], ["b", "a"])

    @pytest.mark.parametrize(("share", "core"), [(0.0, "a"), (0.5, "a"), (0.51, "ab"), (0.75, "ab"), (0.76, "abcd"), (1.0, "abcd")])
    def test_as_much_as_comes_to_the_share_and_no_less_than_the_heaviest(self, share: float, core: str) -> None:
        # Of 2 in all, a is 1, b 0.5, c and d 0.25.
        facts = [asks("there", name, 1.0, importance=weight) for name, weight in (("a", 1.0), ("b", 0.5), ("c", 0.25), ("d", 0.25))]
        plan = planned(*facts, skills=(*self.SKILLS, skill("d", weeks=(1, 1))), model=rp.DifficultyModel(core_share=share))
        assert sorted(self.core(plan)) == list(core)

    def test_what_is_as_heavy_as_the_last_counts_too(self) -> None:
        facts = [asks("there", name, 1.0, importance=weight) for name, weight in (("a", 0.5), ("b", 0.5), ("c", 0.25))]
        assert self.core(planned(*facts, skills=self.SKILLS, model=rp.DifficultyModel(core_share=0.1))) == ["b", "a"]

    def test_proficiency_asked_counts_towards_the_share_and_not_for_the_weight(self) -> None:
        # a, asked little, is heavier, and 0.25 of the 1 that is asked.
        facts = [asks("there", "a", 0.25, importance=1.0), asks("there", "b", 1.0, importance=0.75)]
        assert self.core(planned(*facts, skills=self.SKILLS, model=rp.DifficultyModel(core_share=0.25))) == ["a"]
        assert self.core(planned(*facts, skills=self.SKILLS, model=rp.DifficultyModel(core_share=0.26))) == ["b", "a"]

    def test_one_of_several_skills_is_as_heavy_as_all_of_them(self) -> None:
        # One of two weighs half of what a skill alone does; a need that either meets is no lighter.
        facts = [asks("there", "a", 1.0, importance=0.5), asks("there", "b", 1.0, importance=0.5, alternatives=("c",))]
        plan = planned(
            *facts, asks("there", "d", 1.0, importance=0.4), skills=(*self.SKILLS, "d"), model=rp.DifficultyModel(core_share=0.1)
        )
        assert self.core(plan) == ["b", "a"]

    def test_what_the_core_builds_on_comes_with_it_asked_or_not(self) -> None:
        skills = (before(skill("a", weeks=(10, 10)), "b", "unasked"), *self.SKILLS[1:], "unasked")
        facts = [asks("there", name, 1.0, importance=weight) for name, weight in (("a", 1.0), ("b", 0.1), ("c", 0.1))]
        plan = planned(*facts, skills=skills, model=rp.DifficultyModel(core_share=0.5))
        assert (order(plan), self.core(plan)) == (["b", "unasked", "a", "c"], ["b", "unasked", "a"])
        rest = planned(
            *facts,
            skills=(self.SKILLS[0], self.SKILLS[1], before(skill("c"), "unasked"), "unasked"),
            model=rp.DifficultyModel(core_share=0.5),
        )
        assert (order(rest), self.core(rest)) == (["a", "b", "unasked", "c"], ["a"])

    def test_who_holds_the_core_is_left_with_the_rest(self) -> None:
        facts = [asks("there", "a", 1.0, importance=1.0), asks("there", "b", 1.0, importance=0.25)]
        plan = planned(*facts, skills=self.SKILLS, have=holds(a=1.0), model=rp.DifficultyModel(core_share=0.75))
        assert (order(plan), self.core(plan)) == (["b"], [])
        assert (plan.score, plan.weeks) == (0.2, (1.0, 1.0))


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
        assert [item.prerequisites for item in plan.items] == [(), ("a",), ("a", "b")]

    def test_a_skill_is_weighed_with_what_it_needs_first(self) -> None:
        # c closes 0.5 in 1 week, but in 11 with its prerequisite; d closes 0.5 in 5.
        skills = (skill("a", weeks=(20, 20)), before(skill("c", weeks=(2, 2)), "a"), skill("d", weeks=(10, 10)))
        assert order(planned(asks("there", "c", 0.5), asks("there", "d", 0.5), skills=skills)) == ["d", "a", "c"]

    def test_a_prerequisite_shared_by_two_is_raised_to_the_more_demanding(self) -> None:
        skills = (skill("a", weeks=(10, 10)), before(skill("b"), "a"), before(skill("c"), "a"))
        plan = planned(asks("there", "b", 0.2), asks("there", "c", 0.4), skills=skills)
        assert (plan.items[0].skill, plan.items[0].to_level) == ("a", 0.4)
        # With a, to be held as well as c asks, b closes less per week than c does.
        assert plan.items[0].needed_for == ("c", "b")

    def test_one_that_is_no_longer_needed_drops_out(self) -> None:
        # Learning c, free, meets b, for which a was to be learnt.
        skills = ("a", before(skill("b"), "a"), skill("c", weeks=(0, 0), towards={"b": 1.0}))
        plan = planned(asks("there", "b", 0.5), asks("there", "c", 0.5), skills=skills)
        assert order(plan) == ["c"]
        assert plan.met_on_the_way == (rp.Dropped(skill="b", by="c", after=1),)

    def test_one_that_nothing_builds_on_any_more_is_not_learnt_whatever_it_would_add(self) -> None:
        # c meets b, so a is not needed, though it counts for half of d: whether it is learnt must not change what d takes.
        skills = (
            skill("a", towards={"d": 0.5}),
            before(skill("b"), "a"),
            skill("c", weeks=(0, 0), towards={"b": 1.0}),
            skill("d", weeks=(100, 100)),
        )
        plan = planned(*(asks("there", name, 0.5) for name in "bcd"), skills=skills)
        assert [(i.skill, i.from_level, i.weeks[0]) for i in plan.items] == [("c", 0.0, 0.0), ("d", 0.0, 50.0)]

    def test_a_mere_prerequisite_counts_towards_nothing(self) -> None:
        skills = (skill("a", towards={"d": 0.5}), before(skill("b"), "a"), skill("d", weeks=(100, 100)))
        plan = planned(*(asks("there", name, 0.5) for name in "bd"), skills=skills)
        assert [(i.skill, i.from_level, i.closes, i.is_prerequisite) for i in plan.items] == [
            ("a", 0.0, 0.0, True),
            ("b", 0.0, 0.5, False),
            ("d", 0.0, 0.5, False),
        ]

    def test_what_is_held_through_another_counts_by_itself_from_its_turn_on(self) -> None:
        # x is half of a, which is all that is asked of it; a is half of d.
        skills = (skill("x", towards={"a": 0.5}), skill("a", weeks=(1, 1), towards={"d": 0.5}), skill("d", weeks=(100, 100)))
        plan = planned(asks("there", "a", 0.5), asks("there", "d", 1.0), skills=skills, have=holds(x=1.0))
        assert [(i.skill, i.from_level, i.weeks[0], i.is_covered, i.to_prove) for i in plan.items] == [
            ("a", 0.5, 0.0, True, None),
            ("d", 0.25, 75.0, False, None),
        ]


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

    def test_equals_are_one_thing_to_learn(self) -> None:
        facts = [asks("there", "a", 0.5, alternatives=("b",)), asks("there", "b", 0.5, alternatives=("a",))]
        plan = planned(*facts, skills=("a", "b"))
        assert [(i.skill, i.alternatives, i.weeks, i.gap_after) for i in plan.items] == [("a", ("b",), (6.0, 6.0), 0.0)]
        assert [(closing.skill, closing.closes) for closing in plan.items[0].closings] == [("a", 0.5), ("b", 0.5)]
        assert plan.met_on_the_way == ()

    def test_needs_that_the_same_skills_meet_are_learnt_as_well_as_the_greater_asks(self) -> None:
        facts = [asks("there", "a", 0.75, alternatives=("b",)), asks("there", "b", 0.25, alternatives=("a",))]
        plan = planned(*facts, skills=(skill("a", weeks=(8, 8)), skill("b", weeks=(4, 12))))
        # The fewest weeks at either end are those of b and of a.
        assert [(i.skill, i.to_level, i.effort, i.weeks) for i in plan.items] == [("a", 0.75, (4, 8), (3.0, 6.0))]
        assert set(plan.items[0].requirements) == set(facts)

    def test_the_least_that_any_of_them_counts_for_is_credited(self) -> None:
        skills = (
            skill("a", weeks=(1, 1), towards={"d": 0.8, "e": 0.8}),
            skill("b", weeks=(1, 1), towards={"d": 0.4}),
            skill("d"),
            skill("e"),
        )
        facts = [asks("there", "a", 0.5, alternatives=("b",)), asks("there", "d", 0.5), asks("there", "e", 0.5)]
        plan = planned(*facts, skills=skills)
        assert [(i.skill, i.from_level) for i in plan.items] == [("a", 0.0), ("d", 0.2), ("e", 0.0)]
        assert [(closing.skill, closing.after) for closing in plan.items[0].closings] == [("a", 0.5), ("d", 0.2)]

    def test_an_alternative_that_is_learnt_for_itself_meets_the_need(self) -> None:
        facts = [asks("there", "a", 0.5, alternatives=("b",)), asks("there", "b", 0.5)]
        plan = planned(*facts, skills=(skill("a", weeks=(8, 8)), skill("b", weeks=(2, 2))))
        assert order(plan) == ["b"]
        assert plan.met_on_the_way == (rp.Dropped(skill="a", by="b", after=1),)
        assert (plan.items[0].gap_after, plan.items[0].alternatives) == (0.0, ())

    def test_what_any_of_them_builds_on_comes_first(self) -> None:
        skills = ("x", before(skill("a", weeks=(2, 2)), "x"), skill("b", weeks=(4, 4)))
        plan = planned(asks("there", "a", 0.5, alternatives=("b",)), skills=skills)
        assert [(i.skill, i.needed_for, i.prerequisites) for i in plan.items] == [("x", ("a",), ()), ("a", (), ("x",))]


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
    @staticmethod
    def told(plan: rp.LearningPlan) -> list[tuple[str, float, int, tuple[float, float]]]:
        return [(m.name, m.gap, m.after, m.weeks) for m in plan.milestones]

    def plan(self, share: float, *importance: float, have: rp.Profile | None = None, **asked: object) -> rp.LearningPlan:
        """Plan for a, b, c, ... of such importance, each asked at 0.5, 2 to 4 weeks from nothing to expert: 1 to 2 weeks each."""
        names = "abcd"[: len(importance)]
        facts = [asks("there", name, 0.5, importance=value) for name, value in zip(names, importance, strict=True)]
        model = rp.DifficultyModel(core_share=share)
        return planned(*facts, skills=tuple(skill(name, weeks=(2, 4)) for name in names), model=model, have=have, **asked)

    def test_half_core_all(self) -> None:
        # Of 2 in all, a is 1, b 0.5, c and d 0.25: a half, a and b three quarters.
        plan = self.plan(0.75, 1.0, 0.5, 0.25, 0.25)
        assert order(plan) == ["a", "b", "c", "d"]
        assert self.told(plan) == [("half", 0.5, 1, (1.0, 2.0)), ("core", 0.25, 2, (2.0, 4.0)), ("all", 0.0, 4, (4.0, 8.0))]
        assert [milestone.months for milestone in plan.milestones] == [plan.items[place].months_after for place in (0, 1, 3)]
        assert [milestone.statement for milestone in plan.milestones] == [
            "half of all that is asked is held",
            "what sources ask most is held",
            "nothing that any source asks for is missing",
        ]

    def test_the_core_may_be_less_than_half(self) -> None:
        # Of 1.25 in all, a is 0.5; b and c are 0.375 each.
        plan = self.plan(0.25, 0.5, 0.375, 0.375)
        told = [("core", pytest.approx(0.6), 1, (1.0, 2.0)), ("half", pytest.approx(0.3), 2, (2.0, 4.0)), ("all", 0.0, 3, (3.0, 6.0))]
        assert self.told(plan) == told

    def test_all_at_once(self) -> None:
        assert self.told(self.plan(1.0, 1.0)) == [(name, 0.0, 1, (1.0, 2.0)) for name in ("half", "core", "all")]

    def test_half_is_of_all_that_is_asked(self) -> None:
        # With a held, 0.5 is left: half at once. With a half of it, b is needed.
        plan = self.plan(1.0, 1.0, 0.5, 0.25, 0.25, have=holds(a=0.5))
        assert (plan.score, plan.milestone("half").gap, plan.milestone("half").after) == (0.5, 0.5, 0)
        plan = self.plan(1.0, 1.0, 0.5, 0.25, 0.25, have=holds(b=0.5))
        assert (plan.score, plan.milestone("half").gap, plan.milestone("half").after) == (0.75, 0.25, 1)

    def test_a_core_that_is_held_is_reached_at_the_start(self) -> None:
        plan = self.plan(0.75, 1.0, 0.5, 0.25, 0.25, have=holds(a=0.5, b=1.0))
        assert order(plan) == ["c", "d"]
        assert plan.milestones[0].name == "half"
        assert (
            plan.milestones[1]
            == plan.milestone("core")
            == rp.Milestone(name="core", statement="what sources ask most is held", gap=0.25, after=0, weeks=(0.0, 0.0), months=(0.0, 0.0))
        )
        assert self.told(plan) == [("half", 0.25, 0, (0.0, 0.0)), ("core", 0.25, 0, (0.0, 0.0)), ("all", 0.0, 2, (2.0, 4.0))]

    @pytest.mark.parametrize("held", [holds(), holds(a=0.25), holds(a=0.5), holds(a=0.5, b=0.25), holds(a=0.5, b=0.5, c=0.5)])
    def test_months_until_the_core_are_those_of_the_move(self, held: rp.Profile) -> None:
        person = attrs.evolve(held, hours_per_week=5)
        facts = [asks("there", name, 0.5, importance=value) for name, value in zip("abcd", (1.0, 0.5, 0.25, 0.25), strict=True)]
        skills = tuple(skill(name, weeks=(2, 4)) for name in "abcd")
        made = catalog(*facts, skills=skills, difficulty_model=rp.DifficultyModel(core_share=0.75))
        months = rp.learning_plan(person, "there", catalog=made).milestone("core").months
        modelled = rp.transition_difficulty(person, "there", catalog=made).modelled_months
        assert months == (modelled.minimum, modelled.maximum)
        # A week for each half of a skill, at half of the hours; what is held beyond the core changes nothing.
        own = {entry.skill: entry.proficiency.value for entry in held.skills}
        weeks = sum(2 * (0.5 - own.get(name, 0.0)) for name in "ab")
        assert months == pytest.approx((2 * weeks / WEEKS_PER_MONTH, 4 * weeks / WEEKS_PER_MONTH))
        assert modelled.statement == "learning what sources ask most, 75% of all they ask, at 5 hours a week"

    def test_a_milestone_that_there_is_not(self) -> None:
        plan = planned(asks("there", "a", 0.5), skills=("a",))
        with pytest.raises(rp.InvalidFieldError, match="must be one of half, core, all, got 'soon'"):
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
        assert plan.milestone("core").months == pytest.approx((2.5, 3.5))
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
        same = planned(*asked, *claims, skills=("a", "b"), have=who(knows("a", 1.0), role="here"))
        assert [stated.reason for stated in same.stated][:3] == [
            "nothing is to be learnt",
            "nothing is to be learnt",
            "the source gives no figure",
        ]

    def test_a_stated_duration_is_set_beside_the_core_and_not_beside_all(self) -> None:
        def takes(least: int, most: int) -> rp.TransitionClaim:
            months = {"months_minimum": Decimal(least), "months_maximum": Decimal(most)}
            return says("duration", origin="here", target="there", line=most, **months)

        week = 2 * WEEKS_PER_MONTH  # a skill at 0.5 takes a month
        facts = [asks("there", "a", 0.5, importance=1.0), asks("there", "b", 0.5, importance=0.25), asks("here", "c", 0.5)]
        skills = (skill("a", weeks=(week, week)), skill("b", weeks=(week, week)), "c")
        model = rp.DifficultyModel(core_share=0.5)
        asked = {"skills": skills, "model": model}
        plan = planned(*facts, takes(0, 1), takes(2, 2), have="here", **asked)
        assert [(m.name, m.months) for m in plan.milestones] == [
            ("half", pytest.approx((1.0, 1.0))),
            ("core", pytest.approx((1.0, 1.0))),
            ("all", pytest.approx((2.0, 2.0))),
        ]
        assert [stated.touches for stated in plan.stated] == [True, False]
        held = attrs.evolve(holds(a=0.5), role="here")
        assert [stated.touches for stated in planned(*facts, takes(0, 1), takes(1, 2), have=held, **asked).stated] == [True, False]


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

    def test_no_hours_at_all_for_what_may_take_no_time(self) -> None:
        plan = planned(asks("there", "a", 0.5), skills=(skill("a", weeks=(0, 8)),), hours_per_week=0)
        assert (plan.weeks, plan.months) == ((0.0, 4.0), None)
        plan = planned(asks("there", "a", 0.5), skills=(skill("a", weeks=(0, 0)),), hours_per_week=0)
        assert (plan.weeks, plan.months) == ((0.0, 0.0), (0.0, 0.0))

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

    @pytest.mark.parametrize("person", [rp.Profile(), rp.Profile(unknown=("telepathy",)), who(knows("levitation", 1.0))])
    def test_who_holds_nothing_that_is_known_learns_all_of_it(self, person: rp.Profile) -> None:
        plan = planned(asks("there", "a", 0.5), skills=("a",), have=person)
        assert [(item.skill, item.weeks, item.gap_after) for item in plan.items] == [("a", (6.0, 6.0), 0.0)]
        assert plan.score == 1.0

    def test_unknown_skills_are_listed(self) -> None:
        person = who(knows("levitation"), unknown=("telepathy",))
        assert planned(asks("there", "a", 0.5), skills=("a",), have=person).unknown_skills == ("telepathy", "levitation")

    def test_an_origin_of_which_nothing_is_said(self) -> None:
        plan = planned(asks("there", "a", 0.5), skills=("a",), have="here")
        assert (plan.items, plan.score, plan.months, plan.milestones) == ((), None, None, ())
        assert plan.reason == "no source says what skills the role Role here has"

    def test_a_person_in_the_role_wanted_learns_what_they_lack(self) -> None:
        assert order(planned(asks("there", "a", 0.5), skills=("a",), have=rp.Profile(role="there"))) == ["a"]

    def test_skills_asked_for_at_nothing(self) -> None:
        plan = planned(asks("there", "a", 0.0), skills=("a",))
        assert (plan.items, plan.score, plan.reason) == ((), 0.0, "all that the target asks for is held")

    def test_an_unknown_role(self) -> None:
        with pytest.raises(rp.UnknownRoleError):
            rp.learning_plan("here", "nowhere", catalog=catalog(skills=("a",)))


class TestAssumedEffort:
    """Where nobody states an effort, weeks are assumed and no months are told from there on."""

    SKILLS = (skill("a", weeks=(1, 2)), "x", skill("z", weeks=(1000, 2000)))

    def test_months_end_where_the_first_effort_is_not_stated(self) -> None:
        model = rp.DifficultyModel(unstated_effort_weeks=12)
        plan = planned(*(asks("there", name, 0.5) for name in "axz"), skills=self.SKILLS, model=model)
        assert [(i.skill, i.is_assumed, i.months_after is None) for i in plan.items] == [
            ("a", False, False),
            ("x", True, True),
            ("z", False, True),
        ]
        assert plan.items[1].weeks[1] > 0
        assert plan.months is None
        assert [m.months is None for m in plan.milestones] == [m.after > 1 for m in plan.milestones]
        assert plan.months_reason == "nobody states the effort of X"

    def test_weeks_of_nothing_are_no_months_either(self) -> None:
        plan = planned(asks("there", "x", 0.5), skills=("x",), model=rp.DifficultyModel(unstated_effort_weeks=0))
        assert (plan.weeks, plan.months) == ((0.0, 0.0), None)

    def test_what_is_held_leaves_no_effort_open(self) -> None:
        plan = planned(asks("there", "x", 0.5), skills=("x",), have=who(knows("x", 0.5)), evidence="certified")
        assert ([i.to_prove for i in plan.items], plan.months, plan.months_reason) == (["x"], (0.0, 0.0), None)

    def test_the_difficulty_of_the_move_has_none_either(self) -> None:
        facts = (asks("there", "x", 0.5),)
        assert rp.transition_difficulty(rp.Profile(), "there", catalog=catalog(*facts, skills=("x",))).modelled_months is None


class TestEvidence:
    def test_what_is_known_but_not_shown_is_to_be_proved(self) -> None:
        person = who(knows("a", 0.8), knows("b", 0.3), knows("c", 0.5, "shipped-to-production"))
        facts = [asks("there", name, 0.5) for name in "abc"]
        plan = planned(*facts, skills=tuple(skill(n, weeks=(10, 10)) for n in "abc"), have=person, evidence="used-at-work")
        assert plan.gap.to_prove == ("a", "b")
        told = [(i.skill, i.from_level, i.to_level, i.to_prove, i.weeks[0]) for i in plan.items]
        assert told == [("a", 0.8, 0.5, "a", 0.0), ("b", 0.3, 0.5, None, pytest.approx(2.0))]
        assert plan.to_prove == plan.gap.to_prove
        assert [item.gap_after for item in plan.items] == [pytest.approx(1 / 3), 0.0]

    def test_what_gives_enough_credit_is_to_be_proved_in_place_of_what_it_counts_towards(self) -> None:
        skills = (skill("pt", weeks=(10, 10), towards={"tf": 0.8}), skill("tf", weeks=(10, 10)))
        plan = planned(asks("there", "tf", 0.5), skills=skills, have=who(knows("pt", 1.0)), evidence="used-at-work")
        (item,) = plan.items
        assert (item.skill, item.from_level, item.to_prove, item.is_covered, item.weeks) == ("tf", 0.8, "pt", False, (0.0, 0.0))
        assert plan.to_prove == ("pt",)

    def test_an_alternative_that_is_known_is_to_be_proved(self) -> None:
        facts = [asks("there", "a", 0.5, alternatives=("b",))]
        plan = planned(*facts, skills=(skill("a"), skill("b")), have=who(knows("b", 0.5)), evidence="certified")
        assert [(i.skill, i.to_prove) for i in plan.items] == [("b", "b")]

    def test_what_is_held_through_something_learnt_before_is_covered_and_nothing_to_prove(self) -> None:
        # a is learnt, which gives b in full and, beyond that, c something; nothing of it is known.
        skills = (
            skill("a", weeks=(1, 1), towards={"b": 1.0}),
            skill("b", weeks=(10, 10), towards={"c": 0.5}),
            skill("c", weeks=(50, 50)),
        )
        plan = planned(*(asks("there", name, 0.5) for name in "abc"), skills=skills, have=who(), evidence="certified")
        assert [(i.skill, i.to_prove, i.is_covered) for i in plan.items] == [("a", None, False), ("b", None, True), ("c", None, False)]

    def test_no_months_for_what_is_only_to_be_proved(self) -> None:
        plan = planned(asks("there", "a", 0.5), skills=(skill("a", weeks=(10, 20)),), have=who(knows("a", 0.8)), evidence="certified")
        assert (plan.score, plan.weeks, plan.months) == (1.0, (0.0, 0.0), (0.0, 0.0))
        assert [(m.name, m.after, m.months) for m in plan.milestones] == [(name, 1, (0.0, 0.0)) for name in ("half", "core", "all")]
        (item,) = plan.items
        assert (item.to_prove, item.from_level, item.closings) == (
            "a",
            0.8,
            (rp.Closing(skill="a", before=0.0, after=0.5, closes=1.0),),
        )

    def test_what_is_shown_well_enough_is_left_out(self) -> None:
        person = who(knows("a", 0.5, "used-at-work"))
        for grade, names in (("claimed", []), ("certified", []), ("used-at-work", []), ("shipped-to-production", ["a"])):
            assert order(planned(asks("there", "a", 0.5), skills=("a",), have=person, evidence=grade)) == names
        (item,) = planned(asks("there", "a", 0.5), skills=("a",), have=person, evidence="shipped-to-production").items
        assert (item.to_prove, item.from_level, item.to_level) == ("a", 0.5, 0.5)

    @pytest.mark.parametrize("grade", list(rp.Evidence))
    def test_no_grade_takes_fewer_weeks_than_what_is_claimed(self, grade: rp.Evidence) -> None:
        # a is known and counts for half of b, of which more is to be learnt: 0.1 of 10 weeks, whatever is shown. c is 5 weeks.
        skills = (skill("a", weeks=(10, 10), towards={"b": 0.5}), skill("b", weeks=(10, 10)), skill("c", weeks=(10, 10)))
        facts = [asks("there", name, 0.5) for name in "abc"]
        person = who(knows("a", 0.8, "certified"))
        claimed = planned(*facts, skills=skills, have=person)
        assert (order(claimed), claimed.weeks) == (["b", "c"], pytest.approx((6.0, 6.0)))
        shown = planned(*facts, skills=skills, have=person, evidence=grade)
        assert order(shown) == (["b", "c"] if grade <= "certified" else ["a", "b", "c"])
        assert shown.weeks == claimed.weeks
        assert shown.score >= claimed.score

    def test_a_skill_shown_well_but_too_little_is_learnt_on_from_what_is_known(self) -> None:
        # Another name lists it once more: shown at 0.2, known at 0.4.
        named = attrs.evolve(skill("a", weeks=(10, 10)), alternative_labels=("alpha",))
        person = who(knows("a", 0.2, "certified"), knows("alpha", 0.4))
        plan = planned(asks("there", "a", 0.5), skills=(named,), have=person, evidence="certified")
        (item,) = plan.items
        assert (item.from_level, item.to_prove, item.is_covered, item.weeks) == (0.4, None, False, pytest.approx((1.0, 1.0)))
        assert (item.closings[0].before, plan.score) == (0.2, pytest.approx(0.6))

    def test_it_is_asked_of_people_alone(self) -> None:
        with pytest.raises(rp.InvalidTypeError, match="evidence must be left out where have is a role"):
            planned(asks("there", "a", 0.5), skills=("a",), have="here", evidence="certified")

    def test_a_grade_that_there_is_not(self) -> None:
        with pytest.raises(rp.InvalidFieldError, match="must be one of claimed, certified"):
            planned(asks("there", "a", 0.5), skills=("a",), evidence="on my word")


class TestLevel:
    """A level asks for what is asked at it or at none in particular; a person's own is the default."""

    FACTS = (asks("there", "a", 0.5, level="senior"), asks("there", "b", 0.5))

    def test_what_is_asked_at_another_level_is_left_out(self) -> None:
        assert order(planned(*self.FACTS, skills=("a", "b"), level="mid")) == ["b"]
        assert order(planned(*self.FACTS, skills=("a", "b"))) == ["a", "b"]

    @pytest.mark.parametrize(
        ("own", "asked", "level", "names"),
        [
            (None, None, None, ["a", "b"]),
            ("mid", None, "mid", ["b"]),
            ("senior", None, "senior", ["a", "b"]),
            ("mid", "senior", "senior", ["a", "b"]),
            ("senior", "mid", "mid", ["b"]),
            (None, "Senior", "senior", ["a", "b"]),
        ],
    )
    def test_a_person_s_own_unless_one_is_asked(self, own: str | None, asked: str | None, level: str | None, names: list[str]) -> None:
        made = catalog(*self.FACTS, skills=("a", "b"))
        person = rp.Profile(level=own)
        plan = rp.learning_plan(person, "there", level=asked, catalog=made)
        gap = rp.skill_gap(person, "there", level=asked, catalog=made)
        assert (plan.level, plan.gap.level, gap.level) == (level, level, level)
        assert (order(plan), sorted(item.skill for item in gap.items)) == (names, names)
        assert plan.gap == gap

    def test_one_that_there_is_not(self) -> None:
        made = catalog(*self.FACTS, skills=("a", "b"))
        for have, level in ((rp.Profile(level="boss"), None), (rp.Profile(), "boss")):
            with pytest.raises(rp.UnknownLevelError):
                rp.learning_plan(have, "there", level=level, catalog=made)

    def test_the_core_is_that_of_the_level(self) -> None:
        # At senior, a is 1 of 1.25; at mid, b is all there is.
        facts = [asks("there", "a", 0.5, importance=1.0, level="senior"), asks("there", "b", 0.5, importance=0.25)]
        model = rp.DifficultyModel(core_share=0.5)
        for level, core in (("senior", [True, False]), ("mid", [True])):
            plan = planned(*facts, skills=("a", "b"), have=rp.Profile(level=level), model=model)
            assert [item.is_core for item in plan.items] == core


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

    def test_own_then_narrower_then_wider_then_any(self) -> None:
        plan = self.plan(
            says("proof", line=9),
            says("proof", line=1, skill="wide"),
            says("proof", line=2, skill="narrow", target="there"),
            says("proof", line=3, skill="own", target="there"),
            says("proof", line=4, skill="side", target="there"),
            says("proof", line=5),
            says("proof", line=6, skill="own", target="here"),
            says("proof", line=7, skill="own", target="there", origin="there"),
            says("advice", line=8, skill="own", target="there"),
        )
        assert self.lines(plan, "own") == [3, 2, 1, 9, 5]
        assert self.lines(plan, "other") == [9, 5]

    def test_a_certificate_is_never_all_that_is_offered(self) -> None:
        certificate = says("proof", line=1, skill="own", target="there", proof="certification")
        work = says("proof", line=2, target="there", proof="working-code")
        assert self.lines(self.plan(certificate, work), "own") == [1, 2]
        assert self.lines(self.plan(work, certificate), "own") == [1, 2]

    def test_what_is_pulled_in_for_others_has_proofs_too(self) -> None:
        facts = [asks("there", "b", 0.5), says("proof", line=1, skill="a", target="there"), says("proof", line=2)]
        plan = planned(*facts, skills=("a", before(skill("b"), "a")))
        assert (self.lines(plan, "a"), self.lines(plan, "b")) == ([1, 2], [2])

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


class TestMoreHeldTakesNoLonger:
    """The order is the role's, so that who holds more walks the same way and skips a part of it."""

    SKILLS = (skill("a", weeks=(10, 10), towards={"b": 1.0}), skill("b", weeks=(6, 6)), skill("c", weeks=(100, 100)))
    FACTS = (asks("there", "a", 1.0), asks("there", "b", 1.0), asks("there", "c", 1.0))

    @pytest.mark.parametrize(
        ("held", "names", "weeks"),
        [
            # By the week, who holds half of b would do better with b than with a, and then still have all of a to learn.
            (holds(b=0.5), ["a", "c"], 110.0),
            (holds(), ["a", "c"], 110.0),
            (holds(b=1.0), ["a", "c"], 110.0),
            (holds(a=0.5), ["a", "c"], 105.0),
            # a counts for 0.9 of b already, whatever less is held of it.
            (holds(a=0.9, b=0.5), ["a", "c"], 101.0),
            (holds(a=1.0), ["c"], 100.0),
            (holds(c=1.0), ["a"], 10.0),
        ],
    )
    def test_the_same_way(self, held: rp.Profile, names: list[str], weeks: float) -> None:
        plan = planned(*self.FACTS, skills=self.SKILLS, have=held)
        assert order(plan) == names
        assert plan.weeks == pytest.approx((weeks, weeks))

    def test_planning_again_from_there_gives_what_is_left(self) -> None:
        skills = (
            skill("a", weeks=(2, 4), towards={"b": 0.5}),
            skill("b", weeks=(8, 8)),
            before(skill("c", weeks=(30, 30)), "d"),
            skill("d"),
        )
        facts = [asks("there", name, 0.5) for name in "abc"]
        made = catalog(*facts, skills=skills)
        person = rp.Profile()
        whole = rp.learning_plan(person, "there", catalog=made)
        # b has 0.25 to go; the prerequisite d is assumed to take 12 weeks to expert.
        assert [(item.skill, item.weeks) for item in whole.items] == [("a", (1, 2)), ("b", (2, 2)), ("d", (6, 6)), ("c", (15, 15))]
        for place, item in enumerate(whole.items):
            person = person.with_skills(knows(item.skill, item.to_level))
            again = rp.learning_plan(person, "there", catalog=made)
            assert [(left.skill, left.weeks, left.gap_after) for left in again.items] == [
                (left.skill, left.weeks, left.gap_after) for left in whole.items[place + 1 :]
            ]
            assert again.score == item.gap_after


class TestNames:
    """Ids and the order of the facts change nothing that is counted; labels settle ties."""

    def test_ids_and_order(self) -> None:
        def made(names: dict[str, str], step: int) -> rp.Catalog:
            own = [
                skill("a", weeks=(4, 4)),
                before(skill("b", weeks=(4, 4)), "d"),
                skill("c", weeks=(4, 4), towards={"a": 0.5}),
                skill("d"),
            ]
            skills = [
                attrs.evolve(
                    known,
                    id=names[known.id],
                    prerequisites=tuple(names[name] for name in known.prerequisites),
                    related=tuple(attrs.evolve(related, skill=names[related.skill]) for related in known.related),
                )
                for known in own
            ]
            facts = [
                asks("there", names["a"], 0.5),
                asks("there", names["b"], 0.5),
                asks("there", names["c"], 0.5, alternatives=(names["d"],)),
            ]
            return catalog(*facts[::step], skills=skills[::step])

        told = {
            tuple((item.label, item.weeks, item.gap_after) for item in rp.learning_plan(rp.Profile(), "there", catalog=found).items)
            for names in ({name: name for name in "abcd"}, dict(zip("abcd", "zyxw", strict=True)), dict(zip("abcd", "badc", strict=True)))
            for step in (1, -1)
            for found in [made(names, step)]
        }
        assert len(told) == 1


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

    SKILLS = (
        skill("a", weeks=(2, 4), towards={"b": 0.5, "d": 0.9}),
        skill("b", weeks=(7, 9)),
        before(skill("c", weeks=(30, 40)), "e"),
        skill("d", weeks=(3, 3)),
        "e",
        skill("f", weeks=(1, 2)),
    )

    @pytest.mark.parametrize(
        ("have", "asked"),
        [
            (rp.Profile(), {}),
            (holds(a=0.4, f=0.1), {"hours_per_week": 3}),
            (holds(b=None), {"hours_per_week": 0}),
            (holds(c=0.5, b=0.9), {}),
            (who(knows("a", 1.0), knows("c", 0.2, "certified")), {"evidence": "certified"}),
            ("here", {"level": "mid"}),
        ],
    )
    def test_explanation_recomputes(self, have: rp.Profile | str, asked: dict[str, object]) -> None:
        facts = [
            asks("there", "a", 0.8, importance=0.3),
            asks("there", "b", 0.7, importance=0.9, alternatives=("f",)),
            asks("there", "b", 0.5, source="two", alternatives=("f",)),
            asks("there", "c", importance=1.0, source="three"),
            asks("there", "d", 0.9, basis="tool", is_essential=False),
            asks("here", "a", 0.3),
        ]
        model = rp.DifficultyModel(core_share=0.4, effort_factor=0.7)
        plan = planned(*facts, skills=self.SKILLS, have=have, model=model, **asked)
        told = plan.explain()
        assert_recomputed(told)
        assert len(plan.items) >= 2
        start, *rest = told.children
        assert start.recomputed() == pytest.approx(plan.score)
        left = [step for step in rest if "gap left after" in step.statement]
        assert [step.recomputed() for step in left] == pytest.approx([item.gap_after for item in plan.items], abs=1e-12)
        weeks = [step for step in rest if step.statement.startswith("weeks for")]
        assert [tuple(part.recomputed() for part in step.children[:2]) for step in weeks] == [
            pytest.approx(item.weeks) for item in plan.items
        ]
        reached = [step for step in rest if step.statement.startswith("milestone")]
        assert [tuple(part.recomputed() for part in step.children) for step in reached] == [
            pytest.approx((milestone.gap, *(milestone.months or milestone.weeks)), abs=1e-12) for milestone in plan.milestones
        ]

    def test_explanation_of_a_core_that_is_held(self) -> None:
        facts = [asks("there", "a", 0.5, importance=1.0), asks("there", "b", 0.5, importance=0.25)]
        plan = planned(*facts, skills=("a", "b"), have=holds(a=0.5), model=rp.DifficultyModel(core_share=0.5))
        (told,) = [step for step in plan.explain().children if step.statement.startswith("milestone core")]
        assert told.statement == "milestone core: what sources ask most is held, with a gap of 0.20: reached after 0 items"
        assert [step.recomputed() for step in told.children] == pytest.approx([0.2, 0.0, 0.0])

    def test_explanation_without_months_or_items(self) -> None:
        idle = planned(asks("there", "a", 0.5), skills=("a",), hours_per_week=0)
        last = idle.explain().children[-1]
        assert [step.statement for step in last.children] == ["1. gap left after A", "least weeks", "greatest weeks"]
        none = planned(asks("here", "a", 0.5), skills=("a",))
        assert none.explain().statement == f"learning plan from this person to Role there: {none.reason}"

    def test_explanation_of_what_is_to_be_proved(self) -> None:
        plan = planned(asks("there", "a", 0.5), skills=("a",), have=who(knows("a", 0.8)), evidence="certified")
        (told,) = [step for _, step in plan.explain().walk() if step.statement == "weeks for A, to be proved, not learnt"]
        assert [(step.statement, step.value) for step in told.children[:2]] == [("least weeks for A", 0.0), ("greatest weeks for A", 0.0)]
        assert_recomputed(plan.explain())


class TestBundled:
    """The bundled guides: what a practitioner would look for, without the numbers, which are data."""

    def test_the_two_plans_of_a_data_scientist_begin_with_different_things(self) -> None:
        person = rp.Profile.from_role("data scientist", level="mid")
        plans = [rp.learning_plan(person, target, hours_per_week=10) for target in ("ML engineer", "AI engineer")]
        first = [set(order(plan)[:8]) for plan in plans]
        assert len(first[0] & first[1]) <= 4
        for plan in plans:
            assert plan.items[-1].gap_after == 0.0
            months = [milestone.months for milestone in plan.milestones]
            assert months == sorted(months)
            assert plan.milestones[-1].name == "all"
            modelled = rp.transition_difficulty(attrs.evolve(person, hours_per_week=10), plan.target).modelled_months
            assert plan.milestone("core").months == (modelled.minimum, modelled.maximum)
        assert plans[1].milestone("core").months[1] < plans[0].milestone("core").months[1]

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
    @pytest.fixture(autouse=True)
    def roles_of_few_skills_count(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Small roles stand for large ones here."""
        monkeypatch.setattr("rolepath.analysis.gap.FEW", 0)

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
        # Before, b in 3.2 weeks and then a in 8; with a at 0.8, b is held at 0.4 and takes 1.6 weeks.
        made = self.made(difficulty_model=rp.DifficultyModel(reach_months=1.0))
        answer = rp.what_if(holds(c=0.5), "a", proficiency=0.8, catalog=made)
        assert [months.maximum for months in answer.changes[0].months] == pytest.approx([11.2 / WEEKS_PER_MONTH, 1.6 / WEEKS_PER_MONTH])
        assert answer.within_reach == (("here",), ("there", "here"))
        assert (answer.reached, answer.reach_months) == (("there",), 1.0)
        assert [change.is_within_reach for change in answer.changes] == [(False, True), (True, True)]

    def test_just_within_reach_and_just_not(self) -> None:
        months = rp.what_if(holds(c=0.5), "a", target="there", catalog=self.made()).changes[0].months[1].maximum
        for limit, reached in ((months, ("there",)), (nextafter(months, 0.0), ())):
            made = self.made(difficulty_model=rp.DifficultyModel(reach_months=limit))
            assert rp.what_if(holds(c=0.5), "a", target="there", catalog=made).reached == reached

    def test_the_greatest_months_and_those_until_the_core_count(self) -> None:
        # Least 1 and greatest 10 weeks for a, which is the core; b takes 100 more.
        skills = (skill("a", weeks=(1, 10)), skill("b", weeks=(100, 100)))
        facts = [asks("there", "a", 1.0, importance=1.0), asks("there", "b", 1.0, importance=0.25)]
        for limit, before_, after in ((9, False, True), (10, True, True)):
            model = rp.DifficultyModel(core_share=0.5, reach_months=(limit + 0.5) / WEEKS_PER_MONTH)
            (change,) = rp.what_if(rp.Profile(), "a", catalog=catalog(*facts, skills=skills, difficulty_model=model)).changes
            assert change.is_within_reach == (before_, after)
            assert change.months[1].maximum == 0.0

    def test_months_that_are_not_known_are_not_within_reach(self) -> None:
        # Nobody states the effort of c, until nothing of it is missing.
        made = self.made(difficulty_model=rp.DifficultyModel(reach_months=1000.0))
        (change,) = rp.what_if(rp.Profile(), "c", proficiency=0.5, target="here", catalog=made).changes
        assert (change.months[0], change.months[1].maximum, change.is_within_reach) == (None, 0.0, (False, True))
        idle = rp.what_if(rp.Profile(hours_per_week=0), "b", target="there", catalog=made).changes[0]
        assert (idle.months, idle.is_within_reach) == ((None, None), (False, False))

    def test_hours_of_the_person(self) -> None:
        months = [
            rp.what_if(rp.Profile(hours_per_week=hours), "a", target="there", catalog=self.made()).changes[0].months[0].maximum
            for hours in (None, 5, 20)
        ]
        assert months == pytest.approx([11.2 / WEEKS_PER_MONTH, 22.4 / WEEKS_PER_MONTH, 5.6 / WEEKS_PER_MONTH])

    def test_the_level_of_the_person(self) -> None:
        # a is asked of seniors alone, besides b.
        facts = (asks("there", "a", 0.5, level="senior"), asks("there", "b", 0.5))
        made = catalog(*facts, skills=("a", "b"))
        closes = {}
        for level in (None, "mid", "senior"):
            (change,) = rp.what_if(rp.Profile(level=level), "a", target="there", catalog=made).changes
            assert [gap.level for gap in change.gaps] == [level, level]
            assert change.gaps[0] == rp.skill_gap(rp.Profile(level=level), "there", catalog=made)
            assert change.difficulty[0] == rp.transition_difficulty(rp.Profile(level=level), "there", catalog=made).score
            closes[level] = change.closes
        assert closes == {None: 0.5, "mid": 0.0, "senior": 0.5}

    @pytest.mark.parametrize(("asked", "is_thin"), [(0, False), (1, True), (5, True), (6, False)])
    def test_roles_of_few_skills_are_told_apart(self, asked: int, is_thin: bool, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.undo()
        names = [f"s{number}" for number in range(6)]
        made = catalog(*(asks("there", name, 0.5) for name in names[:asked]), skills=names)
        (change,) = rp.what_if(rp.Profile(), "s0", target="there", catalog=made).changes
        assert [gap.is_thin for gap in change.gaps] == [is_thin, is_thin]
        assert rp.learning_plan(rp.Profile(), "there", catalog=made).gap.is_thin is is_thin

    def test_a_target_of_which_nothing_is_said(self) -> None:
        answer = rp.what_if(rp.Profile(), "a", target="silent", catalog=self.made())
        (change,) = answer.changes
        assert (change.closes, change.difficulty, change.months, change.is_within_reach) == (
            None,
            (None, None),
            (None, None),
            (None, None),
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

    @pytest.mark.parametrize("person", [holds(a=0.9), holds(a=None)])
    def test_less_than_is_held_changes_nothing(self, person: rp.Profile) -> None:
        answer = rp.what_if(person, "a", proficiency=0.4, catalog=self.made())
        assert answer.profile == person
        assert answer.to_level == 0.4 < answer.from_level
        assert [change.closes for change in answer.changes] == [0.0, 0.0]
        for change in answer.changes:
            assert change.gaps[0] == change.gaps[1]
            assert change.difficulty[0] == change.difficulty[1]
            assert change.months[0] == change.months[1]
        assert answer.reached == ()

    def test_as_much_as_is_held_changes_nothing(self) -> None:
        answer = rp.what_if(holds(a=0.5), "a", proficiency=0.5, catalog=self.made())
        assert (answer.from_level, answer.to_level, answer.profile) == (0.5, 0.5, holds(a=0.5))

    def test_who_exceeds_the_target(self) -> None:
        (change,) = rp.what_if(holds(a=1.0, b=1.0), "a", target="there", catalog=self.made()).changes
        assert [gap.score for gap in change.gaps] == [0.0, 0.0]
        assert (change.closes, change.is_within_reach) == (0.0, (True, True))

    def test_who_is_in_the_role_already(self) -> None:
        (change,) = rp.what_if(rp.Profile(role="there"), "a", target="there", catalog=self.made()).changes
        assert [gap.score for gap in change.gaps] == [1.0, 0.25]

    def test_unknown_skills_count_as_nothing(self) -> None:
        person = who(knows("levitation", 1.0), unknown=("telepathy",))
        answer = rp.what_if(person, "a", target="there", catalog=self.made())
        assert answer.changes[0].closes == 0.75
        assert answer.changes[0].gaps[1].unknown_skills == ("telepathy", "levitation")

    def test_names_that_there_are_not(self) -> None:
        with pytest.raises(rp.UnknownSkillError):
            rp.what_if(rp.Profile(), "telepathy", catalog=self.made())
        with pytest.raises(rp.UnknownRoleError):
            rp.what_if(rp.Profile(), "a", target="nowhere", catalog=self.made())
        with pytest.raises(rp.InvalidRatingError, match="measures importance"):
            rp.what_if(rp.Profile(), "a", proficiency=rp.Rating(scale="importance", value=0.5), catalog=self.made())

    def test_how_it_is_shown_stays(self) -> None:
        person = who(rp.HeldSkill(skill="a", proficiency=PROFICIENCY.rate("half"), evidence="certified"))
        answer = rp.what_if(person, "a", catalog=self.made())
        assert (answer.from_level, answer.profile.skills[0].evidence) == (0.5, "certified")

    def test_explanation(self) -> None:
        told = rp.what_if(rp.Profile(), "a", target="there", catalog=self.made()).explain()
        limit, closes = told.children
        assert (limit.value, limit.rests_on) == (12.0, "difficulty.reach_months")
        assert closes.value == closes.recomputed() == 0.75
        assert [(step.statement, step.value) for step in closes.children] == [("A adds less", 0.5), ("B adds less", 0.25)]

    @pytest.mark.parametrize("name", ["a", "b", "c"])
    @pytest.mark.parametrize("person", [rp.Profile(), holds(a=0.3, c=None), holds(b=1.0)])
    def test_explanation_recomputes(self, person: rp.Profile, name: str) -> None:
        answer = rp.what_if(person, name, catalog=self.made())
        told = answer.explain()
        assert_recomputed(told)
        closes = [step.recomputed() for step in told.children[1:]]
        assert closes == pytest.approx([change.closes for change in answer.changes], abs=1e-12)

    def test_explanation_leaves_out_what_stays_as_it_is(self) -> None:
        told = rp.what_if(rp.Profile(), "b", target="there", catalog=self.made()).explain()
        assert [(step.statement, step.value) for step in told.children[1].children] == [("B adds less", 0.5)]

    def test_repr(self) -> None:
        assert repr(rp.what_if(rp.Profile(), "a", catalog=self.made())) == "WhatIf(a 0.00 -> 1.00: nearer to 1 of 2 roles)"

    def test_nothing_to_ask_of(self) -> None:
        answer = rp.what_if(rp.Profile(), "a", catalog=catalog(skills=("a",)))
        assert (answer.changes, answer.within_reach, answer.reached) == ((), ((), ()), ())


class TestCorners:
    """Questions at the edge of what a plan can say."""

    def test_the_origin_is_silent(self) -> None:
        """No score, so no skill adds anything, and the explanation is the reason."""
        plan = rp.learning_plan("here", "there", catalog=catalog(asks("there", "a", 0.5), skills=("a",)))
        assert "no source says what skills the role" in plan.explain().statement

    def test_no_hours_and_the_core_held(self) -> None:
        """Nothing has to be learnt, so no hours are needed."""
        skills = (skill("a", weeks=(1, 1)), skill("b", weeks=(1, 1)))
        made = catalog(
            asks("there", "a", 1.0, 1.0), asks("there", "b", 1.0, 0.25), skills=skills, difficulty_model=rp.DifficultyModel(core_share=0.5)
        )
        plan = rp.learning_plan(attrs.evolve(holds(a=1.0), hours_per_week=0), "there", catalog=made)
        assert plan.milestone("core").months == (0.0, 0.0)
        assert plan.milestone("all").months is None

    def test_less_than_is_credited_but_more_than_is_listed(self) -> None:
        """A skill held through another counts no further; one that is listed does."""
        skills = (skill("x", towards={"a": 0.5}), skill("a", towards={"b": 0.5}), "b")
        answer = rp.what_if(holds(x=1.0), "a", proficiency=0.25, catalog=catalog(asks("there", "b", 1.0), skills=skills))
        assert answer.changes[0].closes == 0.125
        assert "Held at 0.50 now, through related skills; at 0.25 by itself then." in str(answer)

    def test_what_the_target_asks_at_the_level_of_the_person(self) -> None:
        made = catalog(asks("there", "a", 0.5), asks("there", "a", 1.0, level="senior"), skills=("a",))
        assert rp.what_if(rp.Profile(level="mid"), "a", target="there", catalog=made).to_level == 0.5
        assert rp.what_if(rp.Profile(level="senior"), "a", target="there", catalog=made).to_level == 1.0

    def test_the_option_whose_effort_is_stated(self) -> None:
        (item,) = planned(asks("there", "a", 0.5, alternatives=("b",)), skills=("a", skill("b", weeks=(20, 20)))).items
        assert (item.skill, item.is_assumed, item.effort) == ("b", False, (20, 20))

    def test_a_role_of_few_skills_to_itself(self) -> None:
        made = catalog(asks("there", "a", 0.5), skills=("a",))
        assert "nearer than it is" not in str(rp.learning_plan("there", "there", catalog=made))

    def test_what_is_only_to_be_proven_needs_no_prerequisite(self) -> None:
        made = catalog(asks("there", "b", 0.5), skills=("a", before(skill("b"), "a")))
        plan = rp.learning_plan(holds(b=1.0), "there", evidence="certified", catalog=made)
        assert [(item.skill, item.weeks) for item in plan.items] == [("b", (0.0, 0.0))]

    def test_a_role_of_few_skills_is_not_said_to_be_within_reach(self) -> None:
        """Whether someone who holds all that is named could do the job is not known."""
        (change,) = rp.what_if(holds(a=1.0), "a", target="there", catalog=catalog(asks("there", "a", 0.5), skills=("a",))).changes
        assert (change.months[0].maximum, change.is_within_reach) == (0.0, (None, None))

    def test_advice_stands_at_its_item_or_at_the_move(self) -> None:
        made = catalog(
            asks("here", "b", 0.5),
            asks("there", "a", 0.5),
            says("advice", origin="here", target="there", skill="a"),
            says("advice", origin="here", target="there", skill="b", line=2),
            says("advice", origin="here", target="there", line=3),
            skills=("a", "b"),
        )
        plan = rp.learning_plan("here", "there", catalog=made)
        assert [claim.citation.line for claim in plan.items[0].advice] == [1]
        assert [claim.citation.line for claim in plan.advice] == [2, 3]
        text = str(plan.explain())
        assert all(f"advice: advice on line {line}" in text for line in (1, 2, 3))

    def test_the_one_source_that_speaks_where_there_are_others(self) -> None:
        one = [asks("there", "a", 0.5)]
        assert rp.learning_plan("here", "there", catalog=catalog(*one, asks("here", "b", 0.5), skills=("a", "b"))).only_source is None
        two = [*one, asks("here", "b", 0.5, source="two")]
        assert rp.learning_plan("here", "there", catalog=catalog(*two, skills=("a", "b"))).only_source == "one"
        both = [*two, asks("there", "b", 0.5, source="two")]
        assert rp.learning_plan("here", "there", catalog=catalog(*both, skills=("a", "b"))).only_source is None
