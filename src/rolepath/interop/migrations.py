"""Documents of earlier versions, brought up to date one version at a time."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from rolepath.errors import shown

__all__ = ["SCHEMA_VERSION", "migrated"]

#: Version of the documents that are written.
SCHEMA_VERSION = 2
#: Classes of nouns whose documents of version 1 can be read. Answers are worked out anew rather than brought up to date.
_NOUNS_OF_1 = frozenset({
    "Catalog", "Citation", "ClaimReading", "DifficultyModel", "DifficultyWeights", "ExchangeRate", "ExchangeRates", "GapWeights",
    "HeldSkill", "Level", "Offer", "Parameter", "PayClaim", "Place", "Profile", "Rating", "RelatedSkill", "Role", "SalaryBand", "Scale",
    "ScaleStep", "Skill", "SkillRequirement", "Source", "Trait", "TransitionClaim", "TransitionPath", "TransitionStep",
})  # fmt: skip


def migrated(document: dict[str, Any], known: Container[object]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Return a document of the present version without ``schema_version``, and the faults that prevent it.

    Args:
        document: the document, which is changed.
        known: names of the classes that there are; that the name of another is wrong is told where the document is read.
    """
    if "schema_version" not in document:
        from rolepath.data.structuring import suggestion

        return document, [("schema_version", f"is missing; write {SCHEMA_VERSION}{suggestion('schema_version', document)}")]
    version = document.pop("schema_version")
    if type(version) is not int or version < 1:
        return document, [("schema_version", f"must be a whole number from 1 to {SCHEMA_VERSION}, got {shown(version)}")]
    if version > SCHEMA_VERSION:
        rule = f"is {version}, and this rolepath reads up to {SCHEMA_VERSION}; a later rolepath wrote it, so upgrade"
        return document, [("schema_version", rule)]
    if version == 1:
        name = document.get("type")
        if isinstance(name, str) and name in _NOUNS_OF_1:
            return _from_1(document), []
        if isinstance(name, str) and name in known:
            return document, [("schema_version", f"is 1, of which nouns alone are read; ask anew for the answer {shown(name)}")]
    return document, []


def _from_1(document: dict[str, Any]) -> dict[str, Any]:
    """Version 2 knows how well an unknown skill is said to be held, and has a core in place of the gap that is left."""
    if document["type"] == "Profile":
        return _person_of_1(document)
    if document["type"] == "DifficultyModel":
        return _without(document, "ready_gap")
    model = document.get("difficulty_model")
    if document["type"] == "Catalog" and isinstance(model, dict):
        migrated_model = {**document, "difficulty_model": _without(model, "ready_gap")}
        parameters = document.get("parameters")
        if not isinstance(parameters, list):
            return migrated_model
        kept = [entry for entry in parameters if not (isinstance(entry, dict) and entry.get("name") == "difficulty.ready_gap")]
        return {**migrated_model, "parameters": kept}
    return document


def _person_of_1(document: dict[str, Any]) -> dict[str, Any]:
    unknown = document.get("unknown", [])
    if not isinstance(unknown, list):
        return document
    return {**document, "unknown": [{"name": name} if isinstance(name, str) else name for name in unknown]}


def _without(table: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in table.items() if name != key}
