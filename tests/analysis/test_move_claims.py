from __future__ import annotations

from decimal import Decimal
from math import exp

import attrs
import pytest

import rolepath as rp
from rolepath.analysis.move_claims import move_name, other_move

from .tiny import asks, at, catalog, skill

OUT, PARTLY, NOT, UNKNOWN = rp.Verdict.BORNE_OUT, rp.Verdict.PARTLY, rp.Verdict.CONTRADICTED, rp.Verdict.NOT_CHECKABLE
ROLES = ("here", "there", "third")
WEEKS_PER_MONTH = 365.25 / 12 / 7


def claim(kind: str, **fields: object) -> rp.TransitionClaim:
    """Make a claim of the second source about the move from here to there."""
    return rp.TransitionClaim(
        **{"kind": kind, "text": "what is said", "citation": at("two", 9), "origin": "here", "target": "there", **fields}
    )


def weeks(least: float, most: float | None = None) -> tuple[float, float]:
    """Weeks of the given months, at ten hours a week."""
    return least * WEEKS_PER_MONTH, (least if most is None else most) * WEEKS_PER_MONTH


def made(*facts: rp.Fact, skills: tuple[rp.Skill, ...] = (), **fields: object) -> rp.Catalog:
    # a and b take 104 weeks, at which the effort factor is 1 - 1/e; c is what everybody holds; nobody states the effort of odd.
    own = {s.id: s for s in (skill("a", weeks=(104, 104)), skill("b", weeks=(104, 104)), skill("c", weeks=(8, 8)), skill("odd"))}
    return catalog(*facts, skills={**own, **{s.id: s for s in skills}}.values(), roles=ROLES, **fields)


def check(
    said: rp.TransitionClaim, *facts: rp.Fact, against: str | None = "one", skills: tuple[rp.Skill, ...] = (), **fields: object
) -> rp.ClaimCheck:
    """Set a claim against the facts of the first source."""
    checks = rp.check_claims(catalog=made(*facts, said, skills=skills, **fields))
    return next(found for found in checks if (found.claim, found.against) == (said, against))


#: What the role here brings.
C = asks("here", "c", 1.0)
#: From here, all of it is missing: (1 + 1 - 1/e) / 2.
#: Said where so little is known of the start; sources name one skill of it.
THIN = "sources name few skills of here (1), so that moves from it look further than they may be"
HARD = (C, asks("there", "a", 1.0))
#: From here, half of it is held: (0.5 + 1 - 1/e) / 2.
EASY = (asks("third", "a", 1.0), asks("third", "c", 1.0))


class TestAgainst:
    """A measure can be fed by all sources together; what one source asks of one skill is a matter of that source."""

    @pytest.mark.parametrize(
        ("said", "sources"),
        [
            (claim("easier-than", than_target="third"), ["two", "one", "three", None]),
            (claim("hardest"), ["two", "one", "three", None]),
            (claim("quickest"), ["two", "one", "three", None]),
            (claim("duration", months_maximum=Decimal(6)), ["two", "one", "three", None]),
            (claim("missing", skill="a"), ["two", "one", "three"]),
        ],
    )
    def test_which_figures_a_claim_is_set_against(self, said: rp.TransitionClaim, sources: list[str | None]) -> None:
        assert [found.against for found in rp.check_claims(catalog=made(*HARD, *EASY, said))] == sources


