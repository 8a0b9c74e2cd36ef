"""Pictures for the screen: colours, sizes, aspect."""

import threading
from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock

import av
import numpy as np
import numpy.typing as npt
import pytest

from gallows_sync.media.film import probe_film
from gallows_sync.media.stills import Stills
from gallows_sync.playback.film_player import VlcLibrary
from gallows_sync.playback.ports import DeckListener
from gallows_sync.playback.render import bgra, fitted
from tests.media.turned_film import CODED, quarters, turned_film

TOLERANCE = 2
"""Of 255: rounding in the scaler."""

WAIT_S = 20.0


def flat(width: int, height: int, y: int, u: int, v: int) -> av.VideoFrame:
    frame = av.VideoFrame(width, height, "yuv420p")
    for plane, value in zip(frame.planes, (y, u, v), strict=True):
        plane.update(bytes([value]) * plane.buffer_size)
    return frame


# Y'CbCr of fully saturated and 75 % colours, worked out from the matrices of BT.601 and BT.709.
@pytest.mark.parametrize(
    ("height", "yuv", "rgb"),
    [
        (576, (81, 90, 240), (255, 0, 0)),
        (576, (145, 54, 34), (0, 255, 0)),
        (576, (41, 240, 110), (0, 0, 255)),
        (720, (63, 102, 240), (255, 0, 0)),
        (720, (173, 42, 26), (0, 255, 0)),
        (1080, (32, 240, 118), (0, 0, 255)),
        (1080, (16, 128, 128), (0, 0, 0)),
        (576, (235, 128, 128), (255, 255, 255)),
        (720, (126, 128, 128), (128, 128, 128)),
    ],
)
def test_colours_are_those_of_the_films_size(
    height: int, yuv: tuple[int, int, int], rgb: tuple[int, int, int]
) -> None:
    red, green, blue = rgb
    for size in ((64, height), (32, 32)):
        picture = bgra(flat(64, height, *yuv), *size)
        assert picture[16, 16, :3].astype(int) == pytest.approx([blue, green, red], abs=TOLERANCE)
        assert picture[16, 16, 3] == 255


@pytest.mark.parametrize(("width", "height"), [(64, 36), (63, 35), (1, 1), (127, 72), (500, 300)])
def test_picture_has_the_size_asked_for(width: int, height: int) -> None:
    picture = bgra(flat(320, 180, 126, 128, 128), width, height)
    assert picture.shape == (height, width, 4)
    assert picture.flags.c_contiguous
    assert np.abs(picture[:, :, :3].astype(int) - 128).max() <= TOLERANCE


def test_picture_stays_the_right_way_round() -> None:
    frame = flat(320, 180, 16, 128, 128)
    rows = np.frombuffer(bytes(frame.planes[0]), np.uint8).reshape(180, -1).copy()
    rows[:90, :160] = 235
    frame.planes[0].update(rows.tobytes())
    picture = bgra(frame, 160, 90)
    assert picture[10, 10, 0] > 250
    assert picture[10, 150, 0] < 5
    assert picture[80, 10, 0] < 5


def test_picture_is_the_receivers_own() -> None:
    frame = flat(64, 36, 126, 128, 128)
    picture = bgra(frame, 64, 36)
    kept = picture.copy()
    frame.planes[0].update(bytes([16]) * frame.planes[0].buffer_size)
    assert np.array_equal(picture, kept)


@pytest.mark.parametrize(
    ("aspect", "view", "size"),
    [
        (16 / 9, (1280, 720), (1280, 720)),
        (16 / 9, (1280, 1000), (1280, 720)),
        (16 / 9, (1000, 720), (1000, 562)),
        (1.66, (1280, 720), (1194, 720)),
        (4 / 3, (1920, 1080), (1440, 1080)),
        (2.35, (10, 1), (2, 2)),
    ],
)
def test_picture_fits_the_view_at_its_aspect(
    aspect: float, view: tuple[int, int], size: tuple[int, int]
) -> None:
    assert fitted(aspect, *view) == size


@pytest.mark.parametrize("degrees", [0, 90, 180, -90])
def test_a_still_picture_is_turned_as_the_moving_one_is(
    tmp_path: Path, vlc_library: VlcLibrary, degrees: int
) -> None:
    film = probe_film(turned_film(tmp_path / "phone.mp4", degrees))
    size = fitted(float(film.display_aspect), 120, 120)
    stills = Stills(film)
    found = stills.frame_at(0.0)
    stills.close()
    assert found is not None
    still = quarters(bgra(found[0], *size)[:, :, 0])
    assert np.abs(still - np.rot90(CODED, degrees // 90)).max() < 8
    listener = Mock(spec=DeckListener)
    seen, moving = threading.Event(), []

    def look(_: int, render: Callable[[int, int], npt.NDArray[np.uint8]]) -> None:
        if not seen.is_set():
            moving.append(render(*size))
            seen.set()

    listener.deck_picture.side_effect = look
    deck = vlc_library.deck(film, 48_000, listener)
    deck.start(0.0)
    assert seen.wait(WAIT_S)
    deck.close()
    assert np.abs(quarters(moving[0][:, :, 0]) - still).max() < 8
