"""Crosswalks: which roles of two catalogs are the same job, how sure that is, and what is lost on the way.

Roles are linked by codes: those that a role carries itself, and those that published files put beside one another. A label links nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import prod

import attrs

from rolepath.analysis.explain import Explanation, Operation
from rolepath.analysis.question import bundled
from rolepath.errors import InvalidTypeError
from rolepath.model._check import Choice
from rolepath.model.catalog import Catalog
from rolepath.model.identity import RoleId, label_key, visible
from rolepath.model.link import CodeLink, CodeSystem
from rolepath.model.role import Role
from rolepath.model.shown import Tabular

__all__ = ["FURTHER_FILE", "Crosswalk", "Homonym", "LinkBasis", "LinkStep", "RoleLink", "UnlinkedRole", "crosswalk"]

#: What a link keeps of its confidence with each file after the first: each draws its borders anew. An assumption.
FURTHER_FILE = 0.9


class LinkBasis(Choice):
    """What a link between two roles rests on."""

    #: Both roles carry the same code. Those of the bundled roles are reviewed.
    SAME_CODE = "same-code"
    #: One published file puts their codes side by side.
    PUBLISHED = "published"
    #: Several steps lead from one to the other: files, or a group that a role is part of.
    CHAINED = "chained"


@attrs.frozen(kw_only=True)
class LinkStep:
    """One step from a role to another: onto a code, from code to code, or off a code."""

    #: What the step is, in words.
    statement: str
    #: What it keeps of the confidence, 0-1.
    share: float
    #: The published link, or None where the step follows from the roles or codes themselves.
    link: CodeLink | None = None
    #: Whether the share is an assumption.
    is_assumed: bool = False


@attrs.frozen(kw_only=True, repr=False)
class RoleLink:
    """Two roles of two catalogs that name the same job, wholly or in part."""

    #: Role of the first catalog.
    origin: RoleId
    #: Its name.
    origin_label: str
    #: Role of the second catalog.
    target: RoleId
    #: Its name.
    target_label: str
    #: How sure it is that the two are the same, 0-1: the product of what the steps keep.
    confidence: float
    #: What it rests on.
    basis: LinkBasis
    #: The steps from the one to the other.
    steps: tuple[LinkStep, ...]

    @property
    def links(self) -> tuple[CodeLink, ...]:
        """The published links that it rests on."""
        return tuple(step.link for step in self.steps if step.link is not None)

    @property
    def reason(self) -> str:
        """Why the confidence is what it is, in words."""
        lost = [step.statement for step in self.steps if step.share < 1]
        return "; ".join(lost) or "each step leads from one to one"

    def explain(self) -> Explanation:
        """Unfold the confidence into the steps."""
        said = f"{self.origin_label} is {self.target_label}, {self.basis}"
        children = tuple(
            Explanation(
                statement=step.statement,
                value=step.share,
                citation=None if step.link is None else step.link.citation,
                is_assumed=step.is_assumed,
                rests_on=None if step.link is not None or step.is_assumed else "catalog",
            )
            for step in self.steps
        )
        return Explanation(statement=said, value=self.confidence, operation=Operation.PRODUCT, children=children)

    def __repr__(self) -> str:
        """Name the link on one line."""
        return visible(f"RoleLink({self.origin_label} ~ {self.target_label}: {self.confidence:.2f}, {self.basis})")


@attrs.frozen(kw_only=True)
class UnlinkedRole:
    """A role that has no partner in the other catalog."""

    #: The role.
    role: RoleId
    #: Its name.
    label: str
    #: Why it has none.
    reason: str
    #: Whether a review of the role found that there is none.
    is_reviewed: bool = False


@attrs.frozen(kw_only=True)
class Homonym:
    """A label that both catalogs have, of roles that nothing links: it may mean another thing, and is not followed."""

    #: The label, as the first catalog has it.
    label: str
    #: Role of the first catalog that is called so.
    origin: RoleId
    #: Its preferred label.
    origin_label: str
    #: Role of the second catalog that is called so.
    target: RoleId
    #: Its preferred label.
    target_label: str


@attrs.frozen(kw_only=True, repr=False)
class Crosswalk(Tabular):
    """Which roles of two catalogs are the same job, and what is lost between them."""

    #: Names of the two catalogs.
    names: tuple[str, str]
    #: The links, role by role of the first catalog, the surest first.
    links: tuple[RoleLink, ...]
    #: Roles of the first catalog without a partner.
    unlinked_origins: tuple[UnlinkedRole, ...]
    #: Roles of the second catalog without a partner.
    unlinked_targets: tuple[UnlinkedRole, ...]
    #: Labels that both have, of roles that nothing links.
    homonyms: tuple[Homonym, ...]

    @property
    def collapsed(self) -> tuple[tuple[RoleLink, ...], ...]:
        """Links of several roles of the first catalog to one of the second, in which they cannot be told apart."""
        return _shared(self.links, "target")

    @property
    def split(self) -> tuple[tuple[RoleLink, ...], ...]:
        """Links of one role of the first catalog to several of the second, among which one has to choose."""
        return _shared(self.links, "origin")

    def explain(self) -> Explanation:
        """Unfold every link, and say what has none."""
        unlinked = (
            Explanation(statement=f"{entry.label} has no partner in {other}: {entry.reason}")
            for other, entries in zip(reversed(self.names), (self.unlinked_origins, self.unlinked_targets), strict=True)
            for entry in entries
        )
        homonyms = (
            Explanation(
                statement=f"{item.label} is {item.origin_label} in one and {item.target_label} in the other, and nothing links them"
            )
            for item in self.homonyms
        )
        return Explanation(statement=repr(self), children=(*(link.explain() for link in self.links), *unlinked, *homonyms))

    def __repr__(self) -> str:
        """Count the links and losses, on one line."""
        unlinked = f"{len(self.unlinked_origins)} and {len(self.unlinked_targets)} roles without a partner"
        return visible(f"Crosswalk({' ~ '.join(self.names)}: {len(self.links)} links, {unlinked}, {len(self.homonyms)} homonyms)")


def crosswalk(catalog_a: Catalog | None, catalog_b: Catalog, *, links: Iterable[CodeLink] = ()) -> Crosswalk:
    """Find which roles of two catalogs are the same job, by the codes that they carry and by published crosswalks.

    Codes that a role carries in the classification of the other catalog settle its partners there: the bundled roles are reviewed, and
    an empty list says that none exists. Elsewhere files are followed, one after the other where no single one leads across, and a chain
    is left out where both its ends have a shorter one. Of several partners none is surer than one over their number, unless the file
    grades its links.

    Args:
        catalog_a: the catalog to come from; None for the bundled guides.
        catalog_b: the catalog to go to.
        links: published links, as ``read_crosswalk`` gives them. Codes of O*NET that roles carry are taken as those of 2019, which releases
            from 25.1 on have.

    Returns:
        The links with their steps and confidence, and what is lost. That is roles without a partner, roles that collapse into one or split,
        and labels of both that nothing links.

    Raises:
        InvalidTypeError: an argument is no catalog, or ``links`` holds something else than links.

    >>> import rolepath as rp
    >>> ours = rp.load_catalog()
    >>> theirs = rp.catalog_from_toml({"roles.toml": '''
    ... [[roles]]
    ... id = "software-developers"
    ... label = "Software Developers"
    ... onet = ["15-1252.00"]
    ... '''}, name="theirs")
    >>> [link.origin for link in rp.crosswalk(ours, theirs).links]
    ['software-engineer']
    """
    first, second = _Side(bundled(catalog_a)), _Side(_catalog(catalog_b))
    chains = list(_chains(first, second, _Hops(_checked(links), first.codes | second.codes)))
    shortest: dict[tuple[int, RoleId], int] = {}
    for chain in chains:
        for end in chain.ends:
            shortest[end] = min(shortest.get(end, len(chain.codes)), len(chain.codes))
    found = tuple(_link(chain) for chain in chains if any(shortest[end] == len(chain.codes) for end in chain.ends))
    linked = {(link.origin, link.target) for link in found}
    return Crosswalk(
        names=(first.catalog.name, second.catalog.name),
        links=tuple(sorted(found, key=lambda link: (first.places[link.origin], -link.confidence, second.places[link.target]))),
        unlinked_origins=tuple(_unlinked(first, second, {origin for origin, _ in linked})),
        unlinked_targets=tuple(_unlinked(second, first, {target for _, target in linked})),
        homonyms=tuple(_homonyms(first, second, linked)),
    )


# Codes of roles --------------------------------------------------------------------------------------------------------

#: A classification and a code of it.
Code = tuple[CodeSystem, str]
_ISCO = re.compile(r"\d{4}")
#: Classifications whose codes name one job each, by the field of a role that holds its codes.
_FIELDS = {"onet": CodeSystem.ONET_SOC_2019, "esco": CodeSystem.ESCO}


def _own_codes(role: Role) -> tuple[Code, ...]:
    """Codes that a role carries: those of one job each, and that of its group where that is one of ISCO-08."""
    codes = [(system, code) for field, system in _FIELDS.items() for code in getattr(role, field) or ()]
    if role.group is not None and _ISCO.fullmatch(role.group):
        codes.append((CodeSystem.ISCO_08, role.group))
    return tuple(dict.fromkeys(codes))


class _Side:
    """One of the two catalogs, and the codes that its roles carry."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.roles = {role.id: role for role in catalog.roles}
        self.places = {role.id: place for place, role in enumerate(catalog.roles)}
        self.own = {role.id: _own_codes(role) for role in catalog.roles}
        self.holders: dict[Code, list[RoleId]] = {}
        for role, codes in self.own.items():
            for code in codes:
                self.holders.setdefault(code, []).append(role)
        self.codes = self.holders.keys()
        #: Classifications whose codes, one job each, some role carries.
        self.systems = {system for system, _ in self.codes} & set(_FIELDS.values())

    def step(self, role: RoleId, code: Code) -> LinkStep:
        """Step between a role and a code that it carries."""
        system, text = code
        label = self.roles[role].label
        beside = sum(other == system for other, _ in self.own[role])
        among = len(self.holders[code])
        said = f"{label} is {system} {text}"
        if among > 1:
            said = f"{label} is one of {among} roles of {self.catalog.name} under {system} {text}"
        elif beside > 1:
            said = f"{system} {text} is one of {beside} that {label} is"
        return LinkStep(statement=said, share=1 / max(beside, among))


