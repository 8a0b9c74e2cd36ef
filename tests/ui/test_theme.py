from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gallows_sync.ui import theme
from gallows_sync.ui.card_parts import text_button


def luminance(name: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.1)."""
    color = QColor(name)

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", [theme.INK, theme.PANEL, theme.RAISED, theme.LINE])
@pytest.mark.parametrize("ink", [theme.TEXT, theme.QUIET, theme.ACCENT])
def test_words_stand_out_from_every_ground(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


def test_words_on_the_accent_and_on_a_pressed_segment_stand_out() -> None:
    assert contrast(theme.INK, theme.ACCENT) >= 4.5
    assert contrast(theme.INK, theme.TEXT) >= 4.5


@pytest.mark.parametrize("ground", [theme.INK, theme.PANEL, theme.RAISED])
def test_outlines_of_controls_stand_out(ground: str) -> None:
    assert contrast(theme.EDGE, ground) >= 3


def test_a_button_with_the_keyboard_has_one_frame(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    buttons = [text_button(words, "") for words in ("One", "Two")]
    for button in buttons:
        button.setProperty("quiet", "true")
        column.addWidget(button)
    window.resize(200, 100)
    window.show()
    window.activateWindow()
    buttons[0].setFocus()
    qtbot.waitUntil(buttons[0].hasFocus)
    QTest.keyClick(buttons[0], Qt.Key.Key_Tab)  # only now Qt shows where the keyboard is
    qtbot.waitUntil(buttons[1].hasFocus)
    picture = buttons[1].grab().toImage()
    across = {picture.pixelColor(x, picture.height() // 2).name() for x in range(4, picture.width() // 4)}
    assert len(across) == 1
