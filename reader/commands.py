"""Every verb a reader has, as data: footer, help, palette, `newsreader keys` and the documentation are made from it.

No Textual in here: `tui/bindings.py` binds the keys. A key has one meaning; where a verb is not available, its key does
nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Place(StrEnum):
    """Where the keyboard is."""

    LIST = "list"
    READER = "reader"
    TELLINGS = "tellings"
    COMPARE = "compare"
    MATRIX = "matrix"
    FIGURES = "figures"
    SEARCH = "search"


class Group(StrEnum):
    """The headings of the help, in its order."""

    MOVE = "Move"
    READ = "Read"
    MARKS = "Lens: what stands out"
    COMPARE = "Compare"
    KEEP = "Take away"
    FIND = "Find and ask"


@dataclass(frozen=True, slots=True)
class Command:
    """One verb."""

    id: str
    """Its stable name; the screens' action is `action_` + id."""
    keys: tuple[str, ...]
    """Names of keys as Textual spells them; the first is the one that is shown. None: by name in the palette."""
    title: str
    """One or two words, for the footer and the palette."""
    help: str
    """One line."""
    group: Group
    places: tuple[Place, ...]
    footer: int = 0
    """Its rank in the footer, 1 first; 0 keeps it out."""

    @property
    def shown_key(self) -> str:
        """The first key as people read it on their keyboard; the palette's where the verb has none of its own."""
        return show_key(self.keys[0] if self.keys else "colon")


_LIST, _READER, _TELLINGS, _COMPARE, _MATRIX, _FIGURES, _SEARCH = Place
_ALL = tuple(Place)
_TEXTS = (_READER, _COMPARE)
_HOME = (_LIST, _READER)
_ROWS = (_LIST, _READER, _TELLINGS, _COMPARE, _MATRIX, _FIGURES)
_LENSES = (_READER, _TELLINGS, _COMPARE, _MATRIX)
_PASSAGES = (_READER, _TELLINGS, _COMPARE, _MATRIX)

