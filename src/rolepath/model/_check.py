"""Validators of the model classes: each says in a sentence what is wrong."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Hashable, Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self, TypeVar

import attrs

from rolepath.errors import InvalidFieldError, InvalidTypeError
from rolepath.model.identity import is_id

H = TypeVar("H", bound=Hashable)

Validator = Callable[[Any, Any, Any], None]


class Choice(StrEnum):
    """An enumeration that names its members when a value is not one of them."""

    @classmethod
    def _missing_(cls, value: object) -> Self:
        rule = f"must be one of {', '.join(sorted(cls))}"
        raise InvalidFieldError(cls.__name__, value, rule)


def name_of(instance: object, attribute: Any) -> str:
    """Name a field in an error: ``SalaryBand.minimum``."""
    return f"{type(instance).__name__}.{attribute.name}"


def named(expected: type) -> str:
    """Name a class with its article: ``a Role``, ``an Offer``."""
    return f"{'an' if expected.__name__[0] in 'AEIOU' else 'a'} {expected.__name__}"


def text(instance: Any, attribute: Any, value: Any) -> None:
    """Demand a text with something in it."""
    if type(value) is not str and not isinstance(value, str):
        raise InvalidTypeError(name_of(instance, attribute), value, "must be a text")
    if not value.strip():
        raise InvalidFieldError(name_of(instance, attribute), value, "must not be empty; leave it out where it is unknown")


def ident(instance: Any, attribute: Any, value: Any) -> None:
    """Demand a kebab-case id."""
    if not isinstance(value, str):
        raise InvalidTypeError(name_of(instance, attribute), value, "must be an id")
    if not is_id(value):
        raise InvalidFieldError(name_of(instance, attribute), value, "must be lower-case words joined by hyphens")


def flag(instance: Any, attribute: Any, value: Any) -> None:
    """Demand a truth value."""
    if type(value) is not bool:
        raise InvalidTypeError(name_of(instance, attribute), value, "must be True or False")


def kind(expected: type) -> Validator:
    """Demand an instance of a class."""

    def check(instance: Any, attribute: Any, value: Any) -> None:
        if not isinstance(value, expected):
            raise InvalidTypeError(name_of(instance, attribute), value, f"must be {named(expected)}")

    return check


def whole(low: int) -> Validator:
    """Demand a whole number from ``low``."""

    def check(instance: Any, attribute: Any, value: Any) -> None:
        if type(value) is not int:
            raise InvalidTypeError(name_of(instance, attribute), value, "must be a whole number")
        if value < low:
            raise InvalidFieldError(name_of(instance, attribute), value, f"must be {low} or more")

    return check


def money(instance: Any, attribute: Any, value: Any) -> None:
    """Demand a finite Decimal that is not negative."""
    if not isinstance(value, Decimal):
        raise InvalidTypeError(name_of(instance, attribute), value, "must be a Decimal, since floats do not hold money exactly")
    if not value.is_finite() or value < 0:
        raise InvalidFieldError(name_of(instance, attribute), value, "must be finite and not negative")
    _writable(instance, attribute, value)


def figure(instance: Any, attribute: Any, value: Any) -> None:
    """Demand a finite Decimal of any sign."""
    if not isinstance(value, Decimal):
        raise InvalidTypeError(name_of(instance, attribute), value, "must be a Decimal")
    if not value.is_finite():
        raise InvalidFieldError(name_of(instance, attribute), value, "must be finite")
    _writable(instance, attribute, value)


#: Most digits before or after the decimal point.
DIGITS = 30


def _writable(instance: Any, attribute: Any, value: Decimal) -> None:
    """Demand a Decimal that can be written out: 1E+999999999 would fill the memory."""
    exponent = value.as_tuple().exponent
    if abs(value.adjusted()) > DIGITS or (isinstance(exponent, int) and -exponent > DIGITS):
        raise InvalidFieldError(name_of(instance, attribute), value, f"must have at most {DIGITS} digits before and after the point")


#: Greatest finite float.
LARGEST = sys.float_info.max


def number(low: float, high: float = math.inf) -> Validator:
    """Demand a finite number within a range, both ends included."""

    def check(instance: Any, attribute: Any, value: Any) -> None:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise InvalidTypeError(name_of(instance, attribute), value, "must be a number")
        if not (low <= value <= high and abs(value) <= LARGEST):
            rule = f"must lie in {low:g} to {high:g}" if high <= LARGEST else f"must be finite and {low:g} or more"
            raise InvalidFieldError(name_of(instance, attribute), value, rule)

    return check


def maybe(inner: Validator) -> Validator:
    """Allow None besides what another validator allows."""

    def check(instance: Any, attribute: Any, value: Any) -> None:
        if value is not None:
            inner(instance, attribute, value)

    return check


def each(inner: Validator) -> Validator:
    """Demand a tuple, each element of which passes another validator."""

    def check(instance: Any, attribute: Any, value: Any) -> None:
        if not isinstance(value, tuple):
            raise InvalidTypeError(name_of(instance, attribute), value, "must be a tuple")
        for element in value:
            inner(instance, attribute, element)

    return check


def currency_code(instance: Any, attribute: Any, value: Any) -> None:
    """Demand an ISO 4217 code."""
    from rolepath.model.currency import check_currency

    check_currency(name_of(instance, attribute), value)


def ordered(instance: Any, low: str, high: str, error: type[InvalidFieldError] = InvalidFieldError) -> None:
    """Demand that the field ``high`` is not below the field ``low`` where both are known."""
    lowest, highest = getattr(instance, low), getattr(instance, high)
    if lowest is not None and highest is not None and highest < lowest:
        raise error(f"{type(instance).__name__}.{high}", highest, f"must not be below {low} ({lowest})")


def assumptions(instance: Any) -> None:
    """Demand that each entry of ``assumed`` names a field of the object."""
    if not instance.assumed:
        return
    names = {field.name for field in attrs.fields(type(instance))}
    for name in instance.assumed:
        if name not in names:
            raise InvalidFieldError(f"{type(instance).__name__}.assumed", name, "must name a field of the fact")


def repeated(values: Iterable[H]) -> H | None:
    """Return the first value that stands a second time, or None."""
    seen: set[H] = set()
    for value in values:
        if value in seen:
            return value
        seen.add(value)
    return None
