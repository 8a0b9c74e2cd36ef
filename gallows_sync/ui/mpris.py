"""The desktop's media keys and players' menus on Linux, through D-Bus (MPRIS 2.2).

See https://specifications.freedesktop.org/mpris-spec/latest/. What plays, to the desktop, is the film: its
position and length. What it is called is the cue that is heard, its album, and the album's cover. While
no film is open it is the track of the album that plays.
"""

# ruff: noqa: N802 (PySide calls a slot by the name that it has on the bus)

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import ClassInfo, Property, QMetaType, QObject, QUrl, Signal, Slot
from PySide6.QtDBus import (
    QDBusAbstractAdaptor,
    QDBusArgument,
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
)

from gallows_sync.ui.lone_track import lone_track
from gallows_sync.ui.session_port import SessionPort

if TYPE_CHECKING:
    from gallows_sync.core.cue_map import Cue

log = logging.getLogger(__name__)

SERVICE = "org.mpris.MediaPlayer2.gallows_sync"
PATH = "/org/mpris/MediaPlayer2"
_ROOT = "org.mpris.MediaPlayer2"
_PLAYER = "org.mpris.MediaPlayer2.Player"
_NO_TRACK = "/org/mpris/MediaPlayer2/TrackList/NoTrack"

# Qt's own types are given by their names, which PySide's annotations do not know of.
_INT64 = cast("type", "qlonglong")
_MAP = cast("type", "QVariantMap")
_STRINGS = cast("type", "QStringList")

_Adaptor = TypeVar("_Adaptor", bound=QDBusAbstractAdaptor)

_JUMP_S = 0.5
"""A position so far from where playing would have come to was jumped to."""

_COVERS = tuple(
    f"{name}{suffix}" for name in ("cover", "folder", "front") for suffix in (".jpg", ".png", ".jpeg")
)


def session_bus() -> QDBusConnection | None:
    """Return the desktop's bus; None where there is none, without trying to start one."""
    if sys.platform in ("win32", "darwin"):
        return None
    own = Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere"), "bus")
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS") and not own.exists():
        return None
    bus = QDBusConnection.sessionBus()
    return bus if bus.isConnected() else None


