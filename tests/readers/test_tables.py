"""Tables in other people's files: what is found, what is refused with which sentence, and that nothing gets out of its folder."""

from __future__ import annotations

import io
import stat
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import rolepath as rp
from rolepath.readers import tables
from rolepath.readers.tables import Faults, open_tables

HEAD = "code\ttitle\n"


def read(path: object, encoding: str = "utf-8") -> tuple[dict[str, list[tuple[int, list[str]]]], list[rp.Fault]]:
    """Read everything: rows by file, header first, and the faults."""
    faults = Faults()
    found = {}
    with open_tables(path, faults, encoding=encoding) as files:
        for table in files:
            found[table.name] = [(1, list(table.header)), *table.rows]
    return found, faults.found


def one(folder: Path, content: bytes | str, name: str = "a.txt", encoding: str = "utf-8") -> tuple[list[tuple[int, list[str]]], list[str]]:
    """Read one file, and return its rows and the faults as texts."""
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    found, faults = read(folder, encoding)
    return found.get(name, []), [str(fault) for fault in faults]


def zipped(folder: Path, members: dict[str, bytes], name: str = "data.zip") -> Path:
    """Write an archive."""
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return path


class TestRows:
    def test_tabs_split_and_quotes_are_text(self, tmp_path: Path) -> None:
        rows, faults = one(tmp_path, 'code\ttitle\n1\tsay "hi", all\n')
        assert rows == [(1, ["code", "title"]), (2, ["1", 'say "hi", all'])]
        assert not faults

    @pytest.mark.parametrize("mark", [",", ";"])
    def test_commas_and_semicolons_split_and_quotes_hold_line_breaks(self, tmp_path: Path, mark: str) -> None:
        rows, faults = one(tmp_path, f'code{mark}title\n1{mark}"two\nlines"\n2{mark}next\n')
        assert rows == [(1, ["code", "title"]), (2, ["1", "two\nlines"]), (4, ["2", "next"])]
        assert not faults

    def test_header_cells_lose_blanks_and_the_last_row_needs_no_end(self, tmp_path: Path) -> None:
        rows, _ = one(tmp_path, " code \ttitle\n1\tx")
        assert rows == [(1, ["code", "title"]), (2, ["1", "x"])]

    @pytest.mark.parametrize(
        "content",
        [b"\xef\xbb\xbfcode\ttitle\n1\t\xc3\xa9\n", b"code\ttitle\r\n1\t\xc3\xa9\r\n"],
        ids=["byte-order mark", "CRLF"],
    )
    def test_marks_of_other_systems_do_no_harm(self, tmp_path: Path, content: bytes) -> None:
        rows, faults = one(tmp_path, content)
        assert rows == [(1, ["code", "title"]), (2, ["1", "é"])]
        assert not faults

    def test_latin_1_is_told_and_read_when_named(self, tmp_path: Path) -> None:
        content = "code\ttitle\n1\té\n".encode("latin-1")
        _, faults = one(tmp_path, content)
        told = "a.txt: line 2: is not written in utf-8-sig (invalid continuation byte); save it as UTF-8, or name its encoding"
        assert faults == [told]
        rows, faults = one(tmp_path, content, encoding="latin-1")
        assert rows[1] == (2, ["1", "é"])
        assert not faults

    def test_a_code_that_no_line_can_be_told_of(self, tmp_path: Path) -> None:
        _, faults = one(tmp_path, "code\ttitle\n1\té\n".encode("utf-16") + b"\x00", encoding="utf-16")
        assert faults == ["a.txt: is not written in utf-16 (truncated data); save it as UTF-8, or name its encoding"]

    def test_broken_rows_are_told_with_their_line_and_the_others_read(self, tmp_path: Path) -> None:
        rows, faults = one(tmp_path, "code\ttitle\n1\n2\tx\ty\n\n3\tz\n")
        assert rows[1:] == [(5, ["3", "z"])]
        assert faults == [
            "a.txt: line 2: has 1 cells, and the header has 2; the row is broken",
            "a.txt: line 3: has 3 cells, and the header has 2; the row is broken",
        ]

    def test_broken_quotes_are_told(self, tmp_path: Path) -> None:
        rows, faults = one(tmp_path, 'code,title\n1,"a"b\n', name="a.csv")
        assert rows == [(1, ["code", "title"])]
        assert faults == ["a.csv: line 2: cannot be read: ',' expected after '\"'"]

    def test_a_line_without_end_is_not_read_whole(self, tmp_path: Path) -> None:
        tracemalloc.start()
        _, faults = one(tmp_path, HEAD + "x" * 8_000_000)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert faults == ["a.txt: line 2: cannot be read: a line has 1,000,000 characters or more"]
        assert most < 8_000_000 * 3  # what the test itself wrote, and not a copy more

    def test_empty_files_are_no_tables(self, tmp_path: Path) -> None:
        assert one(tmp_path, "") == ([], [])

    def test_places_of_columns(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(HEAD)
        with open_tables(tmp_path, Faults()) as files:
            table = next(files)
            assert table.places("title", "code") == (1, 0)
            assert (table.place("title"), table.place("other")) == (1, None)


class TestFaults:
    def test_a_hundred_are_enough(self, tmp_path: Path) -> None:
        with pytest.raises(rp.DataFileError) as caught:
            one(tmp_path, HEAD + "1\n" * 500)
        assert len(caught.value.faults) == 100
        assert caught.value.faults[-1].block == "line 101"

    def test_none_is_no_error(self) -> None:
        faults = Faults()
        faults.raise_any()
        faults.add("a\u202eb", 3, "title", "is empty")
        with pytest.raises(rp.DataFileError, match=r"a\\u202eb: line 3: title: is empty"):
            faults.raise_any()


class TestPlaces:
    def test_a_file_alone(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(HEAD + "1\tx\n")
        found, _ = read(str(tmp_path / "a.txt"))
        assert found == {"a.txt": [(1, ["code", "title"]), (2, ["1", "x"])]}

    def test_folders_within_and_other_files(self, tmp_path: Path) -> None:
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "b.CSV").write_text("x,y\n")
        (tmp_path / "c.pdf").write_text("x")
        (tmp_path / "d.txt").mkdir()
        assert list(read(tmp_path)[0]) == ["in/b.CSV"]

    def test_an_archive_is_read_as_a_folder_is(self, tmp_path: Path) -> None:
        content = {"db/a.txt": (HEAD + "1\tx\n").encode(), "db/b.csv": b"x,y\n", "db/c.pdf": b"x"}
        path = zipped(tmp_path, {**content, "db/": b""})
        folder = tmp_path / "out"
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder)
        assert read(path) == read(folder)
        assert list(read(path)[0]) == ["db/a.txt", "db/b.csv"]

    @pytest.mark.parametrize(
        ("path", "error", "sentence"),
        [
            (3, rp.InvalidTypeError, "path must be the path of a folder or of a zip archive, got 3"),
            (b"x", rp.InvalidTypeError, "must be the path"),
            (" ", rp.InvalidFieldError, "path must not be empty"),
            ("no such place", rp.DataFileError, "no such place: does not exist"),
            ("x" * 5000, rp.DataFileError, "xxx: does not exist"),
            ("no\0place", rp.DataFileError, r"no\\u0000place: does not exist"),
        ],
    )
    def test_no_path(self, path: object, error: type[Exception], sentence: str) -> None:
        with pytest.raises(error, match=sentence):
            read(path)

    @pytest.mark.parametrize("encoding", ["", "no such", 3])
    def test_no_encoding(self, tmp_path: Path, encoding: str) -> None:
        with pytest.raises(rp.InvalidFieldError, match="encoding must be the name of an encoding"):
            read(tmp_path, encoding)

    def test_links_that_lead_out_are_passed_over(self, tmp_path: Path) -> None:
        secret = tmp_path / "secret.txt"
        secret.write_text(HEAD)
        folder = tmp_path / "in"
        folder.mkdir()
        (folder / "a.txt").symlink_to(secret)
        assert read(folder) == ({}, [])


