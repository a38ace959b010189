"""The moves between roles as a map: roles on a ring, and an arrow for each move, the heavier the harder."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from math import cos, pi, sin
from typing import TYPE_CHECKING, TypeAlias

from matplotlib.patches import FancyArrowPatch
from matplotlib.transforms import Affine2D, Bbox

from rolepath.display.plots.paper import BLUE, GREY, LINE, POINTS, VERMILLION, Words, fitted, only_words, points_of, room_of, sheets, write
from rolepath.display.plots.rows import widest
from rolepath.display.view import SourceList

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rolepath.analysis.compare import Comparison
    from rolepath.analysis.difficulty import TransitionDifficulty
    from rolepath.model.identity import RoleId
    from rolepath.model.source import Citation

__all__ = ["draw_moves"]

#: Most arrows on one map; four roles have as many. So many have room for their bounds too.
MOVES_SHOWN, BOUNDS_SHOWN = 12, 6
#: Radius of the ring, in inches, and what is left above and below it, as a part of the radius.
RADIUS, MARGIN = 1.6, 0.36
#: How far an arrow bows out, as a part of its length, so that there and back do not lie on one another.
BOW = 0.16
#: Where on its way an arrow may carry its figure, the best place first: nearer to where it starts, so that there and back keep apart.
PLACES = (0.36, 0.28, 0.44, 0.52, 0.6, 0.2, 0.68)
#: Points that figures keep apart at least.
AIR = 6.0
#: Points from the middle of a role to the arrows and to its name.
AROUND, BESIDE = 12.0, 14.0
LEAST_ROOM = 50.0
#: Part of the radius that counts as none, so that a name stands right above or below.
SLIGHT = 0.3

_Point: TypeAlias = "tuple[float, float]"


def draw_moves(comparison: Comparison, ax: Axes | None) -> Axes:
    """Draw the roles as points and the moves between them as arrows with their difficulty."""
    title = f"Moves: {' / '.join(comparison.labels)}"
    moves = _shown(comparison)
    if not moves:
        return only_words(Words(title=title), ax, f"No move is known: {comparison.moves[0].reason}.")
    room = room_of(ax)
    sources = SourceList()
    marks = [sources.short(_facts(comparison, place)) for place in range(len(comparison.roles))]
    has_bounds = len(moves) <= BOUNDS_SHOWN
    lead = (f"Difficulty{' and its bounds' if has_bounds else ''}, near the start of each arrow: 0 = no move, 1 = the hardest.",)
    words = Words(title=title, lead=lead, caption=(*_remarks(comparison, moves), *sources.listed()))
    ring = _ring(len(comparison.roles))
    low, high = min(up for _, up in ring) - MARGIN, max(up for _, up in ring) + MARGIN
    (drawn,) = sheets(words, ax, [(high - low) * RADIUS])
    radius = RADIUS * POINTS if ax is None else points_of(ax)[1] / (high - low)
    drawn.set_xlim(-room / radius / 2, room / radius / 2)
    drawn.set_ylim(low, high)
    known = {role for move in comparison.moves if move.score is not None for role in _ends(move)}
    for at, role, label, mark in zip(ring, comparison.roles, comparison.labels, marks, strict=True):
        text = fitted(f"{label} {mark}", max(LEAST_ROOM, room / 2 - radius - BESIDE), lines=3, weight="bold")
        _draw_role(drawn, at, text, is_open=role not in known)
    points = dict(zip(comparison.roles, ring, strict=True))
    taken: list[Bbox] = []
    for move in moves:
        start, end = (points[role] for role in _ends(move))
        text = _figure(move, has_bounds=has_bounds)
        place = _free_place(start, end, text, radius, taken)
        _draw_move(drawn, start, end, move)
        ground = {"boxstyle": "square,pad=0.1", "facecolor": drawn.get_facecolor(), "edgecolor": "none"}
        write(drawn, (0, 0), text, xycoords=partial(_on_way, drawn, start, end, place), ha="center", bbox=ground)
    return drawn


def _ends(move: TransitionDifficulty) -> tuple[RoleId, RoleId]:
    return (move.origin or move.target, move.target)


def _shown(comparison: Comparison) -> list[TransitionDifficulty]:
    """Choose the moves: all where they are few, else the easiest from each role, then those that are easiest."""
    if len(comparison.moves) <= MOVES_SHOWN:
        return list(comparison.moves) if any(move.score is not None for move in comparison.moves) else []
    known = sorted((move for move in comparison.moves if move.score is not None), key=lambda move: move.score or 0.0)
    first = {move.origin: move for move in reversed(known)}
    return sorted(known, key=lambda move: first[move.origin] is not move)[:MOVES_SHOWN]


def _facts(comparison: Comparison, place: int) -> Iterator[Citation]:
    """Cite what sources say of the skills of a role, on which its moves rest."""
    needs = (row.cells[place] for row in comparison.skills)
    return (fact.citation for need in needs if need is not None for fact in need.requirements)


def _ring(count: int) -> list[_Point]:
    """Put roles on a circle, clockwise: two side by side, four at the corners of a square, others from the top."""
    start = {2: pi, 4: pi * 3 / 4}.get(count, pi / 2)
    return [(cos(start - 2 * pi * index / count), sin(start - 2 * pi * index / count)) for index in range(count)]


def _draw_role(ax: Axes, at: _Point, text: str, *, is_open: bool) -> None:
    ax.plot(*at, marker="o", markersize=13, color=GREY if is_open else BLUE, markerfacecolor="none" if is_open else BLUE, clip_on=False)
    across, up = (0.0 if abs(part) < SLIGHT else part for part in at)
    sides = {-1: "right", 0: "center", 1: "left"}
    write(
        ax,
        at,
        text,
        beside=(BESIDE * across, BESIDE * up),
        ha=sides[(across > 0) - (across < 0)],
        va="center" if across else "bottom" if up > 0 else "top",
        fontweight="bold",
    )


def _draw_move(ax: Axes, start: _Point, end: _Point, move: TransitionDifficulty) -> None:
    is_known = move.score is not None
    arrow = FancyArrowPatch(
        start,
        end,
        connectionstyle=f"arc3,rad={BOW}",
        arrowstyle="-|>",
        mutation_scale=13,
        shrinkA=AROUND,
        shrinkB=AROUND,
        linewidth=0.8 + 2.7 * (move.score or 0.0),
        linestyle="-" if is_known and not _is_thin(move) else (0, (4, 3)),
        color=VERMILLION if is_known else GREY,
        zorder=1,
    )
    ax.add_patch(arrow)


def _figure(move: TransitionDifficulty, *, has_bounds: bool) -> str:
    if move.score is None:
        return "?"
    score = f"{'~' if _is_thin(move) else ''}{move.score:.2f}"
    return f"{score}\n{move.lower:.2f}-{move.upper:.2f}" if has_bounds else score


def _bowed(start: _Point, end: _Point, place: float) -> _Point:
    """Return a point of the curve that matplotlib calls ``arc3``; places run from 0 at its start to 1 at its end."""
    across, up = end[0] - start[0], end[1] - start[1]
    bend = ((start[0] + end[0]) / 2 + BOW * up, (start[1] + end[1]) / 2 - BOW * across)
    left = 1 - place
    x, y = (left**2 * a + 2 * left * place * b + place**2 * c for a, b, c in zip(start, bend, end, strict=True))
    return x, y


def _on_way(ax: Axes, start: _Point, end: _Point, place: float, _renderer: object) -> Affine2D:
    """Find a point of an arrow on the screen, where arrows are bowed, whatever shape the axes have by then."""
    first, last = (ax.transData.transform(point) for point in (start, end))
    return Affine2D().translate(*_bowed((float(first[0]), float(first[1])), (float(last[0]), float(last[1])), place))


def _free_place(start: _Point, end: _Point, text: str, radius: float, taken: list[Bbox]) -> float:
    """Choose the first place on the arrow where the figure covers the least of the other ones, and take it."""
    wide, high = widest([text]) + AIR, (text.count("\n") + 1) * LINE * POINTS + AIR
    boxes = {}
    for place in PLACES:
        x, y = _bowed(start, end, place)
        boxes[place] = Bbox.from_bounds(x * radius - wide / 2, y * radius - high / 2, wide, high)
    chosen = min(PLACES, key=lambda place: sum(_covered(boxes[place], other) for other in taken))
    taken.append(boxes[chosen])
    return chosen


def _covered(box: Bbox, other: Bbox) -> float:
    """Return the area that two boxes share."""
    wide = min(box.x1, other.x1) - max(box.x0, other.x0)
    high = min(box.y1, other.y1) - max(box.y0, other.y0)
    return wide * high if wide > 0 and high > 0 else 0.0


def _is_thin(move: TransitionDifficulty) -> bool:
    return move.gap is not None and move.gap.is_thin


def _remarks(comparison: Comparison, moves: list[TransitionDifficulty]) -> Iterator[str]:
    if any(map(_is_thin, moves)):
        yield "~ and dashed: sources name few skills for the target, so it looks nearer than it is."
    known = [move for move in moves if move.lower is not None and move.upper is not None]
    if len(moves) > BOUNDS_SHOWN:
        open_most = max(known, key=lambda move: (move.upper or 0.0) - (move.lower or 0.0))
        yield f"Bounds are left out; the widest are {open_most.lower:.2f} to {open_most.upper:.2f}. .moves has them."
    unknown = [move for move in comparison.moves if move.score is None]
    if unknown:
        first = unknown[0]
        example = f"{first.origin_label} to {first.target_label}: {first.reason}"
        yield f"Not known: {len(unknown)} of {len(comparison.moves)} moves, such as {example}."
    left = len(comparison.moves) - len(unknown) - len(known)
    if left:
        yield f"{len(known)} of {len(known) + left} known moves shown, the easiest from each role first; .moves has all."
    yield "Where a role stands on the ring means nothing."
