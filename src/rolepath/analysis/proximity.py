"""Proximity: how alike two roles are in what their people hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import fsum

import attrs

from rolepath.analysis.account import capped, shares
from rolepath.analysis.explain import Explanation, Operation, cite, one_over
from rolepath.analysis.holding import Holding, held_step, holdings_of
from rolepath.analysis.likeness import SharedFeature, likeness_of
from rolepath.analysis.needs import SILENT, Held, held_by_role, telling_of
from rolepath.analysis.question import bundled
from rolepath.analysis.shape import FAMILIES, unit
from rolepath.model import _check as check
from rolepath.model.catalog import Catalog
from rolepath.model.descriptor import Descriptor
from rolepath.model.identity import RoleId, SkillId
from rolepath.model.measure import ProximityMethod
from rolepath.model.role import Role
from rolepath.model.shown import Tabular
from rolepath.model.skill import SkillRequirement

__all__ = ["Proximity", "SharedSkill", "lists_of", "proximity"]


@attrs.frozen(kw_only=True)
class SharedSkill:
    """A skill that both roles hold, and what it adds to their proximity."""

    #: Skill held by both.
    skill: SkillId
    #: Its preferred label.
    label: str
    #: How telling it is: high where few roles of the catalog ask for it.
    weight: float
    #: Part of the proximity.
    contribution: float
    #: How well each of the two holds it, 0-1, with related skills credited.
    held: tuple[float, float]
    #: The facts that tie it to either role.
    requirements: tuple[SkillRequirement, ...]
    #: Whose proficiency counts as held in each of the two; None where none does.
    holdings: tuple[Holding | None, Holding | None] = (None, None)


@attrs.frozen(kw_only=True, repr=False)
class Proximity(Tabular):
    """How alike two roles are, the same both ways. 0 = nothing in common, 1 = the same skills.

    The catalog says how they are compared. By ``shared``, the score is ``sum w min(a, b) / sum w max(a, b)`` over the skills that either
    role holds, with *a* and *b* the proficiencies held, related skills credited, and *w* the logarithm of one plus the number of roles
    over the number that ask for the skill. By ``cosine`` it is ``sum w² / sqrt(sum w² of the one · sum w² of the other)``, above over the
    skills that both ask for, below over all that each asks for. By ``shape`` it is the sum of :class:`ProximityModel`, over its greatest
    value; ``features`` then says what each item adds.
    """

    #: The two roles, as asked.
    roles: tuple[RoleId, RoleId]
    #: Their names.
    labels: tuple[str, str]
    #: The proximity, 0-1, or None.
    score: float | None
    #: Least proximity that the facts leave possible.
    lower: float | None
    #: Greatest proximity that the facts leave possible.
    upper: float | None
    #: Share of the weight that rests on proficiencies stated on both sides, 0-1.
    evidence_share: float
    #: Why there is no score.
    reason: str | None
    #: Skills that both hold, what adds most first.
    shared: tuple[SharedSkill, ...]
    #: Skills that only the first holds, most telling first.
    only_first: tuple[SkillId, ...]
    #: Skills that only the second holds, most telling first.
    only_second: tuple[SkillId, ...]
    #: What skills weigh that only one of the two holds; they add nothing.
    unshared: tuple[SharedSkill, ...] = ()
    #: How the roles were compared.
    method: ProximityMethod = ProximityMethod.SHARED
    #: Whether one of the roles is not rated, so that another sum stands in; ``reason`` says which.
    is_fallback: bool = False
    #: By shape, what each item adds, most first.
    features: tuple[SharedFeature, ...] = ()

    _rules = (check.bounded,)
    __attrs_post_init__ = check.keep_rules

    def explain(self) -> Explanation:
        """Unfold the score into the shared skills and cited facts; recomputing the tree gives the score again."""
        said = f"proximity of {self.labels[0]} and {self.labels[1]}"
        if self.score is None:
            return Explanation(statement=f"{said}: {self.reason}")
        children = tuple(self._parts())
        if self.score and not children:
            return Explanation(statement=f"{said}, one role", value=self.score, rests_on="definition")
        return Explanation(statement=said, value=self.score, operation=Operation.SUM, children=children)

    def _parts(self) -> Iterator[Explanation]:
        """What each shared skill adds. What is held, and the total, are steps that stand in several places."""
        yield from map(_added, self.features)
        if not self.shared:
            return
        if self.method is ProximityMethod.COSINE:
            yield from map(_in_both, self.shared)
            return
        steps = [(item, self._telling(item), self._held(item)) for item in (*self.shared, *self.unshared)]
        either = tuple(_weighed(item, Operation.MAXIMUM, telling, held) for item, telling, held in steps)
        whole = fsum(item.weight * max(item.held) for item, _, _ in steps)
        total = Explanation(statement="weighted sum of what either holds", value=whole, operation=Operation.SUM, children=either)
        share = one_over(total, whole)
        for item, telling, held in steps[: len(self.shared)]:
            both = _weighed(item, Operation.MINIMUM, telling, held)
            yield Explanation(statement=f"{item.label} adds", value=item.contribution, operation=Operation.PRODUCT, children=(both, share))

    def _telling(self, item: SharedSkill) -> Explanation:
        said = f"how telling {item.label} is: log(1 + roles / roles that ask)"
        return Explanation(statement=said, value=item.weight, rests_on="catalog")

    def _held(self, item: SharedSkill) -> tuple[Explanation, ...]:
        """Unfold how well each role holds a skill."""
        silence = "no source ties it to the role"
        return tuple(
            held_step(
                f"{item.label} is held by {label} at",
                value,
                holding,
                facts=tuple(fact for fact in item.requirements if fact.role == role),
                silence=silence,
            )
            for role, label, value, holding in zip(self.roles, self.labels, item.held, item.holdings, strict=True)
        )

    def __repr__(self) -> str:
        """Name the answer on one line."""
        score = "None" if self.score is None else f"{self.score:.2f} ({self.lower:.2f}-{self.upper:.2f})"
        shared = f"{len(self.features)} shared features" if self.method is ProximityMethod.SHAPE else f"{len(self.shared)} shared skills"
        return f"Proximity({self.roles[0]} ~ {self.roles[1]}: {score}, {shared})"


def proximity(a: Role | str, b: Role | str, *, catalog: Catalog | None = None) -> Proximity:
    """Find how alike two roles are in the skills that their people hold.

    Args:
        a: a role, as object, id or label.
        b: another role, or the same.
        catalog: the catalog to ask; the bundled guides by default.

    Returns:
        The proximity, 0 (nothing in common) to 1 (the same skills), the same whichever role comes first.

    Raises:
        UnknownRoleError: a name is not a role's.

    >>> import rolepath as rp
    >>> rp.proximity("data scientist", "ML engineer").score == rp.proximity("ML engineer", "data scientist").score
    True
    """
    catalog = bundled(catalog)
    first, second = catalog.role(a), catalog.role(b)
    build = _METHODS[catalog.proximity_model.method]
    return catalog.answer(("proximity", first.id, second.id), lambda: build(catalog, first, second))


def _by_shared(catalog: Catalog, first: Role, second: Role) -> Proximity:
    weights = telling_of(catalog)
    mine, theirs = held_by_role(catalog, first.id), held_by_role(catalog, second.id)
    either = sorted((mine.keys() | theirs.keys()) & weights.keys())
    pairs = [(weights[skill], mine.get(skill, SILENT), theirs.get(skill, SILENT)) for skill in either]
    total = fsum(weight * max(a.level, b.level) for weight, a, b in pairs)
    contributions = shares([weight * min(a.level, b.level) for weight, a, b in pairs], total)
    holdings = tuple(holdings_of(catalog, role, catalog.gap_weights) for role in (first, second))
    found = [
        SharedSkill(
            skill=skill,
            label=catalog.skill(skill).label,
            weight=weight,
            contribution=contribution,
            held=(a.level, b.level),
            requirements=(*catalog.requirements_of(first, skill=skill), *catalog.requirements_of(second, skill=skill)),
            holdings=(holdings[0].get(skill), holdings[1].get(skill)),
        )
        for skill, (weight, a, b), contribution in zip(either, pairs, contributions, strict=True)
        if max(a.level, b.level) > 0
    ]
    found.sort(key=lambda item: (-item.contribution, item.skill))
    shared = [item for item in found if min(item.held) > 0]
    silent = next((role for role in (first, second) if not catalog.requirements_of(role)), None)
    score: float | None
    score, lower, upper, reason = None, None, None, None
    if first.id == second.id:
        score, lower, upper = 1.0, 1.0, 1.0
    elif silent is not None:
        reason = f"no source says what skills the role {silent.label} asks for"
    else:
        score = fsum(item.contribution for item in shared)
        lower, upper = min(score, _least(pairs)), max(score, _greatest(pairs))
    weight = fsum(weight for weight, _, _ in pairs)
    return Proximity(
        roles=(first.id, second.id),
        labels=(first.label, second.label),
        score=score,
        lower=lower,
        upper=upper,
        evidence_share=fsum(weight for weight, a, b in pairs if a.is_stated and b.is_stated) / weight if weight else 0.0,
        reason=reason,
        shared=tuple(shared),
        only_first=_only(mine, theirs, weights),
        only_second=_only(theirs, mine, weights),
        unshared=tuple(item for item in found if min(item.held) == 0),
    )


def _by_shape(catalog: Catalog, first: Role, second: Role) -> Proximity:
    """Compare the shapes of two roles."""
    alike = likeness_of(catalog, first.id, second.id)
    is_same = first.id == second.id
    told = _told_of(catalog, first, second) if alike.features else {}
    return Proximity(
        roles=(first.id, second.id),
        labels=(first.label, second.label),
        score=1.0 if is_same else alike.score,
        lower=1.0 if is_same else alike.lower,
        upper=1.0 if is_same else alike.upper,
        evidence_share=1.0 if is_same else alike.evidence_share,
        reason=None if is_same else alike.reason,
        shared=(),
        only_first=(),
        only_second=(),
        method=ProximityMethod.SHAPE,
        is_fallback=alike.is_fallback and not is_same,
        features=() if is_same else tuple(_named(catalog, feature, told) for feature in alike.features),
    )


Told = Mapping[tuple[str, str], Sequence[SkillRequirement | Descriptor]]


def _told_of(catalog: Catalog, *roles: Role) -> Told:
    """Gather the facts that tie items to some roles, by term and item."""
    found: dict[tuple[str, str], list[SkillRequirement | Descriptor]] = {}
    for role in roles:
        for fact in catalog.requirements_of(role):
            if fact.importance is not None:
                found.setdefault(("importance", fact.skill), []).append(fact)
        for descriptor in catalog.descriptors_of(role):
            for term, families in FAMILIES.items():
                if descriptor.family in families:
                    for item in dict.fromkeys((descriptor.item, *descriptor.within)):
                        found.setdefault((term, item), []).append(descriptor)
    return found


def _named(catalog: Catalog, feature: SharedFeature, told: Told) -> SharedFeature:
    """Name a skill, and say which facts tie an item to the roles."""
    facts = tuple(told.get((feature.term, feature.item), ()))
    label = catalog.skill(feature.item).label if feature.term == "importance" else feature.label
    return attrs.evolve(feature, label=label, facts=facts)


def lists_of(catalog: Catalog) -> dict[RoleId, Mapping[SkillId, float]]:
    """List what each role asks for, as a vector of length 1 that weighs each skill by how telling it is."""
    weights = telling_of(catalog)
    asked: dict[RoleId, dict[SkillId, float]] = {}
    for fact in catalog.requirements:
        asked.setdefault(fact.role, {})[fact.skill] = weights[fact.skill]
    return {role: unit(skills) for role, skills in asked.items()}


def _by_cosine(catalog: Catalog, first: Role, second: Role) -> Proximity:
    """Compare the lists of skills of two roles, each taken as complete."""
    weights = telling_of(catalog)
    lists = catalog.derived(lists_of)
    mine, theirs = lists.get(first.id, {}), lists.get(second.id, {})
    both = [skill for skill in mine if skill in theirs]
    found = [
        SharedSkill(
            skill=skill,
            label=catalog.skill(skill).label,
            weight=weights[skill],
            contribution=contribution,
            held=(1.0, 1.0),
            requirements=(*catalog.requirements_of(first, skill=skill), *catalog.requirements_of(second, skill=skill)),
        )
        for skill, contribution in zip(both, capped([mine[skill] * theirs[skill] for skill in both]), strict=True)
    ]
    found.sort(key=lambda item: (-item.weight, item.skill))
    silent = next((role for role, skills in ((first, mine), (second, theirs)) if not skills), None)
    score: float | None = None
    reason: str | None = None
    if first.id == second.id:
        score = 1.0
    elif silent is not None:
        reason = f"no source says what skills the role {silent.label} asks for"
    else:
        score = fsum(item.contribution for item in found)
    return Proximity(
        roles=(first.id, second.id),
        labels=(first.label, second.label),
        score=score,
        lower=score,
        upper=score,
        evidence_share=0.0 if score is None else 1.0,
        reason=reason,
        shared=tuple(found) if first.id != second.id else (),
        only_first=_most_telling(mine.keys() - theirs.keys(), weights),
        only_second=_most_telling(theirs.keys() - mine.keys(), weights),
        method=ProximityMethod.COSINE,
    )


_METHODS = {ProximityMethod.SHARED: _by_shared, ProximityMethod.COSINE: _by_cosine, ProximityMethod.SHAPE: _by_shape}


def _most_telling(skills: Iterable[SkillId], weights: Mapping[SkillId, float]) -> tuple[SkillId, ...]:
    return tuple(sorted(skills, key=lambda skill: (-weights[skill], skill)))


def _only(holder: Mapping[SkillId, Held], other: Mapping[SkillId, Held], weights: Mapping[SkillId, float]) -> tuple[SkillId, ...]:
    """Skills that one side holds and the other does not, most telling first."""
    skills = [s for s in holder.keys() & weights.keys() if holder[s].level > 0 and (s not in other or not other[s].level)]
    return _most_telling(skills, weights)


Pairs = list[tuple[float, Held, Held]]


def _least(pairs: Pairs) -> float:
    total = fsum(weight * max(a.upper, b.upper) for weight, a, b in pairs)
    return fsum(weight * min(a.lower, b.lower) for weight, a, b in pairs) / total if total else 0.0


def _greatest(pairs: Pairs) -> float:
    """Bound the proximity from above: levels as equal, and as high, as they may be."""
    common = fsum(weight * min(a.upper, b.upper) for weight, a, b in pairs)
    apart = fsum(weight * max(a.lower - b.upper, b.lower - a.upper, 0.0) for weight, a, b in pairs)
    return common / (common + apart) if common + apart else 1.0


# Explanation -----------------------------------------------------------------------------------------------------------


def _added(feature: SharedFeature) -> Explanation:
    """Say what an item of the shape adds."""
    said = f"{feature.label} adds ({feature.term}, {feature.held[0]:.3g} and {feature.held[1]:.3g})"
    facts = tuple(cite(fact, f"told of {fact.role}: {fact.citation.printed or feature.label}") for fact in feature.facts)
    return Explanation(statement=said, value=feature.contribution, rests_on="catalog", children=facts)


def _in_both(item: SharedSkill) -> Explanation:
    """Say what a skill adds that both roles ask for."""
    facts = tuple(cite(fact, f"asked for: {fact.citation.printed or item.label}") for fact in item.requirements)
    said = f"{item.label} adds: the square of how telling it is, {item.weight:.3g}, over the lengths of both lists"
    return Explanation(statement=said, value=item.contribution, rests_on="catalog", children=facts)


def _weighed(item: SharedSkill, operation: Operation, telling: Explanation, held: tuple[Explanation, ...]) -> Explanation:
    """Weigh what both roles hold of a skill, the lesser proficiency, or what either holds, the greater."""
    is_both = operation is Operation.MINIMUM
    level = min(item.held) if is_both else max(item.held)
    said = f"{item.label} is held by {'both' if is_both else 'either'} at"
    at = Explanation(statement=said, value=level, operation=operation, children=held)
    return Explanation(
        statement=f"what {'both hold' if is_both else 'either holds'} of {item.label}",
        value=item.weight * level,
        operation=Operation.PRODUCT,
        children=(telling, at),
    )
