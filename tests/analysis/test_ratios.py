from __future__ import annotations

from decimal import Decimal, localcontext

import attrs
import pytest

import rolepath as rp
from rolepath.analysis.ratios import by_level, doubts_of, pay_ratios, percent, unlike

from .tiny import catalog, pays

MORE, LESS, SAME, MIXED = rp.PayOrder.MORE, rp.PayOrder.LESS, rp.PayOrder.SAME, rp.PayOrder.MIXED


def ratios(*bands: rp.SalaryBand, source: str = "one") -> tuple[rp.PayRatio, ...]:
    """Set the role here against the role there."""
    made = catalog(*bands)
    return pay_ratios(made, made.role("here").id, made.role("there").id, made.source(source).id)


def ratio(mine: tuple[int, int | None], theirs: tuple[int, int | None], *, is_open: str = "", **fields: object) -> rp.PayRatio:
    """Set one range against another; ``is_open`` names the role whose printed top is open."""
    (found,) = ratios(*(pays(role, *span, open_top=role == is_open, **fields) for role, span in (("here", mine), ("there", theirs))))
    return found


def few(value: Decimal | None) -> str:
    return "open" if value is None else f"{value:.1f}"


class TestDifference:
    """Floors against floors, tops against tops, as far as open ends let them compare."""

    @pytest.mark.parametrize(
        ("mine", "theirs", "is_open", "floor", "span", "order"),
        [
            # 190/160 and 290/240.
            ((190, 290), (160, 240), "", "18.8", ("18.8", "20.8"), MORE),
            # The top differs less than the floor: 160/115 and 230/175.
            ((160, 230), (115, 175), "", "39.1", ("31.4", "39.1"), MORE),
            # 600/450; the top is at least 1200/750.
            ((600, 1200), (450, 750), "here", "33.3", ("33.3", "open"), MORE),
            # A floor alone: its top is at least 400, so at least 400/280.
            ((400, None), (200, 280), "", "100.0", ("42.9", "open"), MORE),
            # A floor alone within the other range: 200/280 at least.
            ((200, None), (200, 280), "", "0.0", ("-28.6", "open"), MIXED),
            # The other range has no top: it is at least 300, so at most 280/300; the floors give 200/300.
            ((200, 280), (300, None), "", "-33.3", ("open", "-6.7"), LESS),
            # The other range is open above 300: at most 400/300, and the floors give 100/200.
            ((100, 400), (200, 300), "there", "-50.0", ("open", "33.3"), MIXED),
            # Both without a top: the floors alone.
            ((80, None), (80, None), "", "0.0", ("0.0", "0.0"), SAME),
            ((90, None), (80, None), "", "12.5", ("12.5", "12.5"), MORE),
            ((60, None), (80, None), "", "-25.0", ("-25.0", "-25.0"), LESS),
            ((100, 200), (100, 200), "", "0.0", ("0.0", "0.0"), SAME),
            ((80, 160), (100, 200), "", "-20.0", ("-20.0", "-20.0"), LESS),
            ((90, 220), (100, 200), "", "-10.0", ("-10.0", "10.0"), MIXED),
            # Equal floors and a higher or lower top.
            ((100, 220), (100, 200), "", "0.0", ("0.0", "10.0"), MORE),
            ((100, 180), (100, 200), "", "0.0", ("-10.0", "0.0"), LESS),
            # Equal floors, and a top that is open from the other's on: the same, or more.
            ((100, 200), (100, 200), "here", "0.0", ("0.0", "open"), MIXED),
            ((100, 200), (100, 200), "there", "0.0", ("open", "0.0"), MIXED),
            # Paid nothing at the floor.
            ((0, 200), (100, 200), "", "-100.0", ("-100.0", "0.0"), LESS),
            # Two single figures.
            ((212, 212), (175, 175), "", "21.1", ("21.1", "21.1"), MORE),
        ],
    )
    def test_by_hand(
        self,
        mine: tuple[int, int | None],
        theirs: tuple[int, int | None],
        is_open: str,
        floor: str,
        span: tuple[str, str],
        order: rp.PayOrder,
    ) -> None:
        found = ratio(mine, theirs, is_open=is_open)
        assert (few(found.floor), tuple(map(few, found.span)), found.order) == (floor, span, order)

    @pytest.mark.parametrize(
        ("mine", "theirs", "is_open", "at_top"),
        [
            ((190, 290), (160, 240), "", ("20.8", "20.8")),
            ((600, 1200), (450, 750), "here", ("60.0", "open")),
            ((400, None), (200, 280), "", ("42.9", "open")),
            ((100, 400), (200, 300), "there", ("open", "33.3")),
            ((80, None), (80, None), "", ("open", "open")),
        ],
    )
    def test_at_the_top(self, mine: tuple[int, int | None], theirs: tuple[int, int | None], is_open: str, at_top: tuple[str, str]) -> None:
        assert tuple(map(few, ratio(mine, theirs, is_open=is_open).at_top)) == at_top

    def test_two_open_tops_compare_by_their_floors(self) -> None:
        (found,) = ratios(pays("here", 80, 100, open_top=True), pays("there", 80, 300, open_top=True))
        assert (found.is_by_floor, found.lowest, found.highest, found.order) == (True, None, None, SAME)

    def test_one_open_top_does_not(self) -> None:
        assert not ratio((80, None), (80, 100)).is_by_floor

    def test_the_callers_decimal_context_does_not_count(self) -> None:
        with localcontext() as context:
            context.prec = 2
            coarse = ratio((190, 290), (160, 240))
            told = coarse.explain()
        exact = ratio((190, 290), (160, 240))
        assert (coarse, told) == (exact, exact.explain())
        assert exact.floor == Decimal("18.75")

    def test_level_and_source(self) -> None:
        found = ratio((190, 290), (160, 240), level="mid")
        assert (found.level, found.source) == ("mid", "one")


