"""A report: one page that holds every answer on a move, without a script, with every mark leading to its source."""

from __future__ import annotations

import importlib
import pickle
from decimal import Decimal
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import rolepath as rp
from rolepath.cli import main
from rolepath.display import report as report_module
from rolepath.display import view_of
from rolepath.display.html import to_fragment

PERSON = rp.Profile.from_role("data scientist", level="mid", hours_per_week=10, location="us", years=3)
SECTIONS = ["standing", "gap", "move", "routes", "plan", "pay", "disagreements", "sources"]
VOID = {"meta", "col", "br", "wbr"}


class Page(HTMLParser):
    """What a page holds."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.named: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attributes:
            assert not name.startswith("on")
            assert name != "src"
            self.named.append((name, value or ""))
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def of_a_person() -> rp.Report:
    return rp.report(PERSON, "ML engineer")


@pytest.fixture(scope="module")
def of_a_role() -> rp.Report:
    return rp.report("data analyst", "data scientist", level="senior", hours_per_week=5)


@pytest.fixture(scope="module", params=["person", "role", "nothing known", "oneself", "nobody"])
def page(request: pytest.FixtureRequest, of_a_person: rp.Report, of_a_role: rp.Report) -> rp.Report:
    """Reports of every kind."""
    made = {
        "person": lambda: of_a_person,
        "role": lambda: of_a_role,
        "nothing known": lambda: rp.report("data scientist", "research scientist"),
        "oneself": lambda: rp.report("ML engineer", "ML engineer"),
        "nobody": lambda: rp.report(rp.Profile(), "AI engineer"),
    }
    report: rp.Report = made[request.param]()
    return report


class TestPage:
    def test_is_whole_and_asks_for_nothing_else(self, page: rp.Report) -> None:
        html = page.html()
        found = Page(html)
        assert html.startswith("<!doctype html>\n")
        assert ("lang", "en") in found.named
        assert "script" not in found.tags
        assert not {"link", "img", "iframe", "object"} & set(found.tags)
        assert "url(" not in html
        assert "@import" not in html
        assert """content="default-src 'none'; style-src 'unsafe-inline'\"""" in html

    def test_every_link_leads_to_a_place_on_it(self, page: rp.Report) -> None:
        found = Page(page.html())
        assert len(set(found.ids)) == len(found.ids)
        assert {link.removeprefix("#") for link in found.links} <= set(found.ids)
        assert all(link.startswith("#") for link in found.links)

    def test_headings_go_down_step_by_step(self, page: rp.Report) -> None:
        levels = [int(tag[1]) for tag in Page(page.html()).tags if tag in {"h1", "h2", "h3", "h4"}]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))

    def test_has_its_sections_in_order(self, page: rp.Report) -> None:
        found = Page(page.html())
        assert [ident for ident in found.ids if ident in SECTIONS] == SECTIONS
        assert found.links[1:8] == [f"#{name}" for name in SECTIONS[:-1]]
        assert found.links[0] == "#content"

    def test_holds_each_answer_as_a_notebook_shows_it(self, page: rp.Report) -> None:
        html = page.html()
        for answer in (page.gap, page.move, page.routes, page.plan, *page.pay, *page.disagreements):
            assert to_fragment(view_of(answer)) in html

    def test_names_every_source(self, page: rp.Report) -> None:
        text = Page(page.html()).text
        for source in rp.load_catalog().sources:
            assert f"{source.id}: {source.title}" in text

    def test_the_same_each_time(self, page: rp.Report) -> None:
        assert page.html() == page.html()

    def test_can_be_handed_on(self, page: rp.Report) -> None:
        again = pickle.loads(pickle.dumps(page))
        assert again == page
        assert hash(again) == hash(page)


