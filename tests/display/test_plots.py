"""Pictures of answers: what they show, that it can be read, and that they look as they did."""

from __future__ import annotations

import pickle
import runpy
import subprocess
import sys
from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import combinations
from pathlib import Path as FilePath
from types import SimpleNamespace
from typing import Any

import matplotlib as mpl
import nbformat
import pytest
from hypothesis import given, settings
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Rectangle
from matplotlib.path import Path
from matplotlib.testing.compare import compare_images
from matplotlib.text import Annotation, Text
from nbclient import NotebookClient

import rolepath as rp
from rolepath.display.plots import paper
from rolepath.display.plots.paper import BLUE, GREEN, PURPLE, VERMILLION, fitted, width_of
from rolepath.display.plots.rows import named
from rolepath.display.view import SourceList
from rolepath.testing.strategies import catalogs

HERE = FilePath(__file__).parent
STORED = SimpleNamespace(**runpy.run_path(str(HERE / "pictures" / "write.py")))
TINY = SimpleNamespace(**runpy.run_path(str(HERE.parent / "analysis" / "tiny.py")))
#: Most that a picture may differ from the stored one: the root of the mean square over all pixels and colours, each 0 to 255.
#: The 256 colours of the stored pictures make up to 0.4. matplotlib 3.11.0 and 3.11.2 draw the same to the last pixel; the least bar or
#: label of any picture makes 1.5 and more when it is missing, which a test below holds it to.
TOLERANCE = 0.8
HOSTILE = "\u202e$x_{2}$ \\frac{1}{2} <b>&amp;</b> " + "W" * 80

draws_alike = pytest.mark.skipif(
    tuple(map(int, mpl.__version__.split(".")[:2])) < (3, 11),
    reason="matplotlib 3.11 sets text anew, so that all lines are of another height",
)


@pytest.fixture(autouse=True, scope="module")
def style() -> Any:
    """Draw with the settings that matplotlib comes with."""
    with mpl.rc_context():
        mpl.rcdefaults()
        yield


def texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts if text.get_text()]


def caption(ax: Axes) -> list[str]:
    return ax.get_xlabel().split("\n")


def bars(ax: Axes) -> list[Rectangle]:
    return [patch for patch in ax.patches if isinstance(patch, Rectangle)]


def span_of(bar: Rectangle) -> tuple[float, float]:
    return bar.get_x(), bar.get_x() + bar.get_width()


def flat(spans: Iterable[tuple[float, ...]]) -> list[float]:
    return [end for span in spans for end in span]


def hatched(bar: Rectangle) -> bool:
    return bool(bar.get_hatch())


def words_of(figure: Figure) -> list[Text]:
    """Every text that is seen, once the figure is laid out."""
    figure.draw_without_rendering()
    found: list[Text] = []
    for ax in figure.axes:
        found += [*ax.texts, ax.title, ax._left_title, ax.xaxis.label, *ax.get_xticklabels()]  # type: ignore[attr-defined]
    return [text for text in found if text.get_text().strip()]


def check_reads(figure: Figure) -> None:
    """No text is cut off, none lies on another, and none is smaller than 9 points."""
    words = words_of(figure)
    boxes = [text.get_window_extent() if not isinstance(text, Annotation) else Text.get_window_extent(text) for text in words]
    for text, box in zip(words, boxes, strict=True):
        assert text.get_fontsize() >= 9
        assert box.x0 >= -0.5, text
        assert box.y0 >= -0.5, text
        assert box.x1 <= figure.bbox.width + 0.5, text
        assert box.y1 <= figure.bbox.height + 0.5, text
    for (text, box), (other, its_box) in combinations(zip(words, boxes, strict=True), 2):
        wide = min(box.x1, its_box.x1) - max(box.x0, its_box.x0)
        high = min(box.y1, its_box.y1) - max(box.y0, its_box.y0)
        assert wide <= 1 or high <= 1, (text, other)


def own(ax: Axes) -> Figure:
    assert isinstance(ax.figure, Figure)
    return ax.figure


class TestPictures:
    """Each picture looks as the stored one does, which the documentation shows."""

    @draws_alike
    @pytest.mark.parametrize("name", STORED.PICTURES)
    def test_looks_as_stored(self, name: str, tmp_path: FilePath) -> None:
        STORED.saved(STORED.drawn(name), tmp_path / "now.png")
        told = compare_images(str(HERE / "pictures" / f"{name}.png"), str(tmp_path / "now.png"), TOLERANCE)
        assert told is None, f"{told}\nif the change is meant: nox -s pictures"

    @draws_alike
    @pytest.mark.parametrize("name", STORED.PICTURES)
    @pytest.mark.parametrize("what", ["bar", "label"])
    def test_the_least_part_that_is_missing_shows(self, name: str, what: str, tmp_path: FilePath) -> None:
        ax = STORED.drawn(name)
        own(ax).draw_without_rendering()
        marks = [
            *bars(ax),
            *(patch for patch in ax.patches if isinstance(patch, FancyArrowPatch)),
            *(ax.lines if name == "disagreements" else ()),
        ]
        labels = [text for text in ax.texts if text.get_text()]
        parts: list[Any] = marks if what == "bar" else labels
        least = min(parts, key=lambda part: part.get_window_extent().width * part.get_window_extent().height)
        least.remove()
        STORED.saved(ax, tmp_path / "now.png")
        assert compare_images(str(HERE / "pictures" / f"{name}.png"), str(tmp_path / "now.png"), TOLERANCE) is not None

    def test_no_stored_picture_is_left_over(self) -> None:
        assert {path.stem for path in (HERE / "pictures").glob("*.png")} == set(STORED.PICTURES)


