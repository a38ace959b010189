"""The nine laws of the measures, for any catalog."""

from __future__ import annotations

import random
from math import fsum

import attrs
import pytest
from hypothesis import given, note
from hypothesis import strategies as st

import rolepath as rp
from rolepath.analysis.needs import held_by_person, held_by_role

from .strategies import (
    catalogs,
    described,
    difficulty_weights,
    level_pairs,
    origins,
    parts,
    paths,
    proficiencies,
    profiles,
    renamed,
    roles,
    with_requirement,
)

#: What division and subtraction may add or lose where a law compares two different sums.
NEAR = 1e-12

GAP_FIELDS = ("score", "lower", "upper")


def bounds(answer: rp.SkillGap | rp.Proximity | rp.TransitionDifficulty) -> tuple[float | None, float | None, float | None]:
    """Return score, lower and upper bound."""
    return answer.score, answer.lower, answer.upper


def hardness(move: rp.TransitionDifficulty) -> float:
    """Return the score of a move that has one."""
    assert move.score is not None
    return move.score


def assert_between(answer: rp.SkillGap | rp.Proximity | rp.TransitionDifficulty) -> None:
    """Demand that score and bounds are ordered within 0-1, or that all are missing with a reason."""
    if answer.score is None:
        assert bounds(answer) == (None, None, None)
        assert answer.reason
    else:
        assert answer.reason is None
        assert answer.lower is not None
        assert answer.upper is not None
        assert 0.0 <= answer.lower <= answer.score <= answer.upper <= 1.0
    assert 0.0 <= answer.evidence_share <= 1.0


def assert_no_narrower(
    hidden: rp.SkillGap | rp.Proximity | rp.TransitionDifficulty, stated: rp.SkillGap | rp.Proximity | rp.TransitionDifficulty
) -> None:
    """Demand that the answer that knows less has bounds at least as wide."""
    assert (hidden.score is None) is (stated.score is None)
    if stated.lower is not None and stated.upper is not None:
        assert hidden.lower is not None
        assert hidden.upper is not None
        assert hidden.lower <= stated.lower + NEAR
        assert hidden.upper >= stated.upper - NEAR


class TestIdentity:
    """A role's gap and difficulty to itself are 0; proximity is 1 (law 1)."""

    @given(catalog=catalogs(has_distance=True), levels=level_pairs, data=st.data())
    def test_a_role_and_itself(self, catalog: rp.Catalog, levels: tuple[str | None, str | None], data: st.DataObject) -> None:
        role = data.draw(roles(catalog))
        level = levels[0]
        assert bounds(rp.skill_gap(role, role, level=level, catalog=catalog)) == (0.0, 0.0, 0.0)
        assert bounds(rp.proximity(role, role, catalog=catalog)) == (1.0, 1.0, 1.0)
        stay = rp.transition_difficulty(role, role, level=level, catalog=catalog)
        assert bounds(stay) == (0.0, 0.0, 0.0)
        assert stay.modelled_months is not None
        assert (stay.modelled_months.minimum, stay.modelled_months.maximum) == (0.0, 0.0)
        path = rp.transition_difficulty(rp.TransitionPath.through(role.id, role.id, role.id), catalog=catalog)
        assert bounds(path) == (0.0, 0.0, 0.0)


