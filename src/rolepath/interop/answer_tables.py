"""Tables of answers: which columns each has, and on which facts its rows rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rolepath.analysis.advise import Recommendation
from rolepath.analysis.ageing import AgedPay, PayGrowth
from rolepath.analysis.agreement import Disagreements
from rolepath.analysis.calibration import Calibration
from rolepath.analysis.claims import ClaimChecks
from rolepath.analysis.comp import CompLookup
from rolepath.analysis.compare import Comparison
from rolepath.analysis.crosswalk import Crosswalk
from rolepath.analysis.difficulty import TransitionDifficulty
from rolepath.analysis.disagreement import Disagreement
from rolepath.analysis.factors import Factor
from rolepath.analysis.gap import GapItem, SkillGap
from rolepath.analysis.offer import OfferAssessment
from rolepath.analysis.plan import LearningPlan
from rolepath.analysis.proximity import Proximity, SharedSkill
from rolepath.analysis.questionnaire import Question
from rolepath.analysis.robustness import Robustness
from rolepath.analysis.role_advice import RoleAdvice
from rolepath.analysis.route import Routes
from rolepath.analysis.verdict import ClaimCheck
from rolepath.analysis.ways import Route
from rolepath.analysis.what_if import RoleChange, WhatIf
from rolepath.errors import InvalidFieldError, InvalidTypeError
from rolepath.interop.layouts import (
    CITED,
    OF_CATALOG,
    OF_KIND,
    PAID,
    SURVEYED,
    TRAIT,
    TRANSITION_CLAIM,
    Cell,
    Layout,
    Rows,
    day,
    flag,
    integer,
    lines,
    maybe,
    money,
    number,
    text,
    texts,
)
from rolepath.interop.tables import Table
from rolepath.model.catalog import Catalog, Fact
from rolepath.model.pay import PayClaim
from rolepath.model.skill import SkillRequirement

__all__ = ["LAYOUTS", "ROWS", "table_of"]


def table_of(thing: object, table: str | None = None) -> Table:
    """Make a table of an answer, of one collection of a catalog, or of several facts or questions of one kind.

    Args:
        thing: an answer, a catalog, or a tuple or list of facts, entries of the vocabulary, questions, disagreements or checks.
        table: which of the tables of an answer, its first by default, or of a catalog, where it must be named. Of a tuple or list it
            names the kind, which is needed where that may be empty.

    Returns:
        The table, with the columns that the reference lists.

    Raises:
        InvalidTypeError: there is no table of such a thing.
        InvalidFieldError: the thing has no table of that name, or the name is needed.

    >>> import rolepath as rp
    >>> gap = rp.skill_gap("data scientist", "ML engineer")
    >>> rp.table_of(gap).to_records()[0]["skill"] == gap.items[0].skill
    True
    >>> [column.name for column in rp.table_of(rp.load_catalog(), "places").columns]
    ['id', 'label', 'alternative_labels', 'within']
    """
    if table is not None and not isinstance(table, str):
        raise InvalidTypeError("table", table, "must be the name of a table")
    if isinstance(thing, (tuple, list)):
        return _table_of_rows(tuple(thing), table)
    layouts = LAYOUTS.get(type(thing))
    if layouts is None:
        if type(thing) in ROWS:
            return _table_of_rows((thing,), table)
        known = ", ".join(sorted(kind.__name__ for kind in {**LAYOUTS, **ROWS}))
        raise InvalidTypeError("thing", thing, f"must be one of {known}, or several of one kind")
    names = [layout.name for layout in layouts]
    if table is None and isinstance(thing, Catalog):
        raise InvalidFieldError("table", table, f"must name a table of the catalog: {', '.join(names)}")
    if table is not None and table not in names:
        raise InvalidFieldError("table", table, f"must be one of {', '.join(names)}")
    return layouts[0 if table is None else names.index(table)].table(thing)


def _table_of_rows(things: tuple[object, ...], table: str | None) -> Table:
    """Make a table of objects of one kind."""
    kinds = {type(thing) for thing in things}
    for thing in things:
        if type(thing) not in ROWS:
            raise InvalidTypeError("thing", thing, f"must hold {', '.join(sorted(kind.__name__ for kind in ROWS))} alone")
    if len(kinds) > 1:
        rule = f"must hold objects of one kind, not {' and '.join(sorted(kind.__name__ for kind in kinds))}"
        raise InvalidTypeError("thing", things, rule)
    fitting = [layout for kind, layout in ROWS.items() if kind in kinds or (not kinds and layout.name == table)]
    if not fitting or (table is not None and fitting[0].name != table):
        names = ", ".join(layout.name for kind, layout in ROWS.items() if kind in kinds or not kinds)
        raise InvalidFieldError("table", table, f"must be {'' if kinds else 'one of '}{names}")
    return fitting[0].table(things)


# What rows are made of -------------------------------------------------------------------------------------------------


def _each(name: str) -> Callable[[Any], Rows]:
    """Rows of an answer and each of its parts."""
    return lambda answer: ((answer, part) for part in getattr(answer, name))


def _numbered(*names: str) -> Callable[[Any], Rows]:
    """Rows of an answer, a number from 1, and each of its parts."""
    return lambda answer: ((answer, place, part) for place, part in enumerate((p for name in names for p in getattr(answer, name)), 1))


def _span(name: str, meaning: str, *, is_nullable: bool = False) -> tuple[Cell, Cell]:
    """Make the two columns of an interval."""
    return (
        number(f"{name}_minimum", f"Least {meaning}", f"{name}.0", is_nullable=is_nullable),
        number(f"{name}_maximum", f"Greatest {meaning}", f"{name}.1", is_nullable=is_nullable),
    )


def _months(path: str, prefix: str = "months", when: str = "") -> tuple[Cell, Cell]:
    """Make the two columns of modelled months."""
    said = f"modelled months of learning{when}; null where their basis is missing."
    return (
        number(f"{prefix}_minimum", f"Least {said}", f"{path}.minimum", **maybe),
        number(f"{prefix}_maximum", f"Greatest {said}", f"{path}.maximum", **maybe),
    )


def _asked_by(gap: SkillGap) -> Iterator[Fact]:
    """Facts that a gap rests on: what the target asks, and by what it counts as held."""
    for item in gap.items:
        yield from item.requirements
        yield from _held_by(item)


def _held_by(*row: Any) -> Iterator[Fact]:
    """Facts that tie a skill of a gap to the origin, and those of the skill whose proficiency counts as held, where it is another."""
    item: GapItem = row[-1]
    yield from item.held_requirements
    if item.holding is not None:
        yield from item.holding.requirements


_MOVE = (
    text("origin", "Role that the question begins at; null for a person.", (0, "origin"), **maybe),
    text("target", "Role wanted.", (0, "target")),
)
_LEVEL = text("level", "Level asked at; null for all.", (0, "level"), **maybe)
_SKILL = (text("skill", "Skill."), text("label", "Its preferred label."))


# Gap, proximity, difficulty --------------------------------------------------------------------------------------------

_GAP = (
    *_MOVE,
    _LEVEL,
    *_SKILL,
    number("need", "Proficiency asked, 0-1: the highest that a source states, or an assumption where none does."),
    number("held", "Proficiency held, 0-1, with related skills credited."),
    number("shortfall", "Need less held, and no less than 0."),
    number("shortfall_lower", "Least shortfall that the facts leave possible."),
    number("shortfall_upper", "Greatest shortfall that the facts leave possible."),
    number("weight", "Weight of the requirement."),
    number("contribution", "Part of the gap's score; the parts add up to it."),
    flag("is_need_stated", "Whether some source states the proficiency asked."),
    flag("is_held_stated", "Whether the proficiency held is stated rather than assumed, credited, or silent."),
    flag("is_silent", "Whether no source ties the skill to the origin."),
    text("credited_from", "Skill whose credit counts as held.", **maybe),
    texts("alternatives", "Skills that the sources accept instead."),
    *lines("requirements", "the facts that ask for it"),
    *lines(_held_by, "the facts by which it counts as held by the origin", "held_"),
)


def _facts_of_shared(*row: Any) -> Iterator[Fact]:
    """Facts that tie a skill to two roles, and those of the skills whose proficiency counts as held, where they are others."""
    item: SharedSkill = row[-1]
    yield from item.requirements
    for holding in item.holdings:
        if holding is not None:
            yield from holding.requirements


_PROXIMITY = (
    text("first", "First role.", (0, "roles.0")),
    text("second", "Second role.", (0, "roles.1")),
    *_SKILL,
    flag("is_shared", "Whether both roles hold it; a skill that one alone holds adds nothing.", lambda _, item: min(item.held) > 0),
    number("weight", "How telling it is: high where few roles ask for it."),
    number("contribution", "Part of the proximity; the parts add up to it."),
    number("held_first", "How well the first role holds it, 0-1.", "held.0"),
    number("held_second", "How well the second role holds it, 0-1.", "held.1"),
    *lines(_facts_of_shared, "the facts by which it counts as held by either role"),
)


_FEATURE = (
    text("first", "First role.", (0, "roles.0")),
    text("second", "Second role.", (0, "roles.1")),
    text("term", "What is compared, like importance or titles; `rescaling` for what brings the sum to its scale."),
    text("item", "The skill, the word, or the source's code of the item."),
    text("label", "Its name."),
    number("contribution", "Part of the proximity; the parts add up to it."),
    number("held_first", "How much of it the first role has, as the term counts it.", "held.0"),
    number("held_second", "How much of it the second role has, as the term counts it.", "held.1"),
    *lines("facts", "the facts that tie it to either role"),
)


def _facts_of_factor(move: TransitionDifficulty, factor: Factor) -> Iterable[Fact]:
    """Facts that a factor rests on; a step up the ladder rests on none."""
    if factor.name == "distance" and move.proximity is not None:
        near = move.proximity
        alike = [fact for feature in near.features for fact in feature.facts]
        return [*alike, *(fact for item in (*near.shared, *near.unshared) for fact in _facts_of_shared(item))]
    of_path = [step.gap for step in move.steps if f"{step.origin} to {step.target}" == factor.name]
    gaps = of_path if move.steps else [] if factor.name in {"step", "preparation"} else [move.gap]
    return [*factor.descriptors, *(fact for gap in gaps if gap is not None for fact in _asked_by(gap))]


_LEVELS = (
    text("level", "Level held; null where the question leaves it open.", (0, "level"), **maybe),
    text("target_level", "Level wanted; null where the question leaves it open.", (0, "target_level"), **maybe),
)
_FACTOR = (
    *_MOVE,
    *_LEVELS,
    text("factor", "Name of the factor; of a path, the step.", "name"),
    number("value", "Value, 0-1; null where it is not known.", **maybe),
    number("lower", "Least value that the facts leave possible."),
    number("upper", "Greatest value that the facts leave possible."),
    number("weight", "Weight in the sum."),
    number("contribution", "Part of the score; the parts add up to it."),
    number("evidence_share", "Share of the value that rests on stated facts, 0-1."),
    text("reason", "How the value comes about, or why there is none."),
    *lines(_facts_of_factor, "the facts that it rests on"),
)
_DURATION = (
    *_MOVE,
    *_LEVELS,
    text("basis", "Stated by a source, or modelled."),
    number("minimum", "Fewest months; null where no figure is stated.", **maybe),
    number("maximum", "Most months; null where no figure is stated.", **maybe),
    text("statement", "What the figure is for and what it rests on."),
    *lines(lambda _, months: [months] if months.citation else [], "the claim, where a source states it"),
)


# Pay -------------------------------------------------------------------------------------------------------------------


_NOT_COMPARABLE = (
    text("role", "Role paid."),
    text("dimension", "What differs, joined by commas.", (1, "dimension")),
    text("why", "What differs, in a sentence.", (1, "reason")),
    *PAID,
    *CITED,
)


_WIDER = texts("wider", "In what the group is wider than the question.", (0, "wider"))
_SURVEYED = (*SURVEYED, _WIDER, *CITED)
_AMONG = (
    integer("at_least", "Highest percentile that the pay surely reaches.", (1, "at_least"), **maybe),
    integer("at_most", "Lowest percentile that the pay surely does not exceed.", (1, "at_most"), **maybe),
    text("reason", "Why no percentile bounds it from below or above.", (1, "reason"), **maybe),
    texts("doubts", "What makes the comparison less sure.", (1, "doubts")),
    *_SURVEYED,
)


_AGED = (
    integer("percent", "Percentile.", 1),
    money(
        "counted", "Pay that the survey counts, in units of the currency a period.", lambda aged, percent, _: aged.original.figures[percent]
    ),
    money("figure", "Pay of the year that it is brought to; no survey counted it.", 2),
    flag("is_floor", "Whether the figure is a lower bound.", lambda aged, percent, _: percent in aged.original.floors),
    text("role", "Role paid; null for all of the survey.", (0, "original.role"), **maybe),
    text("component", "What the figures count.", (0, "original.component")),
    text("period", "Time that the figures are for.", (0, "original.period")),
    text("currency", "ISO 4217 code of the figures.", (0, "original.currency")),
    integer("year_from", "Year that the survey counts.", (0, "growth.year_from")),
    integer("year_to", "Year that the figure is brought to.", (0, "growth.year_to")),
    money("factor", "Pay of the later year over pay of the earlier.", (0, "growth.factor")),
    text("growth_source", "Who states the growth, or from what it follows.", (0, "growth.source")),
    *lines(lambda aged, *_: (aged.original, *aged.growth.groups), "the percentile and the growth"),
)
_GROWTH = (
    integer("year_from", "Year that the growth is from."),
    integer("year_to", "Year that it is to."),
    money("factor", "Pay of the later year over pay of the earlier."),
    text("growth_source", "Who states the growth, or from what it follows.", "source"),
    *lines("groups", "the medians that it follows from"),
)


def _aged(aged: AgedPay) -> Rows:
    return ((aged, percent, figure) for percent, figure in aged.figures)


def _surveys(lookup: CompLookup) -> Rows:
    return ((answer, answer.percentiles) for answer in lookup.surveys)


def _survey_standings(answer: OfferAssessment) -> Rows:
    return ((standing.survey, standing, standing.survey.percentiles) for standing in answer.surveys)


def _not_comparable(answer: CompLookup | OfferAssessment) -> Rows:
    return ((answer, other, other.band) for other in answer.not_comparable)


def _grouped(lookup: CompLookup) -> Rows:
    """Each band with its group and the band as its source has it, where it was converted."""
    for place, group in enumerate(lookup.groups, 1):
        stated = dict(zip(group.converted, group.originals, strict=True))
        for band in group.bands:
            yield lookup, place, group, stated.get(band), band


def _converted(place: int) -> tuple[Cell, ...]:
    """Make the columns of an amount before it was converted, and of the rates; ``place`` is that of the band as its source has it."""

    def rates(name: str) -> Callable[..., Any]:
        return lambda *row: None if row[place] is None else getattr(row[0].rates, name)

    return (
        flag("is_converted", "Whether the amounts were converted by the caller's rates.", lambda *row: row[place] is not None),
        text("original_currency", "Currency that the source prints, where the amounts were converted.", (place, "currency"), **maybe),
        money("original_minimum", "Lowest pay as the source prints it, where it was converted.", (place, "minimum"), **maybe),
        money("original_maximum", "Highest pay as the source prints it, where it was converted.", (place, "maximum"), **maybe),
        day("rates_day", "Day of the rates, where the amounts were converted.", rates("day"), **maybe),
        text("rates_source", "Who published the rates, where the amounts were converted.", rates("source"), **maybe),
    )


def _consensus(place: int) -> tuple[Cell, Cell]:
    """Make the columns of what the sources of a group agree on."""
    said = "amount in every figure of the group, where several sources agree"
    return (
        money("consensus_minimum", f"Least {said}.", (place, "consensus.0"), **maybe),
        money("consensus_maximum", f"Greatest {said}; null where it is open.", (place, "consensus.1"), **maybe),
    )


_PAY = (
    text("role", "Role paid."),
    integer("group", "Number of the group of figures that compare, from 1.", 1),
    text("agreement", "How the sources of the group stand to one another.", (2, "agreement")),
    *_consensus(2),
    *PAID,
    *_converted(3),
    *CITED,
)
_DERIVED = (
    text("role", "Role that the band is for."),
    money("minimum", "Lowest pay, in units of the currency a period."),
    money("maximum", "Highest pay; null where the band or the claim has no top.", **maybe),
    text("currency", "ISO 4217 code of the amounts."),
    text("component", "What the amounts count."),
    text("period", "Time that the amounts are for."),
    text("level", "Standard level; null where none is stated.", **maybe),
    text("location", "Place; null where none is stated or assumed.", **maybe),
    text("band_role", "Role of the band that it follows from.", "band.role"),
    flag("is_cross_source", "Whether the band and the claim are of different sources."),
    text("note", "What to keep in mind.", **maybe),
    *lines(lambda _, derived: (derived.band, derived.claim), "the band and the claim"),
)


def _compared_pay(comparison: Comparison) -> Rows:
    for row in comparison.pay:
        for role, cell in zip(comparison.roles, row.cells, strict=True):
            yield from ((comparison, role, group) for group in cell)


_COMPARED_PAY = (
    text("role", "Role paid; one of which no source speaks has no row.", 1),
    text("currency", "ISO 4217 code of the amounts."),
    text("component", "What the figures count."),
    text("period", "Time that the figures are for."),
    text("location", "Place; null where none is stated or assumed.", **maybe),
    text("location_label", "Name of the place.", **maybe),
    text("level", "Level; null for the role as a whole.", **maybe),
    text("agreement", "How the sources stand to one another."),
    money("minimum", "Lowest floor of the figures."),
    money("maximum", "Highest top of the figures; null where one is open or states no top.", **maybe),
    *_consensus(-1),
    texts("assumed", "What is assumed of some figure, like location."),
    *lines("bands", "the figures"),
)


def _compared_skills(comparison: Comparison) -> Rows:
    for row in comparison.skills:
        yield from ((comparison, role, row, need) for role, need in zip(comparison.roles, row.cells, strict=True) if need is not None)


_COMPARED_SKILL = (
    text("skill", "Skill."),
    text("label", "Its preferred label.", (2, "label")),
    text("role", "Role that asks; one that no source ties to the skill has no row.", 1),
    number("need", "Proficiency asked, 0-1: the highest that a source states, or an assumption where none does.", "level"),
    number("lower", "Lowest proficiency that the sources leave possible."),
    number("upper", "Highest proficiency that the sources leave possible."),
    number("weight", "Weight of the requirement."),
    flag("is_stated", "Whether some source states the proficiency."),
    texts("alternatives", "Skills that the sources accept instead."),
    *lines("requirements", "the facts that ask for it"),
)


def _compared_aspects(comparison: Comparison) -> Rows:
    for row in comparison.aspects:
        for role, cell in zip(comparison.roles, row.cells, strict=True):
            yield from ((comparison, role, trait) for trait in cell)


_COMPARED_ASPECT = (text("role", "Role; one of which no source speaks has no row.", 1), *TRAIT)


_STANDING = (
    text("role", "Role offered.", (0, "role")),
    text("component", "What the amounts count."),
    text("period", "Time that the amounts are for."),
    text("currency", "ISO 4217 code of the amounts."),
    money("pay_minimum", "Least that the offer may be; null where no part is known.", (1, "pay.minimum"), **maybe),
    money("pay_maximum", "Most that the offer may be; null where that is not known.", (1, "pay.maximum"), **maybe),
    money("minimum", "Lowest pay of the figure."),
    money("maximum", "Highest pay of the figure; null where only a floor is stated.", **maybe),
    flag("open_top", "Whether pay above the printed top is said to occur."),
    text("level", "Level of the figure.", **maybe),
    text("location", "Place of the figure.", **maybe),
    text("employer", "Kind of employer of the figure; null for any.", **maybe),
    text("statistic", "A range, an average, a median, a starting figure, or an outlier."),
    text("position", "Where the offer stands against the figure; null where several are open.", (1, "position"), **maybe),
    texts("possible", "The positions left open, from low to high.", (1, "possible")),
    text("reason", "Why the position is not known.", (1, "reason"), **maybe),
)


_RATIOS = (
    number(
        "range_penetration_minimum",
        "Least share of the way from the floor to the top, as a float.",
        (1, "range_penetration.0"),
        **maybe,
    ),
    number("range_penetration_maximum", "Greatest share of it; null where it is not known.", (1, "range_penetration.1"), **maybe),
    text("penetration_reason", "Why there is no such share.", (1, "penetration_reason"), **maybe),
    number("compa_ratio_minimum", "Least pay over the middle of the figure, as a float.", (1, "compa_ratio.0"), **maybe),
    number("compa_ratio_maximum", "Greatest such ratio; null where it is not known.", (1, "compa_ratio.1"), **maybe),
    text("compa_reason", "Why there is no such ratio.", (1, "compa_reason"), **maybe),
    texts("doubts", "What makes the comparison less sure.", (1, "doubts")),
)
_OFFER = (*_STANDING, *_RATIOS, *_converted(2), *CITED)
_AMOUNT = (
    text("component", "What the amount counts."),
    text("period", "Time that it is for."),
    text("currency", "ISO 4217 code of the amounts."),
    money("minimum", "Least that it may be; null where no part is known.", **maybe),
    money("maximum", "Most that it may be; null where that is not known.", **maybe),
    flag("is_known", "Whether the amount is known exactly."),
    text("reason", "What is not known.", **maybe),
)


# Sources against one another -------------------------------------------------------------------------------------------


def _sides(items: Iterable[Disagreement]) -> Rows:
    for place, item in enumerate(items, 1):
        yield from ((place, item, number_, side) for number_, side in enumerate(item.sides, 1))


_SIDE = (
    integer("point", "Number of the point, from 1.", 0),
    text("kind", "What it is about.", (1, "kind")),
    text("standing", "How the sides stand to one another.", (1, "standing")),
    text("topic", "The point in words.", (1, "topic")),
    texts("roles", "Roles concerned.", (1, "roles")),
    integer("side", "Number of the side, from 1.", 2),
    text("says", "What the side says."),
    text("reason", "Why the sides differ, with the figures.", (1, "reason")),
    texts("doubts", "What the comparison takes for granted.", (1, "doubts")),
    *lines("facts", "the facts of the side"),
)


def _checked(checks: Iterable[ClaimCheck]) -> Rows:
    return ((check, check.claim) for check in checks)


def _roles_of(claim: Any) -> Iterable[str]:
    named = (claim.role, claim.other, *claim.among) if isinstance(claim, PayClaim) else _of_move(claim)
    return dict.fromkeys(role for role in named if role is not None)


def _of_move(claim: Any) -> tuple[str | None, ...]:
    return (claim.origin, claim.target, claim.than_origin, claim.than_target)


_CHECK = (
    text("about", "pay or move.", lambda _, claim: "pay" if isinstance(claim, PayClaim) else "move"),
    texts("roles", "Roles that the claim names.", lambda _, claim: _roles_of(claim)),
    text("statement", "The claim in words, with its scope.", (0, "statement")),
    text("against", "Source whose figures it is set against; null for all together.", (0, "against"), **maybe),
    flag("is_own", "Whether the figures are those of the claim's own source.", (0, "is_own")),
    text("verdict", "What the figures say.", (0, "verdict")),
    text("reason", "The figures in a sentence, or why there are none.", (0, "reason")),
    texts("doubts", "What the verdict takes for granted.", (0, "doubts")),
    *CITED,
)


def _durations(calibration: Calibration) -> Rows:
    return ((check, check.claim) for check in calibration.checks)


_CALIBRATION = (
    text("origin", "Role moved from; null for any background.", **maybe),
    text("target", "Role moved to; null for any role.", **maybe),
    text("text", "The claim, in our words."),
    text("milestone", "What is reached in that time, where it is not the whole move.", **maybe),
    texts("skills", "Skills that the modelled time is for; empty for the whole move.", (0, "skills")),
    number("stated_minimum", "Fewest months stated; null where only a most is.", (0, "stated.0"), **maybe),
    number("stated_maximum", "Most months stated.", (0, "stated.1")),
    number("modelled_minimum", "Least modelled months.", (0, "modelled.0")),
    number("modelled_maximum", "Greatest modelled months.", (0, "modelled.1")),
    number(
        "factor",
        "Factor that would bring the middle of the modelled months to that of the stated ones; null without a middle.",
        (0, "factor"),
        **maybe,
    ),
    number("left_out_minimum", "Least modelled months with the factor of all other durations.", (0, "left_out.0")),
    number("left_out_maximum", "Greatest modelled months with the factor of all other durations.", (0, "left_out.1")),
    flag("touches", "Whether the modelled and the stated months have a month in common.", (0, "touches")),
    number("error", "By what share the middle of the left-out months misses the stated one; null without a middle.", (0, "error"), **maybe),
    flag("touches_left_out", "Whether the left-out and the stated months touch.", (0, "touches_left_out")),
    *CITED,
)
_LEFT_ASIDE = (text("why", "Why the model cannot be set against it.", 0), *TRANSITION_CLAIM)


# Routes and plans ------------------------------------------------------------------------------------------------------


def _facts_of_route(*row: Any) -> Iterable[Fact]:
    route: Route = row[-1]
    return [fact for step in route.steps for fact in _asked_by(step.gap)]


_ROUTE = (
    *_MOVE,
    *_LEVELS,
    integer("route", "Number of the route, from 1: those shown, then those that another route beats.", 1),
    texts("through", "Roles on the way, in order."),
    integer("steps", "How many steps it has.", lambda *row: len(row[-1].steps)),
    flag("is_direct", "Whether it goes through no other role."),
    flag("is_beaten", "Whether another route beats it."),
    number("score", "Difficulty, 0-1; null where it is not known.", **maybe),
    number("lower", "Least difficulty that the facts leave possible.", **maybe),
    number("upper", "Greatest difficulty that the facts leave possible.", **maybe),
    number("alone", "Difficulty with each step by itself, as if nothing learnt on the way counted.", **maybe),
    *_months("months"),
    text("pay_worst", "Worst pay on the way against the origin's; null where it is not known.", "pay.0", **maybe),
    text("pay_best", "Best pay on the way against the origin's; null where it is not known.", "pay.1", **maybe),
    text("reason", "Why there is no difficulty.", **maybe),
    *lines(_facts_of_route, "the facts that its steps rest on"),
)


def _route_steps(answer: Routes) -> Rows:
    for place, route in enumerate((*answer.routes, *answer.beaten), 1):
        yield from ((answer, place, number_, step, step.move) for number_, step in enumerate(route.steps, 1))


_ROUTE_STEP = (
    integer("route", "Number of the route, from 1.", 1),
    integer("step", "Number of the step, from 1.", 2),
    text("origin", "Role that the step begins at; null for a person who names none.", **maybe),
    text("target", "Role that it leads to."),
    number("gap", "Gap from what is held by then, 0-1; null where it is not known.", (3, "gap.score"), **maybe),
    number("score", "Difficulty from what is held by then, 0-1; null where it is not known.", **maybe),
    number("lower", "Least difficulty that the facts leave possible.", **maybe),
    number("upper", "Greatest difficulty that the facts leave possible.", **maybe),
    number("alone", "Difficulty of the step by itself.", (3, "alone.score"), **maybe),
    *_months("modelled_months"),
    text("reason", "Why there is no difficulty.", **maybe),
    *lines(lambda *row: _asked_by(row[3].gap), "the facts that it rests on"),
)
_LEFT_OUT = (
    text("role", "Role that no route goes through.", 0),
    text("why", "The reason.", 1),
)
_PLAN = (
    *_MOVE,
    _LEVEL,
    integer("position", "Place in the plan, from 1.", 1),
    *_SKILL,
    number("from_level", "Proficiency held by then, 0-1."),
    number("to_level", "Proficiency to reach, 0-1."),
    number("closes", "Part of the gap that it closes."),
    number("gap_after", "Gap left after it, 0-1."),
    *_span("weeks", "weeks of ten hours that it takes by then."),
    *_span("weeks_after", "weeks of ten hours from the start of the plan."),
    *_span("months_after", "months from the start of the plan; null where they are not known.", **maybe),
    texts("prerequisites", "Skills of the plan that come before it."),
    texts("needed_for", "Skills of the plan that build on it."),
    flag("is_core", "Whether it is of what sources ask most, or comes first for the sake of that."),
    flag("is_prerequisite", "Whether it is here only because others build on it."),
    flag("is_assumed", "Whether its effort is assumed, since nobody states it."),
    text("to_prove", "Id of the skill that is held well enough for it and only has to be shown.", **maybe),
    flag("is_covered", "Whether it is held well enough through other skills by then, so that it takes no weeks."),
    flag("is_silent", "Whether no source ties it to the role held."),
    texts("alternatives", "Skills that the sources accept instead."),
    texts("proofs", "What sources recognise as proof.", lambda *row: [claim.text for claim in row[-1].proofs]),
    *lines("requirements", "the facts that ask for it"),
    *lines("proofs", "the claims about proof", "proof_"),
)
_MILESTONE = (
    text("name", "half, core or all."),
    text("statement", "What is reached there."),
    number("gap", "Gap left there, 0-1."),
    integer("after", "How many items lead there."),
    *_span("weeks", "weeks of ten hours until then."),
    *_span("months", "months until then; null where there are no hours.", **maybe),
)


def _facts_of_change(_: WhatIf, change: RoleChange) -> Iterable[SkillRequirement]:
    """Facts that ask for the skills of which what is missing changes."""
    before, after = ({item.skill: item for item in gap.items} for gap in change.gaps)
    return [fact for skill, item in before.items() if item.shortfall != after[skill].shortfall for fact in item.requirements]


_CHANGE = (
    text("skill", "Skill asked about.", (0, "skill")),
    number("from_level", "Proficiency held before, 0-1.", (0, "from_level")),
    number("to_level", "Proficiency asked about, 0-1.", (0, "to_level")),
    text("role", "Role."),
    text("label", "Its name."),
    number("closes", "Part of the gap that the skill closes; null where there is no gap to speak of.", **maybe),
    number("gap_before", "Gap before, 0-1.", "gaps.0.score", **maybe),
    number("gap_after", "Gap after, 0-1.", "gaps.1.score", **maybe),
    number("difficulty_before", "Difficulty of the move before, 0-1.", "difficulty.0", **maybe),
    number("difficulty_after", "Difficulty of the move after, 0-1.", "difficulty.1", **maybe),
    *_months("months.0", "months_before", " before"),
    *_months("months.1", "months_after", " after"),
    flag("is_within_reach_before", "Whether the role is within reach before; null where that is not known.", "is_within_reach.0", **maybe),
    flag("is_within_reach_after", "Whether the role is within reach after; null where that is not known.", "is_within_reach.1", **maybe),
    *lines(_facts_of_change, "the facts that ask for what comes nearer"),
)


# Advice and robustness -------------------------------------------------------------------------------------------------


def _facts_of_advice(_: Recommendation, advice: RoleAdvice) -> Iterable[Fact]:
    """Facts that the reasons rest on, then the statements by which sources say to choose the role."""
    reasons = [fact for reason in (*advice.reasons_for, *advice.reasons_against) for fact in reason.facts]
    return [*reasons, *(trait for question, _ in advice.fit.answers for trait in question.traits)]


_ADVICE = (
    integer("rank", "Rank; roles equal in all share one. Null where the role is not ranked.", **maybe),
    text("rank_reason", "Why the role is not ranked.", **maybe),
    text("role", "Role."),
    text("label", "Its name."),
    flag("is_held", "Whether it is the person's present role."),
    number("fit", "Share of the statements answered that the person agrees with, 0-1; null where none is.", "fit.score", **maybe),
    number("fit_lower", "Least share, the statements that are open counting 0.", "fit.lower", **maybe),
    number("fit_upper", "Greatest share, the statements that are open counting 1.", "fit.upper", **maybe),
    number("fit_middle", "Middle of the two, which orders the roles.", "fit.middle", **maybe),
    integer("answered", "How many of its statements are answered.", "fit.answered"),
    integer("statements", "How many statements sources make of it.", lambda _, advice: len(advice.fit.answers)),
    number("gap", "Gap to the role, 0-1; null where it is not known.", "move.gap.score", **maybe),
    number("difficulty", "Difficulty of the move, 0-1; null where it is not known.", "move.score", **maybe),
    number("difficulty_lower", "Least difficulty that the facts leave possible.", "move.lower", **maybe),
    number("difficulty_upper", "Greatest difficulty that the facts leave possible.", "move.upper", **maybe),
    *_months("move.modelled_months"),
    texts("reasons_for", "What speaks for the role.", lambda _, advice: [reason.text for reason in advice.reasons_for]),
    texts("reasons_against", "What speaks against it.", lambda _, advice: [reason.text for reason in advice.reasons_against]),
    texts("unknowns", "What is not known."),
    *lines(_facts_of_advice, "the reasons and of the statements by which to choose the role"),
)
_QUESTION = (
    text("id", "Id, made of the text."),
    text("text", "The statement, as one source's fact words it."),
    texts("roles", "Roles that a yes speaks for."),
    *lines("traits", "the facts that state it"),
)


def _flips(answer: Robustness) -> Rows:
    sources = {reading.statement: reading.sources for reading in answer.readings}
    return ((sources.get(flip.statement, ()), flip, flip.variation) for flip in answer.flips)


_FLIP = (
    text("statement", "What is read off.", (1, "statement")),
    text("before", "What the answer says.", (1, "before")),
    text("after", "What it says under the variation.", (1, "after")),
    text("variation", "Name of the variation.", "name"),
    text("kind", "source or weight."),
    text("left_out", "Source left out; null for a weight.", "source", **maybe),
    text("parameter", "Number that was changed; null for a source.", **maybe),
    number("value", "Value that it was given; null for a source.", **maybe),
    texts("sources", "Sources that the reading rests on.", 0),
)
_READING = (
    text("statement", "What is read off."),
    text("says", "What the answer says of it.", "value"),
    flag("is_stable", "Whether no variation flips it.", lambda answer, reading: not answer.flips_of(reading)),
    number("score", "The number behind it.", **maybe),
    number("lowest", "Least number over the answer and all variations.", **maybe),
    number("highest", "Greatest number over the answer and all variations.", **maybe),
    texts("sources", "Sources that it rests on."),
)


# Crosswalks ------------------------------------------------------------------------------------------------------------


_ROLE_LINK = (
    text("origin", "Role of the first catalog."),
    text("origin_label", "Its preferred label."),
    text("target", "Role of the second catalog."),
    text("target_label", "Its preferred label."),
    number("confidence", "How sure it is that the two are the same job, 0-1."),
    text("basis", "What the link rests on."),
    text("reason", "Why the confidence is what it is."),
    *lines("links", "the published links that it rests on"),
)
_UNLINKED = (
    text("catalog", "Catalog that the role is of.", 0),
    text("role", "Role without a partner."),
    text("label", "Its preferred label."),
    text("reason", "Why it has none."),
    flag("is_reviewed", "Whether a review of the role found that there is none."),
)
_HOMONYM = (
    text("label", "Label that both catalogs have, as the first has it."),
    text("origin", "Role of the first catalog that is called so."),
    text("origin_label", "Its preferred label."),
    text("target", "Role of the second catalog that is called so."),
    text("target_label", "Its preferred label."),
)


def _unlinked(walk: Crosswalk) -> Rows:
    for name, entries in zip(walk.names, (walk.unlinked_origins, walk.unlinked_targets), strict=True):
        yield from ((name, entry) for entry in entries)


# All of them -----------------------------------------------------------------------------------------------------------

#: The tables of an answer or a catalog, by its class, the first being the one that stands for it.
LAYOUTS: dict[type, tuple[Layout, ...]] = {
    SkillGap: (Layout("skill_gap", "One skill that the target asks for.", _GAP, _each("items")),),
    Proximity: (
        Layout(
            "shared_skills",
            "One skill that either role holds, those that both hold first.",
            _PROXIMITY,
            lambda near: ((near, item) for item in (*near.shared, *near.unshared)),
        ),
        Layout("features", "One thing in which two roles are alike in shape, most first.", _FEATURE, _each("features")),
    ),
    TransitionDifficulty: (
        Layout("factors", "One factor of the difficulty; of a path, one step.", _FACTOR, _each("factors")),
        Layout("months", "How long the move takes, by one source or by the model.", _DURATION, _each("months")),
    ),
    CompLookup: (
        Layout("pay", "One pay figure that fits the question.", _PAY, _grouped),
        Layout("not_comparable", "One pay figure of the role that does not fit the question.", _NOT_COMPARABLE, _not_comparable),
        Layout("derived", "One band worked out from a band and a claim; no source says it.", _DERIVED, _each("derived")),
        Layout("surveys", "One group of a survey that answers the question.", _SURVEYED, _surveys),
    ),
    AgedPay: (Layout("aged_pay", "One percentile, brought to another year.", _AGED, _aged),),
    PayGrowth: (Layout("pay_growth", "How much pay grew from one year to another.", _GROWTH, lambda growth: ((growth,),)),),
    Comparison: (
        Layout("pay", "What one role pays, of one currency, component, period, place and level.", _COMPARED_PAY, _compared_pay),
        Layout("skills", "What one role asks of one skill.", _COMPARED_SKILL, _compared_skills),
        Layout("aspects", "One thing that one source says of one role.", _COMPARED_ASPECT, _compared_aspects),
    ),
    Disagreements: (Layout("disagreements", "What one side of one point says.", _SIDE, lambda answer: _sides(answer.items)),),
    ClaimChecks: (Layout("claim_checks", "One claim against the figures of one source.", _CHECK, lambda answer: _checked(answer.checks)),),
    Calibration: (
        Layout("durations", "One stated duration against the model.", _CALIBRATION, _durations),
        Layout(
            "left_aside",
            "One duration that the model cannot be set against.",
            _LEFT_ASIDE,
            lambda answer: ((why, claim) for claim, why in answer.left_aside),
        ),
    ),
    Routes: (
        Layout("routes", "One route, from the easiest, those that another beats last.", _ROUTE, _numbered("routes", "beaten")),
        Layout("steps", "One step of one route.", _ROUTE_STEP, _route_steps),
        Layout("left_out", "One role that no route goes through.", _LEFT_OUT, lambda answer: answer.left_out),
    ),
    LearningPlan: (
        Layout("learning_plan", "One skill to learn, in order.", _PLAN, _numbered("items")),
        Layout("milestones", "One point of the plan.", _MILESTONE, _each("milestones")),
    ),
    WhatIf: (Layout("changes", "What the skill changes for one role.", _CHANGE, _each("changes")),),
    Recommendation: (
        Layout("candidates", "One role for the person, by rank.", _ADVICE, _each("candidates")),
        Layout("open_questions", "One question that is open.", _QUESTION, _each("open_questions")),
    ),
    OfferAssessment: (
        Layout(
            "standings",
            "The offer against one figure.",
            _OFFER,
            lambda answer: ((answer, standing, standing.original, standing.band) for standing in answer.standings),
        ),
        Layout("amounts", "What is known of one component of the offer.", _AMOUNT, _each("amounts")),
        Layout("not_comparable", "One pay figure of the role that does not compare with the offer.", _NOT_COMPARABLE, _not_comparable),
        Layout("surveys", "The offer among the pay of one group of a survey.", _AMONG, _survey_standings),
    ),
    Crosswalk: (
        Layout("links", "Two roles of two catalogs that are the same job, wholly or in part.", _ROLE_LINK, _each("links")),
        Layout("unlinked", "One role of either catalog that has no partner.", _UNLINKED, _unlinked),
        Layout("homonyms", "One label of two roles that nothing links.", _HOMONYM, _each("homonyms")),
    ),
    Robustness: (
        Layout("flips", "One reading that says something else under one variation.", _FLIP, _flips),
        Layout("readings", "One thing that the answer says.", _READING, _each("readings")),
    ),
    Catalog: OF_CATALOG,
}
#: Tables of objects of one kind, by their class.
ROWS: dict[type, Layout] = {
    **OF_KIND,
    Question: Layout("questions", "One question, with the facts that state it.", _QUESTION, lambda questions: ((q,) for q in questions)),
    Disagreement: Layout("disagreements", "What one side of one point says.", _SIDE, _sides),
    ClaimCheck: Layout("claim_checks", "One claim against the figures of one source.", _CHECK, _checked),
}
