"""What holds of every robustness: it says what asking again would say, and nothing else moves it."""

from __future__ import annotations

import math
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

import rolepath as rp
from rolepath.analysis.ratios import pay_ratios

from .strategies import catalogs, paths, questions, renamed

GAP_NUMBERS = [f"gap.{field.name}" for field in attrs.fields(rp.GapWeights)]
DIFFICULTY_NUMBERS = [
    *(f"difficulty.{field.name}" for field in attrs.fields(rp.DifficultyWeights)),
    *(f"difficulty.{field.name}" for field in attrs.fields(rp.DifficultyModel) if field.name != "weights"),
]
#: Numbers of 0-1.
SHARES = (
    *GAP_NUMBERS,
    *(f"difficulty.{field.name}" for field in attrs.fields(rp.DifficultyWeights)),
    "difficulty.core_share",
    "difficulty.preparation_down",
)
RELATIONS = ("more", "less", "same", "highest", "widens")


def _value(catalog: rp.Catalog, name: str) -> float:
    group, _, key = name.partition(".")
    model = catalog.difficulty_model
    home: Any = catalog.gap_weights if group == "gap" else model.weights if hasattr(model.weights, key) else model
    value: float = getattr(home, key)
    return value


@st.composite
def ranged(draw: st.DrawFn) -> rp.Catalog:
    """Make a catalog with pay, claims about pay, and ranges of a few numbers, each around its value."""
    catalog = draw(catalogs(has_pay=True, has_distance=draw(st.booleans())))
    parameters = []
    for name in draw(st.lists(st.sampled_from(GAP_NUMBERS + DIFFICULTY_NUMBERS), unique=True, max_size=4)):
        value, low = _value(catalog, name), draw(st.sampled_from((0.0, 0.5, 1.0)))
        high = draw(st.sampled_from((value, 1.0, 300.0)))
        parameters.append(rp.Parameter(name=name, value=value, low=value * low, high=max(value, high), reason="drawn"))
    roles = [role.id for role in catalog.roles]
    claims = tuple(
        rp.PayClaim(
            role=roles[0],
            relation=relation,
            other=None if relation == "highest" else roles[1],
            levels=draw(st.sampled_from(((), ("entry",), ("entry", "senior")))),
            citation=rp.Citation(source=draw(st.sampled_from(catalog.sources)).id, section="A section", line=line),
        )
        for line, relation in enumerate(draw(st.lists(st.sampled_from(RELATIONS), max_size=3)), 1)
    )
    return attrs.evolve(catalog, parameters=tuple(parameters), pay_claims=claims)


@st.composite
def answers(draw: st.DrawFn) -> tuple[rp.Catalog, Any]:
    """Make a catalog and an answer of it, of each kind that can be asked again."""
    catalog = draw(ranged())
    kind = draw(st.sampled_from(("gap", "proximity", "move", "path", "comparison", "pay")))
    roles = [role.id for role in catalog.roles]
    if kind == "comparison":
        chosen = draw(st.permutations(roles))[: draw(st.integers(2, 3))]
        return catalog, rp.compare(*chosen, catalog=catalog)
    if kind == "pay":
        return catalog, rp.comp_lookup(draw(st.sampled_from(roles)), catalog=catalog)
    if kind == "path":
        return catalog, rp.transition_difficulty(draw(paths(catalog)), catalog=catalog)
    start, end = draw(st.sampled_from(roles)), draw(st.sampled_from(roles))
    if kind == "proximity":
        return catalog, rp.proximity(start, end, catalog=catalog)
    level, target_level = draw(st.sampled_from(((None, None), ("entry", None), ("entry", "staff"))))
    if kind == "gap":
        return catalog, rp.skill_gap(start, end, level=level, catalog=catalog)
    return catalog, rp.transition_difficulty(start, end, level=level, target_level=target_level, catalog=catalog)


def again(answer: Any, catalog: rp.Catalog) -> Any:
    """Ask for an answer of another catalog."""
    if isinstance(answer, rp.SkillGap):
        return rp.skill_gap(answer.origin, answer.target, level=answer.level, catalog=catalog)
    if isinstance(answer, rp.Proximity):
        return rp.proximity(*answer.roles, catalog=catalog)
    if isinstance(answer, rp.Comparison):
        return rp.compare(*answer.roles, catalog=catalog)
    if isinstance(answer, rp.CompLookup):
        return rp.comp_lookup(answer.role, catalog=catalog)
    if answer.steps:
        path = rp.TransitionPath.through(answer.steps[0].origin, *(step.target for step in answer.steps))
        return rp.transition_difficulty(path, catalog=catalog)
    levels = {"level": answer.level, "target_level": answer.target_level}
    return rp.transition_difficulty(answer.origin, answer.target, **levels, catalog=catalog)