class TestBounds:
    """All lie in 0-1, and the point lies inside its bounds (law 2)."""

    @given(catalog=catalogs(), levels=level_pairs, data=st.data())
    def test_gap(self, catalog: rp.Catalog, levels: tuple[str | None, str | None], data: st.DataObject) -> None:
        note(described(catalog))
        gap = rp.skill_gap(data.draw(origins(catalog)), data.draw(roles(catalog)), level=levels[0], catalog=catalog)
        assert_between(gap)
        for item in gap.items:
            assert 0.0 <= item.shortfall_lower <= item.shortfall <= item.shortfall_upper <= 1.0
            assert 0.0 <= item.contribution <= 1.0

    @given(catalog=catalogs(), data=st.data())
    def test_proximity(self, catalog: rp.Catalog, data: st.DataObject) -> None:
        note(described(catalog))
        assert_between(rp.proximity(data.draw(roles(catalog)), data.draw(roles(catalog)), catalog=catalog))

    @given(catalog=catalogs(has_distance=True), levels=level_pairs, data=st.data())
    def test_difficulty(self, catalog: rp.Catalog, levels: tuple[str | None, str | None], data: st.DataObject) -> None:
        note(described(catalog))
        origin, target = data.draw(origins(catalog)), data.draw(roles(catalog))
        # A person's own level is of the first track; the question names levels of one track for both sides.
        if isinstance(origin, rp.Profile):
            origin = attrs.evolve(origin, level=levels[0])
        move = rp.transition_difficulty(origin, target, level=levels[0], target_level=levels[1], catalog=catalog)
        assert_between(move)
        for factor in move.factors:
            assert 0.0 <= factor.lower <= factor.upper <= 1.0
            assert factor.value is None or factor.lower <= factor.value <= factor.upper
        if move.modelled_months is not None:
            assert 0.0 <= move.modelled_months.minimum <= move.modelled_months.maximum

    @given(catalog=catalogs(has_distance=True), data=st.data())
    def test_path(self, catalog: rp.Catalog, data: st.DataObject) -> None:
        note(described(catalog))
        assert_between(rp.transition_difficulty(data.draw(paths(catalog)), catalog=catalog))


class TestMonotoneInWhatIsHeld:
    """Raising any skill of a person raises no gap, no difficulty and no months (law 3)."""

    @staticmethod
    def raised(data: st.DataObject, catalog: rp.Catalog, person: rp.Profile) -> rp.Profile:
        """Raise the proficiency of one skill of the catalog, held already or not, and nothing else."""
        skill = data.draw(st.sampled_from([skill.id for skill in catalog.skills]))
        rating = data.draw(proficiencies)
        held = {entry.skill: entry for entry in person.skills}
        before = held.get(skill)
        if before is not None:
            level = catalog.gap_weights.unstated_proficiency if before.proficiency is None else before.proficiency.value
            if level > rating.value:
                rating = rp.Rating(scale="proficiency", value=level)
        held[skill] = rp.HeldSkill(skill=skill, proficiency=rating)
        return attrs.evolve(person, skills=tuple(held.values()))

    @staticmethod
    def check(catalog: rp.Catalog, person: rp.Profile, better: rp.Profile, target: rp.Role, levels: tuple[str | None, str | None]) -> None:
        """Compare the answers before and after."""
        before = rp.skill_gap(person, target, level=levels[1], catalog=catalog)
        after = rp.skill_gap(better, target, level=levels[1], catalog=catalog)
        assert (after.score is None) is (before.score is None)
        if after.score is not None and before.score is not None:
            assert after.score <= before.score
        person, better = attrs.evolve(person, level=levels[0]), attrs.evolve(better, level=levels[0])
        move = rp.transition_difficulty(person, target, target_level=levels[1], catalog=catalog)
        easier = rp.transition_difficulty(better, target, target_level=levels[1], catalog=catalog)
        if move.score is not None:
            assert hardness(easier) <= move.score + NEAR
        if move.modelled_months is not None:
            assert easier.modelled_months is not None
            assert easier.modelled_months.minimum <= move.modelled_months.minimum
            assert easier.modelled_months.maximum <= move.modelled_months.maximum

    @given(catalog=catalogs(has_unknown_efforts=False, has_distance=True), levels=level_pairs, data=st.data())
    def test_raising_a_skill(self, catalog: rp.Catalog, levels: tuple[str | None, str | None], data: st.DataObject) -> None:
        note(described(catalog))
        person = data.draw(profiles(catalog))
        self.check(catalog, person, self.raised(data, catalog, person), data.draw(roles(catalog)), levels)

    @given(catalog=catalogs(has_distance=True), levels=level_pairs, data=st.data())
    def test_where_efforts_are_unknown(self, catalog: rp.Catalog, levels: tuple[str | None, str | None], data: st.DataObject) -> None:
        note(described(catalog))
        person = data.draw(profiles(catalog))
        self.check(catalog, person, self.raised(data, catalog, person), data.draw(roles(catalog)), levels)


