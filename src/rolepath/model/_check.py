"""Validators of the model classes: each says in a sentence what is wrong."""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any, Self, TypeVar

import attrs

from rolepath.errors import InvalidFieldError, InvalidTypeError, RolepathError
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


#: Half of a character, which no text in UTF-8 can hold.
HALF = re.compile("[\ud800-\udfff]")


def text(instance: Any, attribute: Any, value: Any) -> None:
    """Demand a text with something in it, which can be written out."""
    if type(value) is not str and not isinstance(value, str):
        raise InvalidTypeError(name_of(instance, attribute), value, "must be a text")
    if not value.strip():
        raise InvalidFieldError(name_of(instance, attribute), value, "must not be empty; leave it out where it is unknown")
    if not value.isascii() and HALF.search(value):
        raise InvalidFieldError(name_of(instance, attribute), value, "must not hold half a character")


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


#: Greatest whole number: no text has more lines, and no time or ladder gets so far.
GREATEST_WHOLE = 1_000_000_000


def whole(low: int, high: int = GREATEST_WHOLE) -> Validator:
    """Demand a whole number within a range, both ends included."""

    def check(instance: Any, attribute: Any, value: Any) -> None:
        if type(value) is not int:
            raise InvalidTypeError(name_of(instance, attribute), value, "must be a whole number")
        if value < low:
            raise InvalidFieldError(name_of(instance, attribute), value, f"must be {low} or more")
        if value > high:
            raise InvalidFieldError(name_of(instance, attribute), value, f"must be at most {high:,}")

    return check


def money(instance: Any, attribute: Any, value: Any) -> None:
    """Demand a finite Decimal that is not negative, and of another number say why."""
    if not isinstance(value, Decimal):
        raise InvalidTypeError(name_of(instance, attribute), value, "must be a Decimal, since floats do not hold money exactly")
    amount(instance, attribute, value)


def amount(instance: Any, attribute: Any, value: Any) -> None:
    """Demand a finite Decimal that is not negative."""
    if not isinstance(value, Decimal):
        raise InvalidTypeError(name_of(instance, attribute), value, "must be a Decimal")
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


def _writable(instance: Any, attribute: Any, value: Decimal) -> None:
    if not is_writable(value):
        raise InvalidFieldError(name_of(instance, attribute), value, f"must have at most {DIGITS} digits before and after the point")


#: Most digits before or after the decimal point.
DIGITS = 30


def is_writable(value: Decimal, digits: int = DIGITS) -> bool:
    """Whether a Decimal is finite and can be written out: 1E+999999999 would fill the memory."""
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and -exponent <= digits and abs(value.adjusted()) <= digits


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


# Rules between fields --------------------------------------------------------------------------------------------------


#: What raises where the fields of an object contradict one another. It looks at fields alone, so that it can be put to an object of which
#: some are not known: see :func:`rules_broken`.
Rule = Callable[[Any], None]


def keep_rules(instance: Any) -> None:
    """Demand that an object keeps the rules that its class lists in ``_rules``. A class has it as ``__attrs_post_init__``."""
    for rule in instance._rules:  # noqa: SLF001 - the class lists them for this function
        rule(instance)


def rules_broken(kind: type, sound: Mapping[str, Any]) -> Iterator[RolepathError]:
    """Find which rules of a class are broken by fields that are sound by themselves; a rule that looks at any other field is left out."""
    partial: Any = object.__new__(kind)
    for name, value in sound.items():
        object.__setattr__(partial, name, value)
    for rule in getattr(kind, "_rules", ()):
        try:
            rule(partial)
        except AttributeError:  # a field that is not set
            continue
        except RolepathError as error:
            yield error


def ordered(low: str, high: str, error: type[InvalidFieldError] = InvalidFieldError) -> Rule:
    """Demand that the field ``high`` is not below the field ``low`` where both are known."""

    def rule(instance: Any) -> None:
        lowest, highest = getattr(instance, low), getattr(instance, high)
        if lowest is not None and highest is not None and highest < lowest:
            raise error(f"{type(instance).__name__}.{high}", highest, f"must not be below {low} ({lowest})")

    return rule


def bounded(instance: Any) -> None:
    """Demand that ``score`` lies between ``lower`` and ``upper``, within 0-1, or that none of the three is known."""
    kind, points = type(instance).__name__, (instance.lower, instance.score, instance.upper)
    if any(point is None for point in points):
        missing = next(name for name in ("score", "lower", "upper") if getattr(instance, name) is None)
        if any(point is not None for point in points):
            raise InvalidFieldError(f"{kind}.{missing}", None, "must be known where one of score, lower and upper is")
    elif not all(low <= high + NEAR for low, high in pairwise((0, *points, 1))):
        raise InvalidFieldError(
            f"{kind}.score", instance.score, f"must lie within its bounds ({instance.lower} to {instance.upper}), in 0 to 1"
        )


#: How far apart two sums of floats may come out that should be the same.
NEAR = 1e-9


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
