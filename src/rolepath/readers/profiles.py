"""People from plain data: a mapping, JSON or TOML that anyone may have written.

Everything is read to the end, and every fault is reported at once. A skill that the catalog does not have is no fault: its name is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import attrs

from rolepath.errors import AmbiguousNameError, DataFileError, Fault, InvalidRatingError, InvalidTypeError, RolepathError, shown
from rolepath.model import _check as check
from rolepath.model.catalog import Catalog
from rolepath.model.identity import SkillId, label_key
from rolepath.model.profile import Evidence, HeldSkill, Profile, known_skill
from rolepath.model.skill import Measured, Rating, Scale

__all__ = ["profile_from_data", "profile_from_json", "profile_from_toml"]

#: What a fault calls the text or mapping that was read.
FILE = "profile"
#: Most characters of a text.
LONGEST_TEXT = 1_000_000
#: Most entries of a list.
LONGEST_LIST = 10_000
#: Most parts of a dotted key of TOML. The parser's memory grows with the square of their number.
KEY_PARTS = 8
#: Most bits of a whole number that is made a Decimal.
LARGEST_BITS = 256
#: Unknown keys that are told one by one, with what may have been meant.
KEYS_TOLD = 20
#: Most characters of an unknown key that are shown whole and compared with those known.
LONGEST_KEY = 40

_KEYS = (*(field.name for field in attrs.fields(Profile)), "scale")
_KEYS_OF_A_SKILL = ("proficiency", "scale", "evidence")
_PART = r"""(?:[\w-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_LONG_KEY = re.compile(rf"(?:\.[ \t]*{_PART}[ \t]*){{{KEY_PARTS}}}")
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
    except DataFileError:
        raise
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

    if _LONG_KEY.search(text):
        raise _unreadable(f"joins more than {KEY_PARTS} words by dots, which makes no key of a profile")
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
        #: What is held, with the block that says so first.
        self.held: dict[SkillId, tuple[HeldSkill, str]] = {}
        #: Names that the catalog does not have, in their order.
        self.unknown: dict[str, None] = {}
        #: Scales of a proficiency that names none; None where the one that is given for all cannot be read.
        self.scales: tuple[Scale, ...] | None = tuple(scale for scale in catalog.scales if scale.measures is Measured.PROFICIENCY)

    def fault(self, block: str, field: str, sentence: str) -> None:
        self.faults.append(Fault(FILE, block, field, sentence))

    def fields(self, data: Mapping[Any, Any]) -> dict[str, Any]:
        """Read every key into the field of a profile. What is None is not said."""
        self.keys("", data, _KEYS)
        given = {key: data[key] for key in _KEYS if data.get(key) is not None}
        if "scale" in given:
            self.scales = self.scale("", given["scale"])
        for block, name, table in self.entries(given.get("skills", ())):
            self.skill(block, name, table)
        for index, name in enumerate(self.texts("unknown", given)):
            self.skill(f"unknown[{index}]", name, {})
        return {
            **self.plain(given),
            "skills": tuple(held for held, _ in self.held.values()),
            "unknown": tuple(self.unknown),
            "preferences": self.checked("preferences", self.texts("preferences", given)),
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

    def texts(self, field: str, given: Mapping[str, Any]) -> tuple[Any, ...]:
        """Take a list; what its entries are is checked by whoever reads them."""
        value = given.get(field, ())
        if not isinstance(value, (list, tuple)):
            self.fault("", field, f"must be a list of texts, got {shown(value)}")
            return ()
        return tuple(value) if self.is_short(field, value) else ()

    def is_short(self, field: str, value: list[Any] | tuple[Any, ...] | Mapping[Any, Any]) -> bool:
        if len(value) > LONGEST_LIST:
            self.fault("", field, f"must hold at most {LONGEST_LIST:,} entries, got {len(value):,}")
        return len(value) <= LONGEST_LIST

    def named(self, field: str, value: Any, find: Callable[[Any], Any]) -> Any:
        """Find an entry of the catalog by id or label, and keep its id."""
        try:
            return find(value).id
        except RolepathError as error:
            self.fault("", field, str(error))

    def checked(self, field: str, value: Any) -> Any:
        """Check a value by the rule of the field that it fills."""
        attribute: Any = getattr(attrs.fields(Profile), field)
        blank: Any = object.__new__(Profile)
        try:
            attribute.validator(blank, attribute, value)
        except RolepathError as error:
            self.fault("", field, str(error))
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

    def entries(self, listed: Any) -> Iterator[tuple[str, Any, Mapping[Any, Any]]]:
        """Yield each skill that is listed: its block, its name, and what is said of it."""
        if isinstance(listed, Mapping):
            if self.is_short("skills", listed):
                for name, value in listed.items():
                    yield f"skills[{shown(name)}]", name, value if isinstance(value, Mapping) else {"proficiency": value}
        elif not isinstance(listed, (list, tuple)):
            self.fault("", "skills", f"must be a list of names, or a table of names and proficiencies, got {shown(listed)}")
        elif self.is_short("skills", listed):
            for index, entry in enumerate(listed):
                block = f"skills[{index}]"
                if not isinstance(entry, Mapping):
                    yield block, entry, {}
                elif "skill" in entry:
                    yield block, entry["skill"], {key: value for key, value in entry.items() if key != "skill"}
                else:
                    self.fault(block, "skill", f"is missing from {shown(entry)}")

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
        try:
            found = known_skill(self.catalog, name)
        except AmbiguousNameError as error:
            self.fault(block, "", str(error))
            return
        if found is None:
            self.unknown[name] = None
        elif len(self.faults) == before:
            self.hold(block, HeldSkill(skill=found.id, proficiency=rating, evidence=evidence))

    def hold(self, block: str, held: HeldSkill) -> None:
        """Keep what is said of a skill. To name it again adds nothing; to say something else of it is a fault."""
        first, where = self.held.setdefault(held.skill, (held, block))
        bare = HeldSkill(skill=held.skill)
        if first == bare:
            self.held[held.skill] = (held, block)
        elif held not in (first, bare):
            self.fault(block, "", f"says of {held.skill} something else than {where}; keep one of the two")

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
        found: list[Rating] = []
        sentence = f"must be a label of proficiency ({_labels(scales)}), got {shown(given)}"
        for one in scales:
            try:
                found.append(one.rate(value))
            except InvalidRatingError as error:
                sentence = str(error) if len(scales) == 1 else sentence
        if len({rating.value for rating in found}) > 1:
            sentence = (
                f"means different things on {' and '.join(rating.scale for rating in found)}, so name its scale too; got {shown(given)}"
            )
        elif found:
            return found[0]
        self.fault(block, "proficiency", sentence)
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
