"""One role for a person: its fit, the move, the pay and the market, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

import attrs

from rolepath.analysis.comp import CompLookup
from rolepath.analysis.difficulty import TransitionDifficulty
from rolepath.analysis.explain import Explanation, Operation, cite
from rolepath.analysis.pay_figures import said_of, span_of
from rolepath.analysis.questionnaire import Question
from rolepath.model._check import Choice
from rolepath.model.catalog import Catalog, Fact
from rolepath.model.identity import RoleId, SourceId
from rolepath.model.pay import PayComponent, PayPeriod, PayStatistic, SalaryBand
from rolepath.model.profile import Profile
from rolepath.model.role import Aspect, Trait
from rolepath.model.source import Citation

__all__ = ["FloorCheck", "FloorStanding", "Reason", "RoleAdvice", "RoleFit", "advice_step", "fit_of", "floor_checks", "traits_of"]

#: Traits of the market that stand beside each role.
MARKET = (Aspect.DEMAND, Aspect.SUPPLY, Aspect.AI_RESILIENCE)
#: Traits of the work that stand beside each role.
DAILY = (Aspect.BEST_FIT, Aspect.REWARDS, Aspect.STRESSOR)


class FloorStanding(Choice):
    """How a pay figure stands to a person's pay floor."""

    #: All of it is at or above the floor.
    MET = "met"
    #: The floor lies above its least amount and not above its top, or its top is open.
    PARTLY = "partly"
    #: All of it is below the floor.
    NOT_MET = "not met"
    #: It is pay of another kind than the floor.
    NOT_COMPARABLE = "not comparable"


@attrs.frozen(kw_only=True)
class FloorCheck:
    """A person's pay floor set against one figure."""

    #: The figure.
    band: SalaryBand
    #: How it stands to the floor.
    standing: FloorStanding
    #: Why it does not compare, or None.
    reason: str | None = None


@attrs.frozen(kw_only=True)
class RoleFit:
    """The share of a role's statements that a person agrees with. 0 = none, 1 = all."""

    #: The share over the statements answered, or None where none is.
    score: float | None
    #: Least share, the statements that are open counting 0; None where the role has no statement.
    lower: float | None
    #: Greatest share, the statements that are open counting 1; None where the role has no statement.
    upper: float | None
    #: Middle of the two, which orders the roles: half of what is open is taken as agreed. None where the role has no statement.
    middle: float | None
    #: The role's statements, each with the agreement: 1 for yes, 0 for no, None for open.
    answers: tuple[tuple[Question, float | None], ...]
    #: Why there is no score, or None.
    reason: str | None

    @property
    def answered(self) -> int:
        """How many statements are answered."""
        return sum(share is not None for _, share in self.answers)

    @property
    def agreed(self) -> float:
        """Sum of the agreement over the statements answered."""
        return float(sum(_exact(share) for _, share in self.answers if share is not None))

    @property
    def sources(self) -> tuple[SourceId, ...]:
        """Sources that give the role a statement."""
        return tuple(sorted({source for question, _ in self.answers for source in question.sources}))


