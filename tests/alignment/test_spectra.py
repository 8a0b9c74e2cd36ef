import math

import numpy as np
import pytest
from numpy.testing import assert_allclose
from numpy.typing import NDArray

from gallows_sync.alignment.coherence import FRAMES_PER_S
from gallows_sync.alignment.findings import SAMPLE_RATE_HZ, Samples
from gallows_sync.alignment.spectra import (
    BINS_PER_OCTAVE,
    LOWEST_HZ,
    WINDOW,
    Transfer,
    levels,
    peak_frames,
    peaks_of,
)
from tests.alignment.music import music


def tone(hertz: float, length_s: float) -> Samples:
    time = np.arange(round(length_s * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    return (0.3 * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


def highest_bins(frames: NDArray[np.float32]) -> NDArray[np.int64]:
    highest: NDArray[np.int64] = np.argmax(frames, axis=1)
    return highest


def bin_of(hertz: float) -> int:
    return round(BINS_PER_OCTAVE * math.log2(hertz / LOWEST_HZ))


@pytest.mark.parametrize("hertz", [220.0, 440.0, 1000.0, 3000.0])
def test_a_tone_is_a_peak_at_its_pitch(hertz: float) -> None:
    inner = peak_frames(tone(hertz, 2))[4:-4]

    assert set(highest_bins(inner)) == {bin_of(hertz)}


def test_a_transfer_shows_the_pitch_that_the_film_has() -> None:
    moved = peak_frames(tone(960, 2), Transfer(25 / 24, 25 / 24))[4:-4]
    kept = peak_frames(tone(960, 2), Transfer(25 / 24, 1.0))[4:-4]

    assert set(highest_bins(moved)) == {bin_of(1000)}
    assert set(highest_bins(kept)) == {bin_of(960)}
    assert bin_of(1000) != bin_of(960)


@pytest.mark.parametrize("tempo", [1.0, 25 / 24, 24 / 25])
def test_a_frame_is_centred_on_its_film_time(tempo: float) -> None:
    frames = peak_frames(np.append(tone(500, 2.4 * tempo), tone(1000, 2)), Transfer(tempo, 1.0))

    changes = np.flatnonzero(highest_bins(frames) == bin_of(1000))[0]

    assert changes - 2.4 * FRAMES_PER_S == pytest.approx(0, abs=1)


@pytest.mark.parametrize("tempo", [1.0, 25 / 24])
def test_there_is_a_frame_for_every_film_time_within_the_sound(tempo: float) -> None:
    assert len(peak_frames(tone(500, 5), Transfer(tempo, tempo))) == int(5 / tempo * FRAMES_PER_S) + 1


def test_frames_are_of_length_one_and_those_of_silence_of_length_none() -> None:
    sound = np.append(music(3, 1), np.zeros(3 * SAMPLE_RATE_HZ, np.float32))

    lengths = np.linalg.norm(peak_frames(sound), axis=1)

    assert_allclose(lengths[4 : 2 * FRAMES_PER_S], 1, atol=1e-5)
    assert not lengths[4 * FRAMES_PER_S :].any()


def test_frames_do_not_tell_how_loud_the_sound_is() -> None:
    piece = music(4, 2)

    loud, soft = peak_frames(piece), peak_frames(piece * np.float32(0.25))

    assert np.einsum("ij,ij->i", loud, soft)[8:70].min() > 0.97


def test_no_sound_is_one_frame_of_nothing() -> None:
    frames = peak_frames(np.zeros(0, np.float32))

    assert len(frames) == 1
    assert not frames.any()


def test_levels_are_natural_logarithms_of_amplitude() -> None:
    centres = np.array([SAMPLE_RATE_HZ])
    soft, loud = (levels(tone(1000, 2) * np.float32(gain), centres, WINDOW)[0] for gain in (1, 2))

    assert loud[bin_of(1000)] - soft[bin_of(1000)] == pytest.approx(np.log(2), abs=0.01)


def test_levels_beyond_the_sound_are_those_of_silence() -> None:
    beyond = levels(tone(1000, 1), np.array([-WINDOW / 2, SAMPLE_RATE_HZ + WINDOW / 2]), WINDOW)

    assert_allclose(beyond, levels(np.zeros(10, np.float32), np.array([0, 0]), WINDOW), atol=1e-3)


def test_what_is_as_loud_at_every_pitch_has_no_peaks() -> None:
    assert not peaks_of(np.full((3, 40), -2.5, np.float32)).any()


@pytest.mark.parametrize(("transfer", "kept"), [(Transfer(1, 1), False), (Transfer(25 / 24, 1), True)])
def test_a_transfer_knows_whether_it_kept_the_pitch(transfer: Transfer, kept: bool) -> None:
    assert transfer.pitch_kept is kept
