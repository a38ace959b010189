from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal

import attrs
import pytest

import rolepath as rp

from .tiny import at, catalog, pays

D = Decimal
BELOW, INSIDE, ABOVE = rp.Position


def offer(**fields: object) -> rp.Offer:
    """Make an offer of the role here, senior, in the US, in dollars."""
    return rp.Offer(**{"role": "here", "currency": "USD", "level": "senior", "location": "us", **fields})


def whole(amount: int, **fields: object) -> rp.Offer:
    """Make an offer whose total is known: base alone."""
    return offer(base=D(amount), equity_per_year=D(0), bonus_per_year=D(0), **fields)


def assess(made: rp.Offer, *facts: rp.Fact, rates: rp.ExchangeRates | None = None) -> rp.OfferAssessment:
    """Assess an offer by the given facts."""
    return rp.assess_offer(made, rates=rates, catalog=catalog(*facts))


def standing(made: rp.Offer, band: rp.SalaryBand) -> rp.OfferStanding:
    """Set an offer against one band."""
    (found,) = assess(made, band).standings
    return found


def rates(*pairs: tuple[str, str, str], day: dt.date = dt.date(2026, 1, 2)) -> rp.ExchangeRates:
    """Make rates of a day."""
    listed = tuple(rp.ExchangeRate(base=base, quote=quote, rate=D(rate)) for base, quote, rate in pairs)
    return rp.ExchangeRates(rates=listed, day=day, source="a bank")


def says(aspect: str, text: str, **fields: object) -> rp.Trait:
    """Make a trait of the role here."""
    return rp.Trait(**{"aspect": aspect, "text": text, "citation": at(), "roles": ("here",), **fields})


