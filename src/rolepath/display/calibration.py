"""View of durations that sources state, against the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolepath.display.view import SourceList, Table, View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rolepath.analysis.calibration import Calibration, DurationCheck
    from rolepath.model.identity import RoleId

__all__ = ["calibration_view"]


def calibration_view(found: Calibration) -> View:
    """View a calibration: each duration as stated, as modelled, and as modelled with a factor fitted to all others."""
    sources = SourceList()
    rows = tuple(_row(check, dict(found.role_labels), sources) for check in found.checks)
    header = ("duration", "stated", "modelled", "left out of the fit", "error left out", "source")
    tables = [Table(caption="Durations, in months", header=header, rows=rows)] if rows else []
    if found.left_aside:
        aside = tuple((claim.text, why, sources.mark([claim.citation])) for claim, why in found.left_aside)
        tables.append(Table(caption="Not set against the model", header=("duration", "because", "source"), rows=aside))
    fitted = "there is no duration to fit it to" if found.factor is None else f"{found.factor:.2f} fits all durations"
    return View(
        title="Modelled months against stated durations",
        lead=(f"At {found.hours_per_week:g} hours a week. The factor on effort used is {found.used:g}; {fitted}.",),
        tables=tuple(tables),
        sources=sources.listed(),
    )


def _row(check: DurationCheck, labels: Mapping[RoleId, str], sources: SourceList) -> tuple[str, ...]:
    claim = check.claim
    ends = " to ".join(labels.get(role, role) for role in (claim.origin, claim.target) if role)
    move = f"{ends}{f', {claim.milestone}' if claim.milestone else ''}"
    if check.error is not None:
        error = f"{check.error:+.0%}"
    else:
        error = "within" if check.left_out[1] <= check.stated[1] else "touches" if check.touches_left_out else "longer"
    return (move, _span(check.stated), _span(check.modelled), _span(check.left_out), error, sources.mark([claim.citation]))


def _span(months: tuple[float | None, float]) -> str:
    return f"at most {months[1]:.1f}" if months[0] is None else f"{months[0]:.1f} to {months[1]:.1f}"
