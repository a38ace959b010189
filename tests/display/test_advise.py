"""What the views of a questionnaire and of a recommendation say, and the commands that show them."""

from __future__ import annotations

import json
from decimal import Decimal

import attrs
import pytest

import rolepath as rp
from rolepath.cli import main
from rolepath.display import as_html, view_of
from rolepath.display.advise import questions_view
from rolepath.display.view import Table

D = Decimal
PERSON = attrs.evolve(
    rp.Profile.from_role("data scientist", level="mid"),
    currency="USD",
    pay_floor=D(150_000),
    location="us",
    hours_per_week=10.0,
    preferences=("You like statistics", "dogs"),
)
ANSWERS = {question.id: "ml-engineer" in question.roles for question in rp.questions(limit=12)}


def table(shown: object, caption: str) -> Table:
    """Find the table of a view whose caption begins so."""
    return next(table for table in view_of(shown).tables if table.caption.startswith(caption))


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run a command that succeeds, and return what it prints."""
    assert main(words) == 0
    out, err = capsys.readouterr()
    assert not err
    return out


class TestQuestions:
    def test_one(self) -> None:
        view = view_of(rp.questions()[0])
        assert view.title == "shipping AI products at once is your wish?"
        assert view.lead == ("id: shipping-ai-products-at-once-is-your-wish", "a yes speaks for: ai-engineer [1]")
        assert view.sources == ("[1] three-roles, line 145",)
        assert "shipping AI products" in str(rp.questions()[0])
        assert rp.questions()[0]._repr_html_() == as_html(rp.questions()[0])
        assert "a yes speaks for" in as_html(rp.questions()[0])

    def test_several(self) -> None:
        view = questions_view(rp.questions(limit=2))
        assert view.title == "2 questions"
        assert view.tables[0].rows[1] == ("you want to own quantitative judgment close to the business", "data-scientist", "[2]")
        assert questions_view(rp.questions(limit=1)).title == "1 question"

    def test_none(self) -> None:
        view = questions_view(())
        assert (view.title, view.tables, view.sources) == ("0 questions", (), ())


class TestRecommendation:
    def test_the_ranking_shows_every_number(self) -> None:
        found = rp.recommend(PERSON, answers=ANSWERS)
        view = view_of(found)
        assert view.title == "Recommendation, mid"
        assert view.lead == (found.statement, found.rule)
        rows = {row[1]: row for row in table(found, "The roles").rows}
        assert list(rows) == ["ML engineer", "Data scientist (held)", "AI engineer"]
        assert [row[0] for row in rows.values()] == ["1", "2", "3"]
        # A preference of the person says yes to one of data science: 14 of 24, 1 + 17 / 2 of 22 and 1 of 6.
        assert [row[2] for row in rows.values()] == ["0.58", "0.43", "0.17"]
        ml = next(entry for entry in found.candidates if entry.role == "ml-engineer")
        assert rows["ML engineer"][3:6] == (
            "1.00 (0.17-1.00)",
            "4 of 24",
            f"{ml.move.score:.2f} ({ml.move.lower:.2f}-{ml.move.upper:.2f})",
        )
        assert rows["ML engineer"][6].startswith("12 to 18 [")
        assert rows["Data scientist (held)"][6] == "-"
        assert all(cell for row in rows.values() for cell in row)

    def test_reasons_on_each_side(self) -> None:
        rows = table(rp.recommend(PERSON, answers=ANSWERS), "ML engineer").rows
        sides = [side for side, _ in rows if side]
        assert sides == ["for", "against", "not known"]
        assert rows[0][1].startswith("answered yes: you want to own inference [")
        assert rows[-1] == ("not known", "20 of 24 statements are not answered")

    def test_many_reasons_are_cut_and_counted(self) -> None:
        answers = {question.id: "ml-engineer" in question.roles for question in rp.questions()}
        found = rp.recommend(PERSON, answers=answers)
        ml = found.candidates[0]
        shown = table(found, "ML engineer")
        hidden = len(ml.reasons_for) - 8
        assert hidden > 10
        assert shown.remark == f"{hidden} more in .reasons_for and .reasons_against"
        assert len(shown.rows) == 8 + len(ml.reasons_against) + len(ml.unknowns)

    def test_pay_against_the_floor(self) -> None:
        found = rp.recommend(PERSON)
        pay = table(found, "Pay, against a floor of 150K USD a year")
        assert pay.header[-1] == "floor"
        assert [row[-1] for row in pay.rows if row[0] == "ML engineer"] == ["met", "met", "partly"]
        others = table(found, "Not compared with the pay floor")
        assert {row[-1] for row in others.rows} == {"it speaks of the role as a whole"}
        assert others.remark is None

    def test_pay_without_a_floor(self) -> None:
        found = rp.recommend(attrs.evolve(PERSON, pay_floor=None, currency=None, location=None, level=None))
        pay = table(found, "Pay")
        assert (pay.caption, pay.header[-1]) == ("Pay", "source")
        counts = [len(entry.pay.bands) for entry in found.candidates]
        assert min(counts) == 5
        assert len(pay.rows) == 5 + 6 + 6
        assert pay.remark is not None
        assert pay.remark.startswith(f"{sum(counts) - 17} more in .pay of each role; ")
        assert not any(shown.caption.startswith("Not compared") for shown in view_of(found).tables)
        assert view_of(found).title == "Recommendation"

    def test_figures_that_do_not_compare_are_cut_and_counted(self) -> None:
        found = rp.recommend(attrs.evolve(PERSON, location=None, level=None, currency="GBP"))
        others = table(found, "Not compared with the pay floor")
        every = sum(check.reason is not None for entry in found.candidates for check in entry.floor)
        assert len(others.rows) == 12
        assert others.remark == f"{every - 12} more in .floor of each role"

    def test_what_sources_say_beside(self) -> None:
        rows = table(rp.recommend(PERSON), "What sources say").rows
        assert [row[0] for row in rows if row[0]] == ["Data scientist", "AI engineer", "ML engineer"]
        assert rows[0][1] == "demand"
        assert rows[0][2].endswith("; and 8 more")

    def test_notes(self) -> None:
        notes = view_of(rp.recommend(PERSON, answers=ANSWERS)).notes
        assert notes[0] == "preferences counted as a yes: You like statistics"
        assert notes[1].endswith("or an answer says otherwise: dogs")
        assert notes[2].startswith("open questions: ")
        assert notes[2].endswith("; and 33 more")
        few = view_of(rp.recommend(rp.Profile(), answers=dict.fromkeys(ANSWERS, True), roles=["AI engineer"])).notes
        assert (
            few[-1]
            == "open questions: you want as many career options as possible in 2026; you want the layer where users meet the technology"
        )
        full = rp.recommend(rp.Profile(), answers={question.id: 1 for question in rp.questions()})
        assert not any(note.startswith("open questions") for note in view_of(full).notes)

    def test_what_is_not_known_is_marked(self) -> None:
        found = rp.recommend(rp.Profile(), answers={"you-like-statistics": True}, roles=["data scientist", "research scientist"])
        rows = table(found, "The roles").rows
        assert rows[0][:5] == ("1", "Data scientist", "0.52", "1.00 (0.05-1.00)", "1 of 22")
        assert rows[1] == ("-", "Research scientist", "-", "-", "0 of 0", "-", "-", "-")
        unasked = rp.recommend(rp.Profile())
        assert {row[2:4] for row in table(unasked, "The roles").rows} == {("0.50", "? (0.00-1.00)")}

    def test_no_role(self) -> None:
        view = view_of(rp.recommend(PERSON, roles=[]))
        assert (view.lead[0], view.tables) == ("There is no role to rank.", ())

    def test_text_and_html(self) -> None:
        found = rp.recommend(PERSON, answers=ANSWERS)
        assert max(map(len, str(found).splitlines())) <= 80
        assert "The order leans on answers to 13 of 52 statements, and may turn with more answers." in " ".join(str(found).split())
        odd = rp.recommend(attrs.evolve(PERSON, preferences=("<b>dogs</b>",)))
        assert "<b>" not in odd._repr_html_()
        assert "&lt;b&gt;dogs" in odd._repr_html_()


class TestCommands:
    def test_questions(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert printed(capsys, "questions", "--limit", "3").startswith("3 questions")
        listed = json.loads(printed(capsys, "questions", "AI engineer", "--json"))
        assert [entry["roles"] for entry in listed] == [["ai-engineer"]] * 6

    def test_recommend(self, capsys: pytest.CaptureFixture[str]) -> None:
        words = ("recommend", "data scientist", "--level", "mid", "--yes", "you-like-reliability", "--no", "You like statistics", "--json")
        found = json.loads(printed(capsys, *words))
        assert found["answers"] == [["you-like-reliability", 1.0], ["you-like-statistics", 0.0]]
        assert [entry["role"] for entry in found["candidates"]] == ["ml-engineer", "ai-engineer", "data-scientist"]
        assert [entry["fit"]["middle"] for entry in found["candidates"]] == [12.5 / 24, 0.5, 10.5 / 22]
        assert found["candidates"][2]["is_held"] is True
        assert found["candidates"][2]["move"]["gap"] is None
        assert "The answers do not separate" in printed(capsys, *words[:-1])

    def test_a_question_that_is_answered_both_ways(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["recommend", "DS", "--yes", "a", "--no", "a"]) == 2
        assert capsys.readouterr().err == "--no must not be a question that --yes names, got 'a'\n"

    def test_a_question_that_is_none(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["recommend", "DS", "--yes", "you-like-statistic"]) == 2
        assert "did you mean 'you-like-statistics'" in capsys.readouterr().err
