"""What a role pays, by source, in groups of figures that compare."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import inf
from typing import TYPE_CHECKING

import attrs

from rolepath.analysis.derived_pay import DerivedBand, derived_bands, derived_step
from rolepath.analysis.explain import Explanation, cite
from rolepath.analysis.order import in_order
from rolepath.analysis.pay_figures import cited, converted_band
from rolepath.analysis.pay_group import PayGroup, groups_of, notes_on, several, steps_of
from rolepath.analysis.question import bundled, expect, labels_of
from rolepath.analysis.survey_pay import Asked, SurveyAnswer, silence_on, survey_step, surveys_of
from rolepath.model.catalog import Catalog
from rolepath.model.currency import check_currency
from rolepath.model.identity import LevelId, PlaceId, RoleId, SourceId
from rolepath.model.level import Level
from rolepath.model.pay import ExchangeRates, PayClaim, PayComponent, SalaryBand
from rolepath.model.role import Role
from rolepath.model.shown import Tabular
from rolepath.model.source import Place, Source

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["CompLookup", "NotComparable", "comp_lookup"]


@attrs.frozen(kw_only=True)
class NotComparable:
    """A band of the role that does not fit the question, and the dimension that differs."""

    #: The band.
    band: SalaryBand
    #: Which of level, component, location and currency differ, joined by commas; of an offer also period, employer and statistic.
    dimension: str
    #: What differs, in a sentence.
    reason: str


@attrs.frozen(kw_only=True, repr=False)
class CompLookup(Tabular):
    """What a role pays: groups of comparable figures, what does not compare, and what is known nearby."""

    #: Role asked for.
    role: RoleId
    #: Its name.
    label: str
    #: Level asked for, or None for all.
    level: LevelId | None
    #: Place asked for, or None for all.
    location: PlaceId | None
    #: Component asked for, or None for all.
    component: PayComponent | None
    #: Currency asked for, or None for all.
    currency: str | None
    #: Source asked for, or None for all.
    source: SourceId | None
    #: Groups of comparable bands, level by level, those of most sources first.
    groups: tuple[PayGroup, ...]
    #: Bands of the role that do not fit the question, each with the dimension that differs.
    not_comparable: tuple[NotComparable, ...]
    #: Claims about the role's relative pay.
    claims: tuple[PayClaim, ...]
    #: Bands worked out from claims of how much more, less, or the same another role is paid.
    derived: tuple[DerivedBand, ...]
    #: Where nothing was found: the nearest bands that there are.
    nearby: tuple[SalaryBand, ...]
    #: Open questions about reading the groups: components beside one another, and what is assumed.
    notes: tuple[str, ...]
    #: Why there is no group, or None.
    reason: str | None
    #: Rates that the caller handed in, or None.
    rates: ExchangeRates | None = None
    #: Id and label of each role that claims and nearby bands name.
    role_labels: tuple[tuple[RoleId, str], ...] = ()
    #: Id and label of the place asked for and of those that claims and derived bands name.
    place_labels: tuple[tuple[PlaceId, str], ...] = ()
    #: What surveys count, each by itself: no part of the groups, nor of their span and agreement. Their figures are not converted.
    surveys: tuple[SurveyAnswer, ...] = ()
    #: Why no survey answers, where surveys hold the role; None otherwise.
    surveys_reason: str | None = None

    @property
    def bands(self) -> tuple[SalaryBand, ...]:
        """All bands that fit the question."""
        return tuple(band for group in self.groups for band in group.bands)

    @property
    def consensus(self) -> tuple[Decimal, Decimal | None] | None:
        """The overlap of the one group that fits, where its sources agree: floor and top, the top None where it is open."""
        return self.groups[0].consensus if len(self.groups) == 1 else None

    @property
    def consensus_reason(self) -> str | None:
        """Why there is no consensus, or None where there is one."""
        if len(self.groups) > 1:
            return several(self.groups)
        return self.groups[0].consensus_reason if self.groups else self.reason

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the figures as ranges, level by level, each with its source.

        A bar is a range and a diamond a single figure; an arrow means that more is said to be paid or that no top is stated. Base, equity,
        bonus and total pay differ in colour and hatch; what a source leaves open is an outline. Amounts on which the sources of a group
        agree are shaded. Pay of unlike currency, period or place never stands on one scale: it has axes of its own, one below the other,
        and the uppermost are returned.

        Args:
            ax: axes of matplotlib to draw on; a figure of its own, 6 inches wide, by default.

        Returns:
            The axes drawn on. ``.figure`` of them is the figure; a notebook shows the axes as the picture where the figure is our own.

        Raises:
            MissingExtraError: the extra ``[plot]`` is not installed.
            InvalidTypeError: ``ax`` is no Axes of matplotlib.
            InvalidFieldError: axes are given, and the pay is of several currencies, periods or places.
        """
        from rolepath.display import as_plot

        return as_plot(self, ax)

    def explain(self) -> Explanation:
        """Unfold the answer into groups, their arithmetic and cited bands."""
        groups = tuple(
            Explanation(statement=f"{_name(group)}: {group.agreement}", children=steps_of(group, self.rates)) for group in self.groups
        )
        others = tuple(
            Explanation(statement=f"not compared, {other.dimension}: {other.reason}", children=(cited(other.band),))
            for other in self.not_comparable
        )
        notes = tuple(Explanation(statement=note, is_assumed="assumed" in note) for note in self.notes)
        claims = tuple(cite(claim, f"claimed of pay: {claim.role} {claim.relation}") for claim in self.claims)
        derived = tuple(derived_step(d) for d in self.derived)
        surveys = tuple(survey_step(answer) for answer in self.surveys)
        silent = (Explanation(statement=self.surveys_reason),) if self.surveys_reason else ()
        nearby = tuple(Explanation(statement="known nearby", children=(cited(band),)) for band in self.nearby)
        why = self.reason or (f"no consensus: {self.consensus_reason}" if len(self.groups) > 1 else None)
        said = f"pay of {self.label}" if why is None else f"pay of {self.label}: {why}"
        return Explanation(statement=said, children=(*groups, *surveys, *silent, *notes, *others, *derived, *claims, *nearby))

    def __repr__(self) -> str:
        """Name the answer on one line."""
        asked = ", ".join(str(value) for value in (self.level, self.location, self.component, self.currency, self.source) if value)
        counted = f", {len(self.surveys)} survey groups" if self.surveys else ""
        return f"CompLookup({self.role}{', ' if asked else ''}{asked}: {len(self.bands)} bands in {len(self.groups)} groups{counted})"


