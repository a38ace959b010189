"""Views of the results of the verbs."""

from __future__ import annotations

from decimal import Decimal
from math import fsum
from typing import TYPE_CHECKING

from rolepath.display.models import statement
from rolepath.display.money import amounts, cents
from rolepath.display.surveys import remarks_on, surveys_table
from rolepath.display.view import SourceList, Table, View
from rolepath.model.measure import ProximityMethod
from rolepath.model.pay import SalaryBand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rolepath.analysis.comp import CompLookup
    from rolepath.analysis.compare import AspectRow, Comparison, PayRow
    from rolepath.analysis.derived_pay import DerivedBand
    from rolepath.analysis.difficulty import TransitionDifficulty
    from rolepath.analysis.gap import GapItem, SkillGap
    from rolepath.analysis.likeness import SharedFeature
    from rolepath.analysis.needs import Need
    from rolepath.analysis.pay_group import PayGroup
    from rolepath.analysis.proximity import Proximity
    from rolepath.model.identity import PlaceId, RoleId
    from rolepath.model.pay import PayClaim

__all__ = ["cents", "comp_view", "comparison_view", "difficulty_view", "figure_cells", "gap_view", "months_span", "proximity_view"]

ROWS_SHOWN = 15
FEATURES_SHOWN = 5
ROWS_OF_COMPARISON = 12
STATEMENTS_SHOWN = 2
ASSUMED_REMARK = "* the source leaves something open that is assumed; .assumed of the band names it"


def _scored(score: float | None, lower: float | None, upper: float | None, scale: str, reason: str | None) -> str:
    if score is None:
        return f"not known: {reason}"
    return f"{score:.2f}, bounds {lower:.2f} to {upper:.2f} ({scale})"


def _silence(silent: int, origin: str) -> str:
    return f"No source ties {silent} of the missing skills to {origin}: the score counts them as not held, the bounds as held or not."


# Gap, proximity, difficulty --------------------------------------------------------------------------------------------


def gap_view(gap: SkillGap) -> View:
    """View a skill gap: what adds most first."""
    sources = SourceList()
    lead = [_scored(gap.score, gap.lower, gap.upper, "0 = nothing is missing, 1 = everything", gap.reason)]
    if gap.score is not None:
        lead.append(
            f"{gap.evidence_share:.0%} of the weight rests on levels that sources state. "
            "A figure with ~ is assumed or credited; the bounds allow for any level."
        )
        silent = sum(item.is_silent for item in gap.missing)
        if silent:
            lead.append(_silence(silent, gap.origin_label))
    lead.extend(_of_a_person(gap))
    rows = tuple(_gap_row(item, sources) for item in gap.missing)
    table = Table(
        caption="What is missing, what adds most first",
        header=("skill", "asked", "held", "adds", "asked for by"),
        rows=rows,
        figures=frozenset({1, 2, 3}),
        first=ROWS_SHOWN,
        all_in=".missing",
    )
    return View(
        title=f"Skill gap: {gap.origin_label} to {gap.target_label}{f', {gap.level}' if gap.level else ''}",
        lead=tuple(lead),
        tables=(table,) if rows else (),
        sources=sources.listed(),
    )


def _of_a_person(gap: SkillGap) -> Iterable[str]:
    """Say which of a person's skills do not count, and why."""
    if gap.evidence is not None:
        yield f"Counting what the person shows as {gap.evidence} or better."
    if gap.to_prove:
        labels = {item.skill: item.label for item in gap.items}
        shown = ", ".join(labels.get(skill, skill) for skill in gap.to_prove[:ROWS_SHOWN])
        yield f"To prove rather than learn: {shown}{_more(gap.to_prove)}."
    if gap.unknown_skills:
        yield f"Not counted, since the catalog does not know them: {', '.join(gap.unknown_skills[:ROWS_SHOWN])}{_more(gap.unknown_skills)}."


def _more(listed: tuple[str, ...]) -> str:
    return f" and {len(listed) - ROWS_SHOWN} more" if len(listed) > ROWS_SHOWN else ""


