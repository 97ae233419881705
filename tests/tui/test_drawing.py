"""Wrapping and laying out: nothing is lost, nothing is too wide, every row knows where it is from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from reader.model import Article, Block, Span, content_id
from reader.text import plain, segment
from reader.tui.draw import Painter, cell_len, cut_head, fit, index_at, pad, shorten, wrap
from reader.tui.layout import lay_out
from reader.tui.widgets.articlerows import gutter_letters

LINE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Mn", "Me", "Zl", "Zp"]), max_size=200)


@given(LINE, st.integers(2, 40))
def test_wrapping_keeps_every_character_but_white_space(text: str, width: int) -> None:
    rows = wrap(text, width)
    assert "".join("".join(text[a:b].split()) for a, b in rows) == "".join(text.split())


@given(LINE, st.integers(2, 40))
def test_no_wrapped_row_is_wider_than_asked(text: str, width: int) -> None:
    assert all(cell_len(text[a:b]) <= width for a, b in wrap(text, width))


@given(LINE, st.integers(0, 60))
def test_the_character_at_a_cell_covers_it(text: str, cell: int) -> None:
    at = index_at(text, cell)
    assert cell_len(text[:at]) <= cell or at == 0
    assert cell_len(text[: at + 1]) > cell or at == len(text)


def test_words_are_not_broken_where_they_fit() -> None:
    text = "The bridge opened again on Sunday"
    assert [text[a:b] for a, b in wrap(text, 12)] == ["The bridge", "opened again", "on Sunday"]


def test_a_word_longer_than_a_row_is_broken() -> None:
    assert [("x" * 25)[a:b] for a, b in wrap("x" * 25, 10)] == ["x" * 10, "x" * 10, "x" * 5]


@given(LINE, st.integers(0, 40))
def test_padding_gives_the_very_width(text: str, width: int) -> None:
    assert cell_len(pad(text, width)) == width
    assert cell_len(fit(text, width)) <= max(width, 0) or cell_len(text) <= width


@given(st.lists(LINE.filter(str.strip), min_size=1, max_size=6), st.integers(12, 60))
def test_every_row_of_an_article_shows_the_characters_it_stands_for(paragraphs: list[str], width: int) -> None:
    text = plain.clean("\n\n".join(paragraphs))
    blocks = tuple(Block(Span(*span), kept=True) for span in segment.paragraphs(text))
    article = Article(id=content_id(text), source_text=text, blocks=blocks)
    rows = [line for line in lay_out(article, "", width, show_hidden=False) if line.start >= 0]
    assert all(text[line.start : line.end] == line.text for line in rows)
    assert "".join("".join(line.text.split()) for line in rows) == "".join(text.split())


def test_many_letters_are_counted() -> None:
    assert gutter_letters(list("BCDE")) == "BCDE"
    assert gutter_letters(list("BCDEFGHIJKLM")) == "BCD+9"


@given(st.text(alphabet="ab ·,語 ", max_size=60), st.integers(1, 70))
def test_what_is_shortened_fits_and_cuts_no_word(text: str, width: int) -> None:
    short = shorten(text, width)
    assert cell_len(short) <= width
    if short != text:
        head = short.removesuffix("…").rstrip()
        assert short.endswith("…")
        assert text.startswith(head)
        after = text[len(head) : len(head) + 1]
        assert after in ("", " ", ",") or cell_len(text.split(" ")[0]) > width - 1


def test_of_a_line_with_parts_the_first_is_cut() -> None:
    words = "Ferry runs aground off the northern quay · 7 articles · 21-22 Nov 2026"
    assert cut_head(words, 53) == "Ferry runs aground off… · 7 articles · 21-22 Nov 2026"
    assert cut_head(words, 30) == fit(words, 30)
    assert cut_head(words, 90) == words
    assert cut_head("no parts in this long line", 10) == "no parts…"


def test_a_row_says_what_stands_first_in_it() -> None:
    said = "differs: 22nd here, 23rd in B · also in B C (reworded) · perhaps also in D"
    assert shorten(said, 80) == said
    assert shorten(said, 60) == "differs: 22nd here, 23rd in B · also in B C (reworded) …"
    assert shorten(said, 40) == "differs: 22nd here, 23rd in B …"
    assert shorten(said, 20) == "differs: 22nd here…"


JOINED = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
SIGNS = st.lists(
    st.sampled_from([JOINED, "3\ufe0f\u20e3", "\u2764\ufe0f", "\U0001f44d\U0001f3fd", "a", " ", "港", "e\u0301"])
)


@given(SIGNS.map("".join), st.integers(2, 40))
def test_a_row_is_as_wide_in_terminals_that_join_signs_as_in_those_that_do_not(text: str, width: int) -> None:
    drawn = Painter(Style()).add(pad(text, width)).strip(width)
    assert drawn.cell_length == width
    assert sum(cell_len(char) for char in drawn.text) == width
    for start, end in wrap(text, width):
        assert sum(cell_len(char) for char in text[start:end]) <= width
