"""What holds of every learning plan: it recomputes, keeps prerequisites, takes who holds more no longer, and says what it may miss."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, combinations, pairwise
from math import fsum

import attrs
import pytest
from hypothesis import Phase, example, find, given, settings
from hypothesis import strategies as st

import rolepath as rp
from rolepath.analysis.needs import held_by_person

from . import counterexamples
from .counterexamples import asks, holds
from .strategies import Question, proficiencies, questions
from .test_laws import NEAR, renamings, reorderings

#: What rounding may add or lose.
CLOSE = 1e-9
NOTHING = (0.0, 0.0)

_core_shares = st.sampled_from((0.0, 0.25, 0.5, 0.75, 1.0))
_grades = st.sampled_from(rp.Evidence)
_no_more_than_one = st.integers(0, 1)


def with_model(question: Question, **changes: float) -> Question:
    """Ask of a catalog with another model of difficulty."""
    model = attrs.evolve(question.catalog.difficulty_model, **changes)
    return question.put_to(attrs.evolve(question.catalog, difficulty_model=model))


def without_alternatives(question: Question) -> Question:
    """Let no source accept another skill instead."""
    facts = tuple(attrs.evolve(fact, alternatives=()) for fact in question.catalog.requirements)
    return question.put_to(attrs.evolve(question.catalog, requirements=facts))


def without_credits(question: Question) -> Question:
    """Let no skill count towards another."""
    skills = tuple(attrs.evolve(skill, related=(), broader=None) for skill in question.catalog.skills)
    return question.put_to(attrs.evolve(question.catalog, skills=skills))


def without_mere_prerequisites(question: Question) -> Question:
    """Let no skill build on one that the target does not ask for, so that all that is learnt counts towards the rest."""
    asked = {item.skill for item in planned(question, rp.Profile()).gap.items if item.weight and item.need}
    skills = tuple(
        attrs.evolve(skill, prerequisites=tuple(name for name in skill.prerequisites if name in asked)) for skill in question.catalog.skills
    )
    return question.put_to(attrs.evolve(question.catalog, skills=skills))


def of_the_most_asked(question: Question) -> Question:
    """Ask for the role that asks for most skills."""
    asked = max(question.catalog.roles, key=lambda role: len({fact.skill for fact in question.catalog.requirements_of(role)}))
    return attrs.evolve(question, target=asked.id)


@st.composite
def askings(draw: st.DrawFn, **options: bool) -> Question:
    """Make a question of a role or a person, who shows skills in different ways, and of which a part of what is asked is the core."""
    question = with_model(draw(questions(is_mostly_telling=True, **options)), core_share=draw(_core_shares))
    if isinstance(question.origin, rp.Profile):
        held = tuple(attrs.evolve(entry, evidence=draw(_grades)) for entry in question.origin.skills)
        question = attrs.evolve(question, origin=attrs.evolve(question.origin, skills=held))
    return question


@st.composite
def beginnings(draw: st.DrawFn) -> Question:
    """Make the question of someone who holds little, so that there is much to learn, in some order."""
    question = of_the_most_asked(draw(askings(has_roles=False)))
    few = question.origin.skills[: draw(_no_more_than_one)]
    return attrs.evolve(question, origin=rp.Profile(skills=few))


_place = st.integers(0, 4)
_pairs = st.lists(st.tuples(_place, _place), max_size=3)
_levels = st.sampled_from((None, 0.25, 0.5, 0.75, 1.0))
_curriculum_numbers = st.tuples(
    st.lists(st.sampled_from(((1.0, 1.0), (2.0, 5.0), (10.0, 20.0), (3.0, 90.0), (90.0, 90.0), None)), min_size=5, max_size=5),  # weeks
    st.lists(st.tuples(_place, _place, st.sampled_from((0.3, 0.5, 0.8, 1.0))), min_size=1, max_size=6),  # credits
    _pairs,  # prerequisites
    st.sampled_from(((), (), ((4, 0),), ((3, 0), (4, 3)))),  # parts
    st.lists(st.tuples(_place, _levels, st.sampled_from((None, 0.2, 1.0))), min_size=2, max_size=5, unique_by=lambda asked: asked[0]),
    st.sampled_from(((), (), ())) | _pairs,  # skills accepted instead
    st.lists(st.tuples(_place, _levels, _grades), max_size=2, unique_by=lambda held: held[0]),
    _core_shares,
    st.sampled_from((0.0, 4.0, 50.0)),  # weeks that nobody states
)


@st.composite
def curricula(draw: st.DrawFn) -> Question:
    """Make the question of someone who holds up to two of five skills, of which many count towards, and build on, one another."""
    weeks, given_by, before, parts, asked, instead, held, core_share, unstated = draw(_curriculum_numbers)
    names = "abcde"
    skills = tuple(
        attrs.evolve(
            counterexamples.skill(name, weeks[place]),
            related=tuple(
                rp.RelatedSkill(skill=names[other], credit=credit, reason="drawn")
                for other, credit in {other: credit for giver, other, credit in given_by if giver == place != other}.items()
            ),
            prerequisites=tuple(dict.fromkeys(names[min(pair)] for pair in before if max(pair) == place != min(pair))),
            broader=next((names[whole] for part, whole in parts if part == place), None),
        )
        for place, name in enumerate(names)
    )
    facts = (
        attrs.evolve(
            asks("there", names[place], level, importance),
            alternatives=tuple(dict.fromkeys(names[other] for one, other in instead if one == place != other)),
        )
        for place, level, importance in asked
    )
    shown = (
        rp.HeldSkill(skill=names[place], proficiency=None if level is None else rp.Rating(scale="proficiency", value=level), evidence=grade)
        for place, level, grade in held
    )
    model = rp.DifficultyModel(core_share=core_share, unstated_effort_weeks=unstated)
    return counterexamples.question(*facts, skills=skills, origin=rp.Profile(skills=tuple(shown)), model=model)


learners = curricula() | askings(has_roles=False) | beginnings()
anyone = askings() | learners


def person_of(question: Question) -> rp.Profile:
    """Return the person who asks, or one who holds what the role that asks stands for."""
    origin = question.origin
    return origin if isinstance(origin, rp.Profile) else rp.Profile.from_role(origin, catalog=question.catalog)


def planned(question: Question, have: rp.Profile | None = None, evidence: rp.Evidence | None = None) -> rp.LearningPlan:
    """Plan for the person who asks, or for another."""
    level = question.target_level or question.level
    return rp.learning_plan(have or person_of(question), question.target, level=level, evidence=evidence, catalog=question.catalog)


def gap_of(question: Question, have: rp.Profile, evidence: rp.Evidence | None = None) -> float | None:
    """Ask for the gap that a plan would begin with."""
    level = question.target_level or question.level
    return rp.skill_gap(have, question.target, level=level, evidence=evidence, catalog=question.catalog).score


def held_by(question: Question, have: rp.Profile) -> dict[str, float]:
    """How well a person holds each skill, credits included."""
    return {skill: here.level for skill, here in held_by_person(question.catalog, have).items()}


def learnt(have: rp.Profile, levels: Iterable[tuple[str, float]], evidence: rp.Evidence = rp.Evidence.CLAIMED) -> rp.Profile:
    """Let a person learn skills."""
    return have.with_skills(
        *(rp.HeldSkill(skill=skill, proficiency=rp.Rating(scale="proficiency", value=level), evidence=evidence) for skill, level in levels)
    )


def options_of(item: rp.PlanItem) -> frozenset[str]:
    """Any of which is learnt."""
    return frozenset((item.skill, *item.alternatives))


def builds_on(question: Question, item: rp.PlanItem) -> set[str]:
    """Prerequisites of what is learnt, whichever it is."""
    return {name for option in options_of(item) for name in question.catalog.skill(option).prerequisites}


def until_core(plan: rp.LearningPlan) -> tuple[float, float]:
    """Least and greatest weeks until the core is held."""
    return plan.milestone("core").weeks if plan.items else NOTHING


def effort(catalog: rp.Catalog, name: str) -> tuple[float, float]:
    """Least and greatest weeks from nothing to expert."""
    skill, unstated = catalog.skill(name), catalog.difficulty_model.unstated_effort_weeks
    if skill.effort_weeks_minimum is None:
        return unstated, unstated
    return skill.effort_weeks_minimum, skill.effort_weeks_maximum


def lacking(question: Question, have: rp.Profile) -> dict[str, float]:
    """Find the skills that fall short, those accepted instead, and the prerequisites that are lacking, with the level to reach."""
    catalog, held = question.catalog, held_by(question, have)
    level = question.target_level or question.level
    gap = rp.skill_gap(have, question.target, level=level, catalog=catalog)
    asked = {item.skill: item.need for item in gap.items if item.weight and item.need}
    levels: dict[str, float] = {}
    for item in gap.missing:
        for name in (item.skill, *item.alternatives) if item.weight else ():
            levels[name] = max(levels.get(name, 0.0), item.need)
    for _ in catalog.skills:
        for skill, level in list(levels.items()):
            for name in catalog.skill(skill).prerequisites:
                needed = min(level, catalog.gap_weights.unstated_proficiency, asked.get(name, 1.0))
                if held.get(name, 0.0) < needed:
                    levels[name] = max(levels.get(name, 0.0), needed)
    return levels


class TestGaps:
    """Each gap of a plan is that of who has learnt so far, and its closings recompute it."""

    @given(question=anyone)
    def test_of_who_has_learnt_so_far(self, question: Question) -> None:
        question = without_mere_prerequisites(without_alternatives(question))
        plan, have = planned(question), person_of(question)
        for item in plan.items:
            assert item.from_level >= held_by(question, have).get(item.skill, 0.0)
            have = learnt(have, [(item.skill, item.to_level)])
            assert item.gap_after == gap_of(question, have)
        assert plan.reason if not plan.items else plan.items[-1].gap_after == 0.0

    @given(question=anyone)
    def test_at_most_so_much_with_several_skills_that_would_do_and_mere_prerequisites(self, question: Question) -> None:
        plan, have = planned(question), person_of(question)
        for item in plan.items:
            have = learnt(have, [(item.skill, max(item.to_level, held_by(question, have).get(item.skill, 0.0)))])
            assert item.gap_after >= gap_of(question, have) - CLOSE
        assert plan.reason if not plan.items else plan.items[-1].gap_after == 0.0

    @given(question=beginnings(), data=st.data())
    def test_whichever_of_several_skills_is_learnt(self, question: Question, data: st.DataObject) -> None:
        have = person_of(question)
        for item in planned(question).items:
            chosen = data.draw(st.sampled_from(sorted(options_of(item))))
            have = learnt(have, [(chosen, max(item.to_level, held_by(question, have).get(chosen, 0.0)))])
            assert item.gap_after >= gap_of(question, have) - CLOSE

    @given(question=anyone, asked=st.none() | _grades)
    def test_closings_recompute_it(self, question: Question, asked: rp.Evidence | None) -> None:
        plan = planned(question, evidence=asked)
        met = {item.skill: item.held for item in plan.gap.items}
        needs = {item.skill: item for item in plan.gap.items}
        total = fsum(item.weight * item.need for item in needs.values())
        for item in plan.items:
            for closing in item.closings:
                assert met[closing.skill] == closing.before < closing.after <= needs[closing.skill].need
                share = needs[closing.skill].weight * (closing.after - closing.before) / total
                assert closing.closes == pytest.approx(share, abs=CLOSE)
                met[closing.skill] = closing.after
            assert item.closes == pytest.approx(fsum(closing.closes for closing in item.closings), abs=CLOSE)
            left = fsum(need.weight * max(0.0, need.need - met[skill]) for skill, need in needs.items()) / total
            assert item.gap_after == pytest.approx(left, abs=CLOSE)

    @given(question=learners, asked=_grades)
    def test_for_what_must_be_shown(self, question: Question, asked: rp.Evidence) -> None:
        question = without_mere_prerequisites(without_alternatives(question))
        plan, have = planned(question, evidence=asked), person_of(question)
        for item in plan.items:
            have = learnt(have, [(item.skill, item.to_level)], asked)
            assert item.gap_after == gap_of(question, have, asked)
            assert (item.to_prove is not None or item.is_covered) is (item.from_level >= item.to_level)
            assert (item.to_prove is None and not item.is_covered) or item.weeks == NOTHING
            assert item.to_prove is None or not item.is_covered
            # What is to be proved is the person's own, and the gap names it too.
            assert item.to_prove is None or item.to_prove in set(plan.gap.to_prove)
        assert set(plan.gap.to_prove) <= {entry.skill for entry in person_of(question).skills}
        assert plan.reason if not plan.items else plan.items[-1].gap_after == 0.0

    @given(question=askings(has_people=False))
    def test_a_role_plans_as_its_people_do(self, question: Question) -> None:
        level = question.target_level or question.level
        role = rp.learning_plan(question.origin, question.target, level=level, catalog=question.catalog)
        if question.origin == question.target or role.score is None:
            assert role.items == ()
            return
        facts = {"is_silent", "warnings", "proofs"}
        for mine, theirs in zip(role.items, planned(question).items, strict=True):
            for field in attrs.fields(rp.PlanItem):
                assert field.name in facts or getattr(mine, field.name) == getattr(theirs, field.name)


class TestWeeks:
    """Weeks are proficiency to gain times effort times the factor; they add up."""

    @given(question=anyone, asked=st.none() | _grades)
    def test_they_add_up(self, question: Question, asked: rp.Evidence | None) -> None:
        plan, factor = planned(question, evidence=asked), question.catalog.difficulty_model.effort_factor
        spent: list[tuple[float, float]] = [NOTHING]
        for item in plan.items:
            stated = [name for name in options_of(item) if question.catalog.skill(name).effort_weeks_minimum is not None]
            for end in (0, 1):
                fewest = min(effort(question.catalog, name)[end] for name in stated or options_of(item))
                assert item.effort[end] == fewest
                gained = max(0.0, item.to_level - item.from_level)
                assert item.weeks[end] == pytest.approx(gained * fewest * factor, abs=CLOSE)
            assert item.is_assumed is not bool(stated)
            spent.append((spent[-1][0] + item.weeks[0], spent[-1][1] + item.weeks[1]))
            assert item.weeks_after == pytest.approx(spent[-1], abs=CLOSE)
        assert plan.weeks == pytest.approx(spent[-1], abs=CLOSE)
        for milestone in plan.milestones:
            assert milestone.weeks == pytest.approx(spent[milestone.after], abs=CLOSE)

    @given(question=anyone)
    def test_without_credits_what_is_held_is_what_was_listed(self, question: Question) -> None:
        question = without_alternatives(without_credits(question))
        held = held_by(question, person_of(question))
        for item in planned(question).items:
            assert item.from_level == held.get(item.skill, 0.0) < item.to_level

    @given(question=learners)
    def test_hours_scale_months(self, question: Question) -> None:
        level = question.target_level or question.level
        ten, twenty, three = (
            rp.learning_plan(question.origin, question.target, level=level, hours_per_week=hours, catalog=question.catalog)
            for hours in (10, 20, 3)
        )
        is_known = True
        for item, fast, slow in zip(ten.items, twenty.items, three.items, strict=True):
            assert item.weeks == fast.weeks == slow.weeks
            # From where an effort is first assumed on, no months are told.
            is_known = is_known and not (item.is_assumed and item.from_level < item.to_level)
            assert (item.months_after is not None) is (fast.months_after is not None) is (slow.months_after is not None) is is_known
            if not is_known:
                continue
            assert item.months_after == tuple(2 * months for months in fast.months_after)
            assert item.months_after == pytest.approx(tuple(0.3 * months for months in slow.months_after), rel=NEAR)
            assert item.months_after == pytest.approx(tuple(weeks / (365.25 / 12 / 7) for weeks in item.weeks_after), rel=NEAR)
        for milestone, fast in zip(ten.milestones, twenty.milestones, strict=True):
            assert milestone.months == (None if fast.months is None else tuple(2 * months for months in fast.months))


class TestOrder:
    """The order is the same for everyone: the core, then the rest; each by weeks for what it closes, with prerequisites first."""

    @given(question=anyone, asked=st.none() | _grades)
    def test_prerequisites_come_first(self, question: Question, asked: rp.Evidence | None) -> None:
        plan = planned(question, evidence=asked)
        for place, item in enumerate(plan.items):
            before = builds_on(question, item)
            assert not any(options_of(later) <= before and not later.alternatives for later in plan.items[place:])
            sooner = {other.skill: None for other in plan.items[:place] if before & options_of(other)}
            assert item.prerequisites == tuple(name for name in sooner if name != item.skill)
            building = {later.skill: None for later in plan.items[place + 1 :] if builds_on(question, later) & options_of(item)}
            assert item.needed_for == tuple(name for name in building if name != item.skill)
            assert not item.is_prerequisite or not item.sources

    @given(question=anyone, asked=st.none() | _grades)
    def test_what_is_lacking_comes_before_what_builds_on_it(self, question: Question, asked: rp.Evidence | None) -> None:
        plan, have = planned(question, evidence=asked), person_of(question)
        needs = {item.skill: item.need for item in plan.gap.items if item.weight and item.need}
        for item in plan.items:
            held = held_by(question, have)
            for name in builds_on(question, item):
                least = min(item.to_level, question.catalog.gap_weights.unstated_proficiency, needs.get(name, 1.0))
                assert held.get(name, 0.0) >= least or (asked is not None and (item.to_prove or item.is_covered))
            have = learnt(have, [(item.skill, max(item.to_level, held.get(item.skill, 0.0)))])

    @given(question=beginnings(), other=st.data())
    def test_the_same_for_everyone(self, question: Question, other: st.DataObject) -> None:
        mine = list(map(options_of, planned(question).items))
        fields = {"skill": st.sampled_from([skill.id for skill in question.catalog.skills]), "proficiency": proficiencies}
        held = other.draw(st.lists(st.builds(rp.HeldSkill, **fields), max_size=4, unique_by=lambda entry: entry.skill))
        theirs = list(map(options_of, planned(question, rp.Profile(skills=tuple(held))).items))
        assert [one for one in mine if one in theirs] == [one for one in theirs if one in mine]

    @given(question=beginnings())
    def test_by_weeks_for_what_is_closed_from_nothing(self, question: Question) -> None:
        # Without prerequisites, and where all that is asked is the core, what closes most per week by itself comes first.
        skills = tuple(attrs.evolve(skill, prerequisites=()) for skill in question.catalog.skills)
        question = with_model(question.put_to(attrs.evolve(question.catalog, skills=skills)), core_share=1.0)
        question = without_alternatives(question)
        rates = []
        for item in planned(question).items:
            closed = 1.0 - gap_of(question, learnt(rp.Profile(), [(item.skill, item.to_level)]))
            rates.append(item.to_level * sum(effort(question.catalog, item.skill)) / closed)
        assert all(sooner <= later * (1 + CLOSE) for sooner, later in pairwise(rates))

    @given(question=beginnings(), asked=st.none() | _grades)
    def test_the_core_is_what_is_asked_most_and_what_it_builds_on(self, question: Question, asked: rp.Evidence | None) -> None:
        question = without_alternatives(question)
        catalog = question.catalog
        plan = planned(question, evidence=asked)
        needs = [item for item in plan.gap.items if item.weight and item.need]
        if not plan.items or not catalog.gap_weights.unstated_proficiency:  # where that is nothing, no prerequisite has to be held
            return
        share = catalog.difficulty_model.core_share
        whole = fsum(item.weight * item.need for item in needs)
        core: set[str] = set()
        for heaviest in sorted({item.weight for item in needs}, reverse=True):
            core |= {item.skill for item in needs if item.weight == heaviest}
            if fsum(item.weight * item.need for item in needs if item.skill in core) >= share * whole:
                break
        before = set(core)
        for _ in catalog.skills:
            before |= {name for skill in before for name in catalog.skill(skill).prerequisites}
        assert {item.skill for item in plan.items if item.is_core} == {item.skill for item in plan.items} & before
        assert [item.is_core for item in plan.items] == sorted((item.is_core for item in plan.items), reverse=True)
        met = {item.skill: item.held for item in needs}
        for item in plan.items[: plan.milestone("core").after]:
            met.update((closing.skill, closing.after) for closing in item.closings)
        assert all(met[item.skill] >= item.need for item in needs if item.skill in core)
        assert plan.milestone("core").gap <= 1.0 - share + CLOSE


class TestMilestones:
    """Half of all that is asked, the core, and all; the months until the core are those of the move."""

    @given(question=anyone, asked=st.none() | _grades)
    def test_points(self, question: Question, asked: rp.Evidence | None) -> None:
        plan = planned(question, evidence=asked)
        left = [plan.score, *(item.gap_after for item in plan.items)]
        months = [plan.items and NOTHING, *(item.months_after for item in plan.items)]
        assert [milestone.after for milestone in plan.milestones] == sorted(milestone.after for milestone in plan.milestones)
        for milestone in plan.milestones:
            assert milestone.gap == left[milestone.after]
            assert milestone.months == months[milestone.after]
        if plan.items:
            half = plan.milestone("half")
            assert half.gap <= 0.5 + CLOSE
            assert all(gap > 0.5 for gap in left[: half.after])
            assert plan.milestone("core").after == sum(item.is_core for item in plan.items)
            assert (plan.milestone("all").after, plan.milestone("all").gap) == (len(plan.items), 0.0)
            assert plan.milestone("all").weeks == plan.weeks

    @given(question=anyone)
    def test_core_takes_the_months_of_the_move(self, question: Question) -> None:
        plan, months = planned(question, question.origin), question.move().modelled_months
        if months is not None:
            core = plan.milestone("core").months if plan.items else NOTHING
            assert (months.minimum, months.maximum) == core
        elif plan.score is not None:  # a part of the core is of unknown effort
            assert any(item.is_core and item.is_assumed and item.from_level < item.to_level for item in plan.items)


#: Who holds one skill has the first of two met by credit, and credit is not passed on: who learnt it had credit for the second.
MET_BY_CREDIT = counterexamples.question(
    asks("there", "a"),
    asks("there", "b"),
    skills=(
        counterexamples.skill("a", (1.0, 1.0), towards="b", credit=0.8),
        counterexamples.skill("b", (100.0, 100.0)),
        counterexamples.skill("c", towards="a"),
    ),
    origin=holds(),
)
#: The person of the question above, once they hold the third skill.
WHO_HOLDS_THE_THIRD = holds(c=1.0)
#: What the first builds on is accepted instead of the second, and of the third: who learns it for the first has a part of both.
ACCEPTED_AND_BUILT_ON = counterexamples.question(
    asks("there", "a"),
    *(attrs.evolve(asks("there", name), alternatives=("d",)) for name in "bc"),
    skills=(
        attrs.evolve(counterexamples.skill("a", (1.0, 1.0)), prerequisites=("d",)),
        *(counterexamples.skill(name, (10.0, 10.0)) for name in "bcd"),
    ),
    origin=holds(),
)
#: The person of the question above, once they hold the first skill.
WHO_HOLDS_THE_FIRST = holds(a=1.0)


@attrs.frozen
class Rises:
    """A question, and who asks once one skill is held better, is shown better, or both: the first skill, the second, and so on."""

    question: Question
    more: tuple[rp.Profile, ...]


@st.composite
def rises(draw: st.DrawFn) -> Rises:
    """Raise each skill of a catalog in turn."""
    question = draw(learners)
    value, shown = draw(proficiencies).value, draw(_grades)
    found, held = [], {entry.skill: entry for entry in question.origin.skills}
    for skill in question.catalog.skills:
        level, grade = value, shown
        if skill.id in held:
            rating = held[skill.id].proficiency
            level = max(value, question.catalog.gap_weights.unstated_proficiency if rating is None else rating.value)
            grade = max(shown, held[skill.id].evidence)
        found.append(learnt(question.origin, [(skill.id, level)], grade))
    return Rises(question, tuple(found))


class TestMonotoneInWhatIsHeld:
    """Raising any skill of a person raises no gap, no months until the core, no weeks of everything; of neither end (law 3)."""

    @given(raised=rises(), asked=st.none() | _grades)
    def test_gap(self, raised: Rises, asked: rp.Evidence | None) -> None:
        before = planned(raised.question, evidence=asked).score
        for more in raised.more:
            after = planned(raised.question, more, asked).score
            assert (after is None) is (before is None)
            assert before is None or after <= before

    @given(raised=rises(), asked=st.none() | _grades)
    @example(raised=Rises(MET_BY_CREDIT, (WHO_HOLDS_THE_THIRD,)), asked=None)
    @example(raised=Rises(ACCEPTED_AND_BUILT_ON, (WHO_HOLDS_THE_FIRST,)), asked=None)
    def test_weeks_of_everything(self, raised: Rises, asked: rp.Evidence | None) -> None:
        before = planned(raised.question, evidence=asked).weeks
        for more in raised.more:
            after = planned(raised.question, more, asked).weeks
            assert after[0] <= before[0]
            assert after[1] <= before[1]

    @given(raised=rises(), asked=st.none() | _grades)
    @example(raised=Rises(MET_BY_CREDIT, (WHO_HOLDS_THE_THIRD,)), asked=None)
    @example(raised=Rises(ACCEPTED_AND_BUILT_ON, (WHO_HOLDS_THE_FIRST,)), asked=None)
    def test_weeks_until_the_core(self, raised: Rises, asked: rp.Evidence | None) -> None:
        before = until_core(planned(raised.question, evidence=asked))
        for more in raised.more:
            after = until_core(planned(raised.question, more, asked))
            assert after[0] <= before[0]
            assert after[1] <= before[1]

    @given(raised=rises())
    @example(raised=Rises(MET_BY_CREDIT, (WHO_HOLDS_THE_THIRD,)))
    def test_months_of_the_move(self, raised: Rises) -> None:
        before = raised.question.move().modelled_months
        for more in raised.more:
            after = attrs.evolve(raised.question, origin=more).move().modelled_months
            if before is not None:
                assert after is not None
                assert after.minimum <= before.minimum
                assert after.maximum <= before.maximum

    @given(question=learners)
    @example(question=attrs.evolve(MET_BY_CREDIT, origin=WHO_HOLDS_THE_THIRD))
    def test_a_stronger_grade_asked_lowers_no_weeks(self, question: Question) -> None:
        plans = [planned(question, evidence=grade) for grade in (None, *rp.Evidence)]
        for weaker, stronger in pairwise(plans):
            for less, more in ((weaker.weeks, stronger.weeks), (until_core(weaker), until_core(stronger))):
                assert less[0] <= more[0]
                assert less[1] <= more[1]


class TestPlanningAgain:
    """Who has learnt some of a plan, and lists it, is given the rest of it."""

    @given(question=learners)
    def test_the_rest_is_the_same(self, question: Question) -> None:
        question = without_mere_prerequisites(without_alternatives(question))
        have = question.origin
        items = planned(question).items
        for count, item in enumerate(items, 1):
            have = learnt(have, [(item.skill, item.to_level)])
            rest = planned(question, have).items
            assert [told(later) for later in rest] == [told(later) for later in items[count:]]

    @given(question=learners)
    def test_it_takes_no_longer(self, question: Question) -> None:
        """It may take less: one of several skills, or a mere prerequisite, may add more to others than the plan counts."""
        have, plan = question.origin, planned(question)
        for count, item in enumerate(plan.items, 1):
            have = learnt(have, [(item.skill, max(item.to_level, held_by(question, have).get(item.skill, 0.0)))])
            again = planned(question, have)
            for end in (0, 1):
                assert again.weeks[end] <= fsum(later.weeks[end] for later in plan.items[count:]) + CLOSE
                assert until_core(again)[end] <= fsum(later.weeks[end] for later in plan.items[count:] if later.is_core) + CLOSE


_CHEAP, _DEAR = (1.0, 1.0), (90.0, 90.0)
#: The first meets the third too, so that neither it nor what is accepted instead is learnt; that would have met everything at once.
ACCEPTED_AND_NOT_LEARNT = counterexamples.question(
    asks("there", "a"),
    asks("there", "b"),
    attrs.evolve(asks("there", "c"), alternatives=("d",)),
    skills=(
        counterexamples.skill("a", _CHEAP, towards="c"),
        counterexamples.skill("b", _CHEAP),
        counterexamples.skill("c", _DEAR),
        attrs.evolve(
            counterexamples.skill("d", _DEAR),
            related=tuple(rp.RelatedSkill(skill=name, credit=1.0, reason="For tests.") for name in "ab"),
        ),
    ),
    origin=holds(),
)
#: The first meets the fourth too, so that what the fourth builds on is not learnt; that would have met the first three at once.
BUILT_ON_AND_NOT_LEARNT = counterexamples.question(
    *(asks("there", name, 0.5) for name in "abcd"),
    skills=(
        counterexamples.skill("a", _CHEAP, towards="d"),
        counterexamples.skill("b", _CHEAP),
        counterexamples.skill("c", _CHEAP),
        attrs.evolve(counterexamples.skill("d", _DEAR), prerequisites=("e",)),
        attrs.evolve(
            counterexamples.skill("e", _DEAR),
            related=tuple(rp.RelatedSkill(skill=name, credit=1.0, reason="For tests.") for name in "abc"),
        ),
    ),
    origin=holds(),
)


class TestMayMiss:
    """Stopping after k items, no k of the skills to learn close more than the plan has, by more than it says that it may miss."""

    @given(question=learners)
    @example(question=ACCEPTED_AND_NOT_LEARNT)
    @example(question=BUILT_ON_AND_NOT_LEARNT)
    def test_brute_force(self, question: Question) -> None:
        plan, have = planned(question), question.origin
        if not plan.items:
            return
        wanted, held = lacking(question, have), held_by(question, have)
        best = [0.0] * (len(plan.items) + 1)
        for names in subsets(sorted(wanted), len(plan.items)):
            levels = [(name, max(wanted[name], held.get(name, 0.0))) for name in names]
            closed = plan.score - gap_of(question, learnt(have, levels))
            best[len(names)] = max(best[len(names)], closed)
        for count, item in enumerate(plan.items, 1):
            assert max(best[: count + 1]) <= plan.score - item.gap_after + item.may_miss + CLOSE
            assert 0.0 <= item.may_miss <= item.gap_after + CLOSE

    @given(question=learners)
    def test_after_one_item_it_misses_what_the_best_would_add(self, question: Question) -> None:
        question = without_alternatives(question)
        plan, have = planned(question), question.origin
        if plan.items:
            # No less than what falls short or is lacking would add; no more than what anyone has to learn for the role would.
            mine, anyones = lacking(question, have), lacking(question, rp.Profile())
            held = held_by(question, have)
            least, most = (
                max(
                    plan.score - gap_of(question, learnt(have, [(name, max(level, held.get(name, 0.0)))])) for name, level in levels.items()
                )
                - plan.items[0].closes
                for levels in (mine, anyones)
            )
            assert least - CLOSE <= plan.items[0].may_miss <= max(0.0, most) + CLOSE


def subsets(names: list[str], most: int) -> Iterator[tuple[str, ...]]:
    """All sets of at most so many names."""
    return chain.from_iterable(combinations(names, size) for size in range(min(len(names), most) + 1))


def told(item: rp.PlanItem) -> tuple[object, ...]:
    """What an item says, without ids and without what was before it."""
    return item.label, item.from_level, item.to_level, item.weeks, item.gap_after, item.is_core, item.is_assumed


def all_told(question: Question, share: float) -> list[object]:
    """What a plan says, without ids."""
    question = with_model(question, core_share=share)
    plan = planned(question, question.origin)
    milestones = [(point.name, point.gap, point.after, point.weeks, point.months) for point in plan.milestones]
    return [plan.score, plan.weeks, milestones, [told(item) for item in plan.items]]


_TWO_WAYS = (asks("there", "a"), attrs.evolve(asks("there", "b", 0.75), alternatives=("a",)))
#: To learn the first, or one of both, takes no time, and both begin with one label: the first closes all; one of both leaves some.
A_TIE = counterexamples.question(
    *_TWO_WAYS,
    skills=(counterexamples.skill("a"), counterexamples.skill("b")),
    origin=holds(),
    model=rp.DifficultyModel(unstated_effort_weeks=0.0),
)


class TestIndifference:
    """The order of facts and their duplication change no weeks and no gaps, nor do ids, where labels are kept (law 7)."""

    @given(pair=reorderings(), share=_core_shares)
    @example(pair=(A_TIE, counterexamples.asking_more(A_TIE, *_TWO_WAYS[::-1])), share=1.0)
    def test_order_and_duplication(self, pair: tuple[Question, Question], share: float) -> None:
        assert all_told(pair[0], share) == all_told(pair[1], share)

    @given(pair=renamings(), share=_core_shares)
    def test_renaming(self, pair: tuple[Question, Question], share: float) -> None:
        assert all_told(pair[0], share) == all_told(pair[1], share)


class TestExplanation:
    """The explanation of a plan recomputes."""

    @given(question=anyone, asked=st.none() | _grades)
    def test_every_number_recomputes(self, question: Question, asked: rp.Evidence | None) -> None:
        plan = planned(question, evidence=asked)
        steps = [step for _, step in plan.explain().walk()]
        for step in steps:
            if step.operation is not None:
                assert step.recomputed() == pytest.approx(step.value, abs=CLOSE)
            elif step.value is not None:
                assert step.citation or step.rests_on or step.is_assumed
        said = {(step.statement, step.value) for step in steps}
        for number, item in enumerate(plan.items, 1):
            assert (f"{number}. gap left after {item.label}", item.gap_after) in said
            assert (f"least weeks for {item.label}", item.weeks[0]) in said
            assert (f"greatest weeks for {item.label}", item.weeks[1]) in said


@st.composite
def roles_of_many_skills(draw: st.DrawFn) -> Question:
    """Make the question of a person in a catalog of which one role asks for every skill, each of known effort, besides what it asked."""
    question = draw(askings(has_roles=False))
    others = tuple(counterexamples.skill(f"other-{number}", (number / 2, 2.0 * number)) for number in range(1, 6))
    stated = tuple(
        attrs.evolve(skill, effort_weeks_minimum=2.0, effort_weeks_maximum=9.0) if skill.effort_weeks_minimum is None else skill
        for skill in question.catalog.skills
    )
    more = tuple(asks(question.target, skill.id, source="source-0") for skill in (*stated, *others))
    facts = (*question.catalog.requirements, *more)
    return question.put_to(attrs.evolve(question.catalog, skills=(*stated, *others), requirements=facts))


class TestWhatIf:
    """A skill more raises no gap and no difficulty, and the answer is that of asking before and after."""

    @given(question=askings(has_roles=False), place=st.integers(0, 7), level=st.integers(0, 20).map(lambda n: n / 20))
    def test_before_and_after(self, question: Question, place: int, level: float) -> None:
        catalog, have = question.catalog, question.origin
        skill = catalog.skills[place % len(catalog.skills)].id
        answer = rp.what_if(have, skill, proficiency=rp.Rating(scale="proficiency", value=level), catalog=catalog)
        own = {entry.skill: entry for entry in have.skills}
        said, grade = 0.0, rp.Evidence.CLAIMED
        if skill in own:
            rating, grade = own[skill].proficiency, own[skill].evidence
            said = catalog.gap_weights.unstated_proficiency if rating is None else rating.value
        after = learnt(have, [(skill, level)], grade) if level > said else have
        assert answer.profile == after
        closes = [-(change.closes or 0.0) for change in answer.changes]
        assert closes == sorted(closes)
        assert {change.role for change in answer.changes} == {role.id for role in catalog.roles if catalog.requirements_of(role)}
        for change in answer.changes:
            gaps = [rp.skill_gap(person, change.role, catalog=catalog).score for person in (have, after)]
            assert [gap.score for gap in change.gaps] == gaps
            if gaps[0] is not None:
                assert change.closes == gaps[0] - gaps[1] >= -NEAR
            moves = [rp.transition_difficulty(person, change.role, catalog=catalog) for person in (have, after)]
            assert change.difficulty == tuple(move.score for move in moves)
            assert change.months == tuple(move.modelled_months for move in moves)

    @given(question=roles_of_many_skills(), place=st.integers(0, 7), limit=st.sampled_from((0.0, 2.0, 6.0, 12.0)))
    def test_within_reach(self, question: Question, place: int, limit: float) -> None:
        question = with_model(question, reach_months=limit)
        answer = rp.what_if(question.origin, question.catalog.skills[place % len(question.catalog.skills)], catalog=question.catalog)
        assert answer.reach_months == limit
        for end in (0, 1):
            near = []
            for change in answer.changes:
                taken, is_known = change.months[end], change.closes is not None and not change.gaps[0].is_thin
                assert change.is_within_reach[end] is (bool(taken and taken.maximum <= limit) if is_known else None)
                near += [change.role] if change.is_within_reach[end] else []
            assert list(answer.within_reach[end]) == near
        assert set(answer.within_reach[0]) <= set(answer.within_reach[1])
        assert set(answer.reached) == set(answer.within_reach[1]) - set(answer.within_reach[0])

    @given(question=roles_of_many_skills(), place=_place, rating=proficiencies)
    def test_explanations_recompute(self, question: Question, place: int, rating: rp.Rating) -> None:
        skill = question.catalog.skills[place % len(question.catalog.skills)].id
        answer = rp.what_if(question.origin, skill, proficiency=rating, catalog=question.catalog)
        for change, step in zip(answer.changes, answer.explain().children[1:], strict=True):
            assert step.value == change.closes
            for _, part in step.walk():
                assert part.operation is None or part.recomputed() == pytest.approx(part.value, abs=CLOSE)


@pytest.mark.parametrize(
    "is_there",
    [
        lambda plan: any(item.is_prerequisite and item.is_core for item in plan.items),
        lambda plan: any(item.needed_for and not item.is_prerequisite for item in plan.items),
        lambda plan: any(dropped.after > 1 for dropped in plan.met_on_the_way),
        lambda plan: any(0 < item.from_level < item.to_level for item in plan.items),
        lambda plan: any(item.alternatives and len(item.closings) > 1 for item in plan.items),
        lambda plan: any(item.may_miss > 0.01 for item in plan.items),
        lambda plan: any(item.is_assumed and item.weeks[1] for item in plan.items),
        lambda plan: plan.items and 0 < plan.milestone("core").after < len(plan.items),
    ],
    ids=["prerequisite", "prerequisite asked", "met on the way", "held in part", "alternative", "missed", "assumed", "more than the core"],
)
def test_the_strategies_reach_what_plans_are_made_of(is_there: Callable[[rp.LearningPlan], bool]) -> None:
    plain = settings(database=None, max_examples=2000, phases=(Phase.generate,), derandomize=True)
    find(learners, lambda question: is_there(planned(question)), settings=plain)


@pytest.mark.parametrize("grade", [rp.Evidence.CERTIFIED, rp.Evidence.SHIPPED_TO_PRODUCTION])
def test_the_strategies_reach_what_is_to_be_proved(grade: rp.Evidence) -> None:
    plain = settings(database=None, max_examples=2000, phases=(Phase.generate,), derandomize=True)
    find(learners, lambda question: any(item.to_prove for item in planned(question, evidence=grade).items), settings=plain)
