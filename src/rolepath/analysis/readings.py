"""What can be read off an answer, so that it can be read off again under other facts or weights."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any, TypeAlias

import attrs

from rolepath.analysis.comp import CompLookup, comp_lookup
from rolepath.analysis.compare import Comparison, compare
from rolepath.analysis.difficulty import TransitionDifficulty, transition_difficulty
from rolepath.analysis.gap import SkillGap, skill_gap
from rolepath.analysis.offer import OfferAssessment, Position, assess_offer
from rolepath.analysis.pay_group import PayGroup
from rolepath.analysis.pay_order import NOT_KNOWN, PayOrderReading, cells_of, pay_order
from rolepath.analysis.proximity import Proximity, proximity
from rolepath.errors import CurrencyError
from rolepath.model.catalog import Catalog
from rolepath.model.descriptor import Descriptor
from rolepath.model.identity import LevelId, PlaceId, RoleId, SourceId
from rolepath.model.measure import DifficultyWeights, GapWeights, ProximityMethod
from rolepath.model.pay import PayComponent, PayPeriod
from rolepath.model.profile import Profile
from rolepath.model.skill import SkillRequirement
from rolepath.model.transition import TransitionPath, TransitionStep

__all__ = ["Answer", "Part", "Question", "Reading", "names_of", "parts_of", "question_of"]

#: What readings can be read off.
Answer: TypeAlias = SkillGap | Proximity | TransitionDifficulty | Comparison | CompLookup | OfferAssessment
_Names: TypeAlias = Mapping[str | None, str]


@attrs.frozen(kw_only=True)
class Reading:
    """One thing that an answer says and that can flip."""

    #: What is read off; no two readings of an answer share it.
    statement: str
    #: What the answer says of it, like ``more``, ``0.25 to 0.5`` or ``not known``.
    value: str
    #: Sources that it rests on, in the order of the catalog.
    sources: tuple[SourceId, ...]
    #: The number behind it, or None where it is not one or not known.
    score: float | None = None
    #: Least number over the answer and all variations, or None where there is none.
    lowest: float | None = None
    #: Greatest number over the answer and all variations, or None where there is none.
    highest: float | None = None


@attrs.frozen
class Question:
    """What asks for an answer again, of any catalog."""

    verb: Callable[..., Any]
    names: tuple[object, ...]
    options: tuple[tuple[str, object], ...] = ()

    def put_to(self, catalog: Catalog) -> Any:
        """Ask a catalog."""
        return self.verb(*self.names, **dict(self.options), catalog=catalog)


def question_of(catalog: Catalog, result: Answer) -> Question:
    """Say what asks for an answer again. The catalog's own weights are left out, so that they follow the catalog that is asked."""
    if isinstance(result, SkillGap):
        weights = None if result.weights == catalog.gap_weights else result.weights
        return Question(skill_gap, (_start(result), result.target), (("level", result.level), ("weights", weights)))
    if isinstance(result, Proximity):
        return Question(proximity, result.roles)
    if isinstance(result, Comparison):
        return Question(compare, result.roles)
    if isinstance(result, OfferAssessment):
        return Question(assess_offer, (result.offer,), (("rates", result.rates),))
    if isinstance(result, CompLookup):
        options = ("level", "location", "component", "currency", "source", "rates")
        return Question(comp_lookup, (result.role,), tuple((name, getattr(result, name)) for name in options))
    names: tuple[object, ...] = (_start(result), result.target)
    if result.steps:
        names = (TransitionPath(steps=tuple(_step(move) for move in result.steps)),)
    return Question(transition_difficulty, names, tuple((name, getattr(result, name)) for name in ("level", "target_level", "weights")))


def _start(result: SkillGap | TransitionDifficulty) -> Profile | RoleId | None:
    return result.origin if result.profile is None else result.profile


def _step(move: TransitionDifficulty) -> TransitionStep:
    return TransitionStep(origin=RoleId(str(move.origin)), target=move.target, level=move.level, target_level=move.target_level)


