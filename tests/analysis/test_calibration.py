from __future__ import annotations

from decimal import Decimal
from math import sqrt

import attrs
import pytest

import rolepath as rp
from rolepath.analysis.months import WEEKS_PER_MONTH
from rolepath.display import view_of

from .tiny import asks, at, catalog, skill


def lasts(
    fewest: int | None, most: int | None, *, origin: str | None = "here", target: str | None = "there", **fields: object
) -> rp.TransitionClaim:
    """Make a duration."""
    months = {"months_minimum": None if fewest is None else Decimal(fewest), "months_maximum": None if most is None else Decimal(most)}
    given = {"kind": "duration", "text": "takes a while", "citation": at(), "origin": origin, "target": target, **months, **fields}
    return rp.TransitionClaim(**given)


def misses(name: str, **fields: object) -> rp.TransitionClaim:
    """Make a claim that a skill is missing."""
    given = {
        "kind": "missing",
        "text": f"{name} is missing",
        "citation": at(),
        "origin": "here",
        "target": "there",
        "skill": name,
        **fields,
    }
    return rp.TransitionClaim(**given)


#: From here to there: sql from nothing, 10 to 30 weeks, and ops from nothing, 4 weeks.
FACTS = (asks("here", "git", 1.0), asks("there", "sql", 1.0), asks("there", "ops", 1.0))
SKILLS = ("git", skill("sql", weeks=(10, 30)), skill("ops", weeks=(4, 4)))


def checked(*claims: rp.TransitionClaim, **fields: object) -> rp.Calibration:
    """Set durations against the model."""
    return rp.check_durations(catalog=catalog(*FACTS, *claims, skills=SKILLS, **fields))


class TestOneDuration:
    def test_of_the_whole_move(self) -> None:
        found = checked(lasts(2, 4))
        (check,) = found.checks
        assert check.modelled == (pytest.approx(14 / WEEKS_PER_MONTH), pytest.approx(34 / WEEKS_PER_MONTH))
        assert (check.stated, check.skills, check.left_out, check.error, check.touches_left_out) == (
            (2.0, 4.0),
            (),
            check.modelled,  # nothing else to fit to, so not fitted
            pytest.approx(48 / WEEKS_PER_MONTH / 6 - 1),
            True,
        )
        # The middles: 3 months over 24 weeks.
        assert check.factor == found.factor == pytest.approx(3 * WEEKS_PER_MONTH / 24)
        assert (check.touches, found.used, found.hours_per_week, found.left_aside) == (True, 1.0, 10.0, ())
        assert repr(found) == "Calibration(1 durations, factor 0.54, 1 used)"

    def test_to_a_milestone(self) -> None:
        claims = (misses("ops"), misses("ops", citation=at(line=2)), misses("git"), misses("sql", citation=at("two")))
        (check,) = checked(lasts(None, 2, milestone="a thing"), *claims).checks
        # ops alone: the source does not call sql missing, and there does not ask for git.
        assert (check.skills, check.stated) == (("ops", "git"), (None, 2.0))
        assert check.modelled == (pytest.approx(4 / WEEKS_PER_MONTH), pytest.approx(4 / WEEKS_PER_MONTH))

    def test_apart(self) -> None:
        assert not checked(lasts(20, 30)).checks[0].touches
        assert not checked(lasts(0, 1)).checks[0].touches

    def test_the_factor_of_the_catalog(self) -> None:
        found = checked(lasts(2, 4), difficulty_model=rp.DifficultyModel(effort_factor=2.0))
        assert found.checks[0].modelled[0] == pytest.approx(28 / WEEKS_PER_MONTH)
        assert (found.used, found.factor) == (2.0, pytest.approx(3 * WEEKS_PER_MONTH / 24))


class TestCore:
    """A duration of the whole move is set against the core alone, one to a milestone against the skills that are missing."""

    # sql is four times as heavy as ops, and 4 / 5 of all that is asked.
    FACTS = (asks("here", "git", 1.0), asks("there", "sql", 1.0, 1.0), asks("there", "ops", 1.0, 0.25))
    HALF = rp.DifficultyModel(core_share=0.5)

    def test_of_the_whole_move(self) -> None:
        found = rp.check_durations(catalog=catalog(*self.FACTS, lasts(2, 4), skills=SKILLS, difficulty_model=self.HALF))
        (check,) = found.checks
        assert check.modelled == (pytest.approx(10 / WEEKS_PER_MONTH), pytest.approx(30 / WEEKS_PER_MONTH))
        assert found.factor == pytest.approx(3 * WEEKS_PER_MONTH / 20)

    def test_to_a_milestone(self) -> None:
        claims = (lasts(1, 2, milestone="a thing"), misses("ops"))
        (check,) = rp.check_durations(catalog=catalog(*self.FACTS, *claims, skills=SKILLS, difficulty_model=self.HALF)).checks
        assert check.modelled == (pytest.approx(4 / WEEKS_PER_MONTH), pytest.approx(4 / WEEKS_PER_MONTH))

    def test_an_unknown_effort_of_the_rest(self) -> None:
        made = catalog(*self.FACTS, lasts(2, 4), skills=(*SKILLS[:2], "ops"), difficulty_model=self.HALF)
        (check,) = rp.check_durations(catalog=made).checks
        assert check.modelled[1] == pytest.approx(30 / WEEKS_PER_MONTH)
        whole = attrs.evolve(made, difficulty_model=rp.DifficultyModel())
        assert rp.check_durations(catalog=whole).checks == ()

    def test_the_core_is_held(self) -> None:
        made = catalog(*self.FACTS, asks("here", "sql", 1.0), lasts(2, 4), skills=SKILLS, difficulty_model=self.HALF)
        assert [why for _, why in rp.check_durations(catalog=made).left_aside] == ["the model gives no time for it"]


