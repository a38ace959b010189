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
        assert to_data(rp.Role(id=rp.RoleId("a"), label="A")) == {
            "id": "a",
            "label": "A",
            "alternative_labels": [],
            "description": None,
            "group": None,
            "onet": None,
            "esco": None,
        }
        assert not [name for name in to_data(rp.Catalog()) if name.startswith("_")]

    def test_the_whole_catalog_is_json(self) -> None:
        data = to_data(rp.load_catalog())
        assert json.loads(json.dumps(data)) == data
        assert len(data["traits"]) == len(rp.load_catalog().traits)


CITED = rp.Citation(source="one", section="A section", line=3, end_line=4, printed="3", via="two")
LEAF = rp.Explanation(statement="leaf", value=Decimal("1.50"), citation=CITED)
BRANCH = rp.Explanation(statement="branch", value=0.5, operation=rp.Operation.SUM, is_assumed=True, rests_on="gap.tool", children=(LEAF,))
TREE = rp.Explanation(statement="top", children=(rp.Explanation(statement="deep", children=(BRANCH,)), BRANCH))


class TestExplanations:
    """Trees become nested dicts; what stands in several places is written out once."""

    def test_a_leaf(self) -> None:
        assert LEAF.to_data() == {
            "step": 1,
            "statement": "leaf",
            "value": "1.50",
            "operation": None,
            "citation": {"source": "one", "section": "A section", "line": 3, "end_line": 4, "printed": "3", "via": "two"},
            "is_assumed": False,
            "rests_on": None,
            "same_as": None,
            "children": [],
        }

    def test_a_shared_step_is_referred_to_by_its_number(self) -> None:
        data = TREE.to_data()
        reference, branch = data["children"][0]["children"][0], data["children"][1]
        assert (reference["step"], reference["same_as"], reference["children"]) == (3, 4, [])
        assert (branch["step"], branch["same_as"], branch["children"][0]["step"]) == (4, None, 5)
        assert (branch["value"], branch["operation"], branch["is_assumed"], branch["rests_on"]) == (0.5, "sum", True, "gap.tool")
        assert type(branch["operation"]) is str
        assert {**reference, "step": 4, "same_as": None, "children": branch["children"]} == branch

    def test_a_tree_within_other_data(self) -> None:
        assert to_data({"why": (LEAF,)}) == {"why": [LEAF.to_data()]}

    def test_depth_does_not_overflow(self) -> None:
        top = LEAF
        for _ in range(5_000):
            top = rp.Explanation(statement="step", children=(top,))
        data, depth = top.to_data(), 0
        while data["children"]:
            (data,) = data["children"]
            depth += 1
        assert (depth, data["step"]) == (5_000, 5_001)

    def test_a_whole_answer_is_json(self) -> None:
        data = rp.compare("data scientist", "ML engineer").explain().to_data()
        assert json.loads(json.dumps(data, allow_nan=False)) == data