class TestWhatCompares:
    """Only like figures of one source."""

    @pytest.mark.parametrize(
        "other",
        [
            {"currency": "GBP"},
            {"component": "base"},
            {"component": "unspecified"},
            {"location": "uk"},
            {"location": None},
            {"level": "mid"},
            {"level": None},
            {"statistic": "average"},
            {"employer": "a bank"},
            {"source": "two"},
        ],
    )
    def test_unlike_figures_do_not(self, other: dict[str, str | None]) -> None:
        assert ratios(pays("here", 100, 200), pays("there", 100, 200, **other)) == ()
        assert ratios(pays("here", 100, 200, **other), pays("there", 100, 200)) == ()

    def test_another_period_does_not(self) -> None:
        assert ratios(pays("here", 100, 200), attrs.evolve(pays("there", 100, 200), period="month")) == ()

    @pytest.mark.parametrize(
        "alike", [{"component": "unspecified"}, {"location": None}, {"level": None}, {"employer": "A bank"}, {"statistic": "median"}]
    )
    def test_figures_that_leave_the_same_open_do(self, alike: dict[str, str | None]) -> None:
        assert ratio((110, 220), (100, 200), **alike).order is MORE

    def test_an_employer_is_a_name(self) -> None:
        (found,) = ratios(pays("here", 110, 220, employer="Top-companies"), pays("there", 100, 200, employer="top companies"))
        assert str(found) == "senior, USD total, Top-companies: 10 % more"

    def test_a_single_figure_and_a_range_do_not(self) -> None:
        assert ratios(pays("here", 150, 150), pays("there", 100, 200)) == ()
        assert ratios(pays("here", 100, 200), pays("there", 150, 150)) == ()

    @pytest.mark.parametrize("span", [(150, None), (150, 150)])
    def test_an_open_figure_is_a_range(self, span: tuple[int, int | None]) -> None:
        (found,) = ratios(pays("here", *span, open_top=span[1] is not None), pays("there", 100, 200))
        assert found.span == (Decimal(-25), None)

    def test_nothing_is_a_multiple_of_nothing(self) -> None:
        assert ratios(pays("here", 0, 200), pays("there", 0, 200)) == ()

    def test_each_pair_once(self) -> None:
        bands = (pays("here", 110, 220), pays("here", 120, 240, line=2), pays("there", 100, 200))
        assert [ratio.floor for ratio in ratios(*bands, *bands)] == [Decimal(10), Decimal(20)]

    def test_one_source_at_a_time(self) -> None:
        two = (pays("here", 120, 240, source="two"), pays("there", 100, 200, source="two"))
        bands = (pays("here", 110, 220), pays("there", 100, 200), *two)
        assert [found.floor for found in ratios(*bands)] == [Decimal(10)]
        assert [found.floor for found in ratios(*bands, source="two")] == [Decimal(20)]
        assert ratios(*bands, source="three") == ()


class TestUnlike:
    def test_every_dimension(self) -> None:
        a = pays("here", 1, 2)
        b = attrs.evolve(
            a, currency="GBP", component="base", period="day", location="uk", level=None, statistic="median", employer="a bank"
        )
        assert unlike(a, a) == ()
        assert unlike(a, b) == ("currency", "component", "period", "place", "level", "statistic", "employer")

    def test_what_is_open_is_alike_within_one_source_alone(self) -> None:
        fields = {"component": "unspecified", "location": None}
        assert unlike(pays("here", 1, 2, **fields), pays("there", 1, 2, **fields)) == ()
        assert unlike(pays("here", 1, 2, **fields), pays("there", 1, 2, source="two", **fields)) == ("component", "place")

    def test_sources_need_not_be_one(self) -> None:
        assert unlike(pays("here", 1, 2), pays("there", 1, 2, source="two")) == ()


