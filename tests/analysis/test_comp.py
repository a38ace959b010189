from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal

import attrs
import pytest

import rolepath as rp

from .tiny import at, catalog, pays


def lookup(*bands: rp.Fact, **question: object) -> rp.CompLookup:
    """Ask what the role here pays."""
    return rp.comp_lookup("here", catalog=catalog(*bands), **question)


def claim(relation: str = "more", **fields: object) -> rp.PayClaim:
    """Make a claim about the role here."""
    return rp.PayClaim(**{"role": "here", "relation": relation, "citation": at(line=9), **fields})


def rates(*pairs: tuple[str, str, str]) -> rp.ExchangeRates:
    """Make rates of a day."""
    listed = tuple(rp.ExchangeRate(base=base, quote=quote, rate=Decimal(rate)) for base, quote, rate in pairs)
    return rp.ExchangeRates(rates=listed, day=dt.date(2026, 1, 2), source="a bank")


def recomputed(step: rp.Explanation) -> Decimal:
    """Work out a step from those below it."""
    first, *rest = (child.value for child in step.children if child.value is not None)
    match step.operation:
        case rp.Operation.SUM:
            return sum(rest, first)
        case rp.Operation.DIFFERENCE:
            return first - sum(rest)
        case rp.Operation.PRODUCT:
            return math.prod(rest, start=first)
        case rp.Operation.QUOTIENT:
            return first / rest[0]
        case rp.Operation.MINIMUM:
            return min(first, *rest) if rest else first
        case rp.Operation.MAXIMUM:
            return max(first, *rest) if rest else first
    raise AssertionError(step.operation)


class TestGroups:
    """One group is one currency, component, period, place and level."""

    @pytest.mark.parametrize(
        "other",
        [
            {"currency": "GBP"},
            {"component": "base"},
            {"level": "staff"},
            {"level": None},
            {"location": "uk"},
            {"location": None},
        ],
    )
    def test_what_differs_stands_apart(self, other: dict[str, str | None]) -> None:
        found = lookup(pays("here", 100, 200), pays("here", 100, 200, source="two", **other))
        assert len(found.groups) == 2
        assert {group.agreement for group in found.groups} == {rp.Agreement.SINGLE_SOURCE}

    def test_another_period_stands_apart(self) -> None:
        found = lookup(pays("here", 100, 200), attrs.evolve(pays("here", 1, 2, source="two"), period="hour"))
        assert [group.period.value for group in found.groups] == ["year", "hour"]

    def test_statistic_and_employer_stand_together(self) -> None:
        found = lookup(pays("here", 100, 200), pays("here", 150, None, source="two", statistic="average", employer="a bank"))
        assert [len(group.bands) for group in found.groups] == [2]

    def test_fields(self) -> None:
        bands = (pays("here", 100, 150, assumed=("location",)), pays("here", 140, 200, source="two", assumed=("level", "location")))
        (group,) = lookup(*bands).groups
        assert (group.currency, group.component, group.period) == ("USD", rp.PayComponent.TOTAL, rp.PayPeriod.YEAR)
        assert (group.location, group.location_label, group.level) == ("us", "United States", "senior")
        assert (group.bands, group.sources, group.assumed, group.converted) == (bands, ("one", "two"), ("level", "location"), ())
        assert (group.minimum, group.maximum) == (Decimal(100), Decimal(200))
        assert group.overlap == (Decimal(140), Decimal(150))

    def test_no_place(self) -> None:
        (group,) = lookup(pays("here", 100, 150, location=None)).groups
        assert (group.location, group.location_label) == (None, None)

    def test_order(self) -> None:
        found = lookup(
            pays("here", 1, 2, level=None),
            pays("here", 1, 2, level="staff"),
            pays("here", 1, 2, currency="GBP", location="uk"),
            pays("here", 1, 2),
            pays("here", 1, 2, component="base"),
            pays("here", 1, 2, currency="INR", location="uk", source="two"),
            pays("here", 1, 2, currency="INR", location="uk"),
        )
        # By level, the role as a whole last; then by the number of sources, currency and component.
        assert [(group.level, group.currency, group.component.value) for group in found.groups] == [
            ("senior", "INR", "total"),
            ("senior", "GBP", "total"),
            ("senior", "USD", "base"),
            ("senior", "USD", "total"),
            ("staff", "USD", "total"),
            (None, "USD", "total"),
        ]

    def test_a_fact_that_stands_twice_counts_once(self) -> None:
        own = catalog(pays("here", 100, 200))
        assert rp.comp_lookup("here", catalog=attrs.evolve(own, salary_bands=own.salary_bands * 2)).bands == own.salary_bands

    @pytest.mark.parametrize("open_field", [{"component": "unspecified"}, {"location": None}])
    def test_open_figures_stand_with_those_of_their_source(self, open_field: dict[str, str | None]) -> None:
        bands = (
            pays("here", 100, 200, **open_field),
            pays("here", 100, 200, source="two", **open_field),
            pays("here", 300, 400, line=2, **open_field),
        )
        found = lookup(*bands)
        assert [group.bands for group in found.groups] == [(bands[0], bands[2]), (bands[1],)]
        assert [group.agreement.value for group in found.groups] == ["single source", "single source"]


