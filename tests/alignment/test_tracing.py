import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from gallows_sync.alignment.coherence import FRAMES_PER_S, listened
from gallows_sync.alignment.findings import SAMPLE_RATE_HZ
from gallows_sync.alignment.tracing import (
    CLOCKS_KEPT,
    SURE,
    Line,
    Seed,
    Voice,
    audible,
    check,
    line_through,
    refit,
    search_speed,
    trace,
)
from tests.alignment.music import FilmSound, music

PIECE = music(40, 30)
OFFSET_S = 0.1e-3
SAMPLE_S = 1 / SAMPLE_RATE_HZ
BY_FAR = 12.0
CHANCE = 7.5
NONE = np.zeros(0)
NO_FRAMES = np.zeros(0, np.float32)


def line(first: int, agreement: list[float]) -> Line:
    heard = np.array(agreement, np.float32)
    return Line(0, first / FRAMES_PER_S, 0.0, 1.0, first, heard, NO_FRAMES, NONE, NONE, NONE)


@pytest.mark.parametrize("weights", [np.ones(40), np.linspace(1, 9, 40)])
def test_a_line_through_points_that_lie_on_one_is_that_line(weights: np.ndarray) -> None:
    times = np.linspace(-30, 90, 40)

    slope, offset = line_through(times, 2e-5 * times - 0.003, weights)

    assert slope == pytest.approx(2e-5, rel=1e-6)
    assert offset == pytest.approx(-0.003, rel=1e-6)


def test_a_line_is_not_drawn_away_by_the_few_points_that_are_off() -> None:
    times = np.arange(40.0)
    lags = 2e-5 * times + 1e-6 * np.random.default_rng(1).normal(size=40)
    lags[[3, 4, 17, 38, 39]] += 5e-3

    slope, offset = line_through(times, lags, np.ones(40))

    assert slope == pytest.approx(2e-5, abs=2e-7)
    assert offset == pytest.approx(0, abs=1e-5)


def test_a_line_goes_by_weights() -> None:
    times = np.array([0.0, 0.0, 10.0, 10.0])
    lags = np.array([0.0, 1.0, 0.0, 1.0])

    _, offset = line_through(times, lags, np.array([3.0, 1.0, 3.0, 1.0]))

    assert offset == pytest.approx(0.25)


def test_a_line_through_one_point_is_level() -> None:
    assert line_through(np.array([7.0]), np.array([0.002]), np.array([1.0])) == pytest.approx((0, 0.002))


@pytest.mark.parametrize("off_s", [-0.09, 0.0, 0.06])
@pytest.mark.parametrize("speed", [1.0, 25 / 24])
def test_a_place_is_checked_to_the_sample(off_s: float, speed: float) -> None:
    film = listened(FilmSound(30).lay(PIECE, 5, 25, 8, speed).samples)

    (seed,) = check(film.samples, Voice(PIECE), 3, [15 + off_s], 8 + 10 * speed, speed)

    assert seed.recording == 3
    assert seed.height > BY_FAR
    assert seed.speed == pytest.approx(speed, rel=1e-4)
    assert seed.music_at == pytest.approx(8 + (seed.film_at - 5) * speed, abs=2 * SAMPLE_S)


@pytest.mark.parametrize("speed", [0.99988, 1.00012])
def test_a_checked_place_tells_the_speed_between_two_steps(speed: float) -> None:
    film = listened(FilmSound(30).lay(PIECE, 5, 25, 8, speed).samples)

    (seed,) = check(film.samples, Voice(PIECE), 0, [15], 8 + 10 * speed, 1.0)

    assert seed.speed == pytest.approx(speed, abs=50e-6)


def test_each_place_is_checked_on_its_own() -> None:
    film = listened(FilmSound(40).lay(PIECE, 5, 35, 0).samples)

    heights = [seed.height for seed in check(film.samples, Voice(PIECE), 0, [10, 15, 20, 39.9], 10, 1.0)]

    assert heights[1] > BY_FAR
    assert max(heights[0], *heights[2:]) < CHANCE


def test_the_speed_is_searched_for_on_both_sides() -> None:
    voice = Voice(PIECE)
    for speed in (0.9953, 1.0047):
        film = listened(FilmSound(30).lay(PIECE, 5, 25, 8, speed).samples)

        seed = search_speed(film.samples, voice, 1, 15, 8 + 10 * speed, 1.0)

        assert seed.height > BY_FAR
        assert seed.speed == pytest.approx(speed, rel=150e-6)
        assert seed.music_at == pytest.approx(8 + (seed.film_at - 5) * speed, abs=3 * SAMPLE_S)


def test_no_speed_makes_other_music_agree() -> None:
    film = listened(FilmSound(30).lay(music(30, 31), 0, 30).samples)

    assert search_speed(film.samples, Voice(PIECE), 0, 15, 20, 1.0).height < CHANCE


@pytest.mark.parametrize("speed", [1.0, 24 / 25, 1.0021])
def test_a_line_is_traced_from_a_place_as_far_as_the_recording_goes(speed: float) -> None:
    film = FilmSound(60).lay(PIECE, 10, 40, 4, speed)

    traced = trace(
        listened(film.samples), Voice(PIECE), Seed(0, 20, 4 + 10 * speed + 0.003, speed * 1.0001, 9)
    )

    assert traced.speed == pytest.approx(speed, rel=5e-6)
    for film_s in (10.0, 40.0):
        assert traced.music(film_s) == pytest.approx(4 + (film_s - 10) * speed, abs=OFFSET_S)
    assert traced.residual_s < OFFSET_S
    begin, end = (10 - traced.first / FRAMES_PER_S, 40 - traced.first / FRAMES_PER_S)
    inside = traced.agreement[round(begin * FRAMES_PER_S) : round(end * FRAMES_PER_S)]
    outside = np.append(traced.agreement[: round(begin * 20)], traced.agreement[round(end * 20) :])
    assert inside.mean() > SURE
    assert abs(outside.mean()) < 0.5


