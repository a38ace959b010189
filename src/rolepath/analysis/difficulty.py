"""Transition difficulty: how hard a move is, factor by factor, how long it takes, and what sources claim of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import fsum
from typing import TYPE_CHECKING

import attrs

from rolepath.analysis import factors
from rolepath.analysis.account import capped
from rolepath.analysis.effort import effort_of
from rolepath.analysis.explain import WHOLE, Explanation, Operation, cite, one_over
from rolepath.analysis.factors import Factor
from rolepath.analysis.gap import SkillGap, skill_gap
from rolepath.analysis.months import Months, claims_of, modelled_months, stated_months
from rolepath.analysis.needs import held_by_person, held_by_role
from rolepath.analysis.proximity import Proximity, proximity
from rolepath.analysis.question import bundled, expect, role_or_profile
from rolepath.errors import InvalidFieldError, InvalidTypeError
from rolepath.model import _check as check
from rolepath.model.catalog import Catalog
from rolepath.model.descriptor import Descriptor
from rolepath.model.identity import LevelId, RoleId, SkillId
from rolepath.model.level import Level
from rolepath.model.measure import DifficultyModel, DifficultyWeights
from rolepath.model.profile import Profile
from rolepath.model.role import Role
from rolepath.model.shown import Tabular
from rolepath.model.transition import TransitionClaim, TransitionPath, TransitionStep

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["TransitionDifficulty", "transition_difficulty", "weights_for"]


@attrs.frozen(kw_only=True, repr=False)
class TransitionDifficulty(Tabular):
    """How hard a move is. 0 = no move at all, 1 = the hardest.

    ``score`` is the weighted mean of the known factors; factors that are not known count from 0 to 1 in ``lower`` and ``upper``.
    """

    #: Role moved from, or None for a person.
    origin: RoleId | None
    #: Name of the origin.
    origin_label: str
    #: Role moved to.
    target: RoleId
    #: Name of the target.
    target_label: str
    #: Level held, or None where the question leaves it open.
    level: LevelId | None
    #: Level moved to, or None where the question leaves it open.
    target_level: LevelId | None
    #: The difficulty, 0-1, or None.
    score: float | None
    #: Least difficulty that the facts leave possible.
    lower: float | None
    #: Greatest difficulty that the facts leave possible.
    upper: float | None
    #: Share of the factors' weight that rests on stated facts, 0-1.
    evidence_share: float
    #: Why there is no score.
    reason: str | None
    #: The factors; of a path, its steps.
    factors: tuple[Factor, ...]
    #: How long it takes: what sources state, then what the model gives.
    months: tuple[Months, ...]
    #: What sources claim of this move. Claims are no input of the score.
    claims: tuple[TransitionClaim, ...]
    #: The skill gap of the move; None for a path.
    gap: SkillGap | None
    #: Weeks that each family of missing skills takes, under its widest skill, most first; empty for a path.
    effort_weeks: tuple[tuple[SkillId, float], ...] = ()
    #: The steps of a path, each by itself; empty for a single move.
    steps: tuple[TransitionDifficulty, ...] = ()
    #: How much each factor was asked to count, or None for the catalog's own model.
    weights: DifficultyWeights | None = None
    #: The person, or None for a role or a path.
    profile: Profile | None = None
    #: How alike the two roles are, where distance is a factor.
    proximity: Proximity | None = None

    def _of_known_factors(self) -> None:
        if self.score is not None and not self.steps and not any(factor.weight for factor in self.factors if factor.value is not None):
            raise InvalidFieldError(
                "TransitionDifficulty.factors", self.factors, "must hold a known factor of some weight where there is a score"
            )

    _rules = (check.bounded, _of_known_factors)
    __attrs_post_init__ = check.keep_rules

    @property
    def stated_months(self) -> tuple[Months, ...]:
        """Durations that sources state."""
        return tuple(months for months in self.months if months.basis == "stated")

    @property
    def modelled_months(self) -> Months | None:
        """The duration that the model gives, or None where its basis is missing."""
        return next((months for months in self.months if months.basis == "modelled"), None)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the difficulty as a waterfall: what each factor, or each step of a path, adds to the score, 0 to 1.

        Each bar begins where the one before ends; the part that rests on stated facts is solid, the rest hatched. Thin lines are bounds.
        A factor that is not known is an outline: it is no part of the score, and counts from 0 to all of its weight in the bounds.

        Args:
            ax: axes of matplotlib to draw on; a figure of its own, 6 inches wide, by default.

        Returns:
            The axes drawn on. ``.figure`` of them is the figure; a notebook shows the axes as the picture where the figure is our own.

        Raises:
            MissingExtraError: the extra ``[plot]`` is not installed.
            InvalidTypeError: ``ax`` is no Axes of matplotlib.
        """
        from rolepath.display import as_plot

        return as_plot(self, ax)

    def explain(self) -> Explanation:
        """Unfold the score into factors, months, claims and cited facts; recomputing the tree gives the score again."""
        said = f"difficulty of the move from {self.origin_label} to {self.target_label}"
        claims = [cite(claim, f"claimed ({claim.kind}): {claim.text}") for claim in self.claims]
        beside = (*map(_months_step, self.months), *claims)
        if self.score is None:
            return Explanation(statement=f"{said}: {self.reason}", children=beside)
        parts = self._joined() if self.steps else self._parts()
        open_ = [Explanation(statement=f"{factor.name} is not known: {factor.reason}") for factor in self.factors if factor.value is None]
        if self.gap and not any(factor.name == "shortfall" for factor in self.factors):
            open_.append(Explanation(statement="shortfall has no weight of its own", children=(self.gap.explain(),)))
        return Explanation(statement=said, value=self.score, operation=Operation.SUM, children=(*parts, *open_, *beside))

    def _parts(self) -> Iterator[Explanation]:
        """What each known factor adds to the score."""
        known = [(factor, factor.value) for factor in self.factors if factor.value is not None]
        weights = [
            Explanation(statement=f"weight of {factor.name}", value=factor.weight, rests_on=f"difficulty.{factor.name}")
            for factor, _ in known
        ]
        whole = fsum(factor.weight for factor, _ in known)
        total = Explanation(statement="weight of the known factors", value=whole, operation=Operation.SUM, children=tuple(weights))
        share = one_over(total, whole)
        for (factor, value), weight in zip(known, weights, strict=True):
            yield Explanation(
                statement=f"{factor.name} adds, {factor.reason}",
                value=factor.contribution,
                operation=Operation.PRODUCT,
                children=(self._work(factor, value), weight, share),
            )

    def _work(self, factor: Factor, value: float) -> Explanation:
        """Unfold the value of a factor."""
        if factor.name == "shortfall" and self.gap:
            return self.gap.explain()
        if factor.name == "distance" and self.proximity:
            children = (WHOLE, self.proximity.explain())
            return Explanation(statement="distance", value=value, operation=Operation.DIFFERENCE, children=children)
        numbers = tuple(
            Explanation(
                statement=name.removeprefix("difficulty.").replace("_", " "),
                value=number,
                rests_on=name if name.startswith("difficulty.") else "question",
            )
            for name, number in factor.numbers
        )
        if factor.name == "effort":
            return Explanation(statement="effort", value=value, operation=Operation.SATURATION, children=(self._weeks(), *numbers))
        if not numbers:
            return Explanation(statement="step", value=value, is_assumed=self.level != self.target_level, rests_on="question")
        if factor.name == "preparation":
            return self._preparation(factor, *numbers[2:])
        (_, rungs), (_, full) = factor.numbers
        share = Explanation(statement="share of a full step", value=rungs / full, operation=Operation.QUOTIENT, children=numbers)
        return Explanation(statement="step", value=value, operation=Operation.MINIMUM, children=(WHOLE, share))

    def _preparation(self, factor: Factor, less: Explanation, full: Explanation) -> Explanation:
        """Unfold the steps of preparation up and down, as a share of the whole scale; a step down counts for less."""
        (_, before), (_, after), (_, share_down), (_, whole) = factor.numbers
        here = _prepared(self.origin_label, before, [fact for fact in factor.descriptors if fact.role == self.origin])
        there = _prepared(self.target_label, after, [fact for fact in factor.descriptors if fact.role == self.target])
        up, down = max(0.0, after - before), max(0.0, before - after)
        counted = up + share_down * down
        steps_up = Explanation(statement="steps up", value=up, operation=Operation.SHORTFALL, children=(there, here))
        steps_down = Explanation(statement="steps down", value=down, operation=Operation.SHORTFALL, children=(here, there))
        lessened = Explanation(
            statement="steps down count", value=share_down * down, operation=Operation.PRODUCT, children=(less, steps_down)
        )
        steps = Explanation(statement="steps that count", value=counted, operation=Operation.SUM, children=(steps_up, lessened))
        share = Explanation(statement="share of the scale", value=counted / whole, operation=Operation.QUOTIENT, children=(steps, full))
        return Explanation(statement="preparation", value=factor.value, operation=Operation.MINIMUM, children=(WHOLE, share))

    def _weeks(self) -> Explanation:
        """The weeks that the missing skills take, family by family, most first."""
        families = tuple(
            Explanation(statement=f"weeks for {skill}, with its parts", value=weeks, is_assumed=True, rests_on="vocabulary")
            for skill, weeks in self.effort_weeks
        )
        weeks = fsum(weeks for _, weeks in self.effort_weeks)
        return Explanation(statement="weeks for what is missing", value=weeks, operation=Operation.SUM, children=families)

    def _joined(self) -> Iterator[Explanation]:
        """What each step of a path adds, from the hardest: its difficulty, on what the harder ones leave."""
        hardest_first = sorted(self.steps, key=lambda move: -(move.score or 0.0))
        told = {id(move): move.explain() for move in hardest_first}
        harder: list[Explanation] = []
        for move, factor in zip(hardest_first, self.factors, strict=True):
            left = Explanation(
                statement="what the harder steps leave",
                value=1.0 - fsum(step.value for step in harder if isinstance(step.value, float)),
                operation=Operation.DIFFERENCE,
                children=(WHOLE, *harder),
            )
            part = Explanation(
                statement=f"{factor.name} adds, {factor.reason}",
                value=factor.contribution,
                operation=Operation.PRODUCT,
                children=(told[id(move)], *([left] if harder else [])),
            )
            yield part
            harder.append(part)

    def __repr__(self) -> str:
        """Name the answer on one line."""
        score = "None" if self.score is None else f"{self.score:.2f} ({self.lower:.2f}-{self.upper:.2f})"
        return f"TransitionDifficulty({self.origin or 'profile'} -> {self.target}: {score}, {len(self.claims)} claims)"


