"""The full-text index over the articles that are kept: written by our code, in the transaction that writes the article.

Works on a connection inside a transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection


def remove_all(connection: Connection, numbers: Sequence[int]) -> None:
    """Take articles out of the index, while their texts are still there."""


def add_again(connection: Connection, numbers: Sequence[int]) -> None:
    """Take articles into the index whose texts were put back."""
