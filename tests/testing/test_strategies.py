"""The strategies: what they draw is valid, covers what the model allows, keeps to the keywords, and shrinks to something readable."""

from __future__ import annotations

import re
import subprocess
import sys
import types
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from enum import Enum
from importlib import import_module
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints

import attrs
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample
from hypothesis.statistics import collector
from hypothesis.strategies import SearchStrategy

import rolepath as rp
from rolepath.model.identity import is_id, label_key
from rolepath.testing import plugin
from rolepath.testing import strategies as rs
from rolepath.testing.checks import check_catalog, checks

NOUNS = [name for name in plugin.STRATEGIES if not name.endswith("Id")]
IDS = [name for name in plugin.STRATEGIES if name.endswith("Id")]
HERE = Path(__file__).parent


def drawn(strategy: SearchStrategy[Any], count: int) -> list[Any]:
    """Draw so many examples, the same in each run."""
    found: list[Any] = []

    @settings(max_examples=count, derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(strategy)
    def collect(value: Any) -> None:
        found.append(value)

    collect()
    return found


def simplest(strategy: SearchStrategy[Any], condition: Callable[[Any], object] = lambda _: True) -> Any:
    """Find the simplest example that meets a condition, the same in each run."""
    # Without the phase that explains: it traces each line, which takes long.
    quick = settings(max_examples=3_000, database=None, deadline=None, phases=(Phase.generate, Phase.shrink))
    return find(strategy, lambda value: bool(condition(value)), settings=quick, random=Random(0))


def reaches(strategy: SearchStrategy[Any], condition: Callable[[Any], object]) -> bool:
    """Tell whether a strategy draws what meets a condition. A sample that has none may be an unlucky one; this looks on."""
    search = settings(max_examples=10_000, database=None, deadline=None, phases=(Phase.generate,))
    try:
        find(strategy, lambda value: bool(condition(value)), settings=search, random=Random(0))
    except NoSuchExample:
        return False
    return True


@pytest.fixture(scope="module")
def catalogs() -> list[rp.Catalog]:
    """Three hundred catalogs."""
    return drawn(rs.catalogs(), 300)


@pytest.fixture(scope="module")
def small() -> rp.Catalog:
    """A catalog with one or two of everything."""
    source = rp.Source(id="handbook", title="Handbook")
    levels = (
        rp.Level(id="junior", label="Junior", track="individual-contributor", rank=2),
        rp.Level(id="head", label="Head", track="management", rank=5),
    )
    return rp.Catalog(
        sources=(source,),
        scales=(
            rp.Scale(id="how-well", label="S", measures="proficiency", reason="R", steps=(rp.ScaleStep(label="well", value=0.75),)),
            rp.Scale(id="how-much", label="S", measures="importance", reason="R", minimum=1, maximum=5),
        ),
        places=(rp.Place(id="town", label="Town"),),
        skills=(rp.Skill(id="sql", label="SQL", kind="tool"), rp.Skill(id="telepathy", label="Thought reading", kind="practice")),
        roles=(rp.Role(id="analyst", label="Analyst"), rp.Role(id="engineer", label="Engineer")),
        standard_levels=levels,
    )


class TestValid:
    """Every strategy gives objects of its class, under Hypothesis's own knowledge of the class."""

    @pytest.mark.parametrize("name", NOUNS)
    def test_draws_the_class(self, name: str) -> None:
        kind = getattr(rp, name)
        examples = drawn(st.from_type(kind), 60)
        assert {type(example) for example in examples} == {kind}
        assert len({repr(example) for example in examples}) > 3

    @pytest.mark.parametrize("name", IDS)
    def test_draws_ids(self, name: str) -> None:
        strategy = st.from_type(getattr(rp, name))
        assert all(map(is_id, drawn(strategy, 100)))
        assert reaches(strategy, lambda example: "." in example)
        assert reaches(strategy, lambda example: example[0].isdigit())

    def test_every_noun_has_a_strategy(self) -> None:
        nouns = {
            name
            for name in rp.__all__
            if isinstance(kind := getattr(rp, name), type) and attrs.has(kind) and "rolepath.model" in kind.__module__
        }
        assert set(NOUNS) == nouns

    def test_every_strategy_is_of_a_noun_or_a_part(self) -> None:
        assert set(rs.__all__) - set(plugin.STRATEGIES.values()) == {"Given", "amounts", "currencies", "facts", "labels"}

    @pytest.mark.parametrize("name", ["levels", "skills", "salary_bands", "pay_claims", "offers", "profiles", "requirements", "traits"])
    def test_extremes_are_valid_too(self, name: str) -> None:
        assert len(drawn(getattr(rs, name)(with_extremes=True), 100)) == 100

    def test_extreme_catalogs_are_valid_too(self) -> None:
        assert len(drawn(rs.catalogs(with_extremes=True), 50)) == 50

    def test_a_catalog_takes_what_is_drawn_for_it(self, small: rp.Catalog) -> None:
        for fact in drawn(rs.facts(catalog=small), 200):
            assert fact in small.with_facts(fact).facts
        for skill in drawn(rs.skills(catalog=small), 100):
            assert small.with_skill(skill).skill(skill.id) == skill
        for role in drawn(rs.roles(catalog=small), 30):
            assert small.with_role(role).role(role.id) == role
        for source in drawn(rs.sources(catalog=small), 30):
            assert small.with_source(source).source(source.id) == source
        for place in drawn(rs.places(catalog=small), 30):
            assert attrs.evolve(small, places=(*small.places, place)).place(place.id) == place
        for scale in drawn(rs.scales(catalog=small), 30):
            assert attrs.evolve(small, scales=(*small.scales, scale)).scale(scale.id) == scale

    def test_a_catalog_of_the_bundle_takes_them_too(self, catalog: rp.Catalog) -> None:
        for fact in drawn(rs.facts(catalog=catalog), 50):
            assert fact in catalog.with_facts(fact).facts

    def test_facts_are_of_all_kinds(self, small: rp.Catalog) -> None:
        kinds = {rp.Level, rp.SalaryBand, rp.PayClaim, rp.PayPercentiles, rp.SkillRequirement, rp.TransitionClaim, rp.Trait, rp.Descriptor}
        for strategy in (rs.facts(), rs.facts(catalog=small)):
            found = set(map(type, drawn(strategy, 100)))
            assert found <= kinds
            assert all(reaches(strategy, lambda fact, kind=kind: type(fact) is kind) for kind in kinds - found)

    def test_facts_of_a_bare_catalog_name_nothing_that_it_lacks(self, small: rp.Catalog) -> None:
        bare = rp.Catalog(sources=small.sources)
        for fact in drawn(rs.facts(catalog=bare), 100):
            assert bare.with_facts(fact)
            assert isinstance(fact, (rp.PayPercentiles, rp.TransitionClaim, rp.Trait))
        unskilled = rp.Catalog(sources=small.sources, roles=small.roles)
        found = drawn(rs.facts(catalog=unskilled), 150)
        assert unskilled.with_facts(*found)
        kinds = {rp.SalaryBand, rp.PayClaim, rp.PayPercentiles, rp.TransitionClaim, rp.Trait, rp.Descriptor}
        assert set(map(type, found)) <= kinds
        strategy = rs.facts(catalog=unskilled)
        assert all(reaches(strategy, lambda fact, kind=kind: type(fact) is kind) for kind in kinds - set(map(type, found)))


def kinds_of(value: Any) -> Iterable[str]:
    """Name what sort of value it is, as finely as the fields of the model tell values apart."""
    match value:
        case None | bool():
            yield repr(value)
        case Enum():
            yield value.value
        case str():
            yield "id" if is_id(value) else "text"
            if not value.isascii():
                yield "another writing"
        case tuple():
            yield ("none", "one", "several")[min(len(value), 2)]
        case Decimal() | float():
            yield "zero" if value == 0 else "whole" if value == int(value) else "broken"
            if value < 0:
                yield "negative"
        case int():
            yield "one" if value == 1 else "more"
        case _:
            yield type(value).__name__


def kinds_allowed(hint: Any) -> set[str]:
    """Name the sorts of value that a field of this type may hold."""
    if get_origin(hint) in (Union, types.UnionType):
        return set().union(*map(kinds_allowed, get_args(hint)))
    if get_origin(hint) is tuple:
        return {"none", "one", "several"}
    if hint is type(None):
        return {"None"}
    if hint is bool:
        return {"True", "False"}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {member.value for member in hint}
    return {str: {"text", "another writing"}, Decimal: {"zero", "whole", "broken"}, float: {"whole", "broken"}, int: {"more"}}.get(
        hint, {"id" if hint.__name__.endswith("Id") else hint.__name__}
    )


class TestSpace:
    """Each field takes each kind of value that it may."""

    #: Texts that follow a code or an id.
    CODES: ClassVar[dict[Any, Any]] = {"currency": {"text"}, "base": {"text"}, "quote": {"text"}}
    #: Kinds that stand for others: a day has no finer kinds, and these numbers are never 0.
    LACKS: ClassVar[dict[Any, Any]] = {
        ("ExchangeRate", "rate"): {"zero"},
        ("TransitionPath", "steps"): {"none"},
        ("Trait", "aspect"): {aspect.value for aspect in rp.Aspect},
        ("TransitionClaim", "proof"): {form.value for form in rp.ProofForm},
        ("TransitionClaim", "kind"): {kind.value for kind in rp.TransitionKind},
    }

    @pytest.mark.parametrize("name", [name for name in NOUNS if name != "Catalog"])
    def test_fields(self, name: str) -> None:
        kind = getattr(rp, name)
        examples = drawn(st.from_type(kind), 500)
        hints = get_type_hints(kind)
        missing: list[tuple[str, str]] = []
        for field in attrs.fields(kind):
            expected = kinds_allowed(hints[field.name])
            if field.name in self.CODES:
                expected -= {"another writing"}
            found = Counter(sort for example in examples for sort in kinds_of(getattr(example, field.name)))
            missing += ((field.name, sort) for sort in expected - set(found) - self.LACKS.get((name, field.name), set()))
        strategy = st.from_type(kind)
        unreached = [
            (field, sort)
            for field, sort in missing
            if not reaches(strategy, lambda example, field=field, sort=sort: sort in kinds_of(getattr(example, field)))
        ]
        assert unreached == []

    @pytest.mark.parametrize(
        ("strategy", "field", "kinds"),
        [
            (rs.traits(), "aspect", rp.Aspect),
            (rs.transition_claims(), "kind", rp.TransitionKind),
            (rs.transition_claims(kind="proof"), "proof", rp.ProofForm),
        ],
    )
    def test_long_enumerations(self, strategy: SearchStrategy[Any], field: str, kinds: type[Enum]) -> None:
        found = {getattr(example, field) for example in drawn(strategy, 500)} - {None}
        assert len(found) > 0.7 * len(kinds)
        for left in set(kinds) - found:
            assert reaches(strategy, lambda example, left=left: getattr(example, field) is left)

    BANDS: ClassVar[dict[Any, Any]] = {
        "open top": lambda band: band.open_top,
        "closed": lambda band: band.maximum is not None and not band.open_top,
        "floor alone": lambda band: band.maximum is None,
        "a point": lambda band: band.minimum == band.maximum,
        "nothing to speak of": lambda band: band.minimum < 10,
        "assumed": lambda band: len(band.assumed) > 1,
    }

    @pytest.mark.parametrize("name", BANDS)
    def test_bands(self, name: str) -> None:
        assert reaches(rs.salary_bands(), self.BANDS[name])

    CATALOGS: ClassVar[dict[Any, Any]] = {
        "nothing but vocabulary": lambda c: not c.facts,
        "several currencies": lambda c: len({band.currency for band in c.salary_bands}) > 1,
        "several components": lambda c: len({band.component for band in c.salary_bands}) > 1,
        "bands of one role twice": lambda c: max(Counter(band.role for band in c.salary_bands).values(), default=0) > 1,
        "open top": lambda c: any(band.open_top for band in c.salary_bands),
        "floor alone": lambda c: any(band.maximum is None for band in c.salary_bands),
        "band at a level": lambda c: any(band.level for band in c.salary_bands),
        "band at a place": lambda c: any(band.location for band in c.salary_bands),
        "both tracks": lambda c: {level.track for level in c.standard_levels} == set(rp.Track),
        "rungs": lambda c: len(c.levels) > 1,
        "rungs on both tracks": lambda c: {level.track for level in c.levels} == set(rp.Track),
        "broader": lambda c: any(skill.broader for skill in c.skills),
        "broader of broader": lambda c: any(skill.broader and c.skill(skill.broader).broader for skill in c.skills),
        "prerequisites of one another": lambda c: any(c.skill(p).prerequisites for skill in c.skills for p in skill.prerequisites),
        "credit both ways": lambda c: any(
            {a.id, b.id} <= {related.skill for skill in (a, b) for related in skill.related} for a, b in combinations(c.skills, 2)
        ),
        "credit of nothing": lambda c: any(related.credit == 0 for skill in c.skills for related in skill.related),
        "unknown effort": lambda c: any(skill.effort_weeks_minimum is None for skill in c.skills),
        "alternatives": lambda c: any(fact.alternatives for fact in c.requirements),
        "two facts on one skill": lambda c: max(Counter((f.role, f.skill) for f in c.requirements).values(), default=0) > 1,
        "two sources on one role": lambda c: any(
            a.role == b.role and a.citation.source != b.citation.source for a, b in combinations(c.requirements, 2)
        ),
        "proficiency by a label": lambda c: any(f.proficiency and f.proficiency.label for f in c.requirements),
        "proficiency by a number": lambda c: any(f.proficiency and not f.proficiency.label for f in c.requirements),
        "importance": lambda c: any(f.importance for f in c.requirements),
        "place within a place": lambda c: any(place.within for place in c.places),
        "an entry that names a later one": lambda c: any(
            skill.broader in [later.id for later in c.skills[at:]] for at, skill in enumerate(c.skills)
        ),
        "trait of the market": lambda c: any(not trait.roles for trait in c.traits),
        "trait of several roles": lambda c: any(len(trait.roles) > 1 for trait in c.traits),
        "comparison of moves": lambda c: any(claim.than_target for claim in c.transition_claims),
        "pay against a role": lambda c: any(claim.other for claim in c.pay_claims),
        "measures of its own": lambda c: c.gap_weights != rp.GapWeights(),
        "measures of the library": lambda c: c.gap_weights == rp.GapWeights(),
        "listed numbers": lambda c: len(c.parameters) > 1,
        "another name": lambda c: c.name != "catalog",
    }

    @pytest.mark.parametrize("name", CATALOGS)
    def test_catalogs(self, catalogs: list[rp.Catalog], name: str) -> None:
        assert any(map(self.CATALOGS[name], catalogs)) or reaches(rs.catalogs(), self.CATALOGS[name])

    @pytest.mark.parametrize(
        "field", [field.name for field in attrs.fields(rp.Catalog) if field.init and field.type and "tuple" in field.type]
    )
    def test_catalogs_have_none_one_and_several(self, catalogs: list[rp.Catalog], field: str) -> None:
        counts = {min(len(getattr(catalog, field)), 2) for catalog in catalogs}
        expected = {1, 2} if field in {"sources", "roles"} else {0, 1, 2}
        assert counts <= expected
        for left in expected - counts:
            assert reaches(rs.catalogs(), lambda catalog, left=left: min(len(getattr(catalog, field)), 2) == left)

    def test_no_move_is_compared_with_itself(self, small: rp.Catalog) -> None:
        one = attrs.evolve(small, roles=small.roles[:1])
        for strategy in (rs.transition_claims(kind="harder-than", catalog=one), rs.transition_claims(kind="easier-than")):
            for claim in drawn(strategy, 200):
                other = (claim.than_origin or claim.origin, claim.than_target or claim.target)
                assert other != (claim.origin, claim.target)
        forced = drawn(rs.transition_claims(kind="harder-than", catalog=one, target="analyst"), 20)
        assert {claim.target for claim in forced} == {"analyst"}
        assert "analyst" in {claim.than_target for claim in forced}

    def test_catalogs_order_the_levels_of_a_track(self, catalogs: list[rp.Catalog]) -> None:
        for catalog in catalogs:
            for track in rp.Track:
                ranks = [level.rank for level in catalog.standard_levels if level.track is track]
                assert len(set(ranks)) == len(ranks)

    @pytest.mark.parametrize("with_extremes", [False, True])
    def test_catalogs_keep_what_the_kit_asks_of_what_they_hold(self, *, with_extremes: bool) -> None:
        of_answers = {"law", "round", "pickles", "equal", "order", "deterministic", "shown", "escaped"}
        names = [check.name for check in checks() if check.name.partition("-")[0] not in of_answers]
        for catalog in drawn(rs.catalogs(with_extremes=with_extremes), 100):
            report = check_catalog(catalog, only=names)
            assert report.is_conforming, str(report)

    def test_names_of_entries_that_are_told_apart_by_punctuation_alone(self) -> None:
        assert rs._names_of("roles", ["a-b", "a.b", None, None, "a-b"]) == ("a-b", "a.b-2", "role-c", "role-d", "a-b-3")

    def test_moves_lead_elsewhere_unless_they_are_asked_not_to(self, small: rp.Catalog) -> None:
        for ends in ({}, {"origin": "analyst"}, {"target": "analyst"}):
            claims = drawn(rs.transition_claims(catalog=small, **ends), 100)
            assert not [claim for claim in claims if claim.origin is not None and claim.origin == claim.target]
        (claim,) = drawn(rs.transition_claims(catalog=small, origin="analyst", target="analyst"), 1)
        assert (claim.origin, claim.target) == ("analyst", "analyst")

    def test_rungs_stand_where_their_level_stands(self, catalogs: list[rp.Catalog]) -> None:
        rungs = [(rung, catalog.level(rung.id)) for catalog in catalogs for rung in catalog.levels]
        assert rungs
        assert all((rung.track, rung.rank) == (level.track, level.rank) for rung, level in rungs)

    def test_listed_numbers_are_those_in_force(self, catalogs: list[rp.Catalog]) -> None:
        listed = [(catalog, parameter) for catalog in catalogs for parameter in catalog.parameters]
        assert listed
        for catalog, parameter in listed:
            assert catalog.with_parameter(parameter.name, parameter.value) == catalog


def is_path(path: rp.TransitionPath) -> bool:
    return path.origin == "a" and path.target == "b" and 2 <= len(path.steps) <= 4 and path.steps[0].target != "a"


#: What is asked for, and what then holds of everything that is drawn.
CONSTRAINTS: dict[str, tuple[SearchStrategy[Any], Callable[[Any], Any]]] = {
    "id": (rs.roles(id="cook", label="Cook"), lambda x: (x.id, x.label) == ("cook", "Cook")),
    "id of a source": (rs.sources(id="a", currency=None, region="b"), lambda x: (x.id, x.currency, x.region) == ("a", None, "b")),
    "a strategy": (rs.salary_bands(role=st.sampled_from("xy")), lambda x: x.role in {"x", "y"}),
    "band": (
        rs.salary_bands(
            currency="CHF", component="total", level=None, location="l", period=rp.PayPeriod.MONTH, statistic="median", source="s"
        ),
        lambda x: (
            (x.currency, x.component, x.level, x.location, x.period, x.statistic, x.citation.source)
            == ("CHF", rp.PayComponent.TOTAL, None, "l", rp.PayPeriod.MONTH, rp.PayStatistic.MEDIAN, "s")
        ),
    ),
    "open top": (rs.salary_bands(with_open_top=True), lambda x: x.open_top),
    "no open top": (rs.salary_bands(with_open_top=False), lambda x: not x.open_top),
    "a top": (rs.salary_bands(with_maximum=True), lambda x: x.maximum is not None),
    "no top": (rs.salary_bands(with_maximum=False), lambda x: x.maximum is None and not x.open_top),
    "amounts": (rs.salary_bands(amounts=st.sampled_from([Decimal(3), Decimal(5)])), lambda x: {x.minimum, x.maximum} <= {3, 5, None}),
    "group of a survey": (
        rs.pay_percentiles(
            role="r", currency="CHF", component="total", year=2023, level=None, location="l", period="month", records=7, source="s"
        ),
        lambda x: (
            (x.role, x.currency, x.component, x.year, x.level, x.location, x.period, x.records, x.citation.source)
            == ("r", "CHF", rp.PayComponent.TOTAL, 2023, None, "l", rp.PayPeriod.MONTH, 7, "s")
        ),
    ),
    "floors": (rs.pay_percentiles(with_floors=True), lambda x: x.floors and max(x.floors) == max(x.figures)),
    "no floors": (rs.pay_percentiles(with_floors=False), lambda x: not x.floors),
    "figures": (rs.pay_percentiles(amounts=st.sampled_from([Decimal(3), Decimal(5)])), lambda x: set(x.figures.values()) <= {3, 5}),
    "a group of the first year": (rs.pay_percentiles(year=1), lambda x: x.first_year is None),
    "groups of surveys": (
        rs.catalogs(min_pay_percentiles=2, max_pay_percentiles=3, currency="EUR"),
        lambda x: 2 <= len(x.pay_percentiles) <= 3 and {group.currency for group in x.pay_percentiles} == {"EUR"},
    ),
    "citation": (rs.citations(source="s"), lambda x: x.source == "s"),
    "place": (rs.places(id="p", within=None), lambda x: x.id == "p" and x.within is None),
    "place in another": (rs.places(within="q"), lambda x: x.within == "q"),
    "rung": (rs.levels(with_role=True), lambda x: x.role and x.citation),
    "rung of a role": (rs.levels(role="r", source="s", id="i"), lambda x: (x.role, x.citation.source, x.id) == ("r", "s", "i")),
    "standard level": (rs.levels(with_role=False, track="management"), lambda x: x.role is None and x.track == "management"),
    "standard level that is cited": (rs.levels(with_role=False, source="s"), lambda x: x.citation.source == "s"),
    "skill": (rs.skills(kind="tool", with_broader=True, with_effort=True), lambda x: x.broader and x.effort_weeks_maximum is not None),
    "skill without": (rs.skills(with_broader=False, with_effort=False), lambda x: not x.broader and x.effort_weeks_maximum is None),
    "related": (rs.related_skills(skill="s"), lambda x: x.skill == "s"),
    "scale of labels": (rs.scales(with_numbers=False, measures="proficiency"), lambda x: x.minimum is None and x.measures == "proficiency"),
    "scale of numbers": (rs.scales(with_steps=False), lambda x: not x.steps),
    "scale of both": (rs.scales(with_steps=True, with_numbers=True), lambda x: x.steps and x.minimum is not None),
    "requirement": (
        rs.requirements(role="r", skill="s", basis="tool", level=None, source="q", proficiency=None),
        lambda x: (x.role, x.skill, x.basis, x.level, x.citation.source, x.proficiency) == ("r", "s", "tool", None, "q", None),
    ),
    "pay claim": (
        rs.pay_claims(role="r", relation="more", other="o", component="base", location="l", source="s"),
        lambda x: (x.role, x.relation, x.other, x.component, x.location, x.citation.source) == ("r", "more", "o", "base", "l", "s"),
    ),
    "pay claim against one": (rs.pay_claims(other="role-a"), lambda x: x.role != "role-a"),
    "percent": (rs.pay_claims(with_percent=True), lambda x: x.percent_minimum is not None),
    "no percent": (rs.pay_claims(with_percent=False), lambda x: x.percent_minimum is None),
    "pair": (rs.currency_pairs(base="USD"), lambda x: x.base == "USD" != x.quote),
    "pair to": (rs.currency_pairs(quote="USD"), lambda x: x.quote == "USD" != x.base),
    "rates among": (
        rs.exchange_rates(currencies=("USD", "GBP", "EUR"), day=date(2026, 1, 1)),
        lambda x: x.day == date(2026, 1, 1) and all(x.between(a, b) for a, b in combinations(("USD", "GBP", "EUR"), 2)),
    ),
    "number of rates": (
        rs.exchange_rates(min_rates=3, max_rates=3),
        lambda x: len({frozenset((rate.base, rate.quote)) for rate in x.rates}) == 3,
    ),
    "claim": (
        rs.transition_claims(kind="missing", origin="a", target=None, skill="s", source="q"),
        lambda x: (x.kind, x.origin, x.target, x.skill, x.citation.source) == ("missing", "a", None, "s", "q"),
    ),
    "comparison": (rs.transition_claims(kind="harder-than"), lambda x: x.than_origin or x.than_target),
    "step": (rs.transition_steps(origin="a", target="b", with_levels=False), lambda x: (x.origin, x.target, x.level) == ("a", "b", None)),
    "step with levels": (rs.transition_steps(with_levels=True), lambda x: x.level and x.target_level),
    "path": (rs.transition_paths(origin="a", target="b", min_steps=2, max_steps=4, with_stays=False), is_path),
    "path with levels": (rs.transition_paths(with_levels=True), lambda x: all(s.level and s.target_level for s in x.steps)),
    "trait": (
        rs.traits(aspect="growth", roles=("a", "b"), level="l", source="s"),
        lambda x: (x.aspect, x.roles, x.level, x.citation.source) == ("growth", ("a", "b"), "l", "s"),
    ),
    "figure": (rs.traits(with_figure=True), lambda x: x.unit),
    "no figure": (rs.traits(with_figure=False), lambda x: not x.unit),
    "facts": (rs.facts(source="s"), lambda x: x.citation.source == "s"),
    "held": (rs.held_skills(skill="s", proficiency=None, evidence="certified"), lambda x: (x.skill, x.evidence) == ("s", "certified")),
    "unknown": (rs.unknown_skills(name="n", evidence="claimed"), lambda x: (x.name, x.evidence) == ("n", "claimed")),
    "person": (
        rs.profiles(
            role="r", level="l", location=None, currency="EUR", min_skills=2, max_skills=3, with_unknown=False, with_pay_floor=True
        ),
        lambda x: (
            (x.role, x.level, x.location, x.currency) == ("r", "l", None, "EUR")
            and 2 <= len(x.skills) <= 3
            and not x.unknown
            and x.pay_floor is not None
        ),
    ),
    "a person of many skills": (rs.profiles(min_skills=15, max_skills=15), lambda x: len(x.skills) == 15),
    "person with unknown skills": (rs.profiles(with_unknown=True, with_pay_floor=False), lambda x: x.unknown and x.pay_floor is None),
    "offer": (
        rs.offers(role="r", currency="EUR", level="l", location="p", period="hour", with_base=True, with_equity=True, with_bonus=True),
        lambda x: (
            (x.role, x.currency, x.level, x.location, x.period) == ("r", "EUR", "l", "p", "hour")
            and None not in (x.base, x.bonus_per_year)
            and (x.equity_per_year is None) != (x.equity_grant is None)
        ),
    ),
    "offer without": (
        rs.offers(with_base=False, with_equity=False, with_bonus=False),
        lambda x: {x.base, x.equity_per_year, x.equity_grant, x.bonus_per_year} == {None},
    ),
    "amounts of an offer": (
        rs.offers(amounts=st.just(Decimal(50)), period="year", with_base=True, with_bonus=True),
        lambda x: (x.base, x.bonus_per_year) == (151, 151),
    ),
    "parameter": (rs.parameters(name="gap.tool"), lambda x: x.name == "gap.tool"),
    "distance": (rs.difficulty_models(with_distance=True), lambda x: x.weights.distance > 0),
    "preparation": (rs.difficulty_models(with_preparation=True), lambda x: x.weights.preparation > 0),
    "no preparation": (rs.difficulty_weights(with_preparation=False), lambda x: not x.preparation),
    "method": (rs.proximity_models(method="shape"), lambda x: x.method is rp.ProximityMethod.SHAPE),
    "descriptor": (
        rs.descriptors(role="a", family="tool", item="saw", value=None, source="s"),
        lambda x: (x.role, x.family, x.item, x.value, x.citation.source) == ("a", rp.DescriptorFamily.TOOL, "saw", None, "s"),
    ),
    "related role": (rs.descriptors(family="related-role"), lambda x: is_id(x.item)),
    "file": (rs.file_reports(name="a.txt"), lambda x: x.name == "a.txt" and x.used <= x.rows),
    "reading": (rs.reading_reports(source="s"), lambda x: x.source == "s"),
    "no distance": (rs.difficulty_weights(with_distance=False), lambda x: not x.distance),
    "catalog": (
        rs.catalogs(
            name="n",
            min_sources=2,
            max_sources=2,
            min_roles=3,
            max_roles=3,
            min_skills=2,
            max_skills=2,
            min_standard_levels=1,
            max_standard_levels=2,
            min_salary_bands=2,
            max_salary_bands=3,
            min_requirements=1,
            max_requirements=2,
            currency="EUR",
            amounts=st.just(Decimal(7)),
            with_measures=False,
        ),
        lambda x: (
            (x.name, len(x.sources), len(x.roles), len(x.skills)) == ("n", 2, 3, 2)
            and 1 <= len(x.standard_levels) <= 2 <= len(x.salary_bands) <= 3
            and 1 <= len(x.requirements) <= 2
            and {(band.currency, band.minimum) for band in x.salary_bands} == {("EUR", 7)}
            and x.difficulty_model == rp.DifficultyModel()
        ),
    ),
    "bare catalog": (
        rs.catalogs(
            max_scales=0,
            max_places=0,
            max_levels=0,
            max_salary_bands=0,
            max_pay_claims=0,
            max_pay_percentiles=0,
            max_requirements=0,
            max_transition_claims=0,
            max_traits=0,
            max_descriptors=0,
            max_reading_reports=0,
            with_measures=True,
        ),
        lambda x: not x.facts and not x.scales and not x.places and not x.reading_reports,
    ),
    "catalog without sources and roles": (
        rs.catalogs(min_sources=0, max_sources=0, min_roles=0, max_roles=0),
        lambda x: not x.facts and not x.roles,
    ),
    "catalog of many skills": (
        rs.catalogs(min_skills=28, max_skills=28),
        lambda x: len({skill.id for skill in x.skills}) == 28,
    ),
}


class TestKeywords:
    """What is asked for holds."""

    @pytest.mark.parametrize("name", CONSTRAINTS)
    def test_holds(self, name: str) -> None:
        strategy, holds = CONSTRAINTS[name]
        assert [example for example in drawn(strategy, 25 if "catalog" in name else 60) if not holds(example)] == []

    def test_people_have_what_the_catalog_knows_unless_told_otherwise(self, small: rp.Catalog) -> None:
        people = drawn(rs.profiles(catalog=small), 150)
        assert {held.skill for person in people for held in person.skills} == {"sql", "telepathy"}
        assert {person.role for person in people} == {None, "analyst", "engineer"}
        assert {person.level for person in people} == {None, "junior", "head"}
        assert {person.location for person in people} == {None, "town"}
        assert not any(person.unknown for person in people)
        rated = {(held.proficiency.scale, held.proficiency.label) for p in people for held in p.skills if held.proficiency}
        assert rated == {("how-well", "well")}

    def test_people_with_unknown_skills_have_none_that_the_catalog_knows(self, small: rp.Catalog) -> None:
        people = drawn(rs.profiles(catalog=small, with_unknown=True), 60)
        names = {skill.name for person in people for skill in person.unknown}
        assert "telepathy of sorts" in names
        assert not {label_key(name) for name in names} & {"sql", "telepathy", "thought reading"}

    def test_people_hold_no_more_than_there_is(self, small: rp.Catalog) -> None:
        assert {len(person.skills) for person in drawn(rs.profiles(catalog=small, max_skills=9), 60)} == {0, 1, 2}

    def test_no_step_leads_from_one_track_to_another(self, small: rp.Catalog) -> None:
        paths = drawn(rs.transition_paths(catalog=small, with_levels=True), 200)
        steps = [step for path in paths for step in path.steps] + drawn(rs.transition_steps(catalog=small, with_levels=True), 200)
        tracks = [{small.level(level).track for level in (step.level, step.target_level) if level} for step in steps]
        assert {len(of_step) for of_step in tracks} == {1}
        assert len(set.union(*tracks)) == 2
        for path in paths[:30]:
            assert rp.transition_difficulty(path, catalog=small).steps

    def test_paths_through_a_catalog(self, small: rp.Catalog) -> None:
        for path in drawn(rs.transition_paths(catalog=small, with_stays=False), 60):
            for step in path.steps:
                assert {step.origin, step.target} == {"analyst", "engineer"}
                assert {step.level, step.target_level} <= {None, "junior", "head"}
        bare = attrs.evolve(small, standard_levels=())
        assert {step.level for path in drawn(rs.transition_paths(catalog=bare), 30) for step in path.steps} == {None}

    def test_rungs_for_a_catalog_stand_on_its_levels(self, small: rp.Catalog) -> None:
        rungs = drawn(rs.levels(catalog=small, with_role=True), 60)
        assert {(rung.id, rung.track, rung.rank) for rung in rungs} == {
            ("junior", rp.Track.INDIVIDUAL_CONTRIBUTOR, 2),
            ("head", rp.Track.MANAGEMENT, 5),
        }
        assert {rung.id for rung in drawn(rs.levels(catalog=small, role="analyst", id="head"), 20)} == {"head"}

    def test_standard_levels_for_a_catalog_are_new_to_it(self, small: rp.Catalog) -> None:
        found = drawn(rs.levels(catalog=small, with_role=False), 60)
        assert not {level.id for level in found} & {"junior", "head"}
        bare = attrs.evolve(small, standard_levels=())
        assert {level.role for level in drawn(rs.levels(catalog=bare), 20)} == {None}

    def test_levels_of_a_catalog_without_sources_cite_none(self, small: rp.Catalog) -> None:
        unsourced = rp.Catalog(roles=small.roles)
        assert {level.citation for level in drawn(rs.levels(catalog=unsourced, with_role=False), 20)} == {None}

    def test_entries_are_new_to_the_catalog(self) -> None:
        catalog = rp.Catalog(roles=tuple(rp.Role(id=f"role-{letter}", label="R") for letter in "abcde"))
        assert simplest(rs.roles(catalog=catalog)).id == "role-a-2"

    def test_ratings_are_on_the_scale(self, small: rp.Catalog) -> None:
        drawn_well = drawn(rs.ratings(scale=small.scale("how-well")), 10)
        assert {attrs.evolve(rating, standard_error=None, is_suppressed=False) for rating in drawn_well} == {
            small.scale("how-well").rate("well")
        }
        assert {(r.scale, r.label) for r in drawn(rs.ratings(scale=small.scale("how-much")), 20)} == {("how-much", None)}
        assert {r.scale for r in drawn(rs.ratings(catalog=small), 20)} == {"how-well", "how-much"}
        assert {r.scale for r in drawn(rs.ratings(catalog=small, measures="importance"), 20)} == {"how-much"}

    def test_extremes(self) -> None:
        wide = drawn(rs.amounts(with_extremes=True), 300)
        assert reaches(rs.amounts(with_extremes=True), lambda amount: amount > 10**25)
        assert reaches(rs.amounts(with_extremes=True), lambda amount: 0 < amount < Decimal("1e-20"))
        assert all(attrs.evolve(SIMPLEST["SalaryBand"], minimum=amount) for amount in wide)
        assert max(drawn(rs.amounts(), 300)) < 10**12

    def test_labels(self) -> None:
        assert simplest(rs.labels()) == "Label"
        assert set(drawn(rs.labels("only"), 100)) > {"only", "C++"}
        assert all(label.strip() for label in drawn(rs.labels(), 300))
        assert reaches(rs.labels(), lambda label: len(label) > 100)


class TestRefused:
    """What cannot be drawn is refused when it is asked for, not when a test runs."""

    @pytest.mark.parametrize(
        ("ask", "sentence"),
        [
            (lambda: rs.ids("Not an id"), "Place.id must be lower-case words joined by hyphens, got 'Not an id'"),
            (lambda: rs.salary_bands(with_open_top=True, with_maximum=False), "with_maximum must not be False where with_open_top is True"),
            (lambda: rs.scales(with_steps=False, with_numbers=False), "with_numbers must not be False where with_steps is"),
            (lambda: rs.levels(role="r", with_role=False), "with_role must not be False where a role is given"),
            (lambda: rs.catalogs(min_roles=2, max_roles=1), r"max_roles must not be below min_roles \(2\), got 1"),
            (lambda: rs.catalogs(min_roles=-1), "min_roles must be 0 or more, got -1"),
            (lambda: rs.catalogs(min_requirements=1), "min_skills must be 1 or more where min_requirements is: they name skills, got 0"),
            (lambda: rs.transition_paths(min_steps=0), "min_steps must be 1 or more"),
            (lambda: rs.salary_bands(catalog=rp.Catalog()), "catalog must have roles for this to be drawn"),
            (lambda: rs.transition_steps(catalog=rp.Catalog(roles=(rp.Role(id="a", label="A"),)), with_levels=True), "standard levels"),
            (lambda: rs.transition_paths(catalog=rp.Catalog(roles=(rp.Role(id="a", label="A"),)), with_stays=False), "another role"),
            (lambda: rs.profiles(catalog=rp.Catalog(), min_skills=1), "min_skills must be at most 0, the number of skills in the catalog"),
            (lambda: rs.transition_claims(catalog=rp.Catalog(sources=(rp.Source(id="s", title="S"),)), kind="easier-than"), "have roles"),
            (lambda: rs.ratings(catalog=rp.Catalog()), "catalog must have scales"),
        ],
    )
    def test_values(self, ask: Callable[[], object], sentence: str) -> None:
        with pytest.raises(rp.InvalidFieldError, match=sentence):
            ask()

    def test_a_measure_that_no_scale_has(self, small: rp.Catalog) -> None:
        one = attrs.evolve(small, scales=small.scales[:1])
        with pytest.raises(rp.InvalidFieldError, match="must have a scale that measures importance"):
            rs.ratings(catalog=one, measures="importance")
        assert {fact.importance for fact in drawn(rs.requirements(catalog=one), 60)} == {None}

    def test_a_level_that_the_catalog_lacks(self, small: rp.Catalog) -> None:
        with pytest.raises(rp.InvalidFieldError, match="must be the id of a standard level of the catalog, got 'senior'"):
            drawn(rs.levels(catalog=small, with_role=True, id="senior"), 1)

    @pytest.mark.parametrize(
        ("ask", "sentence"),
        [
            (lambda: rs.roles(catalog="guides"), "catalog must be a Catalog"),
            (lambda: rs.ratings(scale="proficiency"), "scale must be a Scale"),
            (lambda: rs.catalogs(max_roles=2.0), "max_roles must be a whole number"),
            (lambda: rs.profiles(min_skills=True), "min_skills must be a whole number"),
        ],
    )
    def test_types(self, ask: Callable[[], object], sentence: str) -> None:
        with pytest.raises(rp.InvalidTypeError, match=sentence):
            ask()


CITED = rp.Citation(source="source-a", section="Section", line=1)

#: The simplest example of each noun.
SIMPLEST: dict[str, Any] = {
    "Catalog": rp.Catalog(sources=(rp.Source(id="source-a", title="Source A"),), roles=(rp.Role(id="role-a", label="Role A"),)),
    "Citation": CITED,
    "ClaimReading": rp.ClaimReading(slight_percent=0.0, same_percent=0.0),
    "CodeLink": rp.CodeLink(origin_system="esco", origin="code-a", target_system="esco", target="code-a", citation=CITED),
    "Descriptor": rp.Descriptor(role="role-a", family="activity", item="item-a", label="Item A", citation=CITED),
    "DifficultyModel": rp.DifficultyModel(weights=rp.DifficultyWeights(shortfall=0.5, effort=0.5, step=0.5)),
    "DifficultyWeights": rp.DifficultyWeights(shortfall=0.5, effort=0.5, step=0.5),
    "ExchangeRate": rp.ExchangeRate(base="USD", quote="GBP", rate=Decimal(1)),
    "ExchangeRates": rp.ExchangeRates(rates=(), day=date(2026, 1, 2), source="a bank"),
    "FileReport": rp.FileReport(name="Skills.txt"),
    "GapWeights": rp.GapWeights(),
    "HeldSkill": rp.HeldSkill(skill="skill-a"),
    "Level": rp.Level(id="level-a", label="Level A", track="individual-contributor", rank=1),
    "Offer": rp.Offer(role="role-a", currency="USD"),
    "Parameter": rp.Parameter(name="gap.tool", value=0.0, low=0.0, high=0.0, reason="A reason."),
    "PayClaim": rp.PayClaim(role="role-a", relation="more", citation=CITED),
    "PayPercentiles": rp.PayPercentiles(component="base", currency="USD", year=1, p50=Decimal(10_000), citation=CITED),
    "Place": rp.Place(id="place-a", label="Place A"),
    "Profile": rp.Profile(),
    "ProximityModel": rp.ProximityModel(),
    "Rating": rp.Rating(scale="scale-a", value=0.5),
    "ReadingReport": rp.ReadingReport(source="source-a"),
    "RelatedSkill": rp.RelatedSkill(skill="skill-a", credit=0.5, reason="A reason."),
    "Role": rp.Role(id="role-a", label="Role A"),
    "SalaryBand": rp.SalaryBand(role="role-a", component="base", minimum=Decimal(10_000), currency="USD", citation=CITED),
    "Scale": rp.Scale(id="scale-a", label="Scale A", measures="proficiency", reason="A reason.", minimum=0.0, maximum=1.0),
    "ScaleStep": rp.ScaleStep(label="some", value=0.5),
    "Skill": rp.Skill(id="skill-a", label="Skill A", kind="knowledge"),
    "SkillRequirement": rp.SkillRequirement(role="role-a", skill="skill-a", basis="core-skill", citation=CITED),
    "Source": rp.Source(id="source-a", title="Source A"),
    "Trait": rp.Trait(aspect="mission", text="A statement.", citation=CITED),
    "TransitionClaim": rp.TransitionClaim(kind="duration", text="A statement.", citation=CITED),
    "TransitionPath": rp.TransitionPath.through("role-a", "role-a"),
    "TransitionStep": rp.TransitionStep(origin="role-a", target="role-a"),
    "UnknownSkill": rp.UnknownSkill(name="telepathy"),
}


class TestSimplest:
    """A failing example shrinks to something that one can read."""

    @pytest.mark.parametrize("name", NOUNS)
    def test_without_a_condition(self, name: str) -> None:
        assert simplest(st.from_type(getattr(rp, name))) == SIMPLEST[name]

    def test_one_field_leaves_the_others_out(self) -> None:
        assert simplest(rs.salary_bands(), lambda band: band.location) == attrs.evolve(SIMPLEST["SalaryBand"], location="place-a")
        assert simplest(rs.profiles(), lambda person: len(person.skills) > 1) == rp.Profile(
            skills=(rp.HeldSkill(skill="skill-a"), rp.HeldSkill(skill="skill-b"))
        )

    def test_a_number_shrinks_to_the_edge(self) -> None:
        assert simplest(rs.salary_bands(), lambda band: band.minimum > 250_000).minimum == 260_000

    def test_a_fact_in_a_catalog(self) -> None:
        few = rs.catalogs(max_levels=0, max_pay_claims=0, max_pay_percentiles=0, max_transition_claims=0, max_traits=0, with_measures=False)
        found = simplest(few, lambda catalog: any(fact.alternatives for fact in catalog.requirements))
        assert len(found.skills) == 2
        assert len(found.roles) == 1
        assert found.facts == found.requirements
        # Hypothesis may leave others in the list, as simple as they can be, since it takes only so many steps.
        (needed,) = {fact for fact in found.requirements if fact.alternatives}
        assert set(found.requirements) <= {needed, attrs.evolve(needed, alternatives=())}


def statuses(strategy: SearchStrategy[Any], count: int) -> Counter[str]:
    """Count what became of each attempt of Hypothesis; an invalid one is an example that was filtered out."""
    told: list[dict[str, Any]] = []

    @settings(max_examples=count, derandomize=True, database=None, deadline=None, suppress_health_check=[])
    @given(strategy)
    def draw(_: object) -> None:
        pass

    with collector.with_value(told.append):
        draw()
    return Counter(case["status"] for phase, run in told[0].items() if phase.endswith("-phase") for case in run["test-cases"])


class TestNothingIsThrownAway:
    """All that Hypothesis draws becomes an example. It cuts some attempts of its own short ("overrun"), whatever the strategy."""

    def test_the_count_sees_a_filter(self) -> None:
        assert statuses(st.integers().filter(lambda number: number % 7 == 0), 50)["invalid"] > 0

    def test_a_thousand_catalogs(self) -> None:
        # In a process of its own, where nothing traces the lines.
        script = HERE.parents[1] / "benchmarks" / "strategies.py"
        printed = subprocess.run([sys.executable, script], check=True, capture_output=True, text=True).stdout.splitlines()
        assert printed[0].startswith("catalogs(): 1,000 examples in ")
        counts = re.fullmatch(r"  valid 1,000, filtered out 0, cut short by Hypothesis (\d+)", printed[1])
        assert counts is not None
        assert int(counts[1]) < 200

    @pytest.mark.parametrize("name", sorted({*plugin.STRATEGIES.values(), "facts", "labels", "amounts", "currencies"} - {"catalogs"}))
    def test_of_each(self, name: str) -> None:
        found = statuses(getattr(rs, name)(), 100)
        assert found["valid"] > 20
        assert found["invalid"] == 0


class TestPlugin:
    """Hypothesis knows the nouns by their class."""

    def test_anything_else_is_left_to_hypothesis(self) -> None:
        class Role:
            pass

        assert plugin.strategy_of(Role) is None
        assert plugin.strategy_of(int) is None
        assert plugin.strategy_of(rp.SkillGap) is None
        assert plugin.strategy_of(list[int]) is None

    def test_registers_class_by_class_where_there_is_no_table_that_waits(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delattr("hypothesis.strategies._internal.types._global_extra_lookup")
        registered: dict[Any, Any] = {}
        monkeypatch.setattr("hypothesis.strategies.register_type_strategy", registered.__setitem__)
        plugin.register()
        assert set(registered) == {getattr(rp, name) for name in plugin.STRATEGIES}
        assert type(simplest(registered[rp.SalaryBand](rp.SalaryBand))) is rp.SalaryBand

    def test_works_by_the_public_function_of_hypothesis(self) -> None:
        run = """
            import hypothesis.strategies._internal.types as types
            table = types._global_extra_lookup
            del types._global_extra_lookup
            from rolepath.testing import plugin
            plugin.register()
            types._global_extra_lookup = {}
            import rolepath as rp
            from hypothesis import find, strategies as st
            print(repr(find(st.from_type(rp.Role), lambda role: True)))
        """
        assert printed_by(run) == "Role(role-a: Role A)\n"

    def test_a_strategy_of_the_user_goes_first(self) -> None:
        run = """
            import rolepath as rp
            from hypothesis import find, strategies as st
            st.register_type_strategy(rp.Role, st.just(rp.Role(id="cook", label="Cook")))
            print(repr(find(st.from_type(rp.Role), lambda role: True)))
        """
        assert printed_by(run) == "Role(cook: Cook)\n"

    def test_importing_hypothesis_loads_none_of_the_model(self) -> None:
        run = """
            import hypothesis, sys
            print(sorted(name for name in sys.modules if name.partition(".")[0] in ("rolepath", "attr", "attrs", "cattrs")))
        """
        assert printed_by(run) == "['rolepath', 'rolepath.testing', 'rolepath.testing.plugin']\n"

    def test_the_strategies_need_the_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delitem(sys.modules, "rolepath.testing.strategies")
        monkeypatch.setitem(sys.modules, "hypothesis", None)
        with pytest.raises(rp.MissingExtraError) as caught:
            import_module("rolepath.testing.strategies")
        assert str(caught.value) == (
            "rolepath.testing.strategies needs the extra [testing]; install it with: pip install 'rolepath[testing]'"
        )


def printed_by(program: str) -> str:
    """Run a program in a Python of its own."""
    lines = [line[12:] for line in program.splitlines()]
    return subprocess.run([sys.executable, "-c", "\n".join(lines)], check=True, capture_output=True, text=True).stdout


def run_stranger(python: str | Path, folder: Path) -> None:
    """Run the test file of someone who knows the classes and Hypothesis alone, with a Python that has both installed."""
    file = folder / "test_stranger.py"
    file.write_text((HERE / "stranger_test.py.txt").read_text(encoding="utf-8"), encoding="utf-8")
    subprocess.run([python, file], check=True, cwd=folder)


def test_stranger(tmp_path: Path) -> None:
    assert len((HERE / "stranger_test.py.txt").read_text(encoding="utf-8").splitlines()) == 10
    run_stranger(sys.executable, tmp_path)
