from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

import rolepath as rp
from rolepath.analysis.pay_claims import Change, change, claimed, is_slight
from rolepath.analysis.ratios import pay_ratios

from .tiny import at, catalog, pays

OUT, PARTLY, NOT, UNKNOWN = rp.Verdict.BORNE_OUT, rp.Verdict.PARTLY, rp.Verdict.CONTRADICTED, rp.Verdict.NOT_CHECKABLE
ROLES = ("here", "there", "third")

Span = tuple[int, int | None]


def claim(relation: str = "more", **fields: object) -> rp.PayClaim:
    """Make a claim of the second source, about the role here against the role there."""
    return rp.PayClaim(**{"role": "here", "other": "there", "relation": relation, "citation": at("two", 9), **fields})


def both(mine: Span, theirs: Span = (100, 200), **fields: object) -> tuple[rp.SalaryBand, rp.SalaryBand]:
    """Pay both roles by the first source."""
    return pays("here", *mine, **fields), pays("there", *theirs, **fields)


def gap(percent: int, level: str | None = "senior", **fields: object) -> tuple[rp.SalaryBand, rp.SalaryBand]:
    """Pay the role here so many percent more, floor and top."""
    return both((100 + percent, 200 + 2 * percent), level=level, **fields)


def check(said: rp.PayClaim, *facts: rp.Fact, against: str = "one", roles: tuple[str, ...] = ROLES, **parameters: float) -> rp.ClaimCheck:
    """Set a claim against the figures of the first source."""
    made = catalog(*facts, said, roles=roles)
    for name, value in parameters.items():
        made = made.with_parameter(f"claims.{name}", value)
    return next(found for found in rp.check_claims(catalog=made) if (found.claim, found.against) == (said, against))


def percents(least: int | None, most: int | None) -> dict[str, Decimal | None]:
    return {
        "percent_minimum": None if least is None else Decimal(least),
        "percent_maximum": None if most is None else Decimal(most),
    }


class TestMoreAndLess:
    @pytest.mark.parametrize(
        ("mine", "theirs", "is_open", "more", "less"),
        [
            ((120, 260), (100, 200), "", OUT, NOT),
            ((100, 220), (100, 200), "", OUT, NOT),
            ((80, 160), (100, 200), "", NOT, OUT),
            ((100, 180), (100, 200), "", NOT, OUT),
            ((100, 200), (100, 200), "", NOT, NOT),
            ((90, 220), (100, 200), "", PARTLY, PARTLY),
            # 150 and up against at most 120.
            ((150, None), (100, 120), "", OUT, NOT),
            # At most 120 against 150 and up.
            ((100, 120), (150, None), "", NOT, OUT),
            # Open from 150, against 100 to 200: the top may lie on either side.
            ((100, 150), (100, 200), "here", PARTLY, PARTLY),
            # Both open: by the floors.
            ((90, None), (80, None), "", OUT, NOT),
            ((80, None), (80, None), "", NOT, NOT),
        ],
    )
    def test_in_words(self, mine: Span, theirs: Span, is_open: str, more: rp.Verdict, less: rp.Verdict) -> None:
        bands = tuple(attrs.evolve(band, open_top=band.role == is_open) for band in both(mine, theirs))
        assert check(claim("more"), *bands).verdict is more
        assert check(claim("less"), *bands).verdict is less

    @pytest.mark.parametrize(
        ("mine", "least", "most", "verdict"),
        [
            ((115, 250), 15, 25, OUT),  # 15 and 25 exactly
            ((116, 246), 15, 25, OUT),
            ((110, 220), 15, 25, NOT),
            ((130, 260), 15, 25, NOT),
            ((80, 160), 15, 25, NOT),
            ((110, 240), 15, 25, PARTLY),  # 10 to 20
            ((110, 260), 15, 25, PARTLY),  # 10 to 30: around it
            ((125, 260), 15, 25, PARTLY),  # 25 to 30: one end touches
            ((130, 300), 15, None, OUT),
            ((110, 300), 15, None, PARTLY),
            ((110, 220), 15, None, NOT),
            ((120, 240), 20, 20, OUT),
            ((120, 242), 20, 20, PARTLY),
        ],
    )
    def test_more_by_percent(self, mine: Span, least: int, most: int | None, verdict: rp.Verdict) -> None:
        assert check(claim("more", **percents(least, most)), *both(mine)).verdict is verdict

    @pytest.mark.parametrize(
        ("mine", "least", "most", "verdict"),
        [
            ((85, 170), 10, 20, OUT),
            ((80, 180), 10, 20, OUT),  # 20 and 10 less exactly
            ((95, 190), 10, 20, NOT),
            ((70, 140), 10, 20, NOT),
            ((115, 230), 10, 20, NOT),  # 15 percent more is not 15 percent less
            ((85, 190), 10, 20, PARTLY),
            ((50, 100), 10, None, OUT),
            ((95, 190), 10, None, NOT),
        ],
    )
    def test_less_by_percent(self, mine: Span, least: int, most: int | None, verdict: rp.Verdict) -> None:
        assert check(claim("less", **percents(least, most)), *both(mine)).verdict is verdict

    @pytest.mark.parametrize(
        ("mine", "theirs", "least", "most", "verdict"),
        [
            # At least 25 percent more, 150/120.
            ((150, None), (100, 120), 15, 20, NOT),
            ((150, None), (100, 120), 15, 30, PARTLY),
            ((150, None), (100, 120), 20, None, OUT),
            ((150, None), (100, 120), 30, None, PARTLY),
            # At most 20 percent less, 120/150: whatever is claimed as more is not so.
            ((100, 120), (150, None), 1, None, NOT),
            # 600/450 and at least 1200/750.
            ((600, None), (450, 750), 15, 25, PARTLY),
        ],
    )
    def test_open_ends(self, mine: Span, theirs: Span, least: int, most: int | None, verdict: rp.Verdict) -> None:
        assert check(claim("more", **percents(least, most)), *both(mine, theirs)).verdict is verdict

    def test_an_open_end_of_the_other(self) -> None:
        # 100/150 and at most 120/150: 33.3 to 20 percent less, or lower still at the top.
        bands = both((100, 120), (150, None))
        assert check(claim("less", **percents(10, 15)), *bands).verdict is NOT
        assert check(claim("less", **percents(10, 25)), *bands).verdict is PARTLY
        assert check(claim("less", **percents(20, None)), *bands).verdict is OUT

    def test_levels_that_differ(self) -> None:
        found = check(claim("more", **percents(15, 25)), *gap(16, "entry"), *gap(20, "mid"), *gap(30, "senior"))
        assert found.verdict is PARTLY
        assert found.reason == (
            "entry, USD total: 16 % more (borne out); mid, USD total: 20 % more (borne out); senior, USD total: 30 % more (contradicted)"
        )
        assert [ratio.level for ratio in found.ratios] == ["entry", "mid", "senior"]

    def test_levels_that_agree_need_no_word_each(self) -> None:
        found = check(claim("more"), *gap(16, "entry"), *gap(20, "mid"))
        assert (found.verdict, found.reason) == (OUT, "entry, USD total: 16 % more; mid, USD total: 20 % more")


