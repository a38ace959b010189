"""What sources claim of a move, and how long it takes: stated and modelled."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum, inf

import attrs

from rolepath.analysis.effort import Effort
from rolepath.analysis.gap import SkillGap
from rolepath.model.catalog import Catalog
from rolepath.model.identity import RoleId
from rolepath.model.measure import DifficultyModel
from rolepath.model.profile import Profile
from rolepath.model.role import Role
from rolepath.model.source import Citation
from rolepath.model.transition import TransitionClaim, TransitionKind

__all__ = ["Months", "claims_of", "least_weeks", "modelled_months", "months_of", "stated_months"]

WEEKS_PER_MONTH = 365.25 / 12 / 7
#: Hours of the weeks that the effort of a skill is counted in.
HOURS_OF_A_WEEK = 10.0


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


def modelled_months(gap: SkillGap, effort: Effort, model: DifficultyModel, hours_per_week: float) -> list[Months]:
    """Duration by the work that brings the gap down to ``ready_gap``; none where the effort of a skill that falls short is not stated.

    Each skill is learnt by itself: what one adds to another on the way is not counted, as a learning plan counts it. So this is more
    than the plan's own time, and never more for a person who holds more, which a plan's order does not promise.
    """
    if gap.score is None or any(item.shortfall > 0 and item.skill in effort.unknown for item in gap.items):
        return []
    low, high = (
        # Learning all, with the work for a skill and for its parts counted once, may be less than learning each by itself.
        min(whole, least_weeks([(item.contribution, effort.weeks_of[item.skill][end]) for item in gap.missing], model.ready_gap))
        for end, whole in enumerate((effort.weeks_minimum, effort.weeks_maximum))
    )
    if not hours_per_week and high:
        return []
    work = f"effort of single skills that leaves a gap of {model.ready_gap:g}" if model.ready_gap else "effort of the missing skills"
    return [
        Months(
            minimum=months_of(low, hours_per_week) if low else 0.0,
            maximum=months_of(high, hours_per_week) if high else 0.0,
            basis="modelled",
            statement=f"{work} at {hours_per_week:g} hours a week",
        )
    ]


def months_of(weeks: float, hours_per_week: float) -> float:
    """Turn weeks of ten hours into months at the given hours a week."""
    return weeks * HOURS_OF_A_WEEK / hours_per_week / WEEKS_PER_MONTH


def least_weeks(work: Iterable[tuple[float, float]], allowed: float) -> float:
    """Return the least weeks that bring a gap down to what is allowed.

    Each skill is its part of the gap and its weeks, and may be learnt in part. What is left undone is the work that takes the most weeks
    for the gap that it closes. Holding more never needs more weeks: what is held need not be learnt, and what is allowed stays.

    >>> least_weeks([(0.5, 10.0), (0.5, 2.0)], 0.25)
    7.0
    """
    listed = sorted(work, key=lambda part: (-(part[1] / part[0]) if part[0] else -inf, part))
    left, weeks = allowed, []
    for part, needed in listed:
        undone = 1.0 if part <= left else left / part
        left -= part * undone
        weeks.append(needed * (1.0 - undone))
    return fsum(weeks)
