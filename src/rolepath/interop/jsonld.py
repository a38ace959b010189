"""Roles as JSON-LD in the vocabulary of schema.org."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from rolepath.analysis.question import bundled
from rolepath.model.catalog import Catalog
from rolepath.model.identity import PlaceId
from rolepath.model.pay import PayComponent, PayPeriod, PayStatistic, SalaryBand
from rolepath.model.role import Role
from rolepath.model.skill import Skill
from rolepath.model.source import Citation, Place, Source

__all__ = ["to_jsonld"]

_CONTEXT = "https://schema.org"
#: The concept scheme that the skills of ESCO belong to.
_ESCO = "http://data.europa.eu/esco/concept-scheme/skills"
_COUNTRY_CODE = re.compile("[A-Z]{2}")
_DURATIONS = {PayPeriod.YEAR: "P1Y", PayPeriod.MONTH: "P1M", PayPeriod.DAY: "P1D", PayPeriod.HOUR: "PT1H"}


def to_jsonld(role: Role | str, *, location: Place | str | None = None, catalog: Catalog | None = None) -> dict[str, Any]:
    r"""Describe a role as ``Occupation`` of schema.org, with the skills that sources ask for and what each source says of its pay.

    Each band is a ``MonetaryAmountDistribution`` of its own with its citation in ``subjectOf``. Nothing is converted, averaged or joined.
    The range is in ``minValue`` and ``maxValue``, and one without an upper end has no ``maxValue``. The ``description`` says what
    has no property of its own, such as the level, and names what the source does not state, the place included.

    Args:
        role: the role.
        location: only the pay of this very place, as one ``Occupation``, which is what search engines want on a page. By default
            ``@graph`` holds one ``Occupation`` for each place that bands are tied to, and one without ``occupationLocation`` for the
            bands that are tied to none, or where there is no band.
        catalog: what to look in.

    Returns:
        Plain data, whose texts are as the catalog has them. Who writes it into a page of HTML writes ``<`` as ``\u003c``.

    Raises:
        UnknownRoleError: no role is called that.
        UnknownPlaceError: no place is called that.
        AmbiguousNameError: several are.

    >>> told = to_jsonld("ML engineer", location="London")
    >>> told["occupationLocation"]["name"], told["estimatedSalary"][0]["minValue"], told["estimatedSalary"][0]["currency"]
    ('London', 65000, 'GBP')
    """
    catalog = bundled(catalog)
    found = catalog.role(role)
    if location is not None:
        return {"@context": _CONTEXT, **_occupation(catalog, found, catalog.place(location).id)}
    tied = {band.location for band in catalog.bands_of(found)} or {None}
    places: list[PlaceId | None] = [*(place.id for place in catalog.places), None]
    return {"@context": _CONTEXT, "@graph": [_occupation(catalog, found, place) for place in places if place in tied]}


def _occupation(catalog: Catalog, role: Role, place: PlaceId | None) -> dict[str, Any]:
    asked = {requirement.skill for requirement in catalog.requirements_of(role)}
    return _known(
        {
            "@type": "Occupation",
            "identifier": role.id,
            "name": role.label,
            "alternateName": list(role.alternative_labels),
            "description": role.description,
            "occupationalCategory": list(role.onet or ()),
            "sameAs": [uri for uri in role.esco or () if uri.startswith(("http://", "https://"))],
            "occupationLocation": None if place is None else _area(catalog, catalog.place(place)),
            "skills": [_term(skill) for skill in catalog.skills if skill.id in asked],
            "estimatedSalary": [_salary(catalog, band) for band in catalog.bands_of(role) if band.location == place],
        }
    )


def _known(table: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is unknown or empty."""
    return {key: value for key, value in table.items() if value is not None and value != []}


# Places ----------------------------------------------------------------------------------------------------------------


def _area(catalog: Catalog, place: Place) -> dict[str, Any]:
    """Describe a place, with all that it lies within, the nearest first."""
    around = [place]
    while around[-1].within is not None:
        around.append(catalog.place(around[-1].within))
    area, *outer = [
        _known(
            {
                "@type": _kind_of(catalog, each),
                "identifier": each.id,
                "name": each.label,
                "alternateName": list(each.alternative_labels),
            }
        )
        for each in around
    ]
    return {**area, "containedInPlace": outer} if outer else area


