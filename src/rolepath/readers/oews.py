"""OEWS: the occupational wage estimates of the U.S. Bureau of Labor Statistics, as percentiles of pay.

A table is found by its header. Its year, and the pay from which on none is printed, are what the workbook says of itself.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

from rolepath.errors import DataFileError, Fault, InvalidFieldError, InvalidTypeError, UnknownPlaceError, visible
from rolepath.model import _check as check
from rolepath.model.catalog import Catalog
from rolepath.model.identity import PlaceId, RoleId, SourceId, to_id
from rolepath.model.pay import PayComponent, PayPeriod
from rolepath.model.reading import FileReport, ReadingReport
from rolepath.model.role import Role
from rolepath.model.source import Citation, Place, Source
from rolepath.model.survey import PERCENTILES, PayPercentiles
from rolepath.readers._pay import pay_of
from rolepath.readers.tables import Faults, open_tables
from rolepath.readers.workbooks import open_sheets

__all__ = ["OEWS", "read_oews"]

#: The source that the figures cite.
OEWS = Source(
    id=SourceId("oews"),
    title="Occupational Employment and Wage Statistics (OEWS)",
    publisher="U.S. Bureau of Labor Statistics",
    currency="USD",
    about="Estimates of employment and wages by occupation, each May, from a survey of employers.",
    credit="U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics, www.bls.gov/oes",
)
#: Groupings of occupations. The same workers stand in a row of each, so that one alone is read.
GROUPINGS = ("detailed", "broad", "minor", "major", "total")
NOTE = "wages without overtime and yearly bonuses, with commissions and production bonuses; the self-employed are not counted"
_COLUMNS = {
    PayPeriod.YEAR: dict(zip(PERCENTILES, ("A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90"), strict=True)),
    PayPeriod.HOUR: dict(zip(PERCENTILES, ("H_PCT10", "H_PCT25", "H_MEDIAN", "H_PCT75", "H_PCT90"), strict=True)),
}
#: Ends of the names of workbooks.
WORKBOOKS = (".xlsx", ".xlsm")
#: Columns that every table has.
_NEEDED = ("OCC_CODE", "OCC_TITLE", "O_GROUP", "TOT_EMP", *(name for names in _COLUMNS.values() for name in names.values()))
#: So many of them make a table one that was meant to have all.
_TELLING = 5
_CODE = re.compile(r"\d\d-\d{4}")
_YEAR_SAID = re.compile(r"\bMay ((?:19|20)\d\d)\b")
_YEAR_NAMED = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_TOP = re.compile(r"#.*?\$([\d,.]*\d)\s+per hour.*?\$([\d,.]*\d)\s+per year", re.DOTALL)
#: Rows of a sheet that are looked through for a header, or for what it says.
_LOOKED_THROUGH = 500
_US = PlaceId("us")


def read_oews(
    path: str | os.PathLike[str], *, catalog: Catalog | None = None, grouping: str = "detailed", encoding: str = "utf-8"
) -> Catalog:
    r"""Read OEWS estimates: a workbook as the Bureau ships it, the same table as CSV, or a folder of several years.

    A figure ``#`` is top-coded: its percentile is a floor, at the pay that the workbook names, or at the percentile below it where nothing
    names one. ``*`` and ``**`` mean that there is no estimate. Pay a year and pay an hour are groups of their own. Rows of a single
    industry or sort of owner are left out, since their workers stand in the rows of all.

    Args:
        path: the workbook, the CSV file, or the folder.
        catalog: a catalog whose roles are paid so: those whose id or ``onet`` codes name the occupation. By default each occupation
            becomes a role, with its SOC code as id.
        grouping: which rows to read: detailed, broad, minor, major or total. The same workers stand in each.
        encoding: how CSV files are written.

    Returns:
        The catalog with the percentiles, and a report of the reading among ``reading_reports``.

    Raises:
        DataFileError: something cannot be read; ``faults`` holds every fault, each with file and row, up to a hundred.
        MissingExtraError: there is a workbook, and the extra ``[xlsx]`` is not installed.
        InvalidTypeError: ``path`` is no path, or ``catalog`` is none.
        InvalidFieldError: ``path`` is empty, or ``grouping`` or ``encoding`` is none.

    >>> import pathlib, tempfile
    >>> columns = "OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,A_PCT10,A_PCT25,A_MEDIAN,A_PCT75,A_PCT90,H_PCT10,H_PCT25,H_MEDIAN,H_PCT75,H_PCT90"
    >>> row = '15-2051,Data Scientists,detailed,"192,710",61070,79810,108020,147670,#,*,*,*,*,*'
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pathlib.Path(folder, "oews_2023.csv").write_text(f"{columns}\n{row}\n")
    ...     found = read_oews(folder).pay_percentiles[0]
    >>> found.p50, found.p90, found.floors
    (Decimal('108020'), Decimal('147670'), (90,))
    """
    if catalog is not None and not isinstance(catalog, Catalog):
        raise InvalidTypeError("catalog", catalog, "must be a Catalog")
    if grouping not in GROUPINGS:
        raise InvalidFieldError("grouping", grouping, f"must be one of {', '.join(GROUPINGS)}")
    reading = _Reading(grouping=grouping)
    place = _path(path)
    books = [book for book in (sorted(place.iterdir()) if place.is_dir() else [place]) if book.suffix.lower() in WORKBOOKS]
    for book in books:
        reading.workbook(book)
    if place not in books:
        with open_tables(place, reading.faults, encoding=encoding) as tables:
            for table in tables:
                reading.table(table.name, table.name, 1, table.header, table.rows, _Said())
    if not any(file.kind for file in reading.files):
        hint = "; take the workbook out of the archive" if place.suffix.lower() == ".zip" else ""
        reading.faults.add(str(place), None, "", f"holds no table with the columns of OEWS, such as OCC_CODE, O_GROUP and A_MEDIAN{hint}")
    reading.faults.raise_any()
    return reading.catalog(catalog)


def _path(path: object) -> Path:
    plain = os.fspath(path) if isinstance(path, (str, os.PathLike)) else None
    if not isinstance(plain, str):
        raise InvalidTypeError("path", path, "must be the path of a file or folder")
    if not plain.strip():
        raise InvalidFieldError("path", path, "must not be empty; the folder you are in is '.'")
    try:
        is_there = Path(plain).exists()
    except (OSError, ValueError):
        is_there = False
    if not is_there:
        raise DataFileError((Fault(visible(plain), "", "", "does not exist; give the file as its publisher ships it"),))
    return Path(plain)


@attrs.frozen
class _Said:
    """What a workbook says of its figures."""

    year: int | None = None
    #: Pay from which on none is printed.
    tops: Mapping[PayPeriod, Decimal] = attrs.field(factory=dict)


@attrs.frozen
class _Row:
    """One occupation of one place and year."""

    code: str
    title: str
    area: str | None
    year: int
    is_assumed: bool
    employment: int | None
    figures: Mapping[PayPeriod, dict[int, Decimal]]
    floors: Mapping[PayPeriod, tuple[int, ...]]
    file: str
    number: int


@attrs.define
class _Reading:
    grouping: str
    faults: Faults = attrs.field(factory=Faults)
    files: list[FileReport] = attrs.field(factory=list)
    rows: list[_Row] = attrs.field(factory=list)
    #: The file and row that said first what is said once a year.
    said_by: dict[tuple[str, str | None, int], str] = attrs.field(factory=dict)

    def workbook(self, place: Path) -> None:
        """Read the tables of a workbook, by what its other sheets say."""
        with open_sheets(place, place.name, self.faults) as sheets:
            heads: list[tuple[Any, int, tuple[str, ...]]] = []
            told: list[str] = [place.name]
            for sheet in sheets:
                found = None
                for number, cells in sheet.rows():
                    names = tuple("" if cell is None else str(cell).strip().upper() for cell in cells)
                    if sum(name in names for name in _NEEDED) >= _TELLING:
                        found = (sheet, number, names)
                    if found or number > _LOOKED_THROUGH:
                        break
                    told.append(" ".join(str(cell) for cell in cells if cell is not None))
                if found:
                    heads.append(found)
                else:
                    self.files.append(FileReport(name=f"{place.name}: {sheet.name}"))
            said = _said("\n".join(told))
            for sheet, number, names in heads:
                rows = ((at, list(map(_text, cells))) for at, cells in sheet.rows() if at > number)
                self.table(f"{place.name}: {sheet.name}", place.name, number, names, rows, said)

    def table(  # noqa: PLR0917 - what a table is
        self, name: str, file: str, head: int, header: tuple[str, ...], rows: Iterator[tuple[int, list[str]]], said: _Said
    ) -> None:
        """Read one table, from a workbook or a CSV file."""
        names = tuple(column.strip().upper() for column in header)
        missing = [column for column in _NEEDED if column not in names]
        if len(missing) > len(_NEEDED) - _TELLING:
            self.files.append(FileReport(name=name))
            return
        named = _YEAR_NAMED.search(name.replace("_M", "_"))
        year = said.year or (int(named[1]) if named else None)
        for column in missing:
            self.faults.add(file, head, column, "is missing, and tables of OEWS have such a column; fetch the file again")
        if year is None:
            self.faults.add(file, None, "", "does not say its year; put the year into the name of the file, like oews_2023.csv")
        if missing or year is None:
            return
        at = {column: place for place, column in reversed([*enumerate(names)])}
        count = used = 0
        for number, cells in rows:
            if not any(cells):
                continue
            count += 1
            cell = {column: cells[place].strip() if place < len(cells) else "" for column, place in at.items()}
            if cell["O_GROUP"].lower() not in GROUPINGS:
                self.faults.add(file, number, "O_GROUP", f"must be one of {', '.join(GROUPINGS)}, got {cell['O_GROUP'][:40]!r}")
            elif cell["O_GROUP"].lower() == self.grouping and _is_of_all(cell):
                used += self.row(file, number, cell, year, said)
        left_out = f"rows of other groups than {self.grouping}, of one industry, or without any figure" if used < count else None
        self.files.append(FileReport(name=name, kind=f"OEWS {year}", rows=count, used=used, left_out=left_out))

    def row(self, file: str, number: int, cell: Mapping[str, str], year: int, said: _Said) -> bool:
        """Read one row; tell whether it has a figure."""
        code, area = cell["OCC_CODE"], cell.get("AREA_TITLE") or None
        if not _CODE.fullmatch(code):
            self.faults.add(file, number, "OCC_CODE", f"must be a code like 15-2051, got {code[:40]!r}")
        if not cell["OCC_TITLE"]:
            self.faults.add(file, number, "OCC_TITLE", "is empty; every occupation has a title")
        here = f"{file}, row {number}"
        first = self.said_by.setdefault((code, area, year), here)
        if first != here:
            self.faults.add(file, number, "OCC_CODE", f"says of {code} in {year} what {first} says too; keep each estimate once")
        employment = self.amount(file, number, "TOT_EMP", cell["TOT_EMP"])
        if employment is not None and (employment % 1 or employment > check.GREATEST_WHOLE):
            self.faults.add(file, number, "TOT_EMP", f"must be a number of people, * or **, got {cell['TOT_EMP'][:40]!r}")
            employment = None
        figures: dict[PayPeriod, dict[int, Decimal]] = {}
        floors: dict[PayPeriod, tuple[int, ...]] = {}
        for period in _COLUMNS:
            found, tops = self.figures(file, number, cell, period, said.tops.get(period))
            if found:
                figures[period], floors[period] = found, tops
        if figures:
            jobs = None if employment is None else int(employment)
            self.rows.append(_Row(code, cell["OCC_TITLE"], area, year, said.year is None, jobs, figures, floors, file, number))
        return bool(figures)

    def figures(
        self, file: str, number: int, cell: Mapping[str, str], period: PayPeriod, top: Decimal | None
    ) -> tuple[dict[int, Decimal], tuple[int, ...]]:
        """Read the percentiles of a row that are known, and name those that are floors."""
        found: dict[int, Decimal] = {}
        floors: list[int] = []
        for percent, column in _COLUMNS[period].items():
            below = max(found.values(), default=None)
            if cell[column] == "#":
                floor = max((amount for amount in (top, below) if amount is not None), default=None)
                if floor is not None:
                    found[percent] = floor
                    floors.append(percent)
                continue
            figure = self.amount(file, number, column, cell[column])
            if figure is None:
                continue
            if floors or (below is not None and figure < below):
                self.faults.add(file, number, column, f"must not be below the percentile before it, got {cell[column][:40]!r}")
            else:
                found[percent] = figure
        return found, tuple(floors)

    def amount(self, file: str, number: int, column: str, text: str) -> Decimal | None:
        """Read an amount; None where there is no estimate."""
        if text in {"", "*", "**"}:
            return None
        amount = pay_of(text)
        if amount is None:
            self.faults.add(file, number, column, f"must be an amount, #, * or **, got {text[:40]!r}")
        return amount

    def catalog(self, base: Catalog | None) -> Catalog:
        """Make the catalog from the rows."""
        own = Catalog(name="OEWS", roles=tuple(_roles(self.rows))) if base is None else base
        places = _places(self.rows, own)
        paid = _paid(own)
        facts = [fact for row in self.rows for fact in self.facts(row, paid(row.code), places[row.area].id)]
        unlisted = tuple(sorted({row.code for row in self.rows if not paid(row.code)}))
        report = ReadingReport(source=OEWS.id, files=tuple(sorted(self.files, key=lambda file: file.name)), unlisted=unlisted)
        return attrs.evolve(
            own.with_source(OEWS),
            places=tuple(dict.fromkeys((*own.places, *places.values()))),
            pay_percentiles=tuple(dict.fromkeys((*own.pay_percentiles, *facts))),
            reading_reports=(*own.reading_reports, report),
        )

    def facts(self, row: _Row, paid: Mapping[RoleId, bool], place: PlaceId) -> Iterator[PayPercentiles]:
        """Make the percentiles of each role that a row speaks of."""
        for role, is_part in paid.items():
            wider = f"; the survey does not tell {role} from the rest of {row.code} {row.title}" if is_part else ""
            for period, figures in row.figures.items():
                named: dict[str, Any] = {f"p{percent}": figure for percent, figure in figures.items()}
                yield PayPercentiles(
                    role=role,
                    component=PayComponent.BASE,
                    currency="USD",
                    period=period,
                    year=row.year,
                    location=place,
                    titles=(row.title,),
                    grouping=self.grouping,
                    employment=row.employment,
                    floors=row.floors[period],
                    assumed=("component", "year") if row.is_assumed else ("component",),
                    note=f"{NOTE}{wider}",
                    citation=Citation(source=OEWS.id, section=row.file, line=row.number, printed=row.code),
                    **named,
                )


def _text(cell: object) -> str:
    """Write a cell as text."""
    return "" if cell is None else str(cell)


def _said(text: str) -> _Said:
    """Find the year, and the pay from which on none is printed, in what a workbook says of itself."""
    year, top = _YEAR_SAID.search(text), _TOP.search(text)
    tops: dict[PayPeriod, Decimal] = (
        {} if top is None else dict(zip((PayPeriod.HOUR, PayPeriod.YEAR), map(_number, top.groups()), strict=True))
    )
    return _Said(None if year is None else int(year[1]), tops)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _is_of_all(cell: Mapping[str, str]) -> bool:
    """Tell whether a row is of all industries and owners, where there are columns for these."""
    return cell.get("I_GROUP", "cross-industry").lower() == "cross-industry" and cell.get("OWN_CODE", "1235") == "1235"


def _roles(rows: list[_Row]) -> Iterator[Role]:
    """Make a role of each occupation: its title of the latest year, and its code and other titles as other names."""
    titles: dict[str, dict[str, None]] = {}
    for row in sorted(rows, key=lambda row: (row.code, -row.year)):
        titles.setdefault(row.code, {})[row.title] = None
    for code, found in titles.items():
        label, *others = found
        yield Role(id=RoleId(code), label=label, alternative_labels=tuple(others))


def _places(rows: list[_Row], own: Catalog) -> dict[str | None, Place]:
    """Find the place of each area, or make it; the United States where no column names one."""
    nation = Place(id=_US, label="United States", alternative_labels=("U.S.", "US", "USA"))
    around = own if any(place.id == _US for place in own.places) else attrs.evolve(own, places=(*own.places, nation))
    found: dict[str | None, Place] = {None: around.place(_US)}
    for area in dict.fromkeys(row.area for row in rows):
        if area is None or area.upper().replace(".", "") == "US":
            found[area] = found[None]
            continue
        try:
            found[area] = around.place(area)
        except UnknownPlaceError:
            found[area] = Place(id=PlaceId(to_id(area)), label=area, within=_US)
    return found


def _paid(catalog: Catalog) -> Any:
    """Return the function that finds the roles of an occupation, each with whether the occupation is wider than the role."""
    found: dict[str, dict[RoleId, bool]] = {}
    for role in catalog.roles:
        for code in (role.id, *(role.onet or ())):
            soc, _, part = code.partition(".")
            if _CODE.fullmatch(soc):
                found.setdefault(soc, {}).setdefault(role.id, part not in {"", "00"})

    def paid(code: str) -> dict[RoleId, bool]:
        if code in found or not code.endswith("0"):
            return found.get(code, {})
        # An occupation that is published at the level above: its code ends in 0, and those of its parts begin as it does.
        return {role: True for soc, roles in found.items() if soc[:-1] == code[:-1] for role in roles}

    return paid
