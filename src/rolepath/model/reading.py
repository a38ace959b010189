"""What came of reading other people's files."""

from __future__ import annotations

import attrs

from rolepath.model import _check as check
from rolepath.model.identity import RoleId, SourceId
from rolepath.model.shown import Shown

__all__ = ["FileReport", "ReadingReport"]


@attrs.frozen(kw_only=True)
class FileReport:
    """What came of reading one file."""

    #: Name, within the folder or archive.
    name: str = attrs.field(validator=check.text)
    #: What its rows were taken for, or None where its columns are none that are understood, so that it was not read.
    kind: str | None = attrs.field(default=None, validator=check.maybe(check.text))
    #: Rows that it has; 0 where it was not read.
    rows: int = attrs.field(default=0, validator=check.whole(0))
    #: Rows that a fact or an entry was made of.
    used: int = attrs.field(default=0, validator=check.whole(0))
    #: Why the other rows were left out, where there are any.
    left_out: str | None = attrs.field(default=None, validator=check.maybe(check.text))

    _rules = (check.ordered("used", "rows"),)
    __attrs_post_init__ = check.keep_rules


@attrs.frozen(kw_only=True, repr=False)
class ReadingReport(Shown):
    """What came of reading a data set: what was read, what was left out, and what stays unknown."""

    #: The source that the facts cite.
    source: SourceId = attrs.field(validator=check.ident)
    #: The files, by name.
    files: tuple[FileReport, ...] = attrs.field(default=(), validator=check.each(check.kind(FileReport)))
    #: Roles that have no rating of any skill.
    unrated: tuple[RoleId, ...] = attrs.field(default=(), validator=check.each(check.ident))
    #: Codes that facts were told of and no role has; these facts were left out.
    unlisted: tuple[str, ...] = attrs.field(default=(), validator=check.each(check.text))
    #: Labels that fit more than one role, so that they name none.
    ambiguous: tuple[str, ...] = attrs.field(default=(), validator=check.each(check.text))

    def __repr__(self) -> str:
        """Name the account on one line."""
        return f"ReadingReport({self.source}: {len(self.files)} files, {len(self.unrated)} roles without ratings)"