class TestCompared:
    @pytest.mark.parametrize(
        ("kind", "target", "than", "verdict"),
        [
            ("easier-than", "third", "there", OUT),
            ("easier-than", "there", "third", NOT),
            ("harder-than", "there", "third", OUT),
            ("harder-than", "third", "there", NOT),
            ("better-fit-than", "third", "there", OUT),
            ("better-fit-than", "there", "third", NOT),
        ],
    )
    def test_by_difficulty(self, kind: str, target: str, than: str, verdict: rp.Verdict) -> None:
        found = check(claim(kind, target=target, than_target=than), *HARD, *EASY)
        shown = {"there": "0.816", "third": "0.566"}
        assert found.verdict is verdict
        assert found.reason == f"difficulty: here to {target} {shown[target]}, here to {than} {shown[than]}"

    @pytest.mark.parametrize("kind", ["easier-than", "harder-than"])
    def test_a_tie(self, kind: str) -> None:
        assert check(claim(kind, than_target="third"), *HARD, asks("third", "b", 1.0)).verdict is PARTLY

    def test_another_origin(self) -> None:
        said = claim("easier-than", origin="third", than_origin="here")
        found = check(said, *HARD, asks("third", "a", 1.0))
        assert (found.verdict, found.reason) == (OUT, "difficulty: third to there 0.000, here to there 0.816")

    def test_a_move_between_two_other_roles(self) -> None:
        said = claim("harder-than", than_origin="there", than_target="third")
        found = check(said, *HARD, asks("third", "a", 1.0))
        assert (found.verdict, found.reason) == (OUT, "difficulty: here to there 0.816, there to third 0.000")

    def test_a_better_fit_is_read_as_less_difficulty(self) -> None:
        found = check(claim("better-fit-than", than_target="third"), *HARD, *EASY)
        assert found.doubts[0] == "the better fit is read as the move of less difficulty"
        assert check(claim("better-fit-than", than_target="third"), *HARD).doubts == ()

    def test_bounds_that_overlap_are_a_doubt(self) -> None:
        # Nothing says that the role here does not hold a.
        found = check(claim("easier-than", target="third", than_target="there"), *HARD, *EASY)
        assert found.doubts == ("the bounds of here to there overlap", THIN)
        # Here a is held at nothing and c in full: the step alone is open, 0.653 to 0.853 against 0 to 0.2.
        told = (C, asks("here", "a", 0.0), asks("there", "a", 1.0), asks("third", "c", 1.0))
        found = check(claim("easier-than", target="third", than_target="there"), *told)
        assert (found.verdict, found.doubts) == (OUT, (THIN.replace("(1)", "(2)"),))

    def test_a_start_of_which_sources_name_few_skills_is_a_doubt(self) -> None:
        more = {"skills": tuple(skill(f"x{number}") for number in range(5))}
        few = tuple(asks("here", f"x{number}") for number in range(4))
        said = claim("easier-than", target="third", than_target="there")
        assert THIN.replace("(1)", "(5)") in check(said, *HARD, *EASY, *few, **more).doubts
        # A second fact on a skill is no second skill; a sixth skill is enough.
        assert THIN.replace("(1)", "(5)") in check(said, *HARD, *EASY, *few, asks("here", "x1", importance=0.5), **more).doubts
        assert not any("few skills" in doubt for doubt in check(said, *HARD, *EASY, *few, asks("here", "x4"), **more).doubts)

    @pytest.mark.parametrize(
        ("facts", "reason"),
        [
            ((), "the difficulty of here to there does not follow from its facts"),
            ((C,), "the difficulty of here to there does not follow from its facts"),
            (HARD[1:], "the difficulty of here to there does not follow from its facts"),
            (HARD, "the difficulty of no other move follows from its facts"),
        ],
    )
    def test_facts_that_are_missing(self, facts: tuple[rp.Fact, ...], reason: str) -> None:
        found = check(claim("easier-than", than_target="third", hedge="often"), *facts)
        assert (found.verdict, found.reason, found.doubts, found.steps) == (UNKNOWN, reason, (), ())

    @pytest.mark.parametrize("open_", [{"origin": None, "than_target": "third"}, {"target": None, "than_origin": "third"}])
    def test_no_single_move(self, open_: dict[str, str | None]) -> None:
        found = check(claim("easier-than", **open_), *HARD, *EASY)
        assert (found.verdict, found.reason) == (UNKNOWN, "it names no single move to compare")

    def test_a_move_to_the_same_place(self) -> None:
        found = check(claim("easier-than", than_origin="there"), *HARD)
        assert (found.verdict, found.reason) == (NOT, "difficulty: here to there 0.816, there to there 0.000")

    def test_a_move_and_itself(self) -> None:
        found = check(claim("easier-than", than_target="there"), *HARD)
        assert (found.verdict, found.reason) == (UNKNOWN, "the difficulty of no other move follows from its facts")

    def test_sources_alone_and_together(self) -> None:
        said = claim("easier-than", target="third", than_target="there")
        facts = (C, asks("there", "a", 1.0, source="two"), *EASY)
        assert [check(said, *facts, against=source).verdict for source in ("one", "two", "three", None)] == [UNKNOWN, UNKNOWN, UNKNOWN, OUT]

    def test_steps(self) -> None:
        found = check(claim("easier-than", target="third", than_target="there"), *HARD, *EASY)
        assert [(step.statement, step.value, step.rests_on) for step in found.steps] == [
            ("difficulty of here to third", pytest.approx((0.5 + 1 - exp(-1)) / 2), "catalog"),
            ("difficulty of here to there", pytest.approx((1 + 1 - exp(-1)) / 2), "catalog"),
        ]


