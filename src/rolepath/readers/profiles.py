"""People from plain data: a mapping, JSON or TOML that anyone may have written.

Everything is read to the end, and every fault is reported at once. A skill that the catalog does not have is no fault: its name is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Any

import attrs

from rolepath.errors import (
    AmbiguousNameError,
    DataFileError,
    Fault,
    InvalidFieldError,
    InvalidRatingError,
    InvalidTypeError,
    RolepathError,
    shown,
)
from rolepath.model import _check as check
from rolepath.model._limits import LONGEST_KEY, LONGEST_NAME, MOST_ENTRIES, refuse_long_keys
from rolepath.model.catalog import Catalog
from rolepath.model.identity import label_key
from rolepath.model.profile import Evidence, HeldSkill, Profile, UnknownSkill, known_skill
from rolepath.model.skill import Measured, Rating, Scale

__all__ = ["proficiency_of", "profile_from_data", "profile_from_json", "profile_from_toml", "scales_of_proficiency"]

#: What a fault calls the text or mapping that was read.
FILE = "profile"
#: Most characters of a text.
LONGEST_TEXT = 1_000_000
#: Most bits of a whole number that is made a Decimal.
LARGEST_BITS = 256
#: Unknown keys that are told one by one, with what may have been meant.
KEYS_TOLD = 20

_KEYS = (*(field.name for field in attrs.fields(Profile)), "scale")
_KEYS_OF_A_SKILL = ("proficiency", "scale", "evidence")
_AMOUNT = re.compile(r"[0-9]{1,40}(?:\.[0-9]{1,40})?")


def profile_from_data(data: object, catalog: Catalog) -> Profile:
    """Read a person from a mapping, as :meth:`rolepath.Profile.from_data` describes it.

    Raises:
        InvalidTypeError: the data are no mapping.
        DataFileError: something cannot be read; ``faults`` holds every fault.
    """
    if not isinstance(data, Mapping):
        raise InvalidTypeError("data", data, "must be a mapping such as {'skills': ['python']}")
    return _read(data, catalog)


def profile_from_json(text: object, catalog: Catalog) -> Profile:
    """Read a person from the text of a JSON file.

    Raises:
        InvalidTypeError: the text is no text.
        DataFileError: something cannot be read; ``faults`` holds every fault.
    """
    return _parsed(text, "JSON", _json, catalog)


def profile_from_toml(text: object, catalog: Catalog) -> Profile:
    """Read a person from the text of a TOML file.

    Raises:
        InvalidTypeError: the text is no text.
        DataFileError: something cannot be read; ``faults`` holds every fault.
    """
    return _parsed(text, "TOML", _toml, catalog)


# How well ----------------------------------------------------------------------------------------------------------------


def proficiency_of(catalog: Catalog, given: str | float) -> Rating:
    """Read how well a skill is held, as an argument says it: by a label of a scale, or by a place from 0 to 1.

    A number is refused where the catalog has one scale of proficiency alone and that runs over other numbers: a person's data would
    be read on it.

    Raises:
        InvalidTypeError: it is none of these.
        InvalidRatingError: no scale has the label, two place it differently, or the number is no place from 0 to 1.
        InvalidFieldError: the catalog has no scale of proficiency.
    """
    scales = scales_of_proficiency(catalog)
    if isinstance(given, str):
        return _on(scales, given, "so give a Rating, as Scale.rate() makes one")
    if isinstance(given, bool) or not isinstance(given, (int, float)):
        raise InvalidTypeError("proficiency", given, "must be a Rating, a label, or a number")
    if not 0 <= given <= 1:
        raise InvalidRatingError("proficiency", given, "must lie in 0 to 1, or be a Rating or a label of a scale")
    first = scales[0]
    if len(scales) == 1 and first.minimum is not None and (first.minimum, first.maximum) != (0, 1):
        rule = f"could stand for 0 to 1 or for {first.minimum:g} to {first.maximum:g}, so give a Rating, as Scale.rate() makes one"
        raise InvalidRatingError("proficiency", given, rule)
    return Rating(scale=first.id, value=float(given))


def scales_of_proficiency(catalog: Catalog) -> tuple[Scale, ...]:
    """Return a catalog's scales of proficiency, of which it must have one.

    Raises:
        InvalidFieldError: it has none.
    """
    scales = _scales(catalog)
    if not scales:
        raise InvalidFieldError("catalog", catalog.name, "must have a scale of proficiency to say how well a skill is held")
    return scales


def _scales(catalog: Catalog) -> tuple[Scale, ...]:
    return tuple(scale for scale in catalog.scales if scale.measures is Measured.PROFICIENCY)


def _on(scales: tuple[Scale, ...], given: str | float, remedy: str) -> Rating:
    """Place a label on the scales that have it, which must agree."""
    found: list[Rating] = []
    for scale in scales:
        with suppress(InvalidRatingError):
            found.append(scale.rate(given))
    if not found:
        raise InvalidRatingError("proficiency", given, f"must be a label of proficiency ({_labels(scales)})")
    if len({rating.value for rating in found}) > 1:
        rule = f"means different things on {' and '.join(rating.scale for rating in found)}, {remedy}"
        raise InvalidRatingError("proficiency", given, rule)
    return found[0]


# Texts -----------------------------------------------------------------------------------------------------------------


def _parsed(text: object, name: str, parse: Callable[[str], Any], catalog: Catalog) -> Profile:
    if not isinstance(text, str):
        raise InvalidTypeError("text", text, f"must be the text of a {name} file")
    if len(text) > LONGEST_TEXT:
        raise _unreadable(f"must have at most {LONGEST_TEXT:,} characters, got {len(text):,}")
    try:
        data = parse(text.removeprefix("\ufeff"))
    except RecursionError:
        raise _unreadable(f"is no {name} that can be read: it is nested too deeply") from None
    except ValueError as error:  # also for whole numbers of too many digits
        raise _unreadable(f"is not {name}: {error}") from None
    if not isinstance(data, dict):
        raise _unreadable(f"must be a table such as {{'skills': ['python']}}, got {shown(data)}")
    return _read(data, catalog)


def _unreadable(sentence: str) -> DataFileError:
    return DataFileError((Fault(FILE, "", "", sentence),))


def _json(text: str) -> Any:
    import json

    return json.loads(text, parse_float=_exact, parse_int=_whole, parse_constant=_no_number, object_pairs_hook=_once)


def _toml(text: str) -> Any:
    import tomllib

    refuse_long_keys(text)
    return tomllib.loads(text, parse_float=_exact)


def _exact(text: str) -> Decimal:
    """Keep a number as it is written."""
    try:
        return Decimal(text)
    except ArithmeticError:
        raise ValueError(f"the number {shown(text)} is too large") from None


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:  # Python makes no number of thousands of digits
        raise ValueError(f"the number {shown(text)} is too large") from None


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no number of JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice, of which one would be dropped."""
    twice = check.repeated(key for key, _ in pairs)
    if twice is not None:
        raise ValueError(f"the key {shown(twice)} stands twice in one table")
    return dict(pairs)


