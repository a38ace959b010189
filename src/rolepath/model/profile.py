"""A person, and an offer made to them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs

from rolepath.errors import InvalidFieldError, InvalidTypeError
from rolepath.model import _check as check
from rolepath.model._check import Choice
from rolepath.model.identity import LevelId, PlaceId, RoleId, SkillId
from rolepath.model.pay import PayPeriod
from rolepath.model.skill import Rating

__all__ = ["Evidence", "HeldSkill", "Offer", "Profile"]

#: Months that a monthly salary is paid for.
MONTHS_OF_A_YEAR = 12


class Evidence(Choice):
    """How a skill is shown, from weakest to strongest use."""

    CLAIMED = "claimed"
    USED_AT_WORK = "used-at-work"
    SHIPPED_TO_PRODUCTION = "shipped-to-production"
    CERTIFIED = "certified"


@attrs.frozen(kw_only=True)
class HeldSkill:
    """A skill that a person has."""

    #: Skill held.
    skill: SkillId = attrs.field(validator=check.ident)
    #: How well, or None where the person does not say.
    proficiency: Rating | None = attrs.field(default=None, validator=check.maybe(check.kind(Rating)))
    #: How it is shown.
    evidence: Evidence = attrs.field(default=Evidence.CLAIMED, converter=Evidence)


@attrs.frozen(kw_only=True)
class Profile:
    """A person's skills and circumstances. What is not listed is not held.

    >>> from rolepath import load_catalog
    >>> scale = load_catalog().scale("proficiency")
    >>> Profile(skills=(HeldSkill(skill="python", proficiency=scale.rate("strong")),)).skills[0].proficiency.value
    0.75
    """

    #: Skills held, each once.
    skills: tuple[HeldSkill, ...] = attrs.field(default=(), validator=check.each(check.kind(HeldSkill)))
    #: Present role, or None.
    role: RoleId | None = attrs.field(default=None, validator=check.maybe(check.ident))
    #: Present level, or None.
    level: LevelId | None = attrs.field(default=None, validator=check.maybe(check.ident))
    #: Years of experience, or None.
    years: float | None = attrs.field(default=None, validator=check.maybe(check.number(0)))
    #: Place, or None.
    location: PlaceId | None = attrs.field(default=None, validator=check.maybe(check.ident))
    #: Least pay acceptable per year, in ``currency``, or None.
    pay_floor: Decimal | None = attrs.field(default=None, validator=check.maybe(check.money))
    #: ISO 4217 code of the pay floor.
    currency: str | None = attrs.field(default=None, validator=check.maybe(check.currency_code))
    #: Hours a week for learning, or None.
    hours_per_week: float | None = attrs.field(default=None, validator=check.maybe(check.number(0, 168)))
    #: What the person likes, in their words.
    preferences: tuple[str, ...] = attrs.field(default=(), validator=check.each(check.text))

    def __attrs_post_init__(self) -> None:
        """Check that no skill stands twice and that a pay floor has a currency."""
        twice = check.repeated(held.skill for held in self.skills)
        if twice is not None:
            raise InvalidFieldError("Profile.skills", twice, "must hold each skill once")
        if self.pay_floor is not None and self.currency is None:
            raise InvalidFieldError("Profile.currency", None, "must be given with a pay floor")


def _pay(instance: Any, attribute: Any, value: Any) -> None:
    """Demand an amount of money, and say what to give instead of a percentage."""
    if isinstance(value, str) and ("%" in value or "percent" in value.casefold()):
        rule = f"must be an amount, not a percentage; {_INSTEAD.get(attribute.name, _TIMES_BASE)}"
        raise InvalidTypeError(check.name_of(instance, attribute), value, rule)
    check.money(instance, attribute, value)


_TIMES_BASE = "give the percentage times the base, as a Decimal"
#: What to give for a percentage where it is not one of the base.
_INSTEAD = {
    "base": "give the pay of one period, as a Decimal",
    "equity_per_year": "give the value of what vests a year, as a Decimal",
    "equity_grant": "give the value of the whole grant, as a Decimal",
}
#: Greatest amount that reads as a percentage or a share rather than as pay for a month or a year.
_PERCENTAGE = 100


@attrs.frozen(kw_only=True)
class Offer:
    """An offer of work. Parts that are not known stay None; 0 is known to be nothing.

    >>> Offer(role="ml-engineer", currency="USD", equity_grant=Decimal(200_000), vesting_years=4).yearly_equity
    Decimal('50000')
    """

    #: Role offered.
    role: RoleId = attrs.field(validator=check.ident)
    #: ISO 4217 code of all amounts.
    currency: str = attrs.field(validator=check.currency_code)
    #: Base salary per period.
    base: Decimal | None = attrs.field(default=None, validator=check.maybe(_pay))
    #: Value of equity that vests per year.
    equity_per_year: Decimal | None = attrs.field(default=None, validator=check.maybe(_pay))
    #: Value of a whole grant of equity, which counts by what vests a year.
    equity_grant: Decimal | None = attrs.field(default=None, validator=check.maybe(_pay))
    #: Years over which the grant vests.
    vesting_years: float | None = attrs.field(default=None, validator=check.maybe(check.number(1e-9)))
    #: Bonus per year.
    bonus_per_year: Decimal | None = attrs.field(default=None, validator=check.maybe(_pay))
    #: Payments made once, such as a signing bonus.
    one_off: Decimal | None = attrs.field(default=None, validator=check.maybe(_pay))
    #: Time that the base salary is for.
    period: PayPeriod = attrs.field(default=PayPeriod.YEAR, converter=PayPeriod)
    #: Level offered, or None.
    level: LevelId | None = attrs.field(default=None, validator=check.maybe(check.ident))
    #: Place of work, or None.
    location: PlaceId | None = attrs.field(default=None, validator=check.maybe(check.ident))
    #: Kind of employer, or None.
    employer: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: Whether the work includes on-call duty, or None where it is not said.
    has_on_call: bool | None = attrs.field(default=None, validator=check.maybe(check.flag))

    def __attrs_post_init__(self) -> None:
        """Check that equity is given one way, and that no amount reads as a percentage."""
        if self.equity_grant is not None and self.equity_per_year is not None:
            rule = "must be left out where equity_per_year is given; give one of the two"
            raise InvalidFieldError("Offer.equity_grant", self.equity_grant, rule)
        if self.equity_grant is not None and self.vesting_years is None:
            rule = "must be given with equity_grant: a grant counts by what vests a year, so say over how many years it vests"
            raise InvalidFieldError("Offer.vesting_years", None, rule)
        if self.equity_grant is None and self.vesting_years is not None:
            rule = "must be given with vesting_years; leave both out where equity_per_year is known"
            raise InvalidFieldError("Offer.equity_grant", None, rule)
        for name in ("base", "equity_per_year", "equity_grant", "bonus_per_year", "one_off"):
            amount = getattr(self, name)
            is_short = name == "base" and self.period in (PayPeriod.DAY, PayPeriod.HOUR)
            if amount is not None and 0 < amount <= _PERCENTAGE and not is_short:
                rule = f"must be an amount; one above 0 and at most {_PERCENTAGE} reads as a percentage or a share, so "
                raise InvalidFieldError(f"Offer.{name}", amount, rule + _INSTEAD.get(name, _TIMES_BASE))

    @property
    def yearly_base(self) -> Decimal | None:
        """Base salary a year: 12 times that of a month. None where it is not known, as for a day or an hour, whose number is open."""
        if self.base is None or self.period in (PayPeriod.DAY, PayPeriod.HOUR):
            return None
        return self.base if self.period is PayPeriod.YEAR else self.base * MONTHS_OF_A_YEAR

    @property
    def yearly_equity(self) -> Decimal | None:
        """Equity that vests a year, an equal part of the grant each year; None where it is not known."""
        if self.equity_grant is None or self.vesting_years is None:
            return self.equity_per_year
        return self.equity_grant / Decimal(str(self.vesting_years))
