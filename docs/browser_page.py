"""Puts beside the page ``try-it`` what it loads: the library and its packages as wheels, and Pyodide where it is at hand."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging

import rolepath

logger = logging.getLogger(__name__)

HERE = Path(__file__).parent
#: Files that the page loads as they are.
PARTS = ("page.css", "page.js", "answers.py")
#: Distributions that the page installs: the library, and what it needs.
PACKAGES = ("rolepath", "attrs", "cattrs", "typing_extensions")
#: Names the folder of Pyodide's npm package; without it, the one that ``npm install pyodide`` makes at the root of the repository.
PYODIDE_VARIABLE = "ROLEPATH_PYODIDE"
#: What of that folder a browser loads; the rest are types, maps and consoles.
LOADED = {".js", ".json", ".mjs", ".wasm", ".zip"}
#: The time of every file in a wheel, so that the same files make the same wheel.
TIME = (1980, 1, 1, 0, 0, 0)


def pyodide_folder() -> Path | None:
    """Return the folder of Pyodide's npm package, or None where there is none.

    Raises:
        FileNotFoundError: the environment variable names a folder that does not hold it.
    """
    named = os.environ.get(PYODIDE_VARIABLE)
    folder = Path(named) if named else HERE.parent / "node_modules" / "pyodide"
    if (folder / "pyodide.mjs").is_file():
        return folder
    if named:
        message = f"{PYODIDE_VARIABLE} is {named!r}, where there is no pyodide.mjs; give the folder of the npm package pyodide"
        raise FileNotFoundError(message)
    return None


def installed_files(name: str) -> Iterator[tuple[str, Path]]:
    """Yield what an installed distribution holds: the name in a wheel, and the file."""
    listed = distribution(name).files or ()
    for file in listed:
        if ".." not in file.parts and file.suffix not in {".pth", ".pyc"}:
            yield file.as_posix(), Path(str(file.locate()))
    if not any(file.parts[0] == "rolepath" for file in listed) and name == "rolepath":  # an editable install lists no module
        package = Path(rolepath.__file__).parent
        for path in sorted(package.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                yield path.relative_to(package.parent).as_posix(), path


def write_wheel(name: str, folder: Path) -> str:
    """Pack an installed distribution of Python files into a wheel again, and return the wheel's name."""
    wheel = f"{name}-{distribution(name).version}-py3-none-any.whl"
    with zipfile.ZipFile(folder / wheel, "w", zipfile.ZIP_DEFLATED) as packed:
        for inside, path in sorted(installed_files(name)):
            packed.writestr(zipfile.ZipInfo(inside, TIME), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return wheel


def write_parts(app: Sphinx, failure: Exception | None) -> None:
    """Write everything beside the page, once the pages are written."""
    if failure is not None or app.builder.name != "html":
        return
    page = Path(app.outdir, "try-it")
    for folder in ("wheels", "pyodide"):
        shutil.rmtree(page / folder, ignore_errors=True)  # of an earlier version
    (page / "wheels").mkdir()
    for part in PARTS:
        shutil.copy(HERE / "try-it" / part, page)
    wheels = [write_wheel(name, page / "wheels") for name in PACKAGES]
    (page / "packages.json").write_text(json.dumps({"wheels": wheels}), encoding="utf-8")
    pyodide = pyodide_folder()
    if pyodide is None:
        logger.info("without Pyodide, so the page try-it says that it cannot run; docs/how-to/test-in-a-browser.md says how to add it")
        return
    (page / "pyodide").mkdir()
    for path in pyodide.iterdir():
        if path.suffix in LOADED:
            shutil.copy(path, page / "pyodide")


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the hook."""
    app.connect("build-finished", write_parts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
