"""Which role fits a person: by the statements that sources say to choose by, beside how hard the move is and what the role pays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from rolepath.analysis.comp import comp_lookup
from rolepath.analysis.difficulty import transition_difficulty
from rolepath.analysis.explain import Explanation, cite
from rolepath.analysis.gap import GapItem
from rolepath.analysis.months import LEAST_HOURS
from rolepath.analysis.needs import unknown_of
from rolepath.analysis.pay_figures import span_of, written
from rolepath.analysis.question import bundled, role_or_profile
from rolepath.analysis.questionnaire import Answers, Question, answers_of, by_key, questions, questions_of, roles_of
from rolepath.analysis.ratios import PayOrder, PayRatio, pay_ratios
from rolepath.analysis.role_advice import (
    DAILY,
    MARKET,
    FloorStanding,
    Reason,
    RoleAdvice,
    advice_step,
    fit_of,
    floor_checks,
    traits_of,
)
from rolepath.errors import InvalidFieldError, InvalidTypeError
from rolepath.model import _check as check
from rolepath.model.catalog import Catalog, Fact
from rolepath.model.identity import LevelId, RoleId, label_key
from rolepath.model.level import Level
from rolepath.model.pay import PayStatistic, SalaryBand
from rolepath.model.profile import Profile
from rolepath.model.role import Role
from rolepath.model.shown import Tabular

__all__ = ["Recommendation", "questions", "recommend"]

#: How roles are ranked, whatever the answers.
RULE = (
    "By the middle of the fit's bounds, the higher first: half of what is open is taken as agreed. Where that is equal, as when nothing is "
    "answered, by the lower difficulty, one that is not known last; where that is equal too, by the higher pay, as like figures of one "
    "source show it, of the two roles or by way of others. A rank is one more than the number of roles before, so roles equal in all "
    "share one. Once an answer is given, a role that no source gives a statement for is not ranked."
)
#: Skills that a reason names.
SKILLS_NAMED = 3
#: Pay figures that a reason names.
FIGURES_NAMED = 3
#: Agreement above which an answer speaks for a role, and below which against it.
NEITHER = 0.5


@attrs.frozen(kw_only=True, repr=False)
class Recommendation(Tabular):
    """Roles in the order in which they suit a person, each with its reasons, and whether the answers separate them.

    Fit, difficulty and pay stay three numbers; ``rule`` says how the order follows from them. The order takes half of what is open as
    agreed; ``is_separated`` and ``statement`` say what holds however the open statements are answered.
    """

    #: The person.
    profile: Profile
    #: Level wanted, or the present one; None where neither is given.
    level: LevelId | None
    #: The roles, by rank; those that are not ranked last.
    candidates: tuple[RoleAdvice, ...]
    #: How the order comes about.
    rule: str = attrs.field(validator=check.text)
    #: Whether the least possible fit of one role is above the greatest of each other role.
    is_separated: bool
    #: What the answers show, in words.
    statement: str = attrs.field(validator=check.text)
    #: Answers that count: ids of questions with the agreement, those of preferences included.
    answers: tuple[tuple[str, float], ...]
    #: Preferences of the person that are a question's id or text, and count as a yes.
    preferences_used: tuple[str, ...]
    #: Preferences that are not, or of which an answer says otherwise; they count for nothing.
    preferences_not_used: tuple[str, ...]
    #: Questions that are open, those that separate most first.
    open_questions: tuple[Question, ...]
    #: What the person leaves open, and answers that speak for none of the roles.
    notes: tuple[str, ...]

    def _answers_that_count(self) -> None:
        answered = {question.id for candidate in self.candidates for question, share in candidate.fit.answers if share is not None}
        named = {name for name, _ in self.answers}
        if named != answered:
            rule = "must be those that the fits of the candidates count"
            raise InvalidFieldError("Recommendation.answers", ", ".join(sorted(named ^ answered)), rule)

    _rules = (_answers_that_count,)
    __attrs_post_init__ = check.keep_rules

    @property
    def best(self) -> tuple[RoleAdvice, ...]:
        """The roles of the first rank."""
        return tuple(candidate for candidate in self.candidates if candidate.rank == 1)

    def explain(self) -> Explanation:
        """Unfold the recommendation into fits, moves, pay and cited facts; recomputing each fit and difficulty gives it again."""
        notes = tuple(Explanation(statement=note) for note in (self.rule, *self.notes, *map(_unused, self.preferences_not_used)))
        said = {name: self._answer(name, share) for name, share in self.answers}
        roles = tuple(advice_step(candidate, self.profile, said) for candidate in self.candidates)
        return Explanation(statement=self.statement, children=(*roles, *notes))

    def _answer(self, name: str, share: float) -> Explanation:
        question = next(q for candidate in self.candidates for q, _ in candidate.fit.answers if q.id == name)
        facts = tuple(cite(trait, f"choose {' or '.join(trait.roles)} if {trait.text}") for trait in question.traits)
        return Explanation(statement=f"answer to: {question.text}", value=share, rests_on="question", children=facts)

    def __repr__(self) -> str:
        """Name the answer on one line."""
        order = ", ".join(f"{candidate.rank or '-'} {candidate.role}" for candidate in self.candidates)
        return f"Recommendation({order or 'no role'}; {'separated' if self.is_separated else 'not separated'})"

    def __str__(self) -> str:
        """Show the answer as readable text."""
        from rolepath.display import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from rolepath.display import as_html

        return as_html(self)


def recommend(
    profile: Profile,
    *,
    answers: Answers | None = None,
    roles: Iterable[Role | str] | None = None,
    target_level: Level | str | None = None,
    catalog: Catalog | None = None,
) -> Recommendation:
    """Rank roles for a person, with reasons for and against each.

    Roles stand by the middle of the fit's bounds, then by difficulty, then by pay. So a yes puts no role before those that its statement
    speaks for, unless it speaks for that role as well, and raises no other role.

    Args:
        profile: the person. A preference counts as a yes where it is a question's id or text; others are listed as not used.
        answers: answers to :func:`questions`, by id: True, False, None for skipped, or a share of agreement from 0 to 1.
        roles: the roles to rank; by default those with requirements and with statements to choose by.
        target_level: level wanted; the person's own by default.
        catalog: the catalog to ask; the bundled guides by default.

    Returns:
        The roles by rank, with fit, difficulty, pay and market facts, and whether the answers separate them.

    Raises:
        UnknownQuestionError: an answer is to no question; carries suggestions.
        UnknownRoleError, UnknownLevelError, UnknownPlaceError: a name is not known.
        LevelTrackError: the person's level and the one wanted are of different tracks.
        InvalidTypeError, InvalidFieldError: ``profile`` is no Profile, or an answer is none.

    >>> import rolepath as rp
    >>> rp.recommend(rp.Profile()).is_separated
    False
    """
    catalog = bundled(catalog)
    if not isinstance(profile, Profile):
        raise InvalidTypeError("profile", profile, "must be a Profile")
    role_or_profile(catalog, profile)
    level = target_level if target_level is not None else profile.level
    resolved = None if level is None else catalog.level(level).id
    asked = _Asked(
        profile=profile,
        answers=tuple(sorted(answers_of(catalog, answers).items())),
        roles=_candidates(catalog) if roles is None else tuple(sorted(roles_of(catalog, roles))),
        level=resolved,
        is_level_wanted=target_level is not None,
    )
    return catalog.answer(("recommend", asked), lambda: _answered(catalog, asked))


@attrs.frozen(kw_only=True)
class _Asked:
    profile: Profile
    answers: tuple[tuple[str, float | None], ...]
    roles: tuple[RoleId, ...]
    level: LevelId | None
    is_level_wanted: bool


def _candidates(catalog: Catalog) -> tuple[RoleId, ...]:
    stated = {role for question in questions_of(catalog) for role in question.roles}
    return tuple(sorted(role for role in stated if catalog.requirements_of(role)))


def _answered(catalog: Catalog, asked: _Asked) -> Recommendation:
    given = dict(asked.answers)
    used, unused = _preferences(catalog, asked.profile, given)
    own = questions_of(catalog, asked.roles)
    known = {question.id: share for question in own if (share := given.get(question.id)) is not None}
    found = [_advice(catalog, asked, role, own, given) for role in asked.roles]
    ranked = _ranked(catalog, asked, found)
    fits = [candidate for candidate in ranked if candidate.fit.lower is not None]
    first = [candidate for candidate in fits if not any(_is_apart(other, candidate) for other in fits)]
    is_separated = len(fits) > 1 and len(first) == 1
    return Recommendation(
        profile=asked.profile,
        level=asked.level,
        candidates=tuple(_reasoned(catalog, asked, candidate, ranked) for candidate in ranked),
        rule=RULE,
        is_separated=is_separated,
        statement=_statement(ranked, fits, first, leaning=f"{len(known)} of {len(own)}", is_separated=is_separated),
        answers=tuple(sorted(known.items())),
        preferences_used=used,
        preferences_not_used=unused,
        open_questions=tuple(question for question in own if question.id not in known),
        notes=tuple(_notes(catalog, asked, [name for name, share in given.items() if share is not None and name not in known])),
    )


def _preferences(catalog: Catalog, profile: Profile, given: dict[str, float | None]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Take preferences that are a question's id or text as a yes, unless an answer says otherwise; tell which are taken and which not."""
    texts = catalog.derived(by_key)
    used: list[str] = []
    unused: list[str] = []
    for preference in profile.preferences:
        name = texts.get(label_key(preference), preference)
        is_taken = name in texts.values() and given.setdefault(name, 1.0) == 1.0
        (used if is_taken else unused).append(preference)
    return tuple(used), tuple(unused)


