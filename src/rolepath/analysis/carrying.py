"""What is carried from role to role: what someone holds after a role on the way, and how hard the next move is from there.

*After a role*, what was held is joined with what people in the role are taken to hold, as ``held_by_role`` says, skill by skill, the
higher of the two. It does not matter whether a skill was learnt before the move or in the job. What a role asks at other levels alone does
not count. What no role on the way asks stays as it was: unknown of a role, not held of a person.

*The next move* is measured as :func:`~rolepath.transition_difficulty` measures it, from what is then held.
"""

from __future__ import annotations

import attrs

from rolepath.analysis import factors
from rolepath.analysis.carried import Carried
from rolepath.analysis.difficulty import TransitionDifficulty, transition_difficulty, weights_for
from rolepath.analysis.effort import effort_of
from rolepath.analysis.gap import SkillGap
from rolepath.analysis.holding import holdings_of
from rolepath.analysis.months import modelled_months
from rolepath.analysis.needs import held_by_role
from rolepath.model.catalog import Catalog
from rolepath.model.identity import LevelId
from rolepath.model.level import Level
from rolepath.model.profile import Profile
from rolepath.model.role import Role

__all__ = ["Levels", "after", "carried_move"]

#: Level held and level moved to.
Levels = tuple[Level | None, Level | None]


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
    months = (*alone.stated_months, *modelled_months(catalog, gap, carried.held, hours_per_week))
    if not carried.roles:
        return attrs.evolve(alone, months=months)
    person = carried.origin if isinstance(carried.origin, Profile) else None
    shape = [factor for factor in alone.factors if factor.name in {"distance", "preparation"}] if person is None else []
    weights = weights_for(begun if person is None else person, model, None)
    found = factors.weighed(
        [
            factors.shortfall(gap, weights.shortfall),
            factors.effort(gap, work, model, weights.effort),
            factors.step(*levels, model, weights.step, is_same=False),
            *shape,
        ]
    )
    score, lower, upper = factors.scored(found)
    return attrs.evolve(
        alone,
        origin_label=carried.label,
        score=score,
        lower=lower,
        upper=upper,
        evidence_share=factors.evidence_share(found),
        factors=found,
        months=months,
        gap=gap,
        effort_weeks=work.parts,
        profile=person,
        proximity=alone.proximity if shape else None,
    )
