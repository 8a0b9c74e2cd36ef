"""Every menu and each of its items has a letter of its own, and only there is it marked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from gallows_sync.ui.language import LANGUAGES, use_language
from gallows_sync.ui.window import Window
from tests.ui.fake_session import FakeSession

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture(params=LANGUAGES)
def spoken(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Each language in turn is the one in use."""
    use_language(request.param)
    yield request.param
    use_language("en")


@pytest.fixture
def window_spoken(spoken: str, window: Window) -> Window:
    """The window in each language."""
    return window


def menus(window: Window) -> list[QMenu]:
    found = (action.menu() for action in window.menuBar().actions())
    return [menu for menu in found if isinstance(menu, QMenu)]


def assert_each_has_its_letter(actions: list[QAction]) -> None:
    words = [action.text() for action in actions if not action.isSeparator()]
    letters = [QKeySequence.mnemonic(text).toString() for text in words]
    assert all(letters), words
    assert len(set(letters)) == len(letters), words


def test_letters_are_unique_in_every_menu(window_spoken: Window) -> None:
    window = window_spoken
    assert_each_has_its_letter(window.menuBar().actions())
    assert len(menus(window)) == 5
    for menu in (*menus(window), window.languages):
        assert_each_has_its_letter(menu.actions())


def test_undo_and_redo_keep_their_letters_while_there_is_nothing_to_undo(
    window_spoken: Window, session: FakeSession
) -> None:
    session.undo_words = session.redo_words = None
    session.tell()
    assert_each_has_its_letter(menus(window_spoken)[1].actions())


def test_the_list_of_keys_and_tool_tips_show_no_mark(window_spoken: Window) -> None:
    window_spoken.show_keys()
    overlay = window_spoken.overlay_up()
    assert overlay is not None
    shown = [label.text() for label in overlay.findChildren(QLabel)]
    shown += [action.toolTip() for action in window_spoken.actions_by_name.values()]
    assert [words for words in shown if "&" in words] == []


def test_alt_and_its_letter_open_a_menu_and_a_letter_chooses_in_it(
    qtbot: QtBot, window: Window, session: FakeSession
) -> None:
    QTest.keyClick(window, Qt.Key.Key_P, ALT)
    playback = menus(window)[2]
    qtbot.waitUntil(playback.isVisible)
    QTest.keyClick(playback, Qt.Key.Key_2)
    assert session.commands == [("set_lead_in", 2.0)]
    assert not playback.isVisible()


def test_in_full_screen_alt_and_a_letter_do_nothing(
    qtbot: QtBot, window: Window, session: FakeSession
) -> None:
    window.enter_full_screen()
    qtbot.waitUntil(window.isFullScreen)
    QTest.keyClick(window, Qt.Key.Key_P, ALT)
    assert not any(menu.isVisible() for menu in menus(window))
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert session.commands == [("toggle_play",)]
