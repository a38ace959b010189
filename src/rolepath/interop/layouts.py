"""Layouts: which columns a table of each kind of fact has, and how a value comes out of a fact."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, TypeAlias

import attrs

from rolepath.interop.tables import Column, ColumnType, Table
from rolepath.model.descriptor import Descriptor
from rolepath.model.level import Level
from rolepath.model.measure import Parameter
from rolepath.model.pay import PayClaim, SalaryBand
from rolepath.model.reading import ReadingReport
from rolepath.model.role import Role, Trait
from rolepath.model.skill import Scale, Skill, SkillRequirement
from rolepath.model.source import Citation, Place, Source
from rolepath.model.survey import PERCENTILES, PayPercentiles
from rolepath.model.transition import TransitionClaim

__all__ = [
    "CITED",
    "OF_CATALOG",
    "OF_KIND",
    "PAID",
    "SURVEYED",
    "TRAIT",
    "TRANSITION_CLAIM",
    "Cell",
    "Find",
    "Layout",
    "Rows",
    "day",
    "flag",
    "integer",
    "lines",
    "maybe",
    "money",
    "number",
    "text",
    "texts",
]

#: A column and the function that finds its value: it takes what a row is made of, the object of the row last.
Cell: TypeAlias = tuple[Column, Callable[..., Any]]
#: How a value is found: a path of attributes and places from the last part of a row, like ``weeks.0``; a part of the row by its place;
#: a path from such a part; or a function of all parts.
Find: TypeAlias = "str | int | tuple[int, str] | Callable[..., Any]"
#: What the rows of a table are made of.
Rows: TypeAlias = Iterable[tuple[Any, ...]]


@attrs.frozen
class Layout:
    """One table of a thing: its name, its columns, and what its rows are made of."""

    name: str
    #: What a row is, in a sentence.
    about: str
    cells: tuple[Cell, ...]
    rows: Callable[[Any], Rows]

    def table(self, thing: Any) -> Table:
        """Make the table of a thing."""
        columns = tuple(column for column, _ in self.cells)
        rows = (tuple(_plain(column.type, find(*row)) for column, find in self.cells) for row in self.rows(thing))
        return Table(self.name, columns, tuple(rows))


#: How a value that is known is brought to the one Python type of its column.
_PLAIN: dict[ColumnType, Callable[[Any], Any]] = {
    ColumnType.TEXT: str,
    ColumnType.TEXTS: lambda value: tuple(map(str, value)),
    ColumnType.NUMBER: float,
    ColumnType.DECIMAL: Decimal,
    ColumnType.DAY: lambda value: date(value.year, value.month, value.day),
    ColumnType.INTEGER: int,
    ColumnType.FLAG: bool,
}


def _plain(kind: ColumnType, value: Any) -> Any:
    return None if value is None else _PLAIN[kind](value)


def _cell(kind: ColumnType, name: str, meaning: str, find: Find | None = None, *, is_nullable: bool = False) -> Cell:
    """Make a column; where nothing says how to find its value, it is the attribute of that name of the row's last part."""
    return Column(name, kind, meaning, is_nullable), _finder(name if find is None else find)


def _finder(find: Find) -> Callable[..., Any]:
    """Make the function that finds a value in the parts of a row."""
    if callable(find):
        return find
    if isinstance(find, int):
        return partial(_followed, find, ())
    place, path = (-1, find) if isinstance(find, str) else find
    return partial(_followed, place, tuple(path.split(".")))


def _followed(place: int, path: tuple[str, ...], *row: Any) -> Any:
    """Follow a path from a part of a row: attributes by name, entries of a tuple by number. It ends at the first None."""
    value = row[place]
    for step in path:
        if value is None:
            return None
        value = value[int(step)] if step.isdigit() else getattr(value, step)
    return value


text = partial(_cell, ColumnType.TEXT)
integer = partial(_cell, ColumnType.INTEGER)
number = partial(_cell, ColumnType.NUMBER)
money = partial(_cell, ColumnType.DECIMAL)
flag = partial(_cell, ColumnType.FLAG)
day = partial(_cell, ColumnType.DAY)
texts = partial(_cell, ColumnType.TEXTS)
maybe = {"is_nullable": True}


