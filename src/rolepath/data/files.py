"""Catalogs from TOML: the vocabulary, the measures, and one file per source.

The format is described in docs/explanation/data-format.md. Everything is read to the end, and every fault is reported at once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from math import prod
from typing import Any

import attrs

from rolepath.data.structuring import MOST_FAULTS, STOPPED, structured, suggestion
from rolepath.errors import (
    CatalogError,
    DataFileError,
    Fault,
    InvalidFieldError,
    InvalidTypeError,
    RolepathError,
    UnknownSkillError,
    shown,
)
from rolepath.model import _check as check
from rolepath.model._limits import refuse_long_keys
from rolepath.model.catalog import Catalog, names_missing
from rolepath.model.descriptor import Descriptor
from rolepath.model.entries import KNOWN_LISTED
from rolepath.model.level import Level, Track
from rolepath.model.measure import ClaimReading, DifficultyModel, DifficultyWeights, GapWeights, Parameter, ProximityModel
from rolepath.model.pay import PayClaim, SalaryBand
from rolepath.model.role import Role, Trait
from rolepath.model.skill import Scale, Skill, SkillRequirement
from rolepath.model.source import Place, Source
from rolepath.model.survey import PayPercentiles
from rolepath.model.transition import TransitionClaim

__all__ = ["NoFact", "catalog_from_toml", "no_facts", "read_catalog"]

Table = dict[str, Any]


def _some(instance: Any, attribute: Any, value: Any) -> None:
    if not value:
        raise InvalidFieldError(check.name_of(instance, attribute), value, "must hold at least one entry")


@attrs.frozen(kw_only=True)
class NoFact:
    """Lines of a source that hold no fact, and why."""

    #: Physical lines, from 1.
    lines: tuple[int, ...] = attrs.field(validator=[check.each(check.whole(1)), _some])
    #: Why they hold none.
    reason: str = attrs.field(validator=check.text)


@attrs.frozen(kw_only=True)
class EffortClass:
    """Weeks of ten hours from nothing to expert, for one class of skills."""

    weeks: tuple[float, ...] = attrs.field(validator=check.each(check.number(0)))
    reason: str = attrs.field(validator=check.text)

    def _two_in_order(self) -> None:
        if len(self.weeks) != 2 or self.weeks[0] > self.weeks[1]:  # noqa: PLR2004 - an interval
            raise InvalidFieldError("EffortClass.weeks", list(self.weeks), "must be two numbers, the lower first")

    _rules = (_two_in_order,)
    __attrs_post_init__ = check.keep_rules


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
    "pay_percentiles": _Kind(PayPercentiles, "groups", {"each_role": "role"}, {}),
    "requirements": _Kind(SkillRequirement, "skills", {"each_role": "role"}, {"essential": "is_essential"}, "skill"),
    "transition_claims": _Kind(TransitionClaim, "items", {"each_origin": "origin", "each_target": "target"}, {}),
    "traits": _Kind(Trait, "items", {"each_role": "roles"}, {"role": "roles"}, "text"),
    "descriptors": _Kind(Descriptor, "items", {"each_role": "role"}, {}),
}
_VOCABULARY: dict[str, type] = {"scales": Scale, "places": Place, "skills": Skill, "roles": Role}
#: Fields of a catalog that files fill.
_HELD = ("sources", *_VOCABULARY, "standard_levels", *_KINDS)
#: Years that a source may be of.
_YEARS = range(10_000)
#: Most facts of all files together, since a few lists of ids multiply to any number.
MOST_FACTS = 100_000
#: Most skills any one of which will do.
MOST_ALTERNATIVES = 50
_PLACE = {"section", "line", "end_line"}
#: Stands in for the place of a block that has none.
_NOWHERE = {"section": "?", "line": 1}
_CITED = ("line", "end_line", "printed", "via")


def catalog_from_toml(texts: Mapping[str, str], *, name: str = "catalog", base: Catalog | None = None) -> Catalog:
    """Make a catalog from the texts of TOML files.

    Args:
        texts: file name to text. A file holds any of the tables of the vocabulary, of the measures, or one source and its facts.
        name: what the catalog is called in answers.
        base: a catalog that the files add to and may name entries of; the measures are its own, and the files state none.

    Raises:
        InvalidTypeError: the texts are no mapping, or the base is no catalog.
        DataFileError: some file cannot be read; ``faults`` holds every fault, each with file, block and field.

    >>> catalog = catalog_from_toml({"roles.toml": '''
    ... [[roles]]
    ... id = "data-engineer"
    ... label = "Data engineer"
    ... '''}, name="ours")
    >>> catalog.role("data engineer")
    Role(data-engineer: Data engineer)
    """
    if not isinstance(texts, Mapping):
        raise InvalidTypeError("texts", texts, "must map file names to the texts of the files")
    if base is not None and not isinstance(base, Catalog):
        raise InvalidTypeError("base", base, "must be a Catalog, as load_catalog() returns one")
    return read_catalog(texts, name, base, ())


def read_catalog(texts: Mapping[str, str], name: str, base: Catalog | None, unread: tuple[Fault, ...]) -> Catalog:
    """Make a catalog as :func:`catalog_from_toml` does, where some files may not have been read at all.

    Raises:
        DataFileError: some file cannot be read; ``faults`` holds those of ``unread`` too.
    """
    reading = _Reading(unread)
    documents = {file: document for file, text in texts.items() if (document := reading.parse(file, text)) is not None}
    found = reading.entries_of(documents, base)
    fields: dict[str, Any] = {key: tuple(entry for entry, _ in entries) for key, entries in found.items()}
    if base is None:
        parameters, gap, difficulty, claims = reading.measures(documents)
        fields |= {"parameters": parameters, "gap_weights": gap, "difficulty_model": difficulty, "claim_reading": claims}
        fields["proximity_model"] = reading.proximity(documents)
    catalog = None
    try:
        catalog = Catalog(name=name, **fields) if base is None else attrs.evolve(base, name=name, **fields)
    except CatalogError as error:
        # What names an entry that could not be read is not at fault itself.
        for fault in error.faults:
            if not reading.may_hold(fault):
                reading.note(_located(fault, found))
    reading.check_names(found)
    if catalog is None or reading.faults:
        # What one entry says of several roles or skills is one fault.
        raise DataFileError(tuple(dict.fromkeys(reading.faults)))
    return catalog


def no_facts(text: str) -> tuple[NoFact, ...]:
    """Read the lines that a source file lists as holding no fact.

    Raises:
        DataFileError: the text cannot be read.
    """
    reading = _Reading()
    document = reading.parse("", text) or {}
    listed = [reading.structure(block, NoFact, at) for block, at in reading.blocks("", document, "no_fact")]
    if reading.faults:
        raise DataFileError(tuple(reading.faults))
    return tuple(listed)


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


#: Stands in for a name that is at fault and told of, so that the rest of its entry is read.
UNTOLD = "unknown"


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

    def __init__(self, unread: tuple[Fault, ...] = ()) -> None:
        self.faults = list(unread)
        self.scales: dict[str, Scale] = {}
        self.tracks: dict[str, Level] = {}
        #: Whether every file could be read and parsed; one that could not may hold any entry.
        self.is_whole = not unread
        #: Ids of sources and entries of the vocabulary that could not be read.
        self.unreadable: set[str] = set()
        #: Name of the catalog below, and the ids that it holds.
        self.below = ""
        self.held: dict[str, set[str]] = {}
        #: Tables of which no entry could be made, with the fields that are at fault.
        self.unmade: list[tuple[type, Table, _At, set[str]]] = []
        #: Facts that the entries read so far make.
        self.facts_made = 0

    def note(self, fault: Fault) -> None:
        """Keep a fault; stop where there are more than anyone reads."""
        self.faults.append(fault)
        if len(self.faults) >= MOST_FAULTS:
            raise DataFileError((*dict.fromkeys(self.faults), Fault(fault.file, "", "", STOPPED)))

    def entries_of(self, documents: Mapping[str, Table], base: Catalog | None) -> dict[str, list[tuple[Any, _At]]]:
        """Read the vocabulary, then the sources that use it: by field of the catalog, what was found and where."""
        found: dict[str, list[Any]] = {}
        if base is not None:
            self.start_from(base, documents, found)
        efforts = self.efforts(documents)
        for file, document in documents.items():
            if "source" not in document:
                self.vocabulary(file, document, found, efforts)
        names = _SkillNames(found.get("skills", []))
        for file, document in documents.items():
            if "source" in document:
                self.source_file(file, document, found, names)
        return found

    def start_from(self, base: Catalog, documents: Mapping[str, Table], found: dict[str, list[Any]]) -> None:
        """Take what a catalog holds as read before the files, which cannot change its measures."""
        at = _At(base.name, "")
        for field in _HELD:
            found[field] = [(entry, at) for entry in getattr(base, field)]
        self.below = base.name
        self.held = {field: {entry.id for entry in getattr(base, field)} for field in ("sources", *_VOCABULARY, "standard_levels")}
        self.scales = {scale.id: scale for scale in base.scales}
        self.tracks = {level.id: level for level in base.standard_levels}
        for file, document in documents.items():
            for key in sorted(document.keys() & {"gap", "difficulty", "claims", "proximity"}) if "source" not in document else ():
                remedy = "the keyword proximity_model of attrs.evolve" if key == "proximity" else "Catalog.with_parameter"
                sentence = f"states numbers of the measures, which stay those of the catalog below; change them by {remedy}"
                self.note(Fault(file, key, "", sentence))

    def parse(self, file: str, text: Any) -> Table | None:
        if not isinstance(text, str):
            self.note(Fault(file, "", "", f"must be a text, got {shown(text)}"))
        else:
            try:
                refuse_long_keys(text)
                return tomllib.loads(text.removeprefix("\ufeff"), parse_float=Decimal)
            except (ValueError, ArithmeticError, RecursionError) as error:  # also numbers of too many digits, or too large an exponent
                self.note(Fault(file, "", "", f"is not TOML: {error}"))
        self.is_whole = False
        return None

    def tables(self, file: str, document: Table, key: str) -> Iterator[tuple[str, Any]]:
        """Yield the entries of one table, and fault what is no table."""
        table = document.get(key, {})
        if isinstance(table, dict):
            yield from table.items()
        else:
            self.note(Fault(file, key, "", f"must be a table, got {shown(table)}"))

    def blocks(self, file: str, document: Table, key: str) -> Iterator[tuple[Table, _At]]:
        """Yield the blocks of one array of tables, and fault what is no such array."""
        listed = document.get(key, [])
        if not isinstance(listed, list):
            self.note(Fault(file, key, "", f"must be written as [[{key}]] blocks"))
            return
        for index, block in enumerate(listed):
            at = _At(file, f"{key}[{index}]")
            if isinstance(block, dict):
                yield block, at
            else:
                self.note(at.fault("", f"must be a table, got {shown(block)}"))

    def efforts(self, documents: Mapping[str, Table]) -> dict[str, EffortClass | None]:
        """Read the classes of effort; one that cannot be read is None."""
        efforts: dict[str, EffortClass | None] = {}
        for file, document in documents.items():
            for key, table in self.tables(file, document, "efforts"):
                at = _At(file, f"efforts.{key}")
                if key in efforts:
                    self.note(at.fault("", "stands twice; each class of effort is stated once"))
                efforts[key] = self.structure(table, EffortClass, at)
        return efforts

    def vocabulary(self, file: str, document: Table, found: dict[str, list[Any]], efforts: Mapping[str, EffortClass | None]) -> None:
        known = {*_VOCABULARY, "levels", "gap", "difficulty", "claims", "proximity", "efforts"}
        for key in sorted(document.keys() - known):
            self.note(Fault(file, key, "", f"is no table of a vocabulary file; known are {', '.join(sorted(known))}"))
        for key, kind in _VOCABULARY.items():
            for block, at in self.blocks(file, document, key):
                self.keep(self.structure(self.with_effort(block, at, efforts) if kind is Skill else block, kind, at), key, block, at, found)
        self.scales |= {scale.id: scale for scale, _ in found.get("scales", ())}
        for block, at in self.blocks(file, document, "levels"):
            level = self.structure(block, Level, at)
            if self.keep(level, "standard_levels", block, at, found):
                self.tracks[level.id] = level

    def keep(self, entry: Any, field: str, block: Table, at: _At, found: dict[str, list[Any]]) -> bool:
        """Keep a source or an entry of the vocabulary, unless it could not be read or the catalog below has its id."""
        if entry is None:
            named = block.get("id")
            self.unreadable.add(named if isinstance(named, str) else "")
            return False
        if entry.id in self.held.get(field, ()):
            remedy = "name it without stating it again, or choose an id of your own"
            self.note(at.fault("id", f"{entry.id!r} stands in the catalog {self.below!r} already; {remedy}"))
            return False
        found.setdefault(field, []).append((entry, at))
        return True

    def may_hold(self, fault: Fault) -> bool:
        """Whether what a fault misses may stand in what could not be read."""
        misses = " has the id " in fault.sentence
        return misses and (not self.is_whole or any(fault.sentence.endswith(repr(id_)) for id_ in self.unreadable))

    def with_effort(self, block: Table, at: _At, efforts: Mapping[str, EffortClass | None]) -> Table:
        """Give a skill the weeks and the reason of its class of effort."""
        if "effort" not in block:
            return block
        block = dict(block)
        named = block.pop("effort")
        if not isinstance(named, str) or named not in efforts:
            known = f"known are {', '.join(sorted(efforts)[:KNOWN_LISTED])}" if efforts else "the files state none as [efforts.<name>]"
            self.note(at.fault("effort", f"no class of effort is called {shown(named)}; {known}"))
            return block
        effort = efforts[named]
        if effort is None:
            return block
        low, high = effort.weeks
        return {**block, "effort_weeks_minimum": low, "effort_weeks_maximum": high, "effort_reason": effort.reason}

    def measures(self, documents: Mapping[str, Table]) -> tuple[tuple[Parameter, ...], GapWeights, DifficultyModel, ClaimReading]:
        """Read the numbers behind the measures; what no file states keeps its default."""
        homes: dict[str, dict[str, type]] = {
            "gap": {field.name: GapWeights for field in attrs.fields(GapWeights)},
            "difficulty": {field.name: cls for cls in (DifficultyModel, DifficultyWeights) for field in attrs.fields(cls)},
            "claims": {field.name: ClaimReading for field in attrs.fields(ClaimReading)},
        }
        del homes["difficulty"]["weights"]
        parameters: list[Parameter] = []
        values: dict[type, dict[str, float]] = {GapWeights: {}, DifficultyModel: {}, DifficultyWeights: {}, ClaimReading: {}}
        for file, document in documents.items():
            for group, known in homes.items():
                for key, table in self.tables(file, document, group):
                    at = _At(file, f"{group}.{key}")
                    parameter = self.parameter(table, at, known.get(key), known)
                    if parameter is not None and key in values[known[key]]:
                        self.note(at.fault("", "stands twice; each number is stated once"))
                    elif parameter is not None:
                        parameters.append(parameter)
                        values[known[key]][key] = parameter.value
        weights = DifficultyWeights()
        try:
            weights = DifficultyWeights(**values[DifficultyWeights])
        except InvalidFieldError as error:
            file = next(file for file, document in documents.items() if "difficulty" in document)
            self.note(Fault(file, "difficulty", "", str(error)))
        model = DifficultyModel(weights=weights, **values[DifficultyModel])
        return tuple(parameters), GapWeights(**values[GapWeights]), model, ClaimReading(**values[ClaimReading])

    def proximity(self, documents: Mapping[str, Table]) -> ProximityModel:
        """Read how roles are compared; what no file states keeps its default."""
        stating = [file for file, document in documents.items() if "source" not in document and "proximity" in document]
        for file in stating[1:]:
            self.note(Fault(file, "proximity", "", "stands twice; how roles are compared is stated once"))
        found = [self.structure(documents[file]["proximity"], ProximityModel, _At(file, "proximity")) for file in stating[:1]]
        return ProximityModel() if found in ([], [None]) else found[0]

    def parameter(self, table: object, at: _At, home: type | None, known: Mapping[str, type]) -> Parameter | None:
        """Read one number of a measure, and check it against the rule of the field that it fills."""
        if home is None:
            self.note(at.fault("", f"is no number of the measure; known are {', '.join(sorted(known))}"))
        elif not isinstance(table, dict):
            self.note(at.fault("", f"must be a table with value, low, high and reason, got {shown(table)}"))
        elif "name" in table:
            self.note(at.fault("name", "is no key of a number; it is named by its table"))
        else:
            parameter: Parameter | None = self.structure({"name": at.block, **table}, Parameter, at)
            if parameter is not None:
                try:
                    home(**{at.block.partition(".")[2]: parameter.value})
                except InvalidFieldError as error:
                    self.note(at.fault("value", str(error)))
                    return None
            return parameter
        return None

    def source_file(self, file: str, document: Table, found: dict[str, list[Any]], names: _SkillNames) -> None:
        known = {"source", "no_fact", *_KINDS}
        for key in sorted(document.keys() - known):
            self.note(Fault(file, key, "", f"is no table of a source file; known are {', '.join(sorted(known))}"))
        at = _At(file, "source")
        head = document["source"]
        if not isinstance(head, dict):
            self.note(at.fault("", "must be a table [source]"))
            return
        published = head.get("published")
        if isinstance(published, date) or (isinstance(published, int) and not isinstance(published, bool) and published in _YEARS):
            head = {**head, "published": str(published)}
        source = self.structure(head, Source, at)
        self.keep(source, "sources", head, at, found)
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
        if not isinstance(place, dict) or "section" not in place or place.keys() - _PLACE:
            sentence = "must be a table with section, line and perhaps end_line, since every fact cites its source"
            other = min(place.keys() - _PLACE, default="") if isinstance(place, dict) else ""
            self.note(at.fault("at", f"{sentence}; got {shown(place)}{suggestion(other, _PLACE)}"))
            place = _NOWHERE  # so that the other faults of the block are told too
        listed = block.get(kind.entries)
        if not isinstance(listed, list) or not listed:
            self.note(at.fault(kind.entries, "must be a list with at least one entry"))
            return
        for index, entry in enumerate(listed):
            entry_at = _At(at.file, f"{at.block}.{kind.entries}[{index}]")
            if isinstance(entry, str) and kind.shorthand:
                entry = {kind.shorthand: entry, **({"printed": entry} if kind.made is SkillRequirement else {})}  # noqa: PLW2901
            if not isinstance(entry, dict):
                self.note(entry_at.fault("", f"must be a table, got {shown(entry)}"))
            elif "line" in entry:
                yield {**shared, "section": place["section"], **entry}, entry_at
            else:
                yield {**shared, **place, **entry}, entry_at

    def facts(self, fields: Table, kind: _Kind, head: Table, at: _At, names: _SkillNames) -> Iterator[Any]:
        """Yield the facts of one entry: one, or one for each combination of what is spread."""
        fine = True
        for key in sorted(fields.keys() & {"citation", "each_skill"}):
            self.note(at.fault(key, f"is no key of {kind.made.__name__}"))
            del fields[key]
            fine = False
        for key in kind.spread:
            ids = fields.get(key)
            if key in fields and not (isinstance(ids, list) and ids):
                self.note(at.fault(key, f"must be a list with at least one id, got {shown(ids)}"))
                del fields[key]
                fine = False
        cited = {"source": head.get("id"), "section": fields.pop("section"), **{key: fields.pop(key) for key in _CITED if key in fields}}
        for old, new in kind.renamed.items():
            if old in fields:
                fields[new] = [fields.pop(old)] if new == "roles" else fields.pop(old)
        if isinstance(fields.get("assumed"), list):
            fields["assumed"] = [kind.renamed.get(name, name) if isinstance(name, str) else name for name in fields["assumed"]]
        prepare = getattr(self, f"prepare_{kind.made.__name__}", None)
        fine = (prepare is None or prepare(fields, cited, head, at, names)) and fine
        self.count(prod(len(fields[key]) for key in ("each_skill", *kind.spread) if key in fields), at)
        made = []
        for combination in _spread(fields, kind.spread):
            before = len(self.faults)
            made.append(self.structure({**combination, "citation": cited}, kind.made, at))
            if len(self.faults) > before:
                return
        if fine:
            yield from made

    def count(self, more: int, at: _At) -> None:
        """Count the facts that entries make; stop where there are too many to hold."""
        self.facts_made += more
        if self.facts_made > MOST_FACTS:
            most = at.fault("", f"is one fact too many: all files together may state {MOST_FACTS:,}; split them")
            raise DataFileError((*dict.fromkeys(self.faults), most))

    def prepare_SalaryBand(self, fields: Table, _cited: Table, head: Table, _at: _At, _names: _SkillNames) -> bool:  # noqa: N802
        if "currency" in head:
            fields.setdefault("currency", head["currency"])
        return True

    prepare_PayPercentiles = prepare_SalaryBand  # noqa: N815 - found by the name of the class

    def prepare_Level(self, fields: Table, _cited: Table, _head: Table, at: _At, _names: _SkillNames) -> bool:  # noqa: N802
        named = fields.get("id")
        standard = self.tracks.get(named) if isinstance(named, str) else None
        if standard is None:
            # A level that could not be read is at fault itself, not the rung that names it.
            if not isinstance(named, str) or (self.is_whole and named not in self.unreadable):
                self.note(at.fault("level", f"no standard level has the id {shown(named)}"))
            fields |= {"id": UNTOLD, "track": Track.INDIVIDUAL_CONTRIBUTOR.value, "rank": 1}
            return False
        fields.setdefault("track", standard.track.value)
        fields["rank"] = standard.rank
        fine: bool = fields["track"] == standard.track.value
        if not fine:
            self.note(at.fault("track", f"must be {standard.track.value}, the track of {standard.id}, got {shown(fields['track'])}"))
            fields["track"] = standard.track.value
        return fine

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
                except (RolepathError, KeyError, TypeError, ArithmeticError) as error:
                    sentence = str(error) if isinstance(error, RolepathError) else f"{shown(label)} is on no known scale of {scale}"
                    self.note(at.fault(scale, sentence))
                    del fields[scale]
                    if not isinstance(label, str):
                        cited.pop("printed", None)
                    fine = False
        ids = self.skill_ids(fields, at, names)
        fine = fine and ids is not None
        fields["each_skill"] = ids or [UNTOLD]
        return fine

    def skill_ids(self, fields: Table, at: _At, names: _SkillNames) -> list[str] | None:
        """Take the skills that an entry names out of its fields; None where one is not known."""
        key = "one_of" if "one_of" in fields else "skill"
        named = fields.pop(key, None)
        fields.pop("skill", None)
        if key == "skill" and named is None:
            self.note(at.fault(key, "is missing"))
            return None
        listed = [named] if key == "skill" else named
        if not isinstance(listed, list):
            self.note(at.fault(key, f"must be a list of skills, got {shown(listed)}"))
            return None
        if len(listed) > MOST_ALTERNATIVES:
            self.note(at.fault(key, f"must name at most {MOST_ALTERNATIVES} skills, got {len(listed):,}"))
            return None
        ids: list[str] = []
        for skill in listed:
            try:
                ids.append(names.id_of(skill))
            except RolepathError as error:
                # A skill that could not be read is at fault itself, not the requirement that names it.
                if not isinstance(error, UnknownSkillError) or (self.is_whole and not self.unreadable):
                    self.note(at.fault(key, str(error)))
        if len(ids) < len(listed):
            return None
        if key == "one_of" and len(set(ids)) < 2:  # noqa: PLR2004 - one is no alternative
            self.note(at.fault(key, "must name at least two skills"))
            return None
        return ids

    def structure(self, table: Any, kind: type, at: _At) -> Any:
        """Make an object of a table, or note what is wrong with it and return None."""
        made, broken = structured(table, kind)
        for field, sentence in broken:
            self.note(at.fault(field, sentence))
        if broken and isinstance(table, dict):
            self.unmade.append((kind, table, at, {re.split(r"[.\[]", field)[0] for field, _ in broken}))
        return made

    def check_names(self, found: Mapping[str, list[tuple[Any, _At]]]) -> None:
        """Check what entries name that could not be made, so that their other faults hide no wrong name."""
        held = ("sources", *_VOCABULARY, "standard_levels")
        known = {field: {UNTOLD, *(entry.id for entry, _ in found.get(field, ()))} for field in held}
        for kind, table, at, told in self.unmade:
            for field, sentence in names_missing(kind, table, known):
                fault = at.fault(field, sentence)
                if field not in told and not self.may_hold(fault):
                    self.note(fault)


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
