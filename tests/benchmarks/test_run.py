"""The benchmark script runs and says what it measured. No test here looks at how long anything took."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

import rolepath as rp

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "run.py"

ROW_1 = ["import rolepath", "import attrs", "Python alone"]
VERBS = ["skill_gap", "comp_lookup", "transition_difficulty"]
WARM = [f"{verb}, asked {how}" for verb in VERBS for how in ("again", "anew")]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("benchmarks_run", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """Rows 1 and 3 as a user runs them, with the least counts."""
    file = tmp_path_factory.mktemp("benchmarks") / "figures.json"
    command = [sys.executable, str(SCRIPT), "--rows", "3", "1", "--runs", "2", "--calls", "3", "--json", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return SimpleNamespace(out=done.stdout, err=done.stderr, written=json.loads(file.read_text(encoding="utf-8")))


def names(row: Mapping[str, Any]) -> list[str]:
    return [figure["name"] for figure in row["figures"]]


class TestRowsOneAndThree:
    """What the script prints and writes."""

    def test_the_rows_asked_for_are_written_in_order(self, ran: SimpleNamespace) -> None:
        assert list(ran.written) == ["python", "system", "machine", "cpus", "rows"]
        assert list(ran.written["rows"]) == ["1", "3"]
        for row in ran.written["rows"].values():
            assert list(row) == ["title", "figures", "verdicts", "notes", "failures"]
            assert row["failures"] == []

    def test_every_figure_is_a_median_between_its_least_and_greatest_time(self, ran: SimpleNamespace) -> None:
        for number, unit in (("1", "ms"), ("3", "us")):
            for figure in ran.written["rows"][number]["figures"]:
                assert 0 < figure["minimum"] <= figure["median"] <= figure["maximum"]
                assert (figure["unit"], figure["runs"]) == (unit, 2)

    def test_row_1_is_a_ratio_to_attrs(self, ran: SimpleNamespace) -> None:
        row = ran.written["rows"]["1"]
        assert names(row) == ROW_1
        ours, attrs, _ = row["figures"]
        (verdict,) = row["verdicts"]
        assert (verdict["name"], verdict["against"], verdict["budget"]) == ("import rolepath", "import attrs", 1.1)
        assert verdict["ratio"] == ours["median"] / attrs["median"]
        assert verdict["ratio_of_minima"] == ours["minimum"] / attrs["minimum"]
        assert row["notes"] == ["not in sys.modules after import rolepath: cattrs, tomllib, importlib.metadata"]

    def test_row_3_holds_each_verb_against_its_time(self, ran: SimpleNamespace) -> None:
        row = ran.written["rows"]["3"]
        needs = len(rp.skill_gap("data scientist", "ML engineer").items)
        assert names(row) == [
            *WARM,
            "skill_gap, asked anew, data scientist to ML engineer",
            f"the same gap, {needs} needs in plain dicts",
            "one frozen result, SkillGap",
            "one frozen item of it, GapItem",
        ]
        assert [(v["name"], v["against"], v["budget"]) for v in row["verdicts"]] == [
            (name, None, budget) for name, budget in zip(WARM, (25, 25, 25, 25, 100, 100), strict=True)
        ]
        for verdict, figure in zip(row["verdicts"], row["figures"], strict=False):
            assert verdict["ratio"] == figure["median"] / verdict["budget"]
            assert verdict["is_within"] is (verdict["ratio"] <= 1)

    def test_the_text_has_every_figure_and_verdict(self, ran: SimpleNamespace) -> None:
        assert ran.err == ""
        printed = ran.out.splitlines()
        heads = [line for line in printed if line.startswith("Row ")]
        assert heads == [
            "Row 1: import rolepath against import attrs: whole processes, nothing subtracted",
            "Row 3: warm calls on the bundled catalog",
        ]
        for row in ran.written["rows"].values():
            for figure in row["figures"]:
                shown = [f"{figure[key]:.2f}" for key in ("median", "minimum", "maximum")]
                assert [*shown, figure["unit"], "2"] in [line.split()[-5:] for line in printed if line.startswith(f"  {figure['name']} ")]
            for note in row["notes"]:
                assert f"  {note}" in printed
        assert "  asked again: the catalog keeps its answers, so this is the time to find one that was given before" in printed


class TestRowTwo:
    """Row 2 without a network: this Python stands in for the environments."""

    def test_without_the_peer_it_shows_absolute_times_and_says_so(
        self, run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def offline(folder: Path) -> Path:
            raise run.MeasurementError("no network")

        monkeypatch.setattr(run, "our_environment", lambda folder: Path(sys.executable))
        monkeypatch.setattr(run, "peer_environment", offline)
        monkeypatch.setattr(run, "OURS", "print('ours')")
        row = run.start_row(1)
        assert [figure.name for figure in row["figures"]] == ["rolepath, first skill_gap", "Python alone"]
        assert row["verdicts"] == []
        assert row["notes"][-1] == "no ratio, absolute times alone: tech-roles-library could not be measured (no network)"
        assert capsys.readouterr().out == ""

    def test_with_the_peer_it_is_a_ratio(self, run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("our_environment", "peer_environment"):
            monkeypatch.setattr(run, name, lambda folder: Path(sys.executable))
        for name in ("OURS", "THEIRS"):
            monkeypatch.setattr(run, name, "print('an answer')")
        row = run.start_row(1)
        ours, theirs, _ = row["figures"]
        (verdict,) = row["verdicts"]
        assert (verdict.name, verdict.against, verdict.budget) == (ours.name, "tech-roles-library, first comparison", 1.0)
        assert verdict.ratio == ours.median / theirs.median

    def test_without_our_wheel_the_row_fails(
        self, run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def broken(folder: Path) -> Path:
            run.checked([sys.executable, "-c", "raise SystemExit('cannot build')"])
            raise AssertionError

        monkeypatch.setattr(run, "our_environment", broken)
        assert run.main(["--rows", "2", "--runs", "1"]) == 1
        assert "failed: python -c raise SystemExit('cannot build') failed: cannot build" in capsys.readouterr().out


class TestParts:
    """What the rows are made of."""

    def test_a_module_that_must_not_be_loaded_fails_the_run(
        self, run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        fine = {"title": "fine", "figures": [], "verdicts": [], "notes": [], "failures": []}
        monkeypatch.setattr(run, "NOT_LOADED", ("tomllib", "rolepath"))
        monkeypatch.setattr(run, "warm_row", lambda runs, calls: fine)
        assert run.main(["--rows", "1", "3", "--runs", "1"]) == 1
        printed = capsys.readouterr().out
        assert "  failed: rolepath is in sys.modules after import rolepath\n" in printed
        assert "tomllib" not in printed

    def test_work_is_done_in_turn(self, run: ModuleType) -> None:
        done: list[str] = []
        work = {name: lambda name=name: done.append(name) or float(len(done)) for name in "ab"}
        assert run.in_turn(work, 3) == {"a": [1.0, 3.0, 5.0], "b": [2.0, 4.0, 6.0]}
        assert "".join(done) == "ababab"

    def test_a_figure_sums_up_its_times(self, run: ModuleType) -> None:
        assert run.figure("work", "ms", [5.0, 1.0, 2.0]) == run.Figure(name="work", unit="ms", runs=3, median=2.0, minimum=1.0, maximum=5.0)

    @pytest.mark.parametrize(("ours", "is_within"), [(5.5, True), (5.6, False)])
    def test_a_ratio_is_within_a_budget_up_to_it(self, run: ModuleType, ours: float, is_within: bool) -> None:
        verdict = run.against_figure(run.figure("ours", "ms", [1.0, ours, 9.0]), run.figure("theirs", "ms", [4.0, 5.0, 6.0]), 1.1)
        assert verdict == run.Verdict(name="ours", against="theirs", ratio=ours / 5, ratio_of_minima=0.25, budget=1.1, is_within=is_within)

    @pytest.mark.parametrize(("ours", "is_within"), [(25.0, True), (25.5, False)])
    def test_a_time_is_within_a_budget_up_to_it(self, run: ModuleType, ours: float, is_within: bool) -> None:
        verdict = run.against_time(run.figure("ours", "us", [5.0, ours, 90.0]), 25.0)
        assert verdict == run.Verdict(name="ours", against=None, ratio=ours / 25, ratio_of_minima=0.2, budget=25.0, is_within=is_within)

    def test_a_verdict_is_printed_with_its_limit(self, run: ModuleType) -> None:
        slow = run.figure("slow", "us", [50.0])
        row = {"title": "t", "figures": [slow], "verdicts": [run.against_time(slow, 25.0), run.against_figure(slow, slow, 1.1)]}
        printed = list(run.lines(9, {**row, "notes": ["n"], "failures": ["f"]}))
        assert printed[0] == "Row 9: t"
        assert printed[2].split() == ["slow", "50.00", "50.00", "50.00", "us", "1"]
        assert printed[3:] == [
            "  slow / 25 us = 2.00 (of the minima 2.00), at most 1: over",
            "  slow / slow = 1.00 (of the minima 1.00), at most 1.1: within",
            "  n",
            "  failed: f",
        ]

    def test_questions_are_all_pairs_of_roles_or_all_roles_and_levels(self, run: ModuleType, catalog: rp.Catalog) -> None:
        roles, levels = len(catalog.roles), len(catalog.standard_levels)
        for verb in ("skill_gap", "transition_difficulty"):
            pairs = [question.args for question in run.questions(verb, catalog)]
            assert len(set(pairs)) == len(pairs) == roles * (roles - 1)
            assert {question.func for question in run.questions(verb, catalog)} == {getattr(rp, verb)}
        asked = [(question.args, question.keywords["level"]) for question in run.questions("comp_lookup", catalog)]
        assert len(set(asked)) == len(asked) == roles * (levels + 1)

    def test_questions_asked_anew_meet_a_catalog_that_has_answered_the_first_alone(self, run: ModuleType, catalog: rp.Catalog) -> None:
        asked: list[tuple[str, rp.Catalog]] = []
        once = run.asked_anew(
            run.pickle.dumps(catalog),
            lambda catalog: asked.append(("first", catalog)),
            [lambda catalog: asked.append(("second", catalog)), lambda catalog: asked.append(("third", catalog))],
        )
        assert once() > 0
        assert once() > 0
        assert [name for name, _ in asked] == ["first", "second", "third"] * 2
        fresh = [copy for _, copy in asked]
        assert len({id(copy) for copy in fresh}) == 2
        assert all(copy == catalog and copy is not catalog for copy in fresh)

    def test_the_gap_in_plain_dicts(self, run: ModuleType) -> None:
        assert run.plain_gap({"sql": (2.0, 0.5), "python": (1.0, 1.0)}, {"sql": 0.25, "python": 1.0}) == 0.25

    def test_a_command_that_fails_is_named_with_its_last_words(self, run: ModuleType) -> None:
        with pytest.raises(run.MeasurementError, match=r"^python -c pass; raise SystemExit\('one\\ntwo'\) failed: two$"):
            run.checked([sys.executable, "-c", r"pass; raise SystemExit('one\ntwo')"])
        with pytest.raises(run.MeasurementError, match=r"failed: it said nothing$"):
            run.checked([sys.executable, "-c", "raise SystemExit(3)"])

    def test_bytecode_is_kept_in_a_folder_whatever_the_environment_says(
        self, run: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
        run.process([sys.executable, "-c", "import rolepath"], run.with_bytecode(str(tmp_path)))
        assert [file.name.split(".")[0] for file in tmp_path.rglob("rolepath/*.pyc")] == ["__init__"]

    @pytest.mark.parametrize("arguments", [["--runs", "0"], ["--calls", "-1"], ["--rows", "4"], ["--runs", "many"]])
    def test_counts_and_rows_are_checked(self, run: ModuleType, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as stopped:
            run.main(arguments)
        assert stopped.value.code == 2
        assert arguments[0] in capsys.readouterr().err
