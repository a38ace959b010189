"""What a page asks for by a line like ``%catalog: roles`` or ``%catalog: facts three-roles``, made from the bundled catalog."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any

import rolepath as rp
from rolepath.analysis.pay_claims import claimed
from rolepath.display import pay_range
from rolepath.display.models import statement

__all__ = ["filled"]

_MARK = re.compile(r"^%catalog: (\w+)(?: (\S+))?$", re.MULTILINE)
#: What Markdown, or MyST with its formulas, would read as more than a character.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|$#~])")


class Markdown(str):
    """A text that is Markdown already."""

    __slots__ = ()


def filled(page: str) -> str:
    """Return a page with what its marks ask for."""
    catalog = rp.load_catalog()
    return _MARK.sub(lambda mark: _MAKERS[mark[1]](catalog, *([mark[2]] if mark[2] else [])), page)


def plain(text: object) -> str:
    """Write a text so that Markdown shows it as it is."""
    return str(text) if isinstance(text, Markdown) else _SPECIAL.sub(r"\\\1", str(text))


def code(text: str) -> Markdown:
    """Write an id."""
    return Markdown(f"`{text}`")


def table(head: Sequence[str], rows: Iterable[Sequence[object]], *, caption: str = "") -> str:
    """Write a table, without the columns in which nothing stands."""
    cells = [[plain(cell) for cell in row] for row in rows]
    used = [column for column in range(len(head)) if any(row[column] for row in cells)]
    lines = [[row[column] for column in used] for row in ([*head], ["---"] * len(head), *cells)]
    text = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f":::{{table}} {plain(caption)}\n{text}\n:::\n" if caption else text


# The catalog at a glance ---------------------------------------------------------------------------------------------------------------

KINDS: dict[type, str] = {
    rp.SalaryBand: "pay bands",
    rp.PayClaim: "pay claims",
    rp.SkillRequirement: "skill requirements",
    rp.Level: "rungs",
    rp.TransitionClaim: "claims about moves",
    rp.Trait: "traits",
}


def sources(catalog: rp.Catalog) -> str:
    """Tell of each source what it is and speaks about."""
    rows: list[tuple[object, ...]] = []
    for source in catalog.sources:
        place = source.region or (f"{source.region_assumed} (assumed)" if source.region_assumed else "not stated")
        who = ", ".join(part for part in (source.author, source.publisher) if part) or "not stated"
        link = Markdown(f"[{source.id}]({source.id}.md)")
        rows.append((link, source.title, who, source.published or "not stated", place, source.currency or "none"))
    return table(("facts", "title", "by", "published", "place", "currency"), rows)


def counts(catalog: rp.Catalog) -> str:
    """Count the facts of each source by kind."""
    rows: list[tuple[object, ...]] = []
    total: Counter[type] = Counter()
    for source in catalog.sources:
        found = Counter(type(fact) for fact in catalog.facts_of(source))
        total += found
        rows.append((source.id, *(found[kind] for kind in KINDS), found.total()))
    rows.append(("all", *(total[kind] for kind in KINDS), total.total()))
    return table(("source", *KINDS.values(), "all"), rows)


def roles(catalog: rp.Catalog) -> str:
    """Count the facts about each role, and name the sources that speak of it."""
    rows: list[tuple[object, ...]] = []
    for role in catalog.roles:
        bands, needs, traits = catalog.bands_of(role), catalog.requirements_of(role), catalog.traits_of(role)
        speaking = sorted({fact.citation.source for fact in (*bands, *needs, *traits)})
        names = ", ".join(speaking) or "none but in claims about moves"
        rows.append((role.id, role.label, len(bands), len(needs), len(traits), names))
    return table(("id", "role", "pay bands", "skill requirements", "traits", "sources"), rows)


def parameters(catalog: rp.Catalog) -> str:
    """List the numbers behind the measures, each with its reason."""
    rows = [(code(p.name), f"{p.value:g}", f"{p.low:g} to {p.high:g}", p.reason) for p in catalog.parameters]
    return table(("parameter", "value", "range", "reason"), rows)


def efforts(catalog: rp.Catalog) -> str:
    """List the classes of effort, with how many skills each has."""
    found = Counter((skill.effort_weeks_minimum, skill.effort_weeks_maximum, skill.effort_reason) for skill in catalog.skills)
    known = [(low, high, reason, count) for (low, high, reason), count in found.items() if low is not None and high is not None]
    rows = [
        (f"{low:g} to {high:g}", count, reason or "")
        for low, high, reason, count in sorted(known, key=lambda row: (-row[0], -row[1], row[2] or ""))
    ]
    return table(("weeks", "skills", "reason"), rows)


# The facts of one source ---------------------------------------------------------------------------------------------------------------


def facts(catalog: rp.Catalog, source: str) -> str:
    """List all that one source says: a table for each kind of fact and each section, line by line."""
    said = catalog.facts_of(source)
    lines = Lines()
    parts: list[str] = []
    for kind, (head, row) in _ROWS.items():
        found = sorted((fact for fact in said if type(fact) is kind), key=lambda fact: fact.citation.line)
        if found:
            parts.append(f"## {KINDS[kind].capitalize()}\n")
        for section, inside in groupby(found, key=lambda fact: fact.citation.section):
            rows = [(lines.of(fact), *row(catalog, fact), fact.citation.printed or "") for fact in inside]
            parts.append(table(("line", *head, "printed"), rows, caption=section))
    return "\n".join(parts)


class Lines:
    """Writes the line of a fact, and makes the first fact of each line a place to link to."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def of(self, fact: rp.Fact) -> Markdown:
        """Write the line that a fact cites."""
        cited = fact.citation
        assert cited is not None  # noqa: S101 - every fact of a source has one
        shown = f"{cited.line}" if cited.end_line is None else f"{cited.line}-{cited.end_line}"
        name = anchor(cited)
        if name in self._seen:
            return Markdown(shown)
        self._seen.add(name)
        return Markdown(f"[{shown}]{{#{name}}}")


