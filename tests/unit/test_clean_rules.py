"""The user's rules on blocks: what is proposed, what it says, and which rule wins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.clean import Context, clean_text
from reader.clean.context import Template
from reader.clean.revising import revise
from reader.clean.rules import checked, describe, pattern, proposals, rule_for
from reader.model import Article, Block, Reason, Rule, Scope
from reader.text import plain

TEXT = """Title: Old mill burns
Source: Valley Wire

The old mill at the edge of Harrow burned for six hours on Monday before the fire brigade could put the flames out.

Also read: Mill owner had asked for sprinklers

Nobody was hurt, said Ina Brandt of the brigade, but the roof is lost and the wheel will not turn again this year.

Get 5 tips a week by post. Write to us.

The owner hopes to open a small museum on the ground floor, where the stones still stand, before the winter comes.
"""


@pytest.fixture
def article() -> Article:
    return clean_text(TEXT)


def block(article: Article, words: str) -> Block:
    return next(b for b in article.blocks if words in article.shown(b))


def rule(scope: Scope, value: str, keep: bool = False, source: str = "Valley Wire") -> Rule:
    return Rule(plain.line(source), keep, scope, plain.CleanText(value))


def with_rules(article: Article, *rules: Rule, **more: object) -> Article:
    return revise(article, Context(rules=rules, **more))  # type: ignore[arg-type]


def test_rules_are_proposed_from_the_narrowest_on(article: Article) -> None:
    hidden = proposals(article, block(article, "Also read"))
    assert [(r.scope, r.keep, r.value) for r in hidden] == [
        (Scope.WORDS, True, "also read: mill owner had asked for sprinklers"),
        (Scope.START, True, "also read:"),
        (Scope.REASON, True, "also read"),
    ]
    shown = proposals(article, block(article, "Nobody"))
    assert [(r.scope, r.keep) for r in shown] == [(Scope.WORDS, False), (Scope.START, False)]
    assert shown[1].value == "nobody was hurt, said"
    assert proposals(article, block(article, "Title:")) == ()


def test_a_rule_is_one_plain_line(article: Article) -> None:
    words, start, reason = proposals(article, block(article, "Also read"))
    assert describe(start) == 'keep what begins with "also read:" · Valley Wire'
    assert describe(reason) == 'keep what is hidden as "also read" · Valley Wire'
    assert describe(words).startswith('keep what says "also read: mill owner')
    assert describe(rule(Scope.START, "x", source="")) == 'hide what begins with "x" · texts that name no source'


@pytest.mark.parametrize("number", [0, 1, 2])
def test_every_proposal_does_what_it_says_and_its_opposite_takes_it_back(article: Article, number: int) -> None:
    before = block(article, "Also read")
    chosen = proposals(article, before)[number]
    kept = with_rules(article, chosen)
    after = block(kept, "Also read")
    assert after.kept
    assert after.reason is None
    assert after.detail.startswith("your rule: ")
    assert "Also read: Mill owner" in kept.text
    assert (kept.id, kept.source_text, len(kept.blocks)) == (article.id, article.source_text, len(article.blocks))
    hide = proposals(kept, after)[0]
    assert not block(with_rules(article, chosen, hide), "Also read").kept


def test_a_rule_on_a_reason_is_named_by_what_it_kept(article: Article) -> None:
    by_reason = next(one for one in proposals(article, block(article, "Also read")) if one.scope is Scope.REASON)
    kept = with_rules(article, by_reason)
    assert rule_for(kept, block(kept, "Also read"), [by_reason]) == by_reason


def test_a_block_hidden_by_rule_says_so(article: Article) -> None:
    hidden = with_rules(article, rule(Scope.START, "nobody was"))
    found = block(hidden, "Nobody")
    assert (found.kept, found.reason) == (False, Reason.RULE)
    assert f"{found.reason}: {found.detail}" == 'your rule: begins with "nobody was"'
    assert rule_for(hidden, found, [rule(Scope.START, "nobody was")]) is not None
    assert [r.scope for r in proposals(hidden, found)] == [Scope.WORDS, Scope.START]


def test_the_later_rule_wins_and_any_rule_wins_over_templates(article: Article) -> None:
    line = pattern("Get 5 tips a week by post. Write to us.")
    templates = {line: Template(3, 3, 0.9)}
    assert block(with_rules(article, templates=templates), "Get 5").reason in (Reason.TEMPLATE, Reason.NEWSLETTER)
    keep, hide = rule(Scope.WORDS, line, keep=True), rule(Scope.WORDS, line)
    assert block(with_rules(article, hide, keep, templates=templates), "Get 5").kept
    assert not block(with_rules(article, keep, hide, templates=templates), "Get 5").kept


def test_numbers_do_not_matter_and_openings_end_with_a_word(article: Article) -> None:
    assert not block(with_rules(article, rule(Scope.WORDS, "get # tips a week by post. write to us.")), "Get 5").kept
    assert block(with_rules(article, rule(Scope.START, "nobo")), "Nobody").kept


def test_rules_of_other_sources_do_nothing(article: Article) -> None:
    assert with_rules(article, rule(Scope.START, "nobody", source="Coast Paper")) is article
    assert with_rules(article, rule(Scope.START, "nobody", source="")) is article


def test_no_rule_touches_the_fields(article: Article) -> None:
    changed = with_rules(article, rule(Scope.START, "title:"), rule(Scope.REASON, "header", keep=True))
    assert changed is article


@pytest.mark.parametrize(
    "bad",
    [
        rule(Scope.WORDS, "  "),
        rule(Scope.WORDS, "x" * 1000),
        rule(Scope.REASON, "ad"),
        rule(Scope.REASON, "nonsense", keep=True),
        rule(Scope.REASON, "title", keep=True),
    ],
)
def test_a_rule_that_can_mean_nothing_is_refused(bad: Rule) -> None:
    with pytest.raises(ValueError, match=r"value|reason"):
        checked(bad)


@given(st.text(max_size=200), st.lists(st.text(min_size=1, max_size=20), max_size=5))
def test_rules_never_change_the_blocks_text(text: str, values: list[str]) -> None:
    article = clean_text(text)
    rules = [
        Rule(plain.line(""), n % 2 == 0, Scope.START, plain.CleanText(pattern(plain.clean(value))))
        for n, value in enumerate(values)
    ]
    changed = revise(article, Context(rules=tuple(rules)))
    assert [b.span for b in changed.blocks] == [b.span for b in article.blocks]
    assert all((b.reason is None) == b.kept for b in changed.blocks)
