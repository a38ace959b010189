"""Crosswalks: published files that put codes of one classification beside codes of another."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from rolepath.errors import InvalidFieldError
from rolepath.model.identity import SourceId
from rolepath.model.link import CodeLink, CodeSystem
from rolepath.model.source import Citation
from rolepath.readers.tables import Faults, RowTable, open_tables

__all__ = ["read_crosswalk"]

#: Greatest grade of the crosswalk of Nesta, which grades links 0.5, 1 or 2.
GREATEST_GRADE = 2.0
#: What codes of each classification look like, and an example.
_SHAPES = {
    CodeSystem.ESCO: (re.compile(r"https?://\S+/\S+"), "http://data.europa.eu/esco/occupation/..."),
    CodeSystem.ISCO_08: (re.compile(r"\d{1,4}"), "2511"),
    CodeSystem.SOC_2010: (re.compile(r"\d\d-\d{4}"), "15-2041"),
    CodeSystem.ONET_SOC_2010: (re.compile(r"\d\d-\d{4}\.\d\d"), "15-2041.00"),
    CodeSystem.ONET_SOC_2019: (re.compile(r"\d\d-\d{4}\.\d\d"), "15-2051.00"),
}


@attrs.frozen
class _Column:
    """A column of codes: the classifications that they may be of, and the column that names them."""

    systems: tuple[CodeSystem, ...]
    label: str


#: Columns of codes, by their header. One name stands for codes of SOC and of O*NET, which their form tells apart.
_COLUMNS = {
    "concept_uri": _Column((CodeSystem.ESCO,), "esco_occupation"),
    # Made with O*NET 24, whose codes are those of 2010.
    "onet_code": _Column((CodeSystem.ONET_SOC_2010,), "onet_occupation"),
    "isco08_code": _Column((CodeSystem.ISCO_08,), "isco08_title"),
    "soc2010_code": _Column((CodeSystem.SOC_2010, CodeSystem.ONET_SOC_2010), "soc2010_title"),
    "soc2019_code": _Column((CodeSystem.ONET_SOC_2019,), "soc2019_title"),
    "O*NET-SOC 2010 Code": _Column((CodeSystem.ONET_SOC_2010,), "O*NET-SOC 2010 Title"),
    "O*NET-SOC 2019 Code": _Column((CodeSystem.ONET_SOC_2019,), "O*NET-SOC 2019 Title"),
}


def read_crosswalk(*paths: object, encoding: str = "utf-8") -> tuple[CodeLink, ...]:
    r"""Read published crosswalks: files, folders or zip archives, told by the headers of their columns.

    Understood are O*NET-SOC 2010 to 2019, ISCO-08 to SOC 2010, and Nesta's ESCO to O*NET. A row with one code alone says that there is no
    partner, and makes no link.

    Args:
        paths: the files, or folders or archives that hold them.
        encoding: how the files are written.

    Returns:
        The links, each with its file and line.

    Raises:
        DataFileError: something cannot be read, or no file is a crosswalk; ``faults`` holds every fault, each with file and line.
        InvalidTypeError: a path is none.
        InvalidFieldError: no path is given, a path is empty, or ``encoding`` is none.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "soc.csv")
    ...     _ = path.write_text("soc2010_code;soc2019_code\n15-1111.00;15-1221.00\n")
    ...     read_crosswalk(path)
    (CodeLink(onet-soc-2010 15-1111.00 ~ onet-soc-2019 15-1221.00),)
    """
    if not paths:
        raise InvalidFieldError("paths", paths, "must name a crosswalk file, or a folder or archive of some")
    faults = Faults()
    found: list[CodeLink] = []
    for path in paths:
        with open_tables(path, faults, encoding=encoding) as tables:
            for table in tables:
                columns = [name for name in _COLUMNS if name in table.header]
                if len(columns) == 2:  # noqa: PLR2004 - the two sides of a link
                    found.extend(_links(table, columns[0], columns[1], faults))
    if not found:
        known = ", ".join(_COLUMNS)
        faults.add(
            " and ".join(map(str, paths)),
            None,
            "",
            f"no file links codes of two classifications; a crosswalk has two of the columns {known}",
        )
    faults.raise_any()
    return tuple(found)


def _links(table: RowTable, first: str, second: str, faults: Faults) -> Iterator[CodeLink]:
    places = table.places(first, second)
    labels = [table.place(_COLUMNS[name].label) for name in (first, second)]
    graded = table.place("confidence") if CodeSystem.ESCO in _COLUMNS[first].systems else None
    for line, row in table.rows:
        codes = [row[place].strip() for place in places]
        if not all(codes):
            continue
        systems = [_system(name, code) for name, code in zip((first, second), codes, strict=True)]
        for name, code, system in zip((first, second), codes, systems, strict=True):
            if system is None:
                example = _SHAPES[_COLUMNS[name].systems[0]][1]
                faults.add(table.name, line, name, f"must be a code like {example}, got {code[:60]!r}")
        grade = None if graded is None else _grade(row[graded])
        if graded is not None and grade is None:
            faults.add(table.name, line, "confidence", f"must be a number from 0 to {GREATEST_GRADE:g}, got {row[graded][:40]!r}")
        origin, target = systems
        if origin is None or target is None:
            continue
        names = [None if place is None else row[place].strip() or None for place in labels]
        yield CodeLink(
            origin_system=origin,
            origin=codes[0],
            target_system=target,
            target=codes[1],
            citation=Citation(source=SourceId(f"crosswalk-{origin}-{target}"), section=table.name, line=line),
            confidence=grade,
            origin_label=names[0],
            target_label=names[1],
        )


def _system(column: str, code: str) -> CodeSystem | None:
    """Tell by its form which classification a code is of."""
    return next((system for system in _COLUMNS[column].systems if _SHAPES[system][0].fullmatch(code)), None)


def _grade(text: str) -> float | None:
    """Bring a grade to 0-1."""
    try:
        grade = float(text) / GREATEST_GRADE
    except ValueError:
        return None
    return grade if 0 <= grade <= 1 else None
