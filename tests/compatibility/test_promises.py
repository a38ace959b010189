"""What docs/explanation/compatibility.md promises: what earlier versions wrote is read, and public names stay as they are."""

from __future__ import annotations

import difflib
import json
import pickle
import runpy
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import attrs
import pytest

import rolepath as rp

WRITE = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("write.py"))))
NOUNS = {
    name
    for name in rp.__all__
    if isinstance(kind := getattr(rp, name), type) and attrs.has(kind) and kind.__module__.startswith("rolepath.model.")
}
REMEDY = "if the change is meant, say so in changelog.d and run: python tests/compatibility/write.py"
#: Fields that hold something else by now than when they were stored: (version, class, field) to what stands in the file.
CHANGED: dict[tuple[str, str, str], Any] = {}

FOLDERS = sorted(folder for folder in WRITE.STORE.iterdir() if folder.is_dir())
FILES = [file for folder in FOLDERS for file in sorted(folder.iterdir()) if file.name != "expected.json"]
DOCUMENTS = [file for file in FILES if file.suffix == ".json"]
PICKLES = [file for file in FILES if file.suffix == ".pickle"]


def minor(version: str) -> list[str]:
    return version.split(".")[:2]


def named(file: Path) -> str:
    return f"{file.parent.name}-{file.stem}"


def expected(file: Path) -> Any:
    """What stands in the file, as it was written down when the file was."""
    return json.loads((file.parent / "expected.json").read_text(encoding="utf-8"))[file.stem]


def differences(stored: Any, present: Any, path: str, version: str) -> list[str]:
    """Compare what was stored with what was read; a field that came later may hold anything."""
    if isinstance(stored, dict) and isinstance(present, dict):
        found = []
        for name, value in stored.items():
            value = CHANGED.get((version, stored["class"], name), value)  # noqa: PLW2901 - the field holds something else by now
            if name not in present:
                found.append(f"{path}.{name} is gone")
            else:
                found += differences(value, present[name], f"{path}.{name}", version)
        return found
    if isinstance(stored, list) and isinstance(present, list) and len(stored) == len(present):
        pairs = zip(stored, present, strict=True)
        return [line for place, (a, b) in enumerate(pairs) for line in differences(a, b, f"{path}[{place}]", version)]
    return [] if stored == present else [f"{path}: stored {stored!r}, read {present!r}"]


class TestStore:
    """Documents and pickles that earlier versions wrote are read, and hold what they held."""

    def test_this_version_is_stored_with_one_object_of_each_noun(self) -> None:
        folder = WRITE.STORE / rp.__version__
        assert folder.is_dir(), f"nothing is stored for this version; run: python {WRITE.__file__}"
        for suffix in (".json", ".pickle"):
            stored = {file.stem for file in folder.glob(f"*{suffix}")} - {"expected"}
            assert NOUNS - stored == set(), f"the store lacks new nouns; {REMEDY}"
            assert len(stored - NOUNS) >= 6
        assert json.loads((folder / "expected.json").read_text(encoding="utf-8")).keys() == stored

    @pytest.mark.parametrize("name", sorted(NOUNS))
    def test_nouns_are_written_as_this_version_stored_them(self, name: str) -> None:
        stored = (WRITE.STORE / rp.__version__ / f"{name}.json").read_text(encoding="utf-8")
        assert rp.to_document(WRITE.nouns()[name]) == json.loads(stored), REMEDY

    @pytest.mark.parametrize("file", DOCUMENTS, ids=named)
    def test_a_document(self, file: Path) -> None:
        text = file.read_text(encoding="utf-8")
        written = json.loads(text)["schema_version"]
        is_read = written == rp.SCHEMA_VERSION or (written == rp.SCHEMA_VERSION - 1 and file.stem in NOUNS)
        if not is_read:
            with pytest.raises(rp.DataFileError, match="schema_version"):
                rp.from_json(text)
            return
        made = rp.from_json(text, getattr(rp, file.stem))
        assert differences(expected(file), WRITE.plain(made), file.stem, file.parent.name) == []

    @pytest.mark.parametrize("file", [file for file in PICKLES if minor(file.parent.name) == minor(rp.__version__)], ids=named)
    def test_a_pickle(self, file: Path) -> None:
        made = pickle.loads(file.read_bytes())
        assert type(made) is getattr(rp, file.stem)
        assert differences(expected(file), WRITE.plain(made), file.stem, file.parent.name) == []

    @pytest.mark.parametrize("file", [file for file in PICKLES if file.parent.name == rp.__version__], ids=named)
    def test_a_pickle_and_a_document_of_this_version_are_equal(self, file: Path) -> None:
        made = pickle.loads(file.read_bytes())
        assert rp.from_json(file.with_suffix(".json").read_text(encoding="utf-8")) == made

    def test_a_catalog_that_was_pickled_answers(self) -> None:
        made = pickle.loads((WRITE.STORE / rp.__version__ / "Catalog.pickle").read_bytes())
        assert rp.skill_gap("cook", "Breadmaker", catalog=made).target == "baker"


