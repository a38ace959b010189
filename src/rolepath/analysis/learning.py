"""What someone learns on the way through a role's curriculum: subject by subject, with the weeks it takes and what it brings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import fsum, inf

import attrs

from rolepath.analysis.account import shares
from rolepath.analysis.curriculum import Subject, curriculum_of
from rolepath.analysis.gap import GapItem, SkillGap
from rolepath.analysis.needs import Held, credit_of
from rolepath.model.catalog import Catalog
from rolepath.model.identity import SkillId

__all__ = ["Closing", "Dropped", "Lesson", "Lessons", "lessons_of", "most_closed_of"]


@attrs.frozen(kw_only=True)
class Closing:
    """What learning one skill does for one need of the target."""

    #: Skill that the target asks for.
    skill: SkillId
    #: How well it was met before, 0-1.
    before: float
    #: How well it is met afterwards, 0-1, at most as well as it is asked for.
    after: float
    #: Part of the gap that this closes.
    closes: float


@attrs.frozen(kw_only=True)
class Dropped:
    """A skill that no longer has to be learnt, since learning others counts towards it."""

    #: The skill.
    skill: SkillId
    #: Skill whose learning met the rest of it.
    by: SkillId
    #: How many skills are learnt by then.
    after: int


@attrs.frozen(kw_only=True)
class Lesson:
    """One skill in its turn."""

    #: Skill to learn; of several that the sources accept, the one that is held best.
    skill: SkillId
    #: What is learnt, by the curriculum.
    subject: Subject
    #: Proficiency held by then, credits included, 0-1; no less than the subject's where the skill has to be shown alone.
    from_level: float
    #: Least and greatest weeks of ten hours.
    weeks: tuple[float, float]
    #: What it does for each need that it brings nearer, what closes most first.
    closings: tuple[Closing, ...]
    #: Gap left, 0-1.
    gap_after: float

    @property
    def is_of_assumed_effort(self) -> bool:
        """Whether something is to be learnt whose effort nobody states, so that how long it takes is not known."""
        return self.subject.is_assumed and self.from_level < self.subject.level


@attrs.frozen(kw_only=True)
class Lessons:
    """What someone learns, in order."""

    #: The lessons.
    lessons: tuple[Lesson, ...]
    #: Skills that fall short at the start and are met by their turn.
    met_on_the_way: tuple[Dropped, ...]

    @property
    def of_the_core(self) -> tuple[Lesson, ...]:
        """The lessons until the core is held."""
        return tuple(lesson for lesson in self.lessons if lesson.subject.is_core)

    def weeks(self) -> tuple[float, float]:
        """Least and greatest weeks until the core is held."""
        core = [lesson.weeks for lesson in self.of_the_core]
        return fsum(least for least, _ in core), fsum(most for _, most in core)


def lessons_of(catalog: Catalog, gap: SkillGap, known: Mapping[SkillId, Held], *, core_alone: bool = False) -> Lessons:
    """Walk through the curriculum of a gap's target and learn what falls short.

    What a skill counts towards others is credited from its turn on, in the gap and in the weeks that they still take. Where several skills
    would do, that is the least that any of them counts for, so that it does not matter which is learnt.

    Args:
        catalog: what skills are made of.
        gap: the gap to close.
        known: what is held at the start, credits included, whether it is shown as well as the gap counts it or not.
        core_alone: stop where the core is held.
    """
    if not gap.score:
        return Lessons(lessons=(), met_on_the_way=())
    return _Walk(catalog, gap, known).through(core_alone=core_alone)


class _Walk:
    """What is held and still short while one subject after another is learnt."""

    def __init__(self, catalog: Catalog, gap: SkillGap, known: Mapping[SkillId, Held]) -> None:
        self._catalog = catalog
        self._weights = gap.weights
        self._factor = catalog.difficulty_model.effort_factor
        self._subjects = curriculum_of(catalog, gap.target, gap.level, gap.weights)
        self._items = {item.skill: item for item in gap.items}
        self._total = fsum(item.weight * item.need for item in gap.items)
        self._met = {item.skill: item.held for item in gap.items}
        self._known = {skill: here.level for skill, here in known.items()}
        self._met_by: dict[SkillId, Dropped] = {}
        self._lessons: list[Lesson] = []

    def through(self, *, core_alone: bool) -> Lessons:
        """Learn what falls short, in order."""
        for place, subject in enumerate(self._subjects):
            if core_alone and not subject.is_core:
                break
            if self._is_due(subject, self._subjects[place + 1 :]):
                self._learn(subject)
            # From now on it counts by itself, also where it is held through other skills alone.
            for name, level in subject.lifts.items():
                self._known[name] = max(self._known.get(name, 0.0), level)
        learnt = {need for lesson in self._lessons for need in lesson.subject.needs}
        dropped = [dropped for need, dropped in self._met_by.items() if need not in learnt]
        dropped.sort(key=lambda drop: (drop.after, drop.skill))
        return Lessons(lessons=tuple(self._lessons), met_on_the_way=tuple(dropped))

    # What is due -------------------------------------------------------------------------------------------------------

    def _is_due(self, subject: Subject, later: Sequence[Subject]) -> bool:
        """Whether it has its turn.

        What the role asks has it where it falls short, or is held through other skills and now counts by itself towards others. A mere
        prerequisite has it where it falls short and something later that falls short builds on it.
        """
        if subject.needs:
            return any(after > self._met[need] for need, after in subject.meets.items())
        return self._level(subject) < subject.level and self._is_built_on(subject, later)

    def _is_built_on(self, subject: Subject, later: Sequence[Subject]) -> bool:
        """Whether something that is asked for and falls short builds on it, directly or by way of what falls short too."""
        names = set(subject.options)
        for other in later:
            if not names.isdisjoint(other.prerequisites) and self._level(other) < other.level:
                if other.needs:
                    return True
                names.update(other.options)
        return False

    def _level(self, subject: Subject) -> float:
        return max(self._known.get(option, 0.0) for option in subject.options)

    def _best(self, subject: Subject) -> SkillId:
        """Choose the option that is held best; of equal ones, the one that takes the fewest weeks."""
        return min(subject.options, key=lambda option: (-self._known.get(option, 0.0), self._effort(option)))

    def _effort(self, option: SkillId) -> float:
        skill = self._catalog.skill(option)
        if skill.effort_weeks_minimum is None or skill.effort_weeks_maximum is None:
            return inf
        return skill.effort_weeks_minimum + skill.effort_weeks_maximum

    # One lesson --------------------------------------------------------------------------------------------------------

    def _learn(self, subject: Subject) -> None:
        """Learn a subject, and tell what that takes and brings."""
        skill, held = self._best(subject), self._level(subject)
        rise = max(0.0, subject.level - held) * self._factor
        closings = [self._closed(need, after) for need, after in subject.meets.items() if after > self._met[need]]
        for closing in closings:
            self._met[closing.skill] = closing.after
            if closing.after >= self._items[closing.skill].need:
                self._met_by[closing.skill] = Dropped(skill=closing.skill, by=skill, after=len(self._lessons) + 1)
        self._lessons.append(
            Lesson(
                skill=skill,
                subject=subject,
                from_level=held,
                weeks=(rise * subject.effort[0], rise * subject.effort[1]),
                closings=tuple(sorted(closings, key=lambda closing: (-closing.closes, closing.skill))),
                gap_after=self._gap(),
            )
        )

    def _closed(self, need: SkillId, after: float) -> Closing:
        closes = self._items[need].weight * (after - self._met[need]) / self._total
        return Closing(skill=need, before=self._met[need], after=after, closes=closes)

    def _gap(self) -> float:
        return fsum(shares([item.weight * max(0.0, item.need - self._met[need]) for need, item in self._items.items()], self._total))


# How good an order is --------------------------------------------------------------------------------------------------


def most_closed_of(catalog: Catalog, gap: SkillGap, lessons: Lessons) -> list[float]:
    """Bound how much of the gap any 0, 1, 2, ... of the skills to learn could close from the start, whatever their order and prerequisites.

    What a set closes is a sum over needs of the best that its skills do for each, which is submodular: it closes no more than any other set
    does, and what each of its skills would add to that by itself (Nemhauser, Wolsey and Fisher 1978). The other sets tried here are those
    that take, one after another, the skill that closes most.
    """
    if not lessons.lessons:
        return [0.0]
    items = [item for item in gap.items if item.weight]
    total = fsum(item.weight * item.need for item in items)
    met = {item.skill: item.held for item in items}
    left = dict(_reaches(catalog, items, gap))
    count = len(lessons.lessons)
    bounds = [1.0] * (count + 1)
    closed = 0.0
    while True:
        adds = {skill: fsum(_gains(reach, met, items)) / total for skill, reach in left.items()}
        for number, bound in enumerate(_running(closed, sorted(adds.values(), reverse=True), count)):
            bounds[number] = min(bounds[number], bound)
        best = max(adds, key=lambda skill: (adds[skill], catalog.skill(skill).label), default=None)
        if best is None or not adds[best]:
            return bounds
        closed += adds[best]
        for need, after in left.pop(best).items():
            met[need] = max(met[need], after)


def _reaches(catalog: Catalog, items: list[GapItem], gap: SkillGap) -> Iterator[tuple[SkillId, dict[SkillId, float]]]:
    """For each skill of the curriculum: how well it meets each need."""
    levels: dict[SkillId, float] = {}
    for subject in curriculum_of(catalog, gap.target, gap.level, gap.weights):
        for option in subject.options:
            levels[option] = max(levels.get(option, 0.0), subject.level)
    for skill, level in levels.items():
        credit = credit_of(catalog, skill, gap.weights)
        met = {
            item.skill: min(item.need, level * max(credit.get(name, 0.0) for name in (item.skill, *item.alternatives))) for item in items
        }
        yield skill, {need: after for need, after in met.items() if after}


def _gains(reach: Mapping[SkillId, float], met: Mapping[SkillId, float], items: list[GapItem]) -> Iterator[float]:
    return (item.weight * (reach[item.skill] - met[item.skill]) for item in items if reach.get(item.skill, 0.0) > met[item.skill])


def _running(start: float, adds: Iterable[float], count: int) -> list[float]:
    """Sums of the first 0, 1, 2, ... of what is added, and of no more than all of it."""
    sums = [start]
    for add in adds:
        sums.append(sums[-1] + add)
    return [sums[min(number, len(sums) - 1)] for number in range(count + 1)]
