"""The nine laws of the measures, for any catalog."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import partial
from math import fsum, prod

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import rolepath as rp
from rolepath.analysis.needs import Held, held_by_person, held_by_role

from . import counterexamples
from .strategies import Question, difficulty_weights, parts, paths, proficiencies, questions, renamed, walks, with_requirement

Answer = rp.SkillGap | rp.Proximity | rp.TransitionDifficulty

#: What division and subtraction may add or lose where a law compares two different sums.
NEAR = 1e-12

#: Questions of which most have a gap above 0, with credits, stated efforts, and several facts about one skill.
telling = partial(questions, is_mostly_telling=True)


def bounds(answer: Answer) -> tuple[float | None, float | None, float | None]:
    """Return score, lower and upper bound."""
    return answer.score, answer.lower, answer.upper


def assert_in_bounds(answer: Answer) -> None:
    """Demand that score and bounds are ordered within 0-1, or that all are missing with a reason."""
    if answer.score is None:
        assert bounds(answer) == (None, None, None)
        assert answer.reason
    else:
        assert answer.reason is None
        assert 0.0 <= answer.lower <= answer.score <= answer.upper <= 1.0
    assert 0.0 <= answer.evidence_share <= 1.0


def assert_no_narrower(hidden: Answer, stated: Answer) -> None:
    """Demand that the answer that knows less has bounds at least as wide."""
    assert (hidden.score is None) is (stated.score is None)
    if stated.score is not None:
        assert hidden.lower <= stated.lower + NEAR
        assert hidden.upper >= stated.upper - NEAR


class TestIdentity:
    """A role's gap and difficulty to itself are 0; proximity is 1 (law 1)."""

    @given(question=telling(has_people=False, has_distance=True))
    @example(question=counterexamples.ASKS_MORE_THAN_IT_GRANTS)
    @example(question=counterexamples.SILENT_ROLE)
    def test_a_role_and_itself(self, question: Question) -> None:
        stay = attrs.evolve(question, target=question.origin, target_level=question.level)
        assert bounds(stay.gap()) == (0.0, 0.0, 0.0)
        assert stay.gap().missing == ()
        assert bounds(stay.proximity()) == (1.0, 1.0, 1.0)
        assert bounds(stay.move()) == (0.0, 0.0, 0.0)
        months = stay.move().modelled_months
        assert months is None or (months.minimum, months.maximum) == (0.0, 0.0)

    @given(question=telling(has_people=False, has_distance=True))
    @example(question=counterexamples.ASKS_MORE_THAN_IT_GRANTS)
    def test_a_path_that_stays(self, question: Question) -> None:
        path = rp.TransitionPath.through(question.origin, question.origin, question.origin)
        whole = rp.transition_difficulty(path, catalog=question.catalog)
        assert bounds(whole) == (0.0, 0.0, 0.0)
        months = whole.modelled_months
        assert months is None or (months.minimum, months.maximum) == (0.0, 0.0)


class TestBounds:
    """All lie in 0-1, and the point lies inside its bounds (law 2)."""

    @given(question=telling())
    @example(question=counterexamples.MORE_THAN_EVERYTHING)
    def test_gap(self, question: Question) -> None:
        assert_in_bounds(question.gap())

    @given(question=telling())
    def test_items_of_a_gap(self, question: Question) -> None:
        for item in question.gap().items:
            assert 0.0 <= item.shortfall_lower <= item.shortfall <= item.shortfall_upper <= 1.0
            assert 0.0 <= item.contribution <= 1.0

    @given(question=telling())
    def test_proximity(self, question: Question) -> None:
        assert_in_bounds(question.proximity())

    @given(question=telling(has_distance=True))
    def test_difficulty(self, question: Question) -> None:
        move = question.move()
        assert_in_bounds(move)
        if move.modelled_months is not None:
            assert 0.0 <= move.modelled_months.minimum <= move.modelled_months.maximum

    @given(question=telling(has_distance=True))
    @example(question=counterexamples.MORE_THAN_EVERYTHING)
    def test_factors_of_a_difficulty(self, question: Question) -> None:
        for factor in question.move().factors:
            assert 0.0 <= factor.lower <= factor.upper <= 1.0
            assert factor.value is None or factor.lower <= factor.value <= factor.upper

    @given(question=telling(has_people=False, has_distance=True), data=st.data())
    def test_path(self, question: Question, data: st.DataObject) -> None:
        path = data.draw(paths(question.catalog) | walks(question.catalog))
        assert_in_bounds(rp.transition_difficulty(path, catalog=question.catalog))