# Where facts come from -------------------------------------------------------------------------------------------------


def _put(citation: Citation) -> str:
    """Write the place of a citation, like ``three-roles:59`` or ``three-roles:59-61``."""
    end = "" if citation.end_line is None else f"-{citation.end_line}"
    return f"{citation.source}:{citation.line}{end}"


def _cited_by(facts: Iterable[Any]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(fact.citation for fact in facts if fact.citation is not None))


def lines(find: Find, what: str, prefix: str = "") -> tuple[Cell, Cell]:
    """Make the two columns that say on which facts, or other things with a citation, a row rests."""
    facts = _finder(find)
    return (
        texts(f"{prefix}sources", f"Sources of {what}, each once.", lambda *row: dict.fromkeys(c.source for c in _cited_by(facts(*row)))),
        texts(
            f"{prefix}lines",
            f"Source and line of {what}, like `three-roles:59` or `three-roles:59-61`.",
            lambda *row: dict.fromkeys(_put(c) for c in _cited_by(facts(*row))),
        ),
    )


def _cited(*, is_nullable: bool = False) -> tuple[Cell, ...]:
    return (
        text("source", "Source that says so.", "citation.source", is_nullable=is_nullable),
        integer("line", "Line of its text, from 1.", "citation.line", is_nullable=is_nullable),
        integer("end_line", "Last line, where the fact spans several.", "citation.end_line", **maybe),
        text("section", "Heading that the line stands under.", "citation.section", is_nullable=is_nullable),
        text("printed", "Figure or label as printed.", "citation.printed", **maybe),
        text("via", "Whom the source credits.", "citation.via", **maybe),
    )


CITED = _cited()
_EDITED = (
    texts("assumed", "Fields that the source does not state and that are inferred."),
    text("note", "Remark of the editors on the reading.", **maybe),
)
_HEDGE = text("hedge", "The source's own qualifier, like often.", **maybe)


# Facts -----------------------------------------------------------------------------------------------------------------

#: Columns of a pay band, apart from the role and where it is cited.
PAID = (
    text("component", "What the figure counts."),
    text("period", "Time that the figure is for."),
    text("currency", "ISO 4217 code of the amounts."),
    money("minimum", "Lowest pay, in units of the currency a period."),
    money("maximum", "Highest pay, in units of the currency a period; null where only a floor is stated.", **maybe),
    flag("open_top", "Whether pay above the printed top is said to occur."),
    text("level", "Standard level; null where none is stated.", **maybe),
    text("level_label", "The level as the source words it.", **maybe),
    text("location", "Place; null where none is stated or assumed.", **maybe),
    text("employer", "Kind of employer; null for any.", **maybe),
    text("statistic", "A range, an average, a median, a starting figure, or an outlier."),
    flag("approximate", "Whether the source calls the figure rough."),
    _HEDGE,
    *_EDITED,
)
_BAND = (text("role", "Role paid."), *PAID, *CITED)
#: Columns of a group of a pay survey, apart from where it is cited.
SURVEYED = (
    text("role", "Role paid; null for all of the survey.", **maybe),
    texts("titles", "Occupation or titles of the group, as the survey words them; empty for all."),
    text("level", "Level; null for all.", **maybe),
    text("location", "Place; null for all.", **maybe),
    integer("year", "Year of the figures; the last one, where the group spans several."),
    integer("first_year", "First year of the records, where the group spans several.", **maybe),
    text("component", "What the figures count."),
    text("period", "Time that the figures are for."),
    text("currency", "ISO 4217 code of the figures."),
    *(
        money(f"p{percent}", f"Pay that {percent} % of the group do not exceed; null where that is not known.", **maybe)
        for percent in PERCENTILES
    ),
    texts("floors", "Percentiles whose figure is a lower bound."),
    integer("records", "Records that the figures are worked out from; null where the survey does not say.", **maybe),
    integer("repeats", "Exact repeats that the group has in the file.", **maybe),
    integer("employment", "People who work in the group, as the survey estimates.", **maybe),
    text("grouping", "Sort of group in the survey's own words.", **maybe),
    *_EDITED,
)
_PAY_CLAIM = (
    text("role", "Role that the claim is about."),
    text("relation", "How its pay compares."),
    text("other", "Role compared with.", **maybe),
    texts("among", "Roles that a superlative is among, besides the role itself."),
    text("baseline", "What else it is compared with.", **maybe),
    money("percent_minimum", "Lowest difference in percent of the other's pay.", **maybe),
    money("percent_maximum", "Highest difference in percent of the other's pay.", **maybe),
    text("component", "Component spoken of."),
    texts("levels", "Levels spoken of; empty for all."),
    texts("employers", "Kinds of employers spoken of; empty for all."),
    text("location", "Place spoken of.", **maybe),
    text("degree", "Size in words, like slightly.", **maybe),
    integer("year", "Year that a growth figure is about.", **maybe),
    text("reason", "Why, where the source says.", **maybe),
    _HEDGE,
    *_EDITED,
    *CITED,
)


