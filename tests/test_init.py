"""The public names, and what importing them costs."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from importlib import import_module
from pathlib import Path

import pytest

import rolepath as rp


def run(code: str, *options: str, path: str | None = None) -> str:
    """Run code in a fresh interpreter and return what it prints."""
    prefix = f"import sys; sys.path.insert(0, {path!r}); " if path else ""
    done = subprocess.run([sys.executable, *options, "-c", prefix + code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


class TestNames:
    def test_all_is_sorted_and_lists_every_name_of_the_table(self) -> None:
        assert rp.__all__ == sorted(rp._HOME)

    def test_dir_is_all(self) -> None:
        assert dir(rp) == rp.__all__

    @pytest.mark.parametrize("name", rp.__all__)
    def test_every_name_resolves_to_the_object_of_its_home(self, name: str) -> None:
        assert getattr(rp, name) is getattr(import_module(rp._HOME[name]), name)

    def test_every_name_is_listed_by_its_home(self) -> None:
        for name, home in rp._HOME.items():
            if name != "__version__":
                assert name in import_module(home).__all__, (home, name)

    def test_an_unknown_name_is_an_attribute_error(self) -> None:
        with pytest.raises(AttributeError, match="module 'rolepath' has no attribute 'nothing'"):
            rp.nothing  # noqa: B018

    def test_the_version_is_that_of_the_distribution(self) -> None:
        from importlib.metadata import version

        assert rp.__version__ == version("rolepath")


class TestImport:
    def test_importing_loads_neither_attrs_nor_cattrs_nor_toml(self) -> None:
        heavy = "{'attr', 'attrs', 'cattrs', 'tomllib', 'importlib.metadata', 'decimal', 'rich', 'cyclopts', 'matplotlib'}"
        assert run(f"import sys, rolepath; print(sorted({heavy} & set(sys.modules)))").strip() == "[]"

    def test_the_verbs_load_no_optional_package(self) -> None:
        heavy = "{'rich', 'cyclopts', 'matplotlib', 'numpy'}"
        code = f"import sys, rolepath as rp; str(rp.skill_gap('DS', 'MLE')); print(sorted({heavy} & set(sys.modules)))"
        assert run(code).strip() == "[]"

    def test_it_works_from_a_zip(self, tmp_path: Path) -> None:
        package = Path(rp.__file__ or "").parent
        archive = tmp_path / "rolepath.zip"
        with zipfile.ZipFile(archive, "w") as packed:
            for file in sorted(package.rglob("*")):
                if file.is_file() and "__pycache__" not in file.parts:
                    packed.write(file, Path("rolepath") / file.relative_to(package))
        code = "import rolepath as rp; print(rp.__file__); print(repr(rp.skill_gap('DS', 'MLE'))); print(len(rp.load_catalog().facts))"
        where, answer, facts = run(code, path=str(archive)).splitlines()
        assert where.startswith(str(archive))
        assert answer == repr(rp.skill_gap("DS", "MLE"))
        assert int(facts) == len(rp.load_catalog().facts)
