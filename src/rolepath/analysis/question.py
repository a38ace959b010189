"""How the arguments of every verb are understood."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from rolepath.errors import InvalidTypeError
from rolepath.model import _check as check
from rolepath.model.catalog import Catalog
from rolepath.model.profile import Profile
from rolepath.model.role import Role

__all__ = ["bundled", "expect", "labels_of", "role_or_profile"]

Id = TypeVar("Id", bound=str)
Id_co = TypeVar("Id_co", bound=str, covariant=True)


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


class _Named(Protocol[Id_co]):
    """An entry of the vocabulary with its label."""

    @property
    def id(self) -> Id_co: ...
    @property
    def label(self) -> str: ...


def labels_of(entries: Iterable[_Named[Id]], ids: Iterable[Id | None]) -> tuple[tuple[Id, str], ...]:
    """Pair ids that an answer names with their labels, each once, in the order of the catalog."""
    named = set(ids)
    return tuple((entry.id, entry.label) for entry in entries if entry.id in named)


def role_or_profile(catalog: Catalog, have: Role | Profile | str) -> Role | Profile:
    """Return a person as they are, once their role and place are known, and a role as the catalog knows it."""
    if not isinstance(have, Profile):
        return catalog.role(have)
    if have.role is not None:
        catalog.role(have.role)
    if have.location is not None:
        catalog.place(have.location)
    return have