class TestAgreement:
    """How the sources of a group stand to one another."""

    @pytest.mark.parametrize(
        ("bands", "agreement"),
        [
            ([("one", 100, 200)], "single source"),
            ([("one", 100, 200), ("one", 300, 400)], "single source"),
            ([("one", 100, 200), ("two", 150, 250)], "agree"),
            ([("one", 100, 200), ("two", 200, 250)], "agree"),
            ([("one", 100, 200), ("two", 201, 250)], "conflict"),
            ([("one", 100, 200), ("two", 150, 250), ("three", 240, 300)], "partly"),
            ([("one", 100, 200), ("two", 300, 400), ("three", 500, 600)], "conflict"),
            ([("one", 100, None), ("two", 300, 400)], "agree"),
            ([("one", 500, None), ("two", 300, 400)], "conflict"),
        ],
    )
    def test_ranges(self, bands: list[tuple[str, int, int | None]], agreement: str) -> None:
        (group,) = lookup(*(pays("here", low, high, source=source, line=line) for line, (source, low, high) in enumerate(bands, 1))).groups
        assert group.agreement.value == agreement

    @pytest.mark.parametrize("other", [{"statistic": "average"}, {"employer": "a bank"}])
    def test_figures_of_other_kinds_that_do_not_touch_do_not_conflict(self, other: dict[str, str]) -> None:
        (group,) = lookup(pays("here", 100, 200), pays("here", 300, 400, source="two", **other)).groups
        assert group.agreement is rp.Agreement.NOT_COMPARABLE

    @pytest.mark.parametrize("other", [{"statistic": "average"}, {"employer": "a bank"}])
    def test_figures_of_other_kinds_that_overlap_agree(self, other: dict[str, str]) -> None:
        (group,) = lookup(pays("here", 100, 200), pays("here", 150, 400, source="two", **other)).groups
        assert group.agreement is rp.Agreement.AGREE

    def test_one_kind_that_conflicts_beside_another_that_does_not(self) -> None:
        bands = (pays("here", 100, 200), pays("here", 300, 400, source="two"), pays("here", 900, 900, source="three", statistic="average"))
        (group,) = lookup(*bands).groups
        assert group.agreement is rp.Agreement.CONFLICT


class TestSpanAndOverlap:
    """From the lowest floor to the highest top, and what lies in every band."""

    def test_bands_that_do_not_touch(self) -> None:
        (group,) = lookup(pays("here", 100, 200), pays("here", 300, 400, source="two")).groups
        assert (group.minimum, group.maximum, group.overlap) == (Decimal(100), Decimal(400), None)

    def test_bands_that_touch(self) -> None:
        (group,) = lookup(pays("here", 100, 200), pays("here", 200, 400, source="two")).groups
        assert group.overlap == (Decimal(200), Decimal(200))

    def test_an_open_top(self) -> None:
        (group,) = lookup(pays("here", 100, 200, open_top=True), pays("here", 150, 180, source="two")).groups
        assert (group.minimum, group.maximum) == (Decimal(100), None)
        assert group.overlap == (Decimal(150), Decimal(180))

    def test_floors_alone(self) -> None:
        (group,) = lookup(pays("here", 100, None), pays("here", 150, 180, open_top=True, source="two")).groups
        assert (group.minimum, group.maximum, group.overlap) == (Decimal(100), None, (Decimal(150), None))


class TestQuestion:
    """A figure that fits the question but for one thing is listed with the reason."""

    def test_level(self) -> None:
        bands = (pays("here", 1, 2), pays("here", 3, 4, level="staff"), pays("here", 5, 6, level=None))
        found = lookup(*bands, level="Senior")
        assert found.bands == bands[:1]
        assert found.not_comparable == (rp.NotComparable(band=bands[2], dimension="level", reason="it speaks of the role as a whole"),)

    def test_component(self) -> None:
        bands = (pays("here", 1, 2), pays("here", 3, 4, component="base"), pays("here", 5, 6, component="unspecified"))
        found = lookup(*bands, component="total")
        assert found.bands == bands[:1]
        assert found.not_comparable == (
            rp.NotComparable(band=bands[2], dimension="component", reason="the source does not say what it counts"),
        )
        assert lookup(*bands, component=rp.PayComponent.UNSPECIFIED).bands == bands[2:]

    def test_location(self) -> None:
        bands = (
            pays("here", 1, 2, location="london"),
            pays("here", 3, 4, location="uk"),
            pays("here", 5, 6, location="us"),
            pays("here", 7, 8, location=None),
        )
        found = lookup(*bands, location="London")
        assert found.bands == bands[:1]
        assert found.not_comparable == (
            rp.NotComparable(band=bands[1], dimension="location", reason="it speaks of United Kingdom as a whole"),
            rp.NotComparable(band=bands[3], dimension="location", reason="the source names no place"),
        )
        # A place holds all places within it.
        assert lookup(*bands, location="uk").bands == bands[:2]

    def test_currency(self) -> None:
        bands = (pays("here", 1, 2), pays("here", 3, 4, currency="GBP"))
        found = lookup(*bands, currency="USD")
        assert found.bands == bands[:1]
        assert found.not_comparable == (
            rp.NotComparable(band=bands[1], dimension="currency", reason="it is in GBP; pass rates= to convert it"),
        )

    def test_source(self) -> None:
        bands = (pays("here", 1, 2), pays("here", 3, 4, source="two"))
        found = lookup(*bands, source="Source two")
        assert (found.bands, found.not_comparable, found.source) == (bands[1:], (), "two")

    def test_what_was_asked_stands_in_the_answer(self) -> None:
        question = {"level": "senior", "location": "us", "component": "total", "currency": "USD", "source": "one"}
        found = lookup(pays("here", 1, 2), **question)
        assert {name: getattr(found, name) for name in question} == question
        assert (found.role, found.label, found.reason, found.nearby) == ("here", "Role here", None, ())
        assert repr(found) == "CompLookup(here, senior, us, total, USD, one: 1 bands in 1 groups)"
        assert repr(lookup(pays("here", 1, 2))) == "CompLookup(here: 1 bands in 1 groups)"

    def test_the_same_question_is_answered_once(self) -> None:
        own = catalog(pays("here", 1, 2))
        assert rp.comp_lookup("Role here", level="Senior", catalog=own) is rp.comp_lookup("here", level="senior", catalog=own)