@st.composite
def learnings(draw: st.DrawFn, **options: bool) -> tuple[Question, rp.Profile]:
    """Make a question of a person, and the person once one skill, held already or not, is raised."""
    question = draw(telling(has_roles=False, has_distance=True, **options))
    skill = draw(st.sampled_from([skill.id for skill in question.catalog.skills]))
    value = draw(proficiencies).value
    held = {entry.skill: entry for entry in question.origin.skills}
    if skill in held:
        rating = held[skill].proficiency
        value = max(value, question.catalog.gap_weights.unstated_proficiency if rating is None else rating.value)
    held[skill] = rp.HeldSkill(skill=skill, proficiency=rp.Rating(scale="proficiency", value=value))
    return question, attrs.evolve(question.origin, skills=tuple(held.values()))


class TestMonotoneInWhatIsHeld:
    """Raising any skill of a person raises no gap, no difficulty and no months (law 3)."""

    @given(learning=learnings())
    @example(learning=counterexamples.CREDIT_FOR_WHAT_IS_HELD)
    @example(learning=counterexamples.ONE_MORE_TO_GIVE_CREDIT)
    def test_gap(self, learning: tuple[Question, rp.Profile]) -> None:
        before, after = learning[0].gap(), attrs.evolve(learning[0], origin=learning[1]).gap()
        assert (after.score is None) is (before.score is None)
        if before.score is not None:
            assert after.score <= before.score
        shortfalls = {item.skill: item.shortfall for item in before.items}
        assert shortfalls.keys() == {item.skill for item in after.items}
        for item in after.items:
            assert item.shortfall <= shortfalls[item.skill]

    @given(learning=learnings())
    @example(learning=counterexamples.LEARNING_WHAT_HAS_NO_EFFORT)
    @example(learning=counterexamples.CREDIT_FOR_WHAT_IS_HELD)
    @example(learning=counterexamples.ONE_MORE_TO_GIVE_CREDIT)
    def test_difficulty(self, learning: tuple[Question, rp.Profile]) -> None:
        before, after = learning[0].move(), attrs.evolve(learning[0], origin=learning[1]).move()
        assert (after.score is None) is (before.score is None)
        if before.score is not None:
            assert after.score <= before.score + NEAR

    @given(question=telling(has_roles=False))
    def test_knowing_each_skill_to_the_full(self, question: Question) -> None:
        gap, move = question.gap(), question.move()
        for skill in question.catalog.skills:
            expert = question.origin.with_skill(skill, rp.Rating(scale="proficiency", value=1.0))
            after = attrs.evolve(question, origin=expert)
            assert gap.score is None or after.gap().score <= gap.score
            assert move.score is None or after.move().score <= move.score + NEAR

    @given(learning=learnings())
    @example(learning=counterexamples.MET_BY_CREDIT)
    @example(learning=counterexamples.PREREQUISITE_MET_BY_CREDIT)
    def test_months(self, learning: tuple[Question, rp.Profile]) -> None:
        before, after = learning[0].move().modelled_months, attrs.evolve(learning[0], origin=learning[1]).move().modelled_months
        if before is not None:
            assert after is not None
            assert after.minimum <= before.minimum
            assert after.maximum <= before.maximum


@st.composite
def raised_needs(draw: st.DrawFn, **options: bool) -> tuple[Question, tuple[Question, ...]]:
    """Make a question, and the same with each stated proficiency of each skill that falls short raised, one at a time."""
    question = draw(telling(is_move=True, **options))
    asking_more = []
    for item in question.gap().missing:
        for requirement in item.requirements:
            if requirement.proficiency is not None:
                value = requirement.proficiency.value
                rating = rp.Rating(scale="proficiency", value=value + (1.0 - value) * draw(parts))
                index = question.catalog.requirements.index(requirement)
                asking_more.append(question.put_to(with_requirement(question.catalog, index, proficiency=rating)))
    return question, tuple(asking_more)


