"""What the views of learning plans and what-ifs say."""

from __future__ import annotations

import json
from decimal import Decimal
from html.parser import HTMLParser

import attrs
import pytest

import rolepath as rp
from rolepath.cli import main
from rolepath.display import as_html, as_text, view_of
from rolepath.display.plan import span
from rolepath.display.view import Table

SCALE = rp.Scale(id="proficiency", label="Proficiency", measures="proficiency", reason="For tests.", minimum=0, maximum=1)


def at(line: int) -> rp.Citation:
    return rp.Citation(source="one", section="A section", line=line)


def skill(name: str, weeks: float | None = 10.0, *before: str, towards: str | None = None) -> rp.Skill:
    return rp.Skill(
        id=name,
        label=f"Skill {name.upper()}",
        kind="tool",
        prerequisites=before,
        related=(rp.RelatedSkill(skill=towards, credit=1.0, reason="For tests."),) if towards else (),
        effort_weeks_minimum=weeks,
        effort_weeks_maximum=weeks,
    )


def asks(name: str, level: float = 0.5, *alternatives: str, role: str = "there") -> rp.SkillRequirement:
    rating = rp.Rating(scale="proficiency", value=level)
    return rp.SkillRequirement(role=role, skill=name, basis="core-skill", citation=at(1), proficiency=rating, alternatives=alternatives)


def made(*facts: rp.Fact, skills: tuple[rp.Skill, ...], **model: float) -> rp.Catalog:
    catalog = rp.Catalog(
        sources=(rp.Source(id="one", title="One"),),
        scales=(SCALE,),
        skills=skills,
        roles=(rp.Role(id="here", label="Here"), rp.Role(id="there", label="There")),
        difficulty_model=rp.DifficultyModel(**model),
    )
    return catalog.with_facts(*facts)


def planned(*facts: rp.Fact, skills: tuple[rp.Skill, ...], have: rp.Profile | str | None = None, **asked: object) -> rp.LearningPlan:
    model = {"ready_gap": asked.pop("ready_gap", 0.0)}
    return rp.learning_plan(rp.Profile() if have is None else have, "there", catalog=made(*facts, skills=skills, **model), **asked)


def table(shown: object, caption: str) -> Table:
    """Find the table of a view whose caption begins so."""
    return next(table for table in view_of(shown).tables if table.caption.startswith(caption))