class TestAnswers:
    def test_are_those_of_the_verbs(self, of_a_person: rp.Report, of_a_role: rp.Report) -> None:
        assert of_a_person.gap == rp.skill_gap(PERSON, "ML engineer")
        assert of_a_person.move == rp.transition_difficulty(PERSON, "ML engineer")
        assert of_a_person.plan == rp.learning_plan(PERSON, "ML engineer")
        assert of_a_person.routes == rp.find_paths(PERSON, "ML engineer", max_steps=2)
        assert of_a_person.pay == (rp.comp_lookup("ML engineer", level="mid"), rp.comp_lookup("data scientist", level="mid"))
        assert of_a_person.disagreements == (rp.disagreements(role="ML engineer"), rp.disagreements(role="data scientist"))
        assert of_a_role.gap == rp.skill_gap("data analyst", "data scientist", level="senior")
        assert of_a_role.move == rp.transition_difficulty("data analyst", "data scientist", target_level="senior")
        assert of_a_role.plan == rp.learning_plan("data analyst", "data scientist", level="senior", hours_per_week=5)
        assert of_a_role.routes == rp.find_paths("data analyst", "data scientist", target_level="senior", max_steps=2, hours_per_week=5)
        assert of_a_role.pay == (rp.comp_lookup("data scientist", level="senior"), rp.comp_lookup("data analyst"))

    def test_a_role_held_and_wanted_is_shown_once(self) -> None:
        page = rp.report("ML engineer", "ML engineer")
        assert (len(page.pay), len(page.disagreements)) == (1, 1)
        person = rp.report(rp.Profile(role="ml-engineer"), "ML engineer")
        assert (len(person.pay), len(person.disagreements)) == (1, 1)

    def test_routes_may_be_longer(self) -> None:
        page = rp.report("data analyst", "ML engineer", max_steps=1)
        assert [len(route.steps) for route in page.routes.routes] == [1]

    def test_another_catalog(self) -> None:
        ours = rp.load_overlay(Path(__file__).resolve().parents[2] / "examples" / "company")
        page = rp.report("data scientist", "ML platform engineer", catalog=ours)
        text = Page(page.html()).text
        assert "example-framework: Engineering framework of Example Ltd, Example Ltd, 2026-04-01" in text
        assert "from the catalog guides with company." in text

    def test_a_source_that_says_little_of_itself(self) -> None:
        bare = rp.load_catalog().merged(rp.Catalog(name="more", sources=(rp.Source(id="bare", title="Bare"),)))
        assert "bare: Bare, no date" in Page(rp.report("DS", "MLE", catalog=bare).html()).text

    def test_wrong_names(self) -> None:
        with pytest.raises(rp.UnknownRoleError):
            rp.report("data scientist", "ML enginer")
        with pytest.raises(rp.UnknownLevelError):
            rp.report("data scientist", "ML engineer", level="senoir")


class TestSummary:
    def test_says_the_main_figures(self, of_a_person: rp.Report) -> None:
        gap, move = of_a_person.gap, of_a_person.move
        assert str(of_a_person).splitlines() == [
            "From this person to ML engineer, mid",
            f"Gap (0 = nothing is missing): {gap.score:.2f}, bounds {gap.lower:.2f} to {gap.upper:.2f}",
            f"Difficulty (0 = no move): {move.score:.2f}, bounds {move.lower:.2f} to {move.upper:.2f}",
            "Months until what sources ask most is held: 7-20, at 10 hours a week",
            "Months as which-path-is-right states them: 12 to 18",
            f"Learn first: {', '.join(item.label for item in of_a_person.plan.items[:3])}",
        ]

    def test_says_why_a_figure_is_not_known(self) -> None:
        lines = str(rp.report("data scientist", "research scientist")).splitlines()
        assert lines[1] == "Gap (0 = nothing is missing): not known: no source says what skills the role Research scientist asks for"
        assert lines[2].startswith("Difficulty (0 = no move): not known: ")
        assert len(lines) == 3

    def test_a_duration_without_a_least(self) -> None:
        claim = rp.TransitionClaim(
            kind="duration",
            text="takes a year at most",
            origin="data-scientist",
            target="ml-engineer",
            months_maximum=Decimal(12),
            citation=rp.Citation(source="three-roles", section="S", line=1),
        )
        catalog = rp.load_catalog().with_facts(claim)
        assert "Months as three-roles states them: up to 12" in str(rp.report("DS", "MLE", catalog=catalog))

    def test_a_duration_without_a_figure_is_none(self) -> None:
        page = rp.report("data scientist", "AI engineer")
        assert [stated.months.maximum for stated in page.plan.stated] == [None]
        assert "states them" not in str(page)

    def test_stands_for_the_report_in_a_notebook(self, of_a_person: rp.Report) -> None:
        assert repr(of_a_person) == "Report(profile -> ml-engineer)"
        html = of_a_person._repr_html_()
        for line in str(of_a_person).splitlines():
            assert line in html