def _gap_row(item: GapItem, sources: SourceList) -> tuple[str, ...]:
    asked = f"{'' if item.is_need_stated else '~'}{item.need:.2f}"
    held = f"{'' if item.is_held_stated else '~'}{item.held:.2f}"
    return (item.label, asked, held, f"{item.contribution:.3f}", sources.mark(r.citation for r in item.requirements))


def proximity_view(near: Proximity) -> View:
    """View a proximity: what two roles share, and what only one of them has."""
    sources = SourceList()
    rows = tuple(
        (item.label, f"{item.held[0]:.2f}", f"{item.held[1]:.2f}", sources.mark(r.citation for r in item.requirements))
        for item in near.shared
    )
    table = Table(
        caption="Held by both, what adds most first",
        header=("skill", *near.labels, "source"),
        rows=rows,
        figures=frozenset({1, 2}),
        first=ROWS_SHOWN,
        all_in=".shared",
    )
    tables = [*([table] if rows else []), *_feature_tables(near, sources)]
    names = {item.skill: item.label for item in near.unshared}
    notes = [
        f"only {label}: {', '.join(names.get(skill, skill) for skill in skills[:ROWS_SHOWN])}{', ...' if len(skills) > ROWS_SHOWN else ''}"
        for label, skills in zip(near.labels, (near.only_first, near.only_second), strict=True)
        if skills
    ]
    return View(
        title=f"Proximity of {near.labels[0]} and {near.labels[1]}",
        lead=_near_lead(near),
        tables=tuple(tables),
        notes=tuple(notes),
        sources=sources.listed(),
    )


def _near_lead(near: Proximity) -> tuple[str, ...]:
    """Say how alike two roles are, and by what they were compared."""
    if near.method is ProximityMethod.SHAPE:
        scored = _scored(near.score, near.lower, near.upper, "0 = nothing in common, 1 = the same shape", near.reason)
        of_those = "" if near.score is None or not near.is_fallback else f"By another sum: {near.reason}."
        return (scored, *([of_those] if of_those else []))
    compared = "skills" if near.method is ProximityMethod.SHARED else "list of skills"
    return (_scored(near.score, near.lower, near.upper, f"0 = nothing in common, 1 = the same {compared}", near.reason),)


def _feature_tables(near: Proximity, sources: SourceList) -> Iterator[Table]:
    """List what each item of a shape adds, term by term, the term that adds most first."""
    terms: dict[str, list[SharedFeature]] = {}
    for feature in near.features:
        terms.setdefault(feature.term, []).append(feature)
    added = {term: fsum(feature.contribution for feature in features) for term, features in terms.items()}
    for term in sorted(terms, key=lambda term: (-added[term], term)):
        rows = tuple(
            (
                feature.label,
                f"{feature.held[0]:.2f}",
                f"{feature.held[1]:.2f}",
                f"{feature.contribution:.3f}",
                sources.mark(fact.citation for fact in feature.facts),
            )
            for feature in terms[term]
        )
        yield Table(
            caption=f"{term.capitalize()}, which adds {added[term]:.3f}",
            header=("item", *near.labels, "adds", "source"),
            rows=rows,
            figures=frozenset({1, 2, 3}),
            first=FEATURES_SHOWN,
            all_in=".features",
        )


