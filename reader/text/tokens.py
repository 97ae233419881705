"""Words as matching and grouping see them: light normal forms and stems, any script. Pure, no input or output."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

MAX_WORD = 48
"""Characters of a word that count; what is longer is no word of a language."""
MAX_CHUNKS = 100_000
"""Spellings that `folded` remembers: some 20 MB."""
MAX_READ = 50_000
"""Spellings that `tokens` remembers: some 15 MB."""

STOP = frozenset(
    "a about above after again against all also although am among an and any are as at be because been before being "
    "below between both but by can cannot could did do does doing down during each either else ever every few for "
    "from further get had has have having he her here hers herself him himself his how however i if in into is it its "
    "itself just let may me might more most much must my myself neither no nor not now of off often on once only onto "
    "or other our ours ourselves out over own per quite rather same shall she should since so some such than that the "
    "their theirs them themselves then there these they this those though through thus to too under until up upon us "
    "very was we well were what when where whether which while who whom whose why will with within without would yet "
    "you your yours yourself yourselves it's i'm he's she's we're they're that's there's don't doesn't didn't isn't "
    "aren't wasn't weren't won't wouldn't can't couldn't shouldn't hasn't haven't hadn't i've we've they've i'll "
    "we'll they'll he'll she'll i'd we'd they'd he'd she'd said says say told added mr mrs ms".split()
)
"""English words that carry no statement of their own, and the plain verbs of speech."""

_NUMBER_WORDS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90"}

_CONTRACTIONS = {
    f"{start}'{end}": (start, verb)
    for starts, end, verb in (
        ("it that there he she what who", "s", "is"),
        ("we you they", "re", "are"),
        ("i we you they", "ve", "have"),
        ("i we you they he she it", "ll", "will"),
        ("i", "m", "am"),
    )
    for start in starts.split()
} | {
    word: (verb, "not")
    for word, verb in (
        pair.split(":")
        for pair in "don't:do doesn't:does didn't:did can't:can cannot:can won't:will isn't:is aren't:are wasn't:was "
        "weren't:were hasn't:has haven't:have wouldn't:would couldn't:could shouldn't:should".split()
    )
}

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0903\u093a-\u094f\u200c\u200d"
)
_LETTERS = rf"(?:[a-zA-Z]++|[^\W_{_UNSPACED}]++|[{_MARKS}]++)++"
_TOKEN = re.compile(
    rf"(?:[A-Z]\.){{2,}}|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?(?![^\W\d_])|[{_UNSPACED}]|{_LETTERS}(?:['’]{_LETTERS})*+"
)
_ONE_UNSPACED = re.compile(rf"[{_UNSPACED}]")
_VOWEL = re.compile("[aeiouy]")


class Token(NamedTuple):
    """One word of a text."""

    start: int
    end: int
    norm: str
    """Lower case, one kind of apostrophe, no possessive; an acronym without its dots and in capitals."""
    stem: str
    """What inflections of a word have in common."""
    capital: bool
    """Begins with a capital letter."""

    @property
    def stop(self) -> bool:
        """Tell whether the word carries no statement of its own."""
        return self.norm in STOP


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the words of `text[start:end]` in order. In scripts without spaces every character is one. Linear time."""
    found = []
    new, token, read, find = tuple.__new__, Token, _READ, text.index  # half the time of Token(...), of very many
    at = start
    for chunk in text[start:end].split():  # no word has a space in it
        at = find(chunk, at)
        for low, high, norm, root, capital in read[chunk]:
            found.append(new(token, (at + low, at + high, norm, root, capital)))
        at += len(chunk)
    return found


class _Read(dict[str, tuple[tuple[int, int, str, str, bool], ...]]):
    """The words of what stands between spaces, by their places in it; long ones are not remembered."""

    def __missing__(self, chunk: str) -> tuple[tuple[int, int, str, str, bool], ...]:
        words = tuple(
            (low, high, *_forms(chunk[low : min(high, low + MAX_WORD)]))
            for low, high in (match.span() for match in _TOKEN.finditer(chunk))
        )
        if len(chunk) <= MAX_WORD:
            if len(self) >= MAX_READ:
                self.clear()
            self[chunk] = words
        return words


_READ = _Read()


def piece(written: str) -> list[Token]:
    """Return the words of what stands between two white spaces; mostly one plain word, which is not looked for."""
    word = written.strip(_EDGES)
    if not (word.isascii() and word.isalpha() and len(word) <= MAX_WORD):
        return tokens(written)
    start = written.find(word)
    return [Token(start, start + len(word), *_forms(word))]


