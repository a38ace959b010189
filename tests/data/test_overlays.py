"""Overlays: files of one's own on top of the guides, read whole or not at all."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path, PurePath
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import rolepath as rp
from rolepath.data import files, overlays
from rolepath.data.bundled import texts

AT = 'at = { section = "S", line = 1 }\n'
HEAD = '[source]\nid = "acme"\ntitle = "Framework of Acme"\npublished = 2026\ncurrency = "USD"\n'
WORDS = """
[[roles]]
id = "ml-platform-engineer"
label = "ML platform engineer"

[efforts.course]
weeks = [2, 4]
reason = "the course takes that long"

[[skills]]
id = "feature-platform"
label = "Feature platform"
kind = "tool"
effort = "course"
prerequisites = ["sql"]
related = [{ skill = "feature-engineering", credit = 0.5, reason = "alike" }]

[[places]]
id = "bristol"
label = "Bristol"
within = "uk"
"""
FRAMEWORK = (
    HEAD
    + """
[[levels]]
role = "ml-platform-engineer"
at = { section = "Ladder", line = 3 }
rungs = [{ level = "mid", label = "P2" }, { level = "senior", label = "P3", line = 4 }]

[[salary_bands]]
role = "data-scientist"
component = "total"
location = "us"
at = { section = "Bands", line = 7 }
levels = [{ level = "mid", as = "D2", minimum = 120_000, maximum = 140_000, printed = "120-140" }]

[[salary_bands]]
role = "ml-platform-engineer"
component = "base"
location = "bristol"
currency = "GBP"
at = { section = "Bands", line = 8 }
levels = [{ level = "senior", minimum = 90_000, maximum = 110_000 }]

[[requirements]]
role = "ml-platform-engineer"
basis = "core-skill"
at = { section = "Skills", line = 11 }
skills = [{ skill = "Feature Platform", proficiency = "expert", importance = "critical" }, "python", { one_of = ["aws", "gcp"] }]

[[requirements]]
role = "data-scientist"
basis = "core-skill"
at = { section = "Skills", line = 14 }
skills = [{ skill = "statistics", proficiency = "working" }]
"""
)


def written(folder: Path, **named: str | bytes) -> Path:
    """Write files called after the names, with the ending .toml, and return their folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, held in named.items():
        (folder / f"{name}.toml").write_bytes(held if isinstance(held, bytes) else held.encode())
    return folder


def faults_of(path: Any, **how: Any) -> list[tuple[str, str, str, str]]:
    """Read what must not be readable, and return each fault, sorted."""
    with pytest.raises(rp.DataFileError) as caught:
        rp.load_overlay(path, **how)
    return sorted(tuple(fault) for fault in caught.value.faults)


def told(folder: Path, text: str) -> list[tuple[str, str, str]]:
    """Faults of a folder with this file alone, each as block, field and sentence."""
    path = str(written(folder, ours=text) / "ours.toml")
    found = faults_of(folder)
    assert {file for file, *_ in found} == {path}
    return [(block, field, sentence) for _, block, field, sentence in found]


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> rp.Catalog:
    return rp.load_overlay(written(tmp_path_factory.mktemp("acme") / "acme", words=WORDS, framework=FRAMEWORK))


