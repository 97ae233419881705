"""A terminal reader for several sources on one story."""

__version__ = "0.1.0"
