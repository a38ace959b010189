"""Tables in other people's files: a folder or a zip archive of them, found by their headers and read row by row.

An archive is untrusted. Nothing is unpacked to disk, a name that leads out of its folder is refused, and what may be unpacked is bounded.
"""

from __future__ import annotations

import codecs
import csv
import io
import os
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, TypeAlias

import attrs

from rolepath.errors import DataFileError, Fault, InvalidFieldError, InvalidTypeError, visible

__all__ = ["Faults", "RowTable", "open_tables"]

#: Most bytes of all files together, once unpacked.
MOST_BYTES = 1_000_000_000
#: Most files looked at.
MOST_FILES = 1_000
#: Most characters of a row, or of a header.
LONGEST_ROW = 1_000_000
#: Most faults that are told; the files are not read on after so many.
MOST_FAULTS = 100
#: Ends of the names of files that are tables.
SUFFIXES = (".txt", ".csv", ".tsv")
#: What zipfile raises where an archive is broken, locked or packed in a way that it does not know.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


#: A file, by the name that it has in messages, and how to open it.
File: TypeAlias = tuple[str, Callable[[], IO[bytes]]]


@attrs.define
class Faults:
    """What is wrong in files, collected while they are read to the end."""

    found: list[Fault] = attrs.field(factory=list)

    def add(self, file: str, line: int | None, field: str, sentence: str) -> None:
        """Note a fault; with the hundredth, give up.

        Raises:
            DataFileError: there are a hundred.
        """
        self.found.append(Fault(visible(file), "" if line is None else f"line {line}", field, sentence))
        if len(self.found) >= MOST_FAULTS:
            self.raise_any()

    def raise_any(self) -> None:
        """Raise what was found, if anything.

        Raises:
            DataFileError: something is wrong.
        """
        if self.found:
            raise DataFileError(tuple(self.found))


@attrs.define
class RowTable:
    """One file: its name, its header, and its rows with the line that each begins on."""

    name: str
    header: tuple[str, ...]
    rows: Iterator[tuple[int, list[str]]]

    def places(self, *names: str) -> tuple[int, ...]:
        """Return where columns that the header has stand in a row."""
        return tuple(map(self.header.index, names))

    def place(self, name: str) -> int | None:
        """Return where a column stands in a row, or None where the header lacks it."""
        return self.header.index(name) if name in self.header else None


@contextmanager
def open_tables(path: object, faults: Faults, *, encoding: str = "utf-8") -> Generator[Iterator[RowTable], None, None]:
    """Open a folder, a zip archive or a single file, and give its tables one by one; each is read before the next is asked for.

    What is wrong with one file is noted among the faults, and the others are read on.

    Raises:
        InvalidTypeError: the path is none.
        InvalidFieldError: the path or the encoding is empty or unknown.
        DataFileError: there is nothing there that can be read.
    """
    place = _path(path)
    try:
        codecs.lookup(encoding)
    except (LookupError, TypeError):
        raise InvalidFieldError("encoding", encoding, "must be the name of an encoding, like utf-8 or latin-1") from None
    if place.is_dir():
        yield _tables(_in_folder(place, faults), faults, encoding)
    elif place.suffix.lower() == ".zip" or zipfile.is_zipfile(place):
        with _opened(place) as archive:
            yield _tables(_in_archive(archive, place.name, faults), faults, encoding)
    else:
        yield _tables(iter([(place.name, partial(_open, place))]), faults, encoding)


def _path(path: object) -> Path:
    plain = os.fspath(path) if isinstance(path, (str, os.PathLike)) else None
    if not isinstance(plain, str):
        raise InvalidTypeError("path", path, "must be the path of a folder or of a zip archive")
    if not plain.strip():
        raise InvalidFieldError("path", path, "must not be empty; the folder you are in is '.'")
    place = Path(plain)
    try:
        is_there = place.exists()
    except (OSError, ValueError):
        is_there = False
    if not is_there:
        raise DataFileError((Fault(visible(plain), "", "", "does not exist; give the folder or archive as its publisher ships it"),))
    return place


@contextmanager
def _opened(place: Path) -> Generator[zipfile.ZipFile, None, None]:
    try:
        archive = zipfile.ZipFile(place)
    except (*_BROKEN, OSError):
        raise DataFileError((Fault(visible(str(place)), "", "", "is no zip archive, or one that is cut short; fetch it again"),)) from None
    with archive:
        yield archive


def _open(file: Path) -> IO[bytes]:
    return file.open("rb")


