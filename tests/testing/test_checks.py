"""The conformance kit: planted faults are found by the checks meant for them, and broken measures are told which law they break."""

from __future__ import annotations

import copy
import re
import sys
from collections.abc import Callable
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, given, settings

import rolepath as rp
from rolepath.model.entries import Entries
from rolepath.testing import _nine_laws, _promise_checks
from rolepath.testing.checks import (
    ConformanceWarning,
    Failure,
    assert_conforms,
    check_catalog,
    checks,
    parametrize_with_checks,
)
from rolepath.testing.strategies import catalogs

pytest_plugins = ["pytester"]

D = Decimal
LAWS = [check.name for check in checks() if check.name.startswith("law-")]
#: Checks for what the constructors refuse.
REFUSED = set(next(check for check in checks() if check.name == "law-1-identity").needs)


def at(line: int, source: str = "guide", **fields: Any) -> rp.Citation:
    return rp.Citation(source=source, section="A section", line=line, **fields)


PROFICIENCY = rp.Scale(
    id="proficiency",
    label="Proficiency",
    measures="proficiency",
    reason="For tests.",
    steps=(
        rp.ScaleStep(label="some", value=0.25, alternative_labels=("a bit",)),
        rp.ScaleStep(label="good", value=0.5),
        rp.ScaleStep(label="top", value=1.0),
    ),
)
IMPORTANCE = rp.Scale(id="importance", label="Importance", measures="importance", reason="For tests.", minimum=0, maximum=5)


def asks(role: str, skill: str, line: int, proficiency: str | None = None, **fields: Any) -> rp.SkillRequirement:
    rating = None if proficiency is None else PROFICIENCY.rate(proficiency)
    return rp.SkillRequirement(role=role, skill=skill, basis="core-skill", citation=at(line), proficiency=rating, **fields)


def pays(level: str, low: int, high: int, line: int, **fields: Any) -> rp.SalaryBand:
    given: dict[str, Any] = {"role": "maker", "component": "total", "currency": "USD", "location": "town", **fields}
    return rp.SalaryBand(minimum=D(low), maximum=D(high), level=level, citation=at(line), **given)


def skill(name: str, **fields: Any) -> rp.Skill:
    return rp.Skill(id=name, label=name.title(), kind="knowledge", **fields)


def related(name: str, credit: float = 0.5) -> rp.RelatedSkill:
    return rp.RelatedSkill(skill=name, credit=credit, reason="For tests.")


#: A catalog with one of everything, which passes all checks without a warning.
GOOD = rp.Catalog(
    name="good",
    sources=(rp.Source(id="guide", title="The guide", currency="USD", published="2026"), rp.Source(id="other", title="The other")),
    scales=(PROFICIENCY, IMPORTANCE),
    places=(rp.Place(id="land", label="Land"), rp.Place(id="town", label="Town", within="land", alternative_labels=("The City",))),
    skills=(
        skill("sewing", related=(related("knitting"),), effort_weeks_minimum=4.0, effort_weeks_maximum=8.0, alternative_labels=("stitch",)),
        skill("knitting", broader="craft", related=(related("sewing", 0.25),)),
        skill("craft", effort_weeks_minimum=10.0, effort_weeks_maximum=20.0),
        skill("design", prerequisites=("sewing",)),
    ),
    roles=(
        rp.Role(id="maker", label="Maker", alternative_labels=("one who makes",)),
        rp.Role(id="planner", label="Planner"),
        rp.Role(id="seller", label="Seller", alternative_labels=("one who sells",)),
    ),
    standard_levels=(
        rp.Level(id="entry", label="Entry", track="individual-contributor", rank=1),
        rp.Level(id="senior", label="Senior", track="individual-contributor", rank=2),
        rp.Level(id="lead", label="Lead", track="management", rank=1),
    ),
    levels=(rp.Level(id="senior", label="Old hand", track="individual-contributor", rank=2, role="maker", citation=at(3)),),
    salary_bands=(pays("entry", 100, 200, 4), pays("senior", 150, 300, 5, open_top=True), pays("lead", 50, 60, 6)),
    pay_claims=(
        rp.PayClaim(role="maker", relation="more", other="planner", citation=at(7), percent_minimum=D(5), percent_maximum=D(10)),
        rp.PayClaim(role="maker", relation="highest", among=("planner", "seller"), citation=at(8)),
    ),
    pay_percentiles=(
        rp.PayPercentiles(
            role="maker", component="base", currency="USD", year=2023, p10=D(5), p50=D(9), p90=D(9), floors=(90,), citation=at(9)
        ),
    ),
    requirements=(
        asks("maker", "sewing", 9, "good", importance=IMPORTANCE.rate(4), alternatives=("knitting",)),
        asks("maker", "craft", 10, "top"),
        asks("maker", "sewing", 11, "some"),
        asks("planner", "design", 12, "good", level="senior"),
        asks("planner", "sewing", 13),
        asks("seller", "knitting", 14, "some"),
    ),
    transition_claims=(
        rp.TransitionClaim(
            kind="duration", text="A year.", citation=at(15), origin="maker", target="planner", months_minimum=D(6), months_maximum=D(12)
        ),
        rp.TransitionClaim(kind="easier-than", text="Easier.", citation=at(16), origin="maker", target="planner", than_target="seller"),
        rp.TransitionClaim(kind="proof", text="Shown.", citation=at(17), target="planner", skill="design", proof="notebook"),
    ),
    traits=(
        rp.Trait(aspect="demand", text="Wanted.", citation=at(18), roles=("maker", "planner"), minimum=D(1), maximum=D(2), unit="percent"),
        rp.Trait(aspect="advice", text="Begin.", citation=at(19, printed="begin", end_line=20), assumed=("roles",)),
    ),
    descriptors=(
        rp.Descriptor(role="maker", family="activity", item="a-1", label="Cutting", citation=at(21), value=3.0, within=("a",)),
        rp.Descriptor(role="maker", family="related-role", item="planner", label="Planner", citation=at(22), value=1.0),
    ),
    reading_reports=(
        rp.ReadingReport(source="guide", files=(rp.FileReport(name="facts.txt", kind="facts", rows=9, used=7),), unrated=("planner",)),
    ),
    parameters=(
        rp.Parameter(name="gap.optional", value=0.5, low=0.25, high=0.75, reason="For tests."),
        rp.Parameter(name="difficulty.distance", value=0.0, low=0.0, high=1.0, reason="For tests."),
        rp.Parameter(name="claims.same_percent", value=5.0, low=1.0, high=9.0, reason="For tests."),
    ),
)


