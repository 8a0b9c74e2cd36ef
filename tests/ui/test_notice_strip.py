from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gallows_sync.notices import Notice
from gallows_sync.ui.window import Window
from gallows_sync.wording import phrase
from tests.ui.fake_session import FakeSession

WORTH_KNOWING = Notice("info", "This film has no sound.")
AMISS = Notice("problem", "No sound device was found.", "Connect one.")


def test_with_nothing_to_say_there_is_no_strip(window: Window) -> None:
    assert not window.notices.isVisible()


def test_a_notice_says_what_and_what_to_do(window: Window, session: FakeSession) -> None:
    session.notices = (AMISS,)
    session.tell()
    assert window.notices.text.text() == "No sound device was found."
    assert window.notices.advice.text() == "Connect one."
    assert not window.notices.more.isVisible()


def test_the_latest_notice_comes_first(window: Window, session: FakeSession) -> None:
    session.notices = (AMISS,)
    session.tell()
    session.notices = (AMISS, WORTH_KNOWING)
    session.tell()
    session.tell()
    assert window.notices.text.text() == "This film has no sound."
    assert window.notices.more.text() == "1 of 2"


def test_the_lanes_stay_where_they_are_when_a_notice_comes(window: Window, session: FakeSession) -> None:
    before = window.lanes.mapTo(window, QPoint(0, 0))
    session.notices = (AMISS,)
    session.tell()
    assert window.notices.isVisible()
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert window.lanes.mapTo(window, QPoint(0, 0)) == before


def test_of_those_that_come_together_problems_are_first_and_the_rest_is_counted(
    window: Window, session: FakeSession
) -> None:
    session.notices = (WORTH_KNOWING, AMISS)
    session.tell()
    assert window.notices.text.text() == "No sound device was found."
    assert window.notices.more.text() == "1 of 2"


def test_a_notice_that_was_dismissed_gives_way_to_the_next(window: Window, session: FakeSession) -> None:
    session.notices = (WORTH_KNOWING, AMISS)
    session.tell()
    QTest.mouseClick(window.notices.close_button, Qt.MouseButton.LeftButton)
    assert session.commands == [("dismiss", AMISS)]
    assert window.notices.text.text() == "This film has no sound."
    assert not window.notices.advice.isVisible()
    window.notices.close_button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(window.notices.close_button, Qt.Key.Key_Return)
    assert not window.notices.isVisible()


def test_words_of_a_notice_are_never_taken_for_markup(window: Window, session: FakeSession) -> None:
    session.notices = (Notice("problem", "<b>film</b>.mkv cannot be read."),)
    session.tell()
    assert window.notices.text.textFormat() == Qt.TextFormat.PlainText


def test_a_notice_of_many_words_keeps_the_controls_in_the_window(
    window: Window, session: FakeSession
) -> None:
    session.notices = (Notice("problem", "word " * 120, "advice " * 80),)
    session.tell()
    assert window.transport.geometry().bottom() <= window.height()
    assert window.picture.height() >= window.picture.minimumHeight()


@pytest.mark.usefixtures("abroad")
def test_a_notice_is_shown_in_the_language_in_use(window: Window, session: FakeSession) -> None:
    session.notices = (
        Notice(
            "problem", phrase("Notices", "{name} is gone.").fill(name="a.mkv"), phrase("Notices", "Look.")
        ),
    )
    session.tell()
    assert window.notices.text.text() == "‹a.mkv is gone.›"
    assert window.notices.advice.text() == "‹Look.›"
    assert window.notices.accessibleName() == "‹a.mkv is gone.› ‹Look.›"
