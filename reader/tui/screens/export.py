"""Export: what to write, as what, with what, to where. It asks `taking/exporting.py` and decides nothing itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import Static

from reader.desk.stories.edition import is_shared
from reader.text import plain as gate
from reader.tui.draw import literal, numbered
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.bars import Bar
from reader.tui.widgets.field import Field
from reader.tui.widgets.options import Option, Options

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reader.desk.taking.exporting import Job
    from reader.desk.telling.reading import Reading
    from reader.model import Article, Story
    from reader.tui.program.program import Program

EACH_ITS_FILE = frozenset({"txt", "md", "html"})
"""Formats that write an article a file when the target is a folder."""


@dataclass
class Looked(Message):
    """What a job would write now."""

    turn: int
    target: str
    """The target to propose; empty where what was typed stands."""
    words: str
    error: bool = False


@dataclass
class Written(Message):
    """A job is done, or not."""

    words: str
    error: bool = False


@dataclass
class Rendered(Message):
    """The text for the clipboard."""

    text: str
    what: str


class ExportScreen(Dialog[str]):
    """Asks what to write. Answers what was written and the command that does the same."""

    DEFAULT_CSS = """
    ExportScreen {
        & #target { height: 1; & > Static { width: 7; color: $text-muted; } & > Field { width: 1fr; } }
        & #note { color: $text-muted; }
        & #note.-error { color: $text-error; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "Write the file", show=False),
        Binding("y", "clipboard", "Copy it instead of writing", show=False),
        Binding("down,j", "app.focus_next", "To the next row; left, right and space set what it says", show=False),
        Binding("up,k", "app.focus_previous", "To the row before", show=False),
    ]
    keys = "⏎ write  y copy  ← → space set  ↑ ↓ rows"
    leaves_on_click = False

    def __init__(self, article: Article, story: Story | None, app: Program) -> None:
        super().__init__("Export")
        self._article = article
        self._story = story if story is not None and is_shared(story) else None
        self._opened = app.opened
        self._together = app.together
        self._pairs = app.shelf.pairs()
        members = (article, *self._story.articles) if self._story is not None else (article,)
        self._notes = {one.id: notes for one in members if (notes := app.shelf.notes(one.id))}
        self._matched: Reading | None = app.reading_of(self._story) if self._story is not None else None
        self._proposed = ""
        """The target as it was proposed last: where it was not changed, another one is proposed with the format."""
        self._turn = 0
        self._writing = False
        self._set: set[str] = set()
        """What was set among the extras of formats that are not chosen now."""

    def content(self) -> ComposeResult:
        """Yield a row for each question."""
        from reader.export import ARTICLE_FORMATS

        what = [Option("article", "this article")]
        if self._story is not None:
            what.append(Option("story", f"story, {numbered(len(self._story.articles), 'article')}"))
        with VerticalScroll(can_focus=False):
            yield Options("What", what, ["article"], id="what")
            yield Options("As", [Option(name, name) for name in ARTICLE_FORMATS], ["txt"], id="as")
            yield Options("With", self._extras(report=False), ["header"], many=True, id="with")
            with Horizontal(id="target"):
                yield Static(literal(" To"))
                yield Field(id="to")
            yield Bar(id="note", classes="note")

    def _extras(self, *, report: bool) -> list[Option]:
        """Return what an export can have beside the text; a report, what it can do without."""
        if report:
            return [Option("excerpts", "excerpts only, without the whole texts")]
        marks = [Option("marks", "marks")] if self._story is not None else []
        notes = [Option("notes", "your notes")] if self._notes else []
        return [
            Option("header", "title, source, date, link"),
            *marks,
            Option("hidden", "hidden passages, with reasons"),
            *notes,
        ]

    def wanted_rows(self, width: int) -> int:
        """Return the rows of the questions, the target and the word about it."""
        return sum(options.rows(width) for options in self.query(Options) if options.display) + 2

    def on_mount(self) -> None:
        """Propose a target."""
        self._look(propose=True)

    # ---------------------------------------------------------------- what is asked for

    def _job(self, target: str) -> Job:
        from reader.desk.taking.exporting import Job

        whole = self._story is not None and self.query_one("#what", Options).chosen == "story"
        extras = self.query_one("#with", Options).on
        return Job(
            articles=self._story.articles if whole and self._story is not None else (self._article,),
            format=self.query_one("#as", Options).chosen,
            story=self._story,
            whole_story=whole,
            with_header="header" in extras,
            with_hidden="hidden" in extras,
            with_marks="marks" in extras,
            excerpts="excerpts" in extras,
            notes=self._notes if "notes" in extras else {},
            target=target,
            opened=self._opened,
            together=self._together,
            pairs=self._pairs,
        )

    @property
    def _target_is_ours(self) -> bool:
        """Whether the target is the one that was proposed, not one that was typed."""
        return self.query_one("#to", Field).value == self._proposed

    def _job_to_do(self) -> Job:
        """Return what is to be written by the choices as they are, also by one whose message is still on its way."""
        self._offer_formats(self.query_one("#what", Options).chosen)
        self._offer_extras()
        target = self.query_one("#to", Field).value.strip()
        return self._job(_folder_of(target) if self._target_is_ours else target)

    @on(Options.Changed)
    def _option_changed(self, event: Options.Changed) -> None:
        event.stop()
        if event.options.id == "what":
            self._offer_formats(event.options.chosen)
        self._offer_extras()
        self.fit()
        self._look(propose=self._target_is_ours)

    def _offer_formats(self, what: str) -> None:
        """Offer reports for a story only."""
        from reader.export import ARTICLE_FORMATS, REPORT_FORMATS

        formats = self.query_one("#as", Options)
        names = ARTICLE_FORMATS + REPORT_FORMATS if what == "story" else ARTICLE_FORMATS
        if formats.ids == tuple(names):
            return
        formats.offer([Option(name, name) for name in names], [formats.chosen if formats.chosen in names else "txt"])

    def _offer_extras(self) -> None:
        """Offer what goes with the format; what was set for the other kind is kept for when it comes back."""
        extras = self.query_one("#with", Options)
        offered = self._extras(report=self.query_one("#as", Options).chosen.startswith("report"))
        ids = tuple(option.id for option in offered)
        if extras.ids != ids:
            self._set = (self._set - set(extras.ids)) | extras.on
            extras.offer(offered, [id_ for id_ in ids if id_ in self._set])

    # ---------------------------------------------------------------- what would be written

    @on(Field.Changed, "#to")
    def _target_changed(self, event: Field.Changed) -> None:
        event.stop()
        if event.value != self._proposed:
            self._look(propose=False)

    def _look(self, *, propose: bool) -> None:
        self._turn += 1
        target = self.query_one("#to", Field).value.strip()
        self._look_at(self._job(_folder_of(target) if propose else target), self._turn, propose=propose)

    @work(thread=True, exclusive=True, group="look", exit_on_error=True)
    def _look_at(self, job: Job, turn: int, *, propose: bool) -> None:
        from reader.desk.taking.exporting import WritingError, proposed_path

        try:
            if not job.target:
                raise WritingError("a file or a folder is wanted")
            path = proposed_path(job)
            if propose:
                job = replace(job, target=_target_for(job, path))
            self.post_message(Looked(turn, job.target if propose else "", _forecast(job, path)))
        except (WritingError, OSError, RuntimeError) as error:
            self.post_message(Looked(turn, "", str(error), error=True))

    @on(Looked)
    def _looked(self, event: Looked) -> None:
        event.stop()
        if event.turn != self._turn or (event.target and not self._target_is_ours):
            return
        if event.target:
            self._proposed = event.target
            self.query_one("#to", Field).value = event.target
        self._say(event.words, error=event.error)

    def _say(self, words: str, *, error: bool = False) -> None:
        note = self.query_one("#note", Bar)
        note.set_class(error, "-error")
        note.say(words)

    # ---------------------------------------------------------------- doing it

    @on(Field.Submitted, "#to")
    def _submitted(self, event: Field.Submitted) -> None:
        event.stop()
        self.action_write()

    def action_write(self) -> None:
        """Write the file."""
        if not self._writing:
            self._writing = True
            self._say("writing")
            self._write(self._job_to_do(), propose=self._target_is_ours)

    @work(thread=True, exclusive=True, group="write", exit_on_error=True)
    def _write(self, job: Job, *, propose: bool) -> None:
        """Write; where the target was not typed, propose it here: the one on screen may be of the choice before."""
        from reader.desk.taking.exporting import WritingError, command_line, proposed_path, write
        from reader.desk.writing import shown

        try:
            if not job.target:
                raise WritingError("a file or a folder is wanted")
            if propose:
                job = replace(job, target=_target_for(job, proposed_path(job)))
            paths = write(job, self._matched)
        except (WritingError, OSError, RuntimeError) as error:
            self.post_message(Written(str(error), error=True))
            return
        more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
        self.post_message(Written(f"wrote {shown(paths[0])}{more}\nthe same by command: {command_line(job)}"))

    @on(Written)
    def _written(self, event: Written) -> None:
        event.stop()
        self._writing = False
        if event.error:
            self._say(event.words, error=True)
        else:
            self.dismiss(event.words)

    def action_clipboard(self) -> None:
        """Put the text on the clipboard instead."""
        self._say("copying")
        self._render_text(replace(self._job_to_do(), target="-"))

    @work(thread=True, exclusive=True, group="write", exit_on_error=True)
    def _render_text(self, job: Job) -> None:
        from reader.desk.taking.exporting import WritingError, render

        try:
            self.post_message(Rendered(render(job, self._matched), f"export as {job.format}"))
        except WritingError as error:
            self.post_message(Written(str(error), error=True))

    @on(Rendered)
    def _rendered(self, event: Rendered) -> None:
        event.stop()
        self.dismiss(None)
        self.reader.copy(event.text, event.what)


def _folder_of(target: str) -> str:
    """Return the folder in front of a file's name, with its stroke: the folder in which another name is proposed."""
    return target[: target.rfind("/") + 1] or "./"


def _is_many(job: Job) -> bool:
    return len(job.articles) > 1 and job.format in EACH_ITS_FILE


def _target_for(job: Job, path: Path) -> str:
    """Return the target to propose: the folder itself where each article gets its file, else that one file."""
    return job.target if _is_many(job) else str(path)


def _forecast(job: Job, path: Path) -> str:
    """Say what a target means: how many files, whether one of that name exists, where they will lie."""
    from reader.desk.writing import shown

    folder = shown(path.parent.resolve())
    is_folder = job.target.endswith("/") or Path(job.target).expanduser().is_dir()
    if not path.parent.is_dir():
        return f"will make the folder {folder}" if is_folder else f"there is no folder {folder}"
    if is_folder:
        files = f"{len(job.articles)} files, the first is" if _is_many(job) else "will write"
        return f"{files} {gate.line(path.name)} in {folder}"
    if path.name != job.target.rpartition("/")[2]:
        return f"the file exists: will write {gate.line(path.name)}"
    return f"all in one file in {folder}" if _is_many(job) else f"in {folder}"
