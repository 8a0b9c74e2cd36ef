from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallows_sync.core.cue_map import Certainty
from gallows_sync.ui.lanes.dragging import Grip, Hold, hold_at, scroll_speed
from gallows_sync.ui.lanes.geometry import SnapKind, SnapPlace
from gallows_sync.ui.lanes.ties import Block

FILM_END = 100.0
BLOCK = Block("a", 1, "scene", 1, 10.0, 30.0, 4.0, 2.0, Certainty.CONFIRMED)
"""Film 10 to 30 s, music from 4 s on at twice the speed."""


def test_a_block_goes_with_its_music() -> None:
    after = Grip(BLOCK, Hold.BLOCK).dragged(5, FILM_END).block
    assert (after.film_in, after.film_out, after.music_in) == (15, 35, 4)


def test_an_edge_goes_and_the_line_stays() -> None:
    begun = Grip(BLOCK, Hold.IN).dragged(5, FILM_END).block
    assert (begun.film_in, begun.film_out, begun.music_in) == (15, 30, 14)
    ended = Grip(BLOCK, Hold.OUT).dragged(5, FILM_END).block
    assert (ended.film_in, ended.film_out, ended.music_in) == (10, 35, 4)


@pytest.mark.parametrize(
    ("hold", "by", "film_in", "film_out"),
    [
        (Hold.BLOCK, -50, 0, 20),
        (Hold.BLOCK, 500, 80, 100),
        (Hold.IN, -50, 8, 30),  # where the track begins
        (Hold.OUT, 500, 10, 100),
    ],
)
def test_film_and_track_have_ends(hold: Hold, by: float, film_in: float, film_out: float) -> None:
    after = Grip(BLOCK, hold).dragged(by, FILM_END).block
    assert (after.film_in, after.film_out) == (film_in, film_out)


@given(st.sampled_from(Hold), st.floats(-1000, 1000), st.floats(0, 200))
def test_something_is_always_left(hold: Hold, by: float, film_end: float) -> None:
    after = Grip(BLOCK, hold).dragged(by, film_end).block
    assert 0 <= after.film_in < after.film_out
    assert after.music_in >= 0


def test_a_place_beyond_an_end_is_not_stuck_to() -> None:
    grip, shot = Grip(BLOCK, Hold.IN), SnapPlace(7.9, SnapKind.SHOT)
    assert grip.dragged(-2.0, FILM_END, (-0.1, shot)).place is None
    assert grip.dragged(-1.0, FILM_END, (0.5, shot)).place is shot
    assert grip.dragged(-1.0, FILM_END, (0.5, shot)).block.film_in == 9.5


def test_only_what_moved_is_a_change() -> None:
    assert not Grip(BLOCK, Hold.BLOCK).dragged(1e-9, FILM_END).changes
    for hold in Hold:
        assert Grip(BLOCK, hold).dragged(1.0, FILM_END).changes


def test_the_edges_that_move_are_those_that_are_held() -> None:
    assert [Grip(BLOCK, hold).ends(1.0) for hold in Hold] == [(11,), (11, 31), (31,)]


@pytest.mark.parametrize(
    ("from_left", "to_right", "down", "hold"),
    [
        (5, 95, 40, Hold.IN),
        (95, 5, 40, Hold.OUT),
        (6, 94, 40, None),
        (50, 50, 16, Hold.BLOCK),
        (50, 50, 17, None),
        (12, 11, 40, None),
        (2, 21, 5, Hold.BLOCK),
        (3, 4, 5, None),
    ],
)
def test_labels_hold_blocks_and_edges_of_wide_ones_are_held(
    from_left: float, to_right: float, down: float, hold: Hold | None
) -> None:
    assert hold_at(from_left, to_right, down, 60) is hold


def test_a_row_too_low_for_a_label_holds_nothing() -> None:
    assert hold_at(50, 50, 5, 16) is None


@pytest.mark.parametrize("x", [0, 1, 500, 1000])
def test_within_the_lane_a_drag_takes_it_nowhere(x: float) -> None:
    assert scroll_speed(x, 1000) == 0


def test_beyond_its_edges_it_goes_along_the_faster_the_further() -> None:
    speeds = [scroll_speed(1000 + beyond, 1000) for beyond in (1, 8, 50, 100)]
    assert speeds == sorted(set(speeds))
    assert speeds[0] >= 1000 / 16  # a whole pixel with each step: less would be rounded away
    assert [scroll_speed(-beyond, 1000) for beyond in (1, 8, 50, 100)] == [-speed for speed in speeds]
    assert scroll_speed(10_000, 1000) == scroll_speed(1_000_000, 1000)