def comp_lookup(
    role: Role | str,
    *,
    level: Level | str | None = None,
    location: Place | str | None = None,
    component: PayComponent | str | None = None,
    currency: str | None = None,
    source: Source | str | None = None,
    rates: ExchangeRates | None = None,
    catalog: Catalog | None = None,
) -> CompLookup:
    """Find what a role pays, by source, in groups of figures that compare.

    Args:
        role: the role, as object, id or label.
        level: only this level.
        location: only this place and places within it.
        component: only base, equity, bonus, total or unspecified pay.
        currency: only this ISO 4217 code; with ``rates``, others are converted to it.
        source: only this source.
        rates: exchange rates. Without them nothing is converted.
        catalog: the catalog to ask; the bundled guides by default.

    Returns:
        The groups, what does not compare, claims, what surveys count, and what is known nearby where there is no group.

    Raises:
        UnknownRoleError, UnknownLevelError, UnknownPlaceError, UnknownSourceError: a name is not known.
        CurrencyError: the currency is not an ISO 4217 code, or the rates lack a pair.
        InvalidFieldError: the rates are of another time than a source whose figures they convert.

    >>> import rolepath as rp
    >>> rp.comp_lookup("ML engineer", level="staff").groups[0].minimum
    Decimal('400000')
    """
    catalog = bundled(catalog)
    expect("rates", rates, ExchangeRates)
    question = _Question(
        role=catalog.role(role).id,
        level=None if level is None else catalog.level(level).id,
        location=None if location is None else catalog.place(location).id,
        component=None if component is None else PayComponent(component),
        currency=None if currency is None else check_currency("currency", currency),
        source=None if source is None else catalog.source(source).id,
        rates=rates,
    )
    return catalog.answer(("comp", question), lambda: _answered(catalog, question))


@attrs.frozen(kw_only=True)
class _Question:
    role: RoleId
    level: LevelId | None
    location: PlaceId | None
    component: PayComponent | None
    currency: str | None
    source: SourceId | None
    rates: ExchangeRates | None


