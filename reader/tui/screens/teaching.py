"""What + and - teach where the hidden blocks are shown: which blocks of a source to keep, and which to hide."""

from __future__ import annotations

from reader.tui.screens.texts import TextScreen


class Teaching(TextScreen):
    """The keys that teach."""

    def action_teach_yes(self) -> None:
        """Keep such blocks of this source."""
        self._teach()

    def action_teach_no(self) -> None:
        """Hide such blocks of this source."""
        self._teach()

    def _teach(self) -> None:
        self.reader.say("v shows the hidden blocks; + keeps and - hides such blocks there")