class TestMonotoneInWhatIsAsked:
    """Asking more of a skill that falls short, or asking for one more that is not held, lowers no gap and no difficulty (law 4)."""

    @staticmethod
    def check(
        catalog: rp.Catalog,
        asking_more: rp.Catalog,
        origin: rp.Role | rp.Profile,
        target: rp.Role,
        level: str | None,
        weights: rp.DifficultyWeights | None = None,
    ) -> None:
        """Compare the answers before and after."""
        before = rp.skill_gap(origin, target, level=level, catalog=catalog)
        after = rp.skill_gap(origin, target, level=level, catalog=asking_more)
        if before.score is None:
            return
        assert after.score is not None
        assert after.score >= before.score - NEAR
        if isinstance(origin, rp.Profile):
            origin = attrs.evolve(origin, level=level)
        move = rp.transition_difficulty(origin, target, target_level=level, weights=weights, catalog=catalog)
        harder = rp.transition_difficulty(origin, target, target_level=level, weights=weights, catalog=asking_more)
        assert hardness(harder) >= hardness(move) - NEAR
        if move.modelled_months is not None and harder.modelled_months is not None:
            assert harder.modelled_months.minimum >= move.modelled_months.minimum
            assert harder.modelled_months.maximum >= move.modelled_months.maximum

    @staticmethod
    def with_a_need_raised(data: st.DataObject, catalog: rp.Catalog, gap: rp.SkillGap) -> list[rp.Catalog]:
        """Raise each stated proficiency of each skill that falls short, one at a time."""
        made = []
        for item in gap.missing:
            for requirement in item.requirements:
                if requirement.proficiency is not None:
                    value = requirement.proficiency.value
                    rating = rp.Rating(scale="proficiency", value=value + (1.0 - value) * data.draw(parts))
                    made.append(with_requirement(catalog, catalog.requirements.index(requirement), proficiency=rating))
        return made

    @staticmethod
    def with_a_need_more(
        data: st.DataObject, catalog: rp.Catalog, origin: rp.Role | rp.Profile, target: rp.Role, *, has_effort: bool
    ) -> rp.Catalog:
        """Ask for one skill more, of which the origin holds nothing: a new one, or one that the target does not ask for yet."""
        new = rp.Skill(
            id="new-skill",
            label="New skill",
            kind="knowledge",
            effort_weeks_minimum=2.0 if has_effort else None,
            effort_weeks_maximum=9.0 if has_effort else None,
        )
        catalog = catalog.with_skill(new)
        held = held_by_person(catalog, origin) if isinstance(origin, rp.Profile) else held_by_role(catalog, origin.id)
        asked = {requirement.skill for requirement in catalog.requirements_of(target)}
        free = [s.id for s in catalog.skills if s.id not in asked and (s.id not in held or held[s.id].level == 0.0)]
        return catalog.with_facts(
            rp.SkillRequirement(
                role=target.id,
                skill=data.draw(st.sampled_from(free)),
                basis=data.draw(st.sampled_from(rp.RequirementBasis)),
                citation=rp.Citation(source=catalog.sources[0].id, section="Added", line=1),
                proficiency=data.draw(st.none() | proficiencies),
                is_essential=data.draw(st.none() | st.booleans()),
            )
        )

    @given(catalog=catalogs(has_unknown_efforts=False), level=st.sampled_from((None, "entry", "manager")), data=st.data())
    def test_raising_a_need(self, catalog: rp.Catalog, level: str | None, data: st.DataObject) -> None:
        note(described(catalog))
        origin, target = data.draw(origins(catalog)), data.draw(roles(catalog))
        gap = rp.skill_gap(origin, target, level=level, catalog=catalog)
        for asking_more in self.with_a_need_raised(data, catalog, gap):
            self.check(catalog, asking_more, origin, target, level)

    @given(catalog=catalogs(has_unknown_efforts=False), level=st.sampled_from((None, "entry", "manager")), data=st.data())
    def test_adding_a_need(self, catalog: rp.Catalog, level: str | None, data: st.DataObject) -> None:
        note(described(catalog))
        origin, target = data.draw(origins(catalog)), data.draw(st.sampled_from(catalog.roles))
        if isinstance(origin, rp.Role) and origin.id == target.id:
            return
        asking_more = self.with_a_need_more(data, catalog, origin, target, has_effort=True)
        self.check(catalog, asking_more, origin, target, level)

    @given(catalog=catalogs(), data=st.data())
    def test_where_efforts_are_unknown(self, catalog: rp.Catalog, data: st.DataObject) -> None:
        note(described(catalog))
        origin, target = data.draw(profiles(catalog)), data.draw(roles(catalog))
        self.check(catalog, self.with_a_need_more(data, catalog, origin, target, has_effort=False), origin, target, None)
        for asking_more in self.with_a_need_raised(data, catalog, rp.skill_gap(origin, target, catalog=catalog)):
            self.check(catalog, asking_more, origin, target, None)

    @given(catalog=catalogs(has_unknown_efforts=False, has_distance=True), data=st.data())
    def test_where_distance_counts(self, catalog: rp.Catalog, data: st.DataObject) -> None:
        note(described(catalog))
        origin, target = data.draw(roles(catalog)), data.draw(roles(catalog))
        if origin.id == target.id:
            return
        self.check(catalog, self.with_a_need_more(data, catalog, origin, target, has_effort=True), origin, target, None)
        for asking_more in self.with_a_need_raised(data, catalog, rp.skill_gap(origin, target, catalog=catalog)):
            self.check(catalog, asking_more, origin, target, None)


