"""What the view of a robustness says."""

from __future__ import annotations

import json
from decimal import Decimal

import attrs
import pytest

import rolepath as rp
from rolepath.cli import main
from rolepath.display import as_html, as_text, view_of
from rolepath.display.view import Table
from rolepath.interop.plain import to_data


def cite(source: str, line: int) -> rp.Citation:
    return rp.Citation(source=source, section="Pay", line=line)


def pays(role: str, low: int, high: int | None, level: str | None, source: str, line: int, **fields: object) -> rp.SalaryBand:
    return rp.SalaryBand(
        role=role,
        component="base",
        minimum=Decimal(low),
        maximum=None if high is None else Decimal(high),
        currency="EUR",
        level=level,
        citation=cite(source, line),
        **fields,
    )


OWN = rp.Catalog(
    sources=(rp.Source(id="north", title="North"), rp.Source(id="south", title="South")),
    roles=(rp.Role(id="cook", label="Cook"), rp.Role(id="baker", label="Baker")),
    standard_levels=tuple(
        rp.Level(id=name, label=name, track="individual-contributor", rank=rank)
        for rank, name in enumerate(("first", "second", "third", "fourth", "fifth"), 1)
    ),
    salary_bands=(
        pays("cook", 110, 120, "first", "north", 1),
        pays("baker", 100, 100, "first", "south", 2),
        pays("baker", 100, 120, "first", "north", 3),
        pays("cook", 40, None, "second", "north", 4),
        pays("baker", 50, None, "second", "north", 5),
        pays("cook", 50, 50, "second", "south", 6, employer="hotels"),
        pays("baker", 50, 50, "second", "south", 7, employer="hotels"),
        pays("cook", 90, 120, "third", "south", 8),
        pays("baker", 100, 100, "third", "north", 9),
        pays("baker", 100, 110, "third", "south", 10),
        pays("cook", 90, 120, None, "south", 11),
        pays("baker", 90, 120, None, "south", 12),
    ),
    pay_claims=(
        rp.PayClaim(role="baker", relation="less", other="cook", levels=("first", "third"), citation=cite("south", 20)),
        rp.PayClaim(role="cook", relation="more", other="baker", levels=("first",), citation=cite("north", 21)),
        rp.PayClaim(role="cook", relation="more", other="baker", levels=("first",), citation=cite("south", 22)),
        rp.PayClaim(role="baker", relation="highest", levels=("third",), citation=cite("south", 23)),
        rp.PayClaim(role="cook", relation="same", other="baker", levels=("third",), citation=cite("north", 24)),
    ),
    skills=(rp.Skill(id="dough", label="Dough", kind="knowledge"),),
    requirements=(
        rp.SkillRequirement(role="baker", skill="dough", basis="tool", citation=cite("north", 30)),
        rp.SkillRequirement(role="cook", skill="dough", basis="tool", citation=cite("south", 31)),
    ),
    parameters=(rp.Parameter(name="gap.tool", value=0.5, low=0, high=0.5, reason="For tests."),),
)
HELD = rp.robustness(rp.compare("cook", "baker", catalog=OWN), catalog=OWN)


def table(shown: object, caption: str) -> Table:
    """Find the table of a view whose caption begins so."""
    return next(table for table in view_of(shown).tables if table.caption.startswith(caption))


