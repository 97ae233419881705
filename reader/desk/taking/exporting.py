"""Export: what is to be written, in which format, to where; the same for the dialog and the command line."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader import export
from reader.desk import writing
from reader.desk.taking.keepsakes import iso
from reader.desk.writing import WritingError, place_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from reader.desk.telling.reading import Reading
    from reader.export import MarkedSpan
    from reader.library.stated.pairs import Pair
    from reader.library.stated.state import Note
    from reader.model import Article, Story

__all__ = ["Job", "WritingError", "command_line", "place_of", "proposed_path", "render", "write"]

STDOUT = "-"


@dataclass(frozen=True, slots=True)
class Job:
    """One export."""

    articles: tuple[Article, ...]
    """What is to be written; a report takes the story instead."""
    format: str
    """One of `export.NAMES`."""
    story: Story | None = None
    """The story that the articles belong to: it gives letters, marks and the report."""
    whole_story: bool = False
    """True where the story itself was chosen, not some of its articles."""
    with_header: bool = True
    with_hidden: bool = False
    with_marks: bool = False
    target: str = "."
    """A folder, a file, or "-" for standard output. A folder that is to be one already exists or ends in "/"."""
    opened: tuple[str, ...] = ()
    """The paths that were opened, for the equivalent command; none for the sample edition."""
    together: bool = False
    """Whether they were opened as one story."""
    excerpts: bool = False
    """A report without the whole texts of the sources."""
    pairs: Mapping[Pair, bool] | None = None
    """What the reader has said of pairs of sentences (`Shelf.pairs`), for a story that is matched here."""
    notes: Mapping[str, Sequence[Note]] = field(default_factory=dict)
    """What was noted on the articles, by id, where that is to be written too."""

    @property
    def is_report(self) -> bool:
        """Tell whether a report is to be written."""
        return self.format in export.REPORT_FORMATS


def render(job: Job, reading: Reading | None = None) -> str:
    """Return what the job writes, as one text.

    Args:
        job: What to write. A report, and marks, need its story.
        reading: The story matched, if that is at hand; else it is matched here where it is needed.
    """
    if job.story is not None and reading is None and (job.is_report or job.with_marks):
        from reader.desk.telling.reading import Reading

        reading = Reading(job.story, job.pairs)
    if job.is_report:
        from reader.desk.taking.reporting import report_on

        if reading is None:
            raise WritingError("a report needs a story of two articles or more")
        report = report_on(reading, texts=not job.excerpts)
        return export.report_to_html(report) if job.format == "report-html" else export.report_to_markdown(report)
    marks: dict[str, list[MarkedSpan]] = {}
    if reading is not None and job.with_marks:
        marks = {article.id: _marks(reading, article.id) for article in job.articles if article.id in reading.letters}
    notes = {
        id_: [export.Noted(note.text, note.passage, note.span, iso(note.at)) for note in some]
        for id_, some in job.notes.items()
    }
    options = export.Options(header=job.with_header, hidden=job.with_hidden, marks=marks, notes=notes)
    return _RENDERERS[job.format](job.articles, options)


_RENDERERS = {
    "txt": export.to_text,
    "md": export.to_markdown,
    "html": export.to_html,
    "json": export.to_json,
    "jsonl": export.to_jsonl,
}


def write(job: Job, reading: Reading | None = None) -> tuple[Path, ...]:
    """Write the job's files and return their paths: an article each for a folder and txt, md or html, else one file.

    Raises:
        WritingError: A file cannot be written; those before it are.
    """
    folder, name = place_of(job.target)
    if name or len(job.articles) < 2 or job.is_report or job.format in ("json", "jsonl"):
        return (writing.write_new(folder, name or _name(job), render(job, reading)),)
    if job.with_marks and reading is None and job.story is not None:
        from reader.desk.telling.reading import Reading

        reading = Reading(job.story, job.pairs)
    paths = []
    for article in job.articles:
        one = _only(job, article)
        paths.append(writing.write_new(folder, _name(one), render(one, reading)))
    return tuple(paths)


def proposed_path(job: Job) -> Path:
    """Return the path that `write` would take for the job's first file now: where the name is taken, the next free one.

    Raises:
        WritingError: The target is no place for a file.
    """
    folder, name = place_of(job.target, make=False)
    first = _only(job, job.articles[0]) if len(job.articles) > 1 and not name else job
    return writing.free_name(folder, name or _name(first if job.format in ("txt", "md", "html") else job))


def command_line(job: Job) -> str:
    """Return the shell command that does the same."""
    words = [
        "newsreader",
        "export",
        *(f"./{path}" if path.startswith("-") and path != "-" else path for path in job.opened),
    ]
    if job.together:
        words.append("--together")
    if (job.is_report or job.whole_story) and job.story is not None:
        words += ["--story", job.story.articles[0].id]
    else:
        for article in job.articles:
            words += ["--article", article.id]
    words += ["--as", job.format]
    words += [flag for flag, on in (*_flags(job), ("--excerpts", job.excerpts and job.is_report)) if on]
    return shlex.join([*words, "-o", job.target])


def _flags(job: Job) -> tuple[tuple[str, bool], ...]:
    return (
        ("--no-header", not job.with_header),
        ("--hidden", job.with_hidden),
        ("--marks", job.with_marks),
        ("--notes", bool(job.notes) and not job.is_report),
    )


def _only(job: Job, article: Article) -> Job:
    from dataclasses import replace

    return replace(job, articles=(article,), whole_story=False)


def _marks(reading: Reading, article_id: str) -> list[MarkedSpan]:
    return [export.MarkedSpan(mark.span, mark.sign, mark.shown_letters) for mark in reading.marks(article_id)]


def _name(job: Job) -> str:
    """Return the name of the job's one file: date, title, letter, kind."""
    articles = job.story.articles if job.story is not None and (job.is_report or job.whole_story) else job.articles
    whole = job.is_report or len(job.articles) != 1
    title = job.story.title if whole and job.story is not None else articles[0].title
    when = articles[0].published
    parts = [when.moment.date().isoformat() if when else "", writing.slug(title) or articles[0].id[:8]]
    stem = "-".join(part for part in parts if part)
    letters = job.story.letters() if job.story is not None else {}
    middle = "report" if job.is_report else "" if whole else letters.get(articles[0].id, "") if len(letters) > 1 else ""
    suffix = job.format.removeprefix("report-")
    return ".".join(part for part in (stem, middle, suffix) if part)
