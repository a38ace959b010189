"""What if: how much one skill changes for a person."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

import attrs

from rolepath.analysis.difficulty import TransitionDifficulty, transition_difficulty
from rolepath.analysis.explain import Explanation, Operation
from rolepath.analysis.gap import SkillGap, skill_gap
from rolepath.analysis.months import Months
from rolepath.analysis.needs import held_by_person, listed_by_person
from rolepath.analysis.question import bundled
from rolepath.errors import InvalidTypeError
from rolepath.model.catalog import Catalog
from rolepath.model.identity import RoleId, SkillId
from rolepath.model.profile import Evidence, HeldSkill, Profile, UnknownSkill
from rolepath.model.role import Role
from rolepath.model.shown import Tabular
from rolepath.model.skill import Rating, Skill
from rolepath.readers.profiles import proficiency_of, scales_of_proficiency

__all__ = ["RoleChange", "WhatIf", "what_if"]


@attrs.frozen(kw_only=True)
class RoleChange:
    """What the skill changes for one role."""

    #: The role.
    role: RoleId
    #: Its name.
    label: str
    #: Part of the gap that the skill closes, what it adds to other skills included; None where there is no gap to speak of.
    closes: float | None
    #: Difficulty of the move before and after, each 0-1 or None.
    difficulty: tuple[float | None, float | None]
    #: Months that the model gives before and after, each None where the basis is missing.
    months: tuple[Months | None, Months | None]
    #: Whether the role is within reach before and after: the months, at their greatest, are no more than ``reach_months``. None where
    #: sources name too few skills of the role to say so.
    is_within_reach: tuple[bool | None, bool | None]
    #: The gap before and after.
    gaps: tuple[SkillGap, SkillGap]


@attrs.frozen(kw_only=True, repr=False)
class WhatIf(Tabular):
    """What one skill changes for a person, role by role."""

    #: The skill.
    skill: SkillId
    #: Its preferred label.
    label: str
    #: Proficiency held before, credits included, 0-1.
    from_level: float
    #: Proficiency asked about, 0-1.
    to_level: float
    #: What changes for each role, what closes most first.
    changes: tuple[RoleChange, ...]
    #: Greatest modelled months with which a role counts as within reach.
    reach_months: float
    #: The person with the skill.
    profile: Profile

    @property
    def within_reach(self) -> tuple[tuple[RoleId, ...], tuple[RoleId, ...]]:
        """Roles within reach before and after."""
        before, after = (tuple(change.role for change in self.changes if change.is_within_reach[end]) for end in (0, 1))
        return before, after

    @property
    def reached(self) -> tuple[RoleId, ...]:
        """Roles that come within reach by the skill."""
        return tuple(change.role for change in self.changes if change.is_within_reach == (False, True))

    def explain(self) -> Explanation:
        """Unfold the gaps before and after, role by role."""
        said = "a role is within reach with modelled months of at most"
        limit = Explanation(statement=said, value=self.reach_months, rests_on="difficulty.reach_months")
        return Explanation(statement=f"what {self.label} at {self.to_level:.2f} changes", children=(limit, *map(_told, self.changes)))

    def __repr__(self) -> str:
        """Name the answer on one line."""
        roles = sum(1 for change in self.changes if change.closes)
        return f"WhatIf({self.skill} {self.from_level:.2f} -> {self.to_level:.2f}: nearer to {roles} of {len(self.changes)} roles)"


def what_if(
    profile: Profile,
    skill: Skill | str,
    *,
    proficiency: Rating | str | float | None = None,
    target: Role | str | None = None,
    catalog: Catalog | None = None,
) -> WhatIf:
    """Find how much one skill changes the gap, the difficulty, the months, and the roles within reach.

    A proficiency no higher than the one that the person lists changes nothing: the question is what learning brings.

    Args:
        profile: the person.
        skill: the skill, as object, id or label.
        proficiency: how well it would be held: a rating, a label of a scale, or 0 to 1. What the target asks by default, or else 1.
        target: the role wanted; every role that sources ask skills for by default.
        catalog: the catalog to ask; the bundled guides by default.

    Raises:
        UnknownSkillError, UnknownRoleError: a name is not known.
        InvalidTypeError: ``profile`` is not a Profile; ``Profile.from_role`` makes one of a role.
        InvalidRatingError: the proficiency is none.
        InvalidFieldError: the catalog has no scale of proficiency.

    >>> import rolepath as rp
    >>> answer = rp.what_if(rp.Profile.from_role("data scientist"), "docker", target="ML engineer")
    >>> answer.changes[0].closes > 0
    True
    """
    catalog = bundled(catalog)
    if not isinstance(profile, Profile):
        raise InvalidTypeError("profile", profile, "must be a Profile; Profile.from_role() makes one of a role")
    known = catalog.skill(skill)
    roles = [catalog.role(target)] if target is not None else [role for role in catalog.roles if catalog.requirements_of(role)]
    rating = _rating(catalog, known, proficiency, profile, None if target is None else roles[0])
    own = [entry for name, entry in listed_by_person(catalog, profile) if name == known.id]
    held = max((_level(catalog, entry) for entry in own), default=0.0)
    evidence = max((entry.evidence for entry in own), default=Evidence.CLAIMED)
    after = profile.with_skill(known, rating, evidence) if rating.value > held else profile
    changes = [_changed(catalog, profile, after, role) for role in roles]
    counted = held_by_person(catalog, profile).get(known.id)
    return WhatIf(
        skill=known.id,
        label=known.label,
        from_level=0.0 if counted is None else counted.level,
        to_level=rating.value,
        changes=tuple(sorted(changes, key=lambda change: -(change.closes or 0.0))),
        reach_months=catalog.difficulty_model.reach_months,
        profile=after,
    )


def _rating(catalog: Catalog, skill: Skill, asked: Rating | str | float | None, profile: Profile, target: Role | None) -> Rating:
    """Read a proficiency, or take what the target asks."""
    if asked is None:
        first = scales_of_proficiency(catalog)[0]
        items = [] if target is None else skill_gap(target, target, level=profile.level, catalog=catalog).items
        need = next((item.need for item in items if item.skill == skill.id), 1.0)
        return Rating(scale=first.id, value=need)
    return asked if isinstance(asked, Rating) else proficiency_of(catalog, asked)


def _level(catalog: Catalog, entry: HeldSkill | UnknownSkill) -> float:
    return catalog.gap_weights.unstated_proficiency if entry.proficiency is None else entry.proficiency.value


def _changed(catalog: Catalog, before: Profile, after: Profile, role: Role) -> RoleChange:
    """Ask for a role before and after."""
    old, new = (skill_gap(person, role, catalog=catalog) for person in (before, after))
    moves = [transition_difficulty(person, role, catalog=catalog) for person in (before, after)]
    limit = catalog.difficulty_model.reach_months
    return RoleChange(
        role=role.id,
        label=role.label,
        closes=None if old.score is None or new.score is None else old.score - new.score,
        difficulty=(moves[0].score, moves[1].score),
        months=(moves[0].modelled_months, moves[1].modelled_months),
        is_within_reach=(None, None) if old.is_thin or old.score is None else (_is_within(moves[0], limit), _is_within(moves[1], limit)),
        gaps=(old, new),
    )


def _is_within(move: TransitionDifficulty, limit: float) -> bool:
    months = move.modelled_months
    return months is not None and months.maximum is not None and months.maximum <= limit


# Explanation -----------------------------------------------------------------------------------------------------------


def _told(change: RoleChange) -> Explanation:
    """Take the gap after from the gap before, skill by skill where they differ."""
    before, after = change.gaps
    if change.closes is None:
        return Explanation(statement=f"{change.label}: {before.reason}")
    steps = tuple(_differing(before, after))
    said = f"{change.label}: part of the gap that it closes"
    return Explanation(statement=said, value=change.closes, operation=Operation.SUM, children=steps)


def _differing(before: SkillGap, after: SkillGap) -> Iterator[Explanation]:
    """For each skill that comes nearer, what it adds to the gap before and after."""
    old, new = (_parts(gap) for gap in (before, after))
    for skill, (contribution, step) in old.items():
        left, leaf = new.get(skill, (0.0, Explanation(statement="nothing is missing any more", value=0.0, rests_on="definition")))
        if left != contribution:
            said = f"{step.statement} less"
            yield Explanation(statement=said, value=fsum((contribution, -left)), operation=Operation.DIFFERENCE, children=(step, leaf))


def _parts(gap: SkillGap) -> dict[SkillId, tuple[float, Explanation]]:
    adding = [item for item in gap.items if item.contribution > 0]
    return {item.skill: (item.contribution, step) for item, step in zip(adding, gap.explain().children, strict=True)}
