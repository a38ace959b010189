from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from math import exp

import attrs
import pytest

import rolepath as rp
from rolepath.analysis.pay_order import NOT_KNOWN

from .tiny import asks, at, catalog, holds, pays


def ranged(name: str, value: float, low: float, high: float) -> rp.Parameter:
    """State the range of a number behind the measures."""
    return rp.Parameter(name=name, value=value, low=low, high=high, reason="For tests.")


def flips(held: rp.Robustness) -> list[tuple[str, str, str, str]]:
    return [(flip.statement, flip.before, flip.after, flip.variation.name) for flip in held.flips]


def names(held: rp.Robustness) -> list[str]:
    return [variation.name for variation in held.variations]


# Weights: sql 0.5 (importance), ops 0.5 * 0.5 (a tool). Of 0.75 in all, ops is missing: a gap of 1/3.
FACTS = (
    asks("there", "sql", 1.0, source="one", line=1),
    asks("there", "ops", 1.0, source="two", line=2, basis="tool"),
    asks("here", "sql", 1.0, source="one", line=3),
)
OWN = catalog(*FACTS, skills=("sql", "ops"), parameters=(ranged("gap.tool", 0.5, 0.25, 1.0), ranged("gap.core_skill", 1, 1, 1)))


class TestGap:
    """The quarter that a gap falls in, without each source and with each weight at its ends."""

    def test_by_hand(self) -> None:
        held = rp.robustness(rp.skill_gap("here", "there", catalog=OWN), catalog=OWN)
        assert held.subject == "gap from Role here to Role there"
        # Without one, nobody says what is held here; without two, sql alone is asked for and held.
        # A tool that counts 0.25 weighs 0.125 of 0.625, one that counts 1 weighs 0.5 of 1.
        assert flips(held) == [
            (held.subject, "0.25 to 0.5", "not known", "without one"),
            (held.subject, "0.25 to 0.5", "0 to 0.25", "without two"),
            (held.subject, "0.25 to 0.5", "0 to 0.25", "gap.tool at 0.25"),
            (held.subject, "0.25 to 0.5", "0.5 to 0.75", "gap.tool at 1"),
        ]
        (reading,) = held.readings
        assert reading == rp.Reading(
            statement=held.subject, value="0.25 to 0.5", sources=("one", "two"), score=1 / 3, lowest=0.0, highest=0.5
        )
        assert names(held) == ["without one", "without two", "without three", "gap.tool at 0.25", "gap.tool at 1"]
        assert held.variations[0] == rp.Variation(kind="source", name="without one", source="one")
        assert held.variations[3] == rp.Variation(kind="weight", name="gap.tool at 0.25", parameter="gap.tool", value=0.25)
        assert (held.stable, held.notes, held.pay_orders) == ((), (), ())
        assert held.flips_of(reading) == held.flips
        assert repr(held) == "Robustness(gap from Role here to Role there: 0 of 1 readings hold under 5 variations)"

    def test_nothing_flips(self) -> None:
        own = attrs.evolve(OWN, parameters=(ranged("gap.tool", 0.5, 0.5, 0.625),), requirements=FACTS[2:], sources=OWN.sources[:1])
        held = rp.robustness(rp.skill_gap("here", "here", catalog=own), catalog=own)
        assert held.flips == ()
        assert held.stable == held.readings
        assert [(reading.value, reading.lowest, reading.highest) for reading in held.readings] == [("0 to 0.25", 0.0, 0.0)]
        # The low end is the value itself.
        assert names(held) == ["without one", "gap.tool at 0.625"]
        assert repr(attrs.evolve(held, variations=held.variations[:1])).endswith("1 of 1 readings hold under 1 variation)")

    def test_not_known(self) -> None:
        held = rp.robustness(rp.skill_gap("there", "silent", catalog=(own := OWN.with_role(rp.Role(id="silent", label="S")))), catalog=own)
        assert held.readings == (rp.Reading(statement="gap from Role there to S", value=NOT_KNOWN, sources=("one", "two")),)
        assert held.flips == ()

    def test_what_becomes_known(self) -> None:
        # No ground has a weight, so that there is no gap, until tools count.
        own = attrs.evolve(
            OWN,
            gap_weights=rp.GapWeights(tool=0, core_skill=0),
            parameters=(ranged("gap.tool", 0, 0, 1), ranged("gap.optional", 0.5, 0, 1)),
        )
        held = rp.robustness(rp.skill_gap("here", "there", catalog=own), catalog=own)
        assert flips(held) == [(held.subject, "not known", "0.75 to 1", "gap.tool at 1")]
        assert [(reading.score, reading.lowest, reading.highest) for reading in held.readings] == [(None, 1.0, 1.0)]

    @pytest.mark.parametrize(
        ("held", "quarter"), [(1.0, "0 to 0.25"), (0.75, "0.25 to 0.5"), (0.5, "0.5 to 0.75"), (0.25, "0.75 to 1"), (0, "0.75 to 1")]
    )
    def test_a_score_between_two_quarters_belongs_to_the_upper(self, held: float, quarter: str) -> None:
        own = catalog(asks("there", "ops", 1.0), skills=("ops",))
        answer = rp.skill_gap(holds(ops=held), "there", catalog=own)
        assert answer.score == 1.0 - held
        (reading,) = rp.robustness(answer, catalog=own).readings
        assert (reading.statement, reading.value) == ("gap from this person to Role there", quarter)

    def test_noise_moves_no_score_across_a_quarter(self) -> None:
        # Four tenths of eight are a half but for rounding.
        own = catalog(*(asks("there", name, level) for name, level in (("a", 0.1), ("b", 0.3), ("c", 0.4))), skills=("a", "b", "c"))
        answer = rp.skill_gap(holds(c=0.4), "there", catalog=own)
        assert answer.score == 0.49999999999999994
        assert rp.robustness(answer, catalog=own).readings[0].value == "0.5 to 0.75"

    def test_a_level(self) -> None:
        facts = (asks("there", "ops", 1.0, level="senior"), asks("there", "sql", 1.0, level="mid", source="two"), asks("here", "sql", 1.0))
        own = catalog(*facts, skills=("sql", "ops"))
        held = rp.robustness(rp.skill_gap("here", "there", level="mid", catalog=own), catalog=own)
        assert held.subject == "gap from Role here to Role there, mid"
        assert [flip[2:] for flip in flips(held)] == [("not known", "without one"), ("not known", "without two")]

    def test_weights_of_the_question(self) -> None:
        answer = rp.skill_gap("here", "there", weights=rp.GapWeights(tool=1.0), catalog=OWN)
        held = rp.robustness(answer, catalog=OWN)
        assert held.readings[0].score == answer.score == 0.5
        assert [variation.kind for variation in held.variations] == ["source"] * 3
        assert held.notes == ("the weights are those that the question named, so they are not varied",)

    def test_the_catalog_s_own_weights_said_aloud(self) -> None:
        aloud = rp.skill_gap("here", "there", weights=OWN.gap_weights, catalog=OWN)
        silent = rp.skill_gap("here", "there", catalog=OWN)
        assert rp.robustness(aloud, catalog=OWN) is rp.robustness(silent, catalog=OWN)

    def test_an_end_that_makes_no_model_is_said(self) -> None:
        own = attrs.evolve(OWN, parameters=(ranged("gap.tool", 0.5, 0.25, 3.0), ranged("gap.wheel", 1, 0, 1)))
        held = rp.robustness(rp.skill_gap("here", "there", catalog=own), catalog=own)
        assert names(held)[3:] == ["gap.tool at 0.25"]
        assert held.notes == ("gap.tool at 3 was not tried: GapWeights.tool must lie in 0 to 1, got 3.0",)

    def test_a_catalog_without_ranges(self) -> None:
        own = attrs.evolve(OWN, parameters=())
        held = rp.robustness(rp.skill_gap("here", "there", catalog=own), catalog=own)
        assert names(held) == ["without one", "without two", "without three"]
        assert held.notes == ("the catalog states no range of any weight, so only sources are left out",)

    def test_a_catalog_without_sources(self) -> None:
        own = rp.Catalog(roles=OWN.roles)
        held = rp.robustness(rp.skill_gap("here", "there", catalog=own), catalog=own)
        assert (held.variations, held.flips) == ((), ())
        assert held.notes == (
            "the catalog holds no source, so none is left out",
            "the catalog states no range of any weight, so only sources are left out",
        )


