"""The file of the user's rules on blocks, `rules.toml` in the data folder: made for hands as much as for the program.

    [[rule]]
    source = "Coast Paper"     # "" are texts that name no source
    do = "hide"                # or "keep"
    scope = "start"            # begins with it; "words": says just this; "reason": is hidden for it (keep only)
    value = "also read"        # lower case, every number a #

Every entry is read by itself, so that a broken one takes no other with it; entries are added and removed without
touching the lines of the others. The file is read anew before each change: another program may have written it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.library.file import files
from reader.model import Rule, Scope
from reader.text import plain

if TYPE_CHECKING:
    from pathlib import Path

    from reader.text.plain import CleanText

MAX_BYTES = 2_000_000
MAX_RULES = 10_000
HEAD = """# Rules on blocks, source by source; the last one that fits a block counts. `newsreader rules` lists them.
# do: "hide" or "keep"; scope: "words" (says just this), "start" (begins with it), "reason" (hidden for it; keep only)
"""
_ENTRY = re.compile(r"^[ \t]*\[\[[ \t]*rule[ \t]*\]\]", re.MULTILINE)
_DO = {"keep": True, "hide": False}
_KEYS = frozenset({"source", "do", "scope", "value"})


class RulesError(ValueError):
    """A rule cannot be kept; the message is one line."""


class RuleFile:
    """The rules of one file.

    Args:
        path: The file, which need not be there; None keeps the rules in memory only.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._memory = ""
        self._read: tuple[str, tuple[tuple[int, Rule], ...]] | None = None

    def read(self) -> tuple[tuple[tuple[int, Rule], ...], list[CleanText]]:
        """Return the rules with the numbers of their entries, and a line for every entry that means nothing.

        The words come once for each state of the file. Never raises.
        """
        try:
            text = self._load()
        except RulesError as error:
            known, self._read = self._read, ("", ())
            return (), [] if known == self._read else [plain.line(str(error))]
        if self._read is not None and self._read[0] == text:
            return self._read[1], []
        head, entries = _split(text)
        words = (
            [] if not _stated(head) else [plain.line(f"{self._name}: the lines above the first [[rule]] say nothing")]
        )
        rules: list[tuple[int, Rule]] = []
        for number, entry in enumerate(entries, 1):
            try:
                rules.append((number, _parse(entry)))
            except RulesError as error:
                words.append(plain.line(f"{self._name}: rule {number}: {error}; the others hold"))
        self._read = (text, tuple(rules))
        return self._read[1], words

    def add(self, rule: Rule) -> str:
        """Add a rule as the last one and return its lines. Raises RulesError."""
        from reader.clean.rules import checked

        try:
            rule = checked(rule)
        except ValueError as error:
            raise RulesError(f"this rule cannot be kept: {error}") from None
        head, entries = _split(self._load())
        if len(entries) >= MAX_RULES:
            raise RulesError(f"{self._name}: holds {MAX_RULES} rules, which is the most there can be")
        if entries and not entries[-1].endswith("\n"):
            entries[-1] += "\n"
        lines = _show(rule)
        self._write((head or HEAD, *entries, lines))
        return lines

    def remove(self, number: int) -> str:
        """Remove the entry of a number, counted from 1, and return its lines. Raises RulesError."""
        head, entries = _split(self._load())
        if not 1 <= number <= len(entries):
            there = f"there are {len(entries)}, counted from 1" if entries else "there are none"
            raise RulesError(f"no rule {number}; {there}")
        lines = entries.pop(number - 1)
        self._write((head, *entries))
        return lines

    def put_back(self, number: int, lines: str) -> None:
        """Put an entry that was removed back to its number. Raises RulesError."""
        head, entries = _split(self._load())
        entries.insert(number - 1, lines)
        self._write((head, *entries))

    def take_back(self, lines: str) -> None:
        """Remove the last entry of these lines; nothing where it has gone meanwhile. Raises RulesError."""
        _, entries = _split(self._load())
        same = [number for number, entry in enumerate(entries, 1) if entry.strip() == lines.strip()]
        if same:
            self.remove(same[-1])

    @property
    def _name(self) -> str:
        return str(self._path or "rules")

    def _load(self) -> str:
        if self._path is None:
            return self._memory
        try:
            with self._path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise RulesError(f"{self._name}: cannot be read ({error.strerror})") from None
        if len(data) > MAX_BYTES:
            raise RulesError(f"{self._name}: over {MAX_BYTES // 1_000_000} MB, which no rules need; shorten it")
        try:
            return data.decode("utf-8").replace("\r\n", "\n")
        except UnicodeDecodeError:
            raise RulesError(f"{self._name}: is not UTF-8; save it as that, or move it away") from None

    def _write(self, parts: tuple[str, ...]) -> None:
        text = "".join(parts)
        if self._path is None:
            self._memory = text
            return
        try:
            files.write_whole(self._path, text.encode())
        except OSError as error:
            raise RulesError(f"cannot keep it: {self._name}: {error.strerror}") from None


def _split(text: str) -> tuple[str, list[str]]:
    """Return what stands above the first entry, and the entries with all lines up to the next."""
    starts = [match.start() for match in _ENTRY.finditer(text)]
    ends = [*starts, len(text)][1:]
    return text[: starts[0] if starts else len(text)], [text[a:b] for a, b in zip(starts, ends, strict=True)]


def _stated(head: str) -> bool:
    return any(line.strip() and not line.lstrip().startswith("#") for line in head.split("\n"))


def _parse(entry: str) -> Rule:
    """Return the rule of an entry. Raises RulesError."""
    from reader.clean.rules import checked

    try:
        import tomllib

        tables = tomllib.loads(entry)
        (table,) = tables.pop("rule")
    except (ValueError, TypeError, RecursionError) as error:
        raise RulesError(plain.shorten(str(error), 120)) from None
    unknown = sorted({*tables, *table} - _KEYS)
    if unknown:
        raise RulesError(f"no key {plain.shorten(unknown[0], 40)!r}; they are do, scope, source, value")
    values = {key: table.get(key, "") for key in _KEYS}
    if not all(isinstance(value, str) for value in values.values()):
        raise RulesError("all its values must be texts in quotation marks")
    if values["do"] not in _DO:
        raise RulesError('do must be "hide" or "keep"')
    if values["scope"] not in list(Scope):
        raise RulesError('scope must be "words", "start" or "reason"')
    rule = Rule(
        plain.line(values["source"]), _DO[values["do"]], Scope(values["scope"]), plain.CleanText(values["value"])
    )
    try:
        return checked(rule)
    except ValueError as error:
        raise RulesError(str(error)) from None


def _show(rule: Rule) -> str:
    lines = {
        "source": rule.source,
        "do": "keep" if rule.keep else "hide",
        "scope": str(rule.scope),
        "value": rule.value,
    }
    return "\n[[rule]]\n" + "".join(f"{key} = {_quote(value)}\n" for key, value in lines.items())


def _quote(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
