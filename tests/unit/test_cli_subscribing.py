"""Subscribing without screens: what people type, what is kept of it, and what they are told."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.commandline import Ran
from tests.webserver import answer, item, rss, server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.webserver import Server

FERRY = "The night ferry to Skarnvik ran aground at four in the morning, and nobody on board was hurt by it."
MARKET = "The fish market opened late because the boats stayed in the harbour until the wind had turned."
LINK = '<link rel="alternate" type="application/rss+xml" href="{}">'


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], home: Path) -> Callable[..., Ran]:
    (home / "config.toml").write_text("[fetch]\nallow_private = true\npatience = 30\n")
    return lambda *words: Ran(capsys, *words)


@pytest.fixture
def web() -> Iterator[Server]:
    with server() as one:
        one.pages["/feed"] = answer(rss(item("Ferry", FERRY), item("Market", MARKET)), "200 OK", 'ETag: "1"')
        yield one


def page(*links: str, words: str = "") -> bytes:
    head = "".join(map(LINK.format, links))
    body = f"<article><h1>Harbour</h1><p>{words or FERRY}</p><p>{MARKET}</p></article>"
    return answer(f"<html><head>{head}</head><body>{body}</body></html>".encode())


def listed(run: Callable[..., Ran]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("sources", "--json").out)["sources"]
    return found


# ---------------------------------------------------------------- add


def test_a_feed_is_asked_once_and_its_articles_are_there(run: Callable[..., Ran], web: Server) -> None:
    done = run("add", web("/feed"), "--tag", "coast", "--folder", "News/Local")
    assert (done.code, done.err) == (0, "")
    assert "Coast Paper" in done.out
    assert "2 articles" in done.out
    assert [target for target, _ in web.asked] == ["/feed"]
    (source,) = listed(run)
    assert (source["kind"], source["tags"], source["folder"]) == ("feed", ["coast"], ["News", "Local"])
    assert source["articles"] == 2
    run("sync")
    assert web.headers("/feed")["if-none-match"] == '"1"'


def test_of_a_page_the_feed_that_it_names_is_taken_and_the_others_are_said(
    run: Callable[..., Ran], web: Server
) -> None:
    web.pages["/"] = page("/gone", "/feed", "/more")
    done = run("add", web("/"))
    assert done.code == 0
    assert [source["address"] for source in listed(run)] == [web("/feed")]
    assert web("/more") in done.err


def test_a_page_without_feeds_is_subscribed_to_as_a_page(run: Callable[..., Ran], web: Server) -> None:
    web.pages["/a"] = page()
    done = run("add", web("/a"))
    assert (done.code, "as a page" in done.err) == (0, True)
    (source,) = listed(run)
    assert (source["kind"], source["articles"]) == ("page", 1)


def test_a_page_leads_to_no_other_host_of_ones_own_network(run: Callable[..., Ran], web: Server) -> None:
    web.pages["/"] = page(web("/feed", "localhost"))
    run("add", web("/"))
    assert [source["kind"] for source in listed(run)] == ["page"]
    assert "/feed" not in [target for target, _ in web.asked]


def test_what_cannot_be_subscribed_to_is_said_in_a_line_and_the_rest_is_done(
    run: Callable[..., Ran], web: Server, tmp_path: Path
) -> None:
    article = tmp_path / "article.txt"
    article.write_text(FERRY)
    bad = ["exec:touch /nowhere", "file:///etc/hostname", "no-such-thing", web("/none"), article]
    done = run("add", *bad, web("/feed"))
    assert done.code == 1
    assert len(done.err.splitlines()) == len(bad)
    assert "never run" in done.err
    assert "newsreader import" in done.err
    assert len(listed(run)) == 1
    assert run("add", *bad).code == 2


def test_an_address_without_a_scheme_is_taken_as_https() -> None:
    from reader.desk.gathering.subscribing import address_of
    from reader.sources.listing import UntakenError

    assert address_of("news.example/feed") == "https://news.example/feed"
    assert address_of("localhost:8080/feed") == "https://localhost:8080/feed"
    assert address_of("feed:https://news.example/feed") == "https://news.example/feed"
    for name in ("mailto:someone@news.example", "javascript:alert(1)", "seeds", ""):
        with pytest.raises(UntakenError):
            address_of(name)


def test_again_changes_what_is_wished_and_nothing_else(run: Callable[..., Ran], web: Server) -> None:
    run("add", web("/feed"))
    done = run("add", web("/feed"), "--title", "Mine", "--tag", "coast")
    assert done.code == 0
    assert done.out.startswith("changed 1")
    assert run("add", web("/feed"), "--tag", "coast").out.startswith("there already 1")
    (source,) = listed(run)
    assert (source["title"], source["tags"]) == ("Mine", ["coast"])
    assert len(web.asked) == 1


def test_a_feed_that_is_down_is_kept_and_asked_again_and_one_that_is_not_there_is_not(
    run: Callable[..., Ran], web: Server
) -> None:
    web.pages["/down"] = answer(b"", "503 Busy")
    done = run("add", web("/down"), web("/nowhere"))
    assert done.code == 1
    assert "kept as a feed all the same" in done.err
    assert "is not there (404)" in done.err
    (source,) = listed(run)
    assert (source["kind"], "503" in str(source["error"])) == ("feed", True)
    web.pages["/down"] = answer(rss(item("Ferry", FERRY)))
    assert run("sync").out == "1  Coast Paper: 1 new\n"


def test_a_list_brings_its_names_folders_and_tags_to_what_is_known_and_one_step_takes_them_back(
    run: Callable[..., Ran], web: Server, tmp_path: Path
) -> None:
    urls = tmp_path / "urls"
    urls.write_text(f"{web('/feed')} sea\n{web('/more')}\n")
    run("add", urls)
    urls.write_text(f'{web("/feed")} coast "~Our Paper"\n{web("/more")}\n')
    done = run("add", urls)
    assert done.out.startswith("changed 1  feed  Our Paper")
    assert "one of its feeds is subscribed to already" in done.err
    assert [source["tags"] for source in listed(run)] == [["sea", "coast"], []]
    assert run("undo").out == "Our Paper is as before\n"
    assert [source["tags"] for source in listed(run)] == [["sea"], []]


def test_whole_texts_are_fetched_at_once_where_they_are_wished(run: Callable[..., Ran], web: Server) -> None:
    web.pages["/ferry"] = page(words=" ".join(f"{FERRY} Paragraph {n}." for n in range(8)))
    web.pages["/cut"] = answer(rss(item("Ferry", FERRY + " Read more...", web("/ferry"))))
    assert run("add", web("/cut"), "--whole").code == 0
    assert [target for target, _ in web.asked] == ["/cut", "/ferry"]


def test_whole_texts_wished_later_come_though_the_feed_has_nothing_new(run: Callable[..., Ran], web: Server) -> None:
    web.pages["/ferry"] = page(words=" ".join(f"{FERRY} Paragraph {n}." for n in range(8)))
    web.pages["/cut"] = answer(rss(item("Ferry", FERRY + " Read more...", web("/ferry"))), "200 OK", 'ETag: "1"')
    run("add", web("/cut"))
    run("add", web("/cut"), "--whole")
    done = run("sync")
    assert (done.code, done.out) == (0, "1  Coast Paper: 1 whole text\n")
    assert "1 source asked, 0 new, 0 changed, 1 whole text" in done.err
    assert "if-none-match" not in web.headers("/cut")
    assert "/ferry" in [target for target, _ in web.asked]
    run("sync")
    assert web.headers("/cut")["if-none-match"] == '"1"'


def test_a_password_in_an_address_is_shown_nowhere(run: Callable[..., Ran], web: Server) -> None:
    secret = web("/feed").replace("//", "//ada:secret@")
    shown = [run("add", secret), run("sources"), run("sources", "--json"), run("sync"), run("remove", secret)]
    assert not any("secret" in done.out + done.err for done in shown)
    assert listed(run) == []


# ---------------------------------------------------------------- lists


def test_lists_of_feeds_are_taken_with_their_folders_and_asked_by_sync(
    run: Callable[..., Ran], web: Server, tmp_path: Path
) -> None:
    (tmp_path / "urls").write_text(f'{web("/feed")} coast "~My Coast"\n"exec:touch {tmp_path}/ran" news\n')
    done = run("add", tmp_path / "urls", "--folder", "Old")
    assert (done.code, "never run" in done.err) == (1, True)
    assert not (tmp_path / "ran").exists()
    assert web.asked == []
    (source,) = listed(run)
    assert (source["title"], source["tags"], source["folder"]) == ("My Coast", ["coast"], ["Old"])
    assert run("sync").out == "1  My Coast: 2 new\n"

    assert run("opml", "export", tmp_path / "mine.opml").code == 0
    assert run("undo").code == 0
    assert listed(run) == []
    done = run("opml", "import", tmp_path / "mine.opml")
    assert done.code == 0
    (again,) = listed(run)
    assert (again["title"], again["folder"]) == ("My Coast", ["Old"])
    assert "subscribed to already" in run("opml", "import", tmp_path / "mine.opml").err
    assert run("opml", "import", tmp_path / "none.opml").code == 2
    assert "<opml" in run("opml", "export").out


def test_what_came_with_a_source_is_found_by_its_tags_and_folders_in_every_query(
    run: Callable[..., Ran], web: Server, tmp_path: Path
) -> None:
    (tmp_path / "urls").write_text(f"{web('/feed')} Coast\n")
    run("add", tmp_path / "urls", "--folder", "News/Local")
    run("sync")
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "lock.txt").write_text("The old lock\n\nThe old lock on the canal opens again on Monday.\n")
    run("add", tmp_path / "kept", "--tag", "water works")
    run("sync")
    both = set(run("list", "--ids", "--query", "title:ferry|title:market").out.split())
    assert len(both) == 2
    for query in ("tag:coast", "tag:local", "tag:NEWS", '-tag:"water works"', "(tag:coast|tag:none) -is:read"):
        assert set(run("list", "--ids", "--query", query).out.split()) == both
    assert "Ferry" in run("search", "ferry tag:coast").out
    assert not run("search", "lock tag:coast").out
    assert "lock" in run("list", tmp_path / "kept", "--query", 'tag:"water works"').out
    assert run("mark", "star", "--query", "tag:coast").out == "2 articles\n"
    run("folders", "hide", "tag:local")
    assert "lock" in run("list").out
    assert "Ferry" not in run("list").out
    run("remove", "1")
    assert not run("list", "--ids", "--all", "--query", "tag:coast").out


# ---------------------------------------------------------------- sync


def test_sync_says_what_came_and_what_failed_and_its_code_says_whether_all_answered(
    run: Callable[..., Ran], web: Server
) -> None:
    assert run("sync").code == 2
    web.pages["/other"] = answer(rss(item("Tide", FERRY), title="Tide Letter"))
    run("add", web("/feed"))
    run("add", web("/other"))
    web.pages["/feed"] = answer(rss(item("Ferry", FERRY), item("Storm", MARKET + " It rained.")))
    web.pages["/other"] = answer(b"", "500 Broken")
    done = run("sync")
    assert done.code == 1
    assert done.out == "1  Coast Paper: 1 new\n"
    assert "Tide Letter" in done.err
    assert "2 sources asked, 1 new, 0 changed, 1 failed" in done.err
    quiet = run("sync", "--quiet")
    assert (quiet.code, quiet.out, len(quiet.err.splitlines())) == (1, "", 1)
    assert "Tide Letter" in run("sources", "--errors").out
    assert run("sync", "1").code == 0
    assert run("sync", "2").code == 2
    assert run("sync", "1", "99").code == 1
    assert run("sync", "99").code == 2


def test_who_wants_to_be_left_alone_is_and_that_is_no_failure(run: Callable[..., Ran], web: Server) -> None:
    run("add", web("/feed"))
    web.pages["/feed"] = answer(b"", "503 Busy", "Retry-After: 600")
    assert run("sync").code == 2
    assert (run("sync", "--quiet").code, run("sync", "--quiet").err) == (0, "")
    assert "--force" in run("sync").err
    asked = len(web.asked)
    run("sync", "--force")
    assert len(web.asked) == asked + 1


def test_a_folder_is_read_by_sync_and_missed_when_it_is_gone(run: Callable[..., Ran], tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "one.txt").write_text(f"Ferry\n\n{FERRY}\n")
    assert run("add", folder).code == 0
    assert run("sync").out == "1  texts: 1 new\n"
    (folder / "one.txt").unlink()
    folder.rmdir()
    done = run("sync")
    assert (done.code, "is not there" in done.err) == (2, True)


# ---------------------------------------------------------------- interrupted


def begun(home: Path, *words: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "reader", *map(str, words)],
        cwd=Path(__file__).resolve().parent.parent.parent,
        env={**os.environ, "NEWSREADER_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # what runs the tests may ignore it
    )


def test_an_import_that_is_broken_off_keeps_what_it_said(run: Callable[..., Ran], home: Path, tmp_path: Path) -> None:
    for number in range(700):  # three batches, no two texts alike
        words = " ".join(f"{chr(97 + n % 26)}{number * 31 + n:x}" for n in range(40))
        (tmp_path / f"{number}.txt").write_text(f"Title: Paper {number}\n\nIt said {words} in all.\n")
    process = begun(home, "import", tmp_path)
    assert process.stdout is not None
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert process.returncode == 130
    assert "the same command goes on from here" in err
    said = {line.removeprefix("imported ") for line in (first + out).splitlines()}
    assert 0 < len(said) < 700
    assert said <= set(run("list", "--ids").out.split())
    again = run("import", tmp_path)
    assert again.code == 0
    assert len(set(run("list", "--ids").out.split())) == 700


def test_a_sync_that_is_broken_off_keeps_what_came(run: Callable[..., Ran], home: Path, web: Server) -> None:
    (home / "urls").write_text(f"{web('/feed')}\n{web('/never')}\n")
    run("add", home / "urls")
    web.pages["/never"] = web.hang
    process = begun(home, "sync")
    assert process.stdout is not None
    assert process.stdout.readline() == "1  Coast Paper: 2 new\n"
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert (process.returncode, "what came is kept" in err) == (130, True)
    assert len(run("list", "--ids").out.split()) == 2


# ---------------------------------------------------------------- remove, undo


def test_a_folder_of_the_list_names_the_sources_in_it(run: Callable[..., Ran], web: Server, tmp_path: Path) -> None:
    run("add", web("/feed"), "--folder", "Sea/North")
    run("add", tmp_path)
    assert "1 source asked" in run("sync", "Sea").err
    assert "1 source asked" in run("sync", "Sea/North", "1").err
    assert run("sync", "Se").code == 2
    assert run("remove", "Sea", "none").code == 1
    assert len(listed(run)) == 1


def test_what_is_removed_comes_back(run: Callable[..., Ran], web: Server) -> None:
    run("add", web("/feed"))
    assert run("remove", "1", "7").code == 1
    assert listed(run) == []
    assert run("undo").out == "Coast Paper is subscribed to again\n"
    assert [source["articles"] for source in listed(run)] == [2]
    assert run("remove", "7").code == 2
    assert run("undo").code == 0
    assert run("undo").code == 2


# ---------------------------------------------------------------- which library


def test_a_library_may_lie_anywhere_and_the_configuration_may_name_it(
    run: Callable[..., Ran], home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    mine, other = tmp_path / "mine.db", tmp_path / "other.db"
    assert run("--library", mine, "add", folder).code == 0
    assert str(folder) in run("sources", f"--library={mine}").out
    assert listed(run) == []
    (home / "config.toml").write_text(f'library = "{mine}"\n')
    assert len(listed(run)) == 1
    assert run("sources", "--library", other).out == ""
    assert not other.exists()
    assert not (home / "data").exists()


def test_private_reads_and_keeps_nothing(run: Callable[..., Ran], home: Path, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(f"Ferry\n\n{FERRY}\n")
    assert run("--private", "list", tmp_path).code == 0
    assert run("list", tmp_path, "--private").code == 0
    assert run("--private", "import", tmp_path).code == 2
    assert run("--private", "--library", tmp_path / "x.db", "sources").code == 2
    assert not (home / "data").exists()


# ---------------------------------------------------------------- import, forget


def test_an_import_says_each_new_id_and_goes_on_where_it_was(run: Callable[..., Ran], tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "one.txt").write_text(f"Ferry\n\n{FERRY}\n")
    (folder / "empty.txt").write_text("")
    first = run("import", folder)
    assert first.code == 1
    (line,) = first.out.splitlines()
    assert line.startswith("imported ")
    assert "1 imported, 1 skipped" in first.err
    (folder / "empty.txt").unlink()
    (folder / "two.txt").write_text(f"Market\n\n{MARKET}\n")
    second = run("import", folder)
    assert (second.code, len(second.out.splitlines())) == (0, 1)
    assert "1 imported, 1 there already" in second.err
    assert run("import", tmp_path / "none").code == 2


@pytest.mark.parametrize("table", ["readings", "articles", "members", "vocabulary", "settings"])
def test_into_a_damaged_library_nothing_is_taken(
    run: Callable[..., Ran], home: Path, tmp_path: Path, table: str
) -> None:
    for name, text in (("one", FERRY), ("two", MARKET)):
        (tmp_path / f"{name}.txt").write_text(f"{name}\n\n{text}\n")
    assert run("import", tmp_path / "one.txt").code == 0
    file = home / "data" / "library.db"
    connection = sqlite3.connect(file)
    (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", [table]).fetchone()
    connection.close()
    with file.open("r+b") as opened:
        opened.seek((page - 1) * 4096)
        opened.write(b"\xff" * 4096)
    before = file.read_bytes()
    for what in ("import", tmp_path / "two.txt"), ("add", tmp_path):
        done = run(*what)
        assert (done.code, done.out) == (2, "")
        assert "library.db: is damaged" in done.err
        assert done.err.count("\n") == 1
        assert file.read_bytes() == before


def test_of_a_feed_in_a_file_the_items_are_imported_and_elsewhere_it_is_said_to_be_one(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    saved, urls = tmp_path / "saved.xml", tmp_path / "urls"
    saved.write_bytes(rss(item("Ferry", FERRY), item("Market", MARKET)))
    urls.write_text("https://news.example/feed\n")
    done = run("import", saved, urls)
    assert (done.code, len(done.out.splitlines())) == (1, 2)
    assert "urls: is a list of feeds; newsreader add takes it" in done.err
    assert {article["source"] for article in json.loads(run("export", "--as", "json").out)["articles"]} == {
        "Coast Paper"
    }
    saved.write_bytes(rss(item("Ferry", FERRY + " It floats again."), item("Market", MARKET)))
    assert "1 imported, 1 there already" in run("import", saved).err
    assert len(run("list", "--ids").out.split()) == 2
    opened = run("list", saved)
    assert (opened.code, opened.out) == (2, "")
    assert "is a feed; newsreader import takes its items" in opened.err
    saved.write_bytes(rss())
    assert "is a feed without items" in run("import", saved).err


def test_search_without_a_path_searches_the_library(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(f"Ferry\n\n{FERRY}\n")
    (tmp_path / "two.txt").write_text(f"Market\n\n{MARKET}\n")
    run("import", tmp_path)
    word = FERRY.split()[1]
    done = run("search", word)
    assert done.code == 0
    assert FERRY[:40] in done.out.splitlines()[0]
    assert "1 of 2 articles, " in done.err
    assert done.err.rstrip().endswith(" ms")
    data = json.loads(run("search", "sort:title #1", "--json").out)
    assert (data["total"], data["more"], len(data["hits"])) == (2, False, 1)
    assert "1 written, as #1 asks" in run("search", "sort:title #1").err
    none = run("search", "xylophone")
    assert (none.code, none.out) == (0, "")
    assert "0 of 2 articles" in none.err
    assert "no article has “xylophone”" in none.err
    assert json.loads(run("search", "xylophone", "--json").out)["missing"] == ["“xylophone”"]
    assert "no article has “xylophone”" in run("search", "xylophone", tmp_path).err
    wrong = run("search", f"{word} tite:x")
    assert wrong.code == 2
    assert f"at character {len(word) + 2} " in wrong.err


def test_what_is_forgotten_is_gone_until_it_is_taken_back(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(f"Ferry\n\n{FERRY}\n")
    (tmp_path / "two.txt").write_text(f"Market\n\n{MARKET}\n")
    ids = [line.removeprefix("imported ") for line in run("import", tmp_path).out.splitlines()]
    assert run("forget", ids[0][:8]).out == f"forgotten {ids[0]}\n"
    assert run("forget", ids[0]).code == 2
    assert run("forget", tmp_path).out == f"forgotten {ids[1]}\n"
    assert run("undo").code == 0
    assert run("undo").code == 0
    assert "0 imported, 2 there already" in run("import", tmp_path).err


def test_of_what_is_forgotten_for_good_nothing_is_left_on_the_disk(
    run: Callable[..., Ran], home: Path, tmp_path: Path
) -> None:
    (tmp_path / "one.txt").write_text(f"Ferry\n\n{FERRY}\n")
    (tmp_path / "two.txt").write_text(f"Market\n\n{MARKET}\n")
    run("import", tmp_path)
    assert "until newsreader forget --for-good" in run("forget", tmp_path / "one.txt").err
    done = run("forget", "--for-good")
    assert (done.code, done.out) == (0, "")
    assert "nothing of what was forgotten or removed is left" in done.err
    assert run("undo").code == 2
    assert run("forget").code == 2
    kept = b"".join(path.read_bytes() for path in (home / "data").iterdir())
    assert b"skarnvik" not in kept.lower()
    assert b"harbour" in kept
    assert len(run("list", "--ids").out.split()) == 1
