"""What holds of every person: better proof never hurts, stricter proof never helps, and any text gives a person or an error of ours."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from typing import Any

import attrs
from hypothesis import example, given
from hypothesis import strategies as st

import rolepath as rp
from rolepath.analysis.needs import held_by_person, held_by_role
from rolepath.model.profile import known_skill

from .strategies import IMPORTANCE, LEVELS, PROFICIENCY, Question, proficiencies, questions

#: What division and subtraction may add or lose where a law compares two different sums.
NEAR = 1e-12

grades = st.sampled_from(rp.Evidence)
GRADES = (None, *rp.Evidence)


@st.composite
def people(draw: st.DrawFn, **options: bool) -> Question:
    """Make a question of a person whose skills are shown in different ways, some of them unknown to the catalog."""
    question = draw(questions(has_roles=False, **options))
    held = tuple(attrs.evolve(entry, evidence=draw(grades)) for entry in question.origin.skills)
    strange = tuple(rp.HeldSkill(skill=name, evidence=draw(grades)) for name in draw(st.sampled_from([(), ("xyzzy",), ("xyzzy", "plugh")])))
    unknown = draw(st.sampled_from([(), ("Telepathy",)]))
    return attrs.evolve(question, origin=attrs.evolve(question.origin, skills=(*held, *strange), unknown=unknown))


def gap(question: Question, evidence: rp.Evidence | None, person: rp.Profile | None = None) -> rp.SkillGap:
    """Ask for the gap of a person at a grade."""
    level = question.target_level or question.level
    return rp.skill_gap(person or question.origin, question.target, level=level, evidence=evidence, catalog=question.catalog)


def assert_no_greater(less: rp.SkillGap, more: rp.SkillGap) -> None:
    """Demand that a gap, its bounds and every shortfall are no greater."""
    assert (less.score is None) is (more.score is None)
    if less.score is not None:
        assert less.score <= more.score
        assert less.lower <= more.lower + NEAR
        assert less.upper <= more.upper + NEAR
    shortfalls = {item.skill: item for item in more.items}
    for item in less.items:
        other = shortfalls.pop(item.skill)
        assert item.shortfall <= other.shortfall
        assert item.shortfall_lower <= other.shortfall_lower
        assert item.shortfall_upper <= other.shortfall_upper
    assert not shortfalls


@st.composite
def improvements(draw: st.DrawFn) -> tuple[Question, rp.Profile]:
    """Make a question of a person, and the person once one skill, held already or not, is held or shown better, or both."""
    question = draw(people())
    skill = draw(st.sampled_from([skill.id for skill in question.catalog.skills]))
    rating, shown = draw(proficiencies), draw(grades)
    held = {entry.skill: entry for entry in question.origin.skills}
    if skill in held:
        before = held[skill]
        least = question.catalog.gap_weights.unstated_proficiency if before.proficiency is None else before.proficiency.value
        shown = max(shown, before.evidence)
        # What is said to no level stays so, or is said to one that is no lower than what was assumed.
        rating = before.proficiency if draw(st.booleans()) else rp.Rating(scale="proficiency", value=max(rating.value, least))
    return question, question.origin.with_skill(skill, rating, shown)


class TestMonotoneInProof:
    """At every grade of evidence, raising a skill or how it is shown raises no gap (law 3)."""

    @given(change=improvements())
    def test_raising_a_skill_or_its_evidence(self, change: tuple[Question, rp.Profile]) -> None:
        question, better = change
        for grade in GRADES:
            before, after = gap(question, grade), gap(question, grade, better)
            assert (after.score is None) is (before.score is None)
            if before.score is not None:
                assert after.score <= before.score
            shortfalls = {item.skill: item.shortfall for item in before.items}
            assert all(item.shortfall <= shortfalls[item.skill] for item in after.items)

    @given(question=people(), shown=st.lists(grades, min_size=8, max_size=8))
    def test_raising_evidence_alone_raises_no_bound_either(self, question: Question, shown: list[rp.Evidence]) -> None:
        held = question.origin.skills
        better = tuple(
            attrs.evolve(entry, evidence=max(entry.evidence, grade)) for entry, grade in zip(held, [*shown, *shown], strict=False)
        )
        for grade in GRADES:
            assert_no_greater(gap(question, grade, attrs.evolve(question.origin, skills=better)), gap(question, grade))


class TestMonotoneInTheGrade:
    """To ask for better proof lowers no gap."""

    @given(question=people())
    def test_a_higher_grade(self, question: Question) -> None:
        asked = [gap(question, grade) for grade in GRADES]
        for less, more in itertools.pairwise(asked):
            assert_no_greater(less, more)

    @given(question=people())
    def test_the_lowest_grade_is_all_that_is_claimed(self, question: Question) -> None:
        claimed, plain = gap(question, rp.Evidence.CLAIMED), gap(question, None)
        assert attrs.evolve(claimed, evidence=None) == plain

    @given(question=people())
    def test_what_does_not_count_is_as_if_it_were_not_listed(self, question: Question) -> None:
        for grade in rp.Evidence:
            left = tuple(entry for entry in question.origin.skills if entry.evidence >= grade)
            alone = gap(question, None, attrs.evolve(question.origin, skills=left))
            asked = gap(question, grade)
            assert (asked.items, asked.score, asked.lower, asked.upper) == (alone.items, alone.score, alone.lower, alone.upper)


def shown(person: rp.Profile, *skills: str) -> rp.Profile:
    """Show some of a person's skills as well as can be."""
    held = person.skills
    return attrs.evolve(
        person, skills=tuple(attrs.evolve(entry, evidence="shipped-to-production") if entry.skill in skills else entry for entry in held)
    )


