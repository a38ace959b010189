"""The nine laws of the measures, run on one catalog: its roles, people made from them, and catalogs that differ from it in one fact.

Nothing is drawn at random. Of a large catalog a sample is taken that is spread evenly over it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import permutations
from math import fsum
from typing import Any, TypeAlias

import attrs

from rolepath.analysis.difficulty import TransitionDifficulty, transition_difficulty
from rolepath.analysis.gap import SkillGap, skill_gap
from rolepath.analysis.proximity import Proximity, proximity
from rolepath.model.catalog import Catalog
from rolepath.model.identity import RoleId, ScaleId
from rolepath.model.measure import ProximityMethod
from rolepath.model.profile import HeldSkill, Profile
from rolepath.model.role import Role
from rolepath.model.skill import Measured, Rating, Skill, SkillKind, SkillRequirement
from rolepath.model.transition import TransitionPath
from rolepath.testing._parts import FACTS, Demand, Finding, renamed, spread

__all__ = ["LAWS", "NEAR", "raised_fact", "reordered", "with_fact", "with_new_ids", "with_new_need"]

Answer: TypeAlias = SkillGap | Proximity | TransitionDifficulty
Origin: TypeAlias = Role | Profile
Question: TypeAlias = tuple[str, Origin, Role]
Move: TypeAlias = tuple[str, Role, Role]

#: What division and subtraction may add or lose where a law compares two different sums.
NEAR = 1e-12
#: Most moves that are asked about in the catalog as it is.
MOVES = 90
#: Most roles that people are made from.
PEOPLE = 4
#: Most catalogs that differ in one fact, for each law.
CHANGES = 8
#: Most moves that are asked about in each of them.
MOVES_CHANGED = 6
#: Most skills that a person learns.
LEARNT = 8


class _Asked:
    """A catalog, and what is asked of it."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """Moves from role to role."""
        pairs = spread(tuple(permutations(self.catalog.roles, 2)), MOVES)
        return tuple((f"from {origin.id} to {target.id}", origin, target) for origin, target in pairs)

    @cached_property
    def scale(self) -> ScaleId | None:
        """A scale of proficiency, or None where the catalog has none, and people cannot say how well they hold a skill."""
        return next((scale.id for scale in self.catalog.scales if scale.measures is Measured.PROFICIENCY), None)

    @cached_property
    def people(self) -> tuple[tuple[str, Profile], ...]:
        """People: nobody, people who hold what a role asks for, and people who hold half of it as well as one can half know it."""
        found = [("nobody", Profile())]
        asking = [role for role in self.catalog.roles if self.catalog.requirements_of(role)]
        for role in spread(asking, PEOPLE):
            person = Profile.from_role(role, catalog=self.catalog)
            half = tuple(attrs.evolve(held, proficiency=self.rated(0.5)) for held in person.skills[::2])
            found += [(f"someone from {role.id}", person), (f"half of someone from {role.id}", Profile(skills=half))]
        return tuple(found)

    @cached_property
    def moves_of_people(self) -> tuple[Question, ...]:
        """Moves of people."""
        targets = spread(self.catalog.roles, MOVES_CHANGED)
        return tuple((f"from {name} to {target.id}", person, target) for name, person in self.people for target in targets)

    def rated(self, value: float) -> Rating | None:
        """Rate how well a skill is held."""
        return None if self.scale is None else Rating(scale=self.scale, value=value)


def _bounds(answer: Answer) -> tuple[float | None, float | None, float | None]:
    return answer.score, answer.lower, answer.upper


def _gap(catalog: Catalog, question: Question) -> SkillGap:
    return skill_gap(question[1], question[2], catalog=catalog)


def _move(catalog: Catalog, question: Question) -> TransitionDifficulty:
    return transition_difficulty(question[1], question[2], catalog=catalog)


def _proximity(catalog: Catalog, question: Question) -> Proximity | None:
    return proximity(question[1], question[2], catalog=catalog) if isinstance(question[1], Role) else None


def _all(catalog: Catalog, question: Question) -> tuple[tuple[str, Answer], ...]:
    """Ask all three measures, or for a person the two that are meant for people."""
    place = question[0]
    alike = _proximity(catalog, question)
    return (
        (f"gap {place}", _gap(catalog, question)),
        *([(f"proximity {place}", alike)] if alike is not None else []),
        (f"difficulty {place}", _move(catalog, question)),
    )


def _months(move: TransitionDifficulty) -> tuple[float, float] | None:
    """Fewest and most months that the model gives, where it gives any."""
    months = move.modelled_months
    return None if months is None or months.minimum is None or months.maximum is None else (months.minimum, months.maximum)


# The laws --------------------------------------------------------------------------------------------------------------


def law_1_identity(catalog: Catalog) -> Iterator[Finding]:
    """A role's gap and difficulty to itself are 0; proximity is 1."""
    for role in spread(catalog.roles, MOVES):
        path = TransitionPath.through(role.id, role.id, role.id)
        staying: tuple[tuple[str, Answer, float], ...] = (
            ("gap", skill_gap(role, role, catalog=catalog), 0.0),
            ("proximity", proximity(role, role, catalog=catalog), 1.0),
            ("difficulty", transition_difficulty(role, role, catalog=catalog), 0.0),
            ("difficulty of a path", transition_difficulty(path, catalog=catalog), 0.0),
        )
        for name, answer, expected in staying:
            if _bounds(answer) != (expected,) * 3:
                yield f"{name} from {role.id} to itself", f"is {_bounds(answer)}, not {expected:g}"
            if isinstance(answer, TransitionDifficulty) and _months(answer) not in (None, (0.0, 0.0)):
                yield f"{name} from {role.id} to itself", f"takes {_months(answer)} months"


