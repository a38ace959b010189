"""What is carried from role to role: what someone holds after a role on the way, and how hard the next move is from there.

*After a role*, what was held is joined with what people in the role are taken to hold, as ``held_by_role`` says, skill by skill, the
higher of the two. It does not matter whether a skill was learnt before the move or in the job. What a role asks at other levels alone does
not count. What no role on the way asks stays as it was: unknown of a role, not held of a person.

*The next move* is measured as :func:`~rolepath.transition_difficulty` measures it, from what is then held.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum

import attrs

from rolepath.analysis import factors
from rolepath.analysis.account import shares
from rolepath.analysis.difficulty import TransitionDifficulty, transition_difficulty
from rolepath.analysis.effort import effort_of
from rolepath.analysis.gap import GapItem, SkillGap, skill_gap
from rolepath.analysis.holding import Holding, holdings_of
from rolepath.analysis.months import modelled_months
from rolepath.analysis.needs import NOT_HELD, SILENT, Held, Need, held_by_person, held_by_role, largest_ratio, needs_of
from rolepath.model.catalog import Catalog
from rolepath.model.identity import LevelId, SkillId
from rolepath.model.level import Level
from rolepath.model.profile import Profile
from rolepath.model.role import Role

__all__ = ["Carried", "Levels", "after", "carried_gap", "carried_move", "start_at"]

#: Level held and level moved to.
Levels = tuple[Level | None, Level | None]


@attrs.frozen(kw_only=True, eq=False)
class Carried:
    """What someone holds on the way."""

    #: Where the way began.
    origin: Role | Profile
    #: Roles since, in order.
    roles: tuple[Role, ...] = ()
    #: How well each skill is held, once related skills are credited.
    held: Mapping[SkillId, Held]
    #: Whose proficiency counts, skill by skill.
    holdings: Mapping[SkillId, Holding]
    #: How a skill is held that is not among them.
    absent: Held

    @property
    def label(self) -> str:
        """Name of who moves on: the last role, and where the way began."""
        first = self.origin.label if isinstance(self.origin, Role) else "this person"
        return f"{self.roles[-1].label}, coming from {' and '.join([first, *(role.label for role in self.roles[:-1])])}"


def start_at(catalog: Catalog, origin: Role | Profile) -> Carried:
    """Begin a way: with what the role's people are taken to hold, or what the person says."""
    is_role = isinstance(origin, Role)
    held = held_by_role(catalog, origin.id) if isinstance(origin, Role) else held_by_person(catalog, origin)
    holdings = holdings_of(catalog, origin, catalog.gap_weights)
    return Carried(origin=origin, held=held, holdings=holdings, absent=SILENT if is_role else NOT_HELD)


def after(catalog: Catalog, carried: Carried, role: Role, level: LevelId | None) -> Carried:
    """Join what is held with what the people of a role are taken to hold, by what it asks at a level."""
    asked = catalog if level is None else _at_level(catalog, level)
    own = holdings_of(asked, role, catalog.gap_weights)
    held, holdings = dict(carried.held), dict(carried.holdings)
    for skill, learnt in held_by_role(asked, role.id).items():
        before = held.get(skill, carried.absent)
        is_better = (learnt.level, learnt.is_stated) > (before.level, before.is_stated)
        kept = learnt if is_better else before
        held[skill] = attrs.evolve(kept, lower=max(before.lower, learnt.lower), upper=max(before.upper, learnt.upper))
        if is_better:
            holdings[skill] = own[skill]
    return attrs.evolve(carried, roles=(*carried.roles, role), held=held, holdings=holdings)


def _at_level(catalog: Catalog, level: LevelId) -> Catalog:
    """Leave out what roles ask at other levels alone."""

    def build() -> Catalog:
        kept = (fact for fact in catalog.requirements if fact.level in (None, level))
        return attrs.evolve(catalog, requirements=tuple(kept))

    return catalog.answer(("asked at level", level), build)


# The next move ---------------------------------------------------------------------------------------------------------


