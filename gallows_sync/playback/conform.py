"""The album laid under the film: each cue's music, resampled once to the film's timeline.

A conformed cue is an array of frames on the film's own sample grid, so that what is heard of the album at a
film time is a plain slice. It lies in an unlinked temporary file that is mapped into memory: a slice costs no
copy, and only what is being played takes up memory.
"""

import contextlib
import itertools
import logging
import math
import mmap
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import IO

import numpy as np

from gallows_sync.background import stand_back
from gallows_sync.core.cue_map import Certainty, Cue, FilmSpan
from gallows_sync.core.media_files import Recording
from gallows_sync.playback.ports import FloatArray, Int16Array, RecordingSound

log = logging.getLogger(__name__)

FADE_S = 0.008
"""Fade at a cue's in and out points, so that neither clicks."""

FIRST_S = 4.0
"""Every cue gets this much before any gets the rest, so that a jump finds music wherever it goes."""

REST_S = 0.3
"""What was moved is filled once it has rested so long: a held key would only move it again."""

PREROLL_FRAMES = 4096
"""Music frames fed to the resampler before the cue's first, so that its filter has settled."""

BLOCK_FRAMES = 32768

RESIDENT_FRAMES = 500_000
"""So much of what was played (2 MB) may stay in memory."""

FRAME_BYTES = 4
"""Two channels of 16 bits."""

TAKES_KEPT = 4

UNKNOWN_S = Fraction(3600)
"""A recording whose length nobody knows is expected to end before this."""

OpenRecording = Callable[[Recording], RecordingSound]


@dataclass(frozen=True, slots=True)
class PlacedMusic:
    """A cue and the recording that is heard under it; None: there is no file for it."""

    cue: Cue
    recording: Recording | None


