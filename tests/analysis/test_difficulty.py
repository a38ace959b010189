from __future__ import annotations

import pickle
from decimal import Decimal
from math import exp, fsum

import attrs
import pytest

import rolepath as rp

from .tiny import asks, at, catalog, holds, rated, skill

# Missing: sql, 0.5 of 8 to 24 weeks, and ops, 1.0 of 20 to 60 weeks: 8 + 40 = 48 weeks, at least 24, at most 72.
# Asked: weights 1 and 0.5, so that the gap is (0.5 + 0.5) / 1.5 = 2/3.
SKILLS = (skill("sql", weeks=(8, 24)), skill("ops", weeks=(20, 60)))
FACTS = (asks("there", "sql", 1.0, 1.0), asks("there", "ops", 1.0, 0.5), asks("here", "sql", 0.5))
OWN = catalog(*FACTS, skills=SKILLS)
PERSON = holds(sql=0.5)
WEEKS_PER_MONTH = 365.25 / 12 / 7


def saturated(weeks: float) -> float:
    """The published curve of the default model: 63 % at two years."""
    return 1.0 - exp(-weeks / 104.0)


def claim(kind: str = "advice", *, line: int = 1, **fields: object) -> rp.TransitionClaim:
    """Make a claim about a move."""
    return rp.TransitionClaim(kind=kind, text=f"said on line {line}", citation=at(line=line), **fields)


class TestByHand:
    """Shortfall 2/3, effort 1 - exp(-48/104), two rungs of four; weights 0.4, 0.4, 0.2."""

    def test_score(self) -> None:
        move = rp.transition_difficulty(PERSON, "there", level="entry", target_level="senior", catalog=OWN)
        assert [(factor.name, factor.weight) for factor in move.factors] == [("shortfall", 0.4), ("effort", 0.4), ("step", 0.2)]
        assert [factor.value for factor in move.factors] == pytest.approx([2 / 3, saturated(48.0), 0.5], abs=1e-15)
        assert move.score == pytest.approx(0.4 * 2 / 3 + 0.4 * saturated(48.0) + 0.2 * 0.5, abs=1e-15)
        assert move.score == fsum(factor.contribution for factor in move.factors)
        assert [factor.reason for factor in move.factors] == ["2 of 2 skills fall short", "about 48 weeks of 10 hours", "2 rungs up"]

    def test_bounds(self) -> None:
        # All levels are stated, so only the interval of the efforts is open: 4 + 20 to 12 + 60 weeks.
        move = rp.transition_difficulty(PERSON, "there", level="entry", target_level="senior", catalog=OWN)
        assert move.lower == pytest.approx(0.4 * 2 / 3 + 0.4 * saturated(24.0) + 0.1, abs=1e-15)
        assert move.upper == pytest.approx(0.4 * 2 / 3 + 0.4 * saturated(72.0) + 0.1, abs=1e-15)
        assert move.evidence_share == 1.0

    def test_months(self) -> None:
        move = rp.transition_difficulty(PERSON, "there", catalog=OWN)
        assert move.months == (
            rp.Months(
                minimum=24.0 / WEEKS_PER_MONTH,
                maximum=72.0 / WEEKS_PER_MONTH,
                basis="modelled",
                statement="learning all that sources ask, at 10 hours a week",
            ),
        )
        assert move.modelled_months is move.months[0]
        assert move.stated_months == ()
        assert move.modelled_months.minimum == pytest.approx(5.5195, abs=1e-4)

    def test_from_a_role(self) -> None:
        # The role is silent on ops, which may be held: the gap's lower bound is 0.5 / 1.5, the least effort 4 weeks.
        move = rp.transition_difficulty("here", "there", level="mid", target_level="mid", catalog=OWN)
        assert move.score == pytest.approx(0.4 * 2 / 3 + 0.4 * saturated(48.0), abs=1e-15)
        assert move.lower == pytest.approx(0.4 / 3 + 0.4 * saturated(4.0), abs=1e-15)
        assert move.gap is rp.skill_gap("here", "there", level="mid", catalog=OWN)
        # sql's weight, 2/3, counts for shortfall and effort; the step is stated.
        assert move.evidence_share == pytest.approx(0.8 * 2 / 3 + 0.2, abs=1e-15)

    def test_names(self) -> None:
        move = rp.transition_difficulty("Role here", "Role there", level="junior", target_level="Staff", catalog=with_alternative_labels())
        assert (move.origin, move.origin_label, move.level) == ("here", "Role here", "entry")
        assert (move.target, move.target_label, move.target_level) == ("there", "Role there", "staff")
        assert repr(move) == f"TransitionDifficulty(here -> there: {move.score:.2f} ({move.lower:.2f}-{move.upper:.2f}), 0 claims)"
        person = rp.transition_difficulty(PERSON, "there", catalog=OWN)
        assert (person.origin, person.origin_label, person.steps) == (None, "this person", ())
        assert repr(person).startswith("TransitionDifficulty(profile -> there: ")
        assert pickle.loads(pickle.dumps(person)) == person
        assert rp.transition_difficulty(PERSON, "there", catalog=OWN) is person