class TestAmounts:
    """What is known of base, equity, bonus and total a year."""

    def test_all_parts_known(self) -> None:
        found = assess(offer(base=D(200_000), equity_grant=D(400_000), vesting_years=4, bonus_per_year=D(30_000)))
        assert [(pay.component.value, pay.period.value, pay.minimum, pay.maximum, pay.reason) for pay in found.amounts] == [
            ("base", "year", 200_000, 200_000, None),
            ("equity", "year", 100_000, 100_000, None),
            ("bonus", "year", 30_000, 30_000, None),
            ("total", "year", 330_000, 330_000, None),
        ]
        assert all(pay.is_known and pay.currency == "USD" for pay in found.amounts)
        assert found.amount("total") is found.amounts[3]
        assert found.amount(rp.PayComponent.EQUITY).minimum == 100_000

    def test_an_unknown_part_bounds_nothing_from_above(self) -> None:
        found = assess(offer(base=D(200_000)))
        assert (found.amount("base").minimum, found.amount("base").maximum) == (200_000, 200_000)
        for part in ("equity", "bonus"):
            pay = found.amount(part)
            assert (pay.minimum, pay.maximum, pay.is_known) == (None, None, False)
            assert pay.reason == f"the offer does not say its {part}"
        total = found.amount("total")
        assert (total.minimum, total.maximum, total.is_known) == (200_000, None, False)
        assert total.reason == "the offer does not say its equity and bonus"

    def test_nothing_known(self) -> None:
        total = assess(offer()).amount("total")
        assert (total.minimum, total.maximum, total.reason) == (None, None, "the offer does not say its base and equity and bonus")

    def test_nothing_is_known_to_be_nothing(self) -> None:
        total = assess(offer(base=D(0), equity_per_year=D(0), bonus_per_year=D(0))).amount("total")
        assert (total.minimum, total.maximum, total.is_known) == (0, 0, True)

    def test_a_month(self) -> None:
        found = assess(offer(base=D(10_000), period="month", equity_per_year=D(0), bonus_per_year=D(5000)))
        assert (found.amount("base").minimum, found.amount("total").maximum) == (120_000, 125_000)
        assert [(pay.component.value, pay.period.value, pay.minimum) for pay in found.amounts[4:]] == [("base", "month", 10_000)]
        assert found.notes == ("base a year is 12 times the base a month",)

    @pytest.mark.parametrize("period", ["day", "hour"])
    def test_a_day_or_an_hour_is_not_converted(self, period: str) -> None:
        found = assess(offer(base=D(90), period=period, equity_per_year=D(5000), bonus_per_year=D(1000)))
        untold = f"base is paid by the {period}, and the working time of a year is not known"
        assert (found.amount("base").minimum, found.amount("base").reason) == (None, untold)
        total = found.amount("total")
        assert (total.minimum, total.maximum, total.reason) == (6000, None, untold)
        assert [(pay.component.value, pay.period.value, pay.minimum, pay.maximum) for pay in found.amounts[4:]] == [
            ("base", period, 90, 90)
        ]
        assert found.notes == (f"base by the {period} is not converted to a year: the working time is not known",)

    def test_an_hourly_base_beside_unknown_parts(self) -> None:
        total = assess(offer(base=D(90), period="hour")).amount("total")
        assert total.reason == (
            "the offer does not say its equity and bonus; base is paid by the hour, and the working time of a year is not known"
        )

    def test_an_hourly_base_that_is_not_said(self) -> None:
        found = assess(offer(period="hour", equity_per_year=D(0), bonus_per_year=D(0)))
        assert found.amount("total").reason == "the offer does not say its base"
        assert (found.amounts[4].minimum, found.amounts[4].reason) == (None, "the offer does not say its base")
        assert found.notes == ()

    def test_one_off_payments_stand_apart(self) -> None:
        found = assess(whole(200_000, one_off=D(25_000)))
        assert (found.amount("total").maximum, found.first_year) == (200_000, 225_000)
        assert found.notes == (
            "one-off payments of 25,000 USD are no part of a yearly amount; with them the first year comes to 225,000 USD",
        )

    def test_one_off_payments_beside_unknown_parts(self) -> None:
        found = assess(offer(base=D(200_000), one_off=D(25_000)))
        assert found.first_year is None
        assert found.notes == ("one-off payments of 25,000 USD are no part of a yearly amount; the sum of the first year is not known",)

    @pytest.mark.parametrize(("one_off", "first_year"), [(None, None), (D(0), D(200_000))])
    def test_no_one_off_payments(self, one_off: Decimal | None, first_year: Decimal | None) -> None:
        found = assess(whole(200_000, one_off=one_off))
        assert (found.first_year, found.notes) == (first_year, ())

    @pytest.mark.parametrize(("years", "written"), [(4, "4"), (2.5, "2.5")])
    def test_a_grant_is_said_to_vest_in_equal_parts(self, years: float, written: str) -> None:
        found = assess(offer(equity_grant=D(100_000), vesting_years=years))
        assert found.notes == (f"equity a year is the grant over {written} years, in equal parts",)


