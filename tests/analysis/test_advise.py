"""Which role fits: the questionnaire, the answers, the ranking, and what is said where it is not known."""

from __future__ import annotations

import pickle
from decimal import Decimal
from typing import Any

import attrs
import pytest

import rolepath as rp
from rolepath.analysis.advise import RULE
from rolepath.analysis.questionnaire import questions_of

from .tiny import asks, at, catalog, holds, pays, skill

D = Decimal


def chooses(text: str, *roles: str, source: str = "one", line: int = 1, aspect: str = "choose-if") -> rp.Trait:
    """State when to choose a role."""
    return rp.Trait(aspect=aspect, text=text, roles=roles or ("here",), citation=at(source, line))


#: Two roles with four and two statements of their own, and a third that no statement is on. ``here`` asks what the person holds.
FACTS = (
    asks("here", "a", 1.0),
    asks("there", "b", 1.0),
    asks("else", "a", 1.0),
    *(chooses(text, "here") for text in ("you like one", "you like two", "you like three", "you like four")),
    *(chooses(text, "there", source="two", line=2) for text in ("you want five", "you want six")),
)
ROLES = ("here", "there", "else")
TINY = catalog(*FACTS, skills=("a", "b"), roles=ROLES)
PERSON = holds(a=1.0)
HERE = ("you-like-one", "you-like-two", "you-like-three", "you-like-four")
THERE = ("you-want-five", "you-want-six")


def ask(answers: dict[str, Any] | None = None, *, profile: rp.Profile = PERSON, on: rp.Catalog = TINY, **options: Any) -> rp.Recommendation:
    """Ask for a recommendation of the tiny catalog."""
    return rp.recommend(profile, answers=answers, catalog=on, **options)


def candidate(found: rp.Recommendation, role: str) -> rp.RoleAdvice:
    """Find the advice on one role."""
    return next(entry for entry in found.candidates if entry.role == role)


def middles(found: rp.Recommendation) -> dict[str, float | None]:
    """What orders the roles, role by role in their order."""
    return {entry.role: entry.fit.middle for entry in found.candidates}


def fit(found: rp.Recommendation, role: str) -> tuple[float | None, float | None, float | None]:
    """Score and bounds of the fit of one role."""
    of = candidate(found, role).fit
    return of.score, of.lower, of.upper


def ranks(found: rp.Recommendation) -> list[tuple[int | None, str]]:
    """The ranks with the roles, in order."""
    return [(entry.rank, entry.role) for entry in found.candidates]


def said(reasons: tuple[rp.Reason, ...]) -> list[str]:
    """The texts of reasons."""
    return [reason.text for reason in reasons]


class TestQuestions:
    def test_equal_words_are_one_question_whoever_says_them(self) -> None:
        made = catalog(
            chooses("You like  statistics", "here", source="two", line=7),
            chooses("you like statistics!", "here", source="one", line=9),
            chooses("you love statistics", "here"),
        )
        found = rp.questions(catalog=made)
        assert [question.id for question in found] == ["you-like-statistics", "you-love-statistics"]
        assert found[0].text == "you like statistics!"
        assert found[0].sources == ("one", "two")
        assert [str(citation) for citation in found[0].citations] == ["one, line 9", "two, line 7"]

    def test_a_statement_twice_on_one_line_is_cited_once(self) -> None:
        made = catalog(chooses("you like it", "here"), chooses("You like it", "here"))
        (question,) = rp.questions(catalog=made)
        assert len(question.traits) == 2
        assert question.citations == (at(),)

    def test_other_aspects_and_the_market_ask_nothing(self) -> None:
        market = rp.Trait(aspect="choose-if", text="times are good", citation=at())
        assert rp.questions(catalog=catalog(chooses("steady work", aspect="rewards"), market)) == ()

    def test_roles_in_turn_and_those_of_several_roles_last(self) -> None:
        both = chooses("you like all", "there", "here")
        found = rp.questions(catalog=TINY.with_facts(both))
        assert [question.roles for question in found] == [
            ("here",),
            ("there",),
            ("here",),
            ("there",),
            ("here",),
            ("here",),
            ("here", "there"),
        ]
        assert found[-1].id == "you-like-all"

    def test_most_sources_first_then_sources_in_turn_then_lines_in_turn(self) -> None:
        made = catalog(
            chooses("b1", line=1),
            chooses("b2", line=1),
            chooses("c1", line=2),
            chooses("d1", source="two"),
            chooses("e1", source="two", line=3),
            chooses("z", source="one", line=9),
            chooses("z", source="two", line=9),
        )
        assert [question.id for question in rp.questions(catalog=made)] == ["z", "b1", "d1", "c1", "e1", "b2"]

    def test_only_some_roles(self) -> None:
        both = TINY.with_facts(chooses("you like all", "there", "here"))
        assert [question.id for question in rp.questions(roles=["Role there"], catalog=both)] == ["you-like-all", *THERE]
        assert rp.questions(roles=[], catalog=TINY) == ()
        assert rp.questions(roles=["else"], catalog=TINY) == ()

    def test_a_limit_cuts(self) -> None:
        every = rp.questions(catalog=TINY)
        assert rp.questions(limit=3, catalog=TINY) == every[:3]
        assert rp.questions(limit=0, catalog=TINY) == ()
        assert rp.questions(limit=99, catalog=TINY) == every
        assert len(every) == 6

    @pytest.mark.parametrize("limit", [True, 1.0, "3"])
    def test_a_limit_is_a_whole_number(self, limit: object) -> None:
        with pytest.raises(rp.InvalidTypeError, match="limit must be a whole number"):
            rp.questions(limit=limit, catalog=TINY)

    def test_a_limit_is_not_negative(self) -> None:
        with pytest.raises(rp.InvalidFieldError, match="limit must be 0 or more, got -1"):
            rp.questions(limit=-1, catalog=TINY)

    @pytest.mark.parametrize("roles", ["here", TINY.role("here"), 3])
    def test_roles_are_several(self, roles: Any) -> None:
        for verb in (rp.questions, lambda **options: rp.recommend(PERSON, **options)):
            with pytest.raises(rp.InvalidTypeError, match="roles must be several roles"):
                verb(roles=roles, catalog=TINY)

    def test_the_order_of_facts_changes_nothing(self) -> None:
        back = attrs.evolve(TINY, traits=TINY.traits[::-1])
        assert rp.questions(catalog=back) == rp.questions(catalog=TINY)

    def test_ids_tell_apart_what_texts_tell_apart(self) -> None:
        texts = ["you like C", "you like C++", "统计", "工程", "you like R", "you like R&D", "café", "cafe", "統計 AI", "AI"]
        made = catalog(*(chooses(text) for text in texts))
        found = {question.text: question.id for question in rp.questions(catalog=made)}
        assert len(set(found.values())) == len(texts)
        assert (found["you like C"], found["cafe"], found["AI"]) == ("you-like-c", "cafe", "ai")
        assert found["统计"].startswith("question-")
        assert found["café"].startswith("cafe-")
        assert all(rp.to_id(name) == name for name in found.values())

    def test_an_id_does_not_depend_on_the_other_questions(self) -> None:
        alone = rp.questions(catalog=catalog(chooses("café")))[0].id
        beside = {question.text: question.id for question in rp.questions(catalog=catalog(chooses("café"), chooses("cafe")))}
        assert beside["café"] == alone

    def test_a_question_shows_itself(self) -> None:
        question = rp.questions(catalog=TINY)[0]
        assert repr(question) == "Question(you-like-four: 'you like four' for here)"
        told = question.explain()
        assert (told.statement, told.children[0].statement) == ("you like four?", "choose here if you like four")
        assert told.citations == (at(),)
        assert pickle.loads(pickle.dumps(question)) == question


