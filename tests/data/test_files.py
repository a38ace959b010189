"""Catalogs from TOML files: every fault of every file is reported, with its place, in one go."""

from __future__ import annotations

import copy
import json
import pickle
import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import rolepath as rp
from rolepath.data.bundled import texts
from rolepath.data.files import NoFact, catalog_from_toml, no_facts

VOCABULARY = """
[[scales]]
id = "proficiency"
label = "Proficiency"
measures = "proficiency"
reason = "two steps"
steps = [
  { label = "some", value = 0.25, alternative_labels = ["a little"] },
  { label = "much", value = 0.75 },
]

[[scales]]
id = "importance"
label = "Importance"
measures = "importance"
reason = "two steps"
steps = [{ label = "useful", value = 0.25 }, { label = "critical", value = 1.0 }]

[[places]]
id = "uk"
label = "UK"

[[places]]
id = "london"
label = "London"
within = "uk"

[[levels]]
id = "entry"
label = "Entry"
track = "individual-contributor"
rank = 1

[[levels]]
id = "manager"
label = "Manager"
track = "management"
rank = 1

[[skills]]
id = "sql"
label = "SQL"
kind = "tool"
effort = "topic"
alternative_labels = ["query language", "databases"]

[[skills]]
id = "python"
label = "Python"
kind = "tool"
alternative_labels = ["scripting"]
related = [{ skill = "sql", credit = 0.25, reason = "both are languages" }]

[[skills]]
id = "data-modeling"
label = "Data modeling"
kind = "practice"
broader = "sql"
prerequisites = ["sql"]
alternative_labels = ["databases"]

[[roles]]
id = "analyst"
label = "Analyst"

[[roles]]
id = "engineer"
label = "Engineer"
alternative_labels = ["builder"]

[efforts.topic]
weeks = [1, 3]
reason = "a short course"

[gap.tool]
value = 0.25
low = 0.1
high = 0.5
reason = "a tool is soon learnt"

[difficulty.step]
value = 0.5
low = 0.25
high = 1.0
reason = "a rung is much"
"""

HEAD = """
[source]
id = "guide"
title = "A guide"
published = 2026
currency = "GBP"
region = "uk"
"""

FACTS = """
[[no_fact]]
lines = [1, 2]
reason = "title"

[[salary_bands]]
role = "engineer"
component = "base"
location = "london"
at = { section = "Pay", line = 3 }
levels = [
  { level = "entry", as = "Beginner", minimum = 30_000, maximum = 40_000.5, printed = "30K", assumed = ["as"] },
  { currency = "USD", line = 4, minimum = 1, via = "a survey" },
]

[[pay_claims]]
at = { section = "Pay", line = 5, end_line = 6 }
items = [{ role = "engineer", other = "analyst", relation = "more", percent_minimum = 5, percent_maximum = 9.5, levels = ["entry"] }]

[[requirements]]
each_role = ["analyst", "engineer"]
basis = "tool"
at = { section = "Tools", line = 7 }
skills = [
  "Query-Language",
  { skill = "python", proficiency = "A little", importance = "critical", printed = "Py", essential = false, hedge = "often" },
  { one_of = ["sql", "scripting"] },
]

[[levels]]
role = "analyst"
at = { section = "Ladder" }
rungs = [{ level = "entry", label = "Junior Analyst", line = 8, end_line = 9, scope = "small questions" }]

[[transition_claims]]
at = { section = "Moves", line = 10 }
each_origin = ["analyst"]
each_target = ["engineer"]
kind = "duration"
items = [{ text = "a year of study", months_minimum = 12, months_maximum = 18 }]

[[traits]]
role = "analyst"
aspect = "mission"
at = { section = "Work", line = 11 }
items = ["finds things out", { text = "asks 3 questions", minimum = 3, maximum = 3, unit = "questions", year = 2026, approximate = true }]

[[traits]]
each_role = ["analyst", "engineer"]
aspect = "stressor"
at = { section = "Work", line = 12 }
items = ["deadlines"]

[[traits]]
roles = ["analyst", "engineer"]
aspect = "overlap"
at = { section = "Work", line = 13 }
items = ["both use data"]
"""

VALID = {"words.toml": VOCABULARY, "guide.toml": HEAD + FACTS}
AT = 'at = { section = "S", line = 1 }\n'
TRAITS = f"[[traits]]\n{AT}"
TRAIT = f'{TRAITS}role = "analyst"\naspect = "mission"\n'
BANDS = f'[[salary_bands]]\n{AT}role = "analyst"\n'
BAND = f'{BANDS}component = "total"\n'
CLAIMS = f"[[pay_claims]]\n{AT}"
NEEDS = f'[[requirements]]\n{AT}role = "analyst"\nbasis = "tool"\n'
RUNGS = f'[[levels]]\n{AT}role = "analyst"\n'
MOVES = f"[[transition_claims]]\n{AT}"
CITES = "must be a table with section, line and perhaps end_line, since every fact cites its source; got"
HUGE = "0x" + "f" * 5000

Found = list[tuple[str, str, str, str]]


def faults_of(files: dict[str, str]) -> Found:
    """Read files that must not be readable, and return each fault as (file, block, field, sentence), sorted."""
    with pytest.raises(rp.DataFileError) as caught:
        catalog_from_toml(files)
    return sorted(tuple(fault) for fault in caught.value.faults)


def guide(blocks: str) -> Found:
    """Faults of a source file with these blocks, beside a sound vocabulary."""
    return faults_of({"words.toml": VOCABULARY, "guide.toml": HEAD + blocks})


def words(blocks: str) -> Found:
    """Faults of a file of vocabulary, beside a sound one."""
    return faults_of({"words.toml": VOCABULARY, "more.toml": blocks})


def test_a_block_without_a_place_hides_no_other_fault() -> None:
    block = "[[traits]]\nat = { section = 'S', lin = 3 }\nrole = 'analyst'\naspect = 'mision'\nitems = [{ text = 'x', yeer = 3 }]"
    found = guide(block)
    assert [(where, field) for _, where, field, _ in found] == [
        ("traits[0]", "at"),
        ("traits[0].items[0]", "aspect"),
        ("traits[0].items[0]", "yeer"),
    ]
    assert found[0][3] == f"{CITES} {{'section': 'S', 'lin': 3}}; did you mean 'line'?"


@pytest.fixture(scope="module")
def ours() -> rp.Catalog:
    """The catalog of the sound files."""
    return catalog_from_toml(VALID, name="ours")