class TestPosition:
    """Below, inside or above; several where what is known leaves them open."""

    @pytest.mark.parametrize(
        ("amount", "position"),
        [(199, BELOW), (200, INSIDE), (250, INSIDE), (300, INSIDE), (301, ABOVE), (0, BELOW)],
    )
    def test_a_closed_band(self, amount: int, position: rp.Position) -> None:
        found = standing(whole(amount * 1000), pays("here", 200_000, 300_000))
        assert (found.position, found.possible, found.reason) == (position, (position,), None)

    @pytest.mark.parametrize(
        ("amount", "possible"),
        [
            (199, (BELOW,)),
            (200, (INSIDE,)),
            (300, (INSIDE,)),  # up to the printed top it is inside wherever the end is
            (301, (INSIDE, ABOVE)),
        ],
    )
    def test_an_open_top(self, amount: int, possible: tuple[rp.Position, ...]) -> None:
        found = standing(whole(amount * 1000), pays("here", 200_000, 300_000, open_top=True))
        assert found.possible == possible
        assert found.position == (possible[0] if len(possible) == 1 else None)
        assert found.reason == (None if len(possible) == 1 else "it may be inside or above: the top of the band is open")

    @pytest.mark.parametrize(("amount", "possible"), [(199, (BELOW,)), (200, (INSIDE,)), (201, (INSIDE, ABOVE))])
    def test_a_floor_alone(self, amount: int, possible: tuple[rp.Position, ...]) -> None:
        found = standing(whole(amount * 1000), pays("here", 200_000, None))
        assert found.possible == possible
        assert found.reason == (None if len(possible) == 1 else "it may be inside or above: the source prints no top")

    @pytest.mark.parametrize(
        ("base", "possible"),
        [(150, (BELOW, INSIDE, ABOVE)), (200, (INSIDE, ABOVE)), (300, (INSIDE, ABOVE)), (301, (ABOVE,)), (None, (BELOW, INSIDE, ABOVE))],
    )
    def test_a_total_with_unknown_parts(self, base: int | None, possible: tuple[rp.Position, ...]) -> None:
        made = offer(base=None if base is None else D(base * 1000), equity_per_year=D(0))
        found = standing(made, pays("here", 200_000, 300_000))
        assert found.possible == possible
        assert (found.position is None) == (len(possible) > 1)
        untold = "bonus" if base else "base and bonus"
        assert found.reason == (None if len(possible) == 1 else f"it may be {' or '.join(possible)}: the offer does not say its {untold}")

    def test_an_unknown_part_and_no_top(self) -> None:
        found = standing(offer(base=D(150_000)), pays("here", 200_000, None))
        assert found.reason == ("it may be below or inside or above: the offer does not say its equity and bonus; the source prints no top")

    def test_a_single_figure(self) -> None:
        positions = [standing(whole(amount), pays("here", 2000, 2000)).position for amount in (1999, 2000, 2001)]
        assert positions == [BELOW, INSIDE, ABOVE]

    def test_a_floor_of_nothing_cannot_be_missed(self) -> None:
        assert standing(offer(), pays("here", 0, 300_000)).possible == (INSIDE, ABOVE)


class TestRatios:
    """Range penetration and compa-ratio, as bounds or with the reason."""

    @pytest.mark.parametrize(
        ("amount", "penetration", "compa"),
        [(200, "0", "0.8"), (225, "0.25", "0.9"), (300, "1", "1.2"), (100, "-1", "0.4"), (400, "2", "1.6")],
    )
    def test_known_pay(self, amount: int, penetration: str, compa: str) -> None:
        found = standing(whole(amount * 1000), pays("here", 200_000, 300_000))
        assert found.range_penetration == (D(penetration), D(penetration))
        assert found.compa_ratio == (D(compa), D(compa))
        assert (found.penetration_reason, found.compa_reason) == (None, None)

    def test_unknown_parts_leave_the_most_open(self) -> None:
        found = standing(offer(base=D(225_000)), pays("here", 200_000, 300_000))
        assert (found.range_penetration, found.compa_ratio) == ((D("0.25"), None), (D("0.9"), None))

    def test_unknown_pay(self) -> None:
        found = standing(offer(bonus_per_year=D(9000)), pays("here", 200_000, 300_000, component="base"))
        assert (found.range_penetration, found.compa_ratio) == (None, None)
        assert found.penetration_reason == found.compa_reason == "the offer does not say its base"

    @pytest.mark.parametrize(
        ("band", "reason"),
        [
            (pays("here", 200_000, None), "the source prints no top"),
            (pays("here", 200_000, 300_000, open_top=True), "the top of the band is open"),
        ],
    )
    def test_no_top(self, band: rp.SalaryBand, reason: str) -> None:
        found = standing(whole(250_000), band)
        assert (found.range_penetration, found.compa_ratio) == (None, None)
        assert found.penetration_reason == found.compa_reason == reason

    def test_a_single_figure_has_a_middle_and_no_range(self) -> None:
        found = standing(whole(150_000), pays("here", 200_000, 200_000))
        assert (found.range_penetration, found.penetration_reason) == (None, "a single figure has no range")
        assert (found.compa_ratio, found.compa_reason) == ((D("0.75"), D("0.75")), None)

    def test_a_figure_of_nothing_has_no_middle(self) -> None:
        found = standing(whole(150_000), pays("here", 0, 0))
        assert (found.range_penetration, found.penetration_reason) == (None, "a single figure has no range")
        assert (found.compa_ratio, found.compa_reason) == (None, "the middle of the band is 0")

    def test_a_floor_of_nothing_has_a_middle(self) -> None:
        found = standing(whole(150_000), pays("here", 0, 200_000))
        assert (found.range_penetration, found.compa_ratio) == ((D("0.75"), D("0.75")), (D("1.5"), D("1.5")))


