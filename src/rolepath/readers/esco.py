"""ESCO: the files of a release of the European classification of occupations and skills, as a catalog.

ESCO ties long lists of skills to occupations, each essential or optional, without levels. So roles are compared by the cosine of their
lists, and gaps by the share of a list that is covered, in both of which a skill counts by how telling it is: skills of research and of
everyday work stand in most lists, and would outweigh the others.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import attrs

from rolepath.errors import InvalidFieldError
from rolepath.model.catalog import Catalog, in_rings
from rolepath.model.descriptor import Descriptor, DescriptorFamily
from rolepath.model.identity import RoleId, SkillId, SourceId, is_id
from rolepath.model.measure import DifficultyModel, DifficultyWeights, GapWeights, ProximityMethod, ProximityModel
from rolepath.model.reading import FileReport, ReadingReport
from rolepath.model.role import Role
from rolepath.model.skill import RelatedSkill, RequirementBasis, Skill, SkillKind, SkillRequirement
from rolepath.model.source import Citation, Source
from rolepath.readers.onet import ambiguous_labels
from rolepath.readers.tables import Faults, RowTable, open_tables

__all__ = ["DIFFICULTY", "GAP", "PROXIMITY", "read_esco"]

#: What is asked weighs by how telling it is.
GAP = GapWeights(telling=1.0)
#: How alike roles are: how alike their lists of skills are.
PROXIMITY = ProximityModel(method=ProximityMethod.COSINE)
#: How hard a move is: how unlike the roles are, and nothing else. ESCO states no levels, so that a shortfall rests on an assumed one; nor
#: does it state the effort of a skill or the preparation for an occupation. The gap stands beside the difficulty.
DIFFICULTY = DifficultyModel(weights=DifficultyWeights(shortfall=0.0, effort=0.0, step=0.0, distance=1.0))

_VERSION = re.compile(r"ESCO\D{0,20}(\d+(?:\.\d+)+)", re.IGNORECASE)
_CREDIT = (
    "by the European Commission, which lets it be reused where it is acknowledged and changes are stated. Here the labels, descriptions "
    "and relations of its occupations and skills are kept as they are, and the rest is left out."
)
#: Part of the URI of a group of occupations, before its code.
_GROUP = "/isco/C"
_RELATIONS = {"essential": True, "optional": False}


def read_esco(*paths: object, encoding: str = "utf-8") -> Catalog:
    r"""Read a release of ESCO: the zip archives of its classification and of its relations, or a folder that holds them or their files.

    Roles are its occupations and skills its skills, by the last part of their URIs. What a relation calls essential or optional is kept,
    and so is what stands under what. ``catalog.reading_reports`` tells what was read and what was left out.

    Args:
        paths: the folder or archives; one folder with both archives in it will do.
        encoding: how the files are written.

    Returns:
        A catalog of its own.

    Raises:
        DataFileError: something cannot be read; ``faults`` holds every fault, each with file and line, up to a hundred.
        InvalidTypeError: a path is none.
        InvalidFieldError: no path is given, a path is empty, or ``encoding`` is none.

    >>> import pathlib, tempfile
    >>> base = "http://data.europa.eu/esco"
    >>> files = {
    ...     "occupations_en.csv": f"conceptUri,iscoGroup,preferredLabel,altLabels\n{base}/occupation/1a,2511,data scientist,\n",
    ...     "skills_en.csv": f"conceptUri,skillType,preferredLabel,altLabels\n{base}/skill/2b,knowledge,statistics,\n",
    ...     "relations.csv": f"occupationUri,relationType,skillUri\n{base}/occupation/1a,essential,{base}/skill/2b\n",
    ... }
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for name, text in files.items():
    ...         _ = pathlib.Path(folder, name).write_text(text)
    ...     catalog = read_esco(folder)
    >>> catalog.requirements_of("data scientist")[0].is_essential
    True
    """
    if not paths:
        raise InvalidFieldError("paths", paths, "must name a folder or archive of ESCO")
    reading = _Reading(given=" and ".join(map(str, paths)))
    for path in paths:
        for place in _places(path):
            with open_tables(place, reading.faults, encoding=encoding) as tables:
                for table in tables:
                    reading.read(table, place)
    return reading.catalog()


def _places(path: object) -> Iterator[object]:
    """Yield a path and, where it is a folder, the archives that lie in it."""
    yield path
    if isinstance(path, (str, os.PathLike)) and Path(path).is_dir():
        yield from sorted(Path(path).glob("*.zip"))


@attrs.define
class _File:
    """One file that is read, and what became of its rows."""

    name: str
    #: Where it lies: two files of one name may lie in two archives.
    place: str
    kind: str | None = None
    rows: int = 0
    used: int = 0
    #: Why rows were left out, and how many.
    left_out: Counter[str] = attrs.field(factory=Counter)

    def report(self) -> FileReport:
        """Say what came of the file."""
        why = "; ".join(f"{number:,} {reason}" for reason, number in self.left_out.items()) or None
        return FileReport(name=self.name, kind=self.kind, rows=self.rows, used=self.used, left_out=why)


@attrs.frozen
class _Row:
    """Where a row stands."""

    file: _File
    line: int


@attrs.frozen
class _Concept:
    """An occupation or a skill, as its row has it."""

    uri: str
    label: str
    others: tuple[str, ...]
    #: Group of an occupation, type of a skill.
    sort: str
    description: str = ""


#: A relation of two concepts, by id, and where it stands.
_Pairs = dict[tuple[str, str], _Row]


@attrs.define
class _Reading:
    """One reading of a release."""

    #: The paths given, for faults of the whole.
    given: str
    faults: Faults = attrs.field(factory=Faults)
    files: list[_File] = attrs.field(factory=list)
    #: Releases that the names of files and archives tell.
    versions: dict[str, str] = attrs.field(factory=dict)
    occupations: dict[str, _Concept] = attrs.field(factory=dict)
    skills: dict[str, _Concept] = attrs.field(factory=dict)
    #: Names of groups of occupations, by code.
    groups: dict[str, str] = attrs.field(factory=dict)
    #: Concepts that are not released.
    unreleased: set[str] = attrs.field(factory=set)
    #: Occupation and skill: whether it is essential, and the line that says so.
    relations: dict[tuple[str, str], tuple[bool, int]] = attrs.field(factory=dict)
    #: URIs of what relations name, by id.
    uris: dict[str, str] = attrs.field(factory=dict)
    #: Concept and wider concept.
    broader: _Pairs = attrs.field(factory=dict)
    #: Skill and skill that is essential to it.
    prerequisites: _Pairs = attrs.field(factory=dict)
    #: The file that first told of a kind.
    first: dict[str, _File] = attrs.field(factory=dict)

    def read(self, table: RowTable, place: object) -> None:
        """Read one file, as what its columns tell it to be."""
        file = _File(table.name, Path(str(place)).name)
        self.files.append(file)
        kind = next((kind for kind in _KINDS if kind.mark in table.header and kind.unless not in table.header), None)
        if kind is None:
            return
        for name in (file.place, file.name):
            if (found := _VERSION.search(name)) is not None:
                self.versions.setdefault(found[1], name)
        missing = [name for name in kind.columns if name not in table.header]
        for name in missing:
            self.faults.add(table.name, 1, name, f"is missing, and {kind.name} have such a column; fetch the file again")
        if not missing:
            file.kind = kind.name
            kind.take(self, table, file)

    def is_second(self, file: _File, kind: str) -> bool:
        """Tell whether another file of this kind has been read. Two are of two releases or languages, of which one has to be chosen."""
        first = self.first.setdefault(kind, file)
        if first is file:
            return False
        beside = f"{first.place}/{first.name}"
        self.faults.add(
            file.name, None, "", f"in {file.place} holds {kind} beside {beside}; give the files of one release and one language alone"
        )
        return True

    def id_of(self, file: _File, line: int, field: str, uri: str) -> str | None:
        """Make an id of the last part of a URI."""
        found = uri.strip().rpartition("/")[2]
        if is_id(found):
            return found
        self.faults.add(file.name, line, field, f"must be a URI of ESCO, which ends with an id, got {uri[:80]!r}")
        return None

    # What each kind of file says -------------------------------------------------------------------------------------

    def take_occupations(self, table: RowTable, file: _File) -> None:
        """Take occupations."""
        self._take_concepts(table, file, "iscoGroup", self.occupations)

    def take_skills(self, table: RowTable, file: _File) -> None:
        """Take skills."""
        self._take_concepts(table, file, "skillType", self.skills)

    def _take_concepts(self, table: RowTable, file: _File, sort: str, into: dict[str, _Concept]) -> None:
        if self.is_second(file, str(file.kind)):
            return
        uri, label, labels, kind = table.places("conceptUri", "preferredLabel", "altLabels", sort)
        hidden, status, about = map(table.place, ("hiddenLabels", "status", "description"))
        for file.rows, (line, row) in enumerate(table.rows, 1):
            concept = self.id_of(file, line, "conceptUri", row[uri])
            name = row[label].strip()
            if concept is None:
                continue
            if status is not None and row[status] != "released":
                self.unreleased.add(concept)
                file.left_out["not released"] += 1
            elif not name:
                self.faults.add(file.name, line, "preferredLabel", "is empty")
            elif concept in into:
                self.faults.add(file.name, line, "conceptUri", f"{row[uri][:80]} stands twice; fetch the file again")
            else:
                others = f"{row[labels]}\n{'' if hidden is None else row[hidden]}".splitlines()
                into[concept] = _Concept(
                    row[uri],
                    name,
                    tuple(dict.fromkeys(other for text in others if (other := text.strip()) and other != name)),
                    row[kind].strip(),
                    "" if about is None else row[about].strip(),
                )
                file.used += 1

    def take_groups(self, table: RowTable, file: _File) -> None:
        """Take names of groups of occupations."""
        uri, label = table.places("conceptUri", "preferredLabel")
        for file.rows, (_, row) in enumerate(table.rows, 1):
            group = _code(row[uri])
            if group is not None and row[label].strip():
                self.groups[group] = row[label].strip()
                file.used += 1
            else:
                file.left_out["groups of skills, or groups without a name"] += 1

    def take_relations(self, table: RowTable, file: _File) -> None:
        """Take skills that occupations ask for."""
        if self.is_second(file, str(file.kind)):
            return
        ids: dict[str, str | None] = {}
        role, skill, relation = table.places("occupationUri", "skillUri", "relationType")
        for file.rows, (line, row) in enumerate(table.rows, 1):
            if row[role] not in ids:
                ids[row[role]] = self.id_of(file, line, "occupationUri", row[role])
            if row[skill] not in ids:
                ids[row[skill]] = self.id_of(file, line, "skillUri", row[skill])
            asking, asked = ids[row[role]], ids[row[skill]]
            is_essential = _RELATIONS.get(row[relation])
            if is_essential is None:
                self.faults.add(file.name, line, "relationType", f"must be essential or optional, got {row[relation][:40]!r}")
            elif asking is not None and asked is not None:
                said, before = self.relations.setdefault((asking, asked), (is_essential, line))
                if said != is_essential:
                    self.faults.add(file.name, line, "relationType", f"is {row[relation]}, and line {before} says otherwise")
                elif before != line:
                    file.left_out["repeats"] += 1
        self.uris.update((name, uri) for uri, name in ids.items() if name is not None)

    def take_skill_relations(self, table: RowTable, file: _File) -> None:
        """Take skills that are essential to skills."""
        if self.is_second(file, str(file.kind)):
            return
        uri, other, relation = table.places("originalSkillUri", "relatedSkillUri", "relationType")
        for file.rows, (line, row) in enumerate(table.rows, 1):
            if row[relation] != "essential":
                file.left_out["optional, of which nothing follows"] += 1
                continue
            skill, needed = self.id_of(file, line, "originalSkillUri", row[uri]), self.id_of(file, line, "relatedSkillUri", row[other])
            if skill is not None and needed is not None:
                self.prerequisites.setdefault((skill, needed), _Row(file, line))

    def take_broader(self, table: RowTable, file: _File) -> None:
        """Take what stands under what: occupations and skills by id, groups of occupations by code."""
        places = table.places("conceptUri", "broaderUri")
        for file.rows, (line, row) in enumerate(table.rows, 1):
            lower, upper = (_code(row[place]) or self.id_of(file, line, table.header[place], row[place]) for place in places)
            if lower is not None and upper is not None:
                self.broader.setdefault((lower, upper), _Row(file, line))

    # The catalog -----------------------------------------------------------------------------------------------------

    def catalog(self) -> Catalog:
        """Put together what was read."""
        for kind, sentence in _NEEDED.items() if not self.faults.found else ():  # a file at fault may be the one that is missed
            if kind not in self.first:
                self.faults.add(self.given, None, "", sentence)
        if len(self.versions) > 1:
            told = " and ".join(f"{name} is of {version}" for version, name in self.versions.items())
            self.faults.add(self.given, None, "", f"{told}; give the files of one release alone")
        self.faults.raise_any()
        source = self._source()
        roles = tuple(self._roles())
        requirements = tuple(self._requirements(source.id))
        skills = tuple(self._skills(source.title))
        descriptors = tuple(self._descriptors(source.id))
        asking = {requirement.role for requirement in requirements}
        report = ReadingReport(
            source=source.id,
            files=tuple(file.report() for file in sorted(self.files, key=lambda file: (file.name, file.place))),
            unrated=tuple(role.id for role in roles if role.id not in asking),
            unlisted=tuple(self.uris[name] for name in self._unlisted()),
            ambiguous=ambiguous_labels(roles),
        )
        return Catalog(
            name=source.title,
            sources=(source,),
            skills=skills,
            roles=roles,
            requirements=requirements,
            descriptors=descriptors,
            gap_weights=GAP,
            difficulty_model=DIFFICULTY,
            proximity_model=PROXIMITY,
            reading_reports=(report,),
        )

    def _source(self) -> Source:
        version = next(iter(self.versions), None)
        release = f" {version}" if version else ""
        return Source(
            id=SourceId(f"esco-{version}" if version else "esco"),
            title=f"ESCO{release}",
            publisher="European Commission, Directorate-General for Employment, Social Affairs and Inclusion",
            version=version,
            about="What occupations in Europe ask for, as experts describe them.",
            credit=f"ESCO{release} {_CREDIT}",
        )

    def _roles(self) -> Iterator[Role]:
        for ident, occupation in self.occupations.items():
            yield Role(
                id=RoleId(ident),
                label=occupation.label,
                alternative_labels=occupation.others,
                description=occupation.description or None,
                group=occupation.sort or None,
                esco=(occupation.uri,),
            )

    def _requirements(self, source: SourceId) -> Iterator[SkillRequirement]:
        file = self.first[_RELATION_FILES]
        for (role, skill), (is_essential, line) in self.relations.items():
            if role in self.occupations and skill in self.skills:
                file.used += 1
                yield SkillRequirement(
                    role=RoleId(role),
                    skill=SkillId(skill),
                    basis=RequirementBasis.CORE_SKILL,
                    citation=Citation(source=source, section=file.name, line=line),
                    is_essential=is_essential,
                )
            else:
                file.left_out["of an occupation or a skill that has no row, or is not released"] += 1

    def _unlisted(self) -> Iterable[str]:
        """Occupations and skills that relations name, and that have no row."""
        told = dict.fromkeys(name for pair in self.relations for name in pair)
        return (name for name in told if name not in self.occupations and name not in self.skills and name not in self.unreleased)

    def _skills(self, title: str) -> Iterator[Skill]:
        wider = self._within_skills(self.broader, "under a group of skills, of which no occupation asks, or under what has no row")
        needed = self._within_skills(self.prerequisites, "of a skill that has no row, or is not released")
        parts = Counter(upper for uppers in wider.values() for upper in uppers)
        related: dict[str, list[RelatedSkill]] = {}
        for ident, uppers in wider.items():
            # Where ESCO puts a skill under several, the one with the fewest others under it says most.
            uppers.sort(key=lambda upper: (parts[upper], upper))
            for upper in uppers[1:]:
                reason = f"{title} puts the one under the other, and under another skill too"
                for giver, receiver, credit in ((ident, upper, GAP.narrower_credit), (upper, ident, GAP.broader_credit)):
                    related.setdefault(giver, []).append(RelatedSkill(skill=SkillId(receiver), credit=credit, reason=reason))
        for ident, skill in self.skills.items():
            yield Skill(
                id=SkillId(ident),
                label=skill.label,
                kind=SkillKind.KNOWLEDGE if skill.sort == "knowledge" else SkillKind.PRACTICE,
                alternative_labels=skill.others,
                broader=SkillId(wider[ident][0]) if ident in wider else None,
                related=tuple(related.get(ident, ())),
                prerequisites=tuple(map(SkillId, needed.get(ident, ()))),
                esco=(skill.uri,),
            )

    def _within_skills(self, pairs: _Pairs, otherwise: str) -> dict[str, list[str]]:
        """Keep relations of two skills that lead in no ring: for each skill, those that it leads to."""
        kept = [pair for pair in pairs if pair[0] in self.skills and pair[1] in self.skills]
        leads: dict[str, list[str]] = {}
        for lower, upper in kept:
            leads.setdefault(lower, []).append(upper)
        ring = in_rings(leads)
        found: dict[str, list[str]] = {}
        for (lower, upper), row in pairs.items():
            if lower in ring and upper in ring:
                row.file.left_out["leading back to where they begin"] += 1
            elif lower in self.skills and upper in self.skills:
                row.file.used += 1
                found.setdefault(lower, []).append(upper)
            elif lower in self.groups:
                row.file.used += 1
            elif lower not in self.occupations:
                row.file.left_out[otherwise] += 1
        return found

    def _descriptors(self, source: SourceId) -> Iterator[Descriptor]:
        """Say what each occupation stands under: groups of occupations, and occupations."""
        above = dict(sorted(self.broader, reverse=True))  # of several the least, which comes last
        for (lower, upper), row in self.broader.items():
            if lower in self.occupations:
                row.file.used += 1
                yield Descriptor(
                    role=RoleId(lower),
                    family=DescriptorFamily.GROUP,
                    item=upper,
                    label=self.occupations[upper].label if upper in self.occupations else self.groups.get(upper, upper),
                    citation=Citation(source=source, section=row.file.name, line=row.line),
                    within=_climbed(above, upper),
                )


def _climbed(above: Mapping[str, str], start: str) -> tuple[str, ...]:
    """List what something stands under, nearest first, and each once though it be a ring."""
    found = {start: None}
    here = above.get(start)
    while here is not None and here not in found:
        found[here] = None
        here = above.get(here)
    return tuple(found)[1:]


def _code(uri: str) -> str | None:
    """Return the ISCO-08 code of a group of occupations; None for what is none."""
    return uri.strip().rpartition(_GROUP)[2] if _GROUP in uri else None


@attrs.frozen
class _Kind:
    """A kind of file: the column that tells it, the columns that it must have, and how its rows are taken."""

    name: str
    mark: str
    columns: tuple[str, ...]
    take: Callable[[_Reading, RowTable, _File], None]
    #: A column that tells that it is another kind of file, which is not read.
    unless: str | None = None


_OCCUPATION_FILES, _SKILL_FILES, _RELATION_FILES = "occupations", "skills", "relations of occupations and skills"
_KINDS = (
    _Kind(_RELATION_FILES, "occupationUri", ("relationType", "skillUri"), _Reading.take_relations),
    _Kind("relations of skills", "originalSkillUri", ("relationType", "relatedSkillUri"), _Reading.take_skill_relations),
    _Kind("hierarchies", "broaderUri", ("conceptUri",), _Reading.take_broader),
    _Kind(_OCCUPATION_FILES, "iscoGroup", ("conceptUri", "preferredLabel", "altLabels"), _Reading.take_occupations),
    _Kind(_SKILL_FILES, "skillType", ("conceptUri", "preferredLabel", "altLabels"), _Reading.take_skills, "broaderConceptUri"),
    _Kind("groups", "code", ("conceptUri", "preferredLabel"), _Reading.take_groups),
)
_FETCH = "ESCO ships it in the archive of {}, as csv, from its download page; give that archive too, or a folder that holds both"
_NEEDED = {
    _OCCUPATION_FILES: f"no file lists occupations by conceptUri and iscoGroup; {_FETCH.format('the classification')}",
    _SKILL_FILES: f"no file lists skills by conceptUri and skillType; {_FETCH.format('the classification')}",
    _RELATION_FILES: f"no file ties skills to occupations by occupationUri and skillUri; {_FETCH.format('relations')}",
}
