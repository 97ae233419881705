"""The library without screens: what it holds is listed, shown, marked, cleaned anew, and looked over."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from reader.desk.listing.picking import MOST
from reader.library.library import Library
from reader.model import Span
from tests.commandline import KEEPER, LOCK

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.commandline import Ran

ORCHARD = (
    "Title: Frost spares the orchards\nSource: Hill Paper\nDate: 2025-03-20\n\n"
    "Growers counted few losses in the plum orchards after a night of frost.\n"
)


@pytest.fixture
def ids(run: Callable[..., Ran], tmp_path: Path) -> list[str]:
    """The ids of what is in the library: lock, keeper, orchard."""
    place = tmp_path / "news"
    place.mkdir()
    for name, text in (("1-lock.txt", LOCK), ("2-keeper.txt", KEEPER), ("3-orchard.txt", ORCHARD)):
        (place / name).write_text(text, encoding="utf-8")
    found = re.findall(r"imported (\S+)", run("import", place).out)
    for path in place.iterdir():
        path.unlink()
    return found


# ---------------------------------------------------------------- reading what it holds


def test_without_a_path_the_library_is_listed_newest_first(run: Callable[..., Ran], ids: list[str]) -> None:
    done = run("list")
    assert done.code == 0
    assert "(2 sources)" in done.out
    assert "Frost spares the orchards" in done.out
    assert run("list", "--ids").out.split() == [ids[1], ids[0], ids[2]]
    assert "Kremlin" in run("--private", "list").out  # the sample edition


def test_a_query_picks_what_is_listed_and_exported(run: Callable[..., Ran], ids: list[str], tmp_path: Path) -> None:
    assert run("list", "--ids", "--query", "source:hill").out.split() == [ids[2]]
    rows = run("export", "--as", "jsonl", "--query", "lock sort:oldest").out.splitlines()
    assert [json.loads(row)["id"] for row in rows] == [ids[0], ids[1]]
    nothing = run("list", "--query", "volcano")
    assert (nothing.code, nothing.out) == (0, "")
    assert "no article fits" in nothing.err
    assert "no article fits: no article has “volcano”" in nothing.err
    for words in (["stories"], ["export"], ["mark", "read"], ["matrix"]):
        assert "no article has “volcano”" in run(*words, "--query", "volcano lock").err
    assert "no story has the number 99" in run("list", "--query", "story:99").err
    assert "--query=-word" in run("list", "--query", "-lock").err
    assert run("list", "--ids", "--query=-lock").out.split() == [ids[2]]
    wrong = run("list", "--query", "lock (frost")
    assert (wrong.code, "at character 6" in wrong.err) == (2, True)
    (tmp_path / "lock.txt").write_text(LOCK)
    (tmp_path / "orchard.txt").write_text(ORCHARD)
    assert run("list", tmp_path, "--ids", "--query", "frost").out.split() == [ids[2]]


def test_ids_and_places_name_articles_everywhere(run: Callable[..., Ran], ids: list[str], tmp_path: Path) -> None:
    assert "Lock on the canal" in run("show", ids[0][:7]).out
    assert "Lock on the canal" in run("show", "1A").out
    assert run("show", "no-such").code == 2
    assert "eight" in run("compare", *ids[:2]).out
    draft = tmp_path / "draft.txt"
    draft.write_text("The lock opened on Monday after eight months of repair.\n")
    assert "draft" in run("compare", draft, ids[0]).out
    assert [
        json.loads(line)["id"] for line in run("export", "--article", ids[2], "--as", "jsonl").out.splitlines()
    ] == [ids[2]]
    assert "Monday" in run("figures", "--story", ids[0]).out
    assert "Barge Gazette" in run("matrix").out
    assert "backed" in run("check", draft).out
    assert "no match" in run("who", "The lock opened on Monday after eight months", "--query", "frost").out


def test_what_was_stated_of_an_article_holds(run: Callable[..., Ran], ids: list[str], home: Path) -> None:
    from reader.model import Details
    from reader.text import plain

    library = Library(home / "data")
    library.shelf.edit(ids[2], Details(title=plain.line("Plums are safe")))
    library.close()
    assert "Plums are safe" in run("list").out
    assert "Title: Plums are safe" in run("show", ids[2]).out


def test_a_library_that_is_named_and_not_there_is_not_taken_for_the_sample(
    run: Callable[..., Ran], ids: list[str], tmp_path: Path
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(LOCK, encoding="utf-8")
    for words in (["list"], ["search", "lock"], ["export", "--query", "lock", "--as", "md", "-o", "-"]):
        done = run("--library", tmp_path / "mistyped.db", *words)
        assert (done.code, done.out, "mistyped.db: is not there" in done.err) == (2, "", True)
    assert run("--library", tmp_path / "new.db", "list", letter).code == 0


# ---------------------------------------------------------------- marks


def test_marks_are_made_by_query_and_taken_back_in_one_step(run: Callable[..., Ran], ids: list[str]) -> None:
    for mark, state in (("read", "is:read"), ("star", "is:starred"), ("tag:canal", "tag:canal")):
        done = run("mark", mark, "--query", "lock")
        assert (done.code, done.out) == (0, "2 articles\n")
        assert set(run("list", "--ids", "--query", state).out.split()) == set(ids[:2])
    assert "nothing changed: it was so before" in run("mark", "read", "--query", "lock").err  # and is no step
    run("mark", "unread", "--query", "lock")
    for words, state, left in (
        ("read again", "is:read", 2),
        ("without #canal", "tag:canal", 0),
        ("without a star", "is:starred", 0),
        ("unread again", "is:read", 0),
    ):
        assert words in run("undo").out
        assert len(run("list", "--ids", "--query", state).out.split()) == left
    assert run("undo").code == 2
    assert run("mark", "blue", "--query", "lock").code == 2
    assert run("mark", "tag:", "--query", "lock").code == 2
    assert run("mark", "read", "--query", " ").code == 2
    assert not run("list", "--ids", "--query", "is:read").out
    assert run("--private", "mark", "read", "--query", "lock").code == 2


# ---------------------------------------------------------------- notes and clips


def test_notes_and_clips_are_written_out(run: Callable[..., Ran], ids: list[str], home: Path) -> None:
    assert "no notes yet" in run("notes").err
    library = Library(home / "data")
    (article,) = library.load(library.articles.numbers_of(ids[0]))
    library.shelf.take(article)
    library.shelf.add_note(ids[0], "ask *Ida*\nabout March", Span(0, 8), "The old lock")
    library.shelf.add_clip(ids[0], '"The old lock" (Barge Gazette)', "Barge Gazette")
    library.close()
    assert "The old lock" in run("notes").out
    assert "ask \\*Ida\\*" in run("notes", "--as", "md").out
    (note,) = json.loads(run("notes", "--as", "json").out)["notes"]
    (exported,) = json.loads(run("export", "--article", note["id"], "--as", "json", "--notes").out)["articles"]
    assert exported["notes"] == [{name: note[name] for name in ("text", "passage", "span", "at")}]
    assert (note["title"], note["passage"]) == ("Lock on the canal reopens", "The old lock")
    assert run("clips").out == '"The old lock" (Barge Gazette)\n'
    assert run("clips", "--as", "md").out.startswith("> ")
    assert json.loads(run("clips", "--as", "json").out)["clips"][0]["id"] == ids[0]


# ---------------------------------------------------------------- how it is


def test_reclean_keeps_what_was_before(run: Callable[..., Ran], ids: list[str], home: Path) -> None:
    from reader.model import Rule, Scope
    from reader.text import plain

    assert "3 cleaned anew, 0 differ" in run("reclean").err
    library = Library(home / "data")
    library.shelf.add_rule(Rule(plain.line("Hill Paper"), False, Scope.START, plain.CleanText("growers counted")))
    library.close()
    assert "3 cleaned anew, 1 differs" in run("reclean").err
    assert "Growers" not in run("show", ids[2]).out
    library = Library(home / "data")
    assert len(library.articles.versions(library.articles.numbers_of(ids[2])[0])) == 2
    library.close()


def test_doctor_tells_how_everything_is_and_fails_where_something_is_wrong(
    run: Callable[..., Ran], ids: list[str], home: Path
) -> None:
    done = run("doctor")
    assert done.code == 0
    assert "library: sound" in done.out
    assert str(home / "data" / "library.db") in done.out
    found = json.loads(run("doctor", "--json").out)
    assert found["library"]["counts"]["articles"] == len(ids)
    assert found["versions"]["lxml"]
    (home / "data" / "rules.toml").write_text("nonsense = [")
    assert run("doctor").code == 1
    (home / "data" / "rules.toml").unlink()
    (home / "data" / "library.db").write_bytes(b"nothing of the kind" * 100)
    broken = run("doctor")
    assert (broken.code, "something is wrong" in broken.out) == (1, True)
    assert "Traceback" not in broken.err
    assert run("list").code == 2
    assert run("--private", "list").code == 0
    assert (home / "data" / "library.db").read_bytes() == b"nothing of the kind" * 100


# ---------------------------------------------------------------- rows out, stories back


def test_rows_of_the_library_are_in_the_layout_of_other_engines(
    run: Callable[..., Ran], ids: list[str], tmp_path: Path
) -> None:
    rows = [json.loads(line) for line in run("export", "--as", "jsonl").out.splitlines()]
    assert {row["id"] for row in rows} == set(ids)
    assert list(rows[0])[:6] == ["id", "series", "date", "title", "text", "url"]
    lock = next(row for row in rows if row["id"] == ids[0])
    assert (lock["series"], lock["date"]) == ("Barge Gazette", "2025-03-27")
    done = run("export", "--as", "jsonl", "-o", tmp_path / "rows.jsonl")
    assert (done.code, done.out.strip()) == (0, str(tmp_path / "rows.jsonl"))
    assert len((tmp_path / "rows.jsonl").read_text().splitlines()) == len(ids)


def test_parquet_has_the_same_rows_or_says_what_it_lacks(
    run: Callable[..., Ran], ids: list[str], tmp_path: Path
) -> None:
    target = tmp_path / "rows.parquet"
    done = run("export", "--as", "parquet", "-o", target)
    try:
        from pyarrow import parquet
    except ImportError:
        assert (done.code, "newsreader[parquet]" in done.err) == (2, True)
        assert list(tmp_path.glob("*parquet*")) == []
        return
    table = parquet.read_table(target)
    assert table.column_names == ["id", "series", "date", "title", "text", "url"]
    assert set(table.column("id").to_pylist()) == set(ids)


def test_stories_come_back_from_rows_and_again_changes_nothing(
    run: Callable[..., Ran], ids: list[str], tmp_path: Path
) -> None:
    rows = [{"id": ids[0], "cluster": 7}, {"id": ids[2], "cluster": 7}, {"id": ids[1], "cluster": 8}]
    rows += [{"id": ids[0], "cluster": 8}, {"id": ids[0], "cluster": 7}, {"id": "f" * 16, "cluster": 7}]
    file = tmp_path / "clusters.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)) + "\nnonsense\n[1]\n")
    first = run("stories", "import", file)
    assert first.code == 1
    assert first.out == "1 story of 2 articles\n"
    assert "1 id that the library does not hold" in first.err
    assert "2 rows without a story" in first.err
    told = run("stories", "--json").out
    (story,) = json.loads(told)["stories"]
    assert {article["id"] for article in story["articles"]} == {ids[0], ids[2]}
    run("stories", "import", file)
    assert run("stories", "--json").out == told
    assert "(2 sources)" in run("list").out
    assert run("stories", "import", tmp_path / "none.jsonl").code == 2
    assert run("stories", "import").code == 2


def test_stories_are_listed_a_line_each_with_what_is_unread_and_what_is_a_copy(
    run: Callable[..., Ran], ids: list[str], tmp_path: Path
) -> None:
    (line,) = run("stories").out.splitlines()
    assert line.startswith("1  2025-03-")
    assert "(A " in line
    assert "2 unread" in line
    run("mark", "read", "--query", "lock")
    assert "0 unread" in run("stories").out
    assert run("stories", "--query", "frost").out == ""
    text = "The night ferry ran aground off Skarnvik harbour; all ninety passengers were taken off by fishing boats. "
    (tmp_path / "one.txt").write_text(f"Title: Ferry aground\nSource: Coast\n\n{text * 2}")
    (tmp_path / "two.txt").write_text(f"Title: Ferry aground\nSource: Hill\n\n{text * 2}More follows.")
    assert "(A Coast)  2 unread, +1 copy" in run("stories", tmp_path).out
    (told,) = json.loads(run("stories", "--json", tmp_path).out)["stories"]
    assert (told["copies"], told["sources"], len(told["articles"])) == (1, [{"letter": "A", "source": "Coast"}], 2)


# ---------------------------------------------------------------- folders and rules


def test_folders_are_saved_listed_named_in_queries_renamed_and_removed(run: Callable[..., Ran], ids: list[str]) -> None:
    assert "folder:Canal" in run("folders", "save", "Canal", "lock").out
    run("mark", "read", "--query", "source:barge")
    assert "1 unread of 2" in run("folders").out
    assert run("list", "--ids", "--query", "folder:canal sort:oldest").out.split() == [ids[0], ids[1]]
    assert "2 of 3" in run("search", "folder:canal").err
    run("folders", "rename", "Canal", "Old locks")
    assert json.loads(run("folders", "--json").out)[0]["name"] == "Old locks"
    assert "removed" in run("folders", "remove", "Old locks").out
    assert "no folders yet" in run("folders").err
    run("undo")
    assert "Old locks" in run("folders").out


def test_what_rules_hide_is_counted_and_listed_all_the_same_with_all(run: Callable[..., Ran], ids: list[str]) -> None:
    run("folders", "hide", "frost")
    done = run("list", "--ids")
    assert done.out.split() == [ids[1], ids[0]]
    assert "hidden by your rules: 1;" in done.err
    assert json.loads(run("list", "--json").out)["hidden"] == 1
    assert len(run("list", "--ids", "--all").out.split()) == 3
    assert len(run("export", "--as", "jsonl").out.splitlines()) == 2
    assert len(run("export", "--as", "jsonl", "--all").out.splitlines()) == 3
    assert run("export", "--article", ids[2]).code == 0
    run("folders", "hide", "lock")
    assert run("stories").out == ""
    assert len(run("stories", "--all").out.splitlines()) == 1
    run("undo")
    assert "hides 1" in run("folders").out
    assert "1  hidden by your rules" in run("doctor").out
    assert "1 of 3" in run("search", "frost").err  # a search finds everything
    run("undo")
    assert len(run("list", "--ids").out.split()) == 3


def test_wrong_use_of_folders_is_one_line(run: Callable[..., Ran]) -> None:
    for words in (
        ("save",),
        ("rename",),
        ("remove",),
        ("hide",),
        ("save", "x"),
        ("save", "x", "("),
        ("hide", ""),
        ("remove", "none"),
        ("rename", "none", "x"),
    ):
        done = run("folders", *words)
        assert (done.code, done.out) == (2, "")
        assert len(done.err.splitlines()) == 1


def test_a_saved_search_is_said_as_a_query_takes_it(run: Callable[..., Ran], ids: list[str]) -> None:
    for name in ("plain", "two words", "a:b"):
        said = run("folders", "save", name, "frost").out.removeprefix("saved as ").strip()
        assert run("list", "--ids", "--query", said).out.split() == [ids[2]]


def test_what_cannot_be_read_is_not_taken_for_nothing(run: Callable[..., Ran], tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no library" * 400)
    for verb in ("notes", "clips"):
        done = run(verb, "--library", broken)
        assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)


# ---------------------------------------------------------------- versions


def test_versions_are_listed_written_and_compared(run: Callable[..., Ran], tmp_path: Path) -> None:
    place = tmp_path / "news"
    place.mkdir()
    run("add", place)
    for text in (ORCHARD, ORCHARD.replace("few losses", "heavy losses")):
        (place / "orchard.txt").write_text(text, encoding="utf-8")
        assert run("sync").code == 0
    (id_,) = run("list", "--ids").out.split()
    lines = run("versions", id_[:6]).out.splitlines()
    assert [line.split()[0] for line in lines] == [f"{id_}@2", f"{id_}@1"]
    assert lines[0].endswith("shown")
    data = json.loads(run("versions", id_, "--json").out)
    assert [one["words"] for one in data["versions"]] == [13, 13]
    assert "few losses" in run("show", f"{id_}@1").out
    assert "heavy losses" in run("show", id_).out
    assert "few losses" in run("show", data["versions"][1]["id"]).out  # by the id that it had
    written = run("export", "--article", f"{id_}@1", "--article", id_, "--as", "json")
    texts = [one["text"] for one in json.loads(written.out)["articles"]]
    assert ["few" in text for text in texts] == [True, False]
    assert run("export", "--article", f"{id_}@1").code == 0
    both = run("compare", f"{id_}@1", f"{id_}@2", "--json")
    assert (both.code, json.loads(both.out)["a"]["version"][:8]) == (0, "file of ")
    assert "heavy" in run("compare", f"{id_}@1", id_).out
    missing = run("show", f"{id_}@7")
    assert (missing.code, "there is 1, 2" in missing.err) == (2, True)
    same = run("compare", f"{id_}@1", f"{id_}@1")
    assert (same.code, "the same version" in same.err) == (2, True)
    assert run("versions", "feedfacefeedface").code == 2


def test_stories_are_those_of_the_whole_library_under_the_numbers_that_it_gave(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    count = MOST + 4
    articles = {f"{n:04}.txt": f"Title: Report {n}\nDate: 2025-03-01\n\nThe {n} marker stands." for n in range(count)}
    for name, text in articles.items():
        (tmp_path / name).write_text(text)
    run("import", *(tmp_path / name for name in articles))
    ids = run("list", "--ids").out.split()
    pairs = [{"id": id_, "cluster": n // 2} for n, id_ in enumerate(ids)]
    clusters = tmp_path / "clusters.jsonl"
    clusters.write_text("\n".join(map(json.dumps, pairs)))
    run("stories", "import", clusters)
    lines = run("stories").out.splitlines()
    assert len(lines) == count // 2
    last = json.loads(run("stories", "--json").out)["stories"][-1]
    number, two = last["number"], [article["id"] for article in last["articles"]]
    assert told_together(run("stories", "--json", "--query", f"story:{number}")) == [set(two)]
    told = run("export", "--story", number, "--as", "jsonl").out.splitlines()
    assert [json.loads(one)["id"] for one in told] == two
    assert run("show", f"{number}B", "--json").out == run("show", two[1], "--json").out
    assert run("export", "--story", "9999999").code == 2
    told = run("export", "--story", two[0], "--as", "jsonl").out.splitlines()  # neither is among the newest
    assert [json.loads(one)["id"] for one in told] == two
    some = told_together(run("list", "--json", "--query", "report sort:oldest #7"))
    together = [{one["id"] for one in pairs if one["cluster"] == cluster} for cluster in range(count)]
    assert len(some) > 3
    assert all(any(one <= pair for pair in together) for one in some)


def test_a_list_has_all_of_a_library_of_any_size(run: Callable[..., Ran], tmp_path: Path) -> None:
    count = MOST + 4
    for n in range(count):
        text = f"Title: Report {n}\nDate: {1 + n % 28} March 2025\n\nThe {n} marker stands."
        (tmp_path / f"{n:04}.txt").write_text(text)
    run("import", *tmp_path.glob("*.txt"))
    first, last, *_, hidden = run("list", "--ids").out.split()
    run("stories", "join", first, last)
    done = run("list")
    assert len(re.findall(r"Report \d+", done.out)) == count + 1  # a story has a line, and one for each source
    assert (done.code, done.out.count("(2 sources)")) == (0, 1)
    assert f"of {count}" not in done.err
    whole = run("list", "--json")
    told, *alone = json.loads(whole.out)["stories"]
    assert ([len(story["articles"]) for story in (told, *alone)], whole.err) == ([2] + [1] * (count - 2), "")
    assert {story["number"] for story in alone} == {None}
    assert whole.out == json.dumps(json.loads(whole.out), ensure_ascii=False, indent=2) + "\n"
    assert f"the first {MOST} of {count}" in run("list", "--json", "--together").err
    run("folders", "hide", f'title:"{json.loads(run("show", hidden, "--json").out)["articles"][0]["title"]}"')
    fewer = run("list")
    assert "hidden by your rules" in fewer.err
    assert len(fewer.out.splitlines()) < len(done.out.splitlines())
    assert len(run("list", "--query", "report sort:oldest #502").out.splitlines()) > MOST


def told_together(ran: Ran) -> list[set[str]]:
    return [{article["id"] for article in story["articles"]} for story in json.loads(ran.out)["stories"]]


def test_verbs_on_stories_leave_out_what_rules_hide_and_say_so(
    run: Callable[..., Ran], ids: list[str], tmp_path: Path
) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("The lock opened on Monday after eight months of repair.\n")
    run("folders", "hide", "source:valley")
    for verb in (["figures"], ["check", draft], ["who", "The lock opened on Monday after eight months"]):
        done = run(*verb, "--json")
        assert "hidden by your rules: 1;" in done.err
        assert (json.loads(done.out)["hidden"], "Valley Wire" in done.out) == (1, False)
        every = run(*verb, "--json", "--all")
        assert (json.loads(every.out)["hidden"], "Valley Wire" in every.out) == (0, True)
    assert run("matrix").code == 2  # one source is left
    assert "Valley Wire" in run("matrix", "--all").out


def test_what_rules_hide_lies_beside_no_story(run: Callable[..., Ran], tmp_path: Path) -> None:
    from reader.desk.opening.inputs import sample_folder

    run("import", sample_folder())
    (story,) = [one for one in json.loads(run("list", "--json").out)["stories"] if one["related"]]
    run("folders", "hide", f'source:"{story["related"][0]["source"]}"')
    for verb in ("list", "stories"):
        assert all(not one["related"] for one in json.loads(run(verb, "--json").out)["stories"])
    assert len(json.loads(run("matrix", "--json").out)["stories"][0]["articles"]) == len(story["articles"])


def test_a_story_of_one_source_is_listed_where_something_lies_beside_it(run: Callable[..., Ran]) -> None:
    from reader.desk.opening.inputs import sample_folder

    run("import", sample_folder())
    (story,) = [one for one in json.loads(run("stories", "--json").out)["stories"] if one["related"]]
    one, beside = story["articles"][0], story["related"][0]
    query = f'source:"{one["source"]}"|source:"{beside["source"]}"'
    assert "1 related" in run("stories", "--query", query).out
    listed = json.loads(run("stories", "--json", "--query", query).out)["stories"]
    (left,) = [found for found in listed if found["number"] == story["number"]]
    assert [found["id"] for found in left["articles"]] == [one["id"]]
    assert [found["id"] for found in left["related"]] == [beside["id"]]


def test_stories_change_by_hand_and_undo_takes_it_back(run: Callable[..., Ran], ids: list[str]) -> None:
    (before,) = told_together(run("stories", "--json"))
    (other,) = set(ids) - before
    first = sorted(before)[0]
    assert run("stories", "join", first, other).code == 0
    assert told_together(run("stories", "--json")) == [{*before, other}]
    assert "in this story by your hand" in run("stories", "--json").out
    assert run("stories", "pin", first).out == "3 articles stay together\n"
    assert run("stories", "out", first, other).code == 0
    assert told_together(run("stories", "--json")) == []
    for _ in range(3):
        assert "the stories are as before" in run("undo").out
    assert told_together(run("stories", "--json")) == [before]
    assert run("stories", "split", first, other).code == 2
    assert run("stories", "join", first).code == 2
    assert run("stories", "out", "1b").code == 0
    assert told_together(run("stories", "--json")) == []
    run("undo")
    assert run("stories", "out", "1Z").code == 2
    assert "1 is a story: name articles of it, 1A, 1B" in run("stories", "pin", "1").err
    assert run("stories", "out", "f" * 16).code == 2


def test_stories_of_paths_change_by_hand_as_well(run: Callable[..., Ran], tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    text = "The night ferry ran aground off Skarnvik harbour; all ninety passengers were taken off by fishing boats. "
    more = ("More follows.", "The harbour master spoke of fog at dawn.", "Divers look at the hull on Friday.")
    for number, words in enumerate(more):
        (folder / f"{number}.txt").write_text(f"Title: Ferry aground\nSource: Coast {number}\n\n{text * 2}{words}")
    (before,) = told_together(run("stories", "--json", folder))
    assert len(before) == 3
    assert run("stories", "out", "B", "--in", folder).code == 0
    (after,) = told_together(run("stories", "--json", folder))
    assert len(after) == 2
    assert "taken out by your hand" in run("stories", "--json", folder).out
    assert "A Coast 0" in run("stories", folder).out
    run("undo")
    assert told_together(run("stories", "--json", folder)) == [before]


def test_a_query_names_stories_of_paths_by_the_numbers_that_are_listed(run: Callable[..., Ran]) -> None:
    from reader.desk.opening.inputs import sample_folder

    folder = sample_folder()
    listed = json.loads(run("stories", folder, "--json").out)["stories"]
    first, second = ([one["id"] for one in story["articles"]] for story in listed[:2])
    (told,) = json.loads(run("list", folder, "--json", "--query", "story:2").out)["stories"]
    assert (told["number"], [one["id"] for one in told["articles"]]) == (2, second)
    (part,) = json.loads(run("list", folder, "--json", "--query", f"story:1 -title:{first[0]}").out)["stories"]
    assert (part["number"], part["related"][0]["id"]) == (1, listed[0]["related"][0]["id"])
    last = listed[1]["articles"][-1]
    (left,) = json.loads(run("list", folder, "--json", "--query", f'story:2 source:"{last["source"]}"').out)["stories"]
    assert [(one["letter"], one["id"]) for one in left["articles"]] == [(last["letter"], last["id"])]
    assert run("list", folder, "--ids", "--query", "story:2").out.split() == second
    rows = run("export", folder, "--as", "jsonl", "--query", "story:2").out.splitlines()
    assert {json.loads(row)["id"] for row in rows} == set(second)
    beside = listed[0]["related"][0]
    (alone,) = json.loads(run("list", folder, "--json", "--query", f'story:1 source:"{beside["source"]}"').out)[
        "stories"
    ]
    assert [one["id"] for one in alone["articles"]] == [beside["id"]]


def test_stories_say_what_is_new_and_are_put_in_order(run: Callable[..., Ran], ids: list[str]) -> None:
    (story,) = json.loads(run("stories", "--json").out)["stories"]
    assert story["new"] == []
    run("mark", "read", "--query", f'title:"{story["articles"][0]["title"]}"')
    (story,) = json.loads(run("stories", "--json", "--sort", "unread").out)["stories"]
    (new,) = story["new"]
    assert new["letter"] == "B"
    assert new["passages"] == new["reads"] > 0
    assert f"{new['passages']} new passage" in run("stories", "--sort", "newest").out
    assert run("stories", "--sort", "colour").code == 2
