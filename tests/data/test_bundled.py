"""The bundled facts against the texts that they come from."""

# ruff: noqa: RUF001 - the texts print ranges with an en dash

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest

import rolepath as rp
from rolepath.data.bundled import read_bundled, texts
from rolepath.data.files import no_facts
from rolepath.model.identity import label_key

#: Lines of each text that are not blank.
CONTENT_LINES = {
    "key-differences": 115,
    "modeling-vs-systems": 54,
    "three-roles": 93,
    "which-path-is-right": 53,
    "which-path-pays": 17,
}


def lines_of(guides: Path, source: str) -> list[str]:
    """Physical lines of a text, so that ``lines[0]`` is line 1."""
    return (guides / f"{source}.txt").read_text(encoding="utf-8").split("\n")


def cited(fact: rp.Fact) -> rp.Citation:
    assert fact.citation is not None
    return fact.citation


def span(citation: rp.Citation) -> range:
    return range(citation.line, (citation.end_line or citation.line) + 1)


class TestLoadCatalog:
    def test_same_object_each_time(self) -> None:
        assert rp.load_catalog() is rp.load_catalog()

    def test_equals_the_files(self, catalog: rp.Catalog) -> None:
        again = read_bundled()
        assert again == catalog
        assert again is not catalog
        assert catalog.name == "guides"

    def test_files(self) -> None:
        assert list(texts()) == [
            "scales.toml",
            "measures.toml",
            "places.toml",
            "levels.toml",
            "skills.toml",
            "roles.toml",
            "guides/key-differences.toml",
            "guides/modeling-vs-systems.toml",
            "guides/three-roles.toml",
            "guides/which-path-is-right.toml",
            "guides/which-path-pays.toml",
        ]


class TestSources:
    def test_five(self, catalog: rp.Catalog) -> None:
        found = [
            (source.id, source.title, source.published, source.publisher, source.currency, source.region, source.region_assumed)
            for source in catalog.sources
        ]
        assert found == [
            (
                "key-differences",
                "ML Engineer vs Data Scientist: Understanding Key Differences and Career Paths in 2026",
                "2026",
                "Cyber Defence",
                "INR",
                None,
                "india",
            ),
            (
                "modeling-vs-systems",
                "Data Scientist vs ML Engineer in 2026 — Modeling vs Systems Careers Compared",
                "2026",
                None,
                "USD",
                None,
                "us",
            ),
            ("three-roles", "Data Scientist vs ML Engineer vs AI Engineer in 2026", "2026", "Let's Data Science", "USD", "us", None),
            (
                "which-path-is-right",
                "Data Scientist vs ML Engineer: Which Path Is Right for You?",
                "2026-05-03",
                "ObiTech",
                "GBP",
                "uk",
                None,
            ),
            (
                "which-path-pays",
                "ML Engineer vs Data Scientist in 2026: Which Path Pays and What to Learn",
                "2026",
                None,
                None,
                None,
                "india",
            ),
        ]

    def test_each_file_holds_the_source_that_it_is_named_for(self) -> None:
        for name, text in texts().items():
            if name.startswith("guides/"):
                assert f'id = "{Path(name).stem}"' in text

    def test_every_fact_cites_a_known_source(self, catalog: rp.Catalog) -> None:
        known = {source.id for source in catalog.sources}
        by_source = Counter(cited(fact).source for fact in catalog.facts)
        assert set(by_source) == known
        assert {source: len(catalog.facts_of(source)) for source in known} == by_source
        assert by_source.total() == len(catalog.facts)