def law_2_bounds(catalog: Catalog) -> Iterator[Finding]:
    """All lie in 0-1, and the point lies inside its bounds."""
    asked = _Asked(catalog)
    for question in (*asked.moves, *asked.moves_of_people):
        for place, answer in _all(catalog, question):
            score, lower, upper = _bounds(answer)
            if score is None or lower is None or upper is None:
                if (score, lower, upper) != (None, None, None) or not answer.reason:
                    yield place, f"is {_bounds(answer)}, with the reason {answer.reason!r}"
            elif not 0.0 <= lower <= score <= upper <= 1.0:
                yield place, f"is {score!r} within {lower!r} to {upper!r}"
            if not 0.0 <= answer.evidence_share <= 1.0:
                yield place, f"rests on facts by a share of {answer.evidence_share!r}"


def law_3_monotone_in_what_is_held(catalog: Catalog) -> Iterator[Finding]:
    """Raising any skill of a person raises no gap, no difficulty and no months."""
    asked = _Asked(catalog)
    for name, person in asked.people:
        targets = spread(catalog.roles, MOVES_CHANGED)
        before = {target.id: _held_out(catalog, (name, person, target)) for target in targets}
        for skill in spread(catalog.skills, LEARNT):
            learnt = person.with_skills(HeldSkill(skill=skill.id, proficiency=asked.rated(1.0)))
            if asked.scale is None and any(held.skill == skill.id for held in person.skills):
                continue  # no scale to hold it better on
            for target in targets:
                after = _held_out(catalog, (name, learnt, target))
                for said, low, high in zip(_MEASURED, after, before[target.id], strict=True):
                    if low is not None and high is not None and low > high + NEAR:
                        yield f"{said} from {name} to {target.id}", f"rises from {high!r} to {low!r} with knowing {skill.id!r} to the full"


_MEASURED = ("gap", "difficulty", "fewest months", "most months")


def _held_out(catalog: Catalog, question: Question) -> tuple[float | None, ...]:
    """What must not rise as a person learns."""
    move = _move(catalog, question)
    return _gap(catalog, question).score, move.score, *(_months(move) or (None, None))


