"""Markup without the stretches that nobody sees. Pure, linear."""

from __future__ import annotations

import re

_UNSEEN = tuple(
    (re.compile(opening, re.I), re.compile(closing, re.I))
    for opening, closing in (
        (r"<!--", r"-->"),
        (r"<script\b", r"</script\s*>"),
        (r"<style\b", r"</style\s*>"),
        (r"<template\b", r"</template\s*>"),
    )
)


def seen(text: str, *, to_the_end: bool = False) -> str:
    """Return markup without its comments, scripts, styles and templates.

    Args:
        text: Any characters.
        to_the_end: Whether a stretch that is never closed takes the rest, as in a page; else it stays.
    """
    for opening, closing in _UNSEEN:
        kept: list[str] = []
        at = 0
        while start := opening.search(text, at):
            end = closing.search(text, start.end())
            if end is None and not to_the_end:
                break
            kept.append(text[at : start.start()])
            at = end.end() if end else len(text)
        text = "".join(kept) + text[at:]
    return text
