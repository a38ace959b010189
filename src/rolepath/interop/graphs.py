"""Graphs of networkx: skills and what leads from one to another, roles and the moves between them."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations
from typing import TYPE_CHECKING, Any

from rolepath.analysis.difficulty import transition_difficulty
from rolepath.analysis.question import bundled
from rolepath.errors import InvalidFieldError, InvalidTypeError
from rolepath.interop.tables import needed
from rolepath.model.catalog import Catalog

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["to_networkx"]


def to_networkx(catalog: Catalog | None = None, what: str = "skills", *, has_difficulty: bool = False) -> nx.MultiDiGraph[str]:
    """Make a directed graph of a catalog's skills or of the moves between its roles.

    Nodes are ids, with the ``label``. Every edge has a ``kind``. What is not stated is left out of the attributes, which are texts, numbers
    and truth values alone, so that every format of networkx can hold them.

    Of skills, an edge is ``broader``, from a part to the whole; ``related``, from a skill that is held to one that it counts towards, with
    ``credit`` and ``reason``; or ``prerequisite``, from what is learnt before to what is learnt after. Nodes have the ``skill_kind`` and
    the weeks of effort.

    Of transitions, an edge is a claim, with the kind of the claim, ``text``, ``source``, ``line``, and where stated ``months_minimum``,
    ``months_maximum``, ``skill``, ``than_origin``, ``than_target``, ``proof``, ``milestone`` and ``hedge``. Claims that leave an end open
    are no edges; the graph's own attribute ``open_claims`` counts them. With ``has_difficulty``, an edge of the kind ``modelled`` leads
    from each role to each other one whose difficulty is known, with ``difficulty``, ``lower``, ``upper``, ``evidence_share`` and the
    modelled months.

    Args:
        catalog: the catalog to draw; the bundled guides by default.
        what: ``skills`` or ``transitions``.
        has_difficulty: whether transitions have edges for what the model gives.

    Returns:
        A ``networkx.MultiDiGraph``, in the order of the catalog.

    Raises:
        InvalidFieldError: ``what`` is neither of the two, or the difficulty of skills is asked for.
        MissingExtraError: the extra ``[graph]`` is not installed.

    >>> graph = to_networkx(what="transitions")
    >>> graph.has_edge("data-scientist", "ml-engineer")
    True
    """
    catalog = bundled(catalog)
    if what not in {"skills", "transitions"}:
        raise InvalidFieldError("what", what, "must be skills or transitions")
    if type(has_difficulty) is not bool:
        raise InvalidTypeError("has_difficulty", has_difficulty, "must be True or False")
    if has_difficulty and what == "skills":
        raise InvalidFieldError("has_difficulty", has_difficulty, "must be left out for skills: moves have a difficulty")
    graph = needed("networkx", "a graph", "graph").MultiDiGraph(name=catalog.name)
    if what == "skills":
        _draw_skills(graph, catalog)
    else:
        _draw_transitions(graph, catalog)
        if has_difficulty:
            _draw_difficulties(graph, catalog)
    drawn: nx.MultiDiGraph[str] = graph
    return drawn


def _known(**attributes: Any) -> dict[str, Any]:
    """Leave out what is not known, and write members and Decimals as plain texts and numbers."""
    known = {name: value for name, value in attributes.items() if value is not None}
    return {
        name: str(value) if isinstance(value, str) else float(value) if isinstance(value, Decimal) else value
        for name, value in known.items()
    }


def _draw_skills(graph: Any, catalog: Catalog) -> None:
    for skill in catalog.skills:
        graph.add_node(
            str(skill.id),
            **_known(
                label=skill.label,
                skill_kind=skill.kind,
                effort_weeks_minimum=skill.effort_weeks_minimum,
                effort_weeks_maximum=skill.effort_weeks_maximum,
            ),
        )
    for skill in catalog.skills:
        if skill.broader is not None:
            graph.add_edge(skill.id, skill.broader, kind="broader")
        for related in skill.related:
            graph.add_edge(skill.id, related.skill, kind="related", credit=float(related.credit), reason=str(related.reason))
        for before in skill.prerequisites:
            graph.add_edge(before, skill.id, kind="prerequisite")


def _draw_transitions(graph: Any, catalog: Catalog) -> None:
    for role in catalog.roles:
        graph.add_node(str(role.id), label=str(role.label))
    graph.graph["open_claims"] = 0
    for claim in catalog.transition_claims:
        if claim.origin is None or claim.target is None:
            graph.graph["open_claims"] += 1
            continue
        graph.add_edge(
            claim.origin,
            claim.target,
            **_known(
                kind=claim.kind,
                text=claim.text,
                source=claim.citation.source,
                line=claim.citation.line,
                months_minimum=claim.months_minimum,
                months_maximum=claim.months_maximum,
                skill=claim.skill,
                than_origin=claim.than_origin,
                than_target=claim.than_target,
                proof=claim.proof,
                milestone=claim.milestone,
                hedge=claim.hedge,
            ),
        )


def _draw_difficulties(graph: Any, catalog: Catalog) -> None:
    for origin, target in permutations(catalog.roles, 2):
        move = transition_difficulty(origin, target, catalog=catalog)
        if move.score is not None:
            months = move.modelled_months
            graph.add_edge(
                origin.id,
                target.id,
                **_known(
                    kind="modelled",
                    difficulty=move.score,
                    lower=move.lower,
                    upper=move.upper,
                    evidence_share=move.evidence_share,
                    months_minimum=None if months is None else months.minimum,
                    months_maximum=None if months is None else months.maximum,
                ),
            )
