"""The work that a gap takes, in weeks, with work for a skill and for its parts counted once."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum

import attrs

from rolepath.analysis.gap import GapItem, SkillGap
from rolepath.model.catalog import Catalog
from rolepath.model.identity import SkillId

__all__ = ["Effort", "effort_of"]


@attrs.frozen(kw_only=True)
class Effort:
    """Weeks of learning at the hours a week of the catalog's difficulty model."""

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
    #: Skills that fall short and have no known effort.
    unknown: tuple[SkillId, ...]
    #: The weeks of each skill that is not counted within a wider one, most first.
    parts: tuple[tuple[SkillId, float], ...]


def effort_of(catalog: Catalog, gap: SkillGap) -> Effort:
    """Add up the work of a gap.

    The work for a skill is its effort from nothing to expert times the shortfall. Where parts of a skill are asked for too, the
    larger of the skill's own work and the sum of its parts counts, since learning the parts is learning the skill.
    """
    known: dict[SkillId, tuple[float, float]] = {}
    unknown: list[SkillId] = []
    for item in gap.items:
        skill = catalog.skill(item.skill)
        if skill.effort_weeks_minimum is None or skill.effort_weeks_maximum is None:
            if item.shortfall_upper > 0:
                unknown.append(item.skill)
        else:
            known[item.skill] = (skill.effort_weeks_minimum, skill.effort_weeks_maximum)
    asked = [item for item in gap.items if item.skill in known]
    share = {item.skill: _share(item) for item in asked}

    def total(weeks: Mapping[SkillId, float]) -> tuple[float, dict[SkillId, float]]:
        return _families(catalog, weeks)

    middle, parts = total({i.skill: i.shortfall * fsum(known[i.skill]) / 2 * share[i.skill] for i in asked})
    return Effort(
        weeks=middle,
        weeks_minimum=total({i.skill: i.shortfall * known[i.skill][0] * share[i.skill] for i in asked})[0],
        weeks_maximum=total({i.skill: i.shortfall * known[i.skill][1] * share[i.skill] for i in asked})[0],
        lower=total({i.skill: i.shortfall_lower * known[i.skill][0] * share[i.skill] for i in asked})[0],
        upper=total({i.skill: i.shortfall_upper * known[i.skill][1] * share[i.skill] for i in asked})[0],
        unknown=tuple(unknown),
        parts=tuple(sorted(((skill, weeks) for skill, weeks in parts.items() if weeks > 0), key=lambda part: (-part[1], part[0]))),
    )


def _share(item: GapItem) -> float:
    """Only one of several alternatives has to be learnt."""
    common = set.intersection(*(set(r.alternatives) for r in item.requirements))
    return 1 / (1 + len(common))


def _families(catalog: Catalog, weeks: Mapping[SkillId, float]) -> tuple[float, dict[SkillId, float]]:
    """Sum the weeks, each family counted once; return the sum and the weeks of each family's widest skill."""
    parents = {skill: _nearest(catalog, skill, weeks) for skill in weeks}
    depth = {skill: _depth(skill, parents) for skill in weeks}
    parts: dict[SkillId, list[float]] = {skill: [] for skill in weeks}
    total: dict[SkillId, float] = {}
    for skill in sorted(weeks, key=lambda s: -depth[s]):
        total[skill] = max(weeks[skill], fsum(parts[skill]))
        parent = parents[skill]
        if parent is not None:
            parts[parent].append(total[skill])
    widest = {skill: total[skill] for skill, parent in parents.items() if parent is None}
    return fsum(widest.values()), widest


def _nearest(catalog: Catalog, skill: SkillId, among: Mapping[SkillId, float]) -> SkillId | None:
    """Nearest broader skill that is asked for too; None within a ring, so that each family has a top."""
    seen = {skill}
    above = catalog.skill(skill).broader
    while above is not None and above not in seen:
        if above in among:
            return above
        seen.add(above)
        above = catalog.skill(above).broader
    return None


def _depth(skill: SkillId, parents: Mapping[SkillId, SkillId | None]) -> int:
    depth, above = 0, parents[skill]
    while above is not None:
        depth, above = depth + 1, parents[above]
    return depth
