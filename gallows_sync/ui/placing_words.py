"""What is said over the picture of placing by hand: a line, and one in smaller letters below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallows_sync.ui.timecode import precise_clock
from gallows_sync.wording import phrase

if TYPE_CHECKING:
    from gallows_sync.editing import EditTold
    from gallows_sync.hand_placing import Marks

IN_TIME_MS = 0.05
COARSE_MS = 10.0
"""From here on (ms) tenths are not worth reading."""
LONG_MS = 1000.0
"""From here on (ms) seconds are read instead."""


def marks_words(marks: Marks) -> tuple[str, str] | None:
    """Return what to do next, while the music of a marked instant is waited for."""
    if marks.picture is None:
        return None
    marked = phrase("PlacingWords", "Picture marked at {time}").fill(time=precise_clock(float(marks.picture)))
    return marked, phrase(
        "PlacingWords", "Now press K when the music that belongs to it is heard; Esc forgets the mark"
    )


def told_words(told: EditTold) -> tuple[str, str]:
    """Return what was done, and how far from the film's own sound the music was and is."""
    if told.late_ms is None:
        listening = phrase("PlacingWords", "Listening to the film's own sound…")
        return told.said, listening if told.listening else ""
    now = off_words(told.late_ms)
    if told.late_before_ms is None:
        return told.said, phrase("PlacingWords", "Against the film's own sound: {now}").fill(now=now)
    off = phrase("PlacingWords", "Against the film's own sound: {before} → {now}")
    return told.said, off.fill(before=off_words(told.late_before_ms), now=now)


def off_words(late_ms: float) -> str:
    """Return how far off (ms) the music is.

    >>> off_words(12.34), off_words(-0.31), off_words(5254.0), off_words(0.02)
    ('12 ms late', '0.3 ms early', '5.3 s late', 'in time')
    """
    size = abs(late_ms)
    if size < IN_TIME_MS:
        return phrase("PlacingWords", "in time")
    if size >= LONG_MS:
        amount = phrase("PlacingWords", "{seconds:.1f} s").fill(seconds=size / 1000)
    elif size >= COARSE_MS:
        amount = phrase("PlacingWords", "{ms:.0f} ms").fill(ms=size)
    else:
        amount = phrase("PlacingWords", "{ms:.1f} ms").fill(ms=size)
    off = phrase("PlacingWords", "{amount} late") if late_ms > 0 else phrase("PlacingWords", "{amount} early")
    return off.fill(amount=amount)