# One role --------------------------------------------------------------------------------------------------------------


def _advice(catalog: Catalog, asked: _Asked, role: RoleId, own: tuple[Question, ...], given: Mapping[str, float | None]) -> RoleAdvice:
    """Gather the numbers and facts of one role; its rank and reasons follow from those of the others."""
    profile = asked.profile
    label = catalog.role(role).label
    move = transition_difficulty(profile, role, target_level=asked.level if asked.is_level_wanted else None, catalog=catalog)
    pay = comp_lookup(role, level=asked.level, location=profile.location, currency=profile.currency, catalog=catalog)
    return RoleAdvice(
        role=role,
        label=label,
        rank=None,
        rank_reason=None,
        is_held=profile.role == role,
        fit=fit_of(label, tuple((question, given.get(question.id)) for question in own if role in question.roles)),
        move=move,
        pay=pay,
        floor=tuple(floor_checks(profile, pay)),
        reasons_for=(),
        reasons_against=(),
        unknowns=(),
        market=traits_of(catalog, role, MARKET),
        daily=traits_of(catalog, role, DAILY),
    )


# Ranks -----------------------------------------------------------------------------------------------------------------


def _is_apart(better: RoleAdvice, worse: RoleAdvice) -> bool:
    """Whether the least fit of one role is above the greatest of another."""
    least, greatest = better.fit.lower, worse.fit.upper
    return least is not None and greatest is not None and least > greatest


