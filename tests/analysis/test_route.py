"""Routes, worked out by hand."""

from __future__ import annotations

import pickle
from decimal import Decimal
from itertools import permutations

import attrs
import pytest

import rolepath as rp

from .tiny import asks, at, catalog, holds, pays, skill

#: A week of ten hours at ten hours a week, in months.
WEEK = 7 * 12 / 365.25

GAP_ALONE = rp.DifficultyModel(weights=rp.DifficultyWeights(shortfall=1.0, effort=0.0, step=0.0))
WEEKS = (10.0, 20.0)
SKILLS = tuple(skill(name, weeks=WEEKS) for name in ("p", "q", "r", "s", "x", "y"))
ROLES = ("start", "way", "goal")
#: From the start, which holds p, x and y, the way is a quarter of its skills off, and the goal three quarters.
FACTS = (
    *(asks("start", name, 1.0) for name in ("p", "x", "y")),
    *(asks("way", name, 1.0) for name in ("p", "x", "y", "q")),
    *(asks("goal", name, 1.0) for name in ("p", "q", "r", "s")),
)
SAME_PAY = (pays("start", 100, 120), pays("way", 100, 120))
MORE_PAY = (pays("start", 100, 120), pays("way", 110, 120))
LESS_PAY = (pays("start", 100, 120), pays("way", 90, 120))


def made(*facts: rp.Fact, roles: tuple[str, ...] = ROLES, skills: tuple[rp.Skill, ...] = SKILLS, **fields: object) -> rp.Catalog:
    return catalog(*facts, skills=skills, roles=roles, **{"difficulty_model": GAP_ALONE, **fields})


TINY = made(*FACTS)
#: The way asks a little thing besides, of which the goal says nothing, and which is half of what two skills of the goal are.
SHORT_CUT = made(*FACTS, asks("way", "w", 1.0), skills=(*SKILLS, skill("w", weeks=(1.0, 2.0), towards={"r": 0.5, "s": 0.5})))


def ways(routes: rp.Routes) -> list[tuple[str, ...]]:
    return [route.through for route in routes.routes]


def span(months: rp.Months | None) -> tuple[float, float] | None:
    return None if months is None else (pytest.approx(months.minimum), pytest.approx(months.maximum))


class TestWhatIsLearntCounts:
    """After a role on the way, what it asks is held besides what was held before."""

    def test_the_gap_left_is_that_of_both(self) -> None:
        routes = rp.find_paths("start", "goal", catalog=TINY)
        direct, through = routes.direct, routes.route("way")
        assert direct.score == 0.75
        assert [step.move.score for step in through.steps] == [0.25, 0.5]
        assert through.score == 1 - 0.75 * 0.5
        assert [step.gap.origin_label for step in through.steps] == ["Role start", "Role way, coming from Role start"]
        assert [(step.gap.origin, step.move.origin) for step in through.steps] == [("start", "start"), ("way", "way")]

    def test_what_the_way_does_not_ask_is_not_forgotten(self) -> None:
        facts = [fact for fact in FACTS if (fact.role, fact.skill) != ("way", "p")]
        step = rp.find_paths("start", "goal", catalog=made(*facts)).route("way").steps[1]
        assert step.move.score == 0.5
        assert step.alone.score == 0.75
        assert rp.transition_difficulty("way", "goal", catalog=made(*facts)).score == 0.75

    def test_each_step_by_itself_is_told_apart(self) -> None:
        own = made(*(fact for fact in FACTS if (fact.role, fact.skill) != ("way", "p")))
        route = rp.find_paths("start", "goal", catalog=own).route("way")
        assert route.score == pytest.approx(1 - (1 - 1 / 3) * 0.5)
        assert route.alone == pytest.approx(1 - (1 - 1 / 3) * 0.25)
        assert route.alone == rp.transition_difficulty(route.path, catalog=own).score

    def test_a_person_keeps_what_no_role_asks(self) -> None:
        route = rp.find_paths(holds(r=1.0), "goal", catalog=TINY).route("way")
        first, last = route.steps
        assert (first.move.score, last.move.score) == (1.0, 0.25)
        assert [item.skill for item in last.gap.missing] == ["s"]
        assert (last.gap.lower, last.gap.upper) == (0.25, 0.25)
        assert [step.gap.origin_label for step in route.steps] == ["this person", "Role way, coming from this person"]
        assert last.move.profile == holds(r=1.0)

    def test_what_is_silent_of_a_role_stays_unknown(self) -> None:
        last = rp.find_paths("start", "goal", catalog=TINY).route("way").steps[1]
        assert (last.gap.lower, last.gap.upper) == (0.0, 0.5)
        assert [(item.skill, item.is_silent) for item in last.gap.missing] == [("r", True), ("s", True)]

    def test_the_least_that_a_source_states_is_what_people_of_a_role_hold(self) -> None:
        own = made(*FACTS, asks("way", "q", 0.5, source="two"))
        last = rp.find_paths("start", "goal", catalog=own).route("way").steps[1]
        assert last.gap.score == pytest.approx((0.5 + 1 + 1) / 4)
        assert {item.skill: item.held for item in last.gap.items}["q"] == 0.5

    def test_related_skills_are_credited_for_what_was_learnt(self) -> None:
        skills = (*SKILLS[:1], skill("q", weeks=WEEKS, towards={"r": 0.5}), *SKILLS[2:])
        last = rp.find_paths("start", "goal", catalog=made(*FACTS, skills=skills)).route("way").steps[1]
        assert last.gap.score == 1.5 / 4
        (credited,) = (item for item in last.gap.items if item.skill == "r")
        assert (credited.held, credited.credited_from, credited.holding.shares) == (0.5, "q", (("vocabulary", 0.5),))

    def test_what_was_held_better_before_stays(self) -> None:
        facts = (asks("start", "p", 1.0), asks("way", "p", 0.5), asks("way", "q", 1.0), asks("goal", "p", 1.0), asks("goal", "r", 1.0))
        last = rp.find_paths("start", "goal", catalog=made(*facts)).route("way").steps[1]
        assert [item.skill for item in last.gap.missing] == ["r"]

    def test_an_assumed_level_gives_way_to_a_stated_one(self) -> None:
        facts = (asks("start", "p"), asks("way", "p", 0.5), asks("goal", "p", 1.0))
        last = rp.find_paths("start", "goal", catalog=made(*facts)).route("way").steps[1]
        (item,) = last.gap.items
        assert (item.held, item.is_held_stated, item.shortfall_lower, item.shortfall_upper) == (0.5, True, 0.0, 0.5)
        assert last.gap.evidence_share == 1.0

    def test_what_is_surely_held_stays_so_after_a_role_that_leaves_it_open(self) -> None:
        facts = (asks("start", "p", 1.0), asks("way", "p"), asks("goal", "p", 1.0), asks("goal", "r", 1.0))
        last = rp.find_paths("start", "goal", catalog=made(*facts)).route("way").steps[1]
        assert {item.skill: item.shortfall_upper for item in last.gap.items} == {"p": 0.0, "r": 1.0}

    def test_an_accepted_alternative_that_was_learnt_meets_the_need(self) -> None:
        facts = (asks("start", "x", 1.0), asks("way", "q", 1.0), asks("goal", "r", 1.0, alternatives=("q",)), asks("goal", "s", 1.0))
        last = rp.find_paths("start", "goal", catalog=made(*facts)).route("way").steps[1]
        assert [item.skill for item in last.gap.missing] == ["s"]
        assert {item.skill: item.holding and item.holding.skill for item in last.gap.items} == {"r": "q", "s": None}

    def test_over_three_steps(self) -> None:
        facts = (*FACTS, asks("more", "q", 1.0), asks("more", "r", 1.0))
        own = made(*facts, roles=(*ROLES, "more"))
        route = rp.find_paths("start", "goal", catalog=own).route("way", "more")
        assert [step.move.score for step in route.steps] == [0.25, 0.5, 0.25]
        assert route.steps[2].gap.origin_label == "Role more, coming from Role start and Role way"
        assert route.label == "Role way and then Role more"

    def test_each_step_begins_at_the_role_just_left(self) -> None:
        claims = tuple(
            rp.TransitionClaim(kind="duration", text=name, citation=at(), origin=name, target="goal", months_minimum=Decimal(6))
            for name in ("start", "way", "more")
        )
        own = made(*FACTS, asks("more", "q", 1.0), *claims, roles=(*ROLES, "more"))
        route = rp.find_paths("start", "goal", catalog=own).route("way", "more")
        assert [(step.move.origin, step.move.target) for step in route.steps] == [("start", "way"), ("way", "more"), ("more", "goal")]
        assert [claim.text for claim in route.steps[2].move.claims] == ["more"]
        assert [(months.statement, months.minimum) for months in route.steps[2].move.stated_months] == [("more", 6.0)]

    def test_distance_is_that_of_the_last_role_and_no_part_of_a_person(self) -> None:
        model = attrs.evolve(GAP_ALONE, weights=rp.DifficultyWeights(shortfall=0.5, effort=0.0, step=0.0, distance=0.5))
        own = made(*FACTS, difficulty_model=model)
        last = rp.find_paths("start", "goal", catalog=own).route("way").steps[1]
        near = rp.proximity("way", "goal", catalog=own).score
        assert last.move.score == pytest.approx((0.5 + 1 - near) / 2)
        assert last.move.proximity is not None
        person = rp.find_paths(holds(p=1.0), "goal", catalog=own).route("way").steps[1]
        assert (person.move.score, person.move.proximity) == (0.5, None)
        assert [factor.name for factor in person.move.factors] == ["shortfall"]


