"""ESCO: what is read from small files in its format, what is refused with which sentence, and that the real files are read whole."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rolepath as rp
from rolepath.readers.esco import DIFFICULTY, GAP, PROXIMITY
from rolepath.testing.checks import assert_conforms

BASE = "http://data.europa.eu/esco"


def occupation(name: str) -> str:
    """URI of an occupation."""
    return f"{BASE}/occupation/{name}"


def skill(name: str) -> str:
    """URI of a skill."""
    return f"{BASE}/skill/{name}"


def table(header: str, *rows: tuple[str, ...], end: str = "\n") -> str:
    """Write a table as csv does, with quotes where they are needed."""
    text = io.StringIO()
    csv.writer(text, lineterminator=end).writerows([header.split(","), *rows])
    return text.getvalue()


OCCUPATIONS = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,description,code"
SKILLS = "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,description"
RELATIONS = "occupationUri,relationType,skillType,skillUri"
BROADER = "conceptType,conceptUri,broaderType,broaderUri"
BETWEEN = "originalSkillUri,originalSkillType,relationType,relatedSkillType,relatedSkillUri"
GROUPS = "conceptType,conceptUri,code,preferredLabel,status,altLabels,inScheme,description"


def a_role(name: str, label: str, others: str = "", hidden: str = "", status: str = "released") -> tuple[str, ...]:
    """Make the row of an occupation."""
    return ("Occupation", occupation(name), "2511", label, others, hidden, status, f"About {label}.", "2511.1")


def a_skill(name: str, label: str, kind: str = "skill/competence", status: str = "released") -> tuple[str, ...]:
    """Make the row of a skill."""
    return ("KnowledgeSkillCompetence", skill(name), kind, "cross-sector", label, "", "", status, f"About {label}.")


def asks(role: str, name: str, relation: str = "essential") -> tuple[str, ...]:
    """Make the row of a relation."""
    return (occupation(role), relation, "knowledge", skill(name))


def under(lower: str, upper: str) -> tuple[str, ...]:
    """Make the row of a relation of two skills."""
    return ("KnowledgeSkillCompetence", skill(lower), "KnowledgeSkillCompetence", skill(upper))


FILES: Mapping[str, str] = {
    "occupations_en.csv": table(
        OCCUPATIONS,
        a_role("r1", "data scientist", "data expert\ndata scientist\n\n data engineer ", "wrangler"),
        a_role("r2", "statistician", "data expert"),
    ),
    "skills_en.csv": table(
        SKILLS,
        a_skill("s1", "statistics", "knowledge"),
        a_skill("s2", "analyse data"),
        a_skill("s3", "think", ""),
    ),
    "occupationSkillRelations.csv": table(RELATIONS, asks("r1", "s1"), asks("r1", "s2", "optional"), asks("r2", "s1")),
}


def written(folder: Path, files: Mapping[str, str], encoding: str = "utf-8") -> Path:
    """Write files into a folder."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode(encoding))
    return folder


