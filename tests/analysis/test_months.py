"""How long a move takes: what sources state of it, and the work for what they ask most."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rolepath as rp
from rolepath.analysis.months import WEEKS_PER_MONTH, claims_of, modelled_months, months_of, stated_months
from rolepath.analysis.needs import held_by_person

from .test_curriculum import core, needs, one_of, small, takes
from .tiny import asks, at, catalog, holds, skill

#: All that a role asks, half of all in the first.
FACTS = (needs("a"), needs("b", 1.0, 0.5), needs("c", 1.0, 0.5))
SKILLS = (skill("a", weeks=(4, 8)), skill("b", weeks=(1, 2)), skill("c", weeks=(1, 3)))


def says(kind: str, origin: str | None = None, target: str | None = None, **fields: object) -> rp.TransitionClaim:
    """Make a claim about a move."""
    given = {"kind": kind, "text": f"{kind}, {origin} to {target}", "citation": at(), "origin": origin, "target": target, **fields}
    return rp.TransitionClaim(**given)


def lasts(fewest: int | None, most: int | None, origin: str | None = "here", **fields: object) -> rp.TransitionClaim:
    """Make a duration."""
    months = {"months_minimum": fewest and Decimal(fewest), "months_maximum": most and Decimal(most)}
    return says("duration", origin, "there", **months, **fields)


def modelled(
    have: rp.Profile | str, *facts: rp.Fact, skills: tuple[rp.Skill | str, ...] = SKILLS, **model: float
) -> tuple[float, float] | None:
    """Ask how many weeks of a month's worth a move takes, fewest and most, or None where there is no figure."""
    own = catalog(*(facts or FACTS), skills=skills, difficulty_model=rp.DifficultyModel(**model))
    months = rp.transition_difficulty(have, "there", catalog=own).modelled_months
    return None if months is None else (months.minimum * WEEKS_PER_MONTH, months.maximum * WEEKS_PER_MONTH)


class TestMonthsOf:
    """Weeks of ten hours, turned into months of as many hours as there are."""

    def test_a_month_has_a_twelfth_of_the_days_of_a_year(self) -> None:
        assert pytest.approx(365.25 / 12 / 7) == WEEKS_PER_MONTH

    @pytest.mark.parametrize(("hours", "months"), [(10, 3.0), (5, 6.0), (40, 0.75), (0.5, 60.0)])
    def test_hours(self, hours: float, months: float) -> None:
        assert months_of(3 * WEEKS_PER_MONTH, hours) == pytest.approx(months)

    def test_no_weeks(self) -> None:
        assert months_of(0.0, 5) == 0.0


class TestModelled:
    """The weeks of the core's lessons."""

    @pytest.mark.parametrize(("share", "weeks"), [(1.0, (6, 13)), (0.75, (6, 13)), (0.5, (4, 8)), (0.0, (4, 8))])
    def test_weeks_until_the_core_is_held(self, share: float, weeks: tuple[float, float]) -> None:
        assert modelled(rp.Profile(), core_share=share) == pytest.approx(weeks)

    def test_what_is_held_is_left_out(self) -> None:
        assert modelled(holds(a=0.75), core_share=0.5) == pytest.approx((1, 2))
        assert modelled(holds(b=1.0, c=1.0), core_share=0.5) == pytest.approx((4, 8))
        assert modelled(holds(a=0.5, c=1.0)) == pytest.approx((3, 6))

    @pytest.mark.parametrize("have", [holds(a=1.0), holds(a=1.0, b=1.0, c=1.0)])
    def test_the_core_is_held(self, have: rp.Profile) -> None:
        """Nothing at all is missing, or only what comes after."""
        assert modelled(have, core_share=0.5) == (0.0, 0.0)
        assert modelled(attrs.evolve(have, hours_per_week=0), core_share=0.5) == (0.0, 0.0)

    def test_a_role_and_itself(self) -> None:
        assert modelled("there") == (0.0, 0.0)

    def test_the_people_of_a_role(self) -> None:
        # They hold the least that a source says of a, and what no source says of them not at all.
        facts = (asks("here", "a", 0.75), asks("here", "a", 0.5, source="two"), *FACTS)
        assert modelled("here", *facts, core_share=0.5) == pytest.approx((2, 4))

    def test_hours(self) -> None:
        assert modelled(rp.Profile(hours_per_week=5), core_share=0.5) == pytest.approx((8, 16))
        assert modelled(rp.Profile(), core_share=0.5, hours_per_week=20) == pytest.approx((2, 4))
        assert modelled(rp.Profile(hours_per_week=5), core_share=0.5, hours_per_week=20) == pytest.approx((8, 16))

    def test_no_hours(self) -> None:
        assert modelled(rp.Profile(hours_per_week=0), core_share=0.5) is None

    def test_the_factor_on_effort(self) -> None:
        assert modelled(rp.Profile(), core_share=0.5, effort_factor=0.5) == pytest.approx((2, 4))

    def test_credit_and_prerequisites_count(self) -> None:
        skills = (takes("p", 10), takes("a", 4, "p", towards={"b": 0.5}), *SKILLS[1:])
        # p to 0.5, and a.
        assert modelled(rp.Profile(), skills=skills, core_share=0.5) == pytest.approx((9, 9))
        # As heavy as a, b comes after it, and half of it is left; where all is core, b comes first.
        facts = (needs("a"), needs("b"), FACTS[2])
        heavier = (*skills[:2], skill("b", weeks=(10, 20)), skills[3])
        assert modelled(rp.Profile(), *facts, skills=heavier, core_share=0.5) == pytest.approx((9 + 5, 9 + 10))
        assert modelled(rp.Profile(), skills=skills) == pytest.approx((9 + 1 + 1, 9 + 2 + 3))
        assert modelled(holds(p=0.25), skills=skills, core_share=0.5) == pytest.approx((6.5, 6.5))

    def test_one_of_several_is_learnt(self) -> None:
        assert modelled(rp.Profile(), *one_of("a", "b")) == pytest.approx((1, 2))

    def test_a_skill_and_its_parts(self) -> None:
        # The part comes first, and half of it counts towards the whole.
        family = (skill("a", weeks=(40, 100)), skill("b", broader="a", weeks=(5, 15)))
        assert modelled(rp.Profile(), needs("a"), needs("b"), skills=family) == pytest.approx((20 + 5, 50 + 15))
        # The whole comes first, and 0.6 of it counts towards the part.
        family = (skill("a", weeks=(4, 6)), skill("b", broader="a", weeks=(5, 15)))
        assert modelled(rp.Profile(), needs("a"), needs("b"), skills=family) == pytest.approx((4 + 2, 6 + 6))

    def test_a_level(self) -> None:
        own = catalog(needs("a"), needs("b", level="staff"), skills=SKILLS)
        for level, target_level, most in (("entry", None, 8), ("staff", None, 10), ("entry", "staff", 10), (None, None, 10)):
            move = rp.transition_difficulty(rp.Profile(), "there", level=level, target_level=target_level, catalog=own)
            assert move.modelled_months.maximum == pytest.approx(most / WEEKS_PER_MONTH)