class TestAgainstTheTexts:
    def test_texts_are_the_ones_that_were_read(self, guides: Path) -> None:
        assert {source: sum(1 for line in lines_of(guides, source) if line.strip()) for source in CONTENT_LINES} == CONTENT_LINES

    def test_printed_stands_on_its_line(self, catalog: rp.Catalog, guides: Path) -> None:
        lines = {source.id: lines_of(guides, source.id) for source in catalog.sources}
        astray = [
            (str(citation), citation.printed)
            for citation in map(cited, catalog.facts)
            if citation.printed is not None and not any(citation.printed in lines[citation.source][number - 1] for number in span(citation))
        ]
        assert astray == []

    def test_printed_is_short(self, catalog: rp.Catalog) -> None:
        printed = [citation.printed for citation in map(cited, catalog.facts) if citation.printed is not None]
        assert len(printed) > 500
        assert [text for text in printed if not 0 < len(text) <= 40 or text != text.strip()] == []

    @pytest.mark.parametrize("source", CONTENT_LINES)
    def test_every_line_is_cited_or_said_to_hold_no_fact(self, catalog: rp.Catalog, guides: Path, source: str) -> None:
        content = {number for number, line in enumerate(lines_of(guides, source), start=1) if line.strip()}
        with_facts = {number for fact in catalog.facts_of(source) for number in span(cited(fact))}
        listed = [number for entry in no_facts(texts()[f"guides/{source}.toml"]) for number in entry.lines]
        assert [number for number, times in Counter(listed).items() if times > 1] == []
        without = set(listed)
        # A fact may span blank lines between the two that hold it.
        blank = {number for number in with_facts - content if any(number in span(cited(f))[1:-1] for f in catalog.facts_of(source))}
        assert sorted(with_facts & without) == []
        assert sorted(content - with_facts - without) == []
        assert sorted((with_facts | without) - content - blank) == []
        assert len(with_facts - blank) + len(without) == len(content) == CONTENT_LINES[source]

    def test_lines_without_a_fact_have_a_reason(self) -> None:
        entries = [entry for name, text in texts().items() if name.startswith("guides/") for entry in no_facts(text)]
        assert entries
        assert [entry for entry in entries if not entry.lines or len(entry.reason) < len("title")] == []

    def test_sections_stand_in_the_text_before_their_facts(self, catalog: rp.Catalog, guides: Path) -> None:
        """A section is a heading or its beginning; ``Heading: Sub-heading`` and ``Heading: Row`` name two of them."""
        lines = {source.id: lines_of(guides, source.id) for source in catalog.sources}
        astray = set()
        for citation in map(cited, catalog.facts):
            before = [line.lstrip(" |") for line in lines[citation.source][: span(citation)[-1]]]
            parts = [citation.section]
            if not any(line.startswith(citation.section) for line in before):
                parts = citation.section.split(": ")
            if not all(any(line.startswith(part) for line in before) for part in parts):
                astray.add((citation.source, citation.section, citation.line))
        assert sorted(astray) == []
        assert max(len(cited(fact).section) for fact in catalog.facts) <= 60


def names_of(entries: Iterable[Any]) -> dict[str, set[str]]:
    """Label, as compared, to the ids that it fits."""
    found: dict[str, set[str]] = {}
    for entry in entries:
        for name in (entry.id, entry.label, *entry.alternative_labels):
            found.setdefault(label_key(name), set()).add(entry.id)
    return found


def is_cyclic(after: dict[str, tuple[str, ...]]) -> bool:
    """Tell whether some chain comes back: nothing is left once entries without followers are taken away again and again."""
    left = dict(after)
    while free := [entry for entry, following in left.items() if not any(name in left for name in following)]:
        for entry in free:
            del left[entry]
    return bool(left)


