"""Stretches of the film's own sound, decoded beside the player so that its place can be recognised."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from gallows_sync.core.media_files import FilmFile
from gallows_sync.media.container import MediaError, open_stream, sound_stream
from gallows_sync.wording import phrase

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.audio.resampler import AudioResampler
    from av.audio.stream import AudioStream
    from av.packet import Packet
    from numpy.typing import NDArray

WARM_UP_S = 0.3
"""Decoding begins so long before what is wanted: after a seek some codecs' first packets decode badly."""

GAP_S = 0.05
"""Sound that is missing for longer than this (a damaged packet, a break) counts as silence in its place."""

ROUNDED_S = 0.00101
"""Matroska, AVI and others round timestamps to whole milliseconds, up or down."""

HEAD_PACKETS = 50


class FilmSound:
    """Reads the sound stream that the player plays, as mono at ``rate_hz``. For one thread at a time.

    Raises:
        MediaError: the film cannot be read any more.
    """

    def __init__(self, film: FilmFile, rate_hz: int) -> None:
        self._film = film
        self._rate_hz = rate_hz
        missing = phrase("FilmSound", "has no sound that can be decoded")
        self._container, self._stream = open_stream(film.path, sound_stream, missing)
        self._grid = self._packet_grid()

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

        resampler = AudioResampler(format="fltp", layout="stereo", rate=self._rate_hz)
        times: list[float] = []
        sizes: list[int] = []
        beginnings: list[float] = []
        blocks: list[NDArray[np.float32]] = []
        counted_s = 0.0
        try:
            for frame, time in self._frames(start, start + seconds):
                if times and (gap_s := time - beginnings[0] - counted_s) > GAP_S:
                    blocks += [*_resampled(resampler, None), _silence(gap_s, self._rate_hz)]
                    resampler = AudioResampler(format="fltp", layout="stereo", rate=self._rate_hz)
                    counted_s += gap_s
                times.append(time)
                sizes.append(frame.samples)
                beginnings.append(time - counted_s)
                counted_s += frame.samples / frame.sample_rate
                blocks += _resampled(resampler, frame)
            if times:
                blocks += _resampled(resampler, None)
        except av.error.FFmpegError as error:
            reason = phrase("FilmSound", "its sound cannot be decoded at {start:.0f} s").fill(start=start)
            raise MediaError(self._film.path, reason) from error
        if not blocks:
            return start, np.zeros(0, np.float32), ()
        # Each packet says where the first one was, by counting back: together they outweigh their rounding.
        return self._unrounded(median(beginnings), sizes), np.concatenate(blocks), times

    def close(self) -> None:
        self._container.close()

    def _packet_grid(self) -> tuple[Fraction, Fraction] | None:
        """Return the film time (s) at which the second packet begins, and the length of packets; if known.

        Known to the sample where the sound begins with the film and all packets are of one length.
        """
        assert self._film.sound is not None
        first: list[Fraction] = []
        if self._film.sound.start == 0:
            for packet in itertools.islice(self._container.demux(self._stream), HEAD_PACKETS):
                for frame in _decoded(packet):
                    first.append(Fraction(frame.samples, frame.sample_rate))
                    if len(first) == 2:
                        return first[0], first[1]
        return None

    def _unrounded(self, begins: float, sizes: Sequence[int]) -> float:
        """Return ``begins`` to the sample, where only the rounding of timestamps keeps it off the grid."""
        rate_hz = self._film.sound.rate_hz if self._film.sound is not None else 1
        if self._grid is None or any(size != sizes[1] for size in sizes[1:-1]):
            return begins
        second, length = (float(value) for value in self._grid)
        if len(sizes) < 3 or sizes[1] != round(length * rate_hz):
            return begins
        place = begins + sizes[0] / rate_hz - second
        off = place - round(place / length) * length
        return begins - off if abs(off) < ROUNDED_S else begins

    def _frames(self, start: float, stop: float) -> Iterator[tuple[AudioFrame, float]]:
        """Yield decoded frames with their film times (s), from about ``start`` until ``stop`` is reached."""
        base = self._stream.time_base
        assert base is not None
        origin = float(self._film.container_start)
        self._container.seek(
            int((max(0.0, start - WARM_UP_S) + origin) / base), stream=self._stream, backward=True
        )
        for packet in self._container.demux(self._stream):
            for frame in _decoded(packet):
                if frame.pts is None or frame.time_base is None:
                    continue
                time = float(frame.pts * frame.time_base) - origin
                if time >= stop:
                    return
                if time + frame.samples / frame.sample_rate > start:
                    yield frame, time


def _decoded(packet: Packet[AudioStream]) -> list[AudioFrame]:
    """Return the frames that come out for ``packet``; none for a damaged one."""
    import av

    try:
        return packet.decode()
    except av.error.InvalidDataError:
        return []


def _resampled(resampler: AudioResampler, frame: AudioFrame | None) -> list[NDArray[np.float32]]:
    """Return what comes out for ``frame``, mixed to mono; for None, what is still inside."""
    return [out.to_ndarray().mean(axis=0, dtype=np.float32) for out in resampler.resample(frame)]


def _silence(seconds: float, rate_hz: int) -> NDArray[np.float32]:
    return np.zeros(round(seconds * rate_hz), np.float32)