class TestDegrees:
    @pytest.mark.parametrize("degree", ["slightly", "slight", "a small gap", "Modest", "modestly higher"])
    def test_slight_words(self, degree: str) -> None:
        said = claim("more", degree=degree)
        assert is_slight(said)
        assert check(said, *gap(5)).verdict is OUT
        assert check(said, *gap(10)).verdict is OUT
        assert check(said, *gap(11)).verdict is PARTLY
        assert check(said, *gap(-5)).verdict is NOT
        assert check(said, *gap(0)).verdict is NOT
        assert f"{degree} is read as up to 10 %" in check(said, *gap(5)).doubts

    @pytest.mark.parametrize("degree", [None, "much", "strong", "smallish"])
    def test_other_words(self, degree: str | None) -> None:
        said = claim("more", degree=degree)
        assert not is_slight(said)
        found = check(said, *gap(50))
        assert found.verdict is OUT
        assert not any("read as" in doubt for doubt in found.doubts)

    def test_slightly_less(self) -> None:
        assert check(claim("less", degree="slightly"), *gap(-8)).verdict is OUT
        assert check(claim("less", degree="slightly"), *gap(-12)).verdict is PARTLY

    @pytest.mark.parametrize("theirs", [(100, 105), (100, 110)])
    def test_an_open_end_is_not_slight(self, theirs: Span) -> None:
        assert check(claim("more", degree="slightly"), *both((111, None), theirs)).verdict is PARTLY

    def test_what_slight_means_is_a_parameter(self) -> None:
        found = check(claim("more", degree="slightly"), *gap(20), slight_percent=25)
        assert found.verdict is OUT
        assert "slightly is read as up to 25 %" in found.doubts

    def test_a_percentage_needs_no_reading(self) -> None:
        found = check(claim("more", degree="slightly", **percents(15, 25)), *gap(20))
        assert found.verdict is OUT
        assert not any("read as" in doubt for doubt in found.doubts)


class TestSame:
    @pytest.mark.parametrize(
        ("mine", "verdict"),
        [
            ((100, 200), OUT),
            ((105, 190), OUT),  # 5 more to 5 less
            ((106, 212), NOT),
            ((94, 188), NOT),
            ((104, 212), PARTLY),
            ((90, 220), PARTLY),
        ],
    )
    def test_within_five_percent(self, mine: Span, verdict: rp.Verdict) -> None:
        found = check(claim("same", degree="modest"), *both(mine))
        assert found.verdict is verdict
        assert [doubt for doubt in found.doubts if "read as" in doubt] == ["the same is read as within 5 %"]

    def test_it_is_a_parameter(self) -> None:
        found = check(claim("same"), *gap(10), same_percent=10)
        assert found.verdict is OUT
        assert "the same is read as within 10 %" in found.doubts

    def test_open_ranges(self) -> None:
        found = check(claim("same"), *both((80, None), (80, None)))
        assert (found.verdict, found.reason) == (OUT, "senior, USD total: the same by the floors alone")
        assert "open ranges are compared by their floors alone" in found.doubts
        assert check(claim("same"), *both((150, None), (100, 120))).verdict is NOT
        assert check(claim("same"), *both((80, None), (100, 120))).verdict is PARTLY


def highest(relation: str = "highest", **fields: object) -> rp.PayClaim:
    return claim(relation, **{"other": None, "baseline": "the three roles", **fields})


def third(percent: int, level: str | None = "senior", **fields: object) -> rp.SalaryBand:
    """Pay the third role so many percent more than the role there."""
    return pays("third", 100 + percent, 200 + 2 * percent, level=level, **fields)


