"""The server of the Model Context Protocol, asked by a client of the SDK: within the process, and as a process of its own."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult, Tool

import rolepath as rp

ROOT = Path(__file__).resolve().parents[2]
#: A bound on waiting, far above what any answer takes.
SECONDS = 120

PERSON = {
    "skills": {"Python": "strong", "K8s": {"proficiency": "working", "evidence": "used-at-work"}},
    "level": "mid",
    "hours_per_week": 5,
}
PROFILE = rp.Profile.from_data(PERSON)

#: A tool, its arguments, and what the library answers.
QUESTIONS: dict[str, tuple[str, dict[str, Any], Any]] = {
    "gap": (
        "skill_gap",
        {"have": "data scientist", "want": "ML engineer", "level": "Senior"},
        lambda: rp.skill_gap("data scientist", "ML engineer", level="senior"),
    ),
    "gap of a person": (
        "skill_gap",
        {"have": PERSON, "want": "ML engineer", "evidence": "used-at-work"},
        lambda: rp.skill_gap(PROFILE, "ML engineer", evidence="used-at-work"),
    ),
    "gap of a person as text": (
        "skill_gap",
        {"have": json.dumps(PERSON), "want": "ML engineer"},
        lambda: rp.skill_gap(PROFILE, "ML engineer"),
    ),
    "difficulty": (
        "transition_difficulty",
        {"origin": "data analyst", "target": "data scientist", "level": "mid", "target_level": "senior"},
        lambda: rp.transition_difficulty("data analyst", "data scientist", level="mid", target_level="senior"),
    ),
    "difficulty for a person": (
        "transition_difficulty",
        {"origin": {"skills": ["SQL", "underwater welding"]}, "target": "data scientist"},
        lambda: rp.transition_difficulty(rp.Profile.from_data({"skills": ["SQL", "underwater welding"]}), "data scientist"),
    ),
    "pay": ("comp_lookup", {"role": "data scientist"}, lambda: rp.comp_lookup("data scientist")),
    "pay in all dimensions": (
        "comp_lookup",
        {"role": "DS", "level": "mid", "location": "USA", "component": "total", "currency": "USD"},
        lambda: rp.comp_lookup("DS", level="mid", location="US", component="total", currency="USD"),
    ),
    "plan": (
        "learning_plan",
        {"have": PERSON, "target": "AI engineer", "level": "senior", "hours_per_week": 8, "evidence": "claimed"},
        lambda: rp.learning_plan(PROFILE, "AI engineer", level="senior", hours_per_week=8, evidence="claimed"),
    ),
}

#: A tool, its arguments, and a part of the sentence that it is refused with.
REFUSALS: dict[str, tuple[str, dict[str, Any], str]] = {
    "unknown role": (
        "skill_gap",
        {"have": "data scientst", "want": "MLE"},
        "no role is called 'data scientst'; did you mean 'data-scientist'",
    ),
    "unknown level": (
        "learning_plan",
        {"have": "DS", "target": "MLE", "level": "senoir"},
        "no level is called 'senoir'; did you mean 'senior'?",
    ),
    "unknown place": ("comp_lookup", {"role": "DS", "location": "Lodnon"}, "did you mean 'london'?"),
    "unknown currency": ("comp_lookup", {"role": "DS", "currency": "usd"}, "currency must be an ISO 4217 code; write USD"),
    "unknown component": ("comp_lookup", {"role": "DS", "component": "basic"}, "'base', 'equity'"),
    "two tracks": (
        "transition_difficulty",
        {"origin": "DS", "target": "MLE", "level": "director", "target_level": "senior"},
        "only levels of one track compare",
    ),
    "negative hours": (
        "learning_plan",
        {"have": "DS", "target": "MLE", "hours_per_week": -1},
        "hours_per_week must lie in 0 to 168, got -1.0",
    ),
    "unknown key of a person": (
        "skill_gap",
        {"have": {"skils": []}, "want": "MLE"},
        "skils: is no key of a profile; did you mean 'skills'?",
    ),
    "unknown proficiency": (
        "skill_gap",
        {"have": {"skills": {"SQL": "god-like"}}, "want": "MLE"},
        "skills['SQL']: proficiency: must be a label of proficiency (familiar, working, strong, expert), got 'god-like'",
    ),
    "missing argument": ("skill_gap", {"have": "DS"}, "want"),
    "unknown name": ("role_names", {"role": "MLX"}, "did you mean 'ml-engineer'?"),
}


def ask(server: Any, *questions: tuple[str, dict[str, Any]]) -> tuple[list[Tool], list[CallToolResult]]:
    """List the tools, and ask the questions, in one session."""

    async def session() -> tuple[list[Tool], list[CallToolResult]]:
        async with Client(server, read_timeout_seconds=SECONDS) as client:
            tools = (await client.list_tools()).tools
            return tools, [await client.call_tool(name, arguments) for name, arguments in questions]

    return asyncio.run(session())


def text_of(result: CallToolResult) -> str:
    """Take the text of a result, which is all of its content."""
    (content,) = result.content
    assert content.type == "text"
    return content.text


class TestTools:
    """Each tool says what it is for and what each of its arguments is."""

    def test_are_the_verbs(self, mcp_server: ModuleType) -> None:
        tools, _ = ask(mcp_server.server)
        assert [tool.name for tool in tools] == ["skill_gap", "transition_difficulty", "comp_lookup", "learning_plan", "role_names"]
        for tool in tools:
            assert tool.description
            assert tool.annotations is not None
            assert tool.annotations.read_only_hint
            for name, argument in tool.input_schema["properties"].items():
                assert argument.get("description"), f"{tool.name}: {name}"

    def test_say_what_is_required(self, mcp_server: ModuleType) -> None:
        tools, _ = ask(mcp_server.server)
        assert {tool.name: tool.input_schema.get("required", []) for tool in tools} == {
            "skill_gap": ["have", "want"],
            "transition_difficulty": ["origin", "target"],
            "comp_lookup": ["role"],
            "learning_plan": ["have", "target"],
            "role_names": [],
        }

    def test_name_the_levels_and_proficiencies_that_the_catalog_has(self, mcp_server: ModuleType, catalog: rp.Catalog) -> None:
        tools, _ = ask(mcp_server.server)
        described = json.dumps([tool.input_schema for tool in tools])
        assert [level.id for level in catalog.standard_levels if level.id not in described] == []
        assert [step.label for step in catalog.scale("proficiency").steps if step.label not in described] == []


class TestAnswers:
    """A tool answers with the text of the library's answer, and with its document where that is asked for."""

    def test_text(self, mcp_server: ModuleType) -> None:
        _, results = ask(mcp_server.server, *((name, arguments) for name, arguments, _ in QUESTIONS.values()))
        for (_, _, answer), result in zip(QUESTIONS.values(), results, strict=True):
            assert not result.is_error
            assert text_of(result) == str(answer())
            assert result.structured_content is None

    def test_document(self, mcp_server: ModuleType) -> None:
        _, results = ask(mcp_server.server, *((name, {**arguments, "with_document": True}) for name, arguments, _ in QUESTIONS.values()))
        for (_, _, answer), result in zip(QUESTIONS.values(), results, strict=True):
            assert text_of(result) == str(answer())
            assert rp.from_document(result.structured_content) == answer()

    def test_names_of_roles(self, mcp_server: ModuleType, catalog: rp.Catalog) -> None:
        _, (one, every) = ask(mcp_server.server, ("role_names", {"role": "MLE"}), ("role_names", {}))
        role = catalog.role("ml-engineer")
        assert one.structured_content == {"ml-engineer": ["ML engineer", *role.alternative_labels]}
        assert json.loads(text_of(every)) == every.structured_content
        assert list(every.structured_content) == [role.id for role in catalog.roles]


