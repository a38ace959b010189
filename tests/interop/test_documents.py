"""Documents: what is written reads back as what it was, and nothing else is read."""

from __future__ import annotations

import copy
import difflib
import json
import os
import subprocess
import sys
import tomllib
import tracemalloc
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from math import copysign, inf, nan
from time import process_time
from types import MappingProxyType
from typing import Any, get_args, get_type_hints

import attrs
import pytest

import rolepath as rp
from rolepath.data.structuring import strict, structured, suggestion
from rolepath.interop import documents
from rolepath.interop.documents import SCHEMA_VERSION, SHARED, from_document, from_json, from_toml, to_document, to_json, to_toml

CLASSES = {name: found for name in rp.__all__ if isinstance(found := getattr(rp, name), type) and attrs.has(found)}
CITED = rp.Citation(source="one", section="A section", line=3)
CITATION = {"source": "one", "section": "A section", "line": 3}


def within(top: object) -> Iterator[Any]:
    """Every attrs object below another, and itself, each once."""
    ahead, seen = [top], set[int]()
    while ahead:
        thing = ahead.pop()
        if isinstance(thing, tuple):
            ahead.extend(thing)
        elif attrs.has(type(thing)) and id(thing) not in seen:
            seen.add(id(thing))
            yield thing
            ahead.extend(getattr(thing, field.name) for field in attrs.fields(type(thing)) if field.init)


def assert_same(one: Any, other: Any) -> None:
    """Demand that two objects are the same to the last digit and type, which ``==`` does not: ``1.50`` equals ``1.5``, -0.0 equals 0."""
    pairs, seen = [(one, other)], set[tuple[int, int]]()
    while pairs:
        mine, theirs = pairs.pop()
        assert type(mine) is type(theirs)
        if isinstance(mine, tuple):
            pairs.extend(zip(mine, theirs, strict=True))
        elif attrs.has(type(mine)):
            if (id(mine), id(theirs)) not in seen:
                seen.add((id(mine), id(theirs)))
                pairs.extend((getattr(mine, field.name), getattr(theirs, field.name)) for field in attrs.fields(type(mine)) if field.init)
        else:
            assert repr(mine) == repr(theirs)


def person() -> rp.Profile:
    likes = ("I like to find out why.", "no question at all")
    made = rp.Profile.from_role(
        "data scientist",
        level="mid",
        location="USA",
        years=3.5,
        pay_floor=Decimal("150000.50"),
        currency="USD",
        hours_per_week=8,
        preferences=likes,
    )
    return made.with_skill("Underwater welding", 0.5, "certified").with_skill("python", "expert", "shipped-to-production")


RATES = rp.ExchangeRates(rates=(rp.ExchangeRate(base="GBP", quote="USD", rate=Decimal("1.250")),), day=date(2026, 1, 2), source="a bank")
#: The guides with a survey beside them.
SURVEYED = (
    rp.load_catalog()
    .with_source(rp.Source(id="count", title="A count"))
    .with_facts(
        *(
            rp.PayPercentiles(
                role="ml-engineer",
                component=component,
                currency="USD",
                year=year,
                p10=Decimal(90_000),
                p50=Decimal("140000.50"),
                p75=Decimal(190_000),
                floors=(75,),
                titles=("ML Engineer",),
                records=25,
                repeats=3,
                citation=rp.Citation(source="count", section="pay.csv", line=2, end_line=40),
            )
            for component in ("base", "unspecified")
            for year in (2022, 2023)
        )
    )
)
OFFER = rp.Offer(
    role="ml-engineer",
    currency="USD",
    base=Decimal("200000.00"),
    equity_grant=Decimal("4E+5"),
    vesting_years=4,
    level="senior",
    location="us",
    has_on_call=True,
)


def crosswalk() -> rp.Crosswalk:
    """Two catalogs with a published link, a role of each without a partner, and a label that both have."""
    first = rp.Catalog(name="first", roles=(rp.Role(id="a", label="A", esco=("uri:1",)), rp.Role(id="b", label="Cook")))
    second = rp.Catalog(name="second", roles=(rp.Role(id="p", label="P", onet=("11-1011.00",)), rp.Role(id="q", label="Cook")))
    at = rp.Citation(source="walk", section="walk.csv", line=2)
    link = rp.CodeLink(
        origin_system="esco", origin="uri:1", target_system="onet-soc-2019", target="11-1011.00", confidence=0.5, citation=at
    )
    return rp.crosswalk(first, second, links=[link])


def shaped() -> rp.Catalog:
    """Roles compared by shape, of which two are rated alike, and what came of reading their files."""
    at = rp.Citation(source="s", section="S", line=1)
    ratings = {"a": (0.0, 1.0, 0.25), "b": (0.0, 0.75, 0.25), "c": (1.0, 0.0, 0.5)}
    return rp.Catalog(
        sources=(rp.Source(id="s", title="S"),),
        scales=(rp.Scale(id="i", label="I", measures="importance", reason="R", minimum=0, maximum=1),),
        skills=tuple(rp.Skill(id=skill, label=skill, kind="practice") for skill in "xyz"),
        roles=(rp.Role(id="a", label="Data maker"), rp.Role(id="b", label="Data seller"), rp.Role(id="c", label="Other")),
        requirements=tuple(
            rp.SkillRequirement(role=role, skill=skill, basis="tool", citation=at, importance=rp.Rating(scale="i", value=value))
            for role, values in ratings.items()
            for skill, value in zip("xyz", values, strict=True)
        ),
        descriptors=tuple(
            rp.Descriptor(role=role, family="activity", item="4", label="Cutting", citation=at, value=2.5) for role in ("a", "b")
        ),
        reading_reports=(rp.ReadingReport(source="s", files=(rp.FileReport(name="a.txt", kind="k", rows=2, used=1),)),),
        proximity_model=rp.ProximityModel(method="shape"),
    )


@pytest.fixture(scope="module")
def answers(catalog: rp.Catalog) -> dict[str, Any]:
    """Every kind of answer on the bundled catalog, and objects that no catalog holds."""
    someone = person()
    questions = rp.questions(roles=["ml-engineer"])
    gap, comparison = rp.skill_gap(someone, "ML engineer"), rp.compare("data scientist", "ML engineer")
    offer = rp.assess_offer(OFFER, rates=RATES)
    move = rp.transition_difficulty("data scientist", "ML engineer", level="mid", target_level="senior")
    return {
        "person": someone,
        "rates": RATES,
        "offer": OFFER,
        "path": rp.TransitionPath.through("data-analyst", "data-scientist", "ml-engineer"),
        "gap": gap,
        "proximity": rp.proximity("data scientist", "ML engineer"),
        "difficulty": move,
        "pay": rp.comp_lookup("ML engineer"),
        "pay with a survey": rp.comp_lookup("ML engineer", catalog=SURVEYED),
        "group of a survey": SURVEYED.pay_percentiles[0],
        "offer among a survey": rp.assess_offer(OFFER, rates=RATES, catalog=SURVEYED),
        "pay of another year": rp.age_pay(
            SURVEYED.pay_percentiles[0], rp.pay_growth("ML engineer", 2022, 2023, component="base", catalog=SURVEYED)
        ),
        "comparison": comparison,
        "crosswalk": crosswalk(),
        "role nearby": rp.nearest("data scientist", 1)[0],
        "proximity by shape": rp.proximity("a", "b", catalog=shaped()),
        "account of a reading": shaped().reading_reports[0],
        "item of a framework": shaped().descriptors[0],
        "disagreements": rp.disagreements(),
        "claims": rp.check_claims(),
        "durations": rp.check_durations(),
        "routes": rp.find_paths("data analyst", "AI engineer", max_steps=2),
        "plan": rp.learning_plan(someone, "ML engineer"),
        "plan without hours": rp.learning_plan(attrs.evolve(someone, hours_per_week=0), "ML engineer"),
        "what if": rp.what_if(someone, "kubernetes"),
        "recommendation": rp.recommend(someone, answers={questions[0].id: True, questions[1].id: False}, roles=["MLE", "AI engineer"]),
        "robustness of a gap": rp.robustness(gap),
        "robustness of a comparison": rp.robustness(comparison),
        "robustness of an offer": rp.robustness(offer),
        "offer, assessed": offer,
        "explanation": move.explain(),
        "explanation of pay": comparison.explain(),
    }


FORMS: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "plain": (to_document, from_document),
    "json": (to_json, from_json),
    "indented json": (lambda thing: to_json(thing, indent=2), from_json),
    "toml": (to_toml, from_toml),
}
in_each_form = pytest.mark.parametrize("form", FORMS)


def again(thing: Any, form: str) -> Any:
    write, read = FORMS[form]
    return read(write(thing))


