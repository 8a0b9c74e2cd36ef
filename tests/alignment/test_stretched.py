import numpy as np
import pytest

from gallows_sync.alignment.coherence import FRAMES_PER_S, Sound, loudness
from gallows_sync.alignment.findings import SAMPLE_RATE_HZ, Samples
from gallows_sync.alignment.likeness import Likenesses
from gallows_sync.alignment.stretched import LEAST_TOGETHER, Streak, streaks, trace_stretched
from tests.alignment.music import FilmSound, music, with_pitch_kept

HIGH = 0.3 * LEAST_TOGETHER
TEMPO = 25 / 24
OFFSET_S = 15e-3
SPEED = 300e-6
"""Relative; over some thirty seconds."""


def alike(*places: tuple[int, int, float]) -> Likenesses:
    """Return windows that are alike: film and music frame, height."""
    film, music_at, height = zip(*places, strict=True)
    return Likenesses(np.array(film), np.array(music_at), np.array(height, np.float32))


def row(film: int, music_at: int, count: int, height: float = HIGH) -> list[tuple[int, int, float]]:
    return [(film + 40 * number, music_at + 40 * number, height) for number in range(count)]


def ends(found: list[Streak]) -> list[tuple[int, int, int, int]]:
    return [(int(one.film[0]), int(one.film[-1]), int(one.music[0]), int(one.music[-1])) for one in found]


def heard(sound: Samples) -> Sound:
    return Sound(sound, loudness(sound))


def test_windows_along_one_line_are_one_streak() -> None:
    (found,) = streaks(alike(*row(1000, 200, 6)))

    assert ends([found]) == [(1000, 1200, 200, 400)]
    assert found.strength == pytest.approx(6 * HIGH)


def test_streaks_come_strongest_first() -> None:
    assert ends(streaks(alike(*row(1000, 200, 5), *row(3000, 900, 8)))) == [
        (3000, 3280, 900, 1180),
        (1000, 1160, 200, 360),
    ]


def test_a_streak_that_is_too_weak_is_none() -> None:
    assert not streaks(alike(*row(1000, 200, 3)))
    assert len(streaks(alike(*row(1000, 200, 4)))) == 1


def test_windows_a_few_frames_off_belong_to_a_streak_but_no_more() -> None:
    places = row(1000, 200, 5)
    beside = (places[2][0] + 3, places[2][1] + 40 * 5 - 80, HIGH)  # as far from the line as windows may lie
    near = (1000 + 200 + 3, 200 + 200, HIGH)
    off = (1000 + 240 + 5, 200 + 240, HIGH)

    (found,) = streaks(alike(*places, near, off))

    assert beside not in places
    assert ends([found]) == [(1000, 1200, 200, 400)]


def test_a_long_hole_parts_a_streak() -> None:
    found = streaks(alike(*row(1000, 200, 5), *row(1000 + 160 + 401, 200 + 160 + 401, 5)))

    assert sorted(ends(found)) == [(1000, 1160, 200, 360), (1561, 1721, 761, 921)]


def test_a_short_hole_does_not() -> None:
    found = streaks(alike(*row(1000, 200, 5), *row(1000 + 160 + 399, 200 + 160 + 399, 5)))

    assert ends(found) == [(1000, 1719, 200, 919)]


def test_a_window_counts_once_for_a_streak() -> None:
    places = row(1000, 200, 3)
    twice = [(film + 1, music_at, 0.9 * HIGH) for film, music_at, _ in places]

    assert not streaks(alike(*places, *twice))


def test_a_streak_is_no_rival_of_one_that_is_stronger_there() -> None:
    assert ends(streaks(alike(*row(1000, 200, 8, 1.2 * HIGH), *row(1000, 900, 4)))) == [
        (1000, 1280, 200, 480)
    ]


def test_nothing_alike_no_streak() -> None:
    empty = np.zeros(0, np.int64)

    assert streaks(Likenesses(empty, empty, np.zeros(0, np.float32))) == []


def test_a_line_is_traced_where_no_wave_is_left() -> None:
    piece = music(50, 40)
    film = FilmSound(60).mix(with_pitch_kept(piece[5 * SAMPLE_RATE_HZ : 45 * SAMPLE_RATE_HZ], TEMPO), 10)
    first = np.array([12.0, 40.0]) * FRAMES_PER_S
    begins = np.round(first).astype(np.int64)
    plays = np.round((5 / TEMPO + first / FRAMES_PER_S - 10) * FRAMES_PER_S).astype(np.int64) + 1
    streak = Streak(begins, plays, np.array([20.0, 20.0], np.float32))

    line = trace_stretched(heard(film.samples), heard(piece), 2, streak, TEMPO)

    assert line.recording == 2
    assert line.speed == pytest.approx(TEMPO, rel=SPEED)
    for film_s in (10.0, 30.0, 48.0):
        assert line.music(film_s) == pytest.approx(5 + (film_s - 10) * TEMPO, abs=OFFSET_S)
    times = (line.first + np.arange(len(line.agreement)) + 0.5) / FRAMES_PER_S
    inside = (times > 11) & (times < 47)
    assert line.agreement[inside].mean() > 3 * abs(line.agreement[~inside].mean())


@pytest.mark.parametrize("length_s", [1, 3])
def test_a_sound_too_short_to_be_compared_is_traced_without_a_fault(length_s: int) -> None:
    piece = music(length_s, 41)
    streak = Streak(np.array([0]), np.array([0]), np.array([40], np.float32))

    line = trace_stretched(heard(piece), heard(piece), 0, streak, TEMPO)

    assert len(line.audible) == len(line.agreement)
