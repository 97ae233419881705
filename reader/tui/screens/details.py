"""Details: title, source, date and link of an article, to be corrected by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from reader.model import Details
from reader.text import dates
from reader.text import plain as gate
from reader.text.dates import Certainty
from reader.tui import handoff
from reader.tui.draw import literal, wrap
from reader.tui.screens.form import FormScreen, Question
from reader.tui.widgets.bars import Bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from reader.library.stated.state import Note
    from reader.model import Article


NOTES = 6
"""Notes that are shown; the others are counted."""


def kept_words(article: Article, notes: Sequence[Note], tags: Sequence[str], labels: Sequence[str] = ()) -> list[str]:
    """Return what is kept of an article, a line each: which version is shown, tags, notes with their passages."""
    wording = article.wording
    versions = f", one of {wording.count} (V)" if wording is not None and wording.count > 1 else ""
    lines = [f"Shown: {wording.words}{versions}"] if wording is not None else []
    named = [" ".join(f"#{tag}" for tag in some) for some in (tags, labels)]
    named[1] = f"of its source: {named[1]}" if named[1] else ""
    lines += [f"Tags: {' · '.join(filter(None, named))}"] if any(named) else []
    for note in notes[:NOTES]:
        passage = f" · on “{gate.shorten(note.passage, 100)}”" if note.passage else ""
        lines.append(f"Note of {dates.moment(note.at)}: {gate.shorten(note.text, 200)}{passage}")
    if len(notes) > NOTES:
        lines.append(f"and {len(notes) - NOTES} notes more: newsreader notes writes all")
    return lines


class DetailsScreen(FormScreen[Details]):
    """Answers what was changed; fields left as they were are None, an emptied one says that there is none."""

    DEFAULT_CSS = """
    DetailsScreen .kept { color: $text-muted; margin-top: 1; }
    """

    def __init__(
        self, article: Article, notes: Sequence[Note] = (), tags: Sequence[str] = (), labels: Sequence[str] = ()
    ) -> None:
        self._article = article
        self._kept = "\n".join(kept_words(article, notes, tags, labels))
        self._date_inferred = article.published is not None and article.published.certainty is Certainty.INFERRED
        self._inferred = {"title": article.title_inferred, "date": self._date_inferred}
        """The lines whose value was inferred, and whether it still stands there."""
        self._has_words = any(self._inferred.values())
        super().__init__(f"Details · {article.name}" if article.name else "Details")

    def questions(self) -> tuple[Question, ...]:
        """Return the four lines."""
        article = self._article
        title_hint = "inferred: the source has no title line" if article.title_inferred else ""
        untitled = f"without a title it is called by its file: {article.name}" if article.name else ""
        return (
            Question("title", self._label("title"), article.title, title_hint, "Title", untitled),
            Question("source", "Source", article.source, "who published it"),
            Question("date", self._label("date"), self._date(), self._date_hint(), "Date"),
            Question("link", "Link", article.link, "the address of the page"),
        )

    def _label(self, name: str) -> str:
        return f"{'~' if self._inferred[name] else ''}{name.capitalize()}"

    def changed(self, question: Question, value: str) -> None:
        """Call nothing inferred that was typed."""
        if question.label != question.label_changed and question.id in self._inferred:
            self._inferred[question.id] = value == question.value
            self.query_one("#inferred", Bar).say(self._words)

    @property
    def _words(self) -> str:
        names = [name for name, is_so in self._inferred.items() if is_so]
        return f"~ inferred from the text: {' and '.join(names)}" if names else ""

    def _date(self) -> str:
        return dates.show(self._article.published) if self._article.published is not None else ""

    def _date_hint(self) -> str:
        when = self._article.published
        if when is None:
            says = f"; the text says {self._article.weekday}" if self._article.weekday else ""
            return f"no date is stated{says}"
        return f'{when.certainty}, read from "{when.written}"'

    def preamble(self) -> ComposeResult:
        """Say what is inferred."""
        if self._has_words:
            bar = Bar(id="inferred", classes="note")
            bar.say(self._words)
            yield bar

    def preamble_rows(self, width: int) -> int:  # noqa: ARG002 - cut, not wrapped
        """Return the row of that: it stays, empty, when all of it is typed over, and so do the lines below it."""
        return int(self._has_words)

    def postscript(self) -> ComposeResult:
        """Say what is kept of the article: its version, tags, and notes."""
        if self._kept:
            yield Static(literal(self._kept), classes="words kept")

    def postscript_rows(self, width: int) -> int:
        """Return the rows of that, and the empty one above."""
        lines = self._kept.split("\n") if self._kept else []
        return sum(max(len(wrap(line, max(width - 4, 1))), 1) for line in lines) + bool(lines)

    def check(self, name: str, value: str) -> str:
        """Refuse a date that cannot be read and a link that no browser should open."""
        if name == "link" and value and handoff.safe_address(value) is None:
            return "not a web address: it begins with http:// or https://"
        return super().check(name, value)

    def finish(self, values: dict[str, str]) -> None:
        """Answer what was changed."""
        before = {question.id: question.value for question in self.asked}
        changed = {name: gate.line(value) for name, value in values.items() if value != before[name].strip()}
        self.dismiss(Details(**changed) if changed else None)