class TestSuperlatives:
    def test_ahead_of_each(self) -> None:
        found = check(highest(), *gap(20), third(10))
        assert found.verdict is OUT
        assert found.reason == "against there, senior, USD total: 20 % more; against third, senior, USD total: 9.1 % more"

    def test_one_rival_ahead_contradicts_it(self) -> None:
        found = check(highest(), *gap(20), third(50))
        assert found.verdict is NOT
        assert found.reason.endswith("against third, senior, USD total: 20 % less (contradicted)")

    def test_a_tie_contradicts_it(self) -> None:
        assert check(highest(), *gap(20), third(20)).verdict is NOT

    def test_a_rival_in_part_ahead(self) -> None:
        assert check(highest(), *gap(20), pays("third", 90, 260)).verdict is PARTLY
        assert check(highest(), *gap(20), pays("third", 90, 260), pays("third", 300, 400, line=2)).verdict is NOT

    def test_level_by_level(self) -> None:
        bands = (*gap(20, "mid"), third(50, "mid"), *gap(20), third(10))
        assert check(highest(), *bands).verdict is PARTLY
        assert check(highest(levels=("mid",)), *bands).verdict is NOT
        assert check(highest(levels=("senior",)), *bands).verdict is OUT

    def test_lowest(self) -> None:
        assert check(highest("lowest"), *gap(-20), third(-10)).verdict is OUT
        assert check(highest("lowest"), *gap(-20), third(-30)).verdict is NOT
        assert check(highest("lowest"), *gap(20), third(30)).verdict is NOT

    def test_a_rival_without_like_figures(self) -> None:
        found = check(highest(), *gap(20), third(10, component="base"))
        assert found.verdict is OUT
        assert "no like figure of third" in found.doubts
        assert "no like figure of there" not in found.doubts

    def test_a_rival_without_like_figures_at_a_level(self) -> None:
        found = check(highest(levels=("mid", "senior")), *gap(20, "mid"), *gap(20), third(10))
        assert "no like figure of third at mid level" in found.doubts
        assert "no like figure of third at senior level" not in found.doubts

    def test_a_role_that_the_source_does_not_pay_is_no_rival(self) -> None:
        found = check(highest(), *gap(20), third(10, source="three"))
        assert not any(doubt.startswith("no like figure") for doubt in found.doubts)

    def test_against_one_role(self) -> None:
        found = check(claim("highest"), *gap(20), third(50))
        assert (found.verdict, found.reason) == (OUT, "against there, senior, USD total: 20 % more")
        assert not any(doubt.startswith("no like figure") for doubt in found.doubts)

    def test_nobody_to_compare_with(self) -> None:
        assert check(highest(), pays("here", 1, 2)).reason == "it gives no pay of any other role"
        assert check(highest(), pays("here", 1, 2), roles=("here",)).reason == "it gives no pay of any other role"


