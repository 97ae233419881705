"""The base of every list and text on screen: a scrolling widget that draws the rows in view, one call a row.

One widget a row or a paragraph would cost seconds at a thousand rows; a drawn row costs microseconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

if TYPE_CHECKING:
    from textual import events

WHEEL = 3
"""Rows that one notch of the wheel scrolls."""


class Lines(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows drawn on demand. Subclasses give `row_count`, `draw_row` and `step`."""

    DEFAULT_CSS = """
    Lines {
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 0;
        overflow-x: hidden;
        overflow-y: auto;
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = set()

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._strips: dict[int, Strip] = {}
        self._looks: dict[str, Style] = {}

    # ---------------------------------------------------------------- what subclasses give

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def draw_row(self, row: int, width: int) -> Strip:
        """Return one row, `width` cells wide."""
        raise NotImplementedError

    # ---------------------------------------------------------------- drawing

    def look(self, name: str) -> Style:
        """Return the style that the style sheet gives to a part of this widget."""
        if name not in self._looks:
            look = self.get_component_rich_style(name, partial=True)
            if self.get_component_styles(name).auto_color:  # a part of the contrast, known only over the background
                look += Style(color=self.get_component_rich_style(name).color)
            self._looks[name] = look
        return self._looks[name]

    def redraw(self) -> None:
        """Forget all drawn rows; sizes and positions stay."""
        self._strips.clear()
        self.refresh()

    def resize_rows(self) -> None:
        """Tell the scroll bar how many rows there are now, and draw anew.

        The screen is laid out anew only where a scroll bar comes or goes: that costs far more than drawing the rows.
        """
        rows, height = self.row_count, self.size.height
        size = Size(self.size.width, rows)
        if (rows > height) != (self.virtual_size.height > height) or not height:
            self.virtual_size = size
        else:
            self.set_reactive(Lines.virtual_size, size)
            if rows > height:
                self.vertical_scrollbar.window_virtual_size = rows
            if self.scroll_offset.y > max(rows - height, 0):
                self.scroll_to(y=max(rows - height, 0), animate=False, immediate=True, force=True)
        self.redraw()

    def notify_style_update(self) -> None:
        """Forget drawn rows when the theme or the focus changes."""
        self._looks.clear()
        self._strips.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Return a row of the screen."""
        width = self.size.width
        row = y + self.scroll_offset.y
        if not 0 <= row < self.row_count:
            return Strip.blank(width, self.rich_style)
        strip = self._strips.get(row)
        if strip is None or strip.cell_length != width:
            strip = self._strips[row] = self.draw_row(row, width)
        return strip.apply_offsets(0, row)

    # ---------------------------------------------------------------- moving

    @property
    def page(self) -> int:
        """How many rows a page moves: one row of the old page stays in sight."""
        return max(self.size.height - 1, 1)

    @property
    def first_row(self) -> int:
        """The first row in view."""
        return int(self.scroll_offset.y)

    @property
    def last_row(self) -> int:
        """The last row in view."""
        return min(self.first_row + max(self.size.height, 1), self.row_count) - 1

    def scroll_rows(self, rows: int) -> bool:
        """Scroll by some rows at once; tell whether anything moved."""
        before = self.first_row
        self.scroll_to(y=before + rows, animate=False, immediate=True, force=True)
        return self.first_row != before

    def reveal(self, first: int, last: int, margin: int = 0) -> None:
        """Scroll as little as needed to bring rows into view; the first of them wins where not all fit."""
        top, bottom = max(first - margin, 0), last + margin + 1
        height = self.size.height
        if not height:  # not laid out yet: whoever has a size then reveals what is current
            return
        target = self.first_row
        if bottom > target + height:
            target = bottom - height
        target = min(target, top)
        if target != self.first_row:
            self.scroll_to(y=target, animate=False, immediate=True, force=True)

    def refresh_rows(self, first: int, last: int) -> None:
        """Draw some rows anew and leave the rest of the screen as it is."""
        for row in range(first, last + 1):
            self._strips.pop(row, None)
        self.refresh(Region(0, first - self.first_row, self.size.width, last - first + 1))

    # ---------------------------------------------------------------- the wheel

    def follow(self) -> None:
        """Let what is current follow the rows in view. A widget in which nothing is current has nothing to do."""

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll; what is current follows into view."""
        self._wheel(event, WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll; what is current follows into view."""
        self._wheel(event, -WHEEL)

    def _wheel(self, event: events.MouseEvent, rows: int) -> None:
        event.stop()
        event.prevent_default()
        if self.scroll_rows(rows):
            self.follow()

    # ---------------------------------------------------------------- the keys that move

    def step(self, rows: int) -> None:
        """Move by some rows: the cursor where there is one, else the text."""
        raise NotImplementedError

    def action_down(self) -> None:
        """One row down."""
        self.step(1)

    def action_up(self) -> None:
        """One row up."""
        self.step(-1)

    def action_page_down(self) -> None:
        """One page down."""
        self.step(self.page)

    def action_page_up(self) -> None:
        """One page up."""
        self.step(-self.page)

    def action_half_down(self) -> None:
        """Half a page down."""
        self.step(max(self.page // 2, 1))

    def action_half_up(self) -> None:
        """Half a page up."""
        self.step(-max(self.page // 2, 1))

    def action_top(self) -> None:
        """To the first row."""
        self.step(-self.row_count)

    def action_bottom(self) -> None:
        """To the last row."""
        self.step(self.row_count)
