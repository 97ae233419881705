"""Compare: two articles of a story side by side, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.message import Message

from reader.commands import Place
from reader.desk.lens import Lens
from reader.tui.draw import cell_len
from reader.tui.pairing import Paired, Side, pair_up
from reader.tui.pairwords import counts, describe, names, why
from reader.tui.screens.base import Subject
from reader.tui.screens.texts import TextScreen
from reader.tui.widgets.bars import Bar
from reader.tui.widgets.compareview import CompareView
from reader.tui.widgets.field import Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from reader.desk.marks import Spot
    from reader.desk.reading import Reading
    from reader.library.pairs import Pair as Judged
    from reader.model import Article
    from reader.tui.pairing import Pair


class CompareScreen(TextScreen):
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

    def __init__(self, reading: Reading, left: str, right: str, offset: int = 0) -> None:
        super().__init__()
        self.reading = reading
        self.ids = (left, right)
        self.lead = Side.LEFT
        self._turn = 0
        self._goal = (Side.LEFT, offset)
        """Where the current pair is to be once the articles are laid out: a side and a character of its text."""
        self._active = Side.LEFT
        self._held: tuple[Side, int] | None = None
        """A sentence of a side for which the one that says the same is being looked for."""

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
    def view(self) -> CompareView:
        """Both columns."""
        return self.query_one(CompareView)

    @property
    def place(self) -> Place:
        """Where the keyboard is."""
        return Place.COMPARE

    @property
    def active(self) -> Article:
        """The article of the active side."""
        return self.reading.article(self.ids[self._active])

    def subject(self) -> Subject | None:
        """Return the active side and its sentence at the current pair."""
        paired, pair = self.view.paired, self._pair
        if paired is None or pair is None:
            return Subject(self.active, None, self.reading)
        version = pair.sides[self._active]
        mark = self.reading.marks(self.active.id)[version.sentences.start] if version is not None else None
        return Subject(self.active, mark, self.reading)

    @property
    def _pair(self) -> Pair | None:
        view = self.view
        if view.paired is None or view.current >= len(view.paired.pairs):
            return None
        return view.paired.pairs[view.current]

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
        self.post_message(self.Laid(pair_up(self.reading, left, right, lead), turn))

    @on(Laid)
    def _laid(self, event: Laid) -> None:
        if event.turn == self._turn:
            view = self.view
            view.active = self._active
            view.show(event.paired, event.paired.at(*self._goal))
            self.reader.release_keys()

    def _aim(self) -> None:
        """Remember the current pair, to find it again in another layout."""
        paired = self.view.paired
        if paired is not None and paired.pairs:
            self._goal = paired.place(self.view.current, self._active)

    # ---------------------------------------------------------------- what the bars say

    def on_resize(self) -> None:
        """Say as much as fits."""
        super().on_resize()
        self.refresh_title()

    def refresh_title(self) -> None:
        """Say in the first row what is compared, which side is active, and how much both share."""
        paired = self.view.paired
        for dated, wide in ((True, True), (True, False), (False, False)):
            said = names(self.reading, self.ids, self._active, dated=dated, ascii_only=self.reader.ascii_only)
            told = counts(paired, wide=wide) if paired is not None else ""
            if cell_len(said) + cell_len(told) + 4 <= self.size.width:
                break
        self.query_one("#title", Bar).say(said, told)

    @on(CompareView.Moved)
    def _moved(self, event: CompareView.Moved) -> None:
        event.stop()
        self._active = self.view.active
        self.refresh_title()
        self._refresh_status()

    def _refresh_status(self) -> None:
        view, pair = self.view, self._pair
        if pair is None or view.paired is None:
            self.query_one("#status", Bar).say("neither article has any text")
            return
        if view.hits:
            words = f"hit {view.hit + 1} of {len(view.hits)}  n next  N previous  Esc ends the find"
        else:
            words = describe(view.paired, view.current, ascii_only=self.reader.ascii_only)
            if self._held is not None:
                here, there = (view.paired.letters[side] for side in (self._held[0], self._held[0].other))
                words = f"{here} held: + on the row where {there} says the same, Esc lets go · {words}"
        bright = view.bright
        lens = "differs or no match" if view.lens is None else f"{view.lens.value} {view.lens.title}"
        if view.lens is not Lens.OFF:
            lens += f" {bright.index(view.current) + 1}/{len(bright)}" if view.current in bright else f" {len(bright)}"
        self.query_one("#status", Bar).say(words, f"{lens} · row {view.current + 1}/{len(view.paired.pairs)}")

    # ---------------------------------------------------------------- moving

    def action_back(self) -> None:
        """Let go of a held sentence; end a find; go back."""
        if self._held is not None:
            self._held = None
            self._refresh_status()
        elif self.view.hits:
            self.view.set_hits((), (), -1)
            self._refresh_status()
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
            title = "row that differs or has no match" if view.lens is None else f'row in the lens "{view.lens.title}"'
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
        now = self.ids[self._active.other]
        self._put_other(order[(order.index(now) + step) % len(order)])

    def action_pick_source(self) -> None:
        """Put the source whose letter is pressed next on the side that is not active."""
        self.reader.pick_letter(self.reading.story, self._put_other)

    def _put_other(self, article_id: str) -> None:
        if article_id == self.active.id:
            self.reader.say(f"{self.reading.letters[article_id]} is on the active side")
            return
        self._aim()
        if self._goal[0] is not self._active:  # that text is about to leave: stay near in the one that remains
            paired = self.view.paired
            near = paired.sentence_near(self.view.current, self._active) if paired is not None else 0
            marks = self.reading.marks(self.active.id)
            self._goal = (self._active, marks[near].span.start if marks else 0)
        left, right = self.ids
        self.ids = (left, article_id) if self._active is Side.LEFT else (article_id, right)
        self._start()

    def action_swap(self) -> None:
        """Lay the rows out in the order of the other side; the current pair stays."""
        self._aim()
        self._order(self.lead.other)

    def action_twin(self) -> None:
        """Go to where the other side tells this passage in its own order."""
        pair = self._pair
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
            self._active = self.lead.other
            self._goal = (self._active, version.span.start)
            self._order(self.lead.other)

    def _order(self, lead: Side) -> None:
        self.lead = lead
        self._start()
        self.reader.say(f"in the order of {self.reading.letters[self.ids[lead]]}")

    # ---------------------------------------------------------------- correcting

    def take_pairs(self, pairs: Mapping[Judged, bool]) -> None:
        """Show the rows as they are now; the current pair stays."""
        self.reading = self.reading.corrected(pairs)
        self._aim()
        self._start()

    def action_teach_yes(self) -> None:
        """Say that both sides of this row say the same; of a side alone, hold it until + on the other one."""
        pair = self._pair
        if pair is None:
            return
        if pair.alone is None and self._held is None:
            if pair.sure:
                self.reader.say("they are marked as the same already")
            else:
                self.reader.judge(self.reading, self._twins(pair), same=True)
            return
        other = pair.sides[self._held[0].other] if self._held is not None else None
        if self._held is not None and other is not None:
            side, sentence = self._held
            self._held = None
            spots = (self.ids[side], sentence), (self.ids[side.other], other.sentences.start)
            self.reader.judge(self.reading, [spots], same=True)
            return
        side = pair.alone if pair.alone is not None else self._active
        version = pair.sides[side]
        assert version is not None
        self._held = (side, version.sentences.start)
        self._refresh_status()

    def action_teach_no(self) -> None:
        """Say that both sides of this row are not the same."""
        pair = self._pair
        if pair is None:
            return
        if pair.alone is None:
            self.reader.judge(self.reading, self._twins(pair), same=False)
        elif pair.elsewhere >= 0:
            assert self.view.paired is not None
            self.reader.judge(self.reading, self._twins(pair, self.view.paired.pairs[pair.elsewhere]), same=False)
        else:
            self.reader.say("nothing across is marked as the same")

    def _twins(self, pair: Pair, beside: Pair | None = None) -> list[tuple[Spot, Spot]]:
        """Return the sentences of both sides that are marked as the same; all of them where none is by itself."""
        sides = [one or other for one, other in zip(pair.sides, (beside or pair).sides, strict=True)]
        left, right = sides
        assert left is not None
        assert right is not None
        marks = self.reading.marks(self.ids[0])
        every = [((self.ids[0], s), (self.ids[1], t)) for s in left.sentences for t in right.sentences]
        marked = [(one, other) for one, other in every if other in {t.spot for t in marks[one[1]].tellers}]
        return marked or every

    # ---------------------------------------------------------------- what is shown

    def action_fold(self) -> None:
        """Fold or unfold what both sides have word for word."""
        view = self.view
        if view.paired is None:
            return
        if not any(pair.agrees for pair in view.paired.pairs):
            self.reader.say("no passage has the same words in the same place: nothing to fold")
            return
        view.set_folded(folded=not view.folded)

    def hidden_count(self) -> int:
        """Return how many passages of both were stripped."""
        return sum(len(self.reading.article(article_id).hidden) for article_id in self.ids)

    # ---------------------------------------------------------------- taking away and asking

    @on(CompareView.Opened)
    def _opened(self, event: CompareView.Opened) -> None:
        event.stop()
        self.action_read_here()

    def action_read_here(self) -> None:
        """Read the active side at this pair."""
        paired = self.view.paired
        if paired is not None:
            self.reader.read_at(self.active.id, paired.sentence_near(self.view.current, self._active))

    def action_copy(self) -> None:
        """Copy both versions with their citations."""
        from reader.desk.citing import cite

        paired, pair = self.view.paired, self._pair
        if paired is None or pair is None:
            return
        both = zip(paired.articles, pair.sides, strict=True)
        cited = [cite(article, version.span) for article, version in both if version is not None]
        self.reader.copy(
            "\n\n".join(cited), "pair with its citations" if len(cited) > 1 else "passage with its citation"
        )

    def action_why(self) -> None:
        """Explain why the sentences of this row are paired, or why not."""
        from reader.tui.screens.sheet import SheetScreen

        paired, pair = self.view.paired, self._pair
        if paired is not None and pair is not None:
            title = "Why paired" if pair.kind else "Why not paired"
            self.app.push_screen(SheetScreen(title, why(paired, self.view.current, self._active)))

    def action_search(self) -> None:
        """Find in both texts."""
        self.open_find()

    def find(self, words: str) -> bool:
        """Mark what a find finds in both texts and go to the first of it from the current pair on."""
        from reader.desk.searching import find_in

        view = self.view
        if view.paired is None:
            return False
        found = [
            (view.paired.at(side, span.start), side, span)
            for side in Side
            for span in find_in(view.paired.articles[side].text, words)
        ]
        if not found:
            return False
        found.sort()
        first = next((n for n, (number, _, _) in enumerate(found) if number >= view.current), 0)
        view.set_hits(tuple(span for _, _, span in found), tuple(side for _, side, _ in found), first)
        return True
