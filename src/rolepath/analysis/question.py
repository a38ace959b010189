"""How the arguments of every verb are understood."""

from __future__ import annotations

from typing import TypeVar

from rolepath.errors import InvalidTypeError
from rolepath.model.catalog import Catalog
from rolepath.model.profile import Profile
from rolepath.model.role import Role

__all__ = ["bundled", "role_or_profile"]

T = TypeVar("T")


def bundled(catalog: Catalog | None) -> Catalog:
    """Return the catalog asked, or the bundled one where none was passed."""
    if catalog is None:
        from rolepath.data import load_catalog

        return load_catalog()
    if not isinstance(catalog, Catalog):
        raise InvalidTypeError("catalog", catalog, "must be a Catalog; load_catalog() returns the bundled one")
    return catalog


def role_or_profile(catalog: Catalog, have: Role | Profile | str) -> Role | Profile:
    """Return a person as they are, and a role as the catalog knows it."""
    return have if isinstance(have, Profile) else catalog.role(have)