class TestDifferences:
    """The comparison itself finds what differs."""

    STORED: ClassVar[dict[str, Any]] = {"class": "Role", "id": "a", "labels": ["b", "c"], "inner": {"class": "Rating", "value": "0.5"}}

    @pytest.mark.parametrize(
        ("change", "found"),
        [
            ({}, []),
            ({"later": "anything"}, []),
            ({"id": "z"}, ["Role.id: stored 'a', read 'z'"]),
            ({"id": None}, ["Role.id: stored 'a', read None"]),
            ({"class": "Level"}, ["Role.class: stored 'Role', read 'Level'"]),
            ({"labels": ["b"]}, ["Role.labels: stored ['b', 'c'], read ['b']"]),
            ({"labels": ["b", "d"]}, ["Role.labels[1]: stored 'c', read 'd'"]),
            ({"inner": {"class": "Rating", "value": "0.50"}}, ["Role.inner.value: stored '0.5', read '0.50'"]),
            ({"inner": {"class": "Rating"}}, ["Role.inner.value is gone"]),
            ({"inner": "0.5"}, ["Role.inner: stored {'class': 'Rating', 'value': '0.5'}, read '0.5'"]),
        ],
    )
    def test_each_kind(self, change: dict[str, Any], found: list[str]) -> None:
        assert differences(self.STORED, {**self.STORED, **change}, "Role", "0.0.0") == found

    def test_a_declared_change(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(CHANGED, ("0.0.0", "Role", "id"), "z")
        assert differences(self.STORED, {**self.STORED, "id": "z"}, "Role", "0.0.0") == []
        assert differences(self.STORED, {**self.STORED, "id": "z"}, "Role", "0.0.1") != []


class TestSnapshot:
    """Public signatures, fields, members and methods are those that are committed."""

    def test_it_is_up_to_date(self) -> None:
        committed = WRITE.SNAPSHOT.read_text(encoding="utf-8")
        lines = difflib.unified_diff(committed.splitlines(), WRITE.snapshot().splitlines(), "committed", "now", n=0, lineterm="")
        assert list(lines) == [], REMEDY

    def test_that_of_testing_is_up_to_date(self) -> None:
        committed = WRITE.TESTING.read_text(encoding="utf-8")
        lines = difflib.unified_diff(committed.splitlines(), WRITE.testing_snapshot().splitlines(), "committed", "now", n=0, lineterm="")
        assert list(lines) == [], REMEDY

    @pytest.mark.parametrize(
        "line",
        [
            "module rolepath.testing.strategies",
            "type Given",
            "class BrokenLaw",
            "    shown-as-html",
        ],
    )
    def test_what_that_of_testing_tells(self, line: str) -> None:
        assert line in WRITE.TESTING.read_text(encoding="utf-8").splitlines()

    def test_that_of_testing_tells_keywords(self) -> None:
        assert "with_extremes: bool = False" in WRITE.TESTING.read_text(encoding="utf-8")

    def test_it_names_every_public_name_once(self) -> None:
        blocks = WRITE.SNAPSHOT.read_text(encoding="utf-8").removeprefix(WRITE.HEAD).split("\n\n")
        names = [block.split()[1 if block.split()[0] in ("class", "def", "type") else 0] for block in blocks]
        assert [name.split("(")[0].rstrip(":") for name in names] == rp.__all__

    @pytest.mark.parametrize(
        "line",
        [
            "class Role(Shown)",
            "    id: RoleId, required",
            "    alternative_labels: tuple[str, ...], default ()",
            "    gap_weights: GapWeights, made anew",
            "    BASE = 'base'",
            "    def role(self, role: Role | str) -> Role",
            "    property midpoint: Decimal | None",
            "type RoleId: str",
            "SCHEMA_VERSION = 2",
            "def to_json(thing: Any, *, indent: int | None = None) -> str",
        ],
    )
    def test_what_it_tells(self, line: str) -> None:
        assert line in WRITE.SNAPSHOT.read_text(encoding="utf-8").splitlines()

    def test_it_tells_every_field(self) -> None:
        text = WRITE.SNAPSHOT.read_text(encoding="utf-8")
        for name in NOUNS:
            block = text.split(f"\nclass {name}")[1].split("\n\n")[0]
            for field in attrs.fields(getattr(rp, name)):
                assert (f"\n    {field.name}: " in block) is not field.name.startswith("_")
