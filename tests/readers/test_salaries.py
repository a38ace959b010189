"""Single salaries, from small files made here, and from a real one where it is at hand."""

from __future__ import annotations

import csv
import io
import random
from collections import Counter
from decimal import Context, Decimal, localcontext
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rolepath as rp
from rolepath.readers import salaries
from rolepath.readers.salaries import percentile

REAL = Path(__file__).parents[3] / "shared/data/salaries/salaries_2020_2023.csv"
COLUMNS = {"title": "job", "pay": "salary", "year": "year", "level": "grade", "location": "land", "currency": "money", "employment": "kind"}
LEVELS = {"EN": "Entry", "SE": "Senior"}
OWN = rp.Catalog(
    name="own",
    roles=(
        rp.Role(id="baker", label="Baker", alternative_labels=("Bread maker", "Maker")),
        rp.Role(id="cook", label="Cook", alternative_labels=("Maker",)),
    ),
    places=(rp.Place(id="uk", label="United Kingdom"), rp.Place(id="eu", label="Europe")),
    standard_levels=tuple(
        rp.Level(id=name, label=name.title(), track="individual-contributor", rank=rank) for rank, name in enumerate(("entry", "senior"), 1)
    ),
)


def rows(count: int = 12, start: int = 30_000, **cells: str) -> list[dict[str, str]]:
    own = {"id": "", "job": "Baker", "year": "2023", "grade": "SE", "land": "UK", "money": "GBP", "kind": "FT", **cells}
    return [{**own, "id": str(number), "salary": str(start + number * 1000)} for number in range(count)]


def text(listed: list[dict[str, str]], end: str = "\n") -> str:
    names = list(listed[0])
    return end.join(",".join(entry[name] for name in names) for entry in ({name: name for name in names}, *listed)) + end


def read(folder: Path, listed: list[dict[str, str]], **more: Any) -> rp.Catalog:
    file = folder / "pay.csv"
    file.write_text(text(listed), encoding="utf-8")
    return rp.read_salaries(file, **{"columns": COLUMNS, "levels": LEVELS, **more})


def groups(catalog: rp.Catalog) -> dict[tuple[Any, ...], rp.PayPercentiles]:
    return {(g.role, g.level, g.location, g.years): g for g in catalog.pay_percentiles}


def faults_of(folder: Path, content: str | bytes, **more: Any) -> list[tuple[str, str, str, str]]:
    file = folder / "pay.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(rp.DataFileError) as caught:
        rp.read_salaries(file, **{"columns": COLUMNS, **more})
    return [tuple(fault) for fault in caught.value.faults]


