"""What holds of every learning plan: it recomputes, keeps prerequisites, and no choice of as many skills beats it by more than it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain, combinations

import attrs
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

import rolepath as rp
from rolepath.analysis.needs import held_by_person

from .strategies import Question, parts, questions, renamed
from .test_laws import NEAR, learnings

#: What rounding may add or lose.
CLOSE = 1e-9


def person_of(question: Question) -> rp.Profile:
    """Return the person who asks, or one who holds what the role that asks stands for."""
    origin = question.origin
    return origin if isinstance(origin, rp.Profile) else rp.Profile.from_role(origin, catalog=question.catalog)


def planned(question: Question, have: rp.Profile | None = None) -> rp.LearningPlan:
    """Plan for the person who asks, or for another."""
    return rp.learning_plan(have or person_of(question), question.target, level=question.level, catalog=question.catalog)


def gap_of(question: Question, have: rp.Profile) -> float:
    """Ask for the gap that a plan would begin with."""
    return rp.skill_gap(have, question.target, level=question.level, catalog=question.catalog).score


def learnt(have: rp.Profile, levels: Iterable[tuple[str, float]], evidence: str = "claimed") -> rp.Profile:
    """Let a person learn skills."""
    for skill, level in levels:
        have = have.with_skill(skill, rp.Rating(scale="proficiency", value=level), evidence)
    return have


def to_learn(question: Question, have: rp.Profile) -> dict[str, float]:
    """Find what falls short and the prerequisites that are lacking, with the level to reach: the rule of the plan, written down again."""
    catalog = question.catalog
    held = {skill: here.level for skill, here in held_by_person(catalog, have).items()}
    gap = rp.skill_gap(have, question.target, level=question.level, catalog=catalog)
    asked = {item.skill: item.need for item in gap.items}
    levels: dict[str, float] = {}
    for item in gap.missing if gap.score is not None else ():
        if item.weight:
            options = sorted((item.skill, *item.alternatives), key=lambda name: (name != item.skill, name))
            best = min(options, key=lambda name: max(0.0, item.need - held.get(name, 0.0)) * sum(effort(catalog, name)))
            levels[best] = max(levels.get(best, 0.0), item.need)
    for _ in catalog.skills:
        for skill, level in list(levels.items()):
            for name in catalog.skill(skill).prerequisites:
                needed = min(level, catalog.gap_weights.unstated_proficiency, asked.get(name, 1.0))
                if held.get(name, 0.0) < needed:
                    levels[name] = max(levels.get(name, 0.0), needed)
    return levels


def effort(catalog: rp.Catalog, name: str) -> tuple[float, float]:
    """Least and greatest weeks from nothing to expert."""
    skill, unstated = catalog.skill(name), catalog.difficulty_model.unstated_effort_weeks
    if skill.effort_weeks_minimum is None:
        return unstated, unstated
    return skill.effort_weeks_minimum, skill.effort_weeks_maximum


def by_itself(question: Question, have: rp.Profile) -> float:
    """Most weeks of everything that is to be learnt, each skill by itself and without what learning another adds to it."""
    held = {skill: here.level for skill, here in held_by_person(question.catalog, have).items()}
    factor = question.catalog.difficulty_model.effort_factor
    return sum(
        (level - held.get(skill, 0.0)) * effort(question.catalog, skill)[1] * factor for skill, level in to_learn(question, have).items()
    )


def subsets(names: Iterable[str], count: int) -> Iterable[tuple[str, ...]]:
    """All sets of at most so many names."""
    listed = sorted(names)
    return chain.from_iterable(combinations(listed, size) for size in range(count + 1))


@st.composite
def beginnings(draw: st.DrawFn) -> Question:
    """Make the question of someone who holds little, so that there is much to learn, in some order."""
    question = draw(questions(has_roles=False, has_levels=False))
    few = question.origin.skills[: draw(st.integers(0, 1))]
    asked = max(question.catalog.roles, key=lambda role: len({fact.skill for fact in question.catalog.requirements_of(role)}))
    return attrs.evolve(question, origin=rp.Profile(skills=few), target=asked.id)


def without_alternatives(question: Question) -> Question:
    """Let no source accept another skill instead."""
    facts = tuple(attrs.evolve(fact, alternatives=()) for fact in question.catalog.requirements)
    return question.put_to(attrs.evolve(question.catalog, requirements=facts))


class TestPlan:
    """A plan closes the gap, in an order that keeps prerequisites, and each of its gaps is that of who has learnt so far."""

    @given(question=questions() | beginnings())
    def test_the_gap_after_each_item_is_that_of_who_has_learnt_so_far(self, question: Question) -> None:
        plan, have = planned(question), person_of(question)
        left = plan.score
        for item in plan.items:
            held = held_by_person(question.catalog, have).get(item.skill)
            assert item.from_level == (held.level if held else 0.0)
            have = learnt(have, [(item.skill, item.to_level)])
            assert item.gap_after == gap_of(question, have)
            assert item.closes == pytest.approx(left - item.gap_after, abs=CLOSE)
            left = item.gap_after
        assert left == 0.0 or (left is None and plan.reason)

    @given(question=questions(has_people=False))
    def test_a_role_plans_as_its_people_do(self, question: Question) -> None:
        role = rp.learning_plan(question.origin, question.target, level=question.level, catalog=question.catalog)
        if question.origin == question.target or role.score is None:
            assert role.items == ()
            return
        facts = {"is_silent", "warnings", "proofs"}
        for mine, theirs in zip(role.items, planned(question).items, strict=True):
            for field in attrs.fields(rp.PlanItem):
                assert field.name in facts or getattr(mine, field.name) == getattr(theirs, field.name)

    @given(question=questions(has_roles=False), grades=st.lists(st.sampled_from(rp.Evidence), min_size=8, max_size=8), data=st.data())
    def test_a_plan_for_what_must_be_shown(self, question: Question, grades: list[rp.Evidence], data: st.DataObject) -> None:
        held = (attrs.evolve(entry, evidence=grade) for entry, grade in zip(question.origin.skills, grades, strict=False))
        have = attrs.evolve(question.origin, skills=tuple(held))
        grade = data.draw(st.sampled_from(rp.Evidence))
        plan = rp.learning_plan(have, question.target, evidence=grade, catalog=question.catalog)
        for item in plan.items:
            have = learnt(have, [(item.skill, item.to_level)], grade)
            assert item.gap_after == rp.skill_gap(have, question.target, evidence=grade, catalog=question.catalog).score
            assert item.is_to_prove is (item.from_level >= item.to_level)
            assert not item.is_to_prove or item.weeks == (0.0, 0.0)
        assert plan.items == () or plan.items[-1].gap_after == 0.0

    @given(question=questions() | beginnings())
    def test_the_items_are_what_falls_short_and_its_prerequisites(self, question: Question) -> None:
        plan, wanted = planned(question), to_learn(question, person_of(question))
        learning = {item.skill for item in plan.items}
        assert learning | {dropped.skill for dropped in plan.met_on_the_way} == wanted.keys()
        assert len(learning) == len(plan.items)
        assert not learning & {dropped.skill for dropped in plan.met_on_the_way}
        for item in plan.items:
            assert item.from_level < item.to_level <= wanted[item.skill]

    @given(question=questions() | beginnings())
    def test_prerequisites_come_first(self, question: Question) -> None:
        plan = planned(question)
        names = [item.skill for item in plan.items]
        for place, item in enumerate(plan.items):
            before = question.catalog.skill(item.skill).prerequisites
            assert not set(before) & set(names[place:])
            assert item.prerequisites == tuple(name for name in before if name in names)
            assert not item.is_prerequisite or item.needed_for

    @given(question=questions() | beginnings())
    def test_first_comes_what_closes_most_per_week_with_its_prerequisites(self, question: Question) -> None:
        # Where nothing needs a prerequisite and no skill has parts, the first item is simply the best by itself.
        skills = tuple(attrs.evolve(skill, prerequisites=(), broader=None) for skill in question.catalog.skills)
        question = question.put_to(attrs.evolve(question.catalog, skills=skills))
        plan, have = planned(question), person_of(question)
        if not plan.items:
            return
        held = {skill: here.level for skill, here in held_by_person(question.catalog, have).items()}
        rates = []
        for skill, level in to_learn(question, have).items():
            weeks = (level - held.get(skill, 0.0)) * sum(effort(question.catalog, skill)) / 2
            closes = plan.score - gap_of(question, learnt(have, [(skill, level)]))
            if not weeks and closes > CLOSE:
                return  # learnt in no time, which comes before all rates
            rates.append(closes / weeks if weeks else 0.0)
        first = plan.items[0]
        assert first.closes / (sum(first.weeks) / 2) >= max(rates) * (1 - CLOSE)


class TestAnytime:
    """Stopping after k items, no choice of at most k of the skills to learn has closed more than the plan, and what it may miss."""

    @given(question=questions() | beginnings())
    def test_brute_force(self, question: Question) -> None:
        plan, have = planned(question), person_of(question)
        if not plan.items:
            return
        wanted = to_learn(question, have)
        closed = {
            names: plan.score - gap_of(question, learnt(have, [(name, wanted[name]) for name in names]))
            for names in subsets(wanted, len(wanted))
        }
        for count, item in enumerate(plan.items, 1):
            best = max(gain for names, gain in closed.items() if len(names) <= count)
            assert best <= plan.score - item.gap_after + item.may_miss + CLOSE
            assert 0.0 <= item.may_miss <= item.gap_after + CLOSE
        assert plan.items[-1].may_miss <= CLOSE

    @given(question=questions() | beginnings())
    def test_after_one_item_it_misses_what_the_best_would_add(self, question: Question) -> None:
        plan, have = planned(question), person_of(question)
        if plan.items:
            best = max(plan.score - gap_of(question, learnt(have, [choice])) for choice in to_learn(question, have).items())
            assert plan.items[0].may_miss == pytest.approx(max(0.0, best - plan.score + plan.items[0].gap_after), abs=CLOSE)


class TestWeeks:
    """Weeks add up, and no plan takes more than everything that falls short, each by itself; that bound falls as more is held."""

    @given(question=questions() | beginnings(), factor=parts)
    def test_weeks_add_up(self, question: Question, factor: float) -> None:
        model = attrs.evolve(question.catalog.difficulty_model, effort_factor=factor, ready_gap=0.25)
        question = question.put_to(attrs.evolve(question.catalog, difficulty_model=model))
        plan = planned(question)
        spent = [0.0, 0.0]
        for item in plan.items:
            assert 0.0 <= item.share_added <= 1.0
            assert item.weeks[0] <= item.weeks[1]
            for end in (0, 1):
                alone = (item.to_level - item.from_level) * effort(question.catalog, item.skill)[end] * factor
                assert item.weeks_alone[end] == pytest.approx(alone, abs=CLOSE)
                assert item.weeks[end] == pytest.approx(alone * item.share_added, abs=CLOSE)
                spent[end] += item.weeks[end]
            assert item.weeks_after == pytest.approx(tuple(spent), abs=CLOSE)
        for milestone in plan.milestones:
            left = [plan.score, *(item.gap_after for item in plan.items)]
            assert left[milestone.after] <= milestone.gap
            assert all(value > milestone.gap for value in left[: milestone.after])
            assert milestone.weeks == ([(0.0, 0.0)] + [item.weeks_after for item in plan.items])[milestone.after]

    @given(question=questions() | beginnings())
    def test_a_skill_and_its_parts_take_no_longer_than_the_work_for_each_family(self, question: Question) -> None:
        # The published rule: of a skill's own work and that of its parts, the larger counts.
        plan, catalog, have = planned(question), question.catalog, person_of(question)
        held = {skill: here.level for skill, here in held_by_person(catalog, have).items()}
        work = {item.skill: (item.to_level - held.get(item.skill, 0.0)) * sum(effort(catalog, item.skill)) / 2 for item in plan.items}
        names = [skill.id for skill in catalog.skills]

        def of(name: str) -> float:
            return max(work.get(name, 0.0), sum(of(part) for part in names if catalog.skill(part).broader == name))

        assert sum(plan.weeks) / 2 <= sum(of(name) for name in names if catalog.skill(name).broader is None) + CLOSE

    @given(learning=learnings())
    def test_who_holds_more(self, learning: tuple[Question, rp.Profile]) -> None:
        # The weeks of the plan itself may rise: TestMoreHeldMayTakeLonger in tests/analysis/test_plan.py has the reason.
        question, more = without_alternatives(learning[0]), learning[1]
        less, plan = person_of(question), planned(question, more)
        assert (plan.score is None) is (planned(question).score is None)
        if plan.score is not None:
            assert plan.score <= planned(question).score
            assert plan.weeks[1] <= by_itself(question, more) + CLOSE
            assert by_itself(question, more) <= by_itself(question, less) + CLOSE
            # Nor does anyone who holds more have more to learn.
            assert to_learn(question, more).keys() <= to_learn(question, less).keys()

    @given(question=questions())
    def test_hours_scale_the_months_alone(self, question: Question) -> None:
        ten, twenty = (
            rp.learning_plan(person_of(question), question.target, hours_per_week=hours, catalog=question.catalog) for hours in (10, 20)
        )
        for slow, fast in zip(ten.items, twenty.items, strict=True):
            assert slow.weeks == fast.weeks
            assert slow.months_after == pytest.approx(tuple(2 * months for months in fast.months_after), abs=CLOSE)


class TestIndifference:
    """The order and duplication of facts change nothing, nor do names, where they need not settle a tie."""

    @given(question=questions(), seed=st.randoms(use_true_random=False))
    def test_order_and_duplication(self, question: Question, seed: object) -> None:
        facts = [*question.catalog.requirements] * 2
        seed.shuffle(facts)
        catalog = attrs.evolve(question.catalog, requirements=tuple(facts))
        facts_named = {"requirements", "sources", "proofs"}
        for mine, other in zip(planned(question).items, planned(question.put_to(catalog)).items, strict=True):
            for field in attrs.fields(rp.PlanItem):
                assert field.name in facts_named or getattr(mine, field.name) == getattr(other, field.name)

    @given(question=questions())
    def test_names_in_the_same_order(self, question: Question) -> None:
        names = {skill.id: f"x-{skill.id}" for skill in question.catalog.skills}
        have = person_of(question)
        other = attrs.evolve(have, skills=tuple(attrs.evolve(entry, skill=names[entry.skill]) for entry in have.skills))
        renamed_plan = planned(question.put_to(renamed(question.catalog, names)), other)
        assert [(names[i.skill], i.gap_after, i.weeks, i.may_miss) for i in planned(question).items] == [
            (i.skill, i.gap_after, i.weeks, i.may_miss) for i in renamed_plan.items
        ]


class TestExplanation:
    """The explanation of a plan recomputes."""

    @given(question=questions() | beginnings())
    def test_every_number_recomputes(self, question: Question) -> None:
        plan = planned(question)
        steps = [step for _, step in plan.explain().walk()]
        for step in steps:
            if step.operation is not None:
                assert step.recomputed() == pytest.approx(step.value, abs=CLOSE)
            elif step.value is not None:
                assert step.citation or step.rests_on or step.is_assumed
        left = {step.statement: step.value for step in steps}
        for number, item in enumerate(plan.items, 1):
            assert left[f"{number}. gap left after {item.label}"] == item.gap_after


class TestWhatIf:
    """A skill more raises no gap and no difficulty, and the answer is that of asking before and after."""

    @given(question=questions(has_roles=False), place=st.integers(0, 7), level=st.integers(0, 20).map(lambda n: n / 20))
    def test_before_and_after(self, question: Question, place: int, level: float) -> None:
        catalog, have = question.catalog, question.origin
        skill = catalog.skills[place % len(catalog.skills)].id
        answer = rp.what_if(have, skill, proficiency=level, catalog=catalog)
        own = {entry.skill: entry.proficiency for entry in have.skills}
        said = own[skill].value if own.get(skill) else catalog.gap_weights.unstated_proficiency if skill in own else 0.0
        after = learnt(have, [(skill, level)]) if level > said else have
        assert [change.role for change in answer.changes] == [
            change.role for change in sorted(answer.changes, key=lambda change: -(change.closes or 0.0))
        ]
        assert {change.role for change in answer.changes} == {role.id for role in catalog.roles if catalog.requirements_of(role)}
        for change in answer.changes:
            gaps = [rp.skill_gap(person, change.role, catalog=catalog).score for person in (have, after)]
            assert [gap.score for gap in change.gaps] == gaps
            if gaps[0] is not None:
                assert change.closes == gaps[0] - gaps[1] >= -NEAR
            moves = [rp.transition_difficulty(person, change.role, catalog=catalog) for person in (have, after)]
            assert change.difficulty == tuple(move.score for move in moves)
            assert change.months == tuple(move.modelled_months for move in moves)
        assert set(answer.within_reach[0]) <= set(answer.within_reach[1])
        assert set(answer.reached) == set(answer.within_reach[1]) - set(answer.within_reach[0])

    @given(question=questions(has_roles=False), place=st.integers(0, 7))
    def test_explanations_recompute(self, question: Question, place: int) -> None:
        skill = question.catalog.skills[place % len(question.catalog.skills)].id
        answer = rp.what_if(question.origin, skill, catalog=question.catalog)
        for change, told in zip(answer.changes, answer.explain().children[1:], strict=True):
            assert told.value == change.closes
            assert told.value is None or told.recomputed() == pytest.approx(change.closes, abs=CLOSE)


@pytest.mark.parametrize(
    "is_there",
    [
        lambda plan: any(item.is_prerequisite for item in plan.items),
        lambda plan: any(dropped.skill for dropped in plan.met_on_the_way),
        lambda plan: any(item.share_added < 1 for item in plan.items),
        lambda plan: any(item.alternatives for item in plan.items),
        lambda plan: any(item.may_miss > 0.01 for item in plan.items),
    ],
    ids=["a prerequisite", "met on the way", "shared work", "an alternative", "something missed"],
)
def test_the_strategies_reach_what_plans_are_made_of(is_there: Callable[[rp.LearningPlan], bool]) -> None:
    plain = settings(database=None, max_examples=2000, phases=(Phase.generate,), derandomize=True)
    find(beginnings(), lambda question: is_there(planned(question)), settings=plain)
