"""What a document says about itself, gathered by the reader of its form and weighed by `fields`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model import Link, Stated
    from reader.text.headers import Header


@dataclass
class Found:
    """Raw findings, gated already where they are text. Empty where a document is silent."""

    text: str
    title: str = ""
    """Stated by metadata or a heading of the first order."""
    source: str = ""
    dates: list[str] = field(default_factory=list)
    """Strings that metadata gives as the date, surest first."""
    maybe: list[str] = field(default_factory=list)
    """Strings that may be the date, or the site's clock: what the page shows goes before them."""
    byline: str = ""
    link: str = ""
    language: str = ""
    """As the page declares it, region included: "en-US"."""
    body: str = ""
    """The article's text where metadata give it, not gated."""
    links: list[Link] = field(default_factory=list)
    header: Header | None = None
    notes: list[str] = field(default_factory=list)

    def state(self, stated: Stated) -> None:
        """Take what is stated outside the document: it goes before what the document says of itself."""
        self.title = stated.title or self.title
        self.byline = stated.byline or self.byline
        self.source = stated.source or self.source
        self.language = stated.language or self.language
        moments = [moment.isoformat() for moment in (stated.published, stated.updated) if moment]
        self.dates = moments + self.dates
