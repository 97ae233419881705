"""The command line: data on standard output, words on standard error, and exit codes that say what happened."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reader import cli

ROOT = Path(__file__).resolve().parent.parent.parent

PIER = """Title: Pier closed after storm
Source: Coast Paper
Date: 2025-03-27

The harbour pier was closed on Monday after the storm took two of its piles, the warden Ada Holm said.

"We waited for the tide," Holm said, and no one was hurt.
"""
STORM = """Title: Storm takes piles of the pier
Source: Market Letter
Date: 2025-03-28

The storm took three piles of the harbour pier, which has been closed since Monday, warden Ada Holm told reporters.

Herring will be dearer for a week.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "news"
    place.mkdir()
    (place / "1-pier.txt").write_text(PIER, encoding="utf-8")
    (place / "2-storm.txt").write_text(STORM, encoding="utf-8")
    return place


def process(*words: object, **more: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "reader", *(str(word) for word in words)]
    more.setdefault("stdin", subprocess.DEVNULL)
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, **more)  # type: ignore[call-overload,no-any-return]


# ---------------------------------------------------------------- opening without a terminal


def test_without_a_terminal_the_list_is_printed_and_the_word_names_the_verbs(folder: Path, run) -> None:  # type: ignore[no-untyped-def]
    done = run(folder)
    assert done.code == 0
    assert "Pier closed after storm" in done.out
    assert done.err.count("\n") == 1
    assert "terminal" in done.err
    assert "export" in done.err


def test_without_paths_the_sample_edition_is_listed(run) -> None:  # type: ignore[no-untyped-def]
    done = run("list")
    assert done.code == 0
    assert "Aldermere" in done.out
    nothing = run("list", "--ids")  # for programs: those of the library, which holds nothing yet
    assert (nothing.code, nothing.out) == (0, "")


def test_a_verb_wins_over_a_name_and_a_path_over_a_verb(folder: Path, run, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.chdir(folder)
    place = folder / "keys"
    place.mkdir()
    (place / "a.txt").write_text(PIER, encoding="utf-8")
    assert "Herring" not in run("keys").out
    assert "Pier closed" in run("./keys").out
    assert "Pier closed" in run("open", "keys").out


def test_a_mistyped_verb_is_named(run) -> None:  # type: ignore[no-untyped-def]
    done = run("serch")
    assert done.code == 2
    assert "search" in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [["list", "--bogus"], ["search"], ["export", "--as", "pdf"], ["completion", "cmd"], ["config", "print"], ["clean"]],
)
def test_wrong_use_is_one_line_and_two(words: list[str], run) -> None:  # type: ignore[no-untyped-def]
    done = run(*words)
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert not done.out


# ---------------------------------------------------------------- exit codes


def test_what_was_skipped_is_named_and_counted(folder: Path, run) -> None:  # type: ignore[no-untyped-def]
    (folder / "3-empty.txt").write_text("")
    done = run("list", "--ids", folder, "nowhere.txt")
    assert done.code == 1
    assert "3-empty.txt" in done.err
    assert "nowhere.txt" in done.err
    assert "2 taken, 2 skipped" in done.err


