"""What the views of results and nouns say."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

import rolepath as rp
from rolepath.display import view_of
from rolepath.display.models import card_view, sources_view, statement
from rolepath.display.view import Table

AT = rp.Citation(source="one", section="S", line=1)
#: Three roles, two of which are rated; all are described by a few things besides.
FRAMEWORK = rp.Catalog(
    sources=(rp.Source(id="one", title="One"),),
    scales=(rp.Scale(id="i", label="I", measures="importance", reason="R", minimum=0, maximum=1),),
    skills=tuple(rp.Skill(id=name, label=name.upper(), kind="knowledge") for name in ("art", "law", "sql")),
    roles=(
        rp.Role(id="plan", label="Data planner"),
        rp.Role(id="make", label="Data maker"),
        rp.Role(id="idle", label="Data idler"),
        rp.Role(id="none", label="Nobody"),
    ),
    requirements=tuple(
        rp.SkillRequirement(role=role, skill=skill, basis="tool", citation=AT, importance=rp.Rating(scale="i", value=value))
        for role, values in (("plan", (0.0, 1.0, 0.5)), ("make", (0.5, 0.25, 1.0)))
        for skill, value in zip(("art", "law", "sql"), values, strict=True)
    ),
    descriptors=tuple(
        rp.Descriptor(role=role, family=family, item=item, label=item.upper(), value=value, citation=attrs.evolve(AT, line=line))
        for line, (role, family, item, value) in enumerate(
            (
                ("plan", "activity", "x", None),
                ("make", "activity", "x", None),
                ("idle", "activity", "x", None),
                ("none", "activity", "y", None),
                ("plan", "technology", "z", None),
                ("idle", "technology", "z", None),
                ("none", "technology", "y", None),
                ("plan", "interest", "u", 5.0),
                ("idle", "interest", "u", 2.0),
                ("plan", "preparation", "zone", 2.0),
                ("make", "preparation", "zone", 5.0),
            ),
            1,
        )
    ),
    proximity_model=rp.ProximityModel(method="shape"),
    difficulty_model=rp.DifficultyModel(weights=rp.DifficultyWeights(distance=0.5, preparation=0.5)),
)


def table(shown: object, caption: str) -> Table:
    """Find the table of a view whose caption begins so."""
    return next(table for table in view_of(shown).tables if table.caption.startswith(caption))


def captions(shown: object) -> list[str]:
    return [table.caption for table in view_of(shown).tables]


class TestGap:
    def test_assumed_figures_are_marked(self) -> None:
        gap = rp.skill_gap("data scientist", "ML engineer")
        rows = {row[0]: row for row in table(gap, "What is missing").rows}
        for item in gap.missing:
            asked, held = rows[item.label][1:3]
            assert asked == f"{'' if item.is_need_stated else '~'}{item.need:.2f}"
            assert held == f"{'' if item.is_held_stated else '~'}{item.held:.2f}"
        assert (table(gap, "What is missing").first, table(gap, "What is missing").all_in) == (15, ".missing")
        assert f"15 of {len(gap.missing)} shown; .missing has all" in str(gap)

    def test_the_level_asked_is_in_the_title(self) -> None:
        assert view_of(rp.skill_gap("DS", "MLE", level="senior")).title == "Skill gap: Data scientist to ML engineer, senior"

    def test_an_unknown_gap_says_why_and_has_no_bounds(self) -> None:
        view = view_of(rp.skill_gap("data scientist", "research scientist"))
        assert view.lead == ("not known: no source says what skills the role Research scientist asks for",)
        assert view.tables == ()

    def test_a_short_list_has_no_remark(self) -> None:
        gap = rp.skill_gap("data scientist", "backend engineer")
        assert table(gap, "What is missing").remark is None


class TestProximity:
    def test_what_only_one_role_has_is_named(self) -> None:
        near = rp.proximity("data scientist", "ML engineer")
        notes = view_of(near).notes
        skills = rp.load_catalog().skills
        assert notes[0].startswith(f"only Data scientist: {skills[near.only_first[0]].label}, ")
        assert notes[1].startswith(f"only ML engineer: {skills[near.only_second[0]].label}, ")
        assert notes[0].endswith(", ...")

    def test_a_role_and_itself_have_nothing_apart(self) -> None:
        assert view_of(rp.proximity("data scientist", "data scientist")).notes == ()

    def test_by_shape_the_items_stand_term_by_term(self) -> None:
        near = rp.proximity("plan", "make", catalog=FRAMEWORK)
        view = view_of(near)
        assert view.lead == (f"{near.score:.2f}, bounds {near.lower:.2f} to {near.upper:.2f} (0 = nothing in common, 1 = the same shape)",)
        added = {found.caption.partition(",")[0].lower(): float(found.caption.rpartition(" ")[2]) for found in view.tables}
        assert list(added) == sorted(added, key=lambda term: -added[term])
        assert added.keys() == {feature.term for feature in near.features}
        assert sum(added.values()) == pytest.approx(near.score, abs=0.002)
        rows = table(near, "Titles").rows
        assert rows[0][0] == "data"
        assert (table(near, "Titles").header, table(near, "Titles").first) == (("item", "Data planner", "Data maker", "adds", "source"), 5)

    def test_another_sum_is_named(self) -> None:
        near = rp.proximity("plan", "idle", catalog=FRAMEWORK)
        assert view_of(near).lead[1] == f"By another sum: {near.reason}."
        unknown = rp.proximity("make", "idle", catalog=FRAMEWORK)
        assert view_of(unknown).lead == (f"not known: {unknown.reason}",)
        assert view_of(unknown).tables == ()

    def test_by_cosine_lists_are_compared(self) -> None:
        near = rp.proximity("plan", "make", catalog=attrs.evolve(FRAMEWORK, proximity_model=rp.ProximityModel(method="cosine")))
        assert view_of(near).lead[0].endswith("(0 = nothing in common, 1 = the same list of skills)")
        assert [row[0] for row in table(near, "Held by both").rows] == ["ART", "LAW", "SQL"]


class TestDifficulty:
    def test_an_unknown_factor_is_a_question_mark(self) -> None:
        rows = {row[0]: row for row in table(rp.transition_difficulty("DS", "MLE"), "Factors").rows}
        assert rows["step"][1:3] == ("?", "0.00 to 1.00")
        assert rows["step"][5] == "no level is named"

    def test_stated_months_stand_beside_modelled_ones(self) -> None:
        rows = table(rp.transition_difficulty("DS", "MLE", level="mid"), "Time").rows
        assert [row[0] for row in rows] == ["stated", "modelled"]
        assert rows[0][1] == "12 to 18"

    @pytest.mark.parametrize(
        ("minimum", "maximum", "shown"),
        [(None, None, "no figure"), (3.0, None, "from 3"), (None, 1.0, "up to 1"), (2.2, 2.4, "2"), (1.0, 6.0, "1 to 6")],
    )
    def test_months(self, minimum: float | None, maximum: float | None, shown: str) -> None:
        move = rp.transition_difficulty("DS", "MLE")
        months = rp.Months(minimum=minimum, maximum=maximum, basis="stated", statement="x")
        assert table(attrs.evolve(move, months=(months,)), "Time").rows == (("stated", shown, "x"),)

    def test_levels_are_in_the_title(self) -> None:
        move = rp.transition_difficulty("DS", "MLE", level="mid", target_level="senior")
        assert view_of(move).title == "Difficulty: Data scientist to ML engineer, mid to senior"

    def test_a_path_shows_its_steps(self) -> None:
        path = rp.TransitionPath.through("data-analyst", "data-scientist", "ml-engineer")
        rows = table(rp.transition_difficulty(path), "Steps").rows
        assert {row[0] for row in rows} == {"data-analyst to data-scientist", "data-scientist to ml-engineer"}

    def test_without_months_and_claims_there_are_no_such_tables(self) -> None:
        assert captions(rp.transition_difficulty("quantitative researcher", "backend engineer", level="mid"))[::2] == ["Factors"]


class TestPay:
    def test_one_row_a_band_and_the_group_named_once(self) -> None:
        rows = table(rp.comp_lookup("ML engineer", level="senior", currency="USD"), "Pay a year").rows
        assert rows == (
            ("senior", "total in US", "260K-430K USD", "-", "[1]*", "agree"),
            ("", "", "from 400K USD", "FAANG", "[2]*", ""),
            ("senior", "base in US", "185K-260K USD", "top companies", "[2]*", "single source"),
        )

    def test_averages_are_called_averages_and_the_whole_role_all(self) -> None:
        rows = table(rp.comp_lookup("ML engineer", component="total", currency="USD"), "Pay a year").rows
        assert ("all", "total in US", "212K USD", "average", "[2]*", "single source") in rows or any(
            row[0] == "all" and row[3].startswith("average") for row in rows
        )

    def test_other_periods_are_named(self) -> None:
        catalog = rp.load_catalog()
        band = attrs.evolve(catalog.bands_of("ml-engineer")[0], period=rp.PayPeriod.HOUR, location=None)
        pay = rp.comp_lookup("ML engineer", catalog=attrs.evolve(catalog, salary_bands=(band,)))
        ((_, counts, amount, *_),) = table(pay, "Pay a year").rows
        assert counts == "unspecified"
        assert amount.endswith(" INR a hour")

    def test_derived_bands_name_both_parents(self) -> None:
        rows = table(rp.comp_lookup("ML engineer", level="mid", currency="INR"), "Worked out").rows
        assert rows[0][:2] == ("1.38M-3.125M INR", "mid")

    def test_nothing_found_shows_what_is_nearby(self) -> None:
        pay = rp.comp_lookup("AI engineer", level="staff")
        assert view_of(pay).lead == ("no source gives a figure at staff level for the role AI engineer.",)
        assert table(pay, "Known nearby").rows[0][:2] == ("AI engineer", "senior")

    def test_a_role_without_any_pay(self) -> None:
        assert captions(rp.comp_lookup("BI analyst")) == []

    @pytest.mark.parametrize(
        ("low", "high", "shown"), [("30", "70", "30-70 %"), ("9", "9", "9 %"), ("25", None, "25 % and more"), (None, None, "in general")]
    )
    def test_percentages_of_claims(self, low: str | None, high: str | None, shown: str) -> None:
        pay = rp.comp_lookup("ML engineer")
        claim = rp.PayClaim(
            role=rp.RoleId("ml-engineer"),
            relation=rp.PayRelation.MORE,
            other=rp.RoleId("data-scientist"),
            percent_minimum=None if low is None else Decimal(low),
            percent_maximum=None if high is None else Decimal(high),
            citation=rp.Citation(source=rp.SourceId("s"), section="x", line=1),
        )
        rows = table(attrs.evolve(pay, claims=(claim,), groups=(), not_comparable=(), derived=()), "What sources claim").rows
        assert rows == (("ML engineer is paid more than Data scientist", shown, "[1]"),)

    def test_equal_claims_of_two_sources_share_a_row(self) -> None:
        claims = table(rp.comp_lookup("ML engineer"), "What sources claim").rows
        assert len({row[:2] for row in claims}) == len(claims)


class TestComparison:
    def test_a_need_shows_levels_or_asked_or_nothing(self) -> None:
        comparison = rp.compare("data scientist", "ML engineer", "AI engineer")
        rows = {row[0]: row for row in table(comparison, "Skills").rows}
        for row in comparison.skills[:12]:
            for need, cell in zip(row.cells, rows[row.label][1:], strict=True):
                if need is None:
                    assert cell == "-"
                elif not need.is_stated:
                    assert cell.startswith("asked [")
                elif need.granted == need.level:
                    assert cell.startswith(f"{need.level:.2f} [")
                else:
                    assert cell.startswith(f"{need.granted:.2f}-{need.level:.2f} [")

    def test_an_aspect_is_named_once_and_a_source_speaks_once_a_role(self) -> None:
        rows = table(rp.compare("data scientist", "ML engineer"), "What they are").rows
        named = [row[0] for row in rows if row[0]]
        assert len(named) == len(set(named))
        assert rows[0][:2] == ("mission", "Data scientist")

    def test_remote_shares_carry_their_figures(self) -> None:
        rows = table(rp.compare("data scientist", "ML engineer", "AI engineer"), "What they are").rows
        shares = [row[2] for row in rows if "percent)" in row[2]]
        assert [share.split("(")[1].split(" percent")[0] for share in shares] == ["about 5", "about 8", "about 6"]

    def test_roles_of_which_little_is_said_still_compare(self) -> None:
        assert captions(rp.compare("backend engineer", "quantitative researcher"))[-1].startswith("Moves")
        silent = rp.Catalog(roles=(rp.Role(id=rp.RoleId("a"), label="A"), rp.Role(id=rp.RoleId("b"), label="B")))
        assert captions(rp.compare("a", "b", catalog=silent)) == ["Moves between them, 0 = no move, 1 = the hardest"]


class TestExplanation:
    def test_each_step_is_a_row(self) -> None:
        explanation = rp.skill_gap("DS", "MLE").explain()
        view = view_of(explanation)
        assert [view.title, *(row[0] for row in view.tables[0].rows)] == str(explanation).splitlines()

    def test_a_single_step_has_no_table(self) -> None:
        assert view_of(rp.Explanation(statement="alone")).tables == ()


class TestNouns:
    def test_a_role_with_a_description(self) -> None:
        role = rp.Role(id=rp.RoleId("x"), label="X", description="does x")
        assert view_of(role).lead == ("id: x", "does x")

    def test_a_bare_skill(self) -> None:
        skill = rp.Skill(id=rp.SkillId("x"), label="X", kind=rp.SkillKind.TOOL, effort_weeks_minimum=1, effort_weeks_maximum=2)
        assert view_of(skill).lead == ("id: x, kind: tool", "from nothing to expert: 1 to 2 weeks")

    def test_a_skill_of_unknown_effort(self) -> None:
        assert view_of(rp.Skill(id=rp.SkillId("x"), label="X", kind=rp.SkillKind.TOOL)).lead == ("id: x, kind: tool",)

    def test_a_skill_of_the_vocabulary(self) -> None:
        view = view_of(rp.load_catalog().skill("kubernetes"))
        assert "also called: k8s" in view.lead
        assert "part of: container-orchestration" in view.lead
        assert "learn before: docker" in view.lead
        assert view.tables[0].rows[0][:2] == ("docker", "0.70")

    def test_a_band_says_what_is_assumed_and_noted(self) -> None:
        band = attrs.evolve(rp.load_catalog().bands_of("ml-engineer", level="staff")[0], note="a note")
        view = view_of(band)
        assert view.lead[0] == "400K-700K USD a year, total pay, range [1]"
        assert view.notes == ("assumed, not stated: location", "a note")

    def test_a_bare_band(self) -> None:
        band = rp.SalaryBand(
            role=rp.RoleId("x"),
            component=rp.PayComponent.BASE,
            minimum=Decimal(1),
            currency="USD",
            citation=rp.Citation(source=rp.SourceId("s"), section="x", line=1),
        )
        assert view_of(band).lead[1] == "level: not stated, place: not stated, employer: any"
        assert view_of(band).notes == ()

    def test_a_catalog_counts_its_sources(self) -> None:
        catalog = rp.load_catalog()
        rows = table(catalog, "Sources").rows
        assert sum(int(row[3]) for row in rows) == len(catalog.facts)

    def test_sources_name_publisher_and_date_where_stated(self) -> None:
        rows = {row[0]: row for row in sources_view(rp.load_catalog()).tables[0].rows}
        assert rows["which-path-is-right"][1:3] == ("ObiTech, 2026-05-03", "GBP")
        assert rows["which-path-pays"][2] == "-"
        nameless = rp.Catalog(sources=(rp.Source(id=rp.SourceId("s"), title="S"),))
        assert sources_view(nameless).tables[0].rows == (("s", "not stated", "-", "0"),)

    def test_a_card_of_a_role_that_is_only_named(self) -> None:
        role = rp.Role(id=rp.RoleId("x"), label="X")
        assert card_view(rp.Catalog(roles=(role,)), role).tables == ()

    def test_a_card_cuts_long_aspects(self) -> None:
        rows = card_view(rp.load_catalog(), rp.load_catalog().role("ml-engineer")).tables[0].rows
        assert any(row[1].startswith("... and ") for row in rows)


class TestStatement:
    @pytest.mark.parametrize(
        ("low", "high", "about", "shown"),
        [
            ("5", "8", True, "x (about 5-8 percent)"),
            ("36", "36", False, "x (36 percent)"),
            ("10000", None, False, "x (at least 10,000 percent)"),
            (None, "40", False, "x (at most 40 percent)"),
        ],
    )
    def test_figures(self, low: str | None, high: str | None, about: bool, shown: str) -> None:
        trait = rp.Trait(
            aspect=rp.Aspect.MARKET_FIGURE,
            text="x",
            citation=rp.Citation(source=rp.SourceId("s"), section="x", line=1),
            minimum=None if low is None else Decimal(low),
            maximum=None if high is None else Decimal(high),
            unit="percent",
            approximate=about,
        )
        assert statement(trait) == shown


class TestQualifiers:
    """What makes a claim or a figure true is shown with it."""

    def test_employers_hedges_and_places_of_claims(self) -> None:
        rows = dict(row[:2] for row in table(rp.compare("data scientist", "ML engineer"), "What sources claim of pay").rows)
        assert rows["the difference in pay between ML engineer and Data scientist is smallest"] == "at product analytics organizations"
        assert rows["ML engineer is paid the same as Data scientist"].startswith("may, base pay, senior, at public AI company or ")
        assert rows["the difference in pay between ML engineer and Data scientist widens"] == "senior/principal, in UK"

    def test_a_condition_is_told(self) -> None:
        rows = [row[1] for row in table(rp.comp_lookup("data scientist"), "What sources claim of pay").rows]
        assert any(row.startswith("if work demonstrably moved ") for row in rows)

    def test_statistics_and_employers_of_amounts(self) -> None:
        rows = table(rp.compare("data scientist", "ML engineer"), "Pay a year").rows
        cells = [cell for row in rows for cell in row[2:]]
        assert any("200K-280K (FAANG) [" in cell for cell in cells)
        assert any("175K (median) [" in cell for cell in cells)
        assert any("400K-900K+ (outlier Meta and Google) [" in cell for cell in cells)

    def test_what_is_nearby_is_marked_where_it_is_assumed(self) -> None:
        near = table(rp.comp_lookup("AI engineer", level="staff"), "Known nearby")
        assert near.rows[0][2:5] == ("unspecified", "250K-500K+ USD", "AI-first companies")
        assert near.rows[0][5].endswith("*")
        assert near.remark == "* the source leaves something open that is assumed; .assumed of the band names it"
        many = table(rp.comp_lookup("ML engineer", level="senior", location="London"), "Known nearby")
        assert (len(many.rows), many.first, many.all_in) == (
            len(rp.comp_lookup("ML engineer", level="senior", location="London").nearby),
            15,
            ".nearby",
        )

    def test_silence_is_told(self) -> None:
        gap = rp.skill_gap("data scientist", "ML engineer")
        silent = sum(item.is_silent for item in gap.missing)
        said = "the score counts them as not held, the bounds as held or not."
        sentence = f"No source ties {silent} of the missing skills to Data scientist: {said}"
        assert sentence in view_of(gap).lead
        assert sentence in view_of(rp.transition_difficulty("data scientist", "ML engineer")).lead
        assert len(view_of(rp.skill_gap(rp.Profile(), "ML engineer")).lead) == 2

    def test_claims_that_are_not_shown_are_counted(self) -> None:
        move = rp.transition_difficulty("data scientist", "ML engineer")
        shown = table(move, "What sources claim of this move")
        assert shown.remark == f"{len(move.claims) - len(shown.rows)} more on moves from any background in .claims"


class TestFrameworks:
    """What a framework ties to roles besides skills, and what came of reading it."""

    def test_a_descriptor(self) -> None:
        at = attrs.evolve(AT, line=7)
        told = rp.Descriptor(
            role="plan", family="activity", item="4.A", label="Cutting", value=2.5, citation=at, within=("4", "all"), assumed=("value",)
        )
        assert str(told) == (
            "Cutting, of plan\nactivity 4.A, value 2.5 [1]\npart of: 4, all\n\n- assumed, not stated: value\n\nSources\n[1] one, line 7"
        )
        assert "value" not in str(attrs.evolve(told, value=None, assumed=()))

    def test_preparation_cites_its_facts(self) -> None:
        move = rp.transition_difficulty("plan", "make", catalog=FRAMEWORK)
        row = next(row for row in table(move, "Factors").rows if row[0] == "preparation")
        assert row[5] == "from step 2 to step 5 of preparation [1]"
        assert view_of(move).sources == ("[1] one, lines 10, 11",)

    def test_codes_of_a_role(self) -> None:
        role = rp.Role(id="a", label="A", group="25", onet=("15-1", "15-2"), esco=())
        assert view_of(role).lead == ("id: a", "group: 25", "O*NET: 15-1, 15-2", "ESCO: no such job")

    def test_a_reading(self) -> None:
        files = (rp.FileReport(name="x.txt"), rp.FileReport(name="a.txt", kind="ratings", rows=1200, used=1100, left_out="no such role"))
        read = rp.ReadingReport(source="one", files=files, unrated=tuple("abcdefg"), unlisted=("9",))
        view = view_of(read)
        assert view.lead == (
            "roles without ratings: 7 (a, b, c, d, e, ...; .unrated has all)",
            "codes without a role: 1 (9)",
            "labels of more than one role: 0",
        )
        assert table(read, "Files").rows == (("a.txt", "ratings", "1,100", "1,200", "no such role"), ("x.txt", "not read", "0", "0", "-"))
        assert view_of(rp.ReadingReport(source="one")).tables == ()

    def test_sources_are_credited_with_their_release(self) -> None:
        own = rp.Catalog(sources=(rp.Source(id="one", title="One", publisher="P", version="29.0", credit="CC BY 4.0"),))
        view = sources_view(own)
        assert view.tables[0].rows[0][1] == "P, release 29.0"
        assert view.notes == ("one: One. CC BY 4.0",)