class TestWhatCompares:
    """Every band of the role either compares or is listed with the reason."""

    def test_each_component_against_its_own(self) -> None:
        made = offer(base=D(200_000), equity_per_year=D(50_000), bonus_per_year=D(10_000))
        bands = [pays("here", 1000, 2000, component=part) for part in ("total", "bonus", "equity", "base")]
        found = assess(made, *bands)
        assert [(s.band.component.value, s.pay.minimum) for s in found.standings] == [
            ("base", 200_000),
            ("equity", 50_000),
            ("bonus", 10_000),
            ("total", 260_000),
        ]
        assert found.not_comparable == ()
        assert found.reason is None

    @pytest.mark.parametrize(
        ("band", "dimension", "reason"),
        [
            ({"component": "unspecified"}, "component", "the source does not say what it counts"),
            ({"level": "staff"}, "level", "it speaks of staff level"),
            ({"level": None}, "level", "it speaks of the role as a whole"),
            ({"currency": "GBP"}, "currency", "it is in GBP; pass rates= to convert it"),
            ({"location": "uk"}, "location", "it speaks of United Kingdom"),
            ({"location": None}, "location", "the source names no place"),
            ({"employer": "banks"}, "employer", "it speaks of banks, and the offer names no kind of employer"),
            ({"statistic": "outlier"}, "statistic", "the source calls it outside the usual"),
            (
                {"statistic": "outlier", "level": None, "location": "london", "employer": "banks", "component": "unspecified"},
                "level, component, location, employer, statistic",
                (
                    "it speaks of the role as a whole; the source does not say what it counts; it speaks of London; "
                    "it speaks of banks, and the offer names no kind of employer; the source calls it outside the usual"
                ),
            ),
        ],
    )
    def test_what_differs(self, band: dict[str, str | None], dimension: str, reason: str) -> None:
        unlike = pays("here", 200_000, 300_000, **band)
        # Another figure in dollars, so that the currency of the offer is one that a source uses.
        found = assess(whole(250_000), unlike, pays("there", 200_000, 300_000))
        assert found.standings == ()
        assert found.not_comparable == (rp.NotComparable(band=unlike, dimension=dimension, reason=reason),)
        assert found.reason == "no figure compares; Role here is paid by other measures"

    def test_an_offer_without_a_level(self) -> None:
        bands = (pays("here", 200_000, 300_000, level=None), pays("here", 200_000, 300_000, level="senior"))
        found = assess(whole(250_000, level=None), *bands)
        assert [s.band for s in found.standings] == [bands[0]]
        assert [(o.band, o.reason) for o in found.not_comparable] == [(bands[1], "it speaks of senior level, and the offer names none")]

    def test_an_offer_without_a_place(self) -> None:
        bands = (pays("here", 200_000, 300_000, location=None), pays("here", 200_000, 300_000))
        found = assess(whole(250_000, location=None), *bands)
        assert [s.band for s in found.standings] == [bands[0]]
        assert [o.reason for o in found.not_comparable] == ["it speaks of United States, and the offer names no place"]

    def test_a_place_lies_within_another(self) -> None:
        bands = tuple(pays("here", 200_000, 300_000, location=place, line=line) for line, place in enumerate(("uk", "london"), 1))
        inner = assess(whole(250_000, location="london"), *bands)
        assert [s.doubts for s in inner.standings] == [("the figure speaks of United Kingdom as a whole",), ()]
        outer = assess(whole(250_000, location="uk"), *bands)
        assert [(s.band, s.doubts) for s in outer.standings] == [(bands[0], ())]
        assert [o.reason for o in outer.not_comparable] == ["it speaks of London alone"]

    def test_employers(self) -> None:
        bands = tuple(
            pays("here", 200_000, 300_000, employer=name, line=line) for line, name in enumerate((None, "Big Banks", "start-ups"), 1)
        )
        found = assess(whole(250_000, employer="big-banks"), *bands)
        assert [(s.band, s.doubts) for s in found.standings] == [
            (bands[0], ("the figure speaks of employers of any kind",)),
            (bands[1], ()),
        ]
        assert [o.reason for o in found.not_comparable] == ["it speaks of start-ups"]

    def test_periods(self) -> None:
        by_hour = attrs.evolve(pays("here", 80, 120, component="base"), period="hour")
        by_month = attrs.evolve(pays("here", 8000, 12_000, component="base", line=2), period="month")
        by_year = pays("here", 80_000, 120_000, component="base", line=3)
        total = attrs.evolve(pays("here", 8000, 12_000, line=4), period="month")
        bands = (by_hour, by_month, by_year, total)

        def compared(**fields: object) -> tuple[dict[int, object], dict[int, str]]:
            found = assess(offer(**fields), *bands)
            others = {o.band.citation.line: o.reason for o in found.not_comparable}
            assert {o.dimension for o in found.not_comparable} == {"period"}
            return {s.band.citation.line: s.compa_ratio for s in found.standings}, others

        hour, month, total_by_month = "it is base pay a hour", "it is base pay a month", "it is total pay a month"
        assert compared(base=D(110_000)) == ({3: (D("1.1"), D("1.1"))}, {1: hour, 2: month, 4: total_by_month})
        # A month compares with a month as it stands, and with a year twelve times.
        assert compared(base=D(9000), period="month") == (
            {2: (D("0.9"), D("0.9")), 3: (D("1.08"), D("1.08"))},
            {1: hour, 4: total_by_month},
        )
        assert compared(base=D(110), period="hour") == (
            {1: (D("1.1"), D("1.1"))},
            {2: month, 3: "it is pay a year, and the working time of a base by the hour is not known", 4: total_by_month},
        )

    def test_other_roles_are_no_part_of_the_answer(self) -> None:
        found = assess(whole(250_000), pays("there", 200_000, 300_000))
        assert (found.standings, found.not_comparable) == ((), ())
        assert found.reason == "no source gives a figure for the role Role here"

    def test_a_fact_that_stands_twice_counts_once(self) -> None:
        own = catalog(pays("here", 200_000, 300_000))
        found = rp.assess_offer(whole(250_000), catalog=attrs.evolve(own, salary_bands=own.salary_bands * 2))
        assert len(found.standings) == 1

    def test_the_order_of_the_facts_changes_nothing(self) -> None:
        bands = [
            pays("here", 200_000, 300_000, source="two"),
            pays("here", 200_000, None, line=3),
            pays("here", 100_000, 300_000, line=3),
            pays("here", 100_000, 200_000, line=3),
            pays("here", 100_000, 200_000, line=3, employer="banks"),
            pays("here", 100_000, 200_000, component="base", source="three"),
            pays("here", 100_000, 200_000, level="staff", line=2),
            pays("here", 100_000, 200_000, level="entry", line=1),
        ]
        made = whole(250_000, employer="banks")
        found, turned = assess(made, *bands), assess(made, *bands[::-1])
        assert (found.standings, found.not_comparable) == (turned.standings, turned.not_comparable)
        assert [(s.band.component.value, s.band.citation.source) for s in found.standings][::5] == [("base", "three"), ("total", "two")]


