"""`newsreader check` and `who`: a draft, or one claim, against sources; and the draft among them as source @."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from reader.__main__ import main
from reader.cli import layout

if TYPE_CHECKING:
    from pathlib import Path

COAST = """Title: Pier closed after storm
Source: Coast Paper
Date: 2025-03-27

The harbour pier was closed on Monday after the storm took two of its wooden piles, the warden Ada Holm said.

"We waited for the tide and then we ran," Holm told a reporter.
"""
GALE = """Title: Storm takes piles of the pier
Source: Market Letter
Date: 2025-03-28

The harbour pier was closed on Monday after the storm took three of its wooden piles, the warden Ada Holm said.

Herring will be dearer for a week.
"""
DRAFT = """The harbour pier was closed on Monday after the storm took two of its wooden piles, the warden Ada Holm said.

Elephants paraded through Lisbon yesterday evening.

As Holm put it: "We waited for the tide and then we ran."
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "news"
    place.mkdir()
    (place / "1-coast.txt").write_text(COAST, encoding="utf-8")
    (place / "2-gale.txt").write_text(GALE, encoding="utf-8")
    return place


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    out, err = capsys.readouterr()
    return code, out, err


def test_each_sentence_is_said_to_be_backed_to_differ_or_to_have_no_match(
    draft: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "check", draft, folder)
    assert (code, err) == (0, "")
    pier, elephants, quote = out.split("\n\n")[1:4]
    assert "≠" in pier
    assert "backed by A (same words); differs in B: three" in pier
    assert "no match found in A and B" in elephants
    assert "backed by A (quoted)" in quote
    assert "3 sentences, 2 backed, 1 of them differ in a source, 0 perhaps, 1 without" in out
    assert "only" not in out


def test_as_data_every_backing_has_its_place(draft: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", draft, folder, "--json")
    said = json.loads(out)
    assert code == 0
    assert [source["label"] for source in said["sources"]] == ["A", "B"]
    pier, elephants, quote = said["sentences"]
    assert pier["backed_by"] == ["A"]
    assert pier["backed"] == "in full"
    assert pier["backing"][0]["text"] == pier["text"]
    differing = next(one for one in pier["differing"] if one["source"] == "B")["differs"]
    assert [(one["fact"], one["here"], one["there"]) for one in differing] == [("number", "two", "three")]
    assert elephants["backed_by"] == []
    assert quote["backing"][0]["kind"] == "quoted"


def test_a_denial_is_not_backed_and_a_part_without_a_match_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "who", "Nobody closed the harbour pier after the storm.", folder)
    assert code == 0
    assert out.startswith("≠")
    assert "A  differs: Coast Paper" in out
    assert "differs: denied here (“Nobody closed”), “closed” in A" in out
    assert "wrong" not in out
    code, out, _ = run(capsys, "who", "Nobody closed the harbour pier after the storm.", folder, "--json")
    (sentence,) = json.loads(out)["sentences"]
    assert (sentence["backed"], sentence["backed_by"]) == ("no", [])
    assert {one["source"] for one in sentence["differing"]} == {"A", "B"}
    assert sentence["differing"][0]["differs"][0]["fact"] == "denial"
    claim = "The storm took piles of the harbour pier in December 2021, the warden Ada Holm said."
    _, out, _ = run(capsys, "who", claim, folder)
    assert out.count("no match for: December 2021") == 2
    _, out, _ = run(capsys, "who", claim, folder, "--json")
    (sentence,) = json.loads(out)["sentences"]
    assert (sentence["backed"], sentence["no_match_for"]) == ("in part", ["December 2021"])


