"""Views, before they are drawn."""

from __future__ import annotations

import pytest

import rolepath as rp
from rolepath.display.view import SourceList, visible


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
