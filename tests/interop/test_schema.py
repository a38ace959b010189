"""JSON Schema: what we write is valid by it, and what is valid is read, or refused for what a schema cannot say."""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from math import inf
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import rolepath as rp
from rolepath.cli import main
from rolepath.interop import schema
from rolepath.interop.documents import SHARED, from_document, to_document
from rolepath.interop.schema import json_schema

COMMITTED = Path(__file__).parents[2] / "docs/schema/rolepath-2.schema.json"
CLASSES = {name: found for name in rp.__all__ if isinstance(found := getattr(rp, name), type) and attrs.has(found)}
#: What a catalog is made of and what is asked with, but not the catalog itself, whose documents are too large to draw.
NOUNS = [name for name, kind in CLASSES.items() if ".model." in kind.__module__ and kind is not rp.Catalog] + ["Explanation"]
CITED = rp.Citation(source="one", section="A section", line=3)


@cache
def whole() -> dict[str, Any]:
    return json_schema()


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json_schema(CLASSES[name]))


def assert_valid(document: dict[str, Any]) -> None:
    fault = next(iter(validator(document["type"]).iter_errors(document)), None)
    assert fault is None, (document["type"], fault and (fault.json_path, fault.message))


def nodes(plain: Any) -> Iterator[Any]:
    """Everything within plain data, itself included."""
    yield plain
    inner = plain.values() if isinstance(plain, dict) else plain if isinstance(plain, list) else ()
    for entry in inner:
        yield from nodes(entry)


def is_small(document: dict[str, Any], most: int = 50_000) -> bool:
    return len(json.dumps(document)) < most


def objects_within(*tops: object) -> Iterator[Any]:
    """Every object of a class within others, themselves included, each once."""
    ahead, seen = list(tops), set[int]()
    while ahead:
        thing = ahead.pop()
        if isinstance(thing, tuple):
            ahead.extend(thing)
        elif attrs.has(type(thing)) and id(thing) not in seen:
            seen.add(id(thing))
            yield thing
            ahead.extend(getattr(thing, field.name) for field in attrs.fields(type(thing)) if field.init)


def told_of(catalog: rp.Catalog) -> tuple[Any, ...]:
    """One of each answer on a catalog, and nouns that no catalog holds."""
    someone = rp.Profile.from_role(
        "data scientist", location="us", years=3.5, pay_floor=Decimal("150000.50"), currency="USD", hours_per_week=8, catalog=catalog
    ).with_skill("Underwater welding", 0.5, "certified")
    offer = rp.Offer(role="ml-engineer", currency="USD", base=Decimal("2E+5"), level="senior", location="us")
    rates = rp.ExchangeRates(rates=(rp.ExchangeRate(base="GBP", quote="USD", rate=Decimal("1.25")),), day=date(2026, 1, 2), source="a bank")
    asked = rp.questions(catalog=catalog)[:1]
    gap = rp.skill_gap(someone, "ML engineer", catalog=catalog)
    assessed = rp.assess_offer(offer, rates=rates, catalog=catalog)
    comparison = rp.compare("data scientist", "BI analyst", catalog=catalog)
    return (
        someone,
        offer,
        rates,
        *asked,
        gap,
        assessed,
        rp.proximity("data scientist", "ML engineer", catalog=catalog),
        rp.transition_difficulty("data scientist", "ML engineer", level="mid", target_level="senior", catalog=catalog),
        rp.comp_lookup("ML engineer", catalog=catalog),
        rp.disagreements(catalog=catalog),
        rp.check_claims(catalog=catalog),
        rp.check_durations(catalog=catalog),
        rp.find_paths("data analyst", "ML engineer", max_steps=2, catalog=catalog),
        rp.learning_plan(someone, "ML engineer", catalog=catalog),
        rp.what_if(someone, "python", catalog=catalog),
        rp.recommend(someone, answers={question.id: True for question in asked}, catalog=catalog),
        rp.robustness(gap, catalog=catalog),
        rp.robustness(assessed, catalog=catalog),
        rp.robustness(comparison, catalog=catalog),
        comparison,
        gap.explain(),
        rp.TransitionPath.through("data-analyst", "data-scientist", "ml-engineer"),
        catalog,
    )


