from __future__ import annotations

import itertools
from math import fsum, log

import attrs
import pytest

import rolepath as rp
from rolepath.analysis.gap import _least
from rolepath.analysis.needs import (
    NOT_HELD,
    SILENT,
    Held,
    Need,
    held_by_person,
    held_by_role,
    largest_ratio,
    listed_by_person,
    needs_of,
    unknown_of,
)

from .tiny import asks, catalog, holds, rated, skill


class TestNeeds:
    """What a role asks for, gathered from all sources."""

    def test_one_skill_of_two_sources(self) -> None:
        first, second = asks("there", "sql", 0.5, 1.0, source="two"), asks("there", "sql", 1.0, 0.25, line=2, basis="tool")
        (need,) = needs_of(catalog(first, second, skills=("sql",)), "there")
        assert (need.skill, need.level, need.granted) == ("sql", 1.0, 0.5)  # the most that is asked, the least that is granted
        assert (need.lower, need.upper) == (0.5, 1.0)
        assert need.weight == 2 * 1.0 * 1.0  # two sources, the highest importance, the strongest ground
        assert need.is_stated
        assert need.sources == ("one", "two")  # in the order of the catalog, not of the facts
        assert need.requirements == (first, second)
        assert need.alternatives == ()

    def test_what_no_source_states_is_assumed(self) -> None:
        (need,) = needs_of(catalog(asks("there", "sql"), skills=("sql",)), "there")
        assert (need.level, need.granted, need.lower, need.upper) == (0.5, 0.5, 0.0, 1.0)
        assert need.weight == 0.5  # of unstated importance
        assert not need.is_stated

    def test_one_silent_source_leaves_the_level_open(self) -> None:
        (need,) = needs_of(catalog(asks("there", "sql", 1.0), asks("there", "sql", source="two"), skills=("sql",)), "there")
        assert (need.level, need.granted, need.lower, need.upper) == (1.0, 1.0, 0.0, 1.0)
        assert need.is_stated

    def test_a_source_counts_once(self) -> None:
        (need,) = needs_of(catalog(asks("there", "sql", 1.0), asks("there", "sql", 1.0, line=2), skills=("sql",)), "there")
        assert need.weight == 0.5
        assert len(need.requirements) == 2

    def test_a_fact_that_stands_twice_counts_once(self) -> None:
        once = catalog(asks("there", "sql", 1.0), skills=("sql",))
        twice = attrs.evolve(once, requirements=once.requirements * 2)
        assert needs_of(twice, "there") == needs_of(once, "there")

    @pytest.mark.parametrize(
        ("basis", "factor"),
        [("core-skill", 1.0), ("tool", 0.5), ("responsibility", 0.75), ("activity", 0.5), ("background", 0.75), ("interview", 0.5)],
    )
    def test_the_ground_counts(self, basis: str, factor: float) -> None:
        (need,) = needs_of(catalog(asks("there", "sql", 1.0, 1.0, basis=basis), skills=("sql",)), "there")
        assert need.weight == factor

    @pytest.mark.parametrize(
        ("said", "factor"), [((None,), 1.0), ((True,), 1.0), ((False,), 0.5), ((False, None), 1.0), ((False, True), 1.0)]
    )
    def test_optional_counts_half_where_every_source_calls_it_so(self, said: tuple[bool | None, ...], factor: float) -> None:
        facts = [asks("there", "sql", 1.0, 1.0, is_essential=value, line=line) for line, value in enumerate(said, 1)]
        (need,) = needs_of(catalog(*facts, skills=("sql",)), "there")
        assert need.weight == factor

    def test_alternatives_share_the_weight(self) -> None:
        facts = (
            asks("there", "sql", 1.0, 1.0, alternatives=("rust", "perl")),
            asks("there", "sql", 1.0, 1.0, alternatives=("perl", "java"), line=2),
        )
        (need,) = needs_of(catalog(*facts, skills=("sql", "rust", "perl", "java")), "there")
        assert need.alternatives == ("perl",)  # the only one that both accept
        assert need.weight == 0.5

    def test_a_level_leaves_out_what_other_levels_ask(self) -> None:
        facts = (asks("there", "sql", 1.0), asks("there", "ops", 1.0, level="senior"), asks("there", "law", 1.0, level="entry"))
        asked = catalog(*facts, skills=("sql", "ops", "law"))
        assert [need.skill for need in needs_of(asked, "there")] == ["sql", "ops", "law"]
        assert [need.skill for need in needs_of(asked, "there", level="senior")] == ["sql", "ops"]
        assert needs_of(asked, "here") == ()

    def test_weights_are_those_of_the_caller_then_of_the_catalog(self) -> None:
        own = catalog(asks("there", "sql"), skills=("sql",), gap_weights=rp.GapWeights(unstated_importance=0.25))
        (need,) = needs_of(own, "there")
        assert (need.level, need.weight) == (0.5, 0.25)
        (need,) = needs_of(own, "there", weights=rp.GapWeights(unstated_proficiency=0.75, unstated_importance=1.0))
        assert (need.level, need.weight) == (0.75, 1.0)