class TestLevels:
    OWN = made(*FACTS, asks("way", "r", 1.0, level="staff"), asks("goal", "s", 1.0, level="staff"))

    def test_what_a_role_asks_at_another_level_is_not_learnt_there(self) -> None:
        at_senior = rp.find_paths("start", "goal", level="senior", catalog=self.OWN).route("way")
        assert at_senior.steps[1].gap.score == 0.5
        at_any = rp.find_paths("start", "goal", catalog=self.OWN).route("way")
        assert [step.gap.score for step in at_any.steps] == [pytest.approx(2 / 5), 0.25]
        at_staff = rp.find_paths("start", "goal", level="staff", catalog=self.OWN).route("way")
        assert [step.gap.score for step in at_staff.steps] == [pytest.approx(2 / 5), 0.25]

    def test_roles_on_the_way_are_entered_at_the_level_held(self) -> None:
        model = rp.DifficultyModel(weights=rp.DifficultyWeights(shortfall=0.0, effort=0.0, step=1.0))
        routes = rp.find_paths("start", "goal", level="mid", target_level="senior", catalog=made(*FACTS, difficulty_model=model))
        route = routes.route("way")
        assert [step.move.score for step in route.steps] == [0.0, 0.25]
        assert [(step.level, step.target_level) for step in route.path.steps] == [("mid", "mid"), ("mid", "senior")]
        assert (routes.level, routes.target_level) == ("mid", "senior")

    def test_where_only_the_level_wanted_is_named_the_others_are_assumed_to_be_the_same(self) -> None:
        route = rp.find_paths("start", "goal", target_level="senior", catalog=self.OWN).route("way")
        assert [(step.level, step.target_level) for step in route.path.steps] == [(None, "senior"), (None, "senior")]
        assert [step.move.level for step in route.steps] == [None, None]

    def test_a_person_s_level_counts(self) -> None:
        person = attrs.evolve(holds(p=1.0), level="senior", role="start")
        routes = rp.find_paths(person, "goal", catalog=self.OWN)
        assert (routes.level, routes.target_level) == ("senior", None)
        assert rp.find_paths(person, "goal", level="mid", catalog=self.OWN).level == "mid"

    def test_levels_of_different_tracks(self) -> None:
        with pytest.raises(rp.LevelTrackError):
            rp.find_paths("start", "goal", level="mid", target_level="manager", catalog=TINY)


