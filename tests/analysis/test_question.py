from __future__ import annotations

import pytest

import rolepath as rp
from rolepath.analysis.question import bundled, expect, role_or_profile

from .tiny import catalog, holds


def test_no_catalog_means_the_bundled_one() -> None:
    assert bundled(None) is rp.load_catalog()


def test_a_catalog_is_passed_on() -> None:
    own = catalog()
    assert bundled(own) is own


@pytest.mark.parametrize(
    "ask",
    [
        lambda: rp.skill_gap("here", "there", catalog="bundled"),
        lambda: rp.proximity("here", "there", catalog="bundled"),
        lambda: rp.transition_difficulty("here", "there", catalog="bundled"),
        lambda: rp.comp_lookup("here", catalog="bundled"),
        lambda: rp.compare("here", "there", catalog="bundled"),
    ],
)
def test_something_else_than_a_catalog(ask: object) -> None:
    expected = r"^catalog must be a Catalog; load_catalog\(\) returns the bundled one, got 'bundled' \(str\)$"
    with pytest.raises(rp.InvalidTypeError, match=expected):
        ask()


def test_a_person_is_passed_on_and_a_role_looked_up() -> None:
    own, person = catalog(), holds()
    assert role_or_profile(own, person) is person
    assert role_or_profile(own, "role HERE") is own.role("here")
    assert role_or_profile(own, rp.Role(id="here", label="Another label")) is own.role("here")


def test_an_argument_that_is_not_given_or_of_its_class_is_accepted() -> None:
    expect("weights", None, rp.GapWeights)
    expect("weights", rp.GapWeights(), rp.GapWeights)


def test_an_argument_of_another_class_is_refused() -> None:
    with pytest.raises(rp.InvalidTypeError, match=r"^weights must be a GapWeights, got 0\.5 \(float\)$"):
        expect("weights", 0.5, rp.GapWeights)


@pytest.mark.parametrize(
    ("person", "error"), [(rp.Profile(role="void"), rp.UnknownRoleError), (rp.Profile(location="void"), rp.UnknownPlaceError)]
)
def test_the_role_and_the_place_of_a_person_are_known(person: rp.Profile, error: type[Exception]) -> None:
    with pytest.raises(error):
        role_or_profile(catalog(), person)
    assert role_or_profile(catalog(), rp.Profile(role="here", location="uk")) == rp.Profile(role="here", location="uk")