def _accuracy(rating: str) -> tuple[Cell, Cell]:
    """Make the two columns that say how far the source trusts a rating."""
    return (
        number(f"{rating}_error", f"Standard error of the {rating}, on the same 0-1.", f"{rating}.standard_error", **maybe),
        flag(
            f"is_{rating}_suppressed",
            f"Whether the source advises against the use of the {rating}; null where there is none.",
            f"{rating}.is_suppressed",
            **maybe,
        ),
    )


_REQUIREMENT = (
    text("role", "Role that asks."),
    text("skill", "Skill asked for."),
    text("basis", "On what ground the source ties the skill to the role."),
    number("proficiency", "How well, 0-1; null where the source does not say.", "proficiency.value", **maybe),
    text("proficiency_label", "How well, in the words of the scale.", "proficiency.label", **maybe),
    text("proficiency_scale", "Scale of the proficiency.", "proficiency.scale", **maybe),
    number("importance", "How much it matters, 0-1; null where the source does not say.", "importance.value", **maybe),
    text("importance_label", "How much it matters, in the words of the scale.", "importance.label", **maybe),
    text("importance_scale", "Scale of the importance.", "importance.scale", **maybe),
    *_accuracy("proficiency"),
    *_accuracy("importance"),
    flag("is_essential", "Whether it is essential; null where the source does not say.", **maybe),
    flag("is_relevant", "Whether it has to do with the role at all; null where the source does not say.", **maybe),
    texts("alternatives", "Skills any one of which will do instead."),
    text("level", "Level that it is asked at; null where the source does not say.", **maybe),
    text("employer", "Kind of employer that asks; null for any.", **maybe),
    text("reason", "Why, where the source says.", **maybe),
    _HEDGE,
    *_EDITED,
    *CITED,
)
TRANSITION_CLAIM = (
    text("kind", "What is said."),
    text("text", "The statement, in our words."),
    text("origin", "Role moved from; null for any background.", **maybe),
    text("target", "Role moved to; null for any role.", **maybe),
    text("than_origin", "Origin of the move compared with; null for the same origin.", **maybe),
    text("than_target", "Target of the move compared with; null for the same target.", **maybe),
    text("skill", "Skill that carries over, is missing, or proves the move.", **maybe),
    text("proof", "What form the proof takes.", **maybe),
    money("months_minimum", "Fewest months; null where no figure is printed.", **maybe),
    money("months_maximum", "Most months; null where no figure is printed.", **maybe),
    text("milestone", "What is reached in that time, where it is not the whole move.", **maybe),
    _HEDGE,
    *_EDITED,
    *CITED,
)
TRAIT = (
    text("aspect", "What it is about."),
    text("text", "The statement, in our words."),
    texts("roles", "Roles spoken of: one, several taken together, or none for the market as a whole."),
    money("minimum", "Lowest value of a figure.", **maybe),
    money("maximum", "Highest value of a figure.", **maybe),
    text("unit", "Unit of the figure.", **maybe),
    flag("approximate", "Whether the source calls the figure rough."),
    integer("year", "Year that the figure is about.", **maybe),
    text("employer", "Kind of employer spoken of; null for any.", **maybe),
    text("level", "Level spoken of; null for any.", **maybe),
    text("reason", "Why, where the source says.", **maybe),
    _HEDGE,
    *_EDITED,
    *CITED,
)
_DESCRIPTOR = (
    text("role", "Role described."),
    text("family", "Sort of item."),
    text("item", "The source's code of the item; of a related role, its id."),
    text("label", "Name of the item, or of one example of it, as the source prints it."),
    number("value", "How much of it, as the family says; null where the source only names it.", **maybe),
    texts("within", "Codes of the wider items that it is part of, nearest first."),
    texts("assumed", "Fields that the source does not state and that are inferred."),
    *CITED,
)


