"""The laws of recommending a role, for any catalog, person and answers."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

import rolepath as rp

from .strategies import catalogs, profiles

_values = st.sampled_from((None, True, False, 0.1, 0.3, 0.5, 2 / 3, 1.0))
_statements = st.lists(
    st.tuples(st.integers(0, 9), st.lists(st.integers(0, 4), min_size=1, max_size=2), st.integers(0, 2), st.integers(1, 3)), max_size=12
)


@attrs.frozen(kw_only=True)
class Case:
    """A catalog with statements to choose by, a person, and answers."""

    catalog: rp.Catalog
    person: rp.Profile
    answers: dict[str, Any]

    def ask(self) -> rp.Recommendation:
        """Ask for the recommendation."""
        return rp.recommend(self.person, answers=self.answers, catalog=self.catalog)

    def with_answer(self, name: str, value: object) -> Case:
        """Return the case with one question answered so."""
        return attrs.evolve(self, answers={**self.answers, name: value})


def statement(number: int, roles: tuple[str, ...], source: str, line: int) -> rp.Trait:
    """State when to choose some roles."""
    citation = rp.Citation(source=source, section="A section", line=line)
    return rp.Trait(aspect="choose-if", text=f"You like {number}", roles=roles, citation=citation)


@st.composite
def cases(draw: st.DrawFn, *, min_questions: int = 0) -> Case:
    """Make a catalog in which roles have statements, some of them shared, and answers to some."""
    catalog = draw(catalogs(has_pay=True))
    names = [role.id for role in catalog.roles]
    sources = [source.id for source in catalog.sources]
    drawn = [*draw(_statements), *((20 + n, [n], 0, 1) for n in range(min_questions))]
    facts = [
        statement(number, tuple(dict.fromkeys(names[place % len(names)] for place in places)), sources[source % len(sources)], line)
        for number, places, source, line in drawn
    ]
    catalog = catalog.with_facts(*facts)
    answers = {question.id: draw(_values) for question in rp.questions(catalog=catalog) if draw(st.booleans())}
    return Case(catalog=catalog, person=draw(profiles(catalog)), answers=answers)


def advice(found: rp.Recommendation) -> dict[str, rp.RoleAdvice]:
    """The advice on each role."""
    return {entry.role: entry for entry in found.candidates}


class TestAYes:
    """A yes to a role's own statement lowers neither its fit nor a bound of it, nor its rank."""

    @given(case=cases(min_questions=1), data=st.data())
    def test_lowers_nothing(self, case: Case, data: st.DataObject) -> None:
        question = data.draw(st.sampled_from(rp.questions(catalog=case.catalog)))
        before, after = advice(case.ask()), advice(case.with_answer(question.id, True).ask())
        for role in question.roles:
            if role not in before:
                continue
            was, now = before[role], after[role]
            assert now.fit.score is not None
            assert was.fit.score is None or now.fit.score >= was.fit.score
            assert now.fit.lower >= was.fit.lower
            assert now.fit.upper >= was.fit.upper
            if len(question.roles) == 1:
                assert now.fit_rank <= was.fit_rank
                ahead = {other for other, entry in before.items() if entry.rank < was.rank}
                assert {other for other, entry in after.items() if entry.rank < now.rank} <= ahead

    @given(case=cases(min_questions=1), data=st.data())
    def test_a_no_raises_nothing(self, case: Case, data: st.DataObject) -> None:
        question = data.draw(st.sampled_from(rp.questions(catalog=case.catalog)))
        before, after = advice(case.ask()), advice(case.with_answer(question.id, False).ask())
        for role in {*question.roles} & {*before}:
            was, now = before[role], after[role]
            assert was.fit.score is None or now.fit.score <= was.fit.score
            assert (now.fit.lower, now.fit.upper) <= (was.fit.lower, was.fit.upper)


