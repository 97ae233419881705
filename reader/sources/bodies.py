"""Bodies of answers: unpacked in small steps, within a bound. Pure: bytes in, bytes out.

A body that unpacks to more than the bound is noticed within one step, whatever its ratio; one that ends before its
packing does, or does not fit the sum at its end, is an error and never a shorter body.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

STEP = 262_144
"""Bytes that one step yields at most: about a millisecond of unpacking."""
LARGE = 2_000_000
"""Bytes from which on a body is large; of large ones only some are read at once."""
MAX_MEMBERS = 1000
"""Packings that may follow one another in one body; honest ones have one, or one for each part of a page."""
_GZIP = 16 + zlib.MAX_WBITS
_MAGIC = b"\x1f\x8b"


class BodyError(Exception):
    """The body cannot be had whole; the message is one line."""


class Body:
    """A body that grows by what comes from the network.

    Args:
        limit: Bytes it may have, unpacked; no more than these come packed either.
        packed: Whether it comes in gzip.
    """

    def __init__(self, limit: int, *, packed: bool) -> None:
        self.size = 0
        """Bytes so far, unpacked."""
        self._limit = limit
        self._came = 0
        self._pieces: list[bytes] = []
        self._packed = packed
        self._unpacker = zlib.decompressobj(_GZIP)
        self._members = 1
        self._held = b""
        self._over = False

    def feed(self, data: bytes) -> Iterator[None]:
        """Take what came, and pause after every step of work: whoever feeds lets others have a turn there.

        Raises:
            BodyError: It is too large, or no gzip.
        """
        self._came += len(data)
        if self._came > self._limit:
            raise BodyError(self._too_large())
        if not self._packed:
            self._add(data)
            yield
            return
        data, self._held = self._held + data, b""
        while data:
            if self._unpacker.eof and not self._next_member(data):
                return
            try:
                self._add(self._unpacker.decompress(data, STEP))
            except zlib.error:
                raise BodyError("says that it is packed in gzip, but is not, or is damaged") from None
            data = self._unpacker.unused_data if self._unpacker.eof else self._unpacker.unconsumed_tail
            yield

    def whole(self) -> bytes:
        """Return all of it.

        Raises:
            BodyError: It ends before its packing does.
        """
        if self._packed and self._came and not self._unpacker.eof:
            raise BodyError("was cut off on the way (its gzip has no end); try again")
        return b"".join(self._pieces)

    def _add(self, piece: bytes) -> None:
        self.size += len(piece)
        if self.size > self._limit:
            raise BodyError(self._too_large())
        self._pieces.append(piece)

    def _next_member(self, data: bytes) -> bool:
        """Begin the next packing; what follows the last one and is none (padding, mostly) is no part of the body."""
        if data == _MAGIC[:1] and not self._over:
            self._held = data
            return False
        self._over = self._over or not data.startswith(_MAGIC)
        if self._over:
            return False
        self._members += 1
        if self._members > MAX_MEMBERS:
            raise BodyError(f"has more than {MAX_MEMBERS} packings one after another, which no honest answer has")
        self._unpacker = zlib.decompressobj(_GZIP)
        return True

    def _too_large(self) -> str:
        return f"is larger than {self._limit / 1e6:g} MB; nothing of it was kept"