def other(origin: str, target: str, source: str = "two", kind: str = "advice") -> rp.TransitionClaim:
    """Speak of another move."""
    return claim(kind, origin=origin, target=target, citation=at(source, 3))


class TestHardest:
    """Among the moves that the claim's own source speaks of."""

    def test_all_of_them(self) -> None:
        found = check(claim("hardest"), *HARD, *EASY, other("here", "third"))
        assert (found.verdict, found.reason) == (OUT, "difficulty: here to there 0.816, here to third 0.566")
        found = check(claim("hardest", target="third"), *HARD, *EASY, other("here", "there"))
        assert (found.verdict, found.reason) == (NOT, "difficulty: here to third 0.566, here to there 0.816")

    def test_one_that_is_harder_contradicts_it(self) -> None:
        said = claim("hardest", target="third")
        facts = (*HARD, *EASY, other("there", "third"), other("here", "there"))
        assert check(said, *facts[:-1]).verdict is OUT
        assert check(said, *facts).verdict is NOT

    def test_a_tie(self) -> None:
        assert check(claim("hardest"), *HARD, asks("third", "b", 1.0), other("here", "third")).verdict is PARTLY

    def test_moves_of_other_sources_are_no_rivals(self) -> None:
        found = check(claim("hardest"), *HARD, *EASY, other("here", "third", "one"))
        assert (found.verdict, found.reason) == (UNKNOWN, "the difficulty of no other move follows from its facts")

    def test_a_claim_on_any_role_names_no_rival(self) -> None:
        facts = (attrs.evolve(other("here", "third"), origin=None), attrs.evolve(other("here", "third"), target=None))
        assert check(claim("hardest"), *HARD, *EASY, *facts).verdict is UNKNOWN

    def test_a_rival_that_is_not_known(self) -> None:
        found = check(claim("hardest"), *HARD, *EASY, other("here", "third"), other("third", "here", "two"))
        assert found.verdict is OUT
        found = check(claim("hardest"), C, asks("there", "a", 1.0), other("there", "here"), other("here", "third"))
        assert (found.verdict, found.reason) == (OUT, "difficulty: here to there 0.816, there to here 0.537")
        assert "the difficulty of here to third is not known" in found.doubts

    def test_no_single_move(self) -> None:
        assert check(claim("hardest", origin=None), *HARD).reason == "it names no single move"

    def test_rivals_come_in_one_order(self) -> None:
        rivals = (other("third", "there"), other("here", "third"), other("there", "third"))
        found = check(claim("hardest"), *HARD, *EASY, *rivals)
        assert found.reason == "difficulty: here to there 0.816, here to third 0.566, there to third 0.287, third to there 0.000"
        assert check(claim("hardest"), *reversed(rivals), *HARD, *EASY) == found


