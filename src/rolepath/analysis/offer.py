"""Where an offer stands against each figure of the sources that compares with it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import attrs

from rolepath.analysis.comp import NotComparable
from rolepath.analysis.explain import Explanation, Operation, cite
from rolepath.analysis.order import in_order
from rolepath.analysis.pay_figures import converted_band, figure_step, said_of, span_of, written
from rolepath.analysis.question import bundled, expect
from rolepath.analysis.survey_pay import Asked, SurveyAnswer, survey_step, surveys_of
from rolepath.errors import CurrencyError, InvalidTypeError
from rolepath.model._check import Choice
from rolepath.model.catalog import Catalog
from rolepath.model.identity import RoleId, label_key
from rolepath.model.pay import ExchangeRates, PayComponent, PayPeriod, PayStatistic, SalaryBand
from rolepath.model.profile import MONTHS_OF_A_YEAR, Offer
from rolepath.model.role import Aspect, Trait
from rolepath.model.shown import Tabular
from rolepath.model.survey import PayPercentiles

__all__ = ["OfferAssessment", "OfferStanding", "PayBounds", "Position", "SurveyStanding", "assess_offer"]

#: The components that make up a total.
PARTS = (PayComponent.BASE, PayComponent.EQUITY, PayComponent.BONUS)
TWO = Decimal(2)


class Position(Choice):
    """Where an amount stands against a band."""

    BELOW = "below"
    INSIDE = "inside"
    ABOVE = "above"


@attrs.frozen(kw_only=True)
class PayBounds:
    """What is known of one component of an offer. A part that is not known bounds nothing from above."""

    #: What the amount counts.
    component: PayComponent
    #: Time that it is for.
    period: PayPeriod
    #: ISO 4217 code.
    currency: str
    #: Least that it may be, the sum of its known parts; None where none is known.
    minimum: Decimal | None
    #: Most that it may be, or None where that is not known.
    maximum: Decimal | None
    #: What is not known, or None.
    reason: str | None = None

    @property
    def is_known(self) -> bool:
        """Whether the amount is known exactly."""
        return self.minimum is not None and self.minimum == self.maximum


@attrs.frozen(kw_only=True)
class OfferStanding:
    """An offer set against one band that compares with it.

    The ratios are bounds: lowest and highest, the highest None where it is not known.
    """

    #: The band, in the currency of the offer.
    band: SalaryBand
    #: The band as its source has it, where it was converted; None otherwise.
    original: SalaryBand | None
    #: What is known of the component that the band counts.
    pay: PayBounds
    #: The position, or None where what is known leaves several open.
    position: Position | None
    #: The positions left open, from low to high.
    possible: tuple[Position, ...]
    #: Why the position is not known, or None.
    reason: str | None
    #: (pay - floor) / (top - floor): 0 at the floor and 1 at the top of the band.
    range_penetration: tuple[Decimal, Decimal | None] | None
    #: Why there is no range penetration, or None.
    penetration_reason: str | None
    #: Pay over the middle of the band.
    compa_ratio: tuple[Decimal, Decimal | None] | None
    #: Why there is no compa-ratio, or None.
    compa_reason: str | None
    #: What makes the comparison less sure.
    doubts: tuple[str, ...]


@attrs.frozen(kw_only=True)
class SurveyStanding:
    """An offer set among the pay that a survey counts."""

    #: The group that the survey has for the offer.
    survey: SurveyAnswer
    #: What is known of the component that the survey counts.
    pay: PayBounds
    #: Highest percentile that the pay surely reaches, or None.
    at_least: int | None
    #: Lowest percentile that the pay surely does not exceed, or None.
    at_most: int | None
    #: Why no percentile bounds it from below or from above, or None where both do.
    reason: str | None
    #: What makes the comparison less sure.
    doubts: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The place among the percentiles, in words."""
        if self.at_least is not None and self.at_most is not None:
            same = self.at_least == self.at_most
            return f"at percentile {self.at_least}" if same else f"between percentiles {self.at_least} and {self.at_most}"
        if self.at_least is not None:
            return f"at or above percentile {self.at_least}"
        return "not known" if self.at_most is None else f"at or below percentile {self.at_most}"


