"""Where digits need Shift, their keys jump without it, by their place."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gallows_sync.ui.digit_row import FIRST_KEY, place_in_digit_row
from gallows_sync.ui.window import Window
from tests.ui.fake_session import FakeSession
from tests.ui.test_keys import FOCUSES, Focus

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
AZERTY = "&é\"'(-è_çà"


@pytest.fixture(params=FIRST_KEY)
def first_key(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """The key of 1 on each system."""
    system = str(request.param)
    monkeypatch.setattr(sys, "platform", system)
    return FIRST_KEY[system]


def press(
    code: int, text: str, modifiers: Qt.KeyboardModifier = NONE, *, repeated: bool = False
) -> QKeyEvent:
    key = ord(text.upper()) if text else Qt.Key.Key_Dead_Acute.value
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, code, 0, 0, text, repeated)


def test_the_ten_keys_beside_each_other_are_told_by_their_place(first_key: int) -> None:
    places = [place_in_digit_row(press(first_key + n, text)) for n, text in enumerate(AZERTY)]
    assert places == list(range(1, 11))
    for neighbour in (first_key - 1, first_key + 10):
        assert place_in_digit_row(press(neighbour, ")")) is None


def test_a_press_with_shift_a_repeated_one_and_an_accent_are_none(first_key: int) -> None:
    assert place_in_digit_row(press(first_key, "!", SHIFT)) is None
    assert place_in_digit_row(press(first_key, "&", repeated=True)) is None
    assert place_in_digit_row(press(first_key, "")) is None


def test_where_keys_have_no_known_place_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert place_in_digit_row(press(10, "&")) is None


def type_on(widget: QWidget) -> None:
    for n, text in enumerate(AZERTY):
        QApplication.sendEvent(widget, press(FIRST_KEY[sys.platform] + n, text))


by_place = pytest.mark.skipif(sys.platform not in FIRST_KEY, reason="keys have no known place here")


@by_place
@pytest.mark.parametrize("focus", FOCUSES.values(), ids=FOCUSES)
def test_they_jump_wherever_the_focus_is_unless_what_they_type_is_a_command(
    window: Window, session: FakeSession, focus: Focus
) -> None:
    type_on(focus(window))
    jumps = [given for given in session.commands if given[0] == "jump_number"]
    assert jumps == [("jump_number", n) for n in range(1, 11) if AZERTY[n - 1] != "-"]  # it zooms out


@by_place
def test_they_jump_under_the_list_of_keys(window: Window, session: FakeSession) -> None:
    window.show_keys()
    overlay = window.overlay_up()
    assert overlay is not None
    type_on(overlay)
    assert ("jump_number", 1) in session.commands


@by_place
def test_who_writes_notes_writes(window: Window, session: FakeSession) -> None:
    session.jump("cue-1")
    session.commands.clear()
    window.card.refresh()
    window.card.notes.setFocus()
    QTest.keySequence(window.card.notes, "Ctrl+A")
    type_on(window.card.notes)
    assert window.card.notes.toPlainText() == AZERTY
    assert session.commands == []
