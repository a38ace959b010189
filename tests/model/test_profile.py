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


def offer(**fields: object) -> rp.Offer:
    """An offer in dollars."""
    return rp.Offer(**{"role": "ml-engineer", "currency": "USD", **fields})


def refused(**fields: object) -> str:
    """The sentence with which an offer is refused."""
    with pytest.raises((rp.InvalidFieldError, rp.InvalidTypeError)) as caught:
        offer(**fields)
    return str(caught.value)


class TestOffer:
    """Parts stay apart; equity counts by the year; a percentage is no amount."""

    def test_parts_stay_apart_and_unknown(self) -> None:
        made = offer(base=Decimal(10_000), period="month", has_on_call=False)
        assert (made.base, made.period, made.has_on_call) == (Decimal(10_000), rp.PayPeriod.MONTH, False)
        assert (made.equity_per_year, made.equity_grant, made.vesting_years, made.bonus_per_year, made.one_off) == (None,) * 5
        assert (made.yearly_base, made.yearly_equity) == (Decimal(120_000), None)

    @pytest.mark.parametrize(("period", "yearly"), [("year", 300), ("month", 3600), ("day", None), ("hour", None)])
    def test_base_a_year(self, period: str, yearly: int | None) -> None:
        assert offer(base=Decimal(300), period=period).yearly_base == yearly
        assert offer(period=period).yearly_base is None

    @pytest.mark.parametrize(("years", "yearly"), [(4, "25000"), (2.5, "40000"), (0.5, "200000"), (0.1, "1000000")])
    def test_a_grant_counts_by_what_vests_a_year(self, years: float, yearly: str) -> None:
        # 0.1 is no binary fraction: the years are read as they are written.
        assert offer(equity_grant=Decimal(100_000), vesting_years=years).yearly_equity == Decimal(yearly)
        assert offer(equity_per_year=Decimal(25_000)).yearly_equity == 25_000

    def test_a_grant_needs_its_vesting_years(self) -> None:
        assert refused(equity_grant=Decimal(100_000)) == (
            "Offer.vesting_years must be given with equity_grant: "
            "a grant counts by what vests a year, so say over how many years it vests, got None"
        )
        for per_year in (None, Decimal(5000)):
            assert refused(vesting_years=4, equity_per_year=per_year) == (
                "Offer.equity_grant must be given with vesting_years; leave both out where equity_per_year is known, got None"
            )

    @pytest.mark.parametrize("years", [4, None])
    def test_equity_is_given_one_way(self, years: float | None) -> None:
        assert refused(equity_grant=Decimal(100_000), equity_per_year=Decimal(25_000), vesting_years=years) == (
            "Offer.equity_grant must be left out where equity_per_year is given; give one of the two, got Decimal('100000')"
        )

    @pytest.mark.parametrize("years", [0, -1, float("inf"), float("nan")])
    def test_a_grant_vests_over_some_time(self, years: float) -> None:
        assert refused(equity_grant=Decimal(100_000), vesting_years=years).startswith(
            "Offer.vesting_years must be finite and 1e-09 or more"
        )

    @pytest.mark.parametrize(
        ("field", "remedy"),
        [
            ("base", "give the pay of one period, as a Decimal"),
            ("equity_per_year", "give the value of what vests a year, as a Decimal"),
            ("equity_grant", "give the value of the whole grant, as a Decimal"),
            ("bonus_per_year", "give the percentage times the base, as a Decimal"),
            ("one_off", "give the percentage times the base, as a Decimal"),
        ],
    )
    def test_a_percentage_is_no_amount(self, field: str, remedy: str) -> None:
        rest = {"vesting_years": 4} if field == "equity_grant" else {}
        for text in ("15%", "15 %", "15 Percent"):
            assert refused(**{field: text}, **rest) == f"Offer.{field} must be an amount, not a percentage; {remedy}, got {text!r} (str)"
        for low in ("0.001", "15", "100"):
            assert refused(**{field: Decimal(low)}, **rest) == (
                f"Offer.{field} must be an amount; one above 0 and at most 100 reads as a percentage or a share, so {remedy}, "
                f"got Decimal('{low}')"
            )
        for amount in ("0", "100.01"):
            assert getattr(offer(**{field: Decimal(amount)}, **rest), field) == Decimal(amount)

    def test_another_text_is_no_amount_either(self) -> None:
        assert refused(base="150K") == "Offer.base must be a Decimal, since floats do not hold money exactly, got '150K' (str)"

    def test_a_base_for_a_day_or_an_hour_may_be_small(self) -> None:
        for period in ("day", "hour"):
            assert offer(base=Decimal(50), period=period).base == 50
            assert refused(bonus_per_year=Decimal(15), period=period).startswith("Offer.bonus_per_year must be an amount;")
        assert refused(base=Decimal(50), period="month").startswith("Offer.base must be an amount;")
