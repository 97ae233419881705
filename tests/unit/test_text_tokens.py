"""Words: what counts as the same word."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import tokens


def norms(text: str) -> list[str]:
    return [word.norm for word in tokens.tokens(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("confirmed", "confirms"),
        ("visiting", "visits"),
        ("policies", "policy"),
        ("planned", "planning"),
        ("announcement", "announce"),
        ("quickly", "quick"),
    ],
)
def test_inflections_of_a_word_share_their_stem(one: str, other: str) -> None:
    assert tokens.stem(one) == tokens.stem(other)


def test_possessives_numbers_and_acronyms_have_one_form() -> None:
    assert norms("The mayor’s U.N. envoy paid 1,200 for twelve seats") == [
        "the", "mayor", "UN", "envoy", "paid", "1200", "for", "12", "seats",
    ]  # fmt: skip


def test_an_acronym_is_not_the_pronoun_it_looks_like() -> None:
    us, them = tokens.tokens("US tells us")[0], tokens.tokens("US tells us")[2]
    assert us.norm != them.norm
    assert them.stop
    assert not us.stop


def test_scripts_without_spaces_give_single_characters() -> None:
    assert norms("東京の橋") == list("東京の橋")


def test_other_scripts_keep_their_words_whole() -> None:
    assert norms("मुख्यमंत्री ने कहा") == ["मुख्यमंत्री", "ने", "कहा"]
    assert norms("Мост закрыли вечером") == ["мост", "закрыли", "вечером"]


@given(st.text(max_size=300))
def test_words_stand_where_they_say(text: str) -> None:
    found = tokens.tokens(text)
    assert all(text[word.start : word.end].strip() for word in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


WORDS = st.lists(st.sampled_from("The U.S. “twelve” 1,200 ONE don’t 北京 İstanbul, é a_b x’s".split())).map(" ".join)


@given(st.text() | WORDS)
def test_folded_words_are_those_of_the_tokens(text: str) -> None:
    assert tokens.folded(text).split() == " ".join(tokens.fold(norm) for norm in norms(text)).split()
