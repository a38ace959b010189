"""What roles ask for and what is held, skill by skill, gathered from the facts of all sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from math import fsum, inf, log, prod

import attrs

from rolepath.errors import AmbiguousNameError, InvalidRatingError
from rolepath.model.catalog import Catalog
from rolepath.model.identity import LevelId, RoleId, SkillId, SourceId
from rolepath.model.measure import GapWeights
from rolepath.model.profile import Evidence, HeldSkill, Profile, UnknownSkill, known_skill
from rolepath.model.skill import Measured, SkillRequirement

__all__ = [
    "NOT_HELD",
    "SILENT",
    "Held",
    "Need",
    "credit_of",
    "held_by_person",
    "held_by_role",
    "listed_by_person",
    "needs_of",
    "telling_of",
    "unknown_of",
]


@attrs.frozen(kw_only=True)
class Need:
    """What a role asks of one skill."""

    skill: SkillId
    #: Proficiency asked, 0-1: the highest that a source states, so that every source is met; assumed where none states one.
    level: float
    #: Proficiency, 0-1, that people in the role can be taken to have: the lowest that a source states; assumed where none does.
    granted: float
    #: Lowest and highest proficiency that the sources leave possible.
    lower: float
    upper: float
    #: Weight of the requirement, the product of its parts.
    weight: float
    #: What the weight is made of: sources, importance, ground, optional, alternatives.
    weight_parts: tuple[tuple[str, float], ...]
    #: Whether some source states the proficiency.
    is_stated: bool
    #: Sources that ask for it, in the order of the catalog.
    sources: tuple[SourceId, ...]
    #: The facts.
    requirements: tuple[SkillRequirement, ...]
    #: Skills that the sources accept instead.
    alternatives: tuple[SkillId, ...] = ()


@attrs.frozen
class Held:
    """How well one skill is held, once related skills are credited."""

    #: Proficiency, 0-1.
    level: float
    #: Lowest and highest proficiency that the facts leave possible.
    lower: float
    upper: float
    #: Whether it is stated: neither assumed, nor credited from another skill.
    is_stated: bool
    #: The skill that gave the credit, where it is not held itself at that level.
    credited_from: SkillId | None = None

    def joined(self, other: Held) -> Held:
        """Hold the better of two, which both tell of one skill or of skills that do for one another."""
        return Held(
            max(self.level, other.level),
            max(self.lower, other.lower),
            max(self.upper, other.upper),
            is_stated=self.is_stated and other.is_stated,
            credited_from=other.credited_from if other.level > self.level else self.credited_from,
        )


#: Held by a role that no source ties the skill to: nothing as far as is said, anything as far as can be.
SILENT = Held(0.0, 0.0, 1.0, is_stated=False)
#: Held by a person who does not list the skill.
NOT_HELD = Held(0.0, 0.0, 0.0, is_stated=True)


def needs_of(catalog: Catalog, role: RoleId, *, level: LevelId | None = None, weights: GapWeights | None = None) -> tuple[Need, ...]:
    """Gather what a role asks for, skill by skill, in the order in which the sources name them.

    A requirement that a source ties to one level counts for that level alone; without a level, all count.
    """
    chosen = catalog.gap_weights if weights is None else weights
    return catalog.answer(("needs", role, level, chosen), lambda: tuple(_gathered(catalog, role, level, chosen)))


def _gathered(catalog: Catalog, role: RoleId, level: LevelId | None, weights: GapWeights) -> Iterable[Need]:
    groups: dict[SkillId, list[SkillRequirement]] = {}
    for requirement in dict.fromkeys(catalog.requirements_of(role)):
        if level is None or requirement.level in (None, level):
            groups.setdefault(requirement.skill, []).append(requirement)
    order = {source.id: index for index, source in enumerate(catalog.sources)}
    for skill, requirements in groups.items():
        stated = [r.proficiency.value for r in requirements if r.proficiency is not None]
        firm = [r.proficiency is not None and not r.proficiency.is_suppressed for r in requirements]
        sources = sorted({r.citation.source for r in requirements}, key=order.__getitem__)
        alternatives = _alternatives(requirements)
        parts = _weight_parts(requirements, len(sources), len(alternatives), weights)
        if weights.telling:
            parts = (*parts, ("how telling", telling_of(catalog)[skill] ** weights.telling))
        yield Need(
            skill=skill,
            level=max(stated, default=weights.unstated_proficiency),
            granted=min(stated, default=weights.unstated_proficiency),
            # A source that asks without saying how well leaves the level open, whatever the others say.
            lower=min(stated) if all(firm) else 0.0,
            upper=max(stated) if all(firm) else 1.0,
            weight=prod(value for _, value in parts),
            weight_parts=parts,
            is_stated=any(firm),
            sources=tuple(sources),
            requirements=tuple(requirements),
            alternatives=alternatives,
        )


def _weight_parts(requirements: list[SkillRequirement], sources: int, others: int, weights: GapWeights) -> tuple[tuple[str, float], ...]:
    """What a weight is made of; ``others`` is the number of skills accepted instead."""
    stated = [r.importance.value for r in requirements if r.importance is not None]
    strongest = max(requirements, key=lambda r: weights.basis(r.basis)).basis
    is_optional = {r.is_essential for r in requirements} == {False}
    return (
        ("sources that ask", float(sources)),
        ("importance stated", max(stated)) if stated else ("importance assumed", weights.unstated_importance),
        (f"strongest ground, {strongest}", weights.basis(strongest)),
        *([("called optional", weights.optional)] if is_optional else []),
        *([(f"one of {1 + others} alternatives", 1 / (1 + others))] if others else []),
    )


def _alternatives(requirements: list[SkillRequirement]) -> tuple[SkillId, ...]:
    """Skills accepted instead: those that every requirement accepts."""
    common = set.intersection(*(set(r.alternatives) for r in requirements))
    return tuple(sorted(common))


def telling_of(catalog: Catalog) -> Mapping[SkillId, float]:
    """How telling each skill is, ``log(1 + roles / roles that ask)``: rare demands tell more. Only roles that ask for anything count."""
    return catalog.derived(_telling)


def _telling(catalog: Catalog) -> dict[SkillId, float]:
    asking: dict[SkillId, set[RoleId]] = {}
    for requirement in catalog.requirements:
        asking.setdefault(requirement.skill, set()).add(requirement.role)
    roles = len(set().union(*asking.values()))
    return {skill: log(1 + roles / len(by)) for skill, by in asking.items()}


# What is held ----------------------------------------------------------------------------------------------------------


def held_by_role(catalog: Catalog, role: RoleId, *, weights: GapWeights | None = None) -> Mapping[SkillId, Held]:
    """Gather what someone in a role holds: what the role asks for, with related skills credited. Others are ``SILENT``."""
    chosen = catalog.gap_weights if weights is None else weights

    def build() -> dict[SkillId, Held]:
        own = {n.skill: Held(n.granted, n.lower, n.upper, is_stated=n.is_stated) for n in needs_of(catalog, role, weights=chosen)}
        return _credited(catalog, own, chosen, SILENT)

    return catalog.answer(("held", role, chosen), build)


def held_by_person(
    catalog: Catalog, profile: Profile, *, weights: GapWeights | None = None, evidence: Evidence | None = None
) -> Mapping[SkillId, Held]:
    """Gather what a person holds, with related skills credited. Others are ``NOT_HELD``.

    A skill that the catalog does not know is left out, and so is one that is shown less well than ``evidence`` asks.
    """
    chosen = catalog.gap_weights if weights is None else weights
    own: dict[SkillId, Held] = {}
    for skill, held in listed_by_person(catalog, profile, evidence):
        rating = held.proficiency
        level = chosen.unstated_proficiency if rating is None else rating.value
        lower, upper = (0.0, 1.0) if rating is None else (level, level)
        here = Held(level, lower, upper, is_stated=rating is not None)
        own[skill] = own[skill].joined(here) if skill in own else here  # two names of one skill may both be listed
    return _credited(catalog, own, chosen, NOT_HELD)


def listed_by_person(
    catalog: Catalog, profile: Profile, evidence: Evidence | None = None
) -> Iterator[tuple[SkillId, HeldSkill | UnknownSkill]]:
    """Yield what a person lists, each entry with the id of its skill, once its scale is checked.

    A skill that the catalog does not know is left out, and so is one that is shown less well than ``evidence`` asks. What the profile
    calls unknown counts where this catalog knows it.
    """
    for held in profile.skills:
        rating = held.proficiency
        if rating is not None and catalog.scale(rating.scale).measures is not Measured.PROFICIENCY:
            rule = f"must be on a scale of proficiency; {rating.scale} measures importance"
            raise InvalidRatingError(f"the proficiency in {held.skill}", str(rating), rule)
        skill = known_skill(catalog, held.skill)
        if skill is not None and (evidence is None or held.evidence >= evidence):
            yield skill.id, held
    for entry in profile.unknown:
        found = _now_known(catalog, entry)
        if found is not None and (evidence is None or entry.evidence >= evidence):
            yield found, entry


def _now_known(catalog: Catalog, entry: UnknownSkill) -> SkillId | None:
    """Find the skill that another catalog did not know, where its name is that of one skill and its scale one of proficiency."""
    if entry.proficiency is not None:
        scale = next((scale for scale in catalog.scales if scale.id == entry.proficiency.scale), None)
        if scale is None or scale.measures is not Measured.PROFICIENCY:
            return None
    with suppress(AmbiguousNameError):
        skill = known_skill(catalog, entry.name)
        return None if skill is None else skill.id
    return None


def unknown_of(catalog: Catalog, profile: Profile) -> tuple[str, ...]:
    """Names of a person's skills that count as nothing, since the catalog does not know them."""
    unknown = (entry.name for entry in profile.unknown if _now_known(catalog, entry) is None)
    unlisted = (held.skill for held in profile.skills if known_skill(catalog, held.skill) is None)
    return tuple(dict.fromkeys((*unknown, *unlisted)))