class TestPlan:
    def test_lead_milestones_and_items(self) -> None:
        plan = planned(asks("a"), asks("b", 1.0), skills=(skill("a", 2.0), skill("b", 40.0)), ready_gap=0.7, hours_per_week=5)
        view = view_of(plan)
        assert view.title == "Learning plan: this person to There"
        assert view.lead[0].startswith("2 skills close a gap of 1.00 (0 = nothing is missing, 1 = everything).")
        assert view.lead[1] == "Weeks are of 10 hours. At 5 hours a week (as asked) they make the months."
        assert table(plan, "Milestones").rows == (
            ("half of the gap is closed", "0.00", "2 skills", "41", "19"),
            ("the move can succeed", "0.67", "1 skill", "1.0", "0.5"),
            ("nothing that any source asks for is missing", "0.00", "2 skills", "41", "19"),
        )
        assert table(plan, "What to learn").rows == (
            ("1", "Skill A", "0.00", "0.50", "1.0", "0.67", "0.5", "[1]"),
            ("2", "Skill B", "0.00", "1.00", "40", "0.00", "19", "[1]"),
        )

    def test_whose_hours(self) -> None:
        assumed = planned(asks("a"), skills=(skill("a"),))
        assert "At 10 hours a week (assumed)" in view_of(assumed).lead[1]
        own = planned(asks("a"), skills=(skill("a"),), have=rp.Profile(hours_per_week=3))
        assert "At 3 hours a week (as the person says)" in view_of(own).lead[1]

    def test_no_hours_no_months(self) -> None:
        plan = planned(asks("a"), skills=(skill("a"),), hours_per_week=0)
        assert view_of(plan).lead[1].endswith("At 0 hours a week (as asked) there are no months: no hours a week are left for learning.")
        assert table(plan, "What to learn").rows[0][6] == ""
        assert [row[4] for row in table(plan, "Milestones").rows] == ["none", "none", "none"]

    def test_a_milestone_reached_at_the_start(self) -> None:
        plan = planned(asks("a"), skills=(skill("a"),), ready_gap=1.0)
        assert table(plan, "Milestones").rows[1] == ("the move can succeed", "1.00", "now", "0", "0")

    def test_asides(self) -> None:
        plan = planned(asks("b"), asks("c", 0.5, "d"), skills=(skill("a"), skill("b", 10.0, "a"), skill("c"), skill("d")))
        names = [row[1] for row in table(plan, "What to learn").rows]
        assert names == ["Skill A (first, for Skill B)", "Skill B (builds on Skill A)", "Skill C (or d)"]

    def test_alternatives_that_are_asked_for_go_by_their_label(self) -> None:
        plan = planned(asks("c", 0.5, "d"), asks("d", 0.5, "c"), skills=(skill("c"), skill("d")))
        assert table(plan, "What to learn").rows[0][1] == "Skill C (or Skill D)"
        assert view_of(plan).notes == ("Met on the way, so not to be learnt by themselves: Skill D.",)

    def test_a_dropped_prerequisite_goes_by_its_id(self) -> None:
        skills = (skill("a"), skill("b", 10.0, "a"), skill("c", 0.0, towards="b"))
        plan = planned(asks("b"), asks("c"), skills=skills)
        assert view_of(plan).notes == ("Met on the way, so not to be learnt by themselves: a, Skill B.",)

    def test_many_names_are_cut(self) -> None:
        skills = (skill("a"), *(skill(name, 10.0, "a") for name in "bcdef"))
        plan = planned(*(asks(name) for name in "bcdef"), skills=skills)
        assert table(plan, "What to learn").rows[0][1] == "Skill A (first, for Skill B, Skill C, Skill D, Skill E, ...)"

    def test_silence_and_assumed_effort_are_marked_and_explained(self) -> None:
        plan = planned(asks("a"), asks("b"), asks("b", 0.1, role="here"), skills=(skill("a", None), skill("b")), have="here")
        items = table(plan, "What to learn")
        rows = {row[1]: row[4] for row in items.rows}
        assert rows == {"Skill A?": "~6.0", "Skill B": "4.0"}
        assert items.remark.startswith(
            "? no source ties it to Here: it counts as not held, so ask first whether it is; ~ the effort is assumed"
        )

    def test_no_remark_where_there_is_nothing_to_remark(self) -> None:
        assert table(planned(asks("a"), skills=(skill("a"),)), "What to learn").remark is None

    def test_what_others_may_close(self) -> None:
        plan = planned(asks("a", 1.0), asks("b"), skills=(skill("a", 10.0), skill("b", 1.0)))
        assert "others may close up to 0.33 more (.may_miss has it for each)" in table(plan, "What to learn").remark

    def test_a_long_plan_is_cut(self) -> None:
        names = [f"s{number:02}" for number in range(31)]
        plan = planned(*(asks(name) for name in names), skills=tuple(skill(name) for name in names))
        items = table(plan, "What to learn")
        assert len(items.rows) == 30
        assert items.remark == "30 of 31 shown; .items has all"

    def test_shared_weeks_and_what_is_to_be_proved(self) -> None:
        parts = (skill("whole", 1.0), attrs.evolve(skill("part", 1.0), broader="whole"))
        plan = planned(asks("whole", 1.0), asks("part", 1.0), skills=parts)
        assert [row[4] for row in table(plan, "What to learn").rows] == ["1.0", "shared"]
        person = rp.Profile().with_skill("a", rp.Rating(scale="proficiency", value=1.0))
        shown = planned(asks("a"), skills=(skill("a"),), have=person, evidence="certified")
        assert table(shown, "What to learn").rows[0][4] == "to prove"
        assert view_of(shown).notes == (
            "What is marked to prove is known but not shown as certified or better; no weeks are counted for showing it.",
        )

    def test_nothing_to_learn_and_no_plan(self) -> None:
        none = planned(asks("a"), skills=(skill("a"),), have="there")
        assert view_of(none).lead == ("Nothing to learn: start and target are the same role.",)
        unknown = planned(asks("a", role="here"), skills=(skill("a"),))
        assert view_of(unknown).lead == ("No plan: no source says what skills the role There asks for.",)
        assert view_of(unknown).tables == ()

    def test_unknown_skills(self) -> None:
        plan = planned(asks("a"), skills=(skill("a"),), have=rp.Profile(unknown=("telepathy",)))
        assert view_of(plan).notes == ("Not known to the catalog, so counted as nothing: telepathy.",)

    def test_what_sources_say_it_takes(self) -> None:
        def lasts(line: int, **fields: object) -> rp.TransitionClaim:
            return rp.TransitionClaim(kind="duration", text="it takes", citation=at(line), origin="here", target="there", **fields)

        claims = (
            lasts(2, months_minimum=Decimal(1), months_maximum=Decimal(2)),
            lasts(3, months_minimum=Decimal("90.5")),
            lasts(4, months_maximum=Decimal(1)),
            lasts(5),
        )
        plan = planned(asks("a"), asks("b", role="here"), *claims, skills=(skill("a"), skill("b")), have="here")
        assert table(plan, "What sources say it takes").rows == (
            ("1-2", "it takes [1]", "touches the plan's months"),
            ("from 90.5", "it takes [1]", "apart from the plan's months"),
            ("up to 1", "it takes [1]", "apart from the plan's months"),
            ("no figure", "it takes [1]", "not compared: the source gives no figure"),
        )

    def test_proofs_and_warnings(self) -> None:
        def says(kind: str, text: str, name: str | None = None) -> rp.TransitionClaim:
            return rp.TransitionClaim(kind=kind, text=text, citation=at(2), target="there", skill=name)

        facts = (
            says("proof", "anything that runs"),
            says("proof", "a thing made with it", "a"),
            says("insufficient-proof", "a course"),
            says("pitfall", "too much of it", "a"),
            rp.Trait(aspect="pitfall", text="fragile things", roles=("there",), citation=at(3)),
        )
        plan = planned(asks("a"), asks("b"), asks("c"), *facts, skills=(skill("a", 9.0), skill("b"), skill("c")))
        assert table(plan, "What sources recognise").rows == (
            ("a thing made with it [1]", "Skill A"),
            ("anything that runs [1]", "any skill that nothing else is named for"),
        )
        assert table(plan, "What sources warn").rows == (
            ("Skill A: pitfall", "too much of it [1]"),
            ("no proof", "a course [1]"),
            ("There", "fragile things [1]"),
        )

    def test_level_in_the_title(self) -> None:
        assert view_of(rp.learning_plan("DS", "MLE", level="senior")).title == "Learning plan: Data scientist to ML engineer, senior"

    @pytest.mark.parametrize("target", ["ML engineer", "AI engineer"])
    def test_it_fits_and_every_source_is_named(self, target: str) -> None:
        plan = rp.learning_plan("data scientist", target)
        text = as_text(plan)
        assert max(map(len, text.splitlines())) <= 80
        assert text == str(plan)
        for mark in {word for word in text.split() if word.startswith("[") and word.endswith("]")}:
            assert f"\n{mark} " in text.split("\nSources\n")[1].join(("\n", ""))
        for item in plan.items[:30]:
            assert item.label.split()[0] in text

    def test_html_is_escaped(self) -> None:
        bad = attrs.evolve(skill("a"), label="<script>alert(1)</script>")
        html = planned(asks("a"), skills=(bad,))._repr_html_()
        HTMLParser().feed(html)
        assert "<script" not in html
        assert "&lt;script&gt;" in html