def _ranked(catalog: Catalog, asked: _Asked, found: list[RoleAdvice]) -> list[RoleAdvice]:
    """Rank by the middle of the fit, then difficulty, then pay; put what is not ranked last."""
    is_answered = any(candidate.fit.answered for candidate in found)
    placed = [candidate for candidate in found if not is_answered or candidate.fit.middle is not None]
    places = {candidate.role: _place(candidate, is_answered=is_answered) for candidate in placed}
    paid_more = _paid_more(catalog, asked, found)
    listed = []
    for candidate in placed:
        own, better_paid = places[candidate.role], paid_more[candidate.role]
        before = sum(place < own or (place == own and role in better_paid) for role, place in places.items())
        listed.append(attrs.evolve(candidate, rank=1 + before))
    listed.sort(key=lambda candidate: (candidate.rank or 0, candidate.role))
    return [*listed, *(attrs.evolve(candidate, rank_reason=candidate.fit.reason) for candidate in found if candidate.role not in places)]


def _place(candidate: RoleAdvice, *, is_answered: bool) -> tuple[float, bool, float]:
    """Return what orders a role before pay does: the least comes first. While nothing is answered, fit orders none."""
    middle, score = candidate.fit.middle or 0.0, candidate.move.score
    return (-middle if is_answered else 0.0, score is None, score or 0.0)