def told(held: rp.Robustness) -> list[tuple[str, str, str, str]]:
    return [(flip.statement, flip.before, flip.after, flip.variation.name) for flip in held.flips]


def quarter(score: float | None) -> str:
    if score is None:
        return "not known"
    for low, high in ((0.75, 1), (0.5, 0.75), (0.25, 0.5)):
        if score >= low - 1e-9:
            return f"{low:g} to {high:g}"
    return "0 to 0.25"


def scores(answer: Any) -> dict[str, float | None]:
    """The scores of an answer, worked out once more, by the statement that each is read under."""
    if isinstance(answer, rp.SkillGap):
        level = f", {answer.level}" if answer.level else ""
        return {f"gap from {answer.origin_label} to {answer.target_label}{level}": answer.score}
    if isinstance(answer, rp.Proximity):
        return {f"proximity of {' and '.join(answer.labels)}": answer.score}
    if isinstance(answer, rp.Comparison):
        return {statement: score for part in (*answer.moves, *answer.proximities) for statement, score in scores(part).items()}
    if isinstance(answer, rp.CompLookup):
        return {}
    if answer.steps:
        stops = (answer.steps[0].origin_label, *(step.target_label for step in answer.steps))
        return {f"difficulty of the path from {' to '.join(stops)}": answer.score}
    levels = " to ".join(level for level in (answer.level, answer.target_level) if level)
    said = f"difficulty of the move from {answer.origin_label} to {answer.target_label}"
    return {f"{said}, {levels}" if levels else said: answer.score}


class TestAskedAgain:
    """What is said of a variation is what the varied catalog answers, and a reading that holds says the same under each."""

    @given(asked=answers())
    def test_scores(self, asked: tuple[rp.Catalog, Any]) -> None:
        catalog, answer = asked
        held = rp.robustness(answer, catalog=catalog)
        readings = {reading.statement: reading for reading in held.readings}
        assert len(readings) == len(held.readings)
        found = {statement: [score] for statement, score in scores(answer).items()}
        assert found.keys() <= readings.keys()
        for statement, (score,) in found.items():
            assert (readings[statement].score, readings[statement].value) == (score, quarter(score))
        after = {(flip.statement, flip.variation): flip.after for flip in held.flips}
        for variation in held.variations:
            for statement, score in scores(again(answer, variation.applied(catalog))).items():
                found[statement].append(score)
                before = readings[statement].value
                assert after.get((statement, variation), before) == quarter(score)
        stable = {reading.statement for reading in held.stable}
        for statement, listed in found.items():
            known = [score for score in listed if score is not None]
            assert (readings[statement].lowest, readings[statement].highest) == (min(known, default=None), max(known, default=None))
            assert (statement in stable) is (len(set(map(quarter, listed))) == 1)

    @given(asked=answers())
    def test_groups_of_pay(self, asked: tuple[rp.Catalog, Any]) -> None:
        catalog, _ = asked
        pay = rp.comp_lookup(catalog.roles[0], catalog=catalog)
        held = rp.robustness(pay, catalog=catalog)
        assert len(held.readings) == 2 * len(pay.groups)
        said = sorted(group.agreement.value for group in pay.groups)
        assert sorted(reading.value for reading in held.readings if reading.statement.startswith("agreement on ")) == said
        for source in catalog.sources:
            less = rp.comp_lookup(pay.role, catalog=catalog.without_sources(source))
            after = {flip.statement: flip.after for flip in held.flips if flip.variation.source == source.id}
            said = sorted(group.agreement.value for group in less.groups)
            now = [after.get(r.statement, r.value) for r in held.readings if r.statement.startswith("agreement on ")]
            assert sorted(value for value in now if value != "not known") == said

    @given(catalog=ranged())
    def test_orders_of_pay(self, catalog: rp.Catalog) -> None:
        first, second = catalog.roles[:2]
        held = rp.robustness(rp.compare(first, second, catalog=catalog), catalog=catalog)
        for order in held.pay_orders:
            by_source = {}
            for source in catalog.sources:
                ratios = [r.order for r in pay_ratios(catalog, first.id, second.id, source.id) if r.level == order.level]
                if ratios:
                    by_source[source.id] = ratios[0] if len(set(ratios)) == 1 else rp.PayOrder.MIXED
            assert dict(order.orders) == by_source
            assert {*order.sources(), *(source for source, _ in order.silent)} == {source.id for source in catalog.sources}
            flips = {flip.variation.source: flip.after for flip in held.flips if flip.statement == order.statement}
            for left_out in catalog.sources:
                said = {found for source, found in by_source.items() if source != left_out.id}
                value = "not known" if not said else "disputed" if len(said) > 1 else said.pop().value
                assert flips.get(left_out.id, order.value) == value
        levels = [order.level for order in held.pay_orders]
        paid = {band.level for role in (first, second) for band in catalog.bands_of(role)}
        assert levels[-1] is None
        assert set(levels) == {None, "entry", "senior", "staff", *paid}
        assert len(set(levels)) == len(levels)

    @given(catalog=ranged())
    def test_which_move_is_harder(self, catalog: rp.Catalog) -> None:
        first, second = catalog.roles[:2]
        answer = rp.compare(first, second, catalog=catalog)
        held = rp.robustness(answer, catalog=catalog)
        reading = next(reading for reading in held.readings if reading.statement.startswith("harder "))
        flips = {flip.variation: flip.after for flip in held.flips_of(reading)}
        for variation in held.variations:
            there, back = again(answer, variation.applied(catalog)).moves
            if there.score is None or back.score is None:
                expected = "not known"
            elif math.isclose(there.score, back.score, abs_tol=1e-9):
                expected = "both the same"
            else:
                harder = there if there.score > back.score else back
                expected = f"from {harder.origin_label} to {harder.target_label}"
            assert flips.get(variation, reading.value) == expected


