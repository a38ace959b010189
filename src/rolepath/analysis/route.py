"""Routes: ways from a role or a person to a role, directly and through other roles, that no other way beats.

*A route* visits no role twice, nor the role that a person has now. Roles on the way are entered at the level held; the last step leads
to the level wanted. A role of which no source says what it asks is left out, since no step to it can be measured.

*What is learnt counts.* After a step, what was held is joined with what the role asks (:mod:`rolepath.analysis.carrying`). The next step
is measured from there, so it may be easier than the same move by itself, which ``transition_difficulty(path)`` takes for each step;
``Route.alone`` gives that figure.

*Difficulty* of a route joins those of its steps: ``1 - product(1 - d)``. It is no easier than its hardest step (law 9).

*Months* are months of learning until what sources ask most of each role is held: the sum of the steps, and no fewer than the route takes
without one of its roles, or directly. For what is learnt on the way can be learnt without the job, and what the job itself teaches is not
free: it is not counted, nor is time worked in it, since no source says how long either takes. There are no months where some of these are
not known.

*Pay on the way* is the order of each role on the way against the origin (more, same, less), by like figures of one source at the level
held, or at every level where none is named. It is known where all sources with like figures give one order. Going directly, one stays in
the origin meanwhile: the same. Of a person who names no role, it is not known.

*One route beats another* where it is no worse in difficulty, in the least months, in the most months, in the worst pay on the way and in
the best, and better in one of these; or the same in all of them, in fewer steps, since a change of job that gains nothing is a cost that
the measures do not see. A route of which one of these is not known cannot be said to be no worse in it than a route of which it is
known, so it does not beat that route; nor does another route beat it by it. Differences below a billionth are none. Routes that tie in as
many steps are both kept. Going directly is shown whether it is beaten or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import fsum, perm
from typing import TypeAlias

import attrs

from rolepath.analysis.account import capped
from rolepath.analysis.carried import Carried, carried_by
from rolepath.analysis.carrying import Levels, after, carried_move
from rolepath.analysis.comp import comp_lookup
from rolepath.analysis.difficulty import transition_difficulty
from rolepath.analysis.explain import Explanation
from rolepath.analysis.gap import FEW, SkillGap, gap_of
from rolepath.analysis.months import LEAST_HOURS, Months
from rolepath.analysis.needs import needs_of, unknown_of
from rolepath.analysis.pay_order import cells_of, pay_order
from rolepath.analysis.question import bundled, role_or_profile
from rolepath.analysis.ratios import PayOrder, pay_ratios
from rolepath.analysis.ways import ClosedSkill, PayOnTheWay, Route, RouteStep, Waypoint
from rolepath.errors import InvalidFieldError, InvalidTypeError
from rolepath.model import _check as check
from rolepath.model.catalog import Catalog
from rolepath.model.identity import LevelId, RoleId
from rolepath.model.level import Level
from rolepath.model.profile import Profile
from rolepath.model.role import Role
from rolepath.model.shown import Tabular
from rolepath.model.transition import TransitionPath, TransitionStep

__all__ = ["Routes", "find_paths"]

#: Most routes that are compared.
ROUTES_AT_MOST = 5000
#: Decimal places to which routes are compared.
PLACES = 9
#: Orders of pay from worst to best; others do not order two roles.
_RANKS = {PayOrder.LESS.value: 0, PayOrder.SAME.value: 1, PayOrder.MORE.value: 2}


@attrs.frozen(kw_only=True, repr=False)
class Routes(Tabular):
    """The routes to a role that no other route beats, and going directly."""

    #: Role that the routes begin at, or None for a person.
    origin: RoleId | None
    #: Name of the origin.
    origin_label: str
    #: Role that they lead to.
    target: RoleId
    #: Its name.
    target_label: str
    #: Level held, or None where the question leaves it open.
    level: LevelId | None
    #: Level wanted at the target, or None where the question leaves it open.
    target_level: LevelId | None
    #: Most steps of a route.
    max_steps: int
    #: Hours a week for learning.
    hours_per_week: float
    #: Going directly, then the other routes that no route beats, from the easiest.
    routes: tuple[Route, ...]
    #: The other routes, each with those that beat it, from the easiest.
    beaten: tuple[Route, ...]
    #: Roles that no route goes through, each with the reason.
    left_out: tuple[tuple[RoleId, str], ...]
    #: Why there is no route but the direct one, or no difficulty; None where neither is so.
    reason: str | None
    #: What the answer rests on and does not count.
    notes: tuple[str, ...]
    #: The person, or None for a role.
    profile: Profile | None = None

    def _direct_first(self) -> None:
        if not self.routes:
            raise InvalidFieldError("Routes.routes", self.routes, "must begin with going directly")

    _rules = (_direct_first,)
    __attrs_post_init__ = check.keep_rules

    @property
    def direct(self) -> Route:
        """Going directly."""
        return self.routes[0]

    def route(self, *through: Role | str) -> Route:
        """Return the route through these roles, by id, beaten or not.

        Raises:
            InvalidFieldError: there is none.
        """
        names = tuple(role.id if isinstance(role, Role) else role for role in through)
        found = next((route for route in (*self.routes, *self.beaten) if route.through == names), None)
        if found is None:
            raise InvalidFieldError("through", names, f"must be roles of a route to {self.target} in at most {self.max_steps} steps")
        return found

    def explain(self) -> Explanation:
        """Unfold each route that is shown into its steps, months, pay and reasons."""
        children = [route.explain() for route in self.routes]
        children.extend(Explanation(statement=f"not through {role}: {reason}") for role, reason in self.left_out)
        children.extend(Explanation(statement=note) for note in self.notes)
        said = f"routes from {self.origin_label} to {self.target_label}"
        return Explanation(statement=said if self.reason is None else f"{said}: {self.reason}", children=tuple(children))

    def __repr__(self) -> str:
        """Name the answer on one line."""
        total = len(self.routes) + len(self.beaten)
        direct = "beaten" if self.direct.is_beaten else "not beaten"
        return f"Routes({self.origin or 'profile'} -> {self.target}: {len(self.routes)} of {total} shown, direct {direct})"


def find_paths(
    origin: Role | Profile | str,
    target: Role | str,
    *,
    max_steps: int = 3,
    level: Level | str | None = None,
    target_level: Level | str | None = None,
    hours_per_week: float | None = None,
    catalog: Catalog | None = None,
) -> Routes:
    """Find the routes to a role, directly and through other roles, that no route beats on difficulty, months and pay on the way.

    Args:
        origin: the role or person that sets out.
        target: the role wanted.
        max_steps: most steps of a route; 1 goes directly.
        level: level held, also in the roles on the way; a person's own by default.
        target_level: level wanted at the target.
        hours_per_week: hours a week for learning; the person's own, or those that the model assumes, by default.
        catalog: the catalog to ask; the bundled guides by default.

    Returns:
        The routes, what beats those left out, and the reason for each role on the way.

    Raises:
        UnknownRoleError: a name is not a role's.
        UnknownLevelError: a level is not one.
        LevelTrackError: the levels are of different tracks.
        InvalidFieldError: ``max_steps`` is below 1 or asks for more than 5,000 routes, or ``hours_per_week`` is no number of hours.

    >>> import rolepath as rp
    >>> found = rp.find_paths("data analyst", "ML engineer", max_steps=2)
    >>> found.direct.is_direct, found.route("data-scientist").through
    (True, ('data-scientist',))
    """
    catalog = bundled(catalog)
    start, end = role_or_profile(catalog, origin), catalog.role(target)
    own = start if isinstance(start, Profile) else Profile()
    rungs = [None if rung is None else catalog.level(rung) for rung in (own.level if level is None else level, target_level)]
    held, wanted = rungs
    if held is not None and wanted is not None:
        wanted.rungs_above(held)  # raises where the tracks differ
    hours = next(hours for hours in (hours_per_week, own.hours_per_week, catalog.difficulty_model.hours_per_week) if hours is not None)
    question = _Question(
        start=start,
        end=end,
        level=held,
        target_level=wanted,
        max_steps=_whole("max_steps", max_steps),
        hours_per_week=_hours("hours_per_week", hours),
    )
    return catalog.answer(("routes", question), lambda: _answered(catalog, question))


@attrs.frozen(kw_only=True)
class _Question:
    start: Role | Profile
    end: Role
    level: Level | None
    target_level: Level | None
    max_steps: int
    hours_per_week: float

    @property
    def present(self) -> RoleId | None:
        """Role that the way begins at."""
        return self.start.id if isinstance(self.start, Role) else self.start.role

    @property
    def levels_between(self) -> Levels:
        """Levels of a step to a role on the way: that held, or that wanted where it alone is named."""
        return (self.level, self.level or self.target_level)

    @property
    def levels_at_end(self) -> Levels:
        """Levels of the last step."""
        return (self.level, self.target_level)


def _whole(name: str, value: object) -> int:
    if type(value) is not int:
        raise InvalidTypeError(name, value, "must be a whole number")
    if value < 1:
        raise InvalidFieldError(name, value, "must be 1 or more; 1 goes directly")
    return value


def _hours(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise InvalidTypeError(name, value, "must be a number")
    if not 0 <= value <= HOURS_OF_A_WEEK:
        raise InvalidFieldError(name, value, f"must lie in 0 to {HOURS_OF_A_WEEK}")
    return float(value)


#: Hours that a week has.
HOURS_OF_A_WEEK = 168


def _answered(catalog: Catalog, question: _Question) -> Routes:
    start, end = question.start, question.end
    begun = _begun(catalog, question)
    direct = _finished(question, begun, {})
    routes = {direct.through: direct}
    reason = direct.reason
    candidates: list[Role] = []
    left_out: list[tuple[RoleId, str]] = []
    if question.present == end.id:
        reason = _at_home(question)
    elif reason is None and question.max_steps > 1:
        for role in catalog.roles:
            if role.id not in (question.present, end.id):
                why = _step(catalog, question, begun.carried, role, question.levels_between).move.reason
                left_out.extend([(role.id, why)] if why else [])
                candidates.extend([] if why else [role])
    _limited(question, len(candidates))
    for way in _ways(catalog, question, begun, candidates):
        route = _finished(question, way, routes)
        routes[route.through] = route
    shown, beaten = _sifted(list(routes.values()))
    return Routes(
        origin=start.id if isinstance(start, Role) else None,
        origin_label=start.label if isinstance(start, Role) else "this person",
        target=end.id,
        target_label=end.label,
        level=_id(question.level),
        target_level=_id(question.target_level),
        max_steps=question.max_steps,
        hours_per_week=question.hours_per_week,
        routes=shown,
        beaten=beaten,
        left_out=tuple(sorted(left_out)),
        reason=reason,
        notes=tuple(_notes(catalog, question, candidates)),
        profile=start if isinstance(start, Profile) else None,
    )


def _id(level: Level | None) -> LevelId | None:
    return None if level is None else level.id


def _at_home(question: _Question) -> str:
    """Say what a way from a role to itself is."""
    if isinstance(question.start, Profile):
        return f"this person is in the role {question.end.label} already, so no other role is on the way; what is still missing is shown"
    if question.target_level is None or question.level == question.target_level:
        return f"the role {question.end.label} is where the way begins, so there is no move"
    return f"the role {question.end.label} is where the way begins, so that only the level changes"


def _limited(question: _Question, candidates: int) -> None:
    """Demand that the routes are few enough to compare them all."""
    routes = sum(perm(candidates, passed) for passed in range(min(question.max_steps, candidates + 1)))
    if routes > ROUTES_AT_MOST:
        rule = f"must be smaller here: through {candidates} roles lead {routes:,} routes, and {ROUTES_AT_MOST:,} are compared at most"
        raise InvalidFieldError("max_steps", question.max_steps, rule)


# Ways ------------------------------------------------------------------------------------------------------------------


@attrs.frozen(kw_only=True, eq=False)
class _Way:
    """The way so far, and the step that leads from there to the target."""

    carried: Carried
    steps: tuple[RouteStep, ...] = ()
    waypoints: tuple[Waypoint, ...] = ()
    last: RouteStep


def _begun(catalog: Catalog, question: _Question) -> _Way:
    carried = carried_by(catalog, question.start)
    return _Way(carried=carried, last=_step(catalog, question, carried, question.end, question.levels_at_end))


def _ways(catalog: Catalog, question: _Question, begun: _Way, candidates: Sequence[Role]) -> list[_Way]:
    """Go through every sequence of different roles that leaves a step for the target."""
    pay = {role.id: _pay(catalog, question, role) for role in candidates}
    found: list[_Way] = []
    ends = [begun]
    for _ in range(question.max_steps - 1):
        ends = [_through(catalog, question, way, pay[role.id]) for way in ends for role in candidates if role not in way.carried.roles]
        found.extend(ends)
    return found


def _through(catalog: Catalog, question: _Question, way: _Way, pay: PayOnTheWay) -> _Way:
    role = catalog.role(pay.role)
    step = _step(catalog, question, way.carried, role, question.levels_between)
    at = question.levels_between[1]
    carried = after(catalog, way.carried, role, _id(at))
    last = _step(catalog, question, carried, question.end, question.levels_at_end)
    waypoint = _waypoint(role, pay, way.last.gap, last.gap)
    return _Way(carried=carried, steps=(*way.steps, step), waypoints=(*way.waypoints, waypoint), last=last)


def _waypoint(role: Role, pay: PayOnTheWay, before: SkillGap, then: SkillGap) -> Waypoint:
    """Say what of the gap to the target a role closes."""
    left = {item.skill: item for item in then.items}
    closed = [
        ClosedSkill(
            skill=item.skill,
            label=item.label,
            closes=item.contribution - left[item.skill].contribution,
            is_closed=not left[item.skill].shortfall,
        )
        for item in before.missing
        if item.shortfall > left[item.skill].shortfall
    ]
    return Waypoint(
        role=role.id,
        label=role.label,
        before=before,
        after=then,
        closes=None if before.score is None or then.score is None else before.score - then.score,
        closed=tuple(sorted(closed, key=lambda closed: (-closed.closes, closed.skill))),
        pay=pay,
    )


def _step(catalog: Catalog, question: _Question, carried: Carried, role: Role, levels: Levels) -> RouteStep:
    level, target_level = map(_id, levels)
    begun = carried.roles[-1] if carried.roles else carried.origin
    gap = gap_of(catalog, carried, role, target_level or level)
    return RouteStep(
        gap=gap,
        move=carried_move(catalog, carried, gap, role, levels, question.hours_per_week),
        alone=transition_difficulty(begun, role, level=level, target_level=target_level, catalog=catalog),
    )


def _finished(question: _Question, way: _Way, known: Mapping[tuple[RoleId, ...], Route]) -> Route:
    """Sum up a way to the target; ``known`` holds every route of fewer steps."""
    steps = (*way.steps, way.last)
    moves = [step.move for step in steps]
    score = _joined([move.score for move in moves])
    through = tuple(waypoint.role for waypoint in way.waypoints)
    without = [(*through[:place], *through[place + 1 :]) for place in range(len(through))]
    shorter = tuple((roles, known[roles].months) for roles in without)
    return Route(
        steps=steps,
        waypoints=way.waypoints,
        score=score,
        lower=None if score is None else min(score, _joined([move.lower for move in moves]) or 0.0),
        upper=None if score is None else max(score, _joined([move.upper for move in moves]) or 0.0),
        alone=_joined([step.alone.score for step in steps]),
        reason=next((move.reason for move in moves if move.reason is not None), None),
        months=_months([move.modelled_months for move in moves], [months for _, months in shorter]),
        shorter=shorter,
        pay=_paid(question, way.waypoints),
        path=_path(question, way.waypoints),
    )


def _joined(scores: Sequence[float | None]) -> float | None:
    """Join difficulties, each on what the harder ones leave, so that the whole is no less than the hardest, to the last bit."""
    known = sorted((score for score in scores if score is not None), reverse=True)
    if len(known) < len(scores):
        return None
    left, parts = 1.0, []
    for score in known:
        parts.append(score * left)
        left *= 1.0 - score
    return fsum(capped(parts))


def _months(steps: Sequence[Months | None], shorter: Sequence[Months | None]) -> Months | None:
    """Add up the steps, to no less than what each shorter route takes."""
    walked, others = ([(months.minimum or 0.0, months.maximum or 0.0) for months in listed if months] for listed in (steps, shorter))
    if len(walked) < len(steps) or len(others) < len(shorter):
        return None
    least, most = (max([fsum(ends[end] for ends in walked), *(ends[end] for ends in others)]) for end in (0, 1))
    statement = "sum of the steps, and no less than any shorter route" if shorter else "until what sources ask most is held"
    return Months(minimum=least, maximum=most, basis="modelled", statement=statement)


def _path(question: _Question, waypoints: tuple[Waypoint, ...]) -> TransitionPath | None:
    if question.present is None:
        return None
    names = [question.present, *(waypoint.role for waypoint in waypoints), question.end.id]
    levels = [*(question.levels_between for _ in waypoints), question.levels_at_end]
    steps = (
        TransitionStep(origin=here, target=there, level=_id(held), target_level=_id(wanted))
        for here, there, (held, wanted) in zip(names, names[1:], levels, strict=False)
    )
    return TransitionPath(steps=tuple(steps))


# Pay on the way --------------------------------------------------------------------------------------------------------


def _pay(catalog: Catalog, question: _Question, role: Role) -> PayOnTheWay:
    """Set a role against the origin by like figures, at the level held or at every level that has some."""
    level = question.levels_between[1]
    figures = None if level is None else comp_lookup(role, level=level, catalog=catalog)
    if question.present is None:
        return PayOnTheWay(role=role.id, other=None, orders=(), figures=figures)
    origin = catalog.role(question.present)
    names: Mapping[str | None, str] = {role.id: role.label, origin.id: origin.label}
    ratios = [ratio for source in catalog.sources for ratio in pay_ratios(catalog, role.id, origin.id, source.id)]
    told: set[LevelId | None] = {ratio.level for ratio in ratios} if level is None else {level.id}
    orders = (pay_order(catalog, pair, names, at) for pair, at in cells_of(catalog, (role.id, origin.id)) if at in told)
    return PayOnTheWay(role=role.id, other=origin.id, orders=tuple(orders), figures=figures)


def _paid(question: _Question, waypoints: tuple[Waypoint, ...]) -> tuple[PayOrder, PayOrder] | None:
    """Worst and best pay on the way; going directly, one stays in the origin meanwhile."""
    if question.present is None:
        return None
    said = [waypoint.pay.value for waypoint in waypoints] or [PayOrder.SAME.value]
    if not all(value in _RANKS for value in said):
        return None
    return PayOrder(min(said, key=_RANKS.__getitem__)), PayOrder(max(said, key=_RANKS.__getitem__))


# What beats what -------------------------------------------------------------------------------------------------------

#: Difficulty, least months, most months, worst pay, best pay, the smaller the better, None where it is not known; then the steps.
_Marks: TypeAlias = tuple[tuple[float | None, ...], int]


def _sifted(routes: list[Route]) -> tuple[tuple[Route, ...], tuple[Route, ...]]:
    """Split routes into those that are shown, the direct one first, and those that another beats."""
    marked = sorted(((_marks(route), route) for route in routes), key=_order)
    unbeaten = {id(route) for marks, route in marked if not any(_beats(other, marks) for other, _ in marked)}
    shown: list[Route] = []
    beaten: list[Route] = []
    for marks, route in marked:
        by = [] if id(route) in unbeaten else [other.through for others, other in marked if id(other) in unbeaten and _beats(others, marks)]
        if id(route) not in unbeaten and not by:  # what beats it is beaten itself, by what is known of those two alone
            by = [next(other.through for others, other in marked if _beats(others, marks))]
        (shown if route.is_direct or not by else beaten).append(attrs.evolve(route, beaten_by=tuple(by)))
    shown.sort(key=lambda route: not route.is_direct)
    return tuple(shown), tuple(beaten)


def _marks(route: Route) -> _Marks:
    months = (None, None) if route.months is None else (route.months.minimum, route.months.maximum)
    pay = (None, None) if route.pay is None else tuple(-_RANKS[order.value] for order in route.pay)
    return tuple(None if end is None else round(end, PLACES) for end in (route.score, *months, *pay)), len(route.steps)


def _beats(one: _Marks, other: _Marks) -> bool:
    """Whether a route is no worse in all that is known of the other, and better in something, or as good in fewer steps."""
    asked = [(mine, theirs) for mine, theirs in zip(one[0], other[0], strict=True) if theirs is not None]
    if not all(mine is not None and mine <= theirs for mine, theirs in asked):
        return False
    return any(mine != theirs for mine, theirs in asked) or one[1] < other[1]


def _order(marked: tuple[_Marks, Route]) -> tuple[object, ...]:
    """Sort from the easiest, then the quickest, then the shortest, then by name."""
    (ends, steps), route = marked
    known = tuple((end is None, end or 0.0) for end in ends[:3])
    return (*known, steps, tuple(waypoint.label for waypoint in route.waypoints), route.through)


# Notes -----------------------------------------------------------------------------------------------------------------


def _notes(catalog: Catalog, question: _Question, candidates: Sequence[Role]) -> Iterator[str]:
    if candidates:
        yield (
            "months are months of learning until what sources ask most of each role is held, and no fewer than going directly; what a job "
            "on the way teaches, and time worked in it, is not counted"
        )
        yield (
            "a step is measured from what is held by then, so it may be easier than by itself; 'alone' takes each step by itself, as "
            "transition_difficulty(path) does"
        )
    held, wanted = map(_id, question.levels_at_end)
    asked = [(role, len(needs_of(catalog, role.id, level=_id(question.levels_between[1])))) for role in candidates]
    asked.append((question.end, len(needs_of(catalog, question.end.id, level=wanted or held))))
    little = sorted(f"{role.label} ({count})" for role, count in asked if 0 < count <= FEW)
    if little:
        yield f"of these roles sources name few skills, so that a step to one looks easier than it is: {', '.join(little)}"
    person = question.start if isinstance(question.start, Profile) else None
    if person is not None and person.role is None and candidates:
        yield "this person names no present role, so pay on the way is not compared"
    if person is not None and (unknown := unknown_of(catalog, person)):
        yield f"the catalog does not know these skills of the person, which count for nothing: {', '.join(unknown)}"
    if question.hours_per_week < LEAST_HOURS:
        yield "with no hours a week for learning there are no months, unless nothing has to be learnt"
