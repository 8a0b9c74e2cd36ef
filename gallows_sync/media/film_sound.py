"""Stretches of the film's own sound, decoded beside the player so that its place can be recognised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from gallows_sync.core.media_files import FilmFile
from gallows_sync.media.container import MediaError, open_container, sound_stream

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from numpy.typing import NDArray

WARM_UP_S = 0.3
"""Decoding begins so long before what is wanted: after a seek some codecs' first packets decode badly."""


class FilmSound:
    """Reads the sound stream that the player plays, as mono at ``rate_hz``. For one thread at a time.

    Raises:
        MediaError: the film cannot be read any more.
    """

    def __init__(self, film: FilmFile, rate_hz: int) -> None:
        self._film = film
        self._rate_hz = rate_hz
        self._container = open_container(film.path)
        stream = sound_stream(self._container)
        if stream is None:
            raise MediaError(film.path, "has no sound that can be decoded")
        self._stream = stream

    def read(self, start: float, seconds: float) -> tuple[float, NDArray[np.float32], Sequence[float]]:
        """Return the sound of ``[start, start + seconds)`` (film time, s), or what there is of it.

        Comes as the film time (s) of the first sample, the samples, and the film times (s) of the packets.
        The place comes from the packets' timestamps, all of them together: one alone may be rounded to a
        whole millisecond.

        Raises:
            MediaError: the film cannot be decoded here.
        """
        import av
        from av.audio.resampler import AudioResampler

        stop = start + seconds
        resampler = AudioResampler(format="fltp", layout="stereo", rate=self._rate_hz)
        times: list[float] = []
        counted: list[int] = []
        blocks: list[NDArray[np.float32]] = []
        total = 0
        try:
            for frame, time in self._frames(start, stop):
                times.append(time)
                counted.append(total)
                for out in resampler.resample(frame):
                    mono = out.to_ndarray().mean(axis=0, dtype=np.float32)
                    blocks.append(mono)
                    total += len(mono)
        except av.error.FFmpegError as error:
            raise MediaError(self._film.path, f"its sound cannot be decoded at {start:.0f} s") from error
        if not blocks:
            return start, np.zeros(0, np.float32), ()
        # Counted in samples from the first: robust against rounded timestamps, exact for exact ones.
        begins = median(time - count / self._rate_hz for time, count in zip(times, counted, strict=True))
        return begins, np.concatenate(blocks), times

    def close(self) -> None:
        self._container.close()

    def _frames(self, start: float, stop: float) -> Iterator[tuple[AudioFrame, float]]:
        """Yield decoded frames with their film times (s), from about ``start`` until ``stop`` is reached."""
        import av

        base = self._stream.time_base
        assert base is not None
        origin = float(self._film.container_start)
        self._container.seek(
            int((max(0.0, start - WARM_UP_S) + origin) / base), stream=self._stream, backward=True
        )
        for packet in self._container.demux(self._stream):
            try:
                frames = packet.decode()
            except av.error.InvalidDataError:
                continue
            for frame in frames:
                if frame.pts is None or frame.time_base is None:
                    continue
                time = float(frame.pts * frame.time_base) - origin
                if time >= stop:
                    return
                if time + frame.samples / frame.sample_rate > start:
                    yield frame, time