@attrs.frozen(kw_only=True, repr=False)
class OfferAssessment(Tabular):
    """An offer against every figure that compares with it. There is no verdict over all: sources differ, and parts may be unknown."""

    #: The offer, its names resolved to ids.
    offer: Offer
    #: Role offered.
    role: RoleId
    #: Its name.
    label: str
    #: Base, equity, bonus and total a year; base for a month, day or hour besides where it is offered so.
    amounts: tuple[PayBounds, ...]
    #: The offer against each band that compares, component by component.
    standings: tuple[OfferStanding, ...]
    #: Bands of the role that do not compare with the offer, each with the dimensions that differ.
    not_comparable: tuple[NotComparable, ...]
    #: What sources say to anchor on.
    anchors: tuple[Trait, ...]
    #: What sources say to ask.
    questions: tuple[Trait, ...]
    #: What else sources say of negotiating.
    advice: tuple[Trait, ...]
    #: What sources say of on-call duty; empty where the offer rules it out.
    on_call: tuple[Trait, ...]
    #: How amounts were brought to a year and a currency, and what they leave out.
    notes: tuple[str, ...]
    #: Why the offer stands against no figure, or None.
    reason: str | None
    #: Rates that the caller handed in, or None.
    rates: ExchangeRates | None = None
    #: Name of the offer's place, or None where it names none.
    location_label: str | None = None
    #: The offer among the pay that surveys count, component by component; no part of the standings against what guides say.
    surveys: tuple[SurveyStanding, ...] = ()

    def amount(self, component: PayComponent | str) -> PayBounds:
        """Return what is known of a component a year: base, equity, bonus or total."""
        wanted = PayComponent(component)
        return next(pay for pay in self.amounts if pay.component is wanted and pay.period is PayPeriod.YEAR)

    @property
    def first_year(self) -> Decimal | None:
        """Total of the first year, one-off payments included; None where some part is not known."""
        total = self.amount(PayComponent.TOTAL)
        return total.maximum + self.offer.one_off if total.maximum is not None and self.offer.one_off is not None else None

    def explain(self) -> Explanation:
        """Unfold the answer into amounts, ratios and cited facts."""
        amounts = tuple(_pay_step(self.offer, pay) for pay in self.amounts)
        standings = tuple(_standing_step(self.offer, standing, self.rates) for standing in self.standings)
        others = tuple(
            Explanation(statement=f"not compared, {other.dimension}: {other.reason}", children=(cite(other.band, said_of(other.band)),))
            for other in self.not_comparable
        )
        surveys = tuple(_survey_step(self.offer, standing) for standing in self.surveys)
        traits = tuple(cite(trait, f"{trait.aspect}: {trait.text}") for trait in _told(self))
        notes = tuple(Explanation(statement=note) for note in self.notes)
        said = f"offer for {self.label}" if self.reason is None else f"offer for {self.label}: {self.reason}"
        return Explanation(statement=said, children=(*amounts, *standings, *surveys, *others, *traits, *notes))

    def __repr__(self) -> str:
        """Name the answer on one line."""
        places = ", ".join(f"{standing.position or 'open'} {standing.band.citation.source}" for standing in self.standings[:REPR_SHOWN])
        more = f" and {len(self.standings) - REPR_SHOWN} more" if len(self.standings) > REPR_SHOWN else ""
        counted = "".join(f"; {standing.said}, {standing.survey.percentiles.citation.source}" for standing in self.surveys[:REPR_SHOWN])
        return f"OfferAssessment({self.role}: {places or 'no figure compares'}{more}{counted})"


#: Standings that a repr names.
REPR_SHOWN = 4