# Vocabulary ------------------------------------------------------------------------------------------------------------

_NAMED = (
    text("id", "Id, stable."),
    text("label", "Preferred name."),
    texts("alternative_labels", "Other names."),
)
_LEVEL = (
    text("id", "Id of the standard level that it stands on."),
    text("label", "Name; of a rung, as the source prints it."),
    texts("alternative_labels", "Other names of a standard level."),
    text("track", "Line of promotion."),
    integer("rank", "Place on the track, from 1; higher is more senior."),
    text("role", "Role whose ladder this is a rung of; null for a standard level.", **maybe),
    text("scope", "What people at this rung own or do.", **maybe),
    text("employer", "Kind of employer; null for any.", **maybe),
    *_EDITED,
    *_cited(is_nullable=True),
)
_ROLE = (
    *_NAMED,
    text("description", "What it is, in one sentence, where the framework defines it.", **maybe),
    text("group", "Code of the group that its framework puts it in.", **maybe),
    texts("onet", "O*NET-SOC codes of the same job; null where nobody has looked.", **maybe),
    texts("esco", "ESCO concept URIs of the same job; null where nobody has looked.", **maybe),
)
_SKILL = (
    *_NAMED,
    text("kind", "Sort of skill."),
    text("broader", "Wider skill that this one is part of.", **maybe),
    texts("prerequisites", "Skills to learn before this one."),
    texts(
        "related", "Skills that this one counts towards; the table related_skills has the credits.", lambda s: [r.skill for r in s.related]
    ),
    number("effort_weeks_minimum", "Fewest weeks of ten hours from nothing to expert.", **maybe),
    number("effort_weeks_maximum", "Most weeks of ten hours from nothing to expert.", **maybe),
    text("effort_reason", "Why the effort is what it is.", **maybe),
    texts("esco", "ESCO concept URIs of the same skill."),
    texts("onet", "O*NET element ids or technology titles of the same skill."),
)
_RELATED = (
    text("skill", "Skill that is held.", (0, "id")),
    text("towards", "Skill that it counts towards.", "skill"),
    number("credit", "Share of the held proficiency that counts, 0-1."),
    text("reason", "Why."),
)
_SCALE = (
    text("id", "Id, stable."),
    text("label", "Name."),
    text("measures", "What it measures."),
    number("minimum", "Lowest number; null for a scale of labels.", **maybe),
    number("maximum", "Highest number; null for a scale of labels.", **maybe),
    texts("steps", "Labels from low to high; the table scale_steps has their places.", lambda scale: [s.label for s in scale.steps]),
    text("reason", "Why labels and numbers stand where they stand."),
)
_STEP = (
    text("scale", "Scale.", (0, "id")),
    text("label", "The label."),
    number("value", "Place on the scale, 0-1."),
    texts("alternative_labels", "Other wordings on the same step."),
)
_PLACE = (*_NAMED, text("within", "Place that contains this one.", **maybe))
_SOURCE = (
    text("id", "Id, stable."),
    text("title", "Title as published."),
    text("published", "Year or ISO 8601 date of publication.", **maybe),
    text("publisher", "Who published it.", **maybe),
    text("author", "Who wrote it.", **maybe),
    text("currency", "ISO 4217 code of its pay figures.", **maybe),
    text("region", "Place that it says it speaks of.", **maybe),
    text("region_assumed", "Place inferred where none is stated.", **maybe),
    text("about", "What it is about, in one sentence.", **maybe),
    text("version", "Release, where it has several.", **maybe),
    text("credit", "How its publisher asks to be credited, with the terms of use.", **maybe),
)
_READING = (
    text("source", "Source that the facts cite."),
    integer("files", "Files that were found.", lambda report: len(report.files)),
    texts("unrated", "Roles that have no rating of any skill."),
    texts("unlisted", "Codes that facts were told of and no role has; these facts were left out."),
    texts("ambiguous", "Labels that fit more than one role, so that they name none."),
)
_FILE = (
    text("source", "Source that the facts cite.", (0, "source")),
    text("name", "Name, within the folder or archive."),
    text("kind", "What its rows were taken for; null where it was not read.", **maybe),
    integer("rows", "Rows that it has; 0 where it was not read."),
    integer("used", "Rows that a fact or an entry was made of."),
    text("left_out", "Why the other rows were left out.", **maybe),
)
_PARAMETER = (
    text("name", "Name, like gap.unstated_proficiency."),
    number("value", "The value used."),
    number("low", "Least value that one could argue for."),
    number("high", "Greatest value that one could argue for."),
    text("reason", "Why this value."),
)


