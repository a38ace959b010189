"""Time and count of drawing catalogs: how many Hypothesis draws, how many it throws away, and how long it takes.

From a checkout, in an environment where rolepath and Hypothesis are installed::

    python benchmarks/strategies.py --examples 1000
"""

from __future__ import annotations

import argparse
from collections import Counter
from statistics import mean
from time import process_time
from typing import Any

from hypothesis import given, settings
from hypothesis.statistics import collector
from hypothesis.strategies import SearchStrategy

import rolepath as rp
from rolepath.testing.strategies import catalogs, profiles, salary_bands


def measured(strategy: SearchStrategy[Any], examples: int) -> tuple[list[Any], Counter[str], float]:
    """Draw so many examples; return them, what became of each attempt of Hypothesis, and the seconds of processor time."""
    drawn: list[Any] = []
    told: list[dict[str, Any]] = []

    @settings(max_examples=examples, derandomize=True, database=None, deadline=None, suppress_health_check=[])
    @given(strategy)
    def draw(value: object) -> None:
        drawn.append(value)

    start = process_time()
    with collector.with_value(told.append):
        draw()
    taken = process_time() - start
    cases = (case["status"] for phase, run in told[0].items() if phase.endswith("-phase") for case in run["test-cases"])
    return drawn, Counter(cases), taken


def main() -> None:
    """Print the figures."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--examples", type=int, default=1_000)
    examples: int = reader.parse_args().examples
    for name, strategy in (
        ("catalogs()", catalogs()),
        ("salary_bands()", salary_bands()),
        ("profiles(catalog=the bundled one)", profiles(catalog=rp.load_catalog())),
    ):
        drawn, cases, taken = measured(strategy, examples)
        # Hypothesis cuts some of its own attempts short; an invalid one is an example that a strategy has filtered out.
        print(f"{name}: {len(drawn):,} examples in {taken:.1f} s of processor time, {1_000 * taken / len(drawn):.1f} ms each")
        print(f"  valid {cases['valid']:,}, filtered out {cases['invalid']:,}, cut short by Hypothesis {cases['overrun']:,}")
        if name == "catalogs()":
            sizes = [len(catalog.facts) for catalog in drawn]
            print(f"  facts in a catalog: {mean(sizes):.1f} on average, {max(sizes)} at most")


if __name__ == "__main__":
    main()
