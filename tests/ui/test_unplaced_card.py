from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gallows_sync.notices import Notice
from gallows_sync.ui.window import Window
from gallows_sync.wording import phrase
from tests.ui.fake_session import FakeSession


def test_a_map_with_a_placed_cue_needs_no_advice(window: Window) -> None:
    assert not window.panel.unplaced.isVisible()


def test_without_a_film_there_is_no_copy_to_place_cues_in(window: Window, session: FakeSession) -> None:
    session.unplace_all()
    session.film = None
    session.tell()
    assert not window.panel.unplaced.isVisible()


def test_a_map_without_any_placed_cue_offers_to_find_them(window: Window, session: FakeSession) -> None:
    session.unplace_all()
    session.tell()
    card = window.panel.unplaced
    assert card.isVisible()
    QTest.mouseClick(card.search, Qt.MouseButton.LeftButton)
    assert session.commands == [("find_cues",)]


def test_what_keeps_the_cues_from_being_found_is_said(window: Window, session: FakeSession) -> None:
    session.unplace_all()
    session.search_obstacle = "This film has no sound to find the cues in."
    session.tell()
    card = window.panel.unplaced
    assert card.words.text() == "This film has no sound to find the cues in."
    assert not card.search.isEnabled()


def test_a_cue_is_placed_by_hand_with_the_mouse(window: Window, session: FakeSession) -> None:
    session.unplace_all()
    session.tell()
    card = window.panel.unplaced
    QTest.mouseClick(card.by_hand, Qt.MouseButton.LeftButton)
    assert card.how.text() == "Choose a scene in the list above."
    assert not card.begin_here.isEnabled()
    session.editing.to_place = session.cue_map.cues[1]
    session.tell()
    assert "«L'assassinat de Carala»" in card.how.text()
    QTest.mouseClick(card.begin_here, Qt.MouseButton.LeftButton)
    assert session.commands == [("set_film_in",)]


def test_a_cue_is_placed_by_hand_with_the_keyboard(window: Window, session: FakeSession) -> None:
    session.unplace_all()
    session.editing.to_place = session.cue_map.cues[0]
    session.tell()
    card = window.panel.unplaced
    card.by_hand.setFocus()
    QTest.keyClick(card.by_hand, Qt.Key.Key_Return)
    card.begin_here.setFocus()
    QTest.keyClick(card.begin_here, Qt.Key.Key_Return)
    assert session.commands == [("set_film_in",)]


@pytest.mark.usefixtures("abroad")
def test_what_keeps_the_cues_from_being_found_is_said_in_the_language_in_use(
    window: Window, session: FakeSession
) -> None:
    session.unplace_all()
    session.search_obstacle = phrase("CueSearch", "This film has no sound to find the cues in.")
    session.tell()
    assert window.panel.unplaced.words.text() == "‹This film has no sound to find the cues in.›"


@pytest.mark.parametrize("height", [560, 900])
def test_nothing_it_says_is_cut_off(window: Window, session: FakeSession, qtbot: QtBot, height: int) -> None:
    session.unplace_all()
    session.editing.to_place = session.cue_map.cues[0]
    session.notices = (Notice("info", "«Générique» has no place yet.", "Advice on it."),)
    session.tell()
    window.resize(900, height)
    card = window.panel.unplaced
    card.by_hand.click()
    said = (card.search, card.by_hand, card.how, card.begin_here)
    qtbot.waitUntil(lambda: all(part.height() >= _height(part) for part in said))
    assert card.verticalScrollBar().isVisible() == (height == 560)


def _height(part: QWidget) -> int:
    return part.heightForWidth(part.width()) if part.hasHeightForWidth() else part.sizeHint().height()
