from __future__ import annotations

from math import log, sqrt

import attrs
import pytest

import rolepath as rp
from rolepath.analysis.shape import dot, mean_square, shapes_of

from .framework import SHAPE, framework, ratings, tells
from .tiny import asks

NEAR = 2.0**-19


class TestImportance:
    """Importance is standardised for each skill over the roles, and then for each role over its skills."""

    def test_by_hand(self) -> None:
        # Over the roles each skill takes 0, 0.5 and 1: mean 0.5, spread sqrt(1 / 6), so that they become -k, 0 and k with k = sqrt(1.5).
        # plan: (-k, k, 0), of mean 0 and variance 1 as it is. make: (0, 0, k), of mean k / 3 and variance 1 / 3.
        # sell: (k, -k, -k), of mean -k / 3 and variance 4 / 3.
        found = shapes_of(framework())
        assert found.skills == ("art", "law", "sql")
        assert found.importance.keys() == {"plan", "make", "sell"}
        assert found.importance["plan"] == pytest.approx((-sqrt(1.5), sqrt(1.5), 0.0), abs=NEAR)
        assert found.importance["make"] == pytest.approx((-sqrt(0.5), -sqrt(0.5), sqrt(2)), abs=NEAR)
        assert found.importance["sell"] == pytest.approx((sqrt(2), -sqrt(0.5), -sqrt(0.5)), abs=NEAR)
        assert found.unsure == frozenset()

    def test_entries_are_steps_of_which_products_are_exact(self) -> None:
        for profile in shapes_of(framework()).importance.values():
            assert all((value * 2.0**20).is_integer() for value in profile)
            assert mean_square(profile) == pytest.approx(1.0, abs=NEAR)

    def test_the_most_that_a_source_states_counts(self) -> None:
        told_twice = framework(requirements=(*ratings(), asks("plan", "art", 1.0, 0.0, source="two")))
        assert shapes_of(told_twice).importance == shapes_of(framework()).importance
        told_more = framework(requirements=(*ratings({"plan": (0.25, 1.0, 0.5)}), *ratings()))
        assert (
            shapes_of(told_more).importance["plan"]
            == shapes_of(
                framework(requirements=ratings({"plan": (0.25, 1.0, 0.5), "make": (0.5, 0.5, 1.0), "sell": (1.0, 0.0, 0.0)}))
            ).importance["plan"]
        )

    def test_a_skill_that_few_rated_roles_ask_for_is_no_part_of_it(self) -> None:
        rare = framework(requirements=(*ratings(), asks("plan", "rare", 1.0, 0.5)), skills=("rare",))
        assert shapes_of(rare).importance == shapes_of(framework()).importance

    def test_a_role_that_is_not_rated_for_a_common_skill_has_no_shape(self) -> None:
        hidden = tuple(attrs.evolve(f, importance=None) if (f.role, f.skill) == ("sell", "sql") else f for f in ratings())
        found = shapes_of(framework(requirements=hidden))
        assert found.importance.keys() == {"plan", "make"}
        assert found.unsure == frozenset()

    def test_hiding_makes_no_skill_rare(self) -> None:
        # Two of four rated roles ask for it. Were it rare once one of them leaves open how much it matters, the others would have a shape.
        rated = {**{role: values[:2] for role, values in _FOUR.items()}, "plan": _FOUR["plan"], "make": _FOUR["make"]}
        stated = framework(requirements=_listed(rated), titles=dict.fromkeys(_FOUR, "T"))
        assert shapes_of(stated).importance.keys() == {"plan", "make"}
        hidden = tuple(attrs.evolve(f, importance=None) if (f.role, f.skill) == ("plan", "sql") else f for f in _listed(rated))
        assert shapes_of(framework(requirements=hidden, titles=dict.fromkeys(_FOUR, "T"))).importance == {}

    def test_a_skill_that_matters_alike_everywhere_tells_nothing(self) -> None:
        flat = framework(requirements=ratings({"plan": (0.0, 1.0, 0.5), "make": (1.0, 0.0, 0.5)}))
        found = shapes_of(flat)
        assert found.skills == ("art", "law")
        assert found.importance == {"plan": (-1.0, 1.0), "make": (1.0, -1.0)}

    def test_a_role_that_is_the_mean_in_everything_has_no_shape(self) -> None:
        found = shapes_of(framework(requirements=ratings({"plan": (0.0, 1.0, 1.0), "make": (1.0, 0.0, 0.0), "sell": (0.5, 0.5, 0.5)})))
        assert found.importance.keys() == {"plan", "make"}

    def test_values_that_differ_by_less_than_a_square_can_hold_are_alike(self) -> None:
        tiny = framework(requirements=ratings({"plan": (0.0, 0.0, 0.0), "make": (5e-324, 0.0, 0.0)}))
        assert shapes_of(tiny).importance == {}

    @pytest.mark.parametrize("change", [{"importance": None}, {"is_suppressed": True}])
    def test_what_one_fact_leaves_open_is_unsure(self, change: dict[str, object]) -> None:
        fact = asks("plan", "art", 1.0, 0.0, source="two")
        if "importance" in change:
            fact = attrs.evolve(fact, importance=None)
        else:
            fact = attrs.evolve(fact, importance=attrs.evolve(fact.importance, is_suppressed=True))
        found = shapes_of(framework(requirements=(*ratings(), fact)))
        assert found.unsure == {"plan"}
        assert found.importance == shapes_of(framework()).importance

    def test_nothing_rated(self) -> None:
        found = shapes_of(framework(requirements=()))
        assert (found.skills, found.importance) == ((), {})


