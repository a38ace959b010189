from __future__ import annotations

from math import fsum, log, sqrt

import attrs
import pytest

import rolepath as rp

from .framework import IMPORTANCE_ALONE, framework, tells
from .tiny import asks, at, catalog, skill

# Three roles ask for something: sql by all three, ops by two, law by one, so that
# w(sql) = log(1 + 3/3) = log 2, w(ops) = log(1 + 3/2) = log 2.5, w(law) = log(1 + 3/1) = log 4. A fourth role is silent and not counted.
OWN = catalog(
    asks("here", "sql", 1.0, line=1, printed="SQL"),
    asks("here", "ops", 0.5, line=2),
    asks("there", "sql", 0.5, line=3),
    asks("there", "ops", line=4),
    asks("there", "law", 1.0, line=5),
    asks("other", "sql", 1.0, line=6),
    skills=("sql", "ops", "law", "art"),
    roles=("here", "there", "other", "silent"),
)
SQL, OPS, LAW = log(2), log(2.5), log(4)


class TestByHand:
    """Two roles that share two skills of three."""

    def test_score(self) -> None:
        # Alike: sql min(1, 0.5), ops min(0.5, 0.5 assumed). Together: sql 1, ops 0.5, law 1.
        near = rp.proximity("here", "there", catalog=OWN)
        total = fsum((SQL * 1.0, OPS * 0.5, LAW * 1.0))
        assert near.score == fsum((OPS * 0.5 / total, SQL * 0.5 / total))
        assert [(item.skill, item.label, item.held) for item in near.shared] == [("ops", "OPS", (0.5, 0.5)), ("sql", "SQL", (1.0, 0.5))]
        assert [item.weight for item in near.shared] == pytest.approx([OPS, SQL], abs=1e-15)
        assert (near.only_first, near.only_second) == ((), ("law",))

    def test_lower(self) -> None:
        # ops of the other role may be 0, and law of this one; then sql alone is shared, and all three stand below.
        near = rp.proximity("here", "there", catalog=OWN)
        assert near.lower == pytest.approx(SQL * 0.5 / (SQL + OPS + LAW), abs=1e-15)

    def test_upper(self) -> None:
        # ops may be shared at 0.5, law at 1; sql differs by 0.5 for certain.
        near = rp.proximity("here", "there", catalog=OWN)
        common = SQL * 0.5 + OPS * 0.5 + LAW
        assert near.upper == pytest.approx(common / (common + SQL * 0.5), abs=1e-15)

    def test_evidence_share(self) -> None:
        assert rp.proximity("here", "there", catalog=OWN).evidence_share == pytest.approx(SQL / (SQL + OPS + LAW), abs=1e-15)

    def test_what_is_cited(self) -> None:
        near = rp.proximity("here", "there", catalog=OWN)
        assert [tuple(r.citation.line for r in item.requirements) for item in near.shared] == [(2, 4), (1, 3)]

    def test_names(self) -> None:
        near = rp.proximity("ROLE here", OWN.role("there"), catalog=OWN)
        assert (near.roles, near.labels) == (("here", "there"), ("Role here", "Role there"))
        assert repr(near) == f"Proximity(here ~ there: {near.score:.2f} ({near.lower:.2f}-{near.upper:.2f}), 2 shared skills)"
        assert rp.proximity("here", "there", catalog=OWN) is near

    def test_the_same_shape(self) -> None:
        assert rp.proximity("other", "other", catalog=OWN).score == 1.0
        own = catalog(asks("here", "sql", 0.5), asks("there", "sql", 0.5), skills=("sql",))
        assert rp.proximity("here", "there", catalog=own).score == 1.0

    def test_nothing_shared(self) -> None:
        own = catalog(asks("here", "sql", 0.5), asks("there", "ops", 1.0), asks("there", "law", 0.5), skills=("sql", "ops", "law"))
        near = rp.proximity("here", "there", catalog=own)
        # What each is silent on may be held: sql at 0.5 to 1 by both, ops at 1, law at 0.5.
        assert (near.score, near.lower, near.upper, near.shared) == (0.0, 0.0, 1.0, ())
        assert (near.only_first, near.only_second) == (("sql",), ("law", "ops"))
        assert str(near.explain()) == "proximity of Role here and Role there = 0 (sum)"

    def test_the_most_telling_stand_first(self) -> None:
        facts = (asks("here", "sql", 1.0), asks("other", "sql", 1.0), asks("here", "art", 1.0), asks("there", "law", 1.0))
        own = catalog(*facts, skills=("sql", "art", "law"), roles=("here", "there", "other"))
        assert rp.proximity("here", "there", catalog=own).only_first == ("art", "sql")

    def test_the_most_telling_stand_first_whatever_their_names(self) -> None:
        facts = (asks("here", "art", 1.0), asks("other", "art", 1.0), asks("here", "sql", 1.0), asks("there", "law", 1.0))
        own = catalog(*facts, skills=("sql", "art", "law"), roles=("here", "there", "other"))
        assert rp.proximity("here", "there", catalog=own).only_first == ("sql", "art")

    def test_credit_is_shared_too(self) -> None:
        own = catalog(asks("here", "etl", 1.0), asks("there", "sql", 0.5), skills=(skill("etl", towards={"sql": 0.5}), "sql"))
        near = rp.proximity("here", "there", catalog=own)
        # sql: 0.5 by credit and 0.5; etl: 1 and nothing. Both weigh log 3.
        assert near.score == pytest.approx(0.5 / 1.5, abs=1e-15)
        assert [(item.skill, item.held) for item in near.shared] == [("sql", (0.5, 0.5))]
        assert near.only_first == ("etl",)
        assert near.only_second == ()

    def test_skills_that_no_role_asks_for_do_not_count(self) -> None:
        own = catalog(asks("here", "etl", 1.0), asks("there", "etl", 1.0), skills=(skill("etl", towards={"sql": 0.5}), "sql"))
        assert [item.skill for item in rp.proximity("here", "there", catalog=own).shared] == ["etl"]

    def test_needs_of_nothing(self) -> None:
        own = catalog(asks("here", "sql", 0.0), asks("there", "sql", 0.0), skills=("sql",))
        near = rp.proximity("here", "there", catalog=own)
        assert (near.score, near.lower, near.upper) == (0.0, 0.0, 1.0)

    def test_a_skill_that_is_not_held_is_no_side_s_own(self) -> None:
        own = catalog(asks("here", "sql", 0.0), asks("here", "law", 0.5), asks("there", "ops", 0.0), skills=("sql", "law", "ops"))
        near = rp.proximity("here", "there", catalog=own)
        assert (near.only_first, near.only_second) == (("law",), ())


