"""Pictures made of rows: a label at the left, a bar on one scale, and a figure at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import inf
from typing import Any

import attrs
from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from rolepath.display.plots.paper import GREY, LINE, PLAIN, SMALL, fitted, width_of, write

__all__ = ["BESIDE", "MOST_LEFT", "Rows", "height_of", "lay_rows", "named", "widest"]

#: Free lines between two rows.
GAP = 0.5
#: Most that the labels at the left and the figures at the ends take of the width.
MOST_LEFT, MOST_RIGHT = 0.45, 0.4
#: Points between a label, a bar and a figure.
BESIDE = 5.0
#: Height of a bar, in lines.
THICK = 0.9
TICKS = 6


def height_of(lines: Iterable[int]) -> float:
    """Return how high rows of so many lines are, in inches."""
    return sum(count + GAP for count in lines) * LINE


def widest(texts: Iterable[str], *, weight: str = "normal") -> float:
    """Return the width of the widest line, in points."""
    return max((width_of(line, weight=weight) for text in texts for line in text.split("\n")), default=0.0)


def named(label: str, room: float, *, is_silent: bool, weight: str = "normal") -> str:
    """Fit the name of a row into two lines; a question mark follows where no source speaks, however much is cut."""
    mark = "?" if is_silent else ""
    return f"{fitted(label, room - width_of(mark), lines=2, weight=weight)}{mark}"


@attrs.frozen
class Rows:
    """Rows on a scale from ``low`` to ``high``; the vertical unit is a line of text, counted from the top."""

    ax: Axes
    low: float
    high: float
    #: Middle of each row.
    middles: tuple[float, ...]
    #: Upper edge of each row, and the lower edge of the last.
    tops: tuple[float, ...]
    #: Points that one unit of the scale takes.
    unit: float

    def bottom(self, row: int) -> float:
        """Return the lower edge of a row."""
        return self.tops[row + 1]

    def label(self, row: int, text: str, *, up: float = 0.0, **how: Any) -> None:
        """Write the label of a row, so many lines above its middle."""
        write(self.ax, (0, self.middles[row] - up), text, xycoords=self.ax.get_yaxis_transform(), **how)

    def bar(self, row: int, start: float, end: float, *, down: float = 0.0, thick: float = THICK, **style: Any) -> Rectangle:
        """Draw a bar, so many lines below the middle of its row."""
        chosen: dict[str, Any] = {"linewidth": 0.8, **style}
        bar = Rectangle((start, self.middles[row] + down - thick / 2), end - start, thick, **chosen)
        self.ax.add_patch(bar)
        return bar

    def between(self, row: int, low: float, high: float) -> None:
        """Draw what lies between two bounds as a thin line with ends."""
        middle = self.middles[row]
        self.ax.plot([low, high], [middle, middle], color=rcParams["text.color"], linewidth=1, marker="|", markersize=7, zorder=3)

    def heading(self, row: int, x: float, text: str) -> None:
        """Write what stands below, from a place of the scale on."""
        write(self.ax, (x, self.middles[row]), text, fontweight="bold")

    def link(self, row: int, x: float) -> None:
        """Draw a line from a bar down to the next one, which begins where this one ends."""
        self.ax.plot([x, x], self.middles[row : row + 2], color=GREY, linewidth=0.8, zorder=0)

    def figure(self, row: int, x: float, text: str, beside: float = BESIDE) -> None:
        """Write a figure to the right of where a bar ends."""
        write(self.ax, (x, self.middles[row]), text, beside=(beside, 0))

    def rule(self, row: int) -> None:
        """Draw a line above a row."""
        self.ax.axhline(self.tops[row], color=GREY, linewidth=0.6, alpha=0.5)

    def ticks(self, written: Callable[[float], str]) -> None:
        """Mark round values of the scale below the rows, as many as have room for their words."""
        at: list[float] = []
        for most in range(TICKS, 0, -1):
            at = [float(tick) for tick in MaxNLocator(most).tick_values(self.low, self.high) if self.low <= tick <= self.high]
            apart = min((after - before for before, after in pairwise(at)), default=inf)
            if widest(map(written, at)) + BESIDE <= apart * self.unit:
                break
        self.ax.set_xticks(at, [written(tick) for tick in at], fontsize=SMALL, **PLAIN)
        self.ax.tick_params(axis="x", length=0)
        self.ax.vlines(at, *self.ax.get_ylim(), color=GREY, linewidth=0.6, alpha=0.25, zorder=0)


def lay_rows(
    ax: Axes, lines: Sequence[int], *, scale: tuple[float, float], left: float, right: float, room: float, most_left: float = MOST_LEFT
) -> Rows:
    """Divide the axes into rows.

    Args:
        ax: where to.
        lines: lines of text of each row.
        scale: least and greatest value of the scale.
        left: points that the labels take.
        right: points that the figures beyond the greatest value take.
        room: width of the axes, in points.
        most_left: part of the width that the labels take at most.
    """
    low, high = scale if scale[0] < scale[1] else (scale[0], scale[0] + 1)
    before = min(left + 2 * BESIDE, most_left * room + 2 * BESIDE) / room
    after = min(right + 2 * BESIDE, MOST_RIGHT * room + 2 * BESIDE) / room
    whole = (high - low) / (1 - before - after)
    ax.set_xlim(low - before * whole, high + after * whole)
    tops = [0.0]
    for count in lines:
        tops.append(tops[-1] + count + GAP)
    ax.set_ylim(tops[-1], 0)
    middles = tuple((top + end) / 2 for top, end in pairwise(tops))
    return Rows(ax, low, high, middles, tuple(tops), room / whole)
