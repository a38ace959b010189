"""The page that runs the library in the browser: by keyboard, with the library's own figures, and with a sentence where it cannot."""

from __future__ import annotations

import json
import runpy
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import rolepath as rp

HERE = Path(__file__).parent
LIKENESS = SimpleNamespace(**runpy.run_path(str(HERE / "likeness.py")))
ANSWERS = SimpleNamespace(**runpy.run_path(str(HERE.parents[1] / "docs" / "try-it" / "answers.py")))
#: Milliseconds that Python may take to start in a browser on a busy machine.
PATIENCE = 120_000


def tab_to(page: Any, ident: str, *, back: bool = False) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(300):
        if page.evaluate("document.activeElement.id") == ident:
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    pytest.fail(f"#{ident} cannot be reached by keyboard")


def started(page: Any) -> Any:
    """Start the library on a page, by keyboard."""
    tab_to(page, "start")
    page.keyboard.press("Enter")
    page.wait_for_function("!document.getElementById('question').hidden || document.querySelector('.failed')", timeout=PATIENCE)
    return page


@pytest.fixture(scope="module")
def running(browser: Any, docs: str, pyodide: None) -> Iterator[Any]:
    """The page with the library started, for several tests: starting takes seconds."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{docs}/try-it/index.html")
    assert not [url for url in asked if "pyodide/" in url or "wheels/" in url], "loaded before it was asked to"
    started(page)
    page.evaluate("window.focused_at_start = document.activeElement.id")
    yield page
    assert [url for url in asked if not url.startswith((docs, "data:", "blob:"))] == []
    context.close()


@pytest.fixture(params=["light", "dark"])
def themed(running: Any, request: pytest.FixtureRequest) -> Any:
    running.emulate_media(color_scheme=request.param)
    yield running
    running.emulate_media(color_scheme="light")


def ask(page: Any, *, hours: int) -> None:
    """Ask from where a test starts, whatever another one left."""
    page.select_option("#origin", "data-analyst")
    page.select_option("#target", "ai-engineer")
    page.fill("#hours", str(hours))
    page.locator("#hours").blur()


def told(page: Any) -> str:
    text: str = page.inner_text("#status")
    return text


def shown(html: str, page: Any) -> list[str]:
    """Return the text of every cell and paragraph that some HTML shows."""
    texts: list[str] = page.evaluate(
        """(html) => [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("h3, p, th, td, li, caption")]
            .map((part) => part.textContent)""",
        html,
    )
    return texts


class TestByKeyboard:
    def test_starts_with_the_focus_on_the_first_question(self, running: Any) -> None:
        assert running.evaluate("focused_at_start") == "origin"
        assert not running.locator("#start").is_visible()
        assert running.locator("#status").get_attribute("role") == "status"

    def test_answers_as_the_library_does(self, running: Any) -> None:
        origin, target = "data-analyst", "ai-engineer"
        running.locator("#origin").focus()
        running.keyboard.type("Data analyst")
        tab_to(running, "target")
        running.keyboard.type("AI engineer")
        tab_to(running, "level")
        tab_to(running, "hours")
        running.keyboard.press("Control+A")
        running.keyboard.type("5")
        running.keyboard.press("Tab")
        person = rp.Profile.from_role(origin, hours_per_week=5)
        gap, plan = rp.skill_gap(person, target), rp.learning_plan(person, target)
        assert gap.score is not None
        assert told(running) == f"{ANSWERS.told_of_gap(gap)} {ANSWERS.told_of_plan(plan)}"
        assert f"{gap.score:.2f}" in told(running)
        assert f"The plan has {len(plan.items)} skills" in told(running)
        pay = rp.comp_lookup(target)._repr_html_() + rp.comp_lookup(origin)._repr_html_()
        for part, html in (("gap", gap._repr_html_()), ("plan", plan._repr_html_()), ("pay", pay)):
            expected = shown(html, running)
            assert len(expected) > 10
            assert shown(running.locator(f"#{part}").inner_html(), running) == expected

    def test_a_skill_that_is_ticked_changes_the_answer(self, running: Any) -> None:
        ask(running, hours=5)
        before = told(running)
        tab_to(running, "hours", back=True)
        tab_to(running, "count")
        running.keyboard.press("Enter")
        tab_to(running, "filter")
        running.keyboard.type("evaluation")
        visible = running.locator("#skills label:visible").all_inner_texts()
        assert 0 < len(visible) < running.locator("#skills label").count()
        assert all("evaluation" in text.lower() for text in visible)
        running.keyboard.press("Tab")
        skill = running.evaluate("document.activeElement.value")
        running.keyboard.press("Space")
        assert running.evaluate("document.activeElement.value") == skill, "the focus is lost"
        person = rp.Profile.from_role("data-analyst", hours_per_week=5).with_skill(skill)
        gap, plan = rp.skill_gap(person, "ai-engineer"), rp.learning_plan(person, "ai-engineer")
        assert told(running) == f"{ANSWERS.told_of_gap(gap)} {ANSWERS.told_of_plan(plan)}" != before
        running.keyboard.press("Space")
        assert told(running) == before

    def test_hours_out_of_range_are_refused_in_a_sentence(self, running: Any) -> None:
        running.locator("#hours").focus()
        running.keyboard.press("Control+A")
        running.keyboard.type("500")
        running.keyboard.press("Tab")
        assert told(running) == "Hours a week is a whole number from 1 to 168."
        running.locator("#hours").focus()
        running.keyboard.press("Control+A")
        running.keyboard.type("10")
        running.keyboard.press("Tab")
        assert told(running).startswith("The gap is ")


class TestForEveryone:
    def test_axe_finds_nothing_grave(self, themed: Any, axe: Any) -> None:
        assert axe(themed) == []

    @pytest.mark.parametrize("width", [600, 1200])
    def test_stays_within_the_window(self, running: Any, width: int) -> None:
        running.set_viewport_size({"width": width, "height": 900})
        found = running.evaluate("document.documentElement.scrollWidth")
        running.set_viewport_size({"width": 1200, "height": 900})
        assert found <= width

    @pytest.mark.parametrize("kind", ["light", "dark", "print"])
    @pytest.mark.parametrize("width", [600, 1200])
    def test_looks_as_it_did(self, running: Any, tmp_path: Path, kind: str, width: int) -> None:
        ask(running, hours=10)
        running.set_viewport_size({"width": width, "height": 1000})
        running.emulate_media(color_scheme="dark" if kind == "dark" else "light", media="print" if kind == "print" else "screen")
        running.evaluate("document.activeElement.blur(); document.querySelector('#question details').open = false; scrollTo(0, 0)")
        picture = LIKENESS.taken(running, "#try-it")
        running.emulate_media(color_scheme="light", media="screen")
        running.set_viewport_size({"width": 1200, "height": 900})
        picture = picture.crop((0, 0, picture.width, min(picture.height, 1000)))
        LIKENESS.check(picture, f"try-it-{width}-{kind}", tmp_path)


class TestWhereItCannotRun:
    """The page says in a sentence what is the matter."""

    @pytest.mark.parametrize(
        ("missing", "sentence"),
        [
            ("pyodide/pyodide.mjs", "The file pyodide/pyodide.mjs is missing beside this page"),
            ("packages.json", "The file packages.json is missing beside this page"),
            ("wheels/rolepath-*", f"The file wheels/rolepath-{rp.__version__}-py3-none-any.whl is missing beside this page"),
            ("answers.py", "The file answers.py is missing beside this page"),
            ("pyodide/pyodide.asm.wasm", "The file pyodide/pyodide.asm.wasm is missing beside this page"),
            ("pyodide/pyodide.asm.*js", "The library could not be started in this browser: "),
        ],
    )
    def test_a_file_is_missing(self, open_page: Any, docs: str, pyodide: None, missing: str, sentence: str) -> None:
        page = open_page(f"{docs}/try-it/index.html")
        page.route(f"**/try-it/{missing}", lambda route: route.fulfill(status=404, body="none"))
        started(page)
        assert told(page).startswith(sentence)
        assert page.locator("#start").is_enabled()
        assert not page.locator("#question").is_visible()

    def test_no_webassembly(self, open_page: Any, docs: str) -> None:
        page = open_page(f"{docs}/try-it/index.html")
        page.evaluate("() => { delete globalThis.WebAssembly; }")
        started(page)
        assert told(page).startswith("This browser has no WebAssembly")

    def test_no_scripts(self, open_page: Any, docs: str) -> None:
        page = open_page(f"{docs}/try-it/index.html", java_script_enabled=False)
        assert "needs JavaScript" in page.inner_text("#furo-main-content")

    def test_opened_as_a_file(self, open_page: Any, docs_folder: Path) -> None:
        page = started(open_page((docs_folder / "try-it" / "index.html").as_uri()))
        assert told(page).startswith("Opened as a file, this page may not load Python.")


class TestAnswers:
    """What the page asks in Pyodide, asked here; it needs no browser."""

    def test_the_choices(self) -> None:
        choices = json.loads(ANSWERS.choices())
        catalog = rp.load_catalog()
        assert {"id": "ml-engineer", "label": "ML engineer"} in choices["roles"]
        assert {role["id"] for role in choices["roles"]} == {role.id for role in catalog.roles if catalog.requirements_of(role)}
        assert choices["levels"] == list(dict.fromkeys(level.id for level in catalog.standard_levels))

    def test_every_choice_has_an_answer(self) -> None:
        choices = json.loads(ANSWERS.choices())
        for role in choices["roles"]:
            for level in [None, *choices["levels"]]:
                question = {"origin": None, "target": role["id"], "level": level, "hours": 10, "changed": {}}
                answer = json.loads(ANSWERS.answer(json.dumps(question)))
                assert answer.keys() == {"told", "gap", "plan", "pay", "skills"}
                assert not any(skill["held"] for skill in answer["skills"])

    def test_what_is_ticked_and_unticked(self) -> None:
        role = rp.Profile.from_role("data scientist")
        person = ANSWERS.profile(
            origin="data-scientist", hours=8, changed={"python": False, "kubernetes": True, "sql": True, "spark": False}
        )
        held = {entry.skill: entry for entry in person.skills}
        assert held.keys() == ({entry.skill for entry in role.skills} - {"python"}) | {"kubernetes"}
        assert held["sql"] in role.skills
        assert held["kubernetes"].proficiency is None
        assert (person.role, person.hours_per_week) == ("data-scientist", 8)

    def test_a_role_held_and_wanted_has_its_pay_once(self) -> None:
        question = {"origin": "ml-engineer", "target": "ml-engineer", "level": "senior", "hours": 10, "changed": {}}
        assert json.loads(ANSWERS.answer(json.dumps(question)))["pay"] == rp.comp_lookup("ML engineer", level="senior")._repr_html_()

    def test_what_has_no_answer_is_told(self) -> None:
        question = {"origin": None, "target": "astronaut", "level": None, "hours": 10, "changed": {}}
        with pytest.raises(rp.UnknownRoleError) as caught:
            rp.load_catalog().role("astronaut")
        assert json.loads(ANSWERS.answer(json.dumps(question))) == {"refused": str(caught.value)}

    def test_nothing_missing_and_nothing_known(self) -> None:
        plan = rp.learning_plan("ML engineer", "ML engineer")
        assert ANSWERS.told_of_plan(plan) == "There is nothing to learn."
        gap = rp.skill_gap("data scientist", "research scientist")
        assert ANSWERS.told_of_gap(gap) == f"The gap is not known: {gap.reason}."
