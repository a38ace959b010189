"""A conformance kit: whether a catalog of one's own keeps what the library promises of every catalog.

from rolepath.testing.checks import parametrize_with_checks

@parametrize_with_checks(catalog)
def test_our_framework(catalog, check):
    check(catalog)
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache, cached_property
from itertools import islice
from typing import Any, TypeVar
from unittest import SkipTest

import attrs

from rolepath.errors import InvalidFieldError, MissingExtraError, visible
from rolepath.model.catalog import Catalog
from rolepath.testing._parts import Demand

__all__ = [
    "Check",
    "ConformanceWarning",
    "Failure",
    "Report",
    "assert_conforms",
    "check_catalog",
    "checks",
    "parametrize_with_checks",
]

#: Most failures that one check reports.
MOST = 20


class ConformanceWarning(UserWarning):
    """Something in a catalog is odd, and may be right."""


@attrs.frozen(kw_only=True)
class Failure:
    """One thing that a check found."""

    #: Name of the check.
    check: str
    #: Where, like ``skills[3].related[0]``; empty for the catalog as a whole.
    place: str
    #: What is wrong.
    sentence: str
    #: Whether it is a warning: odd, and perhaps right.
    is_warning: bool = False

    def __str__(self) -> str:
        """Name check, place and fault on one line."""
        return visible(": ".join(part for part in (self.check, self.place, self.sentence) if part))


@attrs.frozen(kw_only=True)
class Check:
    """One demand on a catalog. Called with a catalog, it raises an AssertionError where the catalog does not meet it."""

    #: Name, by which ``only`` and ``expected_failures`` go, like ``ladder-monotony``.
    name: str
    #: What it demands, in a sentence.
    demand: str
    #: Why, and which faults it is for.
    reason: str
    #: Checks that a catalog must pass for this one to mean anything.
    needs: tuple[str, ...] = ()
    #: Whether what it finds may be right, so that it warns.
    is_warning: bool = False
    _finds: Demand = attrs.field(alias="finds", repr=False)

    def __call__(self, catalog: Catalog) -> None:
        """Check a catalog, as a test does.

        Where the catalog fails a check that this one needs, ``unittest.SkipTest`` is raised, which test runners report as skipped.

        Raises:
            AssertionError: the catalog fails; of a check that warns, a ConformanceWarning is issued instead.
        """
        report = check_catalog(catalog, only=(self.name,))
        if report.skipped:
            raise SkipTest(f"{self.name} means nothing for a catalog that fails {', '.join(report.reasons[self.name])}")
        if self.is_warning:
            _warn(report.warnings)
        elif report.failures or report.warnings:
            raise AssertionError(str(report))

    def findings(self, catalog: Catalog) -> tuple[Failure, ...]:
        """Return what is wrong, 20 findings at most. An error within the check is one."""
        found: list[tuple[str, str]] = []
        try:
            found.extend(islice(self._finds(catalog), MOST))
        except Exception as error:  # noqa: BLE001 - whatever a broken catalog makes of it belongs in the report
            found.append(("", f"the check ends in {type(error).__name__}: {error}"))
        return tuple(Failure(check=self.name, place=place, sentence=sentence, is_warning=self.is_warning) for place, sentence in found)


@attrs.frozen(kw_only=True)
class Report:
    """What came of the checks of a catalog. It is as long as its failures, and iterates over them."""

    #: What is wrong.
    failures: tuple[Failure, ...]
    #: What is odd, and may be right.
    warnings: tuple[Failure, ...]
    #: Names of the checks that the catalog passes; those that warn of something are not among them.
    passed: tuple[str, ...]
    #: Names of the checks that were not made, since they mean nothing for a catalog that fails others.
    skipped: tuple[str, ...]
    #: For each check that was not made, the checks that stand in its way.
    reasons: Mapping[str, tuple[str, ...]] = attrs.field(repr=False, eq=False)

    @property
    def is_conforming(self) -> bool:
        """Whether every check was made and none failed; warnings aside."""
        return not self.failures and not self.skipped

    def __iter__(self) -> Iterator[Failure]:
        """Go through the failures."""
        return iter(self.failures)

    def __len__(self) -> int:
        """Count the failures."""
        return len(self.failures)

    def __str__(self) -> str:
        """List failures and warnings, a line each, and name the checks that were not made."""
        failed, warning = ({failure.check for failure in found} for found in (self.failures, self.warnings))
        lines = [
            f"{len(self.passed)} checks passed, {len(failed)} failed, {len(warning)} warn, {len(self.skipped)} not made",
            *map(str, self.failures),
            *(f"warning: {failure}" for failure in self.warnings),
            *(f"not made: {name}, since the catalog fails {', '.join(self.reasons[name])}" for name in self.skipped),
        ]
        return "\n".join(lines)


def checks() -> tuple[Check, ...]:
    """List every check, in the order in which they are made.

    >>> [check.name for check in checks()][:3]
    ['fields-typed', 'ids-well-formed', 'ids-unique']
    """
    return tuple(_checks().values())


@cache
def _checks() -> Mapping[str, Check]:
    from rolepath.testing import _fact_checks as facts
    from rolepath.testing import _nine_laws as laws
    from rolepath.testing import _promise_checks as promises
    from rolepath.testing import _vocabulary_checks as words

    types = (_named(words.TYPES),)
    needs = (*types, *map(_named, (*words.FUNDAMENTAL, *facts.FUNDAMENTAL)))
    made = [
        _made(words.TYPES, ()),
        *(_made(finds, types) for finds in (*words.FUNDAMENTAL, *facts.FUNDAMENTAL, *words.FURTHER, *facts.FURTHER)),
        *(attrs.evolve(_made(finds, types), is_warning=True) for finds in (*words.WARNINGS, *facts.WARNINGS)),
        *(_made(finds, needs) for finds in (*promises.PROMISES, *laws.LAWS)),
    ]
    return {check.name: check for check in made}


def _named(finds: Any) -> str:
    name: str = finds.__name__
    return name.replace("_", "-")


def _made(finds: Demand, needs: tuple[str, ...]) -> Check:
    """Make a check of a function; its docstring says what it demands, and why."""
    demand, _, reason = (finds.__doc__ or _named(finds)).partition("\n\n")
    return Check(name=_named(finds), demand=" ".join(demand.split()), reason=" ".join(reason.split()), needs=needs, finds=finds)


def check_catalog(catalog: Catalog, *, only: Collection[str] | None = None) -> Report:
    """Check that a catalog keeps what is promised of every catalog.

    Ids, references, scales, citations, ladders, pay and the numbers behind the measures are looked at one by one; then the catalog is
    written, read, copied, shown and asked, and the nine laws are run on it. A check of answers is not made of a catalog that no
    constructor would accept.

    Args:
        catalog: the catalog.
        only: names of the checks to make; all of them by default.

    Returns:
        What is wrong, what is odd, and which checks the catalog passes.

    Raises:
        InvalidFieldError: ``only`` names no check.

    >>> from rolepath import load_catalog
    >>> report = check_catalog(load_catalog(), only=["ids-unique", "ladder-monotony"])
    >>> report.failures, report.passed
    ((), ('ids-unique', 'ladder-monotony'))
    """
    run = _Run(catalog)
    chosen = checks() if only is None else tuple(check for check in checks() if check.name in _known("only", only))
    found = {check.name: run.found(check) for check in chosen if not run.in_the_way(check)}
    every = [failure for name in found for failure in found[name]]
    return Report(
        failures=tuple(failure for failure in every if not failure.is_warning),
        warnings=tuple(failure for failure in every if failure.is_warning),
        passed=tuple(name for name, failures in found.items() if not failures),
        skipped=tuple(check.name for check in chosen if check.name not in found),
        reasons={check.name: run.in_the_way(check) for check in chosen if check.name not in found},
    )


class _Run:
    """The checks of one catalog, each made once."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._found: dict[str, tuple[Failure, ...]] = {}

    def found(self, check: Check) -> tuple[Failure, ...]:
        if check.name not in self._found:
            self._found[check.name] = check.findings(self._catalog)
        return self._found[check.name]

    @cached_property
    def _is_typed(self) -> bool:
        return not self.found(checks()[0])

    def in_the_way(self, check: Check) -> tuple[str, ...]:
        """Name the checks that this one needs and the catalog fails; where its fields are of other types, no others can be made."""
        needed = check.needs if self._is_typed else check.needs[:1]
        return tuple(name for name in needed if self.found(_checks()[name]))