class TestVocabulary:
    def test_no_label_is_ambiguous_but_the_two_that_are_meant_to_be(self, catalog: rp.Catalog) -> None:
        ambiguous = {
            kind: {name: ids for name, ids in names_of(getattr(catalog, kind)).items() if len(ids) > 1}
            for kind in ("roles", "skills", "standard_levels", "places")
        }
        assert ambiguous == {
            "roles": {"analyst": {"data-analyst", "bi-analyst"}},
            "skills": {"orchestration": {"pipeline-orchestration", "container-orchestration", "agent-orchestration"}},
            "standard_levels": {},
            "places": {},
        }

    def test_ambiguous_labels_are_refused(self, catalog: rp.Catalog) -> None:
        with pytest.raises(rp.AmbiguousNameError) as caught:
            catalog.role("Analyst")
        assert caught.value.candidates == ("data-analyst", "bi-analyst")
        with pytest.raises(rp.AmbiguousNameError):
            catalog.skill("orchestration")

    def test_roles_levels_and_places(self, catalog: rp.Catalog) -> None:
        assert {role.id for role in catalog.roles} == {
            "data-scientist",
            "ml-engineer",
            "ai-engineer",
            "data-analyst",
            "bi-analyst",
            "software-engineer",
            "backend-engineer",
            "quantitative-researcher",
            "research-scientist",
        }
        assert [(level.id, level.track.value, level.rank) for level in catalog.standard_levels] == [
            ("entry", "individual-contributor", 1),
            ("mid", "individual-contributor", 2),
            ("senior", "individual-contributor", 3),
            ("staff", "individual-contributor", 4),
            ("principal", "individual-contributor", 5),
            ("manager", "management", 1),
            ("director", "management", 2),
            ("vp", "management", 3),
        ]
        assert [(place.id, place.within) for place in catalog.places] == [("us", None), ("uk", None), ("london", "uk"), ("india", None)]

    def test_every_skill_has_an_effort_and_its_reason(self, catalog: rp.Catalog) -> None:
        without = [
            skill.id
            for skill in catalog.skills
            if not (skill.effort_weeks_minimum and skill.effort_weeks_maximum and len((skill.effort_reason or "").split()) > 2)
        ]
        assert without == []
        assert all((skill.effort_weeks_minimum or 0) < (skill.effort_weeks_maximum or 0) for skill in catalog.skills)

    def test_every_credit_has_a_reason(self, catalog: rp.Catalog) -> None:
        given = [(skill.id, related) for skill in catalog.skills for related in skill.related]
        assert len(given) > 50
        assert [(id_, related.skill) for id_, related in given if len(related.reason.split()) < 3 or not 0 < related.credit < 1] == []
        assert [id_ for id_, related in given if related.skill == id_] == []
        assert [pair for pair, times in Counter((id_, related.skill) for id_, related in given).items() if times > 1] == []

    def test_chains_do_not_come_back(self, catalog: rp.Catalog) -> None:
        broader = {skill.id: () if skill.broader is None else (skill.broader,) for skill in catalog.skills}
        prerequisites = {skill.id: skill.prerequisites for skill in catalog.skills}
        assert sum(map(len, broader.values())) > 50
        assert not is_cyclic(broader)
        assert not is_cyclic(prerequisites)
        assert is_cyclic({**broader, "statistics": ("probability",)})


class TestParameters:
    def test_every_number_of_the_measures_is_stated_with_its_reason(self, catalog: rp.Catalog) -> None:
        model = catalog.difficulty_model
        used = {f"gap.{field.name}": getattr(catalog.gap_weights, field.name) for field in attrs.fields(rp.GapWeights)}
        used |= {f"difficulty.{field.name}": getattr(model.weights, field.name) for field in attrs.fields(rp.DifficultyWeights)}
        used |= {f"difficulty.{field.name}": getattr(model, field.name) for field in attrs.fields(rp.DifficultyModel)}
        used |= {f"claims.{field.name}": getattr(catalog.claim_reading, field.name) for field in attrs.fields(rp.ClaimReading)}
        del used["difficulty.weights"]
        assert {parameter.name: parameter.value for parameter in catalog.parameters} == used
        assert len(catalog.parameters) == len(used)

    def test_reasons_and_ranges(self, catalog: rp.Catalog) -> None:
        for parameter in catalog.parameters:
            assert len(parameter.reason.split()) > 4, parameter.name
            assert parameter.low <= parameter.value <= parameter.high, parameter.name


# Figures, read a second time -------------------------------------------------------------------------------------------

#: Printed figures in words, or with their measure elsewhere on the line. A reviewer has compared them.
UNREADABLE = ["a month", "four roles", "within a month"]
#: Printed figures that only date a statement.
YEARS = {"2024", "2025", "2026", "2031"}

FIGURE = re.compile(
    r"(?:(?P<bound>under|over) )?"
    r"(?P<about>~?)"
    r"(?P<sign>[$£₹]?)(?P<low>\d[\d,]*(?:\.\d+)?) ?(?P<low_times>K|M|million)?"
    r"(?:(?:-|–| to )[$£₹]?(?P<high>\d[\d,]*(?:\.\d+)?) ?(?P<high_times>K|M|million)?)?"
    r"(?P<plus>\+?)"
    r"[ -]?(?P<unit>LPA|%|months|points|ms p95|ms|QPS|people|person|days|users)?"
)
TIMES = {None: 1, "K": 1_000, "M": 1_000_000, "million": 1_000_000}
CURRENCY_OF = {"$": "USD", "£": "GBP", "₹": "INR"}
UNIT_OF = {
    "%": {"percent"},
    "points": {"percentage-points"},
    "ms": {"milliseconds"},
    "ms p95": {"milliseconds"},
    "QPS": {"queries-per-second"},
    "people": {"people"},
    "person": {"people"},
    "days": {"days-per-week"},
    "months": {"months"},
}


