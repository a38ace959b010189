from __future__ import annotations

from collections import Counter
from math import fsum, log, log1p, sqrt
from statistics import correlation, fmean, pstdev

import attrs
import pytest

import rolepath as rp
from rolepath.analysis.likeness import importance_of, likeness_of, settled

from .framework import IMPORTANCE_ALONE, RATED, SHAPE, TITLES, framework, ratings, tells
from .tiny import asks

NEAR = 2.0**-17
#: What is told of the roles besides skills; three of the four like something.
TOLD = (
    tells("plan", "activity", "x", within=("g",)),
    tells("plan", "activity", "y", within=("g",)),
    tells("make", "activity", "x", within=("g",)),
    tells("sell", "activity", "z", within=("h",)),
    tells("idle", "activity", "x", within=("g", "h")),
    tells("plan", "technology", "sheets"),
    tells("plan", "tool", "ruler"),
    tells("make", "tool", "ruler"),
    tells("make", "technology", "mail"),
    tells("sell", "technology", "sheets"),
    tells("idle", "technology", "sheets"),
    *(tells(role, "interest", "art", value) for role, value in (("plan", 6), ("make", 2), ("idle", 5))),
    *(tells(role, "interest", "law", value) for role, value in (("plan", 3), ("make", 4), ("idle", 1))),
)
LABELS = {**TITLES, "idle": "Data idler"}
WHOLE = 2 * 3 + 15 + 25 + 15


def cosine(counts: dict[str, Counter[str]], one: str, other: str, *, least: int, is_counted: bool) -> float:
    """Work out a cosine straight from its definition."""
    having = Counter(item for items in counts.values() for item in items)

    def weighed(role: str) -> dict[str, float]:
        amounts = {item: log1p(count) if is_counted else 1.0 for item, count in counts[role].items()}
        return {item: amount * log(len(counts) / having[item]) for item, amount in amounts.items() if having[item] >= least}

    mine, theirs = weighed(one), weighed(other)
    lengths = [sqrt(sum(value**2 for value in vector.values())) for vector in (mine, theirs)]
    return sum(value * theirs.get(item, 0.0) for item, value in mine.items()) / (lengths[0] * lengths[1])


def told(families: set[str]) -> dict[str, Counter[str]]:
    """Count the items of each role."""
    found: dict[str, Counter[str]] = {}
    for fact in TOLD:
        if fact.family.value in families:
            found.setdefault(fact.role, Counter()).update((fact.item, *fact.within))
    return found


WORDS = {role: Counter(label.lower().split()) for role, label in LABELS.items()}


def of_interests(one: str, other: str) -> float:
    """Work out the cosine of interests straight from its definition."""
    columns = {"art": {"plan": 6, "make": 2, "idle": 5}, "law": {"plan": 3, "make": 4, "idle": 1}}
    rows = {
        role: [(column[role] - fmean(column.values())) / pstdev(column.values()) for column in columns.values()] for role in (one, other)
    }
    lengths = [sqrt(sum(value**2 for value in row)) for row in rows.values()]
    return sum(a * b for a, b in zip(rows[one], rows[other], strict=True)) / (lengths[0] * lengths[1])


class TestImportance:
    """The correlation of importance, by hand."""

    @pytest.mark.parametrize(
        ("one", "other", "r"),
        # Profiles: plan (-k, k, 0), make (-m, -m, 2 m), sell (2 m, -m, -m) with k = sqrt(1.5) and m = sqrt(0.5).
        [("plan", "make", 0.0), ("plan", "sell", -sqrt(0.75)), ("make", "sell", -0.5), ("plan", "plan", 1.0)],
    )
    def test_by_hand(self, one: str, other: str, r: float) -> None:
        found = likeness_of(framework(model=IMPORTANCE_ALONE), one, other)
        assert found.score == pytest.approx((1 + r) / 2, abs=NEAR)
        assert (found.lower, found.upper, found.evidence_share) == (found.score, found.score, 1.0)
        assert (found.is_fallback, found.reason) == (False, None)

    def test_each_skill_adds_half_the_square_of_the_sum(self) -> None:
        # plan + sell: (2 m - k, k - m, -m), each squared, over twice three skills, over twice.
        found = likeness_of(framework(model=IMPORTANCE_ALONE), "plan", "sell")
        k, m = sqrt(1.5), sqrt(0.5)
        assert {feature.item: feature.contribution for feature in found.features} == pytest.approx(
            {"art": (2 * m - k) ** 2 / 12, "law": (k - m) ** 2 / 12, "sql": m**2 / 12}, abs=NEAR
        )
        assert all(feature.contribution >= 0 and feature.term == "importance" for feature in found.features)
        assert found.features[0].item == "sql"

    def test_opposites_are_not_below_zero(self) -> None:
        assert importance_of((1.0, -1.0), (-1.0, 1.0)) == 0.0
        # The mean squares round each by themselves, so that their sum may lie below the products.
        step = 2.0**-20
        profile = (1181 * 1024 * step, -700_000 * step, 1_000_003 * step)
        assert importance_of(profile, tuple(-value for value in profile)) == 0.0

    def test_no_more_than_two(self) -> None:
        assert importance_of((1.5, -1.5), (1.5, -1.5)) == 2.0


