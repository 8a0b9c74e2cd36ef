"""What a recording looks like: least and greatest samples, and the samples themselves from close by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Self

import numpy as np

from gallows_sync.core.media_files import Recording
from gallows_sync.media.decode import RecordingReader

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["BIN_S", "LEVEL_FACTOR", "Samples", "Waveform", "samples", "waveform_of"]

_BINS_PER_S = 400
BIN_S = 1 / _BINS_PER_S
"""How long (s) a bin of the finest level is."""

LEVEL_FACTOR = 4
"""So many bins of one level make one of the next."""

_FEWEST_BINS = 64
"""No level is coarser than this: a few dozen bins are drawn as quickly as one."""


@dataclass(frozen=True, slots=True)
class Waveform:
    """Peaks of one recording, channels mixed to one, finest level first.

    ``duration`` is in s. A level has shape (bins, 2): least and greatest sample of each bin, full scale ±127;
    level ``k`` has bins of ``BIN_S * LEVEL_FACTOR ** k`` seconds, the last of which may be cut short.
    """

    duration: float
    levels: tuple[NDArray[np.int8], ...]

    @classmethod
    def of_bins(cls, duration: float, bins: NDArray[np.int8]) -> Self:
        """Return the waveform whose finest level is ``bins``."""
        levels = [bins]
        while len(levels[-1]) > _FEWEST_BINS:
            finer = levels[-1]
            begins = np.arange(0, len(finer), LEVEL_FACTOR)
            least = np.minimum.reduceat(finer[:, 0], begins)
            levels.append(np.stack([least, np.maximum.reduceat(finer[:, 1], begins)], axis=1))
        return cls(duration, tuple(levels))


@dataclass(frozen=True, slots=True)
class Samples:
    """The very samples of a stretch, mono at ``rate_hz``, full scale ±1; the first is at ``start`` (s)."""

    start: float
    rate_hz: int
    values: NDArray[np.float32]


def waveform_of(recording: Recording) -> Waveform:
    """Return the peaks of the whole recording.

    Raises:
        MediaError: it cannot be read, or has no sound that can be decoded.
    """
    with RecordingReader(recording) as reader:
        bins = _Bins(reader.rate_hz)
        for block in reader.blocks():
            bins.add(block)
        return Waveform.of_bins(bins.samples / reader.rate_hz, bins.all())


def samples(recording: Recording, start: float, stop: float) -> Samples:
    """Return the stretch ``[start, stop)`` (s in the recording), or what of it there is.

    FLAC and WAV are read there; other kinds are decoded from their beginning, a second for some minutes.

    Raises:
        MediaError: it cannot be read, or has no sound that can be decoded.
    """
    begins = recording.start + Fraction(max(0.0, start))
    ends = recording.start + Fraction(max(0.0, stop))
    if recording.stop is not None:
        ends = min(ends, recording.stop)
    with RecordingReader(replace(recording, start=begins, stop=max(begins, ends))) as reader:
        mono = [_mono(block) for block in reader.blocks()]
        values = np.concatenate([np.zeros(0, np.int32), *mono]).astype(np.float32)
        values /= 65536
        first = round(begins * reader.rate_hz) - round(recording.start * reader.rate_hz)
        return Samples(first / reader.rate_hz, reader.rate_hz, values)


class _Bins:
    """Collects blocks of samples as bins of ``BIN_S``, which need not be whole numbers of samples."""

    def __init__(self, rate_hz: int) -> None:
        self.samples = 0
        self._rate_hz = rate_hz
        self._rest = np.zeros(0, np.int32)
        self._bins: list[NDArray[np.int8]] = []
        self._count = 0

    def add(self, block: NDArray[np.int16]) -> None:
        """Add as many bins as are full; what is left over waits for the next block."""
        self.samples += len(block)
        self._rest = np.concatenate([self._rest, _mono(block)])
        full = self.samples * _BINS_PER_S // self._rate_hz - self._count
        if full > 0:
            self._add_bins(full, self._begins(self._count + full) - self._begins(self._count))

    def all(self) -> NDArray[np.int8]:
        """Return every bin, the last one however short it is."""
        if len(self._rest):
            self._add_bins(1, len(self._rest))
        return np.concatenate([np.zeros((0, 2), np.int8), *self._bins])

    def _add_bins(self, count: int, length: int) -> None:
        """Add ``count`` bins, of the first ``length`` samples that wait."""
        first = self._begins(self._count)
        begins = [self._begins(number) - first for number in range(self._count, self._count + count)]
        mono, self._rest = self._rest[:length], self._rest[length:]
        peaks = np.stack([np.minimum.reduceat(mono, begins), np.maximum.reduceat(mono, begins)], axis=1)
        self._bins.append(np.rint(peaks * (127 / 65536)).astype(np.int8))
        self._count += count

    def _begins(self, number: int) -> int:
        """Return the bin's first sample: the first one at or after the bin's own time."""
        return -(-number * self._rate_hz // _BINS_PER_S)


def _mono(block: NDArray[np.int16]) -> NDArray[np.int32]:
    """Return the sum of both channels."""
    return np.add(block[:, 0], block[:, 1], dtype=np.int32)
