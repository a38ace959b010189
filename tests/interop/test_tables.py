"""Tables: answers and facts as pandas, polars, DuckDB and plain records, with the types and nulls that the columns promise."""

from __future__ import annotations

import inspect
import runpy
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from math import fsum, inf, nan
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs
import duckdb
import nanoarrow
import pandas as pd
import polars as pl
import pytest

import rolepath as rp
from rolepath.interop.answer_tables import LAYOUTS, ROWS
from rolepath.interop.arrow import scale_of
from rolepath.model.shown import Tabular

DOCS = Path(__file__).resolve().parents[2] / "docs"

# The questions asked ---------------------------------------------------------------------------------------------------

RATES = rp.ExchangeRates(
    rates=tuple(
        rp.ExchangeRate(base=base, quote="USD", rate=Decimal(rate)) for base, rate in (("GBP", "1.27"), ("INR", "0.0119"), ("EUR", "1.08"))
    ),
    day=datetime(2026, 3, 1, 12, 30),  # noqa: DTZ001 - a day may be handed in with a time, which is none of a table's business
    source="a bank",
)


#: The guides with a survey beside them.
SURVEYED = (
    rp.load_catalog()
    .with_source(rp.Source(id="count", title="A count"))
    .with_facts(
        *(
            rp.PayPercentiles(
                role="ml-engineer",
                component="base",
                currency="USD",
                year=2023,
                first_year=first_year,
                p10=Decimal(90_000),
                p50=Decimal("140000.50"),
                p75=Decimal(190_000),
                floors=(75,),
                level=level,
                location=location,
                titles=("ML Engineer",),
                records=25,
                repeats=3,
                employment=1200,
                grouping="detailed",
                note="A remark.",
                citation=rp.Citation(source="count", section="pay.csv", line=2, end_line=40),
            )
            for first_year, level, location in ((None, None, None), (2021, "senior", "us"))
        )
    )
)


def asked() -> Iterator[tuple[str, Any]]:
    """Ask every verb of the bundled catalog, some in two ways that fill other columns."""
    person = rp.Profile.from_role("data scientist", level="mid", location="london", currency="GBP", pay_floor=Decimal(60_000))
    offer = rp.Offer(role="ml-engineer", currency="USD", base=Decimal(180_000), level="senior", location="us", bonus_per_year=Decimal(0))
    gap = rp.skill_gap("data scientist", "ML engineer")
    yield "gap", gap
    yield "gap of a person", rp.skill_gap(person, "ML engineer", level="senior")
    yield "gap unknown", rp.skill_gap("data scientist", "research scientist")
    yield "proximity", rp.proximity("data scientist", "ML engineer")
    yield "difficulty", rp.transition_difficulty("data scientist", "ML engineer", level="mid", target_level="senior")
    yield (
        "difficulty with distance",
        rp.transition_difficulty("data scientist", "ML engineer", weights=rp.DifficultyWeights(distance=0.5)),
    )
    yield "difficulty of a path", rp.transition_difficulty(rp.TransitionPath.through("data-analyst", "data-scientist", "ml-engineer"))
    yield "pay", rp.comp_lookup("ML engineer")
    yield "pay converted", rp.comp_lookup("data scientist", currency="USD", rates=RATES)
    yield "pay with a survey", rp.comp_lookup("ML engineer", catalog=SURVEYED)
    yield "offer among a survey", rp.assess_offer(offer, catalog=SURVEYED)
    growth = rp.PayGrowth(year_from=2023, year_to=2024, factor=Decimal("1.04"), source="a forecast")
    yield "growth that is stated", growth
    yield "pay of another year", rp.age_pay(SURVEYED.pay_percentiles[0], growth)
    yield "pay elsewhere", rp.comp_lookup("ML engineer", location="london", currency="GBP")
    yield "comparison", rp.compare("data scientist", "ML engineer", "AI engineer")
    yield "disagreements", rp.disagreements()
    yield "claims", rp.check_claims()
    yield "durations", rp.check_durations()
    yield "routes", rp.find_paths("data analyst", "ML engineer")
    yield "plan", rp.learning_plan("data scientist", "ML engineer", hours_per_week=10)
    yield "plan without hours", rp.learning_plan("data scientist", "ML engineer", hours_per_week=0)
    yield "what if", rp.what_if(person, "docker")
    yield "advice", rp.recommend(person, answers={rp.questions()[0].id: True})
    yield "offer", rp.assess_offer(offer)
    yield "offer converted", rp.assess_offer(attrs.evolve(offer, level="mid"), rates=RATES)
    yield "robustness", rp.robustness(gap)
    yield "catalog", rp.load_catalog()


ASKED = dict(asked())
#: Every table of every answer, by what it is called.
TABLES = {
    f"{said}: {layout.name}": rp.table_of(answer, layout.name) for said, answer in ASKED.items() for layout in LAYOUTS[type(answer)]
} | {
    f"several: {name}": rp.table_of(things)
    for name, things in {
        **{
            field: getattr(ASKED["catalog"], field) for field in ("salary_bands", "requirements", "traits", "levels", "roles", "parameters")
        },
        "questions": rp.questions(),
        "disagreements": ASKED["disagreements"].items,
        "checks": list(ASKED["claims"].checks[:40]),
    }.items()
}
POLARS = {
    "text": pl.String(),
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "flag": pl.Boolean(),
    "day": pl.Date(),
    "texts": pl.List(pl.String()),
}
DUCK = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "flag": "BOOLEAN", "day": "DATE", "texts": "VARCHAR[]"}
PANDAS = {
    "text": "string",
    "integer": "Int64",
    "number": "Float64",
    "flag": "boolean",
    "day": "datetime64[s]",
    "texts": "object",
    "decimal": "object",
}


def decimal_scale(table: rp.Table, place: int) -> int:
    """Work out by text how many digits behind the point a column needs."""
    written = (f"{row[place]:f}" for row in table.rows if row[place] is not None)
    return max([2, *(len(text.partition(".")[2].rstrip("0")) for text in written)])


def from_pandas(value: Any) -> Any:
    """Bring a value of pandas back to plain Python."""
    if isinstance(value, (list, Decimal)) or value is None:
        return value
    if value is pd.NA or value is pd.NaT:
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value.item() if hasattr(value, "item") else value


