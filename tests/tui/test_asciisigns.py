"""ASCII only: all that is drawn but letters, on every screen, in as many cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.color import Color

from reader.desk.opening.inputs import sample_folder
from reader.library import Shelf
from reader.tui.app import NewsreaderApp
from reader.tui.asciisigns import AsciiSigns
from reader.tui.draw import cell_len
from tests.tui.open import SIZES, press, screen_text, settle

if TYPE_CHECKING:
    from collections.abc import Sequence

BLACK = Color(0, 0, 0)


def drawn(*texts: str) -> str:
    return "".join(segment.text for segment in AsciiSigns().apply([Segment(text) for text in texts], BLACK))


SCREENS = [("enter", "v"), ("c",), ("m",), ("enter", "enter"), ("number_sign",), ("question_mark",), ("e",), ("colon",)]


@pytest.mark.parametrize(("size", "keys"), [*((size, ()) for size in SIZES), *((SIZES[0], keys) for keys in SCREENS)])
async def test_what_is_drawn_is_ascii_but_for_letters(size: tuple[int, int], keys: Sequence[str]) -> None:
    app = NewsreaderApp([str(sample_folder())], shelf=Shelf.nowhere(), ascii_only=True)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, *keys)
        beyond = {char for char in screen_text(pilot) if not char.isascii() and not char.isalpha()}
        assert not beyond


async def test_the_footer_spells_enter_and_still_says_how_to_leave() -> None:
    app = NewsreaderApp([str(sample_folder())], shelf=Shelf.nowhere(), ascii_only=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        footer = screen_text(pilot).split("\n")[-1]
        assert footer.startswith(" Enter read  n next")
        assert footer.rstrip().endswith("q quit")


@given(st.lists(st.text("a ⏎·…│▇é渡", max_size=20), max_size=4))
def test_a_row_stays_as_wide(texts: list[str]) -> None:
    assert cell_len(drawn(*texts)) == cell_len("".join(texts))


def test_enter_is_spelled_where_there_is_room_and_is_one_sign_elsewhere() -> None:
    assert drawn("⏎ read  q quit     ") == "Enter read  q quit "
    assert drawn("⏎ read", "      ") == "Enter read  "
    assert drawn("⏎ read  q quit") == "< read  q quit"
