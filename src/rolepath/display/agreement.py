"""Views of what sources agree and disagree on: disagreements, and claims checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolepath.display.view import SourceList, Table, View

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolepath.analysis.agreement import Disagreements
    from rolepath.analysis.claims import ClaimChecks
    from rolepath.analysis.disagreement import Disagreement
    from rolepath.analysis.verdict import ClaimCheck

__all__ = ["checks_view", "disagreement_view", "disagreements_view"]

#: Most reasons listed for claims that cannot be checked.
REASONS_SHOWN = 12
#: Heading of each standing.
_HEADINGS = {
    "conflict": "Conflicts: they speak of the same thing and cannot both be right",
    "qualified": "Qualified: one narrows or limits the other, or rests on silence",
    "apparent": "Only apparent: they speak of unlike things",
}
#: Heading of each verdict that a table is made of.
_VERDICTS = {
    "contradicted": "Contradicted by figures",
    "partly": "Borne out in part",
    "borne out": "Borne out by figures",
}


def disagreements_view(found: Disagreements) -> View:
    """View disagreements, standing by standing."""
    sources = SourceList()
    tables = []
    for standing, caption in _HEADINGS.items():
        items = found.of(standing)
        if items:
            rows = tuple(_row(item, sources) for item in items)
            tables.append(Table(caption=caption, header=("point", "who says what", "how sure"), rows=rows))
    counts = ", ".join(f"{len(found.of(standing))} {standing}" for standing in _HEADINGS)
    asked = "".join(f", {asked}" for asked in (found.topic, found.label or found.role) if asked)
    return View(title=f"Where sources disagree{asked}", lead=(counts,), tables=tuple(tables), sources=sources.listed())


def _row(item: Disagreement, sources: SourceList) -> tuple[str, ...]:
    said = "; ".join(f"{side.says} {sources.mark(fact.citation for fact in side.facts)}" for side in item.sides)
    return (f"{item.topic} ({item.kind})", said, "; ".join(item.doubts) or "nothing is taken for granted")


def disagreement_view(item: Disagreement) -> View:
    """View one disagreement: its sides, and what the comparison takes for granted."""
    sources = SourceList()
    rows = tuple((side.says, sources.mark(fact.citation for fact in side.facts)) for side in item.sides)
    return View(
        title=f"Disagreement: {item.kind}, {item.standing}",
        lead=(f"{item.topic}: {item.reason}",),
        tables=(Table(caption="Sides", header=("says", "source"), rows=rows),),
        notes=item.doubts,
        sources=sources.listed(),
    )


def checks_view(found: ClaimChecks) -> View:
    """View checked claims, verdict by verdict; those that cannot be checked are counted by reason."""
    sources = SourceList()
    tables = []
    for verdict, caption in _VERDICTS.items():
        checks = found.of(verdict)
        if checks:
            rows = tuple(_check_row(claims, sources) for claims in _alike(checks))
            tables.append(Table(caption=caption, header=("claim", "by the figures of", "they give", "takes for granted"), rows=rows))
    reasons: dict[str, int] = {}
    for check in found.of("not checkable"):
        reasons[check.reason] = reasons.get(check.reason, 0) + 1
    if reasons:
        counted = tuple((reason, str(count)) for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0])))
        caption, all_in = "Not checkable, and why", ".of('not checkable')"
        tables.append(
            Table(caption=caption, header=("reason", "checks"), rows=counted, figures=frozenset({1}), first=REASONS_SHOWN, all_in=all_in)
        )
    lead = ", ".join(f"{count} {verdict}" for verdict, count in found.counts)
    return View(
        title=f"Claims checked{f', {found.source}' if found.source else ''}",
        lead=(lead,),
        tables=tuple(tables),
        sources=sources.listed(),
    )


def _alike(checks: Iterable[ClaimCheck]) -> list[list[ClaimCheck]]:
    """Gather checks of one claim that a source states several times."""
    found: dict[object, list[ClaimCheck]] = {}
    for check in checks:
        found.setdefault((check.claim.citation.source, check.statement, check.against, check.reason), []).append(check)
    return list(found.values())


def _check_row(checks: list[ClaimCheck], sources: SourceList) -> tuple[str, ...]:
    check = checks[0]
    against = "itself" if check.is_own else check.against or "all sources together"
    doubts = dict.fromkeys(doubt for one in checks for doubt in one.doubts)
    return (f"{check.statement} {sources.mark(one.claim.citation for one in checks)}", against, check.reason, "; ".join(doubts))