def assess_offer(offer: Offer, *, rates: ExchangeRates | None = None, catalog: Catalog | None = None) -> OfferAssessment:
    """Set an offer against every figure that compares with it, and gather what sources say to anchor on and to ask.

    A figure compares where role, component, period, level and currency are the same, the offer's place is the figure's or lies within it,
    and the figure speaks of any employer or of the offer's kind. Each other figure is listed with the reason.

    Args:
        offer: the offer; parts that are not known stay None and leave bounds.
        rates: exchange rates, which convert figures into the offer's currency. Without them nothing is converted.
        catalog: the catalog to ask; the bundled guides by default.

    Returns:
        Where the offer stands to each figure, with range penetration and compa-ratio, where it lies among the pay that surveys count, and
        no verdict over all.

    Raises:
        InvalidTypeError: ``offer`` is not an Offer.
        UnknownRoleError, UnknownLevelError, UnknownPlaceError: a name in the offer is not known.
        CurrencyError: no figure is in the offer's currency and there are no rates, or the rates lack a pair.
        InvalidFieldError: the rates are of another time than a source whose figures they convert.

    >>> from decimal import Decimal
    >>> import rolepath as rp
    >>> offer = rp.Offer(role="ml-engineer", currency="USD", level="mid", location="us", base=Decimal(160_000))
    >>> rp.assess_offer(offer).standings[0].position
    <Position.INSIDE: 'inside'>
    """
    catalog = bundled(catalog)
    expect("rates", rates, ExchangeRates)
    if not isinstance(offer, Offer):
        raise InvalidTypeError("offer", offer, "must be an Offer")
    resolved = attrs.evolve(
        offer,
        role=catalog.role(offer.role).id,
        level=None if offer.level is None else catalog.level(offer.level).id,
        location=None if offer.location is None else catalog.place(offer.location).id,
    )
    return catalog.answer(("offer", resolved, rates), lambda: _answered(catalog, resolved, rates))


def _answered(catalog: Catalog, offer: Offer, rates: ExchangeRates | None) -> OfferAssessment:
    role = catalog.role(offer.role)
    if rates is None:
        _check_currency(catalog, offer, role.label)
    amounts = tuple(_amounts(offer))
    known = {(pay.component, pay.period): pay for pay in amounts}
    standings: list[OfferStanding] = []
    others: list[NotComparable] = []
    for band in sorted(dict.fromkeys(catalog.bands_of(role)), key=_order):
        misses = list(_misses(catalog, offer, band, known, "" if rates else "; pass rates= to convert it"))
        is_converted = rates is not None and [dimension for dimension, _ in misses] == ["currency"]
        if misses and not is_converted:
            dimensions, reasons = zip(*misses, strict=True)
            others.append(NotComparable(band=band, dimension=", ".join(dimensions), reason="; ".join(reasons)))
            continue
        set_against = converted_band(catalog, band, offer.currency, rates) if rates is not None and is_converted else band
        pay = known[band.component, band.period]
        doubts = tuple(_doubts(catalog, offer, band, rates if is_converted else None))
        standings.append(_standing(pay, set_against, band if is_converted else None, doubts))
    on_call = () if offer.has_on_call is False else _traits(catalog, offer, Aspect.ON_CALL)
    return OfferAssessment(
        offer=offer,
        role=role.id,
        label=role.label,
        amounts=amounts,
        standings=tuple(standings),
        not_comparable=tuple(others),
        anchors=_traits(catalog, offer, Aspect.NEGOTIATION_ANCHOR),
        questions=_traits(catalog, offer, Aspect.NEGOTIATION_QUESTION),
        advice=_traits(catalog, offer, Aspect.NEGOTIATION_ADVICE),
        on_call=on_call,
        notes=tuple(_notes(offer, known[PayComponent.TOTAL, PayPeriod.YEAR], has_traits=bool(on_call))),
        reason=None if standings else _silence(role.label, has_bands=bool(others)),
        rates=rates,
        location_label=None if offer.location is None else catalog.place(offer.location).label,
        surveys=tuple(_surveyed(catalog, offer, known)),
    )


def _check_currency(catalog: Catalog, offer: Offer, label: str) -> None:
    """Demand that some figure is in the currency of the offer."""
    used = {band.currency for band in catalog.salary_bands} | {group.currency for group in catalog.pay_percentiles}
    if not used or offer.currency in used:
        return
    own = {band.currency for band in catalog.bands_of(offer.role)}
    own |= {group.currency for group in catalog.pay_percentiles_of(offer.role)}
    where = f"of {label} " if own else "of other roles "
    rule = f"must be a currency that a source uses: pay {where}is given in {', '.join(sorted(own or used))}; pass rates= to convert it"
    raise CurrencyError("Offer.currency", offer.currency, rule)


