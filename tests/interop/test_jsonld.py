"""JSON-LD: nothing that no source states, and all that search engines ask for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import attrs
import pytest
from pyld import jsonld

import rolepath as rp
from rolepath.interop.jsonld import to_jsonld

#: A part of the context of schema.org, so that nothing is fetched.
CONTEXT = {
    "@vocab": "https://schema.org/",
    "sameAs": {"@type": "@id"},
    "inDefinedTermSet": {"@type": "@id"},
    "datePublished": {"@type": "https://schema.org/Date"},
}
#: What schema.org defines for each type, as far as it is used, with what it inherits.
THING = {"@type", "alternateName", "description", "identifier", "name", "sameAs", "subjectOf"}
AREA = THING | {"containedInPlace"}
PROPERTIES = {
    "Occupation": THING | {"estimatedSalary", "occupationLocation", "occupationalCategory", "skills"},
    "DefinedTerm": THING | {"inDefinedTermSet"},
    "MonetaryAmountDistribution": THING | {"currency", "duration", "median"},
    "MonetaryAmount": THING | {"currency", "maxValue", "minValue", "value"},
    "CreativeWork": THING | {"author", "creditText", "datePublished", "isPartOf", "publisher", "text"},
    "Organization": THING,
    "AdministrativeArea": AREA,
    "City": AREA,
    "Country": AREA,
}
DURATION = re.compile(r"P1[YMD]|PT1H")


def band(**changes: Any) -> rp.SalaryBand:
    citation = rp.Citation(source="paper", section="Pay", line=7, printed="100-150K", via="a survey")
    own = {"role": "smith", "component": "base", "minimum": Decimal(100), "maximum": Decimal(150), "currency": "GBP", "citation": citation}
    return rp.SalaryBand(**{**own, **changes})


PLACES = (
    rp.Place(id="uk", label="United Kingdom", alternative_labels=("GB",)),
    rp.Place(id="london", label="London", within="uk"),
    rp.Place(id="england", label="England", within="uk"),
    rp.Place(id="leeds", label="Leeds", within="england"),
    rp.Place(id="berlin", label="Berlin"),
)


def catalog_of(*bands: rp.SalaryBand, role: rp.Role | None = None, skills: tuple[rp.Skill, ...] = ()) -> rp.Catalog:
    asked = [
        rp.SkillRequirement(role="smith", skill=skill.id, basis="tool", citation=rp.Citation(source="paper", section="Work", line=1))
        for skill in skills
    ]
    return rp.Catalog(
        sources=(rp.Source(id="paper", title="The Paper", published="2026-05", publisher="Press", author="A. Writer"),),
        places=PLACES,
        roles=(role or rp.Role(id="smith", label="Smith"),),
        skills=(*skills, rp.Skill(id="unasked", label="Unasked", kind="tool")),
        standard_levels=(rp.Level(id="senior", label="Senior", track="individual-contributor", rank=1),),
        requirements=(*asked, *asked),
        salary_bands=bands,
    )


def salary(**changes: Any) -> dict[str, Any]:
    (node,) = to_jsonld("smith", catalog=catalog_of(band(**changes)))["@graph"]
    (found,) = node["estimatedSalary"]
    return dict(found)


def nodes(plain: Any) -> Iterator[dict[str, Any]]:
    if isinstance(plain, dict):
        yield plain
        for inner in plain.values():
            yield from nodes(inner)
    elif isinstance(plain, list):
        for inner in plain:
            yield from nodes(inner)


def occupations(catalog: rp.Catalog) -> list[dict[str, Any]]:
    return [node for role in catalog.roles for node in to_jsonld(role, catalog=catalog)["@graph"]]


class TestOccupation:
    def test_a_role_with_nothing_known_of_it(self) -> None:
        assert to_jsonld("smith", catalog=catalog_of()) == {
            "@context": "https://schema.org",
            "@graph": [{"@type": "Occupation", "identifier": "smith", "name": "Smith"}],
        }

    def test_names_and_description(self) -> None:
        role = rp.Role(id="smith", label="Smith", alternative_labels=("Farrier", "Blacksmith"), description="Works iron.")
        (node,) = to_jsonld(role, catalog=catalog_of(role=role))["@graph"]
        assert node["alternateName"] == ["Farrier", "Blacksmith"]
        assert node["description"] == "Works iron."

    def test_skills_stand_once_and_link_to_esco_where_a_link_is_known(self) -> None:
        skills = (
            rp.Skill(id="forging", label="Forging", kind="practice", alternative_labels=("Smithing",), esco=("http://a.example/1", "S1.2")),
            rp.Skill(id="anvil", label="Anvil", kind="tool", esco=("S1.2",)),
        )
        (node,) = to_jsonld("smith", catalog=catalog_of(skills=skills))["@graph"]
        assert node["skills"] == [
            {
                "@type": "DefinedTerm",
                "identifier": "forging",
                "name": "Forging",
                "alternateName": ["Smithing"],
                "sameAs": ["http://a.example/1"],
                "inDefinedTermSet": "http://data.europa.eu/esco/concept-scheme/skills",
            },
            {"@type": "DefinedTerm", "identifier": "anvil", "name": "Anvil"},
        ]

    def test_the_bundled_links_are_all_there(self, catalog: rp.Catalog) -> None:
        linked = {node["identifier"]: tuple(node["sameAs"]) for node in nodes(occupations(catalog)) if "inDefinedTermSet" in node}
        asked = {fact.skill for fact in catalog.requirements}
        assert linked == {skill.id: skill.esco for skill in catalog.skills if skill.esco and skill.id in asked}
        assert linked

    def test_what_is_not_known_is_refused(self) -> None:
        with pytest.raises(rp.UnknownRoleError):
            to_jsonld("cooper", catalog=catalog_of())
        with pytest.raises(rp.UnknownPlaceError):
            to_jsonld("smith", location="Mars", catalog=catalog_of())


class TestPlaces:
    def test_one_occupation_for_each_place_and_one_for_no_place(self) -> None:
        catalog = catalog_of(band(), band(location="london"), band(location="uk"), band(location="london", component="total"))
        graph = to_jsonld("smith", catalog=catalog)["@graph"]
        assert [node.get("occupationLocation", {}).get("identifier") for node in graph] == ["uk", "london", None]
        assert [len(node["estimatedSalary"]) for node in graph] == [1, 2, 1]
        assert "occupationLocation" not in graph[2]

    def test_a_place_takes_its_own_bands_alone(self) -> None:
        catalog = catalog_of(band(), band(location="london"), band(location="uk", minimum=Decimal(120)))
        told = to_jsonld("smith", location="United Kingdom", catalog=catalog)
        assert told["@context"] == "https://schema.org"
        assert [entry["minValue"] for entry in told["estimatedSalary"]] == [120]
        assert "estimatedSalary" not in to_jsonld("smith", location="Berlin", catalog=catalog)

    @pytest.mark.parametrize(
        ("place", "kind", "around"),
        [
            ("uk", "Country", None),
            ("london", "City", [("Country", "uk")]),
            ("england", "AdministrativeArea", [("Country", "uk")]),
            ("leeds", "AdministrativeArea", [("AdministrativeArea", "england"), ("Country", "uk")]),
            ("berlin", "AdministrativeArea", None),
        ],
    )
    def test_a_place_is_called_a_country_or_city_where_the_catalog_tells(
        self, place: str, kind: str, around: list[tuple[str, str]] | None
    ) -> None:
        found = to_jsonld("smith", location=place, catalog=catalog_of())["occupationLocation"]
        assert found["@type"] == kind
        outer = found.get("containedInPlace")
        assert around == (outer and [(each["@type"], each["identifier"]) for each in outer])


class TestSalary:
    def test_a_range_with_its_citation(self) -> None:
        assert salary() == {
            "@type": ["MonetaryAmountDistribution", "MonetaryAmount"],
            "name": "base",
            "currency": "GBP",
            "duration": "P1Y",
            "minValue": 100,
            "maxValue": 150,
            "subjectOf": {
                "@type": "CreativeWork",
                "identifier": "paper, line 7",
                "name": "Pay",
                "text": "100-150K",
                "creditText": "a survey",
                "isPartOf": {
                    "@type": "CreativeWork",
                    "identifier": "paper",
                    "name": "The Paper",
                    "datePublished": "2026-05",
                    "publisher": {"@type": "Organization", "name": "Press"},
                    "author": "A. Writer",
                },
            },
        }

    @pytest.mark.parametrize(
        ("changes", "figures"),
        [
            ({}, {"minValue": 100, "maxValue": 150}),
            ({"maximum": None}, {"minValue": 100}),
            ({"open_top": True}, {"minValue": 100}),
            ({"maximum": Decimal(100)}, {"minValue": 100, "maxValue": 100}),
            ({"statistic": "median"}, {"minValue": 100, "maxValue": 150}),
            ({"statistic": "median", "maximum": Decimal(100)}, {"median": 100}),
            ({"statistic": "median", "maximum": Decimal(100), "open_top": True}, {"minValue": 100}),
            ({"statistic": "median", "maximum": None}, {"minValue": 100}),
            ({"statistic": "average", "maximum": Decimal("1E+2")}, {"value": 100}),
            ({"statistic": "starting", "maximum": Decimal(100)}, {"minValue": 100, "maxValue": 100}),
        ],
    )
    def test_figures_are_those_of_the_source(self, changes: dict[str, Any], figures: dict[str, int]) -> None:
        found = salary(**changes)
        assert {key: found[key] for key in ("minValue", "maxValue", "median", "value") if key in found} == figures

    @pytest.mark.parametrize(
        ("amount", "written"),
        [
            ("100000", "100000"),
            ("1E+5", "100000"),
            ("100000.00", "100000"),
            ("52.10", "52.1"),
            ("0.1", "0.1"),
            ("123456789012345678901234567890", "123456789012345678901234567890"),
            ("1234567890123456.789", '"1234567890123456.789"'),
            ("0", "0"),
        ],
    )
    def test_money_is_exact(self, amount: str, written: str) -> None:
        assert json.dumps(salary(minimum=Decimal(amount), maximum=None)["minValue"]) == written

    @pytest.mark.parametrize(("period", "duration"), [("year", "P1Y"), ("month", "P1M"), ("day", "P1D"), ("hour", "PT1H")])
    def test_durations(self, period: str, duration: str) -> None:
        assert salary(period=period)["duration"] == duration

    @pytest.mark.parametrize(
        ("changes", "name"),
        [
            ({"component": "total"}, "total"),
            ({"component": "unspecified"}, "pay (component not stated)"),
            ({"statistic": "average"}, "average base"),
            ({"statistic": "outlier", "component": "total"}, "outlier total"),
        ],
    )
    def test_names_tell_component_and_statistic(self, changes: dict[str, Any], name: str) -> None:
        assert salary(**changes)["name"] == name

    def test_what_has_no_property_is_in_the_description(self) -> None:
        found = salary(
            level="senior",
            level_label="Sr.",
            employer="forges",
            hedge="often",
            approximate=True,
            open_top=True,
            location="london",
            assumed=("location", "level"),
            note="from a table",
        )
        assert found["description"] == (
            "level: Senior; level as printed: Sr.; employer: forges; qualified as: often; approximate; printed top: 150, and above; "
            "not stated by the source: location, level; note: from a table"
        )

    def test_what_is_not_cited_in_full_is_left_out(self) -> None:
        bare = rp.Citation(source="paper", section="Pay", line=7)
        catalog = attrs.evolve(catalog_of(band(citation=bare)), sources=(rp.Source(id="paper", title="The Paper"),))
        (node,) = to_jsonld("smith", catalog=catalog)["@graph"]
        assert node["estimatedSalary"][0]["subjectOf"] == {
            "@type": "CreativeWork",
            "identifier": "paper, line 7",
            "name": "Pay",
            "isPartOf": {"@type": "CreativeWork", "identifier": "paper", "name": "The Paper"},
        }

    def test_every_bundled_band_stands_once_with_its_own_figures(self, catalog: rp.Catalog) -> None:
        found = [
            (node["identifier"], node.get("occupationLocation", {}).get("identifier"), entry["currency"], *figures_of(entry))
            for node in occupations(catalog)
            for entry in node.get("estimatedSalary", [])
        ]
        stated = [(b.role, b.location, b.currency, b.minimum, b.ceiling) for b in catalog.salary_bands]
        assert sorted(found, key=str) == sorted(stated, key=str)


def figures_of(entry: dict[str, Any]) -> tuple[Decimal, Decimal | None]:
    single = entry.get("median", entry.get("value"))
    low, high = entry.get("minValue", single), entry.get("maxValue", single)
    return Decimal(low), None if high is None else Decimal(high)


class TestGooglesRules:
    """What its page on estimated salaries requires: name, occupationLocation, estimatedSalary, and of each its name and duration."""

    def test_an_occupation_with_a_place_has_what_is_required(self, catalog: rp.Catalog) -> None:
        placed = [node for node in occupations(catalog) if "occupationLocation" in node]
        assert len(placed) > 3
        for node in placed:
            assert node["@type"] == "Occupation"
            assert node["name"]
            assert node["occupationLocation"]["@type"] in {"City", "Country"}
            assert node["occupationLocation"]["name"]
            assert node["estimatedSalary"]
            for entry in node["estimatedSalary"]:
                assert "MonetaryAmountDistribution" in entry["@type"]
                assert entry["name"]
                assert DURATION.fullmatch(entry["duration"])
                assert re.fullmatch("[A-Z]{3}", entry["currency"])  # recommended
                assert {"minValue", "median", "value"} & entry.keys()

    def test_a_page_gets_one_occupation(self, catalog: rp.Catalog) -> None:
        for role, place in {(band.role, band.location) for band in catalog.salary_bands if band.location}:
            told = to_jsonld(role, location=place, catalog=catalog)
            assert told.pop("@context") == "https://schema.org"
            assert told in occupations(catalog)


class TestVocabulary:
    def test_every_property_is_one_that_schema_org_defines_for_the_type(self, catalog: rp.Catalog) -> None:
        for node in nodes(occupations(catalog)):
            types = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
            assert node.keys() <= set().union(*(PROPERTIES[name] for name in types)), node

    def test_a_processor_keeps_every_property(self, catalog: rp.Catalog) -> None:
        """Expanding drops what a context does not know; here nothing is dropped, and compacting brings the same back."""
        for role in catalog.roles:
            told = {**to_jsonld(role, catalog=catalog), "@context": CONTEXT}
            expanded = jsonld.expand(told)
            kept = sorted(key.removeprefix("https://schema.org/") for node in nodes(expanded) for key in node if key[0] != "@")
            assert kept == sorted(key for node in nodes(told["@graph"]) for key in node if key[0] != "@")
            again = jsonld.compact(expanded, CONTEXT, {"compactArrays": False})
            assert again["@graph"] == [as_lists(node) for node in told["@graph"]]

    def test_it_is_json(self, catalog: rp.Catalog) -> None:
        told = to_jsonld("ML engineer", catalog=catalog)
        assert json.loads(json.dumps(told, allow_nan=False)) == told


def as_lists(plain: Any) -> Any:
    """Every value as a list, as a processor gives it back that keeps lists."""
    if not isinstance(plain, dict):
        return plain
    entries = {key: value if isinstance(value, list) else [value] for key, value in plain.items()}
    return {key: plain[key] if key == "@type" else [as_lists(entry) for entry in listed] for key, listed in entries.items()}
