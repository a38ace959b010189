"""The web service answers with the library's documents, and refuses what the library refuses at the field where it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType
from typing import Any
from unittest.mock import ANY

import jsonschema
import pytest
from fastapi.testclient import TestClient

import rolepath as rp

PERSON = rp.Profile(
    skills=(rp.HeldSkill(skill="python", evidence="used-at-work"), rp.HeldSkill(skill="sql")), level="mid", hours_per_week=5
)
DOCUMENT = {"schema_version": rp.SCHEMA_VERSION, "type": "Profile"}

#: An endpoint, what it is asked, and what the library answers.
QUESTIONS: dict[str, tuple[str, dict[str, Any], Any]] = {
    "gap": (
        "/gap",
        {"have": "data scientist", "want": "ML engineer", "level": "Senior"},
        lambda: rp.skill_gap("data scientist", "ML engineer", level="senior"),
    ),
    "gap of a person": (
        "/gap",
        {"have": rp.to_document(PERSON), "want": "ML engineer", "evidence": "used-at-work"},
        lambda: rp.skill_gap(PERSON, "ML engineer", evidence="used-at-work"),
    ),
    "difficulty": (
        "/difficulty",
        {"origin": "data analyst", "target": "data scientist", "level": "mid", "target_level": "senior"},
        lambda: rp.transition_difficulty("data analyst", "data scientist", level="mid", target_level="senior"),
    ),
    "difficulty for a person": (
        "/difficulty",
        {"origin": rp.to_document(PERSON), "target": "data scientist"},
        lambda: rp.transition_difficulty(PERSON, "data scientist"),
    ),
    "plan": (
        "/plan",
        {"have": "data scientist", "target": "AI engineer", "level": "mid", "hours_per_week": 5},
        lambda: rp.learning_plan("data scientist", "AI engineer", level="mid", hours_per_week=5),
    ),
    "plan of a person": (
        "/plan",
        {"have": rp.to_document(PERSON), "target": "AI engineer", "evidence": "certified"},
        lambda: rp.learning_plan(PERSON, "AI engineer", evidence="certified"),
    ),
    "pay": ("/pay", {"role": "data scientist"}, lambda: rp.comp_lookup("data scientist")),
    "pay in all dimensions": (
        "/pay",
        {"role": "DS", "level": "mid", "location": "USA", "component": "total", "currency": "USD", "source": "three-roles"},
        lambda: rp.comp_lookup("DS", level="mid", location="US", component="total", currency="USD", source="three-roles"),
    ),
}

#: What is asked of an endpoint, where the fault stands, its type, a part of its sentence, and what is repeated.
REFUSALS: dict[str, tuple[str, Any, list[str | int], str, str, Any]] = {
    "unknown role": (
        "/gap",
        {"have": "data scientist", "want": "ML enginer"},
        ["want"],
        "UnknownRoleError",
        "no role is called 'ML enginer'; did you mean 'ml-engineer'",
        "ML enginer",
    ),
    "unknown origin": (
        "/difficulty",
        {"origin": "analist", "target": "DS"},
        ["origin"],
        "UnknownRoleError",
        "did you mean 'data-analyst' or 'bi-analyst'?",
        "analist",
    ),
    "ambiguous role": ("/gap", {"have": "analyst", "want": "DS"}, ["have"], "AmbiguousNameError", "data-analyst and bi-analyst", "analyst"),
    "unknown level": (
        "/plan",
        {"have": "DS", "target": "MLE", "level": "senoir"},
        ["level"],
        "UnknownLevelError",
        "no level is called 'senoir'; did you mean 'senior'?",
        "senoir",
    ),
    "unknown place": ("/pay", {"role": "DS", "location": "Lodnon"}, ["location"], "UnknownPlaceError", "did you mean 'london'?", "Lodnon"),
    "unknown source": ("/pay", {"role": "DS", "source": "a blog"}, ["source"], "UnknownSourceError", "known are key-differences", "a blog"),
    "currency in small letters": ("/pay", {"role": "DS", "currency": "usd"}, ["currency"], "CurrencyError", "write USD", "usd"),
    "unknown component": ("/pay", {"role": "DS", "component": "basic"}, ["component"], "enum", "'base', 'equity'", "basic"),
    "role of a wrong type": ("/gap", {"have": "DS", "want": 3}, ["want"], "InvalidTypeError", "must be a Role, an id or a label, got 3", 3),
    "person of a wrong type": ("/gap", {"have": ["DS"], "want": "DS"}, ["have"], "InvalidTypeError", "must be a Role, an id", "['DS']"),
    "hours of a wrong type": (
        "/plan",
        {"have": "DS", "target": "MLE", "hours_per_week": "ten"},
        ["hours_per_week"],
        "float_parsing",
        "valid number",
        "ten",
    ),
    "negative hours": (
        "/plan",
        {"have": "DS", "target": "MLE", "hours_per_week": -1},
        ["hours_per_week"],
        "InvalidFieldError",
        "hours_per_week must lie in 0 to 168, got -1.0",
        -1.0,
    ),
    "hours that are no number": (
        "/plan",
        {"have": "DS", "target": "MLE", "hours_per_week": float("nan")},
        ["hours_per_week"],
        "InvalidFieldError",
        "hours_per_week must lie in 0 to 168, got nan",
        "nan",
    ),
    "evidence of a role": (
        "/gap",
        {"have": "DS", "want": "MLE", "evidence": "claimed"},
        ["evidence"],
        "InvalidTypeError",
        "evidence must be left out where have is a role; it asks how a person shows their skills, got 'claimed'",
        "claimed",
    ),
    "levels of two tracks": (
        "/difficulty",
        {"origin": "DS", "target": "MLE", "level": "director", "target_level": "senior"},
        ["target_level"],
        "LevelTrackError",
        "only levels of one track compare",
        "senior",
    ),
    "unknown key": ("/gap", {"have": "DS", "want": "MLE", "levle": "mid"}, ["levle"], "extra_forbidden", "not permitted", "mid"),
    "unknown parameter": ("/pay", {"role": "DS", "place": "London"}, ["place"], "extra_forbidden", "not permitted", "London"),
    "missing field": ("/gap", {"want": "MLE"}, ["have"], "missing", "Field required", "{'want': 'MLE'}"),
    "no table": ("/gap", [], [], "model_attributes_type", "valid dictionary", "[]"),
    "unknown key of a document": (
        "/gap",
        {"have": {**DOCUMENT, "skils": []}, "want": "MLE"},
        ["have", "skils"],
        "DataFileError",
        "is no key of Profile; did you mean 'skills'?",
        "[]",
    ),
    "unknown scale in a document": (
        "/gap",
        {"have": {**DOCUMENT, "skills": [{"skill": "sql", "proficiency": {"scale": "bogus", "value": 0.5}}]}, "want": "MLE"},
        ["have"],
        "UnknownScaleError",
        "no scale is called 'bogus'",
        ANY,
    ),
    "missing key in a document": (
        "/plan",
        {"have": {**DOCUMENT, "skills": [{"skill": "sql"}, {"evidence": "claimed"}]}, "target": "MLE"},
        ["have", "skills", 1, "skill"],
        "DataFileError",
        "is missing",
        "{'evidence': 'claimed'}",
    ),
    "value off the scale in a document": (
        "/difficulty",
        {"origin": {**DOCUMENT, "skills": [{"skill": "sql", "proficiency": {"scale": "proficiency", "value": 7}}]}, "target": "MLE"},
        ["origin", "skills", 0, "proficiency", "value"],
        "DataFileError",
        "must lie in 0 to 1, got 7",
        7,
    ),
    "role of a document": (
        "/gap",
        {"have": {**DOCUMENT, "role": "data-scientst"}, "want": "MLE"},
        ["have", "role"],
        "DataFileError",
        "no role is called 'data-scientst'; did you mean 'data-scientist'",
        "data-scientst",
    ),
    "level of a document": (
        "/gap",
        {"have": {**DOCUMENT, "level": "senoir"}, "want": "MLE"},
        ["have", "level"],
        "DataFileError",
        "did you mean 'senior'?",
        "senoir",
    ),
    "place of a document": (
        "/plan",
        {"have": {**DOCUMENT, "location": "lodnon"}, "target": "MLE"},
        ["have", "location"],
        "DataFileError",
        "did you mean 'london'?",
        "lodnon",
    ),
    "document of another type": (
        "/gap",
        {"have": {**DOCUMENT, "type": "Catalog"}, "want": "MLE"},
        ["have", "type"],
        "DataFileError",
        "must be Profile, got Catalog",
        "Catalog",
    ),
    "document of a later version": (
        "/gap",
        {"have": {**DOCUMENT, "schema_version": 99}, "want": "MLE"},
        ["have", "schema_version"],
        "DataFileError",
        "upgrade",
        99,
    ),
    "document of too many skills": (
        "/gap",
        {"have": {**DOCUMENT, "skills": [{"skill": f"skill-{index}"} for index in range(1001)]}, "want": "MLE"},
        ["have", "skills"],
        "DataFileError",
        "must hold at most 1,000 entries",
        f"[{', '.join(str({'skill': f'skill-{index}'}) for index in range(6))}, ...]",
    ),
}

#: Bodies that are meant to break what reads them.
HOSTILE: dict[str, str] = {
    "no JSON": '{"have":',
    "NaN for a name": '{"have": "DS", "want": NaN}',
    "a number without end": '{"have": "DS", "want": 1e999}',
    "half a character for a name": '{"have": "DS", "want": "\\ud800"}',
    "half a character in a key": '{"\\ud800": "DS"}',
    "half a character in a document": '{"have": {"schema_version": 2, "type": "Profile", "\\ud800": "\\ud800"}, "want": "DS"}',
    "a key like a place": '{"have": {"schema_version": 2, "type": "Profile", "a[0].b[99999999999999999999][": NaN}, "want": "DS"}',
    "a key of digits": json.dumps({"have": {"schema_version": 2, "type": "Profile", "9" * 9000: 1}, "want": "DS"}),
    "a number of too many digits": f'{{"have": "DS", "want": {"9" * 9000}}}',
    "lists within lists": "[" * 100_000,
    "tables within tables": json.dumps({"have": json.loads('{"a":' * 500 + "1" + "}" * 500), "want": "DS"}),
    "a long name": json.dumps({"have": "data " * 100_000, "want": "DS"}),
    "a long body": json.dumps({"have": "x" * 1_000_000, "want": "DS"}),
}
#: The status of those that FastAPI refuses before it makes anything of them.
UNREAD: dict[str, tuple[int, ...]] = {"a number of too many digits": (400,), "lists within lists": (400, 422), "a long body": (413,)}


@pytest.fixture(scope="module")
def client(service: ModuleType) -> Iterator[TestClient]:
    with TestClient(service.app) as client:
        yield client


def asked(client: TestClient, path: str, question: Any) -> Any:
    if path == "/pay":
        return client.get(path, params=question)
    return client.post(path, content=json.dumps(question), headers={"content-type": "application/json"})


def no_constant(word: str) -> None:
    pytest.fail(f"{word} is no JSON")


class TestAnswers:
    """Each endpoint answers with the document of the library's own answer, as its description says."""

    @pytest.mark.parametrize("name", QUESTIONS)
    def test_is_the_document_of_the_answer(self, client: TestClient, name: str) -> None:
        path, question, answer = QUESTIONS[name]
        response = asked(client, path, question)
        assert response.status_code == 200, response.text
        assert response.headers["content-type"] == "application/json"
        assert rp.from_document(response.json()) == answer()

    @pytest.mark.parametrize("name", ["gap of a person", "difficulty", "plan", "pay"])
    def test_is_valid_by_the_description(self, client: TestClient, name: str) -> None:
        path, question, _ = QUESTIONS[name]
        described = client.get("/openapi.json").json()
        (operation,) = described["paths"][path].values()
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        validator = jsonschema.Draft202012Validator({**schema, "components": described["components"]})
        document = asked(client, path, question).json()
        assert list(validator.iter_errors(document)) == []
        assert list(validator.iter_errors({**document, "type": "Role"})) != []

    def test_is_zipped_for_who_takes_it(self, client: TestClient) -> None:
        response = asked(client, *QUESTIONS["gap"][:2])
        assert response.headers["content-encoding"] == "gzip"

    def test_many_threads_have_the_same_answers(self, client: TestClient) -> None:
        names = list(QUESTIONS) * 4
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda name: asked(client, *QUESTIONS[name][:2]).text, names))
        assert dict(zip(names, answers, strict=True)) == {name: asked(client, *QUESTIONS[name][:2]).text for name in QUESTIONS}