def _silence(label: str, *, has_bands: bool) -> str:
    return f"no figure compares; {label} is paid by other measures" if has_bands else f"no source gives a figure for the role {label}"


def _order(band: SalaryBand) -> tuple[object, ...]:
    """Order bands by what they are, whatever the order of the facts."""
    top = band.minimum if band.maximum is None else band.maximum
    return (list(PayComponent).index(band.component), band.citation.source, band.citation.line, band.minimum, top, band.employer or "")


# Amounts ---------------------------------------------------------------------------------------------------------------


def _amounts(offer: Offer) -> Iterator[PayBounds]:
    """Tell what is known of each component a year, and of base in the period offered."""
    parts = {part: _yearly(offer, part) for part in PARTS}
    for part, value in parts.items():
        yield _bounds(offer, part, PayPeriod.YEAR, value, value, None if value is not None else _unknown(offer, [part]))
    known = [value for value in parts.values() if value is not None]
    least = sum(known, Decimal(0)) if known else None
    unknown = [part for part, value in parts.items() if value is None]
    yield _bounds(
        offer, PayComponent.TOTAL, PayPeriod.YEAR, least, None if unknown else least, _unknown(offer, unknown) if unknown else None
    )
    if offer.period is not PayPeriod.YEAR:
        reason = None if offer.base is not None else "the offer does not say its base"
        yield _bounds(offer, PayComponent.BASE, offer.period, offer.base, offer.base, reason)


def _yearly(offer: Offer, part: PayComponent) -> Decimal | None:
    if part is PayComponent.BASE:
        return offer.yearly_base
    return offer.yearly_equity if part is PayComponent.EQUITY else offer.bonus_per_year


def _bounds(  # noqa: PLR0917 - what bounds are made of
    offer: Offer, component: PayComponent, period: PayPeriod, minimum: Decimal | None, maximum: Decimal | None, reason: str | None
) -> PayBounds:
    return PayBounds(component=component, period=period, currency=offer.currency, minimum=minimum, maximum=maximum, reason=reason)


def _unknown(offer: Offer, parts: list[PayComponent]) -> str:
    """Say which parts are not known."""
    untold = [part.value for part in parts if part is not PayComponent.BASE or offer.base is None]
    said = [f"the offer does not say its {' and '.join(untold)}"] if untold else []
    if len(untold) < len(parts):
        said.append(f"base is paid by the {offer.period}, and the working time of a year is not known")
    return "; ".join(said)


# Which figures compare -------------------------------------------------------------------------------------------------


def _misses(
    catalog: Catalog, offer: Offer, band: SalaryBand, known: dict[tuple[PayComponent, PayPeriod], PayBounds], remedy: str
) -> Iterator[tuple[str, str]]:
    """Name the dimensions on which a band does not compare with the offer, each with the reason."""
    if band.level != offer.level:
        if band.level is None:
            yield "level", "it speaks of the role as a whole"
        else:
            yield "level", f"it speaks of {band.level} level{'' if offer.level else ', and the offer names none'}"
    if band.component is PayComponent.UNSPECIFIED:
        yield "component", "the source does not say what it counts"
    elif (band.component, band.period) not in known:
        yield "period", f"it is {band.component} pay a {band.period}"
    elif band.component is PayComponent.BASE and band.period is PayPeriod.YEAR and offer.period in (PayPeriod.DAY, PayPeriod.HOUR):
        yield "period", f"it is pay a year, and the working time of a base by the {offer.period} is not known"
    reason = _elsewhere(catalog, offer, band)
    if reason is not None:
        yield "location", reason
    if band.employer is not None and (offer.employer is None or label_key(band.employer) != label_key(offer.employer)):
        yield "employer", f"it speaks of {band.employer}{'' if offer.employer else ', and the offer names no kind of employer'}"
    if band.statistic is PayStatistic.OUTLIER:
        yield "statistic", "the source calls it outside the usual"
    if band.currency != offer.currency:
        yield "currency", f"it is in {band.currency}{remedy}"


