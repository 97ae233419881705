"""The one search language: what people type becomes a `Query`, or an error that points at the character.

    harbour strike       both words; a word also finds longer ones that begin with it, and typing errors are mended
    "now it is"          these words just so, in this order; "strike" finds no strikes
    /strik(e|ing)/i      a regular expression over title and text; i takes capitals and small letters as one
    -advert              without it
    oil|gas              one of them; binds closer than a space
    (oil|gas) -(a b)     brackets
    title:bridge         in the title; also text: source: author:; title:(oil|gas) takes all in the brackets
    tag:later lang:en    by tag, its own or its source's, where a folder of your list is one too; by language
    story:3              by a story's number in the list; story:harbour by its title
    folder:harbour       what fits the search that is saved under this name
    is:unread            also read starred dup (a copy of another one)
    words:>300           by length; also < and a plain number
    newer:3d older:2025-03-27 date:2025-03    by date; h, d, w, m, y count from now; also today, yesterday
    sort:newest #20      in which order, and how many at most

Pure: no input or output. What is not in this list is an error, not a guess.
"""

from reader.query.parser import FIELDS, parse, renamed
from reader.query.tree import (
    All,
    Dated,
    Either,
    InStory,
    Is,
    Language,
    Length,
    Node,
    Not,
    Pattern,
    Query,
    QueryError,
    Sort,
    State,
    Tagged,
    Test,
    Where,
    Words,
)

__all__ = [
    "FIELDS",
    "All",
    "Dated",
    "Either",
    "InStory",
    "Is",
    "Language",
    "Length",
    "Node",
    "Not",
    "Pattern",
    "Query",
    "QueryError",
    "Sort",
    "State",
    "Tagged",
    "Test",
    "Where",
    "Words",
    "parse",
    "renamed",
]