class TestConversion:
    """Currencies are converted by the caller's rates, and not without."""

    def test_converted(self) -> None:
        bands = (pays("here", 100, 200), pays("here", 80, 160, source="two", currency="GBP", location="us"))
        (group,) = lookup(*bands, currency="USD", rates=rates(("GBP", "USD", "1.25"))).groups
        assert (group.minimum, group.maximum, group.overlap) == (Decimal(100), Decimal(200), (Decimal(100), Decimal(200)))
        (converted,) = group.converted
        assert (converted.minimum, converted.maximum, converted.currency) == (Decimal("100.00"), Decimal("200.00"), "USD")
        assert converted.note == "converted from GBP by rates of 2026-01-02 from a bank"
        assert converted.citation == at("two")
        assert group.agreement is rp.Agreement.AGREE

    def test_by_the_opposite_rate(self) -> None:
        found = lookup(pays("here", 100, None, note="rough"), currency="GBP", rates=rates(("GBP", "USD", "1.25")))
        assert (found.bands[0].minimum, found.bands[0].maximum) == (Decimal(80), None)
        assert found.bands[0].note == "rough; converted from USD by rates of 2026-01-02 from a bank"
        assert found.notes == ("one, line 1: rough; converted from USD by rates of 2026-01-02 from a bank",)

    def test_what_does_not_fit_is_shown_as_the_source_has_it(self) -> None:
        band = pays("here", 80, 160, currency="GBP", level=None)
        found = lookup(band, level="senior", currency="USD", rates=rates(("GBP", "USD", "1.25")))
        assert found.not_comparable[0].band == band

    def test_rates_without_a_currency_convert_nothing(self) -> None:
        found = lookup(pays("here", 80, 160, currency="GBP"), rates=rates(("GBP", "USD", "1.25")))
        assert (found.groups[0].currency, found.groups[0].converted) == ("GBP", ())

    def test_a_missing_pair(self) -> None:
        with pytest.raises(rp.CurrencyError) as caught:
            lookup(pays("here", 80, 160, currency="INR"), currency="USD", rates=rates(("GBP", "USD", "1.25")))
        assert str(caught.value) == "rates must hold the pair; add an ExchangeRate for it, got 'INR to USD'"

    def test_a_missing_pair_of_a_figure_that_does_not_fit(self) -> None:
        bands = (pays("here", 100, 200), pays("here", 80, 160, currency="INR", level="staff"))
        assert lookup(*bands, level="senior", currency="USD", rates=rates(("GBP", "USD", "1.25"))).bands == bands[:1]


class TestDayOfRates:
    """Rates are of the time of the source whose figures they convert."""

    @staticmethod
    def asked(published: str, day: dt.date, **question: object) -> rp.CompLookup:
        """Convert a figure of a source that was published at some time."""
        own = catalog(pays("here", 100, 200, currency="GBP"))
        one, *others = own.sources
        dated = attrs.evolve(own, sources=(attrs.evolve(one, published=published), *others))
        given = rp.ExchangeRates(rates=(rp.ExchangeRate(base="GBP", quote="USD", rate=Decimal(2)),), day=day, source="a bank")
        return rp.comp_lookup("here", rates=given, catalog=dated, **question)

    def test_stale_rates(self) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            self.asked("2026-05-03", dt.date(2025, 5, 1), currency="USD")
        assert str(caught.value) == (
            "rates.day must lie within 366 days of one, which was published 2026-05-03; pass rates of that time, got '2025-05-01'"
        )
        assert caught.value.field == "rates.day"

    def test_rates_of_the_time(self) -> None:
        assert self.asked("2026-05-03", dt.date(2025, 5, 2), currency="USD").groups[0].minimum == 200
        assert self.asked("2026", dt.date(2027, 12, 31), currency="USD").groups[0].minimum == 200

    def test_rates_that_convert_nothing_may_be_of_any_time(self) -> None:
        assert self.asked("2026", dt.date(1999, 1, 1)).groups[0].currency == "GBP"
        assert self.asked("2026", dt.date(1999, 1, 1), currency="GBP").groups[0].minimum == 100