def _elsewhere(catalog: Catalog, offer: Offer, band: SalaryBand) -> str | None:
    """Say how the place of a band differs, or None where the offer's place is the band's or lies within it."""
    if band.location == offer.location:
        return None
    if band.location is None:
        return "the source names no place"
    label = catalog.place(band.location).label
    if offer.location is None:
        return f"it speaks of {label}, and the offer names no place"
    if offer.location in catalog.places_within(band.location):
        return None
    is_narrower = band.location in catalog.places_within(offer.location)
    return f"it speaks of {label} alone" if is_narrower else f"it speaks of {label}"


def _doubts(catalog: Catalog, offer: Offer, band: SalaryBand, rates: ExchangeRates | None) -> Iterator[str]:
    """Name what makes a comparison less sure."""
    for name in sorted(band.assumed):
        yield f"the {name} is assumed, not stated"
    if band.location is not None and band.location != offer.location:
        yield f"the figure speaks of {catalog.place(band.location).label} as a whole"
    if band.employer is None and offer.employer is not None:
        yield "the figure speaks of employers of any kind"
    if band.statistic is not PayStatistic.RANGE:
        article = "an" if band.statistic is PayStatistic.AVERAGE else "a"
        figure = " figure" if band.statistic is PayStatistic.STARTING else ""
        yield f"it is {article} {band.statistic}{figure}, not a range"
    if band.approximate:
        yield "the source calls it rough"
    if band.hedge is not None:
        yield f"the source says {band.hedge!r}"
    if rates is not None:
        yield f"it is converted from {band.currency} by rates of {rates.day.isoformat()} from {rates.source}"


# Standings -------------------------------------------------------------------------------------------------------------


def _standing(pay: PayBounds, band: SalaryBand, original: SalaryBand | None, doubts: tuple[str, ...]) -> OfferStanding:
    possible = tuple(_possible(pay, band))
    open_end = None if band.ceiling is not None else "the top of the band is open" if band.open_top else "the source prints no top"
    unknown = [reason for reason in (pay.reason, open_end) if reason is not None]
    no_pay = pay.reason if pay.minimum is None else None
    is_single = band.minimum == band.maximum
    no_range = open_end or ("a single figure has no range" if is_single else None)
    no_middle = open_end or (None if band.midpoint else "the middle of the band is 0")
    penetration_reason = no_pay or no_range
    compa_reason = no_pay or no_middle
    return OfferStanding(
        band=band,
        original=original,
        pay=pay,
        position=possible[0] if len(possible) == 1 else None,
        possible=possible,
        reason=None if len(possible) == 1 else f"it may be {' or '.join(possible)}: {'; '.join(unknown)}",
        range_penetration=_over(pay, band.minimum, (band.maximum or band.minimum) - band.minimum, penetration_reason),
        penetration_reason=penetration_reason,
        compa_ratio=_over(pay, Decimal(0), band.midpoint or Decimal(0), compa_reason),
        compa_reason=compa_reason,
        doubts=doubts,
    )


def _possible(pay: PayBounds, band: SalaryBand) -> Iterator[Position]:
    """Name the positions that the bounds of the pay and an open top leave possible; pay that is not known is 0 or more."""
    least, most = pay.minimum or Decimal(0), pay.maximum
    printed = band.minimum if band.maximum is None else band.maximum
    if least < band.minimum:
        yield Position.BELOW
    if (most is None or most >= band.minimum) and (band.ceiling is None or least <= band.ceiling):
        yield Position.INSIDE
    if most is None or most > printed:
        yield Position.ABOVE


def _over(pay: PayBounds, start: Decimal, length: Decimal, reason: str | None) -> tuple[Decimal, Decimal | None] | None:
    """Measure the bounds of the pay from a start, in lengths, unless there is a reason not to."""
    if reason is not None or pay.minimum is None:
        return None
    return (pay.minimum - start) / length, None if pay.maximum is None else (pay.maximum - start) / length


# Surveys ---------------------------------------------------------------------------------------------------------------


def _surveyed(catalog: Catalog, offer: Offer, known: dict[tuple[PayComponent, PayPeriod], PayBounds]) -> Iterator[SurveyStanding]:
    """Set the offer among the pay of each group that counts a component of it, in its currency."""
    asked = Asked(role=offer.role, level=offer.level, location=offer.location, currency=offer.currency)
    for answer in surveys_of(catalog, asked):
        group = answer.percentiles
        pay = known.get((group.component, group.period))
        if pay is not None and pay.minimum is not None:
            yield _among(catalog, offer, pay, answer)


