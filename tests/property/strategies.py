"""Strategies for small catalogs, the people and questions over them, and the changes that the laws speak of.

Everything is made valid by construction; nothing drawn is filtered away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Any

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


#: Weights of requirements: every field a share, so that a requirement may weigh nothing.
gap_weights: st.SearchStrategy[rp.GapWeights] = st.builds(rp.GapWeights, **{field.name: shares for field in attrs.fields(rp.GapWeights)})
#: Weights of requirements, each of which counts.
telling_gap_weights: st.SearchStrategy[rp.GapWeights] = st.builds(
    rp.GapWeights, **{field.name: parts for field in attrs.fields(rp.GapWeights)}
)

_three_shares = st.tuples(shares, shares, shares)
_names_of_factors = st.sampled_from(("shortfall", "effort", "step"))


_three_parts = st.tuples(parts, parts, parts)


@st.composite
def difficulty_weights(draw: st.DrawFn, *, has_distance: bool = False, is_telling: bool = False) -> rp.DifficultyWeights:
    """Make weights of factors, one of shortfall, effort and step above 0; all of them where they are to tell."""
    if is_telling:
        shortfall, effort, step = draw(_three_parts)
        return rp.DifficultyWeights(shortfall=shortfall, effort=effort, step=step, distance=draw(parts) if has_distance else 0.0)
    weights = dict(zip(("shortfall", "effort", "step"), draw(_three_shares), strict=True))
    weights[draw(_names_of_factors)] = draw(parts)
    return rp.DifficultyWeights(**weights, distance=draw(parts) if has_distance else 0.0)


_scales_of_effort = st.integers(1, 200).map(float)
_unstated_efforts = st.integers(0, 40).map(float)
_full_steps = st.integers(1, 5).map(float)
_effort_factors = st.sampled_from((1.0, 0.5, 0.3, 1.7))
_hours = st.sampled_from((10.0, 1.0, 7.0, 40.0))


@st.composite
def difficulty_models(draw: st.DrawFn, *, has_distance: bool = False, is_telling: bool = False) -> rp.DifficultyModel:
    """Make models of difficulty; where they are to tell, every factor has a weight, and months need not go by tens of hours."""
    model = rp.DifficultyModel(
        weights=draw(difficulty_weights(has_distance=has_distance, is_telling=is_telling)),
        effort_scale_weeks=draw(_scales_of_effort),
        unstated_effort_weeks=draw(_unstated_efforts),
        full_step_rungs=draw(_full_steps),
    )
    return attrs.evolve(model, effort_factor=draw(_effort_factors), hours_per_week=draw(_hours)) if is_telling else model


# Entries are drawn as numbers by strategies that are made once, which is several times faster than making strategies over the names of
# each catalog. A number stands for the name at that place, counted round where there are fewer names.
_place = st.integers(0, 7)
_few_places = st.lists(_place, max_size=2)
_skill_numbers = st.tuples(
    st.none() | _place,  # broader
    st.lists(st.tuples(_place, shares), max_size=3),  # related
    _few_places,  # prerequisites
    st.tuples(st.integers(0, 30), st.integers(0, 60)),  # weeks
    st.booleans(),  # whether the effort is unknown
    st.sampled_from(rp.SkillKind),
)
_requirement_numbers = st.tuples(
    _place,  # skill
    st.sampled_from(rp.RequirementBasis),
    st.tuples(_place, st.integers(1, 9)),  # citation
    st.none() | proficiencies,
    st.none() | importances,
    st.none() | st.booleans(),
    _few_places,  # alternatives
    st.none() | st.sampled_from([level.id for level in LEVELS]),
)
_band_numbers = st.tuples(
    st.integers(0, 9),  # floor
    st.none() | st.tuples(st.integers(0, 3), st.booleans()),  # top, and whether it is open
    st.sampled_from(rp.PayComponent),
    st.sampled_from(("USD", "GBP")),
    st.none() | st.sampled_from([level.id for level in LEVELS]),
    st.sampled_from((None, "country", "city")),
    st.sampled_from(rp.PayStatistic),
    st.tuples(_place, st.integers(1, 9)),
)
_claim_numbers = st.tuples(
    st.none() | _place,  # origin
    st.none() | _place,  # target
    st.none() | _place,  # target of the move that this one is easier than; None for a duration
    st.tuples(st.integers(0, 12), st.integers(0, 12)),
    st.tuples(_place, st.integers(1, 9)),
)
_catalog_numbers = st.tuples(
    st.lists(_skill_numbers, min_size=1, max_size=8),
    st.lists(st.lists(_requirement_numbers, max_size=5), min_size=2, max_size=5),
    st.integers(1, 3),
    st.lists(_claim_numbers, max_size=3),
)

# What makes a question telling, by construction: skills that give credit to their neighbours, both ways and on from there; efforts that
# are stated, for all skills or for most; roles that ask for a few skills, each in one fact or several, mostly with a proficiency and an
# importance above 0, and mostly at every level.
_most_proficiencies = st.sampled_from([*map(PROFICIENCY.rate, ["top", "good", "some", "low", 1, 2, 3, 5, 6]), None, None])
_most_importances = st.sampled_from([*map(IMPORTANCE.rate, ["critical", "helpful", 1, 2, 3, 4]), None, None])
_neighbours = st.sampled_from((1, -1, 1, -1, 2, 3))
_telling_skill_numbers = st.tuples(
    st.sampled_from((None, None, 0, 1, 2, 3)),  # broader
    st.lists(st.tuples(_neighbours, parts), min_size=1, max_size=3),  # related, by how many places further
    _few_places,  # prerequisites
    st.tuples(st.integers(1, 30), st.integers(0, 60)),  # weeks
    st.sampled_from((False, False, True)),  # whether the effort is unknown
    st.sampled_from(rp.SkillKind),
)
_telling_fact_numbers = st.tuples(
    st.sampled_from(rp.RequirementBasis),
    st.tuples(_place, st.integers(1, 9)),  # citation
    _most_proficiencies,
    _most_importances,
    st.sampled_from((None, True, False)),
    st.sampled_from((*(None,) * 8, *(level.id for level in LEVELS[:3]))),
    st.sampled_from(((), (), (), (0,), (2,), (4,))),  # alternatives that this fact alone accepts
)
_telling_role_numbers = st.lists(
    st.tuples(
        _place,  # skill
        st.sampled_from(((), (), (0,), (1, 3))),  # alternatives, which all facts accept
        st.lists(_telling_fact_numbers, min_size=1, max_size=3),
    ),
    min_size=2,
    max_size=4,
)


def _told(drawn: tuple[Any, ...]) -> tuple[Any, ...]:
    """Bring telling numbers into the shape of those of any catalog."""
    skills, roles, sources, claims, is_all_stated = drawn
    told_skills = [
        (broader, [(number + further, credit) for further, credit in related], before, weeks, is_unknown and not is_all_stated, kind)
        for number, (broader, related, before, weeks, is_unknown, kind) in enumerate(skills)
    ]
    told_roles = [
        [(skill, *fact[:5], (*alternatives, *fact[6]), fact[5]) for skill, alternatives, facts in asked for fact in facts]
        for asked in roles
    ]
    return told_skills, told_roles, sources, claims


_telling_catalog_numbers = st.tuples(
    st.lists(_telling_skill_numbers, min_size=4, max_size=7),
    st.lists(_telling_role_numbers, min_size=3, max_size=4),
    st.integers(1, 3),
    st.lists(_claim_numbers, max_size=2),
    st.sampled_from((True, True, False)),  # whether every effort is stated
).map(_told)
_pay_numbers = st.lists(st.lists(_band_numbers, max_size=3), min_size=5, max_size=5)


def _at(names: Sequence[str], number: int | None) -> str | None:
    return None if number is None else names[number % len(names)]


def _each(names: Sequence[str], numbers: Sequence[int], *, but: str) -> tuple[str, ...]:
    """Name each number once, and one name never."""
    return tuple(name for name in dict.fromkeys(names[number % len(names)] for number in numbers) if name != but)


def _citation(source_ids: Sequence[str], numbers: tuple[int, int]) -> rp.Citation:
    return rp.Citation(source=source_ids[numbers[0] % len(source_ids)], section="A section", line=numbers[1])


def _skill(names: Sequence[str], number: int, drawn: tuple[Any, ...]) -> rp.Skill:
    """Make a skill: trees by ``broader`` and ``prerequisites``, and any relation, rings included, by ``related``."""
    broader, related, prerequisites, (fewest, more), is_unknown, kind = drawn
    given = {names[place % len(names)]: credit for place, credit in related}
    return rp.Skill(
        id=names[number],
        label=f"Skill {number}",
        kind=kind,
        broader=_at(names[:number], broader) if number else None,
        related=tuple(
            rp.RelatedSkill(skill=name, credit=credit, reason="drawn") for name, credit in given.items() if name != names[number]
        ),
        prerequisites=_each(names[:number], prerequisites, but=names[number]) if number else (),
        effort_weeks_minimum=None if is_unknown else float(fewest),
        effort_weeks_maximum=None if is_unknown else float(fewest + more),
    )


def _requirement(role: str, skill_ids: Sequence[str], source_ids: Sequence[str], drawn: tuple[Any, ...]) -> rp.SkillRequirement:
    skill, basis, cited, proficiency, importance, is_essential, alternatives, level = drawn
    name = skill_ids[skill % len(skill_ids)]
    return rp.SkillRequirement(
        role=role,
        skill=name,
        basis=basis,
        citation=_citation(source_ids, cited),
        proficiency=proficiency,
        importance=importance,
        is_essential=is_essential,
        alternatives=_each(skill_ids, alternatives, but=name),
        level=level,
    )


def _band(role: str, source_ids: Sequence[str], drawn: tuple[Any, ...]) -> rp.SalaryBand:
    floor, top, component, currency, level, location, statistic, cited = drawn
    return rp.SalaryBand(
        role=role,
        component=component,
        minimum=Decimal(floor) * 10_000,
        maximum=None if top is None else Decimal(floor + top[0]) * 10_000,
        open_top=top is not None and top[1],
        currency=currency,
        level=level,
        location=location,
        statistic=statistic,
        citation=_citation(source_ids, cited),
    )


def _claim(role_ids: Sequence[str], source_ids: Sequence[str], drawn: tuple[Any, ...]) -> rp.TransitionClaim:
    origin, target, than, (fewest, more), cited = drawn
    return rp.TransitionClaim(
        kind="duration" if than is None else "easier-than",
        text="A claim about a move.",
        citation=_citation(source_ids, cited),
        origin=_at(role_ids, origin),
        target=_at(role_ids, target),
        than_target=_at(role_ids, than),
        months_minimum=Decimal(fewest) if than is None else None,
        months_maximum=Decimal(fewest + more) if than is None else None,
    )


@st.composite
def catalogs(
    draw: st.DrawFn, *, has_levels: bool = True, has_distance: bool = False, has_pay: bool = False, is_telling: bool = False
) -> rp.Catalog:
    """Make a small catalog.

    Args:
        draw: given by Hypothesis.
        has_levels: whether a requirement may be tied to a level.
        has_distance: whether the difficulty model weighs distance.
        has_pay: whether roles may have pay bands.
        is_telling: whether credits, stated efforts, and several facts about one skill are common, and all weights are above 0.
    """
    skill_numbers, by_role, sources, claims = draw(_telling_catalog_numbers if is_telling else _catalog_numbers)
    skill_ids = [f"skill-{number}" for number in range(len(skill_numbers))]
    role_ids = [f"role-{number}" for number in range(len(by_role))]
    source_ids = [f"source-{number}" for number in range(sources)]
    facts = [_requirement(role, skill_ids, source_ids, drawn) for role, listed in zip(role_ids, by_role, strict=True) for drawn in listed]
    pay = draw(_pay_numbers) if has_pay else ()
    return rp.Catalog(
        sources=tuple(rp.Source(id=name, title=name) for name in source_ids),
        scales=(PROFICIENCY, IMPORTANCE),
        places=(rp.Place(id="country", label="Country"), rp.Place(id="city", label="City", within="country")),
        skills=tuple(_skill(skill_ids, n, drawn) for n, drawn in enumerate(skill_numbers)),
        roles=tuple(rp.Role(id=name, label=name.replace("-", " ").title()) for name in role_ids),
        standard_levels=LEVELS,
        requirements=tuple(facts if has_levels else (attrs.evolve(fact, level=None) for fact in facts)),
        salary_bands=tuple(_band(role, source_ids, drawn) for role, listed in zip(role_ids, pay, strict=False) for drawn in listed),
        transition_claims=tuple(_claim(role_ids, source_ids, drawn) for drawn in claims),
        gap_weights=draw(telling_gap_weights if is_telling else gap_weights),
        difficulty_model=draw(difficulty_models(has_distance=has_distance, is_telling=is_telling)),
    )


_person_numbers = st.tuples(
    st.lists(st.tuples(_place, st.none() | proficiencies), max_size=8),
    st.none() | _place,
    st.none() | st.sampled_from(TRACKS[0]),
)
_telling_person_numbers = st.tuples(
    st.lists(st.tuples(_place, _most_proficiencies), min_size=1, max_size=4),
    st.none() | _place,
    st.none() | st.sampled_from(TRACKS[0]),
)


@st.composite
def profiles(draw: st.DrawFn, catalog: rp.Catalog, *, is_telling: bool = False) -> rp.Profile:
    """Make a person who holds some of a catalog's skills, each with or without a proficiency; a few of them, mostly with one, to tell."""
    held, role, level = draw(_telling_person_numbers if is_telling else _person_numbers)
    names = [skill.id for skill in catalog.skills]
    ratings = {names[place % len(names)]: rating for place, rating in held}
    return rp.Profile(
        skills=tuple(rp.HeldSkill(skill=name, proficiency=rating) for name, rating in ratings.items()),
        role=_at([role.id for role in catalog.roles], role),
        level=level,
    )


