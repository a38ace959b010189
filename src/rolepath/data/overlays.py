"""Overlays: a company's own ladder, pay and skills, read from its files on top of another catalog."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import attrs

from rolepath.data.bundled import load_catalog
from rolepath.data.files import read_catalog
from rolepath.errors import Fault, InvalidFieldError, InvalidTypeError
from rolepath.model.catalog import Catalog
from rolepath.model.identity import visible

__all__ = ["load_overlay", "read_path"]

#: Most bytes of all files together; the bundled ones have 300,000.
MOST_BYTES = 5_000_000
#: Most files and folders that are looked at.
MOST_ENTRIES = 10_000
#: Most folders within one another.
DEEPEST = 10


def load_overlay(path: str | os.PathLike[str], *, base: Catalog | None = None, name: str | None = None) -> Catalog:
    """Read files of your own on top of a catalog, which stays as it is.

    The files are written like the bundled ones, and may name roles, skills, levels, places and scales of the catalog below. Their sources
    are cited like any other, so that conflicts with the guides show up in :func:`~rolepath.disagreements`.

    They add to the catalog below and change nothing in it: an id that it has already is a fault, and so is a number of the measures.
    All is read or nothing: where something cannot be read, no catalog is returned.

    Args:
        path: a TOML file; or a folder, of which all files that end in ``.toml`` are read, those of its folders included. Names that begin
            with a dot are passed over. Links within the folder are not followed, and one that ends in ``.toml`` is a fault.
        base: the catalog below; the bundled guides by default.
        name: what the catalog is called in answers; by default the names of both.

    Returns:
        A new catalog, with all that the one below and the files hold.

    Raises:
        InvalidTypeError: ``path`` is no path, ``base`` no catalog, or ``name`` no text.
        InvalidFieldError: ``path`` or ``name`` is empty.
        DataFileError: something cannot be read; ``faults`` holds every fault, each with file, block and field.

    >>> import tempfile, pathlib
    >>> text = '''
    ... [source]
    ... id = "our-framework"
    ... title = "Our framework"
    ... currency = "USD"
    ...
    ... [[salary_bands]]
    ... role = "data-scientist"
    ... component = "base"
    ... at = { section = "Bands", line = 1 }
    ... levels = [ { level = "mid", minimum = 150_000, maximum = 180_000 } ]
    ... '''
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pathlib.Path(folder, "ours.toml").write_text(text)
    ...     catalog = load_overlay(folder)
    >>> [str(band.minimum) for band in catalog.bands_of("data scientist", source="our-framework")]
    ['150000']
    """
    below = load_catalog() if base is None else base
    if not isinstance(below, Catalog):
        raise InvalidTypeError("base", base, "must be a Catalog, as load_catalog() returns one")
    return read_path(path, below, name)


def read_path(path: object, below: Catalog | None, name: str | None) -> Catalog:
    """Read a TOML file, or all TOML files of a folder, on top of a catalog or as one of their own.

    Raises:
        InvalidTypeError: ``path`` is no path.
        InvalidFieldError: ``path`` is empty.
        DataFileError: something cannot be read; ``faults`` holds every fault.
    """
    plain = os.fspath(path) if isinstance(path, (str, os.PathLike)) else None
    if not isinstance(plain, str):
        raise InvalidTypeError("path", path, "must be the path of a TOML file or of a folder of such files")
    if not plain:
        raise InvalidFieldError("path", path, "must not be empty; the folder you are in is '.'")
    reading = _Reading()
    texts = dict(reading.texts(Path(plain)))
    if not texts and not reading.faults:
        reading.fault(Path(plain), "holds no file that ends in .toml")
    if name is None:
        own = visible(Path(plain).absolute().name.removesuffix(".toml")) or "files"
        name = own if below is None else f"{below.name} with {own}"
    return read_catalog(texts, name, below, tuple(reading.faults))


@attrs.define
class _Reading:
    """One reading of files and folders: collects faults and goes on."""

    faults: list[Fault] = attrs.field(factory=list)
    #: Files and folders looked at so far.
    entries: int = 0
    #: Bytes read so far.
    held: int = 0

    def fault(self, path: Path, sentence: str) -> None:
        self.faults.append(Fault(str(path), "", "", sentence))

    def texts(self, top: Path) -> Iterator[tuple[str, str]]:
        """Yield the path and text of each file: of the one named, or of those of the folder named."""
        try:
            is_file = top.is_file()
            is_other = not is_file and not top.is_dir() and top.exists()
        except OSError as error:
            self.fault(top, _unreadable(error))
            return
        if is_other:
            self.fault(top, "is neither a file nor a folder")
            return
        for path in [top] if is_file else self.files(top, 0):
            text = self.text(path)
            if text is not None:
                yield str(path), text
            if self.held > MOST_BYTES:
                self.fault(path, f"goes beyond the {MOST_BYTES:,} bytes that all files together may have; read a part of them")
                return

    def files(self, folder: Path, depth: int) -> Iterator[Path]:
        """Yield the TOML files of a folder and of its folders, by name."""
        if self.entries > MOST_ENTRIES:
            return
        try:
            with os.scandir(folder) as scanned:
                entries = list(islice(scanned, MOST_ENTRIES - self.entries + 1))
        except (OSError, ValueError) as error:  # a path with a NUL byte is a ValueError
            self.fault(folder, _unreadable(error))
            return
        self.entries += len(entries)
        if self.entries > MOST_ENTRIES:
            self.fault(folder, f"goes beyond the {MOST_ENTRIES:,} files and folders that are looked at; name the folder of the files alone")
            return
        for entry in sorted(entries, key=lambda entry: entry.name):
            path = folder / entry.name
            is_toml = entry.name.lower().endswith(".toml")
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if depth < DEEPEST:
                    yield from self.files(path, depth + 1)
                else:
                    self.fault(path, f"lies more than {DEEPEST} folders deep; read it by itself")
            elif is_toml and entry.is_file(follow_symlinks=False):
                yield path
            elif is_toml:
                self.fault(path, "is a link, which is not followed; copy the file" if entry.is_symlink() else "is no file")

    def text(self, path: Path) -> str | None:
        """Read one file, of which no more than is left of the bytes allowed."""
        try:
            with path.open("rb") as opened:
                held = opened.read(MOST_BYTES - self.held + 1)
        except OSError as error:
            self.fault(path, _unreadable(error))
            return None
        self.held += len(held)
        if self.held > MOST_BYTES:  # cut, perhaps within a character
            return None
        try:
            return held.decode("utf-8")
        except UnicodeDecodeError as error:
            self.fault(path, f"is no text in UTF-8: byte {error.start}")
            return None


def _unreadable(error: OSError | ValueError) -> str:
    return f"cannot be read: {getattr(error, 'strerror', None) or error}"
