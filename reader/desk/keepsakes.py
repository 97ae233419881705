"""What a reader took along, written out: clips with their citations, and notes with what they are on. Pure."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reader.export.escape import markdown
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.library.state import Clip, Name, Note


def clips_as(form: str, clips: Iterable[Clip]) -> str:
    """Return clips as "txt", "md" or "json", in their order."""
    if form == "json":
        return _json(
            "clips",
            [{"id": one.article_id, "text": one.text, "citation": one.citation, "at": _iso(one.at)} for one in clips],
        )
    if form == "md":
        return "\n\n".join(_quoted(_whole(clip)) for clip in clips)
    return "\n\n".join(_whole(clip) for clip in clips)


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
            parts.append(markdown(note.text) if form == "md" else _indented(note.text))
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
        "at": _iso(note.at),
    }


def _iso(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _json(name: str, values: list[dict[str, Any]]) -> str:
    return json.dumps({name: values}, ensure_ascii=False, indent=2)
