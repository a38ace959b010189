"""Explanations: an answer unfolded into its steps and the facts it rests on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Context, Decimal, localcontext
from math import exp, fsum, isfinite, prod
from typing import Any

import attrs

from rolepath.model import _check as check
from rolepath.model._check import Choice
from rolepath.model.catalog import DIGITS, Fact
from rolepath.model.identity import visible
from rolepath.model.source import Citation

__all__ = ["WHOLE", "Explanation", "Operation", "cite", "one_over", "placed"]


class Operation(Choice):
    """How a step's value follows from those below it.

    Only steps below that have a value take part, in their order; facts cited and remarks without a value do not.
    """

    SUM = "sum"
    PRODUCT = "product"
    MAXIMUM = "maximum"
    MINIMUM = "minimum"
    #: The first less the others.
    DIFFERENCE = "difference"
    #: The first over the second.
    QUOTIENT = "quotient"
    #: The first less the second, and no less than 0.
    SHORTFALL = "shortfall"
    #: ``1 - exp(-a / b)`` of the first and the second: near 0 for little, near 1 for much.
    SATURATION = "saturation"


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Explanation:
    """One step of an answer, with the steps and facts below it.

    A number that does not follow from steps below is cited, assumed, or says what it rests on. One step may stand below several others;
    it is unfolded once, where it stands least deep, and referred to elsewhere.

    ``str()`` unfolds it as indented text, a notebook as lists that fold, and :meth:`to_data` as plain data.
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
    #: What a number rests on that no source states: a parameter like ``gap.tool``, or ``profile``, ``vocabulary``, ``catalog`` for what
    #: is counted over the facts, ``question`` for what was asked, or ``definition`` for a constant of the measure.
    rests_on: str | None = None
    #: The steps below.
    children: tuple[Explanation, ...] = ()

    def walk(self) -> Iterator[tuple[int, Explanation]]:
        """Yield each step with its depth, from the top; a step that others share is left out where it is not unfolded."""
        return ((depth, step) for depth, step, see in placed(self) if see is None)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation in the tree, each once, in order."""
        return tuple(dict.fromkeys(step.citation for _, step in self.walk() if step.citation is not None))

    def recomputed(self) -> float | Decimal | None:
        """Work the value out from the leaves alone.

        A step with an operation applies it to what the steps below that have a value come to. A step without one is a leaf: it gives its
        own value, whatever stands below it.

        Returns:
            The value, or None where the step has none, or an operation on the way has too little to work on or gives no finite number.

        >>> from rolepath import Explanation, Operation
        >>> half = Explanation(statement="half", value=0.5)
        >>> Explanation(statement="twice", value=1.0, operation=Operation.SUM, children=(half, half)).recomputed()
        1.0
        """
        found: dict[int, float | Decimal | None] = {}
        stack: list[Explanation] = [self]
        while stack:
            step = stack[-1]
            parts = [child for child in step.children if child.value is not None] if step.operation else []
            waiting = [child for child in parts if id(child) not in found]
            if waiting:
                stack.extend(waiting)
                continue
            stack.pop()
            if step.operation is None:
                found[id(step)] = step.value
            else:
                values = [value for child in parts if (value := found[id(child)]) is not None]
                found[id(step)] = _applied(step.operation, values) if len(values) == len(parts) else None
        return found[id(self)]

    def to_data(self) -> dict[str, Any]:
        """Return the tree as nested dicts that JSON can hold; an amount of money becomes a text, so that it stays exact.

        ``step`` numbers the steps in their order. A step that is unfolded elsewhere has no children here and names the number of its
        unfolded place as ``same_as``.

        >>> from rolepath import Explanation
        >>> Explanation(statement="alone", value=0.5).to_data()["value"]
        0.5
        """
        from rolepath.interop.plain import to_data

        data: dict[str, Any] = to_data(self)
        return data

    @property
    def said(self) -> str:
        """What the step says on one line, with its number, how that comes about, and where a source states it."""
        value = "" if self.value is None else f" = {_written(self.value)}"
        how = f" ({self.operation})" if self.operation else ""
        assumed = " [assumed]" if self.is_assumed else ""
        rests_on = f" [{self.rests_on}]" if self.rests_on else ""
        where = f" <{self.citation}>" if self.citation else ""
        return visible(f"{self.statement}{value}{how}{assumed}{rests_on}{where}")

    def __eq__(self, other: object) -> bool:
        """Tell whether two trees say the same, step by step. A step that stands below several others is compared once."""
        if not isinstance(other, Explanation):
            return NotImplemented
        pairs: list[tuple[Explanation, Explanation]] = [(self, other)]
        seen: set[tuple[int, int]] = set()
        while pairs:
            mine, theirs = pairs.pop()
            if mine is theirs or (id(mine), id(theirs)) in seen:
                continue
            if mine._alone() != theirs._alone():
                return False
            seen.add((id(mine), id(theirs)))
            pairs.extend(zip(mine.children, theirs.children, strict=True))
        return True

    def __hash__(self) -> int:
        """Hash the step alone: trees that say the same have equal steps at their tops."""
        return hash(self._alone())

    def _alone(self) -> tuple[object, ...]:
        """What the step says, without the steps below, and how many there are."""
        return (self.statement, self.value, self.operation, self.citation, self.is_assumed, self.rests_on, len(self.children))

    def __str__(self) -> str:
        """Unfold the tree as indented text."""
        return "\n".join(f"{'  ' * depth}{step.said}{f', see {see}' if see else ''}" for depth, step, see in placed(self))

    def __repr__(self) -> str:
        """Name the step on one line."""
        below = f", {len(self.children)} below" if self.children else ""
        return f"Explanation({self.said!r}{below})"

    def _repr_html_(self) -> str:
        from rolepath.display import as_html

        return as_html(self)


#: All that a share may be a share of.
WHOLE = Explanation(statement="the whole", value=1.0, rests_on="definition")


def cite(fact: Fact, statement: str, *, value: float | Decimal | None = None) -> Explanation:
    """Make the leaf for a fact, with the number it states; what the fact assumes is said and marked."""
    assumed = fact.assumed
    said = f"{statement} (assumed: {', '.join(assumed)})" if assumed else statement
    return Explanation(statement=said, value=value, citation=fact.citation, is_assumed=bool(assumed))


def one_over(total: Explanation, value: float) -> Explanation:
    """Make the step that divides by a total, so that the total, which many steps share, stands below what is particular to each."""
    return Explanation(statement=f"one over the {total.statement}", value=1 / value, operation=Operation.QUOTIENT, children=(WHOLE, total))


def placed(top: Explanation) -> Iterator[tuple[int, Explanation, str | None]]:
    """Yield each line of a tree: its depth, its step, and where the step is unfolded: None for here, or ``above`` or ``below``.

    A step that stands below several others is unfolded where it stands least deep, and first among equals.
    """
    homes = _homes(top)
    unfolded: set[int] = set()
    stack: list[tuple[int, Explanation, bool]] = [(0, top, True)]
    while stack:
        depth, step, is_home = stack.pop()
        if not is_home and step.children:
            yield depth, step, "above" if id(step) in unfolded else "below"
            continue
        yield depth, step, None
        unfolded.add(id(step))
        below = [(depth + 1, child, (id(step), place) in homes) for place, child in enumerate(step.children)]
        stack.extend(reversed(below))


def _written(value: float | Decimal) -> str:
    """Write a number: a float in four figures, an amount to the sixth digit behind its point."""
    if isinstance(value, float):
        return f"{value:.4g}"
    cut = f"{value:.6f}"
    return f"{value:f}" if value == Decimal(cut) else cut


def _homes(top: Explanation) -> set[tuple[int, int]]:
    """Choose the place, as parent and position, at which each step is unfolded: the first in breadth."""
    homes: set[tuple[int, int]] = set()
    seen = {id(top)}
    queue = deque([top])
    while queue:
        step = queue.popleft()
        for place, child in enumerate(step.children):
            if id(child) not in seen:
                seen.add(id(child))
                homes.add((id(step), place))
                queue.append(child)
    return homes


def _applied(operation: Operation, values: Sequence[float | Decimal]) -> float | Decimal | None:
    """Apply an operation; None where it has too few values or too many, or gives no finite number. Amounts stay exact."""
    found: float | Decimal | None
    try:
        if any(isinstance(value, Decimal) for value in values) and operation is not Operation.SATURATION:
            with localcontext(Context(prec=DIGITS)):
                exact = [value if isinstance(value, Decimal) else Decimal(repr(value)) for value in values]
                found = _worked_out(operation, exact, sum)
        else:
            found = _worked_out(operation, [float(value) for value in values], fsum)
    except (ArithmeticError, ValueError):  # division by nothing, overflow
        return None
    return found if found is not None and isfinite(found) else None


def _worked_out(operation: Operation, values: list[Any], total: Callable[[Iterable[Any]], Any]) -> Any:
    if operation is Operation.SUM:
        return total(values)
    folds: dict[Operation, Callable[[list[Any]], Any]] = {
        Operation.PRODUCT: prod,
        Operation.MAXIMUM: max,
        Operation.MINIMUM: min,
        Operation.DIFFERENCE: lambda of: total([of[0], *(-value for value in of[1:])]),
    }
    if operation in folds:
        return folds[operation](values) if values else None
    if len(values) != 2:  # noqa: PLR2004 - the operations left are of two values
        return None
    first, second = values
    if operation is Operation.SHORTFALL:
        return max(first - second, first - first)
    return first / second if operation is Operation.QUOTIENT else 1.0 - exp(-first / second)