def difficulty_view(move: TransitionDifficulty) -> View:
    """View a difficulty: factors, months, claims."""
    sources = SourceList()
    factors = tuple(
        (
            factor.name,
            "?" if factor.value is None else f"{factor.value:.2f}",
            f"{factor.lower:.2f} to {factor.upper:.2f}",
            f"{factor.weight:g}",
            f"{factor.contribution:.3f}",
            f"{factor.reason} {sources.mark(fact.citation for fact in factor.descriptors)}".strip(),
        )
        for factor in move.factors
    )
    months = tuple((m.basis, months_span(m.minimum, m.maximum), f"{m.statement} {sources.mark([m.citation])}".strip()) for m in move.months)
    claims = tuple((claim.kind.value, f"{claim.text} {sources.mark([claim.citation])}") for claim in move.claims if claim.origin)
    tables = [
        Table(
            caption="Steps" if move.steps else "Factors",
            header=("step" if move.steps else "factor", "value", "bounds", "weight", "adds", "because"),
            rows=factors,
            figures=frozenset({1, 3, 4}),
        )
    ]
    if months:
        tables.append(Table(caption="Time", header=("basis", "months", "for"), rows=months))
    if claims:
        rest = len(move.claims) - len(claims)
        remark = f"{rest} more on moves from any background in .claims" if rest else None
        caption = "What sources claim of this move (no input of the score)"
        tables.append(Table(caption=caption, header=("claim", "text"), rows=claims, remark=remark))
    named = [level for level in (move.level, move.target_level) if level]
    levels = f", {' to '.join(named)}" if named else ""
    lead = [_scored(move.score, move.lower, move.upper, "0 = no move, 1 = the hardest", move.reason)]
    if move.score is not None:
        lead.append(f"{move.evidence_share:.0%} of the weight rests on facts that sources state.")
    silent = sum(item.is_silent for item in move.gap.missing) if move.gap else 0
    if silent:
        lead.append(_silence(silent, move.origin_label))
    return View(
        title=f"Difficulty: {move.origin_label} to {move.target_label}{levels}",
        lead=tuple(lead),
        tables=tuple(tables),
        sources=sources.listed(),
    )


def months_span(minimum: float | None, maximum: float | None) -> str:
    """Write an interval of months, in whole ones."""
    if maximum is None:
        return "no figure" if minimum is None else f"from {minimum:.0f}"
    if minimum is None:
        return f"up to {maximum:.0f}"
    low, high = f"{minimum:.0f}", f"{maximum:.0f}"
    return low if low == high else f"{low} to {high}"


# Pay -------------------------------------------------------------------------------------------------------------------


def comp_view(pay: CompLookup) -> View:
    """View pay: one row a band, group by group."""
    sources, roles, places = SourceList(), dict(pay.role_labels), dict(pay.place_labels)
    rows = [row for group in pay.groups for row in _group_rows(group, sources)]
    tables = []
    if rows:
        header = ("level", "counts", "pay", "of", "source", "sources agree?")
        caption = "Pay a year unless stated; rows of one group compare"
        tables.append(Table(caption=caption, header=header, rows=tuple(rows), remark=ASSUMED_REMARK))
    if pay.surveys:
        tables.append(surveys_table(pay.surveys, sources))
    if pay.not_comparable:
        others = tuple((o.band.component.value, *figure_cells(o.band, sources), f"{o.dimension}: {o.reason}") for o in pay.not_comparable)
        tables.append(Table(caption="Not compared with these", header=("counts", "pay", "of", "source", "because"), rows=others))
    if pay.derived:
        derived = tuple(_derived_row(d, roles, places, sources) for d in pay.derived)
        tables.append(
            Table(
                caption="Worked out from a claim, said by no source",
                header=("pay", "level", "counts", "as", "from"),
                rows=derived,
                remark=ASSUMED_REMARK,
            )
        )
    if pay.nearby:
        near = tuple((roles.get(b.role, b.role), b.level or "all", b.component.value, *figure_cells(b, sources)) for b in pay.nearby)
        header = ("role", "level", "counts", "pay", "of", "source")
        caption = "Known nearby"
        tables.append(Table(caption=caption, header=header, rows=near, remark=ASSUMED_REMARK, first=ROWS_SHOWN, all_in=".nearby"))
    if pay.claims:
        tables.append(_claims(pay.claims, roles, places, sources))
    place = None if pay.location is None else places.get(pay.location, pay.location)
    asked = [part for part in (pay.level, place, pay.component, pay.currency, pay.source) if part]
    return View(
        title=f"Pay of {pay.label}{', ' if asked else ''}{', '.join(map(str, asked))}",
        lead=(f"{pay.reason}.",) if pay.reason is not None else tuple(_consensus(pay)),
        tables=tuple(tables),
        notes=(*pay.notes, *remarks_on(pay.surveys), *([pay.surveys_reason] if pay.surveys_reason else [])),
        sources=sources.listed(),
    )