# Planted faults --------------------------------------------------------------------------------------------------------


def planted(thing: Any, path: str, value: Any) -> Any:
    """Return a copy in which something stands elsewhere than the constructors let it; a path is like ``skills[0].related``."""
    name, index, rest = re.fullmatch(r"(\w+)(?:\[(\d+)\])?\.?(.*)", path).groups()
    held = getattr(thing, name)
    if index is not None:
        entries = list(held)
        entries[int(index)] = planted(entries[int(index)], rest, value) if rest else value
        value = tuple(entries)
    elif rest:
        value = planted(held, rest, value)
    changed = copy.copy(thing)
    object.__setattr__(changed, name, Entries(value) if isinstance(held, Entries) else value)
    return changed


#: The check that is meant for a fault, where the fault is, and what stands there.
FAULTS: list[tuple[str, str, Any]] = [
    ("fields-typed", "salary_bands[0].minimum", 95000.0),
    ("fields-typed", "requirements", list(GOOD.requirements)),
    ("fields-typed", "roles[0].label", None),
    ("fields-typed", "standard_levels[0].rank", True),
    ("fields-typed", "skills[0].related[0].credit", "half"),
    ("fields-typed", "transition_claims", (GOOD.traits[0],)),
    ("ids-well-formed", "sources[1].id", "The Other"),
    ("ids-unique", "sources[1].id", "guide"),
    ("ids-unique", "skills", (*GOOD.skills, skill("craft"))),
    ("texts-filled", "traits[0].text", ""),
    ("texts-filled", "transition_claims[1].hedge", "  "),
    ("texts-filled", "pay_claims[0].employers", ("",)),
    ("texts-filled", "roles[1].label", "Plan\ud800"),
    ("texts-filled", "skills[0].related[0].reason", "\udfff."),
    ("texts-filled", "skills[0].alternative_labels", ("st\udc00tch",)),
    ("references-resolve", "requirements[0].role", "nobody"),
    ("references-resolve", "requirements[0].alternatives", ("weaving",)),
    ("references-resolve", "skills[0].related[0].skill", "weaving"),
    ("references-resolve", "salary_bands[0].level", "chief"),
    ("references-resolve", "salary_bands[0].location", "moon"),
    ("references-resolve", "sources[0].region", "moon"),
    ("references-resolve", "levels[0].id", "chief"),
    ("references-resolve", "traits[0].roles", ("maker", "nobody")),
    ("references-resolve", "transition_claims[1].than_target", "nobody"),
    ("references-resolve", "descriptors[0].role", "nobody"),
    ("references-resolve", "reading_reports[0].unrated", ("nobody",)),
    ("texts-filled", "descriptors[0].within", (" ",)),
    ("texts-filled", "roles[0].onet", ("",)),
    ("texts-filled", "reading_reports[0].files[0].name", ""),
    ("fields-typed", "descriptors[0].value", "much"),
    ("fields-typed", "proximity_model.titles", "much"),
    ("assumptions-named", "descriptors[0].assumed", ("mood",)),
    ("descriptors-valued", "descriptors[0].value", float("inf")),
    ("descriptors-valued", "descriptors[0].value", float("nan")),
    ("related-roles-known", "descriptors[1].item", "nobody"),
    ("related-roles-known", "descriptors[1].item", "maker"),
    ("files-counted", "reading_reports[0].files[0].used", 10),
    ("files-counted", "reading_reports[0].files[0].used", -1),
    ("citations-resolve", "descriptors[0].citation.source", "rumour"),
    ("citations-resolve", "reading_reports[0].source", "rumour"),
    ("facts-once", "descriptors", (*GOOD.descriptors, GOOD.descriptors[0])),
    ("ratings-on-scale", "requirements[0].importance.standard_error", -0.5),
    ("ratings-on-scale", "requirements[0].proficiency.standard_error", float("inf")),
    ("weights-in-range", "proximity_model.importance", 0.0),
    ("weights-in-range", "proximity_model.titles", -1.0),
    ("assumptions-named", "traits[1].assumed", ("mood",)),
    ("scales-ordered", "scales[0].steps", PROFICIENCY.steps[::-1]),
    ("scales-ordered", "scales[1].steps", (rp.ScaleStep(label="a", value=0.5), rp.ScaleStep(label="b", value=0.5))),
    ("scales-bounded", "scales[1].maximum", 0),
    ("scales-bounded", "scales[1].maximum", None),
    ("scales-bounded", "scales[1].maximum", float("inf")),
    ("scales-bounded", "scales[1].maximum", 10**400),
    ("scales-bounded", "scales[1].minimum", float("-inf")),
    ("scales-bounded", "scales[1].minimum", -1),
    ("scales-bounded", "scales[1].minimum", float("nan")),
    ("scales-bounded", "scales", (*GOOD.scales, planted(attrs.evolve(PROFICIENCY, id="bare", label="Bare"), "steps", ()))),
    ("ratings-on-scale", "requirements[0].proficiency.scale", "mood"),
    ("ratings-on-scale", "requirements[0].proficiency", IMPORTANCE.rate(5)),
    ("ratings-on-scale", "requirements[0].proficiency.label", "superb"),
    ("ratings-on-scale", "requirements[0].proficiency.label", None),
    ("ratings-on-scale", "requirements[0].proficiency.value", 0.75),
    ("ratings-on-scale", "requirements[0].importance.value", 1.5),
    ("citations-present", "levels[0].citation", None),
    ("citations-resolve", "traits[0].citation.source", "rumour"),
    ("citations-placed", "traits[0].citation.line", 0),
    ("citations-placed", "traits[1].citation.end_line", 2),
    ("citations-short", "traits[1].citation.printed", "x" * 41),
    ("levels-placed", "standard_levels[0].role", "maker"),
    ("levels-placed", "levels[0].role", None),
    ("levels-placed", "standard_levels[2].rank", 0),
    ("bands-ordered", "salary_bands[0].maximum", D(50)),
    ("bands-ordered", "salary_bands[0].minimum", D(-1)),
    ("bands-ordered", "salary_bands[0].maximum", D("Infinity")),
    ("bands-open-above-a-figure", "salary_bands[1].maximum", None),
    ("percentiles-ordered", "pay_percentiles[0].p10", D(10)),
    ("percentiles-ordered", "pay_percentiles[0].p10", D(-1)),
    ("percentiles-ordered", "pay_percentiles[0].p90", D("Infinity")),
    ("percentiles-ordered", "pay_percentiles[0].floors", (50,)),
    ("percentiles-ordered", "pay_percentiles[0].p90", None),
    ("surveys-counted", "pay_percentiles[0].records", 0),
    ("surveys-counted", "pay_percentiles[0].repeats", -1),
    ("surveys-counted", "pay_percentiles[0].employment", -1),
    ("surveys-counted", "pay_percentiles[0].employment", 10**400),
    ("years-counted", "pay_percentiles[0].first_year", 0),
    ("years-counted", "pay_percentiles[0].first_year", 2_999),
    ("currencies-known", "salary_bands[0].currency", "usd"),
    ("currencies-known", "pay_percentiles[0].currency", "usd"),
    ("years-counted", "pay_percentiles[0].year", 0),
    ("currencies-known", "sources[0].currency", "$"),
    ("pay-claims-compare", "pay_claims[0].other", "maker"),
    ("pay-claims-compare", "pay_claims[1].among", ("planner", "maker")),
    ("pay-claims-compare", "pay_claims[1].other", "seller"),
    ("pay-claims-compare", "pay_claims[1].relation", rp.PayRelation.MORE),
    ("bands-ordered", "salary_bands[0].maximum", D("1E+999999")),
    ("bands-ordered", "salary_bands[0].minimum", D("1E-31")),
    ("citations-placed", "traits[0].citation.line", 10**400),
    ("citations-placed", "traits[1].citation.end_line", 1_000_000_001),
    ("levels-placed", "standard_levels[2].rank", 1_000_000_001),
    ("pay-claims-ordered", "pay_claims[0].percent_maximum", D(1)),
    ("pay-claims-ordered", "pay_claims[0].percent_minimum", None),
    ("pay-claims-ordered", "pay_claims[0].percent_minimum", D("NaN")),
    ("pay-claims-ordered", "pay_claims[0].percent_maximum", D("1E+999999")),
    ("years-counted", "pay_claims[0].year", 0),
    ("years-counted", "pay_claims[0].year", 1_000_000_001),
    ("years-counted", "traits[0].year", -1),
    ("years-counted", "traits[1].year", 10**400),
    ("broader-without-rings", "skills[2].broader", "knitting"),
    ("prerequisites-without-rings", "skills[0].prerequisites", ("design",)),
    ("prerequisites-without-rings", "skills[0].prerequisites", ("sewing",)),
    ("places-without-rings", "places[0].within", "town"),
    ("credits-in-range", "skills[0].related[0].credit", 1.5),
    ("credits-in-range", "skills[0].related[0].credit", -0.5),
    ("efforts-ordered", "skills[0].effort_weeks_maximum", 2.0),
    ("efforts-ordered", "skills[0].effort_weeks_minimum", None),
    ("efforts-ordered", "skills[0].effort_weeks_minimum", -1.0),
    ("efforts-ordered", "skills[0].effort_weeks_maximum", 10**400),
    ("alternatives-differ", "requirements[0].alternatives", ("sewing",)),
    ("moves-ordered", "transition_claims[0].months_maximum", D(3)),
    ("moves-ordered", "transition_claims[0].months_minimum", D(-3)),
    ("moves-ordered", "transition_claims[0].months_minimum", D("1E-31")),
    ("moves-ordered", "transition_claims[0].months_maximum", D("1E+31")),
    ("moves-compared", "transition_claims[1].than_target", None),
    ("proof-of-proof", "transition_claims[2].kind", rp.TransitionKind.ADVICE),
    ("traits-figured", "traits[0].unit", None),
    ("traits-figured", "traits[1].unit", "percent"),
    ("traits-figured", "traits[0].maximum", D(0)),
    ("traits-figured", "traits[0].maximum", D("1E+999999")),
    ("traits-figured", "traits[0].roles", ("maker", "maker")),
    ("parameters-in-range", "parameters[0].low", 0.6),
    ("parameters-in-range", "parameters[0].high", float("inf")),
    ("parameters-in-range", "parameters[0].high", 10**400),
    ("weights-in-range", "gap_weights.tool", 2.0),
    ("weights-in-range", "difficulty_model.weights", planted(rp.DifficultyWeights(shortfall=1, effort=0, step=0), "shortfall", 0)),
    ("weights-in-range", "difficulty_model.full_step_rungs", 0.0),
    ("weights-in-range", "claim_reading.slight_percent", -1.0),
    ("labels-distinct", "roles[1].label", "MAKER!"),
    ("labels-distinct", "skills[1].label", "craft"),
    ("labels-distinct", "sources[1].title", "the-guide"),
    ("labels-distinct", "roles[2].alternative_labels", ("plan-ner", "Planner ")),
    ("scale-labels-distinct", "scales[0].steps[2].alternative_labels", ("A-bit",)),
    ("levels-ranked", "standard_levels[2].track", rp.Track.INDIVIDUAL_CONTRIBUTOR),
    ("rungs-on-their-level", "levels[0].rank", 3),
    ("rungs-on-their-level", "levels[0].track", rp.Track.MANAGEMENT),
    ("credits-to-others", "skills[2].related", (related("craft"),)),
    ("credits-once", "skills[0].related", (related("knitting"), related("knitting", 0.75))),
    ("moves-move", "transition_claims[0].target", "maker"),
    ("moves-move", "transition_claims[1].than_target", "planner"),
    ("parameters-used", "parameters[0].name", "gap.mood"),
    ("parameters-used", "parameters[0].value", 0.75),
    ("parameters-used", "parameters[1].name", "gap.optional"),
    ("labels-readable", "roles[1].label", "Plan\u202ener"),
    ("labels-readable", "roles[1].alternative_labels", ("!?",)),
    ("alternative-labels-distinct", "roles[2].alternative_labels", ("One who  MAKES",)),
    ("facts-once", "traits", (*GOOD.traits, GOOD.traits[0])),
    ("scales-reach-the-top", "scales", (*GOOD.scales, attrs.evolve(PROFICIENCY, id="low", label="Low", steps=PROFICIENCY.steps[:2]))),
    ("ladder-monotony", "salary_bands[1].minimum", D(90)),
    ("ladder-monotony", "salary_bands[1]", pays("senior", 150, 190, 5)),
    ("roles-ask", "roles", (*GOOD.roles, rp.Role(id="idler", label="Idler"))),
    ("comparisons-compare", "transition_claims[0].than_origin", "seller"),
]  # fmt: skip
NAMES = [f"{name}: {path}{number}" for number, (name, path, _) in enumerate(FAULTS)]


