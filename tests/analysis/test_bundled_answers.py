"""The three questions, put to the bundled guides."""

from __future__ import annotations

from decimal import Decimal

import pytest

import rolepath as rp

#: Skills of software engineering, deployment and operations.
ENGINEERING = {
    "cloud-platforms",
    "containerization",
    "debugging",
    "deployment",
    "distributed-computing",
    "distributed-systems",
    "docker",
    "kubernetes",
    "ml-frameworks",
    "ml-infrastructure",
    "ml-systems",
    "mlops",
    "model-deployment",
    "model-monitoring",
    "model-serving",
    "reliability-engineering",
    "scalability",
    "software-engineering",
    "system-design",
}


class TestPay:
    """What the guides say of pay, in groups that compare."""

    def test_senior_ml_engineer(self) -> None:
        found = rp.comp_lookup("ML engineer", level="senior")
        groups = {(group.currency, group.component.value, group.location): group for group in found.groups}
        assert set(groups) == {("USD", "total", "us"), ("USD", "base", "us"), ("INR", "total", "india")}
        # Both guides that print dollars for this level stand in one group; the base salary of one of them does not.
        total, base = groups["USD", "total", "us"], groups["USD", "base", "us"]
        assert [(band.citation.source, band.minimum, band.maximum) for band in total.bands] == [
            ("modeling-vs-systems", Decimal(260_000), Decimal(430_000)),
            ("three-roles", Decimal(400_000), None),
        ]
        assert total.agreement is rp.Agreement.AGREE
        assert (total.minimum, total.maximum, total.overlap) == (Decimal(260_000), None, (Decimal(400_000), Decimal(430_000)))
        assert [(band.citation.source, band.minimum, band.maximum) for band in base.bands] == [
            ("three-roles", Decimal(185_000), Decimal(260_000))
        ]
        assert found.notes[0] == "base and total pay in USD at senior level are not compared with one another"
        assert "the location is assumed, not stated, in some figures of key-differences, modeling-vs-systems, three-roles" in found.notes
        assert found.nearby == ()

    def test_data_scientist_in_london(self) -> None:
        found = rp.comp_lookup("data scientist", location="London")
        (group,) = found.groups
        assert (group.currency, group.location, group.minimum, group.maximum) == ("GBP", "london", Decimal(55_000), Decimal(80_000))
        assert group.assumed == ("location",)
        assert found.notes == ("the location is assumed, not stated, in some figures of which-path-is-right",)
        assert "[assumed]" in str(found.explain())

    def test_staff_ai_engineer(self) -> None:
        found = rp.comp_lookup("AI engineer", level="staff")
        assert (found.groups, found.bands) == ((), ())
        assert found.reason == "no source gives a figure at staff level for the role AI engineer"
        own = [band for band in found.nearby if band.role == "ai-engineer"]
        assert [band.level for band in own] == ["senior", "mid", "entry", None, None]
        others = found.nearby[len(own) :]
        assert {(band.role, band.level) for band in others} == {("data-scientist", "staff"), ("ml-engineer", "staff")}
        assert {other.dimension for other in found.not_comparable} == {"level"}


class TestGap:
    """What a data scientist lacks for ML engineering."""

    def test_engineering_deployment_and_operations_first(self) -> None:
        gap = rp.skill_gap("data scientist", "ML engineer")
        assert {item.skill for item in gap.items[:10]} <= ENGINEERING
        assert "software-engineering" in {item.skill for item in gap.items[:10]}
        contributions = [item.contribution for item in gap.items]
        assert contributions == sorted(contributions, reverse=True)
        assert 0.0 <= gap.lower < gap.score < gap.upper < 1.0

    def test_each_with_who_asks_for_it(self, catalog: rp.Catalog) -> None:
        known = {source.id for source in catalog.sources}
        for item in rp.skill_gap("data scientist", "ML engineer").missing:
            assert item.sources
            assert set(item.sources) <= known
            assert {requirement.citation.source for requirement in item.requirements} == set(item.sources)
            assert {requirement.role for requirement in item.requirements} == {"ml-engineer"}

    def test_the_explanation_cites_a_line_for_each(self) -> None:
        gap = rp.skill_gap("data scientist", "ML engineer")
        told = gap.explain()
        assert len(told.children) == len(gap.missing)
        assert all(step.citations for step in told.children)

    def test_a_role_and_itself(self, catalog: rp.Catalog) -> None:
        for role in catalog.roles:
            gap = rp.skill_gap(role, role)
            assert (gap.score, gap.lower, gap.upper, gap.missing) == (0.0, 0.0, 0.0, ())


class TestPlan:
    """What a data scientist at mid level learns for either role, ten hours a week."""

    @staticmethod
    def plan(target: str) -> rp.LearningPlan:
        return rp.learning_plan("data scientist", target, level="mid", hours_per_week=10)

    def test_the_stated_months_lie_inside_those_of_the_core(self) -> None:
        plan = self.plan("ML engineer")
        least, most = plan.milestone("core").months
        (stated,) = plan.stated
        assert (stated.months.minimum, stated.months.maximum, stated.touches) == (12.0, 18.0, True)
        assert least <= stated.months.minimum
        assert stated.months.maximum <= most

    @pytest.mark.parametrize("target", ["ML engineer", "AI engineer"])
    def test_the_months_of_the_core_are_those_of_the_move(self, target: str) -> None:
        modelled = rp.transition_difficulty("data scientist", target, level="mid").modelled_months
        assert self.plan(target).milestone("core").months == (modelled.minimum, modelled.maximum)

    def test_the_two_begin_with_different_skills(self) -> None:
        ml, ai = ([item.skill for item in self.plan(target).items] for target in ("ML engineer", "AI engineer"))
        assert {*ml[:5]}.isdisjoint(ai[:5])

    def test_software_engineering_is_of_the_core_of_ml_engineering(self) -> None:
        plan = self.plan("ML engineer")
        core = [item.skill for item in plan.items if item.is_core]
        assert "software-engineering" in core
        assert core == [item.skill for item in plan.items[: plan.milestone("core").after]]
        # Most of what sources ask most is engineering, and what they ask once comes later.
        assert len(ENGINEERING.intersection(core)) > len(core) / 2
        assert 0.0 < plan.milestone("core").gap < plan.score / 2


class TestMove:
    """What the guides claim of a move stands beside what is measured."""

    def test_stated_and_modelled_months(self) -> None:
        move = rp.transition_difficulty("data scientist", "ML engineer", level="mid")
        assert [(months.minimum, months.maximum) for months in move.stated_months] == [(12.0, 18.0)]
        assert move.stated_months[0].citation is not None
        assert 0.0 < move.modelled_months.minimum < move.modelled_months.maximum

    @pytest.mark.parametrize("pair", [("data scientist", "ML engineer"), ("data scientist", "AI engineer"), ("ML engineer", "AI engineer")])
    def test_the_three_roles_compare(self, pair: tuple[str, str]) -> None:
        near = rp.proximity(*pair)
        assert 0.0 < near.lower < near.score < near.upper <= 1.0
        assert rp.proximity(*reversed(pair)).score == near.score

    def test_three_roles_side_by_side(self) -> None:
        three = rp.compare("data scientist", "ML engineer", "AI engineer")
        assert three.roles == ("data-scientist", "ml-engineer", "ai-engineer")
        assert len(three.moves) == 6
        assert all(three.aspect("mission").cells)