def test_nothing_to_read_is_two(tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    assert run("list", tmp_path).code == 2
    assert run("clean", tmp_path / "none.txt").code == 2


def test_the_same_text_twice_is_said_and_skips_nothing(folder: Path, run) -> None:  # type: ignore[no-untyped-def]
    (folder / "3-again.txt").write_text(PIER, encoding="utf-8")
    done = run("list", "--ids", folder)
    assert done.code == 0
    assert len(done.out.split()) == 2
    assert "same text as" in done.err


def test_no_hit_is_no_failure(folder: Path, run) -> None:  # type: ignore[no-untyped-def]
    done = run("search", "xylophone", folder)
    assert done.code == 0
    assert not done.out


def redirected(words: list[object], where: str) -> subprocess.CompletedProcess[str]:
    """Run the program with its standard output or error led elsewhere, as a shell does it."""
    command = ["sh", "-c", f'exec "$@" {where}', "sh", sys.executable, "-m", "reader", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("words", [["add"], ["import"], ["export", "--as", "jsonl"]])
def test_an_output_that_was_closed_before_the_start_is_no_error(folder: Path, words: list[object]) -> None:
    done = redirected([*words, folder], ">&-")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_words_that_nobody_can_read_break_nothing_off(folder: Path, tmp_path: Path) -> None:
    done = redirected(["list", folder, tmp_path / "missing.txt"], "2>/dev/full")
    assert done.returncode == 1
    assert "Pier closed after storm" in done.stdout
    done = redirected(["import", folder, "--library", tmp_path / "there.db"], "2>/dev/full")
    assert (done.returncode, done.stdout.count("imported ")) == (0, 2)


def test_a_reader_that_stops_reading_ends_it_quietly(folder: Path) -> None:
    command = f"{sys.executable} -m reader keys | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "0"


def test_a_closed_standard_output_is_quiet(folder: Path) -> None:
    command = f"exec {sys.executable} -m reader list --ids {folder} >&-"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_one_line(folder: Path) -> None:
    command = f"{sys.executable} -m reader list --ids {folder} > /dev/full"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


INTERRUPTIBLE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a test run in the background ignores it
from reader.__main__ import main
sys.exit(main(["clean", "-"]))
"""


def test_interrupted_is_130() -> None:
    reading, writing = os.pipe()
    command = [sys.executable, "-c", INTERRUPTIBLE]
    with subprocess.Popen(command, cwd=ROOT, stdin=reading, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        os.close(reading)
        os.write(writing, b"x" * 200_000)  # more than the pipe holds: returns once it is being read
        running.send_signal(signal.SIGINT)
        os.close(writing)
        _, words = running.communicate(timeout=60)
    assert running.returncode == 130
    assert words.count(b"\n") == 1


# ---------------------------------------------------------------- verbs


def test_list_as_data(folder: Path, run) -> None:  # type: ignore[no-untyped-def]
    data = json.loads(run("list", folder, "--together", "--json").out)
    (story,) = data["stories"]
    assert [(article["letter"], article["source"]) for article in story["articles"]] == [
        ("A", "Coast Paper"),
        ("B", "Market Letter"),
    ]
    assert data["problems"] == []


def test_show_takes_letter_id_and_file(folder: Path, run) -> None:  # type: ignore[no-untyped-def]
    (id_, _) = run("list", "--ids", folder).out.split()
    by_file = run("show", folder / "1-pier.txt").out
    assert by_file.startswith("Title: Pier closed after storm\nSource: Coast Paper\nDate: 2025-03-27\n\n")
    assert run("show", id_, folder).out == by_file
    assert run("show", id_[:6], folder).out == by_file
    missing = run("show", "ffffffff", folder)
    assert missing.code == 2
    assert "ffffffff" in missing.err


def test_clean_writes_a_folder_once_and_goes_on_where_it_was(folder: Path, tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    target = tmp_path / "out"
    first = run("clean", folder, "-o", target)
    assert first.code == 0
    written = sorted(path.name for path in target.glob("*.txt"))
    assert len(written) == 2
    (folder / "3.txt").write_text(PIER.replace("Monday", "Tuesday"), encoding="utf-8")
    second = run("clean", folder, "-o", target)
    assert "1 written, 2 there already" in second.err
    assert len(second.out.splitlines()) == 1


def test_what_clean_writes_reads_back_the_same(folder: Path, tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    run("clean", folder, "-o", tmp_path / "out")
    before = json.loads(run("clean", folder, "--json").out)["articles"]
    after = json.loads(run("clean", tmp_path / "out", "--json").out)["articles"]
    for key in ("title", "source", "date", "link", "text"):
        assert sorted(one[key] for one in before) == sorted(one[key] for one in after)


def test_clean_explains_every_block(folder: Path, run) -> None:  # type: ignore[no-untyped-def]
    lines = run("clean", folder / "1-pier.txt", "--explain").out.splitlines()
    assert sum(line.startswith("  keep") for line in lines) == 2
    assert any(line.startswith("  field") and "Title: Pier" in line for line in lines)


def test_standard_input_is_an_article(folder: Path) -> None:
    done = process("clean", "-", stdin=None, input=PIER.encode())
    assert done.returncode == 0
    assert b"two of its piles" in done.stdout


def test_compare_aligns_in_columns_or_stacked(folder: Path, run, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    pair = (folder / "1-pier.txt", folder / "2-storm.txt")
    monkeypatch.setenv("COLUMNS", "120")
    wide = run("compare", *pair).out
    assert any("│" in line and "pier" in line.partition("│")[0] for line in wide.splitlines())
    assert all(len(line) <= 120 for line in wide.splitlines())
    monkeypatch.setenv("COLUMNS", "60")
    narrow = run("compare", *pair).out
    assert "│" not in narrow
    assert all(len(line) <= 60 for line in narrow.splitlines()[3:-1] if "moved" not in line)


def test_compare_holds_every_sentence_and_marks_what_differs(folder: Path, run) -> None:  # type: ignore[no-untyped-def]
    data = json.loads(run("compare", folder / "1-pier.txt", folder / "2-storm.txt", "--json").out)
    for side in ("a", "b"):
        told = " ".join(row[side]["text"] for row in data["rows"] if row[side])
        assert sorted(told.split()) == sorted(data[side]["text"].split())
    assert {row["sign"] for row in data["rows"]} <= set('=≈"≠·')


def test_compare_of_one_with_itself_is_wrong_use(folder: Path, run) -> None:  # type: ignore[no-untyped-def]
    path = folder / "1-pier.txt"
    assert run("compare", path, path).code == 2


def test_search_says_what_it_corrected(folder: Path, run) -> None:  # type: ignore[no-untyped-def]
    done = run("search", "hering", folder)
    assert "herring" in done.err
    assert "Market Letter" in done.out
    data = json.loads(run("search", "piles -herring", folder, "--json").out)
    assert [hit["source"] for hit in data["hits"]] == ["Coast Paper"]


def test_a_wrong_query_points_at_the_character_in_one_line(folder: Path, run) -> None:  # type: ignore[no-untyped-def]
    done = run("search", "pier tite:x", folder)
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert "character 6" in done.err


def test_export_never_overwrites(folder: Path, tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    target = tmp_path / "out.md"
    target.write_text("mine")
    done = run("export", folder / "1-pier.txt", "--as", "md", "-o", target)
    assert done.code == 0
    assert target.read_text() == "mine"
    assert done.out.strip() == str(tmp_path / "out-2.md")


def test_export_into_a_folder_is_a_file_for_each(folder: Path, tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    done = run("export", folder, "--as", "txt", "-o", f"{tmp_path}/out/")
    assert done.code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "2025-03-27-pier-closed-after-storm.txt",
        "2025-03-28-storm-takes-piles-of-the-pier.txt",
    ]


def test_a_report_takes_the_story_and_the_earliest_date_stands_first(folder: Path, run) -> None:  # type: ignore[no-untyped-def]
    done = run("export", folder, "--together", "--as", "report-md")
    assert done.code == 0
    assert done.out.index("27 Mar 2025") < done.out.index("28 Mar 2025")
    assert run("export", folder / "1-pier.txt", "--as", "report-md").code == 2


def test_keys_and_completion_and_config(run, home: Path) -> None:  # type: ignore[no-untyped-def]
    assert "Compare" in run("keys").out
    listed = json.loads(run("keys", "--json").out)
    in_search = {key for row in listed if "search" in row["places"] for key in row["keys"]}
    assert {"⏎", "Tab", "↓"} <= in_search
    assert not {"j", "b", "space", "Q", "/", "^U"} & in_search
    assert {"id", "keys", "help"} <= set(json.loads(run("keys", "--json").out)[0])
    assert "newsreader" in run("completion", "zsh").out
    assert run("config", "path").out.strip() == str(home / "config.toml")
    (home / "config.toml").write_text("widht = 1")
    wrong = run("config")
    assert wrong.code == 2
    assert "width" in wrong.err


def test_the_parser_knows_every_verb() -> None:
    from reader.cli.arguments import FORMATS, VERBS
    from reader.export import NAMES

    assert FORMATS == NAMES
    for verb in VERBS:
        with pytest.raises(SystemExit) as left:
            cli.parse([verb, "--help"])
        assert left.value.code == 0


def test_names_from_outside_reach_no_terminal_raw(tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    name = "a\x1b]0;x\x07\u202eb.txt"
    (tmp_path / name).write_text("")
    done = run("list", tmp_path, f"no\x1b[31m{name}")
    assert done.code == 2
    assert not set("\x1b\x07\u202e") & set(done.out + done.err)
