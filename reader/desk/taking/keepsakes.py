"""What a reader took along, written out: clips with their citations, and notes with what they are on.

Pure, but for the file that clips are written into.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reader.desk.writing import WritingError, place_of, write_new
from reader.export.escape import markdown
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from reader.library.stated.state import Clip, Name, Note


FORMS = ("txt", "md", "json")
"""How clips and notes are written."""


def clips_as(form: str, clips: Iterable[Clip]) -> str:
    """Return clips as "txt", "md" or "json", in their order."""
    if form == "json":
        return _json(
            "clips",
            [{"id": one.article_id, "text": one.text, "citation": one.citation, "at": iso(one.at)} for one in clips],
        )
    if form == "md":
        return "\n\n".join(_quoted(_whole(clip)) for clip in clips)
    return "\n\n".join(_whole(clip) for clip in clips)


def write_clips(target: str, clips: Iterable[Clip]) -> Path:
    """Write clips into a new file, in the form that its name ends with, and return its path.

    Args:
        target: A file, or a folder that is to have one.
        clips: In their order.

    Raises:
        WritingError: The name ends with no form, or the file cannot be written.
    """
    folder, name = place_of(target)
    name = name or "clips.md"
    form = name.rpartition(".")[2].lower()
    if form not in FORMS:
        raise WritingError(f"{plain.line(name)}: clips are written as {', '.join(f'.{one}' for one in FORMS)}")
    return write_new(folder, name, clips_as(form, clips) + "\n")


def notes_as(form: str, notes: Sequence[Note], name_of: Callable[[str], Name | None]) -> str:
    """Return notes as "txt", "md" or "json", article by article, in the order in which the articles come first.

    Args:
        form: One of the three.
        notes: In their order.
        name_of: Gives what an article was called, by id.
    """
    if form == "json":
        return _json("notes", [_note(note, name_of(note.article_id)) for note in notes])
    by_article: dict[str, list[Note]] = {}
    for note in notes:
        by_article.setdefault(note.article_id, []).append(note)
    parts = []
    for id_, some in by_article.items():
        title = _title(name_of(id_), id_)
        parts.append(f"## {markdown(title)}" if form == "md" else title)
        for note in some:
            if note.passage:
                passage = plain.line(note.passage)
                parts.append(_quoted(passage) if form == "md" else f'    "{passage}"')
            written = iso(note.at)[:10]
            said = f"{markdown(note.text)} *({written})*" if form == "md" else f"{_indented(note.text)} ({written})"
            parts.append(said)
    return "\n\n".join(parts)


def _whole(clip: Clip) -> str:
    """Return a clip with its citations, a line each, which the texts of passages end with already."""
    missing = [line for line in clip.citation.split("\n") if line not in clip.text]
    return "\n".join([clip.text, *missing])


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in markdown(text).split("\n"))


def _indented(text: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in text.split("\n"))


def _title(name: Name | None, id_: str) -> str:
    if name is None:
        return id_
    return ", ".join(part for part in (name.title or name.name, name.source) if part) or id_


def _note(note: Note, name: Name | None) -> dict[str, Any]:
    return {
        "id": note.article_id,
        "title": name.title if name is not None else "",
        "source": name.source if name is not None else "",
        "passage": note.passage,
        "span": list(note.span) if note.span is not None else None,
        "text": note.text,
        "at": iso(note.at),
    }


def iso(seconds: int) -> str:
    """Return a moment in seconds since 1970 as ISO 8601, where the reader is."""
    return datetime.fromtimestamp(seconds, UTC).astimezone().isoformat()


def _json(name: str, values: list[dict[str, Any]]) -> str:
    return json.dumps({name: values}, ensure_ascii=False, indent=2)
