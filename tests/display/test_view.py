"""Views, before they are drawn."""

from __future__ import annotations

from decimal import Decimal

import pytest

import rolepath as rp
from rolepath.display.answers import months_span
from rolepath.display.text import columns, to_text
from rolepath.display.view import SourceList, Table, View, visible


def citation(source: str, line: int) -> rp.Citation:
    return rp.Citation(source=rp.SourceId(source), section="x", line=line)


class TestSourceList:
    def test_sources_are_numbered_in_the_order_of_citing(self) -> None:
        sources = SourceList()
        assert sources.mark([citation("b", 3), citation("a", 1)]) == "[1] [2]"
        assert sources.mark([citation("a", 7)]) == "[2]"
        assert sources.listed() == ("[1] b, line 3", "[2] a, lines 1, 7")

    def test_a_source_is_marked_once_however_often_it_is_cited(self) -> None:
        sources = SourceList()
        assert sources.mark([citation("a", 2), None, citation("a", 1), citation("a", 2)]) == "[1]"
        assert sources.listed() == ("[1] a, lines 1, 2",)

    def test_nothing_cited_is_an_empty_mark(self) -> None:
        sources = SourceList()
        assert not sources.mark([None])
        assert sources.listed() == ()

    def test_a_long_list_of_lines_is_cut(self) -> None:
        sources = SourceList()
        sources.mark(citation("a", line) for line in range(1, 14))
        assert sources.listed() == ("[1] a, lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, ...",)


class TestVisible:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("plain £5, naïve 数据", "plain £5, naïve 数据"),
            ("a\u202eb", "a\\u202eb"),
            ("a\u2066b\u200f", "a\\u2066b\\u200f"),
            ("bell\x07 esc\x1b[31m", "bell\\u0007 esc\\u001b[31m"),
            ("line\nbreak", "line\\u000abreak"),
            ("\u2028", "\\u2028"),
            ("\ud800", "\\ud800"),
        ],
    )
    def test_controls_are_spelt_out(self, text: str, shown: str) -> None:
        assert visible(text) == shown


class TestColumns:
    """Text is set by the columns that it takes in a terminal."""

    @pytest.mark.parametrize(
        ("text", "count"), [("", 0), ("abc", 3), ("\u6570\u636e", 4), ("e\u0301", 1), ("\uff2d", 2), ("\u00e9", 1), ("a\u20dd", 1)]
    )
    def test_count(self, text: str, count: int) -> None:
        assert columns(text) == count

    def test_a_table_of_wide_characters(self) -> None:
        table = Table(caption="c", header=("name", "n"), rows=(("\u6570\u636e", "1"), ("e\u0301", "10")), figures=frozenset({1}))
        lines = to_text(View(title="t", tables=(table,))).splitlines()
        assert lines[3:] == ["name   n", "----  --", "\u6570\u636e   1", "e\u0301     10"]

    def test_wide_characters_are_wrapped_by_their_columns(self) -> None:
        view = View(title="a \u6570\u636e\u79d1\u5b66\u5bb6 b", notes=("\u6570\u636e \u6570 \u636e",))
        assert to_text(view, width=6).splitlines() == [
            "a",
            "\u6570\u636e\u79d1",
            "\u5b66\u5bb6 b",
            "",
            "- \u6570\u636e",
            "  \u6570",
            "  \u636e",
        ]


@pytest.mark.parametrize(("span", "said"), [((0.5, float("inf")), "0 to inf"), ((float("inf"), float("inf")), "inf"), ((2.6, 3.4), "3")])
def test_months_without_end(span: tuple[float, float], said: str) -> None:
    assert months_span(*span) == said


@pytest.mark.parametrize(("digits", "said"), [("1E+29", "1" + "0" * 29), ("1E-29", "0.000000"), ("2.5", "2.5"), ("0.12345678", "0.123457")])
def test_amounts_of_many_digits_within_an_explanation(digits: str, said: str) -> None:
    assert said in str(rp.Explanation(statement="amount", value=Decimal(digits))).replace(",", "")