@st.composite
def added_needs(draw: st.DrawFn, **options: bool) -> tuple[Question, Question]:
    """Make a question, and the same with one skill more that is not held: a new one, or one that was not asked for before."""
    question = draw(telling(is_move=True, **options))
    weeks = draw(st.none() | st.just(5.0))
    new = rp.Skill(id="new-skill", label="New skill", kind="knowledge", effort_weeks_minimum=weeks, effort_weeks_maximum=weeks)
    question = question.put_to(question.catalog.with_skill(new))
    catalog, origin = question.catalog, question.origin
    held = held_by_role(catalog, origin) if isinstance(origin, str) else held_by_person(catalog, origin)
    asked = {requirement.skill for requirement in catalog.requirements_of(question.target)}
    free = [skill.id for skill in catalog.skills if skill.id not in asked and (skill.id not in held or not held[skill.id].level)]
    need = rp.SkillRequirement(
        role=question.target,
        skill=draw(st.sampled_from(free[::-1])),
        basis=draw(st.sampled_from(rp.RequirementBasis)),
        citation=rp.Citation(source="source-0", section="Added", line=1),
        proficiency=draw(st.none() | proficiencies),
        is_essential=draw(st.none() | st.booleans()),
    )
    return question, question.put_to(catalog.with_facts(need))


class TestMonotoneInWhatIsAsked:
    """Asking more of a skill that falls short, or asking for one more that is not held, lowers no gap and no difficulty (law 4)."""

    @staticmethod
    def assert_no_lower(before: Question, after: Question) -> None:
        """Compare gap and difficulty before and after."""
        if before.gap().score is None:
            return
        assert after.gap().score >= before.gap().score - NEAR
        if before.move().score is not None:
            assert after.move().score >= before.move().score - NEAR

    @given(needs=raised_needs())
    def test_raising_a_need(self, needs: tuple[Question, tuple[Question, ...]]) -> None:
        for after in needs[1]:
            self.assert_no_lower(needs[0], after)

    @given(needs=added_needs())
    @example(needs=counterexamples.ASKING_WHAT_HAS_NO_EFFORT)
    def test_adding_a_need(self, needs: tuple[Question, Question]) -> None:
        self.assert_no_lower(*needs)


class TestDirection:
    """Proximity is symmetric; gap and difficulty need not be (law 5)."""

    @given(question=telling(has_people=False))
    def test_proximity(self, question: Question) -> None:
        there, back = question.proximity(), attrs.evolve(question, origin=question.target, target=question.origin).proximity()
        assert bounds(there) == bounds(back)
        assert there.evidence_share == back.evidence_share
        assert [(item.skill, item.weight, item.contribution, item.held) for item in there.shared] == [
            (item.skill, item.weight, item.contribution, item.held[::-1]) for item in back.shared
        ]
        assert (there.only_first, there.only_second) == (back.only_second, back.only_first)


