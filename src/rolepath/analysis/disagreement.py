"""Disagreements: points on which sources do not say the same, with the facts on each side."""

from __future__ import annotations

import attrs

from rolepath.analysis.explain import Explanation, cite
from rolepath.model._check import Choice
from rolepath.model.catalog import Fact
from rolepath.model.descriptor import Descriptor
from rolepath.model.identity import RoleId, SourceId, visible
from rolepath.model.level import Level
from rolepath.model.pay import PayClaim, SalaryBand
from rolepath.model.shown import Shown
from rolepath.model.skill import SkillRequirement
from rolepath.model.survey import PayPercentiles

__all__ = ["Disagreement", "DisagreementKind", "Side", "Standing", "words_of"]


class DisagreementKind(Choice):
    """What sources disagree on. The first word is the topic."""

    #: Figures of one role's pay that do not touch.
    PAY_BANDS = "pay-bands"
    #: A stated ratio of two roles' pay, against figures or another ratio.
    PAY_RATIO = "pay-ratio"
    #: How the difference in pay changes with level or employer.
    PAY_TREND = "pay-trend"
    #: Which role is paid more.
    PAY_ORDER = "pay-order"
    #: How well a role needs a skill.
    SKILL_PROFICIENCY = "skill-proficiency"
    #: Which role a skill belongs to.
    SKILL_OWNER = "skill-owner"
    #: How a move stands to others: harder, easier, quicker, more popular, a better fit.
    MOVE_RANK = "move-rank"
    #: How long a move takes.
    MOVE_DURATION = "move-duration"
    #: What a move still lacks.
    MOVE_SKILL = "move-skill"
    #: What proves that someone is ready.
    MOVE_PROOF = "move-proof"


class Standing(Choice):
    """How two sides stand to one another."""

    #: They speak of the same thing and cannot both be right.
    CONFLICT = "conflict"
    #: One narrows or limits the other, or the difference rests on silence.
    QUALIFIED = "qualified"
    #: They speak of unlike things: the difference is one of currency, component, place, level, statistic, employer or period.
    APPARENT = "apparent"


@attrs.frozen(kw_only=True)
class Side:
    """What one side says, with the facts that say it."""

    #: The statement, in our words.
    says: str
    #: The facts.
    facts: tuple[Fact, ...]

    @property
    def sources(self) -> tuple[SourceId, ...]:
        """The sources that say so, each once."""
        return tuple(dict.fromkeys(fact.citation.source for fact in self.facts if fact.citation is not None))


@attrs.frozen(kw_only=True, repr=False)
class Disagreement(Shown):
    """One point on which sources do not say the same."""

    #: What it is about.
    kind: DisagreementKind
    #: How the sides stand to one another.
    standing: Standing
    #: The point in words, like ``pay of ML engineer against Data scientist``.
    topic: str
    #: Roles concerned.
    roles: tuple[RoleId, ...]
    #: The sides, at least two.
    sides: tuple[Side, ...]
    #: Why the sides differ, with the figures.
    reason: str
    #: How sure the comparison is: what it takes for granted. Empty where it takes nothing for granted.
    doubts: tuple[str, ...] = ()
    #: The comparison's steps, with their numbers.
    steps: tuple[Explanation, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of all sides, each once."""
        return tuple(dict.fromkeys(fact for side in self.sides for fact in side.facts))

    @property
    def sources(self) -> tuple[SourceId, ...]:
        """The sources of all sides, each once."""
        return tuple(dict.fromkeys(source for side in self.sides for source in side.sources))

    @property
    def is_within_one_source(self) -> bool:
        """Whether a source disagrees with itself."""
        return len(self.sources) == 1

    def explain(self) -> Explanation:
        """Unfold the disagreement into its sides, its arithmetic and its facts."""
        sides = tuple(
            Explanation(statement=side.says, children=tuple(cite(fact, words_of(fact)) for fact in side.facts)) for side in self.sides
        )
        doubts = tuple(Explanation(statement=doubt, is_assumed=True) for doubt in self.doubts)
        return Explanation(statement=f"{self.standing}: {self.topic}: {self.reason}", children=(*sides, *self.steps, *doubts))

    def __repr__(self) -> str:
        """Name the point on one line."""
        return visible(f"Disagreement({self.kind}, {self.standing}: {self.topic}; {', '.join(self.sources)})")


def words_of(fact: Fact) -> str:
    """Put a fact into a few words."""
    if isinstance(fact, SalaryBand):
        return f"{fact.role}, {fact.level or 'no level'}: {fact.citation.printed or fact.minimum} {fact.currency} {fact.component}"
    if isinstance(fact, PayClaim):
        printed = f", {fact.citation.printed}" if fact.citation.printed else ""
        return f"{fact.role}: {fact.relation}{f' than {fact.other}' if fact.other else ''}{printed}"
    if isinstance(fact, SkillRequirement):
        level = f": {fact.proficiency}" if fact.proficiency else ""
        return f"{fact.role} needs {fact.skill}{level}"
    if isinstance(fact, PayPercentiles):
        return repr(fact)
    if isinstance(fact, Descriptor):
        return f"{fact.role}, {fact.family}: {fact.label}"
    return fact.label if isinstance(fact, Level) else fact.text
