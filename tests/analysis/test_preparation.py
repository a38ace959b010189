"""Distance and preparation as factors of difficulty, and people in a catalog whose model weighs nothing else."""

from __future__ import annotations

from math import fsum

import attrs
import pytest

import rolepath as rp

from .framework import FAR, IMPORTANCE_ALONE, framework, tells
from .tiny import holds

ZONES = (
    tells("plan", "preparation", "zone", 2, line=1, label="Zone 2"),
    tells("make", "preparation", "zone", 5, line=2, label="Zone 5"),
    tells("make", "preparation", "zone", 4, line=3, label="Zone 4"),
    tells("sell", "preparation", "zone", line=4, label="Some zone"),
    tells("sell", "preparation", "zone", 3, line=5, label="Zone 3"),
)
PREPARED = rp.DifficultyModel(weights=attrs.evolve(FAR, preparation=0.25), full_preparation_steps=4.0, preparation_down=0.5)
OWN = framework(*ZONES, model=IMPORTANCE_ALONE, difficulty=PREPARED)


def preparation(origin: str, target: str, catalog: rp.Catalog = OWN) -> rp.Factor:
    move = rp.transition_difficulty(origin, target, catalog=catalog)
    return next(factor for factor in move.factors if factor.name == "preparation")


class TestPreparation:
    def test_steps_up(self) -> None:
        up = preparation("plan", "make")
        assert (up.value, up.lower, up.upper, up.evidence_share) == (0.75, 0.75, 0.75, 1.0)
        assert up.reason == "from step 2 to step 5 of preparation"
        assert [fact.citation.line for fact in up.descriptors] == [1, 2]

    def test_a_step_down_counts_for_less(self) -> None:
        assert preparation("make", "plan").value == 3 * 0.5 / 4

    def test_no_more_than_the_whole_scale(self) -> None:
        short = attrs.evolve(OWN, difficulty_model=attrs.evolve(PREPARED, full_preparation_steps=2.0))
        assert preparation("plan", "make", short).value == 1.0

    @pytest.mark.parametrize("pair", [("plan", "sell"), ("sell", "plan")])
    def test_what_one_source_leaves_open_widens_the_bounds(self, pair: tuple[str, str]) -> None:
        found = preparation(*pair)
        assert found.value == (0.25 if pair[0] == "plan" else 0.125)
        assert (found.lower, found.upper, found.evidence_share) == (0.0, 1.0, 0.0)

    @pytest.mark.parametrize("pair", [("plan", "idle"), ("idle", "plan")])
    def test_what_no_source_says_is_not_known(self, pair: tuple[str, str]) -> None:
        found = preparation(*pair)
        assert (found.value, found.lower, found.upper, found.contribution) == (None, 0.0, 1.0, 0.0)
        assert found.reason == "no source says what preparation both roles ask for"

    def test_no_move(self) -> None:
        stay = rp.transition_difficulty("idle", "idle", catalog=OWN)
        assert (stay.score, stay.lower, stay.upper) == (0.0, 0.0, 0.0)
        assert [factor.reason for factor in stay.factors] == ["one minus proximity", "no move"]
        assert stay.explain().recomputed() == 0.0