@attrs.frozen(kw_only=True)
class Reason:
    """One reason for or against a role, with its number or the facts that it rests on."""

    #: The reason.
    text: str
    #: Its number, or None where it has none.
    value: float | None = None
    #: The facts that it rests on.
    facts: tuple[Fact, ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where sources state the facts, each place once."""
        return tuple(dict.fromkeys(fact.citation for fact in self.facts if fact.citation is not None))


@attrs.frozen(kw_only=True)
class RoleAdvice:
    """One role for a person: its fit, the move, the pay and the market side by side, with what speaks for and against it."""

    #: Role.
    role: RoleId
    #: Its name.
    label: str
    #: One more than the number of roles that the rule puts before it; roles equal in all share one. None where the role is not ranked.
    rank: int | None
    #: Why the role is not ranked, or None.
    rank_reason: str | None
    #: Whether it is the person's present role.
    is_held: bool
    #: Share of its statements that the person agrees with.
    fit: RoleFit
    #: How hard the move is, with the gap and the months.
    move: TransitionDifficulty
    #: What it pays in the person's place and currency, at the level asked.
    pay: CompLookup
    #: The person's pay floor against each figure; empty where they name none.
    floor: tuple[FloorCheck, ...]
    #: What speaks for the role.
    reasons_for: tuple[Reason, ...]
    #: What speaks against it.
    reasons_against: tuple[Reason, ...]
    #: What is not known.
    unknowns: tuple[str, ...]
    #: What sources say of demand, supply and withstanding AI. They are not weighed.
    market: tuple[Trait, ...]
    #: What sources say of where the role fits best, what it rewards and what weighs on its people. They are not weighed.
    daily: tuple[Trait, ...]


def fit_of(label: str, answers: tuple[tuple[Question, float | None], ...]) -> RoleFit:
    """Work out the fit of a role from its statements and the agreement with each."""
    if not answers:
        reason = f"no source says when to choose the role {label}"
        return RoleFit(score=None, lower=None, upper=None, middle=None, answers=(), reason=reason)
    # Exact, so that equal shares are equal whatever the number of statements.
    known = [_exact(share) for _, share in answers if share is not None]
    agreed, total = sum(known, Fraction(0)), len(answers)
    open_ = total - len(known)
    return RoleFit(
        score=float(agreed / len(known)) if known else None,
        lower=float(agreed / total),
        upper=float((agreed + open_) / total),
        middle=float((agreed + Fraction(open_, 2)) / total),
        answers=answers,
        reason=None if known else f"none of the {total} statements on the role {label} is answered",
    )


def _exact(share: float) -> Fraction:
    """Take a share as it is written: 0.1 and 0.7 make 0.8."""
    return Fraction(repr(share))


def traits_of(catalog: Catalog, role: RoleId, aspects: tuple[Aspect, ...]) -> tuple[Trait, ...]:
    """Return what sources say of a role in some aspects, in their order."""
    listed = [trait for trait in dict.fromkeys(catalog.traits_of(role)) if trait.aspect in aspects]
    listed.sort(key=lambda trait: (aspects.index(trait.aspect), trait.citation.source, trait.citation.line, trait.text, repr(trait)))
    return tuple(listed)


def floor_checks(profile: Profile, pay: CompLookup) -> Iterator[FloorCheck]:
    """Set the pay floor against each figure of the role; nothing is converted, and what does not compare is named."""
    if profile.pay_floor is None:
        return
    for band in sorted(pay.bands, key=_figure):
        reason = _unlike(band)
        standing = FloorStanding.NOT_COMPARABLE if reason else _standing(band, profile.pay_floor)
        yield FloorCheck(band=band, standing=standing, reason=reason)
    for other in sorted(pay.not_comparable, key=lambda other: _figure(other.band)):
        reason = other.reason.replace("; pass rates= to convert it", f", the floor in {profile.currency}")
        yield FloorCheck(band=other.band, standing=FloorStanding.NOT_COMPARABLE, reason=reason)


def _figure(band: SalaryBand) -> tuple[object, ...]:
    return (band.citation.source, band.citation.line, band.level or "", band.component, band.minimum, repr(attrs.astuple(band)))


def _unlike(band: SalaryBand) -> str | None:
    """Say why a figure in the floor's currency is pay of another kind than a floor a year, or None."""
    if band.period is not PayPeriod.YEAR:
        return f"it is pay a {band.period}, the floor a year"
    if band.component is PayComponent.UNSPECIFIED:
        return "the source does not say what it counts"
    if band.component not in (PayComponent.BASE, PayComponent.TOTAL):
        return f"it counts {band.component} alone"
    return "the source calls it outside the usual" if band.statistic is PayStatistic.OUTLIER else None


def _standing(band: SalaryBand, floor: Decimal) -> FloorStanding:
    if band.minimum >= floor:
        return FloorStanding.MET
    return FloorStanding.NOT_MET if band.ceiling is not None and band.ceiling < floor else FloorStanding.PARTLY


# Explanation -----------------------------------------------------------------------------------------------------------


def advice_step(candidate: RoleAdvice, profile: Profile, said: Mapping[str, Explanation]) -> Explanation:
    """Unfold one role into its fit, move, pay, reasons and facts."""
    place = "not ranked" if candidate.rank is None else f"rank {candidate.rank}"
    floors = tuple(_floor_step(check, profile) for check in candidate.floor)
    reasons = [
        Explanation(statement=f"{side}: {reason.text}", children=tuple(cite(fact, _fact(fact)) for fact in reason.facts))
        for side, listed in (("for", candidate.reasons_for), ("against", candidate.reasons_against))
        for reason in listed
    ]
    unknowns = [Explanation(statement=f"not known: {unknown}") for unknown in candidate.unknowns]
    beside = [cite(trait, f"{trait.aspect}: {trait.text}") for trait in (*candidate.market, *candidate.daily)]
    steps = (*_fit_steps(candidate, said), candidate.move.explain(), candidate.pay.explain(), *floors, *reasons, *unknowns, *beside)
    why = f", {candidate.rank_reason}" if candidate.rank_reason else ""
    return Explanation(statement=f"{candidate.label}: {place}{why}", children=steps)


def _fact(fact: Fact) -> str:
    if isinstance(fact, SalaryBand):
        return f"{fact.role}: {said_of(fact)}"
    return f"{fact.aspect}: {fact.text}" if isinstance(fact, Trait) else "asked for"


def _fit_steps(candidate: RoleAdvice, said: Mapping[str, Explanation]) -> Iterator[Explanation]:
    """Unfold the fit, its bounds and their middle into the answers."""
    fit = candidate.fit
    if fit.score is None:
        yield Explanation(statement=f"fit is not known: {fit.reason}")
    if fit.lower is None:
        return
    answers = tuple(said[question.id] for question, share in fit.answers if share is not None)
    agreed = Explanation(statement="agreement", value=fit.agreed, operation=Operation.SUM, children=answers)
    total = Explanation(statement="statements", value=float(len(fit.answers)), rests_on="catalog")
    known = Explanation(statement="statements answered", value=float(fit.answered), rests_on="question")
    if fit.score is not None:
        yield Explanation(statement=f"fit of {candidate.label}", value=fit.score, operation=Operation.QUOTIENT, children=(agreed, known))
    open_ = Explanation(
        statement="statements open", value=float(len(fit.answers) - fit.answered), operation=Operation.DIFFERENCE, children=(total, known)
    )
    most = Explanation(
        statement="agreement, were all that is open a yes",
        value=fit.agreed + len(fit.answers) - fit.answered,
        operation=Operation.SUM,
        children=(agreed, open_),
    )
    half = Explanation(statement="share of what is open that is taken as agreed", value=0.5, rests_on="definition")
    taken = (len(fit.answers) - fit.answered) / 2
    some = Explanation(
        statement="agreement, were half of what is open a yes",
        value=fit.agreed + taken,
        operation=Operation.SUM,
        children=(agreed, Explanation(statement="half of what is open", value=taken, operation=Operation.PRODUCT, children=(open_, half))),
    )
    for statement, value, part in (
        ("least fit", fit.lower, agreed),
        ("greatest fit", fit.upper, most),
        ("middle of the fit, by which roles are ordered", fit.middle, some),
    ):
        yield Explanation(statement=statement, value=value, operation=Operation.QUOTIENT, children=(part, total))


def _floor_step(check: FloorCheck, profile: Profile) -> Explanation:
    why = f", {check.reason}" if check.reason else ""
    floor = Explanation(statement=f"pay floor in {profile.currency}", value=profile.pay_floor, rests_on="profile")
    return Explanation(
        statement=f"pay floor against {span_of(check.band)}: {check.standing}{why}", children=(floor, cite(check.band, said_of(check.band)))
    )
