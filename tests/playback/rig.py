"""A transport on stand-ins, whose time is stepped by the test, and ears for what it plays.

Film sound is noise on the left, album noise on the right: both can be found in what was heard, to the sample.
"""

import itertools
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path
from typing import ParamSpec, TypeVar

import numpy as np

from gallows_sync.core.cue_map import Certainty, Cue, FilmSpan
from gallows_sync.core.media_files import Recording
from gallows_sync.playback import lock
from gallows_sync.playback.conform import PlacedMusic
from gallows_sync.playback.ports import Clock, FloatArray, Int16Array, Picture
from gallows_sync.playback.stand_in import (
    ManualClock,
    StandInFilm,
    StandInLibrary,
    SteppedOutput,
    picture_number,
)
from gallows_sync.playback.transport import Parts, Transport

P = ParamSpec("P")
R = TypeVar("R")

RATE_HZ = 48_000
STEP_US = 1000
WAIT_S = 20.0
FILM_SIDE, ALBUM_SIDE = 0, 1
WINDOW = 2400
"""Frames by which a place is recognised."""


class AtOnce(ThreadPoolExecutor):
    """Runs what is submitted before ``submit`` returns."""

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        done: Future[R] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:  # it belongs to whoever asks for the result
            done.set_exception(error)
        return done


class SteppedTransport(Transport):
    """A transport without threads of its own: ``run_due`` does what its thread would."""

    def start(self) -> None:
        self._sound_beside._pool = AtOnce(1)
        self._screen._still_pool = AtOnce(1)
        self._scheduler.post(self._watch)

    def run_due(self) -> None:
        self._scheduler.run_due()

    def music_ready(self) -> bool:
        return all(c.ready == c.length or c.failed is not None for c in self._programme.cues)


class MemoryRecording:
    """A recording in memory; see ``ports.RecordingSound``."""

    rate_hz = RATE_HZ

    def __init__(self, frames: Int16Array) -> None:
        self._frames = frames

    def blocks(self) -> Iterator[Int16Array]:
        for at in range(0, len(self._frames), 65_536):
            yield self._frames[at : at + 65_536]

    def close(self) -> None:
        """Nothing to free."""


