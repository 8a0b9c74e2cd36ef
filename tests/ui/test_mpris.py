"""What the desktop sees and can ask for, over a bus of the test's own."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from gallows_sync.core.media_files import AlbumMatch, MatchState, Recording, TrackMatch
from tests.ui.fake_session import FakeSession

dbus = pytest.importorskip("PySide6.QtDBus", reason="Qt has no D-Bus here")
from gallows_sync.ui.mpris import PATH, SERVICE, Mpris, session_bus  # noqa: E402

PLAYER, ROOT = "org.mpris.MediaPlayer2.Player", "org.mpris.MediaPlayer2"
PROPERTIES = "org.freedesktop.DBus.Properties"
TOOLS = ("dbus-daemon", "dbus-send", "dbus-monitor")
needs_a_bus = pytest.mark.skipif(
    not all(shutil.which(tool) for tool in TOOLS), reason="there is no dbus-daemon here"
)


@pytest.fixture
def address() -> Iterator[str]:
    """A bus, and where it is."""
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--nosyslog", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


class Desktop:
    """The other end: asks, and hears what is told. What comes is as D-Bus's own tools print it."""

    def __init__(self, qtbot: QtBot, address: str) -> None:
        self._qtbot = qtbot
        self._address = address
        self.heard = ""
        self._monitor = QProcess()
        self._monitor.readyReadStandardOutput.connect(self._hear)
        self._monitor.start("dbus-monitor", ["--address", address, f"type='signal',path='{PATH}'"])
        qtbot.waitUntil(lambda: "NameAcquired" in self.heard)  # it listens

    def close(self) -> None:
        self._monitor.kill()
        self._monitor.waitForFinished()

    def ask(self, interface: str, method: str, *arguments: str) -> str:
        """Return the answer, in words each one space apart."""
        call = QProcess()
        call.start(
            "dbus-send",
            [
                *(f"--bus={self._address}", "--print-reply", f"--dest={SERVICE}"),
                *(PATH, f"{interface}.{method}", *arguments),
            ],
        )
        self._qtbot.waitUntil(lambda: call.state() == QProcess.ProcessState.NotRunning)
        assert call.exitCode() == 0, bytes(call.readAllStandardError().data()).decode()
        return " ".join(bytes(call.readAllStandardOutput().data()).decode().split())

    def all_of(self, interface: str) -> str:
        return self.ask(PROPERTIES, "GetAll", f"string:{interface}")

    def wait_for(self, words: str) -> None:
        self._qtbot.waitUntil(lambda: words in self.heard)

    def _hear(self) -> None:
        new = bytes(self._monitor.readAllStandardOutput().data()).decode()
        self.heard = " ".join([*self.heard.split(), *new.split()])


@pytest.fixture
def mpris(address: str, session: FakeSession) -> Iterator[Mpris]:
    bus = dbus.QDBusConnection.connectToBus(address, "player")
    assert bus.isConnected()
    mpris = Mpris(
        session, bus, lambda: session.commands.append(("show",)), lambda: session.commands.append(("leave",))
    )
    yield mpris
    mpris.close()
    dbus.QDBusConnection.disconnectFromBus("player")


@pytest.fixture
def desktop(qtbot: QtBot, address: str, mpris: Mpris) -> Iterator[Desktop]:
    desktop = Desktop(qtbot, address)
    yield desktop
    desktop.close()


def entry(name: str, value: str) -> str:
    return f'dict entry( string "{name}" variant {value} )'


@needs_a_bus
def test_the_desktop_is_told_what_plays(desktop: Desktop, session: FakeSession, tmp_path: Path) -> None:
    (tmp_path / "Cover.JPG").touch()
    session.album_path = tmp_path
    session.jump("cue-2")
    told = desktop.all_of(PLAYER)
    for can in ("GoNext", "GoPrevious", "Play", "Pause", "Seek", "Control"):
        assert entry(f"Can{can}", "boolean true") in told
    assert entry("PlaybackStatus", 'string "Playing"') in told
    assert entry("Position", "int64 30000000") in told
    assert entry("Volume", "double 0.8") in told
    assert entry("mpris:trackid", 'object path "/gallows_sync/cue/2"') in told
    assert entry("mpris:length", "int32 120000000") in told
    assert entry("mpris:artUrl", f'string "file://{tmp_path}/Cover.JPG"') in told
    assert entry("xesam:title", 'string "L\'assassinat de Carala"') in told
    assert entry("xesam:album", 'string "Ascenseur pour l\'échafaud"') in told
    assert entry("xesam:artist", 'array [ string "Miles Davis" ]') in told
    root = desktop.all_of(ROOT)
    assert entry("Identity", 'string "Gallows Sync"') in root
    assert entry("DesktopEntry", 'string "gallows-sync"') in root