class TestAnswers:
    def test_a_yes_a_no_and_what_is_left_open(self) -> None:
        found = ask({"you-like-one": True, "you-like-two": False, "you-like-three": None})
        # One of two answered; of four, one at least and three at most.
        assert fit(found, "here") == (0.5, 0.25, 0.75)
        assert fit(found, "there") == (None, 0.0, 1.0)
        assert found.answers == (("you-like-one", 1.0), ("you-like-two", 0.0))
        assert candidate(found, "here").fit.answered == 2
        assert [question.id for question in found.open_questions] == ["you-like-four", "you-want-five", "you-want-six", "you-like-three"]

    def test_a_share(self) -> None:
        found = ask({"you-want-five": 0.25, "you-want-six": 1})
        assert fit(found, "there") == (0.625, 0.625, 0.625)
        assert candidate(found, "there").fit.agreed == 1.25

    def test_a_question_goes_by_object_id_or_text(self) -> None:
        question = rp.questions(catalog=TINY)[1]
        assert question.id == "you-want-five"
        by_object = rp.recommend(PERSON, answers={question: True}, catalog=TINY)
        assert by_object == ask({"you-want-five": True}) == ask({"You want FIVE.": True})

    def test_one_question_answered_twice(self) -> None:
        assert ask({"you-want-five": True, "you want five": 1.0}) == ask({"you-want-five": True})
        with pytest.raises(rp.InvalidFieldError, match="answers must answer each question in one way, got 'you-want-five'"):
            ask({"you-want-five": True, "you want five": None})

    def test_an_unknown_question_suggests(self) -> None:
        with pytest.raises(rp.UnknownQuestionError) as caught:
            ask({"you-want-fife": True})
        assert caught.value.suggestions[0] == "you-want-five"
        assert str(caught.value).startswith("no question is called 'you-want-fife'; did you mean 'you-want-five'")
        assert isinstance(caught.value, KeyError)
        assert pickle.loads(pickle.dumps(caught.value)).suggestions == caught.value.suggestions
        with pytest.raises(rp.UnknownQuestionError, match=r"^no question is called 'x'$"):
            ask({"x": True})

    def test_a_key_that_is_no_text(self) -> None:
        with pytest.raises(rp.InvalidTypeError, match="answers must have ids of questions as keys"):
            rp.recommend(PERSON, answers={3: True}, catalog=TINY)  # type: ignore[dict-item]

    @pytest.mark.parametrize("answer", ["yes", D("0.5"), [True]])
    def test_an_answer_of_another_kind(self, answer: object) -> None:
        with pytest.raises(rp.InvalidTypeError, match=r"answers\['you-want-five'\] must be True, False, None or a number"):
            ask({"you-want-five": answer})

    @pytest.mark.parametrize("answer", [-0.1, 1.01, 2, float("nan"), float("inf")])
    def test_a_share_off_the_scale(self, answer: float) -> None:
        with pytest.raises(rp.InvalidFieldError, match=r"answers\['you-want-five'\] must lie in 0 to 1"):
            rp.recommend(PERSON, answers={rp.questions(catalog=TINY)[1]: answer}, catalog=TINY)

    def test_answers_are_a_mapping(self) -> None:
        with pytest.raises(rp.InvalidTypeError, match="answers must map ids of questions"):
            rp.recommend(PERSON, answers=["you-want-five"], catalog=TINY)  # type: ignore[arg-type]

    def test_preferences_count_where_they_are_a_question(self) -> None:
        person = attrs.evolve(PERSON, preferences=("You like ONE", "you-want-five", "I like one", "you like two", "you want six"))
        found = ask({"you-like-two": False, "you-want-six": None}, profile=person)
        assert found.preferences_used == ("You like ONE", "you-want-five")
        assert found.preferences_not_used == ("I like one", "you like two", "you want six")
        assert found.answers == (("you-like-one", 1.0), ("you-like-two", 0.0), ("you-want-five", 1.0))
        assert "preference not used, since it is no question's id or text or an answer says otherwise: I like one" in str(found.explain())

    def test_a_preference_agrees_with_the_answer(self) -> None:
        found = ask({"you-like-one": True}, profile=attrs.evolve(PERSON, preferences=("you like one",)))
        assert (found.preferences_used, found.answers) == (("you like one",), (("you-like-one", 1.0),))

    def test_an_answer_for_another_role_is_told_of(self) -> None:
        found = ask({"you-want-five": True, "you-want-six": None}, roles=["here"])
        assert found.answers == ()
        assert "answers that speak for none of these roles: you-want-five" in found.notes


