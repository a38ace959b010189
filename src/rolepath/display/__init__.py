"""How results and nouns look: plain text, HTML, terminal."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from rolepath.display.money import pay_range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes
    from rich.console import RenderableType

    from rolepath.display.view import View

__all__ = ["as_html", "as_plot", "as_rich", "as_text", "pay_range", "view_of"]

#: Which function makes the view of which class; by name, so that drawing one result does not load the others.
_VIEWS = {
    "Role": "models.role_view",
    "Skill": "models.skill_view",
    "SalaryBand": "models.band_view",
    "Descriptor": "models.descriptor_view",
    "ReadingReport": "models.reading_view",
    "PayGrowth": "surveys.growth_view",
    "AgedPay": "surveys.aged_view",
    "PayPercentiles": "surveys.percentiles_view",
    "Catalog": "models.catalog_view",
    "SkillGap": "answers.gap_view",
    "Proximity": "answers.proximity_view",
    "TransitionDifficulty": "answers.difficulty_view",
    "CompLookup": "answers.comp_view",
    "Comparison": "answers.comparison_view",
    "OfferAssessment": "offers.offer_view",
    "Disagreement": "agreement.disagreement_view",
    "Disagreements": "agreement.disagreements_view",
    "ClaimChecks": "agreement.checks_view",
    "Crosswalk": "crosswalk.crosswalk_view",
    "Robustness": "robustness.robustness_view",
    "Calibration": "calibration.calibration_view",
    "Question": "advise.question_view",
    "Recommendation": "advise.recommendation_view",
    "LearningPlan": "plan.plan_view",
    "WhatIf": "plan.what_if_view",
    "Routes": "route.routes_view",
    "Explanation": "explanations.explanation_view",
}


def view_of(shown: object) -> View:
    """Make the view of a noun or result."""
    module, function = _VIEWS[type(shown).__name__].split(".")
    make: Any = getattr(import_module(f"rolepath.display.{module}"), function)
    view: View = make(shown)
    return view


def as_text(shown: object, *, width: int = 80) -> str:
    """Show a noun or result as text of at most ``width`` columns."""
    from rolepath.display.text import to_text

    return to_text(view_of(shown), width=width)


def as_rich(shown: object) -> Iterator[RenderableType]:
    """Show a noun or result as what rich prints, part by part."""
    from rolepath.display.terminal import drawn

    return drawn(view_of(shown))


def as_html(shown: object) -> str:
    """Show a noun or result as an HTML fragment: escaped, without scripts or external assets."""
    if type(shown).__name__ == "Explanation":
        from rolepath.display.explanations import explanation_html

        drawn: Any = explanation_html
        html: str = drawn(shown)
        return html
    from rolepath.display.html import to_html

    return to_html(view_of(shown))


def as_plot(shown: object, ax: Axes | None = None, *, what: str = "") -> Axes:
    """Draw a result with matplotlib, or one side of it, on the axes that are given or on a figure of its own.

    Raises:
        MissingExtraError: the extra ``[plot]`` is not installed.
        InvalidTypeError: ``ax`` is no Axes of matplotlib.
    """
    from rolepath.display.plots import draw

    return draw(shown, ax, what)
