"""What is said over the picture of placing by hand: a line, and one in smaller letters below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallows_sync.ui.timecode import precise_clock

if TYPE_CHECKING:
    from gallows_sync.editing import EditTold
    from gallows_sync.hand_placing import Marks

IN_TIME_MS = 0.05
COARSE_MS = 10.0
"""From here on (ms) tenths are not worth reading."""


def marks_words(marks: Marks) -> tuple[str, str] | None:
    """Return what to do next, while the music of a marked instant is waited for."""
    if marks.picture is None:
        return None
    title = f"Picture marked at {precise_clock(float(marks.picture))}"
    return title, "Now press K when the music that belongs to it is heard; Esc forgets the mark"


def told_words(told: EditTold) -> tuple[str, str]:
    """Return what was done, and how far from the film's own sound the music was and is."""
    if told.late_ms is None:
        return told.said, "Listening to the film's own sound…" if told.listening else ""
    now = off_words(told.late_ms)
    if told.late_before_ms is None:
        return told.said, f"Against the film's own sound: {now}"
    return told.said, f"Against the film's own sound: {off_words(told.late_before_ms)} → {now}"


def off_words(late_ms: float) -> str:
    """Return how far off (ms) the music is.

    >>> off_words(12.34), off_words(-0.31), off_words(0.02)
    ('12 ms late', '0.3 ms early', 'in time')
    """
    size = abs(late_ms)
    if size < IN_TIME_MS:
        return "in time"
    number = f"{size:.0f}" if size >= COARSE_MS else f"{size:.1f}"
    return f"{number} ms late" if late_ms > 0 else f"{number} ms early"
