"""Mutation test of `model/` and `analysis/`, by sample: which small change of the source does no test notice?

From a checkout, in an environment with rolepath, its tests' requirements and cosmic-ray::

    python benchmarks/mutants.py --per-module 6 --results mutants.jsonl
    python benchmarks/mutants.py --again mutants.jsonl --results again.jsonl
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

from cosmic_ray.commands.init import _all_work_items  # the command itself insists on a database
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator
from coverage import CoverageData

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path("src/rolepath")
LAYERS = ("model", "analysis")
SUITES = (*LAYERS, "property")
#: Takes as long as a quarter of all others; it runs with its own module's mutants alone.
SLOW = "tests/analysis/test_claims.py::TestBundled::test_leaving_out_a_fact_makes_no_verdict"
#: An operator becomes one of its own kind: `+` for `==`, or `|` for `+`, is a type error and shows nothing.
KINDS = [set(kind.split()) for kind in ("Add Sub Mul Div FloorDiv Mod", "BitOr BitAnd BitXor", "Lt LtE Gt GtE", "Eq NotEq", "Is IsNot")]

Mutant = dict[str, Any]


def untold(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield what has no effect at run time, or is no rule: annotations, `overload`, `__all__`, and `strict` of a zip of equal lengths."""
    for node in ast.walk(tree):
        match node:
            case ast.AnnAssign(annotation=told) | ast.arg(annotation=ast.expr() as told) | ast.FunctionDef(returns=ast.expr() as told):
                yield told
            case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.Assign(targets=[ast.Name(id="__all__")]) | ast.keyword(arg="strict"):
                yield node
        if isinstance(node, ast.FunctionDef) and any(ast.unparse(each).endswith("overload") for each in node.decorator_list):
            yield from (node, *node.decorator_list)


def mutants(path: Path) -> Iterator[Mutant]:
    """Yield every mutant of a file that compiles and can change what the file does."""
    code = (ROOT / path).read_text(encoding="utf-8")
    tree = ast.parse(code)
    spans = [((node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)) for node in untold(tree)]
    for item in _all_work_items([ROOT / path], {}):
        (found,) = item.mutations
        name = found.operator_name.removeprefix("core/")
        pair = set(name.split("_")[1:])
        if pair and "Unary" not in name and not any(pair <= kind for kind in KINDS):
            continue
        if any(start <= found.start_pos < end for start, end in spans):
            continue
        line = found.start_pos[0]
        starts = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.stmt) and node.lineno <= line <= node.end_lineno]
        place = {"place": [line, found.start_pos[1]], "from": max(starts, default=line)}
        yield {"path": str(path), "operator": name, "occurrence": found.occurrence, **place}


def mutated(mutant: Mutant) -> str | None:
    """Return the text of the mutant's file, or None where it is not Python."""
    code = (ROOT / mutant["path"]).read_text(encoding="utf-8")
    text: str = mutate_code(code, get_operator("core/" + mutant["operator"])(), mutant["occurrence"])
    try:
        changed = ast.dump(ast.parse(text)) != ast.dump(ast.parse(code))
    except SyntaxError:
        return None
    lines = zip_longest(code.splitlines(), text.splitlines(), fillvalue="")
    mutant["diff"] = next((f"- {old.strip()} + {new.strip()}" for old, new in lines if old != new), "")
    return text if changed else None


def sample(seed: int, per_module: int) -> list[Mutant]:
    """Draw so many places of each module, and one mutant for each place; the modules take turns."""
    modules = []
    for path in sorted(chain.from_iterable((ROOT / PACKAGE / layer).glob("*.py") for layer in LAYERS)):
        draw = random.Random(f"{seed} {path.name}")  # noqa: S311 (a sample, no secret)
        places = defaultdict(list)
        for mutant in mutants(path.relative_to(ROOT)):
            places[tuple(mutant["place"])].append(mutant)
        drawn = (draw.choice(places[place]) for place in draw.sample(sorted(places), len(places)))
        modules.append([mutant for mutant, _ in zip((each for each in drawn if mutated(each)), range(per_module), strict=False)])
    return [mutant for turn in zip_longest(*modules) for mutant in turn if mutant]