class ConformedCue:
    """The music of one placed cue on the film's sample grid, filled from its beginning on.

    ``first`` is the film frame (film time times the rate) of the first frame held. Until it is filled, what
    it takes the place of stands in for it, moved to where it is now to be heard: the same music, or the take
    that is heard until then.
    """

    def __init__(
        self, cue: Cue, recording: Recording, rate_hz: int, instead_of: "ConformedCue | None" = None
    ) -> None:
        assert cue.film is not None, "only a placed cue can be conformed"
        self.cue = cue
        self.recording = recording
        self.rate_hz = rate_hz
        self.first = math.ceil(cue.film.film_in * rate_hz)
        self.length = max(0, math.ceil(cue.film.film_out * rate_hz) - self.first)
        self.ready = 0
        self.sounding = self.length
        """Frames until the recording ends, if it does before the cue; known once it is filled."""
        self.failed: str | None = None
        self._frames: Int16Array = np.zeros((0, 2), np.int16)
        self._map: mmap.mmap | None = None
        self._resident = 0
        self.laid_s = time.monotonic()
        self._heard_to: int | None = None
        """The film frame up to which it was read last."""
        self._heard_before: ConformedCue | None = None
        """What was heard until this one was laid."""
        self._stand_in: ConformedCue | None = None
        self._stood_in: ConformedCue | None = None
        """What stood in for it when it was read last."""
        if instead_of is not None:
            self.take_over(instead_of)

    @property
    def filled(self) -> bool:
        return self.ready >= self.length

    @property
    def rested(self) -> bool:
        """Whether it is time to fill it: at once, but where the same music stands in for it."""
        stand_in = self._stand_in
        moved = stand_in is not None and stand_in.recording == self.recording
        return not moved or time.monotonic() - self.laid_s >= REST_S

    def take_over(self, before: "ConformedCue") -> None:
        """Be heard from now on instead of ``before``, which stands in for what is not filled yet."""
        unheard, unfilled = before._heard_to is None, before._stand_in is not None
        self._heard_before = before._heard_before if unheard else before
        if not self.filled:
            self._stand_in = before._stand_in if unfilled else before

    def fail(self, reason: str) -> None:
        """It cannot be filled, so nothing stands in for it any more."""
        self.failed, self._stand_in = reason, None

    def read(self, film_frame: int, count: int) -> tuple[int, Int16Array]:
        """Return the frames ready of ``[film_frame, film_frame + count)``, after how far in they begin."""
        fade = int(FADE_S * self.rate_hz)
        before, self._heard_before = self._heard_before, None
        stood_in, self._stood_in = self._stood_in, None
        heard = self._read(film_frame, count)
        if before is not None and before._is_at(film_frame):
            heard = _crossfaded(before.read(film_frame, count), heard, count, fade)
        elif stood_in is not None and self._stood_in is None and self._is_at(film_frame):
            heard = _crossfaded(self._through(stood_in, film_frame, count), heard, count, fade)
        self._heard_to = film_frame + count
        return heard

    def has(self, film_frame: int) -> bool:
        """Return whether there is music for ``film_frame``, its own or what stands in for it."""
        if film_frame < self.first + self.ready:
            return True
        stand_in = self._stand_in
        return stand_in is not None and stand_in.has(self._same_music_in(stand_in, film_frame))

    def _is_at(self, film_frame: int) -> bool:
        """Return whether it was read up to ``film_frame`` just now; the output's clock moves by a frame."""
        return self._heard_to is not None and abs(self._heard_to - film_frame) <= 2

    def _read(self, film_frame: int, count: int) -> tuple[int, Int16Array]:
        stand_in, hi = self._stand_in, min(film_frame + count, self.first + self.length)
        if stand_in is None or hi <= self.first + self.ready:
            return self._own(film_frame, count)
        self._stood_in = stand_in
        return self._through(stand_in, film_frame, count)

    def _through(self, stand_in: "ConformedCue", film_frame: int, count: int) -> tuple[int, Int16Array]:
        """Return what ``stand_in`` has for these frames, as ``read`` does."""
        lo, hi = max(film_frame, self.first), min(film_frame + count, self.first + self.length)
        if hi <= lo:
            return 0, self._frames[:0]
        at, frames = stand_in._own(self._same_music_in(stand_in, lo), hi - lo)
        return lo - film_frame + at, frames

    def _same_music_in(self, other: "ConformedCue", film_frame: int) -> int:
        """Return the film frame under which ``other`` has the music that belongs to ``film_frame`` here."""
        here, there = self.cue, other.cue
        assert here.film is not None
        assert there.film is not None
        music = here.music_in + (Fraction(film_frame, self.rate_hz) - here.film.film_in) * here.speed
        return round((there.film.film_in + (music - there.music_in) / there.speed) * self.rate_hz)

    def _own(self, film_frame: int, count: int) -> tuple[int, Int16Array]:
        lo = max(film_frame, self.first)
        hi = min(film_frame + count, self.first + self.ready)
        if hi <= lo:
            return 0, self._frames[:0]
        self._resident += hi - lo
        if self._resident > RESIDENT_FRAMES:
            self._let_go()
        return lo - film_frame, self._frames[lo - self.first : hi - self.first]

    def samples(self, film_frame: int, count: int) -> FloatArray:
        """Return ``count`` frames from ``film_frame`` on, full scale 1; silent where there are none."""
        out = np.zeros((count, 2), np.float32)
        lo, hi = max(film_frame, self.first), min(film_frame + count, self.first + self.ready)
        if hi > lo:
            out[lo - film_frame : hi - film_frame] = self._frames[lo - self.first : hi - self.first]
        self._let_go()
        return out / np.float32(32768)

    def _let_go(self) -> None:
        """Give back the memory of what was read; the file still has it."""
        self._resident = 0
        if self._map is not None and sys.platform != "win32":
            self._map.madvise(mmap.MADV_DONTNEED)

    def covers(self, film_frame: int, count: int) -> bool:
        """Return whether any of ``[film_frame, film_frame + count)`` lies within the cue."""
        return film_frame < self.first + self.length and film_frame + count > self.first

    def fill(self, opener: OpenRecording) -> Generator[None, None, None]:
        """Resample the music block by block, yielding after each; ``ready`` grows meanwhile."""
        assert self.cue.film is not None
        with (
            tempfile.TemporaryFile(prefix="gallows-sync-") as file,  # the mapping outlives the open file
            contextlib.closing(opener(self.recording)) as sound,
        ):
            file.truncate(max(1, self.length) * FRAME_BYTES)
            self._map = mmap.mmap(file.fileno(), max(1, self.length) * FRAME_BYTES, access=mmap.ACCESS_READ)
            self._frames = np.frombuffer(self._map, np.int16).reshape(-1, 2)
            # The exact music time of the first film frame held, in music frames.
            lead_in = Fraction(self.first, self.rate_hz) - self.cue.film.film_in
            music_frame = (self.cue.music_in + lead_in * self.cue.speed) * sound.rate_hz
            ratio = float(sound.rate_hz * self.cue.speed / self.rate_hz)
            start = math.floor(music_frame) - PREROLL_FRAMES
            skip = round(float(music_frame - start) / ratio)  # within half a film frame: 10 µs
            for block in _resampled(_from_frame(sound.blocks(), start), sound.rate_hz, ratio):
                self._append(file, block[skip:])
                skip = max(0, skip - len(block))
                if self.filled:
                    break
                yield
            else:
                self._fade_out_at(file, self.ready)
                self.sounding = self.ready
                self.ready = self.length  # the recording ends before the cue does: silence, as truncated
            self._stand_in = None

    def _append(self, file: IO[bytes], block: FloatArray) -> None:
        block = block[: self.length - self.ready]
        fade = int(FADE_S * self.rate_hz)
        index = np.arange(self.ready, self.ready + len(block), dtype=np.float32)
        gain = np.minimum(np.minimum(index / fade, (self.length - index) / fade), 1)[:, None]
        _write(file, self.ready, np.rint(np.clip(block * gain, -32768, 32767)).astype(np.int16))
        self.ready += len(block)

    def _fade_out_at(self, file: IO[bytes], end: int) -> None:
        count = min(end, int(FADE_S * self.rate_hz))
        if count > 0 and end < self.length:
            gain = np.linspace(1, 0, count, dtype=np.float32)[:, None]
            _write(file, end - count, np.rint(self._frames[end - count : end] * gain).astype(np.int16))


