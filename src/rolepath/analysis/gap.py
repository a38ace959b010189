"""Skill gap: what of a target is missing, skill by skill."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum
from typing import TYPE_CHECKING

import attrs

from rolepath.analysis.account import shares
from rolepath.analysis.carried import Carried, carried_by
from rolepath.analysis.explain import Explanation, Operation, cite, one_over
from rolepath.analysis.holding import Holding, held_step, is_rated, rated
from rolepath.analysis.needs import SILENT, Held, Need, largest_ratio, needs_of, unknown_of
from rolepath.analysis.question import bundled, expect, role_or_profile
from rolepath.errors import InvalidTypeError
from rolepath.model import _check as check
from rolepath.model.catalog import Catalog
from rolepath.model.identity import LevelId, RoleId, SkillId, SourceId
from rolepath.model.level import Level
from rolepath.model.measure import GapWeights
from rolepath.model.profile import Evidence, Profile
from rolepath.model.role import Role
from rolepath.model.shown import Tabular
from rolepath.model.skill import SkillRequirement

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["FEW", "GapItem", "SkillGap", "gap_of", "skill_gap"]

#: Most skills of a role of which sources say little.
FEW = 5


@attrs.frozen(kw_only=True)
class GapItem:
    """One skill of a target: how well it is asked for, how well it is held, and what that adds to the gap."""

    #: Skill asked for.
    skill: SkillId
    #: Its preferred label.
    label: str
    #: Proficiency asked, 0-1: the highest that a source states, or an assumption where none does.
    need: float
    #: Proficiency held, 0-1, with related skills credited.
    held: float
    #: ``max(0, need - held)``.
    shortfall: float
    #: Least shortfall that the facts leave possible.
    shortfall_lower: float
    #: Greatest shortfall that the facts leave possible.
    shortfall_upper: float
    #: Weight of the requirement, the product of its parts.
    weight: float
    #: What the weight is made of: sources, importance, ground, optional, alternatives.
    weight_parts: tuple[tuple[str, float], ...]
    #: Whether no source ties the skill to the origin, so that it counts as not held though nobody says so.
    is_silent: bool
    #: Part of the gap's score; the contributions add up to it.
    contribution: float
    #: Whether some source states the proficiency that is asked.
    is_need_stated: bool
    #: Whether the proficiency held is stated rather than assumed, credited, or silent.
    is_held_stated: bool
    #: Skill whose credit counts as held, or None.
    credited_from: SkillId | None
    #: Skills that the sources accept instead.
    alternatives: tuple[SkillId, ...]
    #: Sources that ask for the skill.
    sources: tuple[SourceId, ...]
    #: The facts that ask for it.
    requirements: tuple[SkillRequirement, ...]
    #: The facts that tie it to the origin.
    held_requirements: tuple[SkillRequirement, ...]
    #: Whose proficiency counts as held: the skill's own, an alternative's, or a related skill's; None where none does.
    holding: Holding | None = None


@attrs.frozen(kw_only=True, repr=False)
class SkillGap(Tabular):
    """What is missing for a target. 0 = nothing, 1 = everything.

    ``score`` is the weighted shortfall over the weighted need (DESIGN section 5). ``lower`` and ``upper`` bound it where sources state no
    level. All three are None, with a ``reason``, where the sources say too little.
    """

    #: Role held, or None for a person.
    origin: RoleId | None
    #: Name of the origin, for people.
    origin_label: str
    #: Role wanted.
    target: RoleId
    #: Name of the target.
    target_label: str
    #: Level at which the target is asked, or None for all.
    level: LevelId | None
    #: The gap, 0-1, or None.
    score: float | None
    #: Least gap that the facts leave possible.
    lower: float | None
    #: Greatest gap that the facts leave possible.
    upper: float | None
    #: Share of the weight that rests on stated proficiencies on both sides, 0-1.
    evidence_share: float
    #: Why there is no score.
    reason: str | None
    #: Every skill that the target asks for, what adds most first.
    items: tuple[GapItem, ...]
    #: How weights followed from facts.
    weights: GapWeights
    #: The person, or None for a role.
    profile: Profile | None = None
    #: How well the person must show a skill for it to count, or None where all that is claimed counts.
    evidence: Evidence | None = None
    #: Names of the person's skills that the catalog does not know, so that they count as nothing.
    unknown_skills: tuple[str, ...] = ()
    #: Skills of the person that would make some skill fall short by less if they were shown: to prove rather than learn, most first.
    to_prove: tuple[SkillId, ...] = ()

    _rules = (check.bounded,)
    __attrs_post_init__ = check.keep_rules

    @property
    def is_thin(self) -> bool:
        """Whether sources name so few skills for the target, five at most, that it looks nearer than it is."""
        return 0 < len(self.items) <= FEW

    @property
    def missing(self) -> tuple[GapItem, ...]:
        """The skills that fall short, what adds most first."""
        return tuple(item for item in self.items if item.shortfall > 0)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the skills that are missing as bars, what adds most first.

        A bar is as long as what the skill adds to the score. It is solid where sources state the level asked and the level held; where one
        of them is assumed or credited, it is hatched and its figure has ``~``.

        Args:
            ax: axes of matplotlib to draw on; a figure of its own, 6 inches wide, by default.

        Returns:
            The axes drawn on. ``.figure`` of them is the figure; a notebook shows the axes as the picture where the figure is our own.

        Raises:
            MissingExtraError: the extra ``[plot]`` is not installed.
            InvalidTypeError: ``ax`` is no Axes of matplotlib.

        >>> import rolepath as rp
        >>> rp.skill_gap("data scientist", "ML engineer").plot().get_title(loc="left")
        'Skill gap: Data scientist to ML engineer'
        """
        from rolepath.display import as_plot

        return as_plot(self, ax)

    def explain(self) -> Explanation:
        """Unfold the score into skills and cited facts; recomputing the tree gives the score again."""
        counting = "" if self.evidence is None else f", counting what is shown as {self.evidence} or better"
        said = f"gap from {self.origin_label} to {self.target_label}{counting}"
        if self.score is None:
            return Explanation(statement=f"{said}: {self.reason}")
        children = tuple(self._parts())
        return Explanation(statement=said, value=self.score, operation=Operation.SUM, children=children)

    def _parts(self) -> Iterator[Explanation]:
        """What each skill adds. Weights, needs and their total are steps that stand in several places."""
        steps = [(item, _weighed(item, self.weights), _asked(item)) for item in self.items]
        needs = [
            Explanation(
                statement=f"weighted need of {item.label}",
                value=item.weight * item.need,
                operation=Operation.PRODUCT,
                children=(weight, asked),
            )
            for item, weight, asked in steps
        ]
        whole = fsum(item.weight * item.need for item in self.items)
        if not whole:
            return
        total = Explanation(statement="weighted need of all skills", value=whole, operation=Operation.SUM, children=tuple(needs))
        share = one_over(total, whole)
        silence = "no source ties it to the origin" if self.profile is None else None
        for item, weight, asked in steps:
            if item.contribution > 0:
                held = _held(item, silence, self.evidence)
                yield _explained(item, weight, asked, held, share)

    def __repr__(self) -> str:
        """Name the answer on one line."""
        score = "None" if self.score is None else f"{self.score:.2f} ({self.lower:.2f}-{self.upper:.2f})"
        origin = self.origin or ("profile" if self.evidence is None else f"profile, {self.evidence}")
        return f"SkillGap({origin} -> {self.target}: {score}, {len(self.missing)} of {len(self.items)} skills short)"


