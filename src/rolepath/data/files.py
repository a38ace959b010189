"""Catalogs from TOML: the vocabulary, the measures, and one file per source.

The format is described in docs/explanation/data-format.md. Everything is read to the end, and every fault is reported at once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import attrs
from cattrs import Converter
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError, IterableValidationNote

from rolepath.errors import (
    AmbiguousNameError,
    CatalogError,
    DataFileError,
    Fault,
    InvalidFieldError,
    RolepathError,
    UnknownSkillError,
    shown,
)
from rolepath.model.catalog import Catalog
from rolepath.model.level import Level
from rolepath.model.measure import DifficultyModel, DifficultyWeights, GapWeights, Parameter
from rolepath.model.pay import PayClaim, SalaryBand
from rolepath.model.role import Role, Trait
from rolepath.model.skill import Scale, Skill, SkillRequirement
from rolepath.model.source import Place, Source
from rolepath.model.transition import TransitionClaim

__all__ = ["NoFact", "catalog_from_toml", "no_facts"]

Table = dict[str, Any]


@attrs.frozen(kw_only=True)
class NoFact:
    """Lines of a source that hold no fact, and why."""

    #: Physical lines, from 1.
    lines: tuple[int, ...]
    #: Why they hold none.
    reason: str


@attrs.frozen
class _Kind:
    """How the blocks of one kind of fact become facts."""

    made: type
    #: Key of a block's list of entries; each becomes one fact or more.
    entries: str
    #: Keys that hold several ids, and the field that each of them fills in turn.
    spread: Mapping[str, str]
    #: Keys that are named differently in the model.
    renamed: Mapping[str, str]
    #: Field that an entry fills which is a text alone.
    shorthand: str | None = None


_KINDS: dict[str, _Kind] = {
    "levels": _Kind(Level, "rungs", {"each_role": "role"}, {"level": "id"}),
    "salary_bands": _Kind(SalaryBand, "levels", {"each_role": "role"}, {"as": "level_label"}),
    "pay_claims": _Kind(PayClaim, "items", {"each_role": "role"}, {}),
    "requirements": _Kind(SkillRequirement, "skills", {"each_role": "role"}, {"essential": "is_essential"}, "skill"),
    "transition_claims": _Kind(TransitionClaim, "items", {"each_origin": "origin", "each_target": "target"}, {}),
    "traits": _Kind(Trait, "items", {"each_role": "roles"}, {"role": "roles"}, "text"),
}
_VOCABULARY: dict[str, type] = {"scales": Scale, "places": Place, "skills": Skill, "roles": Role}
_CITED = ("line", "end_line", "printed", "via")


def catalog_from_toml(texts: Mapping[str, str], *, name: str = "catalog") -> Catalog:
    """Make a catalog from the texts of TOML files.

    Args:
        texts: file name to text. A file holds any of the tables of the vocabulary, of the measures, or one source and its facts.
        name: what the catalog is called in answers.

    Raises:
        DataFileError: some file cannot be read; ``faults`` holds every fault, each with file, block and field.

    >>> catalog = catalog_from_toml({"roles.toml": '''
    ... [[roles]]
    ... id = "data-engineer"
    ... label = "Data engineer"
    ... '''}, name="ours")
    >>> catalog.role("data engineer")
    Role(data-engineer: Data engineer)
    """
    reading = _Reading()
    documents = {file: document for file, text in texts.items() if (document := reading.parse(file, text)) is not None}
    found: dict[str, list[Any]] = {}
    for file, document in documents.items():
        if "source" not in document:
            reading.vocabulary(file, document, found)
    efforts = {key: table for document in documents.values() for key, table in _tables(document.get("efforts")).items()}
    found["skills"] = reading.with_efforts(found.get("skills", []), efforts)
    names = _SkillNames(found["skills"])
    for file, document in documents.items():
        if "source" in document:
            reading.source_file(file, document, found, names)
    parameters, gap, difficulty = reading.measures(documents)
    if reading.faults:
        raise DataFileError(tuple(reading.faults))
    fields = {key: tuple(entry for entry, _ in entries) for key, entries in found.items()}
    try:
        return Catalog(name=name, parameters=parameters, gap_weights=gap, difficulty_model=difficulty, **fields)
    except CatalogError as error:
        raise DataFileError(tuple(_located(fault, found) for fault in error.faults)) from None


def no_facts(text: str) -> tuple[NoFact, ...]:
    """Read the lines that a source file lists as holding no fact."""
    return tuple(NoFact(lines=tuple(entry["lines"]), reason=entry["reason"]) for entry in tomllib.loads(text).get("no_fact", ()))


# Places of faults ------------------------------------------------------------------------------------------------------


@attrs.frozen
class _At:
    """The block that an entry was read from."""

    file: str
    block: str

    def fault(self, field: str, sentence: str) -> Fault:
        return Fault(self.file, self.block, field, sentence)


def _located(fault: Fault, found: Mapping[str, list[tuple[Any, _At]]]) -> Fault:
    """Replace the place in a catalog by the place in a file."""
    table, _, index = fault.block.rstrip("]").partition("[")
    return found[table][int(index)][1].fault(fault.field, fault.sentence)


def _tables(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


class _SkillNames:
    """Skills by id and label, for entries of requirements that are a text alone."""

    def __init__(self, skills: list[tuple[Skill, _At]]) -> None:
        self.catalog = Catalog(
            skills=tuple({skill.id: attrs.evolve(skill, broader=None, prerequisites=(), related=()) for skill, _ in skills}.values())
        )

    def id_of(self, name: Any) -> str:
        return self.catalog.skill(name).id


# Reading ---------------------------------------------------------------------------------------------------------------


class _Reading:
    """One reading of a set of files: collects faults and goes on."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.converter = _converter()
        self.scales: dict[str, Scale] = {}
        self.tracks: dict[str, Level] = {}

    def parse(self, file: str, text: str) -> Table | None:
        try:
            return tomllib.loads(text, parse_float=Decimal)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            self.faults.append(Fault(file, "", "", f"is not TOML: {error}"))
            return None

    def blocks(self, file: str, document: Table, key: str) -> Iterator[tuple[Table, _At]]:
        """Yield the blocks of one array of tables, and fault what is no such array."""
        listed = document.get(key, [])
        if not isinstance(listed, list):
            self.faults.append(Fault(file, key, "", f"must be written as [[{key}]] blocks"))
            return
        for index, block in enumerate(listed):
            at = _At(file, f"{key}[{index}]")
            if isinstance(block, dict):
                yield block, at
            else:
                self.faults.append(at.fault("", f"must be a table, got {shown(block)}"))

    def vocabulary(self, file: str, document: Table, found: dict[str, list[Any]]) -> None:
        known = {*_VOCABULARY, "levels", "gap", "difficulty", "efforts"}
        for key in document.keys() - known:
            self.faults.append(Fault(file, key, "", f"is no table of a vocabulary file; known are {', '.join(sorted(known))}"))
        for key, kind in _VOCABULARY.items():
            for block, at in self.blocks(file, document, key):
                effort = block.pop("effort", None) if key == "skills" else None
                made = self.structure(block, kind, at)
                if made is not None:
                    found.setdefault(key, []).append((made, at) if effort is None else ((made, effort), at))
        self.scales |= {scale.id: scale for scale, _ in found.get("scales", ())}
        for block, at in self.blocks(file, document, "levels"):
            level = self.structure(block, Level, at)
            if level is not None:
                found.setdefault("standard_levels", []).append((level, at))
                self.tracks[level.id] = level

    def with_efforts(self, skills: list[Any], efforts: Mapping[str, Any]) -> list[tuple[Skill, _At]]:
        """Give each skill the weeks and the reason of its class of effort."""
        made: list[tuple[Skill, _At]] = []
        for entry, at in skills:
            if isinstance(entry, Skill):
                made.append((entry, at))
                continue
            skill, effort = entry
            named = efforts.get(effort) if isinstance(effort, str) else None
            weeks = named.get("weeks") if isinstance(named, dict) else None
            if not (isinstance(weeks, list) and len(weeks) == 2 and isinstance(named, dict)):  # noqa: PLR2004 - an interval
                self.faults.append(
                    at.fault("effort", f"no class of effort is called {shown(effort)}; known are {', '.join(sorted(efforts))}")
                )
                continue
            changes = {"effort_weeks_minimum": weeks[0], "effort_weeks_maximum": weeks[1], "effort_reason": named.get("reason")}
            try:
                made.append((attrs.evolve(skill, **changes), at))
            except RolepathError as error:
                self.faults.append(at.fault("effort", str(error)))
        return made

    def measures(self, documents: Mapping[str, Table]) -> tuple[tuple[Parameter, ...], GapWeights, DifficultyModel]:
        """Read the numbers behind the measures; what no file states keeps its default."""
        parameters: list[Parameter] = []
        values: dict[str, dict[str, float]] = {"gap": {}, "difficulty": {}}
        fields = {
            "gap": {field.name for field in attrs.fields(GapWeights)},
            "difficulty": {field.name for cls in (DifficultyWeights, DifficultyModel) for field in attrs.fields(cls)} - {"weights"},
        }
        for file, document in documents.items():
            for group, known in fields.items():
                for key, table in _tables(document.get(group)).items():
                    at = _At(file, f"{group}.{key}")
                    if key not in known:
                        self.faults.append(at.fault("", f"is no number of the measure; known are {', '.join(sorted(known))}"))
                    elif not isinstance(table, dict):
                        self.faults.append(at.fault("", f"must be a table with value, low, high and reason, got {shown(table)}"))
                    else:
                        parameter = self.structure({"name": f"{group}.{key}", **table}, Parameter, at)
                        if parameter is not None:
                            parameters.append(parameter)
                            values[group][key] = parameter.value
        weights = {field.name for field in attrs.fields(DifficultyWeights)}
        try:
            gap = GapWeights(**values["gap"])
            chosen = DifficultyWeights(**{key: value for key, value in values["difficulty"].items() if key in weights})
            rest = {key: value for key, value in values["difficulty"].items() if key not in weights}
            return tuple(parameters), gap, DifficultyModel(weights=chosen, **rest)
        except InvalidFieldError as error:
            file = next(file for file, document in documents.items() if document.keys() & {"gap", "difficulty"})
            self.faults.append(Fault(file, "gap, difficulty", error.field, str(error)))
            return (), GapWeights(), DifficultyModel()

    def source_file(self, file: str, document: Table, found: dict[str, list[Any]], names: _SkillNames) -> None:
        known = {"source", "no_fact", *_KINDS}
        for key in document.keys() - known:
            self.faults.append(Fault(file, key, "", f"is no table of a source file; known are {', '.join(sorted(known))}"))
        at = _At(file, "source")
        head = document["source"]
        if not isinstance(head, dict):
            self.faults.append(at.fault("", "must be a table [source]"))
            return
        if "published" in head:
            head = {**head, "published": str(head["published"])}
        source = self.structure(head, Source, at)
        if source is not None:
            found.setdefault("sources", []).append((source, at))
        for block, at in self.blocks(file, document, "no_fact"):
            self.structure(block, NoFact, at)
        for key, kind in _KINDS.items():
            for block, at in self.blocks(file, document, key):
                for fields, entry_at in self.entries(block, kind, at):
                    for fact in self.facts(fields, kind, head, entry_at, names):
                        found.setdefault(key, []).append((fact, entry_at))

    def entries(self, block: Table, kind: _Kind, at: _At) -> Iterator[tuple[Table, _At]]:
        """Yield the entries of a block, each with what it shares with the block."""
        shared = {key: value for key, value in block.items() if key not in (kind.entries, "at")}
        place = block.get("at")
        if not isinstance(place, dict) or "section" not in place or place.keys() - {"section", "line", "end_line"}:
            sentence = "must be a table with section, line and perhaps end_line, since every fact cites its source"
            self.faults.append(at.fault("at", f"{sentence}; got {shown(place)}"))
            return
        listed = block.get(kind.entries)
        if not isinstance(listed, list) or not listed:
            self.faults.append(at.fault(kind.entries, "must be a list with at least one entry"))
            return
        for index, entry in enumerate(listed):
            entry_at = _At(at.file, f"{at.block}.{kind.entries}[{index}]")
            if isinstance(entry, str) and kind.shorthand:
                entry = {kind.shorthand: entry, **({"printed": entry} if kind.made is SkillRequirement else {})}  # noqa: PLW2901
            if not isinstance(entry, dict):
                self.faults.append(entry_at.fault("", f"must be a table, got {shown(entry)}"))
            elif "line" in entry:
                yield {**shared, "section": place["section"], **entry}, entry_at
            else:
                yield {**shared, **place, **entry}, entry_at

    def facts(self, fields: Table, kind: _Kind, head: Table, at: _At, names: _SkillNames) -> Iterator[Any]:
        """Yield the facts of one entry: one, or one for each combination of what is spread."""
        cited = {"source": head.get("id"), "section": fields.pop("section"), **{key: fields.pop(key) for key in _CITED if key in fields}}
        for old, new in kind.renamed.items():
            if old in fields:
                fields[new] = [fields.pop(old)] if new == "roles" else fields.pop(old)
        if isinstance(fields.get("assumed"), list):
            fields["assumed"] = [kind.renamed.get(name, name) for name in fields["assumed"]]
        prepare = getattr(self, f"prepare_{kind.made.__name__}", None)
        if prepare is not None and not prepare(fields, cited, head, at, names):
            return
        for combination in _spread(fields, kind.spread):
            fact = self.structure({**combination, "citation": cited}, kind.made, at)
            if fact is not None:
                yield fact

    def prepare_SalaryBand(self, fields: Table, _cited: Table, head: Table, _at: _At, _names: _SkillNames) -> bool:  # noqa: N802
        if "currency" in head:
            fields.setdefault("currency", head["currency"])
        return True

    def prepare_Level(self, fields: Table, _cited: Table, _head: Table, at: _At, _names: _SkillNames) -> bool:  # noqa: N802
        standard = self.tracks.get(fields.get("id", ""))
        if standard is None:
            self.faults.append(at.fault("level", f"no standard level has the id {fields.get('id')!r}"))
            return False
        fields.setdefault("track", standard.track.value)
        if fields["track"] != standard.track.value:
            self.faults.append(
                at.fault("track", f"must be {standard.track.value}, the track of {standard.id}, got {shown(fields['track'])}")
            )
            return False
        fields["rank"] = standard.rank
        return True

    def prepare_SkillRequirement(self, fields: Table, cited: Table, _head: Table, at: _At, names: _SkillNames) -> bool:  # noqa: N802
        fine = True
        for scale in ("proficiency", "importance"):
            if scale in fields:
                label = fields[scale]
                cited.setdefault("printed", label)
                try:
                    rating = self.scales[scale].rate(label)
                    fields[scale] = {
                        field.name: value for field in attrs.fields(type(rating)) if (value := getattr(rating, field.name)) is not None
                    }
                except (RolepathError, KeyError, TypeError) as error:
                    sentence = str(error) if isinstance(error, RolepathError) else f"{shown(label)} is on no known scale of {scale}"
                    self.faults.append(at.fault(scale, sentence))
                    fine = False
        chosen = fields.pop("one_of", None)
        listed = chosen if isinstance(chosen, list) else [fields.get("skill")]
        ids = []
        for skill in listed:
            try:
                ids.append(names.id_of(skill))
            except (UnknownSkillError, AmbiguousNameError) as error:
                self.faults.append(at.fault("skill", str(error)))
            except RolepathError as error:
                self.faults.append(at.fault("skill" if chosen is None else "one_of", str(error)))
        fields["each_skill"] = ids
        fields.pop("skill", None)
        return fine and len(ids) == len(listed)

    def structure(self, table: Table, kind: type, at: _At) -> Any:
        """Make an object of a table, or note what is wrong with it and return None."""
        try:
            return self.converter.structure(table, kind)
        except ClassValidationError as error:
            self.faults.extend(at.fault(field, sentence) for field, sentence in _sentences(error, kind))
        return None


