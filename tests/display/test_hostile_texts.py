"""Whatever a catalog's texts hold, what is shown holds neither HTML nor raw controls, and no table grows beyond its width."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any, ClassVar

import attrs
import pytest
from rich.cells import cell_len
from rich.console import Console

import rolepath as rp
from rolepath.display import _VIEWS, view_of
from rolepath.display.advise import questions_view
from rolepath.display.html import to_fragment
from rolepath.display.models import card_view, sources_view
from rolepath.display.terminal import draw
from rolepath.display.text import to_text
from rolepath.display.view import Table, View

#: Controls of both kinds, marks of writing direction and of no width, halves of characters. A line may end.
RAW = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0001-\U000e007f]"
)
SCRIPT = "<script>alert(1)</script>"
CONTROLS = "\u202e\u2066\u061c\u200f\x1b[31m\x9b1m\x00\n"
MARK = f"{SCRIPT}&\"'"
SHORT = f'"<b onclick="x">{CONTROLS}'
#: Characters of an account that takes rich long to draw.
LONG_ACCOUNT = 100_000
FACTS = ("levels", "salary_bands", "pay_claims", "requirements", "transition_claims", "traits", "descriptors")
TABLES = ("sources", "places", "scales", "skills", "roles", "standard_levels", "parameters", *FACTS)


def marked(thing: Any) -> Any:
    """Put a script and controls at the end of every text of an object, and of all that it holds, wherever a text may be free."""
    if isinstance(thing, tuple):
        return tuple(map(marked, thing))
    if not attrs.has(type(thing)):
        return thing
    if isinstance(thing, rp.Catalog):  # whose scales and ratings change together
        return attrs.evolve(thing, name=f"{thing.name}{MARK}{CONTROLS}", **{field: marked(getattr(thing, field)) for field in TABLES})
    made = thing
    for field in attrs.fields(type(thing)):
        if not field.init:
            continue
        value = getattr(thing, field.name)
        if type(value) is str:
            choices = [value + MARK + CONTROLS, SHORT]
        elif isinstance(value, tuple) and value and all(type(entry) is str for entry in value):
            choices = [tuple(entry + MARK + CONTROLS for entry in value)]
        else:
            choices = [marked(value)]
        for choice in choices:
            with suppress(rp.RolepathError):  # ids, codes, names of fields, and what has at most 40 characters
                made = attrs.evolve(made, **{field.name: choice})
                break
    return made


def some(catalog: rp.Catalog) -> rp.Catalog:
    """Take the roles that the verbs below are asked about, and what is said of them."""
    sources = {source.id for source in catalog.sources[:2]}
    kept = {field: tuple(fact for fact in getattr(catalog, field) if fact.citation.source in sources) for field in FACTS}
    return attrs.evolve(catalog, **kept)


@pytest.fixture(scope="module")
def hostile(catalog: rp.Catalog) -> rp.Catalog:
    return marked(some(catalog))


@pytest.fixture(scope="module")
def shown(hostile: rp.Catalog) -> list[Any]:
    """Every noun of the catalog, every verb's answer, how each came about, and some of each class that stands within them."""
    likes = (f"I like {MARK}",)
    made = rp.Profile.from_role("data-scientist", hours_per_week=8, preferences=likes, catalog=hostile)
    someone = made.with_skill(f"welding {MARK}{CONTROLS}", catalog=hostile)
    employer = f"a bank {MARK}{CONTROLS}"
    offer = rp.Offer(role="ml-engineer", currency="USD", base=Decimal(200_000), level="senior", location="us", employer=employer)
    asked = rp.questions(catalog=hostile)
    gap = rp.skill_gap(someone, "ml-engineer", catalog=hostile)
    tops = [
        hostile,
        someone,
        offer,
        asked,
        gap,
        rp.proximity("data-scientist", "ml-engineer", catalog=hostile),
        rp.transition_difficulty("data-scientist", "ml-engineer", level="mid", target_level="senior", catalog=hostile),
        rp.comp_lookup("ml-engineer", catalog=hostile),
        rp.compare("data-scientist", "ml-engineer", "ai-engineer", catalog=hostile),
        rp.find_paths("data-analyst", "ml-engineer", max_steps=2, catalog=hostile),
        rp.learning_plan(someone, "ml-engineer", catalog=hostile),
        rp.assess_offer(offer, catalog=hostile),
        rp.recommend(someone, answers={asked[0].id: True}, catalog=hostile),
        rp.disagreements(catalog=hostile),
        rp.check_claims(catalog=hostile),
        rp.check_durations(catalog=hostile),
        rp.what_if(someone, "kubernetes", catalog=hostile),
        rp.robustness(gap, catalog=hostile),
    ]
    accounts = [top.explain() for top in tops if hasattr(top, "explain")]
    kinds: dict[type, list[Any]] = {}
    for thing in within((*tops, *accounts)):
        kinds.setdefault(type(thing), []).append(thing)
    return [*tops, *accounts, *(thing for found in kinds.values() for thing in (*found[:3], *found[-3:]))]