class TestOnTopOfTheGuides:
    def test_holds_both(self, ours: rp.Catalog, catalog: rp.Catalog) -> None:
        assert ours.name == "guides with acme"
        for field in (
            "sources",
            "roles",
            "skills",
            "places",
            "scales",
            "standard_levels",
            "traits",
            "salary_bands",
            "requirements",
            "levels",
        ):
            below = getattr(catalog, field)
            assert getattr(ours, field)[: len(below)] == below
        assert [len(getattr(ours, f)) - len(getattr(catalog, f)) for f in ("sources", "roles", "skills", "places")] == [1, 1, 1, 1]
        assert (ours.parameters, ours.gap_weights, ours.difficulty_model) == (
            catalog.parameters,
            catalog.gap_weights,
            catalog.difficulty_model,
        )
        assert len(ours.facts_of("acme")) == 9

    def test_the_guides_stay_as_they_are(self, catalog: rp.Catalog, tmp_path: Path) -> None:
        before = rp.to_json(catalog)
        again = rp.load_overlay(written(tmp_path, words=WORDS, framework=FRAMEWORK))
        assert again.roles != catalog.roles
        assert rp.load_catalog() is catalog
        assert rp.to_json(catalog) == before
        with pytest.raises(rp.UnknownRoleError):
            catalog.role("ml-platform-engineer")

    def test_is_cited(self, ours: rp.Catalog) -> None:
        (band,) = ours.bands_of("data scientist", source="acme")
        assert band.citation == rp.Citation(source="acme", section="Bands", line=7, printed="120-140")
        assert [str(rung.citation) for rung in ours.levels_of("ML platform engineer")] == ["acme, line 3", "acme, line 4"]
        assert [(rung.label, rung.rank) for rung in ours.levels_of("ML platform engineer")] == [("P2", 2), ("P3", 3)]

    def test_conflicts_with_the_guides_show_up(self, ours: rp.Catalog, catalog: rp.Catalog) -> None:
        found = rp.disagreements(catalog=ours)
        new = [(item.kind.value, item.topic, set(item.sources)) for item in found.conflicts if "acme" in item.sources]
        assert new == [
            ("pay-bands", "pay of Data scientist at mid level", {"acme", "modeling-vs-systems"}),
            ("skill-proficiency", "proficiency in Statistics of Data scientist", {"acme", "which-path-is-right", "key-differences"}),
        ]
        assert not any("acme" in item.sources for item in rp.disagreements(catalog=catalog))

    def test_gap_and_plan(self, ours: rp.Catalog) -> None:
        gap = rp.skill_gap("data scientist", "ML platform engineer", catalog=ours)
        assert {item.skill for item in gap.items if item.shortfall} >= {"feature-platform"}
        plan = rp.learning_plan("data scientist", "ML platform engineer", catalog=ours)
        item = next(item for item in plan.items if item.skill == "feature-platform")
        assert (item.effort, item.from_level, item.to_level, item.sources) == ((2.0, 4.0), 0.0, 1.0, ("acme",))

    def test_pay_by_source(self, ours: rp.Catalog) -> None:
        (group,) = rp.comp_lookup("ML platform engineer", source="acme", location="UK", catalog=ours).groups
        assert (group.minimum, group.maximum, group.currency) == (Decimal(90_000), Decimal(110_000), "GBP")

    def test_survives_a_document(self, ours: rp.Catalog) -> None:
        assert rp.from_json(rp.to_json(ours)) == ours

    def test_an_overlay_on_an_overlay(self, ours: rp.Catalog, tmp_path: Path) -> None:
        head = '[source]\nid = "team"\ntitle = "Team"\n'
        text = f'{head}[[traits]]\nrole = "ml-platform-engineer"\naspect = "mission"\n{AT}items = ["serves"]\n'
        both = rp.load_overlay(written(tmp_path, team=text) / "team.toml", base=ours)
        assert both.name == "guides with acme with team"
        assert [trait.text for trait in both.traits_of("ml-platform-engineer")] == ["serves"]
        assert both.sources == (*ours.sources, both.source("team"))

    def test_on_an_empty_catalog(self, tmp_path: Path) -> None:
        alone = rp.load_overlay(written(tmp_path, a='[[roles]]\nid = "x"\nlabel = "X"\n'), base=rp.Catalog(name="empty"), name="own")
        assert (alone.name, [role.id for role in alone.roles]) == ("own", ["x"])