def with_alternative_labels() -> rp.Catalog:
    """The catalog with another name of a level."""
    levels = tuple(attrs.evolve(level, alternative_labels=("junior",)) if level.id == "entry" else level for level in OWN.standard_levels)
    return attrs.evolve(OWN, standard_levels=levels)


class TestStep:
    """Rungs up, over the rungs at which the factor is full."""

    @pytest.mark.parametrize(
        ("level", "target_level", "value"),
        [("entry", "entry", 0.0), ("entry", "mid", 0.25), ("entry", "staff", 0.75), ("staff", "entry", 0.0)],
    )
    def test_both_levels(self, level: str, target_level: str, value: float) -> None:
        step = rp.transition_difficulty("here", "there", level=level, target_level=target_level, catalog=OWN).factors[2]
        assert (step.name, step.value, step.lower, step.upper) == ("step", value, value, value)

    def test_more_rungs_than_full(self) -> None:
        own = attrs.evolve(OWN, difficulty_model=rp.DifficultyModel(full_step_rungs=2.0))
        assert rp.transition_difficulty("here", "there", level="entry", target_level="staff", catalog=own).factors[2].value == 1.0

    @pytest.mark.parametrize("levels", [("mid", None), (None, "mid")])
    def test_one_level(self, levels: tuple[str | None, str | None]) -> None:
        move = rp.transition_difficulty("here", "there", level=levels[0], target_level=levels[1], catalog=OWN)
        assert (move.level, move.target_level, move.gap.level) == (*levels, "mid")
        step = move.factors[2]
        # No step as assumed, any step as far as is known.
        assert (step.value, step.lower, step.upper, step.contribution) == (0.0, 0.0, 1.0, 0.0)
        assert step.reason == "only one level is named; the other is assumed to be the same"
        both = rp.transition_difficulty("here", "there", level="mid", target_level="mid", catalog=OWN)
        assert (move.score, move.lower, move.upper) == (both.score, both.lower, pytest.approx(both.upper + 0.2, abs=1e-15))
        assert move.evidence_share == pytest.approx(both.evidence_share - 0.2, abs=1e-15)

    def test_one_rung(self) -> None:
        move = rp.transition_difficulty("here", "there", level="entry", target_level="mid", catalog=OWN)
        assert move.factors[2].reason == "1 rung up"

    def test_no_level(self) -> None:
        move = rp.transition_difficulty(PERSON, "there", catalog=OWN)
        step = move.factors[2]
        assert (step.value, step.lower, step.upper, step.contribution, step.reason) == (None, 0.0, 1.0, 0.0, "no level is named")
        # Of the known factors shortfall and effort, each counts half; in the bounds the step is 0 or 1.
        assert move.score == pytest.approx((2 / 3 + saturated(48.0)) / 2, abs=1e-15)
        assert move.lower == pytest.approx(0.4 * 2 / 3 + 0.4 * saturated(24.0), abs=1e-15)
        assert move.upper == pytest.approx(0.4 * 2 / 3 + 0.4 * saturated(72.0) + 0.2, abs=1e-15)
        assert move.evidence_share == pytest.approx(0.8, abs=1e-15)

    def test_the_level_of_a_person(self) -> None:
        person = attrs.evolve(PERSON, level="entry")
        assert rp.transition_difficulty(person, "there", target_level="senior", catalog=OWN).factors[2].value == 0.5
        move = rp.transition_difficulty(person, "there", catalog=OWN)
        assert (move.level, move.target_level, move.gap.level) == ("entry", None, "entry")
        assert rp.transition_difficulty(person, "there", level="mid", target_level="senior", catalog=OWN).factors[2].value == 0.25

    def test_the_same_role(self) -> None:
        stay = rp.transition_difficulty("there", "there", catalog=OWN)
        assert (stay.score, stay.lower, stay.upper, stay.factors[2].reason) == (0.0, 0.0, 0.0, "no move")
        up = rp.transition_difficulty("there", "there", level="entry", target_level="senior", catalog=OWN)
        assert (up.score, up.lower, up.upper) == (0.1, 0.1, 0.1)

    def test_the_level_chooses_the_needs(self) -> None:
        own = OWN.with_facts(asks("there", "sql", 1.0, 1.0, level="staff", source="two"))
        assert rp.transition_difficulty(PERSON, "there", level="mid", target_level="staff", catalog=own).gap.items[0].weight == 2.0
        assert rp.transition_difficulty(PERSON, "there", level="staff", target_level="mid", catalog=own).gap.level == "mid"