def zipped(path: Path, files: Mapping[str, str]) -> Path:
    """Write files into an archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def read(folder: Path, **changed: str) -> rp.Catalog:
    """Read the small files, some of which are changed or added; ``_`` stands for ``.``."""
    return rp.read_esco(written(folder, {**FILES, **{f"{name}.csv": text for name, text in changed.items()}}))


def faults(folder: Path, **changed: str) -> list[str]:
    """Read what is at fault, and return the faults as texts."""
    with pytest.raises(rp.DataFileError) as caught:
        read(folder, **changed)
    return [str(fault) for fault in caught.value.faults]


def report_of(catalog: rp.Catalog, name: str) -> rp.FileReport:
    """The account of one file."""
    return next(file for file in catalog.reading_reports[0].files if file.name == name)


class TestOccupations:
    def test_every_column_is_kept(self, tmp_path: Path) -> None:
        role = read(tmp_path).role("data scientist")
        assert role == rp.Role(
            id="r1",
            label="data scientist",
            alternative_labels=("data expert", "data engineer", "wrangler"),
            description="About data scientist.",
            group="2511",
            esco=(occupation("r1"),),
        )

    def test_files_without_status_hidden_labels_or_descriptions_will_do(self, tmp_path: Path) -> None:
        header = "conceptUri,iscoGroup,preferredLabel,altLabels"
        catalog = read(tmp_path, occupations_en=table(header, (occupation("r1"), "", "data scientist", "")))
        assert catalog.roles == (rp.Role(id="r1", label="data scientist", esco=(occupation("r1"),)),)

    def test_what_is_not_released_is_left_out_with_its_relations(self, tmp_path: Path) -> None:
        rows = a_role("r1", "data scientist"), a_role("r2", "statistician", status="proposed")
        catalog = read(tmp_path, occupations_en=table(OCCUPATIONS, *rows))
        report = catalog.reading_reports[0]
        assert [role.id for role in catalog.roles] == ["r1"]
        assert (report_of(catalog, "occupations_en.csv").used, report_of(catalog, "occupations_en.csv").left_out) == (1, "1 not released")
        assert (
            report_of(catalog, "occupationSkillRelations.csv").left_out
            == "1 of an occupation or a skill that has no row, or is not released"
        )
        assert report.unlisted == ()

    def test_a_label_of_two_is_told(self, tmp_path: Path) -> None:
        assert read(tmp_path).reading_reports[0].ambiguous == ("data expert",)

    def test_one_without_relations_is_told(self, tmp_path: Path) -> None:
        catalog = read(tmp_path, occupationSkillRelations=table(RELATIONS, asks("r1", "s1")))
        assert catalog.reading_reports[0].unrated == ("r2",)


class TestSkills:
    def test_every_column_is_kept(self, tmp_path: Path) -> None:
        assert read(tmp_path).skill("statistics") == rp.Skill(id="s1", label="statistics", kind="knowledge", esco=(skill("s1"),))

    @pytest.mark.parametrize(("name", "kind"), [("s1", "knowledge"), ("s2", "practice"), ("s3", "practice")])
    def test_what_is_not_called_knowledge_is_a_practice(self, tmp_path: Path, name: str, kind: str) -> None:
        assert read(tmp_path).skill(name).kind == kind

    def test_a_wider_skill_is_kept_and_groups_are_not_skills(self, tmp_path: Path) -> None:
        group = ("KnowledgeSkillCompetence", skill("s1"), "SkillGroup", skill("g1"))
        catalog = read(tmp_path, broaderRelationsSkillPillar=table(BROADER, under("s1", "s2"), group))
        assert catalog.skill("s1").broader == "s2"
        assert len(catalog.skills) == 3
        file = report_of(catalog, "broaderRelationsSkillPillar.csv")
        assert (file.rows, file.used, file.left_out) == (
            2,
            1,
            "1 under a group of skills, of which no occupation asks, or under what has no row",
        )

    @pytest.mark.parametrize("is_turned", [False, True])
    def test_of_several_wider_skills_the_one_with_fewest_parts_is_kept_and_the_other_is_related(
        self, tmp_path: Path, is_turned: bool
    ) -> None:
        rows = [under("s1", "s2"), under("s1", "s3"), under("s4", "s2")]
        skills = table(SKILLS, *(a_skill(f"s{n}", f"skill {n}") for n in range(1, 5)))
        rows = rows[::-1] if is_turned else rows
        catalog = read(tmp_path, skills_en=skills, broaderRelationsSkillPillar=table(BROADER, *rows))
        assert {entry.id: entry.broader for entry in catalog.skills} == {"s1": "s3", "s2": None, "s3": None, "s4": "s2"}
        found = {entry.id: [(related.skill, related.credit) for related in entry.related] for entry in catalog.skills}
        assert found == {"s1": [("s2", GAP.narrower_credit)], "s2": [("s1", GAP.broader_credit)], "s3": [], "s4": []}
        assert catalog.skill("s1").related[0].reason == "ESCO puts the one under the other, and under another skill too"

    def test_of_wider_skills_with_as_many_parts_the_first_by_id_is_kept(self, tmp_path: Path) -> None:
        catalog = read(tmp_path, broaderRelationsSkillPillar=table(BROADER, under("s1", "s3"), under("s1", "s2")))
        assert catalog.skill("s1").broader == "s2"

    def test_what_is_essential_to_a_skill_is_learnt_before_it(self, tmp_path: Path) -> None:
        rows = [(skill("s2"), "", relation, "", skill(other)) for other, relation in (("s1", "essential"), ("s3", "optional"))]
        dangling = (skill("s2"), "", "essential", "", skill("s9"))
        catalog = read(tmp_path, skillSkillRelations=table(BETWEEN, *rows, dangling))
        assert {entry.id: entry.prerequisites for entry in catalog.skills} == {"s1": (), "s2": ("s1",), "s3": ()}
        file = report_of(catalog, "skillSkillRelations.csv")
        assert (file.rows, file.used) == (3, 1)
        assert file.left_out == "1 optional, of which nothing follows; 1 of a skill that has no row, or is not released"

    def test_rings_are_left_out_and_told(self, tmp_path: Path) -> None:
        ring = [under("s1", "s2"), under("s2", "s1"), under("s3", "s1")]
        needs = [(skill(a), "", "essential", "", skill(b)) for a, b in (("s1", "s1"), ("s2", "s3"))]
        catalog = read(tmp_path, broaderRelationsSkillPillar=table(BROADER, *ring), skillSkillRelations=table(BETWEEN, *needs))
        assert {entry.id: (entry.broader, entry.prerequisites) for entry in catalog.skills} == {
            "s1": (None, ()),
            "s2": (None, ("s3",)),
            "s3": ("s1", ()),
        }
        assert report_of(catalog, "broaderRelationsSkillPillar.csv").left_out == "2 leading back to where they begin"
        assert report_of(catalog, "skillSkillRelations.csv").left_out == "1 leading back to where they begin"


class TestRelations:
    def test_each_is_a_requirement_with_its_line(self, tmp_path: Path) -> None:
        first, second = read(tmp_path).requirements_of("r1")
        assert first == rp.SkillRequirement(
            role="r1",
            skill="s1",
            basis="core-skill",
            citation=rp.Citation(source="esco", section="occupationSkillRelations.csv", line=2),
            is_essential=True,
        )
        assert (second.skill, second.is_essential, second.citation.line) == ("s2", False, 3)

    def test_an_occupation_or_skill_without_a_row_is_left_out_and_told(self, tmp_path: Path) -> None:
        rows = asks("r1", "s1"), asks("r9", "s1"), asks("r1", "s9")
        catalog = read(tmp_path, occupationSkillRelations=table(RELATIONS, *rows))
        assert len(catalog.requirements) == 1
        assert catalog.reading_reports[0].unlisted == (occupation("r9"), skill("s9"))
        file = report_of(catalog, "occupationSkillRelations.csv")
        assert (file.rows, file.used) == (3, 1)

    def test_a_repeat_counts_once(self, tmp_path: Path) -> None:
        catalog = read(tmp_path, occupationSkillRelations=table(RELATIONS, asks("r1", "s1"), asks("r1", "s1")))
        assert [requirement.citation.line for requirement in catalog.requirements] == [2]
        assert report_of(catalog, "occupationSkillRelations.csv").left_out == "1 repeats"

    def test_what_contradicts_itself_is_a_fault(self, tmp_path: Path) -> None:
        rows = table(RELATIONS, asks("r1", "s1"), asks("r1", "s1", "optional"))
        assert faults(tmp_path, occupationSkillRelations=rows) == [
            "occupationSkillRelations.csv: line 3: relationType: is optional, and line 2 says otherwise"
        ]

    @pytest.mark.parametrize(("ends", "order"), [("\n", 1), ("\r\n", 1), ("\n", -1)])
    def test_ends_and_order_of_rows_change_nothing_but_lines(self, tmp_path: Path, ends: str, order: int) -> None:
        rows = [asks("r1", "s1"), asks("r1", "s2", "optional"), asks("r2", "s1")][::order]
        catalog = read(tmp_path, occupationSkillRelations=table(RELATIONS, *rows, end=ends))
        found = {(fact.role, fact.skill, fact.is_essential) for fact in catalog.requirements}
        assert found == {("r1", "s1", True), ("r1", "s2", False), ("r2", "s1", True)}


class TestHierarchy:
    GROUPS_FILE = table(
        GROUPS,
        ("ISCOGroup", f"{BASE}/isco/C2511", "2511", "Systems analysts", "", "", "", ""),
        ("ISCOGroup", f"{BASE}/isco/C25", "25", "", "", "", "", ""),
        ("SkillGroup", f"{BASE}/isced-f/06", "06", "ICT", "", "", "", ""),
    )

    def test_what_an_occupation_stands_under_is_a_descriptor(self, tmp_path: Path) -> None:
        rows = [
            ("Occupation", occupation("r1"), "ISCOGroup", f"{BASE}/isco/C2511"),
            ("Occupation", occupation("r2"), "Occupation", occupation("r1")),
            ("ISCOGroup", f"{BASE}/isco/C2511", "ISCOGroup", f"{BASE}/isco/C251"),
            ("ISCOGroup", f"{BASE}/isco/C251", "ISCOGroup", f"{BASE}/isco/C25"),
        ]
        catalog = read(tmp_path, broaderRelationsOccPillar=table(BROADER, *rows), ISCOGroups_en=self.GROUPS_FILE)
        first, second = catalog.descriptors
        assert first == rp.Descriptor(
            role="r1",
            family="group",
            item="2511",
            label="Systems analysts",
            citation=rp.Citation(source="esco", section="broaderRelationsOccPillar.csv", line=2),
            within=("251", "25"),
        )
        assert (second.role, second.item, second.label, second.within) == ("r2", "r1", "data scientist", ("2511", "251", "25"))
        file = report_of(catalog, "ISCOGroups_en.csv")
        assert (file.rows, file.used, file.left_out) == (3, 1, "2 groups of skills, or groups without a name")
        assert report_of(catalog, "broaderRelationsOccPillar.csv").used == 3  # the group without a name is known by no row

    def test_a_group_without_a_name_is_called_by_its_code_and_rings_end(self, tmp_path: Path) -> None:
        rows = [
            ("Occupation", occupation("r1"), "ISCOGroup", f"{BASE}/isco/C25"),
            ("ISCOGroup", f"{BASE}/isco/C25", "ISCOGroup", f"{BASE}/isco/C2"),
            ("ISCOGroup", f"{BASE}/isco/C2", "ISCOGroup", f"{BASE}/isco/C25"),
        ]
        (found,) = read(tmp_path, broaderRelationsOccPillar=table(BROADER, *rows)).descriptors
        assert (found.label, found.within) == ("25", ("2",))


class TestSource:
    @pytest.mark.parametrize("place", ["ESCO dataset - v1.2.0 - classification - en - csv", "my ESCO_1.2.0"])
    def test_the_release_is_in_the_name_of_the_folder(self, tmp_path: Path, place: str) -> None:
        source = read(tmp_path / place).sources[0]
        assert (source.id, source.version, source.title) == ("esco-1.2.0", "1.2.0", "ESCO 1.2.0")
        assert source.publisher is not None
        assert "European Commission" in source.publisher
        assert source.credit is not None
        assert source.credit.startswith("ESCO 1.2.0 by the European Commission")

    def test_where_no_name_tells_the_release_there_is_none(self, tmp_path: Path) -> None:
        source = read(tmp_path).sources[0]
        assert (source.id, source.version, source.title) == ("esco", None, "ESCO")

    def test_two_releases_are_a_fault(self, tmp_path: Path) -> None:
        one = zipped(tmp_path / "ESCO v1.1.1 a.zip", {name: FILES[name] for name in ("occupations_en.csv", "skills_en.csv")})
        two = zipped(tmp_path / "ESCO v1.2.0 b.zip", {"r.csv": FILES["occupationSkillRelations.csv"]})
        with pytest.raises(
            rp.DataFileError, match=r"ESCO v1\.1\.1 a\.zip is of 1\.1\.1 and ESCO v1\.2\.0 b\.zip is of 1\.2\.0; give the files"
        ):
            rp.read_esco(one, two)

    def test_measures_are_those_of_esco(self, tmp_path: Path) -> None:
        catalog = read(tmp_path)
        assert (catalog.gap_weights, catalog.difficulty_model, catalog.proximity_model) == (GAP, DIFFICULTY, PROXIMITY)
        assert (GAP.telling, PROXIMITY.method) == (1.0, "cosine")


class TestPlaces:
    """Two archives, given one by one or lying in a folder, and files that lie in one, are the same."""

    @pytest.fixture
    def archives(self, tmp_path: Path) -> tuple[Path, Path]:
        folder = tmp_path / "both"
        folder.mkdir()
        classification = {name: text for name, text in FILES.items() if "Relations" not in name}
        relations = {name: text for name, text in FILES.items() if "Relations" in name}
        return zipped(folder / "a.zip", classification), zipped(folder / "b.zip", relations)

    def test_all_three(self, tmp_path: Path, archives: tuple[Path, Path]) -> None:
        expected = read(tmp_path / "files")
        assert rp.read_esco(*archives) == rp.read_esco(*archives[::-1]) == rp.read_esco(archives[0].parent) == expected
        assert rp.read_esco(str(archives[0].parent)) == expected

    @pytest.mark.parametrize(
        ("place", "lacks"),
        [(0, ["ties skills to occupations by occupationUri"]), (1, ["lists occupations by conceptUri", "lists skills by conceptUri"])],
    )
    def test_one_alone_says_what_is_missing(self, archives: tuple[Path, Path], place: int, lacks: list[str]) -> None:
        with pytest.raises(rp.DataFileError) as caught:
            rp.read_esco(archives[place])
        sentences = [fault.sentence for fault in caught.value.faults]
        assert len(sentences) == len(lacks)
        for sentence, lack in zip(sentences, lacks, strict=True):
            assert lack in sentence
            assert sentence.endswith("from its download page; give that archive too, or a folder that holds both")

    def test_no_path_is_refused(self) -> None:
        with pytest.raises(rp.InvalidFieldError, match="must name a folder or archive of ESCO"):
            rp.read_esco()

    @pytest.mark.parametrize("path", [None, 3])
    def test_what_is_no_path_is_refused(self, path: object) -> None:
        with pytest.raises(rp.InvalidTypeError, match="must be the path of a folder"):
            rp.read_esco(path)

    def test_files_of_two_languages_are_a_fault_each(self, tmp_path: Path) -> None:
        german = {name.replace("_en", "_de"): text for name, text in FILES.items() if "_en" in name}
        folder = written(tmp_path / "two", {**FILES, **german})
        (folder / "more").mkdir()
        written(folder / "more", {"x.csv": FILES["occupationSkillRelations.csv"], "y.csv": table(BETWEEN), "z.csv": table(BETWEEN)})
        with pytest.raises(rp.DataFileError) as caught:
            rp.read_esco(folder)
        remedy = "; give the files of one release and one language alone"
        assert [str(fault) for fault in caught.value.faults] == [
            f"more/z.csv: in two holds relations of skills beside two/more/y.csv{remedy}",
            f"occupationSkillRelations.csv: in two holds relations of occupations and skills beside two/more/x.csv{remedy}",
            f"occupations_en.csv: in two holds occupations beside two/occupations_de.csv{remedy}",
            f"skills_en.csv: in two holds skills beside two/skills_de.csv{remedy}",
        ]


class TestHostileFiles:
    def test_a_byte_order_mark_is_no_part_of_the_header(self, tmp_path: Path) -> None:
        assert len(read(tmp_path, occupations_en=f"\ufeff{FILES['occupations_en.csv']}").roles) == 2

    def test_latin_1_is_told_and_read_where_it_is_named(self, tmp_path: Path) -> None:
        files = {**FILES, "occupations_en.csv": table(OCCUPATIONS, a_role("r1", "dance répétiteur"), a_role("r2", "x"))}
        folder = written(tmp_path / "files", files, "latin-1")
        with pytest.raises(rp.DataFileError, match=r"occupations_en\.csv: line 2: is not written in utf-8"):
            rp.read_esco(folder)
        assert rp.read_esco(folder, encoding="latin-1").role("r1").label == "dance répétiteur"

    def test_missing_columns_are_told_file_by_file(self, tmp_path: Path) -> None:
        changed = {
            "occupations_en": "conceptUri,iscoGroup\n",
            "skills_en": "skillType,preferredLabel,altLabels\n",
            "occupationSkillRelations": "occupationUri,skillUri\n",
        }
        remedy = "have such a column; fetch the file again"
        assert faults(tmp_path, **changed) == [
            f"occupationSkillRelations.csv: line 1: relationType: is missing, and relations of occupations and skills {remedy}",
            f"occupations_en.csv: line 1: preferredLabel: is missing, and occupations {remedy}",
            f"occupations_en.csv: line 1: altLabels: is missing, and occupations {remedy}",
            f"skills_en.csv: line 1: conceptUri: is missing, and skills {remedy}",
        ]

    def test_broken_rows_are_all_told(self, tmp_path: Path) -> None:
        rows = (
            a_role("r1", "data scientist"),
            a_role("r1", "again"),
            a_role("not an id", "x"),
            a_role("r3", " "),
        )
        relations = (("x", "essential", "", skill("s1")), ("", "essential", "", skill("s1")), (occupation("r1"), "must", "", skill("s1")))
        between = ((skill("!"), "", "essential", "", skill("s1")), (skill("s1"), "", "essential", "", "?"))
        broader = (("", skill("!"), "", skill("s1")),)
        assert faults(
            tmp_path,
            occupations_en=table(OCCUPATIONS, *rows),
            occupationSkillRelations=table(RELATIONS, *relations, (occupation("r1"), "essential", "", "%")) + "short\n",
            skillSkillRelations=table(BETWEEN, *between),
            broaderRelationsSkillPillar=table(BROADER, *broader),
        ) == [
            (
                "broaderRelationsSkillPillar.csv: line 2: conceptUri: must be a URI of ESCO, which ends with an id, "
                "got 'http://data.europa.eu/esco/skill/!'"
            ),
            "occupationSkillRelations.csv: line 3: occupationUri: must be a URI of ESCO, which ends with an id, got ''",
            "occupationSkillRelations.csv: line 4: relationType: must be essential or optional, got 'must'",
            "occupationSkillRelations.csv: line 5: skillUri: must be a URI of ESCO, which ends with an id, got '%'",
            "occupationSkillRelations.csv: line 6: has 1 cells, and the header has 4; the row is broken",
            f"occupations_en.csv: line 3: conceptUri: {occupation('r1')} stands twice; fetch the file again",
            f"occupations_en.csv: line 4: conceptUri: must be a URI of ESCO, which ends with an id, got '{occupation('not an id')}'",
            "occupations_en.csv: line 5: preferredLabel: is empty",
            (
                "skillSkillRelations.csv: line 2: originalSkillUri: must be a URI of ESCO, which ends with an id, "
                "got 'http://data.europa.eu/esco/skill/!'"
            ),
            "skillSkillRelations.csv: line 3: relatedSkillUri: must be a URI of ESCO, which ends with an id, got '?'",
        ]

    def test_files_of_something_else_are_not_read_and_told(self, tmp_path: Path) -> None:
        collection = "conceptUri,preferredLabel,skillType,altLabels,broaderConceptUri\nbroken\n"
        catalog = read(tmp_path, digitalSkillsCollection_en=collection, other="a,b\n1\n")
        assert report_of(catalog, "digitalSkillsCollection_en.csv") == rp.FileReport(name="digitalSkillsCollection_en.csv")
        assert report_of(catalog, "other.csv").kind is None
        assert [file.name for file in catalog.reading_reports[0].files] == sorted([*FILES, "digitalSkillsCollection_en.csv", "other.csv"])


class TestAnyRelations:
    """Whatever relations there are, each row is used or left out with a reason, and what is used is what the rows say."""

    names = st.sampled_from(["r1", "r2", "r3"])
    skills = st.sampled_from(["s1", "s2", "s3", "s4"])

    @given(rows=st.dictionaries(st.tuples(names, skills), st.booleans(), min_size=1), ways=st.sets(st.tuples(skills, skills)))
    def test_rows_add_up(
        self, tmp_path_factory: pytest.TempPathFactory, rows: dict[tuple[str, str], bool], ways: set[tuple[str, str]]
    ) -> None:
        relations = [asks(role, name, "essential" if essential else "optional") for (role, name), essential in rows.items()]
        catalog = read(
            tmp_path_factory.mktemp("esco"),
            occupationSkillRelations=table(RELATIONS, *relations),
            broaderRelationsSkillPillar=table(BROADER, *(under(*way) for way in sorted(ways))),
        )
        known = {key: essential for key, essential in rows.items() if key[0] != "r3" and key[1] != "s4"}
        assert {(fact.role, fact.skill): fact.is_essential for fact in catalog.requirements} == known
        for file in catalog.reading_reports[0].files:
            left_out = sum(int(reason.split()[0].replace(",", "")) for reason in (file.left_out or "").split("; ") if reason)
            assert file.rows == file.used + left_out
        told = {(entry.id, entry.broader) for entry in catalog.skills if entry.broader} | {
            (entry.id, related.skill) for entry in catalog.skills for related in entry.related if related.credit == GAP.narrower_credit
        }
        assert told <= ways


@pytest.fixture(scope="module")
def esco(data: Path) -> rp.Catalog:
    """The real release."""
    return rp.read_esco(*sorted(data.glob("ESCO*.zip")))


def rows_of(data: Path, name: str) -> Iterator[dict[str, str]]:
    """Rows of one real file, read by csv alone."""
    for path in data.glob("ESCO*.zip"):
        with zipfile.ZipFile(path) as archive:
            if name in archive.namelist():
                with archive.open(name) as raw:
                    yield from csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8-sig", newline=""))


class TestTheRealRelease:
    def test_occupations_and_labels(self, esco: rp.Catalog, data: Path) -> None:
        expected = {}
        for row in rows_of(data, "occupations_en.csv"):
            name = row["preferredLabel"].strip()
            labels = {label.strip() for label in f"{row['altLabels']}\n{row['hiddenLabels']}".split("\n")} - {"", name}
            expected[row["conceptUri"]] = (name, labels, row["iscoGroup"])
        assert len(expected) == 3007
        found = {role.esco[0]: (role.label, set(role.alternative_labels), role.group) for role in esco.roles if role.esco}
        assert found == expected

    def test_skills(self, esco: rp.Catalog, data: Path) -> None:
        expected = Counter("knowledge" if row["skillType"] == "knowledge" else "practice" for row in rows_of(data, "skills_en.csv"))
        assert expected.total() == 13896
        assert Counter(entry.kind.value for entry in esco.skills) == expected

    def test_relations(self, esco: rp.Catalog, data: Path) -> None:
        listed = {row["conceptUri"] for row in rows_of(data, "occupations_en.csv")}
        expected = {
            (row["occupationUri"][-36:], row["skillUri"][-36:]): row["relationType"] == "essential"
            for row in rows_of(data, "occupationSkillRelations.csv")
            if row["occupationUri"] in listed
        }
        assert len(expected) == 123788
        assert {(fact.role, fact.skill): fact.is_essential for fact in esco.requirements} == expected
        assert esco.reading_reports[0].unlisted == (occupation("a9e54177-a185-404d-b6e6-15663d31137e"),)

    def test_hierarchies(self, esco: rp.Catalog, data: Path) -> None:
        skills = {row["conceptUri"] for row in rows_of(data, "skills_en.csv")}
        pairs = {
            (row["conceptUri"][-36:], row["broaderUri"][-36:])
            for row in rows_of(data, "broaderRelationsSkillPillar.csv")
            if row["broaderUri"] in skills
        }
        found = {(entry.id, entry.broader) for entry in esco.skills if entry.broader} | {
            (entry.id, related.skill) for entry in esco.skills for related in entry.related if related.credit == GAP.narrower_credit
        }
        assert found == pairs
        above = sum(row["conceptType"] == "Occupation" for row in rows_of(data, "broaderRelationsOccPillar.csv"))
        assert above - len(esco.descriptors) == 1  # of the occupation that has no row
        needed = sum(row["relationType"] == "essential" for row in rows_of(data, "skillSkillRelations.csv"))
        assert sum(len(entry.prerequisites) for entry in esco.skills) == needed == 191

    def test_a_citation_leads_to_the_row(self, esco: rp.Catalog, data: Path) -> None:
        fact = esco.requirements_of("data scientist")[-1]
        with zipfile.ZipFile(next(data.glob("ESCO*relations*.zip"))) as archive:
            line = archive.read(fact.citation.section).decode().splitlines()[fact.citation.line - 1]
        assert fact.role in line
        assert fact.skill in line

    def test_the_source(self, esco: rp.Catalog) -> None:
        assert (esco.sources[0].id, esco.sources[0].version) == ("esco-1.1.1", "1.1.1")
        assert esco.role("AI engineer").label == "animal artificial insemination technician"

    def test_the_measures_answer(self, esco: rp.Catalog) -> None:
        near = rp.proximity("data scientist", "data analyst", catalog=esco)
        far = rp.proximity("data scientist", "bricklayer", catalog=esco)
        assert near.score is not None
        assert far.score is not None
        assert far.score < 0.1 < near.score
        gap = rp.skill_gap("data analyst", "data scientist", catalog=esco)
        assert gap.score is not None
        assert 0 < gap.score < rp.skill_gap("bricklayer", "data scientist", catalog=esco).score
        move = rp.transition_difficulty("data analyst", "data scientist", catalog=esco)
        assert move.score == pytest.approx(1 - near.score)

    def test_it_conforms_but_for_names_that_esco_gives_twice(self, esco: rp.Catalog) -> None:
        # The checks change a catalog over and over, so a few occupations stand for all, with the skills that they name.
        roles = tuple(role for role in esco.roles if role.label in {"data scientist", "statistician", "bricklayer"})
        requirements = tuple(fact for role in roles for fact in esco.requirements_of(role))
        skills = {entry.id: entry for entry in esco.skills}
        wanted = {fact.skill for fact in requirements}
        found = tuple(
            attrs.evolve(
                skills[name], broader=None if skills[name].broader not in wanted else skills[name].broader, prerequisites=(), related=()
            )
            for name in sorted(wanted)
        )
        part = attrs.evolve(esco, roles=roles, requirements=requirements, skills=found, descriptors=(), reading_reports=())
        assert_conforms(
            part, expected_failures={"labels-distinct": "ESCO gives one skill the preferred label of another as a further name."}
        )
