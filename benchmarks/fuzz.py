"""Feed a reader with texts that libFuzzer makes up, through atheris; anything but a ``RolepathError`` that comes out ends the run.

From a checkout, in an environment where rolepath, its extra ``[toml]``, Hypothesis and atheris are installed::

    python benchmarks/fuzz.py json --seconds 480
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

try:
    import atheris
except ImportError:
    sys.exit("fuzz.py needs atheris, which has no wheel for every Python and system: run it with a Python that atheris has one for")

import attrs
import tomli_w
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

with atheris.instrument_imports(include=["rolepath", "tomllib", "json"]):
    import rolepath as rp
    from rolepath.data import bundled, files, overlays, structuring  # noqa: F401 - what is imported later goes without instruments
    from rolepath.interop import documents, migrations  # noqa: F401
    from rolepath.readers import profiles  # noqa: F401
    from rolepath.testing.strategies import catalogs
    from rolepath.testing.strategies import profiles as people

ROOT = Path(__file__).resolve().parents[1]
#: Most megabytes that the process may hold.
MEGABYTES = 1_024
#: Most seconds that one text may take.
SECONDS = 10
#: Most bytes of a text that is made up.
LONGEST = 20_000
_FACTS = ("levels", "salary_bands", "pay_claims", "pay_percentiles", "requirements", "transition_claims", "traits")
#: Share of the changes that are made to the data that a text stands for, not to its bytes.
AS_DATA = 0.7
#: Catalogs and people drawn as seeds.
DRAWN = 25

#: What no text on a screen may hold as it is: controls, and marks of writing direction and of no width.
RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")

HOSTILE: list[Any] = [
    None,
    True,
    0,
    -1,
    10**30,
    10**400,
    0.5,
    -0.0,
    1e-320,
    float("inf"),
    float("nan"),
    "",
    " ",
    "NaN",
    "Infinity",
    "1E+999999999",
    "sNaN",
    "2026-02-30",
    "\ud800",
    "a\u202eb\u2066",
    "\x1b[31m",
    "\0",
    "<script>alert(1)</script>",
    "\u1d2c\ufb03\u0130",
    "x" * 300,
    [],
    {},
    [[[[]]]],
    {"object": 0},
    {"type": "Role"},
    [{"children": [0]}],
]


# What is read --------------------------------------------------------------------------------------------------------


def _shown(made: Any) -> None:
    """Show a noun or an account in every way that it has; no raw control may stand in it, nor HTML.

    Answers are made by verbs: one that is made up may contradict itself, and is not shown.
    """
    if not (isinstance(made, rp.Explanation) or type(made).__module__.startswith("rolepath.model.")):
        return
    for text in (str(made), repr(made), made._repr_html_() if hasattr(made, "_repr_html_") else ""):
        found = RAW.search(text)
        if found:
            raise AssertionError(f"{type(made).__name__} shows a raw {found[0]!r}")
        if "<script>alert" in text and text.startswith("<"):
            raise AssertionError(f"{type(made).__name__} shows raw HTML")


def _refused(error: rp.RolepathError) -> None:
    """Show an error, which has to be a sentence."""
    if not str(error).strip():
        raise AssertionError("an error says nothing")


def _document(text: str, read: Callable[[str], Any], write: Callable[[Any], str]) -> None:
    try:
        made = read(text)
    except rp.RolepathError as error:
        _refused(error)
        return
    if read(write(made)) != made:
        raise AssertionError("what was read does not come back")
    _shown(made)


def read_json(text: str) -> None:
    """Read a JSON document; what is read is written, read again and shown."""
    _document(text, rp.from_json, rp.to_json)


def read_toml(text: str) -> None:
    """Read a TOML document; what is read is written, read again and shown."""
    _document(text, rp.from_toml, rp.to_toml)


def read_profile(text: str) -> None:
    """Read a person from JSON or TOML; who is read is written as a document, read again and shown."""
    read = rp.Profile.from_json if text.lstrip()[:1] in {"{", "["} else rp.Profile.from_toml
    try:
        made = read(text)
    except rp.RolepathError as error:
        _refused(error)
        return
    _shown(made)
    if not re.search("[\ud800-\udfff]", text) and "\\u" not in text and rp.from_json(rp.to_json(made)) != made:
        raise AssertionError("who was read does not come back")


class _Overlay:
    """Read a TOML file on top of a small catalog, since one as large as the guides would be most of the work."""

    def __init__(self, folder: Path) -> None:
        texts = {name: text for name, text in bundled.texts().items() if not name.startswith("guides/")}
        words = rp.catalog_from_toml(texts, name="words")
        named = {"python", "sql", "statistics", "aws", "gcp", "feature-engineering"}
        skills = (skill for place, skill in enumerate(words.skills) if place % 12 == 0 or skill.id in named)
        alone = (attrs.evolve(skill, broader=None, prerequisites=(), related=()) for skill in skills)
        self.base = attrs.evolve(words, skills=tuple(alone))
        self.path = folder / "fuzzed.toml"

    def __call__(self, text: str) -> None:
        self.path.write_bytes(text.encode("utf-8", "surrogateescape"))
        try:
            catalog = rp.load_overlay(self.path, base=self.base, name="x")
            # The same as a text, where no file could hold it.
            rp.catalog_from_toml({text[:20]: text}, base=self.base, name="x")
        except rp.RolepathError as error:
            _refused(error)
            return
        for field in ("sources", "places", "skills", "roles", "standard_levels", *_FACTS):
            for noun in getattr(catalog, field)[len(getattr(self.base, field)) :]:
                if rp.from_json(rp.to_json(noun)) != noun:
                    raise AssertionError("what was read does not come back")
                _shown(noun)
        _shown(catalog)


# Seeds ---------------------------------------------------------------------------------------------------------------


def _drawn(strategy: st.SearchStrategy[Any]) -> list[Any]:
    """Draw examples of a strategy."""
    found: list[Any] = []

    @settings(
        max_examples=DRAWN, derandomize=True, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(strategy)
    def draw(value: object) -> None:
        found.append(value)

    draw()
    return found


def _things() -> Iterator[Any]:
    """Yield nouns and answers, of the bundled catalog and of drawn ones."""
    catalog = rp.load_catalog()
    for field in ("sources", "places", "scales", "skills", "roles", "standard_levels", "parameters", *_FACTS):
        yield from getattr(catalog, field)[:6]
    small = _drawn(catalogs(max_requirements=4))
    yield from small
    yield from _drawn(people(catalog=catalog))
    for held in small:
        ids = [role.id for role in held.roles]
        if len(ids) > 1:
            yield rp.skill_gap(ids[0], ids[1], catalog=held)
            yield rp.transition_difficulty(ids[0], ids[1], catalog=held)
            yield rp.transition_difficulty(ids[0], ids[1], catalog=held).explain()
            yield rp.comp_lookup(ids[1], catalog=held)


def _people() -> Iterator[dict[str, Any]]:
    """Yield people as anyone may write them."""
    yield {"skills": {"python": "strong", "SQL": None}, "role": "data analyst", "years": 3, "hours_per_week": 7.5}
    yield {"skills": [{"skill": "python", "evidence": "certified"}, "welding"], "pay_floor": "85000.50", "currency": "USD"}
    yield {"unknown": [{"name": "welding", "proficiency": "expert"}], "location": "London", "level": "senior", "preferences": ["remote"]}
    yield {"scale": "proficiency", "skills": {"statistics": {"proficiency": "working", "scale": "proficiency"}}}


def _blocks() -> Iterator[str]:
    """Yield files of the format of overlays: whole ones, and each block of the guides with its head."""
    for path in sorted((ROOT / "examples" / "company").glob("*.toml")):
        yield path.read_text(encoding="utf-8")
    for name, text in bundled.texts().items():
        if name.startswith("guides/"):
            head, *blocks = re.split(r"(?m)^(?=\[\[)", text)
            yield from (head + block for block in blocks[::5])


def seeds(reader: str) -> Iterator[str]:
    """Yield the texts that a reader's corpus starts from."""
    if reader == "overlay":
        yield from _blocks()
    elif reader == "profile":
        for person in _people():
            yield json.dumps(person)
            yield tomli_w.dumps(_without_none(person))
    else:
        write = rp.to_json if reader == "json" else rp.to_toml
        yield from map(write, _things())


