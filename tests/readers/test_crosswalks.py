"""Crosswalk files: what links are read, what is refused with which sentence, and that the real files are read whole."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import rolepath as rp

ESCO = "http://data.europa.eu/esco/occupation/1a"


def read(folder: Path, text: str, name: str = "walk.csv", encoding: str = "utf-8") -> tuple[rp.CodeLink, ...]:
    """Read one file."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return rp.read_crosswalk(path, encoding=encoding)


def faults(folder: Path, text: str) -> list[str]:
    """Read one file that is at fault, and return the faults as texts."""
    with pytest.raises(rp.DataFileError) as caught:
        read(folder, text)
    return [str(fault) for fault in caught.value.faults]


class TestLinks:
    def test_from_onet_of_2010_to_2019(self, tmp_path: Path) -> None:
        text = "\ufeffsoc2010_code;soc2010_title;soc2019_code;soc2019_title\r\n15-1111.00;Old;15-1221.00;New\r\n"
        (link,) = read(tmp_path, text)
        assert link == rp.CodeLink(
            origin_system="onet-soc-2010",
            origin="15-1111.00",
            target_system="onet-soc-2019",
            target="15-1221.00",
            citation=rp.Citation(source="crosswalk-onet-soc-2010-onet-soc-2019", section="walk.csv", line=2),
            origin_label="Old",
            target_label="New",
        )
        assert repr(link) == "CodeLink(onet-soc-2010 15-1111.00 ~ onet-soc-2019 15-1221.00)"

    def test_from_isco_to_soc_with_blanks_and_wide_groups(self, tmp_path: Path) -> None:
        first, second = read(tmp_path, "soc2010_code,isco08_code,isco08_title\n15-2041 ,2120 ,\n19-2099,211,Physicists\n")
        assert (first.origin_system, first.origin, first.origin_label) == ("isco-08", "2120", None)
        assert (first.target_system, first.target, first.target_label) == ("soc-2010", "15-2041", None)
        assert (second.origin, second.origin_label) == ("211", "Physicists")

    @pytest.mark.parametrize(("grade", "confidence"), [("0", 0.0), ("0.5", 0.25), ("1.0", 0.5), ("2", 1.0)])
    def test_from_esco_to_onet_with_grades(self, tmp_path: Path, grade: str, confidence: float) -> None:
        text = f"esco_occupation,isco_code,onet_code,onet_occupation,confidence,concept_uri\na,2511,15-1111.00,b,{grade},{ESCO}\n"
        (link,) = read(tmp_path, text)
        assert (link.origin_system, link.origin, link.origin_label) == ("esco", ESCO, "a")
        assert (link.target_system, link.target, link.target_label) == ("onet-soc-2010", "15-1111.00", "b")
        assert link.confidence == confidence

    def test_the_publishers_own_header(self, tmp_path: Path) -> None:
        text = "O*NET-SOC 2010 Code,O*NET-SOC 2010 Title,O*NET-SOC 2019 Code,O*NET-SOC 2019 Title\n11-1.00,a,11-1.00,b\n"
        text = text.replace("11-1.00", "11-1011.00")
        assert [(link.origin_label, link.target_label) for link in read(tmp_path, text)] == [("a", "b")]

    def test_a_column_called_confidence_counts_in_nestas_file_alone(self, tmp_path: Path) -> None:
        (link,) = read(tmp_path, "soc2010_code,soc2019_code,confidence\n15-1111.00,15-1221.00,high\n")
        assert link.confidence is None

    def test_a_row_without_partner_makes_no_link(self, tmp_path: Path) -> None:
        links = read(tmp_path, "soc2010_code,soc2019_code\n15-1111.00,\n,15-1221.00\n15-1111.00,15-1221.00\n")
        assert [link.citation.line for link in links] == [4]

    def test_several_paths_and_folders(self, tmp_path: Path) -> None:
        (tmp_path / "other.csv").write_text("a,b\n1,2\n")
        one = read(tmp_path, "soc2010_code,soc2019_code\n15-1111.00,15-1221.00\n", "one.csv")
        two = read(tmp_path, "soc2010_code,isco08_code\n15-2041,2120\n", "two.csv")
        assert rp.read_crosswalk(tmp_path) == one + two
        assert rp.read_crosswalk(tmp_path / "two.csv", tmp_path / "one.csv") == two + one


class TestHostileFiles:
    def test_broken_codes_and_grades_are_all_told(self, tmp_path: Path) -> None:
        header = "onet_code,confidence,concept_uri\n"
        assert faults(tmp_path, f"{header}15-1111,3,{ESCO}\n15-1111.00,n/a,esco\n15-1111.00,nan,{ESCO}\n15-1111.00,-1,{ESCO}\nx\n") == [
            "walk.csv: line 2: onet_code: must be a code like 15-2041.00, got '15-1111'",
            "walk.csv: line 2: confidence: must be a number from 0 to 2, got '3'",
            "walk.csv: line 3: concept_uri: must be a code like http://data.europa.eu/esco/occupation/..., got 'esco'",
            "walk.csv: line 3: confidence: must be a number from 0 to 2, got 'n/a'",
            "walk.csv: line 4: confidence: must be a number from 0 to 2, got 'nan'",
            "walk.csv: line 5: confidence: must be a number from 0 to 2, got '-1'",
            "walk.csv: line 6: has 1 cells, and the header has 3; the row is broken",
        ]

    @pytest.mark.parametrize("header", ["soc2010_code,isco08_code", "soc2019_code,isco08_code"])
    def test_a_code_of_no_known_form_is_a_fault(self, tmp_path: Path, header: str) -> None:
        assert faults(tmp_path, f"{header}\n15,21200\n")[:1] == ["walk.csv: line 2: isco08_code: must be a code like 2511, got '21200'"]

    @pytest.mark.parametrize("text", ["a,b\n1,2\n", "soc2010_code,title\n15-2041,a\n", "soc2010_code,soc2019_code\n"])
    def test_what_is_no_crosswalk_is_told(self, tmp_path: Path, text: str) -> None:
        (said,) = faults(tmp_path, text)
        assert said.startswith(f"{tmp_path / 'walk.csv'}: no file links codes of two classifications; a crosswalk has two of the columns")

    def test_latin_1_is_read_where_it_is_named(self, tmp_path: Path) -> None:
        (link,) = read(tmp_path, "soc2010_code,soc2010_title,soc2019_code\n15-1111.00,é,15-1221.00\n", encoding="latin-1")
        assert link.origin_label == "é"

    def test_no_path_is_refused(self) -> None:
        with pytest.raises(rp.InvalidFieldError, match="must name a crosswalk file"):
            rp.read_crosswalk()


def test_the_real_files_are_read_whole(data: Path) -> None:
    links = rp.read_crosswalk(data / "crosswalks")
    found: dict[str, list[tuple[str, str]]] = {}
    for link in links:
        found.setdefault(link.citation.section, []).append((link.origin, link.target))
    expected = {}
    for name, mark, columns in (
        ("2010_to_2019_Crosswalk.csv", ";", ("soc2010_code", "soc2019_code")),
        ("ISCO_SOC_Crosswalk.csv", ";", ("isco08_code", "soc2010_code")),
        ("nesta_esco_onet_crosswalk_MCC.csv", ",", ("concept_uri", "onet_code")),
    ):
        with (data / "crosswalks" / name).open(encoding="utf-8-sig", newline="") as file:
            expected[name] = [(row[columns[0]].strip(), row[columns[1]].strip()) for row in csv.DictReader(file, delimiter=mark)]
    assert found == expected
    assert [len(pairs) for pairs in expected.values()] == [1164, 1125, 1680]
