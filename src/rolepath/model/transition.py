"""Moves between roles: what sources claim of them, and paths of several moves."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import attrs

from rolepath.errors import InvalidFieldError
from rolepath.model import _check as check
from rolepath.model._check import Choice
from rolepath.model.identity import LevelId, RoleId, SkillId
from rolepath.model.source import Citation

__all__ = ["ProofForm", "TransitionClaim", "TransitionKind", "TransitionPath", "TransitionStep"]


class TransitionKind(Choice):
    """What a claim says of a move."""

    EASIER_THAN = "easier-than"
    HARDER_THAN = "harder-than"
    HARDEST = "hardest"
    QUICKEST = "quickest"
    FASTEST_RAMP = "fastest-ramp"
    MOST_POPULAR = "most-popular"
    BETTER_FIT_THAN = "better-fit-than"
    NATURAL_FIT = "natural-fit"
    FEASIBLE = "feasible"
    SMALLER_THAN_EXPECTED = "smaller-than-expected"
    RECOMMENDED = "recommended"
    DURATION = "duration"
    CARRIES_OVER = "carries-over"
    MISSING = "missing"
    PROOF = "proof"
    INSUFFICIENT_PROOF = "insufficient-proof"
    PITFALL = "pitfall"
    ADVICE = "advice"


class ProofForm(Choice):
    """What proves, or fails to prove, that someone is ready for a move."""

    CERTIFICATION = "certification"
    COURSE = "course"
    NOTEBOOK = "notebook"
    #: A trained or tuned model by itself.
    TRAINED_MODEL = "trained-model"
    #: Code that runs, shown in a repository.
    WORKING_CODE = "working-code"
    #: A system, pipeline or application that runs.
    DEPLOYED_SYSTEM = "deployed-system"
    #: Analysis or decisions, from question to answer.
    ANALYSIS = "analysis"
    #: A written account: a design document, an estimate.
    DOCUMENT = "document"
    #: Knowing, without anything to show.
    KNOWLEDGE = "knowledge"


@attrs.frozen(kw_only=True)
class TransitionClaim:
    """What one source says of moving from one background to a role. Claims are checked, never inputs of a measure."""

    #: What is said.
    kind: TransitionKind = attrs.field(converter=TransitionKind)
    #: The statement, in our words.
    text: str = attrs.field(validator=check.text)
    #: Where the source says so.
    citation: Citation = attrs.field(validator=check.kind(Citation))
    #: Role moved from, or None for any background.
    origin: RoleId | None = attrs.field(default=None, validator=check.maybe(check.ident))
    #: Role moved to, or None for any role.
    target: RoleId | None = attrs.field(default=None, validator=check.maybe(check.ident))
    #: Origin of the move compared with; None means the same origin.
    than_origin: RoleId | None = attrs.field(default=None, validator=check.maybe(check.ident))
    #: Target of the move compared with; None means the same target.
    than_target: RoleId | None = attrs.field(default=None, validator=check.maybe(check.ident))
    #: Skill that carries over, is missing, or proves the move.
    skill: SkillId | None = attrs.field(default=None, validator=check.maybe(check.ident))
    #: What form the proof takes, for a claim about proof that names one.
    proof: ProofForm | None = attrs.field(default=None, converter=attrs.converters.optional(ProofForm))
    #: Fewest months, or None where no figure is printed.
    months_minimum: Decimal | None = attrs.field(default=None, validator=check.maybe(check.amount))
    #: Most months, or None where no figure is printed.
    months_maximum: Decimal | None = attrs.field(default=None, validator=check.maybe(check.amount))
    #: What is reached in that time, where it is not the whole move.
    milestone: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: The source's own qualifier, like "often".
    hedge: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: Fields that the source does not state and that are inferred.
    assumed: tuple[str, ...] = attrs.field(default=(), validator=check.each(check.text))
    #: A remark of the editors on the reading.
    note: str | None = attrs.field(default=None, validator=check.maybe(check.text))

    def _compared_with_a_move(self) -> None:
        compares = self.kind in (TransitionKind.EASIER_THAN, TransitionKind.HARDER_THAN, TransitionKind.BETTER_FIT_THAN)
        if compares and self.than_origin is None and self.than_target is None:
            raise InvalidFieldError("TransitionClaim.than_target", None, f"must name the move that {self.kind.value} compares with")

    def _proof_of_proof(self) -> None:
        if self.proof is not None and self.kind not in (TransitionKind.PROOF, TransitionKind.INSUFFICIENT_PROOF):
            rule = f"must be left out of a claim of the kind {self.kind.value}; it belongs to proof and insufficient-proof"
            raise InvalidFieldError("TransitionClaim.proof", self.proof.value, rule)

    _rules = (check.ordered("months_minimum", "months_maximum"), _compared_with_a_move, _proof_of_proof, check.assumptions)
    __attrs_post_init__ = check.keep_rules


@attrs.frozen(kw_only=True)
class TransitionStep:
    """One move of a path."""

    #: Role moved from.
    origin: RoleId = attrs.field(validator=check.ident)
    #: Role moved to.
    target: RoleId = attrs.field(validator=check.ident)
    #: Level held, or None where it is left open.
    level: LevelId | None = attrs.field(default=None, validator=check.maybe(check.ident))
    #: Level moved to, or None where it is left open.
    target_level: LevelId | None = attrs.field(default=None, validator=check.maybe(check.ident))


@attrs.frozen(kw_only=True)
class TransitionPath:
    """A way from one role to another in one or more steps, each beginning where the last ended.

    >>> path = TransitionPath.through("data-analyst", "data-scientist", "ml-engineer")
    >>> path.origin, path.target, len(path.steps)
    ('data-analyst', 'ml-engineer', 2)
    """

    #: The moves, in order; at least one.
    steps: tuple[TransitionStep, ...] = attrs.field(validator=check.each(check.kind(TransitionStep)))

    def _joined(self) -> None:
        if not self.steps:
            raise InvalidFieldError("TransitionPath.steps", self.steps, "must hold at least one step")
        for before, after in pairwise(self.steps):
            if before.target != after.origin:
                raise InvalidFieldError("TransitionPath.steps", after.origin, f"must begin where the step before ended ({before.target})")
            if before.target_level and after.level and before.target_level != after.level:
                rule = f"must begin at the level where the step before ended ({before.target_level})"
                raise InvalidFieldError("TransitionPath.steps", after.level, rule)

    _rules = (_joined,)
    __attrs_post_init__ = check.keep_rules

    @classmethod
    def through(cls, *roles: str) -> TransitionPath:
        """Make a path through role ids, without levels.

        Raises:
            InvalidFieldError: fewer than two roles are named.
        """
        steps = (TransitionStep(origin=RoleId(a), target=RoleId(b)) for a, b in pairwise(roles))
        return cls(steps=tuple(steps))

    @property
    def origin(self) -> RoleId:
        """Role that the path begins at."""
        return self.steps[0].origin

    @property
    def target(self) -> RoleId:
        """Role that the path ends at."""
        return self.steps[-1].target
