"""Keeping a pasted text as an article of the opened folder: a .txt with header lines, never over another file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from reader.desk import writing
from reader.model import Details, content_id
from reader.text import headers, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.text.plain import CleanText


MAX_TITLE = 160
"""Characters of a first line that can be a title."""


def folder_for(paths: Sequence[str]) -> Path | None:
    """Return the first opened folder that can be written to; None where there is none, as in the sample edition."""
    from reader.desk.opening.inputs import sample_folder

    for path in paths:
        if path != "-" and Path(path).is_dir() and os.access(path, os.W_OK) and Path(path) != sample_folder():
            return Path(path)
    return None


def propose(text: str) -> tuple[Details, CleanText]:
    """Return the details that a pasted text states or suggests, and the text without the lines that state them.

    Header lines and front matter are taken at their word; else a short first line that is no sentence is the title.
    """
    body = plain.clean(text).strip()
    header = headers.read(body)
    if header is not None:
        values = (header.title, header.source, header.date, header.link)
        title, source, date, link = (plain.line(value) if value else None for value in values)
        return Details(title, source, date, link), plain.CleanText(body[header.end :].strip())
    first, _, rest = body.partition("\n")
    first = first.strip()
    is_title = 0 < len(first) <= MAX_TITLE and first[-1] not in ".!?…:;," and bool(rest.strip())
    return Details(title=plain.line(first) if is_title else None), plain.CleanText(body)


def keep(folder: Path, text: str, details: Details) -> Path:
    """Write a text with its details into a folder and return the path.

    The name is the title and eight digits of the content's hash. The text is gated; something must be left of it.

    Raises:
        WritingError: Nothing is left of the text, or the file cannot be written.
    """
    body = plain.clean(text).strip()
    if not body:
        raise writing.WritingError("there is no text to keep")
    title = details.title or ""
    head = headers.write_header_lines(title, details.source or "", details.date or "", details.link or "", body=body)
    whole = plain.CleanText(f"{head}{body}\n")
    name = "-".join(part for part in (writing.slug(title or body[:80]), content_id(whole)[:8]) if part)
    return writing.write_new(folder, f"{name}.txt", whole)
