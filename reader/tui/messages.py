"""What workers and widgets tell the screens. Handlers of these own every change of state."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.message import Message

from reader.desk.stories.views import View
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.worker import Worker

    from reader.desk.gathering.syncing import Visited
    from reader.desk.gathering.versions import Listed as VersionInList
    from reader.desk.listing.marking import Mark
    from reader.desk.listing.nearby import Offer
    from reader.desk.opening.inputs import Problem
    from reader.desk.stories.catalogue import Catalogue
    from reader.desk.stories.edition import Edition
    from reader.desk.stories.views import Folder
    from reader.desk.telling.fresh import Fresh
    from reader.desk.telling.reading import Reading
    from reader.library.sources import Source
    from reader.model import Article, Story
    from reader.text.plain import CleanText


@dataclass
class ArticlesRead(Message):
    """Some more articles have been read and cleaned."""

    articles: Sequence[Article]
    problems: Sequence[Problem]
    turn: int
    """Which opening they belong to: answers to an older one are let go."""
    last: bool = False
    """Nothing more comes of this opening."""


@dataclass
class Listed(Message):
    """The list of a library has been read, with the stories that were loaded."""

    catalogue: Catalogue
    stories: Mapping[tuple[int, ...], Story | None]
    """By the numbers of their articles; None where nothing is left of one."""
    turn: int
    last: bool = True
    """False where this is the first page alone."""
    view: View = field(default_factory=View)
    """Which of it is shown."""
    unread: int = 0


@dataclass
class Looked(Message):
    """It is known what a list shows of what there is."""

    view: View
    content: Catalogue | Edition


@dataclass
class Counted(Message):
    """What is unread has been counted."""

    catalogue: Catalogue
    unread: int
    folders: tuple[Folder, ...] | None = None
    """None where these are still being counted."""


@dataclass
class Unlisted(Message):
    """The list of a library cannot be read."""

    words: CleanText
    turn: int


@dataclass
class Loaded(Message):
    """The texts of a story have been loaded."""

    numbers: tuple[int, ...]
    story: Story | None
    article_id: str
    """The article that was wanted."""
    turn: int
    words: CleanText = plain.CleanText("")
    """Why there is no story."""


@dataclass
class Synced(Message):
    """A round over the sources is at its end."""

    asked: int = 0
    new: int = 0
    bringing: set[int] = field(default_factory=set)
    """The numbers of the sources that had something new."""
    changed: int = 0
    failed: list[Visited] = field(default_factory=list)
    """Those that did not answer."""
    words: CleanText = plain.CleanText("")
    """Why it ended early."""


@dataclass
class FoundToMark(Message):
    """The articles that are to be marked have been found."""

    mark: Mark
    ids: list[str]
    words: CleanText = plain.CleanText("")
    """Why they could not be."""


@dataclass
class Recleaning(Message):
    """How far cleaning anew is."""

    words: str


@dataclass
class Recleaned(Message):
    """All that is kept has been cleaned anew, or it was stopped."""

    words: CleanText


@dataclass
class PageCame(Message):
    """The page of an article was fetched, or not."""

    words: CleanText
    changed: bool
    """Whether there is a version more, or another one is shown."""


@dataclass
class VersionTurned(Message):
    """Another version of an article is shown; without words there is none to turn to."""

    article: Article
    words: CleanText = plain.CleanText("")
    changed: bool = False


@dataclass
class SourceFound(Message):
    """The source of an article is to be asked."""

    source: Source


@dataclass
class SourcesTold(Message, bubble=False):
    """The sources are others now, or were asked: for a screen that shows them."""

    words: str


@dataclass
class VersionsListed(Message):
    """The versions of an article have been read."""

    article: Article
    listed: Sequence[VersionInList]


@dataclass
class VersionsMatched(Message):
    """Two versions of an article have been matched."""

    article: Article
    reading: Reading


@dataclass
class SourcesChanged(Message):
    """What is subscribed to has changed, or could not be."""

    words: CleanText


@dataclass
class Offered(Message):
    """It is known which stories an article may be meant to join."""

    ids: tuple[str, ...]
    """What is to go there."""
    offers: Sequence[Offer]
    turn: int


@dataclass
class Placed(Message):
    """What a person said of a story of the library is kept, or cannot be."""

    words: CleanText
    kept: bool


@dataclass
class Grouped(Message):
    """All that was opened is read and grouped."""

    edition: Edition
    number: int
    """Which grouping it is."""
    seats: dict[tuple[str, str], int] = field(default_factory=dict)
    """The letters of its articles; see `desk.stories.seating`."""


@dataclass
class Ungrouped(Message):
    """What was opened is read and was not grouped."""

    articles: Sequence[Article]
    problems: Sequence[Problem]
    words: CleanText
    """Why; empty where it was stopped."""
    number: int


@dataclass
class Unmatched(Message):
    """A story was not matched."""

    story: Story
    words: CleanText
    """Why."""
    worker: Worker[None]
    """Who was to do it."""


@dataclass
class Matched(Message):
    """A story's passages have been matched."""

    reading: Reading
    worker: Worker[None]
    """Who did it: of one that nobody waits for the texts may have changed since."""


@dataclass
class Freshened(Message):
    """What is new to the reader of some stories has been counted."""

    found: Mapping[tuple[str, ...], Fresh]
    """By the ids of their sources."""
    turn: int


@dataclass
class ShelfTold(Message):
    """Something could not be kept, which the shelf's words say, or was put back by the thread that writes."""