class TestDoubts:
    """What makes a comparison less sure is said with it."""

    @pytest.mark.parametrize(
        ("change", "doubts"),
        [
            ({}, ()),
            ({"assumed": ("location", "level")}, ("the level is assumed, not stated", "the location is assumed, not stated")),
            ({"approximate": True}, ("the source calls it rough",)),
            ({"hedge": "often"}, ("the source says 'often'",)),
            ({"statistic": "average"}, ("it is an average, not a range",)),
            ({"statistic": "median"}, ("it is a median, not a range",)),
            ({"statistic": "starting"}, ("it is a starting figure, not a range",)),
        ],
    )
    def test_doubts(self, change: dict[str, object], doubts: tuple[str, ...]) -> None:
        assert standing(whole(250_000), attrs.evolve(pays("here", 200_000, 300_000), **change)).doubts == doubts


class TestRates:
    """Figures in another currency compare at the caller's rates, and not without."""

    def test_converted(self) -> None:
        pounds = pays("here", 160_000, 240_000, currency="GBP")
        found = assess(whole(225_000), pounds, rates=rates(("GBP", "USD", "1.25")))
        (one,) = found.standings
        assert (one.band.minimum, one.band.maximum, one.band.currency, one.original) == (200_000, 300_000, "USD", pounds)
        assert (one.position, one.range_penetration) == (INSIDE, (D("0.25"), D("0.25")))
        assert one.doubts == ("it is converted from GBP by rates of 2026-01-02 from a bank",)

    def test_a_figure_that_does_not_compare_needs_no_rate(self) -> None:
        rupees = pays("here", 160_000, 240_000, currency="INR", level="staff")
        found = assess(whole(225_000), rupees, pays("here", 200_000, 300_000), rates=rates(("GBP", "USD", "1.25")))
        assert [s.original for s in found.standings] == [None]
        assert [(o.band, o.dimension, o.reason) for o in found.not_comparable] == [
            (rupees, "level, currency", "it speaks of staff level; it is in INR")
        ]

    def test_a_missing_pair(self) -> None:
        with pytest.raises(rp.CurrencyError) as caught:
            assess(whole(225_000), pays("here", 160_000, 240_000, currency="INR"), rates=rates(("GBP", "USD", "1.25")))
        assert str(caught.value) == "rates must hold the pair; add an ExchangeRate for it, got 'INR to USD'"

    def test_stale_rates(self) -> None:
        own = catalog(pays("here", 160_000, 240_000, currency="GBP"))
        dated = attrs.evolve(own, sources=tuple(attrs.evolve(source, published="2026") for source in own.sources))
        with pytest.raises(rp.InvalidFieldError) as caught:
            rp.assess_offer(whole(225_000), rates=rates(("GBP", "USD", "1.25"), day=dt.date(2020, 1, 1)), catalog=dated)
        assert str(caught.value) == (
            "rates.day must lie within 366 days of one, which was published 2026; pass rates of that time, got '2020-01-01'"
        )

    def test_a_currency_that_no_source_uses(self) -> None:
        bands = (pays("here", 1, 2), pays("here", 1, 2, currency="GBP"), pays("there", 1, 2, currency="INR"))
        with pytest.raises(rp.CurrencyError) as caught:
            assess(whole(9_000_000, currency="JPY"), *bands)
        assert str(caught.value) == (
            "Offer.currency must be a currency that a source uses: pay of Role here is given in GBP, USD; "
            "pass rates= to convert it, got 'JPY'"
        )
        with pytest.raises(rp.CurrencyError, match="pay of other roles is given in INR; pass rates= to convert it"):
            assess(whole(9_000_000, currency="JPY"), bands[2])
        # With rates it can be compared.
        assert len(assess(whole(9_000_000, currency="JPY"), bands[0], rates=rates(("USD", "JPY", "150"))).standings) == 1

    def test_a_currency_that_a_source_uses_for_another_role(self) -> None:
        found = assess(whole(250_000), pays("here", 1, 2, currency="GBP"), pays("there", 1, 2))
        assert [o.dimension for o in found.not_comparable] == ["currency"]

    def test_a_catalog_without_pay(self) -> None:
        assert assess(whole(9_000_000, currency="JPY")).reason == "no source gives a figure for the role Role here"


