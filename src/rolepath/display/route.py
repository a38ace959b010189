"""View of routes: those that none beats, the steps of each, why to go through a role, and what is beaten by what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from rolepath.analysis.ratios import percent
from rolepath.display.answers import figure_cells
from rolepath.display.view import SourceList, Table, View

if TYPE_CHECKING:
    from rolepath.analysis.months import Months
    from rolepath.analysis.route import Routes
    from rolepath.analysis.ways import PayOnTheWay, Route, Waypoint
    from rolepath.model.identity import RoleId

__all__ = ["routes_view"]

BEATEN_SHOWN = 6
SKILLS_SHOWN = 4
BEATING_SHOWN = 2
FIGURES_SHOWN = 3
#: Columns that routes which are beaten go without.
_LEFT_OUT = ("bounds", "alone")
_HEADER = ("route", "difficulty", "bounds", "alone", "months", "pay on the way", "beaten by")


def routes_view(routes: Routes) -> View:
    """View routes: going directly and what no route beats, then the reasons, then what is beaten."""
    sources = SourceList()
    labels = {route.through: route.label for route in (*routes.routes, *routes.beaten)}
    caption = "Going directly, and the routes that no route beats"
    tables = [Table(caption=caption, header=_HEADER, rows=tuple(_row(route, labels) for route in routes.routes), figures=frozenset({1, 3}))]
    walked = tuple(row for route in routes.routes for row in _step_rows(route, sources))
    of_steps = ("route", "step to", "difficulty", "months", "months as stated")
    tables.append(Table(caption="The steps, from what is held by then", header=of_steps, rows=walked, figures=frozenset({2})))
    reasons = tuple(_reason_row(route, waypoint, sources) for route in routes.routes for waypoint in route.waypoints)
    if reasons:
        header = ("route", "through", "closes", "of the gap, foremost in", f"pays against {routes.origin_label}")
        tables.append(Table(caption="Why go through a role", header=header, rows=reasons, figures=frozenset({2})))
    if routes.beaten:
        shortest = sorted(routes.beaten, key=lambda route: len(route.steps))
        rows = tuple(_row(route, labels, is_short=True) for route in shortest)
        of_beaten = tuple(name for name in _HEADER if name not in _LEFT_OUT)
        caption = "Beaten, of fewest steps first"
        tables.append(Table(caption=caption, header=of_beaten, rows=rows, figures=frozenset({1}), first=BEATEN_SHOWN, all_in=".beaten"))
    levels = " to ".join(dict.fromkeys(level for level in (routes.level, routes.target_level) if level))
    return View(
        title=f"Routes: {routes.origin_label} to {routes.target_label}{f', {levels}' if levels else ''}",
        lead=tuple(_lead(routes, labels)),
        tables=tuple(tables),
        notes=(*(f"not through {role}: {reason}" for role, reason in routes.left_out), *routes.notes),
        sources=sources.listed(),
    )


_Labels: TypeAlias = "dict[tuple[RoleId, ...], str]"


def _lead(routes: Routes, labels: _Labels) -> Iterator[str]:
    if routes.reason is not None:
        yield f"{routes.reason[0].upper()}{routes.reason[1:]}."
        return
    others = len(routes.routes) + len(routes.beaten) - 1
    count = "One route" if others == 1 else f"{others or 'No'} routes"
    yield f"{count} through other roles in at most {routes.max_steps} steps, set beside going directly."
    if routes.direct.is_beaten:
        yield f"Going directly is beaten by the route through {_beating(routes.direct, labels)}."
    elif others:
        yield "No route beats going directly."
    yield f"Difficulty: 0 = no move, 1 = the hardest. Months at {routes.hours_per_week:g} hours a week."


def _row(route: Route, labels: _Labels, *, is_short: bool = False) -> tuple[str, ...]:
    score, alone = ("?" if value is None else f"{value:.2f}" for value in (route.score, route.alone))
    bounds = "" if route.lower is None or route.upper is None else f"{route.lower:.2f} to {route.upper:.2f}"
    own = () if is_short else (bounds, alone)
    return (route.label, score, *own, _months(route.months), _paid(route), _beating(route, labels))


def _paid(route: Route) -> str:
    return "not known" if route.pay is None else " to ".join(dict.fromkeys(order.value for order in route.pay))


def _beating(route: Route, labels: _Labels) -> str:
    names = [labels[through] for through in route.beaten_by[:BEATING_SHOWN]]
    rest = len(route.beaten_by) - len(names)
    return "; ".join([*names, *([f"{rest} more"] if rest else [])])


def _months(months: Months | None) -> str:
    if months is None:
        return "not known"
    ends = dict.fromkeys(f"{end:.0f}" for end in (months.minimum, months.maximum) if end is not None)
    return " to ".join(ends)


def _step_rows(route: Route, sources: SourceList) -> Iterator[tuple[str, ...]]:
    for index, step in enumerate(route.steps):
        score = "?" if step.move.score is None else f"{step.move.score:.2f}"
        stated = [
            f"{_months(months)} {sources.mark([months.citation])}"
            for months in step.move.stated_months
            if months.minimum is not None or months.maximum is not None
        ]
        said = "; ".join(dict.fromkeys(stated))
        yield (route.label if index == 0 else "", step.move.target_label, score, _months(step.move.modelled_months), said)


def _reason_row(route: Route, waypoint: Waypoint, sources: SourceList) -> tuple[str, ...]:
    closed = waypoint.closed
    rest = len(closed) - SKILLS_SHOWN
    skills = ", ".join([*(skill.label for skill in closed[:SKILLS_SHOWN]), *([f"{rest} more"] if rest > 0 else [])])
    shown = {skill.skill for skill in closed[:SKILLS_SHOWN]}
    asking = (fact for item in waypoint.after.items if item.skill in shown for fact in item.held_requirements)
    marks = sources.mark(fact.citation for fact in asking if fact.role == waypoint.role)
    told = f"{skills} {marks}".rstrip() or "nothing"
    return (route.label, waypoint.label, "?" if waypoint.closes is None else f"{waypoint.closes:.2f}", told, _pays(waypoint.pay, sources))


def _pays(pay: PayOnTheWay, sources: SourceList) -> str:
    """Say which way the pay goes, by how much and by whom, and what is paid at the level held."""
    ratios = [ratio for order in pay.orders for ratio in order.ratios]
    how = [
        f"{ratio.level or 'no level'} {percent(*ratio.span)} {sources.mark([ratio.band.citation, ratio.other.citation])}"
        for ratio in ratios
    ]
    bands = () if pay.figures is None else pay.figures.bands
    paid = [f"{amount} {band.component} {mark}" for band in bands[:FIGURES_SHOWN] for amount, _, mark in [figure_cells(band, sources)]]
    rest = len(bands) - len(paid)
    more = [f"{rest} more figures"] if rest > 0 else []
    return "; ".join([pay.value, *dict.fromkeys(how), *([f"paid {', '.join([*paid, *more])}"] if paid else [])])
