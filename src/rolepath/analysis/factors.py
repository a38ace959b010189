"""The factors of a move's difficulty, each 0-1, with bounds."""

from __future__ import annotations

from math import exp, fsum

import attrs

from rolepath.analysis.account import shares
from rolepath.analysis.effort import Effort
from rolepath.analysis.gap import SkillGap
from rolepath.analysis.proximity import proximity
from rolepath.analysis.shape import shapes_of
from rolepath.model.catalog import Catalog
from rolepath.model.descriptor import Descriptor, DescriptorFamily
from rolepath.model.level import Level
from rolepath.model.measure import DifficultyModel
from rolepath.model.role import Role

__all__ = ["Factor", "distance", "effort", "evidence_share", "preparation", "scored", "shortfall", "step", "weighed"]


@attrs.frozen(kw_only=True)
class Factor:
    """One factor of a difficulty, or one step of a path."""

    #: Name: shortfall, effort, step, distance, preparation; of a path, the step.
    name: str
    #: Value, 0 (no hindrance) to 1 (the greatest), or None where it cannot be known.
    value: float | None
    #: Least value that the facts leave possible.
    lower: float
    #: Greatest value that the facts leave possible.
    upper: float
    #: Weight in the sum.
    weight: float
    #: Part of the score; the contributions add up to it. 0 where the value is not known.
    contribution: float
    #: How the value comes about, or why there is none.
    reason: str
    #: Share of the value that rests on stated facts, 0-1.
    evidence_share: float = 0.0
    #: Numbers of the question and the model that the value follows from, by name.
    numbers: tuple[tuple[str, float], ...] = ()
    #: The facts that say what preparation both roles ask for, where the factor is preparation.
    descriptors: tuple[Descriptor, ...] = ()


def shortfall(gap: SkillGap, weight: float) -> Factor:
    """Share of what the target asks for that is not held: the gap itself."""
    if gap.score is None or gap.lower is None or gap.upper is None:
        return _unknown("shortfall", weight, gap.reason or "")
    count = f"{len(gap.missing)} of {len(gap.items)} skills fall short"
    return Factor(
        name="shortfall",
        value=gap.score,
        lower=gap.lower,
        upper=gap.upper,
        weight=weight,
        contribution=0.0,
        reason=count,
        evidence_share=gap.evidence_share,
    )


def effort(gap: SkillGap, work: Effort, model: DifficultyModel, weight: float) -> Factor:
    """Work that the shortfall takes, in weeks, brought to 0-1 by ``1 - exp(-weeks / scale)``."""
    if gap.score is None:
        return _unknown("effort", weight, gap.reason or "")

    def saturated(weeks: float) -> float:
        return 1.0 - exp(-weeks / model.effort_scale_weeks)

    value = saturated(work.weeks)
    skills = "1 skill" if len(work.unknown) == 1 else f"{len(work.unknown)} skills"
    assumed = f", assumed for {skills}" if work.unknown else ""
    return Factor(
        name="effort",
        value=value,
        lower=min(value, saturated(work.lower)),
        upper=max(value, saturated(work.upper)),
        weight=weight,
        contribution=0.0,
        reason=f"about {work.weeks:.0f} weeks of 10 hours{assumed}",
        evidence_share=0.0 if work.unknown else gap.evidence_share,
        numbers=(("difficulty.effort_scale_weeks", model.effort_scale_weeks),),
    )


def step(held: Level | None, wanted: Level | None, model: DifficultyModel, weight: float, *, is_same: bool) -> Factor:
    """Rungs up, as a share of the rungs that count as the whole track; moves down or sideways are no step."""
    if held is None and wanted is None:
        if is_same:
            reason = "no move"
            return Factor(name="step", value=0.0, lower=0.0, upper=0.0, weight=weight, contribution=0.0, reason=reason, evidence_share=1.0)
        return _unknown("step", weight, "no level is named")
    if held is None or wanted is None:
        reason = "only one level is named; the other is assumed to be the same"
        return Factor(name="step", value=0.0, lower=0.0, upper=1.0, weight=weight, contribution=0.0, reason=reason)
    rungs = max(0, wanted.rungs_above(held))
    value = min(1.0, rungs / model.full_step_rungs)
    reason = f"{rungs} {'rung' if rungs == 1 else 'rungs'} up"
    return Factor(
        name="step",
        value=value,
        lower=value,
        upper=value,
        weight=weight,
        contribution=0.0,
        reason=reason,
        evidence_share=1.0,
        numbers=(("rungs up", float(rungs)), ("difficulty.full_step_rungs", model.full_step_rungs)),
    )