def skill_gap(
    have: Role | Profile | str,
    want: Role | str,
    *,
    level: Level | str | None = None,
    evidence: Evidence | str | None = None,
    weights: GapWeights | None = None,
    catalog: Catalog | None = None,
) -> SkillGap:
    """Find what is missing for a role, skill by skill, with who asks for it.

    Args:
        have: a person, or a role that stands for someone who meets what its sources ask.
        want: the role wanted, as object, id or label.
        level: count only what is asked at this level or at none in particular; a person's own level by default.
        evidence: count only what a person shows at least so well; all that is claimed by default.
        weights: how weights follow from facts; the catalog's own by default.
        catalog: the catalog to ask; the bundled guides by default.

    Returns:
        The gap, 0 (nothing is missing) to 1 (everything), with its bounds and items.

    Raises:
        UnknownRoleError: a name is not a role's.
        UnknownLevelError: ``level`` is not a level.
        InvalidTypeError: ``evidence`` is asked of a role.

    >>> import rolepath as rp
    >>> rp.skill_gap("data scientist", "data scientist").score
    0.0
    >>> person = rp.Profile().with_skill("python", evidence="used-at-work").with_skill("docker")
    >>> rp.skill_gap(person, "ML engineer", evidence="used-at-work").to_prove
    ('docker',)
    """
    catalog = bundled(catalog)
    expect("weights", weights, GapWeights)
    origin = role_or_profile(catalog, have)
    target = catalog.role(want)
    if level is None and isinstance(origin, Profile):
        level = origin.level
    rung = None if level is None else catalog.level(level).id
    chosen = catalog.gap_weights if weights is None else weights
    grade = _grade(origin, evidence)
    key = ("gap", origin, target.id, rung, chosen, grade)
    return catalog.answer(key, lambda: _answered(catalog, origin, target, rung, chosen, grade))


