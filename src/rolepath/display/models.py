"""Views of the nouns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from rolepath.display.money import pay_range
from rolepath.display.view import SourceList, Table, View
from rolepath.model.catalog import Catalog
from rolepath.model.descriptor import Descriptor
from rolepath.model.pay import SalaryBand
from rolepath.model.reading import ReadingReport
from rolepath.model.role import Aspect, Role, Trait
from rolepath.model.skill import Rating, Skill
from rolepath.model.source import Source

__all__ = [
    "band_view",
    "card_view",
    "catalog_view",
    "descriptor_view",
    "entries_view",
    "rated",
    "reading_view",
    "role_view",
    "skill_card_view",
    "skill_view",
    "sources_view",
    "statement",
]

#: Facts on a skill that are shown at first.
ROWS_SHOWN = 15
#: Codes and labels that are named of many.
NAMED_SHOWN = 5


def statement(trait: Trait) -> str:
    """Write what a trait says, with its figure."""
    low, high = trait.minimum, trait.maximum
    if low is None and high is None:
        return trait.text
    about = "about " if trait.approximate else ""
    if low is not None and high is not None:
        figure = f"{low:,f}" if low == high else f"{low:,f}-{high:,f}"
    else:
        figure = f"at least {low:,f}" if high is None else f"at most {high:,f}"
    return f"{trait.text} ({about}{figure} {trait.unit})"


def role_view(role: Role) -> View:
    """View a role by itself: its names."""
    names = ", ".join(role.alternative_labels)
    lead = [f"id: {role.id}", *([f"also called: {names}"] if names else []), *([role.description] if role.description else [])]
    if role.group is not None:
        lead.append(f"group: {role.group}")
    for framework, codes in (("O*NET", role.onet), ("ESCO", role.esco)):
        if codes is not None:
            lead.append(f"{framework}: {', '.join(codes) or 'no such job'}")
    return View(title=role.label, lead=tuple(lead))


def skill_view(skill: Skill) -> View:
    """View a skill: names, place in the vocabulary, effort."""
    lead = [f"id: {skill.id}, kind: {skill.kind}"]
    if skill.alternative_labels:
        lead.append(f"also called: {', '.join(skill.alternative_labels)}")
    if skill.broader:
        lead.append(f"part of: {skill.broader}")
    if skill.prerequisites:
        lead.append(f"learn before: {', '.join(skill.prerequisites)}")
    if skill.effort_weeks_minimum is not None:
        effort = f"from nothing to expert: {skill.effort_weeks_minimum:g} to {skill.effort_weeks_maximum:g} weeks"
        lead.append(f"{effort} ({skill.effort_reason})" if skill.effort_reason else effort)
    rows = tuple((related.skill, f"{related.credit:.2f}", related.reason) for related in skill.related)
    header = ("Counts towards", "credit", "because")
    tables = (Table(caption="Related skills", header=header, rows=rows, figures=frozenset({1})),) if rows else ()
    return View(title=skill.label, lead=tuple(lead), tables=tables)


def skill_card_view(catalog: Catalog, skill: Skill) -> View:
    """View a skill with the facts that ask for it, role by role."""
    sources = SourceList()
    card = skill_view(skill)
    facts = [(role, fact) for role in catalog.roles for fact in catalog.requirements_of(role) if fact.skill == skill.id]
    rows = tuple(
        (role.label, fact.basis.value, rated(fact.proficiency), rated(fact.importance), fact.level or "-", sources.mark([fact.citation]))
        for role, fact in facts
    )
    header = ("role", "as", "proficiency", "importance", "level", "source")
    asked = Table(caption="Who asks for it", header=header, rows=rows, first=ROWS_SHOWN, all_in="--csv")
    return attrs.evolve(card, tables=(*([asked] if rows else []), *card.tables), sources=sources.listed())


def rated(rating: Rating | None, unknown: str = "-") -> str:
    """Write how well or how much, by its label where it has one."""
    return unknown if rating is None else rating.label or f"{rating.value:g}"


def entries_view(name: str, entries: Sequence[Any]) -> View:
    """View a collection of a catalog, one entry a row: words by id and label, facts on one line."""
    are_words = all(hasattr(entry, "label") and not hasattr(entry, "citation") for entry in entries)
    rows = tuple((entry.id, entry.label) if are_words else (repr(entry),) for entry in entries)
    count = f"{len(rows)} {'entry' if len(rows) == 1 else 'entries'}"
    header = ("id", "label") if are_words else ("entry",)
    return View(title=name.capitalize(), tables=(Table(caption=count, header=header, rows=rows),))


def band_view(band: SalaryBand) -> View:
    """View a pay band."""
    sources = SourceList()
    level, place = band.level_label or band.level or "not stated", band.location or "not stated"
    lead = [
        f"{pay_range(band)} a {band.period}, {band.component} pay, {band.statistic} {sources.mark([band.citation])}",
        f"level: {level}, place: {place}, employer: {band.employer or 'any'}",
    ]
    notes = [f"assumed, not stated: {', '.join(band.assumed)}"] if band.assumed else []
    notes += [band.note] if band.note else []
    return View(title=f"Pay of {band.role}", lead=tuple(lead), notes=tuple(notes), sources=sources.listed())


def descriptor_view(descriptor: Descriptor) -> View:
    """View a descriptor."""
    sources = SourceList()
    value = "" if descriptor.value is None else f", value {descriptor.value:g}"
    lead = [f"{descriptor.family} {descriptor.item}{value} {sources.mark([descriptor.citation])}"]
    lead += [f"part of: {', '.join(descriptor.within)}"] if descriptor.within else []
    notes = (f"assumed, not stated: {', '.join(descriptor.assumed)}",) if descriptor.assumed else ()
    return View(title=f"{descriptor.label}, of {descriptor.role}", lead=tuple(lead), notes=notes, sources=sources.listed())


def reading_view(report: ReadingReport) -> View:
    """View what came of reading a data set: file by file, and what is missing."""
    rows = tuple(
        (file.name, file.kind or "not read", f"{file.used:,}", f"{file.rows:,}", file.left_out or "-")
        for file in sorted(report.files, key=lambda file: file.kind is None)
    )
    header = ("file", "read as", "used", "rows", "why others were left out")
    table = Table(caption="Files", header=header, rows=rows, figures=frozenset({2, 3}))
    lacks = (
        ("roles without ratings", report.unrated, ".unrated"),
        ("codes without a role", report.unlisted, ".unlisted"),
        ("labels of more than one role", report.ambiguous, ".ambiguous"),
    )
    lead = tuple(f"{said}: {len(listed):,}{_first_of(listed, all_in)}" for said, listed, all_in in lacks)
    return View(title=f"Reading of {report.source}", lead=lead, tables=(table,) if rows else ())


def _first_of(listed: Sequence[str], all_in: str) -> str:
    """Name the first few of many."""
    if not listed:
        return ""
    rest = f", ...; {all_in} has all" if len(listed) > NAMED_SHOWN else ""
    return f" ({', '.join(listed[:NAMED_SHOWN])}{rest})"


def catalog_view(catalog: Catalog) -> View:
    """View a catalog: how much each source says."""
    counts = f"{len(catalog.roles)} roles, {len(catalog.skills)} skills, {len(catalog.facts)} facts from {len(catalog.sources)} sources"
    roles = tuple(
        (role.id, role.label, str(len(catalog.requirements_of(role))), str(len(catalog.traits_of(role)))) for role in catalog.roles
    )
    return View(
        title=f"Catalog {catalog.name}",
        lead=(counts,),
        tables=(
            *sources_view(catalog).tables,
            Table(caption="Roles", header=("id", "role", "skill facts", "traits"), rows=roles, figures=frozenset({2, 3})),
        ),
    )


def sources_view(catalog: Catalog) -> View:
    """View the sources of a catalog, with the number of their facts."""
    rows = tuple(
        (source.id, _publication(source), source.currency or "-", str(len(catalog.facts_of(source)))) for source in catalog.sources
    )
    table = Table(caption="Sources", header=("id", "published", "money", "facts"), rows=rows, figures=frozenset({3}))
    titles = tuple(f"{source.id}: {source.title}{f'. {source.credit}' if source.credit else ''}" for source in catalog.sources)
    return View(title="Sources", tables=(table,), notes=titles)


def _publication(source: Source) -> str:
    version = None if source.version is None else f"release {source.version}"
    return ", ".join(part for part in (source.publisher, source.published, version) if part) or "not stated"


#: Traits shown per source and aspect on a role's card.
TRAITS_SHOWN = 3


def card_view(catalog: Catalog, role: Role) -> View:
    """View all that sources say of one role, aspect by aspect."""
    sources = SourceList()
    traits = [trait for trait in catalog.traits_of(role) if trait.role == role.id]
    rows: list[tuple[str, str]] = []
    for aspect in Aspect:
        said = [trait for trait in traits if trait.aspect is aspect]
        shown = said[:TRAITS_SHOWN]
        rows.extend((aspect.value if index == 0 else "", f"{statement(t)} {sources.mark([t.citation])}") for index, t in enumerate(shown))
        if len(said) > len(shown):
            rows.append(("", f"... and {len(said) - len(shown)} more"))
    ladder = tuple((rung.label, rung.scope or "-", sources.mark([rung.citation])) for rung in catalog.levels_of(role))
    tables = [
        *([Table(caption="What sources say", header=("aspect", "statement"), rows=tuple(rows))] if rows else []),
        *([Table(caption="Ladders", header=("rung", "scope", "source"), rows=ladder)] if ladder else []),
    ]
    lead = (f"{len(catalog.requirements_of(role))} facts about skills, {len(traits)} traits, {len(catalog.bands_of(role))} pay bands",)
    return View(title=role.label, lead=(*role_view(role).lead, *lead), tables=tuple(tables), sources=sources.listed())