class TestLeftOut:
    """Each duration is set against the model fitted to all others."""

    def test_two(self) -> None:
        found = checked(lasts(2, 4), lasts(4, 8, citation=at("two")), difficulty_model=rp.DifficultyModel(effort_factor=2.0))
        first, second = found.checks
        assert second.factor == pytest.approx(2 * first.factor)
        assert found.factor == pytest.approx(sqrt(first.factor * second.factor))
        # Fitted to the second alone the middle is 6 months, twice the 3 that are stated; the other way round it is half.
        assert sum(first.left_out) / 2 == pytest.approx(6.0)
        assert (first.error, second.error) == (pytest.approx(1.0), pytest.approx(-0.5))
        assert (first.touches_left_out, second.touches_left_out) == (True, True)

    def test_three(self) -> None:
        claims = (lasts(1, 1), lasts(2, 2, citation=at("two")), lasts(8, 8, citation=at("three")))
        first, _, _ = checked(*claims).checks
        # The geometric mean of 2 and 8.
        assert sum(first.left_out) / 2 == pytest.approx(4.0)
        assert first.touches_left_out is False


class TestLeftAside:
    @pytest.mark.parametrize(
        ("claim", "why"),
        [
            (lasts(1, 2, origin=None), "it names no single move"),
            (lasts(1, 2, target=None), "it names no single move"),
            (lasts(None, None), "it states no figure"),
            (lasts(1, None), "it states no figure"),
            (lasts(0, 0), "it states no figure"),
            (lasts(1, 2, milestone="a thing"), "its source names no skill that is missing on the way to the milestone"),
            (lasts(1, 2, origin="there", target="there"), "the model gives no time for it"),
        ],
    )
    def test_reasons(self, claim: rp.TransitionClaim, why: str) -> None:
        found = checked(claim)
        assert (found.checks, found.factor, found.left_aside) == ((), None, ((claim, why),))
        assert repr(found) == "Calibration(0 durations, factor None, 1 used)"

    def test_a_milestone_of_skills_that_are_held(self) -> None:
        claim = lasts(1, 2, milestone="a thing")
        assert checked(claim, misses("git")).left_aside == ((claim, "the model gives no time for it"),)

    def test_an_unknown_effort(self) -> None:
        own = catalog(asks("here", "git", 1.0), asks("there", "sql", 1.0), lasts(1, 2), skills=("git", "sql"))
        assert rp.check_durations(catalog=own).left_aside[0][1] == "the model gives no time for it"

    def test_no_duration(self) -> None:
        assert checked(misses("sql")) == rp.Calibration(checks=(), factor=None, used=1.0, hours_per_week=10.0, left_aside=())


class TestBundled:
    def test_the_factor_used_is_the_one_that_fits(self) -> None:
        found = rp.check_durations()
        assert found.factor is not None
        assert found.used == round(found.factor, 1)

    def test_every_duration_touches_what_is_modelled_without_it(self) -> None:
        for check in rp.check_durations().checks:
            assert check.touches
            assert check.touches_left_out

    def test_the_whole_move_is_modelled_as_its_difficulty_has_it(self) -> None:
        (check,) = (check for check in rp.check_durations().checks if check.claim.milestone is None)
        assert (check.claim.origin, check.claim.target, check.stated) == ("data-scientist", "ml-engineer", (12.0, 18.0))
        months = rp.transition_difficulty("data scientist", "ML engineer").modelled_months
        assert check.modelled == (months.minimum, months.maximum)


def test_it_is_explained_and_shown() -> None:
    found = checked(lasts(2, 4), lasts(None, None, citation=at("two", 2)))
    assert str(found.explain()) == (
        "Calibration(1 durations, factor 0.54, 1 used)\n"
        "  2.0 to 4.0 months stated, 3.2 to 7.8 modelled: takes a while <one, line 1>\n"
        "  not set against the model, it states no figure: takes a while <two, line 2>"
    )
    shown = str(found)
    assert "At 10 hours a week. The factor on effort used is 1; 0.54 fits all durations." in shown
    assert view_of(found).tables[0].rows[0][:3] == ("Role here to Role there", "2.0 to 4.0", "3.2 to 7.8")
    assert "takes a while  it states no figure  [2]" in shown
    assert "there is no duration to fit" in str(checked(misses("sql")))
    two = checked(lasts(2, 4), lasts(None, 8, citation=at("two"), milestone="a thing"), misses("sql", citation=at("two")))
    assert view_of(two).tables[0].rows[1][:2] == ("Role here to Role there, a thing", "at most 8.0")
    assert "%" in str(two)
    assert "<section" in found._repr_html_()
    assert attrs.fields(rp.Calibration).checks.name == "checks"
