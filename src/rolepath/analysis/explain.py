"""Explanations: an answer unfolded into its steps and the facts it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import attrs

from rolepath.model import _check as check
from rolepath.model._check import Choice
from rolepath.model.catalog import Fact
from rolepath.model.source import Citation

__all__ = ["Explanation", "Operation", "cite"]


class Operation(Choice):
    """How a step's value follows from those below it."""

    SUM = "sum"
    PRODUCT = "product"
    MAXIMUM = "maximum"
    SHORTFALL = "shortfall"


@attrs.frozen(kw_only=True)
class Explanation:
    """One step of an answer, with the steps and facts below it.

    ``str()`` unfolds it as indented text.
    """

    #: What the step says.
    statement: str = attrs.field(validator=check.text)
    #: Its number, or None where it is not one or not known.
    value: float | Decimal | None = None
    #: How the value follows from the steps below, or None for a fact, an assumption, or a heading.
    operation: Operation | None = None
    #: Where a source says so, for a fact.
    citation: Citation | None = None
    #: Whether the step is assumed rather than stated.
    is_assumed: bool = False
    #: The steps below.
    children: tuple[Explanation, ...] = ()

    def walk(self) -> Iterator[tuple[int, Explanation]]:
        """Yield each step with its depth, from the top."""
        stack: list[tuple[int, Explanation]] = [(0, self)]
        while stack:
            depth, step = stack.pop()
            yield depth, step
            stack.extend((depth + 1, child) for child in reversed(step.children))

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation in the tree, each once, in order."""
        return tuple(dict.fromkeys(step.citation for _, step in self.walk() if step.citation is not None))

    def __str__(self) -> str:
        """Unfold the tree as indented text."""
        lines = []
        for depth, step in self.walk():
            value = "" if step.value is None else f" = {step.value:.4g}" if isinstance(step.value, float) else f" = {step.value}"
            how = f" ({step.operation})" if step.operation else ""
            assumed = " [assumed]" if step.is_assumed else ""
            where = f" <{step.citation}>" if step.citation else ""
            lines.append(f"{'  ' * depth}{step.statement}{value}{how}{assumed}{where}")
        return "\n".join(lines)


def cite(fact: Fact, statement: str) -> Explanation:
    """Make the leaf for a fact; what the fact assumes is said and marked."""
    assumed = fact.assumed
    said = f"{statement} (assumed: {', '.join(assumed)})" if assumed else statement
    return Explanation(statement=said, citation=fact.citation, is_assumed=bool(assumed))