class TestUnknownEffort:
    """Where nobody states how long a part takes that has to be learnt, there are no months."""

    FACTS = (needs("a"), needs("b", 1.0, 0.5))

    def test_of_the_core(self) -> None:
        assert modelled(rp.Profile(), *self.FACTS, skills=("a", skill("b", weeks=(1, 2)))) is None
        assert modelled(rp.Profile(), *self.FACTS, skills=(skill("a", weeks=(1, 2)), "b")) is None

    def test_of_what_comes_after(self) -> None:
        assert modelled(rp.Profile(), *self.FACTS, skills=(skill("a", weeks=(1, 2)), "b"), core_share=0.5) == pytest.approx((1, 2))

    def test_of_what_is_held(self) -> None:
        assert modelled(holds(a=1.0), *self.FACTS, skills=("a", skill("b", weeks=(1, 2)))) == pytest.approx((1, 2))

    def test_of_a_prerequisite(self) -> None:
        skills = ("p", takes("a", 4, "p"), SKILLS[1])
        assert modelled(rp.Profile(), *self.FACTS, skills=skills, core_share=0.5) is None
        assert modelled(holds(p=0.5), *self.FACTS, skills=skills, core_share=0.5) == pytest.approx((4, 4))

    def test_of_what_only_has_to_be_shown(self) -> None:
        own = catalog(needs("a"), skills=("a",))
        have = holds(a=1.0)
        gap = rp.skill_gap(have, "there", evidence="used-at-work", catalog=own)
        assert gap.score == 1.0
        (months,) = modelled_months(own, gap, held_by_person(own, have), 10.0)
        assert (months.minimum, months.maximum) == (0.0, 0.0)

    def test_of_one_of_several(self) -> None:
        assert modelled(rp.Profile(), *one_of("a", "b"), skills=("a", skill("b", weeks=(1, 2)))) == pytest.approx((1, 2))


class TestNoGap:
    """Where there is no gap to tell of, there are no months."""

    def test_nothing_is_said(self) -> None:
        own = catalog(asks("here", "a", 1.0), skills=("a",))
        assert rp.transition_difficulty("here", "there", catalog=own).modelled_months is None


class TestStatement:
    """A figure says what it is for."""

    @pytest.mark.parametrize(
        ("share", "what"),
        [
            (1.0, "learning all that sources ask, at 7.5 hours a week"),
            (0.5, "learning what sources ask most, 50% of all they ask, at 7.5 hours a week"),
            (0.35, "learning what sources ask most, 35% of all they ask, at 7.5 hours a week"),
        ],
    )
    def test_modelled(self, share: float, what: str) -> None:
        own = catalog(*FACTS, skills=SKILLS, difficulty_model=rp.DifficultyModel(core_share=share, hours_per_week=7.5))
        months = rp.transition_difficulty(rp.Profile(), "there", catalog=own).modelled_months
        assert (months.basis, months.statement, months.citation) == ("modelled", what, None)


