"""Which verbs a place has, and by which of their keys."""

from __future__ import annotations

from dataclasses import replace

from reader.commands.command import Command, Place
from reader.commands.keys import types_text
from reader.commands.registry import COMMANDS

_EDITING = frozenset({"ctrl+u", "ctrl+d"})
"""Keys that move through rows and, in a line of text, delete."""


def commands_at(place: Place) -> tuple[Command, ...]:
    """Return the verbs of one place, in the order of the registry, each with the keys that it has there.

    In the search line letters and signs are text, and some keys edit it; a verb that has no other key is left to the
    palette; so is one that has no key at all.
    """
    here = ((command, keys_at(command, place)) for command in COMMANDS if place in command.places)
    return tuple(replace(command, keys=keys) for command, keys in here if keys or not command.keys)


def keys_at(command: Command, place: Place) -> tuple[str, ...]:
    """Return the keys that a verb has in a place; none where it is not offered."""
    if place not in command.places:
        return ()
    if place is not Place.SEARCH:
        return command.keys
    return tuple(key for key in command.keys if not types_text(key) and key not in _EDITING)


def keys_and_places(command: Command) -> tuple[tuple[tuple[str, ...], tuple[Place, ...]], ...]:
    """Return the keys of a verb with the places where they are its keys: more than once where a place has fewer."""
    found: dict[tuple[str, ...], tuple[Place, ...]] = {}
    for place in command.places:
        keys = keys_at(command, place)
        if keys or not command.keys:
            found[keys] = (*found.get(keys, ()), place)
    return tuple(found.items())