class TestRanking:
    def test_without_answers_by_difficulty(self) -> None:
        found = ask()
        assert ranks(found) == [(1, "here"), (2, "there")]
        assert [entry.move.score == 0.0 for entry in found.candidates] == [True, False]
        assert found.statement.startswith("No statement is answered, so the fit is not known")
        assert not found.is_separated
        assert found.rule == RULE
        assert middles(found) == {"here": 0.5, "there": 0.5}

    def test_one_answer_orders_though_it_does_not_separate(self) -> None:
        # there asks what the person lacks, so it stands behind until something speaks for it, or against here.
        assert ranks(ask({"you-like-one": True})) == [(1, "here"), (2, "there")]
        for answers in ({"you-want-five": True}, {"you-like-one": False}, {"you-like-one": 0.49}, {"you-want-five": 0.51}):
            found = ask(answers)
            assert ranks(found) == [(1, "there"), (2, "here")], answers
            assert not found.is_separated
            assert "The order leans on answers to 1 of 6 statements, and may turn with more answers." in found.statement

    def test_the_middle_takes_half_of_what_is_open_as_agreed(self) -> None:
        # here: 1 + 0.2 of 4 with two open, there: 0.3 of 2 with one open.
        found = ask({"you-like-one": True, "you-like-two": 0.2, "you-want-six": 0.3})
        assert middles(found) == {"here": (1.2 + 1) / 4, "there": (0.3 + 0.5) / 2}
        # An answer of half is an open one, as far as the order goes.
        assert middles(ask({"you-like-one": 0.5, "you-want-six": 0.5})) == middles(ask())

    def test_a_share_of_agreement_counts_against_the_number_of_statements(self) -> None:
        # One yes of two outweighs one of four: 3/4 and 5/8. Two of four level them, and difficulty decides.
        assert middles(ask({"you-like-one": True, "you-want-five": True})) == {"there": 0.75, "here": 0.625}
        level = ask({"you-like-one": True, "you-like-two": True, "you-want-five": True})
        assert middles(level) == {"here": 0.75, "there": 0.75}
        assert ranks(level) == [(1, "here"), (2, "there")]
        assert list(middles(ask({**dict.fromkeys(HERE[:3], True), "you-want-five": True}))) == ["here", "there"]

    def test_shares_are_exact_as_they_are_written(self) -> None:
        # (0.1 + 0.7 + 0.1 + 0.7) / 4 is 0.4, which the sum of floats is not.
        found = ask({**dict(zip(HERE, (0.1, 0.7, 0.1, 0.7), strict=True)), **dict.fromkeys(THERE, 0.4)})
        assert middles(found) == {"here": 0.4, "there": 0.4}
        assert ranks(found) == [(1, "here"), (2, "there")]
        assert not found.is_separated
        turned = ask({**dict.fromkeys(HERE, 0.4), **dict.fromkeys(THERE, 0.4000000001)})
        assert ranks(turned) == [(1, "there"), (2, "here")]
        assert turned.is_separated

    def test_fit_comes_first_where_it_separates(self) -> None:
        found = ask({**dict.fromkeys(HERE, False), **dict.fromkeys(THERE, True)})
        assert ranks(found) == [(1, "there"), (2, "here")]
        assert middles(found) == {"there": 1.0, "here": 0.0}
        assert found.is_separated
        assert found.statement == (
            "The answers point to Role there: at least 1.00 of its statements hold, of any other role's at most 0.00."
        )
        assert [entry.role for entry in found.best] == ["there"]

    def test_bounds_that_overlap_do_not_separate(self) -> None:
        # here 0.75 of 4 at most, there 0.5 at least.
        found = ask({"you-like-one": False, "you-want-five": True})
        assert (fit(found, "here"), fit(found, "there")) == ((0.0, 0.0, 0.75), (1.0, 0.5, 1.0))
        assert ranks(found) == [(1, "there"), (2, "here")]
        assert not found.is_separated
        assert found.statement == (
            "The answers do not separate Role there and Role here: what is still open can level them or turn their order (Role there 1.00, "
            "1 of 2 answered, bounds 0.50 to 1.00, middle 0.75; Role here 0.00, 1 of 4 answered, bounds 0.00 to 0.75, middle 0.38). "
            "The order leans on answers to 2 of 6 statements, and may turn with more answers."
        )

    def test_bounds_that_touch_do_not_separate(self) -> None:
        touching = {"you-like-one": False, "you-like-two": False, "you-want-five": True}
        found = ask(touching)
        assert candidate(found, "here").fit.upper == candidate(found, "there").fit.lower == 0.5
        assert not found.is_separated
        assert ask({**touching, "you-like-three": False}).is_separated

    @pytest.mark.parametrize("share", [0.0, 1.0, 0.1, 1 / 3])
    def test_equal_answers_to_all_do_not_separate(self, share: float) -> None:
        found = ask(dict.fromkeys((*HERE, *THERE), share))
        assert fit(found, "here") == fit(found, "there") == (share, share, share)
        assert not found.is_separated
        assert ": their fits are equal (" in found.statement
        assert found.statement.endswith("). Among them the rank follows difficulty, then pay.")
        assert ranks(found) == [(1, "here"), (2, "there")]

    def test_some_are_put_behind_though_the_first_are_not_separated(self) -> None:
        wide = TINY.with_facts(chooses("you like seven", "else"))
        found = ask({"you-like-seven": False, "you-like-one": True, "you-want-five": True}, on=wide)
        assert not found.is_separated
        assert found.statement.startswith("The answers do not separate Role there and Role here: ")
        assert "They put Role else behind. The order leans on answers to 3 of 7 statements" in found.statement
        # The role put behind is easier than the first, and still the last.
        assert ranks(found) == [(1, "there"), (2, "here"), (3, "else")]

    def test_the_order_in_which_roles_are_named_changes_nothing(self) -> None:
        made = attrs.evolve(TINY, roles=(*TINY.roles, rp.Role(id="also", label="Also")))
        named = ["there", "also", "else", "here", "Role there"]
        found = ask({"you-like-one": True}, roles=named, on=made)
        assert ask({"you-like-one": True}, roles=named[::-1], on=made) == found
        assert ranks(found) == [(1, "here"), (2, "there"), (None, "also"), (None, "else")]

    def test_ties_share_a_rank(self) -> None:
        made = catalog(
            asks("here", "a"), asks("there", "a"), asks("else", "a"), *(chooses(role, role) for role in ROLES), skills=("a",), roles=ROLES
        )
        found = ask({"here": True, "there": True, "else": False}, on=made)
        assert ranks(found) == [(1, "here"), (1, "there"), (3, "else")]
        assert [entry.role for entry in found.best] == ["here", "there"]

    def test_pay_breaks_a_tie_of_difficulty(self) -> None:
        made = catalog(
            asks("here", "a"),
            asks("there", "a"),
            chooses("x", "here"),
            chooses("y", "there"),
            pays("here", 100, 200),
            pays("there", 150, 250),
            skills=("a",),
        )
        found = ask(on=made)
        assert ranks(found) == [(1, "there"), (2, "here")]
        assert "paid more than Role here by like figures (senior, USD total: 25 to 50 % more) of one" in said(
            found.candidates[0].reasons_for
        )
        assert "paid less than Role there by like figures (senior, USD total: 20 to 33.3 % less) of one" in said(
            found.candidates[1].reasons_against
        )
        # At another level, or where another source's figures go the other way, pay decides nothing.
        assert ranks(ask(on=made, target_level="mid")) == [(1, "here"), (1, "there")]
        disputed = made.with_facts(pays("here", 300, 400, source="two"), pays("there", 150, 250, source="two"))
        assert ranks(ask(on=disputed)) == [(1, "here"), (1, "there")]
        # A source whose figures are the same takes no side.
        same = made.with_facts(pays("here", 9, 10, source="two"), pays("there", 9, 10, source="two"))
        assert ranks(ask(on=same)) == [(1, "there"), (2, "here")]
        assert "paid more than Role here by 2 pairs of like figures, none the other way, of one, two" in said(
            ask(on=same).candidates[0].reasons_for
        )

    def test_pay_breaks_no_tie_where_fit_or_difficulty_orders(self) -> None:
        rich = TINY.with_facts(pays("here", 100, 200), pays("there", 150, 250))
        assert ranks(ask(on=rich)) == [(1, "here"), (2, "there")]
        rich = TINY.with_facts(pays("here", 150, 250), pays("there", 100, 200))
        assert ranks(ask({"you-want-five": True}, on=rich)) == [(1, "there"), (2, "here")]

    def test_pay_orders_by_way_of_others_whatever_they_are_ranked(self) -> None:
        # a is paid more than b, b more than c, by sources that set no other two side by side. Nothing is said of d.
        made = catalog(
            *(asks(role, "a") for role in "abcd"),
            *(chooses(f"you like {role}", role) for role in "abcd"),
            pays("a", 150, 250, source="one"),
            pays("b", 100, 200, source="one"),
            pays("b", 15, 25, source="two"),
            pays("c", 10, 20, source="two"),
            skills=("a",),
            roles=tuple("abcd"),
        )
        assert ranks(ask(on=made)) == [(1, "a"), (1, "d"), (2, "b"), (3, "c")]
        # Whichever rises, the order of the others stays, and none of them rises.
        assert ranks(ask({"you-like-a": True}, on=made)) == [(1, "a"), (2, "b"), (2, "d"), (3, "c")]
        assert ranks(ask({"you-like-b": True}, on=made)) == [(1, "b"), (2, "a"), (2, "d"), (3, "c")]
        assert ranks(ask({"you-like-c": True}, on=made)) == [(1, "c"), (2, "a"), (2, "d"), (3, "b")]

    def test_pay_that_leads_round_orders_nothing(self) -> None:
        figures = [
            pays(role, low, low + 1, level=level)
            for level, more, less in (("entry", "a", "b"), ("mid", "b", "c"), ("senior", "c", "a"))
            for role, low in ((more, 200), (less, 100))
        ]
        below = (pays("a", 200, 201, level="staff"), pays("d", 100, 101, level="staff"))
        made = catalog(
            *(asks(role, "a") for role in "abcd"),
            *(chooses(role, role) for role in "abcd"),
            *figures,
            *below,
            skills=("a",),
            roles=tuple("abcd"),
        )
        assert ranks(ask(on=made)) == [(1, "a"), (1, "b"), (1, "c"), (4, "d")]

    def test_unlike_pay_breaks_no_tie(self) -> None:
        base = (asks("here", "a"), asks("there", "a"), chooses("x", "here"), chooses("y", "there"), pays("here", 100, 200))
        for unlike in (
            {"currency": "GBP"},
            {"component": "base"},
            {"level": "mid"},
            {"location": "uk"},
            {"source": "two"},
            {"statistic": "median"},
        ):
            made = catalog(*base, pays("there", 900, 990, **unlike), skills=("a",))
            assert ranks(ask(on=made)) == [(1, "here"), (1, "there")], unlike

    def test_pay_counts_in_the_persons_place_and_currency(self) -> None:
        made = catalog(
            asks("here", "a"), asks("there", "a"), chooses("x", "here"), chooses("y", "there"), pays("here", 100, 200), pays("there", 1, 2),
            skills=("a",),
        )  # fmt: skip
        assert ranks(ask(on=made)) == [(1, "here"), (2, "there")]
        for elsewhere in (attrs.evolve(PERSON, location="uk"), attrs.evolve(PERSON, currency="GBP")):
            assert ranks(ask(on=made, profile=elsewhere)) == [(1, "here"), (1, "there")]

    def test_a_floor_of_nothing_orders_no_pay(self) -> None:
        made = catalog(
            asks("here", "a"), asks("there", "a"), chooses("x", "here"), chooses("y", "there"), pays("here", 0, 200), pays("there", 1, 300),
            skills=("a",),
        )  # fmt: skip
        assert ranks(ask(on=made)) == [(1, "here"), (1, "there")]
        assert said(candidate(ask(on=made), "there").reasons_for) == ["1 of 1 skills asked for do not fall short, of most weight A"]

    def test_a_role_without_statements_is_ranked_only_while_nothing_is_answered(self) -> None:
        everyone = ("else", "here", "there")
        found = ask(roles=everyone)
        assert ranks(found) == [(1, "else"), (1, "here"), (3, "there")]
        assert middles(found) == {"else": None, "here": 0.5, "there": 0.5}
        found = ask({"you-like-one": True}, roles=everyone)
        assert ranks(found) == [(1, "here"), (2, "there"), (None, "else")]
        silent = candidate(found, "else")
        assert silent.rank_reason == silent.fit.reason == "no source says when to choose the role Role else"
        assert fit(found, "else") == (None, None, None)
        assert "Role else: not ranked, no source says when to choose the role Role else" in str(found.explain())

    def test_a_role_without_requirements_has_no_difficulty_and_comes_after_those_that_have(self) -> None:
        made = catalog(asks("there", "b"), chooses("x", "here"), chooses("y", "there"), skills=("a", "b"))
        assert [entry.role for entry in ask(on=made).candidates] == ["there"]
        found = ask(on=made, roles=["here", "there"])
        assert ranks(found) == [(1, "there"), (2, "here")]
        assert candidate(found, "here").unknowns[1] == (
            "the difficulty is not known: no source says what skills the role Role here asks for"
        )
        # No difficulty to compare with: neither easier nor harder.
        assert not any("to reach" in text for text in said(candidate(found, "there").reasons_for))
        assert candidate(found, "here").reasons_for == candidate(found, "here").reasons_against == ()

    def test_one_role_is_set_against_no_other(self) -> None:
        found = ask({"you-like-one": True}, roles=["here", "else"])
        assert not found.is_separated
        assert found.statement == (
            "Of these roles only Role here has statements to choose by, so the answers set it against no other: "
            "Role here 1.00, 1 of 4 answered, bounds 0.25 to 1.00, middle 0.62."
        )

    def test_no_role_and_no_statement(self) -> None:
        assert (ask(roles=[]).statement, ask(roles=[]).candidates, ask(roles=[]).best) == ("There is no role to rank.", (), ())
        assert repr(ask(roles=[])) == "Recommendation(no role; not separated)"
        assert ask(on=catalog()).candidates == ()
        assert ask(roles=["else"]).statement == (
            "No source says when to choose one of these roles, so the fit is not known; they are ranked by difficulty, then by pay."
        )

    def test_a_shared_statement_counts_for_each_role(self) -> None:
        shared = TINY.with_facts(chooses("you like all", "there", "here"))
        found = ask({"you-like-all": True}, on=shared)
        assert (fit(found, "here")[:2], fit(found, "there")[:2]) == ((1.0, 0.2), (1.0, 1 / 3))

    def test_a_statement_of_two_sources_counts_once(self) -> None:
        twice = TINY.with_facts(chooses("You want five", "there", source="three"))
        answers = {"you-want-five": True, "you-want-six": False}
        assert fit(ask(answers, on=twice), "there") == fit(ask(answers), "there") == (0.5, 0.5, 0.5)


