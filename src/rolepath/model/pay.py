"""Pay: bands, claims about relative pay, exchange rates."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import attrs

from rolepath.errors import CurrencyError, InvalidBandError, InvalidFieldError
from rolepath.model import _check as check
from rolepath.model._check import Choice
from rolepath.model.identity import LevelId, PlaceId, RoleId
from rolepath.model.shown import Shown
from rolepath.model.source import Citation

__all__ = ["ExchangeRate", "ExchangeRates", "PayClaim", "PayComponent", "PayPeriod", "PayRelation", "PayStatistic", "SalaryBand"]


class PayComponent(Choice):
    """What a pay figure counts. Different components are never compared."""

    BASE = "base"
    EQUITY = "equity"
    BONUS = "bonus"
    TOTAL = "total"
    #: The source does not say.
    UNSPECIFIED = "unspecified"


class PayPeriod(Choice):
    """The time that a pay figure is for."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    HOUR = "hour"


class PayStatistic(Choice):
    """What a pay figure tells of its group."""

    RANGE = "range"
    AVERAGE = "average"
    MEDIAN = "median"
    STARTING = "starting"
    #: Said to lie outside the usual.
    OUTLIER = "outlier"


class PayRelation(Choice):
    """How pay compares with another role, a baseline, or an earlier year."""

    MORE = "more"
    LESS = "less"
    SAME = "same"
    HIGHEST = "highest"
    LOWEST = "lowest"
    CONVERGES = "converges"
    WIDENS = "widens"
    LARGEST_GAP = "largest-gap"
    SMALLEST_GAP = "smallest-gap"
    GROWS = "grows"
    HIGHER_CEILING = "higher-ceiling"
    #: Grows faster than the other.
    PULLS_AHEAD = "pulls-ahead"
    #: Pays well, without a comparison.
    STRONG = "strong"


@attrs.frozen(kw_only=True, repr=False)
class SalaryBand(Shown):
    """What one source says that one role pays.

    >>> from rolepath import load_catalog
    >>> load_catalog().bands_of("ML engineer", level="staff")[0]
    SalaryBand(ml-engineer, staff: 400K-700K USD total a year; modeling-vs-systems, line 8)
    """

    #: Role paid.
    role: RoleId = attrs.field(validator=check.ident)
    #: What the figure counts.
    component: PayComponent = attrs.field(converter=PayComponent)
    #: Lowest pay of the range, in whole units of ``currency`` per ``period``.
    minimum: Decimal = attrs.field(validator=check.money)
    #: ISO 4217 code.
    currency: str = attrs.field(validator=check.currency_code)
    #: Where the source says so.
    citation: Citation = attrs.field(validator=check.kind(Citation))
    #: Highest pay of the range, or None where only a floor is stated.
    maximum: Decimal | None = attrs.field(default=None, validator=check.maybe(check.money))
    #: Whether pay above the printed top is said to occur ("1.2M+").
    open_top: bool = attrs.field(default=False, validator=check.flag)
    #: Standard level, or None where none is stated.
    level: LevelId | None = attrs.field(default=None, validator=check.maybe(check.ident))
    #: The level as the source words it.
    level_label: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: Time that the figure is for.
    period: PayPeriod = attrs.field(default=PayPeriod.YEAR, converter=PayPeriod)
    #: Place, or None where none is stated or assumed.
    location: PlaceId | None = attrs.field(default=None, validator=check.maybe(check.ident))
    #: Kind of employer, or None for any.
    employer: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: A range, an average, a median, a starting figure, or an outlier.
    statistic: PayStatistic = attrs.field(default=PayStatistic.RANGE, converter=PayStatistic)
    #: Whether the source calls the figure rough.
    approximate: bool = attrs.field(default=False, validator=check.flag)
    #: The source's own qualifier, like "often".
    hedge: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: Fields that the source does not state and that are inferred.
    assumed: tuple[str, ...] = attrs.field(default=(), validator=check.each(check.text))
    #: A remark of the editors on the reading.
    note: str | None = attrs.field(default=None, validator=check.maybe(check.text))

    def _open_above_a_figure(self) -> None:
        if self.open_top and self.maximum is None:
            raise InvalidBandError("SalaryBand.open_top", True, "must be False where no maximum is printed")  # noqa: FBT003

    _rules = (check.ordered("minimum", "maximum", InvalidBandError), _open_above_a_figure, check.assumptions)
    __attrs_post_init__ = check.keep_rules

    @property
    def midpoint(self) -> Decimal | None:
        """Middle of the range, or None where no top is stated."""
        return None if self.maximum is None else (self.minimum + self.maximum) / 2

    @property
    def range_spread(self) -> Decimal | None:
        """Width of the range relative to its minimum, or None where no top is stated or the minimum is 0."""
        return None if self.maximum is None or not self.minimum else (self.maximum - self.minimum) / self.minimum

    @property
    def ceiling(self) -> Decimal | None:
        """Highest pay that the band rules in, or None where its end is open."""
        return None if self.open_top else self.maximum

    def overlaps(self, other: SalaryBand) -> bool:
        """Tell whether some amount lies in both bands. Currency and component are for the caller to match."""
        return (other.ceiling is None or self.minimum <= other.ceiling) and (self.ceiling is None or other.minimum <= self.ceiling)

    def __repr__(self) -> str:
        """Name the band on one line."""
        from rolepath.display import pay_range

        level = f", {self.level}" if self.level else ""
        return f"SalaryBand({self.role}{level}: {pay_range(self)} {self.component} a {self.period}; {self.citation})"