# Codes and codes -------------------------------------------------------------------------------------------------------

#: Longest code of a unit group of ISCO-08.
_UNIT = 4


class _Hops:
    """Steps from the codes of one classification to those of another, both ways."""

    def __init__(self, links: Sequence[CodeLink], codes: Iterable[Code]) -> None:
        groups = {code for system, code in codes if system is CodeSystem.ISCO_08}
        pairs: dict[tuple[Code, Code], CodeLink] = {}
        for link in links:
            for origin in _spread((link.origin_system, link.origin), groups):
                for target in _spread((link.target_system, link.target), groups):
                    pairs[origin, target] = link
        self.steps: dict[Code, dict[Code, LinkStep]] = {}
        self._publish(pairs)
        self._contain({code for pair in pairs for code in pair})
        #: Which classifications some step leads to, from each.
        self.onward: dict[CodeSystem, list[CodeSystem]] = {}
        for (system, _), steps in self.steps.items():
            known = self.onward.setdefault(system, [])
            known.extend(other for other, _ in steps if other not in known)

    def _publish(self, pairs: Mapping[tuple[Code, Code], CodeLink]) -> None:
        """Add the steps of published links, each way."""
        partners = Counter((code, other[0]) for pair in pairs for code, other in (pair, pair[::-1]))
        for (origin, target), link in pairs.items():
            for here, there in ((origin, target), (target, origin)):
                mine, theirs = partners[here, there[0]], partners[there, here[0]]
                said = f"{_named(link, here)} and {_named(link, there)} stand side by side"
                if link.confidence is not None:
                    share, said = link.confidence, f"{said}, with a grade of {link.confidence:g}"
                else:
                    share = 1 / max(mine, theirs)
                    said += f", and it is one of {mine} partners" if mine >= theirs and mine > 1 else ""
                    said += f", and the latter is that of {theirs}" if theirs > mine else ""
                self._add(here, there, LinkStep(statement=said, share=share, link=link))

    def _contain(self, codes: Iterable[Code]) -> None:
        """Add the steps between occupations of SOC and those of O*NET that they are divided into: the code of the one begins the other."""
        divided: dict[str, list[str]] = {}
        for system, code in sorted(codes):
            if system is CodeSystem.ONET_SOC_2010:
                divided.setdefault(code.partition(".")[0], []).append(code)
        for whole, parts in divided.items():
            for part in parts:
                above, below = (CodeSystem.SOC_2010, whole), (CodeSystem.ONET_SOC_2010, part)
                if above in codes:
                    said = f"soc-2010 {whole} is divided into {len(parts)} of O*NET, among them {part}"
                    step = LinkStep(statement=said, share=1 / len(parts))
                    self._add(above, below, step)
                    self._add(below, above, step)

    def _add(self, here: Code, there: Code, step: LinkStep) -> None:
        """Keep a step; of two that lead the same way, the surer, and of two as sure, the one cited first."""
        held = self.steps.setdefault(here, {}).get(there)
        if held is None or _rank(step) < _rank(held):
            self.steps[here][there] = step

    def routes(self, start: CodeSystem, ends: Iterable[CodeSystem]) -> Iterator[tuple[CodeSystem, ...]]:
        """Yield ways through classifications, none of which is passed twice."""
        open_routes: list[tuple[CodeSystem, ...]] = [(start,)]
        while open_routes:
            route = open_routes.pop()
            if route != (start,) and route[-1] in ends:
                yield route
            open_routes.extend((*route, other) for other in self.onward.get(route[-1], ()) if other not in route)