class TestValid:
    """What a sound set of files becomes."""

    def test_counts(self, ours: rp.Catalog) -> None:
        kinds = ("salary_bands", "pay_claims", "requirements", "levels", "transition_claims", "traits")
        assert ours.name == "ours"
        assert [len(getattr(ours, kind)) for kind in kinds] == [2, 1, 8, 1, 1, 5]

    def test_source(self, ours: rp.Catalog) -> None:
        assert ours.sources == (rp.Source(id="guide", title="A guide", published="2026", currency="GBP", region="uk"),)

    @pytest.mark.parametrize("written", ["2026-05-03", '"2026-05-03"'])
    def test_day_of_publication(self, written: str) -> None:
        catalog = catalog_from_toml({"guide.toml": f'[source]\nid = "guide"\ntitle = "A guide"\npublished = {written}'})
        assert catalog.sources[0].published == "2026-05-03"

    def test_band_takes_what_its_block_and_source_say(self, ours: rp.Catalog) -> None:
        first, second = ours.salary_bands
        assert first == rp.SalaryBand(
            role="engineer",
            component="base",
            location="london",
            level="entry",
            level_label="Beginner",
            minimum=Decimal(30_000),
            maximum=Decimal("40000.5"),
            currency="GBP",
            assumed=("level_label",),
            citation=rp.Citation(source="guide", section="Pay", line=3, printed="30K"),
        )
        assert second == rp.SalaryBand(
            role="engineer",
            component="base",
            location="london",
            minimum=Decimal(1),
            currency="USD",
            citation=rp.Citation(source="guide", section="Pay", line=4, via="a survey"),
        )

    def test_groups_of_a_survey(self) -> None:
        groups = """
[[pay_percentiles]]
each_role = ["analyst", "engineer"]
component = "base"
at = { section = "Pay", line = 3 }
groups = [
  { level = "entry", location = "london", year = 2023, first_year = 2021, p25 = 30_000, p50 = 40_000.5, floors = [50], records = 12 },
  { currency = "USD", year = 2023, p90 = 1, line = 4, employment = 1200, titles = ["Analyst"], grouping = "detailed" },
]
"""
        found = catalog_from_toml({"words.toml": VOCABULARY, "guide.toml": HEAD + groups}).pay_percentiles
        assert [group.role for group in found] == ["analyst", "engineer"] * 2
        assert found[0] == rp.PayPercentiles(
            role="analyst",
            component="base",
            currency="GBP",
            level="entry",
            location="london",
            year=2023,
            first_year=2021,
            p25=Decimal(30_000),
            p50=Decimal("40000.5"),
            floors=(50,),
            records=12,
            citation=rp.Citation(source="guide", section="Pay", line=3),
        )
        assert found[3] == rp.PayPercentiles(
            role="engineer",
            component="base",
            currency="USD",
            year=2023,
            p90=Decimal(1),
            employment=1200,
            titles=("Analyst",),
            grouping="detailed",
            citation=rp.Citation(source="guide", section="Pay", line=4),
        )

    def test_pay_claim(self, ours: rp.Catalog) -> None:
        assert ours.pay_claims == (
            rp.PayClaim(
                role="engineer",
                other="analyst",
                relation="more",
                percent_minimum=Decimal(5),
                percent_maximum=Decimal("9.5"),
                levels=("entry",),
                citation=rp.Citation(source="guide", section="Pay", line=5, end_line=6),
            ),
        )

    def test_entry_with_a_line_of_its_own_does_not_take_the_last_line_of_its_block(self) -> None:
        blocks = "[[traits]]\naspect = 'supply'\nat = { section = 'S', line = 5, end_line = 6 }\nitems = ['x', { text = 'y', line = 3 }]"
        first, second = catalog_from_toml({"guide.toml": f"[source]\nid = 'guide'\ntitle = 'G'\n{blocks}"}).traits
        assert first.citation == rp.Citation(source="guide", section="S", line=5, end_line=6)
        assert second.citation == rp.Citation(source="guide", section="S", line=3)

    def test_requirements_are_spread_over_roles_and_alternatives(self, ours: rp.Catalog) -> None:
        found = ours.requirements
        assert [(fact.role, fact.skill, fact.alternatives, fact.citation.printed) for fact in found] == [
            ("analyst", "sql", (), "Query-Language"),
            ("engineer", "sql", (), "Query-Language"),
            ("analyst", "python", (), "Py"),
            ("engineer", "python", (), "Py"),
            ("analyst", "sql", ("python",), None),
            ("engineer", "sql", ("python",), None),
            ("analyst", "python", ("sql",), None),
            ("engineer", "python", ("sql",), None),
        ]

    def test_requirement_is_rated_by_the_label(self, ours: rp.Catalog) -> None:
        fact = ours.requirements[2]
        assert fact.proficiency == rp.Rating(scale="proficiency", label="some", value=0.25)
        assert fact.importance == rp.Rating(scale="importance", label="critical", value=1.0)
        assert (fact.is_essential, fact.hedge) == (False, "often")

    def test_a_rating_is_what_is_printed_where_nothing_else_is(self) -> None:
        blocks = f'{NEEDS}skills = [{{ skill = "sql", proficiency = "A little" }}]'
        catalog = catalog_from_toml({"words.toml": VOCABULARY, "guide.toml": HEAD + blocks})
        assert catalog.requirements[0].citation.printed == "A little"

    def test_rung_takes_track_and_rank_of_the_standard_level(self, ours: rp.Catalog) -> None:
        assert ours.levels == (
            rp.Level(
                id="entry",
                label="Junior Analyst",
                track="individual-contributor",
                rank=1,
                role="analyst",
                scope="small questions",
                citation=rp.Citation(source="guide", section="Ladder", line=8, end_line=9),
            ),
        )

    def test_transition_claim(self, ours: rp.Catalog) -> None:
        assert ours.transition_claims == (
            rp.TransitionClaim(
                kind="duration",
                text="a year of study",
                origin="analyst",
                target="engineer",
                months_minimum=Decimal(12),
                months_maximum=Decimal(18),
                citation=rp.Citation(source="guide", section="Moves", line=10),
            ),
        )

    def test_traits(self, ours: rp.Catalog) -> None:
        assert [(fact.roles, fact.text, fact.citation.line) for fact in ours.traits] == [
            (("analyst",), "finds things out", 11),
            (("analyst",), "asks 3 questions", 11),
            (("analyst",), "deadlines", 12),
            (("engineer",), "deadlines", 12),
            (("analyst", "engineer"), "both use data", 13),
        ]
        figure = ours.traits[1]
        assert (figure.minimum, figure.maximum, figure.unit, figure.year, figure.approximate) == (3, 3, "questions", 2026, True)

    def test_skill_has_the_effort_of_its_class(self, ours: rp.Catalog) -> None:
        sql, python, _ = ours.skills
        assert (sql.effort_weeks_minimum, sql.effort_weeks_maximum, sql.effort_reason) == (1.0, 3.0, "a short course")
        assert (python.effort_weeks_minimum, python.effort_weeks_maximum, python.effort_reason) == (None, None, None)
        assert python.related == (rp.RelatedSkill(skill="sql", credit=0.25, reason="both are languages"),)

    def test_numbers_of_the_measures(self, ours: rp.Catalog) -> None:
        catalog = ours
        assert catalog.parameters == (
            rp.Parameter(name="gap.tool", value=0.25, low=0.1, high=0.5, reason="a tool is soon learnt"),
            rp.Parameter(name="difficulty.step", value=0.5, low=0.25, high=1.0, reason="a rung is much"),
        )
        assert catalog.gap_weights == rp.GapWeights(tool=0.25)
        assert catalog.difficulty_model == rp.DifficultyModel(weights=rp.DifficultyWeights(step=0.5))

    def test_number_of_the_model_itself(self) -> None:
        blocks = '[difficulty.hours_per_week]\nvalue = 8\nlow = 5\nhigh = 20\nreason = "r"'
        assert catalog_from_toml({"more.toml": blocks}).difficulty_model == rp.DifficultyModel(hours_per_week=8.0)

    def test_no_files_make_an_empty_catalog(self) -> None:
        assert catalog_from_toml({}) == rp.Catalog(name="catalog")

    def test_vocabulary_may_come_in_any_order_and_number_of_files(self, ours: rp.Catalog) -> None:
        before, start, after = VOCABULARY.partition("[[skills]]")
        files = {"guide.toml": HEAD + FACTS, "b.toml": start + after, "a.toml": before}
        assert catalog_from_toml(files, name="ours") == ours

    def test_nothing_found_on_the_way_is_shared(self, ours: rp.Catalog) -> None:
        """Two readings share no state."""
        assert catalog_from_toml(VALID, name="ours") == ours
        assert "[[roles]]" in VALID["words.toml"]


class TestWholeFiles:
    """Files that are no TOML, or no such file."""

    def test_no_toml(self) -> None:
        assert faults_of({"a.toml": "x = = 1"}) == [("a.toml", "", "", "is not TOML: Invalid value (at line 1, column 5)")]

    def test_several_files_at_once(self) -> None:
        found = faults_of({"a.toml": "x = = 1", "words.toml": VOCABULARY, "b.toml": "[[roles]", "guide.toml": HEAD + f"{TRAITS}items = []"})
        assert [(file, block, field) for file, block, field, _ in found] == [
            ("a.toml", "", ""),
            ("b.toml", "", ""),
            ("guide.toml", "traits[0]", "items"),
        ]

    def test_nesting_too_deep(self) -> None:
        [(file, block, field, sentence)] = faults_of({"a.toml": f"x = {'[' * 20_000}{']' * 20_000}"})
        assert (file, block, field) == ("a.toml", "", "")
        assert sentence.startswith("is not TOML: ")

    @pytest.mark.parametrize("part", ["a", '"a.b"', "'a b'", '"\\""'])
    @pytest.mark.parametrize("dot", [".", " .\t"])
    def test_long_keys(self, part: str, dot: str) -> None:
        # The parser keeps every beginning of a key: one of 400,000 parts would take 600 GB.
        sentence = "is not TOML: a key joins more than 8 words by dots; a table has no such key"
        for text in (dot.join([part] * 9) + " = 1", f"[{dot.join([part] * 9)}]", dot.join([part] * 60_000) + " = 1"):
            assert faults_of({"a.toml": text}) == [("a.toml", "", "", sentence)]
        (fault,) = faults_of({"a.toml": dot.join([part] * 8) + " = 1"})
        assert fault[3].startswith("is no table of a vocabulary file")

    @pytest.mark.parametrize("quotes", ['"', "'", '"""', "'''"])
    def test_dots_in_a_text_make_no_long_key(self, quotes: str) -> None:
        dotted = ".".join(["a"] * 60)
        texts = {"words.toml": f"# {dotted}\n[[roles]]  # {dotted}\nid = 'x'\nlabel = {quotes}{dotted}{quotes}\n"}
        assert catalog_from_toml(texts).role("x").label == dotted

    def test_number_of_too_many_digits(self) -> None:
        [(file, block, field, sentence)] = faults_of({"a.toml": f"x = {'9' * 5000}"})
        assert (file, block, field) == ("a.toml", "", "")
        assert sentence.startswith("is not TOML: ")

    @pytest.mark.parametrize("value", [b"x = 1", None, 5])
    def test_no_text(self, value: Any) -> None:
        assert faults_of({"a.toml": value}) == [("a.toml", "", "", f"must be a text, got {value!r}")]

    def test_unknown_table_of_a_vocabulary_file(self) -> None:
        known = "known are claims, difficulty, efforts, gap, levels, places, proximity, roles, scales, skills"
        assert words("[role]\nid = 'x'\n[[trait]]\n") == [
            ("more.toml", "role", "", f"is no table of a vocabulary file; {known}"),
            ("more.toml", "trait", "", f"is no table of a vocabulary file; {known}"),
        ]

    def test_unknown_table_of_a_source_file(self) -> None:
        kinds = "descriptors, levels, no_fact, pay_claims, pay_percentiles, requirements, salary_bands, source, traits, transition_claims"
        known = f"known are {kinds}"
        assert guide("[[trait]]\n[[roles]]\n") == [
            ("guide.toml", "roles", "", f"is no table of a source file; {known}"),
            ("guide.toml", "trait", "", f"is no table of a source file; {known}"),
        ]

    def test_order_of_unknown_tables_is_fixed(self) -> None:
        names = ["zebra", "ant", "mule", "bee", "yak", "cat"]
        with pytest.raises(rp.DataFileError) as caught:
            catalog_from_toml({"a.toml": "".join(f"{name} = 1\n" for name in names)})
        assert [fault.block for fault in caught.value.faults] == sorted(names)

    @pytest.mark.parametrize("key", ["traits", "no_fact", "salary_bands", "pay_claims", "requirements", "levels", "transition_claims"])
    def test_table_in_place_of_blocks(self, key: str) -> None:
        assert guide(f"[{key}]\n") == [("guide.toml", key, "", f"must be written as [[{key}]] blocks")]

    @pytest.mark.parametrize("key", ["scales", "places", "skills", "roles", "levels"])
    def test_table_in_place_of_blocks_of_the_vocabulary(self, key: str) -> None:
        assert words(f"[{key}]\n") == [("more.toml", key, "", f"must be written as [[{key}]] blocks")]

    def test_block_that_is_no_table(self) -> None:
        assert faults_of({"a.toml": "roles = [1, 'x']", "b.toml": f"traits = [{HUGE}]\n[source]\nid = 'b'\ntitle = 'B'"}) == [
            ("a.toml", "roles[0]", "", "must be a table, got 1"),
            ("a.toml", "roles[1]", "", "must be a table, got 'x'"),
            ("b.toml", "traits[0]", "", "must be a table, got a int too large to show"),
        ]

    @pytest.mark.parametrize("key", ["gap", "difficulty", "efforts"])
    def test_number_in_place_of_a_table(self, key: str) -> None:
        assert words(f"{key} = 5") == [("more.toml", key, "", "must be a table, got 5")]


