"""What the view of routes says."""

from __future__ import annotations

import json
from decimal import Decimal

import attrs
import pytest

import rolepath as rp
from rolepath.cli import main
from rolepath.display import as_html, as_text, view_of
from rolepath.display.view import Table


def cite(line: int) -> rp.Citation:
    return rp.Citation(source="north", section="Skills", line=line)


def asks(role: str, skill: str, line: int, proficiency: float = 1.0) -> rp.SkillRequirement:
    return rp.SkillRequirement(
        role=role, skill=skill, basis="core-skill", citation=cite(line), proficiency=rp.Rating(scale="skill", value=proficiency)
    )


def pays(role: str, low: int, high: int, line: int, level: str | None = "second") -> rp.SalaryBand:
    return rp.SalaryBand(
        role=role, component="base", minimum=Decimal(low), maximum=Decimal(high), currency="EUR", level=level, citation=cite(line)
    )


NAMES = ("dough", "ovens", "shaping", "icing", "glazing", "sugar", "costs")
OWN = rp.Catalog(
    sources=(rp.Source(id="north", title="North"),),
    scales=(rp.Scale(id="skill", label="Skill", measures="proficiency", reason="For tests.", minimum=0, maximum=1),),
    roles=tuple(rp.Role(id=name, label=name.capitalize()) for name in ("porter", "baker", "confectioner", "waiter", "ghost")),
    skills=tuple(
        rp.Skill(id=name, label=name.capitalize(), kind="practice", effort_weeks_minimum=10, effort_weeks_maximum=20) for name in NAMES
    ),
    standard_levels=tuple(
        rp.Level(id=name, label=name, track="individual-contributor", rank=rank) for rank, name in enumerate(("first", "second"), 1)
    ),
    requirements=(
        asks("porter", "ovens", 1),
        *(asks("baker", name, 10 + number) for number, name in enumerate(("ovens", "dough", "shaping", "icing", "glazing", "sugar"))),
        *(asks("confectioner", name, 20 + number) for number, name in enumerate(NAMES)),
        asks("waiter", "ovens", 30),
    ),
    salary_bands=(
        pays("porter", 10, 20, 40),
        pays("baker", 11, 25, 41),
        pays("baker", 12, 26, 42, "first"),
        pays("porter", 10, 20, 43, "first"),
    ),
    transition_claims=(
        rp.TransitionClaim(
            kind="duration",
            text="From porter to confectioner.",
            origin="porter",
            target="confectioner",
            months_minimum=Decimal(12),
            months_maximum=Decimal(12),
            citation=cite(50),
        ),
        rp.TransitionClaim(kind="duration", text="It takes long.", origin="porter", target="confectioner", citation=cite(51)),
    ),
    difficulty_model=rp.DifficultyModel(weights=rp.DifficultyWeights(shortfall=1.0, effort=0.0, step=0.0)),
)


HELD = rp.find_paths("porter", "confectioner", catalog=OWN)


def table(shown: object, caption: str) -> Table:
    """Find the table of a view whose caption begins so."""
    return next(table for table in view_of(shown).tables if table.caption.startswith(caption))


def captions(shown: object) -> list[str]:
    return [table.caption.split(",")[0] for table in view_of(shown).tables]


