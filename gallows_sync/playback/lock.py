"""Where in the film a deck is: a short piece of what it plays, found in the film's own sound.

A player's word for its position is good to a tenth of a second at best; the same stream decoded twice
agrees to the sample. So the position is found by normalised cross-correlation, and the packet's timestamp
only says where to look.
"""

from dataclasses import dataclass

import numpy as np

from gallows_sync.playback.ports import FloatArray

SILENCE = 1e-4
"""Root mean square below which sound (full scale 1) says nothing about where it is: about -80 dB."""

LOBE_S = 0.001
"""A rival within this distance (s) of the best lag is the best lag's own shoulder."""


@dataclass(frozen=True, slots=True)
class Match:
    """The best lag (samples from the reference's beginning), its coefficient, and the best elsewhere."""

    lag: int
    coefficient: float
    rival: float

    @property
    def sure(self) -> bool:
        """Whether this is one place and no other.

        The same stream decoded twice leaves almost nothing over, so even the neighbouring period of a steady
        tone stands clear; where the decoders differ more, the distance to the rival must be larger.
        """
        return self.coefficient > 0.9 and 1 - self.rival > 3 * (1 - self.coefficient) + 0.005


def find(heard: FloatArray, reference: FloatArray, rate_hz: int) -> Match | None:
    """Find ``heard`` in ``reference`` (mono, same rate, the reference longer).

    Returns None where either is silent. The normalisation is per lag, so the level does not matter.
    """
    n, lags = len(heard), len(reference) - len(heard) + 1
    if n == 0 or lags < 1:
        return None
    heard = heard - heard.mean()
    own = float(np.sqrt(np.dot(heard, heard)))
    if own < SILENCE * np.sqrt(n):
        return None
    size = 1 << (len(reference) + n - 1).bit_length()
    spectrum = np.fft.rfft(reference, size) * np.conj(np.fft.rfft(heard, size))
    product = np.fft.irfft(spectrum, size)[:lags]
    sums = np.concatenate(([0.0], np.cumsum(reference, dtype=np.float64)))
    squares = np.concatenate(([0.0], np.cumsum(np.square(reference, dtype=np.float64))))
    energy = (squares[n:] - squares[:-n]) - (sums[n:] - sums[:-n]) ** 2 / n
    level = np.sqrt(np.maximum(energy, n * SILENCE**2))
    coefficient = product / (own * level)
    best = int(np.argmax(coefficient))
    lobe = int(LOBE_S * rate_hz) + 1
    rivals = np.concatenate((coefficient[: max(0, best - lobe)], coefficient[best + lobe + 1 :]))
    return Match(best, float(coefficient[best]), float(rivals.max()) if len(rivals) else -1.0)
