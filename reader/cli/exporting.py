"""`export`: articles or a report on a story, to standard output or into new files."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.output import ALL_TAKEN, FailedError
from reader.cli.taking import Taken, one_of, story_of
from reader.text import plain

if TYPE_CHECKING:
    import argparse

    from reader.desk.stories.edition import Edition
    from reader.desk.taking.exporting import Job
    from reader.model import Article, Story


def export(arguments: argparse.Namespace) -> int:
    """Write what was chosen: some articles, a story, or everything."""
    from reader.desk import writing
    from reader.desk.taking import exporting

    if arguments.article and arguments.story:
        raise FailedError("--article and --story exclude each other")
    taken = Taken(arguments.paths, arguments=arguments, names=arguments.article)
    if _as_rows(arguments, taken):
        return _rows(arguments, taken)
    job = _job(arguments, taken)
    if job is None:
        return taken.code()
    is_version = any(article.wording is not None for article in job.articles)
    try:
        if job.target == exporting.STDOUT:
            output.data(exporting.render(job))
        else:
            for path in exporting.write(job):
                output.data(writing.shown(path))
    except exporting.WritingError as error:
        raise FailedError(str(error)) from None
    return ALL_TAKEN if is_version else taken.code()


def _as_rows(arguments: argparse.Namespace, taken: Taken) -> bool:
    """Tell whether rows are written as they come: Parquet always is, JSON Lines of the library where all is taken."""
    if arguments.format == "parquet":
        return True
    chosen = arguments.article or arguments.story or arguments.hidden
    return arguments.format == "jsonl" and not chosen and taken.from_library


def _rows(arguments: argparse.Namespace, taken: Taken) -> int:
    """Write rows, of a library a few hundred at a time, whatever its size."""
    from reader.desk import writing
    from reader.desk.stories.edition import gather
    from reader.desk.taking import exporting, rows

    if taken.from_library and not arguments.article and not arguments.story:
        batches = taken.batches()
    else:
        edition = taken.edition() if arguments.story else gather(taken.articles(), together=True)
        chosen = [one_of(edition, name) for name in arguments.article]
        story = story_of(edition, arguments.story) if arguments.story else None
        batches = iter([chosen or list(story.articles if story is not None else edition.articles)])
    try:
        if arguments.target == exporting.STDOUT:
            if arguments.format == "parquet" and output.on_terminal():
                raise FailedError("Parquet is not for a terminal; -o FILE writes it to a file")
            sys.stdout.flush()
            rows.write(arguments.format, batches, sys.stdout.buffer)
        else:
            folder, name = exporting.place_of(arguments.target)
            path = writing.write_by(
                folder, name or f"articles.{arguments.format}", lambda file: rows.write(arguments.format, batches, file)
            )
            output.data(writing.shown(path))
    except (exporting.WritingError, rows.RowsError) as error:
        raise FailedError(str(error)) from None
    return taken.code()


def _job(arguments: argparse.Namespace, taken: Taken) -> Job | None:
    from reader.desk.stories.edition import gather, is_place
    from reader.desk.taking.exporting import Job

    wants_story = bool(arguments.story) or arguments.format.startswith("report-") or arguments.marks
    versions = _versions(arguments, taken)
    if versions and len(versions) == len(arguments.article) and not wants_story:
        edition = gather(list(versions.values()), together=True)
    elif wants_story or any(map(is_place, arguments.article)):
        edition = taken.edition(together=arguments.together)
    else:  # places in the list are not asked for, so grouping need not cost its time
        edition = gather(taken.articles(), together=True)
    if not edition.articles:
        return None
    story = _story(edition, arguments) if wants_story else None
    articles: tuple[Article, ...] = edition.articles
    if arguments.article:
        articles = tuple(versions.get(name) or one_of(edition, name) for name in arguments.article)
    elif story is not None and arguments.story:
        articles = story.articles
    return Job(
        articles=articles,
        format=arguments.format,
        story=story,
        whole_story=bool(arguments.story),
        with_header=not arguments.no_header,
        with_hidden=arguments.hidden,
        with_marks=arguments.marks,
        target=arguments.target,
        opened=tuple(arguments.paths),
        together=arguments.together,
        excerpts=arguments.excerpts,
        pairs=taken.shelf.pairs(),
        notes={article.id: taken.shelf.notes(article.id) for article in articles} if arguments.notes else {},
    )


def _versions(arguments: argparse.Namespace, taken: Taken) -> dict[str, Article]:
    """Return the versions of articles of the library that are named, by name."""
    if arguments.paths or not arguments.article:
        return {}
    from reader.cli.versioning import version_of

    return {name: found for name in arguments.article if (found := version_of(taken.library, name)) is not None}


def _story(edition: Edition, arguments: argparse.Namespace) -> Story | None:
    """Return the story that is meant: by number, by one of its articles, or the first there is."""
    from reader.desk.stories.edition import is_shared

    shared = [story for story in edition.stories if is_shared(story)]
    if arguments.story:
        return story_of(edition, arguments.story)
    if arguments.article:
        return edition.story_of(one_of(edition, arguments.article[0]).id)
    if len(shared) == 1:
        return shared[0]
    if not arguments.format.startswith("report-"):
        return None
    if not shared:
        raise FailedError("a report needs a story of two articles or more; --together makes one of all")
    others = "; ".join(f"{n} {plain.shorten(story.title, 40)}" for n, story in enumerate(shared[1:5], 2))
    output.say(f"reporting on the first of {len(shared)} stories; --story N takes another: {others}")
    return shared[0]
