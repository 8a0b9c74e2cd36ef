"""One recording as samples: any format in, 16-bit stereo out, exact to the sample at both ends."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import numpy as np

from gallows_sync.core.media_files import Recording
from gallows_sync.media.container import MediaError, open_stream, printable, sound_stream
from gallows_sync.media.frames import decoded_frames, frame_runs, stamp
from gallows_sync.wording import phrase

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.audio.resampler import AudioResampler
    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from numpy.typing import NDArray

__all__ = ["RecordingReader"]

_log = logging.getLogger(__name__)

BLOCK_SAMPLES = 65536
"""Blocks are about this long; decoders hand out as few as 64 samples at a time."""

RUN_SAMPLES = 16384
"""So many are converted at a time."""

_EXACT_SEEK_FORMATS = frozenset({"flac", "wav", "w64", "aiff"})
"""Containers whose timestamps name the very sample after a seek; others are decoded from the beginning."""

_SEEK_EARLY_S = 1
_GAP_S = Fraction(1, 20)
"""A jump in the timestamps longer than this is lost sound; Matroska's and AVI's blur stays far below."""


class RecordingReader:
    """Decodes one recording, once, from its first sample to its last; a context manager that closes the file.

    ``rate_hz`` is the file's own rate. Encoder delay and padding are trimmed as the file asks for. What is
    damaged in the middle becomes silence of the same length, so that all that follows stays in its place.

    Raises:
        MediaError: the file cannot be read or holds no sound that can be decoded.
    """

    rate_hz: int

    def __init__(self, recording: Recording) -> None:
        self._path = recording.path
        self._container, self._stream = _opened(recording.path)
        self._converter = _Converter()
        self._skipped_packets = 0
        try:
            self._frames = self._decoded()
            first = self._first_frame()
            self.rate_hz = first.sample_rate
            self._start = round(recording.start * self.rate_hz)
            self._stop = None if recording.stop is None else round(recording.stop * self.rate_hz)
            self._pending: tuple[int, AudioFrame] = (0, first)
            self._origin = self._first_instant(first)
            self._seek_near_start()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._container.close()

    def blocks(self) -> Iterator[NDArray[np.int16]]:
        """Yield the samples in order, once: blocks of shape (n, 2) with n > 0.

        More than two channels are mixed down, a single one is doubled.
        """
        held: list[NDArray[np.int16]] = []
        count = 0
        for block in self._stretch():
            held.append(block)
            count += len(block)
            if count >= BLOCK_SAMPLES:
                yield np.concatenate(held)
                held, count = [], 0
        if held:
            yield np.concatenate(held)

    def _stretch(self) -> Iterator[NDArray[np.int16]]:
        """Yield what of the file lies in ``[start, stop)`` (samples), block by block."""
        for position, block in self._positioned():
            begin = max(self._start - position, 0)
            end = len(block) if self._stop is None else min(self._stop - position, len(block))
            if begin < end:
                yield block[begin:end]
            if self._stop is not None and position + len(block) >= self._stop:
                return

    def _positioned(self) -> Iterator[tuple[int, NDArray[np.int16]]]:
        """Yield every decoded block with the position of its first sample in the file, gaps filled."""
        position, first = self._pending
        for run in frame_runs(itertools.chain([first], self._frames), RUN_SAMPLES, float(_GAP_S)):
            frame = run.frame()
            missing = self._missing_before(position, frame)
            if missing:
                _log.warning(
                    "%s: %.3f s are damaged at %.3f s and stay silent",
                    printable(self._path.name),
                    missing / self.rate_hz,
                    position / self.rate_hz,
                )
                for silence in _silence(missing):
                    yield position, silence
                    position += len(silence)
            for block in self._stereo(frame):
                yield position, block
                position += len(block)

    def _stereo(self, frame: AudioFrame) -> Iterator[NDArray[np.int16]]:
        import av

        channels = frame.layout.nb_channels
        try:
            yield from self._converter.stereo(frame, self.rate_hz)
        except av.error.FFmpegError as error:
            reason = phrase(
                "Decode", "its {channels} channels cannot be mixed down to two; convert it to stereo"
            )
            raise MediaError(self._path, reason.fill(channels=channels)) from error

    def _missing_before(self, position: int, frame: AudioFrame) -> int:
        """Return how many samples are lost between ``position`` and the place that ``frame`` states."""
        stated = stamp(frame)
        if stated is None or self._origin is None:
            return 0
        gap = stated - self._origin - Fraction(position, self.rate_hz)
        if gap <= _GAP_S:
            return 0
        length = _length(self._container)
        if length is not None and stated - self._origin > length:
            return 0  # timestamps beyond the file's end are themselves the damage
        return round(gap * self.rate_hz)

    def _first_instant(self, first: AudioFrame) -> Fraction | None:
        """Return the time (s in the container's own time) of the file's first sample."""
        began = self._stream.start_time
        if self._skipped_packets and began is not None and self._stream.time_base is not None:
            return began * self._stream.time_base  # the very first packet is damaged: ``first`` comes later
        return stamp(first)

    def _first_frame(self) -> AudioFrame:
        frame = next(self._frames, None)
        if frame is None:
            raise MediaError(
                self._path, phrase("Decode", "holds no sound that can be decoded; it is damaged or protected")
            )
        return frame

    def _decoded(self) -> Iterator[AudioFrame]:
        return decoded_frames(self._container, self._stream, self._path, self._skip)

    def _skip(self) -> None:
        self._skipped_packets += 1

    def _seek_near_start(self) -> None:
        """Move to a little before ``start`` where that is exact; else all that is before gets decoded."""
        early = self._start - _SEEK_EARLY_S * self.rate_hz
        if early <= 0 or self._origin is None or self._container.format.name not in _EXACT_SEEK_FORMATS:
            return
        import av

        try:
            self._container.seek(int((self._origin + Fraction(early, self.rate_hz)) * 1_000_000))
        except av.error.FFmpegError:
            self._start_over()
            return
        self._frames = self._decoded()
        frame = next(self._frames, None)
        stated = None if frame is None else stamp(frame)
        position = None if stated is None else (stated - self._origin) * self.rate_hz
        if frame is None or position is None or position.denominator != 1 or not 0 <= position <= self._start:
            self._start_over()
            return
        self._pending = (int(position), frame)

    def _start_over(self) -> None:
        self._container.close()
        self._container, self._stream = _opened(self._path)
        self._frames = self._decoded()
        self._pending = (0, self._first_frame())


class _Converter:
    """Turns decoded frames into 16-bit stereo; a format that changes in mid-stream gets a new resampler."""

    def __init__(self) -> None:
        self._resampler: AudioResampler | None = None
        self._source: tuple[str, str, int] | None = None

    def stereo(self, frame: AudioFrame, rate_hz: int) -> Iterator[NDArray[np.int16]]:
        from av.audio.resampler import AudioResampler

        source = (frame.format.name, frame.layout.name, frame.sample_rate)
        if self._resampler is None or self._source != source:
            yield from self._flushed()
            # One and two channels keep their layout: a mix-down would turn mono down by 3 dB.
            layout = frame.layout if frame.layout.nb_channels <= 2 else "stereo"
            self._resampler = AudioResampler(format="s16", layout=layout, rate=rate_hz)
            self._source = source
        frame.pts = None  # the resampler must not look at the time: it is kept here
        for converted in self._resampler.resample(frame):
            yield _samples(converted)

    def _flushed(self) -> Iterator[NDArray[np.int16]]:
        if self._resampler is not None:
            for converted in self._resampler.resample(None):
                yield _samples(converted)


def _samples(frame: AudioFrame) -> NDArray[np.int16]:
    channels = frame.layout.nb_channels
    samples = np.asarray(frame.to_ndarray(), np.int16).reshape(-1, channels)
    return samples if channels == 2 else np.repeat(samples[:, :1], 2, axis=1)


def _silence(count: int) -> Iterator[NDArray[np.int16]]:
    for begin in range(0, count, BLOCK_SAMPLES):
        yield np.zeros((min(BLOCK_SAMPLES, count - begin), 2), np.int16)


def _length(container: InputContainer) -> Fraction | None:
    return Fraction(container.duration, 1_000_000) if container.duration else None


def _opened(path: Path) -> tuple[InputContainer, AudioStream]:
    return open_stream(path, sound_stream, phrase("Decode", "holds no sound; a recording was expected"))