class TestPayFloor:
    FIGURES = (
        pays("here", 100, 200, line=1),
        pays("here", 150, 150, line=2, statistic="median"),
        pays("here", 50, 99, line=3, component="base"),
        pays("here", 50, None, line=4),
        pays("here", 50, 99, line=5, open_top=True),
        pays("here", 90, 100, line=6),
        pays("here", 900, 990, line=7, component="equity"),
        pays("here", 900, 990, line=8, component="unspecified"),
        pays("here", 900, 990, line=9, statistic="outlier"),
        attrs.evolve(pays("here", 900, 990, line=10), period="month"),
        pays("here", 900, 990, line=11, currency="GBP"),
        pays("here", 900, 990, line=12, location=None),
        pays("here", 900, 990, line=13, level=None),
        pays("here", 900, 990, line=14, level="mid"),
        pays("here", 900, 990, line=15, currency="GBP", level=None),
    )
    PERSON = attrs.evolve(PERSON, pay_floor=D(100), currency="USD", location="us", level="senior")

    def test_each_figure(self) -> None:
        found = ask(profile=self.PERSON, on=TINY.with_facts(*self.FIGURES))
        here = candidate(found, "here")
        assert [(check.band.citation.line, check.standing.value, check.reason) for check in here.floor] == [
            (1, "met", None),
            (2, "met", None),
            (3, "not met", None),
            (4, "partly", None),
            (5, "partly", None),
            (6, "partly", None),
            (7, "not comparable", "it counts equity alone"),
            (8, "not comparable", "the source does not say what it counts"),
            (9, "not comparable", "the source calls it outside the usual"),
            (10, "not comparable", "it is pay a month, the floor a year"),
            (11, "not comparable", "it is in GBP, the floor in USD"),
            (12, "not comparable", "the source names no place"),
            (13, "not comparable", "it speaks of the role as a whole"),
            (15, "not comparable", "it speaks of the role as a whole; it is in GBP, the floor in USD"),
        ]
        assert "pay floor of 100 USD a year met by one 100 to 200 USD (senior, total pay); one 150 USD (senior, total pay, median)" in said(
            here.reasons_for
        )
        assert "pay floor of 100 USD a year not met by one 50 to 99 USD (senior, base pay)" in said(here.reasons_against)
        told = str(found.explain())
        assert "pay floor in USD = 100 [profile]" in told
        assert "pay floor against one 900 to 990 GBP: not comparable, it is in GBP, the floor in USD" in told

    def test_many_figures_are_counted(self) -> None:
        many = TINY.with_facts(*(pays("here", 100 + line, 200, line=line) for line in range(1, 6)))
        met = next(reason for reason in candidate(ask(profile=self.PERSON, on=many), "here").reasons_for if "pay floor" in reason.text)
        assert met.text.endswith("one 103 to 200 USD (senior, total pay) and 2 more")
        assert len(met.facts) == len(met.citations) == 5

    def test_no_floor_and_no_figure(self) -> None:
        assert candidate(ask(on=TINY.with_facts(*self.FIGURES)), "here").floor == ()
        assert "the profile names no pay floor" in ask().notes
        here = candidate(ask(profile=self.PERSON), "here")
        assert here.floor == ()
        assert here.unknowns[-1] == "no source gives a figure at senior level in United States in USD for the role Role here"

    def test_no_figure_that_compares(self) -> None:
        alone = TINY.with_facts(self.FIGURES[6])
        assert candidate(ask(profile=self.PERSON, on=alone), "here").unknowns[-1] == "no figure compares with the pay floor"

    def test_the_level_wanted_stands_in_for_the_present_one(self) -> None:
        made = TINY.with_facts(*self.FIGURES)
        found = ask(profile=self.PERSON, on=made, target_level="mid")
        assert found.level == found.candidates[0].move.target_level == "mid"
        assert [c.band.citation.line for c in candidate(found, "here").floor if c.standing is rp.FloorStanding.MET] == [14]
        assert ask(profile=self.PERSON, on=made).level == "senior"
        assert ask(profile=self.PERSON, on=made).candidates[0].move.target_level is None
        with pytest.raises(rp.LevelTrackError):
            ask(profile=self.PERSON, on=made, target_level="manager")