def rebuilt(thing: Any) -> Any:
    """Hand everything to the constructors again."""
    if isinstance(thing, (tuple, list)):
        return type(thing)(map(rebuilt, thing))
    if not attrs.has(type(thing)):
        return thing
    return type(thing)(**{field.name: rebuilt(getattr(thing, field.name)) for field in attrs.fields(type(thing)) if field.init})


class TestPlantedFaults:
    """Each fault is found by the check that is meant for it, and by no other."""

    @pytest.mark.parametrize(("name", "path", "value"), FAULTS, ids=NAMES)
    def test_found_by_its_check_alone(self, name: str, path: str, value: Any) -> None:
        report = check_catalog(planted(GOOD, path, value))
        found = (*report.failures, *report.warnings)
        assert {failure.check for failure in found} == {name}, str(report)
        assert {failure.place.partition("[")[0].partition(".")[0] for failure in found} == {re.match(r"\w+", path)[0]}
        assert all(failure.is_warning is (failure in report.warnings) for failure in found)
        assert name not in report.passed
        assert set(report.passed) | {name} | set(report.skipped) == {check.name for check in checks()}

    @pytest.mark.parametrize(("name", "path", "value"), FAULTS, ids=NAMES)
    def test_refused_by_the_constructors_exactly_where_the_checks_of_answers_say_so(self, name: str, path: str, value: Any) -> None:
        catalog = planted(GOOD, path, value)
        report = check_catalog(catalog, only=[name, "law-1-identity"])
        if name in REFUSED:
            with pytest.raises(rp.RolepathError):
                rebuilt(catalog)
            assert report.skipped == ("law-1-identity",)
            assert report.reasons == {"law-1-identity": (name,)}
        else:
            assert rebuilt(catalog) == catalog
            assert report.skipped == ()

    def test_every_check_of_what_a_catalog_holds_has_a_fault(self) -> None:
        promises = {"law", "round", "pickles", "equal", "order", "deterministic", "shown", "escaped"}
        of_content = {check.name for check in checks() if check.name.partition("-")[0] not in promises}
        assert {name for name, _, _ in FAULTS} == of_content
        assert len(FAULTS) >= 40

    def test_a_group_of_a_survey_without_any_percentile(self) -> None:
        silent = planted(
            planted(planted(GOOD, "pay_percentiles[0].p10", None), "pay_percentiles[0].p50", None), "pay_percentiles[0].p90", None
        )
        report = check_catalog(planted(silent, "pay_percentiles[0].floors", ()))
        assert [(f.check, f.place, f.sentence) for f in report] == [("percentiles-ordered", "pay_percentiles[0]", "has no percentile")]
        assert "law-1-identity" in report.skipped

    def test_two_steps_of_one_label(self) -> None:
        steps = (PROFICIENCY.steps[0], attrs.evolve(PROFICIENCY.steps[1], label="some", value=0.3), PROFICIENCY.steps[2])
        catalog = attrs.evolve(GOOD, scales=(attrs.evolve(PROFICIENCY, id="more", label="More", steps=steps), *GOOD.scales))
        assert [(f.check, f.place) for f in check_catalog(catalog)] == [("scale-labels-distinct", "scales[0].steps[1]")]

    def test_what_has_fields_of_other_types_is_checked_no_further(self) -> None:
        report = check_catalog(planted(GOOD, "salary_bands[0].minimum", 95000.0))
        assert report.failures == (
            Failure(
                check="fields-typed",
                place="salary_bands[0].minimum",
                sentence="holds 95000.0 (float), which is not of the type declared",
            ),
        )
        assert report.passed == ()
        assert set(report.reasons.values()) == {("fields-typed",)}

    def test_what_is_no_catalog(self) -> None:
        stranger: Any = SimpleNamespace(roles=())
        assert [str(failure) for failure in check_catalog(stranger)] == ["fields-typed: must be a Catalog, got namespace(roles=())"]

    def test_an_error_within_a_check_is_a_failure(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: Any, **__: Any) -> None:
            raise KeyError("lost")

        monkeypatch.setattr(_promise_checks, "to_json", refuse)
        assert [str(failure) for failure in check_catalog(GOOD, only=["round-trip-json"])] == [
            "round-trip-json: the check ends in KeyError: 'lost'"
        ]

    def test_at_most_twenty_failures_of_a_check(self) -> None:
        catalog = attrs.evolve(GOOD, roles=(*GOOD.roles, *(rp.Role(id=f"r-{number}", label="!") for number in range(30))))
        assert len(check_catalog(catalog, only=["labels-readable"]).warnings) == 20