class TestSoonest:
    """By modelled months."""

    @pytest.mark.parametrize("kind", ["quickest", "fastest-ramp"])
    @pytest.mark.parametrize(
        ("mine", "theirs", "verdict", "said"),
        [
            ((5, 8), (10, 20), OUT, "here to there 5 to 8, here to third 10 to 20"),
            ((5, 10), (5, 20), OUT, "here to there 5 to 10, here to third 5 to 20"),
            ((10, 20), (5, 8), NOT, "here to there 10 to 20, here to third 5 to 8"),
            ((10, 20), (5, 20), NOT, "here to there 10 to 20, here to third 5 to 20"),
            ((5, 30), (10, 20), PARTLY, "here to there 5 to 30, here to third 10 to 20"),
            ((10, 20), (10, 20), PARTLY, "here to there 10 to 20, here to third 10 to 20"),
            ((10, 10), (20, 20), OUT, "here to there 10, here to third 20"),
        ],
    )
    def test_two_moves(self, kind: str, mine: tuple[int, int], theirs: tuple[int, int], verdict: rp.Verdict, said: str) -> None:
        skills = (skill("a", weeks=weeks(*mine)), skill("b", weeks=weeks(*theirs)))
        facts = (C, asks("there", "a", 1.0), asks("third", "b", 1.0), other("here", "third"))
        found = check(claim(kind), *facts, skills=skills)
        assert (found.verdict, found.reason) == (verdict, f"months: {said}")
        assert found.doubts[0] == "the months are modelled, at 10 hours a week"
        assert ("the bounds of here to third overlap" in found.doubts) is (mine[0] <= theirs[1] and theirs[0] <= mine[1])

    @pytest.mark.parametrize(
        ("odd", "verdict", "said"),
        [
            # The move here takes 5 to 8 months and more: it may be the longer one.
            ("there", PARTLY, "here to there at least 5, here to third 10 to 20"),
            # The other takes 10 to 20 months and more: longer in any case.
            ("third", OUT, "here to there 5 to 8, here to third at least 10"),
        ],
    )
    def test_an_effort_that_is_not_stated(self, odd: str, verdict: rp.Verdict, said: str) -> None:
        skills = (skill("a", weeks=weeks(5, 8)), skill("b", weeks=weeks(10, 20)))
        facts = (C, asks("there", "a", 1.0), asks("third", "b", 1.0), asks(odd, "odd", 1.0), other("here", "third"))
        found = check(claim("quickest"), *facts, skills=skills)
        assert (found.verdict, found.reason) == (verdict, f"months: {said}")
        assert f"some effort of here to {odd} is not stated" in found.doubts

    @pytest.mark.parametrize(("odd", "verdict"), [("there", NOT), ("third", PARTLY)])
    def test_the_longer_one(self, odd: str, verdict: rp.Verdict) -> None:
        skills = (skill("a", weeks=weeks(10, 20)), skill("b", weeks=weeks(5, 8)))
        facts = (C, asks("there", "a", 1.0), asks("third", "b", 1.0), asks(odd, "odd", 1.0), other("here", "third"))
        assert check(claim("quickest"), *facts, skills=skills).verdict is verdict

    def test_two_that_are_open(self) -> None:
        skills = (skill("a", weeks=weeks(5, 8)), skill("b", weeks=weeks(10, 20)))
        facts = (C, asks("there", "a", 1.0), asks("third", "b", 1.0), other("here", "third"))
        odd = (asks("there", "odd", 1.0), asks("third", "odd", 1.0))
        assert check(claim("quickest"), *facts, *odd, skills=skills).verdict is PARTLY
        assert check(claim("quickest", target="third"), *facts, *odd, other("here", "there"), skills=skills).verdict is PARTLY

    def test_leaving_out_an_unstated_effort_makes_no_verdict_of_silence(self) -> None:
        facts = (C, asks("there", "a", 1.0), asks("third", "b", 1.0), other("here", "third"))
        odd = asks("there", "odd", 1.0)
        assert check(claim("quickest"), *facts, odd).verdict is not UNKNOWN
        assert check(claim("quickest"), *facts).verdict is not UNKNOWN

    def test_an_unstated_effort_that_is_held_counts_for_nothing(self) -> None:
        facts = (C, asks("here", "odd", 1.0), asks("there", "a", 1.0), asks("there", "odd", 1.0), *EASY, other("here", "third"))
        assert "some effort of here to there is not stated" not in check(claim("quickest"), *facts).doubts

    def test_facts_that_are_missing(self) -> None:
        found = check(claim("quickest"), other("here", "third"))
        assert (found.verdict, found.reason, found.doubts) == (
            UNKNOWN,
            "the duration of here to there does not follow from its facts",
            (),
        )

    def test_no_single_move(self) -> None:
        assert check(claim("quickest", target=None), *HARD).reason == "it names no single move"

    def test_hours_are_those_of_the_model(self) -> None:
        model = rp.DifficultyModel(hours_per_week=20)
        skills = (skill("a", weeks=weeks(10, 20)), skill("b", weeks=weeks(30, 40)))
        facts = (C, asks("there", "a", 1.0), asks("third", "b", 1.0), other("here", "third"))
        found = check(claim("quickest"), *facts, skills=skills, difficulty_model=model)
        assert found.reason == "months: here to there 5 to 10, here to third 15 to 20"
        assert found.doubts == ("the months are modelled, at 20 hours a week", THIN)

    def test_steps(self) -> None:
        skills = (skill("a", weeks=weeks(5, 8)), skill("b", weeks=weeks(10, 20)))
        facts = (C, asks("there", "a", 1.0), asks("there", "odd", 1.0), asks("third", "b", 1.0), other("here", "third"))
        steps = check(claim("quickest"), *facts, skills=skills).steps
        assert [step.statement for step in steps] == ["months of here to there", "months of here to third"]
        assert [[(leaf.statement, leaf.value, leaf.is_assumed) for leaf in step.children] for step in steps] == [
            [("months at least", pytest.approx(5), True)],
            [("months at least", pytest.approx(10), True), ("months at most", pytest.approx(20), True)],
        ]