def _credited(catalog: Catalog, own: Mapping[SkillId, Held], weights: GapWeights, absent: Held) -> dict[SkillId, Held]:
    """Credit related skills. Credit flows from what is held itself, never from other credit, so that none bootstraps another."""
    held: dict[SkillId, Held] = dict(own)
    giving: dict[SkillId, list[tuple[SkillId, float]]] = {}
    receivers = catalog.derived(_receivers)
    for skill in own:
        for receiver, kind in receivers.get(skill, ()):
            giving.setdefault(receiver, []).append((skill, kind(weights)))
    for receiver, given in giving.items():
        mine = own.get(receiver, absent)
        level, lower, upper, best = mine.level, mine.lower, mine.upper, None
        is_stated = mine.is_stated
        for skill, credit in sorted(given):
            other = own[skill]
            if other.level * credit > level:
                level, best = other.level * credit, skill
                is_stated = False
            lower, upper = max(lower, other.lower * credit), max(upper, other.upper * credit)
        held[receiver] = Held(level, lower, upper, is_stated=is_stated, credited_from=best)
    return held


def credit_of(catalog: Catalog, skill: SkillId, weights: GapWeights) -> Mapping[SkillId, float]:
    """Return the share of a skill that counts towards each other skill once it is held, and 1 for itself."""
    key = ("credit", skill, weights)
    return catalog.answer(key, lambda: {skill: 1.0, **{name: kind(weights) for name, kind in catalog.derived(_receivers)[skill]}})


