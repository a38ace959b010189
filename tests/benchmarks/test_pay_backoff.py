"""The script that leaves a year of salaries out, on a small file of the same format."""

from __future__ import annotations

import csv
import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

SCRIPT = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "pay_backoff.py")))
HEADER = (*SCRIPT.COLUMNS.values(), "id")


def record(number: int, year: int, pay: int, title: str = "Baker", level: str = "SE") -> tuple[object, ...]:
    return (title, pay, year, level, "US", "USD", "FT", number)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "salaries.csv"
    rows = [record(number, year, 50_000 + 1_000 * number) for year in (2020, 2021, 2022, 2023) for number in range(12)]
    rows.append(record(0, 2023, 60_000, "Newcomer"))
    rows.append((*record(0, 2023, 60_000)[:4], "Mars", "USD", "FT", 0))
    rows.append((*record(0, 2021, 10**9)[:5], "EUR", "FT", 0))
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([HEADER, *rows])
    return path


def test_scores_by_hand() -> None:
    forecast = ([10.0, 20.0, 30.0, 40.0, 50.0], 10)
    scores = SCRIPT.scored([(40.0, forecast), (60.0, forecast)])
    assert scores.median_error == pytest.approx((10 / 40 + 30 / 60) / 2)
    first = (0.10 * 30 + 0.25 * 20 + 0.50 * 10 + 0 + 0.10 * 10) / 5
    second = (0.10 * 50 + 0.25 * 40 + 0.50 * 30 + 0.75 * 20 + 0.90 * 10) / 5
    assert scores.pinball == pytest.approx((first + second) / 2)
    assert scores.coverage == 0.5
    assert SCRIPT.scored([]) is None


def test_it_prints_each_way_and_the_sizes_of_groups(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    SCRIPT.main(file)
    printed = capsys.readouterr().out
    assert "2022 from the years before: 12 records from 24 (24 with repeats)" in printed
    assert "2023 from the years before: 14 records from 36 (36 with repeats)" in printed
    for way in SCRIPT.METHODS:
        assert printed.count(f"\n{way} ") == 2
    library = [line.split() for line in printed.splitlines() if line.startswith("library ")]
    assert [line[1] for line in library] == ["100.0%", "92.9%"]  # none for a title that is new
    assert any(line.split()[:3] == ["10-19", "library", "13"] for line in printed.splitlines())


def test_ways_back_off_as_they_say(file: Path) -> None:
    with file.open(encoding="utf-8", newline="") as read:
        rows = [row for row in csv.DictReader(read) if row["salary_currency"] == "USD"]
    before = [row for row in rows if row["work_year"] < "2023"]
    asked = before[0]
    assert SCRIPT.by_order("tlpy")(before)(asked)[1] == 12
    assert SCRIPT.by_order("tlp")(before)(asked)[1] == 36
    assert SCRIPT.by_order("t")(before)({**asked, "job_title": "Other"}) is None
    assert SCRIPT.by_order("t", "")(before)({**asked, "job_title": "Other"})[1] == 36
    assert SCRIPT.by_order("t", kept=True)([*before, before[0]])(asked)[1] == 37
    assert SCRIPT.by_order("t")([*before, before[0]])(asked)[1] == 36
    outer, inner = (SCRIPT.by_order("ty", inner=inner)(before)(asked)[0] for inner in (False, True))
    assert outer == [50_300.0, 52_250.0, 55_500.0, 58_750.0, 60_700.0]
    assert inner == [51_100.0, 52_750.0, 55_500.0, 58_250.0, 59_900.0]
    assert SCRIPT.library(before)({**asked, "job_title": "Other"}) is None
