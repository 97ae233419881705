"""Details: title, source, date and link of an article, to be corrected by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from reader.model import Details
from reader.text import dates
from reader.text import plain as gate
from reader.text.dates import Certainty
from reader.tui import handoff
from reader.tui.draw import plain, wrap
from reader.tui.screens.form import FormScreen, Question

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reader.model import Article


class DetailsScreen(FormScreen[Details]):
    """Answers what was changed; fields left as they were are None, an emptied one says that there is none."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._date_inferred = article.published is not None and article.published.certainty is Certainty.INFERRED
        inferred = [name for name, is_so in (("title", article.title_inferred), ("date", self._date_inferred)) if is_so]
        self._words = f"~ inferred from the text: {' and '.join(inferred)}" if inferred else ""
        super().__init__(f"Details · {article.name}" if article.name else "Details")

    def questions(self) -> tuple[Question, ...]:
        """Return the four lines."""
        article = self._article
        title_hint = "inferred: the source has no title line" if article.title_inferred else ""
        return (
            Question("title", "~Title" if article.title_inferred else "Title", article.title, title_hint),
            Question("source", "Source", article.source, "who published it"),
            Question("date", "~Date" if self._date_inferred else "Date", self._date(), self._date_hint()),
            Question("link", "Link", article.link, "the address of the page"),
        )

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
        if self._words:
            yield Static(plain(self._words), classes="words")

    def preamble_rows(self, width: int) -> int:
        """Return the rows of that."""
        return len(wrap(self._words, width - 2)) if self._words else 0

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
