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

SCALES = tuple(
    rp.Scale(id=name, label=name.capitalize(), measures=name, reason="For tests.", minimum=0, maximum=1)
    for name in ("proficiency", "importance")
)
LEVELS = tuple(
    rp.Level(id=name, label=name.capitalize(), track="individual-contributor", rank=rank) for rank, name in enumerate(("mid", "senior"), 1)
)
#: Said of a target of so few skills, as most are here.
FEW = "Sources name few skills for There ({}), so it looks nearer than it is."
FIRST = "What to learn first, which sources ask most"
THEN = "What to learn then"


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


def asks(
    name: str, proficiency: float = 0.5, *alternatives: str, role: str = "there", importance: float = 0.5, level: str | None = None
) -> rp.SkillRequirement:
    return rp.SkillRequirement(
        role=role,
        skill=name,
        basis="core-skill",
        citation=at(1),
        proficiency=rp.Rating(scale="proficiency", value=proficiency),
        importance=rp.Rating(scale="importance", value=importance),
        alternatives=alternatives,
        level=level,
    )


def holds(**levels: float) -> rp.Profile:
    held = ((name, rp.Rating(scale="proficiency", value=level)) for name, level in levels.items())
    return rp.Profile(skills=tuple(rp.HeldSkill(skill=name, proficiency=rating) for name, rating in held))


def made(*facts: rp.Fact, skills: tuple[rp.Skill, ...], **model: float) -> rp.Catalog:
    catalog = rp.Catalog(
        sources=(rp.Source(id="one", title="One"),),
        scales=SCALES,
        skills=skills,
        roles=(rp.Role(id="here", label="Here"), rp.Role(id="there", label="There")),
        standard_levels=LEVELS,
        difficulty_model=rp.DifficultyModel(**model),
    )
    return catalog.with_facts(*facts)


def planned(*facts: rp.Fact, skills: tuple[rp.Skill, ...], have: rp.Profile | str | None = None, **asked: object) -> rp.LearningPlan:
    model = {"core_share": asked.pop("core_share", 1.0)}
    return rp.learning_plan(rp.Profile() if have is None else have, "there", catalog=made(*facts, skills=skills, **model), **asked)


def table(shown: object, caption: str) -> Table:
    """Find the table of a view whose caption begins so."""
    return next(table for table in view_of(shown).tables if table.caption.startswith(caption))