def assert_conforms(catalog: Catalog, *, expected_failures: Mapping[str, str] | None = None) -> None:
    """Demand that a catalog passes every check, as :func:`check_catalog` makes them.

    Args:
        catalog: the catalog.
        expected_failures: names of the checks that it need not pass, each with the reason.

    Raises:
        AssertionError: it fails one, or passes one that it is expected to fail. What is odd is told in a :class:`ConformanceWarning`.
        InvalidFieldError: ``expected_failures`` names no check.

    >>> from rolepath import Catalog
    >>> assert_conforms(Catalog())
    """
    expected = _known("expected_failures", {} if expected_failures is None else expected_failures)
    report = check_catalog(catalog)
    unexpected = attrs.evolve(
        report,
        failures=tuple(failure for failure in report.failures if failure.check not in expected),
        warnings=tuple(failure for failure in report.warnings if failure.check not in expected),
        skipped=tuple(name for name in report.skipped if name not in expected),
    )
    passed = [name for name in report.passed if name in expected]
    if not unexpected.is_conforming or passed:
        also = "".join(f"\n{name}: passes, but is expected to fail" for name in passed)
        raise AssertionError(f"{unexpected}{also}")
    _warn(unexpected.warnings)


def _warn(failures: tuple[Failure, ...]) -> None:
    for failure in failures:
        warnings.warn(str(failure), ConformanceWarning, stacklevel=3)


