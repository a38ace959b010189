# No postponed annotations: cyclopts reads them when a command is registered.
"""The commands of the command line, one function each."""

import json
import re
import sys
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

import attrs
from cyclopts import App, Parameter
from rich.console import Console

from rolepath._version import __version__
from rolepath.analysis.advise import recommend as recommend_roles
from rolepath.analysis.agreement import disagreements as find_disagreements
from rolepath.analysis.claims import check_claims
from rolepath.analysis.comp import comp_lookup
from rolepath.analysis.compare import compare as compare_roles
from rolepath.analysis.difficulty import TransitionDifficulty, transition_difficulty
from rolepath.analysis.gap import SkillGap, skill_gap
from rolepath.analysis.offer import assess_offer
from rolepath.analysis.plan import learning_plan
from rolepath.analysis.questionnaire import questions as questions_on
from rolepath.analysis.robustness import robustness
from rolepath.analysis.route import Routes, find_paths
from rolepath.analysis.ways import Route
from rolepath.data import load_catalog
from rolepath.data.overlays import read_path
from rolepath.display import view_of
from rolepath.display.advise import questions_view
from rolepath.display.models import card_view, sources_view
from rolepath.display.terminal import draw
from rolepath.display.view import View
from rolepath.errors import DataFileError, InvalidFieldError
from rolepath.interop.documents import to_document
from rolepath.interop.schema import json_schema
from rolepath.model.catalog import Catalog
from rolepath.model.identity import visible
from rolepath.model.pay import PayPeriod
from rolepath.model.profile import Offer, Profile

app = App(name="rolepath", help="Careers in data, machine learning and AI: who says what.", version=__version__)

AsJson = Annotated[bool, Parameter(name="--json", negative="", help="Print a document as JSON.")]


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
def paths(
    origin: str,
    target: str,
    *,
    max_steps: int = 3,
    level: str | None = None,
    target_level: str | None = None,
    hours_per_week: float | None = None,
    as_json: AsJson = False,
) -> None:
    """Show the routes from ORIGIN to TARGET, directly and through other roles, that no other route beats."""
    answer = find_paths(origin, target, max_steps=max_steps, level=level, target_level=target_level, hours_per_week=hours_per_week)
    _show(view_of(answer), _outlined(answer), as_json=as_json)


def _outlined(routes: Routes) -> Routes:
    """Leave the items of gaps to the command gap, claims to difficulty, figures to pay: those of every route would be megabytes."""

    def gap_alone(gap: SkillGap) -> SkillGap:
        return attrs.evolve(gap, items=())

    def outlined(route: Route) -> Route:
        moves = [(step, _without_gap(step.move), _without_gap(step.alone)) for step in route.steps]
        steps = (attrs.evolve(step, gap=gap_alone(step.gap), move=move, alone=alone) for step, move, alone in moves)
        waypoints = (
            attrs.evolve(
                passed,
                before=gap_alone(passed.before),
                after=gap_alone(passed.after),
                pay=attrs.evolve(passed.pay, orders=(), figures=None) if route.is_beaten else attrs.evolve(passed.pay, figures=None),
            )
            for passed in route.waypoints
        )
        return attrs.evolve(route, steps=tuple(steps), waypoints=tuple(waypoints))

    return attrs.evolve(routes, routes=tuple(map(outlined, routes.routes)), beaten=tuple(map(outlined, routes.beaten)))


def _without_gap(move: TransitionDifficulty) -> TransitionDifficulty:
    return attrs.evolve(move, gap=None, proximity=None, claims=())


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
def questions(*roles: str, limit: int | None = None, as_json: AsJson = False) -> None:
    """List the statements that sources say to choose a role by, those of ROLES alone where some are named."""
    found = questions_on(roles=roles or None, limit=limit)
    _show(questions_view(found), found, as_json=as_json)


@app.command
def recommend(
    role: str,
    *,
    level: str | None = None,
    target_level: str | None = None,
    yes: Annotated[tuple[str, ...], Parameter(negative="", help="Id of a question that is answered yes.")] = (),
    no: Annotated[tuple[str, ...], Parameter(negative="", help="Id of a question that is answered no.")] = (),
    as_json: AsJson = False,
) -> None:
    """Rank roles for someone in ROLE, by the questions answered and by how hard each move is."""
    twice = sorted(set(yes) & set(no))
    if twice:
        raise InvalidFieldError("--no", twice[0], "must not be a question that --yes names")
    answers = {**dict.fromkeys(yes, True), **dict.fromkeys(no, False)}
    answer = recommend_roles(Profile.from_role(role, level=level), answers=answers, target_level=target_level)
    # The gap of each move is left to the command gap.
    candidates = tuple(attrs.evolve(c, move=attrs.evolve(c.move, gap=None)) for c in answer.candidates)
    _show(view_of(answer), attrs.evolve(answer, candidates=candidates), as_json=as_json)


