"""Holding a block of the film lane, or an edge of it, and where it would be once it is let go.

What a press holds is plain before: a block by its label, as a window by its title; its edges over their whole
height. On the pictures below the label a drag scrubs, so nobody changes a scene who only looks for a place.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import Enum

from gallows_sync.ui.lanes.geometry import BLOCK_LABEL, SnapPlace
from gallows_sync.ui.lanes.ties import Block

_EDGE = 6  # pixels inside a block that hold its edge
_EDGES_ROOM = 24  # narrower blocks are held as a whole only
_HOLD_ROOM = 8  # narrower ones not at all: a pixel is too long there to mean it
_SAME_S = 0.0005  # a block that comes back so near is where it was
_LEAST_S = 0.04  # of a block that is trimmed: a frame
_SCROLL_FROM = 90.0  # pixels a second; each pixel beyond the edge adds as much as the next says
_SCROLL_MORE = 30.0
_SCROLL_MOST = 4000.0


class Hold(Enum):
    """What of a block is held."""

    IN = "in"
    BLOCK = "block"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Grip:
    """A block, and what of it a press holds."""

    block: Block
    hold: Hold

    def ends(self, by: float) -> tuple[float, ...]:
        """Return the film times (s) of the edges that move, once they moved ``by`` (s)."""
        begins, ends = self.block.film_in + by, self.block.film_out + by
        return {Hold.IN: (begins,), Hold.BLOCK: (begins, ends), Hold.OUT: (ends,)}[self.hold]

    def dragged(self, by: float, film_end: float, snapped: tuple[float, SnapPlace] | None = None) -> Drag:
        """Move what is held ``by`` (s), and on to where it ``snapped``; no further than the edit could go.

        That is within the film, not before the track's first instant, and so that something is left.
        """
        step, place = snapped or (0.0, None)
        least, most = self._reach(film_end)
        moved = max(least, min(most, by + step))
        return Drag(self, self._moved(moved), place if moved == by + step else None)

    def _reach(self, film_end: float) -> tuple[float, float]:
        block, spare = self.block, max(0.0, self.block.film_out - self.block.film_in - _LEAST_S)
        if self.hold is Hold.IN:
            return max(-block.film_in, -block.music_in / block.speed), spare
        after = max(0.0, film_end - block.film_out)
        return (-block.film_in, after) if self.hold is Hold.BLOCK else (-spare, after)

    def _moved(self, by: float) -> Block:
        block = self.block
        if self.hold is Hold.IN:
            film_in = block.film_in + by
            return replace(block, film_in=film_in, music_in=block.music_at(film_in))
        if self.hold is Hold.OUT:
            return replace(block, film_out=block.film_out + by)
        return replace(block, film_in=block.film_in + by, film_out=block.film_out + by)


@dataclass(frozen=True, slots=True)
class Drag:
    """A grip under way: its ``block`` where it would be, and the ``place`` that an edge sticks to."""

    grip: Grip
    block: Block
    place: SnapPlace | None = None

    @property
    def changes(self) -> bool:
        """Whether letting go would change anything."""
        before, after = self.grip.block, self.block
        moved = max(abs(after.film_in - before.film_in), abs(after.film_out - before.film_out))
        return moved >= _SAME_S


def scroll_speed(x: float, width: float) -> float:
    """Return how fast (pixels a second, to the right) a drag at ``x`` takes a lane so wide along.

    Not at all within the lane, the faster the further the pointer is beyond an edge of it.
    """
    beyond = min(0.0, x) + max(0.0, x - width)
    speed = min(_SCROLL_FROM + _SCROLL_MORE * abs(beyond), _SCROLL_MOST)
    return math.copysign(speed, beyond) if beyond else 0.0


def hold_at(from_left: float, to_right: float, down: float, height: float) -> Hold | None:
    """Return what of a block a press holds; None if it is for the film under it.

    The press is so many pixels from the block's left edge, to its right one, and down from its top; the block
    is ``height`` pixels high. One too low for a label is not held.
    """
    width = from_left + to_right
    if width < _HOLD_ROOM or height < BLOCK_LABEL:
        return None
    if width >= _EDGES_ROOM and min(from_left, to_right) < _EDGE:
        return Hold.IN if from_left < to_right else Hold.OUT
    return Hold.BLOCK if down < BLOCK_LABEL else None
