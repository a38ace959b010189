from __future__ import annotations

import pickle
from decimal import Decimal

import attrs
import pytest

import rolepath as rp
from rolepath.analysis.verdict import Finding, together, unknown, worst

from .tiny import asks, at, catalog, pays

OUT, PARTLY, NOT, UNKNOWN = rp.Verdict.BORNE_OUT, rp.Verdict.PARTLY, rp.Verdict.CONTRADICTED, rp.Verdict.NOT_CHECKABLE

Check = tuple[rp.Fact, str | None]


def verdicts(checks: rp.ClaimChecks) -> dict[Check, rp.Verdict]:
    return {(check.claim, check.against): check.verdict for check in checks}


def more(source: str = "two", line: int = 9, **fields: object) -> rp.PayClaim:
    return rp.PayClaim(**{"role": "here", "relation": "more", "other": "there", "citation": at(source, line), **fields})


def missing(source: str = "two", line: int = 9, **fields: object) -> rp.TransitionClaim:
    return rp.TransitionClaim(
        **{
            "kind": "missing",
            "text": "a is lacking",
            "citation": at(source, line),
            "origin": "here",
            "target": "there",
            "skill": "a",
            **fields,
        }
    )


BANDS = (pays("here", 120, 240, assumed=("location",)), pays("there", 100, 200))
SKILLED = (asks("here", "a", 0.5), asks("there", "a", 1.0))


class TestJoining:
    def test_together(self) -> None:
        assert together([]) is UNKNOWN
        assert together([OUT, OUT]) is OUT
        assert together([NOT]) is NOT
        assert together([OUT, NOT]) is PARTLY
        assert together([OUT, PARTLY]) is PARTLY

    def test_worst(self) -> None:
        assert worst([OUT, PARTLY, NOT]) is NOT
        assert worst([OUT, PARTLY]) is PARTLY
        assert worst([OUT, OUT]) is OUT

    def test_unknown(self) -> None:
        assert unknown("nobody says") == Finding(verdict=UNKNOWN, reason="nobody says")


