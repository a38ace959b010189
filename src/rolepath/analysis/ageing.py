"""Pay of one year, brought to another: by a growth that somebody states, and never without being asked."""

from __future__ import annotations

from decimal import Context, Decimal, localcontext

import attrs

from rolepath.analysis.explain import Explanation, Operation, cite
from rolepath.analysis.question import bundled
from rolepath.errors import InvalidFieldError, InvalidTypeError
from rolepath.model import _check as check
from rolepath.model.catalog import DIGITS, Catalog
from rolepath.model.identity import PlaceId, visible
from rolepath.model.pay import PayComponent, PayPeriod
from rolepath.model.role import Role
from rolepath.model.shown import Tabular
from rolepath.model.source import Place, Source
from rolepath.model.survey import PERCENTILES, PayPercentiles

__all__ = ["AgedPay", "PayGrowth", "age_pay", "pay_growth"]

_MEDIAN = PERCENTILES[2]


@attrs.frozen(kw_only=True, repr=False)
class PayGrowth(Tabular):
    """How much pay grew from one year to another, by whom it is said.

    >>> PayGrowth(year_from=2022, year_to=2023, factor=Decimal("1.04"), source="a forecast of our own").percent
    Decimal('4.00')
    """

    #: Year that the growth is from.
    year_from: int = attrs.field(validator=check.whole(1))
    #: Year that it is to; an earlier one takes growth back.
    year_to: int = attrs.field(validator=check.whole(1))
    #: Pay of the later over pay of the earlier, such as 1.04.
    factor: Decimal = attrs.field(validator=check.money)
    #: Who says so, or from what it follows.
    source: str = attrs.field(validator=check.text)
    #: The groups whose medians it follows from, the first year's first; empty where the caller states it.
    groups: tuple[PayPercentiles, ...] = attrs.field(default=(), validator=check.each(check.kind(PayPercentiles)))

    def _to_another_year(self) -> None:
        if self.year_to == self.year_from:
            raise InvalidFieldError("PayGrowth.year_to", self.year_to, "must be another year than year_from")

    def _by_something(self) -> None:
        if not self.factor:
            raise InvalidFieldError("PayGrowth.factor", self.factor, "must be above 0")

    _rules = (_to_another_year, _by_something)
    __attrs_post_init__ = check.keep_rules

    @property
    def percent(self) -> Decimal:
        """The growth in percent."""
        return (self.factor - 1) * 100

    def explain(self) -> Explanation:
        """Unfold the growth into the medians that it follows from."""
        said = f"growth of pay from {self.year_from} to {self.year_to}, {self.source}"
        if not self.groups:
            return Explanation(statement=said, value=self.factor, rests_on="question")
        medians = tuple(cite(group, f"median of {group.year}", value=group.p50) for group in reversed(self.groups))
        return Explanation(statement=said, value=self.factor, operation=Operation.QUOTIENT, children=medians)

    def __repr__(self) -> str:
        """Name the growth and who says so on one line."""
        return f"PayGrowth({self.percent:+.2f} % from {self.year_from} to {self.year_to}: {visible(self.source)})"


@attrs.frozen(kw_only=True, repr=False)
class AgedPay(Tabular):
    """The percentiles of a group, brought to another year. No survey counted them."""

    #: The group as the survey counts it.
    original: PayPercentiles
    #: The growth that was used.
    growth: PayGrowth
    #: The percentiles of the other year, from low to high; those of ``original.floors`` are lower bounds still.
    figures: tuple[tuple[int, Decimal], ...]

    @property
    def year(self) -> int:
        """Year that the figures are brought to."""
        return self.growth.year_to

    def explain(self) -> Explanation:
        """Unfold each figure into what the survey counts and the growth."""
        growth = self.growth.explain()
        stated = self.original.figures
        steps = tuple(
            Explanation(
                statement=f"percentile {percent} in {self.year}{', at least' if percent in self.original.floors else ''}",
                value=figure,
                operation=Operation.PRODUCT,
                children=(cite(self.original, f"percentile {percent} in {self.original.year}", value=stated[percent]), growth),
            )
            for percent, figure in self.figures
        )
        return Explanation(statement=f"pay of {self.original.years} brought to {self.year}, counted by no survey", children=steps)

    def __repr__(self) -> str:
        """Name the years and the growth on one line."""
        return f"AgedPay({self.original!r} brought to {self.year} by {self.growth.percent:+.2f} %, {visible(self.growth.source)})"