def surveyed() -> tuple[Any, ...]:
    """Answers of a small catalog that holds a survey."""
    catalog = rp.Catalog(
        name="surveyed",
        sources=(rp.Source(id="count", title="A count"),),
        roles=(rp.Role(id="baker", label="Baker"),),
        pay_percentiles=tuple(
            rp.PayPercentiles(
                role="baker",
                component="base",
                currency="EUR",
                year=year,
                p25=Decimal(20_000),
                p50=Decimal(year * 10),
                p75=Decimal(30_000),
                floors=(75,),
                records=25,
                citation=rp.Citation(source="count", section="pay.csv", line=2, end_line=40),
            )
            for year in (2022, 2023)
        ),
    )
    growth = rp.pay_growth("baker", 2022, 2023, catalog=catalog)
    offer = rp.Offer(role="baker", currency="EUR", base=Decimal(25_000))
    return (
        catalog.pay_percentiles[0],
        rp.comp_lookup("baker", catalog=catalog),
        rp.assess_offer(offer, catalog=catalog),
        rp.age_pay(catalog.pay_percentiles[0], growth),
    )


def linked() -> tuple[Any, ...]:
    """Two catalogs with a published link, a role of each without a partner, and a label that both have; and a role near another."""
    first = rp.Catalog(name="first", roles=(rp.Role(id="a", label="A", esco=("uri:1",)), rp.Role(id="b", label="Cook")))
    second = rp.Catalog(name="second", roles=(rp.Role(id="p", label="P", onet=("11-1011.00",)), rp.Role(id="q", label="Cook")))
    at = rp.Citation(source="walk", section="walk.csv", line=2)
    link = rp.CodeLink(
        origin_system="esco", origin="uri:1", target_system="onet-soc-2019", target="11-1011.00", confidence=0.5, citation=at
    )
    return rp.crosswalk(first, second, links=[link]), rp.nearest("data scientist", 1)


def described() -> tuple[Any, ...]:
    """A catalog that describes its roles besides skills, and compares them by shape, with what is alike in two of them."""
    at = rp.Citation(source="s", section="S", line=1)
    zones = [rp.Descriptor(role=role, family="preparation", item="zone", label="Zone", citation=at, value=2.5) for role in ("a", "b")]
    own = rp.Catalog(
        sources=(rp.Source(id="s", title="S", version="1.0", credit="Theirs."),),
        roles=(
            rp.Role(id="a", label="Data maker", group="25", onet=()),
            rp.Role(id="b", label="Data seller"),
            rp.Role(id="c", label="Other"),
        ),
        scales=(rp.Scale(id="i", label="I", measures="importance", reason="R", minimum=0, maximum=5),),
        skills=tuple(rp.Skill(id=name, label=name, kind="knowledge") for name in ("x", "y")),
        requirements=tuple(
            rp.SkillRequirement(
                role=role, skill=skill, basis="tool", citation=at, importance=rp.Rating(scale="i", value=value, standard_error=0.25)
            )
            for role, skill, value in (
                ("a", "x", 1.0),
                ("a", "y", 0.0),
                ("b", "x", 0.75),
                ("b", "y", 0.25),
                ("c", "x", 0.0),
                ("c", "y", 1.0),
            )
        ),
        descriptors=(*zones, rp.Descriptor(role="a", family="activity", item="4", label="Cutting", citation=at, within=("4.A",))),
        reading_reports=(rp.ReadingReport(source="s", files=(rp.FileReport(name="a.txt", kind="k", rows=2, used=1),)),),
        proximity_model=rp.ProximityModel(method="shape"),
        difficulty_model=rp.DifficultyModel(weights=rp.DifficultyWeights(distance=0.5, preparation=0.5)),
    )
    return own, rp.proximity("a", "b", catalog=own), rp.transition_difficulty("a", "b", catalog=own)


@pytest.fixture(scope="module")
def answers(catalog: rp.Catalog) -> tuple[Any, ...]:
    """One of each answer on the bundled catalog."""
    return told_of(catalog)


