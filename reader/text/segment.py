"""Where paragraphs and sentences begin and end."""

from __future__ import annotations

import re

from reader.text import dates

ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen rep gov gen col lt sgt capt st jr sr vs no inc corp co ltd rev hon pres det supt insp cmdr "
    "adm maj dept est fig approx ave blvd jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n e.g i.e a.m p.m "
    "d.c bzw z.b u.a d.h m me mme art".split()
)
"""Words after which a full stop does not end a sentence."""

_PARAGRAPH = re.compile(r"\S(?:.*\S)?(?:\n[ \t]*\S(?:.*\S)?)*")
_LINE = re.compile(r"[^\n]+")
_END = re.compile(
    r"""[.!?…।؟۔。！？](?:"""  # a plain set of signs first: such a pattern leaps over all other characters
    r"""(?<=[.!?…])(?<![.!?…][.!?…])[.!?…]*+["'”’»)\]]*+(?P<latin>\s+)"""
    r"""(?=["'“‘«(\[]*[A-Z0-9\u00c0-\u00de\u0386-\u03ab\u0400-\u042f])"""
    r"""|(?<=[।؟۔])[।؟۔]*["'”’»)\]]*(?P<other>\s*)"""
    r"""|(?<=[。！？])[。！？]*["'”’»）」』]*(?P<wide>\s*))"""
)
_DATE_LINE = re.compile(
    r"(?i:[ \t]*(?:on\s)?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},?\s)?"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d"
    r"(?:,?\s\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\b\.?)?)?)(\s+)(?=[\"“‘]?[A-Z])"
)
_DAY = re.compile(r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])$")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
_BEGIN = frozenset("may march mar set out ago gen mag mart".split())
"""Months that are other words as well, which may begin a sentence."""
_LAST_WORD = re.compile(r"([^\W\d_][^\W\d_.]*(?:\.[^\W\d_]+)*)$")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the character ranges of the paragraphs: runs of non-blank lines, without the white space around them."""
    return [match.span() for match in _PARAGRAPH.finditer(text)]


def lines(text: str) -> list[tuple[int, int]]:
    """Return the character ranges of the non-blank lines, without the white space around them."""
    found = []
    for match in _LINE.finditer(text):
        start, end = _trim(text, *match.span())
        if start < end:
            found.append((start, end))
    return found


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the character ranges of the sentences of `text[start:end]`, in order, without the white space around them.

    A line break always ends a sentence: a heading, a list item, a line of a quotation is a statement of its own
    (wrapped paragraphs have none, see `Article.shown`). Inside a line one ends at a full stop, question or exclamation
    mark with its closing quotes, before white space and a capital, a digit or an opening quote, unless an abbreviation
    or an initial precedes it, or it stands between a day and its month ("am 4. März"); in Devanagari, Arabic, Chinese
    and Japanese at their own full stops. A full date that begins a line, its weekday before it or its time after, and
    is followed by a capital without a comma is a date line, run together with what follows.
    """
    stop = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    for match in _LINE.finditer(text, start, stop):
        cut = match.start()
        dated = _DATE_LINE.match(text, match.start(), match.end())
        if dated:
            found.append(_trim(text, cut, dated.start(1)))
            cut = dated.end()
        for mark in _END.finditer(text, cut, match.end()):
            close = mark.start(mark.lastindex or 0)
            if close == mark.start() + 1 and text[close - 1] == ".":
                before = text[max(cut, close - 25) : close - 1]
                if _is_abbreviation(before) or _is_in_date(text, before, close):
                    continue
            found.append(_trim(text, cut, close))
            cut = mark.end()
        found.append(_trim(text, cut, match.end()))
    return [span for span in found if span[0] < span[1]]


def _is_abbreviation(before: str) -> bool:
    last = _LAST_WORD.search(before)
    return last is not None and (len(last.group(1)) == 1 or last.group(1).lower() in ABBREVIATIONS)


def _is_in_date(text: str, before: str, close: int) -> bool:
    """Tell whether a full stop makes an ordinal of a day: the name of a month follows it."""
    if not _DAY.search(before):
        return False
    word = _NEXT_WORD.match(text, close)
    return word is not None and word[1].lower() not in _BEGIN and dates.month(word[1]) != ""


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