def _answered(catalog: Catalog, question: _Question) -> CompLookup:
    inside = None if question.location is None else catalog.places_within(question.location)
    fitting: list[SalaryBand] = []
    converted: dict[SalaryBand, SalaryBand] = {}
    others: list[NotComparable] = []
    for band in in_order(catalog, catalog.bands_of(question.role, source=question.source)):
        misses = list(_misses(catalog, question, band, inside))
        if not misses:
            fitting.append(band)
        elif question.rates and question.currency and [dimension for dimension, _ in misses] == ["currency"]:
            fitting.append(converted_band(catalog, band, question.currency, question.rates))
            converted[fitting[-1]] = band
        elif all(reason for _, reason in misses):
            dimensions, reasons = zip(*misses, strict=True)
            others.append(NotComparable(band=band, dimension=", ".join(dimensions), reason="; ".join(reasons)))
    groups = groups_of(catalog, fitting, converted)
    claims = tuple(
        claim
        for claim in in_order(catalog, catalog.pay_claims_of(question.role, source=question.source))
        if _is_asked(catalog, question, claim)
    )
    label = catalog.role(question.role).label
    derived = derived_bands(
        catalog,
        question.role,
        claims,
        source=question.source,
        is_asked=lambda band: not any(_misses(catalog, question, band, inside)),
    )
    nearby = () if groups else _nearby(catalog, question)
    surveys = surveys_of(
        catalog,
        Asked(
            role=question.role,
            level=question.level,
            location=question.location,
            component=question.component,
            currency=question.currency,
            source=question.source,
        ),
    )
    return CompLookup(
        role=question.role,
        label=label,
        level=question.level,
        location=question.location,
        component=question.component,
        currency=question.currency,
        source=question.source,
        groups=groups,
        not_comparable=tuple(others),
        claims=claims,
        derived=derived,
        nearby=nearby,
        notes=tuple(dict.fromkeys(notes_on(groups))),
        reason=None if groups else f"{_reason(catalog, question, label)}{'; surveys do' if surveys else ''}",
        rates=question.rates,
        role_labels=labels_of(
            catalog.roles, [*(role for claim in claims for role in (claim.role, claim.other)), *(band.role for band in nearby)]
        ),
        place_labels=labels_of(
            catalog.places, [question.location, *(claim.location for claim in claims), *(band.location for band in derived)]
        ),
        surveys=surveys,
        surveys_reason=None if surveys else silence_on(catalog, question.role),
    )


def _misses(catalog: Catalog, question: _Question, band: SalaryBand, inside: frozenset[str] | None) -> Iterator[tuple[str, str]]:
    """Name the dimensions on which a band misses the question, each with the reason.

    The reason is empty where the band plainly speaks of something else, rather than leaving open what it speaks of.
    """
    if question.level is not None and band.level != question.level:
        yield "level", "it speaks of the role as a whole" if band.level is None else ""
    if question.component is not None and band.component is not question.component:
        yield "component", "the source does not say what it counts" if band.component is PayComponent.UNSPECIFIED else ""
    if question.location is not None and inside is not None and band.location not in inside:
        if band.location is None:
            yield "location", "the source names no place"
        else:
            around = question.location in catalog.places_within(band.location)
            yield "location", f"it speaks of {catalog.place(band.location).label} as a whole" if around else ""
    if question.currency is not None and band.currency != question.currency:
        yield "currency", f"it is in {band.currency}; pass rates= to convert it"


def _is_asked(catalog: Catalog, question: _Question, claim: PayClaim) -> bool:
    """Whether a claim speaks of what the question asks, or leaves it open."""
    place, asked = claim.location, question.location
    return (
        (question.level is None or not claim.levels or question.level in claim.levels)
        and (question.component is None or claim.component in (question.component, PayComponent.UNSPECIFIED))
        and (place is None or asked is None or asked in catalog.places_within(place) or place in catalog.places_within(asked))
    )


# What is near, and what follows ----------------------------------------------------------------------------------------


def _reason(catalog: Catalog, question: _Question, label: str) -> str:
    asked = [
        *([f"at {catalog.level(question.level).label.lower()} level"] if question.level else []),
        *([f"in {catalog.place(question.location).label}"] if question.location else []),
        *([f"of {question.component.value} pay"] if question.component else []),
        *([f"in {question.currency}"] if question.currency else []),
        *([f"from {question.source}"] if question.source else []),
    ]
    return f"no source gives a figure {' '.join(asked)} for the role {label}".replace("  ", " ")


def _nearby(catalog: Catalog, question: _Question) -> tuple[SalaryBand, ...]:
    """Bands of the role at the nearest levels, then of other roles at the level asked."""
    asked = None if question.level is None else catalog.level(question.level)

    def rungs_off(band: SalaryBand) -> float:
        """Rungs between a band and the level asked, or from the ground up; bands of no level or another track come last."""
        level = None if band.level is None else catalog.level(band.level)
        if level is None or (asked is not None and level.track is not asked.track):
            return inf
        return level.rank if asked is None else abs(level.rungs_above(asked))

    own = sorted(in_order(catalog, catalog.bands_of(question.role)), key=rungs_off)
    others = in_order(
        catalog, (band for band in catalog.salary_bands if band.role != question.role and question.level and band.level == question.level)
    )
    return (*own, *others)


def _name(group: PayGroup) -> str:
    return f"{group.component} pay in {group.currency}, {group.level or 'no level'}, {group.location or 'no place'}"
