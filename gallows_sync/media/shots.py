"""Where the film cuts from one shot to the next, to the frame, near a place.

A whole film would take minutes of a core: every picture has to be decoded. Cuts are wanted where cues begin
and end, so that is where they are looked for, a stretch at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from gallows_sync.core.media_files import FilmFile
from gallows_sync.media.small_pictures import SmallPictures

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["shot_changes"]

_WIDTH, _HEIGHT = 64, 36
_LEAST_CHANGE = 0.4
"""Pictures of one shot are alike in what is light where and what is dark; a cut takes so much of that."""

_GRAIN = 4.0
"""Differences of grey (of 255) that are smaller than this show nothing."""

_TIMES_ITS_NEIGHBOURS = 3.0
"""A cut changes so many times more than any picture near it: a quick pan does not."""

_NEIGHBOURS = 3
_FEWEST_FRAMES_S = 12.0
"""Film is hardly ever slower than this (frames a second): so many neighbours lie within ``_AROUND_S``."""

_AROUND_S = (_NEIGHBOURS + 1) / _FEWEST_FRAMES_S


def shot_changes(film: FilmFile, start: float, stop: float) -> tuple[float, ...]:
    """Return the film times (s) in ``[start, stop)`` of the first picture of each new shot.

    Dissolves and fades are none. Of cuts fewer than four pictures apart neither may be seen.

    Raises:
        MediaError: the film cannot be read here, or holds no picture.
    """
    times: list[float] = []
    changes: list[float] = []
    before: NDArray[np.float32] | None = None
    with SmallPictures(film, _WIDTH, _HEIGHT, "gray") as pictures:
        for time, picture in pictures.pictures(start - _AROUND_S, stop + _AROUND_S):
            now = picture.to_ndarray().astype(np.float32)
            now -= now.mean()
            if before is not None:
                times.append(time)
                changes.append(1 - _likeness(before, now))
            before = now
    return tuple(time for time in _cuts(times, changes) if start <= time < stop)


def _likeness(before: NDArray[np.float32], now: NDArray[np.float32]) -> float:
    """Return the correlation of two pictures whose mean is 0: a change of brightness alone leaves it at 1."""
    grain = before.size * _GRAIN**2
    strength = (np.vdot(before, before) + grain) * (np.vdot(now, now) + grain)
    return float((np.vdot(before, now) + grain) / np.sqrt(strength))


def _cuts(times: Sequence[float], changes: Sequence[float]) -> list[float]:
    """Return those of ``times`` at which the change from the picture before stands out."""
    found: list[float] = []
    for place, change in enumerate(changes):
        near = (*changes[max(0, place - _NEIGHBOURS) : place], *changes[place + 1 : place + 1 + _NEIGHBOURS])
        if change >= max(_LEAST_CHANGE, _TIMES_ITS_NEIGHBOURS * max(near, default=0.0)):
            found.append(times[place])
    return found