class TestLead:
    def test_levels_and_sources_of_each_order(self) -> None:
        assert view_of(HELD).lead == (
            "Asked again without each of 2 sources and with a weight at an end of its range, one change at a time.",
            "Readings that hold throughout: 2 of 10.",
            (
                "Pay of Cook and Baker, by level and source. Cook is paid more: first (north). "
                "Disputed: second (Baker is paid more by north; paid the same by south). More here, less there: third (south). "
                "Not known: fourth; fifth. Paid the same: no level (south)."
            ),
        )
        assert view_of(HELD).title == "Robustness of the comparison of Cook and Baker"

    @pytest.mark.parametrize(
        ("sources", "weights", "said"),
        [
            (0, 0, ("There was nothing to vary.",)),
            (1, 0, ("Asked again without its one source, one change at a time.", "Readings that hold throughout: 1 of 1.")),
            (0, 2, ("Asked again with weights at 2 ends of their ranges, one change at a time.", "Readings that hold throughout: 1 of 1.")),
        ],
    )
    def test_what_was_varied(self, sources: int, weights: int, said: tuple[str, ...]) -> None:
        varied = (
            *(rp.Variation(kind="source", name="x", source="north") for _ in range(sources)),
            *(rp.Variation(kind="weight", name="x", parameter="gap.tool", value=0.5) for _ in range(weights)),
        )
        held = rp.Robustness(
            subject="gap", readings=(rp.Reading(statement="gap", value="not known", sources=()),), variations=varied, flips=()
        )
        assert view_of(held).lead == said


class TestTables:
    def test_who_is_paid_more(self) -> None:
        shown = table(HELD, "Pay of Cook against Baker")
        assert shown.header == ("level", "paid more", "by", "Cook is paid")
        assert shown.rows == (
            ("first", "Cook", "north", "0 to 10 % more (EUR base) [1]"),
            ("", "", "silent", "figures of Baker alone: south"),
            ("", "", "claims", "Cook more [1] [2]; Baker less [2]"),
            ("second", "disputed", "north", "20 % less by the floors alone (EUR base) [1]"),
            ("", "", "south", "the same (EUR base, hotels) [2]"),
            ("third", "more here, less there", "south", "10 % less to 9.1 % more (EUR base) [2]"),
            ("", "", "silent", "figures of Baker alone: north"),
            ("", "", "claims", "the same [1]; Baker less [2]; Baker highest [2]"),
            ("fourth", "not known", "silent", "no figure of either: north, south"),
            ("fifth", "not known", "silent", "no figure of either: north, south"),
            ("no level", "the same", "south", "the same (EUR base) [2]"),
            ("", "", "silent", "no figure of either: north"),
        )
        assert view_of(HELD).sources == ("[1] north, lines 1, 3, 4, 5, 21, 24", "[2] south, lines 6, 7, 8, 10, 11, 12, 20, 22, 23")

    def test_a_table_for_each_pair(self) -> None:
        own = OWN.with_role(rp.Role(id="smith", label="Smith"))
        held = rp.robustness(rp.compare("cook", "baker", "smith", catalog=own), catalog=own)
        assert [shown.caption for shown in view_of(held).tables] == [
            "Pay of Cook against Baker, level by level",
            "Pay of Cook against Smith, level by level",
            "Pay of Baker against Smith, level by level",
            "What is read off",
            "What flips",
        ]
        assert view_of(held).lead[3:] == (
            "Pay of Cook and Smith, by level and source. Not known: first; second; third; fourth; fifth; no level.",
            "Pay of Baker and Smith, by level and source. Not known: first; second; third; fourth; fifth; no level.",
        )

    def test_what_is_read_off(self) -> None:
        # Both ask for dough alone, at levels that are assumed alike: no gap, and the same skills, while both sources speak.
        shown = table(HELD, "What is read off")
        assert shown.header == ("reading", "says", "score", "lowest", "highest", "flips")
        assert shown.rows == (
            ("harder of the moves between Cook and Baker", "both the same", "-", "-", "-", "3 of 3"),
            ("difficulty of the move from Cook to Baker", "0 to 0.25", "0.00", "0.00", "0.00", "3 of 3"),
            ("difficulty of the move from Baker to Cook", "0 to 0.25", "0.00", "0.00", "0.00", "3 of 3"),
            ("proximity of Cook and Baker", "0.75 to 1", "1.00", "1.00", "1.00", "2 of 3"),
        )
        assert shown.figures == {2, 3, 4}

    def test_what_holds_never_flips(self) -> None:
        gap = rp.robustness(rp.skill_gap("cook", "cook", catalog=OWN), catalog=OWN)
        assert table(gap, "What is read off").rows == (("gap from Cook to Cook", "0 to 0.25", "0.00", "0.00", "0.00", "never"),)
        assert [shown.caption for shown in view_of(gap).tables] == ["What is read off"]

    def test_no_scores_no_columns_of_scores(self) -> None:
        pay = rp.robustness(rp.comp_lookup("cook", level="third", catalog=OWN), catalog=OWN)
        shown = table(pay, "What is read off")
        assert shown.header == ("reading", "says", "flips")
        assert (shown.rows[0][1:], shown.figures) == (("single source", "1 of 2"), frozenset())
        assert view_of(pay).notes == pay.notes
        nothing = rp.robustness(rp.comp_lookup("cook", level="fourth", catalog=OWN), catalog=OWN)
        assert view_of(nothing).tables == ()

    def test_flips_to_the_same_stand_together(self) -> None:
        assert table(HELD, "What flips").rows == (
            ("pay of Cook against Baker, first", "more", "not known", "without north"),
            ("pay of Cook against Baker, second", "disputed", "same", "without north"),
            ("", "", "less", "without south"),
            ("pay of Cook against Baker, third", "mixed", "not known", "without south"),
            ("pay of Cook against Baker, no level", "same", "not known", "without south"),
            ("harder of the moves between Cook and Baker", "both the same", "not known", "without north, without south, gap.tool at 0"),
            ("difficulty of the move from Cook to Baker", "0 to 0.25", "not known", "without north, without south, gap.tool at 0"),
            ("difficulty of the move from Baker to Cook", "0 to 0.25", "not known", "without north, without south, gap.tool at 0"),
            ("proximity of Cook and Baker", "0.75 to 1", "not known", "without north, without south"),
        )


