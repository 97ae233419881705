"""A story matched: every sentence of every text, and which sentences of the other texts tell the same.

One inverted index over the whole story; kinds, conflicts, passages and comparisons are worked out when asked for.
"""

from __future__ import annotations

import copy
from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from reader.match import alike, names, sentences
from reader.match.kinds import kind_of
from reader.match.model import Twin, Why
from reader.model import Conflict, Fact, Kind, Span
from reader.text import tokens
from reader.text.unhurried import unhurried

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reader.match.index import Index
    from reader.match.packed import Known, Packed
    from reader.match.passages import Words
    from reader.match.sentences import Sentence
    from reader.model import Comparison, Passage
    from reader.text.facts import Value
    from reader.text.tokens import Token


_MANY = 120
"""Twins of one sentence from which only the best of each text are looked at."""
_BEST = 2
_OTHERS = 40
"""Texts that are asked whether they know two names."""

Spots = tuple[int, int, int, int]
"""Two sentences: text, sentence, other text, sentence there."""


class StoryMatch:
    """Several texts of one story, matched sentence by sentence: texts are read at once, the rest is done on demand."""

    def __init__(self, texts: Sequence[str], packed: Packed | None = None) -> None:
        self.texts: tuple[str, ...] = tuple(texts)
        self._prepared: Sequence[list[Sentence]]
        self._same: Mapping[str, str]
        self._rarity: Mapping[str, float]
        self._known: Known | None = None
        if packed is not None:
            self._unpack(packed)
        else:
            with unhurried():
                self._prepared = [sentences.prepare(text) for text in self.texts]
                self._same = names.unify(self._prepared)
                self._rarity = sentences.weigh(self._prepared)
        self._pairs: dict[tuple[int, int, int, int], tuple[Kind, tuple[Conflict, ...]]] = {}
        self._passages: dict[tuple[int, int], tuple[Passage, ...]] = {}
        self._by_text: dict[int, dict[int, dict[tuple[int, int], float]]] = {}
        self._words: dict[int, Words] = {}
        self._comparisons: dict[tuple[int, int], Comparison] = {}
        self._facts: dict[tuple[int, int], list[Value]] = {}
        self._twins: dict[tuple[int, int], tuple[Twin, ...]] = {}
        self._capitals: dict[int, frozenset[str]] = {}
        self._parted: frozenset[Spots] = frozenset()

    def packed(self) -> Packed:
        """Return the story to be asked elsewhere: `StoryMatch(texts, packed)` answers as this one. Of any size linear.

        What was worked out already need not be there; it cannot be done for a story that was corrected.
        """
        from reader.match import packed

        counted = packed.table_of(self._counted)
        starts = self._index.starts
        judged = ((starts[i] + s, starts[j] + t, found) for (i, s, j, t), found in self._pairs.items())
        near, weighed = packed.near_of(self._index)
        rarity, plain, keys = packed.words_of(self._prepared, self._rarity)
        return packed.Packed(
            packed.counts(map(len, self.sentences)),
            packed.flat(self.sentences),
            packed.counts(self._limits),
            b"".join(self._quoted),
            counted,
            *packed.judged_of(counted, judged),
            near,
            weighed,
            rarity,
            plain,
            keys,
            dict(self._same),
        )

    def _unpack(self, kept: Packed) -> None:
        from reader.match import packed

        table = packed.Table(kept.counted)
        prepared = packed.Prepared(self.texts, kept)
        self._prepared, self._rarity, self._same = prepared, prepared.rarity, kept.same
        self._known = packed.Known(kept, table)
        spans = packed.spans_of(kept)
        quoted = iter(kept.quoted)
        self.__dict__.update(
            sentences=spans,
            _counted=table,
            _index=packed.Near(kept),
            _limits=packed.limits_of(kept),
            _quoted=tuple(bytes(next(quoted) for _ in text) for text in spans),
        )

    def corrected(self, same: Iterable[Spots], apart: Iterable[Spots]) -> StoryMatch:
        """Return the story with pairs of sentences that count, or do not, whatever was found. Nothing is matched anew.

        Args:
            same: Pairs that tell the same: text, sentence, other text, sentence there.
            apart: Pairs that do not.
        """
        found = copy.copy(self)
        starts, counted = self._index.starts, list(self._counted)
        touched: set[int] = set()
        texts: set[tuple[int, int]] = set()
        parted = list(apart)
        for pairs, chance in ((same, 1.0), (parted, 0.0)):
            for i, s, j, t in pairs:
                texts |= {(i, j), (j, i)}
                for one, other in ((starts[i] + s, starts[j] + t), (starts[j] + t, starts[i] + s)):
                    row = counted[one] if one in touched else dict(counted[one])
                    touched.add(one)
                    row.pop(other, None)
                    counted[one] = {**row, other: chance} if chance else row
        found.__dict__.update(
            _counted=counted,
            _by_text={},
            _parted=frozenset(parted) | {(j, t, i, s) for i, s, j, t in parted},
            _twins={key: twins for key, twins in self._twins.items() if starts[key[0]] + key[1] not in touched},
            _passages={key: passages for key, passages in self._passages.items() if key not in texts},
            _comparisons={key: laid for key, laid in self._comparisons.items() if key not in texts},
        )
        return found

    def parted(self, i: int, j: int) -> set[tuple[int, int]]:
        """Return the pairs of sentences of two texts that do not tell the same, by correction."""
        return {(s, t) for one, s, other, t in self._parted if (one, other) == (i, j)}

    @cached_property
    def sentences(self) -> tuple[tuple[Span, ...], ...]:
        """Every sentence of every text, in order."""
        return tuple(tuple(sentence.span for sentence in text) for text in self._prepared)

    @cached_property
    def _index(self) -> Index:
        from reader.match.index import Index

        return Index(self._prepared)

    @cached_property
    def _counted(self) -> Sequence[dict[int, float]]:
        with unhurried():
            quoted = alike.quoted_alike(self._prepared, self._index.starts)
            table = self._index.counted(quoted)
            alike.part_credited([sentence for text in self._prepared for sentence in text], table, quoted)
        return table

    def _capitals_of(self, i: int) -> frozenset[str]:
        """Return the words that a text writes with a capital, in lower case; read once."""
        if i not in self._capitals:
            words = (word for sentence in self._prepared[i] for word in sentence.words)
            self._capitals[i] = frozenset(word.norm.casefold() for word in words if word.capital)
        return self._capitals[i]

    def twins(self, i: int, s: int) -> tuple[Twin, ...]:
        """Return the sentences of all other texts that tell the same as sentence `s` of text `i`, best first.

        There may be several in one text: a statement that is split, merged or repeated there. Of more than `_MANY` in
        all, as formulas have them, the best of each text are kept.
        """
        if (i, s) not in self._twins:
            row = sorted(self._row(i, s), key=_best_first)
            self._twins[i, s] = tuple(self._twin(i, s, other, score) for other, score in row)
        return self._twins[i, s]

    def sure(self, i: int, s: int) -> set[tuple[int, int]]:
        """Return the sentences of other texts that surely tell the same, by text and number: those of `twins`."""
        index, found = self._index, set()
        for other, score in self._row(i, s):
            j = index.text_of[other]
            t = other - index.starts[j]
            if score >= alike.SURE or self.kind(i, s, j, t) is not Kind.REWORDED:
                found.add((j, t))
        return found

    def _row(self, i: int, s: int) -> list[tuple[int, float]]:
        """Return the counted pairs of a sentence; of many the best of each text."""
        row = self._counted[self._index.starts[i] + s]
        if len(row) <= _MANY:
            return list(row.items())
        return self._best_of_each(sorted(row.items(), key=_best_first))

    def _best_of_each(self, ordered: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
        """Return the first few of each text; what a reader marked as the same, which has the chance 1, stays."""
        seen: Counter[int] = Counter()
        kept = []
        for other, score in ordered:
            text = self._index.text_of[other]
            seen[text] += 1
            if seen[text] <= _BEST or score >= 1.0:
                kept.append((other, score))
        return kept

    def nearest(self, i: int, s: int, j: int | None = None) -> Twin | None:
        """Return the sentence of text `j`, of any other text without it, most alike to sentence `s` of text `i`.

        Counted or not; None where no word that says something is shared.
        """
        flat = self._index.starts[i] + s
        best: tuple[float, int] | None = None
        for row in (self._counted.__getitem__, self._index.chances, self._index.cosines):
            for other, score in row(flat).items():
                if j in (None, self._index.text_of[other]) and (best is None or (score, -other) > (best[0], -best[1])):
                    best = (score, other)
            if best is not None:
                break
        return None if best is None else self._twin(i, s, best[1], best[0])

    def quoted(self, i: int, s: int) -> bool:
        """Tell whether a sentence holds somebody's words in quotation marks."""
        return bool(self._quoted[i][s])

    @cached_property
    def _quoted(self) -> tuple[bytes, ...]:
        """For every sentence of each text 1 where it holds a quotation."""
        return tuple(bytes(bool(sentence.quotations) for sentence in text) for text in self._prepared)

    def beyond(self, i: int, s: int) -> bool:
        """Tell whether a sentence stands beyond the words of its text that are looked at."""
        return s >= self._limits[i]

    @cached_property
    def _limits(self) -> tuple[int, ...]:
        """The number of sentences of each text that were looked at."""
        return tuple(
            next((n + 1 for n in reversed(range(len(text))) if text[n].words), 0)
            if sum(len(sentence.words) for sentence in text) >= sentences.MAX_WORDS
            or len(text) > sentences.MAX_SENTENCES
            else len(text)
            for text in self._prepared
        )

    def facts(self, i: int, s: int) -> frozenset[str]:
        """Return the numbers, dates and names of a sentence in normal form."""
        return frozenset(value.norm for value in self._values(i, s))

    def _values(self, i: int, s: int) -> list[Value]:
        """Return the numbers, dates and names of a sentence, read once."""
        if (i, s) not in self._facts:
            from reader.text import facts

            self._facts[i, s] = facts.values(self.texts[i], *self.sentences[i][s])
        return self._facts[i, s]

    def words(self, i: int, s: int) -> tuple[Token, ...]:
        """Return the words of a sentence."""
        return self._prepared[i][s].words

    def passages(self, i: int, j: int) -> tuple[Passage, ...]:
        """Return what texts `i` and `j` share, in the order of `i`: copied runs, and sentences that tell the same."""
        if (i, j) not in self._passages:
            from reader.match.passages import find, within

            a, b = self._prepared[i], self._prepared[j]
            words = (self._words_of(i), self._words_of(j))
            found = find(self.texts[i], self.texts[j], a, b, self.pairs(i, j), words)
            parted = [(a[s].span, b[t].span) for s, t in self.parted(i, j)]
            self._passages[i, j] = tuple(one for one in found if not any(within(one, *spans) for spans in parted))
        return self._passages[i, j]

    def _words_of(self, i: int) -> Words:
        if i not in self._words:
            from reader.match.passages import words_of

            self._words[i] = words_of(self._prepared[i])
        return self._words[i]

    def pairs(self, i: int, j: int) -> dict[tuple[int, int], float]:
        """Return the counted pairs of sentences of two texts with their likeness."""
        if i not in self._by_text:
            found: defaultdict[int, dict[tuple[int, int], float]] = defaultdict(dict)
            starts, text_of = self._index.starts, self._index.text_of
            for s in range(len(self.sentences[i])):
                for other, score in self._counted[starts[i] + s].items():
                    found[text_of[other]][s, other - starts[text_of[other]]] = score
            self._by_text[i] = dict(found)
        return dict(self._by_text[i].get(j, ()))

    def compare(self, i: int, j: int) -> Comparison:
        """Lay text `i` and text `j` side by side, by the words that are rare within the story."""
        if (i, j) not in self._comparisons:
            from reader.match.rows import lay_out

            self._comparisons[i, j] = lay_out(self, i, j)
        return self._comparisons[i, j]

    def kind(self, i: int, s: int, j: int, t: int) -> Kind:
        """Return how two sentences agree."""
        if self._known is not None:
            one, other = self._index.starts[i] + s, self._index.starts[j] + t
            known = self._known.kind(min(one, other), max(one, other))
            if known is not None:
                return known
        return self._judge(i, s, j, t)[0]

    def conflicts(self, i: int, s: int, j: int, t: int) -> tuple[Conflict, ...]:
        """Return the values that differ between two sentences, `a` in text `i`."""
        return self._judge(i, s, j, t)[1]

    def explain(self, i: int, s: int, j: int, t: int) -> Why:
        """Say what speaks for and against two sentences telling the same."""
        from reader.match.explain import explain

        counted = self._index.starts[j] + t in self._counted[self._index.starts[i] + s]
        one, other = self._prepared[i][s], self._prepared[j][t]
        return explain(
            self.texts[i],
            one,
            other,
            self._rarity,
            [Span(value.start, value.end) for value in self._values(i, s) if value.norm in self.facts(j, t)],
            self.conflicts(i, s, j, t),
            self.kind(i, s, j, t) if counted else None,
        )

    def _judge(self, i: int, s: int, j: int, t: int) -> tuple[Kind, tuple[Conflict, ...]]:
        """Return kind and conflicts of two sentences, worked out once for both ways to look at them."""
        if i > j:
            kind, found = self._judge(j, t, i, s)
            if not found:
                return kind, found
            return kind, tuple(sorted((one.turned for one in found), key=lambda conflict: (conflict.a, conflict.b)))
        judged = self._pairs.get((i, s, j, t))
        if judged is None and self._known is not None:
            judged = self._known.get(self._index.starts[i] + s, self._index.starts[j] + t)
        if judged is None:
            one, other = self._prepared[i][s], self._prepared[j][t]
            judged = self._pairs[i, s, j, t] = (kind_of(one, other), self._conflicting(i, s, j, t))
        return judged

    def _conflicting(self, i: int, s: int, j: int, t: int) -> tuple[Conflict, ...]:
        from reader.match.conflicts import between

        one, other = self._prepared[i][s], self._prepared[j][t]
        if self.texts[i][one.span.start : one.span.end] == self.texts[j][other.span.start : other.span.end]:
            return ()
        known = self._capitals_of(i), self._capitals_of(j)
        found = between(one, self._values(i, s), other, self._values(j, t), *known)
        return tuple(each for each in found if each.fact is not Fact.NAME or not self._are_two(i, j, each))

    def _are_two(self, i: int, j: int, names: Conflict) -> bool:
        """Tell whether a third text has both names, which are two persons or places then; `_OTHERS` are asked."""
        both = {
            word.norm.casefold()
            for text, span in ((i, names.a), (j, names.b))
            for word in tokens.tokens(self.texts[text], *span)
        }
        others = [number for number in range(min(len(self.texts), _OTHERS)) if number not in (i, j)]
        return any(both <= self._capitals_of(number) for number in others)

    def _twin(self, i: int, s: int, flat: int, score: float) -> Twin:
        j = self._index.text_of[flat]
        t = flat - self._index.starts[j]
        kind, conflicts = self._judge(i, s, j, t)
        sure = kind is not Kind.REWORDED or score >= alike.SURE
        return Twin(j, t, self.sentences[j][t], min(score, 1.0), kind, conflicts, sure)


def _best_first(pair: tuple[int, float]) -> tuple[float, int]:
    return -pair[1], pair[0]


def match_story(texts: Sequence[str]) -> StoryMatch:
    """Match the texts of one story, each against all others. Never raises, whatever the texts are."""
    return StoryMatch(texts)
