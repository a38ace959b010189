"""Strategies for small catalogs, the people and questions over them, and the changes that the laws speak of.

Everything is made valid by construction; nothing drawn is filtered away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import attrs
from hypothesis import strategies as st

import rolepath as rp

PROFICIENCY = rp.Scale(
    id="proficiency",
    label="Proficiency",
    measures="proficiency",
    reason="Four labels at equal distance, and whole numbers to seven.",
    steps=tuple(rp.ScaleStep(label=label, value=value) for label, value in (("low", 0.25), ("some", 0.5), ("good", 0.75), ("top", 1.0))),
    minimum=0,
    maximum=7,
)
IMPORTANCE = rp.Scale(
    id="importance",
    label="Importance",
    measures="importance",
    reason="Two labels, and whole numbers from zero to five.",
    steps=(rp.ScaleStep(label="helpful", value=0.25), rp.ScaleStep(label="critical", value=1.0)),
    minimum=0,
    maximum=5,
)
LEVELS = (
    rp.Level(id="entry", label="Entry", track="individual-contributor", rank=1),
    rp.Level(id="senior", label="Senior", track="individual-contributor", rank=2),
    rp.Level(id="staff", label="Staff", track="individual-contributor", rank=4),
    rp.Level(id="manager", label="Manager", track="management", rank=1),
    rp.Level(id="director", label="Director", track="management", rank=2),
)
TRACKS = tuple(tuple(level.id for level in LEVELS if level.track is track) for track in rp.Track)

#: Ratings of proficiency, from nothing to the most.
proficiencies: st.SearchStrategy[rp.Rating] = st.sampled_from([*map(PROFICIENCY.rate, ["low", "some", "good", "top", *range(8)])])
#: Ratings of importance, from nothing to the most.
importances: st.SearchStrategy[rp.Rating] = st.sampled_from([*map(IMPORTANCE.rate, ["helpful", "critical", *range(6)])])
#: Shares, both ends included.
shares: st.SearchStrategy[float] = st.integers(0, 20).map(lambda n: n / 20)
#: Shares above 0.
parts: st.SearchStrategy[float] = st.integers(1, 20).map(lambda n: n / 20)


def gap_weights() -> st.SearchStrategy[rp.GapWeights]:
    """Make weights of requirements: every field a share, so that a requirement may weigh nothing."""
    return st.builds(rp.GapWeights, **{field.name: shares for field in attrs.fields(rp.GapWeights)})


@st.composite
def difficulty_weights(draw: st.DrawFn, *, has_distance: bool = False) -> rp.DifficultyWeights:
    """Make weights of factors, one of shortfall, effort and step above 0."""
    weights = {name: draw(shares) for name in ("shortfall", "effort", "step")}
    weights[draw(st.sampled_from(sorted(weights)))] = draw(parts)
    return rp.DifficultyWeights(**weights, distance=draw(parts) if has_distance else 0.0)


@st.composite
def difficulty_models(draw: st.DrawFn, *, has_distance: bool = False) -> rp.DifficultyModel:
    """Make models of difficulty."""
    return rp.DifficultyModel(
        weights=draw(difficulty_weights(has_distance=has_distance)),
        effort_scale_weeks=draw(st.integers(1, 200).map(float)),
        full_step_rungs=draw(st.integers(1, 5).map(float)),
    )


def subsets(names: Sequence[str], at_most: int) -> st.SearchStrategy[tuple[str, ...]]:
    """Make tuples of distinct names, in any order."""
    if not names:
        return st.just(())
    return st.lists(st.sampled_from(names), unique=True, max_size=at_most).map(tuple)


@st.composite
def skills(draw: st.DrawFn, *, has_unknown_efforts: bool = True) -> tuple[rp.Skill, ...]:
    """Make one to eight skills: any number of trees by ``broader``, and any relation, rings included, by ``related``."""
    names = [f"skill-{number}" for number in range(draw(st.integers(1, 8)))]
    made = []
    for number, name in enumerate(names):
        others = [other for other in names if other != name]
        weeks = (draw(st.integers(0, 30)), draw(st.integers(0, 60)))
        effort = (float(weeks[0]), float(weeks[0] + weeks[1]))
        if has_unknown_efforts and draw(st.booleans()):
            effort = (None, None)
        made.append(
            rp.Skill(
                id=name,
                label=f"Skill {number}",
                kind=draw(st.sampled_from(rp.SkillKind)),
                broader=draw(st.none() | st.sampled_from(names[:number])) if number else None,
                related=tuple(rp.RelatedSkill(skill=other, credit=draw(shares), reason="drawn") for other in draw(subsets(others, 3))),
                prerequisites=draw(subsets(others, 2)),
                effort_weeks_minimum=effort[0],
                effort_weeks_maximum=effort[1],
            )
        )
    return tuple(made)


@st.composite
def requirements(
    draw: st.DrawFn, role: str, skill_ids: Sequence[str], source_ids: Sequence[str], *, has_levels: bool = True
) -> rp.SkillRequirement:
    """Make a requirement of one role, with or without each of the things that a source may say."""
    skill = draw(st.sampled_from(skill_ids))
    return rp.SkillRequirement(
        role=role,
        skill=skill,
        basis=draw(st.sampled_from(rp.RequirementBasis)),
        citation=draw(citations(source_ids)),
        proficiency=draw(st.none() | proficiencies),
        importance=draw(st.none() | importances),
        is_essential=draw(st.none() | st.booleans()),
        alternatives=draw(subsets([other for other in skill_ids if other != skill], 2)),
        level=draw(st.none() | st.sampled_from([level.id for level in LEVELS])) if has_levels else None,
    )


def citations(source_ids: Sequence[str]) -> st.SearchStrategy[rp.Citation]:
    """Make citations of given sources."""
    return st.builds(rp.Citation, source=st.sampled_from(source_ids), section=st.just("A section"), line=st.integers(1, 9))


@st.composite
def salary_bands(draw: st.DrawFn, role: str, source_ids: Sequence[str]) -> rp.SalaryBand:
    """Make a pay band of one role, with or without a top, a level and a place."""
    floor = draw(st.integers(0, 9))
    top = draw(st.none() | st.integers(floor, 12))
    return rp.SalaryBand(
        role=role,
        component=draw(st.sampled_from(rp.PayComponent)),
        minimum=Decimal(floor) * 10_000,
        maximum=None if top is None else Decimal(top) * 10_000,
        open_top=top is not None and draw(st.booleans()),
        currency=draw(st.sampled_from(("USD", "GBP"))),
        level=draw(st.none() | st.sampled_from([level.id for level in LEVELS])),
        location=draw(st.none() | st.sampled_from(("country", "city"))),
        statistic=draw(st.sampled_from(rp.PayStatistic)),
        citation=draw(citations(source_ids)),
    )


@st.composite
def transition_claims(draw: st.DrawFn, role_ids: Sequence[str], source_ids: Sequence[str]) -> rp.TransitionClaim:
    """Make a claim about a move: a duration, or that it is easier than another move."""
    months = draw(st.integers(0, 12))
    is_duration = draw(st.booleans())
    return rp.TransitionClaim(
        kind="duration" if is_duration else "easier-than",
        text="A claim about a move.",
        citation=draw(citations(source_ids)),
        origin=draw(st.none() | st.sampled_from(role_ids)),
        target=draw(st.none() | st.sampled_from(role_ids)),
        than_target=None if is_duration else draw(st.sampled_from(role_ids)),
        months_minimum=Decimal(months) if is_duration else None,
        months_maximum=Decimal(months + draw(st.integers(0, 12))) if is_duration else None,
    )


@st.composite
def catalogs(
    draw: st.DrawFn, *, has_unknown_efforts: bool = True, has_levels: bool = True, has_distance: bool = False, has_any_weights: bool = True
) -> rp.Catalog:
    """Make a small catalog.

    Args:
        draw: given by Hypothesis.
        has_unknown_efforts: whether the effort of a skill may be unknown.
        has_levels: whether a requirement may be tied to a level.
        has_distance: whether the difficulty model weighs distance.
        has_any_weights: whether weights are drawn; the defaults of the library otherwise.
    """
    made = draw(skills(has_unknown_efforts=has_unknown_efforts))
    skill_ids = [skill.id for skill in made]
    role_ids = [f"role-{number}" for number in range(draw(st.integers(2, 5)))]
    source_ids = [f"source-{number}" for number in range(draw(st.integers(1, 3)))]
    facts: list[rp.SkillRequirement] = []
    bands: list[rp.SalaryBand] = []
    for role in role_ids:
        facts += draw(st.lists(requirements(role, skill_ids, source_ids, has_levels=has_levels), max_size=5))
        bands += draw(st.lists(salary_bands(role, source_ids), max_size=2))
    return rp.Catalog(
        sources=tuple(rp.Source(id=name, title=name) for name in source_ids),
        scales=(PROFICIENCY, IMPORTANCE),
        places=(rp.Place(id="country", label="Country"), rp.Place(id="city", label="City", within="country")),
        skills=made,
        roles=tuple(rp.Role(id=name, label=name.replace("-", " ").title()) for name in role_ids),
        standard_levels=LEVELS,
        requirements=tuple(facts),
        salary_bands=tuple(bands),
        transition_claims=tuple(draw(st.lists(transition_claims(role_ids, source_ids), max_size=3))),
        gap_weights=draw(gap_weights()) if has_any_weights else rp.GapWeights(),
        difficulty_model=draw(difficulty_models(has_distance=has_distance)),
    )


def roles(catalog: rp.Catalog) -> st.SearchStrategy[rp.Role]:
    """Choose a role of a catalog."""
    return st.sampled_from(catalog.roles)


@st.composite
def profiles(draw: st.DrawFn, catalog: rp.Catalog) -> rp.Profile:
    """Make a person who holds some of a catalog's skills, each with or without a proficiency."""
    held = draw(subsets([skill.id for skill in catalog.skills], 8))
    return rp.Profile(
        skills=tuple(rp.HeldSkill(skill=name, proficiency=draw(st.none() | proficiencies)) for name in held),
        role=draw(st.none() | st.sampled_from([role.id for role in catalog.roles])),
        level=draw(st.none() | st.sampled_from(TRACKS[0])),
    )


