from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from gallows_sync.core.cue_map import Certainty, Cue, CueMap, FilmSpan
from gallows_sync.ui import theme
from gallows_sync.ui.seek_bar import SeekBar
from gallows_sync.ui.window import Window
from tests.ui.fake_session import FakeSession, cue_map


def at(bar: SeekBar, seconds: float) -> QPoint:
    return QPoint(round(bar.position_x(seconds)), bar.height() // 2)


def test_a_click_seeks_to_the_time_under_the_pointer(window: Window, session: FakeSession) -> None:
    bar = window.seek_bar
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=at(bar, 75))
    assert [command[0] for command in session.commands] == ["seek"]
    assert session.commands[0][1] == pytest.approx(75, abs=0.1)


def test_a_drag_ends_where_the_pointer_is_let_go(window: Window, session: FakeSession) -> None:
    bar = window.seek_bar
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=at(bar, 20))
    QTest.mouseMove(bar, at(bar, 60))
    QTest.mouseMove(bar, at(bar, 90))
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=at(bar, 90))
    assert session.commands[-1][0] == "seek"
    assert session.commands[-1][1] == pytest.approx(90, abs=0.1)
    assert len(session.commands) <= 3


def test_the_ends_of_the_bar_are_the_ends_of_the_film(window: Window, session: FakeSession) -> None:
    bar = window.seek_bar
    for x in (0, bar.width() - 1):
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(x, 20))
    assert session.commands == [("seek", 0.0), ("seek", 120.0)]


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (Qt.Key.Key_Home, 0.0),
        (Qt.Key.Key_End, 120.0),
        (Qt.Key.Key_PageUp, 90.0),
        (Qt.Key.Key_PageDown, 0.0),
        (Qt.Key.Key_Up, 35.0),
        (Qt.Key.Key_Down, 25.0),
    ],
)
def test_keys_of_the_bar_seek(window: Window, session: FakeSession, key: Qt.Key, place: float) -> None:
    session.now = 30.0
    session.tell()
    window.seek_bar.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(window.seek_bar, key)
    assert session.commands == [("seek", place)]


def test_the_pointer_shows_time_and_scene(window: Window) -> None:
    bar = window.seek_bar
    QTest.mouseMove(bar, at(bar, 10.2))
    assert bar.hover_text == "0:00:10\nFlorence and Julien on the telephone; the titles"
    QTest.mouseMove(bar, at(bar, 100.2))
    assert bar.hover_text == "0:01:40"


def test_cues_are_drawn_where_they_stand_in_the_film(window: Window, session: FakeSession) -> None:
    session.selected = "cue-1"
    session.tell()
    bar = window.seek_bar
    image = bar.grab().toImage()
    ratio = image.devicePixelRatio()

    def shade(seconds: float) -> str:
        return image.pixelColor(round(bar.position_x(seconds) * ratio), round(11 * ratio)).name()

    assert [shade(seconds) for seconds in (2, 5, 21.5, 26)] == [
        theme.PANEL,
        theme.ACCENT,
        theme.ACCENT,
        theme.PANEL,
    ]
    assert shade(31) == theme.LINE


def test_overlapping_cues_stand_in_rows_of_their_own(window: Window) -> None:
    overlapping = window.seek_bar.sizeHint().height()
    alone = CueMap(
        cue_map().film,
        cue_map().album,
        (Cue("a", 1, film=FilmSpan(Fraction(1), Fraction(9)), certainty=Certainty.ALIGNED),),
    )
    window.seek_bar.show_film(alone, 120.0, None)
    assert window.seek_bar.sizeHint().height() < overlapping


def test_without_a_film_the_bar_seeks_nowhere(window: Window, session: FakeSession) -> None:
    session.film = None
    session.tell()
    QTest.mouseClick(window.seek_bar, Qt.MouseButton.LeftButton, pos=QPoint(300, 20))
    assert session.commands == []


def test_to_a_screen_reader_the_bar_is_a_slider_that_can_be_set(window: Window, session: FakeSession) -> None:
    session.now = 12.0
    session.tell()
    spoken = QAccessible.queryAccessibleInterface(window.seek_bar)
    assert spoken.role() == QAccessible.Role.Slider
    assert window.seek_bar.value() == 12_000
    window.seek_bar.setValue(30_000)
    assert session.commands == [("seek", 30.0)]


def test_following_the_film_seeks_nothing(window: Window, session: FakeSession) -> None:
    session.now = 50.0
    session.tell()
    assert window.seek_bar.value() == 50_000
    assert session.commands == []
