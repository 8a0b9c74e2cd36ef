from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest

from gallows_sync.shipped import shipped_path
from gallows_sync.ui.window import Window
from tests.ui.fake_session import FakeSession


@pytest.fixture
def opened_urls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    urls: list[str] = []

    def open_url(url: QUrl) -> bool:
        urls.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return urls


def test_a_map_with_a_placed_cue_needs_no_advice(window: Window) -> None:
    assert not window.panel.unplaced.isVisible()


def test_without_a_film_there_is_no_copy_to_place_cues_in(window: Window, session: FakeSession) -> None:
    session.unplace_all()
    session.film = None
    session.tell()
    assert not window.panel.unplaced.isVisible()


def test_a_map_without_any_placed_cue_says_so_and_what_to_do(
    window: Window, session: FakeSession, opened_urls: list[str]
) -> None:
    session.unplace_all()
    session.now = 61.25
    session.tell()
    card = window.panel.unplaced
    assert card.isVisible()
    assert card.path.text == str(Path("/maps/ascenseur.yaml"))
    assert not card.save.isVisible()
    for button in (card.edit, card.folder, card.copy_time, card.reload):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [Path(url) for url in opened_urls] == [Path("/maps/ascenseur.yaml"), Path("/maps")]
    assert QGuiApplication.clipboard().text() == "0:01:01.250"
    assert session.commands == [("open_map", Path("/maps/ascenseur.yaml"))]


@pytest.mark.parametrize("path", [None, shipped_path("cues/demo.yaml")], ids=["new", "shipped"])
def test_a_map_that_is_not_the_users_own_is_saved_first(
    window: Window, session: FakeSession, path: Path | None
) -> None:
    session.unplace_all()
    session.map_path = path
    session.tell()
    card = window.panel.unplaced
    assert not card.edit.isVisible()
    card.save.setFocus()
    QTest.keyClick(card.save, Qt.Key.Key_Return)
    assert session.commands == [("save",)]