def _crossfaded(
    before: tuple[int, Int16Array], after: tuple[int, Int16Array], count: int, fade: int
) -> tuple[int, Int16Array]:
    """Return ``count`` frames that go from ``before`` to ``after`` within ``fade`` frames."""
    both = np.zeros((2, count, 2), np.float32)
    for block, (at, frames) in zip(both, (before, after), strict=True):
        block[at : at + len(frames)] = frames
    gain = np.minimum(np.arange(count, dtype=np.float32) / fade, 1)[:, None]
    return 0, np.rint(both[0] * (1 - gain) + both[1] * gain).astype(np.int16)


def _write(file: IO[bytes], at: int, frames: Int16Array) -> None:
    file.seek(at * FRAME_BYTES)
    file.write(frames.tobytes())
    file.flush()


def _from_frame(blocks: Iterator[Int16Array], start: int) -> Iterator[Int16Array]:
    """Yield the sound from frame ``start`` on; a negative start means silence before the beginning."""
    if start < 0:
        yield np.zeros((-start, 2), np.int16)
        start = 0
    for block in blocks:
        if start < len(block):
            yield block[start:]
        start = max(0, start - len(block))


def _resampled(blocks: Iterator[Int16Array], rate_hz: int, ratio: float) -> Iterator[FloatArray]:
    """Resample so that one frame out stands for ``ratio`` frames in; full scale stays 32768."""
    import soxr

    stream = soxr.ResampleStream(rate_hz * 1.0, rate_hz / ratio, 2, "float32", quality="HQ")
    for block in itertools.chain.from_iterable(map(_pieces, blocks)):
        out = stream.resample_chunk(block.astype(np.float32))
        if len(out):
            yield out
    yield stream.resample_chunk(np.zeros((0, 2), np.float32), last=True)


def _pieces(block: Int16Array) -> Iterator[Int16Array]:
    for at in range(0, len(block), BLOCK_FRAMES):
        yield block[at : at + BLOCK_FRAMES]


def _line(cue: Cue) -> tuple[object, ...]:
    """Return what of a cue can be heard."""
    return (cue.id, cue.film, cue.music_in, cue.speed)