class TestProximity:
    """The quarter that a proximity falls in; it rests on three weights, and on what is said of every role."""

    def test_by_hand(self) -> None:
        # Of ops and sql, asked for by one role and by two: log 3 and log 2. sql is shared: log 2 / log 6 = 0.387.
        own = attrs.evolve(OWN, parameters=(*OWN.parameters, ranged("gap.unstated_proficiency", 0.5, 0.25, 1)))
        held = rp.robustness(rp.proximity("there", "here", catalog=own), catalog=own)
        assert flips(held) == [
            ("proximity of Role there and Role here", "0.25 to 0.5", "not known", "without one"),
            ("proximity of Role there and Role here", "0.25 to 0.5", "0.75 to 1", "without two"),
        ]
        # How much a tool counts is no matter of proximity.
        assert names(held)[3:] == ["gap.unstated_proficiency at 0.25", "gap.unstated_proficiency at 1"]

    def test_a_source_that_speaks_of_other_roles(self) -> None:
        own = catalog(*FACTS, asks("else", "sql", source="three"), skills=("sql", "ops"), roles=("here", "there", "else"))
        (reading,) = rp.robustness(rp.proximity("there", "here", catalog=own), catalog=own).readings
        assert reading.sources == ("one", "two", "three")
        assert rp.proximity("there", "here", catalog=own.without_sources("three")).score != reading.score


ONLY_GAP = rp.DifficultyModel(weights=rp.DifficultyWeights(shortfall=1, effort=0, step=0))
RANGES = (
    ranged("difficulty.shortfall", 1, 0, 1),
    ranged("difficulty.effort", 0, 0, 1),
    ranged("difficulty.step", 0, 0, 1),
    ranged("difficulty.distance", 0, 0, 0.5),
    ranged("difficulty.full_step_rungs", 4, 2, 4),
    ranged("difficulty.hours_per_week", 10, 5, 20),
    ranged("claims.same_percent", 5, 0, 10),
)
MOVES = attrs.evolve(OWN, difficulty_model=ONLY_GAP, parameters=(*OWN.parameters[:1], *RANGES))
MOVE = "difficulty of the move from Role here to Role there"


