"""Which of two roles is paid more at each level, by which sources, and where none can tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeAlias

import attrs

from rolepath.analysis.explain import Explanation, cite
from rolepath.analysis.ratios import PayOrder, PayRatio, pay_ratios, unlike
from rolepath.model.catalog import Catalog
from rolepath.model.identity import LevelId, RoleId, SourceId
from rolepath.model.level import Track
from rolepath.model.pay import PayClaim, PayComponent, PayRelation, SalaryBand

__all__ = ["NOT_KNOWN", "PayOrderReading", "cells_of", "pay_order"]

#: What a reading says where the facts do not tell.
NOT_KNOWN = "not known"


@attrs.frozen(kw_only=True)
class PayOrderReading:
    """Which of two roles is paid more at one level, and who says so: sources by their figures, sources that are silent, and claims."""

    #: Role compared.
    role: RoleId
    #: Role that it is compared with.
    other: RoleId
    #: Their names.
    labels: tuple[str, str]
    #: Level, or None for figures that name none.
    level: LevelId | None
    #: Which way the figures of each source go that has like figures of both, in the order of the catalog.
    orders: tuple[tuple[SourceId, PayOrder], ...]
    #: The like figures, source by source.
    ratios: tuple[PayRatio, ...]
    #: Sources without like figures of both, each with what it has.
    silent: tuple[tuple[SourceId, str], ...]
    #: Claims that order the pay of the two at this level. They are no figures, and do not count in ``value``.
    claims: tuple[PayClaim, ...]

    @property
    def statement(self) -> str:
        """What is read off, in words."""
        return f"pay of {self.labels[0]} against {self.labels[1]}, {self.level or 'no level'}"

    @property
    def value(self) -> str:
        """What all sources with figures say: more, less, same or mixed; ``disputed`` where they differ, ``not known`` where none has."""
        said = {order for _, order in self.orders}
        return NOT_KNOWN if not said else "disputed" if len(said) > 1 else next(iter(said)).value

    def sources(self, order: PayOrder | str | None = None) -> tuple[SourceId, ...]:
        """Sources whose figures give an order; those that give any for None."""
        wanted = set(PayOrder) if order is None else {PayOrder(order)}
        return tuple(source for source, found in self.orders if found in wanted)

    def explain(self) -> Explanation:
        """Unfold the order into the figures of each source, the silent sources and the claims."""
        said = [
            Explanation(statement=f"{source}: {order}", children=tuple(ratio.explain() for ratio in self.ratios if ratio.source == source))
            for source, order in self.orders
        ]
        silent = [Explanation(statement=f"{source} is silent: {why}") for source, why in self.silent]
        claims = [cite(claim, f"claimed without figures: {_claimed(claim)}") for claim in self.claims]
        return Explanation(statement=f"{self.statement}: {self.value}", children=(*said, *silent, *claims))


# Who says so ----------------------------------------------------------------------------------------------------------

#: Relations that order the pay of two roles, rather than tell how it moves.
_ORDERING = frozenset({PayRelation.MORE, PayRelation.LESS, PayRelation.SAME, PayRelation.HIGHEST, PayRelation.LOWEST})
_Pair: TypeAlias = tuple[RoleId, RoleId]


def _levels(catalog: Catalog, pair: _Pair) -> tuple[LevelId | None, ...]:
    """All levels of the individual contributor, then others that a figure of the two names, then none."""
    paid = {band.level for role in pair for band in catalog.bands_of(role)}
    listed = [level for level in catalog.standard_levels if level.track is Track.INDIVIDUAL_CONTRIBUTOR or level.id in paid]
    listed.sort(key=lambda level: (level.track, level.rank, level.id))
    return (*(level.id for level in listed), None)


def cells_of(catalog: Catalog, roles: Sequence[RoleId]) -> list[tuple[_Pair, LevelId | None]]:
    """Pair each role with each later one, at each level that the order of their pay is asked at."""
    return [(pair, level) for pair in combinations(roles, 2) for level in _levels(catalog, pair)]


def pay_order(catalog: Catalog, pair: _Pair, names: Mapping[str | None, str], level: LevelId | None) -> PayOrderReading:
    """Find which of two roles is paid more at a level, source by source."""
    orders: list[tuple[SourceId, PayOrder]] = []
    ratios: list[PayRatio] = []
    silent: list[tuple[SourceId, str]] = []
    for source in catalog.sources:
        found = [ratio for ratio in pay_ratios(catalog, *pair, source.id) if ratio.level == level]
        ratios.extend(found)
        said = {ratio.order for ratio in found}
        if said:
            orders.append((source.id, said.pop() if len(said) == 1 else PayOrder.MIXED))
        else:
            silent.append((source.id, _silence(catalog, pair, names, level, source.id)))
    return PayOrderReading(
        role=pair[0],
        other=pair[1],
        labels=(names[pair[0]], names[pair[1]]),
        level=level,
        orders=tuple(orders),
        ratios=tuple(ratios),
        silent=tuple(silent),
        claims=_ordering_claims(catalog, pair, level),
    )


def _silence(catalog: Catalog, pair: _Pair, names: Mapping[str | None, str], level: LevelId | None, source: SourceId) -> str:
    """Say what a source has of two roles at a level that has no like figures of both."""
    mine, theirs = ([band for band in catalog.bands_of(role, source=source) if band.level == level] for role in pair)
    if not mine and not theirs:
        return "no figure of either"
    if not mine or not theirs:
        return f"figures of {names[pair[0] if mine else pair[1]]} alone"
    # The two figures that come closest.
    fewest = min((tuple(_apart(a, b)) for a in mine for b in theirs), key=lambda dimensions: (len(dimensions), dimensions))
    return f"figures of both, apart in {', '.join(fewest)}"


def _apart(band: SalaryBand, other: SalaryBand) -> Iterator[str]:
    yield from unlike(band, other)
    if (band.minimum == band.ceiling) is not (other.minimum == other.ceiling):
        yield "form (a single amount, a range)"
    if not other.minimum:
        yield "size (a floor of 0)"


def _ordering_claims(catalog: Catalog, pair: _Pair, level: LevelId | None) -> tuple[PayClaim, ...]:
    """Claims that order the pay of two roles at a level, or at all levels, source by source."""
    order = {source.id: index for index, source in enumerate(catalog.sources)}
    claims = [
        claim
        for claim in dict.fromkeys(catalog.pay_claims)
        if claim.relation in _ORDERING
        and (not claim.levels or level in claim.levels)
        and ({claim.role, claim.other} == set(pair) or (claim.role in pair and _is_of_all(claim)))
    ]
    return tuple(sorted(claims, key=lambda claim: (order[claim.citation.source], claim.citation.line, repr(claim))))


def _is_of_all(claim: PayClaim) -> bool:
    return claim.other is None and claim.relation in (PayRelation.HIGHEST, PayRelation.LOWEST)


def _claimed(claim: PayClaim) -> str:
    """Say a claim in few words: ``ml-engineer more vs data-scientist, usually``."""
    against = claim.other or claim.baseline
    which = (
        f"{claim.role} {claim.relation}{f' vs {against}' if against else ''}",
        claim.degree,
        claim.hedge,
        None if claim.component is PayComponent.UNSPECIFIED else f"{claim.component} pay",
        f"at {' or '.join(claim.employers)}" if claim.employers else None,
        f"in {claim.location}" if claim.location else None,
    )
    return ", ".join(part for part in which if part)
