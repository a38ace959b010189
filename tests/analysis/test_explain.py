from __future__ import annotations

import pickle
from decimal import Decimal, getcontext, localcontext
from math import exp, inf
from typing import Any

import attrs
import pytest

import rolepath as rp
from rolepath.analysis.explain import WHOLE, cite, one_over, placed

from .tiny import asks, at

LEAF = rp.Explanation(statement="leaf", citation=at("one", 3))
OTHER = rp.Explanation(statement="other", value=Decimal("1.50"), citation=at("two", 4), is_assumed=True, rests_on="gap.tool")
TREE = rp.Explanation(
    statement="top",
    value=0.123456,
    operation=rp.Operation.SUM,
    children=(rp.Explanation(statement="middle", value=2.0, children=(LEAF, OTHER)), rp.Explanation(statement="last", children=(LEAF,))),
)


def number(value: float | Decimal | None) -> rp.Explanation:
    """Make a leaf."""
    return rp.Explanation(statement=f"number {value}", value=value)


def step(operation: str | None, *values: float | Decimal | rp.Explanation | None) -> rp.Explanation:
    """Make a step over numbers and other steps; its own value is wrong, so that using it shows."""
    children = tuple(value if isinstance(value, rp.Explanation) else number(value) for value in values)
    return rp.Explanation(statement=f"{operation}", value=99.0, operation=operation and rp.Operation(operation), children=children)


class TestTree:
    def test_walk_is_depth_first_and_in_order(self) -> None:
        assert [(depth, found.statement) for depth, found in TREE.walk()] == [
            (0, "top"),
            (1, "middle"),
            (2, "leaf"),
            (2, "other"),
            (1, "last"),
            (2, "leaf"),
        ]

    def test_citations_stand_once_and_in_order(self) -> None:
        assert TREE.citations == (at("one", 3), at("two", 4))

    def test_text(self) -> None:
        assert str(TREE) == (
            "top = 0.1235 (sum)\n  middle = 2\n    leaf <one, line 3>\n    other = 1.50 [assumed] [gap.tool] <two, line 4>\n"
            "  last\n    leaf <one, line 3>"
        )

    def test_repr_is_one_line_however_large_the_tree(self) -> None:
        assert repr(TREE) == "Explanation('top = 0.1235 (sum)', 2 below)"
        assert repr(LEAF) == "Explanation('leaf <one, line 3>')"

    def test_every_line_stays_one_line(self) -> None:
        assert str(rp.Explanation(statement="a\nb\u202e", value=Decimal("1E+3"))) == "a\\u000ab\\u202e = 1000"

    def test_a_statement_is_required(self) -> None:
        with pytest.raises(rp.InvalidFieldError, match=r"^Explanation.statement must not be empty"):
            rp.Explanation(statement=" ")

    def test_a_fact_is_cited(self) -> None:
        assert cite(asks("here", "sql", line=7), "said") == rp.Explanation(statement="said", citation=at("one", 7))
        assert cite(asks("here", "sql", line=7), "said", value=0.5).value == 0.5

    def test_a_fact_that_is_assumed_says_of_what(self) -> None:
        fact = asks("here", "sql", line=7, assumed=("skill", "role"))
        told = cite(fact, "said", value=1.0)
        assert told == rp.Explanation(statement="said (assumed: skill, role)", value=1.0, citation=at("one", 7), is_assumed=True)


class TestSharedSteps:
    """A step below several others is unfolded once, where it stands least deep."""

    SHARED = rp.Explanation(statement="shared", value=1.0, operation=rp.Operation.SUM, children=(WHOLE,))
    DEEP = rp.Explanation(statement="deep", children=(SHARED, LEAF))
    TOP = rp.Explanation(statement="top", children=(DEEP, SHARED, LEAF, DEEP))

    def test_text(self) -> None:
        assert str(self.TOP).splitlines() == [
            "top",
            "  deep",
            "    shared = 1 (sum), see below",
            "    leaf <one, line 3>",
            "  shared = 1 (sum)",
            "    the whole = 1 [definition]",
            "  leaf <one, line 3>",
            "  deep, see above",
        ]

    def test_the_first_of_equals_is_unfolded(self) -> None:
        twice = rp.Explanation(statement="twice", children=(self.SHARED, self.SHARED))
        assert [(depth, found.statement, see) for depth, found, see in placed(twice)] == [
            (0, "twice", None),
            (1, "shared", None),
            (2, "the whole", None),
            (1, "shared", "above"),
        ]

    def test_walk_leaves_out_the_others(self) -> None:
        assert [found.statement for _, found in self.TOP.walk()] == ["top", "deep", "leaf", "shared", "the whole", "leaf"]

    def test_equal_steps_that_are_not_one_are_both_unfolded(self) -> None:
        copy = attrs.evolve(self.SHARED)
        assert copy == self.SHARED
        assert "see" not in str(rp.Explanation(statement="top", children=(self.SHARED, copy)))

    def test_pickling_keeps_them_shared(self) -> None:
        again = pickle.loads(pickle.dumps(self.TOP))
        assert again == self.TOP
        assert str(again) == str(self.TOP)

    def test_sharing_costs_nothing(self) -> None:
        """Forty doublings are 2**40 leaves when written out."""
        top = number(1.0)
        for _ in range(40):
            top = step("sum", top, top)
        assert top.recomputed() == 2.0**40
        assert len(str(top).splitlines()) == len(list(placed(top))) == 81
        assert sum(1 for _ in top.walk()) == 42  # the leaf stands in both its places
        assert top.citations == ()


