"""The balance between film and album."""

from pathlib import Path

import pytest

from gallows_sync.core.media_files import Recording
from gallows_sync.playback.balance import PLACES, equal_gains, gains, monitor_at
from gallows_sync.playback.ports import Monitor

LOUD, SOFT, UNKNOWN = (Recording(Path(f"{name}.flac"), name) for name in ("loud", "soft", "unknown"))


def test_both_are_at_full_level_in_the_middle_and_one_is_silent_at_each_end() -> None:
    assert [gains(PLACES[monitor]) for monitor in (Monitor.FILM, Monitor.MIX, Monitor.ALBUM)] == [
        (1.0, 0.0),
        (1.0, 1.0),
        (0.0, 1.0),
    ]


@pytest.mark.parametrize("monitor", list(Monitor))
def test_a_monitor_is_a_place_of_the_balance(monitor: Monitor) -> None:
    assert monitor_at(PLACES[monitor]) is monitor


@pytest.mark.parametrize("balance", [-0.99, -0.01, 0.5])
def test_everywhere_between_it_is_a_mix(balance: float) -> None:
    assert monitor_at(balance) is Monitor.MIX


def test_recordings_are_brought_to_the_films_loudness_by_12_decibels_at_most() -> None:
    found = equal_gains(-23.0, {LOUD: -17.0, SOFT: -60.0, UNKNOWN: None})
    assert found == {LOUD: pytest.approx(0.501, abs=0.001), SOFT: pytest.approx(3.981, abs=0.001)}


def test_without_the_films_loudness_they_stay_as_they_are() -> None:
    assert equal_gains(None, {LOUD: -17.0}) == {}
