from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gallows_sync.playback.ports import Picture
from gallows_sync.ui.picture_view import PictureView

RED, GREEN, BLUE = (0, 0, 255), (0, 255, 0), (255, 0, 0)  # as BGR


def picture(width: int, height: int, shade: tuple[int, int, int] = RED, film_time: float = 0.0) -> Picture:
    """Return one plain colour; the fourth byte is 0, as libVLC leaves it."""
    pixels = np.zeros((height, width, 4), np.uint8)
    pixels[..., :3] = shade
    return Picture(pixels, film_time)


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[PictureView]:
    view = PictureView()
    qtbot.addWidget(view)
    view.resize(640, 400)
    with qtbot.waitExposed(view):
        view.show()
    yield view
    view.close()


def shown(view: PictureView) -> QImage:
    return view.grab().toImage()


def shade(image: QImage, x: int, y: int) -> tuple[int, int, int]:
    color = image.pixelColor(x, y)
    return color.blue(), color.green(), color.red()


def show(qtbot: QtBot, view: PictureView, picture: Picture) -> None:
    view.show_picture(picture)
    qtbot.waitUntil(lambda: view.showing is picture)


def test_before_the_first_picture_the_view_is_black(view: PictureView) -> None:
    assert shade(shown(view), 320, 200) == (0, 0, 0)


def test_a_picture_lies_in_the_middle_with_black_around(qtbot: QtBot, view: PictureView) -> None:
    show(qtbot, view, picture(640, 360))
    image = shown(view)
    assert view.picture_rect() == QRect(0, 20, 640, 360)
    assert [shade(image, 320, y) for y in (19, 20, 379, 380)] == [(0, 0, 0), RED, RED, (0, 0, 0)]


def test_a_picture_of_the_right_size_is_shown_pixel_by_pixel(qtbot: QtBot, view: PictureView) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (360, 640, 4), np.uint8)
    show(qtbot, view, Picture(noise, 0.0))
    image = shown(view).convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(400, 640, 4)
    assert np.array_equal(pixels[20:380, :, :3], noise[..., :3])


def test_a_picture_of_another_size_is_stretched_at_its_aspect(qtbot: QtBot, view: PictureView) -> None:
    show(qtbot, view, picture(320, 180, GREEN))
    assert view.picture_rect() == QRect(0, 20, 640, 360)
    assert shade(shown(view), 5, 25) == GREEN


def test_a_picture_from_another_thread_comes_on_screen(qtbot: QtBot, view: PictureView) -> None:
    sent = picture(640, 360, BLUE)
    thread = threading.Thread(target=view.show_picture, args=(sent,))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: view.showing is sent)


def test_of_pictures_that_come_faster_than_they_can_be_shown_the_newest_is(
    qtbot: QtBot, view: PictureView
) -> None:
    seen = []
    paint = view.paintEvent

    def watched(event: QPaintEvent) -> None:
        seen.append(view.showing)
        paint(event)

    view.paintEvent = watched  # type: ignore[method-assign]
    sent = [picture(640, 360, film_time=float(time)) for time in range(5)]
    for one in sent:
        view.show_picture(one)
    qtbot.waitUntil(lambda: view.showing is sent[-1])
    assert seen
    assert all(one is sent[-1] for one in seen)


def test_a_view_that_was_cleared_is_black(qtbot: QtBot, view: PictureView) -> None:
    show(qtbot, view, picture(640, 360))
    view.clear()
    assert view.showing is None
    assert shade(shown(view), 320, 200) == (0, 0, 0)


def test_a_picture_on_its_way_when_the_view_is_cleared_is_not_shown(qtbot: QtBot, view: PictureView) -> None:
    view.show_picture(picture(640, 360))
    view.clear()
    with qtbot.waitSignal(view.size_wanted):
        view.resize(500, 300)
    assert view.showing is None


def test_the_size_is_asked_for_once_a_resize_has_settled(qtbot: QtBot, view: PictureView) -> None:
    asked: list[tuple[int, int]] = []
    view.size_wanted.connect(lambda width, height: asked.append((width, height)))
    with qtbot.waitSignal(view.size_wanted):
        for width in (600, 560, 520):
            view.resize(width, 300)
    assert asked == [(520, 300)]


def test_a_caption_lies_on_the_lower_edge_of_the_picture_and_goes(qtbot: QtBot, view: PictureView) -> None:
    show(qtbot, view, picture(640, 360, (255, 255, 255)))
    view.show_caption("The lift stops", "4  Julien dans l'ascenseur")
    qtbot.waitUntil(lambda: shade(shown(view), 630, 375) != (255, 255, 255))
    image = shown(view)
    assert shade(image, 320, 60) == (255, 255, 255)
    assert shade(image, 320, 390) == (0, 0, 0)
    qtbot.waitUntil(lambda: view.caption is None)
    assert shade(shown(view), 630, 375) == (255, 255, 255)


def test_a_double_click_is_told(qtbot: QtBot, view: PictureView) -> None:
    with qtbot.waitSignal(view.double_clicked):
        QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))


def test_a_picture_that_stands_while_the_music_goes_on_is_dimmed(qtbot: QtBot, view: PictureView) -> None:
    show(qtbot, view, picture(640, 360))
    view.dim(True)
    blue, green, red = shade(shown(view), 320, 200)
    assert (blue, green) == (0, 0)
    assert 60 < red < 160
    view.dim(False)
    assert shade(shown(view), 320, 200) == RED