def transition_difficulty(
    origin: Role | Profile | TransitionPath | str,
    target: Role | str | None = None,
    *,
    level: Level | str | None = None,
    target_level: Level | str | None = None,
    weights: DifficultyWeights | None = None,
    catalog: Catalog | None = None,
) -> TransitionDifficulty:
    """Find how hard a move is, factor by factor, with the months it takes and what sources claim of it.

    Args:
        origin: the role or person moved from, or a whole path.
        target: the role moved to; left out for a path.
        level: level held. Where only one of the two is given, the point value assumes the other to be the same; the bounds do not.
        target_level: level moved to.
        weights: how much each factor counts; the catalog's own model by default.
        catalog: the catalog to ask; the bundled guides by default.

    Returns:
        The difficulty, 0 (no move) to 1 (the hardest), with bounds, factors, months and claims.

    Raises:
        UnknownRoleError: a name is not a role's.
        UnknownLevelError: a level is not one.
        LevelTrackError: the levels are of different tracks.
        InvalidTypeError: the target is missing, or given beside a path.

    >>> import rolepath as rp
    >>> move = rp.transition_difficulty("data scientist", "ML engineer", level="mid")
    >>> [(m.minimum, m.maximum) for m in move.stated_months]
    [(12.0, 18.0)]
    """
    catalog = bundled(catalog)
    expect("weights", weights, DifficultyWeights)
    if isinstance(origin, TransitionPath):
        if target is not None:
            raise InvalidTypeError("target", target, "must be left out where the origin is a path")
        held, wanted = _levels(catalog, None, level, target_level)
        return catalog.answer(("path", origin, weights, held, wanted), lambda: _path(catalog, origin, weights, held, wanted))
    if target is None:
        raise InvalidTypeError("target", target, "must be a Role, an id or a label")
    start, end = role_or_profile(catalog, origin), catalog.role(target)
    from_level, to_level = _levels(catalog, start, level, target_level)
    key = ("difficulty", start, end.id, from_level and from_level.id, to_level and to_level.id, weights)
    return catalog.answer(key, lambda: _move(catalog, start, end, (from_level, to_level), weights))


