# No postponed annotations: cyclopts reads them when a command is registered.
"""Commands on what sources say: roles, skills, facts, and where they disagree."""

from typing import Literal

import attrs

from rolepath._commands.asking import ASKING, Asking, Robust, answered, app, working
from rolepath.analysis.agreement import disagreements as find_disagreements
from rolepath.analysis.calibration import check_durations
from rolepath.analysis.claims import check_claims
from rolepath.analysis.compare import compare as compare_roles
from rolepath.analysis.robustness import robustness
from rolepath.display.models import card_view, entries_view, skill_card_view, sources_view


@app.command
def compare(*roles: str, robust: Robust = False, asking: Asking = ASKING) -> None:
    """Set two roles or more side by side."""
    catalog = asking.catalog()
    answer = compare_roles(*roles, catalog=catalog)
    if robust:
        with working("Asking again without each source and with other weights"):
            held = robustness(answer, catalog=catalog)
        answered(asking, held)
        return
    # The gap of each move is left to the command gap: six of them would be megabytes.
    answered(asking, answer, data=attrs.evolve(answer, moves=tuple(attrs.evolve(move, gap=None) for move in answer.moves)))


@app.command
def disagreements(*, topic: str | None = None, role: str | None = None, asking: Asking = ASKING) -> None:
    """Show where sources conflict, where one qualifies another, and where they only seem to differ."""
    answered(asking, find_disagreements(topic=topic, role=role, catalog=asking.catalog()))


@app.command
def claims(*, source: str | None = None, asking: Asking = ASKING) -> None:
    """Check claims against the figures of their own source and of each other one."""
    answered(asking, check_claims(source=source, catalog=asking.catalog()))


@app.command
def durations(*, asking: Asking = ASKING) -> None:
    """Set the durations that sources state against those of the model, as it is and with each left out in turn."""
    answered(asking, check_durations(catalog=asking.catalog()))


@app.command
def role(role: str, *, asking: Asking = ASKING) -> None:
    """Show what sources say of ROLE."""
    catalog = asking.catalog()
    found = catalog.role(role)
    facts = {
        "traits": catalog.traits_of(found),
        "levels": catalog.levels_of(found),
        "requirements": catalog.requirements_of(found),
        "salary_bands": catalog.bands_of(found),
    }
    answered(asking, found, view=card_view(catalog, found), tables=facts, data={"role": found, **facts})


@app.command
def skill(skill: str, *, asking: Asking = ASKING) -> None:
    """Show what SKILL is, what it builds on and counts towards, and who asks for it."""
    catalog = asking.catalog()
    found = catalog.skill(skill)
    facts = tuple(fact for fact in catalog.requirements if fact.skill == found.id)
    tables = {"requirements": facts, "skills": (found,)}
    answered(asking, found, view=skill_card_view(catalog, found), tables=tables, data={"skill": found, "requirements": facts})


@app.command
def sources(*, asking: Asking = ASKING) -> None:
    """List the sources, with the number of their facts."""
    catalog = asking.catalog()
    answered(asking, catalog.sources, view=sources_view(catalog), tables={"sources": catalog.sources})


Collection = Literal[
    "roles",
    "skills",
    "levels",
    "salary-bands",
    "pay-claims",
    "pay-percentiles",
    "requirements",
    "transition-claims",
    "traits",
    "descriptors",
    "standard-levels",
    "places",
    "scales",
    "parameters",
]


@app.command(name="list")
def listed(collection: Collection, *, asking: Asking = ASKING) -> None:
    """List a whole COLLECTION of the catalog."""
    catalog = asking.catalog()
    name = collection.replace("-", "_")
    entries = getattr(catalog, name)
    answered(asking, entries, view=entries_view(collection.replace("-", " "), entries), tables={name: catalog})