class TestReading:
    """All of a picture can be read: at 600 pixels, at 1,200, and whatever stands in its labels."""

    @pytest.mark.parametrize("name", STORED.PICTURES)
    def test_at_600_pixels(self, name: str) -> None:
        figure = own(STORED.PICTURES[name]())
        assert figure.get_figwidth() * figure.dpi == 600
        check_reads(figure)

    @pytest.mark.parametrize("name", STORED.PICTURES)
    def test_at_1200_pixels(self, name: str) -> None:
        figure = own(STORED.PICTURES[name]())
        figure.set_figwidth(12)
        check_reads(figure)

    @pytest.mark.parametrize("name", [name for name in STORED.PICTURES if name != "pay-of-unlike-kinds"])
    def test_on_axes_that_are_given(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        figure = Figure(figsize=(9, 13), layout="constrained")
        given = figure.add_subplot()
        seen: list[Axes] = []
        draw = rp.display.plots.draw
        monkeypatch.setattr("rolepath.display.plots.draw", lambda shown, ax, what: seen.append(draw(shown, given, what)) or given)
        STORED.PICTURES[name]()
        assert seen == [given]
        assert figure.axes == [given]
        check_reads(figure)

    def test_many_roles(self, catalog: rp.Catalog) -> None:
        every = rp.compare(*catalog.roles)
        check_reads(own(every.plot()))
        check_reads(own(every.plot_moves()))

    def test_two_roles(self) -> None:
        check_reads(own(rp.compare("data scientist", "ML engineer").plot_moves()))

    def test_hostile_labels(self) -> None:
        own_words = TINY.catalog(
            TINY.asks("here", "a", 0.5), TINY.asks("there", "a", 1.0), TINY.asks("there", "b", 1.0, source="two"), skills=("a", "b")
        )
        skills = tuple(
            rp.Skill(id=name, label=f"{name} {HOSTILE}", kind="tool", effort_weeks_minimum=1.0, effort_weeks_maximum=2.0) for name in "ab"
        )
        roles = tuple(rp.Role(id=name, label=f"{name} {HOSTILE}") for name in ("here", "there"))
        hostile = rp.Catalog(
            sources=own_words.sources,
            scales=own_words.scales,
            places=own_words.places,
            standard_levels=own_words.standard_levels,
            skills=skills,
            roles=roles,
        ).with_facts(*own_words.facts, TINY.pays("there", 10, 20, employer=HOSTILE))
        both = rp.compare("here", "there", catalog=hostile)
        answers: list[Axes] = [
            rp.skill_gap("here", "there", catalog=hostile).plot(),
            rp.transition_difficulty("here", "there", catalog=hostile).plot(),
            rp.learning_plan("here", "there", catalog=hostile).plot(),
            rp.comp_lookup("there", catalog=hostile).plot(),
            both.plot(),
            both.plot_moves(),
        ]
        for ax in answers:
            check_reads(own(ax))
            shown = "".join(text.get_text() for text in words_of(own(ax)))
            assert "\u202e" not in shown
            assert "\\u202e" in shown.replace("\n", "")
            assert not any(text.get_parse_math() or text.get_usetex() for text in words_of(own(ax)))
            assert "…" in shown


class TestAnyAnswer:
    """Whatever a catalog holds, its answers can be drawn."""

    @pytest.mark.filterwarnings("ignore:Glyph:UserWarning", "ignore:.*font.*:UserWarning")
    @settings(max_examples=10, deadline=None)
    @given(own_catalog=catalogs(min_roles=2))
    def test_is_drawn(self, own_catalog: rp.Catalog) -> None:
        here, there = own_catalog.roles[:2]
        every = rp.compare(*own_catalog.roles, catalog=own_catalog)
        for ax in (
            rp.skill_gap(here, there, catalog=own_catalog).plot(),
            rp.transition_difficulty(here, there, catalog=own_catalog).plot(),
            rp.learning_plan(here, there, catalog=own_catalog).plot(),
            rp.comp_lookup(here, catalog=own_catalog).plot(),
            every.plot(),
            every.plot_moves(),
            rp.disagreements(catalog=own_catalog).plot(),
        ):
            own(ax).draw_without_rendering()


class TestPaper:
    """What all pictures stand on."""

    def test_given_axes_are_drawn_on_and_returned(self) -> None:
        given = Figure().add_subplot()
        assert rp.skill_gap("data scientist", "ML engineer").plot(given) is given
        assert bars(given)

    def test_axes_of_a_part_of_a_figure(self) -> None:
        given = Figure(figsize=(12, 9), layout="constrained").subfigures(1, 2)[0].add_subplot()
        assert rp.disagreements().plot(ax=given) is given

    @pytest.mark.parametrize("wrong", ["axes", 3, Figure()])
    def test_anything_else_is_refused(self, wrong: Any) -> None:
        with pytest.raises(rp.InvalidTypeError, match=r"^ax must be an Axes of matplotlib"):
            rp.skill_gap("data scientist", "ML engineer").plot(wrong)

    def test_without_matplotlib_the_extra_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "matplotlib.axes", None)
        with pytest.raises(
            rp.MissingExtraError, match=r"^drawing needs the extra \[plot\]; install it with: pip install 'rolepath\[plot\]'"
        ):
            rp.skill_gap("data scientist", "ML engineer").plot()

    def test_neither_pyplot_nor_the_settings_are_touched(self) -> None:
        code = """if True:
            import sys
            import rolepath as rp
            assert 'matplotlib' not in sys.modules
            import matplotlib as mpl
            settings = lambda: {name: mpl.rcParams[name] for name in mpl.rcParams if name != 'backend'}  # asking for it loads pyplot
            before = settings()
            gap = rp.skill_gap('data scientist', 'ML engineer')
            gap.plot().figure.savefig(sys.stdout.buffer, format='svg')
            assert 'matplotlib.pyplot' not in sys.modules
            assert settings() == before
        """
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        assert b"</svg>" in done.stdout

    def test_the_same_answer_makes_the_same_picture(self) -> None:
        gap = rp.skill_gap("data scientist", "ML engineer")
        assert gap.plot()._repr_png_() == gap.plot()._repr_png_()  # type: ignore[attr-defined]

    def test_a_notebook_shows_it_once_and_no_figure_stays_open(self) -> None:
        cells = [
            "import rolepath as rp\nrp.skill_gap('data scientist', 'ML engineer').plot()",
            "import matplotlib.pyplot as plt\nrp.skill_gap('data scientist', 'ML engineer').plot()\nprint(plt.get_fignums())",
        ]
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        NotebookClient(notebook, kernel_name="python3", timeout=120, extra_arguments=["--log-level=ERROR"]).execute()
        (shown,), (printed,) = (cell.outputs for cell in notebook.cells)
        assert set(shown.data) == {"image/png", "text/plain"}
        assert printed.text == "[]\n"

    def test_a_figure_can_be_pickled(self) -> None:
        ax = rp.compare("data scientist", "ML engineer").plot_moves()
        pickle.loads(pickle.dumps(own(ax))).draw_without_rendering()

    def test_a_dark_style_is_followed(self) -> None:
        with mpl.rc_context({"text.color": "white", "axes.facecolor": "black", "figure.facecolor": "black"}):
            ax = rp.transition_difficulty("data scientist", "ML engineer").plot()
        assert {text.get_color() for text in ax.texts} == {"white"}
        assert own(ax).get_facecolor() == (0.0, 0.0, 0.0, 1.0)

    @pytest.mark.parametrize("colour", [BLUE, VERMILLION, GREEN, PURPLE, paper.GREY])
    def test_colours_stand_out_on_white_and_on_black(self, colour: str) -> None:
        red, green, blue = ((part / 12.92) if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour))
        light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
        assert 1.05 / (light + 0.05) >= 3
        assert (light + 0.05) / 0.05 >= 3

    @pytest.mark.parametrize(
        ("text", "room", "lines", "expected"),
        [
            ("one two", 1000, 1, "one two"),
            ("one two", width_of("one") + 1, 2, "one\ntwo"),
            ("one two", width_of("one…") + 1, 1, "one…"),
            ("aaaa", width_of("aa") + 1, 2, "aa\naa"),
            ("aaaa b", width_of("aaa") + 1, 9, "aaa\na b"),
            ("aaaa", 1, 9, "a\na\na\na"),
            ("aaaa", 1, 2, "a\n…"),
            ("", 10, 1, ""),
            ("a\u202eb", 1000, 1, "a\\u202eb"),
        ],
    )
    def test_texts_are_fitted(self, text: str, room: float, lines: int, expected: str) -> None:
        assert fitted(text, room, lines=lines) == expected

    def test_what_is_cut_keeps_its_question_mark(self) -> None:
        assert named("W" * 80, 100.0, is_silent=True).endswith("…?")
        assert not named("W" * 80, 100.0, is_silent=False).endswith("?")


