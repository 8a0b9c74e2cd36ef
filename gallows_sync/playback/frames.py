"""The film's pictures on its timeline: which one is on the screen when."""

import math
from dataclasses import dataclass

from gallows_sync.core.media_files import FilmFile

ROUNDING_S = 0.0006
"""Matroska rounds timestamps to whole milliseconds: a picture so little early counts as at the place."""

EARLY_S = 0.001
"""A picture shown so little before its time is still that picture, not the one before it shown again."""

USUAL_RATE = 25.0
"""Pictures a second where the real rate varies or is unknown: the length of a step, nothing else."""


@dataclass(frozen=True, slots=True)
class Frames:
    """Frame k begins at ``start + k / rate`` (film time, s); with ``rate`` None any time may begin one."""

    rate: float | None
    start: float = 0.0

    @classmethod
    def of(cls, film: FilmFile) -> "Frames":
        return cls(None if film.frame_rate is None else float(film.frame_rate), float(film.picture_start))

    def shown_at(self, film_time: float) -> float:
        """Return when the frame begins that is on the screen at ``film_time`` (s, both)."""
        if self.rate is None:
            return film_time
        return self.start + math.floor((film_time + EARLY_S - self.start) * self.rate) / self.rate

    def first_from(self, film_time: float) -> float:
        """Return when the first frame at or after ``film_time`` begins (s, both)."""
        if self.rate is None:
            return film_time
        return self.start + math.ceil((film_time - ROUNDING_S - self.start) * self.rate) / self.rate

    def before_first_from(self, film_time: float) -> float:
        """Return a time (s) between that frame and the one before it: rounding falls on neither side."""
        half = 0.0 if self.rate is None else 0.5 / self.rate
        return max(0.0, self.first_from(film_time) - half)

    def stepped(self, film_time: float, frames: int) -> float:
        """Return when the frame begins that is ``frames`` after the one at ``film_time`` (s, both)."""
        return max(0.0, self.shown_at(film_time) + frames / (self.rate or USUAL_RATE))

    def between(self, earlier: float, later: float) -> int:
        """Return how many frames were passed over between two that begin at these times (s)."""
        return 0 if self.rate is None else max(0, round((later - earlier) * self.rate) - 1)