COMMANDS: tuple[Command, ...] = (
    # moving
    Command("down", ("j", "down"), "Down", "One line or row down", Group.MOVE, _ALL),
    Command("up", ("k", "up"), "Up", "One line or row up", Group.MOVE, _ALL),
    Command("page_down", ("space", "pagedown", "ctrl+f"), "Page", "One page down", Group.MOVE, _ALL),
    Command("page_up", ("b", "pageup"), "Page back", "One page up", Group.MOVE, _ALL),
    Command("half_down", ("ctrl+d",), "Half page", "Half a page down", Group.MOVE, _ALL),
    Command("half_up", ("ctrl+u",), "Half page back", "Half a page up", Group.MOVE, _ALL),
    Command("top", ("g", "home"), "Top", "To the beginning", Group.MOVE, _ROWS),
    Command("bottom", ("G", "end"), "End", "To the end", Group.MOVE, _ROWS),
    Command(
        "next",
        ("n", "right_square_bracket"),
        "Next",
        "Next passage in the lens, next unread, next hit of a find, next figure of the source",
        Group.MOVE,
        _ROWS,
        2,
    ),
    Command(
        "previous",
        ("p", "N", "left_square_bracket"),
        "Previous",
        "The same, backwards",
        Group.MOVE,
        _ROWS,
    ),
    Command(
        "next_block",
        ("right_curly_bracket",),
        "Next paragraph",
        "Next paragraph; in the list, next story; in figures, next kind",
        Group.MOVE,
        (_LIST, _READER, _COMPARE, _FIGURES),
    ),
    Command(
        "previous_block",
        ("left_curly_bracket",),
        "Previous paragraph",
        "Previous paragraph; in the list, previous story; in figures, previous kind",
        Group.MOVE,
        (_LIST, _READER, _COMPARE, _FIGURES),
    ),
    Command("next_article", ("J",), "Next article", "Next article of the list", Group.MOVE, _HOME),
    Command("previous_article", ("K",), "Previous article", "Previous article of the list", Group.MOVE, _HOME),
    Command("other_pane", ("tab", "shift+tab"), "Article", "To the article beside the list", Group.MOVE, (_LIST,)),
    Command(
        "next_source",
        ("tab",),
        "Source",
        "Next source of the story; in compare, on the other side",
        Group.MOVE,
        _TEXTS,
        7,
    ),
    Command("previous_source", ("shift+tab",), "Source back", "Previous source of the story", Group.MOVE, _TEXTS),
    Command(
        "pick_source",
        ("apostrophe",),
        "Pick source",
        "Then its letter: that source; in compare, on the other side; in the matrix, its column",
        Group.MOVE,
        (_LIST, _READER, _COMPARE, _MATRIX, _FIGURES),
    ),
    Command(
        "left",
        ("h", "left"),
        "Left",
        "Fold a story; to the list; in compare, the left side; in matrix and figures, the source before",
        Group.MOVE,
        (_LIST, _READER, _COMPARE, _MATRIX, _FIGURES),
    ),
    Command(
        "right",
        ("l", "right"),
        "Right",
        "Unfold a story or read; in compare, the right side; in matrix and figures, the next source",
        Group.MOVE,
        (_LIST, _COMPARE, _MATRIX, _FIGURES),
    ),
    Command(
        "back",
        ("q", "escape"),
        "Back",
        "Back to where you came from; Esc ends a find first",
        Group.MOVE,
        (_READER, _TELLINGS, _COMPARE, _MATRIX, _FIGURES, _SEARCH),
        99,
    ),
    Command("leave", ("q",), "Quit", "Leave the program", Group.MOVE, (_LIST,), 99),
    Command("quit", ("Q",), "Quit", "Leave the program from anywhere; in a line of text, Esc first", Group.MOVE, _ALL),
    # reading
    Command(
        "open", ("enter",), "Read", "Read the article; of a story, its first unread source", Group.READ, (_LIST,), 1
    ),
    Command(
        "tellings",
        ("enter",),
        "Tellings",
        "How each source tells this passage; once more compares with that source",
        Group.READ,
        (_READER, _MATRIX),
        1,
    ),
    Command("hidden", ("v",), "Hidden", "Show in place what was stripped, each with its reason", Group.READ, _TEXTS, 4),
    Command("zen", ("z",), "Whole screen", "This pane alone, and back", Group.READ, _TEXTS),
    Command("wider", ("greater_than_sign",), "Wider", "A wider column of text", Group.READ, _TEXTS),
    Command("narrower", ("less_than_sign",), "Narrower", "A narrower column of text", Group.READ, _TEXTS),
    Command(
        "teach_yes",
        ("plus",),
        "Keep, same",
        "These two say the same; in compare, press it on both rows. Among hidden blocks (v): keep such blocks",
        Group.READ,
        _PASSAGES,
    ),
    Command(
        "teach_no",
        ("minus",),
        "Hide, not same",
        "These two are not the same. With hidden blocks shown (v): hide such blocks of this source",
        Group.READ,
        _PASSAGES,
    ),
    Command("toggle_read", ("r",), "Read mark", "Mark as read or unread", Group.READ, _HOME),
    Command("all_read", ("A",), "All read", "Mark every article as read", Group.READ, (_LIST,)),
    Command("read_above", (), "Read above", "Mark what stands above the cursor as read", Group.READ, (_LIST,)),
    Command("read_below", (), "Read below", "Mark what stands below the cursor as read", Group.READ, (_LIST,)),
    Command("star", ("s",), "Star", "Give the article a star, or take it", Group.READ, (_LIST, _READER, _COMPARE)),
    Command(
        "note",
        ("a",),
        "Note",
        "Write a note on the passage, from the list on the article; an empty one is removed",
        Group.READ,
        (_LIST, _READER, _COMPARE),
    ),
    Command("tags", ("T",), "Tags", "The tags of the article", Group.READ, _HOME),
    Command("details", ("E",), "Details", "Edit title, source, date and link", Group.READ, _HOME),
    Command(
        "sort",
        ("S",),
        "Sort",
        "Order the list by sources, newest, unread, name; the matrix by sources or by its fullest article",
        Group.READ,
        (_LIST, _MATRIX),
    ),
    Command(
        "rescan",
        ("R",),
        "Read again",
        "Read what was opened again; in the list of a library ask its sources (network)",
        Group.READ,
        (_LIST, *_TEXTS),
    ),
    Command("sources", ("F",), "Sources", "What you subscribed to: add, remove, what went wrong", Group.READ, _HOME),
    Command("stop", ("escape",), "Stop", "Stop asking the sources; what came is kept", Group.READ, (_LIST,)),
    Command("undo", ("U",), "Undo", "Take back the last change", Group.READ, _ROWS),
    Command("rules", (), "Rules", "Your rules on what is hidden: read them, remove one", Group.READ, _HOME),
    Command("open_hit", ("enter",), "Read", "Read the article at what was found", Group.READ, (_SEARCH,), 1),
    # lens
    Command("lens_off", ("0",), "Lens off", "Nothing stands out; in the matrix, every row", Group.MARKS, _LENSES),
    Command(
        "lens_shared",
        ("1",),
        "Shared",
        "What other sources tell too; in the matrix, once more: what all tell, what some do",
        Group.MARKS,
        _LENSES,
    ),
    Command("lens_quotes", ("2",), "Quotes", "What is quoted", Group.MARKS, _LENSES),
    Command("lens_differs", ("3",), "Differs", "Where a number, date or name differs", Group.MARKS, _LENSES),
    Command("lens_unmatched", ("4",), "No match", "What has no match in the other sources", Group.MARKS, _LENSES),
    Command("lens_new", ("5", "f"), "New to me", "Dims what you have read in another source", Group.MARKS, _LENSES),
    # comparing
    Command(
        "compare",
        ("c",),
        "Compare",
        "Two sources side by side",
        Group.COMPARE,
        (_LIST, _READER, _TELLINGS, _MATRIX),
        3,
    ),
    Command(
        "matrix",
        ("m",),
        "Matrix",
        "All passages of the story by sources: what all tell, what some, where they differ",
        Group.COMPARE,
        (_LIST, _READER, _TELLINGS, _COMPARE),
        4,
    ),
    Command("compare_here", ("enter",), "Compare", "Compare with this source", Group.COMPARE, (_TELLINGS,), 1),
    Command(
        "figures",
        ("number_sign",),
        "Figures",
        "Every amount, date and ordinal, and which source has it",
        Group.COMPARE,
        (_LIST, _READER, _TELLINGS, _COMPARE, _MATRIX),
    ),
    Command("read_figure", ("enter",), "Read", "Read the source at this figure", Group.COMPARE, (_FIGURES,), 1),
    Command("read_here", ("enter",), "Read here", "Read the active side at this row", Group.COMPARE, (_COMPARE,), 1),
    Command(
        "fold",
        ("equals_sign",),
        "Fold",
        "Fold or unfold what both sides have word for word",
        Group.COMPARE,
        (_COMPARE,),
        5,
    ),
    Command("swap", ("x",), "Swap order", "The order of the other side", Group.COMPARE, (_COMPARE,), 6),
    Command("twin", ("t",), "Twin", "To the place of the twin in its own order", Group.COMPARE, (_COMPARE,)),
    # taking away
    Command(
        "copy",
        ("y",),
        "Copy",
        "Copy the passage with its citation",
        Group.KEEP,
        _ROWS,
        8,
    ),
    Command(
        "copy_article", ("Y",), "Copy article", "Copy the whole cleaned text", Group.KEEP, (_LIST, _READER, _COMPARE)
    ),
    Command(
        "clips",
        ("quotation_mark",),
        "Clips",
        "What you copied, with its citation: copy it again, remove it",
        Group.KEEP,
        _ROWS,
    ),
    Command(
        "export",
        ("e",),
        "Export",
        "Write the article or the story to a file",
        Group.KEEP,
        (_LIST, _READER, _COMPARE, _MATRIX),
        9,
    ),
    Command(
        "open_link",
        ("o",),
        "Browser",
        "Open the article's address in the browser",
        Group.KEEP,
        (_LIST, _READER, _COMPARE),
    ),
    Command("links", ("u",), "Links", "The links of the article", Group.KEEP, _TEXTS),
    Command(
        "pipe", ("vertical_line",), "Pipe", "Give the cleaned text to a command", Group.KEEP, (_LIST, _READER, _COMPARE)
    ),
    # asking
    Command(
        "search",
        ("slash",),
        "Search",
        "Search all articles; in an article, find in it",
        Group.FIND,
        (_LIST, _READER, _COMPARE),
        10,
    ),
    Command(
        "why",
        ("i",),
        "Why",
        "Why grouped, marked, hidden, paired, or without a match; how a figure was read",
        Group.FIND,
        _ROWS,
        11,
    ),
    Command(
        "complete",
        ("tab",),
        "Complete field",
        "Complete the name of a field: title: text: source:",
        Group.FIND,
        (_SEARCH,),
        2,
    ),
    Command("help", ("question_mark", "f1"), "Help", "The keys of this screen, and all others", Group.FIND, _ALL, 98),
    Command("palette", ("colon", "ctrl+p"), "Commands", "Every verb by name", Group.FIND, _ALL),
    Command("suspend", ("ctrl+z",), "Suspend", "Back to the shell; fg returns", Group.FIND, _ALL),
)