def _without_none(plain: Any) -> Any:
    """Leave out what TOML has no word for."""
    if isinstance(plain, dict):
        return {str(key): _without_none(value) for key, value in plain.items() if value is not None}
    if isinstance(plain, list):
        return [_without_none(value) for value in plain if value is not None]
    return plain


# Changes -------------------------------------------------------------------------------------------------------------


def _places(plain: Any) -> list[tuple[Any, Any]]:
    """List every table or list with each key or index of it."""
    found, ahead = [], [plain]
    while ahead:
        holder = ahead.pop()
        if isinstance(holder, (dict, list)):
            keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
            found += [(holder, key) for key in keys]
            ahead += [holder[key] for key in keys]
    return found


def _hostile(chance: random.Random) -> Any:
    return deepcopy(chance.choice(HOSTILE))


def _drop(_: random.Random, holder: Any, key: Any, __: Any) -> None:
    del holder[key]


def _replace(chance: random.Random, holder: Any, key: Any, __: Any) -> None:
    holder[key] = _hostile(chance)


def _copy(_: random.Random, holder: Any, key: Any, other: Any) -> None:
    holder[key] = deepcopy(other)


def _repeat(chance: random.Random, holder: Any, key: Any, __: Any) -> None:
    if isinstance(holder, list):
        holder.extend(deepcopy(holder[key]) for _ in range(chance.randrange(1, 4)))


