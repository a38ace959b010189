"""The laws of recommending a role, for any catalog, person and answers."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

import rolepath as rp

from .strategies import catalogs, profiles, renamed

#: Levels that the bundled guides and the generated catalogs both have.
LEVELS = ("entry", "senior", "staff")

_values = st.sampled_from((None, True, False, 0.1, 0.3, 0.5, 2 / 3, 1.0))
_twentieths = st.integers(0, 20)
_pay = st.lists(st.tuples(*(st.integers(0, 3) for _ in LEVELS)), min_size=5, max_size=5)
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


def asking_alike(catalog: rp.Catalog) -> rp.Catalog:
    """Let each role ask what the first of those that ask anything does, so that all moves are as hard and pay is left to order roles."""
    asked = [fact for fact in catalog.requirements if fact.role == catalog.requirements[0].role]
    same = tuple(attrs.evolve(fact, role=role.id) for role in catalog.roles for fact in asked)
    return attrs.evolve(catalog, requirements=same)


def paid(role: str, level: str, thousands: int) -> rp.SalaryBand:
    """State pay that compares with that of any other role at the level."""
    amount = Decimal(thousands) * 1000
    citation = rp.Citation(source="source-0", section="A section", line=1)
    return rp.SalaryBand(
        role=role, component="total", minimum=amount, maximum=amount, currency="USD", level=level, location="country", citation=citation
    )


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
    if draw(st.booleans()):
        pay = [(role, *figure) for role, paying in zip(names, draw(_pay), strict=False) for figure in zip(LEVELS, paying, strict=True)]
        catalog = asking_alike(catalog).with_facts(*(paid(*figure) for figure in pay if figure[-1]))
    answers = {question.id: draw(_values) for question in rp.questions(catalog=catalog) if draw(st.booleans())}
    return Case(catalog=catalog, person=draw(profiles(catalog)), answers=answers)


def advice(found: rp.Recommendation) -> dict[str, rp.RoleAdvice]:
    """The advice on each role."""
    return {entry.role: entry for entry in found.candidates}


@st.composite
def people(draw: st.DrawFn) -> rp.Profile:
    """Make people of the bundled guides: all that a role asks for, at a level, or a part of it."""
    whole = rp.Profile.from_role(
        draw(st.sampled_from(("ai-engineer", "data-scientist", "ml-engineer"))), level=draw(st.sampled_from(LEVELS))
    )
    held = draw(st.integers(0, len(whole.skills)))
    return attrs.evolve(whole, skills=whole.skills[:held])


class TestAYes:
    """A yes to a role's own statement lowers neither its fit nor a bound of it, nor its rank, and raises no other role."""

    @given(case=cases(min_questions=4), data=st.data())
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
            assert now.fit.middle > was.fit.middle or case.answers.get(question.id) in (True, 1.0)
            # Where a statement speaks for several roles, it may count more for one of few statements than for one of many.
            ahead = {other for other, entry in before.items() if entry.rank < was.rank}
            assert {other for other, entry in after.items() if entry.rank < now.rank} <= ahead | {*question.roles}
            assert len(question.roles) > 1 or now.rank <= was.rank
        for role in {*before} - {*question.roles}:
            assert after[role].rank >= before[role].rank
            assert after[role].fit == before[role].fit

    @given(case=cases(min_questions=4), data=st.data())
    def test_a_no_raises_nothing(self, case: Case, data: st.DataObject) -> None:
        question = data.draw(st.sampled_from(rp.questions(catalog=case.catalog)))
        before, after = advice(case.ask()), advice(case.with_answer(question.id, False).ask())
        for role in {*question.roles} & {*before}:
            was, now = before[role], after[role]
            assert was.fit.score is None or now.fit.score <= was.fit.score
            assert (now.fit.lower, now.fit.upper, now.fit.middle) <= (was.fit.lower, was.fit.upper, was.fit.middle)
            assert len(question.roles) > 1 or now.rank >= was.rank
        for role in {*before} - {*question.roles}:
            assert after[role].rank <= before[role].rank

    @given(data=st.data(), role=st.sampled_from(("ai-engineer", "data-scientist", "ml-engineer")), person=people())
    def test_yes_to_statements_of_one_role_of_the_guides_puts_it_first(self, data: st.DataObject, role: str, person: rp.Profile) -> None:
        own = rp.questions(roles=[role])
        some = data.draw(st.lists(st.sampled_from(own), min_size=1, unique=True))
        for said in (own, some):
            found = rp.recommend(person, answers=dict.fromkeys(said, True))
            assert [entry.role for entry in found.best] == [role]
            # A no to each puts it last, as hard or easy as the move may be; neither settles what the others' statements may still say.
            against = rp.recommend(person, answers=dict.fromkeys(said, False))
            assert against.candidates[-1].role == role
            assert not found.is_separated
            assert not against.is_separated


