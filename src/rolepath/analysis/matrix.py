"""All pairs of a catalog at once: difficulty, gap, and the roles nearest to one. Needs NumPy and SciPy, the extra ``[scale]``.

Each difficulty is the one that :func:`rolepath.transition_difficulty` gives for the pair, to the last bit: what is compared are multiples
of powers of one half, whose products add up exactly in any order, and the few operations after that are done in the same order here.
Rows are worked out in blocks, so that the memory beyond the result does not grow with the number of roles squared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from rolepath.analysis.difficulty import transition_difficulty
from rolepath.analysis.gap import skill_gap
from rolepath.analysis.likeness import rated_cosines, rescaled, unrated_cosines
from rolepath.analysis.needs import held_by_role, needs_of
from rolepath.analysis.proximity import lists_of
from rolepath.analysis.question import bundled
from rolepath.analysis.shape import mean_square, shapes_of
from rolepath.errors import InvalidFieldError, MissingExtraError
from rolepath.model import _check as check
from rolepath.model.catalog import Catalog
from rolepath.model.identity import RoleId, SkillId
from rolepath.model.measure import ProximityMethod
from rolepath.model.role import Role

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats: TypeAlias = npt.NDArray[np.float64]
    Flags: TypeAlias = npt.NDArray[np.bool_]

__all__ = ["Nearby", "RoleMatrix", "difficulty_matrix", "gap_matrix", "nearest", "numpy_for"]

#: Rows worked out at a time.
BLOCK = 256


class RoleMatrix:
    """A number for each ordered pair of roles: row from, column to."""

    def __init__(self, *, measure: str, roles: tuple[RoleId, ...], values: np.ma.MaskedArray[Any, np.dtype[np.float64]]) -> None:
        """Hold the numbers."""
        #: What the numbers are: difficulty or gap.
        self.measure = measure
        #: The roles, in the order of rows and columns.
        self.roles = roles
        #: The numbers, 0-1, as a masked array of NumPy: those that cannot be known are masked.
        self.values = values
        self._places: dict[str, int] = {role: place for place, role in enumerate(roles)}

    def value(self, origin: Role | str, target: Role | str) -> float | None:
        """Return the number of a pair, by ids or roles; None where it cannot be known.

        Raises:
            InvalidFieldError: a role is not one of the matrix.
        """
        row, column = self._place("origin", origin), self._place("target", target)
        found = self.values[row, column]
        return None if found is _numpy().ma.masked else float(found)

    def percentile(self, origin: Role | str, target: Role | str) -> float | None:
        """Return the share of all known pairs of two roles, in percent, whose number is lower than that of this pair.

        Raises:
            InvalidFieldError: a role is not one of the matrix.
        """
        found = self.value(origin, target)
        return None if found is None else _share_below(self._pairs(), found)

    def percentile_from(self, origin: Role | str, target: Role | str) -> float | None:
        """Return the share of all known pairs with the same origin, in percent, whose number is lower than that of this pair.

        Raises:
            InvalidFieldError: a role is not one of the matrix.
        """
        found = self.value(origin, target)
        row = self._place("origin", origin)
        others = _numpy().delete(self.values[row].filled(_numpy().nan), row)
        return None if found is None else _share_below(others[~_numpy().isnan(others)], found)

    def _pairs(self) -> Floats:
        """Every known number of a pair of two roles."""
        np = _numpy()
        pairs: Floats = self.values[~np.eye(len(self.roles), dtype=bool)].compressed()
        return pairs

    def _place(self, field: str, role: Role | str) -> int:
        ident = role.id if isinstance(role, Role) else role
        if ident not in self._places:
            raise InvalidFieldError(field, ident, "must be the id of a role of the matrix; .roles lists them")
        return self._places[ident]

    def __repr__(self) -> str:
        """Count the pairs, on one line."""
        return f"RoleMatrix({self.measure}: {len(self.roles)} roles, {self.values.count()} of {self.values.size} pairs known)"


def _share_below(values: Floats, value: float) -> float:
    return 100.0 * float((values < value).sum()) / len(values) if len(values) else 0.0


def numpy_for(feature: str) -> Any:
    """Return NumPy, where the extra that a feature needs is installed.

    Raises:
        MissingExtraError: it is not.
    """
    try:
        import_module("scipy.sparse")
        return import_module("numpy")
    except ImportError:
        raise MissingExtraError(feature, "scale") from None


def _numpy() -> Any:
    return numpy_for("working out all pairs of roles")


# Difficulty ------------------------------------------------------------------------------------------------------------


def difficulty_matrix(*, roles: Sequence[Role | str] | None = None, catalog: Catalog | None = None) -> RoleMatrix:
    """Find how hard every move between roles is.

    Args:
        roles: the roles; all of the catalog by default.
        catalog: the catalog to ask; the bundled guides by default.

    Returns:
        The difficulty of each ordered pair, as :func:`rolepath.transition_difficulty` gives it without levels.

    Raises:
        MissingExtraError: the extra ``[scale]`` is not installed.
        UnknownRoleError: a name is not a role's.

    >>> import rolepath as rp
    >>> matrix = rp.difficulty_matrix(roles=["data scientist", "ML engineer"])
    >>> matrix.value("data-scientist", "ml-engineer") == rp.transition_difficulty("data scientist", "ML engineer").score
    True
    """
    np = _numpy()
    catalog = bundled(catalog)
    chosen = _chosen(catalog, roles)
    weights = catalog.difficulty_model.weights
    method = catalog.proximity_model.method
    if method in _DISTANCES and weights.distance and not (weights.shortfall or weights.effort or weights.step):
        return _matrix("difficulty", chosen, _by_distance(catalog, chosen))
    rows = ([transition_difficulty(origin, target, catalog=catalog).score for target in chosen] for origin in chosen)
    return _matrix("difficulty", chosen, (np.array([np.nan if score is None else score for score in row])[None, :] for row in rows))


def _chosen(catalog: Catalog, roles: Sequence[Role | str] | None) -> tuple[RoleId, ...]:
    chosen = tuple(role.id for role in (catalog.roles if roles is None else map(catalog.role, roles)))
    twice = check.repeated(chosen)
    if twice is not None:
        raise InvalidFieldError("roles", twice, "stands twice; name each role once")
    return chosen


def _matrix(measure: str, roles: tuple[RoleId, ...], blocks: Iterator[Floats]) -> RoleMatrix:
    """Put blocks of rows together; what is no number is not known."""
    np = _numpy()
    values = np.empty((len(roles), len(roles)))
    row = 0
    for block in blocks:
        values[row : row + len(block)] = block
        row += len(block)
    mask = np.isnan(values)
    values[mask] = 0.0
    return RoleMatrix(measure=measure, roles=roles, values=np.ma.MaskedArray(values, mask=mask))


def _by_distance(catalog: Catalog, roles: tuple[RoleId, ...]) -> Iterator[Floats]:
    """Yield difficulties, block by block, by distance and steps of preparation. The order of operations is that of one pair."""
    np = _numpy()
    model = catalog.difficulty_model
    weights = model.weights
    known = shapes_of(catalog).preparation if weights.preparation else {}
    steps = np.array([known.get(role, (np.nan, False))[0] for role in roles])
    proximity = _DISTANCES[catalog.proximity_model.method](catalog, roles)
    for start in range(0, len(roles), BLOCK):
        rows = slice(start, min(start + BLOCK, len(roles)))
        far = 1.0 - proximity(rows)
        up = np.maximum(0.0, steps[None, :] - steps[rows, None])
        down = np.maximum(0.0, steps[rows, None] - steps[None, :])
        prepared = np.minimum(1.0, (up + model.preparation_down * down) / model.full_preparation_steps)
        is_known = ~np.isnan(prepared)
        parts = weights.distance * far, np.where(is_known, weights.preparation * prepared, 0.0)
        total = np.where(is_known, weights.distance + weights.preparation, weights.distance)
        scores = np.where(parts[0] + parts[1] >= total, 1.0, np.minimum(1.0, parts[0] / total + parts[1] / total))
        scores = np.where(np.isnan(far), np.nan, scores)
        scores[np.arange(rows.stop - rows.start), np.arange(rows.start, rows.stop)] = 0.0
        yield scores


class _BySkills:
    """Proximity by the lists of skills that roles ask for."""

    def __init__(self, catalog: Catalog, roles: tuple[RoleId, ...]) -> None:
        np = _numpy()
        lists = catalog.derived(lists_of)
        self._vectors = _sparse(lists, roles)
        self._has: Flags = np.array([role in lists for role in roles])

    def __call__(self, rows: slice) -> Floats:
        np = _numpy()
        cosine = np.minimum(1.0, (self._vectors[rows] @ self._vectors.T).toarray())
        found: Floats = np.where(self._has[rows, None] & self._has[None, :], cosine, np.nan)
        return found


class _ByShape:
    """Proximity by shape. A role that has no entries has a row of zeros, and is marked as not known."""

    def __init__(self, catalog: Catalog, roles: tuple[RoleId, ...]) -> None:
        np = _numpy()
        self._model = catalog.proximity_model
        shapes = shapes_of(catalog)
        empty = (0.0,) * len(shapes.skills)
        self._profiles: Floats = np.array([shapes.importance.get(role, empty) for role in roles]).reshape(len(roles), len(shapes.skills))
        self._is_rated: Flags = np.array([role in shapes.importance for role in roles])
        self._squares: Floats = np.array([mean_square(shapes.importance[role]) if role in shapes.importance else 0.0 for role in roles])
        self._vectors = {name: _sparse(vectors, roles) for name, vectors in shapes.vectors.items()}
        self._has = {name: np.array([role in shapes.vectors[name] for role in roles]) for name in shapes.vectors}

    def __call__(self, rows: slice) -> Floats:
        np = _numpy()
        model = self._model
        cosines = {name: self._cosine(name, rows) for name in self._vectors}
        both_rated = self._is_rated[rows, None] & self._is_rated[None, :]
        total, known = np.zeros(both_rated.shape), np.zeros(both_rated.shape)
        if self._profiles.shape[1]:
            means = 0.5 * (self._squares[rows, None] + self._squares[None, :])
            alike = np.clip(means + self._profiles[rows] @ self._profiles.T / self._profiles.shape[1], 0.0, 2.0)
            total, known = total + model.importance * alike, known + model.importance * 2.0
        for name, weight in rated_cosines(model):
            cosine, is_known = cosines[name]
            total = total + np.where(is_known, weight * cosine, 0.0)
            known = known + np.where(is_known, weight * 1.0, 0.0)
        rated = np.minimum(1.0, np.divide(total, known, out=np.zeros_like(total), where=both_rated))
        other = np.zeros(both_rated.shape)
        has_all = np.ones(both_rated.shape, dtype=bool)
        for name, weight in unrated_cosines(model):
            cosine, is_known = cosines[name]
            other = other + weight * cosine
            has_all &= is_known
        found: Floats = np.where(both_rated, rated, np.where(has_all, np.clip(rescaled(model, other), 0.0, 1.0), np.nan))
        return found

    def _cosine(self, name: str, rows: slice) -> tuple[Floats, Flags]:
        np = _numpy()
        vectors = self._vectors[name]
        cosine = np.clip((vectors[rows] @ vectors.T).toarray(), -1.0 if name == "interests" else 0.0, 1.0)
        has = self._has[name]
        return cosine, np.ones(cosine.shape, dtype=bool) if name == "titles" else has[rows, None] & has[None, :]


_DISTANCES: dict[ProximityMethod, Any] = {ProximityMethod.COSINE: _BySkills, ProximityMethod.SHAPE: _ByShape}


def _sparse(vectors: Mapping[RoleId, Mapping[Any, float]], roles: tuple[RoleId, ...]) -> Any:
    """Put vectors into a sparse matrix, a row for each role."""
    np, csr_array = _numpy(), import_module("scipy.sparse").csr_array
    items = {item: place for place, item in enumerate(sorted({item for vector in vectors.values() for item in vector}))}
    starts, places, values = [0], list[int](), list[float]()
    for role in roles:
        vector = vectors.get(role, {})
        places.extend(items[item] for item in vector)
        values.extend(vector.values())
        starts.append(len(places))
    shape = (len(roles), len(items))
    return csr_array((np.array(values, dtype=float), np.array(places, dtype=np.int64), np.array(starts, dtype=np.int64)), shape=shape)


# Gap -------------------------------------------------------------------------------------------------------------------


def gap_matrix(*, roles: Sequence[Role | str] | None = None, catalog: Catalog | None = None) -> RoleMatrix:
    """Find the skill gap of every move between roles.

    Args:
        roles: the roles; all of the catalog by default.
        catalog: the catalog to ask; the bundled guides by default.

    Returns:
        The gap of each ordered pair, as :func:`rolepath.skill_gap` gives it, within the rounding of sums.

    Raises:
        MissingExtraError: the extra ``[scale]`` is not installed.
        UnknownRoleError: a name is not a role's.

    >>> import rolepath as rp
    >>> rp.gap_matrix(roles=["data scientist", "ML engineer"]).value("data-scientist", "data-scientist")
    0.0
    """
    np = _numpy()
    catalog = bundled(catalog)
    chosen = _chosen(catalog, roles)
    held = _held(catalog, chosen)
    is_silent = np.array([not catalog.requirements_of(role) for role in chosen])
    values = np.full((len(chosen), len(chosen)), np.nan)
    for column, target in enumerate(chosen):
        needs = needs_of(catalog, target)
        whole = sum(need.weight * need.level for need in needs)
        if any(need.weight for need in needs):
            short = np.zeros(len(chosen))
            for need in needs:
                best = np.zeros(len(chosen))
                for skill in (need.skill, *need.alternatives):
                    if skill in held:
                        rows, levels = held[skill]
                        best[rows] = np.maximum(best[rows], levels)
                short += need.weight * np.maximum(0.0, need.level - best)
            values[:, column] = np.where(is_silent, np.nan, np.minimum(1.0, short / whole) if whole else 0.0)
        values[column, column] = 0.0
    return _matrix("gap", chosen, iter([values]))


def _held(catalog: Catalog, roles: tuple[RoleId, ...]) -> dict[SkillId, tuple[Any, Floats]]:
    """Which roles hold each skill that any role asks for, and how well."""
    held_by: dict[SkillId, tuple[list[int], list[float]]] = {}
    asked = {skill for fact in catalog.requirements for skill in (fact.skill, *fact.alternatives)}
    for row, role in enumerate(roles):
        for skill, held in held_by_role(catalog, role).items():
            if skill in asked and held.level:
                rows, levels = held_by.setdefault(skill, ([], []))
                rows.append(row)
                levels.append(held.level)
    np = _numpy()
    return {skill: (np.array(rows), np.array(levels)) for skill, (rows, levels) in held_by.items()}


# Nearest ---------------------------------------------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Nearby:
    """A role that is easy to reach from another."""

    #: The role.
    role: RoleId
    #: Its name.
    label: str
    #: Difficulty of the move to it, 0-1.
    difficulty: float
    #: What share of the known moves from the same role is easier, in percent.
    percentile: float
    #: What of it is missing, 0-1, or None where that cannot be known.
    gap: float | None
    #: Whether sources name so few skills for it that it looks nearer than it is.
    is_thin: bool


def nearest(role: Role | str, k: int = 10, *, catalog: Catalog | None = None) -> tuple[Nearby, ...]:
    """Find the roles that are easiest to reach from a role, the easiest first.

    Args:
        role: the role moved from.
        k: how many to return at most.
        catalog: the catalog to ask; the bundled guides by default.

    Raises:
        MissingExtraError: the extra ``[scale]`` is not installed.
        UnknownRoleError: the name is not a role's.
        InvalidFieldError: ``k`` is less than 1.

    >>> import rolepath as rp
    >>> [(near.role, near.is_thin) for near in rp.nearest("data scientist", 2)]
    [('quantitative-researcher', True), ('data-analyst', True)]
    """
    catalog = bundled(catalog)
    origin = catalog.role(role)
    if type(k) is not int or k < 1:
        raise InvalidFieldError("k", k, "must be a whole number, 1 or more")
    matrix = catalog.answer(("difficulty matrix",), lambda: difficulty_matrix(catalog=catalog))
    found = [(matrix.value(origin, other), other) for other in catalog.roles if other.id != origin.id]
    known = sorted(((score, other.id, other.label) for score, other in found if score is not None))
    gaps = (skill_gap(origin, other, catalog=catalog) for _, other, _ in known[:k])
    return tuple(
        Nearby(
            role=other,
            label=label,
            difficulty=score,
            percentile=matrix.percentile_from(origin, other) or 0.0,
            gap=gap.score,
            is_thin=gap.is_thin,
        )
        for (score, other, label), gap in zip(known[:k], gaps, strict=True)
    )