class TestMonths:
    def test_sum_of_the_steps(self) -> None:
        route = rp.find_paths("start", "goal", catalog=TINY).route("way")
        assert [span(step.move.modelled_months) for step in route.steps] == [(10 * WEEK, 20 * WEEK), (20 * WEEK, 40 * WEEK)]
        assert (route.months.minimum, route.months.maximum) == (pytest.approx(30 * WEEK), pytest.approx(60 * WEEK))

    def test_what_the_goal_does_not_ask_takes_time_too(self) -> None:
        routes = rp.find_paths("start", "goal", catalog=made(*FACTS, asks("way", "z", 1.0), skills=(*SKILLS, skill("z", weeks=(4.0, 4.0)))))
        assert routes.route("way").months.minimum == pytest.approx(34 * WEEK)
        assert routes.direct.months.minimum == pytest.approx(30 * WEEK)

    def test_a_credit_counts_directly_too(self) -> None:
        skills = (*SKILLS[:1], skill("q", weeks=WEEKS, towards={"r": 1.0}), *SKILLS[2:])
        routes = rp.find_paths("start", "goal", catalog=made(*FACTS, skills=skills))
        route = routes.route("way")
        assert [span(step.move.modelled_months) for step in route.steps] == [(10 * WEEK, 20 * WEEK), (10 * WEEK, 20 * WEEK)]
        assert span(route.months) == (20 * WEEK, 40 * WEEK)
        assert span(routes.direct.months) == (20 * WEEK, 40 * WEEK)

    def test_no_fewer_than_going_directly_though_a_credit_makes_the_steps_shorter(self) -> None:
        routes = rp.find_paths("start", "goal", catalog=SHORT_CUT)
        route = routes.route("way")
        # q and w, then half of r and of s; directly q, r and s.
        assert [span(step.move.modelled_months) for step in route.steps] == [(11 * WEEK, 22 * WEEK), (10 * WEEK, 20 * WEEK)]
        assert span(routes.direct.months) == (30 * WEEK, 60 * WEEK)
        assert (route.months.minimum, route.months.maximum) == (routes.direct.months.minimum, routes.direct.months.maximum)
        assert route.shorter == (((), routes.direct.months),)

    def test_until_the_core_of_each_role_is_held(self) -> None:
        # Of 2 at the goal, q is 1, r 0.5, s and p 0.25: q and r are the core. Of 1.5 on the way, x is 1.
        asked = (("q", 1.0), ("r", 0.5), ("s", 0.25), ("p", 0.25))
        goal = (asks("goal", name, 1.0, importance=weight) for name, weight in asked)
        way = (asks("way", "x", 1.0, importance=1.0), asks("way", "q", 1.0, importance=0.5))
        model = attrs.evolve(GAP_ALONE, core_share=0.6)
        own = made(*goal, *way, asks("start", "p", 1.0), difficulty_model=model)
        routes = rp.find_paths("start", "goal", hours_per_week=5, catalog=own)
        # At half of the hours: directly q and r; on the way x, of which q is no core, and then r, since it is learnt there all the same.
        assert span(routes.direct.months) == (40 * WEEK, 80 * WEEK)
        assert [span(step.move.modelled_months) for step in routes.route("way").steps] == [(20 * WEEK, 40 * WEEK), (20 * WEEK, 40 * WEEK)]
        assert routes.direct.months.statement == "until what sources ask most is held"
        assert routes.route("way").months.statement == "sum of the steps, and no less than any shorter route"
        core = rp.learning_plan("start", "goal", hours_per_week=5, catalog=own).milestone("core")
        assert core.months == (routes.direct.months.minimum, routes.direct.months.maximum)

    def test_who_holds_the_core_takes_no_time(self) -> None:
        own = made(*FACTS, difficulty_model=attrs.evolve(GAP_ALONE, core_share=0.5))
        heavy = tuple(asks("goal", name, 1.0, source=source) for name in "pq" for source in ("two", "three"))
        own = own.with_facts(*heavy)
        routes = rp.find_paths(holds(p=1.0, q=1.0), "goal", catalog=own)
        assert (routes.direct.score, span(routes.direct.months)) == (0.25, (0.0, 0.0))

    def test_no_fewer_than_without_either_of_two_roles(self) -> None:
        """The job at 'free' asks nothing that is missing, and credits nothing; the one at 'way' costs ten weeks for nothing."""
        facts = (asks("start", "p", 1.0), asks("way", "x", 1.0), asks("free", "p", 1.0), asks("goal", "q", 1.0))
        routes = rp.find_paths("start", "goal", catalog=made(*facts, roles=(*ROLES, "free")))
        months = {route.through: route.months.minimum / WEEK for route in (*routes.routes, *routes.beaten)}
        assert months == pytest.approx({(): 10, ("way",): 20, ("free",): 10, ("way", "free"): 20, ("free", "way"): 20})
        assert [through for through, _ in routes.route("way", "free").shorter] == [("free",), ("way",)]

    def test_unknown_effort_on_the_way(self) -> None:
        routes = rp.find_paths("start", "goal", catalog=made(*FACTS, asks("way", "z", 1.0), skills=(*SKILLS, skill("z"))))
        assert routes.route("way").months is None
        assert routes.direct.months is not None
        assert "no months" in str(routes.route("way").explain())

    def test_unknown_effort_at_the_goal_leaves_all_without(self) -> None:
        facts = (*FACTS, asks("goal", "z", 1.0), asks("way", "v", 1.0))
        skills = (*SKILLS, skill("z"), skill("v", weeks=WEEKS, towards={"z": 1.0}))
        routes = rp.find_paths("start", "goal", catalog=made(*facts, skills=skills))
        assert routes.direct.months is None
        assert all(step.move.modelled_months for step in routes.route("way").steps)
        assert routes.route("way").months is None

    @pytest.mark.parametrize(("hours", "weeks"), [(5, 60), (20.0, 15)])
    def test_hours(self, hours: float, weeks: float) -> None:
        routes = rp.find_paths("start", "goal", hours_per_week=hours, catalog=TINY)
        assert routes.hours_per_week == hours
        assert {round(route.months.minimum / WEEK, 9) for route in (*routes.routes, *routes.beaten)} == {weeks}

    def test_hours_of_a_person_and_of_the_question(self) -> None:
        person = attrs.evolve(holds(p=1.0), hours_per_week=5)
        assert rp.find_paths(person, "goal", catalog=TINY).direct.months.minimum == pytest.approx(60 * WEEK)
        assert rp.find_paths(person, "goal", hours_per_week=10, catalog=TINY).direct.months.minimum == pytest.approx(30 * WEEK)

    def test_no_hours(self) -> None:
        routes = rp.find_paths(attrs.evolve(holds(p=1.0), hours_per_week=0), "goal", catalog=TINY)
        assert routes.hours_per_week == 0
        assert {route.months for route in (*routes.routes, *routes.beaten)} == {None}
        assert routes.notes[-1] == "with no hours a week for learning there are no months, unless nothing has to be learnt"

    def test_no_hours_and_nothing_to_learn(self) -> None:
        person = attrs.evolve(holds(p=1.0, q=1.0, r=1.0, s=1.0), hours_per_week=0)
        direct = rp.find_paths(person, "goal", catalog=TINY).direct
        assert (direct.score, direct.months.minimum, direct.months.maximum) == (0.0, 0.0, 0.0)


