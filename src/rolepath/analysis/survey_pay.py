"""What pay surveys count for a question: of each survey the narrowest group that it can answer for."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from rolepath.analysis.explain import Explanation, cite
from rolepath.model.catalog import Catalog
from rolepath.model.identity import LevelId, PlaceId, RoleId, SourceId
from rolepath.model.pay import PayComponent
from rolepath.model.survey import FEWEST_RECORDS, PayPercentiles

__all__ = ["Asked", "SurveyAnswer", "silence_on", "survey_step", "surveys_of"]

#: Groups from the first to be asked to the last: whether they are of the role, the level, the place, and the latest year alone. Where a
#: group has too few records, the next is asked. The order is the one that predicted pay best on the years before the last, among those
#: that keep to the role as long as they can; benchmarks/pay_backoff.py measures it.
BACK_OFF = (
    (True, True, True, True),
    (True, True, True, False),
    (True, False, True, True),
    (True, True, False, True),
    (True, False, True, False),
    (True, True, False, False),
    (True, False, False, True),
    (True, False, False, False),
    (False, True, True, True),
    (False, True, True, False),
    (False, True, False, True),
    (False, True, False, False),
    (False, False, True, True),
    (False, False, True, False),
    (False, False, False, True),
    (False, False, False, False),
)


@attrs.frozen(kw_only=True)
class SurveyAnswer:
    """The group of a survey that answers a question. It is never mixed with what guides say, nor with another survey."""

    #: The group, with its number of records, its years and its citation.
    percentiles: PayPercentiles
    #: In what the group is wider than the question, or of another year than the survey's latest; empty where it is just what was asked.
    wider: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Asked:
    """What is asked of surveys; None for any."""

    role: RoleId
    level: LevelId | None
    location: PlaceId | None
    component: PayComponent | None = None
    currency: str | None = None
    source: SourceId | None = None


def surveys_of(catalog: Catalog, asked: Asked) -> tuple[SurveyAnswer, ...]:
    """Find the groups that answer: one for each survey, component, period and currency.

    Groups of all roles answer where the role has others in the same currency, or where the currency is asked for. Of a question without
    a place there is one a place where no group is of all places, and likewise for levels.
    """
    series: dict[tuple[str, ...], list[PayPercentiles]] = {}
    for group in _fitting(catalog, asked):
        key = (group.citation.source, group.component.value, group.period.value, group.currency)
        series.setdefault(key, []).append(group)
    told = [key for key in sorted(series) if asked.currency is not None or any(group.role is not None for group in series[key])]
    return tuple(answer for key in told for answer in _answers(catalog, asked, series[key]))


def silence_on(catalog: Catalog, role: RoleId) -> str | None:
    """Say why no survey answers, where surveys hold the role; None where none holds it."""
    groups = catalog.pay_percentiles_of(role)
    if not groups:
        return None
    if not any(group.has_enough for group in groups):
        return f"surveys have fewer than {FEWEST_RECORDS} records of the role"
    return "no group of a survey fits the question"


def _fitting(catalog: Catalog, asked: Asked) -> Iterator[PayPercentiles]:
    """Yield the groups that hold what is asked, and enough records; those of all roles only where their survey has the role."""
    own = catalog.pay_percentiles_of(asked.role, source=asked.source)
    surveys = {group.citation.source for group in own}
    for group in (*own, *catalog.pay_percentiles_of(None, source=asked.source)):
        if (
            group.has_enough
            and group.citation.source in surveys
            and (asked.level is None or group.level in (None, asked.level))
            and (asked.location is None or group.location is None or asked.location in catalog.places_within(group.location))
            and asked.component in (None, group.component)
            and asked.currency in (None, group.currency)
        ):
            yield group


def _answers(catalog: Catalog, asked: Asked, groups: list[PayPercentiles]) -> Iterator[SurveyAnswer]:
    """Choose among the groups of one series."""
    open_fields = [field for field in ("level", "location") if getattr(asked, field) is None]
    if open_fields:
        groups = [group for group in groups if group.role is not None] or groups
    for field in open_fields:
        groups = [group for group in groups if getattr(group, field) is None] or groups
    apart: dict[tuple[str, ...], list[PayPercentiles]] = {}
    for group in groups:
        apart.setdefault(tuple(getattr(group, field) or "" for field in open_fields), []).append(group)
    latest = max(group.year for group in groups)
    for key in sorted(apart):
        best = min(apart[key], key=lambda group: _preference(catalog, group))
        yield SurveyAnswer(percentiles=best, wider=tuple(_wider(catalog, asked, best, latest)))


def _preference(catalog: Catalog, group: PayPercentiles) -> tuple[object, ...]:
    """Order groups: those of the role first, then those that reach the latest year, then as :data:`BACK_OFF` says."""
    kind = (group.role is not None, group.level is not None, group.location is not None, group.first_year is None)
    inside = 0 if group.location is None else len(catalog.places_within(group.location))
    return (group.role is None, -group.year, BACK_OFF.index(kind), inside, group.first_year or 0, repr(attrs.astuple(group, recurse=False)))


def _wider(catalog: Catalog, asked: Asked, group: PayPercentiles, latest: int) -> Iterator[str]:
    """Name in what a group is wider than the question."""
    if group.role is None:
        yield "it is of all roles of the survey"
    if asked.level is not None and group.level is None:
        yield "it is of all levels"
    if asked.location is not None and group.location != asked.location:
        yield "it is of all places" if group.location is None else f"it is of {catalog.place(group.location).label} as a whole"
    if group.first_year is not None:
        yield f"it is of the years {group.years} together"
    if group.year < latest:
        yield f"it is of {group.year}, and the survey goes to {latest}"


def survey_step(answer: SurveyAnswer) -> Explanation:
    """Unfold what a survey counts: the figures, and what they stand for."""
    group = answer.percentiles
    figures = (
        attrs.evolve(cite(group, f"percentile {percent}{', at least' if percent in group.floors else ''}"), value=figure)
        for percent, figure in group.figures.items()
    )
    counted = f"{group.records} records" if group.records is not None else "an estimate of the survey"
    repeats = f", {group.repeats} exact repeats in the file" if group.repeats else ""
    notes = (Explanation(statement=note) for note in (*answer.wider, *([group.note] if group.note else [])))
    assumed = (Explanation(statement=f"the {name} is assumed, not stated", is_assumed=True) for name in sorted(group.assumed))
    said = (
        f"counted by {group.citation.source}: {group.component} pay a {group.period} in {group.currency}, {group.years}; {counted}{repeats}"
    )
    return Explanation(statement=said, children=(*figures, *notes, *assumed))