def preparation(catalog: Catalog, start: Role, end: Role, weight: float) -> Factor:
    """Steps up in the preparation asked for, as a share of the whole scale; a step down counts as much less as the model says."""
    model, steps = catalog.difficulty_model, shapes_of(catalog).preparation
    is_same = start.id == end.id
    here, there = ((0.0, True), (0.0, True)) if is_same else (steps.get(start.id), steps.get(end.id))
    if here is None or there is None:
        return _unknown("preparation", weight, "no source says what preparation both roles ask for")
    before, after = here[0], there[0]
    is_stated = here[1] and there[1]
    up, down = max(0.0, after - before), max(0.0, before - after)
    value = min(1.0, (up + model.preparation_down * down) / model.full_preparation_steps)
    return Factor(
        name="preparation",
        value=value,
        lower=value if is_stated else 0.0,
        upper=value if is_stated else 1.0,
        weight=weight,
        contribution=0.0,
        reason="no move" if is_same else f"from step {before:g} to step {after:g} of preparation",
        evidence_share=float(is_stated),
        descriptors=() if is_same else tuple(_preparing(catalog, start, before) + _preparing(catalog, end, after)),
        numbers=(
            ("step before", before),
            ("step after", after),
            ("difficulty.preparation_down", model.preparation_down),
            ("difficulty.full_preparation_steps", model.full_preparation_steps),
        ),
    )


def _preparing(catalog: Catalog, role: Role, step: float) -> list[Descriptor]:
    """Find the facts by which a role asks for so much preparation."""
    return [fact for fact in catalog.descriptors_of(role, family=DescriptorFamily.PREPARATION) if fact.value == step]


def distance(catalog: Catalog, start: Role, end: Role, weight: float) -> Factor:
    """Difference in shape: one minus the proximity of the roles."""
    near = proximity(start, end, catalog=catalog)
    if near.score is None or near.lower is None or near.upper is None:
        return _unknown("distance", weight, near.reason or "")
    return Factor(
        name="distance",
        value=1.0 - near.score,
        lower=1.0 - near.upper,
        upper=1.0 - near.lower,
        weight=weight,
        contribution=0.0,
        reason="one minus proximity",
        evidence_share=near.evidence_share,
    )


def _unknown(name: str, weight: float, reason: str) -> Factor:
    return Factor(name=name, value=None, lower=0.0, upper=1.0, weight=weight, contribution=0.0, reason=reason)


def weighed(factors: list[Factor]) -> tuple[Factor, ...]:
    """Drop factors without weight, and share the score among the known ones."""
    used = [factor for factor in factors if factor.weight]
    known = [(factor.weight * factor.value, factor) for factor in used if factor.value is not None]
    parts = shares([part for part, _ in known], fsum(factor.weight for _, factor in known))
    contributions = {factor.name: part for (_, factor), part in zip(known, parts, strict=True)}
    return tuple(attrs.evolve(factor, contribution=contributions.get(factor.name, 0.0)) for factor in used)


def scored(factors: tuple[Factor, ...]) -> tuple[float, float, float]:
    """Add up the score, and its least and greatest value; factors that are not known count from 0 to 1 in these."""
    total = fsum(factor.weight for factor in factors)
    score = fsum(factor.contribution for factor in factors)
    lower = fsum(factor.weight * factor.lower for factor in factors) / total
    upper = fsum(factor.weight * factor.upper for factor in factors) / total
    return score, min(score, lower), max(score, min(1.0, upper))


def evidence_share(factors: tuple[Factor, ...]) -> float:
    """Share of the weight that rests on stated facts; a factor that is not known rests on none."""
    return fsum(factor.weight * factor.evidence_share for factor in factors) / fsum(factor.weight for factor in factors)
