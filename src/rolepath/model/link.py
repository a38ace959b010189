"""Links between the codes that classifications give to jobs."""

from __future__ import annotations

import attrs

from rolepath.model import _check as check
from rolepath.model._check import Choice
from rolepath.model.identity import visible
from rolepath.model.source import Citation

__all__ = ["CodeLink", "CodeSystem"]


class CodeSystem(Choice):
    """A classification that gives codes to jobs."""

    #: URIs of occupations of ESCO, the European classification.
    ESCO = "esco"
    #: Groups of the International Standard Classification of Occupations of 2008, like ``2511``.
    ISCO_08 = "isco-08"
    #: Codes of the Standard Occupational Classification of the United States of 2010, like ``15-2041``.
    SOC_2010 = "soc-2010"
    #: Codes of O*NET up to release 25.0, like ``15-2041.00``.
    ONET_SOC_2010 = "onet-soc-2010"
    #: Codes of O*NET from release 25.1 on.
    ONET_SOC_2019 = "onet-soc-2019"


@attrs.frozen(kw_only=True, repr=False)
class CodeLink:
    """A published file puts a code of one classification beside one of another: they name the same job, or jobs that overlap."""

    #: Classification of the first code.
    origin_system: CodeSystem = attrs.field(converter=CodeSystem)
    #: The first code.
    origin: str = attrs.field(validator=check.text)
    #: Classification of the second code.
    target_system: CodeSystem = attrs.field(converter=CodeSystem)
    #: The second code.
    target: str = attrs.field(validator=check.text)
    #: Where the file says so.
    citation: Citation = attrs.field(validator=check.kind(Citation))
    #: How sure the publisher is, 0-1, or None where the file does not say.
    confidence: float | None = attrs.field(default=None, validator=check.maybe(check.number(0, 1)))
    #: Name that the file gives to the first code.
    origin_label: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: Name that the file gives to the second code.
    target_label: str | None = attrs.field(default=None, validator=check.maybe(check.text))

    def __repr__(self) -> str:
        """Name the link on one line."""
        return visible(f"CodeLink({self.origin_system} {self.origin} ~ {self.target_system} {self.target})")