class TestSilence:
    """Roles of which nothing is known."""

    @pytest.mark.parametrize(("a", "b"), [("here", "silent"), ("silent", "here")])
    def test_no_score(self, a: str, b: str) -> None:
        near = rp.proximity(a, b, catalog=OWN)
        reason = "no source says what skills the role Role silent asks for"
        assert (near.score, near.lower, near.upper, near.reason) == (None, None, None, reason)
        assert repr(near) == f"Proximity({a} ~ {b}: None, 0 shared skills)"
        assert str(near.explain()) == f"proximity of Role {a} and Role {b}: {reason}"

    def test_a_silent_role_and_itself(self) -> None:
        near = rp.proximity("silent", "silent", catalog=OWN)
        assert (near.score, near.lower, near.upper, near.reason, near.evidence_share) == (1.0, 1.0, 1.0, None, 0.0)
        told = near.explain()
        assert (str(told), told.recomputed()) == ("proximity of Role silent and Role silent, one role = 1 [definition]", 1.0)


def test_explanation() -> None:
    near = rp.proximity("here", "there", catalog=OWN)
    told = near.explain()
    assert str(told) == (
        "proximity of Role here and Role there = 0.3171 (sum)\n"
        "  OPS adds = 0.1805 (product)\n"
        "    what both hold of OPS = 0.4581 (product)\n"
        "      how telling OPS is: log(1 + roles / roles that ask) = 0.9163 [catalog]\n"
        "      OPS is held by both at = 0.5 (minimum)\n"
        "        OPS is held by Role here at = 0.5 (minimum)\n"
        "          ops (core-skill) = 0.5 <one, line 2>\n"
        "        OPS is held by Role there at = 0.5 [assumed] [gap.unstated_proficiency]\n"
        "          ops (core-skill) <one, line 4>\n"
        "    one over the weighted sum of what either holds = 0.3941 (quotient)\n"
        "      the whole = 1 [definition]\n"
        "      weighted sum of what either holds = 2.538 (sum)\n"
        "        what either holds of OPS = 0.4581 (product)\n"
        "          how telling OPS is: log(1 + roles / roles that ask) = 0.9163 [catalog]\n"
        "          OPS is held by either at = 0.5 (maximum)\n"
        "            OPS is held by Role here at = 0.5 (minimum), see above\n"
        "            OPS is held by Role there at = 0.5 [assumed] [gap.unstated_proficiency], see above\n"
        "        what either holds of SQL = 0.6931 (product)\n"
        "          how telling SQL is: log(1 + roles / roles that ask) = 0.6931 [catalog]\n"
        "          SQL is held by either at = 1 (maximum)\n"
        "            SQL is held by Role here at = 1 (minimum), see below\n"
        "            SQL is held by Role there at = 0.5 (minimum), see below\n"
        "        what either holds of LAW = 1.386 (product)\n"
        "          how telling LAW is: log(1 + roles / roles that ask) = 1.386 [catalog]\n"
        "          LAW is held by either at = 1 (maximum)\n"
        "            LAW is held by Role here at, since no source ties it to the role = 0 [assumed]\n"
        "            LAW is held by Role there at = 1 (minimum)\n"
        "              law (core-skill) = 1 <one, line 5>\n"
        "  SQL adds = 0.1366 (product)\n"
        "    what both hold of SQL = 0.3466 (product)\n"
        "      how telling SQL is: log(1 + roles / roles that ask) = 0.6931 [catalog]\n"
        "      SQL is held by both at = 0.5 (minimum)\n"
        "        SQL is held by Role here at = 1 (minimum)\n"
        "          SQL (core-skill) = 1 <one, line 1>\n"
        "        SQL is held by Role there at = 0.5 (minimum)\n"
        "          sql (core-skill) = 0.5 <one, line 3>\n"
        "    one over the weighted sum of what either holds = 0.3941 (quotient), see above"
    )
    assert told.citations == (at(line=2), at(line=4), at(line=5), at(line=1, printed="SQL"), at(line=3))
    assert told.recomputed() == pytest.approx(near.score, abs=1e-15)


