"""What the view of checked claims says."""

from __future__ import annotations

from decimal import Decimal

import attrs

import rolepath as rp
from rolepath.display import as_html, as_text, view_of
from rolepath.display.view import View

SCALE = rp.Scale(
    id="proficiency",
    label="Proficiency",
    measures="proficiency",
    reason="For tests.",
    steps=(rp.ScaleStep(label="half", value=0.5), rp.ScaleStep(label="full", value=1.0)),
    minimum=0,
    maximum=1,
)


def at(source: str, line: int) -> rp.Citation:
    return rp.Citation(source=source, section="A section", line=line)


def claim(relation: str = "more", source: str = "two", line: int = 9, **fields: object) -> rp.PayClaim:
    return rp.PayClaim(**{"role": "here", "relation": relation, "other": "there", "citation": at(source, line), **fields})


def pays(role: str, minimum: int, maximum: int, source: str = "one", **fields: object) -> rp.SalaryBand:
    return rp.SalaryBand(
        **{
            "role": role,
            "component": "total",
            "minimum": Decimal(minimum),
            "maximum": Decimal(maximum),
            "currency": "USD",
            "citation": at(source, 1),
            **fields,
        }
    )


def checked(*facts: rp.Fact, source: str | None = None) -> rp.ClaimChecks:
    catalog = rp.Catalog(
        sources=tuple(rp.Source(id=name, title=name) for name in ("one", "two")),
        scales=(SCALE,),
        skills=(rp.Skill(id="a", label="A", kind="tool"),),
        roles=tuple(rp.Role(id=name, label=name.title()) for name in ("here", "there")),
    ).with_facts(*facts)
    return rp.check_claims(source=source, catalog=catalog)


def view(*facts: rp.Fact, source: str | None = None) -> View:
    return view_of(checked(*facts, source=source))


BANDS = (pays("here", 120, 240), pays("there", 100, 200))


class TestTables:
    def test_one_for_each_verdict_that_there_is_the_worst_first(self) -> None:
        facts = (
            *BANDS,
            claim("more"),
            claim("less"),
            claim("more", degree="slightly"),
        )
        shown = view(*facts)
        assert [table.caption for table in shown.tables] == [
            "Contradicted by figures",
            "Borne out in part",
            "Borne out by figures",
            "Not checkable, and why",
        ]
        assert shown.lead == ("1 borne out, 1 partly, 1 contradicted, 3 not checkable",)
        assert shown.tables[0].header == ("claim", "by the figures of", "they give", "takes for granted")

    def test_a_row(self) -> None:
        (table, _) = view(*BANDS, claim()).tables
        assert table.rows == (
            (
                "Here is paid more than There [1]",
                "one",
                "no level, USD total: 20 % more",
                "the claim does not say which pay it counts; the claim names no place",
            ),
        )

    def test_its_own_source_is_itself(self) -> None:
        (table, _) = view(*BANDS, claim(source="one")).tables
        assert [row[1] for row in table.rows] == ["itself"]

    def test_all_sources_together(self) -> None:
        move = {"origin": "here", "target": "there", "kind": "duration", "months_maximum": Decimal(99)}
        facts = [
            rp.SkillRequirement(role=role, skill="a", basis="tool", citation=at(source, 2), proficiency=SCALE.rate(value))
            for role, source, value in (("here", "one", 1.0), ("there", "two", 0.5))
        ]
        (table, _) = view(*facts, rp.TransitionClaim(text="Soon.", citation=at("two", 3), **move)).tables
        fitted = "the effort that the model counts is fitted to stated durations"
        assert table.rows == (
            (
                "Here to There, duration: Soon. [1]",
                "all sources together",
                "modelled as 0 months",
                f"modelled: learning what sources ask most, at 10 hours a week; {fitted}",
            ),
        )

    def test_nothing_is_checkable(self) -> None:
        assert [table.caption for table in view(claim()).tables] == ["Not checkable, and why"]

    def test_nothing_at_all(self) -> None:
        shown = view(*BANDS)
        assert (shown.tables, shown.sources, shown.lead) == ((), (), ("0 borne out, 0 partly, 0 contradicted, 0 not checkable",))

    def test_title(self) -> None:
        assert view(*BANDS, claim()).title == "Claims checked"
        assert view(*BANDS, claim(), source="two").title == "Claims checked, two"


