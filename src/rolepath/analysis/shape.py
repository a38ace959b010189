"""The shape of roles: what a framework says of each, as vectors that can be compared.

Every entry is a multiple of a power of one half that is small enough for products and sums of entries to be exact. So a sum has one value,
whatever its order and whatever adds it up, and a matrix of all pairs holds just what the answer for one pair says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from math import fsum, log, log1p, sqrt
from typing import TypeVar

import attrs

from rolepath.model.catalog import Catalog
from rolepath.model.descriptor import DescriptorFamily
from rolepath.model.identity import RoleId, SkillId, label_key

__all__ = ["COSINES", "FAMILIES", "Shapes", "dot", "mean_square", "shapes_of", "unit"]

K = TypeVar("K", bound=str)

#: Steps between entries of a profile of importance: products of two are multiples of 2**-40.
_PROFILE_STEP = 2.0**-20
#: Steps between entries of a vector of length 1: products of two are multiples of 2**-52.
_UNIT_STEP = 2.0**-26
#: Share of the rated roles that a skill must be rated for to belong to the shape.
_COMMON = 0.5
#: Least number of roles that must use a word, so that it can tell of anything that they share.
_SHARED = 2
_WORD = re.compile(r"\S+")

#: What roles have vectors of besides importance: by name, the families of items in it.
COSINES: Mapping[str, tuple[DescriptorFamily, ...]] = {
    "activities": (DescriptorFamily.ACTIVITY,),
    "technology": (DescriptorFamily.TECHNOLOGY, DescriptorFamily.TOOL),
    "software": (DescriptorFamily.TECHNOLOGY,),
}
#: The same for all vectors that facts are told of.
FAMILIES: Mapping[str, tuple[DescriptorFamily, ...]] = {**COSINES, "interests": (DescriptorFamily.INTEREST,)}

#: Entries by item: those not in it are 0.
Vector = Mapping[str, float]


@attrs.frozen(kw_only=True)
class Shapes:
    """What can be compared of the roles of a catalog."""

    #: Skills whose importance makes the shape, in the order of the entries.
    skills: tuple[SkillId, ...]
    #: Importance, standardised for each skill over the roles and then for each role over its skills. A role that is not rated has none.
    importance: Mapping[RoleId, tuple[float, ...]]
    #: Rated roles of which a fact leaves importance open, or gives one that its source advises against.
    unsure: frozenset[RoleId]
    #: Vectors of length 1 by name: activities, titles, technology, software, interests. A role of which nothing is said has none.
    vectors: Mapping[str, Mapping[RoleId, Vector]]
    #: Step of the preparation that each role asks for, where stated, and whether every source that speaks of it says which.
    preparation: Mapping[RoleId, tuple[float, bool]]
    #: Names of the items, by vector and item.
    labels: Mapping[tuple[str, str], str]


def dot(first: Vector, second: Vector) -> float:
    """Return the sum of products, which is exact."""
    if len(second) < len(first):
        first, second = second, first
    return sum(value * second[item] for item, value in first.items() if item in second)


def mean_square(profile: tuple[float, ...]) -> float:
    """Return the mean of the squares of a profile: 1 but for the rounding of its entries."""
    return sum(value * value for value in profile) / len(profile)


def shapes_of(catalog: Catalog) -> Shapes:
    """Return the shapes of the roles of a catalog, worked out once."""
    return catalog.derived(_shapes)


def _shapes(catalog: Catalog) -> Shapes:
    skills, importance, unsure = _importance(catalog)
    labels: dict[tuple[str, str], str] = {}
    vectors: dict[str, Mapping[RoleId, Vector]] = {}
    for name, families in COSINES.items():
        counts = _counts(catalog, families, labels, name)
        vectors[name] = _weighed(counts, least=1)
    vectors["titles"] = _weighed(_words(catalog), least=_SHARED)
    labels.update({("titles", word): word for vector in vectors["titles"].values() for word in vector})
    vectors["interests"] = _interests(catalog, labels)
    return Shapes(
        skills=skills,
        importance=importance,
        unsure=unsure,
        vectors=vectors,
        preparation=_preparation(catalog),
        labels=labels,
    )


# Importance ------------------------------------------------------------------------------------------------------------


def _importance(catalog: Catalog) -> tuple[tuple[SkillId, ...], dict[RoleId, tuple[float, ...]], frozenset[RoleId]]:
    stated: dict[RoleId, dict[SkillId, float]] = {}
    for fact in catalog.requirements:
        if fact.importance is not None:
            of_role = stated.setdefault(fact.role, {})
            of_role[fact.skill] = max(fact.importance.value, of_role.get(fact.skill, 0.0))
    # Which skills are common rests on who asks for them, not on who says how much they matter: hiding that leaves a role unrated, and never
    # makes others comparable.
    often = Counter(skill for role, skill in {(fact.role, fact.skill) for fact in catalog.requirements} if role in stated)
    common = sorted(skill for skill, count in often.items() if count >= _COMMON * len(stated))
    rated = sorted(role for role, of_role in stated.items() if all(skill in of_role for skill in common))
    columns = {skill: _standardised([stated[role][skill] for role in rated]) for skill in common}
    told = sorted(skill for skill in common if any(columns[skill]))
    profiles: dict[RoleId, tuple[float, ...]] = {}
    for index, role in enumerate(rated):
        profile = _standardised([columns[skill][index] for skill in told])
        if any(profile):
            profiles[role] = tuple(_stepped(value, _PROFILE_STEP) for value in profile)
    shared = set(common)
    unsure = {
        fact.role for fact in catalog.requirements if fact.skill in shared and (fact.importance is None or fact.importance.is_suppressed)
    }
    return tuple(told), profiles, frozenset(unsure & profiles.keys())


def _standardised(values: list[float]) -> list[float]:
    """Bring values to the mean 0 and the variance 1; where they are all the same, to 0."""
    if not values or max(values) == min(values):
        return [0.0 for _ in values]
    mean = fsum(values) / len(values)
    spread = sqrt(fsum((value - mean) ** 2 for value in values) / len(values))
    if not spread:  # they differ by less than a square can hold
        return [0.0 for _ in values]
    return [(value - mean) / spread for value in values]


def _stepped(value: float, step: float) -> float:
    return round(value / step) * step


# Vectors ---------------------------------------------------------------------------------------------------------------


def _counts(
    catalog: Catalog, families: tuple[DescriptorFamily, ...], labels: dict[tuple[str, str], str], name: str
) -> dict[RoleId, Mapping[str, float]]:
    """Say how much of each item each role has: ``log(1 + n)`` for activities, whose number tells, and 1 for things that are used or not."""
    is_counted = families == (DescriptorFamily.ACTIVITY,)
    found: dict[RoleId, Counter[str]] = {}
    for fact in dict.fromkeys(catalog.descriptors):
        if fact.family in families:
            of_role = found.setdefault(fact.role, Counter())
            of_role.update((fact.item, *fact.within))
            labels[name, fact.item] = min(fact.label, labels.get((name, fact.item), fact.label))
    return {role: _amounts(items, is_counted=is_counted) for role, items in found.items()}


def _amounts(items: Counter[str], *, is_counted: bool) -> Mapping[str, float]:
    return {item: log1p(count) if is_counted else 1.0 for item, count in items.items()}


def _words(catalog: Catalog) -> dict[RoleId, Mapping[str, float]]:
    """Count the words of the titles of each role as ``log(1 + n)``."""
    found: dict[RoleId, Mapping[str, float]] = {}
    for role in catalog.roles:
        titles = dict.fromkeys(map(label_key, (role.label, *role.alternative_labels)))
        words = Counter(word for title in titles for word in _WORD.findall(title))
        found[role.id] = {word: log1p(count) for word, count in words.items()}
    return found


def _weighed(counts: Mapping[RoleId, Mapping[str, float]], *, least: int) -> dict[RoleId, Vector]:
    """Weigh items by how telling they are, ``log(roles / roles that have it)``, and bring each vector to the length 1."""
    having = Counter(item for items in counts.values() for item in items)
    telling = {item: log(len(counts) / number) for item, number in having.items() if number >= least}
    found: dict[RoleId, Vector] = {}
    for role, items in counts.items():
        vector = unit({item: amount * telling[item] for item, amount in items.items() if telling.get(item)})
        if vector:
            found[role] = vector
    return found


def unit(vector: Mapping[K, float]) -> dict[K, float]:
    """Bring a vector to the length 1, its items in the order of their codes."""
    length = sqrt(fsum(value * value for value in vector.values()))
    return {item: _stepped(vector[item] / length, _UNIT_STEP) for item in sorted(vector)} if length else {}


def _interests(catalog: Catalog, labels: dict[tuple[str, str], str]) -> dict[RoleId, Vector]:
    """Standardise each interest over the roles, and bring each role's to the length 1."""
    stated: dict[RoleId, dict[str, float]] = {}
    for fact in catalog.descriptors:
        if fact.family is DescriptorFamily.INTEREST and fact.value is not None:
            of_role = stated.setdefault(fact.role, {})
            of_role[fact.item] = max(fact.value, of_role.get(fact.item, fact.value))
            labels["interests", fact.item] = min(fact.label, labels.get(("interests", fact.item), fact.label))
    items = sorted({item for of_role in stated.values() for item in of_role})
    roles = sorted(role for role, of_role in stated.items() if len(of_role) == len(items))
    columns = {item: _standardised([stated[role][item] for role in roles]) for item in items}
    vectors = ((role, unit({item: columns[item][index] for item in items})) for index, role in enumerate(roles))
    return {role: vector for role, vector in vectors if vector}


def _preparation(catalog: Catalog) -> dict[RoleId, tuple[float, bool]]:
    """Find the step of preparation of each role: the highest that a source states."""
    found: dict[RoleId, list[float | None]] = {}
    for fact in catalog.descriptors:
        if fact.family is DescriptorFamily.PREPARATION:
            found.setdefault(fact.role, []).append(fact.value)
    stated = {role: [value for value in values if value is not None] for role, values in found.items()}
    return {role: (max(values), len(values) == len(found[role])) for role, values in stated.items() if values}