class TestReaders:
    """The libraries read every table by its stream, and find what the records hold."""

    @pytest.mark.parametrize("said", TABLES)
    def test_polars(self, said: str) -> None:
        table = TABLES[said]
        frame = pl.DataFrame(table)
        assert frame.rows(named=True) == table.to_records()
        assert dict(frame.schema) == {
            column.name: pl.Decimal(38, decimal_scale(table, place)) if column.type == "decimal" else POLARS[column.type]
            for place, column in enumerate(table.columns)
        }
        assert frame.equals(table.to_polars())

    @pytest.mark.parametrize("said", TABLES)
    def test_duckdb(self, said: str) -> None:
        table = TABLES[said]
        with duckdb.connect() as connection:
            found = connection.from_arrow(table)
            assert found.columns == [column.name for column in table.columns]
            assert [str(kind) for kind in found.types] == [
                f"DECIMAL(38,{decimal_scale(table, place)})" if column.type == "decimal" else DUCK[column.type]
                for place, column in enumerate(table.columns)
            ]
            assert found.fetchall() == [tuple(record.values()) for record in table.to_records()]

    @pytest.mark.parametrize("said", TABLES)
    def test_pandas(self, said: str) -> None:
        table = TABLES[said]
        frame = table.to_pandas()
        assert {name: str(kind) for name, kind in frame.dtypes.items()} == {column.name: PANDAS[column.type] for column in table.columns}
        columns = [[from_pandas(value) for value in frame[column.name]] for column in table.columns]
        assert columns == [[record[column.name] for record in table.to_records()] for column in table.columns]

    def test_pandas_marks_what_is_not_known_and_never_as_nan(self) -> None:
        frame = TABLES["catalog: traits"].to_pandas()
        assert {type(value) for value in frame["year"]} == {type(frame["year"].dropna().iloc[0]), type(pd.NA)}
        assert {type(value) for value in frame["minimum"]} == {Decimal, type(None)}
        assert {type(value) for value in frame["reason"]} == {str, type(pd.NA)}

    @pytest.mark.parametrize("kind", ["gap", "disagreements", "claims", "pay", "catalog"])
    def test_an_answer_is_read_as_it_is(self, kind: str) -> None:
        answer = ASKED[kind]
        if kind == "catalog":
            assert not hasattr(answer, "__arrow_c_stream__")
            return
        first = rp.table_of(answer)
        assert pl.DataFrame(answer).equals(first.to_polars())
        assert answer.to_polars().equals(first.to_polars())
        assert answer.to_records() == first.to_records()
        assert answer.to_pandas().equals(first.to_pandas())
        assert duckdb.sql("select count(*) from answer").fetchall() == [(len(first.rows),)]

    def test_another_table_of_an_answer_is_read_by_name(self) -> None:
        answer = ASKED["comparison"]
        skills = rp.table_of(answer, "skills")
        assert answer.to_records("skills") == skills.to_records()
        assert answer.to_polars("skills").equals(skills.to_polars())
        assert answer.to_pandas("skills").equals(skills.to_pandas())

    def test_a_query_of_duckdb_joins_two_tables(self) -> None:
        gap, sources = ASKED["gap"], rp.table_of(ASKED["catalog"], "sources")
        found = duckdb.sql("select s.title, count(*) from (select unnest(sources) id from gap) join sources s using (id) group by all")
        counts = {source.title: sum(source.id in item.sources for item in gap.items) for source in ASKED["catalog"].sources}
        assert dict(found.fetchall()) == {title: count for title, count in counts.items() if count}
        assert len(sources.rows) == 5

    def test_nothing_needs_pyarrow(self) -> None:
        code = (
            "import sys\n"
            "class Absent:\n"
            "    def find_spec(self, name, *_):\n"
            "        if name.partition('.')[0] == 'pyarrow': raise ModuleNotFoundError(name)\n"
            "sys.meta_path.insert(0, Absent())\n"
            "import duckdb, polars, rolepath as rp\n"
            "gap = rp.skill_gap('DS', 'MLE'); bands = rp.table_of(rp.load_catalog(), 'salary_bands')\n"
            "print(len(gap.to_pandas()), len(gap.to_polars()), len(polars.DataFrame(gap)), duckdb.sql('from gap').shape[0])\n"
            "print(len(bands.to_pandas()), duckdb.sql('select sum(minimum) from bands').fetchall()[0][0])"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        items, bands = len(ASKED["gap"].items), ASKED["catalog"].salary_bands
        assert done.stdout.split() == [*[str(items)] * 4, str(len(bands)), f"{sum(band.minimum for band in bands)}.00"]


class TestStream:
    def test_each_call_makes_a_new_stream_that_can_be_consumed(self) -> None:
        table = TABLES["gap: skill_gap"]
        for _ in range(2):
            assert sum(len(batch) for batch in nanoarrow.ArrayStream(table)) == len(table.rows)

    def test_a_stream_that_nobody_reads_is_let_go(self) -> None:
        capsule = TABLES["gap: skill_gap"].__arrow_c_stream__()
        assert type(capsule).__name__ == "PyCapsule"
        assert "arrow_array_stream" in repr(capsule)

    def test_a_schema_that_is_asked_for_is_left_to_the_consumer(self) -> None:
        wanted = nanoarrow.Schema(nanoarrow.struct({"skill": nanoarrow.large_string()})).__arrow_c_schema__()
        own = nanoarrow.c_array_stream(Asking(ASKED["gap"], wanted)).get_schema()
        assert own.child(3).name == "skill"
        assert own.child(3).format == "u"

    def test_the_schema_says_which_columns_may_be_null(self) -> None:
        for table in TABLES.values():
            schema = nanoarrow.Schema(nanoarrow.c_array_stream(table).get_schema())
            assert [(field.name, field.nullable) for field in schema.fields] == [(c.name, c.is_nullable) for c in table.columns]


class Asking:
    """A table asked with a schema."""

    def __init__(self, of: Any, schema: object) -> None:
        self.of, self.schema = of, schema

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.of.__arrow_c_stream__(self.schema)


EMPTY = {f"catalog: {layout.name}": rp.table_of(rp.Catalog(), layout.name) for layout in LAYOUTS[rp.Catalog]} | {
    f"several: {layout.name}": rp.table_of((), layout.name) for layout in ROWS.values()
}


class TestEmpty:
    """A table without rows keeps its columns and types."""

    @pytest.mark.parametrize("said", EMPTY)
    def test_keeps_its_types(self, said: str) -> None:
        table = EMPTY[said]
        assert table.rows == ()
        assert table.to_records() == []
        types = [column.type for column in table.columns]
        assert list(table.to_polars().schema.values()) == [pl.Decimal(38, 2) if kind == "decimal" else POLARS[kind] for kind in types]
        assert [str(kind) for kind in table.to_pandas().dtypes] == [PANDAS[kind] for kind in types]
        with duckdb.connect() as connection:
            found = connection.from_arrow(table)
            assert [str(kind) for kind in found.types] == ["DECIMAL(38,2)" if kind == "decimal" else DUCK[kind] for kind in types]
            assert found.fetchall() == []

    def test_has_the_columns_of_a_full_one(self) -> None:
        assert rp.table_of((), "questions").columns == rp.table_of(rp.questions()).columns


def column(kind: str, name: str = "value", *, is_nullable: bool = True) -> rp.Column:
    return rp.Column(name, kind, "A value.", is_nullable)


def of(kind: str, *values: Any) -> rp.Table:
    return rp.Table("values", (column(kind),), tuple((value,) for value in values))


def read(table: rp.Table) -> dict[str, list[Any]]:
    """Read the one column of a table by each library."""
    with duckdb.connect() as connection:
        by_duckdb = [value for (value,) in connection.from_arrow(table).fetchall()]
    return {
        "polars": table.to_polars()["value"].to_list(),
        "duckdb": by_duckdb,
        "pandas": [from_pandas(value) for value in table.to_pandas()["value"]],
    }


class TestValues:
    """Values that go wrong easily."""

    @pytest.mark.parametrize(
        "text",
        [
            "",
            " ",
            'a "quoted" text',
            "it's",
            "two\nlines\r\n\ttabs",
            "\u200f\u05e9\u05dc\u05d5\u05dd\u202e",
            "a\x00b",
            "😀 e\u0301",
            "x" * 70_000,
            "NULL",
            "NaN",
            "nan",
        ],
    )
    def test_texts_stay_as_they_are(self, text: str) -> None:
        expected = [text, None, text]
        assert read(of("text", *expected)) == {"polars": expected, "duckdb": expected, "pandas": expected}
        lists = [(text, "", text), None, ()]
        assert read(of("texts", *lists))["polars"] == read(of("texts", *lists))["duckdb"] == [[text, "", text], None, []]

    def test_a_lone_surrogate_is_written_out(self) -> None:
        assert read(of("text", "a\ud800b"))["polars"] == ["a\\ud800b"]
        assert read(of("texts", ("\udfff",)))["duckdb"] == [["\\udfff"]]

    @pytest.mark.parametrize("count", [1, 7, 8, 9, 16, 17, 65])
    def test_nulls_and_flags_stand_where_they_stand(self, count: int) -> None:
        flags = [(None, True, False)[index % 3] for index in range(count)]
        assert read(of("flag", *flags)) == {"polars": flags, "duckdb": flags, "pandas": flags}
        known = [flag for flag in flags if flag is not None]
        assert read(of("flag", *known))["polars"] == known

    @pytest.mark.parametrize("kind", [kind.value for kind in rp.ColumnType])
    def test_a_column_of_nulls_alone_keeps_its_type(self, kind: str) -> None:
        table = of(kind, None, None)
        assert read(table) == {"polars": [None, None], "duckdb": [None, None], "pandas": [None, None]}
        assert table.to_polars()["value"].dtype == {**POLARS, "decimal": pl.Decimal(38, 2)}[kind]

    @pytest.mark.parametrize("day", [date(1, 1, 1), date(1969, 12, 31), date(1970, 1, 1), date(2026, 2, 28), date(9999, 12, 31)])
    def test_days(self, day: date) -> None:
        assert read(of("day", day, None)) == {"polars": [day, None], "duckdb": [day, None], "pandas": [day, None]}

    @pytest.mark.parametrize("number", [0.0, -0.5, 1e308, 5e-324, inf, -inf, 0.1])
    def test_numbers(self, number: float) -> None:
        expected = [number, None]
        assert read(of("number", *expected)) == {"polars": expected, "duckdb": expected, "pandas": expected}

    @pytest.mark.parametrize("whole", [0, -1, 2**63 - 1, -(2**63)])
    def test_whole_numbers(self, whole: int) -> None:
        expected = [whole, None]
        assert read(of("integer", *expected)) == {"polars": expected, "duckdb": expected, "pandas": expected}

    @pytest.mark.parametrize("whole", [2**63, -(2**63) - 1, 10**40])
    def test_whole_numbers_beyond_64_bits_become_texts_in_arrow_and_stay_in_pandas(self, whole: int) -> None:
        expected = [str(whole), None, "1"]
        assert read(of("integer", whole, None, 1)) == {"polars": expected, "duckdb": expected, "pandas": [whole, None, 1]}

    @pytest.mark.parametrize(
        ("amounts", "scale"),
        [
            (["0"], 2),
            (["0E-90"], 2),
            (["1E+3", "-1E+3"], 2),
            (["1.50", "2.125", "-0.00001"], 5),
            (["1.5000000000"], 2),
            (["99999999999999999999999999999999999.999", "-0.125"], 3),
            (["-170141183460469231731687303715884105.72"], 2),
            (["0." + "1" * 38], 38),
            (["26666.66666666666666666666667"], 23),
        ],
    )
    def test_decimals_are_exact_at_the_least_scale(self, amounts: list[str], scale: int) -> None:
        expected = [*map(Decimal, amounts), None]
        table = of("decimal", *expected)
        assert read(table) == {"polars": expected, "duckdb": expected, "pandas": expected}
        assert table.to_polars()["value"].dtype == pl.Decimal(38, scale)

    @pytest.mark.parametrize("amounts", [["1E+36"], ["1E+30", "1E-30"], ["0." + "1" * 39], ["1E+999999"], ["1E-999999"]])
    def test_decimals_that_do_not_fit_become_texts_in_arrow(self, amounts: list[str]) -> None:
        exact = [*map(Decimal, amounts), None]
        assert scale_of(exact) is None
        found = read(of("decimal", *exact))
        assert found["pandas"] == exact
        assert found["polars"] == found["duckdb"] == [*amounts, None]
        assert [value if value is None else Decimal(value) for value in found["polars"]] == exact


class TestTable:
    """A table holds what its columns say."""

    @pytest.mark.parametrize(
        ("kind", "value"),
        [
            ("text", 1),
            ("text", rp.PayPeriod.YEAR),
            ("integer", True),
            ("integer", 1.0),
            ("number", 1),
            ("number", Decimal(1)),
            ("decimal", 1),
            ("decimal", 1.5),
            ("flag", 1),
            ("flag", "yes"),
            ("day", datetime(2026, 1, 1)),  # noqa: DTZ001
            ("day", "2026-01-01"),
            ("texts", ["a"]),
            ("texts", (1,)),
            ("texts", (None,)),
        ],
    )
    def test_a_value_of_another_type_is_refused(self, kind: str, value: object) -> None:
        with pytest.raises(rp.InvalidTypeError, match=r"Table\.value must be "):
            of(kind, value)

    @pytest.mark.parametrize(("kind", "value"), [("number", nan), ("decimal", Decimal("NaN")), ("decimal", Decimal("-Infinity"))])
    def test_what_is_no_number_is_refused(self, kind: str, value: object) -> None:
        with pytest.raises(rp.InvalidFieldError, match="must be a number; None stands for what is not known"):
            of(kind, value)

    def test_none_is_refused_where_a_column_is_always_known(self) -> None:
        with pytest.raises(rp.InvalidFieldError, match=r"Table\.value must be known in every row, got None"):
            rp.Table("values", (column("text", is_nullable=False),), ((None,),))

    def test_rows_are_tuples_as_long_as_the_columns(self) -> None:
        with pytest.raises(rp.InvalidTypeError, match="must be tuples"):
            rp.Table("values", (column("text"),), (["a"],))
        with pytest.raises(rp.InvalidFieldError, match="must have 1 values each"):
            rp.Table("values", (column("text"),), (("a", "b"),))

    def test_columns_have_a_name_each(self) -> None:
        with pytest.raises(rp.InvalidFieldError, match=r"Table\.columns must have a name each, got 'value'"):
            rp.Table("values", (column("text"), column("number")), ())

    @pytest.mark.parametrize(
        ("arguments", "error", "said"),
        [
            ((1, "text", "m"), rp.InvalidTypeError, "Column.name must be a text"),
            (("a", "text", None), rp.InvalidTypeError, "Column.meaning must be a text"),
            ((" ", "text", "m"), rp.InvalidFieldError, "Column.name must not be empty"),
            (("a", "float", "m"), rp.InvalidFieldError, "ColumnType must be one of day, decimal, flag"),
            (("a", "text", "m", 1), rp.InvalidTypeError, "Column.is_nullable must be True or False"),
        ],
    )
    def test_a_column_is_checked(self, arguments: tuple[Any, ...], error: type[Exception], said: str) -> None:
        with pytest.raises(error, match=said):
            rp.Column(*arguments)

    def test_is_frozen_and_compares_by_value(self) -> None:
        table = of("text", "a")
        assert table == of("text", "a")
        assert table != of("text", "b")
        assert hash(table) == hash(of("text", "a"))
        with pytest.raises(AttributeError):
            table.name = "other"  # type: ignore[misc]

    def test_shows_itself_on_one_line(self) -> None:
        assert repr(of("text", "a", "b")) == "Table(values: 1 column, 2 rows)"
        assert repr(TABLES["gap: skill_gap"]) == f"Table(skill_gap: 21 columns, {len(ASKED['gap'].items)} rows)"

    def test_a_type_may_be_named(self) -> None:
        assert column("number").type is rp.ColumnType.NUMBER


class TestTableOf:
    @pytest.mark.parametrize("thing", [None, 3, "skill_gap", {"a": 1}, rp.Profile(), object()])
    def test_a_thing_without_a_table_is_refused(self, thing: object) -> None:
        with pytest.raises(rp.InvalidTypeError, match="thing must be one of AgedPay, Calibration, Catalog, ClaimCheck"):
            rp.table_of(thing)

    def test_an_explanation_has_no_table(self) -> None:
        with pytest.raises(rp.InvalidTypeError, match="thing must be one of"):
            rp.table_of(ASKED["gap"].explain())

    def test_a_catalog_has_many_tables_so_one_is_named(self) -> None:
        with pytest.raises(
            rp.InvalidFieldError, match="table must name a table of the catalog: salary_bands, pay_claims, pay_percentiles, requirements"
        ):
            rp.table_of(ASKED["catalog"])

    @pytest.mark.parametrize(("answer", "known"), [("gap", "skill_gap"), ("comparison", "pay, skills, aspects")])
    def test_an_unknown_table_is_refused(self, answer: str, known: str) -> None:
        with pytest.raises(rp.InvalidFieldError, match=f"table must be one of {known}, got 'nothing'"):
            rp.table_of(ASKED[answer], "nothing")
        with pytest.raises(rp.InvalidTypeError, match="table must be the name of a table"):
            rp.table_of(ASKED[answer], 1)  # type: ignore[arg-type]

    def test_one_fact_makes_a_table_of_one_row(self) -> None:
        band = ASKED["catalog"].salary_bands[0]
        assert rp.table_of(band) == rp.table_of((band,))
        with pytest.raises(rp.InvalidFieldError, match="table must be salary_bands, got 'roles'"):
            rp.table_of(band, "roles")

    def test_several_things_are_of_one_kind(self) -> None:
        catalog = ASKED["catalog"]
        with pytest.raises(rp.InvalidTypeError, match="must hold objects of one kind, not Role and Skill"):
            rp.table_of((catalog.roles[0], catalog.skills[0]))
        with pytest.raises(rp.InvalidTypeError, match="thing must hold ClaimCheck, Descriptor, Disagreement, Level"):
            rp.table_of((catalog.roles[0], ASKED["gap"]))

    def test_nothing_at_all_needs_a_name(self) -> None:
        with pytest.raises(rp.InvalidFieldError, match="table must be one of salary_bands, pay_claims, pay_percentiles, requirements"):
            rp.table_of(())
        with pytest.raises(rp.InvalidFieldError, match="table must be one of"):
            rp.table_of([], "nothing")


class TestExtras:
    """Without an extra, one sentence says how to install it."""

    @pytest.mark.parametrize(
        ("missing", "method", "feature", "extra"),
        [
            ("nanoarrow", "__arrow_c_stream__", "an Arrow stream", "arrow"),
            ("polars", "to_polars", "a DataFrame of polars", "polars"),
            ("nanoarrow", "to_polars", "a DataFrame of polars", "polars"),
            ("pandas", "to_pandas", "a DataFrame of pandas", "pandas"),
        ],
    )
    def test_names_the_command(self, monkeypatch: pytest.MonkeyPatch, missing: str, method: str, feature: str, extra: str) -> None:
        monkeypatch.setitem(sys.modules, missing, None)
        for thing in (of("text", "a"), ASKED["gap"]):
            with pytest.raises(rp.MissingExtraError) as found:
                getattr(thing, method)()
            assert str(found.value) == f"{feature} needs the extra [{extra}]; install it with: pip install 'rolepath[{extra}]'"

    def test_records_need_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("nanoarrow", "polars", "pandas"):
            monkeypatch.setitem(sys.modules, name, None)
        assert ASKED["gap"].to_records()[0]["skill"] == ASKED["gap"].items[0].skill


#: Public classes of answers that have no table of their own, and why.
NO_TABLE = {
    "Explanation": "a tree; to_data() unfolds it",
    "Nearby": "one of several that a verb returns, with no answer around them; the matrix that they are of has the numbers",
    **dict.fromkeys(
        [
            "AspectRow", "ClosedSkill", "Closing", "DerivedBand", "Dropped", "DurationCheck", "Factor", "Flip", "FloorCheck", "GapItem",
            "Holding", "Homonym", "LinkStep", "Milestone", "Months", "Need", "NotComparable", "OfferStanding", "PayBounds", "PayGroup",
            "PayOnTheWay", "PayOrderReading", "PayRatio", "PayRow", "PlanItem", "Reading", "Reason", "RoleAdvice", "RoleChange", "RoleFit",
            "RoleLink", "Route", "RouteStep", "SharedFeature", "SharedSkill", "Side", "SkillRow", "StatedDuration", "SurveyAnswer",
            "SurveyStanding", "UnlinkedRole", "Variation", "Waypoint",
        ],
        "part of an answer, and a row, or what a row is made of, of its tables",
    ),
}  # fmt: skip


PUBLIC = {
    name: kind
    for name in rp.__all__
    if isinstance(kind := getattr(rp, name), type) and attrs.has(kind) and kind.__module__.startswith("rolepath.analysis.")
}


class TestEveryAnswer:
    def test_has_a_table_or_a_reason(self) -> None:
        with_table = {kind.__name__ for kind in {**LAYOUTS, **ROWS} if kind.__module__.startswith("rolepath.analysis.")}
        assert with_table | NO_TABLE.keys() == PUBLIC.keys()
        assert not with_table & NO_TABLE.keys()

    def test_what_a_verb_returns_is_tabular(self) -> None:
        """Found from the annotations of the public functions, so that a new verb must be thought of."""
        verbs = [verb for name in rp.__all__ if inspect.isfunction(verb := getattr(rp, name))]
        returned = {inspect.signature(verb).return_annotation for verb in verbs if verb.__module__.startswith("rolepath.analysis.")}
        # Numbers of all pairs are an array, not a table.
        arrays = {"RoleMatrix", "tuple[Nearby, ...]"}
        assert returned == arrays | {"tuple[Question, ...]", *(kind.__name__ for kind in LAYOUTS if kind is not rp.Catalog)}

    def test_only_what_has_a_table_is_tabular(self) -> None:
        assert {kind for kind in PUBLIC.values() if issubclass(kind, Tabular)} == set(LAYOUTS) - {rp.Catalog}

    def test_every_fact_and_entry_of_a_catalog_has_a_table(self) -> None:
        fields = {field.name for field in attrs.fields(rp.Catalog) if field.init and str(field.type).startswith(("tuple", "Entries"))}
        assert fields == {layout.name for layout in LAYOUTS[rp.Catalog]} - {"related_skills", "scale_steps", "files"}

    @pytest.mark.parametrize("kind", [*rp.Fact.__args__, rp.Role, rp.Skill, rp.Scale, rp.Place, rp.Source, rp.Parameter, rp.ReadingReport])
    def test_every_field_of_a_fact_is_in_its_table(self, kind: type) -> None:
        """A rating, a citation and a list of objects are spread over several columns or a table of their own."""
        spread = {"citation": "source", "proficiency": "proficiency_label"}
        names = {column.name for column, _ in ROWS[kind].cells}
        assert {spread.get(field.name, field.name) for field in attrs.fields(kind)} <= names

    def test_a_row_that_rests_on_facts_says_on_which(self) -> None:
        silent = {
            "related_skills", "scale_steps", "standard_levels", "roles", "skills", "scales", "places", "sources", "parameters",
            "milestones", "left_out", "amounts", "flips", "readings", "unlinked", "homonyms", "reading_reports", "files",
        }  # fmt: skip
        for layouts in LAYOUTS.values():
            for layout in layouts:
                names = {column.name for column, _ in layout.cells}
                assert ({"source", "line"} <= names or {"sources", "lines"} <= names) or layout.name in silent, layout.name


def hint_of(kind: Any, name: str) -> Any:
    """Return the type of a field or property of a class."""
    member = getattr(kind, name, None)
    return get_type_hints(member.fget)["return"] if isinstance(member, property) else get_type_hints(kind)[name]


def followed(kind: Any, path: tuple[str, ...]) -> bool:
    """Tell from annotations whether a path from an object of a class may end in None."""
    may_be_none = False
    for step in path:
        hint = get_args(kind)[int(step)] if step.isdigit() else hint_of(kind, step)
        members = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
        may_be_none |= NoneType in members
        kind = next(member for member in members if member is not NoneType)
    return may_be_none


class TestNulls:
    @pytest.mark.parametrize("said", [said for said in ASKED if said != "gap unknown"])
    def test_stand_where_the_annotations_allow_none_and_nowhere_else(self, said: str) -> None:
        """So that a field which may be None from now on has a column that may be null, whatever the bundled answers hold."""
        for layout in LAYOUTS[type(ASKED[said])]:
            row = next(iter(layout.rows(ASKED[said])), None)
            for column_, find in layout.cells if row is not None else ():
                if isinstance(find, partial) and row[find.args[0]] is not None:
                    place, path = find.args
                    assert column_.is_nullable is followed(type(row[place]), path), (layout.name, column_.name)


class TestLines:
    """The lines of a row are those of the facts that it rests on."""

    @pytest.mark.parametrize("said", [said for said, table in TABLES.items() if "lines" in {column.name for column in table.columns}])
    def test_are_lines_that_the_catalog_cites_of_the_sources_named(self, said: str) -> None:
        cited = {
            f"{c.source}:{c.line}" + ("" if c.end_line is None else f"-{c.end_line}")
            for fact in SURVEYED.facts
            if (c := fact.citation) is not None
        }
        for record in TABLES[said].to_records():
            assert set(record["lines"]) <= cited
            assert list(dict.fromkeys(line.rpartition(":")[0] for line in record["lines"])) == record["sources"]

    @pytest.mark.parametrize("said", ["gap: skill_gap", "proximity: shared_skills", "comparison: skills", "several: questions"])
    def test_no_row_of_these_is_without(self, said: str) -> None:
        records = TABLES[said].to_records()
        assert records
        assert all(record["lines"] for record in records)

    @pytest.mark.parametrize("said", ["gap", "gap of a person", "proximity"])
    def test_are_those_of_the_explanation(self, said: str) -> None:
        """Every fact that the explanation cites stands in some row, that of a skill which another counts towards included."""
        rows = rp.table_of(ASKED[said]).to_records()
        listed = {line for record in rows for line in (*record["lines"], *record.get("held_lines", ()))}
        cited = {f"{c.source}:{c.line}" for c in ASKED[said].explain().citations}
        assert cited <= listed
        assert cited

    def test_a_span_of_lines_is_written_with_both_ends(self) -> None:
        at = [rp.Citation(source="one", section="A", line=3, end_line=end) for end in (5, None, 3)]
        traits = [rp.Trait(aspect="advice", text="T", citation=citation) for citation in (*at, at[0])]
        question = rp.Question(id="q", text="Q", roles=(), traits=tuple(traits))
        record = rp.table_of(question).to_records()[0]
        assert record["lines"] == ["one:3-5", "one:3", "one:3-3"]
        assert record["sources"] == ["one"]
        assert [record["end_line"] for record in rp.table_of(traits).to_records()] == [5, None, 3, 5]


class TestMeaning:
    """Columns that are worked out rather than copied."""

    @pytest.mark.parametrize("said", ["gap: skill_gap", "proximity: shared_skills", "difficulty: factors", "difficulty of a path: factors"])
    def test_parts_add_up_to_the_score(self, said: str) -> None:
        assert fsum(TABLES[said].to_polars()["contribution"]) == pytest.approx(ASKED[said.partition(":")[0]].score, abs=1e-12)

    def test_a_step_up_rests_on_no_fact_and_distance_on_both_roles(self) -> None:
        factors = {record["factor"]: record for record in TABLES["difficulty with distance: factors"].to_records()}
        gap = {line for record in TABLES["gap: skill_gap"].to_records() for line in (*record["lines"], *record["held_lines"])}
        near = {line for record in TABLES["proximity: shared_skills"].to_records() for line in record["lines"]}
        assert factors["step"]["lines"] == []
        assert set(factors["shortfall"]["lines"]) == set(factors["effort"]["lines"]) == gap
        assert set(factors["distance"]["lines"]) == near

    def test_a_step_of_a_path_rests_on_its_own_gap(self) -> None:
        factors = {record["factor"]: set(record["lines"]) for record in TABLES["difficulty of a path: factors"].to_records()}
        gap = rp.skill_gap("data analyst", "data scientist").to_records()
        assert factors["data-analyst to data-scientist"] == {line for row in gap for line in (*row["lines"], *row["held_lines"])}

    def test_stated_months_have_a_line_and_modelled_ones_none(self) -> None:
        records = TABLES["difficulty: months"].to_records()
        assert {record["basis"]: bool(record["lines"]) for record in records} == {"stated": True, "modelled": False}

    def test_skills_of_one_role_alone_stand_last_and_add_nothing(self) -> None:
        flags = TABLES["proximity: shared_skills"].to_polars()["is_shared"].to_list()
        assert flags == sorted(flags, reverse=True)
        assert flags.count(True) == len(ASKED["proximity"].shared)
        assert flags.count(False) == len(ASKED["proximity"].unshared) > 0

    def test_figures_of_pay_stand_in_their_groups(self) -> None:
        records = TABLES["pay: pay"].to_records()
        groups = ASKED["pay"].groups
        assert [record["group"] for record in records] == [n for n, group in enumerate(groups, 1) for _ in group.bands]
        for record in records:
            group = groups[record["group"] - 1]
            assert record["agreement"] == group.agreement
            assert (record["consensus_minimum"], record["consensus_maximum"]) == (group.consensus or (None, None))
        assert any(record["consensus_minimum"] for record in records)

    def test_converted_pay_keeps_what_its_source_prints(self) -> None:
        records = TABLES["pay converted: pay"].to_records()
        converted = [record for record in records if record["is_converted"]]
        assert converted
        for record in records:
            own = (record["original_currency"], record["original_minimum"], record["rates_day"], record["rates_source"])
            if record["is_converted"]:
                rate = {"GBP": Decimal("1.27"), "INR": Decimal("0.0119"), "EUR": Decimal("1.08")}[record["original_currency"]]
                assert record["minimum"] == record["original_minimum"] * rate
                assert own[2:] == (date(2026, 3, 1), "a bank")
            else:
                assert own == (None, None, None, None)

    def test_what_is_derived_cites_the_band_and_the_claim(self) -> None:
        derived = [band for answer in ("pay", "pay elsewhere") for band in ASKED[answer].derived]
        records = [record for answer in ("pay", "pay elsewhere") for record in TABLES[f"{answer}: derived"].to_records()]
        assert derived
        for band, record in zip(derived, records, strict=True):
            facts = (band.band, band.claim)
            assert record["lines"] == list(dict.fromkeys(f"{f.citation.source}:{f.citation.line}" for f in facts))
            assert record["band_role"] == band.band.role

    def test_a_role_of_which_no_source_speaks_has_no_row_in_a_comparison(self) -> None:
        answer = ASKED["comparison"]
        assert len(TABLES["comparison: pay"].rows) == sum(len(cell) for row in answer.pay for cell in row.cells)
        pairs = [(record["skill"], record["role"]) for record in TABLES["comparison: skills"].to_records()]
        assert pairs == [(row.skill, role) for row in answer.skills for role, need in zip(answer.roles, row.cells, strict=True) if need]
        assert len(TABLES["comparison: aspects"].rows) == sum(len(cell) for row in answer.aspects for cell in row.cells)
        assert {record["role"] for record in TABLES["comparison: aspects"].to_records()} == set(answer.roles)

    def test_sides_are_numbered_within_their_point(self) -> None:
        records = TABLES["disagreements: disagreements"].to_records()
        places = [(point, side) for point, item in enumerate(ASKED["disagreements"], 1) for side in range(1, len(item.sides) + 1)]
        assert [(record["point"], record["side"]) for record in records] == places
        assert {record["standing"] for record in records} == {"conflict", "qualified", "apparent"}

    def test_checks_name_the_roles_of_claims_of_pay_and_of_moves(self) -> None:
        records = TABLES["claims: claim_checks"].to_records()
        for check, record in zip(ASKED["claims"].checks, records, strict=True):
            claim = check.claim
            if isinstance(claim, rp.PayClaim):
                expected = {claim.role, claim.other, *claim.among}
            else:
                expected = {claim.origin, claim.target, claim.than_origin, claim.than_target}
            assert set(record["roles"]) == expected - {None}
            assert record["about"] == ("pay" if isinstance(claim, rp.PayClaim) else "move")
            assert (record["source"], record["line"]) == (claim.citation.source, claim.citation.line)
        assert {record["about"] for record in records} == {"pay", "move"}

    def test_durations_keep_their_claims(self) -> None:
        answer = ASKED["durations"]
        records = TABLES["durations: durations"].to_records()
        assert [(r["stated_minimum"], r["modelled_maximum"], r["text"]) for r in records] == [
            (check.stated[0], check.modelled[1], check.claim.text) for check in answer.checks
        ]
        assert [(r["why"], r["text"]) for r in TABLES["durations: left_aside"].to_records()] == [
            (why, claim.text) for claim, why in answer.left_aside
        ]

    def test_routes_number_their_steps(self) -> None:
        answer = ASKED["routes"]
        routes = TABLES["routes: routes"].to_records()
        everyone = (*answer.routes, *answer.beaten)
        assert [record["through"] for record in routes] == [list(route.through) for route in everyone]
        assert [record["route"] for record in routes] == list(range(1, len(everyone) + 1))
        assert [record["pay_worst"] for record in routes] == [None if route.pay is None else route.pay[0].value for route in everyone]
        steps = TABLES["routes: steps"].to_polars()
        counts = dict(steps.group_by("route").len().rows())
        assert counts == {record["route"]: record["steps"] for record in routes}
        assert steps["gap"].to_list() == [step.gap.score for route in everyone for step in route.steps]
        assert steps["alone"].to_list() == [step.alone.score for route in everyone for step in route.steps]

    def test_a_plan_without_hours_has_no_months(self) -> None:
        with_hours, without = (TABLES[f"{said}: learning_plan"].to_polars() for said in ("plan", "plan without hours"))
        assert without["months_after_maximum"].null_count() == len(without) > 0
        assert with_hours["months_after_maximum"].null_count() == 0
        assert with_hours["position"].to_list() == list(range(1, len(with_hours) + 1))
        assert with_hours["weeks_after_maximum"].to_list()[-1] == ASKED["plan"].weeks[1]
        proofs = [record for record in TABLES["plan: learning_plan"].to_records() if record["proofs"]]
        assert proofs
        assert all(record["proof_lines"] for record in proofs)

    def test_what_if_cites_what_asks_for_the_skills_that_come_nearer(self) -> None:
        docker = {f"{r.citation.source}:{r.citation.line}" for r in ASKED["catalog"].requirements if r.skill == "docker"}
        records = TABLES["what if: changes"].to_records()
        nearer = [record for record in records if record["closes"]]
        assert nearer
        assert all(record["lines"] for record in nearer)
        assert all(record["lines"] == [] for record in records if record["closes"] == 0)
        assert docker & {line for record in nearer for line in record["lines"]}
        for record, change in zip(records, ASKED["what if"].changes, strict=True):
            assert (record["gap_before"], record["gap_after"]) == (change.gaps[0].score, change.gaps[1].score)
            assert (record["is_within_reach_before"], record["is_within_reach_after"]) == change.is_within_reach
            assert record["months_after_maximum"] == (change.months[1] and change.months[1].maximum)

    def test_advice_counts_statements_and_answers(self) -> None:
        for record, advice in zip(TABLES["advice: candidates"].to_records(), ASKED["advice"].candidates, strict=True):
            assert (record["answered"], record["statements"]) == (advice.fit.answered, len(advice.fit.answers))
            assert record["gap"] == advice.move.gap.score
            assert record["reasons_against"] == [reason.text for reason in advice.reasons_against]
        assert sum(record["answered"] for record in TABLES["advice: candidates"].to_records()) == 1

    def test_standings_of_an_offer(self) -> None:
        answer = ASKED["offer"]
        assert answer.standings
        for record, standing in zip(TABLES["offer: standings"].to_records(), answer.standings, strict=True):
            assert record["position"] == standing.position
            assert record["possible"] == list(standing.possible)
            assert (record["pay_minimum"], record["minimum"]) == (standing.pay.minimum, standing.band.minimum)
            ratio = standing.compa_ratio
            assert record["compa_ratio_minimum"] == (ratio and float(ratio[0]))
        assert [record["dimension"] for record in TABLES["offer: not_comparable"].to_records()] == [
            other.dimension for other in answer.not_comparable
        ]

    def test_flips_name_their_variation_and_the_sources_of_their_reading(self) -> None:
        answer = ASKED["robustness"]
        sources = {reading.statement: list(reading.sources) for reading in answer.readings}
        records = TABLES["robustness: flips"].to_records()
        assert records
        for record, flip in zip(records, answer.flips, strict=True):
            assert record["variation"] == flip.variation.name
            assert (record["left_out"], record["parameter"]) == (flip.variation.source, flip.variation.parameter)
            assert record["sources"] == sources[flip.statement]
        assert [record["is_stable"] for record in TABLES["robustness: readings"].to_records()] == [
            reading in answer.stable for reading in answer.readings
        ]

    def test_related_skills_and_steps_of_scales_stand_in_tables_of_their_own(self) -> None:
        catalog = ASKED["catalog"]
        related = TABLES["catalog: related_skills"].to_records()
        assert {(r["skill"], r["towards"], r["credit"]) for r in related} == {
            (skill.id, other.skill, other.credit) for skill in catalog.skills for other in skill.related
        }
        steps = TABLES["catalog: scale_steps"].to_records()
        assert [(r["scale"], r["label"]) for r in steps] == [(scale.id, step.label) for scale in catalog.scales for step in scale.steps]

    def test_an_end_that_the_words_of_python_would_hide_is_told(self) -> None:
        """A whole number where a float is meant, a subclass of Decimal, and a day with a time come out as the type of their column."""

        class Money(Decimal):
            pass

        skill = rp.Skill(id="a", label="A", kind="tool", effort_weeks_minimum=1, effort_weeks_maximum=2)
        assert type(rp.table_of(skill).to_records()[0]["effort_weeks_minimum"]) is float
        band = attrs.evolve(ASKED["catalog"].salary_bands[0], minimum=Money(1))
        assert type(rp.table_of(band).to_records()[0]["minimum"]) is Decimal


class TestEnds:
    """Where an answer holds pairs, each column takes its own end of its own pair."""

    def test_of_an_offer(self) -> None:
        standing = attrs.evolve(
            ASKED["offer"].standings[0],
            range_penetration=(Decimal("0.1"), Decimal("0.2")),
            penetration_reason="of penetration",
            compa_ratio=(Decimal("0.3"), None),
            compa_reason="of compa",
            reason="of position",
            doubts=("a doubt",),
        )
        (record,) = attrs.evolve(ASKED["offer"], standings=(standing,)).to_records()
        names = ("range_penetration_minimum", "range_penetration_maximum", "compa_ratio_minimum", "compa_ratio_maximum")
        assert [record[name] for name in names] == [0.1, 0.2, 0.3, None]
        assert [record[f"{name}reason"] for name in ("penetration_", "compa_", "")] == ["of penetration", "of compa", "of position"]
        assert record["doubts"] == ["a doubt"]

    def test_of_a_route(self) -> None:
        routes = ASKED["routes"]
        months = rp.Months(minimum=1.0, maximum=2.0, basis="modelled", statement="s")
        made = attrs.evolve(routes.routes[0], pay=("less", "more"), months=months, lower=0.1, upper=0.2, alone=0.3, score=0.15)
        (record,) = attrs.evolve(routes, routes=(made,), beaten=()).to_records()
        names = ("pay_worst", "pay_best", "months_minimum", "months_maximum", "lower", "upper", "alone", "score")
        assert [record[name] for name in names] == ["less", "more", 1.0, 2.0, 0.1, 0.2, 0.3, 0.15]

    def test_of_what_a_role_on_the_way_leaves(self) -> None:
        routes = ASKED["routes"]
        for record, step in zip(
            routes.to_records("steps"), (step for r in (*routes.routes, *routes.beaten) for step in r.steps), strict=True
        ):
            months = step.move.modelled_months
            assert (record["lower"], record["upper"], record["score"]) == (step.move.lower, step.move.upper, step.move.score)
            assert (record["months_minimum"], record["months_maximum"]) == (months and months.minimum, months and months.maximum)

    def test_of_a_duration(self) -> None:
        check = attrs.evolve(ASKED["durations"].checks[0], stated=(1.0, 2.0), modelled=(3.0, 4.0), left_out=(5.0, 6.0), factor=7.0)
        (record,) = attrs.evolve(ASKED["durations"], checks=(check,)).to_records()
        ends = [record[f"{name}_{end}"] for name in ("stated", "modelled", "left_out") for end in ("minimum", "maximum")]
        assert [*ends, record["factor"]] == [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]
        assert (record["touches"], record["touches_left_out"], record["error"]) == (False, False, 11 / 3 - 1)

    def test_of_what_a_skill_changes(self) -> None:
        months = [rp.Months(minimum=low, maximum=high, basis="modelled", statement="s") for low, high in ((1.0, 2.0), (3.0, 4.0))]
        change = attrs.evolve(
            ASKED["what if"].changes[0], difficulty=(0.5, 0.25), months=tuple(months), is_within_reach=(False, True), closes=0.125
        )
        (record,) = attrs.evolve(ASKED["what if"], changes=(change,)).to_records()
        ends = [record[f"months_{when}_{end}"] for when in ("before", "after") for end in ("minimum", "maximum")]
        assert ends == [1.0, 2.0, 3.0, 4.0]
        assert (record["difficulty_before"], record["difficulty_after"], record["closes"]) == (0.5, 0.25, 0.125)
        assert (record["is_within_reach_before"], record["is_within_reach_after"]) == (False, True)

    def test_of_a_plan(self) -> None:
        plan = ASKED["plan"]
        for record, item in zip(plan.to_records(), plan.items, strict=True):
            for name in ("weeks", "weeks_after", "months_after"):
                assert (record[f"{name}_minimum"], record[f"{name}_maximum"]) == getattr(item, name)
        for record, milestone in zip(plan.to_records("milestones"), plan.milestones, strict=True):
            for name in ("weeks", "months"):
                assert (record[f"{name}_minimum"], record[f"{name}_maximum"]) == getattr(milestone, name)

    def test_of_two_roles(self) -> None:
        near = ASKED["proximity"]
        records = near.to_records()
        assert [(record["held_first"], record["held_second"]) for record in records] == [
            item.held for item in (*near.shared, *near.unshared)
        ]
        assert any(record["held_first"] != record["held_second"] for record in records)
        assert {(record["first"], record["second"]) for record in records} == {near.roles}

    def test_of_advice(self) -> None:
        for record, advice in zip(ASKED["advice"].to_records(), ASKED["advice"].candidates, strict=True):
            fit, months = advice.fit, advice.move.modelled_months
            assert (record["fit"], record["fit_lower"], record["fit_upper"], record["fit_middle"]) == (
                fit.score,
                fit.lower,
                fit.upper,
                fit.middle,
            )
            assert (record["difficulty"], record["difficulty_lower"]) == (advice.move.score, advice.move.lower)
            assert (record["difficulty_upper"], record["months_maximum"]) == (advice.move.upper, months and months.maximum)

    def test_of_a_rating_and_a_citation(self) -> None:
        catalog = ASKED["catalog"]
        requirement = attrs.evolve(
            catalog.requirements[0],
            proficiency=rp.Rating(scale="p", value=0.25, label="some"),
            importance=rp.Rating(scale="i", value=0.75, label="much"),
            citation=rp.Citation(source="one", section="A", line=1, end_line=2, printed="3", via="four"),
        )
        (record,) = rp.table_of(requirement).to_records()
        rated = [record[f"{name}{part}"] for name in ("proficiency", "importance") for part in ("", "_label", "_scale")]
        assert rated == [0.25, "some", "p", 0.75, "much", "i"]
        assert [record[name] for name in ("source", "section", "line", "end_line", "printed", "via")] == ["one", "A", 1, 2, "3", "four"]

    @pytest.mark.parametrize("name", ["salary_bands", "pay_claims", "transition_claims", "traits", "levels", "roles", "skills", "sources"])
    def test_every_other_column_of_a_fact_is_its_field(self, name: str) -> None:
        facts = getattr(ASKED["catalog"], name)
        for record, fact in zip(TABLES[f"catalog: {name}"].to_records(), facts, strict=True):
            for field in attrs.fields(type(fact)):
                if field.name in record and field.name != "related":
                    value = getattr(fact, field.name)
                    assert record[field.name] == (list(value) if isinstance(value, tuple) else value)


class TestPage:
    def test_the_reference_lists_the_columns_as_they_are(self) -> None:
        written = runpy.run_path(str(DOCS / "write_tables.py"))
        page = written["PAGE"].read_text(encoding="utf-8")
        assert page == written["page"](), "docs/reference/tables.md is out of date: python docs/write_tables.py writes it"
        for layouts in LAYOUTS.values():
            for layout in layouts:
                assert all(f"| `{column.name}` |" in page for column, _ in layout.cells)

    def test_meanings_are_sentences_that_a_table_of_markdown_can_hold(self) -> None:
        for layout in [*ROWS.values(), *(layout for layouts in LAYOUTS.values() for layout in layouts)]:
            for column_, _ in layout.cells:
                assert column_.meaning.endswith("."), (layout.name, column_.name)
                assert "|" not in column_.meaning
                assert "\n" not in column_.meaning
