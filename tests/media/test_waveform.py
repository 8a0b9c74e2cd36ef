"""A recording's peaks are those of its samples, bin by bin, and its samples are the very ones."""

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from gallows_sync.core.media_files import Recording
from gallows_sync.media.container import MediaError
from gallows_sync.media.waveform import BIN_S, LEVEL_FACTOR, Waveform, samples, waveform_of
from tests.media.conftest import SoundMaker

Noise = Callable[..., NDArray[np.int16]]


@pytest.mark.parametrize("rate_hz", [44100, 48000])
def test_each_bin_holds_the_least_and_greatest_of_its_samples(
    make_sound: SoundMaker, noise: Noise, rate_hz: int
) -> None:
    stereo = noise(3 * rate_hz + 77)
    found = waveform_of(Recording(make_sound("a.flac", stereo, rate=rate_hz), "A"))
    mono = stereo.sum(axis=1, dtype=np.int64)
    assert found.duration == len(mono) / rate_hz
    bins = found.levels[0]
    assert len(bins) == 3 * 400 + 1
    bin_of = np.floor(np.arange(len(mono)) / rate_hz / BIN_S + 1e-9).astype(int)
    for number in (0, 1, 2, 399, 400, 1199, 1200):
        inside = mono[bin_of == number]
        expected = np.rint(np.array([inside.min(), inside.max()]) * 127 / 65536)
        assert bins[number].tolist() == expected.tolist()


def test_full_scale_is_127_and_both_channels_count(make_sound: SoundMaker) -> None:
    stereo = np.zeros((44100, 2), np.int16)
    stereo[100] = (32767, 32767)
    stereo[30000] = (-32768, 0)
    bins = waveform_of(Recording(make_sound("a.flac", stereo), "A")).levels[0]
    assert bins[:, 1].max() == 127
    assert bins[:, 0].min() == -64
    assert np.count_nonzero(bins) == 2


def test_coarser_levels_hold_the_peaks_of_the_finer_ones() -> None:
    drawn = np.sort(np.random.default_rng(4).integers(-127, 128, (4003, 2)), axis=1).astype(np.int8)
    levels = Waveform.of_bins(4003 * BIN_S, drawn).levels
    assert [len(level) for level in levels] == [4003, 1001, 251, 63]
    for finer, coarser in pairwise(levels):
        for number in (0, 7, len(coarser) - 1):
            of_it = finer[number * LEVEL_FACTOR : (number + 1) * LEVEL_FACTOR]
            assert coarser[number].tolist() == [of_it[:, 0].min(), of_it[:, 1].max()]


def test_a_stretch_of_a_file_is_a_recording_of_its_own(make_sound: SoundMaker, noise: Noise) -> None:
    stereo = noise(4 * 44100)
    path = make_sound("a.flac", stereo)
    part = waveform_of(Recording(path, "A", start=Fraction(1), stop=Fraction(3)))
    whole = waveform_of(Recording(make_sound("b.flac", stereo[44100 : 3 * 44100]), "B"))
    assert part.duration == 2.0
    assert np.array_equal(part.levels[0], whole.levels[0])


def test_samples_are_those_of_the_stretch(make_sound: SoundMaker, noise: Noise) -> None:
    stereo = noise(5 * 44100)
    there = Recording(make_sound("a.flac", stereo), "A", start=Fraction(1, 2), stop=Fraction(4))
    found = samples(there, 2.25, 2.5)
    first = 22050 + round(2.25 * 44100)
    assert found.start == pytest.approx(2.25, abs=1 / 44100)
    assert found.rate_hz == 44100
    assert np.array_equal(found.values, stereo[first : first + len(found.values)].sum(axis=1) / 65536)
    assert len(found.values) == pytest.approx(0.25 * 44100, abs=1)


def test_samples_end_with_the_recording(make_sound: SoundMaker, noise: Noise) -> None:
    there = Recording(make_sound("a.flac", noise(2 * 44100)), "A", stop=Fraction(1))
    assert len(samples(there, 0.5, 9.0).values) == 22050
    assert len(samples(there, 3.0, 9.0).values) == 0
    assert len(samples(there, -1.0, 0.5).values) == 22050


def test_a_file_that_is_gone_is_said(make_sound: SoundMaker, noise: Noise) -> None:
    path = make_sound("a.flac", noise(4410))
    path.unlink()
    with pytest.raises(MediaError, match="there is no such file"):
        waveform_of(Recording(path, "A"))
