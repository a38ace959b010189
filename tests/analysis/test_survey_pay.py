"""What surveys count for a question, beside what guides say; and pay that is brought to another year."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rolepath as rp
from rolepath.analysis.survey_pay import BACK_OFF
from rolepath.testing.strategies import catalogs, pay_percentiles

D = Decimal


def counted(role: str | None = "baker", *, source: str = "count", line: int = 2, **changes: Any) -> rp.PayPercentiles:
    own: dict[str, Any] = {"component": "base", "currency": "EUR", "year": 2023, "p50": D(30_000), "records": 20}
    return rp.PayPercentiles(**{**own, **changes}, role=role, citation=rp.Citation(source=source, section="pay.csv", line=line))


GUIDE = rp.SalaryBand(
    role="baker",
    component="base",
    minimum=D(20_000),
    maximum=D(25_000),
    currency="EUR",
    level="senior",
    location="town",
    citation=rp.Citation(source="guide", section="Pay", line=1),
)


def catalog(*groups: rp.PayPercentiles, bands: tuple[rp.SalaryBand, ...] = ()) -> rp.Catalog:
    return rp.Catalog(
        name="own",
        sources=tuple(rp.Source(id=name, title=name.title()) for name in ("count", "guide", "other")),
        roles=(rp.Role(id="baker", label="Baker"), rp.Role(id="cook", label="Cook")),
        places=(rp.Place(id="land", label="The land"), rp.Place(id="town", label="Town", within="land"), rp.Place(id="far", label="Far")),
        standard_levels=tuple(
            rp.Level(id=name, label=name.title(), track="individual-contributor", rank=rank)
            for rank, name in enumerate(("junior", "senior"), 1)
        ),
        pay_percentiles=groups,
        salary_bands=bands,
    )


def ask(*groups: rp.PayPercentiles, **question: Any) -> tuple[rp.SurveyAnswer, ...]:
    return rp.comp_lookup("baker", **question, catalog=catalog(*groups)).surveys


class TestBackOff:
    """From the narrowest group that holds what is asked to the widest."""

    LADDER = (
        counted(level="senior", location="town"),
        counted(level="senior", location="town", first_year=2022),
        counted(location="town"),
        counted(level="senior"),
        counted(location="town", first_year=2022),
        counted(level="senior", first_year=2022),
        counted(),
        counted(first_year=2022),
        counted(None, level="senior", location="town"),
        counted(None, level="senior", location="town", first_year=2022),
        counted(None, level="senior"),
        counted(None, level="senior", first_year=2022),
        counted(None, location="town"),
        counted(None, location="town", first_year=2022),
        counted(None),
        counted(None, first_year=2022),
    )

    def test_the_order_names_each_kind_of_group_once(self) -> None:
        assert len(set(BACK_OFF)) == len(BACK_OFF) == 16

    @pytest.mark.parametrize("start", range(16))
    def test_the_first_that_is_there(self, start: int) -> None:
        # That the survey has the role is told by a group elsewhere, which fits no question here.
        elsewhere = counted(location="far")
        for groups in (self.LADDER[start:], self.LADDER[start:][::-1]):
            (found,) = ask(elsewhere, *groups, level="senior", location="town", currency="EUR")
            assert found.percentiles == self.LADDER[start]

    def test_it_says_in_what_it_is_wider(self) -> None:
        elsewhere = counted(location="far")
        asked = {"level": "senior", "location": "town", "currency": "EUR"}
        assert ask(self.LADDER[0], **asked)[0].wider == ()
        assert ask(counted(level="senior", location="land"), **asked)[0].wider == ("it is of The land as a whole",)
        assert ask(elsewhere, self.LADDER[15], **asked)[0].wider == (
            "it is of all roles of the survey",
            "it is of all levels",
            "it is of all places",
            "it is of the years 2022-2023 together",
        )

    def test_a_place_before_the_one_around_it(self) -> None:
        groups = (counted(location="land"), counted(location="town"), counted(location="far"))
        assert [answer.percentiles.location for answer in ask(*groups, location="town")] == ["town"]
        assert [answer.percentiles.location for answer in ask(*groups, location="land")] == ["land"]

    def test_the_latest_year_before_a_narrower_group_of_an_older_one(self) -> None:
        (found,) = ask(counted(level="senior", year=2022), counted(year=2023), level="senior")
        assert (found.percentiles.year, found.wider) == (2023, ("it is of all levels",))

    def test_an_older_year_of_the_role_before_the_latest_of_all_roles(self) -> None:
        (found,) = ask(counted(year=2021), counted(None, year=2023), level="senior", location="town")
        assert found.percentiles.role == "baker"
        assert found.wider[-1] == "it is of 2021, and the survey goes to 2023"

    def test_no_answer_below_ten(self) -> None:
        answer = rp.comp_lookup("baker", catalog=catalog(counted(records=9)))
        assert answer.surveys == ()
        assert answer.surveys_reason == "surveys have fewer than 10 records of the role"
        assert ask(counted(level="senior", records=9), counted(records=10), level="senior")[0].percentiles.records == 10
        assert ask(counted(records=None))[0].percentiles.records is None


class TestQuestions:
    """One answer for each survey, component, period and currency."""

    def test_series_stand_apart(self) -> None:
        groups = (counted(), counted(period="hour"), counted(currency="USD"), counted(component="total"), counted(source="other"))
        found = [
            (a.percentiles.citation.source, a.percentiles.component, a.percentiles.period, a.percentiles.currency) for a in ask(*groups)
        ]
        assert found == [
            ("count", "base", "hour", "EUR"),
            ("count", "base", "year", "EUR"),
            ("count", "base", "year", "USD"),
            ("count", "total", "year", "EUR"),
            ("other", "base", "year", "EUR"),
        ]
        assert [a.percentiles.currency for a in ask(*groups, currency="USD")] == ["USD"]
        assert [a.percentiles.component for a in ask(*groups, component="total")] == ["total"]
        assert [a.percentiles.citation.source for a in ask(*groups, source="other")] == ["other"]

    def test_what_is_not_asked_is_of_all_where_there_is_such_a_group(self) -> None:
        groups = (counted(level="senior"), counted(level="junior"), counted(location="town", p50=D(1)))
        assert [(a.percentiles.level, a.percentiles.location, a.wider) for a in ask(*groups)] == [(None, "town", ())]
        groups = (counted(level="senior"), counted(level="junior"))
        assert [a.percentiles.level for a in ask(*groups)] == ["junior", "senior"]
        groups = (counted(location="far"), counted(location="town"))
        assert [a.percentiles.location for a in ask(*groups)] == ["far", "town"]

    def test_all_roles_answer_only_for_a_role_of_the_survey(self) -> None:
        assert ask(counted("cook"), counted(None)) == ()
        assert ask(counted("baker", source="other"), counted(None), currency="EUR")[0].percentiles.role == "baker"

    def test_all_roles_of_another_currency_answer_where_it_is_asked_for(self) -> None:
        groups = (counted(), counted(None, currency="USD"))
        assert [a.percentiles.currency for a in ask(*groups)] == ["EUR"]
        (found,) = ask(*groups, currency="USD")
        assert found.wider == ("it is of all roles of the survey",)

    def test_why_there_is_none(self) -> None:
        found = rp.comp_lookup("baker", currency="USD", catalog=catalog(counted()))
        assert (found.surveys, found.surveys_reason) == ((), "no group of a survey fits the question")
        assert "no group of a survey fits the question" in str(found)
        assert "no group of a survey fits the question" in str(found.explain())
        assert rp.comp_lookup("cook", catalog=catalog(counted())).surveys_reason is None


class TestBesideGuides:
    """A survey never enters a group of guides, nor its span and agreement."""

    def test_groups_are_as_without_the_survey(self) -> None:
        groups = (counted(level="senior", location="town", p10=D(1), p90=D(10**6)), counted())
        asked: dict[str, Any] = {"level": "senior", "location": "town"}
        alone = rp.comp_lookup("baker", **asked, catalog=catalog(bands=(GUIDE,)))
        both = rp.comp_lookup("baker", **asked, catalog=catalog(*groups, bands=(GUIDE,)))
        assert alone.surveys == ()
        assert attrs.evolve(both, surveys=()) == alone
        assert len(both.surveys) == 1
        assert repr(both) == "CompLookup(baker, senior, town: 1 bands in 1 groups, 1 survey groups)"
        assert repr(alone) == "CompLookup(baker, senior, town: 1 bands in 1 groups)"

    def test_the_reason_says_that_surveys_answer(self) -> None:
        assert rp.comp_lookup("baker", catalog=catalog(counted())).reason == "no source gives a figure for the role Baker; surveys do"

    def test_it_shows_group_number_and_year(self) -> None:
        group = counted(level="senior", p90=D(60_000), floors=(90,), records=25, repeats=4, assumed=("component",), note="A remark.")
        answer = rp.comp_lookup("baker", level="senior", location="town", catalog=catalog(group, bands=(GUIDE,)))
        shown = str(answer)
        assert "What surveys count" in shown
        line = next(line for line in shown.splitlines() if "60K+" in line)
        assert line.split()[-3:] == ["25", "2023", "[2]*"]
        assert "count, base EUR, senior: it is of all places" in shown
        told = str(answer.explain())
        assert "counted by count: base pay a year in EUR, 2023; 25 records, 4 exact repeats in the file" in told
        assert "percentile 90, at least (assumed: component) = 60000 [assumed] <count, line 2>" in told
        for said in ("A remark.", "it is of all places", "the component is assumed, not stated [assumed]"):
            assert said in told
        assert "60K+" in answer._repr_html_()

    def test_an_estimate_has_no_records(self) -> None:
        answer = rp.comp_lookup("baker", catalog=catalog(counted(records=None, employment=500, period="hour")))
        assert "an estimate of the survey" in str(answer.explain())
        assert "500 jobs" in str(answer)
        assert "base EUR a hour" in str(answer)

    def test_its_table(self) -> None:
        answer = rp.comp_lookup("baker", level="senior", catalog=catalog(counted()))
        (record,) = answer.to_records("surveys")
        assert (record["role"], record["records"], record["year"], record["p50"], record["p10"]) == ("baker", 20, 2023, D(30_000), None)
        assert record["wider"] == ["it is of all levels"]
        assert record["line"] == 2

    @settings(deadline=None, max_examples=40)
    @given(data=st.data())
    def test_for_any_catalog(self, data: st.DataObject) -> None:
        whole = data.draw(catalogs(min_roles=1, max_pay_percentiles=0, with_measures=False))
        groups = data.draw(st.lists(pay_percentiles(catalog=whole), max_size=6))
        more = whole.with_facts(*groups)
        for role in whole.roles:
            alone, both = rp.comp_lookup(role, catalog=whole), rp.comp_lookup(role, catalog=more)
            for field in ("groups", "not_comparable", "claims", "derived", "nearby", "notes"):
                assert getattr(both, field) == getattr(alone, field)
            assert all(answer.percentiles in groups and answer.percentiles.has_enough for answer in both.surveys)
            turned = rp.comp_lookup(role, catalog=attrs.evolve(more, pay_percentiles=more.pay_percentiles[::-1]))
            assert turned.surveys == both.surveys


SPREAD = counted(level="senior", location="town", p10=D(10_000), p25=D(20_000), p50=D(30_000), p75=D(40_000), p90=D(50_000))


def offer(base: int | None, **changes: Any) -> rp.Offer:
    own: dict[str, Any] = {"role": "baker", "currency": "EUR", "level": "senior", "location": "town"}
    return rp.Offer(**{**own, "base": None if base is None else D(base * 1000), **changes})


def place(base: int | None, group: rp.PayPercentiles = SPREAD, **changes: Any) -> rp.SurveyStanding:
    (found,) = rp.assess_offer(offer(base, **changes), catalog=catalog(group)).surveys
    return found


class TestOffers:
    """An offer lies between two percentiles."""

    @pytest.mark.parametrize(
        ("base", "bounds", "said"),
        [
            (5, (None, 10), "at or below percentile 10"),
            (10, (10, 10), "at percentile 10"),
            (35, (50, 75), "between percentiles 50 and 75"),
            (30, (50, 50), "at percentile 50"),
            (50, (90, 90), "at percentile 90"),
            (60, (90, None), "at or above percentile 90"),
        ],
    )
    def test_its_place(self, base: int, bounds: tuple[int | None, int | None], said: str) -> None:
        found = place(base)
        assert (found.at_least, found.at_most) == bounds
        assert found.said == said
        assert found.doubts == ()

    def test_why_it_is_open(self) -> None:
        assert place(35).reason is None
        assert place(5).reason == "it does not reach percentile 10, the lowest that is known"
        assert place(60).reason == "it is more than percentile 90, the highest that is known"

    def test_above_a_floor_nothing_is_known(self) -> None:
        coded = attrs.evolve(SPREAD, p75=D(45_000), p90=D(45_000), floors=(75, 90))
        assert (place(44, coded).at_least, place(44, coded).at_most) == (50, 75)
        found = place(46, coded)
        assert (found.at_least, found.at_most) == (50, None)
        assert found.reason == "the survey prints no pay above 45,000 EUR, so what is above it is not known"
        assert (place(45, coded).at_least, place(45, coded).at_most) == (50, 75)

    def test_several_percentiles_of_one_figure(self) -> None:
        flat = attrs.evolve(SPREAD, p25=D(30_000), p50=D(30_000), p75=D(30_000))
        found = place(30, flat)
        assert (found.at_least, found.at_most) == (25, 75)

    def test_parts_that_are_not_known_bound_nothing_from_above(self) -> None:
        total = attrs.evolve(SPREAD, component="total")
        found = place(35, total)
        assert (found.at_least, found.at_most) == (50, None)
        assert found.reason == "the offer does not say its equity and bonus"
        found = place(5, total)
        assert (found.at_least, found.at_most, found.said) == (None, None, "not known")
        assert found.reason == "it does not reach percentile 10, the lowest that is known; the offer does not say its equity and bonus"

    def test_what_the_offer_does_not_state_or_the_survey_does_not_say_has_no_place(self) -> None:
        for group in (attrs.evolve(SPREAD, component="unspecified"), attrs.evolve(SPREAD, period="month")):
            assert rp.assess_offer(offer(35), catalog=catalog(group)).surveys == ()
        assert rp.assess_offer(offer(None, bonus_per_year=D(1000)), catalog=catalog(SPREAD)).surveys == ()

    def test_doubts(self) -> None:
        found = place(35, attrs.evolve(SPREAD, location=None, assumed=("component",)))
        assert found.doubts == ("it is of all places", "the component is assumed, not stated")

    def test_what_the_offer_leaves_open_is_a_doubt(self) -> None:
        (found,) = rp.assess_offer(offer(35, level=None, location=None), catalog=catalog(SPREAD)).surveys
        assert found.doubts == ("it speaks of senior level, and the offer names none", "it speaks of Town, and the offer names no place")
        told = str(rp.assess_offer(offer(35, level=None), catalog=catalog(SPREAD)).explain())
        assert told.count("it speaks of senior level, and the offer names none") == 1

    def test_the_currency_of_a_survey_is_one_that_is_used(self) -> None:
        assert rp.assess_offer(offer(35), catalog=catalog(SPREAD, bands=(attrs.evolve(GUIDE, currency="USD"),))).surveys
        with pytest.raises(rp.CurrencyError, match="pay of Baker is given in EUR, USD; pass rates="):
            rp.assess_offer(offer(35, currency="GBP"), catalog=catalog(SPREAD, bands=(attrs.evolve(GUIDE, currency="USD"),)))

    def test_standings_are_as_without_the_survey(self) -> None:
        alone, both = (rp.assess_offer(offer(22), catalog=catalog(*groups, bands=(GUIDE,))) for groups in ((), (SPREAD,)))
        assert attrs.evolve(both, surveys=()) == alone

    def test_it_shows_itself(self) -> None:
        answer = rp.assess_offer(offer(35), catalog=catalog(attrs.evolve(SPREAD, location=None)))
        assert repr(answer) == "OfferAssessment(baker: no figure compares; between percentiles 50 and 75, count)"
        assert "between percentiles 50 and 75" in str(answer)
        assert "count, base EUR, senior: it is of all places" in str(answer)
        assert "base a year among those counted by count: between percentiles 50 and 75" in str(answer.explain())
        hourly = rp.assess_offer(offer(35, period="hour"), catalog=catalog(attrs.evolve(SPREAD, period="hour")))
        assert "base EUR a hour" in str(hourly)
        assert "among those counted by count: at or above" in str(rp.assess_offer(offer(99), catalog=catalog(SPREAD)).explain())

    def test_its_table(self) -> None:
        (record,) = rp.assess_offer(offer(5), catalog=catalog(SPREAD)).to_records("surveys")
        assert (record["at_least"], record["at_most"], record["records"]) == (None, 10, 20)
        assert record["reason"] == "it does not reach percentile 10, the lowest that is known"
        assert (record["doubts"], record["wider"]) == ([], [])


GROWTH = rp.PayGrowth(year_from=2022, year_to=2023, factor=D("1.05"), source="a forecast")


class TestAgeing:
    """Pay is brought to another year by a growth that is named, or not at all."""

    def test_by_a_growth_that_is_stated(self) -> None:
        group = counted(year=2022, p25=D(20_000), p90=D(60_000), floors=(90,))
        aged = rp.age_pay(group, GROWTH)
        assert aged.figures == ((25, D("21000.00")), (50, D("31500.00")), (90, D("63000.00")))
        assert (aged.original, aged.growth, aged.year) == (group, GROWTH, 2023)
        assert GROWTH.percent == 5
        told = str(aged.explain())
        assert told.startswith("pay of 2022 brought to 2023, counted by no survey")
        assert "percentile 90 in 2023, at least = 63000.00 (product)" in told
        assert "growth of pay from 2022 to 2023, a forecast = 1.05" in told

    def test_it_shows_itself(self) -> None:
        aged = rp.age_pay(counted(year=2022, p90=D(60_000), floors=(90,)), GROWTH)
        assert repr(aged).endswith("brought to 2023 by +5.00 %, a forecast)")
        shown = str(aged)
        assert "By +5.00 % from 2022 to 2023: a forecast. No survey counted this." in shown
        lines = [line.split() for line in shown.splitlines() if line.startswith(("counted", "brought"))]
        assert lines == [["counted", "2022", "-", "-", "30K", "-", "60K+"], ["brought", "to", "2023", "-", "-", "31.5K", "-", "63K+"]]
        assert "at least this" in shown
        assert "at least this" not in str(rp.age_pay(counted(None, year=2022), GROWTH))
        assert "Pay of all roles in 2023" in str(rp.age_pay(counted(None, year=2022), GROWTH))

    def test_its_tables(self) -> None:
        aged = rp.age_pay(counted(year=2022, p90=D(60_000), floors=(90,), line=9), GROWTH)
        assert aged.to_records() == [
            {
                "percent": percent,
                "counted": D(counted_),
                "figure": D(figure),
                "is_floor": percent == 90,
                "role": "baker",
                "component": "base",
                "period": "year",
                "currency": "EUR",
                "year_from": 2022,
                "year_to": 2023,
                "factor": D("1.05"),
                "growth_source": "a forecast",
                "sources": ["count"],
                "lines": ["count:9"],
            }
            for percent, counted_, figure in ((50, 30_000, 31_500), (90, 60_000, 63_000))
        ]
        (growth,) = GROWTH.to_records()
        assert growth == {
            "year_from": 2022,
            "year_to": 2023,
            "factor": D("1.05"),
            "growth_source": "a forecast",
            "sources": [],
            "lines": [],
        }

    def test_back_in_time(self) -> None:
        back = rp.PayGrowth(year_from=2023, year_to=2020, factor=D("0.9"), source="a forecast")
        assert rp.age_pay(counted(), back).figures == ((50, D(27_000)),)
        assert back.percent == -10

    @pytest.mark.parametrize(
        ("arguments", "error", "said"),
        [
            ((counted(), GROWTH), rp.InvalidFieldError, "growth.year_from must be the year of the figures, 2023, got 2022"),
            ((counted(year=2022, first_year=2020), GROWTH), rp.InvalidFieldError, "percentiles.years must be one year"),
            ((GUIDE, GROWTH), rp.InvalidTypeError, "percentiles must be PayPercentiles"),
            ((counted(year=2022), D("1.05")), rp.InvalidTypeError, "growth must be a PayGrowth, which says from when, to when"),
        ],
    )
    def test_never_silently(self, arguments: tuple[Any, ...], error: type[Exception], said: str) -> None:
        with pytest.raises(error) as caught:
            rp.age_pay(*arguments)
        assert said in str(caught.value)

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"year_to": 2022}, "PayGrowth.year_to must be another year than year_from"),
            ({"factor": D(0)}, "PayGrowth.factor must be above 0"),
            ({"source": " "}, "PayGrowth.source must not be empty"),
        ],
    )
    def test_a_growth_that_is_none(self, changes: dict[str, Any], said: str) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            attrs.evolve(GROWTH, **changes)
        assert said in str(caught.value)


class TestGrowth:
    """From the medians of one survey, both cited."""

    YEARS = (counted(year=2022, p50=D(40_000), line=5), counted(year=2023, p50=D(41_000), line=7))

    def test_of_one_group(self) -> None:
        own = catalog(*self.YEARS, counted(year=2021), counted(year=2023, first_year=2022))
        growth = rp.pay_growth("Baker", 2022, 2023, catalog=own)
        assert growth == rp.PayGrowth(
            year_from=2022, year_to=2023, factor=D("1.025"), source="medians of Baker in count", groups=self.YEARS
        )
        told = str(growth.explain())
        assert told.startswith("growth of pay from 2022 to 2023, medians of Baker in count = 1.025 (quotient)")
        assert "median of 2023 = 41000 <count, line 7>" in told
        assert "median of 2022 = 40000 <count, line 5>" in told
        assert repr(growth) == "PayGrowth(+2.50 % from 2022 to 2023: medians of Baker in count)"
        shown = str(growth)
        assert "+2.50 % from 2022 to 2023: medians of Baker in count." in shown
        assert [line.split() for line in shown.splitlines() if line.endswith("[1]")] == [
            ["2022", "40K", "20", "[1]"],
            ["2023", "41K", "20", "[1]"],
        ]
        assert str(GROWTH).splitlines() == ["Growth of pay", "+5.00 % from 2022 to 2023: a forecast."]
        assert growth.to_records()[0]["lines"] == ["count:5", "count:7"]
        assert rp.pay_growth("Baker", 2023, 2022, catalog=own).factor < 1
        aged = rp.age_pay(self.YEARS[0], growth)
        assert aged.figures == ((50, D("41000.000")),)
        assert "[1] count, lines 2, 5, 7" not in str(aged)
        assert "[1] count, lines 5, 7" in str(aged)

    def test_several_are_told_apart(self) -> None:
        more = tuple(attrs.evolve(group, location="town", p50=D(50_000)) for group in self.YEARS)
        total = tuple(attrs.evolve(group, component="total", p50=D(60_000)) for group in self.YEARS)
        hour = tuple(attrs.evolve(group, period="hour", p50=D(15)) for group in self.YEARS)
        own = catalog(*self.YEARS, *more, *total, *hour)
        with pytest.raises(rp.InvalidFieldError, match="several groups have; choose by location=, source= or component=, got 'Baker'"):
            rp.pay_growth("Baker", 2022, 2023, catalog=own)
        assert rp.pay_growth("Baker", 2022, 2023, location="town", catalog=own).factor == 1
        assert rp.pay_growth("Baker", 2022, 2023, component="total", catalog=own).factor == 1
        assert rp.pay_growth("Baker", 2022, 2023, period="hour", catalog=own).factor == 1
        with pytest.raises(rp.InvalidFieldError, match="no group has"):
            rp.pay_growth("Baker", 2022, 2023, source="other", catalog=own)

    @pytest.mark.parametrize(
        "last",
        [
            {"records": 9},
            {"first_year": 2021},
            {"p90": D(50_000), "floors": (50, 90)},
            {"p50": None, "p90": D(50_000)},
            {"p50": D(0)},
            {"currency": "USD"},
            {"level": "senior"},
        ],
    )
    def test_what_has_no_median_of_both_years(self, last: dict[str, Any]) -> None:
        own = catalog(self.YEARS[0], attrs.evolve(self.YEARS[1], **last))
        with pytest.raises(rp.InvalidFieldError, match="must have one group with medians of 2022 and 2023, and no group has"):
            rp.pay_growth("Baker", 2022, 2023, catalog=own)
