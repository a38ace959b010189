"""Pages hold what they promise: commands that run, files that can be read, links that lead somewhere, and every fact of every source."""

from __future__ import annotations

import json
import re
import runpy
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

import rolepath as rp
from rolepath.cli import main
from rolepath.data.bundled import texts
from rolepath.data.files import catalog_from_toml

ROOT = Path(__file__).resolve().parents[2]
MADE = SimpleNamespace(**runpy.run_path(str(ROOT / "docs" / "from_catalog.py")))
#: Folders of docs/ that a build writes.
BUILT = {"_build", "examples"}
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "DATA_SOURCES.md", "benchmarks/README.md", "changelog.d/README.md")),
    *sorted(page for page in (ROOT / "docs").rglob("*.md") if BUILT.isdisjoint(page.relative_to(ROOT / "docs").parts)),
]
_BLOCK = re.compile(r"^```(?P<language>[a-z]+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_MARK = re.compile(r"^%catalog: (\w+)(?: (\S+))?$", re.MULTILINE)


def blocks(*languages: str) -> Iterator[tuple[str, str]]:
    """Yield the blocks of all pages in some languages, each with its page."""
    for page in PAGES:
        for block in _BLOCK.finditer(page.read_text(encoding="utf-8")):
            if block["language"] in languages:
                yield page.relative_to(ROOT).as_posix(), block["text"]


def commands() -> Iterator[tuple[str, str]]:
    """Yield the commands of all pages, each with its page."""
    for page, text in blocks("sh", "console"):
        for line in text.splitlines():
            for command in line.removeprefix("$ ").split(" && "):
                yield page, command


#: The person of the pages that name a file of one.
ME = 'role = "data analyst"\nlevel = "mid"\nhours_per_week = 8\nskills = { SQL = "expert", Python = "good" }\n'
OURS = [(page, command) for page, command in commands() if "rolepath " in f"{command} " and "pip install" not in command]
OTHERS = [(page, command) for page, command in commands() if (page, command) not in OURS]


class TestCommands:
    """What a page says to type can be typed."""

    @pytest.mark.parametrize(("page", "command"), OURS)
    def test_ours_run(
        self, page: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "me.toml").write_text(ME, encoding="utf-8")
        words = shlex.split(command.removeprefix("python3 -m ").partition(" > ")[0])
        assert words[0] == "rolepath"
        assert main(words[1:]) == 0
        told = capsys.readouterr()
        assert told.out
        if " > " in command:
            assert (ROOT / command.partition(" > ")[2]).read_text(encoding="utf-8") == told.out

    @pytest.mark.parametrize(("page", "command"), OTHERS)
    def test_others_name_what_is_there(self, page: str, command: str) -> None:
        """A file, a session of nox or an extra that a command names is there; the sessions run what installs and builds."""
        words = [word for word in shlex.split(command) if not re.match(r"[A-Z_]+=", word)]  # what is set before the command
        for word in words:
            if word.endswith(".py"):
                assert (ROOT / word).is_file()
            for extra in re.findall(r"\[([a-z,]+)\]", word):
                known = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
                assert set(extra.split(",")) <= known.keys()
        if "-s" in words:
            assert f"\ndef {words[words.index('-s') + 1]}(session" in (ROOT / "noxfile.py").read_text(encoding="utf-8")
        # What is installed, what the page tells to install, and what everyone has.
        assert words[0] in {"python", "python3", "pip", "nox", "uvicorn", ".", "sphinx-build", "npm", "apt-get", "git"}

    def test_there_are_some(self) -> None:
        assert {page for page, _ in OURS} >= {"README.md", "docs/tutorial/first-steps.md", "docs/tutorial/from-here-to-a-plan.md"}
        assert len(OTHERS) > len({page for page, _ in OTHERS})


class TestFiles:
    """What a page shows as the content of a file can be read."""

    def test_no_block_is_of_another_language(self) -> None:
        """Blocks of Python and their output are run by test_examples; those of the other languages here."""
        found = {(page, block["language"]) for page in PAGES for block in _BLOCK.finditer(page.read_text(encoding="utf-8"))}
        assert {language for _, language in found} == {"python", "text", "sh", "console", "toml", "json"}

    @pytest.mark.parametrize(("page", "text"), list(blocks("toml")))
    def test_toml_makes_a_catalog(self, page: str, text: str) -> None:
        words = {name: held for name, held in texts().items() if not name.startswith("guides/")}
        assert catalog_from_toml({**words, "page.toml": text}).facts

    @pytest.mark.parametrize(("page", "text"), list(blocks("json")))
    def test_json_names_files_that_are_there(self, page: str, text: str) -> None:
        named = re.findall(r"/path/to/rolepath/([\w/.]+)", json.dumps(json.loads(text)))
        assert named
        assert all((ROOT / name).is_file() for name in named)


def anchors(page: Path) -> set[str]:
    """Names of the headings of a page, as GitHub and MyST make them."""
    text = _BLOCK.sub("", page.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


class TestLinks:
    """A link within the repository leads to a file, and to a heading of it."""

    @pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
    def test_lead_somewhere(self, page: Path) -> None:
        text = _BLOCK.sub("", page.read_text(encoding="utf-8"))
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if "://" in target or target.startswith("mailto:"):
                continue
            name, _, anchor = target.partition("#")
            linked = (page.parent / name).resolve() if name else page
            assert linked.exists(), target
            if anchor:
                assert anchor in anchors(linked), target

    def test_every_page_is_in_a_table_of_contents(self) -> None:
        listed = set()
        for page in PAGES:
            for contents in re.findall(r"^```\{toctree\}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE):
                entries = [line for line in contents.splitlines() if line and not line.startswith(":")]
                listed |= {(page.parent / entry).resolve() for entry in entries}
        pages = {page.with_suffix("") for page in PAGES if page.is_relative_to(ROOT / "docs")} - {ROOT / "docs" / "index"}
        notebooks = {ROOT / "docs" / "examples" / path.stem for path in (ROOT / "examples").glob("*.ipynb")}
        assert listed == pages | notebooks


class TestDataPages:
    """The pages of data show every fact and every point, from the catalog itself."""

    def test_every_mark_is_filled(self) -> None:
        for page in PAGES:
            assert "%catalog:" not in MADE.filled(page.read_text(encoding="utf-8")), page

    def test_every_source_has_its_page(self) -> None:
        asked = {mark[2] for page in PAGES for mark in _MARK.finditer(page.read_text(encoding="utf-8")) if mark[1] == "facts"}
        assert asked == {source.id for source in rp.load_catalog().sources}

    @pytest.mark.parametrize("source", [source.id for source in rp.load_catalog().sources])
    def test_one_row_a_fact(self, source: str) -> None:
        catalog = rp.load_catalog()
        made, said = MADE.facts(catalog, source), catalog.facts_of(source)
        assert len([line for line in made.splitlines() if re.match(r"\| \[?\d", line)]) == len(said)
        for fact in said:
            assert f"{{#{source}-line-{fact.citation.line}}}" in made
            assert MADE.plain(fact.citation.printed or "") in made
            assert MADE.plain(fact.citation.section) in made

    def test_a_row_says_what_is_assumed_and_what_is_printed(self) -> None:
        band = "| [8]{#modeling-vs-systems-line-8} | Data scientist | entry | 125K-180K USD total | US\\* | \\$125K-\\$180K |"
        assert band in MADE.facts(rp.load_catalog(), "modeling-vs-systems")

    @pytest.mark.parametrize("standing", list(rp.Standing))
    def test_every_disagreement_with_its_sides(self, standing: rp.Standing) -> None:
        found = rp.disagreements().of(standing)
        made = MADE.disagreements(rp.load_catalog(), standing.value)
        assert made.count("**\n") + made.count("** (") == len(found)
        for point in found:
            assert all(MADE.plain(side.says) in made for side in point.sides)
            assert all(MADE.plain(doubt) in made for doubt in point.doubts)

    @pytest.mark.parametrize("verdict", [verdict for verdict in rp.Verdict if verdict.value != "not checkable"])
    def test_every_check_with_its_reason(self, verdict: rp.Verdict) -> None:
        found = rp.check_claims().of(verdict)
        made = MADE.checks(rp.load_catalog(), verdict.value.replace(" ", "-"))
        assert found
        for check in found:
            assert MADE.plain(check.reason) in made
            assert MADE.anchor(check.claim.citation) in made

    def test_the_rest_is_counted(self) -> None:
        made = MADE.unchecked(rp.load_catalog())
        counts = [int(line.split("|")[-2]) for line in made.splitlines()[2:]]
        assert sum(counts) == len(rp.check_claims().of("not checkable"))

    def test_what_markdown_would_take_for_more_is_shown_as_it_is(self) -> None:
        assert MADE.plain("$5 *a* [b](c) <d> | `e` #") == "\\$5 \\*a\\* \\[b\\](c) \\<d\\> \\| \\`e\\` \\#"

    def test_a_column_without_content_is_left_out(self) -> None:
        assert MADE.table(("a", "b"), [("1", ""), ("2", "")]) == "| a |\n| --- |\n| 1 |\n| 2 |"
