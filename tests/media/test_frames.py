"""Frames are put together where they follow each other, and nowhere else."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

import numpy as np
import pytest
from av.audio.frame import AudioFrame

from gallows_sync.media.frames import frame_runs

RATE_HZ = 8000


def frames(
    count: int, *, pts: Iterable[int | None] | None = None, rate_hz: int = RATE_HZ, layout: str = "mono"
) -> Iterator[AudioFrame]:
    """``count`` frames of 100 samples; sample number n of the first channel is n."""
    stamps = range(0, 100 * count, 100) if pts is None else pts
    channels = {"mono": 1, "stereo": 2, "5.1": 6}[layout]
    for number, stamp in zip(range(count), stamps, strict=True):
        samples = np.tile(np.arange(100, dtype=np.int16) + 100 * number, (channels, 1))
        frame = AudioFrame.from_ndarray(samples, format="s16p", layout=layout)
        frame.sample_rate, frame.pts, frame.time_base = rate_hz, stamp, Fraction(1, RATE_HZ)
        yield frame


def test_frames_that_follow_each_other_become_one() -> None:
    first, second = frame_runs(frames(10), most_samples=600, gap_s=0.001)
    assert (first.samples, first.rate_hz) == (600, RATE_HZ)
    assert first.beginnings_s == pytest.approx([0.0] * 6)
    assert second.beginnings_s == pytest.approx([600 / RATE_HZ] * 4)
    frame = first.frame()
    assert (frame.pts, frame.time_base) == (0, Fraction(1, RATE_HZ))
    assert np.array_equal(frame.to_ndarray()[0], np.arange(600))
    assert second.frame().pts == 600


@pytest.mark.parametrize("jump", [400, -50])
def test_a_jump_in_the_timestamps_begins_another(jump: int) -> None:
    pts = [0, 100, 200 + jump, 300 + jump]
    runs = list(frame_runs(frames(4, pts=pts), most_samples=1000, gap_s=0.001))
    assert [run.samples for run in runs] == [200, 200]
    assert runs[1].frame().pts == 200 + jump


def test_rounded_and_missing_timestamps_do_not() -> None:
    [run] = frame_runs(frames(4, pts=[0, 104, None, 297]), most_samples=1000, gap_s=0.001)
    assert run.samples == 400
    assert run.beginnings_s == pytest.approx([0, 4 / RATE_HZ, -3 / RATE_HZ])


def test_another_kind_begins_another() -> None:
    kinds = [*frames(2), *frames(2, layout="5.1"), *frames(2, layout="stereo"), *frames(1, rate_hz=16000)]
    runs = list(frame_runs(kinds, most_samples=1000, gap_s=1e9))
    assert [(run.samples, run.frame().layout.name) for run in runs] == [
        (200, "mono"),
        (200, "5.1"),
        (200, "stereo"),
        (100, "mono"),
    ]


def test_no_frames_are_no_runs() -> None:
    assert list(frame_runs([], most_samples=1000, gap_s=0.001)) == []