class TestExactAccounts:
    """Contributions sum to the score, to the last bit that math.fsum gives (law 6)."""

    @given(question=telling())
    @example(question=counterexamples.MORE_THAN_EVERYTHING)
    @example(question=counterexamples.NO_RATIO)
    def test_gap(self, question: Question) -> None:
        gap = question.gap()
        if gap.score is not None:
            assert fsum(item.contribution for item in gap.items) == gap.score
            whole = fsum(item.weight * item.need for item in gap.items)
            for item in gap.items:
                assert item.contribution == pytest.approx(item.weight * item.shortfall / whole if whole else 0.0, abs=NEAR)
            assert fsum(step.value for step in gap.explain().children) == gap.explain().value == gap.score

    @given(question=telling(has_people=False, is_move=True))
    def test_proximity(self, question: Question) -> None:
        near = question.proximity()
        if near.score is not None:
            assert fsum(item.contribution for item in near.shared) == near.score
            whole = fsum(item.weight * max(item.held) for item in (*near.shared, *near.unshared))
            for item in near.shared:
                assert item.contribution == pytest.approx(item.weight * min(item.held) / whole, abs=NEAR)
            assert fsum(step.value for step in near.explain().children) == near.explain().value == near.score

    @given(question=telling(has_people=False))
    @example(question=counterexamples.SILENT_ROLE)
    def test_proximity_to_itself(self, question: Question) -> None:
        """A role is like itself even where nothing is known of it, and then there is nothing to account for."""
        near = attrs.evolve(question, target=question.origin).proximity()
        assert fsum(item.contribution for item in near.shared) == (near.score if near.shared else 0.0)

    @given(question=telling(has_distance=True))
    @example(question=counterexamples.HARDEST_MOVE)
    @example(question=counterexamples.NO_PLAIN_SUM)
    def test_difficulty(self, question: Question) -> None:
        move = question.move()
        if move.score is not None:
            assert fsum(factor.contribution for factor in move.factors) == move.score
            known = fsum(factor.weight for factor in move.factors if factor.value is not None)
            for factor in move.factors:
                assert factor.contribution == pytest.approx(factor.weight * (factor.value or 0.0) / known, abs=NEAR)

    @given(question=telling(has_people=False, has_distance=True), data=st.data())
    def test_path(self, question: Question, data: st.DataObject) -> None:
        path = rp.transition_difficulty(data.draw(paths(question.catalog) | walks(question.catalog)), catalog=question.catalog)
        if path.score is not None:
            assert fsum(factor.contribution for factor in path.factors) == path.score
            assert path.score == pytest.approx(1.0 - prod(1.0 - step.score for step in path.steps), abs=NEAR)


@st.composite
def reorderings(draw: st.DrawFn) -> tuple[Question, Question]:
    """Make a question, and the same with facts, skills and what a person holds in another order, and some facts twice."""
    question = draw(telling(has_distance=True, has_pay=True))
    return question, reordered(question, draw(st.integers(0, 2**16)))


def reordered(question: Question, seed: int) -> Question:
    """Put what has no order into another order, and state some facts twice."""
    order = random.Random(seed)

    def mixed(facts: tuple[object, ...]) -> tuple[object, ...]:
        doubled = [*facts, *order.choices(facts, k=2)] if facts else []
        order.shuffle(doubled)
        return tuple(doubled)

    catalog = attrs.evolve(
        question.catalog,
        requirements=mixed(question.catalog.requirements),
        salary_bands=mixed(question.catalog.salary_bands),
        transition_claims=mixed(question.catalog.transition_claims),
        skills=tuple(order.sample(question.catalog.skills, len(question.catalog.skills))),
    )
    if isinstance(question.origin, rp.Profile):
        held = question.origin.skills
        question = attrs.evolve(question, origin=attrs.evolve(question.origin, skills=tuple(order.sample(held, len(held)))))
    return question.put_to(catalog)


@st.composite
def renamings(draw: st.DrawFn) -> tuple[Question, Question]:
    """Make a question, and the same with new ids of roles and skills, which sort in another order."""
    question = draw(telling(has_distance=True, has_pay=True))
    old = [*(role.id for role in question.catalog.roles), *(skill.id for skill in question.catalog.skills)]
    numbers = random.Random(draw(st.integers(0, 2**16))).sample(range(100, 200), len(old))
    names = {name: f"id-{number}" for name, number in zip(old, numbers, strict=True)}
    origin = question.origin
    if isinstance(origin, rp.Profile):
        held = tuple(attrs.evolve(entry, skill=names[entry.skill]) for entry in origin.skills)
        origin = attrs.evolve(origin, skills=held, role=origin.role and names[origin.role])
    else:
        origin = names[origin]
    return question, attrs.evolve(question.put_to(renamed(question.catalog, names)), origin=origin, target=names[question.target])


