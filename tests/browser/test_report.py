"""A report in a browser: by keyboard, without a script, for everyone, on paper, and as it looked before."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import rolepath as rp

LIKENESS = SimpleNamespace(**runpy.run_path(str(Path(__file__).parent / "likeness.py")))
PERSON = rp.Profile.from_role("data scientist", level="mid", hours_per_week=10, location="us", years=3)
#: Pixels of CSS: A4 is 210 mm wide, of which the margins of the page leave 174.
INSIDE_A4 = 657
A4_POINTS = (595, 842)
FOCUSED = """() => {
    const style = getComputedStyle(document.activeElement);
    return [document.activeElement.tagName, style.outlineStyle, parseFloat(style.outlineWidth)];
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return rp.report(PERSON, "ML engineer").save(tmp_path_factory.mktemp("report") / "report.html").as_uri()


def cut(page: Any) -> list[str]:
    """List what stands beyond the right edge of a page."""
    found: list[str] = page.evaluate("""() => [...document.body.querySelectorAll("*")]
        .filter((part) => part.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !part.matches(".skip"))
        .map((part) => part.outerHTML.slice(0, 80))""")
    return found


class TestByKeyboard:
    def test_the_first_stop_skips_to_the_content(self, open_page: Any, address: str) -> None:
        page = open_page(address)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
        assert page.locator(".skip").bounding_box()["x"] >= 0
        page.keyboard.press("Enter")
        assert page.url.endswith("#content")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")

    def test_the_contents_lead_to_each_part(self, open_page: Any, address: str) -> None:
        page = open_page(address)
        page.keyboard.press("Tab")
        seen = []
        for _ in page.locator("nav a").all():
            page.keyboard.press("Tab")
            seen.append(page.evaluate("document.activeElement.getAttribute('href')"))
        assert seen == ["#standing", "#gap", "#move", "#routes", "#plan", "#pay", "#disagreements"]
        page.keyboard.press("Enter")
        assert page.evaluate("document.querySelector('#disagreements').getBoundingClientRect().top") == pytest.approx(0, abs=60)

    def test_folded_rows_open(self, open_page: Any, address: str) -> None:
        page = open_page(address)
        folded = page.locator("details").first
        for _ in range(15):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.tagName") == "SUMMARY":
                break
        assert folded.locator("summary").evaluate("part => part === document.activeElement")
        assert not folded.locator("table").is_visible()
        page.keyboard.press("Enter")
        assert folded.locator("table").is_visible()

    def test_each_stop_can_be_seen(self, open_page: Any, address: str) -> None:
        page = open_page(address)
        for _ in range(40):
            page.keyboard.press("Tab")
            tag, style, width = page.evaluate(FOCUSED)
            assert (tag, style) == (tag, "solid")
            assert width >= 2

    def test_a_mark_leads_to_its_source(self, open_page: Any, address: str) -> None:
        page = open_page(address)
        mark = page.locator("#content td a").first
        mark.focus()
        page.keyboard.press("Enter")
        target = page.url.partition("#")[2]
        assert page.locator(f"[id='{target}']").inner_text().startswith(mark.inner_text())
        assert page.locator(f"[id='{target}']").evaluate("part => part.getBoundingClientRect().top < innerHeight")


class TestForEveryone:
    @pytest.mark.parametrize(("dark", "width"), [(False, 600), (True, 1200)], ids=["light", "dark"])
    def test_axe_finds_nothing_grave(self, open_page: Any, axe: Any, address: str, dark: bool, width: int) -> None:
        page = open_page(address, dark=dark, width=width)
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        assert axe(page) == []

    def test_axe_would_find_it(self, open_page: Any, axe: Any) -> None:
        page = open_page("data:text/html,<html lang=en><title>Pale</title><main><h1>Pale</h1><p style='color:silver'>Hard to read")
        assert [found.partition(":")[0] for found in axe(page)] == ["serious"]

    def test_is_whole_without_scripts(self, open_page: Any, address: str) -> None:
        page = open_page(address, java_script_enabled=False)
        assert "Skill gap: this person to ML engineer, mid" in page.inner_text("main")

    @pytest.mark.parametrize("width", [320, 600, 1200])
    def test_stays_within_the_window(self, open_page: Any, address: str, width: int) -> None:
        page = open_page(address, width=width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


class TestOnPaper:
    def test_a4_that_cuts_nothing_off(self, open_page: Any, address: str) -> None:
        page = open_page(address, width=INSIDE_A4)
        page.emulate_media(media="print")
        assert cut(page) == []

    def test_cut_would_be_seen(self, open_page: Any, address: str) -> None:
        page = open_page(address, width=INSIDE_A4)
        page.evaluate("document.querySelector('h1').style.marginLeft = '400px'; document.querySelector('h1').style.width = '400px'")
        assert len(cut(page)) == 1

    def test_folded_rows_are_printed_and_what_needs_a_screen_is_not(self, open_page: Any, address: str) -> None:
        page = open_page(address, width=INSIDE_A4)
        page.emulate_media(media="print")
        assert page.locator("details table").first.bounding_box()["height"] > 100
        assert not page.locator("summary").first.is_visible()
        assert not page.locator("nav").is_visible()

    def test_a_dark_screen_prints_black_on_white(self, open_page: Any, address: str) -> None:
        page = open_page(address, dark=True)
        page.emulate_media(media="print")
        colours = page.evaluate("[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]")
        assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]

    def test_the_pdf_has_pages_of_a4(self, open_page: Any, address: str) -> None:
        printed = open_page(address).pdf(prefer_css_page_size=True)
        sizes = {tuple(round(float(side)) for side in box) for box in re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", printed)}
        assert sizes == {A4_POINTS}
        assert 15 <= len(re.findall(rb"/Type /Page\b", printed)) <= 30


class TestLooks:
    @pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
    @pytest.mark.parametrize("width", [600, 1200])
    def test_as_it_did(self, open_page: Any, address: str, tmp_path: Path, dark: bool, width: int) -> None:
        page = open_page(address, dark=dark, width=width, bypass_csp=True)
        LIKENESS.check(LIKENESS.taken(page), f"report-{width}-{'dark' if dark else 'light'}", tmp_path)

    def test_as_it_did_on_paper(self, open_page: Any, address: str, tmp_path: Path) -> None:
        page = open_page(address, width=INSIDE_A4, bypass_csp=True)
        page.emulate_media(media="print")
        LIKENESS.check(LIKENESS.taken(page), "report-print", tmp_path)

    @pytest.mark.parametrize(
        "change",
        [
            "document.querySelector('dl').remove()",
            "document.querySelector('h1').style.color = 'red'",
            "document.body.style.background = '#eee'",
            "document.querySelector('table').style.width = 'auto'",
        ],
    )
    def test_a_change_would_be_seen(self, open_page: Any, address: str, change: str) -> None:
        page = open_page(address, width=600, bypass_csp=True)
        before = LIKENESS.taken(page)
        page.evaluate(change)
        assert LIKENESS.difference(before, LIKENESS.taken(page)) > LIKENESS.TOLERANCE
