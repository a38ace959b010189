"""Catalogs small enough to work out by hand: two sources that agree on nothing but the names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

import rolepath as rp

PROFICIENCY = rp.Scale(
    id="proficiency",
    label="Proficiency",
    measures="proficiency",
    reason="For tests.",
    steps=(rp.ScaleStep(label="half", value=0.5), rp.ScaleStep(label="full", value=1.0)),
    minimum=0,
    maximum=1,
)
IMPORTANCE = rp.Scale(id="importance", label="Importance", measures="importance", reason="For tests.", minimum=0, maximum=1)

LEVELS = (
    rp.Level(id="entry", label="Entry", track="individual-contributor", rank=1),
    rp.Level(id="mid", label="Mid", track="individual-contributor", rank=2),
    rp.Level(id="senior", label="Senior", track="individual-contributor", rank=3),
    rp.Level(id="staff", label="Staff", track="individual-contributor", rank=4),
    rp.Level(id="manager", label="Manager", track="management", rank=1),
)
PLACES = (
    rp.Place(id="uk", label="United Kingdom"),
    rp.Place(id="london", label="London", within="uk"),
    rp.Place(id="us", label="United States"),
)


def at(source: str = "one", line: int = 1, printed: str | None = None) -> rp.Citation:
    """Cite a line of a source."""
    return rp.Citation(source=source, section="A section", line=line, printed=printed)


def rated(value: float) -> rp.Rating:
    """Rate a proficiency by its number."""
    return PROFICIENCY.rate(value)


def skill(
    name: str, *, broader: str | None = None, weeks: tuple[float, float] | None = None, towards: Mapping[str, float] | None = None
) -> rp.Skill:
    """Make a skill; ``towards`` names the skills that it counts towards, with the credit."""
    return rp.Skill(
        id=name,
        label=name.upper(),
        kind="knowledge",
        broader=broader,
        related=tuple(rp.RelatedSkill(skill=other, credit=credit, reason="For tests.") for other, credit in (towards or {}).items()),
        effort_weeks_minimum=weeks and weeks[0],
        effort_weeks_maximum=weeks and weeks[1],
    )


def asks(
    role: str,
    name: str,
    proficiency: float | None = None,
    importance: float | None = None,
    *,
    basis: str = "core-skill",
    source: str = "one",
    line: int = 1,
    is_essential: bool | None = None,
    alternatives: tuple[str, ...] = (),
    level: str | None = None,
    printed: str | None = None,
    assumed: tuple[str, ...] = (),
) -> rp.SkillRequirement:
    """Make a requirement."""
    return rp.SkillRequirement(
        role=role,
        skill=name,
        basis=basis,
        citation=at(source, line, printed),
        proficiency=None if proficiency is None else rated(proficiency),
        importance=None if importance is None else IMPORTANCE.rate(importance),
        is_essential=is_essential,
        alternatives=alternatives,
        level=level,
        assumed=assumed,
    )


def pays(
    role: str,
    minimum: int,
    maximum: int | None,
    *,
    source: str = "one",
    line: int = 1,
    component: str = "total",
    currency: str = "USD",
    level: str | None = "senior",
    location: str | None = "us",
    open_top: bool = False,
    employer: str | None = None,
    statistic: str = "range",
    assumed: tuple[str, ...] = (),
    note: str | None = None,
    printed: str | None = None,
) -> rp.SalaryBand:
    """Make a pay band."""
    return rp.SalaryBand(
        role=role,
        component=component,
        minimum=Decimal(minimum),
        maximum=None if maximum is None else Decimal(maximum),
        currency=currency,
        citation=at(source, line, printed),
        open_top=open_top,
        level=level,
        location=location,
        employer=employer,
        statistic=statistic,
        assumed=assumed,
        note=note,
    )


def holds(**skills: float | None) -> rp.Profile:
    """Make a person; underscores stand for hyphens, None for a proficiency that is not said."""
    return rp.Profile(
        skills=tuple(
            rp.HeldSkill(skill=name.replace("_", "-"), proficiency=None if value is None else rated(value))
            for name, value in skills.items()
        )
    )


def catalog(
    *facts: rp.Fact, skills: Iterable[rp.Skill | str] = (), roles: Iterable[str] = ("here", "there"), **fields: object
) -> rp.Catalog:
    """Make a catalog of the given facts; names stand for skills without relations or effort."""
    made = rp.Catalog(
        sources=tuple(rp.Source(id=name, title=f"Source {name}") for name in ("one", "two", "three")),
        scales=(PROFICIENCY, IMPORTANCE),
        places=PLACES,
        skills=tuple(skill(entry) if isinstance(entry, str) else entry for entry in skills),
        roles=tuple(rp.Role(id=name, label=f"Role {name}") for name in roles),
        standard_levels=LEVELS,
        **fields,
    )
    return made.with_facts(*facts)