class TestChecks:
    def test_each_claim_against_each_source_its_own_first(self) -> None:
        found = rp.check_claims(catalog=catalog(*BANDS, more("three"), more("two"), skills=("a",)))
        assert [(check.claim.citation.source, check.against) for check in found] == [
            ("two", "two"),
            ("two", "one"),
            ("two", "three"),
            ("three", "three"),
            ("three", "one"),
            ("three", "two"),
        ]
        assert [check.is_own for check in found] == [True, False, False] * 2

    def test_pay_before_moves_within_a_source(self) -> None:
        found = rp.check_claims(catalog=catalog(missing("one"), more("one"), missing("two"), skills=("a",)))
        assert [type(check.claim).__name__ for check in found] == ["PayClaim"] * 3 + ["TransitionClaim"] * 6

    def test_one_source(self) -> None:
        said = catalog(*BANDS, *SKILLED, more("two"), more("three"), missing("two"), missing("three"), skills=("a",))
        found = rp.check_claims(source="Source two", catalog=said)
        assert found.source == "two"
        assert found.checks == tuple(check for check in rp.check_claims(catalog=said) if check.claim.citation.source == "two")
        assert len(found) == 6
        assert rp.check_claims(source=said.source("one"), catalog=said).checks == ()

    def test_a_claim_stated_twice_is_checked_twice(self) -> None:
        found = rp.check_claims(catalog=catalog(*BANDS, more("two", 9), more("two", 10)))
        assert len(found) == 6

    def test_a_claim_listed_twice_is_checked_once(self) -> None:
        said = catalog(*BANDS, more(), missing(), skills=("a",))
        twice = attrs.evolve(said, pay_claims=said.pay_claims * 2, transition_claims=said.transition_claims * 2)
        assert rp.check_claims(catalog=twice) == rp.check_claims(catalog=said)

    def test_nothing_to_check(self) -> None:
        found = rp.check_claims(catalog=catalog(*BANDS))
        assert (found.checks, len(found), found.explain().children) == ((), 0, ())
        assert repr(found) == "ClaimChecks(0 borne out, 0 partly, 0 contradicted, 0 not checkable)"

    def test_of_and_counts(self) -> None:
        found = rp.check_claims(catalog=catalog(*BANDS, *SKILLED, more(), more(relation="less"), missing(), skills=("a",)))
        assert found.counts == ((OUT, 2), (PARTLY, 0), (NOT, 1), (UNKNOWN, 6))
        assert [check.against for check in found.of("borne out")] == ["one", "one"]
        assert found.of(rp.Verdict.CONTRADICTED) == found.of("contradicted")
        assert found.of("partly") == ()
        with pytest.raises(rp.InvalidFieldError):
            found.of("true")

    def test_repr_is_one_line(self) -> None:
        found = rp.check_claims(catalog=catalog(*BANDS, more()))
        assert repr(found) == "ClaimChecks(1 borne out, 0 partly, 0 contradicted, 2 not checkable)"

    def test_shown(self) -> None:
        found = rp.check_claims(catalog=catalog(*BANDS, more()))
        assert str(found).startswith("Claims checked\n")
        assert "Borne out by figures" in str(found)
        assert found._repr_html_().count("<table") == 2

    def test_bad_arguments(self) -> None:
        with pytest.raises(rp.UnknownSourceError):
            rp.check_claims(source="four", catalog=catalog())
        with pytest.raises(rp.InvalidTypeError):
            rp.check_claims(source=4, catalog=catalog())
        with pytest.raises(rp.InvalidTypeError):
            rp.check_claims(catalog="here")

    def test_the_same_call_gives_the_same(self) -> None:
        said = catalog(*BANDS, *SKILLED, more(), missing(), skills=("a",))
        assert rp.check_claims(catalog=said) is rp.check_claims(catalog=said)
        assert rp.check_claims(catalog=attrs.evolve(said)) == rp.check_claims(catalog=said)

    def test_pickle_and_hash(self) -> None:
        found = rp.check_claims(catalog=catalog(*BANDS, *SKILLED, more(), missing(), skills=("a",)))
        copy = pickle.loads(pickle.dumps(found))
        assert copy == found
        assert hash(copy) == hash(found)
        assert copy.explain() == found.explain()
        assert copy.checks[0].verdict is found.checks[0].verdict


class TestExplanation:
    def test_of_a_verdict(self) -> None:
        checks = rp.check_claims(catalog=catalog(*BANDS, more(hedge="often", assumed=("other",))))
        check = next(check for check in checks if check.against == "one")
        told = check.explain()
        assert told.statement == "borne out by one: senior, USD total: 20 % more"
        claimed, figures, *doubts = told.children
        assert claimed.statement == "claimed: Role here is paid more than Role there (assumed: other)"
        assert (claimed.citation, claimed.is_assumed) == (at("two", 9), True)
        assert figures == check.ratios[0].explain()
        assert [(doubt.statement, doubt.is_assumed) for doubt in doubts] == [(doubt, True) for doubt in check.doubts]
        assert set(told.citations) == {at("two", 9), at("one", 1)}

    def test_of_a_verdict_by_all_sources(self) -> None:
        said = missing(kind="duration", months_maximum=Decimal(3))
        *_, check = rp.check_claims(catalog=catalog(said, skills=("a",)))
        assert check.explain().statement == "not checkable by all sources together: the model gives no duration of the move"

    def test_one_line_names_whose_figures_they_are(self) -> None:
        checks = list(rp.check_claims(catalog=catalog(*BANDS, more(), missing(kind="duration", months_maximum=Decimal(3)), skills=("a",))))
        (paid,) = (check for check in checks if check.against == "one" and isinstance(check.claim, rp.PayClaim))
        assert repr(paid) == "ClaimCheck(borne out by one: Role here is paid more than Role there)"
        (every,) = (check for check in checks if check.against is None)
        assert repr(every) == f"ClaimCheck(not checkable by all sources together: {every.statement})"

    def test_of_all(self) -> None:
        found = rp.check_claims(catalog=catalog(*BANDS, more(), more(line=10), missing(), skills=("a",)))
        told = found.explain()
        assert told.statement == "3 claims checked"
        assert [(step.statement, len(step.children)) for step in told.children] == [
            ("Role here is paid more than Role there", 3),
            ("Role here is paid more than Role there", 3),
            ("Role here to Role there, missing: a is lacking", 3),
        ]

    def test_every_number_is_grounded_and_recomputes(self, catalog: rp.Catalog) -> None:
        for check in rp.check_claims(catalog=catalog):
            for _, step in check.explain().walk():
                if step.value is not None and step.operation is None:
                    assert step.citation is not None or step.is_assumed or step.rests_on is not None, step.statement
                elif step.value is not None:
                    assert float(step.recomputed()) == pytest.approx(float(step.value))