#: Levels of a question: held and wanted, of one track, each with or without.
level_pairs: st.SearchStrategy[tuple[str | None, str | None]] = st.sampled_from(
    [(a, b) for track in TRACKS for a in (None, *track) for b in (None, *track)]
)


@attrs.frozen(kw_only=True, repr=False)
class Question:
    """A catalog, an origin and a target; it can be put to another catalog too."""

    catalog: rp.Catalog
    #: Id of a role, or a person.
    origin: str | rp.Profile
    #: Id of a role.
    target: str
    level: str | None = None
    target_level: str | None = None
    weights: rp.DifficultyWeights | None = None

    def gap(self) -> rp.SkillGap:
        """Ask for the gap that the difficulty rests on: a level that is left out is taken to equal the other."""
        return rp.skill_gap(self.origin, self.target, level=self.target_level or self.level, catalog=self.catalog)

    def proximity(self) -> rp.Proximity:
        """Ask for the proximity; the first role stands in for a person."""
        here = self.catalog.roles[0] if isinstance(self.origin, rp.Profile) else self.origin
        return rp.proximity(here, self.target, catalog=self.catalog)

    def move(self) -> rp.TransitionDifficulty:
        """Ask for the difficulty."""
        return rp.transition_difficulty(
            self.origin, self.target, level=self.level, target_level=self.target_level, weights=self.weights, catalog=self.catalog
        )

    def put_to(self, catalog: rp.Catalog) -> Question:
        """Return the same question of another catalog."""
        return attrs.evolve(self, catalog=catalog)

    def __repr__(self) -> str:
        """Show the question and the catalog in full, for the report of a failing example."""
        origin = self.origin if isinstance(self.origin, str) else _described_person(self.origin)
        asked = f"{origin} at {self.level} to {self.target} at {self.target_level}, weights {self.weights}"
        return f"\n{asked}\n{described(self.catalog)}\n"

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        printer.text(repr(self))


