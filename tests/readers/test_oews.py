"""OEWS, from small files made here in the Bureau's format, and from the real ones where they are at hand."""

from __future__ import annotations

import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import rolepath as rp
from rolepath.readers import oews, workbooks

REAL = Path(__file__).parents[3] / "shared/data/oews"
HOURS = ("H_PCT10", "H_PCT25", "H_MEDIAN", "H_PCT75", "H_PCT90")
YEARS = ("A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90")
HEADER = ("AREA_TITLE", "I_GROUP", "OWN_CODE", "OCC_CODE", "OCC_TITLE", "O_GROUP", "TOT_EMP", *HOURS, *YEARS)
SAID = "#  = indicates a wage equal to or greater than $100.00 per hour or $208,000 per year "


def row(code: str = "15-2051", title: str = "Data Scientists", group: str = "detailed", **cells: Any) -> tuple[Any, ...]:
    own = {
        "AREA_TITLE": "U.S.",
        "I_GROUP": "cross-industry",
        "OWN_CODE": "1235",
        "OCC_CODE": code,
        "OCC_TITLE": title,
        "O_GROUP": group,
        "TOT_EMP": 1000,
        **dict(zip(HOURS, (20, 30.5, 40, 50, 60), strict=True)),
        **dict(zip(YEARS, (41_600, 63_440, 83_200, 104_000, 124_800), strict=True)),
        **cells,
    }
    return tuple(own[column] for column in HEADER)


