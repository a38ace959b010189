"""The bundled catalog, behind one door: :func:`load_catalog`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rolepath.model.catalog import Catalog

__all__ = ["load_catalog", "read_bundled", "texts"]

_VOCABULARY = ("scales.toml", "measures.toml", "places.toml", "levels.toml", "skills.toml", "roles.toml")


@cache
def load_catalog() -> Catalog:
    """Return the catalog of the five bundled guides, the same object each time.

    >>> from rolepath import load_catalog
    >>> [source.id for source in load_catalog().sources]
    ['key-differences', 'modeling-vs-systems', 'three-roles', 'which-path-is-right', 'which-path-pays']
    """
    return read_bundled()


def texts() -> dict[str, str]:
    """Return the bundled TOML files: name to text, the vocabulary first, then one file per guide."""
    folder = files("rolepath.data")
    guides = sorted((entry for entry in (folder / "guides").iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    named = [(name, folder / name) for name in _VOCABULARY] + [(f"guides/{entry.name}", entry) for entry in guides]
    return {name: entry.read_text(encoding="utf-8") for name, entry in named}


def read_bundled() -> Catalog:
    """Read the bundled TOML files into a new catalog."""
    from rolepath.data.files import catalog_from_toml

    return catalog_from_toml(texts(), name="guides")
