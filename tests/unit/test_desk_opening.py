"""Opening: order, words about what is skipped, workers that may die, and files that are never written over."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.desk import workers, writing
from reader.desk.opening.adding import folder_for, keep
from reader.desk.opening.inputs import Problem, read, sample_folder
from reader.desk.taking.exporting import Job, command_line, proposed_path, write
from reader.library import Shelf
from reader.model import Article, Details, Document, Media, Story
from reader.text import headers, plain

PAGE = (
    "<html><head><title>{0}</title></head><body><h1>{0}</h1><p>The ferry ran aground at four in the morning, and"
    " nobody on board was hurt, the harbour office said on Monday.</p><p>{0} was the word of the day.</p></body></html>"
)
TEXT = "Title: {0}\n\nThe pier was closed on Monday after the storm, and {0} was the word of the day.\n"


def opened(*paths: object, stdin: bytes | None = None) -> tuple[list[Article], list[Problem]]:
    items = list(read([str(path) for path in paths], shelf=Shelf.nowhere(), stdin=stdin))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Problem)]


def page_of(data: bytes) -> Document:
    return Document(plain.line("x.html"), Media.HTML, data)


def test_texts_come_before_pages_and_each_in_natural_order(tmp_path: Path) -> None:
    for name in ("10", "2"):
        (tmp_path / f"{name}.html").write_text(PAGE.format(f"Page {name}"))
        (tmp_path / f"{name}.txt").write_text(TEXT.format(f"Text {name}"))
    articles, problems = opened(tmp_path)
    assert [article.title for article in articles] == ["Text 2", "Text 10", "Page 2", "Page 10"]
    assert not problems


def test_what_cannot_be_taken_is_named_and_the_rest_opens(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00\x01\x02" * 99)
    (tmp_path / "b.txt").write_text("")
    (tmp_path / "c.txt").write_text(TEXT.format("C"))
    os.mkfifo(tmp_path / "d.txt")
    (tmp_path / "e.pdf").write_text("x")
    articles, problems = opened(tmp_path, tmp_path / "none")
    assert [article.title for article in articles] == ["C"]
    skipped = sorted(Path(problem.name).name for problem in problems if problem.skipped)
    assert skipped == ["a.txt", "b.txt", "d.txt", "none"]
    assert [problem.message for problem in problems if not problem.skipped] == ["1 file of another kind passed over"]
    assert all("\n" not in str(problem) for problem in problems)


def test_standard_input_is_read_as_text_or_page() -> None:
    (text,), _ = opened("-", stdin=TEXT.format("Piped").encode())
    (page,), _ = opened("-", stdin=PAGE.format("Piped page").encode())
    assert (text.title, page.title) == ("Piped", "Piped page")
    assert opened("-", stdin=b"") == ([], [Problem(plain.line("standard input"), plain.line("is empty"))])


def test_what_was_stated_about_an_article_holds_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT.format("Old"))
    shelf = Shelf(tmp_path / "data")
    (article,) = [item for item in read([str(path)], shelf=shelf) if isinstance(item, Article)]
    shelf.edit(article.id, Details(title=plain.line("New")))
    shelf.flush()
    (again,) = [item for item in read([str(path)], shelf=Shelf(tmp_path / "data")) if isinstance(item, Article)]
    assert again.title == "New"


def test_reading_ends_when_it_is_cancelled(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(TEXT.format(f"T{number}"))
    seen: list[object] = []
    for item in read([str(tmp_path)], shelf=Shelf.nowhere(), cancelled=lambda: len(seen) >= 2):
        seen.append(item)  # noqa: PERF402 - the length is asked meanwhile
    assert len(seen) == 2


def test_the_sample_edition_is_there() -> None:
    assert any(sample_folder().iterdir())


# ---------------------------------------------------------------- workers


def die(*_: object) -> Article:
    os._exit(1)


def fail(*_: object) -> Article:
    raise RecursionError


@pytest.mark.parametrize("broken", [die, fail])
def test_a_page_that_kills_its_worker_is_shown_simplified(broken: object, monkeypatch: pytest.MonkeyPatch) -> None:
    document = page_of(PAGE.format("Deadly").encode())
    monkeypatch.setattr(workers, "parse", broken)
    with workers.Pool() as pool:
        article = workers.result(pool.submit(document), document, lambda: False)
    assert article is not None
    assert "nobody on board was hurt" in article.text
    assert any("simplified" in note for note in article.notes)


def test_a_text_that_breaks_the_cleaner_is_shown_simplified(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "parse", fail)
    article = workers.parse_here(Document(plain.line("x"), Media.TEXT, b"One.\n\nTwo."))
    assert article.text == "One.\n\nTwo."
    assert article.notes


def test_simplified_cuts_markup_scripts_and_comments() -> None:
    page = b"<p>One &amp; two<br>three</p><script>if (a<b) x('<p>')</script><!-- <p>no</p> --><style>p{}</style><p>end"
    assert workers.simplified(page_of(page)).text == "One & two\n\nthree\n\nend"


def test_simplified_shows_what_is_never_closed() -> None:
    text = workers.simplified(page_of(b"<p>a<!-- open <p>b<script> c < d")).text
    assert all(word in text for word in ("a", "b", "c", "d"))


@pytest.mark.parametrize("piece", ["<!--", "<script>", "</script>", "<", "<a ", "-->", "&", "<p>", " \n", "<style"])
def test_simplified_is_linear(piece: str) -> None:
    workers.simplified(page_of(piece.encode() * (400_000 // len(piece))))


# ---------------------------------------------------------------- writing


@given(st.text(max_size=200))
def test_a_slug_is_a_safe_part_of_a_name(title: str) -> None:
    slug = writing.slug(title)
    assert len(slug) <= writing.MAX_SLUG
    assert slug == "" or (slug.strip("-") == slug and all(c.isascii() and (c.isalnum() or c == "-") for c in slug))


def test_nothing_is_written_over_or_through_a_link(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    (tmp_path / "a.txt").symlink_to(precious)
    (tmp_path / "a-2.txt").symlink_to(tmp_path / "nowhere")
    assert writing.write_new(tmp_path, "a.txt", "new") == tmp_path / "a-3.txt"
    assert precious.read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a-2.txt", "a-3.txt", "a.txt", "precious"]


@pytest.mark.parametrize("name", ["../a", "/etc/a", "", ".", "..", "a\0b", "a\\b"])
def test_a_name_never_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(writing.WritingError):
        writing.write_new(tmp_path, name, "x")


def test_a_missing_folder_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(writing.WritingError) as caught:
        writing.write_new(tmp_path / "none", "a.txt", "x")
    assert "\n" not in str(caught.value)


def test_a_pasted_text_is_kept_with_its_header_and_never_over_another(tmp_path: Path) -> None:
    details = Details(title=plain.line("Pier: closed"), source=plain.line("Paper"), date=plain.line("2025-03-27"))
    first = keep(tmp_path, "Words of\x1b the pier.\n", details)
    second = keep(tmp_path, "Words of\x1b the pier.\n", details)
    assert first.name.startswith("pier-closed-")
    assert first != second
    written = first.read_text(encoding="utf-8")
    header = headers.read(written)
    assert header is not None
    assert (header.title, header.source, header.date) == ("Pier: closed", "Paper", "2025-03-27")
    assert written[header.end :].strip() == "Words of the pier."
    with pytest.raises(writing.WritingError):
        keep(tmp_path, " \x1b\n", details)


def test_pasted_texts_go_to_the_first_opened_folder(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x")
    assert folder_for(["-", str(file), str(tmp_path)]) == tmp_path
    assert folder_for([str(file)]) is None


# ---------------------------------------------------------------- export jobs


def article(title: str) -> Article:
    return Article.from_fields(id=title.ljust(16, "0"), title=title, text="Words.", source="s", published=None)


def test_the_proposed_path_is_the_one_that_is_written(tmp_path: Path) -> None:
    one, two = article("First"), article("Second")
    job = Job((two,), "md", story=Story((one, two)), target=f"{tmp_path}/")
    proposed = proposed_path(job)
    assert proposed == tmp_path / "second.B.md"
    assert write(job) == (proposed,)
    assert proposed_path(job) == tmp_path / "second.B-2.md"


def test_a_title_of_signs_only_takes_the_id(tmp_path: Path) -> None:
    job = Job((Article.from_fields(id="0123456789abcdef", title="../..", text="x", source="", published=None),), "txt")
    assert proposed_path(job).name == "01234567.txt"


def test_the_command_line_is_quoted_and_says_the_same() -> None:
    one = article("First")
    job = Job((one,), "md", with_hidden=True, with_header=False, target="my news/", opened=("a b", "-x", "-"))
    assert command_line(job) == (
        f"newsreader export 'a b' ./-x - --article {one.id} --as md --no-header --hidden -o 'my news/'"
    )
    report = Job((one,), "report-md", story=Story((one, article("Second"))), target="-", together=True)
    assert command_line(report) == f"newsreader export --together --story {one.id} --as report-md -o -"


def test_a_report_on_one_article_is_refused(tmp_path: Path) -> None:
    with pytest.raises(writing.WritingError):
        write(Job((article("First"),), "report-md", target=str(tmp_path)))


BUSY = """
import resource
from reader.desk import workers
from reader.model import Strictness

def work(size, strictness):
    sum(number * number for number in range(size))
    return resource.getrlimit(resource.RLIMIT_CPU)[0]

limits = [workers.within(work, size, Strictness.NORMAL) for size in (10, 20_000_000, 10)]
assert limits[0] >= workers.CPU_SECONDS
assert limits[2] > limits[0], limits
"""


def test_a_worker_has_its_time_for_each_document() -> None:
    done = subprocess.run([sys.executable, "-c", BUSY], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0


def test_a_page_of_navigation_says_so(tmp_path: Path) -> None:
    (tmp_path / "menu.html").write_text("<body><nav><a href=/>Home</a> <a href=/a>Town and country</a></nav>")
    (article,), _ = opened(tmp_path)
    assert article.text == ""
    assert any("navigation" in note for note in article.notes)


def test_a_pool_that_is_gone_is_made_anew() -> None:
    page = Document(plain.line("a.html"), Media.HTML, PAGE.format("Ferry").encode())
    with workers.Pool(size=1) as pool:
        first = pool.submit(page).result()
        pool._pool.stop()  # what a pool looks like whose worker died while it was being replaced
        assert pool.submit(page).result() == first