class TestMove:
    def test_by_hand(self) -> None:
        # r is 0, so that the roles are half alike: (1 * 0.5 + 0.25 * 0.75) / 1.25.
        move = rp.transition_difficulty("plan", "make", catalog=OWN)
        assert move.score == pytest.approx((0.5 + 0.1875) / 1.25, abs=2.0**-18)
        assert [factor.name for factor in move.factors] == ["distance", "preparation"]
        assert fsum(factor.contribution for factor in move.factors) == move.score

    def test_explanation(self) -> None:
        for pair in (("plan", "make"), ("make", "plan")):
            move = rp.transition_difficulty(*pair, catalog=OWN)
            told = move.explain()
            assert told.recomputed() == told.value == move.score
            assert {citation.line for citation in told.citations} == {1, 2}

    def test_the_gap_is_told_beside(self) -> None:
        told = str(rp.transition_difficulty("plan", "make", catalog=OWN).explain())
        assert "shortfall has no weight of its own" in told

    def test_a_step_in_preparation_alone_is_no_move(self) -> None:
        # Nothing tells how alike the two are: nobody says what planners and idlers like.
        zoned = framework(*ZONES, tells("idle", "preparation", "zone", 5), difficulty=PREPARED)
        move = rp.transition_difficulty("plan", "idle", catalog=zoned)
        assert move.score is None
        assert move.reason.startswith("the roles are not both rated")
        assert {factor.name: factor.value for factor in move.factors} == {"distance": None, "preparation": 0.75}

    def test_table_cites_what_each_factor_rests_on(self) -> None:
        rows = rp.transition_difficulty("plan", "make", catalog=OWN).to_records()
        assert {row["factor"]: row["lines"] for row in rows} == {"distance": ["one:1"], "preparation": ["one:1", "one:2"]}


class TestPeople:
    """A person is measured by what is missing, so that learning never makes a move harder."""

    def test_a_model_that_weighs_distance_alone(self) -> None:
        move = rp.transition_difficulty(holds(art=0.5), "plan", catalog=OWN)
        usual = attrs.evolve(OWN, difficulty_model=attrs.evolve(PREPARED, weights=rp.DifficultyWeights()))
        assert [factor.name for factor in move.factors] == ["shortfall", "effort", "step"]
        assert move.score == rp.transition_difficulty(holds(art=0.5), "plan", catalog=usual).score

    def test_a_model_that_weighs_more(self) -> None:
        mixed = attrs.evolve(OWN, difficulty_model=attrs.evolve(PREPARED, weights=attrs.evolve(PREPARED.weights, effort=0.5)))
        move = rp.transition_difficulty(holds(art=0.5), "plan", catalog=mixed)
        assert [factor.name for factor in move.factors] == ["effort"]

    def test_weights_that_are_asked_for(self) -> None:
        with pytest.raises(rp.InvalidTypeError, match="shortfall, effort or step"):
            rp.transition_difficulty(holds(art=0.5), "plan", weights=PREPARED.weights, catalog=OWN)

    def test_learning_never_makes_it_harder(self) -> None:
        scores = [rp.transition_difficulty(holds(art=value), "plan", catalog=OWN).score for value in (None, 0.5, 0.75, 1.0)]
        assert scores == sorted(scores, reverse=True)


class TestPath:
    def test_steps(self) -> None:
        path = rp.TransitionPath.through("plan", "make", "sell")
        whole = rp.transition_difficulty(path, catalog=OWN)
        assert whole.score >= max(step.score for step in whole.steps)
        assert [[factor.name for factor in step.factors] for step in whole.steps] == [["distance", "preparation"]] * 2
        assert whole.explain().recomputed() == whole.score


class TestReadings:
    """What an answer rests on, for those who leave out a source."""

    def test_descriptors_are_among_it(self) -> None:
        elsewhere = tells("plan", "activity", "x", line=9)
        elsewhere = attrs.evolve(elsewhere, citation=attrs.evolve(elsewhere.citation, source="two"))
        own = attrs.evolve(OWN, descriptors=(*OWN.descriptors, elsewhere))
        for answer in (rp.proximity("plan", "make", catalog=own), rp.transition_difficulty("plan", "make", catalog=own)):
            found = rp.robustness(answer, catalog=own)
            assert {source for reading in found.readings for source in reading.sources} == {"one", "two"}

    def test_preparation_alone_rests_on_its_facts(self) -> None:
        other = [attrs.evolve(fact, citation=attrs.evolve(fact.citation, source="two")) for fact in ZONES]
        weights = attrs.evolve(PREPARED.weights, distance=0.0, shortfall=0.5)
        own = framework(*other, model=IMPORTANCE_ALONE, difficulty=attrs.evolve(PREPARED, weights=weights))
        found = rp.robustness(rp.transition_difficulty("plan", "make", catalog=own), catalog=own)
        assert {source for reading in found.readings for source in reading.sources} == {"one", "two"}