class TestToProve:
    """To prove what is named, and nothing else, closes all that proof can."""

    @given(question=people())
    def test_nothing_more_is_needed(self, question: Question) -> None:
        claimed = gap(question, None)
        for grade in rp.Evidence:
            named = gap(question, grade).to_prove
            proved = gap(question, grade, shown(question.origin, *named))
            assert proved.to_prove == ()
            assert proved.score == claimed.score
            assert {item.skill: item.shortfall for item in proved.items} == {item.skill: item.shortfall for item in claimed.items}

    @given(question=people())
    def test_each_of_them_helps(self, question: Question) -> None:
        for grade in rp.Evidence:
            asked = gap(question, grade)
            assert len(set(asked.to_prove)) == len(asked.to_prove)
            for name in asked.to_prove:
                assert next(entry.evidence for entry in question.origin.skills if entry.skill == name) < grade
                after = {item.skill: item.shortfall for item in gap(question, grade, shown(question.origin, name)).items}
                assert any(after[item.skill] < item.shortfall for item in asked.items)


class TestIndifference:
    """The order of a person's skills changes nothing, and neither do skills that nobody knows (law 7)."""

    @given(question=people(), seed=st.integers(0, 2**16))
    def test_order(self, question: Question, seed: int) -> None:
        held = question.origin.skills
        mixed = attrs.evolve(question.origin, skills=tuple(random.Random(seed).sample(held, len(held))))
        for grade in GRADES:
            one, other = gap(question, grade), gap(question, grade, mixed)
            assert sorted(one.unknown_skills) == sorted(other.unknown_skills)
            assert attrs.evolve(one, profile=None, unknown_skills=()) == attrs.evolve(other, profile=None, unknown_skills=())

    @given(question=people())
    def test_unknown_skills(self, question: Question) -> None:
        known = {skill.id for skill in question.catalog.skills}
        left = tuple(entry for entry in question.origin.skills if entry.skill in known)
        without = attrs.evolve(question.origin, skills=left, unknown=())
        for grade in GRADES:
            one, other = gap(question, grade), gap(question, grade, without)
            assert set(one.unknown_skills) == {
                *(e.name for e in question.origin.unknown),
                *(e.skill for e in question.origin.skills if e.skill not in known),
            }
            assert attrs.evolve(one, profile=without, unknown_skills=()) == other


