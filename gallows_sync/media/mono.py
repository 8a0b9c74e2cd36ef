"""A whole film's sound, or a recording's, as mono samples at a low rate: what the search listens to.

It is resampled a few seconds at a time, by soxr: linear phase, and it takes back its own delay.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Iterator
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from gallows_sync.core.media_files import FilmFile, Recording
from gallows_sync.media.container import MediaError, open_container, printable, sound_stream
from gallows_sync.media.decode import RecordingReader
from gallows_sync.media.film_sound import ROUNDED_S
from gallows_sync.media.frames import FrameRun, decoded_frames, frame_runs
from gallows_sync.wording import phrase

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

__all__ = ["film_mono", "recording_mono"]

_log = logging.getLogger(__name__)

RUN_SAMPLES = 98_304
"""About so many are placed together: the rounding of the frames' timestamps evens out."""

GAP_S = 0.005
"""Timestamps that leave the count of samples by more than this mean it: sound is missing, or there twice."""

_FURTHEST_BACK_S = 10.0
"""No film repeats more than this (s); timestamps that say so are the damage themselves."""

_SILENCE_SAMPLES = 1 << 18
_LOW_FREQUENCY = frozenset({"LFE", "LFE2"})

Report = Callable[[float], None]


def film_mono(film: FilmFile, rate_hz: int, report: Report = lambda _: None) -> Samples:
    """Return the film's sound, sample 0 at film time 0, as long as the film; silence where it has none.

    Samples are counted from the place that the first packets state together. Where later timestamps leave
    the count, sound is missing and becomes silence, or is there twice and is left out. ``report`` is told
    the fraction that is done; what it raises ends the reading.

    Raises:
        MediaError: the film cannot be read, or has no sound that can be decoded.
    """
    sound = np.zeros(math.ceil(film.duration * rate_hz), np.float32)
    placed: _PlacedSound | None = None
    for run in _runs(film):
        if placed is None:
            placed = _PlacedSound(film, sound, rate_hz, run.rate_hz)
        elif placed.source_hz != run.rate_hz:
            placed.finish()
            placed = _PlacedSound(film, sound, rate_hz, run.rate_hz, placed.end)
        placed.add(run)
        report(min(1.0, placed.end / max(1, len(sound))))
    if placed is None:
        raise MediaError(film.path, phrase("Mono", "has no sound that can be decoded"))
    placed.finish()
    report(1.0)
    return sound


def recording_mono(recording: Recording, rate_hz: int, report: Report = lambda _: None) -> Samples:
    """Return the recording's sound from its first sample to its last, delay and padding trimmed.

    ``report`` is told the fraction that is done; what it raises ends the reading.

    Raises:
        MediaError: the recording cannot be read.
    """
    import soxr

    blocks: list[Samples] = []
    read_s = 0.0
    with RecordingReader(recording) as reader:
        resampler = soxr.ResampleStream(reader.rate_hz, rate_hz, 1, dtype="float32")
        for block in reader.blocks():
            mono = block[:, 0].astype(np.float32) + block[:, 1]
            blocks.append(resampler.resample_chunk(mono / 65536))
            read_s += len(block) / reader.rate_hz
            if recording.duration:
                report(min(1.0, read_s / float(recording.duration)))
        blocks.append(resampler.resample_chunk(np.zeros(0, np.float32), last=True))
    report(1.0)
    return np.concatenate(blocks)


class _PlacedSound:
    """Writes runs of frames of one rate into ``sound``, each where its timestamps say.

    ``end`` is up to where (samples of ``sound``) it has written.
    """

    def __init__(self, film: FilmFile, sound: Samples, rate_hz: int, source_hz: int, begins: int = 0) -> None:
        import soxr

        self.source_hz = source_hz
        self.end = begins
        self._film = film
        self._sound = sound
        self._begins_s = begins / rate_hz
        self._resampler = soxr.ResampleStream(source_hz, rate_hz, 1, dtype="float32")
        self._decoded = 0  # samples, at the source's rate like all that follow
        self._fed = 0
        self._shift_s: float | None = None  # film time less the time decoded so far

    def add(self, run: FrameRun) -> None:
        self._follow(run)
        assert self._shift_s is not None
        place = self._decoded + round((self._shift_s - self._begins_s) * self.source_hz)
        self._decoded += run.samples
        if place > self._fed:
            self._feed_silence(place - self._fed)
        self._feed(_mixed(run.frame())[max(0, self._fed - place) :])

    def finish(self) -> None:
        self._write(self._resampler.resample_chunk(np.zeros(0, np.float32), last=True))

    def _follow(self, run: FrameRun) -> None:
        """Keep to the count of samples unless the timestamps of ``run``, all together, leave it."""
        decoded_s = self._decoded / self.source_hz
        origin_s = float(self._film.container_start)
        begins_s = median(run.beginnings_s) - origin_s if run.beginnings_s else None
        if self._shift_s is None:
            self._shift_s = self._begins_s if begins_s is None else begins_s - decoded_s
            starts_with_film = self._film.sound is not None and self._film.sound.start == 0
            if starts_with_film and abs(self._shift_s) < ROUNDED_S:
                self._shift_s = 0.0
            return
        if begins_s is None or begins_s > self._film.duration:
            return  # timestamps beyond the film's end are themselves the damage
        jump_s = begins_s - decoded_s - self._shift_s
        if abs(jump_s) > GAP_S and jump_s > -_FURTHEST_BACK_S:
            name = printable(self._film.path.name)
            _log.info("%s: its sound jumps by %+.3f s at %.3f s", name, jump_s, begins_s)
            self._shift_s += jump_s

    def _feed_silence(self, count: int) -> None:
        for begin in range(0, count, _SILENCE_SAMPLES):
            self._feed(np.zeros(min(_SILENCE_SAMPLES, count - begin), np.float32))

    def _feed(self, samples: Samples) -> None:
        self._fed += len(samples)
        self._write(self._resampler.resample_chunk(samples))

    def _write(self, samples: Samples) -> None:
        room = self._sound[self.end : self.end + len(samples)]
        room[:] = samples[: len(room)]
        self.end += len(samples)


def _mixed(frame: AudioFrame) -> Samples:
    """Return the frame as mono: the plain mean of all channels but those for low frequencies."""
    channels = [channel.name for channel in frame.layout.channels]
    samples = frame.to_ndarray()
    if not frame.format.is_planar:
        samples = samples.reshape(-1, len(channels)).T
    heard = [row for row, name in enumerate(channels) if name not in _LOW_FREQUENCY]
    if 0 < len(heard) < len(channels):
        samples = samples[heard]
    mono: Samples = samples.mean(axis=0, dtype=np.float32)
    if samples.dtype.kind == "u":
        mono -= 128
    if samples.dtype.kind != "f":
        mono /= 2.0 ** (8 * samples.dtype.itemsize - 1)
    if not np.isfinite(mono).all():  # damaged packets decode to anything
        mono[~np.isfinite(mono)] = 0
    return mono


def _runs(film: FilmFile) -> Iterator[FrameRun]:
    with open_container(film.path) as container:
        stream = sound_stream(container)
        if stream is not None:
            yield from frame_runs(decoded_frames(container, stream, film.path), RUN_SAMPLES, GAP_S)
