"""Records of single salaries, as people report them, gathered into percentiles of groups.

Nobody checked such records. So each answer rests on ten of them at least, and says how many and of which group.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from decimal import Context, Decimal, localcontext
from itertools import chain, combinations
from typing import Any

import attrs

from rolepath.errors import AmbiguousNameError, InvalidFieldError, InvalidTypeError, UnknownNameError
from rolepath.model._check import Choice
from rolepath.model.catalog import DIGITS, Catalog
from rolepath.model.currency import check_currency
from rolepath.model.identity import LevelId, PlaceId, RoleId, SourceId, label_key, to_id
from rolepath.model.level import Level, Track
from rolepath.model.pay import PayComponent, PayPeriod
from rolepath.model.reading import FileReport, ReadingReport
from rolepath.model.role import Role
from rolepath.model.source import Citation, Place, Source
from rolepath.model.survey import FEWEST_RECORDS, PERCENTILES, PayPercentiles
from rolepath.readers._pay import pay_of
from rolepath.readers.tables import Faults, RowTable, open_tables

__all__ = ["Repeats", "percentile", "read_salaries"]


class Repeats(Choice):
    """What is done with a record that repeats another in every column."""

    #: It counts once. Two people may earn the same, but a form that is sent twice, or one posting listed twenty times, looks the same, and
    #: twenty copies of one record are no twenty witnesses.
    DROP = "drop"
    #: It counts each time.
    KEEP = "keep"


#: What a column may be taken for, besides ``title`` and ``pay``, which must be named.
_MEANINGS = ("title", "pay", "year", "level", "location", "currency", "employment")
#: Most records that are held.
MOST_RECORDS = 5_000_000


def read_salaries(
    path: str | os.PathLike[str],
    *,
    columns: Mapping[str, str],
    source: Source | None = None,
    catalog: Catalog | None = None,
    titles: Mapping[str, str] | None = None,
    levels: Mapping[str, str] | None = None,
    places: Mapping[str, str] | None = None,
    currency: str | None = None,
    year: int | None = None,
    component: PayComponent | str = PayComponent.UNSPECIFIED,
    period: PayPeriod | str = PayPeriod.YEAR,
    employment: str | None = None,
    repeats: Repeats | str = Repeats.DROP,
    encoding: str = "utf-8",
) -> Catalog:
    r"""Read a CSV file of single salaries into percentiles of groups, from narrow to broad.

    A group is a role at a level, in a place, in a year, or wider: without the level, the place, the year or the role, down to all records
    of one currency. A group of fewer than ten records is not made. A title becomes a role by a name that the catalog knows, or as
    ``titles`` says; it is never guessed. Records of other titles count in the groups of all roles alone.

    Args:
        path: the file, or a folder or zip archive of such files.
        columns: which column holds what: ``title`` and ``pay``, and where there are such columns ``year``, ``level``, ``location``,
            ``currency`` and ``employment``.
        source: who published the records; by default a source called ``salaries``.
        catalog: the catalog whose roles, levels and places the records speak of. By default each title and place becomes one.
        titles: names of roles by titles that the catalog does not know.
        levels: names of levels by what stands in the file. Without a catalog these are the levels, from low to high.
        places: names of places by what stands in the file.
        currency: currency of all records, where no column has it.
        year: year of all records, where no column has it.
        component: what the pay counts.
        period: the time that it is for.
        employment: the only sort of employment that is read, as it stands in the file, such as ``FT``.
        repeats: whether exact repeats of another record are dropped or kept. Either way the groups say how many they have.
        encoding: how the file is written.

    Returns:
        The catalog with the groups, and a report of the reading among ``reading_reports``.

    Raises:
        DataFileError: something cannot be read; ``faults`` holds every fault, each with file and line, up to a hundred.
        InvalidTypeError, InvalidFieldError: an argument is of no use.
        UnknownRoleError, UnknownLevelError, UnknownPlaceError: a mapping names what the catalog does not have.

    >>> import pathlib, tempfile
    >>> text = "title,pay\n" + "".join(f"Baker,{pay}\n" for pay in range(30_000, 41_000, 1_000))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder, "pay.csv")
    ...     _ = file.write_text(text)
    ...     found = read_salaries(file, columns={"title": "title", "pay": "pay"}, currency="EUR", year=2023)
    >>> group = found.pay_percentiles_of("Baker")[0]
    >>> group.p10, group.p50, group.p90, group.records
    (Decimal('30200'), Decimal('35000'), Decimal('39800'), 11)
    """
    _check_columns(columns)
    if source is not None and not isinstance(source, Source):
        raise InvalidTypeError("source", source, "must be a Source")
    if catalog is not None and not isinstance(catalog, Catalog):
        raise InvalidTypeError("catalog", catalog, "must be a Catalog")
    for name, constant in (("currency", currency), ("year", year)):
        if (constant is None) is (name not in columns):
            raise InvalidFieldError(name, constant, "must be given where no column has it, and only there")
    if currency is not None:
        check_currency("currency", currency)
    if year is not None and type(year) is not int:
        raise InvalidTypeError("year", year, "must be a whole number")
    if employment is not None and "employment" not in columns:
        raise InvalidFieldError("employment", employment, "must go with a column for it")
    names = _Names(catalog, titles or {}, levels or {}, places or {})
    reading = _Reading(columns=dict(columns), names=names, currency=currency, year=year, employment=employment, repeats=Repeats(repeats))
    with open_tables(path, reading.faults, encoding=encoding) as tables:
        for table in tables:
            reading.table(table)
    reading.faults.raise_any()
    cited = source or Source(id=SourceId("salaries"), title="Salaries, as people report them")
    with localcontext(Context(prec=DIGITS)):  # amounts do not depend on the caller's decimal context
        return reading.catalog(cited, PayComponent(component), PayPeriod(period))


def _check_columns(columns: object) -> None:
    if not isinstance(columns, Mapping):
        raise InvalidTypeError(
            "columns", columns, "must map our names to those of the file, such as {'title': 'job_title', 'pay': 'salary'}"
        )
    for name, column in columns.items():
        if name not in _MEANINGS:
            raise InvalidFieldError("columns", name, f"must map some of {', '.join(_MEANINGS)}")
        if not isinstance(column, str) or not column.strip():
            raise InvalidFieldError(f"columns.{name}", column, "must be the name of a column")
    for name in ("title", "pay"):
        if name not in columns:
            raise InvalidFieldError("columns", name, "must be among them")


def percentile(amounts: list[Decimal], percent: int) -> Decimal:
    """Return a percentile of sorted amounts, at the place ``(n + 1) percent / 100``, in between by proportion.

    Of n records drawn like the next one, that one is at most the k-th with the probability k / (n + 1): hence the place. The ends are not
    gone beyond.
    """
    place, rest = divmod((len(amounts) + 1) * percent, 100)
    if not 1 <= place < len(amounts):
        return amounts[min(max(place - 1, 0), len(amounts) - 1)]
    low, high = amounts[place - 1], amounts[place]
    return low + (high - low) * rest / 100


@attrs.define
class _Names:
    """What titles, levels and places of the file stand for. Without a catalog, they are made."""

    base: Catalog | None
    titles: Mapping[str, str]
    levels: Mapping[str, str]
    places: Mapping[str, str]
    #: What is made.
    made: dict[str, dict[str, Any]] = attrs.field(factory=lambda: {"roles": {}, "places": {}})
    #: Titles that name no role or several.
    unlisted: dict[str, None] = attrs.field(factory=dict)
    ambiguous: dict[str, None] = attrs.field(factory=dict)
    _found: dict[tuple[str, str], Any] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        """Resolve the mappings at once, so that a wrong name in them is told whatever the file holds."""
        for field in ("titles", "levels", "places"):
            given = getattr(self, field)
            if not isinstance(given, Mapping) or not all(isinstance(text, str) for pair in given.items() for text in pair):
                raise InvalidTypeError(field, given, "must map what stands in the file to names")
        finds: Any = None if self.base is None else (self.base.role, self.base.level, self.base.place)
        if finds is not None:
            self.titles, self.levels, self.places = (
                {label_key(text): find(name).id for text, name in given.items()}
                for find, given in zip(finds, (self.titles, self.levels, self.places), strict=True)
            )
        else:
            self.titles, self.levels, self.places = (
                {label_key(text): name for text, name in given.items()} for given in (self.titles, self.levels, self.places)
            )

    def role(self, title: str) -> RoleId | None:
        found: RoleId | None = self._once("titles", title, self._role)
        return found

    def level(self, text: str) -> LevelId | None:
        found: LevelId | None = self._once("levels", text, self._level)
        return found

    def place(self, text: str) -> PlaceId | None:
        found: PlaceId | None = self._once("places", text, self._place)
        return found

    def _once(self, field: str, text: str, find: Any) -> Any:
        key = (field, text)
        if key not in self._found:
            self._found[key] = find(text) if text else None
        return self._found[key]

    def _role(self, title: str) -> str | None:
        named = self.titles.get(label_key(title))
        if self.base is None:
            return self._make("roles", Role, named or title)
        if named is not None:
            return named
        try:
            return self.base.role(title).id
        except UnknownNameError:
            self.unlisted[title] = None
        except AmbiguousNameError:
            self.ambiguous[title] = None
        return None

    def _level(self, text: str) -> str | None:
        named = self.levels.get(label_key(text))
        if self.base is None:
            return None if named is None else to_id(named)
        return named or self._known(self.base.level, text)

    def _place(self, text: str) -> str | None:
        named = self.places.get(label_key(text))
        if self.base is None:
            return self._make("places", Place, named or text)
        return named or self._known(self.base.place, text)

    @staticmethod
    def _known(find: Any, text: str) -> str | None:
        try:
            return str(find(text).id)
        except (UnknownNameError, AmbiguousNameError):
            return None

    def _make(self, field: str, kind: Any, label: str) -> str | None:
        try:
            made = to_id(label)
        except InvalidFieldError:  # a label without any Latin letter
            self.unlisted[label] = None
            return None
        self.made[field].setdefault(made, kind(id=made, label=label))
        return made

    def catalog(self, name: str) -> Catalog:
        """Return the catalog that the names are those of."""
        if self.base is not None:
            return self.base
        ladder = dict.fromkeys(map(to_id, self.levels.values()))
        labels = {to_id(label): label for label in self.levels.values()}
        return Catalog(
            name=name,
            roles=tuple(self.made["roles"][key] for key in sorted(self.made["roles"])),
            places=tuple(self.made["places"][key] for key in sorted(self.made["places"])),
            standard_levels=tuple(
                Level(id=LevelId(level), label=labels[level], track=Track.INDIVIDUAL_CONTRIBUTOR, rank=rank)
                for rank, level in enumerate(ladder, 1)
            ),
        )


@attrs.frozen
class _Record:
    """One salary."""

    title: str
    role: RoleId | None
    level: LevelId | None
    place: PlaceId | None
    year: int
    currency: str
    pay: Decimal
    file: str
    line: int


@attrs.define
class _Reading:
    columns: dict[str, str]
    names: _Names
    currency: str | None
    year: int | None
    employment: str | None
    repeats: Repeats
    faults: Faults = attrs.field(factory=Faults)
    files: list[FileReport] = attrs.field(factory=list)
    #: Each record that stands in a file, with how often it is repeated.
    records: dict[tuple[str, ...], list[_Record]] = attrs.field(factory=dict)
    count: int = 0

    def table(self, table: RowTable) -> None:
        """Read one file."""
        missing = [column for column in self.columns.values() if column not in table.header]
        if missing:
            for column in missing:
                self.faults.add(table.name, 1, column, f"is no column of the file; it has {', '.join(table.header)[:200]}")
            return
        at = {name: table.header.index(column) for name, column in self.columns.items()}
        count = used = 0
        for line, cells in table.rows:
            count += 1
            record = self.record(table.name, line, {name: cells[place].strip() for name, place in at.items()})
            if record is not None:
                used += 1
                self.records.setdefault(tuple(cells), []).append(record)
        self.count += used
        left_out = "no pay or title, or another sort of employment" if used < count else None
        self.files.append(FileReport(name=table.name, kind="salaries", rows=count, used=used, left_out=left_out))

    def record(self, file: str, line: int, cell: Mapping[str, str]) -> _Record | None:
        """Read one row; None where it holds no salary that is asked for."""
        if not cell["title"] or not cell["pay"] or (self.employment is not None and cell["employment"] != self.employment):
            return None
        if self.count >= MOST_RECORDS:
            self.faults.add(file, line, "", f"is one record too many; {MOST_RECORDS:,} are the most that are held")
        pay = pay_of(cell["pay"])
        if pay is None:
            self.faults.add(file, line, self.columns["pay"], f"must be an amount, got {cell['pay'][:40]!r}")
            return None
        year, currency = self.year, self.currency
        if year is None:
            text = cell["year"]
            if not (text.isascii() and text.isdigit() and 0 < int(text[:5]) < 10_000):  # noqa: PLR2004 - years of four digits
                self.faults.add(file, line, self.columns["year"], f"must be a year, got {text[:40]!r}")
                return None
            year = int(text)
        if currency is None:
            currency = cell["currency"]
            try:
                check_currency(self.columns["currency"], currency)
            except InvalidFieldError as error:
                self.faults.add(file, line, self.columns["currency"], f"{error.rule}, got {currency[:40]!r}")
                return None
        title = cell["title"]
        level, place = self.names.level(cell.get("level", "")), self.names.place(cell.get("location", ""))
        return _Record(title, self.names.role(title), level, place, year, currency, pay, file, line)

    def catalog(self, source: Source, component: PayComponent, period: PayPeriod) -> Catalog:
        """Make the catalog from the records."""
        groups: dict[tuple[Any, ...], list[tuple[_Record, int]]] = {}
        for alike in self.records.values():
            counted = alike[:1] if self.repeats is Repeats.DROP else alike
            for record in counted:
                more = len(alike) - 1 if record is alike[0] else 0
                for key in _keys(record):
                    groups.setdefault((record.currency, *key), []).append((record, more))
        own = self.names.catalog(source.title)
        facts = tuple(
            self.group(key, groups[key], source, component, period)
            for key in sorted(groups, key=lambda key: tuple((part is not None, str(part)) for part in key))
            if len(groups[key]) >= FEWEST_RECORDS
        )
        report = ReadingReport(
            source=source.id,
            files=tuple(sorted(self.files, key=lambda file: file.name)),
            unlisted=tuple(sorted(self.names.unlisted)),
            ambiguous=tuple(sorted(self.names.ambiguous)),
        )
        return attrs.evolve(
            own.with_source(source),
            pay_percentiles=tuple(dict.fromkeys((*own.pay_percentiles, *facts))),
            reading_reports=(*own.reading_reports, report),
        )

    def group(
        self, key: tuple[Any, ...], members: list[tuple[_Record, int]], source: Source, component: PayComponent, period: PayPeriod
    ) -> PayPercentiles:
        """Work out the percentiles of a group."""
        currency, role, level, place, _ = key
        amounts = sorted(record.pay for record, _ in members)
        years = sorted({record.year for record, _ in members})
        first = min((record for record, _ in members), key=lambda record: (record.file, record.line))
        lines = [record.line for record, _ in members if record.file == first.file]
        figures: dict[str, Any] = {f"p{percent}": percentile(amounts, percent) for percent in PERCENTILES}
        kept = "left out" if self.repeats is Repeats.DROP else "counted"
        only = "" if self.employment is None else f"; employment {self.employment} alone"
        return PayPercentiles(
            role=role,
            component=component,
            currency=currency,
            period=period,
            level=level,
            location=place,
            year=years[-1],
            first_year=years[0] if len(years) > 1 else None,
            titles=() if role is None else tuple(sorted({record.title for record, _ in members})),
            records=len(members),
            repeats=sum(more for _, more in members),
            note=f"exact repeats of a record are {kept}{only}",
            citation=Citation(source=source.id, section=first.file, line=min(lines), end_line=max(lines)),
            **figures,
        )


def _keys(record: _Record) -> Iterator[tuple[Any, ...]]:
    """Name the groups that a record counts in: with and without each of role, level, place and year, as far as they are known."""
    known = (record.role, record.level, record.place, record.year)
    yield from dict.fromkeys(
        tuple(part if place in kept else None for place, part in enumerate(known)) for kept in _subsets(range(len(known)))
    )


def _subsets(parts: Iterable[int]) -> Iterator[tuple[int, ...]]:
    whole = tuple(parts)
    return chain.from_iterable(combinations(whole, size) for size in range(len(whole) + 1))