def anchor(citation: rp.Citation) -> str:
    """Name the place of a line on the page of its source."""
    return f"{citation.source}-line-{citation.line}"


def cited(found: Iterable[rp.Fact]) -> str:
    """Link to the lines that facts cite."""
    places = dict.fromkeys(fact.citation for fact in found if fact.citation is not None)
    links = dict.fromkeys(f"[{plain(place)}](#{anchor(place)})" for place in places)
    return ", ".join(links)


def marked(fact: Any, field: str, text: object) -> str:
    """Write the value of a field, with a star where the source does not state it."""
    return f"{text}*" if field in fact.assumed else f"{text}"


def joined(*parts: str | None) -> str:
    """Join what is known."""
    return ", ".join(part for part in parts if part)


def _role(catalog: rp.Catalog, role: str) -> str:
    return catalog.roles[role].label


def _band(catalog: rp.Catalog, band: rp.SalaryBand) -> tuple[str, ...]:
    period = "" if band.period == "year" else f" a {band.period}"
    return (
        _role(catalog, band.role),
        marked(band, "level", band.level or "all"),
        f"{marked(band, 'currency', pay_range(band))} {marked(band, 'component', band.component)}{period}",
        joined(
            band.location and marked(band, "location", catalog.places[band.location].label),
            band.employer and marked(band, "employer", band.employer),
            band.statistic.value if band.statistic != "range" else "",
            "about" if band.approximate else "",
            band.hedge,
        ),
    )


def _claim(catalog: rp.Catalog, claim: rp.PayClaim) -> tuple[str, ...]:
    of = joined(claim.hedge, claim.reason, *(f"{field} assumed*" for field in claim.assumed))
    return (claimed(catalog, claim), of)


def _requirement(catalog: rp.Catalog, need: rp.SkillRequirement) -> tuple[str, ...]:
    skills = " or ".join(catalog.skills[skill].label for skill in (need.skill, *need.alternatives))
    optional = "" if need.is_essential is None else "essential" if need.is_essential else "optional"
    return (
        _role(catalog, need.role),
        marked(need, "skill", skills),
        marked(need, "basis", need.basis),
        joined(
            need.proficiency and marked(need, "proficiency", need.proficiency),
            need.importance and marked(need, "importance", need.importance),
            optional and marked(need, "is_essential", optional),
            need.level and marked(need, "level", need.level),
            need.employer and marked(need, "employer", need.employer),
            need.hedge,
        ),
    )


