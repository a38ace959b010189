"""Skills, the scales they are rated on, and what roles ask for."""

from __future__ import annotations

import attrs

from rolepath.errors import InvalidFieldError, InvalidRatingError, InvalidTypeError
from rolepath.model import _check as check
from rolepath.model._check import Choice
from rolepath.model.identity import LevelId, RoleId, ScaleId, SkillId, label_key, visible
from rolepath.model.shown import Shown
from rolepath.model.source import Citation

__all__ = [
    "Measured",
    "Rating",
    "RelatedSkill",
    "RequirementBasis",
    "Scale",
    "ScaleStep",
    "Skill",
    "SkillKind",
    "SkillRequirement",
]


class SkillKind(Choice):
    """What sort of thing a skill is."""

    KNOWLEDGE = "knowledge"
    PRACTICE = "practice"
    TOOL = "tool"
    INTERPERSONAL = "interpersonal"


class Measured(Choice):
    """What a scale measures. The two are never converted into one another."""

    #: How well a skill is held or asked for.
    PROFICIENCY = "proficiency"
    #: How much a skill matters.
    IMPORTANCE = "importance"


class RequirementBasis(Choice):
    """On what ground a source ties a skill to a role."""

    #: Named as a skill that the role needs.
    CORE_SKILL = "core-skill"
    #: Named as a tool of the role.
    TOOL = "tool"
    #: Part of what the role is responsible for.
    RESPONSIBILITY = "responsibility"
    #: Part of an ordinary day.
    ACTIVITY = "activity"
    #: Brought along by people of this background.
    BACKGROUND = "background"
    #: Asked for in interviews.
    INTERVIEW = "interview"


@attrs.frozen(kw_only=True)
class RelatedSkill:
    """How far one skill counts towards another."""

    #: Skill that the credit counts towards.
    skill: SkillId = attrs.field(validator=check.ident)
    #: Share of the held proficiency that counts, 0 (nothing) to 1 (all).
    credit: float = attrs.field(validator=check.number(0, 1))
    #: Why.
    reason: str = attrs.field(validator=check.text)


@attrs.frozen(kw_only=True, repr=False)
class Skill(Shown):
    """Something that a person can know, do, use, or be good at with others.

    >>> from rolepath import load_catalog
    >>> load_catalog().skill("k8s")
    Skill(kubernetes: Kubernetes, tool)
    """

    #: Kebab-case id, stable.
    id: SkillId = attrs.field(validator=check.ident)
    #: Preferred name.
    label: str = attrs.field(validator=check.text)
    #: Sort of skill.
    kind: SkillKind = attrs.field(converter=SkillKind)
    #: Other names for the same thing.
    alternative_labels: tuple[str, ...] = attrs.field(default=(), validator=check.each(check.text))
    #: Wider skill that this one is part of.
    broader: SkillId | None = attrs.field(default=None, validator=check.maybe(check.ident))
    #: Skills that this one counts towards.
    related: tuple[RelatedSkill, ...] = attrs.field(default=(), validator=check.each(check.kind(RelatedSkill)))
    #: Skills to learn before this one.
    prerequisites: tuple[SkillId, ...] = attrs.field(default=(), validator=check.each(check.ident))
    #: Effort from nothing to expert: fewest weeks at ten hours a week, or None where unknown.
    effort_weeks_minimum: float | None = attrs.field(default=None, validator=check.maybe(check.number(0)))
    #: Effort from nothing to expert: most weeks at ten hours a week, or None where unknown.
    effort_weeks_maximum: float | None = attrs.field(default=None, validator=check.maybe(check.number(0)))
    #: Why the effort is what it is.
    effort_reason: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: ESCO concept URIs of the same skill.
    esco: tuple[str, ...] = attrs.field(default=(), validator=check.each(check.text))
    #: O*NET element ids or technology titles of the same skill.
    onet: tuple[str, ...] = attrs.field(default=(), validator=check.each(check.text))

    def _known_at_both_ends(self) -> None:
        if (self.effort_weeks_minimum is None) != (self.effort_weeks_maximum is None):
            raise InvalidFieldError("Skill.effort_weeks_maximum", self.effort_weeks_maximum, "must be known where the minimum is")

    _rules = (_known_at_both_ends, check.ordered("effort_weeks_minimum", "effort_weeks_maximum"))
    __attrs_post_init__ = check.keep_rules

    def __repr__(self) -> str:
        """Name the skill on one line."""
        return f"Skill({self.id}: {visible(self.label)}, {self.kind.value})"


@attrs.frozen(kw_only=True)
class ScaleStep:
    """One label of a scale and its place on 0-1."""

    #: The label.
    label: str = attrs.field(validator=check.text)
    #: Place on the scale, 0 (nothing) to 1 (the most).
    value: float = attrs.field(validator=check.number(0, 1))
    #: Other wordings on the same step.
    alternative_labels: tuple[str, ...] = attrs.field(default=(), validator=check.each(check.text))