def test_what_only_one_holds_is_kept_with_what_it_weighs() -> None:
    near = rp.proximity("here", "there", catalog=OWN)
    assert [(item.skill, item.held, item.contribution) for item in near.unshared] == [("law", (0.0, 1.0), 0.0)]
    assert [item.holdings[0] for item in near.unshared] == [None]
    assert near.unshared[0].holdings[1].skill == "law"


def test_credit_is_explained_by_the_skill_that_gives_it() -> None:
    own = catalog(asks("here", "etl", 1.0, line=2), asks("there", "sql", 0.5), skills=(skill("etl", towards={"sql": 0.5}), "sql"))
    near = rp.proximity("here", "there", catalog=own)
    (step,) = [step for _, step in near.explain().walk() if step.statement == "SQL is held by Role here at"]
    assert str(step).splitlines() == [
        "SQL is held by Role here at = 0.5 (product) [assumed]",
        "  etl is held at = 1 (minimum)",
        "    etl (core-skill) = 1 <one, line 2>",
        "  share of etl that counts towards sql = 0.5 [vocabulary]",
    ]


def test_a_misspelt_role() -> None:
    with pytest.raises(rp.UnknownRoleError, match=r"^no role is called 'ther'; did you mean"):
        rp.proximity("here", "ther", catalog=OWN)


# As above, law told once more; the lists are {sql, ops} and {sql, ops, law}.
LISTS = attrs.evolve(OWN, proximity_model=rp.ProximityModel(method="cosine"))


