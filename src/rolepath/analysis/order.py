"""One order for facts, whatever order a catalog holds them in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import attrs

from rolepath.model.catalog import Catalog
from rolepath.model.pay import PayClaim, SalaryBand
from rolepath.model.role import Trait
from rolepath.model.skill import SkillRequirement
from rolepath.model.transition import TransitionClaim

__all__ = ["in_order"]

F = TypeVar("F", SalaryBand, PayClaim, SkillRequirement, TransitionClaim, Trait)


def in_order(catalog: Catalog, facts: Iterable[F]) -> list[F]:
    """Put facts in the order of their sources and lines, each once, so that an answer does not depend on the order of the catalog's."""
    places = {source.id: place for place, source in enumerate(catalog.sources)}

    def key(fact: F) -> tuple[int, int, str]:
        return (places[fact.citation.source], fact.citation.line, repr(attrs.astuple(fact, recurse=False)))

    return sorted(dict.fromkeys(facts), key=key)
