"""Files and folders: what opens, what is refused in one line, what is passed over, and in which order."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from reader.model import Media
from reader.sources import files
from reader.sources.files import Found, Passed, Refused, SourceError


def write(path: Path, text: str = "A few words.\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(found: list[Found | Refused | Passed]) -> list[str]:
    return [Path(one.name).name for one in found if isinstance(one, Found)]


def test_a_folder_in_natural_order_with_sub_folders(tmp_path: Path) -> None:
    for name in ("10.txt", "2.md", "1.html", "River Post/3.txt", ".hidden.txt", "picture.png", "table.csv"):
        write(tmp_path / name)
    found = list(files.discover([str(tmp_path)]))
    assert names(found) == ["1.html", "2.md", "10.txt", "3.txt"]
    assert [one.folder for one in found if isinstance(one, Found)] == ["", "", "", "River Post"]
    assert [one.message for one in found if isinstance(one, Passed)] == ["2 files of other kinds passed over"]


def test_a_file_named_by_itself_is_taken_whatever_its_ending(tmp_path: Path) -> None:
    path = write(tmp_path / "page.asp", "<!doctype html><p>Words.")
    assert names(list(files.discover([str(path)]))) == ["page.asp"]
    assert files.load(str(path)).media is Media.HTML


@pytest.mark.parametrize(
    ("name", "media"), [("a.txt", Media.TEXT), ("a.md", Media.MARKDOWN), ("a.HTM", Media.HTML), ("a.xhtml", Media.HTML)]
)
def test_media_by_ending(tmp_path: Path, name: str, media: Media) -> None:
    assert files.load(str(write(tmp_path / name))).media is media


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n\xef\xbb\xbf", "is empty"),
        (b"\x7fELF\x02\x01\x00\x00", "is a program, not text"),
        (b"\x1f\x8b\x08\x00", "is gzip, not text"),
        (b"words\x00\x01\x02 more", "is binary, not text"),
    ],
)
def test_what_is_no_text_is_refused_by_name(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        files.load(str(path), name="x.txt")
    assert str(caught.value) == f"x.txt: {message}"


def test_two_bytes_like_those_of_a_paragraph_make_no_page_of_noise(tmp_path: Path) -> None:
    noise = bytes((n * 7919 + n // 251) % 256 for n in range(9000)) + b"\x00"
    path = tmp_path / "x.html"
    path.write_bytes(noise[:4000] + b"<p\x90" + noise[4000:])
    with pytest.raises(SourceError, match="is binary, not text"):
        files.load(str(path))
    path.write_bytes(b"<p>The pier is\x00 closed.</p>")
    assert files.load(str(path)).media is Media.HTML


def test_too_large_is_refused_without_reading(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(files.MAX_BYTES + 1)
    with pytest.raises(SourceError, match="larger than 25 MB"):
        files.load(str(path))


def test_special_files_never_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.txt"))
        (tmp_path / "nowhere.txt").symlink_to(tmp_path / "gone.txt")
        (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
        write(tmp_path / "good.txt")
        found = list(files.discover([str(tmp_path)]))
    messages = {Path(one.name).name: one.message for one in found if isinstance(one, Refused)}
    assert names(found) == ["good.txt"]
    assert messages["pipe.txt"] == "is a named pipe, not a file to read"
    assert messages["socket.txt"] == "is a socket, not a file to read"
    assert messages["nowhere.txt"] == "is a link to nothing"
    assert "self.txt" in messages
    with pytest.raises(SourceError, match="is a named pipe"):
        files.load(str(tmp_path / "pipe.txt"))


def test_what_is_not_there_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path / "good.txt")
    found = list(files.discover([str(tmp_path / "gone"), "a\x00b", str(tmp_path)]))
    assert [one.message for one in found if isinstance(one, Refused)] == ["is not there", "is no valid name"]
    assert names(found) == ["good.txt"]


def test_loops_of_links_are_entered_once(tmp_path: Path) -> None:
    write(tmp_path / "sub" / "a.txt")
    (tmp_path / "sub" / "again").symlink_to(tmp_path)
    assert names(list(files.discover([str(tmp_path)]))) == ["a.txt"]


def test_names_pass_the_gate(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/bad\x1b[31m\xff\xe2\x80\xae.txt"
    Path(os.fsdecode(raw)).write_text("Words.")
    found = next(iter(files.discover([str(tmp_path)])))
    assert isinstance(found, Found)
    document = files.load(found.path, name=found.name)
    assert not {"\x1b", "\u202e"} & set(document.name)
    document.name.encode("utf-8")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a folder"):
        files.load(str(tmp_path))


def test_bytes_from_standard_input() -> None:
    assert files.from_bytes(b"<!DOCTYPE html><html><p>Words").media is Media.HTML
    assert files.from_bytes(b"Words < more").media is Media.TEXT
    with pytest.raises(SourceError, match="standard input: is empty"):
        files.from_bytes(b"")
