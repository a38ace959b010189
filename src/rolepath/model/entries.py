"""Entries of the vocabulary: tuples that find an entry by id or by any label."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, Protocol, SupportsIndex, TypeVar, get_args, get_origin, get_type_hints, overload

from rolepath.errors import (
    AmbiguousNameError,
    InvalidTypeError,
    UnknownLevelError,
    UnknownNameError,
    UnknownPlaceError,
    UnknownRoleError,
    UnknownScaleError,
    UnknownSkillError,
    UnknownSourceError,
)
from rolepath.model.identity import label_key
from rolepath.model.level import Level
from rolepath.model.role import Role
from rolepath.model.skill import Scale, Skill
from rolepath.model.source import Place, Source

__all__ = ["Entries", "Entry", "field_types"]


class Entry(Protocol):
    """What every entry of the vocabulary has."""

    @property
    def id(self) -> str: ...  # noqa: D102 - said by the class


E = TypeVar("E", bound=Entry)

#: What is raised where no entry of a kind has a name.
_UNKNOWN: dict[type, type[UnknownNameError]] = {
    Source: UnknownSourceError,
    Scale: UnknownScaleError,
    Place: UnknownPlaceError,
    Skill: UnknownSkillError,
    Role: UnknownRoleError,
    Level: UnknownLevelError,
}
#: Most entries of a kind that an error for an unknown name lists.
KNOWN_LISTED = 12


class Entries(tuple[E, ...]):  # noqa: SLOT001 - a tuple has no room for slots, and names are looked up once
    """The entries of one kind that a catalog holds, such as its roles: a tuple that also finds an entry by its id or by any label.

    It equals the plain tuple of its entries, and is pickled as one.
    In IPython and Jupyter, Tab completes the ids: ``catalog.roles["<Tab>``.

    >>> from rolepath import load_catalog
    >>> roles = load_catalog().roles
    >>> roles["ml-engineer"] is roles["machine learning engineer"] is roles[1]
    True
    """

    @overload
    def __getitem__(self, key: SupportsIndex, /) -> E: ...
    @overload
    def __getitem__(self, key: slice, /) -> tuple[E, ...]: ...
    @overload
    def __getitem__(self, key: str, /) -> E: ...
    def __getitem__(self, key: SupportsIndex | slice | str, /) -> E | tuple[E, ...]:
        """Find an entry by its place, or by its id or any label.

        Raises:
            UnknownNameError: no entry is called that; carries suggestions. For roles it is an UnknownRoleError, and so on.
            AmbiguousNameError: the label fits several entries.
            IndexError: there is no such place.
        """
        if not isinstance(key, str):
            return super().__getitem__(key)
        if not self:
            raise UnknownNameError(key)
        return self.find(key, type(self[0]))

    def find(self, query: E | str, kind: type[E]) -> E:
        """Find an entry of a class by object, id, preferred label or other label, in this order.

        Raises:
            UnknownNameError: no entry is called that; carries suggestions.
            AmbiguousNameError: the label fits several entries.
        """
        name: object = query.id if isinstance(query, kind) else query
        unknown = _UNKNOWN[kind]
        if not isinstance(name, str):
            raise InvalidTypeError(unknown.noun, name, f"must be a {kind.__name__}, an id or a label")
        found = self._by_id.get(name)
        if found is not None:
            return found
        key = label_key(name)
        for ids in (self._labels.get(key), self._other_labels.get(key)):
            if ids:
                if len(ids) > 1:
                    raise AmbiguousNameError(unknown.noun, name, tuple(ids))
                return self._by_id[next(iter(ids))]
        known = tuple(self._by_id)
        raise unknown(name, self._suggestions(name), known if len(known) <= KNOWN_LISTED else ())

    @cached_property
    def _by_id(self) -> dict[str, E]:
        return {entry.id: entry for entry in self}

    @cached_property
    def _labels(self) -> dict[str, dict[str, None]]:
        """Ids by id and preferred label, reduced to what counts."""
        return self._keyed(lambda entry: (entry.id, entry.title if isinstance(entry, Source) else entry.label))

    @cached_property
    def _other_labels(self) -> dict[str, dict[str, None]]:
        """Ids by alternative label, or code in a published framework."""
        return self._keyed(_other_names)

    def _keyed(self, names: Callable[[Any], tuple[str, ...]]) -> dict[str, dict[str, None]]:
        found: dict[str, dict[str, None]] = {}
        for entry in self._by_id.values():
            for name in names(entry):
                found.setdefault(label_key(name), {})[entry.id] = None
        found.pop("", None)  # a label of punctuation alone is no name
        return found

    def _suggestions(self, query: str) -> tuple[str, ...]:
        """Ids whose names come closest to a query, best first."""
        from difflib import get_close_matches

        names = {**self._other_labels, **self._labels}
        close = get_close_matches(label_key(query)[:200], names, n=5, cutoff=0.6)
        return tuple(dict.fromkeys(id_ for name in close for id_ in names[name]))[:3]

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._by_id)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the entries and leave out what can be computed again."""
        return tuple, (tuple(self),)


def _other_names(entry: Any) -> tuple[str, ...]:
    """Alternative labels, and the codes of a role in published frameworks."""
    labels: tuple[str, ...] = getattr(entry, "alternative_labels", ())
    return (*labels, *(entry.onet or ()), *(entry.esco or ())) if isinstance(entry, Role) else labels


def field_types(kind: type) -> dict[str, Any]:
    """Return the types of the fields of a class, by name, as plain data has them: entries are a tuple."""
    types = get_type_hints(kind)
    return {name: tuple[get_args(of)[0], ...] if get_origin(of) is Entries else of for name, of in types.items()}  # type: ignore[misc]


# Converters of the fields of a catalog: one a kind, since mypy understands none that is generic ----------------------------


def _made(value: tuple[E, ...]) -> Entries[E]:
    """Make entries of a tuple; those that are made already stay, and the rules of a field refuse what is no tuple."""
    given: Any = value
    made: Entries[E] = Entries(given) if isinstance(given, tuple) and not isinstance(given, Entries) else given
    return made


def sources(value: tuple[Source, ...]) -> Entries[Source]:
    """Make entries of a tuple of sources."""
    return _made(value)


def scales(value: tuple[Scale, ...]) -> Entries[Scale]:
    """Make entries of a tuple of scales."""
    return _made(value)


def places(value: tuple[Place, ...]) -> Entries[Place]:
    """Make entries of a tuple of places."""
    return _made(value)


def skills(value: tuple[Skill, ...]) -> Entries[Skill]:
    """Make entries of a tuple of skills."""
    return _made(value)


def roles(value: tuple[Role, ...]) -> Entries[Role]:
    """Make entries of a tuple of roles."""
    return _made(value)


def levels(value: tuple[Level, ...]) -> Entries[Level]:
    """Make entries of a tuple of levels."""
    return _made(value)
