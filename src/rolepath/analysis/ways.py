"""One route to a role: its steps, and for each role on the way the reason to go through it."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum, prod

import attrs

from rolepath.analysis.comp import CompLookup
from rolepath.analysis.difficulty import TransitionDifficulty
from rolepath.analysis.explain import WHOLE, Explanation, Operation
from rolepath.analysis.gap import SkillGap
from rolepath.analysis.months import Months
from rolepath.analysis.pay_order import NOT_KNOWN, PayOrderReading
from rolepath.analysis.ratios import PayOrder
from rolepath.model import _check as check
from rolepath.model.identity import RoleId, SkillId, visible
from rolepath.model.transition import TransitionPath

__all__ = ["ClosedSkill", "PayOnTheWay", "Route", "RouteStep", "Waypoint"]


@attrs.frozen(kw_only=True, repr=False)
class PayOnTheWay:
    """What a role pays against the origin, by like figures of one source."""

    #: Role.
    role: RoleId
    #: Role that it is compared with, or None for a person who names none.
    other: RoleId | None
    #: Which of the two is paid more, level by level.
    orders: tuple[PayOrderReading, ...]
    #: What the role pays at the level held; None where no level is named.
    figures: CompLookup | None

    @property
    def value(self) -> str:
        """What all like figures say: ``more``, ``same`` or ``less``; ``mixed`` where they differ, ``not known`` where there are none."""
        said = {found.value for order in self.orders for _, found in order.orders}
        if not said:
            return NOT_KNOWN
        return said.pop() if len(said) == 1 else PayOrder.MIXED.value

    @property
    def statement(self) -> str:
        """What is read off, in words."""
        if self.other is None:
            return f"pay of {self.role}: not compared, since the person names no present role"
        return f"pay of {self.role} against {self.other}: {self.value}"

    def explain(self) -> Explanation:
        """Unfold the order into that of each level, and the figures."""
        figures = () if self.figures is None else (self.figures.explain(),)
        return Explanation(statement=self.statement, children=(*(order.explain() for order in self.orders), *figures))

    def __repr__(self) -> str:
        """Name the order on one line."""
        return visible(f"PayOnTheWay({self.statement})")


@attrs.frozen(kw_only=True)
class ClosedSkill:
    """A skill of which a role on the way teaches what the target asks."""

    #: Skill.
    skill: SkillId
    #: Its preferred label.
    label: str
    #: Part of the gap to the target that it closes.
    closes: float
    #: Whether nothing of it is then missing.
    is_closed: bool


@attrs.frozen(kw_only=True, repr=False)
class Waypoint:
    """A role on the way, and why to go through it: what of the gap to the target it closes, and what it pays meanwhile."""

    #: Role.
    role: RoleId
    #: Its name.
    label: str
    #: Gap to the target before the role.
    before: SkillGap
    #: Gap to the target after it.
    after: SkillGap
    #: Part of what the target asks that the role teaches, 0-1: the gap before less the gap after; None where there is no gap to speak of.
    closes: float | None
    #: The skills by which the gap shrinks, what closes most first.
    closed: tuple[ClosedSkill, ...]
    #: What it pays against the origin.
    pay: PayOnTheWay

    def explain(self) -> Explanation:
        """Unfold what the role closes into the gaps before and after."""
        gaps = (self.before.explain(), self.after.explain())
        said = f"{self.label} closes of the gap to {self.before.target_label}"
        operation = None if self.closes is None else Operation.DIFFERENCE
        closes = Explanation(statement=said, value=self.closes, operation=operation, children=gaps)
        return Explanation(statement=f"through {self.label}", children=(closes, self.pay.explain()))

    def __repr__(self) -> str:
        """Name the role and what it closes on one line."""
        closes = "None" if self.closes is None else f"{self.closes:.2f}"
        return f"Waypoint({self.role}: closes {closes}, pays {self.pay.value})"


@attrs.frozen(kw_only=True)
class RouteStep:
    """One step of a route, measured from what is held by then."""

    #: What is missing for the step, from what is held by then.
    gap: SkillGap
    #: How hard the step is from what is held by then, with its months until what sources ask most is held.
    move: TransitionDifficulty
    #: The same step by itself: from the role that it begins at, or from the person.
    alone: TransitionDifficulty


@attrs.frozen(kw_only=True, repr=False)
class Route:
    """One way to the target."""

    #: The steps, in order.
    steps: tuple[RouteStep, ...]
    #: The roles on the way, in order; none where the route is direct.
    waypoints: tuple[Waypoint, ...]
    #: Difficulty, 0-1: what each step adds to what the harder ones leave; None where it is not known.
    score: float | None
    #: Least difficulty that the facts leave possible.
    lower: float | None
    #: Greatest difficulty that the facts leave possible.
    upper: float | None
    #: Difficulty with each step by itself, as if nothing learnt on the way counted: what ``transition_difficulty(path)`` gives.
    alone: float | None
    #: Why there is no difficulty.
    reason: str | None
    #: Months of learning: the sum of the steps, and no fewer than a shorter route takes; None where some of these are not known.
    months: Months | None
    #: Months of the routes that leave out one role on the way, by the roles that they go through.
    shorter: tuple[tuple[tuple[RoleId, ...], Months | None], ...]
    #: Worst and best pay on the way against the origin's, or None where it is not known.
    pay: tuple[PayOrder, PayOrder] | None
    #: The steps as a path, or None for a person who names no present role, since a path begins at one.
    path: TransitionPath | None
    #: Routes that beat this one, by their roles on the way; () among them is the direct route.
    beaten_by: tuple[tuple[RoleId, ...], ...] = ()

    _rules = (check.bounded,)
    __attrs_post_init__ = check.keep_rules

    @property
    def through(self) -> tuple[RoleId, ...]:
        """Roles on the way."""
        return tuple(waypoint.role for waypoint in self.waypoints)

    @property
    def is_direct(self) -> bool:
        """Whether the route goes through no other role."""
        return not self.waypoints

    @property
    def is_beaten(self) -> bool:
        """Whether another route beats this one."""
        return bool(self.beaten_by)

    @property
    def label(self) -> str:
        """The roles on the way in words."""
        return " and ".join(f"{'then ' if index else ''}{waypoint.label}" for index, waypoint in enumerate(self.waypoints)) or "directly"

    def explain(self) -> Explanation:
        """Unfold the route into its difficulty, its months, and the reason for each role on the way."""
        steps = [step.move.explain() for step in self.steps]
        parts = [_difficulty_step(self, steps), *_months_steps(self), *(waypoint.explain() for waypoint in self.waypoints)]
        return Explanation(statement=f"{self.label}{_beaten(self)}", children=tuple(parts))

    def __repr__(self) -> str:
        """Name the route on one line."""
        score = "None" if self.score is None else f"{self.score:.2f} ({self.lower:.2f}-{self.upper:.2f})"
        return visible(f"Route({self.label}: {score}{_beaten(self)})")


# Explanation -----------------------------------------------------------------------------------------------------------


def _beaten(route: Route) -> str:
    return f", beaten by {'; '.join(map(_through, route.beaten_by))}" if route.beaten_by else ""


def _through(roles: tuple[RoleId, ...]) -> str:
    return f"going through {' and '.join(roles)}" if roles else "going directly"


def _difficulty_step(route: Route, steps: list[Explanation]) -> Explanation:
    """Unfold a difficulty into the product of what each step leaves."""
    if route.score is None:
        return Explanation(statement=f"difficulty: {route.reason}", children=tuple(steps))
    if len(steps) == 1:
        return steps[0]
    left = [1.0 - (step.move.score or 0.0) for step in route.steps]
    leaves = tuple(
        Explanation(statement="what the step leaves", value=value, operation=Operation.DIFFERENCE, children=(WHOLE, step))
        for value, step in zip(left, steps, strict=True)
    )
    all_ = Explanation(statement="what the steps leave", value=prod(left), operation=Operation.PRODUCT, children=leaves)
    return Explanation(statement="difficulty of the route", value=route.score, operation=Operation.DIFFERENCE, children=(WHOLE, all_))


def _months_steps(route: Route) -> Iterator[Explanation]:
    """Unfold the months into the sum of the steps and the most that a shorter route takes."""
    if route.months is None:
        yield Explanation(statement="no months: those of a step, or of a shorter route, are not known")
        return
    for name, value in (("minimum", route.months.minimum), ("maximum", route.months.maximum)):
        said = "months at least" if name == "minimum" else "months at most"
        steps = [(step.move, getattr(step.move.modelled_months, name)) for step in route.steps]
        parts = tuple(
            Explanation(statement=f"{said}, to {move.target_label}", value=months, is_assumed=True, rests_on="vocabulary")
            for move, months in steps
        )
        summed = Explanation(
            statement="sum of the steps", value=fsum(months for _, months in steps), operation=Operation.SUM, children=parts
        )
        others = tuple(
            Explanation(statement=f"no fewer than {_through(through)}", value=getattr(months, name), is_assumed=True, rests_on="vocabulary")
            for through, months in route.shorter
        )
        yield Explanation(statement=said, value=value, operation=Operation.MAXIMUM, children=(summed, *others))
