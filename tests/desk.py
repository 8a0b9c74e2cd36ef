"""A session with a stand-in for playback, and the files that can be opened in it."""

import queue
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from gallows_sync.core.cue_map import Album, Certainty, Cue, CueMap, Film, FilmSpan, Track
from gallows_sync.core.media_files import FilmFile, Recording, SoundStream
from gallows_sync.formats.cue_map_yaml import new_text
from gallows_sync.library import Library, Remembered
from gallows_sync.media.container import MediaError
from gallows_sync.playback.conform import PlacedMusic
from gallows_sync.playback.ports import Monitor, Picture
from gallows_sync.playback.transport import Status, Transport
from gallows_sync.session import Notice, Session
from gallows_sync.shipped import shipped_cue_maps, shipped_path

ASCENSEUR = shipped_path("cues/ascenseur-pour-lechafaud.yaml")
PATIENCE_S = 20.0

TITLES = ("First", "Second", "Third", "Fourth")
SPANS = ((10, 20), (20, 30), None, (50, 60))
LP = (
    ("Générique", "2:45"),
    ("L'assassinat de Carala", "2:10"),
    ("Sur l'autoroute", "2:15"),
    ("Julien dans l'ascenseur", "2:07"),
    ("Florence sur les Champs-Élysées", "2:50"),
    ("Dîner au motel", "3:58"),
    ("Évasion de Julien", "0:53"),
    ("Visite du vigile", "2:00"),
    ("Au bar du Petit Bac", "2:50"),
    ("Chez le photographe du motel", "3:50"),
)


class FakeTransport:
    """Notes every command; stands where it was last sent, and reports only when a test says so."""

    def __init__(self) -> None:
        self.status = Status()
        self.commands: list[tuple[object, ...]] = []
        self.now = 0.0
        self.failures: dict[str, str] = {}
        self.closed = 0
        self.recording: Recording | None = None
        """What it was told to play by itself, at ``music_s``."""
        self.music_s = 0.0
        self.equal_gains: dict[str, float] = {}

    def open(self, film: FilmFile, place: float = 0.0) -> None:
        self.commands.append(("open", film.path.name, place))

    def lay(self, music: Sequence[PlacedMusic]) -> None:
        laid = tuple((m.cue.id, m.recording.title if m.recording is not None else None) for m in music)
        self.commands.append(("lay", *laid))

    def jump(self, film_time: Fraction | float) -> None:
        self.commands.append(("jump", float(film_time)))

    def seek(self, film_time: Fraction | float) -> None:
        self.commands.append(("seek", float(film_time)))

    def play(self) -> None:
        self.commands.append(("play",))

    def pause(self) -> None:
        self.commands.append(("pause",))

    def step(self, frames: int) -> None:
        self.commands.append(("step", frames))

    def expect(self, places: Sequence[Fraction | float]) -> None:
        self.commands.append(("expect", *(float(place) for place in places)))

    def loop(self, span: FilmSpan | None) -> None:
        self.commands.append(("loop", None if span is None else float(span.film_in)))

    def want(self, cue_id: str) -> None:
        self.commands.append(("want", cue_id))

    def set_monitor(self, monitor: Monitor) -> None:
        self.status = replace(self.status, monitor=monitor)

    def set_volume(self, volume: float) -> None:
        self.status = replace(self.status, volume=volume)

    def set_view(self, width: int, height: int) -> None:
        self.commands.append(("view", width, height))

    def set_null(self, nulling: bool) -> None:
        self.status = replace(self.status, nulling=nulling)

    def set_equal_gains(self, gains: Mapping[Recording, float]) -> None:
        self.equal_gains = {recording.title: gain for recording, gain in gains.items()}

    def play_music(self, recording: Recording, music_time: float) -> None:
        self.recording, self.music_s = recording, music_time
        self.commands.append(("play_music", recording.title, music_time))

    def music_alone(self) -> tuple[Recording, float] | None:
        return (self.recording, self.music_s) if self.recording is not None else None

    def position(self) -> float:
        return self.now

    def music_failures(self) -> dict[str, str]:
        return dict(self.failures)

    def close(self) -> None:
        self.closed += 1

    def of(self, *names: str) -> list[tuple[object, ...]]:
        """Return the commands of these names, in order."""
        return [command for command in self.commands if command[0] in names]


