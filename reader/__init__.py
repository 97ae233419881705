"""A terminal reader for several sources on one story: cleaned, grouped, compared passage by passage.

The public API. Names are resolved on first use (PEP 562), so that `import reader` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.clean import clean_html, clean_text
    from reader.match import compare, find_conflicts, find_passages, match_story, sentence_similarity
    from reader.model import Article
    from reader.sources.feeds import parse_feed
    from reader.stories import group_stories

__version__ = "0.1.0"

__all__ = [
    "Article",
    "clean_html",
    "clean_text",
    "compare",
    "find_conflicts",
    "find_passages",
    "group_stories",
    "match_story",
    "parse_feed",
    "sentence_similarity",
]

_HOMES = {
    "Article": "reader.model",
    "clean_html": "reader.clean",
    "clean_text": "reader.clean",
    "compare": "reader.match",
    "find_conflicts": "reader.match",
    "find_passages": "reader.match",
    "group_stories": "reader.stories",
    "match_story": "reader.match",
    "parse_feed": "reader.sources.feeds",
    "sentence_similarity": "reader.match",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'reader' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