class TestDifficulty:
    """The quarter that a difficulty falls in, and what adds most to it."""

    def test_by_hand(self) -> None:
        held = rp.robustness(rp.transition_difficulty("here", "there", catalog=MOVES), catalog=MOVES)
        assert [(reading.statement, reading.value, reading.score) for reading in held.readings] == [
            (MOVE, "0.25 to 0.5", 1 / 3),
            (f"what adds most to the {MOVE}", "shortfall", None),
        ]
        # Twelve weeks are 1 - exp(-12/104) = 0.109 of the effort: with a third, the mean is 0.221. Half as much distance as shortfall:
        # (1/3 + 0.5 * (1 - 0.387)) / 1.5 = 0.4266. Without two, nothing is missing.
        assert flips(held) == [
            (MOVE, "0.25 to 0.5", "not known", "without one"),
            (MOVE, "0.25 to 0.5", "0 to 0.25", "without two"),
            (MOVE, "0.25 to 0.5", "0 to 0.25", "gap.tool at 0.25"),
            (MOVE, "0.25 to 0.5", "0.5 to 0.75", "gap.tool at 1"),
            (MOVE, "0.25 to 0.5", "0 to 0.25", "difficulty.effort at 1"),
            (f"what adds most to the {MOVE}", "shortfall", "not known", "without one"),
            (f"what adds most to the {MOVE}", "shortfall", "nothing", "without two"),
        ]
        assert (held.readings[0].lowest, held.readings[0].highest) == (0.0, 0.5)
        # No level is named, so no step counts; hours make months, and months are not read; nothing counts without shortfall.
        assert names(held)[5:] == ["difficulty.effort at 1", "difficulty.distance at 0.5"]
        assert held.notes == ("difficulty.shortfall at 0 was not tried: DifficultyWeights must give some factor a weight above 0, got 0",)

    def test_levels_make_the_step_count(self) -> None:
        one = rp.robustness(rp.transition_difficulty("here", "there", target_level="mid", catalog=MOVES), catalog=MOVES)
        assert one.subject == f"{MOVE}, mid"
        assert names(one)[5:] == ["difficulty.effort at 1", "difficulty.step at 1", "difficulty.distance at 0.5"]
        move = rp.transition_difficulty("here", "there", level="entry", target_level="staff", catalog=MOVES)
        both = rp.robustness(move, catalog=MOVES)
        assert both.subject == f"{MOVE}, entry to staff"
        assert names(both)[6:] == ["difficulty.step at 1", "difficulty.distance at 0.5", "difficulty.full_step_rungs at 2"]
        # Three rungs of four: (1/3 + 3/4) / 2 = 0.54, most of it the step.
        assert (both.subject, "0.25 to 0.5", "0.5 to 0.75", "difficulty.step at 1") in flips(both)
        assert (f"what adds most to the {both.subject}", "shortfall", "step", "difficulty.step at 1") in flips(both)

    def test_several_factors_may_add_the_same(self) -> None:
        model = rp.DifficultyModel(weights=rp.DifficultyWeights(shortfall=0.5, effort=0, step=0.5), full_step_rungs=3)
        own = attrs.evolve(OWN, difficulty_model=model, parameters=())
        move = rp.transition_difficulty("here", "there", level="entry", target_level="mid", catalog=own)
        assert [factor.value for factor in move.factors] == [1 / 3, 1 / 3]
        assert rp.robustness(move, catalog=own).readings[1].value == "shortfall and step"

    def test_weights_of_the_question(self) -> None:
        weights = rp.DifficultyWeights(shortfall=0.5, effort=0.5, step=0)
        move = rp.transition_difficulty("here", "there", level="mid", weights=weights, catalog=MOVES)
        held = rp.robustness(move, catalog=MOVES)
        assert held.readings[0].score == pytest.approx((1 / 3 + 1 - exp(-12 / 104)) / 2, abs=1e-12)
        assert names(held)[3:] == ["gap.tool at 0.25", "gap.tool at 1"]
        assert held.notes == ("the weights of the factors are those that the question named, so they are not varied",)

    def test_a_person(self) -> None:
        # A person is not measured by distance: with no shortfall either, nothing would count.
        model = rp.DifficultyModel(weights=rp.DifficultyWeights(shortfall=1, effort=0, step=0, distance=0.5))
        own = attrs.evolve(MOVES, difficulty_model=model)
        held = rp.robustness(rp.transition_difficulty(holds(sql=1.0), "there", catalog=own), catalog=own)
        assert held.subject == "difficulty of the move from this person to Role there"
        assert held.readings[0].sources == ("one", "two")
        assert "difficulty.distance at 0.5" not in names(held)
        (note,) = held.notes
        assert note == "difficulty.shortfall at 0 was not tried: nothing that a person is measured by would have a weight"

    def test_distance_rests_on_every_role(self) -> None:
        model = rp.DifficultyModel(weights=rp.DifficultyWeights(shortfall=1, effort=0, step=0, distance=1))
        facts = (*FACTS, asks("else", "sql", source="three"))
        own = catalog(*facts, skills=("sql", "ops"), roles=("here", "there", "else"), difficulty_model=model)
        for less, sources in ((own, ("one", "two", "three")), (attrs.evolve(own, difficulty_model=ONLY_GAP), ("one", "two"))):
            move = rp.transition_difficulty("here", "there", catalog=less)
            assert {reading.sources for reading in rp.robustness(move, catalog=less).readings} == {sources}

    def test_a_path(self) -> None:
        own = catalog(*FACTS, asks("last", "law", 1.0, source="three"), skills=("sql", "ops", "law"), roles=("here", "there", "last"))
        own = attrs.evolve(own, difficulty_model=ONLY_GAP, parameters=RANGES[2:4])
        steps = (
            rp.TransitionStep(origin="here", target="there", level="entry", target_level="mid"),
            rp.TransitionStep(origin="there", target="last"),
        )
        move = rp.transition_difficulty(rp.TransitionPath(steps=steps), target_level="senior", catalog=own)
        held = rp.robustness(move, catalog=own)
        path = "difficulty of the path from Role here to Role there (entry to mid) to Role last (senior)"
        assert held.subject == path
        # law is all that the last role asks for, and no one held it before.
        assert [(reading.statement, reading.value) for reading in held.readings] == [
            (path, "0.75 to 1"),
            (f"what adds most to the {path}", "there to last"),
        ]
        assert {reading.sources for reading in held.readings} == {("one", "two", "three")}
        assert names(held)[3:] == ["difficulty.step at 1", "difficulty.distance at 0.5"]
        assert (path, "0.75 to 1", "not known", "without three") in flips(held)

    def test_a_path_back_and_forth(self) -> None:
        path = rp.TransitionPath.through("here", "there", "here")
        held = rp.robustness(rp.transition_difficulty(path, catalog=MOVES), catalog=MOVES)
        assert held.subject == "difficulty of the path from Role here to Role there to Role here"
        assert [reading.value for reading in held.readings] == ["0.25 to 0.5", "here to there"]


