"""The documents of drawn catalogs and answers are valid by the JSON Schema of their class."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import given, settings
from jsonschema import Draft202012Validator

import rolepath as rp

from .strategies import Question, catalogs, questions


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(rp.json_schema(getattr(rp, name)))


def assert_valid(thing: Any) -> None:
    fault = next(validator(type(thing).__name__).iter_errors(rp.to_document(thing)), None)
    assert fault is None, (fault and fault.json_path, fault and fault.message)


class TestDocumentsOfWhatIsDrawn:
    @settings(max_examples=40)
    @given(catalogs(has_distance=True, has_pay=True))
    def test_catalogs(self, catalog: rp.Catalog) -> None:
        assert_valid(catalog)

    @settings(max_examples=15)
    @given(questions())
    def test_answers(self, question: Question) -> None:
        assert_valid(question.gap())
        assert_valid(question.move())
        assert_valid(question.proximity())
