"""The command that checks files of one's own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rolepath.cli import main

HEAD = '[source]\nid = "acme"\ntitle = "Acme"\ncurrency = "USD"\n'
AT = 'at = { section = "S", line = 1 }\n'
BAND = f"""{HEAD}[[salary_bands]]
role = "data-scientist"
component = "total"
location = "us"
{AT}levels = [{{ level = "mid", minimum = 120_000, maximum = 140_000 }}]
"""
ROLE = '[[roles]]\nid = "x"\nlabel = "X"\n'


def validated(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, list[str]]:
    """Run the command, which writes nothing to the error stream, and return its status and lines."""
    status = main(["validate", *map(str, words)])
    out, err = capsys.readouterr()
    assert not err
    return status, out.splitlines()


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


class TestSound:
    def test_says_what_is_added_and_the_new_conflicts(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        path = file(tmp_path, "acme.toml", BAND)
        figures = "modeling-vs-systems: 160,000 to 240,000 USD total; acme: 120,000 to 140,000 USD total"
        assert validated(capsys, path) == (
            0,
            [
                f"{path}: adds 1 source, 1 pay band",
                "1 new conflict",
                f"  pay of Data scientist at mid level: figures of one kind do not touch: {figures} (modeling-vs-systems, acme)",
            ],
        )

    def test_counts_every_kind(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        words = """
[[roles]]
id = "x"
label = "X"
[[roles]]
id = "y"
label = "Y"
[[skills]]
id = "s"
label = "S"
kind = "tool"
[[places]]
id = "bristol"
label = "Bristol"
[[levels]]
id = "fellow"
label = "Fellow"
track = "individual-contributor"
rank = 6
[[scales]]
id = "ours"
label = "Ours"
measures = "proficiency"
reason = "r"
minimum = 0
maximum = 5
"""
        facts = f"""{HEAD}
[[levels]]
role = "x"
{AT}rungs = [{{ level = "fellow", label = "F" }}]
[[pay_claims]]
{AT}items = [{{ role = "x", other = "y", relation = "more" }}]
[[requirements]]
each_role = ["x", "y"]
basis = "tool"
{AT}skills = ["s"]
[[transition_claims]]
origin = "x"
target = "y"
kind = "duration"
{AT}items = [{{ text = "a year", months_minimum = 12, months_maximum = 12 }}]
[[traits]]
role = "x"
aspect = "mission"
{AT}items = ["a", "b"]
"""
        file(tmp_path, "words.toml", words)
        file(tmp_path, "facts.toml", facts)
        words_added = "1 source, 2 roles, 1 skill, 1 standard level, 1 place, 1 scale"
        facts_added = "1 rung, 1 pay claim, 2 requirements, 1 claim about moves, 2 traits"
        assert validated(capsys, tmp_path) == (0, [f"{tmp_path}: adds {words_added}, {facts_added}", "0 new conflicts"])

    def test_nothing_added(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        path = file(tmp_path, "empty.toml", "# nothing yet\n")
        assert validated(capsys, path) == (0, [f"{path}: adds nothing", "0 new conflicts"])

    def test_each_path_is_read_by_itself(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """The same id in two paths is no fault."""
        first, second = file(tmp_path, "a.toml", ROLE), file(tmp_path, "b.toml", ROLE)
        expected = [line for path in (first, second) for line in (f"{path}: adds 1 role", "0 new conflicts")]
        assert validated(capsys, first, second) == (0, expected)


class TestFaults:
    def test_each_on_a_line_and_status_1(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        wrong = file(tmp_path, "a.toml", '[[roles]]\nid = "x"\nlable = "X"\n[[places]]\nid = "us"\nlabel = "US"\n')
        broken = file(tmp_path, "b.toml", "x = = 1")
        remedy = "name it without stating it again, or choose an id of your own"
        status, lines = validated(capsys, tmp_path)
        assert (status, sorted(lines)) == (
            1,
            [
                f"{wrong}: places[0]: id: 'us' stands in the catalog 'guides' already; {remedy}",
                f"{wrong}: roles[0]: label: is missing",
                f"{wrong}: roles[0]: lable: is no key of Role; did you mean 'label'?",
                f"{broken}: is not TOML: Invalid value (at line 1, column 5)",
            ],
        )

    @pytest.mark.parametrize("order", [(0, 1), (1, 0)])
    def test_one_bad_path_among_good_ones(self, capsys: pytest.CaptureFixture[str], tmp_path: Path, order: tuple[int, ...]) -> None:
        paths = [file(tmp_path, "good.toml", ROLE), tmp_path / "gone"]
        told = [[f"{paths[0]}: adds 1 role", "0 new conflicts"], [f"{paths[1]}: cannot be read: No such file or directory"]]
        assert validated(capsys, *(paths[i] for i in order)) == (1, [line for i in order for line in told[i]])

    def test_a_name_with_a_line_break_stays_on_its_line(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        path = file(tmp_path, "a\nb\u202e.toml", "x = = 1")
        shown = str(path).replace("\n", "\\u000a").replace("\u202e", "\\u202e")
        assert validated(capsys, path) == (1, [f"{shown}: is not TOML: Invalid value (at line 1, column 5)"])

    def test_no_path_is_a_bad_question(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["validate"]) == 2
        assert capsys.readouterr().err.endswith("See rolepath --help.\n")

    def test_an_empty_path_is_a_bad_question(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["validate", ""]) == 2
        assert capsys.readouterr().err == "path must not be empty; the folder you are in is '.', got ''\n"

    def test_the_process_hands_the_status_on(self, tmp_path: Path) -> None:
        words = [sys.executable, "-m", "rolepath", "validate", str(tmp_path)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (1, f"{tmp_path}: holds no file that ends in .toml\n", "")


class TestAlone:
    TWO = f"""{HEAD}[[salary_bands]]
role = "x"
component = "base"
location = "us"
{AT}levels = [{{ level = "mid", minimum = 1_000, maximum = 2_000 }}]
"""

    def test_a_catalog_of_its_own(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        number = '[gap.tool]\nvalue = 0.25\nlow = 0.1\nhigh = 0.5\nreason = "r"\n'
        level = '[[levels]]\nid = "mid"\nlabel = "Mid"\ntrack = "individual-contributor"\nrank = 1\n'
        file(tmp_path, "words.toml", ROLE + '[[places]]\nid = "us"\nlabel = "US"\n' + number + level)
        file(tmp_path, "a.toml", self.TWO)
        file(tmp_path, "b.toml", self.TWO.replace("acme", "other").replace("1_000", "8_000").replace("2_000", "9_000"))
        status, lines = validated(capsys, tmp_path, "--alone")
        assert (status, lines[:2]) == (0, [f"{tmp_path}: adds 2 sources, 1 role, 1 standard level, 1 place, 2 pay bands", "1 new conflict"])
        assert lines[2].startswith("  pay of X")
        assert lines[2].endswith("(acme, other)")
        assert len(lines) == 3

    def test_knows_nothing_of_the_guides(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        path = file(tmp_path, "acme.toml", BAND)
        status, lines = validated(capsys, path, "--alone")
        assert (status, lines) == (
            1,
            [
                f"{path}: salary_bands[0].levels[0]: role: no role has the id 'data-scientist'",
                f"{path}: salary_bands[0].levels[0]: level: no level has the id 'mid'",
                f"{path}: salary_bands[0].levels[0]: location: no place has the id 'us'",
            ],
        )
