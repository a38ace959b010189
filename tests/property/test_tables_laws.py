"""Tables of any catalog: what polars reads from the Arrow stream is what the records hold."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import fsum
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rolepath as rp
from rolepath.interop.answer_tables import LAYOUTS
from rolepath.interop.arrow import scale_of

from .strategies import Question, catalogs, questions

#: Values of each type, with None among them.
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": st.text(st.characters(exclude_categories=["Cs"])),
    "integer": st.integers(-(2**63), 2**63 - 1),
    "number": st.floats(allow_nan=False),
    "decimal": st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**20), max_value=10**20),
    "flag": st.booleans(),
    "day": st.dates(),
    "texts": st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=4).map(tuple),
}


@st.composite
def tables(draw: st.DrawFn) -> rp.Table:
    """Make a table of any columns and rows."""
    kinds = draw(st.lists(st.sampled_from(sorted(VALUES)), min_size=1, max_size=5))
    columns = [rp.Column(f"column {place}", rp.ColumnType(kind), "A value.", draw(st.booleans())) for place, kind in enumerate(kinds)]
    values = [VALUES[c.type] | st.none() if c.is_nullable else VALUES[c.type] for c in columns]
    return rp.Table("any", tuple(columns), tuple(draw(st.lists(st.tuples(*values), max_size=20))))


def agrees(table: rp.Table) -> bool:
    """Tell whether polars reads what the records hold."""
    return pl.DataFrame(table).rows(named=True) == table.to_records()


class TestRoundTrip:
    @given(tables())
    def test_of_any_table(self, table: rp.Table) -> None:
        assert agrees(table)

    @given(catalogs(has_pay=True))
    def test_of_every_table_of_a_catalog(self, catalog: rp.Catalog) -> None:
        for layout in LAYOUTS[rp.Catalog]:
            table = rp.table_of(catalog, layout.name)
            assert agrees(table)
            assert [column.name for column in table.columns] == pl.DataFrame(table).columns

    @given(questions())
    def test_of_the_answers_of_a_catalog(self, question: Question) -> None:
        catalog = question.catalog
        gap = rp.skill_gap(question.origin, question.target, catalog=catalog)
        move = rp.transition_difficulty(question.origin, question.target, catalog=catalog)
        plan = rp.learning_plan(question.origin, question.target, catalog=catalog)
        for answer in (gap, move, plan, rp.check_claims(catalog=catalog), rp.disagreements(catalog=catalog)):
            for layout in LAYOUTS[type(answer)]:
                assert agrees(rp.table_of(answer, layout.name))
        if gap.score is not None:
            assert fsum(gap.to_polars()["contribution"]) == pytest.approx(gap.score, abs=1e-12)


class TestDecimals:
    @given(st.lists(st.none() | st.decimals(allow_nan=False, allow_infinity=False), max_size=6))
    def test_are_exact_or_texts(self, values: Sequence[Decimal | None]) -> None:
        table = rp.Table("any", (rp.Column("value", rp.ColumnType.DECIMAL, "A value.", is_nullable=True),), tuple((v,) for v in values))
        column = table.to_polars()["value"]
        scale = scale_of(values)
        assert column.dtype == (pl.String() if scale is None else pl.Decimal(38, scale))
        assert [value if value is None else Decimal(value) for value in column] == list(values)
