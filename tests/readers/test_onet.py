"""O*NET: what the reader makes of each file, what it refuses with which sentence, and that counts equal those of the files."""

from __future__ import annotations

import csv
import io
import pickle
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rolepath as rp

CODE = "O*NET-SOC Code"
RATING = (
    f"{CODE}\tElement ID\tElement Name\tScale ID\tData Value\tN\tStandard Error\tLower CI Bound\tUpper CI Bound\t"
    "Recommend Suppress\tNot Relevant\tDate\tDomain Source\n"
)
FILES = {
    "Read Me.txt": "O*NET 29.0 Database\nAugust 2024 Release\n\nFor more, please visit:\thttps://example.org\n",
    "Occupation Data.txt": f"{CODE}\tTitle\tDescription\n11-1.00\tMakers\tMake things.\n11-2.01\tPlanners\t\n11-3.00\tSellers\tSell.\n",
    "Skills.txt": RATING
    + "11-1.00\t2.A.1.a\tReading\tIM\t4.00\t8\t0.4000\t3\t5\tN\tn/a\t08/2023\tAnalyst\n"
    + "11-1.00\t2.A.1.a\tReading\tLV\t3.50\t8\t0.7000\t3\t4\tY\tN\t08/2023\tAnalyst\n"
    + "11-1.00\t2.A.1.e\tMathematics\tLV\t0.25\t8\t0.2500\t0\t1\tN\tY\t08/2023\tAnalyst\n"
    + "11-1.00\t2.A.1.e\tMathematics\tIM\t1.00\t8\tn/a\tn/a\tn/a\tn/a\tn/a\t08/2023\tAnalyst\n"
    + "11-2.01\t2.A.1.a\tReading\tIM\t5.00\t8\t0.1\t4\t5\tN\tn/a\t08/2023\tAnalyst\n",
    "Knowledge.txt": RATING
    + "11-2.01\t2.C.4.a\tMathematics\tIM\t3.00\t8\t0.1\t4\t5\tN\tn/a\t08/2023\tAnalyst\n"
    + "11-2.01\t1.C.1.a\tPersistence\tIM\t3.00\t8\t0.1\t4\t5\tN\tn/a\t08/2023\tAnalyst\n"
    + "99-9.00\t2.C.4.a\tMathematics\tIM\t3.00\t8\t0.1\t4\t5\tN\tn/a\t08/2023\tAnalyst\n",
    "Interests.txt": f"{CODE}\tElement ID\tElement Name\tScale ID\tData Value\tDate\tDomain Source\n"
    "11-1.00\t1.B.1.a\tRealistic\tOI\t1.30\t11/2023\tX\n11-1.00\t1.B.1.h\tFirst High-Point\tIH\t5.00\t11/2023\tX\n",
    "Education.txt": f"{CODE}\tElement ID\tElement Name\tScale ID\tCategory\tData Value\n"
    "11-1.00\t2.D.1\tRequired Level\tRL\t1\t0.00\n11-1.00\t2.D.1\tRequired Level\tRL\t2\t95.54\n"
    "11-1.00\t2.D.1\tRequired Level\tRL\t9\t4.46\n"
    "11-1.00\t3.A.1\tRelated Work\tRW\t1\t9.00\n",
    "Education Categories.txt": "Element ID\tElement Name\tScale ID\tCategory\tCategory Description\n"
    "2.D.1\tRequired Level\tRL\t2\tHigh school\n3.A.1\tRelated Work\tRW\t1\tNone\n",
    "Scales Reference.txt": "Scale ID\tScale Name\tMinimum\tMaximum\nIM\tImportance\t1\t5\nLV\tLevel\t0\t7\nCX\tContext\t1\t5\n",
    "Alternate Titles.txt": f"{CODE}\tAlternate Title\tShort Title\tSource(s)\n11-1.00\tBuilder\tn/a\t08\n11-2.01\tBuilder\tn/a\t08\n"
    "11-3.00\tMakers\tn/a\t08\n11-1.00\t \tn/a\t08\n",
    "Sample of Reported Titles.txt": f"{CODE}\tReported Job Title\tShown in My Next Move\n"
    "11-1.00\tBuilder\tY\n11-1.00\tMakers\tY\n11-1.00\tSmith\tN\n",
    "Technology Skills.txt": f"{CODE}\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand\n"
    "11-1.00\tAdobe Acrobat\t43232202\tDocument software\tY\tN\n11-1.00\t\t43232202\tDocument software\tY\tN\n",
    "Tools Used.txt": f"{CODE}\tExample\tCommodity Code\tCommodity Title\n"
    "11-1.00\tAbacus\t44101809\tCalculator\n98-9.00\tLoom\t44101810\tLoom\n",
    "Tasks to DWAs.txt": f"{CODE}\tTask ID\tDWA ID\tDate\tDomain Source\n"
    "11-1.00\t1\t4.A.1.I01.D02\t07/2014\tX\n11-2.01\t2\t4.A.2.I01.D01\t07/2014\tX\n",
    "DWA Reference.txt": "Element ID\tIWA ID\tDWA ID\tDWA Title\n4.A.1\t4.A.1.I01\t4.A.1.I01.D02\tStudy plans.\n",
    "IWA Reference.txt": "Element ID\tIWA ID\tIWA Title\n4.A.1\t4.A.1.I01\tStudy things.\n",
    "Content Model Reference.txt": "Element ID\tElement Name\tDescription\n1.A\tAbilities\tx\n4.A.1\tGetting Information\tx\n",
    "Job Zones.txt": f"{CODE}\tJob Zone\tDate\tDomain Source\n11-1.00\t4\t08/2023\tAnalyst\n",
    "Related Occupations.txt": f"{CODE}\tRelated O*NET-SOC Code\tRelatedness Tier\tIndex\n"
    "11-1.00\t11-2.01\tPrimary-Short\t1\n11-1.00\t99-9.00\tSupplemental\t2\n",
    "Task Statements.txt": f"{CODE}\tTask ID\tTask\n11-1.00\t1\tMake.\n",
}


