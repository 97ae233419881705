"""Quotations in running text, and who is named as speaking. Pure, no input or output.

Quotation marks of several languages, doubled single marks of wire text (``...''), and single marks where they cannot be
apostrophes. A quotation ends at its closing mark or, where none comes, with its line.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.text import tokens

MIN_WORDS = 3
"""Shorter words in quotation marks are a term or a title, no utterance, unless somebody is named as saying them."""
MAX_LENGTH = 2000
"""Characters of one quotation; a mark that is not closed by then was none."""
MOST = 20_000
"""Quotations of one text that are looked at."""
MAX_SINGLE = 300
"""The same for single marks, which apostrophes look like."""

_OPEN = re.compile(
    r"""(?P<double>["“„])|(?P<ticks>``)|(?P<guillemets>«)|(?P<corner>[「『])|(?<![\w'’])(?P<single>[‘'])(?=\w)"""
)
_MARK = re.compile(r"""["“„`«「『‘']""")
"""Where one of these may stand; looked for first, since most characters of a text are none."""
_CLOSE = {
    "double": re.compile("[\"”“]|''"),
    "ticks": re.compile("''|\""),
    "guillemets": re.compile("»"),
    "corner": re.compile("[」』]"),
    "single": re.compile(r"(?<=[\w.,!?…])['’](?![\w])"),
}
SPEECH = frozenset(
    "said says say saying told tells added adds stated states noted notes announced announces confirmed confirms "
    "explained explains remarked remarks insisted insists argued argues claimed claims warned warns asked asks "
    "replied replies wrote writes declared declares stressed stresses emphasized emphasised emphasizes highlighted "
    "recalled continued concluded commented acknowledged admitted denied called read reads testified tweeted posted "
    "observed".split()
)
"""Verbs that give words to somebody."""

_NAME = r"(?:[^\W\d_a-z]\.\s?)*[^\W\d_a-z][^\W\d_]*(?:[-'’][^\W\d_]+)*"
_FULL = re.compile(rf"{_NAME}(?:\s+{_NAME})*")
_POSSESSIVE = re.compile(r"['’]s?$")
_PRONOUNS = frozenset(("he", "she"))
_NEAR = 90
"""Characters beside a quotation in which its speaker is looked for."""
_NO_NAMES = frozenset("the a an in on at but and as it this that he she they we i his her".split())


class Quotation(NamedTuple):
    """Words in quotation marks."""

    start: int
    """First character inside the marks."""
    end: int
    speaker: str
    """The surname of who is named as saying it, in lower case; empty where nobody is."""


def quotations(text: str) -> list[Quotation]:
    """Return the quotations of a text in order, none inside another. Linear time."""
    found: list[Quotation] = []
    speaker = ""
    for start, end in _marked(text):
        named = _speaker(text, start, end, speaker)
        speaker = named or speaker
        if named or sum(1 for _ in zip(range(MIN_WORDS), tokens.tokens(text, start, end), strict=False)) >= MIN_WORDS:
            found.append(Quotation(start, end, named))
    return found


def _marked(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = 0
    while len(spans) < MOST and (mark := _opening(text, at)) is not None:
        start = mark.end()
        line_end = text.find("\n", start)
        most = MAX_SINGLE if mark.lastgroup == "single" else MAX_LENGTH
        limit = min(len(text) if line_end < 0 else line_end, start + most)
        close = _CLOSE[mark.lastgroup or "double"].search(text, start, limit)
        if close is None and mark.lastgroup in ("single", "corner"):
            at = start
            continue
        end = close.start() if close else limit
        if text[start:end].strip():
            spans.append((start, end))
        at = max(close.end() if close else limit, start)
    return spans


def _opening(text: str, at: int) -> re.Match[str] | None:
    while (sign := _MARK.search(text, at)) is not None:
        if (mark := _OPEN.match(text, sign.start())) is not None:
            return mark
        at = sign.end()
    return None


def _speaker(text: str, start: int, end: int, last: str) -> str:
    """Return who is named beside a quotation: after it first, then before it, within its line."""
    after = text[end : end + _NEAR].split("\n")[0]
    before = text[max(start - _NEAR, 0) : start].split("\n")[-1]
    return _named_after(after.lstrip("\"”’'»」』,. "), last) or _named_before(before, last)


def _named_after(after: str, last: str) -> str:
    words = after.split()
    if not words:
        return ""
    first = words[0].strip(",.").casefold()
    if first in SPEECH:
        rest = after[after.find(words[0]) + len(words[0]) :]
        return _surname(rest[:60], start_only=False)
    if first in _PRONOUNS and len(words) > 1 and words[1].strip(",.").casefold() in SPEECH:
        return last
    name = _FULL.match(after)
    if name is not None:
        follows = after[name.end() :].split()
        if follows and follows[0].strip(",.").casefold() in SPEECH:
            return _surname(name.group(), start_only=True)
    return ""


def _named_before(before: str, last: str) -> str:
    """Return the speaker of "Name said, ..." and "..., Name announced: ..." just before a quotation."""
    words = before.split()
    for back in range(1, min(len(words), 8) + 1):
        verb = words[-back].strip(",.:").casefold()
        if verb not in SPEECH:
            continue
        subject = words[: len(words) - back]
        if subject and subject[-1].casefold() in _PRONOUNS:
            return last
        names = [
            name for found in _FULL.finditer(" ".join(subject[-7:])) if not _POSSESSIVE.search(name := found.group())
        ]
        return _surname(names[-1], start_only=True) if names else ""
    return ""


def _surname(words: str, *, start_only: bool) -> str:
    for name in _FULL.finditer(words):
        if start_only and name.start() > 0:
            break
        last = re.split(r"\s+", name.group())[-1]
        forms = tokens.tokens(last)
        if forms and forms[-1].norm not in _NO_NAMES:
            return forms[-1].norm.casefold()
    return ""