class TestLadderMonotony:
    """Only pay in the same terms is set against one another."""

    @pytest.mark.parametrize(
        "fields",
        [
            {"component": "base"},
            {"location": "land"},
            {"currency": "GBP"},
            {"employer": "a bank"},
            {"period": "month"},
            {"statistic": "median"},
            {"role": "planner"},
        ],
    )
    def test_other_terms(self, fields: dict[str, Any]) -> None:
        bands = (pays("entry", 100, 200, 4), pays("senior", 10, 20, 5, **fields))
        assert check_catalog(attrs.evolve(GOOD, salary_bands=bands), only=["ladder-monotony"]).warnings == ()

    def test_another_source(self) -> None:
        lower = attrs.evolve(pays("senior", 10, 20, 5), citation=at(5, "other"))
        bands = (pays("entry", 100, 200, 4), lower)
        assert check_catalog(attrs.evolve(GOOD, salary_bands=bands), only=["ladder-monotony"]).warnings == ()

    def test_the_same_terms(self) -> None:
        bands = (pays("senior", 10, 20, 5), pays("entry", 100, 200, 4))
        (found,) = check_catalog(attrs.evolve(GOOD, salary_bands=bands), only=["ladder-monotony"]).warnings
        assert found.place == "salary_bands[0]"
        assert found.sentence == f"{bands[0]!r} is below {bands[1]!r}"

    def test_levels_with_one_between_them(self) -> None:
        middle = rp.Level(id="mid", label="Mid", track="individual-contributor", rank=3)
        top = rp.Level(id="top", label="Top", track="individual-contributor", rank=4)
        bands = (pays("senior", 100, 200, 4), pays("mid", 100, 110, 5, open_top=True), pays("top", 100, 150, 6))
        catalog = attrs.evolve(GOOD, standard_levels=(*GOOD.standard_levels, middle, top), salary_bands=bands)
        (found,) = check_catalog(catalog, only=["ladder-monotony"]).warnings
        assert found.place == "salary_bands[2]"
        assert found.sentence == f"{bands[2]!r} is below {bands[0]!r}"

    def test_an_open_top_may_end_anywhere(self) -> None:
        bands = (pays("entry", 100, 200, 4, open_top=True), pays("senior", 100, 150, 5))
        assert check_catalog(attrs.evolve(GOOD, salary_bands=bands), only=["ladder-monotony"]).warnings == ()

    def test_no_level_stated(self) -> None:
        band = attrs.evolve(pays("entry", 10, 20, 4), level=None)
        catalog = attrs.evolve(GOOD, salary_bands=(*GOOD.salary_bands, band))
        assert check_catalog(catalog, only=["ladder-monotony"]).warnings == ()


