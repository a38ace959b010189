"""The compiled catalog equals the one that is read from TOML."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from types import ModuleType

import attrs
import pytest

import rolepath as rp
from rolepath.data import bundled
from rolepath.data.compiled import source_of


def compiled(catalog: rp.Catalog) -> rp.Catalog:
    """Run what is written for a catalog."""
    namespace: dict[str, rp.Catalog] = {}
    exec(compile(source_of(catalog), "_compiled.py", "exec"), namespace)  # noqa: S102 - what is written is code
    return namespace["catalog"]


class TestSourceOf:
    def test_the_bundled_catalog_comes_back_equal(self) -> None:
        read = bundled.read_bundled()
        again = compiled(read)
        assert again == read
        assert again is not read
        for field in attrs.fields(rp.Catalog):
            if field.init:
                assert getattr(again, field.name) == getattr(read, field.name), field.name

    def test_a_single_element_and_an_empty_tuple_stay_tuples(self) -> None:
        source = rp.Source(id=rp.SourceId("s"), title='a "title"\n')
        assert compiled(rp.Catalog(sources=(source,))).sources == (source,)
        assert compiled(rp.Catalog()).sources == ()

    def test_what_equals_its_default_is_left_out(self) -> None:
        assert "gap_weights" not in source_of(rp.Catalog())
        assert "gap_weights=GapWeights(tool=0.25)" in source_of(rp.Catalog(gap_weights=rp.GapWeights(tool=0.25)))

    def test_amounts_stay_exact(self) -> None:
        role = rp.Role(id=rp.RoleId("r"), label="R")
        source = rp.Source(id=rp.SourceId("s"), title="S")
        band = rp.SalaryBand(
            role=role.id,
            component=rp.PayComponent.BASE,
            minimum=Decimal("0.10"),
            currency="USD",
            citation=rp.Citation(source=source.id, section="x", line=1),
        )
        catalog = rp.Catalog(sources=(source,), roles=(role,), salary_bands=(band,))
        assert str(compiled(catalog).salary_bands[0].minimum) == "0.10"


class TestLoadCatalog:
    @pytest.fixture(autouse=True)
    def _nothing_loaded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(bundled, "_loaded", [])

    def test_the_compiled_module_is_used_where_there_is_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        module = ModuleType(bundled._COMPILED)
        module.catalog = rp.Catalog(name="compiled")  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, bundled._COMPILED, module)
        assert bundled.load_catalog() is module.catalog
        assert bundled.load_catalog() is module.catalog

    def test_the_files_are_read_where_there_is_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, bundled._COMPILED, None)
        loaded = bundled.load_catalog()
        assert loaded == bundled.read_bundled()
        assert bundled.load_catalog() is loaded

    def test_what_ships_equals_the_files(self) -> None:
        assert bundled.load_catalog() == bundled.read_bundled()

    def test_many_threads_get_one_catalog(self) -> None:
        with ThreadPoolExecutor(16) as pool:
            loaded = list(pool.map(lambda _: bundled.load_catalog(), range(16)))
        assert len({id(catalog) for catalog in loaded}) == 1