class TestUntrustedArchives:
    @pytest.mark.parametrize("name", ["../a.txt", "/a.txt", "x/../../a.txt", "..\\a.txt", "C:/a.txt"])
    def test_names_that_lead_out_are_refused(self, tmp_path: Path, name: str) -> None:
        found, faults = read(zipped(tmp_path, {name: HEAD.encode()}))
        assert not found
        told = zipfile.ZipInfo(name).filename
        expected = f"data.zip: {told}: leads out of the archive, which is not to be trusted; fetch it from its publisher"
        assert [str(fault) for fault in faults] == [expected]
        assert [p.name for p in tmp_path.rglob("*")] == ["data.zip"]

    def test_links_are_read_as_the_text_that_they_are(self, tmp_path: Path) -> None:
        info = zipfile.ZipInfo("a.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        path = tmp_path / "data.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(info, "/etc/hostname")
        assert read(path) == ({"a.txt": [(1, ["/etc/hostname"])]}, [])

    def test_too_many_files(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tables, "MOST_FILES", 2)
        path = zipped(tmp_path, {f"{n}.txt": b"" for n in range(3)})
        assert [str(f) for f in read(path)[1]] == ["data.zip: holds 3 files, and 2 are the most that are read"]
        folder = tmp_path / "in"
        folder.mkdir()
        for n in range(3):
            (folder / f"{n}.txt").write_text("x")
        found, faults = read(folder)
        assert list(found) == ["0.txt", "1.txt"]
        assert faults[0].sentence == "holds more than 2 files; give the folder of the data set alone"

    def test_a_bomb_is_not_unpacked(self, tmp_path: Path) -> None:
        path = tmp_path / "data.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.txt", "w", force_zip64=True) as member:
            for _ in range(tables.MOST_BYTES // 4_000_000 + 1):
                member.write(bytes(4_000_000))
        assert path.stat().st_size < 2_000_000
        found, faults = read(path)
        assert not found
        assert [str(fault) for fault in faults] == ["data.zip: unpacks to more than 1,000,000,000 bytes, and is not unpacked"]

    def test_too_many_bytes_in_a_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tables, "MOST_BYTES", 20)
        for name in "ab":
            (tmp_path / f"{name}.txt").write_text(HEAD)
        found, faults = read(tmp_path)
        assert list(found) == ["a.txt"]
        assert faults[0].sentence == "holds more than 20 bytes; give the folder of the data set alone"

    def test_a_size_that_is_a_lie_does_not_matter(self, tmp_path: Path) -> None:
        path = zipped(tmp_path, {"a.txt": (HEAD + "1\tx\n" * 1000).encode()})
        content = bytearray(path.read_bytes())
        # The size after unpacking, in the directory at the end of the archive.
        place = content.index(b"PK\x01\x02") + 24
        content[place : place + 4] = (20).to_bytes(4, "little")
        path.write_bytes(content)
        found, faults = read(path)
        assert len(found.get("a.txt", [])) < 10
        assert faults[0].sentence.startswith("cannot be read to the end (")

    @pytest.mark.parametrize("name", ["data.zip", "data.txt"])
    def test_an_archive_that_is_cut_short(self, tmp_path: Path, name: str) -> None:
        whole = zipped(tmp_path, {"a.txt": (HEAD + "1\tx\n" * 1000).encode()}, "whole").read_bytes()
        path = tmp_path / name
        path.write_bytes(whole[: len(whole) // 2])
        if name == "data.zip":
            with pytest.raises(rp.DataFileError, match=r"data\.zip: is no zip archive, or one that is cut short; fetch it again"):
                read(path)
        else:
            assert read(path)[1]

    def test_an_archive_broken_in_the_middle(self, tmp_path: Path) -> None:
        path = zipped(tmp_path, {"a.txt": (HEAD + "".join(f"{n}\tx\n" for n in range(9999))).encode(), "b.txt": b"x\n"})
        content = bytearray(path.read_bytes())
        content[200:220] = bytes(20)
        path.write_bytes(content)
        found, faults = read(path)
        assert "b.txt" in found
        assert [(fault.file, fault.sentence[:28]) for fault in faults][-1] == ("a.txt", "cannot be read to the end (E")

    def test_an_archive_with_a_password(self, tmp_path: Path) -> None:
        path = zipped(tmp_path, {"a.txt": HEAD.encode()})
        content = bytearray(path.read_bytes())
        for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            content[content.index(mark) + offset] |= 1
        path.write_bytes(content)
        _, faults = read(path)
        assert "password required" in faults[0].sentence

    def test_what_an_archive_holds_besides_is_not_opened(self, tmp_path: Path) -> None:
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as archive:
            archive.writestr("a.txt", HEAD)
        assert read(zipped(tmp_path, {"inner.zip": inner.getvalue()})) == ({}, [])


def test_files_that_vanish_are_told(tmp_path: Path) -> None:
    def opened() -> Iterator[None]:
        raise OSError("gone")

    faults = Faults()
    assert list(tables._tables(iter([("a.txt", opened)]), faults, "utf-8")) == []
    assert [str(fault) for fault in faults.found] == ["a.txt: cannot be read to the end (gone); fetch it again"]