def test_check_says_backed_in_part_and_told_otherwise(
    draft: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft.write_text(
        "The storm took piles of the harbour pier in December 2021, the warden Ada Holm said.\n\n"
        "Nobody closed the harbour pier after the storm.\n"
    )
    _, out, _ = run(capsys, "check", draft, folder)
    assert "backed in part by" in out
    assert "no match for: December 2021" in out
    assert "differs in A B: “closed”, denied here (“Nobody closed”)" in " ".join(out.split())
    summary = "2 sentences, 1 backed, 1 of them in part, 0 of them differ in a source, 1 told otherwise"
    assert summary in " ".join(out.split())


def test_backed_by_is_in_the_order_of_the_letters(
    draft: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "1-coast.txt").write_text(COAST.replace("took two", "swiftly took three"))
    draft.write_text(GALE.split("\n\n")[1])  # B has the very words
    _, out, _ = run(capsys, "check", draft, folder, "--json")
    (sentence,) = json.loads(out)["sentences"]
    assert [one["source"] for one in sentence["backing"]] == ["B", "A"]
    assert sentence["backed_by"] == ["A", "B"]


def test_a_claim_may_come_by_standard_input(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Piped:
        def __init__(self, words: bytes) -> None:
            self.buffer = io.BytesIO(words)

    monkeypatch.setattr("sys.stdin", Piped(b"The harbour pier was closed on Monday after the storm.\n"))
    code, out, _ = run(capsys, "who", "-", folder)
    assert code == 0
    assert "The harbour pier was closed on Monday after the storm." in out.splitlines()[0]
    assert "Coast Paper, paragraph 1" in out
    monkeypatch.setattr("sys.stdin", Piped(b""))
    code, _, err = run(capsys, "who", "-", folder)
    assert code == 2
    assert err.count("\n") == 1
    code, _, err = run(capsys, "who", "-", "-")
    assert code == 2
    assert "not both" in err


def test_the_draft_may_come_by_standard_input_and_lie_in_the_folder(
    draft: Path, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Piped:
        buffer = io.BytesIO(DRAFT.encode())

        def isatty(self) -> bool:
            return False

    monkeypatch.setattr("sys.stdin", Piped())
    code, out, _ = run(capsys, "check", "-", folder)
    assert code == 0
    assert "3 sentences, 2 backed" in out
    inside = folder / "own.txt"
    inside.write_text(DRAFT, encoding="utf-8")
    code, out, err = run(capsys, "check", inside, folder)
    assert code == 0
    assert "3 sentences, 2 backed" in out
    assert "named twice" in err


def test_lines_fit_the_width(
    draft: Path, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for cells in (30, 80, 160):
        monkeypatch.setenv("COLUMNS", str(cells))
        _, out, _ = run(capsys, "check", draft, folder)
        assert max(map(layout.width, out.splitlines())) <= cells
        _, out, _ = run(capsys, "who", "The storm took two wooden piles of the harbour pier", folder)
        assert max(map(layout.width, out.splitlines())) <= cells


def test_several_stories_name_their_sources_as_the_list_does(
    draft: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "3-tea.txt").write_text(
        "Title: Tea\nSource: Kettle\n\nA cup of tea cost two euros in the shop at the corner of Elm Street.\n"
    )
    _, out, _ = run(capsys, "check", draft, folder)
    assert "1A" in out
    assert "no match found in 1A, 1B and 2" in out


@pytest.mark.parametrize("words", [("check", "nowhere.txt"), ("who", " "), ("who", "x" * 6000)])
def test_wrong_use_is_one_line_and_status_2(
    words: tuple[str, ...], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, *words, folder)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1


@pytest.mark.parametrize("words", ["", " \n\n"])
def test_an_empty_draft_is_one_line_and_status_2(
    words: str, draft: Path, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Piped:
        buffer = io.BytesIO(words.encode())

        def isatty(self) -> bool:
            return False

    draft.write_text(words, encoding="utf-8")
    for verb in (("check", draft), ("open", "--draft", draft)):
        code, out, err = run(capsys, *verb, folder)
        assert (code, out) == (2, "")
        assert "is empty" in err
        assert err.count("\n") == 1
    monkeypatch.setattr("sys.stdin", Piped())
    code, out, err = run(capsys, "check", "-", folder)
    assert (code, out) == (2, "")
    assert "the draft is empty" in err
    assert err.count("\n") == 1


def test_without_sources_there_is_nothing_to_check_against(
    draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    code, _, err = run(capsys, "check", draft, empty)
    assert code == 2
    assert "no source" in err


def test_who_names_every_source_with_sentence_place_and_what_differs(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claim = "The harbour pier was closed on Monday after the storm took two of its wooden piles."
    code, out, _ = run(capsys, "who", claim, folder)
    assert code == 0
    first, second = out.split("\n\n")[1:3]
    assert first.startswith("A  ")
    assert "Coast Paper, paragraph 1" in first
    assert second.startswith("B  ")
    assert "differs: two here, three in B" in second
    code, out, _ = run(capsys, "who", claim, folder, "--json")
    (sentence,) = json.loads(out)["sentences"]
    assert sentence["backed_by"] == ["A"]
    code, out, _ = run(capsys, "who", "Elephants paraded through Lisbon", folder)
    assert code == 0
    assert "no match found in A and B" in out


def test_the_list_shows_the_draft_first_as_source_at(
    draft: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capsys, "open", "--draft", draft, folder)
    lines = out.splitlines()
    assert "2 sources" in lines[0]
    assert [line.split()[0] for line in lines[1:4]] == ["@", "A", "B"]
    code, _, err = run(capsys, "open", "--draft", folder, folder)
    assert code == 2
    assert "is no file" in err