class TestShortMarks:
    """Sources are cited in one pair of brackets where there is little room."""

    @pytest.mark.parametrize(
        ("lines", "expected"), [([], ""), ([2], "[2]"), ([1, 2], "[1-2]"), ([1, 3, 4, 5], "[1,3-5]"), ([1, 2, 3, 4, 5], "[1-5]")]
    )
    def test_runs(self, lines: list[int], expected: str) -> None:
        sources = SourceList()
        every = [rp.Citation(source=f"s{number}", section="A section", line=number) for number in range(1, 6)]
        sources.mark(every)
        assert sources.short(every[number - 1] for number in lines) == expected


class TestGap:
    """Bars of the missing skills."""

    def test_bars_labels_and_figures_are_those_of_the_answer(self) -> None:
        gap = rp.skill_gap("data scientist", "ML engineer")
        ax = gap.plot()
        shown = gap.missing[:15]
        assert [span_of(bar) for bar in bars(ax)] == [(0.0, item.contribution) for item in shown]
        assert [hatched(bar) for bar in bars(ax)] == [not (item.is_need_stated and item.is_held_stated) for item in shown]
        assert [f"{item.label}{'?' if item.is_silent else ''}" for item in shown] == texts(ax)[2:17]
        assert [text.split(" ")[0] for text in texts(ax)[18:]] == [
            f"{'~' if hatched(bar) else ''}{bar.get_width():.3f}" for bar in bars(ax)
        ]
        assert "15 of 106 shown, which add 0.24; .missing has all." in caption(ax)
        assert ax.get_title(loc="left") == "Skill gap: Data scientist to ML engineer"

    def test_sources_have_the_numbers_of_the_text(self) -> None:
        gap = rp.skill_gap("data scientist", "ML engineer")
        listed = [line for line in caption(gap.plot()) if line.startswith("[")]
        assert [line.split(",")[0] for line in listed] == [line.split(",")[0] for line in str(gap).splitlines() if line.startswith("[")]

    def test_all_stated_and_few(self) -> None:
        known = TINY.catalog(TINY.asks("there", "a", 1.0), skills=("a",))
        ax = rp.skill_gap(TINY.holds(a=0.5), "there", catalog=known).plot()
        assert caption(ax) == ["[1] one, line 1"]
        assert [hatched(bar) for bar in bars(ax)] == [False]

    def test_no_score(self) -> None:
        ax = rp.skill_gap("data scientist", "research scientist").plot()
        assert bars(ax) == []
        assert " ".join(texts(ax)[0].split()) == "not known: no source says what skills the role Research scientist asks for"
        check_reads(own(ax))

    def test_nothing_missing(self) -> None:
        assert texts(rp.skill_gap("data scientist", "data scientist").plot()) == ["Nothing is missing: the gap is 0."]

    def test_nothing_that_adds(self) -> None:
        weightless = rp.GapWeights(core_skill=0.0)
        known = TINY.catalog(TINY.asks("here", "b", 1.0), TINY.asks("there", "a", 1.0), skills=("a", "b"))
        ax = rp.skill_gap("here", "there", weights=weightless, catalog=known).plot()
        assert texts(ax)[0].startswith("not known: the weights leave")