class TestSources:
    """The head of a source file."""

    @pytest.mark.parametrize("text", ["source = 3", "[[source]]\nid = 'x'"])
    def test_no_table(self, text: str) -> None:
        assert faults_of({"g.toml": text}) == [("g.toml", "source", "", "must be a table [source]")]

    def test_empty(self) -> None:
        assert faults_of({"g.toml": "[source]"}) == [("g.toml", "source", "id", "is missing"), ("g.toml", "source", "title", "is missing")]

    def test_every_key_wrong(self) -> None:
        head = "[source]\nid = 'Not An Id'\ntitle = 3\npublished = []\ncurrency = 'usd'\nregion = ''\nauther = 'x'\nabout = ''"
        assert faults_of({"g.toml": head}) == [
            ("g.toml", "source", "about", "Source.about must not be empty; leave it out where it is unknown, got ''"),
            ("g.toml", "source", "auther", "is no key of Source; did you mean 'author'?"),
            ("g.toml", "source", "currency", "Source.currency must be an ISO 4217 code; write USD, got 'usd'"),
            ("g.toml", "source", "id", "Source.id must be lower-case words joined by hyphens, got 'Not An Id'"),
            ("g.toml", "source", "published", "must be a text, got []"),
            ("g.toml", "source", "region", "Source.region must be lower-case words joined by hyphens, got ''"),
            ("g.toml", "source", "title", "must be a text, got 3"),
        ]

    def test_boolean_is_no_year(self) -> None:
        assert faults_of({"g.toml": "[source]\nid = 'g'\ntitle = 'G'\npublished = true"}) == [
            ("g.toml", "source", "published", "must be a text, got True")
        ]

    def test_unknown_region(self) -> None:
        assert faults_of({"g.toml": "[source]\nid = 'g'\ntitle = 'G'\nregion = 'mars'\nregion_assumed = 'moon'"}) == [
            ("g.toml", "source", "region", "no place has the id 'mars'"),
            ("g.toml", "source", "region_assumed", "no place has the id 'moon'"),
        ]

    def test_same_id_in_two_files(self) -> None:
        assert faults_of({"a.toml": "[source]\nid = 'g'\ntitle = 'G'", "b.toml": "[source]\nid = 'g'\ntitle = 'H'"}) == [
            ("b.toml", "source", "id", "'g' stands twice; each source has an id of its own")
        ]

    def test_facts_of_a_broken_source_are_checked_too_but_not_for_its_id(self) -> None:
        files = {"words.toml": VOCABULARY, "g.toml": f"[source]\nid = 'g'\n{TRAIT}items = ['x', 5]"}
        assert faults_of(files) == [
            ("g.toml", "source", "title", "is missing"),
            ("g.toml", "traits[0].items[1]", "", "must be a table, got 5"),
        ]

    def test_lines_without_a_fact(self) -> None:
        blocks = """
            no_fact = ["x"]
        """
        assert faults_of({"g.toml": blocks + "[source]\nid = 'g'\ntitle = 'G'"}) == [
            ("g.toml", "no_fact[0]", "", "must be a table, got 'x'")
        ]
        blocks = """
            [[no_fact]]
            lines = "abc"
            reason = 3
            [[no_fact]]
            lines = []
            reason = ""
            [[no_fact]]
            line = [3]
            [[no_fact]]
            lines = [0, "x", true]
            reason = "r"
            [[no_fact]]
            lines = [0]
            reason = "r"
        """
        assert guide(blocks) == [
            ("guide.toml", "no_fact[0]", "lines", "must be a list, got 'abc'"),
            ("guide.toml", "no_fact[0]", "reason", "must be a text, got 3"),
            ("guide.toml", "no_fact[1]", "lines", "NoFact.lines must hold at least one entry, got ()"),
            ("guide.toml", "no_fact[1]", "reason", "NoFact.reason must not be empty; leave it out where it is unknown, got ''"),
            ("guide.toml", "no_fact[2]", "line", "is no key of NoFact; did you mean 'lines'?"),
            ("guide.toml", "no_fact[2]", "lines", "is missing"),
            ("guide.toml", "no_fact[2]", "reason", "is missing"),
            ("guide.toml", "no_fact[3]", "lines[1]", "must be a whole number, got 'x'"),
            ("guide.toml", "no_fact[3]", "lines[2]", "must be a whole number, got True"),
            ("guide.toml", "no_fact[4]", "lines", "NoFact.lines must be 1 or more, got 0"),
        ]


class TestNoFacts:
    """The lines that a file lists as holding no fact."""

    def test_read(self) -> None:
        assert no_facts(HEAD + FACTS) == (NoFact(lines=(1, 2), reason="title"),)
        assert no_facts(HEAD) == ()

    @pytest.mark.parametrize(
        ("text", "place", "sentence"),
        [
            ("x = = 1", ("", ""), "is not TOML: Invalid value (at line 1, column 5)"),
            ("no_fact = 3", ("no_fact", ""), "must be written as [[no_fact]] blocks"),
            ("no_fact = [3]", ("no_fact[0]", ""), "must be a table, got 3"),
            ("[[no_fact]]\nlines = [1]", ("no_fact[0]", "reason"), "is missing"),
            ("[[no_fact]]\nlines = [1.5]\nreason = 'r'", ("no_fact[0]", "lines[0]"), "must be a whole number, got Decimal('1.5')"),
        ],
    )
    def test_broken(self, text: str, place: tuple[str, str], sentence: str) -> None:
        with pytest.raises(rp.DataFileError) as caught:
            no_facts(text)
        assert [tuple(fault) for fault in caught.value.faults] == [("", *place, sentence)]


class TestVocabulary:
    """Skills, roles, levels, places, scales."""

    @pytest.mark.parametrize(
        ("blocks", "block", "field", "sentence"),
        [
            ("[[roles]]\nid = 'x'", "roles[0]", "label", "is missing"),
            ("[[roles]]\nid = 'x'\nlabel = 'X'\nlable = 'X'", "roles[0]", "lable", "is no key of Role; did you mean 'label'?"),
            ("[[roles]]\nid = 'x'\nlabel = 'X'\nqqqq = 'X'", "roles[0]", "qqqq", "is no key of Role"),
            ("[[roles]]\nid = 7\nlabel = 'X'", "roles[0]", "id", "must be a text, got 7"),
            ("[[roles]]\nid = 'X Y'\nlabel = 'X'", "roles[0]", "id", "Role.id must be lower-case words joined by hyphens, got 'X Y'"),
            ("[[roles]]\nid = 'x'\nlabel = {}", "roles[0]", "label", "must be a text, got {}"),
            ("[[roles]]\nid = 'x'\nlabel = 'X'\nalternative_labels = 'DS'", "roles[0]", "alternative_labels", "must be a list, got 'DS'"),
            (
                "[[roles]]\nid = 'x'\nlabel = 'X'\nalternative_labels = {a = 1}",
                "roles[0]",
                "alternative_labels",
                "must be a list, got {'a': 1}",
            ),
            (
                "[[roles]]\nid = 'x'\nlabel = 'X'\nalternative_labels = ['a', 5]",
                "roles[0]",
                "alternative_labels[1]",
                "must be a text, got 5",
            ),
            ("[[roles]]\nid = 'analyst'\nlabel = 'X'", "roles[0]", "id", "'analyst' stands twice; each role has an id of its own"),
            (
                "[[skills]]\nid = 'sql'\nlabel = 'X'\nkind = 'tool'",
                "skills[0]",
                "id",
                "'sql' stands twice; each skill has an id of its own",
            ),
            (
                "[[skills]]\nid = 'x'\nlabel = 'X'\nkind = 'tol'",
                "skills[0]",
                "kind",
                "SkillKind must be one of interpersonal, knowledge, practice, tool, got 'tol'",
            ),
            ("[[skills]]\nid = 'x'\nlabel = 'X'\nkind = ['tool']", "skills[0]", "kind", "must be a text, got ['tool']"),
            ("[[skills]]\nid = 'x'\nlabel = 'X'\nkind = 'tool'\nbroader = 'y'", "skills[0]", "broader", "no skill has the id 'y'"),
            (
                "[[skills]]\nid = 'x'\nlabel = 'X'\nkind = 'tool'\nprerequisites = ['sql', 'y']",
                "skills[0]",
                "prerequisites",
                "no skill has the id 'y'",
            ),
            (
                "[[skills]]\nid = 'x'\nlabel = 'X'\nkind = 'tool'\nrelated = [{ skill = 'y', credit = 0, reason = 'r' }]",
                "skills[0]",
                "related",
                "no skill has the id 'y'",
            ),
            (
                "[[skills]]\nid = 'x'\nlabel = 'X'\nkind = 'tool'\nrelated = [{ skill = 'sql', credit = 1.5, reason = 'r' }]",
                "skills[0]",
                "related[0].credit",
                "RelatedSkill.credit must lie in 0 to 1, got 1.5",
            ),
            (
                "[[skills]]\nid = 'x'\nlabel = 'X'\nkind = 'tool'\nrelated = [{ skill = 'sql', credit = 1 }]",
                "skills[0]",
                "related[0].reason",
                "is missing",
            ),
            (
                "[[skills]]\nid = 'x'\nlabel = 'X'\nkind = 'tool'\nrelated = ['sql']",
                "skills[0]",
                "related[0]",
                "must be a table, got 'sql'",
            ),
            (
                "[[skills]]\nid = 'x'\nlabel = 'X'\nkind = 'tool'\neffort = 'topik'",
                "skills[0]",
                "effort",
                "no class of effort is called 'topik'; known are topic",
            ),
            (
                "[[skills]]\nid = 'x'\nlabel = 'X'\nkind = 'tool'\neffort = []",
                "skills[0]",
                "effort",
                "no class of effort is called []; known are topic",
            ),
            ("[[places]]\nid = 'x'\nlabel = 'X'\nwithin = 'y'", "places[0]", "within", "no place has the id 'y'"),
            ("[[places]]\nid = 'uk'\nlabel = 'X'", "places[0]", "id", "'uk' stands twice; each place has an id of its own"),
            (
                "[[levels]]\nid = 'x'\nlabel = 'X'\ntrack = 'upward'\nrank = 1",
                "levels[0]",
                "track",
                "Track must be one of individual-contributor, management, got 'upward'",
            ),
            ("[[levels]]\nid = 'x'\nlabel = 'X'\ntrack = 'management'\nrank = '1'", "levels[0]", "rank", "must be a whole number, got '1'"),
            (
                "[[levels]]\nid = 'x'\nlabel = 'X'\ntrack = 'management'\nrank = true",
                "levels[0]",
                "rank",
                "must be a whole number, got True",
            ),
            (
                "[[levels]]\nid = 'x'\nlabel = 'X'\ntrack = 'management'\nrank = 0",
                "levels[0]",
                "rank",
                "Level.rank must be 1 or more, got 0",
            ),
            (
                "[[levels]]\nid = 'entry'\nlabel = 'X'\ntrack = 'management'\nrank = 2",
                "levels[0]",
                "id",
                "'entry' stands twice; each level has an id of its own",
            ),
            (
                (
                    "[[scales]]\nid = 'x'\nlabel = 'X'\nmeasures = 'importance'\nreason = 'r'\n"
                    "steps = [{ label = 'b', value = 1 }, { label = 'a', value = 0 }]"
                ),
                "scales[0]",
                "steps",
                "Scale.steps must rise from step to step, got [1.0, 0.0]",
            ),
            (
                "[[scales]]\nid = 'x'\nlabel = 'X'\nmeasures = 'importance'\nreason = 'r'",
                "scales[0]",
                "steps",
                "Scale.steps must not be empty where there is no range of numbers, got ()",
            ),
            (
                "[[scales]]\nid = 'x'\nlabel = 'X'\nmeasures = 'importance'\nreason = 'r'\nminimum = 3",
                "scales[0]",
                "maximum",
                "Scale.maximum must be known where the minimum is, got None",
            ),
            (
                "[[scales]]\nid = 'x'\nlabel = 'X'\nmeasures = 'importance'\nreason = 'r'\nminimum = true\nmaximum = 3",
                "scales[0]",
                "minimum",
                "must be a number, got True",
            ),
        ],
    )
    def test_one_fault(self, blocks: str, block: str, field: str, sentence: str) -> None:
        assert words(blocks) == [("more.toml", block, field, sentence)]

    def test_several_faults_of_one_block(self) -> None:
        block = "[[skills]]\nid = 'X'\nlabel = ''\nkind = 'tol'\neffort = 'x'\nesco = 'u'\nonett = []\nrelated = [{ skill = 5 }]"
        assert words(block) == [
            ("more.toml", "skills[0]", "effort", "no class of effort is called 'x'; known are topic"),
            ("more.toml", "skills[0]", "esco", "must be a list, got 'u'"),
            ("more.toml", "skills[0]", "id", "Skill.id must be lower-case words joined by hyphens, got 'X'"),
            ("more.toml", "skills[0]", "kind", "SkillKind must be one of interpersonal, knowledge, practice, tool, got 'tol'"),
            ("more.toml", "skills[0]", "label", "Skill.label must not be empty; leave it out where it is unknown, got ''"),
            ("more.toml", "skills[0]", "onett", "is no key of Skill; did you mean 'onet'?"),
            ("more.toml", "skills[0]", "related[0].credit", "is missing"),
            ("more.toml", "skills[0]", "related[0].reason", "is missing"),
            ("more.toml", "skills[0]", "related[0].skill", "must be a text, got 5"),
        ]

    def test_duplicate_is_told_although_something_else_is_broken(self) -> None:
        assert words("[[roles]]\nid = 'analyst'\nlabel = 'X'\n[[skills]]\nid = 'x'") == [
            ("more.toml", "roles[0]", "id", "'analyst' stands twice; each role has an id of its own"),
            ("more.toml", "skills[0]", "kind", "is missing"),
            ("more.toml", "skills[0]", "label", "is missing"),
        ]

    def test_what_names_a_broken_entry_is_not_at_fault_itself(self) -> None:
        files = {
            "words.toml": VOCABULARY.replace('label = "Analyst"', "label = 5")
            .replace('label = "Entry"', "label = 6")
            .replace('label = "SQL"', "label = 7"),
            "guide.toml": HEAD + FACTS,
        }
        assert faults_of(files) == [
            ("words.toml", "levels[0]", "label", "must be a text, got 6"),
            ("words.toml", "roles[0]", "label", "must be a text, got 5"),
            ("words.toml", "skills[0]", "label", "must be a text, got 7"),
        ]


