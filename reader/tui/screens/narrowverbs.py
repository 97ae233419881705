"""What home does with the filter of the list, its folders, and what rules hide."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.desk.stories.views import Filter
from reader.tui.screens.storyverbs import StoryVerbs
from reader.tui.widgets.rows import top_rows

if TYPE_CHECKING:
    from reader.commands import Command
    from reader.tui.widgets.rows import Row


class NarrowVerbs(StoryVerbs):
    """The verbs that narrow the list, and the rows above it."""

    def refresh_title(self) -> None:
        """Say in the first row what is open."""
        raise NotImplementedError

    # ---------------------------------------------------------------- what is shown

    def take_view(self) -> None:
        """Show what the list is narrowed to, or all of it; the cursor stays on an article that is shown."""
        app = self.reader
        self.list.show(app.catalogue or app.edition, app.view, self.tops())
        self.refresh_title()
        self.refresh_keys()

    def refresh_tops(self) -> None:
        """Show the folders as they are now."""
        self.list.set_tops(self.tops())

    def tops(self) -> list[Row]:
        """Return the rows above the articles."""
        app = self.reader
        folders = app.known_folders() if app.library is not None else ()
        everything = len(app.edition.articles) if app.catalogue is None else app.catalogue.total
        return top_rows(app.view, folders, everything)

    def say_row(self, row: Row | None) -> None:
        """Say what a row is about that is more than an article."""
        if row is None:
            return
        folder = row.folder
        if row.problem is not None:
            self.flash(str(row.problem))
        elif row.rule:
            self.flash(f"hidden by the rule “{row.rule}” · B lists the rules and takes one back")
        elif folder is not None and folder.hides:
            self.flash("⏎ shows what your rules hide, and by which of them · B takes one back")
        elif folder is not None:
            self.flash(folder.error or f"{folder.query} · ⏎ shows it alone · B renames and removes")

    # ---------------------------------------------------------------- the verbs

    def offered(self) -> tuple[Command, ...]:
        """Return the verbs of the place; a filter that is on can be saved."""
        narrowed = bool(self.reader.query_of_filter())
        return tuple(
            replace(command, footer=2 if narrowed else 0) if command.id == "save_search" else command
            for command in super().offered()
        )

    def action_stop(self) -> None:
        """Stop asking the sources, or what else is being done; else show all of the list again."""
        if not self.reader.stop_doing() and not self.reader.stop_sync() and not self.reader.widen():
            self.reader.say("nothing to stop, and no filter; q leaves the program")

    def action_save_search(self) -> None:
        """Save what the list is narrowed to under a name."""
        from reader.tui.screens.folders import ask_name

        query = self.reader.query_of_filter()
        if query:
            ask_name(self.reader, query)
        else:
            self.reader.say("/ searches, ^L there narrows the list to it: then it can be saved")

    def action_hide_fitting(self) -> None:
        """Hide what the list is narrowed to, from now on."""
        query = self.reader.query_of_filter()
        if not query:
            self.reader.say("/ searches, ^L there narrows the list to it: then it can be hidden")
        elif self.reader.hide(query):
            self.reader.narrow(None)

    def action_show_hidden(self) -> None:
        """Show what rules hide; once more, all else again."""
        wanted = self.reader.filter
        if wanted is not None and wanted.of_hidden:
            self.reader.widen()
        elif not self.reader.view.by:
            self.reader.say("no rule of yours hides anything here")
        else:
            self.reader.narrow(Filter(""))

    def action_folders(self) -> None:
        """Show the saved searches and the rules that hide."""
        from reader.tui.screens.folders import FoldersScreen

        row = self.list.row
        here = row.folder.name if row is not None and row.folder is not None else row.rule if row is not None else ""
        self.app.push_screen(FoldersScreen(here))