class TestDifficulty:
    """The waterfall."""

    def test_each_bar_begins_where_the_one_before_ends(self) -> None:
        move = rp.transition_difficulty("data scientist", "ML engineer", level="mid", target_level="staff")
        ax = move.plot()
        pieces = [span_of(bar) for bar in bars(ax)]
        assert [end for _, end in pieces[:-1]] == pytest.approx([start for start, _ in pieces[1:-1]] + [move.score])
        whole = [(pieces[index][0], pieces[index + 1][1]) for index in (0, 2, 4)]
        assert [end - start for start, end in whole] == pytest.approx([factor.contribution for factor in move.factors])
        solid = [pieces[index][1] - pieces[index][0] for index in (0, 2, 4)]
        assert solid == pytest.approx([factor.contribution * factor.evidence_share for factor in move.factors])
        assert pieces[-1] == pytest.approx((0.0, move.score))

    def test_bounds_are_lines(self) -> None:
        move = rp.transition_difficulty("data scientist", "ML engineer", level="mid", target_level="mid")
        drawn = [list(line.get_xdata()) for line in move.plot().lines if line.get_marker() == "|"]
        assert drawn[-1] == [move.lower, move.upper]
        first = move.factors[0]
        assert drawn[0] == pytest.approx([0.4 * first.lower, 0.4 * first.upper])

    def test_what_is_not_known_is_an_outline_and_no_zero(self) -> None:
        move = rp.transition_difficulty("data scientist", "ML engineer")
        ax = move.plot()
        outline = bars(ax)[-2]
        assert outline.get_facecolor() == (0, 0, 0, 0)
        assert span_of(outline) == pytest.approx((move.score, (move.score or 0) + 0.2))
        assert "not known" in texts(ax)
        assert any(line.startswith("Dashed: not known") for line in caption(ax))

    def test_months_of_sources_and_model(self) -> None:
        assert (
            "Months: 12 to 18 stated [4]; 7 to 20 modelled." in texts(rp.transition_difficulty("data scientist", "ML engineer").plot())[0]
        )

    def test_no_months(self) -> None:
        known = TINY.catalog(TINY.asks("here", "b", 1.0), TINY.asks("there", "a", 1.0), skills=("a", "b"))
        assert "Months" not in "".join(texts(rp.transition_difficulty("here", "there", catalog=known).plot()))

    def test_a_path(self) -> None:
        move = rp.transition_difficulty(rp.TransitionPath.through("data-analyst", "data-scientist", "ml-engineer"))
        ax = move.plot()
        pieces = [span_of(bar) for bar in bars(ax)]
        assert pieces[-1][1] == pytest.approx(move.score)
        assert pieces[1][1] == pytest.approx(move.factors[0].contribution)
        share = next(step.evidence_share for step in move.steps if step.target == "data-scientist")
        assert pieces[0][1] == pytest.approx(share * move.factors[0].contribution)
        drawn = [list(line.get_xdata()) for line in ax.lines if line.get_marker() == "|"]
        left = 1 - move.factors[0].contribution
        assert drawn[1] == pytest.approx([1 - left + left * move.factors[1].lower, 1 - left + left * move.factors[1].upper])
        check_reads(own(ax))

    def test_no_score(self) -> None:
        assert texts(rp.transition_difficulty("data scientist", "research scientist").plot())[0].startswith("not known:")