class TestGroups:
    def test_from_narrow_to_broad(self, tmp_path: Path) -> None:
        listed = rows() + rows(10, 60_000, grade="EN", year="2022") + rows(9, 90_000, job="Cook", land="FR")
        found = groups(read(tmp_path, listed))
        assert {key: group.records for key, group in found.items()} == {
            ("baker", "senior", "uk", "2023"): 12,
            ("baker", "senior", None, "2023"): 12,
            ("baker", None, "uk", "2023"): 12,
            ("baker", None, None, "2023"): 12,
            ("baker", "entry", "uk", "2022"): 10,
            ("baker", "entry", None, "2022"): 10,
            ("baker", None, "uk", "2022"): 10,
            ("baker", None, None, "2022"): 10,
            ("baker", None, "uk", "2022-2023"): 22,
            ("baker", None, None, "2022-2023"): 22,
            (None, "senior", "uk", "2023"): 12,
            (None, "senior", None, "2023"): 21,
            (None, None, "uk", "2023"): 12,
            (None, None, None, "2023"): 21,
            (None, "entry", "uk", "2022"): 10,
            (None, "entry", None, "2022"): 10,
            (None, None, "uk", "2022"): 10,
            (None, None, None, "2022"): 10,
            (None, None, "uk", "2022-2023"): 22,
            (None, None, None, "2022-2023"): 31,
        }

    def test_what_a_group_says(self, tmp_path: Path) -> None:
        group = groups(read(tmp_path, rows(11)))["baker", "senior", "uk", "2023"]
        assert group == rp.PayPercentiles(
            role="baker",
            level="senior",
            location="uk",
            component="unspecified",
            currency="GBP",
            year=2023,
            titles=("Baker",),
            records=11,
            repeats=0,
            p10=Decimal(30_200),
            p25=Decimal(32_000),
            p50=Decimal(35_000),
            p75=Decimal(38_000),
            p90=Decimal(39_800),
            note="exact repeats of a record are left out",
            citation=rp.Citation(source="salaries", section="pay.csv", line=2, end_line=12),
        )

    def test_the_decimal_context_of_the_caller_changes_nothing(self, tmp_path: Path) -> None:
        listed = rows(12, 30_001)
        expected = read(tmp_path, listed)
        with localcontext(Context(prec=2)):
            assert read(tmp_path, listed) == expected

    def test_currencies_are_never_pooled(self, tmp_path: Path) -> None:
        catalog = read(tmp_path, rows(11) + rows(9, money="EUR"))
        assert {group.currency for group in catalog.pay_percentiles} == {"GBP"}

    def test_constants_stand_in_for_columns(self, tmp_path: Path) -> None:
        columns = {"title": "job", "pay": "salary"}
        source = rp.Source(id="count", title="A count")
        catalog = read(
            tmp_path, rows(), columns=columns, levels=None, currency="EUR", year=2021, component="base", period="month", source=source
        )
        assert [
            (g.role, g.currency, g.year, g.component, g.period, g.citation.source, g.level, g.location) for g in catalog.pay_percentiles
        ] == [(role, "EUR", 2021, "base", "month", "count", None, None) for role in (None, "baker")]
        assert catalog.sources == (source,)

    def test_one_sort_of_employment(self, tmp_path: Path) -> None:
        catalog = read(tmp_path, rows() + rows(5, kind="PT"), employment="FT")
        assert {group.records for group in catalog.pay_percentiles} == {12}
        assert catalog.pay_percentiles[0].note == "exact repeats of a record are left out; employment FT alone"
        file = catalog.reading_reports[0].files[0]
        assert (file.rows, file.used, file.left_out) == (17, 12, "no pay or title, or another sort of employment")

    def test_rows_without_pay_or_title_are_left_out(self, tmp_path: Path) -> None:
        listed = [*rows(), {**rows(1)[0], "salary": ""}, {**rows(1)[0], "job": ""}]
        file = read(tmp_path, listed).reading_reports[0].files[0]
        assert (file.rows, file.used) == (14, 12)

    def test_several_files(self, tmp_path: Path) -> None:
        for name in ("b.csv", "a.csv"):
            (tmp_path / name).write_text(text(rows(6, year="2022" if name == "b.csv" else "2023")), encoding="utf-8")
        catalog = rp.read_salaries(tmp_path, columns=COLUMNS, levels=LEVELS)
        group = groups(catalog)["baker", "senior", "uk", "2022-2023"]
        assert (group.records, group.citation.section, group.citation.line, group.citation.end_line) == (12, "a.csv", 2, 7)


class TestRepeats:
    def listed(self) -> list[dict[str, str]]:
        return [*rows(), *rows()[:3], rows()[0]]

    def test_dropped_and_disclosed(self, tmp_path: Path) -> None:
        once, more = groups(read(tmp_path, rows())), groups(read(tmp_path, self.listed()))
        assert once.keys() == more.keys()
        for key, group in more.items():
            assert (group.figures, group.records, group.repeats) == (once[key].figures, 12, 4)

    def test_kept_and_disclosed(self, tmp_path: Path) -> None:
        for group in read(tmp_path, self.listed(), repeats="keep").pay_percentiles:
            assert (group.records, group.repeats) == (16, 4)
            assert group.p50 == median([30_000] * 3 + [31_000] * 2 + [32_000] * 2 + [30_000 + n * 1000 for n in range(3, 12)])
            assert group.note == "exact repeats of a record are counted"

    def test_ten_copies_are_no_ten_records(self, tmp_path: Path) -> None:
        copies = [rows()[0]] * 10
        assert read(tmp_path, copies).pay_percentiles == ()
        assert read(tmp_path, copies, repeats=rp.Repeats.KEEP).pay_percentiles