class TestWhatDoesNotMatter:
    """A source that is silent flips nothing, nor does one that a reading does not rest on."""

    @given(asked=answers())
    def test_a_source_that_says_nothing(self, asked: tuple[rp.Catalog, Any]) -> None:
        catalog, answer = asked
        more = catalog.with_source(rp.Source(id="silent", title="A silent source"))
        held, plain = rp.robustness(again(answer, more), catalog=more), rp.robustness(answer, catalog=catalog)
        assert told(held) == told(plain)
        assert held.readings == plain.readings
        assert [variation.name for variation in held.variations if variation not in plain.variations] == ["without silent"]

    @given(asked=answers())
    def test_a_source_that_a_reading_does_not_rest_on(self, asked: tuple[rp.Catalog, Any]) -> None:
        catalog, answer = asked
        held = rp.robustness(answer, catalog=catalog)
        rests = {reading.statement: reading.sources for reading in held.readings}
        for flip in held.flips:
            assert flip.before != flip.after
            assert flip.variation.source is None or flip.variation.source in rests[flip.statement]

    @given(asked=answers())
    def test_weights_move_no_pay(self, asked: tuple[rp.Catalog, Any]) -> None:
        catalog, answer = asked
        held = rp.robustness(answer, catalog=catalog)
        for flip in held.flips:
            if flip.statement.startswith(("pay of", "agreement on", "amounts in")):
                assert flip.variation.kind == "source"

    @given(question=questions(has_pay=True), data=st.data())
    def test_weights_that_were_not_varied(self, question: Any, data: st.DataObject) -> None:
        """A number that no variation names changes no reading, whatever it is."""
        name = data.draw(st.sampled_from(GAP_NUMBERS + DIFFICULTY_NUMBERS))
        value = _value(question.catalog, name)
        high = max(value, data.draw(st.sampled_from((0.5, 1.0) if name in SHARES else (1.5, 300.0))))
        parameter = rp.Parameter(name=name, value=value, low=value, high=high, reason="drawn")
        catalog = attrs.evolve(question.catalog, parameters=(parameter,))
        for ask in (question.put_to(catalog).move, question.put_to(catalog).gap, question.put_to(catalog).proximity):
            answer = ask()
            held = rp.robustness(answer, catalog=catalog)
            if not any(variation.parameter for variation in held.variations):
                other = question.put_to(catalog.with_parameter(name, high))
                varied = {rp.SkillGap: other.gap, rp.Proximity: other.proximity, rp.TransitionDifficulty: other.move}[type(answer)]()
                assert varied.score == answer.score
                assert [factor.contribution for factor in getattr(varied, "factors", ())] == [
                    factor.contribution for factor in getattr(answer, "factors", ())
                ]