def within(top: Any) -> Iterator[Any]:
    """Every object below another, and itself, each once."""
    ahead, seen = [top], set[int]()
    while ahead:
        thing = ahead.pop()
        if isinstance(thing, tuple):
            ahead.extend(thing)
        elif attrs.has(type(thing)) and id(thing) not in seen:
            seen.add(id(thing))
            yield thing
            ahead.extend(getattr(thing, field.name) for field in attrs.fields(type(thing)) if field.init)


class Reader(HTMLParser):
    """Notes elements and attributes, and keeps the text."""

    ELEMENTS = frozenset({
        "style", "section", "h3", "p", "div", "table", "caption", "thead", "tbody", "tr", "th", "td",
        "ul", "ol", "li", "a", "colgroup", "col", "footer", "details", "summary", "wbr",
    })  # fmt: skip
    #: Attributes, and what their values may be. The name of a region is a text of the answer.
    ATTRIBUTES: ClassVar[dict[str, str]] = {
        "class": r"rolepath[a-z-]*( rolepath[a-z-]*)*", "scope": "col|row", "open": "", "role": "region", "tabindex": "0",
        "id": r"rolepath-[0-9a-f]{8}-[0-9]+", "href": r"#rolepath-[0-9a-f]{8}-[0-9]+", "style": r"width:[0-9.]+%", "aria-label": r"[^\n]*",
    }  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.strange: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        odd = [name for name, value in attrs if name not in self.ATTRIBUTES or not re.fullmatch(self.ATTRIBUTES[name], value or "")]
        if tag not in self.ELEMENTS or odd:
            self.strange.append(f"<{tag} {attrs}>")

    def handle_comment(self, data: str) -> None:
        self.strange.append(f"<!--{data}-->")

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


