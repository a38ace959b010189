"""A person, and an offer made to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from rolepath.errors import AmbiguousNameError, InvalidFieldError, InvalidTypeError
from rolepath.model import _check as check
from rolepath.model._check import Choice
from rolepath.model._limits import LONGEST_NAME, LONGEST_PREFERENCE, MOST_ENTRIES, no_longer, no_more
from rolepath.model.identity import LevelId, PlaceId, RoleId, SkillId, is_id, label_key
from rolepath.model.pay import PayPeriod
from rolepath.model.skill import Rating, Skill, SkillRequirement

if TYPE_CHECKING:
    from rolepath.model.catalog import Catalog
    from rolepath.model.level import Level
    from rolepath.model.role import Role
    from rolepath.model.source import Place

__all__ = ["Evidence", "HeldSkill", "Offer", "Profile", "UnknownSkill", "known_skill"]

#: Months that a monthly salary is paid for.
MONTHS_OF_A_YEAR = 12


class Evidence(Choice):
    """How a skill is shown, from the weakest grade to the strongest, which is the order of ``<`` and ``>=``.

    A certificate stands below use at work, as where the guides weigh it against working code.

    >>> Evidence.CERTIFIED < Evidence.USED_AT_WORK < "shipped-to-production"
    True
    """

    #: The person says so.
    CLAIMED = "claimed"
    #: An examination was passed.
    CERTIFIED = "certified"
    #: Others have relied on it.
    USED_AT_WORK = "used-at-work"
    #: What was made with it runs for its users.
    SHIPPED_TO_PRODUCTION = "shipped-to-production"

    @property
    def rank(self) -> int:
        """Place among the grades, from 0; higher is stronger."""
        return _GRADES.index(self)

    # A text would be ordered by its letters.

    def __lt__(self, other: str) -> bool:
        return self.rank < Evidence(other).rank

    def __le__(self, other: str) -> bool:
        return self.rank <= Evidence(other).rank

    def __gt__(self, other: str) -> bool:
        return self.rank > Evidence(other).rank

    def __ge__(self, other: str) -> bool:
        return self.rank >= Evidence(other).rank


_GRADES = tuple(Evidence)


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
class UnknownSkill:
    """A skill that a person names and the catalog asked does not have. It counts as nothing until a catalog has it."""

    #: Name as it was given, of at most 200 characters.
    name: str = attrs.field(validator=[check.text, no_longer(LONGEST_NAME)])
    #: How well, or None where the person does not say.
    proficiency: Rating | None = attrs.field(default=None, validator=check.maybe(check.kind(Rating)))
    #: How it is shown.
    evidence: Evidence = attrs.field(default=Evidence.CLAIMED, converter=Evidence)


def _as_unknown(unknown: tuple[UnknownSkill | str, ...]) -> tuple[UnknownSkill, ...]:
    """Take a name alone for a skill of which nothing else is said; what is neither is left for the validator."""
    given: Any = unknown
    if type(given) is not tuple:
        return given  # type: ignore[no-any-return]
    return tuple(UnknownSkill(name=entry) if isinstance(entry, str) else entry for entry in given)


@attrs.frozen(kw_only=True)
class Profile:
    """A person's skills and circumstances. What is not listed is not held.

    Made so, a profile goes by ids. :meth:`from_data` takes any label, by keyword or in a mapping, and so do :meth:`from_json`,
    :meth:`from_toml`, :meth:`from_role` and :meth:`with_skill`.

    >>> from rolepath import load_catalog
    >>> scale = load_catalog().scale("proficiency")
    >>> Profile(skills=(HeldSkill(skill="python", proficiency=scale.rate("strong")),)).skills[0].proficiency.value
    0.75
    """

    #: Skills held, each once, at most 1,000.
    skills: tuple[HeldSkill, ...] = attrs.field(default=(), validator=[check.each(check.kind(HeldSkill)), no_more(MOST_ENTRIES)])
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
    #: What the person likes, in their words, at most 1,000 entries of 1,000 characters.
    preferences: tuple[str, ...] = attrs.field(
        default=(), validator=[check.each(check.text), check.each(no_longer(LONGEST_PREFERENCE)), no_more(MOST_ENTRIES)]
    )
    #: Skills that the catalog does not have, each name once, at most 1,000; a text is taken for a name. They count as nothing, and
    #: answers list them.
    unknown: tuple[UnknownSkill, ...] = attrs.field(
        default=(), converter=_as_unknown, validator=[check.each(check.kind(UnknownSkill)), no_more(MOST_ENTRIES)]
    )

    def _each_skill_once(self) -> None:
        twice = check.repeated(held.skill for held in self.skills)
        if twice is not None:
            raise InvalidFieldError("Profile.skills", twice, "must hold each skill once")

    def _each_name_once(self) -> None:
        again = check.repeated(entry.name for entry in self.unknown)
        if again is not None:
            raise InvalidFieldError("Profile.unknown", again, "must hold each name once")

    def _pay_floor_in_a_currency(self) -> None:
        if self.pay_floor is not None and self.currency is None:
            raise InvalidFieldError("Profile.currency", None, "must be given with a pay floor")

    _rules = (_each_skill_once, _each_name_once, _pay_floor_in_a_currency)
    __attrs_post_init__ = check.keep_rules

    def with_skill(
        self,
        skill: Skill | str,
        proficiency: Rating | str | float | None = None,
        evidence: Evidence | str = Evidence.CLAIMED,
        *,
        catalog: Catalog | None = None,
    ) -> Profile:
        """Return a profile that holds a skill so, in place of what it says of the skill now.

        A name that the catalog does not have goes to ``unknown``, as in :meth:`from_data`. Only where no catalog is given does one that
        is written as an id, like ``underwater-welding``, stay among the skills: another catalog may have it. So give ``catalog`` where the
        skills are those of your own catalog: its labels are known to it alone, and one of its ids may be another name of a skill in the
        bundled guides.

        Args:
            skill: the skill, as object, id or label.
            proficiency: how well it is held: a rating, a label of a scale, or 0 to 1; None where that is not said.
            evidence: how it is shown.
            catalog: the catalog whose names and scales count; the bundled guides by default.

        Raises:
            AmbiguousNameError: the label fits several skills.
            InvalidTypeError: an argument is of no kind that is taken.
            InvalidRatingError: the proficiency is on no scale, or means different things on several.
            InvalidFieldError: the name is empty or too long, or the catalog has no scale of proficiency.

        >>> Profile().with_skill("K8s", "strong", evidence="certified").skills[0].skill
        'kubernetes'
        >>> Profile().with_skill("Underwater welding", 0.5).unknown[0].proficiency.value
        0.5
        """
        from rolepath.analysis.question import bundled
        from rolepath.readers.profiles import proficiency_of

        name = skill.id if isinstance(skill, Skill) else skill
        if not isinstance(name, str):
            raise InvalidTypeError("skill", skill, "must be a Skill, an id or a label")
        catalog = None if catalog is None else bundled(catalog)
        grade: Any = evidence
        rating = proficiency if proficiency is None or isinstance(proficiency, Rating) else proficiency_of(bundled(catalog), proficiency)
        ident: Any = name if isinstance(skill, Skill) else self._id_of(name, bundled(catalog), is_any=catalog is None)
        if ident is None:
            unknown = {entry.name: entry for entry in self.unknown}
            unknown[name] = UnknownSkill(name=name, proficiency=rating, evidence=grade)
            return attrs.evolve(self, unknown=tuple(unknown.values()))
        said = HeldSkill(skill=ident, proficiency=rating, evidence=grade)
        # Other names of the skill go by the catalog that is given alone, since to another they may be skills of their own.
        skills = [said if entry.skill in (name, ident) or _is_called(catalog, ident, entry.skill) else entry for entry in self.skills]
        left = [entry for entry in self.unknown if entry.name != name and not _is_called(catalog, ident, entry.name)]
        return attrs.evolve(self, skills=tuple(dict.fromkeys([*skills, said])), unknown=tuple(left))

    def _id_of(self, name: str, catalog: Catalog, *, is_any: bool) -> str | None:
        """Return the id that a name is held by, or None for one to be called unknown; ``is_any`` lets any id stand."""
        found = known_skill(catalog, name) if len(name) <= LONGEST_NAME else None
        if found is not None:
            return found.id
        is_held = any(entry.skill == name for entry in self.skills)
        is_unknown = len(name) > LONGEST_NAME or any(entry.name == name for entry in self.unknown)
        return name if is_held or (is_any and is_id(name) and not is_unknown) else None

    def with_skills(self, *held: HeldSkill) -> Profile:
        """Return a profile that holds these skills so, each in place of what it says of the skill now."""
        skills = {entry.skill: entry for entry in self.skills}
        for entry in held:
            if not isinstance(entry, HeldSkill):
                raise InvalidTypeError("held", entry, "must be a HeldSkill")
            skills[entry.skill] = entry
        return attrs.evolve(self, skills=tuple(skills.values()))

    @classmethod
    def from_role(
        cls,
        role: Role | str,
        *,
        level: Level | str | None = None,
        evidence: Evidence | str = Evidence.CLAIMED,
        years: float | None = None,
        location: Place | str | None = None,
        pay_floor: Decimal | None = None,
        currency: str | None = None,
        hours_per_week: float | None = None,
        preferences: tuple[str, ...] = (),
        catalog: Catalog | None = None,
    ) -> Profile:
        """Return someone who holds what people in a role are taken to hold: of each skill that sources tie to it, the least they state.

        A skill whose proficiency no source states is held without one. At a level, what sources tie to a higher level or to another
        track is left out.

        Args:
            role: the role, as object, id or label.
            level: the person's level, or None.
            evidence: how all of it is shown.
            years: years of experience, or None.
            location: the person's place, as object, id or label, or None.
            pay_floor: the least pay acceptable per year, or None.
            currency: ISO 4217 code of the pay floor.
            hours_per_week: hours a week for learning, or None.
            preferences: what the person likes, in their words.
            catalog: the catalog to ask; the bundled guides by default.

        Raises:
            UnknownRoleError: a name is not a role's.
            UnknownLevelError: ``level`` is not a level.
            UnknownPlaceError: ``location`` is not a place.
            InvalidFieldError, InvalidTypeError: one of the rest breaks the rule of its field.

        >>> person = Profile.from_role("data scientist", level="mid", location="USA", hours_per_week=10)
        >>> person.level, person.location, person.hours_per_week
        ('mid', 'us', 10)
        """
        from rolepath.analysis.question import bundled

        catalog = bundled(catalog)
        owner, rung = catalog.role(role), None if level is None else catalog.level(level)
        place = None if location is None else catalog.place(location)
        asked: dict[SkillId, list[SkillRequirement]] = {}
        for requirement in catalog.requirements_of(owner):
            if rung is None or requirement.level is None or _is_within(catalog.level(requirement.level), rung):
                asked.setdefault(requirement.skill, []).append(requirement)
        grade: Any = evidence
        held = (HeldSkill(skill=skill, proficiency=_least(asked[skill]), evidence=grade) for skill in sorted(asked))
        return cls(
            skills=tuple(held),
            role=owner.id,
            level=None if rung is None else rung.id,
            years=years,
            location=None if place is None else place.id,
            pay_floor=pay_floor,
            currency=currency,
            hours_per_week=hours_per_week,
            preferences=preferences,
        )

    @classmethod
    def from_data(cls, data: Mapping[str, Any] | None = None, *, catalog: Catalog | None = None, **fields: Any) -> Profile:
        """Read a person from a mapping, whose keys are the fields of a profile, or from keywords.

        ``skills`` is a list of names; or a mapping of names to a label of proficiency, a number, or a mapping with ``proficiency``,
        ``scale`` and ``evidence``; or a list of such mappings, each with ``skill``. ``scale`` beside ``skills`` is the scale of every
        proficiency that names none. A number needs a scale unless the catalog has only one of proficiency. Roles, skills, levels and
        places go by any label. A skill that the catalog does not have goes to ``unknown``, with what is said of it; the key ``unknown``
        takes the same forms, with ``name`` for ``skill``.

        Args:
            data: the mapping. Money is a whole number, a Decimal or a text.
            catalog: the catalog whose names count; the bundled guides by default.
            fields: the same by keyword, instead of a mapping or beside it.

        Raises:
            InvalidTypeError: the data are no mapping.
            InvalidFieldError: a field stands in the mapping and among the keywords.
            DataFileError: something cannot be read; ``faults`` holds every fault.

        >>> unknown = Profile.from_data({"skills": {"Python": "strong", "telepathy": "expert"}}).unknown
        >>> [(skill.name, str(skill.proficiency)) for skill in unknown]
        [('telepathy', 'expert')]
        >>> Profile.from_data(role="data scientist", skills=["K8s"]).skills[0].skill
        'kubernetes'
        """
        from rolepath.analysis.question import bundled
        from rolepath.readers.profiles import profile_from_data

        given: Any = fields if fields and data is None else data
        if fields and isinstance(data, Mapping):
            twice = next((name for name in fields if name in data), None)
            if twice is not None:
                raise InvalidFieldError("fields", twice, "must not stand in the mapping too")
            given = {**data, **fields}
        return profile_from_data(given, bundled(catalog))

    @classmethod
    def from_json(cls, text: str, *, catalog: Catalog | None = None) -> Profile:
        """Read a person from the text of a JSON file, as :meth:`from_data` reads a mapping.

        Raises:
            InvalidTypeError: the text is no text.
            DataFileError: something cannot be read; ``faults`` holds every fault.

        >>> Profile.from_json('{"skills": ["SQL"], "pay_floor": 85000.50, "currency": "USD"}').pay_floor
        Decimal('85000.50')
        """
        from rolepath.analysis.question import bundled
        from rolepath.readers.profiles import profile_from_json

        return profile_from_json(text, bundled(catalog))

    @classmethod
    def from_toml(cls, text: str, *, catalog: Catalog | None = None) -> Profile:
        """Read a person from the text of a TOML file, as :meth:`from_data` reads a mapping.

        Raises:
            InvalidTypeError: the text is no text.
            DataFileError: something cannot be read; ``faults`` holds every fault.

        >>> Profile.from_toml('skills = ["SQL"]').skills[0].skill
        'sql'
        """
        from rolepath.analysis.question import bundled
        from rolepath.readers.profiles import profile_from_toml

        return profile_from_toml(text, bundled(catalog))


def _is_called(catalog: Catalog | None, skill: SkillId, name: str) -> bool:
    """Whether a catalog, where there is one, knows a skill by a name."""
    found = None
    if catalog is not None:
        with suppress(AmbiguousNameError):
            found = known_skill(catalog, name)
    return found is not None and found.id == skill


def _is_within(asked: Level, held: Level) -> bool:
    """Whether who is at one level has passed, or is at, the level that something is asked at."""
    return asked.track is held.track and asked <= held


def _least(requirements: Iterable[SkillRequirement]) -> Rating | None:
    """Return the lowest proficiency that a source states, whatever the order of the facts."""
    stated = [requirement.proficiency for requirement in requirements if requirement.proficiency is not None]
    return min(stated, key=lambda rating: (rating.value, rating.scale, rating.label or ""), default=None)


def known_skill(catalog: Catalog, name: str) -> Skill | None:
    """Find a skill by id or any label, or return None where none is called that.

    Unlike :meth:`Catalog.skill`, it looks for no suggestions, so that a long list of unknown names takes no time.

    Raises:
        AmbiguousNameError: the label fits several skills.
    """
    return catalog.skill(name) if label_key(name) in catalog.derived(_names_of_skills) else None


def _names_of_skills(catalog: Catalog) -> frozenset[str]:
    """Every id and label, reduced to what counts; a label of punctuation alone is no name."""
    names = (label_key(name) for skill in catalog.skills for name in (skill.id, skill.label, *skill.alternative_labels))
    return frozenset(names) - {""}


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


def _no_percentage(name: str) -> check.Rule:
    """Demand that an amount of an offer does not read as a percentage."""

    def rule(offer: Offer) -> None:
        amount = getattr(offer, name)
        if amount is None or not 0 < amount <= _PERCENTAGE:
            return
        is_short = name == "base" and offer.period in (PayPeriod.DAY, PayPeriod.HOUR)
        if not is_short:
            said = f"must be an amount; one above 0 and at most {_PERCENTAGE} reads as a percentage or a share, so "
            raise InvalidFieldError(f"Offer.{name}", amount, said + _INSTEAD.get(name, _TIMES_BASE))

    return rule


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

    def _equity_one_way(self) -> None:
        if self.equity_grant is not None and self.equity_per_year is not None:
            rule = "must be left out where equity_per_year is given; give one of the two"
            raise InvalidFieldError("Offer.equity_grant", self.equity_grant, rule)

    def _grant_over_years(self) -> None:
        if self.equity_grant is not None and self.vesting_years is None:
            rule = "must be given with equity_grant: a grant counts by what vests a year, so say over how many years it vests"
            raise InvalidFieldError("Offer.vesting_years", None, rule)
        if self.equity_grant is None and self.vesting_years is not None:
            rule = "must be given with vesting_years; leave both out where equity_per_year is known"
            raise InvalidFieldError("Offer.equity_grant", None, rule)

    _rules = (
        _equity_one_way,
        _grant_over_years,
        *map(_no_percentage, ("base", "equity_per_year", "equity_grant", "bonus_per_year", "one_off")),
    )
    __attrs_post_init__ = check.keep_rules

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
