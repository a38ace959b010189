"""What sources claim of a move, and how long it takes: stated and modelled."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from rolepath.analysis.gap import SkillGap
from rolepath.analysis.learning import lessons_of
from rolepath.analysis.needs import Held
from rolepath.model.catalog import Catalog
from rolepath.model.identity import RoleId, SkillId
from rolepath.model.profile import Profile
from rolepath.model.role import Role
from rolepath.model.source import Citation
from rolepath.model.transition import TransitionClaim, TransitionKind

__all__ = ["LEAST_HOURS", "Months", "claims_of", "modelled_months", "months_of", "stated_months"]

WEEKS_PER_MONTH = 365.25 / 12 / 7
#: Hours of the weeks that the effort of a skill is counted in.
HOURS_OF_A_WEEK = 10.0
#: Hours a week below which no months are told: none would end within a life.
LEAST_HOURS = 0.01


@attrs.frozen(kw_only=True)
class Months:
    """How long a move takes, by one source or by the model."""

    #: Fewest months, or None where no figure is stated.
    minimum: float | None
    #: Most months, or None where no figure is stated.
    maximum: float | None
    #: ``stated`` or ``modelled``.
    basis: str
    #: What the figure is for and what it rests on.
    statement: str
    #: Where a source states it, or None for the model.
    citation: Citation | None = None


def claims_of(catalog: Catalog, start: Role | Profile, end: Role) -> tuple[TransitionClaim, ...]:
    """Claims that name this move, then those that compare another move with it, then those on moves to the target at large."""
    origin = start.id if isinstance(start, Role) else start.role
    named = [claim for claim in catalog.transition_claims if origin and claim.origin == origin and claim.target in (None, end.id)]
    compared = [claim for claim in catalog.transition_claims if origin and _other_move(claim) == (origin, end.id)]
    open_ = [claim for claim in catalog.transition_claims if claim.origin is None and claim.target in (None, end.id)]
    return tuple(dict.fromkeys((*named, *compared, *open_)))


def _other_move(claim: TransitionClaim) -> tuple[RoleId | None, RoleId | None]:
    if claim.than_origin is None and claim.than_target is None:
        return (None, None)
    return (claim.than_origin or claim.origin, claim.than_target or claim.target)


def stated_months(claims: tuple[TransitionClaim, ...]) -> list[Months]:
    """Durations that sources state of this very move; a claim without a figure stays without one."""
    return [
        Months(
            minimum=None if claim.months_minimum is None else float(claim.months_minimum),
            maximum=None if claim.months_maximum is None else float(claim.months_maximum),
            basis="stated",
            statement=claim.text if claim.milestone is None else f"{claim.text} (to reach: {claim.milestone})",
            citation=claim.citation,
        )
        for claim in claims
        if claim.kind is TransitionKind.DURATION and claim.origin is not None
    ]


def modelled_months(
    catalog: Catalog, gap: SkillGap, known: Mapping[SkillId, Held], hours_per_week: float, *, is_open: bool = False
) -> list[Months]:
    """Duration of learning what the sources ask most, as a learning plan takes it; none where the effort of a part is not stated.

    With ``is_open``, such a part counts with the weeks that the catalog assumes.
    """
    if gap.score is None:
        return []
    lessons = lessons_of(catalog, gap, known, core_alone=True)
    if not is_open and any(lesson.is_of_assumed_effort for lesson in lessons.of_the_core):
        return []
    least, most = lessons.weeks()
    if hours_per_week < LEAST_HOURS and most:
        return []
    share = catalog.difficulty_model.core_share
    what = "all that sources ask" if share == 1 else f"what sources ask most, {share:.0%} of all they ask"
    return [
        Months(
            minimum=months_of(least, hours_per_week) if least else 0.0,
            maximum=months_of(most, hours_per_week) if most else 0.0,
            basis="modelled",
            statement=f"learning {what}, at {hours_per_week:g} hours a week",
        )
    ]


def months_of(weeks: float, hours_per_week: float) -> float:
    """Turn weeks of ten hours into months at the given hours a week."""
    return weeks * HOURS_OF_A_WEEK / hours_per_week / WEEKS_PER_MONTH
