"""What is kept of a reader's work: corrections and read marks, by content hash, in the data folder."""

from reader.library.shelf import RULES, Shelf, ShelfError

__all__ = ["RULES", "Shelf", "ShelfError"]