class TestBounds:
    """The score lies inside its bounds, and answering more never widens them."""

    @given(case=cases())
    def test_the_score_lies_inside(self, case: Case) -> None:
        for entry in case.ask().candidates:
            assert 0.0 <= entry.fit.lower <= entry.fit.upper <= 1.0
            if entry.fit.score is None:
                assert (entry.fit.lower, entry.fit.upper) == (0.0, 1.0)
            else:
                assert entry.fit.lower <= entry.fit.score <= entry.fit.upper

    @given(case=cases(min_questions=2), value=_values)
    def test_answering_more_never_widens(self, case: Case, value: object) -> None:
        before = advice(case.ask())
        for question in rp.questions(catalog=case.catalog):
            if case.answers.get(question.id) is None:
                after = advice(case.with_answer(question.id, value).ask())
                for role, was in before.items():
                    assert after[role].fit.lower >= was.fit.lower
                    assert after[role].fit.upper <= was.fit.upper

    @given(case=cases(min_questions=2))
    def test_what_separates_stays_apart_however_the_rest_is_answered(self, case: Case) -> None:
        found = case.ask()
        if not found.is_separated:
            return
        first = found.candidates[0].role
        for value in (True, False):
            rest = {question.id: value for question in found.open_questions}
            full = attrs.evolve(case, answers={**case.answers, **rest}).ask()
            assert full.is_separated
            assert full.candidates[0].role == first

    @given(case=cases())
    def test_scores_are_exact_shares(self, case: Case) -> None:
        for entry in case.ask().candidates:
            known = [Fraction(share) for _, share in entry.fit.answers if share is not None]
            assert entry.fit.score == (float(sum(known) / len(known)) if known else None)


class TestSeparation:
    """Equal answers to everything separate nothing; the words say what the flag says."""

    @given(case=cases(min_questions=2), share=st.floats(0, 1))
    def test_equal_answers_to_all(self, case: Case, share: float) -> None:
        answers = dict.fromkeys((question.id for question in rp.questions(catalog=case.catalog)), share)
        found = attrs.evolve(case, answers=answers).ask()
        assert not found.is_separated
        assert {entry.fit.score for entry in found.candidates} <= {share}
        assert {entry.fit_rank for entry in found.candidates} <= {1}

    @given(case=cases())
    def test_the_statement_and_the_flag_agree(self, case: Case) -> None:
        found = case.ask()
        fits = [entry for entry in found.candidates if entry.fit.lower is not None]
        alone = [entry for entry in fits if all(entry.fit.lower > other.fit.upper for other in fits if other is not entry)]
        assert found.is_separated is (len(fits) > 1 and bool(alone))
        assert found.statement.startswith("The answers point to") is found.is_separated
        if found.is_separated:
            assert [entry.rank for entry in found.candidates if entry is alone[0]] == [1]
            assert [entry.rank for entry in found.candidates].count(1) == 1


class TestRanks:
    """Ranks follow the rule: surely better fit first, then difficulty; equal ones share a rank, and each is shown."""

    @given(case=cases())
    def test_the_rule(self, case: Case) -> None:
        found = case.ask()
        listed = list(found.candidates)
        assert [entry.rank for entry in listed] == sorted(entry.rank for entry in listed)
        for entry in listed:
            better = [other for other in listed if other.fit.lower > entry.fit.upper]
            assert entry.fit_rank == 1 + len(better)
            assert entry.rank == 1 + sum(other.rank < entry.rank for other in listed)
            assert all(other.rank < entry.rank for other in better)
            for other in listed:
                if entry.fit_rank == other.fit_rank and None not in (entry.move.score, other.move.score):
                    assert entry.move.score >= other.move.score or entry.rank < other.rank

    @given(case=cases())
    def test_each_role_with_requirements_and_statements_is_a_candidate(self, case: Case) -> None:
        asked = {role for question in rp.questions(catalog=case.catalog) for role in question.roles}
        assert set(advice(case.ask())) == {role for role in asked if case.catalog.requirements_of(role)}


