"""Claims checked against figures: those of their own source and of each other one."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from rolepath.analysis.explain import Explanation
from rolepath.analysis.move_claims import move_checks
from rolepath.analysis.pay_claims import pay_checks
from rolepath.analysis.question import bundled
from rolepath.analysis.verdict import ClaimCheck, Verdict
from rolepath.model.catalog import Catalog
from rolepath.model.identity import SourceId
from rolepath.model.pay import PayClaim
from rolepath.model.shown import Tabular
from rolepath.model.source import Source
from rolepath.model.transition import TransitionClaim

__all__ = ["ClaimChecks", "check_claims"]


@attrs.frozen(kw_only=True, repr=False)
class ClaimChecks(Tabular):
    """Every claim that compares, set against the figures of its own source and of each other one."""

    #: The checks, claim by claim in the order of their sources, the claim's own source first.
    checks: tuple[ClaimCheck, ...]
    #: Source whose claims were asked for, or None for all.
    source: SourceId | None = None

    def of(self, verdict: Verdict | str) -> tuple[ClaimCheck, ...]:
        """Return the checks of one verdict."""
        wanted = Verdict(verdict)
        return tuple(check for check in self.checks if check.verdict is wanted)

    @property
    def counts(self) -> tuple[tuple[Verdict, int], ...]:
        """How many checks came to each verdict."""
        return tuple((verdict, len(self.of(verdict))) for verdict in Verdict)

    def explain(self) -> Explanation:
        """Unfold the checks, claim by claim."""
        claims: dict[tuple[object, str], list[Explanation]] = {}
        for check in self.checks:
            claims.setdefault((check.claim, check.statement), []).append(check.explain())
        children = tuple(Explanation(statement=statement, children=tuple(below)) for (_, statement), below in claims.items())
        return Explanation(statement=f"{len(claims)} claims checked", children=children)

    def __iter__(self) -> Iterator[ClaimCheck]:
        """Go through the checks."""
        return iter(self.checks)

    def __len__(self) -> int:
        """Count the checks."""
        return len(self.checks)

    def __repr__(self) -> str:
        """Name the answer on one line."""
        return f"ClaimChecks({', '.join(f'{count} {verdict}' for verdict, count in self.counts)})"


def check_claims(*, source: Source | str | None = None, catalog: Catalog | None = None) -> ClaimChecks:
    """Check every claim that compares against the figures of its own source and of each other source.

    Claims about pay are set against pay bands, level by level; claims about moves against the measure of difficulty and the durations
    that sources state, for each source alone and for all together.

    Args:
        source: only claims of this source, as object, id or title.
        catalog: the catalog to ask; the bundled guides by default.

    Returns:
        One check for each claim and source, with a verdict and, where there is none, why.

    Raises:
        UnknownSourceError: ``source`` is not a source of the catalog.

    >>> import rolepath as rp
    >>> checks = rp.check_claims(source="key-differences")
    >>> check = next(check for check in checks.of("contradicted") if check.against == "modeling-vs-systems")
    >>> check.statement
    'the pay of ML engineer and Data scientist converges, at senior level'
    >>> check.reason
    'entry, USD total: 16 to 16.7 % more; mid, USD total: 18.8 to 20.8 % more; senior, USD total: 23.8 to 30.3 % more'
    """
    catalog = bundled(catalog)
    wanted = None if source is None else catalog.source(source).id
    return catalog.answer(("claims", wanted), lambda: _answered(catalog, wanted))


def _answered(catalog: Catalog, source: SourceId | None) -> ClaimChecks:
    order = [entry.id for entry in catalog.sources]

    def own_first(claim: PayClaim | TransitionClaim) -> list[SourceId]:
        return sorted(order, key=lambda name: name != claim.citation.source)

    checks: list[ClaimCheck] = []
    for pay in dict.fromkeys(catalog.pay_claims):
        if source in (None, pay.citation.source):
            checks.extend(pay_checks(catalog, pay, own_first(pay)))
    for move in dict.fromkeys(catalog.transition_claims):
        if source in (None, move.citation.source):
            checks.extend(move_checks(catalog, move, own_first(move)))
    checks.sort(key=lambda check: order.index(check.claim.citation.source))
    return ClaimChecks(checks=tuple(checks), source=source)
