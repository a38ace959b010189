"""Checks of the facts of a catalog: each a function that yields what is wrong, and where.

The constructors refuse most of these faults. The checks find them in catalogs that got round the constructors: by pickles of another
version, by ``object.__setattr__``, by classes that stand in for ours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, product
from typing import Any

from rolepath.errors import shown
from rolepath.model import _check as check
from rolepath.model.catalog import Catalog
from rolepath.model.currency import CURRENCIES
from rolepath.model.descriptor import LARGEST_VALUE, DescriptorFamily
from rolepath.model.level import Level
from rolepath.model.pay import PayRelation, SalaryBand
from rolepath.model.skill import Measured, Rating, Scale
from rolepath.model.source import PRINTED_LIMIT
from rolepath.model.transition import TransitionKind
from rolepath.testing._parts import FACTS, Demand, Finding, cited, fields_of

__all__ = ["FUNDAMENTAL", "FURTHER", "WARNINGS"]


# Every fact ------------------------------------------------------------------------------------------------------------


def assumptions_named(catalog: Catalog) -> Iterator[Finding]:
    """Every assumption names a field of the fact that makes it.

    Else nobody knows what was inferred. The constructors refuse it.
    """
    for place, fact in cited(catalog):
        for name in fact.assumed:
            if name not in fields_of(type(fact)):
                yield f"{place}.assumed", f"{name!r} is no field of the fact"


def facts_once(catalog: Catalog) -> Iterator[Finding]:
    """No fact stands twice.

    A second time it changes no answer, so this is a warning. No constructor refuses it.
    """
    for field in FACTS:
        for fact, count in Counter(getattr(catalog, field)).items():
            if count > 1:
                yield field, f"stands {count} times: {shown(fact)}"


# Requirements ----------------------------------------------------------------------------------------------------------


def ratings_on_scale(catalog: Catalog) -> Iterator[Finding]:
    """Every rating is on a scale of the catalog that measures what it rates, at one of its labels or within its numbers.

    A proficiency on a scale of importance is no proficiency. The constructors refuse others.
    """
    scales = {scale.id: scale for scale in catalog.scales}
    for index, fact in enumerate(catalog.requirements):
        for rated, rating in ((Measured.PROFICIENCY, fact.proficiency), (Measured.IMPORTANCE, fact.importance)):
            wrong = None if rating is None else _misrated(rating, scales.get(rating.scale), rated)
            if wrong is not None:
                yield f"requirements[{index}].{rated}", wrong


def _misrated(rating: Rating, scale: Scale | None, measures: Measured) -> str | None:
    """Say what is wrong with a rating, if anything."""
    if scale is None:
        return f"no scale has the id {rating.scale!r}"
    if scale.measures is not measures:
        return f"the scale {scale.id!r} measures {scale.measures}"
    if not 0 <= rating.value <= 1:
        return f"the value {rating.value} is not within 0-1"
    if rating.standard_error is not None and not 0 <= rating.standard_error < float("inf"):
        return f"the standard error is {rating.standard_error}"
    if rating.label is None:
        return f"the scale {scale.id!r} has labels alone, got {rating.value:g}" if scale.minimum is None else None
    known = {(step.label, step.value) for step in scale.steps}
    return None if (rating.label, rating.value) in known else f"{rating.label!r} at {rating.value:g} is no step of the scale {scale.id!r}"


def alternatives_differ(catalog: Catalog) -> Iterator[Finding]:
    """No skill that a role asks for is named as the alternative to itself.

    It would halve the weight of the requirement. The constructors refuse it.
    """
    for index, fact in enumerate(catalog.requirements):
        if fact.skill in fact.alternatives:
            yield f"requirements[{index}].alternatives", f"{fact.skill!r} is an alternative to itself"


def roles_ask(catalog: Catalog) -> Iterator[Finding]:
    """Every role asks for some skill.

    Of one that asks for nothing no measure says anything, only why it cannot. That may be all that the sources say, so this is a warning.
    No constructor refuses it.
    """
    asking = {fact.role for fact in catalog.requirements}
    for index, role in enumerate(catalog.roles):
        if role.id not in asking:
            yield f"roles[{index}]", f"no fact says what skills {role.id!r} asks for"


# Citations -------------------------------------------------------------------------------------------------------------


def citations_present(catalog: Catalog) -> Iterator[Finding]:
    """Every fact cites its source.

    A statement that nobody makes cannot be checked. The constructors refuse it.
    """
    for place, fact in cited(catalog):
        if fact.citation is None:
            yield place, "cites no source"


def citations_resolve(catalog: Catalog) -> Iterator[Finding]:
    """Every source that is cited, or that files were read as, is one of the catalog's.

    The constructor of the catalog refuses others.
    """
    known = {source.id for source in catalog.sources}
    for place, citation in _citations(catalog):
        if citation.source not in known:
            yield place, f"no source has the id {citation.source!r}"
    for index, report in enumerate(catalog.reading_reports):
        if report.source not in known:
            yield f"reading_reports[{index}].source", f"no source has the id {report.source!r}"


def citations_placed(catalog: Catalog) -> Iterator[Finding]:
    """Every citation names a line from 1 to a thousand million, and the last line where it names one is not before the first.

    The constructors refuse others.
    """
    for place, citation in _citations(catalog):
        last = citation.line if citation.end_line is None else citation.end_line
        if not 1 <= citation.line <= last <= check.GREATEST_WHOLE:
            yield place, f"names {citation}, where no line can be"


def citations_short(catalog: Catalog) -> Iterator[Finding]:
    """What a citation repeats of the source is a figure or label of at most 40 characters.

    More would copy the source. The constructors refuse it.
    """
    for place, citation in _citations(catalog):
        if citation.printed is not None and len(citation.printed) > PRINTED_LIMIT:
            yield f"{place}.printed", f"repeats {len(citation.printed)} characters of {citation.source}; {PRINTED_LIMIT} at most"


def _citations(catalog: Catalog) -> Iterator[tuple[str, Any]]:
    return ((f"{place}.citation", fact.citation) for place, fact in cited(catalog) if fact.citation is not None)


# Levels ----------------------------------------------------------------------------------------------------------------


def levels_placed(catalog: Catalog) -> Iterator[Finding]:
    """Every level has a rank from 1 to a thousand million; a standard level belongs to no role, and a rung of a ladder to one.

    The constructors refuse others.
    """
    for place, level, is_rung in _levels(catalog):
        if not 1 <= level.rank <= check.GREATEST_WHOLE:
            yield place, f"{level.id!r} has the rank {shown(level.rank)}; ranks run from 1 to {check.GREATEST_WHOLE:,}"
        if is_rung is (level.role is None):
            yield (
                place,
                f"{level.id!r} belongs to {'no role, but is a rung of a ladder' if is_rung else f'{level.role!r}, but is standard'}",
            )


def rungs_on_their_level(catalog: Catalog) -> Iterator[Finding]:
    """Every rung of a ladder has the track and rank of the standard level that it is placed on.

    Else it stands below one level by name and above it by rank. No constructor refuses it.
    """
    standard = {level.id: level for level in catalog.standard_levels}
    for index, rung in enumerate(catalog.levels):
        level = standard.get(rung.id)
        if level is not None and (rung.track, rung.rank) != (level.track, level.rank):
            yield f"levels[{index}]", f"is rank {rung.rank} of {rung.track}; {level.id!r} is rank {level.rank} of {level.track}"


def _levels(catalog: Catalog) -> Iterator[tuple[str, Level, bool]]:
    """Yield every level, with its place and whether it is a rung of a ladder."""
    for field in ("standard_levels", "levels"):
        for index, level in enumerate(getattr(catalog, field)):
            yield f"{field}[{index}]", level, field == "levels"


def ladder_monotony(catalog: Catalog) -> Iterator[Finding]:
    """Pay does not fall from one level to a higher one, where one source states both in the same terms.

    The same terms are role, component, place, employer, currency, period and statistic. A source may print a ladder that falls, so this
    is a warning; mostly it is a slip of the pen. No constructor refuses it.
    """
    standard = {level.id: level for level in catalog.standard_levels}
    ladders: dict[tuple[object, ...], dict[int, list[tuple[int, SalaryBand]]]] = {}
    for index, band in enumerate(catalog.salary_bands):
        level = None if band.level is None else standard.get(band.level)
        if level is not None:
            terms = (band.citation.source, band.role, band.component, band.location, band.employer, band.currency, band.period)
            ladders.setdefault((*terms, band.statistic, level.track), {}).setdefault(level.rank, []).append((index, band))
    for ladder in ladders.values():
        for below, above in combinations(sorted(ladder), 2):
            for (_, low), (index, high) in product(ladder[below], ladder[above]):
                if high.minimum < low.minimum or _is_below(high.ceiling, low.ceiling):
                    yield f"salary_bands[{index}]", f"{high!r} is below {low!r}"


def _is_below(top: Decimal | None, other: Decimal | None) -> bool:
    """Whether one known top is below another."""
    return top is not None and other is not None and top < other


# Pay -------------------------------------------------------------------------------------------------------------------


def bands_ordered(catalog: Catalog) -> Iterator[Finding]:
    """A pay band runs from a lowest figure, finite, of at most 30 digits and not negative, to one that is not below it.

    The constructors refuse others.
    """
    for index, band in enumerate(catalog.salary_bands):
        figures = [figure for figure in (band.minimum, band.maximum) if figure is not None]
        if not all(check.is_writable(figure) and figure >= 0 for figure in figures) or figures != sorted(figures):
            yield f"salary_bands[{index}]", f"runs from {band.minimum} to {band.maximum}"


def bands_open_above_a_figure(catalog: Catalog) -> Iterator[Finding]:
    """A band whose top is open prints the figure that pay goes beyond.

    Without one only a floor is known, and that is another statement. The constructors refuse it.
    """
    for index, band in enumerate(catalog.salary_bands):
        if band.open_top and band.maximum is None:
            yield f"salary_bands[{index}].open_top", "is open above no figure"


def percentiles_ordered(catalog: Catalog) -> Iterator[Finding]:
    """A group of a survey has percentiles; they are finite, of at most 30 digits, not negative, and rise; above a floor are floors alone.

    A tenth cannot earn more than a quarter. The constructors refuse others.
    """
    for index, group in enumerate(catalog.pay_percentiles):
        figures = list(group.figures.values())
        if not figures:
            yield f"pay_percentiles[{index}]", "has no percentile"
        if not all(check.is_writable(figure) and figure >= 0 for figure in figures) or figures != sorted(figures):
            yield f"pay_percentiles[{index}]", f"runs over {', '.join(map(str, figures))}"
        if tuple(group.floors) != tuple(group.figures)[len(figures) - len(group.floors) :]:
            yield f"pay_percentiles[{index}].floors", f"are {group.floors}, of {tuple(group.figures)}"


def surveys_counted(catalog: Catalog) -> Iterator[Finding]:
    """A group of a survey counts one record or more, and no fewer than no repeats and no people.

    The constructors refuse others.
    """
    for index, group in enumerate(catalog.pay_percentiles):
        for name, least in (("records", 1), ("repeats", 0), ("employment", 0)):
            count = getattr(group, name)
            if count is not None and not least <= count <= check.GREATEST_WHOLE:
                yield f"pay_percentiles[{index}].{name}", f"is {shown(count)}"


def currencies_known(catalog: Catalog) -> Iterator[Finding]:
    """Every currency is an ISO 4217 code.

    "$" is the sign of twenty currencies. The constructors refuse others.
    """
    for field in ("sources", "salary_bands", "pay_percentiles"):
        for index, thing in enumerate(getattr(catalog, field)):
            if thing.currency is not None and thing.currency not in CURRENCIES:
                yield f"{field}[{index}].currency", f"{shown(thing.currency)} is no ISO 4217 code"


def pay_claims_compare(catalog: Catalog) -> Iterator[Finding]:
    """A claim about pay compares a role with others than itself, and names several only where it is the highest or lowest of them.

    The constructors refuse others.
    """
    for index, claim in enumerate(catalog.pay_claims):
        others = (claim.other, *claim.among)
        if claim.role in others:
            yield f"pay_claims[{index}]", f"compares {claim.role!r} with itself"
        elif claim.among and (claim.other is not None or claim.relation not in (PayRelation.HIGHEST, PayRelation.LOWEST)):
            yield f"pay_claims[{index}].among", f"names several roles for the claim {claim.relation}"


def pay_claims_ordered(catalog: Catalog) -> Iterator[Finding]:
    """The percentages of a claim about pay are finite and of at most 30 digits, the lower first, and the higher never alone.

    The constructors refuse others.
    """
    for index, claim in enumerate(catalog.pay_claims):
        low, high = claim.percent_minimum, claim.percent_maximum
        if (low is None and high is not None) or not _is_range(low, high):
            yield f"pay_claims[{index}]", f"runs from {low} to {high} percent"


def _is_range(low: Decimal | None, high: Decimal | None) -> bool:
    """Whether figures are finite and can be written out, and the second is not below the first where both are known."""
    figures = [figure for figure in (low, high) if figure is not None]
    return all(map(check.is_writable, figures)) and figures == sorted(figures)


def years_counted(catalog: Catalog) -> Iterator[Finding]:
    """The year that a claim about pay, a group of a survey or a trait is about is one from 1; the first of several lies before the last.

    There is no year 0. The constructors refuse others.
    """
    for index, group in enumerate(catalog.pay_percentiles):
        if group.first_year is not None and not 1 <= group.first_year < group.year:
            yield f"pay_percentiles[{index}].first_year", f"is {shown(group.first_year)}, and the last year {shown(group.year)}"
    for field in ("pay_claims", "pay_percentiles", "traits"):
        for index, fact in enumerate(getattr(catalog, field)):
            if fact.year is not None and not 1 <= fact.year <= check.GREATEST_WHOLE:
                yield f"{field}[{index}].year", f"is {shown(fact.year)}, which is no year"


# Moves and traits ------------------------------------------------------------------------------------------------------


def moves_ordered(catalog: Catalog) -> Iterator[Finding]:
    """The months of a claim about a move run from fewest to most, each finite, of at most 30 digits and not negative.

    The constructors refuse others.
    """
    for index, claim in enumerate(catalog.transition_claims):
        low, high = claim.months_minimum, claim.months_maximum
        if not _is_range(low, high) or any(figure is not None and figure < 0 for figure in (low, high)):
            yield f"transition_claims[{index}]", f"takes {low} to {high} months"


_COMPARING = (TransitionKind.EASIER_THAN, TransitionKind.HARDER_THAN, TransitionKind.BETTER_FIT_THAN)


def moves_compared(catalog: Catalog) -> Iterator[Finding]:
    """A claim that compares a move names the move that it compares with.

    The constructors refuse others.
    """
    for index, claim in enumerate(catalog.transition_claims):
        if claim.kind in _COMPARING and claim.than_origin is None and claim.than_target is None:
            yield f"transition_claims[{index}]", f"is {claim.kind} nothing"


def moves_move(catalog: Catalog) -> Iterator[Finding]:
    """A claim about a move goes to another role, and is compared with another move.

    A move to the same role is none, and none is easier than itself. No constructor refuses it.
    """
    for index, claim in enumerate(catalog.transition_claims):
        place = f"transition_claims[{index}]"
        if claim.origin is not None and claim.origin == claim.target:
            yield place, f"goes from {claim.origin!r} to itself"
        names_another = claim.than_origin not in (None, claim.origin) or claim.than_target not in (None, claim.target)
        names_one = claim.than_origin is not None or claim.than_target is not None
        if claim.kind in _COMPARING and names_one and not names_another:
            yield place, f"is {claim.kind} itself"


def comparisons_compare(catalog: Catalog) -> Iterator[Finding]:
    """Only a claim that compares moves names a move to compare with.

    Another kind of claim has no use for it, and mostly is of the wrong kind, so this is a warning. No constructor refuses it.
    """
    for index, claim in enumerate(catalog.transition_claims):
        if claim.kind not in _COMPARING and (claim.than_origin is not None or claim.than_target is not None):
            yield f"transition_claims[{index}]", f"is {claim.kind}, which compares with nothing, but names a move to compare with"


def proof_of_proof(catalog: Catalog) -> Iterator[Finding]:
    """The form of a proof stands only in claims about proof.

    The constructors refuse it elsewhere.
    """
    for index, claim in enumerate(catalog.transition_claims):
        if claim.proof is not None and claim.kind not in (TransitionKind.PROOF, TransitionKind.INSUFFICIENT_PROOF):
            yield f"transition_claims[{index}].proof", f"is given for a claim of the kind {claim.kind}"


def traits_figured(catalog: Catalog) -> Iterator[Finding]:
    """A trait has a unit where it has a figure and only there, its figures are ordered, and it names each role once.

    A figure without a unit says nothing. The constructors refuse others.
    """
    for index, trait in enumerate(catalog.traits):
        place = f"traits[{index}]"
        if not _is_range(trait.minimum, trait.maximum):
            yield place, f"runs from {trait.minimum} to {trait.maximum}"
        if (trait.minimum is None and trait.maximum is None) is not (trait.unit is None):
            yield f"{place}.unit", f"is {trait.unit!r} for the figure {trait.minimum} to {trait.maximum}"
        if len(set(trait.roles)) < len(trait.roles):
            yield f"{place}.roles", "names a role twice"


# Descriptors and files ---------------------------------------------------------------------------------------------------


def descriptors_valued(catalog: Catalog) -> Iterator[Finding]:
    """The value of a descriptor is unknown, or a finite number within 1e15 of 0.

    Infinity is on no scale, and what is compared with it is not a number. The constructors refuse it.
    """
    for index, fact in enumerate(catalog.descriptors):
        if fact.value is not None and not abs(fact.value) <= LARGEST_VALUE:
            yield f"descriptors[{index}].value", f"is {fact.value}"


def related_roles_known(catalog: Catalog) -> Iterator[Finding]:
    """A role that a source calls related to another is one of the catalog's, and not that role itself.

    A source may speak of roles that the catalog leaves out, so this is a warning. No constructor refuses it.
    """
    known = {role.id for role in catalog.roles}
    for index, fact in enumerate(catalog.descriptors):
        if fact.family is DescriptorFamily.RELATED_ROLE and (fact.item not in known or fact.item == fact.role):
            said = "is related to itself" if fact.item == fact.role else f"no role has the id {fact.item!r}"
            yield f"descriptors[{index}].item", said


def files_counted(catalog: Catalog) -> Iterator[Finding]:
    """Of no file more rows are used than it has, nor fewer than none.

    The constructors refuse it.
    """
    for index, report in enumerate(catalog.reading_reports):
        for number, file in enumerate(report.files):
            if not 0 <= file.used <= file.rows:
                yield f"reading_reports[{index}].files[{number}]", f"has {file.rows} rows, and {file.used} are used"


#: Checks for what the constructors refuse. Of a catalog that fails one, no answer means anything.
FUNDAMENTAL: tuple[Demand, ...] = (
    assumptions_named,
    ratings_on_scale,
    alternatives_differ,
    citations_present,
    citations_resolve,
    citations_placed,
    citations_short,
    levels_placed,
    bands_ordered,
    percentiles_ordered,
    surveys_counted,
    bands_open_above_a_figure,
    currencies_known,
    pay_claims_compare,
    pay_claims_ordered,
    years_counted,
    moves_ordered,
    moves_compared,
    proof_of_proof,
    traits_figured,
    descriptors_valued,
    files_counted,
)
#: Checks for what no constructor refuses.
FURTHER: tuple[Demand, ...] = (rungs_on_their_level, moves_move)
#: Checks for what is odd, and may be right.
WARNINGS: tuple[Demand, ...] = (facts_once, roles_ask, ladder_monotony, comparisons_compare, related_roles_known)