class TestIndifference:
    """The order of answers and facts, skipped answers and repeated facts change nothing."""

    @given(case=cases())
    def test_order_and_skips(self, case: Case) -> None:
        backwards = {name: case.answers[name] for name in reversed(case.answers)}
        skipped = {name: value for name, value in case.answers.items() if value is not None}
        found = case.ask()
        assert attrs.evolve(case, answers=backwards).ask() == found
        assert attrs.evolve(case, answers=skipped).ask() == found

    @given(case=cases(), order=st.randoms(use_true_random=False))
    def test_order_of_facts(self, case: Case, order: Any) -> None:
        shuffled = {}
        for field in ("traits", "requirements", "salary_bands", "roles", "skills", "sources"):
            entries = list(getattr(case.catalog, field))
            order.shuffle(entries)
            shuffled[field] = tuple(entries)
        other = attrs.evolve(case, catalog=attrs.evolve(case.catalog, **shuffled))
        assert rp.questions(catalog=other.catalog) == rp.questions(catalog=case.catalog)
        before, after = case.ask(), other.ask()
        assert (after.statement, after.answers, after.open_questions) == (before.statement, before.answers, before.open_questions)
        for was, now in zip(before.candidates, after.candidates, strict=True):
            assert (now.role, now.rank, now.fit, now.floor) == (was.role, was.rank, was.fit, was.floor)
            assert (now.reasons_for, now.reasons_against, now.unknowns) == (was.reasons_for, was.reasons_against, was.unknowns)

    @given(case=cases(min_questions=1), data=st.data())
    def test_a_statement_that_another_source_repeats(self, case: Case, data: st.DataObject) -> None:
        traits = case.catalog.traits
        trait = data.draw(st.sampled_from(traits))
        again = attrs.evolve(trait, text=trait.text.upper(), citation=attrs.evolve(trait.citation, line=9))
        before, after = case.ask(), attrs.evolve(case, catalog=case.catalog.with_facts(again)).ask()
        shape = [(entry.role, entry.rank, entry.fit.score, entry.fit.lower, entry.fit.upper) for entry in before.candidates]
        assert shape == [(entry.role, entry.rank, entry.fit.score, entry.fit.lower, entry.fit.upper) for entry in after.candidates]


class TestQuestions:
    """A questionnaire asks each statement once; those of fewest roles come first; a limit cuts its end."""

    @given(case=cases(), limit=st.integers(0, 12))
    def test_the_order(self, case: Case, limit: int) -> None:
        found = rp.questions(catalog=case.catalog)
        assert len({question.id for question in found}) == len(found)
        assert sorted({trait for question in found for trait in question.traits}, key=repr) == sorted(case.catalog.traits, key=repr)
        assert [len(question.roles) for question in found] == sorted(len(question.roles) for question in found)
        assert rp.questions(limit=limit, catalog=case.catalog) == found[:limit]
        turns: dict[tuple[str, ...], int] = {}
        previous = (0, 0)
        for question in found:
            turn = turns[question.roles] = turns.get(question.roles, 0) + 1
            assert (len(question.roles), turn) >= previous
            previous = (len(question.roles), turn)


class TestExplained:
    """The tree gives each fit and its bounds again."""

    @given(case=cases())
    def test_recomputed(self, case: Case) -> None:
        found = case.ask()
        for entry, told in zip(found.candidates, found.explain().children, strict=False):
            values = [entry.fit.score, entry.fit.lower, entry.fit.upper]
            steps = [step for step in told.children if step.statement in (f"fit of {entry.label}", "least fit", "greatest fit")]
            for step, value in zip(steps, [value for value in values if value is not None], strict=True):
                assert step.value == value
                assert abs(step.recomputed() - value) < 1e-12
        for _, step in found.explain().walk():
            if step.value is not None and step.operation is None:
                assert step.citation is not None or step.is_assumed or step.rests_on, step.statement
