"""Every verb a reader has, as data: footer, help, palette, `newsreader keys` and the documentation are made from it.

No Textual in here: `tui/bindings.py` binds the keys. A key has one meaning; where a verb is not available, its key does
nothing else.
"""

from reader.commands.command import Command, Group, Place
from reader.commands.keys import show_key
from reader.commands.places import commands_at, keys_and_places
from reader.commands.registry import COMMANDS

__all__ = ["COMMANDS", "Command", "Group", "Place", "commands_at", "keys_and_places", "show_key"]
