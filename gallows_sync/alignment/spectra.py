"""Sound as peaks on a scale of pitch, frame by frame: what survives speech, noise and old optical tracks."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import fft, signal
from scipy.ndimage import uniform_filter1d

from gallows_sync.alignment.coherence import FRAMES_PER_S, products, stretch
from gallows_sync.alignment.findings import SAMPLE_RATE_HZ, Samples

BINS_PER_OCTAVE = 24
LOWEST_HZ = 180.0
HIGHEST_HZ = 3800.0
WINDOW = 2048
"""Samples of a frame (256 ms): long enough to tell semitones apart at the lowest pitch."""

_AROUND = 15
"""Bins, about a musical fifth, over whose mean a peak has to stand out."""

_FLOOR = 1e-4
"""Added to amplitudes before the logarithm, so that silence has no peaks (-80 dB)."""

_BATCH = 4096


@dataclass(frozen=True, slots=True)
class Transfer:
    """How a film copy may have been made from what the album was made from.

    ``tempo`` is seconds of music per second of film, ``pitch`` by how much its pitch is up; they are equal
    unless the transfer kept the pitch.
    """

    tempo: float
    pitch: float

    @property
    def pitch_kept(self) -> bool:
        return self.tempo != self.pitch


def peak_frames(samples: Samples, transfer: Transfer = Transfer(1.0, 1.0)) -> NDArray[np.float32]:
    """Return (frames, bins) as they would look in the film after ``transfer``; rows of length 1, or all 0.

    Frame ``k`` is centred on film time ``k / FRAMES_PER_S`` s.
    """
    hop = SAMPLE_RATE_HZ / FRAMES_PER_S * transfer.tempo
    centres = np.arange(int(len(samples) / hop) + 1) * hop
    return peaks_of(levels(samples, centres, WINDOW, transfer.pitch))


def levels(
    samples: Samples, centres: NDArray[np.floating], window_length: int, pitch: float = 1.0
) -> NDArray[np.float32]:
    """Return (centres, bins): how loud (natural logarithm) each pitch is around each of ``centres``.

    Args:
        samples: the sound; around it is silence.
        centres: where to listen, in samples, in order.
        window_length: samples of a frame.
        pitch: by how much the pitch is up in what this is to be compared with.
    """
    starts = np.round(centres).astype(np.int64) - window_length // 2
    window = signal.get_window("hann", window_length).astype(np.float32)
    window /= window.sum()
    bank = _filter_bank(window_length, pitch)
    found = np.empty((len(starts), bank.shape[1]), np.float32)
    around = np.arange(window_length)
    for first in range(0, len(starts), _BATCH):
        batch = starts[first : first + _BATCH]
        sound = stretch(samples, int(batch[0]), int(batch[-1] - batch[0]) + window_length)
        spectrum = np.abs(fft.rfft(sound[(batch - batch[0])[:, None] + around] * window, axis=1))
        found[first : first + _BATCH] = np.log(spectrum @ bank + np.float32(_FLOOR))
    return found


def peaks_of(level: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what of each frame stands out from its neighbours in pitch; rows of length 1, or all 0."""
    peaks = np.maximum(level - uniform_filter1d(level, _AROUND, axis=1), 0)
    peaks /= np.maximum(np.sqrt(products(peaks, peaks)), 1e-6)[:, None]
    return peaks


def _filter_bank(window_length: int, pitch: float) -> NDArray[np.float32]:
    """Return (spectrum bins, pitch bins): overlapping triangles; ``pitch`` moves where they look."""
    bins = int(BINS_PER_OCTAVE * np.log2(HIGHEST_HZ / LOWEST_HZ)) + 1
    centres = LOWEST_HZ / pitch * 2 ** (np.arange(bins) / BINS_PER_OCTAVE)
    width = np.maximum(centres * (2 ** (1 / BINS_PER_OCTAVE) - 1), SAMPLE_RATE_HZ / window_length)
    frequencies = fft.rfftfreq(window_length, 1 / SAMPLE_RATE_HZ)
    bank = np.maximum(0, 1 - np.abs(frequencies[:, None] - centres) / width)
    bank /= bank.sum(axis=0)
    return bank.astype(np.float32)