class TestTrends:
    """At higher levels against lower ones."""

    @pytest.mark.parametrize(
        ("entry", "mid", "senior", "widens", "converges"),
        [
            (10, 20, 30, OUT, NOT),
            (30, 20, 10, NOT, OUT),
            (20, 30, 25, PARTLY, PARTLY),
            (20, 20, 20, NOT, NOT),
            (-10, -20, -30, OUT, NOT),  # the other role is ahead, by more and more
            (-30, -20, -10, NOT, OUT),
            (20, 10, 0, NOT, OUT),
            (0, 0, 10, OUT, NOT),
            # The other role comes to be ahead: neither wider nor narrower.
            (10, 10, -10, PARTLY, PARTLY),
        ],
    )
    def test_at_a_level(self, entry: int, mid: int, senior: int, widens: rp.Verdict, converges: rp.Verdict) -> None:
        bands = (*gap(entry, "entry"), *gap(mid, "mid"), *gap(senior, "senior"))
        assert check(claim("widens", levels=("senior",)), *bands).verdict is widens
        assert check(claim("converges", levels=("senior",)), *bands).verdict is converges

    def test_without_a_level_each_step_counts(self) -> None:
        bands = (*gap(10, "entry"), *gap(30, "mid"), *gap(20, "senior"))
        # entry to mid and entry to senior widen, mid to senior narrows.
        assert check(claim("widens"), *bands).verdict is PARTLY
        assert check(claim("widens"), *bands[:4]).verdict is OUT

    def test_higher_levels_do_not_count(self) -> None:
        bands = (*gap(10, "entry"), *gap(20, "mid"), *gap(90, "senior"))
        found = check(claim("widens", levels=("mid",)), *bands)
        assert (found.verdict, found.reason) == (OUT, "entry, USD total: 10 % more; mid, USD total: 20 % more")

    def test_levels_of_the_claim_are_not_set_against_each_other(self) -> None:
        bands = (*gap(10, "entry"), *gap(30, "senior"), *gap(20, "staff"))
        assert check(claim("widens", levels=("senior", "staff")), *bands).verdict is OUT

    def test_another_track_does_not_count(self) -> None:
        found = check(claim("widens", levels=("senior",)), *gap(10, "manager"), *gap(20))
        assert (found.verdict, found.reason) == (UNKNOWN, "it has no like figures of both at two levels")

    def test_figures_of_no_level_do_not_count(self) -> None:
        assert check(claim("widens"), *gap(10, None), *gap(20)).verdict is UNKNOWN
        assert check(claim("widens"), *gap(10), *gap(20, None)).verdict is UNKNOWN

    @pytest.mark.parametrize("relation", ["widens", "converges"])
    def test_one_level_alone(self, relation: str) -> None:
        found = check(claim(relation, levels=("senior",)), *gap(20, "mid"))
        assert (found.verdict, found.reason, found.doubts, found.ratios) == (
            UNKNOWN,
            "it has no like figures of both at two levels",
            (),
            (),
        )

    @pytest.mark.parametrize("other", [{"component": "base"}, {"location": "uk"}, {"currency": "GBP"}, {"employer": "a bank"}])
    def test_unlike_figures_at_two_levels(self, other: dict[str, str]) -> None:
        assert check(claim("widens"), *gap(10, "mid"), *gap(20, "senior", **other)).verdict is UNKNOWN

    def test_an_open_component_may_be_the_same(self) -> None:
        found = check(claim("converges", levels=("senior",)), *gap(20, "mid", component="unspecified"), *gap(0))
        assert found.verdict is OUT
        assert "figures of one level do not say whether they count the same as those of the other" in found.doubts
        found = check(claim("converges", levels=("senior",)), *gap(20, "mid"), *gap(0))
        assert "figures of one level do not say whether they count the same as those of the other" not in found.doubts

    def test_a_change_over_time(self) -> None:
        bands = (*gap(10, "mid"), *gap(20))
        found = check(claim("widens", year=2026), *bands)
        assert (found.verdict, found.reason) == (UNKNOWN, "it speaks of a change over time, and no figures of an earlier year are known")
        assert check(claim("widens", year=2026, levels=("senior",)), *bands).verdict is OUT

    def test_by_the_floors_alone(self) -> None:
        found = check(claim("widens"), *both((90, None), (80, None), level="mid"), *both((160, None), (80, None)))
        assert found.verdict is OUT
        assert "open ranges are compared by their floors alone" in found.doubts

    def test_out_of_scope(self) -> None:
        bands = (*gap(10, "mid"), *gap(20))
        assert check(claim("widens", component="base"), *bands).reason == "its figures are of another component than the claim"
        assert check(claim("widens", location="uk"), *bands).reason == "its figures are of another place than the claim"
        assert check(claim("widens", employers=("a bank",)), *bands).reason == "its figures are of another employer than the claim"
        assert check(claim("widens"), pays("here", 1, 2)).reason == "it gives no pay of there"

    def test_steps_show_each_level_once(self) -> None:
        found = check(claim("widens", levels=("senior",)), *gap(10, "entry"), *gap(20, "mid"), *gap(30))
        assert [step.statement for step in found.steps] == [str(ratio) for ratio in found.ratios]
        assert [ratio.level for ratio in found.ratios] == ["entry", "mid", "senior"]


class TestChange:
    """The difference in one place against that in another, floors and tops."""

    @pytest.mark.parametrize(
        ("here", "there", "wanted"),
        [
            # Percent by which floor and top are higher, in each place.
            ((20, 20), (10, 10), Change.WIDER),
            ((20, 10), (10, 10), Change.WIDER),
            ((10, 20), (10, 10), Change.WIDER),
            ((10, 10), (10, 10), Change.SAME),
            ((10, 10), (20, 20), Change.NARROWER),
            ((10, 20), (20, 20), Change.NARROWER),
            ((20, 10), (10, 20), Change.MIXED),
            ((-20, -20), (-10, -10), Change.WIDER),
            ((-10, -10), (-20, -20), Change.NARROWER),
            ((0, 0), (-20, -20), Change.NARROWER),
            ((0, 0), (20, 20), Change.NARROWER),
            ((-20, -20), (0, 0), Change.WIDER),
            ((10, 10), (-10, -10), Change.MIXED),
            # The floors stay on one side, and the tops change sides.
            ((5, -20), (10, 20), Change.MIXED),
            ((0, -50), (10, 10), Change.MIXED),
            # One role is ahead at the floors and the other at the tops, in both places.
            ((20, -20), (10, -10), Change.WIDER),
            ((5, -20), (10, -5), Change.MIXED),
        ],
    )
    def test_closed(self, here: tuple[int, int], there: tuple[int, int], wanted: Change) -> None:
        assert change(_ratio(here), _ratio(there)) is wanted

    @pytest.mark.parametrize(
        ("here", "there", "wanted"),
        [
            # 600/450 with at least 1200/750, against 400/300 and 700/500: equal floors, and 60 against 40 at the tops.
            (((600, 1200, True), (450, 750, False)), ((400, 700, False), (300, 500, False)), Change.WIDER),
            (((400, 700, False), (300, 500, False)), ((600, 1200, True), (450, 750, False)), Change.NARROWER),
            # The tops are open and tell nothing: the floors alone.
            (((120, None, False), (100, None, False)), ((110, 220, False), (100, 200, False)), Change.WIDER),
            (((110, 220, False), (100, 200, False)), ((120, None, False), (100, None, False)), Change.NARROWER),
            (((110, None, False), (100, None, False)), ((110, None, False), (100, None, False)), Change.SAME),
            # At least 10 percent at the top, against 20: it may be more or less.
            (((110, 220, True), (100, 200, False)), ((110, 240, False), (100, 200, False)), Change.SAME),
            # At most 10 percent less at the top, or more, against 20 less.
            (((110, 180, True), (100, 200, False)), ((110, 160, False), (100, 200, False)), Change.SAME),
            # The other role's top is open: at least 20 percent less, against 10 less.
            (((90, 160, False), (100, 200, True)), ((90, 180, False), (100, 200, False)), Change.WIDER),
            # It is 20 percent less against at least 20 less.
            (((90, 160, False), (100, 200, False)), ((90, 160, False), (100, 200, True)), Change.NARROWER),
        ],
    )
    def test_open(self, here: Sides, there: Sides, wanted: Change) -> None:
        assert change(_of(here), _of(there)) is wanted


