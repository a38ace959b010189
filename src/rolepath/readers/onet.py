"""O*NET: the files of a release of the occupational database of the United States, as a catalog.

Files are found by their headers, since later releases rename and split some. What each row says is kept with its file and line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

import attrs

from rolepath.model.catalog import Catalog
from rolepath.model.descriptor import Descriptor, DescriptorFamily
from rolepath.model.identity import RoleId, ScaleId, SkillId, SourceId, is_id, label_key
from rolepath.model.measure import DifficultyModel, DifficultyWeights, ProximityMethod, ProximityModel
from rolepath.model.reading import FileReport, ReadingReport
from rolepath.model.role import Role
from rolepath.model.skill import Measured, Rating, RequirementBasis, Scale, Skill, SkillKind, SkillRequirement
from rolepath.model.source import PRINTED_LIMIT, Citation, Source
from rolepath.readers.tables import Faults, RowTable, open_tables

__all__ = ["DIFFICULTY", "PROXIMITY", "ambiguous_labels", "read_onet"]

#: How hard a move is: how unlike the roles are, and how many zones of preparation lie between them. The weights of the two are those of
#: the sum ``3 r + 15 a + 25 w + 15 g``, which spans 61, and of 0.6 for each of four zones up; a zone down counts two thirds of one up.
DIFFICULTY = DifficultyModel(
    weights=DifficultyWeights(shortfall=0.0, effort=0.0, step=0.0, distance=1.0, preparation=2.4 / 61),
    full_preparation_steps=4.0,
    preparation_down=2 / 3,
)
#: How alike roles are. The last two numbers bring the sum for unrated roles to the mean and spread of the other, over all pairs of the
#: 879 rated occupations of O*NET 29.0.
PROXIMITY = ProximityModel(method=ProximityMethod.SHAPE, unrated_slope=1.06, unrated_offset=-0.46)

_CODE = "O*NET-SOC Code"
#: Scales that are read, with the range that they have where no file states it.
_RANGES = {"IM": (1.0, 5.0), "LV": (0.0, 7.0), "OI": (1.0, 7.0), "RL": (0.0, 100.0)}
_IMPORTANCE, _LEVEL = ScaleId("onet-importance"), ScaleId("onet-level")
_RELEASE = re.compile(r"O\*NET (\d+(?:\.\d+)*) Database")
_CREDIT = (
    "by the U.S. Department of Labor, Employment and Training Administration (USDOL/ETA). CC BY 4.0. O*NET is a trademark of USDOL/ETA."
)


def read_onet(path: object, *, encoding: str = "utf-8") -> Catalog:
    r"""Read a release of the O*NET database: the folder of its text files, or the zip archive as it is published.

    Roles are its occupations, with their codes as ids; skills are its skills and knowledge, with importance and level. Activities, tools,
    technology, interests, job zones, required education and related occupations are descriptors. ``catalog.reading_reports`` tells what
    was read and what was left out.

    Args:
        path: the folder or the archive.
        encoding: how the files are written.

    Returns:
        A catalog of its own.

    Raises:
        DataFileError: something cannot be read; ``faults`` holds every fault, each with file and line, up to a hundred.
        InvalidTypeError: ``path`` is no path.
        InvalidFieldError: ``path`` is empty, or ``encoding`` is none.

    >>> import pathlib, tempfile
    >>> text = "O*NET-SOC Code\tTitle\tDescription\n15-2051.00\tData Scientists\tAnalyze data.\n"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pathlib.Path(folder, "Occupation Data.txt").write_text(text)
    ...     catalog = read_onet(folder)
    >>> catalog.role("data scientists")
    Role(15-2051.00: Data Scientists)
    """
    reading = _Reading(str(path))
    with open_tables(path, reading.faults, encoding=encoding) as tables:
        for table in tables:
            reading.read(table)
    return reading.catalog()


@attrs.frozen
class _Rated:
    """One row of ratings."""

    value: float
    printed: str
    standard_error: float | None
    is_suppressed: bool
    is_relevant: bool | None
    file: str
    line: int


@attrs.frozen
class _Item:
    """One row that becomes a descriptor."""

    code: str
    family: DescriptorFamily
    item: str
    label: str
    file: str
    line: int
    value: float | None = None


@attrs.define
class _Reading:
    """One reading of a data set."""

    #: The path given, for faults of the whole.
    given: str
    faults: Faults = attrs.field(factory=Faults)
    files: list[FileReport] = attrs.field(factory=list)
    version: str | None = None
    #: Code of each occupation, its title and its description.
    occupations: dict[str, tuple[str, str]] = attrs.field(factory=dict)
    #: Other titles by code.
    titles: dict[str, dict[str, None]] = attrs.field(factory=dict)
    #: Skills and knowledge: element and name.
    elements: dict[str, str] = attrs.field(factory=dict)
    #: What is said of each element of each occupation, by scale.
    ratings: dict[tuple[str, str], dict[str, _Rated]] = attrs.field(factory=dict)
    #: Least and greatest number of each scale.
    ranges: dict[str, tuple[float, float]] = attrs.field(factory=lambda: dict(_RANGES))
    items: list[_Item] = attrs.field(factory=list)
    #: Detailed activities: title, and the wider activities that each is part of.
    activities: dict[str, tuple[str, tuple[str, ...]]] = attrs.field(factory=dict)
    #: Names of wider activities.
    wider: dict[str, str] = attrs.field(factory=dict)
    #: Levels of education: category and name.
    education: dict[str, str] = attrs.field(factory=dict)
    #: The file that said first what only one file may say.
    said_by: dict[tuple[str, ...], str] = attrs.field(factory=dict)
    #: Ratings made so far, since many say the same.
    made: dict[tuple[str, float, float | None, bool], Rating] = attrs.field(factory=dict)
    #: Files that are of another release than one before.
    mixed: set[str] = attrs.field(factory=set)

    def read(self, table: RowTable) -> None:
        """Read one file, as what its columns tell it to be."""
        found = _RELEASE.search(" ".join(table.header))
        if found:
            self.version = found[1]
        kind = next((kind for kind in _KINDS if kind.columns <= set(table.header)), None)
        if kind is None:
            self._not_read(table)
            return
        counted = _Counted(table)
        used = sum(map(bool, kind.take(self, attrs.evolve(table, rows=iter(counted)))))
        left_out = kind.left_out if used < counted.rows else None
        self.files.append(FileReport(name=table.name, kind=kind.name, rows=counted.rows, used=used, left_out=left_out))

    def _not_read(self, table: RowTable) -> None:
        for kind in _KINDS:
            missing = kind.columns - set(table.header)
            if len(kind.columns) > len(missing) * 3 and kind.columns - missing > {_CODE}:
                for name in sorted(missing):
                    self.faults.add(table.name, 1, name, f"is missing, and files of {kind.name} have such a column; fetch the file again")
                break
        self.files.append(FileReport(name=table.name))

    def number(self, table: RowTable, line: int, field: str, text: str) -> float | None:
        """Read a number."""
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if value - value != 0.0:  # not a number, or none that is finite
            self.faults.add(table.name, line, field, f"must be a number, got {text[:40]!r}")
            return None
        return value

    def is_first(self, table: RowTable, line: int, *key: str) -> bool:
        """Tell whether no other file has said this. A second file that says it again is of another release."""
        first = self.said_by.setdefault(key, table.name)
        if first == table.name:
            return True
        if table.name not in self.mixed:
            self.mixed.add(table.name)
            self.faults.add(table.name, line, "", f"says of {' '.join(key)} what {first} says too; keep the files of one release alone")
        return False

    # What each kind of file says -------------------------------------------------------------------------------------
    # Each yields, for each row, whether it is used.

    def take_occupations(self, table: RowTable) -> Iterator[bool]:
        """Take codes and titles of occupations."""
        code, title = table.places(_CODE, "Title")
        about = table.place("Description")
        for line, row in table.rows:
            if not is_id(row[code]):
                self.faults.add(table.name, line, _CODE, f"must be a code like 15-2051.00, got {row[code][:40]!r}")
            elif not row[title].strip():
                self.faults.add(table.name, line, "Title", "is empty")
            elif self.is_first(table, line, row[code]):
                self.occupations[row[code]] = (row[title], "" if about is None else row[about])
                yield True

    def take_titles(self, table: RowTable) -> Iterator[bool]:
        """Take other titles of occupations."""
        code, title = table.places(_CODE, "Alternate Title" if "Alternate Title" in table.header else "Reported Job Title")
        for _, row in table.rows:
            if row[title].strip():
                self.titles.setdefault(row[code], {})[row[title]] = None
                yield True

    def take_ratings(self, table: RowTable) -> Iterator[bool]:
        """Take importance and level of skills and knowledge, interests, and required education; ratings of other elements are left out."""
        code, element, name, scale, value = table.places(_CODE, "Element ID", "Element Name", "Scale ID", "Data Value")
        error, suppress, irrelevant = map(table.place, ("Standard Error", "Recommend Suppress", "Not Relevant"))
        category = table.place("Category")
        for line, row in table.rows:
            on = row[scale]
            is_skill = on in {"IM", "LV"} and row[element].startswith(("2.A.", "2.B.", "2.C."))
            if not is_skill and on not in {"OI", "RL"}:
                continue
            number = self.number(table, line, "Data Value", row[value])
            if number is None:
                continue
            if is_skill:
                if not self.is_first(table, line, row[code], row[element], on):
                    continue
                self.elements.setdefault(row[element], row[name])
                self.ratings.setdefault((row[code], row[element]), {})[on] = _Rated(
                    number,
                    row[value],
                    None if error is None or row[error] in {"n/a", ""} else self.number(table, line, "Standard Error", row[error]),
                    suppress is not None and row[suppress] == "Y",
                    {"Y": False, "N": True}.get(row[irrelevant]) if irrelevant is not None else None,
                    table.name,
                    line,
                )
                yield True
            elif on == "OI":
                self.items.append(_Item(row[code], DescriptorFamily.INTEREST, row[element], row[name], table.name, line, number))
                yield True
            elif category is not None and number > 0:
                item = f"{row[element]}-{row[category]}"
                self.items.append(_Item(row[code], DescriptorFamily.EDUCATION, item, row[name], table.name, line, number))
                yield True

    def take_technology(self, table: RowTable) -> Iterator[bool]:
        """Take technology, which some column calls hot or not, and tools."""
        code, example, item = table.places(_CODE, "Example", "Commodity Code")
        family = DescriptorFamily.TECHNOLOGY if table.place("Hot Technology") is not None else DescriptorFamily.TOOL
        for line, row in table.rows:
            if row[example].strip() and row[item].strip():
                self.items.append(_Item(row[code], family, row[item], row[example], table.name, line))
                yield True

    def take_activities(self, table: RowTable) -> Iterator[bool]:
        """Take the detailed activities that the tasks of an occupation come to."""
        code, item = table.places(_CODE, "DWA ID")
        for line, row in table.rows:
            self.items.append(_Item(row[code], DescriptorFamily.ACTIVITY, row[item], row[item], table.name, line))
            yield True

    def take_activity_names(self, table: RowTable) -> Iterator[bool]:
        """Take names of detailed activities, and what each is part of."""
        wide, middle, item, title = table.places("Element ID", "IWA ID", "DWA ID", "DWA Title")
        for line, row in table.rows:
            if self.is_first(table, line, row[item]):
                self.activities[row[item]] = (row[title], (row[middle], row[wide]))
                yield True

    def take_wider_names(self, table: RowTable) -> Iterator[bool]:
        """Take names of intermediate activities."""
        item, title = table.places("IWA ID", "IWA Title")
        for _, row in table.rows:
            self.wider[row[item]] = row[title]
            yield True

    def take_content(self, table: RowTable) -> Iterator[bool]:
        """Take names of generalized activities."""
        element, name = table.places("Element ID", "Element Name")
        for _, row in table.rows:
            if row[element].startswith("4.A."):
                self.wider[row[element]] = row[name]
                yield True

    def take_zones(self, table: RowTable) -> Iterator[bool]:
        """Take the zone of preparation of occupations."""
        code, zone = table.places(_CODE, "Job Zone")
        for line, row in table.rows:
            number = self.number(table, line, "Job Zone", row[zone])
            if number is not None and self.is_first(table, line, row[code], "job zone"):
                self.items.append(
                    _Item(row[code], DescriptorFamily.PREPARATION, "job-zone", f"Job Zone {row[zone]}", table.name, line, number)
                )
                yield True

    def take_related(self, table: RowTable) -> Iterator[bool]:
        """Take related occupations, in their order."""
        code, other = table.places(_CODE, "Related O*NET-SOC Code")
        tier, index = map(table.place, ("Relatedness Tier", "Index"))
        for line, row in table.rows:
            place = None if index is None else self.number(table, line, "Index", row[index])
            label = "related" if tier is None else row[tier]
            self.items.append(_Item(row[code], DescriptorFamily.RELATED_ROLE, row[other], label, table.name, line, place))
            yield True

    def take_scales(self, table: RowTable) -> Iterator[bool]:
        """Take the ranges of scales."""
        scale, low, high = table.places("Scale ID", "Minimum", "Maximum")
        for line, row in table.rows:
            if row[scale] in _RANGES:
                least, most = self.number(table, line, "Minimum", row[low]), self.number(table, line, "Maximum", row[high])
                if least is not None and most is not None and least < most:
                    self.ranges[row[scale]] = (least, most)
                    yield True

    def take_categories(self, table: RowTable) -> Iterator[bool]:
        """Take names of levels of education."""
        element, scale, category, name = table.places("Element ID", "Scale ID", "Category", "Category Description")
        for _, row in table.rows:
            if row[scale] == "RL":
                self.education[f"{row[element]}-{row[category]}"] = row[name]
                yield True

    # The catalog -----------------------------------------------------------------------------------------------------

    def catalog(self) -> Catalog:
        """Put together what was read."""
        if not self.occupations:
            self.faults.add(
                self.given, None, "", f"no file lists occupations by {_CODE} and Title; give the folder or archive of an O*NET database"
            )
        self.faults.raise_any()
        source = self._source()
        told = dict.fromkeys((*(code for code, _ in self.ratings), *(item.code for item in self.items), *self.titles))
        roles = tuple(self._roles())
        rated = {code for code, _ in self.ratings}
        report = ReadingReport(
            source=source.id,
            files=tuple(sorted(self.files, key=lambda file: file.name)),
            unrated=tuple(role.id for role in roles if role.id not in rated),
            unlisted=tuple(code for code in told if code not in self.occupations),
            ambiguous=ambiguous_labels(roles),
        )
        requirements = tuple(self._requirements(source.id))
        descriptors = tuple(self._descriptors(source.id))
        self.faults.raise_any()
        return Catalog(
            name=source.title,
            sources=(source,),
            scales=self._scales(),
            skills=tuple(self._skills()),
            roles=roles,
            requirements=requirements,
            descriptors=descriptors,
            difficulty_model=DIFFICULTY,
            proximity_model=PROXIMITY,
            reading_reports=(report,),
        )

    def _source(self) -> Source:
        release = f" {self.version}" if self.version else ""
        return Source(
            id=SourceId(f"onet-{self.version}" if self.version else "onet"),
            title=f"O*NET{release} Database",
            publisher="U.S. Department of Labor, Employment and Training Administration",
            version=self.version,
            about="What occupations in the United States ask for, by surveys of those who hold them and by analysts.",
            credit=f"O*NET{release} Database {_CREDIT}",
        )

    def _scales(self) -> tuple[Scale, ...]:
        kinds = (
            ("IM", _IMPORTANCE, "Importance (IM)", Measured.IMPORTANCE, "from not important to extremely important"),
            ("LV", _LEVEL, "Level (LV)", Measured.PROFICIENCY, "of which anchors give examples for each skill"),
        )
        return tuple(
            Scale(
                id=ident,
                label=f"O*NET {label}",
                measures=measures,
                reason=f"O*NET states the range, {about}.",
                minimum=self.ranges[code][0],
                maximum=self.ranges[code][1],
            )
            for code, ident, label, measures, about in kinds
        )

    def _skills(self) -> Iterator[Skill]:
        """Make the skills; where a skill and a field of knowledge have one name, each says in its label which it is."""
        often = Counter(map(label_key, self.elements.values()))
        for element, name in sorted(self.elements.items()):
            kind = SkillKind.KNOWLEDGE if element.startswith("2.C.") else SkillKind.PRACTICE
            is_shared = often[label_key(name)] > 1
            yield Skill(
                id=_skill_id(element),
                label=f"{name} ({'knowledge' if kind is SkillKind.KNOWLEDGE else 'skill'})" if is_shared else name,
                kind=kind,
                alternative_labels=(name,) if is_shared else (),
                onet=(element,),
            )

    def _roles(self) -> Iterator[Role]:
        for code, (title, about) in self.occupations.items():
            others = tuple(other for other in self.titles.get(code, ()) if other != title)
            yield Role(
                id=RoleId(code),
                label=title,
                alternative_labels=others,
                description=about or None,
                group=code.partition(".")[0],
                onet=(code,),
            )

    def _requirements(self, source: SourceId) -> Iterator[SkillRequirement]:
        for (code, element), said in self.ratings.items():
            if code not in self.occupations:
                continue
            importance, level = said.get("IM"), said.get("LV")
            rows = [row for row in (importance, level) if row is not None]
            first = min(rows, key=lambda row: row.line)
            apart = [row for row in rows if row.file != first.file or row.line - first.line > 1]
            yield SkillRequirement(
                role=RoleId(code),
                skill=_skill_id(element),
                basis=RequirementBasis.CORE_SKILL,
                citation=Citation(
                    source=source,
                    section=first.file,
                    line=first.line,
                    end_line=max(row.line for row in rows) if len(rows) > 1 and not apart else None,
                    printed=", ".join(f"{scale} {row.printed}" for scale, row in said.items())[:PRINTED_LIMIT],
                ),
                importance=None if importance is None else self._rated("IM", importance),
                proficiency=None if level is None else self._rated("LV", level),
                is_relevant=None if level is None else level.is_relevant,
                note=_elsewhere("level" if apart[0] is level else "importance", apart[0]) if apart else None,
            )

    def _rated(self, scale: str, row: _Rated) -> Rating | None:
        low, high = self.ranges[scale]
        if not low <= row.value <= high:
            self.faults.add(row.file, row.line, "Data Value", f"is {row.value:g}, and the scale {scale} runs from {low:g} to {high:g}")
            return None
        key = (scale, row.value, row.standard_error, row.is_suppressed)
        if key not in self.made:
            self.made[key] = Rating(
                scale=_IMPORTANCE if scale == "IM" else _LEVEL,
                value=(row.value - low) / (high - low),
                standard_error=None if row.standard_error is None else row.standard_error / (high - low),
                is_suppressed=row.is_suppressed,
            )
        return self.made[key]

    def _descriptors(self, source: SourceId) -> Iterator[Descriptor]:
        for item in self.items:
            if item.code not in self.occupations:
                continue
            label, within = item.label, tuple[str, ...]()
            if item.family is DescriptorFamily.ACTIVITY:
                label, wider = self.activities.get(item.item, (item.item, ()))
                within = tuple(self.wider.get(code, code) for code in wider)
            elif item.family is DescriptorFamily.EDUCATION:
                label = self.education.get(item.item, item.label)
            elif item.family is DescriptorFamily.RELATED_ROLE and item.item in self.occupations:
                label = self.occupations[item.item][0]
            yield Descriptor(
                role=RoleId(item.code),
                family=item.family,
                item=item.item,
                label=label,
                citation=Citation(source=source, section=item.file, line=item.line),
                value=item.value,
                within=within,
            )


@attrs.define
class _Counted:
    """The rows of a table, counted as they are read."""

    table: RowTable
    rows: int = 0

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        for row in self.table.rows:
            self.rows += 1
            yield row


@attrs.frozen
class _Kind:
    """A kind of file: the columns that tell it, how its rows are taken, and why some are not."""

    name: str
    columns: frozenset[str]
    take: Callable[[_Reading, RowTable], Iterator[bool]]
    left_out: str = "empty rows"


_KINDS = (
    _Kind(
        "ratings",
        frozenset({_CODE, "Element ID", "Element Name", "Scale ID", "Data Value"}),
        _Reading.take_ratings,
        "ratings of other elements or on other scales, or shares of none",
    ),
    _Kind("technology", frozenset({_CODE, "Example", "Commodity Code", "Commodity Title"}), _Reading.take_technology),
    _Kind("activities", frozenset({_CODE, "Task ID", "DWA ID"}), _Reading.take_activities),
    _Kind("names of activities", frozenset({"Element ID", "IWA ID", "DWA ID", "DWA Title"}), _Reading.take_activity_names),
    _Kind("names of wider activities", frozenset({"IWA ID", "IWA Title"}), _Reading.take_wider_names),
    _Kind(
        "names of elements",
        frozenset({"Element ID", "Element Name", "Description"}),
        _Reading.take_content,
        "elements that are no activity",
    ),
    _Kind("related occupations", frozenset({_CODE, "Related O*NET-SOC Code"}), _Reading.take_related),
    _Kind("job zones", frozenset({_CODE, "Job Zone"}), _Reading.take_zones),
    _Kind("titles", frozenset({_CODE, "Alternate Title"}), _Reading.take_titles),
    _Kind("titles", frozenset({_CODE, "Reported Job Title"}), _Reading.take_titles),
    _Kind("occupations", frozenset({_CODE, "Title"}), _Reading.take_occupations),
    _Kind("scales", frozenset({"Scale ID", "Scale Name", "Minimum", "Maximum"}), _Reading.take_scales, "scales of what is not read"),
    _Kind(
        "levels of education",
        frozenset({"Element ID", "Scale ID", "Category", "Category Description"}),
        _Reading.take_categories,
        "categories of other scales",
    ),
)


def _skill_id(element: str) -> SkillId:
    return SkillId(element.lower())


def _elsewhere(rated: str, row: _Rated) -> str:
    return f"the {rated} stands in {row.file}, line {row.line}"


def ambiguous_labels(roles: tuple[Role, ...]) -> tuple[str, ...]:
    """Find the labels that name several roles and are the preferred label of none, so that they name nobody."""
    own = {label_key(role.label) for role in roles}
    bearers: dict[str, tuple[str, set[RoleId]]] = {}
    for role in roles:
        for label in role.alternative_labels:
            bearers.setdefault(label_key(label), (label, set()))[1].add(role.id)
    return tuple(sorted(label for key, (label, ids) in bearers.items() if len(ids) > 1 and key not in own))
