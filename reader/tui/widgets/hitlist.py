"""The list of what a search found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.desk.stories.light import Light, letter_of
from reader.text import dates
from reader.tui.draw import Painter, cell_len, fit, pad
from reader.tui.widgets.picker import Picker

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.strip import Strip

    from reader.desk.searching.snippets import Hit
    from reader.desk.stories.catalogue import Catalogue
    from reader.desk.stories.edition import Edition
    from reader.desk.stories.light import Listed


class HitList(Picker, can_focus=False):
    """What was found, an article a row: letter, source, title, date, the place with the match marked."""

    def __init__(self, edition: Edition, catalogue: Catalogue | None = None) -> None:
        super().__init__(id="hits")
        self._edition, self._catalogue = edition, catalogue
        self.hits: Sequence[Hit] = ()

    def show(self, hits: Sequence[Hit]) -> None:
        """Show other hits, the cursor on the first."""
        self.hits = hits
        self.refill()

    def article(self, row: int) -> Listed | None:
        """Return the article of a row."""
        if row >= len(self.hits):
            return None
        hit = self.hits[row]
        if self._catalogue is not None:
            return self._catalogue.listed(hit.number, hit.article_id)
        return self._edition.article(hit.article_id)

    def letter(self, row: int) -> str:
        """Return the letter that the article of a row has in its story."""
        article = self.article(row)
        return (
            letter_of(article.entry)
            if isinstance(article, Light)
            else self._edition.letter_of(self.hits[row].article_id)
        )

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.hits)

    def draw_row(self, row: int, width: int) -> Strip:
        """Return one row; what does not fit is left out from the right."""
        hit, article = self.hits[row], self.article(row)
        painter = Painter(self.base(row))
        painter.add(f" {self.letter(row):<3}", self.piece(row, "letter"))
        if article is None:
            return painter.strip(width)
        if width >= 50:
            painter.add(pad(article.source, min(max(width // 7, 10), 22)), self.piece(row, "source")).add("  ")
        room = width - painter.cells
        title = f"{'~' if article.title_inferred else ''}{article.title or article.name}"
        shift = len(title) - len(article.title) if article.title else None
        spans = [(s.start + shift, s.end + shift) for s in hit.title_spans] if shift is not None else []
        part = room - 1 if width < 60 else room * 2 // 5
        self._add_marked(painter, title, spans, part)
        if width >= 84:
            painter.add(f"  {dates.show(article.published):<11}", self.piece(row, "dim"))
        if width >= 60:
            painter.add("  ")
            self._add_marked(painter, *_window(hit, width - painter.cells - 1), width - painter.cells - 1)
        return painter.strip(width)

    def _add_marked(self, painter: Painter, text: str, spans: Iterable[tuple[int, int]], room: int) -> None:
        """Add text in exactly `room` cells, its spans marked."""
        shown = fit(text, room)
        hit = self.look("pick--hit")
        at, end = 0, painter.cells + room
        for start, stop in spans:
            if start >= len(shown):
                break
            painter.add(shown[at:start]).add(shown[start : min(stop, len(shown))], hit)
            at = min(stop, len(shown))
        painter.add(shown[at:]).to(end)


def _window(hit: Hit, room: int) -> tuple[str, list[tuple[int, int]]]:
    """Return a snippet, begun later where its first match would else be cut off, and where the matches are in it."""
    text, spans = hit.snippet, hit.snippet_spans
    cut = 0
    if spans and cell_len(text[: spans[0].end]) > room - 1:
        cut = max(spans[0].start - max(room // 4, 1), 0)
    head = "…" if cut else ""
    shift = len(head) - cut
    return head + text[cut:], [(span.start + shift, span.end + shift) for span in spans]