class TestWhatMayNotBeChanged:
    SAYS = "stands in the catalog 'guides' already; name it without stating it again, or choose an id of your own"

    @pytest.mark.parametrize(
        ("text", "block", "id_"),
        [
            ('[[skills]]\nid = "python"\nlabel = "Other"\nkind = "tool"\n', "skills[0]", "python"),
            ('[[roles]]\nid = "x"\nlabel = "X"\n[[roles]]\nid = "ml-engineer"\nlabel = "Other"\n', "roles[1]", "ml-engineer"),
            ('[[places]]\nid = "us"\nlabel = "Other"\n', "places[0]", "us"),
            ('[[levels]]\nid = "mid"\nlabel = "Other"\ntrack = "management"\nrank = 9\n', "levels[0]", "mid"),
            ('[source]\nid = "three-roles"\ntitle = "Other"\n', "source", "three-roles"),
            (
                '[[scales]]\nid = "proficiency"\nlabel = "L"\nmeasures = "proficiency"\nreason = "r"\nminimum = 0\nmaximum = 9\n',
                "scales[0]",
                "proficiency",
            ),
        ],
    )
    def test_an_id_of_the_guides(self, tmp_path: Path, text: str, block: str, id_: str) -> None:
        assert told(tmp_path, text) == [(block, "id", f"{id_!r} {self.SAYS}")]

    def test_the_very_same_entry(self, tmp_path: Path) -> None:
        assert told(tmp_path, texts()["places.toml"]) == sorted(
            (f"places[{index}]", "id", f"{place.id!r} {self.SAYS}") for index, place in enumerate(rp.load_catalog().places)
        )

    def test_a_redefined_level_leaves_the_ladders_that_use_it_alone(self, tmp_path: Path) -> None:
        written(tmp_path, words='[[levels]]\nid = "mid"\nlabel = "Other"\ntrack = "management"\nrank = 9\n')
        written(tmp_path, framework=f'{HEAD}[[levels]]\nrole = "ml-engineer"\n{AT}rungs = [{{ level = "mid", label = "E2" }}]\n')
        assert [fault[:3] for fault in faults_of(tmp_path)] == [(str(tmp_path / "words.toml"), "levels[0]", "id")]

    def test_an_id_twice_in_the_files(self, tmp_path: Path) -> None:
        role = '[[roles]]\nid = "x"\nlabel = "X"\n'
        written(tmp_path, a=role, b=role)
        assert faults_of(tmp_path) == [(str(tmp_path / "b.toml"), "roles[0]", "id", "'x' stands twice; each role has an id of its own")]

    @pytest.mark.parametrize("group", ["gap", "difficulty", "claims"])
    def test_numbers_of_the_measures(self, tmp_path: Path, group: str) -> None:
        sentence = "states numbers of the measures, which stay those of the catalog below; change them by Catalog.with_parameter"
        assert told(tmp_path, f"[{group}.x]\nvalue = 1\n") == [(group, "", sentence)]

    def test_numbers_of_the_measures_in_a_source(self, tmp_path: Path) -> None:
        ((block, _, sentence),) = told(tmp_path, f"{HEAD}[gap.x]\nvalue = 1\n")
        assert (block, sentence.partition(";")[0]) == ("gap", "is no table of a source file")


