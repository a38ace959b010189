"""How alike two roles are in shape: the terms, what each item adds, and the bounds that silence leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import fsum
from typing import Any

import attrs

from rolepath.analysis.shape import Shapes, dot, mean_square, shapes_of
from rolepath.model.catalog import Catalog
from rolepath.model.descriptor import Descriptor
from rolepath.model.identity import RoleId
from rolepath.model.measure import ProximityModel
from rolepath.model.skill import SkillRequirement

__all__ = [
    "Likeness",
    "SharedFeature",
    "Term",
    "added",
    "fallback_score",
    "fallback_terms",
    "importance_of",
    "likeness_of",
    "rated_cosines",
    "rescaled",
    "terms_of",
    "unrated_cosines",
    "whole_of",
]

#: More than rounding takes from any sum of parts, and less than anyone would look for in one of them.
_ROUNDING = 1e-12


@attrs.frozen(kw_only=True)
class SharedFeature:
    """Something in which two roles are alike, and what it adds to their proximity."""

    #: What is compared: importance, activities, titles, technology; software or interests of roles that are not rated.
    term: str
    #: The item: a skill, or the source's code of an activity, a technology or an interest, or a word.
    item: str
    #: Its name.
    label: str
    #: Part of the proximity.
    contribution: float
    #: How much of it each of the two roles has, as the term counts it.
    held: tuple[float, float]
    #: The facts that tie it to either role; none for a word of a title.
    facts: tuple[SkillRequirement | Descriptor, ...] = ()


@attrs.frozen(kw_only=True)
class Term:
    """One term of the sum, such as the correlation of importance."""

    name: str
    weight: float
    #: Least and greatest value.
    least: float
    greatest: float
    #: Value, or None where one of the roles has nothing to compare.
    value: float | None
    #: Whether the value rests on stated facts alone. Where it does not, the bounds leave it open.
    is_firm: bool = True


@attrs.frozen(kw_only=True)
class Likeness:
    """How alike two roles are in shape, 0-1, with its bounds and parts."""

    score: float | None
    lower: float | None
    upper: float | None
    #: Whether the sum for roles that are not rated stands in.
    is_fallback: bool
    #: Share of the weight of the terms that are known.
    evidence_share: float
    #: Why there is no score, or why the fallback stands in.
    reason: str | None
    features: tuple[SharedFeature, ...]


def terms_of(shapes: Shapes, model: ProximityModel, first: RoleId, second: RoleId) -> tuple[Term, ...]:
    """Return the terms for roles that are rated: importance, activities, titles, technology."""
    mine, theirs = shapes.importance.get(first), shapes.importance.get(second)
    alike = None if mine is None or theirs is None else importance_of(mine, theirs)
    is_firm = first not in shapes.unsure and second not in shapes.unsure
    return (
        Term(name="importance", weight=model.importance, least=0.0, greatest=2.0, value=alike, is_firm=is_firm),
        *(_cosine(shapes, name, weight, first, second) for name, weight in rated_cosines(model)),
    )


def added(values: Iterable[float]) -> float:
    """Add up from first to last, rounding after each: what ``sum`` does to floats depends on the version of Python."""
    total = 0.0
    for value in values:
        total += value
    return total


def importance_of(mine: tuple[float, ...], theirs: tuple[float, ...]) -> float:
    """Return ``1 + r``, 0-2: half the mean square of the sums, which splits into a part for each skill that is never negative."""
    products = sum(a * b for a, b in zip(mine, theirs, strict=True))
    return max(0.0, min(2.0, 0.5 * (mean_square(mine) + mean_square(theirs)) + products / len(mine)))


def _cosine(shapes: Shapes, name: str, weight: float, first: RoleId, second: RoleId) -> Term:
    mine, theirs = shapes.vectors[name].get(first), shapes.vectors[name].get(second)
    # The titles of a role are always known; where it has no word in common with any other, it is like none in that.
    nothing = 0.0 if name == "titles" else None
    least = -1.0 if name == "interests" else 0.0
    value = nothing if mine is None or theirs is None else max(least, min(1.0, dot(mine, theirs)))
    return Term(name=name, weight=weight, least=least, greatest=1.0, value=value)


def likeness_of(catalog: Catalog, first: RoleId, second: RoleId) -> Likeness:
    """Compare two roles in shape."""
    shapes, model = shapes_of(catalog), catalog.proximity_model
    terms = terms_of(shapes, model, first, second)
    whole = whole_of(model)
    firm = [(term.weight, term.value if term.is_firm else None, term) for term in terms]
    lower = fsum(weight * (term.least if value is None else value) for weight, value, term in firm) / whole
    upper = fsum(weight * (term.greatest if value is None else value) for weight, value, term in firm) / whole
    share = fsum(weight * term.greatest for weight, value, term in firm if value is not None) / whole
    if terms[0].value is not None:
        parts = tuple(term for term in terms if term.value is not None)
        known = added(term.weight * term.greatest for term in parts)
        score = min(1.0, added(term.weight * (term.value or 0.0) for term in parts) / known)
        features = settled(tuple(_features(shapes, parts, first, second, known)), score)
        return _answer(score, lower, upper, share, features)
    return _fallback(shapes, model, (first, second), (lower, upper), share)


def _fallback(shapes: Shapes, model: ProximityModel, roles: tuple[RoleId, RoleId], bounds: tuple[float, float], share: float) -> Likeness:
    """Compare roles of which one is not rated, by what is known of both."""
    terms = fallback_terms(shapes, model, *roles)
    unknown = [term.name for term in terms if term.value is None]
    if unknown:
        reason = f"the roles are not both rated, nor are both described by {' and '.join(unknown)}"
        return Likeness(score=None, lower=None, upper=None, is_fallback=True, evidence_share=0.0, reason=reason, features=())
    score = fallback_score(model, terms)
    parts = [attrs.evolve(term, weight=term.weight * model.unrated_slope) for term in terms]
    constant = _rescaling("offset", "the mean of the measure for rated roles", (model.importance + model.unrated_offset) / whole_of(model))
    features = settled((constant, *_features(shapes, parts, *roles, whole_of(model))), score)
    return attrs.evolve(
        _answer(score, *bounds, share, features),
        is_fallback=True,
        reason="one of the roles is not rated, so that interests, activities, titles and technology stand in",
    )


def fallback_terms(shapes: Shapes, model: ProximityModel, first: RoleId, second: RoleId) -> tuple[Term, ...]:
    """Return the terms for roles that are not both rated."""
    return tuple(_cosine(shapes, name, weight, first, second) for name, weight in unrated_cosines(model))


def rated_cosines(model: ProximityModel) -> tuple[tuple[str, float], ...]:
    """Name the cosines of roles that are rated, with their weights, in the order in which they are added."""
    return ("activities", model.activities), ("titles", model.titles), ("technology", model.technology)


def unrated_cosines(model: ProximityModel) -> tuple[tuple[str, float], ...]:
    """Name the cosines that stand in where a role is not rated, with their weights, in the order in which they are added."""
    return (
        ("interests", model.unrated_interests),
        ("activities", model.activities),
        ("titles", model.titles),
        ("software", model.unrated_technology),
    )


def fallback_score(model: ProximityModel, terms: Iterable[Term]) -> float:
    """Bring the sum for roles that are not rated to the scale of the other, 0-1."""
    total = added(term.weight * (term.value or 0.0) for term in terms)
    share: float = rescaled(model, total)
    return max(0.0, min(1.0, share))


def rescaled(model: ProximityModel, total: Any) -> Any:
    """Bring a sum for roles that are not rated, or an array of them, to the scale of the other; it may lie beyond 0-1."""
    return (model.importance + model.unrated_slope * total + model.unrated_offset) / whole_of(model)


def whole_of(model: ProximityModel) -> float:
    """Return the greatest value of the sum for rated roles."""
    return added((2.0 * model.importance, model.activities, model.titles, model.technology))


def _answer(score: float, lower: float, upper: float, share: float, features: tuple[SharedFeature, ...]) -> Likeness:
    return Likeness(
        score=score,
        lower=min(score, lower),
        upper=max(score, min(1.0, upper)),
        is_fallback=False,
        evidence_share=share,
        reason=None,
        features=features,
    )


# What each item adds ---------------------------------------------------------------------------------------------------


def _features(shapes: Shapes, terms: Iterable[Term], first: RoleId, second: RoleId, whole: float) -> Iterator[SharedFeature]:
    for term in terms:
        if term.name == "importance":
            mine, theirs = shapes.importance[first], shapes.importance[second]
            share = 0.5 * term.weight / len(mine) / whole
            for skill, a, b in zip(shapes.skills, mine, theirs, strict=True):
                yield SharedFeature(term=term.name, item=skill, label=skill, contribution=share * (a + b) ** 2, held=(a, b))
        else:
            here, there = shapes.vectors[term.name].get(first, {}), shapes.vectors[term.name].get(second, {})
            for item, value in here.items():
                if item in there:
                    part = term.weight * value * there[item] / whole
                    label = shapes.labels.get((term.name, item), item)
                    yield SharedFeature(term=term.name, item=item, label=label, contribution=part, held=(value, there[item]))


def settled(features: Iterable[SharedFeature], score: float) -> tuple[SharedFeature, ...]:
    """Return the features, what adds most first, so that all add up to the score exactly.

    What rounding takes is put into the largest part. What is left then, since the sum lies beyond 0-1 or parts below 0 leave a sum much
    smaller than they are, stands as a part of its own.
    """
    found = sorted((feature for feature in features if feature.contribution), key=_most_first)
    if found:
        largest = fsum([score, *(-feature.contribution for feature in found[1:])])
        if abs(largest - found[0].contribution) < _ROUNDING:
            found[0] = attrs.evolve(found[0], contribution=largest)
    while fsum(feature.contribution for feature in found) != score:
        rest = fsum([score, *(-feature.contribution for feature in found)])
        found.append(_rescaling("rest", "what lies beyond 0-1, or is lost in rounding", rest))
    return tuple(sorted(found, key=_most_first))


def _most_first(feature: SharedFeature) -> tuple[float, str, str]:
    return -feature.contribution, feature.term, feature.item


def _rescaling(item: str, label: str, contribution: float) -> SharedFeature:
    return SharedFeature(term="rescaling", item=item, label=label, contribution=contribution, held=(1.0, 1.0))