def folded(text: str) -> str:
    """Return the words of a text as search compares them, in normal form, without case and accents, a space between.

    The same words as those of `tokens`, several times faster: what stands between spaces is looked into once, since no
    word has a space in it. Linear time.
    """
    return " ".join(filter(None, map(_CHUNKS.__getitem__, text.split())))


class _Chunks(dict[str, str]):
    """What stands between spaces, folded; long ones, as unspaced scripts have them, are not remembered."""

    def __missing__(self, chunk: str) -> str:
        word = chunk.strip(_EDGES)  # mostly one plain word is left, which need not be looked for
        if word.isalpha() and word.isascii() and not (len(word) < 6 and word.isupper()):
            word = word[:MAX_WORD].lower()
            words = _NUMBER_WORDS.get(word, word)
        else:
            words = " ".join(filter(None, (fold(_norm(raw[:MAX_WORD])) for raw in _TOKEN.findall(chunk))))
        if len(chunk) <= MAX_WORD:
            if len(self) >= MAX_CHUNKS:
                self.clear()
            self[chunk] = words
        return words


_EDGES = ".,;:!?()[]\"'“”‘’«»…–—"
_CHUNKS = _Chunks()


def is_unspaced(norm: str) -> bool:
    """Tell whether a word is a single character of a script that writes without spaces."""
    return len(norm) == 1 and _ONE_UNSPACED.match(norm) is not None


def has_unspaced(text: str) -> bool:
    """Tell whether a text holds characters of a script that writes without spaces."""
    return not text.isascii() and _ONE_UNSPACED.search(text) is not None


def is_number(norm: str) -> bool:
    """Tell whether a word in normal form is a number or an ordinal in digits."""
    return norm[:1].isdigit()


def fold(word: str) -> str:
    """Return a word without case and accents, for comparing spellings; of accents alone nothing is left."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char) and not char.isspace())


def written_out(norm: str) -> tuple[str, ...]:
    """Return the words of a contraction: "it's" is "it" and "is". Any other word comes back alone."""
    return _CONTRACTIONS.get(norm, (norm,))


@lru_cache(maxsize=65536)
def _forms(raw: str) -> tuple[str, str, bool]:
    norm = _norm(raw)
    return norm, norm if norm[0].isupper() else stem(norm), raw[0].isupper()


def _norm(raw: str) -> str:
    if raw.isascii() and raw.isalpha() and not (len(raw) <= 5 and raw.isupper()):
        norm = raw.lower()
        return _NUMBER_WORDS.get(norm, norm)
    if "." in raw and raw[0].isalpha():
        raw = raw.replace(".", "")
    if 2 <= len(raw) <= 5 and raw.isupper() and raw.isascii() and raw[0].isalpha():
        return raw
    norm = raw.casefold().replace("’", "'")
    if norm.endswith("'s") and norm not in _CONTRACTIONS:
        norm = norm[:-2] or norm
    elif norm.endswith("'"):
        norm = norm[:-1] or norm
    return norm.replace(",", "") if norm[0].isdigit() else _NUMBER_WORDS.get(norm, norm)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a light stem of an English word; words of other scripts come back as they are.

    Plural, -ed, -ing, -ly and the common noun endings, in the manner of Porter's first steps but shorter: two
    forms of one word must meet, while a wrong meeting only costs a little precision.
    """
    if len(word) <= 3 or not word.isascii() or not word.isalpha():
        return word
    root = _plural(word)
    if root[-1] in "gdy":
        root = _without(root, _VERBAL, voiced=True)
    if root[-1] in "nrst":
        root = _without(root, _NOMINAL)
    if root.endswith("y") and len(root) > 3:
        return root[:-1] + "i"
    return root[:-1] if root.endswith("e") and len(root) > 3 else root


_VERBAL = (("ingly", 4), ("edly", 4), ("ing", 3), ("ed", 3), ("ly", 4))
_NOMINAL = (("ation", 4), ("ition", 4), ("ment", 4), ("ness", 4), ("ion", 4), ("or", 5), ("er", 5))
"""Endings, and the letters that must be left."""


def _without(word: str, endings: tuple[tuple[str, int], ...], *, voiced: bool = False) -> str:
    """Return a word without the first of these endings that it has; `voiced`: a vowel must be left."""
    for ending, least in endings:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            root = word[: -len(ending)]
            if not voiced or _VOWEL.search(root):
                return _undouble(root)
    return word


def _plural(word: str) -> str:
    if word[-1] != "s":
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _undouble(root: str) -> str:
    if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "lsz":
        return root[:-1]
    return root