class TestIndifference:
    """The order of facts, their duplication, and renaming of ids change nothing (law 7)."""

    @staticmethod
    def scores(question: Question) -> list[object]:
        """Ask everything and keep the numbers, which no name and no order may touch."""
        move = question.move()
        months = move.modelled_months and (move.modelled_months.minimum, move.modelled_months.maximum)
        stated = sorted((entry.minimum, entry.maximum) for entry in move.stated_months)
        pay = rp.comp_lookup(question.target, catalog=question.catalog)
        groups = sorted(
            str((g.currency, g.component, g.level, g.location, g.minimum, g.maximum, g.overlap, g.agreement)) for g in pay.groups
        )
        factors = [(factor.name, factor.value, factor.lower, factor.upper, factor.contribution) for factor in move.factors]
        scores = [question.gap().score, question.proximity().score, move.score]
        return [*scores, factors, months, stated, groups, sorted(weeks for _, weeks in move.effort_weeks)]

    @staticmethod
    def parts(question: Question) -> list[object]:
        """Ask what the answers are made of, with no names and in no order."""
        gap, near = question.gap(), question.proximity()
        needs = [(item.need, item.held, item.weight, item.is_need_stated, item.is_held_stated, len(item.sources)) for item in gap.items]
        shortfalls = [(item.shortfall, item.shortfall_lower, item.shortfall_upper) for item in gap.items]
        added = [item.contribution for item in gap.items]
        alike = [(item.weight, item.held) for item in (*near.shared, *near.unshared)]
        return [sorted(needs), sorted(shortfalls), sorted(added), sorted(alike), sorted(item.contribution for item in near.shared)]

    @staticmethod
    def edges(question: Question) -> list[object]:
        """Ask for the bounds."""
        return [(answer.lower, answer.upper) for answer in (question.gap(), question.proximity(), question.move())]

    @staticmethod
    def shares(question: Question) -> list[float]:
        """Ask how much is stated."""
        return [answer.evidence_share for answer in (question.gap(), question.proximity(), question.move())]

    @given(pair=reorderings())
    @example(pair=(counterexamples.LAST_BIT, reordered(counterexamples.LAST_BIT, 0)))
    @example(pair=(counterexamples.LAST_BIT, reordered(counterexamples.LAST_BIT, 1)))
    @example(pair=(counterexamples.LAST_BIT, reordered(counterexamples.LAST_BIT, 2)))
    @example(pair=(counterexamples.EQUAL_CREDITS, reordered(counterexamples.EQUAL_CREDITS, 0)))
    @example(pair=(counterexamples.EQUAL_CREDITS, reordered(counterexamples.EQUAL_CREDITS, 1)))
    @example(pair=(counterexamples.EQUAL_CREDITS, reordered(counterexamples.EQUAL_CREDITS, 2)))
    def test_order_and_duplication(self, pair: tuple[Question, Question]) -> None:
        assert self.scores(pair[1]) == self.scores(pair[0])
        assert self.parts(pair[1]) == self.parts(pair[0])
        assert self.edges(pair[1]) == self.edges(pair[0])
        assert self.shares(pair[1]) == self.shares(pair[0])

    @pytest.mark.parametrize("other", counterexamples.THREE_LEVELS_REORDERED)
    def test_every_order_of_three_facts(self, other: Question) -> None:
        assert other.gap().score == 0.5
        assert other.gap().items[0].need == 1.0
        assert self.scores(other) == self.scores(counterexamples.THREE_LEVELS)
        assert self.edges(other) == self.edges(counterexamples.THREE_LEVELS)

    @given(question=telling())
    def test_what_is_asked_is_the_most_of_what_the_facts_say(self, question: Question) -> None:
        for item in question.gap().items:
            stated = [fact.proficiency.value for fact in item.requirements if fact.proficiency is not None]
            assert item.need == max(stated, default=question.catalog.gap_weights.unstated_proficiency)
            assert set(item.sources) == {fact.citation.source for fact in item.requirements}

    @given(pair=renamings())
    def test_renaming(self, pair: tuple[Question, Question]) -> None:
        assert self.scores(pair[1]) == self.scores(pair[0])
        assert self.parts(pair[1]) == self.parts(pair[0])
        assert self.edges(pair[1]) == self.edges(pair[0])
        assert self.shares(pair[1]) == self.shares(pair[0])

    @given(question=telling(has_distance=True))
    def test_claims_about_moves_are_no_input(self, question: Question) -> None:
        told, untold = question.move(), question.put_to(attrs.evolve(question.catalog, transition_claims=())).move()
        assert bounds(told) == bounds(untold)
        assert told.modelled_months == untold.modelled_months
        assert untold.stated_months == ()