# Reading ---------------------------------------------------------------------------------------------------------------


def _read(data: Mapping[Any, Any], catalog: Catalog) -> Profile:
    reading = _Reading(catalog)
    fields = reading.fields(data)
    if reading.faults:
        raise DataFileError(tuple(reading.faults))
    return Profile(**fields)


class _Reading:
    """One reading of a person: collects faults and goes on."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.faults: list[Fault] = []
        #: What is said of each skill, by its id or unknown name, with the block that says so first.
        self.said: dict[str, tuple[HeldSkill | UnknownSkill, str]] = {}
        #: Scales of a proficiency that names none; None where the one that is given for all cannot be read.
        self.scales: tuple[Scale, ...] | None = _scales(catalog)

    def fault(self, block: str, field: str, sentence: str) -> None:
        self.faults.append(Fault(FILE, block, field, sentence))

    def fields(self, data: Mapping[Any, Any]) -> dict[str, Any]:
        """Read every key into the field of a profile. What is None is not said."""
        self.keys("", data, _KEYS)
        given = {key: data[key] for key in _KEYS if data.get(key) is not None}
        if "scale" in given:
            self.scales = self.scale("", given["scale"])
        for field, key in (("skills", "skill"), ("unknown", "name")):
            for block, name, table in self.entries(field, key, given.get(field, ())):
                self.skill(block, name, table)
        said = [entry for entry, _ in self.said.values()]
        return {
            "skills": self.checked("skills", tuple(entry for entry in said if isinstance(entry, HeldSkill))),
            "unknown": self.checked("unknown", tuple(entry for entry in said if isinstance(entry, UnknownSkill))),
            **self.plain(given),
            "preferences": self.preferences(given.get("preferences", ())),
        }

    def plain(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Read what is one value: names, numbers, money."""
        fields: dict[str, Any] = {}
        for key, find in (("role", self.catalog.role), ("level", self.catalog.level), ("location", self.catalog.place)):
            if key in given:
                fields[key] = self.named(key, given[key], find)
        for key in ("years", "hours_per_week", "currency"):
            if key in given:
                fields[key] = self.checked(key, _number(given[key]))
        if "pay_floor" in given:
            fields["pay_floor"] = self.money("pay_floor", given["pay_floor"])
            if "currency" not in given:
                self.fault("", "currency", "is missing; a pay floor needs one, such as USD")
        return fields

    def keys(self, block: str, table: Mapping[Any, Any], known: tuple[str, ...]) -> None:
        """Fault each key that is none, with the one that may have been meant."""
        strange = [key for key in table if key not in known]
        for key in strange[:KEYS_TOLD]:
            hint = _did_you_mean(key, known) if len(self.faults) < KEYS_TOLD else ""
            self.fault(block, key if isinstance(key, str) and len(key) <= LONGEST_KEY else shown(key), f"is no key of a profile{hint}")
        if len(strange) > KEYS_TOLD:
            self.fault(block, "", f"has {len(strange) - KEYS_TOLD} more keys that are none of a profile")

    def preferences(self, listed: Any) -> tuple[Any, ...]:
        """Take a list of texts, and fault each entry that is none."""
        if not isinstance(listed, (list, tuple)):
            self.fault("", "preferences", f"must be a list of texts, got {shown(listed)}")
        elif self.is_short("preferences", listed):
            for index, text in enumerate(listed):
                self.checked("preferences", (text,), f"preferences[{index}]")
            return tuple(listed)
        return ()

    def is_short(self, field: str, value: list[Any] | tuple[Any, ...] | Mapping[Any, Any]) -> bool:
        if len(value) > MOST_ENTRIES:
            self.fault("", field, f"must hold at most {MOST_ENTRIES:,} entries; leave some out, got {len(value):,}")
        return len(value) <= MOST_ENTRIES

    def named(self, field: str, value: Any, find: Callable[[Any], Any]) -> Any:
        """Find an entry of the catalog by id or label, and keep its id."""
        try:
            return find(value).id
        except RolepathError as error:
            self.fault("", field, str(error))

    def checked(self, field: str, value: Any, block: str = "") -> Any:
        """Check a value by the rule of the field that it fills; ``block`` is where it stands if not in the field alone."""
        attribute: Any = getattr(attrs.fields(Profile), field)
        blank: Any = object.__new__(Profile)
        try:
            attribute.validator(blank, attribute, value)
        except RolepathError as error:
            self.fault(block, "" if block else field, str(error))
        return value

    def money(self, field: str, value: Any) -> Any:
        """Take an amount exactly as it is written."""
        if isinstance(value, str) and _AMOUNT.fullmatch(value.strip()):
            value = Decimal(value.strip())
        elif type(value) is int and value.bit_length() <= LARGEST_BITS:
            value = Decimal(value)
        if isinstance(value, Decimal):
            return self.checked(field, value)
        self.fault(
            "", field, f"must be an amount such as 85000, or a text such as '85000.50', since floats are not exact; got {shown(value)}"
        )
        return None

    # Skills ------------------------------------------------------------------------------------------------------

    def entries(self, field: str, key: str, listed: Any) -> Iterator[tuple[str, Any, Mapping[Any, Any]]]:
        """Yield each skill that is listed: its block, its name, which stands under ``key`` in a table, and what is said of it."""
        if isinstance(listed, Mapping):
            if self.is_short(field, listed):
                for name, value in listed.items():
                    yield f"{field}[{shown(name)}]", name, value if isinstance(value, Mapping) else {"proficiency": value}
        elif not isinstance(listed, (list, tuple)):
            self.fault("", field, f"must be a list of names, or a table of names and proficiencies, got {shown(listed)}")
        elif self.is_short(field, listed):
            for index, entry in enumerate(listed):
                block = f"{field}[{index}]"
                if not isinstance(entry, Mapping):
                    yield block, entry, {}
                elif key in entry:
                    yield block, entry[key], {other: value for other, value in entry.items() if other != key}
                else:
                    self.fault(block, key, f"is missing from {shown(entry)}")

    def skill(self, block: str, name: Any, table: Mapping[Any, Any]) -> None:
        """Read one skill; one that the catalog does not have is kept by its name."""
        before = len(self.faults)
        self.keys(block, table, _KEYS_OF_A_SKILL)
        scales = self.scales if table.get("scale") is None else self.scale(block, table["scale"])
        given = table.get("proficiency")
        rating = None if given is None or scales is None else self.rating(block, given, scales)
        evidence = self.evidence(block, table.get("evidence"))
        if not isinstance(name, str) or not name.strip():
            self.fault(block, "", f"must be the name of a skill, got {shown(name)}")
            return
        if len(name) > LONGEST_NAME:
            self.fault(block, "", f"must be a name of at most {LONGEST_NAME} characters; shorten it, got {shown(name)}")
            return
        if check.HALF.search(name):
            self.fault(block, "", f"must not hold half a character, got {shown(name)}")
            return
        try:
            found = known_skill(self.catalog, name)
        except AmbiguousNameError as error:
            self.fault(block, "", str(error))
            return
        if len(self.faults) > before:
            return
        if found is None:
            self.say(block, name, UnknownSkill(name=name, proficiency=rating, evidence=evidence), UnknownSkill(name=name))
        else:
            self.say(block, found.id, HeldSkill(skill=found.id, proficiency=rating, evidence=evidence), HeldSkill(skill=found.id))

    def say(self, block: str, name: str, said: HeldSkill | UnknownSkill, bare: HeldSkill | UnknownSkill) -> None:
        """Keep what is said of a skill. To name it again adds nothing; to say something else of it is a fault."""
        first, where = self.said.setdefault(name, (said, block))
        if first == bare:
            self.said[name] = (said, block)
        elif said not in (first, bare):
            self.fault(block, "", f"says of {name} something else than {where}; keep one of the two")

    def scale(self, block: str, named: Any) -> tuple[Scale, ...] | None:
        """Find a scale of proficiency by its name; None where there is none, so that what would be on it is not at fault too."""
        try:
            scale = self.catalog.scale(named)
        except RolepathError as error:
            self.fault(block, "scale", str(error))
            return None
        if scale.measures is not Measured.PROFICIENCY:
            self.fault(block, "scale", f"must be a scale of proficiency; {scale.id} measures {scale.measures}")
            return None
        return (scale,)

    def rating(self, block: str, given: Any, scales: tuple[Scale, ...]) -> Rating | None:
        """Place a label or number on the only scale that has it."""
        value = _number(given)
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            self.fault(block, "proficiency", f"must be a label or a number, got {shown(given)}")
            return None
        if not isinstance(value, str) and len(scales) > 1:
            numbered = " or ".join(scale.id for scale in scales if scale.minimum is not None) or "none"
            self.fault(block, "proficiency", f"is a number, so name its scale too ({numbered}), or give a label; got {shown(given)}")
            return None
        try:
            return scales[0].rate(value) if len(scales) == 1 else _on(scales, value, "so name its scale too")
        except InvalidRatingError as error:
            self.fault(block, "proficiency", str(error) if len(scales) == 1 else f"{error.rule}, got {shown(given)}")
            return None

    def evidence(self, block: str, given: Any) -> Evidence:
        """Read how a skill is shown; not said is claimed."""
        if given is None:
            return Evidence.CLAIMED
        grades = {label_key(grade.value): grade for grade in Evidence}
        grade = grades.get(label_key(given)) if isinstance(given, str) else None
        if grade is None:
            self.fault(block, "evidence", f"must be one of {', '.join(Evidence)}, got {shown(given)}")
        return grade or Evidence.CLAIMED


def _number(value: Any) -> Any:
    """Bring a Decimal to a float; what is none is left for the rule that it must meet."""
    return float(value) if isinstance(value, Decimal) and value.is_finite() else value


def _labels(scales: Iterable[Scale]) -> str:
    return ", ".join(dict.fromkeys(step.label for scale in scales for step in scale.steps)) or "of which the catalog has none"


def _did_you_mean(key: object, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(key, known, n=1) if isinstance(key, str) and len(key) <= LONGEST_KEY else []
    return f"; did you mean {close[0]!r}?" if close else f"; known are {', '.join(known)}"