class TestAsThePlanHasIt:
    """The months of a move are those of a plan until the core is held."""

    @settings(deadline=None)
    @given(own=small(), share=st.sampled_from((0.0, 0.25, 0.5, 1.0)), hours=st.sampled_from((10, 3, 40)))
    def test_any_plan(self, own: rp.Catalog, share: float, hours: float) -> None:
        own = attrs.evolve(own, difficulty_model=attrs.evolve(own.difficulty_model, core_share=share))
        have = rp.Profile(skills=(rp.HeldSkill(skill="a"),), hours_per_week=hours)
        months = rp.transition_difficulty(have, "there", catalog=own).modelled_months
        plan = rp.learning_plan(have, "there", catalog=own)
        if plan.items:
            assert (months is None) is any(item.is_assumed and item.weeks[1] for item in plan.items if item.is_core)
        if plan.items and months is not None:
            assert plan.milestone("core").months == (months.minimum, months.maximum)

    def test_by_hand(self) -> None:
        own = catalog(*FACTS, skills=SKILLS, difficulty_model=core(0.5))
        months = rp.transition_difficulty(holds(a=0.5), "there", catalog=own).modelled_months
        plan = rp.learning_plan(holds(a=0.5), "there", catalog=own)
        assert plan.milestone("core").months == (months.minimum, months.maximum) == (2 / WEEKS_PER_MONTH, 4 / WEEKS_PER_MONTH)


class TestClaims:
    """What sources claim of a move: of this very one first, then by comparison, then of the target at large."""

    OPEN_THERE = says("proof", None, "there")
    VERY = says("missing", "here", "there", skill="a")
    FROM_HERE = says("proof", "here", None)
    # Another move is easier than the one from here to there: one from here to elsewhere, or one to there from elsewhere.
    BY_TARGET = says("easier-than", "here", "other", than_target="there")
    BY_ORIGIN = says("easier-than", "other", "there", than_origin="here")
    ANYWHERE = says("pitfall", None, None)
    OTHERS = (
        says("missing", "here", "other", skill="a"),
        says("missing", "there", "here", skill="a"),
        says("easier-than", "other", "here", than_target="there"),
        says("pitfall", None, "other"),
        says("easier-than", None, "other", than_target="there"),
    )
    OWN = catalog(
        OPEN_THERE, VERY, *OTHERS, FROM_HERE, BY_TARGET, BY_ORIGIN, ANYWHERE, skills=("a",), roles=("here", "there", "other")
    )  # fmt: skip

    def test_of_a_role(self) -> None:
        found = claims_of(self.OWN, self.OWN.role("here"), self.OWN.role("there"))
        assert found == (self.VERY, self.FROM_HERE, self.BY_TARGET, self.BY_ORIGIN, self.OPEN_THERE, self.ANYWHERE)

    def test_of_a_person(self) -> None:
        there = self.OWN.role("there")
        assert claims_of(self.OWN, rp.Profile(role="here"), there) == claims_of(self.OWN, self.OWN.role("here"), there)
        assert claims_of(self.OWN, rp.Profile(), there) == (self.OPEN_THERE, self.ANYWHERE)

    def test_each_once(self) -> None:
        twice = self.OWN.with_facts(self.VERY)
        assert claims_of(twice, twice.role("here"), twice.role("there")).count(self.VERY) == 1

    def test_a_comparison_of_the_move_itself_comes_with_what_names_it(self) -> None:
        claim = says("easier-than", "here", "there", than_target="other")
        own = self.OWN.with_facts(claim)
        assert claims_of(own, own.role("here"), own.role("there"))[:3] == (self.VERY, self.FROM_HERE, claim)
        # The other move of the comparison.
        assert claims_of(own, own.role("here"), own.role("other")).count(claim) == 1


class TestStated:
    """Durations of the move, as sources print them."""

    def test_figures(self) -> None:
        claims = (lasts(12, 18), lasts(None, 3), lasts(2, None), lasts(None, None))
        found = stated_months(claims)
        assert [(months.minimum, months.maximum) for months in found] == [(12.0, 18.0), (None, 3.0), (2.0, None), (None, None)]
        assert all(isinstance(value, float) for months in found for value in (months.minimum, months.maximum) if value is not None)
        assert {months.basis for months in found} == {"stated"}
        assert [months.citation for months in found] == [claim.citation for claim in claims]

    def test_statement(self) -> None:
        plain, milestone = stated_months((lasts(1, 2), lasts(1, 2, milestone="a first thing")))
        assert plain.statement == "duration, here to there"
        assert milestone.statement == "duration, here to there (to reach: a first thing)"

    def test_other_claims_and_moves_at_large_have_none(self) -> None:
        assert stated_months((lasts(1, 2, None), says("pitfall", "here", "there"))) == []

    def test_they_stand_before_the_modelled(self) -> None:
        own = catalog(lasts(12, 18), asks("here", "b", 1.0), *FACTS, skills=SKILLS)
        move = rp.transition_difficulty("here", "there", catalog=own)
        assert [months.basis for months in move.months] == ["stated", "modelled"]
        assert move.stated_months == move.months[:1]
        assert move.modelled_months == move.months[1]