class TestRefusals:
    """What the library refuses is an error of the tool, with the library's sentence."""

    def test_sentence(self, mcp_server: ModuleType) -> None:
        _, results = ask(mcp_server.server, *((name, arguments) for name, arguments, _ in REFUSALS.values()))
        for (name, (_, _, sentence)), result in zip(REFUSALS.items(), results, strict=True):
            assert result.is_error, name
            assert sentence in text_of(result), name

    def test_an_error_of_our_own_is_told_to_the_log_alone(
        self, mcp_server: ModuleType, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def broken(*_: Any, **__: Any) -> None:
            raise KeyError("ours")

        monkeypatch.setattr(rp, "skill_gap", broken)
        _, (result,) = ask(mcp_server.server, ("skill_gap", {"have": "DS", "want": "MLE"}))
        assert result.is_error
        assert "ours" not in text_of(result)
        assert "KeyError: 'ours'" in caplog.text


class TestProcess:
    """The server runs as a process that speaks over its standard streams, as clients start it."""

    def test_answers_and_refuses(self) -> None:
        server = StdioServerParameters(command=sys.executable, args=[str(ROOT / "examples" / "mcp_server.py")])
        questions = [(name, arguments) for name, arguments, _ in (QUESTIONS["gap"], REFUSALS["unknown role"])]
        tools, (answered, refused) = ask(server, *questions)
        assert len(tools) == 5
        assert text_of(answered) == str(QUESTIONS["gap"][2]())
        assert refused.is_error
        assert REFUSALS["unknown role"][2] in text_of(refused)

    def test_starts_as_the_documentation_says(self) -> None:
        page = (ROOT / "docs" / "how-to" / "embed-it.md").read_text(encoding="utf-8")
        (block,) = re.findall(r"^```json\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
        settings = json.loads(block)["mcpServers"]["rolepath"]
        (path,) = settings["args"]
        name = path.removeprefix("/path/to/rolepath/")
        assert (settings["command"], name) == ("python3", "examples/mcp_server.py")
        assert (ROOT / name).is_file()