class TestExactAccounts:
    """At every grade the explanation comes to the score (law 6)."""

    @given(question=people())
    def test_explanation(self, question: Question) -> None:
        for grade in rp.Evidence:
            asked = gap(question, grade)
            if asked.score is not None:
                assert abs(asked.explain().recomputed() - asked.score) <= NEAR


class TestPersonOfARole:
    """A person made from a role holds what the role is taken to hold, and is as far from every other role."""

    @given(question=questions(has_people=False, is_move=True))
    def test_gap(self, question: Question) -> None:
        person = rp.Profile.from_role(question.origin, catalog=question.catalog)
        role = question.gap()
        if role.score is None:
            return
        made = rp.skill_gap(person, question.target, level=role.level, catalog=question.catalog)
        assert made.score == role.score
        assert made.unknown_skills == ()
        # What a source leaves open of the role, a person states or leaves open as well: the bounds are no wider.
        assert role.lower <= made.lower + NEAR
        assert made.upper <= role.upper + NEAR

    @given(question=questions(has_people=False))
    def test_held(self, question: Question) -> None:
        person = rp.Profile.from_role(question.origin, catalog=question.catalog)
        mine, theirs = held_by_person(question.catalog, person), held_by_role(question.catalog, question.origin)
        assert {name: (held.level, held.credited_from) for name, held in mine.items()} == {
            name: (held.level, held.credited_from) for name, held in theirs.items()
        }

    @given(question=questions(has_people=False), level=st.sampled_from([level.id for level in LEVELS]))
    def test_a_level_adds_nothing(self, question: Question, level: str) -> None:
        whole, part = (rp.Profile.from_role(question.origin, level=at, catalog=question.catalog) for at in (None, level))
        assert {entry.skill for entry in part.skills} <= {entry.skill for entry in whole.skills}
        assert part.level == level


# Anything that comes in ------------------------------------------------------------------------------------------------

OWN = rp.Catalog(
    scales=(PROFICIENCY, IMPORTANCE, attrs.evolve(PROFICIENCY, id="other", label="Other")),
    places=(rp.Place(id="uk", label="Britain"),),
    skills=(
        rp.Skill(id="python", label="Python", kind="tool"),
        rp.Skill(id="sql", label="SQL", kind="tool"),
        rp.Skill(id="model-serving", label="Model serving", kind="practice", alternative_labels=("serving",)),
        rp.Skill(id="table-serving", label="Table serving", kind="practice", alternative_labels=("serving",)),
    ),
    roles=(rp.Role(id="coder", label="Coder"),),
    standard_levels=LEVELS,
)
WORDS = [
    "python",
    "SQL",
    "serving",
    "top",
    "good",
    "other",
    "proficiency",
    "critical",
    "used at work",
    "senior",
    "coder",
    "USD",
    "50",
    "uk",
]
SAID = st.sampled_from(["skill", "proficiency", "scale", "evidence", "Python", "sql"])
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.decimals() | st.text(max_size=8) | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SAID | st.text(max_size=5) | st.integers(), inner, max_size=4),
    max_leaves=12,
)
keys = st.sampled_from([*(field.name for field in attrs.fields(rp.Profile)), "scale"])
documents = st.dictionaries(keys, plain, max_size=6) | st.dictionaries(keys | st.text(max_size=5) | st.integers(), plain, max_size=4)
TOKENS = [
    '{"skills":',
    "[",
    "]",
    "{",
    "}",
    '"sql"',
    ":",
    ",",
    "null",
    "1e9",
    "NaN",
    "skills",
    "=",
    "\n",
    "'a'",
    ".",
    '"',
    "[[skills]]",
    "nan",
]
scraps = st.lists(st.sampled_from(TOKENS) | st.text(max_size=3), max_size=12).map("".join)


def outcome(by: Callable[..., rp.Profile], given_: object) -> rp.Profile | None:
    """Read, and let pass only what is meant to be raised."""
    try:
        return by(given_, catalog=OWN)
    except rp.RolepathError as error:
        return None if str(error) else by


