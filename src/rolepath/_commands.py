# No postponed annotations: cyclopts reads them when a command is registered.
"""The commands of the command line, one function each."""

import json
import sys
from typing import Annotated

import attrs
from cyclopts import App, Parameter
from rich.console import Console

from rolepath._version import __version__
from rolepath.analysis.comp import comp_lookup
from rolepath.analysis.compare import compare as compare_roles
from rolepath.analysis.difficulty import transition_difficulty
from rolepath.analysis.gap import skill_gap
from rolepath.data import load_catalog
from rolepath.display import view_of
from rolepath.display.models import card_view, sources_view
from rolepath.display.terminal import draw
from rolepath.display.view import View
from rolepath.interop.plain import to_data

app = App(name="rolepath", help="Careers in data, machine learning and AI: who says what.", version=__version__)

AsJson = Annotated[bool, Parameter(name="--json", negative="", help="Print plain data as JSON.")]


@app.command
def compare(*roles: str, as_json: AsJson = False) -> None:
    """Set two roles or more side by side."""
    answer = compare_roles(*roles)
    # The gap of each move is left to the command gap: six of them would be megabytes.
    data = attrs.evolve(answer, moves=tuple(attrs.evolve(move, gap=None) for move in answer.moves))
    _show(view_of(answer), data, as_json=as_json)


@app.command
def gap(have: str, want: str, *, level: str | None = None, as_json: AsJson = False) -> None:
    """Show what someone in the role HAVE lacks for the role WANT."""
    answer = skill_gap(have, want, level=level)
    _show(view_of(answer), answer, as_json=as_json)


@app.command
def difficulty(origin: str, target: str, *, level: str | None = None, target_level: str | None = None, as_json: AsJson = False) -> None:
    """Show how hard the move from ORIGIN to TARGET is, how long it takes, and what sources claim of it."""
    answer = transition_difficulty(origin, target, level=level, target_level=target_level)
    _show(view_of(answer), answer, as_json=as_json)


@app.command
def pay(
    role: str,
    *,
    level: str | None = None,
    location: str | None = None,
    component: str | None = None,
    currency: str | None = None,
    source: str | None = None,
    as_json: AsJson = False,
) -> None:
    """Show what ROLE pays, by source, in groups that compare."""
    answer = comp_lookup(role, level=level, location=location, component=component, currency=currency, source=source)
    _show(view_of(answer), answer, as_json=as_json)


@app.command
def role(role: str, *, as_json: AsJson = False) -> None:
    """Show what sources say of ROLE."""
    catalog = load_catalog()
    found = catalog.role(role)
    facts = {
        "role": found,
        "traits": catalog.traits_of(found),
        "levels": catalog.levels_of(found),
        "requirements": catalog.requirements_of(found),
        "salary_bands": catalog.bands_of(found),
    }
    _show(card_view(catalog, found), facts, as_json=as_json)


@app.command
def sources(*, as_json: AsJson = False) -> None:
    """List the sources, with the number of their facts."""
    catalog = load_catalog()
    _show(sources_view(catalog), catalog.sources, as_json=as_json)


def _show(view: View, answer: object, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(to_data(answer), ensure_ascii=False, indent=2) + "\n")
    else:
        draw(view, Console(highlight=False))
