from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QCursor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from gallows_sync.notices import Notice
from gallows_sync.ui import open_dialogs
from gallows_sync.ui.window import PICTURE_WIDTH, SMALLEST, Window
from tests.ui.fake_session import FakeSession, film_file


def opened(qtbot: QtBot, session: FakeSession, settings: QSettings | None = None) -> Window:
    window = Window(session, settings)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def drag(window: Window, *paths: Path) -> QMimeData:
    """Hold files over the window."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDragEnterEvent(
        QPoint(400, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, event)
    return mime


def drop(window: Window, *paths: Path) -> None:
    mime = drag(window, *paths)
    event = QDropEvent(
        QPointF(400, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, event)


# Assembly


def test_a_window_without_film_invites_to_drop_one(qtbot: QtBot, session: FakeSession) -> None:
    window = opened(qtbot, session.empty())
    assert window.empty.isVisible()
    assert not window.picture.isVisible()
    assert not window.transport.play.isEnabled()


def test_a_window_with_film_and_album_shows_the_picture(window: Window) -> None:
    assert window.picture.isVisible()
    assert window.windowTitle() == "Ascenseur pour l'échafaud — Gallows Sync"


def test_while_files_are_being_opened_nobody_is_invited_to_open_some(
    qtbot: QtBot, session: FakeSession
) -> None:
    session.empty()
    session.busy = "Opening the film…"
    window = opened(qtbot, session)
    assert not window.empty.isVisible()
    assert window.busy.isVisible()
    assert window.busy.text == "Opening the film…"
    session.busy = None
    session.tell()
    assert window.empty.isVisible()
    assert not window.busy.isVisible()


def test_a_film_can_be_watched_without_an_album(qtbot: QtBot, session: FakeSession) -> None:
    session.empty()
    session.film = film_file()
    window = opened(qtbot, session)
    assert window.empty.isVisible()
    QTest.mouseClick(window.empty.alone, Qt.MouseButton.LeftButton)
    assert window.picture.isVisible()


def test_another_film_begins_black(window: Window, session: FakeSession) -> None:
    cleared = []
    window.picture.clear = lambda: cleared.append(True)  # type: ignore[method-assign]
    session.tell()
    assert not cleared
    session.open_film(Path("/films/other.mkv"))
    assert cleared == [True]


def test_the_picture_size_asked_for_is_the_views_in_device_pixels(
    qtbot: QtBot, window: Window, session: FakeSession
) -> None:
    ratio = window.picture.devicePixelRatioF()
    expected = (round(window.picture.width() * ratio), round(window.picture.height() * ratio))
    qtbot.waitUntil(lambda: session.picture_size == expected)


def test_closing_the_window_closes_the_session(window: Window, session: FakeSession) -> None:
    window.close()
    assert session.commands == [("close",)]


def test_the_smallest_window_shows_every_control(qtbot: QtBot, window: Window) -> None:
    window.resize(*SMALLEST)
    qtbot.waitUntil(lambda: window.width() == SMALLEST[0])
    for button in window.transport.findChildren(QAbstractButton):
        corner = button.mapTo(window.transport, button.rect().bottomRight())
        assert window.transport.rect().contains(corner), button.accessibleName()
        assert button.width() >= button.minimumSizeHint().width(), button.accessibleName()


def test_every_control_has_a_name_for_screen_readers(window: Window) -> None:
    window.show_keys()
    for button in window.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.accessibleName() or button.text(), button
    for widget in (window.picture, window.panel.cues, window.lanes, window.transport.volume.slider):
        assert widget.accessibleName()


# The lanes


def test_a_click_or_drag_in_the_lanes_seeks(qtbot: QtBot, window: Window, session: FakeSession) -> None:
    lanes = window.lanes
    at = QPoint(round(lanes.position_x(75)), lanes.scene.film_top + 5)
    QTest.mousePress(lanes, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(lanes, at + QPoint(100, 0))
    qtbot.waitUntil(lambda: len(session.commands) == 2)
    QTest.mouseRelease(lanes, Qt.MouseButton.LeftButton, pos=at + QPoint(100, 0))
    assert [name for name, _ in session.commands] == ["seek", "seek"]
    assert session.commands[0][1] == pytest.approx(75, abs=0.1)


@pytest.mark.parametrize("key", [Qt.Key.Key_Plus, Qt.Key.Key_Equal])
def test_plus_minus_and_ctrl_0_zoom_the_lanes(window: Window, key: Qt.Key) -> None:
    view = window.lanes.scene.film_view
    QTest.keyClick(window, key)
    QTest.keyClick(window, key)
    assert window.lanes.scene.film_view.scale == pytest.approx(view.scale / 4)
    QTest.keyClick(window, Qt.Key.Key_Minus)
    assert window.lanes.scene.film_view.scale == pytest.approx(view.scale / 2)
    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert window.lanes.scene.film_view.is_whole


def test_the_clock_runs_faster_the_nearer_the_lanes_are_seen(window: Window, session: FakeSession) -> None:
    before = window.lanes.tick_ms
    for _ in range(8):
        window.actions_by_name["zoom in"].trigger()
    session.toggle_play()
    assert window.lanes.tick_ms < before


def test_lanes_without_film_and_album_are_not_there(qtbot: QtBot, session: FakeSession) -> None:
    window = opened(qtbot, session.empty())
    assert not window.lanes.isVisible()
    session.open_film(Path("/films/other.mkv"))
    assert window.lanes.isVisible()


# The clock


def test_the_clock_runs_only_while_the_film_does(qtbot: QtBot, window: Window, session: FakeSession) -> None:
    session.toggle_play()
    session.now = 61.5
    qtbot.waitUntil(lambda: window.transport.time.text() == "0:01:01")
    session.toggle_play()
    assert not window.ticking


def test_the_clock_rests_in_full_screen(qtbot: QtBot, window: Window, session: FakeSession) -> None:
    session.toggle_play()
    assert window.ticking
    window.enter_full_screen()
    qtbot.waitUntil(window.isFullScreen)
    assert not window.ticking
    window.toggle_full_screen()
    qtbot.waitUntil(lambda: window.ticking)


# Captions


def test_a_jump_names_the_scene_and_its_track(qtbot: QtBot, window: Window, session: FakeSession) -> None:
    QTest.keyClick(window, Qt.Key.Key_1)
    caption = window.picture.caption
    assert caption is not None
    assert (caption.title, caption.subtitle) == (
        "Florence and Julien on the telephone; the titles",
        "1  Générique",
    )


def test_a_jump_to_the_same_cue_names_it_again(qtbot: QtBot, window: Window) -> None:
    QTest.keyClick(window, Qt.Key.Key_1)
    first = window.picture.caption
    QTest.keyClick(window, Qt.Key.Key_1)
    assert window.picture.caption is not first


def test_a_jump_to_an_unplaced_cue_names_nothing(qtbot: QtBot, window: Window) -> None:
    QTest.keyClick(window, Qt.Key.Key_4)
    assert window.picture.caption is None


# Full screen


def test_full_screen_is_the_picture_alone_on_the_whole_screen(qtbot: QtBot, window: Window) -> None:
    QTest.mouseDClick(window.picture, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.isFullScreen)
    screen = window.screen().geometry()
    qtbot.waitUntil(lambda: window.picture.size() == screen.size())
    assert window.picture.mapToGlobal(QPoint(0, 0)) == screen.topLeft()
    QTest.mouseDClick(window.picture, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.isFullScreen())
    assert window.panel.isVisible()


def test_after_full_screen_the_keyboard_is_where_it_was(qtbot: QtBot, window: Window) -> None:
    window.panel.cues.setFocus()
    window.enter_full_screen()
    qtbot.waitUntil(window.isFullScreen)
    assert window.focusWidget() is not window.lanes
    window.toggle_full_screen()
    qtbot.waitUntil(lambda: not window.isFullScreen())
    assert window.focusWidget() is window.panel.cues


def test_when_the_window_manager_ends_full_screen_all_parts_come_back(qtbot: QtBot, window: Window) -> None:
    window.enter_full_screen()
    qtbot.waitUntil(window.isFullScreen)
    window.setWindowState(Qt.WindowState.WindowNoState)
    qtbot.waitUntil(window.panel.isVisible)
    assert window.menuBar().isVisible()


def test_the_pointer_hides_in_full_screen_and_comes_back_when_moved(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.enter_full_screen()
    qtbot.waitUntil(window.isFullScreen)
    qtbot.waitUntil(lambda: window.picture.cursor().shape() == Qt.CursorShape.BlankCursor, timeout=4000)
    QTest.mouseMove(window.picture, QPoint(20, 20))
    QTest.mouseMove(window.picture, QPoint(40, 40))
    qtbot.waitUntil(lambda: window.picture.cursor().shape() == QCursor().shape())


def test_without_a_film_there_is_no_full_screen(qtbot: QtBot, session: FakeSession) -> None:
    window = opened(qtbot, session.empty())
    window.toggle_full_screen()
    assert not window.isFullScreen()


def test_a_new_notice_passes_over_the_picture_in_full_screen(
    qtbot: QtBot, window: Window, session: FakeSession
) -> None:
    window.enter_full_screen()
    qtbot.waitUntil(window.isFullScreen)
    session.notices = (Notice("info", "This cue has no place yet.", "Write its times."),)
    session.tell()
    caption = window.picture.caption
    assert caption is not None
    assert (caption.title, caption.subtitle) == ("This cue has no place yet.", "Write its times.")


# Opening


@pytest.mark.parametrize(
    ("key", "modifiers", "ask", "command"),
    [
        (Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier, "ask_film", "open_film"),
        (
            Qt.Key.Key_O,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
            "ask_album_folder",
            "open_album",
        ),
    ],
)
def test_a_key_asks_for_a_file_and_opens_it(
    qtbot: QtBot,
    window: Window,
    session: FakeSession,
    monkeypatch: pytest.MonkeyPatch,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier,
    ask: str,
    command: str,
) -> None:
    monkeypatch.setattr(open_dialogs, ask, lambda parent: Path("/chosen"))
    QTest.keyClick(window, key, modifiers)
    assert session.commands == [(command, Path("/chosen"))]


def test_the_picture_on_the_screen_is_saved_under_the_name_chosen(
    window: Window, session: FakeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[str] = []

    def ask(parent: QWidget, name: str) -> Path | None:
        proposed.append(name)
        return Path("/pictures/mine.png") if len(proposed) == 1 else None

    monkeypatch.setattr(open_dialogs, "ask_still", ask)
    session.now = 61.5
    for _ in range(2):
        QTest.keyClick(
            window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
    assert proposed == ["Ascenseur pour l'échafaud 0.01.01.500.png"] * 2
    assert session.commands == [("save_still", 61.5, Path("/pictures/mine.png"))]
    session.film = None
    session.tell()
    assert not window.actions_by_name["save still"].isEnabled()


def test_a_dialog_that_is_left_opens_nothing(
    qtbot: QtBot, window: Window, session: FakeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_dialogs, "ask_film", lambda parent: None)
    window.actions_by_name["open film"].trigger()
    assert session.commands == []


def test_the_menu_opens_an_album_file_and_a_map_and_reads_the_map_again(
    window: Window, session: FakeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_dialogs, "ask_album_file", lambda parent: Path("/album.cue"))
    monkeypatch.setattr(open_dialogs, "ask_map", lambda parent: Path("/map.yaml"))
    for name in ("open album file", "open map", "reload map"):
        window.actions_by_name[name].trigger()
    assert session.commands == [
        ("open_album", Path("/album.cue")),
        ("open_map", Path("/map.yaml")),
        ("open_map", Path("/map.yaml")),
    ]


def test_files_dropped_on_the_window_are_opened_as_what_they_are(
    window: Window, session: FakeSession, tmp_path: Path
) -> None:
    drop(window, tmp_path / "film.mkv", tmp_path, tmp_path / "map.yaml")
    assert session.commands == [
        ("open_map", tmp_path / "map.yaml"),
        ("open_film", tmp_path / "film.mkv"),
        ("open_album", tmp_path),
    ]
    assert not window.veil.isVisible()


def test_files_held_over_the_window_are_named(window: Window, tmp_path: Path) -> None:
    drag(window, tmp_path / "film.mkv")
    assert window.veil.isVisible()
    assert window.veil.words == "Open film.mkv as film"
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not window.veil.isVisible()


def test_text_dropped_on_the_window_is_refused(window: Window, session: FakeSession) -> None:
    mime = QMimeData()
    mime.setText("not a file")
    event = QDragEnterEvent(
        QPoint(400, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(window, event)
    assert not event.isAccepted()


def test_the_film_time_is_copied_as_a_map_wants_it(window: Window, session: FakeSession) -> None:
    session.now = 754.5
    window.actions_by_name["copy time"].trigger()
    assert QGuiApplication.clipboard().text() == "0:12:34.500"


# Sheets


def test_the_about_sheet_closes_at_a_click_beside_it(qtbot: QtBot, window: Window) -> None:
    window.actions_by_name["about"].trigger()
    sheet = window.overlay_up()
    assert sheet is not None
    assert "Version" in " ".join(label.text() for label in sheet.findChildren(QLabel))
    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert window.overlay_up() is None


def test_the_close_button_of_a_sheet_works_by_enter(qtbot: QtBot, window: Window) -> None:
    window.show_keys()
    focus = QApplication.focusWidget()
    assert isinstance(focus, QWidget)
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert window.overlay_up() is None


def test_after_a_sheet_the_keyboard_is_where_it_was(window: Window) -> None:
    window.panel.cues.setFocus()
    window.show_keys()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.focusWidget() is window.panel.cues


# From one start to the next


def test_the_window_comes_back_with_the_size_it_had(
    qtbot: QtBot, session: FakeSession, tmp_path: Path
) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    first = opened(qtbot, session, settings)
    first.resize(900, 640)
    first.close()
    settings.sync()
    again = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    second = opened(qtbot, FakeSession(), again)
    assert (second.width(), second.height()) == (900, 640)
    second.close()


def test_a_longer_film_of_the_same_map_is_drawn_to_its_own_scale(
    window: Window, session: FakeSession
) -> None:
    before = window.lanes.position_x(60)
    session.film = replace(film_file(), duration=Fraction(240))
    session.tell()
    assert window.lanes.position_x(60) < before


def test_the_menu_names_what_undo_and_redo_would_do(window: Window, session: FakeSession) -> None:
    undo, redo = window.actions_by_name["undo"], window.actions_by_name["redo"]
    assert (undo.text(), redo.text()) == ("&Undo: accept all places", "&Redo: accept «Générique»")
    session.undo_words = "accept «Florence & Julien»"
    session.tell()
    assert undo.text() == "&Undo: accept «Florence && Julien»"
    session.undo_words = session.redo_words = None
    session.tell()
    assert (undo.text(), redo.text()) == ("&Undo", "&Redo")
    assert not undo.isEnabled()
    assert not redo.isEnabled()


def test_what_was_undone_is_said_over_the_picture(window: Window, session: FakeSession) -> None:
    session.redo_words = "accept «Florence & Julien»"
    for key, words in (("undo", "Undo: accept all places"), ("redo", "Redo: accept «Florence & Julien»")):
        window.actions_by_name[key].trigger()
        assert window.picture.caption is not None
        assert window.picture.caption.title == words
    assert session.commands == [("undo",), ("redo",)]


def test_the_menu_finds_the_cues(window: Window, session: FakeSession) -> None:
    window.actions_by_name["find cues"].trigger()
    assert session.commands == [("find_cues",)]


# The card


def saved_in(folder: Path) -> QSettings:
    return QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)


def test_a_wide_window_has_the_card_and_a_narrow_one_gives_its_room_to_the_picture(
    qtbot: QtBot, window: Window
) -> None:
    assert window.card.isVisible()
    assert window.actions_by_name["card"].isChecked()
    window.resize(1000, 720)
    qtbot.waitUntil(lambda: not window.card.isVisible())
    QTest.keyClick(window, Qt.Key.Key_C)
    assert window.card.isVisible()
    assert window.stage.width() >= PICTURE_WIDTH
    window.resize(*SMALLEST)
    qtbot.waitUntil(lambda: not window.card.isVisible())
    assert not window.actions_by_name["card"].isEnabled()


def test_whether_the_card_is_shown_is_remembered(qtbot: QtBot, session: FakeSession, tmp_path: Path) -> None:
    window = opened(qtbot, session, saved_in(tmp_path))
    window.resize(1280, 720)
    QTest.keyClick(window, Qt.Key.Key_C)
    assert not window.card.isVisible()
    window.close()
    again = opened(qtbot, session, saved_in(tmp_path))
    again.resize(1280, 720)
    assert not again.card.isVisible()
    QTest.keyClick(again, Qt.Key.Key_C)
    assert again.card.isVisible()


def test_the_card_is_gone_in_full_screen_and_back_afterwards(qtbot: QtBot, window: Window) -> None:
    window.enter_full_screen()
    qtbot.waitUntil(window.isFullScreen)
    assert not window.card.isVisible()
    window.toggle_full_screen()
    qtbot.waitUntil(window.card.isVisible)


def test_where_parts_were_is_read_from_a_window_that_had_two(
    qtbot: QtBot, session: FakeSession, tmp_path: Path
) -> None:
    before = QSplitter(Qt.Orientation.Horizontal)
    qtbot.addWidget(before)
    before.addWidget(QWidget())
    before.addWidget(QWidget())
    before.resize(1280, 400)
    before.setSizes([400, 880])
    settings = saved_in(tmp_path)
    settings.setValue("split", before.saveState())
    window = opened(qtbot, session, settings)
    assert window.panel.width() == pytest.approx(400, abs=2)
    assert window.stage.width() >= PICTURE_WIDTH
    assert window.card.width() >= window.card.minimumWidth()


def test_the_card_shows_the_cue_that_was_jumped_to(
    qtbot: QtBot, window: Window, session: FakeSession
) -> None:
    session.jump("cue-2")
    qtbot.waitUntil(lambda: window.card.scene.toPlainText() == session.cue_map.cues[1].scene)


def test_letters_typed_in_the_card_are_letters(window: Window, session: FakeSession) -> None:
    session.jump("cue-2")
    session.commands.clear()
    window.card.notes.setFocus()
    QTest.keyClicks(window.card.notes, "climb n 1")
    assert window.card.notes.toPlainText() == "climb n 1"
    assert session.commands == []
    assert window.card.isVisible()
