import numpy as np
import pytest
from numpy.typing import NDArray

from gallows_sync.alignment.coherence import FRAMES_PER_S
from gallows_sync.alignment.likeness import LEAST_HEIGHT, WINDOW_S, FilmFrames, Likenesses

BINS = 30
HOP_S = 2.0
WINDOW = int(WINDOW_S * FRAMES_PER_S)
HEIGHT_BEYOND_CHANCE = 8.0


def random_frames(count: int, seed: int) -> NDArray[np.float32]:
    frames = np.maximum(0, np.random.default_rng(seed).normal(0, 1, (count, BINS))).astype(np.float32)
    frames /= np.linalg.norm(frames, axis=1)[:, None]
    return frames


def clear(likenesses: Likenesses) -> list[tuple[int, int]]:
    """Return film and music frames of what chance does not bring."""
    chosen = likenesses.height > HEIGHT_BEYOND_CHANCE
    return sorted(zip(likenesses.film[chosen].tolist(), likenesses.music[chosen].tolist(), strict=True))


@pytest.mark.parametrize("begin", [1, 37, 850, 905, 906, 1700])
def test_every_window_is_found_where_it_sounds(begin: int) -> None:
    film = random_frames(2200, 1)

    found = FilmFrames(film).likenesses(film[begin : begin + 320], HOP_S, places=3)

    assert clear(found) == [(begin + music, music) for music in (0, 40, 80, 120, 160, 200)]


def test_the_last_window_ends_with_the_recording() -> None:
    film = random_frames(900, 1)

    found = FilmFrames(film).likenesses(film[100 : 100 + WINDOW + 55], HOP_S, places=1)

    assert clear(found) == [(100, 0), (140, 40), (155, 55)]


def test_a_recording_shorter_than_a_window_is_found_as_well() -> None:
    film = random_frames(900, 1)

    assert clear(FilmFrames(film).likenesses(film[300:360], HOP_S, places=1)) == [(300, 0)]


def test_a_recording_longer_than_the_film_is_found_as_well() -> None:
    recording = random_frames(900, 1)

    found = FilmFrames(recording[395:690]).likenesses(recording, HOP_S, places=1)

    assert clear(found) == [(music - 395, music) for music in (400, 440, 480, 520, 560, 600)]


def test_no_more_than_the_best_places_of_a_window_are_returned() -> None:
    film = random_frames(2500, 1)
    piece = random_frames(WINDOW, 2)
    for begin, share in ((300, 1.0), (1000, 0.5), (1800, 0.8)):
        film[begin : begin + WINDOW] = share * piece + (1 - share) * film[begin : begin + WINDOW]

    found = FilmFrames(film).likenesses(piece, HOP_S, places=2)

    assert clear(found) == [(300, 0), (1800, 0)]
    assert len(found.film) == 2


def test_nothing_unrelated_stands_out_beyond_chance() -> None:
    found = FilmFrames(random_frames(3000, 1)).likenesses(random_frames(1000, 2), HOP_S, places=4)

    assert len(found.film) > 0
    assert found.height.min() > LEAST_HEIGHT
    assert not clear(found)


def test_windows_are_told_apart_however_many_there_are() -> None:
    film = random_frames(1500, 1)
    recording = np.concatenate([random_frames(1600, 2), film[200:400]])

    found = FilmFrames(film).likenesses(recording, HOP_S, places=1)

    assert [one for one in clear(found) if one[1] >= 1600] == [(200, 1600), (240, 1640), (280, 1680)]


@pytest.mark.parametrize("film_count", [1, 2, 3, 300])
@pytest.mark.parametrize("count", [1, 2, 300])
def test_nothing_is_like_silence(film_count: int, count: int) -> None:
    silent_film = FilmFrames(np.zeros((film_count, BINS), np.float32))
    silence = np.zeros((count, BINS), np.float32)

    assert len(silent_film.likenesses(random_frames(count, 1), HOP_S, places=3).film) == 0
    assert len(FilmFrames(random_frames(film_count, 1)).likenesses(silence, HOP_S, places=3).film) == 0