class TestConsensus:
    """The amounts on which all sources agree, or why there are none."""

    def test_where_sources_agree(self) -> None:
        found = lookup(pays("here", 100, 200), pays("here", 150, 250, source="two"))
        assert (found.consensus, found.consensus_reason) == ((Decimal(150), Decimal(200)), None)
        assert (found.groups[0].consensus, found.groups[0].consensus_reason) == (found.consensus, None)
        assert found.notes == ()

    def test_an_open_end(self) -> None:
        found = lookup(pays("here", 100, None), pays("here", 150, 250, source="two", open_top=True))
        assert (found.consensus, found.consensus_reason) == ((Decimal(150), None), None)

    @pytest.mark.parametrize(
        ("bands", "reason"),
        [
            ([pays("here", 100, 200), pays("here", 120, 180, line=2)], "one alone gives figures of this kind"),
            (
                [pays("here", 1000, 2000), pays("here", 3000, 4000, source="two")],
                "the sources conflict: one 1,000 to 2,000 USD and two 3,000 to 4,000 USD do not touch",
            ),
            (
                [pays("here", 100, 200), pays("here", 150, 250, source="two"), pays("here", 240, None, source="three")],
                "the sources agree only partly: one 100 to 200 USD and three from 240 USD do not touch",
            ),
            (
                [pays("here", 100, 200), pays("here", 300, 300, source="two", statistic="median")],
                "the figures are of unlike employers or statistics: one 100 to 200 USD and two 300 USD do not touch",
            ),
            (  # Each touches the other source's figure, and no amount lies in all three.
                [pays("here", 100, 120), pays("here", 150, 200, line=2), pays("here", 110, 160, source="two", open_top=True)],
                "no amount lies in every figure: one 100 to 120 USD and one 150 to 200 USD do not touch",
            ),
        ],
    )
    @pytest.mark.parametrize("turned", [False, True])
    def test_where_there_is_none(self, bands: list[rp.SalaryBand], reason: str, turned: bool) -> None:
        found = lookup(*(bands[::-1] if turned else bands))
        assert found.consensus is None
        assert found.consensus_reason == found.groups[0].consensus_reason == reason

    def test_open_ends_are_written(self) -> None:
        found = lookup(pays("here", 1, 2), pays("here", 3, 4, source="two", open_top=True))
        assert found.consensus_reason == "the sources conflict: one 1 to 2 USD and two 3 to 4 or more USD do not touch"

    def test_no_figures(self) -> None:
        found = lookup(pays("here", 100, 200), level="staff")
        assert (found.consensus, found.consensus_reason) == (None, "no source gives a figure at staff level for the role Role here")

    @pytest.mark.parametrize(
        ("other", "narrow"),
        [
            ({"level": None}, "choose by level= (none stated, senior)"),
            ({"component": "base", "currency": "GBP"}, "choose by component= (base, total) and currency= (GBP, USD)"),
            ({"location": "uk"}, "choose by location= (uk, us)"),
        ],
    )
    def test_several_kinds(self, other: dict[str, str | None], narrow: str) -> None:
        found = lookup(pays("here", 100, 200), pays("here", 100, 200, source="two", **other))
        assert (found.consensus, found.consensus_reason) == (None, f"figures of 2 kinds fit, which do not compare; {narrow}")

    def test_kinds_that_only_their_source_tells_apart(self) -> None:
        found = lookup(*(pays("here", 100, 200, source=name, component="unspecified") for name in ("two", "one")))
        assert found.consensus_reason == "figures of 2 kinds fit, which do not compare; choose by source= (one, two)"

    @pytest.mark.parametrize(
        ("level", "narrow"), [("senior", ""), ("staff", "choose by level= (senior, staff); ")], ids=["period alone", "level too"]
    )
    def test_kinds_that_no_argument_chooses(self, level: str, narrow: str) -> None:
        found = lookup(pays("here", 100, 200), attrs.evolve(pays("here", 1, 2, source="two", level=level), period="hour"))
        assert found.consensus_reason == (
            f"figures of 2 kinds fit, which do not compare; {narrow}"
            "the figures are for unlike times (hour, year), which no argument chooses"
        )

    @pytest.mark.parametrize(
        ("other", "kinds"),
        [
            ({"employer": "banks"}, "range of any employer, range of banks"),
            ({"statistic": "average"}, "average of any employer, range of any employer"),
        ],
    )
    def test_a_consensus_of_unlike_figures_says_so(self, other: dict[str, str], kinds: str) -> None:
        found = lookup(pays("here", 100, 200), pays("here", 150, 250, source="two", **other))
        assert found.consensus == (Decimal(150), Decimal(200))
        assert found.notes == (f"the consensus rests on figures of unlike kinds: {kinds}",)


class TestNotes:
    """What stays open in reading the groups."""

    def test_components_beside_one_another(self) -> None:
        found = lookup(pays("here", 1, 2), pays("here", 1, 2, component="base"), pays("here", 1, 2, component="base", level=None))
        assert found.notes == ("base and total pay in USD at senior level are not compared with one another",)

    def test_components_of_the_role_as_a_whole(self) -> None:
        found = lookup(pays("here", 1, 2, level=None), pays("here", 1, 2, component="unspecified", level=None))
        assert found.notes == ("total and unspecified pay in USD for the role as a whole are not compared with one another",)

    def test_assumptions(self) -> None:
        found = lookup(
            pays("here", 1, 2, assumed=("location", "level")),
            pays("here", 1, 2, source="two", assumed=("location",)),
            pays("here", 1, 2, source="three"),
        )
        assert found.notes == (
            "the level is assumed, not stated, in some figures of one",
            "the location is assumed, not stated, in some figures of one, two",
        )

    def test_nothing_open(self) -> None:
        assert lookup(pays("here", 1, 2, note="a remark of the editors")).notes == ()


