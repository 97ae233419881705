"""What + and - offer on a block, and what each offer would touch: counted as it then comes out."""

from __future__ import annotations

import pytest

from reader import clean_text
from reader.desk.opening.siblings import revised
from reader.desk.opening.teaching import effects, foreseen, offers, verdict, why_block
from reader.model import Article, Reason, Rule, Scope
from reader.text import plain

PAPERS = [
    f"""Title: {title}
Source: {source}

{body} Nobody was hurt, and the road was open again by the evening of the same day.

Also read: {other}

Tide desk: {tide}

Advertisement
"""
    for title, source, body, other, tide in (
        ("A wall falls", "Coast Paper", "The garden wall fell.", "Owls in the tower", "high at noon."),
        ("A tree falls", "Coast Paper", "The old lime tree fell.", "Trams to return", "low at seven, and calm."),
        ("A rock falls", "Hill Paper", "The rock above the road fell.", "Goats on the roof", "none up here at all."),
    )
]


@pytest.fixture(scope="module")
def articles() -> tuple[Article, ...]:
    return revised([clean_text(text) for text in PAPERS])


@pytest.mark.parametrize("number", [0, 1, 2])
def test_what_is_counted_is_what_comes_of_it(articles: tuple[Article, ...], number: int) -> None:
    article = articles[number]
    seen = 0
    for block in article.blocks:
        rules = offers(article, block, keep=not block.kept)
        if isinstance(rules, str):
            assert not (block.kept or block.hidden) or len(article.shown(block)) > 60
            continue
        for rule, effect in zip(rules, effects(rules, articles), strict=True):
            after = [foreseen(one, rule) for one in articles]
            changed = [
                sum(b.kept != a.kept for b, a in zip(one.blocks, new.blocks, strict=True))
                for one, new in zip(articles, after, strict=True)
            ]
            assert (effect.blocks, effect.articles) == (sum(changed), sum(count > 0 for count in changed))
            assert effect.blocks >= 1
            assert [one.text for one in after] == [one.text for one in revised(articles, [rule])]
            seen += 1
    assert seen >= 5


def test_the_narrowest_comes_first_and_the_widest_touches_most(articles: tuple[Article, ...]) -> None:
    block = next(block for block in articles[0].blocks if block.reason is Reason.ALSO_READ)
    rules = offers(articles[0], block, keep=True)
    assert not isinstance(rules, str)
    counts = [effect.blocks for effect in effects(rules, articles)]
    assert counts == sorted(counts)
    assert [str(effect) for effect in effects(rules, articles)][:2] == [
        "1 block in 1 article",
        "2 blocks in 2 articles",
    ]


def test_counting_ends_where_nobody_waits_for_it(articles: tuple[Article, ...]) -> None:
    block = next(block for block in articles[0].blocks if block.hidden)
    rules = offers(articles[0], block, keep=True)
    assert not isinstance(rules, str)
    assert all(effect.blocks == 0 for effect in effects(rules, articles, lambda: True))
    assert effects((), articles) == ()


def test_every_block_is_told_in_words(articles: tuple[Article, ...]) -> None:
    for article in articles:
        for block in article.blocks:
            words = verdict(block)
            assert words.startswith(("kept", "hidden as ", str(block.reason)))
            lines = why_block(article, block, ())
            assert words in lines
            assert "   none yet" in lines


def test_rules_are_told_however_their_source_is_spelled(articles: tuple[Article, ...]) -> None:
    article = articles[0]
    rule = Rule(plain.line(article.source.swapcase()), True, Scope.WORDS, plain.line("sign up here"))
    assert "   none yet" not in why_block(article, article.blocks[0], (rule,))
