from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from gallows_sync.media.container import MediaError
from gallows_sync.media.film import probe_film
from gallows_sync.media.still_file import upright, write_still
from tests.media.conftest import FilmMaker
from tests.media.numbered_film import SIZE, number_of, numbered_film


def read_png(path: Path) -> av.VideoFrame:
    with av.open(str(path)) as container:
        return next(container.decode(video=0))


def test_the_file_holds_the_very_picture_pixel_by_pixel(tmp_path: Path) -> None:
    film = probe_film(numbered_film(tmp_path / "film.mkv", [Fraction(n, 25) for n in range(60)], sound=None))
    write_still(film, 1.0, tmp_path / "still.png")
    still = read_png(tmp_path / "still.png")
    assert (still.width, still.height) == SIZE
    assert number_of(still) == 25


def test_pixels_that_are_not_square_come_out_as_they_are_seen(tmp_path: Path, make_film: FilmMaker) -> None:
    film = probe_film(make_film("film.mkv", pixel=Fraction(64, 45)))
    write_still(film, 0.5, tmp_path / "still.png")
    still = read_png(tmp_path / "still.png")
    assert (still.width, still.height) == (round(160 * 64 / 45), 120)


def test_a_film_that_was_taken_lying_down_stands_upright() -> None:
    lying = np.array([[[1], [2], [3]], [[4], [5], [6]]], np.uint8)
    assert upright(lying, 90)[:, :, 0].tolist() == [[3, 6], [2, 5], [1, 4]]
    assert upright(lying, -180)[:, :, 0].tolist() == [[6, 5, 4], [3, 2, 1]]


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path, make_film: FilmMaker) -> None:
    film = probe_film(make_film("film.mkv"))
    with pytest.raises(MediaError, match=r"still\.png: cannot be written: No such file"):
        write_still(film, 0.5, tmp_path / "nowhere" / "still.png")
