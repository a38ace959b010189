"""Where sources disagree about skills: how well a role needs one, and which role it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from rolepath.analysis.disagreement import Disagreement, DisagreementKind, Side, Standing
from rolepath.analysis.order import in_order
from rolepath.model.catalog import Catalog
from rolepath.model.identity import RoleId, SkillId, SourceId, label_key
from rolepath.model.skill import Rating, RequirementBasis, SkillRequirement

__all__ = ["skill_disagreements"]


def skill_disagreements(catalog: Catalog) -> Iterator[Disagreement]:
    """Find every point on which sources disagree about skills."""
    yield from _proficiencies(catalog)
    yield from _owners(catalog)


# How well --------------------------------------------------------------------------------------------------------------


def _proficiencies(catalog: Catalog) -> Iterator[Disagreement]:
    """Find skills of a role for which unlike proficiencies are stated, at one level and employer, on one scale and ground."""
    alike: dict[tuple[object, ...], list[SkillRequirement]] = {}
    for requirement in in_order(catalog, catalog.requirements):
        rating = requirement.proficiency
        if rating is not None:
            employer = label_key(requirement.employer or "")
            key = (requirement.role, requirement.skill, requirement.level, employer, rating.scale, requirement.basis)
            alike.setdefault(key, []).append(requirement)
    for found in alike.values():
        if len({_value(requirement) for requirement in found}) > 1:
            yield _proficiency(catalog, found)


def _proficiency(catalog: Catalog, found: list[SkillRequirement]) -> Disagreement:
    first = found[0]
    by_value: dict[float, list[SkillRequirement]] = {}
    for requirement in sorted(found, key=_value):
        by_value.setdefault(_value(requirement), []).append(requirement)
    sides = tuple(Side(says=f"{', '.join(_sources(facts))}: {facts[0].proficiency}", facts=tuple(facts)) for facts in by_value.values())
    spans: dict[SourceId, list[float]] = {}
    for requirement in found:
        spans.setdefault(requirement.citation.source, []).append(_value(requirement))
    is_apart = any(max(a) < min(b) or max(b) < min(a) for a, b in combinations(spans.values(), 2))
    level = f" at {catalog.level(first.level).label.lower()} level" if first.level else ""
    scale = first.proficiency.scale if first.proficiency else ""
    return Disagreement(
        kind=DisagreementKind.SKILL_PROFICIENCY,
        standing=Standing.CONFLICT if is_apart else Standing.QUALIFIED,
        topic=f"proficiency in {catalog.skill(first.skill).label} of {catalog.role(first.role).label}{level}",
        roles=(first.role,),
        sides=sides,
        reason=f"{' against '.join(f'{value:g}' for value in by_value)} on the scale {scale}",
        doubts=tuple(dict.fromkeys(_doubts(catalog, found))),
    )


def _value(requirement: SkillRequirement) -> float:
    rating: Rating | None = requirement.proficiency
    return 0.0 if rating is None else rating.value


def _sources(facts: list[SkillRequirement]) -> dict[SourceId, None]:
    return dict.fromkeys(fact.citation.source for fact in facts)


def _doubts(catalog: Catalog, found: list[SkillRequirement]) -> Iterator[str]:
    rating = found[0].proficiency
    values = sorted({_value(requirement) for requirement in found})
    steps = sorted({step.value for step in catalog.scale(rating.scale).steps}) if rating else []
    if len(values) == 2 and values[0] in steps and values[1] in steps and steps.index(values[1]) - steps.index(values[0]) == 1:  # noqa: PLR2004 - a pair
        yield "the two are neighbours on the scale"
    for requirement in found:
        for name in requirement.assumed:
            yield f"the {name} of {requirement.citation.source} is assumed"


# Whose -----------------------------------------------------------------------------------------------------------------


def _owners(catalog: Catalog) -> Iterator[Disagreement]:
    """Find skills that one source ties to one role and another source to another role only. What a background brings does not count."""
    tied: dict[SkillId, dict[SourceId, list[SkillRequirement]]] = {}
    spoken: dict[SourceId, set[RoleId]] = {}
    for requirement in in_order(catalog, catalog.requirements):
        if requirement.basis is not RequirementBasis.BACKGROUND:
            source = requirement.citation.source
            tied.setdefault(requirement.skill, {}).setdefault(source, []).append(requirement)
            spoken.setdefault(source, set()).add(requirement.role)
    for skill, by_source in tied.items():
        roles = {source: {fact.role for fact in facts} for source, facts in by_source.items()}
        apart = {source for a, b in combinations(roles, 2) if roles[a].isdisjoint(roles[b]) for source in (a, b)}
        if apart:
            kept = {source: facts for source, facts in by_source.items() if source in apart}
            yield _owner(catalog, skill, kept, spoken)


def _owner(
    catalog: Catalog, skill: SkillId, by_source: dict[SourceId, list[SkillRequirement]], spoken: dict[SourceId, set[RoleId]]
) -> Disagreement:
    every = sorted({fact.role for facts in by_source.values() for fact in facts})
    sides = tuple(
        Side(says=f"{source}: {', '.join(catalog.role(role).label for role in sorted({f.role for f in facts}))}", facts=tuple(facts))
        for source, facts in by_source.items()
    )
    silent = tuple(f"{source} says nothing of the skills of {role}" for source in by_source for role in every if role not in spoken[source])
    return Disagreement(
        kind=DisagreementKind.SKILL_OWNER,
        standing=Standing.QUALIFIED,
        topic=f"who needs {catalog.skill(skill).label}",
        roles=tuple(every),
        sides=sides,
        reason=f"not the same roles: {'; '.join(side.says for side in sides)}",
        doubts=("no source says that the other role does not need it", *silent),
    )