class TestHeldByRole:
    """What someone in a role holds."""

    def test_the_least_that_is_asked_is_granted(self) -> None:
        facts = (asks("here", "sql", 0.5), asks("here", "sql", 1.0, source="two"), asks("here", "ops"))
        held = held_by_role(catalog(*facts, skills=("sql", "ops")), "here")
        assert held == {"sql": Held(0.5, 0.5, 1.0, is_stated=True), "ops": Held(0.5, 0.0, 1.0, is_stated=False)}

    def test_credit_does_not_make_a_silent_skill_stated(self) -> None:
        held = held_by_role(catalog(asks("here", "sql", 1.0), skills=(skill("sql", towards={"ops": 0.25}), "ops")), "here")
        assert held["ops"] == Held(0.25, 0.25, 1.0, is_stated=False, credited_from="sql")

    def test_weights_are_those_of_the_caller(self) -> None:
        asked = catalog(asks("here", "sql"), skills=("sql",))
        assert held_by_role(asked, "here", weights=rp.GapWeights(unstated_proficiency=0.25))["sql"].level == 0.25
        assert SILENT.level == SILENT.lower == 0.0
        assert SILENT.upper == 1.0
        assert not SILENT.is_stated


class TestHeldByPerson:
    """What a person holds, with related skills credited."""

    def test_what_is_listed(self) -> None:
        held = held_by_person(catalog(skills=("sql", "ops")), holds(sql=0.75, ops=None))
        assert held == {"sql": Held(0.75, 0.75, 0.75, is_stated=True), "ops": Held(0.5, 0.0, 1.0, is_stated=False)}
        assert Held(0.0, 0.0, 0.0, is_stated=True) == NOT_HELD

    def test_a_broader_skill_counts_towards_its_parts_once_a_level(self) -> None:
        skills = (skill("whole"), skill("part", broader="whole"), skill("grain", broader="part"))
        held = held_by_person(catalog(skills=skills), holds(whole=1.0))
        assert held["part"] == Held(0.6, 0.6, 0.6, is_stated=False, credited_from="whole")
        assert held["grain"].level == 0.6**2
        assert held["grain"].credited_from == "whole"

    def test_a_part_counts_towards_the_next_broader_skill_alone(self) -> None:
        skills = (skill("whole"), skill("part", broader="whole"), skill("grain", broader="part"))
        held = held_by_person(catalog(skills=skills), holds(grain=1.0))
        assert held["part"] == Held(0.5, 0.5, 0.5, is_stated=False, credited_from="grain")
        assert "whole" not in held

    def test_a_declared_credit_stands_before_the_credit_of_the_family(self) -> None:
        skills = (skill("whole"), skill("part", broader="whole", towards={"whole": 0.9}))
        assert held_by_person(catalog(skills=skills), holds(part=1.0))["whole"].level == 0.9

    def test_the_best_credit_counts_and_only_above_what_is_held(self) -> None:
        skills = (skill("a", towards={"c": 0.5}), skill("b", towards={"c": 0.75}), "c")
        vocabulary = catalog(skills=skills)
        assert held_by_person(vocabulary, holds(a=1.0, b=1.0))["c"] == Held(0.75, 0.75, 0.75, is_stated=False, credited_from="b")
        assert held_by_person(vocabulary, holds(a=1.0, b=1.0, c=0.8))["c"] == Held(0.8, 0.8, 0.8, is_stated=True)

    def test_credit_from_an_unstated_skill_widens_the_bounds(self) -> None:
        vocabulary = catalog(skills=(skill("a", towards={"c": 0.5}), "c"))
        assert held_by_person(vocabulary, holds(a=None))["c"] == Held(0.25, 0.0, 0.5, is_stated=False, credited_from="a")
        assert held_by_person(vocabulary, holds(a=None, c=0.3))["c"] == Held(0.3, 0.3, 0.5, is_stated=True)

    def test_credit_does_not_travel(self) -> None:
        vocabulary = catalog(skills=(skill("a", towards={"b": 1.0}), skill("b", towards={"c": 1.0}), "c"))
        assert set(held_by_person(vocabulary, holds(a=1.0))) == {"a", "b"}

    def test_mutual_credits_do_not_bootstrap(self) -> None:
        vocabulary = catalog(skills=(skill("a", towards={"b": 1.0}), skill("b", towards={"a": 1.0})))
        assert {name: held.level for name, held in held_by_person(vocabulary, holds(a=0.5)).items()} == {"a": 0.5, "b": 0.5}

    def test_weights_are_those_of_the_caller(self) -> None:
        vocabulary = catalog(skills=("whole", skill("part", broader="whole")))
        weights = rp.GapWeights(broader_credit=0.25, narrower_credit=0.75, unstated_proficiency=1.0)
        assert held_by_person(vocabulary, holds(whole=None), weights=weights)["part"].level == 0.25
        assert held_by_person(vocabulary, holds(part=None), weights=weights)["whole"].level == 0.75

    def test_a_skill_that_the_catalog_does_not_know_is_left_out(self) -> None:
        vocabulary = catalog(skills=("sql",))
        assert held_by_person(vocabulary, holds(sqll=1.0, sql=0.5)) == {"sql": Held(0.5, 0.5, 0.5, is_stated=True)}
        assert held_by_person(vocabulary, holds(sqll=1.0)) == {}

    def test_a_name_of_several_skills_is_refused(self) -> None:
        vocabulary = catalog(
            skills=(attrs.evolve(skill("a"), alternative_labels=("x",)), attrs.evolve(skill("b"), alternative_labels=("x",)))
        )
        with pytest.raises(rp.AmbiguousNameError, match="'x' fits more than one skill: a and b"):
            held_by_person(vocabulary, holds(x=1.0))

    @pytest.mark.parametrize(
        ("grade", "held"),
        [(None, "abcd"), ("claimed", "abcd"), ("certified", "bcd"), ("used-at-work", "cd"), ("shipped-to-production", "d")],
    )
    def test_what_is_shown_less_well_does_not_count(self, grade: str | None, held: str) -> None:
        person = rp.Profile(skills=tuple(rp.HeldSkill(skill=name, evidence=shown) for name, shown in zip("abcd", rp.Evidence, strict=True)))
        grade = None if grade is None else rp.Evidence(grade)
        assert set(held_by_person(catalog(skills="abcd"), person, evidence=grade)) == set(held)
        assert [skill for skill, _ in listed_by_person(catalog(skills="abcd"), person, grade)] == list(held)

    def test_what_does_not_count_gives_no_credit(self) -> None:
        vocabulary = catalog(skills=(skill("a", towards={"c": 0.5}), skill("b", towards={"c": 0.25}), "c"))
        person = holds(a=1.0).with_skill("b", rated(1.0), "certified")
        assert held_by_person(vocabulary, person)["c"].level == 0.5
        assert held_by_person(vocabulary, person, evidence=rp.Evidence.CERTIFIED)["c"].level == 0.25

    def test_of_two_names_of_one_skill_the_one_that_is_shown_counts(self) -> None:
        vocabulary = catalog(skills=(attrs.evolve(skill("sql"), alternative_labels=("sequel",)),))
        person = holds(sql=1.0).with_skill("sequel", rated(0.25), "certified")
        assert held_by_person(vocabulary, person)["sql"].level == 1.0
        assert held_by_person(vocabulary, person, evidence=rp.Evidence.CERTIFIED)["sql"].level == 0.25

    @pytest.mark.parametrize("name", ["sql", "unheard-of"])
    def test_a_rating_on_another_scale_is_refused_even_where_it_does_not_count(self, name: str) -> None:
        critical = rp.Rating(scale="importance", value=1.0)
        with pytest.raises(
            rp.InvalidRatingError, match=f"^the proficiency in {name} must be on a scale of proficiency; importance measures"
        ):
            held_by_person(catalog(skills=("sql",)), rp.Profile().with_skill(name, critical), evidence=rp.Evidence.CERTIFIED)

    def test_what_is_unknown(self) -> None:
        person = attrs.evolve(holds(sql=1.0, ml=None, sequel=1.0), unknown=("Telepathy", "ml"))
        assert unknown_of(catalog(skills=("sql",)), person) == ("Telepathy", "ml", "sequel")
        assert unknown_of(catalog(skills=("sql", "ml", "sequel")), rp.Profile()) == ()