def book(
    path: Path, rows: Iterable[tuple[Any, ...]], *, year: int | None = 2023, said: str = SAID, header: tuple[str, ...] = HEADER
) -> Path:
    """Write a workbook like the Bureau's: the table first, what it means after it."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "national"
    for cells in (header, *rows):
        sheet.append(cells)
    told = made.create_sheet("Field Descriptions")
    for line in ([] if year is None else [f"May {year} OEWS Estimates"]) + ["Notes:", said]:
        told.append((line,))
    made.save(path)
    return path


def csv(path: Path, rows: Iterable[tuple[Any, ...]], header: tuple[str, ...] = HEADER) -> Path:
    path.write_text("\n".join(",".join(map(str, cells)) for cells in (header, *rows)) + "\n", encoding="utf-8")
    return path


def faults_of(path: Path, **more: Any) -> list[tuple[str, str, str, str]]:
    with pytest.raises(rp.DataFileError) as caught:
        rp.read_oews(path, **more)
    return [tuple(fault) for fault in caught.value.faults]


class TestWorkbook:
    def test_each_occupation_is_a_role_with_pay_a_year_and_an_hour(self, tmp_path: Path) -> None:
        catalog = rp.read_oews(book(tmp_path / "any.xlsx", [row(), row("15-1252", "Software Developers", TOT_EMP="**")]))
        assert [(role.id, role.label) for role in catalog.roles] == [("15-1252", "Software Developers"), ("15-2051", "Data Scientists")]
        assert catalog.sources == (oews.OEWS,)
        yearly, hourly = catalog.pay_percentiles_of("Data Scientists")
        assert yearly == rp.PayPercentiles(
            role="15-2051",
            component="base",
            currency="USD",
            period="year",
            year=2023,
            location="us",
            titles=("Data Scientists",),
            grouping="detailed",
            employment=1000,
            p10=Decimal(41_600),
            p25=Decimal(63_440),
            p50=Decimal(83_200),
            p75=Decimal(104_000),
            p90=Decimal(124_800),
            assumed=("component",),
            note=oews.NOTE,
            citation=rp.Citation(source="oews", section="any.xlsx", line=2, printed="15-2051"),
        )
        assert (hourly.period, hourly.p25) == ("hour", Decimal("30.5"))
        assert [group.employment for group in catalog.pay_percentiles_of("15-1252")] == [None, None]
        assert [group.citation.line for group in catalog.pay_percentiles_of("15-1252")] == [3, 3]

    def test_top_coded_figures_are_floors_at_what_the_workbook_says(self, tmp_path: Path) -> None:
        cells = {"H_PCT75": "#", "H_PCT90": "#", "A_PCT90": "#"}
        yearly, hourly = rp.read_oews(book(tmp_path / "a.xlsx", [row(**cells)])).pay_percentiles
        assert (yearly.p75, yearly.p90, yearly.floors) == (104_000, 208_000, (90,))
        assert (hourly.p75, hourly.p90, hourly.floors) == (100, 100, (75, 90))

    def test_where_nothing_names_it_a_floor_is_at_the_percentile_below(self, tmp_path: Path) -> None:
        rows = [row(A_PCT75="#", A_PCT90="#", **dict.fromkeys(HOURS, "#"))]
        (yearly,) = rp.read_oews(book(tmp_path / "a.xlsx", rows, said="no such note")).pay_percentiles
        assert (yearly.p50, yearly.p75, yearly.p90, yearly.floors) == (83_200, 83_200, 83_200, (75, 90))

    def test_what_is_not_available_stays_unknown(self, tmp_path: Path) -> None:
        rows = [
            row(A_PCT25="*", H_PCT10=None, **dict.fromkeys(HOURS[1:], "*")),
            row("27-2011", "Actors", **dict.fromkeys((*HOURS, *YEARS), "*")),
        ]
        catalog = rp.read_oews(book(tmp_path / "a.xlsx", rows))
        (yearly,) = catalog.pay_percentiles
        assert yearly.p25 is None
        assert yearly.floors == ()
        (report,) = catalog.reading_reports
        assert [(file.name, file.kind, file.rows, file.used) for file in report.files] == [
            ("a.xlsx: Field Descriptions", None, 0, 0),
            ("a.xlsx: national", "OEWS 2023", 2, 1),
        ]

    def test_one_grouping_at_a_time(self, tmp_path: Path) -> None:
        rows = [row("15-2050", group="broad"), row(), row("15-2050", "All else", group="detailed"), row("00-0000", "All", group="total")]
        path = book(tmp_path / "a.xlsx", rows)
        assert {group.role for group in rp.read_oews(path).pay_percentiles} == {"15-2051", "15-2050"}
        assert {group.grouping for group in rp.read_oews(path).pay_percentiles} == {"detailed"}
        assert [group.citation.line for group in rp.read_oews(path, grouping="broad").pay_percentiles] == [2, 2]
        assert [group.role for group in rp.read_oews(path, grouping="total").pay_percentiles] == ["00-0000"] * 2

    def test_rows_of_one_industry_or_owner_are_left_out(self, tmp_path: Path) -> None:
        rows = [row(), row(I_GROUP="sector"), row(OWN_CODE="5")]
        catalog = rp.read_oews(book(tmp_path / "a.xlsx", rows))
        assert len(catalog.pay_percentiles) == 2
        assert catalog.reading_reports[0].files[1].left_out == "rows of other groups than detailed, of one industry, or without any figure"

    def test_several_years_in_a_folder(self, tmp_path: Path) -> None:
        book(tmp_path / "b.xlsx", [row(title="Data scientists and others")], year=2022)
        book(tmp_path / "a.xlsx", [row()])
        csv(tmp_path / "oews_2021.csv", [row()])
        (tmp_path / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
        catalog = rp.read_oews(tmp_path)
        assert catalog.roles == (rp.Role(id="15-2051", label="Data Scientists", alternative_labels=("Data scientists and others",)),)
        assert sorted(group.year for group in catalog.pay_percentiles if group.period == "year") == [2021, 2022, 2023]
        assert {file.name: file.kind for file in catalog.reading_reports[0].files}["notes.csv"] is None

    def test_a_year_that_only_the_name_tells_is_assumed(self, tmp_path: Path) -> None:
        assert rp.read_oews(book(tmp_path / "national_M2019_dl.xlsx", [row()], year=None)).pay_percentiles[0].assumed == (
            "component",
            "year",
        )
        found = rp.read_oews(csv(tmp_path / "x2018.csv", [row(A_PCT90="#")])).pay_percentiles[0]
        assert (found.year, found.assumed, found.floors) == (2018, ("component", "year"), (90,))

    def test_headers_in_any_case_and_order_and_columns_that_are_left_out(self, tmp_path: Path) -> None:
        header = tuple(column.lower() for column in HEADER[3:])
        path = book(tmp_path / "a.xlsx", [(), row()[3:]], header=header)
        assert [(group.location, group.citation.line) for group in rp.read_oews(path).pay_percentiles] == [("us", 3)] * 2


class TestPlaces:
    def test_areas_become_places_within_the_country(self, tmp_path: Path) -> None:
        catalog = rp.read_oews(book(tmp_path / "a.xlsx", [row(), row(AREA_TITLE="Ohio")]))
        assert {place.id: place.within for place in catalog.places} == {"us": None, "ohio": "us"}
        assert {group.location for group in catalog.pay_percentiles} == {"us", "ohio"}

    def test_those_of_a_given_catalog_are_kept(self, tmp_path: Path) -> None:
        own = rp.Catalog(
            roles=(rp.Role(id="15-2051.00", label="Data Scientists"),),
            places=(rp.Place(id="us", label="America"), rp.Place(id="oh", label="Ohio", within="us")),
        )
        catalog = rp.read_oews(book(tmp_path / "a.xlsx", [row(), row(AREA_TITLE="Ohio")]), catalog=own)
        assert catalog.places == own.places
        assert {group.location for group in catalog.pay_percentiles} == {"us", "oh"}


class TestRolesOfACatalog:
    ROLES = (
        rp.Role(id="15-2051.00", label="Data Scientists"),
        rp.Role(id="15-2051.01", label="Business Intelligence Analysts"),
        rp.Role(id="13-1021.00", label="Buyers, Farm"),
        rp.Role(id="mine", label="Mine", onet=("15-2051.00", "99-9999.00")),
        rp.Role(id="none", label="None", onet=()),
        rp.Role(id="other", label="Data Scientists and others"),
    )

    def test_by_id_or_code_and_never_by_label(self, tmp_path: Path) -> None:
        rows = [row(), row("13-1020", "Buyers"), row("15-2098", "Rest"), row("11-0000", "Nobody's")]
        catalog = rp.read_oews(book(tmp_path / "a.xlsx", rows), catalog=rp.Catalog(name="own", roles=self.ROLES))
        assert catalog.name == "own"
        assert catalog.roles == self.ROLES
        notes = {group.role: group.note for group in catalog.pay_percentiles}
        assert notes == {
            "15-2051.00": oews.NOTE,
            "15-2051.01": f"{oews.NOTE}; the survey does not tell 15-2051.01 from the rest of 15-2051 Data Scientists",
            "13-1021.00": f"{oews.NOTE}; the survey does not tell 13-1021.00 from the rest of 13-1020 Buyers",
            "mine": oews.NOTE,
        }
        assert catalog.reading_reports[0].unlisted == ("11-0000", "15-2098")

    def test_facts_and_reports_go_on_top(self, tmp_path: Path) -> None:
        once = rp.read_oews(book(tmp_path / "a.xlsx", [row()]))
        twice = rp.read_oews(book(tmp_path / "b.xlsx", [row()], year=2022), catalog=once)
        assert len(twice.pay_percentiles) == 4
        assert len(twice.reading_reports) == 2
        again = rp.read_oews(tmp_path / "b.xlsx", catalog=twice)
        assert again.pay_percentiles == twice.pay_percentiles


class TestFaults:
    """Each gets its sentence, with file and row; nothing is half read."""

    @pytest.mark.parametrize(
        ("cells", "field", "said"),
        [
            ({"A_MEDIAN": "many"}, "A_MEDIAN", "must be an amount, #, * or **, got 'many'"),
            ({"A_MEDIAN": -1}, "A_MEDIAN", "must be an amount, #, * or **, got '-1'"),
            ({"A_MEDIAN": "1e400"}, "A_MEDIAN", "must be an amount, #, * or **, got '1e400'"),
            ({"A_MEDIAN": 10**12}, "A_MEDIAN", "must be an amount, #, * or **, got '1000000000000'"),
            ({"A_MEDIAN": "83200.0000000000001"}, "A_MEDIAN", "must be an amount, #, * or **, got '83200.0000000000001'"),
            ({"A_PCT10": "0E+99"}, "A_PCT10", "must be an amount, #, * or **, got '0E+99'"),
            ({"TOT_EMP": 10**10}, "TOT_EMP", "must be a number of people, * or **, got '10000000000'"),
            ({"TOT_EMP": 1.5}, "TOT_EMP", "must be a number of people, * or **, got '1.5'"),
            ({"TOT_EMP": "few"}, "TOT_EMP", "must be an amount, #, * or **, got 'few'"),
            ({"A_PCT10": "NaN"}, "A_PCT10", "must be an amount, #, * or **, got 'NaN'"),
            ({"A_PCT25": 1}, "A_PCT25", "must not be below the percentile before it, got '1'"),
            ({"A_PCT25": "#"}, "A_MEDIAN", "must not be below the percentile before it, got '83200'"),
            ({"O_GROUP": "small"}, "O_GROUP", "must be one of detailed, broad, minor, major, total, got 'small'"),
            ({"OCC_CODE": "15-2051.00"}, "OCC_CODE", "must be a code like 15-2051, got '15-2051.00'"),
            ({"OCC_TITLE": " "}, "OCC_TITLE", "is empty; every occupation has a title"),
        ],
    )
    def test_a_broken_row(self, tmp_path: Path, cells: dict[str, Any], field: str, said: str) -> None:
        found = faults_of(book(tmp_path / "a.xlsx", [row("11-1011"), row(**cells)]))
        assert ("a.xlsx", "line 3", field, said) in found

    def test_the_same_estimate_twice(self, tmp_path: Path) -> None:
        book(tmp_path / "a.xlsx", [row()])
        book(tmp_path / "b.xlsx", [row()])
        said = "says of 15-2051 in 2023 what a.xlsx, row 2 says too; keep each estimate once"
        assert faults_of(tmp_path) == [("b.xlsx", "line 2", "OCC_CODE", said)]

    def test_a_missing_column(self, tmp_path: Path) -> None:
        path = book(tmp_path / "a.xlsx", [row()[:-1]], header=HEADER[:-1])
        assert faults_of(path) == [
            ("a.xlsx", "line 1", "A_PCT90", "is missing, and tables of OEWS have such a column; fetch the file again"),
            (str(path), "", "", "holds no table with the columns of OEWS, such as OCC_CODE, O_GROUP and A_MEDIAN"),
        ]

    def test_no_year(self, tmp_path: Path) -> None:
        found = faults_of(book(tmp_path / "a.xlsx", [row()], year=None))
        assert found[0] == ("a.xlsx", "", "", "does not say its year; put the year into the name of the file, like oews_2023.csv")

    def test_no_table(self, tmp_path: Path) -> None:
        said = "holds no table with the columns of OEWS, such as OCC_CODE, O_GROUP and A_MEDIAN"
        assert faults_of(tmp_path) == [(str(tmp_path), "", "", said)]

    def test_a_workbook_within_an_archive(self, tmp_path: Path) -> None:
        path = tmp_path / "oesm23nat.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(book(tmp_path / "a.xlsx", [row()]), "a.xlsx")
        assert faults_of(path)[0][3].endswith("such as OCC_CODE, O_GROUP and A_MEDIAN; take the workbook out of the archive")

    def test_a_suffix_in_capitals(self, tmp_path: Path) -> None:
        book(tmp_path / "a.xlsx", [row()]).rename(tmp_path / "A.XLSX")
        assert len(rp.read_oews(tmp_path).pay_percentiles) == len(rp.read_oews(tmp_path / "A.XLSX").pay_percentiles) == 2

    def test_what_is_no_workbook(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        path.write_bytes(b"no zip archive")
        assert "is no workbook, or one that is cut short" in faults_of(path)[0][3]
        whole = book(tmp_path / "b.xlsx", [row()]).read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
        assert "is no workbook, or one that is cut short" in faults_of(path)[0][3]
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.txt", "something else")
        assert "is no workbook that can be read" in faults_of(path)[0][3]

    def test_broken_xml_within(self, tmp_path: Path) -> None:
        path = changed(book(tmp_path / "a.xlsx", [row() for _ in range(3)]), "xl/worksheets/sheet1.xml", lambda text: text[:-60])
        found = faults_of(path)
        assert any("of the sheet 'national' cannot be read" in fault[3] for fault in found)
        assert all(fault[0] in {"a.xlsx", str(path)} for fault in found)

    @pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
    def test_a_document_type_is_refused(self, tmp_path: Path, codec: str) -> None:
        bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'
        path = changed(book(tmp_path / "a.xlsx", [row()]), "xl/sharedStrings.xml", lambda _: bomb.encode(codec))
        assert faults_of(path)[0][3] == "declares a document type, which no workbook needs; it is not read"

    @pytest.mark.parametrize(
        ("limit", "value", "said"),
        [
            ("MOST_BYTES", 1000, "unpacks to more than 1,000 bytes, and is not unpacked"),
            ("MOST_PARTS", 3, "parts, and 3 are the most that are read"),
            ("MOST_TEXT", 10, "holds more than 10 bytes besides its sheets, and is not read"),
        ],
    )
    def test_bombs(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, said: str) -> None:
        monkeypatch.setattr(workbooks, limit, value)
        assert said in faults_of(book(tmp_path / "a.xlsx", [row()]))[0][3]

    def test_a_size_that_lies(self, tmp_path: Path) -> None:
        """A part that unpacks to more than its directory says is cut off there, and its checksum tells."""
        path = tmp_path / "a.xlsx"
        packed = zlib.compressobj(wbits=-15)
        data = packed.compress(b"0" * 10_000_000) + packed.flush()
        name = b"xl/workbook.xml"
        local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0, 0, len(data), 10, len(name), 0) + name
        central = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 0, 0, len(data), 10, len(name), 0, 0, 0, 0, 0, 0) + name
        end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1, 1, len(central), len(local) + len(data), 0)
        path.write_bytes(local + data + central + end)
        assert "is no workbook, or one that is cut short" in faults_of(path)[0][3]

    def test_too_many_rows(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(workbooks, "MOST_ROWS", 2)
        found = faults_of(book(tmp_path / "a.xlsx", [row(), row("11-1011")]))
        assert ("a.xlsx", "line 3", "", "is one row too many; a sheet has at most 2") in found

    def test_a_long_sheet_without_a_header_is_not_read_through(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(oews, "_LOOKED_THROUGH", 2)
        path = book(tmp_path / "a.xlsx", [row()])
        made = openpyxl.load_workbook(path)
        for _ in range(6):
            made["Field Descriptions"].append(("more",))
        made.save(path)
        assert len(rp.read_oews(path).pay_percentiles) == 2

    def test_without_the_extra(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = book(tmp_path / "a.xlsx", [row()])
        monkeypatch.setitem(sys.modules, "openpyxl", None)
        with pytest.raises(rp.MissingExtraError, match=r"reading an Excel workbook needs the extra \[xlsx\]"):
            rp.read_oews(path)

    @pytest.mark.parametrize(
        ("path", "more", "error", "said"),
        [
            (5, {}, rp.InvalidTypeError, "path must be the path of a file or folder"),
            (b"x", {}, rp.InvalidTypeError, "path must be the path of a file or folder"),
            (" ", {}, rp.InvalidFieldError, "path must not be empty"),
            ("no such place", {}, rp.DataFileError, "no such place: does not exist; give the file as its publisher ships it"),
            ("a\0b", {}, rp.DataFileError, "does not exist"),
            ("a" * 10_000, {}, rp.DataFileError, "does not exist"),
            (".", {"catalog": "own"}, rp.InvalidTypeError, "catalog must be a Catalog"),
            (".", {"grouping": "small"}, rp.InvalidFieldError, "grouping must be one of detailed, broad, minor, major, total"),
        ],
    )
    def test_arguments(self, path: Any, more: dict[str, Any], error: type[Exception], said: str) -> None:
        with pytest.raises(error) as caught:
            rp.read_oews(path, **more)
        assert said in str(caught.value)


def changed(path: Path, part: str, change: Callable[[Any], Any]) -> Path:
    """Write a workbook anew with one part changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    parts[part] = change(parts.get(part, b""))
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


