"""Scores of measures: each equals what counting by hand, pair by pair, gives."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from itertools import permutations
from math import log2

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import rolepath as rp
from rolepath.evaluation import as_matrix, observed_moves, related_recall, same_group

ROLES = ("a", "b", "c", "d", "e", "f")
CATALOG = rp.Catalog(
    sources=(rp.Source(id="s", title="S"),),
    roles=tuple(rp.Role(id=role, label=role, group=group) for role, group in zip(ROLES, ["1", "1", "2", "2", "2", None], strict=True)),
    descriptors=tuple(
        rp.Descriptor(role=role, family=family, item=item, label=item, value=value, citation=rp.Citation(source="s", section="x", line=1))
        for role, family, item, value in [
            ("a", "related-role", "b", 1),
            ("a", "related-role", "c", 10),
            ("a", "related-role", "d", 11),
            ("a", "related-role", "e", None),
            ("b", "related-role", "a", 1),
            ("b", "activity", "a", 1),
            ("c", "related-role", "nobody", 1),
        ]
    ),
)
#: A measure of the six roles, with ties and with pairs that it does not know.
values = st.one_of(st.none(), st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]))
measures = st.fixed_dictionaries(dict.fromkeys(permutations(ROLES, 2), values))
Pairs = Mapping[tuple[str, str], float | None]


def asked(measure: Pairs) -> Callable[[str, str], float | None]:
    return lambda origin, target: 0.0 if origin == target else measure[origin, target]


def chance(lower: list[float], others: list[float]) -> tuple[float, int]:
    """Count pairs in which the first is lower, ties as half."""
    return sum(1.0 if a < b else 0.5 if a == b else 0.0 for a in lower for b in others), len(lower) * len(others)


class TestRelated:
    RELATED: Mapping[str, tuple[str, ...]] = {"a": ("b", "c", "d"), "b": ("f",), "c": ()}

    @given(measure=measures, k=st.integers(1, 6))
    def test_by_counting(self, measure: Pairs, k: int) -> None:
        shares = []
        for role, wanted in self.RELATED.items():
            near = sorted((measure[role, other], other) for other in "abcdf" if other != role and measure[role, other] is not None)
            known = [other for other in wanted if measure[role, other] is not None]
            if known:
                shares.append(sum(other in [name for _, name in near[:k]] for other in known) / len(known))
        assume(shares)
        score = related_recall(asked(measure), catalog=CATALOG, k=k, related=self.RELATED)
        assert score.recall == pytest.approx(sum(shares) / len(shares))
        assert (score.k, score.roles) == (k, len(shares))

    def test_the_ten_that_a_catalog_names_first(self) -> None:
        order = {"b": 0.1, "c": 0.3, "a": 0.2}
        score = related_recall(lambda _, target: order[target], catalog=CATALOG, k=1)
        assert (score.recall, score.roles, score.related) == (0.75, 2, 3)  # a finds b and not c; b finds a

    def test_a_matrix_has_its_own_roles(self) -> None:
        matrix = as_matrix(lambda origin, target: abs(ord(origin) - ord(target)) / 9, ["a", "b", "c"])
        assert related_recall(matrix, catalog=CATALOG, k=2).recall == 1.0

    @pytest.mark.parametrize("k", [0, True, 1.5])
    def test_how_many(self, k: int) -> None:
        with pytest.raises(rp.InvalidFieldError, match="k must be a whole number, 1 or more"):
            related_recall(lambda _, __: 0.0, catalog=CATALOG, k=k)

    def test_nothing_to_look_for(self) -> None:
        with pytest.raises(rp.InvalidFieldError, match="related must name a role that the measure knows; there is nothing to look for"):
            related_recall(lambda _, __: None, catalog=CATALOG)


class TestGroups:
    GROUPS: Mapping[str, str] = {"a": "1", "b": "1", "c": "2", "d": "2", "e": "2"}

    @given(measure=measures)
    def test_by_counting(self, measure: Pairs) -> None:
        pairs = [(measure[a, b], self.GROUPS[a] == self.GROUPS[b]) for a, b in permutations("abcde", 2)]
        known = [(value, same) for value, same in pairs if value is not None]
        inside, outside = [value for value, same in known if same], [value for value, same in known if not same]
        assume(inside and outside)
        right, whole = chance(inside, outside)
        score = same_group(asked(measure), catalog=CATALOG)
        assert score.auc == pytest.approx(right / whole)
        limit = np.percentile([value for value, _ in known], 4)
        assert score.top_share == pytest.approx(sum(value < limit for value in inside) / len(inside))
        assert (score.pairs, score.others) == (len(inside), len(outside))

    def test_other_groups(self) -> None:
        score = same_group(lambda a, b: abs(ord(a) - ord(b)), catalog=CATALOG, groups={"a": 1, "b": 1, "f": 2})
        assert (score.auc, score.pairs, score.others) == (1.0, 2, 4)

    @pytest.mark.parametrize("groups", [{}, {"a": 1, "b": 1}, {"a": 1, "b": 2}])
    def test_nothing_to_compare(self, groups: dict[str, int]) -> None:
        with pytest.raises(rp.InvalidFieldError, match="groups must leave pairs of one group and pairs of two"):
            same_group(lambda _, __: 0.0, catalog=CATALOG, groups=groups)


class TestMoves:
    @given(
        measure=measures,
        moves=st.dictionaries(st.tuples(st.sampled_from(ROLES), st.sampled_from(ROLES)), st.integers(0, 3), min_size=1),
        bins=st.integers(1, 3),
    )
    def test_by_counting(self, measure: Pairs, moves: dict[tuple[str, str], int], bins: int) -> None:
        made = {pair: count for pair, count in moves.items() if count and pair[0] != pair[1]}
        roles = sorted({role for pair in made for role in pair})
        out = {role: sum(count for (a, _), count in made.items() if a == role) for role in roles}
        into = {role: sum(count for (_, b), count in made.items() if b == role) for role in roles}
        pairs = [pair for pair in permutations(roles, 2) if measure[pair] is not None and out[pair[0]] * into[pair[1]]]
        pairs.sort(key=lambda pair: out[pair[0]] * into[pair[1]])  # stable: within a size in the order of ids
        right, whole = 0.0, 0
        size, more = divmod(len(pairs), bins)
        for number in range(bins):
            start = number * size + min(number, more)
            part = pairs[start : start + size + (number < more)]
            found, count = chance([measure[p] for p in part if p in made], [measure[p] for p in part if p not in made])
            right, whole = right + found, whole + count
        if not whole:
            with pytest.raises(rp.InvalidFieldError, match="moves must leave pairs that somebody moved between"):
                observed_moves(asked(measure), moves, bins=bins, samples=3)
            return
        score = observed_moves(asked(measure), moves, bins=bins, samples=3)
        assert score.auc == pytest.approx(right / whole)
        assert score.auc_interval[0] <= score.auc <= score.auc_interval[1]
        assert (score.observed, score.others) == (sum(p in made for p in pairs), sum(p not in made for p in pairs))
        assert score.ndcg == pytest.approx(self.gain(pairs, made, lambda a, b: measure[a, b] or 0.0))
        assert score.ndcg_of_popularity == pytest.approx(self.gain(pairs, made, lambda a, b: made.get((a, b), 0) - into[b]))
        assert score.ndcg_gain == score.ndcg - score.ndcg_of_popularity

    @staticmethod
    def gain(pairs: list[tuple[str, str]], made: Mapping[tuple[str, str], int], order: Callable[[str, str], float]) -> float:
        found = []
        for origin in ROLES:
            targets = sorted(b for a, b in pairs if a == origin)
            gains = [made.get((origin, b), 0) for b in sorted(targets, key=lambda b: (order(origin, b), b))]
            if any(gains):
                best = sum(g / log2(n + 2) for n, g in enumerate(sorted(gains, reverse=True)))
                found.append(sum(g / log2(n + 2) for n, g in enumerate(gains)) / best)
        return sum(found) / len(found)

    def test_the_interval_holds_what_samples_give(self) -> None:
        draw = np.random.default_rng(1)
        roles = [f"r{n}" for n in range(40)]
        place = {role: draw.random() for role in roles}
        moves = {(a, b): 1 for a, b in permutations(roles, 2) if abs(place[a] - place[b]) + 0.3 * draw.random() < 0.3}
        good = observed_moves(lambda a, b: abs(place[a] - place[b]), moves)
        bad = observed_moves(lambda a, b: (hash((a, b)) * 0 + int(a[1:]) * 7 + int(b[1:]) * 13) % 17, moves)
        assert good.auc > 0.9 > bad.auc_interval[1]
        assert 0 < good.auc_interval[1] - good.auc_interval[0] < 0.2
        assert bad.auc_interval[0] < 0.5 < bad.auc_interval[1]
        assert observed_moves(lambda a, b: abs(place[a] - place[b]), moves) == good
        assert observed_moves(lambda a, b: abs(place[a] - place[b]), moves, seed=2).auc_interval != good.auc_interval

    @pytest.mark.parametrize("name", ["bins", "samples"])
    def test_numbers(self, name: str) -> None:
        with pytest.raises(rp.InvalidFieldError, match=f"{name} must be a whole number, 1 or more, got 0"):
            observed_moves(lambda _, __: 0.0, {("a", "b"): 1}, **{name: 0})

    def test_a_matrix_that_knows_some_roles(self) -> None:
        matrix = as_matrix(lambda a, b: abs(ord(a) - ord(b)), ["a", "b", "c"])
        score = observed_moves(matrix, {("a", "b"): 1, ("b", "c"): 1, ("c", "b"): 1, ("c", "z"): 1}, bins=1, samples=1)
        assert (score.observed, score.auc) == (3, 1.0)


class TestMeasures:
    @pytest.mark.parametrize("found", ["0.5", float("nan"), True])
    def test_what_is_no_number(self, found: object) -> None:
        with pytest.raises(rp.InvalidTypeError, match="measure of a to a must be a number, or None where it is not known"):
            as_matrix(lambda _, __: found, ["a"])  # type: ignore[arg-type, return-value]

    def test_what_is_no_measure(self) -> None:
        with pytest.raises(rp.InvalidTypeError, match="measure must be a RoleMatrix, or a function"):
            as_matrix(3, ["a"])  # type: ignore[arg-type]

    def test_without_the_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "numpy", None)
        with pytest.raises(rp.MissingExtraError, match=r"scoring a measure needs the extra \[scale\]"):
            as_matrix(lambda _, __: 0.0, ["a"])


class TestTheRealONet:
    def test_ours_finds_more_related_roles_than_a_plain_cosine(self, onet: rp.Catalog) -> None:
        rated = [role for role in onet.roles if onet.requirements_of(role)]
        ours = rp.difficulty_matrix(roles=rated, catalog=onet)
        ratings = np.array([[fact.importance.value * 4 + 1 for fact in onet.requirements_of(role)] for role in rated])
        unit = ratings / np.linalg.norm(ratings, axis=1, keepdims=True)
        plain = rp.RoleMatrix(measure="cosine", roles=tuple(r.id for r in rated), values=np.ma.MaskedArray(1 - unit @ unit.T))
        found = {name: related_recall(matrix, catalog=onet).recall for name, matrix in (("ours", ours), ("plain", plain))}
        assert found["ours"] > found["plain"] + 0.1
