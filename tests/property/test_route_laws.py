"""What holds of routes in any catalog: the laws, and agreement with brute force and with networkx."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from math import fsum, prod

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rolepath as rp
from rolepath.analysis.needs import NOT_HELD, SILENT, held_by_person, held_by_role, needs_of
from rolepath.analysis.ratios import pay_ratios
from rolepath.display import as_html, as_text

from . import strategies
from .strategies import Question, catalogs, proficiencies, profiles, renamed

NEAR = 1e-9
GAP_ALONE = rp.DifficultyWeights(shortfall=1.0, effort=0.0, step=0.0)
RANK = {"less": 0, "same": 1, "more": 2}


@st.composite
def questions(draw: st.DrawFn, **options: bool) -> Question:
    """Make a question of a catalog in which a part of what is asked may be the core."""
    question = draw(strategies.questions(**options))
    model = attrs.evolve(
        question.catalog.difficulty_model,
        core_share=draw(st.sampled_from((0.0, 0.5, 0.8, 1.0))),
        effort_factor=draw(st.sampled_from((1.0, 2.5))),
    )
    return question.put_to(attrs.evolve(question.catalog, difficulty_model=model))


def asked(question: Question, *, max_steps: int = 3) -> rp.Routes:
    return rp.find_paths(
        question.origin,
        question.target,
        max_steps=max_steps,
        level=question.level,
        target_level=question.target_level,
        catalog=question.catalog,
    )


def every(routes: rp.Routes) -> tuple[rp.Route, ...]:
    return (*routes.routes, *routes.beaten)


def present(question: Question) -> str | None:
    return question.origin if isinstance(question.origin, str) else question.origin.role


def described_roles(question: Question) -> list[str]:
    """Roles that a route may go through: the others, of which a source says what they ask, or how far they are where that counts."""
    at = question.level or question.target_level
    return [
        role.id
        for role in question.catalog.roles
        if role.id not in (present(question), question.target)
        and (any(need.weight for need in needs_of(question.catalog, role.id, level=at)) or counts_as_far(question, role.id))
    ]


def counts_as_far(question: Question, role: str) -> bool:
    """Whether a step there has a difficulty without a gap: the distance of two roles counts, and is known."""
    if not isinstance(question.origin, str) or not question.catalog.difficulty_model.weights.distance:
        return False
    return rp.proximity(question.origin, role, catalog=question.catalog).score is not None


def naive_ways(question: Question, max_steps: int) -> set[tuple[str, ...]]:
    """Every sequence of different roles that leaves a step for the target; none where the direct route says all."""
    if asked(question, max_steps=1).reason is not None:
        return {()}
    roles = described_roles(question)
    return {way for passed in range(max_steps) for way in permutations(roles, passed)}


class TestEveryRoute:
    """All simple paths are compared, and none but these."""

    @given(question=questions(has_distance=True), max_steps=st.integers(1, 5))
    def test_brute_force(self, question: Question, max_steps: int) -> None:
        found = [route.through for route in every(asked(question, max_steps=max_steps))]
        assert len(found) == len(set(found))
        assert set(found) == naive_ways(question, max_steps)

    @given(question=questions(has_distance=True, is_move=True), max_steps=st.integers(1, 4))
    def test_networkx(self, question: Question, max_steps: int) -> None:
        networkx = pytest.importorskip("networkx")
        routes = asked(question, max_steps=max_steps)
        if routes.reason is None:
            graph = networkx.DiGraph()
            graph.add_nodes_from(("origin", question.target))
            roles = described_roles(question)
            graph.add_edges_from((here, there) for here in ("origin", *roles) for there in (*roles, question.target) if here != there)
            paths = networkx.all_simple_paths(graph, "origin", question.target, cutoff=max_steps)
            assert {route.through for route in every(routes)} == {tuple(path[1:-1]) for path in paths}

    @given(question=questions(is_move=True))
    def test_left_out_are_the_others(self, question: Question) -> None:
        routes = asked(question)
        if routes.reason is None:
            others = {role.id for role in question.catalog.roles} - {present(question), question.target}
            assert {role for role, _ in routes.left_out} == others - set(described_roles(question))


def marks(route: rp.Route) -> tuple[tuple[float | None, ...], int]:
    months = (None, None) if route.months is None else (route.months.minimum, route.months.maximum)
    pay = (None, None) if route.pay is None else tuple(-RANK[order.value] for order in route.pay)
    return tuple(None if mark is None else round(mark, 9) for mark in (route.score, *months, *pay)), len(route.steps)


def beats(one: rp.Route, other: rp.Route) -> bool:
    """Be no worse in anything known of the other, and better in something known of both, or as good in fewer steps."""
    (mine, steps), (theirs, more_steps) = marks(one), marks(other)
    is_better = False
    for a, b in zip(mine, theirs, strict=True):
        if b is None:
            continue
        if a is None or a > b:
            return False
        is_better = is_better or a < b
    return is_better or steps < more_steps


class TestWhatBeatsWhat:
    """What is shown is what nothing beats, besides going directly; what is beaten names what beats it."""

    @given(question=questions(has_pay=True, is_move=True))
    def test_brute_force(self, question: Question) -> None:
        routes = asked(question)
        all_ = every(routes)
        unbeaten = {route.through for route in all_ if not any(beats(other, route) for other in all_)}
        assert {route.through for route in routes.routes} == unbeaten | {()}
        assert routes.routes[0].is_direct
        assert {route.through for route in all_ if not route.is_beaten} == unbeaten
        by_name = {route.through: route for route in all_}
        for route in all_:
            assert all(beats(by_name[name], route) for name in route.beaten_by)
            among = {other.through for other in all_ if other.through in unbeaten and beats(other, route)}
            assert set(route.beaten_by) == among or (not among and len(route.beaten_by) == 1)

    @given(question=questions(has_pay=True, is_move=True))
    def test_something_is_not_beaten(self, question: Question) -> None:
        assert any(not route.is_beaten for route in every(asked(question)))

    @given(question=questions(has_pay=True, is_move=True))
    def test_pay_is_by_like_figures_alone(self, question: Question) -> None:
        catalog, here, level = question.catalog, present(question), question.level or question.target_level
        for route in every(asked(question)):
            said = []
            for waypoint in route.waypoints:
                ratios = [r for source in catalog.sources if here for r in pay_ratios(catalog, waypoint.role, here, source.id)]
                orders = {ratio.order.value for ratio in ratios if level is None or ratio.level == level}
                said.append(next(iter(orders)) if len(orders) == 1 else None)
            if here is None or not all(value in RANK for value in said):
                assert route.pay is None
            else:
                ranks = [RANK[value] for value in said] or [1]
                assert tuple(RANK[order.value] for order in route.pay) == (min(ranks), max(ranks))


def naive_gaps(question: Question, route: rp.Route) -> Iterator[float]:
    """The gap at each step, by joining dictionaries; without levels."""
    catalog = question.catalog
    is_role = isinstance(question.origin, str)
    absent = (SILENT if is_role else NOT_HELD).level
    held = {
        skill: found.level
        for skill, found in (held_by_role(catalog, question.origin) if is_role else held_by_person(catalog, question.origin)).items()
    }
    for role in (*route.through, question.target):
        needs = needs_of(catalog, role)
        short = 0.0
        for need in needs:
            best = max(held.get(skill, absent) for skill in (need.skill, *need.alternatives))
            short += need.weight * max(0.0, need.level - best)
        yield short / fsum(need.weight * need.level for need in needs) if any(need.weight * need.level for need in needs) else 0.0
        for skill, learnt in held_by_role(catalog, role).items():
            held[skill] = max(held.get(skill, 0.0), learnt.level)


class TestWhatIsLearntCounts:
    @given(question=questions(has_levels=False, is_move=True))
    def test_brute_force(self, question: Question) -> None:
        model = attrs.evolve(question.catalog.difficulty_model, weights=GAP_ALONE)
        question = attrs.evolve(question.put_to(attrs.evolve(question.catalog, difficulty_model=model)), level=None, target_level=None)
        routes = asked(question)
        if routes.direct.score is not None:
            for route in every(routes):
                gaps = list(naive_gaps(question, route))
                assert [step.gap.score for step in route.steps] == pytest.approx(gaps, abs=NEAR)
                assert route.score == pytest.approx(1 - prod(1 - gap for gap in gaps), abs=NEAR)

    @given(question=questions(has_people=False, has_levels=False, has_distance=True, is_move=True))
    def test_a_step_is_no_harder_than_by_itself(self, question: Question) -> None:
        for route in every(asked(question)):
            for step in route.steps:
                if step.move.score is not None:
                    assert step.move.score <= step.alone.score + NEAR
                    assert step.move.upper <= step.alone.upper + NEAR

    @given(question=questions(has_distance=True, is_move=True))
    def test_the_first_step_is_the_move_itself(self, question: Question) -> None:
        routes = asked(question)
        move = question.move()
        assert (routes.direct.score, routes.direct.lower, routes.direct.upper) == (move.score, move.lower, move.upper)
        assert routes.direct.reason == move.reason
        assert routes.direct.months == (
            move.modelled_months and attrs.evolve(move.modelled_months, statement="until what sources ask most is held")
        )
        for route in every(routes):
            assert route.steps[0].move == route.steps[0].alone

    @given(question=questions(has_people=False, has_distance=True, is_move=True))
    def test_alone_is_the_difficulty_of_the_path(self, question: Question) -> None:
        for route in every(asked(question)):
            assert route.alone == rp.transition_difficulty(route.path, catalog=question.catalog).score
            assert tuple(step.target for step in route.path.steps) == (*route.through, question.target)

    @given(question=questions(is_move=True))
    def test_what_each_role_closes_adds_up(self, question: Question) -> None:
        routes = asked(question)
        if routes.direct.steps[0].gap.score is not None:
            for route in every(routes):
                closed = fsum(waypoint.closes for waypoint in route.waypoints)
                assert routes.direct.steps[0].gap.score - closed == pytest.approx(route.steps[-1].gap.score, abs=NEAR)
                for waypoint in route.waypoints:
                    assert waypoint.closes >= -NEAR
                    assert fsum(skill.closes for skill in waypoint.closed) == pytest.approx(waypoint.closes, abs=NEAR)


class TestBounds:
    """Every difficulty lies in 0-1, and inside its bounds (law 2)."""

    @given(question=questions(has_distance=True))
    def test_routes_and_steps(self, question: Question) -> None:
        for route in every(asked(question)):
            for answer in (route, *(step.move for step in route.steps), *(step.gap for step in route.steps)):
                if answer.score is not None:
                    assert 0.0 <= answer.lower <= answer.score <= answer.upper <= 1.0


class TestNoFreeLunch:
    """A route is no easier than its hardest step, and no faster than its slowest, nor than a shorter route (law 9)."""

    @given(question=questions(has_distance=True))
    def test_hardest_and_slowest_step(self, question: Question) -> None:
        for route in every(asked(question)):
            if route.score is not None:
                assert route.score >= max(step.move.score for step in route.steps)
                assert route.lower >= max(step.move.lower for step in route.steps) - NEAR
            if route.months is not None:
                for step in route.steps:
                    assert route.months.minimum >= step.move.modelled_months.minimum
                    assert route.months.maximum >= step.move.modelled_months.maximum

    @given(question=questions(is_move=True))
    def test_no_quicker_than_with_roles_left_out(self, question: Question) -> None:
        months = {route.through: route.months for route in every(asked(question))}
        for through, taken in months.items():
            for place in range(len(through)):
                less = months[(*through[:place], *through[place + 1 :])]
                if taken is not None:
                    assert less is not None
                    assert less.minimum <= taken.minimum
                    assert less.maximum <= taken.maximum

    @given(question=questions(is_move=True))
    def test_without_credits_the_steps_alone_take_no_less(self, question: Question) -> None:
        """So the floor is there for credits, alternatives and what is left of the core at each step alone."""
        catalog = question.catalog
        plain = attrs.evolve(
            catalog,
            skills=tuple(attrs.evolve(skill, broader=None, related=()) for skill in catalog.skills),
            requirements=tuple(attrs.evolve(fact, alternatives=(), level=None, importance=None) for fact in catalog.requirements),
            gap_weights=rp.GapWeights(),  # what has no weight need not be learnt
            difficulty_model=attrs.evolve(catalog.difficulty_model, core_share=1.0),
        )
        routes = asked(question.put_to(plain))
        least = {(fact.role, fact.skill): fact.proficiency for fact in plain.requirements}
        if len(least) == len(plain.requirements):  # what one fact asks is what its people hold
            for route in every(routes):
                if route.months is not None:
                    walked = fsum(step.move.modelled_months.minimum for step in route.steps)
                    assert walked >= routes.direct.months.minimum - NEAR


class TestMonotoneInWhatIsHeld:
    """Raising any skill of a person raises no difficulty and no months of any route (law 3)."""

    @given(data=st.data(), catalog=catalogs(has_distance=True))
    def test_raising_a_skill(self, data: st.DataObject, catalog: rp.Catalog) -> None:
        person = data.draw(profiles(catalog))
        target = data.draw(st.sampled_from([role.id for role in catalog.roles]))
        skill = data.draw(st.sampled_from([skill.id for skill in catalog.skills]))
        value = data.draw(proficiencies).value
        held = {entry.skill: entry for entry in person.skills}
        if skill in held:
            rating = held[skill].proficiency
            value = max(value, catalog.gap_weights.unstated_proficiency if rating is None else rating.value)
        better = person.with_skill(skill, rp.Rating(scale="proficiency", value=value))
        before, after = ({route.through: route for route in every(rp.find_paths(p, target, catalog=catalog))} for p in (person, better))
        assert before.keys() == after.keys()
        for through, route in before.items():
            if route.score is not None:
                assert after[through].score <= route.score + NEAR
            if route.months is not None:
                assert after[through].months.minimum <= route.months.minimum + NEAR
                assert after[through].months.maximum <= route.months.maximum + NEAR


class TestIndifference:
    """The order of facts and roles, and the names of ids, change nothing (law 7)."""

    @given(question=questions(has_pay=True), data=st.data())
    def test_order(self, question: Question, data: st.DataObject) -> None:
        catalog = question.catalog
        fields = ("roles", "skills", "requirements", "salary_bands", "transition_claims")
        shuffled = attrs.evolve(catalog, **{name: tuple(data.draw(st.permutations(getattr(catalog, name)))) for name in fields})
        assert told(asked(question)) == told(asked(question.put_to(shuffled)))

    @given(question=questions(has_pay=True))
    def test_renaming(self, question: Question) -> None:
        ids = {entry.id: f"{entry.id}-again" for entry in (*question.catalog.roles, *question.catalog.skills)}
        origin = question.origin
        if isinstance(origin, str):
            new = ids[origin]
        else:
            skills = tuple(attrs.evolve(held, skill=ids[held.skill]) for held in origin.skills)
            new = attrs.evolve(origin, skills=skills, role=origin.role and ids[origin.role])
        other = attrs.evolve(question.put_to(renamed(question.catalog, ids)), origin=new, target=ids[question.target])
        assert told(asked(question)) == [
            (tuple(name.removesuffix("-again") for name in through), *rest) for through, *rest in told(asked(other))
        ]

    @given(question=questions(has_pay=True))
    def test_twice(self, question: Question) -> None:
        fresh = question.put_to(attrs.evolve(question.catalog))
        assert asked(question) is asked(question)
        assert asked(question) == asked(fresh)


def told(routes: rp.Routes) -> list[tuple[object, ...]]:
    return [
        (
            route.through,
            *marks(route),
            len(route.beaten_by),
            [(None if w.closes is None else round(w.closes, 9), w.pay.value) for w in route.waypoints],
        )
        for route in every(routes)
    ]


class TestHonestIgnorance:
    """Hiding a stated proficiency never narrows the bounds of a route (law 8)."""

    @given(question=questions(is_move=True), data=st.data())
    def test_hiding_a_proficiency(self, question: Question, data: st.DataObject) -> None:
        stated = [index for index, fact in enumerate(question.catalog.requirements) if fact.proficiency is not None]
        if not stated:
            return
        index = data.draw(st.sampled_from(stated))
        facts = list(question.catalog.requirements)
        facts[index] = attrs.evolve(facts[index], proficiency=None)
        hidden = question.put_to(attrs.evolve(question.catalog, requirements=tuple(facts)))
        before, after = ({route.through: route for route in every(asked(q))} for q in (question, hidden))
        for through in before.keys() & after.keys():
            if before[through].score is not None and after[through].score is not None:
                assert after[through].lower <= before[through].lower + NEAR
                assert after[through].upper >= before[through].upper - NEAR


class TestShown:
    """Every answer explains itself and shows itself."""

    @given(question=questions(has_pay=True, has_distance=True))
    def test_recomputed(self, question: Question) -> None:
        for route in asked(question).routes:
            difficulty, *rest = route.explain().children
            if route.score is not None:
                assert difficulty.value == route.score
                assert difficulty.recomputed() == pytest.approx(route.score, abs=NEAR)
            if route.months is not None:
                least, most = rest[:2]
                assert (least.value, most.value) == (route.months.minimum, route.months.maximum)
                assert least.recomputed() == pytest.approx(route.months.minimum, abs=NEAR)
                assert most.recomputed() == pytest.approx(route.months.maximum, abs=NEAR)
            for waypoint in route.waypoints:
                (closes, _) = waypoint.explain().children
                expected = None if waypoint.closes is None else pytest.approx(waypoint.closes, abs=NEAR)
                assert closes.recomputed() == expected
            for step in route.steps:
                if step.gap.score is not None:
                    assert step.gap.explain().recomputed() == pytest.approx(step.gap.score, abs=NEAR)

    @given(question=questions(has_pay=True, has_distance=True))
    def test_drawn(self, question: Question) -> None:
        routes = asked(question)
        assert max(map(len, as_text(routes).splitlines())) <= 80
        assert as_html(routes).startswith("<")
        assert "\n" not in repr(routes)
