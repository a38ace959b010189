"""Single pay figures: in words, converted, and as steps of an explanation."""

from __future__ import annotations

from decimal import Decimal

import attrs

from rolepath.analysis.explain import Explanation, Operation, cite
from rolepath.model.catalog import Catalog
from rolepath.model.pay import ExchangeRates, SalaryBand

__all__ = ["cited", "converted_band", "figure_step", "said_of", "span_of", "written"]


def said_of(band: SalaryBand) -> str:
    """Name a figure as its source prints it, with what it counts."""
    where = f", {band.employer}" if band.employer else ""
    return f"{band.citation.printed or band.minimum} {band.statistic} of {band.component} pay{where}"


def span_of(band: SalaryBand) -> str:
    """Write the amounts of a band in a sentence: ``one 100,000 to 200,000 USD``."""
    floor, top = written(band.minimum), None if band.maximum is None else written(band.maximum)
    amounts = f"from {floor}" if top is None else floor if floor == top else f"{floor} to {top}"
    return f"{band.citation.source} {amounts}{' or more' if band.open_top else ''} {band.currency}"


def written(value: Decimal) -> str:
    """Write an amount to two places at most."""
    return f"{value:,.2f}".removesuffix(".00")


def converted_band(catalog: Catalog, band: SalaryBand, currency: str, rates: ExchangeRates) -> SalaryBand:
    """Convert a band by the caller's rates, which must be of the time of its source.

    Raises:
        CurrencyError: the rates lack the pair.
        InvalidFieldError: the rates are of another time than the source.
    """
    rates.check_day(band.citation.source, catalog.source(band.citation.source).published)
    note = f"converted from {band.currency} by rates of {rates.day.isoformat()} from {rates.source}"
    return attrs.evolve(
        band,
        minimum=rates.convert(band.minimum, band.currency, currency),
        maximum=None if band.maximum is None else rates.convert(band.maximum, band.currency, currency),
        currency=currency,
        note=note if band.note is None else f"{band.note}; {note}",
    )


def cited(band: SalaryBand) -> Explanation:
    """Make the leaf for a band."""
    return cite(band, said_of(band))


def figure_step(
    band: SalaryBand, original: SalaryBand | None = None, rates: ExchangeRates | None = None, *, is_top: bool = False
) -> Explanation:
    """Make the step for the floor or the printed top of a band: a cited fact, or one that the caller's rate converts.

    Args:
        band: the band.
        original: the band as its source has it, where ``band`` was converted from it.
        rates: the rates that converted it.
        is_top: whether the top is asked, which must be printed.
    """
    stated = band if original is None else original
    said = f"{'top' if is_top else 'floor'} of {said_of(stated)}"
    fact = attrs.evolve(cite(stated, said), value=stated.maximum if is_top else stated.minimum)
    if original is None or rates is None:
        return fact
    rate = rates.between(original.currency, band.currency)
    is_direct = rate.base == original.currency
    said_of_rate = f"{rate.quote} for one {rate.base}, {rates.source}, {rates.day.isoformat()}"
    price = Explanation(statement=said_of_rate, value=rate.rate, rests_on="question")
    return Explanation(
        statement=f"{said}, in {band.currency}",
        value=band.maximum if is_top else band.minimum,
        operation=Operation.PRODUCT if is_direct else Operation.QUOTIENT,
        children=(fact, price),
    )
