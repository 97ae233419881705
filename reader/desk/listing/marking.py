"""Marks on many articles at once: what the words of a command mean, and which articles a query takes.

The screen and the command line ask the same; one step of undo takes it back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.desk.listing.picking import Picked
    from reader.library.library import Library
    from reader.library.stated.shelf import Shelf
    from reader.model import Article

_MARKS = ("read", "unread", "star", "unstar")


class MarkError(ValueError):
    """There is no such mark, or nothing that says which articles; the message is one line."""


class Mark(NamedTuple):
    """A mark that is to be given, or taken."""

    name: str
    """"read", "unread", "star", "unstar", "tag" or "untag"."""
    tag: str = ""

    def on(self, shelf: Shelf, article_ids: Sequence[str]) -> int:
        """Give it to articles, or take it, in one step; return how many were not so before. Raises LibraryError."""
        wanted = self.name in ("read", "star", "tag")
        if self.name in ("read", "unread"):
            has = shelf.read_ids
        elif self.name in ("star", "unstar"):
            has = shelf.starred_ids
        else:
            has = shelf.tags().get(plain.line(self.tag.lstrip("# ")), frozenset())
        changing = [id_ for id_ in dict.fromkeys(article_ids) if (id_ in has) != wanted]
        match self.name:
            case "read" | "unread":
                shelf.mark_all_read(changing, wanted)
            case "star" | "unstar":
                shelf.star(changing, wanted)
            case _:
                shelf.tag(changing, self.tag, wanted)
        return len(changing)


def changed_words(changed: int, count: int) -> str:
    """Say how many of some articles a mark has changed; empty where that is all of them."""
    if changed == count:
        return ""
    return f"{changed} of them changed" if changed else "nothing changed: it was so before"


def mark_of(word: str) -> Mark:
    """Return the mark that a word means: read, unread, star, unstar, tag:NAME, untag:NAME. Raises MarkError."""
    name, _, tag = word.partition(":")
    if (name in _MARKS and not tag) or (name in ("tag", "untag") and tag.strip("# ")):
        return Mark(name, tag)
    raise MarkError(f"{plain.shorten(word, 60)!r} is none of {', '.join(_MARKS)}, tag:NAME, untag:NAME")


def checked(query: str) -> str:
    """Return a query that says which articles are meant. Raises MarkError where it is empty."""
    if not query.strip():
        raise MarkError("the query is empty and would take every article; name some, such as is:unread")
    return query


def ids_in(library: Library, query: str) -> tuple[list[str], Picked]:
    """Return the ids of the articles of a library that fit a query, and what is said of it.

    Raises:
        LibraryError: The library cannot be read.
        QueryError: The query is not in the language.
    """
    from reader.desk.listing.picking import pick

    picked = pick(library, query)
    return [entry.id for entry in library.articles.entries(picked.numbers)], picked


def ids_among(articles: Sequence[Article], shelf: Shelf, query: str) -> list[str]:
    """Return the ids of those of some articles that fit a query. Raises QueryError."""
    from reader.desk.searching.memory import Index, known_of

    return [hit.article_id for hit in Index(articles).search(query, known=known_of(shelf)).hits]
