"""What someone holds: at the start, or after roles on the way."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from rolepath.analysis.holding import Holding, holdings_of
from rolepath.analysis.needs import NOT_HELD, SILENT, Held, Need, held_by_person, held_by_role
from rolepath.model.catalog import Catalog
from rolepath.model.identity import SkillId
from rolepath.model.measure import GapWeights
from rolepath.model.profile import Evidence, Profile
from rolepath.model.role import Role
from rolepath.model.skill import SkillRequirement

__all__ = ["Carried", "carried_by"]


@attrs.frozen(kw_only=True, eq=False)
class Carried:
    """What someone holds, skill by skill."""

    #: Where the way began.
    origin: Role | Profile
    #: Roles since, in order.
    roles: tuple[Role, ...] = ()
    #: How well each skill is held, once related skills are credited.
    held: Mapping[SkillId, Held]
    #: Whose proficiency counts, skill by skill.
    holdings: Mapping[SkillId, Holding]
    #: How a skill is held that is not among them.
    absent: Held

    @property
    def role(self) -> Role | None:
        """The role held now, or None for a person, wherever the way led."""
        if isinstance(self.origin, Profile):
            return None
        return self.roles[-1] if self.roles else self.origin

    @property
    def label(self) -> str:
        """Name of who moves on: the last role, and where the way began."""
        first = self.origin.label if isinstance(self.origin, Role) else "this person"
        if not self.roles:
            return first
        return f"{self.roles[-1].label}, coming from {' and '.join([first, *(role.label for role in self.roles[:-1])])}"

    def met(self, need: Need) -> Held:
        """How well a need is met: by the skill itself, or by the best alternative that the sources accept."""
        best = self.held.get(need.skill, self.absent)
        for skill in need.alternatives:
            best = best.joined(attrs.evolve(self.held.get(skill, self.absent), credited_from=skill))
        return best

    def holding(self, need: Need) -> Holding | None:
        """Whose proficiency meets a need: that of the skill, or of the first alternative that is held best."""
        if not need.alternatives:
            return self.holdings.get(need.skill)
        return self.holdings.get(max((need.skill, *need.alternatives), key=lambda skill: self.held.get(skill, self.absent).level))

    def facts(self, catalog: Catalog, skill: SkillId) -> tuple[SkillRequirement, ...]:
        """What sources say of a skill in the roles held, the first one first."""
        roles = (self.origin, *self.roles) if isinstance(self.origin, Role) else self.roles
        return tuple(fact for role in roles for fact in catalog.requirements_of(role, skill=skill))


def carried_by(catalog: Catalog, origin: Role | Profile, weights: GapWeights | None = None, evidence: Evidence | None = None) -> Carried:
    """Tell what a role's people are taken to hold, or what a person says, shown at least as well as ``evidence``."""
    chosen = catalog.gap_weights if weights is None else weights
    if isinstance(origin, Role):
        held, absent = held_by_role(catalog, origin.id, weights=chosen), SILENT
    else:
        held, absent = held_by_person(catalog, origin, weights=chosen, evidence=evidence), NOT_HELD
    return Carried(origin=origin, held=held, holdings=holdings_of(catalog, origin, chosen, evidence), absent=absent)