_steps_up = st.sampled_from([pair for track in TRACKS for pair in combinations(track, 2)])
_question_numbers = st.tuples(_place, _place, level_pairs)
_telling_question_numbers = st.tuples(_place, _place, level_pairs | _steps_up)


#: Whether a question is telling, mostly so.
_is_telling = st.sampled_from((True, True, True, True, False))


@st.composite
def questions(
    draw: st.DrawFn,
    *,
    has_people: bool = True,
    has_roles: bool = True,
    is_move: bool = False,
    is_mostly_telling: bool = False,
    **options: bool,
) -> Question:
    """Make a catalog and a question of it.

    Args:
        draw: given by Hypothesis.
        has_people: whether the origin may be a person.
        has_roles: whether the origin may be a role.
        is_move: whether origin and target are always different roles.
        is_mostly_telling: whether four in five questions are of a catalog that tells, and of a move within it.
        **options: those of :func:`catalogs`.
    """
    is_telling = is_mostly_telling and draw(_is_telling)
    catalog = draw(catalogs(is_telling=is_telling, **options))
    names = [role.id for role in catalog.roles]
    start, end, (level, target_level) = draw(_telling_question_numbers if is_telling else _question_numbers)
    if is_move or is_telling:
        end = start % len(names) + 1 + end % (len(names) - 1)
    is_person = has_people and (not has_roles or draw(st.booleans()))
    return Question(
        catalog=catalog,
        # A level of the person would stand in for the one that the question leaves out.
        origin=attrs.evolve(draw(profiles(catalog, is_telling=is_telling)), level=None) if is_person else names[start % len(names)],
        target=names[end % len(names)],
        level=level,
        target_level=target_level,
    )