class TestWhatConforms:
    def test_the_bundled_catalog(self, catalog: rp.Catalog) -> None:
        report = check_catalog(catalog)
        assert report.failures == (), str(report)
        assert report.is_conforming
        # Two words mean several things, and the guides name a role of which they say nothing but who moves there.
        assert [(warning.check, warning.place) for warning in report.warnings] == [
            ("alternative-labels-distinct", "skills"),
            ("alternative-labels-distinct", "roles"),
            ("roles-ask", "roles[8]"),
        ]

    def test_one_of_everything(self) -> None:
        report = check_catalog(GOOD)
        assert str(report) == f"{len(checks())} checks passed, 0 failed, 0 warn, 0 not made"
        assert (len(report), list(report), report.passed) == (0, [], tuple(check.name for check in checks()))

    def test_nothing_at_all(self) -> None:
        assert check_catalog(rp.Catalog()).passed == tuple(check.name for check in checks())

    def test_people_who_cannot_say_how_well(self) -> None:
        silent = tuple(attrs.evolve(fact, proficiency=None) for fact in GOOD.requirements)
        assert check_catalog(attrs.evolve(GOOD, scales=(IMPORTANCE,), requirements=silent)).is_conforming

    def test_numbers_on_scales(self) -> None:
        numbers = rp.Scale(id="numbers", label="Numbers", measures="proficiency", reason="For tests.", minimum=0, maximum=7)
        facts = tuple(attrs.evolve(fact, proficiency=fact.proficiency and numbers.rate(3)) for fact in GOOD.requirements)
        assert check_catalog(attrs.evolve(GOOD, scales=(numbers, IMPORTANCE), requirements=facts)).is_conforming

    @settings(
        max_examples=15, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
    )
    @given(made=catalogs())
    def test_generated_catalogs(self, made: rp.Catalog) -> None:
        report = check_catalog(_tidied(made))
        assert report.is_conforming, str(report)


def _tidied(catalog: rp.Catalog) -> rp.Catalog:
    """Leave out what a strategy may draw and a check is meant to find: names that collide, and moves to where one is."""
    fields: dict[str, Any] = {
        kind: tuple(
            attrs.evolve(entry, label=f"{kind} {number}", alternative_labels=()) for number, entry in enumerate(getattr(catalog, kind))
        )
        for kind in ("places", "skills", "roles", "standard_levels")
    }
    fields["sources"] = tuple(attrs.evolve(source, title=f"Source {number}") for number, source in enumerate(catalog.sources))
    fields["scales"] = tuple(attrs.evolve(scale, label=f"Scale {number}") for number, scale in enumerate(catalog.scales))
    wrong = {failure.place for failure in check_catalog(catalog, only=["moves-move"])}
    claims = enumerate(catalog.transition_claims)
    fields["transition_claims"] = tuple(claim for number, claim in claims if f"transition_claims[{number}]" not in wrong)
    return attrs.evolve(catalog, name="generated", **fields)


