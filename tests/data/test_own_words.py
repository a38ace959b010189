"""Nothing in the repository repeats the guides' sentences: figures, labels and names are kept as printed, the rest is in our own words."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import rolepath as rp
from rolepath.data.bundled import texts

ROOT = Path(__file__).resolve().parents[2]
#: So many words in a row, the same as in a guide, count as a copy.
RUN = 8
SKIPPED = {".lock", ".pickle", ".png", ".jpg", ".jpeg", ".gif", ".ico", ".webp", ".svg", ".pdf"}
#: Words of the labels of skills that say nothing by themselves. A run that leans on them is a sentence, not a list of names.
NO_NAMES = frozenset(
    {
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "how",
        "in",
        "into",
        "is",
        "it",
        "not",
        "of",
        "on",
        "or",
        "that",
        "the",
        "their",
        "to",
        "versus",
        "vs",
        "what",
        "when",
        "which",
        "with",
        "you",
        "your",
    }
)


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-z0-9$%+']+", text.lower())


def runs_of(words: list[str], known: set[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Longest stretches of words, each window of which is known."""
    start = None
    for index in range(len(words) - RUN + 2):
        if index <= len(words) - RUN and tuple(words[index : index + RUN]) in known:
            start = index if start is None else start
        elif start is not None:
            yield tuple(words[start : index + RUN - 1])
            start = None


def windows(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[index : index + RUN]) for index in range(len(words) - RUN + 1)}


def is_within(run: tuple[str, ...], words: list[str]) -> bool:
    return any(tuple(words[index : index + len(run)]) == run for index in range(len(words) - len(run) + 1))


def names() -> frozenset[str]:
    """Words of the labels of skills and tools."""
    skills = tomllib.loads(texts()["skills.toml"])["skills"]
    labels = [label for skill in skills for label in (skill["label"], *skill.get("alternative_labels", ()))]
    return frozenset(word for label in labels for word in words_of(label)) - NO_NAMES


def is_list_of_names(run: tuple[str, ...], listed: frozenset[str]) -> bool:
    """Tell whether every word is one of a name; "a" is only in "A/B"."""
    return all(word in listed or (word == "a" and after == "b") for word, after in zip(run, (*run[1:], ""), strict=True))


def copied(text: str, known: set[tuple[str, ...]], titles: list[list[str]], listed: frozenset[str]) -> list[str]:
    """Runs of a guide's words in a text, other than titles of guides and lists of names."""
    return [
        " ".join(run)
        for run in runs_of(words_of(text), known)
        if not any(is_within(run, title) for title in titles) and not is_list_of_names(run, listed)
    ]


def tracked() -> list[Path]:
    """Files that are, or would be, in the repository."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    paths = [ROOT / name for name in sorted(set(listed.split("\0"))) if name]
    return [path for path in paths if path.is_file() and path.suffix not in SKIPPED]


@pytest.fixture(scope="module")
def known(guides: Path) -> set[tuple[str, ...]]:
    """Every run of words of the guides."""
    return set().union(*(windows(words_of(path.read_text(encoding="utf-8"))) for path in sorted(guides.glob("*.txt"))))


@pytest.fixture(scope="module")
def titles(catalog: rp.Catalog) -> list[list[str]]:
    return [words_of(source.title) for source in catalog.sources]


class TestRepository:
    @pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout")
    def test_no_file_repeats_a_guide(self, known: set[tuple[str, ...]], titles: list[list[str]]) -> None:
        listed = names()
        files = tracked()
        assert Path(__file__) in files
        assert ROOT / "src/rolepath/data/guides/three-roles.toml" in files
        found = {
            str(path.relative_to(ROOT)): runs for path in files if (runs := copied(path.read_text(encoding="utf-8"), known, titles, listed))
        }
        assert found == {}

    def test_few_runs_of_the_guides_pass_as_lists_of_names(self, known: set[tuple[str, ...]]) -> None:
        listed = names()
        passing = sum(is_list_of_names(run, listed) for run in known)
        assert 0 < passing < len(known) / 50

    def test_every_guide_is_compared(self, guides: Path, catalog: rp.Catalog) -> None:
        assert {path.stem for path in guides.glob("*.txt")} == {source.id for source in catalog.sources}


class TestTheRule:
    """What counts as a copy, shown on a text of our own."""

    text = "The cat that sat on the mat by the door, SQL, Python, Docker, Airflow, Spark, Kafka, Git, Tableau and the hat"
    known = windows(words_of(text))
    listed = frozenset({"sql", "python", "docker", "airflow", "spark", "kafka", "git", "tableau"})

    def test_eight_words_are_a_copy(self) -> None:
        assert copied("Look: the CAT that sat; on the mat by!", self.known, [], self.listed) == ["the cat that sat on the mat by"]

    def test_seven_words_are_none(self) -> None:
        assert copied("the cat that sat on the mat near the door", self.known, [], self.listed) == []

    def test_a_longer_run_is_told_whole_and_two_runs_apart(self) -> None:
        text = "the cat that sat on the mat by the door; but then: cat that sat on the mat by the"
        assert copied(text, self.known, [], self.listed) == ["the cat that sat on the mat by the door", "cat that sat on the mat by the"]

    def test_line_ends_and_punctuation_do_not_hide_a_copy(self) -> None:
        assert copied('items = ["the cat",\n  "that sat on",\n  "the mat by"]', self.known, [], self.listed) == [
            "the cat that sat on the mat by"
        ]

    def test_a_title_is_none_alone_and_one_with_more(self) -> None:
        title = [words_of("the cat that sat on the mat by the")]
        assert copied("the cat that sat on the mat by", self.known, title, self.listed) == []
        assert copied("the cat that sat on the mat by the door", self.known, title, self.listed) == [
            "the cat that sat on the mat by the door"
        ]

    def test_a_list_of_names_is_none_alone_and_one_with_more(self) -> None:
        assert copied("SQL, Python, Docker, Airflow, Spark, Kafka, Git, Tableau", self.known, [], self.listed) == []
        assert copied("SQL, Python, Docker, Airflow, Spark, Kafka, Git, Tableau and", self.known, [], self.listed) == [
            "sql python docker airflow spark kafka git tableau and"
        ]

    def test_the_letter_a_is_a_name_in_one_place_only(self) -> None:
        assert is_list_of_names(("a", "b", "sql"), frozenset({"b", "sql"}))
        assert not is_list_of_names(("a", "sql", "b"), frozenset({"b", "sql"}))
        assert not is_list_of_names(("b", "sql", "a"), frozenset({"b", "sql"}))

    def test_words_that_say_nothing_are_no_names(self) -> None:
        assert "sql" in names()
        assert not names() & NO_NAMES
