from __future__ import annotations

import pytest

from gallows_sync.core.times import parse_time
from gallows_sync.ui.timecode import clock, precise_clock


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0:00:00"), (59.999, "0:00:59"), (5494.0, "1:31:34"), (-0.2, "0:00:00"), (36000, "10:00:00")],
)
def test_a_clock_counts_whole_seconds_that_have_passed(seconds: float, words: str) -> None:
    assert clock(seconds) == words


@pytest.mark.parametrize("millis", [0, 1, 999, 1000, 61_250, 754_001, 5_494_999])
def test_a_precise_clock_is_read_back_as_the_same_millisecond(millis: int) -> None:
    assert parse_time(precise_clock(millis / 1000)) * 1000 == millis
