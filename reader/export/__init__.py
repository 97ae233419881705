"""Articles and stories as text in seven formats: pure functions, the same bytes for the same input.

The layouts are promises; golden files in the tests hold them. `desk/taking/exporting.py` writes the files.
"""

from reader.export.article import (
    ROW,
    MarkedSpan,
    Noted,
    Options,
    as_row,
    to_html,
    to_json,
    to_jsonl,
    to_markdown,
    to_text,
)
from reader.export.report import Report
from reader.export.report_html import report_to_html
from reader.export.report_markdown import report_to_markdown

ARTICLE_FORMATS = ("txt", "md", "html", "json", "jsonl")
REPORT_FORMATS = ("report-md", "report-html")
ROW_FORMATS = ("parquet",)
"""Not text: `desk/taking/rows.py` writes it."""
NAMES = ARTICLE_FORMATS + REPORT_FORMATS + ROW_FORMATS
"""What `--as` takes."""

__all__ = [
    "ARTICLE_FORMATS",
    "NAMES",
    "REPORT_FORMATS",
    "ROW",
    "ROW_FORMATS",
    "MarkedSpan",
    "Noted",
    "Options",
    "Report",
    "as_row",
    "report_to_html",
    "report_to_markdown",
    "to_html",
    "to_json",
    "to_jsonl",
    "to_markdown",
    "to_text",
]
