"""Fixtures that all tests share, and how many examples Hypothesis draws.

Hypothesis profiles are chosen by ``HYPOTHESIS_PROFILE``: ``nightly`` runs more examples, ``quick`` fewer and shrinks none.
Under ``CI`` every run draws the same examples.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

import rolepath as rp

COMMON = {
    "deadline": None,
    "derandomize": bool(os.environ.get("CI")),
    # How fast a busy machine draws is no property of the code; benchmarks/strategies.py measures it.
    "suppress_health_check": [HealthCheck.too_slow],
}
settings.register_profile("default", max_examples=50, **COMMON)
settings.register_profile("nightly", max_examples=500, **COMMON)
settings.register_profile("quick", max_examples=25, phases=(Phase.explicit, Phase.generate), **COMMON)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def catalog() -> rp.Catalog:
    """The bundled catalog."""
    return rp.load_catalog()


@pytest.fixture(scope="session")
def guides() -> Path:
    """The folder of the guides' texts, which a user's clone does not have."""
    folder = SHARED / "guides"
    if not folder.is_dir():
        pytest.skip("the guides' texts are not at ../shared/guides")
    return folder


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real O*NET, ESCO and pay files, which a user's clone does not have."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("the real data files are not at ../shared/data")
    return folder


@pytest.fixture(scope="session")
def onet(data: Path) -> rp.Catalog:
    """The real O*NET 29.0, read once."""
    return rp.read_onet(data / "db_29_0_text.zip")