class TestRecomputed:
    """The value, worked out from the leaves alone."""

    @pytest.mark.parametrize(
        ("operation", "values", "expected"),
        [
            ("sum", (), 0.0),
            ("sum", (0.1,) * 10, 1.0),  # plain addition gives 0.9999999999999999
            ("product", (0.5, 0.25), 0.125),
            ("maximum", (0.5, 0.75, 0.25), 0.75),
            ("minimum", (0.5, 0.75, 0.25), 0.25),
            ("difference", (1.0, 0.25, 0.5), 0.25),
            ("difference", (1.0,), 1.0),
            ("quotient", (1.0, 4.0), 0.25),
            ("quotient", (1.0, 0.0), None),
            ("shortfall", (1.0, 0.25), 0.75),
            ("shortfall", (0.25, 1.0), 0.0),
            ("shortfall", (0.25, 0.0), 0.25),
            ("saturation", (52.0, 104.0), 1.0 - exp(-0.5)),
            ("saturation", (0.0, 104.0), 0.0),
            ("saturation", (1.0, 0.0), None),
            ("saturation", (-1e9, 1.0), None),
            ("product", (1e200, 1e200), None),
            ("difference", (inf, inf), None),
            *((operation, (), None) for operation in rp.Operation if operation is not rp.Operation.SUM),
            *((operation, values, None) for operation in ("quotient", "shortfall", "saturation") for values in ((1.0,), (1.0, 2.0, 3.0))),
        ],
    )
    def test_operations(self, operation: str, values: tuple[float, ...], expected: float | None) -> None:
        assert step(operation, *values).recomputed() == expected

    @pytest.mark.parametrize(
        ("operation", "values", "expected"),
        [
            ("sum", (Decimal("0.1"), Decimal("0.2")), Decimal("0.3")),
            ("product", (Decimal(150_000), Decimal("1.15")), Decimal("172500.00")),
            ("product", (Decimal(150_000), 1.15), Decimal("172500.00")),
            ("maximum", (Decimal(1), Decimal(2)), Decimal(2)),
            ("minimum", (Decimal(1), 2), Decimal(1)),
            ("difference", (Decimal(1), Decimal("0.9")), Decimal("0.1")),
            ("quotient", (Decimal(1), Decimal(8)), Decimal("0.125")),
            ("quotient", (Decimal(1), Decimal(0)), None),
            ("sum", (Decimal(1), inf), None),
            ("shortfall", (Decimal(1), Decimal(3)), Decimal(0)),
            ("saturation", (Decimal(0), Decimal(3)), 0.0),
        ],
    )
    def test_amounts_stay_exact(self, operation: str, values: tuple[Any, ...], expected: Decimal | None) -> None:
        found = step(operation, *values).recomputed()
        assert found == expected
        assert type(found) is type(expected)

    def test_amounts_do_not_depend_on_the_context_of_the_caller(self) -> None:
        with localcontext() as context:
            context.prec = 3
            assert step("sum", Decimal(100_000), Decimal(1)).recomputed() == Decimal(100_001)
            assert getcontext().prec == 3

    def test_a_leaf_gives_its_own_value(self) -> None:
        assert number(0.5).recomputed() == 0.5
        assert number(None).recomputed() is None

    def test_a_step_without_an_operation_is_a_leaf_whatever_stands_below_it(self) -> None:
        assert step(None, 1.0, 2.0).recomputed() == 99.0

    def test_values_of_the_steps_between_are_not_believed(self) -> None:
        assert step("sum", step("product", 2.0, 3.0), 1.0).recomputed() == 7.0

    def test_what_has_no_value_takes_no_part(self) -> None:
        assert step("shortfall", None, 1.0, LEAF, 0.25).recomputed() == 0.75
        unknown = rp.Explanation(statement="unknown", operation=rp.Operation.SUM, children=(number(5.0),))
        assert step("sum", unknown, 1.0).recomputed() == 1.0

    def test_a_part_that_cannot_be_worked_out_makes_the_whole_unknown(self) -> None:
        assert step("sum", step("maximum", None), 1.0).recomputed() is None
        assert step("sum", step("quotient", 1.0, 0.0)).recomputed() is None

    def test_depth_does_not_matter(self) -> None:
        top = number(1.0)
        for _ in range(20_000):
            top = step("sum", top, 1.0)
        assert top.recomputed() == 20_001.0
        assert sum(1 for _ in top.walk()) == 40_001

    def test_one_over(self) -> None:
        total = step("sum", 1.0, 3.0)
        assert one_over(total, 4.0).recomputed() == one_over(total, 4.0).value == 0.25
        assert one_over(total, 4.0).statement == "one over the sum"


