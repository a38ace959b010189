"""Mutation test of `model/` and `analysis/`, by sample: which small change of the source does no test notice? README.md says how to ask."""

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
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

from cosmic_ray.commands.init import _all_work_items  # the command itself insists on a database
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

ROOT = Path(__file__).resolve().parents[1]
LAYERS = ("model", "analysis")
SUITES = (*LAYERS, "property")
#: Takes as long as a quarter of all others, and is left out.
SLOW = "tests/analysis/test_claims.py::TestBundled::test_leaving_out_a_fact_makes_no_verdict"
#: An operator becomes one of its own kind: `+` for `==`, or `|` for `+`, is a type error and shows nothing.
KINDS = [set(kind.split()) for kind in ("Add Sub Mul Div FloorDiv Mod", "BitOr BitAnd BitXor", "Lt LtE Gt GtE", "Eq NotEq", "Is IsNot")]

#: Whose tests show what a module does that has no test file of its name.
NEAR = {
    "advise": "questionnaire role_advice",
    "agreement": "disagreement order",
    "claims": "verdict",
    "comp": "derived_pay pay_figures pay_group",
    "difficulty": "factors",
    "gap": "holding",
    "plan": "what_if",
    "robustness": "pay_order readings",
    "route": "carried carrying ways",
    "tables_laws": "shown",
}
#: What all nouns keep to, and all results.
OF_A_LAYER = {"model": "tests/model/test_fields.py", "analysis": "tests/analysis/test_results.py"}

Mutant = dict[str, Any]


def untold(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield what has no effect at run time, or is no rule: annotations, and `strict` of a zip of equal lengths."""
    for node in ast.walk(tree):
        match node:
            case ast.AnnAssign(annotation=told) | ast.arg(annotation=ast.expr() as told) | ast.FunctionDef(returns=ast.expr() as told):
                yield told
            case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.keyword(arg="strict"):
                yield node


def mutants(path: Path) -> Iterator[Mutant]:
    """Yield the mutants of a file, but for those that change nothing for certain, or are type errors at sight."""
    code = (ROOT / path).read_text(encoding="utf-8")
    tree = ast.parse(code)
    spans = [((node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)) for node in untold(tree)]
    for item in _all_work_items([ROOT / path], {}):
        (found,) = item.mutations
        name = found.operator_name.removeprefix("core/")
        pair = set() if "Unary" in name else set(name.split("_")[1:])
        if any(pair <= kind for kind in KINDS) and not any(start <= found.start_pos < end for start, end in spans):
            yield {"path": str(path), "operator": name, "occurrence": found.occurrence, "place": [*found.start_pos]}


def mutated(mutant: Mutant) -> str | None:
    """Return the text of the mutant's file, or None where it is not Python."""
    code = (ROOT / mutant["path"]).read_text(encoding="utf-8")
    text: str = mutate_code(code, get_operator("core/" + mutant["operator"])(), mutant["occurrence"])
    lines = zip_longest(code.splitlines(), text.splitlines(), fillvalue="")
    mutant["diff"] = next((f"- {old.strip()} + {new.strip()}" for old, new in lines if old != new), "")
    try:
        return text if ast.dump(ast.parse(text)) != ast.dump(ast.parse(code)) else None
    except SyntaxError:
        return None


def sample(seed: int, per_module: int) -> list[Mutant]:
    """Draw so many places of each module, and one mutant for each place; the modules take turns."""
    modules = []
    for path in sorted(chain.from_iterable((ROOT / "src/rolepath" / layer).glob("*.py") for layer in LAYERS)):
        draw = random.Random(f"{seed} {path.name}")  # noqa: S311 (a sample, no secret)
        places = defaultdict(list)
        for mutant in mutants(path.relative_to(ROOT)):
            places[tuple(mutant["place"])].append(mutant)
        drawn = (draw.choice(places[place]) for place in draw.sample(sorted(places), len(places)))
        modules.append([mutant for mutant, _ in zip((each for each in drawn if mutated(each)), range(per_module), strict=False)])
    return [mutant for turn in zip_longest(*modules) for mutant in turn if mutant]


def tests_of(path: Path) -> tuple[list[str], list[str]]:
    """Return the test files of a module, that of its name or by ``NEAR`` and that of its layer, and all others."""
    name = path.stem.strip("_")
    name = next((near for near, modules in NEAR.items() if name in modules.split()), name)
    every = sorted(str(file.relative_to(ROOT)) for suite in SUITES for file in (ROOT / "tests" / suite).glob("test_*.py"))
    near = [file for file in every if Path(file).stem == f"test_{name}" or file == OF_A_LAYER[path.parent.name]]
    return near, [file for file in every if file not in near]


def passes(checkout: Path, files: list[str]) -> bool:
    """Run test files up to the first failure."""
    env = {"PYTHONPATH": str(checkout / "src"), "HYPOTHESIS_PROFILE": "quick", "CI": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    options = ["-x", "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "_hypothesis_pytestplugin", f"--deselect={SLOW}"]
    command = [sys.executable, "-B", "-m", "pytest", *options, *files]
    return not subprocess.run(command, cwd=checkout, env=os.environ | env, timeout=900, check=False, capture_output=True).returncode


def verdict(checkout: Path, mutant: Mutant, stages: int = 2) -> str:
    """Run the tests of a mutant's module, and, where they pass, all others."""
    (checkout / mutant["path"]).write_text(mutated(mutant) or "", encoding="utf-8")
    try:
        return "survived" if all(passes(checkout, files) for files in tests_of(Path(mutant["path"]))[:stages]) else "killed"
    except subprocess.TimeoutExpired:
        return "timeout"
    finally:
        shutil.copy2(ROOT / mutant["path"], checkout / mutant["path"])


def main() -> int:
    """Draw the mutants, run each, and print the score and the survivors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-module", type=int, default=4)
    parser.add_argument("--stages", type=int, choices=(1, 2), default=2, help="1: the tests of the module alone; 2: then all others")
    parser.add_argument("--again", type=Path, help="results of an earlier run, whose survivors alone are run")
    parser.add_argument("--results", type=Path, default=Path("mutants.jsonl"), help="where each result is written, a line of JSON each")
    asked = parser.parse_args()
    earlier = map(json.loads, asked.again.open(encoding="utf-8")) if asked.again else ()
    drawn = [each for each in earlier if each["result"] == "survived"] if asked.again else sample(asked.seed, asked.per_module)
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder, asked.results.open("w", encoding="utf-8") as results:
        checkout = Path(folder).resolve() / "checkout"
        shutil.copytree(ROOT, checkout, ignore=shutil.ignore_patterns(".*", "_build", "__pycache__"))
        if not passes(checkout, [f"tests/{suite}" for suite in SUITES]):
            print("the tests fail before anything is changed")
            return 1
        for mutant in drawn:
            mutant["result"] = verdict(checkout, mutant, asked.stages)
            counts[mutant["result"]] += 1
            print(json.dumps(mutant), file=results, flush=True)
            if mutant["result"] == "survived":
                print(f"{mutant['path']}:{mutant['place'][0]} {mutant['operator']} {mutant['diff']}", flush=True)
    print(f"{counts.total() - counts['survived']} of {len(drawn)} killed, of these {counts['timeout']} by timeout")
    return 0


if __name__ == "__main__":
    sys.exit(main())
