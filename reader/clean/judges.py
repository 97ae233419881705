"""Judges of single blocks: small named rules, each with its reason, its evidence and how sure it is.

`LINE_JUDGES` is the table; every judge sees one block and answers a `Finding` or None. The surest finding stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from reader.clean.pieces import Finding, Page, Piece
from reader.clean.words import MARKS, UNSPACED, compiled, unspaced
from reader.model import BlockKind, Reason
from reader.text import dates

Judge = Callable[[Page, Piece], Finding | None]

_COUNT = re.compile(r"[\d.,]+k?")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_COUNTS = re.compile(r"^[\d ()\[\]:]+|[\d ()\[\]:]+$")
_CRUMB = re.compile(r"\s*(?:[|>›»/·•→｜＞]|\s[-–—]\s)\s*")
_PIPE = re.compile(r"\s[|•·]\s|\s*｜\s*")
_PARTING = re.compile(r"[|>›»/·•→｜＞–—-]")
"""Without one of these nothing stands in a row."""
_MEASURE = re.compile(r"[%$€£+]|-\d*[.,]\d")
_SLASH_NAME = re.compile(r"[A-Z][\w.& -]{1,30}\s?/\s?[A-Z][\w.& -]{1,40}$")
_IN_BRACKETS = re.compile(r"[(\[（【].{3,80}[)\]）】]\.?$")
_AFTER_MARK = re.compile(r"(?:[.|©]|\s[-–—])\s?[^.|©]{3,60}$")
_TAIL = 84
"""Characters at a line's end that either of these can be about."""
_RATIO = re.compile(r"\d{1,3}\s?(?:/|of|von|sur|de|van|di|z|из|з|av|af|の)\s?\d{1,3}")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*$")
_HOUR = re.compile(r"\b[012]?\d[:.h][0-5]\d\b")
_SMALL = frozenset(
    "and und et y e en & | , de la von van der di da del le bin al the in for "
    "i и та і ve és och og ja dan și và και".split()
)
_WORDS = rf"[{UNSPACED}]+|[^\W\d_](?:[^\W\d_]|[{MARKS}])*"
_PARTED = re.compile(r"[\s,|/•·–—]+")
_NUMBERS = re.compile(r"\d[\d.:/-]*(?:st|nd|rd|th|h|er)?(?:t\d+)?z?")
_MARKED = "(*•»>→➡▶►-–— \"'[【［■◆●▼▲☞"
_DATE_FILL = re.compile(
    r"\b(?:ist|est|edt|gmt|utc|cet|cest|pst|pdt|bst|uhr|am|pm|a\.m|p\.m|at|on|um|à|a "
    "las|et|the|le|il|el|om|by)\b|[|•·,:()/–—-]",
    re.IGNORECASE,
)


def placeholder(page: Page, piece: Piece) -> Finding | None:
    """A line that stands for a picture: image words and numbers, nothing else."""
    words = piece.terms
    if not 0 < len(words) <= 5 or page.lexicon.image.isdisjoint(words) or piece.stops:
        return None
    left = [word for word in words if word not in page.lexicon.image and not word.isdigit()]
    if left or len(piece.bare) > 40 or words[0] in ("of", "the", "in"):
        return None
    return Finding(Reason.PLACEHOLDER, "stands for a picture", 0.95)


def advertisement(page: Page, piece: Piece) -> Finding | None:
    """A line of the words that frame advertisements."""
    words = piece.terms
    known = page.lexicon
    if not 0 < len(words) <= 10 or known.ad.isdisjoint(words):
        return None
    if all(word in known.ad or word in known.ad_fill or word.isdigit() for word in words):
        return Finding(Reason.AD, "label of an advertisement", 0.97)
    return None


