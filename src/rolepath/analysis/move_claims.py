"""What facts and the measure of difficulty say of claims about moves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from math import inf

import attrs

from rolepath.analysis.difficulty import TransitionDifficulty, transition_difficulty
from rolepath.analysis.explain import Explanation, Operation, cite
from rolepath.analysis.gap import FEW
from rolepath.analysis.months import modelled_months
from rolepath.analysis.needs import held_by_role
from rolepath.analysis.order import in_order
from rolepath.analysis.verdict import ClaimCheck, Finding, Verdict, together, unknown, worst
from rolepath.model.catalog import Catalog
from rolepath.model.identity import RoleId, SkillId, SourceId
from rolepath.model.skill import SkillRequirement
from rolepath.model.transition import TransitionClaim, TransitionKind

__all__ = ["move_checks", "move_name", "other_move"]

Move = tuple[RoleId, RoleId]

#: Claims that one move is easier, or comes more naturally, than another.
COMPARED = frozenset({TransitionKind.EASIER_THAN, TransitionKind.HARDER_THAN, TransitionKind.BETTER_FIT_THAN})
#: Claims that one move takes less time than any other.
SOONEST = frozenset({TransitionKind.QUICKEST, TransitionKind.FASTEST_RAMP})
#: Claims about one skill of a move.
OF_A_SKILL = frozenset({TransitionKind.MISSING, TransitionKind.CARRIES_OVER})


def move_checks(catalog: Catalog, claim: TransitionClaim, sources: Iterable[SourceId]) -> Iterator[ClaimCheck]:
    """Set a claim against the facts of each source, and of all together where the measure decides; other claims compare nothing."""
    find, has_measure = _finder(claim)
    if find is None:
        return
    for source in (*sources, *((None,) if has_measure else ())):
        known = catalog if source is None else catalog.only_sources(source)
        finding = find(catalog, known, claim)
        hedge = (f"the claim is hedged: {claim.hedge}",) if claim.hedge else ()
        assumed = tuple(f"the claim's {name} is assumed" for name in claim.assumed)
        yield ClaimCheck(
            claim=claim,
            statement=f"{_about(catalog, claim)}: {claim.text}",
            against=source,
            verdict=finding.verdict,
            reason=finding.reason,
            doubts=() if finding.verdict is Verdict.NOT_CHECKABLE else tuple(dict.fromkeys((*finding.doubts, *hedge, *assumed))),
            steps=finding.steps,
        )


Find = Callable[[Catalog, Catalog, TransitionClaim], Finding]


def _finder(claim: TransitionClaim) -> tuple[Find | None, bool]:
    """Return what checks a claim, and whether that is a measure, which all sources together can feed."""
    if claim.kind in COMPARED:
        return _compared, True
    if claim.kind is TransitionKind.HARDEST:
        return _hardest, True
    if claim.kind in SOONEST:
        return _soonest, True
    if claim.kind is TransitionKind.DURATION and claim.months_maximum is not None:
        return _duration, True
    if claim.kind in OF_A_SKILL and claim.skill is not None:
        return _of_a_skill, False
    return None, False


def _about(catalog: Catalog, claim: TransitionClaim) -> str:
    origin, target = (catalog.role(role).label if role else f"any {end}" for role, end in ((claim.origin, "role"), (claim.target, "role")))
    return f"{origin} to {target}, {claim.kind.value.replace('-', ' ')}"


def _named(claim: TransitionClaim) -> Move | None:
    return (claim.origin, claim.target) if claim.origin and claim.target else None


def other_move(claim: TransitionClaim) -> Move | None:
    """Return the move that a claim compares with, or None."""
    origin, target = claim.than_origin or claim.origin, claim.than_target or claim.target
    has_other = claim.than_origin is not None or claim.than_target is not None
    return (origin, target) if has_other and origin and target else None


def move_name(move: Move) -> str:
    """Name a move by the ids of its roles."""
    return f"{move[0]} to {move[1]}"


# By the measure --------------------------------------------------------------------------------------------------------


def _compared(_: Catalog, known: Catalog, claim: TransitionClaim) -> Finding:
    mine, theirs = _named(claim), other_move(claim)
    if mine is None or theirs is None:
        return unknown("it names no single move to compare")
    is_harder = claim.kind is TransitionKind.HARDER_THAN
    finding = _ranked(known, mine, [theirs], _difficulty, is_most=is_harder)
    if claim.kind is TransitionKind.BETTER_FIT_THAN and finding.verdict is not Verdict.NOT_CHECKABLE:
        return attrs.evolve(finding, doubts=("the better fit is read as the move of less difficulty", *finding.doubts))
    return finding


def _hardest(catalog: Catalog, known: Catalog, claim: TransitionClaim) -> Finding:
    mine = _named(claim)
    return unknown("it names no single move") if mine is None else _ranked(known, mine, _rivals(catalog, claim), _difficulty, is_most=True)


def _soonest(catalog: Catalog, known: Catalog, claim: TransitionClaim) -> Finding:
    mine = _named(claim)
    if mine is None:
        return unknown("it names no single move")
    finding = _ranked(known, mine, _rivals(catalog, claim), _months, is_most=False)
    hours = f"the months are modelled, at {known.difficulty_model.hours_per_week:g} hours a week"
    return attrs.evolve(finding, doubts=(hours, *finding.doubts))


def _rivals(catalog: Catalog, claim: TransitionClaim) -> list[Move]:
    """The other moves that the claim's source speaks of: a superlative is read as among these."""
    spoken = {_named(other) for other in catalog.transition_claims if other.citation.source == claim.citation.source}
    return sorted(move for move in spoken if move is not None and move != _named(claim))


