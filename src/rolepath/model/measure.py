"""The numbers that the measures rest on: each is data, with a range and a reason."""

from __future__ import annotations

import attrs

from rolepath.errors import InvalidFieldError
from rolepath.model import _check as check
from rolepath.model._check import Choice
from rolepath.model.skill import RequirementBasis

__all__ = ["ClaimReading", "DifficultyModel", "DifficultyWeights", "GapWeights", "Parameter", "ProximityMethod", "ProximityModel"]

#: Most that a weight of proximity may be, so that no sum of them leaves the floats.
_MOST = 1e9


@attrs.frozen(kw_only=True)
class Parameter:
    """One number that a measure rests on."""

    #: Name, like ``gap.unstated_proficiency``.
    name: str = attrs.field(validator=check.text)
    #: The value used.
    value: float = attrs.field(validator=check.number(0))
    #: Least value that one could argue for.
    low: float = attrs.field(validator=check.number(0))
    #: Greatest value that one could argue for.
    high: float = attrs.field(validator=check.number(0))
    #: Why this value.
    reason: str = attrs.field(validator=check.text)

    def _in_range(self) -> None:
        if not self.low <= self.value <= self.high:
            raise InvalidFieldError(f"Parameter.value of {self.name}", self.value, f"must lie in {self.low:g} to {self.high:g}")

    _rules = (_in_range,)
    __attrs_post_init__ = check.keep_rules


@attrs.frozen(kw_only=True)
class GapWeights:
    """How a requirement's weight follows from what sources say.

    The weight is the number of sources that ask for the skill, times the importance (the highest that a source states, or
    ``unstated_importance``), times ``optional`` where every fact that ties it to the role calls it optional, times the factor of
    the strongest ground on which a source ties it to the role.
    """

    #: Proficiency that stands in where no source states one, 0-1. Called an assumption wherever it is used.
    unstated_proficiency: float = attrs.field(default=0.5, validator=check.number(0, 1))
    #: Importance that stands in where no source states one, 0-1.
    unstated_importance: float = attrs.field(default=0.5, validator=check.number(0, 1))
    #: Factor of a skill called optional, 0-1.
    optional: float = attrs.field(default=0.5, validator=check.number(0, 1))
    #: Factor of a skill named as one that the role needs.
    core_skill: float = attrs.field(default=1.0, validator=check.number(0, 1))
    #: Factor of a tool.
    tool: float = attrs.field(default=0.5, validator=check.number(0, 1))
    #: Factor of a responsibility.
    responsibility: float = attrs.field(default=0.75, validator=check.number(0, 1))
    #: Factor of an activity.
    activity: float = attrs.field(default=0.5, validator=check.number(0, 1))
    #: Factor of what a background brings.
    background: float = attrs.field(default=0.75, validator=check.number(0, 1))
    #: Factor of what interviews ask.
    interview: float = attrs.field(default=0.5, validator=check.number(0, 1))

    #: Share of a broader skill that counts towards a part of it, 0-1, once a level.
    broader_credit: float = attrs.field(default=0.6, validator=check.number(0, 1))
    #: Share of one part of a skill that counts towards the whole, 0-1.
    narrower_credit: float = attrs.field(default=0.5, validator=check.number(0, 1))
    #: Whether a skill weighs by how telling it is, 0 (no) to 1 (in full): by its inverse document frequency to this power.
    telling: float = attrs.field(default=0.0, validator=check.number(0, 1))

    def basis(self, basis: RequirementBasis) -> float:
        """Return the factor of a ground."""
        factor: float = getattr(self, basis.value.replace("-", "_"))
        return factor


@attrs.frozen(kw_only=True)
class DifficultyWeights:
    """How much each factor of a move's difficulty counts, 0-1, relative to the others; a factor of weight 0 is not used."""

    #: Share of what the target asks for that is not held.
    shortfall: float = attrs.field(default=0.4, validator=check.number(0, 1))
    #: Work that the shortfall takes, saturating.
    effort: float = attrs.field(default=0.4, validator=check.number(0, 1))
    #: Rungs up.
    step: float = attrs.field(default=0.2, validator=check.number(0, 1))
    #: Difference in shape, one minus proximity.
    distance: float = attrs.field(default=0.0, validator=check.number(0, 1))
    #: Steps up or down in the preparation that the roles ask for.
    preparation: float = attrs.field(default=0.0, validator=check.number(0, 1))

    def _some_above_0(self) -> None:
        if not self.shortfall + self.effort + self.step + self.distance + self.preparation:
            raise InvalidFieldError("DifficultyWeights", 0, "must give some factor a weight above 0")

    _rules = (_some_above_0,)
    __attrs_post_init__ = check.keep_rules