class TestSpan:
    @pytest.mark.parametrize(
        ("low", "high", "said"),
        [(0.0, 0.0, "0"), (0.0, 0.04, "0.0"), (0.25, 1.0, "0.2-1.0"), (1.0, 1.0, "1.0"), (9.8, 32.4, "10-32"), (12.1, 12.2, "12")],
    )
    def test_places(self, low: float, high: float, said: str) -> None:
        assert span(low, high) == said


class TestWhatIf:
    CATALOG = made(asks("a"), asks("b"), asks("b", role="here"), skills=(skill("a"), skill("b")), ready_gap=0.5)

    def test_now_and_then(self) -> None:
        answer = rp.what_if(rp.Profile(), "a", catalog=self.CATALOG)
        view = view_of(answer)
        assert view.title == "What if: Skill A"
        assert view.lead == (
            "Held at 0.00 now, at 1.00 then. Within reach: a gap of at most 0.50.",
            "It brings within reach: There.",
        )
        there, here = table(answer, "Now and then").rows
        assert there[:3] == ("There", "1.00 to 0.50", "0.500")
        assert there[4:] == ("1.1 to 0", "no to yes")
        assert here == ("Here", "1.00", "0.000", here[3], "0.6", "no")

    def test_no_months_and_no_gap(self) -> None:
        catalog = made(asks("a"), skills=(skill("a", None),))
        (row,) = table(rp.what_if(rp.Profile(), "a", proficiency=0.5, catalog=catalog), "Now").rows
        assert row[4] == "not known to 0"
        (row,) = table(rp.what_if(rp.Profile(), "a", proficiency=0.1, catalog=catalog), "Now").rows
        assert row[4] == "not known"
        silent = rp.what_if(rp.Profile(unknown=("telepathy",)), "a", target="here", catalog=catalog)
        assert table(silent, "Now").rows == (("Here", "not known: no source says what skills the role Here asks for", "-", "-", "-", "-"),)
        assert view_of(silent).notes == ("Not known to the catalog, so counted as nothing: telepathy.",)

    def test_no_role_to_ask_of(self) -> None:
        answer = rp.what_if(rp.Profile(), "a", catalog=made(skills=(skill("a"),)))
        assert (view_of(answer).tables, view_of(answer).notes) == ((), ())

    def test_text_and_html(self) -> None:
        answer = rp.what_if(rp.Profile.from_role("data scientist"), "docker")
        assert max(map(len, str(answer).splitlines())) <= 80
        assert as_html(answer) == answer._repr_html_()


class TestCommand:
    def test_text_and_json(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", "80")
        assert main(("plan", "DS", "AI engineer", "--hours", "5")) == 0
        text = capsys.readouterr().out
        assert text.startswith("Learning plan: Data scientist to AI engineer")
        assert max(len(line.rstrip()) for line in text.splitlines()) <= 80
        assert main(("plan", "DS", "AI engineer", "--hours", "5", "--level", "mid", "--json")) == 0
        data = json.loads(capsys.readouterr().out)
        assert data["hours_per_week"] == 5
        assert "gap" not in data
        assert data["items"][-1]["gap_after"] == 0

    def test_hours_that_no_week_has(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(("plan", "DS", "AI engineer", "--hours", "200")) != 0
        assert "hours_per_week must lie in 0 to 168" in capsys.readouterr().err
