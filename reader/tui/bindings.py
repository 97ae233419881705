"""From the registry of verbs to Textual's bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

from reader.commands import COMMANDS, commands_at

if TYPE_CHECKING:
    from reader.commands import Place

_MOVEMENT = frozenset("down up page_down page_up half_down half_up top bottom".split())


def bindings(place: Place, widget: type | None = None) -> list[BindingType]:
    """Return the bindings of one place: key, action and help come from the registry.

    A verb that the class `widget` (under construction: its bases) has an action for is the widget's own; the others
    are asked of the screen.
    """
    return [
        Binding(
            ",".join(command.keys),
            command.id if widget is not None and hasattr(widget, f"action_{command.id}") else f"screen.{command.id}",
            command.title,
            tooltip=command.help,
        )
        for command in commands_at(place)
        if command.keys
    ]


def movement() -> list[BindingType]:
    """Return the keys that move through rows, for the lists and texts of dialogs: the same as everywhere."""
    return [
        Binding(",".join(command.keys), command.id, command.title, show=False)
        for command in COMMANDS
        if command.id in _MOVEMENT
    ]