class TestRoundTrip:
    """Writing and reading is the identity."""

    def test_every_public_class_is_reached(self, catalog: rp.Catalog, answers: dict[str, Any]) -> None:
        reached = {type(thing).__name__ for top in (catalog, *answers.values()) for thing in within(top)}
        assert CLASSES.keys() - reached == set()

    def test_the_classes_are_those_that_documents_know(self) -> None:
        assert documents._classes() == CLASSES

    @in_each_form
    def test_each_class_alone(self, catalog: rp.Catalog, answers: dict[str, Any], form: str) -> None:
        """One object of each class from each answer that has one, each a document of its own."""
        found: dict[type, list[Any]] = defaultdict(list)
        for top in (*answers.values(), catalog):
            firsts = {type(thing): thing for thing in within(top) if thing is not top}
            for kind, thing in firsts.items():
                found[kind].append(thing)
        assert len(found) > len(CLASSES) / 2
        for kind, things in found.items():
            for thing in things[:3]:
                back = again(thing, form)
                assert back == thing
                assert hash(back) == hash(thing)
                assert_same(back, thing)
                assert type(back) is kind

    @in_each_form
    def test_each_kind_of_answer(self, answers: dict[str, Any], form: str) -> None:
        for name, answer in answers.items():
            back = again(answer, form)
            assert back == answer, name
            assert hash(back) == hash(answer), name
            assert_same(back, answer)

    @in_each_form
    def test_the_whole_catalog(self, catalog: rp.Catalog, form: str) -> None:
        back = again(catalog, form)
        assert back == catalog
        assert hash(back) == hash(catalog)
        assert_same(back, catalog)

    def test_a_catalog_that_was_read_answers_alike(self, catalog: rp.Catalog) -> None:
        back = from_json(to_json(catalog), rp.Catalog)
        assert rp.skill_gap("DS", "MLE", catalog=back) == rp.skill_gap("DS", "MLE", catalog=catalog)

    def test_an_answer_that_was_read_shows_itself_alike(self, answers: dict[str, Any]) -> None:
        for name in ("gap", "pay", "comparison", "plan", "routes", "offer, assessed"):
            back = from_json(to_json(answers[name]))
            assert str(back) == str(answers[name])
            assert back.explain() == answers[name].explain()

    def test_all_forms_say_the_same(self, answers: dict[str, Any]) -> None:
        document = to_document(answers["offer, assessed"])
        assert json.loads(to_json(answers["offer, assessed"])) == document
        assert tomllib.loads(to_toml(answers["offer, assessed"])) == documents._without_none(document)

    def test_what_was_read_is_written_alike(self, answers: dict[str, Any]) -> None:
        for answer in answers.values():
            text = to_json(answer)
            assert to_json(from_json(text)) == text

    def test_reading_leaves_the_document_as_it_was(self, catalog: rp.Catalog, answers: dict[str, Any]) -> None:
        for thing in (answers["gap"], answers["person"]):
            document = to_document(thing)
            before = copy.deepcopy(document)
            from_document(document)
            assert document == before

    def test_a_read_only_mapping_is_read(self) -> None:
        assert from_document(MappingProxyType(to_document(CITED))) == CITED


class TestValues:
    """Numbers, amounts, days and texts come back to the last digit."""

    @in_each_form
    @pytest.mark.parametrize(
        "digits",
        [
            "1.50",
            "1.5",
            "1E+5",
            "100000",
            "0",
            "0.00",
            "0E+7",
            "-0",
            "1E-30",
            "9" * 31,
            f"0.{'0' * 29}1",
            "123456789012345678901234567890.5",
        ],
    )
    def test_amounts(self, digits: str, form: str) -> None:
        for thing in (
            rp.Explanation(statement="amount", value=Decimal(digits)),
            rp.SalaryBand(role="a", component="base", minimum=Decimal(digits), currency="USD", citation=CITED),
        ):
            assert_same(again(thing, form), thing)

    @in_each_form
    @pytest.mark.parametrize("digits", ["1E+1000", "1E-1000", "-1E+1000", "7" * 1001])
    def test_amounts_up_to_a_thousand_digits(self, digits: str, form: str) -> None:
        thing = rp.Explanation(statement="amount", value=Decimal(digits))
        assert_same(again(thing, form), thing)

    @pytest.mark.parametrize("digits", ["1E+1001", "1E-1001", "1E+999999999", "NaN", "sNaN", "Infinity", "-Infinity"])
    def test_amounts_beyond_are_neither_written_nor_read(self, digits: str) -> None:
        rule = "that is not finite or has more than 1,000 digits before or after the point"
        with pytest.raises(rp.InvalidFieldError, match=f"must hold no amount {rule}"):
            to_document(rp.Explanation(statement="amount", value=Decimal(digits)))
        document = to_document(rp.ExchangeRate(base="GBP", quote="USD", rate=Decimal(1)))
        (fault,) = refused({**document, "rate": digits})
        assert (fault.field, rule in fault.sentence) == ("rate", True)

    @in_each_form
    @pytest.mark.parametrize("value", [0.0, -0.0, 5e-324, -5e-324, 1.7976931348623157e308, 0.1, 1e22, 1e16, 123456789.125, inf, -inf])
    def test_floats(self, value: float, form: str) -> None:
        back = again(rp.Explanation(statement="number", value=value), form).value
        assert type(back) is float
        assert (back, copysign(1, back)) == (value, copysign(1, value))

    @in_each_form
    @pytest.mark.parametrize("value", [3, 10**17 + 1, 2**53 + 1, 2**64])
    def test_whole_numbers_in_place_of_floats_stay_whole(self, value: int, form: str) -> None:
        thing = rp.Profile(years=value)
        assert_same(again(thing, form), thing)

    def test_nan_is_not_written(self) -> None:
        with pytest.raises(rp.InvalidFieldError, match="thing must hold no NaN"):
            to_document(rp.Explanation(statement="number", value=nan))

    def test_a_whole_number_beyond_every_float_is_not_written(self) -> None:
        with pytest.raises(rp.InvalidFieldError, match="must hold no whole number beyond every float"):
            to_json(rp.Explanation(statement="number", value=10**5000))

    def test_infinity_is_a_word(self) -> None:
        assert to_document(rp.Explanation(statement="number", value=inf))["steps"][0]["value"] == "Infinity"
        assert to_document(rp.Explanation(statement="number", value=-inf))["steps"][0]["value"] == "-Infinity"

    @in_each_form
    def test_infinite_months(self, answers: dict[str, Any], form: str) -> None:
        months = rp.Months(minimum=0.5, maximum=inf, statement="no end", **unstated(rp.Months))
        back = again(months, form)
        assert back.maximum == inf
        assert_same(back, months)

    @in_each_form
    def test_an_open_end_and_no_end_differ(self, form: str) -> None:
        floor = rp.SalaryBand(role="a", component="base", minimum=Decimal(1), currency="USD", citation=CITED)
        closed = attrs.evolve(floor, maximum=Decimal(2))
        opened = attrs.evolve(closed, open_top=True)
        back = [again(band, form) for band in (floor, closed, opened)]
        assert [(band.maximum, band.open_top, band.ceiling) for band in back] == [
            (None, False, None),
            (Decimal(2), False, Decimal(2)),
            (Decimal(2), True, None),
        ]

    @in_each_form
    def test_what_is_unknown_stays_none(self, form: str) -> None:
        assert attrs.asdict(again(rp.Profile(), form)) == attrs.asdict(rp.Profile())

    @in_each_form
    @pytest.mark.parametrize("day", [date.min, date(1582, 10, 15), date(2024, 2, 29), date.max])
    def test_days(self, day: date, form: str) -> None:
        thing = rp.ExchangeRates(rates=(), day=day, source="a bank")
        assert_same(again(thing, form), thing)

    def test_a_day_of_toml(self) -> None:
        text = 'schema_version = 2\ntype = "ExchangeRates"\nrates = []\nday = 2026-01-02\nsource = "a bank"'
        assert from_toml(text).day == date(2026, 1, 2)

    @pytest.mark.parametrize("day", ["2026-01-02T03:04:05", "2026-01-02T03:04:05Z", "03:04:05"])
    def test_a_time_of_toml_is_no_day(self, day: str) -> None:
        text = f'schema_version = 2\ntype = "ExchangeRates"\nrates = []\nday = {day}\nsource = "a bank"'
        with pytest.raises(rp.DataFileError, match="day: must be a day in a text, like '2026-01-31'"):
            from_toml(text)

    def test_a_day_with_a_time_is_not_written(self) -> None:
        with pytest.raises(rp.InvalidTypeError, match="must hold days without a time"):
            to_document(rp.ExchangeRates(rates=(), day=datetime(2026, 1, 2, 3), source="a bank"))  # noqa: DTZ001 - the rule is on days

    @in_each_form
    @pytest.mark.parametrize(
        "text",
        [
            "a\r\nb\n\n",
            "\x00\x01\x1f\x7f\x85\u2028",
            "\"\"\"'''\\u0041\\",
            "\u202etxet",
            "💡\U0010ffff",
            "é e\u0301",
            "null",
            "Infinity",
            "{}",
            "<b>&amp;",
            "a" * 100_000,
        ],
    )
    def test_texts(self, text: str, form: str) -> None:
        thing = rp.Role(id="a", label=text, alternative_labels=(text, "b"), description=text)
        assert_same(again(thing, form), thing)

    def test_half_a_character_is_not_written(self) -> None:
        with pytest.raises(rp.InvalidFieldError, match="must hold no text with half a character"):
            to_document(rp.Months(minimum=0.5, maximum=1.0, **{**unstated(rp.Months), "statement": "a\udc00"}))

    @in_each_form
    def test_none_within_lists(self, answers: dict[str, Any], form: str) -> None:
        found = [thing for thing in within(answers["routes"]) if isinstance(thing, rp.Route)]
        bare = attrs.evolve(found[0], shorter=((("a", "b"), None), ((), None)))
        assert again(bare, form).shorter == ((("a", "b"), None), ((), None))

    @pytest.mark.parametrize("read", [from_document, lambda document: from_json(json.dumps(document))])
    def test_an_empty_table_is_not_none(self, read: Callable[[Any], Any]) -> None:
        for document, fields in (
            ({"type": "HeldSkill", "skill": "sql", "proficiency": {}}, {"proficiency.scale", "proficiency.value"}),
            ({"type": "Profile", "years": {}}, {"years"}),
            ({"type": "SkillRow", "skill": "sql", "label": "SQL", "cells": [None, {}]}, {f"cells[1].{name}" for name in required(rp.Need)}),
        ):
            with pytest.raises(rp.DataFileError) as caught:
                read({"schema_version": 2, **document})
            assert {fault.field for fault in caught.value.faults} == fields

    def test_an_empty_table_of_toml_is_none_within_lists_alone(self) -> None:
        head = "schema_version = 2\ntype = "
        row = from_toml(head + '"SkillRow"\nskill = "sql"\nlabel = "SQL"\ncells = [{}, {}]')
        assert row.cells == (None, None)
        with pytest.raises(rp.DataFileError, match=r"proficiency\.scale: is missing"):
            from_toml(head + '"HeldSkill"\nskill = "sql"\nproficiency = {}')
        with pytest.raises(rp.DataFileError, match=r"years: must be a number, got \{\}"):
            from_toml(head + '"Profile"\nyears = {}')
        with pytest.raises(rp.DataFileError, match=r"skills\[0\].skill: is missing"):
            from_toml(head + '"Profile"\nskills = [{}]')

    def test_members_are_members(self, answers: dict[str, Any]) -> None:
        back = from_json(to_json(answers["person"]))
        assert all(type(held.evidence) is rp.Evidence for held in back.skills)