class TestUnknownEffort:
    """A skill whose effort nobody states counts with the weeks that the model assumes, and leaves the bounds open."""

    OWN = catalog(*FACTS, skills=("sql", skill("ops", weeks=(20, 60))))

    def test_it_is_assumed(self) -> None:
        move = rp.transition_difficulty(PERSON, "there", level="mid", target_level="mid", catalog=self.OWN)
        effort = move.factors[1]
        # 12 x 0.5 weeks of sql, 40 of ops.
        assert (effort.name, effort.value, effort.lower, effort.upper) == ("effort", saturated(46.0), 0.0, 1.0)
        assert effort.reason == "about 46 weeks of 10 hours, assumed for 1 skill"
        assert move.score == pytest.approx(0.4 * 2 / 3 + 0.4 * saturated(46.0), abs=1e-15)
        assert (move.lower, move.upper) == (pytest.approx(0.8 / 3, abs=1e-15), pytest.approx(0.8 / 3 + 0.4, abs=1e-15))

    def test_no_months_are_modelled(self) -> None:
        assert rp.transition_difficulty(PERSON, "there", level="mid", target_level="mid", catalog=self.OWN).months == ()
        assert rp.transition_difficulty(PERSON, "there", level="mid", target_level="mid", catalog=self.OWN).modelled_months is None

    def test_months_where_what_is_missing_is_known(self) -> None:
        months = rp.transition_difficulty(holds(sql=1.0, ops=0.5), "there", catalog=self.OWN).modelled_months
        assert (months.minimum, months.maximum) == (10.0 / WEEKS_PER_MONTH, 30.0 / WEEKS_PER_MONTH)

    def test_nothing_missing(self) -> None:
        move = rp.transition_difficulty(holds(sql=1.0, ops=1.0), "there", level="mid", target_level="mid", catalog=self.OWN)
        assert (move.score, move.lower, move.upper) == (0.0, 0.0, 0.0)


