"""Placing by hand in the window: what is said over the picture, and the commands of the Edit menu."""

from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from gallows_sync.editing import EditTold
from gallows_sync.hand_placing import Marks
from gallows_sync.ui.window import Window
from tests.ui.fake_session import FakeSession


@pytest.fixture
def captions(window: Window, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What was said over the picture."""
    said: list[tuple[str, str]] = []
    monkeypatch.setattr(window.picture, "show_caption", lambda *words: said.append(words))
    return said


def test_an_edit_is_told_over_the_picture_once_and_again_when_more_is_known(
    window: Window, session: FakeSession, captions: list[tuple[str, str]]
) -> None:
    cue = session.cue_map.cues[0]
    session.editing.told = EditTold("Music 10 ms later", cue, cue, listening=True)
    session.tell()
    session.tell()
    session.editing.told = EditTold("Music 10 ms later", cue, cue, late_before_ms=12.0, late_ms=2.0)
    session.tell()
    session.editing.told = None
    session.tell()
    assert captions == [
        ("Music 10 ms later", "Listening to the film's own sound…"),
        ("Music 10 ms later", "Against the film's own sound: 12 ms late → 2.0 ms late"),
    ]


def test_a_mark_says_what_to_do_next_and_its_pair_what_was_done(
    window: Window, session: FakeSession, captions: list[tuple[str, str]]
) -> None:
    cue = session.cue_map.cues[0]
    session.editing.marks = Marks("cue-1", Fraction("7.25"))
    session.tell()
    session.editing.marks = Marks("cue-1")
    session.editing.told = EditTold("Placed at 0:00:07.250", cue, cue)
    session.tell()
    assert [title for title, _ in captions] == ["Picture marked at 0:00:07.250", "Placed at 0:00:07.250"]


def test_what_is_said_of_an_edit_is_not_covered_by_what_is_said_at_the_pointer(
    window: Window, session: FakeSession
) -> None:
    cue = session.cue_map.cues[0]
    QTest.mouseMove(window.lanes, QPoint(200, 12))
    assert window.lanes.hover_text
    session.editing.told = EditTold("In point 0:00:07.250", cue, cue)
    session.tell()
    assert not window.lanes.hover_text


def test_what_to_do_next_is_not_said_of_a_mark_that_was_forgotten(
    window: Window, session: FakeSession
) -> None:
    session.editing.marks = Marks("cue-1", Fraction("7.25"))
    session.tell()
    assert window.picture.caption is not None
    session.editing.marks = None
    session.tell()
    assert window.picture.caption is None


def test_what_was_taken_back_is_said_as_long_as_any_caption(window: Window, session: FakeSession) -> None:
    cue = session.cue_map.cues[0]
    session.editing.told = EditTold("Music 10 ms later", cue, cue)
    session.tell()
    window.picture.show_caption("Undo: shift the music", "")
    session.editing.told = None
    session.tell()
    assert window.picture.caption is not None
    assert window.picture.caption.title == "Undo: shift the music"


def test_escape_forgets_a_mark_before_it_leaves_full_screen(
    qtbot: QtBot, window: Window, session: FakeSession
) -> None:
    window.enter_full_screen()
    qtbot.waitUntil(window.isFullScreen)
    session.editing.marks = Marks("cue-1", Fraction(7))
    session.tell()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert session.commands == [("forget_marks",)]
    assert window.isFullScreen()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.isFullScreen())


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("earlier", ("nudge", -10)),
        ("later", ("nudge", 10)),
        ("much earlier", ("nudge", -100)),
        ("much later", ("nudge", 100)),
        ("little earlier", ("nudge", -1)),
        ("little later", ("nudge", 1)),
        ("begin here", ("set_film_in",)),
        ("end here", ("set_film_out",)),
        ("mark", ("mark",)),
        ("shift all", ("shift_all_here",)),
        ("stretch all", ("stretch_all_here",)),
        ("restore", ("restore_original",)),
    ],
)
def test_the_edit_menu_has_every_command(
    window: Window, session: FakeSession, name: str, command: tuple[object, ...]
) -> None:
    (menu,) = [action.menu() for action in window.menuBar().actions() if action.text() == "&Edit"]
    assert isinstance(menu, QMenu)
    action = window.actions_by_name[name]
    assert action in menu.actions()
    action.trigger()
    assert session.commands == [command]


def test_a_map_that_was_not_changed_cannot_be_restored(window: Window, session: FakeSession) -> None:
    assert window.actions_by_name["restore"].isEnabled()
    session.can_restore = False
    session.tell()
    assert not window.actions_by_name["restore"].isEnabled()