class TestBounds:
    """The score lies inside its bounds, and answering more never widens them."""

    @given(case=cases())
    def test_the_score_lies_inside(self, case: Case) -> None:
        for entry in case.ask().candidates:
            assert 0.0 <= entry.fit.lower <= entry.fit.middle <= entry.fit.upper <= 1.0
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
            known = [Fraction(str(share)) for _, share in entry.fit.answers if share is not None]
            every, left = len(entry.fit.answers), len(entry.fit.answers) - len(known)
            assert entry.fit.score == (float(sum(known) / len(known)) if known else None)
            assert entry.fit.middle == float((2 * sum(known) + left) / Fraction(2 * every))


def place(entry: rp.RoleAdvice) -> tuple[float, bool, float]:
    """What orders a role before pay does, the least first."""
    return (-entry.fit.middle, entry.move.score is None, entry.move.score or 0.0)


def reached(less: dict[str, set[str]], role: str) -> set[str]:
    """Roles that a role is paid more than, by like figures or by way of others."""
    found: set[str] = set()
    waiting = [role]
    while waiting:
        new = less[waiting.pop()] - found
        found |= new
        waiting.extend(new)
    return found


class TestSeparation:
    """Equal answers to everything separate nothing; the words say what the flag says."""

    @given(case=cases(min_questions=2), share=st.floats(0, 1))
    def test_equal_answers_to_all(self, case: Case, share: float) -> None:
        answers = dict.fromkeys((question.id for question in rp.questions(catalog=case.catalog)), share)
        found = attrs.evolve(case, answers=answers).ask()
        assert not found.is_separated
        assert {entry.fit.score for entry in found.candidates} <= {share}
        assert {entry.fit.middle for entry in found.candidates} <= {share}
        # So they stand as they do while nothing is answered.
        unasked = attrs.evolve(case, answers={}).ask()
        assert [(entry.rank, entry.role) for entry in found.candidates] == [(entry.rank, entry.role) for entry in unasked.candidates]

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
    """Ranks follow the rule: the middle of the fit first, then difficulty, then pay; equal ones share a rank, and each is shown."""

    @given(case=cases(min_questions=4))
    def test_the_rule(self, case: Case) -> None:
        found = case.ask()
        listed = list(found.candidates)
        assert [entry.rank for entry in listed] == sorted(entry.rank for entry in listed)
        assert bool(found.best) is bool(listed)
        labels = {f"paid more than {entry.label} by": entry.role for entry in listed}
        less = {
            entry.role: {role for start, role in labels.items() for reason in entry.reasons_for if reason.text.startswith(start)}
            for entry in listed
        }
        unpaid = advice(attrs.evolve(case, catalog=attrs.evolve(case.catalog, salary_bands=())).ask())
        for entry in listed:
            before = [other for other in listed if place(other) < place(entry)]
            richer = [
                other
                for other in listed
                if place(other) == place(entry) and entry.role in reached(less, other.role) and other.role not in reached(less, entry.role)
            ]
            assert entry.rank == 1 + len(before) + len(richer)
            assert unpaid[entry.role].rank == 1 + len(before)
            # What surely fits better stands before.
            assert all(other.rank < entry.rank for other in listed if other.fit.lower > entry.fit.upper)

    @given(case=cases(min_questions=3), data=st.data())
    def test_where_all_is_answered_the_order_is_that_of_the_exact_shares(self, case: Case, data: st.DataObject) -> None:
        twentieths = {question.id: data.draw(_twentieths) for question in rp.questions(catalog=case.catalog)}
        found = attrs.evolve(case, answers={name: number / 20 for name, number in twentieths.items()}).ask()
        shares = {
            entry.role: Fraction(sum(twentieths[question.id] for question, _ in entry.fit.answers), 20 * len(entry.fit.answers))
            for entry in found.candidates
        }
        for entry in found.candidates:
            assert entry.fit.lower == entry.fit.middle == entry.fit.upper == float(shares[entry.role])
            for other in found.candidates:
                if shares[other.role] > shares[entry.role]:
                    assert other.rank < entry.rank
                elif shares[other.role] == shares[entry.role] and entry.rank < other.rank:
                    assert place(entry)[1:] <= place(other)[1:]

    @given(case=cases())
    def test_each_role_with_requirements_and_statements_is_a_candidate(self, case: Case) -> None:
        asked = {role for question in rp.questions(catalog=case.catalog) for role in question.roles}
        assert set(advice(case.ask())) == {role for role in asked if case.catalog.requirements_of(role)}