def also_read(page: Page, piece: Piece) -> Finding | None:
    """Link words, a mark, then the title of another text."""
    if len(piece.words) > 45:
        return None
    text = piece.folded.lstrip(_MARKED)
    end = page.lexicon.also_start.match(text)
    if not end:
        return None
    head = text[:end].rstrip(" :|–—»›>→▶►】］]-")
    strong = " " in head or piece.text[:end].isupper() or (unspaced(head) and len(head) >= 4)
    if len(text) - end < (4 if piece.unspaced else 8) or (
        not strong and (piece.stops or piece.links < 0.5) and len(piece.words) > 30
    ):
        return None
    return Finding(Reason.ALSO_READ, "link words before another title", 0.93 if strong else 0.75)


def read_more(page: Page, piece: Piece) -> Finding | None:
    """A call to read on, alone on its line."""
    if len(piece.words) <= 6 and piece.bare in page.lexicon.more:
        return Finding(Reason.TEASER, "call to read another text", 0.9)
    return None


def newsletter(page: Page, piece: Piece) -> Finding | None:
    """An invitation: one word for the letter, one for signing up."""
    if not 2 <= len(piece.words) <= 45 or piece.kind is BlockKind.ROW:
        return None
    text = f" {piece.folded} "
    known = page.lexicon
    letter = _said(known.letter_sure, text)
    narrow = letter != ""
    letter = letter or _said(known.letter, text)
    verb = _said(known.letter_verb, text)
    if not letter or not verb:
        return None
    starts = any(piece.bare.startswith(word) for word in known.letter_verb)
    if len(piece.words) == 2 and not (narrow and starts):
        return None
    short = narrow and len(piece.words) <= 12
    narrow = narrow or starts
    if not narrow or (len(piece.words) > 25 and not starts and " our " not in text):
        return None
    return Finding(Reason.NEWSLETTER, f'says "{verb}" and "{letter}"', 0.85 if starts else 0.8 if short else 0.7)


def _said(words: tuple[str, ...], text: str) -> str:
    """Return the first of the words that begins a word of a text; without spaces it may stand anywhere."""
    return next((word for word in words if word in text and (f" {word}" in text or unspaced(word))), "")


def share_bar(page: Page, piece: Piece) -> Finding | None:
    """Names of networks and share words, nothing else."""
    words = piece.terms
    known = page.lexicon
    if not 0 < len(words) <= 16 or known.share.isdisjoint(words):
        return None
    left = [w for w in words if w not in known.share and w not in known.share_fill and not _COUNT.fullmatch(w)]
    if left or (len(words) == 1 and piece.stops):
        return None
    return Finding(Reason.SHARE, "words of a share bar", 0.92)


def cookies(page: Page, piece: Piece) -> Finding | None:
    """A notice about cookies."""
    if len(piece.words) > 90 or page.lexicon.cookies.isdisjoint(piece.terms):
        return None
    if any(verb in piece.folded for verb in page.lexicon.cookies_verb):
        return Finding(Reason.COOKIES, "speaks of cookies and consent", 0.9)
    return None


def comments(page: Page, piece: Piece) -> Finding | None:
    """The head of a comment section, with or without a number."""
    if len(piece.words) > 7:
        return None
    bare = _COUNTS.sub("", piece.bare)
    if bare in page.lexicon.comments:
        return Finding(Reason.COMMENTS, "head of the comments", 0.9)
    return None


def rights(page: Page, piece: Piece) -> Finding | None:
    """A copyright line."""
    if not 0 < len(piece.words) <= 60 or not any(word in piece.folded for word in page.lexicon.rights):
        return None
    first = piece.folded.startswith(("©", "copyright", "(c)"))
    if first and (len(piece.words) <= 12 or _YEAR.search(piece.text)):
        return Finding(Reason.COPYRIGHT, "copyright line", 0.95)
    if any(word in piece.folded for word in page.lexicon.rights_sure):
        return Finding(Reason.COPYRIGHT, "speaks of rights", 0.85)
    return Finding(Reason.CAPTION, "names who owns a picture", 0.7) if "©" in piece.text and not piece.stops else None