def parametrize_with_checks(catalog: Catalog, *, expected_failures: Mapping[str, str] | None = None) -> Callable[..., Any]:
    """Make one pytest test of each check, of a test function that takes ``catalog`` and ``check``.

    A check that finds what is odd warns; named in ``expected_failures`` it fails like the others.

    Args:
        catalog: the catalog.
        expected_failures: names of the checks that it does not pass yet, each with the reason. Their tests are marked
            ``xfail(strict=True)``, so that one that passes after all is a failure.

    Raises:
        InvalidFieldError: ``expected_failures`` names no check.
        MissingExtraError: the extra ``[testing]`` is not installed.

    >>> from rolepath import load_catalog
    >>> @parametrize_with_checks(load_catalog())
    ... def test_our_framework(catalog, check):
    ...     check(catalog)
    """
    expected = _known("expected_failures", {} if expected_failures is None else expected_failures)
    try:
        import pytest
    except ImportError:
        raise MissingExtraError("parametrize_with_checks", "testing") from None
    params = [
        pytest.param(
            catalog, attrs.evolve(check, is_warning=False), id=check.name, marks=pytest.mark.xfail(reason=expected[check.name], strict=True)
        )
        if check.name in expected
        else pytest.param(catalog, check, id=check.name)
        for check in checks()
    ]
    return pytest.mark.parametrize(("catalog", "check"), params)


N = TypeVar("N", bound=Collection[str])


def _known(argument: str, names: N) -> N:
    """Demand that names are those of checks."""
    from rolepath.data.structuring import suggestion

    for name in names:
        if name not in _checks():
            raise InvalidFieldError(argument, name, f"must name a check{suggestion(str(name), _checks())}; checks() lists them")
    return names
