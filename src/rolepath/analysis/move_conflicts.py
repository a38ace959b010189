"""Where sources disagree about moves: how they rank, how long they take, what they lack, what proves them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

import attrs

from rolepath.analysis.disagreement import Disagreement, DisagreementKind, Side, Standing
from rolepath.analysis.move_claims import move_checks, other_move
from rolepath.analysis.order import in_order
from rolepath.analysis.verdict import Verdict
from rolepath.model.catalog import Catalog
from rolepath.model.identity import RoleId, SourceId, label_key
from rolepath.model.transition import ProofForm, TransitionClaim, TransitionKind

__all__ = ["move_disagreements"]

Move = tuple[RoleId | None, RoleId | None]

#: Superlatives, with the scale that each is the end of.
_SUPERLATIVES = {
    TransitionKind.HARDEST: "difficulty",
    TransitionKind.QUICKEST: "time",
    TransitionKind.FASTEST_RAMP: "time",
    TransitionKind.MOST_POPULAR: "popularity",
}
#: What sits oddly beside a move that is called the hardest.
_EASY = frozenset({TransitionKind.QUICKEST, TransitionKind.FASTEST_RAMP, TransitionKind.NATURAL_FIT, TransitionKind.SMALLER_THAN_EXPECTED})
_COMPARED = {TransitionKind.EASIER_THAN: "ease", TransitionKind.HARDER_THAN: "ease", TransitionKind.BETTER_FIT_THAN: "fit"}


def move_disagreements(catalog: Catalog) -> Iterator[Disagreement]:
    """Find every point on which sources disagree about moves."""
    claims = in_order(catalog, catalog.transition_claims)
    spoken: dict[SourceId, set[Move]] = {}
    for claim in claims:
        spoken.setdefault(claim.citation.source, set()).update(_moves(claim))
    for a, b in combinations(claims, 2):
        for find in (_superlatives, _compared, _hardest_yet_easy, _hardest_yet_easier, _durations, _missing_yet_held):
            found = find(a, b) or (find(b, a) if find in (_hardest_yet_easy, _hardest_yet_easier, _missing_yet_held) else None)
            if found is not None:
                yield _disagreement(catalog, a, b, _among(spoken, a, b, found))
    yield from _against_proficiencies(catalog, claims)
    yield from _proofs(catalog, claims)


@attrs.frozen(kw_only=True)
class _Found:
    kind: DisagreementKind
    standing: Standing
    reason: str
    doubts: tuple[str, ...] = ()
    #: Moves that both sources must speak of, so that what one ranks the other ranks too.
    ranked: tuple[Move, ...] = ()


def _among(spoken: dict[SourceId, set[Move]], a: TransitionClaim, b: TransitionClaim, found: _Found) -> _Found:
    """Qualify a conflict of ranks where one source does not speak of a move that the other ranks."""
    silent = [claim.citation.source for claim in (a, b) if not spoken[claim.citation.source].issuperset(found.ranked)]
    if not silent:
        return found
    doubts = (*found.doubts, *(f"{source} does not speak of both moves" for source in dict.fromkeys(silent)))
    return attrs.evolve(found, standing=Standing.QUALIFIED, doubts=doubts)


def _disagreement(catalog: Catalog, a: TransitionClaim, b: TransitionClaim, found: _Found) -> Disagreement:
    moves = list(dict.fromkeys(move for claim in (a, b) for move in _moves(claim)))
    return Disagreement(
        kind=found.kind,
        standing=found.standing,
        topic=f"the move from {' and from '.join(_move_name(catalog, move) for move in moves)}",
        roles=tuple(dict.fromkeys(role for move in moves for role in move if role)),
        sides=tuple(Side(says=f"{claim.citation.source}: {claim.text}", facts=(claim,)) for claim in (a, b)),
        reason=found.reason,
        doubts=(*found.doubts, *_doubts(a, b)),
    )


def _move(claim: TransitionClaim) -> Move:
    return (claim.origin, claim.target)


def _moves(claim: TransitionClaim) -> tuple[Move, ...]:
    """The move that a claim is about, and the one that it compares it with, if any."""
    other = other_move(claim)
    return (_move(claim),) if other is None else (_move(claim), other)


def _move_name(catalog: Catalog, move: Move) -> str:
    origin, target = (catalog.role(role).label if role else "any role" for role in move)
    return f"{origin} to {target}"


def _doubts(*claims: TransitionClaim) -> tuple[str, ...]:
    found = [
        *(f"{claim.citation.source} hedges: {claim.hedge}" for claim in claims if claim.hedge),
        *(f"the {name} of {claim.citation.source} is assumed" for claim in claims for name in claim.assumed),
    ]
    return tuple(dict.fromkeys(found))


def _covers(a: Move, b: Move) -> bool:
    """Whether a move may be the other: an end that is left open takes in every role."""
    return all(x is None or y is None or x == y for x, y in zip(a, b, strict=True))


# Rank ------------------------------------------------------------------------------------------------------------------


def _superlatives(a: TransitionClaim, b: TransitionClaim) -> _Found | None:
    """Two moves are each called the most of the same thing."""
    scale = _SUPERLATIVES.get(a.kind)
    if scale is None or scale != _SUPERLATIVES.get(b.kind) or _covers(_move(a), _move(b)):
        return None
    is_plain = a.kind is b.kind and a.milestone == b.milestone and a.citation.source != b.citation.source
    return _Found(
        kind=DisagreementKind.MOVE_RANK,
        standing=Standing.CONFLICT if is_plain else Standing.QUALIFIED,
        reason=f"two moves are each called {a.kind.value if a.kind is b.kind else f'{a.kind.value} or {b.kind.value}'}",
        doubts=("each is ranked among the moves that its source speaks of",),
        ranked=(_move(a), _move(b)) if is_plain else (),
    )


def _ranked(claim: TransitionClaim) -> tuple[Move, Move] | None:
    """The easier, or better fitting, move and the other one that a claim compares."""
    other = other_move(claim)
    if claim.kind not in _COMPARED or other is None or None in _move(claim):
        return None
    return (other, _move(claim)) if claim.kind is TransitionKind.HARDER_THAN else (_move(claim), other)


def _compared(a: TransitionClaim, b: TransitionClaim) -> _Found | None:
    """Two claims put the same two moves in opposite order."""
    mine, theirs = _ranked(a), _ranked(b)
    if mine is None or theirs is None or mine != theirs[::-1]:
        return None
    is_one_scale = _COMPARED[a.kind] == _COMPARED[b.kind]
    return _Found(
        kind=DisagreementKind.MOVE_RANK,
        standing=Standing.CONFLICT if is_one_scale else Standing.QUALIFIED,
        reason="the same two moves are put in opposite order",
        doubts=() if is_one_scale else ("one speaks of ease, the other of fit",),
    )


def _hardest_yet_easy(a: TransitionClaim, b: TransitionClaim) -> _Found | None:
    """A move is called the hardest, and also quick, natural or small."""
    if a.kind is not TransitionKind.HARDEST or b.kind not in _EASY or _move(a) != _move(b):
        return None
    reason = f"the hardest move is also called {b.kind.value.replace('-', ' ')}"
    return _Found(kind=DisagreementKind.MOVE_RANK, standing=Standing.QUALIFIED, reason=reason)


def _hardest_yet_easier(a: TransitionClaim, b: TransitionClaim) -> _Found | None:
    """A move is called the hardest, and also easier than another."""
    ranked = _ranked(b)
    if a.kind is not TransitionKind.HARDEST or ranked is None or _COMPARED[b.kind] != "ease" or ranked[0] != _move(a):
        return None
    reason = "the hardest move is also called easier than another"
    doubts = ("the hardest is ranked among the moves that its source speaks of",)
    return _Found(kind=DisagreementKind.MOVE_RANK, standing=Standing.CONFLICT, reason=reason, doubts=doubts, ranked=(ranked[0], ranked[1]))


# Time, and what is missing ---------------------------------------------------------------------------------------------


def _durations(a: TransitionClaim, b: TransitionClaim) -> _Found | None:
    """Two durations of one move that do not touch."""
    if a.kind is not TransitionKind.DURATION or b.kind is not TransitionKind.DURATION or _move(a) != _move(b) or None in _move(a):
        return None
    is_apart = any(
        x.months_maximum is not None and y.months_minimum is not None and x.months_maximum < y.months_minimum for x, y in ((a, b), (b, a))
    )
    if not is_apart:
        return None
    is_alike = label_key(a.milestone or "") == label_key(b.milestone or "")
    reason = " against ".join(
        f"{c.months_minimum or Decimal(0):f} to {'any' if c.months_maximum is None else f'{c.months_maximum:f}'}" for c in (a, b)
    )
    return _Found(
        kind=DisagreementKind.MOVE_DURATION,
        standing=Standing.CONFLICT if is_alike else Standing.APPARENT,
        reason=f"{reason} months{'' if is_alike else ', to unlike milestones'}",
    )


def _missing_yet_held(a: TransitionClaim, b: TransitionClaim) -> _Found | None:
    """A skill is said to be missing in a move, and to carry over."""
    is_pair = a.kind is TransitionKind.MISSING and b.kind is TransitionKind.CARRIES_OVER
    if not is_pair or a.skill is None or a.skill != b.skill or not _covers(_move(a), _move(b)):
        return None
    reason = f"{a.skill} is said to be missing, and to carry over"
    standing = Standing.CONFLICT if _move(a) == _move(b) else Standing.QUALIFIED
    return _Found(kind=DisagreementKind.MOVE_SKILL, standing=standing, reason=reason)


def _against_proficiencies(catalog: Catalog, claims: list[TransitionClaim]) -> Iterator[Disagreement]:
    """Find skills said to be missing or to carry over, where a source's own proficiencies of the two roles say otherwise."""
    for claim in claims:
        if claim.kind not in (TransitionKind.MISSING, TransitionKind.CARRIES_OVER) or claim.origin is None or claim.target is None:
            continue
        for check in move_checks(catalog, claim, [source.id for source in catalog.sources]):
            if check.verdict in (Verdict.CONTRADICTED, Verdict.PARTLY) and check.against is not None and claim.skill is not None:
                rated = (
                    requirement
                    for role in (claim.origin, claim.target)
                    for requirement in catalog.requirements_of(role, skill=claim.skill, source=check.against)
                    if requirement.proficiency is not None
                )
                yield Disagreement(
                    kind=DisagreementKind.MOVE_SKILL,
                    standing=Standing.QUALIFIED,
                    topic=f"the move from {_move_name(catalog, _move(claim))}",
                    roles=(claim.origin, claim.target),
                    sides=(
                        Side(says=f"{claim.citation.source}: {claim.text}", facts=(claim,)),
                        Side(says=f"{check.against}: {check.reason}", facts=tuple(in_order(catalog, rated))),
                    ),
                    reason=check.reason,
                    doubts=("what a role asks for is taken as what its people hold", *check.doubts),
                    steps=check.steps,
                )