class TestDoubts:
    def test_none(self) -> None:
        assert doubts_of(pays("here", 1, 2), pays("there", 1, 2)) == ()

    def test_each(self) -> None:
        band = attrs.evolve(
            pays("here", 1, 2, component="unspecified", statistic="median", employer="a bank", assumed=("location", "level")),
            approximate=True,
            hedge="often",
        )
        assert doubts_of(band, band, pays("there", 1, 2, assumed=("location",))) == (
            "the location is assumed",
            "the level is assumed",
            "what the figures count is not stated",
            "a figure is called rough",
            "a figure is hedged: often",
            "the figures are of the statistic median",
            "the figures speak of a bank",
        )

    def test_a_comparison_has_those_of_both(self) -> None:
        (found,) = ratios(pays("here", 1, 2, assumed=("level",)), pays("there", 1, 2, assumed=("location",)))
        assert found.doubts == ("the level is assumed", "the location is assumed")


class TestOrder:
    def test_by_track_and_rank_with_no_level_last(self) -> None:
        levels = ("manager", None, "staff", "entry", "senior")
        bands = [pays(role, 100, 200, level=level) for role in ("here", "there") for level in levels]
        assert [found.level for found in ratios(*bands)] == ["entry", "senior", "staff", "manager", None]

    def test_figures_that_look_the_same_keep_one_order(self) -> None:
        bands = [pays(role, 100, 200, employer=employer) for role in ("here", "there") for employer in ("a bank", "a club", None)]
        there = catalog(*bands)
        found = ratios(*bands)
        assert len(found) == 3
        assert tuple(by_level(there, reversed(found))) == found
        assert ratios(*reversed(bands)) == found


class TestWords:
    @pytest.mark.parametrize(
        ("low", "high", "said"),
        [
            ("18.75", "20.83", "18.8 to 20.8 % more"),
            ("20", "20", "20 % more"),
            ("-20", "-20", "20 % less"),
            ("0", "0", "the same"),
            ("0", "20", "0 to 20 % more"),
            ("-20", "0", "0 to 20 % less"),
            ("-30", "-20.5", "20.5 to 30 % less"),
            ("-6.25", "8.7", "6.2 % less to 8.7 % more"),
            ("60", None, "at least 60 % more"),
            (None, "-60", "at least 60 % less"),
            # Twenty percent less is the least; more than that, and more than the other, are left open.
            ("-20", None, "at most 20 % less, or more"),
            (None, "20", "at most 20 % more, or less"),
            ("0", None, "the same or more"),
            (None, "0", "the same or less"),
            (None, None, "not known"),
        ],
    )
    def test_percent(self, low: str | None, high: str | None, said: str) -> None:
        assert percent(*(None if end is None else Decimal(end) for end in (low, high))) == said

    @pytest.mark.parametrize(
        ("mine", "theirs", "fields", "said"),
        [
            ((190, 290), (160, 240), {"level": "mid"}, "mid, USD total: 18.8 to 20.8 % more"),
            ((190, 290), (160, 240), {"level": None, "currency": "GBP"}, "no level, GBP total: 18.8 to 20.8 % more"),
            ((400, None), (200, 280), {"employer": "FAANG"}, "senior, USD total, FAANG: at least 42.9 % more"),
            ((80, None), (80, None), {"component": "base"}, "senior, USD base: the same by the floors alone"),
        ],
    )
    def test_a_comparison(
        self, mine: tuple[int, int | None], theirs: tuple[int, int | None], fields: dict[str, str | None], said: str
    ) -> None:
        assert str(ratio(mine, theirs, **fields)) == said


class TestExplanation:
    def test_quotients_of_the_ends(self) -> None:
        (found,) = ratios(
            pays("here", 190, 290, line=8, printed="$190-$290", assumed=("location",)), pays("there", 160, 240, source="one", line=9)
        )
        told = found.explain()
        assert told.statement == str(found)
        assert [(step.statement, step.value) for step in told.children] == [
            ("quotient of the floors", Decimal("1.1875")),
            ("quotient of the tops", Decimal(290) / Decimal(240)),
        ]
        assert [
            (leaf.statement, leaf.value, leaf.is_assumed, leaf.citation and leaf.citation.line) for leaf in told.children[1].children
        ] == [
            ("here, $190-$290", Decimal(290), True, 8),
            ("there, 240", Decimal(240), False, 9),
        ]

    @pytest.mark.parametrize(
        ("mine", "theirs", "said", "amounts"),
        [
            ((400, None), (200, 280), "quotient of the floor to the top, one range being open", (400, 280)),
            ((200, 280), (300, None), "quotient of the top to the floor, one range being open", (280, 300)),
        ],
    )
    def test_the_end_that_an_open_range_leaves(
        self, mine: tuple[int, int | None], theirs: tuple[int, int | None], said: str, amounts: tuple[int, int]
    ) -> None:
        _, step = ratio(mine, theirs).explain().children
        assert step.statement == said
        assert tuple(leaf.value for leaf in step.children) == tuple(map(Decimal, amounts))
        assert step.value == Decimal(amounts[0]) / Decimal(amounts[1])

    def test_two_open_ranges_have_no_tops(self) -> None:
        assert [step.statement for step in ratio((80, None), (70, None)).explain().children] == ["quotient of the floors"]

    def test_each_quotient_follows_from_its_figures(self) -> None:
        for step in ratio((190, 290), (160, 240)).explain().children:
            assert step.recomputed() == pytest.approx(step.value, rel=Decimal("1e-27"))
