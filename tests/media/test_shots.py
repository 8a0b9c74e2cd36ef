"""Cuts are found to the frame, and nothing else is taken for one."""

from collections.abc import Callable, Sequence
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from gallows_sync.core.media_files import FilmFile
from gallows_sync.media.container import MediaError
from gallows_sync.media.film import probe_film
from gallows_sync.media.shots import shot_changes

RATE = 24
SIZE = (128, 72)


def scenery(seed: int) -> NDArray[np.float64]:
    """A wide landscape of light and dark, darkest 20, lightest 130."""
    coarse = np.random.default_rng(seed).uniform(20, 130, (SIZE[1] // 8, SIZE[0] // 8 * 4))
    return np.asarray(np.kron(coarse, np.ones((8, 8))), np.float64)


def panned(seed: int, number: int, speed: int = 1) -> NDArray[np.float64]:
    return scenery(seed)[:, speed * number : speed * number + SIZE[0]]


def make_film(path: Path, count: int, picture: Callable[[int], NDArray[np.float64]]) -> FilmFile:
    grain = np.random.default_rng(5)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=RATE, options={"g": "50", "crf": "18"})
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
        for number in range(count):
            grey = picture(number) + grain.normal(0, 4, (SIZE[1], SIZE[0]))
            pixels = np.ascontiguousarray(np.clip(grey, 0, 255).astype(np.uint8))
            container.mux(
                stream.encode(av.VideoFrame.from_ndarray(pixels, format="gray").reformat(format="yuv420p"))
            )
        container.mux(stream.encode(None))
    return probe_film(path)


def frames(times: Sequence[float]) -> list[int]:
    assert all(abs(time * RATE - round(time * RATE)) < 0.05 for time in times)
    return [round(time * RATE) for time in times]


@pytest.fixture
def film(tmp_path: Path) -> FilmFile:
    """Four shots: they begin at pictures 0, 31, 77 and 130, of 200."""
    begins = (0, 31, 77, 130)

    def picture(number: int) -> NDArray[np.float64]:
        shot = sum(begin <= number for begin in begins)
        return panned(shot, number - begins[shot - 1])

    return make_film(tmp_path / "film.mkv", 200, picture)


def test_cuts_are_found_to_the_frame(film: FilmFile) -> None:
    assert frames(shot_changes(film, 0.0, 200 / RATE)) == [31, 77, 130]


@pytest.mark.parametrize("first", [30, 31, 32, 76, 77, 78])
def test_a_stretch_has_the_cuts_from_its_start_up_to_its_stop(film: FilmFile, first: int) -> None:
    found = frames(shot_changes(film, (first - 0.1) / RATE, (first + 0.9) / RATE))
    assert found == [cut for cut in (31, 77, 130) if cut == first]


def test_neither_a_quick_pan_nor_a_change_of_light_is_a_cut(tmp_path: Path) -> None:
    def picture(number: int) -> NDArray[np.float64]:
        light = 1.8 if number in (20, 21) or number >= 60 else 0.9
        return panned(1, number, speed=3) * light

    assert shot_changes(make_film(tmp_path / "film.mkv", 96, picture), 0.0, 4.0) == ()


def test_a_dissolve_is_no_cut(tmp_path: Path) -> None:
    def picture(number: int) -> NDArray[np.float64]:
        second = min(1.0, max(0.0, (number - 30) / 24))
        return panned(1, 0) * (1 - second) + panned(2, 0) * second

    assert shot_changes(make_film(tmp_path / "film.mkv", 96, picture), 0.0, 4.0) == ()


def test_the_first_picture_after_black_begins_a_shot(tmp_path: Path) -> None:
    def picture(number: int) -> NDArray[np.float64]:
        return panned(1, 0) if number >= 40 else np.full((SIZE[1], SIZE[0]), 4.0)

    assert frames(shot_changes(make_film(tmp_path / "film.mkv", 96, picture), 0.0, 4.0)) == [40]


def test_beyond_the_end_there_is_nothing(film: FilmFile) -> None:
    assert shot_changes(film, 100.0, 110.0) == ()


def test_a_film_that_is_gone_is_said(film: FilmFile) -> None:
    film.path.unlink()
    with pytest.raises(MediaError, match="there is no such file"):
        shot_changes(film, 0.0, 1.0)
