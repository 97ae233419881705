"""What can be set, from `config.toml` in the configuration folder: typed, checked, and only what something uses.

`NEWSREADER_HOME` moves everything the program keeps: the configuration to `$NEWSREADER_HOME/config.toml`, the data to
`$NEWSREADER_HOME/data`. Reads one file, writes none.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from reader.model import Strictness
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Container

APP = "newsreader"
MAX_BYTES = 100_000
WIDTHS = range(40, 161)


class ConfigError(ValueError):
    """The configuration cannot be used; the message is one line that names file, key and remedy."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings, with what holds where the file says nothing."""

    width: int = 72
    """Columns of the text, 40 to 160."""
    theme: str = ""
    """Name of a colour theme of the screens; empty takes what TEXTUAL_THEME names, else a dark one."""
    ascii: bool = False
    """Signs and lines in ASCII only."""
    cleaning: str = "normal"
    """How much is hidden: "strict", "normal" or "loose", as `model.Strictness` has it."""


_TYPES: dict[str, tuple[type, str]] = {
    "width": (int, f"a number from {WIDTHS[0]} to {WIDTHS[-1]}"),
    "theme": (str, "a name in quotation marks"),
    "ascii": (bool, "true or false"),
    "cleaning": (str, '"strict", "normal" or "loose"'),
}
_CHOICES: dict[str, Container[object]] = {"width": WIDTHS, "cleaning": frozenset(Strictness)}
_MEANINGS = {
    "width": "columns of the text on the screens",
    "theme": 'colours of the screens; "" is what TEXTUAL_THEME names, else a dark theme',
    "ascii": "signs and lines in ASCII only",
    "cleaning": "how much is hidden: strict also what is doubtful, loose only what is plain",
}


def config_path() -> Path:
    """Return where the configuration lies, whether it exists or not."""
    home = os.environ.get("NEWSREADER_HOME")
    if home:
        return Path(home).expanduser().absolute() / "config.toml"
    import platformdirs

    return platformdirs.user_config_path(APP, appauthor=False) / "config.toml"


def data_folder() -> Path:
    """Return the folder of what is kept, whether it exists or not."""
    home = os.environ.get("NEWSREADER_HOME")
    if home:
        return Path(home).expanduser().absolute() / "data"
    import platformdirs

    return platformdirs.user_data_path(APP, appauthor=False)


def load(path: Path | None = None) -> Config:
    """Read the configuration; without a file, what holds by default.

    Raises:
        ConfigError: The file cannot be read, is no TOML, or has a key or value that means nothing.
    """
    path = config_path() if path is None else path
    name = plain.line(str(path))
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return Config()
    except (OSError, ValueError) as error:
        raise ConfigError(
            f"{name}: cannot be read ({plain.line(getattr(error, 'strerror', '') or str(error))})"
        ) from None
    if len(data) > MAX_BYTES:
        raise ConfigError(f"{name}: over {MAX_BYTES // 1000} kB, which no configuration needs")
    import tomllib

    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{name}: {plain.shorten(str(error), 200)}") from None
    for key, value in table.items():
        _check(name, key, value)
    return Config(**table)


def show(config: Config) -> str:
    """Return a configuration as the TOML that would make it: each key on a line, under a comment of what it means."""
    lines = []
    for item in fields(config):
        value = getattr(config, item.name)
        text = (
            str(value).lower() if isinstance(value, bool) else str(value) if isinstance(value, int) else _quote(value)
        )
        lines += [f"# {_MEANINGS[item.name]}: {_TYPES[item.name][1]}", f"{item.name} = {text}"]
    return "\n".join(lines) + "\n"


def _check(name: str, key: str, value: object) -> None:
    if key not in _TYPES:
        import difflib

        near = difflib.get_close_matches(key[:60], _TYPES, n=1, cutoff=0.0)
        raise ConfigError(
            f"{name}: no key {plain.shorten(key, 60)!r}; the nearest is {near[0]!r}, all are {', '.join(_TYPES)}"
        )
    type_, wanted = _TYPES[key]
    if type(value) is not type_ or (key in _CHOICES and value not in _CHOICES[key]):
        raise ConfigError(f"{name}: {key} is {plain.shorten(repr(value), 60)}, but must be {wanted}")


def _quote(value: str) -> str:
    return '"' + plain.line(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