@attrs.frozen(kw_only=True)
class Figure:
    """What a printed figure says, read without the library."""

    low: Decimal
    #: None for a single figure.
    high: Decimal | None
    plus: bool
    about: bool
    bound: str | None
    sign: str | None
    unit: str | None


def figure(printed: str) -> Figure | None:
    """Read a printed figure, or return None where it is not one."""
    found = FIGURE.fullmatch(printed)
    if found is None:
        return None
    part = found.groupdict()
    lakh = 100_000 if part["unit"] == "LPA" else 1

    def amount(digits: str | None, times: str | None) -> Decimal | None:
        return None if digits is None else Decimal(digits.replace(",", "")) * TIMES[times] * lakh

    low = amount(part["low"], part["low_times"] or (None if part["high"] is None else part["high_times"]))
    assert low is not None
    return Figure(
        low=low,
        high=amount(part["high"], part["high_times"]),
        plus=bool(part["plus"]),
        about=bool(part["about"]),
        bound=part["bound"],
        sign=part["sign"] or None,
        unit=part["unit"],
    )


def disagreement(read: Figure, minimum: Decimal | None, maximum: Decimal | None, *, open_top: bool | None) -> str | None:
    """Say how a fact's numbers differ from the figure that is printed, or return None.

    ``open_top`` is None for facts that cannot carry one.
    """
    given = {value for value in (minimum, maximum) if value is not None}
    problems = {
        f"{minimum}-{maximum} is not {read.low}-{read.high}": read.high is not None and (minimum, maximum) != (read.low, read.high),
        f"{minimum}-{maximum} is not {read.low}": read.high is None and given != {read.low},
        f"open_top is {open_top}": read.high is not None and open_top is not None and open_top != read.plus,
        "the top of a floor is open": read.high is None and bool(open_top),
        f"a floor has the top {maximum}": read.high is None and (read.plus or read.bound == "over") and maximum is not None,
        f"a top has the floor {minimum}": read.bound == "under" and minimum is not None,
    }
    return next((problem for problem, is_so in problems.items() if is_so), None)


Numbers = Callable[[Any], tuple[Decimal | None, Decimal | None]]
NUMBERS: dict[str, Numbers] = {
    "salary_bands": lambda band: (band.minimum, band.maximum),
    "pay_claims": lambda claim: (claim.percent_minimum, claim.percent_maximum),
    "transition_claims": lambda claim: (claim.months_minimum, claim.months_maximum),
    "traits": lambda trait: (trait.minimum, trait.maximum),
}


def figures(catalog: rp.Catalog) -> Iterator[tuple[str, Any, str | None, Figure | None]]:
    """Facts that carry a number: kind, fact, what is printed, and what that reads as."""
    for kind, numbers in NUMBERS.items():
        for fact in getattr(catalog, kind):
            if numbers(fact) != (None, None):
                printed = fact.citation.printed
                yield kind, fact, printed, None if printed is None else figure(printed)


