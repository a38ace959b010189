"""The marimo app runs, and its answers are the library's."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

import rolepath as rp

marimo = pytest.importorskip("marimo", reason="marimo is not installed")

APP = Path(__file__).resolve().parents[2] / "examples" / "choose_a_move.py"


@pytest.fixture
def app() -> Any:
    return runpy.run_path(str(APP), run_name="choose_a_move")["app"]


class TestApp:
    def test_opens_with_a_move_and_its_answers(self, app: Any) -> None:
        shown, names = app.run()
        assert names["gap"] == rp.skill_gap(rp.Profile.from_role("data scientist"), "ML engineer")
        assert names["plan"] == rp.learning_plan(rp.Profile.from_role("data scientist"), "ML engineer", hours_per_week=10)
        assert names["pay"] == rp.comp_lookup("ML engineer")
        page = shown[-1].text
        for answer in (names["gap"], names["plan"], names["pay"]):
            assert answer._repr_html_() in page

    def test_offers_the_roles_that_sources_ask_skills_of(self, app: Any) -> None:
        _, names = app.run()
        catalog = rp.load_catalog()
        assert names["origin"].options == names["target"].options
        assert set(names["target"].options.values()) == {role.id for role in catalog.roles if catalog.requirements_of(role)}

    def test_offers_the_skills_that_are_not_held(self, app: Any) -> None:
        _, names = app.run()
        held = {entry.skill for entry in rp.Profile.from_role("data scientist").skills}
        assert set(names["known"].options.values()) == {item.skill for item in names["gap"].items} - held

    def test_what_is_chosen_changes_the_answers(self, app: Any) -> None:
        """A choice is handed in, as the page would."""
        person = rp.Profile.from_role("data analyst")
        ui: Any = marimo.ui
        chosen = {
            "start": person,
            "target": ui.dropdown({"AI engineer": "ai-engineer"}, value="AI engineer"),
            "hours": ui.slider(1, 40, value=5),
            "known": ui.multiselect({"Python": "python"}, value=["Python"]),
            "catalog": rp.load_catalog(),
            "origin": ui.dropdown({"Data analyst": "data-analyst"}, value="Data analyst"),
        }
        _, names = app.run(defs=chosen)
        grown = person.with_skill("python")
        assert names["gap"] == rp.skill_gap(grown, "AI engineer")
        assert names["gap"] != rp.skill_gap(person, "AI engineer")
        assert names["plan"] == rp.learning_plan(grown, "AI engineer", hours_per_week=5)
        assert names["pay"] == rp.comp_lookup("AI engineer")
