"""How well modelled months meet the durations that sources state, each left out in turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp, fsum, log

import attrs

from rolepath.analysis.difficulty import transition_difficulty
from rolepath.analysis.effort import effort_of
from rolepath.analysis.explain import Explanation, cite
from rolepath.analysis.gap import skill_gap
from rolepath.analysis.months import months_of
from rolepath.analysis.question import bundled, labels_of
from rolepath.model.catalog import Catalog
from rolepath.model.identity import RoleId, SkillId
from rolepath.model.shown import Tabular
from rolepath.model.transition import TransitionClaim, TransitionKind

__all__ = ["Calibration", "DurationCheck", "check_durations"]

EFFORT_FACTOR = "difficulty.effort_factor"


@attrs.frozen(kw_only=True)
class DurationCheck:
    """One stated duration against the model, as it is and fitted to all other durations."""

    #: The claim.
    claim: TransitionClaim
    #: Skills that the modelled time is for: those said to be missing, for a duration to a milestone; empty for the whole move.
    skills: tuple[SkillId, ...]
    #: Stated months, fewest and most; the fewest is None where only a most is stated.
    stated: tuple[float | None, float]
    #: Modelled months, with the catalog's own ``effort_factor``.
    modelled: tuple[float, float]
    #: Factor on the weeks of learning that would bring the middle of the modelled months to the middle of the stated ones, or None where
    #: only a most is stated, which has no middle.
    factor: float | None
    #: Modelled months with the factor fitted to all other durations that have a middle, or not fitted, 1, where there are none.
    left_out: tuple[float, float]

    @property
    def touches(self) -> bool:
        """Whether the modelled and the stated months have a month in common."""
        return _touch(self.modelled, self.stated)

    @property
    def error(self) -> float | None:
        """By what share the middle of the left-out months misses the stated middle; above 0 where it is longer. None without a middle."""
        least, most = self.stated
        return None if least is None else fsum(self.left_out) / (least + most) - 1.0

    @property
    def touches_left_out(self) -> bool:
        """Whether the left-out and the stated months have a month in common."""
        return _touch(self.left_out, self.stated)


@attrs.frozen(kw_only=True, repr=False)
class Calibration(Tabular):
    """The durations that sources state, against the model."""

    #: The durations that the model can be set against, in the order of their sources.
    checks: tuple[DurationCheck, ...]
    #: Factor on the weeks of learning that fits all durations: the geometric mean of theirs. None where none has one.
    factor: float | None
    #: The catalog's own factor.
    used: float
    #: Hours a week that the months are for.
    hours_per_week: float
    #: Durations that the model cannot be set against, each with the reason.
    left_aside: tuple[tuple[TransitionClaim, str], ...]
    #: Id and label of each role that the durations name.
    role_labels: tuple[tuple[RoleId, str], ...] = ()

    def explain(self) -> Explanation:
        """Unfold the calibration into the durations and their claims."""
        children = [
            cite(check.claim, f"{_span(check.stated)} months stated, {_span(check.modelled)} modelled: {check.claim.text}")
            for check in self.checks
        ]
        children.extend(cite(claim, f"not set against the model, {why}: {claim.text}") for claim, why in self.left_aside)
        return Explanation(statement=repr(self), children=tuple(children))

    def __repr__(self) -> str:
        """Name the answer on one line."""
        factor = "None" if self.factor is None else f"{self.factor:.2f}"
        return f"Calibration({len(self.checks)} durations, factor {factor}, {self.used:g} used)"


def check_durations(*, catalog: Catalog | None = None) -> Calibration:
    """Set the durations that sources state against the model, as it is and with each left out of the fit in turn.

    The model has one number that is fitted: ``effort_factor``, on all durations together that state a fewest and a most. A duration to a
    milestone is set against the work for the skills that its source calls missing in that move.

    Args:
        catalog: the catalog to ask; the bundled guides by default.

    Returns:
        The durations with their errors, and the factor that fits them all.

    >>> import rolepath as rp
    >>> [check.touches for check in rp.check_durations().checks]
    [True, True]
    """
    catalog = bundled(catalog)
    return catalog.answer(("durations",), lambda: _answered(catalog))


def _answered(catalog: Catalog) -> Calibration:
    used = catalog.difficulty_model.effort_factor
    found: list[tuple[TransitionClaim, tuple[SkillId, ...], tuple[float, float]]] = []
    aside: list[tuple[TransitionClaim, str]] = []
    for claim in dict.fromkeys(catalog.transition_claims):
        if claim.kind is not TransitionKind.DURATION:
            continue
        skills = tuple(_missing(catalog, claim))
        reason = _reason(claim, skills)
        modelled = None if reason else _modelled(catalog, claim, skills)
        if modelled is None or not modelled[1]:
            aside.append((claim, reason or "the model gives no time for it"))
        else:
            found.append((claim, skills, modelled))
    factors = [_factor(_stated(claim), modelled, used) for claim, _, modelled in found]
    checks = tuple(
        DurationCheck(
            claim=claim,
            skills=skills,
            stated=_stated(claim),
            modelled=modelled,
            factor=factors[index],
            left_out=_scaled(modelled, (_mean(factors[:index] + factors[index + 1 :]) or 1.0) / used),
        )
        for index, (claim, skills, modelled) in enumerate(found)
    )
    return Calibration(
        checks=checks,
        factor=_mean(factors),
        used=used,
        hours_per_week=catalog.difficulty_model.hours_per_week,
        left_aside=tuple(aside),
        role_labels=labels_of(catalog.roles, (role for claim, *_ in found for role in (claim.origin, claim.target))),
    )


def _reason(claim: TransitionClaim, skills: Sequence[SkillId]) -> str | None:
    """Say why a duration cannot be set against the model, if so."""
    if claim.origin is None or claim.target is None:
        return "it names no single move"
    if not claim.months_maximum:
        return "it states no figure"
    if claim.milestone is not None and not skills:
        return "its source names no skill that is missing on the way to the milestone"
    return None


def _missing(catalog: Catalog, claim: TransitionClaim) -> Iterator[SkillId]:
    """Skills that the source of a duration to a milestone calls missing in that move, each once."""
    if claim.milestone is None:
        return
    seen: set[SkillId] = set()
    for other in catalog.transition_claims:
        is_same = (other.citation.source, other.origin, other.target) == (claim.citation.source, claim.origin, claim.target)
        if is_same and other.kind is TransitionKind.MISSING and other.skill is not None and other.skill not in seen:
            seen.add(other.skill)
            yield other.skill


def _modelled(catalog: Catalog, claim: TransitionClaim, skills: Sequence[SkillId]) -> tuple[float, float] | None:
    if not skills:
        months = transition_difficulty(str(claim.origin), str(claim.target), catalog=catalog).modelled_months
        return None if months is None else (months.minimum or 0.0, months.maximum or 0.0)
    weeks = effort_of(catalog, skill_gap(str(claim.origin), str(claim.target), catalog=catalog)).weeks_of
    hours = catalog.difficulty_model.hours_per_week
    low, high = (fsum(weeks[skill][end] for skill in skills if skill in weeks) for end in (0, 1))
    return months_of(low, hours), months_of(high, hours)


def _stated(claim: TransitionClaim) -> tuple[float | None, float]:
    return None if claim.months_minimum is None else float(claim.months_minimum), float(claim.months_maximum or 0)


def _factor(stated: tuple[float | None, float], modelled: tuple[float, float], used: float) -> float | None:
    least, most = stated
    return None if least is None else used * (least + most) / fsum(modelled)


def _mean(factors: Sequence[float | None]) -> float | None:
    """Geometric mean, in which twice as long and half as long are as far off; None where there is nothing to take it of."""
    known = [log(factor) for factor in factors if factor is not None]
    return exp(fsum(known) / len(known)) if known else None


def _scaled(months: tuple[float, float], factor: float) -> tuple[float, float]:
    return months[0] * factor, months[1] * factor


def _touch(modelled: tuple[float, float], stated: tuple[float | None, float]) -> bool:
    return modelled[0] <= stated[1] and (stated[0] or 0.0) <= modelled[1]


def _span(months: tuple[float | None, float]) -> str:
    return f"at most {months[1]:.1f}" if months[0] is None else f"{months[0]:.1f} to {months[1]:.1f}"
