"""A learning plan on a time line: when each skill is learnt, from the earliest to the latest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs

from rolepath.display.plan import months_stated, plan_view, span
from rolepath.display.plots.paper import BLUE, GREEN, OPEN, VERMILLION, Words, assumed, only_words, room_of, sheets, stated
from rolepath.display.plots.rows import BESIDE, MOST_LEFT, height_of, lay_rows, named, widest
from rolepath.display.view import SourceList

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rolepath.analysis.plan import LearningPlan, PlanItem

__all__ = ["draw_timeline"]

#: Most skills on one time line.
ITEMS_SHOWN = 20
#: What a source states, told from the plan by its hatch too.
STATED = {"facecolor": (GREEN, 0.35), "edgecolor": GREEN, "hatch": "xxxx"}


@attrs.frozen(kw_only=True)
class _Row:
    """One interval of time."""

    label: str
    #: From the earliest to the latest; the latest is None where no source states one.
    time: tuple[float, float | None]
    figure: str
    style: dict[str, Any]
    #: Whether it is a milestone, which stands out.
    is_milestone: bool = False
    #: Whether no source ties the skill to the origin.
    is_silent: bool = False

    @property
    def weight(self) -> str:
        """How heavy the label is set."""
        return "bold" if self.is_milestone else "normal"


def draw_timeline(plan: LearningPlan, ax: Axes | None) -> Axes:
    """Draw when each skill is learnt, from the earliest to the latest, the milestones in their places, and what sources state."""
    view = plan_view(plan)
    if not plan.items:
        return only_words(Words(title=view.title), ax, view.lead[0])
    sources = SourceList()
    room = room_of(ax)
    unit = "weeks of 10 hours" if plan.months is None else f"months at {plan.hours_per_week:g} hours a week"
    listed = list(_rows(plan, sources))
    labels = [named(row.label, MOST_LEFT * room, is_silent=row.is_silent, weight=row.weight) for row in listed]
    words = Words(title=view.title, lead=tuple(_lead(plan)), caption=(*_remarks(plan), *sources.listed()))
    lines = [1, *(label.count("\n") + 1 for label in labels)]
    (drawn,) = sheets(words, ax, [height_of(lines)])
    latest = max(end for row in listed for end in row.time if end is not None)
    rows = lay_rows(
        drawn, lines, scale=(0.0, latest), left=widest(labels, weight="bold"), right=widest(row.figure for row in listed), room=room
    )
    rows.label(0, "learnt, in this order", fontweight="bold")
    rows.heading(0, 0.0, unit)
    for place, (row, label) in enumerate(zip(listed, labels, strict=True), 1):
        start, end = row.time[0], latest if row.time[1] is None else row.time[1]
        rows.label(place, label, fontweight=row.weight)
        if row.is_milestone:
            rows.ax.plot([start, end], [rows.middles[place]] * 2, color=VERMILLION, linewidth=2, marker="D", markersize=6)
        else:
            rows.bar(place, start, end, **row.style)
        rows.figure(place, end, row.figure, BESIDE * 2 if row.is_milestone else BESIDE)
    rows.ticks(lambda value: f"{value:g}")
    return drawn


def _rows(plan: LearningPlan, sources: SourceList) -> Iterator[_Row]:
    """Go through the skills that are shown, the milestones that they lead to, and what sources state."""
    shown = plan.items[:ITEMS_SHOWN]
    milestones = [milestone for milestone in plan.milestones if milestone.after <= len(shown)]
    for count, item in enumerate((None, *shown)):
        if item is not None:
            yield _item(plan, item, sources)
        for milestone in milestones:
            if milestone.after == count:
                time = milestone.weeks if plan.months is None else milestone.months or milestone.weeks
                yield _Row(label=milestone.statement, time=time, figure=span(*time), style={}, is_milestone=True)
    for stated_one in plan.stated if plan.months is not None else ():
        months = stated_one.months
        if months.minimum is not None or months.maximum is not None:
            yield _Row(
                label=f"as stated: {months.statement}",
                time=(months.minimum or 0.0, months.maximum),
                figure=f"{months_stated(months)} {sources.short([months.citation])}",
                style=OPEN if months.minimum is None or months.maximum is None else STATED,
            )


def _item(plan: LearningPlan, item: PlanItem, sources: SourceList) -> _Row:
    time = item.weeks_after if plan.months is None else item.months_after or item.weeks_after
    takes = "to prove" if item.to_prove else "covered" if item.is_covered else f"{'~' if item.is_assumed else ''}{span(*time)}"
    return _Row(
        label=item.label,
        time=time,
        figure=f"{takes} {sources.short(fact.citation for fact in item.requirements)}".rstrip(),
        style=OPEN if item.to_prove or item.is_covered else assumed(BLUE) if item.is_assumed else stated(BLUE),
        is_silent=item.is_silent,
    )


def _lead(plan: LearningPlan) -> Iterator[str]:
    skills = "1 skill closes" if len(plan.items) == 1 else f"{len(plan.items)} skills close"
    yield f"{skills} a gap of {plan.score:.2f} (0 = nothing is missing, 1 = everything)."
    if plan.months is None:
        yield f"No months: {plan.months_reason}."


def _remarks(plan: LearningPlan) -> Iterator[str]:
    shown = plan.items[:ITEMS_SHOWN]
    yield "Bars: from the earliest to the latest time by which a skill is learnt. Diamonds: milestones."
    if any(item.is_silent for item in shown):
        yield f"? no source ties it to {plan.origin_label}: it counts as not held."
    if any(item.is_assumed for item in shown):
        yield "~ and hatched: the effort is assumed."
    if any(item.to_prove or item.is_covered for item in shown):
        yield "Dashed: to prove, or covered by other skills by then; it takes no time."
    if len(shown) < len(plan.items):
        whole = f"{span(*plan.weeks)} weeks" if plan.months is None else f"{span(*plan.months)} months"
        yield f"{len(shown)} of {len(plan.items)} skills shown; .items has all, which take {whole}."