def lasts(least: int | None, most: int | None, **fields: object) -> rp.TransitionClaim:
    """Say how long the move takes."""
    months = {"months_minimum": least, "months_maximum": most}
    return claim("duration", **{name: None if value is None else Decimal(value) for name, value in months.items()}, **fields)


class TestDuration:
    @pytest.mark.parametrize(
        ("mine", "theirs", "verdict", "said"),
        [
            ((12, 18), (6, 12), OUT, "6 to 12 months"),
            ((12, 18), (18, 24), OUT, "18 to 24 months"),
            ((12, 18), (13, 14), OUT, "13 to 14 months"),
            ((12, 18), (6, 11), NOT, "6 to 11 months"),
            ((12, 18), (19, 24), NOT, "19 to 24 months"),
            ((12, 18), (15, 15), OUT, "15 months"),
            ((12, 18), (None, 11), NOT, "at most 11 months"),
            ((12, 18), (None, 12), OUT, "at most 12 months"),
            ((None, 6), (6, 9), OUT, "6 to 9 months"),
            ((None, 6), (7, 9), NOT, "7 to 9 months"),
        ],
    )
    def test_against_what_a_source_states(
        self, mine: tuple[int | None, int], theirs: tuple[int | None, int], verdict: rp.Verdict, said: str
    ) -> None:
        found = check(lasts(*mine), lasts(*theirs, citation=at("one", 4)))
        assert (found.verdict, found.reason) == (verdict, said)
        assert [step.citation for step in found.steps] == [at("one", 4)]

    def test_two_of_one_source(self) -> None:
        near, far = lasts(18, 20, citation=at("one", 4)), lasts(30, 40, citation=at("one", 5))
        found = check(lasts(12, 18), far, near)
        assert (found.verdict, found.reason) == (PARTLY, "18 to 20 months; 30 to 40 months")
        assert check(lasts(12, 18), near, far).reason == found.reason

    @pytest.mark.parametrize(
        "unlike",
        [
            {"origin": "third"},
            {"target": "third"},
            {"origin": None},
            {"milestone": "the first job"},
            {"months_maximum": None},
            {"months_minimum": None, "months_maximum": None},
            {"kind": "advice"},
        ],
    )
    def test_only_the_same_move_and_milestone(self, unlike: dict[str, object]) -> None:
        found = check(lasts(12, 18), attrs.evolve(lasts(12, 18, citation=at("one", 4)), **unlike))
        assert (found.verdict, found.reason) == (UNKNOWN, "it states no duration of the same move")

    def test_a_claim_is_not_set_against_itself(self) -> None:
        assert check(lasts(12, 18), against="two").verdict is UNKNOWN
        again = lasts(12, 18, citation=at("two", 10))
        assert check(lasts(12, 18), again, against="two").verdict is OUT

    def test_milestones_compare(self) -> None:
        said = lasts(1, 2, milestone="the first job")
        assert check(said, lasts(3, 4, milestone="the first job", citation=at("one", 4))).verdict is NOT

    @pytest.mark.parametrize(
        ("claimed", "verdict"), [((12, 18), OUT), ((20, 30), OUT), ((5, 10), OUT), ((21, 30), NOT), ((5, 9), NOT), ((None, 9), NOT)]
    )
    def test_against_the_model(self, claimed: tuple[int | None, int], verdict: rp.Verdict) -> None:
        # Months that divide exactly into weeks of a binary fraction are rare, so the ends lie a little outside 10 and 20.
        skills = (skill("a", weeks=weeks(9.99, 20.01)),)
        found = check(lasts(*claimed), *HARD, skills=skills, against=None)
        assert (found.verdict, found.reason) == (verdict, "modelled as 10 to 20 months")
        assert found.doubts == (
            "modelled: learning what sources ask most, at 10 hours a week",
            "the effort that the model counts is fitted to stated durations",
        )
        (step,) = found.steps
        assert [leaf.value for leaf in step.children] == [pytest.approx(9.99), pytest.approx(20.01)]

    @pytest.mark.parametrize(("claimed", "verdict"), [((12, 18), PARTLY), ((30, 40), PARTLY), ((5, 9), NOT)])
    def test_an_effort_that_is_not_stated(self, claimed: tuple[int, int], verdict: rp.Verdict) -> None:
        skills = (skill("a", weeks=weeks(9.99, 20.01)),)
        found = check(lasts(*claimed), *HARD, asks("there", "odd", 1.0), skills=skills, against=None)
        assert (found.verdict, found.reason) == (verdict, "modelled as at least 10 months")
        assert found.doubts[2] == "some effort of here to there is not stated"

    def test_a_milestone_is_not_modelled(self) -> None:
        found = check(lasts(1, 2, milestone="the first job"), *HARD, against=None)
        assert (found.verdict, found.reason) == (
            UNKNOWN,
            "it is the time to a milestone, the first job, and the model gives that of the whole move",
        )

    def test_the_model_needs_facts(self) -> None:
        found = check(lasts(1, 2), C, against=None)
        assert (found.verdict, found.reason) == (UNKNOWN, "the model gives no duration of the move")

    @pytest.mark.parametrize("against", ["one", "two", None])
    @pytest.mark.parametrize("open_", [{"origin": None}, {"target": None}])
    def test_no_single_move(self, open_: dict[str, None], against: str | None) -> None:
        assert check(lasts(1, 2, **open_), *HARD, against=against).reason == "it names no single move"