class TestList:
    def test_each_says_what_it_demands(self) -> None:
        assert all(check.demand.endswith(".") for check in checks())
        assert len({check.name for check in checks()}) == len(checks())
        assert all(re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", check.name) for check in checks())

    def test_each_check_of_content_says_whether_constructors_refuse_the_fault(self) -> None:
        for name in {name for name, _, _ in FAULTS}:
            reason = next(check.reason for check in checks() if check.name == name)
            said = re.search(r"The constructors? (of the catalog )?refuse|No constructor refuses", reason)
            assert said, name
            assert said[0].startswith("The") is (name in REFUSED), name

    def test_one(self) -> None:
        (check,) = (check for check in checks() if check.name == "ladder-monotony")
        assert check.is_warning
        assert check.needs == ("fields-typed",)
        assert check.demand == "Pay does not fall from one level to a higher one, where one source states both in the same terms."
        assert repr(check).startswith("Check(name='ladder-monotony'")

    def test_only_some(self) -> None:
        assert check_catalog(GOOD, only=("law-5-direction", "ids-unique")).passed == ("ids-unique", "law-5-direction")

    def test_a_name_of_no_check(self) -> None:
        with pytest.raises(rp.InvalidFieldError, match="only must name a check; did you mean 'ids-unique'"):
            check_catalog(GOOD, only=["id-unique"])


# Promises --------------------------------------------------------------------------------------------------------------


def less(read: Callable[..., rp.Catalog]) -> Callable[..., rp.Catalog]:
    """Lose a fact."""
    return lambda text: attrs.evolve(read(text), traits=())


def in_order(answer: Callable[..., Any]) -> Callable[..., Any]:
    """Answer by the fact that stands first."""

    def answered(*args: Any, catalog: rp.Catalog) -> Any:
        is_reversed = catalog.traits[0] != GOOD.traits[0]
        found = answer(*args, catalog=catalog)
        if not is_reversed:
            return found
        return attrs.evolve(found, **{name: () for name in ("items", "checks", "groups") if hasattr(found, name)})

    return answered


class Shouting(rp.Role):
    """Rings a bell when it is shown."""

    def __str__(self) -> str:
        return "\a"


class Silent(rp.Role):
    """Is shown as nothing."""

    def __str__(self) -> str:
        return " \n"


class Sprawling(rp.Role):
    """Has a repr of two lines."""

    def __str__(self) -> str:
        return "Role"

    def __repr__(self) -> str:
        return "Role(\n)"


def html(text: str) -> type[rp.Role]:
    """Make a role that is shown as this HTML."""
    return type("Drawn", (rp.Role,), {"_repr_html_": lambda _: text})


class Forgetful(rp.Role):
    """Has another hash than its copy."""

    __hash__ = object.__hash__


def with_role(kind: type[rp.Role]) -> rp.Catalog:
    """Put a role of another class into the catalog."""
    return planted(GOOD, "roles[1]", kind(id="planner", label="Planner"))


class TestPromises:
    """What the library promises is checked: break it, and the check that is meant for it fails."""

    @pytest.mark.parametrize(
        ("name", "broken", "breaking"),
        [
            ("round-trip-document", "from_document", less(rp.from_document)),
            ("round-trip-json", "from_json", less(rp.from_json)),
            ("pickles", "pickle", SimpleNamespace(HIGHEST_PROTOCOL=3, dumps=lambda *_: b"", loads=lambda _: None)),
            ("order-of-facts", "disagreements", in_order(rp.disagreements)),
            ("order-of-facts", "check_claims", in_order(rp.check_claims)),
            ("order-of-facts", "comp_lookup", in_order(rp.comp_lookup)),
        ],
    )
    def test_broken(self, name: str, broken: str, breaking: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_promise_checks, broken, breaking)
        assert {failure.check for failure in check_catalog(_with_disagreement(GOOD))} == {name}

    def test_undetermined_answers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        scores = iter(range(10**6))

        def answered(*args: Any, **options: Any) -> Any:
            return attrs.evolve(rp.proximity(*args, **options), evidence_share=float(next(scores)))

        monkeypatch.setattr(_promise_checks, "proximity", answered)
        assert {failure.check for failure in check_catalog(GOOD)} == {"deterministic"}

    def test_text_that_is_not_escaped(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("rolepath.display.html.escape", str)
        assert {failure.check for failure in check_catalog(GOOD)} == {"escaped-in-html"}

    @pytest.mark.parametrize(
        ("name", "kind", "sentence"),
        [
            ("shown-as-text", Shouting, r"is shown with a character that cannot be printed: '\x07'"),
            ("shown-as-text", Silent, "is shown as nothing"),
            ("shown-as-text", Sprawling, r"is shown with a character that cannot be printed: 'Role(\n)'"),
            ("shown-as-html", html("<p>"), "leaves <p> open"),
            ("shown-as-html", html("<p></b>"), "closes <b>, which is not the element that is open"),
            ("shown-as-html", html("</b>"), "closes <b>, which is not the element that is open"),
            ("shown-as-html", html("<br><script></script>"), "has <script> with [], which fetches or runs something"),
            ("shown-as-html", html('<p onclick="x"></p>'), "has <p> with [('onclick', 'x')], which fetches or runs something"),
            ("shown-as-html", html('<p src="x"></p>'), "has <p> with [('src', 'x')], which fetches or runs something"),
            ("shown-as-html", html('<a href="http://x"></a>'), "has <a> with [('href', 'http://x')], which fetches or runs something"),
            ("shown-as-html", html('<p style="a:url(x)"></p>'), "has <p> with [('style', 'a:url(x)')], which fetches or runs something"),
            (
                "shown-as-html",
                html('<button formaction="x"></button>'),
                "has <button> with [('formaction', 'x')], which fetches or runs something",
            ),
            ("shown-as-html", html('<a href="#x"></a><p id="y"></p>'), "links to '#x', which is not there"),
            ("equal-and-hashed", Forgetful, "is not equal to its copy, or has another hash"),
        ],
    )
    def test_a_class_that_stands_in(self, name: str, kind: type[rp.Role], sentence: str) -> None:
        report = check_catalog(with_role(kind), only=[name])
        assert [(failure.check, failure.place, failure.sentence) for failure in report][-1:] == [(name, "roles[1]", sentence)]

    def test_links_within_a_fragment_and_empty_elements_are_right(self) -> None:
        fine = html('<a href="#x">1</a><p id="x" style="width:3%"></p><br><table><colgroup><col></colgroup></table>')
        assert check_catalog(with_role(fine), only=["shown-as-html"]).failures == ()

    def test_a_catalog_that_is_equal_to_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(rp.Catalog, "__eq__", lambda *_: False)
        (found,) = check_catalog(GOOD, only=["equal-and-hashed"]).failures
        assert str(found) == "equal-and-hashed: is not equal to its copy, or has another hash"

    def test_a_catalog_that_is_equal_to_less(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(rp.Catalog, "__eq__", lambda *_: True)
        found = check_catalog(GOOD, only=["equal-and-hashed"]).failures
        assert {failure.sentence for failure in found} == {"make no difference to the catalog"}
        assert {failure.place for failure in found} == set(_promise_checks.FACTS)


def _with_disagreement(catalog: rp.Catalog) -> rp.Catalog:
    """Add what makes sources disagree."""
    band = attrs.evolve(catalog.salary_bands[0], minimum=D(400), maximum=D(500), citation=at(30, "other"))
    return catalog.with_facts(band)


# Laws ------------------------------------------------------------------------------------------------------------------


def contradictory(answer: Any, **fields: Any) -> Any:
    """Copy an answer with other fields, be they such as its class refuses."""
    copied = copy.copy(answer)
    for name, value in fields.items():
        object.__setattr__(copied, name, value)
    return copied


def changed(**changes: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Change fields of an answer that has a score."""
    return lambda answer: contradictory(answer, **{name: change(answer) for name, change in changes.items()})


def by(change: Callable[[Any], Any], verb: Callable[..., Any], when: Callable[..., bool] = lambda *_, **__: True) -> Callable[..., Any]:
    """Make a verb whose answers are changed where a condition on the question holds and there is a score."""

    def asked(*args: Any, catalog: rp.Catalog) -> Any:
        answer = verb(*args, catalog=catalog)
        return change(answer) if answer.score is not None and when(*args, catalog=catalog) else answer

    return asked


def to_itself(origin: Any, target: Any = None, **_: Any) -> bool:
    return isinstance(origin, rp.Role) and origin.id == target.id


def is_changed(*_: Any, catalog: rp.Catalog) -> bool:
    return catalog != GOOD


def months(low: float, high: float) -> Callable[[Any], Any]:
    return lambda _: (rp.Months(minimum=low, maximum=high, basis="modelled", statement="For tests."),)


def learning(low: float, high: float) -> Callable[[Any], Any]:
    """Months that grow with what a person holds."""
    return lambda move: () if move.profile is None else months(low + len(move.profile.skills), high)(move)


GAP, NEAR, MOVE = rp.skill_gap, rp.proximity, rp.transition_difficulty
#: The law, the verb that is broken, how, and what is said of it.
BROKEN: list[tuple[int, str, Callable[..., Any], str]] = [
    (1, "proximity", by(changed(score=lambda _: 0.5), NEAR, to_itself), "proximity from maker to itself: is (0.5, 1.0, 1.0), not 1"),
    (
        1,
        "transition_difficulty",
        by(changed(months=months(0.0, 2.0)), MOVE, to_itself),
        "difficulty from maker to itself: takes (0.0, 2.0) months",
    ),
    (2, "skill_gap", by(changed(upper=lambda _: 1.5), GAP), " to 1.5"),
    (2, "skill_gap", by(changed(score=lambda _: None), GAP), "with the reason None"),
    (2, "proximity", by(changed(evidence_share=lambda _: 2.0), NEAR), "rests on facts by a share of 2.0"),
    (
        3,
        "skill_gap",
        by(changed(score=lambda gap: gap.profile and len(gap.profile.skills) / 99), GAP),
        "gap from nobody to maker: rises from 0.0 to ",
    ),
    (
        3,
        "transition_difficulty",
        by(changed(months=learning(1.0, 1e6)), MOVE),
        "fewest months from nobody to maker: rises from 1.0 to 2.0 with ",
    ),
    (4, "skill_gap", by(changed(score=lambda _: 0.0), GAP, is_changed), "to 0.0 with asking for 'design' at top rather than good"),
    (4, "transition_difficulty", by(changed(score=lambda _: 0.0), MOVE, is_changed), "to 0.0 with asking for one skill more"),
    (
        5,
        "proximity",
        by(changed(score=lambda near: 0.1 if near.roles[0] == "maker" else 0.2), NEAR),
        "proximity from maker to planner: is (0.1, ",
    ),
    (6, "skill_gap", by(changed(score=lambda gap: gap.score / 2), GAP), "but its parts sum to "),
    (7, "transition_difficulty", by(changed(score=lambda _: 0.0), MOVE, is_changed), "with the facts in reverse, some of them twice"),
    (7, "skill_gap", by(changed(score=lambda gap: len(gap.target) / 99), GAP), "with other ids"),
    (8, "skill_gap", by(changed(lower=lambda gap: gap.score, upper=lambda gap: gap.score), GAP, is_changed), " narrows from "),
    (8, "transition_difficulty", by(changed(lower=lambda move: move.score), MOVE, is_changed), "with hiding the effort of "),
    (8, "skill_gap", by(changed(score=lambda _: None, lower=lambda _: None), GAP, is_changed), " with hiding how well guide, line "),
    (
        9,
        "transition_difficulty",
        by(changed(score=lambda move: 0.0 if move.steps else move.score), MOVE),
        "path maker - planner - seller: has score 0.0, below ",
    ),
    (
        9,
        "transition_difficulty",
        by(changed(months=lambda move: months(0.0, 0.0)(move) if move.steps else move.months), MOVE),
        "has fewest months 0.0",
    ),
    (
        9,
        "skill_gap",
        by(changed(items=lambda gap: tuple(attrs.evolve(item, held=1.0) for item in gap.items)), GAP),
        "gap from nobody to maker: has 'craft' at 1.0, and nothing of itself above 0.0",
    ),
]


class TestNineLaws:
    @pytest.mark.parametrize(
        ("number", "verb", "breaking", "said"), BROKEN, ids=[f"{n}-{verb}-{i}" for i, (n, verb, _, _) in enumerate(BROKEN)]
    )
    def test_a_broken_verb(self, number: int, verb: str, breaking: Any, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_nine_laws, verb, breaking)
        report = check_catalog(GOOD, only=[LAWS[number - 1]])
        assert any(said in f"{failure.place}: {failure.sentence}" for failure in report), str(report)

    def test_a_role_of_which_nothing_is_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def answered(*args: Any, catalog: rp.Catalog) -> Any:
            gap = GAP(*args, catalog=catalog)
            return contradictory(gap, score=0.0, reason=None) if gap.score is None else gap

        monkeypatch.setattr(_nine_laws, "skill_gap", answered)
        found = [failure.place for failure in check_catalog(GOOD, only=["law-8-honest-ignorance"])]
        assert found[:2] == ["gap from maker to a role of which nothing is said", "gap back to maker"]

    def test_an_account_of_another_number(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(rp.Proximity, "explain", lambda _: SimpleNamespace(value=2.0))
        (found, *_) = check_catalog(GOOD, only=["law-6-exact-accounts"]).failures
        assert found.sentence.endswith("but its account says 2.0")

    def test_accounts_by_shape(self, monkeypatch: pytest.MonkeyPatch) -> None:
        rated = {"maker": (5, 4, 1, 2), "planner": (4, 5, 2, 1), "seller": (1, 1, 5, 4)}
        facts = tuple(
            asks(role, skill.id, line, "good", importance=IMPORTANCE.rate(value))
            for role, values in rated.items()
            for line, (skill, value) in enumerate(zip(GOOD.skills, values, strict=True), 1)
        )
        by_shape = attrs.evolve(GOOD, requirements=facts, proximity_model=rp.ProximityModel(method="shape"))
        near = NEAR("maker", "planner", catalog=by_shape)
        assert near.score
        assert near.features
        assert check_catalog(by_shape, only=["law-6-exact-accounts"]).failures == ()
        monkeypatch.setattr(_nine_laws, "proximity", by(changed(features=lambda near: near.features[1:]), NEAR))
        places = [failure.place for failure in check_catalog(by_shape, only=["law-6-exact-accounts"])]
        assert "proximity from maker to planner" in places

    def test_ignorance_by_shape(self, monkeypatch: pytest.MonkeyPatch) -> None:
        facts = tuple(
            asks(role, skill.id, line, "good", importance=IMPORTANCE.rate(value))
            for role, values in {"maker": (5, 4, 1, 2), "planner": (4, 5, 2, 1), "seller": (1, 1, 5, 4)}.items()
            for line, (skill, value) in enumerate(zip(GOOD.skills, values, strict=True), 1)
        )
        # Roles that are described so far that they compare even where a rating is hidden.
        described = tuple(
            rp.Descriptor(role=role, family=family, item=item, label=item, value=value, citation=at(30))
            for role, number in {"maker": 1, "planner": 2, "seller": 4}.items()
            for family, item, value in (
                ("activity", f"a{number}", None),
                ("activity", "a", None),
                ("technology", f"t{number}", None),
                ("interest", "i", number),
                ("interest", "j", 5 - number),
            )
        )
        shaped = rp.ProximityModel(method="shape")
        by_shape = attrs.evolve(GOOD, requirements=facts, descriptors=described, proximity_model=shaped)
        hidden = attrs.evolve(by_shape, requirements=(attrs.evolve(facts[0], importance=None), *facts[1:]))
        assert NEAR("maker", "planner", catalog=hidden).lower is not None
        assert check_catalog(by_shape, only=["law-8-honest-ignorance"]).failures == ()

        def surer(*args: Any, catalog: rp.Catalog) -> Any:
            near = NEAR(*args, catalog=catalog)
            is_known = near.lower is None or all(fact.importance is not None for fact in catalog.requirements)
            return near if is_known else contradictory(near, lower=near.upper)

        monkeypatch.setattr(_nine_laws, "proximity", surer)
        found = check_catalog(by_shape, only=["law-8-honest-ignorance"]).failures
        assert any("narrows from" in failure.sentence and "hiding how much" in failure.sentence for failure in found), found

    def test_nine(self) -> None:
        assert [name[:6] for name in LAWS] == [f"law-{number}-" for number in range(1, 10)]


# As tests of one's own -------------------------------------------------------------------------------------------------

FILE = """
import rolepath as rp
from rolepath.testing.checks import parametrize_with_checks
OURS = rp.Catalog(roles=(rp.Role(id="maker", label="{label}"), rp.Role(id="baker", label="Baker")))

@parametrize_with_checks(OURS{expected})
def test_our_framework(catalog, check):
    check(catalog)
"""


class TestAsTests:
    def run(self, pytester: pytest.Pytester, *, label: str = "Maker", expected: str = "", options: tuple[str, ...] = ()) -> Any:
        pytester.makepyfile(FILE.format(label=label, expected=expected))
        return pytester.runpytest_inprocess("-p", "no:cacheprovider", "-p", "no:hypothesispytest", "-W", "default", "-rA", *options)

    def test_four_lines(self, pytester: pytest.Pytester) -> None:
        result = self.run(pytester)
        result.assert_outcomes(passed=len(checks()), warnings=2)  # both roles ask for nothing
        result.stdout.fnmatch_lines(["*ConformanceWarning: roles-ask: roles[[]0]: no fact says what skills 'maker' asks for*"])
        result.stdout.fnmatch_lines(["PASSED *::test_our_framework[[]law-9-no-free-lunch]"])

    def test_a_failure(self, pytester: pytest.Pytester) -> None:
        result = self.run(pytester, label="baker", options=("test_a_failure.py::test_our_framework[labels-distinct]",))
        result.assert_outcomes(failed=1)
        result.stdout.fnmatch_lines(["*labels-distinct: roles[[]1]: 'baker' is a name of 'baker', and of 'maker'*"])

    def test_an_expected_failure(self, pytester: pytest.Pytester) -> None:
        result = self.run(pytester, label="baker", expected=", expected_failures={'labels-distinct': 'both bake'}")
        result.assert_outcomes(passed=len(checks()) - 1, xfailed=1, warnings=2)
        result.stdout.fnmatch_lines(["XFAIL *[[]labels-distinct] - both bake"])

    def test_an_expected_warning(self, pytester: pytest.Pytester) -> None:
        result = self.run(pytester, expected=", expected_failures={'roles-ask': 'not yet'}")
        result.assert_outcomes(passed=len(checks()) - 1, xfailed=1)

    def test_a_failure_that_does_not_come(self, pytester: pytest.Pytester) -> None:
        result = self.run(pytester, expected=", expected_failures={'ids-unique': 'twins'}")
        result.assert_outcomes(passed=len(checks()) - 1, failed=1, warnings=2)
        result.stdout.fnmatch_lines(["*XPASS(strict)*twins*"])

    def test_what_means_nothing_is_skipped(self, pytester: pytest.Pytester) -> None:
        pytester.makepyfile(
            FILE.format(label="Maker", expected="").replace("\n@", "\nobject.__setattr__(OURS.roles[0], 'id', 'Not An Id')\n@", 1)
        )
        result = pytester.runpytest_inprocess("-p", "no:cacheprovider", "-p", "no:hypothesispytest", "-W", "default", "-rs")
        result.assert_outcomes(passed=len(checks()) - 19, failed=1, skipped=18, warnings=2)
        result.stdout.fnmatch_lines(["SKIPPED *: law-1-identity means nothing for a catalog that fails ids-well-formed"])

    def test_a_name_of_no_check(self) -> None:
        with pytest.raises(rp.InvalidFieldError, match="expected_failures must name a check; checks"):
            parametrize_with_checks(GOOD, expected_failures={"xyz": "no such check"})

    def test_without_pytest(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "pytest", None)
        with pytest.raises(rp.MissingExtraError, match=r"pip install 'rolepath\[testing\]'"):
            parametrize_with_checks(GOOD)


class TestAssertion:
    def test_of_what_conforms(self) -> None:
        assert_conforms(GOOD)

    def test_of_a_failure(self) -> None:
        with pytest.raises(AssertionError, match=r"1 failed, 0 warn, 18 not made\nids-well-formed: sources\[1\]"):
            assert_conforms(planted(GOOD, "sources[1].id", "The Other"))

    def test_of_a_warning(self) -> None:
        with pytest.warns(ConformanceWarning, match="roles-ask"):
            assert_conforms(attrs.evolve(GOOD, roles=(*GOOD.roles, rp.Role(id="idler", label="Idler"))))

    def test_of_what_is_expected(self) -> None:
        catalog = attrs.evolve(planted(GOOD, "roles[1].label", "maker"), traits=(*GOOD.traits, GOOD.traits[0]))
        assert_conforms(catalog, expected_failures={"labels-distinct": "both make", "facts-once": "said twice"})

    def test_of_a_failure_that_does_not_come(self) -> None:
        with pytest.raises(AssertionError, match=r"\nids-unique: passes, but is expected to fail$"):
            assert_conforms(GOOD, expected_failures={"ids-unique": "twins"})

    def test_that_what_is_expected_hides_nothing_that_it_blocks(self) -> None:
        with pytest.raises(AssertionError, match="not made: law-1-identity, since the catalog fails ids-well-formed"):
            assert_conforms(planted(GOOD, "sources[1].id", "The Other"), expected_failures={"ids-well-formed": "as ever"})

    def test_of_a_name_of_no_check(self) -> None:
        with pytest.raises(rp.InvalidFieldError, match="expected_failures must name a check"):
            assert_conforms(GOOD, expected_failures={"xyz": "no such check"})

    def test_one_check(self) -> None:
        (check,) = (check for check in checks() if check.name == "roles-ask")
        idle = attrs.evolve(GOOD, requirements=GOOD.requirements[:5])
        with pytest.warns(ConformanceWarning, match=r"^roles-ask: roles\[2\]"):
            check(idle)
        with pytest.raises(AssertionError, match=r"^0 checks passed, 0 failed, 1 warn, 0 not made\nwarning: roles-ask"):
            attrs.evolve(check, is_warning=False)(idle)
