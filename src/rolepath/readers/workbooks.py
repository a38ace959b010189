"""Sheets of Excel workbooks, row by row. A workbook is a zip archive of XML, and is untrusted like any other."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs

from rolepath.errors import MissingExtraError
from rolepath.readers.tables import Faults

__all__ = ["Sheet", "open_sheets"]

#: Most bytes of all parts of a workbook together, once unpacked.
MOST_BYTES = 1_000_000_000
#: Most bytes of a part that is no sheet, such as the texts that the sheets refer to: these are held in memory as a whole.
MOST_TEXT = 100_000_000
#: Most parts of a workbook.
MOST_PARTS = 1_000
#: Most rows of a sheet, as Excel has it.
MOST_ROWS = 1_048_576
#: Most cells of a row that are looked at.
MOST_CELLS = 1_000
#: What declares a document type, in UTF-8 and both kinds of UTF-16: entities, which grow without end, are declared there.
_DECLARED = re.compile(b"|".join(re.escape("<!DOCTYPE".encode(codec)) for codec in ("utf-8", "utf-16-le", "utf-16-be")))
_OVERLAP = 40


@attrs.define
class Sheet:
    """One sheet: its name, and its rows with their numbers from 1. ``rows`` may be asked for again."""

    name: str
    file: str
    faults: Faults
    _sheet: Any

    def rows(self) -> Iterator[tuple[int, list[Any]]]:
        """Yield each row; one that cannot be read is noted among the faults, and ends the sheet."""
        number = 0
        try:
            for number, row in enumerate(self._sheet.iter_rows(values_only=True, max_col=MOST_CELLS), 1):
                if number > MOST_ROWS:
                    self.faults.add(self.file, number, "", f"is one row too many; a sheet has at most {MOST_ROWS:,}")
                    return
                yield number, list(row)
        except Exception as error:  # noqa: BLE001 - broken XML makes openpyxl raise errors of any kind
            self.faults.add(self.file, number + 1, "", f"of the sheet {self.name!r} cannot be read: {error}; fetch the file again")


@contextmanager
def open_sheets(place: Path, name: str, faults: Faults) -> Generator[tuple[Sheet, ...]]:
    """Open a workbook, and give its sheets; none, with a fault, where it cannot be opened.

    Raises:
        MissingExtraError: the extra ``[xlsx]`` is not installed.
    """
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise MissingExtraError("reading an Excel workbook", "xlsx") from None
    reason = _refused(place)
    if reason is not None:
        faults.add(name, None, "", reason)
        yield ()
        return
    with place.open("rb") as raw:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of styles and links, which nothing here rests on
                book = load_workbook(raw, read_only=True, data_only=True, keep_links=False)
            sheets = tuple(Sheet(sheet.title, name, faults, sheet) for sheet in book.worksheets)
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # what a file says of its size need not be so
        except Exception as error:  # noqa: BLE001 - as above
            faults.add(name, None, "", f"is no workbook that can be read: {error}; fetch the file again")
            yield ()
            return
        yield sheets
        book.close()


def _refused(place: Path) -> str | None:
    """Say why a file is not to be opened, or None. Every part is unpacked once, in pieces, before anything reads it."""
    try:
        with zipfile.ZipFile(place) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                return f"holds {len(parts):,} parts, and {MOST_PARTS:,} are the most that are read"
            if sum(part.file_size for part in parts) > MOST_BYTES:
                return f"unpacks to more than {MOST_BYTES:,} bytes, and is not unpacked"
            for part in parts:
                if part.file_size > MOST_TEXT and not part.filename.startswith("xl/worksheets/"):
                    return f"holds more than {MOST_TEXT:,} bytes besides its sheets, and is not read"
                before = b""
                with archive.open(part) as raw:
                    while piece := raw.read(1 << 20):  # no more than the size that was added up above: zipfile stops there
                        if _DECLARED.search(before + piece):
                            return "declares a document type, which no workbook needs; it is not read"
                        before = piece[-_OVERLAP:]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        return f"is no workbook, or one that is cut short ({error}); fetch the file again"
    return None