def pay_of(*bands: rp.SalaryBand, **asked: Any) -> rp.CompLookup:
    return rp.comp_lookup("here", catalog=TINY.catalog(*bands), **asked)


class TestPay:
    """Ranges by level and source."""

    def test_bars_are_the_ranges(self) -> None:
        pay = rp.comp_lookup("ML engineer", currency="USD")
        ax = pay.plot()
        ranges = [(float(band.minimum), float(band.maximum)) for band in pay.bands if band.maximum not in (None, band.minimum)]
        drawn = [span_of(bar) for bar in bars(ax) if bar.get_alpha() is None]
        assert flat(drawn) == pytest.approx(flat(ranges))
        said = texts(ax)
        for band in pay.bands:
            assert any(band.citation.source in text and f" {band.component}" in text for text in said)

    def test_a_consensus_is_shaded(self) -> None:
        pay = pay_of(TINY.pays("here", 10, 20), TINY.pays("here", 15, 30, source="two"))
        (shade,) = (bar for bar in bars(pay.plot()) if bar.get_alpha() is not None)
        assert span_of(shade) == (15.0, 20.0)
        assert "sources\nagree" in texts(pay.plot())

    def test_an_open_consensus_is_shaded_to_the_end(self) -> None:
        pay = pay_of(TINY.pays("here", 10, None), TINY.pays("here", 15, 30, source="two", open_top=True))
        ax = pay.plot()
        (shade,) = (bar for bar in bars(ax) if bar.get_alpha() is not None)
        assert span_of(shade)[0] == 15.0
        assert 30 < span_of(shade)[1] < ax.get_xlim()[1]

    @pytest.mark.parametrize(
        ("bands", "told"),
        [
            ([(10, 20), (30, 40)], "sources\nconflict"),
            ([(10, 20), (15, 35), (30, 40)], "sources\nagree partly"),
        ],
    )
    def test_sources_that_do_not_agree(self, bands: list[tuple[int, int]], told: str) -> None:
        figures = [TINY.pays("here", low, high, source=source) for (low, high), source in zip(bands, ("one", "two", "three"), strict=False)]
        ax = pay_of(*figures).plot()
        assert told in texts(ax)
        assert all(bar.get_alpha() is None for bar in bars(ax))

    def test_unlike_statistics_do_not_compare(self) -> None:
        pay = pay_of(TINY.pays("here", 10, 20), TINY.pays("here", 30, 40, source="two", statistic="average"))
        assert "not\ncomparable" in texts(pay.plot())

    def test_components_differ_in_more_than_colour(self) -> None:
        components = ("total", "base", "equity", "bonus", "unspecified")
        ax = pay_of(*(TINY.pays("here", 10, 20, component=component) for component in components)).plot()
        looks = {(bar.get_hatch(), bar.get_facecolor()[3]) for bar in bars(ax)}
        assert len(looks) == len(components)
        assert all(any(f" {component}," in text for text in texts(ax)) for component in components)
        assert "Outline: the source does not say what the figure counts." in caption(ax)

    def test_open_ends_are_arrows(self) -> None:
        ax = pay_of(
            TINY.pays("here", 10, None), TINY.pays("here", 20, 30, open_top=True, level="staff"), TINY.pays("here", 5, 8, level="mid")
        ).plot()
        arrows = [text for text in ax.texts if isinstance(text, Annotation) and text.arrow_patch is not None]
        assert sorted(arrow.xyann[0] for arrow in arrows) == [10.0, 30.0]
        assert all(arrow.xy[0] > arrow.xyann[0] for arrow in arrows)
        assert {"from 10 total, one [1]", "20-30+ total, one [1]"} <= set(texts(ax))
        assert "Arrow: more is said to be paid, or no top is stated." in caption(ax)
        assert sorted(span_of(bar) for bar in bars(ax)) == [(5.0, 8.0), (20.0, 30.0)]

    def test_a_single_figure_is_a_diamond(self) -> None:
        ax = pay_of(TINY.pays("here", 10, 10, statistic="median")).plot()
        assert [(line.get_marker(), list(line.get_xdata())) for line in ax.lines if line.get_marker() == "D"] == [("D", [10.0])]
        assert texts(ax)[-1] == "10 total, median, one [1]"

    def test_nothing_paid(self) -> None:
        check_reads(own(pay_of(TINY.pays("here", 0, 0)).plot()))

    def test_the_largest_amounts(self) -> None:
        pay = pay_of(TINY.pays("here", 10, 10**30))
        check_reads(own(pay.plot()))
        narrow = Figure(figsize=(1, 2)).add_subplot()
        assert len(pay.plot(narrow).get_xticks()) == 2

    def test_ticks_of_small_amounts_keep_their_fractions(self) -> None:
        ax = pay_of(TINY.pays("here", 10, 15)).plot()
        assert [label.get_text() for label in ax.get_xticklabels()] == [f"{tick:g}" for tick in ax.get_xticks()]
        assert any(not float(tick).is_integer() for tick in pay_of(TINY.pays("here", 1, 3)).plot().get_xticks())

    def test_unlike_pay_has_axes_of_its_own(self) -> None:
        pay = rp.comp_lookup("data scientist")
        ax = pay.plot()
        assert own(ax).axes[0] is ax
        heads = [texts(one)[1 if one is ax and own(ax).axes[0].texts[0].get_text() == "" else 0] for one in own(ax).axes]
        assert heads == ["USD a year, US", "GBP a year, London", "INR a year, India"]
        assert [one.get_title(loc="left") for one in own(ax).axes] == ["Pay of Data scientist", "", ""]

    def test_places_do_not_share_a_scale(self) -> None:
        ax = pay_of(
            TINY.pays("here", 10, 20), TINY.pays("here", 10, 20, location="london"), TINY.pays("here", 10, 20, location=None)
        ).plot()
        assert len(own(ax).axes) == 3
        assert "USD a year, no place stated" in texts(own(ax).axes[2])

    def test_given_axes_hold_pay_of_one_kind_alone(self) -> None:
        given = Figure().add_subplot()
        with pytest.raises(
            rp.InvalidFieldError,
            match=r"^ax must be left out where pay is unlike \(USD a year, US; GBP a year, London; .*currency= or location=",
        ):
            rp.comp_lookup("data scientist").plot(given)
        assert not given.texts
        assert rp.comp_lookup("data scientist", currency="GBP").plot(given) is given

    def test_converted_figures_are_marked(self) -> None:
        from datetime import date

        rates = rp.ExchangeRates(
            rates=(rp.ExchangeRate(base="GBP", quote="USD", rate=Decimal("1.25")),), day=date(2026, 1, 2), source="a bank"
        )
        ax = rp.comp_lookup("data scientist", currency="USD", location="London", rates=rates).plot()
        assert any("†" in text for text in texts(ax))
        assert "† converted with the rates that were handed in" in caption(ax)

    def test_few_of_many(self) -> None:
        ax = pay_of(*(TINY.pays("here", 10, 20 + line, line=line) for line in range(1, 36))).plot()
        assert len([bar for bar in bars(ax) if bar.get_alpha() is None]) == 30
        assert "30 of 35 figures shown; .bands has all" in caption(ax)

    def test_what_is_not_drawn_is_counted(self) -> None:
        assert "Figures not drawn: 1 worked out from claims." in caption(own(rp.comp_lookup("data scientist").plot()).axes[-1])
        assert "Figures not drawn: 4 that do not fit the question." in caption(rp.comp_lookup("ML engineer", currency="USD").plot())

    def test_no_figure(self) -> None:
        (sentence,) = texts(rp.comp_lookup("data analyst").plot())
        assert sentence.startswith("no source")
        nearby = rp.comp_lookup("data scientist", currency="EUR")
        (sentence,) = texts(nearby.plot())
        assert (f"{len(nearby.nearby)} figures are known nearby" in " ".join(sentence.split())) == bool(nearby.nearby)


