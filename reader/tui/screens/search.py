"""Search over all that is open: results while the query is typed, a row an article, each at its best place.

One search runs at a time; what was typed meanwhile is looked for next, and answers to older queries are let go.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from reader.commands import Place
from reader.desk.searching.memory import known_of
from reader.desk.stories.views import Filter
from reader.library import LibraryError
from reader.query import FIELDS, QueryError
from reader.query.mending import in_words, nowhere
from reader.text import dates
from reader.tui.bindings import bindings
from reader.tui.draw import cell_len, literal, numbered
from reader.tui.screens.base import ReaderScreen, Subject
from reader.tui.widgets.bars import Bar
from reader.tui.widgets.field import Field, SteeringField
from reader.tui.widgets.hitlist import HitList
from reader.tui.widgets.page import Page, PageRow
from reader.tui.widgets.picker import Picker

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from reader.desk.searching.fitting import Known
    from reader.desk.searching.snippets import SearchResult
    from reader.desk.stories.catalogue import Catalogue
    from reader.desk.stories.edition import Edition

SYNTAX = (
    ("harbour strike", "both words; a word also finds longer ones that begin with it"),
    ('"no later than"', "just these words, in this order"),
    ("/strik(e|ing)/i", "a regular expression; i takes capitals and small letters as one"),
    ("-advert", "without it"),
    ("oil|gas", "one of them; brackets as in (oil|gas) -(a b)"),
    ("title:bridge", "in the title; also text: source: author:"),
    ("is:unread", "by the read mark; folder:NAME what fits a saved search"),
    ("story:3", "by the number of the story, or words of its title; also lang:en"),
    ("words:>300", "by length"),
    ("newer:3d", "by date; also older:2025-03-27 date:2025-03"),
    ("sort:newest #20", "in which order, and how many at most"),
)


MOST = 100
"""Hits of a library that are shown: each is a text that is read."""


@dataclass
class Answer(Message):
    """What became of a query."""

    query: str
    result: SearchResult | None
    error: QueryError | None
    seconds: float


class SearchScreen(ReaderScreen):
    """A query line and what it finds. Answers an article's id and a character of its text."""

    DEFAULT_CSS = """
    SearchScreen {
        & > #ask {
            height: 1;
            & > Static { width: 3; color: $accent; text-style: bold; }
            & > Field { width: 1fr; }
            & > Bar { width: 30; color: $text-muted; }
        }
        &.-thin > #ask > Bar, &.-narrow > #ask > Bar { width: 18; }
        & > #note { color: $text-warning; }
        & > #note.-error { color: $text-error; }
        & > Page { padding: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.SEARCH)

    def __init__(self, edition: Edition, catalogue: Catalogue | None = None) -> None:
        """Make a search.

        Args:
            edition: What is searched.
            catalogue: The list of the library, where that is searched.
        """
        super().__init__()
        self._edition, self._catalogue = edition, catalogue
        self._wanted = ""
        self._shown = ""
        """The query that the hits belong to."""
        self._result: SearchResult | None = None
        self._searching = False
        self._open_next = False
        """Enter was pressed before the answer was there."""
        self._completing: tuple[int, str, int] | None = None
        """Where the name that Tab completes begins, what was typed of it, and which of its names stands there now."""

    def compose(self) -> ComposeResult:
        """Lay out the line, the hits and the bars."""
        hits = HitList(self._edition, self._catalogue)
        with Horizontal(id="ask"):
            yield Static(literal(" / "))
            yield SteeringField(
                hits, value=self.reader.last_query, placeholder='words, "a phrase", title:word', id="query"
            )
            yield Bar(id="count", classes="count")
        yield Bar(id="note", classes="note")
        yield Page(_syntax_rows, id="syntax")
        yield hits
        yield Bar(id="status", classes="status")
        yield Bar(id="keys", classes="keys")

    def on_mount(self) -> None:
        """Begin with what was looked for last, ready to be typed over."""
        self.query_one("#syntax", Page).can_focus = False
        self._line.focus()
        self._ask()

    @property
    def place(self) -> Place:
        """Where the keyboard is."""
        return Place.SEARCH

    def subject(self) -> Subject | None:
        """Return the article at the cursor."""
        listed = self._hits.article(self._hits.cursor)
        article = self._edition.article(listed.id) if listed is not None else None
        return None if article is None else Subject(article)

    @property
    def _line(self) -> Field:
        return self.query_one("#query", Field)

    @property
    def _hits(self) -> HitList:
        return self.query_one(HitList)

    # ---------------------------------------------------------------- asking

    @on(Field.Changed)
    def _typed(self, event: Field.Changed) -> None:
        event.stop()
        self._open_next = False
        self._ask()

    def _ask(self) -> None:
        self._wanted = self._line.value
        if not self._searching:
            self._searching = True
            of_library = self._catalogue is not None  # which knows by itself
            known = None if of_library else known_of(self.reader.shelf, self._edition)
            self._search(self._wanted, known)

    @work(thread=True, exclusive=True, group="search", exit_on_error=True)
    def _search(self, query: str, known: Known | None) -> None:
        index = self.reader.index(self._edition)
        begun = perf_counter()
        result, error = None, None
        try:
            result = index.search(query, known=known)
            if self._catalogue is not None:  # read here, so that no row waits for the disk
                result = replace(result, hits=tuple(result.hits[:MOST]))
        except QueryError as wrong:
            error = wrong
        except LibraryError as wrong:
            error = QueryError(str(wrong), 0, query)
        self.post_message(Answer(query, result, error, perf_counter() - begun))

    @on(Answer)
    def _answered(self, event: Answer) -> None:
        event.stop()
        self._searching = False
        if event.query != self._wanted:
            self._ask()
            return
        self.reader.last_query = event.query
        nothing_asked = not event.query.strip()
        self.query_one("#syntax").display = nothing_asked
        self._hits.display = not nothing_asked
        if event.error is not None:
            self._point_at(event.error)
        elif event.result is not None:
            self._shown, self._result = event.query, event.result
            self._hits.show(event.result.hits)
            self._say_found(event.result, event.seconds, nothing_asked=nothing_asked)
        if self._open_next:
            self.action_open_hit()

    def _say_found(self, result: SearchResult, seconds: float, *, nothing_asked: bool) -> None:
        count, note = self.query_one("#count", Bar), self.query_one("#note", Bar)
        note.remove_class("-error")
        everything = len(self._edition.articles) if self._catalogue is None else self._catalogue.total
        if nothing_asked:
            count.say("", numbered(everything, "article"))
            note.say("")
            return
        count.say(
            "", f"{result.total:,}{'+' if result.more else ''} of {everything:,} · {max(round(seconds * 1000), 1)} ms"
        )
        words = [str(in_words(typed, meant)) for typed, meant in result.corrected]
        if not result.hits:
            words.append("and no article has all of it" if words and not result.missing else nowhere(result.missing))
        elif result.total > len(result.hits):
            words.append(f"the best {len(result.hits):,} are shown")
        if result.bounded:
            words.append(result.bounded)
        note.say(" · ".join(words))

    def _point_at(self, error: QueryError) -> None:
        """Say what is wrong with the query, with a sign below the character; the hits stay as they were."""
        line, note = self._line, self.query_one("#note", Bar)
        note.add_class("-error")
        self.query_one("#count", Bar).say("")
        column = line.content_region.x + cell_len(line.value[: error.position]) - round(line.scroll_offset.x) - 1
        words, room = str(error), self.size.width - 3
        if 0 <= column < room - max(min(cell_len(words), room // 2), 1):
            note.say(" " * column + f"^ {words}")
        elif cell_len(words) + 1 <= column <= room:
            note.say(" " * (column - cell_len(words) - 1) + f"{words} ^")
        else:
            note.say(f"{words} (character {error.position + 1})")

    # ---------------------------------------------------------------- choosing

    @on(Picker.Moved)
    def _moved(self, event: Picker.Moved) -> None:
        event.stop()
        hits = self._hits
        article = hits.article(hits.cursor)
        if article is None:
            self.query_one("#status", Bar).say("")
            return
        count = hits.hits[hits.cursor].count
        places = f"{count} {'place' if count == 1 else 'places'} · " if count else ""
        self.query_one("#status", Bar).say(
            article.title or article.name, f"{places}{dates.show(article.published, article.weekday)}"
        )

    @on(Field.Submitted)
    def _submitted(self, event: Field.Submitted) -> None:
        event.stop()
        self.action_open_hit()

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        event.stop()
        self.action_open_hit()

    def action_open_hit(self) -> None:
        """Read the article at the cursor at its best place, as soon as the answer is there."""
        self._open_next = self._searching
        hits = self._hits
        if not self._searching and self._shown == self._wanted and hits.hits:
            hit = hits.hits[hits.cursor]
            self.dismiss((hit.article_id, hit.span.start if hit.span is not None else 0))

    # ---------------------------------------------------------------- keeping the search

    def _kept_query(self) -> str:
        """Return the search that is shown, its words mended; empty, and said, where there is none."""
        from reader.desk.listing.folders import mended

        query = self._line.value.strip()
        if not query or self._result is None or self._shown != self._wanted:
            self.flash("nothing is searched for yet" if not query else "this is no search yet")
            return ""
        return mended(query, self._result.corrected)

    def action_narrow(self) -> None:
        """Narrow the list to what fits."""
        query = self._kept_query()
        if query:
            self.dismiss(None)
            self.reader.narrow(Filter(query))

    def action_save_search(self) -> None:
        """Save the search under a name."""
        from reader.tui.screens.folders import ask_name

        query = self._kept_query()
        if query:
            ask_name(self.reader, query)

    def action_hide_fitting(self) -> None:
        """Hide what fits, from now on."""
        query = self._kept_query()
        if query and self.reader.hide(query):
            self.dismiss(None)

    # ---------------------------------------------------------------- completing

    def action_complete(self) -> None:
        """Complete the name of a field at the cursor; once more gives the next one that fits."""
        line = self._line
        value, cursor = line.value, line.cursor_position
        start, typed, number = self._completing or (0, "", -1)
        fitting = [name for name in FIELDS if name.startswith(typed)]
        again = bool(fitting) and number >= 0 and value[start:cursor] == f"{fitting[number]}:"
        if not again:
            start = cursor
            while start > 0 and value[start - 1].isalpha():
                start -= 1
            typed, number = value[start:cursor].lower(), -1
            fitting = [name for name in FIELDS if name.startswith(typed)]
        if not fitting:
            self._completing = None
            self.flash(f"no field begins with {typed}: there are {' '.join(f'{name}:' for name in FIELDS)}")
            return
        number = (number + 1) % len(fitting)
        self._completing = start, typed, number
        line.value = f"{value[:start]}{fitting[number]}:{value[cursor:]}"
        line.cursor_position = start + len(fitting[number]) + 1
        if len(fitting) > 1:
            self.flash("Tab for the next: " + " ".join(f"{name}:" for name in fitting))


def _syntax_rows(width: int) -> list[PageRow]:
    column = 18 if width >= 50 else 0
    rows: list[PageRow] = [(), (("What can be typed", "heading"),)]
    for example, meaning in SYNTAX:
        if column:
            rows.append(((f"{example:<{column}}", "key"), (meaning, "")))
        else:
            rows += [((example, "key"),), ((f"  {meaning}", ""),)]
    return rows
