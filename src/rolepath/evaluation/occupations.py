"""Scores of a measure of moves: related roles, groups of a classification, and moves that people made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from math import isnan, log2
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from rolepath.analysis.matrix import RoleMatrix, numpy_for
from rolepath.errors import InvalidFieldError, InvalidTypeError
from rolepath.model.catalog import Catalog
from rolepath.model.descriptor import DescriptorFamily
from rolepath.model.identity import RoleId

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats: TypeAlias = npt.NDArray[np.float64]

__all__ = ["GroupScore", "Measure", "MoveScore", "RecallScore", "as_matrix", "observed_moves", "related_recall", "same_group"]

#: A measure of moves, lower for an easier one: all pairs at once, or a function of two ids.
Measure: TypeAlias = "RoleMatrix | Callable[[RoleId, RoleId], float | None]"

#: Share of pairs that lie below the top in :attr:`GroupScore.top_share`.
TOP_PERCENTILE = 96.0


@attrs.frozen(kw_only=True)
class RecallScore:
    """How many of the roles that a source calls related are among the nearest."""

    #: Mean over the roles of the share of their related roles that is among the ``k`` nearest, 0-1.
    recall: float
    #: How many of the nearest are looked at.
    k: int
    #: Roles that the mean is over.
    roles: int
    #: Related roles that the measure knows and that are looked for.
    related: int


@attrs.frozen(kw_only=True)
class GroupScore:
    """Whether roles of one group of a classification are nearer than others."""

    #: Chance that a pair of one group is nearer than one of two groups, ties counting half: 0.5 is no better than chance.
    auc: float
    #: Share of the pairs of one group that are nearer than 96 % of all pairs.
    top_share: float
    #: Pairs of one group.
    pairs: int
    #: Pairs of two groups.
    others: int


@attrs.frozen(kw_only=True)
class MoveScore:
    """Whether moves that people made are easier than moves that they did not make."""

    #: Chance that a move that was made is easier than one that was not, of pairs with about the same expected flow: 0.5 is chance.
    auc: float
    #: Interval that holds 95 % of the values over samples of origins drawn with replacement.
    auc_interval: tuple[float, float]
    #: Mean over origins of the discounted cumulative gain, over its greatest value.
    ndcg: float
    #: The same for targets ordered by how many people move to them from elsewhere.
    ndcg_of_popularity: float
    #: Pairs that somebody moved between.
    observed: int
    #: Other pairs.
    others: int

    @property
    def ndcg_gain(self) -> float:
        """What the measure adds to popularity."""
        return self.ndcg - self.ndcg_of_popularity


def _numpy() -> Any:
    return numpy_for("scoring a measure")


def _among(matrix: RoleMatrix, roles: Sequence[RoleId]) -> tuple[list[RoleId], Any]:
    """Return those of some roles that a matrix knows, and its numbers for these."""
    places = {role: place for place, role in enumerate(matrix.roles)}
    known = [role for role in roles if role in places]
    rows = _numpy().array([places[role] for role in known], dtype=int)
    return known, matrix.values[_numpy().ix_(rows, rows)]


def as_matrix(measure: Measure, roles: Sequence[RoleId]) -> RoleMatrix:
    """Ask a function for every ordered pair of roles, or return a matrix as it is.

    Raises:
        MissingExtraError: the extra ``[scale]`` is not installed.
        InvalidTypeError: the measure is neither, or gives what is no number.

    >>> as_matrix(lambda origin, target: 0.5, ["a", "b"])
    RoleMatrix(measure: 2 roles, 4 of 4 pairs known)
    """
    np = _numpy()
    if isinstance(measure, RoleMatrix):
        return measure
    if not callable(measure):
        raise InvalidTypeError("measure", measure, "must be a RoleMatrix, or a function from two ids to a number or None")
    values = np.ma.masked_all((len(roles), len(roles)))
    for row, origin in enumerate(roles):
        for column, target in enumerate(roles):
            found: Any = measure(origin, target)
            if found is not None:
                if isinstance(found, bool) or not isinstance(found, (int, float)) or isnan(found):
                    rule = "must be a number, or None where it is not known"
                    raise InvalidTypeError(f"measure of {origin} to {target}", found, rule)
                values[row, column] = found
    return RoleMatrix(measure="measure", roles=tuple(roles), values=values)


def related_recall(
    measure: Measure, *, catalog: Catalog, k: int = 10, related: Mapping[RoleId, Collection[RoleId]] | None = None
) -> RecallScore:
    """Score a measure by the roles that a source calls related.

    Args:
        measure: the measure; a function is asked for the roles that have related ones, and for these.
        catalog: the catalog that the roles are of.
        k: how many of the nearest are looked at.
        related: the related roles of each; by default the ten that the catalog's descriptors name first.

    Returns:
        The mean share found. Related roles that the measure knows nothing of are not looked for; ties are broken by id.

    Raises:
        InvalidFieldError: no role has a related one that the measure knows, or ``k`` is less than 1.
        MissingExtraError: the extra ``[scale]`` is not installed.
    """
    if type(k) is not int or k < 1:
        raise InvalidFieldError("k", k, "must be a whole number, 1 or more")
    wanted = _related(catalog) if related is None else {role: tuple(others) for role, others in related.items()}
    named = sorted({*wanted, *(other for others in wanted.values() for other in others)} & {role.id for role in catalog.roles})
    matrix = as_matrix(measure, named)
    shares, count = [], 0
    for role in matrix.roles:
        known = {other: value for other in matrix.roles if other != role and (value := matrix.value(role, other)) is not None}
        looked_for = {other for other in wanted.get(role, ()) if other in known}
        if looked_for:
            near = sorted(known, key=lambda other: (known[other], other))[:k]
            shares.append(len(looked_for.intersection(near)) / len(looked_for))
            count += len(looked_for)
    if not shares:
        raise InvalidFieldError("related", len(wanted), "must name a role that the measure knows; there is nothing to look for")
    return RecallScore(recall=sum(shares) / len(shares), k=k, roles=len(shares), related=count)


def _related(catalog: Catalog) -> dict[RoleId, tuple[RoleId, ...]]:
    found: dict[RoleId, list[tuple[float, str]]] = {}
    for fact in catalog.descriptors:
        if fact.family is DescriptorFamily.RELATED_ROLE and fact.value is not None and fact.value <= 10:  # noqa: PLR2004 - the first ten
            found.setdefault(fact.role, []).append((fact.value, fact.item))
    return {role: tuple(RoleId(item) for _, item in sorted(others)) for role, others in found.items()}


def same_group(measure: Measure, *, catalog: Catalog, groups: Mapping[RoleId, Hashable] | None = None) -> GroupScore:
    """Score a measure by whether roles of one group are nearer than others.

    Args:
        measure: the measure; a function is asked for every pair of roles that have a group.
        catalog: the catalog that the roles are of.
        groups: the group of each role; by default ``Role.group``.

    Returns:
        The area under the curve, and the share of pairs of one group that are nearer than 96 % of all known pairs.

    Raises:
        InvalidFieldError: there is no pair of one group, or none of two groups.
        MissingExtraError: the extra ``[scale]`` is not installed.
    """
    np = _numpy()
    chosen = {role.id: role.group for role in catalog.roles if role.group is not None} if groups is None else dict(groups)
    matrix = as_matrix(measure, sorted(chosen))
    roles, values = _among(matrix, sorted(chosen))
    numbers = {group: number for number, group in enumerate(dict.fromkeys(chosen[role] for role in roles))}
    of = np.array([numbers[chosen[role]] for role in roles])
    is_pair = ~np.eye(len(roles), dtype=bool) & ~np.ma.getmaskarray(values)
    scores, is_same = values.data[is_pair], (of[:, None] == of[None, :])[is_pair]
    inside, outside = scores[is_same], scores[~is_same]
    if not len(inside) or not len(outside):
        raise InvalidFieldError("groups", len(numbers), "must leave pairs of one group and pairs of two; there is nothing to compare")
    limit = np.percentile(scores, 100.0 - TOP_PERCENTILE)
    return GroupScore(auc=_auc(inside, outside), top_share=float((inside < limit).mean()), pairs=len(inside), others=len(outside))


def _auc(lower: Floats, others: Floats) -> float:
    """Return the chance that one of the first is lower than one of the others, ties counting half."""
    np = _numpy()
    ordered = np.sort(others)
    above = len(ordered) - np.searchsorted(ordered, lower, side="right")
    ties = np.searchsorted(ordered, lower, side="right") - np.searchsorted(ordered, lower, side="left")
    return float((above + 0.5 * ties).sum() / (len(lower) * len(others)))


# Moves that people made ------------------------------------------------------------------------------------------------


def observed_moves(
    measure: Measure, moves: Mapping[tuple[RoleId, RoleId], float], *, bins: int = 20, samples: int = 200, seed: int = 0
) -> MoveScore:
    """Score a measure by moves that people made.

    The expected flow of a pair is what the sizes of both ends alone would give: all moves out of the one times all moves into the other,
    over all moves. Pairs are compared only within bins of about the same expected flow, so that the size of occupations does not count.

    Args:
        measure: the measure; a function is asked for every pair of roles that somebody moved from or to.
        moves: how many people moved, by origin and target.
        bins: how many bins pairs are put into by expected flow, each with as many pairs.
        samples: how many samples of origins the interval is taken over.
        seed: where the drawing of samples begins; the same seed gives the same interval.

    Raises:
        InvalidFieldError: ``moves`` leaves nothing to compare, or a number is out of range.
        MissingExtraError: the extra ``[scale]`` is not installed.
    """
    np = _numpy()
    for name, number in (("bins", bins), ("samples", samples)):
        if type(number) is not int or number < 1:
            raise InvalidFieldError(name, number, "must be a whole number, 1 or more")
    counts = {pair: float(count) for pair, count in moves.items() if count > 0 and pair[0] != pair[1]}
    ends = sorted({role for pair in counts for role in pair})
    roles, values = _among(as_matrix(measure, ends), ends)
    flow = np.array([[counts.get((a, b), 0.0) for b in roles] for a in roles]).reshape(len(roles), len(roles))
    expected = np.outer(flow.sum(axis=1), flow.sum(axis=0))
    is_pair = ~np.eye(len(roles), dtype=bool) & ~np.ma.getmaskarray(values) & (expected > 0)
    origins, _ = np.nonzero(is_pair)
    scores, made, sizes = values.data[is_pair], flow[is_pair] > 0, expected[is_pair]
    parts = [part for part in np.array_split(np.argsort(sizes, kind="stable"), bins) if made[part].any() and not made[part].all()]
    if not parts:
        rule = "must leave pairs that somebody moved between beside others of about the same size; there is nothing to compare"
        raise InvalidFieldError("moves", len(counts), rule)
    sorted_parts = [part[np.argsort(scores[part], kind="stable")] for part in parts]
    auc = _matched(scores, made, np.ones(len(scores)), sorted_parts)
    draw = np.random.default_rng(seed)
    drawn = (np.bincount(draw.integers(0, len(roles), len(roles)), minlength=len(roles)) for _ in range(samples))
    several = [_matched(scores, made, times[origins].astype(float), sorted_parts) for times in drawn]
    # A sample may hold no origin that moves were made from; that of all origins is one that does.
    low, high = np.nanpercentile([auc, *several], [2.5, 97.5])
    popular = np.broadcast_to(flow.sum(axis=0), flow.shape) - flow
    return MoveScore(
        auc=auc,
        auc_interval=(float(min(auc, low)), float(max(auc, high))),
        ndcg=_ndcg(-values.data, flow, is_pair),
        ndcg_of_popularity=_ndcg(popular, flow, is_pair),
        observed=int(made.sum()),
        others=int((~made).sum()),
    )


def _matched(scores: Floats, made: Any, times: Floats, parts: list[Any]) -> float:
    """Return the area under the curve within bins, each pair counted so many times; a bin holds its pairs in the order of their scores."""
    np = _numpy()
    right, whole = 0.0, 0.0
    for part in parts:
        yes, no = times[part] * made[part], times[part] * ~made[part]
        first = np.concatenate([[True], np.diff(scores[part]) > 0])
        group = np.cumsum(first) - 1  # pairs of one score are one group
        yes_by, no_by = np.bincount(group, yes), np.bincount(group, no)
        after = no_by.sum() - np.cumsum(no_by)
        right += float((yes_by * (after + 0.5 * no_by)).sum())
        whole += float(yes.sum() * no.sum())
    return right / whole if whole else float("nan")


def _ndcg(order: Floats, flow: Floats, is_pair: Any) -> float:
    """Return the mean over origins of the discounted cumulative gain of targets in an order, over that of the best order."""
    np = _numpy()
    discounts = np.array([1.0 / log2(place + 2) for place in range(len(flow))])
    found = []
    for row in range(len(flow)):
        gains = flow[row][is_pair[row]]
        if gains.any():
            ranked = gains[np.argsort(-order[row][is_pair[row]], kind="stable")]
            best = np.sort(gains)[::-1]
            found.append(float((ranked * discounts[: len(gains)]).sum() / (best * discounts[: len(gains)]).sum()))
    return sum(found) / len(found)
