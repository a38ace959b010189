"""Measures of one's own: each broken one is told the law that it breaks, with an example that holds nothing to spare."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import attrs
import pytest

import rolepath as rp
from rolepath.testing.laws import BrokenLaw, MeasureLaw, MeasureReport, check_measure

Measure = Callable[..., Any]

PROFICIENCY = rp.Scale(
    id="proficiency",
    label="Proficiency",
    measures="proficiency",
    reason="For tests.",
    steps=tuple(rp.ScaleStep(label=label, value=value) for label, value in (("some", 0.25), ("good", 0.5), ("top", 1.0))),
)


def asks(role: str, skill: str, line: int, proficiency: str | None = None) -> rp.SkillRequirement:
    return rp.SkillRequirement(
        role=role,
        skill=skill,
        basis="core-skill",
        citation=rp.Citation(source="guide", section="A section", line=line),
        proficiency=None if proficiency is None else PROFICIENCY.rate(proficiency),
    )


CATALOG = rp.Catalog(
    sources=(rp.Source(id="guide", title="The guide"),),
    scales=(PROFICIENCY,),
    skills=(
        rp.Skill(id="sewing", label="Sewing", kind="tool", broader="craft"),
        rp.Skill(id="knitting", label="Knitting", kind="tool", related=(rp.RelatedSkill(skill="sewing", credit=0.5, reason="For tests."),)),
        rp.Skill(id="craft", label="Craft", kind="tool"),
        rp.Skill(id="design", label="Design", kind="tool"),
    ),
    roles=tuple(rp.Role(id=name, label=name.title()) for name in ("maker", "planner", "seller", "idler")),
    requirements=(
        asks("maker", "sewing", 1, "good"),
        asks("maker", "craft", 2, "top"),
        asks("maker", "sewing", 3, "some"),
        asks("planner", "design", 4, "good"),
        asks("planner", "sewing", 5, "some"),
        asks("planner", "craft", 6),
        asks("seller", "knitting", 7, "some"),
    ),
    traits=(rp.Trait(aspect="advice", text="Begin.", citation=rp.Citation(source="guide", section="A section", line=8), roles=("maker",)),),
)


def needs(catalog: rp.Catalog, role: rp.Role) -> dict[str, float]:
    """What a role asks for, at the most that is stated."""
    found: dict[str, float] = {}
    for fact in catalog.requirements_of(role):
        level = 0.5 if fact.proficiency is None else fact.proficiency.value
        found[fact.skill] = max(level, found.get(fact.skill, 0.0))
    return found


# Measures that keep the laws -------------------------------------------------------------------------------------------


def gap(origin: rp.Role, target: rp.Role, *, catalog: rp.Catalog) -> float | None:
    return rp.skill_gap(origin, target, catalog=catalog).score


def difficulty(origin: rp.Role, target: rp.Role, *, catalog: rp.Catalog) -> float | None:
    return rp.transition_difficulty(origin, target, catalog=catalog).score


def likeness(origin: rp.Role, target: rp.Role, *, catalog: rp.Catalog) -> float | None:
    return rp.proximity(origin, target, catalog=catalog).score


def nothing(*_: rp.Role, **__: Any) -> None:
    """Knows nothing."""


# Measures that break one -----------------------------------------------------------------------------------------------


def missing(origin: rp.Role, target: rp.Role, catalog: rp.Catalog) -> int:
    """Counts what is missing: more than 1."""
    return len(needs(catalog, target).keys() - needs(catalog, origin).keys())


def share(origin: rp.Role, target: rp.Role, catalog: rp.Catalog) -> float:
    """Divides by what the target asks for, which may be nothing."""
    asked = needs(catalog, target)
    return len(asked.keys() - needs(catalog, origin).keys()) / len(asked)


def doubt(origin: rp.Role, target: rp.Role, *, catalog: rp.Catalog) -> float:
    """Leaves some distance even where there is none."""
    return 0.1 + 0.9 * (gap(origin, target, catalog=catalog) or 0.0)


def first(origin: rp.Role, target: rp.Role, *, catalog: rp.Catalog) -> float:
    """Goes by the fact that stands first."""
    return 0.0 if origin == target else next(iter(needs(catalog, target).values()), 0.0)


def facts(origin: rp.Role, target: rp.Role, *, catalog: rp.Catalog) -> float:
    """Counts facts, not skills."""
    held = needs(catalog, origin)
    asked = catalog.requirements_of(target)
    return sum(fact.skill not in held for fact in asked) / max(1, len(asked))


def letters(origin: rp.Role, target: rp.Role, *, catalog: rp.Catalog) -> float:
    """Counts the letters of ids."""
    return 0.0 if origin == target else len(target.id) / 99


def known(origin: rp.Role, target: rp.Role, *, catalog: rp.Catalog) -> float:
    """Knows roles by their ids alone."""
    ids = {"maker": 0.1, "planner": 0.2, "seller": 0.3, "idler": 0.4}
    return 0.0 if origin == target else ids[target.id]


def modest(origin: rp.Role, target: rp.Role, *, catalog: rp.Catalog) -> float:
    """Takes a role that asks for much to be near."""
    return 0.0 if origin == target else 1 / (1 + sum(sorted(needs(catalog, target).values())))


def wavering() -> Measure:
    """Says something else each time."""
    times = count()

    def measure(origin: rp.Role, target: rp.Role, *, catalog: rp.Catalog) -> float:
        return 0.0 if origin == target else 1 / (1 + next(times))

    return measure


def one_way(origin: rp.Role, target: rp.Role, *, catalog: rp.Catalog) -> float:
    """Is like a role that asks for less."""
    return 1.0 if len(needs(catalog, target)) <= len(needs(catalog, origin)) else 0.5


BROKEN: list[tuple[Measure, str, dict[str, Any]]] = [
    (missing, "bounds", {}),
    (share, "bounds", {}),
    (doubt, "identity", {}),
    (doubt, "identity", {"is_likeness": True, "laws": ["identity", "bounds"]}),
    (first, "order", {}),
    (facts, "duplication", {}),
    (letters, "renaming", {}),
    (known, "renaming", {}),
    (modest, "monotony", {}),
    (wavering(), "determinism", {}),
    (one_way, "symmetry", {"is_likeness": True}),
    (likeness, "direction", {"is_likeness": True, "laws": ["symmetry", "direction"]}),
]


class TestMeasuresThatKeepTheLaws:
    @pytest.mark.parametrize("measure", [gap, difficulty, nothing])
    def test_distances(self, measure: Measure) -> None:
        report = check_measure(measure, CATALOG)
        assert report.broken == ()
        assert report.kept == tuple(
            MeasureLaw(name) for name in ("bounds", "determinism", "identity", "order", "duplication", "renaming", "monotony")
        )
        assert (len(report), list(report)) == (0, [])
        assert str(report) == "kept: bounds, determinism, identity, order, duplication, renaming, monotony"

    def test_likeness(self) -> None:
        report = check_measure(likeness, CATALOG, is_likeness=True)
        assert report.broken == ()
        assert MeasureLaw.SYMMETRY in report.kept
        assert MeasureLaw.MONOTONY not in report.kept

    @pytest.mark.parametrize(("measure", "is_likeness"), [(gap, False), (difficulty, False), (likeness, True)])
    def test_of_the_bundled_catalog(self, measure: Measure, is_likeness: bool, catalog: rp.Catalog) -> None:
        assert check_measure(measure, catalog, is_likeness=is_likeness).broken == ()

    def test_a_direction(self) -> None:
        assert check_measure(gap, CATALOG, laws=["direction"]).kept == (MeasureLaw.DIRECTION,)

    def test_no_roles_at_all(self) -> None:
        assert len(check_measure(doubt, rp.Catalog(), laws=list(MeasureLaw))) == 0


class TestBrokenMeasures:
    """Each is told the law that it breaks, and no other."""

    @pytest.mark.parametrize(("measure", "law", "options"), BROKEN, ids=[f"{m.__name__}-{law}" for m, law, _ in BROKEN])
    def test_told(self, measure: Measure, law: str, options: dict[str, Any]) -> None:
        assert [broken.law for broken in check_measure(measure, CATALOG, **options)] == [law]

    def example(self, measure: Measure, **options: Any) -> BrokenLaw:
        (broken,) = check_measure(measure, CATALOG, **options)
        return broken

    def test_example_of_too_much(self) -> None:
        broken = self.example(missing)
        assert str(broken).splitlines() == [
            "bounds: idler to maker is 2, not a number in 0-1",
            "  maker asks for sewing, 0.50; guide, line 1",
            "  maker asks for craft, 1.00; guide, line 2",
        ]
        assert [role.id for role in broken.catalog.roles] == ["maker", "idler"]
        assert [skill.id for skill in broken.catalog.skills] == ["sewing", "craft"]
        assert broken.changed is None

    def test_example_of_an_error(self) -> None:
        broken = self.example(share)
        assert str(broken) == "bounds: idler to idler ends in ZeroDivisionError: division by zero\n  no fact about skills"
        assert broken.roles == ("idler", "idler")
        assert broken.catalog.facts == ()

    def test_example_of_identity(self) -> None:
        assert str(self.example(doubt)) == "identity: idler to idler is 0.1, not 0\n  no fact about skills"
        assert self.example(doubt, is_likeness=True, laws=["identity"]).sentence == "idler to idler is 0.1, not 1"

    def test_example_of_order(self) -> None:
        broken = self.example(first)
        assert broken.sentence == "idler to maker is 0.5, and 1.0 with requirements[0] and requirements[1] swapped"
        assert [fact.citation.line for fact in broken.catalog.facts] == [1, 2]
        assert broken.changed is not None
        assert [fact.citation.line for fact in broken.changed.facts] == [2, 1]

    def test_example_of_duplication(self) -> None:
        broken = self.example(facts)
        assert broken.sentence == "maker to planner is 0.5, and 0.3333333333333333 with requirements[1] twice"
        assert len(broken.catalog.facts) == 3
        assert broken.changed is not None
        assert len(broken.changed.requirements) == 1 + len(broken.catalog.requirements)

    def test_example_of_renaming(self) -> None:
        broken = self.example(letters)
        assert broken.sentence == f"idler to seller is {6 / 99!r}, and {9 / 99!r} with zz-seller for the id of seller"
        assert broken.changed is not None
        assert [role.id for role in broken.changed.roles] == ["zz-seller", "idler"]
        assert "and KeyError('zz-seller') with" in self.example(known).sentence

    def test_example_of_monotony(self) -> None:
        broken = self.example(modest)
        assert broken.sentence == "idler to seller falls from 0.8 to 0.6666666666666666 where seller asks for knitting at 0.50, not 0.25"
        assert str(broken).endswith("\n  seller asks for knitting, 0.25; guide, line 7")

    def test_example_of_one_skill_more(self) -> None:
        catalog = attrs.evolve(CATALOG, requirements=(asks("seller", "knitting", 7),))
        (broken,) = check_measure(modest, catalog)
        assert (
            broken.sentence
            == "idler to seller falls from 0.6666666666666666 to 0.5 where seller asks for one skill more, which idler lacks"
        )
        assert str(broken).endswith("\n  seller asks for knitting, no level stated; guide, line 7")

    def test_example_of_determinism(self) -> None:
        broken = self.example(wavering())
        assert broken.catalog.facts == ()
        assert broken.sentence.startswith("idler to seller is 0.")

    def test_example_of_symmetry(self) -> None:
        broken = self.example(one_way, is_likeness=True)
        assert str(broken) == "symmetry: idler to seller is 0.5, and 1.0 back\n  seller asks for knitting, 0.25; guide, line 7"

    def test_example_of_direction(self) -> None:
        broken = self.example(likeness, laws=["direction"])
        assert broken.sentence == "every pair of roles, maker to seller among them, is the same both ways"
        assert [fact.citation.line for fact in broken.catalog.facts] == [3, 7]
        assert [role.id for role in broken.catalog.roles] == ["maker", "seller"]
        assert [(skill.id, skill.broader, len(skill.related)) for skill in broken.catalog.skills] == [
            ("sewing", None, 0),
            ("knitting", None, 1),
        ]

    def test_example_of_direction_where_no_roles_are_unlike(self) -> None:
        bare = attrs.evolve(CATALOG, requirements=())
        (broken,) = check_measure(likeness, bare, laws=["direction"])
        assert broken.catalog == bare
        assert broken.sentence == "every pair of roles, idler to maker among them, is the same both ways"

    def test_what_skills_say_of_one_another_is_kept_where_it_matters(self) -> None:
        tied = attrs.evolve(CATALOG, skills=(*CATALOG.skills[:3], attrs.evolve(CATALOG.skills[3], prerequisites=("craft", "sewing"))))

        def by_ties(origin: rp.Role, target: rp.Role, *, catalog: rp.Catalog) -> float:
            return 2.0 if any("sewing" in skill.prerequisites for skill in catalog.skills) else 0.0

        (broken,) = check_measure(by_ties, tied, laws=["bounds"])
        assert [(skill.id, skill.broader, skill.prerequisites) for skill in broken.catalog.skills] == [
            ("sewing", None, ()),
            ("design", None, ("sewing",)),
        ]

    def test_what_a_skill_of_the_example_names_is_left_out(self) -> None:
        def by_facts(origin: rp.Role, target: rp.Role, *, catalog: rp.Catalog) -> float:
            return 2.0 if any(fact.skill == "sewing" for fact in catalog.requirements_of(target)) else 0.0

        broken = self.example(by_facts, laws=["bounds"])
        assert [fact.citation.line for fact in broken.catalog.facts] == [3]
        assert [(skill.id, skill.broader) for skill in broken.catalog.skills] == [("sewing", None)]

    def test_entries_that_the_measure_looks_at_stay(self) -> None:
        def crowd(origin: rp.Role, target: rp.Role, *, catalog: rp.Catalog) -> float:
            return float(len(catalog.roles))

        assert [role.id for role in self.example(crowd, laws=["bounds"]).catalog.roles] == ["seller", "idler"]

        def full(origin: rp.Role, target: rp.Role, *, catalog: rp.Catalog) -> float:
            return 2.0 if len(catalog.roles) == 4 and len(catalog.skills) == 4 else 0.0

        broken = self.example(full, laws=["bounds"])
        assert (len(broken.catalog.roles), len(broken.catalog.skills), broken.catalog.facts) == (4, 4, ())

    def test_a_law_that_is_broken_once(self) -> None:
        said = iter([2.0])

        def once(*_: rp.Role) -> float:
            return next(said, 0.0)

        (broken,) = check_measure(once, CATALOG, laws=["bounds"])
        assert broken.sentence == "idler to idler is 2.0, not a number in 0-1"
        assert broken.catalog == CATALOG

    def test_an_example_of_many_facts(self) -> None:
        many = tuple(asks("maker", "sewing", line) for line in range(1, 31))

        def crowded(origin: rp.Role, target: rp.Role, *, catalog: rp.Catalog) -> float:
            return 2.0 if len(catalog.requirements_of(target)) >= 25 else 0.0

        (broken,) = check_measure(crowded, attrs.evolve(CATALOG, requirements=many), laws=["bounds"])
        assert len(broken.catalog.facts) == 25
        assert str(broken).count("\n") == 21
        assert str(broken).endswith("  and 5 other facts")


class Uncalled:
    """Can be called, but does not tell how."""

    __signature__ = "none"

    def __call__(self, *_: Any) -> float:
        return 0.0


class TestArguments:
    def test_a_function_of_two_roles_alone(self) -> None:
        report = check_measure(lambda a, b: 0.0 if a == b else 0.5, CATALOG)
        assert [str(law) for law in report.kept] == ["bounds", "determinism", "identity"]
        assert str(report).splitlines()[0] == "not asked: order, since the measure takes no keyword catalog"
        assert [law for law, _ in report.skipped] == ["order", "duplication", "renaming", "monotony"]

    def test_a_function_that_does_not_tell_its_arguments(self) -> None:
        for measure in (Uncalled(), max):
            assert [law for law, _ in check_measure(measure, CATALOG, laws=["order"]).skipped] == ["order"]

    def test_what_is_not_determined_is_asked_no_further(self) -> None:
        report = check_measure(wavering(), CATALOG)
        assert report.kept == (MeasureLaw.BOUNDS,)
        assert report.skipped[0] == (MeasureLaw.IDENTITY, "the measure is not determined")

    def test_tolerance(self) -> None:
        def lopsided(origin: rp.Role, target: rp.Role) -> float:
            return 0.5 + (0.01 if origin.id < target.id else 0.0)

        assert len(check_measure(lopsided, CATALOG, laws=["symmetry"])) == 1
        assert len(check_measure(lopsided, CATALOG, laws=["symmetry"], tolerance=0.02)) == 0

    @pytest.mark.parametrize("value", [True, float("nan"), "0.5", -0.1, 1.1, float("inf")])
    def test_what_is_no_number_within_bounds(self, value: Any) -> None:
        report = check_measure(lambda _, __: value, CATALOG, laws=["bounds", "symmetry"])
        assert [broken.law for broken in report] == ["bounds"]

    def test_a_law_that_there_is_not(self) -> None:
        with pytest.raises(rp.InvalidFieldError, match="MeasureLaw must be one of bounds, determinism"):
            check_measure(gap, CATALOG, laws=["fairness"])

    def test_no_measure(self) -> None:
        number: Any = 0.5
        with pytest.raises(rp.InvalidTypeError, match="measure must be a function of two roles"):
            check_measure(number, CATALOG)

    def test_no_catalog(self) -> None:
        text: Any = "guides"
        with pytest.raises(rp.InvalidTypeError, match="catalog must be a Catalog"):
            check_measure(gap, text)

    def test_a_report_goes_through_what_is_broken(self) -> None:
        report: MeasureReport = check_measure(missing, CATALOG)
        found: Iterator[BrokenLaw] = iter(report)
        assert next(found) is report.broken[0]
