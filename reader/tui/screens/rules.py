"""The user's rules on blocks, on screen: choosing one for a block, the list of all, and "why" with the way to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.worker import get_current_worker

from reader.desk.opening.teaching import Effect, effects, in_short, source_of
from reader.tui.draw import Painter, cell_len, fit, pad
from reader.tui.screens.choose import ChoiceList, ChooseScreen
from reader.tui.screens.dialog import Dialog
from reader.tui.screens.sheet import SheetScreen
from reader.tui.widgets.picker import Picker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.strip import Strip

    from reader.model import Article, Rule


class OfferList(ChoiceList):
    """Rules to choose from, each with what it would touch at the right."""

    def __init__(self, rows: Sequence[str]) -> None:
        super().__init__(rows)
        self.tails = [""] * len(self.all_rows)

    def draw_row(self, row: int, width: int) -> Strip:
        """Return one row; what it would touch is never cut before what it is about."""
        number = self.shown[row]
        tail = self.tails[number]
        painter = Painter(self.base(row))
        painter.add(f" {self.hints[row]:<2} ", self.piece(row, "letter"))
        painter.add(pad(self.all_rows[number], width - painter.cells - cell_len(tail) - 3))
        painter.add(f"  {tail}", self.piece(row, "dim"))
        return painter.strip(width)


class OfferScreen(ChooseScreen):
    """The rules that a block offers, the narrowest first, so that Enter takes it. Answers the row's number.

    What each would touch is counted by a worker while the rows are read already.
    """

    keys = "⏎ do it  ↑ ↓ move"

    @dataclass
    class Counted(Message):
        """It is known what the rules would touch."""

        effects: tuple[Effect, ...]

    def __init__(self, rules: Sequence[Rule], articles: Sequence[Article]) -> None:
        verb = "Keep" if rules[0].keep else "Hide"
        super().__init__(f"{verb} in {source_of(rules[0])}", [in_short(rule) for rule in rules])
        self._rules = tuple(rules)
        self._articles = articles
        self._effects: tuple[Effect, ...] = ()

    def rows(self) -> OfferList:
        """Return the list."""
        return OfferList(self._rows)

    def on_mount(self) -> None:
        """Begin to count."""
        self._count()

    @work(thread=True, exclusive=True, exit_on_error=True)
    def _count(self) -> None:
        worker = get_current_worker()
        found = effects(self._rules, self._articles, lambda: worker.is_cancelled)
        if not worker.is_cancelled:
            self.post_message(self.Counted(found))

    @on(Counted)
    def _counted(self, event: Counted) -> None:
        event.stop()
        self._effects = event.effects
        verb = "keeps" if self._rules[0].keep else "hides"
        offers = self.query_one(OfferList)
        offers.tails = [f"{verb} {effect}" for effect in event.effects]
        offers.redraw()

    def effect(self, number: int) -> Effect | None:
        """Return what a rule would touch; None where that is not counted yet."""
        return self._effects[number] if number < len(self._effects) else None


class RuleList(Picker):
    """Rules with the numbers of their entries."""

    def __init__(self, rules: Sequence[tuple[int, Rule]]) -> None:
        super().__init__()
        self.rules = list(rules)

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.rows_of)

    @property
    def rows_of(self) -> list[tuple[int, Rule]]:
        """The rules, the one that counts most first."""
        return self.rules[::-1]

    def draw_row(self, row: int, width: int) -> Strip:
        """Return one row: what is done to what, and the source."""
        _, rule = self.rows_of[row]
        source = fit(source_of(rule), max(width // 3, 8))
        painter = Painter(self.base(row))
        painter.add(f" {'keep' if rule.keep else 'hide'} ", self.piece(row, "letter"))
        painter.add(pad(in_short(rule), width - painter.cells - cell_len(source) - 3))
        painter.add(f"  {source}", self.piece(row, "source"))
        return painter.strip(width)


class RulesScreen(Dialog[None]):
    """All rules, the newest first, since the last one that fits a block counts; a key removes one, U puts it back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x,delete", "remove", "Remove it", show=False),
        Binding("enter,i", "why", "All of it, in words", show=False),
        Binding("U", "undo", "Take back the last change", show=False),
    ]
    keys = "⏎ more  x remove  U undo"

    def __init__(self) -> None:
        super().__init__("Your rules · the upper one counts")

    def content(self) -> ComposeResult:
        """Yield the rules."""
        rules = self.reader.shelf.numbered_rules()
        if not rules:
            self.keys = "no rules yet: with v, + and - on a block make them"
        yield RuleList(rules)

    def wanted_rows(self, width: int) -> int:  # noqa: ARG002 - rows are cut, not wrapped
        """Return the rows of the list."""
        return max(self.query_one(RuleList).row_count, 1)

    def action_remove(self) -> None:
        """Remove the rule at the cursor."""
        rules = self.query_one(RuleList)
        if rules.rules:
            self._said(self.reader.remove_rule(*rules.rows_of[rules.cursor]))

    def action_undo(self) -> None:
        """Take back the last change."""
        self._said(self.reader.take_back())

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        event.stop()
        self.action_why()

    def action_why(self) -> None:
        """Show the whole rule at the cursor."""
        rules = self.query_one(RuleList)
        if rules.rules:
            _, rule = rules.rows_of[rules.cursor]
            said = f"{'keeps' if rule.keep else 'hides'} {in_short(rule)}"
            self.app.push_screen(SheetScreen("Rule", [said, f"in {source_of(rule)}"]))

    def _said(self, words: str) -> None:
        rules = self.query_one(RuleList)
        rules.rules = list(self.reader.shelf.numbered_rules())
        rules.refill(rules.cursor)
        self.fit()
        self.say_keys(words)


class WhyScreen(SheetScreen):
    """Why a block is kept or hidden and a passage is marked; answers True where the rules are asked for."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("r", "rules", "Your rules", show=False)]
    keys = "r your rules"

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("Why", lines)

    def action_rules(self) -> None:
        """Ask for the rules."""
        self.dismiss(True)
