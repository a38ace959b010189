"""Transition claims and paths: the rules between fields."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

import rolepath as rp

CITATION = rp.Citation(source="north", section="Moves", line=3)
COMPARING = ("easier-than", "harder-than", "better-fit-than")


def claim(**changes: Any) -> rp.TransitionClaim:
    """A claim that a move can be done."""
    return rp.TransitionClaim(**{"kind": "feasible", "text": "can be done", "citation": CITATION, **changes})


def step(origin: str, target: str, level: str | None = None, target_level: str | None = None) -> rp.TransitionStep:
    """One move."""
    return rp.TransitionStep(origin=origin, target=target, level=level, target_level=target_level)


class TestTransitionClaim:
    """A comparison names what it compares with; months are an interval."""

    @pytest.mark.parametrize("kind", COMPARING)
    def test_a_comparison_names_the_other_move(self, kind: str) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            claim(kind=kind, origin="data-analyst", target="data-scientist")
        assert str(caught.value) == f"TransitionClaim.than_target must name the move that {kind} compares with, got None"

    @pytest.mark.parametrize("kind", COMPARING)
    @pytest.mark.parametrize("than", [{"than_origin": "data-analyst"}, {"than_target": "ml-engineer"}])
    def test_one_end_of_the_other_move_is_enough(self, kind: str, than: dict[str, str]) -> None:
        made = claim(kind=kind, **than)
        assert {name: getattr(made, name) for name in than} == than

    @pytest.mark.parametrize("kind", sorted(set(rp.TransitionKind) - set(COMPARING)))
    def test_other_claims_need_no_other_move(self, kind: str) -> None:
        assert claim(kind=kind).kind == kind

    @pytest.mark.parametrize(("fewest", "most"), [(None, 6), (3, None), (3, 3), (3, 6), (0, 0)])
    def test_months(self, fewest: int | None, most: int | None) -> None:
        months = [None if value is None else Decimal(value) for value in (fewest, most)]
        made = claim(months_minimum=months[0], months_maximum=months[1])
        assert [made.months_minimum, made.months_maximum] == [fewest, most]

    def test_months_out_of_order(self) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            claim(months_minimum=Decimal(9), months_maximum=Decimal(6))
        assert str(caught.value) == "TransitionClaim.months_maximum must not be below months_minimum (9), got Decimal('6')"


class TestProofForm:
    """A form of proof belongs to claims about proof."""

    @pytest.mark.parametrize("kind", ["proof", "insufficient-proof"])
    @pytest.mark.parametrize("form", [*rp.ProofForm, "certification", None])
    def test_claims_about_proof(self, kind: str, form: str | None) -> None:
        made = claim(kind=kind, proof=form)
        assert made.proof == form
        assert form is None or type(made.proof) is rp.ProofForm

    @pytest.mark.parametrize("kind", sorted(set(rp.TransitionKind) - {"proof", "insufficient-proof", *COMPARING}))
    def test_other_claims(self, kind: str) -> None:
        assert claim(kind=kind).proof is None
        with pytest.raises(rp.InvalidFieldError) as caught:
            claim(kind=kind, proof="course")
        rule = f"must be left out of a claim of the kind {kind}; it belongs to proof and insufficient-proof"
        assert str(caught.value) == f"TransitionClaim.proof {rule}, got 'course'"

    def test_no_form(self) -> None:
        with pytest.raises(rp.InvalidFieldError, match="ProofForm must be one of analysis, certification, course, "):
            claim(kind="proof", proof="diploma")


class TestTransitionPath:
    """Each step begins where the last ended."""

    def test_one_step(self) -> None:
        path = rp.TransitionPath(steps=(step("a", "b", "mid", "senior"),))
        assert (path.origin, path.target) == ("a", "b")

    def test_steps_that_join(self) -> None:
        path = rp.TransitionPath(steps=(step("a", "b", "mid", "senior"), step("b", "c", "senior"), step("c", "a", "staff", "staff")))
        assert (path.origin, path.target, len(path.steps)) == ("a", "a", 3)

    def test_steps_that_do_not_join(self) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            rp.TransitionPath(steps=(step("a", "b"), step("b", "c"), step("d", "e")))
        assert str(caught.value) == "TransitionPath.steps must begin where the step before ended (c), got 'd'"

    def test_levels_that_do_not_join(self) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            rp.TransitionPath(steps=(step("a", "b", "mid", "senior"), step("b", "c", "staff")))
        assert str(caught.value) == "TransitionPath.steps must begin at the level where the step before ended (senior), got 'staff'"

    @pytest.mark.parametrize(("before", "after"), [(None, "staff"), ("senior", None), (None, None), ("staff", "staff")])
    def test_a_level_left_open_joins_any(self, before: str | None, after: str | None) -> None:
        path = rp.TransitionPath(steps=(step("a", "b", target_level=before), step("b", "c", after)))
        assert (path.steps[0].target_level, path.steps[1].level) == (before, after)

    def test_a_path_has_a_step(self) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            rp.TransitionPath(steps=())
        assert str(caught.value) == "TransitionPath.steps must hold at least one step, got ()"

    def test_through_roles(self) -> None:
        assert rp.TransitionPath.through("a", "b", "c") == rp.TransitionPath(steps=(step("a", "b"), step("b", "c")))

    @pytest.mark.parametrize("roles", [(), ("a",)])
    def test_through_too_few_roles(self, roles: tuple[str, ...]) -> None:
        with pytest.raises(rp.InvalidFieldError, match="must hold at least one step"):
            rp.TransitionPath.through(*roles)