class TestNearby:
    """Where nothing is found, the nearest figures are shown."""

    def test_levels_then_other_roles(self) -> None:
        bands = (
            pays("here", 1, 2, level="entry"),
            pays("here", 3, 4, level=None),
            pays("here", 5, 6, level="senior"),
            pays("there", 7, 8, level="staff"),
            pays("there", 9, 10, level="senior"),
        )
        found = lookup(*bands, level="staff")
        assert found.groups == ()
        assert found.nearby == (bands[2], bands[0], bands[1], bands[3])
        assert found.reason == "no source gives a figure at staff level for the role Role here"

    def test_another_track_is_not_near(self) -> None:
        bands = (pays("here", 1, 2, level="entry"), pays("here", 3, 4, level="manager"), pays("here", 5, 6, level="senior"))
        assert lookup(*bands, level="staff").nearby == (bands[2], bands[0], bands[1])
        assert lookup(*bands[::2], level="manager").nearby == (bands[0], bands[2])

    def test_without_a_level(self) -> None:
        bands = (pays("here", 1, 2), pays("here", 3, 4, level="entry"), pays("there", 5, 6))
        found = lookup(*bands, component="base")
        assert found.nearby == (bands[1], bands[0])
        assert found.reason == "no source gives a figure of base pay for the role Role here"

    def test_the_reason_names_all_that_was_asked(self) -> None:
        found = lookup(pays("here", 1, 2), level="staff", location="london", component="base", currency="GBP", source="two")
        assert found.reason == "no source gives a figure at staff level in London of base pay in GBP from two for the role Role here"

    def test_a_role_without_any_figure(self) -> None:
        found = lookup(pays("there", 5, 6))
        assert (found.groups, found.nearby, found.reason) == ((), (), "no source gives a figure for the role Role here")
        assert repr(found) == "CompLookup(here: 0 bands in 0 groups)"


class TestClaims:
    """Claims about relative pay stand beside the figures."""

    def test_which_claims(self) -> None:
        claims = (
            claim("highest"),
            claim(role="there", other="here"),
            claim(role="there"),
            claim("grows", levels=("staff", "senior")),
            claim("strong", levels=("entry",)),
            claim("same", other="there", citation=at("two")),
        )
        own = catalog(*claims)
        assert set(rp.comp_lookup("here", catalog=own).claims) == {claims[0], claims[1], claims[3], claims[4], claims[5]}
        assert rp.comp_lookup("here", catalog=own).claims[-1] == claims[5]  # sources in their order
        assert set(rp.comp_lookup("here", level="senior", catalog=own).claims) == {claims[0], claims[1], claims[3], claims[5]}
        assert rp.comp_lookup("here", source="two", catalog=own).claims == (claims[5],)