def _rank(step: LinkStep) -> tuple[float, str]:
    return -step.share, str(step.link and step.link.citation)


def _spread(code: Code, groups: Iterable[str]) -> tuple[Code, ...]:
    """Return the unit groups under a wider group of ISCO-08, as far as roles are in them, and any other code itself."""
    system, text = code
    if system is not CodeSystem.ISCO_08 or len(text) >= _UNIT:
        return (code,)
    return tuple((system, group) for group in sorted(groups) if group.startswith(text))


def _named(link: CodeLink, code: Code) -> str:
    label = link.origin_label if code[0] is link.origin_system else link.target_label
    return f"{code[0]} {code[1]}{f' ({label})' if label else ''}"


# Chains ----------------------------------------------------------------------------------------------------------------


@attrs.frozen
class _Chain:
    """A way from a role of the one catalog to a role of the other."""

    origin: Role
    target: Role
    codes: tuple[Code, ...]
    steps: tuple[LinkStep, ...]
    confidence: float

    @property
    def ends(self) -> tuple[tuple[int, RoleId], tuple[int, RoleId]]:
        """The two roles, each with its side."""
        return (0, self.origin.id), (1, self.target.id)


def _chains(first: _Side, second: _Side, hops: _Hops) -> Iterator[_Chain]:
    """Find, for each pair of roles, the shortest chain between them, and of several the surest."""
    routes = {start: sorted(hops.routes(start, {s for s, _ in second.codes}), key=len) for start in {s for s, _ in first.codes}}
    for role, codes in first.own.items():
        found: dict[RoleId, _Chain] = {}
        for code in codes:
            ways: list[_Way] = [((code,), (first.step(role, code),))]
            if code[0] in first.systems:
                _arrive(first, second, role, ways, found)
            for route in routes[code[0]]:
                _arrive(first, second, role, _followed(hops, route, ways), found)
        yield from found.values()


