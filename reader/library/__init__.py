"""What is kept of a reader's work, in one SQLite file of the data folder: marks and corrections by content hash."""

from reader.library.errors import LibraryError
from reader.library.shelf import RULES, Shelf

__all__ = ["RULES", "LibraryError", "Shelf"]
