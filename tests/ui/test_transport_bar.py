from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from gallows_sync.core.media_files import AlbumMatch, MatchState, Recording, TrackMatch
from gallows_sync.playback.ports import Monitor
from gallows_sync.ui.transport_bar import TransportBar, sync_words
from gallows_sync.ui.window import Window
from tests.ui.fake_session import FakeSession, film_file

Pick = Callable[[TransportBar], QAbstractButton]
BUTTONS: dict[str, tuple[Pick, tuple[object, ...]]] = {
    "play": (lambda bar: bar.play, ("toggle_play",)),
    "previous": (lambda bar: bar.previous, ("previous_cue",)),
    "next": (lambda bar: bar.next, ("next_cue",)),
    "loop": (lambda bar: bar.loop, ("toggle_loop",)),
    "film": (lambda bar: bar.monitor.buttons[Monitor.FILM], ("set_monitor", Monitor.FILM)),
    "album": (lambda bar: bar.monitor.buttons[Monitor.ALBUM], ("set_monitor", Monitor.ALBUM)),
    "null": (lambda bar: bar.null, ("toggle_null",)),
    "mute": (lambda bar: bar.volume.mute, ("set_volume", 0.0)),
}


@pytest.mark.parametrize(("pick", "command"), BUTTONS.values(), ids=BUTTONS)
def test_a_button_gives_its_command_by_mouse(
    window: Window, session: FakeSession, pick: Pick, command: tuple[object, ...]
) -> None:
    QTest.mouseClick(pick(window.transport), Qt.MouseButton.LeftButton)
    assert session.commands == [command]


@pytest.mark.parametrize(("pick", "command"), BUTTONS.values(), ids=BUTTONS)
def test_a_button_gives_its_command_by_enter(
    window: Window, session: FakeSession, pick: Pick, command: tuple[object, ...]
) -> None:
    button = pick(window.transport)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert session.commands == [command]


def test_every_control_is_reached_by_tab(window: Window) -> None:
    bar = window.transport
    wanted = {
        window.panel.cues,
        window.lanes,
        *(bar.previous, bar.play, bar.next, bar.loop, bar.full_screen),
        *bar.monitor.buttons.values(),
        bar.monitor.slider,
        bar.null,
        bar.volume.mute,
        bar.volume.slider,
    }
    window.panel.cues.setFocus()
    reached = set()
    for _ in range(40):
        reached.add(window.focusWidget())
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert wanted <= reached


def test_the_full_screen_button_fills_the_screen(qtbot: QtBot, window: Window) -> None:
    QTest.mouseClick(window.transport.full_screen, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.isFullScreen)


def test_the_bar_shows_what_the_session_says(window: Window, session: FakeSession) -> None:
    bar = window.transport
    session.set_monitor(Monitor.ALBUM)
    session.commands.clear()
    session.playing, session.looping = True, True
    session.now, session.sync_error_ms, session.volume = 83.9, -0.031, 0.25
    session.tell()
    assert (bar.play.icon_name, bar.play.accessibleName()) == ("pause", "Pause")
    assert bar.loop.isChecked()
    assert bar.monitor.buttons[Monitor.ALBUM].isChecked()
    assert (bar.time.text(), bar.duration.text()) == ("0:01:23", "/ 0:02:00")
    assert bar.sync.text() == "sync −0.03 ms"
    assert bar.volume.slider.value() == 25
    assert session.commands == []


def test_loop_shows_what_is_so_rather_than_what_was_pressed(window: Window, session: FakeSession) -> None:
    def refuse() -> None:
        session.tell()

    session.toggle_loop = refuse  # type: ignore[method-assign]
    window.actions_by_name["loop"].triggered.disconnect()
    window.actions_by_name["loop"].triggered.connect(lambda: session.toggle_loop())
    QTest.mouseClick(window.transport.loop, Qt.MouseButton.LeftButton)
    assert not window.transport.loop.isChecked()


def test_volume_follows_the_pointer(window: Window, session: FakeSession) -> None:
    slider = window.transport.volume.slider
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=slider.rect().center())
    command, volume = session.commands[-1]
    assert command == "set_volume"
    assert volume == pytest.approx(0.5, abs=0.03)


def test_without_a_film_music_can_be_paused(window: Window, session: FakeSession) -> None:
    session.film = None
    session.tell()
    assert not window.transport.play.isEnabled()
    session.music_alone, session.playing = (1, 0.0), True
    session.tell()
    assert window.transport.play.isEnabled()
    assert window.ticking
    assert not window.transport.next.isEnabled()


def test_without_a_film_time_and_length_are_those_of_the_track_that_plays(
    window: Window, session: FakeSession
) -> None:
    bar = window.transport
    recording = Recording(Path("/music/1.flac"), "1", duration=Fraction(165))
    session.match = AlbumMatch((TrackMatch(1, MatchState.MATCHED, recording, ""),))
    session.film, session.now = None, 61.0
    session.music_alone, session.playing = (1, 83.9), True
    session.tell()
    assert (bar.time.text(), bar.duration.text()) == ("0:01:23", "/ 0:02:45")
    assert bar.time.accessibleDescription() == "Music time"
    assert bar.duration.accessibleDescription() == "Track length"
    session.film = film_file()
    session.tell()
    assert (bar.time.text(), bar.duration.text()) == ("0:01:01", "/ 0:02:00")
    assert bar.time.accessibleDescription() == "Film time"


def test_unmuting_brings_the_last_volume_back(window: Window, session: FakeSession) -> None:
    mute = window.transport.volume.mute
    QTest.mouseClick(mute, Qt.MouseButton.LeftButton)
    assert (session.volume, mute.icon_name, mute.accessibleName()) == (0.0, "muted", "Unmute")
    QTest.mouseClick(mute, Qt.MouseButton.LeftButton)
    assert session.volume == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("error_ms", "words"),
    [
        (None, "sync –"),
        (0.0, "sync 0.00 ms"),
        (-0.001, "sync 0.00 ms"),
        (0.25, "sync +0.25 ms"),
        (-12.345, "sync −12.35 ms"),
    ],
)
def test_the_measured_sync_is_shown_in_milliseconds(error_ms: float | None, words: str) -> None:
    assert sync_words(error_ms) == words


def test_the_measured_sync_has_the_decimal_point_of_the_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QLocale, "decimalPoint", lambda _: ",")
    assert sync_words(0.25) == "sync +0,25 ms"