class TestWeights:
    """Which factors count, and how much."""

    def test_of_the_caller(self) -> None:
        weights = rp.DifficultyWeights(shortfall=1.0, effort=0.0, step=0.0)
        move = rp.transition_difficulty("here", "there", weights=weights, catalog=OWN)
        assert [factor.name for factor in move.factors] == ["shortfall"]
        assert move.score == pytest.approx(2 / 3, abs=1e-15)

    def test_of_the_catalog(self) -> None:
        model = rp.DifficultyModel(
            weights=rp.DifficultyWeights(shortfall=0.0, effort=1.0, step=0.0), effort_scale_weeks=48.0, hours_per_week=5.0
        )
        move = rp.transition_difficulty("here", "there", catalog=attrs.evolve(OWN, difficulty_model=model))
        assert move.score == 1.0 - exp(-1.0)
        assert move.factors[0].reason == "about 48 weeks of 10 hours"
        months = move.modelled_months
        assert months.statement == "learning all that sources ask, at 5 hours a week"
        usual = rp.transition_difficulty("here", "there", catalog=OWN).modelled_months
        assert (months.minimum, months.maximum) == (usual.minimum * 2, usual.maximum * 2)

    def test_the_hours_of_a_person(self) -> None:
        def months(hours: float | None) -> rp.Months | None:
            return rp.transition_difficulty(attrs.evolve(PERSON, hours_per_week=hours), "there", catalog=OWN).modelled_months

        assert months(None) == months(10)
        assert months(20).minimum == months(10).minimum / 2
        assert months(20).statement == "learning all that sources ask, at 20 hours a week"
        assert months(0) is None

    def test_without_an_hour_there_is_nothing_to_do_where_nothing_is_missing(self) -> None:
        able = rp.Profile(hours_per_week=0, skills=tuple(rp.HeldSkill(skill=s.id, proficiency=rated(1.0)) for s in OWN.skills))
        months = rp.transition_difficulty(able, "there", catalog=OWN).modelled_months
        assert (months.minimum, months.maximum) == (0.0, 0.0)

    def test_distance(self) -> None:
        weights = rp.DifficultyWeights(shortfall=0.0, effort=0.0, step=0.0, distance=1.0)
        near = rp.proximity("here", "there", catalog=OWN)
        move = rp.transition_difficulty("here", "there", weights=weights, catalog=OWN)
        (factor,) = move.factors
        assert (factor.name, factor.reason) == ("distance", "one minus proximity")
        assert (factor.value, factor.lower, factor.upper) == (1.0 - near.score, 1.0 - near.upper, 1.0 - near.lower)
        assert (move.score, move.lower, move.upper) == (factor.value, factor.lower, factor.upper)
        assert move.evidence_share == near.evidence_share

    def test_distance_of_a_silent_role(self) -> None:
        weights = rp.DifficultyWeights(distance=1.0)
        move = rp.transition_difficulty("there", "here", weights=weights, catalog=catalog(*FACTS[:2], skills=SKILLS))
        assert move.factors[3].name == "distance"
        assert [(factor.value, factor.lower, factor.upper) for factor in move.factors] == [(None, 0.0, 1.0)] * 4
        reason = "no source says what skills the role Role here asks for"
        assert [factor.reason for factor in move.factors] == [reason, reason, "no level is named", reason]

    def test_a_person_is_not_measured_by_distance(self) -> None:
        weights = rp.DifficultyWeights(shortfall=0.5, effort=0.0, step=0.0, distance=0.5)
        move = rp.transition_difficulty(PERSON, "there", weights=weights, catalog=OWN)
        assert [(factor.name, factor.weight) for factor in move.factors] == [("shortfall", 0.5)]
        assert move.score == pytest.approx(2 / 3, abs=1e-15)
        weights = rp.DifficultyWeights(shortfall=0.25, effort=0.25, step=0.0, distance=0.5)
        assert len(rp.transition_difficulty(PERSON, "there", weights=weights, catalog=OWN).factors) == 2
        with pytest.raises(rp.InvalidTypeError, match=r"^weights must weigh shortfall, effort or step for a person, got DifficultyWeights"):
            rp.transition_difficulty(
                PERSON, "there", weights=rp.DifficultyWeights(shortfall=0.0, effort=0.0, step=0.0, distance=1.0), catalog=OWN
            )


class TestSilence:
    """Roles of which nothing is known."""

    def test_no_score(self) -> None:
        own = catalog(*FACTS[:2], skills=SKILLS).with_facts(claim(origin="here", target="there", line=9))
        move = rp.transition_difficulty("here", "there", level="entry", target_level="mid", catalog=own)
        reason = "no source says what skills the role Role here has"
        assert (move.score, move.lower, move.upper, move.reason, move.months) == (None, None, None, reason, ())
        assert [factor.value for factor in move.factors] == [None, None, 0.25]
        assert repr(move) == "TransitionDifficulty(here -> there: None, 1 claims)"
        assert str(move.explain()) == (
            f"difficulty of the move from Role here to Role there: {reason}\n  claimed (advice): said on line 9 <one, line 9>"
        )