def _levels(
    catalog: Catalog, start: Role | Profile | None, level: Level | str | None, target_level: Level | str | None
) -> tuple[Level | None, Level | None]:
    """Resolve the levels of a question."""
    if level is None and isinstance(start, Profile):
        level = start.level
    held = None if level is None else catalog.level(level)
    wanted = None if target_level is None else catalog.level(target_level)
    if held is not None and wanted is not None:
        wanted.rungs_above(held)  # raises where the tracks differ
    return held, wanted


def _move(
    catalog: Catalog,
    start: Role | Profile,
    end: Role,
    levels: tuple[Level | None, Level | None],
    weights: DifficultyWeights | None,
) -> TransitionDifficulty:
    held, wanted = levels
    at = wanted or held
    gap = skill_gap(start, end, level=None if at is None else at.id, catalog=catalog)
    model = catalog.difficulty_model
    is_same = isinstance(start, Role) and start.id == end.id
    work = effort_of(catalog, gap)
    chosen = weights_for(start, model, weights)
    found = factors.weighed(
        [
            factors.shortfall(gap, chosen.shortfall),
            factors.effort(gap, work, model, chosen.effort),
            factors.step(held, wanted, model, chosen.step, is_same=is_same),
            *([factors.distance(catalog, start, end, chosen.distance)] if isinstance(start, Role) and chosen.distance else []),
            *([factors.preparation(catalog, start, end, chosen.preparation)] if isinstance(start, Role) and chosen.preparation else []),
        ]
    )
    score: float | None = None
    lower: float | None = None
    upper: float | None = None
    far = next((factor for factor in found if factor.name == "distance"), None)
    reason: str | None = gap.reason or "no factor that has a weight is known"
    if far is not None and far.value is None and not (chosen.shortfall or chosen.effort):
        reason = far.reason
    # How far a role is counts without a gap; a step alone, up a ladder or in preparation, is no move.
    has_ground = gap.score is not None or (far is not None and far.value is not None)
    if has_ground and any(factor.value is not None for factor in found):
        reason = None
        score, lower, upper = factors.scored(found)
    claims = claims_of(catalog, start, end)
    known = held_by_role(catalog, start.id) if isinstance(start, Role) else held_by_person(catalog, start)
    return TransitionDifficulty(
        origin=start.id if isinstance(start, Role) else None,
        origin_label=gap.origin_label,
        target=end.id,
        target_label=end.label,
        level=None if held is None else held.id,
        target_level=None if wanted is None else wanted.id,
        score=score,
        lower=lower,
        upper=upper,
        evidence_share=factors.evidence_share(found),
        reason=reason,
        factors=found,
        months=(*stated_months(claims), *modelled_months(catalog, gap, known, _hours(start, model))),
        claims=claims,
        gap=gap,
        effort_weeks=work.parts,
        weights=weights,
        profile=start if isinstance(start, Profile) else None,
        proximity=proximity(start, end, catalog=catalog) if isinstance(start, Role) and chosen.distance else None,
    )


