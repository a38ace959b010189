# No postponed annotations: cyclopts reads them when a command is registered.
"""The commands of the command line, one function each."""

import json
import sys
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

import attrs
from cyclopts import App, Parameter
from rich.console import Console

from rolepath._version import __version__
from rolepath.analysis.agreement import disagreements as find_disagreements
from rolepath.analysis.claims import check_claims
from rolepath.analysis.comp import comp_lookup
from rolepath.analysis.compare import compare as compare_roles
from rolepath.analysis.difficulty import transition_difficulty
from rolepath.analysis.gap import skill_gap
from rolepath.analysis.offer import assess_offer
from rolepath.analysis.robustness import robustness
from rolepath.data import load_catalog
from rolepath.display import view_of
from rolepath.display.models import card_view, sources_view
from rolepath.display.terminal import draw
from rolepath.display.view import View
from rolepath.errors import InvalidFieldError
from rolepath.interop.plain import to_data
from rolepath.model.pay import PayPeriod
from rolepath.model.profile import Offer

app = App(name="rolepath", help="Careers in data, machine learning and AI: who says what.", version=__version__)

AsJson = Annotated[bool, Parameter(name="--json", negative="", help="Print plain data as JSON.")]


@app.command
def compare(
    *roles: str,
    robust: Annotated[bool, Parameter(negative="", help="Show what flips without one source or with other weights.")] = False,
    as_json: AsJson = False,
) -> None:
    """Set two roles or more side by side."""
    answer = compare_roles(*roles)
    if robust:
        held = robustness(answer)
        _show(view_of(held), held, as_json=as_json)
        return
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
def disagreements(*, topic: str | None = None, role: str | None = None, as_json: AsJson = False) -> None:
    """Show where sources conflict, where one qualifies another, and where they only seem to differ."""
    answer = find_disagreements(topic=topic, role=role)
    _show(view_of(answer), answer, as_json=as_json)


@app.command
def claims(*, source: str | None = None, as_json: AsJson = False) -> None:
    """Check claims against the figures of their own source and of each other one."""
    answer = check_claims(source=source)
    _show(view_of(answer), answer, as_json=as_json)


@app.command
def offer(
    role: str,
    *,
    currency: str,
    base: str | None = None,
    equity_per_year: str | None = None,
    equity_grant: str | None = None,
    vesting_years: float | None = None,
    bonus_per_year: str | None = None,
    one_off: str | None = None,
    period: str = "year",
    level: str | None = None,
    location: str | None = None,
    employer: str | None = None,
    has_on_call: Annotated[bool | None, Parameter(name="--on-call", negative="--no-on-call")] = None,
    as_json: AsJson = False,
) -> None:
    """Set an offer for ROLE against every figure that compares. Parts that are not given are not known."""
    catalog = load_catalog()
    made = Offer(
        role=catalog.role(role).id,
        currency=currency,
        base=_amount("--base", base),
        equity_per_year=_amount("--equity-per-year", equity_per_year),
        equity_grant=_amount("--equity-grant", equity_grant),
        vesting_years=vesting_years,
        bonus_per_year=_amount("--bonus-per-year", bonus_per_year),
        one_off=_amount("--one-off", one_off),
        period=PayPeriod(period),
        level=None if level is None else catalog.level(level).id,
        location=None if location is None else catalog.place(location).id,
        employer=employer,
        has_on_call=has_on_call,
    )
    answer = assess_offer(made)
    _show(view_of(answer), answer, as_json=as_json)


def _amount(option: str, text: str | None) -> Any:
    """Read an amount; a percentage is left to the offer, whose sentence says what to give instead."""
    if text is None or "%" in text:
        return text
    try:
        return Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        raise InvalidFieldError(option, text, "must be an amount in digits, such as 150000") from None


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
