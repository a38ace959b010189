"""View of a crosswalk: how two catalogs are linked, and what is lost between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolepath.display.view import SourceList, Table, View

if TYPE_CHECKING:
    from rolepath.analysis.crosswalk import Crosswalk, RoleLink, UnlinkedRole

__all__ = ["crosswalk_view"]

#: Most rows that a table shows at first.
ROWS_SHOWN = 12


def crosswalk_view(walk: Crosswalk) -> View:
    """View a crosswalk: the links, then what has none, what collapses, and labels that may mislead."""
    sources = SourceList()
    first, second = walk.names
    links = tuple(
        (
            link.origin_label,
            link.target_label,
            f"{link.confidence:.2f}",
            link.basis.value,
            f"{link.reason} {sources.mark(published.citation for published in link.links)}".rstrip(),
        )
        for link in walk.links
    )
    lost = (
        (f"roles of {first} without a partner", len(walk.unlinked_origins)),
        (f"roles of {second} without a partner", len(walk.unlinked_targets)),
        (f"roles of {second} into which several collapse", len(walk.collapsed)),
        (f"roles of {first} that split into several", len(walk.split)),
        ("labels of both that nothing links", len(walk.homonyms)),
    )
    tables = (
        _table("Links", (first, second, "confidence", "basis", "why"), links, ".links", frozenset({2})),
        Table(caption="What is lost", header=("loss", "number"), rows=tuple((what, str(n)) for what, n in lost), figures=frozenset({1})),
        _table(f"Without a partner in {second}", ("role", "why"), _unlinked(walk.unlinked_origins), ".unlinked_origins"),
        _table(f"Without a partner in {first}", ("role", "why"), _unlinked(walk.unlinked_targets), ".unlinked_targets"),
        _table("Collapsing into one", ("into", "roles"), tuple(map(_collapsing, walk.collapsed)), ".collapsed"),
        _table(
            "Same label, not linked",
            ("label", first, second),
            tuple((item.label, item.origin_label, item.target_label) for item in walk.homonyms),
            ".homonyms",
        ),
    )
    return View(
        title=f"Crosswalk, {first} to {second}",
        lead=(f"{len(walk.links)} links",),
        tables=tuple(table for table in tables if table.rows),
        sources=sources.listed(),
    )


def _table(
    caption: str, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], all_in: str, figures: frozenset[int] = frozenset()
) -> Table:
    return Table(caption=caption, header=header, rows=rows, figures=figures, first=ROWS_SHOWN, all_in=all_in)


def _unlinked(entries: tuple[UnlinkedRole, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple((entry.label, entry.reason) for entry in entries)


def _collapsing(links: tuple[RoleLink, ...]) -> tuple[str, ...]:
    return links[0].target_label, ", ".join(link.origin_label for link in links)
