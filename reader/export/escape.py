"""Text that means nothing but itself in Markdown and HTML. Pure."""

from __future__ import annotations

import html
import re

_INLINE = re.compile(r"([\\`*\[\]<>|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,31};))")
_LINE_START = re.compile(r"^([ \t]*)([#+=-]|\d{1,9}(?=[.)](?:\s|$)))", re.MULTILINE)
_ADDRESS = re.compile(r"https?://[^\s<>\"'`{}|\\^\[\]()]+\Z")


def markdown(text: str) -> str:
    """Return a text that Markdown shows as it stands: no emphasis, heading, list, link or markup of its own."""
    return _LINE_START.sub(_harmless, _INLINE.sub(r"\\\1", text))


def markup(text: str) -> str:
    """Return a text that HTML shows as it stands, in content and in quoted attributes."""
    return html.escape(text, quote=True)


def is_address(link: str) -> bool:
    """Tell whether a link may be made one that can be followed: http or https, nothing that could end an attribute."""
    return _ADDRESS.match(link) is not None


def _harmless(match: re.Match[str]) -> str:
    mark = match[2]
    return f"{match[1]}{mark}\\" if mark.isdigit() else f"{match[1]}\\{mark}"