#: Codes passed, and the steps onto each.
_Way = tuple[tuple[Code, ...], tuple[LinkStep, ...]]


def _followed(hops: _Hops, route: Sequence[CodeSystem], ways: list[_Way]) -> list[_Way]:
    """Follow a route from codes of its first classification to those of its last: to each of them the surest way."""
    for system in route[1:]:
        best: dict[Code, _Way] = {}
        for codes, steps in ways:
            for there, step in hops.steps.get(codes[-1], {}).items():
                if there[0] is system:
                    way = (*codes, there), (*steps, step)
                    best[there] = min(best.get(there, way), way, key=_way_rank)
        ways = list(best.values())
    return ways


def _way_rank(way: _Way) -> tuple[float, tuple[Code, ...]]:
    return -prod(step.share for step in way[1]), way[0]


def _arrive(first: _Side, second: _Side, role: RoleId, ways: list[_Way], found: dict[RoleId, _Chain]) -> None:
    """Step off the codes that ways end at, onto the roles that carry them."""
    for codes, steps in ways:
        for other in second.holders.get(codes[-1], ()):
            origin, target = first.roles[role], second.roles[other]
            files = sum(step.link is not None for step in steps)
            if files and _is_settled(origin, target):
                continue
            further = (LinkStep(statement=f"{files} files are followed", share=FURTHER_FILE ** (files - 1), is_assumed=True),)
            whole = (*steps, second.step(other, codes[-1]), *(further if files > 1 else ()))
            chain = _Chain(origin, target, codes, whole, prod(step.share for step in whole))
            found[other] = min(found.get(other, chain), chain, key=_chain_rank)