@attrs.frozen
class Part:
    """Readings that rest on the same weights, and how they are read off a catalog. Their number and statements are always the same."""

    parameters: frozenset[str]
    read: Callable[[Catalog], tuple[Reading, ...]]


#: Weights that what is held rests on: they alone matter to a proximity.
_OF_HELD = frozenset({"gap.unstated_proficiency", "gap.broader_credit", "gap.narrower_credit"})
_OF_GAP = frozenset(f"gap.{field.name}" for field in attrs.fields(GapWeights))
_FACTORS = frozenset(f"difficulty.{field.name}" for field in attrs.fields(DifficultyWeights))
_OF_EFFORT = frozenset({"difficulty.effort_factor", "difficulty.effort_scale_weeks", "difficulty.unstated_effort_weeks"})


def parts_of(catalog: Catalog, result: Answer, question: Question) -> tuple[str, tuple[Part, ...]]:
    """Name what was asked, and what can be read off the answer."""
    names = names_of(catalog)
    if isinstance(result, SkillGap):
        subject = f"gap from {names.get(result.origin, result.origin_label)} to {names[result.target]}{_at(result.level)}"
        is_own = result.weights != catalog.gap_weights
        return subject, (Part(frozenset() if is_own else _OF_GAP, lambda c: (_gap_read(c, question.put_to(c), subject),)),)
    if isinstance(result, Proximity):
        subject = _near_named(result, names)
        return subject, (Part(_OF_HELD, lambda c: (_near_read(c, question.put_to(c), subject),)),)
    if isinstance(result, TransitionDifficulty):
        subject = f"difficulty of the {_move_named(result, names)}"
        return subject, (Part(_weights_of(result), lambda c: _move_readings(c, question.put_to(c), subject)),)
    if isinstance(result, CompLookup):
        asked = [part for part in (result.level, result.location, result.component, result.currency, result.source) if part]
        keys = sorted(map(_group_key, result.groups), key=lambda key: _rank(catalog, key))
        subject = f"pay of {names[result.role]}{''.join(f', {part}' for part in asked)}"
        return subject, (Part(frozenset(), lambda c: _pay_readings(c, question.put_to(c), keys)),)
    if isinstance(result, OfferAssessment):
        kinds = tuple(dict.fromkeys((standing.pay.component, standing.pay.period) for standing in result.standings))
        return f"offer for {names[result.role]}", (Part(frozenset(), lambda c: _offer_readings(c, question, kinds)),)
    cells = cells_of(catalog, result.roles)
    subject = f"comparison of {_listed([names[role] for role in result.roles])}"
    return subject, (
        Part(frozenset(), lambda c: tuple(_order_read(pay_order(c, pair, names, level)) for pair, level in cells)),
        Part(_weights_of(*result.moves), lambda c: _moves_readings(c, result.roles, names)),
        Part(_OF_HELD, lambda c: _nears_readings(c, result.roles, names)),
    )


def names_of(catalog: Catalog) -> dict[str | None, str]:
    """Names of the roles, each unlike any other."""
    labels = [role.label for role in catalog.roles]
    return {role.id: role.label if labels.count(role.label) == 1 else f"{role.label} ({role.id})" for role in catalog.roles}


def _at(*levels: LevelId | None) -> str:
    named = [level for level in levels if level]
    return f", {' to '.join(named)}" if named else ""


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _weights_of(*moves: TransitionDifficulty) -> frozenset[str]:
    """Weights that the difficulty of a move rests on; a step counts where a level is named, and the rungs to it where two are."""
    single = [step for move in moves for step in (move.steps or (move,))]
    found = set(_OF_GAP | _OF_EFFORT)
    if all(move.weights is None for move in moves):
        found |= _FACTORS
    if not any(move.level or move.target_level for move in single):
        found.discard("difficulty.step")
    if all(move.profile is not None for move in single):
        found.discard("difficulty.distance")
    if any(move.level and move.target_level for move in single):
        found.add("difficulty.full_step_rungs")
    return frozenset(found)


