"""Entries: a tuple that finds by name, and whose ids Tab completes."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest

import rolepath as rp

FIELDS = ("sources", "scales", "places", "skills", "roles", "standard_levels")


class TestFinding:
    """A text finds an entry as the look-ups of the catalog do; a number or slice as in any tuple."""

    @pytest.mark.parametrize("field", FIELDS)
    def test_by_id(self, small: rp.Catalog, field: str) -> None:
        entries: Any = getattr(small, field)
        assert [entries[entry.id] for entry in entries] == list(entries)

    def test_by_label_or_title(self, small: rp.Catalog) -> None:
        assert small.roles["machine learning engineer"] is small.role("ml-engineer")
        assert small.sources["Northern survey 2026"] is small.source("north")

    def test_by_place(self, small: rp.Catalog) -> None:
        assert small.roles[0] is next(iter(small.roles))
        assert small.roles[-1] is tuple(small.roles)[-1]
        assert small.roles[:2] == tuple(small.roles)[:2]
        with pytest.raises(IndexError):
            small.roles[99]

    @pytest.mark.parametrize(
        ("field", "error"),
        [
            ("sources", rp.UnknownSourceError),
            ("scales", rp.UnknownScaleError),
            ("places", rp.UnknownPlaceError),
            ("skills", rp.UnknownSkillError),
            ("roles", rp.UnknownRoleError),
            ("standard_levels", rp.UnknownLevelError),
        ],
    )
    def test_an_unknown_name(self, small: rp.Catalog, field: str, error: type[Exception]) -> None:
        with pytest.raises(error, match="is called 'nothing like it'"):
            getattr(small, field)["nothing like it"]

    def test_an_ambiguous_label(self, small: rp.Catalog) -> None:
        with pytest.raises(rp.AmbiguousNameError, match="container-orchestration and pipeline-orchestration"):
            small.skills["orchestration"]

    def test_where_there_is_none(self) -> None:
        with pytest.raises(rp.UnknownNameError, match="no entry is called 'x'"):
            rp.Catalog().roles["x"]


class TestStillTuples:
    """They equal, hash, copy and pickle as the tuple of their entries."""

    @pytest.mark.parametrize("field", FIELDS)
    def test_equality_and_hash(self, small: rp.Catalog, field: str) -> None:
        entries: Any = getattr(small, field)
        assert isinstance(entries, tuple)
        assert entries == tuple(entries)
        assert hash(entries) == hash(tuple(entries))

    def test_pickles_as_a_plain_tuple(self, small: rp.Catalog) -> None:
        small.role("ml-engineer")  # names are looked up by now
        assert pickle.loads(pickle.dumps(small.roles)) == small.roles
        assert type(pickle.loads(pickle.dumps(small.roles))) is tuple
        assert type(copy.deepcopy(small.roles)) is tuple

    def test_every_way_to_a_catalog_finds_by_name(self, small: rp.Catalog) -> None:
        ways = (
            attrs.evolve(small, name="other"),
            pickle.loads(pickle.dumps(small)),
            rp.from_document(rp.to_document(small), rp.Catalog),
            small.with_role(rp.Role(id="sre", label="Reliability engineer")),
            small.merged(small),
            small.without_sources("north"),
        )
        for catalog in ways:
            assert catalog.roles["MLE"] == small.role("ml-engineer")

    def test_a_change_elsewhere_keeps_what_they_know(self, small: rp.Catalog) -> None:
        assert attrs.evolve(small, name="other").roles is small.roles

    def test_a_tuple_with_names_of_its_own_becomes_entries(self, small: rp.Catalog) -> None:
        class Two(tuple[rp.Role, ...]):
            __slots__ = ()

        assert rp.Catalog(roles=Two(small.roles[:2])).roles[small.roles[0].id] is small.roles[0]

    @pytest.mark.parametrize("given", [[], "ab", None, 5])
    def test_what_is_no_tuple_is_told_by_its_field(self, given: Any) -> None:
        with pytest.raises(rp.InvalidTypeError, match=r"Catalog\.roles must be a tuple"):
            rp.Catalog(roles=given)

    def test_entries_of_another_kind_are_told(self, small: rp.Catalog) -> None:
        with pytest.raises(rp.InvalidTypeError, match=r"Catalog\.roles must be a Role"):
            rp.Catalog(roles=small.skills)  # type: ignore[arg-type]


class TestCompletion:
    """Tab completes ids, once each and in their order."""

    @pytest.mark.parametrize("field", FIELDS)
    def test_offers_the_ids(self, small: rp.Catalog, field: str) -> None:
        entries: Any = getattr(small, field)
        assert entries._ipython_key_completions_() == [entry.id for entry in entries]

    def test_in_ipython(self, tmp_path: Path) -> None:
        pytest.importorskip("IPython")
        asked = (
            "from IPython.core.interactiveshell import InteractiveShell\n"
            "import rolepath as rp\n"
            "shell = InteractiveShell()\n"
            "shell.push({'catalog': rp.load_catalog()})\n"
            "for line in ('catalog.roles[\"data-', 'catalog.standard_levels[\"', 'catalog.skills[\"pytho'):\n"
            "    print(*sorted(match.rpartition('\"')[2] for match in shell.complete(line, line, len(line))[1]))\n"
        )
        told = subprocess.run(
            [sys.executable, "-c", asked], capture_output=True, text=True, check=True, env={**os.environ, "IPYTHONDIR": str(tmp_path)}
        )
        levels = sorted(level.id for level in rp.load_catalog().standard_levels)
        assert told.stdout.splitlines() == ["data-analyst data-scientist", " ".join(levels), "python"]