@attrs.frozen(kw_only=True)
class PayClaim:
    """What one source says of one role's pay, relative to something else."""

    #: Role that the claim is about.
    role: RoleId = attrs.field(validator=check.ident)
    #: How its pay compares.
    relation: PayRelation = attrs.field(converter=PayRelation)
    #: Where the source says so.
    citation: Citation = attrs.field(validator=check.kind(Citation))
    #: Role compared with, or None.
    other: RoleId | None = attrs.field(default=None, validator=check.maybe(check.ident))
    #: Roles that a superlative is among, besides the role itself; empty where the source does not say which.
    among: tuple[RoleId, ...] = attrs.field(default=(), validator=check.each(check.ident))
    #: What else it is compared with, in our words; None where it is a role or nothing.
    baseline: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: Lowest difference in percent of the other's pay, or None where no figure is printed.
    percent_minimum: Decimal | None = attrs.field(default=None, validator=check.maybe(check.figure))
    #: Highest difference in percent, or None where no figure or no top is printed.
    percent_maximum: Decimal | None = attrs.field(default=None, validator=check.maybe(check.figure))
    #: Component spoken of.
    component: PayComponent = attrs.field(default=PayComponent.UNSPECIFIED, converter=PayComponent)
    #: Levels spoken of; empty for all.
    levels: tuple[LevelId, ...] = attrs.field(default=(), validator=check.each(check.ident))
    #: Kinds of employers spoken of; empty for all.
    employers: tuple[str, ...] = attrs.field(default=(), validator=check.each(check.text))
    #: Place spoken of, or None.
    location: PlaceId | None = attrs.field(default=None, validator=check.maybe(check.ident))
    #: Size in words ("slightly"), where stated.
    degree: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: The source's own qualifier, like "usually".
    hedge: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: Why, where the source says.
    reason: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: Year that a growth figure is about, or None.
    year: int | None = attrs.field(default=None, validator=check.maybe(check.whole(1)))
    #: Fields that the source does not state and that are inferred.
    assumed: tuple[str, ...] = attrs.field(default=(), validator=check.each(check.text))
    #: A remark of the editors on the reading.
    note: str | None = attrs.field(default=None, validator=check.maybe(check.text))

    def _top_not_alone(self) -> None:
        if self.percent_maximum is not None and self.percent_minimum is None:
            raise InvalidFieldError("PayClaim.percent_minimum", None, "must be known where percent_maximum is")

    def _about_another(self) -> None:
        if self.other == self.role:
            raise InvalidFieldError("PayClaim.other", self.other, "must be another role than the one the claim is about")

    def _among_others(self) -> None:
        is_superlative = self.relation in (PayRelation.HIGHEST, PayRelation.LOWEST)
        if self.among and (not is_superlative or self.other is not None or self.role in self.among):
            rule = "must name the other roles of a claim that is highest or lowest, and is left out where other names the one"
            raise InvalidFieldError("PayClaim.among", self.among, rule)

    _rules = (_top_not_alone, check.ordered("percent_minimum", "percent_maximum"), _about_another, _among_others, check.assumptions)
    __attrs_post_init__ = check.keep_rules