def _paid_more(catalog: Catalog, asked: _Asked, found: list[RoleAdvice]) -> dict[RoleId, set[RoleId]]:
    """Find the roles paid more than each, by like figures of the two or by way of others; where a way leads back, pay decides nothing.

    It does not depend on the answers, so no answer turns the order of two roles that it does not speak for.
    """
    more = {
        candidate.role: {other.role for other in found if _pay_order(catalog, asked, candidate, other) is PayOrder.LESS}
        for candidate in found
    }
    for way, beyond in more.items():
        for better in more.values():
            if way in better:
                better.update(beyond)
    return {role: {other for other in better if role not in more[other]} for role, better in more.items()}


def _ratios(catalog: Catalog, asked: _Asked, role: RoleAdvice, other: RoleAdvice) -> tuple[PayRatio, ...]:
    """Like figures of two roles in the person's currency and place, at the level asked, source by source."""
    inside = None if asked.profile.location is None else catalog.places_within(asked.profile.location)
    return tuple(
        ratio
        for source in sorted(source.id for source in catalog.sources)
        for ratio in pay_ratios(catalog, role.role, other.role, source)
        if (asked.level is None or ratio.level == asked.level)
        and asked.profile.currency in (None, ratio.band.currency)
        and (inside is None or ratio.band.location in inside)
        and ratio.band.minimum  # a floor of 0 has no percentage the other way round
    )


def _pay_order(catalog: Catalog, asked: _Asked, role: RoleAdvice, other: RoleAdvice) -> PayOrder | None:
    """Which of two roles is paid more by all like figures; None where there are none, and mixed where they differ."""
    if role.role == other.role:
        return None
    said = {ratio.order for ratio in _ratios(catalog, asked, role, other)}
    clear = said - {PayOrder.SAME} or said
    return None if not clear else next(iter(clear)) if len(clear) == 1 else PayOrder.MIXED


# Reasons ---------------------------------------------------------------------------------------------------------------


def _reasoned(catalog: Catalog, asked: _Asked, candidate: RoleAdvice, ranked: list[RoleAdvice]) -> RoleAdvice:
    """Add what speaks for a role and against it, and what is not known."""
    reasons = [
        *_reasons_of_fit(candidate),
        *_reasons_of_move(candidate, ranked),
        *_reasons_of_floor(candidate, asked.profile),
        *_reasons_of_pay(catalog, asked, candidate, ranked),
    ]
    return attrs.evolve(
        candidate,
        reasons_for=tuple(reason for is_for, reason in reasons if is_for),
        reasons_against=tuple(reason for is_for, reason in reasons if not is_for),
        unknowns=tuple(_unknowns(candidate, ranked)),
    )


def _reasons_of_fit(candidate: RoleAdvice) -> Iterator[tuple[bool, Reason]]:
    for question, share in candidate.fit.answers:
        if share is not None and share != NEITHER:
            is_for = share > NEITHER
            said = ("yes" if is_for else "no") if share in (0.0, 1.0) else f"{share:g} of 1"
            yield is_for, Reason(text=f"answered {said}: {question.text}", value=share, facts=question.traits)


