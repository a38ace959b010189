"""Every example runs and prints what it says: README, documentation, docstrings, notebook."""

from __future__ import annotations

import doctest
import inspect
import pkgutil
import re
import runpy
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

import rolepath

REFRESH = SimpleNamespace(**runpy.run_path(str(Path(__file__).resolve().parents[2] / "examples" / "refresh.py")))
MODULES = [
    "rolepath",
    *(found.name for found in pkgutil.walk_packages(rolepath.__path__, "rolepath.") if not found.name.endswith("__main__")),
]


class TestPages:
    """The examples of README and documentation print what stands below them."""

    @pytest.mark.parametrize("page", REFRESH.pages(), ids=lambda page: page.relative_to(REFRESH.ROOT).as_posix())
    def test_prints(self, page: Path) -> None:
        for example, printed in REFRESH.run(page):
            written = example["output"] or ""
            if not REFRESH.matches(written, printed):
                assert printed == written, f"the output of an example of {page.name} has changed; nox -s examples writes it anew"

    def test_the_readme_and_the_tutorial_have_examples(self) -> None:
        assert {"README.md", "docs/tutorial/first-steps.md"} <= {page.relative_to(REFRESH.ROOT).as_posix() for page in REFRESH.pages()}

    @pytest.mark.parametrize(
        ("written", "printed", "expected"),
        [
            ("a\n", "a\n", True),
            ("a\n", "a\nb\n", False),
            ("a.\n", "ab\n", False),
            ("a\n...\n", "a\nb\nc\n", True),
            ("...\nc\n", "a\nb\n", False),
            ("", "a\n", False),
        ],
    )
    def test_a_line_of_three_dots_stands_for_any_lines(self, written: str, printed: str, expected: bool) -> None:
        assert REFRESH.matches(written, printed) is expected

    def test_an_example_has_an_output_block_only_right_after_it(self, tmp_path: Path) -> None:
        page = tmp_path / "page.md"
        page.write_text(
            "```python\nprint(1 + 1)\n```\n\n```text\n2\n```\n\n```python\nx = 3\n```\n\nProse.\n\n```text\nno output\n```\n",
            encoding="utf-8",
        )
        assert [(example["output"], printed) for example, printed in REFRESH.run(page)] == [("2\n", "2\n"), (None, "")]

    def test_refreshing_writes_what_is_printed_and_keeps_the_rest(self, tmp_path: Path) -> None:
        page = tmp_path / "page.md"
        page.write_text("A\n\n```python\nx = 3\nprint(x)\n```\n\n```text\n4\n```\n\n```python\nprint(x)\n```\n\nB\n", encoding="utf-8")
        assert (
            REFRESH.refreshed(page)
            == "A\n\n```python\nx = 3\nprint(x)\n```\n\n```text\n3\n```\n\n```python\nprint(x)\n```\n\n```text\n3\n```\n\nB\n"
        )


class TestReference:
    """The reference describes every public name."""

    def test_holds_each_public_name_once(self) -> None:
        pages = sorted((REFRESH.ROOT / "docs" / "reference").glob("*.md"))
        described = [
            name
            for page in pages
            for name in re.findall(r"^\.\. auto\w+:: rolepath\.(\w+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
        ]
        assert sorted(described) == rolepath.__all__

    def test_holds_what_one_tests_with(self) -> None:
        page = (REFRESH.ROOT / "docs" / "reference" / "testing.md").read_text(encoding="utf-8")
        for name in ("strategies", "checks", "laws"):
            module = import_module(f"rolepath.testing.{name}")
            described = re.findall(rf"^\.\. auto\w+:: rolepath\.testing\.{name}\.(\w+)$", page, re.MULTILINE)
            # Other names of types stand in the signatures.
            assert sorted(described) == sorted(set(module.__all__) - {"Given", "Measure"})


class TestReadme:
    """The README opens with the commands that install and try the library, test it, and build the documentation."""

    def test_first_blocks(self) -> None:
        blocks = (REFRESH.ROOT / "README.md").read_text(encoding="utf-8").split("```")[1::2][:3]
        assert [block.partition("\n")[2] for block in blocks] == [
            'python3 -m pip install ".[cli]" && python3 -m rolepath compare "data scientist" "ML engineer" "AI engineer"\n',
            'python3 -m pip install ".[test]" && python3 -m pytest\n',
            "python3 -m pip install nox && python3 -m nox -s docs\n",
        ]


class TestDocstrings:
    """The examples in docstrings give what they say."""

    @pytest.mark.parametrize("name", MODULES)
    def test_examples(self, name: str, capsys: pytest.CaptureFixture[str]) -> None:
        module = import_module(name)
        failed, attempted = doctest.testmod(module)
        assert not failed, capsys.readouterr().out
        # Every example is found: none hides in an object that doctest passes over.
        assert attempted == inspect.getsource(module).count(">>> ")

    def test_every_verb_has_one(self) -> None:
        verbs = [
            rolepath.compare,
            rolepath.comp_lookup,
            rolepath.load_catalog,
            rolepath.proximity,
            rolepath.skill_gap,
            rolepath.transition_difficulty,
        ]
        assert [verb.__name__ for verb in verbs if ">>> " not in (verb.__doc__ or "")] == []


class TestNotebook:
    """A notebook gives the output that is stored in it."""

    @pytest.mark.parametrize("path", REFRESH.NOTEBOOKS, ids=lambda path: path.name)
    def test_outputs(self, path: Path) -> None:
        stored = nbformat.read(path, as_version=4)
        for cell, again in zip(stored.cells, REFRESH.executed(path).cells, strict=True):
            assert again.get("outputs") == cell.get("outputs"), cell.source

    @pytest.mark.parametrize("path", REFRESH.NOTEBOOKS, ids=lambda path: path.name)
    def test_holds_nothing_of_one_machine_or_run(self, path: Path) -> None:
        assert REFRESH.cleaned(nbformat.read(path, as_version=4)) == nbformat.read(path, as_version=4)