class TestAnything:
    """Whatever comes in, a profile or an error of ours comes out."""

    @given(data=plain | documents)
    @example(data={"skills": {"Python": Decimal("sNaN")}})
    @example(data={"skills": [[]], "role": {}, "level": [], "unknown": [{}]})
    def test_mappings(self, data: object) -> None:
        made = outcome(rp.Profile.from_data, data)
        assert made is None or isinstance(made, rp.Profile)

    @given(names=st.lists(st.sampled_from(["python", "SQL", "Telepathy"]) | st.text(min_size=1, max_size=4).filter(str.strip), max_size=8))
    def test_no_name_is_dropped(self, names: list[str]) -> None:
        made = rp.Profile.from_data({"skills": names}, catalog=OWN)
        held = {entry.skill for entry in made.skills}
        for name in names:
            assert name in {entry.name for entry in made.unknown} or OWN.skill(name).id in held
        assert len(made.unknown) + len(held) <= len(names)
        assert rp.Profile.from_data({"skills": dict.fromkeys(names)}, catalog=OWN) == made
        assert rp.Profile.from_json(json.dumps({"skills": names}), catalog=OWN) == made

    @given(names=st.lists(st.sampled_from(["python", "SQL", "sql", "Telepathy"]) | st.text(min_size=1, max_size=4), max_size=8))
    def test_skill_by_skill_gives_what_a_list_gives(self, names: list[str]) -> None:
        whole, by_skill = outcome(rp.Profile.from_data, {"skills": names}), rp.Profile()
        try:
            for name in names:
                by_skill = by_skill.with_skill(name, catalog=OWN)
        except rp.RolepathError:
            assert whole is None
        else:
            assert whole == by_skill

    @given(names=st.lists(st.sampled_from(["k8s", "ml", "x-1", "X 1", "Telepathy"]) | st.text(min_size=1, max_size=4), max_size=8))
    def test_without_a_catalog_no_name_is_dropped(self, names: list[str]) -> None:
        made = rp.Profile()
        for name in filter(str.strip, names):
            made = made.with_skill(name)
            known = known_skill(rp.load_catalog(), name)
            kept = {*(held.skill for held in made.skills), *(entry.name for entry in made.unknown)}
            assert (name if known is None else known.id) in kept
        assert len(made.skills) + len(made.unknown) <= len(names)

    @given(
        bounds=st.lists(st.none() | st.tuples(st.integers(0, 2), st.integers(3, 7)) | st.just((0, 1)), max_size=3),
        number=st.floats(0, 1) | st.sampled_from([0, 1]),
    )
    def test_a_number_is_never_read_in_two_ways(self, bounds: list[tuple[int, int] | None], number: float) -> None:
        plain = rp.Scale(id="s", label="S", measures="proficiency", reason="For tests.", steps=(rp.ScaleStep(label="a", value=0),))
        scales = tuple(
            attrs.evolve(plain, id=f"s{place}", minimum=ends and ends[0], maximum=ends and ends[1]) for place, ends in enumerate(bounds)
        )
        own = attrs.evolve(OWN, scales=scales)
        values = []
        for read in (
            lambda: rp.Profile().with_skill("sql", number, catalog=own),
            lambda: rp.Profile.from_data({"skills": {"sql": number}}, catalog=own),
        ):
            with suppress(rp.InvalidFieldError, rp.DataFileError):
                values += [held.proficiency.value for held in read().skills]
        assert len(set(values)) <= 1

    @given(text=scraps | st.text())
    def test_texts(self, text: str) -> None:
        for by in (rp.Profile.from_json, rp.Profile.from_toml):
            made = outcome(by, text)
            assert made is None or isinstance(made, rp.Profile)

    @given(data=documents)
    def test_json(self, data: dict[Any, Any]) -> None:
        made = outcome(rp.Profile.from_json, json.dumps(data, default=str))
        assert made is None or isinstance(made, rp.Profile)