Sides = tuple[tuple[int, int | None, bool], tuple[int, int | None, bool]]


def _of(sides: Sides) -> rp.PayRatio:
    made = catalog(*(pays(role, a, b, open_top=is_open) for role, (a, b, is_open) in zip(("here", "there"), sides, strict=True)))
    (found,) = pay_ratios(made, made.role("here").id, made.role("there").id, made.source("one").id)
    return found


def _ratio(percents: tuple[int, int]) -> rp.PayRatio:
    """Compare a range that is so much higher at its floor and at its top."""
    floor, top = percents
    return _of(((1000 + 10 * floor, 5000 + 50 * top, False), (1000, 5000, False)))


class TestGaps:
    """Where a difference is largest or smallest."""

    @pytest.mark.parametrize(
        ("bank", "club", "largest", "smallest"), [(30, 10, OUT, NOT), (10, 30, NOT, OUT), (10, 10, NOT, NOT), (10, -10, PARTLY, PARTLY)]
    )
    def test_at_a_kind_of_employer(self, bank: int, club: int, largest: rp.Verdict, smallest: rp.Verdict) -> None:
        bands = (*gap(bank, employer="A bank"), *gap(club, employer="a club"))
        assert check(claim("largest-gap", employers=("a-bank",)), *bands).verdict is largest
        assert check(claim("smallest-gap", employers=("a-bank",)), *bands).verdict is smallest

    def test_elsewhere_is_any_other_employer(self) -> None:
        said = claim("largest-gap", employers=("a bank", "a fund"))
        bands = (*gap(30, employer="a bank"), *gap(40, employer="a fund"))
        assert check(said, *bands).reason == "it has no like figures of both at two kinds of employer"
        assert check(said, *bands, *gap(20)).verdict is OUT
        assert check(said, *bands, *gap(35)).verdict is PARTLY

    def test_employers_are_compared_at_one_level(self) -> None:
        said = claim("largest-gap", employers=("a bank",))
        assert check(said, *gap(30, employer="a bank"), *gap(10, "mid", employer="a club")).verdict is UNKNOWN

    def test_the_level_of_the_claim_is_kept_to(self) -> None:
        said = claim("largest-gap", employers=("a bank",), levels=("senior",))
        wide, narrow = gap(30, employer="a bank"), gap(10, employer="a club")
        assert check(said, *wide, *narrow).verdict is OUT
        mid = (*gap(5, "mid", employer="a bank"), *gap(50, "mid", employer="a club"))
        assert check(said, *wide, *narrow, *mid).verdict is OUT
        assert check(said, *mid).reason == "its figures are of another level than the claim"

    def test_at_a_level(self) -> None:
        bands = (*gap(10, "mid"), *gap(30), *gap(20, "staff"))
        assert check(claim("largest-gap", levels=("senior",)), *bands).verdict is OUT
        assert check(claim("smallest-gap", levels=("mid",)), *bands).verdict is OUT
        assert check(claim("largest-gap", levels=("staff",)), *bands).verdict is PARTLY
        assert check(claim("largest-gap", levels=("staff",)), *gap(20, "staff")).verdict is UNKNOWN

    def test_it_has_to_say_where(self) -> None:
        found = check(claim("largest-gap"), *gap(10, "mid"), *gap(30))
        assert (found.verdict, found.reason) == (UNKNOWN, "it does not say at which level or kind of employer")