class TestRestatedClaims:
    def test_one_row_with_every_line(self) -> None:
        shown = view(*BANDS, claim(line=9), claim(line=4))
        (row,) = shown.tables[0].rows
        assert row[0] == "Here is paid more than There [1]"
        assert shown.sources == ("[1] two, lines 4, 9",)

    def test_doubts_of_each(self) -> None:
        (row,) = view(*BANDS, claim(line=9, hedge="often"), claim(line=4, hedge="mostly")).tables[0].rows
        assert row[3] == (
            "the claim does not say which pay it counts; the claim names no place; the claim is hedged: often; the claim is hedged: mostly"
        )

    def test_two_sources_are_two_rows(self) -> None:
        shown = view(*BANDS, claim(source="one"), claim(source="two"))
        assert [(row[0], row[1]) for row in shown.tables[0].rows] == [
            ("Here is paid more than There [1]", "itself"),
            ("Here is paid more than There [2]", "one"),
        ]
        assert shown.sources == ("[1] one, line 9", "[2] two, line 9")

    def test_two_claims_are_two_rows(self) -> None:
        shown = view(*BANDS, claim(), claim(component="total"))
        assert len(shown.tables[0].rows) == 2


class TestReasons:
    def test_counted_most_first_then_by_name(self) -> None:
        table = view(claim(), claim("strong", other=None), claim("pulls-ahead", line=8)).tables[-1]
        assert table.header == ("reason", "checks")
        assert table.rows == (
            ("it gives no pay of here and there", "2"),
            ("it names nothing to compare with", "2"),
            ("it states no growth of both", "2"),
        )
        assert (table.remark, table.figures) == (None, frozenset({1}))
        table = view(*BANDS, claim(), claim("strong", other=None)).tables[-1]
        assert table.rows == (("it names nothing to compare with", "2"), ("it gives no pay of here and there", "1"))

    def test_twelve_are_shown(self) -> None:
        claims = [claim(other=None, baseline=f"baseline {number:02}") for number in range(12)]
        assert not view(*claims).tables[-1].remark_on(12)
        table = view(*claims, claim(other=None, baseline="baseline 99")).tables[-1]
        assert [row[0] for row in table.top] == [f"no source gives figures of baseline {number:02}" for number in range(12)]
        assert table.remark_on(12) == "12 of 13 shown; .of('not checkable') has all"


class TestDrawn:
    def test_text_and_html(self, catalog: rp.Catalog) -> None:
        found = rp.check_claims(catalog=catalog)
        assert max(map(len, as_text(found, width=80).splitlines())) <= 80
        assert as_html(found).count("<caption") == as_html(found).count("<details") + 4
        assert len(view_of(found).tables) == 4

    def test_what_a_claim_says_is_escaped(self) -> None:
        drawn = as_html(checked(*BANDS, claim(degree="<b>much</b>")))
        assert "<b>much" not in drawn
        assert "&lt;b&gt;much" in drawn

    def test_the_bundled_checks_lose_none(self, catalog: rp.Catalog) -> None:
        found = rp.check_claims(catalog=catalog)
        shown = view_of(found)
        told = {(row[0].partition(" [")[0], row[2]) for table in shown.tables[:-1] for row in table.rows}
        assert told == {(check.statement, check.reason) for check in found if check.verdict is not rp.Verdict.NOT_CHECKABLE}
        empty = attrs.evolve(found, checks=())
        assert view_of(empty).tables == ()
