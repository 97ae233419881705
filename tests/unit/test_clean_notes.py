"""What the gate takes out of a page is said with the article."""

from __future__ import annotations

import pytest

from reader.clean import clean_html

PAGE = "<html><body><article><h1>Ferry aground</h1><p>The ferry ran{} aground off the island on Sunday.</p></article>"


@pytest.mark.parametrize("control", ["\x1b[31m", "&#27;[31m", "&#x1B;[31m", "&#0007;", "&#x202E;", "\u202e", "\x7f"])
def test_control_characters_of_a_page_are_taken_out_with_a_word(control: str) -> None:
    article = clean_html(PAGE.format(control))
    assert any("control" in note for note in article.notes)
    assert not set("\x1b\x07\x7f\u202e") & set(article.source_text)


@pytest.mark.parametrize("harmless", ["&#9;", "&#10;", "&#160;", "&#270;", "&#x1F600;", "&#12345;", "\u00ad", "\t"])
def test_other_characters_are_worth_no_word(harmless: str) -> None:
    assert not clean_html(PAGE.format(harmless)).notes