def _grade(origin: Role | Profile, evidence: Evidence | str | None) -> Evidence | None:
    """Read how well skills must be shown, which is asked of a person alone."""
    if evidence is None:
        return None
    if isinstance(origin, Role):
        raise InvalidTypeError("evidence", evidence, "must be left out where have is a role; it asks how a person shows their skills")
    return Evidence(evidence)


def _answered(  # noqa: PLR0917 - the question, once understood
    catalog: Catalog, origin: Role | Profile, target: Role, level: LevelId | None, weights: GapWeights, evidence: Evidence | None
) -> SkillGap:
    gap = gap_of(catalog, carried_by(catalog, origin, weights, evidence), target, level, weights)
    if evidence is None:
        return gap
    claimed = _answered(catalog, origin, target, level, weights, None)
    return attrs.evolve(gap, evidence=evidence, to_prove=_to_prove(gap.items, claimed))


def gap_of(catalog: Catalog, carried: Carried, target: Role, level: LevelId | None = None, weights: GapWeights | None = None) -> SkillGap:
    """Measure the gap of someone who holds what they hold now, wherever the way led."""
    chosen = catalog.gap_weights if weights is None else weights
    needs = needs_of(catalog, target.id, level=level, weights=chosen)
    role = carried.role
    is_same = role is not None and role.id == target.id
    reason = None if is_same else _reason(catalog, carried, target, needs)
    rows = [(need, carried.met(need)) for need in needs]
    contributions = shares(
        [0.0 if is_same else need.weight * max(0.0, need.level - met.level) for need, met in rows],
        fsum(need.weight * need.level for need in needs),
    )
    items = [_item(catalog, carried, row, contribution, is_same=is_same) for row, contribution in zip(rows, contributions, strict=True)]
    items.sort(key=lambda item: (-item.contribution, -item.weight, item.skill))
    score = lower = upper = None
    if is_same:
        score = lower = upper = 0.0
    elif reason is None:
        score = fsum(item.contribution for item in items)
        lower = min(score, _least(rows))
        upper = max(score, largest_ratio((need.weight, need.lower, need.upper, met.lower) for need, met in rows))
    person = carried.origin if isinstance(carried.origin, Profile) else None
    return SkillGap(
        origin=None if role is None else role.id,
        origin_label=carried.label,
        target=target.id,
        target_label=target.label,
        level=level,
        score=score,
        lower=lower,
        upper=upper,
        evidence_share=_evidence_share(rows),
        reason=reason,
        items=tuple(items),
        weights=chosen,
        profile=person,
        unknown_skills=() if person is None else unknown_of(catalog, person),
    )


def _to_prove(items: tuple[GapItem, ...], claimed: SkillGap) -> tuple[SkillId, ...]:
    """Find what makes skills fall short by less once all that is claimed counts: they themselves, an alternative, or a related skill."""
    then = {item.skill: item for item in claimed.items}
    better = (then[item.skill].holding for item in items if item.shortfall > then[item.skill].shortfall)
    return tuple(dict.fromkeys(holding.skill for holding in better if holding is not None))


def _reason(catalog: Catalog, carried: Carried, target: Role, needs: tuple[Need, ...]) -> str | None:
    """Say why there can be no score, if so."""
    if not needs:
        return f"no source says what skills the role {target.label} asks for"
    if carried.role is not None and not carried.roles and not catalog.requirements_of(carried.role):
        return f"no source says what skills the role {carried.label} has"
    if not any(need.weight for need in needs):
        return "the weights leave no requirement any weight"
    return None


def _item(catalog: Catalog, carried: Carried, row: tuple[Need, Held], contribution: float, *, is_same: bool) -> GapItem:
    need, met = row
    return GapItem(
        skill=need.skill,
        label=catalog.skill(need.skill).label,
        need=need.level,
        held=need.level if is_same else met.level,
        shortfall=0.0 if is_same else max(0.0, need.level - met.level),
        shortfall_lower=0.0 if is_same else max(0.0, need.lower - met.upper),
        shortfall_upper=0.0 if is_same else max(0.0, need.upper - met.lower),
        weight=need.weight,
        weight_parts=need.weight_parts,
        is_silent=met is SILENT,
        contribution=contribution,
        is_need_stated=need.is_stated,
        is_held_stated=met.is_stated,
        credited_from=met.credited_from,
        alternatives=need.alternatives,
        sources=need.sources,
        requirements=need.requirements,
        held_requirements=carried.facts(catalog, need.skill),
        holding=carried.holding(need),
    )


