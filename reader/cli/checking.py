"""`check` and `who`: a draft, or one claim, against sources. Matching can miss: nothing found is no verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.cli import layout, output
from reader.cli.output import FailedError
from reader.cli.taking import STDIN, Taken, draft_of, piped_draft, read_stdin
from reader.text import dates, plain

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from reader.desk.telling.checking import Backing, Checked
    from reader.model import Article, Span

MAX_CLAIM = 5000
"""Characters of a claim."""
INDENT = 7
"""Cells before what is said of a sentence."""


class _Sources:
    """The articles that a draft is checked against, in the order of the list, and what each is called there."""

    def __init__(self, taken: Taken) -> None:
        from reader.desk.stories.edition import members
        from reader.desk.telling.checking import labels

        edition = taken.edition()
        every = [article for story in edition.stories for article in members(story)]
        self.articles = [article for article in every if not article.draft]
        self.draft = next((article for article in every if article.draft), None)
        self.labels = labels(edition)

    def label(self, article: Article) -> str:
        return self.labels[article.id]

    def names(self, backing: Iterable[Backing]) -> list[str]:
        """Return the labels of some sources, each once, in the order of the list."""
        named = {one.article.id for one in backing}
        return [self.labels[article.id] for article in self.articles if article.id in named]

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
    from reader.desk.telling import checking

    stdin = read_stdin() if STDIN in (*arguments.paths, draft_of(arguments.draft)) else None
    piped_draft(arguments.draft, stdin)
    taken = Taken(arguments.paths, stdin, draft=arguments.draft, arguments=arguments)
    sources = _Sources(taken)
    if sources.draft is None:
        raise FailedError(f"check: the draft {plain.shorten(arguments.draft, 60)!r} holds nothing to check")
    _need(sources)
    hidden = len(sources.draft.hidden)
    if hidden:
        output.say(f"{sources.draft.name}: {hidden} blocks left out; newsreader show FILE --hidden names them")
    checked = checking.check(sources.draft, sources.articles, taken.shelf.pairs())
    if arguments.json:
        sentences = [_as_data(sources, sources.draft, one) for one in checked]
        draft = {"name": sources.draft.name, "id": sources.draft.id, "title": sources.draft.title}
        output.as_json({"draft": draft, "sources": sources.data(), "sentences": sentences, "hidden": taken.hidden})
    else:
        _write([*sources.legend(output.columns()), "", *_report(sources, sources.draft, checked, output.columns())])
    return taken.code()


def who(arguments: argparse.Namespace) -> int:
    """Say which sources make a claim, best first, with the sentence, its place and what differs."""
    from reader.desk.telling import checking

    claim = _claim(arguments)
    taken = Taken(arguments.paths, arguments=arguments)
    sources = _Sources(taken)
    _need(sources)
    draft = checking.claim(claim)
    checked = checking.check(draft, sources.articles, taken.shelf.pairs())
    if arguments.json:
        sentences = [_as_data(sources, draft, one) for one in checked]
        output.as_json({"claim": claim, "sources": sources.data(), "sentences": sentences, "hidden": taken.hidden})
    else:
        _write([line for one in checked for line in [*_answer(sources, draft, one, output.columns()), ""]][:-1])
    return taken.code()


def _claim(arguments: argparse.Namespace) -> str:
    """Return the claim, from standard input where it is "-". Raises FailedError."""
    raw = arguments.claim
    if raw == STDIN:
        if STDIN in arguments.paths:
            raise FailedError('who: standard input can be the claim or a source, not both; "-" stands there twice')
        raw = plain.decode(read_stdin()).text
    claim = plain.line(raw[: MAX_CLAIM + 1])
    if not claim.strip() or len(raw) > MAX_CLAIM:
        raise FailedError(f"who: a claim is a sentence of up to {MAX_CLAIM} characters")
    return claim


def _need(sources: _Sources) -> None:
    if not sources.articles:
        raise FailedError("there is no source to check against")


def _write(lines: Iterable[str]) -> None:
    for line in lines:
        output.data(line.rstrip() or "\n")


# ---------------------------------------------------------------- in words


def _report(sources: _Sources, draft: Article, checked: Sequence[Checked], cells: int) -> Iterator[str]:
    for number, one in enumerate(checked, 1):
        yield from _wrapped(f"{number:3} {_sign(one)}  ", one.text, cells)
        yield from _said(sources, draft, one, cells)
        yield ""
    yield from _wrapped("", _summary(checked), cells)


def _said(sources: _Sources, draft: Article, one: Checked, cells: int) -> Iterator[str]:
    """Say who backs a sentence, in whom it differs, what found no match; else who perhaps does, or what is nearest."""
    from reader.desk.telling.words import KIND_WORDS, in_words

    head = " " * INDENT
    said = []
    if one.backing:
        kinds = {kind: [b for b in _best(one.backing) if b.kind is kind] for kind in KIND_WORDS}
        by = ", ".join(f"{' '.join(sources.names(b))} ({KIND_WORDS[kind]})" for kind, b in kinds.items() if b)
        said.append(f"backed {'' if one.in_full else 'in part '}by {by}")
    said += _differences(sources, draft, one.differing)
    if said:
        yield from _wrapped(head, "; ".join(said), cells)
    yield from _lacking(draft, one.unmet, head, cells)
    for backing in _best(one.differing):
        yield from _quoted(sources, backing, cells)
    if one.perhaps:
        differs = _differences(sources, draft, one.perhaps)
        yield from _wrapped(head, "; ".join([f"perhaps {in_words(sources.names(one.perhaps))}", *differs]), cells)
        if not one.backing:
            yield from _quoted(sources, one.perhaps[0], cells)
    elif not one.backing and not one.differing:
        yield from _nothing(sources, one, head, cells)


def _nothing(sources: _Sources, one: Checked, head: str, cells: int) -> Iterator[str]:
    from reader.desk.telling.words import in_words

    every = [sources.label(article) for article in sources.articles]
    yield from _wrapped(head, f"no match found in {in_words(every)}", cells)
    if one.nearest is not None:
        yield from _quoted(sources, one.nearest, cells, "nearest: ")


def _lacking(draft: Article, parts: Sequence[Span], head: str, cells: int) -> Iterator[str]:
    if parts:
        yield from _wrapped(head, f"no match for: {', '.join(_parts(draft, parts))}", cells)


def _parts(draft: Article, parts: Iterable[Span]) -> list[str]:
    """Return parts of a draft as it writes them, each once."""
    return list(dict.fromkeys(plain.line(draft.text[slice(*part)]) for part in parts))


def _answer(sources: _Sources, draft: Article, one: Checked, cells: int) -> Iterator[str]:
    from reader.desk.telling.words import KIND_WORDS, differing

    yield from _wrapped(f"{_sign(one)}  ", one.text, cells)
    groups = ((one.backing, ""), (one.differing, "differs"), (one.also, "says both: "), (one.perhaps, "perhaps, "))
    for kinds, words in groups:
        for backing in kinds:
            yield ""
            article = backing.article
            how = words if words == "differs" else words + KIND_WORDS[backing.kind]
            yield from _wrapped(f"{sources.label(article)}  ", f"{how}: {_place(backing)}", cells)
            yield from _wrapped("   ", f"“{backing.text}”", cells)
            for conflict in backing.conflicts:
                said = differing(conflict, draft.text, article.text, sources.label(article))
                yield from _wrapped("   ", f"differs: {said}", cells)
            yield from _lacking(draft, backing.unmet, "   ", cells)
    if not (one.backing or one.differing or one.perhaps):
        yield from _nothing(sources, one, "   ", cells)


def _quoted(sources: _Sources, backing: Backing, cells: int, before: str = "") -> Iterator[str]:
    yield from _wrapped(" " * INDENT, f"{before}{sources.label(backing.article)} “{backing.text}”", cells)


def _place(backing: Backing) -> str:
    from reader.desk.taking.citing import paragraph_of

    article = backing.article
    return f"{article.source}, paragraph {paragraph_of(article, backing.span.start)}, {article.name}"


def _best(backing: Iterable[Backing]) -> list[Backing]:
    """Return the best sentence of each source."""
    found: dict[str, Backing] = {}
    for one in backing:
        found.setdefault(one.article.id, one)
    return list(found.values())


def _differences(sources: _Sources, draft: Article, differing: Iterable[Backing]) -> list[str]:
    """Say in which sources what differs, each once: "differs in B C: four hours"."""
    from reader.desk.telling.checking import elsewhere

    having: dict[str, list[Backing]] = {}
    for backing in differing:
        for conflict in backing.conflicts:
            having.setdefault(elsewhere(conflict, draft, backing), []).append(backing)
    return [f"differs in {' '.join(sources.names(backing))}: {words}" for words, backing in having.items()]


def _sign(one: Checked) -> str:
    from reader.model import DIFFERS, UNMATCHED, UNSURE, sign_of

    if one.differs:
        return DIFFERS
    if one.backing:
        return sign_of(one.backing[0].kind, differs=False)
    return UNSURE if one.perhaps else UNMATCHED


def _summary(checked: Sequence[Checked]) -> str:
    backed = sum(bool(one.backing) for one in checked)
    part = sum(bool(one.backing) and not one.in_full for one in checked)
    otherwise = sum(bool(one.differing) and not one.backing for one in checked)
    perhaps = sum(bool(one.perhaps) and not one.backing and not one.differing for one in checked)
    parts = [
        f"{len(checked)} sentence{'s' if len(checked) != 1 else ''}",
        f"{backed} backed",
        f"{part} of them in part" if part else "",
        f"{sum(bool(one.backing) and one.differs for one in checked)} of them differ in a source",
        f"{otherwise} told otherwise" if otherwise else "",
        f"{perhaps} perhaps",
        f"{len(checked) - backed - otherwise - perhaps} without a match",
    ]
    return ", ".join(filter(None, parts))


def _wrapped(head: str, text: str, cells: int) -> Iterator[str]:
    for number, line in enumerate(layout.wrap(text, max(cells - len(head), 10))):
        yield f"{' ' * len(head) if number else head}{line}"


# ---------------------------------------------------------------- as data


def _as_data(sources: _Sources, draft: Article, one: Checked) -> dict[str, Any]:
    return {
        "text": one.text,
        "start": one.span.start,
        "end": one.span.end,
        "sign": _sign(one),
        "backed": "no" if not one.backing else "in full" if one.in_full else "in part",
        "backed_by": sources.names(one.backing),
        "no_match_for": _parts(draft, one.unmet),
        "backing": [_backing(sources, draft, backing) for backing in one.backing],
        "differing": [_backing(sources, draft, backing) for backing in one.differing],
        "also": [_backing(sources, draft, backing) for backing in one.also],
        "perhaps": [_backing(sources, draft, backing) for backing in one.perhaps],
        "nearest": _backing(sources, draft, one.nearest) if one.nearest is not None else None,
    }


def _backing(sources: _Sources, draft: Article, backing: Backing) -> dict[str, Any]:
    text = backing.article.text
    return {
        "source": sources.label(backing.article),
        "id": backing.article.id,
        "kind": str(backing.kind),
        "start": backing.span.start,
        "end": backing.span.end,
        "text": backing.text,
        "differs": [
            {"fact": str(c.fact), "here": draft.text[slice(*c.a)], "there": text[slice(*c.b)]}
            for c in backing.conflicts
        ],
        "no_match_for": _parts(draft, backing.unmet),
    }