def _add(chance: random.Random, holder: Any, _: Any, other: Any) -> None:
    if isinstance(holder, dict):
        holder[other if isinstance(other, str) else "a"] = _hostile(chance)


def _nest(_: random.Random, holder: Any, key: Any, other: Any) -> None:
    holder[key] = {other: holder[key]} if isinstance(other, str) else [holder[key]]


def _edit(chance: random.Random, holder: Any, key: Any, _: Any) -> None:
    if isinstance(holder[key], str):
        at = chance.randrange(len(holder[key]) + 1)
        holder[key] = f"{holder[key][:at]}{_hostile(chance)}{holder[key][at:]}"


_CHANGES = (_drop, _replace, _replace, _copy, _copy, _repeat, _add, _nest, _edit)


def _parsed(text: str) -> tuple[Any, Callable[[Any], str]]:
    """Take a text apart, and say how to put it together again."""
    if text.lstrip()[:1] in {"{", "["}:
        return json.loads(text), json.dumps
    return tomllib.loads(text, parse_float=Decimal), lambda plain: tomli_w.dumps(_without_none(plain))


def mutate(data: bytes, longest: int, seed: int) -> bytes:
    """Change a text as data where it is data, else and now and then byte by byte."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    if chance.random() < AS_DATA:
        try:
            plain, write = _parsed(data.decode())
            for _ in range(chance.randrange(1, 4)):
                found = _places(plain)
                if found:
                    holder, key = chance.choice(found)
                    other, place = chance.choice(found)
                    chance.choice(_CHANGES)(chance, holder, key, other[place])
            made = write(plain).encode("utf-8", "surrogateescape")
            if len(made) <= longest:
                return made
        except (ValueError, TypeError, ArithmeticError, RecursionError, AttributeError):
            pass
    changed: bytes = atheris.Mutate(data, longest)
    return changed


def _words() -> Iterator[str]:
    """Yield words that texts may hold: names of classes, fields and tables."""
    schema = rp.json_schema()
    for name, definition in schema["$defs"].items():
        yield name
        yield from definition.get("properties", ())
    yield from ("[[salary_bands]]", "[[traits]]", "[source]", "at = { section = ", "each_role", "one_of", "items", "rungs", "no_fact")
    yield from ("NaN", "1e999", "inf", "0xfffffffffffffff", '"""', "\\ud800", "\\u202e", "objects", "schema_version", "2026-01-31")


def main() -> None:
    """Run libFuzzer on one reader."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("reader", choices=["json", "toml", "overlay", "profile"])
    asked.add_argument("--seconds", type=int, default=60)
    asked.add_argument("--megabytes", type=int, default=MEGABYTES, help="most that the process may hold")
    asked.add_argument("--keep", type=Path, help="folder for the corpus and for what ends a run; a new one by default")
    given_ = asked.parse_args()
    folder: Path = given_.keep or Path(tempfile.mkdtemp(prefix="rolepath-fuzz-"))
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(seeds(given_.reader)):
        held = text.encode()
        if len(held) <= LONGEST:
            (corpus / f"seed-{number:04}").write_bytes(held)
    words = folder / "words"
    quoted = dict.fromkeys(word.replace("\\", "\\\\").replace('"', '\\"') for word in _words())
    words.write_text("".join(f'"{word}"\n' for word in quoted), encoding="utf-8")
    readers: dict[str, Callable[[str], None]] = {
        "json": read_json,
        "toml": read_toml,
        "profile": read_profile,
        "overlay": _Overlay(folder),
    }
    read = readers[given_.reader]

    def one(data: bytes) -> None:
        read(data.decode("utf-8", "surrogateescape"))

    options = [
        f"-max_total_time={given_.seconds}",
        f"-rss_limit_mb={given_.megabytes}",
        f"-timeout={SECONDS}",
        f"-max_len={LONGEST}",
        f"-artifact_prefix={folder}/",
        f"-dict={words}",
        "-len_control=0",
        "-print_final_stats=1",
        str(corpus),
    ]
    print(f"{given_.reader}: the corpus and what ends the run stand in {folder}", flush=True)
    atheris.Setup([sys.argv[0], *options], one, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