def origins(catalog: rp.Catalog) -> st.SearchStrategy[rp.Role | rp.Profile]:
    """Choose a role or make a person."""
    return roles(catalog) | profiles(catalog)


#: Levels of a question: held and wanted, of one track, each with or without.
level_pairs: st.SearchStrategy[tuple[str | None, str | None]] = st.sampled_from(
    [(a, b) for track in TRACKS for a in (None, *track) for b in (None, *track)]
)


@st.composite
def paths(draw: st.DrawFn, catalog: rp.Catalog) -> rp.TransitionPath:
    """Make a path of one to three steps; a step may stay where it is."""
    names = [role.id for role in catalog.roles]
    return rp.TransitionPath.through(*draw(st.lists(st.sampled_from(names), min_size=2, max_size=4)))


# Changes ---------------------------------------------------------------------------------------------------------------


def renamed(catalog: rp.Catalog, names: Mapping[str, str]) -> rp.Catalog:
    """Return the catalog with ids of roles and skills changed everywhere; ids that are not named stay."""

    def new(name: str | None) -> str | None:
        return None if name is None else names.get(name, name)

    def each(listed: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(names.get(name, name) for name in listed)

    return attrs.evolve(
        catalog,
        roles=tuple(attrs.evolve(role, id=new(role.id)) for role in catalog.roles),
        skills=tuple(
            attrs.evolve(
                skill,
                id=new(skill.id),
                broader=new(skill.broader),
                related=tuple(attrs.evolve(related, skill=new(related.skill)) for related in skill.related),
                prerequisites=each(skill.prerequisites),
            )
            for skill in catalog.skills
        ),
        requirements=tuple(
            attrs.evolve(fact, role=new(fact.role), skill=new(fact.skill), alternatives=each(fact.alternatives))
            for fact in catalog.requirements
        ),
        salary_bands=tuple(attrs.evolve(band, role=new(band.role)) for band in catalog.salary_bands),
        transition_claims=tuple(
            attrs.evolve(claim, origin=new(claim.origin), target=new(claim.target), than_target=new(claim.than_target))
            for claim in catalog.transition_claims
        ),
    )


def with_requirement(catalog: rp.Catalog, index: int, **changes: object) -> rp.Catalog:
    """Return the catalog with one requirement changed."""
    facts = list(catalog.requirements)
    facts[index] = attrs.evolve(facts[index], **changes)
    return attrs.evolve(catalog, requirements=tuple(facts))


def described(catalog: rp.Catalog) -> str:
    """Show a catalog in full, for the report of a failing example."""
    lines = [f"{catalog.gap_weights}", f"{catalog.difficulty_model}"]
    for skill in catalog.skills:
        related = {related.skill: related.credit for related in skill.related}
        lines.append(f"{skill.id} broader={skill.broader} related={related} weeks={skill.effort_weeks_minimum}-{skill.effort_weeks_maximum}")
    lines += [
        f"{fact.role} asks {fact.skill} ({fact.basis}) p={fact.proficiency and fact.proficiency.value} m={fact.importance and fact.importance.value} "
        f"essential={fact.is_essential} or={fact.alternatives} level={fact.level} by {fact.citation}"
        for fact in catalog.requirements
    ]
    return "\n".join(lines)
