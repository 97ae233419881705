"""The base of dialogs with several lines to fill in: Enter goes on, on the last line it saves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll

from reader.text import dates
from reader.text.dates import Certainty
from reader.tui.screens.dialog import Dialog, ResultT
from reader.tui.widgets.bars import Bar
from reader.tui.widgets.field import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


@dataclass(frozen=True, slots=True)
class Question:
    """One line to fill in."""

    id: str
    label: str
    value: str = ""
    """What stands there at first."""
    hint: str = ""
    """What is said while the line is filled in."""
    label_changed: str = ""
    """The label while something else stands there; empty where it stays."""
    hint_empty: str = ""
    """What is said of a line that was emptied."""


class FormScreen(Dialog[ResultT]):
    """Lines to fill in. Subclasses give `questions`, may add `preamble`, `check` what is typed, and `finish`."""

    DEFAULT_CSS = """
    FormScreen {
        & .question { height: 1; & > Bar { width: 10; color: $text-muted; } & > Field { width: 1fr; } }
        &.-thin .question { & > Bar { width: 9; } & > Field { padding: 0 1 0 0; } }
        & #note { color: $text-muted; }
        & #note.-error { color: $text-error; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", "Next line", show=False),
        Binding("up", "app.focus_previous", "Line before", show=False),
    ]
    leaves_on_click = False

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.asked: tuple[Question, ...] = tuple(self.questions())

    def questions(self) -> Sequence[Question]:
        """Return the lines; asked once."""
        raise NotImplementedError

    def preamble(self) -> ComposeResult:
        """Yield what stands above the lines."""
        yield from ()

    def preamble_rows(self, width: int) -> int:  # noqa: ARG002 - for those that wrap
        """Return the rows of the preamble."""
        return 0

    def postscript(self) -> ComposeResult:
        """Yield what stands below the lines."""
        yield from ()

    def postscript_rows(self, width: int) -> int:  # noqa: ARG002 - for those that wrap
        """Return the rows of that."""
        return 0

    def changed(self, question: Question, value: str) -> None:
        """Take note of what stands in a line now."""

    def check(self, name: str, value: str) -> str:
        """Return what is wrong with a value, or an empty text."""
        return date_trouble(value) if name == "date" else ""

    def finish(self, values: dict[str, str]) -> None:
        """Take what was filled in, all of it checked."""
        raise NotImplementedError

    # ---------------------------------------------------------------- parts

    def content(self) -> ComposeResult:
        """Yield the preamble, the lines and the row below them."""
        with VerticalScroll(can_focus=False):
            yield from self.preamble()
            for question in self.asked:
                with Horizontal(classes="question"):
                    label = Bar(id=f"label-{question.id}", classes="label")
                    label.say(question.label)
                    yield label
                    yield Field(question.value, id=f"line-{question.id}")
            yield Bar(id="note", classes="note")
            yield from self.postscript()

    def wanted_rows(self, width: int) -> int:
        """Return the rows of all of it."""
        return self.preamble_rows(width) + len(self.asked) + 1 + self.postscript_rows(width)

    def _field(self, question: Question) -> Field:
        return self.query_one(f"#line-{question.id}", Field)

    def say(self, words: str, *, error: bool = False) -> None:
        """Show a word below the lines."""
        note = self.query_one("#note", Bar)
        note.set_class(error, "-error")
        note.say(words)

    # ---------------------------------------------------------------- filling in

    def on_descendant_focus(self) -> None:
        """Say what Enter does on this line, and what there is to know about it."""
        last = self.focused is self._field(self.asked[-1])
        self.say_keys(("⏎ save" if last else "⏎ next line") + "  ↑ ↓ lines")
        if isinstance(self.focused, Field):
            self._say_about(self.focused)

    @on(Field.Changed)
    def _typed(self, event: Field.Changed) -> None:
        event.stop()
        question = self._question_of(event.input)
        label = question.label_changed if event.value != question.value else ""
        self.query_one(f"#label-{question.id}", Bar).say(label or question.label)
        self.changed(question, event.value)
        if isinstance(event.input, Field) and event.input.has_focus:
            self._say_about(event.input)

    def _question_of(self, field: object) -> Question:
        return next(question for question in self.asked if self._field(question) is field)

    def _say_about(self, field: Field) -> None:
        question = self._question_of(field)
        trouble = self._trouble(question, field.value)
        if trouble or field.value == question.value:
            self.say(trouble or question.hint, error=bool(trouble))
        elif not field.value.strip():
            self.say(question.hint_empty)
        else:
            self.say(date_words(field.value) if question.id == "date" else "")

    def _trouble(self, question: Question, value: str) -> str:
        """Check a line that was changed: what the source itself states stays as it is."""
        return "" if value == question.value else self.check(question.id, value.strip())

    @on(Field.Submitted)
    def _entered(self, event: Field.Submitted) -> None:
        event.stop()
        question = self._question_of(event.input)
        trouble = self._trouble(question, event.value)
        if trouble:
            self.say(trouble, error=True)
        elif question is not self.asked[-1]:
            self.app.action_focus_next()
        else:
            self._finish()

    def _finish(self) -> None:
        for question in self.asked:
            field = self._field(question)
            if self._trouble(question, field.value):
                field.focus()
                return
        self.finish({q.id: self._field(q).value.strip() for q in self.asked})


def date_trouble(value: str) -> str:
    """Return what is wrong with a date; an empty one says that there is none."""
    if not value or dates.parse(value) is not None:
        return ""
    return "no date can be read from this; write it like 2025-03-27"


def date_words(value: str) -> str:
    """Say how a date is read."""
    when = dates.parse(value.strip())
    if when is None:
        return ""
    doubt = ": day and month could be the other way round" if when.certainty is Certainty.UNSURE else ""
    return f"read as {dates.show(when)}{doubt}"