def carried_gap(catalog: Catalog, carried: Carried, target: Role, level: LevelId | None) -> SkillGap:
    """Measure the gap to a role from what is held."""
    base = skill_gap(carried.origin, target, level=level, catalog=catalog)
    if not carried.roles:
        return base
    before = {item.skill: item for item in base.items}
    rows = [(need, *_met(carried, need)) for need in needs_of(catalog, target.id, level=level)]
    contributions = shares(
        [need.weight * max(0.0, need.level - met.level) for need, met, _ in rows],
        fsum(need.weight * need.level for need, _, _ in rows),
    )
    items = [
        _item(catalog, carried, before[need.skill], (need, met, holding), contribution)
        for (need, met, holding), contribution in zip(rows, contributions, strict=True)
    ]
    items.sort(key=lambda item: (-item.contribution, -item.weight, item.skill))
    score = fsum(item.contribution for item in items)
    weight = fsum(need.weight for need, _, _ in rows)
    stated = fsum(need.weight for need, met, _ in rows if need.is_stated and met.is_stated)
    return attrs.evolve(
        base,
        origin=None if base.origin is None else carried.roles[-1].id,
        origin_label=carried.label,
        score=score,
        lower=min(score, _least(rows)),
        upper=max(score, largest_ratio((need.weight, need.lower, need.upper, met.lower) for need, met, _ in rows)),
        evidence_share=stated / weight,
        reason=None,
        items=tuple(items),
    )


_Row = tuple[Need, Held, Holding | None]


def _met(carried: Carried, need: Need) -> tuple[Held, Holding | None]:
    """How well a need is met, and through which skill: its own, or the best alternative that the sources accept."""
    best = carried.held.get(need.skill, carried.absent)
    for skill in need.alternatives:
        best = best.joined(attrs.evolve(carried.held.get(skill, carried.absent), credited_from=skill))
    through = max((need.skill, *need.alternatives), key=lambda skill: carried.held.get(skill, carried.absent).level)
    return best, carried.holdings.get(through)


def _item(catalog: Catalog, carried: Carried, item: GapItem, row: _Row, contribution: float) -> GapItem:
    need, met, holding = row
    since = (fact for role in carried.roles for fact in catalog.requirements_of(role, skill=need.skill))
    return attrs.evolve(
        item,
        held=met.level,
        shortfall=max(0.0, need.level - met.level),
        shortfall_lower=max(0.0, need.lower - met.upper),
        shortfall_upper=max(0.0, need.upper - met.lower),
        is_silent=met is SILENT,
        contribution=contribution,
        is_held_stated=met.is_stated,
        credited_from=met.credited_from,
        held_requirements=(*item.held_requirements, *since),
        holding=holding,
    )


def _least(rows: list[_Row]) -> float:
    """Return the least gap that the facts leave possible: each need as low as it must be to fall short, as high as it may be to be met."""
    chosen = [(need.weight, min(max(met.upper, need.lower), need.upper), met.upper) for need, met, _ in rows]
    total = fsum(weight * level for weight, level, _ in chosen)
    return fsum(weight * max(0.0, level - held) for weight, level, held in chosen) / total if total else 0.0


def carried_move(  # noqa: PLR0917 - the question, once understood
    catalog: Catalog, carried: Carried, gap: SkillGap, target: Role, levels: Levels, hours_per_week: float
) -> TransitionDifficulty:
    """Measure the move to a role from what is held, whose gap to it is given.

    The shape of a role, which the factor distance compares, is that of the last role by itself.
    """
    level, target_level = (None if rung is None else rung.id for rung in levels)
    begun = carried.roles[-1] if carried.roles else carried.origin
    alone = transition_difficulty(begun, target, level=level, target_level=target_level, catalog=catalog)
    model = catalog.difficulty_model
    work = effort_of(catalog, gap)
    months = (*alone.stated_months, *modelled_months(gap, work, model, hours_per_week))
    if not carried.roles:
        return attrs.evolve(alone, months=months)
    person = carried.origin if isinstance(carried.origin, Profile) else None
    distances = [factor for factor in alone.factors if factor.name == "distance"] if person is None else []
    weights = model.weights
    found = factors.weighed(
        [
            factors.shortfall(gap, weights.shortfall),
            factors.effort(gap, work, model, weights.effort),
            factors.step(*levels, model, weights.step, is_same=False),
            *distances,
        ]
    )
    total = fsum(factor.weight for factor in found)
    score = fsum(factor.contribution for factor in found)
    return attrs.evolve(
        alone,
        origin_label=carried.label,
        score=score,
        lower=min(score, fsum(factor.weight * factor.lower for factor in found) / total),
        upper=max(score, min(1.0, fsum(factor.weight * factor.upper for factor in found) / total)),
        evidence_share=factors.evidence_share(found),
        factors=found,
        months=months,
        gap=gap,
        effort_weeks=work.parts,
        profile=person,
        proximity=alone.proximity if distances else None,
    )