@pytest.fixture(scope="module")
def real() -> rp.Catalog:
    return rp.read_oews(REAL)


@pytest.mark.skipif(not REAL.is_dir(), reason="the files of the Bureau are not at hand")
class TestRealFiles:
    """Against another way to read the same cells."""

    @pytest.mark.parametrize("year", [2020, 2021, 2022, 2023])
    def test_every_figure_is_what_the_workbook_holds(self, real: rp.Catalog, year: int) -> None:
        made = openpyxl.load_workbook(REAL / f"national_M{year}_dl.xlsx", read_only=True)
        header, *rows = made.worksheets[0].iter_rows(values_only=True)
        made.close()
        top = {"A": Decimal(208_000 if year < 2022 else 239_200), "H": Decimal(100 if year < 2022 else 115)}
        expected: dict[tuple[Any, ...], list[Any]] = {}
        for number, cells in enumerate(rows, 2):
            cell = dict(zip(header, cells, strict=True))
            if cell["O_GROUP"] != "detailed":
                continue
            for period, columns in (("year", YEARS), ("hour", HOURS)):
                stated = [cell[column] for column in columns]
                if stated != ["*"] * 5:
                    figures = [None if f == "*" else top[columns[0][0]] if f == "#" else Decimal(str(f)) for f in stated]
                    floors = tuple(p for p, f in zip((10, 25, 50, 75, 90), stated, strict=True) if f == "#")
                    expected[cell["OCC_CODE"], period] = [number, cell["TOT_EMP"], figures, floors]
        found = {
            (group.role, group.period): [
                group.citation.line,
                "**" if group.employment is None else group.employment,
                [group.p10, group.p25, group.p50, group.p75, group.p90],
                group.floors,
            ]
            for group in real.pay_percentiles
            if group.year == year
        }
        assert found == expected

    def test_no_worker_is_counted_twice(self, real: rp.Catalog) -> None:
        jobs = sum(group.employment or 0 for group in real.pay_percentiles if group.year == 2023 and group.period == "year")
        assert 151_000_000 < jobs <= 151_853_870