ANSWERS = [
    rp.skill_gap("data scientist", "ML engineer"),
    rp.skill_gap("data scientist", "ML engineer", level="senior", weights=rp.GapWeights(unstated_proficiency=0.8, tool=0.1)),
    rp.proximity("data scientist", "ML engineer"),
    rp.proximity("data scientist", "data scientist"),
    rp.transition_difficulty("data scientist", "ML engineer"),
    rp.transition_difficulty("data scientist", "AI engineer", level="mid", target_level="staff"),
    rp.transition_difficulty("data scientist", "AI engineer", weights=rp.DifficultyWeights(shortfall=0.1, distance=0.7)),
    rp.transition_difficulty(rp.TransitionPath.through("data-analyst", "data-scientist", "ml-engineer")),
]
NUMBERED = [*ANSWERS, rp.compare("data scientist", "ML engineer")]


@pytest.mark.parametrize("answer", ANSWERS, ids=repr)
def test_an_answer_is_worked_out_again_from_the_leaves(answer: Any) -> None:
    told = answer.explain()
    assert told.value == answer.score
    assert told.recomputed() == pytest.approx(answer.score, abs=1e-12)
    assert 0.0 < told.recomputed() <= 1.0


@pytest.mark.parametrize("answer", NUMBERED, ids=repr)
def test_every_step_follows_from_those_below_it(answer: Any) -> None:
    worked_out = [found for _, found in answer.explain().walk() if found.operation is not None]
    for found in worked_out:
        below = tuple(rp.Explanation(statement="below", value=child.value) for child in found.children)
        assert attrs.evolve(found, children=below).recomputed() == pytest.approx(found.value, abs=1e-12), found.statement
    assert {found.operation for found in worked_out} >= {rp.Operation.SUM, rp.Operation.PRODUCT, rp.Operation.QUOTIENT}
    assert len(worked_out) > 300


@pytest.mark.parametrize("answer", NUMBERED, ids=repr)
def test_every_number_that_follows_from_nothing_says_where_it_is_from(answer: Any) -> None:
    for _, found in answer.explain().walk():
        if found.value is not None and found.operation is None:
            assert found.citation is not None or found.is_assumed or found.rests_on, found.statement


def test_changing_a_leaf_changes_the_answer() -> None:
    """A tree whose values are copied rather than worked out would not move."""
    told = rp.skill_gap("data scientist", "ML engineer").explain()

    def without(step: rp.Explanation) -> rp.Explanation:
        value = 0.0 if step.rests_on == "gap.unstated_proficiency" else step.value
        return attrs.evolve(step, value=value, children=tuple(map(without, step.children)))

    harder = without(attrs.evolve(told, children=told.children[:3])).recomputed()
    first_three = attrs.evolve(told, children=told.children[:3]).recomputed()
    assert abs(harder - first_three) > 0.001


class TestEquality:
    """Two trees are equal where they say the same, step by step."""

    LEAF = rp.Explanation(statement="leaf", value=1.0)

    def over(self, *below: rp.Explanation) -> rp.Explanation:
        return rp.Explanation(statement="top", value=2.0, operation=rp.Operation.SUM, children=below)

    def test_copies_are_equal(self) -> None:
        mine, theirs = self.over(self.LEAF, self.LEAF), self.over(attrs.evolve(self.LEAF), attrs.evolve(self.LEAF))
        assert mine == theirs
        assert hash(mine) == hash(theirs)

    def test_other_trees_and_things_are_not(self) -> None:
        assert self.over(self.LEAF) != self.over(self.LEAF, self.LEAF)
        assert self.over(self.LEAF) != self.over(attrs.evolve(self.LEAF, value=3.0))
        assert self.over(self.LEAF) != "top"

    def test_shared_steps_are_compared_once(self) -> None:
        # Each step stands twice below the next: 2 to the 60th places, 61 steps.
        mine = theirs = self.LEAF
        theirs = attrs.evolve(theirs)
        for _ in range(60):
            mine, theirs = self.over(mine, mine), self.over(theirs, theirs)
        assert mine == theirs
        assert hash(mine) == hash(theirs)