@app.command
def plan(
    have: str,
    target: str,
    *,
    level: str | None = None,
    hours: Annotated[float | None, Parameter(help="Hours a week for learning.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show what someone in the role HAVE has to learn for TARGET, in which order, for how long, and what proves it."""
    answer = learning_plan(have, target, level=level, hours_per_week=hours)
    # The items of the gap are left to the command gap.
    _show(view_of(answer), attrs.evolve(answer, gap=attrs.evolve(answer.gap, items=())), as_json=as_json)


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


@app.command
def schema() -> None:
    """Print the JSON Schema of the documents of every public class."""
    sys.stdout.write(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n")


@app.command
def validate(
    path: str,
    *more: str,
    alone: Annotated[bool, Parameter(negative="", help="Read the files as a whole catalog of their own.")] = False,
) -> int:
    """Check TOML files of your own, each PATH a file or a folder on top of the guides; print each fault on a line, or what it adds."""
    below = Catalog(name="nothing") if alone else load_catalog()
    status = 0
    for each in (path, *more):
        try:
            catalog = read_path(each, None if alone else below, None)
        except DataFileError as error:
            lines, status = [str(fault) for fault in error.faults], 1
        else:
            lines = [f"{each}: {_added(catalog, below)}", *_new_conflicts(catalog, below)]
        sys.stdout.writelines(f"{visible(line)}\n" for line in lines)
    return status


#: Fields of a catalog, and what one and several of their entries are called.
_VOCABULARY = {
    "sources": ("source", "sources"),
    "roles": ("role", "roles"),
    "skills": ("skill", "skills"),
    "standard_levels": ("standard level", "standard levels"),
    "places": ("place", "places"),
    "scales": ("scale", "scales"),
}
_FACTS = {
    "levels": ("rung", "rungs"),
    "salary_bands": ("pay band", "pay bands"),
    "pay_claims": ("pay claim", "pay claims"),
    "requirements": ("requirement", "requirements"),
    "transition_claims": ("claim about moves", "claims about moves"),
    "traits": ("trait", "traits"),
}


def _added(catalog: Catalog, below: Catalog) -> str:
    """Count what a catalog holds more than the one below."""

    def counted(fields: dict[str, tuple[str, str]]) -> list[str]:
        found = ((len(getattr(catalog, field)) - len(getattr(below, field)), words) for field, words in fields.items())
        return [f"{count} {words[count != 1]}" for count, words in found if count]

    return f"adds {', '.join([*counted(_VOCABULARY), *counted(_FACTS)]) or 'nothing'}"


def _new_conflicts(catalog: Catalog, below: Catalog) -> list[str]:
    """Count and list the conflicts in which a source that the catalog below does not have takes part."""
    held = {source.id for source in below.sources}
    found = [item for item in find_disagreements(catalog=catalog).conflicts if not held.issuperset(item.sources)]
    count = f"{len(found)} new {'conflict' if len(found) == 1 else 'conflicts'}"
    return [count, *(f"  {item.topic}: {item.reason} ({', '.join(item.sources)})" for item in found)]


def _show(view: View, answer: object, *, as_json: bool) -> None:
    if as_json:
        written = json.dumps(_documents(answer), ensure_ascii=False, allow_nan=False, indent=2)
        sys.stdout.write(_NOT_ASCII.sub(_escaped, written) + "\n")
    else:
        draw(view, Console(highlight=False))


_NOT_ASCII = re.compile(r"[^\n -~]")


def _escaped(found: re.Match[str]) -> str:
    """Escape in JSON what would change how a terminal shows the text around it."""
    char = found[0]
    return char if visible(char) == char else json.dumps(char)[1:-1]


def _documents(answer: Any) -> Any:
    """Turn an answer into a document, several into a list of them, and named ones into a table of them."""
    if isinstance(answer, dict):
        return {name: _documents(part) for name, part in answer.items()}
    return [to_document(part) for part in answer] if isinstance(answer, tuple) else to_document(answer)
