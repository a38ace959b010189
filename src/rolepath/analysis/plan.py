"""Learning plan: what to learn for a role, in which order, for how long, and what proves it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import fsum, inf
from typing import TYPE_CHECKING

import attrs

from rolepath.analysis.explain import Explanation, Operation, cite
from rolepath.analysis.gap import GapItem, SkillGap, skill_gap
from rolepath.analysis.learning import Closing, Dropped, Lesson, Lessons, lessons_of, most_closed_of
from rolepath.analysis.months import HOURS_OF_A_WEEK, LEAST_HOURS, WEEKS_PER_MONTH, Months, claims_of, months_of, stated_months
from rolepath.analysis.needs import held_by_person, held_by_role
from rolepath.analysis.question import bundled, role_or_profile
from rolepath.errors import InvalidFieldError, InvalidTypeError
from rolepath.model import _check as check
from rolepath.model.catalog import Catalog
from rolepath.model.identity import LevelId, RoleId, SkillId, SourceId, visible
from rolepath.model.level import Level
from rolepath.model.measure import DifficultyModel
from rolepath.model.profile import Evidence, Profile
from rolepath.model.role import Aspect, Role, Trait
from rolepath.model.shown import Tabular
from rolepath.model.skill import SkillRequirement
from rolepath.model.transition import TransitionClaim, TransitionKind

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["LearningPlan", "Milestone", "PlanItem", "StatedDuration", "learning_plan"]

HOURS_OF_ALL_WEEK = 168
#: Gap left at the milestone ``half``, at most, and what rounding may add to it.
HALF = 0.5
NEAR = 1e-9
WARNINGS = (TransitionKind.INSUFFICIENT_PROOF, TransitionKind.PITFALL)


@attrs.frozen(kw_only=True)
class PlanItem:
    """One skill to learn, in its turn."""

    #: Skill to learn.
    skill: SkillId
    #: Its preferred label.
    label: str
    #: Proficiency held by then, 0-1, with credit for what is learnt before; a mere prerequisite that was learnt counts for none, not even
    #: for itself where it is one of several that would do.
    from_level: float
    #: Proficiency to reach, 0-1.
    to_level: float
    #: Part of the gap that it closes, what it adds to other skills included.
    closes: float
    #: What it closes need by need, most first.
    closings: tuple[Closing, ...]
    #: Gap left after it, 0-1. It is no less than the gap of someone who has learnt so far, and more only where one of several skills, or a
    #: mere prerequisite, adds more to others than is counted.
    gap_after: float
    #: Least and greatest weeks of ten hours from nothing to expert; of several skills that would do, the fewest.
    effort: tuple[float, float]
    #: Least and greatest weeks of ten hours that it takes by then.
    weeks: tuple[float, float]
    #: Least and greatest weeks from the start of the plan.
    weeks_after: tuple[float, float]
    #: Least and greatest months from the start of the plan, or None where there are no hours, or where nobody states the effort of
    #: something that is learnt by then.
    months_after: tuple[float, float] | None
    #: Skills of the plan that come before it, since it builds on them.
    prerequisites: tuple[SkillId, ...]
    #: Skills of the plan that build on it.
    needed_for: tuple[SkillId, ...]
    #: Whether it is of what sources ask most, or comes first for the sake of that.
    is_core: bool
    #: Whether it is here only because others build on it: it closes nothing that the target asks for by that name.
    is_prerequisite: bool
    #: Whether its effort is assumed, since nobody states it.
    is_assumed: bool
    #: Skill that the person has and need only show as well as was asked, for which no weeks are counted: this one, one of those that the
    #: sources accept instead, or a related one whose credit is enough. None where there is something to learn.
    to_prove: SkillId | None
    #: Whether it is held well enough through other skills by then, so that it takes no weeks and counts by itself from there on.
    is_covered: bool
    #: Whether no source ties it to the role held, so that it counts as not held though nobody says so.
    is_silent: bool
    #: Skills that the sources accept instead.
    alternatives: tuple[SkillId, ...]
    #: Sources that ask for it, directly or as one of several.
    sources: tuple[SourceId, ...]
    #: The facts that ask for it.
    requirements: tuple[SkillRequirement, ...]
    #: What sources recognise as proof of it, of a narrower or wider skill, and of any skill, in this order.
    proofs: tuple[TransitionClaim, ...]
    #: What sources warn of where it is concerned.
    warnings: tuple[TransitionClaim, ...]
    #: What sources advise where it is concerned.
    advice: tuple[TransitionClaim, ...]
    #: No other choice of as many skills closes more of the gap than this much beyond what the plan has closed by now.
    may_miss: float


@attrs.frozen(kw_only=True)
class Milestone:
    """A point of the plan."""

    #: ``half``, ``core`` or ``all``.
    name: str
    #: What is reached there.
    statement: str
    #: Gap left there, 0-1.
    gap: float
    #: How many items lead there; 0 where it is reached at the start.
    after: int
    #: Least and greatest weeks of ten hours until then.
    weeks: tuple[float, float]
    #: Least and greatest months until then, or None where there are no hours, or where nobody states the effort of something before it.
    months: tuple[float, float] | None


@attrs.frozen(kw_only=True)
class StatedDuration:
    """How long a source says that the move takes, beside the plan."""

    #: What the source says.
    months: Months
    #: Whether the source's interval and the plan's, until what sources ask most is held, touch; None where they cannot be compared.
    touches: bool | None
    #: Why they cannot be compared, or None.
    reason: str | None


@attrs.frozen(kw_only=True, repr=False)
class LearningPlan(Tabular):
    """What to learn for a role, in order.

    The order is the role's curriculum, the same for everyone: what sources ask most, then the rest, each with prerequisites first and then
    by gap closed per week. What is held is left out. What a skill adds to others counts; one that is met in this way drops out.
    """

    #: Role held, or None for a person.
    origin: RoleId | None
    #: Name of the origin.
    origin_label: str
    #: Role wanted.
    target: RoleId
    #: Its name.
    target_label: str
    #: Level at which the target is asked, or None for all.
    level: LevelId | None
    #: Gap at the start, 0-1, or None.
    score: float | None
    #: What to learn, in order.
    items: tuple[PlanItem, ...]
    #: Why there is nothing to learn, or None.
    reason: str | None
    #: Skills that fall short at the start and need not be learnt by the time it would be their turn.
    met_on_the_way: tuple[Dropped, ...]
    #: Half of all that is asked held, what sources ask most held, nothing missing.
    milestones: tuple[Milestone, ...]
    #: How long sources say that the move takes.
    stated: tuple[StatedDuration, ...]
    #: What learning takes over what the classes of effort say.
    effort_factor: float
    #: Hours a week.
    hours_per_week: float
    #: Whose hours they are: ``question``, ``profile`` or ``difficulty.hours_per_week``.
    hours_from: str
    #: Why some or all months are not known, or None.
    months_reason: str | None
    #: What sources warn of on this move, where no item of the plan is concerned in particular.
    warnings: tuple[TransitionClaim, ...]
    #: The one source that says what the target asks for, where others say what other roles ask for; else None.
    only_source: SourceId | None
    #: What sources advise on this move, where no item of the plan is concerned in particular.
    advice: tuple[TransitionClaim, ...]
    #: Pitfalls that sources name of the target.
    pitfalls: tuple[Trait, ...]
    #: The gap that the plan closes.
    gap: SkillGap

    def _gap_or_reason(self) -> None:
        if self.score is None and self.reason is None:
            raise InvalidFieldError("LearningPlan.score", None, "must be known where there is no reason why there is nothing to learn")

    def _milestones_on_the_way(self) -> None:
        if self.items and not any(milestone.name == "all" for milestone in self.milestones):
            raise InvalidFieldError("LearningPlan.milestones", self.milestones, "must hold 'all' where there is something to learn")
        beyond = next((milestone for milestone in self.milestones if not 0 <= milestone.after <= len(self.items)), None)
        if beyond is not None:
            rule = f"must lie within the {len(self.items)} items of the plan; {beyond.name!r} comes after {beyond.after}"
            raise InvalidFieldError("LearningPlan.milestones", beyond.after, rule)

    _rules = (_gap_or_reason, _milestones_on_the_way)
    __attrs_post_init__ = check.keep_rules

    @property
    def weeks(self) -> tuple[float, float]:
        """Least and greatest weeks of ten hours for all of it."""
        return self.items[-1].weeks_after if self.items else (0.0, 0.0)

    @property
    def months(self) -> tuple[float, float] | None:
        """Least and greatest months for all of it, or None where they are not known; ``months_reason`` says why."""
        return self.milestone("all").months if self.items else (0.0, 0.0) if self.score is not None else None

    def milestone(self, name: str) -> Milestone:
        """Find a milestone: ``half``, ``core`` or ``all``.

        Raises:
            InvalidFieldError: the plan has no such milestone; one that has nothing to learn has none.
        """
        found = {milestone.name: milestone for milestone in self.milestones}
        if name not in found:
            raise InvalidFieldError(
                "name", name, f"must be one of {', '.join(found)}" if found else "is no milestone: there is nothing to learn"
            )
        return found[name]

    @property
    def to_prove(self) -> tuple[SkillId, ...]:
        """Skills that the person has and need only show as well as was asked, those that close most first."""
        return self.gap.to_prove

    @property
    def unknown_skills(self) -> tuple[str, ...]:
        """Names of the person's skills that the catalog does not know, so that they count as nothing."""
        return self.gap.unknown_skills

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the plan on a time line, in the order of learning.

        A bar runs from the earliest to the latest month by which the skill is learnt; with no hours a week, weeks of ten hours stand in for
        months. Milestones stand in their places, and what sources state of the move below. An assumed effort is hatched, with ``~``.

        Args:
            ax: axes of matplotlib to draw on; a figure of its own, 6 inches wide, by default.

        Returns:
            The axes drawn on. ``.figure`` of them is the figure; a notebook shows the axes as the picture where the figure is our own.

        Raises:
            MissingExtraError: the extra ``[plot]`` is not installed.
            InvalidTypeError: ``ax`` is no Axes of matplotlib.
        """
        from rolepath.display import as_plot

        return as_plot(self, ax)

    def explain(self) -> Explanation:
        """Unfold the plan: the gap that each item leaves, the weeks it adds, the milestones, what sources state and warn of."""
        said = f"learning plan from {self.origin_label} to {self.target_label}"
        told = _Told(self)
        warnings = (cite(claim, f"{claim.kind}: {claim.text}") for claim in self.warnings)
        advice = (cite(claim, f"{claim.kind}: {claim.text}") for claim in self.advice)
        pitfalls = (cite(trait, f"pitfall: {trait.text}") for trait in self.pitfalls)
        stated = (_stated_step(duration) for duration in self.stated)
        return Explanation(
            statement=said if self.reason is None else f"{said}: {self.reason}",
            children=(*told.items(), *map(told.milestone, self.milestones), *stated, *advice, *warnings, *pitfalls),
        )

    def __repr__(self) -> str:
        """Name the answer on one line."""
        weeks = f"{self.weeks[0]:.0f}-{self.weeks[1]:.0f} weeks"
        told = self.reason or f"{len(self.items)} items, gap {self.score:.2f}, {weeks}"
        return visible(f"LearningPlan({self.origin or 'profile'} -> {self.target}: {told})")


def learning_plan(
    have: Role | Profile | str,
    target: Role | str,
    *,
    level: Level | str | None = None,
    hours_per_week: float | None = None,
    evidence: Evidence | str | None = None,
    catalog: Catalog | None = None,
) -> LearningPlan:
    """Find what to learn for a role, in which order, for how long, and what proves it.

    The months until the milestone ``core`` are ``transition_difficulty(...).modelled_months``, which a source's own figure is set beside.
    Someone who holds more never takes longer to any part of the curriculum.

    Args:
        have: a person, or a role that stands for someone who meets what its sources ask.
        target: the role wanted, as object, id or label.
        level: count only what is asked at this level or at none in particular; a person's own level by default.
        hours_per_week: hours for learning, 0 to 168; those of the person by default, or else those that the catalog assumes.
        evidence: how well a person must show a skill. What is known but not shown so well is to be proved, without weeks for learning.
        catalog: the catalog to ask; the bundled guides by default.

    Returns:
        The items in order, with milestones, durations that sources state, proofs and warnings.

    Raises:
        UnknownRoleError: a name is not a role's.
        UnknownLevelError: ``level`` is not a level.
        InvalidFieldError: the hours are not 0 to 168.
        InvalidTypeError: the hours are not a number, or ``evidence`` is asked of a role.

    >>> import rolepath as rp
    >>> plan = rp.learning_plan("data scientist", "ML engineer", hours_per_week=10)
    >>> plan.items[-1].gap_after
    0.0
    >>> [duration.months.maximum for duration in plan.stated]
    [18.0]
    """
    catalog = bundled(catalog)
    start, end = role_or_profile(catalog, have), catalog.role(target)
    gap = skill_gap(start, end, level=level, evidence=evidence, catalog=catalog)
    hours = _hours(start, hours_per_week, catalog.difficulty_model)
    key = ("plan", start, end.id, gap.level, gap.evidence, hours)
    return catalog.answer(key, lambda: _planned(catalog, start, end, gap, hours))


def _hours(start: Role | Profile, asked: float | None, model: DifficultyModel) -> tuple[float, str]:
    """Hours a week for learning, and whose they are."""
    if asked is not None:
        if isinstance(asked, bool) or not isinstance(asked, (int, float)):
            raise InvalidTypeError("hours_per_week", asked, "must be a number")
        if not 0 <= asked <= HOURS_OF_ALL_WEEK:
            raise InvalidFieldError("hours_per_week", asked, f"must lie in 0 to {HOURS_OF_ALL_WEEK}")
        return float(asked), "question"
    if isinstance(start, Profile) and start.hours_per_week is not None:
        return float(start.hours_per_week), "profile"
    return model.hours_per_week, "difficulty.hours_per_week"


def _planned(catalog: Catalog, start: Role | Profile, end: Role, gap: SkillGap, hours: tuple[float, str]) -> LearningPlan:
    model = catalog.difficulty_model
    learnt = lessons_of(catalog, gap, held_by_role(catalog, start.id) if isinstance(start, Role) else held_by_person(catalog, start))
    claims = claims_of(catalog, start, end)
    warnings = tuple(claim for claim in claims if claim.kind in WARNINGS)
    claimed = gap if gap.evidence is None else skill_gap(start, end, level=gap.level, catalog=catalog)
    items = tuple(_items(catalog, (gap, claimed), learnt, claims, hours[0]))
    own = {claim for item in items for claim in item.warnings}
    advised = {claim for item in items for claim in item.advice}
    milestones = tuple(_milestones(gap, items)) if items else ()
    return LearningPlan(
        origin=gap.origin,
        origin_label=gap.origin_label,
        target=end.id,
        target_label=end.label,
        level=gap.level,
        score=gap.score,
        items=items,
        reason=None if items else _reason(gap),
        met_on_the_way=learnt.met_on_the_way,
        milestones=milestones,
        stated=tuple(_stated(claims, milestones)),
        effort_factor=model.effort_factor,
        hours_per_week=hours[0],
        hours_from=hours[1],
        months_reason=_months_reason(catalog, learnt, hours[0]),
        warnings=tuple(claim for claim in warnings if claim not in own),
        only_source=_only_source(catalog, gap),
        advice=tuple(claim for claim in claims if claim.kind is TransitionKind.ADVICE and claim not in advised),
        pitfalls=catalog.traits_of(end, aspect=Aspect.PITFALL),
        gap=gap,
    )


def _months_reason(catalog: Catalog, learnt: Lessons, hours: float) -> str | None:
    if hours < LEAST_HOURS:
        few = "so few hours a week are left for learning that no months can be told" if hours else "no hours a week are left for learning"
        return few if learnt.lessons else None
    unstated = [catalog.skill(lesson.skill).label for lesson in learnt.lessons if lesson.is_of_assumed_effort]
    return f"nobody states the effort of {', '.join(unstated)}" if unstated else None


def _only_source(catalog: Catalog, gap: SkillGap) -> SourceId | None:
    asking = {source for item in gap.items for source in item.sources}
    others = {fact.citation.source for fact in catalog.requirements} - asking
    return min(asking) if len(asking) == 1 and others else None


def _reason(gap: SkillGap) -> str:
    """Say why there is nothing to learn."""
    if gap.reason is not None:
        return gap.reason
    return "start and target are the same role" if gap.origin == gap.target else "all that the target asks for is held"


# Items -----------------------------------------------------------------------------------------------------------------


def _items(
    catalog: Catalog, gaps: tuple[SkillGap, SkillGap], learnt: Lessons, claims: tuple[TransitionClaim, ...], hours: float
) -> Iterator[PlanItem]:
    """Say what each lesson takes and brings; the gaps are the one to close, and the one were all that is claimed shown well enough."""
    gap, claimed = gaps
    asked = {item.skill: item for item in gap.items}
    proving = {item.skill: item for item in claimed.items if item.shortfall == 0.0 < asked[item.skill].shortfall}
    is_known = True
    proofs = tuple(claim for claim in claims if claim.kind is TransitionKind.PROOF)
    least, most = [0.0], [0.0]
    most_closed = most_closed_of(catalog, gap, learnt)
    for number, lesson in enumerate(learnt.lessons, 1):
        subject = lesson.subject
        needs = [asked[need] for need in subject.needs]
        to_prove = _to_prove(lesson, proving)
        is_known = is_known and not lesson.is_of_assumed_effort
        least.append(lesson.weeks[0])
        most.append(lesson.weeks[1])
        weeks = (fsum(least), fsum(most))
        sooner = (other.skill for other in learnt.lessons[: number - 1] if not subject.prerequisites.isdisjoint(other.subject.options))
        later = (other.skill for other in learnt.lessons[number:] if not other.subject.prerequisites.isdisjoint(subject.options))
        yield PlanItem(
            skill=lesson.skill,
            label=catalog.skill(lesson.skill).label,
            from_level=lesson.from_level,
            to_level=subject.level,
            closes=fsum(closing.closes for closing in lesson.closings),
            closings=lesson.closings,
            gap_after=lesson.gap_after,
            effort=subject.effort,
            weeks=lesson.weeks,
            weeks_after=weeks,
            months_after=_months(weeks, hours) if is_known else None,
            prerequisites=_but(lesson.skill, sooner),
            needed_for=_but(lesson.skill, later),
            is_core=subject.is_core,
            is_prerequisite=not needs,
            is_assumed=subject.is_assumed,
            to_prove=to_prove,
            is_covered=to_prove is None and lesson.from_level >= subject.level,
            is_silent=any(item.is_silent for item in needs),
            alternatives=tuple(option for option in subject.options if option != lesson.skill),
            sources=tuple(source.id for source in catalog.sources if any(source.id in item.sources for item in needs)),
            requirements=tuple(dict.fromkeys(fact for item in needs for fact in item.requirements)),
            proofs=_proofs(catalog, lesson.skill, proofs),
            warnings=tuple(claim for claim in claims if claim.kind in WARNINGS and claim.skill == lesson.skill),
            advice=tuple(claim for claim in claims if claim.kind is TransitionKind.ADVICE and claim.skill == lesson.skill),
            may_miss=max(0.0, most_closed[number] - ((gap.score or 0.0) - lesson.gap_after)),
        )


def _to_prove(lesson: Lesson, proving: Mapping[SkillId, GapItem]) -> SkillId | None:
    """Find what the person has to show where that alone closes the shortfall of what is asked; else there is something to learn."""
    if lesson.from_level < lesson.subject.level:
        return None
    brought = {closing.skill for closing in lesson.closings}
    holdings = (proving[need].holding for need in lesson.subject.needs if need in brought and need in proving)
    return next((holding.skill for holding in holdings if holding is not None), None)


def _but(skill: SkillId, others: Iterable[SkillId]) -> tuple[SkillId, ...]:
    """Keep each of the others once; of a skill that comes twice, once as one of several, neither comes before the other."""
    return tuple(other for other in dict.fromkeys(others) if other != skill)


def _months(weeks: tuple[float, float], hours: float) -> tuple[float, float] | None:
    if hours < LEAST_HOURS:
        return None if weeks[1] else (0.0, 0.0)
    return months_of(weeks[0], hours), months_of(weeks[1], hours)


def _proofs(catalog: Catalog, skill: SkillId, proofs: tuple[TransitionClaim, ...]) -> tuple[TransitionClaim, ...]:
    """Proof of a skill, of narrower and of wider ones, and of any skill, since one source may not think much of another's."""
    above = _wider(catalog, skill)
    own = [claim for claim in proofs if claim.skill == skill]
    narrower = [claim for claim in proofs if claim.skill is not None and skill in _wider(catalog, claim.skill)]
    wider = [claim for claim in proofs if claim.skill in above]
    return (*own, *narrower, *wider, *(claim for claim in proofs if claim.skill is None))


