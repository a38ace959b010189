"""Views as text and as HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import StringIO

import attrs
import pytest
from rich.console import Console

import rolepath as rp
from rolepath.display import as_html, as_text, view_of
from rolepath.display.html import to_fragment, to_html
from rolepath.display.terminal import draw
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


class TestTerminal:
    def test_rich_prints_what_text_says(self) -> None:
        gap = rp.skill_gap("data scientist", "ML engineer")
        console = Console(width=100, file=StringIO(), color_system=None)
        console.print(gap)
        printed = " ".join(console.file.getvalue().split())  # type: ignore[attr-defined]
        for row in view_of(gap).tables[0].top:
            assert " ".join(row) in printed
        assert f"15 of {len(gap.missing)} shown; .missing has all" in printed
        assert "Sources [1] key-differences" in printed

    def test_text_is_no_markup(self) -> None:
        console = Console(width=100, file=StringIO(), color_system=None)
        table = Table(caption="[red]c[/red]", header=("[b]h",), rows=(("[i]x",),), remark="[i]r")
        draw(View(title="[bold]t", lead=("[i]l",), tables=(table,), notes=("[i]n",), sources=("[1] [i]s",)), console)
        assert console.file.getvalue().split() == [  # type: ignore[attr-defined]
            "[bold]t", "[i]l", "[red]c[/red]", "[b]h", "[i]x", "[i]r", "-", "[i]n", "Sources", "[1]", "[i]s",
        ]  # fmt: skip


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.text = ""
        self.ids: list[str | None] = []
        self.links: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not {name for name, _ in attrs} & {"src", "onclick"}
        named = dict(attrs)
        if "id" in named:
            self.ids.append(named["id"])
        if "href" in named:
            self.links.append(named["href"])
        self.seen.append(tag)
        if tag not in {"col", "wbr"}:
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
    # A link leads to a source of the same view.
    assert set(tags.links) <= {f"#{anchor}" for anchor in tags.ids}
    assert len(set(tags.ids)) == len(tags.ids)
    return tags


class TestHtml:
    def test_a_view_has_a_heading_a_table_with_headers_and_footnotes(self) -> None:
        html = to_html(VIEW)
        assert '<h3 class="rolepath-title">A title</h3>' in html
        assert "<caption>Pay</caption>" in html
        assert '<th scope="col">who</th><th scope="col" class="rolepath-figure">n</th>' in html
        assert '<tr><th scope="row" class="rolepath-whole">first</th><td class="rolepath-figure rolepath-whole">1</td></tr>' in html
        assert "<p>2 rows</p>" in html
        assert "<ul><li>A note that is long enough to need two lines.</li></ul>" in html
        tags = parsed(html)
        assert f'<footer>Sources<ul><li id="{tags.ids[0]}">[1] a, line 3</li></ul></footer>' in html
        assert 'role="region" aria-label="Pay" tabindex="0"' in html
        assert "<details" not in html.partition("</style>")[2]

    def test_the_level_of_the_heading_fits_the_page(self) -> None:
        assert '<h2 class="rolepath-title">A title</h2>' in to_fragment(VIEW, level=2)

    def test_a_mark_leads_to_its_source(self) -> None:
        table = Table(caption="c [1]", header=("x",), rows=(("one [1] [2]",), ("none [0] [3] [x]",)), remark="r [2]")
        html = to_html(View(title="t", lead=("l [1]",), tables=(table,), notes=("n [2]",), sources=("[1] a, line 3", "[2] b, line 4")))
        tags = parsed(html)
        first, second = (f"#{anchor}" for anchor in tags.ids)
        assert tags.links == [first, first, second, second, second]
        assert f'<a href="{first}">[1]</a>' in html

    def test_views_that_differ_have_anchors_of_their_own(self) -> None:
        assert set(parsed(to_html(VIEW)).ids).isdisjoint(parsed(to_html(attrs.evolve(VIEW, title="Another"))).ids)

    def test_an_empty_cell_heads_no_row(self) -> None:
        table = Table(caption="c", header=("", "what"), rows=(("", "a"), ("b", "c")))
        html = to_html(View(title="t", tables=(table,)))
        assert '<tr><td></td><th scope="col">what</th></tr>' in html
        assert '<td class="rolepath-whole"></td><td class="rolepath-whole">a</td></tr>' in html
        assert '<th scope="row" class="rolepath-whole">b</th><td class="rolepath-whole">c</td></tr>' in html

    def test_a_table_of_figures_heads_no_row(self) -> None:
        table = Table(caption="c", header=("n",), rows=(("1",),), figures=frozenset({0}))
        assert '<tr><td class="rolepath-figure rolepath-whole">1</td></tr>' in to_html(View(title="t", tables=(table,)))

    @pytest.mark.parametrize(
        ("lengths", "whole"),
        [
            ((18,), {0}),
            ((19,), set()),
            ((18, 18, 9), {0, 1, 2}),
            ((18, 18, 9, 40), {0, 1, 2}),
            # 10 + 18 + 18 leave fewer than five characters of fifty to the fourth column; without the longest there is room.
            ((18, 18, 10, 40), {0, 2}),
            ((18, 17, 11, 40), {1, 2}),
            ((15, 15, 15, 40), {0, 1, 2}),
            # Of eight columns the first ones by length that leave five characters to each other one.
            ((1, 14, 4, 13, 7, 16, 12, 7), {0, 2, 4, 6, 7}),
        ],
    )
    def test_short_columns_stand_on_one_line_while_there_is_room(self, lengths: tuple[int, ...], whole: set[int]) -> None:
        table = Table(
            caption="c", header=tuple("h" * 30 for _ in lengths), rows=(tuple("x" * length for length in lengths), ("",) * len(lengths))
        )
        row = to_html(View(title="t", tables=(table,))).partition("<tbody><tr>")[2].partition("</tr>")[0]
        cells = re.findall(r"<t[hd]([^>]*)>", row)
        assert {column for column, attributes in enumerate(cells) if "rolepath-whole" in attributes} == whole

    def test_a_table_without_rows(self) -> None:
        assert "<tbody></tbody>" in to_html(View(title="t", tables=(Table(caption="c", header=("h",), rows=()),)))

    @pytest.mark.parametrize(("count", "summary"), [(3, "1 more row"), (4, "2 more rows")])
    def test_a_long_table_folds(self, count: int, summary: str) -> None:
        rows = tuple((f"row {number}", "x" * number) for number in range(count))
        table = Table(caption="Long", header=("name", "an x"), rows=rows, first=2, all_in=".all", remark="r")
        html = to_html(View(title="t", tables=(table,)))
        top, _, rest = html.partition(f"<details><summary>{summary}</summary>")
        assert "row 1<" in top
        assert "row 2<" not in top
        assert "row 2<" in rest
        assert f"<caption>Long, {summary}</caption>" in rest
        # Both parts give their columns the same widths.
        columns = '<colgroup><col style="width:55.6%"><col style="width:44.4%"></colgroup>'
        assert columns in top
        assert columns in rest
        assert html.endswith("</details><p>r</p></section>")
        parsed(html)

    def test_columns_of_a_long_table_are_neither_too_narrow_nor_too_wide(self) -> None:
        table = Table(caption="c", header=("n", "w"), rows=(("1", "x" * 99), ("2", "")), first=1)
        assert '<col style="width:9.1%"><col style="width:90.9%">' in to_html(View(title="t", tables=(table,)))

    def test_a_table_of_very_many_rows_is_cut(self) -> None:
        rows = tuple((f"row {number}",) for number in range(501))
        html = to_html(View(title="t", tables=(Table(caption="c", header=("x",), rows=rows, first=15, all_in=".beaten"),)))
        assert html.count("<tr>") == 2 + 500
        assert "row 499<" in html
        assert "<p>500 of 501 shown; .beaten has all</p>" in html

    def test_only_what_is_there_is_drawn(self) -> None:
        html = to_html(View(title="Alone"))
        assert html.endswith('<section class="rolepath"><h3 class="rolepath-title">Alone</h3></section>')

    def test_every_text_is_escaped(self) -> None:
        table = Table(caption=HOSTILE, header=(HOSTILE,), rows=((HOSTILE,),), remark=HOSTILE)
        html = to_html(View(title=HOSTILE, lead=(HOSTILE,), tables=(table,), notes=(HOSTILE,), sources=(HOSTILE,)))
        tags = parsed(html)
        assert "script" not in tags.seen
        # The caption names the table to screen readers too.
        assert html.replace("<wbr>", "").count("&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&amp;\\u202e") == 9

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
