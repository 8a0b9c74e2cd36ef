"""A window's frame is on the screen as a whole, wherever the window was left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gallows_sync.ui.whole_frame import WholeFrame, kept_inside
from gallows_sync.ui.window import Window
from tests.ui.fake_session import FakeSession

ROOM = QRect(100, 30, 1280, 690)


def show(qtbot: QtBot, place: QRect) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(place)
    WholeFrame(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.mark.parametrize(
    ("frame", "kept"),
    [
        (QRect(100, 30, 1280, 690), QRect(100, 30, 1280, 690)),
        (QRect(300, 100, 900, 560), QRect(300, 100, 900, 560)),
        (QRect(60, 3, 1282, 747), QRect(100, 30, 1280, 690)),
        (QRect(900, 500, 900, 560), QRect(480, 160, 900, 560)),
        (QRect(2000, -900, 900, 560), QRect(480, 30, 900, 560)),
    ],
)
def test_a_frame_is_moved_and_shrunk_only_as_far_as_it_must(frame: QRect, kept: QRect) -> None:
    assert kept_inside(frame, ROOM) == kept


def test_a_window_whose_title_bar_lay_above_the_screen_comes_down(qtbot: QtBot) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry()
    window = show(qtbot, room)  # so large that there is no room for the frame
    qtbot.waitUntil(lambda: room.contains(window.frameGeometry()))
    assert window.frameGeometry() == room
    assert window.geometry() != room  # it does have a frame


def test_a_window_that_lies_well_stays(qtbot: QtBot) -> None:
    place = QRect(60, 70, 300, 200)
    window = show(qtbot, place)
    QApplication.processEvents()
    assert window.geometry() == place


def test_the_programs_window_is_shown_with_its_frame(qtbot: QtBot, session: FakeSession) -> None:
    window = Window(session)
    qtbot.addWidget(window)
    window.move(0, -40)
    with qtbot.waitExposed(window):
        window.show_in_place()
    qtbot.waitUntil(lambda: window.frameGeometry().top() == window.screen().availableGeometry().top())