PAY = (
    # senior: one says less, two says the same.
    pays("here", 100, 200, line=1),
    pays("there", 125, 250, line=2),
    pays("here", 100, 200, source="two", line=3),
    pays("there", 100, 200, source="two", line=4),
    # entry: one has figures of one role alone; two of unlike components; three a single amount and a range, a place named for one.
    pays("here", 50, 60, level="entry", line=5),
    pays("here", 50, 60, level="entry", source="two", component="base", line=6),
    pays("there", 50, 60, level="entry", source="two", line=7),
    pays("here", 50, 50, level="entry", source="three", line=8),
    pays("there", 40, 60, level="entry", source="three", line=9),
    pays("there", 40, 60, level="entry", source="three", line=10, location=None, currency="GBP"),
    # staff: three says more here, and at one employer less.
    pays("here", 300, None, level="staff", source="three", line=11),
    pays("there", 200, 250, level="staff", source="three", line=12),
    pays("here", 300, 400, level="staff", source="three", line=13, employer="A bank"),
    pays("there", 500, 600, level="staff", source="three", line=14, employer="a bank"),
    # manager: two says more there.
    pays("here", 300, 400, level="manager", source="two", line=15),
    pays("there", 500, 600, level="manager", source="two", line=16),
    # no level: one compares nothing with nothing.
    pays("here", 10, 20, level=None, line=17),
    pays("there", 0, 20, level=None, line=18),
)


def claims(role: str, relation: str, other: str | None = None, *, line: int, **fields: object) -> rp.PayClaim:
    return rp.PayClaim(role=role, relation=relation, other=other, citation=at("one", line), **fields)


CLAIMS = (
    claims("there", "more", "here", line=21, hedge="usually", component="equity", location="us"),
    claims("there", "less", "here", line=22, levels=("entry", "mid"), degree="slightly", employers=("banks", "shops")),
    claims("here", "same", "there", line=23, levels=("mid",)),
    claims("here", "highest", line=24, baseline="all roles"),
    claims("here", "lowest", line=25, levels=("manager",)),
    # These order no pay of the two.
    claims("else", "highest", line=26),
    claims("here", "more", "else", line=27),
    claims("here", "widens", "there", line=28),
    claims("here", "grows", line=29),
    claims("here", "more", line=30, baseline="a year before"),
    claims("here", "higher-ceiling", "there", line=31),
    claims("here", "highest", "else", line=32),
)
PAID = catalog(*PAY, *CLAIMS, roles=("here", "there", "else"))
HELD = rp.robustness(rp.compare("here", "there", catalog=PAID), catalog=PAID)


def order(level: str | None, held: rp.Robustness = HELD) -> rp.PayOrderReading:
    return next(found for found in held.pay_orders if found.level == level)