@pytest.fixture(scope="module")
def samples(catalog: rp.Catalog, answers: tuple[Any, ...]) -> dict[str, list[dict[str, Any]]]:
    """Up to three documents of each class, from answers on one small source as far as those hold the class."""
    step = rp.Explanation(statement="A", children=(rp.Explanation(statement="B", value=Decimal("1.50")),))
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in CLASSES}
    for group in (
        (step, *described()),
        surveyed(),
        linked(),
        told_of(catalog.only_sources("which-path-pays")),
        told_of(catalog.only_sources("key-differences")),
        answers,
    ):
        for thing in objects_within(*group):
            documents = found.get(type(thing).__name__)
            if documents is not None and len(documents) < 3:
                documents.append(to_document(thing))
    return found


class TestSchema:
    def test_the_committed_file_is_what_the_generator_makes(self) -> None:
        assert json.loads(COMMITTED.read_text(encoding="utf-8")) == whole()

    def test_the_command_prints_it(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["schema"]) == 0
        out, err = capsys.readouterr()
        assert (out, err) == (COMMITTED.read_text(encoding="utf-8"), "")

    @pytest.mark.parametrize("name", [None, *CLASSES])
    def test_it_is_a_schema_of_2020_12_that_defines_all_it_refers_to_and_no_more(self, name: str | None) -> None:
        made = json_schema(None if name is None else CLASSES[name])
        assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        Draft202012Validator.check_schema(made)
        used = {node["$ref"] for node in nodes(made) if isinstance(node, dict) and isinstance(node.get("$ref"), str)}
        assert used == {f"#/$defs/{name}" for name in made["$defs"]}

    def test_it_has_a_document_of_every_public_class(self) -> None:
        assert {entry["$ref"] for entry in whole()["oneOf"]} == {f"#/$defs/{name}.document" for name in CLASSES}

    @pytest.mark.parametrize("name", CLASSES)
    def test_a_document_has_the_fields_of_its_class(self, name: str) -> None:
        described = whole()["$defs"][f"{name}.document"]
        own = {"schema_version", "type", "objects"} & described["properties"].keys()
        fields = {"steps"} if name == "Explanation" else {field.name for field in attrs.fields(CLASSES[name]) if field.init}
        assert described["properties"].keys() - own == fields
        assert not described["additionalProperties"]

    def test_objects_are_closed(self) -> None:
        tables = [node for node in nodes(whole()) if isinstance(node, dict) and node.get("type") == "object"]
        assert len(tables) > len(CLASSES)
        assert all(table["additionalProperties"] is False for table in tables)

    def test_a_class_that_is_shared_may_be_referred_to(self) -> None:
        entries = whole()["$defs"]["CompLookup.document"]["properties"]["objects"]["items"]["anyOf"]
        assert {"$ref": "#/$defs/SalaryBand.typed"} in entries
        assert {"$ref": "#/$defs/Rating.typed"} not in entries
        bands = whole()["$defs"]["Catalog.document"]["properties"]["salary_bands"]["items"]["anyOf"]
        assert bands == [{"$ref": "#/$defs/SalaryBand"}, {"$ref": "#/$defs/reference"}]
        assert "objects" not in whole()["$defs"]["Rating.document"]["properties"]

    def test_only_classes_that_are_shared_may_be_referred_to(self) -> None:
        by_type = [
            node["anyOf"] for node in nodes(whole()) if isinstance(node, dict) and {"$ref": "#/$defs/reference"} in node.get("anyOf", [])
        ]
        named = {entry["$ref"].split("/")[2].split(".")[0] for choice in by_type for entry in choice if "$ref" in entry}
        assert named - {"reference"} <= SHARED

    @pytest.mark.parametrize(
        ("name", "field", "described"),
        [
            ("Rating", "value", {"type": "number", "minimum": 0, "maximum": 1}),
            ("Profile", "hours_per_week", {"type": ["number", "null"], "minimum": 0, "maximum": 168}),
            ("DifficultyModel", "reach_months", {"type": "number", "minimum": 0}),
            ("Citation", "line", {"type": "integer", "minimum": 1, "maximum": 1_000_000_000}),
            ("Citation", "end_line", {"type": ["integer", "null"], "minimum": 1, "maximum": 1_000_000_000}),
            ("Role", "id", {"$ref": "#/$defs/id"}),
            ("Role", "label", {"type": "string", "pattern": "\\S"}),
            ("Role", "alternative_labels", {"type": "array", "items": {"type": "string", "pattern": "\\S"}}),
            ("SalaryBand", "minimum", {"$ref": "#/$defs/amount"}),
            ("SalaryBand", "maximum", {"anyOf": [{"$ref": "#/$defs/amount"}, {"type": "null"}]}),
            ("Offer", "base", {"anyOf": [{"$ref": "#/$defs/amount"}, {"type": "null"}]}),
            ("Trait", "minimum", {"anyOf": [{"$ref": "#/$defs/decimal"}, {"type": "null"}]}),
            ("SalaryBand", "currency", {"$ref": "#/$defs/currency"}),
            ("SalaryBand", "open_top", {"type": "boolean"}),
            ("SalaryBand", "period", {"enum": ["year", "month", "day", "hour"]}),
            ("ExchangeRates", "day", {"$ref": "#/$defs/day"}),
            ("UnknownSkill", "name", {"type": "string", "pattern": "\\S", "maxLength": 200}),
            (
                "Profile",
                "preferences",
                {"type": "array", "items": {"type": "string", "pattern": "\\S", "maxLength": 1000}, "maxItems": 1000},
            ),
            ("ExchangeRate", "rate", {"$ref": "#/$defs/amount", "pattern": "[1-9]"}),
            ("Citation", "printed", {"type": ["string", "null"], "pattern": "\\S", "maxLength": 40}),
        ],
    )
    def test_what_validators_demand_is_said(self, name: str, field: str, described: dict[str, Any]) -> None:
        assert whole()["$defs"][f"{name}.document"]["properties"][field] == described

    def test_every_validator_of_the_model_is_known(self) -> None:
        """A validator that is new has to be said in the schema, or listed here as one that types say already."""
        found: set[str] = set()
        ahead = [field.validator for kind in CLASSES.values() for field in attrs.fields(kind) if field.init]
        while ahead:
            for name, limits in schema._rules(ahead.pop()):
                found.add(name)
                if "inner" in limits:
                    ahead.append(limits["inner"])
        said = {*schema._REPLACED, "figure", "text", "no_longer", "no_more", "number", "whole", "each", "maybe"}
        assert found == said | {"flag", "kind"}

    def test_descriptions_are_plain(self) -> None:
        texts = [node["description"] for node in nodes(whole()) if isinstance(node, dict) and isinstance(node.get("description"), str)]
        assert "A proficiency or importance on a named scale. Make one with Scale.rate." in texts
        assert not [text for text in texts if "`" in text]

    def test_a_class_without_a_docstring_is_not_described(self) -> None:
        assert schema._about(type("Bare", (), {"__doc__": None})) == {}

    @pytest.mark.parametrize("kind", [rp.PayPeriod, rp.Fault, int, "Rating", rp.skill_gap])
    def test_what_has_no_documents_is_refused(self, kind: Any) -> None:
        with pytest.raises(rp.InvalidTypeError, match="must be a public class of rolepath whose objects are documents"):
            json_schema(kind)


