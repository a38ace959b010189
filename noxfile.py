"""What is checked, each in an environment of its own. `.ci/run` runs all of it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import nox

ROOT = Path(__file__).parent
#: What the tests read besides the installed package.
BESIDES = (
    *("tests", "docs", "examples", "benchmarks", "changelog.d", "noxfile.py", "pyproject.toml", "LICENSE"),
    *("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "DATA_SOURCES.md"),
)

#: What Chromium is called by those who package it.
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

#: What ``fuzz`` reads by.
READERS = ("json", "toml", "overlay", "profile")

nox.needs_version = ">=2024.10"
nox.options.default_venv_backend = "venv"
nox.options.error_on_missing_interpreters = True
nox.options.sessions = ["tests", "lint", "types", "layers", "docs", "wheel", "browser"]

PYPROJECT = nox.project.load_toml(ROOT / "pyproject.toml")


def group(name: str) -> list[str]:
    """Return what a dependency group of pyproject.toml asks for."""
    return list(nox.project.dependency_groups(PYPROJECT, name))


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests on the installed package and check branch coverage."""
    session.install(".[test]")
    session.env["COVERAGE_FILE"] = str(Path(session.create_tmp()) / "coverage")
    session.run("python", "-m", "coverage", "run", "-m", "pytest", *session.posargs)
    if not session.posargs:
        session.run("python", "-m", "coverage", "report")


@nox.session
def lint(session: nox.Session) -> None:
    """Check rules and format."""
    session.install(*group("lint"))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types, with two checkers."""
    session.install("--editable", ".[cli,testing]", *group("lint"))
    session.run("mypy")
    session.run("pyright", "--pythonpath", f"{session.virtualenv.bin}/python")


@nox.session
def layers(session: nox.Session) -> None:
    """Check that imports point one way."""
    session.install("--editable", ".[cli]", *group("lint"))
    session.run("lint-imports", "--no-cache")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation, where a warning is an error, and run its examples."""
    session.install(".[test]", *group("docs"))
    session.run("sphinx-build", "-W", "-n", "-E", "-b", "html", "docs", "docs/_build/html")
    session.run("python", "-m", "pytest", "tests/docs")


@nox.session
def wheel(session: nox.Session) -> None:
    """Build the wheel, install it alone, and run the tests where there is no src/."""
    session.install("build")
    folder = Path(session.create_tmp()).resolve() / "wheel"
    shutil.rmtree(folder, ignore_errors=True)  # what an earlier run left
    session.run("python", "-m", "build", "--wheel", "--outdir", str(folder / "dist"))
    built = next((folder / "dist").glob("*.whl"))
    # The test file of someone who has the wheel and Hypothesis, and nothing else of ours.
    session.install(f"rolepath @ {built.as_uri()}", "hypothesis")
    stranger = folder / "test_stranger.py"
    shutil.copy(ROOT / "tests" / "testing" / "stranger_test.py.txt", stranger)
    session.chdir(folder)
    session.run("python", str(stranger))
    session.install(f"rolepath[test] @ {built.as_uri()}")
    checkout = folder / "checkout"
    checkout.mkdir()
    for name in BESIDES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, checkout / name, ignore=shutil.ignore_patterns("_build", "__pycache__"))
        else:
            shutil.copy(source, checkout)
    guides = ROOT.parent / "shared"
    if guides.is_dir():
        (folder / "shared").symlink_to(guides.resolve())
    session.chdir(checkout)
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """Open the report, the documentation and the page that runs the library in Chromium; without Chromium it is skipped."""
    if not (os.environ.get("ROLEPATH_CHROMIUM") or any(map(shutil.which, CHROMIUM))):
        session.skip("*** NO CHROMIUM IS INSTALLED (Debian: apt-get install chromium): THE BROWSER TESTS ARE SKIPPED ***")
    session.install(".[report]", *group("docs"), *group("browser"))
    folder = Path(session.create_tmp()).resolve()
    docs = folder / "docs"
    env = {"ROLEPATH_DOCS": str(docs), "ROLEPATH_NO_SKIP": "1"}
    try:
        session.run("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), "pyodide", external=True)
        env["ROLEPATH_PYODIDE"] = str(folder / "node_modules" / "pyodide")
    except nox.command.CommandFailed:
        session.warn("*** PYODIDE CANNOT BE INSTALLED BY npm: THE TESTS OF THE PAGE THAT RUNS THE LIBRARY ARE SKIPPED ***")
        del env["ROLEPATH_NO_SKIP"]
    session.run("sphinx-build", "-q", "-E", "-b", "html", "docs", str(docs), env=env)
    session.run("python", "-m", "pytest", "tests/browser", *session.posargs, env=env)


@nox.session
def examples(session: nox.Session) -> None:
    """Write the output of the examples anew: README, tutorial and notebook."""
    session.install(".[test]")
    session.run("python", "examples/refresh.py")


@nox.session
def fuzz(session: nox.Session) -> None:
    """Fuzz the readers, one after the other: ``nox -s fuzz -- --seconds 480``, or ``-- json`` for one alone."""
    try:
        session.install("atheris")
    except nox.command.CommandFailed:
        session.error("atheris has no wheel for this Python and system, and cannot be built here; try another Python: nox -s fuzz -P 3.12")
    session.install(".[testing,toml]")
    readers = [word for word in session.posargs if word in READERS]
    options = [word for word in session.posargs if word not in READERS]
    for reader in readers or READERS:
        session.run("python", "benchmarks/fuzz.py", reader, *options)


@nox.session
def pictures(session: nox.Session) -> None:
    """Write the stored pictures anew, which the tests compare and the documentation shows."""
    session.install(".[test]")
    session.run("python", "tests/display/pictures/write.py")


@nox.session
def bench(session: nox.Session) -> None:
    """Print the times of the benchmarks, as ratios; what is measured is installed in environments of their own."""
    session.run("python", "benchmarks/run.py", *session.posargs)


@nox.session
def mutants(session: nox.Session) -> None:
    """Change the source in small ways, by sample, and print which changes no test notices; an hour on one core."""
    session.install("--editable", ".[test]", "cosmic-ray>=8.4")
    session.run("python", "benchmarks/mutants.py", *session.posargs)