def required(kind: Any) -> set[str]:
    """Fields of a class that have no default and are not None."""
    types = get_type_hints(kind)
    return {field.name for field in attrs.fields(kind) if field.default is attrs.NOTHING and type(None) not in get_args(types[field.name])}


def unstated(kind: Any) -> dict[str, Any]:
    """Fields of a class that a test does not care for, from an answer."""
    sample = next(thing for thing in within(rp.transition_difficulty("DS", "MLE")) if type(thing) is kind)
    return {name: getattr(sample, name) for name in documents._fields(kind) if name not in ("minimum", "maximum", "statement")}


class TestShared:
    """What stands in several places is written once, and is one object after reading."""

    @in_each_form
    @pytest.mark.parametrize("name", ["gap", "comparison", "routes", "plan", "recommendation", "disagreements"])
    def test_sharing_is_kept(self, answers: dict[str, Any], name: str, form: str) -> None:
        """Two places hold one object after reading where, and only where, they held the same before."""

        def places(top: Any, key: Callable[[Any], Any]) -> list[list[int]]:
            held: dict[Any, list[int]] = defaultdict(list)
            ahead, count = [top], 0
            while ahead:
                thing = ahead.pop()
                if isinstance(thing, tuple):
                    ahead.extend(thing)
                elif attrs.has(type(thing)):
                    count += 1
                    if type(thing).__name__ in SHARED:
                        held[key(thing)].append(count)
                        if len(held[key(thing)]) > 1:
                            continue
                    ahead.extend(getattr(thing, field.name) for field in attrs.fields(type(thing)) if field.init)
            return sorted(held.values())

        answer = answers[name]
        same = places(answer, lambda thing: thing)
        assert max(map(len, same)) > 1
        assert places(again(answer, form), id) == same

    def test_each_is_written_once_and_after_what_it_holds(self, answers: dict[str, Any]) -> None:
        for answer in answers.values():
            document = to_document(answer)
            for place, entry in enumerate(document.get("objects", [])):
                assert all(reference < place for reference in references(entry))
            named = set(references({key: value for key, value in document.items() if key != "objects"}))
            for entry in document.get("objects", []):
                named.update(references(entry))
            assert named == set(range(len(document.get("objects", []))))

    def test_a_document_of_one_object_has_no_list(self) -> None:
        assert "objects" not in to_document(CITED)

    def test_objects_that_hold_the_same_are_written_once(self) -> None:
        """What was asked before, and so is one object in memory, changes no document."""
        needs = [thing for thing in within(rp.skill_gap("DS", "MLE")) if isinstance(thing, rp.SkillRequirement)]
        item = rp.learning_plan("DS", "MLE").items[0]
        twin = attrs.evolve(needs[0])
        assert twin is not needs[0]
        written = to_json(attrs.evolve(item, requirements=(needs[0], twin, needs[0])))
        assert written == to_json(attrs.evolve(item, requirements=(needs[0], needs[0], needs[0])))
        first, second, third = from_json(written).requirements
        assert first is second is third

    def test_the_document_of_an_answer_does_not_depend_on_what_was_asked_before(self) -> None:
        def asked(*, before: bool) -> str:
            catalog = attrs.evolve(rp.load_catalog(), name="fresh")
            person, twin = (rp.Profile().with_skill("python") for _ in range(2))
            if before:
                rp.skill_gap(twin, "ML engineer", catalog=catalog)
            return to_json(rp.what_if(person, "docker", target="ML engineer", catalog=catalog))

        assert asked(before=True) == asked(before=False)

    @pytest.mark.parametrize(("first", "second"), [(Decimal(100), Decimal("100.0")), (Decimal("1E+2"), Decimal(100))])
    def test_what_is_equal_and_written_otherwise_stays_two(self, first: Decimal, second: Decimal) -> None:
        band = rp.load_catalog().bands_of("ml-engineer")[0]
        bands = [attrs.evolve(band, minimum=amount, maximum=None, open_top=False) for amount in (first, second, first)]
        assert bands[0] == bands[1]
        group = attrs.evolve(rp.comp_lookup("ML engineer").groups[0], bands=tuple(bands))
        back = from_json(to_json(group)).bands
        assert [str(band.minimum) for band in back] == [str(first), str(second), str(first)]
        assert back[0] is back[2]
        assert back[0] is not back[1]

    def test_every_class_named_is_public(self) -> None:
        assert set(CLASSES) >= SHARED


