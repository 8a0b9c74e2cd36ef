from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gallows_sync.ui.missing_page import MissingPage


def button(page: MissingPage, words: str) -> QPushButton:
    return next(button for button in page.findChildren(QPushButton) if button.text() == words)


def test_it_says_what_is_wrong_and_what_to_install(qtbot: QtBot) -> None:
    page = MissingPage("libVLC was not found.", "sudo apt install libvlc5", again=lambda: None)
    qtbot.addWidget(page)
    assert (page.problem.text(), page.advice.text()) == ("libVLC was not found.", "sudo apt install libvlc5")


def test_it_stays_while_the_trouble_does_and_goes_with_it(qtbot: QtBot) -> None:
    answers: list[tuple[str, str] | None] = [("It is too old.", "Update it."), None]
    page = MissingPage("libVLC was not found.", "", again=lambda: answers.pop(0))
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    QTest.mouseClick(button(page, "Look again"), Qt.MouseButton.LeftButton)
    assert page.isVisible()
    assert (page.problem.text(), page.advice.text()) == ("It is too old.", "Update it.")
    QTest.keyClick(button(page, "Look again"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.isVisible())


def test_it_can_be_left(qtbot: QtBot) -> None:
    page = MissingPage("libVLC was not found.", "", again=lambda: ("still", ""))
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    QTest.mouseClick(button(page, "Quit"), Qt.MouseButton.LeftButton)
    assert not page.isVisible()
