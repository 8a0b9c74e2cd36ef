"""What playback needs from outside, as protocols: a clock, a deck, an output, readers of the user's files.

The real ones are libVLC (``film_player``), PortAudio (``output``) and PyAV (``gallows_sync.media``); deck and
output have stand-ins that pass the same contract tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

Int16Array = npt.NDArray[np.int16]
FloatArray = npt.NDArray[np.float32]


class Monitor(Enum):
    """What is heard."""

    MIX = "mix"
    FILM = "film"
    ALBUM = "album"


@dataclass(frozen=True, slots=True)
class Levels:
    """The highest peaks of late, full scale 1, as heard: of the film's sound and of the album."""

    film: float = 0.0
    album: float = 0.0


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture, ready to be shown: BGRA bytes of shape (height, width, 4), and its film time (s)."""

    pixels: npt.NDArray[np.uint8]
    film_time: float


class Clock(Protocol):
    """The one clock: microseconds that only ever grow, the scale of every due time in this package."""

    def now_us(self) -> int: ...


class DeckListener(Protocol):
    """What a deck reports, on its own threads; a listener returns quickly and never calls the deck back."""

    def deck_sound(self, samples: Int16Array, due_us: int) -> None:
        """A block of the film's sound, shape (frames, 2), whose first frame is due at ``due_us``."""

    def deck_flushed(self) -> None:
        """A seek was carried out: what was delivered and is not yet due will not be heard."""

    def deck_held(self, at_us: int) -> None:
        """The deck stands still since ``at_us``."""

    def deck_running(self, at_us: int) -> None:
        """The deck runs again since ``at_us``: all that is held is due later by the length of the hold."""

    def deck_buffered(self) -> None:
        """The deck has what it needs after a seek; pictures from now on belong to the new place."""

    def deck_picture(self, at_us: int, render: Callable[[int, int], npt.NDArray[np.uint8]]) -> None:
        """A picture is due now. ``render(width, height)`` gives it as BGRA; valid during this call only."""

    def deck_ended(self) -> None:
        """The film has ended, or cannot go on."""


class Deck(Protocol):
    """One player of the film that can be sent to a place, held there, and run. Calls never block for long."""

    def start(self, film_time: float) -> None:
        """Open the film and run from ``film_time`` (s), from the first frame and packet at or after it."""

    def seek(self, film_time: float) -> None:
        """Go to ``film_time`` (s) of the open film, running."""

    def hold(self) -> None: ...

    def run(self) -> None: ...

    def close(self) -> None:
        """Stop and free everything; may block for some tenths of a second."""


FillOutput = Callable[[FloatArray, float], None]
"""Fills an array of shape (frames, 2) with the sound whose first frame is due at a clock time (µs)."""


class Output(Protocol):
    """A stream of stereo sound that asks for blocks and says when each will be heard."""

    name: str
    rate_hz: int
    silent: bool
    """Whether nobody can hear it."""

    def start(self, fill: FillOutput) -> None: ...

    def alive(self) -> bool:
        """Return False once the device has gone away."""

    def close(self) -> None: ...


SoundStretch = tuple[float, FloatArray, Sequence[float]]
"""The film time (s) of the first sample, mono samples, and the film times (s) at which packets begin."""


class FilmSoundReader(Protocol):
    """Decodes the film's sound beside the player, to recognise where the player is."""

    def read(self, start: float, seconds: float) -> SoundStretch: ...

    def close(self) -> None: ...


class StillReader(Protocol):
    """Decodes single pictures, exactly."""

    def frame_at(self, film_time: float) -> tuple[VideoFrame, float] | None:
        """Return the frame on the screen at ``film_time`` (s), and its own film time (s)."""

    def rest(self) -> None:
        """Let go of what takes up memory, until a place is asked for again."""

    def close(self) -> None: ...


class RecordingSound(Protocol):
    """The sound of one album recording, from its first sample."""

    rate_hz: int

    def blocks(self) -> Iterator[Int16Array]: ...

    def close(self) -> None: ...
