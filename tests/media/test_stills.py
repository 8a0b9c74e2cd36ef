"""The picture at any film time is the very one, in whatever order and container it is asked for."""

import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate
from pathlib import Path

import pytest

from gallows_sync.core.media_files import FilmFile
from gallows_sync.media.container import MediaError
from gallows_sync.media.film import probe_film
from gallows_sync.media.stills import KEPT_FRAMES, Stills
from tests.media.numbered_film import number_of, numbered_film

PICTURES = 180
STEADY = [Fraction(n * 1001, 24000) for n in range(PICTURES)]
AT_25 = [Fraction(n, 25) for n in range(PICTURES)]
# Between 12 and 60 pictures a second, changing all the time, on whole milliseconds.
VARYING = list(
    accumulate(
        (Fraction(step, 1000) for step in random.Random(3).choices(range(16, 83), k=PICTURES - 1)),
        initial=Fraction(0),
    )
)

B_FRAMES = {"bf": "3", "g": "48", "x264-params": "open-gop=1"}
FILMS = {
    "b-frames.mkv": (STEADY, "libx264", B_FRAMES, Fraction(0)),
    "b-frames.mp4": (STEADY, "libx264", B_FRAMES, Fraction(0)),
    "one-key-frame.mkv": (AT_25, "libx264", {"bf": "2", "g": "1000"}, Fraction(0)),
    "varying.mkv": (VARYING, "libx264", B_FRAMES, Fraction(0)),
    "varying.mp4": (VARYING, "libx264", B_FRAMES, Fraction(0)),
    "after-an-hour.ts": (AT_25, "mpeg2video", {"bf": "2", "g": "15"}, Fraction(3600)),
    "h264.ts": (AT_25, "libx264", {"bf": "2", "g": "50"}, Fraction(10)),
    "mpeg4.avi": (AT_25, "mpeg4", {"g": "60"}, Fraction(0)),
    "b-frames.avi": (AT_25, "mpeg4", {"g": "60", "bf": "2"}, Fraction(0)),
    "late-picture.mkv": ([time + 2 for time in AT_25], "libx264", B_FRAMES, Fraction(0)),
}


@pytest.fixture(scope="module", params=FILMS)
def film(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> FilmFile:
    times, codec, options, offset = FILMS[request.param]
    path = tmp_path_factory.mktemp("films") / request.param
    return probe_film(
        numbered_film(path, times, picture=codec, picture_options=options, sound_s=3.0, offset=offset)
    )


@pytest.fixture
def stills(film: FilmFile) -> Iterator[Stills]:
    stills = Stills(film)
    yield stills
    stills.close()


def times_of(film: FilmFile) -> list[float]:
    """The film times at which the pictures are due."""
    times, *_ = FILMS[film.path.name]
    return [float(time - times[0] + film.picture_start) for time in times]


def seen(stills: Stills, film_time: float) -> int:
    found = stills.frame_at(film_time)
    assert found is not None
    return number_of(found[0])


def test_every_picture_forward(film: FilmFile, stills: Stills) -> None:
    assert [seen(stills, time) for time in times_of(film)] == list(range(PICTURES))


def test_every_picture_backward(film: FilmFile, stills: Stills) -> None:
    wanted = list(range(PICTURES))[::-1]
    times = times_of(film)
    assert [seen(stills, times[number]) for number in wanted] == wanted


def test_pictures_in_any_order(film: FilmFile, stills: Stills) -> None:
    wanted = random.Random(5).choices(range(PICTURES), k=60)
    times = times_of(film)
    assert [seen(stills, times[number]) for number in wanted] == wanted


def test_between_two_pictures_the_earlier_is_on_the_screen(film: FilmFile, stills: Stills) -> None:
    times = times_of(film)
    for number in (0, 1, 57, 120, PICTURES - 2):
        between = times[number] + 0.8 * (times[number + 1] - times[number])
        assert seen(stills, between) == number


def test_the_time_that_comes_with_it_is_the_pictures_own(film: FilmFile, stills: Stills) -> None:
    times = times_of(film)
    for number in (100, 3, 179):
        found = stills.frame_at(times[number] + 0.005)
        assert found is not None
        assert found[1] == pytest.approx(times[number], abs=0.0011)  # Matroska rounds to milliseconds


def test_past_the_end_the_last_picture_stays_and_steps_back_go_on_from_it(
    film: FilmFile, stills: Stills
) -> None:
    times = times_of(film)
    assert seen(stills, times[-1] + 5) == PICTURES - 1
    assert seen(stills, times[-1] + 50) == PICTURES - 1
    for number in range(PICTURES - 1, PICTURES - 2 * KEPT_FRAMES, -1):
        assert seen(stills, times[number]) == number
    for number in range(PICTURES - 10, PICTURES):
        assert seen(stills, times[number]) == number


@pytest.mark.parametrize("place", [-1.0, 0.0])
def test_before_the_first_picture_the_first_is_shown(film: FilmFile, stills: Stills, place: float) -> None:
    seen(stills, float(film.duration))
    assert seen(stills, place) == 0


def test_a_film_that_is_gone_is_said(tmp_path: Path, film: FilmFile) -> None:
    with pytest.raises(MediaError, match=r"gone\.mkv: there is no such file"):
        Stills(replace(film, path=tmp_path / "gone.mkv"))


def test_after_a_rest_pictures_are_found_as_before(film: FilmFile, stills: Stills) -> None:
    place = float(film.duration) / 2
    before = stills.frame_at(place)
    stills.rest()
    after = stills.frame_at(place)
    assert before is not None
    assert after is not None
    assert after[1] == before[1]
    assert number_of(after[0]) == number_of(before[0])
