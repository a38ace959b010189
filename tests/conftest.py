"""Fixtures that all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

import rolepath as rp

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
