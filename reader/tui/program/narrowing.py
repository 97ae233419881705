"""The part of the program that says what the list shows: a filter, folders, and what rules hide.

Workers search and count; the handlers here take what they bring. No key waits for either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work

from reader.desk.stories.views import Filter, View, uncounted
from reader.library import LibraryError
from reader.text import plain
from reader.tui import messages
from reader.tui.program.keeping import Keeping

if TYPE_CHECKING:
    from reader.desk.searching.library_index import LibraryIndex
    from reader.desk.searching.memory import Index
    from reader.desk.stories.catalogue import Catalogue
    from reader.desk.stories.edition import Edition
    from reader.desk.stories.views import Folder, Positions
    from reader.library.library import Library
    from reader.library.stated.shelf import Shelf
    from reader.tui.program.shown import Arrange


class Narrowing(Keeping):
    """Narrows the list and counts its folders.

    Args:
        shelf: Where searches are saved.
        library: What is read, where nothing was opened by name.
    """

    def __init__(self, shelf: Shelf, library: Library | None) -> None:
        super().__init__(shelf)
        self.library = library
        self.catalogue: Catalogue | None = None
        """What the list shows, where a library is read."""
        self.view = View()
        """Which of it is shown."""
        self.filter: Filter | None = None
        """What the list is to be narrowed to; `view` follows."""
        self.folders: tuple[Folder, ...] | None = None
        """The saved searches, once they have been asked for."""
        self.unread = 0
        """How many articles of the library are not read, without what rules hide."""
        self._counting = self._count_again = False
        self._fitting: tuple[Catalogue | None, dict[str, Positions]] = (None, {})
        """What fits the folders of a list, as far as no mark can change it."""

    # ---------------------------------------------------------------- what the program gives

    def index(self, edition: Edition) -> Index | LibraryIndex:
        """Return where is searched."""
        raise NotImplementedError

    @property
    def is_listed(self) -> bool:
        """Whether all of a library stands in the list: not its first page alone."""
        return self.catalogue is not None and self.catalogue.total == len(self.catalogue.entries)

    # ---------------------------------------------------------------- the filter

    def narrow(self, wanted: Filter | None) -> None:
        """Narrow the list, or show all of it again."""
        self.filter = wanted
        self.look_again()

    def widen(self) -> bool:
        """Take the filter away; tell whether there was one."""
        was = self.filter
        self.narrow(None)
        return was is not None

    def look_again(self) -> None:
        """Find out anew what the list shows; while a library is being listed, that does it."""
        if self.library is None:
            self._look_opened(self.edition, self.filter)
        elif self.catalogue is not None and self.is_listed:
            self._look(self.catalogue, self.filter, self.home.order)

    @work(thread=True, exclusive=True, group="look", exit_on_error=True)
    def _look(self, catalogue: Catalogue, wanted: Filter | None, arrange: Arrange) -> None:
        self.post_message(messages.Looked(self.view_of(catalogue, wanted, arrange), catalogue))

    @work(thread=True, exclusive=True, group="look", exit_on_error=True)
    def _look_opened(self, edition: Edition, wanted: Filter | None) -> None:
        from reader.desk.listing.folders import look_opened

        view = look_opened(edition, self.index(edition), self.shelf, wanted) if wanted is not None else View()
        self.post_message(messages.Looked(view, edition))

    def view_of(self, catalogue: Catalogue, wanted: Filter | None, arrange: Arrange) -> View:
        """Return what the list shows of a catalogue, put in order: for workers, so that no key waits for it."""
        view = View(wanted)
        if wanted is not None or any(search.hides for search in self.shelf.searches().values()):
            from reader.desk.listing.folders import look
            from reader.desk.searching.library_index import LibraryIndex

            index = self.index(self.edition)
            assert isinstance(index, LibraryIndex)
            try:
                view = look(catalogue, index, self.shelf, wanted)
            except LibraryError as error:
                view = View(wanted, words=(plain.line(str(error)),))
        arrange(catalogue, view)
        return view

    @on(messages.Looked)
    def _looked(self, event: messages.Looked) -> None:
        if event.content is not (self.edition if self.library is None else self.catalogue):
            if self.library is None:
                self.look_again()
        elif event.view.filter == self.filter:
            self.take_view(event.view)
            self.home.take_view()
            self.recount()

    def take_view(self, view: View) -> None:
        """Take over what the list shows; what is to be said of it is said once."""
        if view.words and view.words != self.view.words:
            self.tell(view.words[0])
        self.view = view

    # ---------------------------------------------------------------- the folders

    def known_folders(self) -> tuple[Folder, ...]:
        """Return the saved searches, counted as far as they have been."""
        if self.folders is None:
            self.folders = uncounted(self.shelf)
        return self.folders

    def recount(self) -> None:
        """Count what is unread, in all and in each folder; one count at a time."""
        if self.catalogue is None or not self.is_listed:
            return
        if self._counting:
            self._count_again = True
            return
        self._counting = True
        if self._fitting[0] is not self.catalogue:
            self._fitting = self.catalogue, {}
        self._count(self.catalogue, self.view, self._fitting[1])

    @work(thread=True, group="count", exit_on_error=True)
    def _count(self, catalogue: Catalogue, view: View, fitting: dict[str, Positions]) -> None:
        from reader.desk.searching.library_index import LibraryIndex

        unread = catalogue.unread(self.shelf.read_ids, view.by)
        self.post_message(messages.Counted(catalogue, unread))
        folders = uncounted(self.shelf)
        if folders:
            from reader.desk.listing.folders import counted

            index = self.index(self.edition)
            assert isinstance(index, LibraryIndex)
            try:
                folders = counted(catalogue, index, self.shelf, view.by, fitting)
            except LibraryError:  # which is said where something is read or kept
                folders = uncounted(self.shelf)
        self.post_message(messages.Counted(catalogue, unread, folders))

    @on(messages.Counted)
    def _counted(self, event: messages.Counted) -> None:
        if event.catalogue is self.catalogue:
            self.unread = event.unread
            self.home.refresh_title()
        if event.folders is None:
            return
        if event.catalogue is self.catalogue:
            self.folders = event.folders
            self.home.refresh_tops()
        self._counting = False
        if self._count_again:
            self._count_again = False
            self.recount()

    def searches_changed(self) -> None:
        """Show what is so now that a search was saved, renamed, removed, or brought back."""
        self.folders, self._fitting = uncounted(self.shelf), (None, {})
        if self.filter is not None and self.filter.name and self.filter.name not in self.shelf.searches():
            self.filter = None
        self.home.refresh_tops()
        self.look_again()

    # ---------------------------------------------------------------- saving

    def save_search(self, name: str, query: str, *, hides: bool = False) -> bool:
        """Save a search as a folder, or as a rule that hides what fits it; say what became of it."""
        from reader.desk.listing.folders import save
        from reader.query import QueryError

        try:
            called = save(self.shelf, name, query, hides=hides)
        except (QueryError, LibraryError) as error:
            self.say(str(error))
            return False
        self.searches_changed()
        told = f"hides what fits “{called}”: H shows it" if hides else f"saved as the folder “{called}”"
        self.tell(f"{told}; U takes it back")
        return True

    def hide(self, query: str) -> bool:
        """Hide what fits a search from now on, and say so; over what was opened by name nothing is hidden."""
        if self.library is None:
            self.say("rules hide in a library alone: what is opened by name is shown whole")
            return False
        return self.save_search("", query, hides=True)

    def rename_search(self, name: str, new: str) -> str:
        """Give a saved search another name; return what to say about it."""
        from reader.desk.listing.folders import rename

        try:
            self.filter = rename(self.shelf, name, new, self.filter)
        except LibraryError as error:
            return str(error)
        self.searches_changed()
        return "renamed; U takes it back"

    def remove_search(self, name: str) -> str:
        """Remove a saved search; return what to say about it."""
        self.shelf.remove_search(name)
        self.searches_changed()
        return "removed; U takes it back"

    def query_of_filter(self) -> str:
        """Return the query that the list is narrowed by: of a folder what it asks; empty where there is none."""
        wanted = self.filter
        if wanted is None or wanted.of_hidden:
            return ""
        search = self.shelf.searches().get(wanted.name) if wanted.name else None
        return wanted.query if search is None else search.query