class TestReasons:
    def test_answers_on_both_sides_and_neither(self) -> None:
        found = ask({"you-like-one": True, "you-like-two": 0.75, "you-like-three": 0.5, "you-like-four": 0.25, "you-want-five": False})
        here, there = candidate(found, "here"), candidate(found, "there")
        assert said(here.reasons_for)[:2] == ["answered yes: you like one", "answered 0.75 of 1: you like two"]
        assert said(here.reasons_against) == ["answered 0.25 of 1: you like four"]
        assert said(there.reasons_against)[0] == "answered no: you want five"
        assert there.reasons_against[0].citations == (at("two", 2),)

    def test_the_move(self) -> None:
        here, there = ask(profile=attrs.evolve(PERSON, role="here")).candidates
        assert (here.role, here.is_held, there.is_held) == ("here", True, False)
        assert said(here.reasons_for) == [
            "it is the present role, by the profile",
            "none of the others is known to be easier to reach: 0.00",
            "1 of 1 skills asked for do not fall short, of most weight A",
        ]
        assert here.reasons_against == there.reasons_for == ()
        score = there.move.score
        assert said(there.reasons_against) == [
            f"harder to reach than Role here: {score:.2f} to 0.00",
            "1 of 1 skills asked for fall short, most of all B",
        ]
        assert [reason.value for reason in there.reasons_against] == [score, 1.0]

    def test_equal_difficulties_speak_neither_for_nor_against(self) -> None:
        made = catalog(asks("here", "a"), asks("there", "a"), chooses("x", "here"), chooses("y", "there"), skills=("a",))
        for entry in ask(on=made).candidates:
            assert not any("to reach" in text for text in said((*entry.reasons_for, *entry.reasons_against)))

    def test_every_reason_names_facts_or_a_number(self) -> None:
        answers = {question.id: index % 2 for index, question in enumerate(rp.questions(limit=20))}
        person = attrs.evolve(rp.Profile.from_role("data scientist", level="mid"), currency="USD", pay_floor=D(150_000), location="us")
        for entry in rp.recommend(person, answers=answers).candidates:
            for reason in (*entry.reasons_for, *entry.reasons_against):
                assert reason.facts or reason.value is not None or reason.text == "it is the present role, by the profile"

    def test_a_source_that_is_silent_on_a_role_is_no_answer(self) -> None:
        found = ask({"you-want-five": True}, roles=ROLES)
        there = candidate(found, "there")
        assert there.unknowns[:2] == (
            "1 of 2 statements are not answered",
            "one says when to choose other roles and not when to choose this one, which is no answer against it",
        )
        assert fit(found, "there") == (1.0, 0.5, 1.0)
        assert candidate(found, "else").unknowns == (
            "no source says when to choose the role Role else",
            "no source gives a figure for the role Role else",
        )
        third = TINY.with_facts(chooses("x", "here", source="three"))
        assert "one, three say when to choose other roles" in candidate(ask(on=third), "there").unknowns[1]

    def test_market_and_work_stand_beside_in_their_order(self) -> None:
        beside = [
            chooses(aspect, "here", aspect=aspect) for aspect in ("stressor", "supply", "rewards", "ai-resilience", "best-fit", "demand")
        ]
        for facts in (beside, beside[::-1]):
            here = candidate(ask(on=TINY.with_facts(*facts, chooses("no", "here", aspect="mission"))), "here")
            assert [trait.text for trait in here.market] == ["demand", "supply", "ai-resilience"]
            assert [trait.text for trait in here.daily] == ["best-fit", "rewards", "stressor"]


