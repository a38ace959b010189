"""Roles and traits: the rules between fields."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

import rolepath as rp
from rolepath.display import as_html, as_text

CITATION = rp.Citation(source="north", section="Roles", line=3)


def trait(**changes: Any) -> rp.Trait:
    """A trait of the market."""
    return rp.Trait(**{"aspect": "demand", "text": "demand grows", "citation": CITATION, **changes})


def test_a_role_reads_as_id_and_label() -> None:
    assert repr(rp.Role(id="ml-engineer", label="ML engineer")) == "Role(ml-engineer: ML engineer)"


def test_a_role_shows_itself() -> None:
    role = rp.Role(id="ml-engineer", label="ML <engineer>")
    assert str(role) == as_text(role)
    assert str(role).splitlines()[0] == "ML <engineer>"
    assert role._repr_html_() == as_html(role)
    assert "ML &lt;engineer&gt;" in role._repr_html_()


class TestTrait:
    """A figure has a unit; roles stand once; one role is the role."""

    @pytest.mark.parametrize(("roles", "role"), [((), None), (("ml-engineer",), "ml-engineer"), (("ml-engineer", "data-scientist"), None)])
    def test_its_role(self, roles: tuple[str, ...], role: str | None) -> None:
        assert trait(roles=roles).role == role

    @pytest.mark.parametrize(
        "figure",
        [
            {"minimum": Decimal(-3), "unit": "percent"},
            {"maximum": Decimal(0), "unit": "percent"},
            {"minimum": Decimal(2), "maximum": Decimal(2), "unit": "days a week"},
        ],
    )
    def test_a_figure_with_a_unit(self, figure: dict[str, Any]) -> None:
        made = trait(**figure)
        assert {name: getattr(made, name) for name in figure} == figure

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"minimum": Decimal(3)}, "Trait.unit must be given with a figure and only with one, got None"),
            ({"maximum": Decimal(3)}, "Trait.unit must be given with a figure and only with one, got None"),
            ({"unit": "percent"}, "Trait.unit must be given with a figure and only with one, got 'percent'"),
            (
                {"minimum": Decimal(3), "maximum": Decimal(2), "unit": "percent"},
                "Trait.maximum must not be below minimum (3), got Decimal('2')",
            ),
            ({"roles": ("a", "b", "a")}, "Trait.roles must name each role once, got ('a', 'b', 'a')"),
        ],
    )
    def test_contradictions(self, changes: dict[str, Any], sentence: str) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            trait(**changes)
        assert str(caught.value) == sentence


@pytest.mark.parametrize(
    "enumeration", [rp.Aspect, rp.TransitionKind, rp.PayRelation, rp.PayStatistic, rp.PayComponent, rp.RequirementBasis]
)
def test_values_are_the_names_in_kebab_case(enumeration: type[rp.Aspect]) -> None:
    assert [member.value for member in enumeration] == [member.name.lower().replace("_", "-") for member in enumeration]