def law_4_monotone_in_what_is_asked(catalog: Catalog) -> Iterator[Finding]:
    """Asking more of a skill that falls short, or asking for one more that is not held, lowers no gap and no difficulty."""
    for question in spread(_Asked(catalog).moves, MOVES_CHANGED):
        gap = _gap(catalog, question)
        facts = [fact for item in gap.missing for fact in item.requirements]
        for fact in spread(facts, 2):
            more = raised_fact(catalog, fact)
            if more is not None:
                said = f"asking for {fact.skill!r} at {more.proficiency} rather than {fact.proficiency}"
                yield from _lowered(catalog, with_fact(catalog, fact, more), question, said)
        for cited in facts[:1]:
            yield from _lowered(catalog, with_new_need(catalog, question[2], cited), question, "asking for one skill more")


def raised_fact(catalog: Catalog, fact: SkillRequirement) -> SkillRequirement | None:
    """Return a requirement that asks for more: the next label of its scale, or half of what is left of its numbers; None for the most."""
    rating = fact.proficiency
    if rating is None or rating.value >= 1:
        return None
    scale = catalog.scale(rating.scale)
    if rating.label is None:
        return attrs.evolve(fact, proficiency=attrs.evolve(rating, value=(1.0 + rating.value) / 2))
    above = next((step for step in scale.steps if step.value > rating.value), None)
    return None if above is None else attrs.evolve(fact, proficiency=scale.rate(above.label))


def with_fact(catalog: Catalog, old: SkillRequirement, new: SkillRequirement) -> Catalog:
    """Return the catalog with one requirement in place of another."""
    return attrs.evolve(catalog, requirements=tuple(new if fact == old else fact for fact in catalog.requirements))


#: A name that no entry of the catalog should have.
_NEW = "asked-for-by-no-source"


def with_new_need(catalog: Catalog, role: Role, cited: SkillRequirement) -> Catalog:
    """Return the catalog with one skill more, which nobody holds and one role asks for, on the ground and in the words of another fact."""
    name: Any = _NEW
    new = attrs.evolve(cited, role=role.id, skill=name, alternatives=(), assumed=())
    if catalog.proximity_model.method is ProximityMethod.SHAPE:
        # By shape, importance says what a role is like, not how much it asks: one more that is rated makes it another shape.
        new = attrs.evolve(new, importance=None)
    return catalog.with_skill(Skill(id=name, label=_NEW, kind=SkillKind.KNOWLEDGE)).with_facts(new)


def _lowered(catalog: Catalog, other: Catalog, question: Question, said: str) -> Iterator[Finding]:
    for name, ask in (("gap", _gap), ("difficulty", _move)):
        before, after = ask(catalog, question).score, ask(other, question).score
        if before is not None and after is not None and after < before - NEAR:
            yield f"{name} {question[0]}", f"falls from {before!r} to {after!r} with {said}"


def law_5_direction(catalog: Catalog) -> Iterator[Finding]:
    """Proximity is symmetric; gap and difficulty need not be."""
    for place, origin, target in _Asked(catalog).moves:
        there, back = proximity(origin, target, catalog=catalog), proximity(target, origin, catalog=catalog)
        if (_bounds(there), there.evidence_share) != (_bounds(back), back.evidence_share):
            yield f"proximity {place}", f"is {_bounds(there)} there and {_bounds(back)} back"


def law_6_exact_accounts(catalog: Catalog) -> Iterator[Finding]:
    """Contributions sum to the score, to the last bit that ``math.fsum`` gives."""
    asked = _Asked(catalog)
    for question in (*asked.moves, *asked.moves_of_people):
        for place, answer in _all(catalog, question):
            whole = fsum(part.contribution for part in _accounted(answer))
            if answer.score is not None and whole != answer.score:
                yield place, f"is {answer.score!r}, but its parts sum to {whole!r}"
            if answer.score is not None and answer.explain().value != answer.score:
                yield place, f"is {answer.score!r}, but its account says {answer.explain().value!r}"