class TestClaims:
    """What sources claim of a move stands beside the score."""

    def test_which_claims(self) -> None:
        claims = {
            "open": claim(line=1),
            "to there": claim(line=2, target="there"),
            "to here": claim(line=3, target="here"),
            "named": claim(line=4, origin="here", target="there"),
            "back": claim(line=5, origin="there", target="here"),
            "compared by target": claim("easier-than", line=6, origin="here", target="other", than_target="there"),
            "compared by origin": claim("harder-than", line=7, origin="other", target="there", than_origin="here"),
            "compared elsewhere": claim("easier-than", line=8, origin="other", target="here", than_target="there"),
            "anywhere": claim(line=9, origin="here"),
        }
        own = catalog(*FACTS, *claims.values(), skills=SKILLS, roles=("here", "there", "other"))
        names = {fact: name for name, fact in claims.items()}
        move = rp.transition_difficulty("here", "there", catalog=own)
        assert [names[fact] for fact in move.claims] == [
            "named",
            "anywhere",
            "compared by target",
            "compared by origin",
            "open",
            "to there",
        ]
        person = rp.transition_difficulty(attrs.evolve(PERSON, role="here"), "there", catalog=own)
        assert person.claims == move.claims
        assert [names[fact] for fact in rp.transition_difficulty(PERSON, "there", catalog=own).claims] == ["open", "to there"]
        assert move.score == rp.transition_difficulty("here", "there", catalog=OWN).score

    def test_stated_months(self) -> None:
        own = OWN.with_facts(
            claim("duration", line=1, origin="here", target="there", months_minimum=Decimal(6), months_maximum=Decimal(18)),
            claim("duration", line=2, origin="here", target="there", months_minimum=Decimal(3), milestone="a first job"),
            claim("duration", line=3, target="there", months_minimum=Decimal(1)),
            claim("duration", line=4, origin="here", target="there", months_maximum=Decimal("1.5")),
        )
        months = rp.transition_difficulty("here", "there", catalog=own).stated_months
        assert months == (
            rp.Months(minimum=6.0, maximum=18.0, basis="stated", statement="said on line 1", citation=at(line=1)),
            rp.Months(minimum=3.0, maximum=None, basis="stated", statement="said on line 2 (to reach: a first job)", citation=at(line=2)),
            rp.Months(minimum=None, maximum=1.5, basis="stated", statement="said on line 4", citation=at(line=4)),
        )
        assert rp.transition_difficulty("here", "there", catalog=own).months[3].basis == "modelled"


# First step: gap 2/3, 48 weeks. Second step: what the third role asks, law, is not held at all: gap 1, 10 weeks.
THREE = catalog(
    *FACTS,
    asks("last", "law", 1.0, 1.0),
    claim(origin="here", target="there", line=3),
    claim(line=4),
    skills=(*SKILLS, skill("law", weeks=(5, 15))),
    roles=("here", "there", "last", "silent"),
)
FIRST = (2 / 3 + saturated(48.0)) / 2
SECOND = (1.0 + saturated(10.0)) / 2