class TestBundled:
    """Worked by hand from the guides' pages."""

    @staticmethod
    def find(catalog: rp.Catalog, source: str, line: int, statement: str, against: str) -> rp.ClaimCheck:
        (found,) = [
            check
            for check in rp.check_claims(source=source, catalog=catalog)
            if check.claim.citation.line == line and check.statement == statement and check.against == against
        ]
        return found

    MORE_BY = "ML engineer is paid 15 to 25 % more than Data scientist"
    CONVERGES = "the pay of ML engineer and Data scientist converges, at senior level"

    @pytest.mark.parametrize("line", [103, 108])
    @pytest.mark.parametrize(
        ("against", "verdict", "reason"),
        [
            # 15-30 against 12-25 lakh at mid level; 30-60 and 80+ are given for both alike.
            (
                "key-differences",
                PARTLY,
                (
                    "mid, INR unspecified: 20 to 25 % more (borne out); senior, INR total: the same (contradicted); "
                    "senior, INR total, top companies: the same by the floors alone (contradicted)"
                ),
            ),
            # 145-210/125-180, 190-290/160-240, 260-430/210-330, 400-700/300-500, 600-1200+/450-750.
            (
                "modeling-vs-systems",
                PARTLY,
                (
                    "entry, USD total: 16 to 16.7 % more (borne out); mid, USD total: 18.8 to 20.8 % more (borne out); "
                    "senior, USD total: 23.8 to 30.3 % more (partly); staff, USD total: 33.3 to 40 % more (contradicted); "
                    "principal, USD total: at least 33.3 % more (contradicted)"
                ),
            ),
            # 400+ against 200-280 at FAANG; averages of 160-230 against 115-175.
            ("three-roles", NOT, "senior, USD total, FAANG: at least 42.9 % more; no level, USD total: 31.4 to 39.1 % more"),
            # 65-95 against 55-80.
            ("which-path-is-right", OUT, "mid, GBP unspecified: 18.2 to 18.8 % more"),
            ("which-path-pays", UNKNOWN, "it gives no pay of ml-engineer and data-scientist"),
        ],
    )
    def test_fifteen_to_twenty_five_percent(self, catalog: rp.Catalog, line: int, against: str, verdict: rp.Verdict, reason: str) -> None:
        found = self.find(catalog, "key-differences", line, self.MORE_BY, against)
        assert (found.verdict, found.reason) == (verdict, reason)
        if verdict is not UNKNOWN:
            assert {"the claim names no place", "the claim does not say which pay it counts", "the claim is hedged: typically"} <= set(
                found.doubts
            )

    @pytest.mark.parametrize(
        ("against", "verdict", "reason"),
        [
            ("key-differences", OUT, "mid, INR unspecified: 20 to 25 % more; senior, INR total: the same"),
            (
                "modeling-vs-systems",
                NOT,
                "entry, USD total: 16 to 16.7 % more; mid, USD total: 18.8 to 20.8 % more; senior, USD total: 23.8 to 30.3 % more",
            ),
            # Senior figures of FAANG alone, and none of both at another level for it.
            ("three-roles", UNKNOWN, "it has no like figures of both at two levels"),
            ("which-path-is-right", UNKNOWN, "it has no like figures of both at two levels"),
        ],
    )
    def test_converges(self, catalog: rp.Catalog, against: str, verdict: rp.Verdict, reason: str) -> None:
        found = self.find(catalog, "key-differences", 103, self.CONVERGES, against)
        assert (found.verdict, found.reason) == (verdict, reason)

    def test_converges_at_top_companies(self, catalog: rp.Catalog) -> None:
        for against in ("key-differences", "modeling-vs-systems", "three-roles", "which-path-is-right"):
            assert self.find(catalog, "key-differences", 108, f"{self.CONVERGES}, at top companies", against).verdict is UNKNOWN

    def test_highest_at_entry_and_mid(self, catalog: rp.Catalog) -> None:
        # 100-150 against about 90-110 at entry; 150-250 against 160-230 in total at mid level.
        said = "AI engineer is paid most of the three roles, at entry and mid level, in US"
        found = self.find(catalog, "three-roles", 75, said, "three-roles")
        assert (found.verdict, found.reason) == (
            PARTLY,
            (
                "against data-scientist, entry, USD unspecified: 11.1 to 36.4 % more (borne out); "
                "against ml-engineer, mid, USD total: 6.2 % less to 8.7 % more (partly)"
            ),
        )
        assert {"no like figure of ml-engineer at entry level", "no like figure of data-scientist at mid level"} <= set(found.doubts)

    @pytest.mark.parametrize(
        ("line", "scope"),
        [
            (48, "slightly, in UK"),
            (48, "small, at entry and mid level, in UK"),
            (72, "modest, at entry and mid level, in UK"),
        ],
    )
    def test_slightly_more(self, catalog: rp.Catalog, line: int, scope: str) -> None:
        said = f"ML engineer is paid more than Data scientist, by a difference called {scope}"
        found = self.find(catalog, "which-path-is-right", line, said, "which-path-is-right")
        assert (found.verdict, found.reason) == (PARTLY, "mid, GBP unspecified: 18.2 to 18.8 % more")
        assert f"{scope.partition(',')[0]} is read as up to 10 %" in found.doubts
        for other in ("key-differences", "modeling-vs-systems", "three-roles"):
            assert self.find(catalog, "which-path-is-right", line, said, other).verdict is UNKNOWN

    def test_slightly_more_at_senior_level(self, catalog: rp.Catalog) -> None:
        said = "ML engineer is paid more than Data scientist, by a difference called slightly, at senior level, in UK"
        found = self.find(catalog, "which-path-is-right", 72, said, "which-path-is-right")
        assert (found.verdict, found.reason) == (UNKNOWN, "its figures are of another level than the claim")

    def test_widens(self, catalog: rp.Catalog) -> None:
        said = "the difference in pay between ML engineer and Data scientist widens, at senior and principal level, in UK"
        found = self.find(catalog, "which-path-is-right", 48, said, "which-path-is-right")
        assert (found.verdict, found.reason) == (UNKNOWN, "it has no like figures of both at two levels")
        found = self.find(catalog, "which-path-is-right", 48, said, "modeling-vs-systems")
        assert (found.verdict, found.reason) == (UNKNOWN, "its figures are of another place than the claim")

    @pytest.mark.parametrize(
        ("against", "verdict", "reason"),
        [
            ("modeling-vs-systems", OUT, "principal: top 1,200,000 against 750,000"),
            ("which-path-is-right", OUT, "mid: top 95,000 against 80,000"),
            # 30-60 lakh for both, and 80+ for both at top companies.
            ("key-differences", PARTLY, "senior: top 6,000,000 against 6,000,000"),
        ],
    )
    @pytest.mark.parametrize("line", [32, 48])
    def test_higher_ceiling(self, catalog: rp.Catalog, line: int, against: str, verdict: rp.Verdict, reason: str) -> None:
        found = self.find(catalog, "modeling-vs-systems", line, "ML engineer has a higher pay ceiling than Data scientist", against)
        assert (found.verdict, found.reason) == (verdict, reason)

    def test_base_and_equity_are_not_set_against_totals(self, catalog: rp.Catalog) -> None:
        checks = [
            check
            for check in rp.check_claims(source="modeling-vs-systems", catalog=catalog)
            if isinstance(check.claim, rp.PayClaim) and check.claim.component in {rp.PayComponent.BASE, rp.PayComponent.EQUITY}
        ]
        assert len(checks) == 5 * len(catalog.sources)
        assert {check.verdict for check in checks} == {UNKNOWN}

    def test_python_is_missing(self, catalog: rp.Catalog) -> None:
        # Line 44 asks strong Python of both.
        found = self.find(
            catalog,
            "which-path-is-right",
            76,
            "Data scientist to ML engineer, missing: Python has to be brought to engineering standard",
            "which-path-is-right",
        )
        assert (found.verdict, found.reason) == (NOT, "python is asked at 0.75 and held at 0.75")

    def test_growth_of_two_years(self, catalog: rp.Catalog) -> None:
        # 9.2 percent in 2026 against 9 percent in 2025.
        found = self.find(catalog, "three-roles", 75, "the pay of AI engineer pulls ahead of ML engineer, in US", "three-roles")
        assert (found.verdict, found.reason) == (
            UNKNOWN,
            "its figures of growth are not alike: year (ai-engineer 2026, ml-engineer 2025)",
        )

    def test_no_check_mixes_currencies_or_places(self, catalog: rp.Catalog) -> None:
        for check in rp.check_claims(catalog=catalog):
            for ratio in check.ratios:
                assert ratio.source == check.against
                assert (ratio.band.currency, ratio.band.component, ratio.band.location, ratio.band.level) == (
                    ratio.other.currency,
                    ratio.other.component,
                    ratio.other.location,
                    ratio.other.level,
                )

    def test_leaving_out_a_fact_makes_no_verdict(self, catalog: rp.Catalog) -> None:
        """Every fourth band and pay claim, and every 40th requirement, one at a time."""
        before = verdicts(rp.check_claims(catalog=catalog))
        for field, step in (("salary_bands", 4), ("pay_claims", 4), ("requirements", 40)):
            facts = getattr(catalog, field)
            for index in range(0, len(facts), step):
                after = verdicts(rp.check_claims(catalog=attrs.evolve(catalog, **{field: facts[:index] + facts[index + 1 :]})))
                made = [key for key, verdict in after.items() if before[key] is UNKNOWN and verdict is not UNKNOWN]
                assert made == [], facts[index]

    def test_the_order_of_the_facts_does_not_count(self, catalog: rp.Catalog) -> None:
        fields = ("salary_bands", "pay_claims", "requirements", "transition_claims")
        turned = attrs.evolve(catalog, **{field: getattr(catalog, field)[::-1] for field in fields})
        told = {(check.claim, check.against): (check.verdict, check.reason) for check in rp.check_claims(catalog=catalog)}
        assert {(check.claim, check.against): (check.verdict, check.reason) for check in rp.check_claims(catalog=turned)} == told


def test_a_check_shows_itself() -> None:
    check = rp.check_claims(source="key-differences").of("contradicted")[0]
    assert repr(check).startswith("ClaimCheck(contradicted by ")
    assert str(check) == str(check.explain())
    assert check._repr_html_() == check.explain()._repr_html_()
    ratio = check.ratios[0]
    assert repr(ratio) == f"PayRatio(ml-engineer against data-scientist: {ratio}; {ratio.source})"