class TestSkills:
    """Skill depth of roles side by side."""

    def test_a_cell_shows_what_is_stated(self) -> None:
        known = TINY.catalog(
            TINY.asks("here", "a", 0.5),
            TINY.asks("there", "a", 0.5),
            TINY.asks("there", "a", 1.0, source="two"),
            TINY.asks("there", "b", source="two"),
            skills=("a", "b"),
        )
        ax = rp.compare("here", "there", catalog=known).plot()
        stated, least, between, open_ = bars(ax)
        assert span_of(stated) == (0.0, 0.85 * 0.5)
        assert span_of(least) == (1.0, 1 + 0.85 * 0.5)
        assert span_of(between) == (1 + 0.85 * 0.5, 1.85)
        assert between.get_facecolor()[3] < 1
        assert span_of(open_) == pytest.approx((1.0, 1.85))
        assert open_.get_facecolor() == (0, 0, 0, 0)
        assert texts(ax)[-4:] == ["0.50 [1]", "0.50-1.00 [1-2]", "not named", "asked [2]"]
        assert caption(ax)[:3] == [
            "not named: no source ties the skill to the role.",
            "Dashed: asked, and no source says how well.",
            "Pale: from the lowest level that a source states to the highest.",
        ]

    def test_nothing_to_remark(self) -> None:
        known = TINY.catalog(TINY.asks("here", "a", 0.5), TINY.asks("there", "a", 0.5), skills=("a",))
        assert caption(rp.compare("here", "there", catalog=known).plot()) == ["[1] one, line 1"]

    def test_no_skill(self) -> None:
        ax = rp.compare("here", "there", catalog=TINY.catalog()).plot()
        assert texts(ax) == ["No source says what skills these roles ask for."]