class TestPaths:
    """Each step adds its difficulty on what the harder ones leave."""

    def test_score(self) -> None:
        path = rp.transition_difficulty(rp.TransitionPath.through("here", "there", "last"), catalog=THREE)
        # 1 - (1 - a)(1 - b), the harder step first.
        assert FIRST < SECOND
        assert path.score == pytest.approx(1.0 - (1.0 - FIRST) * (1.0 - SECOND), abs=1e-15)
        assert [(factor.name, factor.weight, factor.reason) for factor in path.factors] == [
            ("there to last", 1.0, "on what the harder steps leave"),
            ("here to there", 1.0, "on what the harder steps leave"),
        ]
        assert [factor.value for factor in path.factors] == pytest.approx([SECOND, FIRST], abs=1e-15)
        assert [factor.contribution for factor in path.factors] == pytest.approx([SECOND, FIRST * (1.0 - SECOND)], abs=1e-15)
        assert (path.origin, path.target, path.origin_label, path.target_label) == ("here", "last", "Role here", "Role last")
        assert (path.gap, path.reason, path.level, path.target_level) == (None, None, None, None)

    def test_bounds_and_evidence(self) -> None:
        path = rp.transition_difficulty(rp.TransitionPath.through("here", "there", "last"), catalog=THREE)
        one, two = path.steps
        assert path.lower == pytest.approx(1.0 - (1.0 - one.lower) * (1.0 - two.lower), abs=1e-15)
        assert path.upper == pytest.approx(1.0 - (1.0 - one.upper) * (1.0 - two.upper), abs=1e-15)
        assert path.evidence_share == (one.evidence_share + two.evidence_share) / 2
        assert [(factor.lower, factor.upper) for factor in path.factors] == [(two.lower, two.upper), (one.lower, one.upper)]

    def test_months_add_up(self) -> None:
        path = rp.transition_difficulty(rp.TransitionPath.through("here", "there", "last"), catalog=THREE)
        (months,) = path.months
        assert (months.basis, months.statement) == ("modelled", "sum of the steps")
        assert months.minimum == pytest.approx((24.0 + 5.0) / WEEKS_PER_MONTH, abs=1e-12)
        assert months.maximum == pytest.approx((72.0 + 15.0) / WEEKS_PER_MONTH, abs=1e-12)

    def test_claims_stand_once(self) -> None:
        path = rp.transition_difficulty(rp.TransitionPath.through("here", "there", "last"), catalog=THREE)
        assert [fact.citation.line for fact in path.claims] == [3, 4]

    def test_one_step(self) -> None:
        path = rp.transition_difficulty(rp.TransitionPath.through("here", "there"), catalog=THREE)
        assert path.score == rp.transition_difficulty("here", "there", catalog=THREE).score
        assert path.steps == (rp.transition_difficulty("here", "there", catalog=THREE),)

    def test_a_silent_step(self) -> None:
        path = rp.transition_difficulty(rp.TransitionPath.through("here", "silent", "there"), catalog=THREE)
        reason = "no source says what skills the role Role silent asks for"
        assert (path.score, path.lower, path.upper, path.reason, path.months) == (None, None, None, reason, ())
        assert [(factor.name, factor.value, factor.lower, factor.upper, factor.contribution) for factor in path.factors] == [
            ("here to silent", None, 0.0, 1.0, 0.0),
            ("silent to there", None, 0.0, 1.0, 0.0),
        ]
        assert [factor.reason for factor in path.factors] == [reason, "no source says what skills the role Role silent has"]
        assert repr(path) == "TransitionDifficulty(here -> there: None, 1 claims)"

    def test_a_known_and_a_silent_step(self) -> None:
        path = rp.transition_difficulty(rp.TransitionPath.through("here", "there", "silent"), catalog=THREE)
        assert path.score is None
        assert [factor.value for factor in path.factors] == [pytest.approx(FIRST, abs=1e-15), None]

    def test_levels_of_the_steps(self) -> None:
        steps = (
            rp.TransitionStep(origin="here", target="there", level="entry", target_level="mid"),
            rp.TransitionStep(origin="there", target="last", level="mid", target_level="staff"),
        )
        path = rp.transition_difficulty(rp.TransitionPath(steps=steps), catalog=THREE)
        assert [step.factors[2].value for step in path.steps] == [0.25, 0.5]
        assert (path.level, path.target_level) == ("entry", "staff")

    def test_levels_of_the_question_stand_at_the_ends(self) -> None:
        path = rp.TransitionPath.through("here", "there", "last")
        move = rp.transition_difficulty(path, level="entry", target_level="staff", catalog=THREE)
        assert [(step.level, step.target_level) for step in move.steps] == [("entry", None), (None, "staff")]

    def test_weights(self) -> None:
        weights = rp.DifficultyWeights(shortfall=1.0, effort=0.0, step=0.0)
        path = rp.transition_difficulty(rp.TransitionPath.through("here", "there", "last"), weights=weights, catalog=THREE)
        assert [step.score for step in path.steps] == [pytest.approx(2 / 3, abs=1e-15), 1.0]
        assert (path.score, path.factors[0].name) == (1.0, "there to last")

    def test_an_unknown_role_on_the_way(self) -> None:
        with pytest.raises(rp.UnknownRoleError, match=r"^no role is called 'nobody'; known are here, there, last, silent$"):
            rp.transition_difficulty(rp.TransitionPath.through("here", "nobody"), catalog=THREE)