def _reasons_of_move(candidate: RoleAdvice, ranked: list[RoleAdvice]) -> Iterator[tuple[bool, Reason]]:
    """Set the difficulty against the other roles', and name the skills that are held and those that are missing."""
    move = candidate.move
    if candidate.is_held:
        yield True, Reason(text="it is the present role, by the profile")
    others = [(other.move.score, other.label) for other in ranked if other.move.score is not None and other.role != candidate.role]
    if move.score is not None and others:
        (easiest, name), (hardest, _) = min(others), max(others)
        if easiest < move.score:
            yield False, Reason(text=f"harder to reach than {name}: {move.score:.2f} to {easiest:.2f}", value=move.score)
        elif hardest > move.score:
            yield True, Reason(text=f"none of the others is known to be easier to reach: {move.score:.2f}", value=move.score)
    items = move.gap.items if move.gap else ()
    met = sorted((item for item in items if item.need and not item.shortfall), key=lambda item: (-item.weight * item.need, item.skill))
    if met:
        first = met[:SKILLS_NAMED]
        text = f"{len(met)} of {len(items)} skills asked for do not fall short, of most weight {', '.join(item.label for item in first)}"
        yield True, Reason(text=text, facts=_asking(first))
    missing = [item for item in items if item.contribution][:SKILLS_NAMED]
    if missing and move.gap:
        text = (
            f"{len(move.gap.missing)} of {len(items)} skills asked for fall short, most of all {', '.join(item.label for item in missing)}"
        )
        yield False, Reason(text=text, value=move.gap.score, facts=_asking(missing))


def _asking(items: Sequence[GapItem]) -> tuple[Fact, ...]:
    """Return the facts that ask for skills, skill by skill, whatever the order of the facts."""
    return tuple(fact for item in items for fact in sorted(item.requirements, key=lambda f: (f.citation.source, f.citation.line, repr(f))))


def _reasons_of_floor(candidate: RoleAdvice, profile: Profile) -> Iterator[tuple[bool, Reason]]:
    if profile.pay_floor is None:
        return
    for standing in (FloorStanding.MET, FloorStanding.NOT_MET):
        bands = [check.band for check in candidate.floor if check.standing is standing]
        if bands:
            named = "; ".join(_figure(band) for band in bands[:FIGURES_NAMED])
            more = f" and {len(bands) - FIGURES_NAMED} more" if len(bands) > FIGURES_NAMED else ""
            text = f"pay floor of {written(profile.pay_floor)} {profile.currency} a year {standing} by {named}{more}"
            yield standing is FloorStanding.MET, Reason(text=text, facts=tuple(bands))


def _figure(band: SalaryBand) -> str:
    where = (band.level, f"{band.component} pay", None if band.statistic is PayStatistic.RANGE else band.statistic, band.employer)
    return f"{span_of(band)} ({', '.join(part for part in where if part)})"


def _reasons_of_pay(catalog: Catalog, asked: _Asked, candidate: RoleAdvice, ranked: list[RoleAdvice]) -> Iterator[tuple[bool, Reason]]:
    for other in ranked:
        order = _pay_order(catalog, asked, candidate, other)
        if order in (PayOrder.MORE, PayOrder.LESS):
            ratios = _ratios(catalog, asked, candidate, other)
            facts = tuple(dict.fromkeys(band for ratio in ratios for band in (ratio.band, ratio.other)))
            count = f"like figures ({ratios[0]})" if len(ratios) == 1 else f"{len(ratios)} pairs of like figures, none the other way,"
            sources = ", ".join(dict.fromkeys(ratio.source for ratio in ratios))
            yield order is PayOrder.MORE, Reason(text=f"paid {order} than {other.label} by {count} of {sources}", facts=facts)