class TestCeiling:
    @pytest.mark.parametrize(
        ("mine", "theirs", "is_open", "verdict"),
        [
            ((100, 250), (100, 200), "", OUT),
            ((100, 200), (100, 200), "", NOT),
            ((100, 150), (100, 200), "", NOT),
            # A printed top that is open at the end, above the other's.
            ((100, 250), (100, 200), "here", OUT),
            ((100, 150), (100, 200), "there", NOT),
            # Open where it would have to be known.
            ((100, 250), (100, 200), "there", UNKNOWN),
            ((100, 150), (100, 200), "here", UNKNOWN),
            ((100, 200), (100, 200), "here", UNKNOWN),
            ((100, 200), (100, 200), "there", UNKNOWN),
            ((100, None), (100, 200), "", UNKNOWN),
            ((100, 200), (100, None), "", UNKNOWN),
        ],
    )
    def test_tops(self, mine: Span, theirs: Span, is_open: str, verdict: rp.Verdict) -> None:
        bands = tuple(attrs.evolve(band, open_top=band.role == is_open) for band in both(mine, theirs))
        found = check(claim("higher-ceiling"), *bands)
        assert found.verdict is verdict
        assert found.reason == ("the tops of its ranges are open" if verdict is UNKNOWN else f"senior: top {mine[1]} against {theirs[1]}")

    def test_the_highest_level_decides(self) -> None:
        found = check(claim("higher-ceiling"), *both((100, 150), level="mid"), *both((100_000, 1_250_000), (1, 1_000_000), level="staff"))
        assert (found.verdict, found.reason) == (OUT, "staff: top 1,250,000 against 1,000,000")
        assert "levels above have no figures that compare" not in found.doubts
        assert check(claim("higher-ceiling", levels=("mid",)), *both((100, 150), level="mid"), *gap(20)).verdict is NOT

    def test_levels_above_without_figures(self) -> None:
        assert "levels above have no figures that compare" in check(claim("higher-ceiling"), *gap(20)).doubts

    def test_no_level(self) -> None:
        found = check(claim("higher-ceiling"), *gap(20, None))
        assert (found.verdict, found.reason) == (OUT, "no level: top 240 against 200")
        assert "some figures name no level" in found.doubts

    def test_open_tops_above(self) -> None:
        found = check(claim("higher-ceiling"), *gap(20), *both((300, None), (300, None), level="staff"))
        assert (found.verdict, found.reason) == (PARTLY, "senior: top 240 against 200")
        assert "other tops as high up are open" in found.doubts

    def test_open_tops_below(self) -> None:
        assert check(claim("higher-ceiling"), *gap(20), *both((300, None), (300, None), level="mid")).verdict is OUT

    def test_two_figures_of_one_level(self) -> None:
        bands = (*gap(20), *both((100, 150), employer="a bank"))
        assert check(claim("higher-ceiling"), *bands).verdict is PARTLY


class TestGrowth:
    """Growth that a source states of both roles."""

    @staticmethod
    def grows(role: str, least: float | None, most: float | str | None = "the same", **fields: object) -> rp.PayClaim:
        most = least if most == "the same" else most
        return rp.PayClaim(
            **{
                "role": role,
                "relation": "grows",
                "citation": at("one", 3),
                "percent_minimum": None if least is None else Decimal(str(least)),
                "percent_maximum": None if most is None else Decimal(str(most)),
                "year": 2026,
                **fields,
            }
        )

    @pytest.mark.parametrize(
        ("mine", "theirs", "verdict", "said"),
        [
            ((9.2, 9.2), (9, 9), OUT, "9.2 % against 9 %"),
            ((9, 9), (9, 9), NOT, "9 % against 9 %"),
            ((8, 9), (9, 12), NOT, "8 to 9 % against 9 to 12 %"),
            ((8, 12), (9, 10), PARTLY, "8 to 12 % against 9 to 10 %"),
            ((8, None), (9, 10), PARTLY, "at least 8 % against 9 to 10 %"),
            ((11, None), (9, 10), OUT, "at least 11 % against 9 to 10 %"),
            ((9, 10), (8, None), PARTLY, "9 to 10 % against at least 8 %"),
            ((8, 9), (9, None), NOT, "8 to 9 % against at least 9 %"),
        ],
    )
    def test_faster(self, mine: tuple[float, float | None], theirs: tuple[float, float | None], verdict: rp.Verdict, said: str) -> None:
        found = check(claim("pulls-ahead"), self.grows("here", *mine), self.grows("there", *theirs))
        assert (found.verdict, found.reason) == (verdict, said)
        assert [step.citation for step in found.steps] == [at("one", 3), at("one", 3)]

    def test_a_growth_of_one_role(self) -> None:
        for facts in ((), (self.grows("here", 9),), (self.grows("there", 9),), (self.grows("here", 9), self.grows("there", None))):
            assert check(claim("pulls-ahead"), *facts).reason == "it states no growth of both"

    def test_growth_that_another_source_states(self) -> None:
        facts = (self.grows("here", 9), self.grows("there", 8, citation=at("three", 3)))
        assert check(claim("pulls-ahead"), *facts).verdict is UNKNOWN

    @pytest.mark.parametrize(
        ("other", "dimension"),
        [
            ({"year": 2025}, "year"),
            ({"levels": ("mid",)}, "level"),
            ({"component": "base"}, "component"),
            ({"location": "uk"}, "place"),
            ({"employers": ("a bank",)}, "employer"),
        ],
    )
    def test_unlike_growth(self, other: dict[str, object], dimension: str) -> None:
        found = check(claim("pulls-ahead"), self.grows("here", 9), self.grows("there", 8, **other))
        year = other.get("year", 2026)
        assert (found.verdict, found.reason) == (
            UNKNOWN,
            f"its figures of growth are not alike: {dimension} (here 2026, there {year})",
        )
        assert check(claim("pulls-ahead"), self.grows("here", 9, **other), self.grows("there", 8, **other)).verdict is OUT

    def test_growth_of_no_year(self) -> None:
        found = check(claim("pulls-ahead"), self.grows("here", 9), self.grows("there", 8, year=None))
        assert found.reason == "its figures of growth are not alike: year (here 2026, there of no year)"

    @pytest.mark.parametrize(
        ("scope", "inside", "outside", "dimension"),
        [
            ({"year": 2026}, {}, {"year": 2025}, "year"),
            ({"levels": ("senior", "mid")}, {"levels": ("mid",)}, {"levels": ("mid", "entry")}, "level"),
            ({"levels": ("senior",)}, {"levels": ("senior",)}, {}, "level"),
            ({"component": "base"}, {"component": "base"}, {"component": "total"}, "component"),
            ({"location": "uk"}, {"location": "london"}, {"location": "us"}, "place"),
            ({"employers": ("a bank",)}, {"employers": ("A bank",)}, {"employers": ("a bank", "a club")}, "employer"),
            ({"employers": ("a bank",)}, {"employers": ("A bank",)}, {}, "employer"),
        ],
    )
    def test_scope(self, scope: dict[str, object], inside: dict[str, object], outside: dict[str, object], dimension: str) -> None:
        said = claim("pulls-ahead", **scope)
        assert check(said, self.grows("here", 9, **inside), self.grows("there", 8, **inside)).verdict is OUT
        found = check(said, self.grows("here", 9, **outside), self.grows("there", 8, **outside))
        assert (found.verdict, found.reason) == (UNKNOWN, f"its figures of growth are of another {dimension} than the claim")

    def test_each_pair_once_in_one_order(self) -> None:
        facts = (self.grows("here", 9), self.grows("there", 8), self.grows("here", 7, citation=at("one", 4)))
        found = check(claim("pulls-ahead"), *facts)
        assert (found.verdict, found.reason) == (PARTLY, "9 % against 8 %; 7 % against 8 %")
        assert check(claim("pulls-ahead"), *reversed(facts)).reason == found.reason

    def test_bands_are_no_growth(self) -> None:
        assert check(claim("pulls-ahead"), *gap(20), *gap(10, "mid")).verdict is UNKNOWN


