"""Times of rolepath beside those of its peers and of plain Python, measured side by side in one run."""

from __future__ import annotations

import argparse
import gc
import json
import os
import pickle
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import product
from math import isclose
from pathlib import Path
from statistics import median
from time import perf_counter
from timeit import timeit
from typing import Any, TypeAlias

ROOT = Path(__file__).resolve().parents[1]

#: Budgets: ratios of rows 1 and 2, and microseconds of row 3.
IMPORT_BUDGET = 1.1
START_BUDGET = 1.0
WARM_BUDGETS = {"skill_gap": 25.0, "comp_lookup": 25.0, "transition_difficulty": 100.0}
#: What `import rolepath` must leave alone.
NOT_LOADED = ("cattrs", "tomllib", "importlib.metadata")

OURS = 'import rolepath as rp; print(rp.skill_gap("data scientist", "ML engineer"))'
PEER = "tech-roles-library"
#: Its roles have nine levels each and it compares one level at a time; 5 is the middle one.
THEIRS = """
from tech_roles_library import TechRoles
print(TechRoles(language="en").compare_roles("Data Scientist", "Machine Learning Engineer", 5))
"""


#: A verb with its names filled in, to be asked of a catalog.
Question: TypeAlias = Callable[..., object]


class MeasurementError(Exception):
    """Something could not be measured; the message says what and why."""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """The times that one piece of work took."""

    name: str
    unit: str
    runs: int
    median: float
    minimum: float
    maximum: float


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A figure as a ratio to another one of the same run, or to a fixed time where ``against`` is None."""

    name: str
    against: str | None
    ratio: float
    ratio_of_minima: float
    budget: float
    is_within: bool


def figure(name: str, unit: str, times: Sequence[float]) -> Figure:
    """Sum up the times of one piece of work."""
    return Figure(name=name, unit=unit, runs=len(times), median=median(times), minimum=min(times), maximum=max(times))


def against_figure(ours: Figure, theirs: Figure, budget: float) -> Verdict:
    """Hold a figure against another one: the budget is a ratio."""
    ratio = ours.median / theirs.median
    minima = ours.minimum / theirs.minimum
    return Verdict(name=ours.name, against=theirs.name, ratio=ratio, ratio_of_minima=minima, budget=budget, is_within=ratio <= budget)


def against_time(ours: Figure, budget: float) -> Verdict:
    """Hold a figure against a fixed time: the budget is in the figure's unit."""
    ratio, minima = ours.median / budget, ours.minimum / budget
    return Verdict(name=ours.name, against=None, ratio=ratio, ratio_of_minima=minima, budget=budget, is_within=ratio <= 1)


def in_turn(work: Mapping[str, Callable[[], float]], runs: int) -> dict[str, list[float]]:
    """Do each piece of work once, then each again, so that what else the machine does falls on all alike."""
    times: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(runs):
        for name, once in work.items():
            times[name].append(once())
    return times


# Whole processes -------------------------------------------------------------------------------------------------------


def checked(command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> str:
    """Run a command and return what it prints."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, env=env)
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["it said nothing"]
        raise MeasurementError(f"python {' '.join(map(str, command[1:3]))} failed: {said[-1]}")
    return done.stdout


def process(command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> Callable[[], float]:
    """Return what runs a command in a process of its own and times it from before its start to after its end, in ms."""
    checked(command, env)  # fails early, and leaves bytecode and file caches filled for the runs that count

    def once() -> float:
        began = perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=env)
        return (perf_counter() - began) * 1e3

    return once


def with_bytecode(folder: str) -> dict[str, str]:
    """Return variables under which bytecode is kept in a folder, whether or not that of the packages was ever written."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": folder}


def environment(folder: Path) -> Path:
    """Make a virtual environment and return its Python."""
    checked([sys.executable, "-m", "venv", folder])
    return folder / ("Scripts" if os.name == "nt" else "bin") / "python"