def _wider(catalog: Catalog, skill: SkillId) -> list[SkillId]:
    """Skills that a skill is part of, nearest first."""
    found: list[SkillId] = []
    above = catalog.skill(skill).broader
    while above is not None:
        found.append(above)
        above = catalog.skill(above).broader
    return found


# Milestones ------------------------------------------------------------------------------------------------------------


def _milestones(gap: SkillGap, items: tuple[PlanItem, ...]) -> Iterator[Milestone]:
    left = (gap.score or 0.0, *(item.gap_after for item in items))
    spent = ((0.0, 0.0), *(item.weeks_after for item in items))
    months = ((0.0, 0.0), *(item.months_after for item in items))
    points = (
        ("half", "half of all that is asked is held", next(count for count, value in enumerate(left) if value <= HALF + NEAR)),
        ("core", "what sources ask most is held", sum(item.is_core for item in items)),
        ("all", "nothing that any source asks for is missing", len(items)),
    )
    for name, statement, after in sorted(points, key=lambda point: point[2]):
        yield Milestone(name=name, statement=statement, gap=left[after], after=after, weeks=spent[after], months=months[after])


def _stated(claims: tuple[TransitionClaim, ...], milestones: tuple[Milestone, ...]) -> Iterator[StatedDuration]:
    """Set what sources state of this very move beside the months until what they ask most is held."""
    core = next((milestone.months for milestone in milestones if milestone.name == "core"), None)
    for claim in claims:
        for months in stated_months((claim,)):
            reason = None
            if months.minimum is None and months.maximum is None:
                reason = "the source gives no figure"
            elif claim.milestone is not None:
                reason = "the source speaks of another milestone"
            elif core is None:
                reason = "the plan has no months" if milestones else "nothing is to be learnt"
            touches = None
            if reason is None and core is not None:
                touches = (months.minimum or 0.0) <= core[1] and core[0] <= (inf if months.maximum is None else months.maximum)
            yield StatedDuration(months=months, touches=touches, reason=reason)


