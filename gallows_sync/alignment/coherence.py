"""Wave against wave: how surely a stretch of film holds a recording, and when, to fractions of a sample.

Both sounds are whitened first, every frequency of every frame as loud as any other, so that plain correlation
weighs phase alone (GCC-PHAT: Knapp and Carter, The generalized correlation method for estimation of time
delay, 1976). Music then stands out under speech that is much louder; another take, however alike, does not.
"""

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from gallows_sync.alignment.findings import SAMPLE_RATE_HZ, Samples

LOWEST_HZ = 100.0
HIGHEST_HZ = 3800.0
FRAMES_PER_S = 20
FRAME = SAMPLE_RATE_HZ // FRAMES_PER_S
"""Samples of a frame of agreement (50 ms): what in and out points are told by."""

LOUDNESS_FRAMES = 5

LEAST_POWER = 1e-6
"""What likenesses are divided by at least, so that silence is like nothing."""

SAME_CLOCK = 20e-6
"""Speeds (relative) that need no clock of their own: within a block that is compared, a tenth of a wave."""

_REACH = 36
"""Samples to each side of an interpolated one: what is whitened ends at 3.8 kHz, its images begin at 4.2."""

_FRAME = 2048
_BATCH = 1024
_SILENCE = 1e-6
"""Amplitudes below this (-120 dB) are nothing, and not made louder."""


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound, whitened or as it is, and how loud it is, a frame at a time."""

    samples: Samples
    loudness: NDArray[np.float32]


def listened(samples: Samples) -> Sound:
    """Return ``samples`` whitened, and how loud they were."""
    return Sound(whitened(samples), loudness(samples))


def whitened(samples: Samples) -> Samples:
    """Return ``samples`` with the magnitude of every frequency, 256 ms at a time, made one; phases stay."""
    hop = _FRAME // 2
    window = np.sqrt(0.5 - 0.5 * np.cos(np.arange(_FRAME) * (2 * np.pi / _FRAME))).astype(np.float32)  # Hann
    frequencies = fft.rfftfreq(_FRAME, 1 / SAMPLE_RATE_HZ)
    band = ((frequencies >= LOWEST_HZ) & (frequencies <= HIGHEST_HZ)).astype(np.float32)
    count = -(-len(samples) // hop) + 1
    result = np.zeros((count + 1) * hop, np.float32)
    for first in range(0, count, _BATCH):
        batch = stretch(samples, (first - 1) * hop, (min(_BATCH, count - first) + 1) * hop)
        cut = np.lib.stride_tricks.sliding_window_view(batch, _FRAME)[::hop]
        spectra = fft.rfft(cut * window, axis=1)
        spectra *= band / np.maximum(np.abs(spectra), _SILENCE * _FRAME)
        frames = fft.irfft(spectra, _FRAME, axis=1) * window
        for half in (0, 1):  # frames overlap by half: every second half is added in one go
            place = first * hop + half * hop
            added = frames[:, half * hop : (half + 1) * hop].reshape(-1)
            result[place : place + len(added)] += added
    return result[hop : hop + len(samples)]


def loudness(samples: Samples) -> NDArray[np.float32]:
    """Return how loud each frame is: RMS over a quarter of a second, low rumble left out."""
    from scipy.ndimage import uniform_filter1d

    rises = np.diff(samples, prepend=np.float32(0))
    frames = -(-len(rises) // FRAME)
    power = np.zeros(frames * FRAME, np.float32)
    np.square(rises, out=power[: len(rises)])
    smooth = uniform_filter1d(power.reshape(frames, FRAME).mean(axis=1), LOUDNESS_FRAMES, mode="nearest")
    return np.sqrt(np.maximum(smooth, 0))


def on_film_clock(recording: Samples, speed: float) -> tuple[Samples, float]:
    """Return whitened ``recording`` as it sounds when run at ``speed``, and that speed to the last digit."""
    ratio = _near(speed)
    if ratio == 1:
        return recording, 1.0
    from scipy import signal  # slow to load, and only other speeds need it

    lowpass = _lowpass(max(ratio.numerator, ratio.denominator))
    # That a filter may stand for the window, scipy-stubs do not know.
    resampled: Samples = signal.resample_poly(  # type: ignore[call-overload]
        recording, ratio.denominator, ratio.numerator, window=lowpass
    )
    return resampled, float(ratio)


@lru_cache(maxsize=8)
def _lowpass(rate: int) -> NDArray[np.float32]:
    """Return the filter to resample with where ``rate`` is the greater of both sides of the ratio."""
    from scipy import signal

    return signal.firwin(2 * _REACH * rate + 1, 1 / rate, window="hamming").astype(np.float32)


def _near(speed: float) -> Fraction:
    """Return a ratio of small numbers for ``speed``: filters for large ones are long."""
    limit = 100
    while abs((ratio := Fraction(speed).limit_denominator(limit)) / Fraction(speed) - 1) > SAME_CLOCK:
        limit *= 2
    return ratio


def stretch(samples: Samples, start: int, length: int) -> Samples:
    """Return ``length`` samples from ``start``, silence where there are none."""
    if start >= 0 and start + length <= len(samples):
        return samples[start : start + length]
    result = np.zeros(length, np.float32)
    first, last = max(start, 0), min(start + length, len(samples))
    if first < last:
        result[first - start : last - start] = samples[first:last]
    return result


def correlations(
    film: NDArray[np.float32], recording: NDArray[np.float32], reach: int
) -> NDArray[np.float32]:
    """Return how alike the rows of ``film`` and ``recording`` are; see ``FilmRows``."""
    return FilmRows(film, reach).correlations(recording)


class FilmRows:
    """Stretches of film, transformed once to be compared with any number of recordings.

    Args:
        film: (rows, length + 2 * reach) whitened samples, beginning ``reach`` before the recordings'.
        reach: samples.
    """

    def __init__(self, film: NDArray[np.float32], reach: int) -> None:
        self._reach = reach
        self._size = fft.next_fast_len(film.shape[1], real=True)
        self._spectra = fft.rfft(film, self._size, axis=1)
        inner = film[:, reach : film.shape[1] - reach]
        self._power = products(inner, inner)

    def correlations(self, recording: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return how alike the rows are, -1 to 1, for lags ``-reach .. reach``.

        Args:
            recording: (rows, length) whitened samples. A positive lag says that the film is later.
        """
        product = fft.rfft(recording, self._size, axis=1)
        np.conj(product, out=product)
        product *= self._spectra
        likeness: NDArray[np.float32] = fft.irfft(product, self._size, axis=1)[:, : 2 * self._reach + 1]
        power = self._power * products(recording, recording)
        likeness /= np.maximum(np.sqrt(power), LEAST_POWER)[:, None]
        return likeness


def products(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the scalar product of each row of ``one`` with that of ``other``."""
    summed: NDArray[np.float32] = np.einsum("ij,ij->i", one, other)
    return summed


def noise(length: int) -> float:
    """Return the standard deviation of the likeness of ``length`` samples of unrelated whitened sounds."""
    return math.sqrt(SAMPLE_RATE_HZ / 2 / (length * (HIGHEST_HZ - LOWEST_HZ)))


def vertex(
    left: NDArray[np.float64], top: NDArray[np.float64], right: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return where between -0.5 and 0.5 the parabola through three neighbouring heights has its peak."""
    bend = left - 2 * top + right
    off: NDArray[np.float64] = np.where(bend < 0, 0.5 * (left - right) / np.minimum(bend, -1e-9), 0.0)
    return np.clip(off, -0.5, 0.5)