def navigation(page: Page, piece: Piece) -> Finding | None:
    """A way through the site: breadcrumbs, or a link word alone on its line."""
    if piece.kind is BlockKind.ROW:
        return None
    if len(piece.words) <= 6 and piece.bare in page.lexicon.skip and not (piece.stops and len(piece.words) > 1):
        return Finding(Reason.NAVIGATION, "a way through the site", 0.85)
    if len(piece.text) > 160 or piece.stops or not _PARTING.search(piece.text):
        return None
    parts = [part for part in _CRUMB.split(piece.text) if part]
    narrow = all(len(part.split()) <= 3 and (len(part) <= 12 or not unspaced(part)) for part in parts)
    if len(parts) >= 3 and narrow and (piece.capitals >= 0.6 or all(not part[0].islower() for part in parts)):
        digits = sum(any(char.isdigit() for char in part) for part in parts)
        if digits * 2 <= len(parts):
            return Finding(Reason.NAVIGATION, "names of sections in a row", 0.8)
    return None


def ticker(page: Page, piece: Piece) -> Finding | None:
    """A head that announces news, or several headlines in one line."""
    if len(piece.words) <= 4 and piece.text.rstrip().endswith((":", "：")) and piece.bare in page.lexicon.breaking:
        return Finding(Reason.TICKER, "head of a ticker", 0.95)
    if piece.kind is BlockKind.ROW or piece.stops or not _PARTING.search(piece.text):
        return None
    parts = _PIPE.split(piece.text)
    if (
        len(parts) >= 3
        and sum(len(part.split()) >= 4 or (len(part) >= 8 and unspaced(part)) for part in parts) * 3 >= len(parts) * 2
    ):
        return Finding(Reason.TICKER, f"{len(parts)} headlines in one line", 0.93)
    return None


def label(page: Page, piece: Piece) -> Finding | None:
    """A short block of the player, the paywall or the site's own voice."""
    if 0 < len(piece.words) <= 30 and piece.bare.startswith(page.lexicon.label):
        return Finding(Reason.NAVIGATION, "the site speaks, not the article", 0.75 if len(piece.words) <= 14 else 0.65)
    return None


def date_line(page: Page, piece: Piece) -> Finding | None:
    """A date with a label and little else on its line."""
    words = len(piece.words)
    if not 1 <= words <= 14 or len(piece.text) > dates.MAX_LENGTH or not piece.digits:
        return None
    if dates.parse(piece.text) is None:
        return None
    rest = _date_rest(piece.folded, page)
    bare = not page.lexicon.dated.match(piece.bare) and (
        len(rest) > 1 or _MEASURE.search(piece.text) or piece.start > page.far
    )
    if not bare and len(rest) <= 4:
        return Finding(Reason.DATE, "a date alone on its line", 0.9)
    return None


def clock_line(page: Page, piece: Piece) -> Finding | None:
    """A time of day or of reading, without a date."""
    if not 2 <= len(piece.words) <= 12 or not piece.digits or piece.stops:
        return None
    if piece.kind in (BlockKind.ROW, BlockKind.ITEM):
        return None
    rest = [word.strip(".") for word in _date_rest(piece.folded.strip("·|•-–— "), page)]
    known = page.lexicon
    timed = _HOUR.search(piece.text) or not known.timing.isdisjoint(piece.terms)
    left = [word for word in rest if word not in known.timing and word not in known.dated.words]
    if timed and not left:
        return Finding(Reason.DATE, "a time of day or of reading", 0.9)
    return None


def _date_rest(folded: str, page: Page) -> list[str]:
    """Return the words of a line that are no part of a date."""
    tight = unspaced(folded)
    text = compiled(dates.HAN_DAYS).sub(" ", folded) if tight else folded
    text = _DATE_FILL.sub(" ", _NUMBERS.sub(" ", text)).strip()
    text = text[page.lexicon.dated.match(text) :]
    parts = Piece(0, 0, text).terms if tight else text.split()
    fill = page.lexicon.date_fill
    return [
        word for part in parts
        if (word := part.strip(".")) and word not in fill and not dates.month(word) and not dates.is_weekday(word)
    ]  # fmt: skip