class TestPay:
    @pytest.mark.parametrize(
        ("facts", "value"),
        [
            (SAME_PAY, "same"),
            (MORE_PAY, "more"),
            (LESS_PAY, "less"),
            ((pays("start", 100, 120), pays("way", 90, 130)), "mixed"),
            ((pays("start", 100, 120), pays("way", 110, 130, currency="GBP")), "not known"),
            ((pays("start", 100, 120), pays("way", 110, 130, level="mid")), "not known"),
            ((pays("start", 100, 120), pays("way", 110, 130, component="base")), "not known"),
            ((pays("start", 100, 120), pays("way", 110, 130, source="two")), "not known"),
            ((*MORE_PAY, pays("start", 90, 90, level="mid"), pays("way", 95, 95, level="mid")), "more"),
            ((*MORE_PAY, pays("start", 90, 90, level="mid"), pays("way", 80, 80, level="mid")), "mixed"),
            ((*MORE_PAY, pays("start", 100, 120, source="two"), pays("way", 90, 110, source="two")), "mixed"),
        ],
    )
    def test_by_like_figures_of_one_source(self, facts: tuple[rp.SalaryBand, ...], value: str) -> None:
        (waypoint,) = rp.find_paths("start", "goal", catalog=made(*FACTS, *facts)).route("way").waypoints
        assert waypoint.pay.value == value
        assert (waypoint.pay.role, waypoint.pay.other, waypoint.pay.figures) == ("way", "start", None)

    def test_only_the_level_asked(self) -> None:
        own = made(*FACTS, *MORE_PAY, pays("start", 90, 90, level="mid"), pays("way", 80, 80, level="mid"))
        pay = {
            level: rp.find_paths("start", "goal", level=level, catalog=own).route("way").waypoints[0].pay
            for level in ("senior", "mid", "staff")
        }
        assert {level: found.value for level, found in pay.items()} == {"senior": "more", "mid": "less", "staff": "not known"}
        assert [order.level for order in pay["senior"].orders] == ["senior"]
        assert [band.minimum for band in pay["mid"].figures.bands] == [Decimal(80)]

    def test_worst_and_best_of_two_roles(self) -> None:
        facts = (*FACTS, *MORE_PAY, asks("more", "r", 1.0), pays("more", 90, 110))
        routes = rp.find_paths("start", "goal", catalog=made(*facts, roles=(*ROLES, "more")))
        pay = {route.through: route.pay for route in (*routes.routes, *routes.beaten)}
        assert pay == {
            (): ("same", "same"),
            ("way",): ("more", "more"),
            ("more",): ("less", "less"),
            ("way", "more"): ("less", "more"),
            ("more", "way"): ("less", "more"),
        }

    def test_one_role_that_is_not_known_leaves_the_route_not_known(self) -> None:
        facts = (*FACTS, *MORE_PAY, asks("more", "r", 1.0))
        routes = rp.find_paths("start", "goal", catalog=made(*facts, roles=(*ROLES, "more")))
        assert routes.route("way", "more").pay is None

    def test_a_person_without_a_role(self) -> None:
        routes = rp.find_paths(holds(p=1.0), "goal", level="senior", catalog=made(*FACTS, *MORE_PAY))
        (waypoint,) = routes.route("way").waypoints
        assert (waypoint.pay.other, waypoint.pay.orders, waypoint.pay.value) == (None, (), "not known")
        assert [band.minimum for band in waypoint.pay.figures.bands] == [Decimal(110)]
        assert {(route.pay, route.path) for route in (*routes.routes, *routes.beaten)} == {(None, None)}
        assert "this person names no present role, so pay on the way is not compared" in routes.notes
        assert "not compared, since the person names no present role" in waypoint.pay.statement

    def test_a_person_with_a_role_is_compared_with_it(self) -> None:
        routes = rp.find_paths(attrs.evolve(holds(p=1.0), role="start"), "goal", catalog=made(*FACTS, *MORE_PAY))
        assert [route.through for route in (*routes.routes, *routes.beaten)] == [(), ("way",)]
        assert routes.route("way").pay == ("more", "more")
        assert [step.origin for step in routes.route("way").path.steps] == ["start", "way"]


