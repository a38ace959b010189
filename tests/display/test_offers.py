"""What the view of an offer says, and how derived pay and consensus are shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs
import pytest

import rolepath as rp
from rolepath.display import as_html, view_of
from rolepath.display.view import Table

D = Decimal
SENIOR = rp.Offer(
    role="ml-engineer",
    currency="USD",
    level="senior",
    location="us",
    employer="FAANG",
    base=D(200_000),
    equity_grant=D(400_000),
    vesting_years=4,
    bonus_per_year=D(30_000),
    one_off=D(25_000),
)


def table(shown: object, caption: str) -> Table:
    """Find the table of a view whose caption begins so."""
    return next(table for table in view_of(shown).tables if table.caption.startswith(caption))


def band(**fields: object) -> rp.SalaryBand:
    """Make a band of a source of its own."""
    citation = rp.Citation(source="three-roles", section="Pay", line=3)
    return rp.SalaryBand(
        **{"role": "ml-engineer", "component": "total", "minimum": D(1), "currency": "USD", "citation": citation, **fields}
    )


def by(*bands: rp.SalaryBand) -> rp.Catalog:
    """Make a catalog whose only pay is the given bands."""
    return attrs.evolve(rp.load_catalog(), salary_bands=bands)


class TestOffer:
    """Amounts, standings, what does not compare, what to anchor on, notes."""

    def test_a_known_offer(self) -> None:
        found = rp.assess_offer(SENIOR)
        view = view_of(found)
        assert view.title == "Offer: ML engineer, senior, US, FAANG"
        assert view.lead == ()
        assert table(found, "The offer, in USD").rows == (
            ("base a year", "200K", "-"),
            ("equity a year", "100K", "-"),
            ("bonus a year", "30K", "-"),
            ("total a year", "330K", "-"),
        )
        # 70 of 170 thousand above the floor; 330 over the middle of 345.
        assert table(found, "Against each").rows == (
            ("total", "260K-430K USD", "-", "[1]*", "inside", "41%", "0.96"),
            ("total", "from 400K USD", "FAANG", "[2]*", "below", "-", "-"),
        )
        assert table(found, "Against each").remark.endswith("; .assumed of the band names it")
        assert view.notes[-2:] == (
            "total 260K-430K USD [1]: the location is assumed, not stated; the figure speaks of employers of any kind",
            (
                "total from 400K USD [2]: the source prints no top; the currency is assumed, not stated; "
                "the location is assumed, not stated; the source says 'regularly'"
            ),
        )
        assert view.sources[0] == "[1] modeling-vs-systems, lines 8, 17, 28, 44"

    def test_unknown_parts(self) -> None:
        found = rp.assess_offer(attrs.evolve(SENIOR, equity_grant=None, vesting_years=None, employer=None))
        rows = table(found, "The offer").rows
        assert rows[1] == ("equity a year", "not known", "the offer does not say its equity")
        assert rows[3] == ("total a year", "at least 230K", "the offer does not say its equity")
        # From (230 - 260) / 170 and 230 / 345; below, inside and above are open.
        assert table(found, "Against each").rows == (("total", "260K-430K USD", "-", "[1]*", "not known", "from -18%", "from 0.67"),)
        above = rp.assess_offer(attrs.evolve(SENIOR, bonus_per_year=None, employer=None))
        assert table(above, "Against each").rows[0][4] == "inside or above"

    def test_reasons_are_told_once(self) -> None:
        # The open top leaves position and ratios open, and is told once; the single figure has no range besides.
        catalog = by(band(minimum=D(200_000), maximum=D(300_000), open_top=True), band(minimum=D(250_000), maximum=D(250_000)))
        made = rp.Offer(role="ml-engineer", currency="USD", base=D(350_000), equity_per_year=D(0), bonus_per_year=D(0), has_on_call=False)
        found = rp.assess_offer(made, catalog=catalog)
        assert view_of(found).notes == (
            "total 200K-300K+ USD [1]: it may be inside or above: the top of the band is open",
            "total 250K USD [1]: a single figure has no range",
        )

    def test_nothing_to_remark(self) -> None:
        catalog = by(band(minimum=D(200_000), maximum=D(300_000)))
        made = rp.Offer(role="ml-engineer", currency="USD", base=D(350_000), equity_per_year=D(0), bonus_per_year=D(0), has_on_call=False)
        assert view_of(rp.assess_offer(made, catalog=catalog)).notes == ()

    def test_what_does_not_compare(self) -> None:
        rows = table(rp.assess_offer(SENIOR), "Not compared").rows
        assert ("base", "185K-260K USD", "top companies", "[2]*", "employer: it speaks of top companies") in rows

    def test_what_to_anchor_on_and_ask(self) -> None:
        rows = table(rp.assess_offer(SENIOR), "What sources say to anchor on").rows
        assert {row[1] for row in rows[:2]} == {"bands of senior SWE [1]", "bands of ML infrastructure [1]"}
        assert [row[0] for row in rows if row[0]] == ["anchor", "ask", "advice", "on-call"]
        without = rp.assess_offer(attrs.evolve(SENIOR, has_on_call=False))
        assert [row[0] for row in table(without, "What sources say to anchor on").rows if row[0]] == ["anchor", "ask", "advice"]

    def test_nothing_known_of_the_role(self) -> None:
        found = rp.assess_offer(rp.Offer(role="bi-analyst", currency="USD", base=D(90_000)))
        view = view_of(found)
        assert view.title == "Offer: BI analyst"
        assert view.lead == ("no source gives a figure for the role BI analyst.",)
        assert [table.caption for table in view.tables] == ["The offer, in USD"]

    def test_another_period(self) -> None:
        catalog = by(band(component="base", minimum=D(80), maximum=D(120), period="hour"))
        found = rp.assess_offer(rp.Offer(role="ml-engineer", currency="USD", base=D(90), period="hour"), catalog=catalog)
        assert table(found, "The offer").rows[0] == (
            "base a year",
            "not known",
            "base is paid by the hour, and the working time of a year is not known",
        )
        assert table(found, "The offer").rows[4] == ("base a hour", "90", "-")
        assert table(found, "Against each").rows == (("base a hour", "80-120 USD a hour", "-", "[1]", "inside", "25%", "0.90"),)

    def test_amounts_that_do_not_come_out_even(self) -> None:
        found = rp.assess_offer(attrs.evolve(SENIOR, vesting_years=3))
        assert [row[1] for row in table(found, "The offer").rows] == ["200K", "133,333.33", "30K", "363,333.33"]

    @pytest.mark.parametrize("made", [SENIOR, attrs.evolve(SENIOR, base=None), rp.Offer(role="bi-analyst", currency="USD")])
    def test_text_html_and_repr(self, made: rp.Offer) -> None:
        found = rp.assess_offer(made)
        assert max(map(len, str(found).splitlines())) <= 80
        assert "\n" not in repr(found)
        assert found._repr_html_() == as_html(found)
        assert '<h3 class="rolepath-title">Offer: ' in as_html(found)


class TestPayView:
    """Consensus in the lead, derived bands with their claims."""

    def test_consensus(self) -> None:
        found = rp.comp_lookup("ML engineer", level="senior", component="total", currency="USD")
        assert view_of(found).lead == ("Consensus of the sources: 400K-430K USD.",)

    def test_no_consensus(self) -> None:
        found = rp.comp_lookup("data scientist", location="London")
        assert view_of(found).lead == ("No consensus: which-path-is-right alone gives figures of this kind.",)

    def test_neither(self) -> None:
        found = attrs.evolve(rp.comp_lookup("BI analyst"), reason=None)
        assert view_of(found).lead == ()

    def test_derived(self) -> None:
        # 1.5 to 3 million of ML engineers, 15 to 25 % more than of data scientists: 1.2 to 2.6087 million, to whole rupees.
        derived = table(rp.comp_lookup("data scientist", currency="INR"), "Worked out")
        assert derived.rows == (
            (
                "1.2M-2,608,696 INR",
                "mid",
                "unspecified in India",
                "ML engineer is paid 15 to 25 % more than Data scientist; the claim says 'typically'",
                "[1]*",
            ),
        )
        assert derived.remark.startswith("* the source leaves something open")

    def test_derived_without_percent_level_place_and_top(self) -> None:
        citation = rp.Citation(source="three-roles", section="Pay", line=3)
        claim = rp.PayClaim(role="ai-engineer", relation="same", other="ml-engineer", component="base", citation=citation)
        own = band(component="base", minimum=D(80), period="hour", employer="banks")
        catalog = attrs.evolve(by(own), pay_claims=(claim,))
        derived = table(rp.comp_lookup("AI engineer", catalog=catalog), "Worked out")
        assert derived.rows == (("from 76 USD a hour", "-", "base", "AI engineer is paid the same as ML engineer; banks", "[1]"),)

    def test_converted_amounts_are_shown_to_two_places(self) -> None:
        catalog = by(band(minimum=D(100), maximum=D(200), currency="GBP"), band(minimum=D("1.005"), currency="USD"))
        rates = rp.ExchangeRates(rates=(rp.ExchangeRate(base="USD", quote="GBP", rate=D(3)),), day=date(2026, 1, 2), source="x")
        rows = table(rp.comp_lookup("ML engineer", currency="USD", rates=rates, catalog=catalog), "Pay a year").rows
        assert [row[2] for row in rows] == ["from 1.00 USD", "33.33-66.67 USD"]