GRID = [step / 8 for step in range(9)]
INTERVALS = [(0.0, 1.0), (0.25, 0.75), (0.5, 0.5), (1.0, 1.0), (0.0, 0.25)]
WEIGHTS = (1.0, 0.5, 3.0)
CASES = [
    tuple(zip(WEIGHTS, intervals, held, strict=True))
    for intervals in itertools.product(INTERVALS, repeat=3)
    for held in ((0.0, 0.25, 0.5), (0.75, 0.0, 1.0))
]


def ratios(case: tuple[tuple[float, tuple[float, float], float], ...]) -> list[float]:
    """Work out the gap for every choice of needs on the grid."""
    choices = itertools.product(*([need for need in GRID if low <= need <= high] for _, (low, high), _ in case))
    return [
        fsum(w * max(0.0, n - held) for (w, _, held), n in zip(case, chosen, strict=True))
        / fsum(w * n for w, n in zip(WEIGHTS, chosen, strict=True))
        for chosen in choices
        if any(chosen)
    ]


class TestBoundsAgainstBruteForce:
    """The bounds of a gap are the least and the largest value that any choice of the open levels gives."""

    def test_largest(self) -> None:
        for case in CASES:
            found = largest_ratio((w, low, high, held) for w, (low, high), held in case)
            assert found == pytest.approx(max(ratios(case)), abs=1e-12), case

    def test_least(self) -> None:
        for case in CASES:
            rows = [
                (
                    Need(
                        skill="s",
                        level=high,
                        granted=low,
                        lower=low,
                        upper=high,
                        weight=w,
                        weight_parts=(),
                        is_stated=True,
                        sources=(),
                        requirements=(),
                    ),
                    Held(held, held, held, is_stated=True),
                )
                for w, (low, high), held in case
            ]
            assert _least(rows) == pytest.approx(min(ratios(case)), abs=1e-12), case

    def test_nothing_to_choose_from(self) -> None:
        assert largest_ratio([]) == 0.0
        assert largest_ratio([(1.0, 0.0, 0.0, 0.0)]) == 0.0
        assert _least([]) == 0.0

    def test_largest_takes_more_than_one_round(self) -> None:
        # At ratio 0 both needs are taken at their top: (1 - 0) + (1 - 0.75) of 2 is 0.625. At 0.625 the second need costs more than it
        # adds, so it is taken at 0: 1 of 1.
        assert largest_ratio([(1.0, 1.0, 1.0, 0.0), (1.0, 0.0, 1.0, 0.75)]) == 1.0