class TestNames:
    def test_of_a_catalog_pooled_by_role_and_never_guessed(self, tmp_path: Path) -> None:
        listed = rows(6) + rows(6, job="bread-maker") + rows(4, job="Maker") + rows(3, job="Bakery lead") + rows(2, job="Chef", grade="?")
        catalog = read(tmp_path, listed, catalog=OWN, titles={"chef": "Cook"}, places={"uk": "Europe"})
        assert catalog.roles == OWN.roles
        found = groups(catalog)
        assert found["baker", "senior", "eu", "2023"].records == 12
        assert found["baker", "senior", "eu", "2023"].titles == ("Baker", "bread-maker")
        assert found[None, None, None, "2023"].records == 21
        assert found[None, None, None, "2023"].titles == ()
        assert found[None, "senior", None, "2023"].records == 19  # the level of two is not known
        (report,) = catalog.reading_reports
        assert (report.unlisted, report.ambiguous) == (("Bakery lead",), ("Maker",))

    def test_levels_and_places_by_names_that_the_catalog_knows(self, tmp_path: Path) -> None:
        catalog = read(tmp_path, rows(grade="Senior", land="united kingdom"), catalog=OWN, levels=None)
        assert ("baker", "senior", "uk", "2023") in groups(catalog)
        catalog = read(tmp_path, rows(grade="Chief", land="Mars"), catalog=OWN, levels=None)
        assert groups(catalog).keys() == {("baker", None, None, "2023"), (None, None, None, "2023")}

    def test_of_none_titles_and_places_become_entries(self, tmp_path: Path) -> None:
        listed = rows(10, job="ベーカー") + rows(10, job="Chef") + rows(10, job="Lead baker", grade="EN", land="FR")
        catalog = read(tmp_path, listed, titles={"chef": "Cook"}, places={"FR": "France"})
        assert catalog.roles == (rp.Role(id="cook", label="Cook"), rp.Role(id="lead-baker", label="Lead baker"))
        assert catalog.places == (rp.Place(id="france", label="France"), rp.Place(id="uk", label="UK"))
        assert [(level.id, level.label, level.rank) for level in catalog.standard_levels] == [
            ("entry", "Entry", 1),
            ("senior", "Senior", 2),
        ]
        assert catalog.reading_reports[0].unlisted == ("ベーカー",)
        assert read(tmp_path, listed, levels=None).standard_levels == ()

    @pytest.mark.parametrize(
        ("mapping", "error"),
        [
            ({"titles": {"Chef": "Boss"}}, rp.UnknownRoleError),
            ({"levels": {"X": "chief"}}, rp.UnknownLevelError),
            ({"places": {"UK": "Mars"}}, rp.UnknownPlaceError),
        ],
    )
    def test_a_mapping_to_what_the_catalog_lacks(self, tmp_path: Path, mapping: dict[str, Any], error: type[Exception]) -> None:
        with pytest.raises(error):
            read(tmp_path, rows(), catalog=OWN, **{"levels": None, **mapping})


class TestForms:
    """A byte-order mark, line ends and encodings change nothing."""

    @pytest.mark.parametrize("written", [{"encoding": "utf-8-sig"}, {"encoding": "utf-8", "newline": "\r\n"}, {"encoding": "latin-1"}])
    def test_forms(self, tmp_path: Path, written: dict[str, str]) -> None:
        listed = rows(job="Boulangère")
        expected = read(tmp_path, listed)
        (tmp_path / "pay.csv").write_text(text(listed), **written)
        encoding = "latin-1" if written["encoding"] == "latin-1" else "utf-8"
        found = rp.read_salaries(tmp_path / "pay.csv", columns=COLUMNS, levels=LEVELS, encoding=encoding)
        assert found == expected
        assert found.roles[0].label == "Boulangère"

    def test_latin_1_that_is_not_named(self, tmp_path: Path) -> None:
        (fault,) = faults_of(tmp_path, text(rows(job="Boulangère")).encode("latin-1"))
        assert fault[0] == "pay.csv"
        assert "save it as UTF-8, or name its encoding" in fault[3]

    def test_amounts_with_commas(self, tmp_path: Path) -> None:
        listed = [{**entry, "salary": f'"{int(entry["salary"]):,}"'} for entry in rows()]
        assert groups(read(tmp_path, listed)) == groups(read(tmp_path, rows()))


