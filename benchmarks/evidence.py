"""How our measures of moves do on O*NET and ESCO, beside simple ones: the figures of docs/explanation/evidence.md.

``python benchmarks/evidence.py --onet db_29_0_text.zip --esco FOLDER`` prints the tables; needs the extra ``[scale]``.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np

import rolepath as rp
from rolepath.evaluation import related_recall, same_group


def at_random(origin: str, target: str) -> float:
    """Give each pair a number that has nothing to do with it, the same each time."""
    return int.from_bytes(hashlib.sha256(f"{origin} {target}".encode()).digest()[:6], "big") / 2**48


def matrix(roles: tuple[str, ...], values: object) -> rp.RoleMatrix:
    """Make a matrix that knows every pair."""
    return rp.RoleMatrix(measure="measure", roles=roles, values=np.ma.MaskedArray(values))


def cosine(rows: object) -> object:
    """Return one less the cosine of each pair of rows."""
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return 1.0 - unit @ unit.T


def measures_of(catalog: rp.Catalog, roles: tuple[rp.Role, ...]) -> Iterator[tuple[str, rp.RoleMatrix]]:
    """Yield the measures that are set side by side, each over the same roles."""
    ids = tuple(role.id for role in roles)
    yield "random", matrix(ids, [[at_random(a, b) for b in ids] for a in ids])
    # No counts of people are at hand: how many occupations name a role as related stands in for its size.
    times = Counter(fact.item for fact in catalog.descriptors if fact.family == "related-role")
    if times:
        named = [times[role] for role in ids]
        yield "popularity (times named as related)", matrix(ids, np.broadcast_to(-np.array(named, dtype=float), (len(ids), len(ids))))
    yield "gap", rp.gap_matrix(roles=roles, catalog=catalog)
    if all(fact.importance is not None for fact in catalog.requirements):
        importance = np.array([[fact.importance.value * 4 + 1 for fact in catalog.requirements_of(role)] for role in roles])
        yield "cosine of importance", matrix(ids, cosine(importance))
        yield "correlation of importance (P)", matrix(ids, 1.0 - np.corrcoef((importance - importance.mean(0)) / importance.std(0)))
    yield "ours", rp.difficulty_matrix(roles=roles, catalog=catalog)


def rows_of(catalog: rp.Catalog, roles: tuple[rp.Role, ...], groups: Mapping[str, Mapping[str, str]]) -> Iterator[list[str]]:
    """Yield a line for each measure."""
    has_related = any(fact.family == "related-role" for fact in catalog.descriptors)
    for name, found in measures_of(catalog, roles):
        line = [name]
        if has_related:
            line += [f"{related_recall(found, catalog=catalog, k=k).recall:.3f}" for k in (10, 20)]
        for of in groups.values():
            score = same_group(found, catalog=catalog, groups={role: group for role, group in of.items() if role in found.roles})
            line += [f"{score.auc:.3f}", f"{score.top_share:.3f}"]
        yield line


def show(title: str, head: list[str], lines: Iterator[list[str]]) -> None:
    """Print a table."""
    print(f"\n{title}\n")
    rows = [head, *lines]
    wide = [max(len(row[column]) for row in rows) for column in range(len(head))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)).rstrip())


def main() -> None:
    """Read the data sets that are named, and print their tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--onet", help="folder or archive of an O*NET database")
    parser.add_argument("--esco", nargs="+", help="folder or archives of ESCO")
    asked = parser.parse_args()
    if asked.onet:
        catalog = rp.read_onet(asked.onet)
        rated = tuple(role for role in catalog.roles if catalog.requirements_of(role))
        soc = {"minor": {role.id: role.id[:4] for role in rated}, "broad": {role.id: role.id[:6] for role in rated}}
        head = ["measure", "recall at 10", "recall at 20", "minor group, AUC", "top 4 %", "broad group, AUC", "top 4 %"]
        show(f"{catalog.name}, {len(rated)} rated occupations", head, rows_of(catalog, rated, soc))
    if asked.esco:
        catalog = rp.read_esco(*asked.esco)
        roles = tuple(role for role in catalog.roles if catalog.requirements_of(role) and role.group)
        isco = {"unit": {role.id: str(role.group) for role in roles}}
        show(f"{catalog.name}, {len(roles)} occupations", ["measure", "unit group, AUC", "top 4 %"], rows_of(catalog, roles, isco))


if __name__ == "__main__":
    main()
