"""Where sources conflict, where one qualifies another, and where they only seem to differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from rolepath.analysis.disagreement import Disagreement, DisagreementKind, Standing
from rolepath.analysis.explain import Explanation
from rolepath.analysis.move_conflicts import move_disagreements
from rolepath.analysis.pay_conflicts import pay_disagreements
from rolepath.analysis.question import bundled
from rolepath.analysis.skill_conflicts import skill_disagreements
from rolepath.errors import InvalidFieldError
from rolepath.model.catalog import Catalog
from rolepath.model.identity import RoleId
from rolepath.model.role import Role
from rolepath.model.shown import Tabular

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Disagreements", "disagreements"]


@attrs.frozen(kw_only=True, repr=False)
class Disagreements(Tabular):
    """Where sources do not say the same: conflicts first, then what is qualified, then what only seems to differ."""

    #: The points.
    items: tuple[Disagreement, ...]
    #: Topic asked for, or None for all.
    topic: str | None = None
    #: Role asked for, or None for all.
    role: RoleId | None = None
    #: Its name.
    label: str | None = None

    def of(self, standing: Standing | str) -> tuple[Disagreement, ...]:
        """Return the points of one standing."""
        wanted = Standing(standing)
        return tuple(item for item in self.items if item.standing is wanted)

    @property
    def conflicts(self) -> tuple[Disagreement, ...]:
        """The points on which sources cannot all be right."""
        return self.of(Standing.CONFLICT)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the points at a glance: a row for each, a column for each source, and a letter for the side that the source is on.

        Conflicts come first. An empty place means that the source is no part of the point.

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
        """Unfold every point."""
        return Explanation(statement=repr(self), children=tuple(item.explain() for item in self.items))

    def __iter__(self) -> Iterator[Disagreement]:
        """Go through the points."""
        return iter(self.items)

    def __len__(self) -> int:
        """Count the points."""
        return len(self.items)

    def __repr__(self) -> str:
        """Name the answer on one line."""
        return f"Disagreements({', '.join(f'{len(self.of(standing))} {standing}' for standing in Standing)})"


def disagreements(
    *, topic: DisagreementKind | str | None = None, role: Role | str | None = None, catalog: Catalog | None = None
) -> Disagreements:
    """Find where sources conflict, where one qualifies another, and where they only seem to differ.

    Every point is found from the facts: nothing is written down as a conflict.

    Args:
        topic: a kind, like ``pay-trend``, or a whole topic: ``pay``, ``skill`` or ``move``.
        role: only points that concern this role.
        catalog: the catalog to ask; the bundled guides by default.

    Returns:
        The points, conflicts first, each with its sides, facts and arithmetic, and with how sure it is.

    Raises:
        InvalidFieldError: ``topic`` is neither a kind nor a topic.
        UnknownRoleError: ``role`` is not a role.

    >>> import rolepath as rp
    >>> rp.disagreements(topic="pay-trend").conflicts[0].topic
    'pay of ML engineer against Data scientist, by level'
    """
    catalog = bundled(catalog)
    kinds = None if topic is None else _kinds(topic)
    wanted = None if role is None else catalog.role(role).id
    found = catalog.answer(("disagreements",), lambda: _found(catalog))
    items = tuple(item for item in found if (kinds is None or item.kind in kinds) and (wanted is None or wanted in item.roles))
    return Disagreements(
        items=items, topic=None if topic is None else str(topic), role=wanted, label=None if wanted is None else catalog.role(wanted).label
    )


def _kinds(topic: str) -> frozenset[DisagreementKind]:
    """The kinds that a topic takes in: itself, or all that begin with it."""
    kinds = frozenset(kind for kind in DisagreementKind if topic in (kind.value, kind.value.partition("-")[0]))
    if not kinds:
        topics = dict.fromkeys(name for kind in DisagreementKind for name in (kind.value.partition("-")[0], kind.value))
        raise InvalidFieldError("topic", topic, f"must be one of {', '.join(topics)}")
    return kinds


def _found(catalog: Catalog) -> tuple[Disagreement, ...]:
    finders: Iterable[Iterable[Disagreement]] = (
        pay_disagreements(catalog),
        skill_disagreements(catalog),
        move_disagreements(catalog),
    )
    found = dict.fromkeys(item for items in finders for item in items)
    standings, kinds = list(Standing), list(DisagreementKind)
    return tuple(sorted(found, key=lambda item: (standings.index(item.standing), kinds.index(item.kind), item.topic, repr(item.facts))))
