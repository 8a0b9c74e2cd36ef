import math

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from gallows_sync.alignment.coherence import (
    FRAME,
    FRAMES_PER_S,
    correlations,
    loudness,
    noise,
    on_film_clock,
    stretch,
    whitened,
)
from gallows_sync.alignment.findings import SAMPLE_RATE_HZ, Samples
from tests.alignment.music import music, rms, sounding_at

NOTHING = np.zeros(0, np.float32)


def hiss(*shape: int, seed: int = 1) -> Samples:
    return np.random.default_rng(seed).normal(0, 0.1, shape).astype(np.float32)


def tone(hertz: float, length_s: float) -> Samples:
    time = np.arange(round(length_s * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    return np.sin(2 * np.pi * hertz * time).astype(np.float32)


def power_at(sound: Samples, hertz: float) -> float:
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    frequencies = np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE_HZ)
    return float(spectrum[np.abs(frequencies - hertz) < 10].sum())


def test_whitening_makes_loud_and_soft_frequencies_as_loud_as_one_another() -> None:
    sound = hiss(8 * SAMPLE_RATE_HZ) * np.float32(0.01) + tone(1000, 8) + tone(2500, 8) * np.float32(0.01)

    white = whitened(sound)

    assert power_at(sound, 1000) / power_at(sound, 2500) > 5000
    assert power_at(white, 1000) / power_at(white, 2500) == pytest.approx(1, rel=0.5)


def test_whitening_keeps_phases() -> None:
    sound = hiss(4 * SAMPLE_RATE_HZ)

    white = whitened(sound)

    likeness = np.dot(sound, white) / np.sqrt(np.dot(sound, sound) * np.dot(white, white))
    assert likeness > 0.8


def test_whitened_sound_is_as_loud_whatever_it_was() -> None:
    sound = hiss(3 * SAMPLE_RATE_HZ)

    assert_allclose(whitened(sound * np.float32(0.2)), whitened(sound), atol=1e-4)


def test_whitening_leaves_out_what_is_below_and_above_the_band() -> None:
    white = whitened(hiss(8 * SAMPLE_RATE_HZ))

    assert power_at(white, 50) < 0.01 * power_at(white, 1000)
    assert power_at(white, 3950) < 0.01 * power_at(white, 1000)


@pytest.mark.parametrize("length", [0, 1, 1023, 1024, 1025, 30_000])
def test_whitening_keeps_the_length(length: int) -> None:
    white = whitened(hiss(length))

    assert white.shape == (length,)
    assert white.dtype == np.float32


def test_whitened_silence_is_silence() -> None:
    assert not whitened(np.zeros(5000, np.float32)).any()


def test_what_is_next_to_silence_is_not_made_loud() -> None:
    almost_nothing = hiss(20_000) * np.float32(1e-8)

    assert rms(whitened(almost_nothing)) < 1e-3 * rms(whitened(hiss(20_000)))


@pytest.mark.parametrize("later", [-30, -1, 0, 7, 30])
def test_a_positive_lag_says_that_the_film_is_later(later: int) -> None:
    reach = 30
    recording = hiss(2, 4000)
    film = hiss(2, 4000 + 2 * reach, seed=2) * np.float32(0.1)
    film[:, reach + later : reach + later + 4000] += recording

    likeness = correlations(film, recording, reach)

    assert likeness.shape == (2, 2 * reach + 1)
    assert_array_equal(np.argmax(likeness, axis=1) - reach, [later, later])


def test_the_same_sound_is_wholly_alike_and_turned_upside_down_wholly_unlike() -> None:
    recording = hiss(1, 4000)

    assert correlations(recording, recording, 0)[0, 0] == pytest.approx(1, abs=1e-4)
    assert correlations(-recording, recording, 0)[0, 0] == pytest.approx(-1, abs=1e-4)


def test_nothing_is_like_silence() -> None:
    silence = np.zeros((1, 4000), np.float32)

    assert not correlations(silence, silence, 0).any()
    assert not correlations(hiss(1, 4020), silence, 10).any()


@pytest.mark.parametrize("length", [400, 12_000])
def test_unrelated_sounds_are_alike_by_what_noise_says(length: int) -> None:
    film, recording = (whitened(hiss(60 * SAMPLE_RATE_HZ, seed=seed)) for seed in (1, 2))
    rows = len(film) // length
    cut = [sound[: rows * length].reshape(rows, length) for sound in (film, recording)]

    likeness = correlations(cut[0], cut[1], 0)

    assert float(np.std(likeness)) == pytest.approx(noise(length), rel=3 / np.sqrt(2 * rows) + 0.05)


@pytest.mark.parametrize("speed", [25 / 24, 0.96, 0.993, 1.000123])
def test_a_recording_on_the_film_clock_runs_at_exactly_the_speed_returned(speed: float) -> None:
    recording = music(7.3, 3)

    clock, exact = on_film_clock(recording, speed)

    assert exact == pytest.approx(speed, abs=2e-5)
    assert len(clock) == math.ceil(len(recording) / exact)
    inner = slice(SAMPLE_RATE_HZ // 2, -SAMPLE_RATE_HZ // 2)
    expected = sounding_at(recording, np.arange(len(clock)) / SAMPLE_RATE_HZ * exact)
    assert rms((clock - expected)[inner]) < 2e-3 * rms(expected[inner])


def test_a_recording_at_its_own_speed_is_left_as_it_is() -> None:
    recording = hiss(5000)

    clock, exact = on_film_clock(recording, 1.0)

    assert_array_equal(clock, recording)
    assert exact == 1.0


def test_the_end_of_a_recording_does_not_sound_in_its_beginning() -> None:
    recording = np.zeros(SAMPLE_RATE_HZ, np.float32)
    recording[-4000:] = tone(700, 0.5)

    clock, _ = on_film_clock(recording, 25 / 24)

    assert np.abs(clock[:200]).max() < 2e-3


@pytest.mark.parametrize("length", [0, 1, 2])
def test_next_to_nothing_is_put_on_the_film_clock_as_well(length: int) -> None:
    clock, _ = on_film_clock(hiss(length), 25 / 24)

    assert len(clock) <= max(1, length)


@pytest.mark.parametrize(
    ("start", "expected"),
    [(1, [2, 3]), (-1, [0, 1]), (2, [3, 0]), (-5, [0, 0]), (3, [0, 0]), (9, [0, 0])],
)
def test_there_is_silence_around_a_sound(start: int, expected: list[float]) -> None:
    assert_array_equal(stretch(np.array([1, 2, 3], np.float32), start, 2), expected)


def test_a_stretch_longer_than_the_sound_has_silence_on_both_sides() -> None:
    assert_array_equal(stretch(np.array([1, 2], np.float32), -1, 4), [0, 1, 2, 0])


def test_loudness_is_told_frame_by_frame() -> None:
    sound = np.concatenate([tone(1000, 2), tone(1000, 2) * np.float32(0.25)])

    loud = loudness(sound)

    assert len(loud) == 4 * FRAMES_PER_S
    assert loud[5:35] / loud[60] == pytest.approx(np.full(30, 4.0), rel=0.01)


def test_rumble_is_hardly_loud() -> None:
    assert loudness(tone(50, 1))[10] < 0.1 * loudness(tone(1000, 1))[10]


def test_the_last_frame_of_loudness_may_be_cut_short() -> None:
    assert len(loudness(hiss(3 * FRAME + 1))) == 4


def test_no_sound_has_no_loudness() -> None:
    assert len(loudness(NOTHING)) == 0