# Readings --------------------------------------------------------------------------------------------------------------


def _quarter(score: float | None) -> str:
    """Name the quarter of 0-1 that a score falls in; a score between two belongs to the upper."""
    if score is None:
        return NOT_KNOWN
    number = min(3, int(round(score, 9) * 4))
    return f"{number / 4:g} to {(number + 1) / 4:g}"


def _scored(statement: str, score: float | None, sources: tuple[SourceId, ...]) -> Reading:
    return Reading(statement=statement, value=_quarter(score), sources=sources, score=score)


def _asking(catalog: Catalog, *roles: RoleId | None) -> tuple[SourceId, ...]:
    """Sources that tie skills to some of the roles."""
    return _ordered(catalog, {fact.citation.source for role in roles if role is not None for fact in catalog.requirements_of(role)})


def _comparing(catalog: Catalog) -> tuple[SourceId, ...]:
    """Sources that say something by which roles are compared: how telling a thing is depends on what is said of every role."""
    facts: tuple[SkillRequirement | Descriptor, ...] = catalog.requirements
    if catalog.proximity_model.method is ProximityMethod.SHAPE:
        facts = (*facts, *catalog.descriptors)
    return _ordered(catalog, {fact.citation.source for fact in facts})


def _ordered(catalog: Catalog, sources: Collection[SourceId]) -> tuple[SourceId, ...]:
    return tuple(source.id for source in catalog.sources if source.id in sources)


def _gap_read(catalog: Catalog, gap: SkillGap, statement: str) -> Reading:
    return _scored(statement, gap.score, _asking(catalog, gap.origin, gap.target))


def _near_named(near: Proximity, names: _Names) -> str:
    return f"proximity of {_listed([names[role] for role in near.roles])}"


def _near_read(catalog: Catalog, near: Proximity, statement: str) -> Reading:
    return _scored(statement, near.score, _comparing(catalog))


def _nears_readings(catalog: Catalog, roles: Sequence[RoleId], names: _Names) -> tuple[Reading, ...]:
    nears = [proximity(a, b, catalog=catalog) for a, b in combinations(roles, 2)]
    return tuple(_near_read(catalog, near, _near_named(near, names)) for near in nears)


def _move_named(move: TransitionDifficulty, names: _Names) -> str:
    start = names.get(move.origin, move.origin_label)
    if move.steps:
        levels = [_at(step.level, step.target_level).removeprefix(", ") for step in move.steps]
        ends = [f"{names[step.target]}{f' ({named})' if named else ''}" for step, named in zip(move.steps, levels, strict=True)]
        return " to ".join([f"path from {start}", *ends])
    return f"move from {start} to {names[move.target]}{_at(move.level, move.target_level)}"


def _move_sources(catalog: Catalog, move: TransitionDifficulty) -> tuple[SourceId, ...]:
    single = move.steps or (move,)
    factors = [factor for step in single for factor in step.factors]
    if any(factor.name == "distance" for factor in factors):
        found = _comparing(catalog)
    else:
        found = _asking(catalog, *(role for step in single for role in (step.origin, step.target)))
    return _ordered(catalog, {*found, *(fact.citation.source for factor in factors for fact in factor.descriptors)})


def _move_readings(catalog: Catalog, move: TransitionDifficulty, statement: str) -> tuple[Reading, ...]:
    sources = _move_sources(catalog, move)
    most = Reading(statement=f"what adds most to the {statement}", value=_most(move), sources=sources)
    return (_scored(statement, move.score, sources), most)


def _most(move: TransitionDifficulty) -> str:
    """Name the factor, or the step, that adds most; several where they add the same."""
    if move.score is None:
        return NOT_KNOWN
    top = max(round(factor.contribution, 9) for factor in move.factors)
    return " and ".join(dict.fromkeys(f.name for f in move.factors if round(f.contribution, 9) == top)) if top else "nothing"


