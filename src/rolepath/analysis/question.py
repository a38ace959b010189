"""How the arguments of every verb are understood."""

from __future__ import annotations

from rolepath.errors import InvalidTypeError
from rolepath.model import _check as check
from rolepath.model.catalog import Catalog
from rolepath.model.profile import Profile
from rolepath.model.role import Role

__all__ = ["bundled", "expect", "role_or_profile"]


def bundled(catalog: Catalog | None) -> Catalog:
    """Return the catalog asked, or the bundled one where none was passed."""
    if catalog is None:
        from rolepath.data import load_catalog

        return load_catalog()
    if not isinstance(catalog, Catalog):
        raise InvalidTypeError("catalog", catalog, "must be a Catalog; load_catalog() returns the bundled one")
    return catalog


def expect(name: str, value: object, kind: type) -> None:
    """Demand that an argument, where it is given, is of a class."""
    if value is not None and not isinstance(value, kind):
        raise InvalidTypeError(name, value, f"must be {check.named(kind)}")


def role_or_profile(catalog: Catalog, have: Role | Profile | str) -> Role | Profile:
    """Return a person as they are, once their role and place are known, and a role as the catalog knows it."""
    if not isinstance(have, Profile):
        return catalog.role(have)
    if have.role is not None:
        catalog.role(have.role)
    if have.location is not None:
        catalog.place(have.location)
    return have