class TestEfforts:
    """Classes of effort."""

    @pytest.mark.parametrize(
        ("table", "field", "sentence"),
        [
            ("weeks = [1, 2]", "reason", "is missing"),
            ("reason = 'r'", "weeks", "is missing"),
            ("weeks = 'ab'\nreason = 'r'", "weeks", "must be a list, got 'ab'"),
            ("weeks = [1]\nreason = 'r'", "weeks", "EffortClass.weeks must be two numbers, the lower first, got [1.0]"),
            ("weeks = [3, 1]\nreason = 'r'", "weeks", "EffortClass.weeks must be two numbers, the lower first, got [3.0, 1.0]"),
            ("weeks = [1, '2']\nreason = 'r'", "weeks[1]", "must be a number, got '2'"),
            ("weeks = [-1, 2]\nreason = 'r'", "weeks", "EffortClass.weeks must be finite and 0 or more, got -1.0"),
            ("weeks = [1, nan]\nreason = 'r'", "weeks", "EffortClass.weeks must be finite and 0 or more, got nan"),
            (f"weeks = [1, 1{'0' * 400}]\nreason = 'r'", "weeks[1]", "int too large to convert to float"),
            ("weeks = [1, 2]\nreason = 'r'\nweek = 3", "week", "is no key of EffortClass; did you mean 'weeks'?"),
            ("weeks = [1, 2]\nreason = ''", "reason", "EffortClass.reason must not be empty; leave it out where it is unknown, got ''"),
        ],
    )
    def test_one_fault(self, table: str, field: str, sentence: str) -> None:
        """Told once, whether or not a skill names the class."""
        skill = "[[skills]]\nid = 'x'\nlabel = 'X'\nkind = 'tool'\neffort = 'big'\n"
        expected = [("more.toml", "efforts.big", field, sentence)]
        assert words(f"[efforts.big]\n{table}") == expected
        assert words(f"{skill}[efforts.big]\n{table}") == expected

    def test_weeks_may_be_broken_numbers(self) -> None:
        files = {"words.toml": VOCABULARY.replace("weeks = [1, 3]", "weeks = [0.5, 3.25]")}
        skill = catalog_from_toml(files).skill("sql")
        assert (skill.effort_weeks_minimum, skill.effort_weeks_maximum) == (0.5, 3.25)

    def test_no_table(self) -> None:
        assert words("[efforts]\nbig = 5") == [("more.toml", "efforts.big", "", "must be a table, got 5")]


class TestMeasures:
    """The numbers behind the measures."""

    REST = "low = 0\nhigh = 1\nreason = 'r'\n"

    @pytest.mark.parametrize(
        ("table", "block", "field", "sentence"),
        [
            (
                f"[gap.core_skill]\nvalue = 2\n{REST}",
                "gap.core_skill",
                "value",
                "Parameter.value of gap.core_skill must lie in 0 to 1, got 2.0",
            ),
            (
                "[gap.core_skill]\nvalue = 2\nlow = 0\nhigh = 3\nreason = 'r'",
                "gap.core_skill",
                "value",
                "GapWeights.core_skill must lie in 0 to 1, got 2.0",
            ),
            (f"[gap.core_skill]\nvalue = -1\n{REST}", "gap.core_skill", "value", "Parameter.value must be finite and 0 or more, got -1.0"),
            (f"[gap.core_skill]\nvalue = inf\n{REST}", "gap.core_skill", "value", "Parameter.value must be finite and 0 or more, got inf"),
            (f"[gap.core_skill]\nvalue = '1'\n{REST}", "gap.core_skill", "value", "must be a number, got '1'"),
            (f"[gap.core_skill]\n{REST}", "gap.core_skill", "value", "is missing"),
            (f"[gap.core_skill]\nvalue = 1\nhi = 3\n{REST}", "gap.core_skill", "hi", "is no key of Parameter; did you mean 'high'?"),
            (
                f"[gap.core_skill]\nvalue = 1\nname = 'x'\n{REST}",
                "gap.core_skill",
                "name",
                "is no key of a number; it is named by its table",
            ),
            ("[gap]\ncore_skill = 1", "gap.core_skill", "", "must be a table with value, low, high and reason, got 1"),
            (
                f"[difficulty.effort_scale_weeks]\nvalue = 0\n{REST}",
                "difficulty.effort_scale_weeks",
                "value",
                "DifficultyModel.effort_scale_weeks must be finite and 1e-09 or more, got 0.0",
            ),
            (
                f"[difficulty.weights]\nvalue = 0\n{REST}",
                "difficulty.weights",
                "",
                (
                    "is no number of the measure; "
                    "known are core_share, distance, effort, effort_factor, effort_scale_weeks, full_preparation_steps, "
                    "full_step_rungs, hours_per_week, preparation, preparation_down, reach_months, shortfall, step, unstated_effort_weeks"
                ),
            ),
            (f"[gap.tool]\nvalue = 1\n{REST}", "gap.tool", "", "stands twice; each number is stated once"),
        ],
    )
    def test_one_fault(self, table: str, block: str, field: str, sentence: str) -> None:
        assert words(table) == [("more.toml", block, field, sentence)]

    def test_known_numbers_are_named(self) -> None:
        [(_, block, _, sentence)] = words(f"[gap.tools]\nvalue = 1\n{self.REST}")
        assert block == "gap.tools"
        assert sentence == (
            "is no number of the measure; known are activity, background, broader_credit, core_skill, interview, narrower_credit, "
            "optional, responsibility, telling, tool, unstated_importance, unstated_proficiency"
        )

    def test_how_claims_are_read(self) -> None:
        texts = {**VALID, "more.toml": "[claims.same_percent]\nvalue = 2.5\nlow = 0\nhigh = 10\nreason = 'a rounding'\n"}
        catalog = catalog_from_toml(texts)
        assert catalog.claim_reading == rp.ClaimReading(slight_percent=10, same_percent=2.5)
        assert rp.Parameter(name="claims.same_percent", value=2.5, low=0, high=10, reason="a rounding") in catalog.parameters

    def test_no_file_says_how_claims_are_read(self, ours: rp.Catalog) -> None:
        assert ours.claim_reading == rp.ClaimReading()

    def test_faults_of_how_claims_are_read(self) -> None:
        text = f"[claims.slightly]\nvalue = 1\n{self.REST}[claims.same_percent]\nvalue = -1\nlow = 0\nhigh = 1\nreason = 'r'\n"
        assert words(text) == [
            ("more.toml", "claims.same_percent", "value", "Parameter.value must be finite and 0 or more, got -1.0"),
            ("more.toml", "claims.slightly", "", "is no number of the measure; known are same_percent, slight_percent"),
        ]

    def test_gap_and_difficulty_are_told_together_each_in_its_file(self) -> None:
        files = {
            "a.toml": "[gap.tool]\nvalue = 2\nlow = 0\nhigh = 3\nreason = 'r'\n[gap.optional]\nvalue = 3\nlow = 0\nhigh = 3\nreason = 'r'",
            "b.toml": f"[difficulty.hours_per_week]\nvalue = 0\n{self.REST}",
        }
        assert faults_of(files) == [
            ("a.toml", "gap.optional", "value", "GapWeights.optional must lie in 0 to 1, got 3.0"),
            ("a.toml", "gap.tool", "value", "GapWeights.tool must lie in 0 to 1, got 2.0"),
            ("b.toml", "difficulty.hours_per_week", "value", "DifficultyModel.hours_per_week must be finite and 1e-09 or more, got 0.0"),
        ]

    def test_some_factor_must_count(self) -> None:
        tables = "".join(f"[difficulty.{name}]\nvalue = 0\n{self.REST}" for name in ("shortfall", "effort", "step", "distance"))
        assert faults_of({"a.toml": "", "b.toml": tables}) == [
            ("b.toml", "difficulty", "", "DifficultyWeights must give some factor a weight above 0, got 0")
        ]