class TestUnusualPeople:
    def test_an_empty_profile(self) -> None:
        found = ask(profile=rp.Profile())
        assert [entry.move.gap.score for entry in found.candidates] == [1.0, 1.0]
        assert "the profile names no skill, so all that a role asks for counts as missing" in found.notes

    def test_nonsense(self) -> None:
        found = ask(profile=rp.Profile(unknown=("telepathy", "levitation")))
        assert "names in the profile that are no known skill count for nothing: telepathy, levitation" in found.notes
        assert [entry.move.gap.score for entry in found.candidates] == [1.0, 1.0]

    def test_no_hours(self) -> None:
        made = attrs.evolve(TINY, skills=(skill("a", weeks=(1, 2)), skill("b", weeks=(1, 2))))
        found = ask(profile=attrs.evolve(PERSON, hours_per_week=0.0), on=made)
        assert "at no hours a week nothing is learnt, so no duration is modelled where something is missing" in found.notes
        assert candidate(found, "there").move.modelled_months is None
        assert candidate(found, "here").move.modelled_months.maximum == 0.0

    def test_a_role_that_is_held_and_one_that_asks_less_than_is_held(self) -> None:
        found = ask(profile=attrs.evolve(holds(a=1.0, b=1.0), role="there"))
        assert ranks(found) == [(1, "here"), (1, "there")]
        assert [entry.is_held for entry in found.candidates] == [False, True]

    def test_names_in_the_profile_are_checked(self) -> None:
        with pytest.raises(rp.UnknownRoleError):
            ask(profile=rp.Profile(role="nobody"))
        with pytest.raises(rp.UnknownPlaceError):
            ask(profile=rp.Profile(location="nowhere"))
        with pytest.raises(rp.UnknownLevelError):
            ask(profile=rp.Profile(level="none"))
        with pytest.raises(rp.UnknownRoleError):
            ask(roles=["nobody"])

    def test_a_role_is_no_profile(self) -> None:
        with pytest.raises(rp.InvalidTypeError, match="profile must be a Profile"):
            rp.recommend("here", catalog=TINY)  # type: ignore[arg-type]