class TestMoves:
    """The map of moves."""

    def arrows(self, ax: Axes) -> list[FancyArrowPatch]:
        return [patch for patch in ax.patches if isinstance(patch, FancyArrowPatch)]

    def test_an_arrow_for_each_move_with_its_figure(self) -> None:
        both = rp.compare("data scientist", "ML engineer", "AI engineer")
        ax = both.plot_moves()
        figures = [text for text in texts(ax) if text[0].isdigit()]
        assert figures == [f"{move.score:.2f}\n{move.lower:.2f}-{move.upper:.2f}" for move in both.moves]
        heavy = [arrow.get_linewidth() for arrow in self.arrows(ax)]
        assert sorted(range(6), key=lambda index: heavy[index]) == sorted(range(6), key=lambda index: both.moves[index].score or 0)

    def test_figures_lie_on_their_arrows(self) -> None:
        ax = rp.compare("data scientist", "ML engineer", "AI engineer").plot_moves()
        for width in (6, 12):
            own(ax).set_figwidth(width)
            own(ax).draw_without_rendering()
            figures = [text for text in ax.texts if text.get_text()[:1].isdigit()]
            for arrow, figure in zip(self.arrows(ax), figures, strict=True):
                box = Text.get_window_extent(figure)
                middle = ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
                curve = Path(arrow.get_transform().transform_path(arrow.get_path()).to_polygons(closed_only=False)[0]).interpolated(50)
                assert min(((x - middle[0]) ** 2 + (y - middle[1]) ** 2) ** 0.5 for x, y in curve.vertices) < 3

    def test_a_thin_target_is_marked(self) -> None:
        ax = rp.compare("data scientist", "data analyst").plot_moves()
        assert [text for text in texts(ax) if text.startswith("~")] == ["~0.08\n0.00-0.67"]
        assert any(line.startswith("~ and dashed: sources name few skills") for line in caption(ax))

    def test_what_is_not_known_is_a_question_mark(self) -> None:
        ax = rp.compare("data scientist", "ML engineer", "research scientist").plot_moves()
        assert texts(ax).count("?") == 4
        assert any(line.startswith("Not known: 4 of 6 moves") for line in caption(ax))
        open_ = [line for line in ax.lines if line.get_markerfacecolor() == "none"]
        assert len(open_) == 1

    def test_few_of_many(self, catalog: rp.Catalog) -> None:
        every = rp.compare(*catalog.roles)
        ax = every.plot_moves()
        assert len(self.arrows(ax)) == 12
        assert "12 of 56 known moves shown, the easiest from each role first; .moves has all." in caption(ax)
        scores = [float(text.lstrip("~")) for text in texts(ax) if text.lstrip("~")[0].isdigit()]
        easiest = {
            move.origin: min(m.score for m in every.moves if m.origin == move.origin and m.score is not None)
            for move in every.moves
            if move.score is not None
        }
        assert sorted(scores[:8]) == sorted(round(score, 2) for score in easiest.values())

    def test_no_move_is_known(self) -> None:
        (sentence,) = texts(rp.compare("here", "there", catalog=TINY.catalog()).plot_moves())
        assert sentence.startswith("No move is known: no source says")

    def test_where_no_place_is_free_a_figure_stands_anyway(self) -> None:
        given = Figure(figsize=(1, 1)).add_subplot()
        rp.compare("data scientist", "ML engineer", "AI engineer", "data analyst").plot_moves(given)
        assert len(self.arrows(given)) == 12