class TestPayOrder:
    """Who is paid more, level by level: by which sources, against which, and where none can tell."""

    def test_all_levels_of_the_track_then_others_with_a_figure_then_none(self) -> None:
        assert [(found.level, found.value) for found in HELD.pay_orders] == [
            ("entry", "not known"),
            ("mid", "not known"),
            ("senior", "disputed"),
            ("staff", "mixed"),
            ("manager", "less"),
            (None, "not known"),
        ]
        assert {(found.role, found.other, found.labels) for found in HELD.pay_orders} == {("here", "there", ("Role here", "Role there"))}

    def test_a_level_without_a_figure_is_listed_on_the_track_alone(self) -> None:
        own = catalog(PAY[0], roles=("here", "there"))
        assert [found.level for found in rp.robustness(rp.compare("here", "there", catalog=own), catalog=own).pay_orders] == [
            "entry",
            "mid",
            "senior",
            "staff",
            None,
        ]

    def test_who_says_what(self) -> None:
        senior = order("senior")
        assert senior.orders == (("one", rp.PayOrder.LESS), ("two", rp.PayOrder.SAME))
        assert [(ratio.source, ratio.span) for ratio in senior.ratios] == [
            ("one", (Decimal(-20), Decimal(-20))),
            ("two", (Decimal(0), Decimal(0))),
        ]
        assert senior.sources() == ("one", "two")
        assert (senior.sources("less"), senior.sources(rp.PayOrder.SAME), senior.sources("more")) == (("one",), ("two",), ())
        assert senior.silent == (("three", "no figure of either"),)
        with pytest.raises(rp.InvalidFieldError, match=r"^PayOrder must be one of less, mixed, more, same, got 'most'"):
            senior.sources("most")

    def test_a_source_at_odds_with_itself(self) -> None:
        staff = order("staff")
        assert staff.orders == (("three", rp.PayOrder.MIXED),)
        assert {ratio.order for ratio in staff.ratios} == {rp.PayOrder.MORE, rp.PayOrder.LESS}

    def test_why_a_source_is_silent(self) -> None:
        assert order("entry").silent == (
            ("one", "figures of Role here alone"),
            ("two", "figures of both, apart in component"),
            ("three", "figures of both, apart in form (a single amount, a range)"),
        )
        assert order(None).silent == (
            ("one", "figures of both, apart in size (a floor of 0)"),
            ("two", "no figure of either"),
            ("three", "no figure of either"),
        )
        turned = rp.robustness(rp.compare("there", "here", catalog=PAID), catalog=PAID)
        assert order("entry", turned).silent[0] == ("one", "figures of Role here alone")
        # The other way round there is a floor to divide by: 0 is 100 % less than 10.
        assert order(None, turned).orders == (("one", rp.PayOrder.LESS),)
        assert [found.value for found in turned.pay_orders] == ["not known", "not known", "disputed", "mixed", "more", "less"]

    def test_claims_stand_beside_figures_and_count_for_none(self) -> None:
        lines = {found.level: [claim.citation.line for claim in found.claims] for found in HELD.pay_orders}
        assert lines == {
            "entry": [21, 22, 24],
            "mid": [21, 22, 23, 24],
            "senior": [21, 24],
            "staff": [21, 24],
            "manager": [21, 24, 25],
            None: [21, 24],
        }

    def test_flips(self) -> None:
        at_levels = [(statement.rpartition(", ")[2], before, after, name) for statement, before, after, name in flips(HELD)]
        assert at_levels == [
            ("senior", "disputed", "same", "without one"),
            ("senior", "disputed", "less", "without two"),
            ("staff", "mixed", "not known", "without three"),
            ("manager", "less", "not known", "without two"),
        ]
        assert [(reading.statement, reading.value, reading.sources) for reading in HELD.readings[:6]] == [
            (found.statement, found.value, found.sources()) for found in HELD.pay_orders
        ]
        assert HELD.pay_orders[5].statement == "pay of Role here against Role there, no level"

    def test_pay_rests_on_no_weight(self) -> None:
        own = attrs.evolve(PAID, parameters=(ranged("gap.tool", 0.5, 0, 1), ranged("claims.same_percent", 5, 0, 10)))
        held = rp.robustness(rp.compare("here", "there", catalog=own), catalog=own)
        assert names(held)[3:] == ["gap.tool at 0", "gap.tool at 1"]
        assert {flip.variation.kind for flip in held.flips} == {"source"}

    def test_three_roles_in_the_order_asked(self) -> None:
        held = rp.robustness(rp.compare("there", "else", "here", catalog=PAID), catalog=PAID)
        assert held.subject == "comparison of Role there, Role else and Role here"
        assert list(dict.fromkeys((found.role, found.other) for found in held.pay_orders)) == [
            ("there", "else"),
            ("there", "here"),
            ("else", "here"),
        ]
        # A third role that no figure names makes its manager no less a level of the pair.
        assert [found.level for found in held.pay_orders if found.other == "else"] == ["entry", "mid", "senior", "staff", "manager", None]
        assert {reason for found in held.pay_orders if found.other == "else" for _, reason in found.silent} == {
            "figures of Role there alone",
            "no figure of either",
        }

    def test_explanation(self) -> None:
        told = str(HELD.explain()).splitlines()
        start = told.index("  pay of Role here against Role there, entry: not known; no variation flips it")
        assert [line.strip() for line in told[start + 1 : start + 7]] == [
            "one is silent: figures of Role here alone",
            "two is silent: figures of both, apart in component",
            "three is silent: figures of both, apart in form (a single amount, a range)",
            "claimed without figures: there more vs here, usually, equity pay, in us <one, line 21>",
            "claimed without figures: there less vs here, slightly, at banks or shops <one, line 22>",
            "claimed without figures: here highest vs all roles <one, line 24>",
        ]
        start = told.index("  pay of Role here against Role there, senior: disputed")
        assert told[start + 1 : start + 5] == [
            "    without one: same",
            "    without two: less",
            "    one: less",
            "      senior, USD total: 20 % less",
        ]
        assert HELD.pay_orders[2].explain().statement == "pay of Role here against Role there, senior: disputed"
        cited = {(citation.source, citation.line) for citation in HELD.explain().citations}
        assert {("one", 1), ("one", 2), ("two", 3), ("two", 4), ("three", 11), ("three", 14), ("one", 25)} <= cited
        assert not {("one", 5), ("one", 26), ("one", 31)} & cited


