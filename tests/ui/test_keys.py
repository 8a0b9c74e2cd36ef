"""Every key of the contract works wherever the focus is, in the window and in full screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcutEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gallows_sync.ui.window import Window
from tests.ui.fake_session import FakeSession

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier

KEYS = [
    *((getattr(Qt.Key, f"Key_{n % 10}"), NONE, ("jump_number", n)) for n in range(1, 11)),
    (Qt.Key.Key_2, KEYPAD, ("jump_number", 2)),
    (Qt.Key.Key_Space, NONE, ("toggle_play",)),
    (Qt.Key.Key_MediaPlay, NONE, ("toggle_play",)),
    (Qt.Key.Key_MediaNext, NONE, ("next_cue",)),
    (Qt.Key.Key_MediaPrevious, NONE, ("previous_cue",)),
    (Qt.Key.Key_N, NONE, ("next_cue",)),
    (Qt.Key.Key_P, NONE, ("previous_cue",)),
    (Qt.Key.Key_Left, NONE, ("skip", -5.0)),
    (Qt.Key.Key_Right, NONE, ("skip", 5.0)),
    (Qt.Key.Key_Comma, NONE, ("step", -1)),
    (Qt.Key.Key_Period, NONE, ("step", 1)),
    (Qt.Key.Key_L, NONE, ("toggle_loop",)),
    (Qt.Key.Key_M, NONE, ("cycle_monitor",)),
    (Qt.Key.Key_X, NONE, ("toggle_null",)),
    (Qt.Key.Key_BracketLeft, NONE, ("nudge", -10)),
    (Qt.Key.Key_BracketRight, NONE, ("nudge", 10)),
    (Qt.Key.Key_BracketLeft, SHIFT, ("nudge", -100)),
    (Qt.Key.Key_BraceLeft, SHIFT, ("nudge", -100)),
    (Qt.Key.Key_BraceRight, SHIFT, ("nudge", 100)),
    (Qt.Key.Key_BracketLeft, CONTROL, ("nudge", -1)),
    (Qt.Key.Key_BracketRight, CONTROL, ("nudge", 1)),
    (Qt.Key.Key_I, NONE, ("set_film_in",)),
    (Qt.Key.Key_O, NONE, ("set_film_out",)),
    (Qt.Key.Key_K, NONE, ("mark",)),
    (Qt.Key.Key_S, CONTROL, ("save",)),
    (Qt.Key.Key_Z, CONTROL, ("undo",)),
    (Qt.Key.Key_Z, CONTROL | SHIFT, ("redo",)),
]

Focus = Callable[[Window], QWidget]
FOCUSES: dict[str, Focus] = {
    "list": lambda window: window.panel.cues,
    "lanes": lambda window: window.lanes,
    "play button": lambda window: window.transport.play,
    "monitor": lambda window: next(iter(window.transport.monitor.buttons.values())),
    "volume": lambda window: window.transport.volume.slider,
}


@pytest.mark.parametrize("focus", FOCUSES.values(), ids=FOCUSES)
@pytest.mark.parametrize(("key", "modifiers", "command"), KEYS, ids=[str(k[2]) for k in KEYS])
def test_a_key_gives_its_command_wherever_the_focus_is(
    qtbot: QtBot,
    window: Window,
    session: FakeSession,
    focus: Focus,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier,
    command: tuple[object, ...],
) -> None:
    widget = focus(window)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(widget, key, modifiers)
    assert session.commands[:1] == [command]
    assert len([given for given in session.commands if given[0] != "jump"]) == 1


@pytest.mark.parametrize(("key", "modifiers", "command"), KEYS, ids=[str(k[2]) for k in KEYS])
def test_a_key_gives_its_command_in_full_screen(
    qtbot: QtBot,
    window: Window,
    session: FakeSession,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier,
    command: tuple[object, ...],
) -> None:
    window.enter_full_screen()
    qtbot.waitUntil(window.isFullScreen)
    QTest.keyClick(window, key, modifiers)
    assert session.commands[:1] == [command]


@pytest.mark.parametrize("key", [Qt.Key.Key_F, Qt.Key.Key_F11])
def test_f_and_f11_go_to_full_screen_and_back(qtbot: QtBot, window: Window, key: Qt.Key) -> None:
    QTest.keyClick(window, key)
    qtbot.waitUntil(window.isFullScreen)
    QTest.keyClick(window, key)
    qtbot.waitUntil(lambda: not window.isFullScreen())


def test_escape_leaves_full_screen(qtbot: QtBot, window: Window) -> None:
    window.enter_full_screen()
    qtbot.waitUntil(window.isFullScreen)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.isFullScreen())


def test_every_media_key_that_keyboards_have_for_it_plays_and_pauses(window: Window) -> None:
    keys = window.actions_by_name["play"].shortcuts()
    for key in (Qt.Key.Key_MediaPlay, Qt.Key.Key_MediaPause, Qt.Key.Key_MediaTogglePlayPause):
        assert QKeySequence(key) in keys


def test_a_press_that_has_two_of_a_commands_names_gives_it_once(window: Window, session: FakeSession) -> None:
    press = QShortcutEvent(QKeySequence("}"), 0, True)  # X11 offers Shift+] and } for one press
    QApplication.sendEvent(window.actions_by_name["much later"], press)
    assert session.commands == [("nudge", 100)]


def held(window: Window, key: Qt.Key, text: str) -> None:
    """Deliver one repeat of a key that is held down."""
    focus = window.focusWidget() or window
    QApplication.sendEvent(focus, QKeyEvent(QEvent.Type.KeyPress, key, NONE, text, autorep=True))


def test_a_held_jump_key_jumps_once(qtbot: QtBot, window: Window, session: FakeSession) -> None:
    QTest.keyPress(window, Qt.Key.Key_1)
    held(window, Qt.Key.Key_1, "1")
    assert session.commands.count(("jump_number", 1)) == 1


def test_only_moving_repeats_while_a_key_is_held(window: Window) -> None:
    moving = {"back", "on", "frame back", "frame on", "earlier", "later"}
    moving |= {f"{much} {way}" for much in ("much", "little") for way in ("earlier", "later")}
    moving |= {"zoom in", "zoom out"}
    for name, action in window.actions_by_name.items():
        assert action.autoRepeat() == (name in moving)


def test_a_question_mark_brings_the_list_of_keys_and_escape_puts_it_away(
    qtbot: QtBot, window: Window
) -> None:
    QTest.keyClick(window, Qt.Key.Key_Question, SHIFT)
    overlay = window.overlay_up()
    assert overlay is not None
    assert overlay.accessibleName() == "Keys"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.overlay_up() is None


def test_a_second_question_mark_puts_the_list_of_keys_away(qtbot: QtBot, window: Window) -> None:
    for _ in range(2):
        QTest.keyClick(window, Qt.Key.Key_Question, SHIFT)
    assert window.overlay_up() is None


def test_the_first_escape_closes_the_sheet_and_the_second_leaves_full_screen(
    qtbot: QtBot, window: Window
) -> None:
    window.enter_full_screen()
    qtbot.waitUntil(window.isFullScreen)
    window.show_keys()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.isFullScreen()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.isFullScreen())


def test_keys_play_on_under_the_list_of_keys(qtbot: QtBot, window: Window, session: FakeSession) -> None:
    window.show_keys()
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert session.commands == [("toggle_play",)]
    assert window.overlay_up() is not None
