"""The company's own test file passes on its framework, and a fault planted in the framework fails the test that is meant for it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rolepath.testing.checks import checks

COMPANY = Path(__file__).resolve().parents[2] / "examples" / "company"
#: Tests besides those of the conformance kit, and checks that the guides themselves do not pass.
OWN, EXPECTED_TO_FAIL = 2, 2

#: Tests that are quick, and run besides the one that is meant for a fault.
QUICK = "labels-distinct or pay_starts"

#: A fault: the file, what stands there, what stands there instead, and the test that fails.
FAULTS: dict[str, tuple[str, str, str, str]] = {
    "a role with the name of another": (
        "words.toml",
        'label = "ML platform engineer"',
        'label = "Data scientist"',
        "test_the_framework_conforms[labels-distinct]",
    ),
    "a skill that takes longer than is promised": (
        "words.toml",
        "weeks = [2, 4]",
        "weeks = [2, 8]",
        "test_nobody_needs_more_than_three_weeks_for_our_platform",
    ),
    "bands that overlap": ("framework.toml", "minimum = 170_000", "minimum = 160_000", "test_senior_pay_starts_where_mid_pay_ends"),
}


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """A copy of the company's folder, outside of any other project's configuration."""
    return Path(shutil.copytree(COMPANY, tmp_path / "company", ignore=shutil.ignore_patterns("__pycache__")))


def run(company: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "pytest", "-p", "no:cacheprovider", "-q", "-rf", "--tb=no", "--color=no", *options, "."]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("PYTEST_ADDOPTS", None)
    return subprocess.run(command, cwd=company, env=environment, capture_output=True, text=True, timeout=600, check=False)


def test_the_framework_passes(company: Path) -> None:
    done = run(company)
    assert done.returncode == 0, done.stdout + done.stderr
    passed = len(checks()) - EXPECTED_TO_FAIL + OWN
    assert re.fullmatch(rf"{passed} passed, {EXPECTED_TO_FAIL} xfailed in .*", done.stdout.splitlines()[-1])


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_fails_the_test_that_is_meant_for_it(company: Path, name: str) -> None:
    file, right, wrong, test = FAULTS[name]
    text = (company / file).read_text(encoding="utf-8")
    assert text.count(right) == 1
    (company / file).write_text(text.replace(right, wrong), encoding="utf-8")
    done = run(company, "-k", f"{QUICK} or {test}" if test.isidentifier() else QUICK)
    assert done.returncode == 1, done.stdout + done.stderr
    failed = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("FAILED")]
    assert failed == [f"test_framework.py::{test}"]
