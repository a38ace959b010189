"""The order in which to learn what is missing: prerequisites first, then most gap closed per week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import fsum, inf

import attrs

from rolepath.analysis.account import shares
from rolepath.analysis.gap import GapItem, SkillGap
from rolepath.analysis.needs import Held, held_by_person
from rolepath.model.catalog import Catalog
from rolepath.model.identity import ScaleId, SkillId
from rolepath.model.measure import GapWeights
from rolepath.model.profile import HeldSkill, Profile
from rolepath.model.skill import Measured, Rating, Scale

__all__ = ["Closing", "Dropped", "Lesson", "lessons_of"]

#: Scale on which skills are asked what they count for.
SHARE = ScaleId("share")


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
    """A skill that no longer has to be learnt, since learning another counts towards it."""

    #: The skill.
    skill: SkillId
    #: Skill whose learning met the rest of it, or made it needless.
    by: SkillId
    #: How many skills are learnt by then.
    after: int


@attrs.frozen(kw_only=True)
class Lesson:
    """One skill in its turn."""

    #: Skill to learn.
    skill: SkillId
    #: Proficiency held by then, credits included, 0-1; no less than ``to_level`` where the skill has to be shown alone.
    from_level: float
    #: Proficiency to reach, 0-1.
    to_level: float
    #: Needs of the target for which it is learnt, more of them than one where sources accept it instead of others; empty where it is
    #: only the prerequisite of another.
    needs: tuple[SkillId, ...]
    #: Skills to learn before this one, all of them learnt by then.
    prerequisites: tuple[SkillId, ...]
    #: Skills still to learn that have this one as a prerequisite.
    needed_for: tuple[SkillId, ...]
    #: What it does for each need that it brings nearer, what closes most first.
    closings: tuple[Closing, ...]
    #: Gap left, 0-1.
    gap_after: float
    #: Least and greatest weeks from nothing to expert.
    effort: tuple[float, float]
    #: Least and greatest weeks for this skill by itself.
    weeks: tuple[float, float]
    #: Share of these weeks that it adds, 0-1: work for a skill and for its parts counts once.
    share_added: float
    #: Whether the effort is assumed, since nobody states it.
    is_assumed: bool
    #: At most so much more of the gap could be closed by any other choice of as many skills.
    may_miss: float


def lessons_of(catalog: Catalog, gap: SkillGap, known: Mapping[SkillId, Held]) -> tuple[tuple[Lesson, ...], tuple[Dropped, ...]]:
    """Order what is to be learnt, and name what learning it makes needless.

    At each turn, each skill that falls short is taken together with the prerequisites that are still to be learnt; the set that closes
    most gap per week is begun, with what may be learnt first. What learning a skill adds to others counts.

    Args:
        catalog: what skills are made of.
        gap: the gap to close.
        known: what is held at the start, credits included, whether it is shown as well as the gap counts it or not.
    """
    course = _Course(catalog, gap, known)
    lessons: list[Lesson] = []
    dropped: list[Dropped] = []
    levels = course.levels()
    most = course.most_closed(levels)
    while levels:
        skill = course.next_of(levels)
        lessons.append(course.learn(skill, levels))
        left = course.levels()
        gone = sorted(levels.keys() - left.keys() - {skill})
        dropped.extend(Dropped(skill=name, by=skill, after=len(lessons)) for name in gone)
        levels = left
    missed = (max(0.0, most[count] - (course.start - lesson.gap_after)) for count, lesson in enumerate(lessons, 1))
    return tuple(attrs.evolve(lesson, may_miss=miss) for lesson, miss in zip(lessons, missed, strict=True)), tuple(dropped)


class _Course:
    """What is held and still short while one skill after another is learnt."""

    def __init__(self, catalog: Catalog, gap: SkillGap, known: Mapping[SkillId, Held]) -> None:
        model = catalog.difficulty_model
        self._credits = catalog.derived(_Credits)
        self._weights = gap.weights
        self._prerequisites = {skill.id: skill.prerequisites for skill in catalog.skills}
        self._efforts = {
            skill.id: (skill.effort_weeks_minimum, skill.effort_weeks_maximum)
            for skill in catalog.skills
            if skill.effort_weeks_minimum is not None and skill.effort_weeks_maximum is not None
        }
        self._unstated = (model.unstated_effort_weeks, model.unstated_effort_weeks)
        self._factor = model.effort_factor
        self._held = {skill: here.level for skill, here in known.items()}
        self._items = gap.items
        self._asked = {item.skill: item.need for item in gap.items}
        self._total = fsum(item.weight * item.need for item in gap.items)
        self._met = {item.skill: item.held for item in gap.items}
        self._short = {item.skill: item for item in gap.missing if item.weight > 0}
        self._choice = {item.skill: self._chosen(item) for item in self._short.values()}
        self._reached: dict[SkillId, dict[SkillId, float]] = {}
        self._at_start = dict(self._held)
        self._work = _Work(self._credits.broader)
        self._learnt: set[SkillId] = set()
        self.start = self._gap()

    # What is to be learnt ----------------------------------------------------------------------------------------------

    def _chosen(self, item: GapItem) -> SkillId:
        """Choose the skill to learn for a need: of those that the sources accept, the one that takes the fewest weeks."""

        def weeks(skill: SkillId) -> float:
            return max(0.0, item.need - self._held.get(skill, 0.0)) * fsum(self._efforts.get(skill, self._unstated))

        return min((item.skill, *item.alternatives), key=lambda skill: (weeks(skill), skill != item.skill, skill))

    def levels(self) -> dict[SkillId, float]:
        """Find what is still to be learnt, and how well: what falls short, and the prerequisites of it that are lacking.

        Nobody states how well a prerequisite must be held: no better than the skill itself, than a target asks that asks for it, and
        than the proficiency that stands in where none is stated.
        """
        levels: dict[SkillId, float] = {}
        for need, item in self._short.items():
            if self._met[need] < item.need:
                skill = self._choice[need]
                levels[skill] = max(item.need, levels.get(skill, 0.0))
        ahead = list(levels)
        while ahead:
            skill = ahead.pop()
            for before in self._prerequisites[skill]:
                needed = min(levels[skill], self._weights.unstated_proficiency, self._asked.get(before, 1.0))
                if max(self._held.get(before, 0.0), levels.get(before, 0.0)) < needed:
                    levels[before] = needed
                    ahead.append(before)
        return levels

    def next_of(self, levels: Mapping[SkillId, float]) -> SkillId:
        """Choose what to learn next."""
        wanted = min(levels, key=lambda skill: self._rank(self._with_prerequisites(skill, levels), levels, skill))
        allowed = [
            skill
            for skill in self._with_prerequisites(wanted, levels)
            if not any(before in levels for before in self._prerequisites[skill])
        ]
        return min(allowed, key=lambda skill: self._rank([skill], levels, skill))

    def _with_prerequisites(self, skill: SkillId, levels: Mapping[SkillId, float]) -> list[SkillId]:
        """Return a skill and all that must be learnt before it, itself last."""
        found = [skill]
        for name in found:
            found.extend(before for before in self._prerequisites[name] if before in levels and before not in found)
        return found[::-1]

    def _rank(self, chosen: Iterable[SkillId], levels: Mapping[SkillId, float], skill: SkillId) -> tuple[float, float, SkillId]:
        """Rank a choice: most gap per week first, then most gap."""
        closed = self._closed({name: levels[name] for name in chosen})
        work = self._work.copied()
        weeks = fsum(self._added(name, levels[name], work) for name in chosen)
        return -(closed / weeks if weeks else inf if closed else 0.0), -closed, skill

    # What it takes and what it closes ----------------------------------------------------------------------------------

    def _weeks(self, skill: SkillId, level: float, held: Mapping[SkillId, float]) -> tuple[float, float]:
        """Least and greatest weeks for learning a skill by itself."""
        least, most = self._efforts.get(skill, self._unstated)
        work = max(0.0, level - held.get(skill, 0.0)) * self._factor
        return work * least, work * most

    def _added(self, skill: SkillId, level: float, work: _Work) -> float:
        """Weeks, by the middle of the effort, that learning a skill adds to the work done.

        What is learnt before tells in one of two ways, whichever tells more: as credit, so that less is to be learnt; or as work that
        counts for a wider skill and for its parts alike, each taken from the start.
        """
        shared = work.add(skill, fsum(self._weeks(skill, level, self._at_start)) / 2)
        return min(shared, fsum(self._weeks(skill, level, self._held)) / 2)

    def _reach(self, skill: SkillId) -> dict[SkillId, float]:
        """Find the needs that a skill counts towards, by itself, as an alternative or by credit, with its share."""
        if skill not in self._reached:
            credit = self._credits.of(skill, self._weights)
            found = {need: max(credit.get(name, 0.0) for name in (need, *item.alternatives)) for need, item in self._short.items()}
            self._reached[skill] = {need: share for need, share in found.items() if share}
        return self._reached[skill]

    def _met_with(self, chosen: Mapping[SkillId, float]) -> dict[SkillId, float]:
        """How well each need that the chosen skills bring nearer is met once they are learnt."""
        met: dict[SkillId, float] = {}
        for skill, level in chosen.items():
            for need, share in self._reach(skill).items():
                after = min(self._short[need].need, level * share)
                if after > met.get(need, self._met[need]):
                    met[need] = after
        return met

    def _closed(self, chosen: Mapping[SkillId, float]) -> float:
        """Part of the gap that learning the chosen skills closes."""
        met = self._met_with(chosen).items()
        return fsum(self._short[need].weight * (after - self._met[need]) for need, after in met) / self._total

    def _gap(self) -> float:
        short = [item.weight * max(0.0, item.need - self._met[item.skill]) for item in self._items]
        return fsum(shares(short, self._total))

    def most_closed(self, levels: Mapping[SkillId, float]) -> list[float]:
        """Bound what any 0, 1, 2, ... of the skills to learn could close from the start, whatever their order and prerequisites.

        What a set closes is a sum over needs of the best that its skills do for each, which is submodular: it closes no more than any other
        set does, and what each of its skills would add to that by itself (Nemhauser, Wolsey and Fisher 1978). The other sets tried
        here are those that take, one after another, the skill that closes most.
        """
        start, at_start = self._gap(), dict(self._met)
        bounds = [start for _ in range(len(levels) + 1)]
        left = dict(levels)
        while left:
            adds = {skill: self._closed({skill: level}) for skill, level in left.items()}
            bound = start - self._gap()
            bounds[0] = min(bounds[0], bound)
            for count, more in enumerate(sorted(adds.values(), reverse=True), 1):
                bound += more
                bounds[count] = min(bounds[count], bound)
            best = max(adds, key=lambda skill: (adds[skill], skill))
            self._met.update(self._met_with({best: left.pop(best)}))
        self._met = at_start
        # A larger set may hold a smaller one: what is bounded for more skills holds for fewer.
        return [min(bounds[count:]) for count in range(len(bounds))]

    # One lesson --------------------------------------------------------------------------------------------------------

    def learn(self, skill: SkillId, levels: Mapping[SkillId, float]) -> Lesson:
        """Learn a skill, and tell what that takes and brings."""
        level, held = levels[skill], self._held.get(skill, 0.0)
        weeks = self._weeks(skill, level, self._held)
        added, alone = self._added(skill, level, self._work), fsum(weeks) / 2
        met = self._met_with({skill: level})
        closings = [
            Closing(
                skill=need,
                before=self._met[need],
                after=after,
                closes=self._short[need].weight * (after - self._met[need]) / self._total,
            )
            for need, after in met.items()
        ]
        needs = tuple(need for need, item in self._short.items() if self._choice[need] == skill and self._met[need] < item.need)
        self._met.update(met)
        for name, share in self._credits.of(skill, self._weights).items():
            self._held[name] = max(self._held.get(name, 0.0), level * share)
        before = tuple(name for name in self._prerequisites[skill] if name in self._learnt)
        self._learnt.add(skill)
        return Lesson(
            skill=skill,
            from_level=held,
            to_level=level,
            needs=needs,
            prerequisites=before,
            needed_for=tuple(sorted(name for name in levels if skill in self._prerequisites[name])),
            closings=tuple(sorted(closings, key=lambda closing: (-closing.closes, closing.skill))),
            gap_after=self._gap(),
            effort=self._efforts.get(skill, self._unstated),
            weeks=weeks,
            share_added=added / alone if alone else 1.0,
            is_assumed=skill not in self._efforts,
            may_miss=0.0,
        )


class _Work:
    """Weeks of work, in which work for a skill and for its parts counts once: the larger of the two."""

    def __init__(self, broader: Mapping[SkillId, SkillId | None]) -> None:
        self._broader = broader
        self._own: dict[SkillId, float] = {}
        self._parts: dict[SkillId, float] = {}

    def copied(self) -> _Work:
        """Return a copy to try something on."""
        copy = _Work(self._broader)
        copy._own, copy._parts = dict(self._own), dict(self._parts)
        return copy

    def _of(self, skill: SkillId) -> float:
        return max(self._own.get(skill, 0.0), self._parts.get(skill, 0.0))

    def add(self, skill: SkillId, weeks: float) -> float:
        """Add the work for a skill, and return the weeks that it adds to the whole."""
        before = self._of(skill)
        self._own[skill] = weeks
        added, above = self._of(skill) - before, self._broader[skill]
        while above is not None and added:
            before = self._of(above)
            self._parts[above] = self._parts.get(above, 0.0) + added
            added, above = self._of(above) - before, self._broader[above]
        return added


class _Credits:
    """How far each skill counts towards others, as what is held is credited: asked of someone who holds that skill and no other."""

    def __init__(self, catalog: Catalog) -> None:
        scale = Scale(id=SHARE, label="Share", measures=Measured.PROFICIENCY, reason="For one skill at a time.", minimum=0, maximum=1)
        self._vocabulary = Catalog(skills=catalog.skills, scales=(scale,))
        self.broader = {skill.id: skill.broader for skill in catalog.skills}

    def of(self, skill: SkillId, weights: GapWeights) -> Mapping[SkillId, float]:
        """Return the share that each skill counts for once this one is held; the skill itself counts whole."""
        return self._vocabulary.answer(("credits", skill, weights), lambda: self._asked(skill, weights))

    def _asked(self, skill: SkillId, weights: GapWeights) -> dict[SkillId, float]:
        person = Profile(skills=(HeldSkill(skill=skill, proficiency=Rating(scale=SHARE, value=1.0)),))
        held = held_by_person(self._vocabulary, person, weights=weights)
        return {name: here.level for name, here in held.items() if here.level}
