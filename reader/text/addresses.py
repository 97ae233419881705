"""Addresses: which of them may be followed. Pure."""

from __future__ import annotations

from urllib.parse import urlsplit


def safe_address(address: str) -> str | None:
    """Return an address that may be given to a browser, without the space around it, or None.

    It is http or https, with a host that IDNA knows, all of it printable, and holds no space.
    """
    bare = address.strip()
    try:
        parts = urlsplit(bare)
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in ("http", "https") or not host or not bare.isprintable() or " " in bare:
        return None
    return bare