class TestSkills:
    """What is missing, or carries over, by the proficiencies that a source states."""

    @pytest.mark.parametrize(
        ("held", "asked", "missing", "carries", "said"),
        [
            ((0.5,), (1.0,), OUT, PARTLY, "a is asked at 1 and held at 0.5"),
            ((0.0,), (1.0,), OUT, NOT, "a is asked at 1 and held at 0"),
            ((1.0,), (1.0,), NOT, OUT, "a is asked at 1 and held at 1"),
            ((1.0,), (0.5,), NOT, OUT, "a is asked at 0.5 and held at 1"),
            # Held at one end by one figure and at the other by another.
            ((0.5, 1.0), (1.0,), PARTLY, PARTLY, "a is asked at 1 and held at 0.5 to 1"),
            ((0.0, 0.5), (1.0,), OUT, PARTLY, "a is asked at 1 and held at 0 to 0.5"),
            # The most that is asked counts.
            ((0.5,), (0.5, 1.0), OUT, PARTLY, "a is asked at 1 and held at 0.5"),
        ],
    )
    def test_by_proficiency(
        self, held: tuple[float, ...], asked: tuple[float, ...], missing: rp.Verdict, carries: rp.Verdict, said: str
    ) -> None:
        facts = (
            *(asks("here", "a", value, line=line) for line, value in enumerate(held, 1)),
            *(asks("there", "a", value, line=line) for line, value in enumerate(asked, 4)),
        )
        for kind, verdict in (("missing", missing), ("carries-over", carries)):
            found = check(claim(kind, skill="a"), *facts)
            assert (found.verdict, found.reason) == (verdict, said)

    @pytest.mark.parametrize(
        ("facts", "silent"),
        [
            ((), "here and there"),
            ((asks("here", "a", 1.0),), "there"),
            ((asks("there", "a", 1.0),), "here"),
            ((asks("here", "a"), asks("there", "a")), "here and there"),
            ((asks("here", "a", 1.0, source="three"), asks("there", "a", 1.0)), "here"),
            ((asks("here", "b", 1.0), asks("there", "a", 1.0)), "here"),
        ],
    )
    def test_silence(self, facts: tuple[rp.Fact, ...], silent: str) -> None:
        found = check(claim("missing", skill="a", hedge="often"), *facts)
        assert (found.verdict, found.reason, found.doubts) == (UNKNOWN, f"it states no proficiency in a for {silent}", ())

    def test_no_single_move(self) -> None:
        assert check(claim("missing", skill="a", origin=None), *HARD).reason == "it names no single move"

    def test_no_measure_takes_all_sources_together(self) -> None:
        said = claim("missing", skill="a")
        made_of = made(asks("here", "a", 0.5), asks("there", "a", 1.0, source="two"), said)
        assert [found.against for found in rp.check_claims(catalog=made_of)] == ["two", "one", "three"]

    def test_steps(self) -> None:
        facts = (
            asks("here", "a", 0.5, printed="some", line=2),
            asks("here", "a", 0.0, line=3),
            asks("there", "a", 1.0, assumed=("skill",)),
        )
        steps = check(claim("missing", skill="a"), *facts).steps
        assert [(step.statement, step.value, step.operation) for step in steps] == [
            ("highest proficiency held, here", 0.5, rp.Operation.MAXIMUM),
            ("highest proficiency asked, there", 1.0, rp.Operation.MAXIMUM),
        ]
        assert [(leaf.statement, leaf.value, leaf.is_assumed) for step in steps for leaf in step.children] == [
            ("some", 0.5, False),
            ("a", 0.0, False),
            ("a", 1.0, True),
        ]


