"""Where a piece of sound lies in the film's own, or that it cannot be said."""

from collections.abc import Callable

import numpy as np
import pytest

from gallows_sync.playback import lock
from gallows_sync.playback.lock import Match
from gallows_sync.playback.ports import FloatArray

RATE_HZ = 48_000


def noise(frames: int, seed: int = 1) -> FloatArray:
    return np.asarray(np.random.default_rng(seed).normal(0, 0.1, frames), np.float32)


def music(frames: int, seed: int = 2) -> FloatArray:
    """Return notes of changing pitch and loudness over a quiet floor, much like a small band."""
    draw = np.random.default_rng(seed)
    sound = draw.normal(0, 0.002, frames)
    at = 0
    while at < frames:
        length = int(draw.uniform(0.05, 0.3) * RATE_HZ)
        t = np.arange(min(length, frames - at)) / RATE_HZ
        pitch = 110 * 2 ** (draw.integers(0, 36) / 12)
        tone = sum(np.sin(2 * np.pi * pitch * k * t) / k for k in (1, 2, 3, 5))
        sound[at : at + len(t)] += draw.uniform(0.05, 0.2) * tone * np.exp(-6 * t)
        at += length
    return np.asarray(sound, np.float32)


def rounded(sound: FloatArray) -> FloatArray:
    return np.asarray(np.rint(sound * 32768) / 32768, np.float32)


@pytest.mark.parametrize("seconds", [0.03, 0.1, 0.5])
@pytest.mark.parametrize("make", [noise, music])
@pytest.mark.parametrize("at", [0, 12_345, 2 * RATE_HZ])
def test_place_is_found_to_the_sample(make: Callable[[int], FloatArray], seconds: float, at: int) -> None:
    reference = make(4 * RATE_HZ)
    match = lock.find(rounded(reference[at : at + int(seconds * RATE_HZ)]), reference, RATE_HZ)
    assert match is not None
    assert match.lag == at
    # A tenth of a second of one held note looks much like its next period; half a second of music does not.
    assert match.sure or (make is music and seconds < 0.5)


@pytest.mark.parametrize("level", [0.01, 0.5, 3.0])
def test_level_does_not_matter(level: float) -> None:
    reference = music(2 * RATE_HZ)
    match = lock.find(reference[30_000:54_000] * np.float32(level), reference, RATE_HZ)
    assert match is not None
    assert (match.lag, match.sure) == (30_000, True)
    assert match.coefficient == pytest.approx(1, abs=1e-3)


def test_offset_of_the_zero_line_does_not_matter() -> None:
    reference = noise(RATE_HZ) + np.float32(0.2)
    match = lock.find(reference[10_000:20_000] - np.float32(0.5), reference, RATE_HZ)
    assert match is not None
    assert (match.lag, match.sure) == (10_000, True)


def test_place_beside_a_much_louder_one_is_found() -> None:
    reference = noise(2 * RATE_HZ)
    reference[RATE_HZ:] *= 20
    match = lock.find(reference[5000:15_000], reference, RATE_HZ)
    assert match is not None
    assert (match.lag, match.sure) == (5000, True)


def test_another_recording_is_not_taken_for_it() -> None:
    match = lock.find(music(24_000, seed=5), music(4 * RATE_HZ, seed=6), RATE_HZ)
    assert match is not None
    assert not match.sure


def test_steady_tone_has_many_places() -> None:
    tone = np.asarray(0.3 * np.sin(2 * np.pi * 250 * np.arange(2 * RATE_HZ) / RATE_HZ), np.float32)
    match = lock.find(tone[30_000:54_000], tone, RATE_HZ)
    assert match is not None
    assert match.coefficient > 0.99
    assert not match.sure


def test_loop_played_twice_has_two_places() -> None:
    bar = noise(RATE_HZ)
    match = lock.find(bar[10_000:20_000], np.concatenate((bar, bar)), RATE_HZ)
    assert match is not None
    assert not match.sure


@pytest.mark.parametrize("silent", ["heard", "reference"])
def test_silence_says_nothing(silent: str) -> None:
    sound, nothing = noise(RATE_HZ), np.zeros(RATE_HZ, np.float32)
    if silent == "heard":
        assert lock.find(nothing[:5000], sound, RATE_HZ) is None
    else:
        match = lock.find(sound[:5000], nothing, RATE_HZ)
        assert match is None or not match.sure


def test_too_short_a_reference_says_nothing() -> None:
    sound = noise(5000)
    assert lock.find(sound, sound[:4000], RATE_HZ) is None
    assert lock.find(sound[:0], sound, RATE_HZ) is None


@pytest.mark.parametrize(
    ("coefficient", "rival", "sure"),
    [
        (0.99, 0.3, True),
        (0.89, 0.0, False),  # not the same sound
        (0.95, 0.9, False),  # decoders that differ so much leave room for the rival
        (0.95, 0.8, True),
        (1.0, 0.996, False),  # a steady tone
        (0.9999, 0.99, True),
    ],
)
def test_rival_must_stand_off_further_the_worse_the_match(
    coefficient: float, rival: float, sure: bool
) -> None:
    assert Match(0, coefficient, rival).sure is sure


def test_shoulder_of_the_best_lag_is_no_rival() -> None:
    low = np.convolve(noise(RATE_HZ), np.hanning(40), "same").astype(np.float32)
    match = lock.find(low[10_000:20_000], low, RATE_HZ)
    assert match is not None
    assert match.rival < 0.5
