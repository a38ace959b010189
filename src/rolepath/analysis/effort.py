"""The work that a gap takes, in weeks, with work for a skill and for its parts counted once."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from math import fsum, inf

import attrs

from rolepath.analysis.gap import GapItem, SkillGap
from rolepath.model.catalog import Catalog
from rolepath.model.identity import SkillId

__all__ = ["Effort", "effort_of"]


@attrs.frozen(kw_only=True)
class Effort:
    """Weeks of learning, of ten hours each."""

    #: Weeks by the middle of each skill's effort, for the shortfalls as scored.
    weeks: float
    #: Weeks by the least effort, for the shortfalls as scored.
    weeks_minimum: float
    #: Weeks by the greatest effort, for the shortfalls as scored.
    weeks_maximum: float
    #: Least weeks that the facts leave possible.
    lower: float
    #: Greatest weeks that the facts leave possible.
    upper: float
    #: Skills asked for whose effort nobody states; they count with the weeks that the difficulty model assumes.
    unknown: tuple[SkillId, ...]
    #: The weeks of each skill that is not counted within a wider one, most first.
    parts: tuple[tuple[SkillId, float], ...]
    #: Least and greatest weeks for the shortfall of each skill by itself.
    weeks_of: Mapping[SkillId, tuple[float, float]]


def effort_of(catalog: Catalog, gap: SkillGap) -> Effort:
    """Add up the work of a gap.

    The work for a skill is its effort from nothing to expert times the shortfall. Where parts of a skill are asked for too, the
    larger of the skill's own work and the sum of its parts counts, since learning the parts is learning the skill.
    """
    weeks = {item.skill: _weeks(catalog, item) for item in gap.items}
    unknown = tuple(skill for skill, interval in weeks.items() if interval is None)
    model = catalog.difficulty_model
    assumed = model.unstated_effort_weeks
    parents = {skill: _nearest(catalog, skill, weeks) for skill in weeks}
    parts_first = sorted(weeks, key=lambda skill: -_depth(skill, parents))

    def work_for(shortfall: str, low: float, high: float) -> dict[SkillId, float]:
        """Weeks of each skill, with the given weights of the least and the greatest effort."""
        work = {}
        for item in gap.items:
            least, most = weeks[item.skill] or (assumed, assumed)
            # Only one of several alternatives has to be learnt.
            share = model.effort_factor / (1 + len(item.alternatives))
            work[item.skill] = getattr(item, shortfall) * (low * least + high * most) * share
        return work

    def total(shortfall: str, low: float, high: float) -> tuple[float, dict[SkillId, float]]:
        """Add up, with work for a skill and for its parts counted once."""
        return _families(work_for(shortfall, low, high), parents, parts_first)

    middle, parts = total("shortfall", 0.5, 0.5)
    least, most = work_for("shortfall", 1.0, 0.0), work_for("shortfall", 0.0, 1.0)
    is_open = any(item.skill in unknown and item.shortfall_upper > 0 for item in gap.items)
    return Effort(
        weeks=middle,
        lower=0.0 if unknown else total("shortfall_lower", 1.0, 0.0)[0],
        upper=inf if is_open else total("shortfall_upper", 0.0, 1.0)[0],
        unknown=unknown,
        parts=tuple(sorted(((skill, weeks) for skill, weeks in parts.items() if weeks > 0), key=lambda part: (-part[1], part[0]))),
        weeks_minimum=total("shortfall", 1.0, 0.0)[0],
        weeks_maximum=total("shortfall", 0.0, 1.0)[0],
        weeks_of={skill: (low, most[skill]) for skill, low in least.items()},
    )


def _weeks(catalog: Catalog, item: GapItem) -> tuple[float, float] | None:
    skill = catalog.skill(item.skill)
    if skill.effort_weeks_minimum is None or skill.effort_weeks_maximum is None:
        return None
    return skill.effort_weeks_minimum, skill.effort_weeks_maximum


def _families(
    weeks: Mapping[SkillId, float], parents: Mapping[SkillId, SkillId | None], parts_first: Sequence[SkillId]
) -> tuple[float, dict[SkillId, float]]:
    """Sum the weeks, each family counted once; return the sum and the weeks of each family's widest skill."""
    parts: dict[SkillId, list[float]] = {skill: [] for skill in weeks}
    total: dict[SkillId, float] = {}
    for skill in parts_first:
        total[skill] = max(weeks[skill], fsum(parts[skill]))
        parent = parents[skill]
        if parent is not None:
            parts[parent].append(total[skill])
    widest = {skill: total[skill] for skill, parent in parents.items() if parent is None}
    return fsum(widest.values()), widest


def _nearest(catalog: Catalog, skill: SkillId, among: Container[SkillId]) -> SkillId | None:
    """Nearest broader skill that is asked for too."""
    above = catalog.skill(skill).broader
    while above is not None and above not in among:
        above = catalog.skill(above).broader
    return above


def _depth(skill: SkillId, parents: Mapping[SkillId, SkillId | None]) -> int:
    depth, above = 0, parents[skill]
    while above is not None:
        depth, above = depth + 1, parents[above]
    return depth
