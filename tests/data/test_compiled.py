"""The compiled catalog equals the one that is read from TOML."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
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


#: Starts sixteen threads that wait for one another, hands each its number, and lets the interpreter switch as often as it can.
AT_ONCE = """
import sys
from threading import Barrier, Thread

def at_once(work):
    barrier, found = Barrier(16), {}
    def run(number):
        barrier.wait()
        try:
            found[number] = work(number)
        except BaseException as error:
            found[number] = error
    threads = [Thread(target=run, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wrong = [repr(each) for each in found.values() if isinstance(each, BaseException)]
    assert len(found) == 16 and not wrong, wrong
    return [found[number] for number in range(16)]

sys.setswitchinterval(1e-6)
"""


def run_fresh(code: str, *words: str) -> None:
    done = subprocess.run([sys.executable, "-W", "error", "-c", AT_ONCE + code, *words], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


class TestSixteenThreads:
    """What is first used from sixteen threads at once, in a process that has used nothing before, is made whole and once."""

    FIRST = """
import rolepath as rp
loaded = at_once(lambda number: rp.load_catalog())
assert len(set(map(id, loaded))) == 1
assert rp.load_catalog() is loaded[0] and len(loaded[0].sources) == 5
from rolepath.data import bundled
assert len(bundled._loaded) == 1  # what fifteen others read would be thrown away
"""

    def test_first_load_from_toml(self) -> None:
        run_fresh("sys.modules['rolepath.data._compiled'] = None" + self.FIRST)

    def test_first_load_from_the_compiled_module(self, tmp_path: Path) -> None:
        (tmp_path / "_compiled.py").write_text(source_of(bundled.read_bundled()), encoding="utf-8")
        code = """
import rolepath.data
rolepath.data.__path__.insert(0, sys.argv[1])
"""
        check = "assert 'rolepath.data.files' not in sys.modules and 'rolepath.data._compiled' in sys.modules"
        run_fresh(code + self.FIRST + check, str(tmp_path))

    def test_first_import(self) -> None:
        code = """
def work(number):
    import rolepath as rp
    return [getattr(rp, name) for name in (rp.__all__ if number % 2 else rp.__all__[::-1])][:: 1 if number % 2 else -1]
found = at_once(work)
assert all(a is b for names in found for a, b in zip(names, found[0], strict=True))
"""
        run_fresh(code)

    @pytest.mark.parametrize(
        "work",
        [
            "rp.to_json(band)",
            "rp.from_json(written)",
            "rp.from_json(written if number % 2 else gap)",
            "rp.json_schema()",
            "rp.json_schema(rp.SkillGap if number % 2 else rp.Profile)",
            "rp.skill_gap('data scientist', 'ML engineer')",
            "rp.Profile.from_data({'skills': {'python': 'strong'}, 'role': 'data scientist'})",
            "rp.catalog_from_toml({'a.toml': '[[roles]]\\nid = \"x\"\\nlabel = \"X\"\\n'}, base=catalog)",
            "str(rp.transition_difficulty('data scientist', 'ML engineer'))",
            "rp.compare('data scientist', 'ML engineer')._repr_html_()",
            "rp.find_paths('data analyst', 'ML engineer', max_steps=2)",
        ],
    )
    def test_first_use(self, work: str) -> None:
        """Odd and even threads may ask for different things; those who ask for the same get the same."""
        code = f"""
import rolepath as rp
catalog = rp.load_catalog()
band = catalog.salary_bands[0]
written = sys.argv[1]
gap = sys.argv[2]
found = at_once(lambda number: {work})
assert all(each == found[place % 2] for place, each in enumerate(found))
"""
        catalog = rp.load_catalog()
        run_fresh(code, rp.to_json(catalog.salary_bands[0]), rp.to_json(catalog.requirements[0]))
