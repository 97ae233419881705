"""The part of the program that turns between the versions of an article: its feed's text, the whole text, earlier ones.

The network and the library are asked by workers; what came of it is on screen once the list has been read anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from textual import on, work
from textual.worker import get_current_worker

from reader.library import LibraryError
from reader.text import plain
from reader.text.addresses import safe_address
from reader.tui import messages
from reader.tui.program.renewing import Renewing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.desk.gathering.versions import Listed
    from reader.desk.telling.reading import Reading
    from reader.library.holdings.articles import Version
    from reader.library.library import Library
    from reader.model import Article
    from reader.text.plain import CleanText

Choice: TypeAlias = "tuple[Version, Version | None]"
"""A version to be shown; or two to be compared."""


class Versioning(Renewing):
    """Fetches whole texts, turns between versions, and lays two of them side by side."""

    # ---------------------------------------------------------------- the whole text

    def fetch_page(self, article: Article) -> None:
        """Ask for an article anew: the page of an item of a feed; of a page or folder that is subscribed to, itself."""
        at = self.catalogue.position(article.id) if self.catalogue is not None else -1
        feed = self.catalogue.entries[at].feed if self.catalogue is not None and at >= 0 else None
        if feed is None or (article.wording is not None and article.wording.turns):
            self.fetch_whole(article)
        elif self.library is not None:
            self._ask_source(self.library, article, feed)

    @work(thread=True, exclusive=True, group="version", exit_on_error=True)
    def _ask_source(self, library: Library, article: Article, number: int) -> None:
        try:
            found = next((source for source in library.sources.all() if source.number == number), None)
        except LibraryError as error:
            self.post_message(messages.VersionTurned(article, plain.line(str(error))))
            return
        self.post_message(messages.SourceFound(found) if found is not None else messages.VersionTurned(article))

    @on(messages.SourceFound)
    def _source_found(self, event: messages.SourceFound) -> None:
        self.sync([event.source])

    def fetch_whole(self, article: Article) -> None:
        """Ask for the page of an article and show what it says, beside which the feed's text is kept."""
        if self.library is None:
            return
        if not safe_address(article.link):
            self.say("no link is known for this article; E adds one")
        elif not self.must_wait():
            self.begin("fetching the page", self._fetch_whole(self.library, article))

    @work(thread=True, exclusive=True, group="page", exit_on_error=True)
    def _fetch_whole(self, library: Library, article: Article) -> None:
        from reader.desk import workers
        from reader.desk.gathering import wholetext
        from reader.sources.asking import Policy

        worker = get_current_worker()
        try:
            with workers.Pool(1, self.strictness) as pool:
                had = wholetext.fetch(library, article, Policy.of(self.fetch), pool, lambda: worker.is_cancelled)
        except LibraryError as error:
            had = wholetext.Had(article.id, plain.line(str(error)))
        self.post_message(messages.PageCame(had.words, changed=had.changed))

    @on(messages.PageCame)
    def _page_came(self, event: messages.PageCame) -> None:
        self.ended()
        self._turned(event.words, changed=event.changed)

    # ---------------------------------------------------------------- from one version to another

    def turn_version(self, article: Article) -> None:
        """Show the whole text instead of the feed's, or the feed's again; a page that is not there yet is fetched."""
        if self.library is not None:
            self._turn_version(self.library, article)

    @work(thread=True, exclusive=True, group="version", exit_on_error=True)
    def _turn_version(self, library: Library, article: Article) -> None:
        from reader.desk.gathering import versions

        try:
            wanted = versions.turned(versions.every(library, article.id))
            if wanted is not None:
                versions.show(library, article.id, wanted)
        except LibraryError as error:
            self.post_message(messages.VersionTurned(article, plain.line(str(error))))
            return
        words = f"{versions.called(wanted)}; w turns back" if wanted is not None else ""
        self.post_message(messages.VersionTurned(article, plain.line(words), changed=wanted is not None))

    def show_version(self, article: Article, version: Version) -> None:
        """Show a version of an article from now on, until another one comes or is chosen."""
        if self.library is not None:
            self._show_version(self.library, article, version)

    @work(thread=True, exclusive=True, group="version", exit_on_error=True)
    def _show_version(self, library: Library, article: Article, version: Version) -> None:
        from reader.desk.gathering import versions

        try:
            versions.show(library, article.id, version)
        except LibraryError as error:
            self.post_message(messages.VersionTurned(article, plain.line(str(error))))
            return
        words = versions.wording(version).words
        self.post_message(messages.VersionTurned(article, plain.line(f"{words}; V has the others"), changed=True))

    @on(messages.VersionTurned)
    def _version_turned(self, event: messages.VersionTurned) -> None:
        if event.words:
            self._turned(event.words, changed=event.changed)
        else:
            self.fetch_whole(event.article)

    def _turned(self, words: CleanText, *, changed: bool) -> None:
        """Show what there is now, and say so."""
        self.say(words)
        if changed:
            self._word = words
            self.start_listing()

    # ---------------------------------------------------------------- side by side

    def choose_version(self, article: Article, listed: Sequence[Listed], go: Callable[[Choice], object]) -> None:
        """Ask which version of an article is to be shown, or which two are to be compared."""
        raise NotImplementedError

    def show_changes(self, reading: Reading, article: Article) -> None:
        """Show two versions of an article side by side."""
        raise NotImplementedError

    def list_versions(self, article: Article) -> None:
        """Show the versions of an article, to compare two of them or to show one."""
        if self.library is None:
            self.say("versions are kept of the articles of a library: newsreader import PATH takes files into it")
        else:
            self._list_versions(self.library, article)

    @work(thread=True, exclusive=True, group="version", exit_on_error=True)
    def _list_versions(self, library: Library, article: Article) -> None:
        from reader.desk.gathering import versions

        try:
            listed = versions.listed(library, versions.every(library, article.id))
        except LibraryError as error:
            self.post_message(messages.VersionTurned(article, plain.line(str(error))))
            return
        if len(listed) > 1:
            self.post_message(messages.VersionsListed(article, listed))
        else:
            words = (
                "the only version there is; R in the article asks for its page" if article.link else "the only version"
            )
            self.post_message(messages.VersionTurned(article, plain.line(words)))

    @on(messages.VersionsListed)
    def _versions_listed(self, event: messages.VersionsListed) -> None:
        article = event.article

        def chosen(choice: Choice) -> None:
            one, other = choice
            if other is None:
                self.show_version(article, one)
            elif self.library is not None:
                self.say("laying both versions side by side")
                self._compare_versions(self.library, article, one, other)

        self.choose_version(article, event.listed, chosen)

    @work(thread=True, exclusive=True, group="version", exit_on_error=True)
    def _compare_versions(self, library: Library, article: Article, one: Version, other: Version) -> None:
        from reader.desk.gathering import versions
        from reader.desk.telling.reading import Reading
        from reader.model import Story

        try:
            both = versions.two(library, one, other)
        except LibraryError as error:
            self.post_message(messages.VersionTurned(article, plain.line(str(error))))
            return
        if both is None:
            self.post_message(messages.VersionTurned(article, plain.line("a version is damaged and cannot be read")))
            return
        self.post_message(messages.VersionsMatched(article, Reading(Story(both), self.shelf.pairs())))

    @on(messages.VersionsMatched)
    def _versions_matched(self, event: messages.VersionsMatched) -> None:
        self.show_changes(event.reading, event.article)