def _consensus(pay: CompLookup) -> Iterable[str]:
    """Say on which amounts the sources agree, or why there are none."""
    if pay.consensus is not None:
        floor, top = pay.consensus
        yield f"Consensus of the sources: {amounts(floor, top)} {pay.groups[0].currency}."
    elif pay.consensus_reason is not None:
        yield f"No consensus: {pay.consensus_reason}."


def _derived_row(derived: DerivedBand, roles: Mapping[RoleId, str], places: Mapping[PlaceId, str], sources: SourceList) -> tuple[str, ...]:
    """Write a derived band, to whole units, with the claim that it rests on."""
    from rolepath.analysis.pay_claims import related

    claim = derived.claim
    top = None if derived.maximum is None else _whole(derived.maximum)
    period = "" if derived.period == "year" else f" a {derived.period}"
    how = "; ".join(part for part in (related(claim, roles), _of(derived.band), derived.note or "") if part)
    return (
        f"{amounts(_whole(derived.minimum), top)} {derived.currency}{period}",
        derived.level or "-",
        f"{derived.component}{f' in {places.get(derived.location, derived.location)}' if derived.location else ''}",
        how,
        f"{sources.mark([derived.band.citation, claim.citation])}{'*' if derived.band.assumed or claim.assumed else ''}",
    )


def _whole(value: Decimal) -> Decimal:
    return Decimal(f"{value:.0f}")


def _group_rows(group: PayGroup, sources: SourceList) -> Iterable[tuple[str, ...]]:
    for index, band in enumerate(group.bands):
        place = f" in {group.location_label}" if group.location_label else ""
        yield (
            (group.level or "all") if index == 0 else "",
            f"{group.component}{place}" if index == 0 else "",
            *figure_cells(band, sources),
            group.agreement.value if index == 0 else "",
        )


def figure_cells(band: SalaryBand, sources: SourceList) -> tuple[str, str, str]:
    """Write an amount, of what it is, and its source, marked where something is assumed."""
    period = "" if band.period == "year" else f" a {band.period}"
    return (f"{_range(band)}{period}", _of(band) or "-", f"{sources.mark([band.citation])}{'*' if band.assumed else ''}")


def _of(band: SalaryBand) -> str:
    """Name the statistic, unless it is a range, and the employers."""
    return " ".join(part for part in (band.statistic.value if band.statistic != "range" else "", band.employer or "") if part)


def _range(band: SalaryBand) -> str:
    top = None if band.maximum is None else cents(band.maximum)
    return f"{amounts(cents(band.minimum), top, open_top=band.open_top)} {band.currency}"


def _claims(claims: Iterable[PayClaim], roles: Mapping[RoleId, str], places: Mapping[PlaceId, str], sources: SourceList) -> Table:
    """Gather claims by what they say, so that agreement and contradiction stand below one another."""
    from rolepath.analysis.pay_claims import related

    rows: dict[tuple[str, str], dict[str, None]] = {}
    for claim in claims:
        said = related(claim, roles, with_size=False)
        which = ", ".join(
            part
            for part in (
                f"{claim.hedge} {claim.reason}" if claim.hedge == "if" else claim.hedge or "",
                claim.degree or "",
                _percent(claim),
                "" if claim.component == "unspecified" else f"{claim.component} pay",
                "/".join(claim.levels),
                f"at {' or '.join(claim.employers)}" if claim.employers else "",
                f"in {places.get(claim.location, claim.location)}" if claim.location else "",
            )
            if part
        )
        rows.setdefault((said, which or "in general"), {})[sources.mark([claim.citation])] = None
    table = tuple((said, which, " ".join(marks)) for (said, which), marks in sorted(rows.items()))
    return Table(caption="What sources claim of pay", header=("claim", "for", "source"), rows=table)


def _percent(claim: PayClaim) -> str:
    low, high = claim.percent_minimum, claim.percent_maximum
    if low is None:
        return ""
    return f"{low:f} %" if low == high else f"{low:f} % and more" if high is None else f"{low:f}-{high:f} %"