def _hours(start: Role | Profile, model: DifficultyModel) -> float:
    """Hours a week for learning: those that the person has, or those that the model assumes."""
    own = start.hours_per_week if isinstance(start, Profile) else None
    return model.hours_per_week if own is None else own


def weights_for(start: Role | Profile, model: DifficultyModel, asked: DifficultyWeights | None) -> DifficultyWeights:
    """A person is measured by shortfall, effort and step alone, so that learning never makes a move harder."""
    weights = model.weights if asked is None else asked
    if isinstance(start, Role) or not (weights.distance or weights.preparation):
        return weights
    if weights.shortfall + weights.effort + weights.step:
        return attrs.evolve(weights, distance=0.0, preparation=0.0)
    if asked is not None:
        raise InvalidTypeError("weights", weights, "must weigh shortfall, effort or step for a person")
    return DifficultyWeights()  # the catalog's model weighs roles alone


# Paths -----------------------------------------------------------------------------------------------------------------


def _path(
    catalog: Catalog,
    path: TransitionPath,
    weights: DifficultyWeights | None,
    level: Level | str | None,
    target_level: Level | str | None,
) -> TransitionDifficulty:
    """Join the steps: what a step adds is its difficulty on what the harder ones leave, so a path is no easier than its hardest step."""
    last = len(path.steps) - 1
    moves = tuple(
        _path_step(catalog, step, weights, level if index == 0 else None, target_level if index == last else None)
        for index, step in enumerate(path.steps)
    )
    known = [(move.score, move) for move in moves if move.score is not None]
    left = 1.0
    parts: list[float] = []
    known.sort(key=lambda pair: -pair[0])
    for value, _ in known:
        parts.append(value * left)
        left *= 1.0 - value
    found = [_step_factor(move, part) for (_, move), part in zip(known, capped(parts), strict=True)]
    found.extend(_step_factor(move, 0.0) for move in moves if move.score is None)
    score = fsum(factor.contribution for factor in found) if len(known) == len(moves) else None
    return TransitionDifficulty(
        origin=path.origin,
        origin_label=moves[0].origin_label,
        target=path.target,
        target_label=moves[-1].target_label,
        level=moves[0].level,
        target_level=moves[-1].target_level,
        score=score,
        lower=None if score is None else min(score, _union(move.lower for move in moves)),
        upper=None if score is None else max(score, _union(move.upper for move in moves)),
        evidence_share=fsum(move.evidence_share for move in moves) / len(moves),
        reason=next((move.reason for move in moves if move.reason is not None), None),
        factors=tuple(found),
        months=_path_months(moves),
        claims=tuple(dict.fromkeys(claim for move in moves for claim in move.claims)),
        gap=None,
        steps=moves,
        weights=weights,
    )


