# No postponed annotations: cyclopts reads them when a command is registered.
"""Commands on pay."""

from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from cyclopts import Parameter

from rolepath._commands.asking import ASKING, Asking, Robust, answered, app
from rolepath.analysis.comp import comp_lookup
from rolepath.analysis.offer import assess_offer
from rolepath.analysis.robustness import robustness
from rolepath.errors import InvalidFieldError
from rolepath.model.pay import PayPeriod
from rolepath.model.profile import Offer


@app.command
def pay(
    role: str,
    *,
    level: str | None = None,
    location: str | None = None,
    component: str | None = None,
    currency: str | None = None,
    source: str | None = None,
    robust: Robust = False,
    asking: Asking = ASKING,
) -> None:
    """Show what ROLE pays, by source, in groups that compare."""
    catalog = asking.catalog()
    answer = comp_lookup(role, level=level, location=location, component=component, currency=currency, source=source, catalog=catalog)
    answered(asking, robustness(answer, catalog=catalog) if robust else answer)


@app.command
def offer(
    role: str,
    *,
    currency: str,
    base: str | None = None,
    equity_per_year: str | None = None,
    equity_grant: str | None = None,
    vesting_years: float | None = None,
    bonus_per_year: str | None = None,
    one_off: str | None = None,
    period: str = "year",
    level: str | None = None,
    location: str | None = None,
    employer: str | None = None,
    has_on_call: Annotated[bool | None, Parameter(name="--on-call", negative="--no-on-call")] = None,
    robust: Robust = False,
    asking: Asking = ASKING,
) -> None:
    """Set an offer for ROLE against every figure that compares. Parts that are not given are not known."""
    catalog = asking.catalog()
    made = Offer(
        role=catalog.role(role).id,
        currency=currency,
        base=_amount("--base", base),
        equity_per_year=_amount("--equity-per-year", equity_per_year),
        equity_grant=_amount("--equity-grant", equity_grant),
        vesting_years=vesting_years,
        bonus_per_year=_amount("--bonus-per-year", bonus_per_year),
        one_off=_amount("--one-off", one_off),
        period=PayPeriod(period),
        level=None if level is None else catalog.level(level).id,
        location=None if location is None else catalog.place(location).id,
        employer=employer,
        has_on_call=has_on_call,
    )
    answer = assess_offer(made, catalog=catalog)
    answered(asking, robustness(answer, catalog=catalog) if robust else answer)


def _amount(option: str, text: str | None) -> Any:
    """Read an amount; a percentage is left to the offer, whose sentence says what to give instead."""
    if text is None or "%" in text:
        return text
    try:
        return Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        raise InvalidFieldError(option, text, "must be an amount in digits, such as 150000") from None