class TestDirection:
    """Proximity is symmetric; gap and difficulty need not be (law 5)."""

    @given(catalog=catalogs(), data=st.data())
    def test_proximity(self, catalog: rp.Catalog, data: st.DataObject) -> None:
        note(described(catalog))
        a, b = data.draw(roles(catalog)), data.draw(roles(catalog))
        there, back = rp.proximity(a, b, catalog=catalog), rp.proximity(b, a, catalog=catalog)
        assert bounds(there) == bounds(back)
        assert there.evidence_share == back.evidence_share
        assert there.reason == back.reason or a.id != b.id
        assert [item.skill for item in there.shared] == [item.skill for item in back.shared]
        assert [item.held for item in there.shared] == [item.held[::-1] for item in back.shared]
        assert (there.only_first, there.only_second) == (back.only_second, back.only_first)


class TestExactAccounts:
    """Contributions sum to the score, to the last bit that math.fsum gives (law 6)."""

    @given(catalog=catalogs(), levels=level_pairs, data=st.data())
    def test_gap(self, catalog: rp.Catalog, levels: tuple[str | None, str | None], data: st.DataObject) -> None:
        note(described(catalog))
        gap = rp.skill_gap(data.draw(origins(catalog)), data.draw(roles(catalog)), level=levels[0], catalog=catalog)
        if gap.score is not None:
            assert fsum(item.contribution for item in gap.items) == gap.score
            assert fsum(item.contribution for item in gap.missing) == gap.score

    @given(catalog=catalogs(), data=st.data())
    def test_proximity(self, catalog: rp.Catalog, data: st.DataObject) -> None:
        note(described(catalog))
        near = rp.proximity(data.draw(roles(catalog)), data.draw(roles(catalog)), catalog=catalog)
        if near.score is not None:
            assert fsum(item.contribution for item in near.shared) == near.score

    @given(catalog=catalogs(has_distance=True), levels=level_pairs, data=st.data())
    def test_difficulty(self, catalog: rp.Catalog, levels: tuple[str | None, str | None], data: st.DataObject) -> None:
        note(described(catalog))
        origin = data.draw(origins(catalog))
        if isinstance(origin, rp.Profile):
            origin = attrs.evolve(origin, level=levels[0])
        move = rp.transition_difficulty(origin, data.draw(roles(catalog)), level=levels[0], target_level=levels[1], catalog=catalog)
        if move.score is not None:
            assert fsum(factor.contribution for factor in move.factors) == move.score

    @given(catalog=catalogs(has_distance=True), data=st.data())
    def test_path(self, catalog: rp.Catalog, data: st.DataObject) -> None:
        note(described(catalog))
        path = rp.transition_difficulty(data.draw(paths(catalog)), catalog=catalog)
        if path.score is not None:
            assert fsum(factor.contribution for factor in path.factors) == path.score

    @given(catalog=catalogs(), data=st.data())
    def test_the_explanation_adds_up(self, catalog: rp.Catalog, data: st.DataObject) -> None:
        note(described(catalog))
        gap = rp.skill_gap(data.draw(origins(catalog)), data.draw(roles(catalog)), catalog=catalog)
        told = gap.explain()
        assert told.value == gap.score
        if gap.score is not None:
            assert fsum(child.value for child in told.children) == gap.score


