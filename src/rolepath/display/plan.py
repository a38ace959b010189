"""The views of a learning plan, and of what one skill changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rolepath.display.models import statement
from rolepath.display.view import SourceList, Table, View

if TYPE_CHECKING:
    from rolepath.analysis.months import Months
    from rolepath.analysis.plan import LearningPlan, Milestone, PlanItem, StatedDuration
    from rolepath.analysis.what_if import RoleChange, WhatIf

__all__ = ["months_stated", "plan_view", "span", "what_if_view"]

ROWS_SHOWN = 30
#: Rows of each table of a plan that are shown at least.
LEAST_SHOWN = 5
NAMES_SHOWN = 4
#: Weeks and months from which on the places behind the point say nothing.
WHOLE_FROM = 10
#: Part of the gap by which other choices must be better before it is said.
TELLING = 0.005


def plan_view(plan: LearningPlan) -> View:
    """View a plan: milestones, what to learn in order, what proves it, what sources warn of."""
    sources = SourceList()
    title = f"Learning plan: {plan.origin_label} to {plan.target_label}{f', {plan.level}' if plan.level else ''}"
    tables: list[Table] = []
    if plan.items:
        tables.extend((_milestones(plan), *_items(plan, sources)))
    if plan.stated:
        rows = tuple(_stated_row(stated, sources) for stated in plan.stated)
        tables.append(Table(caption="What sources say it takes", header=("months", "for", "set beside the plan"), rows=rows))
    proofs = tuple(_proof_rows(plan, sources))
    if proofs:
        tables.append(Table(caption="What sources recognise as proof", header=("proof", "of"), rows=proofs))
    advice = tuple(_advice_rows(plan, sources))
    if advice:
        tables.append(Table(caption="What sources advise", header=("on", "sources say"), rows=advice))
    warnings = tuple(_warning_rows(plan, sources))
    if warnings:
        tables.append(Table(caption="What sources warn of", header=("", "sources say"), rows=warnings))
    return View(title=title, lead=tuple(_lead(plan)), tables=tuple(tables), notes=tuple(_notes(plan)), sources=sources.listed())


def _lead(plan: LearningPlan) -> Iterable[str]:
    if plan.reason is not None:
        yield f"{'Nothing to learn' if plan.score == 0 else 'No plan'}: {plan.reason}."
        return
    yield (
        f"{_count(plan)} a gap of {plan.score:.2f} (0 = nothing is missing, 1 = everything). "
        "What sources ask most comes before the rest; of each, prerequisites come first, then what closes most gap per week."
    )
    whose = {"profile": "as the person says", "difficulty.hours_per_week": "assumed"}.get(plan.hours_from, "as asked")
    yield f"Weeks are of 10 hours. At {plan.hours_per_week:g} hours a week ({whose})" + (
        f" there are no months: {plan.months_reason}." if plan.months_reason and plan.months is None else " they make the months."
    )


def _milestones(plan: LearningPlan) -> Table:
    rows = tuple(_milestone_row(milestone) for milestone in plan.milestones)
    header = ("milestone", "gap left", "after", "weeks", "months")
    return Table(caption="Milestones", header=header, rows=rows, figures=frozenset({1}))


def _milestone_row(milestone: Milestone) -> tuple[str, ...]:
    after = f"{milestone.after} {'skill' if milestone.after == 1 else 'skills'}" if milestone.after else "now"
    months = "none" if milestone.months is None else span(*milestone.months)
    return (milestone.statement, f"{milestone.gap:.2f}", after, span(*milestone.weeks), months)


def _items(plan: LearningPlan, sources: SourceList) -> Iterable[Table]:
    """What to learn, in order: one table for what sources ask most, one for the rest."""
    labels = _labels(plan)
    rows = [(item.is_core, _item_row(number, item, labels, sources)) for number, item in enumerate(plan.items, 1)]
    left = ROWS_SHOWN
    parts = {True: "What to learn first, which sources ask most", False: "What to learn then"}
    listed = [(caption, tuple(row for is_core, row in rows if is_core is part)) for part, caption in parts.items()]
    for caption, part in listed:
        if part:
            yield Table(
                caption=caption,
                header=("", "skill", "from", "to", "weeks", "gap left", "months", "asked by"),
                rows=part,
                figures=frozenset({0, 2, 3, 5}),
                remark=_remark(plan) if part[-1] == rows[-1][1] else None,
                first=left,
                all_in=".items",
            )
            left = max(LEAST_SHOWN, left - len(part))


def _remark(plan: LearningPlan) -> str | None:
    remarks = []
    if any(item.is_silent for item in plan.items):
        remarks.append(f"? no source ties it to {plan.origin_label}: it counts as not held, so ask first whether it is")
    if any(item.is_assumed for item in plan.items):
        remarks.append("~ the effort is assumed")
    miss = max(item.may_miss for item in plan.items)
    if miss >= TELLING:
        remarks.append(f"of as many skills, whatever weeks they take, others may close up to {miss:.2f} more (.may_miss has it for each)")
    return "; ".join(remarks) or None


def _item_row(number: int, item: PlanItem, labels: dict[str, str], sources: SourceList) -> tuple[str, ...]:
    asides = []
    if item.alternatives:
        asides.append(f"or {_names(labels.get(skill, skill) for skill in item.alternatives)}")
    if item.is_prerequisite:
        purpose = f"for {_names(labels[skill] for skill in item.needed_for)}" if item.needed_for else "as others build on it"
        asides.append(f"first, {purpose}")
    elif item.prerequisites:
        asides.append(f"builds on {_names(labels[skill] for skill in item.prerequisites)}")
    aside = f" ({'; '.join(asides)})" if asides else ""
    return (
        str(number),
        f"{item.label}{'?' if item.is_silent else ''}{aside}",
        f"{item.from_level:.2f}",
        f"{item.to_level:.2f}",
        _taken(item, labels),
        f"{item.gap_after:.2f}",
        "" if item.months_after is None else span(*item.months_after),
        sources.mark(fact.citation for fact in item.requirements),
    )


def _taken(item: PlanItem, labels: dict[str, str]) -> str:
    """Write the weeks that an item takes, or why it takes none."""
    if item.to_prove is not None:
        return "to prove" if item.to_prove == item.skill else f"prove {labels.get(item.to_prove, item.to_prove)}"
    return "covered" if item.is_covered else f"{'~' if item.is_assumed else ''}{span(*item.weeks)}"


def _labels(plan: LearningPlan) -> dict[str, str]:
    asked = [(item.skill, item.label) for item in plan.gap.items]
    return dict([*asked, *((item.skill, item.label) for item in plan.items)])


def _names(names: Iterable[str]) -> str:
    listed = list(names)
    return f"{', '.join(listed[:NAMES_SHOWN])}{', ...' if len(listed) > NAMES_SHOWN else ''}"


def span(low: float, high: float) -> str:
    """Write an interval of weeks or months, to the places that tell.

    >>> span(0.25, 1.0), span(9.8, 32.4), span(0.0, 0.0)
    ('0.2-1.0', '10-32', '0')
    """
    if high >= WHOLE_FROM:
        return f"{low:.0f}-{high:.0f}" if f"{low:.0f}" != f"{high:.0f}" else f"{high:.0f}"
    if not high:
        return "0"
    return f"{low:.1f}-{high:.1f}" if f"{low:.1f}" != f"{high:.1f}" else f"{high:.1f}"


def _stated_row(stated: StatedDuration, sources: SourceList) -> tuple[str, str, str]:
    if stated.touches is None:
        verdict = f"not compared: {stated.reason}"
    else:
        verdict = "touches the plan's months" if stated.touches else "apart from the plan's months"
    return (months_stated(stated.months), f"{stated.months.statement} {sources.mark([stated.months.citation])}", verdict)


def months_stated(months: Months) -> str:
    """Write the months that a source states, as it states them."""
    if months.maximum is None:
        return "no figure" if months.minimum is None else f"from {months.minimum:g}"
    return f"up to {months.maximum:g}" if months.minimum is None else f"{months.minimum:g}-{months.maximum:g}"


def _proof_rows(plan: LearningPlan, sources: SourceList) -> Iterable[tuple[str, str]]:
    """One row for each proof, with the skills that it shows; those that show any skill last."""
    proved: dict[tuple[bool, str, str], list[str]] = {}
    for item in plan.items:
        for claim in item.proofs:
            key = (claim.skill is None, claim.text, sources.mark([claim.citation]))
            proved.setdefault(key, []).append(item.label)
    for (is_general, text, marks), labels in sorted(proved.items(), key=lambda row: row[0][0]):
        yield f"{text} {marks}", "any skill" if is_general else _names(labels)


def _advice_rows(plan: LearningPlan, sources: SourceList) -> Iterable[tuple[str, str]]:
    own = [(item.label, claim) for item in plan.items for claim in item.advice]
    for label, claim in (*own, *(("the move", claim) for claim in plan.advice)):
        yield label, f"{claim.text} {sources.mark([claim.citation])}"


def _warning_rows(plan: LearningPlan, sources: SourceList) -> Iterable[tuple[str, str]]:
    own = [(item.label, claim) for item in plan.items for claim in item.warnings]
    for label, claim in (*own, *(("", claim) for claim in plan.warnings)):
        name = {"insufficient-proof": "no proof"}.get(claim.kind, claim.kind.value)
        yield f"{label}: {name}" if label else name, f"{claim.text} {sources.mark([claim.citation])}"
    for trait in plan.pitfalls:
        yield plan.target_label, f"{statement(trait)} {sources.mark([trait.citation])}"


def _notes(plan: LearningPlan) -> Iterable[str]:
    if plan.gap.profile is not None and plan.gap.profile.role == plan.target and plan.items:
        yield (
            f"This person is {plan.target_label} already. People in a role are taken to hold the least that a source states of each skill, "
            "and the plan is for the most."
        )
    if plan.only_source is not None and plan.items:
        yield f"{plan.only_source} alone says what {plan.target_label} asks for; where more sources speak, a role asks for more."
    if plan.gap.is_thin and plan.score is not None and plan.origin != plan.target:
        yield f"Sources name few skills for {plan.target_label} ({len(plan.gap.items)}), so it looks nearer than it is."
    if plan.met_on_the_way:
        labels = _labels(plan)
        names = ", ".join(labels.get(dropped.skill, dropped.skill) for dropped in plan.met_on_the_way)
        yield f"Met on the way, so not to be learnt by themselves: {names}."
    if any(item.to_prove for item in plan.items):
        yield f"What is marked to prove is known but not shown as {plan.gap.evidence} or better; no weeks are counted for showing it."
    if plan.months_reason and plan.hours_per_week:
        yield f"Not all months are known: {plan.months_reason}."
    if any(item.is_covered for item in plan.items):
        yield "What is marked covered is held through other skills by then; from there on it counts as held by itself."
    if plan.unknown_skills:
        yield f"Not known to the catalog, so counted as nothing: {', '.join(plan.unknown_skills)}."


# What if ---------------------------------------------------------------------------------------------------------------


def what_if_view(answer: WhatIf) -> View:
    """View what one skill changes, role by role."""
    rows = tuple(_change_row(change) for change in answer.changes)
    header = ("role", "gap", "closes", "difficulty", "months", "within reach")
    if answer.to_level > answer.from_level:
        lead = [f"Held at {answer.from_level:.2f} now, at {answer.to_level:.2f} then."]
    elif any(change.closes for change in answer.changes):
        lead = [f"Held at {answer.from_level:.2f} now, through related skills; at {answer.to_level:.2f} by itself then."]
    else:
        lead = [f"Held at {answer.from_level:.2f} now, so that {answer.to_level:.2f} changes nothing."]
    lead.append(f"Within reach: at most {answer.reach_months:g} months of learning what sources ask most.")
    if answer.reached:
        labels = {change.role: change.label for change in answer.changes}
        lead.append(f"It brings within reach: {', '.join(labels[role] for role in answer.reached)}.")
    tables = (Table(caption="Now and then", header=header, rows=rows, figures=frozenset({2})),) if rows else ()
    unknown = answer.changes[0].gaps[0].unknown_skills if answer.changes else ()
    notes = [f"Not known to the catalog, so counted as nothing: {', '.join(unknown)}."] if unknown else []
    thin = [f"{change.label} ({len(change.gaps[0].items)})" for change in answer.changes if change.gaps[0].is_thin]
    if thin:
        notes.append(f"Sources name few skills for these roles, so they look nearer than they are: {', '.join(thin)}.")
    return View(title=f"What if: {answer.label}", lead=tuple(lead), tables=tables, notes=tuple(notes))


def _change_row(change: RoleChange) -> tuple[str, ...]:
    before, after = change.gaps
    if before.score is None or after.score is None or change.closes is None:
        return (change.label, f"not known: {before.reason}", "-", "-", "-", "-")
    months = [None if m is None or m.minimum is None or m.maximum is None else span(m.minimum, m.maximum) for m in change.months]
    hard = [None if score is None else f"{score:.2f}" for score in change.difficulty]
    reach = ["not known" if is_within is None else "yes" if is_within else "no" for is_within in change.is_within_reach]
    return (
        change.label,
        _pair(f"{before.score:.2f}", f"{after.score:.2f}"),
        f"{change.closes:.3f}",
        _pair(*hard),
        _pair(*months),
        _pair(*reach),
    )


def _pair(before: str | None, after: str | None) -> str:
    return before or "not known" if before == after else f"{before or 'not known'} to {after or 'not known'}"


def _count(plan: LearningPlan) -> str:
    return "1 skill closes" if len(plan.items) == 1 else f"{len(plan.items)} skills close"