def _among(catalog: Catalog, offer: Offer, pay: PayBounds, answer: SurveyAnswer) -> SurveyStanding:
    """Bound the pay by percentiles. A floor bounds from above what does not reach it, and from below nothing."""
    group = answer.percentiles
    least, most = pay.minimum, pay.maximum
    reached = [
        percent for percent, figure in group.figures.items() if least is not None and percent not in group.floors and least >= figure
    ]
    kept = [percent for percent, figure in group.figures.items() if most is not None and most <= figure]
    below = max(reached, default=None)
    above = min(kept, default=None)
    if below is not None and above is not None and above < below:  # several percentiles have this figure
        below, above = above, below
    return SurveyStanding(
        survey=answer,
        pay=pay,
        at_least=below,
        at_most=above,
        reason="; ".join(_open_ends(pay, group, below, above)) or None,
        doubts=(*answer.wider, *_survey_doubts(catalog, offer, group)),
    )


def _survey_doubts(catalog: Catalog, offer: Offer, group: PayPercentiles) -> Iterator[str]:
    """Name what makes a place among a group less sure, besides that the group is wider than the offer."""
    if offer.level is None and group.level is not None:
        yield f"it speaks of {group.level} level, and the offer names none"
    if offer.location is None and group.location is not None:
        yield f"it speaks of {catalog.place(group.location).label}, and the offer names no place"
    for name in sorted(group.assumed):
        yield f"the {name} is assumed, not stated"


def _open_ends(pay: PayBounds, group: PayPercentiles, below: int | None, above: int | None) -> Iterator[str]:
    """Say why no percentile bounds the pay from below, or from above."""
    known = group.figures
    if below is None:
        yield f"it does not reach percentile {min(known)}, the lowest that is known"
    if above is None:
        if pay.reason is not None:
            yield pay.reason
        elif group.floors:
            yield f"the survey prints no pay above {written(known[group.floors[0]])} {group.currency}, so what is above it is not known"
        else:
            yield f"it is more than percentile {max(known)}, the highest that is known"


def _survey_step(offer: Offer, standing: SurveyStanding) -> Explanation:
    """Unfold a place among percentiles into the pay and the figures."""
    said = f"{standing.pay.component} a {standing.pay.period} among those counted by {standing.survey.percentiles.citation.source}"
    why = f" ({standing.reason})" if standing.reason else ""
    told = (*standing.survey.wider, *(f"the {name} is assumed, not stated" for name in standing.survey.percentiles.assumed))
    doubts = (Explanation(statement=doubt) for doubt in standing.doubts if doubt not in told)
    return Explanation(
        statement=f"{said}: {standing.said}{why}", children=(_pay_step(offer, standing.pay), survey_step(standing.survey), *doubts)
    )


# What sources say, and notes -------------------------------------------------------------------------------------------


def _traits(catalog: Catalog, offer: Offer, aspect: Aspect) -> tuple[Trait, ...]:
    """Find what sources say of the role, but not what they say of other levels or employers than the offer's."""
    return tuple(
        trait
        for trait in in_order(catalog, catalog.traits_of(offer.role, aspect=aspect))
        if (trait.level is None or offer.level in (None, trait.level))
        and (trait.employer is None or offer.employer is None or label_key(trait.employer) == label_key(offer.employer))
    )


def _notes(offer: Offer, total: PayBounds, *, has_traits: bool) -> Iterator[str]:
    if offer.base is not None and offer.period is PayPeriod.MONTH:
        yield f"base a year is {MONTHS_OF_A_YEAR} times the base a month"
    elif offer.base is not None and offer.period is not PayPeriod.YEAR:
        yield f"base by the {offer.period} is not converted to a year: the working time is not known"
    if offer.equity_grant is not None:
        yield f"equity a year is the grant over {offer.vesting_years:g} years, in equal parts"
    if offer.one_off:
        first = "the sum of the first year is not known"
        if total.maximum is not None:
            first = f"with them the first year comes to {written(total.maximum + offer.one_off)} {offer.currency}"
        yield f"one-off payments of {written(offer.one_off)} {offer.currency} are no part of a yearly amount; {first}"
    if offer.has_on_call is None and has_traits:
        yield "the offer does not say whether there is on-call duty"


