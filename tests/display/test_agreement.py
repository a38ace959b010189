"""What the views of disagreements say."""

from __future__ import annotations

from decimal import Decimal

import pytest

import rolepath as rp
from rolepath.display import as_html, as_text, view_of
from rolepath.display.agreement import checks_view, disagreement_view, disagreements_view

NAMES = ("one", "two")


def band(low: int, top: int, source: str, line: int, **fields: str) -> rp.SalaryBand:
    citation = rp.Citation(source=source, section="Pay", line=line)
    made = {"component": "total", "currency": "USD", "level": "senior", **fields}
    return rp.SalaryBand(role="here", minimum=Decimal(low), maximum=Decimal(top), citation=citation, **made)


def moves(text: str, source: str, line: int, **fields: object) -> rp.TransitionClaim:
    citation = rp.Citation(source=source, section="Moves", line=line)
    return rp.TransitionClaim(kind="duration", text=text, citation=citation, origin="here", target="there", **fields)


@pytest.fixture
def catalog() -> rp.Catalog:
    made = rp.Catalog(
        sources=tuple(rp.Source(id=name, title=name) for name in NAMES),
        roles=tuple(rp.Role(id=name, label=f"Role {name}") for name in ("here", "there")),
        places=(rp.Place(id="us", label="US"),),
        standard_levels=(rp.Level(id="senior", label="Senior", track="individual-contributor", rank=3),),
    )
    return made.with_facts(
        band(100, 200, "one", 3, location="us"),
        band(300, 400, "two", 4, location="us"),
        band(100, 200, "one", 5, currency="GBP", location="us"),
        moves("soon <b>", "one", 8, months_maximum=Decimal(3), hedge="perhaps"),
        moves("late", "two", 9, months_minimum=Decimal(9), milestone="a job"),
        rp.PayClaim(
            role="here", other="there", relation="more", citation=rp.Citation(source="one", section="Pay", line=6), levels=("senior",)
        ),
        rp.PayClaim(role="here", other="there", relation="less", citation=rp.Citation(source="two", section="Pay", line=7)),
    )


class TestDisagreements:
    def test_a_table_for_each_standing(self, catalog: rp.Catalog) -> None:
        view = disagreements_view(rp.disagreements(catalog=catalog))
        assert view.title == "Where sources disagree"
        assert view.lead == ("1 conflict, 1 qualified, 2 apparent",)
        assert [table.caption.partition(":")[0] for table in view.tables] == ["Conflicts", "Qualified", "Only apparent"]
        assert {table.header for table in view.tables} == {("point", "who says what", "how sure")}
        assert [len(table.rows) for table in view.tables] == [1, 1, 2]

    def test_a_row(self, catalog: rp.Catalog) -> None:
        conflicts, qualified, apparent = disagreements_view(rp.disagreements(catalog=catalog)).tables
        assert conflicts.rows[0] == (
            "pay of Role here at senior level (pay-bands)",
            "one: 100 to 200 USD total [1]; two: 300 to 400 USD total [2]",
            "nothing is taken for granted",
        )
        assert qualified.rows[0][2] == (
            "one names no place; one does not say which pay it counts; two names no place; two does not say which pay it counts"
        )
        assert apparent.rows[1] == (
            "the move from Role here to Role there (move-duration)",
            "one: soon <b> [1]; two: late [2]",
            "one hedges: perhaps",
        )

    def test_sources_are_numbered_with_their_lines(self, catalog: rp.Catalog) -> None:
        view = disagreements_view(rp.disagreements(catalog=catalog))
        assert view.sources == ("[1] one, lines 3, 5, 6, 8", "[2] two, lines 4, 7, 9")

    def test_what_was_asked_is_in_the_title(self, catalog: rp.Catalog) -> None:
        asked = rp.disagreements(topic="pay", role="there", catalog=catalog)
        assert disagreements_view(asked).title == "Where sources disagree, pay, Role there"
        assert [table.caption.partition(":")[0] for table in disagreements_view(asked).tables] == ["Qualified"]

    def test_none(self, catalog: rp.Catalog) -> None:
        view = disagreements_view(rp.disagreements(topic="skill", catalog=catalog))
        assert (view.lead, view.tables, view.sources) == (("0 conflict, 0 qualified, 0 apparent",), (), ())

    def test_text_and_html(self, catalog: rp.Catalog) -> None:
        found = rp.disagreements(catalog=catalog)
        assert str(found) == as_text(found)
        assert max(map(len, str(found).splitlines())) <= 80
        assert found._repr_html_() == as_html(found)
        assert "soon &lt;b&gt;" in found._repr_html_()
        assert "<b>" not in found._repr_html_()
        assert view_of(found) == disagreements_view(found)


class TestDisagreement:
    def test_sides_doubts_and_sources(self, catalog: rp.Catalog) -> None:
        item = rp.disagreements(topic="move", catalog=catalog).items[0]
        view = disagreement_view(item)
        assert view.title == "Disagreement: move-duration, apparent"
        assert view.lead == ("the move from Role here to Role there: 0 to 3 against 9 to any months, to unlike milestones",)
        (table,) = view.tables
        assert (table.caption, table.header) == ("Sides", ("says", "source"))
        assert table.rows == (("one: soon <b>", "[1]"), ("two: late", "[2]"))
        assert view.notes == ("one hedges: perhaps",)
        assert view.sources == ("[1] one, line 8", "[2] two, line 9")

    def test_text_and_html(self, catalog: rp.Catalog) -> None:
        item = rp.disagreements(topic="move", catalog=catalog).items[0]
        assert str(item) == as_text(item)
        assert item._repr_html_() == as_html(item)
        assert "soon &lt;b&gt;" in item._repr_html_()
        assert view_of(item) == disagreement_view(item)

    def test_every_bundled_point_fits(self) -> None:
        for item in rp.disagreements():
            assert max(map(len, str(item).splitlines())) <= 80
            assert all(len(row) == 2 and all(row) for row in view_of(item).tables[0].rows)


class TestChecks:
    """What is not there has no table."""

    def test_not_checkable_alone(self, catalog: rp.Catalog) -> None:
        view = checks_view(rp.check_claims(source="two", catalog=catalog.only_sources("two")))
        assert view.lead == ("0 borne out, 0 partly, 0 contradicted, 2 not checkable",)
        assert [table.caption for table in view.tables] == ["Not checkable, and why"]

    def test_all_checkable(self) -> None:
        checks = rp.check_claims()
        view = checks_view(type(checks)(checks=checks.of("contradicted")))
        assert [table.caption for table in view.tables] == ["Contradicted by figures"]
