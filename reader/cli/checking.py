"""`check` and `who`: a draft, or one claim, against sources. Matching can miss: nothing found is no verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.cli import layout, output
from reader.cli.output import FailedError
from reader.cli.taking import Taken, draft_of
from reader.text import dates, plain

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from reader.desk.checking import Backing, Checked
    from reader.model import Article

MAX_CLAIM = 5000
"""Characters of a claim."""
INDENT = 7
"""Cells before what is said of a sentence."""


class _Sources:
    """The articles that a draft is checked against, in the order of the list, and what each is called there."""

    def __init__(self, taken: Taken) -> None:
        from reader.desk.checking import labels
        from reader.desk.edition import members

        edition = taken.edition()
        every = [article for story in edition.stories for article in members(story)]
        self.articles = [article for article in every if not article.draft]
        self.draft = next((article for article in every if article.draft), None)
        self.labels = labels(edition)

    def label(self, article: Article) -> str:
        return self.labels[article.id]

    def names(self, backing: Iterable[Backing]) -> list[str]:
        """Return the labels of some sources, each once."""
        return list(dict.fromkeys(self.label(one.article) for one in backing))

    def legend(self, cells: int) -> Iterator[str]:
        wide = max(map(len, self.labels.values()), default=1)
        for article in self.articles:
            date = dates.show(article.published, article.weekday)
            yield layout.cut(f"{self.label(article):{wide}}  {article.source}, {date}: {article.title}", cells)

    def data(self) -> list[dict[str, Any]]:
        return [
            {"label": self.label(a), "id": a.id, "title": a.title, "source": a.source, "name": a.name}
            for a in self.articles
        ]


def check(arguments: argparse.Namespace) -> int:
    """Say of each sentence of a draft who backs it, what differs, and what found no match."""
    from reader.desk import checking

    taken = Taken(arguments.paths, draft=draft_of(arguments.draft))
    sources = _Sources(taken)
    if sources.draft is None:
        raise FailedError(f"check: the draft {plain.shorten(arguments.draft, 60)!r} holds nothing to check")
    _need(sources)
    hidden = len(sources.draft.hidden)
    if hidden:
        output.say(f"{sources.draft.name}: {hidden} blocks left out; newsreader show FILE --hidden names them")
    checked = checking.check(sources.draft, sources.articles, taken.shelf.pairs())
    if arguments.json:
        sentences = [_as_data(sources, one) for one in checked]
        draft = {"name": sources.draft.name, "id": sources.draft.id, "title": sources.draft.title}
        output.as_json({"draft": draft, "sources": sources.data(), "sentences": sentences})
    else:
        _write([*sources.legend(output.columns()), "", *_report(sources, checked, output.columns())])
    return taken.code()


def who(arguments: argparse.Namespace) -> int:
    """Say which sources make a claim, best first, with the sentence, its place and what differs."""
    from reader.desk import checking

    claim = plain.line(arguments.claim[: MAX_CLAIM + 1])
    if not claim.strip() or len(claim) > MAX_CLAIM:
        raise FailedError(f"who: a claim is a sentence of up to {MAX_CLAIM} characters")
    taken = Taken(arguments.paths)
    sources = _Sources(taken)
    _need(sources)
    checked = checking.check(checking.claim(claim), sources.articles, taken.shelf.pairs())
    if arguments.json:
        output.as_json(
            {"claim": claim, "sources": sources.data(), "sentences": [_as_data(sources, one) for one in checked]}
        )
    else:
        _write([line for one in checked for line in [*_answer(sources, one, output.columns()), ""]][:-1])
    return taken.code()


def _need(sources: _Sources) -> None:
    if not sources.articles:
        raise FailedError("there is no source to check against")


def _write(lines: Iterable[str]) -> None:
    for line in lines:
        output.data(line.rstrip() or "\n")


# ---------------------------------------------------------------- in words


def _report(sources: _Sources, checked: Sequence[Checked], cells: int) -> Iterator[str]:
    for number, one in enumerate(checked, 1):
        yield from _wrapped(f"{number:3} {_sign(one)}  ", one.text, cells)
        yield from _said(sources, one, cells)
        yield ""
    yield from _wrapped("", _summary(checked), cells)


def _said(sources: _Sources, one: Checked, cells: int) -> Iterator[str]:
    """Say who backs a sentence, with what differs; else who perhaps does, or what is nearest."""
    from reader.desk.words import KIND_WORDS, in_words

    head = " " * INDENT
    if one.backing:
        kinds = {kind: [b for b in _best(one.backing) if b.kind is kind] for kind in KIND_WORDS}
        said = ", ".join(
            f"{' '.join(sorted(sources.names(b), key=_by_letter))} ({KIND_WORDS[kind]})"
            for kind, b in kinds.items()
            if b
        )
        yield from _wrapped(head, f"backed by {said}", cells)
    if one.perhaps:
        yield from _wrapped(head, f"perhaps {in_words(sorted(sources.names(one.perhaps), key=_by_letter))}", cells)
        if not one.backing:
            yield from _quoted(sources, one.perhaps[0], cells)
    elif not one.backing:
        every = [sources.label(article) for article in sources.articles]
        yield from _wrapped(head, f"no match found in {in_words(every)}", cells)
        if one.nearest is not None:
            yield from _quoted(sources, one.nearest, cells, "nearest: ")
    for words in _differences(sources, one):
        yield from _wrapped(head, f"differs: {words}", cells)


def _by_letter(name: str) -> tuple[int, str]:
    return len(name), name


def _answer(sources: _Sources, one: Checked, cells: int) -> Iterator[str]:
    from reader.desk.words import KIND_WORDS, in_words

    yield from _wrapped(f"{_sign(one)}  ", one.text, cells)
    for backing, words in [*((b, "") for b in one.backing), *((b, "perhaps, ") for b in one.perhaps)]:
        yield ""
        article = backing.article
        yield from _wrapped(
            f"{sources.label(article)}  ", f"{words}{KIND_WORDS[backing.kind]}: {_place(backing)}", cells
        )
        yield from _wrapped("   ", f"“{backing.text}”", cells)
        for said in _values(sources, one, backing):
            yield from _wrapped("   ", f"differs: {said}", cells)
    if not one.backing and not one.perhaps:
        every = [sources.label(article) for article in sources.articles]
        yield from _wrapped("   ", f"no match found in {in_words(every)}", cells)
        if one.nearest is not None:
            yield from _quoted(sources, one.nearest, cells, "nearest: ")


def _quoted(sources: _Sources, backing: Backing, cells: int, before: str = "") -> Iterator[str]:
    yield from _wrapped(" " * INDENT, f"{before}{sources.label(backing.article)} “{backing.text}”", cells)


def _place(backing: Backing) -> str:
    from reader.desk.citing import paragraph_of

    article = backing.article
    return f"{article.source}, paragraph {paragraph_of(article, backing.span.start)}, {article.name}"


def _best(backing: Iterable[Backing]) -> list[Backing]:
    """Return the best sentence of each source."""
    found: dict[str, Backing] = {}
    for one in backing:
        found.setdefault(one.article.id, one)
    return list(found.values())


def _differences(sources: _Sources, one: Checked) -> list[str]:
    every = (*one.backing, *one.perhaps)
    return list(dict.fromkeys(said for backing in every for said in _values(sources, one, backing)))


def _values(sources: _Sources, one: Checked, backing: Backing) -> list[str]:
    """Say which values differ: "22nd here, 23rd in C"."""
    here = one.span.start
    return [
        f"{one.text[c.a.start - here : c.a.end - here]} here, {backing.article.text[slice(*c.b)]} in "
        f"{sources.label(backing.article)}"
        for c in backing.conflicts
    ]


def _sign(one: Checked) -> str:
    from reader.model import DIFFERS, UNMATCHED, UNSURE, sign_of

    if one.differs:
        return DIFFERS
    if one.backing:
        return sign_of(one.backing[0].kind, differs=False)
    return UNSURE if one.perhaps else UNMATCHED


def _summary(checked: Sequence[Checked]) -> str:
    backed = sum(bool(one.backing) for one in checked)
    perhaps = sum(bool(one.perhaps) and not one.backing for one in checked)
    parts = [
        f"{len(checked)} sentence{'s' if len(checked) != 1 else ''}",
        f"{backed} backed",
        f"{sum(one.differs for one in checked)} of them with a value that differs",
        f"{perhaps} perhaps",
        f"{len(checked) - backed - perhaps} without a match",
    ]
    return ", ".join(parts)


def _wrapped(head: str, text: str, cells: int) -> Iterator[str]:
    for number, line in enumerate(layout.wrap(text, max(cells - len(head), 10))):
        yield f"{' ' * len(head) if number else head}{line}"


# ---------------------------------------------------------------- as data


def _as_data(sources: _Sources, one: Checked) -> dict[str, Any]:
    return {
        "text": one.text,
        "start": one.span.start,
        "end": one.span.end,
        "sign": _sign(one),
        "backed_by": sources.names(one.backing),
        "backing": [_backing(sources, one, backing) for backing in one.backing],
        "perhaps": [_backing(sources, one, backing) for backing in one.perhaps],
        "nearest": _backing(sources, one, one.nearest) if one.nearest is not None else None,
    }


def _backing(sources: _Sources, one: Checked, backing: Backing) -> dict[str, Any]:
    here = one.span.start
    return {
        "source": sources.label(backing.article),
        "id": backing.article.id,
        "kind": str(backing.kind),
        "start": backing.span.start,
        "end": backing.span.end,
        "text": backing.text,
        "differs": [
            {
                "fact": str(c.fact),
                "here": one.text[c.a.start - here : c.a.end - here],
                "there": backing.article.text[slice(*c.b)],
            }
            for c in backing.conflicts
        ],
    }
