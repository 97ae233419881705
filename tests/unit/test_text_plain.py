"""The gate: nothing that steers a terminal, hides, or re-orders gets through, whatever comes in."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import plain

HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from(
            "\x00\x07\x08\x1b\x7f\x85\x9b\r\n\t\u00ad\u061c\u200b\u200c\u200d\u200e\u202e\u2066\u2028\ufeff"
        ),
        st.sampled_from("\ud800\udfff\u0301\u0327\U000e0041\u2060\ufff9"),
    ),
    max_size=200,
)
FORBIDDEN = {"Cc", "Cs"}
INVISIBLE = set("\u00ad\u061c\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\ufff9\ufffa\ufffb")


def dangerous(char: str) -> bool:
    code = ord(char)
    if char in "\t\n":
        return False
    bidi = 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x206F
    return unicodedata.category(char) in FORBIDDEN or char in INVISIBLE or bidi or 0xE0000 <= code <= 0xE007F


@given(HOSTILE)
def test_nothing_dangerous_survives(raw: str) -> None:
    assert not [char for char in plain.clean(raw) if dangerous(char)]


@given(HOSTILE)
def test_a_second_pass_changes_nothing(raw: str) -> None:
    once = plain.clean(raw)
    assert plain.clean(once) == once


@given(HOSTILE)
def test_a_line_is_one_line(raw: str) -> None:
    line = plain.line(raw)
    assert "\n" not in line
    assert line == line.strip()


@given(HOSTILE)
def test_clean_text_can_be_stored_and_sent(raw: str) -> None:
    plain.clean(raw).encode("utf-8")


@given(st.text(alphabet="a\u0301\u0302\u0327\u0330", max_size=60))
def test_marks_on_one_character_are_bounded(raw: str) -> None:
    run = 0
    for char in plain.clean(raw):
        run = run + 1 if unicodedata.combining(char) else 0
        assert run <= plain.MAX_MARKS


def test_cutting_an_escape_sequence_forms_no_new_one() -> None:
    assert plain.clean("a\x1b\x1b[31m]0;b") == "a[31m]0;b"


def test_joiners_stay_where_they_join() -> None:
    assert (
        plain.clean("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645")
        == "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    )
    assert plain.clean("a \u200d b") == "a  b"


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "cp1251", "no-such-code", "shift_jis"]))
def test_decoding_never_raises(data: bytes, declared: str | None) -> None:
    decoded = plain.decode(data, declared)
    assert decoded.damaged == decoded.text.count("\ufffd") or decoded.damaged == 0


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1251", "gb18030"])
def test_text_is_read_in_the_encoding_it_is_in(encoding: str) -> None:
    text = (
        "河上的旧桥在十月开始维修，市政府说这是因为裂缝"
        if encoding == "gb18030"
        else "Старый мост через реку закроют на ремонт"
    )
    assert plain.decode(text.encode(encoding)).text == text


def test_western_eight_bit_text_is_read_as_such() -> None:
    text = "Le maire a déclaré qu'à l'été prochain le café rouvrira, bien sûr."
    assert plain.decode(text.encode("cp1252")).text == text


def test_binary_is_told_from_text() -> None:
    assert plain.is_binary(b"\x7fELF\x00\x01\x02")
    assert not plain.is_binary("ein paar Wörter".encode("utf-16"))
    assert not plain.is_binary(b"a few words\n")


def test_shortening_says_that_something_was_cut() -> None:
    assert plain.shorten("a long line of words", 10) == "a long li…"
    assert plain.shorten("short", 10) == "short"
