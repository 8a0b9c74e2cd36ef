"""The time left goes down steadily and comes out right."""

import itertools

import pytest

from gallows_sync.search.time_left import TimeLeft


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_nothing_is_said_before_anything_is_known() -> None:
    clock = Clock()
    left = TimeLeft(clock)
    assert left.at(0.0) is None
    clock.now += 1.0
    assert left.at(0.5) is None
    clock.now += 10.0
    assert left.at(0.001) is None


def test_even_work_ends_when_it_was_said_to() -> None:
    clock = Clock()
    left = TimeLeft(clock)
    for second in range(2, 41):
        clock.now = 100.0 + second
        assert left.at(second / 40) == pytest.approx(40 - second, abs=1e-6)


def test_a_leap_in_the_work_is_no_leap_in_the_time() -> None:
    clock = Clock()
    left = TimeLeft(clock)
    said: list[float] = []
    for tenth in range(30, 600):
        clock.now = 100.0 + tenth / 10
        done = tenth / 1200 if tenth < 200 else min(0.99, 0.3 + tenth / 1200)
        seconds = left.at(done)
        assert seconds is not None
        said.append(seconds)
    assert max(abs(after - before) for before, after in itertools.pairwise(said)) < 1.5


def test_when_all_is_done_nothing_is_left() -> None:
    clock = Clock()
    left = TimeLeft(clock)
    clock.now += 5
    left.at(0.5)
    assert left.at(1.0) == 0.0