class TestWhatBeatsWhat:
    """The way is easier than going directly (0.625 against 0.75) and takes as many months."""

    def test_easier_as_quick_and_as_well_paid(self) -> None:
        routes = rp.find_paths("start", "goal", catalog=made(*FACTS, *SAME_PAY))
        assert routes.direct.beaten_by == (("way",),)
        assert (routes.direct.is_beaten, routes.route("way").is_beaten) == (True, False)
        assert ways(routes) == [(), ("way",)]
        assert routes.beaten == ()

    def test_better_paid(self) -> None:
        assert rp.find_paths("start", "goal", catalog=made(*FACTS, *MORE_PAY)).direct.beaten_by == (("way",),)

    def test_less_paid_does_not_beat(self) -> None:
        routes = rp.find_paths("start", "goal", catalog=made(*FACTS, *LESS_PAY))
        assert (ways(routes), routes.direct.is_beaten) == ([(), ("way",)], False)

    def test_pay_that_is_not_known_does_not_beat(self) -> None:
        routes = rp.find_paths("start", "goal", catalog=TINY)
        assert (ways(routes), routes.direct.is_beaten) == ([(), ("way",)], False)

    def test_pay_that_is_not_known_does_not_save(self) -> None:
        facts = (*FACTS, asks("way", "z", 1.0), asks("way", "v", 1.0), asks("way", "u", 1.0))
        skills = (*SKILLS, *(skill(name, weeks=WEEKS) for name in "zvu"))
        routes = rp.find_paths("start", "goal", catalog=made(*facts, skills=skills))
        assert routes.route("way").score == pytest.approx(1 - (1 - 4 / 7) * 0.5)
        assert (ways(routes), routes.route("way").beaten_by) == ([()], ((),))

    def test_better_pay_saves_what_is_harder_and_longer(self) -> None:
        facts = (*FACTS, *MORE_PAY, asks("way", "z", 1.0), asks("way", "v", 1.0), asks("way", "u", 1.0))
        skills = (*SKILLS, *(skill(name, weeks=WEEKS) for name in "zvu"))
        assert ways(rp.find_paths("start", "goal", catalog=made(*facts, skills=skills))) == [(), ("way",)]

    def test_neither_where_nobody_s_pay_is_known(self) -> None:
        """A person who names no role: pay is compared of no route, so the easier way beats."""
        person = holds(p=1.0, x=1.0, y=1.0)
        assert rp.find_paths(person, "goal", catalog=TINY).direct.beaten_by == (("way",),)

    def test_months_that_are_not_known_do_not_beat(self) -> None:
        facts = (*FACTS, *SAME_PAY, *(asks("start", name, 1.0) for name in ("v", "u")))
        more = tuple(asks("way", name, 1.0) for name in ("v", "u", "z"))
        skills = (*SKILLS, skill("v", weeks=WEEKS), skill("u", weeks=WEEKS), skill("z"))
        routes = rp.find_paths("start", "goal", catalog=made(*facts, *more, skills=skills))
        assert routes.route("way").score == pytest.approx(1 - (1 - 2 / 7) * 0.5)
        assert routes.route("way").months is None
        assert (ways(routes), routes.direct.is_beaten) == ([(), ("way",)], False)

    def test_a_detour_that_gains_nothing_is_beaten_by_leaving_it_out(self) -> None:
        facts = (asks("start", "p", 1.0), asks("way", "p", 0.5), asks("goal", "q", 1.0))
        routes = rp.find_paths("start", "goal", catalog=made(*facts, *SAME_PAY))
        assert (routes.route("way").score, routes.direct.score) == (1.0, 1.0)
        assert routes.route("way").beaten_by == ((),)

    def test_ties_of_as_many_steps_are_both_kept(self) -> None:
        twins = ("start", "way", "twin", "goal")
        facts = (*FACTS, *SAME_PAY, *(asks("twin", name, 1.0) for name in ("p", "x", "y", "q")), pays("twin", 100, 120))
        routes = rp.find_paths("start", "goal", catalog=made(*facts, roles=twins))
        assert ways(routes) == [(), ("twin",), ("way",)]
        assert routes.direct.beaten_by == (("twin",), ("way",))
        assert {route.through for route in routes.beaten} == {("twin", "way"), ("way", "twin")}

    @pytest.mark.parametrize("more", [("z", "v"), ("v",)])
    def test_the_easiest_stands_first_then_the_quickest(self, more: tuple[str, ...]) -> None:
        """Through 'twin', whose name comes first, the way is harder, or as hard and longer; it pays more."""
        twin = (*(asks("twin", name, 1.0) for name in ("p", "x", "y", "q", *more)), pays("twin", 130, 140))
        skills = (*SKILLS, skill("z", weeks=WEEKS), skill("v", weeks=(30.0, 40.0)))
        own = made(*FACTS, *SAME_PAY, asks("way", "z", 1.0), *twin, roles=("start", "way", "twin", "goal"), skills=skills)
        assert ways(rp.find_paths("start", "goal", max_steps=2, catalog=own)) == [(), ("way",), ("twin",)]

    def test_of_routes_as_easy_what_is_known_stands_before_what_is_not(self) -> None:
        """To enter 'twin' takes a skill of unknown effort, so its months are not known; its name comes first."""
        twin = (*(asks("twin", name, 1.0) for name in ("p", "x", "y", "q", "v")), pays("twin", 100, 120))
        skills = (*SKILLS, skill("z", weeks=WEEKS), skill("v"))
        own = made(*FACTS, *SAME_PAY, asks("way", "z", 1.0), *twin, roles=("start", "way", "twin", "goal"), skills=skills)
        routes = rp.find_paths("start", "goal", max_steps=2, catalog=own)
        assert routes.route("way").score == routes.route("twin").score
        assert (routes.route("way").months is None, routes.route("twin").months) == (False, None)
        assert ways(routes) == [(), ("way",), ("twin",)]

    def test_a_small_difference_counts(self) -> None:
        """Through 'twin', which asks a little less of one skill, the way is harder by 0.00015, and as quick."""
        facts = (
            *FACTS,
            *SAME_PAY,
            *(asks("twin", name, 1.0) for name in ("p", "x", "y")),
            asks("twin", "q", 0.998),
            pays("twin", 100, 120),
        )
        own = made(*facts, asks("goal", "z", 1.0), roles=("start", "way", "twin", "goal"), skills=(*SKILLS, skill("z", weeks=WEEKS)))
        routes = rp.find_paths("start", "goal", max_steps=2, catalog=own)
        assert [routes.route(name).score for name in ("way", "twin")] == pytest.approx([0.7, 1 - (1 - 0.998 / 3.998) * (1 - 3.002 / 5)])
        assert (ways(routes), routes.route("twin").beaten_by) == ([(), ("way",)], (("way",),))

    def test_the_interval_of_months_counts_at_both_ends(self) -> None:
        """Without effort on the way, but for a skill that takes 0 to 100 weeks instead of 10 to 20: not comparable."""
        facts = (asks("start", "p", 1.0), asks("way", "p", 1.0), asks("way", "x", 1.0), asks("goal", "q", 1.0))
        skills = (skill("p"), skill("x", weeks=(0.0, 100.0)), skill("q", weeks=(10.0, 10.0)))
        routes = rp.find_paths("start", "goal", catalog=made(*facts, *MORE_PAY, skills=skills))
        months = routes.route("way").months
        assert (months.minimum, months.maximum) == (pytest.approx(10 * WEEK), pytest.approx(110 * WEEK))
        assert ways(routes) == [(), ("way",)]

    def test_what_only_beaten_routes_beat_names_one_of_them(self) -> None:
        """All as easy. Going directly is beaten by 'way', which pays more; 'plain', of unknown pay, by the shorter direct route."""
        facts = (asks("start", "p", 1.0), asks("goal", "q", 1.0), asks("way", "p", 1.0), asks("plain", "p", 1.0), *MORE_PAY)
        routes = rp.find_paths("start", "goal", max_steps=2, catalog=made(*facts, roles=(*ROLES, "plain")))
        assert routes.direct.beaten_by == (("way",),)
        assert routes.route("plain").beaten_by == ((),)

    def test_order_of_roles_and_facts_changes_nothing(self) -> None:
        twins = ("start", "way", "twin", "goal")
        facts = (*FACTS, *SAME_PAY, *(asks("twin", name, 1.0) for name in ("p", "x", "q")))
        told = {
            tuple((route.through, route.score, route.beaten_by) for route in (*found.routes, *found.beaten))
            for roles in permutations(twins)
            for found in [rp.find_paths("start", "goal", catalog=made(*facts[::-1], roles=roles))]
        }
        assert len(told) == 1