class TestWhatIsNotKnown:
    def test_references(self, tmp_path: Path) -> None:
        text = f"""{HEAD}region = "nowhere"
[[salary_bands]]
role = "nobody"
component = "base"
{AT}levels = [{{ level = "p9", minimum = 1, maximum = 2, location = "moon" }}]
[[requirements]]
role = "ml-engineer"
basis = "tool"
{AT}skills = ["no such skill", {{ skill = "sql", proficiency = "guru", importance = "strong" }}]
[[levels]]
role = "ml-engineer"
{AT}rungs = [{{ level = "p9", label = "P9" }}]
"""
        found = told(tmp_path, text)
        assert [fault[:2] for fault in found] == [
            ("levels[0].rungs[0]", "level"),
            ("requirements[0].skills[0]", "skill"),
            ("requirements[0].skills[1]", "importance"),
            ("requirements[0].skills[1]", "proficiency"),
            ("salary_bands[0].levels[0]", "level"),
            ("salary_bands[0].levels[0]", "location"),
            ("salary_bands[0].levels[0]", "role"),
            ("source", "region"),
        ]
        sentences = [sentence for *_, sentence in found]
        assert sentences[0] == "no standard level has the id 'p9'"
        assert sentences[1].startswith("no skill is called 'no such skill'")
        assert "familiar, working, strong, expert" in sentences[3]
        assert sentences[4:] == [
            "no level has the id 'p9'",
            "no place has the id 'moon'",
            "no role has the id 'nobody'",
            "no place has the id 'nowhere'",
        ]

    def test_a_ring(self, tmp_path: Path) -> None:
        text = "".join(f'[[skills]]\nid = "{a}"\nlabel = "{a}"\nkind = "tool"\nbroader = "{b}"\n' for a, b in ("ab", "ba"))
        assert told(tmp_path, text) == [
            ("skills[0]", "broader", "makes 'a' part of itself"),
            ("skills[1]", "broader", "makes 'b' part of itself"),
        ]

    def test_effort(self, tmp_path: Path) -> None:
        skill = '[[skills]]\nid = "a"\nlabel = "A"\nkind = "tool"\neffort = "language"\n'
        says = "no class of effort is called 'language'"
        assert told(tmp_path / "none", skill) == [("skills[0]", "effort", f"{says}; the files state none as [efforts.<name>]")]
        many = "".join(f'[efforts.e{i:02}]\nweeks = [1, 2]\nreason = "r"\n' for i in range(20))
        known = ", ".join(f"e{i:02}" for i in range(12))
        assert told(tmp_path / "many", many + skill) == [("skills[0]", "effort", f"{says}; known are {known}")]

    def test_effort_of_two_files(self, tmp_path: Path) -> None:
        written(tmp_path, a='[efforts.x]\nweeks = [1, 2]\nreason = "r"\n', b='[efforts.x]\nweeks = [3, 4]\nreason = "r"\n')
        assert faults_of(tmp_path) == [(str(tmp_path / "b.toml"), "efforts.x", "", "stands twice; each class of effort is stated once")]