class TestComparison:
    """Which of two moves is harder, and the quarters of moves and proximities."""

    def test_by_hand(self) -> None:
        held = rp.robustness(rp.compare("here", "there", catalog=MOVES), catalog=MOVES)
        harder = "harder of the moves between Role here and Role there"
        back = "difficulty of the move from Role there to Role here"
        near = "proximity of Role here and Role there"
        assert [(reading.statement, reading.value) for reading in held.readings[5:]] == [
            (harder, "from Role here to Role there"),
            (MOVE, "0.25 to 0.5"),
            (back, "0 to 0.25"),
            (near, "0.25 to 0.5"),
        ]
        assert [(flip[0], *flip[2:]) for flip in flips(held)] == [
            (harder, "not known", "without one"),
            (harder, "both the same", "without two"),
            (MOVE, "not known", "without one"),
            (MOVE, "0 to 0.25", "without two"),
            (MOVE, "0 to 0.25", "gap.tool at 0.25"),
            (MOVE, "0.5 to 0.75", "gap.tool at 1"),
            (MOVE, "0 to 0.25", "difficulty.effort at 1"),
            (back, "not known", "without one"),
            # Half as much distance as shortfall: 0.5 * 0.613 / 1.5 = 0.204, still in the lowest quarter.
            (near, "not known", "without one"),
            (near, "0.75 to 1", "without two"),
        ]
        turned = rp.robustness(rp.compare("there", "here", catalog=MOVES), catalog=MOVES)
        assert next(reading for reading in turned.readings if "harder" in reading.statement).value == "from Role here to Role there"

    def test_noise_makes_no_move_harder(self) -> None:
        # Three tenths of four are missing either way: a 0.1 and b 0.2 here, d 0.3 there.
        facts = [asks("there", name, level) for name, level in (("a", 0.1), ("b", 0.2), ("s", 0.1))]
        facts += [asks("here", "d", 0.3), asks("here", "s", 0.1)]
        own = catalog(*facts, skills=("a", "b", "d", "s"), difficulty_model=ONLY_GAP)
        answer = rp.compare("here", "there", catalog=own)
        assert [move.score for move in answer.moves] == [0.75, 0.7499999999999999]
        assert rp.robustness(answer, catalog=own).readings[5].value == "both the same"

    def test_explanation_says_how_far_scores_go(self) -> None:
        held = rp.robustness(rp.compare("here", "there", catalog=MOVES), catalog=MOVES)
        told = str(held.explain()).splitlines()
        assert told[0] == "robustness of the comparison of Role here and Role there"
        start = told.index(f"  {MOVE}: 0.25 to 0.5, 0.00 to 0.50 under all variations")
        assert told[start + 1] == "    without one: not known"
        assert told[-1] == ("  difficulty.shortfall at 0 was not tried: DifficultyWeights must give some factor a weight above 0, got 0")

    def test_two_roles_of_one_name(self) -> None:
        roles = (rp.Role(id="here", label="Analyst"), rp.Role(id="there", label="Analyst"))
        own = attrs.evolve(MOVES, roles=roles)
        held = rp.robustness(rp.compare("here", "there", catalog=own), catalog=own)
        assert held.subject == "comparison of Analyst (here) and Analyst (there)"
        statements = [reading.statement for reading in held.readings]
        assert len(set(statements)) == len(statements) == 9
        assert held.readings[5].value == "from Analyst (here) to Analyst (there)"

    def test_does_not_build_what_no_reading_needs(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[str] = []
        for verb in (rp.compare, rp.comp_lookup, rp.proximity, rp.transition_difficulty):

            def counted(*names: str, catalog: rp.Catalog, verb: Callable[..., object] = verb) -> object:
                asked.append(verb.__name__)
                return verb(*names, catalog=catalog)

            monkeypatch.setattr(f"rolepath.analysis.readings.{verb.__name__}", counted)
        own = attrs.evolve(MOVES, parameters=(ranged("difficulty.effort", 0, 0, 1), ranged("gap.broader_credit", 0.6, 0.6, 1)))
        held = rp.robustness(rp.compare("here", "there", catalog=own), catalog=own)
        # Once to see that the catalog is the one; then the base, three sources and two weights, of which one moves no proximity.
        assert len(held.variations) == 5
        assert Counter(asked) == {"compare": 1, "transition_difficulty": 2 * (1 + 3 + 2), "proximity": 1 + 3 + 1}

    def test_is_worked_out_once(self) -> None:
        answer = rp.compare("here", "there", catalog=MOVES)
        assert rp.robustness(answer, catalog=MOVES) is rp.robustness(answer, catalog=MOVES)


RATES = rp.ExchangeRates(rates=(rp.ExchangeRate(base="GBP", quote="USD", rate=Decimal(2)),), day=date(2026, 1, 2), source="a bank")
GROUPS = catalog(
    pays("here", 100, 200, line=1),
    pays("here", 150, 250, source="two", line=2),
    pays("here", 210, 220, source="three", line=3),
    pays("here", 10, 20, level=None, component="unspecified", line=4),
    pays("here", 10, 20, level=None, component="unspecified", source="two", line=5),
    pays("here", 10, 20, level="manager", location=None, line=6),
    pays("here", 5, 6, level="senior", currency="GBP", location="uk", source="two", line=7),
)
SENIOR = "total pay in USD a year, senior, us"


class TestPay:
    """Whether sources agree on a group of figures, and whether some amounts lie in all of them."""

    def test_by_hand(self) -> None:
        held = rp.robustness(rp.comp_lookup("here", catalog=GROUPS), catalog=GROUPS)
        assert held.subject == "pay of Role here"
        assert [(reading.statement, reading.value, reading.sources) for reading in held.readings] == [
            ("agreement on total pay in GBP a year, senior, uk", "single source", ("two",)),
            ("amounts in all bands of total pay in GBP a year, senior, uk", "yes", ("two",)),
            (f"agreement on {SENIOR}", "partly", ("one", "two", "three")),
            (f"amounts in all bands of {SENIOR}", "no", ("one", "two", "three")),
            ("agreement on total pay in USD a year, manager, no place, one alone", "single source", ("one",)),
            ("amounts in all bands of total pay in USD a year, manager, no place, one alone", "yes", ("one",)),
            ("agreement on unspecified pay in USD a year, no level, us, one alone", "single source", ("one",)),
            ("amounts in all bands of unspecified pay in USD a year, no level, us, one alone", "yes", ("one",)),
            ("agreement on unspecified pay in USD a year, no level, us, two alone", "single source", ("two",)),
            ("amounts in all bands of unspecified pay in USD a year, no level, us, two alone", "yes", ("two",)),
        ]
        senior = [flip for flip in flips(held) if SENIOR in flip[0]]
        assert senior == [
            # 150-250 and 210-220; 100-200 and 210-220; 100-200 and 150-250.
            (f"agreement on {SENIOR}", "partly", "agree", "without one"),
            (f"agreement on {SENIOR}", "partly", "conflict", "without two"),
            (f"agreement on {SENIOR}", "partly", "agree", "without three"),
            (f"amounts in all bands of {SENIOR}", "no", "yes", "without one"),
            (f"amounts in all bands of {SENIOR}", "no", "yes", "without three"),
        ]
        assert [flip[2:] for flip in flips(held) if "uk" in flip[0]] == [("not known", "without two")] * 2
        assert names(held) == ["without one", "without two", "without three"]
        assert held.notes == ("pay rests on no weight, so only sources are left out",)

    def test_a_question_with_everything_named(self) -> None:
        answer = rp.comp_lookup("here", level="senior", component="total", currency="USD", source="two", rates=RATES, catalog=GROUPS)
        held = rp.robustness(answer, catalog=GROUPS)
        assert held.subject == "pay of Role here, senior, total, USD, two"
        # 5-6 GBP are 10-12 USD.
        assert [(reading.statement, reading.value) for reading in held.readings] == [
            ("agreement on total pay in USD a year, senior, uk", "single source"),
            ("amounts in all bands of total pay in USD a year, senior, uk", "yes"),
            (f"agreement on {SENIOR}", "single source"),
            (f"amounts in all bands of {SENIOR}", "yes"),
        ]
        assert {flip[2:] for flip in flips(held)} == {("not known", "without two")}

    def test_no_figure(self) -> None:
        held = rp.robustness(rp.comp_lookup("there", location="london", catalog=GROUPS), catalog=GROUPS)
        assert (held.subject, held.readings, held.flips) == ("pay of Role there, london", (), ())
        assert held.notes == (
            "there is nothing to flip: no source gives a figure in London for the role Role there",
            "pay rests on no weight, so only sources are left out",
        )


OFFERS = catalog(
    pays("here", 100_000, 150_000, line=1, component="base"),
    pays("here", 160_000, 200_000, source="two", line=2, component="base"),
    pays("here", 160_000, 300_000, source="two", line=3),
    pays("here", 150_000, None, source="three", line=4),
    pays("here", 80_000, 90_000, source="three", line=5, component="base", currency="GBP", location="uk"),
)


class TestOffer:
    """Where an offer stands in each component, by all figures that compare."""

    def test_by_hand(self) -> None:
        offer = rp.Offer(role="here", currency="USD", level="senior", location="us", base=Decimal(155_000))
        held = rp.robustness(rp.assess_offer(offer, catalog=OFFERS), catalog=OFFERS)
        assert held.subject == "offer for Role here"
        # One says that 155 is above its base, two that it is below. Of the total 155 is the least: any place from below in what two
        # says, and inside or above in what has no top.
        assert [(reading.statement, reading.value, reading.sources) for reading in held.readings] == [
            ("position in base pay a year", "disputed", ("one", "two")),
            ("position in total pay a year", "below or inside or above", ("two", "three")),
        ]
        assert [flip[2:] for flip in flips(held)] == [
            ("below", "without one"),
            ("above", "without two"),
            ("inside or above", "without two"),
        ]
        assert held.notes == ("pay rests on no weight, so only sources are left out",)

    def test_no_figure_is_left_in_its_currency(self) -> None:
        offer = rp.Offer(role="here", currency="GBP", level="senior", location="uk", base=Decimal(85_000))
        held = rp.robustness(rp.assess_offer(offer, catalog=OFFERS), catalog=OFFERS)
        assert flips(held) == [("position in base pay a year", "inside", "not known", "without three")]
        assert (held.readings[0].sources, names(held)) == (("three",), ["without one", "without two", "without three"])

    def test_rates_of_the_question(self) -> None:
        offer = rp.Offer(role="here", currency="USD", level="senior", location="london", base=Decimal(170_000))
        answer = rp.assess_offer(offer, rates=RATES, catalog=OFFERS)
        # 80 to 90 thousand GBP are 160 to 180 thousand USD.
        held = rp.robustness(answer, catalog=OFFERS)
        assert flips(held) == [("position in base pay a year", "inside", "not known", "without three")]

    def test_no_figure_compares(self) -> None:
        offer = rp.Offer(role="here", currency="USD", level="staff")
        held = rp.robustness(rp.assess_offer(offer, catalog=OFFERS), catalog=OFFERS)
        assert (held.readings, held.flips) == ((), ())
        assert held.notes[0].startswith("there is nothing to flip: no figure compares")


class TestBundled:
    """The order of pay of data scientist and ML engineer under the guides."""

    HELD = rp.robustness(rp.compare("data scientist", "ML engineer"))

    def test_the_levels_and_sources(self) -> None:
        said = {found.level: (found.value, dict(found.orders)) for found in self.HELD.pay_orders}
        table, survey, city, third = "modeling-vs-systems", "key-differences", "which-path-is-right", "three-roles"
        assert said == {
            "entry": ("less", {table: "less"}),
            "mid": ("less", {survey: "less", table: "less", city: "less"}),
            "senior": ("disputed", {survey: "same", table: "less", third: "less"}),
            "staff": ("less", {table: "less"}),
            "principal": ("less", {table: "less"}),
            None: ("less", {third: "less"}),
        }
        assert all(len(found.orders) + len(found.silent) == 5 for found in self.HELD.pay_orders)
        assert ("three-roles", "figures of Data scientist alone") in order("staff", self.HELD).silent
        assert ("three-roles", "figures of both, apart in employer") in order("mid", self.HELD).silent

    def test_one_source_alone_carries_it_at_the_ends_of_the_ladder(self) -> None:
        alone = [
            (flip.statement.rpartition(", ")[2], flip.variation.source)
            for flip in self.HELD.flips
            if flip.before == "less" and flip.after == NOT_KNOWN
        ]
        assert alone == [
            ("entry", "modeling-vs-systems"),
            ("staff", "modeling-vs-systems"),
            ("principal", "modeling-vs-systems"),
            ("no level", "three-roles"),
        ]

    def test_where_it_is_not_known(self) -> None:
        held = rp.robustness(rp.compare("data scientist", "AI engineer"))
        assert [found.level for found in held.pay_orders if found.value == NOT_KNOWN] == ["mid", "senior", "staff", "principal"]

    @pytest.mark.parametrize(
        ("answer", "tried"),
        [
            # Five sources; both ends of ten weights of requirements, of three of them, and of six of difficulty beside the ten.
            (rp.skill_gap("data scientist", "ML engineer", level="senior"), 5 + 20),
            (rp.proximity("data scientist", "AI engineer"), 5 + 6),
            (rp.transition_difficulty("data analyst", "ML engineer", level="mid", target_level="senior"), 5 + 20 + 14),
            (rp.transition_difficulty("data analyst", "ML engineer", level="mid"), 5 + 20 + 12),
            (rp.compare("data analyst", "ML engineer"), 5 + 20 + 10),
            (rp.comp_lookup("AI engineer"), 5),
        ],
        ids=repr,
    )
    def test_every_answer_of_the_verbs(self, answer: rp.SkillGap, tried: int) -> None:
        held = rp.robustness(answer)
        assert held.readings
        assert len(held.variations) == tried
        assert pickle.loads(pickle.dumps(held)) == held


class TestBadInput:
    """A result of another catalog, or none at all."""

    @pytest.mark.parametrize("result", [None, "compare", rp.Role(id="x", label="X"), OWN, HELD])
    def test_no_result(self, result: object) -> None:
        with pytest.raises(rp.InvalidTypeError) as caught:
            rp.robustness(result, catalog=OWN)  # type: ignore[arg-type]
        assert str(caught.value).startswith(
            "result must be a SkillGap, Proximity, TransitionDifficulty, Comparison, CompLookup or OfferAssessment, got "
        )

    def test_no_catalog(self) -> None:
        with pytest.raises(rp.InvalidTypeError, match=r"^catalog must be a Catalog; "):
            rp.robustness(rp.skill_gap("here", "there", catalog=OWN), catalog="bundled")  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        "answer",
        [
            rp.skill_gap("here", "there", catalog=OWN),
            rp.skill_gap(holds(sql=1.0), "there", catalog=OWN),
            rp.proximity("here", "there", catalog=OWN),
            rp.transition_difficulty("here", "there", level="mid", catalog=OWN),
            rp.transition_difficulty(rp.TransitionPath.through("here", "there", "here"), catalog=OWN),
            rp.compare("here", "there", catalog=OWN),
            rp.comp_lookup("here", catalog=OWN),
            rp.assess_offer(rp.Offer(role="here", currency="USD"), catalog=OWN),
        ],
        ids=repr,
    )
    def test_another_catalog(self, answer: rp.SkillGap) -> None:
        others = [
            rp.load_catalog(),  # which knows none of the names
            OWN.with_facts(asks("there", "ops", 0.5, source="three"), pays("here", 1, 2)),
        ]
        for other in others:
            with pytest.raises(rp.InvalidFieldError) as caught:
                rp.robustness(answer, catalog=other)
            assert str(caught.value) == (
                f"catalog must be the one that the result was asked of, unchanged; pass that one, or ask again of this one, got {other!r}"
            )
        same = attrs.evolve(OWN, name="a copy")
        assert rp.robustness(answer, catalog=same) == rp.robustness(answer, catalog=OWN)

    def test_a_result_that_was_changed(self) -> None:
        answer = rp.skill_gap("here", "there", catalog=OWN)
        for changed in (attrs.evolve(answer, score=0.0), attrs.evolve(answer, origin=None), attrs.evolve(answer, level="none")):
            with pytest.raises(rp.InvalidFieldError, match=r"^catalog must be the one that the result was asked of, "):
                rp.robustness(changed, catalog=OWN)


class TestVariation:
    """A variation makes a catalog from another."""

    def test_applied(self) -> None:
        held = rp.robustness(rp.skill_gap("here", "there", catalog=OWN), catalog=OWN)
        assert [variation.applied(OWN) for variation in held.variations] == [
            OWN.without_sources("one"),
            OWN.without_sources("two"),
            OWN.without_sources("three"),
            OWN.with_parameter("gap.tool", 0.25),
            OWN.with_parameter("gap.tool", 1.0),
        ]