# Proof -----------------------------------------------------------------------------------------------------------------


def _proofs(catalog: Catalog, claims: list[TransitionClaim]) -> Iterator[Disagreement]:
    """Find forms of proof that one claim accepts and another calls insufficient."""
    for form in ProofForm:
        accepted, refused = (
            [claim for claim in claims if claim.proof is form and claim.kind is kind]
            for kind in (TransitionKind.PROOF, TransitionKind.INSUFFICIENT_PROOF)
        )
        pairs = [
            (a, b) for a in accepted for b in refused if _covers(_move(a), _move(b)) and (b.skill is None or a.skill in (None, b.skill))
        ]
        if not pairs:
            continue
        sides = [tuple(dict.fromkeys(pair[side] for pair in pairs)) for side in (0, 1)]
        both = [claim for side in sides for claim in side]
        is_covered = any(_is_refused(a, b) for a, b in pairs)
        yield Disagreement(
            kind=DisagreementKind.MOVE_PROOF,
            standing=Standing.CONFLICT if is_covered else Standing.QUALIFIED,
            topic=f"{form.value.replace('-', ' ')} as proof",
            roles=tuple(dict.fromkeys(role for claim in both for role in _move(claim) if role)) or tuple(role.id for role in catalog.roles),
            sides=tuple(
                Side(says=f"{', '.join(dict.fromkeys(c.citation.source for c in side))}: {'; '.join(c.text for c in side)}", facts=side)
                for side in sides
            ),
            reason="accepted by one, called insufficient by the other",
            doubts=("what is accepted as a sign need not be enough alone", *_doubts(*both)),
        )


def _is_refused(accepted: TransitionClaim, refused: TransitionClaim) -> bool:
    """Whether a refusal takes in all that is accepted: it speaks of the same move and skill, or of every one."""
    return all(
        mine is None or mine == theirs
        for mine, theirs in zip((*_move(refused), refused.skill), (*_move(accepted), accepted.skill), strict=True)
    )
