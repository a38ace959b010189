# No postponed annotations: cyclopts reads them when a command is registered.
"""Commands on moves: from a role or a person to a role."""

from typing import Annotated

import attrs
from cyclopts import Parameter

from rolepath._commands.asking import ASKING, Asking, Overlay, Robust, answered, app, person_or_role, told, working
from rolepath.analysis.advise import recommend as recommend_roles
from rolepath.analysis.difficulty import TransitionDifficulty, transition_difficulty
from rolepath.analysis.gap import SkillGap, skill_gap
from rolepath.analysis.plan import learning_plan
from rolepath.analysis.proximity import proximity as proximity_of
from rolepath.analysis.questionnaire import questions as questions_on
from rolepath.analysis.robustness import robustness
from rolepath.analysis.route import Routes, find_paths
from rolepath.analysis.ways import Route
from rolepath.analysis.what_if import what_if as what_if_held
from rolepath.display.advise import questions_view
from rolepath.display.report import report as report_on
from rolepath.errors import InvalidFieldError
from rolepath.model.catalog import Catalog
from rolepath.model.profile import Profile

Evidence = Annotated[str | None, Parameter(help="Count only what a person shows at least so well: claimed, used-at-work, ...")]


@app.command
def gap(
    have: str,
    want: str,
    *,
    level: str | None = None,
    evidence: Evidence = None,
    robust: Robust = False,
    asking: Asking = ASKING,
) -> None:
    """Show what someone in the role HAVE, or the person of @FILE, lacks for the role WANT."""
    catalog = asking.catalog()
    answer = skill_gap(person_or_role(have, catalog), want, level=level, evidence=evidence, catalog=catalog)
    answered(asking, robustness(answer, catalog=catalog) if robust else answer)


@app.command
def proximity(a: str, b: str, *, robust: Robust = False, asking: Asking = ASKING) -> None:
    """Show how alike the roles A and B are, and what they share."""
    catalog = asking.catalog()
    answer = proximity_of(a, b, catalog=catalog)
    answered(asking, robustness(answer, catalog=catalog) if robust else answer)


@app.command
def difficulty(
    origin: str,
    target: str,
    *,
    level: str | None = None,
    target_level: str | None = None,
    robust: Robust = False,
    asking: Asking = ASKING,
) -> None:
    """Show how hard the move from ORIGIN, a role or the person of @FILE, to TARGET is, how long it takes, and what sources claim of it."""
    catalog = asking.catalog()
    start = person_or_role(origin, catalog)
    answer = transition_difficulty(start, target, level=level, target_level=target_level, catalog=catalog)
    answered(asking, robustness(answer, catalog=catalog) if robust else answer)


@app.command
def paths(
    origin: str,
    target: str,
    *,
    max_steps: int = 3,
    level: str | None = None,
    target_level: str | None = None,
    hours_per_week: float | None = None,
    asking: Asking = ASKING,
) -> None:
    """Show the routes from ORIGIN, a role or the person of @FILE, to TARGET, directly and through other roles, that no other beats."""
    catalog = asking.catalog()
    with working("Walking the routes"):
        answer = find_paths(
            person_or_role(origin, catalog),
            target,
            max_steps=max_steps,
            level=level,
            target_level=target_level,
            hours_per_week=hours_per_week,
            catalog=catalog,
        )
    answered(asking, answer, data=_outlined(answer))


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
def plan(
    have: str,
    target: str,
    *,
    level: str | None = None,
    hours: Annotated[float | None, Parameter(help="Hours a week for learning.")] = None,
    evidence: Evidence = None,
    asking: Asking = ASKING,
) -> None:
    """Show what someone in the role HAVE, or the person of @FILE, has to learn for TARGET, in which order, how long, and what proves it."""
    catalog = asking.catalog()
    have_now = person_or_role(have, catalog)
    answer = learning_plan(have_now, target, level=level, hours_per_week=hours, evidence=evidence, catalog=catalog)
    # The items of the gap are left to the command gap.
    answered(asking, answer, data=attrs.evolve(answer, gap=attrs.evolve(answer.gap, items=())))


@app.command
def what_if(
    have: str,
    skill: str,
    *,
    target: str | None = None,
    proficiency: Annotated[float | None, Parameter(help="How well SKILL would be held, 0-1.")] = None,
    level: str | None = None,
    asking: Asking = ASKING,
) -> None:
    """Show what it changes for someone in the role HAVE, or the person of @FILE, to learn SKILL."""
    catalog = asking.catalog()
    person = _person(have, level, catalog)
    answered(asking, what_if_held(person, skill, proficiency=proficiency, target=target, catalog=catalog))


@app.command
def questions(*roles: str, limit: int | None = None, asking: Asking = ASKING) -> None:
    """List the statements that sources say to choose a role by, those of ROLES alone where some are named."""
    found = questions_on(roles=roles or None, limit=limit, catalog=asking.catalog())
    answered(asking, found, view=questions_view(found), tables={"questions": found})


@app.command
def recommend(
    have: str,
    *,
    level: str | None = None,
    target_level: str | None = None,
    yes: Annotated[tuple[str, ...], Parameter(negative="", help="Id of a question that is answered yes.")] = (),
    no: Annotated[tuple[str, ...], Parameter(negative="", help="Id of a question that is answered no.")] = (),
    asking: Asking = ASKING,
) -> None:
    """Rank roles for someone in the role HAVE, or the person of @FILE, by the questions answered and by how hard each move is."""
    twice = sorted(set(yes) & set(no))
    if twice:
        raise InvalidFieldError("--no", twice[0], "must not be a question that --yes names")
    answers = {**dict.fromkeys(yes, True), **dict.fromkeys(no, False)}
    catalog = asking.catalog()
    person = _person(have, level, catalog)
    answer = recommend_roles(person, answers=answers, target_level=target_level, catalog=catalog)
    # The gap of each move is left to the command gap.
    candidates = tuple(attrs.evolve(c, move=attrs.evolve(c.move, gap=None)) for c in answer.candidates)
    answered(asking, answer, data=attrs.evolve(answer, candidates=candidates))


def _person(have: str, level: str | None, catalog: Catalog) -> Profile:
    """Return the person of a file, or one who meets what a role asks."""
    found = person_or_role(have, catalog)
    if isinstance(found, str):
        return Profile.from_role(found, level=level, catalog=catalog)
    if level is not None:
        raise InvalidFieldError("--level", level, f"must go with a role; the level of a person stands in {have.removeprefix('@')}")
    return found


@app.command
def report(
    have: str,
    target: str,
    *,
    out: Annotated[str, Parameter(help="File to write, in place of what it holds.")] = "report.html",
    level: str | None = None,
    hours: Annotated[float | None, Parameter(help="Hours a week for learning.")] = None,
    overlay: Overlay = (),
) -> None:
    """Write a page to hand over on the move from HAVE, a role or the person of @FILE, to TARGET: gap, routes, plan, pay and conflicts."""
    catalog = Asking(overlay=overlay).catalog()
    with working("Answering all of it"):
        page = report_on(person_or_role(have, catalog), target, level=level, hours_per_week=hours, catalog=catalog)
        try:
            written = page.save(out)
        except OSError as error:
            raise InvalidFieldError("--out", out, f"must be a file that can be written ({error.strerror})") from None
    told(f"{written}\n")
