"""Compare: two articles of a story side by side, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.message import Message

from reader.commands import Place
from reader.desk.telling.lens import Lens
from reader.tui.draw import cell_len
from reader.tui.pairing import Paired, Side, pair_up
from reader.tui.pairwords import counts, describe, names
from reader.tui.screens.base import Subject
from reader.tui.screens.compareverbs import CompareVerbs
from reader.tui.screens.lenses import lens_words
from reader.tui.widgets.bars import Bar
from reader.tui.widgets.compareview import CompareView
from reader.tui.widgets.field import Field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from reader.desk.telling.reading import Reading
    from reader.library.stated.pairs import Pair as Judged
    from reader.model import Article, Story


class CompareScreen(CompareVerbs):
    """Two articles, the side that is active, and whose order the rows have."""

    DEFAULT_CSS = """
    CompareScreen.-zen #title, CompareScreen.-zen #keys { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = []

    @dataclass
    class Laid(Message):
        """Two articles have been laid side by side."""

        paired: Paired
        turn: int

    default_lens = "differs or no match"
    """What is walked before a lens is chosen."""

    def __init__(self, reading: Reading, left: str, right: str, offset: int = 0) -> None:
        super().__init__(reading, (left, right))
        self.lead = Side.LEFT
        self._turn = 0
        self._goal = (Side.LEFT, offset)
        """Where the current pair is to be once the articles are laid out: a side and a character of its text."""

    def compose(self) -> ComposeResult:
        """Lay out the bars and both columns."""
        app = self.reader
        yield Bar(id="title", classes="title")
        yield CompareView(text_width=app.text_width, ascii_only=app.ascii_only)
        yield Bar(id="status", classes="status")
        yield Field(id="find", placeholder="find in both texts")
        yield Bar(id="keys", classes="keys")

    def on_mount(self) -> None:
        """Begin to compare."""
        self.query_one("#find", Field).display = False
        self.view.read_ids = self.reader.shelf.read_ids
        self.view.focus()
        self._start()

    # ---------------------------------------------------------------- parts

    @property
    def place(self) -> Place:
        """Where the keyboard is."""
        return Place.COMPARE

    def subject(self) -> Subject | None:
        """Return the active side and its sentence at the current pair."""
        paired, pair = self.view.paired, self.pair
        if paired is None or pair is None:
            return Subject(self.active, None, self.reading)
        version = pair.sides[self.active_side]
        mark = self.reading.marks(self.active.id)[version.sentences.start] if version is not None else None
        return Subject(self.active, mark, self.reading)

    # ---------------------------------------------------------------- laying the articles out

    def _start(self) -> None:
        self._turn += 1
        self.refresh_title()
        if self.view.paired is None:
            self.query_one("#status", Bar).say("laying both texts side by side")
            self.reader.hold_keys(self)
        self._lay_out(*self.ids, self.lead, self._turn)

    @work(thread=True, exclusive=True, group="compare", exit_on_error=True)
    def _lay_out(self, left: str, right: str, lead: Side, turn: int) -> None:
        self.post_message(self.Laid(self.paired(left, right, lead), turn))

    def paired(self, left: str, right: str, lead: Side) -> Paired:
        """Lay two articles side by side. In a worker."""
        return pair_up(self.reading, left, right, lead)

    @on(Laid)
    def _laid(self, event: Laid) -> None:
        if event.turn == self._turn:
            view = self.view
            view.active = self.active_side
            view.show(event.paired, event.paired.at(*self._goal))
            self.reader.release_keys()

    def _aim(self) -> None:
        """Remember the current pair, to find it again in another layout."""
        paired = self.view.paired
        if paired is not None and paired.pairs:
            self._goal = paired.place(self.view.current, self.active_side)

    # ---------------------------------------------------------------- what the bars say

    def on_resize(self) -> None:
        """Say as much as fits."""
        super().on_resize()
        self.refresh_title()

    def refresh_title(self) -> None:
        """Say in the first row what is compared, which side is active, and how much both share."""
        paired = self.view.paired
        for dated, wide in ((True, True), (True, False), (False, False)):
            said = names(
                self.reading, self.ids, self.active_side, self.name_of, dated=dated, ascii_only=self.reader.ascii_only
            )
            told = counts(paired, wide=wide) if paired is not None else ""
            if cell_len(said) + cell_len(told) + 4 <= self.size.width:
                break
        self.query_one("#title", Bar).say(said, told)

    def name_of(self, article: Article) -> str:
        """Return what a side is called."""
        return article.source or article.name

    @on(CompareView.Moved)
    def _moved(self, event: CompareView.Moved) -> None:
        event.stop()
        self.active_side = self.view.active
        self.refresh_title()
        self.refresh_status()

    def refresh_status(self) -> None:
        """Say what the current row is, which lens is on, and how far down it stands."""
        view, pair = self.view, self.pair
        if pair is None or view.paired is None:
            self.query_one("#status", Bar).say("neither article has any text")
            return
        if view.hits:
            words = f"hit {view.hit + 1} of {len(view.hits)}  n next  N previous  Esc ends the find"
        else:
            words = describe(view.paired, view.current, ascii_only=self.reader.ascii_only)
            if self.held is not None:
                here, there = (view.paired.letters[side] for side in (self.held[0], self.held[0].other))
                words = f"{here} held: + on the row where {there} says the same, Esc lets go · {words}"
        if view.lens is Lens.OFF:
            lens = "lens off"
        else:
            title = self.default_lens if view.lens is None else view.lens.title
            lens = lens_words(title, view.bright, view.current, "row")
        self.query_one("#status", Bar).say(words, f"{lens} · row {view.current + 1}/{len(view.paired.pairs)}")

    # ---------------------------------------------------------------- moving

    def action_back(self) -> None:
        """Let go of a held sentence; end a find; go back."""
        if self.held is not None:
            self.held = None
            self.refresh_status()
        elif self.view.hits:
            self.view.set_hits((), (), -1)
            self.refresh_status()
        else:
            super().action_back()

    def action_next(self) -> None:
        """Next pair in the lens, or next hit."""
        self._walk(1)

    def action_previous(self) -> None:
        """The same, backwards."""
        self._walk(-1)

    def _walk(self, step: int) -> None:
        view = self.view
        if not view.walk(step):
            which = "further" if step > 0 else "earlier"
            title = f'row in the lens "{self.default_lens if view.lens is None else view.lens.title}"'
            self.reader.say(f"no {which} {'hit' if view.hits else title}")

    def action_next_block(self) -> None:
        """Next paragraph."""
        self.view.walk_paragraphs(1)

    def action_previous_block(self) -> None:
        """Previous paragraph."""
        self.view.walk_paragraphs(-1)

    def action_left(self) -> None:
        """Make the left side the active one."""
        self.view.set_active(Side.LEFT)

    def action_right(self) -> None:
        """Make the right side the active one."""
        self.view.set_active(Side.RIGHT)

    def action_next_source(self) -> None:
        """Next source on the side that is not active."""
        self._turn_source(1)

    def action_previous_source(self) -> None:
        """Previous source on the side that is not active."""
        self._turn_source(-1)

    def _turn_source(self, step: int) -> None:
        order = [article.id for article in self.reading.articles if article.id != self.active.id]
        now = self.ids[self.active_side.other]
        self._put_other(order[(order.index(now) + step) % len(order)])

    def action_pick_source(self) -> None:
        """Put the source whose letter is pressed next on the side that is not active."""
        self.reader.pick_letter(self.reading.story, self._put_other)

    def _put_other(self, article_id: str) -> None:
        if article_id == self.active.id:
            self.reader.say(f"{self.reading.letters[article_id]} is on the active side")
            return
        self._aim()
        if self._goal[0] is not self.active_side:  # that text is about to leave: stay near in the one that remains
            paired = self.view.paired
            near = paired.sentence_near(self.view.current, self.active_side) if paired is not None else 0
            marks = self.reading.marks(self.active.id)
            self._goal = (self.active_side, marks[near].span.start if marks else 0)
        left, right = self.ids
        self.ids = (left, article_id) if self.active_side is Side.LEFT else (article_id, right)
        self._start()

    def action_swap(self) -> None:
        """Lay the rows out in the order of the other side; the current pair stays."""
        self._aim()
        self._order(self.lead.other)

    def action_twin(self) -> None:
        """Go to where the other side tells this passage in its own order."""
        pair = self.pair
        if pair is None:
            return
        if pair.elsewhere >= 0:
            self.view.go_to(pair.elsewhere)
        elif pair.alone is not None:
            self.reader.say(f"no match found in {self.reading.letters[self.ids[pair.alone.other]]}")
        elif not pair.moved and self.lead is Side.LEFT:
            self.reader.say("it stands here in both")
        else:
            version = pair.sides[self.lead.other]
            assert version is not None
            self.active_side = self.lead.other
            self._goal = (self.active_side, version.span.start)
            self._order(self.lead.other)

    def _order(self, lead: Side) -> None:
        self.lead = lead
        self._start()
        self.reader.say(f"in the order of {self.reading.letters[self.ids[lead]]}")

    # ---------------------------------------------------------------- what changed

    def take_pairs(self, pairs: Mapping[Judged, bool]) -> None:
        """Show the rows as they are now; the current pair stays."""
        self.reading = self.reading.corrected(pairs)
        self._aim()
        self._start()

    def wanted_story(self) -> Story | None:
        """Return the story that both articles are in, as they were read last."""
        both = [self._now(article_id, self.reader.edition.articles) for article_id in self.ids]
        stories = [self.reader.edition.story_of(article.id) if article is not None else None for article in both]
        return stories[0] if stories[0] is stories[1] else None

    def take_reading(self, reading: Reading) -> None:
        """Show both articles as they have been read and matched anew; the current pair stays."""
        left, right = (self._now(article_id, reading.articles) for article_id in self.ids)
        if left is None or right is None or left is right or reading is self.reading:
            return
        same = self.ids == (left.id, right.id)
        self._aim()
        side, offset = self._goal
        mark = self.reading.mark_at(self.ids[side], offset)
        words = self.reading.words((self.ids[side], mark.number)) if mark is not None else ""
        self.reading, self.ids = reading, (left.id, right.id)
        marks = reading.marks(self.ids[side])
        self._goal = (
            side,
            next((m.span.start for m in marks if reading.words((self.ids[side], m.number)) == words), offset),
        )
        self._start()
        self.reader.say("read again: both say what they said" if same else "read again: this is what both say now")

    def _now(self, article_id: str, articles: Sequence[Article]) -> Article | None:
        """Return an article as it is now: itself, or what the same file or address holds meanwhile."""
        before = self.reading.article(article_id)
        named = [article for article in articles if article.name == before.name]
        return next((article for article in articles if article.id == article_id), named[0] if named else None)
