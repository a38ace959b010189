"""Levels: rungs of ladders, ordered within one track."""

from __future__ import annotations

import attrs

from rolepath.errors import InvalidTypeError, LevelTrackError
from rolepath.model import _check as check
from rolepath.model._check import Choice
from rolepath.model.identity import LevelId, RoleId
from rolepath.model.source import Citation

__all__ = ["Level", "Track"]


class Track(Choice):
    """A line of promotion. Levels of different tracks do not compare."""

    INDIVIDUAL_CONTRIBUTOR = "individual-contributor"
    MANAGEMENT = "management"


@attrs.frozen(kw_only=True, order=False)
class Level:
    """A rung of a ladder.

    A rung without a role is a standard level (``entry`` to ``principal``, ``manager`` to ``vp``); a rung with a role is what one
    source says of that role's ladder, placed on a standard level by its id. ``<`` orders the levels of one track.

    >>> from rolepath import load_catalog
    >>> catalog = load_catalog()
    >>> catalog.level("senior") < catalog.level("staff")
    True
    """

    #: Id of the standard level, like ``senior``.
    id: LevelId = attrs.field(validator=check.ident)
    #: Name; of a rung, as the source prints it.
    label: str = attrs.field(validator=check.text)
    #: Line of promotion.
    track: Track = attrs.field(converter=Track)
    #: Place on the track, from 1; higher is more senior.
    rank: int = attrs.field(validator=check.whole(1))
    #: Other names of a standard level.
    alternative_labels: tuple[str, ...] = attrs.field(default=(), validator=check.each(check.text))
    #: Role whose ladder this is a rung of, or None for a standard level.
    role: RoleId | None = attrs.field(default=None, validator=check.maybe(check.ident))
    #: What people at this rung own or do, in our words; None where the source does not say.
    scope: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: Kind of employer, or None for any.
    employer: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: Where the source says so; None for a standard level.
    citation: Citation | None = attrs.field(default=None, validator=check.maybe(check.kind(Citation)))
    #: Fields that the source does not state and that are inferred.
    assumed: tuple[str, ...] = attrs.field(default=(), validator=check.each(check.text))
    #: A remark of the editors on the reading.
    note: str | None = attrs.field(default=None, validator=check.maybe(check.text))

    _rules = (check.assumptions,)
    __attrs_post_init__ = check.keep_rules

    def rungs_above(self, other: Level) -> int:
        """Count the rungs from another level up to this one; negative when this one is lower.

        Raises:
            LevelTrackError: the levels are of different tracks.
            InvalidTypeError: the other is not a level.
        """
        if not isinstance(other, Level):
            raise InvalidTypeError("other", other, "must be a Level")
        if self.track is not other.track:
            raise LevelTrackError(self.id, self.track.value, other.id, other.track.value)
        return self.rank - other.rank

    def __lt__(self, other: object) -> bool:
        return self.rungs_above(other) < 0 if isinstance(other, Level) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self.rungs_above(other) <= 0 if isinstance(other, Level) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self.rungs_above(other) > 0 if isinstance(other, Level) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self.rungs_above(other) >= 0 if isinstance(other, Level) else NotImplemented
