"""The laws of the measures for months and weeks: of a move, and of a plan and its milestones."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import rolepath as rp

from . import counterexamples
from .strategies import Question, proficiencies, questions
from .test_laws import NEAR, renamings, reorderings

MILESTONES = ("half", "core", "all")

_core_shares = st.sampled_from((0.0, 0.25, 0.5, 0.75, 1.0))
_hours = st.sampled_from((None, 1.0, 3.5, 10.0, 40.0))
_grades = st.sampled_from(rp.Evidence)
_asked_grades = st.sampled_from((None, None, *rp.Evidence))


@attrs.frozen(kw_only=True)
class Learning:
    """A question of a person, the person once one skill is raised, and how well skills must be shown."""

    question: Question
    more: rp.Profile
    evidence: rp.Evidence | None

    def plans(self) -> tuple[rp.LearningPlan, rp.LearningPlan]:
        """Plan before and after."""
        before, after = (plan_of(attrs.evolve(self.question, origin=have), self.evidence) for have in (self.question.origin, self.more))
        return before, after


def example_of(pair: tuple[Question, rp.Profile]) -> Learning:
    """Take one of the counterexamples."""
    return Learning(question=pair[0], more=pair[1], evidence=None)


MET_BY_CREDIT = example_of(counterexamples.MET_BY_CREDIT)
PREREQUISITE_MET_BY_CREDIT = example_of(counterexamples.PREREQUISITE_MET_BY_CREDIT)


def plan_of(question: Question, evidence: rp.Evidence | None = None) -> rp.LearningPlan:
    """Ask for the plan, at the level that the difficulty asks for."""
    level = question.target_level or question.level
    return rp.learning_plan(question.origin, question.target, level=level, evidence=evidence, catalog=question.catalog)


def with_core(question: Question, share: float) -> Question:
    """Say how much of what is asked makes the core."""
    model = attrs.evolve(question.catalog.difficulty_model, core_share=share)
    return question.put_to(attrs.evolve(question.catalog, difficulty_model=model))


@st.composite
def learners(draw: st.DrawFn) -> Question:
    """Make a question of a person with some hours, who shows skills in different ways."""
    question = with_core(draw(questions(has_roles=False, is_mostly_telling=True)), draw(_core_shares))
    held = tuple(attrs.evolve(entry, evidence=draw(_grades)) for entry in question.origin.skills)
    return attrs.evolve(question, origin=attrs.evolve(question.origin, skills=held, hours_per_week=draw(_hours)))


@st.composite
def learnings(draw: st.DrawFn) -> Learning:
    """Make a learner, and the same once one skill is held better, is shown better, or both."""
    question = draw(learners())
    skill = draw(st.sampled_from([skill.id for skill in question.catalog.skills]))
    rating, shown = draw(proficiencies), draw(_grades)
    for entry in question.origin.skills:
        if entry.skill == skill:
            held = question.catalog.gap_weights.unstated_proficiency if entry.proficiency is None else entry.proficiency.value
            rating, shown = rp.Rating(scale="proficiency", value=max(held, rating.value)), max(entry.evidence, shown)
    return Learning(question=question, more=question.origin.with_skill(skill, rating, shown), evidence=draw(_asked_grades))


def ends(months: rp.Months | None) -> tuple[float, float] | None:
    """Return the fewest and the most months."""
    return None if months is None else (months.minimum, months.maximum)


def assert_no_more(after: tuple[float, float] | None, before: tuple[float, float] | None) -> None:
    """Demand that both ends are no greater, up to the last bits of a sum."""
    if before is not None:
        assert after is not None
        assert after[0] <= before[0] + NEAR * (1 + before[0])
        assert after[1] <= before[1] + NEAR * (1 + before[1])


class TestBounds:
    """No time is below 0, and the least is no more than the greatest (law 2)."""

    @given(question=learners())
    def test_move_and_plan(self, question: Question) -> None:
        plan, months = plan_of(question), question.move().modelled_months
        for interval in (ends(months), plan.weeks, plan.months):
            assert interval is None or 0.0 <= interval[0] <= interval[1]
        for milestone in plan.milestones:
            assert 0.0 <= milestone.weeks[0] <= milestone.weeks[1]
            assert milestone.months is None or 0.0 <= milestone.months[0] <= milestone.months[1]
            assert milestone.weeks[0] <= plan.weeks[0] + NEAR
            assert milestone.weeks[1] <= plan.weeks[1] + NEAR


class TestMonotoneInWhatIsHeld:
    """Raising any skill of a person, or how it is shown, raises no months and no weeks (law 3)."""

    @given(learning=learnings())
    @example(learning=MET_BY_CREDIT)
    @example(learning=PREREQUISITE_MET_BY_CREDIT)
    def test_a_move(self, learning: Learning) -> None:
        before, after = (attrs.evolve(learning.question, origin=have).move() for have in (learning.question.origin, learning.more))
        assert_no_more(ends(after.modelled_months), ends(before.modelled_months))

    @given(question=learners())
    def test_a_move_once_each_skill_is_known_to_the_full(self, question: Question) -> None:
        before = ends(question.move().modelled_months)
        for skill in question.catalog.skills:
            expert = question.origin.with_skill(skill, rp.Rating(scale="proficiency", value=1.0))
            assert_no_more(ends(attrs.evolve(question, origin=expert).move().modelled_months), before)

    @given(learning=learnings())
    @example(learning=MET_BY_CREDIT)
    @example(learning=PREREQUISITE_MET_BY_CREDIT)
    def test_all_of_a_plan(self, learning: Learning) -> None:
        before, after = learning.plans()
        assert (after.score is None) is (before.score is None)
        assert_no_more(after.weeks, before.weeks)
        assert_no_more(after.months, before.months)

    @pytest.mark.parametrize("name", MILESTONES)
    @given(learning=learnings())
    @example(learning=MET_BY_CREDIT)
    @example(learning=PREREQUISITE_MET_BY_CREDIT)
    def test_milestones(self, name: str, learning: Learning) -> None:
        before, after = ([milestone for milestone in plan.milestones if milestone.name == name] for plan in learning.plans())
        for more, less in zip(before, after, strict=False):  # a plan of nothing has no milestones
            assert_no_more(less.weeks, more.weeks)
            assert_no_more(less.months, more.months)

    @pytest.mark.parametrize("name", MILESTONES)
    @given(question=learners())
    def test_milestones_once_each_skill_is_known_to_the_full(self, name: str, question: Question) -> None:
        before = {milestone.name: milestone.weeks for milestone in plan_of(question).milestones}
        for skill in question.catalog.skills:
            expert = question.origin.with_skill(skill, rp.Rating(scale="proficiency", value=1.0))
            for milestone in plan_of(attrs.evolve(question, origin=expert)).milestones:
                if milestone.name == name:
                    assert_no_more(milestone.weeks, before[name])

    @given(question=learners())
    def test_there_are_no_other_milestones(self, question: Question) -> None:
        plan = plan_of(question)
        assert {milestone.name for milestone in plan.milestones} == (set(MILESTONES) if plan.items else set())


class TestMonotoneInHours:
    """More hours a week take no more months, and as many weeks."""

    @given(question=learners(), more=st.sampled_from((0.5, 3.0, 30.0)))
    def test_move_and_plan(self, question: Question, more: float) -> None:
        own = question.origin.hours_per_week
        hours = question.catalog.difficulty_model.hours_per_week if own is None else own
        richer = attrs.evolve(question, origin=attrs.evolve(question.origin, hours_per_week=hours + more))
        assert_no_more(ends(richer.move().modelled_months), ends(question.move().modelled_months))
        before, after = plan_of(question), plan_of(richer)
        assert after.weeks == before.weeks
        for mine, other in zip(after.milestones, before.milestones, strict=True):
            assert (mine.name, mine.weeks) == (other.name, other.weeks)
            assert_no_more(mine.months, other.months)


class TestIndifference:
    """The order of facts and their duplication change no weeks of a move or plan; nor does renaming of ids (law 7)."""

    @staticmethod
    def times(question: Question, share: float) -> list[object]:
        """Ask for months and weeks; a plan for a person, since that of a role is theirs."""
        question = with_core(question, share)
        plan = plan_of(question)
        return [ends(question.move().modelled_months), plan.weeks, [(milestone.name, milestone.weeks) for milestone in plan.milestones]]

    @given(pair=reorderings(), share=_core_shares)
    def test_order_and_duplication(self, pair: tuple[Question, Question], share: float) -> None:
        assert self.times(pair[1], share) == self.times(pair[0], share)

    @given(pair=renamings(), share=_core_shares)
    def test_renaming(self, pair: tuple[Question, Question], share: float) -> None:
        assert self.times(pair[1], share) == self.times(pair[0], share)


class TestNoFreeLunch:
    """Who has learnt all that a plan names has nothing left to learn."""

    @given(question=learners())
    def test_the_end_of_a_plan(self, question: Question) -> None:
        plan, have = plan_of(question), question.origin
        reached = {item.skill: max(other.to_level for other in plan.items if other.skill == item.skill) for item in plan.items}
        for skill, level in reached.items():
            have = have.with_skill(skill, rp.Rating(scale="proficiency", value=level))
        there = attrs.evolve(question, origin=have)
        if plan.score is not None:
            assert there.gap().score == 0.0
            assert plan_of(there).weeks == (0.0, 0.0)
            months = ends(there.move().modelled_months)
            assert months is None or months == (0.0, 0.0)
