"""An explanation gives its answer again from the leaves, and says the same in every form, for any catalog."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser
from math import fsum

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import rolepath as rp
from rolepath.analysis.explain import placed
from rolepath.display import as_html

from . import counterexamples
from .strategies import Question, gap_weights, paths, questions

Answer = rp.SkillGap | rp.Proximity | rp.TransitionDifficulty

#: What rounding may add or lose between an answer and its account.
NEAR = 1e-9
#: What a number may rest on besides a parameter.
GROUNDS = {"profile", "vocabulary", "catalog", "question", "definition"}


def answers(question: Question) -> list[Answer]:
    """Put the question to every verb that gives a score."""
    return [question.gap(), question.proximity(), question.move()]


def steps(told: rp.Explanation) -> Iterator[rp.Explanation]:
    """Every step of a tree, each once."""
    return iter({id(step): step for _, step in told.walk()}.values())


def assert_recomputed(answer: Answer) -> None:
    """Demand that the leaves give the score again, and that the top adds up to the last bit."""
    told = answer.explain()
    assert told.value == answer.score
    if answer.score is None:
        assert told.recomputed() is None
        assert answer.reason in told.statement
        return
    assert told.recomputed() == pytest.approx(answer.score, abs=NEAR)
    if told.operation is rp.Operation.SUM:
        assert fsum(step.value for step in told.children if step.value is not None) == answer.score


def parameter(name: str, question: Question, weights: rp.GapWeights) -> float:
    """Look up the value of a number behind the measures."""
    group, _, field = name.partition(".")
    model = question.catalog.difficulty_model
    if group == "gap":
        return getattr(weights, field)
    chosen = model.weights if question.weights is None else question.weights
    return getattr(chosen if hasattr(chosen, field) else model, field)


class TestRecomputed:
    """Recomputing the tree from its leaves gives the answer."""

    @given(question=questions(has_distance=True))
    @example(question=counterexamples.MORE_THAN_EVERYTHING)
    @example(question=counterexamples.HARDEST_MOVE)
    @example(question=counterexamples.SILENT_ROLE)
    @example(question=counterexamples.LEARNING_WHAT_HAS_NO_EFFORT[0])
    def test_answers(self, question: Question) -> None:
        for answer in answers(question):
            assert_recomputed(answer)

    @given(question=questions(), weights=gap_weights)
    def test_weights_of_the_caller(self, question: Question, weights: rp.GapWeights) -> None:
        assert_recomputed(rp.skill_gap(question.origin, question.target, weights=weights, catalog=question.catalog))

    @given(question=questions(has_people=False))
    def test_a_role_and_itself(self, question: Question) -> None:
        for answer in answers(attrs.evolve(question, target=question.origin)):
            assert_recomputed(answer)

    @given(question=questions(has_people=False, has_distance=True), data=st.data())
    def test_paths(self, question: Question, data: st.DataObject) -> None:
        assert_recomputed(rp.transition_difficulty(data.draw(paths(question.catalog)), catalog=question.catalog))

    @given(question=questions(has_distance=True))
    def test_every_step_follows_from_those_right_below_it(self, question: Question) -> None:
        for answer in answers(question):
            for step in steps(answer.explain()):
                if step.operation is not None:
                    below = tuple(rp.Explanation(statement="below", value=child.value) for child in step.children)
                    assert attrs.evolve(step, children=below).recomputed() == pytest.approx(step.value, abs=NEAR)


class TestLeaves:
    """Each number that follows from no other is cited, assumed, or names what it rests on, and has that value."""

    @given(question=questions(has_distance=True))
    def test_every_leaf_is_grounded(self, question: Question) -> None:
        for answer in answers(question):
            for step in steps(answer.explain()):
                if step.value is not None and step.operation is None:
                    assert step.citation is not None or step.is_assumed or step.rests_on is not None

    @given(question=questions(has_distance=True))
    def test_parameters_have_their_values(self, question: Question) -> None:
        for answer in answers(question):
            for step in steps(answer.explain()):
                if step.rests_on is not None and step.rests_on not in GROUNDS:
                    assert step.value == parameter(step.rests_on, question, question.catalog.gap_weights)

    @given(question=questions())
    def test_cited_numbers_are_those_of_a_fact_that_stands_there(self, question: Question) -> None:
        stated: dict[rp.Citation, set[float]] = {}
        for fact in question.catalog.requirements:
            ratings = (fact.proficiency, fact.importance)
            values = {rating.value for rating in ratings if rating is not None}
            # One source that asks counts as 1, and one of several that would do as a part of 1.
            shares = {1 / (1 + number) for number in range(1 + len(set(fact.alternatives)))}
            stated.setdefault(fact.citation, set()).update(values, shares)
        for answer in (question.gap(), question.proximity()):
            for step in steps(answer.explain()):
                if step.citation is not None and step.value is not None:
                    assert step.value in stated[step.citation]

    @given(question=questions(has_people=False))
    def test_every_fact_behind_a_score_is_cited(self, question: Question) -> None:
        gap = question.gap()
        if gap.score:
            cited = set(gap.explain().citations)
            for item in gap.items:
                assert {fact.citation for fact in item.requirements} <= cited or not item.weight * item.need


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"style", "section", "ul", "li", "details", "summary"}
        self.open.append(tag)
        if tag == "summary" or (tag == "li" and ("class", "rolepath-branch") not in attrs):
            self.said.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1] == "summary" or (self.open[-1] == "li" and data.strip("\n ")):
            self.said[-1] += data


def lines_of_html(told: rp.Explanation) -> list[str]:
    """What the HTML of a tree says, step by step; it is well-formed or this fails."""
    tags = _Tags()
    tags.feed(as_html(told))
    tags.close()
    assert tags.open == []
    return tags.said


def lines_of_data(data: dict[str, object]) -> Iterator[dict[str, object]]:
    """The dicts of a tree of plain data, from the top."""
    yield data
    for child in data["children"]:
        yield from lines_of_data(child)


def assert_forms_agree(told: rp.Explanation) -> None:
    """Demand that text, HTML and plain data hold the same steps in the same order."""
    lines = list(placed(told))
    text = str(told).split("\n")
    assert [line.removeprefix("  " * depth) for line, (depth, _, _) in zip(text, lines, strict=True)] == lines_of_html(told)
    data = told.to_data()
    assert json.loads(json.dumps(data)) == data
    listed = list(lines_of_data(data))
    assert [entry["step"] for entry in listed] == list(range(1, len(lines) + 1))
    for entry, (_, step, see) in zip(listed, lines, strict=True):
        assert (entry["statement"], entry["is_assumed"]) == (step.statement, step.is_assumed)
        assert (entry["same_as"] is None) is (see is None)
        full = entry if see is None else listed[entry["same_as"] - 1]
        assert len(full["children"]) == len(step.children)
        assert full["same_as"] is None
        if see is not None:
            assert (see == "above") is (entry["same_as"] < entry["step"])
            assert {**entry, "step": 0, "same_as": None, "children": []} == {**full, "step": 0, "children": []}


_statements = st.text(max_size=6).map(lambda text: f"{text}.") | st.just("<script>alert('&')</script></summary></details>")
_values = st.none() | st.floats(-1e6, 1e6) | st.decimals(-1000, 1000, places=2)


@st.composite
def trees(draw: st.DrawFn) -> rp.Explanation:
    """Make a tree whose steps may stand below several others."""
    made: list[rp.Explanation] = []
    for _ in range(draw(st.integers(1, 8))):
        below = draw(st.lists(st.sampled_from(made), max_size=4)) if made else []
        made.append(
            rp.Explanation(
                statement=draw(_statements),
                value=draw(_values),
                operation=draw(st.none() | st.sampled_from(rp.Operation)),
                is_assumed=draw(st.booleans()),
                children=tuple(below),
            )
        )
    return made[-1]


class TestForms:
    """Text, HTML and plain data say the same."""

    @given(question=questions(has_distance=True))
    def test_answers(self, question: Question) -> None:
        for answer in answers(question):
            assert_forms_agree(answer.explain())

    @given(told=trees())
    def test_any_tree(self, told: rp.Explanation) -> None:
        assert_forms_agree(told)

    @given(told=trees())
    def test_each_step_is_unfolded_once(self, told: rp.Explanation) -> None:
        unfolded = [id(step) for _, step in told.walk() if step.children]
        assert len(unfolded) == len(set(unfolded))

        def below(step: rp.Explanation) -> Iterator[int]:
            yield id(step)
            for child in step.children:
                yield from below(child)

        assert {id(step) for _, step in told.walk()} == set(below(told))

    @given(told=trees())
    def test_a_copy_that_shares_nothing_has_the_same_value(self, told: rp.Explanation) -> None:
        def copied(step: rp.Explanation) -> rp.Explanation:
            return attrs.evolve(step, children=tuple(map(copied, step.children)))

        assert copied(told).recomputed() == told.recomputed() == pickle.loads(pickle.dumps(told)).recomputed()

    @given(values=st.lists(st.decimals(-1000, 1000, places=2), min_size=1))
    def test_amounts_add_up_exactly(self, values: list[Decimal]) -> None:
        children = tuple(rp.Explanation(statement="amount", value=value) for value in values)
        told = rp.Explanation(statement="sum", value=sum(values), operation=rp.Operation.SUM, children=children)
        assert told.recomputed() == sum(values)
