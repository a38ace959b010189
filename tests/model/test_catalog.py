"""The catalog: look-up, filters, new catalogs, faults, and what is computed once."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from random import Random
from time import process_time
from typing import Any

import attrs
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rolepath as rp
from rolepath.display import as_html, as_text
from rolepath.model.catalog import ANSWERS_KEPT

NORTH = rp.Citation(source="north", section="Pay", line=3)
NOWHERE = rp.Citation(source="nowhere", section="Pay", line=3)


def at(facts: tuple[Any, ...], *found: int) -> tuple[Any, ...]:
    """The facts at some places of a tuple."""
    return tuple(facts[index] for index in found)


class TestLookUp:
    """An entry is found by object, id, label or other label, case and punctuation aside."""

    @pytest.mark.parametrize(
        ("kind", "name", "id_"),
        [
            ("role", "ml-engineer", "ml-engineer"),
            ("role", "ML engineer", "ml-engineer"),
            ("role", "  ml / ENGINEER. ", "ml-engineer"),
            ("role", "MLE", "ml-engineer"),
            ("role", "mle", "ml-engineer"),
            ("role", "Machine-Learning Engineer", "ml-engineer"),
            ("role", "data analyst", "data-analyst"),
            ("role", "Reporting analyst", "bi-analyst"),
            ("skill", "python", "python"),
            ("skill", "Container Orchestration", "container-orchestration"),
            ("skill", "pipeline_orchestration", "pipeline-orchestration"),
            ("level", "senior", "senior"),
            ("level", "Experienced", "senior"),
            ("source", "north", "north"),
            ("source", "northern survey 2026", "north"),
            ("place", "SF", "san-francisco"),
            ("place", "united states", "us"),
            ("scale", "proficiency", "proficiency"),
            ("scale", "Importance", "importance-1-5"),
        ],
    )
    def test_by_name(self, small: rp.Catalog, kind: str, name: str, id_: str) -> None:
        assert getattr(small, kind)(name).id == id_

    @pytest.mark.parametrize(
        ("kind", "field"),
        [
            ("role", "roles"),
            ("skill", "skills"),
            ("level", "standard_levels"),
            ("source", "sources"),
            ("place", "places"),
            ("scale", "scales"),
        ],
    )
    def test_by_object(self, small: rp.Catalog, kind: str, field: str) -> None:
        for entry in getattr(small, field):
            assert getattr(small, kind)(entry) is entry
            assert getattr(small, kind)(entry.id) is entry

    def test_an_object_stands_for_its_id(self, small: rp.Catalog) -> None:
        assert small.role(rp.Role(id="ml-engineer", label="Another label")).label == "ML engineer"
        assert small.level(small.levels[0]) is small.standard_levels[0]

    def test_an_object_of_another_catalog_is_unknown(self, small: rp.Catalog) -> None:
        with pytest.raises(rp.UnknownRoleError) as caught:
            small.role(rp.Role(id="quant", label="ML engineer"))
        assert caught.value.query == "quant"

    def test_a_label_goes_before_another_entry_s_other_label(self) -> None:
        roles = (rp.Role(id="a", label="First", alternative_labels=("Second",)), rp.Role(id="b", label="Second"))
        assert rp.Catalog(roles=roles).role("second").id == "b"

    def test_an_id_goes_before_a_label(self) -> None:
        roles = (rp.Role(id="a", label="b"), rp.Role(id="b", label="Second"))
        catalog = rp.Catalog(roles=roles)
        assert catalog.role("b").id == "b"
        with pytest.raises(rp.AmbiguousNameError) as caught:
            catalog.role("B")
        assert caught.value.candidates == ("a", "b")

    @pytest.mark.parametrize(
        ("one", "other"),
        [("Straße", "STRASSE"), ("ﬃce", "FFICE"), ("Ångström", "A\u030angstro\u0308m"), ("ΰ", "ΰ".upper()), ("\uff2d\uff2c", "ml")],
    )
    def test_labels_that_differ_in_case_alone_are_one_name(self, one: str, other: str) -> None:
        catalog = rp.Catalog(
            roles=(rp.Role(id="a", label=one), rp.Role(id="b", label=other)), skills=(rp.Skill(id="c", label=one, kind="tool"),)
        )
        for name in (one, other, one.upper(), other.lower()):
            with pytest.raises(rp.AmbiguousNameError) as caught:
                catalog.role(name)
            assert caught.value.candidates == ("a", "b")
            assert catalog.skill(name).id == "c"
            assert rp.Profile.from_data({"skills": [name]}, catalog=catalog).skills == (rp.HeldSkill(skill="c"),)

    def test_an_entry_that_repeats_its_name_is_not_ambiguous(self) -> None:
        roles = (rp.Role(id="ml-engineer", label="ML engineer", alternative_labels=("MLE", "mle", "ml engineer")),)
        catalog = rp.Catalog(roles=roles)
        assert catalog.role("Mle").id == "ml-engineer"
        assert catalog.role("ML ENGINEER").id == "ml-engineer"

    @pytest.mark.parametrize(
        ("kind", "name", "candidates"),
        [
            ("role", "analyst", ("data-analyst", "bi-analyst")),
            ("role", " ANALYST ", ("data-analyst", "bi-analyst")),
            ("skill", "orchestration", ("container-orchestration", "pipeline-orchestration")),
        ],
    )
    def test_a_label_of_two_entries_names_both(self, small: rp.Catalog, kind: str, name: str, candidates: tuple[str, ...]) -> None:
        with pytest.raises(rp.AmbiguousNameError) as caught:
            getattr(small, kind)(name)
        assert (caught.value.noun, caught.value.query, caught.value.candidates) == (kind, name, candidates)
        assert str(caught.value) == f"{name!r} fits more than one {kind}: {' and '.join(candidates)}; use one of these ids"

    def test_two_sources_of_one_title(self) -> None:
        catalog = rp.Catalog(sources=(rp.Source(id="a", title="Survey"), rp.Source(id="b", title="survey")))
        with pytest.raises(rp.AmbiguousNameError, match="more than one source: a and b"):
            catalog.source("SURVEY")

    @pytest.mark.parametrize(
        ("kind", "error", "name", "suggestions"),
        [
            ("role", rp.UnknownRoleError, "ml enginer", ("ml-engineer",)),
            ("role", rp.UnknownRoleError, "Data analist", ("data-analyst", "bi-analyst")),
            ("role", rp.UnknownRoleError, "Reporting analist", ("bi-analyst",)),
            ("skill", rp.UnknownSkillError, "pyton", ("python",)),
            ("skill", rp.UnknownSkillError, "ORCHESTRATON", ("container-orchestration", "pipeline-orchestration")),
            ("level", rp.UnknownLevelError, "senor", ("senior",)),
            ("source", rp.UnknownSourceError, "nord", ("north",)),
            ("place", rp.UnknownPlaceError, "Sanfrancisco", ("san-francisco",)),
            ("scale", rp.UnknownScaleError, "profficiency", ("proficiency",)),
            ("role", rp.UnknownRoleError, "zzz", ()),
            ("role", rp.UnknownRoleError, "", ()),
        ],
    )
    def test_an_unknown_name_carries_suggestions(
        self, small: rp.Catalog, kind: str, error: type[rp.UnknownNameError], name: str, suggestions: tuple[str, ...]
    ) -> None:
        with pytest.raises(error) as caught:
            getattr(small, kind)(name)
        assert type(caught.value) is error
        assert caught.value.query == name
        assert caught.value.suggestions == suggestions

    def test_no_more_than_three_suggestions(self) -> None:
        catalog = rp.Catalog(roles=tuple(rp.Role(id=f"role-{n}", label=f"Role {n}") for n in range(6)))
        with pytest.raises(rp.UnknownRoleError) as caught:
            catalog.role("role 9")
        assert len(caught.value.suggestions) == 3

    def test_a_suggestion_leads_to_its_entry(self, small: rp.Catalog) -> None:
        with pytest.raises(rp.UnknownSkillError) as caught:
            small.skill("container orchestrator")
        assert small.skill(caught.value.suggestions[0]).label == "Container orchestration"

    def test_a_huge_name_is_answered_too(self, small: rp.Catalog) -> None:
        with pytest.raises(rp.UnknownRoleError) as caught:
            small.role("x" * 1_000_000)
        assert caught.value.suggestions == ()

    @pytest.mark.parametrize("query", [None, 3, b"ml-engineer", ("ml-engineer",)])
    def test_what_is_no_name_gets_a_sentence(self, small: rp.Catalog, query: Any) -> None:
        with pytest.raises(rp.InvalidTypeError) as caught:
            small.role(query)
        assert str(caught.value) == f"role must be a Role, an id or a label, got {query!r} ({type(query).__name__})"

    def test_an_object_of_another_kind_gets_a_sentence(self, small: rp.Catalog) -> None:
        with pytest.raises(rp.InvalidTypeError) as caught:
            small.level(small.role("mle"))  # type: ignore[arg-type]
        assert str(caught.value) == "level must be a Level, an id or a label, got Role(ml-engineer: ML engineer) (Role)"

    @given(st.text())
    def test_any_text_finds_an_entry_or_raises_its_error(self, small: rp.Catalog, name: str) -> None:
        query = name
        try:
            found = small.skill(name).id
        except (rp.UnknownSkillError, rp.AmbiguousNameError) as error:
            found, query = None, error.query
        assert query == name
        assert found in {None, *(skill.id for skill in small.skills)}


class TestFilters:
    """Facts of a role, by what the caller names."""

    @pytest.mark.parametrize(
        ("role", "filters", "found"),
        [
            ("MLE", {}, (0, 1, 2, 3)),
            ("data-analyst", {}, (4,)),
            ("bi-analyst", {}, ()),
            ("MLE", {"level": "Senior"}, (0,)),
            ("MLE", {"level": "staff"}, (2,)),
            ("MLE", {"level": "manager"}, ()),
            ("MLE", {"component": "base"}, (0,)),
            ("MLE", {"component": rp.PayComponent.TOTAL}, (1, 2, 3)),
            ("MLE", {"currency": "INR"}, (3,)),
            ("MLE", {"currency": "USD"}, (0, 1, 2)),
            ("MLE", {"statistic": "median"}, (3,)),
            ("MLE", {"statistic": rp.PayStatistic.RANGE}, (0, 1, 2)),
            ("MLE", {"source": "north"}, (0, 1)),
            ("MLE", {"source": "Southern Survey 2026"}, (2, 3)),
            ("MLE", {"location": "USA"}, (1, 2)),
            ("MLE", {"location": "california"}, (2,)),
            ("MLE", {"location": "SF"}, (2,)),
            ("MLE", {"location": "india"}, (3,)),
            ("data-analyst", {"location": "us"}, (4,)),
            ("data-analyst", {"location": "SF"}, ()),
            ("MLE", {"location": "us", "component": "total", "currency": "USD", "source": "south", "level": "staff"}, (2,)),
            ("MLE", {"location": "us", "component": "total", "source": "south", "level": "senior"}, ()),
        ],
    )
    def test_bands(self, small: rp.Catalog, role: str, filters: dict[str, Any], found: tuple[int, ...]) -> None:
        assert small.bands_of(role, **filters) == at(small.salary_bands, *found)

    @pytest.mark.parametrize(
        ("role", "filters", "found"),
        [
            ("MLE", {}, (0, 1)),
            ("data-analyst", {}, (2,)),
            ("bi-analyst", {}, (2,)),
            (None, {}, (3,)),
            ("MLE", {"aspect": "stressor"}, (1,)),
            ("MLE", {"aspect": rp.Aspect.MISSION}, (0,)),
            ("MLE", {"aspect": "overlap"}, ()),
            ("MLE", {"source": "south"}, (1,)),
            ("MLE", {"source": "south", "aspect": "mission"}, ()),
            (None, {"aspect": "demand", "source": "south"}, (3,)),
            (None, {"source": "north"}, ()),
        ],
    )
    def test_traits(self, small: rp.Catalog, role: str | None, filters: dict[str, Any], found: tuple[int, ...]) -> None:
        assert small.traits_of(role, **filters) == at(small.traits, *found)

    @pytest.mark.parametrize(
        ("role", "filters", "found"),
        [
            ("MLE", {}, (0, 1, 2)),
            ("data-analyst", {}, (3,)),
            ("bi-analyst", {}, ()),
            ("MLE", {"skill": "Python"}, (0, 1)),
            ("MLE", {"skill": "programming"}, ()),
            ("MLE", {"basis": "tool"}, (2,)),
            ("MLE", {"basis": rp.RequirementBasis.INTERVIEW}, (1,)),
            ("MLE", {"source": "north"}, (0, 2)),
            ("MLE", {"source": "north", "skill": "python", "basis": "core-skill"}, (0,)),
            ("MLE", {"source": "south", "skill": "python", "basis": "core-skill"}, ()),
        ],
    )
    def test_requirements(self, small: rp.Catalog, role: str, filters: dict[str, Any], found: tuple[int, ...]) -> None:
        assert small.requirements_of(role, **filters) == at(small.requirements, *found)

    @pytest.mark.parametrize(
        ("role", "source", "found"),
        [
            ("MLE", None, (0, 1)),
            ("MLE", "south", (1,)),
            ("data-analyst", None, (2,)),
            ("data-analyst", "south", ()),
            ("bi-analyst", None, ()),
        ],
    )
    def test_levels(self, small: rp.Catalog, role: str, source: str | None, found: tuple[int, ...]) -> None:
        assert small.levels_of(role, source=source) == at(small.levels, *found)

    @pytest.mark.parametrize(
        ("role", "source", "found"),
        [
            ("MLE", None, (0, 2)),
            ("data-analyst", None, (0, 1)),
            ("bi-analyst", None, (1,)),
            ("data-analyst", "north", (0,)),
            ("bi-analyst", "north", ()),
        ],
    )
    def test_pay_claims(self, small: rp.Catalog, role: str, source: str | None, found: tuple[int, ...]) -> None:
        assert small.pay_claims_of(role, source=source) == at(small.pay_claims, *found)

    @pytest.mark.parametrize(
        ("role", "source", "found"),
        [("MLE", None, (0, 1)), ("MLE", "south", (1,)), (None, None, (2,)), (None, "south", ()), ("data-analyst", None, ())],
    )
    def test_pay_percentiles(self, small: rp.Catalog, role: str | None, source: str | None, found: tuple[int, ...]) -> None:
        assert small.pay_percentiles_of(role, source=source) == at(small.pay_percentiles, *found)

    @pytest.mark.parametrize(
        ("move", "filters", "found"),
        [
            ((), {}, (0, 1, 2, 3, 4)),
            (("data-analyst",), {}, (0, 1, 2, 4)),
            (("MLE",), {}, (2, 3, 4)),
            ((None, "MLE"), {}, (0, 2, 3, 4)),
            ((None, "bi-analyst"), {}, (1, 3, 4)),
            (("data-analyst", "MLE"), {}, (0, 2, 4)),
            (("bi-analyst", "data-analyst"), {}, (4,)),
            ((), {"kind": "missing"}, (2,)),
            (("MLE",), {"kind": rp.TransitionKind.ADVICE}, (3,)),
            (("MLE",), {"kind": "feasible"}, ()),
            ((), {"source": "south"}, (1, 3)),
            (("data-analyst", "MLE"), {"source": "north", "kind": "pitfall"}, (4,)),
            ((), {"source": "south", "kind": "pitfall"}, ()),
        ],
    )
    def test_transition_claims(
        self, small: rp.Catalog, move: tuple[str | None, ...], filters: dict[str, Any], found: tuple[int, ...]
    ) -> None:
        assert small.transition_claims_of(*move, **filters) == at(small.transition_claims, *found)

    def test_facts_stand_kind_by_kind(self, small: rp.Catalog) -> None:
        assert small.facts == (
            *small.levels,
            *small.salary_bands,
            *small.pay_claims,
            *small.pay_percentiles,
            *small.requirements,
            *small.transition_claims,
            *small.traits,
        )
        assert len(small.facts) == 27

    def test_facts_of_a_source(self, small: rp.Catalog) -> None:
        north, south = small.facts_of("north"), small.facts_of("Southern survey 2026")
        assert {fact.citation.source for fact in north if fact.citation} == {"north"}
        assert (len(north), len(south)) == (16, 11)
        assert set(north) | set(south) == set(small.facts)

    @pytest.mark.parametrize(
        ("place", "within"),
        [
            ("us", {"us", "california", "san-francisco"}),
            ("California", {"california", "san-francisco"}),
            ("SF", {"san-francisco"}),
            ("india", {"india"}),
        ],
    )
    def test_places_within(self, small: rp.Catalog, place: str, within: set[str]) -> None:
        assert small.places_within(place) == within
        assert isinstance(small.places_within(place), frozenset)

    def test_a_place_is_not_inside_itself(self) -> None:
        with pytest.raises(rp.CatalogError) as caught:
            rp.Catalog(places=(rp.Place(id="a", label="A", within="b"), rp.Place(id="b", label="B", within="a")))
        assert [fault.sentence for fault in caught.value.faults] == ["puts 'a' inside itself", "puts 'b' inside itself"]

    @pytest.mark.parametrize(
        ("ask", "error"),
        [
            (lambda c: c.bands_of("nobody"), rp.UnknownRoleError),
            (lambda c: c.bands_of("MLE", level="boss"), rp.UnknownLevelError),
            (lambda c: c.bands_of("MLE", location="mars"), rp.UnknownPlaceError),
            (lambda c: c.bands_of("MLE", source="blog"), rp.UnknownSourceError),
            (lambda c: c.bands_of("MLE", component="perks"), rp.InvalidFieldError),
            (lambda c: c.bands_of("MLE", statistic="mode"), rp.InvalidFieldError),
            (lambda c: c.traits_of("nobody"), rp.UnknownRoleError),
            (lambda c: c.traits_of(None, aspect="mood"), rp.InvalidFieldError),
            (lambda c: c.traits_of(None, source="blog"), rp.UnknownSourceError),
            (lambda c: c.requirements_of("nobody"), rp.UnknownRoleError),
            (lambda c: c.requirements_of("MLE", skill="juggling"), rp.UnknownSkillError),
            (lambda c: c.requirements_of("MLE", basis="mood"), rp.InvalidFieldError),
            (lambda c: c.requirements_of("MLE", source="blog"), rp.UnknownSourceError),
            (lambda c: c.levels_of("nobody"), rp.UnknownRoleError),
            (lambda c: c.levels_of("MLE", source="blog"), rp.UnknownSourceError),
            (lambda c: c.pay_claims_of("nobody"), rp.UnknownRoleError),
            (lambda c: c.pay_claims_of("MLE", source="blog"), rp.UnknownSourceError),
            (lambda c: c.pay_percentiles_of("nobody"), rp.UnknownRoleError),
            (lambda c: c.pay_percentiles_of("MLE", source="blog"), rp.UnknownSourceError),
            (lambda c: c.transition_claims_of("nobody"), rp.UnknownRoleError),
            (lambda c: c.transition_claims_of(None, "nobody"), rp.UnknownRoleError),
            (lambda c: c.transition_claims_of(kind="mood"), rp.InvalidFieldError),
            (lambda c: c.transition_claims_of(source="blog"), rp.UnknownSourceError),
            (lambda c: c.facts_of("blog"), rp.UnknownSourceError),
            (lambda c: c.places_within("mars"), rp.UnknownPlaceError),
        ],
    )
    def test_an_unknown_filter_raises(self, small: rp.Catalog, ask: Callable[[rp.Catalog], object], error: type[Exception]) -> None:
        with pytest.raises(error):
            ask(small)


class TestMore:
    """``with_*`` returns a new catalog and leaves the old one as it was."""

    @pytest.mark.parametrize(
        ("noun", "title", "new", "other"),
        [
            ("role", "Quant", rp.Role(id="quant", label="Quant"), rp.Role(id="ml-engineer", label="Other")),
            (
                "skill",
                "Rust",
                rp.Skill(id="rust", label="Rust", kind="tool", broader="programming"),
                rp.Skill(id="sql", label="Other", kind="tool"),
            ),
            ("source", "West", rp.Source(id="west", title="West", region="us"), rp.Source(id="north", title="Other")),
        ],
    )
    def test_an_entry(self, small: rp.Catalog, noun: str, title: str, new: Any, other: Any) -> None:
        field, method = f"{noun}s", f"with_{noun}"
        held = getattr(small, field)
        more = getattr(small, method)(new)
        assert getattr(more, field) == (*held, new)
        assert getattr(more, noun)(title) is new
        assert getattr(small, field) == held
        assert attrs.evolve(more, **{field: held}) == small
        assert getattr(small, method)(held[0]) == small
        with pytest.raises(rp.DuplicateIdError) as caught:
            getattr(small, method)(other)
        assert (caught.value.noun, caught.value.id) == (noun, other.id)

    @pytest.mark.parametrize(
        ("method", "entry", "fault"),
        [
            (
                "with_skill",
                rp.Skill(id="rust", label="Rust", kind="tool", broader="systems"),
                ("", "skills[5]", "broader", "no skill has the id 'systems'"),
            ),
            ("with_source", rp.Source(id="west", title="West", region="mars"), ("", "sources[2]", "region", "no place has the id 'mars'")),
        ],
    )
    def test_an_entry_that_names_an_unknown_one(self, small: rp.Catalog, method: str, entry: Any, fault: tuple[str, ...]) -> None:
        with pytest.raises(rp.CatalogError) as caught:
            getattr(small, method)(entry)
        assert caught.value.faults == (fault,)

    def test_an_entry_of_another_kind_gets_a_sentence(self, small: rp.Catalog) -> None:
        with pytest.raises(rp.InvalidTypeError) as caught:
            small.with_role(rp.Place(id="mars", label="Mars"))  # type: ignore[arg-type]
        assert str(caught.value).startswith("role must be a Role, got Place(id='mars'")

    def test_what_is_no_entry_gets_a_sentence(self, small: rp.Catalog) -> None:
        with pytest.raises(rp.InvalidTypeError):
            small.with_role("quant")  # type: ignore[arg-type]

    def test_facts_of_every_kind(self, small: rp.Catalog) -> None:
        bare = attrs.evolve(
            small, levels=(), salary_bands=(), pay_claims=(), pay_percentiles=(), requirements=(), transition_claims=(), traits=()
        )
        assert bare.facts == ()
        assert bare.with_facts(*small.facts) == small
        assert bare.with_facts(*reversed(small.facts)).traits == small.traits[::-1]
        assert bare.facts == ()

    def test_facts_go_after_those_held(self, small: rp.Catalog) -> None:
        fact = rp.Trait(aspect="ceiling", text="high", citation=NORTH, roles=("ml-engineer",))
        more = small.with_facts(fact)
        assert more.traits == (*small.traits, fact)
        assert more.traits_of("MLE", aspect="ceiling") == (fact,)
        assert small.traits_of("MLE", aspect="ceiling") == ()

    def test_facts_held_already_change_nothing(self, small: rp.Catalog) -> None:
        fact = rp.Trait(aspect="ceiling", text="high", citation=NORTH)
        assert small.with_facts(*small.facts) == small
        assert small.with_facts(fact, fact).traits == (*small.traits, fact)
        assert small.with_facts() == small

    @pytest.mark.parametrize("fact", ["a fact", None, rp.Role(id="quant", label="Quant"), [rp.Trait]])
    def test_what_is_no_fact_gets_a_sentence(self, small: rp.Catalog, fact: Any) -> None:
        with pytest.raises(rp.InvalidTypeError) as caught:
            small.with_facts(small.traits[0], fact)
        rule = (
            "facts must be one of Level, SalaryBand, PayClaim, PayPercentiles, SkillRequirement, TransitionClaim, Trait, Descriptor, got "
        )
        assert str(caught.value).startswith(rule)
        assert caught.value.value is fact

    def test_every_dangling_fact_is_named(self, small: rp.Catalog) -> None:
        with pytest.raises(rp.CatalogError) as caught:
            small.with_facts(
                rp.Trait(aspect="ceiling", text="high", citation=NORTH, roles=("ml-engineer", "quant")),
                rp.Trait(aspect="ceiling", text="low", citation=NOWHERE),
            )
        assert caught.value.faults == (
            ("", "traits[4]", "roles", "no role has the id 'quant'"),
            ("", "traits[5]", "citation.source", "no source has the id 'nowhere'"),
        )


class TestMerged:
    """Two catalogs make one; equal entries count once."""

    def test_with_itself(self, small: rp.Catalog) -> None:
        assert small.merged(small) == small

    def test_with_an_empty_one(self, small: rp.Catalog) -> None:
        assert small.merged(rp.Catalog(name="empty")) == small
        assert attrs.evolve(rp.Catalog().merged(small), name="small", parameters=small.parameters) == small

    def test_both_sides(self, small: rp.Catalog) -> None:
        quant = rp.Role(id="quant", label="Quant")
        trait = rp.Trait(aspect="ceiling", text="high", citation=NORTH, roles=("quant",))
        weights, model = rp.GapWeights(tool=0.9), rp.DifficultyModel(full_step_rungs=2)
        other = rp.Catalog(
            name="other",
            sources=small.sources[:1],
            places=small.places,
            roles=(quant, small.roles[2]),
            traits=(trait,),
            parameters=(rp.Parameter(name="n", value=1, low=0, high=1, reason="why"),),
            gap_weights=weights,
            difficulty_model=model,
        )
        both = small.merged(other)
        assert both == attrs.evolve(small, roles=(*small.roles, quant), traits=(*small.traits, trait))
        back = other.merged(small)
        assert (back.name, back.parameters, back.gap_weights, back.difficulty_model) == ("other", other.parameters, weights, model)
        assert back.roles == (quant, small.roles[2], small.roles[0], small.roles[1])
        assert set(back.facts) == set(both.facts)

    @pytest.mark.parametrize(
        ("noun", "other"),
        [
            ("source", rp.Catalog(sources=(rp.Source(id="north", title="Other"),))),
            (
                "scale",
                rp.Catalog(scales=(rp.Scale(id="proficiency", label="P", measures="proficiency", reason="r", minimum=0, maximum=1),)),
            ),
            ("place", rp.Catalog(places=(rp.Place(id="india", label="Other"),))),
            ("skill", rp.Catalog(skills=(rp.Skill(id="sql", label="SQL", kind="practice"),))),
            ("role", rp.Catalog(roles=(rp.Role(id="ml-engineer", label="Other"),))),
            ("level", rp.Catalog(standard_levels=(rp.Level(id="staff", label="Staff", track="management", rank=4),))),
        ],
    )
    def test_two_meanings_of_one_id(self, small: rp.Catalog, noun: str, other: rp.Catalog) -> None:
        with pytest.raises(rp.DuplicateIdError) as caught:
            small.merged(other)
        assert caught.value.noun == noun
        assert str(caught.value).startswith(f"two different {noun} entries have the id ")


FACTS = ("levels", "salary_bands", "pay_claims", "pay_percentiles", "requirements", "transition_claims", "traits", "descriptors")


class TestOfSources:
    """The facts of some sources alone; the vocabulary and the measures stay whole."""

    @pytest.mark.parametrize("left_out", [("north",), ("South",), ("north", "Southern Survey 2026"), ()])
    def test_without(self, small: rp.Catalog, left_out: tuple[str, ...]) -> None:
        gone = {name.lower()[:5] for name in left_out}
        less = small.without_sources(*left_out)
        for field in FACTS:
            expected = tuple(fact for fact in getattr(small, field) if fact.citation.source not in gone)
            assert getattr(less, field) == expected
        assert attrs.evolve(less, **{field: getattr(small, field) for field in FACTS}) == small
        kept = [source for source in small.sources if source.id not in gone]
        assert small.only_sources(*kept) == less

    def test_only_none(self, small: rp.Catalog) -> None:
        assert small.only_sources().facts == ()
        assert small.only_sources().sources == small.sources

    def test_a_source_by_object_or_title_or_twice(self, small: rp.Catalog) -> None:
        by_id = small.without_sources("north")
        assert small.without_sources(small.source("north")) is by_id
        assert small.without_sources("Northern Survey 2026", "north") is by_id
        assert small.only_sources("south") is by_id

    def test_what_is_left_is_a_catalog_like_any(self, small: rp.Catalog) -> None:
        less = small.without_sources("north")
        assert less.facts_of("north") == ()
        assert less.facts_of("south") == small.facts_of("south")
        assert less.with_facts(*small.facts_of("north")).facts_of("north") == small.facts_of("north")

    def test_an_unknown_source(self, small: rp.Catalog) -> None:
        for ask in (small.without_sources, small.only_sources):
            with pytest.raises(rp.UnknownSourceError, match=r"^no source is called 'nort'; did you mean 'north'\?$"):
                ask("south", "nort")
            with pytest.raises(rp.InvalidTypeError, match=r"^source must be a Source, an id or a label, got None \(NoneType\)$"):
                ask(None)  # type: ignore[arg-type]


class TestWithParameter:
    """Another value of one number behind the measures."""

    @pytest.mark.parametrize(
        ("name", "value", "ask"),
        [
            ("gap.tool", 0.125, lambda c: c.gap_weights.tool),
            ("gap.broader_credit", 1, lambda c: c.gap_weights.broader_credit),
            ("difficulty.step", 0.0, lambda c: c.difficulty_model.weights.step),
            ("difficulty.full_step_rungs", 2.5, lambda c: c.difficulty_model.full_step_rungs),
            ("claims.same_percent", 0.0, lambda c: c.claim_reading.same_percent),
        ],
    )
    def test_one_number_and_no_other(self, small: rp.Catalog, name: str, value: float, ask: Callable[[rp.Catalog], float]) -> None:
        changed = small.with_parameter(name, value)
        assert ask(changed) == value != ask(small)
        assert changed.with_parameter(name, ask(small)) == small

    def test_every_number_that_the_bundled_measures_state(self, catalog: rp.Catalog) -> None:
        for parameter in catalog.parameters:
            assert catalog.with_parameter(parameter.name, parameter.value) == catalog

    def test_its_parameter_says_so_and_no_other(self) -> None:
        told = [rp.Parameter(name=name, value=0.5, low=0.25, high=0.75, reason="why") for name in ("gap.tool", "gap.optional")]
        catalog = rp.Catalog(parameters=tuple(told))
        inside, below, above = (catalog.with_parameter("gap.tool", value).parameters for value in (0.75, 0.0, 1.0))
        assert inside == (attrs.evolve(told[0], value=0.75), told[1])
        # A value outside the stated range widens it, for a parameter holds its value.
        assert below == (attrs.evolve(told[0], value=0.0, low=0.0), told[1])
        assert above == (attrs.evolve(told[0], value=1.0, high=1.0), told[1])
        assert catalog.parameters == tuple(told)

    @pytest.mark.parametrize("name", ["tool", "gap.tools", "gap.", "gap", "", "difficulty.weights", "effort.tool", "gap.step"])
    def test_no_number(self, small: rp.Catalog, name: str) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            small.with_parameter(name, 0.5)
        said = str(caught.value)
        assert said.startswith("name must name a number behind the measures: gap.unstated_proficiency, ")
        assert "difficulty.weights," not in said
        assert said.endswith(f"claims.slight_percent, claims.same_percent, got {name!r}")

    def test_no_name(self, small: rp.Catalog) -> None:
        with pytest.raises(rp.InvalidTypeError, match=r"^name must be a text like gap\.tool, got \['gap\.tool'\] \(list\)$"):
            small.with_parameter(["gap.tool"], 0.5)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("name", "value", "sentence"),
        [
            ("gap.tool", 1.5, "GapWeights.tool must lie in 0 to 1, got 1.5"),
            ("gap.tool", float("nan"), "GapWeights.tool must lie in 0 to 1, got nan"),
            ("gap.tool", "0.5", "GapWeights.tool must be a number, got '0.5' (str)"),
            ("difficulty.full_step_rungs", 0, "DifficultyModel.full_step_rungs must be finite and 1e-09 or more, got 0"),
            ("claims.slight_percent", True, "ClaimReading.slight_percent must be a number, got True (bool)"),
        ],
    )
    def test_a_value_that_breaks_its_rule(self, catalog: rp.Catalog, name: str, value: Any, sentence: str) -> None:
        with pytest.raises((rp.InvalidFieldError, rp.InvalidTypeError)) as caught:
            catalog.with_parameter(name, value)
        assert str(caught.value) == sentence

    def test_some_factor_must_count(self) -> None:
        catalog = rp.Catalog(difficulty_model=rp.DifficultyModel(weights=rp.DifficultyWeights(shortfall=1, effort=0, step=0)))
        with pytest.raises(rp.InvalidFieldError, match="must give some factor a weight above 0"):
            catalog.with_parameter("difficulty.shortfall", 0)


def rated(**ratings: Any) -> rp.SkillRequirement:
    """A requirement with ratings."""
    return rp.SkillRequirement(role="ml-engineer", skill="sql", basis="tool", citation=NORTH, **ratings)


class TestFaults:
    """A catalog whose entries do not fit together is not made, and every fault is told."""

    @pytest.mark.parametrize(
        ("field", "entry", "fault"),
        [
            ("sources", rp.Source(id="west", title="W", region="mars"), ("sources[2]", "region", "no place has the id 'mars'")),
            (
                "sources",
                rp.Source(id="west", title="W", region_assumed="mars"),
                ("sources[2]", "region_assumed", "no place has the id 'mars'"),
            ),
            ("places", rp.Place(id="crater", label="C", within="mars"), ("places[4]", "within", "no place has the id 'mars'")),
            ("skills", rp.Skill(id="r", label="R", kind="tool", broader="x"), ("skills[5]", "broader", "no skill has the id 'x'")),
            (
                "skills",
                rp.Skill(id="r", label="R", kind="tool", prerequisites=("sql", "x")),
                ("skills[5]", "prerequisites", "no skill has the id 'x'"),
            ),
            (
                "skills",
                rp.Skill(id="r", label="R", kind="tool", related=(rp.RelatedSkill(skill="x", credit=1, reason="why"),)),
                ("skills[5]", "related", "no skill has the id 'x'"),
            ),
            (
                "levels",
                rp.Level(id="boss", label="B", track="management", rank=1, role="ml-engineer", citation=NORTH),
                ("levels[3]", "id", "no level has the id 'boss'"),
            ),
            (
                "levels",
                rp.Level(id="staff", label="S", track="management", rank=1, role="quant", citation=NORTH),
                ("levels[3]", "role", "no role has the id 'quant'"),
            ),
            (
                "levels",
                rp.Level(id="staff", label="S", track="management", rank=1, role="ml-engineer"),
                ("levels[3]", "citation", "is missing; every fact cites its source"),
            ),
            (
                "levels",
                rp.Level(id="staff", label="S", track="management", rank=1, citation=NORTH),
                ("levels[3]", "role", "is missing; a rung belongs to one role's ladder"),
            ),
            (
                "salary_bands",
                rp.SalaryBand(role="quant", component="base", minimum=Decimal(1), currency="USD", citation=NORTH),
                ("salary_bands[5]", "role", "no role has the id 'quant'"),
            ),
            (
                "salary_bands",
                rp.SalaryBand(role="ml-engineer", component="base", minimum=Decimal(1), currency="USD", citation=NORTH, level="boss"),
                ("salary_bands[5]", "level", "no level has the id 'boss'"),
            ),
            (
                "salary_bands",
                rp.SalaryBand(role="ml-engineer", component="base", minimum=Decimal(1), currency="USD", citation=NORTH, location="mars"),
                ("salary_bands[5]", "location", "no place has the id 'mars'"),
            ),
            (
                "salary_bands",
                rp.SalaryBand(role="ml-engineer", component="base", minimum=Decimal(1), currency="USD", citation=NOWHERE),
                ("salary_bands[5]", "citation.source", "no source has the id 'nowhere'"),
            ),
            (
                "pay_claims",
                rp.PayClaim(role="quant", relation="more", citation=NORTH),
                ("pay_claims[3]", "role", "no role has the id 'quant'"),
            ),
            (
                "pay_claims",
                rp.PayClaim(role="ml-engineer", relation="more", citation=NORTH, other="quant"),
                ("pay_claims[3]", "other", "no role has the id 'quant'"),
            ),
            (
                "pay_claims",
                rp.PayClaim(role="ml-engineer", relation="more", citation=NORTH, levels=("staff", "boss")),
                ("pay_claims[3]", "levels", "no level has the id 'boss'"),
            ),
            (
                "pay_claims",
                rp.PayClaim(role="ml-engineer", relation="more", citation=NORTH, location="mars"),
                ("pay_claims[3]", "location", "no place has the id 'mars'"),
            ),
            (
                "requirements",
                rp.SkillRequirement(role="quant", skill="sql", basis="tool", citation=NORTH),
                ("requirements[4]", "role", "no role has the id 'quant'"),
            ),
            (
                "requirements",
                rp.SkillRequirement(role="ml-engineer", skill="x", basis="tool", citation=NORTH),
                ("requirements[4]", "skill", "no skill has the id 'x'"),
            ),
            ("requirements", rated(alternatives=("python", "x")), ("requirements[4]", "alternatives", "no skill has the id 'x'")),
            ("requirements", rated(level="boss"), ("requirements[4]", "level", "no level has the id 'boss'")),
            (
                "requirements",
                rated(proficiency=rp.Rating(scale="x", value=0.5)),
                ("requirements[4]", "proficiency", "no scale has the id 'x'"),
            ),
            (
                "requirements",
                rated(importance=rp.Rating(scale="proficiency", label="strong", value=0.75)),
                ("requirements[4]", "importance", "'strong' is on the scale 'proficiency', which measures proficiency"),
            ),
            (
                "requirements",
                rated(proficiency=rp.Rating(scale="importance-1-5", value=0.5)),
                ("requirements[4]", "proficiency", "'0.50' is on the scale 'importance-1-5', which measures importance"),
            ),
            (
                "requirements",
                rated(proficiency=rp.Rating(scale="proficiency", label="strong", value=0.5)),
                ("requirements[4]", "proficiency", "'strong' with the value 0.5 is not a step of the scale 'proficiency'"),
            ),
            (
                "requirements",
                rated(proficiency=rp.Rating(scale="proficiency", label="great", value=0.75)),
                ("requirements[4]", "proficiency", "'great' with the value 0.75 is not a step of the scale 'proficiency'"),
            ),
            *(
                (
                    "transition_claims",
                    rp.TransitionClaim(kind="advice", text="stay", citation=NORTH, **{end: "quant"}),
                    ("transition_claims[5]", end, "no role has the id 'quant'"),
                )
                for end in ("origin", "target", "than_origin", "than_target")
            ),
            (
                "transition_claims",
                rp.TransitionClaim(kind="advice", text="stay", citation=NORTH, skill="x"),
                ("transition_claims[5]", "skill", "no skill has the id 'x'"),
            ),
            (
                "traits",
                rp.Trait(aspect="demand", text="d", citation=NORTH, roles=("quant",)),
                ("traits[4]", "roles", "no role has the id 'quant'"),
            ),
            (
                "traits",
                rp.Trait(aspect="demand", text="d", citation=NORTH, level="boss"),
                ("traits[4]", "level", "no level has the id 'boss'"),
            ),
        ],
    )
    def test_one_fault(self, small: rp.Catalog, field: str, entry: Any, fault: tuple[str, str, str]) -> None:
        with pytest.raises(rp.CatalogError) as caught:
            attrs.evolve(small, **{field: (*getattr(small, field), entry)})
        assert caught.value.faults == (("", *fault),)
        assert str(caught.value) == f"these entries make no catalog: 1 fault\n  {': '.join(fault)}"

    @pytest.mark.parametrize(
        ("field", "noun"),
        [
            ("sources", "source"),
            ("scales", "scale"),
            ("places", "place"),
            ("skills", "skill"),
            ("roles", "role"),
            ("standard_levels", "level"),
        ],
    )
    def test_an_id_that_stands_twice(self, small: rp.Catalog, field: str, noun: str) -> None:
        held = getattr(small, field)
        with pytest.raises(rp.CatalogError) as caught:
            attrs.evolve(small, **{field: (*held, held[0])})
        sentence = f"{held[0].id!r} stands twice; each {noun} has an id of its own"
        assert caught.value.faults == (("", f"{field}[{len(held)}]", "id", sentence),)

    def test_one_id_may_stand_for_entries_of_two_kinds(self) -> None:
        made = rp.Catalog(roles=(rp.Role(id="python", label="P"),), skills=(rp.Skill(id="python", label="P", kind="tool"),))
        assert (made.role("p").id, made.skill("p").id) == ("python", "python")

    def test_ratings_that_fit_are_kept(self, small: rp.Catalog) -> None:
        fact = rated(proficiency=small.scale("proficiency").rate("expert level"), importance=small.scale("Importance").rate(5))
        assert small.with_facts(fact).requirements[-1] == fact

    def test_every_fault_is_listed(self) -> None:
        with pytest.raises(rp.CatalogError) as caught:
            rp.Catalog(
                roles=(rp.Role(id="a", label="A"), rp.Role(id="a", label="B")),
                places=(rp.Place(id="crater", label="C", within="mars"),),
                skills=(
                    rp.Skill(
                        id="s",
                        label="S",
                        kind="tool",
                        broader="x",
                        prerequisites=("y", "z"),
                        related=(rp.RelatedSkill(skill="w", credit=1, reason="why"),),
                    ),
                ),
                levels=(rp.Level(id="boss", label="B", track="management", rank=1),),
                requirements=(
                    rp.SkillRequirement(
                        role="b",
                        skill="s",
                        basis="tool",
                        citation=NOWHERE,
                        proficiency=rp.Rating(scale="p", value=0.5),
                        importance=rp.Rating(scale="i", value=0.5),
                    ),
                ),
            )
        first, *rest = str(caught.value).splitlines()
        assert first == "these entries make no catalog: 13 faults"
        assert sorted(rest) == [
            "  levels[0]: citation: is missing; every fact cites its source",
            "  levels[0]: id: no level has the id 'boss'",
            "  levels[0]: role: is missing; a rung belongs to one role's ladder",
            "  places[0]: within: no place has the id 'mars'",
            "  requirements[0]: citation.source: no source has the id 'nowhere'",
            "  requirements[0]: importance: no scale has the id 'i'",
            "  requirements[0]: proficiency: no scale has the id 'p'",
            "  requirements[0]: role: no role has the id 'b'",
            "  roles[1]: id: 'a' stands twice; each role has an id of its own",
            "  skills[0]: broader: no skill has the id 'x'",
            "  skills[0]: prerequisites: no skill has the id 'y'",
            "  skills[0]: prerequisites: no skill has the id 'z'",
            "  skills[0]: related: no skill has the id 'w'",
        ]
        assert all(type(fault) is rp.Fault for fault in caught.value.faults)


def count_roles(catalog: rp.Catalog) -> list[int]:
    """What is derived below."""
    return [len(catalog.roles)]


def count_skills(catalog: rp.Catalog) -> list[int]:
    """Something else that is derived."""
    return [len(catalog.skills)]


class TestComputedOnce:
    """What follows from a catalog is computed once; answers are kept up to a bound."""

    def test_derived(self, small: rp.Catalog) -> None:
        catalog = attrs.evolve(small)
        assert catalog.derived(count_roles) == [3]
        assert catalog.derived(count_roles) is catalog.derived(count_roles)
        assert catalog.derived(count_skills) == [5]

    def test_a_new_catalog_derives_anew(self, small: rp.Catalog) -> None:
        assert small.derived(count_roles) == [3]
        assert small.with_role(rp.Role(id="quant", label="Quant")).derived(count_roles) == [4]

    def test_facts_are_gathered_once(self, small: rp.Catalog) -> None:
        assert small.facts is small.facts

    def test_answers(self) -> None:
        catalog, asked = rp.Catalog(), []

        def build() -> str:
            asked.append(1)
            return f"answer {len(asked)}"

        assert [catalog.answer(("gap", "a"), build) for _ in range(3)] == ["answer 1"] * 3
        assert catalog.answer(("gap", "b"), build) == "answer 2"
        assert rp.Catalog().answer(("gap", "a"), build) == "answer 3"
        assert len(asked) == 3

    def test_the_store_of_answers_is_bounded(self) -> None:
        catalog = rp.Catalog()
        for number in range(ANSWERS_KEPT):
            catalog.answer(number, lambda number=number: number + 1)
        assert len(catalog._answers) == ANSWERS_KEPT == 2048
        assert catalog.answer(0, lambda: -1) == 1
        assert catalog.answer("one more", lambda: -1) == -1
        assert len(catalog._answers) == 1
        assert catalog.answer(0, lambda: -2) == -2

    def test_an_error_is_not_kept(self) -> None:
        catalog = rp.Catalog()
        with pytest.raises(ZeroDivisionError):
            catalog.answer("question", lambda: 1 // 0)
        assert catalog.answer("question", lambda: 1) == 1


class TestAsAValue:
    """A catalog is compared, hashed, copied and pickled by what it holds."""

    @pytest.mark.parametrize(
        "back", [lambda c: pickle.loads(pickle.dumps(c)), copy.copy, copy.deepcopy], ids=["pickle", "copy", "deepcopy"]
    )
    def test_a_copy_is_equal_and_derives_anew(self, small: rp.Catalog, back: Callable[[rp.Catalog], rp.Catalog]) -> None:
        small.answer("question", lambda: 1)
        assert small.derived(count_roles) == [3]
        made = back(small)
        assert type(made) is rp.Catalog
        assert made is not small
        assert made == small
        assert hash(made) == hash(small)
        assert (made._derived, made._answers) == ({}, {})
        assert made.role("MLE") == small.role("MLE")
        assert made.facts == small.facts

    def test_an_answer_that_cannot_be_pickled_does_not_stop_a_catalog(self) -> None:
        catalog = rp.Catalog()
        catalog.answer("question", lambda: lambda: 1)
        assert pickle.loads(pickle.dumps(catalog)) == catalog

    @pytest.mark.parametrize("seed", ["0", "1"])
    def test_a_catalog_pickled_elsewhere_has_the_hash_of_here(self, seed: str) -> None:
        code = (
            "import pickle, sys, rolepath as rp; c = rp.Catalog(name='small', roles=(rp.Role(id='a', label='A'),));"
            "hash(c); sys.stdout.buffer.write(pickle.dumps(c))"
        )
        found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        here = rp.Catalog(name="small", roles=(rp.Role(id="a", label="A"),))
        back = pickle.loads(found.stdout)
        assert back == here
        assert hash(back) == hash(here)
        assert {here: "found"}[back] == "found"

    def test_what_is_derived_does_not_count(self, small: rp.Catalog) -> None:
        used, unused = attrs.evolve(small), attrs.evolve(small)
        used.answer("question", lambda: 1)
        assert used.facts
        assert used == unused
        assert hash(used) == hash(unused)

    @pytest.mark.parametrize("field", [field.name for field in attrs.fields(rp.Catalog) if field.init and field.name.endswith("s")])
    def test_every_entry_counts(self, small: rp.Catalog, field: str) -> None:
        held = getattr(small, field)
        if field == "gap_weights":
            other = attrs.evolve(small, gap_weights=rp.GapWeights(tool=0.9))
        elif field == "descriptors":
            other = attrs.evolve(
                small, descriptors=(rp.Descriptor(role="ml-engineer", family="tool", item="i", label="I", citation=NORTH),)
            )
        elif field == "reading_reports":
            other = attrs.evolve(small, reading_reports=(rp.ReadingReport(source="north"),))
        elif field in {
            "levels",
            "salary_bands",
            "pay_claims",
            "pay_percentiles",
            "requirements",
            "transition_claims",
            "traits",
            "parameters",
        }:
            other = attrs.evolve(small, **{field: held[:-1]})
        else:
            other = attrs.evolve(small, **{field: held[::-1]})
        assert other != small

    def test_its_name_and_model_count(self, small: rp.Catalog) -> None:
        assert attrs.evolve(small, name="large") != small
        assert attrs.evolve(small, difficulty_model=rp.DifficultyModel(full_step_rungs=2)) != small
        assert attrs.evolve(small, proximity_model=rp.ProximityModel(method="shape")) != small

    def test_it_reads_as_counts(self, small: rp.Catalog) -> None:
        assert repr(small) == "Catalog(small: 3 roles, 5 skills, 27 facts from 2 sources)"
        assert repr(rp.Catalog()) == "Catalog(catalog: 0 roles, 0 skills, 0 facts from 0 sources)"

    def test_it_shows_itself(self, small: rp.Catalog) -> None:
        assert str(small) == as_text(small)
        assert str(small).splitlines()[1] == "3 roles, 5 skills, 27 facts from 2 sources"
        assert small._repr_html_() == as_html(small)


class TestBundled:
    """The bundled catalog keeps the ambiguities of the field."""

    @pytest.mark.parametrize(
        ("kind", "name", "candidates"),
        [
            ("role", "analyst", {"data-analyst", "bi-analyst"}),
            ("skill", "orchestration", {"container-orchestration", "pipeline-orchestration", "agent-orchestration"}),
        ],
    )
    def test_a_label_of_several_meanings(self, catalog: rp.Catalog, kind: str, name: str, candidates: set[str]) -> None:
        with pytest.raises(rp.AmbiguousNameError) as caught:
            getattr(catalog, kind)(name)
        assert set(caught.value.candidates) == candidates

    def test_it_survives_pickling(self, catalog: rp.Catalog) -> None:
        back = pickle.loads(pickle.dumps(catalog))
        assert back == catalog
        assert hash(back) == hash(catalog)


class TestWhatFitsNoCatalog:
    def test_a_standard_level_belongs_to_no_role(self, small: rp.Catalog) -> None:
        level = attrs.evolve(small.standard_levels[0], role=small.roles[0].id)
        with pytest.raises(rp.CatalogError) as caught:
            attrs.evolve(small, standard_levels=(level, *small.standard_levels[1:]))
        sentence = f"must be left out of a standard level, got {small.roles[0].id!r}"
        assert ("", "standard_levels[0]", "role", sentence) in caught.value.faults

    def test_a_rating_on_a_scale_of_labels_has_a_label(self) -> None:
        catalog = rp.load_catalog()
        rated = next(requirement for requirement in catalog.requirements if requirement.proficiency)
        bare = attrs.evolve(rated, proficiency=rp.Rating(scale=rp.ScaleId("proficiency"), value=0.3))
        with pytest.raises(rp.CatalogError) as caught:
            catalog.with_facts(bare)
        assert [fault.sentence for fault in caught.value.faults] == ["must be one of the labels of the scale 'proficiency', got 0.3"]

    def test_a_currency_to_filter_by_is_a_code(self) -> None:
        with pytest.raises(rp.CurrencyError, match="currency must be an ISO 4217 code; write USD, got 'usd'"):
            rp.load_catalog().bands_of("ml-engineer", currency="usd")

    def test_what_is_none_is_computed_once_too(self) -> None:
        calls = []

        def nothing(_: rp.Catalog) -> None:
            calls.append(1)

        catalog = rp.Catalog()
        for _ in range(2):
            assert catalog.derived(nothing) is None  # type: ignore[func-returns-value]
            assert catalog.answer("q", lambda: nothing(catalog)) is None  # type: ignore[func-returns-value]
        assert len(calls) == 2

    def test_a_skill_is_no_part_of_itself(self) -> None:
        def skill(name: str, broader: str) -> rp.Skill:
            return rp.Skill(id=rp.SkillId(name), label=name, kind=rp.SkillKind.TOOL, broader=rp.SkillId(broader))

        with pytest.raises(rp.CatalogError) as caught:
            rp.Catalog(skills=(skill("a", "b"), skill("b", "a"), skill("c", "a"), skill("d", "d")))
        assert caught.value.faults == (
            ("", "skills[0]", "broader", "makes 'a' part of itself"),
            ("", "skills[1]", "broader", "makes 'b' part of itself"),
            ("", "skills[3]", "broader", "makes 'd' part of itself"),
        )

    def test_rings_of_any_shape(self) -> None:
        """What lies in a ring is what networkx finds strongly connected, with another or with itself."""
        chance = Random(0)
        for _ in range(300):
            names = [f"s{number}" for number in range(chance.randint(1, 8))]
            leads = {name: tuple(sorted({chance.choice(names) for _ in range(chance.randint(0, 2))})) for name in names}
            drawn = nx.DiGraph([(name, other) for name, others in leads.items() for other in others])
            rings = (found for found in nx.strongly_connected_components(drawn) if len(found) > 1 or drawn.has_edge(*found, *found))
            expected = {name for found in rings for name in found}
            told = set()
            try:
                rp.Catalog(skills=tuple(rp.Skill(id=name, label=name, kind="tool", prerequisites=leads[name]) for name in names))
            except rp.CatalogError as error:
                told = {fault.block for fault in error.faults}
            assert told == {f"skills[{number}]" for number, name in enumerate(names) if name in expected}

    def test_a_ring_of_many_is_found_at_once(self) -> None:
        """It took time that grows with the square of the ring: minutes for this one."""
        count = 20_000
        skills = [rp.Skill(id=f"s{number}", label="x", kind="tool", broader=f"s{(number + 1) % count}") for number in range(count)]
        start = process_time()
        with pytest.raises(rp.CatalogError) as caught:
            rp.Catalog(skills=tuple(skills))
        assert len(caught.value.faults) == count
        assert process_time() - start < 20

    def test_a_skill_is_not_its_own_prerequisite(self) -> None:
        def skill(name: str, *before: str) -> rp.Skill:
            return rp.Skill(id=rp.SkillId(name), label=name, kind=rp.SkillKind.TOOL, prerequisites=tuple(map(rp.SkillId, before)))

        fine = rp.Catalog(skills=(skill("a", "b", "c"), skill("b", "c"), skill("c")))
        assert len(fine.skills) == 3
        with pytest.raises(rp.CatalogError) as caught:
            rp.Catalog(skills=(skill("a", "b"), skill("b", "c", "a"), skill("c")))
        assert [fault.sentence for fault in caught.value.faults] == ["makes 'a' its own prerequisite", "makes 'b' its own prerequisite"]

    def test_a_label_of_punctuation_alone_is_no_name(self) -> None:
        catalog = rp.Catalog(roles=(rp.Role(id=rp.RoleId("dash"), label="—"),))
        assert catalog.role("dash").label == "—"
        with pytest.raises(rp.UnknownRoleError, match="no role is called ''; known are dash"):
            catalog.role("")

    def test_what_is_known_is_listed_where_it_is_little(self) -> None:
        with pytest.raises(rp.UnknownPlaceError, match="no place is called 'Paris'; known are us, uk, london, india"):
            rp.load_catalog().place("Paris")
        with pytest.raises(rp.UnknownSkillError) as caught:
            rp.load_catalog().skill("qqqqqq")
        assert caught.value.known == ()
        assert str(caught.value) == "no skill is called 'qqqqqq'"

    def test_a_control_character_does_not_break_the_line(self) -> None:
        assert repr(rp.Role(id=rp.RoleId("r"), label="a\nb\x1b")) == "Role(r: a\\u000ab\\u001b)"
        assert "\n" not in repr(rp.Skill(id=rp.SkillId("s"), label="a\nb", kind=rp.SkillKind.TOOL))