@needs_a_bus
def test_without_a_film_nothing_can_be_played(desktop: Desktop, session: FakeSession) -> None:
    session.film = None
    session.tell()
    told = desktop.all_of(PLAYER)
    assert entry("PlaybackStatus", 'string "Stopped"') in told
    for can in ("GoNext", "GoPrevious", "Play", "Pause", "Seek"):
        assert entry(f"Can{can}", "boolean false") in told
    desktop.ask(PLAYER, "Seek", "int64:5000000")
    assert session.commands == []


@needs_a_bus
def test_without_a_film_the_desktop_is_told_of_the_track_that_plays(
    desktop: Desktop, session: FakeSession
) -> None:
    recording = Recording(Path("/music/2.flac"), "2", duration=Fraction(130))
    session.match = AlbumMatch((TrackMatch(2, MatchState.MATCHED, recording, ""),))
    session.film, session.music_alone, session.playing = None, (2, 12.5), True
    session.tell()
    told = desktop.all_of(PLAYER)
    assert entry("PlaybackStatus", 'string "Playing"') in told
    assert entry("Position", "int64 12500000") in told
    assert entry("mpris:trackid", 'object path "/gallows_sync/track/2"') in told
    assert entry("mpris:length", "int32 130000000") in told
    assert entry("xesam:title", 'string "L\'assassinat de Carala"') in told
    assert entry("CanSeek", "boolean true") in told
    assert entry("CanGoNext", "boolean false") in told
    desktop.ask(PLAYER, "Seek", "int64:5000000")
    desktop.ask(PLAYER, "SetPosition", "objpath:/gallows_sync/track/2", "int64:60000000")
    desktop.ask(PLAYER, "SetPosition", "objpath:/gallows_sync/track/2", "int64:140000000")
    assert session.commands == [("skip", 5.0), ("play_music", 2, 60.0)]


@needs_a_bus
def test_changes_are_told_and_only_what_changed(desktop: Desktop, session: FakeSession) -> None:
    session.toggle_play()
    changed = entry("PlaybackStatus", 'string "Playing"')
    desktop.wait_for(f'string "{PLAYER}" array [ {changed} ] array [ ]')
    assert "Seeked" not in desktop.heard
    session.seek(61.5)
    desktop.wait_for("member=Seeked int64 61500000")


@needs_a_bus
def test_the_desktop_gives_commands(desktop: Desktop, session: FakeSession) -> None:
    for method in ("Next", "Previous", "PlayPause", "Play", "Pause", "Stop"):
        desktop.ask(PLAYER, method)
    # Playing after PlayPause, Play does nothing; after Pause neither does Stop.
    assert session.commands == [("next_cue",), ("previous_cue",), ("toggle_play",), ("toggle_play",)]
    session.commands.clear()
    desktop.ask(ROOT, "Raise")
    desktop.ask(ROOT, "Quit")
    desktop.ask(PROPERTIES, "Set", f"string:{PLAYER}", "string:Volume", "variant:double:0.25")
    desktop.ask(PLAYER, "OpenUri", "string:file:///films/a%20b.mkv")
    assert session.commands == [
        *(("show",), ("leave",), ("set_volume", 0.25)),
        ("open_film", Path("/films/a b.mkv")),
    ]


@needs_a_bus
def test_a_position_of_another_cue_or_outside_the_film_is_none(
    desktop: Desktop, session: FakeSession
) -> None:
    here = "objpath:/gallows_sync/cue/0"
    desktop.ask(PLAYER, "SetPosition", here, "int64:60000000")
    desktop.ask(PLAYER, "SetPosition", here, "int64:600000000")
    desktop.ask(PLAYER, "SetPosition", "objpath:/gallows_sync/cue/2", "int64:60000000")
    desktop.ask(PLAYER, "Seek", "int64:-5000000")
    assert session.commands == [("seek", 60.0), ("skip", -5.0)]


def test_where_there_is_no_bus_none_is_sought(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert session_bus() is None