class TestShape:
    """The sum of four terms against a plain one, worked out straight from the definitions."""

    @pytest.mark.parametrize(("one", "other"), [("plan", "make"), ("plan", "sell"), ("make", "sell")])
    def test_against_the_definitions(self, one: str, other: str) -> None:
        columns = [[RATED[role][place] for role in RATED] for place in range(3)]
        standard = {role: [(RATED[role][i] - fmean(columns[i])) / pstdev(columns[i]) for i in range(3)] for role in RATED}
        r = correlation(standard[one], standard[other])
        a = cosine(told({"activity"}), one, other, least=1, is_counted=True)
        w = cosine(WORDS, one, other, least=2, is_counted=True)
        g = cosine(told({"technology", "tool"}), one, other, least=1, is_counted=False)
        found = likeness_of(framework(*TOLD, titles=LABELS), one, other)
        assert found.score == pytest.approx((3 * (1 + r) + 15 * a + 25 * w + 15 * g) / WHOLE, abs=NEAR)
        assert (found.lower, found.upper, found.evidence_share) == (found.score, found.score, 1.0)
        added = {term: fsum(f.contribution for f in found.features if f.term == term) for term in ("importance", "activities", "titles")}
        expected = {"importance": 3 * (1 + r), "activities": 15 * a, "titles": 25 * w}
        assert added == pytest.approx({term: value / WHOLE for term, value in expected.items()}, abs=NEAR)
        assert fsum(feature.contribution for feature in found.features) == found.score

    def test_what_is_not_known_of_both_counts_in_the_bounds_alone(self) -> None:
        # Nothing is told of activities: the score is over importance, titles and technology, of which 6 + 25 + 15 of 61 is known.
        found = likeness_of(framework(*(fact for fact in TOLD if fact.family.value != "activity"), titles=LABELS), "plan", "make")
        full = likeness_of(framework(*TOLD, titles=LABELS), "plan", "make")
        assert found.evidence_share == pytest.approx(46 / 61)
        assert found.lower == pytest.approx(found.score * 46 / 61, abs=NEAR)
        assert found.upper == pytest.approx((found.score * 46 + 15) / 61, abs=NEAR)
        assert found.lower <= full.score <= found.upper

    def test_titles_are_always_known(self) -> None:
        found = likeness_of(
            framework(model=attrs.evolve(IMPORTANCE_ALONE, titles=25.0), titles={**TITLES, "sell": "Vendor"}), "plan", "sell"
        )
        assert found.score == pytest.approx(3 * (1 - sqrt(0.75)) / 31, abs=NEAR)
        assert found.evidence_share == 1.0

    def test_what_a_source_leaves_open_widens_the_bounds(self) -> None:
        fact = asks("plan", "art", 1.0, source="two")
        found = likeness_of(framework(model=IMPORTANCE_ALONE, requirements=(*ratings(), fact)), "plan", "make")
        assert found.score == pytest.approx(0.5, abs=NEAR)
        assert (found.lower, found.upper, found.evidence_share) == (0.0, 1.0, 0.0)

    def test_it_is_the_same_both_ways(self) -> None:
        own = framework(*TOLD, titles=LABELS)
        there, back = likeness_of(own, "plan", "make"), likeness_of(own, "make", "plan")
        assert (there.score, there.lower, there.upper) == (back.score, back.lower, back.upper)
        assert [f.contribution for f in there.features] == [f.contribution for f in back.features]
        assert [f.held for f in there.features] == [f.held[::-1] for f in back.features]