#: Least and greatest value of a move, then its bounds. Months that are open have an upper bound of infinity.
Measured = tuple[float, float, float, float]
#: What measures a move by the facts of a catalog; None where they do not tell.
Measure = Callable[[Catalog, TransitionDifficulty], Measured | None]


def _difficulty(_: Catalog, move: TransitionDifficulty) -> Measured | None:
    if move.score is None or move.lower is None or move.upper is None:
        return None
    return move.score, move.score, move.lower, move.upper


def _months(known: Catalog, move: TransitionDifficulty) -> Measured | None:
    """Modelled months; open where the effort of a skill to learn is not stated, and then no fewer than those of the other skills.

    Were they not known then, leaving out the fact that asks for such a skill would make them known, and a verdict with them.
    """
    if move.gap is None or move.gap.score is None or move.origin is None:
        return None
    stated = known.answer(("stated efforts alone",), lambda: _without_assumed_effort(known))
    held, hours = held_by_role(known, move.origin), known.difficulty_model.hours_per_week
    (months,) = modelled_months(stated, move.gap, held, hours, is_open=True)
    least, most = months.minimum or 0.0, months.maximum or 0.0
    return least, most, least, inf if move.modelled_months is None else most


def _weighs_nothing(move: TransitionDifficulty) -> bool:
    """Whether all that is asked is said to be of no importance: without that saying there would be a score, and a verdict with it."""
    items = () if move.gap is None or move.gap.score is not None else move.gap.items
    return bool(items) and not any(item.weight for item in items)


def _is_spoken_of(known: Catalog, move: Move) -> bool:
    """Whether some fact ties a skill to each of the two roles."""
    return all(known.requirements_of(role) for role in move)


def _without_assumed_effort(catalog: Catalog) -> Catalog:
    return attrs.evolve(catalog, difficulty_model=attrs.evolve(catalog.difficulty_model, unstated_effort_weeks=0.0))