class TestFacts:
    """Blocks of facts and their entries."""

    @pytest.mark.parametrize(
        ("blocks", "block", "field", "sentence"),
        [
            # the citation
            ("[[traits]]\naspect = 'mission'\nitems = ['x']", "traits[0]", "at", f"{CITES} None"),
            ("[[traits]]\nat = 3\naspect = 'mission'\nitems = ['x']", "traits[0]", "at", f"{CITES} 3"),
            ("[[traits]]\nat = { line = 3 }\naspect = 'mission'\nitems = ['x']", "traits[0]", "at", f"{CITES} {{'line': 3}}"),
            (
                "[[traits]]\nat = { section = 'S', line = 3, page = 4 }\naspect = 'mission'\nitems = ['x']",
                "traits[0]",
                "at",
                f"{CITES} {{'section': 'S', 'line': 3, 'page': 4}}",
            ),
            ("[[traits]]\nat = { section = 'S' }\naspect = 'mission'\nitems = ['x']", "traits[0].items[0]", "citation.line", "is missing"),
            (
                "[[traits]]\nat = { section = 'S', line = '1' }\naspect = 'mission'\nitems = ['x']",
                "traits[0].items[0]",
                "citation.line",
                "must be a whole number, got '1'",
            ),
            (
                "[[traits]]\nat = { section = 5, line = 1 }\naspect = 'mission'\nitems = ['x']",
                "traits[0].items[0]",
                "citation.section",
                "must be a text, got 5",
            ),
            (
                f"{TRAIT}items = [{{ text = 'x', line = 0 }}]",
                "traits[0].items[0]",
                "citation.line",
                "Citation.line must be 1 or more, got 0",
            ),
            (
                f"{TRAIT}items = ['x', {{ text = 'x', line = 5, end_line = 4 }}]",
                "traits[0].items[1]",
                "citation.end_line",
                "Citation.end_line must not be below line (5), got 4",
            ),
            (
                f"{TRAIT}items = [{{ text = 'x', printed = '{'p' * 41}' }}]",
                "traits[0].items[0]",
                "citation.printed",
                f"Citation.printed must be a figure or label of at most 40 characters, got '{'p' * 41}'",
            ),
            (f"{TRAIT}via = ['x']\nitems = ['x']", "traits[0].items[0]", "citation.via", "must be a text, got ['x']"),
            (f"{TRAIT}citation = 5\nitems = ['x']", "traits[0].items[0]", "citation", "is no key of Trait"),
            # the entries
            (f"{TRAIT}items = []", "traits[0]", "items", "must be a list with at least one entry"),
            (f"{TRAIT}", "traits[0]", "items", "must be a list with at least one entry"),
            (f"{TRAIT}items = 'x'", "traits[0]", "items", "must be a list with at least one entry"),
            (f"{TRAIT}items = [3]", "traits[0].items[0]", "", "must be a table, got 3"),
            (f"{CLAIMS}items = ['x']", "pay_claims[0].items[0]", "", "must be a table, got 'x'"),
            (f"{RUNGS}rungs = []", "levels[0]", "rungs", "must be a list with at least one entry"),
            (f"{NEEDS}skills = []", "requirements[0]", "skills", "must be a list with at least one entry"),
            (f"{BAND}levels = {{}}", "salary_bands[0]", "levels", "must be a list with at least one entry"),
            (f"{MOVES}items = 0", "transition_claims[0]", "items", "must be a list with at least one entry"),
            # keys
            (f"{TRAIT}unti = 'days'\nitems = ['x']", "traits[0].items[0]", "unti", "is no key of Trait; did you mean 'unit'?"),
            (f"{TRAIT}items = [{{}}]", "traits[0].items[0]", "text", "is missing"),
            (f"{TRAITS}items = ['x']", "traits[0].items[0]", "aspect", "is missing"),
            (
                f"{BAND}levels = [{{ minimum = 1, rol = 'x' }}]",
                "salary_bands[0].levels[0]",
                "rol",
                "is no key of SalaryBand; did you mean 'role'?",
            ),
            (f"{TRAIT}each_skill = 5\nitems = ['x']", "traits[0].items[0]", "each_skill", "is no key of Trait"),
            (
                f"{MOVES}each_skill = ['sql']\nitems = [{{ text = 'x', kind = 'advice' }}]",
                "transition_claims[0].items[0]",
                "each_skill",
                "is no key of TransitionClaim",
            ),
            # several ids
            (
                f"{TRAITS}aspect = 'mission'\neach_role = 5\nitems = ['x']",
                "traits[0].items[0]",
                "each_role",
                "must be a list with at least one id, got 5",
            ),
            (
                f"{TRAITS}aspect = 'mission'\neach_role = 'analyst'\nitems = ['x']",
                "traits[0].items[0]",
                "each_role",
                "must be a list with at least one id, got 'analyst'",
            ),
            (
                f"{TRAITS}aspect = 'mission'\neach_role = []\nitems = ['x']",
                "traits[0].items[0]",
                "each_role",
                "must be a list with at least one id, got []",
            ),
            (
                f"{TRAITS}aspect = 'mission'\neach_role = [['x']]\nitems = ['x']",
                "traits[0].items[0]",
                "roles[0]",
                "must be a text, got ['x']",
            ),
            (
                f"{MOVES}each_target = {{ a = 1 }}\nitems = [{{ text = 'x', kind = 'advice' }}]",
                "transition_claims[0].items[0]",
                "each_target",
                "must be a list with at least one id, got {'a': 1}",
            ),
            (
                f"{TRAITS}aspect = 'mission'\nrole = ['analyst']\nitems = ['x']",
                "traits[0].items[0]",
                "roles[0]",
                "must be a text, got ['analyst']",
            ),
            (
                f"{TRAITS}aspect = 'mission'\nroles = 'analyst'\nitems = ['x']",
                "traits[0].items[0]",
                "roles",
                "must be a list, got 'analyst'",
            ),
            # traits
            (f"{TRAIT}items = [{{ text = 'x', minimum = '3', unit = 'u' }}]", "traits[0].items[0]", "minimum", "must be a number, got '3'"),
            (
                f"{TRAIT}items = [{{ text = 'x', minimum = true, unit = 'u' }}]",
                "traits[0].items[0]",
                "minimum",
                "must be a number, got True",
            ),
            (
                f"{TRAIT}items = [{{ text = 'x', minimum = nan, unit = 'u' }}]",
                "traits[0].items[0]",
                "minimum",
                "Trait.minimum must be finite, got Decimal('NaN')",
            ),
            (
                f"{TRAIT}items = [{{ text = 'x', minimum = 3, maximum = 2.5, unit = 'u' }}]",
                "traits[0].items[0]",
                "maximum",
                "Trait.maximum must not be below minimum (3), got Decimal('2.5')",
            ),
            (
                f"{TRAIT}items = [{{ text = 'x', minimum = 3 }}]",
                "traits[0].items[0]",
                "unit",
                "Trait.unit must be given with a figure and only with one, got None",
            ),
            (f"{TRAIT}items = [{{ text = 'x', approximate = 1 }}]", "traits[0].items[0]", "approximate", "must be true or false, got 1"),
            (f"{TRAIT}items = [{{ text = 'x', year = '2026' }}]", "traits[0].items[0]", "year", "must be a whole number, got '2026'"),
            (
                f"{TRAIT}items = [{{ text = 'x', year = 2026.0 }}]",
                "traits[0].items[0]",
                "year",
                "must be a whole number, got Decimal('2026.0')",
            ),
            (
                f"{TRAIT}items = [{{ text = {HUGE} }}]",
                "traits[0].items[0]",
                "text",
                "must be a text, got a int too large to show",
            ),
            (
                f"{TRAIT}items = [{{ text = '' }}]",
                "traits[0].items[0]",
                "text",
                "Trait.text must not be empty; leave it out where it is unknown, got ''",
            ),
            (f"{TRAIT}assumed = 'roles'\nitems = ['x']", "traits[0].items[0]", "assumed", "must be a list, got 'roles'"),
            (f"{TRAIT}assumed = [['roles']]\nitems = ['x']", "traits[0].items[0]", "assumed[0]", "must be a text, got ['roles']"),
            (
                f"{TRAIT}assumed = ['rolls']\nitems = ['x']",
                "traits[0].items[0]",
                "assumed",
                "Trait.assumed must name a field of the fact, got 'rolls'",
            ),
            (f"{TRAIT}level = 'snior'\nitems = ['x']", "traits[0].items[0]", "level", "no level has the id 'snior'"),
            (f"{TRAITS}aspect = 'mission'\nrole = 'x'\nitems = ['x']", "traits[0].items[0]", "roles", "no role has the id 'x'"),
            # bands
            (
                f"{BANDS}levels = [{{ minimum = 1, component = 'totl' }}]",
                "salary_bands[0].levels[0]",
                "component",
                "PayComponent must be one of base, bonus, equity, total, unspecified, got 'totl'",
            ),
            (f"{BANDS}levels = [{{ minimum = 1 }}]", "salary_bands[0].levels[0]", "component", "is missing"),
            (f"{BAND}levels = [{{ minimum = 1, period = 3 }}]", "salary_bands[0].levels[0]", "period", "must be a text, got 3"),
            (f"{BAND}levels = [{{ maximum = 1 }}]", "salary_bands[0].levels[0]", "minimum", "is missing"),
            (
                f"{BAND}levels = [{{ minimum = 5, maximum = 3 }}]",
                "salary_bands[0].levels[0]",
                "maximum",
                "SalaryBand.maximum must not be below minimum (5), got Decimal('3')",
            ),
            (
                f"{BAND}levels = [{{ minimum = -1 }}]",
                "salary_bands[0].levels[0]",
                "minimum",
                "SalaryBand.minimum must be finite and not negative, got Decimal('-1')",
            ),
            (
                f"{BAND}levels = [{{ minimum = 1, open_top = true }}]",
                "salary_bands[0].levels[0]",
                "open_top",
                "SalaryBand.open_top must be False where no maximum is printed, got True",
            ),
            (
                f"{BAND}levels = [{{ minimum = 1, currency = 'pound' }}]",
                "salary_bands[0].levels[0]",
                "currency",
                "SalaryBand.currency must be an ISO 4217 code, such as USD, GBP or INR, got 'pound'",
            ),
            (
                f"{BAND}levels = [{{ minimum = 1, location = 'mars' }}]",
                "salary_bands[0].levels[0]",
                "location",
                "no place has the id 'mars'",
            ),
            (f"{BAND}levels = [{{ minimum = 1, level = 'x' }}]", "salary_bands[0].levels[0]", "level", "no level has the id 'x'"),
            # claims about pay
            (
                f"{CLAIMS}items = [{{ role = 'analyst', relation = 'more', levels = 'entry' }}]",
                "pay_claims[0].items[0]",
                "levels",
                "must be a list, got 'entry'",
            ),
            (
                f"{CLAIMS}items = [{{ role = 'analyst', relation = 'more', levels = ['x'] }}]",
                "pay_claims[0].items[0]",
                "levels",
                "no level has the id 'x'",
            ),
            (
                f"{CLAIMS}items = [{{ role = 'analyst', relation = 'more', other = 'analyst' }}]",
                "pay_claims[0].items[0]",
                "other",
                "PayClaim.other must be another role than the one the claim is about, got 'analyst'",
            ),
            # requirements
            (f"{NEEDS}skills = ['sqll']", "requirements[0].skills[0]", "skill", "no skill is called 'sqll'; did you mean 'sql'?"),
            (
                f"{NEEDS}skills = ['Databases']",
                "requirements[0].skills[0]",
                "skill",
                "'Databases' fits more than one skill: sql and data-modeling; use one of these ids",
            ),
            (
                f"{NEEDS}skills = [{{ skill = 5 }}]",
                "requirements[0].skills[0]",
                "skill",
                "skill must be a Skill, an id or a label, got 5 (int)",
            ),
            (f"{NEEDS}skills = [{{ }}]", "requirements[0].skills[0]", "skill", "is missing"),
            (f"{NEEDS}skills = [{{ one_of = 'sql' }}]", "requirements[0].skills[0]", "one_of", "must be a list of skills, got 'sql'"),
            (f"{NEEDS}skills = [{{ one_of = [] }}]", "requirements[0].skills[0]", "one_of", "must name at least two skills"),
            (f"{NEEDS}skills = [{{ one_of = ['sql', 'SQL'] }}]", "requirements[0].skills[0]", "one_of", "must name at least two skills"),
            (
                f"{NEEDS}skills = [{{ one_of = ['sql', 'pythn'] }}]",
                "requirements[0].skills[0]",
                "one_of",
                "no skill is called 'pythn'; did you mean 'python'?",
            ),
            (
                f"{NEEDS}skills = [{{ one_of = ['sql', 5] }}]",
                "requirements[0].skills[0]",
                "one_of",
                "skill must be a Skill, an id or a label, got 5 (int)",
            ),
            (
                f"{NEEDS}skills = [{{ skill = 'sql', proficiency = 'critical' }}]",
                "requirements[0].skills[0]",
                "proficiency",
                "a rating of proficiency must be on the scale 'proficiency' (some, much), got 'critical'",
            ),
            (
                f"{NEEDS}importance = 'much'\nskills = ['sql']",
                "requirements[0].skills[0]",
                "importance",
                "a rating of importance must be on the scale 'importance' (useful, critical), got 'much'",
            ),
            (
                f"{NEEDS}skills = [{{ skill = 'sql', proficiency = 1 }}]",
                "requirements[0].skills[0]",
                "proficiency",
                "a rating on the scale 'proficiency' must be one of its labels, got 1",
            ),
            (
                f"[[requirements]]\n{AT}role = 'analyst'\nbasis = 'tools'\nskills = ['sql']",
                "requirements[0].skills[0]",
                "basis",
                "RequirementBasis must be one of activity, background, core-skill, interview, responsibility, tool, got 'tools'",
            ),
            # rungs
            (f"{RUNGS}rungs = [{{ level = 'x', label = 'X' }}]", "levels[0].rungs[0]", "level", "no standard level has the id 'x'"),
            (f"{RUNGS}rungs = [{{ label = 'X' }}]", "levels[0].rungs[0]", "level", "no standard level has the id None"),
            (f"{RUNGS}rungs = [{{ level = [], label = 'X' }}]", "levels[0].rungs[0]", "level", "no standard level has the id []"),
            (f"{RUNGS}rungs = [{{ level = 'entry' }}]", "levels[0].rungs[0]", "label", "is missing"),
            (
                f"{RUNGS}track = 'management'\nrungs = [{{ level = 'entry', label = 'X' }}]",
                "levels[0].rungs[0]",
                "track",
                "must be individual-contributor, the track of entry, got 'management'",
            ),
            (
                f"{RUNGS}track = 'individual-contributor'\nrungs = [{{ level = 'manager', label = 'X' }}]",
                "levels[0].rungs[0]",
                "track",
                "must be management, the track of manager, got 'individual-contributor'",
            ),
            (
                f"[[levels]]\n{AT}rungs = [{{ level = 'entry', label = 'X' }}]",
                "levels[0].rungs[0]",
                "role",
                "is missing; a rung belongs to one role's ladder",
            ),
            # moves
            (f"{MOVES}items = [{{ kind = 'advice' }}]", "transition_claims[0].items[0]", "text", "is missing"),
            (
                f"{MOVES}items = [{{ kind = 'easier-than', text = 'x' }}]",
                "transition_claims[0].items[0]",
                "than_target",
                "TransitionClaim.than_target must name the move that easier-than compares with, got None",
            ),
            (
                f"{MOVES}items = [{{ kind = 'duration', text = 'x', months_minimum = 3, months_maximum = 2 }}]",
                "transition_claims[0].items[0]",
                "months_maximum",
                "TransitionClaim.months_maximum must not be below months_minimum (3), got Decimal('2')",
            ),
            (
                f"{MOVES}items = [{{ kind = 'missing', text = 'x', skill = 'sqll' }}]",
                "transition_claims[0].items[0]",
                "skill",
                "no skill has the id 'sqll'",
            ),
            (
                f"{MOVES}items = [{{ kind = 'advice', text = 'x', origin = 'x' }}]",
                "transition_claims[0].items[0]",
                "origin",
                "no role has the id 'x'",
            ),
        ],
    )
    def test_one_fault(self, blocks: str, block: str, field: str, sentence: str) -> None:
        assert guide(blocks) == [("guide.toml", block, field, sentence)]

    def test_band_needs_a_currency_of_its_own_or_of_its_source(self) -> None:
        files = {"words.toml": VOCABULARY, "g.toml": f"[source]\nid = 'g'\ntitle = 'G'\n{BAND}levels = [{{ minimum = 1 }}]"}
        assert faults_of(files) == [("g.toml", "salary_bands[0].levels[0]", "currency", "is missing")]

    def test_wrong_track_is_one_fault_whatever_it_is(self) -> None:
        assert guide(f"{RUNGS}rungs = [{{ level = 'entry', label = 'X', track = [] }}]") == [
            ("guide.toml", "levels[0].rungs[0]", "track", "must be individual-contributor, the track of entry, got []")
        ]

    def test_unknown_word_names_the_known_ones(self) -> None:
        [(_, block, field, sentence)] = guide(f"{TRAITS}aspect = 'misson'\nitems = ['x']")
        assert (block, field) == ("traits[0].items[0]", "aspect")
        assert sentence == f"Aspect must be one of {', '.join(sorted(rp.Aspect))}, got 'misson'"

    def test_ratings_without_a_scale(self) -> None:
        files = {
            "words.toml": "[[roles]]\nid = 'analyst'\nlabel = 'A'\n[[skills]]\nid = 'sql'\nlabel = 'SQL'\nkind = 'tool'",
            "guide.toml": f"[source]\nid = 'g'\ntitle = 'G'\n{NEEDS}skills = [{{ skill = 'sql', proficiency = 'much' }}]",
        }
        assert faults_of(files) == [
            ("guide.toml", "requirements[0].skills[0]", "proficiency", "'much' is on no known scale of proficiency")
        ]

    @pytest.mark.parametrize("value", ["nan", "[]", "{}", "'x'", "-1", "8"])
    def test_ratings_on_a_scale_of_numbers(self, value: str) -> None:
        scale = "[[scales]]\nid = 'proficiency'\nlabel = 'P'\nmeasures = 'proficiency'\nreason = 'r'\nminimum = 0\nmaximum = 7\n"
        text = f"{scale}[[roles]]\nid = 'analyst'\nlabel = 'A'\n[[skills]]\nid = 'sql'\nlabel = 'SQL'\nkind = 'tool'"
        blocks = f"[source]\nid = 'g'\ntitle = 'G'\n{NEEDS}skills = [{{ skill = 'sql', proficiency = {value} }}]"
        [(file, block, field, _)] = faults_of({"words.toml": text, "guide.toml": blocks})
        assert (file, block, field) == ("guide.toml", "requirements[0].skills[0]", "proficiency")

    def test_fact_of_several_roles_is_at_fault_once_a_wrong_role(self) -> None:
        blocks = f"{TRAITS}aspect = 'mission'\neach_role = ['analyst', 'x', 'y']\nitems = ['t']"
        assert guide(blocks) == [
            ("guide.toml", "traits[0].items[0]", "roles", "no role has the id 'x'"),
            ("guide.toml", "traits[0].items[0]", "roles", "no role has the id 'y'"),
        ]

    def test_one_wrong_role_of_alternatives_is_one_fault(self) -> None:
        blocks = f"[[requirements]]\n{AT}role = 'x'\nbasis = 'tool'\nskills = [{{ one_of = ['sql', 'python'] }}]"
        assert guide(blocks) == [("guide.toml", "requirements[0].skills[0]", "role", "no role has the id 'x'")]

    def test_fact_of_several_roles_with_a_wrong_value_is_at_fault_once(self) -> None:
        blocks = f"{TRAITS}aspect = 'mission'\neach_role = ['analyst', 'engineer']\nyear = 'x'\nitems = ['t']"
        assert guide(blocks) == [("guide.toml", "traits[0].items[0]", "year", "must be a whole number, got 'x'")]

    def test_several_faults_of_one_entry(self) -> None:
        entry = "{ minimum = -1, currency = 'usd', component = 'x', level = '', oppen_top = true, line = 0, printed = '' }"
        assert guide(f"{BANDS}levels = [{entry}]") == [
            ("guide.toml", "salary_bands[0].levels[0]", "citation.line", "Citation.line must be 1 or more, got 0"),
            (
                "guide.toml",
                "salary_bands[0].levels[0]",
                "citation.printed",
                "Citation.printed must not be empty; leave it out where it is unknown, got ''",
            ),
            (
                "guide.toml",
                "salary_bands[0].levels[0]",
                "component",
                "PayComponent must be one of base, bonus, equity, total, unspecified, got 'x'",
            ),
            ("guide.toml", "salary_bands[0].levels[0]", "currency", "SalaryBand.currency must be an ISO 4217 code; write USD, got 'usd'"),
            ("guide.toml", "salary_bands[0].levels[0]", "level", "SalaryBand.level must be lower-case words joined by hyphens, got ''"),
            ("guide.toml", "salary_bands[0].levels[0]", "minimum", "SalaryBand.minimum must be finite and not negative, got Decimal('-1')"),
            ("guide.toml", "salary_bands[0].levels[0]", "oppen_top", "is no key of SalaryBand; did you mean 'open_top'?"),
        ]

    def test_wrong_names_do_not_hide_other_faults_of_the_entry(self) -> None:
        assert guide(f"{NEEDS}skills = [{{ skill = 'x', proficiency = 'critical', importance = 3, levl = 1, essential = 'y' }}]") == [
            (
                "guide.toml",
                "requirements[0].skills[0]",
                "importance",
                "a rating on the scale 'importance' must be one of its labels, got 3",
            ),
            ("guide.toml", "requirements[0].skills[0]", "is_essential", "must be true or false, got 'y'"),
            ("guide.toml", "requirements[0].skills[0]", "levl", "is no key of SkillRequirement; did you mean 'level'?"),
            (
                "guide.toml",
                "requirements[0].skills[0]",
                "proficiency",
                "a rating of proficiency must be on the scale 'proficiency' (some, much), got 'critical'",
            ),
            ("guide.toml", "requirements[0].skills[0]", "skill", "no skill is called 'x'; known are sql, python, data-modeling"),
        ]
        assert guide(f"{RUNGS}rungs = [{{ level = 'x', scope = 5 }}]") == [
            ("guide.toml", "levels[0].rungs[0]", "label", "is missing"),
            ("guide.toml", "levels[0].rungs[0]", "level", "no standard level has the id 'x'"),
            ("guide.toml", "levels[0].rungs[0]", "scope", "must be a text, got 5"),
        ]
        assert guide(f"{TRAITS}each_role = 5\nitems = [{{ text = 7 }}]") == [
            ("guide.toml", "traits[0].items[0]", "aspect", "is missing"),
            ("guide.toml", "traits[0].items[0]", "each_role", "must be a list with at least one id, got 5"),
            ("guide.toml", "traits[0].items[0]", "text", "must be a text, got 7"),
        ]

    def test_everything_at_once(self) -> None:
        """Syntax, vocabulary, facts, references and measures of four files."""
        files = {
            "broken.toml": "[[roles]\n",
            "words.toml": VOCABULARY,
            "guide.toml": HEAD + f"{TRAIT}items = ['x', {{ text = 'y', year = 'z' }}]\n{TRAITS}aspect = 'mission'\nitems = [4]\n",
            "second.toml": "[source]\nid = 'guide'\ntitle = 'B'\ncurrency = 'GBP'\n"
            f"{BAND}levels = [{{ minimum = 2, maximum = 1 }}]\n[[trait]]\n",
            "measures.toml": "[gap.tol]\nvalue = 1\n[[roles]]\nid = 'x'",
        }
        assert [fault[:3] for fault in faults_of(files)] == [
            ("broken.toml", "", ""),
            ("guide.toml", "traits[0].items[1]", "year"),
            ("guide.toml", "traits[1].items[0]", ""),
            ("measures.toml", "gap.tol", ""),
            ("measures.toml", "roles[0]", "label"),
            ("second.toml", "salary_bands[0].levels[0]", "maximum"),
            ("second.toml", "source", "id"),
            ("second.toml", "trait", ""),
        ]

    def test_references_are_told_beside_other_faults(self) -> None:
        blocks = f"{TRAITS}aspect = 'mission'\nrole = 'nobody'\nitems = ['x', {{ text = 'y', year = 'z' }}]\n"
        assert guide(blocks) == [
            ("guide.toml", "traits[0].items[0]", "roles", "no role has the id 'nobody'"),
            ("guide.toml", "traits[0].items[1]", "roles", "no role has the id 'nobody'"),
            ("guide.toml", "traits[0].items[1]", "year", "must be a whole number, got 'z'"),
        ]

    def test_other_faults_of_an_entry_hide_no_wrong_name(self) -> None:
        entry = "{ level = 'senoir', minimum = -1 }"
        found = guide(f"{BANDS.replace('data-scientist', 'nobody')}location = 'atlantis'\nlevels = [{entry}]")
        assert {(field, sentence.partition(" has ")[0]) for _, _, field, sentence in found} >= {
            ("location", "no place"),
            ("level", "no level"),
            ("minimum", "SalaryBand.minimum must be finite and not negative, got Decimal('-1')"),
        }

    def test_a_name_that_may_stand_in_what_could_not_be_read_is_no_fault(self) -> None:
        words = (
            "[[skills]]\nid = 'a'\nlabel = ''\nkind = 'tool'\nprerequisites = ['b', 'c']\n[[skills]]\nid = 'b'\nlabel = 'B'\nkind = 'x'\n"
        )
        with pytest.raises(rp.DataFileError) as caught:
            catalog_from_toml({"words.toml": words})
        assert [(fault.block, fault.field) for fault in caught.value.faults if "has the id" in fault.sentence] == [
            ("skills[0]", "prerequisites")
        ]
        assert any(fault.sentence == "no skill has the id 'c'" for fault in caught.value.faults)

    def test_error_reads_as_a_list_and_survives_pickling(self) -> None:
        with pytest.raises(rp.DataFileError) as caught:
            catalog_from_toml({"a.toml": "x = 1", "b.toml": "[[roles]]\nid = 'x'"})
        assert str(caught.value) == (
            "the data cannot be read: 2 faults\n"
            "  a.toml: x: is no table of a vocabulary file; "
            "known are claims, difficulty, efforts, gap, levels, places, proximity, roles, scales, skills\n"
            "  b.toml: roles[0]: label: is missing"
        )
        again = pickle.loads(pickle.dumps(caught.value))
        assert (type(again), again.faults) == (rp.DataFileError, caught.value.faults)


