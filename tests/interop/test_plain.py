"""Plain data."""

from __future__ import annotations

import json
from decimal import Decimal

import rolepath as rp
from rolepath.interop.plain import to_data


class TestToData:
    def test_amounts_become_exact_texts(self) -> None:
        assert to_data(Decimal("1E+3")) == "1000"
        assert to_data(Decimal("0.10")) == "0.10"

    def test_members_become_their_values(self) -> None:
        value = to_data(rp.PayComponent.BASE)
        assert value == "base"
        assert type(value) is str

    def test_collections_become_lists_and_dicts(self) -> None:
        assert to_data((1, frozenset({"a"}), {"k": (None, True)})) == [1, ["a"], {"k": [None, True]}]

    def test_objects_become_dicts_of_their_public_fields(self) -> None:
        assert to_data(rp.Role(id=rp.RoleId("a"), label="A")) == {"id": "a", "label": "A", "alternative_labels": [], "description": None}
        assert not [name for name in to_data(rp.Catalog()) if name.startswith("_")]

    def test_the_whole_catalog_is_json(self) -> None:
        data = to_data(rp.load_catalog())
        assert json.loads(json.dumps(data)) == data
        assert len(data["traits"]) == len(rp.load_catalog().traits)
