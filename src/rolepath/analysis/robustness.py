"""Robustness: what of an answer changes when one source is left out, or one weight is moved to an end of its range."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from rolepath.analysis.comp import CompLookup
from rolepath.analysis.compare import Comparison
from rolepath.analysis.difficulty import TransitionDifficulty
from rolepath.analysis.explain import Explanation
from rolepath.analysis.gap import SkillGap
from rolepath.analysis.offer import OfferAssessment
from rolepath.analysis.pay_order import PayOrderReading, cells_of, pay_order
from rolepath.analysis.proximity import Proximity
from rolepath.analysis.question import bundled
from rolepath.analysis.readings import Answer, Part, Question, Reading, names_of, parts_of, question_of
from rolepath.errors import InvalidFieldError, InvalidTypeError, RolepathError
from rolepath.model.catalog import Catalog
from rolepath.model.identity import SourceId, visible
from rolepath.model.shown import Tabular

__all__ = ["Flip", "Robustness", "Variation", "robustness"]


@attrs.frozen(kw_only=True)
class Variation:
    """One change under which an answer was asked for again: a source left out, or a weight at an end of its range."""

    #: ``source`` or ``weight``.
    kind: str
    #: Name, like ``without three-roles`` or ``gap.tool at 0.25``.
    name: str
    #: Source left out, or None for a weight.
    source: SourceId | None = None
    #: Name of the number that was changed, or None for a source.
    parameter: str | None = None
    #: Value that it was given, or None for a source.
    value: float | None = None

    def applied(self, catalog: Catalog) -> Catalog:
        """Return a catalog as it is under this variation.

        Raises:
            InvalidFieldError: the value makes no model, like one that leaves no factor any weight.
        """
        varied = catalog if self.source is None else catalog.without_sources(self.source)
        return varied if self.parameter is None or self.value is None else varied.with_parameter(self.parameter, self.value)


@attrs.frozen(kw_only=True)
class Flip:
    """A reading that says something else under a variation."""

    #: The reading's statement.
    statement: str
    #: What the answer says.
    before: str
    #: What it says under the variation.
    after: str
    #: The variation.
    variation: Variation


@attrs.frozen(kw_only=True, repr=False)
class Robustness(Tabular):
    """What an answer says, and which of it flips when a source is left out or a weight is moved to an end of its range."""

    #: What was asked, in words.
    subject: str
    #: What the answer says, reading by reading.
    readings: tuple[Reading, ...]
    #: What was varied: each source left out, then each weight at its lowest and its highest.
    variations: tuple[Variation, ...]
    #: What flips, reading by reading, in the order of the variations.
    flips: tuple[Flip, ...]
    #: Of a comparison: who is paid more, pair by pair and level by level, with who says so.
    pay_orders: tuple[PayOrderReading, ...] = ()
    #: What was not varied, and why.
    notes: tuple[str, ...] = ()

    @property
    def stable(self) -> tuple[Reading, ...]:
        """Readings that no variation flips."""
        flipped = {flip.statement for flip in self.flips}
        return tuple(reading for reading in self.readings if reading.statement not in flipped)

    def flips_of(self, reading: Reading) -> tuple[Flip, ...]:
        """What flips of one reading."""
        return tuple(flip for flip in self.flips if flip.statement == reading.statement)

    def explain(self) -> Explanation:
        """Unfold the answer into readings, what flips them, and the cited facts behind orders of pay."""
        orders = {order.statement: order for order in self.pay_orders}
        children = []
        for reading in self.readings:
            flips = self.flips_of(reading)
            order = orders.get(reading.statement)
            span = "" if reading.lowest is None else f", {reading.lowest:.2f} to {reading.highest:.2f} under all variations"
            stays = "" if flips else "; no variation flips it"
            below = [Explanation(statement=f"{flip.variation.name}: {flip.after}") for flip in flips]
            facts = () if order is None else order.explain().children
            children.append(Explanation(statement=f"{reading.statement}: {reading.value}{span}{stays}", children=(*below, *facts)))
        notes = [Explanation(statement=note) for note in self.notes]
        return Explanation(statement=f"robustness of the {self.subject}", children=(*children, *notes))

    def __repr__(self) -> str:
        """Name the answer on one line."""
        tried = f"{len(self.variations)} variation{'' if len(self.variations) == 1 else 's'}"
        return visible(f"Robustness({self.subject}: {len(self.stable)} of {len(self.readings)} readings hold under {tried})")


def robustness(
    result: SkillGap | Proximity | TransitionDifficulty | Comparison | CompLookup | OfferAssessment, *, catalog: Catalog | None = None
) -> Robustness:
    """Ask for an answer again without each source and with each weight at either end of its range, and say what flips.

    What can flip is the quarter of 0-1 that a score falls in, what adds most to a difficulty, which of two moves is harder, who is paid
    more at each level, whether sources agree on pay, and where an offer stands. Weights are varied one at a time, and only those that the
    answer rests on.

    Args:
        result: the answer of ``skill_gap``, ``proximity``, ``transition_difficulty``, ``compare``, ``comp_lookup`` or ``assess_offer``.
        catalog: the catalog that it was asked of; the bundled guides by default.

    Returns:
        What the answer says, what was varied, and what flips.

    Raises:
        InvalidTypeError: the result is none of these.
        InvalidFieldError: the catalog gives another answer than the result.

    >>> import rolepath as rp
    >>> held = rp.robustness(rp.compare("data scientist", "ML engineer"))
    >>> [(order.level, order.value, order.sources()) for order in held.pay_orders][:1]
    [('entry', 'less', ('modeling-vs-systems',))]
    >>> held.flips[0].statement, held.flips[0].variation.name, held.flips[0].after
    ('pay of Data scientist against ML engineer, entry', 'without modeling-vs-systems', 'not known')
    """
    catalog = bundled(catalog)
    question = _checked(catalog, result)
    return catalog.answer(("robustness", question), lambda: _answered(catalog, result, question))


def _checked(catalog: Catalog, result: Any) -> Question:
    """Return the question of a result, once the catalog is seen to answer it so."""
    if not isinstance(result, Answer):
        rule = "must be a SkillGap, Proximity, TransitionDifficulty, Comparison, CompLookup or OfferAssessment"
        raise InvalidTypeError("result", result, rule)
    question: Question | None = None
    try:
        question = question_of(catalog, result)
        is_same = question.put_to(catalog) == result
    except RolepathError:  # the catalog does not know what the result names
        is_same = False
    if question is None or not is_same:
        rule = "must be the one that the result was asked of, unchanged; pass that one, or ask again of this one"
        raise InvalidFieldError("catalog", catalog, rule)
    return question


def _answered(catalog: Catalog, result: Answer, question: Question) -> Robustness:
    subject, parts = parts_of(catalog, result, question)
    base = [reading for part in parts for reading in part.read(catalog)]
    notes = list(_notes(catalog, result, parts))
    scores = {reading.statement: [] if reading.score is None else [reading.score] for reading in base}
    values = {reading.statement: reading.value for reading in base}
    flips: dict[str, list[Flip]] = {reading.statement: [] for reading in base}
    variations: list[Variation] = []
    is_of_person = isinstance(result, TransitionDifficulty) and result.profile is not None
    for variation in _variations(catalog, frozenset[str]().union(*(part.parameters for part in parts))):
        try:
            if is_of_person and _leaves_nothing(catalog, variation):
                notes.append(f"{variation.name} was not tried: nothing that a person is measured by would have a weight")
                continue
            readings = _varied(catalog, variation, parts)
        except (InvalidFieldError, InvalidTypeError) as error:  # such weights make no model
            notes.append(f"{variation.name} was not tried: {error}")
            continue
        variations.append(variation)
        for reading in readings:
            scores[reading.statement] += [] if reading.score is None else [reading.score]
            before = values[reading.statement]
            if reading.value != before:
                flip = Flip(statement=reading.statement, before=before, after=reading.value, variation=variation)
                flips[reading.statement].append(flip)
    return Robustness(
        subject=subject,
        readings=tuple(
            attrs.evolve(reading, lowest=min(found, default=None), highest=max(found, default=None))
            for reading in base
            for found in [scores[reading.statement]]
        ),
        variations=tuple(variations),
        flips=tuple(flip for found in flips.values() for flip in found),
        pay_orders=_pay_orders(catalog, result),
        notes=tuple(notes),
    )


def _variations(catalog: Catalog, parameters: frozenset[str]) -> Iterator[Variation]:
    for source in catalog.sources:
        yield Variation(kind="source", name=f"without {source.id}", source=source.id)
    for parameter in catalog.parameters:
        if parameter.name in parameters:
            for value in dict.fromkeys((parameter.low, parameter.high)):
                if value != parameter.value:
                    name = f"{parameter.name} at {value:g}"
                    yield Variation(kind="weight", name=name, parameter=parameter.name, value=value)


def _varied(catalog: Catalog, variation: Variation, parts: tuple[Part, ...]) -> list[Reading]:
    """Read again what a variation can change."""
    varied = variation.applied(catalog)
    touched = [part for part in parts if variation.parameter is None or variation.parameter in part.parameters]
    return [reading for part in touched for reading in part.read(varied)]


def _leaves_nothing(catalog: Catalog, variation: Variation) -> bool:
    """Whether a variation takes the weight of all that a person is measured by, so that the usual weights would stand in for it."""
    return _measures_people(catalog) and not _measures_people(variation.applied(catalog))


def _measures_people(catalog: Catalog) -> bool:
    weights = catalog.difficulty_model.weights
    return bool(weights.shortfall or weights.effort or weights.step)


def _notes(catalog: Catalog, result: Answer, parts: tuple[Part, ...]) -> Iterator[str]:
    """Say what is not varied, and why."""
    if not catalog.sources:
        yield "the catalog holds no source, so none is left out"
    if isinstance(result, (CompLookup, OfferAssessment)):
        if result.reason is not None:
            yield f"there is nothing to flip: {result.reason}"
        yield "pay rests on no weight, so only sources are left out"
    elif not catalog.parameters:
        yield "the catalog states no range of any weight, so only sources are left out"
    elif isinstance(result, SkillGap) and not parts[0].parameters:
        yield "the weights are those that the question named, so they are not varied"
    elif isinstance(result, TransitionDifficulty) and result.weights is not None:
        yield "the weights of the factors are those that the question named, so they are not varied"


def _pay_orders(catalog: Catalog, result: Answer) -> tuple[PayOrderReading, ...]:
    if not isinstance(result, Comparison):
        return ()
    names = names_of(catalog)
    return tuple(pay_order(catalog, pair, names, level) for pair, level in cells_of(catalog, result.roles))
