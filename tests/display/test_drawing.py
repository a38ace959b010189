"""Views as text and as HTML."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

import rolepath as rp
from rolepath.display import as_html, as_text, view_of
from rolepath.display.html import to_html
from rolepath.display.text import to_text
from rolepath.display.view import Table, View

VIEW = View(
    title="A title",
    lead=("One paragraph that is long enough to need two lines.",),
    tables=(
        Table(caption="Pay", header=("who", "n"), rows=(("first", "1"), ("second one", "22")), figures=frozenset({1}), remark="2 rows"),
    ),
    notes=("A note that is long enough to need two lines.",),
    sources=("[1] a, line 3",),
)
HOSTILE = "<script>alert('x')</script>&\u202e"


class TestText:
    def test_a_view_is_drawn_line_by_line(self) -> None:
        assert to_text(VIEW, width=40).splitlines() == [
            "A title",
            "One paragraph that is long enough to",
            "need two lines.",
            "",
            "Pay",
            "who          n",
            "----------  --",
            "first        1",
            "second one  22",
            "2 rows",
            "",
            "- A note that is long enough to need two",
            "  lines.",
            "",
            "Sources",
            "[1] a, line 3",
        ]

    def test_only_what_is_there_is_drawn(self) -> None:
        assert to_text(View(title="Alone")) == "Alone"

    def test_the_widest_columns_give_way_and_cells_wrap(self) -> None:
        table = Table(caption="c", header=("short", "long"), rows=(("ab", "one two three four five six"),))
        assert to_text(View(title="t", tables=(table,)), width=20).splitlines()[3:] == [
            "short  long",
            "-----  -------------",
            "ab     one two three",
            "       four five six",
        ]

    def test_columns_never_get_narrower_than_can_be_read(self) -> None:
        table = Table(caption="c", header=("x" * 30, "y" * 30), rows=())
        assert to_text(View(title="t", tables=(table,)), width=4).splitlines()[3].split() == ["x" * 8, "y" * 8]

    def test_controls_are_spelt_out_everywhere(self) -> None:
        hostile = View(
            title=HOSTILE,
            lead=(HOSTILE,),
            tables=(Table(caption=HOSTILE, header=(HOSTILE,), rows=((HOSTILE,),), remark=HOSTILE),),
            notes=(HOSTILE,),
            sources=(HOSTILE,),
        )
        drawn = to_text(hostile, width=200)
        assert "\u202e" not in drawn
        assert drawn.count("\\u202e") == 8


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not {name for name, _ in attrs} & {"src", "href", "onclick"}
        self.seen.append(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def parsed(html: str) -> _Tags:
    tags = _Tags()
    tags.feed(html)
    tags.close()
    assert tags.open == []
    return tags


class TestHtml:
    def test_a_view_has_a_heading_a_table_with_headers_and_footnotes(self) -> None:
        html = to_html(VIEW)
        assert "<h3>A title</h3>" in html
        assert "<caption>Pay</caption>" in html
        assert '<th scope="col">who</th><th scope="col" class="rolepath-figure">n</th>' in html
        assert '<tr><td>first</td><td class="rolepath-figure">1</td></tr>' in html
        assert "<p>2 rows</p>" in html
        assert "<ul><li>A note that is long enough to need two lines.</li></ul>" in html
        assert "<footer>Sources: [1] a, line 3</footer>" in html
        parsed(html)

    def test_only_what_is_there_is_drawn(self) -> None:
        html = to_html(View(title="Alone"))
        assert html.endswith('<section class="rolepath"><h3>Alone</h3></section>')

    def test_every_text_is_escaped(self) -> None:
        table = Table(caption=HOSTILE, header=(HOSTILE,), rows=((HOSTILE,),), remark=HOSTILE)
        html = to_html(View(title=HOSTILE, lead=(HOSTILE,), tables=(table,), notes=(HOSTILE,), sources=(HOSTILE,)))
        tags = parsed(html)
        assert "script" not in tags.seen
        assert html.count("&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&amp;\\u202e") == 8

    def test_there_is_no_script_and_nothing_is_fetched(self) -> None:
        html = as_html(rp.compare("data scientist", "ML engineer", "AI engineer"))
        assert "<script" not in html
        assert "http" not in html
        assert "url(" not in html
        assert "@import" not in html

    def test_colours_follow_the_page(self) -> None:
        html = to_html(VIEW)
        assert "color:inherit" in html
        assert "background:none" in html


SHOWN: list[tuple[str, object]] = [
    ("gap", rp.skill_gap("data scientist", "ML engineer", level="senior")),
    ("gap to itself", rp.skill_gap("data scientist", "data scientist")),
    ("gap not known", rp.skill_gap("research scientist", "ML engineer")),
    ("proximity", rp.proximity("data scientist", "ML engineer")),
    ("proximity not known", rp.proximity("research scientist", "ML engineer")),
    ("difficulty", rp.transition_difficulty("data scientist", "ML engineer", level="mid", target_level="senior")),
    ("difficulty not known", rp.transition_difficulty("research scientist", "ML engineer")),
    ("path", rp.transition_difficulty(rp.TransitionPath.through("data-analyst", "data-scientist", "ml-engineer"))),
    ("pay", rp.comp_lookup("ML engineer")),
    ("no pay", rp.comp_lookup("AI engineer", level="staff")),
    ("comparison", rp.compare("data scientist", "ML engineer", "AI engineer")),
    ("comparison with a silent role", rp.compare("research scientist", "backend engineer")),
    ("explanation", rp.skill_gap("data scientist", "ML engineer").explain()),
    ("role", rp.load_catalog().role("ml-engineer")),
    ("skill", rp.load_catalog().skill("pytorch")),
    ("band", rp.load_catalog().bands_of("ml-engineer")[0]),
    ("catalog", rp.load_catalog()),
]


@pytest.mark.parametrize("shown", [shown for _, shown in SHOWN], ids=[name for name, _ in SHOWN])
class TestEveryResult:
    def test_repr_is_one_line(self, shown: object) -> None:
        assert "\n" not in repr(shown)
        assert len(repr(shown)) < 200 or isinstance(shown, rp.Explanation)

    def test_str_fits_80_columns(self, shown: object) -> None:
        text = str(shown)
        assert isinstance(shown, rp.Explanation) or max(map(len, text.splitlines())) <= 80
        assert text

    def test_html_is_well_formed_and_says_what_the_view_says(self, shown: object) -> None:
        tags = parsed(as_html(shown))
        view = view_of(shown)
        for table in view.tables:
            for row in table.rows:
                for cell in row:
                    assert cell in tags.text

    def test_html_is_what_a_notebook_shows(self, shown: object) -> None:
        if not isinstance(shown, rp.Explanation):
            assert shown._repr_html_() == as_html(shown)  # type: ignore[attr-defined]


class TestWidth:
    def test_text_can_be_wider(self) -> None:
        narrow, wide = (as_text(rp.load_catalog(), width=width) for width in (60, 200))
        assert max(map(len, narrow.splitlines())) <= 60
        assert len(wide.splitlines()) <= len(narrow.splitlines())
