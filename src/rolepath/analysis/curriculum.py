"""A role's curriculum: what it asks for in the order in which to learn it, the same for everyone. Who holds some of it skips that part.

The order does not depend on who learns, nor does what each subject adds to the others, and that is what keeps law 3: who holds more walks
the same way, and to no point of it takes longer. An order made for each person could lead one who holds more past a skill that would
have helped with the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from math import fsum, inf

import attrs

from rolepath.analysis.needs import Need, credit_of, needs_of
from rolepath.model.catalog import Catalog
from rolepath.model.identity import LevelId, RoleId, SkillId
from rolepath.model.measure import GapWeights

__all__ = ["Subject", "curriculum_of"]

#: A skill, with those that the sources accept instead.
_Options = frozenset[SkillId]


@attrs.frozen(kw_only=True)
class Subject:
    """One skill to learn, or one of several that the sources accept for one another."""

    #: The skill, or the skills any of which will do.
    options: tuple[SkillId, ...]
    #: Proficiency to reach, 0-1.
    level: float
    #: Needs of the role that it meets; empty where it is only the prerequisite of others.
    needs: tuple[SkillId, ...]
    #: Skills that any of its options builds on.
    prerequisites: frozenset[SkillId]
    #: Fewest least and fewest greatest weeks of ten hours from nothing to expert that any of its options takes.
    effort: tuple[float, float]
    #: Whether the effort is assumed, since nobody states it.
    is_assumed: bool
    #: Needs of the role that it brings nearer once it is held, whichever option is, and how well each is met then, 0-1.
    #: A mere prerequisite counts for none: whether it is learnt depends on who learns.
    meets: Mapping[SkillId, float]
    #: Skills to learn that it counts towards once it is held, itself included, and how well each is held then, 0-1.
    lifts: Mapping[SkillId, float]
    #: Whether it is of the core, or comes before something of the core that builds on it.
    is_core: bool = False


def curriculum_of(catalog: Catalog, target: RoleId, level: LevelId | None, weights: GapWeights) -> tuple[Subject, ...]:
    """Order what a role asks for, and the prerequisites of it.

    The core comes before the rest: the needs that sources ask most. Within each, what closes most gap per week comes first, asked of
    someone who holds nothing: what a skill closes, with what it adds to others, over its weeks and those of the prerequisites that the
    role does not ask for. Prerequisites come before what builds on them. What ties goes by label.
    """
    return catalog.answer(("curriculum", target, level, weights), lambda: tuple(_Syllabus(catalog, target, level, weights).ordered()))


class _Syllabus:
    """What a role asks for and its prerequisites, while they are put in order."""

    def __init__(self, catalog: Catalog, target: RoleId, level: LevelId | None, weights: GapWeights) -> None:
        self._catalog = catalog
        self._weights = weights
        needs = needs_of(catalog, target, level=level, weights=weights)
        self._asked = [need for need in needs if need.weight and need.level]
        self._met_by: dict[SkillId, list[Need]] = {}
        for need in self._asked:
            for option in (need.skill, *need.alternatives):
                self._met_by.setdefault(option, []).append(need)
        self._core = frozenset(_core(self._asked, catalog.difficulty_model.core_share))
        self._subjects = self._found()
        self._before = {
            key: {frozenset((name,)) for name in subject.prerequisites} & self._subjects.keys() for key, subject in self._subjects.items()
        }

    def ordered(self) -> Iterator[Subject]:
        """Yield the subjects in order."""
        own = {key: self._mark(key) for key in self._subjects}
        # A prerequisite comes as early as the first that builds on it, and before it.
        first, depth = dict(own), dict.fromkeys(own, 0)
        prerequisites_first = tuple(TopologicalSorter(self._before).static_order())
        for key in prerequisites_first:
            depth[key] = max((depth[name] + 1 for name in self._before[key]), default=0)
        for key in reversed(prerequisites_first):
            for name in self._before[key]:
                first[name] = min(first[name], first[key])
        labels = {key: [self._catalog.skill(option).label for option in subject.options] for key, subject in self._subjects.items()}
        for key in sorted(own, key=lambda key: (first[key], depth[key], own[key], labels[key])):
            comes_later, _ = first[key]
            yield attrs.evolve(self._subjects[key], is_core=not comes_later)

    # What is to be learnt ----------------------------------------------------------------------------------------------

    def _found(self) -> dict[_Options, Subject]:
        """Gather needs that the same skills meet together, and prerequisites.

        Nobody states how well a prerequisite must be held: no better than what builds on it, than the role asks where it asks for it, and
        than the proficiency that stands in where none is stated.
        """
        needs: dict[_Options, list[Need]] = {}
        for need in self._asked:
            needs.setdefault(frozenset((need.skill, *need.alternatives)), []).append(need)
        levels = {options: max(need.level for need in alike) for options, alike in needs.items()}
        stated = {need.skill: need.level for need in self._asked}
        ahead = list(levels)
        while ahead:
            options = ahead.pop()
            for name in {name for option in options for name in self._catalog.skill(option).prerequisites}:
                key = frozenset((name,))
                level = min(levels[options], self._weights.unstated_proficiency, stated.get(name, 1.0))
                if levels.get(key, 0.0) < level:
                    levels[key] = level
                    ahead.append(key)
        taught = {option for options in levels for option in options}
        return {options: self._subject(options, level, needs.get(options, []), taught) for options, level in levels.items()}

    def _subject(self, options: _Options, level: float, needs: list[Need], taught: set[SkillId]) -> Subject:
        skills = sorted(map(self._catalog.skill, options), key=lambda skill: (skill.label, skill.id))
        efforts = [
            (skill.effort_weeks_minimum, skill.effort_weeks_maximum)
            for skill in skills
            if skill.effort_weeks_minimum is not None and skill.effort_weeks_maximum is not None
        ]
        unstated = self._catalog.difficulty_model.unstated_effort_weeks
        meets = {need.skill: need.level for need in needs}
        lifts: dict[SkillId, float] = {}
        if needs:
            credit = self._credit(options)
            lifts = {name: level * share for name, share in credit.items() if name in taught}
            for name, share in credit.items():
                for need in self._met_by.get(name, ()):
                    meets[need.skill] = max(meets.get(need.skill, 0.0), min(need.level, level * share))
        return Subject(
            options=tuple(skill.id for skill in skills),
            level=level,
            needs=tuple(need.skill for need in needs),
            meets=meets,
            lifts=lifts,
            prerequisites=frozenset(name for skill in skills for name in skill.prerequisites),
            effort=(min((least for least, _ in efforts), default=unstated), min((most for _, most in efforts), default=unstated)),
            is_assumed=not efforts,
        )

    def _credit(self, options: _Options) -> Mapping[SkillId, float]:
        """For what share a subject counts towards each skill, whichever of its options is learnt."""
        given = [credit_of(self._catalog, option, self._weights) for option in options]
        least = {name: min(credit.get(name, 0.0) for credit in given) for name in given[0]}
        return {name: share for name, share in least.items() if share}

    # In which order ----------------------------------------------------------------------------------------------------

    def _mark(self, key: _Options) -> tuple[bool, float]:
        """Tell whether a subject comes after the core, and the weeks that it takes for what it closes; the least come first."""
        subject = self._subjects[key]
        if not subject.needs:
            return True, inf
        closes = fsum(need.weight * subject.meets.get(need.skill, 0.0) for need in self._asked)
        weeks = fsum(self._subjects[name].level * fsum(self._subjects[name].effort) for name in (key, *self._unasked(key)))
        return self._core.isdisjoint(subject.needs), weeks / closes

    def _unasked(self, key: _Options) -> Iterator[_Options]:
        """Everything that a subject builds on, directly or not, that the role does not ask for."""
        seen, ahead = {key}, [key]
        while ahead:
            for name in self._before[ahead.pop()] - seen:
                seen.add(name)
                ahead.append(name)
                if not self._subjects[name].needs:
                    yield name


def _core(asked: list[Need], share: float) -> Iterator[SkillId]:
    """Choose the heaviest needs that come to a share of all that is asked, with all that are as heavy as the last.

    A need that several skills meet is as heavy as all of them together.
    """
    heaviness = {need.skill: need.weight * (1 + len(need.alternatives)) for need in asked}
    total = fsum(need.weight * need.level for need in asked)
    least = inf
    for least in sorted(set(heaviness.values()), reverse=True):
        if fsum(need.weight * need.level for need in asked if heaviness[need.skill] >= least) >= share * total:
            break
    return (need.skill for need in asked if heaviness[need.skill] >= least)