def write(folder: Path, files: Mapping[str, str] = FILES, **changes: str | None) -> Path:
    """Write files, some of them changed or left out."""
    for name, text in files.items():
        key = name.removesuffix(".txt").replace(" ", "_")
        content = changes.get(key, text)
        if content is not None:
            (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture
def small(tmp_path: Path) -> rp.Catalog:
    """The small release, read."""
    return rp.read_onet(write(tmp_path))


def faults(folder: Path, **changes: str | None) -> list[str]:
    """Read with changes, and return the faults as texts."""
    with pytest.raises(rp.DataFileError) as caught:
        rp.read_onet(write(folder, **changes))
    return [str(fault) for fault in caught.value.faults]


class TestWhatIsRead:
    def test_the_source(self, small: rp.Catalog) -> None:
        (source,) = small.sources
        assert (source.id, source.title, source.version) == ("onet-29.0", "O*NET 29.0 Database", "29.0")
        assert source.credit is not None
        assert source.credit.startswith(
            "O*NET 29.0 Database by the U.S. Department of Labor, Employment and Training Administration (USDOL/ETA)"
        )
        assert small.name == "O*NET 29.0 Database"

    def test_a_release_that_does_not_say_which(self, tmp_path: Path) -> None:
        (source,) = rp.read_onet(write(tmp_path, Read_Me=None)).sources
        assert (source.id, source.title, source.version) == ("onet", "O*NET Database", None)
        assert str(source.credit).startswith("O*NET Database by the U.S.")

    def test_roles(self, small: rp.Catalog) -> None:
        maker, planner, seller = small.roles
        assert maker == rp.Role(
            id="11-1.00",
            label="Makers",
            alternative_labels=("Builder", "Smith"),
            description="Make things.",
            group="11-1",
            onet=("11-1.00",),
        )
        assert (planner.description, planner.group) == (None, "11-2")
        assert seller.alternative_labels == ("Makers",)
        assert small.role("makers") == small.role("11-1.00") == maker
        with pytest.raises(rp.AmbiguousNameError, match=r"fits more than one role: 11-1\.00 and 11-2\.01"):
            small.role("builder")

    def test_skills(self, small: rp.Catalog) -> None:
        assert [(s.id, s.label, s.kind, s.alternative_labels, s.onet) for s in small.skills] == [
            ("2.a.1.a", "Reading", "practice", (), ("2.A.1.a",)),
            ("2.a.1.e", "Mathematics (skill)", "practice", ("Mathematics",), ("2.A.1.e",)),
            ("2.c.4.a", "Mathematics (knowledge)", "knowledge", ("Mathematics",), ("2.C.4.a",)),
        ]

    def test_scales(self, small: rp.Catalog) -> None:
        assert [(s.id, s.measures, s.minimum, s.maximum) for s in small.scales] == [
            ("onet-importance", "importance", 1.0, 5.0),
            ("onet-level", "proficiency", 0.0, 7.0),
        ]

    def test_ratings_with_their_errors_and_rows(self, small: rp.Catalog) -> None:
        fact = small.requirements_of("makers", skill="reading")[0]
        assert fact == rp.SkillRequirement(
            role="11-1.00",
            skill="2.a.1.a",
            basis="core-skill",
            citation=rp.Citation(source="onet-29.0", section="Skills.txt", line=2, end_line=3, printed="IM 4.00, LV 3.50"),
            importance=rp.Rating(scale="onet-importance", value=0.75, standard_error=0.1),
            proficiency=rp.Rating(scale="onet-level", value=0.5, standard_error=0.7 / 7, is_suppressed=True),
            is_relevant=True,
        )

    def test_not_relevant_suppressed_and_missing_stay_apart(self, small: rp.Catalog) -> None:
        suppressed, irrelevant = small.requirements_of("makers")
        missing = small.requirements_of("planners", skill="reading")[0]
        assert [(f.is_relevant, f.proficiency and f.proficiency.is_suppressed) for f in (suppressed, irrelevant, missing)] == [
            (True, True),
            (False, False),
            (None, None),
        ]
        assert irrelevant.importance == rp.Rating(scale="onet-importance", value=0.0)
        assert (irrelevant.citation.line, irrelevant.citation.end_line) == (4, 5)
        assert (missing.citation.line, missing.citation.end_line, missing.citation.printed) == (6, None, "IM 5.00")

    def test_a_level_that_stands_elsewhere_is_told(self, tmp_path: Path) -> None:
        skills = RATING + FILES["Skills.txt"].split("\n")[1] + "\n"
        more = RATING + "\n" + FILES["Skills.txt"].split("\n")[2] + "\n"
        catalog = rp.read_onet(write(tmp_path, {**FILES, "Transferable.txt": more}, Skills=skills))
        fact = catalog.requirements_of("makers", skill="Reading")[0]
        assert (fact.citation.line, fact.citation.end_line) == (2, None)
        assert fact.note == "the level stands in Transferable.txt, line 3"
        assert fact.proficiency is not None

    def test_rows_far_apart_are_not_cited_as_a_range(self, tmp_path: Path) -> None:
        lines = FILES["Skills.txt"].split("\n")
        catalog = rp.read_onet(write(tmp_path, Skills="\n".join([lines[0], lines[1], lines[5], lines[2], lines[3], "", lines[4]])))
        fact, other = catalog.requirements_of("makers")
        assert (fact.citation.line, fact.citation.end_line, fact.note) == (2, None, "the level stands in Skills.txt, line 4")
        assert (other.citation.line, other.citation.end_line, other.note) == (5, None, "the importance stands in Skills.txt, line 7")

    def test_descriptors(self, small: rp.Catalog) -> None:
        found = [(d.role, d.family, d.item, d.label, d.value, d.within, str(d.citation)) for d in small.descriptors]
        at = "onet-29.0, line "
        assert sorted(found) == [
            ("11-1.00", "activity", "4.A.1.I01.D02", "Study plans.", None, ("Study things.", "Getting Information"), at + "2"),
            ("11-1.00", "education", "2.D.1-2", "High school", 95.54, (), at + "3"),
            ("11-1.00", "education", "2.D.1-9", "Required Level", 4.46, (), at + "4"),
            ("11-1.00", "interest", "1.B.1.a", "Realistic", 1.3, (), at + "2"),
            ("11-1.00", "preparation", "job-zone", "Job Zone 4", 4.0, (), at + "2"),
            ("11-1.00", "related-role", "11-2.01", "Planners", 1.0, (), at + "2"),
            ("11-1.00", "related-role", "99-9.00", "Supplemental", 2.0, (), at + "3"),
            ("11-1.00", "technology", "43232202", "Adobe Acrobat", None, (), at + "2"),
            ("11-1.00", "tool", "44101809", "Abacus", None, (), at + "2"),
            ("11-2.01", "activity", "4.A.2.I01.D01", "4.A.2.I01.D01", None, (), at + "3"),
        ]
        assert {d.citation.section for d in small.descriptors_of("makers", family="tool")} == {"Tools Used.txt"}

    def test_the_report(self, small: rp.Catalog) -> None:
        (report,) = small.reading_reports
        assert (report.source, report.unrated, report.unlisted) == ("onet-29.0", ("11-3.00",), ("99-9.00", "98-9.00"))
        assert report.ambiguous == ("Builder",)
        files = {file.name: (file.kind, file.rows, file.used, file.left_out) for file in report.files}
        assert list(files) == sorted(FILES)
        assert files["Task Statements.txt"] == files["Read Me.txt"] == (None, 0, 0, None)
        assert files["Knowledge.txt"] == ("ratings", 3, 2, "ratings of other elements or on other scales, or shares of none")
        assert files["Job Zones.txt"] == ("job zones", 1, 1, None)
        assert files["Technology Skills.txt"] == ("technology", 2, 1, "empty rows")
        assert files["Skills.txt"] == ("ratings", 5, 5, None)

    def test_nothing_but_occupations(self, tmp_path: Path) -> None:
        (tmp_path / "x.csv").write_text(f'{CODE},Title\n11-1.00,"Makers, and more"\n')
        catalog = rp.read_onet(tmp_path)
        assert [role.label for role in catalog.roles] == ["Makers, and more"]
        assert catalog.reading_reports[0].unlisted == ()

    def test_related_occupations_and_tools_without_more(self, tmp_path: Path) -> None:
        related = f"{CODE}\tRelated O*NET-SOC Code\n11-1.00\t11-2.01\n11-1.00\t99-9.00\n"
        catalog = rp.read_onet(write(tmp_path, Related_Occupations=related))
        found = catalog.descriptors_of("makers", family="related-role")
        assert [(d.label, d.value) for d in found] == [("Planners", None), ("related", None)]

    def test_ratings_without_errors_or_remarks(self, tmp_path: Path) -> None:
        skills = f"{CODE}\tElement ID\tElement Name\tScale ID\tData Value\n"
        skills += "11-1.00\t2.A.1.a\tReading\tIM\t4.00\n11-1.00\t2.A.1.a\tReading\tLV\t3.5\n"
        fact = rp.read_onet(write(tmp_path, Skills=skills)).requirements_of("makers")[0]
        assert fact.proficiency == rp.Rating(scale="onet-level", value=0.5)
        assert fact.is_relevant is None

    def test_files_that_later_releases_split_are_found_by_their_columns(self, tmp_path: Path) -> None:
        lines = FILES["Skills.txt"].split("\n")
        split = {"Essential Skills.txt": "\n".join(lines[:3]), "Transferable Skills.txt": "\n".join([lines[0], *lines[3:]])}
        apart = rp.read_onet(write(tmp_path, {**FILES, **split}, Skills=None))
        other = tmp_path / "other"
        other.mkdir()
        whole = rp.read_onet(write(other))
        assert [(f.role, f.skill, f.importance, f.proficiency) for f in apart.requirements_of("makers")] == [
            (f.role, f.skill, f.importance, f.proficiency) for f in whole.requirements_of("makers")
        ]

    def test_an_archive_gives_what_the_folder_gives(self, tmp_path: Path) -> None:
        write(tmp_path)
        path = tmp_path / "db.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in FILES.items():
                archive.writestr(f"db_29_0_text/{name}", text)
        inside = rp.read_onet(path)
        outside = rp.read_onet(tmp_path)
        assert inside.roles == outside.roles
        assert [attrs.evolve(f, citation=outside.requirements[0].citation) for f in inside.requirements] == [
            attrs.evolve(f, citation=outside.requirements[0].citation) for f in outside.requirements
        ]
        assert pickle.loads(pickle.dumps(inside)) == inside

    @given(order=st.permutations(list(FILES)))
    def test_the_names_of_files_do_not_matter(self, tmp_path_factory: pytest.TempPathFactory, order: list[str]) -> None:
        folder = tmp_path_factory.mktemp("renamed")
        for number, name in enumerate(order):
            (folder / f"{number:02}.txt").write_text(FILES[name])
        catalog = rp.read_onet(folder)
        assert {role.id: role.label for role in catalog.roles} == {"11-1.00": "Makers", "11-2.01": "Planners", "11-3.00": "Sellers"}
        assert {(d.role, d.family, d.item, d.label) for d in catalog.descriptors} >= {
            ("11-1.00", "activity", "4.A.1.I01.D02", "Study plans.")
        }
        assert len(catalog.requirements) == 4


class TestWhatIsRefused:
    def test_something_else(self, tmp_path: Path) -> None:
        (tmp_path / "x.txt").write_text("hello\n")
        with pytest.raises(
            rp.DataFileError,
            match=r"\n  /\S+: no file lists occupations by O\*NET-SOC Code and Title; give the folder or archive of an O\*NET",
        ):
            rp.read_onet(tmp_path)

    def test_a_column_is_missing(self, tmp_path: Path) -> None:
        told = faults(tmp_path, Skills=FILES["Skills.txt"].replace("Data Value", "Value"))
        assert told == ["Skills.txt: line 1: Data Value: is missing, and files of ratings have such a column; fetch the file again"]

    def test_every_fault_is_told_at_once(self, tmp_path: Path) -> None:
        skills = FILES["Skills.txt"].replace("4.00", "high").replace("\t8\t0.7000", "\t8\tnan").replace("3.50", "3.50\tx")
        told = faults(
            tmp_path,
            Skills=skills,
            Occupation_Data=FILES["Occupation Data.txt"] + "11 4\tx\ty\n11-4.00\t \ty\n",
            Job_Zones=FILES["Job Zones.txt"].replace("\t4\t", "\tinf\t"),
        )
        assert told == [
            "Job Zones.txt: line 2: Job Zone: must be a number, got 'inf'",
            "Occupation Data.txt: line 5: O*NET-SOC Code: must be a code like 15-2051.00, got '11 4'",
            "Occupation Data.txt: line 6: Title: is empty",
            "Skills.txt: line 2: Data Value: must be a number, got 'high'",
            "Skills.txt: line 3: has 14 cells, and the header has 13; the row is broken",
        ]

    @pytest.mark.parametrize(
        ("old", "new", "sentence"),
        [
            ("\t4.00", "\t5.01", "Skills.txt: line 2: Data Value: is 5.01, and the scale IM runs from 1 to 5"),
            ("\t4.00", "\t0.99", "Skills.txt: line 2: Data Value: is 0.99, and the scale IM runs from 1 to 5"),
            ("\t3.50", "\t7.5", "Skills.txt: line 3: Data Value: is 7.5, and the scale LV runs from 0 to 7"),
            ("0.7000", "x", "Skills.txt: line 3: Standard Error: must be a number, got 'x'"),
        ],
    )
    def test_a_wrong_scale(self, tmp_path: Path, old: str, new: str, sentence: str) -> None:
        assert faults(tmp_path, Skills=FILES["Skills.txt"].replace(old, new, 1)) == [sentence]

    def test_the_file_of_scales_says_what_their_ranges_are(self, tmp_path: Path) -> None:
        scales = FILES["Scales Reference.txt"].replace("LV\tLevel\t0\t7", "LV\tLevel\t0\t3")
        assert faults(tmp_path, Scales_Reference=scales) == ["Skills.txt: line 3: Data Value: is 3.5, and the scale LV runs from 0 to 3"]

    @pytest.mark.parametrize("broken", ["x\t7", "0\tx", "7\t7"])
    def test_a_range_that_is_none(self, tmp_path: Path, broken: str) -> None:
        scales = FILES["Scales Reference.txt"].replace("LV\tLevel\t0\t7", f"LV\tLevel\t{broken}")
        if "x" in broken:
            assert "must be a number, got 'x'" in faults(tmp_path, Scales_Reference=scales)[0]
        else:
            assert rp.read_onet(write(tmp_path, Scales_Reference=scales)).scale("onet-level").maximum == 7

    def test_two_releases_in_one_folder(self, tmp_path: Path) -> None:
        for name in ("new", "old"):
            (tmp_path / name).mkdir()
            write(tmp_path / name)
        with pytest.raises(rp.DataFileError) as caught:
            rp.read_onet(tmp_path)
        told = [str(fault) for fault in caught.value.faults]
        assert (
            "old/Occupation Data.txt: line 2: says of 11-1.00 what new/Occupation Data.txt says too; keep the files of one release alone"
            in told
        )
        assert len(told) == len({fault.file for fault in caught.value.faults})  # one for each file, not for each row

    def test_a_row_that_stands_twice_in_one_file_counts_once(self, tmp_path: Path) -> None:
        zones = FILES["Job Zones.txt"] + "11-1.00\t5\t08/2023\tAnalyst\n"
        catalog = rp.read_onet(write(tmp_path, Job_Zones=zones))
        assert [d.value for d in catalog.descriptors_of("makers", family="preparation")] == [4.0, 5.0]

    def test_latin_1_is_told_by_its_line(self, tmp_path: Path) -> None:
        write(tmp_path)
        (tmp_path / "Occupation Data.txt").write_bytes(FILES["Occupation Data.txt"].replace("Sell.", "Café").encode("latin-1"))
        with pytest.raises(rp.DataFileError, match=r"Occupation Data\.txt: line 4: is not written in utf-8"):
            rp.read_onet(tmp_path)
        assert rp.read_onet(tmp_path, encoding="latin-1").role("sellers").description == "Café"


def rows(path: Path, name: str) -> Iterator[dict[str, str]]:
    """Read one file of the archive with nothing but csv."""
    with zipfile.ZipFile(path) as archive, archive.open(f"db_29_0_text/{name}") as raw:
        yield from csv.DictReader(io.TextIOWrapper(raw, "utf-8", newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)


class TestTheRealFiles:
    @pytest.fixture
    def path(self, data: Path) -> Path:
        """The archive as it is published."""
        return data / "db_29_0_text.zip"

    def test_counts_equal_those_of_the_files(self, onet: rp.Catalog, path: Path) -> None:
        occupations = {row[CODE] for row in rows(path, "Occupation Data.txt")}
        assert len(onet.roles) == len(occupations) == 1016
        elements = {(row[CODE], row["Element ID"]) for name in ("Skills.txt", "Knowledge.txt") for row in rows(path, name)}
        assert len(onet.skills) == len({element for _, element in elements}) == 68
        assert len(onet.requirements) == len(elements)
        rated = {code for code, _ in elements}
        assert len(rated) == 879
        assert set(onet.reading_reports[0].unrated) == occupations - rated
        families = {
            "technology": "Technology Skills.txt",
            "tool": "Tools Used.txt",
            "activity": "Tasks to DWAs.txt",
            "preparation": "Job Zones.txt",
            "related-role": "Related Occupations.txt",
        }
        for family, name in families.items():
            assert sum(d.family == family for d in onet.descriptors) == sum(1 for _ in rows(path, name)), family

    def test_titles_equal_those_of_the_files(self, onet: rp.Catalog, path: Path) -> None:
        titles = defaultdict(set)
        for row in rows(path, "Alternate Titles.txt"):
            titles[row[CODE]].add(row["Alternate Title"])
        for row in rows(path, "Sample of Reported Titles.txt"):
            titles[row[CODE]].add(row["Reported Job Title"])
        own = {row[CODE]: row["Title"] for row in rows(path, "Occupation Data.txt")}
        assert {role.id: set(role.alternative_labels) for role in onet.roles} == {code: titles[code] - {own[code]} for code in own}

    def test_every_rating_cites_its_rows(self, onet: rp.Catalog, path: Path) -> None:
        for name in ("Skills.txt", "Knowledge.txt"):
            lines = dict(enumerate(rows(path, name), 2))
            facts = [fact for fact in onet.requirements if fact.citation.section == f"db_29_0_text/{name}"]
            assert len(facts) * 2 == len(lines)
            for fact in facts:
                for line, rating in ((fact.citation.line, fact.importance), (fact.citation.end_line, fact.proficiency)):
                    row = lines[line or 0]
                    low, high = {"IM": (1, 5), "LV": (0, 7)}[row["Scale ID"]]
                    assert (row[CODE], row["Element ID"].lower()) == (fact.role, fact.skill)
                    assert rating is not None
                    assert rating.value == (float(row["Data Value"]) - low) / (high - low)
                    assert rating.is_suppressed is (row["Recommend Suppress"] == "Y")
                    assert (rating.standard_error is None) is (row["Standard Error"] == "n/a")

    def test_data_scientists_are_unrated_and_otherwise_known(self, onet: rp.Catalog) -> None:
        role = onet.role("Data Scientists")
        assert role.id == "15-2051.00"
        assert role.id in onet.reading_reports[0].unrated
        assert onet.requirements_of(role) == ()
        assert {d.family for d in onet.descriptors_of(role)} == {
            "activity",
            "technology",
            "interest",
            "preparation",
            "related-role",
        }
        move = rp.transition_difficulty("Data Scientists", "Statisticians", catalog=onet)
        assert move.proximity is not None
        assert move.proximity.is_fallback
        assert move.proximity.reason == "one of the roles is not rated, so that interests, activities, titles and technology stand in"