class TestIndifference:
    """The order of facts, their duplication, and renaming of ids change nothing (law 7)."""

    @staticmethod
    def answers(catalog: rp.Catalog, origin: rp.Role | rp.Profile, target: rp.Role, path: rp.TransitionPath) -> list[object]:
        """Ask everything and keep what does not depend on names."""
        here = catalog.roles[0] if isinstance(origin, rp.Profile) else origin
        gap = rp.skill_gap(origin, target, catalog=catalog)
        near = rp.proximity(here, target, catalog=catalog)
        move = rp.transition_difficulty(origin, target, level="entry", target_level="staff", catalog=catalog)
        way = rp.transition_difficulty(path, catalog=catalog)
        months = [answer.modelled_months and (answer.modelled_months.minimum, answer.modelled_months.maximum) for answer in (move, way)]
        stated = sorted((m.minimum, m.maximum) for m in move.stated_months)
        return [*(bounds(answer) for answer in (gap, near, move, way)), *months, stated, len(gap.missing), len(near.shared)]

    @staticmethod
    def shares(catalog: rp.Catalog, origin: rp.Role | rp.Profile, target: rp.Role, path: rp.TransitionPath) -> list[float]:
        """Ask for the evidence shares."""
        here = catalog.roles[0] if isinstance(origin, rp.Profile) else origin
        return [
            rp.skill_gap(origin, target, catalog=catalog).evidence_share,
            rp.proximity(here, target, catalog=catalog).evidence_share,
            rp.transition_difficulty(origin, target, level="entry", target_level="staff", catalog=catalog).evidence_share,
            rp.transition_difficulty(path, catalog=catalog).evidence_share,
        ]

    @staticmethod
    def shuffled(catalog: rp.Catalog, seed: int) -> rp.Catalog:
        """Put facts, and the entries of skills, into another order, and state some facts twice."""
        order = random.Random(seed)

        def mixed(facts: tuple[object, ...]) -> tuple[object, ...]:
            doubled = [*facts, *order.choices(facts, k=2)] if facts else []
            order.shuffle(doubled)
            return tuple(doubled)

        return attrs.evolve(
            catalog,
            requirements=mixed(catalog.requirements),
            salary_bands=mixed(catalog.salary_bands),
            transition_claims=mixed(catalog.transition_claims),
            skills=tuple(order.sample(catalog.skills, len(catalog.skills))),
        )

    @staticmethod
    def new_names(catalog: rp.Catalog, seed: int) -> dict[str, str]:
        """Choose new ids for roles and skills, in another order than the old ones."""
        old = [*(role.id for role in catalog.roles), *(skill.id for skill in catalog.skills)]
        numbers = random.Random(seed).sample(range(100, 200), len(old))
        return {name: f"id-{number}" for name, number in zip(old, numbers, strict=True)}

    @given(catalog=catalogs(has_distance=True), seed=st.integers(0, 2**16), data=st.data())
    def test_order_and_duplication(self, catalog: rp.Catalog, seed: int, data: st.DataObject) -> None:
        note(described(catalog))
        question = data.draw(origins(catalog)), data.draw(roles(catalog)), data.draw(paths(catalog))
        if isinstance(question[0], rp.Profile):
            question = attrs.evolve(question[0], level=None), *question[1:]
        other = self.shuffled(catalog, seed)
        assert self.answers(other, *question) == self.answers(catalog, *question)
        assert self.shares(other, *question) == self.shares(catalog, *question)

    @given(catalog=catalogs(has_distance=True), seed=st.integers(0, 2**16), data=st.data())
    def test_renaming(self, catalog: rp.Catalog, seed: int, data: st.DataObject) -> None:
        note(described(catalog))
        origin, target, path = data.draw(origins(catalog)), data.draw(roles(catalog)), data.draw(paths(catalog))
        names = self.new_names(catalog, seed)
        other = renamed(catalog, names)
        through = rp.TransitionPath.through(*(names[name] for name in (path.steps[0].origin, *(step.target for step in path.steps))))
        new_origin: rp.Role | rp.Profile
        if isinstance(origin, rp.Profile):
            new_origin = attrs.evolve(
                origin,
                skills=tuple(attrs.evolve(held, skill=names[held.skill]) for held in origin.skills),
                role=origin.role and names[origin.role],
            )
        else:
            new_origin = other.role(names[origin.id])
        new_target = other.role(names[target.id])
        assert self.answers(other, new_origin, new_target, through) == self.answers(catalog, origin, target, path)
        assert self.shares(other, new_origin, new_target, through) == self.shares(catalog, origin, target, path)

    @given(catalog=catalogs(has_distance=True), data=st.data())
    def test_claims_about_moves_are_no_input(self, catalog: rp.Catalog, data: st.DataObject) -> None:
        note(described(catalog))
        origin, target = data.draw(roles(catalog)), data.draw(roles(catalog))
        silent = attrs.evolve(catalog, transition_claims=())
        told = rp.transition_difficulty(origin, target, catalog=catalog)
        untold = rp.transition_difficulty(origin, target, catalog=silent)
        assert bounds(told) == bounds(untold)
        assert told.modelled_months == untold.modelled_months
        assert untold.stated_months == ()


