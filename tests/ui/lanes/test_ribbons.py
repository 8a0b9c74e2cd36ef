from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from gallows_sync.core.cue_map import Certainty
from gallows_sync.ui.lanes.geometry import LaneView
from gallows_sync.ui.lanes.ribbons import Ribbons, bend, extent, ribbons_image, thread_path
from gallows_sync.ui.lanes.ties import AlbumLane, AlbumTrack, Block

ALBUM = AlbumLane((AlbumTrack(1, "One", 0.0, 100.0, None), AlbumTrack(2, "Two", 110.0, 90.0, None)))
FILM = LaneView.whole(400.0, 400.0, 0.001)
MUSIC = LaneView.whole(ALBUM.length, 400.0, 0.001)
WHITE = "#ffffff"


def block(cue_id: str, track: int, film: tuple[float, float], music_in: float = 0.0) -> Block:
    return Block(cue_id, 1, cue_id, track, *film, music_in, 1.0, Certainty.ALIGNED)


def strength(image: QImage, x: int, y: int) -> float:
    return image.pixelColor(x, y).alphaF()


def test_a_band_goes_from_its_stretch_of_film_to_its_stretch_of_music() -> None:
    ribbons = Ribbons([block("a", 2, (100, 140), 10)], ALBUM)
    assert ribbons.ends(FILM, MUSIC).tolist() == [[100, 140, 240, 320]]


def test_a_block_whose_track_the_album_lacks_has_no_band() -> None:
    ribbons = Ribbons([block("a", 9, (100, 140))], ALBUM)
    assert ribbons.blocks == []
    assert ribbons.ends(FILM, MUSIC).shape == (0, 4)
    assert ribbons.at(FILM, MUSIC, 120, 0.0) is None


def test_a_band_of_which_no_end_is_seen_is_not_drawn() -> None:
    ribbons = Ribbons([block("a", 1, (0, 20)), block("b", 2, (300, 320), 80)], ALBUM)
    assert len(ribbons.seen(FILM, MUSIC)) == 2
    assert len(ribbons.seen(FILM.fitted(290, 330), MUSIC.fitted(50, 60))) == 1
    assert len(ribbons.seen(FILM.fitted(100, 200), MUSIC.fitted(50, 60))) == 0


def test_the_pointer_finds_a_band_and_the_film_time_that_runs_through_it() -> None:
    ribbons = Ribbons([block("a", 2, (100, 140), 10)], ALBUM)
    for x, share, film_s in ((110, 0.0, 110), (260, 1.0, 110), (280, 1.0, 120)):
        found = ribbons.at(FILM, MUSIC, x, share)
        assert found is not None
        assert found[0].cue_id == "a"
        assert found[1] == pytest.approx(film_s)
    assert ribbons.at(FILM, MUSIC, 200, 0.0) is None


def test_where_bands_cross_the_narrowest_is_found() -> None:
    ribbons = Ribbons([block("wide", 1, (100, 200)), block("narrow", 2, (140, 150))], ALBUM)
    found = ribbons.at(FILM, MUSIC, 145, 0.0)
    assert found is not None
    assert found[0].cue_id == "narrow"


@given(st.floats(0, 1))
def test_a_band_comes_over_steadily_and_ends_upright(share: float) -> None:
    ends = bend(np.array([0.0, share, min(1.0, share + 1e-3), 1.0]))
    assert ends[0] == 0
    assert ends[3] == 1
    assert ends[1] <= ends[2] + 1e-12
    assert bend(np.array([1e-3]))[0] < 1e-5


def test_an_upright_band_covers_its_pixels_and_parts_of_those_at_its_edges() -> None:
    image = ribbons_image(np.array([[10.0, 20.5, 10.0, 20.5]]), 40, 20, 1.0, WHITE, 0.17)
    full = strength(image, 15, 5)
    assert full > 0.1
    assert [strength(image, x, 5) for x in (5, 9, 25)] == [0, 0, 0]
    assert strength(image, 10, 5) == pytest.approx(full, abs=0.01)
    assert strength(image, 20, 5) == pytest.approx(full / 2, abs=0.01)


def test_a_slanting_band_has_no_holes() -> None:
    image = ribbons_image(np.array([[0.0, 4.0, 396.0, 400.0]]), 400, 20, 1.0, WHITE, 0.17)
    columns = [max(strength(image, x, y) for y in range(image.height())) for x in range(5, 395)]
    assert min(columns) > 0


def test_a_band_far_beyond_what_is_seen_covers_what_lies_between() -> None:
    ends = np.array([[-1e8, 1e8, -1e8, 1e8]])
    image = ribbons_image(ends, 40, 20, 1.0, WHITE, 0.17)
    one = ribbons_image(np.array([[0.0, 40.0, 0.0, 40.0]]), 40, 20, 1.0, WHITE, 0.17)
    assert strength(image, 3, 5) == pytest.approx(strength(one, 20, 5), abs=0.01)


def test_bands_narrower_than_a_pixel_are_still_seen_and_add_up() -> None:
    thin = [20.2, 20.3, 20.2, 20.3]
    one = ribbons_image(np.array([thin]), 40, 20, 1.0, WHITE, 0.17)
    three = ribbons_image(np.array([thin] * 3), 40, 20, 1.0, WHITE, 0.17)
    assert strength(one, 20, 5) > 0.05
    assert strength(three, 20, 5) > 2 * strength(one, 20, 5)
    many = ribbons_image(np.array([thin] * 500), 40, 20, 1.0, WHITE, 0.17)
    assert strength(many, 20, 5) < 0.6


def test_a_picture_need_be_no_wider_than_its_bands() -> None:
    ends = np.array([[10.3, 12.0, 30.0, 31.7]])
    left, right = extent(ends, 40, 2.0)
    assert (left, right) == (9.5, 32.5)
    whole = ribbons_image(ends, 40, 20, 2.0, WHITE, 0.17)
    part = ribbons_image(ends - left, right - left, 20, 2.0, WHITE, 0.17)
    assert part == whole.copy(19, 0, part.width(), whole.height())
    assert not any(strength(whole, x, y) for x in (*range(19), *range(65, 80)) for y in range(10))
    assert extent(np.array([[-5.0, 90.0, 3.0, 4.0]]), 40, 2.0) == (0, 40)
    assert extent(np.empty((0, 4)), 40, 2.0) == (0, 1)


def test_without_bands_nothing_is_drawn() -> None:
    image = ribbons_image(np.empty((0, 4)), 40, 20, 2.0, WHITE, 0.17)
    assert image.width() == 80
    assert not any(strength(image, x, 3) for x in range(80))


def test_a_thread_joins_its_ends() -> None:
    path = thread_path(10, 60, 100, 30)
    assert path.boundingRect().getRect() == pytest.approx((10, 100, 50, 30))