class TestReasons:
    """For each role on the way, which part of the gap it closes."""

    def test_closes(self) -> None:
        (waypoint,) = rp.find_paths("start", "goal", catalog=TINY).route("way").waypoints
        assert (waypoint.role, waypoint.label, waypoint.closes) == ("way", "Role way", 0.25)
        assert [(closed.skill, closed.label, closed.closes, closed.is_closed) for closed in waypoint.closed] == [("q", "Q", 0.25, True)]
        assert (waypoint.before.score, waypoint.after.score) == (0.75, 0.5)

    def test_in_part(self) -> None:
        facts = (asks("start", "p", 1.0), asks("way", "q", 0.5), asks("goal", "q", 1.0))
        (waypoint,) = rp.find_paths("start", "goal", catalog=made(*facts)).route("way").waypoints
        assert [(closed.closes, closed.is_closed) for closed in waypoint.closed] == [(0.5, False)]

    def test_nothing(self) -> None:
        facts = (asks("start", "p", 1.0), asks("way", "x", 0.5), asks("goal", "q", 1.0))
        (waypoint,) = rp.find_paths("start", "goal", catalog=made(*facts)).route("way").waypoints
        assert (waypoint.closes, waypoint.closed) == (0.0, ())

    def test_no_gap_to_speak_of(self) -> None:
        facts = (asks("start", "p", 1.0), asks("way", "q", 0.5), asks("goal", "q", 1.0))
        weightless = attrs.evolve(
            made(*facts),
            gap_weights=rp.GapWeights(core_skill=0.0),
            difficulty_model=rp.DifficultyModel(weights=rp.DifficultyWeights(shortfall=0.0, effort=0.0, step=0.0, distance=1.0)),
        )
        routes = rp.find_paths("start", "goal", catalog=weightless)
        (waypoint,) = routes.route("way").waypoints
        assert waypoint.before.score is None
        assert waypoint.closes is None
        assert repr(waypoint) == "Waypoint(way: closes None, pays not known)"
        (closes, _) = waypoint.explain().children
        assert (closes.value, closes.operation, closes.recomputed()) == (None, None, None)

    def test_most_first_and_each_role_its_own(self) -> None:
        facts = (*FACTS, asks("more", "q", 1.0), asks("more", "r", 0.5), asks("more", "s", 1.0))
        route = rp.find_paths("start", "goal", catalog=made(*facts, roles=(*ROLES, "more"))).route("way", "more")
        assert [[closed.skill for closed in waypoint.closed] for waypoint in route.waypoints] == [["q"], ["s", "r"]]
        assert [waypoint.closes for waypoint in route.waypoints] == [0.25, 0.375]


