"""Where facts come from: sources, and citations into them."""

from __future__ import annotations

import attrs

from rolepath.errors import InvalidFieldError
from rolepath.model import _check as check
from rolepath.model.identity import PlaceId, SourceId

__all__ = ["Citation", "Place", "Source"]

#: Longest figure or label that a citation repeats.
PRINTED_LIMIT = 40


@attrs.frozen(kw_only=True)
class Source:
    """A text or data set that facts are taken from."""

    #: Kebab-case id, stable.
    id: SourceId = attrs.field(validator=check.ident)
    #: Title as published.
    title: str = attrs.field(validator=check.text)
    #: Year or ISO 8601 date of publication, like ``2026`` or ``2026-05-03``.
    published: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: Who published it, where stated.
    publisher: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: Who wrote it, where stated.
    author: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: ISO 4217 code of its pay figures, or None where it has none.
    currency: str | None = attrs.field(default=None, validator=check.maybe(check.currency_code))
    #: Place that it says it speaks of.
    region: PlaceId | None = attrs.field(default=None, validator=check.maybe(check.ident))
    #: Place inferred from its currency or context where none is stated.
    region_assumed: PlaceId | None = attrs.field(default=None, validator=check.maybe(check.ident))
    #: What it is about, in one sentence.
    about: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: Release, where it has several, like ``29.0``.
    version: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: How its publisher asks to be credited, with the terms of use.
    credit: str | None = attrs.field(default=None, validator=check.maybe(check.text))


@attrs.frozen(kw_only=True)
class Citation:
    """The place in a source that a fact was taken from."""

    #: Source cited.
    source: SourceId = attrs.field(validator=check.ident)
    #: Heading that the line stands under.
    section: str = attrs.field(validator=check.text)
    #: Physical line of the text, from 1.
    line: int = attrs.field(validator=check.whole(1))
    #: Last line, where the fact spans several; None otherwise.
    end_line: int | None = attrs.field(default=None, validator=check.maybe(check.whole(1)))
    #: The figure or label as printed on the line, at most 40 characters.
    printed: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: Whom the source itself credits for the fact.
    via: str | None = attrs.field(default=None, validator=check.maybe(check.text))

    def _short_as_printed(self) -> None:
        if self.printed is not None and len(self.printed) > PRINTED_LIMIT:
            rule = f"must be a figure or label of at most {PRINTED_LIMIT} characters"
            raise InvalidFieldError("Citation.printed", self.printed, rule)

    _rules = (_short_as_printed, check.ordered("line", "end_line"))
    __attrs_post_init__ = check.keep_rules

    def __str__(self) -> str:
        """Name the place, like ``three-roles, line 55``."""
        lines = f"line {self.line}" if self.end_line is None else f"lines {self.line}-{self.end_line}"
        return f"{self.source}, {lines}"


@attrs.frozen(kw_only=True)
class Place:
    """A country or city that pay figures speak of."""

    #: Kebab-case id, stable.
    id: PlaceId = attrs.field(validator=check.ident)
    #: Name.
    label: str = attrs.field(validator=check.text)
    #: Other names.
    alternative_labels: tuple[str, ...] = attrs.field(default=(), validator=check.each(check.text))
    #: Place that contains this one, or None.
    within: PlaceId | None = attrs.field(default=None, validator=check.maybe(check.ident))