class TestHonestIgnorance:
    """Hiding a stated level or factor never narrows a bound; no fact at all gives None, with the reason (law 8)."""

    @staticmethod
    def with_one_hidden(question: Question) -> list[Question]:
        """Hide each stated proficiency, one at a time."""
        return [
            question.put_to(with_requirement(question.catalog, index, proficiency=None))
            for index, requirement in enumerate(question.catalog.requirements)
            if requirement.proficiency is not None
        ]

    @staticmethod
    def with_one_effort_hidden(question: Question) -> list[Question]:
        """Hide the effort of each skill, one at a time."""
        made = []
        for index, skill in enumerate(question.catalog.skills):
            silent = attrs.evolve(skill, effort_weeks_minimum=None, effort_weeks_maximum=None)
            skills = (*question.catalog.skills[:index], silent, *question.catalog.skills[index + 1 :])
            made.append(question.put_to(attrs.evolve(question.catalog, skills=skills)))
        return made

    @given(question=telling())
    @example(question=counterexamples.ONE_OF_TWO_STATED)
    def test_hiding_a_proficiency_from_a_gap(self, question: Question) -> None:
        for less in self.with_one_hidden(question):
            assert_no_narrower(less.gap(), question.gap())
            stated = {item.skill: item for item in question.gap().items}
            for item in less.gap().items:
                assert item.shortfall_lower <= stated[item.skill].shortfall_lower
                assert item.shortfall_upper >= stated[item.skill].shortfall_upper

    @given(question=telling())
    def test_hiding_a_proficiency_from_a_proximity(self, question: Question) -> None:
        for less in self.with_one_hidden(question):
            assert_no_narrower(less.proximity(), question.proximity())

    @given(question=telling(has_distance=True))
    @example(question=counterexamples.MET_ONCE_HIDDEN)
    def test_hiding_a_proficiency_from_a_difficulty(self, question: Question) -> None:
        for less in self.with_one_hidden(question):
            assert_no_narrower(less.move(), question.move())

    @given(question=telling(has_people=False, has_distance=True), data=st.data())
    def test_hiding_a_proficiency_from_a_path(self, question: Question, data: st.DataObject) -> None:
        path = data.draw(paths(question.catalog) | walks(question.catalog))
        stated = rp.transition_difficulty(path, catalog=question.catalog)
        for less in self.with_one_hidden(question):
            assert_no_narrower(rp.transition_difficulty(path, catalog=less.catalog), stated)

    @given(question=telling(has_roles=False))
    def test_hiding_a_proficiency_of_a_person(self, question: Question) -> None:
        held = question.origin.skills
        for index, entry in enumerate(held):
            silent = (*held[:index], attrs.evolve(entry, proficiency=None), *held[index + 1 :])
            less = attrs.evolve(question, origin=attrs.evolve(question.origin, skills=silent))
            assert_no_narrower(less.gap(), question.gap())
            assert_no_narrower(less.move(), question.move())

    @given(question=telling(has_distance=True))
    @example(question=counterexamples.MET_BY_ASSUMPTION)
    def test_hiding_an_effort(self, question: Question) -> None:
        for less in self.with_one_effort_hidden(question):
            assert_no_narrower(less.move(), question.move())

    @given(question=telling(is_move=True, has_levels=False, has_distance=True))
    def test_hiding_both_levels_of_a_question(self, question: Question) -> None:
        less, stated = attrs.evolve(question, level=None, target_level=None).move(), question.move()
        if less.score is None and stated.score is not None:
            # Nothing but the step had a weight.
            assert {factor.name: factor.value for factor in less.factors} == {"step": None}
        else:
            assert_no_narrower(less, stated)

    @given(question=telling(is_move=True, has_levels=False, has_distance=True))
    @example(question=counterexamples.RUNGS_UP)
    def test_hiding_one_level_of_a_question(self, question: Question) -> None:
        assert_no_narrower(attrs.evolve(question, level=None).move(), question.move())
        assert_no_narrower(attrs.evolve(question, target_level=None).move(), question.move())

    @given(question=telling())
    def test_no_requirement_at_all(self, question: Question) -> None:
        catalog, other = question.catalog.with_role(rp.Role(id="silent", label="Silent role")), question.origin
        role = other if isinstance(other, str) else question.target
        asked = "no source says what skills the role Silent role asks for"
        answers = [
            rp.skill_gap(other, "silent", catalog=catalog),
            rp.skill_gap(role, "silent", catalog=catalog),
            rp.transition_difficulty(other, "silent", level="entry", catalog=catalog),
        ]
        assert [answer.reason for answer in answers] == [asked, asked, asked]
        assert answers[2].modelled_months is None
        answers += [
            rp.skill_gap("silent", role, catalog=catalog),
            rp.proximity(role, "silent", catalog=catalog),
            rp.proximity("silent", role, catalog=catalog),
            rp.transition_difficulty("silent", role, level="entry", catalog=catalog),
            rp.transition_difficulty(rp.TransitionPath.through(role, "silent", role), catalog=catalog),
        ]
        for answer in answers:
            assert bounds(answer) == (None, None, None)
            assert answer.reason.startswith("no source says what skills the role ")

    @given(question=telling(is_move=True), weights=difficulty_weights())
    @example(question=counterexamples.NO_KNOWN_FACTOR, weights=counterexamples.NO_KNOWN_FACTOR.weights)
    def test_no_known_factor_at_all(self, question: Question, weights: rp.DifficultyWeights) -> None:
        move = attrs.evolve(question, weights=weights).move()
        if all(factor.value is None for factor in move.factors):
            assert bounds(move) == (None, None, None)
            assert move.reason


