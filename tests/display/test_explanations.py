"""Explanations as rows and as lists that fold."""

from __future__ import annotations

from decimal import Decimal
from html.parser import HTMLParser

import rolepath as rp
from rolepath.display import as_html, as_text, view_of

CITED = rp.Citation(source="one", section="A section", line=3)
SHARED = rp.Explanation(
    statement="shared", value=1.0, operation=rp.Operation.SUM, children=(rp.Explanation(statement="one", value=1.0, is_assumed=True),)
)
TREE = rp.Explanation(
    statement="top",
    value=0.5,
    operation=rp.Operation.PRODUCT,
    children=(
        rp.Explanation(statement="branch", value=Decimal("1.50"), children=(SHARED, rp.Explanation(statement="fact", citation=CITED))),
        SHARED,
    ),
)
HOSTILE = "<script>alert('x')</script>&\u202e"


class Tags(HTMLParser):
    """Checks that tags nest, and keeps what stands in each list item and summary."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open[-1] in {"summary", "li"}:
            self.said.append(data.strip())


def parsed(html: str) -> Tags:
    tags = Tags()
    tags.feed(html)
    tags.close()
    assert tags.open == []
    return tags


class TestHtml:
    def test_branches_fold_and_leaves_do_not(self) -> None:
        html = as_html(TREE)
        assert html.partition("</style>")[2] == (
            '<section class="rolepath-steps"><ul>\n'
            '<li class="rolepath-branch"><details open><summary>top = 0.5 (product)</summary><ul>\n'
            '  <li class="rolepath-branch"><details><summary>branch = 1.50</summary><ul>\n'
            "    <li>shared = 1 (sum), see below</li>\n"
            "    <li>fact &lt;one, line 3&gt;</li>\n"
            "  </ul></details></li>\n"
            '  <li class="rolepath-branch"><details><summary>shared = 1 (sum)</summary><ul>\n'
            "    <li>one = 1 [assumed]</li>\n"
            "  </ul></details></li>\n"
            "</ul></details></li>\n"
            "</ul></section>"
        )

    def test_only_the_first_level_is_open(self) -> None:
        tags = parsed(as_html(rp.skill_gap("data scientist", "ML engineer").explain()))
        folds = [attributes for tag, attributes in tags.seen if tag == "details"]
        assert folds[0] == {"open": None}
        assert not any(folds[1:])
        assert len(folds) > 100

    def test_a_single_step(self) -> None:
        html = as_html(rp.Explanation(statement="alone"))
        assert html.endswith('<section class="rolepath-steps"><ul>\n<li>alone</li>\n</ul></section>')

    def test_lists_hold_items_alone_and_each_fold_has_its_summary_first(self) -> None:
        tags = parsed(as_html(TREE))
        names = [tag for tag, _ in tags.seen]
        assert [names[place + 1] for place, tag in enumerate(names) if tag == "details"] == ["summary"] * 3
        assert {names[place + 1] for place, tag in enumerate(names) if tag == "ul"} == {"li"}

    def test_keyboards_need_no_script_and_focus_stays_visible(self) -> None:
        html = as_html(TREE)
        tags = parsed(html)
        assert {tag for tag, _ in tags.seen} == {"style", "section", "ul", "li", "details", "summary"}
        assert {name for _, attributes in tags.seen for name in attributes} == {"class", "open"}
        assert "outline:none" not in html
        assert "outline:0" not in html
        assert "summary:focus-visible{outline:2px solid" in html

    def test_colours_come_from_the_page_and_nothing_is_fetched(self) -> None:
        html = as_html(rp.compare("data scientist", "ML engineer").explain())
        assert "color:inherit" in html
        assert not [word for word in ("http", "url(", "@import", "<script", "#000", "#fff") if word in html]

    def test_every_text_is_escaped(self) -> None:
        citation = rp.Citation(source="one", section="A section", line=3, printed=HOSTILE)
        leaf = rp.Explanation(statement=HOSTILE, citation=citation, rests_on=HOSTILE)
        html = as_html(rp.Explanation(statement=HOSTILE, children=(leaf,)))
        assert "script" not in {tag for tag, _ in parsed(html).seen}
        assert html.count("&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&amp;\\u202e") == 3

    def test_deep_trees(self) -> None:
        top = rp.Explanation(statement="leaf")
        for _ in range(3_000):
            top = rp.Explanation(statement="step", children=(top,))
        assert as_html(top).count("<details") == as_html(top).count("</details>") == 3_000

    def test_html_is_what_a_notebook_shows(self) -> None:
        assert TREE._repr_html_() == as_html(TREE)

    def test_text_and_html_say_the_same_in_the_same_order(self) -> None:
        told = rp.transition_difficulty("data scientist", "ML engineer", level="mid", target_level="senior").explain()
        assert parsed(as_html(told)).said == [line.strip() for line in str(told).splitlines()]


class TestView:
    def test_each_step_is_a_row(self) -> None:
        view = view_of(TREE)
        assert [view.title, *(row[0] for row in view.tables[0].rows)] == str(TREE).splitlines()

    def test_a_single_step_has_no_table(self) -> None:
        assert view_of(rp.Explanation(statement="alone")).tables == ()

    def test_text_of_a_view(self) -> None:
        assert as_text(rp.Explanation(statement="alone", value=0.5)) == "alone = 0.5"
