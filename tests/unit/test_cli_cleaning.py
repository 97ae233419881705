"""`clean` over many files and `rules`: siblings, going on after an interruption, strictness, progress."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.progress import words
from reader.desk.opening import inputs
from reader.library import Shelf
from reader.model import Rule, Scope
from reader.text import plain
from tests.unit.test_clean_siblings import ABOUT, BODIES, text_of

ROOT = Path(__file__).resolve().parent.parent.parent
TITLES = list(BODIES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "news"
    place.mkdir()
    for number, title in enumerate(TITLES):
        (place / f"{number}.txt").write_text(text_of(title, ABOUT), encoding="utf-8")
    return place


def written(target: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in target.glob("*.txt")}


@pytest.mark.parametrize(
    "verb",
    [["clean"], ["clean", "--json"], ["show", "0.txt"], ["export", "--as", "txt"], ["list", "--json"]],
    ids=" ".join,
)
def test_every_verb_knows_what_the_source_repeats(verb: list[str], folder: Path, run) -> None:  # type: ignore[no-untyped-def]
    words = [folder / word if word == "0.txt" else word for word in verb]
    done = run(*words, folder)
    assert done.code == 0
    assert "belongs to its staff" not in done.out or '"reason": "template"' in done.out
    alone = run("clean", folder / "0.txt")
    assert "belongs to its staff" in alone.out


def test_search_finds_no_template(folder: Path, run) -> None:  # type: ignore[no-untyped-def]
    assert not run("search", "households", folder).out


def test_ids_do_not_change(folder: Path, run) -> None:  # type: ignore[no-untyped-def]
    together = run("list", "--ids", folder).out.split()
    alone = [run("list", "--ids", path).out.strip() for path in sorted(folder.iterdir())]
    assert together == alone


def test_explain_tells_templates_titles_and_rules(folder: Path, run) -> None:  # type: ignore[no-untyped-def]
    extra = text_of(TITLES[0], TITLES[1], ABOUT).replace("Tuesday", "Friday")
    (folder / "9.txt").write_text(extra, encoding="utf-8")
    Shelf.home().add_rule(Rule(plain.line("Hill Paper"), False, Scope.START, plain.CleanText("skippers were told")))
    out = run("clean", folder, "--explain").out
    assert "template (in 5 of 5 articles of this source): The paper" in out
    assert f'teaser (title of another article: "{TITLES[1]}")' in out
    assert 'your rule (begins with "skippers were told"): Skippers' in out


def test_rules_are_listed_and_removed_by_number(run) -> None:  # type: ignore[no-untyped-def]
    assert run("rules").code == 0
    Shelf.home().add_rule(Rule(plain.line("Hill Paper"), False, Scope.START, plain.CleanText("skippers")))
    Shelf.home().add_rule(Rule(plain.line(""), True, Scope.REASON, plain.CleanText("caption")))
    assert run("rules").out.splitlines() == [
        '  1  hide what begins with "skippers" · Hill Paper',
        '  2  keep what is hidden as "caption" · texts that name no source',
    ]
    assert json.loads(run("rules", "--json").out)[0] == {
        "number": 1, "source": "Hill Paper", "do": "hide", "scope": "start", "value": "skippers"
    }  # fmt: skip
    assert "skippers" in run("rules", "remove", "1").err
    assert len(run("rules").out.splitlines()) == 1
    missing = run("rules", "remove", "7")
    assert (missing.code, missing.err.count("\n")) == (2, 1)


def test_a_broken_rule_is_said_by_the_verbs_and_the_rest_holds(folder: Path, run, home: Path) -> None:  # type: ignore[no-untyped-def]
    (home / "data").mkdir()
    (home / "data" / "rules.toml").write_text("[[rule]]\nvalue = 3\n")
    done = run("clean", folder / "0.txt")
    assert done.code == 0
    assert "rules.toml: rule 1" in done.err
    listed = run("rules")
    assert listed.code == 1, "what was listed is not all that there is"
    assert "rules.toml: rule 1" in listed.err


def test_strict_hides_no_less_and_loose_no_more(folder: Path, run, home: Path) -> None:  # type: ignore[no-untyped-def]
    def count(*more: str) -> int:
        return len(run("clean", folder, *more).out.split())

    assert count("--strict") <= count() <= count("--loose")
    (home / "config.toml").write_text('cleaning = "strict"')
    assert count() == count("--strict")
    assert run("clean", folder, "--strict", "--loose").code == 2
    (home / "config.toml").write_text('cleaning = "hard"')
    wrong = run("clean", folder)
    assert wrong.code == 2
    assert "cleaning" in wrong.err


# ---------------------------------------------------------------- many files


def test_going_on_gives_what_one_run_gives(folder: Path, tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    run("clean", folder, "-o", tmp_path / "whole")
    half = tmp_path / "half"
    run("clean", folder, "-o", half)
    removed = sorted(half.glob("*.txt"))[2:]
    for path in removed:
        path.unlink()
    (half / ".newsreader").unlink()
    again = run("clean", folder, "-o", half)
    assert "2 written, 2 there already" in again.err
    assert written(half) == written(tmp_path / "whole")


def test_what_is_done_is_passed_over_whatever_it_is_called(folder: Path, tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    target = tmp_path / "out"
    run("clean", folder, "-o", target)
    before = written(target)
    for path in sorted(folder.iterdir()):
        path.rename(path.with_name(f"renamed-{path.name}"))
    for path in target.glob("*.txt"):
        path.unlink()  # so that what is cleaned again would be written again
    again = run("clean", folder, "-o", target)
    assert again.code == 0
    assert "0 written, 4 there already" in again.err
    assert written(target) == {}
    (target / ".newsreader").unlink()
    run("clean", folder, "-o", target)
    assert written(target) == before


def test_of_a_batch_with_something_new_only_that_is_written(folder: Path, tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    target = tmp_path / "out"
    run("clean", folder, "-o", target)
    new = text_of(TITLES[0], ABOUT).replace("Marrow", "Oxbow")
    (folder / "new.txt").write_text(new, encoding="utf-8")
    again = run("clean", folder, "-o", target)
    assert "1 written, 4 there already" in again.err
    (path,) = [path for path in target.glob("*.txt") if "Oxbow" in path.read_text("utf-8")]
    assert "belongs to its staff" not in path.read_text("utf-8")


def test_many_texts_come_out_as_one_by_one(tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    place = tmp_path / "many"
    place.mkdir()
    for number in range(50):
        body = text_of(TITLES[number % 4], source=f"Paper {number}").replace("the", f"the {number}")
        (place / f"{number}.txt").write_text(body, encoding="utf-8")
    assert run("clean", place, "-o", tmp_path / "out").code == 0
    together = written(tmp_path / "out")
    assert len(together) == 50
    monkeypatch.setattr("reader.desk.workers.cores", lambda: 1)
    run("clean", place, "-o", tmp_path / "slow")
    assert written(tmp_path / "slow") == together


def test_batches_do_not_know_each_other(folder: Path, run, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(inputs, "BATCH", 1)
    assert run("clean", folder).out.count("belongs to its staff") == 4


INTERRUPTED = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from reader.cli import output
from reader.__main__ import main
real = output.data
def data(text):
    real(text)
    os.kill(os.getpid(), signal.SIGINT)
output.data = data
sys.exit(main(["clean", sys.argv[1], "-o", sys.argv[2]]))
"""


