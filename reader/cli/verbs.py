"""The verbs that list, show, clean and search. Each takes the parsed command line and returns the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.cli import layout, output
from reader.cli.output import ALL_TAKEN, FailedError
from reader.cli.taking import Taken, draft_of, one_of, places, say_corrected
from reader.text import dates, plain

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reader.desk.searching.snippets import Hit, SearchResult
    from reader.desk.stories.edition import Edition
    from reader.desk.stories.light import LightStory, Listed
    from reader.model import Article, Story

SHOWN = 50
"""Hits of a library that are written where the query does not say how many."""

# ---------------------------------------------------------------- list


def list_articles(arguments: argparse.Namespace, taken: Taken | None = None) -> int:
    """List stories with their sources, then the articles that stand alone."""
    taken = taken or Taken(arguments.paths, draft=draft_of(getattr(arguments, "draft", "")), arguments=arguments)
    if getattr(arguments, "ids", False):
        for id_ in _ids(taken):
            output.data(id_)
        return taken.code() if taken.paths else ALL_TAKEN
    if not arguments.together and (numbers := taken.light()):
        from reader.desk.listing.outline import light_stories

        light = light_stories(taken.library, numbers)
        if getattr(arguments, "json", False):
            _write_every(taken, light)
        else:
            _write_lines([(story.number, story) for story in light])
        return taken.code()
    edition = taken.edition(together=arguments.together)
    if getattr(arguments, "json", False):
        output.as_json({**_as_data(edition), "hidden": taken.hidden})
    else:
        _write_lines(edition.numbered())
    return taken.code()


def _write_lines(stories: Sequence[tuple[int, Story]] | Sequence[tuple[int, LightStory]]) -> None:
    for line in _lines(stories):
        output.data(layout.cut(line, output.columns()) if output.on_terminal() else line)


def _ids(taken: Taken) -> Iterator[str]:
    """Give the ids of all that is meant: without a path those of the library, of which no text is loaded."""
    if not taken.paths:
        numbers = taken.picked().numbers
        ids = {entry.number: entry.id for entry in taken.library.articles.entries(numbers)}
        yield from (ids[number] for number in numbers if number in ids)
    elif taken.query:
        yield from (article.id for article in taken.articles())
    else:
        yield from (article.id for article in taken.stream())


def _lines(stories: Sequence[tuple[int, Story | LightStory]]) -> Iterator[str]:
    from reader.desk.stories.edition import is_shared

    places = max((len(str(number)) for number, _ in stories), default=1)
    name = min(max((layout.width(article.source) for article in _every(stories)), default=0), 24)
    day = max((len(_date(article)) for article in _every(stories)), default=0)

    def row(number: str, letter: str, article: Listed, relation: str = "") -> str:
        source = layout.fit(article.source, name)
        title = f"{article.title}{' (inferred)' if article.title_inferred else ''}"
        words = f"{article.words:5} {'word ' if article.words == 1 else 'words'}"
        head = f"{number:>{places}}  {letter:2} {source}  {_date(article):{day}}  {words}"
        return f"{head}  {relation}{title}".rstrip()

    alone = False
    for number, story in stories:
        if not is_shared(story):
            if not alone and story is not stories[0][1]:
                yield "Single articles"
            alone = True
            yield row(str(number or ""), "", story.articles[0])
            continue
        count = _counted(story)
        beside = f", {len(story.related)} related" if story.related else ""
        yield f"{number:>{places}}  {story.title}  ({count}{beside})"
        letters = story.letters()
        for article in story.articles:
            yield row("", letters[article.id], article)
        for one in story.related:
            yield row("", letters[one.article.id], one.article, f"{one.relation}: ")


def _every(stories: Sequence[tuple[int, Story | LightStory]]) -> Iterator[Listed]:
    for _, story in stories:
        yield from story.articles
        yield from (one.article for one in story.related)


def _counted(story: Story | LightStory) -> str:
    """Return how many sources tell a story, and in how many articles where those are more."""
    sources = [article.source or article.name for article in story.sources]
    different = len(set(sources))
    count = f"{different} source{'s' if different != 1 else ''}"
    return count if len(sources) == different else f"{count}, {len(sources)} articles"


def _date(article: Listed) -> str:
    return dates.show(article.published, article.weekday)


def _as_data(edition: Edition) -> dict[str, Any]:
    return {
        "stories": [story_data(number, story) for number, story in edition.numbered()],
        "problems": [{"name": p.name, "message": p.message, "skipped": p.skipped} for p in edition.problems],
    }


def _write_every(taken: Taken, stories: Sequence[LightStory]) -> None:
    """Write stories of a library as JSON while they are loaded, a few at a time, however many there are."""
    import json

    loaded = (json.dumps(one, ensure_ascii=False, indent=2).replace("\n", "\n    ") for one in _loaded(taken, stories))
    last = ""
    output.data('{\n  "stories": [')
    for text in loaded:
        if last:
            output.data(f"{last},")
        last = f"    {text}"
    output.data(last)
    output.data(f'  ],\n  "problems": [],\n  "hidden": {taken.hidden}\n}}')


def _loaded(taken: Taken, stories: Sequence[LightStory]) -> Iterator[dict[str, Any]]:
    """Give stories for JSON; what stands alone has no number in a list of so many."""
    from reader.cli.taking import BATCH
    from reader.desk.listing.picking import story_of
    from reader.desk.stories.edition import is_shared
    from reader.model import Story

    shared = [story for story in stories if is_shared(story)]
    alone = [story.articles[0].entry.number for story in stories if not is_shared(story)]
    for light in shared:
        story = story_of(taken.library, [one.entry for one in light.articles], taken.killed)
        yield story_data(light.number, story)
    for start in range(0, len(alone), BATCH):
        for article in taken.library.load(alone[start : start + BATCH]):
            yield {**story_data(0, Story((article,))), "number": None}


def story_data(number: int, story: Story) -> dict[str, Any]:
    """Return a story for JSON."""
    letters = story.letters()
    beside = [{**_article_data(r.article, letters), "relation": r.relation, "why": r.why} for r in story.related]
    return {
        "number": number,
        "title": story.title,
        "why": list(story.why),
        "nearest": story.nearest,
        "articles": [_article_data(article, letters) for article in story.articles],
        "related": beside,
    }


def _article_data(article: Article, letters: dict[str, str]) -> dict[str, Any]:
    from reader.export.article import as_data

    data = as_data(article)
    del data["text"]
    return {"letter": letters[article.id], **data, "hidden": len(article.hidden), "name": article.name}


# ---------------------------------------------------------------- show


def show(arguments: argparse.Namespace) -> int:
    """Write one article, wrapped where it goes to a terminal."""
    from reader.cli.keeping import library_of
    from reader.cli.versioning import version_of

    opened = places([arguments.name], arguments.paths)
    version = version_of(library_of(arguments), arguments.name) if not opened else None
    if version is not None:
        output.say(version.wording.words if version.wording is not None else "")
        _write_article(arguments, version)
        return ALL_TAKEN
    taken = Taken(opened, arguments=arguments, names=[arguments.name])
    _write_article(arguments, one_of(_ungrouped_if_enough(taken, arguments.name), arguments.name))
    return taken.code()


def _write_article(arguments: argparse.Namespace, article: Article) -> None:
    from reader import export

    options = export.Options(hidden=arguments.hidden)
    if arguments.json:
        output.data(export.to_json([article], options))
    else:
        output.data(for_terminal(export.to_text([article], options)))


def _ungrouped_if_enough(taken: Taken, name: str) -> Edition:
    """Return an edition to look a name up in: grouping costs time, and only places in the list need it."""
    from reader.desk.stories.edition import gather, is_place

    return taken.edition() if is_place(name) else gather(taken.articles(), together=True)


def for_terminal(text: str) -> str:
    """Return a text wrapped for reading where it goes to a terminal, else as it is."""
    if not output.on_terminal():
        return text
    return "\n".join(layout.wrap(text, min(output.columns(), 80)))


# ---------------------------------------------------------------- search


def search(arguments: argparse.Namespace) -> int:
    """Write the articles that fit a query, best first; without PATH those of the library."""
    from reader import query
    from reader.desk.searching.memory import folders_of

    try:
        taken = Taken(arguments.paths, arguments=arguments)
        parsed = query.parse(arguments.query, folders=folders_of(taken.shelf))
        if taken.from_library:
            return _search_library(arguments, taken, parsed.limit)
        return _search_articles(arguments, taken)
    except query.QueryError as error:
        where = f"at character {error.position + 1} of {plain.shorten(arguments.query, 60)!r}"
        raise FailedError(f"search: {error}, {where}") from None


def _search_library(arguments: argparse.Namespace, taken: Taken, limit: int | None) -> int:
    import time

    from reader.desk.searching.library_index import LibraryIndex

    begun = time.perf_counter()
    result = LibraryIndex(taken.library).search(arguments.query)
    milliseconds = (time.perf_counter() - begun) * 1000
    hits = result.hits[: limit or SHOWN]
    articles = {article.id: article for article in taken.library.load(hit.number for hit in hits)}
    _write_hits(arguments, result, [hit for hit in hits if hit.article_id in articles], articles)
    of = f"{result.total:,}{'+' if result.more else ''} of {taken.library.articles.count():,} articles"
    left = ""
    if len(hits) < result.total:
        left = f"; {len(hits)} written" + (
            f", as #{limit} asks" if limit else f": #{result.total} asks for all of them"
        )
    output.say(f"{of}, {milliseconds:.0f} ms{left}")
    _say_limits(result)
    return ALL_TAKEN


def _search_articles(arguments: argparse.Namespace, taken: Taken) -> int:
    from reader.desk.searching.memory import Index, asks_stories, folders_of, known_of

    articles = {article.id: article for article in taken.articles()}
    grouped = taken.edition() if asks_stories(arguments.query, folders_of(taken.shelf)) else None
    result = Index(articles.values()).search(arguments.query, known=known_of(taken.shelf, grouped))
    _write_hits(arguments, result, result.hits, articles)
    if articles:
        output.say(f"{result.total} of {len(articles)} articles")
        _say_limits(result)
    return taken.code()


def _say_limits(result: SearchResult) -> None:
    for words in dict.fromkeys((result.bounded, result.why_none)):
        if words:
            output.say(words)


def _write_hits(
    arguments: argparse.Namespace, result: SearchResult, hits: Iterable[Hit], articles: Mapping[str, Article]
) -> None:
    say_corrected(result.corrected)
    if arguments.json:
        data = [_hit_data(hit, articles[hit.article_id]) for hit in hits]
        output.as_json(
            {
                "query": arguments.query,
                "corrected": dict(result.corrected),
                "total": result.total,
                "more": result.more,
                "missing": list(result.missing),
                "hits": data,
            }
        )
        return
    for hit in hits:
        article = articles[hit.article_id]
        parts = (article.id, article.source, _date(article), article.title)
        output.data("  ".join(part for part in parts if part))
        output.data(f"    {hit.snippet}")


def _hit_data(hit: Hit, article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "name": article.name,
        "span": list(hit.span) if hit.span else None,
        "snippet": hit.snippet,
        "snippet_spans": [list(span) for span in hit.snippet_spans],
        "count": hit.count,
    }


# ---------------------------------------------------------------- about the program


def keys(arguments: argparse.Namespace) -> int:
    """List the keys of the screens, by group."""
    from reader.commands import COMMANDS, Group, keys_and_places, show_key

    if arguments.json:
        output.as_json(
            [
                {
                    "id": command.id,
                    "keys": [show_key(key) for key in keys],
                    "title": command.title,
                    "help": command.help,
                    "group": str(command.group),
                    "places": [str(place) for place in places],
                }
                for command in COMMANDS
                for keys, places in keys_and_places(command)
            ]
        )
        return ALL_TAKEN
    for group in Group:
        output.data(str(group))
        for command in COMMANDS:
            for keys, at in keys_and_places(command) if command.group is group else ():
                names = " ".join(show_key(key) for key in keys) or command.shown_key
                where = ", ".join(place.value for place in at)
                output.data(f"  {names:12} {command.help}  ({where})")
    return ALL_TAKEN


def configuration(arguments: argparse.Namespace) -> int:
    """Write what can be set, its meaning and what holds, as the file that would set it; or only where that lies."""
    from reader import config

    path = config.config_path()
    name = plain.line(str(path))
    if arguments.what == "path":
        output.data(name)
        return ALL_TAKEN
    try:
        settings, problems = config.read()
    except config.ConfigError as error:  # no key of it can be read
        settings, problems = config.Config(), [str(error)]
    output.data(f"# {name}{'' if path.exists() else ' (not there yet; these are the defaults)'}")
    output.data(plain.clean(config.show(settings)))
    for problem in problems:
        output.say(problem)
    return output.NOTHING_DONE if problems else ALL_TAKEN  # as every other verb would give up on it


def completion(arguments: argparse.Namespace) -> int:
    """Write the completion script of a shell."""
    import shtab

    from reader.cli.arguments import parser

    output.data(shtab.complete(parser(), arguments.shell))
    return ALL_TAKEN