class TestLead:
    def test_how_many_and_what_beats_going_directly(self) -> None:
        assert view_of(HELD).title == "Routes: Porter to Confectioner"
        assert view_of(HELD).lead == (
            "4 routes through other roles in at most 3 steps, set beside going directly.",
            "Going directly is beaten by the route through Baker.",
            "Difficulty: 0 = no move, 1 = the hardest. Months at 10 hours a week.",
        )

    def test_not_beaten(self) -> None:
        without_pay = attrs.evolve(OWN, salary_bands=())
        assert view_of(rp.find_paths("porter", "confectioner", catalog=without_pay)).lead[1] == "No route beats going directly."

    def test_one_other_and_none(self) -> None:
        roles = tuple(role for role in OWN.roles if role.id not in ("waiter", "ghost"))
        few = attrs.evolve(OWN, roles=roles, requirements=tuple(fact for fact in OWN.requirements if fact.role != "waiter"))
        one = view_of(rp.find_paths("porter", "confectioner", hours_per_week=7.5, catalog=few)).lead
        assert one[0] == "One route through other roles in at most 3 steps, set beside going directly."
        assert one[-1].endswith("Months at 7.5 hours a week.")
        none = view_of(rp.find_paths("porter", "confectioner", max_steps=1, catalog=OWN)).lead
        assert none[0] == "No routes through other roles in at most 1 steps, set beside going directly."
        assert len(none) == 2

    def test_a_reason_stands_alone(self) -> None:
        shown = view_of(rp.find_paths("porter", "ghost", catalog=OWN))
        assert shown.lead == ("No source says what skills the role Ghost asks for.",)
        assert shown.tables[0].rows == (("directly", "?", "", "?", "not known", "same", ""),)
        assert shown.tables[1].rows == (("directly", "Ghost", "?", "not known", ""),)

    @pytest.mark.parametrize(
        ("levels", "said"),
        [({"level": "first"}, ", first"), ({"level": "first", "target_level": "second"}, ", first to second"), ({}, "")],
    )
    def test_levels_stand_in_the_title(self, levels: dict[str, str], said: str) -> None:
        shown = view_of(rp.find_paths("porter", "confectioner", catalog=OWN, **levels))
        assert shown.title == f"Routes: Porter to Confectioner{said}"


class TestTables:
    def test_shown(self) -> None:
        assert table(HELD, "Going directly").rows == (
            ("directly", "0.86", "0.00 to 0.86", "0.86", "14 to 28", "same", "Baker"),
            ("Baker", "0.86", "0.00 to 0.86", "0.86", "14 to 28", "more", ""),
        )

    def test_steps_with_what_sources_state(self) -> None:
        assert table(HELD, "The steps").rows == (
            ("directly", "Confectioner", "0.86", "14 to 28", "12 [1]"),
            ("Baker", "Baker", "0.83", "11 to 23", ""),
            ("", "Confectioner", "0.14", "2 to 5", ""),
        )

    def test_reasons(self) -> None:
        (row,) = table(HELD, "Why go").rows
        assert row[:4] == ("Baker", "Baker", "0.71", "Dough, Glazing, Icing, Shaping, 1 more [1]")
        assert row[4] == "more; first 20 to 30 % more [1]; second 10 to 25 % more [1]"
        assert table(HELD, "Why go").header[-1] == "pays against Porter"

    def test_what_is_paid_at_the_level_held(self) -> None:
        (row,) = table(rp.find_paths("porter", "confectioner", level="second", catalog=OWN), "Why go").rows
        assert row[4] == "more; second 10 to 25 % more [1]; paid 11-25 EUR base [1]"

    def test_many_figures_and_figures_of_no_level(self) -> None:
        bands = tuple(pays("baker", 11, 25 + line, line) for line in range(60, 64))
        own = attrs.evolve(OWN, salary_bands=(*OWN.salary_bands, *bands, pays("porter", 5, 5, 70, None), pays("baker", 6, 6, 71, None)))
        (row,) = table(rp.find_paths("porter", "confectioner", level="second", catalog=own), "Why go").rows
        assert row[4].count("EUR base") == 3
        assert row[4].endswith("2 more figures")
        (row,) = table(rp.find_paths("porter", "confectioner", catalog=own), "Why go").rows
        assert "no level 20 % more [1]" in row[4]

    def test_a_role_that_closes_nothing(self) -> None:
        facts = tuple(fact for fact in OWN.requirements if fact.role != "baker")
        own = attrs.evolve(OWN, requirements=(*facts, asks("baker", "ovens", 10)))
        (row,) = table(rp.find_paths("porter", "confectioner", catalog=own), "Why go").rows
        assert row[2:4] == ("0.00", "nothing")

    def test_beaten(self) -> None:
        beaten = table(HELD, "Beaten")
        assert beaten.header == ("route", "difficulty", "months", "pay on the way", "beaten by")
        assert beaten.rows == (
            ("Waiter", "0.86", "14 to 28", "not known", "directly"),
            ("Baker and then Waiter", "0.86", "14 to 28", "not known", "Baker"),
            ("Waiter and then Baker", "0.86", "14 to 28", "not known", "Baker"),
        )
        assert beaten.remark is None

    def test_many_beaten_by_many(self) -> None:
        more = tuple(rp.Role(id=f"baker-{number}", label=f"Baker {number}") for number in range(3))
        facts = tuple(attrs.evolve(fact, role=role.id) for role in more for fact in OWN.requirements if fact.role == "baker")
        bands = tuple(attrs.evolve(band, role=role.id) for role in more for band in OWN.salary_bands if band.role == "baker")
        own = attrs.evolve(
            OWN, roles=(*OWN.roles, *more), requirements=(*OWN.requirements, *facts), salary_bands=(*OWN.salary_bands, *bands)
        )
        routes = rp.find_paths("porter", "confectioner", catalog=own)
        assert table(routes, "Going directly").rows[0][-1] == "Baker; Baker 0; 2 more"
        assert len(table(routes, "Beaten").rows) == len(routes.beaten)
        assert len(table(routes, "Beaten").top) == 6
        assert f"6 of {len(routes.beaten)} shown; .beaten has all" in str(routes)

    def test_only_what_there_is(self) -> None:
        assert captions(rp.find_paths("porter", "confectioner", max_steps=1, catalog=OWN)) == [
            "Going directly",
            "The steps",
        ]
        assert captions(HELD) == ["Going directly", "The steps", "Why go through a role", "Beaten"]

    def test_pay_from_worse_to_better(self) -> None:
        lower = (pays("waiter", 5, 15, 44), pays("waiter", 5, 15, 45, "first"))
        own = attrs.evolve(OWN, salary_bands=(*OWN.salary_bands, *lower))
        routes = rp.find_paths("porter", "confectioner", catalog=own)
        assert {row[0]: row[3] for row in table(routes, "Beaten").rows}["Baker and then Waiter"] == "less to more"


