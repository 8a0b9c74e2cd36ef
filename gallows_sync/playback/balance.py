"""The balance between film and album: where the monitors are on it, and what makes both equally loud."""

from collections.abc import Mapping

from gallows_sync.core.media_files import Recording
from gallows_sync.playback.ports import Monitor

PLACES = {Monitor.FILM: -1.0, Monitor.MIX: 0.0, Monitor.ALBUM: 1.0}
"""From the film alone (-1) by both at full level to the album alone (1)."""

MOST_DB = 12.0
"""A recording is made louder or softer by so much at most: beyond it something else is the matter."""


def monitor_at(balance: float) -> Monitor:
    """Return the monitor that ``balance`` is: at both ends one of film and album is silent."""
    return next((monitor for monitor, place in PLACES.items() if place == balance), Monitor.MIX)


def gains(balance: float) -> tuple[float, float]:
    """Return by what film and album are multiplied: in the middle both are at full level."""
    return (1 - max(balance, 0.0)) ** 2, (1 + min(balance, 0.0)) ** 2


def equal_gains(film_lufs: float | None, lufs: Mapping[Recording, float | None]) -> dict[Recording, float]:
    """Return by what each recording is as loud as the film's sound; nothing of those not known."""
    if film_lufs is None:
        return {}
    return {
        recording: 10 ** (max(-MOST_DB, min(MOST_DB, film_lufs - own)) / 20)
        for recording, own in lufs.items()
        if own is not None
    }
