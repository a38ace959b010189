"""Checks of the vocabulary of a catalog, and of what all facts rest on: each a function that yields what is wrong, and where.

Of the constructors it stands in each check whether they refuse what it finds. Where they do, it is for catalogs that got round them.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import attrs

from rolepath.errors import RolepathError, shown
from rolepath.model import _check as check
from rolepath.model.catalog import Catalog
from rolepath.model.identity import is_id, label_key
from rolepath.model.source import Source
from rolepath.testing._parts import VOCABULARY, Demand, Finding, fields_of, fits, ids_named, parts, texts_of, vocabulary

__all__ = ["FUNDAMENTAL", "FURTHER", "TYPES", "WARNINGS"]


def fields_typed(catalog: Catalog) -> Iterator[Finding]:
    """Every field holds what its class declares: a Decimal for money, a tuple for a list, an enumeration for a choice.

    A float for money is off by a cent sooner or later, and a list can be changed behind the catalog's back. The constructors refuse it.
    The other checks rest on it.
    """
    given: Any = catalog
    if not isinstance(given, Catalog):
        yield "", f"must be a Catalog, got {shown(given)}"
        return
    for place, thing in parts(catalog):
        for name, hint in fields_of(type(thing)).items():
            value = getattr(thing, name)
            if not fits(value, hint):
                yield f"{place}.{name}".lstrip("."), f"holds {shown(value)} ({type(value).__name__}), which is not of the type declared"


# Names -----------------------------------------------------------------------------------------------------------------


def ids_well_formed(catalog: Catalog) -> Iterator[Finding]:
    """Every id is lower-case words joined by hyphens.

    Ids stand in URLs, files and keys, where blanks and capitals come out differently. The constructors refuse others.
    """
    for _, place, entry in vocabulary(catalog):
        if not is_id(entry.id):
            yield place, f"the id {shown(entry.id)} is not lower-case words joined by hyphens"


def ids_unique(catalog: Catalog) -> Iterator[Finding]:
    """Every entry of a kind has an id of its own.

    Of two entries with one id, one can never be found. The constructor of the catalog refuses them.
    """
    seen: set[tuple[str, str]] = set()
    for field, place, entry in vocabulary(catalog):
        if (field, entry.id) in seen:
            yield place, f"the id {entry.id!r} stands twice; each {VOCABULARY[field]} has one of its own"
        seen.add((field, entry.id))


def texts_filled(catalog: Catalog) -> Iterator[Finding]:
    """No text is empty, or holds half a character.

    What is not known is None; an empty text looks like an answer. Half a character can be written to no file. The constructors refuse both.
    """
    for place, thing in parts(catalog):
        for name, text in texts_of(thing):
            if not text.strip():
                yield f"{place}.{name}".lstrip("."), "is empty; leave it out where it is not known"
            if check.HALF.search(text):
                yield f"{place}.{name}".lstrip("."), f"holds half a character: {text!a}"


def labels_readable(catalog: Catalog) -> Iterator[Finding]:
    """Every name has a letter or digit, and no character that cannot be seen.

    A name of punctuation alone finds nothing, since punctuation does not count, and a hidden mark of direction makes one name pass for
    another. It is shown all the same, hidden marks visibly, so this is a warning. No constructor refuses it.
    """
    for _, place, entry in vocabulary(catalog):
        for name in _names(entry):
            if name.strip() and not label_key(name):
                yield place, f"the name {shown(name)} has no letter or digit, so that nothing is found by it"
            if any(unicodedata.category(char) in _HIDDEN for char in name):
                yield place, f"the name {name!a} has characters that cannot be seen"


_HIDDEN = frozenset({"Cc", "Cf", "Zl", "Zp"})


def labels_distinct(catalog: Catalog) -> Iterator[Finding]:
    """No name of an entry is the id or preferred name of another of its kind, case and punctuation aside.

    Who asks for one by its name would be given the other. No constructor refuses it. A name that several entries have besides their
    preferred ones is for ``alternative-labels-distinct``.
    """
    for field in VOCABULARY:
        owners: dict[str, str] = {}
        for index, entry in enumerate(getattr(catalog, field)):
            for key in sorted(set(map(label_key, _main_names(entry))) - {""}):
                owner = owners.setdefault(key, entry.id)
                if owner != entry.id:
                    yield f"{field}[{index}]", f"{key!r} is a name of {entry.id!r}, and of {owner!r}"
        for index, entry in enumerate(getattr(catalog, field)):
            for key in sorted(set(map(label_key, _other_names(entry)))):
                if owners.get(key, entry.id) != entry.id:
                    yield f"{field}[{index}]", f"{key!r} is another name of {entry.id!r}, but finds {owners[key]!r}"


def alternative_labels_distinct(catalog: Catalog) -> Iterator[Finding]:
    """No two entries of a kind share an alternative name, case and punctuation aside.

    Such a name finds none of them: it is answered with an error that lists them. That may be meant, as where a word means several things,
    so this is a warning. No constructor refuses it.
    """
    for field in VOCABULARY:
        main = {label_key(name) for entry in getattr(catalog, field) for name in _main_names(entry)}
        owners: dict[str, dict[str, None]] = {}
        for entry in getattr(catalog, field):
            for key in map(label_key, _other_names(entry)):
                owners.setdefault(key, {})[entry.id] = None
        for key, ids in owners.items():
            if len(ids) > 1 and key not in main:
                yield field, f"{key!r} is a name of {' and '.join(map(repr, ids))}"


def _main_names(entry: Any) -> tuple[str, str]:
    return entry.id, entry.title if isinstance(entry, Source) else entry.label


def _other_names(entry: Any) -> tuple[str, ...]:
    others: tuple[str, ...] = getattr(entry, "alternative_labels", ())
    return others


def _names(entry: Any) -> tuple[str, ...]:
    return (_main_names(entry)[1], *_other_names(entry))


# References ----------------------------------------------------------------------------------------------------------


def references_resolve(catalog: Catalog) -> Iterator[Finding]:
    """Every id of a role, skill, level or place that something names is one of the catalog's.

    A fact about an unknown role is never found, and one about an unknown skill cannot be asked about. The constructor of the catalog
    refuses it.
    """
    known = {field: {entry.id for entry in getattr(catalog, field)} for field in VOCABULARY}
    for place, thing in parts(catalog):
        for name, home, ident in ids_named(thing):
            if ident not in known[home]:
                yield f"{place}.{name}", f"no {VOCABULARY[home]} has the id {ident!r}"


# Scales ----------------------------------------------------------------------------------------------------------------


def scales_ordered(catalog: Catalog) -> Iterator[Finding]:
    """The steps of a scale rise from label to label, within 0-1.

    What "strong" asks must be more than what "working" asks. The constructors refuse others.
    """
    for index, scale in enumerate(catalog.scales):
        values = [step.value for step in scale.steps]
        if not all(0 <= value <= 1 for value in values) or any(low >= high for low, high in pairwise(values)):
            yield f"scales[{index}].steps", f"{scale.id!r} has the values {values}, which do not rise within 0-1"


def scales_bounded(catalog: Catalog) -> Iterator[Finding]:
    """A scale has labels, or a lowest and a highest number, finite and not negative, or both.

    On a scale without ends a number means nothing. The constructors refuse others.
    """
    for index, scale in enumerate(catalog.scales):
        low, high = scale.minimum, scale.maximum
        if low is None and high is None:
            if not scale.steps:
                yield f"scales[{index}]", f"{scale.id!r} has neither labels nor numbers"
        elif low is None or high is None or not 0 <= low < high <= check.LARGEST:
            yield f"scales[{index}]", f"{scale.id!r} runs from {low} to {high}; it needs both ends, the lower first"


def scales_reach_the_top(catalog: Catalog) -> Iterator[Finding]:
    """The highest label of a scale stands at 1.

    1 is the most that a scale knows: below it, an expert by the highest label falls short of what asks for everything. So it is with a
    scale that begins where another ends, so this is a warning, and with one that has numbers above its labels, which passes. No constructor
    refuses it.
    """
    for index, scale in enumerate(catalog.scales):
        if scale.steps and scale.maximum is None and max(step.value for step in scale.steps) < 1:
            yield f"scales[{index}].steps", f"{scale.id!r} ends with {scale.steps[-1].label!r} at {scale.steps[-1].value:g}, below 1"


def scale_labels_distinct(catalog: Catalog) -> Iterator[Finding]:
    """No two steps of a scale share a label, case and punctuation aside.

    A rating by that label would silently mean the lower one. No constructor refuses it.
    """
    for index, scale in enumerate(catalog.scales):
        owners: dict[str, int] = {}
        for number, step in enumerate(scale.steps):
            for key in sorted(set(map(label_key, (step.label, *step.alternative_labels)))):
                owner = owners.setdefault(key, number)
                if owner != number:
                    yield f"scales[{index}].steps[{number}]", f"{key!r} is a label of {step.label!r}, and of {scale.steps[owner].label!r}"


def levels_ranked(catalog: Catalog) -> Iterator[Finding]:
    """No two standard levels of a track have the same rank.

    Neither would be above the other, and yet they are not the same. No constructor refuses it.
    """
    seen: dict[tuple[str, int], str] = {}
    for index, level in enumerate(catalog.standard_levels):
        other = seen.setdefault((level.track, level.rank), level.id)
        if other != level.id:
            yield f"standard_levels[{index}]", f"{level.id!r} and {other!r} both have the rank {level.rank} of the track {level.track}"


# Skills, places ----------------------------------------------------------------------------------------------------------------


def broader_without_rings(catalog: Catalog) -> Iterator[Finding]:
    """No skill is part of itself, directly or through others.

    Credit would go round without end. The constructor of the catalog refuses it.
    """
    return _rings(catalog, "skills", "broader", "is part of itself")


def prerequisites_without_rings(catalog: Catalog) -> Iterator[Finding]:
    """No skill must be learnt before itself, directly or through others.

    No plan could begin. The constructor of the catalog refuses it.
    """
    return _rings(catalog, "skills", "prerequisites", "must be learnt before itself")


def places_without_rings(catalog: Catalog) -> Iterator[Finding]:
    """No place lies inside itself, directly or through others.

    The constructor of the catalog refuses it.
    """
    return _rings(catalog, "places", "within", "lies inside itself")


def _rings(catalog: Catalog, field: str, relation: str, said: str) -> Iterator[Finding]:
    leads: dict[str, tuple[str, ...]] = {}
    for entry in getattr(catalog, field):
        value = getattr(entry, relation)
        leads[entry.id] = value if isinstance(value, tuple) else () if value is None else (value,)
    for index, entry in enumerate(getattr(catalog, field)):
        if entry.id in _reached(leads, entry.id):
            yield f"{field}[{index}].{relation}", f"{entry.id!r} {said}"


def _reached(leads: Mapping[str, tuple[str, ...]], start: str) -> set[str]:
    """All that is reached from a start in one step or more."""
    seen: set[str] = set()
    ahead = list(leads[start])
    while ahead:
        here = ahead.pop()
        if here not in seen:
            seen.add(here)
            ahead.extend(leads.get(here, ()))
    return seen


def credits_in_range(catalog: Catalog) -> Iterator[Finding]:
    """Every credit of one skill towards another is a share, 0-1.

    Above 1 a beginner in one skill would be an expert in another. The constructors refuse it.
    """
    for place, skill, related in _credits(catalog):
        if not 0 <= related.credit <= 1:
            yield f"{place}.credit", f"{skill!r} counts {related.credit} towards {related.skill!r}, which is no share"


def credits_to_others(catalog: Catalog) -> Iterator[Finding]:
    """No skill gives credit to itself.

    It counts in full already. No constructor refuses it.
    """
    for place, skill, related in _credits(catalog):
        if related.skill == skill:
            yield place, f"{skill!r} gives credit to itself"


def credits_once(catalog: Catalog) -> Iterator[Finding]:
    """A skill gives each other skill one credit.

    Of two, the last would count, and the order of a file would decide. No constructor refuses it.
    """
    for index, skill in enumerate(catalog.skills):
        for other, count in Counter(related.skill for related in skill.related).items():
            if count > 1:
                yield f"skills[{index}].related", f"{skill.id!r} gives {other!r} {count} credits"


def _credits(catalog: Catalog) -> Iterator[tuple[str, str, Any]]:
    for index, skill in enumerate(catalog.skills):
        for number, related in enumerate(skill.related):
            yield f"skills[{index}].related[{number}]", skill.id, related


def efforts_ordered(catalog: Catalog) -> Iterator[Finding]:
    """The effort of a skill is unknown, or runs from fewest to most weeks, none of them negative.

    The constructors refuse others.
    """
    for index, skill in enumerate(catalog.skills):
        low, high = skill.effort_weeks_minimum, skill.effort_weeks_maximum
        if (low is None) != (high is None) or (low is not None and high is not None and not 0 <= low <= high <= check.LARGEST):
            yield f"skills[{index}]", f"{skill.id!r} takes {low} to {high} weeks"


# Numbers behind the measures -------------------------------------------------------------------------------------------


def parameters_in_range(catalog: Catalog) -> Iterator[Finding]:
    """Every parameter lies in the range that one could argue for.

    The constructors refuse others.
    """
    for index, parameter in enumerate(catalog.parameters):
        if not 0 <= parameter.low <= parameter.value <= parameter.high <= check.LARGEST:
            yield f"parameters[{index}]", f"{parameter.name} is {parameter.value}, not within {parameter.low} to {parameter.high}"


def parameters_used(catalog: Catalog) -> Iterator[Finding]:
    """Every parameter names a number behind the measures, once, and has the value that the measures use.

    Else what is published is not what is counted with. No constructor refuses it.
    """
    numbers = _numbers(catalog)
    for index, parameter in enumerate(catalog.parameters):
        if parameter.name not in numbers:
            yield f"parameters[{index}].name", f"{parameter.name!r} is behind no measure"
        elif parameter.value != numbers[parameter.name]:
            yield f"parameters[{index}]", f"{parameter.name} is {shown(parameter.value)}; the measures use {shown(numbers[parameter.name])}"
    for name, count in Counter(parameter.name for parameter in catalog.parameters).items():
        if count > 1:
            yield "parameters", f"{name} stands {count} times"


def _numbers(catalog: Catalog) -> Mapping[str, float]:
    """Every number behind the measures, by the name of its parameter."""
    groups = (
        ("gap", catalog.gap_weights),
        ("difficulty", catalog.difficulty_model.weights),
        ("difficulty", catalog.difficulty_model),
        ("claims", catalog.claim_reading),
    )
    return {f"{group}.{name}": getattr(held, name) for group, held in groups for name in fields_of(type(held)) if name != "weights"}


def weights_in_range(catalog: Catalog) -> Iterator[Finding]:
    """Every number behind the measures lies in the range of its field, and some factor of difficulty counts.

    Outside it a measure leaves 0-1. The constructors refuse it.
    """
    for place in ("gap_weights", "difficulty_model.weights", "difficulty_model", "proximity_model", "claim_reading"):
        held: Any = catalog
        for name in place.split("."):
            held = getattr(held, name)
        try:
            attrs.evolve(held)
        except RolepathError as error:
            yield place, str(error)


#: The check that all others rest on.
TYPES: Demand = fields_typed
#: Checks for what the constructors refuse. Of a catalog that fails one, no answer means anything.
FUNDAMENTAL: tuple[Demand, ...] = (
    ids_well_formed,
    ids_unique,
    texts_filled,
    references_resolve,
    scales_ordered,
    scales_bounded,
    broader_without_rings,
    prerequisites_without_rings,
    places_without_rings,
    credits_in_range,
    efforts_ordered,
    parameters_in_range,
    weights_in_range,
)
#: Checks for what no constructor refuses.
FURTHER: tuple[Demand, ...] = (labels_distinct, scale_labels_distinct, levels_ranked, credits_to_others, credits_once, parameters_used)
#: Checks for what is odd, and may be right.
WARNINGS: tuple[Demand, ...] = (labels_readable, alternative_labels_distinct, scales_reach_the_top)