@attrs.frozen(kw_only=True)
class ExchangeRate:
    """The price of one unit of a currency in another."""

    #: ISO 4217 code converted from.
    base: str = attrs.field(validator=check.currency_code)
    #: ISO 4217 code converted to.
    quote: str = attrs.field(validator=check.currency_code)
    #: Units of ``quote`` for one unit of ``base``.
    rate: Decimal = attrs.field(validator=check.money)

    def _above_0(self) -> None:
        if not self.rate:
            raise InvalidFieldError("ExchangeRate.rate", self.rate, "must be above 0")

    def _of_two_currencies(self) -> None:
        if self.base == self.quote:
            raise InvalidFieldError("ExchangeRate.quote", self.quote, "must be another currency than base")

    _rules = (_above_0, _of_two_currencies)
    __attrs_post_init__ = check.keep_rules


@attrs.frozen(kw_only=True)
class ExchangeRates:
    """Rates that a caller hands in, with their day and source. Nothing is converted without them.

    >>> from decimal import Decimal
    >>> from datetime import date
    >>> rates = ExchangeRates(
    ...     rates=(ExchangeRate(base="GBP", quote="USD", rate=Decimal("1.25")),), day=date(2026, 1, 2), source="a bank"
    ... )
    >>> rates.convert(Decimal(80), "GBP", "USD")
    Decimal('100.00')
    """

    #: One rate a pair.
    rates: tuple[ExchangeRate, ...] = attrs.field(validator=check.each(check.kind(ExchangeRate)))
    #: Day of the rates.
    day: date = attrs.field(validator=check.kind(date))
    #: Who published them.
    source: str = attrs.field(validator=check.text)

    def _each_pair_once(self) -> None:
        twice = check.repeated((rate.base, rate.quote) for rate in self.rates)
        if twice is not None:
            raise InvalidFieldError("ExchangeRates.rates", " to ".join(twice), "must hold each pair once")

    def _both_ways_alike(self) -> None:
        stated = {(rate.base, rate.quote): rate.rate for rate in self.rates}
        for (base, quote), rate in sorted(stated.items()):
            back = stated.get((quote, base))
            if back is not None and abs(rate * back - 1) > TOLERANCE:
                pair = f"{base} to {quote} {rate:f}, {quote} to {base} {back:f}"
                rule = f"must not contradict one another: the two multiply to {rate * back:f}, not about 1; take one, or both of one day"
                raise InvalidFieldError("ExchangeRates.rates", pair, rule)

    _rules = (_each_pair_once, _both_ways_alike)
    __attrs_post_init__ = check.keep_rules

    def convert(self, amount: Decimal, base: str, quote: str) -> Decimal:
        """Convert an amount, by the stated pair or the inverse of the opposite one.

        Raises:
            CurrencyError: neither the pair nor its opposite is among the rates.
        """
        if base == quote:
            return amount
        rate = self.between(base, quote)
        return amount * rate.rate if rate.base == base else amount / rate.rate

    def between(self, base: str, quote: str) -> ExchangeRate:
        """Return the rate of a pair, or the opposite one where only that is stated.

        Raises:
            CurrencyError: neither the pair nor its opposite is among the rates.
        """
        for pair in ((base, quote), (quote, base)):
            for rate in self.rates:
                if (rate.base, rate.quote) == pair:
                    return rate
        raise CurrencyError("rates", f"{base} to {quote}", "must hold the pair; add an ExchangeRate for it")

    def check_day(self, source: str, published: str | None) -> None:
        """Demand that the rates are of the time of a source, given as a year, a month or a day in ISO 8601.

        A time that is not stated, or stated in another way, demands nothing.

        Raises:
            InvalidFieldError: the day lies more than 366 days before or after that time.
        """
        span = None if published is None else _days_of(published)
        if span is None:
            return
        day = date(self.day.year, self.day.month, self.day.day)  # a datetime has no distance to a date
        if (span[0] - day).days > DAYS_OFF or (day - span[1]).days > DAYS_OFF:
            rule = f"must lie within {DAYS_OFF} days of {source}, which was published {published}; pass rates of that time"
            raise InvalidFieldError("rates.day", day.isoformat(), rule)


#: How far the product of the two directions of a pair may be from 1.
TOLERANCE = Decimal("0.02")
#: Most days between rates and the publication of what they convert.
DAYS_OFF = 366
_REST_OF_DAY = {4: "-01-01", 7: "-01", 10: ""}


def _days_of(published: str) -> tuple[date, date] | None:
    """Return the first and last day of a year, a month or a day; None where the text is none of these."""
    try:
        first = date.fromisoformat(published + _REST_OF_DAY[len(published)])
        if len(published) == len("2026"):
            return first, first.replace(month=12, day=31)
        if len(published) == len("2026-05"):
            return first, (first + timedelta(31)).replace(day=1) - timedelta(1)
    except (KeyError, ValueError, OverflowError):
        return None
    return first, first
