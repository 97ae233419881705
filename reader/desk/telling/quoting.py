"""How one source's quotation of an utterance was altered beside another's: by its words, nothing guessed. Pure."""

from __future__ import annotations

from reader.text import plain, quotes, tokens


def altered(first: str, other: str) -> str:
    """Say how the words that `other` quotes stand to those that `first` quotes."""
    one, two = _quoted(first), _quoted(other)
    if not two:
        return "not in quotation marks"
    if not one:
        return "in quotation marks"
    if one == two:
        return "same words"
    ours, theirs = _words(one), _words(two)
    if ours == theirs:
        return "same words, other punctuation"
    ours, theirs = _written_out(ours), _written_out(theirs)
    if ours == theirs:
        return "contracted or written out"
    if _holds(ours, theirs):
        return "cut"
    return "longer" if _holds(theirs, ours) else "reworded"


def _quoted(text: str) -> str:
    return " ".join(plain.line(text[part.start : part.end]) for part in quotes.quotations(text))


def _words(text: str) -> list[str]:
    return [word.norm for word in tokens.tokens(text)]


def _written_out(words: list[str]) -> list[str]:
    return [part for word in words for part in tokens.written_out(word)]


def _holds(whole: list[str], part: list[str]) -> bool:
    """Tell whether the words of a part stand in the whole in their order. Linear."""
    rest = iter(whole)
    return all(word in rest for word in part)