class TestStanding:
    def standing(self, have: rp.Profile | str, **asked: Any) -> str:
        """What the page says of whom it is about."""
        html = rp.report(have, "ML engineer", **asked).html()
        return Page(html).text.partition("What counts as held.")[2].partition("What is missing")[0]

    def test_a_role(self) -> None:
        assert "Someone who holds what sources ask of the role Data scientist, of each skill the least" in self.standing("data scientist")

    def test_a_person(self) -> None:
        person = rp.Profile(role="data-scientist", level="mid", location="us", years=3, hours_per_week=7.5)
        person = person.with_skill("python", "strong", "certified").with_skill("docker").with_skill("sql", 0.3)
        person = person.with_skill("telepathy of sorts")
        text = self.standing(person)
        for said in ("role: Data scientist", "level: mid", "years: 3", "place: US", "hours a week for learning: 7.5"):
            assert said in text
        assert "not known to the catalog, so counted as nothing: telepathy of sorts" in text
        assert "Dockernot saidclaimedPythonstrongcertifiedSQL0.3claimed" in text

    def test_nobody(self) -> None:
        text = self.standing(rp.Profile())
        assert "The profile lists no skill, so all that the role asks for counts as missing." in text
        assert "role: " not in text


class TestHostile:
    def test_texts_of_a_catalog_stay_texts(self) -> None:
        nasty = "<script>alert('x')</script>\u202e&\""
        roles = (rp.Role(id="here", label=nasty), rp.Role(id="there", label=f"{nasty} there"))
        source = rp.Source(id="s", title=nasty, publisher=nasty)
        fact = rp.SkillRequirement(role="there", skill="x", basis="core-skill", citation=rp.Citation(source="s", section=nasty, line=1))
        skill = rp.Skill(id="x", label=nasty, kind="tool")
        made = rp.Catalog(name=nasty, sources=(source,), roles=roles, skills=(skill,), requirements=(fact,))
        html = rp.report(rp.Profile(role="here", unknown=(nasty,)), "there", catalog=made).html()
        assert "script" not in Page(html).tags
        assert "\u202e" not in html
        assert "\\u202e" in html


class TestSaving:
    def test_writes_the_page_in_place_of_what_is_there(self, of_a_role: rp.Report, tmp_path: Path) -> None:
        path = tmp_path / "page.html"
        path.write_text("old", encoding="utf-8")
        assert repr(of_a_role) == "Report(data-analyst -> data-scientist)"
        assert of_a_role.save(str(path)) == path
        assert path.read_text(encoding="utf-8") == of_a_role.html()

    def test_a_folder_that_is_not_there(self, of_a_role: rp.Report, tmp_path: Path) -> None:
        with pytest.raises(OSError, match="No such file"):
            of_a_role.save(tmp_path / "absent" / "page.html")

    def test_no_path(self, of_a_role: rp.Report) -> None:
        with pytest.raises(rp.InvalidTypeError, match="path must be the path of a file to write, got 3"):
            of_a_role.save(3)  # type: ignore[arg-type]

    def test_without_the_extra(self, of_a_role: rp.Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def absent(name: str) -> Any:
            if name == "jinja2":
                raise ImportError(name)
            return importlib.import_module(name)

        monkeypatch.setattr(report_module, "import_module", absent)
        with pytest.raises(rp.MissingExtraError, match=r"a report needs the extra \[report\]"):
            of_a_role.save(tmp_path / "page.html")
        assert list(tmp_path.iterdir()) == []


class TestCommand:
    def test_writes_the_page_and_says_where(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "page.html"
        words = ("report", "data analyst", "data scientist", "--level", "senior", "--hours", "5", "--out", str(path))
        assert main(words) == 0
        assert capsys.readouterr().out == f"{path}\n"
        expected = rp.report("data analyst", "data scientist", level="senior", hours_per_week=5)
        assert path.read_text(encoding="utf-8") == expected.html()

    def test_your_own_files_and_a_person(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        me, path = tmp_path / "me.json", tmp_path / "page.html"
        me.write_text('{"role": "DS", "skills": ["SQL"]}', encoding="utf-8")
        company = Path(__file__).resolve().parents[2] / "examples" / "company"
        assert main(("report", f"@{me}", "ML platform engineer", "--with", str(company), "--out", str(path))) == 0
        assert "From this person to ML platform engineer" in path.read_text(encoding="utf-8")
        assert capsys.readouterr().out

    def test_a_file_that_cannot_be_written(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(("report", "DS", "MLE", "--out", str(tmp_path / "absent" / "page.html"))) == 2
        out, err = capsys.readouterr()
        assert not out
        assert "--out must be a file that can be written (No such file or directory), got " in err
