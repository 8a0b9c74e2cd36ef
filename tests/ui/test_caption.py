from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from gallows_sync.ui.caption import FADE_IN_S, FADE_OUT_S, LASTS_S, SHOWN_S, Caption


@pytest.mark.parametrize(
    ("age", "opacity"),
    [
        (0.0, 0.0),
        (FADE_IN_S / 2, 0.5),
        (FADE_IN_S, 1.0),
        (FADE_IN_S + SHOWN_S, 1.0),
        (LASTS_S - FADE_OUT_S / 2, 0.5),
        (LASTS_S, 0.0),
        (LASTS_S + 10, 0.0),
    ],
)
def test_a_caption_comes_stays_and_goes(age: float, opacity: float) -> None:
    assert Caption("", "", began=100.0).opacity(100.0 + age) == pytest.approx(opacity)


def test_a_caption_is_over_after_its_time() -> None:
    caption = Caption("", "", began=100.0)
    assert not caption.over(100.0 + LASTS_S - 0.01)
    assert caption.over(100.0 + LASTS_S + 0.01)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_caption_spans_the_lower_edge_at_every_pixel_ratio(qapp: QApplication, ratio: float) -> None:
    picture = QRect(10, 20, 640, 360)
    place = Caption("A scene", "1  A track", began=0.0).place(picture, ratio)
    assert (place.left(), place.width(), place.bottom()) == (10, 640, picture.bottom())
    assert picture.contains(place)


def test_a_long_title_goes_on_in_a_second_line_and_no_further(qapp: QApplication) -> None:
    picture = QRect(0, 0, 400, 300)
    heights = [
        Caption(" ".join(["A long scene"] * times), "1  A track", began=0.0).place(picture, 1.0).height()
        for times in (1, 3, 30)
    ]
    assert heights[0] + 15 < heights[1] == heights[2]