def byline(page: Page, piece: Piece) -> Finding | None:
    """A small word, then names."""
    count = len(piece.words) if piece.unspaced else len(piece.text.split())
    if not 2 <= count <= 14 or len(piece.text) > 110 or piece.stops:
        return None
    text = piece.folded if piece.caseless else piece.text
    text = text.lstrip("-–— |•·")
    end = page.lexicon.by.match(text)
    if not end:
        return None
    if piece.caseless:
        told = text[:end].rstrip()[-1] in ":/" or (piece.gap and piece.kind is BlockKind.PARAGRAPH and count <= 4)
        names = [word for word in compiled(_WORDS).findall(text[end:]) if word not in _SMALL]
        return Finding(Reason.BYLINE, "names after a byline word", 0.8) if told and 0 < len(names) <= 6 else None
    if text[:end].islower() and not piece.gap and not (page.structured and count <= 5):
        return None
    named = [word for word in _PARTED.split(text[end:]) if word and word.lower() not in _SMALL]
    if named and len(named) <= 10 and all(_is_name(word) for word in named[:4]):
        return Finding(Reason.BYLINE, "names after a byline word", 0.85)
    return None


def _is_name(word: str) -> bool:
    return word.isdigit() or dates.month(word) != "" or (word[0].isupper() and _NAME.match(word) is not None)


def caption(page: Page, piece: Piece) -> Finding | None:
    """A credit: a word for pictures, a mark, a name."""
    if len(piece.words) > 60:
        return None
    text = piece.text.lstrip("(（【▲△▼-–—[ ")
    if len(piece.words) <= 14 and page.lexicon.credit.match(text) and not piece.stops and len(piece.words) > 1:
        return Finding(Reason.CAPTION, "names whose picture it is", 0.8)
    if len(piece.words) <= 8 and _SLASH_NAME.match(piece.text.strip("()[] ")):
        return Finding(Reason.CAPTION, "two names with a slash, as under pictures", 0.75)
    if len(piece.words) > 45:
        return None
    end = piece.text[-_TAIL:]
    tail = _IN_BRACKETS.search(end) or _AFTER_MARK.search(end)
    if tail and page.lexicon.credit.match(tail.group().lstrip(" ([（【.|-–—©")):
        return Finding(Reason.CAPTION, "ends with whose picture it is", 0.78)
    return None


def counter(_page: Page, piece: Piece) -> Finding | None:
    """The number of a picture in its gallery."""
    if _RATIO.fullmatch(piece.bare):
        return Finding(Reason.PLACEHOLDER, "counts pictures", 0.7)
    return None


def echo(_page: Page, piece: Piece) -> Finding | None:
    """The part of a line that repeats the list item before it."""
    return Finding(Reason.LIST_ECHO, "repeats the item before it", 0.95) if piece.echo else None


def place(_page: Page, piece: Piece) -> Finding | None:
    """What the element's name, class or place says."""
    if piece.hint is not None:
        return piece.hint
    return (
        Finding(Reason.NAVIGATION, "outside the article's part of the page", 0.8, vague=True) if piece.outside else None
    )


LINE_JUDGES: tuple[Judge, ...] = (
    echo, place, placeholder, advertisement, ticker, also_read, read_more, share_bar, comments, rights, newsletter,
    cookies, date_line, clock_line, navigation, byline, caption, label, counter,
)  # fmt: skip


SURE = 0.95
"""From which score on no other judge is asked."""


def judge_lines(page: Page) -> None:
    """Let every judge of single blocks look at every block; the surest finding becomes the verdict."""
    for index, piece in enumerate(page.pieces):
        for judge in LINE_JUDGES:
            finding = judge(page, piece)
            if finding is not None:
                page.judge(index, finding.reason, finding.detail, finding.score, finding.vague)
                if finding.score >= SURE:
                    break
