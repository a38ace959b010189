"""JSON Schema of the documents: made from the classes, their types and their validators."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from inspect import getclosurevars
from math import isfinite
from types import NoneType
from typing import Any, get_args, get_origin

import attrs

from rolepath.analysis.explain import Explanation
from rolepath.errors import InvalidTypeError
from rolepath.interop.documents import DAY, DECIMAL, SCHEMA_VERSION, SHARED, Step, _classes, _fields, _is_union, _members  # pyright: ignore[reportPrivateUsage]
from rolepath.model._check import NEAR
from rolepath.model.currency import CURRENCIES
from rolepath.model.source import PRINTED_LIMIT

__all__ = ["json_schema"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID = f"urn:rolepath:schema:{SCHEMA_VERSION}"
#: What values are that several fields hold.
_VALUES: dict[str, dict[str, Any]] = {
    "amount": {
        "description": "An amount that is not negative, in a text, so that it stays exact.",
        "type": "string",
        "pattern": r"^(?:[0-9]+(?:\.[0-9]+)?|-0+(?:\.0+)?)(?:[eE][+-]?[0-9]{1,4})?$",
    },
    "currency": {"description": "An ISO 4217 code.", "enum": sorted(CURRENCIES)},
    "day": {"description": "A day, like 2026-01-31.", "type": "string", "format": "date", "pattern": f"^{DAY}$"},
    "decimal": {
        "description": "A number in a text, so that it stays exact.",
        "type": "string",
        "pattern": f"^{DECIMAL}$",
    },
    "id": {"description": "Lower-case words joined by hyphens.", "type": "string", "pattern": r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$"},
    "number": {"description": "A number; a text where it is without end.", "anyOf": [{"type": "number"}, {"$ref": "#/$defs/infinite"}]},
    "infinite": {"description": "What JSON has no number for.", "enum": ["Infinity", "-Infinity"]},
    "reference": {
        "description": "An entry of objects, counted from 0.",
        "type": "object",
        "properties": {"object": {"type": "integer", "minimum": 0}},
        "required": ["object"],
        "additionalProperties": False,
    },
}
#: A word marked up as one of the code: ``:meth:`Scale.rate` ``.
_MARKUP = re.compile(r"(?::\w+:)?`+([^`]*)`+")
_SCALARS: dict[Any, dict[str, Any]] = {
    bool: {"type": "boolean"},
    date: {"$ref": "#/$defs/day"},
    Decimal: {"$ref": "#/$defs/decimal"},
    float: {"$ref": "#/$defs/number"},
    int: {"type": "integer"},
    str: {"type": "string"},
}


def json_schema(kind: type | None = None) -> dict[str, Any]:
    """Describe documents as a JSON Schema of draft 2020-12.

    What :func:`to_json` writes is valid by it. What is valid may still be refused where fields do not fit together, such as a maximum
    below its minimum.

    Args:
        kind: a public class, or None for a schema of the documents of every one.

    Raises:
        InvalidTypeError: ``kind`` is no class whose objects have documents.

    >>> from rolepath import HeldSkill
    >>> json_schema(HeldSkill)["$defs"]["HeldSkill.document"]["properties"]["schema_version"]
    {'const': 2}
    """
    known = _classes()
    if kind is not None and kind not in known.values():
        raise InvalidTypeError("kind", kind, "must be a public class of rolepath whose objects are documents")
    tops = list(known) if kind is None else [kind.__name__]
    needed = _Needed()
    for name in tops:
        needed.document(known[name])
    head = {"$schema": _DIALECT, "$id": _ID if kind is None else f"{_ID}:{kind.__name__}"}
    refs = [{"$ref": f"#/$defs/{name}.document"} for name in tops]
    body: dict[str, Any] = refs[0] if kind is not None else {"oneOf": refs}
    return {**head, **body, "$defs": dict(sorted(needed.definitions.items()))}


class _Needed:
    """The definitions that a schema needs, found while it is made."""

    def __init__(self) -> None:
        self.definitions: dict[str, dict[str, Any]] = {}

    def document(self, kind: type) -> None:
        """Define the document of a class."""
        shared = sorted(name for name in _inside(kind) if name in SHARED)
        entries = [self._object(_classes()[name], "typed") for name in shared]
        objects = {"objects": {"type": "array", "items": {"anyOf": entries}}} if entries else {}
        own = {"schema_version": {"const": SCHEMA_VERSION}, "type": {"const": kind.__name__}, **objects}
        self._object(kind, "document", own, ["schema_version", "type"])

    def _object(self, kind: Any, form: str, own: dict[str, Any] | None = None, required: list[str] | None = None) -> dict[str, Any]:
        """Define an object in one of its forms: plain, with its ``type``, or as a document; return a reference to it."""
        name = "step" if kind is Step else kind.__name__
        name = f"{name}.{form}" if form else name
        if name not in self.definitions:
            self.definitions[name] = {}  # it may hold objects of its own class
            if form == "typed":
                own, required = {"type": {"const": kind.__name__}}, ["type"]
            fields, asked = self._fields(kind)
            self.definitions[name] = {
                **_about(kind),
                "type": "object",
                "properties": {**(own or {}), **fields},
                "required": [*(required or []), *asked],
                "additionalProperties": False,
            }
        return {"$ref": f"#/$defs/{name}"}

    def _fields(self, kind: Any) -> tuple[dict[str, Any], list[str]]:
        """Describe the fields of a class, and list those that may not be left out."""
        if kind is Explanation:
            return {"steps": {"type": "array", "items": self._object(Step, ""), "minItems": 1}}, ["steps"]
        types = _fields(kind)
        by_name = attrs.fields_dict(kind)
        described = {name: self._value(of, by_name[name].validator) for name, of in types.items()}
        for name, more in _BESIDES.get(kind.__name__, {}).items():
            described[name].update(more)
        if kind is Step:  # a step has all those below it after it
            described["children"]["items"]["minimum"] = 1
        required = [name for name, of in types.items() if by_name[name].default is attrs.NOTHING and NoneType not in get_args(of)]
        return described, required

    def _value(self, kind: Any, validator: Any) -> dict[str, Any]:
        """Describe what a field or an entry of a list may hold."""
        if _is_union(kind) and NoneType in get_args(kind):
            return _or_none(self._either(_members(kind), _inner(validator, "maybe")))
        return self._either(_members(kind), validator)

    def _either(self, members: tuple[Any, ...], validator: Any) -> dict[str, Any]:
        if len(members) == 1:
            return self._one(members[0], validator)
        form = "typed" if sum(map(attrs.has, members)) > 1 else ""
        choices = [self._object(of, form) if attrs.has(of) else self._one(of, None) for of in members]
        return {"anyOf": [*choices, *self._reference(members)]}

    def _one(self, kind: Any, validator: Any) -> dict[str, Any]:
        if get_origin(kind) is tuple:
            return self._list(get_args(kind), validator)
        if attrs.has(kind):
            reference = self._reference((kind,))
            own = self._object(kind, "")
            return {"anyOf": [own, *reference]} if reference else own
        if isinstance(kind, type) and issubclass(kind, Enum):
            return {"enum": [member.value for member in kind]}
        return self._scalar(getattr(kind, "__supertype__", kind), validator)

    def _list(self, kinds: tuple[Any, ...], validator: Any) -> dict[str, Any]:
        each = _inner(validator, "each")
        if kinds[-1] is Ellipsis:
            return {"type": "array", "items": self._value(kinds[0], each), **_most(validator)}
        entries = [self._value(of, None) for of in kinds]
        return {"type": "array", "prefixItems": entries, "items": False, "minItems": len(entries)}

    def _scalar(self, kind: Any, validator: Any) -> dict[str, Any]:
        described = dict(_SCALARS[kind])
        for name, limits in _rules(validator):
            if name in _REPLACED:
                described = dict(_REPLACED[name])
            described.update(_narrowed(name, limits))
        return self._with_values(described)

    def _reference(self, kinds: tuple[Any, ...]) -> list[dict[str, Any]]:
        """Allow a reference to an entry of ``objects`` where one of the classes is listed there."""
        return [self._with_values({"$ref": "#/$defs/reference"})] if any(of.__name__ in SHARED for of in kinds) else []

    def _with_values(self, described: dict[str, Any]) -> dict[str, Any]:
        """Define the value that a description refers to."""
        name = described.get("$ref", "").rpartition("/")[2]
        if name in _VALUES:
            self.definitions[name] = _VALUES[name]
            for inner in _VALUES[name].get("anyOf", ()):
                self._with_values(inner)
        return described


@cache
def _inside(kind: Any) -> frozenset[str]:
    """Name the classes whose objects may stand below an object of a class."""
    found: dict[str, Any] = {}
    ahead: list[Any] = [kind]
    while ahead:
        types = list(_fields(ahead.pop()).values())
        while types:
            of = types.pop()
            types.extend(get_args(of))
            if attrs.has(of) and of.__name__ not in found:
                found[of.__name__] = of
                ahead.append(of)
    return frozenset(found)


def _about(kind: type) -> dict[str, str]:
    """Describe a class by the first line of its docstring, which Python leaves out where it is told to."""
    summary = (kind.__doc__ or "").partition("\n")[0]
    return {"description": _MARKUP.sub(r"\1", summary)} if summary else {}


def _or_none(described: dict[str, Any]) -> dict[str, Any]:
    """Allow ``null`` besides."""
    if "type" in described:
        return {**described, "type": [described["type"], "null"]}
    return {"anyOf": [*(described["anyOf"] if described.keys() == {"anyOf"} else [described]), {"type": "null"}]}


# Validators --------------------------------------------------------------------------------------------------------------

#: Validators that name a value of its own.
_REPLACED: dict[str, dict[str, Any]] = {
    "_pay": {"$ref": "#/$defs/amount"},
    "amount": {"$ref": "#/$defs/amount"},
    "currency_code": {"$ref": "#/$defs/currency"},
    "ident": {"$ref": "#/$defs/id"},
    "money": {"$ref": "#/$defs/amount"},
    "number": {"type": "number"},
}


#: What classes demand of a field besides, where they check how fields fit together.
_SHARE = {"minimum": -NEAR, "maximum": 1 + NEAR}
_SCORES = {"lower": _SHARE, "score": _SHARE, "upper": _SHARE}
_BESIDES: dict[str, dict[str, dict[str, Any]]] = {
    "Proximity": _SCORES,
    "Route": _SCORES,
    "SkillGap": _SCORES,
    "TransitionDifficulty": _SCORES,
    "Citation": {"printed": {"maxLength": PRINTED_LIMIT}},
    "ExchangeRate": {"rate": {"pattern": "[1-9]"}},
    "Trait": {"roles": {"uniqueItems": True}},
    "TransitionPath": {"steps": {"minItems": 1}},
}


def _rules(validator: Any) -> list[tuple[str, dict[str, Any]]]:
    """Name the validators that a validator is made of, each with what it was made from."""
    if validator is None:
        return []
    parts = getattr(validator, "_validators", None)  # attrs.validators.and_
    if parts is not None:
        return [rule for part in parts for rule in _rules(part)]
    return [(validator.__qualname__.partition(".")[0], dict(getclosurevars(validator).nonlocals))]


def _inner(validator: Any, name: str) -> Any:
    """Take a validator out of ``check.maybe`` or ``check.each``."""
    found = [limits["inner"] for own, limits in _rules(validator) if own == name]
    return attrs.validators.and_(*found) if found else None


def _most(validator: Any) -> dict[str, Any]:
    limits = [limits["limit"] for name, limits in _rules(validator) if name == "no_more"]
    return {"maxItems": min(limits)} if limits else {}


def _narrowed(name: str, limits: dict[str, Any]) -> dict[str, Any]:
    """Say in keywords what a validator demands."""
    if name == "text":
        return {"pattern": r"\S"}
    if name == "no_longer":
        return {"maxLength": limits["limit"]}
    if name == "number":
        return {"minimum": limits["low"], **({"maximum": limits["high"]} if isfinite(limits["high"]) else {})}
    return {"minimum": limits["low"], "maximum": limits["high"]} if name == "whole" else {}
