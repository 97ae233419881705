"""What flows through the house: frozen values, no input or output, no decisions.

Ranges are `Span`s of characters, end exclusive. All text in here has passed the gate (`text/plain.py`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from reader.text import plain, segment
from reader.text.dates import Certainty, When

if TYPE_CHECKING:
    from reader.text.plain import CleanText


DRAFT = "@"
"""The letter of a draft."""
STANDARD_INPUT = plain.CleanText("standard input")
"""The name of what is read from "-"; its source too, where the text states none."""


class Span(NamedTuple):
    """A range of characters, end exclusive."""

    start: int
    end: int


# ---------------------------------------------------------------- what comes in


class Media(StrEnum):
    """How the bytes of a document are to be read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


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
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


# ---------------------------------------------------------------- what two articles share


class Kind(StrEnum):
    """How two passages agree. Named last and honestly."""

    EXACT = "exact"
    EDITED = "edited"
    REWORDED = "reworded"
    QUOTED = "quoted"


SIGNS = {Kind.EXACT: "=", Kind.EDITED: "=", Kind.REWORDED: "≈", Kind.QUOTED: '"'}
DIFFERS, UNMATCHED, UNSURE = "≠", "·", "┊"
SIGN_MEANINGS = {
    "=": "same or lightly edited",
    "≈": "reworded",
    '"': "quoted",
    DIFFERS: "differs in a number, date or name",
    UNSURE: "perhaps, unsure",
    UNMATCHED: "no match found",
}
"""The signs of gutter, comparison, report and help, with the one wording of each."""


def sign_of(kind: Kind | None, *, differs: bool, sure: bool = True) -> str:
    """Return the sign of a passage beside its match; None is no match, and a value that differs says most."""
    if kind is None:
        return UNMATCHED
    if not sure:
        return UNSURE
    return DIFFERS if differs else SIGNS[kind]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text a and a stretch of text b that say the same."""

    a: Span
    b: Span
    score: float
    """0 to 1."""
    kind: Kind


class Fact(StrEnum):
    """What sort of value a conflict is about."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two values in twin sentences that differ. On screen the word is "differs", never "wrong"."""

    a: Span
    b: Span
    fact: Fact


class Tag(StrEnum):
    """What became of a run of words between two texts."""

    EQUAL = "equal"
    MOVE = "move"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True, slots=True)
class Operation:
    r"""One step of the word-level difference. Words are `\S+` runs; equal and move have as many words on both sides."""

    tag: Tag
    a: Span | None
    b: Span | None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a comparison: a run of text a beside the run of text b that tells the same, or one of them alone."""

    a: Span | None
    b: Span | None
    kind: Kind | None
    """None where the other side has no match."""
    moved: int = 0
    """How many rows further down (positive) or up (negative) the b side stands in its own order; 0 in place."""
    a_changed: tuple[Span, ...] = ()
    """Words of a that b does not have."""
    b_changed: tuple[Span, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts laid side by side. The rows hold every sentence of both texts exactly once, in the order of a."""

    rows: tuple[Row, ...]
    operations: tuple[Operation, ...]
    coarse: bool = False
    """True where the texts were too long to be compared word by word."""


# ---------------------------------------------------------------- what tells the same event


@dataclass(frozen=True, slots=True)
class Related:
    """An article about another event that belongs beside a story."""

    article: Article
    relation: str
    """As seen from the story: "earlier", "later" or "near"."""
    why: CleanText
    """What keeps it apart, in words."""


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that tell the same event, and what lies beside it."""

    articles: tuple[Article, ...]
    """In the order in which they joined: the first is A."""
    related: tuple[Related, ...] = ()
    why: tuple[CleanText, ...] = ()
    """Why these are one story, a line each."""

    @property
    def title(self) -> CleanText:
        """The most telling stated headline, else the first inferred one."""
        articles = [article for article in self.articles if not article.draft] or list(self.articles)
        stated = [a.title for a in articles if a.title and not a.title_inferred]
        return (stated or [a.title for a in articles if a.title] or [articles[0].name])[0]

    def letters(self) -> dict[str, str]:
        """Letter by article id: A, B, ... Z, AA for the sources, lower case for what is related, `@` for a draft."""
        drafts = {article.id: DRAFT for article in self.articles if article.draft}
        sources = [(article.id, False) for article in self.articles if not article.draft]
        beside = [(related.article.id, True) for related in self.related]
        return drafts | {id_: letter(n).lower() if low else letter(n) for n, (id_, low) in enumerate(sources + beside)}


def letter(index: int) -> str:
    """Return the letter of source number `index`: 0 is A, 25 is Z, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
