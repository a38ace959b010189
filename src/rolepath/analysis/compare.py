"""Roles side by side, aspect by aspect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from rolepath.analysis.comp import comp_lookup
from rolepath.analysis.difficulty import TransitionDifficulty, transition_difficulty
from rolepath.analysis.explain import Explanation, cite
from rolepath.analysis.needs import Need, needs_of
from rolepath.analysis.pay_group import PayGroup
from rolepath.analysis.proximity import Proximity, proximity
from rolepath.analysis.question import bundled, labels_of
from rolepath.errors import InvalidFieldError
from rolepath.model import _check as check
from rolepath.model.catalog import Catalog
from rolepath.model.identity import LevelId, PlaceId, RoleId, SkillId
from rolepath.model.pay import PayClaim, PayComponent, PayPeriod
from rolepath.model.role import Aspect, Role, Trait
from rolepath.model.shown import Tabular

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["AspectRow", "Comparison", "PayRow", "SkillRow", "compare"]


@attrs.frozen(kw_only=True)
class AspectRow:
    """What sources say of one aspect, role by role. An empty cell means that they say nothing."""

    #: The aspect.
    aspect: Aspect
    #: Traits of each role, in the order asked.
    cells: tuple[tuple[Trait, ...], ...]


@attrs.frozen(kw_only=True)
class PayRow:
    """Pay of one currency, component, period, place and level, role by role."""

    #: ISO 4217 code.
    currency: str
    #: What the figures count.
    component: PayComponent
    #: Time that the figures are for.
    period: PayPeriod
    #: Place, or None.
    location: PlaceId | None
    #: Name of the place.
    location_label: str | None
    #: Level, or None for the role as a whole.
    level: LevelId | None
    #: Groups of each role, in the order asked; several where the component is open.
    cells: tuple[tuple[PayGroup, ...], ...]


@attrs.frozen(kw_only=True)
class SkillRow:
    """What each role asks of one skill. None means that no source ties it to the role."""

    #: The skill.
    skill: SkillId
    #: Its preferred label.
    label: str
    #: Needs of the roles, in the order asked.
    cells: tuple[Need | None, ...]


def _cell_for_each_role(table: str) -> check.Rule:
    """Demand that each row of a table has a cell for each role."""

    def rule(comparison: Comparison) -> None:
        for row in getattr(comparison, table):
            if len(row.cells) != len(comparison.roles):
                raise InvalidFieldError(
                    f"Comparison.{table}", len(row.cells), f"must hold {len(comparison.roles)} cells a row, one for each role"
                )

    return rule


@attrs.frozen(kw_only=True, repr=False)
class Comparison(Tabular):
    """Roles side by side. Nothing is averaged: every cell holds what its sources say."""

    #: The roles, in the order asked.
    roles: tuple[RoleId, ...]
    #: Their names.
    labels: tuple[str, ...]
    #: Traits, aspect by aspect, in the order of :class:`~rolepath.Aspect`.
    aspects: tuple[AspectRow, ...]
    #: Pay by currency, that of most figures first, then by component, place and level.
    pay: tuple[PayRow, ...]
    #: Skills, those of the greatest weight over all roles first.
    skills: tuple[SkillRow, ...]
    #: Claims about pay among the roles.
    pay_claims: tuple[PayClaim, ...]
    #: What sources say of several of the roles together: overlaps and distinctions.
    together: tuple[Trait, ...]
    #: The moves from each role to each other one.
    moves: tuple[TransitionDifficulty, ...]
    #: How alike each two of the roles are.
    proximities: tuple[Proximity, ...]
    #: Id and label of each place that claims about pay name.
    place_labels: tuple[tuple[PlaceId, str], ...] = ()

    def _label_for_each_role(self) -> None:
        if len(self.labels) != len(self.roles):
            raise InvalidFieldError("Comparison.labels", self.labels, f"must hold one for each of the {len(self.roles)} roles")

    _rules = (_label_for_each_role, *map(_cell_for_each_role, ("aspects", "pay", "skills")))
    __attrs_post_init__ = check.keep_rules

    def aspect(self, aspect: Aspect | str) -> AspectRow:
        """Return the row of an aspect; all its cells are empty where no source speaks of it."""
        wanted = Aspect(aspect)
        empty = AspectRow(aspect=wanted, cells=tuple(() for _ in self.roles))
        return next((row for row in self.aspects if row.aspect is wanted), empty)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw how well each role asks for the skills of most weight, in a column for each role, 0 (none) to 1 (expert).

        A level that sources put differently is solid to the lowest and pale to the highest. A skill that is asked without a level is an
        outline; of one that no source ties to the role, nothing is drawn.

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

    def plot_moves(self, ax: Axes | None = None) -> Axes:
        """Draw the moves between the roles as a map: roles as points, and an arrow for each move with its difficulty, 0 to 1.

        The heavier an arrow, the harder the move. A move that is not known is dashed, with a question mark. Of more than twelve moves, the
        easiest from each role and then the easiest of all are drawn. Where a role stands means nothing.

        Args:
            ax: axes of matplotlib to draw on; a figure of its own, 6 inches wide, by default.

        Returns:
            The axes drawn on. ``.figure`` of them is the figure; a notebook shows the axes as the picture where the figure is our own.

        Raises:
            MissingExtraError: the extra ``[plot]`` is not installed.
            InvalidTypeError: ``ax`` is no Axes of matplotlib.
        """
        from rolepath.display import as_plot

        return as_plot(self, ax, what="moves")

    def explain(self) -> Explanation:
        """Unfold the comparison into aspects, pay, claims, proximities and moves, each with its cited facts."""
        aspects = tuple(
            Explanation(
                statement=row.aspect.value,
                children=tuple(
                    cite(trait, f"{label}: {trait.text}") for label, cell in zip(self.labels, row.cells, strict=True) for trait in cell
                ),
            )
            for row in self.aspects
        )
        pay = tuple(
            Explanation(
                statement=f"{row.component} pay in {row.currency}, {row.level or 'no level'}, {row.location or 'no place'}",
                children=tuple(
                    cite(band, f"{band.role}: {band.citation.printed or band.minimum}")
                    for cell in row.cells
                    for group in cell
                    for band in group.bands
                ),
            )
            for row in self.pay
        )
        claims = tuple(cite(claim, f"claimed of pay: {claim.role} {claim.relation}") for claim in self.pay_claims)
        together = tuple(cite(trait, f"{trait.aspect}: {trait.text}") for trait in self.together)
        near = tuple(near.explain() for near in self.proximities)
        moves = tuple(move.explain() for move in self.moves)
        said = f"comparison of {', '.join(self.labels)}"
        return Explanation(statement=said, children=(*aspects, *pay, *claims, *together, *near, *moves))

    def __repr__(self) -> str:
        """Name the answer on one line."""
        return f"Comparison({' / '.join(self.roles)}: {len(self.aspects)} aspects, {len(self.pay)} pay rows, {len(self.skills)} skills)"


def compare(*roles: Role | str, catalog: Catalog | None = None) -> Comparison:
    """Set roles side by side: what they are, ask for and pay, and the moves between them.

    Args:
        *roles: two roles or more, as objects, ids or labels.
        catalog: the catalog to ask; the bundled guides by default.

    Returns:
        The comparison, aspect by aspect.

    Raises:
        UnknownRoleError: a name is not a role's.
        InvalidFieldError: fewer than two roles are named, or one twice.

    >>> import rolepath as rp
    >>> rp.compare("data scientist", "ML engineer").aspect("remote-share").cells[0][0].maximum
    Decimal('5')
    """
    catalog = bundled(catalog)
    chosen = tuple(catalog.role(role) for role in roles)
    if len(chosen) < 2 or len({role.id for role in chosen}) < len(chosen):  # noqa: PLR2004 - a comparison takes two
        raise InvalidFieldError("roles", tuple(role.id for role in chosen), "must name at least two roles, each once")
    return catalog.answer(("compare", *(role.id for role in chosen)), lambda: _answered(catalog, chosen))


def _answered(catalog: Catalog, roles: tuple[Role, ...]) -> Comparison:
    ids = tuple(role.id for role in roles)
    claims = tuple(
        claim for claim in dict.fromkeys(catalog.pay_claims) if claim.role in ids and (claim.other is None or claim.other in ids)
    )
    return Comparison(
        roles=ids,
        labels=tuple(role.label for role in roles),
        aspects=_aspects(catalog, roles),
        pay=_pay(catalog, roles),
        skills=_skills(catalog, roles),
        pay_claims=claims,
        together=tuple(trait for trait in catalog.traits if len(trait.roles) > 1 and set(trait.roles) <= set(ids)),
        moves=tuple(transition_difficulty(a, b, catalog=catalog) for a in roles for b in roles if a is not b),
        proximities=tuple(proximity(a, b, catalog=catalog) for index, a in enumerate(roles) for b in roles[index + 1 :]),
        place_labels=labels_of(catalog.places, (claim.location for claim in claims)),
    )


def _aspects(catalog: Catalog, roles: tuple[Role, ...]) -> tuple[AspectRow, ...]:
    own = [tuple(trait for trait in catalog.traits_of(role) if trait.role == role.id) for role in roles]
    rows = (AspectRow(aspect=aspect, cells=tuple(tuple(t for t in traits if t.aspect is aspect) for traits in own)) for aspect in Aspect)
    return tuple(row for row in rows if any(row.cells))


def _pay(catalog: Catalog, roles: tuple[Role, ...]) -> tuple[PayRow, ...]:
    found: dict[tuple[object, ...], list[list[PayGroup]]] = {}
    for index, role in enumerate(roles):
        for group in comp_lookup(role, catalog=catalog).groups:
            key = (group.currency, group.component, group.period, group.location, group.level)
            found.setdefault(key, [[] for _ in roles])[index].append(group)
    ranks = {level.id: level.rank for level in catalog.standard_levels}
    rows = []
    for cells in found.values():
        any_group = next(group for cell in cells for group in cell)
        rows.append(
            PayRow(
                currency=any_group.currency,
                component=any_group.component,
                period=any_group.period,
                location=any_group.location,
                location_label=any_group.location_label,
                level=any_group.level,
                cells=tuple(tuple(cell) for cell in cells),
            )
        )
    shared: dict[str, int] = {}
    for row in rows:
        shared[row.currency] = shared.get(row.currency, 0) + sum(map(bool, row.cells))
    rows.sort(
        key=lambda row: (
            -shared[row.currency],
            row.currency,
            row.component.value,
            row.location or "",
            ranks.get(row.level, 0) if row.level else 99,
        )
    )
    return tuple(rows)


def _skills(catalog: Catalog, roles: tuple[Role, ...]) -> tuple[SkillRow, ...]:
    by_role = [{need.skill: need for need in needs_of(catalog, role.id)} for role in roles]
    skills = dict.fromkeys(skill for needs in by_role for skill in needs)
    rows = [SkillRow(skill=skill, label=catalog.skill(skill).label, cells=tuple(needs.get(skill) for needs in by_role)) for skill in skills]
    rows.sort(key=lambda row: (-sum(need.weight for need in row.cells if need), row.label))
    return tuple(rows)
