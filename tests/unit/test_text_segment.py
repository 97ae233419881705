"""Paragraphs, lines and sentences: ranges in order that hold every visible character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import segment

TEXT = st.text(alphabet=st.sampled_from(list('aB 1.!?…\n\t"”’)(“।。「」\u00a0-;:é')), max_size=200)


@given(TEXT, st.sampled_from([segment.paragraphs, segment.lines, segment.sentences]))
def test_ranges_are_ordered_and_hold_all_visible_characters(text: str, cut) -> None:  # type: ignore[no-untyped-def]
    end = 0
    inside = ""
    for start, stop in cut(text):
        assert end <= start < stop <= len(text)
        inside += text[start:stop]
        end = stop
    assert "".join(inside.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three?", 3),
        ("Dr. Brown of the U.S. team met J. Smith at 5 p.m. on Monday.", 1),
        ("“It is done.” She left.", 2),
        ("The rate was 3.5 per cent. It fell.", 2),
        ("Die Mole ist seit dem 14. März zu. Am 3. Mai öffnet sie.", 2),
        ("Seit dem 1. Jänner 2024 und bis 30. Sept. 2025 gilt das. Die Stufe 3. Oktoberwetter kam.", 3),
        ("Herring sank to 12. May comes. They won by 3. March came. He has 44. April came.", 6),
        ("पहला वाक्य। दूसरा वाक्य।", 2),
        ("第一句。第二句。", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(segment.sentences(text)) == count


def test_a_line_break_ends_a_sentence() -> None:
    assert len(segment.sentences("A heading\nA sentence.")) == 2


@pytest.mark.parametrize(
    "line", ["WEDNESDAY, MARCH 4, 2009, 10:53 AM", "Wednesday, March 4, 2009", "March 4, 2009 10:53 a.m."]
)
def test_a_date_line_may_have_its_weekday_and_the_time(line: str) -> None:
    text = f"{line} The ferry left."
    assert [text[slice(*span)] for span in segment.sentences(text)] == [line, "The ferry left."]
