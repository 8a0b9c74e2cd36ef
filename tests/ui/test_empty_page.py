from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gallows_sync.ui import open_dialogs
from gallows_sync.ui.dropped import Role
from gallows_sync.ui.window import Window
from tests.ui.fake_session import FakeSession, film_file


def test_its_buttons_open_film_and_album(
    qtbot: QtBot, session: FakeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_dialogs, "ask_film", lambda parent: Path("/film.mkv"))
    monkeypatch.setattr(open_dialogs, "ask_album_folder", lambda parent: Path("/album"))
    window = Window(session.empty())
    qtbot.addWidget(window)
    QTest.mouseClick(window.empty.film.button, Qt.MouseButton.LeftButton)
    window.empty.album.button.setFocus()
    QTest.keyClick(window.empty.album.button, Qt.Key.Key_Return)
    assert session.commands == [("open_film", Path("/film.mkv")), ("open_album", Path("/album"))]
    assert window.stage.currentWidget() is window.picture


def test_it_says_what_it_has_already(qtbot: QtBot, session: FakeSession) -> None:
    session.empty()
    session.film = film_file()
    window = Window(session)
    qtbot.addWidget(window)
    assert window.empty.film.name.text() == "ascenseur.mkv"
    assert window.empty.film.button.text() == "Choose another…"
    assert window.empty.album.name.text() == ""
    assert window.empty.title.text() == "Now drop its album here"
    assert "ascenseur.yaml" in window.empty.map_hint.text()


def test_the_place_that_a_held_file_would_land_on_lights_up(qtbot: QtBot, session: FakeSession) -> None:
    window = Window(session.empty())
    qtbot.addWidget(window)
    before = window.empty.film.grab().toImage()
    window.empty.set_wanted(frozenset({Role.FILM}))
    assert window.empty.film.grab().toImage() != before
    window.empty.set_wanted(frozenset())
    assert window.empty.film.grab().toImage() == before
