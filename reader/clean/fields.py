"""An article's fields: title, source, dates, byline, link, language, each from the surest place that has it."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.clean.words import fold, lexicon
from reader.model import Details, Document, Reason
from reader.text import dates, language, plain, segment
from reader.text.plain import CleanText

if TYPE_CHECKING:
    from reader.clean.found import Found
    from reader.clean.pieces import Page, Piece
    from reader.text.dates import When

MAX_TITLE = 300
INFERRED_TITLE = 90
"""Characters of a title taken from the text."""
MAX_DATES = 6
BESIDE = 6
"""Blocks from the title within which a date line is the article's rather than another text's."""
_DATELINE = re.compile(
    r"\(?[A-Z\u00c0-\u00de][\w.'’-]*(?:[ ,/]+(?:[A-Z\u00c0-\u00de(][\w.'’)-]*|\d{1,2}))*\)?\s?(?::|—|–|\s-)\s+"
)
_CLAUSE = re.compile(r"[,;:–—]\s|\s-\s")
_COUNTER = re.compile(r"(\d{1,5})[-_. ]+(.*)\Z")
_HASH = re.compile(r"[0-9a-f]{8,64}\Z")
_HASH_TAIL = re.compile(r"[-_. ][0-9a-f]{8,64}\Z")
_MONTH_FIRST = frozenset({"en-us", "en-ph", "en-ca"})
_PARTED = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+|\s*,?\s*(?=\d)|(?<=\w)\s*[（(].*|<")
_ADDRESS = re.compile(r"\S+@\S+")


def title_of(page: Page, found: Found, details: Details | None) -> tuple[CleanText, bool]:
    """Return the title and whether it was inferred from the text."""
    stated = _stated(details.title if details else None, found.header.title if found.header else None)
    if details and details.title is not None:
        return plain.shorten(details.title, MAX_TITLE), False
    title = stated or found.title or page.title
    if title:
        return plain.shorten(title, MAX_TITLE), False
    kept = [page.pieces[index] for index in page.kept()]
    first = next((piece for piece in kept if len(piece.words) >= 4), kept[0] if kept else None)
    return (infer_title(first), True) if first else (CleanText(""), False)


def infer_title(piece: Piece) -> CleanText:
    """Return a fair title: the first sentence, without the place it was sent from, cut at a clause."""
    text = piece.text[:600]
    place = _DATELINE.match(text)
    if place and place.end() <= 50:
        text = text[place.end() :]
    spans = segment.sentences(text)
    sentence = text[slice(*spans[0])] if spans else text
    if len(sentence) > INFERRED_TITLE:
        cuts = [match.start() for match in _CLAUSE.finditer(sentence, 30, INFERRED_TITLE)]
        if cuts:
            sentence = sentence[: cuts[-1]]
        else:
            space = sentence.rfind(" ", 0, INFERRED_TITLE)
            sentence = sentence[: space if space > 30 else INFERRED_TITLE].rstrip(",;:– ") + "…"
    return plain.line(sentence.removesuffix("."))


def source_of(document: Document, found: Found, link: str, details: Details | None) -> CleanText:
    """Return who published it: what the user says, header, metadata, the link's host, the folder, the file's name."""
    if details and details.source is not None:
        return plain.shorten(details.source, MAX_TITLE)
    stated = (found.header and found.header.source) or found.source or host_of(link)
    if stated:
        return plain.shorten(stated, 80)
    if document.folder:
        return plain.line(document.folder)
    return file_source(document.name) if document.path or "." in document.name else CleanText("")


def host_of(link: str) -> str:
    """Return an address's host without "www.", or an empty text."""
    try:
        host = urlsplit(link).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def file_source(name: str) -> CleanText:
    """Return a file's name without ending, counter and hash; where nothing else is in it, its first characters."""
    stem = PurePath(name).stem
    counter = _COUNTER.match(stem)
    rest = counter[2] if counter else stem
    if _HASH.match(rest):
        return plain.line(f"{counter[1]}_{rest[:6]}" if counter else rest[:8])
    shorter = _HASH_TAIL.sub("", rest)
    return plain.line(shorter or stem)


def dates_of(page: Page, found: Found, details: Details | None) -> tuple[When | None, tuple[When, ...], CleanText]:
    """Return the article's date, further stated dates, and the weekday it speaks of where it has none."""
    day_first = found.language.lower() not in _MONTH_FIRST
    stated: list[When] = []
    raw: list[str] = [details.date] if details and details.date else []
    header = found.header.date if found.header else None
    raw += [header] if header else []
    for text in [*raw, *found.dates, *_date_lines(page), *found.maybe]:
        when = dates.parse(text[: dates.MAX_LENGTH], day_first=day_first)
        if when is not None and all(when.moment.date() != other.moment.date() for other in stated):
            stated.append(when)
    if details and details.date is not None and not details.date:
        stated = []
    weekday = "" if stated else dates.find_weekday(" ".join(page.pieces[i].text for i in page.kept()[:3])[:2000])
    return (stated[0] if stated else None), tuple(stated[1:MAX_DATES]), plain.line(weekday)


def byline_of(page: Page, found: Found) -> CleanText:
    """Return who wrote it."""
    named = (found.header and found.header.byline) or found.byline
    if not named:
        lines = (page.pieces[i].text for i, verdict in sorted(page.verdicts.items()) if verdict.reason is Reason.BYLINE)
        named = next(lines, "")
    return plain.shorten(_without_role(named), 120)


def _without_role(named: str) -> str:
    """Return the names of a byline, without the word before them and what the people are, or when they wrote."""
    known = lexicon()
    named = _ADDRESS.sub("", named).lstrip("-–— |•·")
    named = named[known.by.match(named) :]
    first = next((part for part in _PARTED.split(named) if part and part.strip()), "")
    parts = [part.strip() for part in first.split(",")]
    kept = [part for part in parts if part and known.role.isdisjoint(fold(part).split())]
    return ", ".join(kept or parts[:1])


def link_of(document: Document, found: Found, details: Details | None) -> CleanText:
    """Return the article's own address; only http and https pass."""
    if details and details.link is not None:
        return plain.line(details.link)
    stated = (found.header.link if found.header else None) or found.link or document.link
    return plain.line(stated) if stated.lower().startswith(("http://", "https://")) else CleanText("")


def language_of(page: Page, found: Found) -> str:
    """Return the two-letter code: as the text reads, else as the page declares."""
    guessed = language.guess(" ".join(page.pieces[index].text for index in page.kept()[:40]))
    return guessed or (found.language[:2].lower() if re.match(r"[A-Za-z]{2}(?:[-_]|\Z)", found.language) else "")


def _date_lines(page: Page) -> list[str]:
    """Return the lines that are dates, of a page with elements those beside its title first."""
    reasons = (Reason.DATE, Reason.SITE_DATE)
    numbers = [index for index, verdict in sorted(page.verdicts.items()) if verdict.reason in reasons]
    if page.structured:
        numbers = [index for index in numbers if not _of_others(page, index)]
        titles = [index for index, verdict in page.verdicts.items() if verdict.reason is Reason.TITLE]
        numbers.sort(key=lambda index: all(abs(index - title) > BESIDE for title in titles))
    return [page.pieces[index].text for index in numbers]


def _of_others(page: Page, index: int) -> bool:
    """Tell whether the page's elements say that a line is of other texts."""
    hints = (page.boxes[box].hint for box in page.pieces[index].boxes)
    return any(hint and hint.reason in (Reason.TEASER, Reason.COMMENTS, Reason.NAVIGATION) for hint in hints)


def _stated(*texts: str | None) -> str:
    return next((text for text in texts if text), "")
