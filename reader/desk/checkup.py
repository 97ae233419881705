"""What `newsreader doctor` tells: how the library is, where everything lies, which limits hold, what is installed."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING

from reader import __version__, config
from reader.desk.listing.folders import summaries
from reader.library import RULES, LibraryError
from reader.library.doctor import Facts, examine
from reader.text import plain

if TYPE_CHECKING:
    from reader.desk.stories.views import Folder
    from reader.library.library import Library
    from reader.text.plain import CleanText

PACKAGES = (
    "textual", "numpy", "rapidfuzz", "python-dateutil", "lxml", "pebble", "platformdirs", "shtab", "aiohttp",
    "feedparser", "fastfeedparser", "regex", "pyarrow",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checkup:
    """What there is to know."""

    facts: Facts
    places: tuple[tuple[str, CleanText, bool], ...]
    """What, where, and whether it is there."""
    limits: tuple[tuple[str, str], ...]
    versions: tuple[tuple[str, str], ...]
    faults: tuple[CleanText, ...]
    """What is wrong, a line each."""
    folders: tuple[Folder, ...] = ()
    """The saved searches, and the rules with what they hide."""


def examine_all(library: Library) -> Checkup:
    """Look everything over; changes nothing and never raises for what lies in files."""
    facts = examine(library.database)
    library.shelf.numbered_rules()
    faults = [*facts.faults, *library.shelf.words]
    try:
        settings, problems = config.read()
        faults += map(plain.line, problems)
    except config.ConfigError as error:
        settings = config.Config()
        faults.append(plain.line(str(error)))
    folders: tuple[Folder, ...] = ()
    if facts.exists and not facts.faults:
        try:
            folders = summaries(library)
        except LibraryError as error:
            faults.append(plain.line(str(error)))
    faults += [plain.line(f"folder {one.name}: {one.error}") for one in folders if one.error]
    return Checkup(facts, _places(library), _limits(settings), _versions(facts), tuple(dict.fromkeys(faults)), folders)


def _places(library: Library) -> tuple[tuple[str, CleanText, bool], ...]:
    rules, settings = config.data_folder() / RULES, config.config_path()
    places = [("configuration", settings), ("rules", rules)]
    if library.database.path is not None:
        places.insert(0, ("library", library.database.path))
    return tuple((what, plain.line(str(path)), path.exists()) for what, path in places)


def _limits(settings: config.Config) -> tuple[tuple[str, str], ...]:
    from reader.desk import workers
    from reader.sources import files
    from reader.sources.asking import Policy

    policy = Policy.of(settings.fetch)
    private = "may be asked" if policy.allow_private else "are not asked"
    return (
        ("a file", f"{files.MAX_BYTES // 1_000_000} MB"),
        ("an answer", f"{policy.max_bytes // 1_000_000} MB unpacked, {policy.deadline:g} s, {policy.hops} redirects"),
        ("silence", f"{policy.patience:g} s"),
        ("requests", f"{policy.at_once} at once, {policy.per_host} to a host"),
        ("own networks", f"{private}{', but ' + ', '.join(policy.hosts) if policy.hosts else ''}"),
        (
            "a page's parser",
            f"{workers.MEMORY >> 30} GB, {workers.CPU_SECONDS} s of CPU, {workers.WALL_SECONDS:g} s in all",
        ),
        ("workers", str(workers.cores())),
    )


def _versions(facts: Facts) -> tuple[tuple[str, str], ...]:
    found = [("newsreader", __version__), ("Python", platform.python_version())]
    if facts.sqlite:
        found.append(("SQLite", facts.sqlite))
    for name in PACKAGES:
        try:
            found.append((name, plain.line(metadata.version(name))))
        except metadata.PackageNotFoundError:
            found.append((name, "not installed"))
    return tuple(found)
