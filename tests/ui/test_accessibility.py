"""Every state of the window for those who hear it, or have no mouse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QDesktopServices, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QRadioButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from gallows_sync.ui.cue_card import CueCard
from gallows_sync.ui.elided_label import ElidedLabel
from gallows_sync.ui.window import Window
from gallows_sync.ui.wrapping import WrappedLabel
from tests.ui.fake_session import FakeSession
from tests.ui.states import STATES

Role = QAccessible.Role
PRESSED = {Role.Button, Role.CheckBox, Role.RadioButton}
CONTROLS = PRESSED | {Role.Slider, Role.List, Role.ListItem, Role.EditableText, Role.StaticText}
ENOUGH_PIXELS = 12
"""A mark of the keyboard changes at least so many."""

every_state = pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)


def spoken(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """Yield what a screen reader finds in ``widget``, as far as it is shown."""
    waiting = [QAccessible.queryAccessibleInterface(widget)]
    while waiting:
        found = waiting.pop()
        if found.state().invisible:
            continue
        yield found
        waiting += [child for place in range(found.childCount()) if (child := found.child(place)) is not None]


def name(found: QAccessibleInterface) -> str:
    return found.text(QAccessible.Text.Name)


def controls(window: Window) -> list[QWidget]:
    """Return all that Tab should reach; of radio buttons that belong together that is the chosen one."""
    return [
        widget
        for widget in (window.overlay_up() or window).findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (isinstance(widget, QRadioButton) and not widget.isChecked())
    ]


def walked(window: Window, key: Qt.Key) -> list[QWidget]:
    """Return where the keyboard goes by ``key`` until it is where it was."""
    visited: list[QWidget] = []
    while (focus := window.focusWidget()) not in visited:
        assert focus is not None
        visited.append(focus)
        QTest.keyClick(focus, key)
    return visited


def looks(widget: QWidget) -> QImage:
    """Return ``widget`` as it is seen in the window, with what is just around it."""
    window = widget.window()
    area = QRect(widget.mapTo(window, QPoint()), widget.size()).adjusted(-4, -4, 4, 4)
    return window.grab(area & window.rect()).toImage().convertToFormat(QImage.Format.Format_RGB32)


def pixels_apart(one: QImage, other: QImage) -> int:
    first, second = (np.frombuffer(image.constBits(), np.uint32) for image in (one, other))
    return int(np.count_nonzero(first != second))


@every_state
def test_every_control_says_what_it_is_and_does(shown: Window) -> None:
    for found in spoken(shown):
        role = found.role()
        if found.state().focusable or role in PRESSED:
            assert name(found).strip(), (role, found.object())
            assert role in CONTROLS or isinstance(found.object(), QScrollArea), (name(found), role)
        if role is Role.Slider:
            value = found.valueInterface()
            assert value.minimumValue() <= value.currentValue() <= value.maximumValue()


@every_state
def test_the_scenes_are_read_with_all_that_is_drawn_of_them(shown: Window, session: FakeSession) -> None:
    rows = [name(found) for found in spoken(shown) if found.role() is Role.ListItem]
    assert bool(rows) == shown.panel.cues.isVisible()
    for row, cue in zip(sorted(rows, key=lambda words: words[-1]), session.cue_map.cues, strict=False):
        assert cue.scene in row
        assert str(cue.track) in row


@every_state
def test_words_that_are_cut_off_are_read_whole(shown: Window) -> None:
    for found in spoken(shown):
        if isinstance(found.object(), (ElidedLabel, WrappedLabel)):
            assert found.role() is Role.StaticText
            assert name(found)


@every_state
def test_no_two_buttons_share_a_name(shown: Window) -> None:
    heard = shown.overlay_up() or shown
    names = Counter(name(found) for found in spoken(heard) if found.role() in PRESSED)
    assert [words for words, count in names.items() if count > 1] == []


@every_state
def test_tab_reaches_every_control_and_comes_back(shown: Window) -> None:
    expected = controls(shown)
    if not expected:  # the picture alone
        assert shown.isFullScreen()
        return
    expected[0].setFocus(Qt.FocusReason.TabFocusReason)
    there = walked(shown, Qt.Key.Key_Tab)
    assert {id(widget) for widget in there} == {id(widget) for widget in expected}
    assert len(walked(shown, Qt.Key.Key_Backtab)) == len(there)


@every_state
@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab], ids=["forward", "back"])
def test_what_has_the_keyboard_is_seen_to_have_it(shown: Window, key: Qt.Key) -> None:
    stops = controls(shown)
    for widget in stops[:1]:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in stops:
        QTest.keyClick(shown.focusWidget(), key)
        widget = shown.focusWidget()
        marked = looks(widget)
        shown.setFocus()
        plain = looks(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert pixels_apart(marked, plain) >= ENOUGH_PIXELS, (widget, widget.accessibleName())


def test_a_source_is_opened_by_enter(
    qtbot: QtBot, session: FakeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    next(state for state in STATES if state.name == "player with a full card").arrange(session)
    card = CueCard(session)
    qtbot.addWidget(card)
    (link,) = (label for label in card.findChildren(QLabel) if "<a href" in label.text())
    QTest.keyClick(link, Qt.Key.Key_Return)
    assert opened == ["https://example.org/"]


def test_the_clock_is_read_not_only_named(window: Window, session: FakeSession) -> None:
    session.seek(65)
    for label, words in ((window.transport.time, "0:01:05"), (window.transport.duration, "/ 0:02:00")):
        heard = QAccessible.queryAccessibleInterface(label)
        assert name(heard) == words
        assert heard.text(QAccessible.Text.Description)