class TestPaths:
    ROLE = '[[roles]]\nid = "x"\nlabel = "X"\n'

    def test_file_folder_and_folders_within(self, tmp_path: Path) -> None:
        written(tmp_path, a=self.ROLE)
        written(tmp_path / "deep" / "er", b=FRAMEWORK)
        written(tmp_path / "dir.toml", words=WORDS)  # a folder, whatever its name
        (tmp_path / "UPPER.TOML").write_text('[[roles]]\nid = "upper"\nlabel = "U"\n')
        (tmp_path / "notes.md").write_text("no TOML")
        both = rp.load_overlay(str(tmp_path))
        assert [both.role(id_).id for id_ in ("x", "upper", "ml-platform-engineer")] == ["x", "upper", "ml-platform-engineer"]
        assert len(both.facts_of("acme")) == 9
        assert rp.load_overlay(tmp_path / "a.toml").role("x").label == "X"

    def test_a_file_of_any_name(self, tmp_path: Path) -> None:
        path = tmp_path / "framework.txt"
        path.write_text(self.ROLE)
        assert rp.load_overlay(path).name == "guides with framework.txt"

    def test_dot_names_are_passed_over(self, tmp_path: Path) -> None:
        written(tmp_path, ours=self.ROLE)
        (tmp_path / ".taplo.toml").write_text("x = = 1")
        written(tmp_path / ".venv", broken="x = = 1")
        assert rp.load_overlay(tmp_path).role("x").id == "x"

    def test_nothing_to_read(self, tmp_path: Path) -> None:
        (tmp_path / "readme.md").write_text("x")
        assert faults_of(tmp_path) == [(str(tmp_path), "", "", "holds no file that ends in .toml")]

    def test_missing(self, tmp_path: Path) -> None:
        path = tmp_path / "gone.toml"
        assert faults_of(path) == [(str(path), "", "", "cannot be read: No such file or directory")]

    def test_null_byte_in_the_path(self) -> None:
        assert faults_of("a\0b") == [("a\0b", "", "", "cannot be read: embedded null byte")]

    def test_a_path_too_long(self) -> None:
        ((_, _, _, sentence),) = faults_of("x" * 5000)
        assert sentence == "cannot be read: File name too long"

    @pytest.mark.parametrize("path", [None, 5, b"x.toml", ["x.toml"]])
    def test_no_path(self, path: Any) -> None:
        with pytest.raises(rp.InvalidTypeError, match=r"^path must be the path of a TOML file or of a folder of such files, got "):
            rp.load_overlay(path)

    def test_a_path_of_bytes(self) -> None:
        class Bytes(os.PathLike[bytes]):
            def __fspath__(self) -> bytes:
                return b"x.toml"

        with pytest.raises(rp.InvalidTypeError, match=r"^path must be"):
            rp.load_overlay(Bytes())  # type: ignore[arg-type]

    def test_any_path_like(self, tmp_path: Path) -> None:
        assert rp.load_overlay(PurePath(written(tmp_path, ours=self.ROLE))).role("x").id == "x"  # type: ignore[arg-type]

    def test_empty(self) -> None:
        with pytest.raises(rp.InvalidFieldError, match=r"^path must not be empty; the folder you are in is '\.'"):
            rp.load_overlay("")

    @pytest.mark.parametrize(("name", "error"), [(5, rp.InvalidTypeError), (" ", rp.InvalidFieldError)])
    def test_no_name(self, tmp_path: Path, name: Any, error: type[Exception]) -> None:
        with pytest.raises(error, match=r"^Catalog\.name "):
            rp.load_overlay(written(tmp_path, ours=self.ROLE), name=name)

    def test_no_base(self, tmp_path: Path) -> None:
        for read in (lambda: rp.load_overlay(tmp_path, base=5), lambda: rp.catalog_from_toml({}, base=5)):  # type: ignore[arg-type]
            with pytest.raises(rp.InvalidTypeError, match=r"^base must be a Catalog, as load_catalog"):
                read()

    def test_the_folder_one_is_in_has_a_name(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(written(tmp_path / "v1.2", ours=self.ROLE))
        assert rp.load_overlay(".").name == "guides with v1.2"

    def test_the_top_folder_has_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(overlays._Reading, "files", lambda self, folder, depth: iter(()))
        seen: list[str] = []
        monkeypatch.setattr(overlays, "read_catalog", lambda texts, name, below, unread: seen.append(name))
        rp.load_overlay(os.sep)
        overlays.read_path(os.sep, None, None)
        overlays.read_path(f"{os.sep}tmp", None, None)
        assert seen == ["guides with files", "files", "tmp"]

    def test_a_name_that_would_change_the_text_around_it(self, tmp_path: Path) -> None:
        folder = written(tmp_path / "a\nb\udc80\u202e", ours=self.ROLE)
        read = rp.load_overlay(folder)
        assert read.name == "guides with a\\u000ab\\udc80\\u202e"
        assert rp.from_json(rp.to_json(read)) == read


class TestLinksAndDevices:
    OUT = '[[roles]]\nid = "out"\nlabel = "Out"\n'

    def test_links_are_not_followed(self, tmp_path: Path) -> None:
        outside = written(tmp_path / "outside", secret=self.OUT)
        inside = written(tmp_path / "inside", ours='[[roles]]\nid = "x"\nlabel = "X"\n')
        (inside / "folder").symlink_to(outside)
        (inside / "loop").symlink_to(inside)
        read = rp.load_overlay(inside)
        assert read.role("x").id == "x"
        with pytest.raises(rp.UnknownRoleError):
            read.role("out")

    def test_a_link_that_looks_like_a_file_is_a_fault(self, tmp_path: Path) -> None:
        outside = written(tmp_path / "outside", secret=self.OUT)
        inside = written(tmp_path / "inside", ours='[[roles]]\nid = "x"\nlabel = "X"\n')
        (inside / "a.toml").symlink_to(outside / "secret.toml")
        (inside / "b.toml").symlink_to(inside / "b.toml")
        (inside / "c.toml").symlink_to(outside)
        (inside / "d.toml").symlink_to("/dev/zero")
        says = "is a link, which is not followed; copy the file"
        assert faults_of(inside) == [(str(inside / f"{name}.toml"), "", "", says) for name in "abcd"]

    def test_the_path_itself_may_be_a_link(self, tmp_path: Path) -> None:
        outside = written(tmp_path / "outside", secret=self.OUT)
        (tmp_path / "folder").symlink_to(outside)
        (tmp_path / "file").symlink_to(outside / "secret.toml")
        assert rp.load_overlay(tmp_path / "folder").role("out").id == "out"
        assert rp.load_overlay(tmp_path / "file").role("out").id == "out"

    def test_a_link_to_itself(self, tmp_path: Path) -> None:
        path = tmp_path / "loop.toml"
        path.symlink_to(path)
        assert faults_of(path) == [(str(path), "", "", "cannot be read: Too many levels of symbolic links")]

    def test_a_pipe_does_not_hang(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.toml")
        os.mkfifo(tmp_path / "pipe")
        assert faults_of(tmp_path) == [(str(tmp_path / "pipe.toml"), "", "", "is no file")]
        assert faults_of(tmp_path / "pipe") == [(str(tmp_path / "pipe"), "", "", "is neither a file nor a folder")]

    def test_a_device_does_not_hang(self) -> None:
        assert faults_of("/dev/zero") == [("/dev/zero", "", "", "is neither a file nor a folder")]


class TestWhatCannotBeRead:
    def test_file_and_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Root may read anything, so the refusal is played."""
        written(tmp_path, a="x = = 1", locked="")
        written(tmp_path / "closed", b="")
        real_open, real_scan = Path.open, os.scandir

        def refusing_open(self: Path, *args: Any, **kwargs: Any) -> Any:
            if self.name == "locked.toml":
                raise PermissionError(13, "Permission denied")
            return real_open(self, *args, **kwargs)

        def refusing_scan(path: Path) -> Any:
            if path.name == "closed":
                raise PermissionError(13, "Permission denied")
            return real_scan(path)

        monkeypatch.setattr(Path, "open", refusing_open)
        monkeypatch.setattr(os, "scandir", refusing_scan)
        assert faults_of(tmp_path) == [
            (str(tmp_path / "a.toml"), "", "", "is not TOML: Invalid value (at line 1, column 5)"),
            (str(tmp_path / "closed"), "", "", "cannot be read: Permission denied"),
            (str(tmp_path / "locked.toml"), "", "", "cannot be read: Permission denied"),
        ]

    def test_an_error_without_a_text(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*args: Any, **kwargs: Any) -> Any:
            raise OSError("no reason")

        path = written(tmp_path, ours="") / "ours.toml"
        monkeypatch.setattr(Path, "open", refuse)
        assert faults_of(path) == [(str(path), "", "", "cannot be read: no reason")]

    def test_what_an_unread_file_may_hold_is_no_fault(self, tmp_path: Path) -> None:
        written(tmp_path, words=b"\xff" + WORDS.encode(), framework=FRAMEWORK.replace('"total"', '"totl"'))
        assert [fault[:3] for fault in faults_of(tmp_path)] == [
            (str(tmp_path / "framework.toml"), "salary_bands[0].levels[0]", "component"),
            (str(tmp_path / "words.toml"), "", ""),
        ]

    @pytest.mark.parametrize("text", [b"\xef\xbb\xbf" + WORDS.encode(), WORDS.replace("\n", "\r\n").encode()], ids=["BOM", "CRLF"])
    def test_marks_of_other_systems(self, tmp_path: Path, text: bytes) -> None:
        assert rp.load_overlay(written(tmp_path, ours=text)).place("Bristol").within == "uk"

    @pytest.mark.parametrize(
        ("held", "opening"),
        [
            (WORDS.encode("utf-16"), "is no text in UTF-8: byte 0"),
            (b'a = "\xe9"', "is no text in UTF-8: byte 5"),
            (b"\xed\xa0\x80", "is no text in UTF-8: byte 0"),
            (b"a = 1\0", "is not TOML: "),
            (b"\0" * 1000, "is not TOML: "),
            (b"a = 1\ra = 2", "is not TOML: "),
            (b"a = 1\na = 2", "is not TOML: Cannot overwrite a value"),
            (b"a = " + b"[" * 100_000, "is not TOML: "),
            (b"a = " + b"{a=" * 100_000, "is not TOML: "),
            (b"a." * 100_000 + b"a = 1", "is not TOML: a key joins more than 8 words by dots"),
            (b"a = " + b"9" * 100_000, "is not TOML: "),
            (b"a = 1e" + b"9" * 100, "is not TOML: "),
        ],
    )
    def test_no_toml(self, tmp_path: Path, held: bytes, opening: str) -> None:
        path = str(written(tmp_path, ours=held) / "ours.toml")
        ((file, block, field, sentence),) = faults_of(tmp_path)
        assert (file, block, field) == (path, "", "")
        assert sentence.startswith(opening)

    @pytest.mark.parametrize("number", ["0x" + "f" * 5000, "1e400", "-1e-400", "nan", "-inf", "2026-01-01", "true", "[]", "{}"])
    @pytest.mark.parametrize(
        "text",
        [
            "[[roles]]\nid = {}\nlabel = 'X'\n",
            "[source]\nid = {}\ntitle = 'X'\n",
            "[source]\nid = 'x'\ntitle = {}\n",
            "[[levels]]\nid = {}\nlabel = 'X'\ntrack = 'management'\nrank = 1\n",
        ],
    )
    def test_numbers_where_a_text_belongs(self, tmp_path: Path, text: str, number: str) -> None:
        (fault,) = told(tmp_path, text.replace("{}", number, 1))
        assert fault[1] in {"id", "title"}

    @pytest.mark.parametrize(("published", "says"), [("0x" + "f" * 5000, "a int too large to show"), ("-1", "-1"), ("true", "True")])
    def test_a_year_that_is_none(self, tmp_path: Path, published: str, says: str) -> None:
        assert told(tmp_path, f"[source]\nid = 'x'\ntitle = 'X'\npublished = {published}\n") == [
            ("source", "published", f"must be a text, got {says}")
        ]

    def test_all_faults_of_all_files_at_once_and_nothing_is_half_read(self, tmp_path: Path) -> None:
        written(tmp_path, a="x = = 1", b=b"\xff", c='[[roles]]\nid = "Bad Id"\n', d=f'{HEAD}[[traits]]\nrole = "x"\n{AT}', good=WORDS)
        written(tmp_path / "sub", e="[role]\n")
        assert [(Path(file).name, block, field) for file, block, field, _ in faults_of(tmp_path)] == [
            ("a.toml", "", ""),
            ("b.toml", "", ""),
            ("c.toml", "roles[0]", "id"),
            ("c.toml", "roles[0]", "label"),
            ("d.toml", "traits[0]", "items"),
            ("e.toml", "role", ""),
        ]
        with pytest.raises(rp.UnknownRoleError):
            rp.load_catalog().role("ml-platform-engineer")


class TestAnything:
    LINES = (WORDS + FRAMEWORK).splitlines()
    VALUES = ("", "0", "-1", "1e400", "nan", "true", "''", '"x"', "[]", "[[]]", "{}", "[{}]", "2026-01-01", '"\\u202e"')

    @settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.lists(
            st.tuples(st.integers(0, len(LINES) - 1), st.none() | st.integers(0, len(LINES) - 1) | st.sampled_from(VALUES)), max_size=5
        )
    )
    def test_gives_a_catalog_or_faults_with_their_file(self, changes: list[tuple[int, int | str | None]]) -> None:
        """Lines left out, moved or with another value."""
        lines = list(self.LINES)
        for line, change in changes:
            if isinstance(change, str):
                lines[line] = f"{lines[line].partition('=')[0]}= {change}"
            else:
                lines[line] = "" if change is None else self.LINES[change]
        words, head, framework = "\n".join(lines).partition("[source]")
        told: set[str] = set()
        read = None
        try:
            read = files.catalog_from_toml({"words.toml": words, "framework.toml": head + framework}, base=rp.load_catalog())
        except rp.DataFileError as error:
            told = {fault.file for fault in error.faults}
        if read is None:
            assert told
            assert told <= {"words.toml", "framework.toml"}
        else:
            assert read.roles[: len(rp.load_catalog().roles)] == rp.load_catalog().roles


class TestLimits:
    def test_bytes_of_all_files_together(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        text = '[[roles]]\nid = "{}"\nlabel = "Ä"\n'
        size = len(text.replace("{}", "a").encode())
        written(tmp_path, a=text.replace("{}", "a"), b=text.replace("{}", "b"), c="")
        monkeypatch.setattr(overlays, "MOST_BYTES", 2 * size)
        assert rp.load_overlay(tmp_path).role("b").id == "b"
        # Cut within the letter of two bytes, which is not told as a fault of its own; what follows is not read.
        monkeypatch.setattr(overlays, "MOST_BYTES", 2 * size - 4)
        sentence = f"goes beyond the {2 * size - 4} bytes that all files together may have; read a part of them"
        assert faults_of(tmp_path) == [(str(tmp_path / "b.toml"), "", "", sentence)]

    def test_no_more_is_read_than_allowed(self, tmp_path: Path) -> None:
        path = tmp_path / "large.toml"
        with path.open("wb") as opened:
            opened.truncate(10**12)  # takes no room on the disk
        assert faults_of(path) == [
            (str(path), "", "", "goes beyond the 5,000,000 bytes that all files together may have; read a part of them")
        ]

    def test_files_and_folders(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("a", "b", "c"):
            written(tmp_path / name, words=f'[[roles]]\nid = "{name}"\nlabel = "X"\n')
        monkeypatch.setattr(overlays, "MOST_ENTRIES", 6)
        assert rp.load_overlay(tmp_path).role("c").id == "c"
        says = "files and folders that are looked at; name the folder of the files alone"
        for most, folder in ((4, "b"), (5, "c"), (2, "")):
            monkeypatch.setattr(overlays, "MOST_ENTRIES", most)
            assert faults_of(tmp_path) == [(str(tmp_path / folder), "", "", f"goes beyond the {most} {says}")]

    def test_folders_within_one_another(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        written(tmp_path / "a" / "b", words=WORDS)
        monkeypatch.setattr(overlays, "DEEPEST", 2)
        assert rp.load_overlay(tmp_path).place("bristol").within == "uk"
        monkeypatch.setattr(overlays, "DEEPEST", 1)
        assert faults_of(tmp_path) == [(str(tmp_path / "a" / "b"), "", "", "lies more than 1 folders deep; read it by itself")]

    def test_faults(self, tmp_path: Path) -> None:
        path = written(tmp_path, ours="[[roles]]\n" * 100_000) / "ours.toml"
        found = faults_of(tmp_path)
        assert len(found) == files.MOST_FAULTS + 1
        assert found[0] == (str(path), "", "", "reading stopped after 1,000 faults")
        assert {sentence for *_, sentence in found[1:]} == {"is missing"}

    def test_facts_that_lists_of_ids_multiply_to(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        roles = str(["ml-engineer", "data-scientist"] * 300)
        block = f"[[transition_claims]]\n{AT}kind = 'duration'\neach_origin = {roles}\neach_target = {roles}\n"
        text = f"{HEAD}{block}items = [{{ text = 'x' }}]\n"
        says = "is one fact too many: all files together may state"
        assert told(tmp_path / "many", text) == [("transition_claims[0].items[0]", "", f"{says} 100,000; split them")]
        monkeypatch.setattr(files, "MOST_FACTS", 9)
        few = written(tmp_path / "few", words=WORDS, framework=FRAMEWORK)
        assert len(rp.load_overlay(few).facts_of("acme")) == 9
        monkeypatch.setattr(files, "MOST_FACTS", 8)
        ((_, block, _, sentence),) = faults_of(few)
        assert (block, sentence) == ("requirements[1].skills[0]", f"{says} 8; split them")

    def test_skills_any_one_of_which_will_do(self, tmp_path: Path, catalog: rp.Catalog) -> None:
        def needing(count: int) -> str:
            return f"{HEAD}[[requirements]]\nrole = 'ml-engineer'\nbasis = 'tool'\n{AT}skills = [{{ one_of = {named[:count]} }}]\n"

        named = [str(skill.id) for skill in catalog.skills]
        assert told(tmp_path / "many", needing(51)) == [("requirements[0].skills[0]", "one_of", "must name at most 50 skills, got 51")]
        assert len(rp.load_overlay(written(tmp_path / "few", ours=needing(50))).facts_of("acme")) == 50