class TestWhatIsWritten:
    def test_answers_and_the_catalog_are_valid(self, answers: tuple[Any, ...]) -> None:
        for answer in answers:
            assert_valid(to_document(answer))

    def test_every_public_class_has_samples_that_are_valid(self, samples: dict[str, list[dict[str, Any]]]) -> None:
        assert not [name for name, documents in samples.items() if not documents]
        for document in (document for documents in samples.values() for document in documents):
            if is_small(document):
                assert_valid(document)

    def test_the_schema_of_all_takes_each_as_one_of_them(self, samples: dict[str, list[dict[str, Any]]]) -> None:
        everything = Draft202012Validator(whole())
        small = [documents[0] for documents in samples.values() if is_small(documents[0], 5_000)]
        assert len(small) > len(CLASSES) / 2
        for document in small:
            assert everything.is_valid(document), document["type"]
            assert not everything.is_valid({**document, "type": "Nothing"})

    @pytest.mark.parametrize("amount", ["-0", "-0.00", "0E-10", "1E+30", "1.50", "123456789012345678901234567890"])
    def test_every_way_to_write_an_amount(self, amount: str) -> None:
        band = rp.SalaryBand(role="a", component="base", minimum=Decimal(amount), currency="USD", citation=CITED)
        assert to_document(band)["minimum"] == amount
        assert_valid(to_document(band))

    @pytest.mark.parametrize("number", [inf, -inf, 3, 2.5, Decimal("1E+1000"), Decimal("-0.5"), None])
    def test_every_number_of_a_step(self, number: Any) -> None:
        assert_valid(to_document(rp.Explanation(statement="A step", value=number)))