# Steps -----------------------------------------------------------------------------------------------------------------


def _told(answer: OfferAssessment) -> tuple[Trait, ...]:
    return (*answer.anchors, *answer.questions, *answer.advice, *answer.on_call)


def _pay_step(offer: Offer, pay: PayBounds) -> Explanation:
    """Unfold what is known of one component into what the offer states."""
    said = f"{pay.component} a {pay.period}"
    if pay.minimum is None:
        return Explanation(statement=f"{said}: {pay.reason}")
    if pay.component is PayComponent.TOTAL:
        parts = tuple(_part_step(offer, part, value) for part in PARTS if (value := _yearly(offer, part)) is not None)
        said = said if pay.is_known else f"{said}, at least: {pay.reason}"
        return Explanation(statement=said, value=pay.minimum, operation=Operation.SUM, children=parts)
    if pay.period is PayPeriod.YEAR:
        return _part_step(offer, pay.component, pay.minimum)
    return Explanation(statement=f"{said}, as offered", value=pay.minimum)


def _part_step(offer: Offer, part: PayComponent, value: Decimal) -> Explanation:
    """Make the step for a yearly part: as offered, or worked out from a month or a grant."""
    if part is PayComponent.BASE and offer.period is PayPeriod.MONTH:
        children = (
            Explanation(statement="base a month, as offered", value=offer.base),
            Explanation(statement="months of a year", value=Decimal(MONTHS_OF_A_YEAR)),
        )
        return Explanation(statement="base a year", value=value, operation=Operation.PRODUCT, children=children)
    if part is PayComponent.EQUITY and offer.equity_grant is not None:
        children = (
            Explanation(statement="grant of equity, as offered", value=offer.equity_grant),
            Explanation(statement="years over which it vests", value=Decimal(str(offer.vesting_years))),
        )
        return Explanation(statement="equity a year", value=value, operation=Operation.QUOTIENT, children=children)
    return Explanation(statement=f"{part} a year, as offered", value=value)


def _standing_step(offer: Offer, standing: OfferStanding, rates: ExchangeRates | None) -> Explanation:
    """Unfold a standing into the pay, the edges of the band, and the ratios."""
    band, pay = standing.band, _pay_step(offer, standing.pay)
    floor = figure_step(band, standing.original, rates)
    edges = [floor]
    if band.maximum is not None:
        edges.append(figure_step(band, standing.original, rates, is_top=True))
    least = "" if standing.pay.is_known else ", at least"
    steps: list[Explanation] = [pay, *edges]
    if standing.range_penetration is not None:
        over = Explanation(
            statement="pay over the floor",
            value=(standing.pay.minimum or Decimal(0)) - band.minimum,
            operation=Operation.DIFFERENCE,
            children=(pay, floor),
        )
        width = Explanation(
            statement="width of the band",
            value=(band.maximum or band.minimum) - band.minimum,
            operation=Operation.DIFFERENCE,
            children=tuple(reversed(edges)),
        )
        said = f"range penetration{least}"
        steps.append(Explanation(statement=said, value=standing.range_penetration[0], operation=Operation.QUOTIENT, children=(over, width)))
    if standing.compa_ratio is not None:
        both = Explanation(
            statement="floor and top", value=band.minimum + (band.maximum or band.minimum), operation=Operation.SUM, children=tuple(edges)
        )
        halves = Explanation(statement="two of them", value=TWO)
        middle = Explanation(statement="middle of the band", value=band.midpoint, operation=Operation.QUOTIENT, children=(both, halves))
        steps.append(
            Explanation(
                statement=f"compa-ratio{least}", value=standing.compa_ratio[0], operation=Operation.QUOTIENT, children=(pay, middle)
            )
        )
    steps.extend(Explanation(statement=doubt, is_assumed="assumed" in doubt) for doubt in standing.doubts)
    where = standing.position or standing.reason
    return Explanation(
        statement=f"{standing.pay.component} a {standing.pay.period} against {span_of(band)}: {where}", children=tuple(steps)
    )
