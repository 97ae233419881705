"""Home: what people see first, and reading with the marks of a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.desk.telling.lens import Lens
from reader.model import DIFFERS
from reader.tui.draw import cell_len
from reader.tui.widgets.articlerows import GUTTER
from tests.tui.open import SIZES, app_of, opened, press, screen_text, settle, until

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from reader.tui.app import NewsreaderApp


def app(pilot: Pilot[None]) -> NewsreaderApp:
    from reader.tui.app import NewsreaderApp

    assert isinstance(pilot.app, NewsreaderApp)
    return pilot.app


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_thing_seen_is_a_marked_article_beside_its_story(size: tuple[int, int]) -> None:
    async with opened(size=size) as pilot:
        shown = screen_text(pilot)
        assert "capital-ledger" in shown
        assert "≈" in shown
        assert "also in B" in shown


async def test_stories_come_before_articles_that_stand_alone() -> None:
    async with opened() as pilot:
        rows = app(pilot).home.list.rows
        kinds = [row.text or (row.article.source if row.article else "story") for row in rows]
        assert kinds.index("Single articles") > kinds.index("Valley Wire")
        assert kinds[-1] == "Low Water Notes"


async def test_sources_have_letters_and_the_related_one_a_small_one() -> None:
    async with opened() as pilot:
        story = app(pilot).edition.stories[0]
        letters = story.letters()
        assert [letters[article.id] for article in story.articles] == list("ABCD")
        assert [letters[related.article.id] for related in story.related] == ["e"]


async def test_the_article_follows_the_cursor_of_the_list() -> None:
    async with opened() as pilot:
        view = app(pilot).home.view
        before = view.article
        await press(pilot, "j")
        await until(pilot, lambda: view.article is not before)
        assert view.article is not None
        assert view.article.source == "eastgate-post"


async def test_n_walks_what_the_lens_makes_bright_and_never_leaves_the_article() -> None:
    async with opened() as pilot:
        await press(pilot, "enter")
        view = app(pilot).home.view
        article, bright = view.article, view.bright
        assert bright
        seen = []
        for _ in range(len(bright) + 2):
            await press(pilot, "n")
            seen.append(view.current)
        assert view.article is article
        assert set(seen) >= set(bright) - {0}
        assert view.current == bright[-1]


async def test_the_current_passage_is_always_in_view() -> None:
    async with opened(size=(80, 24)) as pilot:
        await press(pilot, "enter")
        view = app(pilot).home.view
        for key in ("space", "space", "j", "b", "right_curly_bracket", "right_curly_bracket", "G", "g", "ctrl+d"):
            await press(pilot, key)
            row = view.row_of(view._spans[view.current].start)
            assert view.first_row <= row <= view.last_row, key


@pytest.mark.parametrize(
    ("key", "lens"), [("0", Lens.OFF), ("1", Lens.SHARED), ("2", Lens.QUOTES), ("4", Lens.UNMATCHED), ("f", Lens.NEW)]
)
async def test_a_key_a_lens(key: str, lens: Lens) -> None:
    async with opened() as pilot:
        await press(pilot, "enter", key)
        assert app(pilot).home.view.lens is lens
        assert lens.title in screen_text(pilot)


async def test_what_was_read_in_one_source_is_old_in_the_next() -> None:
    async with opened() as pilot:
        await press(pilot, "enter", "tab", "5")
        view = app(pilot).home.view
        old = [mark for mark, bright in zip(view.marks, view._bright, strict=True) if not bright]
        assert old
        assert all("A" in mark.letters for mark in old)
        assert len(old) < len(view.marks)


async def test_hidden_passages_appear_in_place_with_their_reasons_and_go_again() -> None:
    async with opened() as pilot:
        await press(pilot, "enter", "v")
        assert "ticker" in screen_text(pilot)
        assert "Logo" in screen_text(pilot)
        await press(pilot, "v")
        assert "Logo" not in screen_text(pilot)


async def test_tab_goes_round_the_sources_of_the_story() -> None:
    async with opened() as pilot:
        await press(pilot, "enter")
        seen = []
        for _ in range(5):
            article = app(pilot).home.view.article
            assert article is not None
            seen.append(app(pilot).edition.letter_of(article.id))
            await press(pilot, "tab")
        assert seen == ["A", "B", "C", "D", "e"]


async def test_a_quote_and_a_letter_go_to_that_source() -> None:
    async with opened() as pilot:
        await press(pilot, "enter", "apostrophe", "c")
        article = app(pilot).home.view.article
        assert article is not None
        assert article.source == "harbour-tribune"


async def test_opening_marks_as_read_and_undo_takes_it_back() -> None:
    async with opened() as pilot:
        await press(pilot, "enter")
        assert len(app(pilot).shelf.read_ids) == 1
        await press(pilot, "r")
        assert not app(pilot).shelf.read_ids
        await press(pilot, "U")
        assert len(app(pilot).shelf.read_ids) == 1


async def test_all_read_is_one_step_back() -> None:
    async with opened() as pilot:
        await press(pilot, "A")
        assert len(app(pilot).shelf.read_ids) == len(app(pilot).edition.articles)
        await press(pilot, "U")
        assert not app(pilot).shelf.read_ids


async def test_folding_a_story_hides_its_sources() -> None:
    async with opened() as pilot:
        before = len(app(pilot).home.list.rows)
        await press(pilot, "h")
        assert len(app(pilot).home.list.rows) == before - 5
        await press(pilot, "l")
        assert len(app(pilot).home.list.rows) == before


async def test_find_in_the_article_walks_its_hits_and_escape_ends_it() -> None:
    async with opened() as pilot:
        await press(pilot, "enter", "slash", *"Moscow", "enter")
        view = app(pilot).home.view
        assert len(view.hits) >= 2
        assert view.hit >= 0
        first = view.hit
        await press(pilot, "n")
        assert view.hit == first + 1
        await press(pilot, "escape")
        assert not view.hits
        assert view.has_focus


async def test_what_cannot_be_read_is_named_and_the_rest_opens(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "picture.txt").write_bytes(b"\x00\x01\x02" * 400)
    (tmp_path / "good.txt").write_text("The pier was opened on Monday. It had been shut since the storm in March.")
    async with opened(tmp_path) as pilot:
        shown = screen_text(pilot)
        assert "empty.txt" in shown
        assert "picture.txt" in shown
        assert "The pier was opened on Monday" in shown


@pytest.mark.parametrize(
    "title", ["x [/", "[@click=app.quit]press[/]", "[type=x, v={'a[0]'}]", "[$foo]x[/]", "[a-z] and [citation needed]"]
)
async def test_brackets_in_a_title_are_shown_as_they_are(title: str, tmp_path: Path) -> None:
    body = "A first sentence that is long enough to be the body of a report. And here is a second one, about the same."
    (tmp_path / "a.txt").write_text(f"Title: {title}\nSource: Somebody\n\n{body}\n")
    async with opened(tmp_path, size=(160, 40)) as pilot:
        assert title in screen_text(pilot)
        await press(pilot, "enter", "i", "escape", "question_mark", "escape")
        assert title in screen_text(pilot)


async def test_controls_in_a_title_never_reach_the_screen(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Title: a\x1b]0;owned\x07b\u202ec\u200bd\n\nThe pier was opened on Monday, it is said."
    )
    async with opened(tmp_path) as pilot:
        shown = screen_text(pilot)
        assert not set("\x1b\x07\u202e\u200b") & set(shown)
        assert "a]0;ownedbcd" in shown


@pytest.mark.parametrize("size", [(1, 1), (10, 3), (23, 40), (80, 6), (30, 8)])
async def test_a_terminal_that_is_too_small_says_so_and_nothing_breaks(size: tuple[int, int]) -> None:
    async with opened(size=size) as pilot:
        await press(pilot, "enter", "n", "v")
        assert app(pilot).is_running


async def test_another_size_keeps_the_place() -> None:
    async with opened(size=(120, 40)) as pilot:
        await press(pilot, "enter", "n", "n")
        current = app(pilot).home.view.current
        for width, height in ((80, 24), (200, 60), (40, 12), (120, 40)):
            await pilot.resize_terminal(width, height)
            await settle(pilot)
            view = app(pilot).home.view
            assert view.current == current
            assert view.first_row <= view.row_of(view._spans[current].start) <= view.last_row


async def test_a_click_chooses_a_passage() -> None:
    async with opened() as pilot:
        view = app(pilot).home.view
        row = view.row_of(view._spans[4].start)
        await pilot.click(view, offset=(view._lines[row].text.find(".") + 12, row))
        await settle(pilot)
        assert view.has_focus
        assert view.current in (3, 4, 5)


WIDE = "渡轮在港口附近搁浅了。海岸警卫队说没有人受伤。拖船明天来。议会要求调查此事。船长没有回答。"


@pytest.mark.parametrize("number", range(5))
async def test_a_click_in_wide_characters_chooses_the_sentence_under_it(tmp_path: Path, number: int) -> None:
    (tmp_path / "ferry.txt").write_text(WIDE, "utf-8")
    async with opened(tmp_path) as pilot:
        view = app(pilot).home.view
        assert len(view._spans) == 5
        middle = (view._spans[number].start + view._spans[number].end) // 2
        row = view.row_of(middle)
        line = view._lines[row]
        await pilot.click(view, offset=(GUTTER + cell_len(line.text[: middle - line.start]), row - view.first_row))
        await settle(pilot)
        assert view.current == number


async def test_a_click_on_letters_chooses_the_passage_that_they_are_of() -> None:
    async with opened() as pilot:
        view = app(pilot).home.view
        inside = [n for n, span in enumerate(view._spans) if view._lines[view.row_of(span.start)].start < span.start]
        number = next(n for n in inside if view.marked_in(view._lines[view.row_of(view._spans[n].start)]) == n)
        row = view.row_of(view._spans[number].start)
        await pilot.click(view, offset=(4, row - view.first_row))
        await settle(pilot)
        assert view.current == number


async def test_the_status_says_in_words_which_lens_is_on_and_how_much_it_shows() -> None:
    async with opened() as pilot:
        await press(pilot, "enter")
        assert "no match elsewhere: 5 passages · 0%" in screen_text(pilot)
        await press(pilot, "n")
        assert "no match elsewhere: 1 of 5 · 0%" in screen_text(pilot)
        await press(pilot, "0")
        assert "lens off · 0%" in screen_text(pilot)


async def test_together_makes_one_story_of_all() -> None:
    async with opened(together=True) as pilot:
        assert len(app(pilot).edition.stories) == 1
        assert len(app(pilot).edition.stories[0].articles) == len(app(pilot).edition.articles)


async def test_pasted_text_is_never_read_as_keys() -> None:
    from textual import events

    async with opened() as pilot:
        pilot.app.screen.post_message(events.Paste("Q A long enough text to be an article, pasted by hand."))
        await settle(pilot)
        assert app(pilot).is_running
        assert "Add an article from the clipboard" in screen_text(pilot)


async def test_quit_works_from_everywhere() -> None:
    program = app_of()
    async with program.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        await pilot.press("Q")
        await until(pilot, lambda: not program.is_running)


async def test_every_verb_of_every_place_has_an_action_on_its_screen() -> None:
    from reader.commands import Place, commands_at

    async with opened() as pilot:
        home = app(pilot).home
        for place, widget in ((Place.LIST, home.list), (Place.READER, home.view)):
            for command in commands_at(place):
                name = f"action_{command.id}"
                assert hasattr(widget, name) or hasattr(home, name), (place, command.id)


async def test_the_wheel_scrolls_the_article_and_the_current_passage_stays_in_view() -> None:
    from textual import events

    async with opened(size=(80, 24)) as pilot:
        await press(pilot, "enter")
        view = app(pilot).home.view
        for _ in range(6):
            view.post_message(events.MouseScrollDown(view, 3, 3, 0, 1, 0, False, False, False))
            await settle(pilot)
        assert view.first_row > 6
        assert view.first_row <= view.row_of(view._spans[view.current].start) <= view.last_row


async def test_a_correction_shows_at_once_in_list_and_article_and_is_what_is_cited(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copied: list[str] = []
    async with opened() as pilot:
        monkeypatch.setattr(pilot.app, "copy_to_clipboard", copied.append)
        await press(pilot, "enter", "E", "tab", "ctrl+a", *"Ledger", "enter", "enter", "enter")
        view = app(pilot).home.view
        assert view.article is not None
        assert view.article.source.startswith("Ledger")
        assert "U takes it back" in screen_text(pilot)
        await press(pilot, "y")
        assert "(Ledger" in copied[-1]
        await press(pilot, "U")
        assert view.article.source == "capital-ledger"


async def test_escape_in_the_list_leaves_nothing() -> None:
    async with opened() as pilot:
        await press(pilot, "escape", "escape")
        assert app(pilot).is_running


async def test_a_row_in_which_two_passages_begin_speaks_of_one_of_them() -> None:
    async with opened() as pilot:
        await press(pilot, "enter")
        view = app(pilot).home.view
        for lens in "12345":
            await press(pilot, lens)
            for row, line in enumerate(view._lines):
                begun = view._begun(line)
                shown = "".join(segment.text for segment in view.draw_row(row, 100))[:7].split()
                if begun:
                    marks = [view.marks[number] for number in begun]
                    assert ["".join(shown[:-1]), shown[-1]] in [["".join(m.letters), m.sign] for m in marks]


async def test_of_two_passages_that_begin_in_a_row_the_one_that_differs_has_the_sign(tmp_path: Path) -> None:
    for name, cost in (("a", "4.2"), ("b", "5.6")):
        text = f"Mayor Ida Kron came. The Sandholm pier cost {cost} million crowns to build."
        (tmp_path / f"{name}.txt").write_text(f"Title: Pier {name}\n\n{text}")
    async with opened(tmp_path, together=True) as pilot:
        await press(pilot, "enter")
        view = app(pilot).home.view
        row = next(number for number, line in enumerate(view._lines) if line.text.startswith("Mayor"))
        assert [view.marks[n].sign for n in view._begun(view._lines[row])][1] == DIFFERS
        assert DIFFERS in "".join(segment.text for segment in view.draw_row(row, 100))[:7]


async def test_the_first_story_is_what_is_seen_first_whatever_was_read_first(tmp_path: Path) -> None:
    lone = "Title: Apples\n\nThe orchard gave more apples this year than in any year since it was planted by hand."
    one = (
        "Title: Pier A\n\nThe pier of Sandholm was opened on Monday by Mayor Ida Kron. It had cost 4.2 million crowns."
    )
    two = "Title: Pier B\n\nMayor Ida Kron opened the pier of Sandholm on Monday. The cost was 4.2 million crowns."
    for name, text in (("a", lone), ("b", one), ("c", two)):
        (tmp_path / f"{name}.txt").write_text(text)
    async with opened(tmp_path) as pilot:
        article = app(pilot).home.view.article
        assert article is not None
        assert article.title == "Pier A"


async def test_stripping_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The pier was opened on Monday. It had been shut since the storm in March.")
    async with opened(tmp_path) as pilot:
        await press(pilot, "enter", "v")
        assert "nothing was stripped here" in screen_text(pilot)


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (80, 2)])
async def test_the_keys_go_on_after_a_terminal_was_too_small(size: tuple[int, int]) -> None:
    async with opened(size=(80, 24)) as pilot:
        for there in (size, (200, 60), (80, 24)):
            await pilot.resize_terminal(*there)
            await settle(pilot)
        before = app(pilot).home.list.cursor
        await press(pilot, "j")
        assert app(pilot).home.list.cursor == before + 1
        await pilot.resize_terminal(*size)
        await settle(pilot)
        await pilot.press("q")
    assert pilot.app.return_code == 0


async def test_a_command_that_has_no_room_is_not_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened(size=(80, 24)) as pilot:
        await press(pilot, "enter", "e", "enter")
        (line,) = (line.rstrip() for line in screen_text(pilot).splitlines() if line.startswith(" wrote "))
        assert line.endswith(".txt")
