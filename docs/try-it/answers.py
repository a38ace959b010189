"""What the page asks of the library and what it gets, both as JSON: Pyodide runs this in the browser, and the tests in Python."""

from __future__ import annotations

import json
from typing import Any

import attrs

import rolepath as rp


def choices() -> str:
    """Return what can be chosen: the roles that a source asks skills of, and the levels."""
    catalog = rp.load_catalog()
    roles = [role for role in catalog.roles if catalog.requirements_of(role)]
    return json.dumps(
        {
            "roles": [{"id": role.id, "label": role.label} for role in roles],
            "levels": list(dict.fromkeys(level.id for level in catalog.standard_levels)),
        }
    )


def answer(asked: str) -> str:
    """Answer a question: what is missing for a role, what to learn, and what it pays.

    Args:
        asked: a JSON object with ``target``; ``origin`` and ``level``, each an id or null; ``hours`` for learning a week; and ``changed``,
            an object of the skills that the reader ticked (true) or unticked (false).

    Returns:
        A JSON object: ``told``, the answer in two sentences; the tables as HTML in ``gap``, ``plan`` and ``pay``; and ``skills``, those
        that the role asks for, by label, each with whether it is held. Or one with ``refused``, which says why there is no answer.
    """
    question = json.loads(asked)
    try:
        return json.dumps(_answer(**question))
    except rp.RolepathError as error:
        return json.dumps({"refused": str(error)})


def _answer(*, origin: str | None, target: str, level: str | None, hours: float, changed: dict[str, bool]) -> dict[str, Any]:
    person = profile(origin=origin, hours=hours, changed=changed)
    gap = rp.skill_gap(person, target, level=level)
    plan = rp.learning_plan(person, target, level=level)
    pay = [rp.comp_lookup(role, level=level if role == target else None) for role in dict.fromkeys((target, origin)) if role]
    held = {entry.skill for entry in person.skills}
    asked_for = sorted(gap.items, key=lambda item: item.label.casefold())
    return {
        "told": f"{told_of_gap(gap)} {told_of_plan(plan)}",
        "gap": gap._repr_html_(),
        "plan": plan._repr_html_(),
        "pay": "".join(found._repr_html_() for found in pay),
        "skills": [{"id": item.skill, "label": item.label, "held": item.skill in held} for item in asked_for],
    }


def profile(*, origin: str | None, hours: float, changed: dict[str, bool]) -> rp.Profile:
    """Return someone who holds what people in a role hold, but for what the reader ticked and unticked."""
    person = rp.Profile() if origin is None else rp.Profile.from_role(origin)
    kept = tuple(entry for entry in person.skills if changed.get(entry.skill, True))
    listed = {entry.skill for entry in kept}
    added = tuple(rp.HeldSkill(skill=skill) for skill, is_held in sorted(changed.items()) if is_held and skill not in listed)
    return attrs.evolve(person, skills=kept + added, hours_per_week=hours)


def told_of_gap(gap: rp.SkillGap) -> str:
    """Tell the gap in a sentence."""
    if gap.score is None:
        return f"The gap is not known: {gap.reason}."
    return f"The gap is {gap.score:.2f}, bounds {gap.lower:.2f} to {gap.upper:.2f}; 0 is nothing missing."


def told_of_plan(plan: rp.LearningPlan) -> str:
    """Tell the plan in a sentence."""
    if not plan.items:
        return "There is nothing to learn."
    first = ", ".join(item.label for item in plan.items[:3])
    return f"The plan has {len(plan.items)} skills; first come {first}."