class TestFallback:
    """Where a role is not rated, another sum stands in."""

    @pytest.mark.parametrize(("slope", "offset"), [(1.0, 0.0), (1.06, -0.46)])
    def test_against_the_definitions(self, slope: float, offset: float) -> None:
        model = attrs.evolve(SHAPE, unrated_slope=slope, unrated_offset=offset)
        found = likeness_of(framework(*TOLD, titles=LABELS, model=model), "plan", "idle")
        i = of_interests("plan", "idle")
        a = cosine(told({"activity"}), "plan", "idle", least=1, is_counted=True)
        w = cosine(WORDS, "plan", "idle", least=2, is_counted=True)
        s = cosine(told({"technology"}), "plan", "idle", least=1, is_counted=False)
        total = 2 * i + 15 * a + 25 * w + 7 * s
        assert found.score == pytest.approx((3 + slope * total + offset) / WHOLE, abs=NEAR)
        assert found.is_fallback
        assert "one of the roles is not rated" in found.reason
        assert fsum(feature.contribution for feature in found.features) == found.score
        assert {feature.term for feature in found.features} == {"rescaling", "interests", "activities", "titles", "software"}
        assert next(f for f in found.features if f.item == "offset").contribution == pytest.approx((3 + offset) / WHOLE)

    def test_bounds_are_those_of_the_sum_that_it_stands_for(self) -> None:
        found = likeness_of(framework(*TOLD, titles=LABELS), "plan", "idle")
        a = cosine(told({"activity"}), "plan", "idle", least=1, is_counted=True)
        w = cosine(WORDS, "plan", "idle", least=2, is_counted=True)
        g = cosine(told({"technology", "tool"}), "plan", "idle", least=1, is_counted=False)
        known = 15 * a + 25 * w + 15 * g
        assert found.lower == pytest.approx(min(found.score, known / WHOLE), abs=NEAR)
        assert found.upper == pytest.approx(max(found.score, (known + 6) / WHOLE), abs=NEAR)
        assert found.evidence_share == pytest.approx(55 / 61)

    def test_interests_may_be_opposite(self) -> None:
        likes = [
            tells(role, "interest", item, value)
            for role, item, value in (("plan", "a", 2), ("plan", "b", 1), ("idle", "a", 1), ("idle", "b", 2))
        ]
        # Nothing else is shared: 3 of 61, less 2 of 61.
        rest = (
            tells("plan", "activity", "x"),
            tells("idle", "activity", "y"),
            tells("plan", "technology", "x"),
            tells("idle", "technology", "y"),
        )
        found = likeness_of(framework(*likes, *rest), "plan", "idle")
        assert found.score == pytest.approx((3 - 2) / WHOLE, abs=NEAR)
        assert fsum(feature.contribution for feature in found.features) == found.score

    @pytest.mark.parametrize(("offset", "score"), [(-200.0, 0.0), (200.0, 1.0)])
    def test_it_stays_within_0_and_1(self, offset: float, score: float) -> None:
        found = likeness_of(framework(*TOLD, titles=LABELS, model=attrs.evolve(SHAPE, unrated_offset=offset)), "plan", "idle")
        assert found.score == score
        assert found.lower <= score <= found.upper
        assert fsum(feature.contribution for feature in found.features) == score
        assert [feature for feature in found.features if feature.item == "rest"]

    def test_without_what_it_needs_nothing_is_known(self) -> None:
        found = likeness_of(framework(*TOLD, titles=LABELS), "sell", "idle")  # nobody says what a seller likes
        assert (found.score, found.lower, found.upper, found.evidence_share, found.features) == (None, None, None, 0.0, ())
        assert found.reason == "the roles are not both rated, nor are both described by interests"
        bare = likeness_of(framework(titles=LABELS), "plan", "idle")
        assert bare.reason == "the roles are not both rated, nor are both described by interests and activities and software"


def part(contribution: float, item: str = "a") -> rp.SharedFeature:
    return rp.SharedFeature(term="t", item=item, label="L", contribution=contribution, held=(1.0, 1.0))


class TestSettled:
    """Parts add up to the score, to the last bit."""

    def test_the_largest_takes_what_rounding_lost(self) -> None:
        found = settled([part(0.1, "a"), part(0.2, "b"), part(0.0, "c")], 0.3)
        assert [(feature.item, feature.contribution) for feature in found] == [("b", fsum((0.3, -0.1))), ("a", 0.1)]
        assert fsum(feature.contribution for feature in found) == 0.3

    def test_what_no_rounding_explains_is_a_part_of_its_own(self) -> None:
        found = settled([part(0.75), part(0.5, "b")], 1.0)
        assert [(feature.item, feature.contribution) for feature in found] == [("a", 0.75), ("b", 0.5), ("rest", -0.25)]

    def test_parts_that_nearly_cancel(self) -> None:
        # The sum of the two is a multiple of 2**-53; a score between two of those needs a finer part.
        score = 0.05 + 2.0**-58
        found = settled([part(0.9), part(-0.85, "b")], score)
        assert fsum(feature.contribution for feature in found) == score
        assert len(found) > 2

    def test_nothing(self) -> None:
        assert settled([], 0.0) == ()
        assert [feature.item for feature in settled([], 0.5)] == ["rest"]
