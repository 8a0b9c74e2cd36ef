"""From the first screen to one's own film and album playing together: in four actions, and nothing typed.

Session, search, transport and libVLC are the real ones; sound goes to memory, and no map knows this copy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from gallows_sync.library import Library
from gallows_sync.media.decode import RecordingReader
from gallows_sync.media.film_sound import FilmSound
from gallows_sync.media.stills import Stills
from gallows_sync.playback.film_player import VlcClock, VlcLibrary
from gallows_sync.playback.output import MemoryOutput
from gallows_sync.playback.transport import Parts, Transport
from gallows_sync.session import Session
from gallows_sync.shipped import shipped_path
from gallows_sync.ui.window import Window

FILM, ALBUM = shipped_path("assets/demo/film.mkv"), shipped_path("assets/demo/album")
PATIENCE_MS = 90_000
IN_SYNC_MS = 1.0


class _Poster(QObject):
    posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.posted.connect(lambda call: call(), Qt.ConnectionType.QueuedConnection)


class Program:
    """The window over all that is real, and a hand that counts what it does."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self._qtbot = qtbot
        self._poster = _Poster()
        library = VlcLibrary()
        parts = Parts(
            clock=VlcClock(),
            make_deck=library.deck,
            open_output=lambda clock, rate_hz: MemoryOutput(clock, rate_hz),
            open_film_sound=FilmSound,
            open_stills=Stills,
            open_recording=RecordingReader,
            deck_limit=lambda _: 2,
        )
        self.session: Session
        transport = Transport(
            parts,
            changed=lambda: self.session.transport_changed(),
            show=lambda picture: self.session.show(picture),
        )
        self.session = Session(transport, Library(folder / "state"), (), self._poster.posted.emit)
        transport.start()
        self.window = Window(self.session)
        self.actions = 0
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()

    def until(self, so: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(so, timeout=PATIENCE_MS)

    def drop(self, *paths: Path) -> None:
        self.actions += 1
        dropped = QMimeData()
        dropped.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        copied = Qt.DropAction.CopyAction
        QApplication.sendEvent(self.window, QDragEnterEvent(QPoint(450, 280), copied, dropped, left, none))
        QApplication.sendEvent(self.window, QDropEvent(QPointF(450, 280), copied, dropped, left, none))

    def click(self, widget: QWidget) -> None:
        self.actions += 1
        assert widget.isVisible()
        assert widget.isEnabled()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the keyboard is."""
        self.actions += 1
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifiers)

    def press_on(self, button: QAbstractButton) -> None:
        """Go to a button by Tab alone, and press it."""
        for _ in range(60):
            if self.window.focusWidget() is button:
                break
            QTest.keyClick(self.window.focusWidget() or self.window, Qt.Key.Key_Tab)
        assert self.window.focusWidget() is button
        self.press(Qt.Key.Key_Return)

    def both_are_open(self) -> bool:
        session = self.session
        return session.busy is None and session.film is not None and session.match is not None

    def search_is_done(self) -> bool:
        search = self.session.search
        assert search is None or search.error is None, search
        return search is not None and search.finished

    def plays_in_sync(self) -> bool:
        error_ms = self.session.sync_error_ms
        return self.session.playing and error_ms is not None and abs(error_ms) < IN_SYNC_MS


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    program = Program(qtbot, tmp_path)
    yield program
    program.window.close()
    program.window.deleteLater()


def test_by_mouse(program: Program) -> None:
    program.drop(FILM, ALBUM)
    program.until(program.both_are_open)
    panel = program.window.panel
    program.click(panel.unplaced.search)
    program.until(program.search_is_done)
    program.click(panel.search.accept_all)
    program.until(lambda: any(cue.placed for cue in program.session.cue_map.cues))
    second = panel.cues.visualRect(panel.cues.model().index(1, 0)).center()
    program.actions += 1
    QTest.mouseClick(panel.cues.viewport(), Qt.MouseButton.LeftButton, pos=second)
    program.until(program.plays_in_sync)
    assert program.actions <= 4
    cue = program.session.cue_map.cues[1]
    assert program.session.selected == cue.id
    assert cue.film is not None
    assert float(cue.film.film_in) <= program.session.position() < float(cue.film.film_out)


def test_by_keyboard(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gallows_sync.ui.open_dialogs.ask_film", lambda _: FILM)
    monkeypatch.setattr("gallows_sync.ui.open_dialogs.ask_album_folder", lambda _: ALBUM)
    control = Qt.KeyboardModifier.ControlModifier
    program.press(Qt.Key.Key_O, control)
    program.press(Qt.Key.Key_O, control | Qt.KeyboardModifier.ShiftModifier)
    program.until(program.both_are_open)
    panel = program.window.panel
    program.press_on(panel.unplaced.search)
    program.until(program.search_is_done)
    found = next(iter(panel.search.rows.values()))
    program.press_on(found.listen)
    program.until(program.plays_in_sync)
    assert program.actions <= 4
    program.press_on(panel.search.accept_all)
    program.press(Qt.Key.Key_2)
    program.until(program.plays_in_sync)
    assert program.session.selected == program.session.cue_map.cues[1].id
