"""`newsreader figures`: the figures of each story, as a table for people and as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reader.__main__ import main
from reader.cli import layout

if TYPE_CHECKING:
    from pathlib import Path

PIER = """Title: Pier closed after storm
Source: Coast Paper
Date: 2025-03-27

The harbour pier was closed on Monday after the storm took two of its piles, worth $3.5 million, the warden said.
"""
STORM = """Title: Storm takes piles of the pier
Source: Market Letter
Date: 2025-03-28

The storm took three piles of the harbour pier, worth 3.5 million dollars, which has been closed since Monday.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "1-pier.txt").write_text(PIER, encoding="utf-8")
    (tmp_path / "2-storm.txt").write_text(STORM, encoding="utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    out, err = capsys.readouterr()
    return code, out, err


def test_a_figure_stands_once_with_the_words_of_every_source(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "figures", folder, "--together")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    at = next(n for n, line in enumerate(lines) if "USD 3.5 million" in line)
    assert lines[at].split()[-2:] == ["A", "B"]
    assert "worth $3.5 million" in lines[at + 1]
    assert "worth 3.5 million dollars" in lines[at + 2]
    assert any(line.split()[:2] == ["3", "piles"] and line.endswith("· B") for line in lines)


def test_lines_fit_the_width(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for cells in (24, 40, 80, 200):
        monkeypatch.setenv("COLUMNS", str(cells))
        _, out, _ = run(capsys, "figures", folder, "--together")
        assert max(map(layout.width, out.splitlines())) <= cells


def test_data_says_where_each_figure_stands(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "figures", folder, "--together", "--json")
    (story,) = json.loads(out)["stories"]
    row = next(row for row in story["rows"] if row["figure"] == "USD 3.5 million")
    assert code == 0
    assert row["kind"] == "Money"
    assert [place["letter"] for place in row["places"]] == ["A", "B"]
    assert row["places"][0]["written"] == "$3.5 million"
    assert row["places"][0]["written"] in row["places"][0]["sentence"]
    assert [source["letter"] for source in story["sources"]] == ["A", "B"]


def test_one_story_of_several(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "3-tea.txt").write_text("Title: Tea\n\nA cup of tea cost 2 euros in the shop at the corner.\n")
    _, out, _ = run(capsys, "figures", folder)
    assert "EUR 2" in out
    assert "USD 3.5 million" in out
    _, out, _ = run(capsys, "figures", folder, "--story", folder / "3-tea.txt")
    assert "EUR 2" in out
    assert "USD" not in out
    code, _, err = run(capsys, "figures", folder, "--story", "9")
    assert code == 2
    assert "no story 9" in err


def test_nothing_to_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "figures", tmp_path)
    assert (code, out) == (2, "")
    assert "nothing to read" in err
