"""What pictures are drawn on: the figure and its size, the words around the picture, and the colours."""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, cast

import attrs
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Annotation
from matplotlib.textpath import TextToPath

from rolepath.display.view import visible

__all__ = [
    "BLUE",
    "GREEN",
    "GREY",
    "LINE",
    "OPEN",
    "PLAIN",
    "PURPLE",
    "SMALL",
    "VERMILLION",
    "WIDTH",
    "Words",
    "assumed",
    "between",
    "fitted",
    "only_words",
    "room_of",
    "sheets",
    "stated",
    "width_of",
    "write",
]

#: Width of a figure of its own, in inches: 600 pixels at 100 dots an inch.
WIDTH = 6.0
#: Sizes of type, in points; at 100 dots an inch the smaller is the least that reads well.
SMALL, LARGE = 9.0, 11.0
#: Height of a line of the smaller type, in inches. It is the unit of the vertical axis of a picture with rows.
LINE = 0.175
LINE_OF_TITLE = 0.22
#: What the layout keeps free at the sides, in inches.
EDGES = 0.2
POINTS = 72.0
LINES_OF_TITLE, LINES_OF_LEAD, LINES_OF_CAPTION = 3, 3, 4

# Those of the colours of Okabe and Ito that stand out against white as well as black, at 3 to 1 and more. People with any of the common
# kinds of colour vision tell them apart, and shape, hatch or a word always says the same.
BLUE, VERMILLION, GREEN, PURPLE = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
#: For lines that help the eye; it shows on white and on black.
GREY = "#808080"
#: What is not known: an outline, nothing inside.
OPEN: dict[str, Any] = {"facecolor": "none", "edgecolor": GREY, "linestyle": (0, (4, 3)), "linewidth": 1.2}

#: A dollar sign in a label is a dollar sign.
PLAIN: dict[str, Any] = {"parse_math": False, "usetex": False}

#: How much wider letters may be on the screen, where they are moved onto whole pixels.
HINTED = 1.03

_MEASURE = TextToPath()


class Paper(Axes):
    """Axes of a figure that belongs to nobody else, which a notebook shows as the picture."""

    def _repr_png_(self) -> bytes:
        """Draw the whole figure, since no window and no list of open figures holds it."""
        picture = io.BytesIO()
        cast("Figure", self.figure).savefig(picture, format="png")
        return picture.getvalue()


@attrs.frozen(kw_only=True)
class Words:
    """The words around a picture."""

    title: str
    #: Sentences below the title.
    lead: Sequence[str] = ()
    #: Remarks below the picture, then the sources.
    caption: Sequence[str] = ()


def stated(colour: str) -> dict[str, Any]:
    """Fill what sources state."""
    return {"facecolor": colour, "edgecolor": colour}


def between(colour: str) -> dict[str, Any]:
    """Thin what lies between two levels that sources state."""
    return {"facecolor": (colour, 0.3), "edgecolor": colour}


def assumed(colour: str) -> dict[str, Any]:
    """Thin and hatch what is assumed."""
    return {"facecolor": (colour, 0.25), "edgecolor": colour, "hatch": "/////"}


def width_of(text: str, *, size: float = SMALL, weight: str = "normal") -> float:
    """Return how wide a line of text is, in points."""
    width: float = _MEASURE.get_text_width_height_descent(text, FontProperties(size=size, weight=weight), ismath=False)[0]
    return width * HINTED


def fitted(text: str, room: float, *, lines: int = 1, size: float = SMALL, weight: str = "normal") -> str:
    """Break a text into lines that are at most ``room`` points wide; what goes beyond the last line is cut, with ``…`` for the rest."""

    def fits(line: str) -> bool:
        return width_of(line, size=size, weight=weight) <= room

    def longest(line: str, tail: str = "") -> int:
        """Count the letters that fit, the tail with them."""
        return bisect_right(range(1, len(line) + 1), room, key=lambda end: width_of(line[:end] + tail, size=size, weight=weight))

    broken: list[str] = []
    for word in visible(text).split():
        if broken and fits(f"{broken[-1]} {word}"):
            broken[-1] += f" {word}"
            continue
        rest = word
        while not fits(rest) and len(rest) > 1:
            end = max(1, longest(rest))
            broken.append(rest[:end])
            rest = rest[end:]
        broken.append(rest)
    if len(broken) <= lines:
        return "\n".join(broken)
    last = broken[lines - 1]
    return "\n".join([*broken[: lines - 1], f"{last[: longest(last, '…')].rstrip()}…"])


def write(ax: Axes, at: tuple[float, float], text: str, *, beside: tuple[float, float] = (0, 0), **how: Any) -> Annotation:
    """Write at a place, or so many points beside it. What stands in the text is no mathematics; lines that are broken stay so."""
    shown = "\n".join(visible(line) for line in text.split("\n"))
    chosen: dict[str, Any] = {"fontsize": SMALL, "va": "center", **PLAIN, **how}
    return ax.annotate(shown, at, xytext=beside, textcoords="offset points", **chosen)


def points_of(ax: Axes) -> tuple[float, float]:
    """Return how wide and how high axes are, in points."""
    box, dots = ax.get_window_extent(), ax.figure.dpi
    return box.width / dots * POINTS, box.height / dots * POINTS


def room_of(ax: Axes | None, width: float = WIDTH) -> float:
    """Return how wide the axes are, or those of a figure of its own will be, in points."""
    return (width - EDGES) * POINTS if ax is None else points_of(ax)[0]


def sheets(words: Words, ax: Axes | None, heights: Sequence[float], *, width: float = WIDTH) -> list[Axes]:
    """Make ready what is drawn on: the axes that are given, or a figure of its own with axes of the given heights, in inches.

    The title stands above the first axes, the caption below the last.
    """
    room = room_of(ax, width)
    title = fitted(words.title, room, lines=LINES_OF_TITLE, size=LARGE)
    lead = _paragraphs(words.lead, room, LINES_OF_LEAD)
    caption = _paragraphs(words.caption, room, LINES_OF_CAPTION)
    axes = [] if ax is None else [ax]
    if ax is None:
        around = LINE_OF_TITLE * (title.count("\n") + 1) + LINE * (len(lead) + len(caption)) + 0.3
        figure = Figure(figsize=(width, around + sum(heights) + 0.35 * (len(heights) - 1)), layout="constrained")
        grid = figure.add_gridspec(len(heights), 1, height_ratios=list(heights))
        axes = [figure.add_subplot(grid[index, 0], axes_class=Paper) for index in range(len(heights))]
    for one in axes:
        one.spines[:].set_visible(False)
        one.set_yticks([])
        one.set_xticks([])
    above = 4 + len(lead) * LINE * POINTS
    axes[0].set_title(title, loc="left", fontsize=LARGE, pad=above + 3, **PLAIN)
    if lead:
        write(axes[0], (0, 1), "\n".join(lead), beside=(0, 4), xycoords="axes fraction", va="bottom")
    if caption:
        axes[-1].set_xlabel("\n".join(caption), loc="left", fontsize=SMALL, **PLAIN)
    return axes


def _paragraphs(texts: Iterable[str], room: float, lines: int) -> list[str]:
    return [line for text in texts for line in fitted(text, room, lines=lines).split("\n")]


def only_words(words: Words, ax: Axes | None, sentence: str) -> Axes:
    """Say why there is nothing to draw."""
    lines = fitted(sentence, room_of(ax), lines=6)
    (drawn,) = sheets(words, ax, [LINE * (lines.count("\n") + 2)])
    write(drawn, (0, 1), lines, xycoords="axes fraction", va="top")
    return drawn
