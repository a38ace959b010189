"""What a catalog is made of, place by place, and the ids that its parts name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import NoneType, UnionType
from typing import Any, NewType, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs

from rolepath.model.catalog import Catalog
from rolepath.model.descriptor import Descriptor, DescriptorFamily
from rolepath.model.entries import Entries
from rolepath.model.identity import LevelId, PlaceId, RoleId, SkillId

__all__ = [
    "FACTS",
    "VOCABULARY",
    "Demand",
    "Finding",
    "cited",
    "fields_of",
    "fits",
    "ids_named",
    "parts",
    "renamed",
    "spread",
    "texts_of",
    "vocabulary",
]

T = TypeVar("T")
#: Where something is, like ``skills[3].related[0]``, and what is wrong there.
Finding: TypeAlias = tuple[str, str]
#: What a check is: a function that yields what is wrong.
Demand: TypeAlias = Callable[[Catalog], Iterator[Finding]]

#: The fields of a catalog that hold its vocabulary, and what an entry of each is called.
VOCABULARY = {
    "sources": "source",
    "scales": "scale",
    "places": "place",
    "skills": "skill",
    "roles": "role",
    "standard_levels": "level",
}
#: The fields of a catalog that hold its facts.
FACTS = ("levels", "salary_bands", "pay_claims", "pay_percentiles", "requirements", "transition_claims", "traits", "descriptors")
#: Where the entries of each kind of id stand. Sources and scales have checks of their own.
_HOMES: Mapping[Any, str] = {RoleId: "roles", SkillId: "skills", LevelId: "standard_levels", PlaceId: "places"}


def vocabulary(catalog: Catalog) -> Iterator[tuple[str, str, Any]]:
    """Yield every entry of the vocabulary, with its kind and place."""
    for field in VOCABULARY:
        for index, entry in enumerate(getattr(catalog, field)):
            yield field, f"{field}[{index}]", entry


def cited(catalog: Catalog) -> Iterator[tuple[str, Any]]:
    """Yield every fact, with its place."""
    for field in FACTS:
        for index, fact in enumerate(getattr(catalog, field)):
            yield f"{field}[{index}]", fact


def parts(thing: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every object below a catalog or one of its parts, itself included, with its place."""
    yield place, thing
    for name in fields_of(type(thing)):
        value = getattr(thing, name)
        here = f"{place}.{name}".lstrip(".")
        if attrs.has(type(value)):
            yield from parts(value, here)
        elif isinstance(value, tuple):
            for index, entry in enumerate(value):
                if attrs.has(type(entry)):
                    yield from parts(entry, f"{here}[{index}]")


def fields_of(kind: Any) -> Mapping[str, Any]:
    """Return the fields that objects of a class are made from, with their types."""
    return _fields(kind)


@cache
def _fields(kind: Any) -> Mapping[str, Any]:
    types = get_type_hints(kind)
    fields: Any = attrs.fields(kind)
    return {field.name: types[field.name] for field in fields if field.init}


def fits(value: object, hint: Any) -> bool:
    """Tell whether a value is of the type that a field declares. A whole number may stand where a float is declared."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return any(fits(value, member) for member in get_args(hint))
    if origin in {tuple, Entries}:
        return isinstance(value, tuple) and type(value) is origin and all(fits(entry, get_args(hint)[0]) for entry in value)
    if isinstance(hint, NewType):
        return isinstance(value, str)
    if hint in (int, float):
        return isinstance(value, (int, hint)) and not isinstance(value, bool)
    return isinstance(value, hint)


def _kind(thing: Any) -> Any:
    return type(thing)


def ids_named(thing: Any) -> Iterator[tuple[str, str, str]]:
    """Yield the ids of roles, skills, levels and places that an object names itself: the field, where their entries stand, the id."""
    for name, home in _id_fields(_kind(thing)).items():
        value = getattr(thing, name)
        for ident in value if isinstance(value, tuple) else () if value is None else (value,):
            yield name, home, ident


@cache
def _id_fields(kind: Any) -> Mapping[str, str]:
    found = {name: _HOMES.get(_id_type(hint)) for name, hint in fields_of(kind).items()}
    return {name: home for name, home in found.items() if home is not None}


def _id_type(hint: Any) -> Any:
    """What a field holds, be it one, several, or None."""
    inner = [member for member in get_args(hint) if member not in (NoneType, Ellipsis)]
    return hint if not inner else _id_type(inner[0]) if len(inner) == 1 else inner[0]


def texts_of(thing: Any) -> Iterator[tuple[str, str]]:
    """Yield the texts of an object, ids aside, each with its field."""
    for name in _text_fields(_kind(thing)):
        value = getattr(thing, name)
        for text in value if isinstance(value, tuple) else () if value is None else (value,):
            yield name, text


@cache
def _text_fields(kind: Any) -> tuple[str, ...]:
    return tuple(name for name, hint in fields_of(kind).items() if _id_type(hint) is str)


# Changes and samples ---------------------------------------------------------------------------------------------------


def renamed(thing: Any, names: Mapping[str, Mapping[str, str]]) -> Any:
    """Return a catalog or one of its parts with ids changed wherever they are named. ``names`` gives new ids by kind, like ``skills``."""
    if isinstance(thing, tuple):
        return tuple(renamed(entry, names) for entry in thing)
    if not attrs.has(type(thing)):
        return thing
    changes: dict[str, Any] = {}
    for name in fields_of(type(thing)):
        value = getattr(thing, name)
        new = names.get(_id_fields(_kind(thing)).get(name, ""))
        if new is not None:
            changes[name] = tuple(new[ident] for ident in value) if isinstance(value, tuple) else None if value is None else new[value]
        else:
            changes[name] = renamed(value, names)
    if isinstance(thing, Descriptor) and thing.family is DescriptorFamily.RELATED_ROLE:
        changes["item"] = names.get("roles", {}).get(thing.item, thing.item)
    kind: Any = type(thing)
    return kind(**changes)


def spread(things: Sequence[T], most: int) -> tuple[T, ...]:
    """Return at most so many, evenly spread over all of them, the first included."""
    step = max(1, -(-len(things) // most))
    return tuple(things[::step])
