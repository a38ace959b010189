"""The bundled catalog, behind one door: :func:`load_catalog`."""

from __future__ import annotations

from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rolepath.model.catalog import Catalog

__all__ = ["load_catalog", "read_bundled", "texts"]

_VOCABULARY = ("scales.toml", "measures.toml", "places.toml", "levels.toml", "skills.toml", "roles.toml")
#: Written when a wheel is built; absent in a checkout, where the TOML files are read instead.
_COMPILED = "rolepath.data._compiled"

_lock = Lock()
_loaded: list[Catalog] = []


def load_catalog() -> Catalog:
    """Return the catalog of the five bundled guides, the same object each time.

    >>> from rolepath import load_catalog
    >>> [source.id for source in load_catalog().sources]
    ['key-differences', 'modeling-vs-systems', 'three-roles', 'which-path-is-right', 'which-path-pays']
    """
    with _lock:
        if not _loaded:
            _loaded.append(_load())
        return _loaded[0]


def _load() -> Catalog:
    try:
        compiled: Catalog = import_module(_COMPILED).catalog
    except ModuleNotFoundError:
        return read_bundled()
    return compiled


def texts() -> dict[str, str]:
    """Return the bundled TOML files: name to text, the vocabulary first, then one file per guide."""
    from importlib.resources import files

    folder = files("rolepath.data")
    guides = sorted((entry for entry in (folder / "guides").iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    named = [(name, folder / name) for name in _VOCABULARY] + [(f"guides/{entry.name}", entry) for entry in guides]
    return {name: entry.read_text(encoding="utf-8") for name, entry in named}


def read_bundled() -> Catalog:
    """Read the bundled TOML files into a new catalog."""
    from rolepath.data.files import catalog_from_toml

    return catalog_from_toml(texts(), name="guides")