class TestDrawn:
    def test_text_and_html(self) -> None:
        assert str(HELD) == as_text(HELD)
        assert HELD._repr_html_() == as_html(HELD)
        assert max(map(len, str(HELD).splitlines())) <= 80
        assert "<script" not in as_html(HELD)

    def test_a_name_is_text_in_html(self) -> None:
        own = attrs.evolve(OWN, roles=(rp.Role(id="cook", label="<b>Cook</b>"), OWN.roles[1]))
        drawn = as_html(rp.robustness(rp.compare("cook", "baker", catalog=own), catalog=own))
        assert "<b>Cook" not in drawn
        assert "&lt;b&gt;Cook" in drawn

    def test_plain_data(self) -> None:
        data = to_data(HELD)
        assert json.loads(json.dumps(data)) == data
        assert data["flips"][0] == {
            "statement": "pay of Cook against Baker, first",
            "before": "more",
            "after": "not known",
            "variation": {"kind": "source", "name": "without north", "source": "north", "parameter": None, "value": None},
        }
        assert data["pay_orders"][0]["orders"] == [["north", "more"]]


class TestCommand:
    @pytest.fixture(autouse=True)
    def _eighty_columns(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", "80")
        monkeypatch.setenv("NO_COLOR", "1")

    def test_compare_robust(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["compare", "data scientist", "ML engineer", "--robust"]) == 0
        out, err = capsys.readouterr()
        assert not err
        words = " ".join(out.split())
        assert words.startswith("Robustness of the comparison of Data scientist and ML engineer Asked again without each of 5 sources")
        assert "ML engineer is paid more: entry (modeling-vs-systems); mid (key-differences, modeling-vs-systems" in words
        assert max(len(line.rstrip()) for line in out.splitlines()) <= 80

    def test_as_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["compare", "data scientist", "ML engineer", "--robust", "--json"]) == 0
        data = json.loads(capsys.readouterr().out)
        assert [order["level"] for order in data["pay_orders"]] == ["entry", "mid", "senior", "staff", "principal", None]