MIDDLE = "middle of the fit, by which roles are ordered"
SHARES = {"you-like-one": 0.1, "you-like-two": 0.7, "you-want-five": True, "you-want-six": 0.3}


class TestExplained:
    def test_fits_and_bounds_are_worked_out_again(self) -> None:
        found = ask(SHARES, roles=ROLES)
        steps = {step.statement: step for _, step in found.explain().walk()}
        assert steps["fit of Role here"].recomputed() == pytest.approx(0.4)
        assert steps["fit of Role there"].recomputed() == pytest.approx(0.65)
        for entry, told in zip(found.candidates, found.explain().children, strict=False):
            bounds = [step for step in told.children if step.statement in ("least fit", "greatest fit", MIDDLE)]
            values = [value for value in (entry.fit.lower, entry.fit.upper, entry.fit.middle) if value is not None]
            assert [step.value for step in bounds] == values
            assert [step.recomputed() for step in bounds] == pytest.approx(values)
            difficulty = next(step for step in told.children if step.statement.startswith("difficulty of the move"))
            assert difficulty.recomputed() == pytest.approx(entry.move.score)

    def test_every_number_follows_from_the_leaves(self) -> None:
        found = ask({"you-like-one": True, "you-like-two": False}, on=TINY.with_facts(chooses("x", "else")))
        worked_out = [step for _, step in found.explain().walk() if step.operation is not None]
        assert [step.value for step in worked_out] == pytest.approx([step.recomputed() for step in worked_out])
        assert {step.value for step in worked_out if step.statement == "agreement, were all that is open a yes"} == {3.0, 2.0, 1.0}

    def test_bounds_without_an_answer(self) -> None:
        told = next(step for step in ask(SHARES, on=TINY.with_facts(chooses("x", "else"))).explain().children if "else" in step.statement)
        assert told.children[0].statement == "fit is not known: none of the 1 statements on the role Role else is answered"
        assert [step.recomputed() for step in told.children[1:4]] == [0.0, 1.0, 0.5]

    def test_the_middle_is_worked_out_of_what_is_agreed_and_half_of_what_is_open(self) -> None:
        told = ask(SHARES).explain()
        (step,) = (
            step
            for place in told.children
            if place.statement.startswith("Role here")
            for step in place.children
            if step.statement == MIDDLE
        )
        assert str(step).splitlines() == [
            f"{MIDDLE} = 0.45 (quotient)",
            "  agreement, were half of what is open a yes = 1.8 (sum)",
            "    agreement = 0.8 (sum)",
            "      answer to: you like one = 0.1 [question]",
            "        choose here if you like one <one, line 1>",
            "      answer to: you like two = 0.7 [question]",
            "        choose here if you like two <one, line 1>",
            "    half of what is open = 1 (product)",
            "      statements open = 2 (difference)",
            "        statements = 4 [catalog]",
            "        statements answered = 2 [question]",
            "      share of what is open that is taken as agreed = 0.5 [definition]",
            "  statements = 4 [catalog]",
        ]

    def test_every_number_that_follows_from_nothing_says_where_it_is_from(self) -> None:
        person = attrs.evolve(PERSON, pay_floor=D(100), currency="USD")
        found = ask(SHARES, profile=person, on=TINY.with_facts(pays("here", 100, 200)))
        for _, step in found.explain().walk():
            if step.value is not None and step.operation is None:
                assert step.citation is not None or step.is_assumed or step.rests_on, step.statement

    def test_an_answer_cites_the_statement(self) -> None:
        step = next(step for _, step in ask(SHARES).explain().walk() if step.statement == "answer to: you want five")
        assert (step.value, step.rests_on, step.citations) == (1.0, "question", (at("two", 2),))

    def test_shows_itself(self) -> None:
        found = ask(SHARES)
        assert repr(found) == "Recommendation(1 there, 2 here; not separated)"
        assert repr(ask({"you-like-one": True}, roles=ROLES)) == "Recommendation(1 here, 2 there, - else; not separated)"
        assert repr(ask({**dict.fromkeys(HERE, 0), **dict.fromkeys(THERE, 1)})) == "Recommendation(1 there, 2 here; separated)"
        assert pickle.loads(pickle.dumps(found)) == found
        assert hash(found) == hash(ask(dict(reversed(SHARES.items()))))

    def test_the_same_question_is_answered_once(self) -> None:
        assert ask(SHARES) is ask(SHARES)