class TestWhatSourcesSay:
    """What to anchor on and to ask, for the role, level and employer of the offer."""

    FACTS = (
        says("negotiation-anchor", "an anchor"),
        says("negotiation-question", "a question"),
        says("negotiation-advice", "advice"),
        says("on-call", "pagers"),
        says("negotiation-anchor", "of both", roles=("here", "there")),
        says("negotiation-anchor", "of there", roles=("there",)),
        says("negotiation-anchor", "of the market", roles=()),
        says("negotiation-anchor", "for staff", level="staff"),
        says("negotiation-anchor", "for seniors", level="senior"),
        says("negotiation-anchor", "at banks", employer="Banks"),
        says("negotiation-anchor", "an anchor"),
    )

    def test_by_aspect(self) -> None:
        found = assess(whole(250_000, employer="banks"), *self.FACTS)
        assert sorted(trait.text for trait in found.anchors) == ["an anchor", "at banks", "for seniors", "of both"]
        assert [trait.text for trait in found.questions] == ["a question"]
        assert [trait.text for trait in found.advice] == ["advice"]
        assert sorted(trait.text for trait in assess(whole(250_000, level=None, employer="shops"), *self.FACTS).anchors) == [
            "an anchor",
            "for seniors",
            "for staff",
            "of both",
        ]
        assert "at banks" in [trait.text for trait in assess(whole(250_000), *self.FACTS).anchors]

    @pytest.mark.parametrize(
        ("has_on_call", "shown", "notes"),
        [
            (True, ["pagers"], ()),
            (None, ["pagers"], ("the offer does not say whether there is on-call duty",)),
            (False, [], ()),
        ],
    )
    def test_on_call(self, has_on_call: bool | None, shown: list[str], notes: tuple[str, ...]) -> None:
        found = assess(whole(250_000, has_on_call=has_on_call), *self.FACTS)
        assert [trait.text for trait in found.on_call] == shown
        assert found.notes == notes


