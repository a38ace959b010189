"""Texts with markup, marks of writing from the right and very long words break no page and run nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import pytest

import rolepath as rp

#: Each part would set ``window.ran`` or ask for a picture, if it were not escaped.
MARKUP = (
    "<script>window.ran = 1</script><img src=x onerror='window.ran = 1'>\"'><svg onload=window.ran=1></td></table></style></section>"
    "<h1>Injected</h1><style>body{display:none}</style>&lt;b&gt;<a href='javascript:window.ran=1'>go</a>"
)
RIGHT_TO_LEFT = "\u202e\u2066مهندس تعلم الآلة \u200fמהנדס למידת מכונה"
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 5
TEXTS = {"markup": MARKUP, "right to left": RIGHT_TO_LEFT, "long word": LONG, "no spaces": "機械学習エンジニア" * 10}
#: What stands beyond the right edge of the window and in nothing that scrolls.
OVERFLOWING = """() => [...document.body.querySelectorAll("*")].filter((part) => !part.parentElement.closest(".rolepath-scroll")
    && !part.matches(".skip") && part.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((part) => part.outerHTML.slice(0, 120))"""


def hostile(text: str) -> rp.Catalog:
    """Put a text into the name of every role, skill and source, and into what they say."""
    bundled = rp.load_catalog()
    return attrs.evolve(
        bundled,
        roles=tuple(attrs.evolve(role, label=f"{role.label} {text}", alternative_labels=()) for role in bundled.roles),
        skills=tuple(attrs.evolve(skill, label=f"{skill.id} {text}", alternative_labels=()) for skill in bundled.skills),
        sources=tuple(attrs.evolve(source, title=f"{source.title} {text}", publisher=text) for source in bundled.sources),
        transition_claims=tuple(attrs.evolve(claim, text=f"{claim.text} {text}") for claim in bundled.transition_claims),
    )


@pytest.fixture(scope="module", params=TEXTS)
def answers(request: pytest.FixtureRequest) -> list[Any]:
    """A report and the answers in it, of a catalog and a person whose texts are hostile."""
    text = TEXTS[request.param]
    catalog = hostile(text)
    made = rp.Profile.from_role("data-scientist", hours_per_week=10, preferences=(f"I like {text}",), catalog=catalog)
    person = made.with_skill(f"welding {text}"[:200], catalog=catalog)
    report = rp.report(person, "ml-engineer", catalog=catalog)
    compared = rp.compare("data-scientist", "ml-engineer", "ai-engineer", catalog=catalog)
    return [report, report.gap, report.move, report.routes, report.plan, *report.pay, *report.disagreements, compared]


def check(page: Any) -> None:
    assert page.evaluate("window.ran") is None, "a script ran"
    assert page.locator("h1:text-is('Injected')").count() == 0
    assert page.locator("img, svg, a[href^='javascript']").count() == 0
    assert page.evaluate("getComputedStyle(document.body).display") == "block"
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


class TestHostileTexts:
    @pytest.mark.parametrize("width", [600, 1200])
    def test_a_report(self, open_page: Any, answers: list[Any], tmp_path: Path, width: int) -> None:
        page = open_page(answers[0].save(tmp_path / "report.html").as_uri(), width=width, bypass_csp=True)
        check(page)

    def test_on_paper_nothing_is_cut_off(self, open_page: Any, answers: list[Any], tmp_path: Path) -> None:
        page = open_page(answers[0].save(tmp_path / "report.html").as_uri(), width=657)
        page.emulate_media(media="print")
        widest = page.evaluate("Math.max(...[...document.querySelectorAll('*')].map((part) => part.getBoundingClientRect().right))")
        assert widest <= 658

    def test_answers_on_a_page_of_someone_else(self, open_page: Any, answers: list[Any], tmp_path: Path) -> None:
        """A notebook has no policy that forbids scripts."""
        shown = "".join(answer._repr_html_() for answer in answers[1:])
        path = tmp_path / "notebook.html"
        path.write_text(f"<!doctype html><html lang='en'><meta charset='utf-8'><title>Notebook</title><body>{shown}", encoding="utf-8")
        page = open_page(path.as_uri(), width=600)
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        check(page)

    def test_a_script_would_be_seen(self, open_page: Any, tmp_path: Path) -> None:
        path = tmp_path / "broken.html"
        path.write_text(f"<!doctype html><title>Broken</title><body>{MARKUP}", encoding="utf-8")
        assert open_page(path.as_uri()).evaluate("window.ran") == 1