class TestEveryText:
    def test_every_kind_of_noun_carries_a_script(self, hostile: rp.Catalog) -> None:
        """Else the tests below prove nothing."""
        free = {type(thing).__name__ for thing in within(hostile) if MARK in repr_of_texts(thing)}
        assert free >= {
            "Catalog", "Source", "Place", "Scale", "Skill", "Role", "Level", "SalaryBand", "PayClaim", "SkillRequirement",
            "TransitionClaim", "Trait", "Citation", "Parameter", "RelatedSkill",
        }  # fmt: skip

    def test_as_html(self, shown: list[Any]) -> None:
        seen = set[str]()
        for thing in shown:
            if hasattr(thing, "_repr_html_"):
                html = thing._repr_html_()
                reader = read(html)
                assert reader.strange == [], type(thing).__name__
                assert not RAW.search(html), type(thing).__name__
                assert SCRIPT not in html
                if SCRIPT in reader.text:
                    seen.add(type(thing).__name__)
        assert seen >= {"Role", "Skill", "Catalog", "SkillGap", "LearningPlan", "Comparison", "CompLookup", "Explanation", "Disagreements"}

    def test_as_text(self, shown: list[Any]) -> None:
        for thing in shown:
            found = [RAW.search(text) for text in (str(thing), repr(thing))]
            assert found == [None, None], type(thing).__name__
            assert "\n" not in repr(thing), type(thing).__name__

    def test_in_a_terminal(self, shown: list[Any], hostile: rp.Catalog) -> None:
        views = [view_of(thing) for thing in shown if type(thing).__name__ in _VIEWS and len(str(thing)) < LONG_ACCOUNT]
        views += [sources_view(hostile), questions_view(rp.questions(catalog=hostile)), card_view(hostile, hostile.role("ml-engineer"))]
        for view in views:
            drawn = io.StringIO()
            draw(view, Console(file=drawn, width=80, highlight=False))
            assert not RAW.search(drawn.getvalue()), view.title
            assert not RAW.search(to_text(view)), view.title

    def test_as_data(self, hostile: rp.Catalog) -> None:
        """Data hold texts as they are."""
        label = hostile.role("ml-engineer").label
        assert label.endswith(CONTROLS)
        assert json.dumps(label) in json.dumps(rp.to_jsonld("ml-engineer", catalog=hostile))
        assert rp.from_json(rp.to_json(hostile)) == hostile

    def test_json_of_the_command_line_is_shown_in_a_terminal(
        self, hostile: rp.Catalog, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from rolepath._commands import asking
        from rolepath.cli import main

        monkeypatch.setattr(asking, "load_catalog", lambda: hostile)
        assert main(["role", "ml-engineer", "--json"]) == 0
        printed = capsys.readouterr().out
        assert not RAW.search(printed)
        assert json.loads(printed)["role"]["label"] == hostile.role("ml-engineer").label

    def test_errors_of_the_command_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        from rolepath.cli import main

        for words in (
            ["role", f"x{CONTROLS}"],
            [f"x{CONTROLS}"],
            ["gap", "a", "b", f"--x{CONTROLS}"],
            ["pay", "MLE", "--source", CONTROLS],
        ):
            assert main(words) == 2
            told = capsys.readouterr().err
            assert told.strip()
            assert not RAW.search(told)


def repr_of_texts(thing: Any) -> str:
    values = (getattr(thing, field.name) for field in attrs.fields(type(thing)) if field.init)
    texts = (entry for value in values for entry in (value if isinstance(value, tuple) else (value,)) if type(entry) is str)
    return "".join(texts)


LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 5
RIGHT_TO_LEFT = "مهندس تعلم الآلة מהנדס למידת מכונה " * 10
WIDE = "機械学習エンジニア" * 30


class TestLongWords:
    """In HTML a long word may break after every ten characters; tests/browser looks at what that gives."""

    def test_only_a_long_word_breaks(self) -> None:
        html = to_fragment(View(title="x" * 24, lead=(f"{'x' * 25} {'y' * 24}", f"{'a' * 20}-{'b' * 20}")))
        assert f">{'x' * 24}</h3>" in html
        assert f"<p>{'x' * 10}<wbr>{'x' * 10}<wbr>{'x' * 5} {'y' * 24}</p>" in html
        assert f"<p>{'a' * 20}-{'b' * 20}</p>" in html

    def test_no_break_at_the_end_of_a_word_nor_within_what_is_escaped(self) -> None:
        html = to_fragment(View(title="T", lead=("<" * 30,), sources=("z" * 30,)))
        assert f"<p>{'<wbr>'.join(['&lt;' * 10] * 3)}</p>" in html
        assert f">{'<wbr>'.join(['z' * 10] * 3)}</li>" in html

    def test_in_every_place_but_an_attribute(self) -> None:
        table = Table(caption="c" * 30, header=("h" * 30,), rows=(("r" * 30,),))
        html = to_fragment(View(title="t" * 30, tables=(table,), notes=("n" * 30,)))
        for letter in "chrtn":
            assert "<wbr>".join([letter * 10] * 3) in html
        assert f'aria-label="{"c" * 30}"' in html


class TestWidth:
    """Long words, wide letters and letters written from the right neither fail nor widen a table."""

    @pytest.mark.parametrize("label", [LONG, RIGHT_TO_LEFT, WIDE, "x" * 10_000, " ".join("ab" * 3_000), "e\u0301" * 500])
    @pytest.mark.parametrize("columns", [1, 2, 5])
    def test_a_table_stays_within_its_width(self, label: str, columns: int) -> None:
        cells = (label, *("12", LONG, "x", label)[: columns - 1])
        table = Table(caption=label, header=cells, rows=(cells, cells[::-1]), remark=label, figures=frozenset({columns - 1}))
        view = View(title="A title", lead=(label,), tables=(table,), notes=(label,), sources=(label,))
        drawn = io.StringIO()
        draw(view, Console(file=drawn, width=80, highlight=False))
        assert max(map(cell_len, drawn.getvalue().splitlines())) <= 80
        assert max(map(cell_len, to_text(view).splitlines())) <= 80

    @pytest.mark.parametrize("label", [LONG, RIGHT_TO_LEFT, WIDE])
    def test_nouns_and_answers(self, label: str) -> None:
        catalog = rp.load_catalog()
        roles = tuple(attrs.evolve(role, label=f"{role.id} {label}", alternative_labels=()) for role in catalog.roles)
        skills = tuple(attrs.evolve(skill, label=f"{skill.id} {label}", alternative_labels=()) for skill in catalog.skills)
        long = attrs.evolve(catalog, roles=roles, skills=skills)
        role = long.role("ml-engineer")
        for thing in (role, rp.skill_gap("data-scientist", role, catalog=long), rp.compare("data-scientist", role, catalog=long)):
            text = str(thing)
            assert label.split(maxsplit=1)[0][:8] in text.replace("\n", "").replace(" ", "")
            assert max(map(len, text.splitlines())) <= 80