def _alone(things: Iterable[Any]) -> Rows:
    return ((thing,) for thing in things)


_FACTS: tuple[tuple[type | None, str, str, tuple[Cell, ...]], ...] = (
    (SalaryBand, "salary_bands", "One amount of pay, by one source.", _BAND),
    (PayClaim, "pay_claims", "One claim about relative pay, by one source.", _PAY_CLAIM),
    (PayPercentiles, "pay_percentiles", "One group of a pay survey.", (*SURVEYED, *CITED)),
    (SkillRequirement, "requirements", "One skill that one source ties to one role.", _REQUIREMENT),
    (TransitionClaim, "transition_claims", "One claim about a move, by one source.", TRANSITION_CLAIM),
    (Trait, "traits", "One other thing that one source says of roles or the market.", TRAIT),
    (Descriptor, "descriptors", "One item besides skills that one source ties to one role.", _DESCRIPTOR),
    (Level, "levels", "One rung of a ladder that a source describes.", _LEVEL),
    (None, "standard_levels", "One level that the rungs of all ladders are placed on.", _LEVEL),
    (Role, "roles", "One role.", _ROLE),
    (Skill, "skills", "One skill.", _SKILL),
    (Scale, "scales", "One scale of proficiency or importance.", _SCALE),
    (Place, "places", "One place that pay speaks of.", _PLACE),
    (Source, "sources", "One source.", _SOURCE),
    (Parameter, "parameters", "One number behind the measures.", _PARAMETER),
    (ReadingReport, "reading_reports", "One data set that was read.", _READING),
)
#: Tables of objects of one class, by the class.
OF_KIND: dict[type, Layout] = {kind: Layout(name, about, cells, _alone) for kind, name, about, cells in _FACTS if kind is not None}


def _field(name: str) -> Callable[[Any], Rows]:
    return lambda catalog: _alone(getattr(catalog, name))


#: Tables of a catalog.
OF_CATALOG: tuple[Layout, ...] = (
    *(Layout(name, about, cells, _field(name)) for _, name, about, cells in _FACTS),
    Layout(
        "related_skills",
        "One skill that counts towards another.",
        _RELATED,
        lambda catalog: ((skill, related) for skill in catalog.skills for related in skill.related),
    ),
    Layout(
        "scale_steps",
        "One label of a scale.",
        _STEP,
        lambda catalog: ((scale, step) for scale in catalog.scales for step in scale.steps),
    ),
    Layout(
        "files",
        "One file of a data set that was read.",
        _FILE,
        lambda catalog: ((report, file) for report in catalog.reading_reports for file in report.files),
    ),
)