class TestHonestIgnorance:
    """Hiding a stated level or factor never narrows a bound; no fact at all gives None, with the reason (law 8)."""

    @staticmethod
    def with_one_hidden(catalog: rp.Catalog) -> list[rp.Catalog]:
        """Hide each stated proficiency, one at a time."""
        return [
            with_requirement(catalog, index, proficiency=None)
            for index, requirement in enumerate(catalog.requirements)
            if requirement.proficiency is not None
        ]

    @given(catalog=catalogs(), level=st.sampled_from((None, "entry", "manager")), data=st.data())
    def test_hiding_a_proficiency_from_a_gap(self, catalog: rp.Catalog, level: str | None, data: st.DataObject) -> None:
        note(described(catalog))
        origin, target = data.draw(origins(catalog)), data.draw(roles(catalog))
        stated = rp.skill_gap(origin, target, level=level, catalog=catalog)
        for less in self.with_one_hidden(catalog):
            assert_no_narrower(rp.skill_gap(origin, target, level=level, catalog=less), stated)

    @given(catalog=catalogs(), data=st.data())
    def test_hiding_a_proficiency_from_a_proximity(self, catalog: rp.Catalog, data: st.DataObject) -> None:
        note(described(catalog))
        a, b = data.draw(roles(catalog)), data.draw(roles(catalog))
        stated = rp.proximity(a, b, catalog=catalog)
        for less in self.with_one_hidden(catalog):
            assert_no_narrower(rp.proximity(a, b, catalog=less), stated)

    @given(catalog=catalogs(has_unknown_efforts=False, has_distance=True), level=st.sampled_from((None, "entry")), data=st.data())
    def test_hiding_a_proficiency_from_a_difficulty(self, catalog: rp.Catalog, level: str | None, data: st.DataObject) -> None:
        note(described(catalog))
        origin, target = data.draw(origins(catalog)), data.draw(roles(catalog))
        stated = rp.transition_difficulty(origin, target, target_level=level, catalog=catalog)
        for less in self.with_one_hidden(catalog):
            assert_no_narrower(rp.transition_difficulty(origin, target, target_level=level, catalog=less), stated)

    @given(catalog=catalogs(has_distance=True), data=st.data())
    def test_hiding_a_proficiency_where_efforts_are_unknown(self, catalog: rp.Catalog, data: st.DataObject) -> None:
        note(described(catalog))
        origin, target = data.draw(origins(catalog)), data.draw(roles(catalog))
        stated = rp.transition_difficulty(origin, target, catalog=catalog)
        for less in self.with_one_hidden(catalog):
            assert_no_narrower(rp.transition_difficulty(origin, target, catalog=less), stated)

    @given(catalog=catalogs(has_unknown_efforts=False, has_distance=True), data=st.data())
    def test_hiding_a_proficiency_from_a_path(self, catalog: rp.Catalog, data: st.DataObject) -> None:
        note(described(catalog))
        path = data.draw(paths(catalog))
        stated = rp.transition_difficulty(path, catalog=catalog)
        for less in self.with_one_hidden(catalog):
            assert_no_narrower(rp.transition_difficulty(path, catalog=less), stated)

    @given(catalog=catalogs(has_unknown_efforts=False), data=st.data())
    def test_hiding_a_proficiency_of_a_person(self, catalog: rp.Catalog, data: st.DataObject) -> None:
        note(described(catalog))
        person, target = data.draw(profiles(catalog)), data.draw(roles(catalog))
        stated = rp.skill_gap(person, target, catalog=catalog), rp.transition_difficulty(person, target, catalog=catalog)
        for index, held in enumerate(person.skills):
            skills = (*person.skills[:index], attrs.evolve(held, proficiency=None), *person.skills[index + 1 :])
            silent = attrs.evolve(person, skills=skills)
            assert_no_narrower(rp.skill_gap(silent, target, catalog=catalog), stated[0])
            assert_no_narrower(rp.transition_difficulty(silent, target, catalog=catalog), stated[1])

    @given(catalog=catalogs(has_distance=True), data=st.data())
    def test_hiding_an_effort(self, catalog: rp.Catalog, data: st.DataObject) -> None:
        note(described(catalog))
        origin, target = data.draw(origins(catalog)), data.draw(roles(catalog))
        stated = rp.transition_difficulty(origin, target, catalog=catalog)
        for index, skill in enumerate(catalog.skills):
            silent = attrs.evolve(skill, effort_weeks_minimum=None, effort_weeks_maximum=None)
            less = attrs.evolve(catalog, skills=(*catalog.skills[:index], silent, *catalog.skills[index + 1 :]))
            assert_no_narrower(rp.transition_difficulty(origin, target, catalog=less), stated)

    @given(catalog=catalogs(has_levels=False, has_distance=True), levels=level_pairs, data=st.data())
    def test_hiding_both_levels_of_a_question(
        self, catalog: rp.Catalog, levels: tuple[str | None, str | None], data: st.DataObject
    ) -> None:
        note(described(catalog))
        origin, target = data.draw(roles(catalog)), data.draw(roles(catalog))
        stated = rp.transition_difficulty(origin, target, level=levels[0], target_level=levels[1], catalog=catalog)
        assert_no_narrower(rp.transition_difficulty(origin, target, catalog=catalog), stated)

    @given(catalog=catalogs(has_levels=False), levels=level_pairs, data=st.data())
    def test_hiding_one_level_of_a_question(self, catalog: rp.Catalog, levels: tuple[str | None, str | None], data: st.DataObject) -> None:
        note(described(catalog))
        origin, target = data.draw(roles(catalog)), data.draw(roles(catalog))
        stated = rp.transition_difficulty(origin, target, level=levels[0], target_level=levels[1], catalog=catalog)
        assert_no_narrower(rp.transition_difficulty(origin, target, level=levels[0], catalog=catalog), stated)
        assert_no_narrower(rp.transition_difficulty(origin, target, target_level=levels[1], catalog=catalog), stated)

    @given(catalog=catalogs(has_unknown_efforts=False), levels=level_pairs, data=st.data())
    def test_hiding_a_level_that_requirements_are_tied_to(
        self, catalog: rp.Catalog, levels: tuple[str | None, str | None], data: st.DataObject
    ) -> None:
        note(described(catalog))
        origin, target = data.draw(origins(catalog)), data.draw(roles(catalog))
        stated = rp.skill_gap(origin, target, level=levels[1], catalog=catalog)
        if stated.score is not None:
            assert_no_narrower(rp.skill_gap(origin, target, catalog=catalog), stated)

    @given(catalog=catalogs(), data=st.data())
    def test_no_requirement_at_all(self, catalog: rp.Catalog, data: st.DataObject) -> None:
        catalog = catalog.with_role(rp.Role(id="silent", label="Silent role"))
        other, person = data.draw(roles(attrs.evolve(catalog, roles=catalog.roles[:-1]))), data.draw(profiles(catalog))
        asked = "no source says what skills the role Silent role asks for"
        for origin in (other, person):
            assert rp.skill_gap(origin, "silent", catalog=catalog).reason == asked
            assert rp.transition_difficulty(origin, "silent", catalog=catalog).reason == asked
        for answer in (
            rp.skill_gap(other, "silent", catalog=catalog),
            rp.skill_gap("silent", other, catalog=catalog),
            rp.skill_gap(person, "silent", catalog=catalog),
            rp.proximity(other, "silent", catalog=catalog),
            rp.proximity("silent", other, catalog=catalog),
            rp.transition_difficulty(other, "silent", catalog=catalog),
            rp.transition_difficulty("silent", other, level="entry", catalog=catalog),
            rp.transition_difficulty(person, "silent", catalog=catalog),
            rp.transition_difficulty(rp.TransitionPath.through(other.id, "silent", other.id), catalog=catalog),
        ):
            assert bounds(answer) == (None, None, None)
            assert answer.reason is not None
            assert answer.reason.startswith("no source says what skills the role ")
        assert rp.transition_difficulty(other, "silent", catalog=catalog).modelled_months is None

    @given(catalog=catalogs(), weights=difficulty_weights(), data=st.data())
    def test_no_known_factor_at_all(self, catalog: rp.Catalog, weights: rp.DifficultyWeights, data: st.DataObject) -> None:
        note(described(catalog))
        move = rp.transition_difficulty(data.draw(roles(catalog)), data.draw(roles(catalog)), weights=weights, catalog=catalog)
        if all(factor.value is None for factor in move.factors):
            assert bounds(move) == (None, None, None)
            assert move.reason


