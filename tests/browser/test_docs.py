"""The documentation in a browser: found by keyboard, for everyone, and as its search looked before."""

from __future__ import annotations

import runpy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

LIKENESS = SimpleNamespace(**runpy.run_path(str(Path(__file__).parent / "likeness.py")))
#: A word that stands on one page of the documentation alone, so that what else is written there changes no picture.
RARE = "unticked"
KINDS = ["index.html", "tutorial/first-steps.html", "reference/verbs.html", "data/index.html", "search.html?q=proximity"]


def search(page: Any, words: str) -> None:
    """Search from whatever page is open, by keyboard."""
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "q":
            break
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    page.wait_for_function("document.querySelector('#search-results .search-summary')?.textContent.includes('found')")


class TestSearchByKeyboard:
    def test_finds_a_verb_and_goes_there(self, open_page: Any, docs: str) -> None:
        page = open_page(f"{docs}/index.html")
        search(page, "transition_difficulty")
        first = page.locator("#search-results li a").first
        assert first.inner_text() == "rolepath.transition_difficulty"
        for _ in range(80):
            page.keyboard.press("Tab")
            if first.evaluate("link => link === document.activeElement"):
                break
        page.keyboard.press("Enter")
        page.wait_for_url("**/reference/verbs.html*")
        assert page.locator("[id='rolepath.transition_difficulty']").is_visible()

    def test_finds_a_word_of_a_page(self, open_page: Any, docs: str) -> None:
        page = open_page(f"{docs}/reference/verbs.html")
        search(page, RARE)
        assert page.locator("#search-results li a").all_inner_texts() == ["Try it in the browser"]

    def test_says_that_nothing_is_found(self, open_page: Any, docs: str) -> None:
        page = open_page(f"{docs}/search.html?q=xyzzyplugh")
        page.wait_for_function("document.querySelector('#search-results').textContent.includes('did not match any')")
        assert page.locator("#search-results li").count() == 0


class TestForEveryone:
    @pytest.mark.parametrize(("dark", "width"), [(False, 1200), (True, 600)], ids=["light", "dark"])
    @pytest.mark.parametrize("name", KINDS)
    def test_axe_finds_nothing_grave(self, open_page: Any, axe: Any, docs: str, name: str, dark: bool, width: int) -> None:
        page = open_page(f"{docs}/{name}", dark=dark, width=width)
        assert axe(page) == []

    @pytest.mark.parametrize("name", KINDS)
    def test_stays_within_the_window(self, open_page: Any, docs: str, name: str) -> None:
        page = open_page(f"{docs}/{name}", width=600)
        assert page.evaluate("document.documentElement.scrollWidth") <= 600


class TestLooks:
    @pytest.mark.parametrize("kind", ["light", "dark", "print"])
    def test_search_as_it_did(self, open_page: Any, docs: str, tmp_path: Path, kind: str) -> None:
        page = open_page(f"{docs}/search.html?q={RARE}", dark=kind == "dark")
        page.locator("#search-results li").wait_for()
        page.wait_for_function("document.querySelector('#search-results .search-summary').textContent.includes('found')")
        if kind == "print":
            page.emulate_media(media="print")
        LIKENESS.check(LIKENESS.taken(page, "#search-results"), f"search-{kind}", tmp_path)
