"""What makes a mix a record: one loudness, tape, an old microphone's tone, and as few bits as will do."""

from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft, next_fast_len, rfft, rfftfreq
from scipy.signal import lfilter

ALBUM_RATE_HZ = 44_100
LOUDNESS_LUFS = -18.0
PEAK = 0.48
"""Of each track: it and the film's sound together, at full level, still do not clip."""

Signal = NDArray[np.float64]


def master(mix: Signal) -> Signal:
    """Return ``mix`` at the album's loudness and below its peak, beginning and ending in silence."""
    sound = np.stack([band(side, 38, 9_000) for side in mix.T], axis=1)
    sound *= _edges(len(sound))[:, None]
    for _ in range(4):
        sound *= 10 ** ((LOUDNESS_LUFS - integrated_loudness(sound)) / 20)
        sound = _tape(sound)
    return sound


def _tape(sound: Signal) -> Signal:
    """Return ``sound`` with its peaks rounded off to stay below ``PEAK``; what is below the knee is left."""
    knee = 0.62 * PEAK
    over = np.maximum(np.abs(sound) - knee, 0)
    room = PEAK - knee
    return np.asarray(np.sign(sound) * (np.minimum(np.abs(sound), knee) + room * np.tanh(over / room)))


def _edges(samples: int) -> Signal:
    """Return a gain that lets the track begin from silence and fade into it."""
    since = np.arange(samples) / ALBUM_RATE_HZ
    left = since[::-1]
    return np.asarray(
        np.clip(since / 0.01, 0, 1) * np.sin(np.pi / 2 * np.clip((left - 0.05) / 2.0, 0, 1)) ** 2
    )


def band(signal: Signal, low_hz: float, high_hz: float) -> Signal:
    """Return ``signal`` between two frequencies, without delay (zero phase), edges half an octave wide."""
    size = next_fast_len(len(signal) + ALBUM_RATE_HZ // 2, real=True)
    octaves = np.log2(np.maximum(rfftfreq(size, 1 / ALBUM_RATE_HZ), 1e-3))
    rise = np.clip((octaves - np.log2(low_hz)) * 2 + 0.5, 0, 1)
    fall = np.clip((np.log2(high_hz) - octaves) * 2 + 0.5, 0, 1)
    gain = np.sin(rise * np.pi / 2) ** 2 * np.sin(fall * np.pi / 2) ** 2
    return irfft(rfft(signal, size) * gain, size)[: len(signal)]


def integrated_loudness(sound: Signal) -> float:
    """Return the loudness of (samples, 2) in LUFS: ITU-R BS.1770-4, K weighting and both gates."""
    weighted = lfilter(*_HEAD, sound, axis=0)
    weighted = lfilter(*_LOW_CUT, weighted, axis=0)
    block, hop = int(0.4 * ALBUM_RATE_HZ), int(0.1 * ALBUM_RATE_HZ)
    energy = np.concatenate(([0.0], np.cumsum((weighted**2).sum(axis=1))))
    starts = np.arange(0, len(sound) - block, hop)
    power = (energy[starts + block] - energy[starts]) / block
    power = power[power > 10 ** ((-70 + 0.691) / 10)]
    power = power[power > 0.1 * power.mean()]
    return float(-0.691 + 10 * np.log10(power.mean()))


# The standard's two filters, for 44.1 kHz.
_HEAD = (
    np.array([1.5308412300503478, -2.6509799951547297, 1.1690790799215869]),
    np.array([1.0, -1.6636551132560202, 0.7125954280732254]),
)
_LOW_CUT = (
    np.array([1.0, -2.0, 1.0]),
    np.array([1.0, -1.9891696736297957, 0.9891990357870394]),
)


def rounded(sound: Signal) -> NDArray[np.int16]:
    """Return 16-bit samples without the bits that are not heard, which a FLAC file need not store either.

    Rounded are the middle and half the difference of both sides, because it is these that FLAC codes. What
    the rounding of the middle adds lies where the music is, 10 dB up in the bass and 28 dB down at the top.
    """
    middle, half_side = sound.sum(axis=1) * 16384, (sound[:, 0] - sound[:, 1]) * 16384
    steps = _steps(middle)
    middle = np.where(middle == 0, 0, _rounded_to(middle, steps))  # silence is silence
    half_side = np.round(half_side / (2 * steps)) * (2 * steps)
    return np.stack([middle + half_side, middle - half_side], axis=1).astype(np.int16)


ROUNDING_BELOW_DB = 53
_FINEST, _COARSEST = 4, 64
_FLAC_BLOCK = 4608
"""Samples to a block in what libavcodec writes at 44.1 kHz; only a whole block can leave bits out."""


def _steps(signal: Signal) -> NDArray[np.int64]:
    """Return for every sample the power of two to round it to, by how loud the music is in its block."""
    blocks = np.pad(signal, (0, -len(signal) % _FLAC_BLOCK)).reshape(-1, _FLAC_BLOCK)
    level = np.sqrt((blocks**2).mean(axis=1)) + 1e-9
    step = level * 10 ** (-ROUNDING_BELOW_DB / 20) * np.sqrt(12)  # a step's error is 1/sqrt(12) of it
    powers = np.clip(np.round(np.log2(step)), np.log2(_FINEST), np.log2(_COARSEST))
    return np.repeat(2 ** powers.astype(np.int64), _FLAC_BLOCK)[: len(signal)]


def _rounded_to(signal: Signal, steps: NDArray[np.int64]) -> Signal:
    """Return ``signal`` in whole ``steps``, with an error whose spectrum is that of (1 + 0.8 / z) ** 2."""
    result: list[int] = []
    last = before = 0.0
    for value, step in zip(signal.tolist(), steps.tolist(), strict=True):
        wanted = value - 1.6 * last - 0.64 * before
        got = round(wanted / step) * step
        result.append(got)
        last, before = wanted - got, last
    return np.array(result, dtype=np.float64)


def write_flac(path: Path, samples: NDArray[np.int16]) -> None:
    """Write (samples, 2) as FLAC, as small as libavcodec makes it."""
    with av.open(path, "w", format="flac", options={"fflags": "+bitexact"}) as container:
        # Left to itself the encoder overlooks what the middle and the side's missing bits would save.
        options = {"compression_level": "12", "exact_rice_parameters": "1", "ch_mode": "mid_side"}
        stream = container.add_stream("flac", rate=ALBUM_RATE_HZ, layout="stereo", options=options)
        stream.codec_context.format = "s16"
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="stereo")
        frame.sample_rate = ALBUM_RATE_HZ
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
