"""What is kept of a reader's work, in one SQLite file of the data folder: marks and corrections by content hash."""

from reader.library.file.errors import LibraryError
from reader.library.stated.shelf import RULES, Shelf

__all__ = ["RULES", "LibraryError", "Shelf"]