class TestFigures:
    def test_numbers_are_printed(self, catalog: rp.Catalog) -> None:
        assert [str(fact) for _, fact, printed, _ in figures(catalog) if printed is None] == []

    def test_numbers_are_the_printed_ones(self, catalog: rp.Catalog) -> None:
        wrong = []
        read = Counter[str]()
        for kind, fact, printed, figure_read in figures(catalog):
            if figure_read is not None:
                read[kind] += 1
                problem = disagreement(figure_read, *NUMBERS[kind](fact), open_top=getattr(fact, "open_top", None))
                if problem is not None:
                    wrong.append((str(fact.citation), printed, problem))
        assert wrong == []
        assert read["salary_bands"] == len(catalog.salary_bands) == 36
        assert read["pay_claims"] >= 6
        assert read["transition_claims"] >= 1
        assert read["traits"] >= 20

    def test_the_rest_is_known_by_name(self, catalog: rp.Catalog) -> None:
        unread = sorted({printed for _, _, printed, figure_read in figures(catalog) if printed is not None and figure_read is None})
        assert unread == UNREADABLE
        assert len(unread) == 3

    def test_every_printed_figure_became_a_number_or_dates_a_statement(self, catalog: rp.Catalog) -> None:
        lost = [
            (str(fact.citation), fact.citation.printed)
            for kind, numbers in NUMBERS.items()
            for fact in getattr(catalog, kind)
            if numbers(fact) == (None, None) and fact.citation.printed is not None and figure(fact.citation.printed) is not None
            if fact.citation.printed not in YEARS
        ]
        assert lost == []

    def test_units_are_the_printed_ones(self, catalog: rp.Catalog) -> None:
        wrong = []
        for kind, fact, printed, read in figures(catalog):
            if read is None:
                continue
            if kind == "traits":
                known = {CURRENCY_OF[read.sign]} if read.sign else UNIT_OF.get(read.unit or "", {fact.unit})
                if fact.unit not in known:
                    wrong.append((str(fact.citation), printed, fact.unit))
                if read.about and not fact.approximate:
                    wrong.append((str(fact.citation), printed, "not approximate"))
            elif kind == "pay_claims" and read.unit != "%":
                wrong.append((str(fact.citation), printed, "no percent"))
            elif kind == "transition_claims" and read.unit != "months":
                wrong.append((str(fact.citation), printed, "no months"))
        assert wrong == []

    def test_currencies_are_the_printed_ones_or_assumed(self, catalog: rp.Catalog, guides: Path) -> None:
        wrong = []
        for band in catalog.salary_bands:
            citation = band.citation
            read = figure(citation.printed or "")
            assert read is not None
            if read.sign is not None and CURRENCY_OF[read.sign] != band.currency:
                wrong.append((str(citation), citation.printed, band.currency))
            code = any(re.search(rf"\b{band.currency}\b", lines_of(guides, citation.source)[number - 1]) for number in span(citation))
            if (read.sign is not None or code) == ("currency" in band.assumed):
                wrong.append((str(citation), citation.printed, f"assumed {band.assumed}"))
        assert wrong == []

    @pytest.mark.parametrize(
        ("printed", "low", "high", "plus", "unit"),
        [
            ("$125K-$180K", 125_000, 180_000, False, None),
            ("$600K-$1.2M+", 600_000, 1_200_000, True, None),
            ("$90K–110K", 90_000, 110_000, False, None),
            ("400K–900K+", 400_000, 900_000, True, None),
            ("₹15-30 LPA", 1_500_000, 3_000_000, False, "LPA"),
            ("₹80+ LPA", 8_000_000, None, True, "LPA"),
            ("£55,000–£80,000", 55_000, 80_000, False, None),
            ("15-25%", 15, 25, False, "%"),
            ("25 to 40%", 25, 40, False, "%"),
            ("9.2%", Decimal("9.2"), None, False, "%"),
            ("12–18 months", 12, 18, False, "months"),
            ("10 million", 10_000_000, None, False, None),
            ("12K QPS", 12_000, None, False, "QPS"),
            ("under 100 people", 100, None, False, "people"),
            ("40-person", 40, None, False, "person"),
        ],
    )
    def test_reading(self, printed: str, low: int, high: int | None, plus: bool, unit: str | None) -> None:
        read = figure(printed)
        assert read is not None
        assert (read.low, read.high, read.plus, read.unit) == (low, high, plus, unit)

    @pytest.mark.parametrize("printed", ["a month", "Python", "L3", "day-7", "2 AM", ""])
    def test_no_figure(self, printed: str) -> None:
        assert figure(printed) is None

    @pytest.mark.parametrize(
        ("printed", "minimum", "maximum", "open_top", "agrees"),
        [
            ("$1K-$2K", 1_000, 2_000, False, True),
            ("$1K-$2K", 1_000, 2_001, False, False),
            ("$1K-$2K", 1_000, None, False, False),
            ("$1K-$2K", 1_000, 2_000, True, False),
            ("$1K-$2K+", 1_000, 2_000, False, False),
            ("$1K-$2K+", 1_000, 2_000, True, True),
            ("1K", 1_000, None, False, True),
            ("1K", 1_000, 1_000, False, True),
            ("1K", None, 1_000, None, True),
            ("1K", 1_000, 2_000, False, False),
            ("1K", None, None, None, False),
            ("1K+", 1_000, 1_000, False, False),
            ("1K+", 1_000, None, False, True),
            ("over 1K", 1_000, 1_000, False, False),
            ("under 1K", 1_000, None, None, False),
            ("under 1K", None, 1_000, None, True),
            ("1K", 1_000, None, True, False),
        ],
    )
    def test_agreeing(self, printed: str, minimum: int | None, maximum: int | None, open_top: bool | None, agrees: bool) -> None:
        read = figure(printed)
        assert read is not None
        numbers = (None if minimum is None else Decimal(minimum), None if maximum is None else Decimal(maximum))
        assert (disagreement(read, *numbers, open_top=open_top) is None) is agrees