def _accounted(answer: Answer) -> tuple[Any, ...]:
    if isinstance(answer, SkillGap):
        return answer.items
    return (*answer.shared, *answer.features) if isinstance(answer, Proximity) else answer.factors


def law_7_indifference(catalog: Catalog) -> Iterator[Finding]:
    """The order of facts, their duplication, and renaming of ids change nothing."""
    others = (
        ("the facts in reverse, some of them twice", reordered(catalog, twice=3)),
        ("other ids", with_new_ids(catalog)),
    )
    for said, other in others:
        roles = {role.id: new for role, new in zip(catalog.roles, other.roles, strict=True)}
        for place, origin, target in _Asked(catalog).moves:
            before, after = _numbers(catalog, (place, origin, target)), _numbers(other, (place, roles[origin.id], roles[target.id]))
            if before != after:
                yield place, f"is {before} as it stands, and {after} with {said}"


def reordered(catalog: Catalog, *, twice: int = 0) -> Catalog:
    """Return the catalog with facts and skills in reverse, and every so-manieth fact twice; 0 for none."""
    changes: dict[str, Any] = {"skills": catalog.skills[::-1]}
    for field in FACTS:
        facts = getattr(catalog, field)
        changes[field] = (*facts[::-1], *(facts[::twice] if twice else ()))
    return attrs.evolve(catalog, **changes)


def with_new_ids(catalog: Catalog) -> Catalog:
    """Return the catalog with new ids of roles and skills, which sort the other way round."""
    names = {
        field: {entry.id: f"id-{10**6 - rank}" for rank, entry in enumerate(sorted(getattr(catalog, field), key=lambda entry: entry.id))}
        for field in ("roles", "skills")
    }
    changed: Catalog = renamed(catalog, names)
    return changed


def _numbers(catalog: Catalog, question: Question) -> tuple[object, ...]:
    """What no name and no order may touch."""
    move = _move(catalog, question)
    answers = [answer for _, answer in _all(catalog, question)]
    return (*((*_bounds(answer), answer.evidence_share) for answer in answers), _months(move))


def law_8_honest_ignorance(catalog: Catalog) -> Iterator[Finding]:
    """Hiding a stated level or factor never narrows a bound; no fact at all gives None, with the reason."""
    asked = _Asked(catalog)
    stated = [fact for fact in catalog.requirements if fact.proficiency is not None]
    for fact in spread(stated, CHANGES):
        other = with_fact(catalog, fact, attrs.evolve(fact, proficiency=None))
        near = [move for move in asked.moves if fact.role in (move[1].id, move[2].id)]
        said = f"hiding how well {fact.citation} asks for {fact.skill!r}"
        for question in spread(near, MOVES_CHANGED):
            yield from _narrowed(catalog, other, question, said)
    known = [skill for skill in catalog.skills if skill.effort_weeks_minimum is not None]
    for skill in spread(known, CHANGES):
        silent = attrs.evolve(skill, effort_weeks_minimum=None, effort_weeks_maximum=None)
        other = attrs.evolve(catalog, skills=tuple(silent if entry == skill else entry for entry in catalog.skills))
        for question in spread(asked.moves, MOVES_CHANGED):
            yield from _narrowed(catalog, other, question, f"hiding the effort of {skill.id!r}")
    if catalog.proximity_model.method is ProximityMethod.SHAPE:
        yield from _misshapen(catalog, asked.moves)
    yield from _silent(catalog)