_KEY_NAMES = {
    "right_square_bracket": "]", "left_square_bracket": "[", "right_curly_bracket": "}", "left_curly_bracket": "{",
    "quotation_mark": '"',
    "apostrophe": "'", "greater_than_sign": ">", "less_than_sign": "<", "equals_sign": "=", "vertical_line": "|",
    "number_sign": "#", "slash": "/", "question_mark": "?", "colon": ":", "enter": "⏎", "escape": "Esc", "tab": "Tab",
    "shift+tab": "S-Tab", "pagedown": "PgDn", "pageup": "PgUp", "up": "↑", "down": "↓", "left": "←", "right": "→",
    "home": "Home", "end": "End", "f1": "F1", "plus": "+", "minus": "-",
}  # fmt: skip

_SIGNS = frozenset(name for name, sign in _KEY_NAMES.items() if sign.isascii() and len(sign) == 1)
"""Names of keys that type a sign."""

_EDITING = frozenset({"ctrl+u", "ctrl+d"})
"""Keys that move through rows and, in a line of text, delete."""


def show_key(key: str) -> str:
    """Return a key as people read it: `ctrl+d` is ^D."""
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+").upper()
    return _KEY_NAMES.get(key, key)


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
    return tuple(key for key in command.keys if not _is_text(key) and key not in _EDITING)


def keys_and_places(command: Command) -> tuple[tuple[tuple[str, ...], tuple[Place, ...]], ...]:
    """Return the keys of a verb with the places where they are its keys: more than once where a place has fewer."""
    found: dict[tuple[str, ...], tuple[Place, ...]] = {}
    for place in command.places:
        keys = keys_at(command, place)
        if keys or not command.keys:
            found[keys] = (*found.get(keys, ()), place)
    return tuple(found.items())


def _is_text(key: str) -> bool:
    """Tell whether a key types a character."""
    return key == "space" or len(key) == 1 or key in _SIGNS
