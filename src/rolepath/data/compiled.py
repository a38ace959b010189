"""The bundled catalog as Python source, written when the wheel is built, so that starting need not read TOML.

The TOML stays the source. A test proves that running what is written here gives the catalog that reading the TOML gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs

from rolepath.model.catalog import Catalog

__all__ = ["source_of"]


def source_of(catalog: Catalog) -> str:
    """Write a module whose ``catalog`` equals a catalog."""
    classes: dict[str, str] = {}
    body = _expression(catalog, classes)
    imports = "".join(f"from {module} import {name}\n" for name, module in sorted(classes.items(), key=lambda item: (item[1], item[0])))
    return f'"""Written from the TOML files when the wheel was built."""\n\n{imports}\ncatalog = {body}\n'


def _expression(value: object, classes: dict[str, str]) -> str:
    if isinstance(value, Enum):
        return repr(value.value)
    if isinstance(value, Decimal):
        classes["Decimal"] = "decimal"
        return f"Decimal({str(value)!r})"
    if isinstance(value, tuple):
        items = ", ".join(_expression(item, classes) for item in value)
        return f"({items},)" if value else "()"
    if attrs.has(type(value)):
        classes[type(value).__name__] = type(value).__module__
        return f"{type(value).__name__}({', '.join(_arguments(value, classes))})"
    return repr(value)


def _arguments(value: object, classes: dict[str, str]) -> Iterator[str]:
    """Write what differs from the defaults."""
    kind: Any = type(value)
    for field in attrs.fields(kind):
        held = getattr(value, field.name)
        default = field.default.factory() if hasattr(field.default, "factory") else field.default
        if field.init and held != default:
            yield f"{field.name}={_expression(held, classes)}"
