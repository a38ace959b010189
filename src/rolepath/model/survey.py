"""Pay as surveys count it: percentiles of the pay of a group."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

import attrs

from rolepath.errors import InvalidFieldError
from rolepath.model import _check as check
from rolepath.model.identity import LevelId, PlaceId, RoleId
from rolepath.model.pay import PayComponent, PayPeriod
from rolepath.model.shown import Shown
from rolepath.model.source import Citation

__all__ = ["FEWEST_RECORDS", "PERCENTILES", "PayPercentiles"]

#: The percentiles that are held, from low to high.
PERCENTILES = (10, 25, 50, 75, 90)
#: Fewest records of a group that an answer rests on.
FEWEST_RECORDS = 10


def _ordered(group: Any) -> None:
    """Demand that a percentile is known, and that none is below a lower one."""
    known = group.figures
    if not known:
        raise InvalidFieldError("PayPercentiles.p50", None, "must be known, or another percentile")
    for (low, below), (high, above) in pairwise(known.items()):
        if above < below:
            raise InvalidFieldError(f"PayPercentiles.p{high}", above, f"must not be below p{low} ({below})")


def _floors_highest(group: Any) -> None:
    """Demand that the figures which are floors are the highest."""
    open_from = min(group.floors, default=None)
    if open_from is not None and group.floors != tuple(percent for percent in group.figures if percent >= open_from):
        rule = "must be the highest of the known percentiles, from low to high: what is above a floor is none but a floor"
        raise InvalidFieldError("PayPercentiles.floors", group.floors, rule)


def _years_in_order(group: Any) -> None:
    """Demand that the first year lies before the last."""
    if group.first_year is not None and group.first_year >= group.year:
        raise InvalidFieldError("PayPercentiles.first_year", group.first_year, f"must lie before year ({group.year})")


@attrs.frozen(kw_only=True, repr=False)
class PayPercentiles(Shown):
    """How pay was spread in one group of a survey. It is counted, where a :class:`SalaryBand` is what somebody says.

    >>> from decimal import Decimal
    >>> from rolepath import Citation
    >>> PayPercentiles(
    ...     role="data-scientist", year=2023, currency="USD", component="base", p50=Decimal(108_020), p90=Decimal(184_090),
    ...     employment=192_710, citation=Citation(source="oews", section="national.xlsx", line=213),
    ... )
    PayPercentiles(data-scientist, 2023: median 108,020 USD base a year; oews, line 213)
    """

    #: What the figures count.
    component: PayComponent = attrs.field(converter=PayComponent)
    #: ISO 4217 code.
    currency: str = attrs.field(validator=check.currency_code)
    #: Year of the figures; the last one, where the group spans several.
    year: int = attrs.field(validator=check.whole(1))
    #: Where the survey says so: a file and its row, or the first and last of the rows that were counted.
    citation: Citation = attrs.field(validator=check.kind(Citation))
    #: Role paid, or None for all of the survey.
    role: RoleId | None = attrs.field(default=None, validator=check.maybe(check.ident))
    #: Pay that a tenth of the group does not exceed, in units of ``currency`` per ``period``.
    p10: Decimal | None = attrs.field(default=None, validator=check.maybe(check.money))
    #: Pay that a quarter does not exceed.
    p25: Decimal | None = attrs.field(default=None, validator=check.maybe(check.money))
    #: The median.
    p50: Decimal | None = attrs.field(default=None, validator=check.maybe(check.money))
    #: Pay that three quarters do not exceed.
    p75: Decimal | None = attrs.field(default=None, validator=check.maybe(check.money))
    #: Pay that nine tenths do not exceed.
    p90: Decimal | None = attrs.field(default=None, validator=check.maybe(check.money))
    #: Percentiles whose figure is a lower bound, since the survey prints no pay above it.
    floors: tuple[int, ...] = attrs.field(default=(), validator=check.each(check.whole(1)))
    #: Level, or None for all.
    level: LevelId | None = attrs.field(default=None, validator=check.maybe(check.ident))
    #: Place, or None for all.
    location: PlaceId | None = attrs.field(default=None, validator=check.maybe(check.ident))
    #: Time that the figures are for.
    period: PayPeriod = attrs.field(default=PayPeriod.YEAR, converter=PayPeriod)
    #: First year of the records, where the group spans several.
    first_year: int | None = attrs.field(default=None, validator=check.maybe(check.whole(1)))
    #: Occupation or titles of the group, as the survey words them; empty for all.
    titles: tuple[str, ...] = attrs.field(default=(), validator=check.each(check.text))
    #: Sort of group in the survey's own words, like ``detailed``.
    grouping: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: Records that the figures are worked out from, or None where the survey does not say.
    records: int | None = attrs.field(default=None, validator=check.maybe(check.whole(1)))
    #: Exact repeats of another record that the group has in the file, counted or left out as ``note`` says; None where that is not known.
    repeats: int | None = attrs.field(default=None, validator=check.maybe(check.whole(0)))
    #: People who work in the group, as the survey estimates.
    employment: int | None = attrs.field(default=None, validator=check.maybe(check.whole(0)))
    #: Fields that the source does not state and that are inferred.
    assumed: tuple[str, ...] = attrs.field(default=(), validator=check.each(check.text))
    #: A remark on the reading.
    note: str | None = attrs.field(default=None, validator=check.maybe(check.text))

    _rules = (_ordered, _floors_highest, _years_in_order, check.assumptions)
    __attrs_post_init__ = check.keep_rules

    @property
    def figures(self) -> dict[int, Decimal]:
        """The percentiles that are known, from low to high, floors among them."""
        found = zip(PERCENTILES, (self.p10, self.p25, self.p50, self.p75, self.p90), strict=True)
        return {percent: figure for percent, figure in found if figure is not None}

    @property
    def years(self) -> str:
        """The year, or the first and last of several, like ``2021-2023``."""
        return str(self.year) if self.first_year is None else f"{self.first_year}-{self.year}"

    @property
    def has_enough(self) -> bool:
        """Whether an answer may rest on it: ten records or more, or a survey that publishes estimates in place of records."""
        return self.records is None or self.records >= FEWEST_RECORDS

    def __repr__(self) -> str:
        """Name the group and its median, or the first percentile known, on one line."""
        percent, figure = next(((p, f) for p, f in self.figures.items() if p == PERCENTILES[2]), next(iter(self.figures.items())))
        named = "median" if percent == PERCENTILES[2] else f"percentile {percent}"
        floor = "from " if percent in self.floors else ""
        group = ", ".join(str(part) for part in (self.role or "all roles", self.level, self.location, self.years) if part)
        return f"PayPercentiles({group}: {named} {floor}{figure:,f} {self.currency} {self.component} a {self.period}; {self.citation})"