class TestExplanation:
    """The answer unfolds to factors, months, claims and the gap."""

    def test_move(self) -> None:
        own = catalog(
            asks("there", "sql", 1.0, 1.0, line=5),
            claim("duration", line=6, origin="here", target="there", months_minimum=Decimal(6)),
            asks("here", "sql", 0.5, line=7),
            skills=(skill("sql", weeks=(8, 24)),),
        )
        move = rp.transition_difficulty("here", "there", catalog=own)
        told = move.explain()
        assert str(told) == (
            "difficulty of the move from Role here to Role there = 0.287 (sum)\n"
            "  shortfall adds, 1 of 1 skills fall short = 0.25 (product)\n"
            "    gap from Role here to Role there = 0.5 (sum)\n"
            "      SQL adds = 0.5 (product)\n"
            "        weighted shortfall of SQL = 0.5 (product)\n"
            "          weight of SQL = 1 (product)\n"
            "            sources that ask = 1 (sum)\n"
            "              asked for by one = 1 <one, line 5>\n"
            "            importance stated = 1 (maximum)\n"
            "              importance by one = 1 <one, line 5>\n"
            "            strongest ground, core-skill = 1 (maximum)\n"
            "              core-skill = 1 [gap.core_skill]\n"
            "          shortfall = 0.5 (shortfall)\n"
            "            SQL is asked for at = 1 (maximum)\n"
            "              sql (core-skill) = 1 <one, line 5>\n"
            "            SQL is held at = 0.5 (minimum)\n"
            "              sql (core-skill) = 0.5 <one, line 7>\n"
            "        one over the weighted need of all skills = 1 (quotient)\n"
            "          the whole = 1 [definition]\n"
            "          weighted need of all skills = 1 (sum)\n"
            "            weighted need of SQL = 1 (product)\n"
            "              weight of SQL = 1 (product), see above\n"
            "              SQL is asked for at = 1 (maximum), see above\n"
            "    weight of shortfall = 0.4 [difficulty.shortfall]\n"
            "    one over the weight of the known factors = 1.25 (quotient)\n"
            "      the whole = 1 [definition]\n"
            "      weight of the known factors = 0.8 (sum)\n"
            "        weight of shortfall = 0.4 [difficulty.shortfall]\n"
            "        weight of effort = 0.4 [difficulty.effort]\n"
            "  effort adds, about 8 weeks of 10 hours = 0.03702 (product)\n"
            "    effort = 0.07404 (saturation)\n"
            "      weeks for what is missing = 8 (sum)\n"
            "        weeks for sql, with its parts = 8 [assumed] [vocabulary]\n"
            "      effort scale weeks = 104 [difficulty.effort_scale_weeks]\n"
            "    weight of effort = 0.4 [difficulty.effort]\n"
            "    one over the weight of the known factors = 1.25 (quotient), see above\n"
            "  step is not known: no level is named\n"
            "  stated time: said on line 6 <one, line 6>\n"
            "    months at least = 6 <one, line 6>\n"
            "  modelled time: learning all that sources ask, at 10 hours a week [assumed]\n"
            "    months at least = 0.9199 [assumed]\n"
            "    months at most = 2.76 [assumed]\n"
            "  claimed (duration): said on line 6 <one, line 6>"
        )
        assert told.citations == (at(line=5), at(line=7), at(line=6))
        assert told.recomputed() == pytest.approx(move.score, abs=1e-15)

    def test_path(self) -> None:
        path = rp.transition_difficulty(rp.TransitionPath.through("here", "there", "last"), catalog=THREE)
        told = path.explain()
        assert [step.statement for step in told.children] == [
            "there to last adds, on what the harder steps leave",
            "here to there adds, on what the harder steps leave",
            "modelled time: sum of the steps",
            "claimed (advice): said on line 3",
            "claimed (advice): said on line 4",
        ]
        hardest, other = told.children[:2]
        assert hardest.children == (path.steps[1].explain(),)
        assert other.children[0] == path.steps[0].explain()
        left = other.children[1]
        assert (left.statement, left.value) == ("what the harder steps leave", 1.0 - path.steps[1].score)
        assert left.children[1] is hardest
        assert fsum((hardest.value, other.value)) == told.value == path.score
        assert told.recomputed() == pytest.approx(path.score, abs=1e-15)

    def test_a_step_that_is_taken_twice(self) -> None:
        path = rp.transition_difficulty(rp.TransitionPath.through("here", "there", "here", "there"), catalog=OWN)
        assert path.steps[0] is path.steps[2]
        assert path.explain().recomputed() == pytest.approx(path.score, abs=1e-15)

    @pytest.mark.parametrize(
        ("levels", "told"),
        [
            (
                ("entry", "senior"),
                [
                    "step = 0.5 (minimum)",
                    "  the whole = 1 [definition]",
                    "  share of a full step = 0.5 (quotient)",
                    "    rungs up = 2 [question]",
                    "    full step rungs = 4 [difficulty.full_step_rungs]",
                ],
            ),
            (("senior", None), ["step = 0 [assumed] [question]"]),
        ],
    )
    def test_step(self, levels: tuple[str, str | None], told: list[str]) -> None:
        move = rp.transition_difficulty("here", "there", level=levels[0], target_level=levels[1], catalog=OWN)
        assert str(move.explain().children[2].children[0]).splitlines() == told
        assert move.explain().recomputed() == pytest.approx(move.score, abs=1e-15)

    def test_no_step(self) -> None:
        move = rp.transition_difficulty("here", "here", catalog=OWN)
        assert str(move.explain().children[2].children[0]) == "step = 0 [question]"
        assert move.explain().recomputed() == move.score == 0.0

    def test_distance(self) -> None:
        weights = rp.DifficultyWeights(shortfall=0.0, effort=0.5, step=0.0, distance=0.5)
        move = rp.transition_difficulty("here", "there", weights=weights, catalog=OWN)
        told = move.explain()
        assert move.proximity is rp.proximity("here", "there", catalog=OWN)
        assert told.children[1].children[0].children == (
            rp.Explanation(statement="the whole", value=1.0, rests_on="definition"),
            move.proximity.explain(),
        )
        assert told.recomputed() == pytest.approx(move.score, abs=1e-15)
        assert told.children[2] == rp.Explanation(statement="shortfall has no weight of its own", children=(move.gap.explain(),))
        assert rp.transition_difficulty("here", "there", catalog=OWN).proximity is None