class TestPlan:
    """The time line."""

    def test_bars_are_the_months_and_milestones_stand_in_their_places(self) -> None:
        plan = rp.learning_plan("data scientist", "ML engineer")
        ax = plan.plot()
        drawn = [span_of(bar) for bar in bars(ax)]
        assert flat(drawn) == pytest.approx(flat([*(item.months_after or () for item in plan.items[:20]), (12.0, 18.0)]))
        diamonds = [tuple(line.get_xdata()) for line in ax.lines if line.get_marker() == "D"]
        assert diamonds == [plan.milestone("half").months, plan.milestone("core").months]
        labels = [text for text in texts(ax) if text in {"Model monitoring", "half of all that is asked is held", "Feature stores"}]
        assert labels == ["Model monitoring", "half of all that is asked is held", "Feature stores"]
        assert "20 of 77 skills shown; .items has all, which take 22-61 months." in caption(ax)

    def test_without_hours_weeks_stand_in(self) -> None:
        plan = rp.learning_plan("data scientist", "ML engineer", hours_per_week=0)
        ax = plan.plot()
        assert flat(map(span_of, bars(ax))) == pytest.approx(flat(item.weeks_after for item in plan.items[:20]))
        assert "weeks of 10 hours" in texts(ax)
        assert "No months: no hours a week are left for learning." in texts(ax)[0]
        assert any(line.endswith("which take 95-265 weeks.") for line in caption(ax))

    def test_what_takes_no_time_is_an_outline_and_what_is_assumed_is_hatched(self) -> None:
        known = TINY.catalog(TINY.asks("there", "a", 0.5), TINY.asks("there", "b", 1.0), skills=("a", "b"))
        person = rp.Profile().with_skill("a", proficiency=TINY.rated(1.0))
        plan = rp.learning_plan(person, "there", evidence="certified", catalog=known)
        ax = plan.plot()
        looks = {item.skill: bar for item, bar in zip(plan.items, bars(ax), strict=True)}
        assert looks["a"].get_facecolor() == (0, 0, 0, 0)
        assert hatched(looks["b"])
        assert any(text.startswith("to prove") for text in texts(ax))
        assert any(text.startswith("~") for text in texts(ax))
        assert "1 skill" not in texts(ax)[0]
        assert "~ and hatched: the effort is assumed." in caption(ax)
        assert any(line.startswith("Dashed: to prove") for line in caption(ax))

    @pytest.mark.parametrize(
        ("low", "high", "span", "told"),
        [
            (3, 9, (3.0, 9.0), "3-9 [1]"),
            (None, 9, (0.0, 9.0), "up to 9 [1]"),
            (30, None, (30.0, 30.0), "from 30 [1]"),
            (None, None, None, None),
        ],
    )
    def test_what_sources_state(self, low: int | None, high: int | None, span: tuple[float, float] | None, told: str | None) -> None:
        claim = rp.TransitionClaim(
            kind="duration",
            text="It takes so long",
            origin="here",
            target="there",
            months_minimum=None if low is None else Decimal(low),
            months_maximum=None if high is None else Decimal(high),
            citation=TINY.at(),
        )
        known = TINY.catalog(
            TINY.asks("here", "b", 1.0), TINY.asks("there", "a", 1.0), claim, skills=(TINY.skill("a", weeks=(1.0, 2.0)), "b")
        )
        ax = rp.learning_plan("here", "there", catalog=known).plot()
        drawn = [span_of(bar) for bar in bars(ax)][1:]
        assert drawn == ([] if span is None else [span])
        assert (told in texts(ax)) == (told is not None)
        assert "1 skill closes a gap of 1.00" in texts(ax)[0]

    @pytest.mark.parametrize("target", ["data scientist", "research scientist"])
    def test_nothing_to_learn(self, target: str) -> None:
        ax = rp.learning_plan("data scientist", target).plot()
        assert bars(ax) == []
        assert texts(ax)[0].startswith(("Nothing to learn", "No plan"))


class TestDisagreements:
    """Who stands against whom."""

    def test_a_mark_stands_in_the_column_of_each_source_on_a_side(self) -> None:
        found = rp.disagreements()
        ax = found.plot()
        heads = [text.get_text().partition(" ")[2] for text in ax.texts if text.get_rotation() == 90]
        letters = [
            (text.xy, text.get_text()) for text in ax.texts if isinstance(text, Annotation) and text.get_text() in {"a", "b", "c", "d"}
        ]
        told = sorted((-y, heads[int(x)], letter) for (x, y), letter in letters)
        rows = sorted({y for y, _, _ in told}, reverse=True)
        expected = [
            (rows[place], source, "abcd"[index])
            for place, item in enumerate(found.items[:10])
            for index, side in enumerate(item.sides)
            for source in side.sources
        ]
        assert told == sorted(expected)
        assert len(ax.lines) >= len(letters)
        assert "10 of 53 shown, conflicts first; .items has all and every word." in caption(ax)

    def test_shapes_differ_with_the_sides(self) -> None:
        ax = rp.disagreements(topic="pay-bands").plot()
        shapes = {line.get_marker() for line in ax.lines if line.get_markersize() == 14}
        assert len(shapes) == max(len(item.sides) for item in rp.disagreements(topic="pay-bands"))
        check_reads(own(ax))

    def test_a_source_on_both_sides_has_both_marks_beside_one_another(self) -> None:
        within = next(
            item
            for item in rp.disagreements().items
            if any(len([s for s in item.sides if source in s.sources]) > 1 for source in item.sources)
        )
        ax = rp.Disagreements(items=(within,)).plot()
        places = [text.xyann[0] for text in ax.texts if isinstance(text, Annotation) and text.get_text() in {"a", "b"}]
        assert len(set(places)) > 1
        check_reads(own(ax))

    def test_every_standing_has_its_heading(self) -> None:
        found = rp.disagreements()
        one_each = rp.Disagreements(items=tuple(found.of(standing)[0] for standing in rp.Standing))
        assert [text for text in texts(one_each.plot()) if text in set(rp.Standing)] == [standing.value for standing in rp.Standing]

    def test_none(self) -> None:
        assert texts(rp.Disagreements(items=()).plot()) == ["No sources disagree here."]


class TestTypes:
    """Every result that draws has the same way in."""

    @pytest.mark.parametrize(
        "method",
        [
            rp.SkillGap.plot,
            rp.TransitionDifficulty.plot,
            rp.CompLookup.plot,
            rp.Comparison.plot,
            rp.Comparison.plot_moves,
            rp.LearningPlan.plot,
            rp.Disagreements.plot,
        ],
    )
    def test_one_argument_that_may_be_left_out(self, method: Callable[..., Axes]) -> None:
        assert method.__defaults__ == (None,)
        assert method.__code__.co_varnames[: method.__code__.co_argcount] == ("self", "ax")