@dataclass
class Desk:
    """A session, what it stands on, and the files that can be opened in it."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    films: dict[Path, FilmFile] = field(default_factory=dict)
    albums: dict[Path, tuple[Recording, ...]] = field(default_factory=dict)
    shipped: tuple[Path, ...] = shipped_cue_maps()

    def __post_init__(self) -> None:
        self.queue: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.monkeypatch.setattr("gallows_sync.opening.probe_film", self._probe)
        self.monkeypatch.setattr("gallows_sync.opening.read_album", self._read_album)
        self.monkeypatch.setattr("gallows_sync.open_map.PAUSE_S", 0.0)
        self.monkeypatch.setattr("gallows_sync.hearing.REST_S", 1e6)  # nothing is listened to
        self.sessions: list[Session] = []
        self.begin()

    def begin(self) -> Session:
        """Start the program, for the first time or again."""
        self.end()
        self.transport = FakeTransport()
        self.library = Library(self.folder / "state")
        self.session = Session(cast(Transport, self.transport), self.library, self.shipped, self.queue.put)
        self.session.set_volume(self.library.remembered.volume)
        self.sessions.append(self.session)
        self.told = 0
        self.session.subscribe(self._count)
        return self.session

    def end(self) -> None:
        for session in self.sessions:
            session.close()
        self.pump()

    def remembered(self) -> Remembered:
        """Return what the next start would find."""
        self.library.settle()
        return Library(self.folder / "state").remembered

    def _count(self) -> None:
        self.told += 1

    def _probe(self, path: Path) -> FilmFile:
        if path not in self.films:
            raise MediaError(path, "there is no such file")
        return self.films[path]

    def _read_album(self, path: Path) -> tuple[Recording, ...]:
        if path not in self.albums:
            raise MediaError(path, "there is no such file")
        return self.albums[path]

    # -- files

    def film(self, name: str = "film.mkv", duration: int = 120, *, sound: bool = True) -> Path:
        path = self.folder / name
        stream = SoundStream(1, "ac3", 48000, 2, Fraction(0)) if sound else None
        self.films[path] = FilmFile(
            path,
            Fraction(duration),
            Fraction(0),
            Fraction(24),
            640,
            360,
            Fraction(16, 9),
            Fraction(0),
            stream,
        )
        return path

    def album(self, name: str = "album", titles: Sequence[str] = TITLES) -> Path:
        path = self.folder / name
        self.albums[path] = tuple(
            Recording(path / f"{n} {title}.flac", title, number=n, duration=Fraction(60 + 7 * n))
            for n, title in enumerate(titles, 1)
        )
        return path

    def lp(self) -> Path:
        """The ten tracks of the Ascenseur LP."""
        path = self.folder / "Miles Davis - Ascenseur pour l'échafaud"
        seconds = [int(m) * 60 + int(s) for _, clock in LP for m, s in [clock.split(":")]]
        self.albums[path] = tuple(
            Recording(path / f"{n:02d} {title}.flac", title, number=n, duration=Fraction(seconds[n - 1]))
            for n, (title, _) in enumerate(LP, 1)
        )
        return path

    def map(self, name: str = "map.yaml", cue_map: CueMap | None = None, comment: str = "") -> Path:
        path = self.folder / name
        path.write_text(comment + new_text(cue_map or placed_map()), encoding="utf-8")
        return path

    # -- time passes

    def pump(self) -> None:
        """Run what was posted."""
        while True:
            try:
                call = self.queue.get_nowait()
            except queue.Empty:
                return
            call()

    def wait(self, until: Callable[[], bool] | None = None) -> None:
        """Run what is posted until nothing is being opened any more, or ``until`` holds."""
        deadline = time.monotonic() + PATIENCE_S
        while not (until() if until is not None else self.session.busy is None):
            self.queue.get(timeout=deadline - time.monotonic())()
        self.pump()

    def open(self, *, film: Path | None = None, album: Path | None = None, map: Path | None = None) -> None:
        """Open these together and wait until they are there."""
        if map is not None:
            self.session.open_map(map)
        if film is not None:
            self.session.open_film(film)
        if album is not None:
            self.session.open_album(album)
        self.wait()

    def save(self) -> None:
        """Save by hand, and wait until it is done."""
        self.session.save()
        self.wait_until_saved()

    def wait_until_saved(self) -> None:
        self.wait(lambda: not self.session.unsaved)

    def report(self, position: float | None = None, **status: object) -> None:
        """Let playback report where and how it is."""
        if position is not None:
            self.transport.now = position
        self.transport.status = replace(self.transport.status, **status)  # type: ignore[arg-type]
        self.session.transport_changed()
        self.pump()

    def picture(self, position: float) -> None:
        """Let playback be there, and show its picture."""
        self.transport.now = position
        self.session.show(Picture(np.zeros((2, 2, 4), np.uint8), position))
        self.pump()

    # -- what is said

    def texts(self, kind: str | None = None) -> list[str]:
        return [n.text for n in self.session.notices if kind in (None, n.kind)]

    def notice(self, words: str) -> Notice:
        """The one notice with these words."""
        (found,) = [notice for notice in self.session.notices if words in notice.text]
        return found


def placed_map(duration: Fraction | None = Fraction(120), titles: Sequence[str] = TITLES) -> CueMap:
    """Four cues on four tracks, the third unplaced."""
    cues = tuple(
        Cue(
            title.lower(),
            number,
            film=None if span is None else FilmSpan(Fraction(span[0]), Fraction(span[1])),
            certainty=Certainty.UNPLACED if span is None else Certainty.CONFIRMED,
        )
        for number, (title, span) in enumerate(zip(titles, SPANS, strict=True), 1)
    )
    tracks = tuple(Track(n, title, Fraction(60 + 7 * n)) for n, title in enumerate(titles, 1))
    return CueMap(Film("The Film", duration=duration), Album("The Album", tracks=tracks), cues)