class TestDerived:
    """A claim in percent and a band of the other role make a band that no source states."""

    CLAIM = claim(other="there", percent_minimum=Decimal(10), percent_maximum=Decimal(50), component="total")

    def test_interval_arithmetic(self) -> None:
        band = pays("there", 100, 200)
        (derived,) = lookup(band, self.CLAIM).derived
        # 10 % on the floor, 50 % on the top.
        assert (derived.currency, derived.component, derived.period) == ("USD", rp.PayComponent.TOTAL, rp.PayPeriod.YEAR)
        assert (derived.level, derived.location, derived.is_cross_source, derived.note) == ("senior", "us", False, None)
        assert derived == rp.DerivedBand(
            role="here", minimum=Decimal(110), maximum=Decimal(300), band=band, claim=self.CLAIM, factors=(Decimal("1.1"), Decimal("1.5"))
        )

    @pytest.mark.parametrize(
        ("band", "change"),
        [
            (pays("there", 100, None), {}),
            (pays("there", 100, 200, open_top=True), {}),
            (pays("there", 100, 200), {"percent_maximum": None}),
        ],
    )
    def test_without_a_top(self, band: rp.SalaryBand, change: dict[str, None]) -> None:
        (derived,) = lookup(band, attrs.evolve(self.CLAIM, **change)).derived
        assert (derived.minimum, derived.maximum) == (Decimal(110), None)

    @pytest.mark.parametrize(
        "change",
        [
            {"relation": "same"},
            {"relation": "widens"},
            {"percent_minimum": None, "percent_maximum": None},
            {"other": None},
            {"component": "base"},
            {"component": "unspecified"},
            # No factor may be 0 or less.
            {"percent_minimum": Decimal(-100)},
            {"relation": "less", "percent_maximum": Decimal(100)},
            {"relation": "less", "percent_minimum": Decimal(50), "percent_maximum": Decimal(120)},
            # The floor is not known: it is never 0.
            {"relation": "less", "percent_maximum": None},
            {"role": "there", "other": "here", "percent_maximum": None},
            {"levels": ("staff",)},
            {"employers": ("start-ups",)},
            {"location": "uk"},
        ],
    )
    def test_claims_that_do_not_fit(self, change: dict[str, object]) -> None:
        assert lookup(pays("there", 100, 200), attrs.evolve(self.CLAIM, **change)).derived == ()

    @pytest.mark.parametrize(
        ("change", "derived"),
        [
            # There is paid 25 to 100 % more: 300 / 2 and 600 / 1.25.
            ({"percent_minimum": Decimal(25), "percent_maximum": Decimal(100)}, ("150", "480")),
            # There is paid from 20 % less to 50 % more: 300 / 1.5 and 600 / 0.8.
            ({"percent_minimum": Decimal(-20)}, ("200", "750")),
            # There is paid 20 to 50 % less: 300 / 0.8 and 600 / 0.5.
            ({"relation": "less", "percent_minimum": Decimal(20)}, ("375", "1200")),
            # There is paid at least 25 % less, and nobody says how much at most: 300 / 0.75, without a top.
            ({"relation": "less", "percent_minimum": Decimal(25), "percent_maximum": None}, ("400", None)),
        ],
    )
    def test_from_the_role_that_the_claim_is_about(self, change: dict[str, object], derived: tuple[str, str | None]) -> None:
        turned = attrs.evolve(self.CLAIM, **{"role": "there", "other": "here", **change})
        (found,) = lookup(pays("there", 300, 600), turned).derived
        assert (found.role, found.minimum, found.maximum) == ("here", Decimal(derived[0]), derived[1] and Decimal(derived[1]))
        (found,) = lookup(pays("there", 300, 600, open_top=True), turned).derived
        assert (found.minimum, found.maximum) == (Decimal(derived[0]), None)

    @pytest.mark.parametrize(
        ("change", "derived"),
        [
            ({"relation": "less"}, ("150", "540")),  # 300 less 50 %, 600 less 10 %
            # The same is read as within 5 %: 300 less 5 %, 600 and 5 %.
            ({"relation": "same", "percent_minimum": None, "percent_maximum": None}, ("285", "630")),
        ],
    )
    def test_less_and_the_same(self, change: dict[str, object], derived: tuple[str, str]) -> None:
        (found,) = lookup(pays("there", 300, 600), attrs.evolve(self.CLAIM, **change)).derived
        assert (found.minimum, found.maximum) == (Decimal(derived[0]), Decimal(derived[1]))

    def test_an_outlier_is_said(self) -> None:
        (derived,) = lookup(pays("there", 100, 200, statistic="outlier"), self.CLAIM).derived
        assert derived.note == "the band is of the statistic outlier"

    def test_the_first_line_is_kept(self) -> None:
        later = attrs.evolve(self.CLAIM, citation=at(line=20))
        (derived,) = lookup(pays("there", 100, 200), later, self.CLAIM).derived
        assert derived.claim == self.CLAIM

    def test_the_same_the_other_way_round(self) -> None:
        turned = attrs.evolve(self.CLAIM, role="there", other="here", relation="same", percent_minimum=None, percent_maximum=None)
        (found,) = lookup(pays("there", 210, 570), turned).derived
        assert (found.minimum, found.maximum) == (Decimal(200), Decimal(600))  # 210 / 1.05 and 570 / 0.95
        told = lookup(pays("there", 210, 570), turned).explain()
        assert any(step.rests_on == "claims.same_percent" and step.value == Decimal("0.05") for _, step in told.walk())

    def test_a_reading_of_the_same_that_leaves_no_floor(self) -> None:
        same = attrs.evolve(self.CLAIM, relation="same", percent_minimum=None, percent_maximum=None)
        wide = catalog(pays("there", 100, 200), same, claim_reading=rp.ClaimReading(same_percent=100))
        assert rp.comp_lookup("here", catalog=wide).derived == ()
        none = catalog(pays("there", 100, 200), same, claim_reading=rp.ClaimReading(same_percent=0))
        (found,) = rp.comp_lookup("here", catalog=none).derived
        assert (found.minimum, found.maximum) == (Decimal(100), Decimal(200))

    def test_a_claim_and_a_band_of_two_sources(self) -> None:
        elsewhere = attrs.evolve(self.CLAIM, citation=at("two"), hedge="often", degree="clearly")
        (found,) = lookup(attrs.evolve(pays("there", 100, 200), hedge="possible"), elsewhere).derived
        assert (found.minimum, found.maximum, found.is_cross_source) == (Decimal(110), Decimal(300), True)
        assert found.note == (
            "the band is of one and the claim of two; the claim names no place; the claim says 'often'; the claim says 'clearly'; "
            "the band says 'possible'"
        )
        (found,) = lookup(pays("there", 100, 200), attrs.evolve(self.CLAIM, citation=at("two"), location="us")).derived
        assert found.note == "the band is of one and the claim of two"

    def test_two_sources_must_both_state_the_component(self) -> None:
        band, silent = pays("there", 100, 200, component="unspecified"), attrs.evolve(self.CLAIM, component="unspecified")
        (found,) = lookup(band, silent).derived
        assert (found.component, found.is_cross_source) == (rp.PayComponent.UNSPECIFIED, False)
        assert lookup(band, attrs.evolve(silent, citation=at("two"))).derived == ()

    def test_a_source_that_is_asked_for_is_the_source_of_both(self) -> None:
        facts = (pays("there", 100, 200), attrs.evolve(self.CLAIM, citation=at("two")))
        assert [lookup(*facts, source=name).derived for name in ("one", "two")] == [(), ()]

    def test_derived_bands_stand_in_no_group(self) -> None:
        found = lookup(pays("here", 100, 200), pays("there", 500, 600), self.CLAIM)
        assert (len(found.derived), found.bands) == (1, (pays("here", 100, 200),))

    @pytest.mark.parametrize("turned", [False, True])
    def test_of_equal_claims_the_first_line_is_kept(self, turned: bool) -> None:
        claims = [attrs.evolve(self.CLAIM, citation=at(line=line)) for line in (9, 4)]
        (found,) = lookup(pays("there", 100, 200), *(claims[::-1] if turned else claims)).derived
        assert found.claim.citation.line == 4

    def test_a_claim_speaks_of_places_within_its_own_and_of_its_employers(self) -> None:
        band = pays("there", 100, 200, location="london", employer="banks", currency="GBP")
        (derived,) = lookup(band, attrs.evolve(self.CLAIM, location="uk", employers=("banks", "insurers"))).derived
        assert derived.minimum == 110

    def test_a_claim_that_stands_twice_counts_once(self) -> None:
        found = lookup(pays("there", 100, 200), self.CLAIM, self.CLAIM)
        assert (len(found.claims), len(found.derived)) == (1, 1)

    def test_bands_that_do_not_fit_the_question(self) -> None:
        facts = (pays("there", 100, 200), pays("there", 1000, 2000, level="staff", currency="GBP", location="uk"), self.CLAIM)
        assert [band.minimum for band in lookup(*facts).derived] == [Decimal(110), Decimal(1100)]
        assert [band.minimum for band in lookup(*facts, level="staff").derived] == [Decimal(1100)]
        assert [band.minimum for band in lookup(*facts, currency="USD").derived] == [Decimal(110)]
        assert [band.minimum for band in lookup(*facts, location="uk").derived] == [Decimal(1100)]
        assert lookup(*facts, component="base").derived == ()

    def test_levels_of_the_claim(self) -> None:
        facts = (pays("there", 100, 200), pays("there", 1000, 2000, level="staff"), attrs.evolve(self.CLAIM, levels=("staff", "mid")))
        assert [band.minimum for band in lookup(*facts).derived] == [Decimal(1100)]