def recomputed(step: rp.Explanation) -> Decimal:
    """Work out a step from those below it."""
    first, *rest = (child.value for child in step.children)
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


class TestExplanation:
    """The answer unfolds to what the offer and the sources state."""

    def test_a_known_total(self) -> None:
        made = offer(base=D(10_000), period="month", equity_grant=D(60_000), vesting_years=4, bonus_per_year=D(15_000))
        found = assess(made, pays("here", 100_000, 180_000, printed="$100K-$180K", assumed=("location",)))
        steps = [step for _, step in found.explain().walk()]
        for step in steps:
            if step.operation is not None:
                assert step.value == recomputed(step)
        # 120 + 15 + 15 thousand; 50 of 80 thousand above the floor; 150 over the middle of 140.
        assert {step.statement: step.value for step in steps if step.operation} == {
            "base a year": 120_000,
            "equity a year": 15_000,
            "total a year": 150_000,
            "range penetration": D("0.625"),
            "pay over the floor": 50_000,
            "width of the band": 80_000,
            "compa-ratio": D(150_000) / 140_000,
            "middle of the band": 140_000,
            "floor and top": 280_000,
        }
        assert "total a year against one 100,000 to 180,000 USD: inside" in [step.statement for step in steps]
        leaf = next(step for step in steps if step.statement.startswith("floor of $100K-$180K"))
        assert (leaf.value, leaf.citation.source, leaf.is_assumed) == (100_000, "one", True)
        assert [step.is_assumed for step in steps if step.statement == "the location is assumed, not stated"] == [True]

    def test_unknown_parts(self) -> None:
        told = assess(offer(base=D(225_000), equity_per_year=D(0)), pays("here", 200_000, 300_000)).explain()
        values = {step.statement: step.value for _, step in told.walk()}
        assert values["bonus a year: the offer does not say its bonus"] is None
        assert values["total a year, at least: the offer does not say its bonus"] == 225_000
        assert (values["range penetration, at least"], values["compa-ratio, at least"]) == (D("0.25"), D("0.9"))
        assert "total a year against one 200,000 to 300,000 USD: it may be inside or above: the offer does not say its bonus" in values

    def test_a_base_for_an_hour_and_no_top(self) -> None:
        band = attrs.evolve(pays("here", 80, None, component="base"), period="hour")
        steps = [step for _, step in assess(offer(base=D(90), period="hour"), band).explain().walk()]
        against = next(step for step in steps if "against" in step.statement)
        assert against.statement == "base a hour against one from 80 USD: it may be inside or above: the source prints no top"
        assert [(step.statement, step.value) for step in against.children] == [
            ("base a hour, as offered", 90),
            ("floor of 80 range of base pay", 80),
        ]

    def test_converted(self) -> None:
        found = assess(whole(225_000), pays("here", 160_000, 240_000, currency="GBP"), rates=rates(("USD", "GBP", "0.8")))
        steps = [step for _, step in found.explain().walk() if step.operation is not None]
        assert all(step.value == recomputed(step) for step in steps)
        assert [step.value for step in steps if step.statement.endswith(", in USD")][:2] == [200_000, 300_000]

    def test_the_rest_is_told_too(self) -> None:
        facts = (says("negotiation-question", "a question", citation=at(line=7)), pays("here", 1000, 2000, level=None, line=8))
        told = assess(whole(250_000, one_off=D(5000)), *facts).explain()
        assert told.statement == "offer for Role here: no figure compares; Role here is paid by other measures"
        assert [(step.statement, step.citation and step.citation.line) for step in told.children[4:]] == [
            ("not compared, level: it speaks of the role as a whole", None),
            ("negotiation-question: a question", 7),
            ("one-off payments of 5,000 USD are no part of a yearly amount; with them the first year comes to 255,000 USD", None),
        ]
        assert told.children[4].children[0].citation == at(line=8)