def _least(rows: list[tuple[Need, Held]]) -> float:
    """Return the least gap that the facts leave possible: each need as low as it must be to fall short, as high as it may be to be met."""
    chosen = [(need.weight, min(max(met.upper, need.lower), need.upper), met.upper) for need, met in rows]
    total = fsum(weight * level for weight, level, _ in chosen)
    return fsum(weight * max(0.0, level - held) for weight, level, held in chosen) / total if total else 0.0


def _evidence_share(rows: list[tuple[Need, Held]]) -> float:
    total = fsum(need.weight for need, _ in rows)
    return fsum(need.weight for need, met in rows if need.is_stated and met.is_stated) / total if total else 0.0


# Explanation -----------------------------------------------------------------------------------------------------------


def _explained(item: GapItem, weight: Explanation, asked: Explanation, held: Explanation, share: Explanation) -> Explanation:
    shortfall = Explanation(statement="shortfall", value=item.shortfall, operation=Operation.SHORTFALL, children=(asked, held))
    weighted = Explanation(
        statement=f"weighted shortfall of {item.label}",
        value=item.weight * item.shortfall,
        operation=Operation.PRODUCT,
        children=(weight, shortfall),
    )
    return Explanation(statement=f"{item.label} adds", value=item.contribution, operation=Operation.PRODUCT, children=(weighted, share))


def _weighed(item: GapItem, weights: GapWeights) -> Explanation:
    """Unfold the weight of a requirement."""
    (asking, sources), (_, importance), (ground, factor), *others = item.weight_parts
    first = {fact.citation.source: fact for fact in reversed(item.requirements)}
    by_source = tuple(cite(first[source], f"asked for by {source}", value=1.0) for source in item.sources)
    rated_importance = tuple(
        cite(fact, f"importance by {fact.citation.source}", value=fact.importance.value)
        for fact in item.requirements
        if fact.importance is not None
    )
    bases = tuple(
        Explanation(statement=basis.value, value=weights.basis(basis), rests_on=f"gap.{basis.value.replace('-', '_')}")
        for basis in dict.fromkeys(fact.basis for fact in item.requirements)
    )
    parts = [
        Explanation(statement=asking, value=sources, operation=Operation.SUM, children=by_source),
        Explanation(statement="importance stated", value=importance, operation=Operation.MAXIMUM, children=rated_importance)
        if rated_importance
        else Explanation(statement="importance assumed", value=importance, is_assumed=True, rests_on="gap.unstated_importance"),
        Explanation(statement=ground, value=factor, operation=Operation.MAXIMUM, children=bases),
    ]
    for name, value in others:
        if name == "called optional":
            parts.append(Explanation(statement=name, value=value, rests_on="gap.optional"))
        elif name == "how telling":
            parts.append(Explanation(statement="how telling it is: few roles ask for it, or many", value=value, rests_on="catalog"))
        else:
            parts.append(cite(item.requirements[0], name, value=value))
    return Explanation(statement=f"weight of {item.label}", value=item.weight, operation=Operation.PRODUCT, children=tuple(parts))


def _asked(item: GapItem) -> Explanation:
    """Unfold how well a skill is asked for: the most that a source states."""
    return Explanation(
        statement=f"{item.label} is asked for at",
        value=item.need,
        operation=Operation.MAXIMUM if is_rated(item.requirements) else None,
        is_assumed=not item.is_need_stated,
        rests_on=None if is_rated(item.requirements) else "gap.unstated_proficiency",
        children=rated(item.requirements),
    )


def _held(item: GapItem, silence: str | None, evidence: Evidence | None) -> Explanation:
    """Unfold how well a skill is held, by itself or through another."""
    holding = item.holding
    through = [] if holding is None or holding.towards == item.skill else [f", met by {holding.towards}, which sources accept instead"]
    credited = [] if holding is None or holding.towards == holding.skill else [f", credited from {holding.skill}"]
    said = f"{item.label} is held at{''.join((*through, *credited))}"
    return held_step(said, item.held, holding, facts=item.held_requirements, silence=silence, evidence=evidence)
