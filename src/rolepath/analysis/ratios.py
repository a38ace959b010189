"""How the pay of two roles compares: figures that are alike, set side by side at like places in their ranges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Context, Decimal, localcontext

import attrs

from rolepath.analysis.explain import Explanation, Operation
from rolepath.model._check import Choice
from rolepath.model.catalog import Catalog
from rolepath.model.identity import LevelId, RoleId, SourceId, label_key, visible
from rolepath.model.pay import PayComponent, PayStatistic, SalaryBand

__all__ = ["PayOrder", "PayRatio", "by_level", "doubts_of", "pay_ratios", "percent", "unlike"]

HUNDRED = Decimal(100)
#: Digits that quotients are worked out to, whatever the caller's decimal context.
DIGITS = 28


class PayOrder(Choice):
    """Which of two roles is paid more."""

    MORE = "more"
    LESS = "less"
    SAME = "same"
    #: More at one place in the range and less at another, or left open by an open end.
    MIXED = "mixed"


@attrs.frozen(kw_only=True, repr=False)
class PayRatio:
    """How much more one role is paid than another, in percent, by two figures of one source that are alike.

    Floors are set against floors and tops against tops. At any like place between them the difference lies between these two.
    """

    #: Figure of the first role.
    band: SalaryBand
    #: Figure of the role that it is compared with.
    other: SalaryBand
    #: By how many percent the floor is higher; negative where it is lower.
    floor: Decimal
    #: By how many percent the top is higher, at least and at most; None where an open end leaves it open.
    at_top: tuple[Decimal | None, Decimal | None]
    #: Least difference at like places, or None where an open end leaves it open.
    lowest: Decimal | None
    #: Greatest difference at like places, or None where an open end leaves it open.
    highest: Decimal | None
    #: What is assumed or left open in the comparison.
    doubts: tuple[str, ...]

    @property
    def level(self) -> LevelId | None:
        """Level of both figures."""
        return self.band.level

    @property
    def source(self) -> SourceId:
        """Source of both figures."""
        return self.band.citation.source

    @property
    def is_by_floor(self) -> bool:
        """Whether both ranges are open at the top, so that only their floors compare."""
        return self.lowest is None and self.highest is None

    @property
    def span(self) -> tuple[Decimal | None, Decimal | None]:
        """Least and greatest difference; the difference of the floors where only they compare."""
        return (self.floor, self.floor) if self.is_by_floor else (self.lowest, self.highest)

    @property
    def order(self) -> PayOrder:
        """Which of the two is paid more."""
        low, high = self.span
        if low == high == 0:
            return PayOrder.SAME
        if low is not None and (low > 0 or (low == 0 and high is not None)):
            return PayOrder.MORE
        if high is not None and (high < 0 or (high == 0 and low is not None)):
            return PayOrder.LESS
        return PayOrder.MIXED

    def explain(self) -> Explanation:
        """Unfold the comparison into the figures and their quotients."""
        mine, theirs = self.band, self.other
        children = [_quotient("the floors", mine, theirs, mine.minimum, theirs.minimum)]
        if self.at_top != (None, None):
            names = ["floor" if band.maximum is None else "top" for band in (mine, theirs)]
            said = "the tops" if names == ["top", "top"] else f"the {names[0]} to the {names[1]}, one range being open"
            children.append(_quotient(said, mine, theirs, mine.maximum or mine.minimum, theirs.maximum or theirs.minimum))
        return Explanation(statement=str(self), children=tuple(children))

    def __repr__(self) -> str:
        """Name the comparison on one line."""
        return f"PayRatio({self.band.role} against {self.other.role}: {self}; {self.source})"

    def __str__(self) -> str:
        """Say the difference in few words: ``mid, USD total: 18.8 to 20.8 % more``."""
        where = f"{self.level or 'no level'}, {self.band.currency} {self.band.component}"
        employer = f", {self.band.employer}" if self.band.employer else ""
        return visible(f"{where}{employer}: {percent(*self.span)}{' by the floors alone' if self.is_by_floor else ''}")


def percent(low: Decimal | None, high: Decimal | None) -> str:
    """Write a difference in percent: ``18.8 to 20.8 % more``, ``at least 60 % more``, ``the same``.

    >>> percent(Decimal("18.75"), Decimal("20.83")), percent(Decimal(0), Decimal(0)), percent(Decimal(60), None)
    ('18.8 to 20.8 % more', 'the same', 'at least 60 % more')
    >>> percent(Decimal(-5), None), percent(None, Decimal(-5))
    ('at most 5 % less, or more', 'at least 5 % less')
    """
    if low is None and high is None:
        return "not known"
    if low is None or high is None:
        return _one_sided(low if high is None else high, "more" if high is None else "less")
    if low == high:
        return "the same" if not low else _few(low)
    if low >= 0 or high <= 0:
        near, far = sorted((low.copy_abs(), high.copy_abs()))
        return f"{_rounded(near)} to {_few(far if low >= 0 else far.copy_negate())}"
    return f"{_few(low)} to {_few(high)}"


def _one_sided(end: Decimal | None, onwards: str) -> str:
    """Write a difference of which one end is known, and which way it goes on from there."""
    if not end:
        return f"the same or {onwards}"
    return f"at least {_few(end)}" if (end > 0) is (onwards == "more") else f"at most {_few(end)}, or {onwards}"


def _few(value: Decimal) -> str:
    return f"{_rounded(value.copy_abs())} % {'less' if value < 0 else 'more'}"


def _rounded(value: Decimal) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _quotient(name: str, band: SalaryBand, other: SalaryBand, amount: Decimal, base: Decimal) -> Explanation:
    parts = tuple(
        Explanation(statement=f"{of.role}, {of.citation.printed or value}", value=value, citation=of.citation, is_assumed=bool(of.assumed))
        for of, value in ((band, amount), (other, base))
    )
    return Explanation(statement=f"quotient of {name}", value=_over(amount, base), operation=Operation.QUOTIENT, children=parts)


def _over(amount: Decimal, base: Decimal) -> Decimal:
    with localcontext(Context(prec=DIGITS)):
        return amount / base


def _more(amount: Decimal, base: Decimal) -> Decimal:
    """By how many percent an amount is more than another."""
    with localcontext(Context(prec=DIGITS)):
        return (amount / base - 1) * HUNDRED


# What is alike ---------------------------------------------------------------------------------------------------------


def unlike(a: SalaryBand, b: SalaryBand) -> tuple[str, ...]:
    """Name the dimensions on which two figures are not alike.

    A component or place that is not stated may be anything, so it is alike only within one source.
    """
    is_one_source = a.citation.source == b.citation.source
    is_open = PayComponent.UNSPECIFIED in (a.component, b.component) and not is_one_source
    has_no_place = (a.location is None or b.location is None) and not is_one_source
    differ = {
        "currency": a.currency != b.currency,
        "component": is_open or a.component is not b.component,
        "period": a.period is not b.period,
        "place": has_no_place or a.location != b.location,
        "level": a.level != b.level,
        "statistic": a.statistic is not b.statistic,
        "employer": label_key(a.employer or "") != label_key(b.employer or ""),
    }
    return tuple(name for name, is_unlike in differ.items() if is_unlike)


def doubts_of(*bands: SalaryBand) -> tuple[str, ...]:
    """Say what is assumed or left open in figures: an assumed place, an open component, a rough figure, a statistic."""
    found: dict[str, None] = {}
    for band in bands:
        for name in band.assumed:
            found[f"the {name} is assumed"] = None
        if band.component is PayComponent.UNSPECIFIED:
            found["what the figures count is not stated"] = None
        if band.approximate:
            found["a figure is called rough"] = None
        if band.hedge:
            found[f"a figure is hedged: {band.hedge}"] = None
        if band.statistic is not PayStatistic.RANGE:
            found[f"the figures are of the statistic {band.statistic}"] = None
        if band.employer:
            found[f"the figures speak of {band.employer}"] = None
    return tuple(found)


def pay_ratios(catalog: Catalog, role: RoleId, other: RoleId, source: SourceId) -> tuple[PayRatio, ...]:
    """Set each figure of a role against each like figure of another role in one source, by level."""

    def build() -> tuple[PayRatio, ...]:
        mine, theirs = (dict.fromkeys(catalog.bands_of(name, source=source)) for name in (role, other))
        found = [_ratio(a, b) for a in mine for b in theirs if b.minimum and _is_single(a) is _is_single(b) and not unlike(a, b)]
        return tuple(by_level(catalog, found))

    return catalog.answer(("pay ratios", role, other, source), build)


def _is_single(band: SalaryBand) -> bool:
    """Whether a figure is a single amount, which has no places to compare with those of a range."""
    return band.minimum == band.ceiling


def by_level(catalog: Catalog, ratios: Iterable[PayRatio]) -> Iterator[PayRatio]:
    """Put comparisons in the order of their levels, those of no level last."""

    def key(ratio: PayRatio) -> tuple[bool, str, int, str]:
        level = None if ratio.level is None else catalog.level(ratio.level)
        figures = repr((ratio.band, attrs.astuple(ratio.band), ratio.other, attrs.astuple(ratio.other)))
        return (level is None, level.track.value if level else "", level.rank if level else 0, figures)

    yield from sorted(ratios, key=key)


def _ratio(band: SalaryBand, other: SalaryBand) -> PayRatio:
    floor = _more(band.minimum, other.minimum)
    low, high = at_top = _at_top(band, other)
    return PayRatio(
        band=band,
        other=other,
        floor=floor,
        at_top=at_top,
        lowest=None if low is None else min(floor, low),
        highest=None if high is None else max(floor, high),
        doubts=doubts_of(band, other),
    )


def _at_top(band: SalaryBand, other: SalaryBand) -> tuple[Decimal | None, Decimal | None]:
    """Bound the difference of the tops. An open range pays at its top no less than is printed there, or than its floor."""
    low = None if other.ceiling is None else _more(band.minimum if band.maximum is None else band.maximum, other.ceiling)
    high = None if band.ceiling is None else _more(band.ceiling, other.minimum if other.maximum is None else other.maximum)
    return low, high