#: What a schema cannot say: how fields fit together, what stands elsewhere, and how large the number in a text is.
BEYOND_SCHEMAS = (
    "above 0 and at most 100 reads as a percentage",
    "above minimum",
    "be known, or another percentile",
    "be the highest of the known percentiles",
    "lie before year",
    "another currency than base",
    "another role than the one the claim is about",
    "more than 1,000 digits before or after the point",
    "at most 30 digits before and after the point",
    "begin at the level where the step before ended",
    "begin where the step before ended",
    "belongs to proof and insufficient-proof",
    "False where no maximum is printed",
    "float can hold",
    "give some factor a weight above 0",
    "given with a figure and only with one",
    "given with a pay floor",
    "given with equity_grant",
    "given with vesting_years",
    "hold each (name|skill|pair) once",
    "known where (percent_maximum|the minimum) is",
    "known where one of score, lower and upper is",
    "left out where equity_per_year is given",
    r"lie in \S+ to \S+, got",
    r"lie within its bounds \(",
    "must not contradict one another",
    "name a field of the fact",
    "name steps further down the list",
    "name the move that",
    "name the other roles of a claim",
    r"not be below \w+ \(",
    "not be empty where there is no range of numbers",
    "not hold the skill itself",
    "refer to an earlier entry of objects",
    "rise from step to step",
    "stand below a step before it",
    r"with the value \S+ is not a step of the scale",
)


def refusal_of(document: dict[str, Any]) -> list[str]:
    """The sentences for which a document is refused."""
    try:
        from_document(document)
    except rp.DataFileError as refusal:
        return [fault.sentence for fault in refusal.faults]
    return []


def is_beyond_schemas(sentences: list[str]) -> bool:
    return all(re.search("|".join(BEYOND_SCHEMAS), sentence) for sentence in sentences)