class Programme:
    """All conformed cues of the open map, filled in the background; read by the mixer.

    ``changed`` is called, on the filling thread, when a cue is filled or fails.
    """

    def __init__(self, opener: OpenRecording, changed: Callable[[], None] = lambda: None) -> None:
        self._opener = opener
        self._changed = changed
        self._wake = threading.Condition()
        self._cues: tuple[ConformedCue, ...] = ()
        self._jobs: dict[ConformedCue, Generator[None, None, None]] = {}
        self._wanted: str | None = None
        self._alone: ConformedCue | None = None
        self._other_takes: deque[ConformedCue] = deque(maxlen=TAKES_KEPT)
        """What cues played that play another take now: they are gone back and forth between."""
        self._stopping = False
        self._thread: threading.Thread | None = None

    @property
    def cues(self) -> tuple[ConformedCue, ...]:
        return self._cues

    def set(self, music: Sequence[PlacedMusic], rate_hz: int) -> None:
        """Lay these cues under the film; what is already conformed and sounds the same is kept.

        What was moved is heard in its new place at once.
        """
        before = [c for c in self._cues if c.failed is None]
        kept = {(_line(c.cue), c.recording, c.rate_hz): c for c in (*self._other_takes, *before)}
        there = {(c.cue.id, c.rate_hz): c for c in before}
        cues = []
        for placed in music:
            if placed.cue.film is None or placed.recording is None:
                continue
            same = kept.get((_line(placed.cue), placed.recording, rate_hz))
            near = there.get((placed.cue.id, rate_hz))
            if near is not None and near.filled and near.recording != placed.recording:
                self._other_takes.append(near)
            if same is not None and near is not None and same is not near:
                same.take_over(near)
            cues.append(same or ConformedCue(placed.cue, placed.recording, rate_hz, near))
        with self._wake:
            wanted = [*cues, *([self._alone] if self._alone is not None else [])]
            self._jobs = {c: self._jobs.get(c) or c.fill(self._opener) for c in wanted if not c.filled}
            self._cues = tuple(cues)
        self._begin()

    def listen(self, recording: Recording, music_time: float, rate_hz: int) -> ConformedCue:
        """Prepare ``recording`` from ``music_time`` (s) on, before all else, and at its own speed.

        Its frames are those of music time.
        """
        begins = max(Fraction(0), Fraction(music_time))
        ends = recording.duration if recording.duration is not None else UNKNOWN_S
        span = FilmSpan(begins, max(ends, begins + 1))
        alone = ConformedCue(
            Cue("", 0, film=span, music_in=begins, certainty=Certainty.CONFIRMED), recording, rate_hz
        )
        with self._wake:
            self._forget_alone()
            self._alone = alone
            self._jobs[alone] = alone.fill(self._opener)
        self._begin()
        return alone

    def listen_no_more(self) -> None:
        """Drop what ``listen`` prepares."""
        with self._wake:
            self._forget_alone()

    def _forget_alone(self) -> None:
        if self._alone is not None:
            self._jobs.pop(self._alone, None)
            self._alone = None

    def _begin(self) -> None:
        with self._wake:
            self._wake.notify()
        if self._thread is None:
            self._thread = threading.Thread(target=self._loop, name="album", daemon=True)
            self._thread.start()

    def want(self, cue_id: str) -> None:
        """Fill this cue before the others."""
        with self._wake:
            self._wanted = cue_id

    def heard_along(self, film_frame: int) -> tuple[ConformedCue, ...]:
        """Return the cue that is heard at ``film_frame``, then those heard with it anywhere along it.

        Of several the one that ends last; none while one of them is still being filled.
        """
        here = [c for c in self._cues if c.covers(film_frame, 1)]
        if not here:
            return ()
        longest = max(here, key=lambda c: c.first + c.length)
        others = (c for c in self._cues if c is not longest and c.covers(longest.first, longest.length))
        cues = (longest, *others)
        return cues if all(c.filled or c.failed is not None for c in cues) else ()

    def waiting(self, film_frame: int) -> bool:
        """Return whether music is due at ``film_frame`` that is not ready yet."""
        return any(c.covers(film_frame, 1) and not c.has(film_frame) and c.failed is None for c in self._cues)

    def failures(self) -> dict[str, str]:
        """Return, for each cue that could not be read, its id and why."""
        return {c.cue.id: c.failed for c in self._cues if c.failed is not None}

    def close(self) -> None:
        with self._wake:
            self._stopping = True
            self._wake.notify()
        if self._thread is not None:
            self._thread.join()
        for job in self._jobs.values():
            job.close()  # with the files it holds open

    def _next(self) -> ConformedCue | None:
        """Return the cue to go on with: the wanted one, one that lacks its first seconds, then in order."""
        jobs = [c for c in self._jobs if c.rested]
        wanted = [c for c in jobs if c.cue.id == self._wanted]
        unready = [c for c in jobs if c.ready < FIRST_S * c.rate_hz]
        if self._alone in self._jobs:
            return self._alone
        return next(iter(wanted or unready or jobs), None)

    def _loop(self) -> None:
        stand_back()
        while True:
            with self._wake:
                while (cue := self._next()) is None and not self._stopping:
                    self._wake.wait(REST_S if self._jobs else None)
                if self._stopping or cue is None:
                    return
                job = self._jobs[cue]
            try:
                done = next(job, self) is self
            except Exception as error:  # a reader's bug must not leave the other cues without music
                log.warning("cue %s: %s", cue.cue.id, error)
                cue.fail(str(error))
                done = True
            if done:
                with self._wake:
                    self._jobs.pop(cue, None)
                self._changed()
