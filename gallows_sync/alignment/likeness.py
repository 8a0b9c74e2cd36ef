"""Every stretch of the album against the whole film, by spectral peaks: where it looks as if it sounded."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from gallows_sync.alignment.coherence import FRAMES_PER_S

WINDOW_S = 6.0
"""Long enough for a window to be unlike any other music, short enough for the shortest excerpts."""

LEAST_HEIGHT = 3.5
"""Standard deviations at which a place is worth a look: some three in a million are so high by chance."""

_WINDOW = int(WINDOW_S * FRAMES_PER_S)
_BLOCK = 1024
"""Frames of a transform; the film is cut into blocks that overlap by a window."""

_WINDOWS = 32
"""Windows compared at a time: so much fits into the memory that a search may take."""

_STEP = _BLOCK - _WINDOW + 1


@dataclass(frozen=True, slots=True)
class Likenesses:
    """The best places of the windows of one recording; arrays of one length, in no order.

    ``film`` is the frame of the film under the window's first frame, ``music`` that frame (both in frames of
    film time); ``height`` is how many standard deviations the likeness stands above the window's usual one.
    """

    film: NDArray[np.int64]
    music: NDArray[np.int64]
    height: NDArray[np.float32]


class FilmFrames:
    """The film's peak frames, transformed once for all recordings."""

    def __init__(self, frames: NDArray[np.float32]) -> None:
        self.count = len(frames)
        blocks = max(1, -(-self.count // _STEP))
        padded = np.zeros((blocks * _STEP + _BLOCK, frames.shape[1]), np.float32)
        padded[: self.count] = frames
        cut = np.stack([padded[block * _STEP : block * _STEP + _BLOCK] for block in range(blocks)])
        self._spectra = np.ascontiguousarray(fft.rfft(cut, axis=1).transpose(1, 2, 0))

    def likenesses(self, recording: NDArray[np.float32], hop_s: float, places: int) -> Likenesses:
        """Return the best ``places`` in the film of each window of ``recording``, one every ``hop_s``."""
        starts = _window_starts(len(recording), round(hop_s * FRAMES_PER_S))
        parts = [
            self._compared(recording, starts[first : first + _WINDOWS], places)
            for first in range(0, len(starts), _WINDOWS)
        ]
        columns = zip(*((part.film, part.music, part.height) for part in parts), strict=True)
        return Likenesses(*(np.concatenate(column) for column in columns))

    def _compared(self, recording: NDArray[np.float32], starts: NDArray[np.int64], places: int) -> Likenesses:
        windows = np.zeros((len(starts), _WINDOW, recording.shape[1]), np.float32)
        for row, start in zip(windows, starts, strict=True):
            frames = recording[start : start + _WINDOW]
            row[: len(frames)] = frames
        spectra = np.conj(fft.rfft(windows, _BLOCK, axis=1).transpose(1, 0, 2))
        products = np.ascontiguousarray(spectra) @ self._spectra
        scores = fft.irfft(products, _BLOCK, axis=0, overwrite_x=True)[:_STEP]
        by_window = scores.transpose(1, 2, 0).reshape(len(starts), -1)[:, : self.count]
        return _peaks(starts, by_window, places)


def _window_starts(frames: int, hop: int) -> NDArray[np.int64]:
    last = max(0, frames - _WINDOW)
    starts = np.arange(0, last + 1, hop)
    return starts if starts[-1] == last else np.append(starts, last)


def _peaks(starts: NDArray[np.int64], scores: NDArray[np.float32], places: int) -> Likenesses:
    """Return the ``places`` highest peaks of each row that stand out at all."""
    middle, spread = _usual(scores)
    inner = scores[:, 1:-1]
    stands_out = inner > (middle + LEAST_HEIGHT * spread)[:, None]
    stands_out &= inner > scores[:, :-2]
    stands_out &= inner >= scores[:, 2:]
    window, place = np.nonzero(stands_out)
    height = (inner[window, place] - middle[window]) / spread[window]
    order = np.lexsort((-height, window))
    rank = np.arange(len(order)) - np.searchsorted(window, window)  # rows come in order, so ranks do as well
    best = order[rank < places]
    return Likenesses(place[best] + 1, starts[window[best]], height[best])


def _usual(scores: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return median and standard deviation of each row, not moved by the few places that are alike."""
    some = scores[:, :: max(1, scores.shape[1] // 8000)]
    middle = np.median(some, axis=1)
    spread = 1.4826 * np.median(np.abs(some - middle[:, None]), axis=1)
    return middle, np.maximum(spread, 1e-6)
