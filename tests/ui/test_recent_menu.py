from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gallows_sync.recent_films import RecentFilm
from gallows_sync.ui.window import SMALLEST, Window
from tests.ui.fake_session import FakeSession, film_file

RECENT = (
    RecentFilm(Path("/films/a & b.mkv"), Path("/music/a"), "A & B", 61.5),
    RecentFilm(Path("/other/c.mkv"), Path("/music/c"), "C", gone=True),
    RecentFilm(Path("/other/d.mkv"), Path("/music/d"), "D " * 60),
)


def words(window: Window) -> list[str]:
    return [action.text() for action in window.recent.actions()]


def test_the_menu_names_what_was_open_and_opens_it_where_it_was_left(
    window: Window, session: FakeSession
) -> None:
    assert not window.recent.menuAction().isEnabled()
    session.recent = RECENT
    session.tell()
    assert window.recent.menuAction().isEnabled()
    assert words(window)[:2] == ["A && B\tfilms", "C\tother"]
    assert len(words(window)[2]) < 60
    session.recent = (replace(RECENT[0], position=80.0), *RECENT[1:])
    session.tell()
    window.recent.actions()[0].trigger()
    assert session.commands == [("open_recent", replace(RECENT[0], position=80.0))]


def test_what_is_gone_is_grey_and_what_is_open_is_left_out(window: Window, session: FakeSession) -> None:
    assert session.album_path is not None
    here = RecentFilm(film_file().path, session.album_path, "Here")
    session.recent = (here, *RECENT)
    session.tell()
    assert [action.isEnabled() for action in window.recent.actions()] == [True, False, True]
    assert "Here" not in words(window)[0]


def test_it_is_in_the_file_menu_and_looks_what_is_there_when_it_opens(
    window: Window, session: FakeSession
) -> None:
    session.recent = RECENT
    session.tell()
    file_menu = window.menuBar().actions()[0].menu()
    assert window.recent.menuAction() in file_menu.actions()  # type: ignore[attr-defined]
    window.recent.aboutToShow.emit()
    assert session.commands == [("look_for_recent",)]


def test_the_empty_page_lists_what_is_there(qtbot: QtBot, session: FakeSession) -> None:
    session.empty()
    session.recent = (*RECENT, replace(RECENT[0], film=Path("/films/e.mkv"), title="E"))
    window = Window(session)
    qtbot.addWidget(window)
    window.resize(*SMALLEST)
    window.show()
    buttons = window.empty.recent.buttons
    assert [button.text()[:5] for button in buttons] == ["A && ", "D D D", "E"]
    assert all(window.empty.rect().contains(b.mapTo(window.empty, b.rect().bottomRight())) for b in buttons)
    buttons[0].setFocus()
    QTest.keyClick(buttons[0], Qt.Key.Key_Return)
    assert session.commands == [("open_recent", RECENT[0])]
    session.album_path = Path("/music/e")
    session.tell()
    assert not window.empty.recent.isVisible()


def test_films_of_one_title_are_told_apart(window: Window, session: FakeSession) -> None:
    one, music = RecentFilm(Path("/films/disc/a.mkv"), Path("/music/a"), "A"), Path("/music/b")
    for other, marks in (
        (replace(one, film=Path("/films/tape/a.mkv")), ("disc", "tape")),
        (replace(one, film=Path("/films/disc/b.mkv")), ("a.mkv", "b.mkv")),
        (replace(one, album=music), ("a", "b")),
        (replace(one, film=Path("/else/disc/a.mkv")), ("/films/disc/a.mkv", "/else/disc/a.mkv")),
    ):
        session.film = session.album_path = None
        session.recent = (one, other, RECENT[0])
        session.tell()
        assert words(window) == [*(f"A\t{mark}" for mark in marks), "A && B\tfilms"]
        listed = [button.text() for button in window.empty.recent.buttons]
        assert listed == [*(f"A · {mark}" for mark in marks), "A && B"]
