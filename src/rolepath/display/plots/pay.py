"""Pay as ranges by level and source; each currency, period and place has axes of its own."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs
from matplotlib.patches import Rectangle

from rolepath.analysis.pay_group import Agreement, PayGroup
from rolepath.display.answers import ASSUMED_REMARK, comp_view, figure_cells
from rolepath.display.money import amount, amounts, cents
from rolepath.display.plots.paper import BLUE, GREEN, GREY, PURPLE, VERMILLION, Words, fitted, only_words, room_of, sheets, write
from rolepath.display.plots.rows import BESIDE, Rows, height_of, lay_rows, widest
from rolepath.display.view import SourceList
from rolepath.errors import InvalidFieldError
from rolepath.model.pay import PayComponent, SalaryBand

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rolepath.analysis.comp import CompLookup

__all__ = ["draw_pay"]

#: Most figures in one picture.
FIGURES_SHOWN = 30
#: How each component is drawn: colour and hatch; the label names it too. What a source leaves open is an outline.
_STYLES: dict[PayComponent, dict[str, Any]] = {
    PayComponent.TOTAL: {"facecolor": BLUE, "edgecolor": BLUE},
    PayComponent.BASE: {"facecolor": (VERMILLION, 0.35), "edgecolor": VERMILLION, "hatch": "////"},
    PayComponent.EQUITY: {"facecolor": (GREEN, 0.35), "edgecolor": GREEN, "hatch": "xxxx"},
    PayComponent.BONUS: {"facecolor": (PURPLE, 0.35), "edgecolor": PURPLE, "hatch": "...."},
    PayComponent.UNSPECIFIED: {"facecolor": "none", "edgecolor": GREY, "linewidth": 1.4},
}
#: How the sources of a group stand to one another, on two lines; one source alone stands to none.
_STANDINGS = {
    Agreement.AGREE: "sources\nagree",
    Agreement.PARTLY: "sources\nagree partly",
    Agreement.CONFLICT: "sources\nconflict",
    Agreement.NOT_COMPARABLE: "not\ncomparable",
}
#: What an arrow for an open end takes of the scale.
ARROW = 0.09
#: Lines from the middle of a row up to its words, and down to its bar.
UP, DOWN = 0.5, 0.5
THICK = 0.7


@attrs.frozen(kw_only=True)
class _Row:
    """One figure: the words above its bar, and what stands at its left: the level, or how the sources of its group stand to one another."""

    band: SalaryBand
    group: PayGroup
    side: str
    words: str
    is_new_level: bool


def draw_pay(pay: CompLookup, ax: Axes | None) -> Axes:
    """Draw a bar for each figure, level by level; the uppermost axes are returned where unlike pay needs several."""
    title = comp_view(pay).title
    if not pay.groups:
        nearby = f" {len(pay.nearby)} figures are known nearby; .nearby has them." if pay.nearby else ""
        return only_words(Words(title=title), ax, f"{comp_view(pay).lead[0]}{nearby}")
    sources = SourceList()
    room = room_of(ax)
    panels = _panels(pay, sources)
    if ax is not None and len(panels) > 1:
        rule = f"must be left out where pay is unlike ({'; '.join(panels)}); or ask for one kind with currency= or location="
        raise InvalidFieldError("ax", ax, rule)
    caption = (*_remarks(pay, panels), *sources.listed())
    sides = widest(row.side for rows in panels.values() for row in rows)
    lines = [[1, *(2 for _ in rows)] for rows in panels.values()]
    axes = sheets(Words(title=title, caption=caption), ax, [height_of(counts) for counts in lines])
    for drawn, (heading, rows), counts in zip(axes, panels.items(), lines, strict=True):
        low, high = _ends(rows)
        arrow = ARROW * (high - low or high or 1.0)
        laid = lay_rows(drawn, counts, scale=(max(0.0, low - arrow), high + arrow), left=sides, right=0.0, room=room)
        laid.label(0, heading, fontweight="bold")
        for place, row in enumerate(rows, 1):
            _draw_row(laid, place, row, arrow, room - sides - 3 * BESIDE)
        _shade_consensus(laid, rows)
        laid.ticks(lambda value: amount(Decimal(f"{value:.6g}")))
    return axes[0]


def _panels(pay: CompLookup, sources: SourceList) -> dict[str, list[_Row]]:
    """Gather the figures that may stand on one scale, under what they have in common."""
    panels: dict[str, list[_Row]] = {}
    figures = [(group, index, band) for group in pay.groups for index, band in enumerate(group.bands)]
    for group, index, band in figures[:FIGURES_SHOWN]:
        rows = panels.setdefault(f"{group.currency} a {group.period}, {group.location_label or 'no place stated'}", [])
        is_new_level = index == 0 and not (rows and rows[-1].group.level == group.level)
        side = (group.level or "no level") if is_new_level else _STANDINGS[group.agreement] if index == 1 and len(group.sources) > 1 else ""
        rows.append(_Row(band=band, group=group, side=side, words=_words(band, group, sources), is_new_level=is_new_level))
    return panels


def _words(band: SalaryBand, group: PayGroup, sources: SourceList) -> str:
    _, kind, mark = figure_cells(band, sources)
    top = None if band.maximum is None else cents(band.maximum)
    figure = amounts(cents(band.minimum), top, open_top=band.open_top)
    said_by = f"{band.citation.source} {mark}{'†' if band in group.converted else ''}"
    return ", ".join(part for part in (f"{figure} {band.component}", "" if kind == "-" else kind, said_by) if part)


def _ends(rows: list[_Row]) -> tuple[float, float]:
    """Return the least and the greatest amount that is stated."""
    stated = [float(end) for row in rows for end in (row.band.minimum, row.band.maximum) if end is not None]
    return min(stated), max(stated)


def _draw_row(laid: Rows, place: int, row: _Row, arrow: float, room: float) -> None:
    """Draw a range as a bar, a single figure as a diamond, and an arrow where the top is open or none is stated."""
    if row.is_new_level:
        laid.rule(place)
    laid.label(place, row.side, up=0.0 if "\n" in row.side else UP)
    write(laid.ax, (laid.low, laid.middles[place] - UP), fitted(row.words, room))
    band, middle = row.band, laid.middles[place] + DOWN
    style = _STYLES[band.component]
    start = float(band.minimum)
    end = start if band.maximum is None else float(band.maximum)
    if end > start:
        laid.bar(place, start, end, down=DOWN, thick=THICK, **style)
    elif band.maximum is None:
        laid.ax.plot([start], [middle], marker="|", markersize=10, markeredgewidth=2.5, color=style["edgecolor"])
    else:
        laid.ax.plot([start], [middle], marker="D", markersize=6, color=style["edgecolor"], markerfacecolor=style["facecolor"])
    if band.ceiling is None:
        head = {"arrowstyle": "-|>", "color": style["edgecolor"], "linewidth": 1.8, "shrinkA": 0, "shrinkB": 0}
        laid.ax.annotate("", (end + arrow, middle), xytext=(end, middle), arrowprops=head)


def _shade_consensus(laid: Rows, rows: list[_Row]) -> None:
    """Shade the amounts that lie in every figure of a group whose sources agree."""
    for group in dict.fromkeys(row.group for row in rows):
        if group.consensus is not None:
            floor, top = float(group.consensus[0]), laid.high if group.consensus[1] is None else float(group.consensus[1])
            places = [place for place, row in enumerate(rows, 1) if row.group is group]
            upper, lower = laid.tops[places[0]], laid.bottom(places[-1])
            laid.ax.add_patch(Rectangle((floor, upper), top - floor, lower - upper, facecolor=GREY, alpha=0.3, linewidth=0, zorder=0.5))


def _remarks(pay: CompLookup, panels: dict[str, list[_Row]]) -> Iterator[str]:
    rows = [row for listed in panels.values() for row in listed]
    if any(row.band.ceiling is None for row in rows):
        yield "Arrow: more is said to be paid, or no top is stated."
    if any(row.band.component is PayComponent.UNSPECIFIED for row in rows):
        yield "Outline: the source does not say what the figure counts."
    if any(row.group.consensus for row in rows):
        yield "Grey: amounts on which the sources of a group agree."
    if any(row.band.assumed for row in rows):
        yield ASSUMED_REMARK
    if any(row.band in row.group.converted for row in rows):
        yield "† converted with the rates that were handed in"
    if len(rows) < len(pay.bands):
        yield f"{len(rows)} of {len(pay.bands)} figures shown; .bands has all"
    left_out = [
        f"{len(pay.not_comparable)} that do not fit the question" if pay.not_comparable else "",
        f"{len(pay.derived)} worked out from claims" if pay.derived else "",
    ]
    if any(left_out):
        yield f"Figures not drawn: {', '.join(filter(None, left_out))}."
