"""The nine laws where roles are compared by the lists of their skills, or by shape, and where preparation counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rolepath as rp
from rolepath.testing import strategies as rs
from rolepath.testing._nine_laws import LAWS

from .strategies import IMPORTANCE, LEVELS, PROFICIENCY, difficulty_weights, shares

#: A place to cite; each fact has a line of its own.
_SOURCE = rp.Source(id="source", title="Source")
_WORDS = ("data", "web", "analyst", "engineer", "chief", "of")
_FAMILIES = ("activity", "technology", "tool", "interest", "preparation", "related-role")


def _rating(scale: rp.Scale, steps: int, *, is_suppressed: bool) -> rp.Rating:
    return rp.Rating(scale=scale.id, value=steps / 4, is_suppressed=is_suppressed)


_ratings = st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from((*("both",) * 12, "importance", "level", "none", "suppressed")))
_items = st.tuples(st.sampled_from(_FAMILIES), st.integers(0, 2), st.none() | st.integers(-3, 9), st.booleans())


@st.composite
def frameworks(draw: st.DrawFn, methods: tuple[str, ...] = ("cosine", "shape")) -> rp.Catalog:
    """Make a catalog in which most roles are rated for the same skills, and described by what they do, use and like."""
    skills = [f"skill-{number}" for number in range(draw(st.integers(2, 4)))]
    roles = [f"role-{number}" for number in range(draw(st.integers(2, 4)))]
    requirements, descriptors = [], []

    def cite() -> rp.Citation:
        return rp.Citation(source="source", section="S", line=1 + len(requirements) + len(descriptors))

    for role in roles:
        for skill in skills if draw(st.sampled_from((True, True, True, False))) else ():
            level, much, told = draw(_ratings)
            is_suppressed = told == "suppressed"
            requirements.append(
                rp.SkillRequirement(
                    role=role,
                    skill=skill,
                    basis="core-skill",
                    citation=cite(),
                    proficiency=None if told in {"importance", "none"} else _rating(PROFICIENCY, level, is_suppressed=is_suppressed),
                    importance=None if told in {"level", "none"} else _rating(IMPORTANCE, much, is_suppressed=is_suppressed),
                )
            )
        listed = draw(st.lists(_items, max_size=8))
        if draw(st.booleans()):  # of interests all are told or none tells anything
            listed += [("interest", number, draw(st.integers(1, 7)), False) for number in range(3)]
        for family, number, value, is_part in listed:
            item = roles[number % len(roles)] if family == "related-role" else f"item-{number}"
            within = ("wide",) if is_part else ()
            descriptors.append(
                rp.Descriptor(role=role, family=family, item=item, label=f"Item {number}", citation=cite(), value=value, within=within)
            )
    zeroes = st.sampled_from((0.0, 1.0, 15.0, 25.0))
    return rp.Catalog(
        sources=(_SOURCE,),
        scales=(PROFICIENCY, IMPORTANCE),
        skills=tuple(rp.Skill(id=name, label=name, kind="knowledge") for name in skills),
        roles=tuple(rp.Role(id=name, label=" ".join(draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3)))) for name in roles),
        standard_levels=LEVELS,
        requirements=tuple(requirements),
        descriptors=tuple(descriptors),
        gap_weights=rp.GapWeights(telling=draw(shares)),
        proximity_model=rp.ProximityModel(
            method=draw(st.sampled_from(methods)),
            activities=draw(zeroes),
            titles=draw(zeroes),
            technology=draw(zeroes),
            unrated_interests=draw(zeroes),
            unrated_slope=draw(st.sampled_from((1.0, 1.06, 0.0))),
            unrated_offset=draw(st.sampled_from((0.0, -0.46, -30.0, 40.0))),
        ),
        difficulty_model=rp.DifficultyModel(
            weights=draw(st.sampled_from((_ONLY_FAR, _FAR_AND_UP)) | difficulty_weights(has_distance=True)),
            full_preparation_steps=draw(st.sampled_from((4.0, 1.0))),
            preparation_down=draw(shares),
        ),
    )


_ONLY_FAR = rp.DifficultyWeights(shortfall=0.0, effort=0.0, step=0.0, distance=1.0)
_FAR_AND_UP = attrs.evolve(_ONLY_FAR, preparation=0.25)


class TestNineLaws:
    """Every law holds, whichever way roles are compared."""

    @pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
    @given(catalog=frameworks())
    @settings(max_examples=40)
    def test_of_frameworks(self, law: Callable[[rp.Catalog], Iterator[Any]], catalog: rp.Catalog) -> None:
        assert list(law(catalog)) == []

    @pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
    @given(catalog=rs.catalogs(min_roles=2, min_skills=1, max_requirements=10, max_descriptors=8, with_measures=True))
    @settings(max_examples=20)
    def test_of_any_catalog(self, law: Callable[[rp.Catalog], Iterator[Any]], catalog: rp.Catalog) -> None:
        assert list(law(catalog)) == []