class TestNotes:
    def test_what_is_left_out_and_not_counted(self) -> None:
        left_out, months, alone, little = view_of(HELD).notes
        assert left_out == "not through ghost: no source says what skills the role Ghost asks for"
        assert months.startswith("months are months of learning")
        assert "transition_difficulty(path)" in alone
        assert little.endswith("Waiter (1)")

    def test_sources_of_what_is_shown(self) -> None:
        assert view_of(HELD).sources == ("[1] north, lines 11, 12, 13, 14, 40, 41, 42, 43, 50",)


class TestForms:
    def test_text_fits(self) -> None:
        assert str(HELD) == as_text(HELD)
        assert max(map(len, str(HELD).splitlines())) <= 80

    def test_html_escapes(self) -> None:
        own = attrs.evolve(OWN, roles=(attrs.evolve(OWN.roles[0], label="<b>Porter</b>"), *OWN.roles[1:]))
        html = rp.find_paths("porter", "confectioner", catalog=own)._repr_html_()
        assert "<b>" not in html
        assert html == as_html(rp.find_paths("porter", "confectioner", catalog=own))


class TestCommand:
    @pytest.fixture(autouse=True)
    def _eighty_columns(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", "80")
        monkeypatch.setenv("NO_COLOR", "1")

    def test_shows_routes(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(("paths", "data analyst", "ML engineer", "--level", "mid", "--max-steps", "2")) == 0
        out = capsys.readouterr().out
        assert out.startswith("Routes: Data analyst to ML engineer, mid")
        assert "in at most 2 steps" in out
        assert max(len(line.rstrip()) for line in out.splitlines()) <= 80

    def test_json_leaves_gaps_to_their_command(self, capsys: pytest.CaptureFixture[str]) -> None:
        words = ("paths", "data scientist", "ML engineer", "--target-level", "senior", "--hours-per-week", "5", "--json")
        assert main(words) == 0
        out = capsys.readouterr().out
        data = json.loads(out)
        assert (data["target_level"], data["hours_per_week"]) == ("senior", 5.0)
        answer = rp.find_paths("data scientist", "ML engineer", target_level="senior", hours_per_week=5)
        assert [route["score"] for route in data["routes"]] == [route.score for route in answer.routes]
        assert [route["score"] for route in data["beaten"]] == [route.score for route in answer.beaten]
        assert [w["closes"] for route in data["beaten"] for w in route["waypoints"]] == [
            w.closes for route in answer.beaten for w in route.waypoints
        ]
        gap = rp.from_document(data).direct.steps[0].gap
        assert gap == attrs.evolve(answer.direct.steps[0].gap, items=())
        assert len(out) < 2_000_000

    def test_a_wrong_question(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(("paths", "data scientist", "ML engineer", "--max-steps", "0")) != 0
        assert "max_steps must be 1 or more" in capsys.readouterr().err