Credit = Callable[[GapWeights], float]


def _receivers(catalog: Catalog) -> dict[SkillId, tuple[tuple[SkillId, Credit], ...]]:
    """For each skill, the skills that it counts towards, and how the credit follows from the weights."""
    broader = {skill.id: skill.broader for skill in catalog.skills}
    found: dict[SkillId, dict[SkillId, Credit]] = {skill.id: {} for skill in catalog.skills}
    for skill in catalog.skills:
        distance, above = 1, skill.broader
        if above is not None:
            found[skill.id][above] = _narrower
        while above is not None:
            found[above][skill.id] = _Broader(distance)
            distance, above = distance + 1, broader[above]
    for skill in catalog.skills:
        for related in skill.related:
            found[skill.id][related.skill] = _Declared(related.credit)
    return {skill: tuple(receivers.items()) for skill, receivers in found.items()}


def _narrower(weights: GapWeights) -> float:
    return weights.narrower_credit


@attrs.frozen
class _Broader:
    """Credit of a skill towards a part of it, some levels down."""

    distance: int

    def __call__(self, weights: GapWeights) -> float:
        return weights.broader_credit**self.distance


@attrs.frozen
class _Declared:
    """Credit declared by the vocabulary."""

    credit: float

    def __call__(self, _: GapWeights) -> float:
        return self.credit


def largest_ratio(needs: Iterable[tuple[float, float, float, float]]) -> float:
    """Return the largest value of ``sum w max(0, n - h) / sum w n`` over the needs that are possible.

    Each need is (weight, lowest n, highest n, lowest h). Dinkelbach's method: for a fixed ratio the best choice of each n is one of
    its ends, and the ratio that this choice gives rises until it is the largest.
    """
    listed = list(needs)
    ratio, better = -inf, 0.0
    while better > ratio:
        ratio = better
        chosen = [
            (weight, high if high - held - ratio * high > max(0.0, low - held) - ratio * low else low, held)
            for weight, low, high, held in listed
        ]
        total = fsum(weight * level for weight, level, _ in chosen)
        short = fsum(weight * max(0.0, level - held) for weight, level, held in chosen)
        better = min(1.0, short / total) if total > 0 else ratio
    return ratio
