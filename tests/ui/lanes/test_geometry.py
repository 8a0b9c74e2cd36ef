from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallows_sync.ui.lanes.geometry import (
    TOUCH_S,
    LaneView,
    SnapKind,
    SnapPlace,
    Spans,
    lane_heights,
    near,
    shared_rows,
    snap,
)

WHOLE = LaneView.whole(length=5400.0, width=1200.0, finest=0.001)

lengths = st.floats(1.0, 20_000.0)
widths = st.floats(100.0, 4000.0)
shares = st.floats(0.0, 1.0)
factors = st.floats(0.01, 1000.0)
spans = st.lists(
    st.tuples(st.floats(0, 1000), st.floats(0.001, 100)).map(lambda pair: (pair[0], pair[0] + pair[1]))
).map(sorted)


def test_the_whole_lane_is_seen_from_edge_to_edge() -> None:
    assert (WHOLE.x(0.0), WHOLE.x(5400.0)) == (0.0, 1200.0)
    assert WHOLE.is_whole


@given(lengths, widths, shares, factors, shares)
def test_a_zoom_keeps_the_time_under_the_pointer_or_shows_an_end(
    length: float, width: float, share: float, factor: float, at: float
) -> None:
    view = LaneView.whole(length, width, length / width / 1e6).zoomed(8.0, share * width)
    zoomed = view.zoomed(factor, at * width)
    held = view.start + at * width * view.scale
    at_an_end = zoomed.start == 0.0 or zoomed.stop == pytest.approx(length)
    assert at_an_end or zoomed.x(held) == pytest.approx(at * width, abs=1e-3)


@given(lengths, widths, st.lists(st.tuples(factors, shares, st.floats(-5000, 5000)), max_size=8))
def test_no_more_than_the_lane_is_ever_seen(
    length: float, width: float, moves: list[tuple[float, float, float]]
) -> None:
    view = LaneView.whole(length, width, 0.0001)
    for factor, at, pixels in moves:
        view = view.zoomed(factor, at * width).panned(pixels)
        assert view.start >= 0.0
        assert view.stop <= length * (1 + 1e-9)


def test_zooming_ends_at_the_finest_scale_and_at_the_whole() -> None:
    assert WHOLE.zoomed(1e9, 600).scale == 0.001
    assert WHOLE.zoomed(4, 600).zoomed(1e-9, 100).is_whole


def test_times_beyond_what_is_seen_are_its_ends() -> None:
    view = WHOLE.zoomed(2, 600)
    assert view.time(-50) == view.start
    assert view.time(5000) == view.stop


def test_a_page_begins_a_little_before_the_playhead() -> None:
    view = WHOLE.zoomed(10, 0).paged_to(3000)
    assert 0 < view.x(3000) < 0.2 * view.width


def test_a_stretch_is_fitted_with_some_room_on_both_sides() -> None:
    view = WHOLE.fitted(1000, 1100)
    assert view.x(1000) == pytest.approx(100)
    assert view.x(1100) == pytest.approx(1100)


def test_the_whole_stays_the_whole_in_another_width() -> None:
    assert WHOLE.resized(800).is_whole
    nearer = WHOLE.zoomed(4, 600)
    assert nearer.resized(800).scale == nearer.scale
    assert nearer.resized(800).start == nearer.start


def test_a_snapped_view_begins_on_a_device_pixel() -> None:
    view = replace(WHOLE.zoomed(4, 600), start=1234.5678).snapped(2.0)
    pixels = view.start / (view.scale / 2)
    assert pixels == pytest.approx(round(pixels))


@pytest.mark.parametrize(("window", "total"), [(560, 114), (720, 146), (1000, 204), (2160, 204)])
def test_the_lanes_grow_with_the_window(window: int, total: int) -> None:
    heights = lane_heights(window)
    assert heights.film + heights.ribbons + heights.album == total
    assert all(height % 2 == 0 for height in (heights.film, heights.ribbons, heights.album))


@given(spans, st.floats(-10, 1200), st.floats(0, 200))
def test_spans_answer_as_a_look_at_each_of_them_would(
    found: list[tuple[float, float]], start: float, length: float
) -> None:
    stop = start + length
    asked = Spans(found)
    assert asked.at(start) == [n for n, (begin, end) in enumerate(found) if begin <= start < end]
    assert asked.between(start, stop) == [
        n for n, (begin, end) in enumerate(found) if begin < stop and end > start
    ]


@given(spans)
def test_joined_spans_lie_apart_and_cover_the_same(found: list[tuple[float, float]]) -> None:
    joined = Spans(found).joined()
    assert all(one[1] < other[0] for one, other in pairwise(joined))
    for start, stop in found:
        assert any(begin <= start and stop <= end for begin, end in joined)


@given(spans)
def test_stretches_in_one_row_do_not_overlap(found: list[tuple[float, float]]) -> None:
    rows = shared_rows(found)
    assert all(row < of for row, of in rows)
    for n, (one, place) in enumerate(zip(found, rows, strict=True)):
        for other, elsewhere in zip(found[n + 1 :], rows[n + 1 :], strict=True):
            assert other[0] >= one[1] - TOUCH_S or elsewhere[0] != place[0]


def test_only_stretches_that_overlap_share_their_place() -> None:
    assert shared_rows([(0, 10), (5, 15), (15, 20), (30, 40)]) == [(0, 2), (1, 2), (0, 1), (0, 1)]


def test_stretches_that_overlap_by_a_rounding_touch() -> None:
    assert shared_rows([(0, 10.0000004), (10, 20)]) == [(0, 1), (0, 1)]


SHOT, SCENE = SnapPlace(10.0, SnapKind.SHOT), SnapPlace(20.0, SnapKind.SCENE)


def test_the_nearest_place_within_reach_is_snapped_to() -> None:
    assert snap([10.5], [SHOT, SCENE], 1.0) == (-0.5, SHOT)
    assert snap([19.0], [SHOT, SCENE], 1.0) == (1.0, SCENE)
    assert snap([15.0], [SHOT, SCENE], 1.0) is None
    assert snap([15.0], [], 1.0) is None


def test_of_two_edges_the_nearer_to_a_place_goes_there() -> None:
    assert snap([10.5, 20.25], [SHOT, SCENE], 1.0) == (-0.25, SCENE)


def test_of_places_that_are_the_same_the_first_is_named() -> None:
    match = SnapPlace(10.0, SnapKind.MATCH)
    assert snap([10.5], [match, SHOT], 1.0) == (-0.5, match)


def test_times_near_a_place_are_those_within_reach_with_their_ends() -> None:
    assert near([1.0, 2.0, 3.0, 4.0], 2.5, 0.5) == [2.0, 3.0]
    assert near([], 2.5, 0.5) == []
