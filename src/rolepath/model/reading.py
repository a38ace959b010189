"""What came of reading other people's files."""

from __future__ import annotations

import attrs

from rolepath.model import _check as check
from rolepath.model.identity import RoleId, SourceId, visible

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


@attrs.frozen(kw_only=True)
class ReadingReport:
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

    def __str__(self) -> str:
        """Say what came of it, a line for each file and for each lack."""
        lines = []
        for file in self.files:
            told = "not read" if file.kind is None else f"{file.kind}, {file.used:,} of {file.rows:,} rows used"
            lines.append(f"{file.name}: {told}{f' ({file.left_out})' if file.left_out else ''}")
        lines.append(f"roles without ratings: {len(self.unrated):,}")
        lines.append(f"codes without a role: {', '.join(self.unlisted) or 'none'}")
        lines.append(f"labels of more than one role: {len(self.ambiguous):,}")
        return "\n".join(map(visible, lines))