def _rung(catalog: rp.Catalog, rung: rp.Level) -> tuple[str, ...]:
    owner = "" if rung.role is None else _role(catalog, rung.role)
    return (owner, rung.label, marked(rung, "id", rung.id), joined(rung.scope, rung.employer))


def _move(catalog: rp.Catalog, claim: rp.TransitionClaim) -> tuple[str, ...]:
    ends = [
        _role(catalog, role) if role else "any role" if field == "target" else "any background"
        for field, role in (("origin", claim.origin), ("target", claim.target))
    ]
    low, high = claim.months_minimum, claim.months_maximum
    months = "" if high is None else f"{high:f} months at most" if low is None else f"{low:f} to {high:f} months"
    return (" to ".join(ends), claim.kind, joined(claim.text, months, claim.hedge, *(f"{field} assumed*" for field in claim.assumed)))


def _trait(catalog: rp.Catalog, trait: rp.Trait) -> tuple[str, ...]:
    about = ", ".join(_role(catalog, role) for role in trait.roles) or "the market"
    return (
        marked(trait, "roles", about),
        trait.aspect,
        joined(
            statement(trait),
            str(trait.year) if trait.year else "",
            trait.employer and marked(trait, "employer", trait.employer),
            trait.level and marked(trait, "level", trait.level),
            trait.hedge,
        ),
    )


#: How the facts of each kind stand in a table: the head, and what makes a row.
_ROWS: dict[type, tuple[tuple[str, ...], Callable[[rp.Catalog, Any], tuple[str, ...]]]] = {
    rp.SalaryBand: (("role", "level", "pay a year", "of"), _band),
    rp.PayClaim: (("claim", "as"), _claim),
    rp.SkillRequirement: (("role", "skill", "as", "how"), _requirement),
    rp.Level: (("role", "rung", "level", "scope"), _rung),
    rp.TransitionClaim: (("move", "kind", "says"), _move),
    rp.Trait: (("of", "aspect", "says"), _trait),
}


# Where sources disagree, and which claims hold -----------------------------------------------------------------------------------------


def disagreements(catalog: rp.Catalog, standing: str) -> str:
    """List the points of one standing: what each side says, with its lines, and what is taken for granted."""
    parts: list[str] = []
    for point in rp.disagreements(catalog=catalog).of(standing):
        parts.append(f"**{plain(point.topic[0].upper() + point.topic[1:])}** ({code(point.kind)})\n")
        parts.extend(f"- {plain(side.says)} ({cited(side.facts)})" for side in point.sides)
        if point.doubts:
            parts.append(f"- *Taken for granted:* {plain('; '.join(point.doubts))}.")
        parts.append("")
    return "\n".join(parts)


def checks(catalog: rp.Catalog, verdict: str) -> str:
    """List the claims with one verdict: by whose figures, which, and what is taken for granted."""
    parts: list[str] = []
    found = rp.check_claims(catalog=catalog).of(rp.Verdict(verdict.replace("-", " ")))
    for said, alike in groupby(found, key=lambda check: check.statement):
        listed = list(alike)
        parts.append(f"**{plain(said[0].upper() + said[1:])}** ({cited(check.claim for check in listed)})\n")
        for (against, reason), same in groupby(listed, key=lambda check: (check.against, check.reason)):
            doubts = "; ".join(dict.fromkeys(doubt for check in same for doubt in check.doubts))
            whose = code(against) if against else "all sources together"
            parts.append(f"- By {whose}: {plain(reason)}{f'. *Taken for granted:* {plain(doubts)}' if doubts else ''}.")
        parts.append("")
    return "\n".join(parts)


def unchecked(catalog: rp.Catalog) -> str:
    """Count the reasons for which claims cannot be checked."""
    reasons = Counter(check.reason for check in rp.check_claims(catalog=catalog).of(rp.Verdict("not checkable")))
    return table(("reason", "checks"), sorted(reasons.items(), key=lambda item: (-item[1], item[0])))


_MAKERS: dict[str, Callable[..., str]] = {
    maker.__name__: maker for maker in (sources, counts, roles, parameters, efforts, facts, disagreements, checks, unchecked)
}