def _moves_readings(catalog: Catalog, roles: Sequence[RoleId], names: _Names) -> tuple[Reading, ...]:
    pairs = [(a, b) for a in roles for b in roles if a != b]
    moves = {pair: transition_difficulty(*pair, catalog=catalog) for pair in pairs}
    harder = [
        Reading(
            statement=f"harder of the moves between {names[a]} and {names[b]}",
            value=_harder(moves[a, b], moves[b, a], names),
            sources=_move_sources(catalog, moves[a, b]),
        )
        for a, b in combinations(roles, 2)
    ]
    scored = [_scored(f"difficulty of the {_move_named(move, names)}", move.score, _move_sources(catalog, move)) for move in moves.values()]
    return (*harder, *scored)


def _harder(there: TransitionDifficulty, back: TransitionDifficulty, names: _Names) -> str:
    if there.score is None or back.score is None:
        return NOT_KNOWN
    difference = round(there.score - back.score, 9)
    harder = there if difference > 0 else back
    return f"from {names[harder.origin]} to {names[harder.target]}" if difference else "both the same"


# Groups of pay ---------------------------------------------------------------------------------------------------------

#: Level, currency, component, period, place, and the source that a group belongs to where its component or place is open.
_Key: TypeAlias = tuple[LevelId | None, str, PayComponent, PayPeriod, PlaceId | None, SourceId | None]


def _group_key(group: PayGroup) -> _Key:
    is_open = group.component is PayComponent.UNSPECIFIED or group.location is None
    return (group.level, group.currency, group.component, group.period, group.location, group.sources[0] if is_open else None)


def _rank(catalog: Catalog, key: _Key) -> tuple[bool, str, int, tuple[str, ...]]:
    """Order groups by level, those of no level last."""
    level = None if key[0] is None else catalog.level(key[0])
    rest = tuple(str(part or "") for part in key[1:])
    return (True, "", 0, rest) if level is None else (False, level.track.value, level.rank, rest)


def _pay_readings(catalog: Catalog, pay: CompLookup, keys: Iterable[_Key]) -> tuple[Reading, ...]:
    """Read whether the sources of each group agree, and whether some amounts lie in all its bands."""
    found = {_group_key(group): group for group in pay.groups}
    readings = []
    for key in keys:
        level, currency, component, period, location, alone = key
        whose = f", {alone} alone" if alone else ""
        named = f"{component} pay in {currency} a {period}, {level or 'no level'}, {location or 'no place'}{whose}"
        group = found.get(key)
        said = {band.citation.source for band in group.bands} if group else set()
        sources = tuple(source.id for source in catalog.sources if source.id in said)
        overlap = NOT_KNOWN if group is None else "yes" if group.overlap else "no"
        agreement = NOT_KNOWN if group is None else group.agreement.value
        readings.append(Reading(statement=f"agreement on {named}", value=agreement, sources=sources))
        readings.append(Reading(statement=f"amounts in all bands of {named}", value=overlap, sources=sources))
    return tuple(readings)


def _offer_readings(catalog: Catalog, question: Question, kinds: Iterable[tuple[PayComponent, PayPeriod]]) -> tuple[Reading, ...]:
    """Read where an offer stands in each component, by all figures that compare: ``disputed`` where they leave no position in common."""
    try:
        assessment: OfferAssessment | None = question.put_to(catalog)
    except CurrencyError:  # no figure that is left is in its currency
        assessment = None
    readings = []
    for component, period in kinds:
        standings = [s for s in assessment.standings if (s.pay.component, s.pay.period) == (component, period)] if assessment else []
        said = {standing.band.citation.source for standing in standings}
        possible = [set(standing.possible) for standing in standings]
        either = [position.value for position in Position if any(position in found for found in possible)]
        value = NOT_KNOWN if not standings else " or ".join(either) if set.intersection(*possible) else "disputed"
        sources = tuple(source.id for source in catalog.sources if source.id in said)
        readings.append(Reading(statement=f"position in {component} pay a {period}", value=value, sources=sources))
    return tuple(readings)


def _order_read(order: PayOrderReading) -> Reading:
    return Reading(statement=order.statement, value=order.value, sources=order.sources())