def _chain_rank(chain: _Chain) -> tuple[int, float, tuple[Code, ...]]:
    return len(chain.codes), -chain.confidence, chain.codes


def _is_settled(origin: Role, target: Role) -> bool:
    """Whether both roles carry codes of one classification, or are known to have none there, so that no file need be asked."""
    return any(getattr(origin, field) is not None and getattr(target, field) is not None for field in _FIELDS)


def _link(chain: _Chain) -> RoleLink:
    named = set(_FIELDS.values())
    basis = LinkBasis.CHAINED
    if len(chain.codes) == 1:
        basis = LinkBasis.SAME_CODE
    elif len(chain.codes) == 2 and {system for system, _ in chain.codes} <= named:  # noqa: PLR2004 - a code of each
        basis = LinkBasis.PUBLISHED
    return RoleLink(
        origin=chain.origin.id,
        origin_label=chain.origin.label,
        target=chain.target.id,
        target_label=chain.target.label,
        confidence=chain.confidence,
        basis=basis,
        steps=chain.steps,
    )


# What is lost ----------------------------------------------------------------------------------------------------------


def _unlinked(side: _Side, other: _Side, linked: set[RoleId]) -> Iterator[UnlinkedRole]:
    for role in side.catalog.roles:
        if role.id in linked:
            continue
        reviewed = [system for field, system in _FIELDS.items() if getattr(role, field) == () and system in other.systems]
        if reviewed:
            reason = f"a review found no such job in {' or '.join(reviewed)}"
        elif side.own[role.id]:
            codes = ", ".join(f"{system} {code}" for system, code in side.own[role.id])
            reason = f"nothing leads from {codes} to a role of {other.catalog.name}"
        else:
            reason = "it carries no code of a classification"
        yield UnlinkedRole(role=role.id, label=role.label, reason=reason, is_reviewed=bool(reviewed))


def _homonyms(first: _Side, second: _Side, linked: set[tuple[RoleId, RoleId]]) -> Iterator[Homonym]:
    bearers: dict[str, dict[RoleId, None]] = {}
    for role in second.catalog.roles:
        for label in (role.label, *role.alternative_labels):
            bearers.setdefault(label_key(label), {})[role.id] = None
    for role in first.catalog.roles:
        keys = {key: label for label in reversed((role.label, *role.alternative_labels)) if (key := label_key(label))}
        for key, label in reversed(keys.items()):
            for other in bearers.get(key, ()):
                if (role.id, other) not in linked:
                    yield Homonym(
                        label=label,
                        origin=role.id,
                        origin_label=role.label,
                        target=other,
                        target_label=second.roles[other].label,
                    )


def _shared(links: Iterable[RoleLink], end: str) -> tuple[tuple[RoleLink, ...], ...]:
    groups: dict[RoleId, list[RoleLink]] = {}
    for link in links:
        groups.setdefault(getattr(link, end), []).append(link)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


# Arguments -------------------------------------------------------------------------------------------------------------


def _catalog(catalog: object) -> Catalog:
    if not isinstance(catalog, Catalog):
        raise InvalidTypeError("catalog_b", catalog, "must be a Catalog")
    return catalog


def _checked(links: object) -> tuple[CodeLink, ...]:
    checked = []
    for link in links if isinstance(links, Iterable) else (links,):
        if not isinstance(link, CodeLink):
            raise InvalidTypeError("links", link, "must hold links, as read_crosswalk() gives them")
        checked.append(link)
    return tuple(checked)