def test_a_wandering_speed_is_averaged_by_the_line_and_followed_by_the_blocks() -> None:
    wander = 0.4e-3
    period_s = 12.0

    def music_at(film: np.ndarray) -> np.ndarray:
        return film - 5 + wander * np.sin(2 * np.pi * (film - 5) / period_s)

    film = FilmSound(50).lay_along(PIECE, 5, 41, music_at)

    traced = refit(trace(listened(film.samples), Voice(PIECE), Seed(0, 20, 15, 1.0, 9)), 5, 41)

    assert traced.residual_s == pytest.approx(wander / np.sqrt(2), rel=0.25)
    assert traced.music(23.0) == pytest.approx(18, abs=0.2e-3)
    expected = -wander * np.sin(2 * np.pi * (traced.times - 5) / period_s)
    assert np.corrcoef(traced.lags, expected)[0, 1] > 0.95


def test_a_line_is_fitted_again_by_the_blocks_inside_alone() -> None:
    times = np.arange(0.0, 60, 0.75)
    lags = np.where(times < 30, 4e-4 + 1e-5 * times, 0.01)
    made = Line(0, 0, 2, 1, 0, NO_FRAMES, NO_FRAMES, times, lags, np.ones(len(times)))

    fitted = refit(made, 0, 30)

    assert fitted.speed == pytest.approx(1 - 1e-5, abs=1e-8)
    assert fitted.music(0.0) == pytest.approx(2 - 4e-4, abs=1e-7)
    assert fitted.times.min() >= 0.75
    assert fitted.times.max() <= 29.25
    assert fitted.residual_s < 1e-7


def test_a_line_without_two_blocks_inside_is_left_as_it_is() -> None:
    times = np.array([10.0, 20.0])
    made = Line(0, 0, 2, 1, 0, NO_FRAMES, NO_FRAMES, times, times * 1e-3, np.ones(2))

    assert refit(made, 15, 60) is made


def test_music_is_less_audible_the_louder_the_film_is_beside_it() -> None:
    film = np.full(100, 1.0, np.float32)
    film[60:] = 4.0
    music_loudness = np.full(100, 0.5, np.float32)

    found = audible(film, music_loudness, line(0, [1.5] * 60 + [0.0] * 40), 2.0)

    assert_allclose(found[:60], 1.5, rtol=0.01)
    assert 0 < found[60:].max() <= 1.01 * 1.5 / 4


def test_music_is_no_more_audible_where_it_is_soft_itself() -> None:
    film = np.full(100, 1.0, np.float32)
    music_loudness = np.full(100, 0.5, np.float32)
    music_loudness[60:] = 0.005

    found = audible(film, music_loudness, line(0, [1.5] * 60 + [0.0] * 40), 2.0)

    assert found[70:].max() < 0.02


def test_no_more_is_expected_than_said() -> None:
    loud = np.full(100, 1.0, np.float32)

    assert_allclose(audible(loud, loud, line(0, [9.0] * 100), 2.0), 2.0)


def test_nothing_is_audible_of_a_line_that_agrees_nowhere() -> None:
    loud = np.full(100, 1.0, np.float32)

    assert not audible(loud, loud, line(0, [-1.0] * 100), 2.0).any()
    assert len(audible(loud, loud, line(0, []), 2.0)) == 0


def test_a_voice_keeps_a_few_clocks_and_makes_the_others_again() -> None:
    voice = Voice(PIECE[: 4 * SAMPLE_RATE_HZ])
    first, exact = voice.on_clock(1.01)

    assert voice.on_clock(1.01)[0] is first
    for number in range(CLOCKS_KEPT):
        voice.on_clock(1.02 + number / 100)
    again, exact_again = voice.on_clock(1.01)
    assert again is not first
    assert_array_equal(again, first)
    assert exact_again == exact
    voice.forget_clocks()
    assert voice.on_clock(1.01)[0] is not again


def test_a_voice_runs_at_about_the_speed_asked() -> None:
    _, exact = Voice(PIECE).on_clock(0.987654321)

    assert exact == pytest.approx(0.987654321, abs=10e-6)


def test_an_ear_hears_waves_and_loudness_over_the_whole_film() -> None:
    ear = listened(PIECE)

    assert ear.samples.shape == PIECE.shape
    assert len(ear.loudness) == 40 * FRAMES_PER_S


def test_a_line_is_not_drawn_away_by_the_same_notes_a_little_off() -> None:
    piece = music(16, 30)
    repeated = np.concatenate([piece, np.zeros(SAMPLE_RATE_HZ // 100, np.float32), piece])
    film = FilmSound(60).lay(np.concatenate([piece, piece]), 5, 37, 0)

    traced = trace(listened(film.samples), Voice(repeated), Seed(0, 13, 8, 1.0, 9))

    assert traced.speed == pytest.approx(1, abs=5e-6)
    assert traced.music(13.0) == pytest.approx(8, abs=OFFSET_S)