class TestNoFreeLunch:
    """A path is no easier than its hardest step, and no faster than its slowest; mutual credits do not bootstrap (law 9)."""

    @given(catalog=catalogs(has_distance=True), data=st.data())
    def test_a_path_and_its_steps(self, catalog: rp.Catalog, data: st.DataObject) -> None:
        note(described(catalog))
        path = data.draw(paths(catalog))
        whole = rp.transition_difficulty(path, catalog=catalog)
        steps = [rp.transition_difficulty(step.origin, step.target, catalog=catalog) for step in path.steps]
        assert [bounds(step) for step in whole.steps] == [bounds(step) for step in steps]
        if any(step.score is None for step in steps):
            assert bounds(whole) == (None, None, None)
            assert whole.reason in [step.reason for step in steps]
        else:
            assert whole.score >= max(map(hardness, steps))
            assert whole.lower >= max(step.lower for step in steps) - NEAR
            assert whole.upper >= max(step.upper for step in steps) - NEAR
        times = [step.modelled_months for step in steps]
        if any(time is None for time in times):
            assert whole.modelled_months is None
        else:
            assert whole.modelled_months.minimum >= max(time.minimum for time in times)
            assert whole.modelled_months.maximum >= max(time.maximum for time in times)

    @given(catalog=catalogs(), data=st.data())
    def test_credits_do_not_bootstrap(self, catalog: rp.Catalog, data: st.DataObject) -> None:
        note(described(catalog))
        person = data.draw(profiles(catalog))
        unstated = catalog.gap_weights.unstated_proficiency
        own = {held.skill: unstated if held.proficiency is None else held.proficiency.value for held in person.skills}
        held = held_by_person(catalog, person)
        for skill, level in held.items():
            # Credit is at most the level that some skill has of its own, whatever rings the relations make.
            assert level.level <= max(own.values())
            assert level.level == own.get(skill) or level.credited_from in own
        strongest = max(own, key=own.__getitem__, default=None)
        if strongest is not None:
            assert held[strongest].level == own[strongest]

    @given(catalog=catalogs(), credit=parts, data=st.data())
    def test_two_skills_credited_to_each_other(self, catalog: rp.Catalog, credit: float, data: st.DataObject) -> None:
        pair = tuple(
            rp.Skill(
                id=name, label=name.title(), kind="tool", related=(rp.RelatedSkill(skill=other, credit=credit, reason="each other"),)
            )
            for name, other in (("left", "right"), ("right", "left"))
        )
        catalog = attrs.evolve(catalog, skills=(*catalog.skills, *pair))
        rating = data.draw(proficiencies)
        held = held_by_person(catalog, rp.Profile(skills=(rp.HeldSkill(skill="left", proficiency=rating),)))
        assert held["left"].level == rating.value
        assert held["right"].level == rating.value * credit
        nothing = rp.Profile(skills=tuple(rp.HeldSkill(skill=s.id, proficiency=rp.Rating(scale="proficiency", value=0.0)) for s in pair))
        assert [held_by_person(catalog, nothing)[skill].level for skill in ("left", "right")] == [0.0, 0.0]
