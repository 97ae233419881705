"""A document from outside, and the article that is made of it, judged block by block. Frozen values, no decisions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from reader.model.span import Span
from reader.text import dates, plain, segment
from reader.text.dates import Certainty, When

if TYPE_CHECKING:
    from reader.text.plain import CleanText


STANDARD_INPUT = plain.CleanText("standard input")
"""The name of what is read from "-"; its source too, where the text states none."""


# ---------------------------------------------------------------- what comes in


class Media(StrEnum):
    """How the bytes of a document are to be read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Stated:
    """What is stated of a document outside its bytes, as a feed does of its items: it wins over what the bytes show.

    Empty where nothing is stated.
    """

    title: CleanText = plain.CleanText("")
    byline: CleanText = plain.CleanText("")
    source: CleanText = plain.CleanText("")
    published: datetime | None = None
    """With a time zone."""
    updated: datetime | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes from outside, not yet looked into."""

    name: CleanText
    """What people know it by: a path as they typed it, "standard input", or an address."""
    media: Media
    data: bytes
    path: str = ""
    """The file it lies in, absolute, as the system names it; empty when it is in no file."""
    folder: CleanText = plain.CleanText("")
    """The sub-folder under the opened one: where nothing better is known, the source's name."""
    link: CleanText = plain.CleanText("")
    """The address it was fetched from, if any."""
    stated: Stated | None = None
    """What a feed states of it; None where the bytes alone speak, and then a text may begin with header lines."""


# ---------------------------------------------------------------- one article


class Reason(StrEnum):
    """Why a block is not part of the article's text. The first four are fields of the article, not waste."""

    TITLE = "title"
    BYLINE = "byline"
    DATE = "date"
    HEADER = "header"
    AD = "ad"
    TEASER = "teaser"
    ALSO_READ = "also read"
    NEWSLETTER = "newsletter"
    COOKIES = "cookie notice"
    NAVIGATION = "navigation"
    TICKER = "ticker"
    CAPTION = "caption"
    SHARE = "share bar"
    COMMENTS = "comments"
    COPYRIGHT = "copyright"
    REPEATED = "repeated"
    TEMPLATE = "template"
    PLACEHOLDER = "placeholder"
    LIST_ECHO = "list echo"
    SITE_DATE = "site date"
    RULE = "your rule"

    @property
    def is_field(self) -> bool:
        """Tell whether the block's content lives on in a field of the article."""
        return self in (Reason.TITLE, Reason.BYLINE, Reason.DATE, Reason.HEADER)


class BlockKind(StrEnum):
    """What a block is in the structure of the page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTATION = "quotation"
    ROW = "row"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of `Article.source_text`, kept or hidden."""

    span: Span
    kept: bool
    reason: Reason | None = None
    """Why it is hidden; None exactly when it is kept."""
    detail: CleanText = plain.CleanText("")
    """The evidence in a few words a reader understands, such as "same words as line 7"."""
    kind: BlockKind = BlockKind.PARAGRAPH
    score: float = 1.0
    """How sure the verdict is, 0 to 1."""

    @property
    def hidden(self) -> bool:
        """Tell whether the block was stripped (and is neither kept nor shown as a field)."""
        return self.reason is not None and not self.reason.is_field


class Strictness(StrEnum):
    """How much speaks against a block before it is hidden: loose keeps what is doubtful, strict hides it."""

    STRICT = "strict"
    NORMAL = "normal"
    LOOSE = "loose"


class Scope(StrEnum):
    """Which blocks of a source a rule is about, the narrowest first."""

    WORDS = "words"
    """Blocks that say just this."""
    START = "start"
    """Blocks that begin with this."""
    REASON = "reason"
    """All blocks that are hidden for this reason."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What the user wants of certain blocks of one source. `reader.clean.rules` makes, applies and words them."""

    source: CleanText
    """`Article.source`; empty for texts that name no source."""
    keep: bool
    """True keeps such blocks, False hides them."""
    scope: Scope
    value: CleanText
    """Words or opening as `reader.clean.rules.pattern` writes them, or a `Reason`, which can only be kept."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the source, for opening by key."""

    text: CleanText
    address: CleanText