def _kind_of(catalog: Catalog, place: Place) -> str:
    """Call a place a country or a city only where the catalog tells: any other is an area.

    A country has a code of two capital letters among its names and lies within no other place. A city lies within a country and holds no
    place itself.
    """
    if _is_country(place):
        return "Country"
    is_in_country = place.within is not None and _is_country(catalog.place(place.within))
    return "City" if is_in_country and len(catalog.places_within(place)) == 1 else "AdministrativeArea"


def _is_country(place: Place) -> bool:
    return place.within is None and any(map(_COUNTRY_CODE.fullmatch, (place.label, *place.alternative_labels)))


# Skills ----------------------------------------------------------------------------------------------------------------


def _term(skill: Skill) -> dict[str, Any]:
    links = [uri for uri in skill.esco if uri.startswith(("http://", "https://"))]
    return _known(
        {
            "@type": "DefinedTerm",
            "identifier": skill.id,
            "name": skill.label,
            "alternateName": list(skill.alternative_labels),
            "sameAs": links,
            "inDefinedTermSet": _ESCO if links else None,
        }
    )


# Pay -------------------------------------------------------------------------------------------------------------------


def _salary(catalog: Catalog, band: SalaryBand) -> dict[str, Any]:
    return _known(
        {
            # The second type is what gives it minValue, maxValue and value.
            "@type": ["MonetaryAmountDistribution", "MonetaryAmount"],
            "name": _name_of(band),
            "description": "; ".join(_remarks(catalog, band)) or None,
            "currency": band.currency,
            "duration": _DURATIONS[band.period],
            **_figures(band),
            "subjectOf": _work(band.citation, catalog.source(band.citation.source)),
        }
    )


def _name_of(band: SalaryBand) -> str:
    """Say what is paid: ``base``, ``average total``."""
    component = "pay (component not stated)" if band.component is PayComponent.UNSPECIFIED else band.component.value
    return component if band.statistic is PayStatistic.RANGE else f"{band.statistic.value} {component}"


def _figures(band: SalaryBand) -> dict[str, Any]:
    """Give the figures as the source states them: a single median or average by itself, anything else as an interval."""
    if band.ceiling == band.minimum and band.statistic in (PayStatistic.MEDIAN, PayStatistic.AVERAGE):
        return {"median" if band.statistic is PayStatistic.MEDIAN else "value": _exact(band.minimum)}
    return {"minValue": _exact(band.minimum), "maxValue": None if band.ceiling is None else _exact(band.ceiling)}


def _exact(amount: Decimal) -> int | float | str:
    """Write an amount as a number of JSON, or as a text where a float would change it."""
    if amount == amount.to_integral_value():
        return int(amount)
    near = float(amount)
    return near if Decimal(repr(near)) == amount else f"{amount:f}"


def _remarks(catalog: Catalog, band: SalaryBand) -> Iterable[str]:
    """Say of a band what schema.org has no property for."""
    if band.level is not None:
        yield f"level: {catalog.level(band.level).label}"
    if band.level_label is not None:
        yield f"level as printed: {band.level_label}"
    if band.employer is not None:
        yield f"employer: {band.employer}"
    if band.hedge is not None:
        yield f"qualified as: {band.hedge}"
    if band.approximate:
        yield "approximate"
    if band.open_top and band.maximum is not None:
        yield f"printed top: {band.maximum:f}, and above"
    if band.assumed:
        yield f"not stated by the source: {', '.join(band.assumed)}"
    if band.note is not None:
        yield f"note: {band.note}"


def _work(citation: Citation, source: Source) -> dict[str, Any]:
    """Cite a place in a text."""
    return _known(
        {
            "@type": "CreativeWork",
            "identifier": str(citation),
            "name": citation.section,
            "text": citation.printed,
            "creditText": citation.via,
            "isPartOf": _known(
                {
                    "@type": "CreativeWork",
                    "identifier": source.id,
                    "name": source.title,
                    "datePublished": source.published,
                    "publisher": source.publisher and {"@type": "Organization", "name": source.publisher},
                    "author": source.author,
                    "version": source.version,
                    "creditText": source.credit,
                }
            ),
        }
    )