@attrs.frozen(kw_only=True)
class Scale:
    """A scale of proficiency or importance: ordered labels, a range of numbers, or both."""

    #: Kebab-case id, stable.
    id: ScaleId = attrs.field(validator=check.ident)
    #: Name.
    label: str = attrs.field(validator=check.text)
    #: What it measures.
    measures: Measured = attrs.field(converter=Measured)
    #: Why labels and numbers stand where they stand.
    reason: str = attrs.field(validator=check.text)
    #: Labels from low to high; empty for a scale of numbers.
    steps: tuple[ScaleStep, ...] = attrs.field(default=(), validator=check.each(check.kind(ScaleStep)))
    #: Lowest number, or None for a scale of labels.
    minimum: float | None = attrs.field(default=None, validator=check.maybe(check.number(0)))
    #: Highest number, or None for a scale of labels.
    maximum: float | None = attrs.field(default=None, validator=check.maybe(check.number(0)))

    def _rising(self) -> None:
        values = [step.value for step in self.steps]
        if values != sorted(set(values)):
            raise InvalidFieldError("Scale.steps", values, "must rise from step to step")

    def _known_at_both_ends(self) -> None:
        if (self.minimum is None) != (self.maximum is None):
            raise InvalidFieldError("Scale.maximum", self.maximum, "must be known where the minimum is")

    def _wider_than_a_point(self) -> None:
        if self.minimum is not None and self.maximum is not None and self.maximum <= self.minimum:
            raise InvalidFieldError("Scale.maximum", self.maximum, f"must be above minimum ({self.minimum:g})")

    def _of_labels_or_numbers(self) -> None:
        if not self.steps and self.minimum is None:
            raise InvalidFieldError("Scale.steps", self.steps, "must not be empty where there is no range of numbers")

    _rules = (_rising, _known_at_both_ends, _wider_than_a_point, _of_labels_or_numbers)
    __attrs_post_init__ = check.keep_rules

    def rate(self, rating: str | float) -> Rating:
        """Place a label or number on the scale.

        Raises:
            InvalidRatingError: the label is not on this scale, or the number is outside its range.
            InvalidTypeError: the rating is neither a text nor a number.

        >>> from rolepath import load_catalog
        >>> load_catalog().scale("proficiency").rate("Expert level").value
        1.0
        """
        if isinstance(rating, str):
            key = label_key(rating)
            for step in self.steps:
                if key in map(label_key, (step.label, *step.alternative_labels)):
                    return Rating(scale=self.id, label=step.label, value=step.value)
            known = ", ".join(step.label for step in self.steps) or f"numbers from {self.minimum:g} to {self.maximum:g}"
            raise InvalidRatingError(f"a rating of {self.measures.value}", rating, f"must be on the scale {self.id!r} ({known})")
        if isinstance(rating, bool) or not isinstance(rating, (int, float)):
            raise InvalidTypeError(f"a rating on the scale {self.id!r}", rating, "must be a label or a number")
        if self.minimum is None or self.maximum is None:
            raise InvalidRatingError(f"a rating on the scale {self.id!r}", rating, "must be one of its labels")
        if not self.minimum <= rating <= self.maximum:
            rule = f"must lie in {self.minimum:g} to {self.maximum:g}"
            raise InvalidRatingError(f"a rating on the scale {self.id!r}", rating, rule)
        return Rating(scale=self.id, value=(rating - self.minimum) / (self.maximum - self.minimum))


@attrs.frozen(kw_only=True)
class Rating:
    """A proficiency or importance on a named scale. Make one with :meth:`Scale.rate`."""

    #: Scale that the rating is on.
    scale: ScaleId = attrs.field(validator=check.ident)
    #: Place on 0-1: 0 = nothing, 1 = the most that the scale knows.
    value: float = attrs.field(validator=check.number(0, 1))
    #: Label of the step, or None for a number.
    label: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: Standard error of the value, on the same 0-1, or None where none is stated.
    standard_error: float | None = attrs.field(default=None, validator=check.maybe(check.number(0)))
    #: Whether the source itself advises against its use, since it rests on too little. It counts as a guess, and leaves the bounds open.
    is_suppressed: bool = attrs.field(default=False, validator=check.flag)

    def __str__(self) -> str:
        """Show the label, or the value where there is none."""
        return visible(self.label) if self.label else f"{self.value:.2f}"


@attrs.frozen(kw_only=True)
class SkillRequirement:
    """One source ties one skill to one role."""

    #: Role that asks.
    role: RoleId = attrs.field(validator=check.ident)
    #: Skill asked for.
    skill: SkillId = attrs.field(validator=check.ident)
    #: On what ground.
    basis: RequirementBasis = attrs.field(converter=RequirementBasis)
    #: Where the source says so.
    citation: Citation = attrs.field(validator=check.kind(Citation))
    #: How well, or None where the source does not say.
    proficiency: Rating | None = attrs.field(default=None, validator=check.maybe(check.kind(Rating)))
    #: How much it matters, or None where the source does not say.
    importance: Rating | None = attrs.field(default=None, validator=check.maybe(check.kind(Rating)))
    #: Whether it is essential, or None where the source does not say.
    is_essential: bool | None = attrs.field(default=None, validator=check.maybe(check.flag))
    #: Whether the skill has to do with the role at all, or None where the source does not say. False is not silence: the source denies it.
    is_relevant: bool | None = attrs.field(default=None, validator=check.maybe(check.flag))
    #: Skills any one of which will do instead ("PyTorch or TensorFlow").
    alternatives: tuple[SkillId, ...] = attrs.field(default=(), validator=check.each(check.ident))
    #: Level that it is asked at, or None where the source does not say.
    level: LevelId | None = attrs.field(default=None, validator=check.maybe(check.ident))
    #: Kind of employer that asks, or None for any.
    employer: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: The source's own qualifier, like "often".
    hedge: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: Why, where the source says.
    reason: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: Fields that the source does not state and that are inferred.
    assumed: tuple[str, ...] = attrs.field(default=(), validator=check.each(check.text))
    #: A remark of the editors on the reading.
    note: str | None = attrs.field(default=None, validator=check.maybe(check.text))

    def _not_its_own_alternative(self) -> None:
        if self.skill in self.alternatives:
            raise InvalidFieldError("SkillRequirement.alternatives", self.alternatives, f"must not hold the skill itself ({self.skill})")

    _rules = (_not_its_own_alternative, check.assumptions)
    __attrs_post_init__ = check.keep_rules
