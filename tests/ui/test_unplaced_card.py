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


def test_a_map_without_any_placed_cue_offers_to_find_them(window: Window, session: FakeSession) -> None:
    session.unplace_all()
    session.tell()
    card = window.panel.unplaced
    assert card.isVisible()
    QTest.mouseClick(card.search, Qt.MouseButton.LeftButton)
    assert session.commands == [("find_cues",)]


def test_what_keeps_the_cues_from_being_found_is_said(window: Window, session: FakeSession) -> None:
    session.unplace_all()
    session.search_obstacle = "This film has no sound to find the cues in."
    session.tell()
    card = window.panel.unplaced
    assert card.words.text() == "This film has no sound to find the cues in."
    assert not card.search.isEnabled()


def test_a_map_without_any_placed_cue_says_how_to_place_them_by_hand(
    window: Window, session: FakeSession, opened_urls: list[str]
) -> None:
    session.unplace_all()
    session.now = 61.25
    session.tell()
    card = window.panel.unplaced
    assert card.isVisible()
    assert not card.edit.isVisible()
    QTest.mouseClick(card.by_hand, Qt.MouseButton.LeftButton)
    assert card.path.text == str(Path("/maps/ascenseur.yaml"))
    assert not card.save.isVisible()
    for button in (card.edit, card.folder, card.copy_time, card.reload):
        assert button.isVisible()
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
    QTest.mouseClick(card.by_hand, Qt.MouseButton.LeftButton)
    assert not card.edit.isVisible()
    card.save.setFocus()
    QTest.keyClick(card.save, Qt.Key.Key_Return)
    assert session.commands == [("save",)]