class TestBundled:
    def test_the_guides_make_a_question_of_each_statement(self) -> None:
        found = rp.questions()
        stated = [trait for trait in rp.load_catalog().traits if trait.aspect == "choose-if"]
        assert sum(len(question.traits) for question in found) == len(stated) == 52
        assert [len(questions_of(rp.load_catalog(), (role,))) for role in ("ai-engineer", "data-scientist", "ml-engineer")] == [6, 22, 24]
        assert [question.roles[0] for question in found[:6]] == ["ai-engineer", "data-scientist", "ml-engineer"] * 2
        assert {source for question in found[:9] for source in question.sources} == {
            "modeling-vs-systems",
            "three-roles",
            "which-path-pays",
        }

    def test_a_data_scientist_who_wants_systems(self) -> None:
        person = rp.Profile.from_role("data scientist", level="mid")
        answers = {question.id: "ml-engineer" in question.roles for question in rp.questions()}
        found = rp.recommend(person, answers=answers)
        assert found.is_separated
        assert found.candidates[0].role == "ml-engineer"
        assert found.candidates[0].fit.score == 1.0
        assert rp.recommend(person).candidates[0].role == "data-scientist"

    def test_six_answers_for_ml_engineering_lead_there(self) -> None:
        person = rp.Profile.from_role("data scientist", level="mid")
        found = rp.recommend(person, answers={question.id: True for question in rp.questions(roles=["ml-engineer"], limit=6)})
        # 6 + 18 / 2 of 24; the others by difficulty, at half.
        assert middles(found) == {"ml-engineer": 0.625, "data-scientist": 0.5, "ai-engineer": 0.5}
        assert ranks(found) == [(1, "ml-engineer"), (2, "data-scientist"), (3, "ai-engineer")]
        assert not found.is_separated
        assert "The order leans on answers to 6 of 52 statements, and may turn with more answers." in found.statement

    def test_twelve_answers_separate_nothing_yet(self) -> None:
        answers = {question.id: "ml-engineer" in question.roles for question in rp.questions(limit=12)}
        found = rp.recommend(rp.Profile.from_role("data scientist", level="mid"), answers=answers)
        assert fit(found, "ml-engineer") == (1.0, 4 / 24, 1.0)
        assert fit(found, "ai-engineer") == (0.0, 0.0, 2 / 6)
        # 4 + 20 / 2 of 24, 18 / 2 of 22, and 2 / 2 of 6.
        assert middles(found) == {"ml-engineer": 14 / 24, "data-scientist": 9 / 22, "ai-engineer": 1 / 6}
        assert not found.is_separated
