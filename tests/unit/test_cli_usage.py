"""What people type and what they are told: names, numbers, letters, help and the words about wrong use."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from tests.commandline import KEEPER, LOCK

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.commandline import Ran

ORCHARD = (
    "Title: Frost spares the orchards\n\nGrowers counted few losses in the plum orchards after a night of frost.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "news"
    place.mkdir()
    for name, text in (("1-lock.txt", LOCK), ("2-keeper.txt", KEEPER), ("3-orchard.txt", ORCHARD)):
        (place / name).write_text(text, encoding="utf-8")
    return place


def typed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


# ---------------------------------------------------------------- standard input


def test_what_comes_by_standard_input_is_called_so(
    folder: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, b"A ferry ran aground off the northern island early on Sunday, and nobody was hurt.\n")
    assert "standard input" in run("list", "-").out
    typed(monkeypatch, b"")
    done = run("list", "-", folder)
    assert "standard input: is empty" in done.err
    typed(monkeypatch, LOCK.encode())
    data = json.loads(run("show", "-", "--json").out)["articles"][0]
    assert data["source"] == "Barge Gazette"
    typed(monkeypatch, ORCHARD.encode())
    assert json.loads(run("show", "-", "--json").out)["articles"][0]["source"] == "standard input"


def test_a_label_says_standard_input() -> None:
    from reader.desk.opening.inputs import label_of

    assert label_of(["-", "news"]) == "standard input, news"
    assert label_of([]) == "sample edition"


# ---------------------------------------------------------------- config


def test_config_shows_the_file_and_what_can_be_set_as_that_file(run: Callable[..., Ran], home: Path) -> None:
    from reader.config import Config, load

    done = run("config")
    assert done.code == 0
    assert done.out.startswith(f"# {home / 'config.toml'} (not there yet")
    (home / "config.toml").write_text(done.out.replace("width = 72", "width = 90"))
    assert load() == Config(width=90)
    again = run("config").out
    assert "not there" not in again
    assert "width = 90" in again
    keys = [line.partition(" = ")[0] for line in again.splitlines() if " = " in line and not line.startswith("#")]
    assert keys == "width theme ascii cleaning library allow_private hosts patience proxy".split()
    assert again.count("\n# ") == len(keys)
    assert run("config", "path").out.strip() == str(home / "config.toml")


# ---------------------------------------------------------------- numbers and letters


def test_the_list_numbers_its_stories_and_stands_in_columns(run: Callable[..., Ran]) -> None:
    lines = run("list").out.splitlines()
    data = json.loads(run("list", "--json").out)["stories"]
    heads = [line for line in lines if line[0].isdecimal()]
    assert [story["number"] for story in data] == list(range(1, len(data) + 1))
    for story, head in zip(data, heads, strict=True):
        assert head.startswith(f"{story['number']}  ")
        assert story["title"] in head
    rows = [line for line in lines if " words  " in line]
    assert len({line.index(" words  ") for line in rows}) == 1


def test_an_article_is_found_by_the_number_of_its_story_and_its_letter(run: Callable[..., Ran]) -> None:
    stories = json.loads(run("list", "--json").out)["stories"]
    for story in stories:
        for article in (*story["articles"], *story["related"]):
            place = f"{story['number']}{article['letter']}"
            assert json.loads(run("show", place, "--json").out)["articles"][0]["id"] == article["id"]
    first = stories[0]["articles"][1]["id"]
    assert json.loads(run("show", "B", "--json").out)["articles"][0]["id"] == first
    single = next(story for story in stories if len(story["articles"]) == 1 and not story["related"])
    assert json.loads(run("show", single["number"], "--json").out)["articles"][0]["id"] == single["articles"][0]["id"]
    exported = json.loads(run("export", "--article", "2C", "--as", "json").out)["articles"]
    assert [one["id"] for one in exported] == [stories[1]["articles"][2]["id"]]
    assert run("show", "1").code == 2
    assert run("show", "99B").code == 2


# ---------------------------------------------------------------- what is typed


def test_show_takes_its_paths_as_the_other_verbs_do(folder: Path, run: Callable[..., Ran]) -> None:
    ids = run("list", "--ids", folder).out.split()
    for id_ in ids:
        assert json.loads(run("show", id_, folder, "--json").out)["articles"][0]["id"] == id_
    assert run("show", "1A", folder).code == 0


@pytest.mark.parametrize(
    "words", [("-frost",), ("canal", "-frost"), ("-frost", "--json"), ("--", "-frost"), ("-barges -plum",)]
)
def test_words_that_exclude_need_no_quoting(words: tuple[str, ...], folder: Path, run: Callable[..., Ran]) -> None:
    done = run("search", *words, folder)
    assert done.code == 0, done.err
    assert "Frost spares" not in done.out


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("-frost", "title:lock"), True),
        (("frost", "-plum"), False),
        (("losses", "orchards"), False),
        (("/canal/i", "-frost", "sort:newest", "#1"), True),
    ],
)
def test_words_that_are_no_files_are_one_query(
    words: tuple[str, ...], found: bool, folder: Path, run: Callable[..., Ran]
) -> None:
    done = run("search", *words, folder, "--json")
    assert done.code == 0, done.err
    data = json.loads(done.out)
    assert data["query"] == " ".join(word for word in words if word != "--")
    assert any("lock" in hit["title"].lower() for hit in data["hits"]) == found


def test_a_path_that_is_missing_is_named(folder: Path, run: Callable[..., Ran]) -> None:
    done = run("search", "frost", folder / "missing.txt")
    assert done.code == 2
    assert "missing.txt" in done.err


def test_a_wrong_option_of_search_is_still_named(folder: Path, run: Callable[..., Ran]) -> None:
    done = run("search", "frost", folder, "--jsn")
    assert done.code == 2
    assert "--jsn" in done.err
    assert run("search").code == 2
    assert run("search", "--help").code == 0


def test_what_lacks_and_what_is_too_much_is_named_with_the_verb(run: Callable[..., Ran]) -> None:
    assert "required: ID (newsreader show --help" in run("show").err
    assert "required: DRAFT (newsreader check --help" in run("check").err
    assert "arguments: c (newsreader compare --help" in run("compare", "a", "b", "c").err
    done = run("folders", "hide", "-lottery")
    assert done.code == 2
    assert "stands after --" in done.err
    assert run("folders", "hide", "--", "-lottery").code == 0


def test_a_query_that_nothing_fits_says_why(folder: Path, run: Callable[..., Ran]) -> None:
    for words in (["list"], ["stories"], ["export"]):
        assert "no article fits: no article has “volcano”" in run(*words, folder, "--query", "volcano lock").err
    assert "no story has the number 99" in run("list", folder, "--query", "story:99").err
    assert "no story has the number 99" in run("search", "story:99", folder).err


def helped(run: Callable[..., Ran], *words: str) -> str:
    return run(*words, "--help").out


def test_help_says_of_each_verb_only_what_is_true_of_it(run: Callable[..., Ran]) -> None:
    for verb in ("keys", "config", "completion"):
        assert "PATH" not in helped(run, verb)
        assert "ID" not in helped(run, verb)
    assert "sample edition" not in helped(run, "clean")
    assert "sample edition" in helped(run, "list")
    for verb in ("show", "compare", "export"):
        assert "2B" in helped(run, verb)
        assert helped(run, verb).startswith(f"usage: newsreader {verb} ")


def test_the_first_usage_line_opens_paths(run: Callable[..., Ran]) -> None:
    first, second = helped(run).splitlines()[:2]
    assert "[PATH ...]" in first
    assert "VERB" in second


@pytest.mark.parametrize(("word", "verb"), [("serch", "search"), ("opne", "open"), ("Lst", "list"), ("clena", "clean")])
def test_a_verb_nearly_typed_is_named(word: str, verb: str) -> None:
    from reader.cli import nearest_verb

    assert nearest_verb(word) == verb


@pytest.mark.parametrize("word", ["nope", "news", "today", "articles", "", "x"])
def test_what_is_like_no_verb_is_answered_with_none(word: str, run: Callable[..., Ran]) -> None:
    from reader.cli import nearest_verb

    assert nearest_verb(word) == ""


# ---------------------------------------------------------------- signs


def test_signs_mean_the_same_in_comparison_and_report(folder: Path, run: Callable[..., Ran]) -> None:
    from reader.model import SIGN_MEANINGS

    pair = (folder / "1-lock.txt", folder / "2-keeper.txt")
    rows = json.loads(run("compare", *pair, "--json").out)["rows"]
    summary = run("compare", *pair).out.splitlines()[-1]
    for sign in {row["sign"] for row in rows}:
        assert f"{sign} {SIGN_MEANINGS[sign]}: " in summary
    report = run("export", *pair, "--together", "--as", "report-md").out
    assert all(f"`{sign}` {words}" in report for sign, words in SIGN_MEANINGS.items())


# ---------------------------------------------------------------- counts, and what is read where nothing is named


def test_sources_are_counted_once_however_many_articles_they_have(
    folder: Path, run: Callable[..., Ran], tmp_path: Path
) -> None:
    (folder / "4-more.txt").write_text(LOCK.replace("a band", "a small band"), encoding="utf-8")
    assert "(2 sources, 3 articles" in run("list", folder).out
    short = tmp_path / "short.txt"
    short.write_text("Title: Ferry\n\nAground.\n")
    assert "    1 word   Ferry" in run("list", short).out


def test_the_sample_edition_is_said_to_be_one(run: Callable[..., Ran]) -> None:
    assert "the library holds no article yet" in run("list").err
    assert "--private reads no library, so this is the sample edition" in run("list", "--private").err