class TestFaults:
    @pytest.mark.parametrize(
        ("cells", "field", "said"),
        [
            ({"salary": "much"}, "salary", "must be an amount, got 'much'"),
            ({"salary": "-1"}, "salary", "must be an amount, got '-1'"),
            ({"salary": "NaN"}, "salary", "must be an amount, got 'NaN'"),
            ({"salary": "1e12"}, "salary", "must be an amount, got '1e12'"),
            ({"salary": "1.0000000000001"}, "salary", "must be an amount, got '1.0000000000001'"),
            ({"salary": "1e-999999999"}, "salary", "must be an amount, got '1e-999999999'"),
            ({"year": "last"}, "year", "must be a year, got 'last'"),
            ({"year": "0"}, "year", "must be a year, got '0'"),
            ({"year": "10000"}, "year", "must be a year, got '10000'"),
            ({"year": "\uff12\uff10\uff12\uff13"}, "year", "must be a year, got '\uff12\uff10\uff12\uff13'"),
            ({"money": "gbp"}, "money", "must be an ISO 4217 code; write GBP, got 'gbp'"),
        ],
    )
    def test_a_broken_row(self, tmp_path: Path, cells: dict[str, str], field: str, said: str) -> None:
        assert faults_of(tmp_path, text([*rows(3), {**rows(1)[0], **cells}])) == [("pay.csv", "line 5", field, said)]

    def test_a_row_that_is_short(self, tmp_path: Path) -> None:
        (fault,) = faults_of(tmp_path, text(rows(2)) + "1,2\n")
        assert fault[:2] == ("pay.csv", "line 4")

    def test_a_missing_column(self, tmp_path: Path) -> None:
        (fault,) = faults_of(tmp_path, text(rows(2)).replace("salary", "wage"))
        assert fault == ("pay.csv", "line 1", "salary", "is no column of the file; it has id, job, year, grade, land, money, kind, wage")

    def test_too_many(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(salaries, "MOST_RECORDS", 2)
        (tmp_path / "second.csv").write_text(text(rows(1)), encoding="utf-8")
        (tmp_path / "first.csv").write_text(text(rows(2)), encoding="utf-8")
        with pytest.raises(rp.DataFileError, match=r"second.csv: line 2: is one record too many; 2 are the most that are held"):
            rp.read_salaries(tmp_path, columns=COLUMNS)

    @pytest.mark.parametrize(
        ("more", "error", "said"),
        [
            ({"columns": "job"}, rp.InvalidTypeError, "columns must map our names to those of the file"),
            ({"columns": {**COLUMNS, "size": "x"}}, rp.InvalidFieldError, "columns must map some of title, pay, year"),
            ({"columns": {**COLUMNS, "title": " "}}, rp.InvalidFieldError, "columns.title must be the name of a column"),
            ({"columns": {**COLUMNS, "title": 5}}, rp.InvalidFieldError, "columns.title must be the name of a column"),
            ({"columns": {"title": "job"}}, rp.InvalidFieldError, "columns must be among them, got 'pay'"),
            ({"source": "me"}, rp.InvalidTypeError, "source must be a Source"),
            ({"catalog": "own"}, rp.InvalidTypeError, "catalog must be a Catalog"),
            ({"currency": "GBP"}, rp.InvalidFieldError, "currency must be given where no column has it, and only there"),
            ({"year": 2023}, rp.InvalidFieldError, "year must be given where no column has it, and only there"),
            ({"columns": {"title": "job", "pay": "salary"}}, rp.InvalidFieldError, "currency must be given where no column has it"),
            (
                {"columns": {"title": "job", "pay": "salary"}, "currency": "gbp", "year": 2023},
                rp.CurrencyError,
                "currency must be an ISO 4217",
            ),
            (
                {"columns": {"title": "job", "pay": "salary"}, "currency": "GBP", "year": "2023"},
                rp.InvalidTypeError,
                "year must be a whole",
            ),
            (
                {"columns": {"title": "job", "pay": "salary"}, "currency": "GBP", "year": 2023, "employment": "FT"},
                rp.InvalidFieldError,
                "employment must go with a column for it",
            ),
            ({"titles": ["Baker"]}, rp.InvalidTypeError, "titles must map what stands in the file to names"),
            ({"levels": {"SE": 3}}, rp.InvalidTypeError, "levels must map what stands in the file to names"),
            ({"repeats": "some"}, rp.InvalidFieldError, "Repeats must be one of drop, keep"),
            ({"component": "some"}, rp.InvalidFieldError, "PayComponent must be one of"),
        ],
    )
    def test_arguments(self, tmp_path: Path, more: dict[str, Any], error: type[Exception], said: str) -> None:
        with pytest.raises(error) as caught:
            read(tmp_path, rows(), **more)
        assert said in str(caught.value)


class TestPercentile:
    def test_at_the_place_n_plus_one_times_the_share(self) -> None:
        eleven = [Decimal(n) for n in range(1, 12)]
        assert [percentile(eleven, p) for p in (10, 25, 50, 75, 90)] == [Decimal("1.2"), 3, 6, 9, Decimal("10.8")]

    def test_the_ends_are_not_gone_beyond(self) -> None:
        assert [percentile([Decimal(1), Decimal(2)], p) for p in (10, 50, 90)] == [1, Decimal("1.5"), 2]
        assert [percentile([Decimal(3)], p) for p in (10, 50, 90)] == [3, 3, 3]


RECORDS = st.lists(
    st.tuples(st.sampled_from(["Baker", "Cook"]), st.sampled_from(["EN", "SE", ""]), st.integers(2021, 2023), st.integers(1, 60)),
    max_size=60,
)


def catalog_of(folder: Path, records: list[tuple[Any, ...]], **more: Any) -> rp.Catalog:
    file = folder / "drawn.csv"
    with io.StringIO() as written:
        csv.writer(written).writerows([("job", "grade", "year", "salary"), *records])
        file.write_text(written.getvalue(), encoding="utf-8", newline="")
    columns = {"title": "job", "pay": "salary", "level": "grade", "year": "year"}
    return rp.read_salaries(file, columns=columns, currency="EUR", levels=LEVELS, catalog=OWN, **more)


def plain(catalog: rp.Catalog) -> Counter[tuple[Any, ...]]:
    return Counter((g.role, g.level, g.years, g.records, tuple(g.figures.values())) for g in catalog.pay_percentiles)


class TestLaws:
    """What holds of any file."""

    @settings(deadline=None, max_examples=40)
    @given(records=RECORDS, data=st.data())
    def test_order_and_repeats_change_nothing(
        self, tmp_path_factory: pytest.TempPathFactory, records: list[tuple[Any, ...]], data: st.DataObject
    ) -> None:
        folder = tmp_path_factory.mktemp("drawn")
        found = plain(catalog_of(folder, records))
        more = data.draw(st.lists(st.sampled_from(records), max_size=20)) if records else []
        turned = data.draw(st.permutations([*records, *more]))
        assert plain(catalog_of(folder, turned)) == found
        kept = catalog_of(folder, turned, repeats="keep")
        random.Random(0).shuffle(turned)
        assert plain(catalog_of(folder, turned, repeats="keep")) == plain(kept)

    @settings(deadline=None, max_examples=40)
    @given(records=RECORDS, level=st.sampled_from([None, "entry", "senior"]), repeats=st.sampled_from(rp.Repeats))
    def test_no_answer_below_ten_and_percentiles_rise(
        self, tmp_path_factory: pytest.TempPathFactory, records: list[tuple[Any, ...]], level: str | None, repeats: rp.Repeats
    ) -> None:
        catalog = catalog_of(tmp_path_factory.mktemp("drawn"), records, repeats=repeats)
        told = Counter((title.lower(), year) for title, _, year, _ in (records if repeats == "keep" else set(records)))
        for role in ("baker", "cook"):
            answer = rp.comp_lookup(role, level=level, catalog=catalog)
            for survey in answer.surveys:
                group = survey.percentiles
                assert group.records is not None
                assert group.records >= 10
                assert list(group.figures.values()) == sorted(group.figures.values())
            assert answer.groups == ()
            assert bool(answer.surveys) == (sum(count for (title, _), count in told.items() if title == role) >= 10)


@pytest.mark.skipif(not REAL.is_file(), reason="the file of salaries is not at hand")
def test_the_real_file() -> None:
    columns = {
        "title": "job_title",
        "pay": "salary",
        "year": "work_year",
        "level": "experience_level",
        "location": "company_location",
        "currency": "salary_currency",
    }
    catalog = rp.read_salaries(REAL, columns=columns, levels={"EN": "entry", "MI": "mid", "SE": "senior", "EX": "executive"})
    with REAL.open(encoding="utf-8", newline="") as file:
        header, *listed = [tuple(row) for row in csv.reader(file)]
    cell = {name: header.index(column) for name, column in columns.items()}
    once = set(listed)
    assert (len(listed), len(once)) == (10_474, 5_937)
    dollars = [row for row in once if row[cell["currency"]] == "USD"]
    whole = next(
        g for g in catalog.pay_percentiles_of(None) if (g.currency, g.level, g.location, g.years) == ("USD", None, None, "2020-2023")
    )
    assert whole.records == len(dollars)
    assert whole.repeats == sum(row[cell["currency"]] == "USD" for row in listed) - len(dollars)
    assert whole.p50 == median(Decimal(row[cell["pay"]]) for row in dollars)
    narrow = [
        r for r in dollars if (r[cell["title"]], r[cell["level"]], r[cell["location"]], r[0]) == ("Data Scientist", "SE", "US", "2023")
    ]
    answer = rp.comp_lookup("Data Scientist", level="senior", location="us", currency="USD", catalog=catalog).surveys[0]
    assert answer.wider == ()
    assert answer.percentiles.records == len(narrow)
    assert answer.percentiles.p50 == median(Decimal(row[cell["pay"]]) for row in narrow)