def _ranked(known: Catalog, mine: Move, rivals: Iterable[Move], measure: Measure, *, is_most: bool) -> Finding:
    """Tell whether a move measures the most, or the least, of several."""
    what, unit = ("difficulty", "difficulty") if measure is _difficulty else ("duration", "months")
    moves = {move: transition_difficulty(*move, catalog=known) for move in (mine, *rivals)}
    own = measure(known, moves[mine])
    idle = [move for move in moves if _weighs_nothing(moves[move])]
    is_spoken_of = _is_spoken_of(known, mine) and any(_is_spoken_of(known, move) for move in moves if move != mine)
    if is_spoken_of and (mine in idle or (idle and not any(measure(known, moves[move]) for move in moves if move != mine))):
        asked = idle[0][1]
        steps = tuple(cite(fact, f"asked for, of no weight: {fact.skill}") for fact in in_order(known, known.requirements_of(asked)))
        return Finding(verdict=Verdict.PARTLY, reason=f"nothing that {asked} asks for has any weight, so nothing is decided", steps=steps)
    if own is None:
        return unknown(f"the {what} of {move_name(mine)} does not follow from its facts")
    told = {move: value for move in moves if move != mine and (value := measure(known, moves[move])) is not None}
    if not told:
        return unknown(f"the {what} of no other move follows from its facts")
    verdicts = [_ahead(own, value, is_most=is_most) for value in told.values()]
    doubts = [
        *(f"the bounds of {move_name(move)} overlap" for move, value in told.items() if own[2] <= value[3] and value[2] <= own[3]),
        *(f"the {what} of {move_name(move)} is not known" for move in moves if move != mine and move not in told),
        *(f"some effort of {move_name(move)} is not stated" for move, value in ((mine, own), *told.items()) if value[3] == inf),
        *(
            f"sources name few skills of {origin} ({count}), so that moves from it look further than they may be"
            for origin in dict.fromkeys(move[0] for move in (mine, *told))
            if (count := len({fact.skill for fact in known.requirements_of(origin)})) <= FEW
        ),
    ]
    said = ", ".join(
        f"{move_name(move)} {f'{value[0]:.3f}' if measure is _difficulty else _shown(value)}"
        for move, value in ((mine, own), *told.items())
    )
    steps = tuple(
        Explanation(statement=f"difficulty of {move_name(move)}", value=value[0], rests_on="catalog")
        if measure is _difficulty
        else _months_step(f"months of {move_name(move)}", value)
        for move, value in ((mine, own), *told.items())
    )
    return Finding(verdict=worst(verdicts), reason=f"{unit}: {said}", doubts=tuple(doubts), steps=steps)


def _ahead(own: Measured, other: Measured, *, is_most: bool) -> Verdict:
    low, high, other_low, other_high = *own[:2], *other[:2]
    if is_most:
        low, high, other_low, other_high = -high, -low, -other_high, -other_low
    if (low, high) == (other_low, other_high):
        return Verdict.PARTLY
    if low <= other_low and high <= other_high:
        return Verdict.PARTLY if own[3] == inf else Verdict.BORNE_OUT
    return Verdict.CONTRADICTED if low >= other_low and high >= other_high and other[3] != inf else Verdict.PARTLY


def _months_step(said: str, value: Measured) -> Explanation:
    """Unfold modelled months into the fewest and the most."""
    ends = [("months at least", value[0]), *([] if value[3] == inf else [("months at most", value[1])])]
    children = tuple(Explanation(statement=end, value=months, is_assumed=True) for end, months in ends)
    return Explanation(statement=said, is_assumed=True, children=children)


def _shown(value: Measured) -> str:
    return f"at least {value[0]:.0f}" if value[3] == inf else _interval(round(value[0]), round(value[1]))


# By what is stated -----------------------------------------------------------------------------------------------------


def _duration(catalog: Catalog, known: Catalog, claim: TransitionClaim) -> Finding:
    """Set a stated duration against those that a source states of the same move, or against the model for all sources together."""
    mine = _named(claim)
    if mine is None:
        return unknown("it names no single move")
    if known is catalog:
        return _by_model(known, mine, claim)
    others = [
        other
        for other in dict.fromkeys(known.transition_claims)
        if other != claim
        and other.kind is TransitionKind.DURATION
        and _named(other) == mine
        and other.milestone == claim.milestone
        and other.months_maximum is not None
    ]
    if not others:
        return unknown("it states no duration of the same move")
    others.sort(key=lambda other: (_span(other), repr(other)))
    verdicts = [Verdict.BORNE_OUT if _touch(_span(claim), _span(other)) else Verdict.CONTRADICTED for other in others]
    said = "; ".join(f"{'at most ' if other.months_minimum is None else ''}{_interval(*_printed(other))} months" for other in others)
    steps = tuple(cite(other, other.text) for other in others)
    return Finding(verdict=together(verdicts), reason=said, steps=steps)


