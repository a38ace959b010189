# No postponed annotations: cyclopts reads them when a command is registered.
"""Commands on files for other programs, and on files of one's own."""

import sys
from typing import Annotated

from cyclopts import Parameter

from rolepath._commands.asking import ASKING, Asking, app, as_json, told
from rolepath.analysis.agreement import disagreements as find_disagreements
from rolepath.data import load_catalog
from rolepath.data.overlays import read_path
from rolepath.errors import DataFileError
from rolepath.interop.jsonld import to_jsonld
from rolepath.interop.schema import json_schema
from rolepath.model.catalog import Catalog
from rolepath.model.identity import visible


@app.command
def schema() -> None:
    """Print the JSON Schema of the documents of every public class."""
    told(as_json(json_schema()))


@app.command
def jsonld(role: str, *, location: str | None = None, asking: Asking = ASKING) -> None:
    """Print ROLE as an Occupation of schema.org, in JSON-LD."""
    told(as_json(to_jsonld(role, location=location, catalog=asking.catalog())))


@app.command
def validate(
    path: str,
    *more: str,
    alone: Annotated[bool, Parameter(negative="", help="Read the files as a whole catalog of their own.")] = False,
) -> int:
    """Check TOML files of your own, each PATH a file or a folder on top of the guides; print each fault on a line, or what it adds."""
    below = Catalog(name="nothing") if alone else load_catalog()
    status = 0
    for each in (path, *more):
        try:
            catalog = read_path(each, None if alone else below, None)
        except DataFileError as error:
            lines, status = [str(fault) for fault in error.faults], 1
        else:
            lines = [f"{each}: {_added(catalog, below)}", *_new_conflicts(catalog, below)]
        sys.stdout.writelines(f"{visible(line)}\n" for line in lines)
    return status


#: Fields of a catalog, and what one and several of their entries are called.
_VOCABULARY = {
    "sources": ("source", "sources"),
    "roles": ("role", "roles"),
    "skills": ("skill", "skills"),
    "standard_levels": ("standard level", "standard levels"),
    "places": ("place", "places"),
    "scales": ("scale", "scales"),
}
_FACTS = {
    "levels": ("rung", "rungs"),
    "salary_bands": ("pay band", "pay bands"),
    "pay_claims": ("pay claim", "pay claims"),
    "pay_percentiles": ("group of a pay survey", "groups of pay surveys"),
    "requirements": ("requirement", "requirements"),
    "transition_claims": ("claim about moves", "claims about moves"),
    "traits": ("trait", "traits"),
}


def _added(catalog: Catalog, below: Catalog) -> str:
    """Count what a catalog holds more than the one below."""

    def counted(fields: dict[str, tuple[str, str]]) -> list[str]:
        found = ((len(getattr(catalog, field)) - len(getattr(below, field)), words) for field, words in fields.items())
        return [f"{count} {words[count != 1]}" for count, words in found if count]

    return f"adds {', '.join([*counted(_VOCABULARY), *counted(_FACTS)]) or 'nothing'}"


def _new_conflicts(catalog: Catalog, below: Catalog) -> list[str]:
    """Count and list the conflicts in which a source that the catalog below does not have takes part."""
    held = {source.id for source in below.sources}
    found = [item for item in find_disagreements(catalog=catalog).conflicts if not held.issuperset(item.sources)]
    count = f"{len(found)} new {'conflict' if len(found) == 1 else 'conflicts'}"
    return [count, *(f"  {item.topic}: {item.reason} ({', '.join(item.sources)})" for item in found)]