def _unknowns(candidate: RoleAdvice, ranked: list[RoleAdvice]) -> Iterator[str]:
    """Name what is not known of a role."""
    fit, move = candidate.fit, candidate.move
    if fit.reason is not None:
        yield fit.reason
    elif fit.answered < len(fit.answers):
        yield f"{len(fit.answers) - fit.answered} of {len(fit.answers)} statements are not answered"
    others = {source for other in ranked for source in other.fit.sources}
    silent = sorted(others - set(fit.sources))
    if silent and fit.answers:
        verb = "says" if len(silent) == 1 else "say"
        yield f"{', '.join(silent)} {verb} when to choose other roles and not when to choose this one, which is no answer against it"
    if move.score is None:
        yield f"the difficulty is not known: {move.reason}"
    if not candidate.pay.groups and candidate.pay.reason:
        yield candidate.pay.reason
    elif candidate.floor and all(check.standing is FloorStanding.NOT_COMPARABLE for check in candidate.floor):
        yield "no figure compares with the pay floor"


# What is said of all ---------------------------------------------------------------------------------------------------


def _statement(ranked: list[RoleAdvice], fits: list[RoleAdvice], first: list[RoleAdvice], *, leaning: str, is_separated: bool) -> str:
    if not ranked:
        return "There is no role to rank."
    if not fits:
        return "No source says when to choose one of these roles, so the fit is not known; they are ranked by difficulty, then by pay."
    if not any(candidate.fit.answered for candidate in ranked):
        return "No statement is answered, so the fit is not known; the roles are ranked by difficulty, then by pay."
    if len(fits) == 1:
        return f"Of these roles only {fits[0].label} has statements to choose by, so the answers set it against no other: {_said(fits[0])}."
    if is_separated:
        rest = max(candidate.fit.upper or 0.0 for candidate in fits if candidate is not first[0])
        return (
            f"The answers point to {first[0].label}: at least {first[0].fit.lower:.2f} of its statements hold, "
            f"of any other role's at most {rest:.2f}."
        )
    behind = [candidate.label for candidate in fits if candidate not in first]
    left = f" They put {_listed(behind)} behind." if behind else ""
    is_equal = all(candidate.fit.lower == candidate.fit.upper for candidate in first)
    why = "their fits are equal" if is_equal else "what is still open can level them or turn their order"
    shown = "; ".join(_said(candidate) for candidate in first)
    order = (
        "Among them the rank follows difficulty, then pay."
        if is_equal
        else f"The order leans on answers to {leaning} statements, and may turn with more answers."
    )
    return f"The answers do not separate {_listed([candidate.label for candidate in first])}: {why} ({shown}).{left} {order}"


def _said(candidate: RoleAdvice) -> str:
    """Write a fit on one line."""
    fit = candidate.fit
    score = "not known" if fit.score is None else f"{fit.score:.2f}"
    bounds = f"bounds {fit.lower:.2f} to {fit.upper:.2f}, middle {fit.middle:.2f}"
    return f"{candidate.label} {score}, {fit.answered} of {len(fit.answers)} answered, {bounds}"


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _notes(catalog: Catalog, asked: _Asked, stray: list[str]) -> Iterator[str]:
    """Say what the person leaves open, and which answers speak for none of the roles."""
    profile = asked.profile
    if not profile.skills:
        yield "the profile names no skill, so all that a role asks for counts as missing"
    unknown = unknown_of(catalog, profile)
    if unknown:
        yield f"names in the profile that are no known skill count for nothing: {', '.join(unknown)}"
    if profile.hours_per_week is not None and profile.hours_per_week < LEAST_HOURS:
        yield "at no hours a week nothing is learnt, so no duration is modelled where something is missing"
    if profile.pay_floor is None:
        yield "the profile names no pay floor"
    if stray:
        yield f"answers that speak for none of these roles: {', '.join(sorted(stray))}"


def _unused(preference: str) -> str:
    return f"preference not used, since it is no question's id or text or an answer says otherwise: {preference}"