def _by_model(known: Catalog, mine: Move, claim: TransitionClaim) -> Finding:
    move = transition_difficulty(*mine, catalog=known)
    if claim.milestone is not None:
        return unknown(f"it is the time to a milestone, {claim.milestone}, and the model gives that of the whole move")
    months = _months(known, move)
    if months is None:
        return unknown("the model gives no duration of the move")
    least, _, _, most = months
    verdict = Verdict.BORNE_OUT if _touch(_span(claim), (least, most)) else Verdict.CONTRADICTED
    if most == inf and verdict is Verdict.BORNE_OUT:
        verdict = Verdict.PARTLY
    how = f"learning what sources ask most, at {known.difficulty_model.hours_per_week:g} hours a week"
    doubts = (
        f"modelled: {how}",
        "the effort that the model counts is fitted to stated durations",
        *([f"some effort of {move_name(mine)} is not stated"] if most == inf else []),
    )
    return Finding(verdict=verdict, reason=f"modelled as {_shown(months)} months", doubts=doubts, steps=(_months_step(how, months),))


def _span(claim: TransitionClaim) -> tuple[float, float]:
    most = float(claim.months_maximum or 0)
    return (0.0 if claim.months_minimum is None else float(claim.months_minimum), most)


def _printed(claim: TransitionClaim) -> tuple[float, float]:
    """The months as stated; a source that names the most alone states no span."""
    least, most = _span(claim)
    return (most, most) if claim.months_minimum is None else (least, most)


def _touch(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _of_a_skill(_: Catalog, known: Catalog, claim: TransitionClaim) -> Finding:
    """Set what is said to be missing, or to carry over, against the proficiencies that a source states of both roles."""
    mine, skill = _named(claim), claim.skill
    if mine is None or skill is None:
        return unknown("it names no single move")
    held, asked = (_rated(known, role, skill) for role in mine)
    if not held or not asked:
        silent = " and ".join(role for role, rated in zip(mine, (held, asked), strict=True) if not rated)
        return unknown(f"it states no proficiency in {skill} for {silent}")
    least, most = (pick(_value(r) for r in held) for pick in (min, max))
    need = max(_value(r) for r in asked)
    is_missing = claim.kind is TransitionKind.MISSING
    if least < need <= most:
        verdict = Verdict.PARTLY
    elif is_missing:
        verdict = Verdict.BORNE_OUT if most < need else Verdict.CONTRADICTED
    else:
        # Something carries over where something is held; all of it where as much is held as asked.
        verdict = Verdict.BORNE_OUT if least >= need else Verdict.PARTLY if most > 0 else Verdict.CONTRADICTED
    steps = tuple(_rated_step(name, role, rated) for name, role, rated in (("held", mine[0], held), ("asked", mine[1], asked)))
    return Finding(verdict=verdict, reason=f"{skill} is asked at {need:g} and held at {_interval(least, most)}", steps=steps)


def _rated(known: Catalog, role: RoleId, skill: SkillId) -> list[SkillRequirement]:
    return [fact for fact in dict.fromkeys(known.requirements_of(role, skill=skill)) if fact.proficiency is not None]


def _value(requirement: SkillRequirement) -> float:
    return requirement.proficiency.value if requirement.proficiency else 0.0


def _interval(least: float, most: float) -> str:
    return f"{least:g}" if least == most else f"{least:g} to {most:g}"


def _rated_step(name: str, role: RoleId, rated: list[SkillRequirement]) -> Explanation:
    facts = tuple(
        Explanation(statement=r.citation.printed or r.skill, value=_value(r), citation=r.citation, is_assumed=bool(r.assumed))
        for r in rated
    )
    return Explanation(
        statement=f"highest proficiency {name}, {role}", value=max(map(_value, rated)), operation=Operation.MAXIMUM, children=facts
    )
