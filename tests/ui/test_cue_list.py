from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from gallows_sync.core.cue_map import Certainty
from gallows_sync.ui import theme
from gallows_sync.ui.cue_delegate import CueDelegate
from gallows_sync.ui.cue_list import CueList
from gallows_sync.ui.cue_model import CueModel
from gallows_sync.ui.window import Window
from tests.ui.fake_session import FakeSession


def middle(cues: CueList, row: int) -> QPoint:
    return cues.visualRect(cues.model().index(row, 0)).center()


def shades(cues: CueList, row: int) -> set[str]:
    """Return every colour that a row shows."""
    image = cues.viewport().grab(cues.visualRect(cues.model().index(row, 0))).toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_a_press_on_a_scene_jumps_there(window: Window, session: FakeSession) -> None:
    cues = window.panel.cues
    QTest.mouseClick(cues.viewport(), Qt.MouseButton.LeftButton, pos=middle(cues, 2))
    assert session.commands == [("jump", "cue-3")]


def test_a_double_click_jumps_once(window: Window, session: FakeSession) -> None:
    cues = window.panel.cues
    QTest.mouseClick(cues.viewport(), Qt.MouseButton.LeftButton, pos=middle(cues, 1))
    QTest.mouseDClick(cues.viewport(), Qt.MouseButton.LeftButton, pos=middle(cues, 1))
    assert session.commands.count(("jump", "cue-2")) == 1


def test_a_press_beside_the_scenes_or_with_another_button_does_nothing(
    window: Window, session: FakeSession
) -> None:
    cues = window.panel.cues
    below = QPoint(40, cues.viewport().height() - 4)
    QTest.mouseClick(cues.viewport(), Qt.MouseButton.LeftButton, pos=below)
    QTest.mouseClick(cues.viewport(), Qt.MouseButton.RightButton, pos=middle(cues, 0))
    assert session.commands == []


def test_arrows_move_and_enter_jumps(window: Window, session: FakeSession) -> None:
    cues = window.panel.cues
    cues.setFocus(Qt.FocusReason.TabFocusReason)
    cues.setCurrentIndex(cues.model().index(0, 0))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(cues, key)
    assert session.commands == [("jump", "cue-3")]


def test_the_current_cue_is_marked_and_brought_into_view(window: Window, session: FakeSession) -> None:
    cues = window.panel.cues
    session.selected = "cue-4"
    session.tell()
    assert [cues.model().index(row, 0).data(CueModel.ROW).current for row in range(4)] == [
        False,
        False,
        False,
        True,
    ]
    assert cues.viewport().rect().intersects(cues.visualRect(cues.currentIndex()))
    assert cues.currentIndex().row() == 3


def test_an_unplaced_cue_that_was_asked_for_is_marked_as_the_one_to_be_placed(
    window: Window, session: FakeSession
) -> None:
    cues, unplaced = window.panel.cues, session.cue_map.cues[3]
    assert not unplaced.placed
    session.selected, session.editing.to_place = "cue-1", unplaced
    session.tell()
    rows = [cues.model().index(row, 0) for row in range(4)]
    assert [row.data(CueModel.ROW).to_place for row in rows] == [False, False, False, True]
    assert [row.data(CueModel.ROW).current for row in rows] == [True, False, False, False]
    assert rows[3].data(Qt.ItemDataRole.AccessibleTextRole).startswith("To be placed, ")
    accent = QColor(theme.ACCENT).name()
    assert accent in shades(cues, 3)
    session.editing.to_place = None
    session.tell()
    assert accent not in shades(cues, 3)


def test_only_the_rows_that_changed_are_drawn_anew(
    qtbot: QtBot, session: FakeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[str] = []
    paint = CueDelegate.paint

    def noted(self: CueDelegate, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        painted.append(index.data(CueModel.ROW).cue_id)
        paint(self, painter, option, index)

    monkeypatch.setattr(CueDelegate, "paint", noted)
    cues = CueList()
    qtbot.addWidget(cues)
    cues.resize(300, 700)
    cue_map = session.cue_map
    cues.show_cues(cue_map, None, "cue-1")
    with qtbot.waitExposed(cues):
        cues.show()
    qtbot.waitUntil(lambda: {"cue-1", "cue-2", "cue-3"} <= set(painted))
    QApplication.processEvents()

    del painted[:]
    cues.show_cues(cue_map, None, "cue-2")
    qtbot.waitUntil(lambda: bool(painted))
    assert set(painted) == {"cue-1", "cue-2"}

    del painted[:]
    first, *others = cue_map.cues
    unsure = replace(first, certainty=Certainty.ESTIMATED)
    cues.show_cues(replace(cue_map, cues=(unsure, *others)), None, "cue-2")
    qtbot.waitUntil(lambda: bool(painted))
    assert set(painted) == {"cue-1"}


def test_a_row_with_a_missing_file_has_room_to_say_so(window: Window, session: FakeSession) -> None:
    cues = window.panel.cues
    before = cues.visualRect(cues.model().index(2, 0)).height()
    session.miss_track(3)
    session.tell()
    cues.doItemsLayout()
    assert cues.visualRect(cues.model().index(2, 0)).height() > before
    assert "No file for this track" in cues.model().index(2, 0).data(int(Qt.ItemDataRole.AccessibleTextRole))


def test_rows_grow_when_the_list_becomes_too_narrow_for_a_line(qtbot: QtBot, session: FakeSession) -> None:
    cues = CueList()
    qtbot.addWidget(cues)
    cues.resize(900, 600)
    cues.show_cues(session.cue_map, None, None)
    with qtbot.waitExposed(cues):
        cues.show()
    wide = cues.visualRect(cues.model().index(0, 0)).height()
    cues.resize(260, 600)
    qtbot.waitUntil(lambda: cues.visualRect(cues.model().index(0, 0)).height() > wide)


def test_the_current_scene_stays_in_sight_in_a_lower_list(qtbot: QtBot, session: FakeSession) -> None:
    cues = CueList()
    qtbot.addWidget(cues)
    cues.resize(300, 700)
    cues.show_cues(session.cue_map, None, "cue-4")
    with qtbot.waitExposed(cues):
        cues.show()
    cues.resize(300, 120)
    seen = cues.visualRect(cues.currentIndex())
    assert cues.viewport().rect().contains(seen)
    cues.verticalScrollBar().setValue(0)  # whoever looks elsewhere is left there
    cues.resize(300, 110)
    assert cues.verticalScrollBar().value() == 0
