from __future__ import annotations

from decimal import Decimal
from math import fsum, prod
from typing import Any

import pytest

import rolepath as rp
from rolepath.analysis.explain import cite

from .tiny import asks, at

LEAF = rp.Explanation(statement="leaf", citation=at("one", 3))
OTHER = rp.Explanation(statement="other", value=Decimal("1.50"), citation=at("two", 4), is_assumed=True)
TREE = rp.Explanation(
    statement="top",
    value=0.123456,
    operation=rp.Operation.SUM,
    children=(rp.Explanation(statement="middle", value=2.0, children=(LEAF, OTHER)), rp.Explanation(statement="last", children=(LEAF,))),
)


def test_walk_is_depth_first_and_in_order() -> None:
    assert [(depth, step.statement) for depth, step in TREE.walk()] == [
        (0, "top"),
        (1, "middle"),
        (2, "leaf"),
        (2, "other"),
        (1, "last"),
        (2, "leaf"),
    ]


def test_citations_stand_once_and_in_order() -> None:
    assert TREE.citations == (at("one", 3), at("two", 4))


def test_text() -> None:
    assert str(TREE) == (
        "top = 0.1235 (sum)\n  middle = 2\n    leaf <one, line 3>\n    other = 1.50 [assumed] <two, line 4>\n  last\n    leaf <one, line 3>"
    )


def test_a_statement_is_required() -> None:
    with pytest.raises(rp.InvalidFieldError, match=r"^Explanation.statement must not be empty"):
        rp.Explanation(statement=" ")


def test_a_fact_is_cited() -> None:
    assert cite(asks("here", "sql", line=7), "said") == rp.Explanation(statement="said", citation=at("one", 7))


def test_a_fact_that_is_assumed_says_of_what() -> None:
    fact = asks("here", "sql", line=7, assumed=("skill", "role"))
    assert cite(fact, "said") == rp.Explanation(statement="said (assumed: skill, role)", citation=at("one", 7), is_assumed=True)


def recomputed(step: rp.Explanation) -> float | None:
    """Work a step out from the steps below it; None where there is nothing to work out."""
    values = [child.value for child in step.children]
    if step.operation is rp.Operation.SUM:
        return fsum(values)
    if step.operation is rp.Operation.PRODUCT:
        return prod(values)
    if step.operation is rp.Operation.SHORTFALL:
        return max(0.0, values[0] - values[1])
    return None


@pytest.mark.parametrize(
    "answer",
    [
        rp.skill_gap("data scientist", "ML engineer"),
        rp.proximity("data scientist", "ML engineer"),
        rp.transition_difficulty("data scientist", "ML engineer"),
        rp.transition_difficulty("data scientist", "AI engineer", level="mid", target_level="staff"),
        rp.transition_difficulty(rp.TransitionPath.through("data-analyst", "data-scientist", "ml-engineer")),
        rp.compare("data scientist", "ML engineer"),
    ],
    ids=repr,
)
def test_every_step_follows_from_those_below_it(answer: Any) -> None:
    count = 0
    for _, step in answer.explain().walk():
        value = recomputed(step)
        if value is not None:
            count += 1
            assert step.value == pytest.approx(value, abs=1e-12), step.statement
    assert count > 0