def _misshapen(catalog: Catalog, moves: Sequence[Move]) -> Iterator[Finding]:
    """Find roles that are known to be more alike, or less, where the importance of one skill is hidden. None leaves everything open."""
    rated = [fact for fact in catalog.requirements if fact.importance is not None]
    for fact in spread(rated, CHANGES):
        other = with_fact(catalog, fact, attrs.evolve(fact, importance=None))
        near = [move for move in moves if fact.role in (move[1].id, move[2].id)]
        for place, origin, target in spread(near, MOVES_CHANGED):
            stated, hidden = proximity(origin, target, catalog=catalog), proximity(origin, target, catalog=other)
            if hidden.lower is None or hidden.upper is None:
                continue
            if stated.lower is None or stated.upper is None or hidden.lower > stated.lower + NEAR or hidden.upper < stated.upper - NEAR:
                said = f"hiding how much {fact.citation} says {fact.skill!r} matters"
                yield f"proximity {place}", f"narrows from {_bounds(stated)} to {_bounds(hidden)} with {said}"


def _narrowed(catalog: Catalog, other: Catalog, question: Question, said: str) -> Iterator[Finding]:
    """Find bounds that are narrower where less is known."""
    for (place, stated), (_, hidden) in zip(_all(catalog, question), _all(other, question), strict=True):
        if stated.lower is None or stated.upper is None or hidden.lower is None or hidden.upper is None:
            if (stated.score is None) is not (hidden.score is None):
                yield place, f"is {_bounds(stated)}, and {_bounds(hidden)} with {said}"
        elif hidden.lower > stated.lower + NEAR or hidden.upper < stated.upper - NEAR:
            yield place, f"narrows from {_bounds(stated)} to {_bounds(hidden)} with {said}"


def _silent(catalog: Catalog) -> Iterator[Finding]:
    """Ask about a role of which nothing is said."""
    name: Any = _NEW
    silent = Role(id=name, label=_NEW)
    wider = catalog.with_role(silent)
    for role in spread(catalog.roles, MOVES_CHANGED):
        for question in ((f"from {role.id} to a role of which nothing is said", role, silent), (f"back to {role.id}", silent, role)):
            for place, answer in _all(wider, question):
                if _bounds(answer) != (None, None, None) or not answer.reason:
                    yield place, f"is {_bounds(answer)}, with the reason {answer.reason!r}"


def law_9_no_free_lunch(catalog: Catalog) -> Iterator[Finding]:
    """A path is no easier than its hardest step, and no faster than its slowest; credit makes no skill better than the best one held."""
    asked = _Asked(catalog)
    for roles in spread(tuple(permutations([role.id for role in catalog.roles], 3)), MOVES):
        yield from _easier(catalog, roles)
    for name, person in asked.people:
        best = max((_own(catalog, held) for held in person.skills), default=0.0)
        for target in spread(catalog.roles, MOVES_CHANGED):
            for item in skill_gap(person, target, catalog=catalog).items:
                if item.held > best:
                    yield f"gap from {name} to {target.id}", f"has {item.skill!r} at {item.held!r}, and nothing of itself above {best!r}"


def _own(catalog: Catalog, held: HeldSkill) -> float:
    return catalog.gap_weights.unstated_proficiency if held.proficiency is None else held.proficiency.value


def _easier(catalog: Catalog, roles: tuple[RoleId, ...]) -> Iterator[Finding]:
    """Set a path against each of its steps."""
    path = TransitionPath.through(*roles)
    whole = transition_difficulty(path, catalog=catalog)
    for step in path.steps:
        move = transition_difficulty(step.origin, step.target, catalog=catalog)
        pairs = [(said, getattr(whole, said), getattr(move, said)) for said in ("score", "lower", "upper")]
        pairs += list(zip(_MEASURED[2:], _months(whole) or (None, None), _months(move) or (None, None), strict=True))
        for said, all_, one in pairs:
            if all_ is not None and one is not None and all_ < one - NEAR:
                yield f"path {' - '.join(roles)}", f"has {said} {all_!r}, below {one!r} of its step to {step.target}"


#: The nine laws.
LAWS: tuple[Demand, ...] = (
    law_1_identity,
    law_2_bounds,
    law_3_monotone_in_what_is_held,
    law_4_monotone_in_what_is_asked,
    law_5_direction,
    law_6_exact_accounts,
    law_7_indifference,
    law_8_honest_ignorance,
    law_9_no_free_lunch,
)