class TestPlan:
    OF_ALL = (
        "a gap of 1.00 (0 = nothing is missing, 1 = everything). What sources ask most comes before the rest; of each, prerequisites come "
        "first, then what closes most gap per week."
    )

    def test_lead_milestones_and_items(self) -> None:
        # Of 1.25 in all, b is 1. It takes 40 weeks of ten hours, 80 of five: 18.4 months; a takes 1 of ten hours.
        facts = (asks("a", importance=0.5), asks("b", 1.0, importance=1.0))
        plan = planned(*facts, skills=(skill("a", 2.0), skill("b", 40.0)), core_share=0.5, hours_per_week=5)
        view = view_of(plan)
        assert view.title == "Learning plan: this person to There"
        assert view.lead == (
            f"2 skills close {self.OF_ALL}",
            "Weeks are of 10 hours. At 5 hours a week (as asked) they make the months.",
        )
        assert table(plan, "Milestones").rows == (
            ("half of all that is asked is held", "0.20", "1 skill", "40", "18"),
            ("what sources ask most is held", "0.20", "1 skill", "40", "18"),
            ("nothing that any source asks for is missing", "0.00", "2 skills", "41", "19"),
        )
        assert [part.caption for part in view.tables] == ["Milestones", FIRST, THEN]
        assert table(plan, FIRST).rows == (("1", "Skill B", "0.00", "1.00", "40", "0.20", "18", "[1]"),)
        assert table(plan, THEN).rows == (("2", "Skill A", "0.00", "0.50", "1.0", "0.00", "19", "[1]"),)

    def test_all_of_it_is_core(self) -> None:
        plan = planned(asks("a"), asks("b"), skills=(skill("a"), skill("b")))
        assert [part.caption for part in view_of(plan).tables] == ["Milestones", FIRST]
        assert len(table(plan, FIRST).rows) == 2

    def test_a_core_that_is_held(self) -> None:
        facts = (asks("a", importance=0.25), asks("b", importance=1.0))
        plan = planned(*facts, skills=(skill("a"), skill("b")), core_share=0.5, have=holds(b=0.5))
        assert view_of(plan).lead[0].startswith("1 skill closes a gap of 0.20 (")
        assert [part.caption for part in view_of(plan).tables] == ["Milestones", THEN]
        assert table(plan, "Milestones").rows == (
            ("half of all that is asked is held", "0.20", "now", "0", "0"),
            ("what sources ask most is held", "0.20", "now", "0", "0"),
            ("nothing that any source asks for is missing", "0.00", "1 skill", "5.0", "1.1"),
        )
        assert table(plan, THEN).rows == (("1", "Skill A", "0.00", "0.50", "5.0", "0.00", "1.1", "[1]"),)

    def test_a_prerequisite_whose_heir_is_met_by_then(self) -> None:
        # a comes as early as e, which builds on it and is held; so does b, which c meets in the meantime.
        skills = (
            skill("a", 0.1),
            skill("b", 50.0, "a"),
            skill("c", 10.0, towards="b"),
            skill("e", 1.0, "a"),
        )
        plan = planned(asks("b"), asks("c"), asks("e"), skills=skills, have=holds(e=0.5))
        assert [(item.skill, item.needed_for) for item in plan.items] == [("a", ()), ("c", ())]
        assert table(plan, FIRST).rows[0][1] == "Skill A (first, as others build on it)"

    def test_one_remark_under_the_last_of_the_two_tables(self) -> None:
        facts = (asks("a", importance=0.25), asks("b", importance=1.0))
        skills = (skill("a"), skill("b", None))
        plan = planned(*facts, skills=skills, core_share=0.5)
        assert (table(plan, FIRST).rows[0][4], table(plan, FIRST).remark) == ("~6.0", None)
        assert table(plan, THEN).remark == "~ the effort is assumed"

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

    def test_asides(self) -> None:
        plan = planned(asks("b"), asks("c", 0.5, "d"), skills=(skill("a"), skill("b", 10.0, "a"), skill("c"), skill("d")))
        names = [row[1] for row in table(plan, "What to learn").rows]
        # c closes, by its two skills, half of what b does in half of the weeks.
        assert names == ["Skill C (or d)", "Skill A (first, for Skill B)", "Skill B (builds on Skill A)"]

    def test_a_skill_with_alternatives_that_builds_on_others(self) -> None:
        plan = planned(asks("b", 0.5, "c"), skills=(skill("a"), skill("b", 10.0, "a"), skill("c")))
        assert [row[1] for row in table(plan, FIRST).rows] == ["Skill A (first, for Skill B)", "Skill B (or c; builds on Skill A)"]

    def test_alternatives_that_are_asked_for_go_by_their_label(self) -> None:
        plan = planned(asks("c", 0.5, "d"), asks("d", 0.5, "c"), skills=(skill("c"), skill("d")))
        assert [row[1] for row in table(plan, FIRST).rows] == ["Skill C (or Skill D)"]
        assert view_of(plan).notes == (FEW.format(2),)

    def test_what_is_met_on_the_way(self) -> None:
        skills = (skill("a"), skill("b", 10.0, "a"), skill("c", 0.0, towards="b"))
        plan = planned(asks("b"), asks("c"), skills=skills)
        assert view_of(plan).notes == (FEW.format(2), "Met on the way, so not to be learnt by themselves: Skill B.")

    @pytest.mark.parametrize("count", [1, 5, 6])
    def test_few_skills_are_noted(self, count: int) -> None:
        names = "abcdef"[:count]
        plan = planned(*map(asks, names), skills=tuple(map(skill, names)))
        assert view_of(plan).notes == ((FEW.format(count),) if count <= 5 else ())

    def test_few_skills_at_a_level(self) -> None:
        facts = (*map(asks, "abcd"), asks("e", level="mid"), asks("f", level="mid"))
        catalog = made(*facts, skills=tuple(map(skill, "abcdef")))
        assert view_of(rp.learning_plan(rp.Profile(level="mid"), "there", catalog=catalog)).notes == ()
        senior = rp.learning_plan(rp.Profile(level="mid"), "there", level="senior", catalog=catalog)
        assert view_of(senior).title == "Learning plan: this person to There, senior"
        assert view_of(senior).notes == (FEW.format(4),)

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
        assert len(items.rows) == 31
        assert len(items.top) == 30
        assert items.remark_on(30) == "30 of 31 shown; .items has all"

    def test_each_table_of_a_long_plan_shows_some(self) -> None:
        core, rest = [f"s{number:02}" for number in range(28)], [f"t{number:02}" for number in range(9)]
        asked = (*(asks(name, importance=1.0) for name in core), *(asks(name, importance=0.2) for name in rest))
        plan = planned(*asked, skills=tuple(skill(name) for name in (*core, *rest)), core_share=0.5)
        assert [(len(found.rows), len(found.top)) for found in view_of(plan).tables if found.all_in] == [(28, 28), (9, 5)]

    def test_what_is_to_be_proved(self) -> None:
        plan = planned(asks("a"), asks("b"), skills=(skill("a"), skill("b")), have=holds(a=1.0, b=0.25), evidence="certified")
        assert [row[1:5] for row in table(plan, FIRST).rows] == [
            ("Skill A", "1.00", "0.50", "to prove"),
            ("Skill B", "0.25", "0.50", "2.5"),
        ]
        assert table(plan, "Milestones").rows[-1][3:] == ("2.5", "0.6")
        assert view_of(plan).notes == (
            FEW.format(2),
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
        assert view_of(plan).notes == (FEW.format(1), "Not known to the catalog, so counted as nothing: telepathy.")

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
            says("proof", "a certificate of it", "a"),
            says("proof", "a thing made with both", "b"),
            says("insufficient-proof", "a course"),
            says("pitfall", "too much of it", "a"),
            rp.Trait(aspect="pitfall", text="fragile things", roles=("there",), citation=at(3)),
        )
        skills = (skill("a", 9.0), skill("b"), attrs.evolve(skill("c"), broader="b"))
        plan = planned(asks("a"), asks("b"), asks("c"), *facts, skills=skills)
        assert table(plan, "What sources recognise").rows == (
            ("a thing made with both [1]", "Skill B, Skill C"),
            ("a certificate of it [1]", "Skill A"),
            ("anything that runs [1]", "any skill"),
        )
        assert table(plan, "What sources warn").rows == (
            ("Skill A: pitfall", "too much of it [1]"),
            ("no proof", "a course [1]"),
            ("There", "fragile things [1]"),
        )

    def test_only_what_is_accepted_for_any_skill(self) -> None:
        proof = rp.TransitionClaim(kind="proof", text="anything that runs", citation=at(2))
        plan = planned(asks("a"), asks("b"), proof, skills=(skill("a"), skill("b")))
        assert table(plan, "What sources recognise").rows == (("anything that runs [1]", "any skill"),)

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
    # Ten weeks from nothing to expert each: a and b at 0.5 take 10 weeks, 2.3 months; b alone 1.1.
    CATALOG = made(asks("a"), asks("b"), asks("b", role="here"), skills=(skill("a"), skill("b")), reach_months=2.0)
    BOTH = "Sources name few skills for these roles, so they look nearer than they are: There (2), Here (1)."

    def test_now_and_then(self) -> None:
        answer = rp.what_if(rp.Profile(), "a", catalog=self.CATALOG)
        view = view_of(answer)
        assert view.title == "What if: Skill A"
        assert view.lead == (
            "Held at 0.00 now, at 1.00 then.",
            "Within reach: at most 2 months of learning what sources ask most.",
        )
        there, here = table(answer, "Now and then").rows
        assert there[:3] == ("There", "1.00 to 0.50", "0.500")
        assert there[4:] == ("2.3 to 1.1", "not known")
        assert here == ("Here", "1.00", "0.000", here[3], "1.1", "not known")
        assert view.notes == (self.BOTH,)

    def test_what_comes_within_reach(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("rolepath.analysis.gap.FEW", 0)
        answer = rp.what_if(rp.Profile(), "a", catalog=attrs.evolve(self.CATALOG, name="of roles that are not small"))
        view = view_of(answer)
        assert view.lead[2] == "It brings within reach: There."
        assert [row[-1] for row in table(answer, "Now and then").rows] == ["no to yes", "yes"]
        assert view.notes == ()

    @pytest.mark.parametrize(("held", "asked"), [(0.75, 0.5), (0.5, 0.5)])
    def test_no_more_than_is_held_changes_nothing_and_says_so(self, held: float, asked: float) -> None:
        answer = rp.what_if(holds(a=held), "a", proficiency=asked, catalog=self.CATALOG)
        assert view_of(answer).lead == (
            f"Held at {held:.2f} now, so that 0.50 changes nothing.",
            "Within reach: at most 2 months of learning what sources ask most.",
        )
        assert [row[1:3] for row in table(answer, "Now and then").rows] == [("1.00", "0.000"), ("0.50", "0.000")]

    def test_only_roles_of_few_skills_are_noted(self) -> None:
        names = "abcdef"
        catalog = made(*map(asks, names), asks("a", role="here"), skills=tuple(map(skill, names)))
        few = ("Sources name few skills for these roles, so they look nearer than they are: Here (1).",)
        assert view_of(rp.what_if(rp.Profile(), "a", catalog=catalog)).notes == few
        assert view_of(rp.what_if(rp.Profile(), "a", target="there", catalog=catalog)).notes == ()
        unknown = rp.Profile(unknown=("telepathy",))
        assert view_of(rp.what_if(unknown, "a", catalog=catalog)).notes == (
            "Not known to the catalog, so counted as nothing: telepathy.",
            *few,
        )

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
        assert (data["gap"]["score"], data["gap"]["items"]) == (data["score"], [])
        assert data["items"][-1]["gap_after"] == 0

    def test_hours_that_no_week_has(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(("plan", "DS", "AI engineer", "--hours", "200")) != 0
        assert "hours_per_week must lie in 0 to 168" in capsys.readouterr().err


class TestWhatIsSaidBeside:
    """Notes and advice that no number holds."""

    def test_one_source_alone_speaks_of_the_target(self) -> None:
        told = asks("a")
        other = attrs.evolve(asks("b", role="here"), citation=attrs.evolve(told.citation, source="other"))
        more = made(told, skills=(skill("a"), skill("b"))).with_source(rp.Source(id="other", title="Other")).with_facts(other)
        notes = view_of(rp.learning_plan("here", "there", catalog=more)).notes
        assert "one alone says what There asks for; where more sources speak, a role asks for more." in notes

    def test_a_person_in_the_role(self) -> None:
        plan = planned(asks("a", 1.0), asks("b", 1.0), skills=(skill("a"), skill("b")), have=attrs.evolve(holds(a=0.5), role="there"))
        assert any(note.startswith("This person is There already.") for note in view_of(plan).notes)
        stranger = planned(asks("a", 1.0), asks("b", 1.0), skills=(skill("a"), skill("b")), have=holds(a=0.5))
        assert not any("already" in note for note in view_of(stranger).notes)

    def test_what_is_covered_through_others(self) -> None:
        skills = (skill("x", towards="a"), skill("a", 1.0, towards="d"), skill("d", 100.0))
        plan = planned(asks("a"), asks("d", 1.0), skills=skills, have=holds(x=1.0))
        assert table(plan, FIRST).rows[0][4] == "covered"
        assert any(note.startswith("What is marked covered is held through other skills by then") for note in view_of(plan).notes)
