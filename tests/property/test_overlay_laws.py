"""Files of the format of overlays, changed at random: a whole catalog or our error comes out, and a catalog comes back from a document."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import rolepath as rp
from rolepath.data import bundled

ROOT = Path(__file__).resolve().parents[2]
TEXTS = bundled.texts()
VOCABULARY = {name: text for name, text in TEXTS.items() if not name.startswith("guides/")}
COMPANY = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples" / "company").glob("*.toml"))}
#: Whole small files, and the first blocks of each guide.
FILES = [*COMPANY.values(), *("\n".join(text.split("\n")[:60]) for name, text in TEXTS.items() if name.startswith("guides/"))]
SPLICES = [
    "\u202e",
    "\u2066",
    "\ufeff",
    "\u0130",
    "\ufb03",
    "e\u0301",
    "\x00",
    "\x1b[31m",
    "\u2028",
    "\U0001d4b3",
    '"',
    "'",
    "]",
    "}",
    "#",
    "=",
    "\\",
    "\r",
    "nan",
]


def values(lines: list[str]) -> list[int]:
    return [place for place, line in enumerate(lines) if " = " in line]


@st.composite
def changed(draw: st.DrawFn) -> str:
    """Change a file in one to four lines: drop, repeat, move, take another's value, cut, splice, take a line of another file."""
    lines = draw(st.sampled_from(FILES)).split("\n")
    for _ in range(draw(st.integers(1, 4))):
        here, there = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        how = draw(st.sampled_from(["drop", "repeat", "move", "value", "cut", "splice", "splice", "foreign"]))
        line = lines[here]
        at = draw(st.integers(0, len(line)))
        if how == "drop" and len(lines) > 1:
            del lines[here]
        elif how == "repeat":
            lines.insert(there, line)
        elif how == "move":
            lines[here], lines[there] = lines[there], lines[here]
        elif how == "value" and len(keyed := values(lines)) > 1:
            mine, theirs = (draw(st.sampled_from(keyed)) for _ in range(2))
            lines[mine] = f"{lines[mine].partition(' = ')[0]} = {lines[theirs].partition(' = ')[2]}"
        elif how == "cut":
            lines[here] = line[:at]
        elif how == "splice":
            lines[here] = f"{line[:at]}{draw(st.sampled_from(SPLICES) | st.text(max_size=3))}{line[at:]}"
        else:
            lines.insert(there, draw(st.sampled_from(draw(st.sampled_from(FILES)).split("\n"))))
    return "\n".join(lines)


@pytest.fixture(scope="module")
def words() -> rp.Catalog:
    return rp.catalog_from_toml(VOCABULARY, name="words")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("overlay")


class TestChangedFiles:
    def test_unchanged_they_are_read(self, words: rp.Catalog) -> None:
        """Else the test below proves little."""
        for name, text in TEXTS.items():
            if name not in VOCABULARY:
                assert len(rp.catalog_from_toml({name: text}, base=words).facts) > 50
        assert rp.catalog_from_toml(COMPANY, base=words).role("ml-platform-engineer")

    @settings(max_examples=100, suppress_health_check=list(HealthCheck))
    @given(text=changed())
    @example(text='["\u202e"]\na = 1')
    @example(text="[[roles]]\n[[skills]]\n[source]")
    def test_a_catalog_or_our_error(self, text: str, words: rp.Catalog, folder: Path) -> None:
        file = folder / "changed.toml"
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        found: list[rp.Catalog | None] = []
        for path in (file, folder):
            refused = None
            try:
                found.append(rp.load_overlay(path, base=words, name="changed"))
            except rp.DataFileError as error:
                found.append(None)
                refused = error
            assert refused is None or refused.faults
            assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in str(refused) if char != "\n")
        assert found[0] == found[1]
        if found[0] is not None:
            assert rp.from_json(rp.to_json(found[0])) == found[0]
