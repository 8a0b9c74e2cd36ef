"""The window's language: the system's or the one that is chosen, changed while all goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QLocale, QSettings
from pytestqt.qtbot import QtBot

from gallows_sync.playback.ports import Picture
from gallows_sync.ui.language import QT_GAPS, chosen_language, localized, translate, use_language
from gallows_sync.ui.window import LANGUAGE_SETTING, Window
from gallows_sync.wording import phrase
from tests.ui.fake_session import FakeSession


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture(autouse=True)
def english_again(qtbot: QtBot) -> Iterator[None]:
    yield
    use_language("en")


@pytest.mark.parametrize(
    ("choice", "wanted", "language"),
    [
        (None, ["fr-FR", "en"], "fr"),
        ("", ["fr-Latn-CA"], "fr"),
        ("", ["de-DE", "it"], "en"),
        ("", [], "en"),
        ("en", ["fr-FR"], "en"),
        ("fr", ["en-GB"], "fr"),
        ("xx", ["fr"], "fr"),
    ],
)
def test_the_choice_comes_before_the_system_and_english_before_nothing(
    choice: str | None, wanted: list[str], language: str
) -> None:
    assert chosen_language(choice, wanted) == language


def test_all_is_said_in_the_language_in_use() -> None:
    use_language("fr")
    assert translate("LanguageMenu", "&Language") == "&Langue"
    assert localized(phrase("LanguageMenu", "&Language")) == "&Langue"
    assert localized("Language") == "Language"
    assert QLocale().decimalPoint() == ","
    use_language("en")
    assert translate("LanguageMenu", "&Language") == "&Language"
    assert QLocale().decimalPoint() == "."


def test_qts_own_dialogs_speak_it_too() -> None:
    use_language("fr")
    assert translate("QPlatformTheme", "Cancel") == "Annuler"
    for gap in QT_GAPS:
        assert localized(gap) != gap


def test_the_menu_shows_the_choice_and_tells_another(
    qtbot: QtBot, session: FakeSession, settings: QSettings
) -> None:
    settings.setValue(LANGUAGE_SETTING, "en")
    window = Window(session, settings)
    qtbot.addWidget(window)
    chosen = [action.text() for action in window.languages.actions() if action.isChecked()]
    assert chosen == ["&English"]
    with qtbot.waitSignal(window.language_chosen) as told:
        window.languages.actions()[2].trigger()
    assert told.args == ["fr"]


def test_another_window_goes_on_in_another_language(
    qtbot: QtBot, session: FakeSession, settings: QSettings
) -> None:
    before = Window(session, settings)
    before.resize(900, 650)
    with qtbot.waitExposed(before):
        before.show()
    before.lanes.zoom_in()
    views = before.lanes.scene.film_view, before.lanes.scene.album_view
    shown = Picture(np.zeros((90, 160, 4), np.uint8), 3.0)
    before.picture.show_picture(shown)
    qtbot.waitUntil(lambda: before.picture.showing is shown)
    before.make_way()
    use_language("fr")
    window = Window(session, settings)
    qtbot.addWidget(window)
    size = before.size()
    with qtbot.waitSignal(before.destroyed):
        window.take_the_place_of(before)
    assert window.isVisible()
    assert window.size() == size
    assert (window.lanes.scene.film_view, window.lanes.scene.album_view) == views
    assert window.languages.title() == "&Langue"
    qtbot.waitUntil(lambda: window.picture.showing is shown)
    assert ("close",) not in session.commands
    session.playing = True
    session.tell()
    assert window.ticking


def test_the_clock_runs_on_in_another_language(
    qtbot: QtBot, session: FakeSession, settings: QSettings
) -> None:
    session.playing = True
    before = Window(session, settings)
    with qtbot.waitExposed(before):
        before.show()
    before.make_way()
    window = Window(session, settings)
    qtbot.addWidget(window)
    window.take_the_place_of(before)
    assert window.ticking
