"""A small catalog made by hand, with entries and facts of every kind."""

from __future__ import annotations

from decimal import Decimal

import pytest

import rolepath as rp

NORTH = rp.Citation(source=rp.SourceId("north"), section="Pay", line=3)
SOUTH = rp.Citation(source=rp.SourceId("south"), section="Roles", line=7, end_line=9, printed="8 LPA", via="a survey")

PROFICIENCY = rp.Scale(
    id="proficiency",
    label="Proficiency",
    measures="proficiency",
    reason="Equal steps.",
    steps=(
        rp.ScaleStep(label="basic", value=0.25),
        rp.ScaleStep(label="strong", value=0.75),
        rp.ScaleStep(label="expert", value=1, alternative_labels=("expert level",)),
    ),
)
IMPORTANCE = rp.Scale(id="importance-1-5", label="Importance", measures="importance", reason="As published.", minimum=1, maximum=5)


@pytest.fixture(scope="session")
def small() -> rp.Catalog:
    """Three roles, five skills, four places, three standard levels, two sources, and facts of every kind."""
    return rp.Catalog(
        name="small",
        sources=(
            rp.Source(id="north", title="Northern Survey 2026", currency="USD", region="us"),
            rp.Source(id="south", title="Southern Survey 2026", currency="INR", region_assumed="india"),
        ),
        scales=(PROFICIENCY, IMPORTANCE),
        places=(
            rp.Place(id="san-francisco", label="San Francisco", alternative_labels=("SF",), within="california"),
            rp.Place(id="california", label="California", within="us"),
            rp.Place(id="us", label="United States", alternative_labels=("USA",)),
            rp.Place(id="india", label="India"),
        ),
        skills=(
            rp.Skill(id="programming", label="Programming", kind="practice"),
            rp.Skill(
                id="python",
                label="Python",
                kind="tool",
                broader="programming",
                related=(rp.RelatedSkill(skill="sql", credit=0.1, reason="Both query tables."),),
                effort_weeks_minimum=10,
                effort_weeks_maximum=40.5,
                effort_reason="As courses plan it.",
            ),
            rp.Skill(id="sql", label="SQL", kind="tool", prerequisites=("programming",)),
            rp.Skill(id="container-orchestration", label="Container orchestration", kind="practice", alternative_labels=("orchestration",)),
            rp.Skill(id="pipeline-orchestration", label="Pipeline orchestration", kind="practice", alternative_labels=("Orchestration",)),
        ),
        roles=(
            rp.Role(id="data-analyst", label="Data analyst", alternative_labels=("analyst",)),
            rp.Role(id="bi-analyst", label="BI analyst", alternative_labels=("Analyst", "reporting analyst")),
            rp.Role(id="ml-engineer", label="ML engineer", alternative_labels=("MLE", "machine learning engineer")),
        ),
        standard_levels=(
            rp.Level(id="senior", label="Senior", track="individual-contributor", rank=3, alternative_labels=("experienced",)),
            rp.Level(id="staff", label="Staff", track="individual-contributor", rank=4),
            rp.Level(id="manager", label="Manager", track="management", rank=1),
        ),
        levels=(
            rp.Level(id="senior", label="Senior MLE", track="individual-contributor", rank=3, role="ml-engineer", citation=NORTH),
            rp.Level(id="staff", label="Staff MLE", track="individual-contributor", rank=4, role="ml-engineer", citation=SOUTH),
            rp.Level(id="manager", label="Lead analyst", track="management", rank=1, role="data-analyst", citation=NORTH),
        ),
        salary_bands=(
            rp.SalaryBand(role="ml-engineer", component="base", minimum=Decimal(100), currency="USD", citation=NORTH, level="senior"),
            rp.SalaryBand(
                role="ml-engineer",
                component="total",
                minimum=Decimal(200),
                maximum=Decimal(300),
                currency="USD",
                citation=NORTH,
                location="us",
            ),
            rp.SalaryBand(
                role="ml-engineer",
                component="total",
                minimum=Decimal(250),
                currency="USD",
                citation=SOUTH,
                location="san-francisco",
                level="staff",
            ),
            rp.SalaryBand(
                role="ml-engineer",
                component="total",
                minimum=Decimal(50),
                currency="INR",
                citation=SOUTH,
                location="india",
                statistic="median",
            ),
            rp.SalaryBand(
                role="data-analyst", component="base", minimum=Decimal(60), currency="USD", citation=NORTH, location="california"
            ),
        ),
        pay_claims=(
            rp.PayClaim(role="ml-engineer", relation="more", citation=NORTH, other="data-analyst", levels=("senior",)),
            rp.PayClaim(role="bi-analyst", relation="same", citation=SOUTH, other="data-analyst", location="india"),
            rp.PayClaim(role="ml-engineer", relation="highest", citation=SOUTH, year=2026),
        ),
        pay_percentiles=(
            rp.PayPercentiles(role="ml-engineer", component="base", currency="USD", year=2023, p50=Decimal(70), records=12, citation=NORTH),
            rp.PayPercentiles(role="ml-engineer", component="base", currency="INR", year=2022, p50=Decimal(80), citation=SOUTH),
            rp.PayPercentiles(component="base", currency="USD", year=2023, p50=Decimal(60), records=99, citation=NORTH),
        ),
        requirements=(
            rp.SkillRequirement(
                role="ml-engineer",
                skill="python",
                basis="core-skill",
                citation=NORTH,
                proficiency=PROFICIENCY.rate("expert"),
                level="senior",
            ),
            rp.SkillRequirement(role="ml-engineer", skill="python", basis="interview", citation=SOUTH, importance=IMPORTANCE.rate(4)),
            rp.SkillRequirement(
                role="ml-engineer", skill="sql", basis="tool", citation=NORTH, is_essential=False, alternatives=("python",)
            ),
            rp.SkillRequirement(role="data-analyst", skill="sql", basis="core-skill", citation=NORTH, is_essential=True),
        ),
        transition_claims=(
            rp.TransitionClaim(kind="feasible", text="can be done", citation=NORTH, origin="data-analyst", target="ml-engineer"),
            rp.TransitionClaim(
                kind="easier-than",
                text="is easier",
                citation=SOUTH,
                origin="data-analyst",
                target="bi-analyst",
                than_target="ml-engineer",
                than_origin="ml-engineer",
            ),
            rp.TransitionClaim(kind="missing", text="lack it", citation=NORTH, target="ml-engineer", skill="python"),
            rp.TransitionClaim(kind="advice", text="stay", citation=SOUTH, origin="ml-engineer"),
            rp.TransitionClaim(kind="pitfall", text="hurry", citation=NORTH, months_minimum=Decimal(3), months_maximum=Decimal(6)),
        ),
        traits=(
            rp.Trait(aspect="mission", text="builds models", citation=NORTH, roles=("ml-engineer",), level="senior"),
            rp.Trait(aspect="stressor", text="pager", citation=SOUTH, roles=("ml-engineer",)),
            rp.Trait(aspect="overlap", text="both report", citation=NORTH, roles=("data-analyst", "bi-analyst")),
            rp.Trait(aspect="demand", text="grows", citation=SOUTH, minimum=Decimal(10), unit="percent", year=2026),
        ),
        parameters=(rp.Parameter(name="gap.optional", value=0.5, low=0, high=1, reason="Half of a need."),),
    )
