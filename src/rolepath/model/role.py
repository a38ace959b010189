"""Roles, and what sources say of them."""

from __future__ import annotations

from decimal import Decimal

import attrs

from rolepath.errors import InvalidFieldError
from rolepath.model import _check as check
from rolepath.model._check import Choice
from rolepath.model.identity import LevelId, RoleId, visible
from rolepath.model.shown import Shown
from rolepath.model.source import Citation

__all__ = ["Aspect", "Role", "Trait"]


class Aspect(Choice):
    """What a trait is about."""

    MISSION = "mission"
    CORE_FOCUS = "core-focus"
    KEY_QUESTION = "key-question"
    ACTIVITY = "activity"
    RESPONSIBILITY = "responsibility"
    DELIVERABLE = "deliverable"
    #: Who or what uses the output.
    AUDIENCE = "audience"
    COLLABORATOR = "collaborator"
    EMPLOYER = "employer"
    DOMAIN = "domain"
    ENVIRONMENT = "environment"
    WORKING_STYLE = "working-style"
    #: What the job pays off.
    REWARDS = "rewards"
    #: What sets strong people apart.
    STRENGTH = "strength"
    STRESSOR = "stressor"
    ON_CALL = "on-call"
    MEETING_LOAD = "meeting-load"
    WORK_PATTERN = "work-pattern"
    REMOTE_SHARE = "remote-share"
    WORK_ARRANGEMENT = "work-arrangement"
    INTERVIEW_TOPIC = "interview-topic"
    INTERVIEW_PROMPT = "interview-prompt"
    STRONG_ANSWER = "strong-answer"
    PORTFOLIO = "portfolio"
    RESUME_FIGURE = "resume-figure"
    RESUME_ADVICE = "resume-advice"
    NEGOTIATION_ANCHOR = "negotiation-anchor"
    NEGOTIATION_QUESTION = "negotiation-question"
    NEGOTIATION_ADVICE = "negotiation-advice"
    GROWTH = "growth"
    CEILING = "ceiling"
    MANAGEMENT_PATH = "management-path"
    ENTRY_BARRIER = "entry-barrier"
    BACKGROUND = "background"
    BEST_FIT = "best-fit"
    CHOOSE_IF = "choose-if"
    PITFALL = "pitfall"
    SPECIALIZATION = "specialization"
    DURABLE_SKILL = "durable-skill"
    CREDENTIAL = "credential"
    TITLE_AMBIGUITY = "title-ambiguity"
    DISTINCTION = "distinction"
    OVERLAP = "overlap"
    COMPANY_SIZE = "company-size"
    AI_RESILIENCE = "ai-resilience"
    DEMAND = "demand"
    SUPPLY = "supply"
    MARKET_FIGURE = "market-figure"
    ADVICE = "advice"
    HISTORY = "history"


@attrs.frozen(kw_only=True, repr=False)
class Role(Shown):
    """A kind of job. What it is like, asks for and pays is said by facts that name its id.

    >>> from rolepath import load_catalog
    >>> load_catalog().role("MLE")
    Role(ml-engineer: ML engineer)
    """

    #: Kebab-case id, stable.
    id: RoleId = attrs.field(validator=check.ident)
    #: Preferred title.
    label: str = attrs.field(validator=check.text)
    #: Other titles for the same job.
    alternative_labels: tuple[str, ...] = attrs.field(default=(), validator=check.each(check.text))
    #: What it is, in one sentence, where the framework defines it.
    description: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: Code of the group that its framework puts it in, such as the ISCO-08 unit group 2511, or None.
    group: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: O*NET-SOC codes of the same job; empty where a review found none, None where nobody has looked.
    onet: tuple[str, ...] | None = attrs.field(default=None, validator=check.maybe(check.each(check.text)))
    #: ESCO concept URIs of the same job; empty where a review found none, None where nobody has looked.
    esco: tuple[str, ...] | None = attrs.field(default=None, validator=check.maybe(check.each(check.text)))

    def __repr__(self) -> str:
        """Name the role on one line."""
        return f"Role({self.id}: {visible(self.label)})"


@attrs.frozen(kw_only=True)
class Trait:
    """What one source says of a role, of several roles together, or of the market."""

    #: What it is about.
    aspect: Aspect = attrs.field(converter=Aspect)
    #: The statement, in our words.
    text: str = attrs.field(validator=check.text)
    #: Where the source says so.
    citation: Citation = attrs.field(validator=check.kind(Citation))
    #: Roles spoken of: one, several taken together, or none for the market as a whole.
    roles: tuple[RoleId, ...] = attrs.field(default=(), validator=check.each(check.ident))
    #: Lowest value of a figure, or None where there is no figure or no floor.
    minimum: Decimal | None = attrs.field(default=None, validator=check.maybe(check.figure))
    #: Highest value of a figure, or None where there is no figure or no top.
    maximum: Decimal | None = attrs.field(default=None, validator=check.maybe(check.figure))
    #: Unit of the figure.
    unit: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: Whether the source calls the figure rough.
    approximate: bool = attrs.field(default=False, validator=check.flag)
    #: Year that the figure is about, or None.
    year: int | None = attrs.field(default=None, validator=check.maybe(check.whole(1)))
    #: Kind of employer spoken of, or None for any.
    employer: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: Level spoken of, or None for any.
    level: LevelId | None = attrs.field(default=None, validator=check.maybe(check.ident))
    #: The source's own qualifier, like "often".
    hedge: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: Why, where the source says.
    reason: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: Fields that the source does not state and that are inferred.
    assumed: tuple[str, ...] = attrs.field(default=(), validator=check.each(check.text))
    #: A remark of the editors on the reading.
    note: str | None = attrs.field(default=None, validator=check.maybe(check.text))

    def _unit_of_a_figure(self) -> None:
        has_figure = self.minimum is not None or self.maximum is not None
        if has_figure != (self.unit is not None):
            raise InvalidFieldError("Trait.unit", self.unit, "must be given with a figure and only with one")

    def _each_role_once(self) -> None:
        if len(set(self.roles)) != len(self.roles):
            raise InvalidFieldError("Trait.roles", self.roles, "must name each role once")

    _rules = (check.ordered("minimum", "maximum"), _unit_of_a_figure, _each_role_once, check.assumptions)
    __attrs_post_init__ = check.keep_rules

    @property
    def role(self) -> RoleId | None:
        """The role, where the trait is about exactly one."""
        return self.roles[0] if len(self.roles) == 1 else None
