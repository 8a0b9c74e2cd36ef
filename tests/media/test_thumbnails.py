"""Thumbnails are pictures of the film at the times that they state, from everywhere first."""

import io
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from gallows_sync.core.media_files import FilmFile
from gallows_sync.media.container import MediaError
from gallows_sync.media.film import probe_film
from gallows_sync.media.thumbnails import Thumbnail, thumbnails
from tests.media.numbered_film import SIZE, number_of, numbered_film
from tests.media.turned_film import CODED, quarters, turned_film

PICTURES = 200
AT_25 = [Fraction(n, 25) for n in range(PICTURES)]
KEY_FRAME_EVERY = 4
OPTIONS = {"g": str(KEY_FRAME_EVERY), "sc_threshold": "0"}
FILMS = {
    "film.mkv": ("libx264", Fraction(0)),
    "film.mp4": ("libx264", Fraction(0)),
    "film.ts": ("mpeg2video", Fraction(3600)),
    "film.avi": ("mpeg4", Fraction(0)),
}


@pytest.fixture(params=FILMS)
def film(request: pytest.FixtureRequest, tmp_path: Path) -> FilmFile:
    codec, offset = FILMS[request.param]
    path = tmp_path / request.param
    numbered_film(path, AT_25, picture=codec, picture_options=OPTIONS, sound=None, offset=offset)
    return probe_film(path)


def shown(thumbnail: Thumbnail) -> av.VideoFrame:
    with av.open(io.BytesIO(thumbnail.jpeg), "r", format="mjpeg") as container:
        return next(container.decode(video=0))


def test_each_shows_the_picture_of_its_time(film: FilmFile) -> None:
    found = list(thumbnails(film, 40, SIZE[1]))
    assert len(found) > 25
    for thumbnail in found:
        number = number_of(shown(thumbnail))
        assert number % KEY_FRAME_EVERY == 0
        assert thumbnail.film_time == pytest.approx(number / 25, abs=0.001)


def test_the_first_few_are_from_all_over_the_film(tmp_path: Path) -> None:
    film = probe_film(numbered_film(tmp_path / "film.mkv", AT_25, picture_options=OPTIONS, sound=None))
    times = [thumbnail.film_time for thumbnail in thumbnails(film, 48, 16)]
    assert times[:3] == pytest.approx([0.0, 2.72, 5.28], abs=0.2)
    assert len(times) == 48
    assert max(after - before for before, after in pairwise(sorted(times))) < 0.4


def test_where_key_frames_are_rare_each_is_taken_once(tmp_path: Path) -> None:
    rare = {"g": "100", "sc_threshold": "0"}
    film = probe_film(numbered_film(tmp_path / "film.mkv", AT_25, picture_options=rare, sound=None))
    assert sorted(thumbnail.film_time for thumbnail in thumbnails(film, 40, 16)) == [0.0, 4.0]


def test_they_have_the_shape_of_the_picture_as_seen(tmp_path: Path) -> None:
    film = probe_film(numbered_film(tmp_path / "film.mkv", AT_25, picture_options=OPTIONS, sound=None))
    first = next(thumbnails(film, 4, 48))
    picture = shown(first)
    assert (first.width, first.height) == (picture.width, picture.height) == (80, 48)


@pytest.mark.parametrize("degrees", [90, 180, -90])
def test_they_are_turned_as_the_picture_is(tmp_path: Path, degrees: int) -> None:
    film = probe_film(turned_film(tmp_path / "phone.mp4", degrees))
    first = next(thumbnails(film, 1, 48))
    picture = shown(first)
    assert (
        (first.width, first.height) == (picture.width, picture.height) == (64 if degrees == 180 else 36, 48)
    )
    grey = picture.to_ndarray(format="gray").astype(np.uint8)
    assert np.abs(quarters(grey) - np.rot90(CODED, degrees // 90)).max() < 8


def test_black_is_black_and_white_is_white(tmp_path: Path) -> None:
    path = tmp_path / "film.mkv"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25, options={"crf": "5"})
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        for _ in range(25):
            picture = av.VideoFrame(64, 64, "gray")
            picture.planes[0].update(bytes(64 * 32) + b"\xff" * (64 * 32))
            container.mux(stream.encode(picture.reformat(format="yuv420p")))
        container.mux(stream.encode(None))
    grey = shown(next(thumbnails(probe_film(path), 1, 64))).to_ndarray(format="gray")
    assert grey[:24].max() <= 4
    assert grey[40:].min() >= 251


def test_a_film_that_is_gone_is_said(film: FilmFile) -> None:
    film.path.unlink()
    with pytest.raises(MediaError, match="there is no such file"):
        next(thumbnails(film, 4, 16))