# Files broken at random ------------------------------------------------------------------------------------------------

Path = tuple[str | int, ...]


def paths_of(value: object, here: Path = ()) -> list[Path]:
    """Every place in a document, from the outside in."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [here, *(path for key, entry in inner for path in paths_of(entry, (*here, key)))]


def written(value: object) -> str:
    """Write a value as TOML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{written(str(key))} = {written(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and value > 10**18:
        return hex(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value)


def document_text(document: dict[str, Any]) -> str:
    return "".join(f"{written(key)} = {written(value)}\n" for key, value in document.items())


def nested(depth: int) -> object:
    value: object = 1
    for _ in range(depth):
        value = {"text": value, "items": [value]} if depth < 8 else [value]
    return value


JUNK = st.one_of(
    st.sampled_from(
        [0, 1, -1, 10**30, 10**400, 2**20_000, True, False, "", " ", "x", "sql", "analyst", "nobody", "critical", [], {}, [[]], [{}]]
    ),
    st.sampled_from(
        [float("nan"), float("inf"), -0.0, 1e-320, 0.5, date(2026, 5, 3), nested(4), nested(60), {"section": "S"}, ["role"], "item"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.integers(),
    st.lists(st.sampled_from(["analyst", "engineer", "sql", 3, [], {}, ""]), max_size=3),
)
NEW_KEYS = st.sampled_from(
    ["each_role", "each_skill", "citation", "skill", "one_of", "level", "at", "line", "effort", "proficiency", "assumed", "zzz", "name"]
)
DOCUMENTS = {file: tomllib.loads(text) for file, text in VALID.items()}
PLACES = [(file, path) for file, document in DOCUMENTS.items() for path in paths_of(document) if path]


def mutate(documents: dict[str, Any], place: tuple[str, Path], how: str, *, junk: object, key: str = "") -> None:
    """Change one place of the documents, where it still exists."""
    file, path = place
    holder = documents[file]
    for step in path[:-1]:
        try:
            holder = holder[step]
        except (KeyError, IndexError, TypeError):
            return
    last = path[-1]
    if not (isinstance(holder, dict) and last in holder) and not (
        isinstance(holder, list) and isinstance(last, int) and last < len(holder)
    ):
        return
    if how == "delete":
        del holder[last]
    elif how == "replace":
        holder[last] = junk
    elif how == "repeat" and isinstance(holder, list):
        holder.append(copy.deepcopy(holder[last]))
    elif isinstance(holder, dict):
        holder[key] = junk


MUTATIONS = st.lists(
    st.tuples(st.sampled_from(PLACES), st.sampled_from(["delete", "replace", "replace", "repeat", "add"]), JUNK, NEW_KEYS),
    min_size=1,
    max_size=4,
)


def read(files: dict[str, str]) -> rp.Catalog | rp.DataFileError:
    """Read files; whatever else than a catalog or a DataFileError comes out fails the test."""
    try:
        return catalog_from_toml(files)
    except rp.DataFileError as error:
        return error


def read_or_told(files: dict[str, str]) -> rp.Catalog | rp.DataFileError:
    """Read files, and check that each fault has a place and a sentence."""
    result = read(files)
    if isinstance(result, rp.DataFileError):
        assert result.faults
        assert len(set(result.faults)) == len(result.faults)
        for fault in result.faults:
            assert fault.file in files
            assert fault.sentence
            assert fault.block or fault.sentence.startswith("is not TOML")
        assert str(result).count("\n") >= len(result.faults)
    return result


class TestRulesBetweenFields:
    """What the fields of an entry say of one another is told beside the fault of another field of it."""

    @pytest.mark.parametrize(
        ("blocks", "fields"),
        [
            (f"{BAND}levels = [{{ minimum = 5, maximum = 3, period = 'week', assumed = ['place'] }}]", ["assumed", "maximum", "period"]),
            (f"{BAND}levels = [{{ minimum = 5, open_top = true, level = 5 }}]", ["level", "open_top"]),
            (f"{BAND}levels = [{{ minimum = 5, maximum = 3, level = 'nowhere' }}]", ["level", "maximum"]),
            (f"{BAND}levels = [{{ minimum = -5, maximum = 3, assumed = ['as', 'at'] }}]", ["assumed", "minimum"]),
            (f"{CLAIMS}items = [{{ role = 'engineer', other = 'engineer', relation = 'mor' }}]", ["other", "relation"]),
            (f"{NEEDS}skills = [{{ skill = 'nothing', assumed = ['x'], hedge = '' }}]", ["assumed", "hedge", "skill"]),
            (f"{NEEDS}skills = [{{ skill = 'sql', proficiency = 'nowhere', assumed = ['x'] }}]", ["assumed", "proficiency"]),
            (f"{RUNGS}rungs = [{{ level = 'nowhere', label = 'A', assumed = ['x'] }}]", ["assumed", "level"]),
            (f"{MOVES}items = [{{ kind = 'duration', text = '', months_minimum = 5, months_maximum = 3 }}]", ["months_maximum", "text"]),
            (f"{TRAIT}items = [{{ text = '', minimum = 5, line = 3, end_line = 2 }}]", ["citation.end_line", "text", "unit"]),
        ],
    )
    def test_beside_the_fault_of_another_field(self, blocks: str, fields: list[str]) -> None:
        assert [field for _, _, field, _ in guide(blocks)] == fields


class TestBrokenAtRandom:
    """Whatever is in a file, a whole catalog or a DataFileError comes out."""

    def test_unbroken(self, ours: rp.Catalog) -> None:
        files = {file: document_text(document) for file, document in DOCUMENTS.items()}
        assert catalog_from_toml(files, name="ours") == ours

    @settings(max_examples=300, deadline=None)
    @given(MUTATIONS)
    @example([(("guide.toml", ("traits", 1, "each_role")), "replace", 5, "zzz")])
    @example([(("guide.toml", ("traits", 0, "items", 0)), "replace", {"text": "x", "assumed": [[]]}, "zzz")])
    @example([(("guide.toml", ("levels", 0, "rungs", 0, "level")), "replace", [], "zzz")])
    @example([(("guide.toml", ("traits", 0, "items", 0)), "replace", 2**20_000, "zzz")])
    @example([(("words.toml", ("efforts", "topic", "weeks", 1)), "replace", 10**400, "zzz")])
    @example([(("guide.toml", ("transition_claims", 0, "kind")), "add", 5, "each_skill")])
    def test_mutated(self, mutations: list[tuple[tuple[str, Path], str, object, str]]) -> None:
        documents = copy.deepcopy(DOCUMENTS)
        for place, how, junk, key in mutations:
            mutate(documents, place, how, junk=copy.deepcopy(junk), key=key)
        files = {file: document_text(document) for file, document in documents.items()}
        first, second = read_or_told(files), read_or_told(files)
        if isinstance(first, rp.DataFileError):
            assert isinstance(second, rp.DataFileError)
            assert first.faults == second.faults
        else:
            assert first == second

    @pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place[0]}:{'.'.join(map(str, place[1]))}")
    def test_every_place_is_checked(self, place: tuple[str, Path]) -> None:
        """A table where something else belongs, or nothing of use in a table, is never taken for sound."""
        documents = copy.deepcopy(DOCUMENTS)
        mutate(documents, place, "replace", junk={"zzz": 1})
        error = read_or_told({file: document_text(document) for file, document in documents.items()})
        assert isinstance(error, rp.DataFileError)
        assert place[0] in {fault.file for fault in error.faults} or place[0] == "words.toml"

    @settings(max_examples=150, deadline=None)
    @given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
    def test_any_text(self, text: str) -> None:
        read_or_told({"a.toml": text})

    @settings(max_examples=150, deadline=None)
    @given(st.data())
    def test_text_with_a_hole(self, data: st.DataObject) -> None:
        file = data.draw(st.sampled_from(sorted(VALID)))
        start = data.draw(st.integers(0, len(VALID[file])))
        length = data.draw(st.integers(0, 40))
        filling = data.draw(st.sampled_from(["", "[", "]", "=", '"', "\n", "[[", "{", "x = 1\n"]))
        text = VALID[file][:start] + filling + VALID[file][start + length :]
        read_or_told({**VALID, file: text})

    @settings(max_examples=10, deadline=None)
    @given(st.data())
    def test_bundled_files_with_a_hole(self, data: st.DataObject) -> None:
        files = texts()
        file = data.draw(st.sampled_from(sorted(files)))
        start = data.draw(st.integers(0, len(files[file])))
        files[file] = files[file][:start] + files[file][start + data.draw(st.integers(1, 40)) :]
        read_or_told(files)


class TestWhatCouldNotBeRead:
    """A reference to an entry that could not be read is no fault of its own; any other is."""

    def test_other_references_are_told_beside_a_broken_entry(self) -> None:
        files = {
            "words.toml": VOCABULARY + "[[roles]]\nid = 'x'\nlable = 'X'\n",
            "guide.toml": HEAD + f"{TRAITS}aspect = 'mission'\neach_role = ['x', 'nobody']\nlevel = 'seniour'\nitems = ['y']",
        }
        assert faults_of(files) == [
            ("guide.toml", "traits[0].items[0]", "level", "no level has the id 'seniour'"),
            ("guide.toml", "traits[0].items[0]", "roles", "no role has the id 'nobody'"),
            ("words.toml", "roles[2]", "label", "is missing"),
            ("words.toml", "roles[2]", "lable", "is no key of Role; did you mean 'label'?"),
        ]

    def test_a_broken_level_is_not_missed_by_its_rungs(self) -> None:
        files = {
            "words.toml": VOCABULARY + "[[levels]]\nid = 'x'\nlabel = 'X'\ntrack = 'management'\nrank = 0\n",
            "guide.toml": HEAD + f"{RUNGS}rungs = [{{ level = 'x', label = 'X' }}, {{ level = 'y', label = 'Y' }}]",
        }
        assert faults_of(files) == [
            ("guide.toml", "levels[0].rungs[1]", "level", "no standard level has the id 'y'"),
            ("words.toml", "levels[2]", "rank", "Level.rank must be 1 or more, got 0"),
        ]

    def test_a_number_of_too_large_an_exponent(self) -> None:
        [(file, _, _, sentence)] = faults_of({"a.toml": "x = 1e99999999999999999999"})
        assert file == "a.toml"
        assert sentence.startswith("is not TOML: ")

    def test_a_byte_order_mark_is_no_fault(self) -> None:
        marked = {name: f"\ufeff{text}" for name, text in VALID.items()}
        assert catalog_from_toml(marked, name="ours") == catalog_from_toml(VALID, name="ours")

    @pytest.mark.parametrize("texts", [None, "[source]", 3, ["a.toml"]])
    def test_what_is_no_mapping_of_files(self, texts: Any) -> None:
        with pytest.raises(rp.InvalidTypeError, match="texts must map file names to the texts of the files"):
            catalog_from_toml(texts)


FRAMEWORK = """
[source]
id = "framework"
title = "A framework"
version = "29.0"
credit = "Theirs, CC BY 4.0."

[[descriptors]]
at = { section = "Activities", line = 3 }
role = "cook"
family = "activity"
items = [
  { item = "4.A.1", label = "Cutting", within = ["4.A", "4"] },
  { item = "4.A.2", label = "Boiling", within = ["4.A", "4"], line = 4, printed = "Boiling" },
]

[[descriptors]]
at = { section = "Zones", line = 9 }
each_role = ["cook", "baker"]
family = "preparation"
items = [{ item = "zone", label = "Zone 2", value = 2 }]
"""
KITCHEN = """
[[roles]]
id = "cook"
label = "Cook"
group = "5120"
onet = ["35-2014.00"]
esco = []

[[roles]]
id = "baker"
label = "Baker"
"""


class TestFrameworks:
    """What a framework says of roles besides skills, and how its roles are compared."""

    def test_descriptors(self) -> None:
        own = catalog_from_toml({"roles.toml": KITCHEN, "framework.toml": FRAMEWORK})
        assert [(fact.role, fact.family.value, fact.item, fact.value, fact.within, fact.citation.line) for fact in own.descriptors] == [
            ("cook", "activity", "4.A.1", None, ("4.A", "4"), 3),
            ("cook", "activity", "4.A.2", None, ("4.A", "4"), 4),
            ("cook", "preparation", "zone", 2.0, (), 9),
            ("baker", "preparation", "zone", 2.0, (), 9),
        ]
        assert own.descriptors[1].citation.printed == "Boiling"

    def test_codes_and_credit(self) -> None:
        own = catalog_from_toml({"roles.toml": KITCHEN, "framework.toml": FRAMEWORK})
        assert (own.role("35-2014.00").id, own.roles[0].group, own.roles[0].esco, own.roles[1].onet) == ("cook", "5120", (), None)
        assert (own.sources[0].version, own.sources[0].credit) == ("29.0", "Theirs, CC BY 4.0.")

    def test_an_overlay_describes_roles_of_the_catalog_below(self) -> None:
        below = catalog_from_toml({"roles.toml": KITCHEN})
        above = catalog_from_toml({"framework.toml": FRAMEWORK}, base=below)
        assert [fact.item for fact in above.descriptors_of("baker")] == ["zone"]

    def test_faults_of_descriptors(self) -> None:
        text = FRAMEWORK.replace('role = "cook"', 'role = "waiter"').replace("value = 2 ", 'value = "two" ')
        with pytest.raises(rp.DataFileError) as caught:
            catalog_from_toml({"roles.toml": KITCHEN, "framework.toml": text})
        assert [str(fault) for fault in caught.value.faults] == [
            "framework.toml: descriptors[1].items[0]: value: must be a number, got 'two'",
            "framework.toml: descriptors[0].items[0]: role: no role has the id 'waiter'",
            "framework.toml: descriptors[0].items[1]: role: no role has the id 'waiter'",
        ]

    def test_how_roles_are_compared(self) -> None:
        own = catalog_from_toml({"measures.toml": '[proximity]\nmethod = "shape"\ntitles = 20\nunrated_offset = -0.5'})
        assert own.proximity_model == rp.ProximityModel(method="shape", titles=20.0, unrated_offset=-0.5)
        assert catalog_from_toml({}).proximity_model == rp.ProximityModel()

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            ("proximity = 3", "must be a table, got 3"),
            (
                '[proximity]\nmethod = "mood"',
                "method: ProximityMethod must be one of cosine, shape, shared, got 'mood'",
            ),
            ("[proximity]\nimportance = 0", "importance: ProximityModel.importance must lie in 1e-09 to 1e+09, got 0.0"),
            ("[proximity]\nmoods = 1", "moods: is no key of ProximityModel"),
        ],
    )
    def test_faults_of_it(self, text: str, fault: str) -> None:
        with pytest.raises(rp.DataFileError) as caught:
            catalog_from_toml({"measures.toml": text})
        assert [str(found) for found in caught.value.faults] == [f"measures.toml: proximity: {fault}"]

    def test_it_is_stated_once(self) -> None:
        text = '[proximity]\nmethod = "shape"'
        with pytest.raises(rp.DataFileError) as caught:
            catalog_from_toml({"a.toml": text, "b.toml": text})
        assert [str(found) for found in caught.value.faults] == ["b.toml: proximity: stands twice; how roles are compared is stated once"]

    def test_an_overlay_does_not_change_it(self) -> None:
        with pytest.raises(rp.DataFileError, match="change them by the keyword proximity_model of"):
            catalog_from_toml({"a.toml": '[proximity]\nmethod = "shape"'}, base=catalog_from_toml({}))