@attrs.frozen(kw_only=True)
class DifficultyModel:
    """Which factors make a move hard in a catalog, and on what scale.

    The defaults are for a framework that asks for what one job asks. The bundled catalog joins what five guides ask, and states its own.
    """

    #: Weight of each factor.
    weights: DifficultyWeights = attrs.field(factory=DifficultyWeights, validator=check.kind(DifficultyWeights))
    #: Weeks of effort at which the effort factor reaches 1 - 1/e (63 %).
    effort_scale_weeks: float = attrs.field(default=104.0, validator=check.number(1e-9))
    #: Weeks that stand in for a skill whose effort nobody states. Called an assumption wherever it is used.
    unstated_effort_weeks: float = attrs.field(default=12.0, validator=check.number(0))
    #: Rungs up at which the step factor reaches 1.
    full_step_rungs: float = attrs.field(default=4.0, validator=check.number(1e-9))
    #: Steps up in preparation at which the factor preparation reaches 1.
    full_preparation_steps: float = attrs.field(default=4.0, validator=check.number(1e-9))
    #: What a step down in preparation counts, as a share of a step up, 0-1.
    preparation_down: float = attrs.field(default=0.0, validator=check.number(0, 1))
    #: Weeks that learning takes, over the weeks that the classes of effort give; fitted to the durations that sources state.
    effort_factor: float = attrs.field(default=1.0, validator=check.number(1e-9))
    #: Share of all that is asked, 0-1, which the heaviest needs come to that make a role's core: nobody meets all that all sources ask.
    core_share: float = attrs.field(default=1.0, validator=check.number(0, 1))
    #: Months of learning within which a role counts as within reach.
    reach_months: float = attrs.field(default=12.0, validator=check.number(0))
    #: Hours a week for learning that the modelled months assume where a person names none.
    hours_per_week: float = attrs.field(default=10.0, validator=check.number(1e-9))


class ProximityMethod(Choice):
    """How two roles are compared."""

    #: What both hold over what either holds, by how telling each skill is. For facts that name a few skills, some with a level.
    SHARED = "shared"
    #: Cosine of the skills asked for, by how telling each is. For long lists of skills without levels.
    COSINE = "cosine"
    #: Correlation of importance over the skills rated for every role, and cosines of activities, titles and technology.
    SHAPE = "shape"


@attrs.frozen(kw_only=True)
class ProximityModel:
    """How proximity is measured in a catalog.

    The weights below are those of the method ``shape``, on ``3 r + 15 a + 25 w + 15 g``: each is about one over the spread of its term in
    O*NET 29.0, so that none outweighs the others. None is fitted to anything. For roles that are not rated the second sum stands in,
    brought to the mean and spread of the first.
    """

    #: How roles are compared.
    method: ProximityMethod = attrs.field(default=ProximityMethod.SHARED, converter=ProximityMethod)
    #: Weight of *r*, the correlation of importance; above 0, since importance tells rated roles from others.
    importance: float = attrs.field(default=3.0, validator=check.number(1e-9, _MOST))
    #: Weight of *a*, the cosine of activities.
    activities: float = attrs.field(default=15.0, validator=check.number(0, _MOST))
    #: Weight of *w*, the cosine of words in titles.
    titles: float = attrs.field(default=25.0, validator=check.number(0, _MOST))
    #: Weight of *g*, the cosine of tools and technology.
    technology: float = attrs.field(default=15.0, validator=check.number(0, _MOST))
    #: Weight of the cosine of interests, where roles are not rated.
    unrated_interests: float = attrs.field(default=2.0, validator=check.number(0, _MOST))
    #: Weight of the cosine of technology alone, where roles are not rated.
    unrated_technology: float = attrs.field(default=7.0, validator=check.number(0, _MOST))
    #: What the sum for unrated roles is multiplied by, to have the spread of the sum for rated ones.
    unrated_slope: float = attrs.field(default=1.0, validator=check.number(0, _MOST))
    #: What is then added, to have its mean.
    unrated_offset: float = attrs.field(default=0.0, validator=check.number(-_MOST, _MOST))


@attrs.frozen(kw_only=True)
class ClaimReading:
    """What the words of a claim about pay are taken to mean, in percent, so that figures can be set against them."""

    #: Greatest difference that still counts as slight, small or modest.
    slight_percent: float = attrs.field(default=10.0, validator=check.number(0))
    #: Greatest difference, up or down, that still counts as the same or comparable.
    same_percent: float = attrs.field(default=5.0, validator=check.number(0))