def _spread(fields: Table, spread: Mapping[str, str]) -> Iterator[Table]:
    """Yield one table for each combination of the ids that are spread."""
    skills = fields.pop("each_skill", None)
    tables = [fields]
    if skills is not None:
        tables = [
            {**fields, "skill": skill, **({"alternatives": [s for s in skills if s != skill]} if len(skills) > 1 else {})}
            for skill in skills
        ]
    for key, field in spread.items():
        if key in fields:
            tables = [
                {**{name: value for name, value in table.items() if name != key}, field: [id_] if field == "roles" else id_}
                for table in tables
                for id_ in fields[key]
            ]
    return iter([dict(table) for table in tables])


# Structuring by cattrs, strictly ---------------------------------------------------------------------------------------


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    for kind in (str, bool, int):
        converter.register_structure_hook(kind, _strict(kind))
    converter.register_structure_hook(float, _float)
    converter.register_structure_hook(Decimal, _decimal)
    return converter


def _strict(kind: type) -> Callable[[Any, Any], Any]:
    nouns = {str: "a text", bool: "true or false", int: "a whole number"}

    def structure(value: Any, _: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"must be {nouns[kind]}, got {shown(value)}")
        return value

    return structure


def _float(value: Any, _: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise TypeError(f"must be a number, got {shown(value)}")
    return float(value)


def _decimal(value: Any, _: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise TypeError(f"must be a number, got {shown(value)}")
    return Decimal(value)


def _sentences(error: BaseException, kind: type) -> Iterator[tuple[str, str]]:
    """Turn the tree of a structuring error into fields and sentences."""
    if isinstance(error, (ClassValidationError, IterableValidationError)):
        noted, others = error.group_exceptions()
        for inner, note in noted:
            name = f"[{note.index}]" if isinstance(note, IterableValidationNote) else note.name
            for field, sentence in _sentences(inner, kind):
                yield ".".join(part for part in (name, field) if part), sentence
        for inner in others:
            yield from _sentences(inner, kind)
    elif isinstance(error, ForbiddenExtraKeysError):
        for key in sorted(error.extra_fields):
            yield key, f"is no key of {error.cl.__name__}{_did_you_mean(key, error.cl)}"
    elif isinstance(error, KeyError) and not isinstance(error, RolepathError):
        yield str(error.args[0]), "is missing"
    elif isinstance(error, InvalidFieldError):
        yield error.field.rpartition(".")[2], str(error)
    else:
        yield "", str(error)


def _did_you_mean(key: str, kind: type) -> str:
    from difflib import get_close_matches

    close = get_close_matches(key, [field.name for field in attrs.fields(kind)], n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