def references(plain: Any) -> Iterator[int]:
    if isinstance(plain, dict):
        if plain.keys() == {"object"}:
            yield plain["object"]
        for value in plain.values():
            yield from references(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from references(value)


class TestExplanations:
    """Trees of any depth, with what is shared in them."""

    @in_each_form
    def test_ten_thousand_steps(self, form: str) -> None:
        top = rp.Explanation(statement="leaf", value=1.0)
        for _ in range(10_000):
            top = rp.Explanation(statement="step", children=(top,))
        back = again(top, form)
        assert back == top
        assert sum(1 for _ in back.walk()) == 10_001

    @in_each_form
    def test_a_million_paths_are_twenty_steps(self, form: str) -> None:
        top = rp.Explanation(statement="leaf", value=1.0)
        for _ in range(60):
            top = rp.Explanation(statement="step", operation="sum", children=(top, top))
        assert len(to_document(top)["steps"]) == 61
        back = again(top, form)
        assert back == top
        for _ in range(60):
            assert back.children[0] is back.children[1]
            back = back.children[0]

    def test_the_order_of_steps_below_is_kept(self) -> None:
        leaf, other = rp.Explanation(statement="leaf"), rp.Explanation(statement="other")
        middle = rp.Explanation(statement="middle", children=(other, leaf))
        top = rp.Explanation(statement="top", children=(leaf, middle, other, leaf))
        assert [step.statement for step in from_json(to_json(top)).children] == ["leaf", "middle", "other", "leaf"]
        assert to_document(top)["steps"][0]["children"] == [3, 1, 2, 3]

    def test_all_that_a_step_says(self) -> None:
        cited = rp.Citation(source="one", section="A", line=1, end_line=2, printed="p", via="two")
        step = rp.Explanation(
            statement="all", value=Decimal("1.50"), operation=rp.Operation.QUOTIENT, citation=cited, is_assumed=True, rests_on="gap.tool"
        )
        assert_same(from_json(to_json(step)), step)

    @pytest.mark.parametrize(
        ("steps", "faults"),
        [
            ([], [("steps", "must have at least one step")]),
            ([{"statement": "a", "children": [0]}], [("steps[0].children", "must name steps further down the list, got 0")]),
            ([{"statement": "a", "children": [1]}], [("steps[0].children", "must name steps further down the list, got 1")]),
            ([{"statement": "a", "children": [-1]}], [("steps[0].children", "must name steps further down the list, got -1")]),
            (
                [{"statement": "a", "children": [1]}, {"statement": "b", "children": [0]}, {"statement": "c"}],
                [
                    ("steps[1].children", "must name steps further down the list, got 0"),
                    ("steps[2]", "must stand below a step before it"),
                ],
            ),
            ([{"statement": "a", "children": [True]}], [("steps[0].children[0]", "must be a whole number, got True")]),
            ([{"statement": "a", "children": [10**400]}], [("steps[0].children[0]", None)]),
            ([{"statement": "a", "children": 1}], [("steps[0].children", "must be a list, got 1")]),
            ([{"statement": " "}], [("steps[0].statement", None)]),
            ([{}], [("steps[0].statement", "is missing")]),
            ([{"statement": "a", "value": nan}], [("steps[0].value", "must be a number that a float can hold, got nan")]),
            ([{"statement": "a", "value": "many"}], [("steps[0].value", None)]),
            ([{"statement": "a", "operation": "power"}], [("steps[0].operation", None)]),
            ([{"statement": "a", "value": {}}], [("steps[0].value", "must be a number, got {}")]),
        ],
    )
    def test_what_is_no_tree(self, steps: list[Any], faults: list[tuple[str, str | None]]) -> None:
        document = {"schema_version": 2, "type": "Explanation", "steps": steps}
        if not faults:
            assert from_document(document).value is None
            return
        found = refused(document)
        assert [fault.field for fault in found] == [field for field, _ in faults]
        for fault, (_, sentence) in zip(found, faults, strict=True):
            assert sentence is None or fault.sentence == sentence


def refused(document: Any, kind: Any = None) -> tuple[rp.Fault, ...]:
    """Demand that a document is refused, and return the faults."""
    with pytest.raises(rp.DataFileError) as caught:
        from_document(document, kind)
    assert {fault.file for fault in caught.value.faults} == {"document"}
    return caught.value.faults


def sentences(document: Any, kind: Any = None) -> list[tuple[str, str]]:
    return [(fault.field, fault.sentence) for fault in refused(document, kind)]


HELD = {"schema_version": 2, "type": "HeldSkill", "skill": "sql"}


class TestRefused:
    """What is no document is refused with every fault and its path."""

    def test_an_unknown_key_with_a_suggestion(self) -> None:
        assert sentences({**HELD, "evidense": "claimed"}) == [("evidense", "is no key of HeldSkill; did you mean 'evidence'?")]
        assert sentences({**HELD, "zzz": 1}) == [("zzz", "is no key of HeldSkill")]

    def test_an_unknown_key_deep_within(self, answers: dict[str, Any]) -> None:
        document = to_document(answers["offer, assessed"])
        document["offer"]["curency"] = "USD"
        assert sentences(document) == [("offer.curency", "is no key of Offer; did you mean 'currency'?")]

    def test_all_faults_at_once_each_with_its_path(self) -> None:
        document = {
            "schema_version": 2,
            "type": "Profile",
            "skills": [{"skill": "Not An Id"}, 5, {"skill": "sql", "evidence": "seen", "proficiency": {"scale": 3}}],
            "pay_floor": 150000,
            "years": "three",
            "unknwon": [],
        }
        found = dict(sentences(document))
        assert found.keys() == {
            "skills[0].skill",
            "skills[1]",
            "skills[2].evidence",
            "skills[2].proficiency.scale",
            "skills[2].proficiency.value",
            "pay_floor",
            "years",
            "unknwon",
        }
        assert found["skills[1]"] == "must be a table, got 5"
        assert found["skills[2].proficiency.value"] == "is missing"
        assert found["pay_floor"] == "must be a number in a text, like '150000', got 150000"
        assert found["years"] == "must be a number, got 'three'"
        assert found["unknwon"] == "is no key of Profile; did you mean 'unknown'?"

    def test_rules_between_fields(self) -> None:
        found = sentences({"schema_version": 2, "type": "Profile", "pay_floor": "1"})
        assert found == [("currency", "Profile.currency must be given with a pay floor, got None")]

    def test_a_catalog_that_does_not_fit_together(self, catalog: rp.Catalog) -> None:
        document = to_document(catalog)
        document["traits"][0]["roles"] = ["nobody"]
        document["requirements"][1]["skill"] = "nothing"
        found = " ".join(sentence for _, sentence in sentences(document))
        assert "nobody" in found
        assert "nothing" in found

    @pytest.mark.parametrize(
        ("document", "sentence"),
        [
            (None, "must be a table, got None"),
            ([HELD], None),
            ("HeldSkill", "must be a table, got 'HeldSkill'"),
            (5, "must be a table, got 5"),
            ({1: 2}, "the key 1 is no text"),
            ({**HELD, "proficiency": {None: 1, "a": 2}}, "the key None is no text"),
        ],
    )
    def test_what_is_no_table(self, document: Any, sentence: str | None) -> None:
        ((field, said),) = sentences(document)
        assert not field
        assert sentence in (None, said)

    @pytest.mark.parametrize(
        ("name", "suggestion"),
        [
            ("HeldSkil", "; did you mean 'HeldSkill'?"),
            ("Choice", ""),
            ("rolepath.HeldSkill", "; did you mean 'HeldSkill'?"),
            ("load_catalog", ""),
            ("RolepathError", ""),
            ("__version__", ""),
            ("_Step", None),
            ("Evidence", None),
            ("Fault", None),
            (None, None),
            (5, None),
            (["HeldSkill"], None),
            ({}, None),
        ],
    )
    @pytest.mark.parametrize("kind", [None, rp.HeldSkill])
    def test_a_wrong_type(self, name: Any, suggestion: str | None, kind: Any) -> None:
        ((field, sentence),) = sentences({**HELD, "type": name}, kind)
        assert field == "type"
        assert sentence.startswith(f"must name a class of rolepath, got {name!r}{suggestion or ''}")

    def test_no_type(self) -> None:
        assert sentences({"schema_version": 2, "skill": "sql"})[0] == ("type", "must name a class of rolepath, got None")

    def test_another_kind_than_asked_for(self) -> None:
        assert from_document(HELD, rp.HeldSkill).skill == "sql"
        assert sentences(HELD, rp.Role) == [("type", "must be Role, got HeldSkill")]

    @pytest.mark.parametrize("kind", ["HeldSkill", int, rp.Evidence, rp.RolepathError, rp.HeldSkill(skill="sql"), object(), [], 5])
    def test_a_kind_that_is_none(self, kind: Any) -> None:
        with pytest.raises(rp.InvalidTypeError, match="kind must be a public class of rolepath"):
            from_document(HELD, kind)

    @pytest.mark.parametrize("version", [None, 0, -1, True, 2.0, "2", [2], {}])
    def test_a_wrong_version(self, version: Any) -> None:
        ((field, sentence),) = sentences({**HELD, "schema_version": version})
        assert field == "schema_version"
        assert sentence == f"must be a whole number from 1 to 2, got {version!r}"

    def test_no_version(self) -> None:
        assert sentences({"type": "HeldSkill", "skill": "sql"}) == [("schema_version", "is missing; write 2")]

    def test_what_cannot_be_read_is_told_by_its_place_beside_other_faults(self) -> None:
        document = rp.to_document(rp.load_catalog())
        document["traits"][400]["text"] = "\ud800"
        document["roles"][0]["lable"] = 1
        document["roles"][1]["\udfff"] = 1
        document["skills"][2]["effort_weeks_minimum"] = float("nan")
        document["skills"][3]["effort_weeks_minimum"] = 7
        text = json.dumps(document).replace('"effort_weeks_minimum": 7,', '"effort_weeks_minimum": 1e999, "id": "x", "id": "x",')
        with pytest.raises(rp.DataFileError) as refusal:
            from_json(text)
        found = {fault.field: fault.sentence for fault in refusal.value.faults}
        assert found["traits[400].text"] == r"the text '\ud800' holds half a character"
        assert found["roles[0].lable"] == "is no key of Role; did you mean 'label'?"
        assert found["roles[1]"] == r"the text '\udfff' holds half a character"
        assert found["skills[2].effort_weeks_minimum"] == "NaN is no number of JSON"
        assert found["skills[3].effort_weeks_minimum"] == "the number '1e999' is too large"
        assert found["skills[3].id"] == "the key 'id' stands twice"

    def test_a_place_that_cannot_be_read_is_told_once(self) -> None:
        with pytest.raises(rp.DataFileError) as refusal:
            from_json('{"schema_version": 2, "type": "HeldSkill", "skill": "s q", "proficiency": {"scale": "p", "value": NaN}}')
        assert [(fault.field, fault.sentence.partition(" ")[0]) for fault in refusal.value.faults] == [
            ("proficiency.value", "NaN"),
            ("skill", "HeldSkill.skill"),
        ]

    def test_nothing_but_a_word_that_is_no_number(self) -> None:
        with pytest.raises(rp.DataFileError, match="NaN is no number of JSON"):
            from_json("NaN")

    def test_a_long_key_is_cut_in_a_place(self) -> None:
        with pytest.raises(rp.DataFileError) as refusal:
            from_json(json.dumps({"schema_version": 2, "type": "HeldSkill", "skill": "sql", "k" * 90: [[float("nan")]]}))
        fields = [fault.field for fault in refusal.value.faults]
        assert fields[0].endswith("[0][0]")
        assert len(fields[0]) < 90

    def test_a_thousand_places_are_told_at_most(self) -> None:
        with pytest.raises(rp.DataFileError) as refusal:
            from_json(json.dumps({"schema_version": 2, "type": "HeldSkill", "skill": [float("nan")] * 5_000}))
        assert sum(fault.sentence == "NaN is no number of JSON" for fault in refusal.value.faults) == 1_000

    def test_every_fault_of_what_lies_within(self) -> None:
        person = {"schema_version": 2, "type": "Profile", "skills": [{"skill": "SQL X", "evidence": "no", "x": 1}, {"skill": "A"}]}
        assert [field for field, _ in sentences(person)] == ["skills[0].evidence", "skills[0].skill", "skills[0].x", "skills[1].skill"]
        roles = [{"id": "A A", "label": ""}, {"id": "B B", "label": "", "description": ""}]
        assert [field for field, _ in sentences({"schema_version": 2, "type": "Catalog", "roles": roles})] == [
            "roles[0].id",
            "roles[0].label",
            "roles[1].id",
            "roles[1].label",
            "roles[1].description",
        ]

    @pytest.mark.parametrize(
        ("document", "fields"),
        [
            (
                {"type": "SalaryBand", "role": "A", "minimum": "5", "maximum": "3", "open_top": 1, "assumed": ["place"]},
                ["component", "currency", "citation", "open_top", "role", "maximum", "assumed"],
            ),
            (
                {"type": "SalaryBand", "role": "A", "component": "base", "minimum": "5", "open_top": True, "currency": "USD"},
                ["citation", "role", "open_top"],
            ),
            (
                {"type": "Citation", "source": "A", "line": 9, "end_line": 2, "printed": "x" * 41},
                ["section", "source", "printed", "end_line"],
            ),
            (
                {"type": "PayClaim", "role": "a", "other": "a", "relation": "more", "among": ["b"], "percent_maximum": "1"},
                ["citation", "percent_minimum", "other", "among"],
            ),
            ({"type": "ExchangeRate", "base": "USD", "quote": "USD", "rate": "0", "x": 1}, ["x", "rate", "quote"]),
            ({"type": "Offer", "role": "A", "currency": "USD", "base": "5", "equity_grant": "900"}, ["role", "vesting_years", "base"]),
            (
                {"type": "Offer", "role": "a", "currency": "USD", "equity_grant": "9", "equity_per_year": "9", "period": "week"},
                ["period", "equity_grant", "vesting_years", "equity_per_year", "equity_grant"],
            ),
            ({"type": "Profile", "years": -1, "pay_floor": "1", "skills": [{"skill": "a"}] * 2}, ["years", "skills", "currency"]),
            ({"type": "Skill", "id": "A", "label": "a", "kind": "tool", "effort_weeks_minimum": 1}, ["id", "effort_weeks_maximum"]),
            (
                {"type": "Scale", "id": "A", "label": "a", "measures": "importance", "reason": "b", "minimum": 2, "maximum": 1},
                ["id", "maximum"],
            ),
            ({"type": "Trait", "aspect": "mission", "text": "", "citation": {**CITATION}, "maximum": "1"}, ["text", "unit"]),
            (
                {"type": "TransitionClaim", "kind": "easier-than", "text": "", "citation": {**CITATION}, "proof": "course"},
                ["text", "than_target", "proof"],
            ),
            ({"type": "Parameter", "name": "a", "value": 5, "low": 1, "high": 2}, ["reason", "value"]),
            ({"type": "Level", "id": "A", "label": "a", "track": "management", "rank": 1, "assumed": ["x"]}, ["id", "assumed"]),
        ],
    )
    def test_a_rule_between_fields_is_told_beside_the_fault_of_another_field(self, document: dict[str, Any], fields: list[str]) -> None:
        assert [field for field, _ in sentences({"schema_version": 2, **document})] == fields

    @pytest.mark.parametrize("fault", [{"minimum": "-1"}, {"minimum": 5}, {"maximum": "NaN"}])
    def test_no_rule_is_told_of_a_field_that_is_at_fault_itself(self, fault: dict[str, Any]) -> None:
        band = rp.to_document(rp.load_catalog().bands_of("ml-engineer")[0])
        assert [field for field, _ in sentences({**band, "minimum": "5", "maximum": "3", **fault})] == list(fault)

    def test_a_catalog_tells_what_does_not_fit_beside_what_cannot_be_read(self) -> None:
        skill = {"id": "sql", "label": "SQL", "kind": "tool", "broader": "data", "related": [{"skill": "r", "credit": 0.5, "reason": "x"}]}
        asks = {"role": "nobody", "skill": "nothing", "basis": "tool", "citation": {**CITATION}, "proficiency": {"scale": "s", "value": 1}}
        document = {
            "schema_version": 2,
            "type": "Catalog",
            "roles": [{"id": "a", "label": "A"}] * 2,
            "skills": [skill],
            "places": [{"id": "p", "label": "P", "within": "p"}],
            "standard_levels": [{"id": "l", "label": "L", "track": "management", "rank": 1, "role": "b"}],
            "levels": [{"id": "m", "label": "M", "track": "management", "rank": 1}],
            "requirements": [asks],
        }
        whole = [
            ("roles[1].id", "'a' stands twice; each role has an id of its own"),
            ("places[0].within", "puts 'p' inside itself"),
            ("skills[0].broader", "no skill has the id 'data'"),
            ("skills[0].related", "no skill has the id 'r'"),
            ("standard_levels[0].role", "no role has the id 'b'"),
            ("levels[0].id", "no level has the id 'm'"),
            ("requirements[0].role", "no role has the id 'nobody'"),
            ("requirements[0].skill", "no skill has the id 'nothing'"),
            ("levels[0].citation", "is missing; every fact cites its source"),
            ("requirements[0].citation.source", "no source has the id 'one'"),
            ("requirements[0].proficiency", "no scale has the id 's'"),
            ("levels[0].role", "is missing; a rung belongs to one role's ladder"),
            ("standard_levels[0].role", "must be left out of a standard level, got 'b'"),
        ]
        assert sentences(document) == whole
        for field, without in {
            "roles": {"roles", "standard_levels[0].role", "requirements[0].role"},
            "skills": {"skills", "requirements[0].skill"},
            "places": {"places"},
            "standard_levels": {"standard_levels", "levels[0].id"},
            "levels": {"levels"},
            "requirements": {"requirements"},
            "sources": {"requirements[0].citation.source"},
            "scales": {"requirements[0].proficiency"},
            "traits": set[str](),
        }.items():
            left = [
                (place, sentence)
                for place, sentence in whole
                if place.partition("[")[0] not in without and (place not in without or sentence.startswith("must be left out"))
            ]
            assert sentences({**document, field: [{}]})[-len(left) :] == left

    def test_a_rule_between_fields_is_told_where_each_field_is_sound(self) -> None:
        band = rp.to_document(rp.load_catalog().bands_of("ml-engineer")[0])
        found = sentences({**band, "minimum": "5", "maximum": "3"})
        assert [field for field, _ in found] == ["maximum"]
        place = {"schema_version": 2, "type": "Catalog", "places": [{"id": "a", "label": "A", "within": "b"}]}
        assert [field for field, _ in sentences(place)] == ["places[0].within"]

    @pytest.mark.parametrize("key", ["schemaversion", "schema-version"])
    def test_a_version_under_another_key(self, key: str) -> None:
        found = sentences({key: 2, "type": "HeldSkill", "skill": "sql"})
        assert found[0] == ("schema_version", f"is missing; write 2; did you mean {key!r}?")

    def test_a_type_under_another_key(self) -> None:
        found = sentences({"schema_version": 2, "tpye": "HeldSkill", "skill": "sql"})
        assert found == [("type", "must name a class of rolepath, got None; did you mean 'tpye'?")]

    def test_a_misspelt_class_of_the_version_before(self) -> None:
        found = sentences({"schema_version": 1, "type": "Profil"})
        assert found == [("type", "must name a class of rolepath, got 'Profil'; did you mean 'Profile'?")]

    @pytest.mark.parametrize("amount", [" 7 ", "1_000", "\u0661\u0662", "+7", "7.", ".5", "", "7\n", "seven"])
    def test_an_amount_written_otherwise(self, amount: str) -> None:
        band = rp.to_document(rp.load_catalog().bands_of("ml-engineer")[0])
        (found,) = sentences({**band, "minimum": amount})
        assert found == ("minimum", f"must be a number in a text, like '150000', got {amount!r}")

    @pytest.mark.parametrize("day", ["20260131", "2026-W05-6", "2026-1-31", "2026-01-31T00:00", "\u0662026-01-31", ""])
    def test_a_day_written_otherwise(self, day: str) -> None:
        rates = rp.ExchangeRates(rates=(), day=date(2026, 1, 31), source="a bank")
        (found,) = sentences({**to_document(rates), "day": day})
        assert found == ("day", f"must be a day in a text, like '2026-01-31', got {day!r}")

    def test_a_later_version(self) -> None:
        assert sentences({**HELD, "schema_version": 3, "strange": 1}) == [
            ("schema_version", "is 3, and this rolepath reads up to 2; a later rolepath wrote it, so upgrade")
        ]

    def test_what_is_no_object_of_rolepath_is_not_written(self) -> None:
        class Role(rp.Role):
            pass

        for thing in (
            None,
            5,
            "a",
            {},
            (CITED,),
            rp.Evidence.CLAIMED,
            rp.Role,
            rp.RolepathError("a"),
            rp.Fault("", "", "", ""),
            Role(id="a", label="A"),
        ):
            with pytest.raises(rp.InvalidTypeError, match="thing must be an object of a public class of rolepath"):
                to_document(thing)

    @pytest.mark.parametrize("read", [from_json, from_toml])
    @pytest.mark.parametrize("text", [None, 5, b"{}", ["{}"], HELD])
    def test_no_text(self, read: Callable[[Any], Any], text: Any) -> None:
        with pytest.raises(rp.InvalidTypeError, match=r"text must be the text of a (JSON|TOML) document"):
            read(text)

    @pytest.mark.parametrize("value", [1, 1.5, True, "x", ["x"], {"a": 1}])
    @pytest.mark.parametrize("field", [field.name for field in attrs.fields(rp.SalaryBand)])
    def test_no_value_is_coerced(self, catalog: rp.Catalog, field: str, value: Any) -> None:
        document = to_document(catalog.salary_bands[0])
        if type(document[field]) is type(value) or (document[field] is None and value == "x"):
            return
        assert {fault.field.split("[")[0].split(".")[0] for fault in refused({**document, field: value})} == {field}


class TestContradictions:
    """An answer whose fields contradict one another is refused with the field and the rule."""

    @pytest.mark.parametrize(
        ("name", "changes", "field", "rule"),
        [
            ("gap", {"lower": None}, "lower", "must be known where one of score, lower and upper is"),
            ("gap", {"upper": None}, "upper", "must be known where one of score, lower and upper is"),
            ("gap", {"score": None}, "score", "must be known where one of score, lower and upper is"),
            ("gap", {"score": None, "lower": None}, "score", "must be known where one of score, lower and upper is"),
            ("gap", {"score": 0.5, "lower": 0.6}, "score", "must lie within its bounds"),
            ("gap", {"score": 0.5, "upper": 0.4}, "score", "must lie within its bounds"),
            ("gap", {"lower": -0.1}, "score", "must lie within its bounds"),
            ("gap", {"upper": 1.1}, "score", "must lie within its bounds"),
            ("proximity", {"lower": None}, "lower", "must be known where one of score, lower and upper is"),
            ("difficulty", {"upper": None}, "upper", "must be known where one of score, lower and upper is"),
            ("difficulty", {"factors": []}, "factors", "must hold a known factor of some weight where there is a score"),
            ("comparison", {"labels": ["A"]}, "labels", "must hold one for each of the 2 roles"),
            ("comparison", {"skills": [{"skill": "sql", "label": "SQL", "cells": [None]}]}, "skills", "must hold 2 cells a row"),
            ("comparison", {"pay": []}, None, ""),
            ("routes", {"routes": []}, "routes", "must begin with going directly"),
            ("plan", {"score": None}, "score", "must be known where there is no reason why there is nothing to learn"),
            ("plan", {"milestones": []}, "milestones", "must hold 'all' where there is something to learn"),
            ("plan", {"items": []}, "milestones", "must lie within the 0 items of the plan"),
            ("recommendation", {"answers": []}, "answers", "must be those that the fits of the candidates count"),
            ("recommendation", {"statement": " "}, "statement", "must not be empty"),
        ],
    )
    def test_of_an_answer(self, catalog: rp.Catalog, name: str, changes: dict[str, Any], field: str | None, rule: str) -> None:
        move = ("data-analyst", "ml-engineer")
        ask: dict[str, Callable[[], Any]] = {
            "gap": lambda: rp.skill_gap(*move),
            "proximity": lambda: rp.proximity(*move),
            "difficulty": lambda: rp.transition_difficulty(*move),
            "comparison": lambda: rp.compare(*move),
            "routes": lambda: rp.find_paths(*move),
            "plan": lambda: rp.learning_plan(*move),
            "recommendation": lambda: rp.recommend(
                rp.Profile(role="data-analyst"), answers={rp.recommend(rp.Profile()).open_questions[0].id: True}
            ),
        }
        document = {**to_document(ask[name]()), **changes}
        if field is None:
            assert from_document(document).pay == ()
            return
        found = [fault for fault in refused(document) if fault.field == field]
        assert [rule in fault.sentence for fault in found] == [True]

    def test_nothing_is_known(self) -> None:
        nothing = {"score": None, "lower": None, "upper": None, "reason": "Nothing is stated."}
        gap = from_document({**to_document(rp.skill_gap("data-analyst", "ml-engineer")), **nothing})
        assert repr(gap).startswith("SkillGap(data-analyst -> ml-engineer: None")

    def test_a_last_bit_is_no_contradiction(self) -> None:
        document = to_document(rp.skill_gap("data-analyst", "ml-engineer"))
        assert from_document({**document, "lower": document["score"] + 1e-12}).lower > document["score"]


class TestReferences:
    """References lead to what is read already, of the class that is due there."""

    def item(self, reference: Any, *objects: Any) -> dict[str, Any]:
        """A plan's item that refers to a requirement."""
        document = to_document(rp.learning_plan("DS", "MLE").items[0])
        return {**document, "objects": list(objects), "requirements": [{"object": reference}]}

    def entry(self) -> dict[str, Any]:
        fact = rp.SkillRequirement(role="a", skill="b", basis="core-skill", citation=CITED)
        return {key: value for key, value in to_document(fact).items() if key != "schema_version"}

    def test_a_reference(self) -> None:
        made = from_document(self.item(0, self.entry()))
        assert made.requirements[0].skill == "b"

    @pytest.mark.parametrize("reference", [1, 2, -1, True, False, 0.0, "0", None, [0], {}, 10**400])
    def test_a_reference_to_nothing(self, reference: Any) -> None:
        ((field, sentence),) = sentences(self.item(reference, self.entry()))
        assert field == "requirements[0]"
        assert sentence.startswith("must refer to an earlier entry of objects, got ")

    def test_a_reference_to_another_class(self) -> None:
        trait = {"type": "Level", "id": "a", "label": "A", "track": "management", "rank": 1}
        assert sentences(self.item(0, trait)) == [("requirements[0]", "must refer to a SkillRequirement; objects[0] is a Level")]

    def test_a_reference_to_one_of_several_classes(self) -> None:
        check = next(check for check in rp.check_claims() if isinstance(check.claim, rp.PayClaim))
        document = to_document(check)
        level = {"type": "Level", "id": "a", "label": "A", "track": "management", "rank": 1}
        assert sentences(
            {**document, "objects": [*document.get("objects", []), level], "claim": {"object": len(document.get("objects", []))}}
        ) == [("claim", f"must refer to a PayClaim or TransitionClaim; objects[{len(document.get('objects', []))}] is a Level")]
        claim = {"type": "PayClaim", "role": "a", "relation": "strong", "citation": to_fields(CITED)}
        made = from_document(
            {**document, "objects": [*document.get("objects", []), claim], "claim": {"object": len(document.get("objects", []))}}
        )
        assert made.claim.role == "a"

    def test_an_entry_that_refers_forward_or_to_itself(self) -> None:
        gap = to_document(rp.skill_gap("DS", "MLE"))
        place = next(place for place, entry in enumerate(gap["objects"]) if list(references(entry)))
        for reference in (place, place + 1):
            entry = json.loads(json.dumps(gap["objects"][place]))
            entry["requirements"] = [{"object": reference}]
            broken = {**gap, "objects": [*gap["objects"][:place], entry, *gap["objects"][place + 1 :]]}
            assert sentences(broken) == [
                (f"objects[{place}].requirements[0]", f"must refer to an earlier entry of objects, got {reference}")
            ]

    def test_a_whole_document_is_no_reference(self) -> None:
        found = sentences({"schema_version": 2, "type": "SkillRequirement", "object": 0})
        assert found == [("", "must refer to an earlier entry of objects, got 0")]

    def test_a_reference_with_more_in_it(self) -> None:
        document = self.item(0, self.entry())
        document["requirements"][0]["skill"] = "b"
        assert ("requirements[0].object", "is no key of SkillRequirement") in sentences(document)

    @pytest.mark.parametrize(
        "entry",
        [None, 5, [], {}, {"type": []}, {"type": {}}, {"type": "Citation"}, {"type": "Catalog"}, {"type": "os"}, {"type": None}],
    )
    def test_an_entry_of_no_class_that_may_stand_there(self, entry: Any) -> None:
        ((field, sentence),) = sentences({**HELD, "objects": [entry]})
        assert field == "objects[0].type"
        assert sentence.startswith("must be one of CompLookup, Descriptor, Holding, Level")

    @pytest.mark.parametrize("objects", [None, {}, "a", 5])
    def test_objects_are_a_list(self, objects: Any) -> None:
        assert sentences({**HELD, "objects": objects}) == [("objects", f"must be a list, got {objects!r}")]

    def test_faults_of_entries_and_of_the_rest_are_told_together(self) -> None:
        bad = {**self.entry(), "skil": 1, "level": "Not An Id"}
        document = {**self.item(0, bad, self.entry(), {**self.entry(), "basis": 3}), "label": 5}
        found = dict(sentences(document))
        assert found.keys() == {"objects[0].skil", "objects[0].level", "objects[2].basis", "label"}

    def test_what_is_read_is_forgotten(self) -> None:
        from_document(self.item(0, self.entry()))
        assert sentences(self.item(0)) == [("requirements[0]", "must refer to an earlier entry of objects, got 0")]
        with pytest.raises(LookupError):
            documents._READ.get()


def to_fields(thing: Any) -> dict[str, Any]:
    return {key: value for key, value in to_document(thing).items() if key not in ("schema_version", "type")}


class TestOneOfSeveralClasses:
    """A field that may hold objects of several classes names the class."""

    def check(self) -> dict[str, Any]:
        return to_document(next(check for check in rp.check_claims() if isinstance(check.claim, rp.PayClaim)))

    def test_it_is_written(self) -> None:
        assert self.check()["claim"]["type"] == "PayClaim"

    @pytest.mark.parametrize("name", [None, "Role", "payclaim", [], {}, 5])
    def test_another_class_is_refused(self, name: Any) -> None:
        document = self.check()
        document["claim"]["type"] = name
        ((field, sentence),) = sentences(document)
        assert field == "claim"
        assert sentence == f"must name in 'type' one of PayClaim, TransitionClaim, got {name!r}"

    @pytest.mark.parametrize("claim", [5, "PayClaim", [], True])
    def test_no_table(self, claim: Any) -> None:
        assert sentences({**self.check(), "claim": claim}) == [("claim", f"must be a table, got {claim!r}")]


class TestOlder:
    """Nouns of version 1 are brought up to date; answers are asked anew."""

    def test_unknown_skills_of_a_person(self) -> None:
        document = {"schema_version": 1, "type": "Profile", "skills": [{"skill": "sql"}], "unknown": ["welding", "diving"]}
        assert from_document(document, rp.Profile) == rp.Profile(
            skills=(rp.HeldSkill(skill="sql"),), unknown=(rp.UnknownSkill(name="welding"), rp.UnknownSkill(name="diving"))
        )
        assert from_document({"schema_version": 1, "type": "Profile"}) == rp.Profile()

    @pytest.mark.parametrize(
        ("unknown", "field"),
        [("welding", "unknown"), ([5], "unknown[0]"), ([[]], "unknown[0]"), ([None], "unknown[0]"), ([""], "unknown[0].name")],
    )
    def test_unknown_skills_that_are_none(self, unknown: Any, field: str) -> None:
        assert [found for found, _ in sentences({"schema_version": 1, "type": "Profile", "unknown": unknown})] == [field]

    def test_a_text_is_no_unknown_skill_of_version_2(self) -> None:
        assert sentences({"schema_version": 2, "type": "Profile", "unknown": ["welding"]}) == [
            ("unknown[0]", "must be a table, got 'welding'")
        ]

    def model(self) -> dict[str, Any]:
        return {**to_fields(rp.DifficultyModel(weights=rp.DifficultyWeights(), effort_factor=0.5)), "ready_gap": 0.3}

    def test_the_gap_that_is_left(self) -> None:
        document = {**self.model(), "schema_version": 1, "type": "DifficultyModel"}
        assert from_document(document) == rp.DifficultyModel(weights=rp.DifficultyWeights(), effort_factor=0.5)
        assert ("ready_gap", "is no key of DifficultyModel") in sentences({**document, "schema_version": 2})

    def test_a_catalog(self, catalog: rp.Catalog) -> None:
        document = {**to_document(catalog), "schema_version": 1}
        document["difficulty_model"] = {**document["difficulty_model"], "ready_gap": 0.1}
        listed = document["parameters"]
        old = {**listed[0], "name": "difficulty.ready_gap"}
        before = copy.deepcopy(document)
        assert from_document({**document, "parameters": [*listed, old]}) == catalog
        assert document == before
        assert from_document({**document, "parameters": None} | {"parameters": listed}) == catalog

    @pytest.mark.parametrize("parameters", [None, 5, "abc", {"name": "difficulty.ready_gap"}])
    def test_a_catalog_whose_parameters_are_no_list(self, parameters: Any) -> None:
        document = {"schema_version": 1, "type": "Catalog", "difficulty_model": self.model(), "parameters": parameters}
        assert sentences(document) == [("parameters", f"must be a list, got {parameters!r}")]

    @pytest.mark.parametrize("entry", [5, None, [], "difficulty.ready_gap"])
    def test_a_catalog_whose_parameters_are_no_tables(self, entry: Any) -> None:
        document = {"schema_version": 1, "type": "Catalog", "difficulty_model": self.model(), "parameters": [entry]}
        assert ("parameters[0]", f"must be a table, got {entry!r}") in sentences(document)

    def test_a_catalog_without_a_model(self) -> None:
        document = {**to_document(rp.Catalog()), "schema_version": 1}
        del document["difficulty_model"]
        assert from_document(document) == rp.Catalog()
        assert [field for field, _ in sentences({**document, "difficulty_model": 5})] == ["difficulty_model"]

    def test_other_nouns_are_as_they_were(self, catalog: rp.Catalog) -> None:
        for thing in (catalog.roles[0], catalog.skills[0], catalog.salary_bands[0], catalog.traits[0], catalog.sources[0], OFFER, RATES):
            assert from_document({**to_document(thing), "schema_version": 1}) == thing

    def test_answers_are_refused_with_a_reason(self, answers: dict[str, Any]) -> None:
        for answer in (answers["gap"], answers["plan"], answers["explanation"], answers["pay"]):
            name = type(answer).__name__
            document = {**to_document(answer), "schema_version": 1}
            said = f"is 1, of which nouns alone are read; ask anew for the answer {name!r}"
            assert sentences(document) == [("schema_version", said)]

    @pytest.mark.parametrize("name", [None, [], {}, 5])
    def test_a_wrong_type(self, name: Any) -> None:
        assert sentences({"schema_version": 1, "type": name}) == [("type", f"must name a class of rolepath, got {name!r}")]

    def test_the_present_version(self) -> None:
        assert SCHEMA_VERSION == 2
        assert to_document(CITED)["schema_version"] == 2


class TestHostile:
    """Whatever a text holds, only our errors come out, and nothing is run or opened."""

    @pytest.mark.parametrize(
        ("text", "part"),
        [
            ("", "is no JSON that can be read"),
            ("{", "is no JSON that can be read"),
            ("\ufeff{}", "BOM"),
            ('{"schema_version": 2, "schema_version": 2}', "the key 'schema_version' stands twice"),
            ('{"a": {"b": 1, "c": 2, "b": 3}}', "the key 'b' stands twice"),
            ('{"a": NaN}', "NaN is no number of JSON"),
            ('{"a": Infinity}', "Infinity is no number of JSON"),
            ('{"a": -Infinity}', "-Infinity is no number of JSON"),
            ('{"a": 1e999}', "the number '1e999' is too large"),
            ('{"a": -1e999}', "the number '-1e999' is too large"),
            ('{"a": ' + "9" * 5000 + "}", "is no JSON that can be read"),
            ('{"a": "\\ud800"}', "the text '\\ud800' holds half a character"),
            ('{"\\udfff": 1}', "the text '\\udfff' holds half a character"),
            ('{"a": "\ud800"}', "holds half a character"),
            ("[" * 100_000 + "]" * 100_000, "too deep"),
            ('{"a":' * 100_000 + "1" + "}" * 100_000, "too deep"),
            ("[" * 101 + "]" * 101, "must be a table"),
            ('{"a": ' + "[" * 100 + "]" * 100 + "}", "lists and tables lie more than 100 deep within one another"),
            ("'a'", "is no JSON that can be read"),
            ("null", "must be a table, got None"),
        ],
    )
    def test_json(self, text: str, part: str) -> None:
        with pytest.raises(rp.DataFileError) as caught:
            from_json(text)
        # Beside a value that cannot be read, it is told that these texts name no version.
        assert [fault.field for fault in caught.value.faults if part not in str(fault)] in ([], ["schema_version"])
        assert part in str(caught.value)

    @pytest.mark.parametrize(
        ("text", "part"),
        [
            ("", "schema_version: is missing; write 2"),
            ("a", "is no TOML that can be read"),
            ("a = 1\na = 2", "is no TOML that can be read"),
            ("a = 1e999", "the number '1e999' is too large"),
            ("a = " + "9" * 5000, "is no TOML that can be read"),
            ('a = "\\ud800"', "is no TOML that can be read"),
            ('a = "\ud800"', "holds half a character"),
            ("a = " + "[" * 100_000, "too deep"),
            ("a = " + "[" * 100 + "]" * 100, "lists and tables lie more than 100 deep within one another"),
            (".".join("abcdefghijk") + " = 1", "a key joins more than 8 words by dots"),
            ("[" + "a." * 100_000 + "a]", "a key joins more than 8 words by dots"),
        ],
    )
    def test_toml(self, text: str, part: str) -> None:
        with pytest.raises(rp.DataFileError) as caught:
            from_toml(text)
        # Beside a value that cannot be read, it is told that these texts name no version.
        assert [fault.field for fault in caught.value.faults if part not in str(fault)] in ([], ["schema_version"])
        assert part in str(caught.value)

    @pytest.mark.parametrize(("value", "is_read"), [("inf", True), ("-inf", True), ("+inf", True), ("nan", False), ("-nan", False)])
    def test_words_of_toml_for_numbers(self, value: str, is_read: bool) -> None:
        text = f'schema_version = 2\ntype = "Explanation"\nsteps = [{{statement = "a", value = {value}}}]'
        if is_read:
            assert from_toml(text).value == float(value)
        else:
            with pytest.raises(rp.DataFileError, match="must be a number that a float can hold"):
                from_toml(text)

    def test_a_whole_number_in_base_16_has_any_length(self) -> None:
        text = f'schema_version = 2\ntype = "Citation"\nsource = "a"\nsection = "b"\nline = 0x1{"0" * 5000}'
        with pytest.raises(rp.DataFileError, match="line: must be a whole number that a float can hold, got a int too large to show"):
            from_toml(text)

    @pytest.mark.parametrize("value", [10**400, -(10**400)])
    def test_a_number_beyond_every_float(self, value: int) -> None:
        assert [field for field, _ in sentences({"schema_version": 2, "type": "Profile", "years": value})] == ["years"]

    @pytest.mark.parametrize(("read", "language"), [(from_json, "JSON"), (from_toml, "TOML")])
    def test_a_text_that_is_too_long(self, monkeypatch: pytest.MonkeyPatch, read: Callable[[str], Any], language: str) -> None:
        text = (to_json if read is from_json else to_toml)(CITED)
        monkeypatch.setattr(documents, "LONGEST", len(text))
        assert read(text) == CITED
        monkeypatch.setattr(documents, "LONGEST", len(text) - 1)
        with pytest.raises(rp.DataFileError) as caught:
            read(text)
        said = f"is no {language} that can be read: has {len(text)} characters; {len(text) - 1} are read at most"
        assert caught.value.faults == (rp.Fault("document", "", "", said),)

    def test_too_many_values(self, monkeypatch: pytest.MonkeyPatch) -> None:
        document = to_document(CITED)
        monkeypatch.setattr(documents, "MOST", 2 * len(document))
        assert from_document(document) == CITED
        monkeypatch.setattr(documents, "MOST", 2 * len(document) - 1)
        assert sentences(document) == [("", f"has more than {2 * len(document) - 1} keys and values")]

    @pytest.mark.parametrize(
        ("document", "field"),
        [
            ({"type": "Profile", "skills": [5] * 50_000}, "skills[{}]"),
            ({"type": "Profile", "skills": [{"skill": "a", "x": 1}] * 50_000}, "skills[{}].x"),
            ({"type": "Catalog", "name": "x", "scales": [{"steps": [{}] * 50_000}] * 2}, None),
            ({**HELD, **{f"x{number:05}": 1 for number in range(50_000)}}, "x{:05}"),
            ({**HELD, "objects": [{"type": "Nothing"}] * 50_000}, "objects[{}].type"),
            ({"type": "Explanation", "steps": [{"statement": "a"}] * 50_000}, None),
            ({"type": "Explanation", "steps": [{"statement": ""}] * 50_000}, None),
            ({"type": "Catalog", "name": "x", "places": [{"id": "a", "label": "a"}] * 50_000}, None),
        ],
        ids=["values", "tables", "a list in a list", "keys", "objects", "no tree", "steps", "catalog"],
    )
    def test_more_faults_than_anyone_reads(self, document: dict[str, Any], field: str | None) -> None:
        """Each fault takes thousands of bytes; reading stops after a thousand."""
        tracemalloc.start()
        try:
            found = sentences({"schema_version": 2, **document})
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert len(found) == 1_001
        assert found[-1] == ("", "reading stopped after 1,000 faults")
        if field is not None:
            assert [place for place, _ in found[:-1]] == [field.format(number) for number in range(1_000)]
        assert peak < 40_000_000

    def test_faults_that_are_counted_once(self) -> None:
        """A list of tables at fault is no fault of its own."""
        levels = [{"label": "x", "alternative_labels": [5], "value": 0.5}] * 999
        found = sentences(
            {"schema_version": 2, "type": "Scale", "id": "a", "label": "A", "measures": "importance", "reason": "r", "steps": levels}
        )
        assert [field for field, _ in found] == [f"steps[{number}].alternative_labels[0]" for number in range(999)]

    def test_a_long_unknown_key(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """No word is looked for that is like it, which would take a second for a million characters."""
        monkeypatch.setattr(difflib, "get_close_matches", lambda word, *_, **__: pytest.fail("looked for") if len(word) > 40 else ["x"])
        assert sentences({**HELD, "s" * 40: 1}) == [("s" * 40, "is no key of HeldSkill; did you mean 'x'?")]
        assert sentences({**HELD, "s" * 41: 1}) == [(f"'{'s' * 41}'", "is no key of HeldSkill")]
        (told,) = sentences({**HELD, "skil" * 1_000_000: 1})
        assert told == (f"'{('skil' * 20)[:76]}...", "is no key of HeldSkill")
        (told,) = sentences({"schema_version": 2, "type": "HeldSkill" * 1_000_000})
        assert told[1].startswith("must name a class of rolepath, got 'HeldSkillHeld")

    def test_a_key_that_stands_twice_among_many(self) -> None:
        """It took time that grows with the square of the keys: minutes for these."""
        start = process_time()
        keys = ",".join(f'"{number}":1' for number in (*range(100_000), 99_999))
        with pytest.raises(rp.DataFileError, match="the key '99999' stands twice"):
            from_json(f"{{{keys}}}")
        assert process_time() - start < 20

    @pytest.mark.parametrize("word", ["f" * 3_000_000, "_f" * 1_500_000, "9" * 3_000_000])
    def test_a_long_word_of_toml(self, word: str) -> None:
        """The parser takes 150 bytes for each of its characters."""
        tracemalloc.start()
        try:
            with pytest.raises(rp.DataFileError, match="a number or a key has more than 1,000,000 characters"):
                from_toml(f"# {word}\na = '{word}'\nb = 0x{word}")
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert peak < 10 * len(word)

    def test_a_million_aliases(self) -> None:
        """Lists that hold one another twice, of which each is small, unfold to 2**60 values."""
        aliased: list[Any] = ["a"]
        for _ in range(60):
            aliased = [aliased, aliased]
        assert sentences({**HELD, "skill": aliased}) == [("", "has more than 10,000,000 keys and values")]

    def test_a_ring(self) -> None:
        ring: dict[str, Any] = {**HELD}
        ring["proficiency"] = ring
        assert sentences(ring) in (
            [("", "lists and tables lie more than 100 deep within one another")],
            [("", "has more than 10,000,000 keys and values")],
        )
        chain: list[Any] = []
        chain.append(chain)
        assert sentences({**HELD, "skill": chain}) == [("", "lists and tables lie more than 100 deep within one another")]

    def test_a_depth_that_is_just_read(self) -> None:
        nested: Any = "a"
        for _ in range(98):
            nested = [nested]
        assert [field for field, _ in sentences({**HELD, "skill": nested})] == ["skill"]
        assert [field for field, _ in sentences({**HELD, "skill": [nested]})] == [""]

    def test_nothing_is_run_or_opened(self, answers: dict[str, Any]) -> None:
        """Reading hostile and harmless documents opens no file, runs no code, imports nothing and starts nothing."""
        code = """
import json, sys
import attrs
import rolepath as rp
from rolepath.interop.documents import from_document, from_json, from_toml
harmless = sys.stdin.read()
hostile = [
    {"type": "os.system", "command": "touch /tmp/pwned"},
    {"type": "HeldSkill", "skill": "__import__('os')", "__class__": "os", "__reduce__": ["os.system", ["true"]]},
    {"type": "Source", "id": "a", "title": "T", "url": "file:///etc/passwd", "$ref": "/etc/passwd", "!include": "/etc/passwd"},
    {"type": "Profile", "skills": [{"py/object": "os.system"}], "preferences": ["{0.__class__}", "%(a)s", "${HOME}"]},
    {"type": "Explanation", "steps": [{"statement": "__import__('os').getcwd()", "value": "1+1", "operation": "sum"}]},
]
def read_all():
    read = []
    from_json(harmless)
    for document in hostile:
        whole = {"schema_version": 2, **document}
        for form in (lambda: from_document(whole), lambda: from_json(json.dumps(whole))):
            try:
                form()
            except rp.RolepathError:
                read.append(document["type"])
    try:
        from_toml('schema_version = 2\\ntype = "Source"\\nfile = "/etc/passwd"')
    except rp.RolepathError:
        read.append("toml")
    return read
assert len(read_all()) == 11
seen = []
def hook(event, args):
    if event.startswith(("open", "compile", "import", "os.", "subprocess", "socket", "pickle", "ctypes", "shutil", "marshal")):
        seen.append((event, *args))
sys.addaudithook(hook)
assert len(read_all()) == 11
# The annotations of our own fields are texts, which are evaluated where a document is at fault.
kinds = [kind for name in rp.__all__ if attrs.has(kind := getattr(rp, name)) and isinstance(kind, type)]
ours = {text for kind in kinds for text in kind.__annotations__.values()}
print([entry for entry in seen if entry[0] != "compile" or entry[1].decode() not in ours])
"""
        done = subprocess.run(
            [sys.executable, "-c", code],
            input=to_json(answers["gap"]),
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"},
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip() == "[]"

    def test_without_the_extra_the_remedy_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        real = documents.import_module

        def missing(name: str) -> Any:
            if name == "tomli_w":
                raise ImportError(name)
            return real(name)

        monkeypatch.setattr(documents, "import_module", missing)
        with pytest.raises(rp.MissingExtraError) as caught:
            to_toml(CITED)
        assert (caught.value.feature, caught.value.extra) == ("writing TOML", "toml")

    def test_what_reads_is_made_once_and_at_the_first_reading(self) -> None:
        code = """
import rolepath as rp
from rolepath.interop import documents
sizes = [documents._converter.cache_info().misses]
text = rp.to_json(rp.Role(id="a", label="A"))
sizes.append(documents._converter.cache_info().misses)
rp.from_json(text), rp.from_json(text)
sizes.append(documents._converter.cache_info().misses)
print(sizes)
"""
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert (done.stdout, done.stderr) == ("[0, 0, 1]\n", "")


class TestStructuring:
    """What reads the tables of documents and of data files coerces nothing and tells every fault."""

    @pytest.mark.parametrize("values", [None, 5, "a", [], ()])
    def test_no_table(self, values: Any) -> None:
        assert structured(values, rp.Role) == (None, (("", f"must be a table, got {values!r}"),))

    def test_an_object(self) -> None:
        made, faults = structured({"id": "a", "label": "A", "alternative_labels": ["B"]}, rp.Role)
        assert (made, faults) == (rp.Role(id="a", label="A", alternative_labels=("B",)), ())

    @pytest.mark.parametrize(("value", "made"), [(1, 1.0), (1.5, 1.5), (Decimal("0.25"), 0.25)])
    def test_a_float_of_a_data_file(self, value: Any, made: float) -> None:
        found = strict().structure(value, float)
        assert (found, type(found)) == (made, float)

    @pytest.mark.parametrize("value", [True, "1", None, [1]])
    @pytest.mark.parametrize("kind", [float, Decimal])
    def test_no_number(self, kind: type, value: Any) -> None:
        with pytest.raises(TypeError, match="must be a number, got"):
            strict().structure(value, kind)

    def test_an_amount_of_a_data_file(self) -> None:
        assert repr(strict().structure(Decimal("1.50"), Decimal)) == "Decimal('1.50')"
        assert strict().structure(3, Decimal) == Decimal(3)
        with pytest.raises(TypeError, match=r"must be a number, got 1\.5"):
            strict().structure(1.5, Decimal)

    @pytest.mark.parametrize(("value", "sentence"), [([1.0], "must be a list of 2, got 1"), ([], "must be a list of 2, got 0")])
    def test_a_list_of_a_certain_length(self, value: Any, sentence: str) -> None:
        with pytest.raises(ValueError, match=sentence):
            strict().structure(value, tuple[float, float])

    @pytest.mark.parametrize("value", ["ab", {"a": 1}, ("a",), {"a"}, None])
    def test_no_list(self, value: Any) -> None:
        with pytest.raises(TypeError, match="must be a list, got"):
            strict().structure(value, tuple[str, ...])

    def test_the_rule_of_a_field_is_told_beside_a_missing_one(self) -> None:
        _, faults = structured({"id": "Not An Id"}, rp.Role)
        assert [field for field, _ in faults] == ["label", "id"]
        assert faults[0] == ("label", "is missing")

    def test_a_suggestion(self) -> None:
        assert suggestion("labl", ["label", "id"]) == "; did you mean 'label'?"
        assert suggestion("zzz", ["label", "id"]) == ""
        assert suggestion("label" * 100_000, ["label"]) == ""
