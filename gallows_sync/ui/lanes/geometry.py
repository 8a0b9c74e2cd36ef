"""Where things lie along a lane: seconds to pixels and back, zoom, snapping, and what lies where, quickly."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import accumulate

BLOCK_LABEL = 17
"""Logical pixels at a block's top for its words; it is held by them."""

_LOW, _HIGH = 560, 1000  # window heights between which the lanes grow
_PAGE_LEAD = 0.08  # of the width: where the playhead stands after a page was turned


@dataclass(frozen=True, slots=True)
class LaneView:
    """What is seen of a lane: ``width`` pixels from ``start`` (s) on, at ``scale`` (s a pixel).

    ``length`` is the whole lane's (s), ``finest`` the smallest scale. Pixels are logical ones. No more than
    the lane is ever seen; times before the view have an x below 0.
    """

    length: float
    width: float
    finest: float
    start: float
    scale: float

    @classmethod
    def whole(cls, length: float, width: float, finest: float) -> LaneView:
        """Return the view of everything."""
        width = max(1.0, width)
        return cls(length, width, finest, 0.0, max(length, 1e-3) / width)

    @property
    def stop(self) -> float:
        """The first lane time (s) right of what is seen."""
        return self.start + self.width * self.scale

    @property
    def coarsest(self) -> float:
        """The scale at which everything is seen."""
        return max(self.length, 1e-3) / self.width

    @property
    def is_whole(self) -> bool:
        return self.scale >= self.coarsest * (1 - 1e-9)

    def x(self, seconds: float) -> float:
        """Return where ``seconds`` lies, in pixels from the left end of what is seen."""
        return (seconds - self.start) / self.scale

    def time(self, x: float) -> float:
        """Return the lane time (s) at ``x``, within what is seen and within the lane."""
        return min(max(0.0, self.start + min(max(0.0, x), self.width) * self.scale), self.length)

    def shows(self, seconds: float) -> bool:
        return self.start <= seconds <= self.stop

    def zoomed(self, factor: float, x: float) -> LaneView:
        """Magnify by ``factor`` (above 1: nearer), the time at ``x`` staying where it is."""
        held = self.start + x * self.scale
        scale = min(max(self.scale / factor, self.finest), self.coarsest)
        return self._within(held - x * scale, scale)

    def panned(self, pixels: float) -> LaneView:
        """Go ``pixels`` to the right."""
        return self._within(self.start + pixels * self.scale, self.scale)

    def paged_to(self, seconds: float) -> LaneView:
        """Turn to the page that begins a little before ``seconds``."""
        return self._within(seconds - _PAGE_LEAD * self.width * self.scale, self.scale)

    def fitted(self, start: float, stop: float, margin: float = 0.1) -> LaneView:
        """Show ``start`` to ``stop`` with ``margin`` of their length on either side."""
        room = (stop - start) * (1 + 2 * margin)
        scale = min(max(room / self.width, self.finest), self.coarsest)
        return self._within((start + stop - self.width * scale) / 2, scale)

    def resized(self, width: float) -> LaneView:
        """Show the same from the same start on in another width; everything stays everything."""
        if self.is_whole:
            return LaneView.whole(self.length, width, self.finest)
        return replace(self, width=max(1.0, width)).zoomed(1.0, 0.0)

    def snapped(self, ratio: float) -> LaneView:
        """Move the start to the nearest device pixel of the lane; ``ratio`` are device pixels a pixel."""
        step = self.scale / ratio
        return replace(self, start=round(self.start / step) * step)

    def _within(self, start: float, scale: float) -> LaneView:
        last = max(0.0, self.length - self.width * scale)
        return replace(self, start=min(max(0.0, start), last), scale=scale)


@dataclass(frozen=True, slots=True)
class LaneHeights:
    """Heights of film lane, ribbons and album lane, in even logical pixels."""

    film: int
    ribbons: int
    album: int


def lane_heights(window_height: int) -> LaneHeights:
    """Return what is fair in a window so high: little in the smallest, more from 1000 pixels on."""
    share = min(1.0, max(0.0, (window_height - _LOW) / (_HIGH - _LOW)))

    def between(least: int, most: int) -> int:
        return 2 * round((least + share * (most - least)) / 2)

    return LaneHeights(between(44, 72), between(26, 60), between(44, 72))


class Spans:
    """Stretches ``[start, stop)`` that may overlap, in the order of their starts; known by their place.

    Any question takes a binary search and a look at what may reach that far.
    """

    def __init__(self, spans: Sequence[tuple[float, float]]) -> None:
        self._spans = spans
        self._starts = [start for start, _ in spans]
        self._furthest = list(accumulate((stop for _, stop in spans), max))

    def between(self, start: float, stop: float) -> list[int]:
        """Return which of them have a part in ``[start, stop)``, in their order."""
        first = bisect_right(self._furthest, start)
        last = bisect_left(self._starts, stop)
        return [place for place in range(first, last) if self._spans[place][1] > start]

    def at(self, seconds: float) -> list[int]:
        """Return which of them hold ``seconds``, in their order."""
        first = bisect_right(self._furthest, seconds)
        last = bisect_right(self._starts, seconds)
        return [place for place in range(first, last) if self._spans[place][1] > seconds]

    def joined(self) -> list[tuple[float, float]]:
        """Return what they cover together, in stretches that lie apart."""
        joined: list[tuple[float, float]] = []
        for start, stop in self._spans:
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
            else:
                joined.append((start, stop))
        return joined


TOUCH_S = 0.001
"""Stretches that overlap by less than this (s) touch."""


def shared_rows(spans: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """Return for each stretch, given in the order of the starts, its row and how many rows its place has.

    Only stretches that overlap, directly or through others, share their place; not those that touch, as
    scenes do whose ends were rounded each in its own way.
    """
    rows: list[tuple[int, int]] = []
    ends: list[float] = []  # of each row of the group at hand
    first = 0
    for place, (start, stop) in enumerate(spans):
        if ends and start >= max(ends) - TOUCH_S:
            rows[first:] = [(row, len(ends)) for row, _ in rows[first:]]
            first, ends = place, []
        row = next((row for row, end in enumerate(ends) if end <= start + TOUCH_S), len(ends))
        ends[row : row + 1] = [stop]
        rows.append((row, 0))
    rows[first:] = [(row, len(ends)) for row, _ in rows[first:]]
    return rows


class SnapKind(Enum):
    """What an edge can stick to."""

    PLAYHEAD = "playhead"
    MATCH = "match"
    SHOT = "shot"
    SCENE = "scene"


@dataclass(frozen=True, slots=True)
class SnapPlace:
    """A film time (s) that edges stick to, and what is there."""

    seconds: float
    kind: SnapKind


def snap(ends: Sequence[float], places: Sequence[SnapPlace], reach: float) -> tuple[float, SnapPlace] | None:
    """Return the shortest step (s) that brings one of ``ends`` to one of ``places``, and that place.

    Of equal steps it is the first place's. None where all steps are longer than ``reach`` (s).
    """
    steps = ((place.seconds - end, place) for place in places for end in ends)
    found = min(steps, key=lambda step: abs(step[0]), default=None)
    return found if found is not None and abs(found[0]) <= reach else None


def near(times: Sequence[float], place: float, reach: float) -> Sequence[float]:
    """Return those of ``times`` (rising) no further than ``reach`` from ``place`` (s, all)."""
    return times[bisect_left(times, place - reach) : bisect_right(times, place + reach)]