class Mpris(QObject):
    """Says on ``bus`` what the session does, and has it do what the desktop asks for.

    ``show`` brings the window to the front, ``leave`` ends the program.
    """

    def __init__(
        self,
        session: SessionPort,
        bus: QDBusConnection,
        show: Callable[[], None],
        leave: Callable[[], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bus = bus
        self._session = session
        self._root = _Root(self, show, leave)
        self._player = _Player(self, session)
        self._told = self._player.state()
        self._place, self._place_at = self._player.seconds(), time.monotonic()
        names = (SERVICE, f"{SERVICE}.instance{os.getpid()}")  # the second for a second window
        self._name = next((name for name in names if bus.registerService(name)), "")
        if not self._name or not bus.registerObject(PATH, self):
            log.warning("the desktop's media keys cannot be had: %s", bus.lastError().message())
        session.subscribe(self.refresh)

    def close(self) -> None:
        """Leave the bus."""
        self._bus.unregisterObject(PATH)
        self._bus.unregisterService(self._name)

    def refresh(self) -> None:
        """Tell the desktop what has changed."""
        state = self._player.state()
        changed = {name: value for name, value in state.items() if value != self._told.get(name)}
        played = time.monotonic() - self._place_at if self._told["PlaybackStatus"] == "Playing" else 0.0
        place = self._player.seconds()
        jumped = abs(place - self._place - played) > _JUMP_S
        self._told = state
        self._place, self._place_at = place, time.monotonic()
        if changed:
            message = QDBusMessage.createSignal(PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged")
            message.setArguments([_PLAYER, changed, _no_strings()])
            self._bus.send(message)
        if jumped or "Metadata" in changed:
            self._player.Seeked.emit(self._player.micros())


def _interface(name: str) -> Callable[[type[_Adaptor]], type[_Adaptor]]:
    """Return what makes a class that interface on the bus."""
    annotated = cast("Callable[[dict[str, str]], Callable[[type[_Adaptor]], type[_Adaptor]]]", ClassInfo)
    return annotated({"D-Bus Interface": name})


@_interface(_ROOT)
class _Root(QDBusAbstractAdaptor):
    def __init__(self, parent: QObject, show: Callable[[], None], leave: Callable[[], object]) -> None:
        super().__init__(parent)
        self._show = show
        self._leave = leave

    @Slot()
    def Raise(self) -> None:
        self._show()

    @Slot()
    def Quit(self) -> None:
        self._leave()

    CanQuit = Property(bool, lambda _: True)
    CanRaise = Property(bool, lambda _: True)
    HasTrackList = Property(bool, lambda _: False)
    Identity = Property(str, lambda _: "Gallows Sync")
    DesktopEntry = Property(str, lambda _: "gallows-sync")
    SupportedUriSchemes = Property(_STRINGS, lambda _: ["file"])
    SupportedMimeTypes = Property(_STRINGS, lambda _: [])


@_interface(_PLAYER)
class _Player(QDBusAbstractAdaptor):
    Seeked = Signal(_INT64)

    def __init__(self, parent: QObject, session: SessionPort) -> None:
        super().__init__(parent)
        self._session = session
        self._cover: tuple[Path | None, str] = (None, "")

    def state(self) -> dict[str, object]:
        """Return what the desktop is told of whenever it changes; the position is not."""
        session = self._session
        there = session.film is not None or lone_track(session) is not None
        placed = session.film is not None and any(cue.placed for cue in session.cue_map.cues)
        return {
            "PlaybackStatus": "Stopped" if not there else "Playing" if session.playing else "Paused",
            "Metadata": self._metadata(),
            "Volume": session.volume,
            "CanGoNext": placed,
            "CanGoPrevious": placed,
            "CanPlay": there,
            "CanPause": there,
            "CanSeek": there,
        }

    def seconds(self) -> float:
        """Return where film or track are."""
        alone = lone_track(self._session)
        return self._session.position() if alone is None else alone.music_s

    def micros(self) -> int:
        return round(self.seconds() * 1_000_000)

    def _track(self) -> str:
        session = self._session
        if (alone := lone_track(session)) is not None:
            return f"/gallows_sync/track/{alone.number}"
        if session.film is None:
            return _NO_TRACK
        ids = [cue.id for cue in session.cue_map.cues]
        return f"/gallows_sync/cue/{ids.index(session.selected) + 1 if session.selected in ids else 0}"

    def _metadata(self) -> dict[str, object]:
        session = self._session
        film, known, alone = session.film, session.cue_map, lone_track(session)
        told: dict[str, object] = {"mpris:trackid": QDBusObjectPath(self._track())}
        length = film.duration if film is not None else alone.length_s if alone is not None else None
        if length is not None:
            # Where it is shorter than 36 minutes this is an int32 on the bus: PySide has no other way for it.
            told["mpris:length"] = round(length * 1_000_000)
        cue: Cue | None = known.cue(session.selected) if session.selected is not None else None
        of_cue = known.track(cue.track) if cue is not None and film is not None else None
        track = of_cue if alone is None else alone.track
        if track is None:
            if film is not None:
                told["xesam:title"] = known.film.title or film.title or film.path.stem
            return told
        told |= {"xesam:title": track.title, "xesam:trackNumber": track.number}
        told["xesam:album"] = known.album.title
        if known.album.artist:
            told["xesam:artist"] = [known.album.artist]
        if cover := self._cover_of(session.album_path):
            told["mpris:artUrl"] = cover
        return told

    def _cover_of(self, album: Path | None) -> str:
        """Return the address of the album's cover, looked for once; empty where there is none."""
        if album is None or self._cover[0] == album:
            return self._cover[1] if album is not None else ""
        names: dict[str, str] = {}
        folder = album if album.is_dir() else album.parent
        with suppress(OSError):
            names = {name.lower(): name for name in os.listdir(folder)}
        found = next((names[name] for name in _COVERS if name in names), None)
        self._cover = album, "" if found is None else QUrl.fromLocalFile(str(folder / found)).toString()
        return self._cover[1]

    def _set_volume(self, volume: float) -> None:
        self._session.set_volume(max(0.0, min(1.0, volume)))

    @Slot()
    def Next(self) -> None:
        self._session.next_cue()

    @Slot()
    def Previous(self) -> None:
        self._session.previous_cue()

    @Slot()
    def PlayPause(self) -> None:
        self._session.toggle_play()

    @Slot()
    def Play(self) -> None:
        if not self._session.playing:
            self._session.toggle_play()

    @Slot()
    def Pause(self) -> None:
        if self._session.playing:
            self._session.toggle_play()

    @Slot()
    def Stop(self) -> None:
        self.Pause()

    @Slot("qlonglong")
    def Seek(self, micros: int) -> None:
        if self.state()["CanSeek"]:
            self._session.skip(micros / 1_000_000)

    @Slot(QDBusObjectPath, "qlonglong")
    def SetPosition(self, track: QDBusObjectPath, micros: int) -> None:
        length = self._metadata().get("mpris:length")
        # The desktop may speak of a cue that is over by now, or of a place outside the film.
        if track.path() != self._track() or not isinstance(length, int) or not 0 <= micros <= length:
            return
        alone = lone_track(self._session)
        if alone is None:
            self._session.seek(micros / 1_000_000)
        else:
            self._session.play_music(alone.number, micros / 1_000_000)

    @Slot(str)
    def OpenUri(self, address: str) -> None:
        url = QUrl(address)
        if url.isLocalFile():
            self._session.open_film(Path(url.toLocalFile()))

    PlaybackStatus = Property(str, lambda self: self.state()["PlaybackStatus"])
    Metadata = Property(_MAP, _metadata)
    Volume = Property(float, lambda self: self._session.volume, _set_volume)
    Position = Property(_INT64, micros)
    Rate = Property(float, lambda _: 1.0)
    MinimumRate = Property(float, lambda _: 1.0)
    MaximumRate = Property(float, lambda _: 1.0)
    CanGoNext = Property(bool, lambda self: self.state()["CanGoNext"])
    CanGoPrevious = Property(bool, lambda self: self.state()["CanGoPrevious"])
    CanPlay = Property(bool, lambda self: self.state()["CanPlay"])
    CanPause = Property(bool, lambda self: self.state()["CanPause"])
    CanSeek = Property(bool, lambda self: self.state()["CanSeek"])
    CanControl = Property(bool, lambda _: True)


def _no_strings() -> QDBusArgument:
    """Return an empty list of strings; Python's own would be one of anything."""
    empty = QDBusArgument()
    empty.beginArray(QMetaType(QMetaType.Type.QString.value))
    empty.endArray()
    return empty