# Comparison ------------------------------------------------------------------------------------------------------------

#: Aspects that a comparison shows as text; ``.aspects`` has all.
ASPECTS_SHOWN = ("mission", "core-focus", "deliverable", "entry-barrier", "best-fit", "stressor", "on-call", "remote-share", "choose-if")


def comparison_view(comparison: Comparison) -> View:
    """View roles side by side."""
    sources, roles = SourceList(), dict(zip(comparison.roles, comparison.labels, strict=True))
    rows = [row for aspect in ASPECTS_SHOWN for row in _aspect_rows(comparison, comparison.aspect(aspect), sources)]
    tables = []
    if rows:
        remark = f"{STATEMENTS_SHOWN} statements an aspect at most; .aspects has all {len(comparison.aspects)} aspects"
        tables.append(Table(caption="What they are", header=("aspect", "role", "sources say"), rows=tuple(rows), remark=remark))
    if comparison.pay:
        pay = tuple(_pay_row(row, sources) for row in comparison.pay)
        header = ("pay", "level", *comparison.labels)
        tables.append(Table(caption="Pay a year, as each source gives it", header=header, rows=pay, remark=ASSUMED_REMARK))
    if comparison.pay_claims:
        tables.append(_claims(comparison.pay_claims, roles, dict(comparison.place_labels), sources))
    if comparison.skills:
        skills = tuple((row.label, *(_need(need, sources) for need in row.cells)) for row in comparison.skills)
        remark = "levels 0-1 where a source states one; 'asked' where none does; - where no source ties it to the role"
        header, caption = ("skill", *comparison.labels), "Skills of most weight"
        tables.append(Table(caption=caption, header=header, rows=skills, remark=remark, first=ROWS_OF_COMPARISON, all_in=".skills"))
    moves = tuple(
        (
            f"{move.origin_label} to {move.target_label}",
            "-" if move.score is None else f"{move.score:.2f}",
            "-" if move.score is None else f"{move.lower:.2f} to {move.upper:.2f}",
            ", ".join(f"{months_span(m.minimum, m.maximum)} {sources.mark([m.citation])}" for m in move.stated_months if m.maximum) or "-",
        )
        for move in comparison.moves
    )
    header = ("move", "difficulty", "bounds", "months stated")
    tables.append(Table(caption="Moves between them, 0 = no move, 1 = the hardest", header=header, rows=moves, figures=frozenset({1})))
    return View(title=" / ".join(comparison.labels), tables=tuple(tables), sources=sources.listed())


def _aspect_rows(comparison: Comparison, row: AspectRow, sources: SourceList) -> Iterable[tuple[str, ...]]:
    first = True
    for label, cell in zip(comparison.labels, row.cells, strict=True):
        by_source = {trait.citation.source: trait for trait in reversed(cell)}
        for trait in list(reversed(by_source.values()))[:STATEMENTS_SHOWN]:
            yield (row.aspect.value if first else "", label, f"{statement(trait)} {sources.mark([trait.citation])}")
            first = False


def _pay_row(row: PayRow, sources: SourceList) -> tuple[str, ...]:
    cells = tuple("; ".join(_amount(band, sources) for group in cell for band in group.bands) or "-" for cell in row.cells)
    place = f", {row.location_label}" if row.location_label else ""
    return (f"{row.currency} {row.component}{place}", row.level or "all", *cells)


def _amount(band: SalaryBand, sources: SourceList) -> str:
    what = f" ({_of(band)})" if _of(band) else ""
    return (
        f"{amounts(band.minimum, band.maximum, open_top=band.open_top)}{what} {sources.mark([band.citation])}{'*' if band.assumed else ''}"
    )


def _need(need: Need | None, sources: SourceList) -> str:
    if need is None:
        return "-"
    level = "asked" if not need.is_stated else f"{need.level:.2f}" if need.granted == need.level else f"{need.granted:.2f}-{need.level:.2f}"
    return f"{level} {sources.mark(r.citation for r in need.requirements)}"
