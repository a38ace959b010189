"""The checks that Example Ltd runs on its own framework: ``pytest examples/company``."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings

import rolepath as rp
from rolepath.testing.checks import Check, parametrize_with_checks
from rolepath.testing.strategies import profiles

OURS = rp.load_overlay(Path(__file__).parent)
OF_THE_GUIDES = {
    "alternative-labels-distinct": "to the guides, orchestration may be that of containers, pipelines or agents",
    "roles-ask": "the guides know research scientists only as people who move on",
}


@parametrize_with_checks(OURS, expected_failures=OF_THE_GUIDES)
def test_the_framework_conforms(catalog: rp.Catalog, check: Check) -> None:
    check(catalog)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a slow machine says nothing of the framework
@given(person=profiles(catalog=OURS))
def test_nobody_needs_more_than_three_weeks_for_our_platform(person: rp.Profile) -> None:
    plan = rp.learning_plan(person, "ML platform engineer", catalog=OURS)
    assert all(item.weeks[1] <= 3 for item in plan.items if item.skill == "feature-platform")


def test_senior_pay_starts_where_mid_pay_ends() -> None:
    [mid] = OURS.bands_of("ML platform engineer", level="mid", component="base", source="example-framework")
    [senior] = OURS.bands_of("ML platform engineer", level="senior", component="base", source="example-framework")
    assert senior.minimum == mid.maximum