class TestCosine:
    """The lists of skills of two roles, by how telling each skill is."""

    def test_by_hand(self) -> None:
        near = rp.proximity("here", "there", catalog=LISTS)
        length = sqrt((SQL**2 + OPS**2) * (SQL**2 + OPS**2 + LAW**2))
        # Entries of a list are rounded to multiples of 2**-26, so that products of them add up exactly.
        assert near.score == pytest.approx((SQL**2 + OPS**2) / length, abs=2**-24)
        assert (near.lower, near.upper, near.evidence_share, near.reason) == (near.score, near.score, 1.0, None)
        assert [(item.skill, item.held) for item in near.shared] == [("ops", (1.0, 1.0)), ("sql", (1.0, 1.0))]
        assert [item.contribution for item in near.shared] == pytest.approx([OPS**2 / length, SQL**2 / length], abs=2**-24)
        assert fsum(item.contribution for item in near.shared) == near.score
        assert (near.only_first, near.only_second, near.unshared, near.features) == ((), ("law",), (), ())
        assert (near.method, near.is_fallback) == (rp.ProximityMethod.COSINE, False)
        assert [tuple(r.citation.line for r in item.requirements) for item in near.shared] == [(2, 4), (1, 3)]

    def test_levels_do_not_count(self) -> None:
        silent = attrs.evolve(LISTS, requirements=tuple(attrs.evolve(fact, proficiency=None) for fact in LISTS.requirements))
        assert rp.proximity("here", "there", catalog=silent).score == rp.proximity("here", "there", catalog=LISTS).score

    def test_nothing_in_common(self) -> None:
        apart = catalog(asks("here", "sql", 1.0), asks("there", "law", 1.0), skills=("sql", "law"), proximity_model=LISTS.proximity_model)
        near = rp.proximity("here", "there", catalog=apart)
        assert (near.score, near.shared, near.only_first, near.only_second) == (0.0, (), ("sql",), ("law",))
        assert near.explain().recomputed() == 0.0

    def test_the_same_lists_are_no_more_than_alike(self) -> None:
        names = tuple(f"s{number}" for number in range(7))
        facts = [asks(role, name) for role in ("here", "there") for name in names]
        same = catalog(*facts, skills=names, proximity_model=LISTS.proximity_model)
        near = rp.proximity("here", "there", catalog=same)
        assert near.score == pytest.approx(1.0, abs=2**-24)
        assert near.score <= 1.0

    def test_one_role(self) -> None:
        near = rp.proximity("here", "here", catalog=LISTS)
        assert (near.score, near.lower, near.upper, near.shared, near.evidence_share) == (1.0, 1.0, 1.0, (), 1.0)
        assert near.explain().statement.endswith("one role")

    @pytest.mark.parametrize("pair", [("here", "silent"), ("silent", "here")])
    def test_a_role_of_which_nothing_is_said(self, pair: tuple[str, str]) -> None:
        near = rp.proximity(*pair, catalog=LISTS)
        assert (near.score, near.lower, near.upper, near.evidence_share) == (None, None, None, 0.0)
        assert near.reason == "no source says what skills the role Role silent asks for"

    def test_explanation(self) -> None:
        near = rp.proximity("here", "there", catalog=LISTS)
        told = near.explain()
        assert told.recomputed() == told.value == near.score
        assert [citation.line for citation in told.citations] == [2, 4, 1, 3]


class TestShape:
    """The shapes of two roles; the sums themselves are tested with likeness."""

    def test_features(self) -> None:
        own = framework(model=IMPORTANCE_ALONE)
        near = rp.proximity("plan", "sell", catalog=own)
        assert near.method is rp.ProximityMethod.SHAPE
        assert [(feature.item, feature.label) for feature in near.features] == [("sql", "SQL"), ("law", "LAW"), ("art", "ART")]
        assert fsum(feature.contribution for feature in near.features) == near.score
        assert (near.shared, near.only_first, near.only_second, near.unshared) == ((), (), (), ())
        assert repr(near) == f"Proximity(plan ~ sell: {near.score:.2f} ({near.lower:.2f}-{near.upper:.2f}), 3 shared features)"
        assert near.explain().recomputed() == near.score
        assert near.explain().children[0].statement.startswith("SQL adds (importance, ")
        assert near.features[0].facts == own.requirements_of("plan", skill="sql") + own.requirements_of("sell", skill="sql")
        assert set(near.explain().citations) == {fact.citation for fact in near.features[0].facts}

    def test_items_cite_the_facts_that_tie_them_to_either_role(self) -> None:
        told = (
            tells("plan", "activity", "x", line=2, within=("g",)),
            tells("make", "activity", "x", line=3, within=("g",)),
            tells("make", "activity", "y", line=4, within=("g",)),
            tells("sell", "activity", "z", line=5),
            tells("plan", "technology", "x", line=6),
        )
        near = rp.proximity("plan", "make", catalog=framework(*told))
        lines = {(feature.term, feature.item): [fact.citation.line for fact in feature.facts] for feature in near.features}
        assert (lines["activities", "x"], lines["activities", "g"], lines["titles", "data"]) == ([2, 3], [2, 3, 4], [])

    def test_one_role(self) -> None:
        near = rp.proximity("idle", "idle", catalog=framework())
        assert (near.score, near.lower, near.upper, near.evidence_share, near.reason) == (1.0, 1.0, 1.0, 1.0, None)
        assert (near.features, near.is_fallback) == ((), False)

    def test_nothing_to_compare(self) -> None:
        near = rp.proximity("plan", "idle", catalog=framework())
        assert near.score is None
        assert near.is_fallback
        assert near.reason.startswith("the roles are not both rated")
        assert near.explain().statement.endswith(near.reason)
