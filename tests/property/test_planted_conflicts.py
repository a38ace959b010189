"""Catalogs with planted conflicts, and planted things that only seem to be: ``disagreements`` recovers exactly those."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

import rolepath as rp
from rolepath.analysis.disagreement import DisagreementKind, Standing
from rolepath.model.transition import ProofForm

CONFLICT, QUALIFIED, APPARENT = Standing.CONFLICT, Standing.QUALIFIED, Standing.APPARENT
SOURCES = ("one", "two", "three")
LEVELS = ("entry", "mid", "senior", "staff")
#: Kind, standing, roles, and for each side the lines of its facts; every fact has a line of its own.
Point = tuple[str, str, frozenset[str], frozenset[frozenset[int]]]


def _scale(name: str) -> rp.Scale:
    return rp.Scale(id=name, label=name, measures="proficiency", reason="For tests.", minimum=0, maximum=1)


SCALES = {name: _scale(name) for name in ("proficiency", "other-proficiency")}


class World:
    """Facts planted so far, what is to be found in them, and a supply of names and lines that nothing else uses."""

    def __init__(self, prefix: str = "") -> None:
        self.prefix, self.line = prefix, 0
        self.roles: list[str] = []
        self.skills: list[str] = []
        self.facts: list[Any] = []
        self.points: list[Point] = []
        self.proofs: dict[ProofForm, list[tuple[str, str, int, int]]] = {}

    def role(self) -> str:
        self.roles.append(f"{self.prefix}role-{len(self.roles)}")
        return self.roles[-1]

    def skill(self) -> str:
        self.skills.append(f"{self.prefix}skill-{len(self.skills)}")
        return self.skills[-1]

    def add(self, made: type, source: str, /, **fields: Any) -> int:
        """Add a fact, and return its line."""
        self.line += 1
        self.facts.append(made(citation=rp.Citation(source=self.prefix + source, section="A section", line=self.line), **fields))
        return self.line

    def expect(self, kind: str, standing: Standing, roles: tuple[str, ...], *sides: tuple[int, ...]) -> None:
        self.points.append((kind, standing, frozenset(roles), frozenset(map(frozenset, sides))))

    @property
    def expected(self) -> set[Point]:
        """All that is to be found; claims about one form of proof are one point."""
        found = set(self.points)
        for pairs in self.proofs.values():
            standing = CONFLICT if any(standing == CONFLICT for standing, *_ in pairs) else QUALIFIED
            sides = (frozenset(accepted for *_, accepted, _ in pairs), frozenset(refused for *_, refused in pairs))
            found.add(("move-proof", standing, frozenset(role for _, roles, *_ in pairs for role in roles.split()), frozenset(sides)))
        return found

    def catalog(self, facts: list[Any] | None = None, **fields: Any) -> rp.Catalog:
        made = rp.Catalog(
            sources=tuple(rp.Source(id=self.prefix + name, title=f"Source {name}") for name in SOURCES),
            scales=tuple(SCALES.values()),
            places=(rp.Place(id="uk", label="UK"), rp.Place(id="london", label="London", within="uk"), rp.Place(id="us", label="US")),
            skills=tuple(rp.Skill(id=name, label=name, kind="knowledge") for name in self.skills),
            roles=tuple(rp.Role(id=name, label=name) for name in self.roles),
            standard_levels=tuple(
                rp.Level(id=name, label=name, track="individual-contributor", rank=rank) for rank, name in enumerate(LEVELS, 1)
            ),
            **fields,
        )
        return made.with_facts(*(self.facts if facts is None else facts))


def found_in(catalog: rp.Catalog) -> list[Point]:
    return [
        (
            item.kind,
            item.standing,
            frozenset(item.roles),
            frozenset(frozenset(fact.citation.line for fact in side.facts) for side in item.sides),
        )
        for item in rp.disagreements(catalog=catalog)
    ]


# What is planted -------------------------------------------------------------------------------------------------------


def two_sources(rng: Random) -> tuple[str, str]:
    one, other = rng.sample(SOURCES, 2)
    return one, other


#: How a second figure differs from a first in one dimension.
UNLIKE: dict[str, dict[str, Any]] = {
    "currency": {"currency": "GBP"},
    "component": {"component": "base"},
    "open component": {"component": "unspecified"},
    "period": {"period": "month"},
    "place": {"location": "uk"},
    "open place": {"location": None},
    "statistic": {"statistic": "median"},
    "employer": {"employer": "FAANG"},
}


def bands(world: World, rng: Random) -> None:
    """One role, level by level: figures that touch, that do not, and that do not but are unlike in one dimension."""
    role = world.role()
    for step, level in enumerate((None, *LEVELS)):
        what = rng.choice(("nothing", "touch", "apart", "open", "both open", *UNLIKE))
        one, other = two_sources(rng)
        other = rng.choice((one, other))
        floor = 1000 * 10**step  # so that no figure of one level touches one of another
        like = {"role": role, "level": level, "component": "total", "currency": "USD", "location": "us"}
        if what == "both open":
            like |= {"component": "unspecified", "location": None}
        top = floor * 2
        if what == "nothing":
            continue
        low = top - rng.randint(0, floor) if what == "touch" else top + rng.randint(1, floor)
        first = {"minimum": Decimal(floor), "maximum": Decimal(top), "open_top": what == "open"}
        second = {"minimum": Decimal(low), "maximum": Decimal(low + floor)}
        a = world.add(rp.SalaryBand, one, **like, **first)
        b = world.add(rp.SalaryBand, other, **{**like, **second, **UNLIKE.get(what, {})})
        if what == "apart" or (what == "both open" and one == other):
            world.expect("pay-bands", CONFLICT, (role,), (a,), (b,))
        elif what in (*UNLIKE, "both open") and one != other:
            world.expect("pay-bands", APPARENT, (role,), (a,), (b,))


def pair_of_bands(world: World, roles: tuple[str, str], source: str, at_floor: int, at_top: int, **fields: Any) -> tuple[int, int]:
    """Figures by which the first role is paid so many percent more."""
    like = {"component": "total", "currency": "USD", "location": "us", **fields}
    lines = [
        world.add(rp.SalaryBand, source, role=role, minimum=Decimal(floor), maximum=Decimal(top), **like)
        for role, floor, top in ((roles[0], 1000 * (100 + at_floor), 9000 * (100 + at_top)), (roles[1], 100_000, 900_000))
    ]
    return lines[0], lines[1]


def ratio(world: World, rng: Random) -> None:
    """A stated ratio, once or twice, and figures inside it, outside it, or of another scope."""
    roles, level = (world.role(), world.role()), rng.choice(LEVELS)
    one, other = rng.choice(SOURCES), rng.choice(SOURCES)
    at_floor, at_top = rng.randint(-40, 60), rng.randint(-40, 60)
    lines = pair_of_bands(world, roles, other, at_floor, at_top, level=level)
    low = rng.randint(-30, 40)
    high = low + rng.randint(0, 30)
    scopes: dict[str, dict[str, Any]] = {
        "open": {},
        "same": {"levels": (level,), "component": "total", "location": "us"},
        "another level": {"levels": tuple(name for name in LEVELS if name != level)},
        "another component": {"component": "base"},
        "another place": {"location": "uk"},
        "other employers": {"employers": ("startups",)},
    }
    scope = rng.choice(tuple(scopes))
    claim = {"role": roles[0], "other": roles[1], "relation": "more", "percent_minimum": Decimal(low), "percent_maximum": Decimal(high)}
    stated = tuple(world.add(rp.PayClaim, one, **claim, **scopes[scope]) for _ in range(rng.randint(1, 2)))
    if scope not in ("open", "same"):
        return
    least, most = sorted((at_floor, at_top))
    if most < low or least > high:
        world.expect("pay-ratio", CONFLICT, roles, stated, lines)
    elif least < low or most > high:
        world.expect("pay-ratio", QUALIFIED, roles, stated, lines)


def trend(world: World, rng: Random) -> None:
    """A difference that is said to widen or converge at a level, and figures of that level and one below."""
    roles = (world.role(), world.role())
    one, other = rng.choice(SOURCES), rng.choice(SOURCES)
    below, above = rng.randint(1, 50), rng.randint(1, 50)
    lower = pair_of_bands(world, roles, other, below, below, level="mid")
    higher = pair_of_bands(world, roles, other, above, above, level="senior")
    relation = rng.choice(("widens", "converges"))
    level = rng.choice(("senior", "mid", "staff"))
    line = world.add(rp.PayClaim, one, role=roles[0], other=roles[1], relation=relation, levels=(level,))
    is_so = above > below if relation == "widens" else above < below
    if level == "senior" and not is_so:
        world.expect("pay-trend", CONFLICT, roles, (line,), (*lower, *higher))


#: How the scope of one claim stands to that of another, and what becomes of claims that oppose each other in these scopes.
SCOPES: tuple[tuple[dict[str, Any], dict[str, Any], Standing | None], ...] = (
    ({}, {}, CONFLICT),
    ({"levels": ("mid", "senior")}, {"levels": ("senior",)}, CONFLICT),
    ({"levels": ("mid",)}, {"levels": ("senior",)}, None),
    ({"levels": ("mid",)}, {}, QUALIFIED),
    ({"component": "base"}, {"component": "base"}, CONFLICT),
    ({"component": "base"}, {"component": "total"}, None),
    ({"component": "base"}, {}, QUALIFIED),
    ({"employers": ("FAANG",)}, {"employers": ("faang", "startups")}, CONFLICT),
    ({"employers": ("FAANG",)}, {"employers": ("startups",)}, None),
    ({"employers": ("FAANG",)}, {}, QUALIFIED),
    ({"location": "uk"}, {"location": "us"}, APPARENT),
    ({"location": "uk"}, {"location": "london"}, QUALIFIED),
    ({"location": "uk"}, {"location": "uk"}, CONFLICT),
    ({"year": 2025}, {"year": 2025}, CONFLICT),
    ({"year": 2025}, {"year": 2026}, None),
    ({"year": 2025}, {}, QUALIFIED),
)
#: Two claims that oppose each other, or, in the last two pairs, do not.
OPPOSED: tuple[tuple[str, str, bool, bool], ...] = (
    ("more", "more", True, True),
    ("more", "less", False, True),
    ("more", "same", False, True),
    ("less", "same", True, True),
    ("higher-ceiling", "higher-ceiling", True, True),
    ("pulls-ahead", "pulls-ahead", True, True),
    ("widens", "converges", False, True),
    ("widens", "converges", True, True),
    ("largest-gap", "smallest-gap", True, True),
    ("more", "less", True, False),
    ("widens", "widens", True, False),
)
KINDS = {"widens": "pay-trend", "largest-gap": "pay-trend", "pulls-ahead": "pay-trend"}


def claims(world: World, rng: Random) -> None:
    """Two claims about one pair of roles, in scopes that are alike, apart, or one within the other."""
    roles = (world.role(), world.role())
    first, second, is_turned, is_opposed = rng.choice(OPPOSED)
    one, other, standing = rng.choice(SCOPES)
    sides = [(first, roles, one), (second, roles[::-1] if is_turned else roles, other)]
    rng.shuffle(sides)
    lines = [
        world.add(rp.PayClaim, source, relation=relation, role=pair[0], other=pair[1], **scope)
        for (relation, pair, scope), source in zip(sides, two_sources(rng), strict=True)
    ]
    if is_opposed and standing is not None:
        world.expect(KINDS.get(first, "pay-order"), standing, roles, (lines[0],), (lines[1],))


def proficiency(world: World, rng: Random) -> None:
    """A skill of one role at two proficiencies, alike in all else or unlike in one thing."""
    role, skill = world.role(), world.skill()
    unlike: dict[str, dict[str, Any]] = {
        "nothing": {},
        "level": {"level": "senior"},
        "basis": {"basis": "interview"},
        "employer": {"employer": "FAANG"},
        "role": {"role": world.role()},
    }
    what = rng.choice((*unlike, "scale"))
    one, other = two_sources(rng)
    other = rng.choice((one, other, other))
    values = [rng.choice((0.0, 0.25, 0.5, 1.0)) for _ in range(2)]
    like = {"role": role, "skill": skill, "basis": "core-skill"}
    a = world.add(rp.SkillRequirement, one, **like, proficiency=SCALES["proficiency"].rate(values[0]))
    scale = SCALES["other-proficiency" if what == "scale" else "proficiency"]
    b = world.add(rp.SkillRequirement, other, **{**like, **unlike.get(what, {})}, proficiency=scale.rate(values[1]))
    if what == "nothing" and values[0] != values[1]:
        world.expect("skill-proficiency", QUALIFIED if one == other else CONFLICT, (role,), (a,), (b,))
    if what == "role" and one != other:
        world.expect("skill-owner", QUALIFIED, (role, unlike["role"]["role"]), (a,), (b,))


def background(world: World, rng: Random) -> None:
    """A skill that one source asks for and another sees brought along: nobody is said not to need it."""
    skill, (one, other) = world.skill(), two_sources(rng)
    world.add(rp.SkillRequirement, one, role=world.role(), skill=skill, basis="core-skill")
    world.add(rp.SkillRequirement, other, role=world.role(), skill=skill, basis="background")


def compared(world: World, rng: Random) -> None:
    """Two moves put in an order twice: opposite, the same, or by unlike measures."""
    here, near, far = world.role(), world.role(), world.role()
    kinds = [rng.choice(("easier-than", "harder-than", "better-fit-than")) for _ in range(2)]
    turned = [rng.random() < 0.5 for _ in kinds]
    lines = [
        world.add(
            rp.TransitionClaim,
            rng.choice(SOURCES),
            kind=kind,
            text="compares",
            origin=here,
            target=far if is_turned else near,
            than_target=near if is_turned else far,
        )
        for kind, is_turned in zip(kinds, turned, strict=True)
    ]
    first = [near if (kind == "harder-than") is is_turned else far for kind, is_turned in zip(kinds, turned, strict=True)]
    if first[0] != first[1]:
        has_one_scale = len({kind == "better-fit-than" for kind in kinds}) == 1
        world.expect("move-rank", CONFLICT if has_one_scale else QUALIFIED, (here, near, far), (lines[0],), (lines[1],))


def durations(world: World, rng: Random) -> None:
    """Two durations of a move that touch or do not, to one milestone or two."""
    here, there = world.role(), world.role()
    spans = [sorted((rng.randint(0, 20), rng.randint(0, 20))) for _ in range(2)]
    stones = [rng.choice((None, "a first job")) for _ in spans]
    lines = [
        world.add(
            rp.TransitionClaim,
            rng.choice(SOURCES),
            kind="duration",
            text="takes a while",
            origin=here,
            target=there,
            months_minimum=Decimal(low),
            months_maximum=Decimal(high),
            milestone=stone,
        )
        for (low, high), stone in zip(spans, stones, strict=True)
    ]
    if spans[0][1] < spans[1][0] or spans[1][1] < spans[0][0]:
        world.expect("move-duration", CONFLICT if stones[0] == stones[1] else APPARENT, (here, there), (lines[0],), (lines[1],))


def held(world: World, rng: Random) -> None:
    """A skill that is missing in a move and carries over in the same move, or another, or in the other direction."""
    here, there, skill, other = world.role(), world.role(), world.skill(), world.skill()
    what = rng.choice(("same", "other skill", "way back", "other move"))
    second = {
        "same": (here, there, skill),
        "other skill": (here, there, other),
        "way back": (there, here, skill),
        "other move": (here, world.role(), skill),
    }[what]
    facts = [("missing", here, there, skill), ("carries-over", *second)]
    rng.shuffle(facts)
    lines = [
        world.add(rp.TransitionClaim, rng.choice(SOURCES), kind=kind, text="skill", origin=origin, target=target, skill=name)
        for kind, origin, target, name in facts
    ]
    if what == "same":
        world.expect("move-skill", CONFLICT, (here, there), (lines[0],), (lines[1],))


def proof(world: World, rng: Random) -> None:
    """A form of proof that is accepted, and refused for the same move, some other, or one skill."""
    there, skill, other = world.role(), world.skill(), world.skill()
    form = rng.choice(tuple(ProofForm))
    cases: dict[str, tuple[dict[str, Any], dict[str, Any], Standing | None]] = {
        "same": ({}, {}, CONFLICT),
        "other move": ({}, {"target": world.role()}, None),
        "other form": ({}, {"proof": None}, None),
        "from somewhere": ({}, {"origin": world.role()}, QUALIFIED),
        "all skills": ({"skill": skill}, {}, CONFLICT),
        "one skill": ({"skill": skill}, {"skill": skill}, CONFLICT),
        "one skill of all": ({}, {"skill": skill}, QUALIFIED),
        "other skill": ({"skill": other}, {"skill": skill}, None),
    }
    mine, theirs, standing = cases[rng.choice(tuple(cases))]
    like = {"target": there, "text": "proof", "proof": form}
    accepted = world.add(rp.TransitionClaim, rng.choice(SOURCES), kind="proof", **{**like, **mine})
    refused = world.add(rp.TransitionClaim, rng.choice(SOURCES), kind="insufficient-proof", **{**like, **theirs})
    if standing is not None:
        roles = " ".join(filter(None, (there, theirs.get("origin"))))
        world.proofs.setdefault(form, []).append((standing, roles, accepted, refused))


PLANTS: tuple[Callable[[World, Random], None], ...] = (
    bands,
    ratio,
    trend,
    claims,
    proficiency,
    background,
    compared,
    durations,
    held,
    proof,
)
plans = st.lists(st.tuples(st.sampled_from(PLANTS), st.integers(0, 2**32)), min_size=1, max_size=8)
Plan = list[tuple[Callable[[World, Random], None], int]]


def planted(plan: Plan, prefix: str = "") -> World:
    world = World(prefix)
    for plant, seed in plan:
        plant(world, Random(seed))
    return world


class TestPlantedConflicts:
    """Exactly what is planted is found: no conflict is missed, and none is called where figures are unlike."""

    @given(plan=plans)
    def test_what_is_planted_is_found(self, plan: Plan) -> None:
        world = planted(plan)
        found = found_in(world.catalog())
        assert set(found) == world.expected
        assert len(found) == len(set(found))

    @given(plan=st.lists(st.tuples(st.sampled_from((bands, claims)), st.integers(0, 2**32)), min_size=12, max_size=12))
    def test_pay_alone_in_bulk(self, plan: Plan) -> None:
        world = planted(plan)
        assert set(found_in(world.catalog())) == world.expected

    @given(plan=plans)
    def test_every_side_has_facts_that_cite(self, plan: Plan) -> None:
        for item in rp.disagreements(catalog=planted(plan).catalog()):
            assert len(item.sides) >= 2
            for side in item.sides:
                assert side.facts
                assert side.says
                assert set(side.sources) == {fact.citation.source for fact in side.facts}
            assert item.roles
            assert item.reason
            assert {fact.citation for fact in item.facts} <= set(item.explain().citations)


class TestFilters:
    """A topic and a role take the matching points and no others."""

    @given(plan=plans, data=st.data())
    def test_topic_and_role(self, plan: Plan, data: st.DataObject) -> None:
        world = planted(plan)
        catalog = world.catalog()
        every = rp.disagreements(catalog=catalog)
        topic = data.draw(st.sampled_from(["pay", "skill", "move", *DisagreementKind]))
        role = data.draw(st.sampled_from(world.roles))
        by_topic = [item for item in every if item.kind.startswith(topic)]
        assert list(rp.disagreements(topic=topic, catalog=catalog)) == by_topic
        assert list(rp.disagreements(role=role, catalog=catalog)) == [item for item in every if role in item.roles]
        assert list(rp.disagreements(topic=topic, role=role, catalog=catalog)) == [item for item in by_topic if role in item.roles]
        assert [item for standing in Standing for item in every.of(standing)] == list(every)


class TestIndifference:
    """Order, repetition, and the names of things change nothing but names."""

    @given(plan=plans, seed=st.integers(0, 1000))
    def test_order_and_repetition(self, plan: Plan, seed: int) -> None:
        world = planted(plan)
        facts = [*world.facts, *world.facts]
        Random(seed).shuffle(facts)
        assert rp.disagreements(catalog=world.catalog(facts)) == rp.disagreements(catalog=world.catalog())

    @given(plan=plans)
    def test_repetition_within_the_catalog(self, plan: Plan) -> None:
        catalog = planted(plan).catalog()
        fields = ("salary_bands", "pay_claims", "requirements", "transition_claims")
        twice = attrs.evolve(catalog, name="another", **{field: getattr(catalog, field) * 2 for field in fields})
        assert rp.disagreements(catalog=twice) == rp.disagreements(catalog=catalog)

    @given(plan=plans, prefix=st.sampled_from(("a-", "zz-")))
    def test_names(self, plan: Plan, prefix: str) -> None:
        renamed = found_in(planted(plan, prefix).catalog())
        plain = [
            (kind, standing, frozenset(map(prefix.__add__, roles)), sides)
            for kind, standing, roles, sides in found_in(planted(plan).catalog())
        ]
        assert sorted(map(repr, map(sortable, renamed))) == sorted(map(repr, map(sortable, plain)))

    @given(plan=plans)
    def test_answers_hash_pickle_and_repeat(self, plan: Plan) -> None:
        catalog = planted(plan).catalog()
        found = rp.disagreements(catalog=catalog)
        assert rp.disagreements(catalog=catalog) == found
        assert hash(rp.disagreements(catalog=catalog)) == hash(found)
        assert pickle.loads(pickle.dumps(found)) == found


def sortable(point: Point) -> tuple[str, str, list[str], list[list[int]]]:
    kind, standing, roles, sides = point
    return str(kind), str(standing), sorted(roles), sorted(map(sorted, sides))


class TestDeletion:
    """Without a fact whatever names it is gone, and no conflict comes up.

    Verdicts joined over several figures are another matter: tests/analysis/test_pay_conflicts.py, test_skill_conflicts.py and
    test_move_conflicts.py show how one fact less makes such a verdict plainer.
    """

    @given(plan=plans, data=st.data())
    def test_one_fact_less(self, plan: Plan, data: st.DataObject) -> None:
        world = planted(plan)
        gone = data.draw(st.integers(0, len(world.facts) - 1))
        before = list(rp.disagreements(catalog=world.catalog()))
        less = list(rp.disagreements(catalog=world.catalog([*world.facts[:gone], *world.facts[gone + 1 :]])))
        assert not any(world.facts[gone] in item.facts for item in less)
        untouched = [item for item in before if world.facts[gone] not in item.facts]
        assert set(untouched) <= set(less)
        for item in set(less) - set(untouched):
            assert any(
                other.kind == item.kind and set(item.facts) < set(other.facts) and (item.standing != CONFLICT or other.standing == CONFLICT)
                for other in before
            )

    @given(plan=plans, source=st.sampled_from(SOURCES))
    def test_one_source_alone_knows_no_other(self, plan: Plan, source: str) -> None:
        catalog = planted(plan).catalog()
        alone = rp.disagreements(catalog=catalog.only_sources(source))
        assert all(item.sources == (source,) and item.is_within_one_source for item in alone)
        # Claims about one form of proof are one point, whoever makes them.
        whole = [item for item in rp.disagreements(catalog=catalog) if item.is_within_one_source and item.sources == (source,)]
        assert {item for item in alone if item.kind != "move-proof"} == {item for item in whole if item.kind != "move-proof"}
