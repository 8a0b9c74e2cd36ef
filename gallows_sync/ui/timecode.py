"""Film times as the window shows them: rounded down, so that a clock never runs ahead of the picture."""

from __future__ import annotations


def clock(seconds: float) -> str:
    """Return ``H:MM:SS``."""
    whole = int(max(0.0, seconds))
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def precise_clock(seconds: float) -> str:
    """Return ``H:MM:SS.mmm``, the form that a cue map holds."""
    millis = int(max(0.0, seconds) * 1000 + 1e-6)
    return f"{clock(millis / 1000)}.{millis % 1000:03d}"