def test_an_interrupt_says_what_was_written_and_leaves_whole_files(folder: Path, tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    target = tmp_path / "out"
    command = [sys.executable, "-c", INTERRUPTED, str(folder), str(target)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 130
    assert done.stderr.count("\n") == 1
    assert "interrupted: 1 written" in done.stderr
    assert len(list(target.iterdir())) == 1
    assert "3 written, 1 there already" in run("clean", folder, "-o", target).err
    assert len(written(target)) == 4


# ---------------------------------------------------------------- progress


def test_progress_says_how_far_how_fast_and_how_long_yet() -> None:
    assert words(120, 400, 3.43) == "120 of 400 files · 35 a second · 8 s left"
    assert words(1, 1, 2.0) == "1 of 1 file · 0.5 a second · 0 s left"
    assert words(10, 100_000, 10.0).endswith("27.8 h left")
    assert words(0, 5, 0.0) == "0 of 5 files"


PROGRESS = """
import sys
from reader.cli import progress
progress.FIRST = progress.EVERY = 0.0
from reader.__main__ import main
sys.exit(main(["clean", sys.argv[1], "-o", sys.argv[2]]))
"""


def test_progress_is_one_line_on_a_terminal_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", PROGRESS, str(folder), str(tmp_path / "out")]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=theirs, check=False)
    os.close(theirs)
    said = os.read(ours, 100_000).decode()
    os.close(ours)
    assert done.returncode == 0
    assert "\r4 of 4 files" in said
    assert said.count("\n") == 1
    assert said.rstrip().endswith("4 written")
    assert "\x1b" not in said
    piped = subprocess.run(
        [*command[:3], str(folder), str(tmp_path / "o2")], cwd=ROOT, capture_output=True, check=False
    )
    assert b"files" not in piped.stderr
