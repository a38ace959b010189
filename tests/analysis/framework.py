"""A framework small enough to work out by hand: three roles rated for three skills, and one that is not rated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import rolepath as rp

from .tiny import IMPORTANCE, LEVELS, PROFICIENCY, asks, at, skill

#: How much three skills matter in each role. Over the roles each skill takes the values 0, 0.5 and 1, which are 1.5 ** 0.5 apart once they
#: are standardised.
RATED: Mapping[str, tuple[float, float, float]] = {"plan": (0.0, 1.0, 0.5), "make": (0.5, 0.5, 1.0), "sell": (1.0, 0.0, 0.0)}
SKILLS = ("art", "law", "sql")
TITLES = {"plan": "Data planner", "make": "Data maker", "sell": "Chief planner", "idle": "Idler"}
SHAPE = rp.ProximityModel(method="shape")
#: Importance alone, so that a proximity is half of 1 + r.
IMPORTANCE_ALONE = rp.ProximityModel(method="shape", activities=0.0, titles=0.0, technology=0.0)
FAR = rp.DifficultyWeights(shortfall=0.0, effort=0.0, step=0.0, distance=1.0)


def tells(role: str, family: str, item: str, value: float | None = None, *, line: int = 1, **fields: Any) -> rp.Descriptor:
    """Make a descriptor."""
    given = {"label": item.upper(), **fields}
    return rp.Descriptor(role=role, family=family, item=item, value=value, citation=at(line=line), **given)


def ratings(rated_as: Mapping[str, tuple[float, ...]] = RATED) -> tuple[rp.SkillRequirement, ...]:
    """Make the requirements of rated roles."""
    return tuple(asks(role, name, 1.0, value) for role, values in rated_as.items() for name, value in zip(SKILLS, values, strict=True))


def framework(
    *descriptors: rp.Descriptor,
    model: rp.ProximityModel = SHAPE,
    requirements: Iterable[rp.SkillRequirement] | None = None,
    titles: Mapping[str, str] = TITLES,
    skills: Iterable[str] = (),
    difficulty: rp.DifficultyModel | None = None,
) -> rp.Catalog:
    """Make the framework, with what is told of its roles besides skills."""
    return rp.Catalog(
        sources=(rp.Source(id="one", title="One"), rp.Source(id="two", title="Two")),
        scales=(PROFICIENCY, IMPORTANCE),
        skills=tuple(map(skill, (*SKILLS, *skills))),
        roles=tuple(rp.Role(id=name, label=title) for name, title in titles.items()),
        standard_levels=LEVELS,
        requirements=tuple(ratings() if requirements is None else requirements),
        descriptors=descriptors,
        proximity_model=model,
        difficulty_model=difficulty or rp.DifficultyModel(),
    )