def _in_folder(folder: Path, faults: Faults) -> Iterator[File]:
    held = 0
    inside = folder.resolve()
    for number, file in enumerate(sorted(folder.rglob("*"))):
        if number >= MOST_FILES:
            faults.add(str(folder), None, "", f"holds more than {MOST_FILES:,} files; give the folder of the data set alone")
            return
        # A link may lead out of the folder.
        if file.suffix.lower() not in SUFFIXES or not file.is_file() or not file.resolve().is_relative_to(inside):
            continue
        held += file.stat().st_size
        if held > MOST_BYTES:
            faults.add(str(folder), None, "", f"holds more than {MOST_BYTES:,} bytes; give the folder of the data set alone")
            return
        yield file.relative_to(folder).as_posix(), partial(_open, file)


def _in_archive(archive: zipfile.ZipFile, name: str, faults: Faults) -> Iterator[File]:
    members = [info for info in archive.infolist() if not info.is_dir()]
    if len(members) > MOST_FILES:
        faults.add(name, None, "", f"holds {len(members):,} files, and {MOST_FILES:,} are the most that are read")
        return
    if sum(info.file_size for info in members) > MOST_BYTES:
        faults.add(name, None, "", f"unpacks to more than {MOST_BYTES:,} bytes, and is not unpacked")
        return
    for info in sorted(members, key=lambda info: info.filename):
        inner = PurePosixPath(info.filename.replace("\\", "/"))
        if inner.is_absolute() or ".." in inner.parts or ":" in inner.parts[0]:
            faults.add(name, None, info.filename, "leads out of the archive, which is not to be trusted; fetch it from its publisher")
        elif inner.suffix.lower() in SUFFIXES:
            yield str(inner), partial(archive.open, info)


def _tables(files: Iterator[File], faults: Faults, encoding: str) -> Iterator[RowTable]:
    codec = "utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding
    for name, opened in files:
        rows = _rows(name, opened, codec, faults)
        first = next(rows, None)
        if first is not None:
            yield RowTable(name, tuple(cell.strip() for cell in first[1]), rows)


def _rows(name: str, opened: Callable[[], IO[bytes]], codec: str, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """Yield the header and then each row of a file that has as many cells, with the line that it begins on."""
    number = 1
    try:
        with opened() as raw, io.TextIOWrapper(raw, encoding=codec, newline="") as text:
            lines = iter(partial(text.readline, LONGEST_ROW), "")
            first = next(lines, "")
            if not first:
                return
            width = 0
            for number, cells in _split(first, lines):
                width = width or len(cells)
                if len(cells) == width:
                    yield number, cells
                elif any(cells):
                    faults.add(name, number, "", f"has {len(cells)} cells, and the header has {width}; the row is broken")
    except UnicodeDecodeError as error:
        faults.add(name, _line_of(opened, codec), "", f"is not written in {codec} ({error.reason}); save it as UTF-8, or name its encoding")
    except (csv.Error, _TooLongError) as error:
        faults.add(name, number + 1, "", f"cannot be read: {error}")
    except (*_BROKEN, OSError) as error:
        faults.add(name, None, "", f"cannot be read to the end ({error}); fetch it again")


def _line_of(opened: Callable[[], IO[bytes]], codec: str) -> int | None:
    """Find the line that cannot be decoded; None for an encoding in which a line does not end at the byte of a line feed."""
    if "\n".encode(codec).removeprefix(codecs.BOM_UTF8) != b"\n":
        return None
    with opened() as raw:
        return next(number for number, line in enumerate(raw, 1) if not _is_in(codec, line))


def _is_in(codec: str, line: bytes) -> bool:
    try:
        line.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


class _TooLongError(Exception):
    """A row has no end in sight."""


def _split(first: str, lines: Iterator[str]) -> Iterator[tuple[int, list[str]]]:
    """Split rows into cells: at tabs where the header has some, and else as comma-separated or semicolon-separated values with quotes."""
    every = _bounded(first, lines)
    if "\t" in first:
        for number, line in enumerate(every, 1):
            yield number, line.rstrip("\r\n").split("\t")
        return
    reader = csv.reader(every, delimiter=";" if first.count(";") > first.count(",") else ",", strict=True)
    begins = 1
    for cells in reader:
        yield begins, cells
        begins = reader.line_num + 1


def _bounded(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    for line in lines:
        if len(line) >= LONGEST_ROW:
            raise _TooLongError(f"a line has {LONGEST_ROW:,} characters or more")
        yield line
