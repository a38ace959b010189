"""How good a measure of moves is, on data that you have. Needs NumPy and SciPy, the extra ``[scale]``.

A measure is a :class:`rolepath.RoleMatrix`, or a function from two ids to a number that is lower for an easier move, or None where it does
not know. Each score says on how many roles or pairs it rests. None of them makes a measure right: related occupations are made from the
same descriptions that measures use, and groups of a classification say what is alike, not who moves.
"""

from __future__ import annotations

from rolepath.evaluation.occupations import (
    GroupScore,
    Measure,
    MoveScore,
    RecallScore,
    as_matrix,
    observed_moves,
    related_recall,
    same_group,
)

__all__ = ["GroupScore", "Measure", "MoveScore", "RecallScore", "as_matrix", "observed_moves", "related_recall", "same_group"]