class TestTelling:
    """How telling a skill is weighs where the catalog says so: log(1 + roles / roles that ask)."""

    @pytest.mark.parametrize("power", [0.0, 0.5, 1.0])
    def test_weight(self, power: float) -> None:
        own = catalog(
            asks("here", "sql", 1.0),
            asks("here", "law", 1.0),
            asks("there", "sql", 1.0),
            skills=("sql", "law"),
            gap_weights=rp.GapWeights(telling=power),
        )
        plain = {need.skill: need for need in needs_of(attrs.evolve(own, gap_weights=rp.GapWeights()), "here")}
        found = {need.skill: need for need in needs_of(own, "here")}
        assert found["sql"].weight == pytest.approx(plain["sql"].weight * log(2) ** power)
        assert found["law"].weight == pytest.approx(plain["law"].weight * log(3) ** power)
        named = [name for name, _ in found["law"].weight_parts]
        assert ("how telling" in named) is (power > 0)
        gap = rp.skill_gap("there", "here", catalog=own)
        assert gap.explain().recomputed() == pytest.approx(gap.score, abs=1e-15)
        assert ("how telling it is" in str(gap.explain())) is (power > 0)


class TestSuppressed:
    """A rating that its source advises against counts as a guess."""

    def test_of_a_role(self) -> None:
        fact = asks("here", "sql", 0.75)
        own = catalog(attrs.evolve(fact, proficiency=attrs.evolve(fact.proficiency, is_suppressed=True)), skills=("sql",))
        (need,) = needs_of(own, "here")
        assert (need.level, need.granted, need.lower, need.upper, need.is_stated) == (0.75, 0.75, 0.0, 1.0, False)

    def test_beside_a_firm_one(self) -> None:
        fact = asks("here", "sql", 0.75)
        own = catalog(
            attrs.evolve(fact, proficiency=attrs.evolve(fact.proficiency, is_suppressed=True)),
            asks("here", "sql", 0.5, line=2),
            skills=("sql",),
        )
        (need,) = needs_of(own, "here")
        assert (need.level, need.lower, need.upper, need.is_stated) == (0.75, 0.0, 1.0, True)

    def test_explanation(self) -> None:
        fact = asks("here", "sql", 0.75)
        doubtful = attrs.evolve(fact, proficiency=attrs.evolve(fact.proficiency, is_suppressed=True))
        own = catalog(
            doubtful, attrs.evolve(doubtful, role="there", proficiency=attrs.evolve(doubtful.proficiency, value=0.5)), skills=("sql",)
        )
        gap = rp.skill_gap("there", "here", catalog=own)
        told = str(gap.explain())
        assert gap.score == pytest.approx(1 / 3)
        assert (gap.lower, gap.upper, gap.evidence_share) == (0.0, 1.0, 0.0)
        assert gap.explain().recomputed() == pytest.approx(gap.score)
        assert told.count("which the source advises against") == 2
        assert "gap.unstated_proficiency" not in told
