"""Verdicts: what figures say of a claim."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from rolepath.analysis.explain import Explanation, cite
from rolepath.analysis.ratios import PayRatio
from rolepath.model._check import Choice
from rolepath.model.identity import SourceId, visible
from rolepath.model.pay import PayClaim
from rolepath.model.transition import TransitionClaim

__all__ = ["ClaimCheck", "Finding", "Verdict", "together", "unknown", "worst"]


class Verdict(Choice):
    """What figures say of a claim."""

    BORNE_OUT = "borne out"
    #: Some figures bear it out and some do not, or they do so in part.
    PARTLY = "partly"
    CONTRADICTED = "contradicted"
    #: There are no figures that it could be set against.
    NOT_CHECKABLE = "not checkable"


@attrs.frozen(kw_only=True, repr=False)
class ClaimCheck:
    """One claim against the figures of one source.

    A verdict needs figures that are alike; where there are none the claim is not checkable, whatever else is known. So leaving out a
    fact never makes a verdict.
    """

    #: The claim.
    claim: PayClaim | TransitionClaim
    #: The claim in words, with its scope.
    statement: str
    #: Source whose figures it is set against, or None for the facts of all sources together.
    against: SourceId | None
    #: What the figures say.
    verdict: Verdict
    #: The figures in a sentence, or why there are none.
    reason: str
    #: What the verdict takes for granted: a place assumed, a component not stated.
    doubts: tuple[str, ...] = ()
    #: The comparisons of pay that the verdict rests on; empty for claims about moves.
    ratios: tuple[PayRatio, ...] = ()
    #: The verdict's steps, with their numbers and facts.
    steps: tuple[Explanation, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether the figures are those of the claim's own source."""
        return self.against == self.claim.citation.source

    def explain(self) -> Explanation:
        """Unfold the verdict into the claim and the figures."""
        claimed = cite(self.claim, f"claimed: {self.statement}")
        doubts = tuple(Explanation(statement=doubt, is_assumed=True) for doubt in self.doubts)
        said = f"{self.verdict} by {self.against or 'all sources together'}: {self.reason}"
        return Explanation(statement=said, children=(claimed, *self.steps, *doubts))

    def __repr__(self) -> str:
        """Name the check on one line."""
        return visible(f"ClaimCheck({self.verdict} by {self.against or 'all sources together'}: {self.statement})")

    def __str__(self) -> str:
        """Unfold the check as indented text."""
        return str(self.explain())

    def _repr_html_(self) -> str:
        from rolepath.display import as_html

        return as_html(self.explain())


@attrs.frozen(kw_only=True)
class Finding:
    """What the figures of one source say of a claim."""

    #: What the figures say.
    verdict: Verdict
    #: The figures in a sentence, or why there are none.
    reason: str
    #: What the verdict takes for granted.
    doubts: tuple[str, ...] = ()
    #: The comparisons of pay that the verdict rests on.
    ratios: tuple[PayRatio, ...] = ()
    #: The steps of the verdict.
    steps: tuple[Explanation, ...] = ()


def unknown(reason: str) -> Finding:
    """Say why a claim cannot be checked."""
    return Finding(verdict=Verdict.NOT_CHECKABLE, reason=reason)


def together(verdicts: Iterable[Verdict]) -> Verdict:
    """Join verdicts on parts of a claim: one verdict where all agree, partly where they do not."""
    found = set(verdicts)
    if not found:
        return Verdict.NOT_CHECKABLE
    return found.pop() if len(found) == 1 else Verdict.PARTLY


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Join verdicts on a superlative, which a single rival that is ahead contradicts."""
    order = (Verdict.CONTRADICTED, Verdict.PARTLY, Verdict.BORNE_OUT)
    return min(verdicts, key=order.index)