class Bench:
    """A copy of the checkout, and which of its test files reach which lines."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "checkout"
        shutil.copytree(ROOT, self.folder, ignore=shutil.ignore_patterns(".git", ".nox", ".venv", "_build", "__pycache__"))
        self.env = {**os.environ, "PYTHONPATH": str(self.folder / "src"), "HYPOTHESIS_PROFILE": "quick", "CI": "1"}
        self.seconds: dict[str, float] = {}
        self.lines: dict[str, dict[str, set[int]]] = {}
        for file in sorted(chain.from_iterable((ROOT / "tests" / suite).glob("test_*.py") for suite in SUITES)):
            self._measure(str(file.relative_to(ROOT)), folder / "coverage")

    def _measure(self, file: str, data: Path) -> None:
        began = time.monotonic()
        self.pytest(["-m", "coverage", "run", f"--data-file={data}"], [file], 900).check_returncode()
        self.seconds[file] = time.monotonic() - began
        read = CoverageData(str(data))
        read.read()
        self.lines[file] = {str(Path(each).relative_to(self.folder)): set(read.lines(each) or ()) for each in read.measured_files()}

    def pytest(self, before: list[str], files: list[str], timeout: float) -> subprocess.CompletedProcess[bytes]:
        """Run these test files up to the first failure."""
        command = [sys.executable, *before, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--tb=no", *files]
        return subprocess.run(command, cwd=self.folder, env=self.env, timeout=timeout, check=False, capture_output=True)

    def verdict(self, mutant: Mutant) -> str:
        """Run the mirror of the mutant's module, then all else that reaches the line."""
        path, lines = mutant["path"], set(range(mutant["from"], mutant["place"][0] + 1))
        mirror = f"tests/{Path(path).parent.name}/test_{Path(path).stem.strip('_')}.py"
        reach = sorted((file for file in self.lines if self.lines[file].get(path, set()) & lines), key=self.seconds.__getitem__)
        rest = [file for file in reach if file != mirror]
        (self.folder / path).write_text(mutated(mutant) or "", encoding="utf-8")
        try:
            for files in ([mirror] if mirror in self.seconds else [], [f"--deselect={SLOW}", *rest] if rest else []):
                if files and self.pytest(["-B"], files, 60 + 4 * sum(self.seconds.get(file, 0) for file in files)).returncode:
                    return "killed"
        except subprocess.TimeoutExpired:
            return "timeout"
        finally:
            shutil.copy2(ROOT / path, self.folder / path)
        return "survived"


def main() -> int:
    """Draw the mutants, run each, and print the score and the survivors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-module", type=int, default=6)
    parser.add_argument("--again", type=Path, help="results of an earlier run, whose survivors alone are run")
    parser.add_argument("--results", type=Path, default=Path("mutants.jsonl"), help="where each result is written, a line of JSON each")
    asked = parser.parse_args()
    if asked.again:
        earlier = [json.loads(line) for line in asked.again.read_text(encoding="utf-8").splitlines()]
        drawn = [mutant for mutant in earlier if mutant["result"] == "survived"]
    else:
        drawn = sample(asked.seed, asked.per_module)
    print(f"{len(drawn)} mutants of {len({mutant['path'] for mutant in drawn})} modules", flush=True)
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder, asked.results.open("w", encoding="utf-8") as results:
        bench = Bench(Path(folder).resolve())
        for mutant in drawn:
            mutant["result"] = bench.verdict(mutant)
            counts[mutant["result"]] += 1
            print(json.dumps(mutant), file=results, flush=True)
            if mutant["result"] == "survived":
                print(f"{mutant['path']}:{mutant['place'][0]} {mutant['operator']} {mutant['diff']}", flush=True)
    killed = counts["killed"] + counts["timeout"]
    print(f"killed {killed} of {counts.total()} ({counts['timeout']} by timeout): {killed / max(counts.total(), 1):.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
