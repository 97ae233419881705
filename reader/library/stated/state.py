"""What a reader states and keeps, as values and as rows of tables. Everything passes the gate again on the way in.

Touches nothing by itself: `kept.py` reads and writes the tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reader.library.stated.kept import Sheet
from reader.model import Details, Span
from reader.text import plain
from reader.text.plain import CleanText

MAX_VALUE = 2_000
"""Characters of a stated value, a name or a tag, at most."""
MAX_TEXT = 100_000
"""Characters of a note or a clip, at most."""
MAX_LETTER = 1_000_000
"""The number of a letter, at most."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader wrote on an article or on a passage of it."""

    key: str
    article_id: str
    text: CleanText
    span: Span | None
    """The passage, in `Article.source_text`; None where the note is on all of the article."""
    passage: CleanText
    """The words of the passage, for when the article is not at hand."""
    at: int
    """When it was last changed, in seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Clip:
    """What a reader copied."""

    key: str
    article_id: str
    text: CleanText
    citation: CleanText
    at: int
    """When, in seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Name:
    """What an article was called when something was kept of it."""

    title: CleanText
    source: CleanText
    name: CleanText
    path: str
    """The file, as the system names it, or empty."""


@dataclass(frozen=True, slots=True)
class Search:
    """A saved search, or a kill rule."""

    query: str
    hides: bool
    """True hides what it finds; False shows it as a folder."""
    at: int

    @property
    def kind(self) -> str:
        """What it is to whoever saved it, in words."""
        return "the rule" if self.hides else "the folder"


def is_id(value: object) -> bool:
    """Tell whether something is the id of an article, so that it can be kept by it."""
    return isinstance(value, str) and len(value) == 16 and all(char in "0123456789abcdef" for char in value)


def _id(value: object) -> str:
    if not is_id(value):
        raise ValueError("no id")
    return str(value)


def _line(value: str) -> CleanText:
    return plain.shorten(value, MAX_VALUE)


def _stated(value: str | None) -> CleanText | None:
    return None if value is None else _line(value)


def text_of(value: str) -> CleanText:
    """Return the text of a note or a clip: of several lines, gated, and of a size that can be kept."""
    return CleanText(plain.clean(value[:MAX_TEXT]).strip())


def encodable(path: str) -> str:
    """Return a path as it can be written down: SQLite knows no bytes that are no characters."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def _marks(table: str) -> Sheet[str, int]:
    return Sheet(table, ("id",), ("at",), lambda id_, at: (id_, at), lambda id_, at: (_id(id_), int(at)))


def _note(
    key: str, id_: str, first: int | None, last: int | None, passage: str, text: str, at: int
) -> tuple[str, Note]:
    span = None if first is None or last is None else Span(int(first), int(last))
    return str(key), Note(str(key), _id(id_), text_of(text), span, text_of(passage), int(at))


def _note_row(key: str, note: Note) -> tuple[Any, ...]:
    first, last = note.span or (None, None)
    return key, note.article_id, first, last, note.passage, note.text, note.at


def _details(id_: str, *values: str | None) -> tuple[str, Details]:
    return _id(id_), Details(*map(_stated, values))


def _pair(one: str, other: str, same: int) -> tuple[tuple[str, str], bool]:
    return (_id(one), _id(other)), bool(same)


DETAILS: Sheet[str, Details] = Sheet(
    "details",
    ("id",),
    ("title", "source", "date", "link"),
    lambda id_, stated: (id_, stated.title, stated.source, stated.date, stated.link),
    _details,
)
READ, STARS = _marks("read"), _marks("stars")
TAGS: Sheet[tuple[str, str], int] = Sheet(
    "tags",
    ("id", "tag"),
    ("at",),
    lambda key, at: (*key, at),
    lambda id_, tag, at: ((_id(id_), _line(tag)), int(at)),
)
PLACES: Sheet[str, tuple[int, int]] = Sheet(
    "places",
    ("id",),
    ("place", "at"),
    lambda id_, place: (id_, *place),
    lambda id_, place, at: (_id(id_), (int(place), int(at))),
)
NOTES: Sheet[str, Note] = Sheet("notes", ("note",), ("id", "first", "last", "passage", "text", "at"), _note_row, _note)
CLIPS: Sheet[str, Clip] = Sheet(
    "clips",
    ("clip",),
    ("id", "text", "citation", "at"),
    lambda key, clip: (key, clip.article_id, clip.text, clip.citation, clip.at),
    lambda key, id_, text, citation, at: (
        str(key),
        Clip(str(key), _id(id_), text_of(text), text_of(citation), int(at)),
    ),
)
NAMES: Sheet[str, Name] = Sheet(
    "names",
    ("id",),
    ("title", "source", "name", "path"),
    lambda id_, name: (id_, name.title, name.source, name.name, encodable(name.path)),
    lambda id_, title, source, name, path: (_id(id_), Name(_line(title), _line(source), _line(name), str(path))),
)
PAIRS: Sheet[tuple[str, str], bool] = Sheet(
    "pairs", ("one", "other"), ("same",), lambda pair, same: (*pair, int(same)), _pair
)
PLACED: Sheet[tuple[str, str], bool] = Sheet(
    "placed", ("id", "other"), ("joined",), lambda pair, joined: (*pair, int(joined)), _pair
)
SEATS: Sheet[tuple[str, str, str], int] = Sheet(
    "seats",
    ("opening", "story", "id"),
    ("letter",),
    lambda key, at: (*key, at),
    lambda opening, story, id_, at: ((_id(opening), _id(story), _id(id_)), min(max(int(at), 0), MAX_LETTER)),
)
SEARCHES: Sheet[str, Search] = Sheet(
    "searches",
    ("name",),
    ("query", "hides", "at"),
    lambda name, search: (name, search.query, int(search.hides), search.at),
    lambda name, query, hides, at: (_line(name), Search(_line(query), bool(hides), int(at))),
)
SETTINGS: Sheet[str, str] = Sheet(
    "settings", ("name",), ("value",), lambda name, value: (name, value), lambda name, value: (str(name), str(value))
)
OF_ARTICLES: tuple[Sheet[Any, Any], ...] = (DETAILS, READ, STARS, TAGS, PLACES, NOTES, CLIPS, NAMES, PLACED, SEATS)
"""The tables that keep something of an article, by its id."""
