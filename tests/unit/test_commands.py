"""The registry of verbs: one meaning a key, and an action behind every verb wherever it is offered."""

from __future__ import annotations

import pytest

from reader.commands import COMMANDS, Place, commands_at, keys_and_places


def test_ids_are_unique() -> None:
    ids = [command.id for command in COMMANDS]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("place", Place)
def test_a_key_has_one_meaning_in_a_place(place: Place) -> None:
    keys = [key for command in commands_at(place) for key in command.keys]
    assert len(keys) == len(set(keys))


def test_a_key_that_two_verbs_share_never_meets_in_one_place() -> None:
    for command in COMMANDS:
        for other in COMMANDS:
            if command is not other and set(command.keys) & set(other.keys):
                assert not set(command.places) & set(other.places), (command.id, other.id)


def test_no_verb_hangs_on_a_key_that_terminals_eat() -> None:
    eaten = {f"ctrl+{key}" for key in "sqjmiho"}
    for command in COMMANDS:
        assert set(command.keys) - eaten or not command.keys, command.id


def test_every_walk_has_a_key_without_altgr() -> None:
    hard = {"left_square_bracket", "right_square_bracket", "left_curly_bracket", "right_curly_bracket", "vertical_line"}
    for name in ("next", "previous"):
        command = next(command for command in COMMANDS if command.id == name)
        assert set(command.keys) - hard


def test_keys_are_told_for_each_place_as_they_are_there() -> None:
    for place in Place:
        told = {c.id: keys for c in COMMANDS for keys, places in keys_and_places(c) if place in places}
        assert told == {command.id: command.keys for command in commands_at(place)}


def test_no_key_of_the_search_line_types_or_edits() -> None:
    keys = {key for command in commands_at(Place.SEARCH) for key in command.keys}
    assert not any(len(key) == 1 for key in keys)
    assert not keys & {"space", "slash", "colon", "ctrl+u", "ctrl+d"}
