"""Disagreements about pay: figures, claims against figures, claims against claims."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
import pytest

import rolepath as rp
from rolepath.analysis.disagreement import Disagreement

from .tiny import at, catalog, pays


def claims(
    relation: str, role: str = "here", other: str | None = "there", *, source: str = "one", line: int = 1, **fields: Any
) -> rp.PayClaim:
    """Make a claim about pay; percents are whole numbers."""
    for name in ("percent_minimum", "percent_maximum"):
        if name in fields:
            fields[name] = Decimal(fields[name])
    return rp.PayClaim(role=role, relation=relation, other=other, citation=at(source, line), **fields)


def found(*facts: rp.Fact, topic: str = "pay", **fields: Any) -> list[Disagreement]:
    return list(rp.disagreements(topic=topic, catalog=catalog(*facts, **fields)))


def only(*facts: rp.Fact, **fields: Any) -> Disagreement:
    (item,) = found(*facts, **fields)
    return item


def standings(*facts: rp.Fact) -> list[tuple[str, str]]:
    return [(item.kind.value, item.standing.value) for item in found(*facts)]


class TestBandsThatAreAlike:
    """Figures alike in everything that do not touch are a conflict."""

    def test_two_sources(self) -> None:
        low, high = pays("here", 100, 200), pays("here", 201, 300, source="two")
        item = only(high, low)
        assert (item.kind, item.standing, item.roles) == ("pay-bands", "conflict", ("here",))
        assert item.topic == "pay of Role here at senior level"
        assert item.reason == "figures of one kind do not touch: one: 100 to 200 USD total; two: 201 to 300 USD total"
        assert [side.facts for side in item.sides] == [(low,), (high,)]
        assert item.doubts == item.steps == ()

    @pytest.mark.parametrize(("low", "top"), [(200, 300), (150, 160), (50, 100), (0, None)])
    def test_figures_that_touch(self, low: int, top: int | None) -> None:
        assert not found(pays("here", 100, 200), pays("here", low, top, source="two"))

    def test_an_open_top_touches_all_above(self) -> None:
        assert not found(pays("here", 100, 200, open_top=True), pays("here", 900, 950, source="two"))
        item = only(pays("here", 100, 200, open_top=True), pays("here", 50, 99, source="two"))
        assert item.sides[0].says == "one: 100 to 200+ USD total"

    def test_a_floor_alone(self) -> None:
        item = only(pays("here", 400, None, employer="FAANG"), pays("here", 50, 99, source="two", employer="faang"))
        assert item.sides[0].says == "one: 400 to no top USD total, FAANG"
        assert item.doubts == ("the figures speak of FAANG", "the figures speak of faang")

    def test_a_source_against_itself_has_a_side_for_each_figure(self) -> None:
        low, high = pays("here", 100, 200, line=3), pays("here", 300, 400, line=4)
        item = only(high, low)
        assert item.standing == "conflict"
        assert item.is_within_one_source
        assert [(side.says, side.facts) for side in item.sides] == [
            ("one: 100 to 200 USD total", (low,)),
            ("one: 300 to 400 USD total", (high,)),
        ]

    def test_only_figures_that_do_not_touch_some_other_are_named(self) -> None:
        low, high, both = pays("here", 100, 200), pays("here", 300, 400, source="two"), pays("here", 150, 350, source="three")
        assert set(only(low, high, both).facts) == {low, high}

    def test_all_levels_is_a_group_of_its_own(self) -> None:
        item = only(pays("here", 100, 200, level=None), pays("here", 300, 400, level=None, source="two"), pays("here", 900, 999))
        assert item.topic == "pay of Role here, all levels"

    def test_what_is_open_in_both_figures_may_be_anything_unless_one_source_gives_them(self) -> None:
        low = pays("here", 100, 200, component="unspecified", assumed=("location",))
        high = pays("here", 300, 400, component="unspecified", line=2)
        item = only(low, high)
        assert item.standing == "conflict"
        assert item.doubts == ("the location is assumed", "what the figures count is not stated")
        assert only(low, attrs.evolve(high, citation=at("two"))).standing == "apparent"


DIMENSIONS: dict[str, dict[str, Any]] = {
    "currency": {"currency": "GBP"},
    "component": {"component": "base"},
    "period": {"period": "month"},
    "place": {"location": "uk"},
    "statistic": {"statistic": "median"},
    "employer": {"employer": "startups"},
}


class TestBandsThatAreNot:
    """What differs in currency, component, period, place, level, statistic or employer is never a conflict."""

    @pytest.mark.parametrize("dimension", DIMENSIONS)
    def test_one_dimension(self, dimension: str) -> None:
        other = attrs.evolve(pays("here", 300, 400, source="two"), **DIMENSIONS[dimension])
        item = only(pays("here", 100, 200), other)
        assert (item.kind, item.standing) == ("pay-bands", "apparent")
        assert item.reason.startswith(
            f"figures do not touch, and are not alike in {dimension}: one: 100 to 200 USD total; two: 300 to 400 "
        )
        assert not found(pays("here", 100, 200), attrs.evolve(other, citation=at("one", 2)))

    def test_another_level_is_nothing_at_all(self) -> None:
        assert not found(pays("here", 100, 200), pays("here", 300, 400, source="two", level="staff"))
        assert not found(pays("here", 100, 200), pays("here", 300, 400, source="two", level=None))

    def test_unlike_figures_that_touch(self) -> None:
        assert not found(pays("here", 100, 200), pays("here", 200, 400, source="two", currency="GBP"))

    def test_pounds_and_dollars_beside_a_conflict_in_dollars(self) -> None:
        low, high, pounds = (
            pays("here", 100, 200),
            pays("here", 300, 400, source="two"),
            pays("here", 30, 40, source="three", currency="GBP"),
        )
        conflict, apparent = found(low, high, pounds)
        assert (conflict.standing, set(conflict.facts)) == ("conflict", {low, high})
        assert (apparent.standing, set(apparent.facts)) == ("apparent", {low, high, pounds})
        assert "not alike in currency: " in apparent.reason


#: Mid and senior pay of two roles in source two: here is paid 20 % more at mid level, and 50 % more at senior level.
TABLE = (
    pays("here", 120, 240, source="two", level="mid"),
    pays("there", 100, 200, source="two", level="mid", line=2),
    pays("here", 300, 450, source="two", line=3),
    pays("there", 200, 300, source="two", line=4),
)


class TestClaimsAgainstFigures:
    """A claim stands against figures that contradict it, and is qualified by those that bear it out in part."""

    def test_a_ratio_that_no_level_bears_out(self) -> None:
        claim = claims("more", percent_minimum=60, percent_maximum=80, assumed=("relation",), hedge="often")
        item = only(claim, *TABLE)
        assert (item.kind, item.standing) == ("pay-ratio", "conflict")
        assert item.topic == "pay of Role here against Role there"
        assert set(item.roles) == {"here", "there"}
        assert item.sides[0].says == "one: Role here is paid 60 to 80 % more than Role there"
        assert item.sides[0].facts == (claim,)
        assert item.sides[1].says == "two: mid, USD total: 20 % more; senior, USD total: 50 % more"
        assert item.sides[1].facts == TABLE
        assert item.reason == "the figures of two give mid, USD total: 20 % more; senior, USD total: 50 % more"
        assert item.doubts == (
            "the claim does not say which pay it counts",
            "the claim names no place",
            "the claim's relation is assumed",
            "the claim is hedged: often",
        )
        assert [step.statement for step in item.steps] == ["mid, USD total: 20 % more", "senior, USD total: 50 % more"]

    @pytest.mark.parametrize(
        ("low", "high", "standing"),
        [(20, 50, None), (20, 49, "qualified"), (21, 50, "qualified"), (21, 49, "conflict"), (51, 90, "conflict"), (-9, 19, "conflict")],
    )
    def test_ratios(self, low: int, high: int, standing: str | None) -> None:
        items = found(claims("more", percent_minimum=low, percent_maximum=high), *TABLE)
        assert [item.standing for item in items] == ([] if standing is None else [standing])

    def test_a_claim_of_another_level_component_place_or_employer_is_not_checked(self) -> None:
        like = {"percent_minimum": 90, "percent_maximum": 99}
        for scope in ({"levels": ("staff",)}, {"component": "base"}, {"location": "uk"}, {"employers": ("startups",)}):
            assert not found(claims("more", **like, **scope), *TABLE)

    def test_figures_in_another_currency_give_the_same_ratio(self) -> None:
        pounds = [attrs.evolve(band, currency="GBP", location="uk") for band in TABLE]
        assert standings(claims("more", percent_minimum=20, percent_maximum=50), *TABLE, *pounds) == []

    @pytest.mark.parametrize(("relation", "kind"), [("less", "pay-order"), ("same", "pay-order"), ("lowest", "pay-order")])
    def test_an_order_that_the_figures_turn(self, relation: str, kind: str) -> None:
        item = only(claims(relation, other=None if relation == "lowest" else "there"), *TABLE)
        assert (item.kind, item.standing) == (kind, "conflict")
        expected = "pay of Role here against the other roles" if relation == "lowest" else "pay of Role here against Role there"
        assert item.topic == expected

    def test_a_trend_against_the_levels(self) -> None:
        item = only(claims("converges", levels=("senior",)), *TABLE)
        assert (item.kind, item.standing) == ("pay-trend", "conflict")
        assert item.topic == "pay of Role here against Role there, by level"
        assert item.sides[1].facts == TABLE
        assert not found(claims("widens", levels=("senior",)), *TABLE)

    def test_a_claim_that_a_source_repeats_is_cited_each_time_and_doubted_for_each(self) -> None:
        plain, hedged = claims("less", line=9), claims("less", line=4, hedge="perhaps", assumed=("other",))
        item = only(plain, hedged, *TABLE)
        assert item.sides[0].facts == (hedged, plain)
        assert item == only(hedged, plain, *TABLE)
        assert "the claim is hedged: perhaps" in item.doubts
        assert "the claim's other is assumed" in item.doubts

    def test_growth_that_another_source_turns_is_left_to_check_claims(self) -> None:
        grown = [
            claims("grows", role, None, baseline="the year before", source="two", percent_minimum=percent, percent_maximum=percent)
            for role, percent in (("here", 3), ("there", 9))
        ]
        claim = claims("pulls-ahead")
        assert not found(claim, *grown)
        checks = rp.check_claims(catalog=catalog(claim, *grown)).of("contradicted")
        assert [check.reason for check in checks] == ["3 % against 9 %"]


class TestClaimsAgainstClaims:
    """Opposite claims of one scope are a conflict; a claim on a part qualifies one on the whole."""

    def test_opposite_orders(self) -> None:
        mine, theirs = (
            claims("more", hedge="often", assumed=("other",)),
            claims("more", "there", "here", source="two", location="us", component="base"),
        )
        item = only(theirs, mine)
        assert (item.kind, item.standing, item.reason) == ("pay-order", "qualified", "here more against there more")
        assert [side.says for side in item.sides] == [
            "one: Role here is paid more than Role there",
            "two: Role there is paid more than Role here, base pay, in United States",
        ]
        assert item.doubts == (
            "one names no place",
            "one does not say which pay it counts",
            "the other of one is assumed",
            "one hedges: often",
        )
        assert only(mine, attrs.evolve(theirs, component="unspecified")).standing == "conflict"

    @pytest.mark.parametrize(
        ("first", "second", "standing"),
        [
            ({"levels": ("mid",)}, {"levels": ("mid", "senior")}, "conflict"),
            ({"levels": ("mid",)}, {}, "qualified"),
            ({"levels": ("mid",)}, {"levels": ("senior",)}, None),
            ({"employers": ("FAANG",)}, {"employers": ("faang",)}, "conflict"),
            ({"employers": ("FAANG",)}, {}, "qualified"),
            ({"employers": ("FAANG",)}, {"employers": ("startups",)}, None),
            ({"component": "base"}, {"component": "base"}, "conflict"),
            ({"component": "base"}, {}, "qualified"),
            ({"component": "base"}, {"component": "equity"}, None),
            ({"location": "uk"}, {"location": "uk"}, "conflict"),
            ({"location": "uk"}, {}, "conflict"),
            ({"location": "uk"}, {"location": "london"}, "qualified"),
            ({"location": "uk"}, {"location": "us"}, "apparent"),
            ({"year": 2026}, {}, "qualified"),
        ],
    )
    def test_scopes(self, first: dict[str, Any], second: dict[str, Any], standing: str | None) -> None:
        for one, two in ((first, second), (second, first)):
            items = found(claims("more", **one), claims("less", source="two", **two))
            assert [item.standing for item in items] == ([standing] if standing else [])

    def test_repeated_claims_are_one_side(self) -> None:
        first, again, against = claims("more", line=2), claims("more", line=7, hedge="usually"), claims("less", source="two")
        item = only(again, against, first)
        assert [side.facts for side in item.sides] == [(first, again), (against,)]
        assert "one hedges: usually" in item.doubts

    @pytest.mark.parametrize(
        ("first", "second", "standing"),
        [
            ((10, 20), (30, 40), "conflict"),
            ((30, 40), (10, 20), "conflict"),
            ((10, 20), (20, 40), None),
            ((10, 20), (30, None), "conflict"),
            ((10, None), (30, 40), None),
        ],
    )
    def test_percents(self, first: tuple[int, int], second: tuple[int, int | None], standing: str | None) -> None:
        mine, theirs = ({"percent_minimum": low, **({} if high is None else {"percent_maximum": high})} for low, high in (first, second))
        items = found(claims("more", **mine), claims("more", source="two", **theirs))
        assert [(item.kind, item.standing) for item in items] == ([("pay-ratio", standing)] if standing else [])

    def test_percents_in_words(self) -> None:
        item = only(claims("more", percent_minimum=10, percent_maximum=20), claims("more", source="two", percent_minimum=30))
        assert item.reason == "here 10 to 20 more against here 30 to no top more percent"

    def test_a_ratio_and_the_opposite_order_are_one_kind_whichever_comes_first(self) -> None:
        ratio, order = claims("more", percent_minimum=10, percent_maximum=20), claims("less")
        kinds = {
            only(attrs.evolve(one, citation=at("one")), attrs.evolve(two, citation=at("two"))).kind
            for one, two in ((ratio, order), (order, ratio))
        }
        assert kinds == {"pay-ratio"}

    @pytest.mark.parametrize(
        ("first", "second", "reason"),
        [
            (("widens", "here", "there"), ("converges", "there", "here"), "widens against converges"),
            (("largest-gap", "here", "there"), ("smallest-gap", "here", "there"), "largest-gap against smallest-gap"),
            (("higher-ceiling", "here", "there"), ("higher-ceiling", "there", "here"), "each is said to have the higher ceiling"),
            (("pulls-ahead", "here", "there"), ("pulls-ahead", "there", "here"), "each is said to pull ahead"),
            (("highest", "here", None), ("highest", "there", None), "both are called highest"),
            (("lowest", "here", None), ("lowest", "there", None), "both are called lowest"),
            (("highest", "here", None), ("lowest", "here", None), "here is called both highest and lowest"),
            (("highest", "here", None), ("less", "here", "there"), "here is called highest, yet here is paid less than there"),
            (("more", "there", "here"), ("highest", "here", None), "here is called highest, yet there is paid more than here"),
            (("lowest", "here", None), ("more", "here", "there"), "here is called lowest, yet here is paid more than there"),
        ],
    )
    def test_opposites(self, first: tuple[str, str, str | None], second: tuple[str, str, str | None], reason: str) -> None:
        item = only(claims(*first), claims(*second, source="two"))
        assert (item.standing, item.reason) == ("conflict", reason)

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (("widens", "here", "there"), ("widens", "there", "here")),
            (("widens", "here", "there"), ("largest-gap", "here", "there")),
            (("widens", "here", "there"), ("converges", "here", "third")),
            (("higher-ceiling", "here", "there"), ("higher-ceiling", "here", "there")),
            (("pulls-ahead", "here", "there"), ("higher-ceiling", "there", "here")),
            (("highest", "here", None), ("highest", "here", None)),
            (("highest", "here", None), ("lowest", "there", None)),
            (("highest", "here", None), ("more", "here", "there")),
            (("highest", "here", None), ("same", "here", "there")),
            (("highest", "here", None), ("more", "third", "there")),
            (("more", "here", "there"), ("less", "there", "here")),
            (("same", "here", "there"), ("same", "there", "here")),
            (("more", "here", "there"), ("more", "third", "here")),
            (("strong", "here", None), ("less", "here", "there")),
        ],
    )
    def test_no_opposites(self, first: tuple[str, str, str | None], second: tuple[str, str, str | None]) -> None:
        assert not found(claims(*first), claims(*second, source="two"), roles=("here", "there", "third"))

    def test_a_baseline_in_words_is_not_every_role(self) -> None:
        assert not found(claims("highest", other=None, baseline="three roles"), claims("highest", "there", None, source="two"))
        assert not found(claims("highest", other=None, baseline="three roles"), claims("lowest", other=None, source="two"))
        assert only(claims("highest", other=None, baseline="three roles"), claims("less", source="two")).standing == "qualified"
        both = [
            claims("highest", role, None, baseline="three roles", source=source) for role, source in (("here", "one"), ("there", "two"))
        ]
        assert only(*both).standing == "conflict"

    def test_baselines_in_words_are_not_compared(self) -> None:
        first = claims("widens", other=None, baseline="the trades")
        assert not found(first, claims("converges", other=None, baseline="the law", source="two"))
        assert (
            only(first, claims("converges", other=None, baseline="the trades", source="two")).topic
            == "pay of Role here against the trades, by level"
        )
        assert not found(claims("more", other=None, baseline="the trades"), claims("less", other=None, baseline="the trades", source="two"))

    def test_a_change_over_time_is_not_one_from_level_to_level(self) -> None:
        over_time, by_level = claims("widens", year=2026), claims("converges", levels=("senior",), source="two")
        assert only(over_time, by_level).standing == "apparent"
        assert only(over_time, attrs.evolve(by_level, levels=())).standing == "qualified"
        assert only(over_time, attrs.evolve(by_level, levels=(), year=2026)).standing == "conflict"

    def test_one_year_against_another(self) -> None:
        assert not found(claims("widens", year=2025), claims("converges", year=2026, source="two"))
        assert not found(claims("more", year=2025), claims("less", year=2026, source="two"))

    @pytest.mark.parametrize(
        ("fields", "standing"),
        [
            ({}, "conflict"),
            ({"degree": "slightly"}, "qualified"),
            ({"percent_minimum": 5, "percent_maximum": 30}, "qualified"),
            ({"percent_minimum": 6, "percent_maximum": 30}, "conflict"),
        ],
    )
    def test_the_same_and_slightly_more_may_both_be_right(self, fields: dict[str, Any], standing: str) -> None:
        same, more = claims("same"), claims("more", source="two", **fields)
        assert only(same, more).standing == standing
        assert only(attrs.evolve(same, citation=at("two")), attrs.evolve(more, citation=at("one"))).standing == standing


class TestSlightDifferences:
    """A difference that changes with the level, and is called slight on both sides of the change."""

    TREND = claims("widens", levels=("senior",), location="uk")
    BELOW = claims("more", levels=("entry", "mid"), degree="small", line=2)
    HERE = claims("more", levels=("senior",), degree="slightly", line=3)

    def test_both_sides(self) -> None:
        again = attrs.evolve(self.HERE, citation=at(line=8))
        item = only(self.TREND, self.BELOW, self.HERE, again)
        assert (item.kind, item.standing) == ("pay-trend", "qualified")
        assert item.reason == "the difference is said to change, and called small and slightly on both sides of the change"
        assert [side.facts for side in item.sides] == [(self.TREND,), (self.HERE, again, self.BELOW)]
        assert item.sides[1].says == (
            "one: Role here is paid more than Role there, by a difference called small, at entry and mid level; "
            "Role here is paid more than Role there, by a difference called slightly, at senior level"
        )

    @pytest.mark.parametrize(
        "facts",
        [
            (TREND, BELOW),
            (TREND, HERE),
            (attrs.evolve(TREND, levels=()), BELOW, HERE),
            (attrs.evolve(TREND, citation=at("two")), BELOW, HERE),
            (TREND, attrs.evolve(BELOW, degree="large"), HERE),
            (TREND, attrs.evolve(BELOW, levels=()), HERE),
            (TREND, attrs.evolve(BELOW, other="third"), HERE),
        ],
    )
    def test_not_both_sides(self, facts: tuple[rp.PayClaim, ...]) -> None:
        assert not found(*facts, roles=("here", "there", "third"))


class TestOneFactLess:
    """A verdict joined over several figures gets plainer without one of them: the only way for a conflict to come up."""

    def test_the_level_that_bears_a_ratio_out(self) -> None:
        claim = claims("more", percent_minimum=15, percent_maximum=25)
        assert standings(claim, *TABLE) == [("pay-ratio", "qualified")]
        assert standings(claim, *TABLE[1:]) == [("pay-ratio", "conflict")]

    def test_the_highest_level_of_a_ceiling(self) -> None:
        below = (pays("here", 100, 200, source="two", level="mid"), pays("there", 100, 300, source="two", level="mid"))
        claim = claims("higher-ceiling")
        assert standings(claim, *below, *TABLE[2:]) == []
        assert standings(claim, *below, *TABLE[2:3]) == [("pay-order", "conflict")]

    def test_one_of_the_levels_below_a_trend(self) -> None:
        entry = (pays("here", 200, 400, source="two", level="entry"), pays("there", 100, 200, source="two", level="entry"))
        claim = claims("converges", levels=("senior",))
        assert standings(claim, *entry, *TABLE) == [("pay-trend", "qualified")]
        assert standings(claim, *entry[:1], *TABLE) == [("pay-trend", "conflict")]

    def test_no_figures_no_conflict(self) -> None:
        claim = claims("more", percent_minimum=60, percent_maximum=80)
        assert standings(claim, TABLE[0], TABLE[3]) == []


class TestFoundByReview:
    """Points that a second reader found."""

    def test_sources_that_name_no_place_are_not_joined(self) -> None:
        bands = [
            pays("here", low, low + 10, source=source, line=line, location=None)
            for source in ("one", "two")
            for line, low in ((1, 100), (2, 200))
        ]
        found = rp.disagreements(catalog=catalog(*bands)).conflicts
        assert [item.sources for item in found] == [("one",), ("two",)]

    def test_ratios_stated_the_other_way_round(self) -> None:
        # Here is 10 to 20 % above there; there is 40 to 50 % below here, so here is 67 to 100 % above there.
        item = only(
            claims("more", percent_minimum=10, percent_maximum=20),
            claims("less", role="there", other="here", source="two", percent_minimum=40, percent_maximum=50),
        )
        assert (item.kind, item.standing) == ("pay-ratio", "conflict")
        # There is 10 % below here: here is 11 % above there.
        assert not rp.disagreements(
            catalog=catalog(
                claims("more", percent_minimum=10, percent_maximum=20),
                claims("less", role="there", other="here", source="two", percent_minimum=10, percent_maximum=10),
            )
        )

    def test_superlatives_of_unlike_pairs(self) -> None:
        assert not rp.disagreements(
            catalog=catalog(
                claims("highest", role="here", other="there"),
                claims("highest", role="third", other="fourth", source="two"),
                roles=("here", "there", "third", "fourth"),
            )
        )

    def test_figures_of_one_employer_qualify_a_claim_on_all(self) -> None:
        figures = (pays("here", 100, 110, source="two", employer="startups"), pays("there", 200, 220, source="two", employer="startups"))
        item = only(claims("more"), *figures)
        assert item.standing == "qualified"
        assert "figures of one kind of employer, or outliers, do not contradict a claim on all" in item.doubts
        assert only(claims("more", employers=("Startups",)), *figures).standing == "conflict"

    def test_a_percentage_that_leaves_nothing(self) -> None:
        # 120 % less is no factor; the two are not compared.
        assert not found(claims("less", percent_minimum=120), claims("less", source="two", percent_minimum=10))