class TestNotCheckable:
    def test_growth_and_strength(self) -> None:
        grows = claim("grows", other=None, baseline="the year before", **percents(9, 9))
        assert check(grows, *gap(20)).reason == "no figures of an earlier year are known"
        assert check(claim("strong", other=None), *gap(20)).reason == "it names nothing to compare with"

    @pytest.mark.parametrize("relation", ["more", "less", "same", "widens", "higher-ceiling", "largest-gap"])
    def test_a_baseline(self, relation: str) -> None:
        found = check(claim(relation, other=None, baseline="yearly rises across tech"), *gap(20))
        assert (found.verdict, found.reason) == (UNKNOWN, "no source gives figures of yearly rises across tech")
        assert check(claim(relation, other=None), *gap(20)).reason == "no source gives figures of what it compares with"

    @pytest.mark.parametrize(
        ("bands", "reason"),
        [
            ((), "it gives no pay of here and there"),
            (both((1, 2))[:1], "it gives no pay of there"),
            (both((1, 2))[1:], "it gives no pay of here"),
            ((pays("here", 1, 2), pays("there", 1, 2, component="base")), "its figures are not alike: component"),
            (
                (pays("here", 1, 2), pays("there", 1, 2, component="base", level="mid"), pays("there", 1, 2, location="uk")),
                "its figures are not alike: place",
            ),
            ((pays("here", 1, 2), pays("there", 1, 2, component="base", level="mid")), "its figures are not alike: component and level"),
            ((pays("here", 1, 1), pays("there", 1, 2)), "its figures are not alike: a range against a single figure, or against nothing"),
            (
                (pays("here", 0, 2), pays("there", 0, 2)),
                "its figures are not alike: a range against a single figure, or against nothing",
            ),
        ],
    )
    def test_why(self, bands: tuple[rp.SalaryBand, ...], reason: str) -> None:
        found = check(claim(), *bands)
        assert (found.verdict, found.reason, found.doubts, found.ratios, found.steps) == (UNKNOWN, reason, (), (), ())


class TestScope:
    """A claim is set only against figures of what it speaks of."""

    @pytest.mark.parametrize(
        ("scope", "outside", "dimension"),
        [
            ({"location": "uk"}, {"location": "us"}, "place"),
            ({"location": "uk"}, {"location": None}, "place"),
            ({"location": "london"}, {"location": "uk"}, "place"),
            ({"component": "base"}, {"component": "total"}, "component"),
            ({"component": "base"}, {"component": "unspecified"}, "component"),
            ({"levels": ("senior",)}, {"level": "mid"}, "level"),
            ({"levels": ("senior", "staff")}, {"level": None}, "level"),
            ({"employers": ("a bank",)}, {"employer": "a club"}, "employer"),
            ({"employers": ("a bank",)}, {"employer": None}, "employer"),
        ],
    )
    @pytest.mark.parametrize("relation", ["more", "less", "same", "highest", "lowest", "higher-ceiling"])
    def test_figures_outside(self, relation: str, scope: dict[str, object], outside: dict[str, str | None], dimension: str) -> None:
        found = check(claim(relation, **scope), *gap(20, **outside))
        assert (found.verdict, found.reason) == (UNKNOWN, f"its figures are of another {dimension} than the claim")

    @pytest.mark.parametrize(
        ("scope", "inside"),
        [
            ({"location": "uk"}, {"location": "uk"}),
            ({"location": "uk"}, {"location": "london"}),
            ({}, {"location": "us"}),
            ({}, {"component": "base"}),
            ({}, {"employer": "a bank"}),
            ({}, {"level": None}),
            ({"component": "base"}, {"component": "base"}),
            ({"levels": ("senior", "staff")}, {"level": "staff"}),
            ({"employers": ("a bank", "a club")}, {"employer": "A Club"}),
        ],
    )
    def test_figures_inside(self, scope: dict[str, object], inside: dict[str, str | None]) -> None:
        assert check(claim(**scope), *gap(20, **inside)).verdict is OUT

    def test_only_what_is_inside_counts(self) -> None:
        bands = (*gap(-20, "mid"), *gap(-20, location="uk"), *gap(-20, component="base"), *gap(20))
        found = check(claim(levels=("senior",), location="us", component="total"), *bands)
        assert (found.verdict, len(found.ratios)) == (OUT, 1)

    def test_what_comes_nearest_is_named(self) -> None:
        said = claim(levels=("mid",), location="uk")
        assert check(said, *gap(20), *gap(20, "mid")).reason == "its figures are of another place than the claim"
        assert check(said, *gap(20)).reason == "its figures are of another level and place than the claim"


