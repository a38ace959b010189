"""How Sphinx builds the documentation."""

from __future__ import annotations

from collections import Counter
from importlib.metadata import version as installed_version
from typing import Any

import attrs
from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.pycode import ModuleAnalyzer

import rolepath

project = "rolepath"
author = "The rolepath authors"
project_copyright = "2026, The rolepath authors"
release = installed_version("rolepath")
version = release

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "rolepath"

myst_enable_extensions = ["colon_fence", "dollarmath"]
myst_heading_anchors = 3

autoclass_content = "class"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
autodoc_typehints_format = "short"

nitpicky = True
nitpick_ignore_regex = [
    # The standard library is not linked, so that the pages build without a network.
    (r"py:(class|exc)", r"(collections\.abc|datetime|decimal|os|pathlib|types|unittest)\..*"),
    # Optional packages, which the build does not install.
    (r"py:class", r"(hypothesis|nx|pd|pl)\..*|Axes"),
    # Where a method names a class of an optional package, the other names of its module stand as they are written.
    (r"py:class", r"Decimal"),
    # A mapping of questions to answers, told in the text.
    (r"py:class", r"Answers"),
    # What two errors have in common, of no use to callers.
    (r"py:class", r"rolepath\.errors\._FaultsError"),
    # The result of whatever function is handed to Catalog.derived and Catalog.answer.
    (r"py:class", r"rolepath\.model\.catalog\.T"),
    # The class that a document is asked to be of.
    (r"py:class", r"rolepath\.interop\.documents\.T"),
    # What a check is put on, and comes back as.
    (r"py:class", r"rolepath\.testing\.checks\.T"),
]


# Tables that are made from the catalog -------------------------------------------------------------------------------------------------


def table(head: tuple[str, ...], rows: list[tuple[object, ...]]) -> str:
    """Write a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


KINDS = {
    rolepath.SalaryBand: "pay bands",
    rolepath.PayClaim: "pay claims",
    rolepath.PayPercentiles: "groups of pay surveys",
    rolepath.SkillRequirement: "skill requirements",
    rolepath.Level: "rungs",
    rolepath.TransitionClaim: "claims about moves",
    rolepath.Trait: "traits",
}


def sources(catalog: rolepath.Catalog) -> str:
    """Tell of each source what it is and speaks about."""
    rows: list[tuple[object, ...]] = []
    for source in catalog.sources:
        place = source.region or (f"{source.region_assumed} (assumed)" if source.region_assumed else "not stated")
        who = ", ".join(part for part in (source.author, source.publisher) if part) or "not stated"
        rows.append((f"`{source.id}`", source.title, who, source.published, place, source.currency or "none", source.about or ""))
    return table(("id", "title", "by", "published", "place", "currency", "about"), rows)


def counts(catalog: rolepath.Catalog) -> str:
    """Count the facts of each source by kind."""
    rows: list[tuple[object, ...]] = []
    total: Counter[type] = Counter()
    for source in catalog.sources:
        found = Counter(type(fact) for fact in catalog.facts_of(source))
        total += found
        rows.append((f"`{source.id}`", *(found[kind] for kind in KINDS), found.total()))
    rows.append(("all", *(total[kind] for kind in KINDS), total.total()))
    return table(("source", *KINDS.values(), "all"), rows)


def roles(catalog: rolepath.Catalog) -> str:
    """Count the facts about each role, and name the sources that speak of it."""
    rows: list[tuple[object, ...]] = []
    for role in catalog.roles:
        bands, needs, traits = catalog.bands_of(role), catalog.requirements_of(role), catalog.traits_of(role)
        speaking = sorted({fact.citation.source for fact in (*bands, *needs, *traits)})
        names = ", ".join(f"`{source}`" for source in speaking) or "none but in claims about moves"
        rows.append((f"`{role.id}`", role.label, len(bands), len(needs), len(traits), names))
    return table(("id", "role", "pay bands", "skill requirements", "traits", "sources"), rows)


def parameters(catalog: rolepath.Catalog) -> str:
    """List the numbers behind the measures, each with its reason."""
    rows: list[tuple[object, ...]] = [(f"`{p.name}`", f"{p.value:g}", f"{p.low:g} to {p.high:g}", p.reason) for p in catalog.parameters]
    return table(("parameter", "value", "range", "reason"), rows)


def efforts(catalog: rolepath.Catalog) -> str:
    """List the classes of effort, with how many skills each has."""
    found = Counter((skill.effort_weeks_minimum, skill.effort_weeks_maximum, skill.effort_reason) for skill in catalog.skills)
    known = [(low, high, reason, count) for (low, high, reason), count in found.items() if low is not None and high is not None]
    rows: list[tuple[object, ...]] = [
        (f"{low:g} to {high:g}", count, reason)
        for low, high, reason, count in sorted(known, key=lambda row: (-row[0], -row[1], row[2] or ""))
    ]
    return table(("weeks", "skills", "reason"), rows)


TABLES = {"sources": sources, "counts": counts, "roles": roles, "parameters": parameters, "efforts": efforts}


def fill_tables(_app: Sphinx, _name: str, content: list[str]) -> None:
    """Put the tables where a page asks for them by a line like ``%catalog: sources``."""
    for name, build in TABLES.items():
        mark = f"%catalog: {name}\n"
        if mark in content[0]:
            content[0] = content[0].replace(mark, build(rolepath.load_catalog()) + "\n")


# References ----------------------------------------------------------------------------------------------------------------------------


def read_comments(_app: Sphinx, what: str, name: str, _obj: Any, _options: Any, lines: list[str]) -> None:
    """Describe a name by the comment above it, not by the docstring of its type, and leave its colons alone."""
    if what == "data":
        public = name.rpartition(".")[2]
        home = rolepath._HOME[public]  # noqa: SLF001 - the one place that knows where a public name is defined
        lines[:] = ModuleAnalyzer.for_module(home).find_attr_docs().get(("", public), [])
    if what in {"attribute", "property"}:
        # Napoleon takes the words before a colon for a type.
        lines[:0] = ["..", ""]  # an empty comment, so that the first line has no colon


def drop_field_list(_app: Sphinx, what: str, _name: str, obj: Any, *_: Any) -> tuple[str, None] | None:
    """Leave the fields of a class out of its signature: each stands below, with what it means."""
    return ("", None) if what == "class" and attrs.has(obj) else None


def resolve_home(app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.Element) -> nodes.Element | None:
    """Point a name in the module that defines it, or a bare name, to its public place."""
    name = node.get("reftarget", "").rpartition(".")[2]
    if node.get("refdomain") != "py" or name not in rolepath.__all__:
        return None
    return env.domains["py"].resolve_xref(env, node["refdoc"], app.builder, "obj", f"rolepath.{name}", node, content)


def setup(app: Sphinx) -> None:
    """Connect the hooks."""
    app.connect("source-read", fill_tables)
    app.connect("autodoc-process-docstring", read_comments, priority=400)  # before napoleon
    app.connect("autodoc-process-signature", drop_field_list)
    app.connect("missing-reference", resolve_home)
