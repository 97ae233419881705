"""The file of rules: made for hands, written whole, broken entries named and left alone."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from reader.library import LibraryError, Shelf
from reader.model import Details, Rule, Scope
from reader.text import plain

if TYPE_CHECKING:
    from pathlib import Path


def rule(value: str, source: str = "Valley Wire", keep: bool = False, scope: Scope = Scope.START) -> Rule:
    return Rule(plain.line(source), keep, scope, plain.CleanText(value))


ONE, TWO = rule("also read"), rule('he said "no" \\ yes', keep=True, scope=Scope.WORDS)


def test_rules_last_and_come_back_in_order(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "data")
    shelf.add_rule(ONE)
    shelf.add_rule(TWO)
    again = Shelf(tmp_path / "data")
    assert again.rules() == (ONE, TWO)
    assert [number for number, _ in again.numbered_rules()] == [1, 2]
    path = tmp_path / "data" / "rules.toml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert again.words == []


def test_undo_takes_rules_and_details_back_in_one_order(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    id_ = "0123456789abcdef"
    shelf.add_rule(ONE)
    shelf.edit(id_, Details(title=plain.line("x")))
    shelf.add_rule(TWO)
    shelf.remove_rule(1)
    assert shelf.rules() == (TWO,)
    assert shelf.undo() == "the rule holds again"
    assert shelf.rules() == (ONE, TWO)
    assert shelf.undo() == "the rule is taken back"
    assert shelf.undo() == "title as before"
    assert shelf.undo() == "the rule is taken back"
    assert shelf.rules() == Shelf(tmp_path).rules() == ()


def test_what_hands_wrote_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    mine = '# mine\n\n[[rule]]\nsource = "A"\ndo = "hide"\nscope = "start"\nvalue = "Foo BAR 12"  # why not\n'
    path.write_text(mine)
    shelf = Shelf(tmp_path)
    assert shelf.rules() == (rule("foo bar #", source="A"),)
    shelf.add_rule(ONE)
    assert path.read_text().startswith(mine)
    shelf.remove_rule(2)
    assert path.read_text().strip() == mine.strip()


@pytest.mark.parametrize(
    "entry",
    [
        "source = ",
        'value = "x"\ndo = "perhaps"\nscope = "start"',
        'value = "x"\ndo = "hide"\nscope = "end"',
        'value = 5\ndo = "hide"\nscope = "start"',
        'value = "x"\ndo = "hide"\nscope = "start"\ncolour = "red"',
        'value = ""\ndo = "hide"\nscope = "start"',
        'value = "ad"\ndo = "hide"\nscope = "reason"',
        "[[rule]]\n[rule.x]\ny = 1",
        'value = "x"\n[other]\na = 1',
    ],
)
def test_a_broken_entry_is_named_in_a_line_and_the_others_hold(tmp_path: Path, entry: str) -> None:
    shelf = Shelf(tmp_path)
    shelf.add_rule(ONE)
    path = tmp_path / "rules.toml"
    path.write_text(f"{path.read_text()}\n[[rule]]\n{entry}\n")
    broken = path.read_text()
    shelf = Shelf(tmp_path)
    shelf.add_rule(TWO)
    assert shelf.rules() == (ONE, TWO)
    assert shelf.words
    assert all("rules.toml: rule " in word and "\n" not in word for word in shelf.words)
    assert path.read_text().startswith(broken)
    said = len(shelf.words)
    assert shelf.rules() == (ONE, TWO)
    assert len(shelf.words) == said


def test_values_pass_the_gate(tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_text(
        '[[rule]]\nsource = "A\\u001b[31m\\u202eB"\ndo = "hide"\nscope = "start"\nvalue = "x\\u0007\\ny"\n'
    )
    assert Shelf(tmp_path).rules() == (rule("x y", source="A[31mB"),)


@pytest.mark.parametrize("damage", [b"\xff\xfe\x00", b"x" * 2_100_000])
def test_a_file_that_cannot_be_read_is_named_and_never_written_over(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "rules.toml"
    path.write_bytes(damage)
    shelf = Shelf(tmp_path)
    assert shelf.rules() == ()
    assert len(shelf.words) == 1
    with pytest.raises(LibraryError) as caught:
        shelf.add_rule(ONE)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == damage


def test_two_programs_add_to_one_file_and_undo_takes_back_their_own(tmp_path: Path) -> None:
    one, two = Shelf(tmp_path), Shelf(tmp_path)
    one.add_rule(ONE)
    two.add_rule(TWO)
    assert one.undo() == "the rule is taken back"
    assert Shelf(tmp_path).rules() == (TWO,)


def test_there_is_no_rule_of_that_number(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no rule 3"):
        Shelf(tmp_path).remove_rule(3)


def test_nowhere_keeps_rules_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shelf = Shelf.nowhere()
    shelf.add_rule(ONE)
    assert shelf.rules() == (ONE,)
    shelf.undo()
    assert shelf.rules() == ()
    assert not list(tmp_path.iterdir())
