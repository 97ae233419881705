"""What articles that are open together say about each other: templates of their sources, their titles; and the rules.

Both front ends take articles through here once, after all of them are read; what was read stays as it was, so that a
rule can be taken back. Asks `clean/`, touches no file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.model import Article, Rule


def revised(articles: Sequence[Article], rules: Iterable[Rule] = ()) -> tuple[Article, ...]:
    """Return the articles, in order, with the verdicts that come from the others of them and from the user's rules.

    Ids, titles and sources stay. Linear in the text; some microseconds a block.

    Args:
        articles: As they were read, with what people stated about them; not revised before.
        rules: What `Shelf.rules` gives.
    """
    from reader.clean import templates
    from reader.clean.context import Context
    from reader.clean.revising import revise
    from reader.clean.rules import Book
    from reader.clean.titles import Titles
    from reader.clean.words import fold

    every = tuple(rules)
    book = Book(every)
    titles = Titles(article.title for article in articles if not article.title_inferred) if len(articles) > 1 else None
    sources: dict[str, list[Article]] = {}
    for article in articles:
        sources.setdefault(fold(article.source), []).append(article)
    contexts = {
        source: Context(titles=titles, templates=templates.find(members), rules=every)
        for source, members in sources.items()
    }
    return tuple(revise(article, contexts[fold(article.source)], book) for article in articles)
