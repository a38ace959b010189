"""Documents drawn from our own JSON Schema are read or refused with our error, and what is read comes back.

hypothesis-jsonschema would draw them, but knows neither references within a schema that has an ``$id`` nor the present Hypothesis.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import rolepath as rp

NAMES = sorted(name for name in rp.__all__ if isinstance(found := getattr(rp, name), type) and attrs.has(found))
#: Tables and lists within one another, from which on what may be left out is.
DEEP = 5
_texts = st.text(max_size=8) | st.sampled_from(
    ["\u202e", "\x1b[31m", "<script>", "a\u0301", "İ", " ", "1E+9", "Infinity", "\ud800", "a", "b"]
)


@cache
def schema_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = rp.json_schema(getattr(rp, name))
    return found


@cache
def matching(pattern: str) -> st.SearchStrategy[str]:
    return st.from_regex(pattern, fullmatch=pattern.startswith("^"))


class Drawing:
    """Draws what a schema describes; of JSON Schema it knows what our schema is written in."""

    def __init__(self, draw: st.DrawFn, known: dict[str, Any]) -> None:
        self.draw, self.known = draw, known

    def any(self, schema: dict[str, Any], depth: int) -> Any:
        if "$ref" in schema:
            return self.any(self.known[schema["$ref"].removeprefix("#/$defs/")], depth)
        if "const" in schema or "enum" in schema:
            return self.draw(st.sampled_from(schema.get("enum") or [schema["const"]]))
        choices = schema.get("anyOf") or schema.get("oneOf") or []
        if choices:
            return self.any(choices[-1] if depth > DEEP else self.draw(st.sampled_from(choices)), depth)
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        kind = kinds[-1] if depth > DEEP else self.draw(st.sampled_from(kinds))
        return getattr(self, kind)(schema, depth + 1)

    def object(self, schema: dict[str, Any], depth: int) -> dict[str, Any]:
        required, made = schema["required"], {}
        for key, inner in schema["properties"].items():
            if key in required or (key != "objects" and depth <= DEEP and self.draw(st.booleans())):
                made[key] = self.any(inner, depth)
        return made

    def array(self, schema: dict[str, Any], depth: int) -> list[Any]:
        first = [self.any(inner, depth) for inner in schema.get("prefixItems", [])]
        inner = schema.get("items")
        least = max(schema.get("minItems", 0) - len(first), 0)
        count = least if depth > DEEP or not isinstance(inner, dict) else self.draw(st.integers(least, least + 2))
        return [*first, *(self.any(inner, depth) for _ in range(count) if isinstance(inner, dict))]

    def string(self, schema: dict[str, Any], _depth: int) -> str:
        if schema.get("format") == "date":
            return self.draw(st.dates()).isoformat()
        if schema.get("pattern", r"\S") == r"\S":
            made = self.draw(_texts)
            return made if made.strip() or "pattern" not in schema else f"{made}x"
        return self.draw(matching(schema["pattern"]))

    def number(self, schema: dict[str, Any], _depth: int) -> float:
        span = {"min_value": schema.get("minimum"), "max_value": schema.get("maximum")}
        return self.draw(st.floats(**span, allow_nan=False, allow_infinity=False))

    def integer(self, schema: dict[str, Any], _depth: int) -> int:
        return self.draw(st.integers(schema.get("minimum"), schema.get("maximum")))

    def boolean(self, _schema: dict[str, Any], _depth: int) -> bool:
        return self.draw(st.booleans())

    def null(self, _schema: dict[str, Any], _depth: int) -> None:
        return None


@st.composite
def documents(draw: st.DrawFn, name: str) -> dict[str, Any]:
    whole = schema_of(name)
    made: dict[str, Any] = Drawing(draw, whole["$defs"]).any(whole, 0)
    return made


def read(document: Any, by: Any) -> Any:
    """Read a document; None where it is refused, which has to be with a fault, and in words that can be printed."""
    made, refused = None, None
    try:
        made = by(document)
    except rp.DataFileError as error:
        refused = error
    assert refused is None or refused.faults
    assert "\u202e" not in str(refused)
    return made


class TestDrawnFromTheSchema:
    @pytest.mark.parametrize("name", NAMES)
    @settings(max_examples=12, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def test_is_read_or_refused_and_comes_back(self, name: str, data: st.DataObject) -> None:
        made = read(data.draw(documents(name)), rp.from_document)
        if made is not None:
            assert type(made) is getattr(rp, name)
            assert rp.from_document(rp.to_document(made)) == made
            assert rp.from_json(rp.to_json(made)) == made
            assert rp.from_toml(rp.to_toml(made)) == made

    @pytest.mark.parametrize("name", ["Rating", "HeldSkill", "UnknownSkill", "Citation", "Place", "Role", "GapWeights"])
    def test_some_are_read(self, name: str) -> None:
        """Else the test above proves little."""
        found: list[Any] = []

        @settings(max_examples=30, database=None, derandomize=True, deadline=None)
        @given(documents(name))
        def draw(document: dict[str, Any]) -> None:
            found.append(read(document, rp.from_document))

        draw()
        assert any(found)