def drawn(described: dict[str, Any], defs: dict[str, Any], known: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    """Make values that are valid by a schema, of the few keywords that ours uses."""
    if "pattern" in described and "$ref" in described:  # a rate, the one value that is narrowed
        return st.integers(1, 999).map(str)
    if "$ref" in described:
        name = described["$ref"].removeprefix("#/$defs/")
        if name not in known:
            known[name] = st.deferred(lambda: made)
            made = drawn(defs[name], defs, known)
        return known[name]
    if "const" in described:
        return st.just(described["const"])
    if "enum" in described:
        return st.sampled_from(described["enum"])
    if "anyOf" in described:
        return st.one_of([drawn(choice, defs, known) for choice in described["anyOf"]])
    kinds = described["type"] if isinstance(described["type"], list) else [described["type"]]
    return st.one_of([MAKERS[kind](described, defs, known) for kind in kinds])


def text_of(described: dict[str, Any], *_: Any) -> st.SearchStrategy[str]:
    if "format" in described:
        return st.dates().map(str)
    if described.get("pattern", "").startswith("^"):
        exact = st.from_regex(described["pattern"].removesuffix("$") + r"\Z")  # $ of Python stands before a last line break too
        return exact | st.integers(101, 999_999).map(str) if described["pattern"].startswith("^(?:[0-9]") else exact
    words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
    return words.map(lambda word: word if word.strip() or "pattern" not in described else "x")


def number_of(described: dict[str, Any], *_: Any) -> st.SearchStrategy[Any]:
    low, high = described.get("minimum"), described.get("maximum")
    return st.floats(low, high, allow_nan=False, allow_infinity=False) | st.integers(None if low is None else 1, high and max(1, high))


def list_of(described: dict[str, Any], defs: dict[str, Any], known: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[list[Any]]:
    if "prefixItems" in described:
        return st.tuples(*(drawn(entry, defs, known) for entry in described["prefixItems"])).map(list)
    return st.lists(drawn(described["items"], defs, known), min_size=described.get("minItems", 0), max_size=2, unique_by=repr)


def table_of(
    described: dict[str, Any], defs: dict[str, Any], known: dict[str, st.SearchStrategy[Any]]
) -> st.SearchStrategy[dict[str, Any]]:
    held = {name: drawn(inner, defs, known) for name, inner in described["properties"].items()}
    asked = {name: held.pop(name) for name in described["required"]}
    return st.fixed_dictionaries(asked, optional=held)


MAKERS: dict[str, Callable[..., st.SearchStrategy[Any]]] = {
    "string": text_of,
    "integer": lambda described, *_: st.integers(described.get("minimum", -9), 9),
    "number": number_of,
    "boolean": lambda *_: st.booleans(),
    "null": lambda *_: st.none(),
    "array": list_of,
    "object": table_of,
}


class TestWhatIsRead:
    @pytest.mark.parametrize("name", NOUNS)
    def test_what_is_valid_is_read_or_refused_for_what_a_schema_cannot_say(self, name: str) -> None:
        made = json_schema(CLASSES[name])
        read = 0

        @settings(max_examples=60, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(drawn({"$ref": made["$ref"]}, made["$defs"], {}))
        def check(document: dict[str, Any]) -> None:
            nonlocal read
            assert_valid(document)
            sentences = refusal_of(document)
            assert is_beyond_schemas(sentences), (document, sentences)
            if not sentences:
                assert_valid(to_document(from_document(document)))
                read += 1

        check()
        assert read

    @pytest.mark.parametrize("name", CLASSES)
    def test_a_document_with_one_change_is_valid_where_it_is_read(self, samples: dict[str, list[dict[str, Any]]], name: str) -> None:
        """Everything within a document is replaced, added to and taken away, one change at a time."""
        document = samples[name][0]
        told: Counter[bool] = Counter()
        for place, other in some(list(changes(document)), 120 if is_small(document, 10_000) else 12):
            changed = changed_at(document, place, other)
            valid, sentences = validator(name).is_valid(changed), refusal_of(changed)
            told[valid] += 1
            assert is_beyond_schemas(sentences) if valid else sentences, (place, other, sentences)
        assert told[False]


def some(entries: list[Any], most: int) -> list[Any]:
    """At most so many entries, spread over all."""
    return entries[:: -(-len(entries) // most)]


def changes(document: dict[str, Any]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Name what may be put into each place of a document: something else, a table with a key more, or one with a key less."""
    places: list[tuple[Any, ...]] = [()]
    for place in places:
        held = at(document, place)
        keys = list(held) if isinstance(held, dict) else range(len(held)) if isinstance(held, list) else []
        places.extend((*place, key) for key in keys)
        if isinstance(held, dict):
            yield place, {**held, "no-such-key": 1}
            for key in keys if len(keys) > 1 else ():  # an empty table stands for None, which is for TOML
                yield place, {name: entry for name, entry in held.items() if name != key}
        if place and place != ("schema_version",):
            for other in ({"no-such-key": 1}, "No such!", " ", 5, -5, 2.5, True, ["No such!"], None):
                if type(other) is not type(held) or other != held:
                    yield place, other


def at(document: Any, place: tuple[Any, ...]) -> Any:
    for key in place:
        document = document[key]
    return document


def changed_at(document: dict[str, Any], place: tuple[Any, ...], other: Any) -> dict[str, Any]:
    if not place:
        return dict(other)
    changed = copy.deepcopy(document)
    at(changed, place[:-1])[place[-1]] = other
    return changed


BAND = to_document(
    rp.SalaryBand(role="a", component="base", minimum=Decimal(100_000), maximum=Decimal(150_000), currency="USD", citation=CITED)
)


class TestPlantedFaults:
    """Both refuse them, and the reader names the place."""

    @pytest.mark.parametrize(
        ("change", "field", "sentence"),
        [
            ({"minimun": "1"}, "minimun", "is no key of SalaryBand; did you mean 'minimum'?"),
            ({"citation": {"source": "one", "section": "A", "line": 1, "page": 3}}, "citation.page", "is no key of Citation"),
            ({"citation": {"source": "one", "line": 1}}, "citation.section", "is missing"),
            ({"minimum": 100_000}, "minimum", "must be a number in a text, like '150000', got 100000"),
            ({"minimum": 100_000.5}, "minimum", "must be a number in a text"),
            ({"minimum": "-1"}, "minimum", "must be finite and not negative"),
            ({"minimum": "Infinity"}, "minimum", "must be no amount that is not finite"),
            ({"minimum": None}, "minimum", "must be a number in a text"),
            ({"currency": "usd"}, "currency", "must be an ISO 4217 code; write USD"),
            ({"component": "salary"}, "component", "must be one of base, bonus, equity, total, unspecified"),
            ({"period": None}, "period", "must be one of day, hour, month, year"),
            ({"role": "Data scientist"}, "role", "must be lower-case words joined by hyphens"),
            ({"role": "a\n"}, "role", "must be lower-case words joined by hyphens"),
            ({"open_top": 0}, "open_top", "must be true or false, got 0"),
            ({"level_label": ""}, "level_label", "must not be empty"),
            ({"assumed": "location"}, "assumed", "must be a list, got 'location'"),
            ({"assumed": [1]}, "assumed[0]", "must be a text, got 1"),
            ({"citation": {"source": "one", "section": "A", "line": 0}}, "citation.line", "must be 1 or more"),
            ({"citation": {"source": "one", "section": "A", "line": "1"}}, "citation.line", "must be a whole number, got '1'"),
            ({"citation": {"source": "one", "section": "A", "line": 1, "printed": "x" * 41}}, "citation", "at most 40 characters"),
            ({"schema_version": 3}, "schema_version", "a later rolepath wrote it"),
            ({"type": "Band"}, "type", "must name a class of rolepath"),
            ({"objects": {}}, "objects", "must be a list"),
        ],
    )
    def test_in_a_band(self, change: dict[str, Any], field: str, sentence: str) -> None:
        document = {**BAND, **change}
        assert validator("SalaryBand").is_valid(BAND)
        assert not validator("SalaryBand").is_valid(document) or change == {"role": "a\n"}  # $ of Python, not of ECMA-262
        with pytest.raises(rp.DataFileError) as refusal:
            from_document(document)
        assert [fault for fault in refusal.value.faults if fault.field.startswith(field) and sentence in fault.sentence], (
            refusal.value.faults
        )

    @pytest.mark.parametrize(
        ("type_", "fields", "sentence"),
        [
            ("ExchangeRate", {"base": "GBP", "quote": "USD", "rate": "0.00"}, "must be above 0"),
            ("ExchangeRate", {"base": "GBP", "quote": "USD", "rate": "-0"}, "must be above 0"),
            (
                "Trait",
                {"aspect": "mission", "text": "A", "citation": {"source": "one", "section": "A", "line": 1}, "roles": ["a", "a"]},
                "once",
            ),
            ("TransitionPath", {"steps": []}, "must hold at least one step"),
            ("Rating", {"scale": "a", "value": 1.01}, "must lie in 0 to 1"),
            ("Rating", {"scale": "a", "value": "Infinity"}, "must lie in 0 to 1"),
            ("UnknownSkill", {"name": "x" * 201}, "must have at most 200 characters"),
            ("Profile", {"preferences": ["x"] * 1001}, "must hold at most 1,000 entries"),
            ("Explanation", {"steps": []}, "must have at least one step"),
            ("Explanation", {"steps": [{"statement": "A", "children": [0]}]}, "further down the list"),
        ],
    )
    def test_of_numbers_and_lists(self, type_: str, fields: dict[str, Any], sentence: str) -> None:
        document = {"schema_version": 2, "type": type_, **fields}
        assert not validator(type_).is_valid(document)
        assert sentence in " ".join(refusal_of(document))