def credit(catalog: rp.Catalog, giver: str, receiver: str) -> float:
    """Return the share of one skill that counts towards another: all, what is declared, or what parts and wholes give."""
    if giver == receiver:
        return 1.0
    declared = [related.credit for related in catalog.skill(giver).related if related.skill == receiver]
    if declared:
        return declared[0]
    if catalog.skill(giver).broader == receiver:
        return catalog.gap_weights.narrower_credit
    above, levels = catalog.skill(receiver).broader, 1
    while above not in (None, giver):
        above, levels = catalog.skill(above).broader, levels + 1
    return 0.0 if above is None else catalog.gap_weights.broader_credit**levels


#: Level, lower and upper bound of what is held.
Range = tuple[float, float, float]


def own_of_person(question: Question) -> dict[str, Range]:
    """Return what a person holds by itself."""
    unstated = (question.catalog.gap_weights.unstated_proficiency, 0.0, 1.0)
    return {entry.skill: unstated if entry.proficiency is None else (entry.proficiency.value,) * 3 for entry in question.origin.skills}


def own_of_role(catalog: rp.Catalog, role: rp.Role) -> dict[str, Range]:
    """Return what people in a role hold by itself."""
    facts: dict[str, list[rp.SkillRequirement]] = {}
    for fact in catalog.requirements_of(role):
        facts.setdefault(fact.skill, []).append(fact)
    own = {}
    for skill, listed in facts.items():
        stated = [fact.proficiency.value for fact in listed if fact.proficiency is not None]
        level = min(stated, default=catalog.gap_weights.unstated_proficiency)
        own[skill] = (level, min(stated), max(stated)) if len(stated) == len(listed) else (level, 0.0, 1.0)
    return own


def assert_credited_once(catalog: rp.Catalog, own: Mapping[str, Range], held: Mapping[str, Held], absent: Range) -> None:
    """Demand that what is held is held by itself, or is the share of one skill that is held by itself."""
    for skill, here in held.items():
        mine = own.get(skill, absent)
        shares = [(mine, 1.0), *((value, credit(catalog, name, skill)) for name, value in own.items())]
        assert (here.level, here.lower, here.upper) == tuple(max(value[end] * share for value, share in shares) for end in range(3))
        if here.credited_from is None:
            assert here.level == mine[0]
        else:
            assert here.level == own[here.credited_from][0] * credit(catalog, here.credited_from, skill) > mine[0]
    for skill in catalog.skills:
        assert skill.id in held or not any(credit(catalog, name, skill.id) * value[2] for name, value in own.items())


