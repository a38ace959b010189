"""The examples, imported from the folder that stands beside that of the tests."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def imported(name: str) -> Iterator[ModuleType]:
    """Import an example by its path, for as long as it is used."""
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # annotations are looked up there
    spec.loader.exec_module(module)
    yield module
    sys.modules.pop(name, None)


@pytest.fixture(scope="session")
def service() -> Iterator[ModuleType]:
    """The web service."""
    yield from imported("service")


@pytest.fixture(scope="session")
def mcp_server() -> Iterator[ModuleType]:
    """The server of the Model Context Protocol."""
    yield from imported("mcp_server")