_path_numbers = st.lists(_place, min_size=2, max_size=4)
_walk_numbers = st.lists(_place, min_size=3, max_size=4)


@st.composite
def paths(draw: st.DrawFn, catalog: rp.Catalog) -> rp.TransitionPath:
    """Make a path of one to three steps; a step may stay where it is."""
    return rp.TransitionPath.through(*(catalog.roles[number % len(catalog.roles)].id for number in draw(_path_numbers)))


@st.composite
def walks(draw: st.DrawFn, catalog: rp.Catalog) -> rp.TransitionPath:
    """Make a path of two or three steps, each to another role."""
    place, *further = draw(_walk_numbers)
    places = [place]
    for number in further:
        places.append(places[-1] + 1 + number % (len(catalog.roles) - 1))
    return rp.TransitionPath.through(*(catalog.roles[place % len(catalog.roles)].id for place in places))


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
    """Show what the measures see of a catalog, a line for each entry."""
    lines = [f"{catalog.gap_weights}", f"{catalog.difficulty_model}"]
    for skill in catalog.skills:
        related = {related.skill: related.credit for related in skill.related}
        weeks = f"{skill.effort_weeks_minimum}-{skill.effort_weeks_maximum}"
        lines.append(f"{skill.id}: broader {skill.broader}, towards {related}, weeks {weeks}")
    for fact in catalog.requirements:
        proficiency = fact.proficiency and fact.proficiency.value
        importance = fact.importance and fact.importance.value
        lines.append(
            f"{fact.role} asks {fact.skill} ({fact.basis}): proficiency {proficiency}, importance {importance}, "
            f"essential {fact.is_essential}, or {fact.alternatives}, level {fact.level}, {fact.citation}"
        )
    return "\n".join(lines)


def _described_person(person: rp.Profile) -> str:
    return f"a person with { ({held.skill: held.proficiency and held.proficiency.value for held in person.skills}) }"
