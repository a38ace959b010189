"""A person, and an offer made to them."""

from __future__ import annotations

from decimal import Decimal

import attrs

from rolepath.errors import InvalidFieldError
from rolepath.model import _check as check
from rolepath.model._check import Choice
from rolepath.model.identity import LevelId, PlaceId, RoleId, SkillId
from rolepath.model.pay import PayPeriod
from rolepath.model.skill import Rating

__all__ = ["Evidence", "HeldSkill", "Offer", "Profile"]


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


@attrs.frozen(kw_only=True)
class Offer:
    """An offer of work. Parts that are not known stay None."""

    #: Role offered.
    role: RoleId = attrs.field(validator=check.ident)
    #: ISO 4217 code of all amounts.
    currency: str = attrs.field(validator=check.currency_code)
    #: Base salary per period.
    base: Decimal | None = attrs.field(default=None, validator=check.maybe(check.money))
    #: Value of equity that vests per year.
    equity_per_year: Decimal | None = attrs.field(default=None, validator=check.maybe(check.money))
    #: Bonus per year.
    bonus_per_year: Decimal | None = attrs.field(default=None, validator=check.maybe(check.money))
    #: Payments made once, such as a signing bonus.
    one_off: Decimal | None = attrs.field(default=None, validator=check.maybe(check.money))
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
