"""Choose a move, as a marimo app: where one is, where one wants to be, and what that takes and pays.

Run it with ``marimo run examples/choose_a_move.py``, or ``marimo edit`` to see and change the code. Needs marimo.
"""

import marimo

app = marimo.App(width="medium", app_title="Choose a move")


@app.cell
def _():
    import marimo as mo

    import rolepath as rp

    return mo, rp


@app.cell
def _(mo, rp):
    catalog = rp.load_catalog()
    _roles = {role.label: role.id for role in catalog.roles if catalog.requirements_of(role)}
    origin = mo.ui.dropdown(_roles, value="Data scientist", label="Where you are")
    target = mo.ui.dropdown(_roles, value="ML engineer", label="Where you want to be")
    hours = mo.ui.slider(1, 40, value=10, show_value=True, label="Hours a week for learning")
    mo.vstack([mo.md("# Choose a move"), mo.hstack([origin, target], justify="start"), hours])
    return catalog, hours, origin, target


@app.cell
def _(catalog, mo, origin, rp, target):
    # What else one knows, of what the role asks for and the role held does not bring.
    start = rp.Profile.from_role(origin.value)
    _held = {entry.skill for entry in start.skills}
    _asked = {item.label: item.skill for item in rp.skill_gap(start, target.value).items if item.skill not in _held}
    known = mo.ui.multiselect(dict(sorted(_asked.items())), label=f"What you know beyond the role {catalog.role(origin.value).label}")
    known
    return known, start


@app.cell
def _(hours, known, rp, start, target):
    person = start.with_skills(*(rp.HeldSkill(skill=skill) for skill in known.value))
    gap = rp.skill_gap(person, target.value)
    plan = rp.learning_plan(person, target.value, hours_per_week=hours.value)
    pay = rp.comp_lookup(target.value)
    return gap, pay, plan


@app.cell
def _(gap, mo, pay, plan):
    mo.ui.tabs({"What is missing": mo.as_html(gap), "What to learn": mo.as_html(plan), "What it pays": mo.as_html(pay)})


if __name__ == "__main__":
    app.run()
