"""Sound that one deck delivered without a break, with its due times and its place in the film."""

import threading

import numpy as np

from gallows_sync.playback.ports import FloatArray, Int16Array

CAPACITY_S = 4.0
"""Seconds kept: libVLC runs up to 1.1 s ahead, and a lock looks half a second back."""

CLOCK_BREAK_US = 5_000
"""A block whose due time is off by more than this does not follow the one before it; less is rounding."""

SMOOTHING = 0.05
"""Share of each block's rounding (Matroska counts whole milliseconds) taken into the running due time."""


class DeckSound:
    """Frames since a flush or a break, numbered from 0.

    The deck's thread writes, the sound output's reads. ``film_offset`` is the film's own frame number of
    frame 0, None until it is known; ``origin_us`` is when frame 0 was or is due, None before the first block.
    """

    def __init__(self, rate_hz: int, mute: bool = False) -> None:
        self.rate_hz = rate_hz
        self.mute = mute
        """Whether the film has no sound: then the frames are only counted, from the pictures."""
        self.origin_us: float | None = None
        self.film_offset: int | None = None
        self.certain = False
        """Whether ``film_offset`` was found by correlation rather than predicted."""
        self.written = 0
        self._ring = np.zeros((int(CAPACITY_S * rate_hz), 2), np.int16)
        self._lock = threading.Lock()

    def continued_by(self, due_us: int) -> bool:
        """Return whether a block that is due at ``due_us`` follows what is there."""
        expected = self.due_us(self.written)
        return expected is None or abs(due_us - expected) <= CLOCK_BREAK_US

    def write(self, samples: Int16Array, due_us: int) -> None:
        """Append a block whose first frame is due at ``due_us``."""
        with self._lock:
            if self.origin_us is None:
                self.origin_us = float(due_us)
            self.origin_us += SMOOTHING * (due_us - self.origin_us - self.written * 1e6 / self.rate_hz)
            size = len(self._ring)
            samples = samples[-size:]
            at = self.written % size
            head = min(len(samples), size - at)
            self._ring[at : at + head] = samples[:head]
            self._ring[: len(samples) - head] = samples[head:]
            self.written += len(samples)

    def place(self, film_time: float, due_us: float) -> None:
        """For a film without sound: ``film_time`` (s) is due at ``due_us``."""
        with self._lock:
            self.film_offset = 0
            self.origin_us = due_us - film_time * 1e6

    def delay(self, by_us: float) -> None:
        """Everything held is due later: the deck stood still for ``by_us``."""
        with self._lock:
            if self.origin_us is not None:
                self.origin_us += by_us

    def due_us(self, frame: float) -> float | None:
        """Return when ``frame`` is due, None before the first block."""
        return None if self.origin_us is None else self.origin_us + frame * 1e6 / self.rate_hz

    def frame_at(self, clock_us: float) -> float | None:
        """Return the frame (fractional) due at ``clock_us``, None before the first block."""
        return None if self.origin_us is None else (clock_us - self.origin_us) * self.rate_hz / 1e6

    def film_time(self, clock_us: float) -> float | None:
        """Return the film time (s) due at ``clock_us``, None while the place is unknown."""
        frame, offset = self.frame_at(clock_us), self.film_offset
        return None if frame is None or offset is None else (frame + offset) / self.rate_hz

    def film_due_us(self, film_time: float) -> float | None:
        """Return when ``film_time`` (s) is due, None while the place is unknown."""
        return None if self.film_offset is None else self.due_us(film_time * self.rate_hz - self.film_offset)

    def read(self, first: int, count: int) -> Int16Array:
        """Return frames ``[first, first + count)``; what is not there (yet, or any more) is silent."""
        out = np.zeros((count, 2), np.int16)
        size = len(self._ring)
        with self._lock:
            lo, hi = max(first, self.written - size, 0), min(first + count, self.written)
            at = lo
            while at < hi:
                n = min(hi - at, size - at % size)
                out[at - first : at - first + n] = self._ring[at % size : at % size + n]
                at += n
        return out

    def latest_mono(self, frames: int) -> tuple[int, FloatArray]:
        """Return the number of the first of the newest ``frames`` frames, and them as mono, full scale 1."""
        with self._lock:
            written = self.written
        first = max(0, written - frames, written - len(self._ring))
        return first, mono(self.read(first, written - first))


def mono(samples: Int16Array) -> FloatArray:
    """Return the mean of both channels, full scale 1."""
    return np.asarray(samples.sum(axis=1, dtype=np.float32) / np.float32(65536), np.float32)