class TestRefusals:
    """What the library refuses is a 422 in FastAPI's own form, which names the field and repeats the library's sentence."""

    @pytest.mark.parametrize("name", REFUSALS)
    def test_names_the_field(self, client: TestClient, name: str) -> None:
        path, question, place, kind, sentence, given = REFUSALS[name]
        response = asked(client, path, question)
        assert response.status_code == 422, response.text
        (detail,) = response.json(parse_constant=no_constant)["detail"]
        assert detail.keys() == {"loc", "msg", "type", "input"}
        assert detail["loc"] == ["query" if path == "/pay" else "body", *place]
        assert detail["type"] == kind
        assert sentence in detail["msg"]
        assert detail["input"] == given

    def test_tells_all_at_once(self, client: TestClient) -> None:
        person = {**DOCUMENT, "role": "data-scientst", "level": "senoir"}
        details = asked(client, "/gap", {"have": person, "want": "ML enginer", "level": "med", "extra": 1}).json()["detail"]
        assert [detail["loc"][1:] for detail in details] == [["have", "role"], ["have", "level"], ["want"], ["level"], ["extra"]]

    def test_is_described(self, client: TestClient) -> None:
        described = client.get("/openapi.json").json()
        form = {"$ref": "#/components/schemas/HTTPValidationError"}
        for path in ("/gap", "/difficulty", "/pay", "/plan"):
            (operation,) = described["paths"][path].values()
            assert operation["responses"]["422"]["content"]["application/json"]["schema"] == form
        schema = {**form, "components": described["components"]}
        for path, question, *_ in REFUSALS.values():
            jsonschema.validate(asked(client, path, question).json(), schema)

    @pytest.mark.parametrize("name", HOSTILE)
    def test_nothing_hostile_is_an_error_of_the_server(self, client: TestClient, name: str) -> None:
        response = client.post("/gap", content=HOSTILE[name], headers={"content-type": "application/json"})
        assert response.status_code in UNREAD.get(name, (422,))
        if response.status_code == 422:
            assert all(detail["loc"][0] == "body" for detail in response.json(parse_constant=no_constant)["detail"])

    @pytest.mark.parametrize("error", [ZeroDivisionError("ours"), KeyError("ours"), ValueError("ours")])
    def test_an_error_of_our_own_is_not_swallowed(self, client: TestClient, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
        def broken(**_: Any) -> None:
            raise error

        monkeypatch.setattr(rp, "skill_gap", broken)
        with pytest.raises(type(error), match="ours"):
            asked(client, "/gap", {"have": "DS", "want": "MLE"})

    def test_an_error_that_names_no_field_is_one_of_the_body(self, client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(**_: Any) -> None:
            raise rp.RolepathError("not today")

        monkeypatch.setattr(rp, "skill_gap", refuse)
        response = asked(client, "/gap", {"have": "DS", "want": "MLE"})
        assert response.json() == {"detail": [{"loc": ["body"], "msg": "not today", "type": "RolepathError", "input": None}]}


class TestDescription:
    """The OpenAPI description is whole."""

    def test_every_reference_leads_somewhere(self, client: TestClient) -> None:
        described = client.get("/openapi.json").json()

        def references(node: Any) -> Iterator[str]:
            if isinstance(node, dict):
                yield from [node["$ref"]] if isinstance(node.get("$ref"), str) else []
                node = list(node.values())
            for inner in node if isinstance(node, list) else ():
                yield from references(inner)

        found = set(references(described))
        assert {"#/components/schemas/Profile.document", "#/components/schemas/SkillGap.document"} <= found
        assert found <= {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}

    def test_a_person_may_stand_where_a_role_may(self, client: TestClient) -> None:
        schemas = client.get("/openapi.json").json()["components"]["schemas"]
        for name, field in (("GapAsked", "have"), ("DifficultyAsked", "origin"), ("PlanAsked", "have")):
            assert schemas[name]["properties"][field]["anyOf"] == [{"type": "string"}, {"$ref": "#/components/schemas/Profile.document"}]
