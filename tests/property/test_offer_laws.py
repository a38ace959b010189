"""The laws of assessing an offer, for any catalog."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

import rolepath as rp

from .strategies import LEVELS, catalogs

Ratio = tuple[Decimal, Decimal | None] | None

PARTS = ("base", "equity_per_year", "bonus_per_year")
UNIT = 10_000
POSITIONS = list(rp.Position)

_amounts = st.none() | st.integers(0, 12).map(lambda n: Decimal(n) * UNIT)
_grants = st.tuples(st.integers(1, 40).map(lambda n: Decimal(n) * UNIT), st.sampled_from((1, 2.5, 3, 4)))
_near = st.lists(
    st.tuples(
        st.sampled_from(("total", "total", "base", "equity", "bonus", "unspecified")),
        st.integers(0, 24),
        st.none() | st.integers(0, 12),
        st.sampled_from((False, False, True)),
        st.sampled_from(("USD", "USD", "USD", "GBP")),
    ),
    max_size=4,
)
_levels = st.none() | st.sampled_from([level.id for level in LEVELS])
_places = st.sampled_from((None, "country", "city"))


@attrs.frozen(kw_only=True)
class Case:
    """A catalog, and an offer for one of its roles."""

    catalog: rp.Catalog
    offer: rp.Offer

    def answer(self) -> rp.OfferAssessment:
        """Assess the offer."""
        return rp.assess_offer(self.offer, catalog=self.catalog)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Make a catalog with pay, and an offer in dollars that some of its figures fit."""
    catalog = draw(catalogs(has_pay=True))
    role = draw(st.sampled_from([role.id for role in catalog.roles]))
    grant = draw(st.none() | _grants)
    fields: dict[str, Any] = {"base": draw(_amounts), "bonus_per_year": draw(_amounts)}
    if grant is None:
        fields["equity_per_year"] = draw(_amounts)
    else:
        fields["equity_grant"], fields["vesting_years"] = grant
    level, location = draw(_levels), draw(_places)
    period = draw(st.sampled_from(("year", "year", "month")))
    offer = rp.Offer(role=role, currency="USD", level=level, location=location, period=period, **fields)
    # Figures of the catalog seldom fit; these differ from the offer in nothing but what they count and their amounts.
    near = [
        rp.SalaryBand(
            role=role,
            component=component,
            minimum=Decimal(floor) * UNIT,
            maximum=None if width is None else Decimal(floor + width) * UNIT,
            open_top=width is not None and is_open,
            currency=currency,
            level=level,
            location=location,
            citation=rp.Citation(source="source-0", section="A section", line=line),
        )
        for line, (component, floor, width, is_open, currency) in enumerate(draw(_near), 20)
    ]
    # Some figure is in dollars, so that the currency of the offer is one that a source uses; it is of no role that is asked.
    other = rp.Role(id="bystander", label="Bystander")
    dollar = rp.SalaryBand(
        role="bystander",
        component="total",
        minimum=Decimal(1),
        currency="USD",
        citation=rp.Citation(source="source-0", section="A section", line=1),
    )
    return Case(catalog=catalog.with_role(other).with_facts(dollar, *near), offer=offer)


def no_narrower(wide: Ratio, narrow: Ratio) -> bool:
    """Tell whether one pair of bounds leaves open at least what another does."""
    if wide is None or narrow is None:
        return wide is None
    return wide[0] <= narrow[0] and (wide[1] is None or (narrow[1] is not None and wide[1] >= narrow[1]))


def assert_no_narrower(wide: rp.OfferStanding, narrow: rp.OfferStanding) -> None:
    """Demand that a standing that rests on less leaves open at least as much."""
    assert wide.band == narrow.band
    assert set(wide.possible) >= set(narrow.possible)
    assert wide.position in (None, narrow.position)
    assert no_narrower(wide.range_penetration, narrow.range_penetration)
    assert no_narrower(wide.compa_ratio, narrow.compa_ratio)


class TestRaisingAnAmount:
    """More pay lowers no bound and moves no position down."""

    @given(case=cases(), part=st.sampled_from((*PARTS, "equity_grant")), more=st.integers(1, 12))
    def test_a_known_amount(self, case: Case, part: str, more: int) -> None:
        held = getattr(case.offer, part)
        if held is None:
            return
        before = case.answer()
        after = attrs.evolve(case, offer=attrs.evolve(case.offer, **{part: held + more * UNIT})).answer()
        assert len(before.standings) == len(after.standings)
        for low, high in zip(before.standings, after.standings, strict=True):
            assert low.band == high.band
            assert POSITIONS.index(high.possible[0]) >= POSITIONS.index(low.possible[0])
            assert POSITIONS.index(high.possible[-1]) >= POSITIONS.index(low.possible[-1])
            for ratio in ("range_penetration", "compa_ratio"):
                was, now = getattr(low, ratio), getattr(high, ratio)
                assert (was is None) is (now is None)
                if was is not None:
                    assert now[0] >= was[0]
                    assert (now[1] is None) is (was[1] is None)
                    assert now[1] is None or now[1] >= was[1]


class TestHidingAPart:
    """An offer of which less is known gets bounds at least as wide, and no verdict that it had not."""

    @given(case=cases(), part=st.sampled_from((*PARTS, "equity_grant")))
    def test_a_part_that_is_not_known(self, case: Case, part: str) -> None:
        hidden: dict[str, Any] = {part: None}
        if part == "equity_grant":
            hidden["vesting_years"] = None
        known = case.answer()
        less = attrs.evolve(case, offer=attrs.evolve(case.offer, **hidden)).answer()
        assert less.not_comparable == known.not_comparable
        assert len(less.standings) == len(known.standings)
        for wide, narrow in zip(less.standings, known.standings, strict=True):
            assert_no_narrower(wide, narrow)
        for wide_pay, narrow_pay in zip(less.amounts, known.amounts, strict=True):
            assert wide_pay.minimum is None or (narrow_pay.minimum is not None and wide_pay.minimum <= narrow_pay.minimum)
            assert wide_pay.maximum is None or wide_pay.maximum == narrow_pay.maximum


