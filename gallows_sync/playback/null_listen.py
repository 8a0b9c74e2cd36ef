"""The null listen: what of the film's sound is the album, so that it can be taken out of it.

A film's music is the album as a filter leaves it: band, level, a channel or two made one. That filter is
estimated from film and album together, by least squares in every frequency (Wiener), over some seconds at a
time, since levels are ridden and speeds wander; what else is in the film has nothing in common with the album
and averages out. Where they have too little in common the filter is nothing. A cue that lies right leaves
speech and rain; one that lies wrong takes nothing away. Where cues overlap, each has a filter of its own.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gallows_sync.background import stand_back
from gallows_sync.errors import GallowsSyncError
from gallows_sync.playback.conform import ConformedCue
from gallows_sync.playback.ports import FloatArray, Int16Array, SoundStretch

log = logging.getLogger(__name__)

ComplexArray = npt.NDArray[np.complex128]

HOP_S = 2.0
"""Filters are estimated so far apart, each over twice as long, and faded one into the next."""

BLOCK_S = 0.05
"""Length of the spectra that are averaged, or the power of two below: all that a filter may last."""

TAP_S = 0.021
"""A filter reaches so far to both sides."""

RIDGE = 1e-3
"""Share of the album's power that keeps frequencies out which it does not have in all channels."""

FLOOR = 1e-5
"""Below this level (full scale 1) a frequency of the album is nothing: a third of a 16-bit step."""

FULL_SCALE = 32768

LEAST_POWER = 1e-3
"""Of half a second: about -70 dB. Less says nothing of the level."""

MOST_LEVEL = 4.0
"""Players mix channels and follow a codec's gains in their own ways, but not by more than this."""


def album_in(film: FloatArray, album: FloatArray, rate_hz: int) -> FloatArray:
    """Return what of ``film`` (mono) is ``album``, one filter a channel for the whole of it.

    ``album`` has the two channels of each cue that sounds, and is longer by ``reach(rate_hz)`` at both ends.
    """
    margin = reach(rate_hz)
    taps = _filter(film, album[margin : margin + len(film)], rate_hz)
    size = 1 << (len(album) + len(taps) - 1).bit_length()
    spectrum = (np.fft.rfft(album, size, axis=0) * np.fft.rfft(taps, size, axis=0)).sum(axis=1)
    return np.asarray(np.fft.irfft(spectrum, size)[2 * margin : 2 * margin + len(film)], np.float32)


def reach(rate_hz: int) -> int:
    """Return how many frames a filter reaches to both sides."""
    return int(TAP_S * rate_hz)


def _filter(film: FloatArray, album: FloatArray, rate_hz: int) -> FloatArray:
    """Return the taps, shape (2 · reach + 1, channels), that make the album most like the film."""
    size = 1 << round(BLOCK_S * rate_hz).bit_length() - 1
    window = np.hanning(size).astype(np.float32)
    # In every frequency: the film, shape (·, blocks, 1), and the album, shape (·, channels, blocks).
    whole = _spectra(film, size, window).T[:, :, None]
    parts = np.stack([_spectra(channel, size, window).T for channel in album.T], axis=1)
    channels, blocks = parts.shape[1:]
    least = FLOOR**2 * float(np.sum(np.square(window)))
    power = np.mean(np.abs(whole[:, :, 0]) ** 2, axis=1)
    common = (np.conj(parts) @ whole / blocks)[:, :, 0]
    own = np.conj(parts) @ parts.transpose(0, 2, 1) / blocks
    ridge = RIDGE * np.trace(own, axis1=1, axis2=2).real / channels + least
    own += ridge[:, None, None] * np.eye(channels)
    filters = np.linalg.solve(own, common[:, :, None])[:, :, 0]
    # So much of the film's power is explained; chance alone explains about as much as `chance`.
    explained = np.clip(np.sum(filters * np.conj(common), axis=1).real / (power + least), 1e-9, 1.0)
    chance = channels * 1.5 / max(blocks, 2 * channels)
    shrunk = np.clip((explained - chance) / (1 - chance) / explained, 0, 1)
    margin = reach(rate_hz)
    taps = np.fft.irfft(filters * shrunk[:, None], size, axis=0)
    centred = np.concatenate((taps[-margin:], taps[: margin + 1]))
    edge = np.minimum(1, (margin + 1 - np.abs(np.arange(-margin, margin + 1))) / (margin / 4))
    return np.asarray(centred * edge[:, None], np.float32)