_FOUR = {"plan": (0.0, 1.0, 0.5), "make": (0.5, 0.5, 1.0), "sell": (1.0, 0.0, 0.0), "idle": (0.25, 0.25, 0.25)}


def _listed(rated: dict[str, tuple[float, ...]]) -> tuple[rp.SkillRequirement, ...]:
    names = ("art", "law", "sql")
    return tuple(asks(role, name, 1.0, value) for role, values in rated.items() for name, value in zip(names, values, strict=False))


class TestVectors:
    """Items weigh by how telling they are, and each vector has the length 1."""

    def test_activities_by_hand(self) -> None:
        # Of three roles, two do x, one y, and two something within g, plan twice. log(1 + 1) = log 2, log(1 + 2) = log 3.
        found = shapes_of(
            framework(
                tells("plan", "activity", "x", within=("g",)),
                tells("plan", "activity", "y", within=("g",)),
                tells("make", "activity", "x", within=("g",)),
                tells("sell", "activity", "z"),
            )
        ).vectors["activities"]
        plan = {"g": log(3) * log(1.5), "x": log(2) * log(1.5), "y": log(2) * log(3)}
        length = sqrt(sum(value**2 for value in plan.values()))
        assert found["plan"] == pytest.approx({item: value / length for item, value in plan.items()}, abs=NEAR)
        assert found["make"] == pytest.approx({"g": sqrt(0.5), "x": sqrt(0.5)}, abs=NEAR)
        assert found["sell"] == {"z": 1.0}
        assert "idle" not in found
        assert dot(found["plan"], found["make"]) == dot(found["make"], found["plan"])
        assert dot(found["plan"], found["make"]) == pytest.approx(sqrt(0.5) * (plan["g"] + plan["x"]) / length, abs=NEAR)

    def test_what_every_role_does_tells_nothing(self) -> None:
        found = shapes_of(framework(*(tells(role, "activity", "x") for role in ("plan", "make"))))
        assert found.vectors["activities"] == {}

    def test_technology_counts_once_and_software_leaves_tools_out(self) -> None:
        found = shapes_of(
            framework(
                tells("plan", "technology", "sheets", label="Sheets 1"),
                tells("plan", "technology", "sheets", label="A sheet"),
                tells("plan", "tool", "ruler"),
                tells("make", "tool", "saw"),
                tells("sell", "technology", "mail"),
            )
        )
        assert found.vectors["technology"]["plan"] == pytest.approx({"ruler": sqrt(0.5), "sheets": sqrt(0.5)}, abs=NEAR)
        assert found.vectors["software"] == {"plan": {"sheets": 1.0}, "sell": {"mail": 1.0}}
        assert found.labels["technology", "sheets"] == "A sheet"

    def test_words_of_titles_by_hand(self) -> None:
        # Of four roles, two say data and two planner; of the words that one alone uses, nothing can be shared.
        found = shapes_of(framework()).vectors["titles"]
        assert found["plan"] == pytest.approx({"data": sqrt(0.5), "planner": sqrt(0.5)}, abs=NEAR)
        assert (found["make"], found["sell"]) == ({"data": 1.0}, {"planner": 1.0})
        assert "idle" not in found

    def test_a_word_counts_once_a_title(self) -> None:
        plain = framework()
        named = attrs.evolve(plain, roles=tuple(attrs.evolve(role, alternative_labels=(role.label.upper(),)) for role in plain.roles))
        assert shapes_of(named).vectors["titles"] == shapes_of(plain).vectors["titles"]

    def test_interests_by_hand(self) -> None:
        # Of two roles, one likes art more and one law: standardised, 1 and -1.
        found = shapes_of(
            framework(
                tells("plan", "interest", "art", 6),
                tells("plan", "interest", "law", 2),
                tells("make", "interest", "art", 4),
                tells("make", "interest", "law", 3),
                tells("make", "interest", "law", 1),
                tells("sell", "interest", "art", 7),
                tells("sell", "interest", "law"),
            )
        ).vectors["interests"]
        assert found == {
            "plan": pytest.approx({"art": sqrt(0.5), "law": -sqrt(0.5)}, abs=NEAR),
            "make": pytest.approx({"art": -sqrt(0.5), "law": sqrt(0.5)}, abs=NEAR),
        }

    def test_interests_that_are_all_alike_tell_nothing(self) -> None:
        assert shapes_of(framework(tells("plan", "interest", "art", 6), tells("make", "interest", "art", 6))).vectors["interests"] == {}

    def test_entries_are_steps_of_which_products_are_exact(self) -> None:
        found = shapes_of(framework(*(tells(role, "activity", item) for role, item in (("plan", "x"), ("plan", "y"), ("make", "y")))))
        for vectors in found.vectors.values():
            for vector in vectors.values():
                assert all((value * 2.0**26).is_integer() for value in vector.values())

    def test_dot_of_vectors_of_other_lengths(self) -> None:
        assert dot({"x": 0.5, "y": 0.5}, {"x": 0.25}) == dot({"x": 0.25}, {"x": 0.5, "y": 0.5}) == 0.125
        assert dot({"x": 0.5}, {"y": 0.5}) == 0


class TestPreparation:
    def test_the_most_that_a_source_states(self) -> None:
        found = shapes_of(
            framework(
                tells("plan", "preparation", "zone", 2),
                tells("plan", "preparation", "zone", 4, line=2),
                tells("make", "preparation", "zone", 3),
                tells("make", "preparation", "zone"),
                tells("sell", "preparation", "zone"),
                tells("idle", "interest", "art", 5),
            )
        )
        assert found.preparation == {"plan": (4, True), "make": (3, False)}


def test_shapes_are_worked_out_once() -> None:
    own = framework(model=SHAPE)
    assert shapes_of(own) is shapes_of(own)
