"""What the keys of compare do beyond moving: judging pairs, folding, reading, copying, asking, finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from reader.tui.pairing import Side
from reader.tui.pairwords import why
from reader.tui.screens.texts import TextScreen
from reader.tui.widgets.compareview import CompareView

if TYPE_CHECKING:
    from reader.desk.telling.marks import Spot
    from reader.desk.telling.reading import Reading
    from reader.model import Article
    from reader.tui.pairing import Pair


class CompareVerbs(TextScreen):
    """The verbs on two articles side by side."""

    def __init__(self, reading: Reading, ids: tuple[str, str]) -> None:
        super().__init__()
        self.reading = reading
        self.ids = ids
        """The articles of both sides."""
        self.active_side = Side.LEFT
        self.held: tuple[Side, int] | None = None
        """A sentence of a side for which the one that says the same is being looked for."""

    # ---------------------------------------------------------------- parts

    @property
    def view(self) -> CompareView:
        """Both columns."""
        return self.query_one(CompareView)

    @property
    def active(self) -> Article:
        """The article of the active side."""
        return self.reading.article(self.ids[self.active_side])

    @property
    def pair(self) -> Pair | None:
        """The current row."""
        view = self.view
        if view.paired is None or view.current >= len(view.paired.pairs):
            return None
        return view.paired.pairs[view.current]

    def refresh_status(self) -> None:
        """Say what the current row is."""
        raise NotImplementedError

    # ---------------------------------------------------------------- correcting

    def action_teach_yes(self) -> None:
        """Say that both sides of this row say the same; of a side alone, hold it until + on the other one."""
        pair = self.pair
        if pair is None:
            return
        if pair.alone is None and self.held is None:
            if pair.sure:
                self.reader.say("they are marked as the same already")
            else:
                self.reader.judge(self.reading, self._twins(pair), same=True)
            return
        other = pair.sides[self.held[0].other] if self.held is not None else None
        if self.held is not None and other is not None:
            side, sentence = self.held
            self.held = None
            spots = (self.ids[side], sentence), (self.ids[side.other], other.sentences.start)
            self.reader.judge(self.reading, [spots], same=True)
            return
        side = pair.alone if pair.alone is not None else self.active_side
        version = pair.sides[side]
        assert version is not None
        self.held = (side, version.sentences.start)
        self.refresh_status()

    def action_teach_no(self) -> None:
        """Say that both sides of this row are not the same."""
        pair = self.pair
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
            self.reader.read_at(self.active.id, paired.sentence_near(self.view.current, self.active_side))

    def action_copy(self) -> None:
        """Copy both versions with their citations."""
        paired, pair = self.view.paired, self.pair
        if paired is None or pair is None:
            return
        both = zip(paired.articles, pair.sides, strict=True)
        passages = [(article, version.span) for article, version in both if version is not None]
        what = "pair with its citations" if len(passages) > 1 else "passage with its citation"
        self.reader.copy_passages(passages, what, self.marked_id)

    def action_why(self) -> None:
        """Explain why the sentences of this row are paired, or why not."""
        from reader.tui.screens.sheet import SheetScreen

        paired, pair = self.view.paired, self.pair
        if paired is not None and pair is not None:
            title = "Why paired" if pair.kind else "Why not paired"
            self.app.push_screen(SheetScreen(title, why(paired, self.view.current, self.active_side)))

    def action_search(self) -> None:
        """Find in both texts."""
        self.open_find()

    def find(self, words: str) -> bool:
        """Mark what a find finds in both texts and go to the first of it from the current pair on."""
        from reader.desk.searching.memory import find_in

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