def _spectra(samples: FloatArray, size: int, window: FloatArray) -> ComplexArray:
    blocks = np.lib.stride_tricks.sliding_window_view(samples, size)[:: size // 2]
    return np.asarray(np.fft.rfft(blocks * window, axis=1), np.complex128)


class MusicInFilm:
    """The album along one cue as the film has it, on the film's sample grid; silent where it is not known."""

    def __init__(self, cue: ConformedCue) -> None:
        self.cue = cue
        self._frames: Int16Array = np.zeros(cue.length, np.int16)

    def read(self, film_frame: int, count: int) -> tuple[int, Int16Array]:
        """Return the frames of ``[film_frame, film_frame + count)``, after how far in they begin."""
        lo = max(film_frame, self.cue.first)
        hi = min(film_frame + count, self.cue.first + self.cue.length)
        first = self.cue.first
        return (lo - film_frame, self._frames[lo - first : hi - first]) if hi > lo else (0, self._frames[:0])

    def add(self, film_frame: int, music: FloatArray) -> None:
        """Add what was found (full scale 1) from ``film_frame`` on; what lies outside the cue is dropped."""
        at, frames = self.read(film_frame, len(music))
        whole = frames + music[at : at + len(frames)] * (FULL_SCALE - 1)
        frames[:] = np.rint(np.clip(whole, -FULL_SCALE, FULL_SCALE - 1))


@dataclass(frozen=True, slots=True)
class _Wanted:
    cues: tuple[ConformedCue, ...]
    film_frame: int
    played: FloatArray


ReadFilm = Callable[[float, float], "Future[SoundStretch]"]


class NullListen:
    """Finds, on a thread of its own, what of the film is the music along one cue after the other.

    ``image`` is what was found so far; it is replaced as a whole, and grows from the playhead on.
    """

    def __init__(self, read_film: ReadFilm) -> None:
        self.image: MusicInFilm | None = None
        self._read_film = read_film
        self._wake = threading.Condition()
        self._wanted: _Wanted | None = None
        self._stopping = False
        self._thread: threading.Thread | None = None

    def listen(self, cues: tuple[ConformedCue, ...], film_frame: int, played: FloatArray) -> None:
        """Look for the music along the first of ``cues``, which those after it overlap.

        First around ``film_frame``, where ``played`` (mono) was heard.
        """
        if self.listens_to(cues):
            return
        with self._wake:
            self._wanted = _Wanted(cues, film_frame, played)
            self._wake.notify()
        if self._thread is None:
            self._thread = threading.Thread(target=self._loop, name="null-listen", daemon=True)
            self._thread.start()

    def listens_to(self, cues: tuple[ConformedCue, ...]) -> bool:
        """Return whether the music of these cues is found, or looked for."""
        return self._wanted is not None and self._wanted.cues == cues

    def forget(self) -> None:
        """Nothing is looked for any more."""
        with self._wake:
            self._wanted = self.image = None

    def close(self) -> None:
        with self._wake:
            self._wanted, self._stopping = None, True
            self._wake.notify()
        if self._thread is not None:
            self._thread.join()

    def _loop(self) -> None:
        stand_back()
        done = None
        while True:
            with self._wake:
                while (wanted := self._wanted) is done and not self._stopping:
                    self._wake.wait()
                if self._stopping:
                    return
                done = wanted
            if wanted is None:
                continue
            with contextlib.suppress(CancelledError):
                try:
                    for _ in self.find(wanted.cues, wanted.film_frame, wanted.played):
                        if self._wanted is not wanted:
                            break
                except GallowsSyncError as error:
                    log.warning("the film cannot be read beside the player: %s", error)

    def find(self, cues: tuple[ConformedCue, ...], film_frame: int, played: FloatArray) -> Iterator[None]:
        """Find the music window by window, yielding after each; as ``listen`` does on its thread."""
        cue = cues[0]
        level = self._level(film_frame, played, cue.rate_hz)
        image = self.image = MusicInFilm(cue)
        hop = int(HOP_S * cue.rate_hz)
        margin = reach(cue.rate_hz)
        rising = np.arange(hop, dtype=np.float32) / hop
        weight = np.concatenate((rising, 1 - rising))
        last = (cue.length - 1) // hop
        here = min(max((film_frame - cue.first) // hop, 0), last)
        for number in (here, here - 1, *range(here + 1, last + 1), *range(here - 2, -2, -1)):
            if number < -1:
                continue
            first = cue.first + number * hop
            film = self._film(first, 2 * hop, cue.rate_hz)
            heard = (other for other in cues if other.covers(first, 2 * hop))
            album = np.hstack([other.samples(first - margin, 2 * hop + 2 * margin) for other in heard])
            found = album_in(film, album, cue.rate_hz) * weight * level
            image.add(first, np.asarray(found, np.float32))
            yield

    def _level(self, film_frame: int, played: FloatArray, rate_hz: int) -> float:
        """Return by how much the film is louder as it is played than as it is read here."""
        read = self._film(film_frame, len(played), rate_hz)
        power = float(np.dot(read, read))
        level = float(np.dot(read, played)) / power if power > LEAST_POWER else 1.0
        return level if 1 / MOST_LEVEL < level < MOST_LEVEL else 1.0

    def _film(self, first: int, count: int, rate_hz: int) -> FloatArray:
        """Return the film's sound (mono) of these frames; where there is none, silence."""
        begins, samples, _ = self._read_film(max(0.0, first / rate_hz), count / rate_hz).result()
        at = round(begins * rate_hz) - first
        out = np.zeros(count, np.float32)
        lo, hi = max(0, at), min(count, at + len(samples))
        if hi > lo:
            out[lo:hi] = samples[lo - at : hi - at]
        return out
