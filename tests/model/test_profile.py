"""Profiles and offers: the rules between fields."""

from __future__ import annotations

from decimal import Decimal

import pytest

import rolepath as rp


def test_evidence_stands_from_weak_to_strong() -> None:
    assert [member.value for member in rp.Evidence] == ["claimed", "used-at-work", "shipped-to-production", "certified"]


class TestProfile:
    """A skill stands once; a pay floor has a currency."""

    def test_skills_keep_their_order(self) -> None:
        made = rp.Profile(skills=(rp.HeldSkill(skill="sql"), rp.HeldSkill(skill="python", evidence="certified")))
        assert [held.skill for held in made.skills] == ["sql", "python"]
        assert made.skills[1].evidence is rp.Evidence.CERTIFIED

    def test_a_skill_stands_once(self) -> None:
        skills = (rp.HeldSkill(skill="sql"), rp.HeldSkill(skill="python"), rp.HeldSkill(skill="python", evidence="certified"))
        with pytest.raises(rp.InvalidFieldError) as caught:
            rp.Profile(skills=skills)
        assert str(caught.value) == "Profile.skills must hold each skill once, got 'python'"

    def test_a_pay_floor_has_a_currency(self) -> None:
        assert rp.Profile(pay_floor=Decimal(0), currency="INR").currency == "INR"
        for floor in (Decimal(0), Decimal(50_000)):
            with pytest.raises(rp.InvalidFieldError) as caught:
                rp.Profile(pay_floor=floor)
            assert str(caught.value) == "Profile.currency must be given with a pay floor, got None"

    def test_a_currency_needs_no_pay_floor(self) -> None:
        assert rp.Profile(currency="INR").pay_floor is None

    @pytest.mark.parametrize("hours", [0, 168, 7.5])
    def test_hours_a_week(self, hours: float) -> None:
        assert rp.Profile(hours_per_week=hours).hours_per_week == hours


def test_parts_of_an_offer_stay_apart_and_unknown() -> None:
    made = rp.Offer(role="ml-engineer", currency="USD", base=Decimal(10_000), period="month", has_on_call=False)
    assert (made.base, made.period, made.has_on_call) == (Decimal(10_000), rp.PayPeriod.MONTH, False)
    assert (made.equity_per_year, made.bonus_per_year, made.one_off) == (None, None, None)
