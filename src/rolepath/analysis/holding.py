"""Whose proficiency counts as held: a skill's own, that of an accepted alternative, or that of a related skill, in part."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from rolepath.analysis.explain import Explanation, Operation, cite
from rolepath.analysis.needs import held_by_person, held_by_role, listed_by_person, needs_of
from rolepath.model.catalog import Catalog
from rolepath.model.identity import SkillId
from rolepath.model.measure import GapWeights
from rolepath.model.profile import Evidence, Profile
from rolepath.model.role import Role
from rolepath.model.skill import SkillRequirement

__all__ = ["Holding", "held_step", "holdings_of", "is_rated", "rated"]


@attrs.frozen(kw_only=True)
class Holding:
    """The skill whose own proficiency makes another, or itself, count as held."""

    #: Skill that is held.
    skill: SkillId
    #: Its own proficiency, 0-1: the lowest that a source states of a role, what a person says, or an assumption where neither is stated.
    level: float
    #: Whether that proficiency is stated.
    is_stated: bool
    #: Skill that it counts as: itself, or a related one.
    towards: SkillId
    #: Shares that the proficiency is multiplied by, each with what it rests on; empty for the skill itself.
    shares: tuple[tuple[str, float], ...]
    #: Facts that tie the skill to a role; empty for a person.
    requirements: tuple[SkillRequirement, ...]


def holdings_of(
    catalog: Catalog, origin: Role | Profile, weights: GapWeights, evidence: Evidence | None = None
) -> Mapping[SkillId, Holding]:
    """Find for each skill that counts as held whose proficiency counts; of a person, what is shown at least as well as ``evidence``."""
    key = origin.id if isinstance(origin, Role) else origin
    return catalog.answer(("holdings", key, weights, evidence), lambda: _found(catalog, origin, weights, evidence))


def _found(catalog: Catalog, origin: Role | Profile, weights: GapWeights, evidence: Evidence | None) -> dict[SkillId, Holding]:
    if isinstance(origin, Role):
        held = held_by_role(catalog, origin.id, weights=weights)
        own = {need.skill: (need.granted, need.is_stated, need.requirements) for need in needs_of(catalog, origin.id, weights=weights)}
    else:
        held = held_by_person(catalog, origin, weights=weights, evidence=evidence)
        own = _said(catalog, origin, weights, evidence)
    found: dict[SkillId, Holding] = {}
    for towards, here in held.items():
        skill = here.credited_from or towards
        if skill not in own:
            continue  # related to a skill that is held at nothing, so that no credit came of it
        level, is_stated, requirements = own[skill]
        shares = _shares(catalog, skill, towards, weights) if here.credited_from else ()
        found[towards] = Holding(skill=skill, level=level, is_stated=is_stated, towards=towards, shares=shares, requirements=requirements)
    return found


def _said(
    catalog: Catalog, person: Profile, weights: GapWeights, evidence: Evidence | None
) -> dict[SkillId, tuple[float, bool, tuple[SkillRequirement, ...]]]:
    """What a person says of each skill; the best where two names of one skill are listed."""
    said: dict[SkillId, tuple[float, bool, tuple[SkillRequirement, ...]]] = {}
    for skill, entry in listed_by_person(catalog, person, evidence):
        level = weights.unstated_proficiency if entry.proficiency is None else entry.proficiency.value
        if skill not in said or level > said[skill][0]:
            said[skill] = (level, entry.proficiency is not None, ())
    return said


def _shares(catalog: Catalog, skill: SkillId, towards: SkillId, weights: GapWeights) -> tuple[tuple[str, float], ...]:
    """Say what shares of one skill count towards another: as the vocabulary declares, or else as broader and narrower skills do."""
    giver = catalog.skill(skill)
    declared = next((related.credit for related in giver.related if related.skill == towards), None)
    if declared is not None:
        return (("vocabulary", declared),)
    if giver.broader == towards:
        return (("gap.narrower_credit", weights.narrower_credit),)
    shares = []
    above: SkillId | None = towards
    while above is not None and above != skill:
        shares.append(("gap.broader_credit", weights.broader_credit))
        above = catalog.skill(above).broader
    return tuple(shares)


def held_step(
    said: str,
    value: float,
    holding: Holding | None,
    *,
    facts: tuple[SkillRequirement, ...],
    silence: str | None,
    evidence: Evidence | None = None,
) -> Explanation:
    """Unfold how well a skill is held.

    Args:
        said: the statement of the step.
        value: how well it is held.
        holding: whose proficiency counts, or None where none does.
        facts: what sources say of the skill itself.
        silence: why none counts, or None for a person, whose silence is a statement.
        evidence: how well a person must show what counts, or None where all does.
    """
    if holding is None:
        if silence is None:
            lack = "does not list it" if evidence is None else f"shows nothing that counts towards it as {evidence} or better"
            return Explanation(statement=f"{said}, since the person {lack}", value=value, rests_on="profile")
        return Explanation(statement=f"{said}, since {silence}", value=value, is_assumed=True)
    if not holding.shares:
        return _own_step(said, holding)
    counted = (_own_step(f"{holding.skill} is held at", holding), *(_share_step(holding, *share) for share in holding.shares))
    remarks = tuple(cite(fact, f"less by itself: {_printed(fact)}") for fact in facts)
    return Explanation(statement=said, value=value, operation=Operation.PRODUCT, is_assumed=True, children=(*counted, *remarks))


def _own_step(said: str, holding: Holding) -> Explanation:
    if holding.is_stated and not holding.requirements:
        return Explanation(statement=said, value=holding.level, rests_on="profile")
    return Explanation(
        statement=said,
        value=holding.level,
        operation=Operation.MINIMUM if is_rated(holding.requirements) else None,
        is_assumed=not holding.is_stated,
        rests_on=None if is_rated(holding.requirements) else "gap.unstated_proficiency",
        children=rated(holding.requirements),
    )


def _share_step(holding: Holding, rests_on: str, share: float) -> Explanation:
    said = {
        "gap.narrower_credit": "share of a part that counts towards the whole",
        "gap.broader_credit": "share of a whole that counts towards a part",
    }.get(rests_on, f"share of {holding.skill} that counts towards {holding.towards}")
    return Explanation(statement=said, value=share, rests_on=rests_on)


def is_rated(facts: tuple[SkillRequirement, ...]) -> bool:
    """Whether some fact states a proficiency, be it one that its source advises against."""
    return any(fact.proficiency is not None for fact in facts)


def rated(facts: tuple[SkillRequirement, ...]) -> tuple[Explanation, ...]:
    """Cite facts with the proficiency that each states, if any."""
    return tuple(map(_rated, facts))


def _rated(fact: SkillRequirement) -> Explanation:
    if fact.proficiency is None:
        return cite(fact, _printed(fact))
    doubt = ", which the source advises against" if fact.proficiency.is_suppressed else ""
    return cite(fact, f"{_printed(fact)}{doubt}", value=fact.proficiency.value)


def _printed(fact: SkillRequirement) -> str:
    return f"{fact.citation.printed or fact.skill} ({fact.basis})"