class TestExplanation:
    """The answer unfolds to cited figures."""

    def test_found(self) -> None:
        found = lookup(
            pays("here", 100, 200, line=1, printed="100-200", assumed=("location",)),
            pays("here", 300, None, line=2, level=None, employer="a bank", statistic="average", location=None),
            pays("there", 100, 200, line=3, printed="about 100"),
            TestDerived.CLAIM,
            level="senior",
        )
        assert str(found.explain()) == (
            "pay of Role here\n"
            "  total pay in USD, senior, us: single source\n"
            "    lowest floor = 100 (minimum)\n"
            "      floor of 100-200 range of total pay (assumed: location) = 100 [assumed] <one, line 1>\n"
            "    highest top = 200 (maximum)\n"
            "      top of 100-200 range of total pay (assumed: location) = 200 [assumed] <one, line 1>\n"
            "    no consensus: one alone gives figures of this kind\n"
            "  the location is assumed, not stated, in some figures of one [assumed]\n"
            "  not compared, level: it speaks of the role as a whole\n"
            "    300 average of total pay, a bank <one, line 2>\n"
            "  worked out for here, USD: 110 to 300\n"
            "    floor = 110.0 (product)\n"
            "      floor of about 100 range of total pay = 100 <one, line 3>\n"
            "      pay of here over that of there = 1.1 (sum)\n"
            "        the pay of there = 1 [definition]\n"
            "        10 percent more, as a share = 0.1 <one, line 9>\n"
            "    top = 300.0 (product)\n"
            "      top of about 100 range of total pay = 200 <one, line 3>\n"
            "      pay of here over that of there = 1.5 (sum)\n"
            "        the pay of there = 1 [definition]\n"
            "        50 percent more, as a share = 0.5 <one, line 9>\n"
            "  claimed of pay: here more <one, line 9>"
        )
        assert [cited.line for cited in found.explain().citations] == [1, 2, 3, 9]

    def test_open_ends(self) -> None:
        told = lookup(pays("there", 100, 200, level=None, location=None), attrs.evolve(TestDerived.CLAIM, percent_maximum=None)).explain()
        assert told.children[0].statement == "worked out for here, USD: 110 to open"
        told = lookup(pays("here", 100, 200, level=None, location=None)).explain()
        assert told.children[0].statement == "total pay in USD, no level, no place: single source"

    @pytest.mark.parametrize(
        "facts",
        [
            (pays("here", 100, 200), pays("here", 150, 300, source="two")),
            (pays("here", 100, None), pays("here", 150, 300, source="two", open_top=True), pays("here", 120, 400, source="three")),
            (pays("here", 100, 200, currency="GBP"), pays("here", 150, 300, source="two"), pays("here", 99, None, currency="INR")),
            (pays("there", 100, 200), TestDerived.CLAIM),
            (pays("there", 100, 200), attrs.evolve(TestDerived.CLAIM, role="there", other="here")),
            (pays("there", 100, 200), attrs.evolve(TestDerived.CLAIM, relation="less")),
            (pays("there", 100, 200), attrs.evolve(TestDerived.CLAIM, relation="less", role="there", other="here")),
            (pays("there", 100, 200), attrs.evolve(TestDerived.CLAIM, relation="same", percent_minimum=None, percent_maximum=None)),
        ],
    )
    def test_the_numbers_can_be_worked_out_again(self, facts: tuple[rp.Fact, ...]) -> None:
        found = lookup(*facts, currency="USD", rates=rates(("GBP", "USD", "1.25"), ("USD", "INR", "83")))
        steps = [step for _, step in found.explain().walk()]
        for step in steps:
            if step.operation is not None:
                assert step.value == recomputed(step)
        valued = [step.value for step in steps if step.operation is not None]
        wanted = [d.minimum for d in found.derived] + [d.maximum for d in found.derived if d.maximum is not None]
        for group in found.groups:
            wanted += [group.minimum, *([group.maximum] if group.maximum is not None else []), *(v for v in group.consensus or () if v)]
        assert set(wanted) <= set(valued)
        # Nothing is worked out from an amount that no source and no caller states.
        for step in steps:
            if step.value is not None and step.operation is None:
                assert step.citation is not None or step.rests_on in {"question", "definition", "claims.same_percent"}

    def test_a_converted_figure_is_the_source_s_times_the_rate(self) -> None:
        bands = (pays("here", 100, None, currency="GBP", printed="£100"), pays("here", 166, None, source="two", currency="INR"))
        told = str(lookup(*bands, currency="USD", rates=rates(("GBP", "USD", "1.25"), ("USD", "INR", "83"))).explain())
        assert (
            "      floor of £100 range of total pay, in USD = 125.00 (product)\n"
            "        floor of £100 range of total pay = 100 <one, line 1>\n"
            "        USD for one GBP, a bank, 2026-01-02 = 1.25 [question]\n"
            "      floor of 166 range of total pay, in USD = 2 (quotient)\n"
            "        floor of 166 range of total pay = 166 <two, line 1>\n"
            "        INR for one USD, a bank, 2026-01-02 = 83 [question]\n"
        ) in told

    def test_several_kinds(self) -> None:
        told = lookup(pays("here", 1, 2), pays("here", 1, 2, level="staff")).explain()
        assert told.statement == (
            "pay of Role here: no consensus: figures of 2 kinds fit, which do not compare; choose by level= (senior, staff)"
        )

    def test_nothing_found(self) -> None:
        assert str(lookup(pays("here", 100, 200), level="staff").explain()) == (
            "pay of Role here: no source gives a figure at staff level for the role Role here\n"
            "  known nearby\n"
            "    100 range of total pay <one, line 1>"
        )


