"""Stars, notes, tags, clips and the place in the text: kept, shown, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from reader.desk.taking.keepsakes import clips_as
from tests.tui import kept
from tests.tui.open import opened, press, reading, screen_text

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from textual.pilot import Pilot

    from reader.tui.app import NewsreaderApp


def app(pilot: Pilot[None]) -> NewsreaderApp:
    return cast("NewsreaderApp", pilot.app)


async def test_a_star_shows_in_the_list_and_goes_again(tmp_path: Path) -> None:
    async with reading(kept.library(tmp_path)) as pilot:
        await press(pilot, "s")
        assert "★" in screen_text(pilot)
        assert len(app(pilot).shelf.starred_ids) == 1
        await press(pilot, "U")
        assert "★" not in screen_text(pilot)


async def test_a_note_stands_behind_its_passage_and_is_written_anew_or_removed() -> None:
    async with opened() as pilot:
        await press(pilot, "enter", "n", "a", *"ask the office", "enter")
        assert "✎ ask the office" in screen_text(pilot)
        (note,) = app(pilot).shelf.notes()
        assert note.span is not None
        assert note.passage
        await press(pilot, "a", "end", *" twice", "enter")
        assert "✎ ask the office twice" in screen_text(pilot)
        await press(pilot, "U")
        assert "✎ ask the office" in screen_text(pilot)
        assert "twice" not in screen_text(pilot)
        await press(pilot, "a", "ctrl+a", "ctrl+k", "enter")
        assert "✎" not in screen_text(pilot)


async def test_a_note_from_the_list_is_on_the_article(tmp_path: Path) -> None:
    async with reading(kept.library(tmp_path)) as pilot:
        await press(pilot, "a", *"later", "enter")
        assert app(pilot).shelf.notes()[0].span is None
        assert "✎ later" in screen_text(pilot)
        assert app(pilot).shelf.name_of(app(pilot).shelf.notes()[0].article_id) is not None


async def test_tags_are_given_and_taken_in_one_line(tmp_path: Path) -> None:
    async with reading(kept.library(tmp_path)) as pilot:
        await press(pilot, "T", *"sea, #islands", "enter")
        assert list(app(pilot).shelf.tags()) == ["islands", "sea"]
        await press(pilot, "T", "ctrl+a", "ctrl+k", *"sea", "enter")
        assert list(app(pilot).shelf.tags()) == ["sea"]


async def test_what_was_copied_is_among_the_clips_until_it_is_removed() -> None:
    async with opened() as pilot:
        await press(pilot, "enter", "n", "y", "quotation_mark")
        (clip,) = app(pilot).shelf.clips()
        assert clip.citation
        assert clip.citation in clip.text
        assert screen_text(pilot).count(f"({clip.citation[:12]}") == 0  # once, in its own column
        await press(pilot, "x")
        assert not app(pilot).shelf.clips()
        await press(pilot, "U")
        assert app(pilot).shelf.clips() == (clip,)
        await press(pilot, "quotation_mark")
        assert len(app(pilot).screen_stack) == 1


async def test_clips_come_from_compare_matrix_and_figures_and_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened() as pilot:
        await press(pilot, "enter", "c", "n", "y", "q", "m", "y", "q", "number_sign", "y")
        clips = app(pilot).shelf.clips()
        assert len(clips) == 3
        assert all(clip.citation and clip.article_id for clip in clips)
        assert all(line in clip.text for clip in clips for line in clip.citation.split("\n"))
        await press(pilot, "q", "quotation_mark", "e", "enter")
        assert "wrote" in screen_text(pilot)
        written = (tmp_path / "clips.md").read_text()
        assert written == clips_as("md", clips) + "\n"
        await press(pilot, "e", "ctrl+a", "ctrl+k", *"clips.doc", "enter")
        assert "clips are written as .txt, .md, .json" in screen_text(pilot)


async def test_the_place_in_the_text_is_kept_when_it_is_left() -> None:
    async with opened(size=(80, 24)) as pilot:
        await press(pilot, "enter", "right_curly_bracket", "right_curly_bracket", "right_curly_bracket")
        view = app(pilot).home.view
        article, current = view.article, view.current
        assert article is not None
        assert current > 0
        await press(pilot, "q", "j", "enter", "q", "k", "enter")
        assert view.article is not None
        if view.article.id != article.id:
            await press(pilot, "shift+tab")
        assert app(pilot).shelf.place(article.id) > 0


async def test_what_is_above_or_below_is_marked_by_name(tmp_path: Path) -> None:
    async with reading(kept.library(tmp_path, kept.old(), kept.new())) as pilot:
        await press(pilot, "G", "colon", *"read above", "enter")
        assert len(app(pilot).shelf.read_ids) == 3
        await press(pilot, "U")
        assert not app(pilot).shelf.read_ids


async def test_what_fits_a_query_is_marked_in_one_step(tmp_path: Path) -> None:
    async with reading(kept.library(tmp_path, kept.old(), kept.new())) as pilot:
        shelf = app(pilot).shelf
        await press(pilot, "colon", *"mark wh", "enter", *"read ferry", "enter")
        assert len(shelf.read_ids) == 2
        assert "2 articles: read; U takes it back" in screen_text(pilot)
        assert "2 unread" in screen_text(pilot)
        await press(pilot, "colon", *"mark wh", "enter", *"read ferry", "enter")
        assert "nothing changed: it was so before" in screen_text(pilot)
        await press(pilot, "colon", *"mark wh", "enter", *"tag:sea older:10d", "enter")
        assert list(shelf.tags()) == ["sea"]
        await press(pilot, "U", "U")
        assert not shelf.read_ids
        assert not shelf.tags()
        await press(pilot, "colon", *"mark wh", "enter", *"paint ferry", "enter")
        assert "is none of read, unread" in screen_text(pilot)
        await press(pilot, "colon", *"mark wh", "enter", *"read (ferry", "enter")
        assert "(character 1 of the query)" in screen_text(pilot)
        await press(pilot, "colon", *"mark wh", "enter", *"read", "enter")
        assert "the query is empty" in screen_text(pilot)


async def test_what_fits_a_query_is_marked_among_opened_files() -> None:
    async with opened() as pilot:
        await press(pilot, "colon", *"mark wh", "enter", *"star words:>1", "enter")
        assert app(pilot).shelf.starred_ids == {article.id for article in app(pilot).edition.articles}
        await press(pilot, "U")
        assert not app(pilot).shelf.starred_ids


async def test_search_finds_in_the_whole_library_and_opens_there(tmp_path: Path) -> None:
    async with reading(kept.library(tmp_path, kept.old(), kept.new())) as pilot:
        await press(pilot, "slash", *"potters")
        assert "1 of 4" in screen_text(pilot)
        assert "Old mill sold" in screen_text(pilot)
        await press(pilot, "enter")
        view = app(pilot).home.view
        assert view.has_focus
        assert view.article is not None
        assert view.article.title == kept.OLD[0]