def with_role_id(person: rp.Profile, names: dict[str, str]) -> rp.Profile:
    """Return the person with the id of the role that they hold changed."""
    return attrs.evolve(person, role=person.role and names[person.role])


def with_role_ids(catalog: rp.Catalog, names: dict[str, str]) -> rp.Catalog:
    """Return the catalog with ids of roles changed, in its statements too."""
    traits = tuple(attrs.evolve(trait, roles=tuple(names[role] for role in trait.roles)) for trait in catalog.traits)
    return attrs.evolve(renamed(attrs.evolve(catalog, traits=()), names), traits=traits)


def shown(entry: rp.RoleAdvice) -> tuple[object, ...]:
    """What is said of a role, ids and the order of roles that share a rank aside."""
    fit = (entry.fit.score, entry.fit.lower, entry.fit.upper, entry.fit.middle, sorted(question.id for question, _ in entry.fit.answers))
    said = [sorted(reason.text for reason in reasons) for reasons in (entry.reasons_for, entry.reasons_against)]
    return (entry.rank, entry.label, entry.is_held, fit, entry.move.score, said, sorted(entry.unknowns))


class TestIndifference:
    """The order of answers, facts and roles, the roles' ids, skipped answers and repeated facts change nothing."""

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

    @given(case=cases(min_questions=4), numbers=st.permutations(range(9)))
    def test_ids_and_the_order_of_roles(self, case: Case, numbers: list[int]) -> None:
        found = case.ask()
        names = {role.id: f"id-{number}" for role, number in zip(case.catalog.roles, numbers, strict=False)}
        other = attrs.evolve(case, catalog=with_role_ids(case.catalog, names), person=with_role_id(case.person, names))
        roles = [names[entry.role] for entry in found.candidates]
        after = rp.recommend(
            other.person, answers=case.answers, roles=sorted(roles, key=lambda name: numbers[int(name[-1])]), catalog=other.catalog
        )
        assert other.ask() == after
        assert {names[role]: shown(entry) for role, entry in advice(found).items()} == {
            role: shown(entry) for role, entry in advice(after).items()
        }
        assert (after.is_separated, after.answers, after.notes) == (found.is_separated, found.answers, found.notes)
        if len({entry.rank for entry in found.candidates}) == len(roles):
            assert after.statement == found.statement
            assert [entry.role for entry in after.candidates] == roles

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
    """The tree gives each fit, its bounds and their middle again."""

    @given(case=cases())
    def test_recomputed(self, case: Case) -> None:
        found = case.ask()
        for entry, told in zip(found.candidates, found.explain().children, strict=False):
            values = [entry.fit.score, entry.fit.lower, entry.fit.upper, entry.fit.middle]
            middle = "middle of the fit, by which roles are ordered"
            steps = [step for step in told.children if step.statement in (f"fit of {entry.label}", "least fit", "greatest fit", middle)]
            for step, value in zip(steps, [value for value in values if value is not None], strict=True):
                assert step.value == value
                assert abs(step.recomputed() - value) < 1e-12
        for _, step in found.explain().walk():
            if step.value is not None and step.operation is None:
                assert step.citation is not None or step.is_assumed or step.rests_on, step.statement
