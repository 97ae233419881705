"""What can be set, from `config.toml` in the configuration folder: typed, checked, and only what something uses.

`NEWSREADER_HOME` moves everything the program keeps: the configuration to `$NEWSREADER_HOME/config.toml`, the data to
`$NEWSREADER_HOME/data`. Reads one file, writes none.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.model import Strictness
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Container

APP = "newsreader"
MAX_BYTES = 100_000
WIDTHS = range(40, 161)
PATIENCES = range(1, 31)


class ConfigError(ValueError):
    """The configuration cannot be used; the message is one line that names file, key and remedy."""


@dataclass(frozen=True, slots=True)
class Fetch:
    """How the network is asked: the table `[fetch]`."""

    allow_private: bool = False
    """Whether addresses in one's own networks may be asked."""
    hosts: tuple[str, ...] = ()
    """Hosts, `name` or `name:port`, that may lie there even when a redirect leads to them."""
    patience: int = 5
    """Seconds without an answer, or of silence in it, until it is given up, 1 to 30."""
    proxy: str = ""
    """The address of a proxy that all goes through; the environment's are never used."""


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
    library: str = ""
    """The file of the library; empty is the one in the data folder."""
    fetch: Fetch = Fetch()
    """How the network is asked."""


_TYPES: dict[str, tuple[type, str]] = {
    "width": (int, f"a number from {WIDTHS[0]} to {WIDTHS[-1]}"),
    "theme": (str, "a name in quotation marks"),
    "ascii": (bool, "true or false"),
    "cleaning": (str, '"strict", "normal" or "loose"'),
    "library": (str, "a path in quotation marks"),
    "fetch": (dict, "a table of its own, [fetch]"),
    "fetch.allow_private": (bool, "true or false"),
    "fetch.hosts": (list, 'a list like ["nas.local", "192.168.1.7:8080"]'),
    "fetch.patience": (int, f"a number from {PATIENCES[0]} to {PATIENCES[-1]}"),
    "fetch.proxy": (str, 'an address like "http://proxy.example:3128"'),
}
_CHOICES: dict[str, Container[object]] = {
    "width": WIDTHS,
    "cleaning": frozenset(Strictness),
    "fetch.patience": PATIENCES,
}
_MEANINGS = {
    "width": "columns of the text on the screens",
    "theme": 'colours of the screens; "" is what TEXTUAL_THEME names, else a dark theme',
    "ascii": "signs and lines in ASCII only; letters of texts stay",
    "cleaning": "how much is hidden: strict also what is doubtful, loose only what is plain",
    "library": 'the file of the library; "" is library.db in the data folder',
    "fetch.allow_private": "may addresses in your own networks be asked",
    "fetch.hosts": "hosts that may lie in your own networks, also when a redirect leads there",
    "fetch.patience": "seconds without an answer, or of silence in it, until it is given up",
    "fetch.proxy": "a proxy that all goes through; what the environment names is never used",
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
    config, problems = read(path)
    if problems:
        raise ConfigError(problems[0])
    return config


def read(path: Path | None = None) -> tuple[Config, list[str]]:
    """Read what can be read of the configuration, with a line for each key or value that means nothing.

    Raises:
        ConfigError: The file cannot be read, or is no TOML.
    """
    path = config_path() if path is None else path
    name = plain.line(str(path))
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return Config(), []
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
    problems: list[str] = []
    known = _known(name, table, problems)
    fetch = _known(name, known.pop("fetch", {}), problems, "fetch.")
    if "hosts" in fetch:
        fetch["hosts"] = tuple(fetch["hosts"])
    return Config(**known, fetch=Fetch(**fetch)), problems


def _known(name: str, table: dict[str, Any], problems: list[str], prefix: str = "") -> dict[str, Any]:
    """Return what a table sets that means something; the other keys make a line each."""
    faults = {key: _fault(name, prefix + key, value) for key, value in table.items()}
    problems += [fault for fault in faults.values() if fault]
    return {key: value for key, value in table.items() if not faults[key]}


def show(config: Config) -> str:
    """Return a configuration as the TOML that would make it: each key on a line, under a comment of what it means."""
    flat = {item.name: getattr(config, item.name) for item in fields(config) if item.name != "fetch"}
    table = {f"fetch.{item.name}": getattr(config.fetch, item.name) for item in fields(config.fetch)}
    return "".join(map(_shown, flat.items())) + "\n[fetch]\n" + "".join(map(_shown, table.items()))


def _shown(item: tuple[str, object]) -> str:
    key, value = item
    return f"# {_MEANINGS[key]}: {_TYPES[key][1]}\n{key.rpartition('.')[2]} = {_toml(value)}\n"


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, bool | int):
        return str(value).lower()
    return _quote(str(value))


def _fault(name: str, key: str, value: object) -> str:
    """Say why a key or its value means nothing; empty where it does."""
    if key not in _TYPES:
        import difflib

        near = difflib.get_close_matches(key[:60], _TYPES, n=1, cutoff=0.0)
        return f"{name}: no key {plain.shorten(key, 60)!r}; the nearest is {near[0]!r}, all are {', '.join(_TYPES)}"
    type_, wanted = _TYPES[key]
    if type(value) is not type_ or (key in _CHOICES and value not in _CHOICES[key]):
        return f"{name}: {key} is {plain.shorten(repr(value), 60)}, but must be {wanted}"
    if key == "fetch.hosts" and isinstance(value, list) and not all(type(host) is str for host in value):
        return f"{name}: {key} must be {wanted}"
    return ""


def _quote(value: str) -> str:
    return '"' + plain.line(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