class TestRemovingAFact:
    """A catalog that says less gives no standing more, and none that is narrower."""

    @given(case=cases())
    def test_any_one_figure(self, case: Case) -> None:
        before = {(standing.band): standing for standing in case.answer().standings}
        bands = case.catalog.salary_bands
        for index, band in enumerate(bands):
            if band.role == "bystander":
                continue
            left = attrs.evolve(case.catalog, salary_bands=bands[:index] + bands[index + 1 :])
            after = attrs.evolve(case, catalog=left).answer().standings
            assert {standing.band for standing in after} <= set(before)
            for standing in after:
                assert_no_narrower(standing, before[standing.band])


class TestUnlikePay:
    """Only like is compared with like; every figure of the role is told of once."""

    @given(case=cases())
    def test_what_stands_against_the_offer(self, case: Case) -> None:
        found, offer = case.answer(), case.offer
        for standing in found.standings:
            band = standing.band
            assert (band.role, band.currency, band.level) == (offer.role, offer.currency, offer.level)
            assert (band.component, band.period) == (standing.pay.component, standing.pay.period)
            assert band.component is not rp.PayComponent.UNSPECIFIED
            assert band.statistic is not rp.PayStatistic.OUTLIER
            assert band.location == offer.location or (band.location, offer.location) == ("country", "city")
        told = [standing.band for standing in found.standings] + [other.band for other in found.not_comparable]
        assert len(told) == len(set(told))
        assert set(told) == set(case.catalog.bands_of(offer.role))
        assert all(other.dimension and other.reason for other in found.not_comparable)

    @given(case=cases(), change=st.sampled_from(("currency", "component", "level", "location")))
    def test_a_figure_made_unlike_does_not_compare(self, case: Case, change: str) -> None:
        for standing in case.answer().standings:
            band = standing.band
            other: dict[str, Any] = {
                "currency": {"currency": "GBP"},
                "component": {"component": "unspecified"},
                "level": {"level": "staff" if band.level != "staff" else "entry"},
                "location": {"location": "elsewhere"},
            }[change]
            unlike = attrs.evolve(band, **other)
            places = (*case.catalog.places, rp.Place(id="elsewhere", label="Elsewhere"))
            kept = tuple(found for found in case.catalog.salary_bands if found != band)
            catalog = attrs.evolve(case.catalog, places=places, salary_bands=(*kept, unlike))
            found = attrs.evolve(case, catalog=catalog).answer()
            assert unlike not in {standing.band for standing in found.standings}
            assert change in next(other.dimension for other in found.not_comparable if other.band == unlike)


class TestOrder:
    """The order of the facts and their duplication change nothing."""

    @given(case=cases(), seed=st.randoms(use_true_random=False))
    def test_another_order(self, case: Case, seed: Any) -> None:
        bands = [*case.catalog.salary_bands, *case.catalog.salary_bands]
        seed.shuffle(bands)
        turned = attrs.evolve(case, catalog=attrs.evolve(case.catalog, salary_bands=tuple(bands))).answer()
        assert (turned.standings, turned.not_comparable) == (case.answer().standings, case.answer().not_comparable)


class TestReasons:
    """What is not known has a reason, and what is known has none."""

    @given(case=cases())
    def test_reasons(self, case: Case) -> None:
        found = case.answer()
        assert (found.reason is None) is bool(found.standings)
        for pay in found.amounts:
            assert (pay.reason is None) is pay.is_known
        for standing in found.standings:
            assert standing.possible
            assert (standing.position is None) is bool(standing.reason)
            assert (standing.range_penetration is None) is bool(standing.penetration_reason)
            assert (standing.compa_ratio is None) is bool(standing.compa_reason)


def recomputed(step: rp.Explanation) -> Decimal:
    """Work out a step from the leaves below it."""
    if step.operation is None:
        assert step.value is not None
        return Decimal(step.value)
    first, *rest = map(recomputed, step.children)
    match step.operation:
        case rp.Operation.SUM:
            return sum(rest, first)
        case rp.Operation.DIFFERENCE:
            return first - sum(rest)
        case rp.Operation.PRODUCT:
            return math.prod(rest, start=first)
        case rp.Operation.QUOTIENT:
            return first / rest[0]
    raise AssertionError(step.operation)


RATE = rp.ExchangeRate(base="GBP", quote="USD", rate=Decimal("1.25"))


class TestExplanation:
    """Working the tree out from its leaves gives the numbers of the answer."""

    @given(case=cases(), rate=st.sampled_from((RATE, attrs.evolve(RATE, base="USD", quote="GBP", rate=Decimal(3)))))
    def test_from_the_leaves(self, case: Case, rate: rp.ExchangeRate) -> None:
        rates = rp.ExchangeRates(rates=(rate,), day=dt.date(2026, 1, 2), source="a bank")
        found = rp.assess_offer(case.offer, rates=rates, catalog=case.catalog)
        worked = {(step.statement, recomputed(step), step.value) for _, step in found.explain().walk() if step.operation is not None}
        assert all(again == value for _, again, value in worked)
        values = {value for _, value, _ in worked}
        for standing in found.standings:
            for ratio in (standing.range_penetration, standing.compa_ratio):
                assert ratio is None or ratio[0] in values
        total = found.amount("total").minimum
        assert total is None or total in values