def pip(python: Path, *arguments: str | Path) -> None:
    """Run the pip of an environment."""
    checked([python, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input", *arguments])


def our_environment(folder: Path) -> Path:
    """Build the wheel of this checkout, install it into an environment of its own, and return that one's Python."""
    wheels = folder / "wheels"
    python = environment(folder / "ours")
    pip(python, "wheel", "--no-deps", "--wheel-dir", wheels, ROOT)
    pip(python, "install", "--only-binary", ":all:", *wheels.glob("rolepath-*.whl"))
    checked([python, "-I", "-c", "import rolepath.data._compiled"])  # without it the TOML files would be measured
    return python


def peer_environment(folder: Path) -> Path:
    """Install the peer into an environment of its own, and return that one's Python."""
    python = environment(folder / "peer")
    pip(python, "install", "--only-binary", ":all:", PEER)
    return python


def import_row(runs: int) -> dict[str, Any]:
    """Measure `import rolepath` against `import attrs`."""
    asking = f"import rolepath, sys; print(*[name for name in {NOT_LOADED!r} if name in sys.modules])"
    loaded = checked([sys.executable, "-c", asking]).split()
    ours, attrs = "import rolepath", "import attrs"
    with tempfile.TemporaryDirectory() as folder:
        env = with_bytecode(folder)
        code = {ours: ours, attrs: attrs, "Python alone": "pass"}
        work = {name: process([sys.executable, "-c", text], env) for name, text in code.items()}
        figures = {name: figure(name, "ms", times) for name, times in in_turn(work, runs).items()}
    return {
        "title": "import rolepath against import attrs: whole processes, nothing subtracted",
        "figures": [*figures.values()],
        "verdicts": [against_figure(figures[ours], figures[attrs], IMPORT_BUDGET)],
        "notes": [] if loaded else [f"not in sys.modules after import rolepath: {', '.join(NOT_LOADED)}"],
        "failures": [f"{name} is in sys.modules after import rolepath" for name in loaded],
    }


def start_row(runs: int) -> dict[str, Any]:
    """Measure process start to the first printed answer, ours against the peer's."""
    ours, theirs = "rolepath, first skill_gap", f"{PEER}, first comparison"
    notes = ["from wheels, each in a virtual environment of its own"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python = our_environment(folder)
        work = {ours: process([python, "-I", "-c", OURS])}
        try:
            work[theirs] = process([peer_environment(folder), "-I", "-c", THEIRS])
        except MeasurementError as error:
            notes.append(f"no ratio, absolute times alone: {PEER} could not be measured ({error})")
        work["Python alone"] = process([python, "-I", "-c", "pass"])
        figures = {name: figure(name, "ms", times) for name, times in in_turn(work, runs).items()}
    return {
        "title": "process start to the first printed answer: whole processes, nothing subtracted",
        "figures": [*figures.values()],
        "verdicts": [against_figure(figures[ours], figures[theirs], START_BUDGET)] if theirs in figures else [],
        "notes": notes,
        "failures": [],
    }


# Warm calls ------------------------------------------------------------------------------------------------------------


def questions(verb: str, catalog: Any) -> list[Question]:
    """Return all questions of a verb on all roles: pairs of different roles, or each role at each level and at none."""
    import rolepath as rp

    roles = [role.id for role in catalog.roles]
    if verb == "comp_lookup":
        levels = [None, *(level.id for level in catalog.standard_levels)]
        return [partial(rp.comp_lookup, role, level=level) for role, level in product(roles, levels)]
    return [partial(getattr(rp, verb), a, b) for a, b in product(roles, roles) if a != b]


def asked_anew(kept: bytes, first: Question, others: Sequence[Question]) -> Callable[[], float]:
    """Return what times questions on a fresh copy of a pickled catalog, in microseconds per question.

    The first one is asked beforehand, untimed, so that names are indexed as in a process that has answered something.
    """

    def once() -> float:
        fresh = pickle.loads(kept)  # noqa: S301 - of our own making, see warm_row
        first(catalog=fresh)
        gc.collect()
        began = perf_counter()
        for ask in others:
            ask(catalog=fresh)
        return (perf_counter() - began) / len(others) * 1e6

    return once


def asked_again(call: Callable[[], object], calls: int) -> Callable[[], float]:
    """Return what times a call that was made before, in microseconds."""
    call()
    return lambda: timeit(call, number=calls) / calls * 1e6


def plain_gap(wanted: Mapping[Any, tuple[float, float]], held: Mapping[Any, float]) -> float:
    """Return the weighted gap from plain dicts: skill to weight and need, and skill to level held."""
    short = total = 0.0
    for skill, (weight, need) in wanted.items():
        total += weight * need
        short += weight * max(0.0, need - held[skill])
    return short / total


def warm_row(runs: int, calls: int) -> dict[str, Any]:
    """Measure warm calls on the bundled catalog, in microseconds."""
    import attrs

    import rolepath as rp

    catalog = rp.load_catalog()
    kept = pickle.dumps(catalog)
    again: dict[str, Callable[[], object]] = {
        "skill_gap": lambda: rp.skill_gap("data scientist", "ML engineer"),
        "comp_lookup": lambda: rp.comp_lookup("data scientist", location="London"),
        "transition_difficulty": lambda: rp.transition_difficulty("data scientist", "ML engineer"),
    }
    work: dict[str, Callable[[], float]] = {}
    for verb, call in again.items():
        first, *others = questions(verb, catalog)
        work[f"{verb}, asked again"] = asked_again(call, calls)
        work[f"{verb}, asked anew"] = asked_anew(kept, first, others)
    unlike, asked = (partial(rp.skill_gap, a, b) for a, b in (("data analyst", "AI engineer"), ("data scientist", "ML engineer")))
    work["skill_gap, asked anew, data scientist to ML engineer"] = asked_anew(kept, unlike, [asked])
    gap = rp.skill_gap("data scientist", "ML engineer")
    wanted = {item.skill: (item.weight, item.need) for item in gap.items}
    held = {item.skill: item.held for item in gap.items}
    if gap.score is None or not isclose(plain_gap(wanted, held), gap.score):
        raise MeasurementError("the gap in plain dicts is not that of skill_gap, so that the two do not compare")
    result, item = attrs.asdict(gap, recurse=False), attrs.asdict(gap.items[0], recurse=False)
    work[f"the same gap, {len(wanted)} needs in plain dicts"] = asked_again(lambda: plain_gap(wanted, held), calls)
    work["one frozen result, SkillGap"] = asked_again(lambda: rp.SkillGap(**result), calls)
    work["one frozen item of it, GapItem"] = asked_again(lambda: rp.GapItem(**item), calls)
    figures = {name: figure(name, "us", times) for name, times in in_turn(work, runs).items()}
    return {
        "title": "warm calls on the bundled catalog",
        "figures": [*figures.values()],
        "verdicts": [
            against_time(figures[f"{verb}, asked {how}"], budget) for verb, budget in WARM_BUDGETS.items() for how in ("again", "anew")
        ],
        "notes": [
            "asked again: the catalog keeps its answers, so this is the time to find one that was given before",
            "asked anew: the mean of first-time questions on a fresh copy of the catalog that has answered one other question:",
            "  all pairs of roles, or for comp_lookup all roles at all levels and at none",
            "the last three figures are there for scale",
        ],
        "failures": [],
    }


# What is printed -------------------------------------------------------------------------------------------------------


def lines(number: int, row: Mapping[str, Any]) -> Iterator[str]:
    """Yield a row as text."""
    yield f"Row {number}: {row['title']}"
    yield f"  {'':52} {'median':>10} {'min':>10} {'max':>10}      runs"
    for f in row["figures"]:
        yield f"  {f.name:52} {f.median:10.2f} {f.minimum:10.2f} {f.maximum:10.2f}  {f.unit}  {f.runs:4}"
    for v in row["verdicts"]:
        measure = f"{v.name} / {v.against}" if v.against else f"{v.name} / {v.budget:g} us"
        limit = v.budget if v.against else 1.0
        said = "within" if v.is_within else "over"
        yield f"  {measure} = {v.ratio:.2f} (of the minima {v.ratio_of_minima:.2f}), at most {limit:g}: {said}"
    for note in row["notes"]:
        yield f"  {note}"
    for failure in row["failures"]:
        yield f"  failed: {failure}"


def positive(text: str) -> int:
    """Read a whole number above 0."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the rows asked for; return 1 where something failed, whatever the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", nargs="+", type=int, choices=(1, 2, 3), default=[1, 2, 3], help="which rows (default: all)")
    parser.add_argument("--runs", type=positive, default=21, help="times that everything is measured (default: %(default)s; 15 or more)")
    parser.add_argument("--calls", type=positive, default=2000, help="calls in one run of row 3, asked again (default: %(default)s)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to a file")
    asked = parser.parse_args(arguments)
    measure: dict[int, Callable[[], dict[str, Any]]] = {
        1: lambda: import_row(asked.runs),
        2: lambda: start_row(asked.runs),
        3: lambda: warm_row(asked.runs, asked.calls),
    }
    machine = {"python": platform.python_version(), "system": platform.system(), "machine": platform.machine(), "cpus": os.cpu_count()}
    print(", ".join(f"{key} {value}" for key, value in machine.items()))
    rows: dict[str, Any] = {}
    for number in sorted(set(asked.rows)):
        try:
            row = measure[number]()
        except MeasurementError as error:
            row = {"title": "not measured", "figures": [], "verdicts": [], "notes": [], "failures": [str(error)]}
        print("", *lines(number, row), sep="\n", flush=True)
        rows[str(number)] = {key: [asdict(v) for v in value] if key in {"figures", "verdicts"} else value for key, value in row.items()}
    if asked.json is not None:
        asked.json.write_text(json.dumps({**machine, "rows": rows}, indent=2) + "\n", encoding="utf-8")
    return int(any(row["failures"] for row in rows.values()))


if __name__ == "__main__":
    sys.exit(main())
