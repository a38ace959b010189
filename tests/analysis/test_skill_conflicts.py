"""Disagreements about skills: how well, and whose."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import rolepath as rp
from rolepath.analysis.disagreement import Disagreement

from .tiny import LEVELS, PROFICIENCY, asks, catalog

OTHER_SCALE = attrs.evolve(PROFICIENCY, id="other-scale")


def found(*facts: rp.Fact, topic: str = "skill", roles: tuple[str, ...] = ("here", "there", "third")) -> list[Disagreement]:
    made = catalog(skills=("x", "y"), roles=roles)
    made = attrs.evolve(made, scales=(*made.scales, OTHER_SCALE)).with_facts(*facts)
    return list(rp.disagreements(topic=topic, catalog=made))


def only(*facts: rp.Fact, **fields: Any) -> Disagreement:
    (item,) = found(*facts, **fields)
    return item


class TestProficiencies:
    """Unlike proficiencies of one skill and role are a conflict where the sources' spans do not touch."""

    def test_two_sources(self) -> None:
        half, full = asks("here", "x", 0.5), asks("here", "x", 1.0, source="two", assumed=("skill",))
        item = only(full, half)
        assert (item.kind, item.standing, item.roles) == ("skill-proficiency", "conflict", ("here",))
        assert item.topic == "proficiency in X of Role here"
        assert item.reason == "0.5 against 1 on the scale proficiency"
        assert [(side.says, side.facts) for side in item.sides] == [("one: 0.50", (half,)), ("two: 1.00", (full,))]
        assert item.doubts == ("the two are neighbours on the scale", "the skill of two is assumed")

    def test_whichever_source_asks_for_more(self) -> None:
        assert only(asks("here", "x", 1.0), asks("here", "x", 0.5, source="two")).standing == "conflict"

    def test_labels_and_levels_are_named(self) -> None:
        half, full = (
            attrs.evolve(asks("here", "x", source=source, level="senior"), proficiency=PROFICIENCY.rate(label))
            for source, label in (("one", "half"), ("two", "full"))
        )
        item = only(half, full)
        assert item.topic == "proficiency in X of Role here at senior level"
        assert [side.says for side in item.sides] == ["one: half", "two: full"]

    @pytest.mark.parametrize("values", [(0.5, 0.9), (0.3, 1.0), (0.3, 0.9)])
    def test_what_lies_between_the_steps_has_no_neighbour(self, values: tuple[float, float]) -> None:
        assert only(asks("here", "x", values[0]), asks("here", "x", values[1], source="two")).doubts == ()

    def test_three_values_are_no_pair_of_neighbours(self) -> None:
        item = only(asks("here", "x", 0.5), asks("here", "x", 1.0, source="two"), asks("here", "x", 0.0, source="three"))
        assert item.reason == "0 against 0.5 against 1 on the scale proficiency"
        assert len(item.sides) == 3
        assert item.doubts == ()

    def test_the_same_value_twice_is_one_side(self) -> None:
        item = only(asks("here", "x", 0.5), asks("here", "x", 0.5, source="three"), asks("here", "x", 1.0, source="two"))
        assert [side.says for side in item.sides] == ["one, three: 0.50", "two: 1.00"]

    def test_alike(self) -> None:
        assert not found(asks("here", "x", 0.5), asks("here", "x", 0.5, source="two"), asks("here", "x", source="three"))

    @pytest.mark.parametrize("fields", [{"level": "senior"}, {"basis": "interview"}, {"employer": "FAANG"}, {"scale": "other-scale"}])
    def test_unlike_level_ground_employer_or_scale(self, fields: dict[str, Any]) -> None:
        other = asks("here", "x", 1.0, source="two")
        if "scale" in fields:
            fields = {"proficiency": OTHER_SCALE.rate("full")}
        assert not found(asks("here", "x", 0.5), attrs.evolve(other, **fields))

    def test_employers_are_alike_whatever_their_case(self) -> None:
        low, high = asks("here", "x", 0.5), asks("here", "x", 1.0, source="two")
        assert only(attrs.evolve(low, employer="Start-ups"), attrs.evolve(high, employer="start ups")).standing == "conflict"

    def test_a_source_against_itself_is_qualified(self) -> None:
        item = only(asks("here", "x", 0.5), asks("here", "x", 1.0, line=2))
        assert (item.standing, item.is_within_one_source) == ("qualified", True)

    def test_spans_that_touch_are_qualified_and_one_fact_less_may_part_them(self) -> None:
        facts = (asks("here", "x", 0.5), asks("here", "x", 1.0, line=2), asks("here", "x", 1.0, source="two"))
        assert only(*facts).standing == "qualified"
        assert only(facts[0], facts[2]).standing == "conflict"
        assert not found(*facts[1:])

    def test_importance_is_no_proficiency(self) -> None:
        assert not found(asks("here", "x", importance=0.2), asks("here", "x", importance=0.9, source="two"))


class TestOwners:
    """A skill that one source gives to one role and another source to another role only."""

    def test_two_roles(self) -> None:
        mine, theirs = asks("here", "x"), asks("there", "x", 0.5, source="two", basis="tool")
        item = only(theirs, mine)
        assert (item.kind, item.standing, item.roles) == ("skill-owner", "qualified", ("here", "there"))
        assert item.topic == "who needs X"
        assert item.reason == "not the same roles: one: Role here; two: Role there"
        assert [side.facts for side in item.sides] == [(mine,), (theirs,)]
        assert item.doubts == (
            "no source says that the other role does not need it",
            "one says nothing of the skills of there",
            "two says nothing of the skills of here",
        )

    def test_a_source_that_speaks_of_both_roles_is_not_called_silent(self) -> None:
        first, second = found(asks("here", "x"), asks("there", "y"), asks("there", "x", source="two"), asks("here", "y", source="two"))
        assert first.doubts == second.doubts == ("no source says that the other role does not need it",)

    def test_a_role_in_common(self) -> None:
        assert not found(asks("here", "x"), asks("there", "x", source="two"), asks("here", "x", source="two"))

    def test_one_source_alone(self) -> None:
        assert not found(asks("here", "x"), asks("there", "x"))

    def test_a_background_is_no_need(self) -> None:
        assert not found(asks("here", "x"), asks("there", "x", source="two", basis="background"))

    def test_a_source_that_is_apart_from_none_is_left_out(self) -> None:
        facts = (asks("here", "x"), asks("there", "x", source="two"), asks("here", "x", source="three"), asks("there", "x", source="three"))
        assert {fact.citation.source for fact in only(*facts).facts} == {"one", "two"}

    def test_it_rests_on_silence_so_it_is_never_a_conflict(self) -> None:
        facts = [
            asks(role, name, value, source=source, level=level.id)
            for role, source in (("here", "one"), ("there", "two"), ("third", "three"))
            for name, value in (("x", 0.5), ("y", 1.0))
            for level in LEVELS
        ]
        assert {(item.kind, item.standing) for item in found(*facts)} == {("skill-owner", "qualified")}