class TestNamesAndOrder:
    """Names and the order of facts change nothing but names."""

    @given(asked=answers(), data=st.data())
    def test_the_order_of_facts(self, asked: tuple[rp.Catalog, Any], data: st.DataObject) -> None:
        catalog, answer = asked
        fields = ("requirements", "salary_bands", "pay_claims", "transition_claims")
        shuffled = attrs.evolve(catalog, **{name: tuple(data.draw(st.permutations(getattr(catalog, name)))) for name in fields})
        held, other = rp.robustness(answer, catalog=catalog), rp.robustness(again(answer, shuffled), catalog=shuffled)
        assert told(held) == told(other)
        assert [(reading.statement, reading.value, reading.sources) for reading in held.readings] == [
            (reading.statement, reading.value, reading.sources) for reading in other.readings
        ]
        assert (held.variations, held.pay_orders, held.notes) == (other.variations, other.pay_orders, other.notes)

    @given(asked=answers())
    def test_ids_of_roles_and_skills(self, asked: tuple[rp.Catalog, Any]) -> None:
        catalog, answer = asked
        ids = {entry.id: f"{entry.id}-again" for entry in (*catalog.roles, *catalog.skills)}
        other = attrs.evolve(
            renamed(attrs.evolve(catalog, pay_claims=()), ids),
            pay_claims=tuple(attrs.evolve(c, role=ids[c.role], other=c.other and ids[c.other]) for c in catalog.pay_claims),
        )
        held = rp.robustness(answer, catalog=catalog)
        names = {"roles": tuple(map(ids.get, getattr(answer, "roles", ())))}
        for name in ("origin", "target", "role"):
            if hasattr(answer, name):
                names[name] = ids[getattr(answer, name)]
        if getattr(answer, "steps", ()):
            names["steps"] = tuple(attrs.evolve(step, origin=ids[step.origin], target=ids[step.target]) for step in answer.steps)
        renamed_answer = attrs.evolve(answer, **{name: value for name, value in names.items() if hasattr(answer, name)})
        anew = rp.robustness(again(renamed_answer, other), catalog=other)

        def back(text: str) -> str:
            return text.replace("-again", "")

        assert [(back(a), back(b), back(c), d) for a, b, c, d in told(anew)] == told(held)
        assert [(back(reading.statement), back(reading.value)) for reading in anew.readings] == [
            (reading.statement, reading.value) for reading in held.readings
        ]
        assert [(order.level, order.orders, order.silent) for order in anew.pay_orders] == [
            (order.level, order.orders, order.silent) for order in held.pay_orders
        ]

    @given(catalog=ranged())
    def test_ids_of_sources(self, catalog: rp.Catalog) -> None:
        # In their old order, though the names now sort the other way.
        ids = {source.id: f"s{9 - index}" for index, source in enumerate(catalog.sources)}

        def moved(facts: tuple[Any, ...]) -> tuple[Any, ...]:
            return tuple(attrs.evolve(f, citation=attrs.evolve(f.citation, source=ids[f.citation.source])) for f in facts)

        other = attrs.evolve(
            catalog,
            sources=tuple(attrs.evolve(source, id=ids[source.id]) for source in catalog.sources),
            requirements=moved(catalog.requirements),
            salary_bands=moved(catalog.salary_bands),
            pay_claims=moved(catalog.pay_claims),
            transition_claims=moved(catalog.transition_claims),
        )
        roles = [role.id for role in catalog.roles[:2]]
        held, anew = (rp.robustness(rp.compare(*roles, catalog=c), catalog=c) for c in (catalog, other))
        assert [(flip.statement, flip.before, flip.after, flip.variation.parameter) for flip in anew.flips] == [
            (flip.statement, flip.before, flip.after, flip.variation.parameter) for flip in held.flips
        ]
        assert [[(ids[source], said) for source, said in order.orders] for order in held.pay_orders] == [
            list(order.orders) for order in anew.pay_orders
        ]
        assert [[(ids[source], why) for source, why in order.silent] for order in held.pay_orders] == [
            list(order.silent) for order in anew.pay_orders
        ]

    @given(catalog=ranged())
    def test_which_role_comes_first(self, catalog: rp.Catalog) -> None:
        """Turned round, more is less, wherever the figures compare both ways."""
        first, second = catalog.roles[:2]
        held = rp.robustness(rp.compare(first, second, catalog=catalog), catalog=catalog)
        turned = rp.robustness(rp.compare(second, first, catalog=catalog), catalog=catalog)
        opposite = {"more": "less", "less": "more"}
        if all(band.minimum for band in catalog.salary_bands):  # no percentage of nothing
            for here, there in zip(held.pay_orders, turned.pay_orders, strict=True):
                assert [(source, opposite.get(said.value, said.value)) for source, said in here.orders] == [
                    (source, said.value) for source, said in there.orders
                ]
        said = [next(reading for reading in answer.readings if "harder" in reading.statement).value for answer in (held, turned)]
        assert said[0] == said[1]


class TestTwice:
    """The same question gets the same answer, and asking leaves the catalog as it was."""

    @given(asked=answers())
    def test_the_same(self, asked: tuple[rp.Catalog, Any]) -> None:
        catalog, answer = asked
        fresh = attrs.evolve(catalog)
        held = rp.robustness(answer, catalog=catalog)
        assert rp.robustness(answer, catalog=catalog) is held
        assert rp.robustness(answer, catalog=fresh) == held
        assert catalog == fresh
        assert str(held)
        assert held.explain().statement == f"robustness of the {held.subject}"