class TestBadInput:
    """Names that nothing has, and currencies that are none."""

    @pytest.mark.parametrize(
        ("question", "error", "message"),
        [
            ({"level": "seniour"}, rp.UnknownLevelError, "no level is called 'seniour'; did you mean 'senior'?"),
            ({"location": "Lundon"}, rp.UnknownPlaceError, "no place is called 'Lundon'; did you mean 'london'?"),
            ({"source": "Source fore"}, rp.UnknownSourceError, "no source is called 'Source fore'; did you mean"),
            ({"currency": "usd"}, rp.CurrencyError, "currency must be an ISO 4217 code; write USD, got 'usd'"),
            ({"currency": "XXQ"}, rp.CurrencyError, "currency must be an ISO 4217 code, such as USD, GBP or INR, got 'XXQ'"),
            ({"currency": 840}, rp.InvalidTypeError, "currency must be a currency code of three letters, such as USD, got 840 (int)"),
            ({"component": "salary"}, rp.InvalidFieldError, "PayComponent must be one of base, bonus, equity, total, unspecified"),
        ],
    )
    def test_question(self, question: dict[str, object], error: type[Exception], message: str) -> None:
        with pytest.raises(error) as caught:
            lookup(**question)
        assert str(caught.value).startswith(message)

    def test_a_misspelt_role(self) -> None:
        with pytest.raises(rp.UnknownRoleError, match=r"^no role is called 'heer'; did you mean 'here'"):
            rp.comp_lookup("heer", catalog=catalog())


class TestQuestionsAndClaims:
    """The filters of a question reach the claims too."""

    def test_claims_of_other_places_are_left_out(self) -> None:
        facts = [claim(citation=at(line=line), location=place) for line, place in enumerate((None, "uk", "london", "us"), 1)]
        assert [fact.location for fact in lookup(*facts, location="uk").claims] == [None, "uk", "london"]
        assert [fact.location for fact in lookup(*facts, location="london").claims] == [None, "uk", "london"]
        assert len(lookup(*facts).claims) == 4

    def test_claims_of_other_components_are_left_out(self) -> None:
        facts = [claim(citation=at(line=line), component=part) for line, part in enumerate(("base", "equity", "unspecified"), 1)]
        assert [fact.component for fact in lookup(*facts, component="equity").claims] == ["equity", "unspecified"]

    def test_every_dimension_that_differs_is_named(self) -> None:
        band = pays("here", 1, 2, level=None, location="uk", currency="GBP")
        (other,) = lookup(band, level="senior", location="london", currency="USD").not_comparable
        assert other.dimension == "level, location, currency"
        assert other.reason == (
            "it speaks of the role as a whole; it speaks of United Kingdom as a whole; it is in GBP; pass rates= to convert it"
        )

    def test_a_figure_that_plainly_misses_is_not_listed_for_what_it_leaves_open(self) -> None:
        assert lookup(pays("here", 1, 2, level=None, location="us"), level="senior", location="uk").not_comparable == ()

    def test_equal_bands_are_worked_out_once(self) -> None:
        twice = [
            claim(citation=at(line=line), other="there", percent_minimum=Decimal(10), percent_maximum=Decimal(50), component="total")
            for line in (1, 2)
        ]
        assert len(lookup(pays("there", 100, 200), *twice).derived) == 1