class TestBadInput:
    """Names and levels that do not fit."""

    def test_a_level_of_another_track(self) -> None:
        with pytest.raises(rp.LevelTrackError) as caught:
            rp.transition_difficulty("here", "there", level="senior", target_level="manager", catalog=OWN)
        assert (caught.value.left, caught.value.right) == ("manager", "senior")
        assert str(caught.value) == (
            "level 'manager' is on the management track and 'senior' on the individual-contributor track; only levels of one track compare"
        )

    def test_a_person_of_another_track(self) -> None:
        with pytest.raises(rp.LevelTrackError):
            rp.transition_difficulty(attrs.evolve(PERSON, level="senior"), "there", target_level="manager", catalog=OWN)

    def test_a_missing_target(self) -> None:
        for origin in ("here", PERSON):
            with pytest.raises(rp.InvalidTypeError, match=r"^target must be a Role, an id or a label, got None \(NoneType\)$"):
                rp.transition_difficulty(origin, catalog=OWN)

    def test_a_target_beside_a_path(self) -> None:
        with pytest.raises(rp.InvalidTypeError, match=r"^target must be left out where the origin is a path, got 'there' \(str\)$"):
            rp.transition_difficulty(rp.TransitionPath.through("here", "there"), "there", catalog=OWN)

    def test_misspelt_names(self) -> None:
        with pytest.raises(rp.UnknownRoleError, match=r"^no role is called 'tehre'; did you mean 'there'"):
            rp.transition_difficulty("here", "tehre", catalog=OWN)
        with pytest.raises(rp.UnknownLevelError, match=r"^no level is called 'stafff'; did you mean 'staff'"):
            rp.transition_difficulty("here", "there", level="stafff", catalog=OWN)
        with pytest.raises(rp.UnknownLevelError, match=r"^no level is called 'mdi'"):
            rp.transition_difficulty("here", "there", target_level="mdi", catalog=OWN)