@dataclass(frozen=True, slots=True)
class Details:
    """What people can state or correct about an article. None says nothing, an empty text says "none"."""

    title: CleanText | None = None
    source: CleanText | None = None
    date: CleanText | None = None
    link: CleanText | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """Which of several versions of an article this is."""

    what: CleanText
    """What it was made of: "feed's text", "whole text", "page"; or "earlier version"."""
    at: int | None = None
    """When it came, in seconds since 1970, where that tells it from the others."""
    count: int = 1
    """How many versions there are."""
    turns: bool = False
    """Whether one verb turns from the feed's text to the whole text and back."""
    behind: bool = False
    """Whether it is the whole text, and the feed has told something else since."""

    @property
    def words(self) -> CleanText:
        """What it is called: "feed's text", "earlier version of 27 Mar 2025, 14:03"."""
        return self.what if self.at is None else plain.CleanText(f"{self.what} of {dates.moment(self.at)}")

    @property
    def short(self) -> CleanText:
        """The same without the year."""
        return self.what if self.at is None else plain.CleanText(f"{self.what} {dates.moment(self.at, year=False)}")


@dataclass(frozen=True, slots=True)
class Article:
    """One source's text, judged block by block.

    The blocks partition the non-white characters of `source_text`, in order.
    """

    id: str
    """16 hexadecimal digits of the SHA-256 of `source_text`: the same words are the same article."""
    source_text: CleanText
    """The gated visible text of the source; every block's span indexes it."""
    blocks: tuple[Block, ...]
    title: CleanText = plain.CleanText("")
    title_inferred: bool = False
    """True where the source has no title line and a fair one was taken from the text."""
    source: CleanText = plain.CleanText("")
    """The name of who published it."""
    published: When | None = None
    """The article's date: the first stated one, else an inferred one."""
    other_dates: tuple[When, ...] = ()
    """Further dates that the source states of itself, in order: a site's clock, a date of change."""
    weekday: CleanText = plain.CleanText("")
    """The day the text speaks of ("Thursday") where it has no date."""
    byline: CleanText = plain.CleanText("")
    link: CleanText = plain.CleanText("")
    language: str = ""
    """Two-letter code, or empty when it cannot be told."""
    name: CleanText = plain.CleanText("")
    """What the document was opened as: a path, "standard input", an address."""
    path: str = ""
    """The file, as the system names it, or empty."""
    links: tuple[Link, ...] = ()
    draft: bool = False
    """The reader's own text, to be checked against the others: source `@` of its story."""
    wording: Wording | None = None
    """Which version of it this is, where there may be several."""
    notes: tuple[CleanText, ...] = ()
    """What the gate, a cap or the completeness check did to it, in words."""
    text: CleanText = field(init=False)
    """The kept blocks as `shown`, joined by blank lines: two characters between one and the next."""
    words: int = field(init=False)

    def __post_init__(self) -> None:
        text = "\n\n".join(self.shown(block) for block in self.blocks if block.kept)
        object.__setattr__(self, "text", plain.CleanText(text))
        object.__setattr__(self, "words", len(text.split()))

    def shown(self, block: Block) -> str:
        """Return a block's characters as they stand in `text`: a wrapped paragraph on one line, of the same length."""
        text = self.source_text[block.span.start : block.span.end]
        return text.replace("\n", " ") if block.kind is BlockKind.PARAGRAPH else text

    def source_span(self, span: Span) -> Span:
        """Return where a range of `text` lies in `source_text`; over several blocks it covers what is between."""
        start = end = len(self.source_text)
        at = 0
        found = False
        for block in self.blocks:
            if not block.kept:
                continue
            length = block.span.end - block.span.start
            if not found and span.start <= at + length:
                start, found = block.span.start + max(span.start - at, 0), True
            if span.end <= at + length:
                end = block.span.start + max(span.end - at, 0)
                break
            at += length + 2
        return Span(start, max(start, end))

    @classmethod
    def from_fields(cls, *, id: str, title: str, text: str, source: str, published: datetime | None) -> Article:  # noqa: A002
        """Make an article of rows from elsewhere: the text is taken whole, cut into paragraphs, nothing hidden."""
        body = plain.clean(text)
        when = None
        if published is not None:
            moment = published if published.tzinfo else published.replace(tzinfo=UTC)
            when = When(moment, has_time=True, certainty=Certainty.STATED, written=plain.line(published.isoformat()))
        return cls(
            id=id,
            source_text=body,
            blocks=tuple(Block(Span(*span), kept=True) for span in segment.paragraphs(body)),
            title=plain.line(title),
            source=plain.line(source),
            published=when,
        )

    @property
    def hidden(self) -> tuple[Block, ...]:
        """The blocks that were stripped, without those that live on as fields."""
        return tuple(block for block in self.blocks if block.hidden)


def content_id(text: str) -> str:
    """Return the id of an article with this source text: 16 hexadecimal digits of its SHA-256."""
    import hashlib  # a start, which only lists, does without it

    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
