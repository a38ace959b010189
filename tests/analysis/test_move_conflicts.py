"""Disagreements about moves: rank, time, what is missing, what proves it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
import pytest

import rolepath as rp
from rolepath.analysis.disagreement import Disagreement

from .tiny import asks, at, catalog

ROLES = ("here", "there", "third", "fourth")


def says(
    kind: str, origin: str | None = "here", target: str | None = "there", *, source: str = "one", line: int = 1, **fields: Any
) -> rp.TransitionClaim:
    """Make a claim about a move; months are whole numbers."""
    for name in ("months_minimum", "months_maximum"):
        if name in fields:
            fields[name] = Decimal(fields[name])
    return rp.TransitionClaim(kind=kind, text=f"text of {kind}", citation=at(source, line), origin=origin, target=target, **fields)


def found(*facts: rp.Fact) -> list[Disagreement]:
    return list(rp.disagreements(topic="move", catalog=catalog(*facts, skills=("x", "y"), roles=ROLES)))


def only(*facts: rp.Fact) -> Disagreement:
    (item,) = found(*facts)
    return item


class TestSuperlatives:
    """Two moves cannot both be the most of one thing, if both sources rank both."""

    def test_sources_that_speak_of_both_moves(self) -> None:
        facts = (
            says("hardest"),
            says("hardest", "here", "third", source="two"),
            says("feasible", "here", "third", line=2),
            says("feasible", source="two"),
        )
        item = only(*facts)
        assert (item.kind, item.standing) == ("move-rank", "conflict")
        assert item.reason == "two moves are each called hardest"
        assert item.topic == "the move from Role here to Role there and from Role here to Role third"
        assert item.roles == ("here", "there", "third")
        assert [side.says for side in item.sides] == ["one: text of hardest", "two: text of hardest"]
        assert item.doubts == ("each is ranked among the moves that its source speaks of",)

    def test_a_source_that_does_not_speak_of_the_other_move(self) -> None:
        item = only(says("hardest"), says("hardest", "here", "third", source="two"), says("feasible", source="two"))
        assert item.standing == "qualified"
        assert item.doubts == ("each is ranked among the moves that its source speaks of", "one does not speak of both moves")
        both = only(says("hardest"), says("hardest", "here", "third", source="two"))
        assert both.doubts[1:] == ("one does not speak of both moves", "two does not speak of both moves")

    def test_quickest_and_fastest_ramp_are_of_time_both(self) -> None:
        item = only(says("quickest"), says("fastest-ramp", "here", "third", source="two"))
        assert (item.standing, item.reason) == ("qualified", "two moves are each called quickest or fastest-ramp")

    def test_unlike_milestones(self) -> None:
        facts = [says("quickest", milestone="a job"), says("quickest", "here", "third", source="two")]
        assert only(*facts, says("feasible", source="two"), says("feasible", "here", "third")).standing == "qualified"

    def test_one_source(self) -> None:
        assert only(says("hardest"), says("hardest", "here", "third", line=2)).standing == "qualified"

    @pytest.mark.parametrize(
        "second",
        [
            says("most-popular", "here", "third", source="two"),
            says("hardest", source="two"),
            says("hardest", None, "there", source="two"),
            says("hardest", "here", None, source="two"),
            says("advice", "here", "third", source="two"),
        ],
    )
    def test_no_rivals(self, second: rp.TransitionClaim) -> None:
        assert not found(says("hardest"), second)


class TestComparedMoves:
    """Two claims put two moves in opposite order."""

    EASIER = says("easier-than", than_target="third")

    @pytest.mark.parametrize(
        ("second", "standing"),
        [
            (says("easier-than", "here", "third", than_target="there", source="two"), "conflict"),
            (says("harder-than", than_target="third", source="two"), "conflict"),
            (says("better-fit-than", "here", "third", than_target="there", source="two"), "qualified"),
            (says("harder-than", than_target="third", line=2), "conflict"),
        ],
    )
    def test_opposite(self, second: rp.TransitionClaim, standing: str) -> None:
        item = only(self.EASIER, second)
        assert (item.kind, item.standing, item.reason) == ("move-rank", standing, "the same two moves are put in opposite order")
        assert set(item.roles) == {"here", "there", "third"}
        assert item.topic.count("Role third") == 1
        assert item.doubts == (() if standing == "conflict" else ("one speaks of ease, the other of fit",))

    @pytest.mark.parametrize(
        "second",
        [
            says("easier-than", than_target="third", source="two"),
            says("harder-than", "here", "third", than_target="there", source="two"),
            says("easier-than", "here", "third", than_target="fourth", source="two"),
            says("easier-than", "fourth", "third", than_target="there", source="two"),
            says("harder-than", None, "there", than_target="third", source="two"),
            says("harder-than", "here", "there", than_origin="third", source="two"),
        ],
    )
    def test_not_opposite(self, second: rp.TransitionClaim) -> None:
        assert not found(self.EASIER, second)

    def test_hedges_and_assumptions_are_doubts(self) -> None:
        hedged = attrs.evolve(self.EASIER, hedge="usually")
        item = only(hedged, says("harder-than", than_target="third", source="two", assumed=("than_target",)))
        assert item.doubts == ("one hedges: usually", "the than_target of two is assumed")

    def test_the_same_skill_set_from_another_origin(self) -> None:
        first = says("easier-than", than_origin="third")
        assert only(first, says("harder-than", than_origin="third", source="two")).roles == ("here", "there", "third")


class TestHardestYet:
    @pytest.mark.parametrize("kind", ["quickest", "fastest-ramp", "natural-fit", "smaller-than-expected"])
    def test_easy(self, kind: str) -> None:
        for first, second in (("one", "two"), ("two", "one")):
            item = only(says("hardest", source=first), says(kind, source=second))
            assert (item.kind, item.standing) == ("move-rank", "qualified")
            assert item.reason == f"the hardest move is also called {kind.replace('-', ' ')}"
        assert not found(says("hardest"), says(kind, "third", "there", source="two"))
        assert not found(says("feasible"), says(kind, source="two"))

    def test_easier_than_another(self) -> None:
        hardest, easier = says("hardest"), says("easier-than", than_target="third", source="two")
        item = only(hardest, easier)
        assert (item.standing, item.reason) == ("qualified", "the hardest move is also called easier than another")
        assert item.doubts[-1] == "one does not speak of both moves"
        known = only(hardest, easier, says("feasible", "here", "third", line=2))
        assert known.standing == "conflict"
        assert known.doubts == ("the hardest is ranked among the moves that its source speaks of",)

    @pytest.mark.parametrize(
        "second",
        [
            says("harder-than", than_target="third", source="two"),
            says("better-fit-than", than_target="third", source="two"),
            says("easier-than", "here", "third", than_target="there", source="two"),
        ],
    )
    def test_not_easier(self, second: rp.TransitionClaim) -> None:
        assert not found(says("hardest"), second)

    def test_harder_the_other_way_round(self) -> None:
        item = only(
            says("hardest"), says("harder-than", "here", "third", than_target="there", source="two"), says("feasible", "here", "third")
        )
        assert (item.standing, item.reason) == ("conflict", "the hardest move is also called easier than another")


class TestDurations:
    def test_apart(self) -> None:
        item = only(says("duration", months_minimum=12, months_maximum=18), says("duration", source="two", months_maximum=6))
        assert (item.kind, item.standing, item.reason) == ("move-duration", "conflict", "12 to 18 against 0 to 6 months")

    def test_no_end(self) -> None:
        item = only(says("duration", months_minimum=12), says("duration", source="two", months_minimum=0, months_maximum=6))
        assert item.reason == "12 to any against 0 to 6 months"

    def test_unlike_milestones(self) -> None:
        item = only(says("duration", months_minimum=12), says("duration", source="two", months_maximum=6, milestone="a job"))
        assert (item.standing, item.reason) == ("apparent", "12 to any against 0 to 6 months, to unlike milestones")
        alike = only(
            says("duration", months_minimum=12, milestone="a job"), says("duration", source="two", months_maximum=6, milestone="a job")
        )
        assert alike.standing == "conflict"

    @pytest.mark.parametrize(
        "second",
        [
            says("duration", source="two", months_minimum=18, months_maximum=20),
            says("duration", source="two", months_maximum=12),
            says("duration", source="two"),
            says("duration", "there", "here", source="two", months_maximum=6),
            says("advice", source="two", months_maximum=6),
        ],
    )
    def test_not_apart(self, second: rp.TransitionClaim) -> None:
        assert not found(says("duration", months_minimum=12, months_maximum=18), second)

    def test_a_move_from_anywhere_has_no_one_duration(self) -> None:
        assert not found(says("duration", None, months_minimum=12), says("duration", None, source="two", months_maximum=6))


class TestMissingSkills:
    def test_missing_and_held(self) -> None:
        for first, second in (("one", "two"), ("two", "one")):
            item = only(says("missing", skill="x", source=first), says("carries-over", skill="x", source=second))
            assert (item.kind, item.standing, item.reason) == ("move-skill", "conflict", "x is said to be missing, and to carry over")

    @pytest.mark.parametrize(
        "second",
        [
            says("carries-over", skill="y", source="two"),
            says("carries-over", "there", "here", skill="x", source="two"),
            says("missing", skill="x", source="two"),
            says("carries-over", source="two"),
        ],
    )
    def test_not_both(self, second: rp.TransitionClaim) -> None:
        assert not found(says("missing", skill="x"), second)

    def test_no_skill_is_no_skill_in_common(self) -> None:
        assert not found(says("missing"), says("carries-over", source="two"))

    def test_missing_though_held_as_well_as_asked(self) -> None:
        claim, held, asked = says("missing", skill="x"), asks("here", "x", 1.0, source="two"), asks("there", "x", 0.5, source="two", line=2)
        item = only(claim, held, asked, asks("here", "x", source="two", line=3))
        assert (item.kind, item.standing, item.roles) == ("move-skill", "qualified", ("here", "there"))
        assert item.topic == "the move from Role here to Role there"
        assert item.reason == "x is asked at 0.5 and held at 1"
        assert [(side.says, side.facts) for side in item.sides] == [
            ("one: text of missing", (claim,)),
            ("two: x is asked at 0.5 and held at 1", (held, asked)),
        ]
        assert item.doubts == ("what a role asks for is taken as what its people hold",)
        assert len(item.steps) == 2

    def test_held_in_part(self) -> None:
        item = only(says("carries-over", skill="x", hedge="mostly"), asks("here", "x", 0.5), asks("there", "x", 1.0))
        assert (item.standing, item.reason) == ("qualified", "x is asked at 1 and held at 0.5")
        assert item.doubts == ("what a role asks for is taken as what its people hold", "the claim is hedged: mostly")

    @pytest.mark.parametrize(
        "claim",
        [
            says("missing", skill="y"),
            says("missing", None, skill="x"),
            says("missing", "here", None, skill="x"),
            says("missing"),
            says("carries-over", skill="x"),
            says("pitfall", skill="x"),
            says("missing", "here", "third", skill="x"),
        ],
    )
    def test_what_figures_do_not_speak_against(self, claim: rp.TransitionClaim) -> None:
        assert not found(claim, asks("here", "x", 1.0, source="two"), asks("there", "x", 0.5, source="two"))

    def test_proficiencies_never_make_a_conflict(self) -> None:
        claim, low, high, asked = (
            says("missing", skill="x"),
            asks("here", "x", 0.2),
            asks("here", "x", 1.0, line=2),
            asks("there", "x", 0.5),
        )
        assert only(claim, low, high, asked).standing == "qualified"
        assert only(claim, high, asked).standing == "qualified"
        more = asks("there", "x", 1.0, line=3)
        middle = asks("here", "x", 0.6)
        assert not found(claim, middle, asked, more)
        assert only(claim, middle, asked).standing == "qualified"


class TestProof:
    """A form of proof that one claim accepts and another refuses."""

    ACCEPTED = says("proof", None, "there", proof="certification", skill="x")

    @pytest.mark.parametrize(
        ("refused", "standing"),
        [
            (says("insufficient-proof", None, "there", proof="certification", source="two"), "conflict"),
            (says("insufficient-proof", None, None, proof="certification", source="two"), "conflict"),
            (says("insufficient-proof", None, "there", proof="certification", skill="x", source="two"), "conflict"),
            (says("insufficient-proof", "here", "there", proof="certification", source="two"), "qualified"),
            (says("insufficient-proof", None, "there", proof="certification", skill="y", source="two"), None),
            (says("insufficient-proof", None, "third", proof="certification", source="two"), None),
            (says("insufficient-proof", None, "there", proof="course", source="two"), None),
            (says("insufficient-proof", None, "there", source="two"), None),
            (says("proof", None, "there", proof="certification", source="two"), None),
        ],
    )
    def test_refused(self, refused: rp.TransitionClaim, standing: str | None) -> None:
        assert [item.standing for item in found(self.ACCEPTED, refused)] == ([standing] if standing else [])

    def test_in_words(self) -> None:
        refused = says("insufficient-proof", "here", "there", proof="certification", source="two", hedge="often")
        again = says("proof", None, "there", proof="certification", source="three", line=2)
        item = only(self.ACCEPTED, again, refused)
        assert (item.kind, item.topic, item.reason) == (
            "move-proof",
            "certification as proof",
            "accepted by one, called insufficient by the other",
        )
        assert item.roles == ("there", "here")
        assert [(side.says, side.facts) for side in item.sides] == [
            ("one, three: text of proof; text of proof", (self.ACCEPTED, again)),
            ("two: text of insufficient-proof", (refused,)),
        ]
        assert item.doubts == ("what is accepted as a sign need not be enough alone", "two hedges: often")

    def test_a_skill_refused_where_none_is_named(self) -> None:
        accepted = attrs.evolve(self.ACCEPTED, skill=None)
        assert (
            only(accepted, says("insufficient-proof", None, "there", proof="certification", skill="x", source="two")).standing
            == "qualified"
        )

    def test_one_refusal_that_takes_all_in_is_enough(self) -> None:
        part = says("insufficient-proof", "here", "there", proof="certification", source="two")
        whole = says("insufficient-proof", None, "there", proof="certification", source="three")
        item = only(self.ACCEPTED, part, whole)
        assert (item.standing, item.sides[1].facts) == ("conflict", (part, whole))
        assert only(self.ACCEPTED, part).standing == "qualified"

    def test_no_role_named_concerns_all(self) -> None:
        accepted = says("proof", None, None, proof="trained-model")
        item = only(accepted, says("insufficient-proof", None, None, proof="trained-model", source="two"))
        assert (item.topic, item.roles) == ("trained model as proof", ROLES)

    def test_one_source_may_do_both(self) -> None:
        item = only(self.ACCEPTED, says("insufficient-proof", None, "there", proof="certification", line=2))
        assert (item.standing, item.is_within_one_source) == ("conflict", True)