class TestAnswer:
    """Names resolve, answers are kept, and a repr is one line."""

    def test_names_resolve(self) -> None:
        own = catalog(pays("here", 200_000, 300_000))
        found = rp.assess_offer(whole(250_000, role="role-here", level="senior", location="united-states"), catalog=own)
        assert (found.offer, found.role, found.label) == (whole(250_000), "here", "Role here")
        assert rp.assess_offer(whole(250_000), catalog=own) is found

    def test_repr(self) -> None:
        bands = [pays("here", floor, floor + 1, line=line) for line, floor in enumerate((300_000, 250_000, 100_000, 1, 2), 1)]
        assert repr(assess(whole(250_000), *bands[:3])) == "OfferAssessment(here: below one, inside one, above one)"
        assert repr(assess(whole(250_000), *bands)) == "OfferAssessment(here: below one, inside one, above one, above one and 1 more)"
        assert repr(assess(offer(), bands[0])) == "OfferAssessment(here: open one)"
        assert repr(assess(offer())) == "OfferAssessment(here: no figure compares)"

    def test_rates_are_kept(self) -> None:
        given = rates(("GBP", "USD", "1.25"))
        assert (assess(whole(250_000), rates=given).rates, assess(whole(250_000)).rates) == (given, None)

    @pytest.mark.parametrize(
        ("made", "error", "message"),
        [
            (None, rp.InvalidTypeError, "offer must be an Offer, got None (NoneType)"),
            ({"base": 1}, rp.InvalidTypeError, "offer must be an Offer, got {'base': 1} (dict)"),
            (offer(role="heer"), rp.UnknownRoleError, "no role is called 'heer'; did you mean 'here'"),
            (offer(level="seniour"), rp.UnknownLevelError, "no level is called 'seniour'; did you mean 'senior'?"),
            (offer(location="lundon"), rp.UnknownPlaceError, "no place is called 'lundon'; did you mean 'london'?"),
        ],
    )
    def test_bad_input(self, made: object, error: type[Exception], message: str) -> None:
        with pytest.raises(error) as caught:
            rp.assess_offer(made, catalog=catalog())  # type: ignore[arg-type]
        assert str(caught.value).startswith(message)

    def test_bad_rates(self) -> None:
        with pytest.raises(rp.InvalidTypeError, match=r"^rates must be an ExchangeRates"):
            rp.assess_offer(offer(), rates={}, catalog=catalog())  # type: ignore[arg-type]

    def test_bundled(self) -> None:
        found = rp.assess_offer(rp.Offer(role="mle", currency="USD", level="senior", location="us", base=D(200_000)))
        assert {s.band.citation.source for s in found.standings} == {"modeling-vs-systems"}
        # 200 thousand of base alone leaves every position open, from (200 - 260) / 170 of the range.
        assert found.standings[0].possible == (BELOW, INSIDE, ABOVE)
        assert found.standings[0].range_penetration == (D(-60_000) / 170_000, None)
        assert {trait.role for trait in (*found.anchors, *found.questions, *found.advice, *found.on_call)} == {"ml-engineer"}
        assert "bands of senior SWE" in {trait.text for trait in found.anchors}