class TestDoubts:
    def test_what_the_claim_leaves_open(self) -> None:
        assert check(claim(), *gap(20)).doubts == ("the claim does not say which pay it counts", "the claim names no place")

    def test_none(self) -> None:
        assert check(claim(component="total", location="us"), *gap(20)).doubts == ()

    def test_what_is_assumed_and_hedged(self) -> None:
        said = claim(component="total", location="us", hedge="often", assumed=("location", "component"))
        assert check(said, *gap(20, assumed=("level",))).doubts == (
            "the claim's location is assumed",
            "the claim's component is assumed",
            "the claim is hedged: often",
            "the level is assumed",
        )

    def test_each_once(self) -> None:
        found = check(claim(location="us", component="total"), *gap(20, "mid", assumed=("location",)), *gap(20, assumed=("location",)))
        assert found.doubts == ("the location is assumed",)


class TestInWords:
    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({}, "Role here is paid more than Role there"),
            (percents(15, 25), "Role here is paid 15 to 25 % more than Role there"),
            (percents(15, 15), "Role here is paid 15 % more than Role there"),
            (percents(15, None), "Role here is paid at least 15 % more than Role there"),
            ({"relation": "less", **percents(15, None)}, "Role here is paid at least 15 % less than Role there"),
            ({"relation": "same"}, "Role here is paid the same as Role there"),
            ({"relation": "highest", "other": None}, "Role here is paid most of all roles"),
            ({"relation": "lowest", "other": None, "baseline": "the three roles"}, "Role here is paid least of the three roles"),
            ({"relation": "converges"}, "the pay of Role here and Role there converges"),
            ({"relation": "widens"}, "the difference in pay between Role here and Role there widens"),
            ({"relation": "largest-gap"}, "the difference in pay between Role here and Role there is largest"),
            ({"relation": "smallest-gap"}, "the difference in pay between Role here and Role there is smallest"),
            (
                {"relation": "grows", "other": None, "baseline": "the year before", **percents(9, 9)},
                "the pay of Role here grows 9 % on the year before",
            ),
            ({"relation": "higher-ceiling"}, "Role here has a higher pay ceiling than Role there"),
            ({"relation": "pulls-ahead"}, "the pay of Role here pulls ahead of Role there"),
            ({"relation": "strong", "other": None}, "Role here is paid well"),
            (
                {
                    "degree": "slightly",
                    "component": "base",
                    "levels": ("entry", "mid"),
                    "employers": ("a bank", "a club"),
                    "location": "uk",
                    "year": 2026,
                },
                (
                    "Role here is paid more than Role there, by a difference called slightly, base pay, at entry and mid level, "
                    "at a bank, a club, in United Kingdom, in 2026"
                ),
            ),
        ],
    )
    def test_claims(self, fields: dict[str, object], said: str) -> None:
        made = claim(**fields)
        assert claimed(catalog(made), made) == said
        assert check(made).statement == said


def by_one(own: rp.Catalog) -> rp.ClaimCheck:
    """The check of the only claim by the figures of one."""
    (found,) = (check for check in rp.check_claims(catalog=own) if check.against == "one")
    return found


class TestFoundByReview:
    """Points that a second reader found."""

    def test_a_superlative_among_named_roles(self) -> None:
        bands = (pays("here", 110, 200), pays("there", 100, 190, line=2), pays("x", 300, 400, line=3))
        own = catalog(claim("highest", other=None, among=("there",)), *bands, roles=("here", "there", "x"))
        assert by_one(own).verdict is OUT
        own = catalog(claim("highest", other=None), *bands, roles=("here", "there", "x"))
        assert by_one(own).verdict is NOT

    def test_a_named_rival_that_is_not_paid(self) -> None:
        own = catalog(
            claim("highest", other=None, among=("there", "x")),
            pays("here", 110, 200),
            pays("there", 100, 190),
            roles=("here", "there", "x"),
        )
        assert "no like figure of x" in by_one(own).doubts

    def test_tracks_have_ceilings_of_their_own(self) -> None:
        found = check(
            claim("higher-ceiling"),
            pays("here", 300, 500, level="manager"),
            pays("there", 300, 400, level="manager"),
            pays("here", 100, 200, level="senior"),
            pays("there", 100, 250, level="senior"),
        )
        assert found.verdict is PARTLY

    def test_open_tops_are_left_out_of_a_trend_and_said(self) -> None:
        found = check(
            claim("widens", levels=("senior",)),
            pays("here", 120, 240, level="entry"),
            pays("there", 100, 200, level="entry"),
            pays("here", 130, None, level="senior"),
            pays("there", 100, 200, level="senior"),
        )
        assert "open ends leave the tops out of the comparison" in found.doubts