# Explanation -----------------------------------------------------------------------------------------------------------


class _Told:
    """The steps of a plan's explanation, which build on one another."""

    def __init__(self, plan: LearningPlan) -> None:
        self._plan = plan
        start = plan.gap.explain()
        short = [item for item in plan.gap.items if item.contribution > 0]
        # Without a score there is nothing that each skill adds, and nothing to learn.
        self._adds = {} if plan.score is None else {item.skill: (item, step) for item, step in zip(short, start.children, strict=True)}
        self._left = [start]
        self._weeks: list[tuple[Explanation, Explanation]] = []
        self._factor = Explanation(statement="effort factor", value=plan.effort_factor, rests_on="difficulty.effort_factor")

    def items(self) -> Iterator[Explanation]:
        """Yield the gap at the start, then for each item the gap that it leaves and the weeks that it adds."""
        yield self._left[0]
        for number, item in enumerate(self._plan.items, 1):
            self._left.append(self._gap_after(number, item))
            self._weeks.append((self._weeks_of(item, 0), self._weeks_of(item, 1)))
            yield self._left[-1]
            said = f"weeks for {item.label}{', to be proved, not learnt' if item.to_prove else ''}"
            proofs = (cite(claim, f"proof: {claim.text}") for claim in item.proofs)
            warnings = (cite(claim, f"{claim.kind}: {claim.text}") for claim in (*item.advice, *item.warnings))
            asked = (cite(fact, f"asked for by {fact.citation.source}") for fact in item.requirements)
            yield Explanation(statement=said, children=(*self._weeks[-1], *asked, *proofs, *warnings))

    def _gap_after(self, number: int, item: PlanItem) -> Explanation:
        closings = tuple(map(self._closed, item.closings))
        closes = Explanation(statement=f"{item.label} closes", value=item.closes, operation=Operation.SUM, children=closings)
        said = f"{number}. gap left after {item.label}"
        return Explanation(statement=said, value=item.gap_after, operation=Operation.DIFFERENCE, children=(self._left[-1], closes))

    def _closed(self, closing: Closing) -> Explanation:
        """What a need adds to the gap, by the share of its shortfall that is closed."""
        item, adds = self._adds[closing.skill]
        need = Explanation(statement=f"{item.label} is asked for at", value=item.need, rests_on="catalog")
        held = Explanation(statement="held at the start", value=item.held, rests_on="catalog")
        after = Explanation(statement="met afterwards at", value=closing.after, rests_on="catalog")
        before = Explanation(statement="met before at", value=closing.before, rests_on="catalog")
        short = Explanation(statement="shortfall at the start", value=item.shortfall, operation=Operation.SHORTFALL, children=(need, held))
        raised = Explanation(
            statement="raised by", value=closing.after - closing.before, operation=Operation.DIFFERENCE, children=(after, before)
        )
        share = Explanation(
            statement="share of its shortfall",
            value=(closing.after - closing.before) / item.shortfall,
            operation=Operation.QUOTIENT,
            children=(raised, short),
        )
        said = f"{item.label}, which it brings nearer"
        return Explanation(statement=said, value=closing.closes, operation=Operation.PRODUCT, children=(adds, share))

    def _weeks_of(self, item: PlanItem, end: int) -> Explanation:
        """Unfold the least (0) or the greatest (1) weeks of an item."""
        name = ("least", "greatest")[end]
        reach = Explanation(statement="proficiency to reach", value=item.to_level, rests_on="catalog")
        held = Explanation(statement="proficiency held by then", value=item.from_level, rests_on="catalog")
        rise = Explanation(
            statement="proficiency to gain",
            value=max(0.0, item.to_level - item.from_level),
            operation=Operation.SHORTFALL,
            children=(reach, held),
        )
        effort = Explanation(
            statement=f"{name} weeks from nothing to expert",
            value=item.effort[end],
            is_assumed=item.is_assumed,
            rests_on="difficulty.unstated_effort_weeks" if item.is_assumed else "vocabulary",
        )
        return Explanation(
            statement=f"{name} weeks for {item.label}",
            value=item.weeks[end],
            operation=Operation.PRODUCT,
            children=(rise, effort, self._factor),
        )

    def milestone(self, milestone: Milestone) -> Explanation:
        """Unfold a milestone into the gap left there, the weeks and the months until then."""
        count = milestone.after
        reached = f"reached after {count} {'item' if count == 1 else 'items'}"
        limit = f"{milestone.statement}, with a gap of {milestone.gap:.2f}: {reached}"
        spent = tuple(self._until(milestone, end) for end in (0, 1))
        return Explanation(statement=f"milestone {milestone.name}: {limit}", children=(self._left[count], *spent))

    def _until(self, milestone: Milestone, end: int) -> Explanation:
        name = ("least", "greatest")[end]
        parts = tuple(spent[end] for spent in self._weeks[: milestone.after])
        weeks = Explanation(statement=f"{name} weeks", value=milestone.weeks[end], operation=Operation.SUM, children=parts)
        if milestone.months is None:
            return weeks
        hours = Explanation(statement="hours a week", value=self._plan.hours_per_week, rests_on=self._plan.hours_from)
        of_a_week = Explanation(statement="hours of the weeks counted", value=HOURS_OF_A_WEEK, rests_on="definition")
        of_a_month = Explanation(statement="weeks of a month", value=WEEKS_PER_MONTH, rests_on="definition")
        whole = Explanation(
            statement="hours of learning",
            value=milestone.weeks[end] * HOURS_OF_A_WEEK,
            operation=Operation.PRODUCT,
            children=(weeks, of_a_week),
        )
        monthly = Explanation(
            statement="hours a month",
            value=self._plan.hours_per_week * WEEKS_PER_MONTH,
            operation=Operation.PRODUCT,
            children=(hours, of_a_month),
        )
        return Explanation(statement=f"{name} months", value=milestone.months[end], operation=Operation.QUOTIENT, children=(whole, monthly))


def _stated_step(duration: StatedDuration) -> Explanation:
    """Cite a stated duration, with its figures and whether the plan's interval touches it."""
    months = duration.months
    verdict = (
        f"not compared: {duration.reason}" if duration.touches is None else "touched by the plan" if duration.touches else "not touched"
    )
    figures = (("months at least", months.minimum), ("months at most", months.maximum))
    children = tuple(Explanation(statement=said, value=value, citation=months.citation) for said, value in figures if value is not None)
    return Explanation(statement=f"stated time: {months.statement} ({verdict})", citation=months.citation, children=children)