def age_pay(percentiles: PayPercentiles, growth: PayGrowth) -> AgedPay:
    """Bring the percentiles of a group to another year, by a growth that is given.

    Args:
        percentiles: the group, of a single year.
        growth: the growth from that year; state one, or take it from a survey with :func:`pay_growth`.

    Returns:
        The figures of the other year, with both years, the growth and its source. They are no fact, and no verb takes them for one.

    Raises:
        InvalidTypeError: an argument is of the wrong class.
        InvalidFieldError: the growth is from another year than the group's, or the group is of several years.

    >>> from rolepath import Citation
    >>> group = PayPercentiles(
    ...     component="base", currency="USD", year=2022, p50=Decimal(100_000), citation=Citation(source="count", section="file", line=2)
    ... )
    >>> age_pay(group, PayGrowth(year_from=2022, year_to=2023, factor=Decimal("1.04"), source="a forecast")).figures
    ((50, Decimal('104000.00')),)
    """
    if not isinstance(percentiles, PayPercentiles):
        raise InvalidTypeError("percentiles", percentiles, "must be PayPercentiles")
    if not isinstance(growth, PayGrowth):
        raise InvalidTypeError("growth", growth, "must be a PayGrowth, which says from when, to when, by how much and who says so")
    if percentiles.first_year is not None:
        raise InvalidFieldError("percentiles.years", percentiles.years, "must be one year, from which pay can grow")
    if growth.year_from != percentiles.year:
        raise InvalidFieldError("growth.year_from", growth.year_from, f"must be the year of the figures, {percentiles.year}")
    with localcontext(Context(prec=DIGITS)):
        figures = tuple((percent, figure * growth.factor) for percent, figure in percentiles.figures.items())
    return AgedPay(original=percentiles, growth=growth, figures=figures)


def pay_growth(
    role: Role | str,
    year_from: int,
    year_to: int,
    *,
    location: Place | str | None = None,
    source: Source | str | None = None,
    component: PayComponent | str | None = None,
    period: PayPeriod | str = PayPeriod.YEAR,
    catalog: Catalog | None = None,
) -> PayGrowth:
    """Take the growth of a role's pay between two years from the medians that one survey counts for the same group.

    Args:
        role: the role.
        year_from: the year that the growth is from.
        year_to: the year that it is to.
        location: the place of the group; by default whatever place both years have.
        source: the survey.
        component: what the pay counts.
        period: the time that it is for.
        catalog: the catalog that holds the survey; the bundled one by default.

    Returns:
        The growth, with the two groups.

    Raises:
        UnknownRoleError, UnknownPlaceError, UnknownSourceError: a name is not known.
        InvalidFieldError: no group has medians of both years that are no floors, or several have.

    """
    catalog = bundled(catalog)
    place: PlaceId | None = None if location is None else catalog.place(location).id
    wanted = (None if component is None else PayComponent(component), PayPeriod(period))
    found: dict[tuple[object, ...], dict[int, PayPercentiles]] = {}
    for group in catalog.pay_percentiles_of(role, source=source):
        is_asked = wanted[0] in (None, group.component) and group.period is wanted[1] and place in (None, group.location)
        if is_asked and group.has_enough and group.first_year is None and group.p50 and _MEDIAN not in group.floors:
            key = (group.citation.source, group.component, group.currency, group.level, group.location, group.grouping)
            found.setdefault(key, {})[group.year] = group
    pairs = [years for years in found.values() if year_from in years and year_to in years]
    label = catalog.role(role).label
    if len(pairs) != 1:
        many = "several groups have; choose by location=, source= or component=" if pairs else "no group has"
        raise InvalidFieldError("role", label, f"must have one group with medians of {year_from} and {year_to}, and {many}")
    first, last = pairs[0][year_from], pairs[0][year_to]
    with localcontext(Context(prec=DIGITS)):
        factor = (last.p50 or Decimal(0)) / (first.p50 or Decimal(1))
    said = f"medians of {label} in {first.citation.source}"
    return PayGrowth(year_from=year_from, year_to=year_to, factor=factor, source=said, groups=(first, last))
