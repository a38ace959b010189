"""Tables of plain data into model objects, by cattrs, strictly: nothing is coerced, and every fault is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import Any, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.errors import (
    AttributeValidationNote,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)

from rolepath.errors import CatalogError, RolepathError, shown
from rolepath.model import _check as check
from rolepath.model._limits import LONGEST_KEY
from rolepath.model.entries import field_types

__all__ = ["MOST_FAULTS", "STOPPED", "strict", "structured", "suggestion", "table"]

#: Faults after which reading stops: each holds thousands of bytes, and nobody reads more.
MOST_FAULTS = 1_000
#: What is said then.
STOPPED = f"reading stopped after {MOST_FAULTS:,} faults"
#: Faults of the entries of lists that the reading of one table has met.
_MET: ContextVar[list[int]] = ContextVar("_MET")


def structured(values: object, kind: type, converter: Converter | None = None) -> tuple[Any, tuple[tuple[str, str], ...]]:
    """Make an object of a table.

    Args:
        values: the table.
        kind: class of the object.
        converter: what reads the values of the table; by default, that of data files.

    Returns:
        The object and no faults, or None and the faults, each a field (``related[0].credit``) and a sentence.
    """
    if not isinstance(values, dict):
        return None, (("", f"must be a table, got {shown(values)}"),)
    chosen = _of_files() if converter is None else converter
    token = _MET.set([0])
    try:
        return chosen.structure(values, kind), ()
    except ClassValidationError as error:
        faults = tuple(dict.fromkeys(islice(_sentences(error), MOST_FAULTS)))
        return None, faults if len(faults) < MOST_FAULTS else (*faults[:MOST_FAULTS], ("", STOPPED))
    finally:
        _MET.reset(token)


@cache
def _of_files() -> Converter:
    return strict()


def strict() -> Converter:
    """Build a converter that coerces nothing: a text is a text, a list is a list, and no key is unknown."""
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    for kind in (str, bool, int):
        converter.register_structure_hook(kind, _exactly(kind))
    converter.register_structure_hook(float, _float)
    converter.register_structure_hook(Decimal, _decimal)
    converter.register_structure_hook_factory(_is_tuple, lambda kind: _listed(converter, kind))
    converter.register_structure_hook_factory(attrs.has, lambda kind: table(converter, kind))
    return converter


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _listed(converter: Converter, kind: Any) -> Callable[[Any, Any], Any]:
    inner = get_args(kind)

    def structure(value: Any, _: Any) -> Any:
        if not isinstance(value, list):  # a text is iterable too
            raise TypeError(f"must be a list, got {shown(value)}")
        met = _MET.get([0])
        kinds = [inner[0]] * len(value) if inner[-1] is Ellipsis else inner
        if len(value) != len(kinds):
            raise ValueError(f"must be a list of {len(kinds)}, got {len(value)}")
        made, errors = [], []
        for index, (entry, own) in enumerate(zip(value, kinds, strict=True)):
            before = met[0]
            try:
                made.append(converter.structure(entry, own))
            except Exception as error:  # noqa: BLE001 - whatever it is, the caller is told
                note = IterableValidationNote("in a list", index, own)
                error.__notes__ = [*getattr(error, "__notes__", []), note]
                errors.append(error)
                met[0] = max(met[0], before + 1)  # an entry that is a list has counted its own
                if met[0] >= MOST_FAULTS:
                    break
        if errors:
            raise IterableValidationError("in a list", errors, kind)  # pyright: ignore[reportCallIssue] - its __new__ takes three
        return tuple(made)

    return structure


def table(converter: Converter, kind: type) -> Callable[[Any, Any], Any]:
    """Return what makes an object of a table, or tells every fault of it: of values, of keys, and of the rules of and between fields."""
    fields = {field.name: field for field in attrs.fields(kind) if field.init}
    types = field_types(kind)

    def structure(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            raise TypeError(f"must be a table, got {shown(value)}")
        made: dict[str, Any] = {}
        errors: list[Exception] = []
        for name, field in fields.items():
            if name in value:
                try:
                    made[name] = converter.structure(value[name], types[name])
                except Exception as error:  # noqa: BLE001 - whatever it is, the caller is told
                    errors.append(_at(error, name, types[name]))
            elif field.default is attrs.NOTHING:
                errors.append(_at(KeyError(name), name, types[name]))
        if extra := value.keys() - fields.keys():
            errors.append(ForbiddenExtraKeysError("", kind, extra))
        if not errors:
            try:
                return kind(**{fields[name].alias: held for name, held in made.items()})
            except RolepathError:
                pass  # it stops at the first rule that is broken
        defaults = {name: _default(field) for name, field in fields.items() if name not in value and field.default is not attrs.NOTHING}
        errors += _rules_broken(kind, made, defaults)
        raise ClassValidationError("in a table", errors, kind)  # pyright: ignore[reportCallIssue] - its __new__ takes three

    return structure


def _default(field: Any) -> Any:
    """Return what a field holds that is left out."""
    return field.default.factory() if isinstance(field.default, attrs.Factory) else field.default  # type: ignore[arg-type]


def _rules_broken(kind: type, made: dict[str, Any], defaults: dict[str, Any]) -> list[Exception]:
    """Put each value to the rules of its field by itself, and those that keep them to the rules between fields."""
    blank: Any = object.__new__(kind)
    broken: list[Exception] = []
    sound = dict(defaults)
    for field in attrs.fields(kind):
        if field.name in made:
            try:
                value = made[field.name] if field.converter is None else field.converter(made[field.name])
                if field.validator is not None:
                    field.validator(blank, field, value)
            except Exception as error:  # noqa: BLE001 - whatever it is, the caller is told
                broken.append(_at(error, field.name, field.type))
            else:
                sound[field.name] = value
    return [*broken, *check.rules_broken(kind, sound)]


def _at(error: Exception, name: str, kind: Any) -> Exception:
    """Note at which field an error came up."""
    error.__notes__ = [*getattr(error, "__notes__", []), AttributeValidationNote("in a table", name, kind)]
    return error


def _exactly(kind: type) -> Callable[[Any, Any], Any]:
    nouns = {str: "a text", bool: "true or false", int: "a whole number"}

    def structure(value: Any, _: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"must be {nouns[kind]}, got {shown(value)}")
        return value

    return structure


def _float(value: Any, _: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise TypeError(f"must be a number, got {shown(value)}")
    return float(value)


def _decimal(value: Any, _: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise TypeError(f"must be a number, got {shown(value)}")
    return Decimal(value)


def _joined(*parts: str) -> str:
    """Join the parts of a place within a block: ``related`` and ``[0]`` and ``credit`` make ``related[0].credit``."""
    return ".".join(filter(None, parts)).replace(".[", "[")


_RULE_OF = re.compile(r"\w+\.(\w+)")


def _sentences(error: BaseException) -> Iterator[tuple[str, str]]:
    """Turn the tree of a structuring error into fields and sentences."""
    if isinstance(error, (ClassValidationError, IterableValidationError)):
        noted, others = error.group_exceptions()
        for inner, note in noted:
            place = f"[{note.index}]" if isinstance(note, IterableValidationNote) else note.name
            if isinstance(inner, (ClassValidationError, IterableValidationError)):
                for field, sentence in _sentences(inner):
                    yield _joined(place, field), sentence
            elif isinstance(inner, KeyError) and not isinstance(inner, RolepathError):
                yield place, "is missing"
            else:
                yield place, str(inner)
        for inner in others:
            yield from _sentences(inner)
    elif isinstance(error, ForbiddenExtraKeysError):
        yield from _unknown_keys(error)
    elif isinstance(error, CatalogError):
        yield from ((_joined(fault.block, fault.field), fault.sentence) for fault in error.faults)
    else:
        named = _RULE_OF.match(getattr(error, "field", ""))
        yield named[1] if named else "", str(error)


def _unknown_keys(error: ForbiddenExtraKeysError) -> Iterator[tuple[str, str]]:
    known = [field.name for field in attrs.fields(error.cl)]
    for key in sorted(error.extra_fields):
        yield key if len(key) <= LONGEST_KEY else shown(key), f"is no key of {error.cl.__name__}{suggestion(key, known)}"


def suggestion(word: str, known: Iterable[str]) -> str:
    """Suggest the known word that is most like an unknown one, if any is."""
    from difflib import get_close_matches

    close = get_close_matches(word, list(known), n=1) if len(word) <= LONGEST_KEY else []
    return f"; did you mean {close[0]!r}?" if close else ""