class TestQuestionsWithoutRoutes:
    def test_one_step(self) -> None:
        routes = rp.find_paths("start", "goal", max_steps=1, catalog=TINY)
        assert (ways(routes), routes.beaten, routes.left_out, routes.reason) == ([()], (), (), None)
        assert routes.notes == ("of these roles sources name few skills, so that a step to one looks easier than it is: Role goal (4)",)

    def test_no_other_role(self) -> None:
        own = made(*(fact for fact in FACTS if fact.role != "way"), roles=("start", "goal"))
        assert ways(rp.find_paths("start", "goal", catalog=own)) == [()]

    def test_a_role_to_itself_is_no_move(self) -> None:
        routes = rp.find_paths("goal", "goal", catalog=TINY)
        assert ways(routes) == [()]
        assert (routes.direct.score, routes.direct.months.maximum) == (0.0, 0.0)
        assert routes.reason == "the role Role goal is where the way begins, so there is no move"
        assert routes.direct.path.target == "goal"

    def test_a_role_to_itself_at_a_higher_level(self) -> None:
        model = rp.DifficultyModel(weights=rp.DifficultyWeights(shortfall=0.5, effort=0.0, step=0.5))
        routes = rp.find_paths("goal", "goal", level="mid", target_level="staff", catalog=made(*FACTS, difficulty_model=model))
        assert routes.reason == "the role Role goal is where the way begins, so that only the level changes"
        assert routes.direct.score == 0.25
        same = rp.find_paths("goal", "goal", level="mid", target_level="mid", catalog=TINY)
        assert same.reason == "the role Role goal is where the way begins, so there is no move"

    def test_a_person_in_the_role(self) -> None:
        routes = rp.find_paths(attrs.evolve(holds(p=1.0), role="goal"), "goal", catalog=TINY)
        assert (ways(routes), routes.direct.score) == ([()], 0.75)
        assert "already" in routes.reason

    def test_a_target_without_requirements(self) -> None:
        own = made(*(fact for fact in FACTS if fact.role != "goal"))
        routes = rp.find_paths("start", "goal", catalog=own)
        assert (ways(routes), routes.direct.score, routes.direct.months) == ([()], None, None)
        assert routes.reason == routes.direct.reason == "no source says what skills the role Role goal asks for"
        assert (routes.direct.lower, routes.direct.upper, routes.direct.alone) == (None, None, None)
        assert "no source says" in str(routes.explain())

    def test_an_origin_without_requirements(self) -> None:
        own = made(*(fact for fact in FACTS if fact.role != "start"))
        assert rp.find_paths("start", "goal", catalog=own).reason == "no source says what skills the role Role start has"

    def test_a_role_on_the_way_without_requirements_is_left_out(self) -> None:
        routes = rp.find_paths("start", "goal", catalog=made(*FACTS, roles=(*ROLES, "void")))
        assert routes.left_out == (("void", "no source says what skills the role Role void asks for"),)
        assert ways(routes) == [(), ("way",)]

    def test_an_empty_person(self) -> None:
        routes = rp.find_paths(rp.Profile(), "goal", catalog=TINY)
        assert routes.direct.score == 1.0
        assert {route.through for route in (*routes.routes, *routes.beaten)} == {
            (),
            ("start",),
            ("way",),
            ("start", "way"),
            ("way", "start"),
        }
        assert routes.route("way").steps[1].gap.score == 0.5

    def test_a_person_of_unknown_skills_alone(self) -> None:
        person = rp.Profile(unknown=("telepathy",), skills=(rp.HeldSkill(skill="levitation"),))
        routes = rp.find_paths(person, "goal", catalog=TINY)
        assert routes.direct.score == 1.0
        assert routes.notes[-1] == "the catalog does not know these skills of the person, which count for nothing: telepathy, levitation"

    def test_a_person_who_has_it_all(self) -> None:
        routes = rp.find_paths(holds(p=1.0, q=1.0, r=1.0, s=1.0), "goal", catalog=TINY)
        assert (routes.direct.score, routes.direct.is_beaten) == (0.0, False)
        assert ways(routes) == [()]

    def test_roles_of_few_skills_are_pointed_out(self) -> None:
        def few(*facts: rp.Fact, **asked: object) -> list[str]:
            roles = (*ROLES, "more")
            notes = rp.find_paths("start", "goal", catalog=made(*FACTS, *facts, roles=roles), **asked).notes
            said = "of these roles sources name few skills, so that a step to one looks easier than it is: "
            return [note.removeprefix(said) for note in notes if note.startswith(said)]

        fifth, sixth = asks("way", "r", 1.0), asks("way", "s", 1.0, level="staff")
        assert few() == ["Role goal (4), Role way (4)"]
        assert few(fifth) == ["Role goal (4), Role way (5)"]
        assert few(fifth, sixth) == ["Role goal (4)"]
        assert few(fifth, sixth, asks("more", "x", 1.0)) == ["Role goal (4), Role more (1)"]
        # What is asked at another level does not count.
        assert few(fifth, sixth, level="mid") == ["Role goal (4), Role way (5)"]
        assert few(fifth, sixth, level="staff") == ["Role goal (4)"]
        assert few(max_steps=1) == ["Role goal (4)"]
        more = [asks("goal", name, 1.0) for name in ("x", "y")]
        assert few(fifth, sixth, *more) == []
        assert few(*more, max_steps=1) == []

    def test_what_months_are_is_said(self) -> None:
        notes = rp.find_paths("start", "goal", catalog=TINY).notes
        assert notes[0] == (
            "months are months of learning until what sources ask most of each role is held, and no fewer than going directly; what a job "
            "on the way teaches, and time worked in it, is not counted"
        )


class TestWrongQuestions:
    @pytest.mark.parametrize(
        ("fields", "error", "said"),
        [
            ({"max_steps": 0}, rp.InvalidFieldError, "max_steps must be 1 or more; 1 goes directly, got 0"),
            ({"max_steps": -1}, rp.InvalidFieldError, "must be 1 or more"),
            ({"max_steps": 2.0}, rp.InvalidTypeError, "max_steps must be a whole number"),
            ({"max_steps": True}, rp.InvalidTypeError, "max_steps must be a whole number"),
            ({"hours_per_week": -1}, rp.InvalidFieldError, "hours_per_week must lie in 0 to 168"),
            ({"hours_per_week": 169}, rp.InvalidFieldError, "hours_per_week must lie in 0 to 168"),
            ({"hours_per_week": float("nan")}, rp.InvalidFieldError, "hours_per_week must lie in 0 to 168"),
            ({"hours_per_week": "10"}, rp.InvalidTypeError, "hours_per_week must be a number"),
            ({"hours_per_week": True}, rp.InvalidTypeError, "hours_per_week must be a number"),
            ({"level": "boss"}, rp.UnknownLevelError, "boss"),
        ],
    )
    def test_each_gets_a_sentence(self, fields: dict[str, object], error: type[Exception], said: str) -> None:
        with pytest.raises(error) as raised:
            rp.find_paths("start", "goal", catalog=TINY, **fields)
        assert said in str(raised.value)

    def test_unknown_roles(self) -> None:
        with pytest.raises(rp.UnknownRoleError):
            rp.find_paths("start", "nowhere", catalog=TINY)
        with pytest.raises(rp.UnknownRoleError):
            rp.find_paths("nowhere", "goal", catalog=TINY)

    def test_more_routes_than_can_be_compared(self) -> None:
        roles = ("start", "goal", *(f"role-{number}" for number in range(80)))
        own = made(*FACTS[:3], asks("goal", "q", 1.0), *(asks(role, "q", 1.0) for role in roles[2:]), roles=roles)
        with pytest.raises(rp.InvalidFieldError) as raised:
            rp.find_paths("start", "goal", catalog=own)
        assert "max_steps must be smaller here: through 80 roles lead 6,401 routes, and 5,000 are compared at most" in str(raised.value)
        routes = rp.find_paths("start", "goal", max_steps=2, catalog=own)
        assert len(routes.routes) + len(routes.beaten) == 81

    def test_a_route_that_there_is_not(self) -> None:
        routes = rp.find_paths("start", "goal", catalog=TINY)
        assert routes.route().is_direct
        assert routes.route(TINY.role("way")).through == ("way",)
        with pytest.raises(rp.InvalidFieldError, match="must be roles of a route to goal in at most 3 steps"):
            routes.route("way", "way")