class TestLeftOut:
    @pytest.mark.parametrize(
        "said",
        [
            *(
                claim(kind)
                for kind in (
                    "most-popular",
                    "natural-fit",
                    "feasible",
                    "smaller-than-expected",
                    "recommended",
                    "proof",
                    "insufficient-proof",
                    "pitfall",
                    "advice",
                )
            ),
            claim("proof", skill="a", proof="course"),
            claim("missing"),
            claim("carries-over"),
            lasts(12, None),
            lasts(None, None),
        ],
    )
    def test_claims_that_compare_nothing(self, said: rp.TransitionClaim) -> None:
        assert rp.check_claims(catalog=made(*HARD, *EASY, said)).checks == ()

    def test_every_other_kind_is_checked(self) -> None:
        kinds = ("easier-than", "harder-than", "better-fit-than", "hardest", "quickest", "fastest-ramp")
        said = [claim(kind, than_target="third") for kind in kinds] + [lasts(1, 2), claim("missing", skill="a")]
        checks = rp.check_claims(catalog=made(*said))
        assert {found.claim for found in checks} == set(said)


class TestWords:
    def test_statement(self) -> None:
        assert check(claim("better-fit-than", than_target="third")).statement == "Role here to Role there, better fit than: what is said"
        assert check(claim("hardest", origin=None)).statement == "any role to Role there, hardest: what is said"
        assert check(claim("hardest", target=None)).statement == "Role here to any role, hardest: what is said"

    def test_doubts_of_the_claim_come_last(self) -> None:
        said = claim("easier-than", target="third", than_target="there", hedge="often", assumed=("target", "than_target"))
        assert check(said, *HARD, *EASY).doubts == (
            "the bounds of here to there overlap",
            THIN,
            "the claim is hedged: often",
            "the claim's target is assumed",
            "the claim's than_target is assumed",
        )

    def test_other_move(self) -> None:
        assert other_move(claim("easier-than", than_target="third")) == ("here", "third")
        assert other_move(claim("easier-than", than_origin="third")) == ("third", "there")
        assert other_move(claim("easier-than", than_origin="third", than_target="here")) == ("third", "here")
        assert other_move(claim("hardest")) is None
        assert other_move(claim("easier-than", origin=None, than_target="third")) is None

    def test_name(self) -> None:
        there = catalog(roles=ROLES)
        assert move_name((there.role("here").id, there.role("third").id)) == "here to third"


def test_a_target_of_no_importance_decides_nothing() -> None:
    # Without the fact that calls it unimportant, the skill would count, and a verdict would come of leaving out a fact.
    unimportant, asked = asks("there", "s", 1.0, 0.0), asks("there", "s", 1.0, line=2)
    facts = (asks("third", "s", 1.0, line=3), asks("here", "t", 1.0))
    harder = rp.TransitionClaim(kind="harder-than", text="x", citation=at(), origin="here", target="there", than_target="third")
    for own in (
        harder,
        rp.TransitionClaim(kind="easier-than", text="x", citation=at(), origin="here", target="third", than_target="there"),
    ):
        with_it, without = (
            rp.check_claims(catalog=catalog(*asking, *facts, own, skills=("s", "t"), roles=("here", "there", "third"))).checks[0]
            for asking in ((unimportant, asked), (asked,))
        )
        assert with_it.verdict is rp.Verdict.PARTLY
        assert with_it.reason == "nothing that there asks for has any weight, so nothing is decided"
        assert {step.citation.line for step in with_it.steps if step.citation} == {1, 2}
        assert without.verdict is not rp.Verdict.NOT_CHECKABLE