class TestNoFreeLunch:
    """A path is no easier than its hardest step, and no faster than its slowest; mutual credits do not bootstrap (law 9)."""

    @staticmethod
    def assert_no_free_lunch(path: rp.TransitionPath, catalog: rp.Catalog) -> None:
        """Set a path against each of its steps."""
        whole = rp.transition_difficulty(path, catalog=catalog)
        steps = [rp.transition_difficulty(step.origin, step.target, catalog=catalog) for step in path.steps]
        assert whole.steps == tuple(steps)
        if any(step.score is None for step in steps):
            assert bounds(whole) == (None, None, None)
            assert whole.reason in [step.reason for step in steps]
        else:
            assert whole.score >= max(step.score for step in steps)
            assert whole.lower >= max(step.lower for step in steps) - NEAR
            assert whole.upper >= max(step.upper for step in steps) - NEAR
        times = [step.modelled_months for step in steps]
        if None in times:
            assert whole.modelled_months is None
        else:
            assert whole.modelled_months.minimum >= max(time.minimum for time in times)
            assert whole.modelled_months.maximum >= max(time.maximum for time in times)

    @given(question=telling(has_people=False, has_distance=True), data=st.data())
    def test_a_path_and_its_steps(self, question: Question, data: st.DataObject) -> None:
        self.assert_no_free_lunch(data.draw(paths(question.catalog)), question.catalog)

    @given(question=telling(has_people=False), data=st.data())
    def test_a_walk_and_its_steps(self, question: Question, data: st.DataObject) -> None:
        self.assert_no_free_lunch(data.draw(walks(question.catalog)), question.catalog)

    def test_there_and_back_again(self) -> None:
        catalog, path = counterexamples.THERE_AND_BACK.catalog, counterexamples.THERE_AND_BACK_AGAIN
        self.assert_no_free_lunch(path, catalog)
        months = rp.transition_difficulty(path, catalog=catalog).modelled_months
        back = rp.transition_difficulty("there", "here", catalog=catalog).modelled_months
        assert months.minimum >= back.minimum > 10 / 5
        assert months.maximum >= back.maximum > 20 / 5

    @given(question=telling(has_roles=False))
    @example(question=counterexamples.CHAIN_OF_CREDIT)
    @example(question=counterexamples.RING_OF_CREDIT)
    def test_credits_do_not_bootstrap(self, question: Question) -> None:
        own, held = own_of_person(question), held_by_person(question.catalog, question.origin)
        assert_credited_once(question.catalog, own, held, (0.0, 0.0, 0.0))
        # Whatever rings the relations make, no skill is held better than the best that is held of itself.
        assert all(here.level <= max(level for level, _, _ in own.values()) for here in held.values())

    @given(question=telling(has_people=False))
    def test_credits_do_not_bootstrap_the_people_of_a_role(self, question: Question) -> None:
        for role in question.catalog.roles:
            own = own_of_role(question.catalog, role)
            assert_credited_once(question.catalog, own, held_by_role(question.catalog, role.id), (0.0, 0.0, 1.0))

    @given(question=telling(has_roles=False))
    @example(question=counterexamples.CHAIN_OF_CREDIT)
    @example(question=counterexamples.RING_OF_CREDIT)
    def test_a_gap_counts_no_credit_twice(self, question: Question) -> None:
        own = own_of_person(question)
        for item in question.gap().items:
            asked = (item.skill, *item.alternatives)
            offered = [level * credit(question.catalog, name, skill) for name, (level, _, _) in own.items() for skill in asked]
            assert item.held == max(offered, default=0.0)

    @given(question=telling(has_roles=False), credit=parts, rating=proficiencies)
    def test_two_skills_credited_to_each_other(self, question: Question, credit: float, rating: rp.Rating) -> None:
        pair = tuple(
            rp.Skill(id=name, label=name, kind="tool", related=(rp.RelatedSkill(skill=other, credit=credit, reason="each other"),))
            for name, other in (("left", "right"), ("right", "left"))
        )
        catalog = attrs.evolve(question.catalog, skills=(*question.catalog.skills, *pair))
        person = rp.Profile(skills=(rp.HeldSkill(skill="left", proficiency=rating),))
        held = held_by_person(catalog, person)
        assert held["left"].level == rating.value
        assert held.get("right", held["left"]).level in (rating.value * credit, 0.0)
        assert rating.value == 0.0 or held["right"].level == rating.value * credit