def _path_step(
    catalog: Catalog, step: TransitionStep, weights: DifficultyWeights | None, level: Level | str | None, target_level: Level | str | None
) -> TransitionDifficulty:
    held = step.level if level is None else level
    wanted = step.target_level if target_level is None else target_level
    return transition_difficulty(step.origin, step.target, level=held, target_level=wanted, weights=weights, catalog=catalog)


def _step_factor(move: TransitionDifficulty, contribution: float) -> Factor:
    return Factor(
        name=f"{move.origin} to {move.target}",
        value=move.score,
        lower=0.0 if move.lower is None else move.lower,
        upper=1.0 if move.upper is None else move.upper,
        weight=1.0,
        contribution=contribution,
        reason=move.reason or "on what the harder steps leave",
    )


def _union(values: Iterable[float | None]) -> float:
    left = 1.0
    for value in values:
        left *= 1.0 - (value or 0.0)
    return 1.0 - left


def _path_months(moves: tuple[TransitionDifficulty, ...]) -> tuple[Months, ...]:
    """Add up modelled months; stated ones stay with their step."""
    modelled = [move.modelled_months for move in moves]
    if any(months is None for months in modelled):
        return ()
    low = fsum(months.minimum or 0.0 for months in modelled if months)
    high = fsum(months.maximum or 0.0 for months in modelled if months)
    return (Months(minimum=low, maximum=high, basis="modelled", statement="sum of the steps"),)


# Explanation -----------------------------------------------------------------------------------------------------------


def _prepared(label: str, step: float, facts: Iterable[Descriptor]) -> Explanation:
    """Say what preparation a role asks for; a role that is not left asks for none beyond what is there."""
    said = f"preparation that {label} asks for, in steps"
    told = tuple(cite(fact, f"asked for: {fact.label}", value=fact.value) for fact in facts)
    if not told:
        return Explanation(statement=said, value=step, rests_on="definition")
    return Explanation(statement=said, value=step, operation=Operation.MAXIMUM, children=told)


def _months_step(months: Months) -> Explanation:
    """Unfold a duration into its two figures."""
    is_assumed = months.basis == "modelled"
    figures = (("months at least", months.minimum), ("months at most", months.maximum))
    children = tuple(
        Explanation(statement=said, value=value, citation=months.citation, is_assumed=is_assumed)
        for said, value in figures
        if value is not None
    )
    statement = f"{months.basis} time: {months.statement}"
    return Explanation(statement=statement, citation=months.citation, is_assumed=is_assumed, children=children)
