"""Pictures of results, drawn with matplotlib (extra ``[plot]``).

A result draws itself with ``.plot()``. Nothing here touches pyplot or its settings: a picture stands on the axes that are given, or on a
figure of its own.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from rolepath.errors import InvalidTypeError, MissingExtraError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw"]

#: Which function draws what of which class; by name, so that one picture does not load the others.
_DRAWN = {
    "SkillGap": "gap.draw_gap",
    "TransitionDifficulty": "difficulty.draw_difficulty",
    "CompLookup": "pay.draw_pay",
    "Comparison": "skills.draw_skills",
    "Comparison moves": "moves.draw_moves",
    "LearningPlan": "timeline.draw_timeline",
    "Disagreements": "agreement.draw_disagreements",
}


def draw(shown: object, ax: Axes | None, what: str = "") -> Axes:
    """Draw a result, or one side of it.

    Raises:
        MissingExtraError: the extra ``[plot]`` is not installed.
        InvalidTypeError: ``ax`` is no Axes of matplotlib.
    """
    try:
        from matplotlib.axes import Axes as Expected
    except ImportError:
        raise MissingExtraError("drawing", "plot") from None
    if ax is not None and not isinstance(ax, Expected):
        raise InvalidTypeError("ax", ax, "must be an Axes of matplotlib, or be left out for a figure of its own")
    module, function = _DRAWN[f"{type(shown).__name__} {what}".rstrip()].split(".")
    make: Any = getattr(import_module(f"rolepath.display.plots.{module}"), function)
    drawn: Axes = make(shown, ax)
    return drawn