class Rig:
    """The transport, its stand-ins, and what came out."""

    def __init__(self, film: StandInFilm, album: Int16Array, decks: int = 4) -> None:
        self.film = film
        self.album = album
        self.clock = ManualClock()
        self.library = StandInLibrary(self.clock, film)
        self.outputs: list[SteppedOutput] = []
        self.pictures: list[tuple[int, int, float]] = []
        """When each picture was shown (µs), its number, and the film time (s) it was said to have."""
        self.reports: list[dict[str, object]] = []
        self._changed = threading.Condition()
        self.transport = SteppedTransport(
            Parts(
                clock=self.clock,
                make_deck=self.library.deck,
                open_output=self._open_output,
                open_film_sound=film.open_sound,
                open_stills=film.open_stills,
                open_recording=lambda _: MemoryRecording(album),
                deck_limit=lambda _: decks,
            ),
            changed=self._note_change,
            show=self._note_picture,
            report=self.reports.append,
        )
        self.transport.set_view(film.width, film.height)
        self.transport.start()

    def close(self) -> None:
        self.transport.close()

    # ------------------------------------------------------------------ time

    def advance(self, seconds: float) -> None:
        """Let so much time pass."""
        for _ in range(round(seconds * 1e6 / STEP_US)):
            self.step()

    def step(self) -> None:
        self.clock.advance(STEP_US)
        self.library.advance()
        self.transport.run_due()
        for output in self.outputs:
            output.advance()

    def until(self, predicate: Callable[[], bool], seconds: float = 10.0) -> bool:
        """Let time pass until ``predicate`` holds, at most ``seconds``; return whether it does."""
        for _ in range(round(seconds * 1e6 / STEP_US)):
            if predicate():
                return True
            self.step()
        return predicate()

    # ------------------------------------------------------------------ set-up

    def open(self, place: float = 0.0) -> None:
        self.transport.open(self.film.file(), place)
        self.transport.run_due()

    def lay(self, *music: PlacedMusic) -> None:
        """Lay music under the film and wait until it can be heard."""
        self.transport.lay(music)
        self.transport.run_due()
        self.wait(self.transport.music_ready)

    def wait(self, ready: Callable[[], bool]) -> None:
        """Wait, while no time passes, until music is ready."""
        with self._changed:
            assert self._changed.wait_for(ready, WAIT_S)

    def _open_output(self, clock: Clock, rate_hz: int) -> SteppedOutput:
        self.outputs.append(SteppedOutput(clock, rate_hz))
        return self.outputs[-1]

    def _note_change(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def _note_picture(self, picture: Picture) -> None:
        self.pictures.append((self.clock.now_us(), picture_number(picture.pixels), picture.film_time))

    # ------------------------------------------------------------------ what came out

    @property
    def numbers(self) -> list[int]:
        return [number for _, number, _ in self.pictures]

    def heard(self, from_us: float, frames: int) -> FloatArray:
        """Return what was heard from an instant on."""
        blocks = self.outputs[-1].blocks
        sound = np.concatenate([block for _, block in blocks])
        at = round((from_us - blocks[0][0]) * RATE_HZ / 1e6)
        assert 0 <= at <= len(sound) - frames, "that was not heard yet"
        return sound[at : at + frames]

    def heard_until_us(self) -> float:
        due_us, block = self.outputs[-1].blocks[-1]
        return due_us + len(block) * 1e6 / RATE_HZ

    def film_heard(self, at_us: float | None = None) -> float:
        """Return which film time (s) was heard at an instant (the last there is), found in the sound."""
        at_us = self._latest() if at_us is None else at_us
        assert self.film.sound is not None
        return self._place(self.heard(at_us, WINDOW)[:, FILM_SIDE], self.film.sound[:, FILM_SIDE])

    def album_heard(self, at_us: float | None = None) -> float:
        """Return which music time (s) was heard at an instant (the last there is), found in the sound."""
        at_us = self._latest() if at_us is None else at_us
        return self._place(self.heard(at_us, WINDOW)[:, ALBUM_SIDE], self.album[:, ALBUM_SIDE])

    def silent(self, side: int, at_us: float | None = None) -> bool:
        """Return whether nothing was heard there just before an instant (the last there is)."""
        at_us = self._latest() if at_us is None else at_us
        return not self.heard(at_us, WINDOW)[:, side].any()

    def _latest(self) -> float:
        return self.heard_until_us() - WINDOW * 1e6 / RATE_HZ

    @staticmethod
    def _place(heard: FloatArray, source: Int16Array) -> float:
        # At full volume the very samples are found, which is quicker than to correlate.
        samples = heard * 32768
        for lag in np.flatnonzero(source[: -len(heard)] == samples[0]):
            if np.array_equal(source[lag : lag + len(heard)], samples):
                return int(lag) / RATE_HZ
        match = lock.find(heard, (source / 32768).astype(np.float32), RATE_HZ)
        assert match is not None, "nothing was heard"
        assert match.sure, "what was heard is not from there"
        return match.lag / RATE_HZ


def music(
    film_in: str, film_out: str, music_in: str = "0", name: str = "cue", found: bool = True
) -> PlacedMusic:
    span = FilmSpan(Fraction(film_in), Fraction(film_out))
    cue = Cue(name, 1, film=span, music_in=Fraction(music_in), certainty=Certainty.CONFIRMED)
    return PlacedMusic(cue, Recording(Path("a.flac"), "A") if found else None)


def longest_silence(sound: FloatArray) -> int:
    """Return the length of the longest run of zero frames in one channel."""
    edges: Sequence[int] = np.flatnonzero(np.concatenate(([True], sound != 0, [True]))).tolist()
    return max(after - before for before, after in itertools.pairwise(edges)) - 1
