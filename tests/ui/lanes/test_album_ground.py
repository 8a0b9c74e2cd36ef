from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

from gallows_sync.media.waveform import BIN_S, Samples, Waveform
from gallows_sync.ui.lanes.album_ground import column_peaks, covered, sample_peaks, wave_image
from gallows_sync.ui.lanes.shades import strengths

PLAIN, MARKED = "#ff0000", "#00ff00"
SHADES = strengths(PLAIN, 128) + strengths(MARKED, 128)


def waveform(bins: NDArray[np.int8]) -> Waveform:
    return Waveform.of_bins(len(bins) * BIN_S, bins)


def edges(count: int, step: float, start: float = 0.0) -> NDArray[np.float64]:
    return start + np.arange(count, dtype=np.float64) * step


@given(
    arrays.arrays(np.int8, st.tuples(st.integers(1, 900), st.just(2)), elements=st.integers(-127, 127)),
    st.floats(0, 2),
    st.floats(0.0005, 0.2),
)
def test_columns_stay_within_the_peaks_and_reach_the_greatest(
    bins: NDArray[np.int8], start: float, step: float
) -> None:
    peaks = column_peaks(waveform(bins), edges(60, step, start))
    assert len(peaks) <= 59
    if len(peaks):
        assert peaks[:, 0].min() >= bins[:, 0].min() / 127 - 1e-6
        assert peaks[:, 1].max() <= bins[:, 1].max() / 127 + 1e-6


def test_every_peak_is_in_a_column() -> None:
    bins = np.zeros((4000, 2), np.int8)
    bins[1234] = (-100, 120)
    for step in (BIN_S, 0.01, 0.037, 0.3):
        peaks = column_peaks(waveform(bins), edges(round(10 / step) + 2, step))
        assert peaks[:, 1].max() == pytest.approx(120 / 127)
        found = float(np.argmax(peaks[:, 1])) * step
        assert abs(found - 1234 * BIN_S) <= max(2 * step, 0.05)


def test_columns_beyond_the_recording_are_left_out() -> None:
    peaks = column_peaks(waveform(np.ones((400, 2), np.int8)), edges(21, 0.1))
    assert 9 <= len(peaks) <= 11


def test_a_recording_without_sound_has_no_columns() -> None:
    assert len(column_peaks(waveform(np.empty((0, 2), np.int8)), edges(5, 0.1))) == 0


def test_many_samples_a_column_show_their_least_and_greatest() -> None:
    values = np.zeros(8000, np.float32)
    values[[803, 807]] = (0.9, -0.4)
    peaks = sample_peaks(Samples(2.0, 8000, values), edges(31, 0.01, 1.99))
    assert len(peaks) == 30
    assert peaks[11].tolist() == pytest.approx([-0.4, 0.9])
    assert np.abs(np.delete(peaks, 11, axis=0)).max() == 0


def test_between_single_samples_columns_follow_a_line() -> None:
    samples = Samples(0.0, 8000, np.array([0.0, 1.0, 0.0], np.float32))
    peaks = sample_peaks(samples, edges(21, 1 / 80_000))
    assert peaks[:, 0].tolist() == pytest.approx(
        [*np.arange(0, 1, 0.1), *np.arange(0.9, -0.05, -0.1)], abs=1e-5
    )
    assert peaks[:, 1].max() == pytest.approx(1)
    assert (peaks[1:, 0] <= peaks[:-1, 1] + 1e-6).all()


def test_columns_after_the_last_sample_are_left_out() -> None:
    samples = Samples(0.0, 100, np.ones(50, np.float32))
    assert len(sample_peaks(samples, edges(100, 0.01))) == 50


def test_columns_within_used_stretches_are_known() -> None:
    times = np.array([0.0, 10.0, 15.0, 20.0, 35.0])
    assert covered(times, [(10, 20), (30, 40)]).tolist() == [False, True, True, False, True]
    assert covered(times, []).tolist() == [False] * 5


def test_a_wave_is_as_high_as_its_peaks_and_marked_where_it_is_used() -> None:
    peaks = np.array([[-1, 1], [-0.5, 0.5], [0, 0]], np.float32)
    image = wave_image(peaks, np.array([True, False, False]), 42, SHADES)
    heights = [sum(image.pixelColor(x, y).alpha() > 128 for y in range(42)) for x in range(3)]
    assert heights[0] == pytest.approx(40, abs=1)
    assert heights[1] == pytest.approx(20, abs=1)
    assert image.pixelColor(0, 21).name() == MARKED
    assert image.pixelColor(1, 21).name() == PLAIN
    assert sum(image.pixelColor(2, y).alphaF() for y in range(42)) == pytest.approx(1, abs=0.05)