class TestExplanation:
    def test_difficulty_months_and_reasons_recompute(self) -> None:
        routes = rp.find_paths("start", "goal", catalog=made(*FACTS, *MORE_PAY))
        told = routes.route("way").explain()
        assert told.statement == "Role way"
        difficulty, least, most, reason = told.children
        assert difficulty.recomputed() == pytest.approx(0.625)
        assert least.recomputed() == pytest.approx(30 * WEEK)
        assert most.recomputed() == pytest.approx(60 * WEEK)
        assert reason.children[0].recomputed() == pytest.approx(0.25)
        assert reason.children[1].statement == "pay of way against start: more"

    def test_a_step_without_difficulty_leaves_all_to_the_others(self) -> None:
        facts = (*FACTS, asks("same", "p", 1.0))
        route = rp.find_paths("start", "goal", catalog=made(*facts, roles=(*ROLES, "same"))).route("same")
        assert [step.move.score for step in route.steps] == [0.0, 0.75]
        difficulty = route.explain().children[0]
        (_, left) = difficulty.children
        assert [leaf.value for leaf in left.children] == [leaf.recomputed() for leaf in left.children] == [1.0, 0.25]
        assert difficulty.recomputed() == route.score == 0.75

    def test_the_floor_of_the_months_is_told(self) -> None:
        least = rp.find_paths("start", "goal", catalog=SHORT_CUT).route("way").explain().children[1]
        assert (least.operation, least.recomputed()) == (rp.Operation.MAXIMUM, pytest.approx(30 * WEEK))
        assert [child.statement for child in least.children] == ["sum of the steps", "no fewer than going directly"]
        assert [child.recomputed() for child in least.children] == pytest.approx([21 * WEEK, 30 * WEEK])

    def test_beaten_by_and_left_out(self) -> None:
        routes = rp.find_paths("start", "goal", catalog=made(*FACTS, *SAME_PAY, roles=(*ROLES, "void")))
        said = str(routes.explain())
        assert "directly, beaten by going through way" in said
        assert "not through void: no source says" in said

    def test_what_is_held_after_the_way_cites_who_says_so(self) -> None:
        facts = (asks("start", "p", 1.0), asks("way", "q", 0.5, line=50), asks("goal", "q", 1.0))
        told = rp.find_paths("start", "goal", catalog=made(*facts)).route("way").steps[1].gap.explain()
        (held,) = {id(step): step for _, step in told.walk() if step.statement == "Q is held at"}.values()
        assert (held.value, held.operation, [child.citation.line for child in held.children]) == (0.5, rp.Operation.MINIMUM, [50])
        assert told.recomputed() == 0.5

    def test_a_credit_for_what_was_learnt_is_told(self) -> None:
        skills = (*SKILLS[:1], skill("q", weeks=WEEKS, towards={"r": 0.5}), *SKILLS[2:])
        told = rp.find_paths("start", "goal", catalog=made(*FACTS, skills=skills)).route("way").steps[1].gap.explain()
        assert "R is held at, credited from q" in str(told)
        assert told.recomputed() == pytest.approx(1.5 / 4)


class TestResult:
    def test_one_line_each(self) -> None:
        routes = rp.find_paths("start", "goal", catalog=made(*FACTS, *SAME_PAY))
        assert repr(routes) == "Routes(start -> goal: 2 of 2 shown, direct beaten)"
        assert repr(routes.route("way")) == "Route(Role way: 0.62 (0.00-0.62))"
        assert repr(routes.direct) == "Route(directly: 0.75 (0.00-0.75), beaten by going through way)"
        assert repr(routes.route("way").waypoints[0]) == "Waypoint(way: closes 0.25, pays same)"
        assert repr(routes.route("way").waypoints[0].pay) == "PayOnTheWay(pay of way against start: same)"
        unknown = rp.find_paths("start", "goal", catalog=made(*FACTS[:3]))
        assert repr(unknown.direct) == "Route(directly: None)"
        assert repr(rp.find_paths(holds(p=1.0), "goal", catalog=TINY)).startswith("Routes(profile -> goal:")

    def test_frozen_hashable_and_pickled(self) -> None:
        routes = rp.find_paths("start", "goal", catalog=made(*FACTS, *MORE_PAY))
        assert pickle.loads(pickle.dumps(routes)) == routes
        assert len({routes, pickle.loads(pickle.dumps(routes))}) == 1
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            routes.max_steps = 1

    def test_asked_twice_it_is_the_same(self) -> None:
        assert rp.find_paths("start", "goal", catalog=TINY) is rp.find_paths("Role start", TINY.role("goal"), catalog=TINY)


class TestBundled:
    """Nothing here rests on a figure of the guides."""

    def test_every_route_is_counted(self) -> None:
        catalog = rp.load_catalog()
        routes = rp.find_paths("data analyst", "ML engineer", catalog=catalog)
        roles = len(catalog.roles) - 2 - len(routes.left_out)
        assert len(routes.routes) + len(routes.beaten) == 1 + roles + roles * (roles - 1)

    @pytest.mark.parametrize("level", [None, "mid"])
    @pytest.mark.parametrize("origin", ["data analyst", "data scientist"])
    def test_what_holds_of_every_route(self, origin: str, level: str | None) -> None:
        routes = rp.find_paths(origin, "ML engineer", level=level)
        assert routes.direct.months is not None
        for route in (*routes.routes, *routes.beaten):
            assert route.score >= max(step.move.score for step in route.steps)
            assert route.months.minimum >= routes.direct.months.minimum
            assert route.is_beaten or route in routes.routes
