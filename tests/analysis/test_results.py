"""What every result keeps to: it is frozen, and its fields are given by name."""

from __future__ import annotations

import attrs
import pytest

import rolepath as rp

EXPORTED = [getattr(rp, name) for name in rp.__all__]
RESULTS = [kind for kind in EXPORTED if isinstance(kind, type) and attrs.has(kind) and kind.__module__.startswith("rolepath.analysis.")]


def test_there_are_results_to_look_at() -> None:
    assert {rp.SkillGap, rp.Routes, rp.LearningPlan} < set(RESULTS)


@pytest.mark.parametrize("cls", RESULTS, ids=lambda cls: cls.__name__)
class TestEveryResult:
    def test_fields_are_given_by_name_only(self, cls: type) -> None:
        assert all(field.kw_only for field in attrs.fields(cls))

    def test_it_is_frozen_and_has_slots(self, cls: type) -> None:
        made = cls.__new__(cls)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(made, attrs.fields(cls)[0].name, None)
        assert not hasattr(made, "__dict__")
