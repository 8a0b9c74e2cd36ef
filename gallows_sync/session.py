"""The open film, album and cue map: commands in, one notification out.

A session lives on the main thread. Files are read on a thread of its own, and what was found comes back
through ``post``; the transport steers playback and calls from its own threads.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from gallows_sync.core.cue_map import Album, Cue, CueMap, Film
from gallows_sync.core.media_files import AlbumMatch, FilmFile, MatchState, Recording
from gallows_sync.errors import GallowsSyncError
from gallows_sync.formats.cue_map_yaml import CueMapError, CueMapFile, read_cue_map, save_cue_map
from gallows_sync.library import Library
from gallows_sync.media.album import read_album
from gallows_sync.media.film import probe_film
from gallows_sync.media.matching import is_album, match_album, new_cue_map
from gallows_sync.playback.conform import PlacedMusic
from gallows_sync.playback.ports import Monitor, Picture
from gallows_sync.playback.transport import Status, Transport

log = logging.getLogger(__name__)

LEAD_BACK_S = 2.0
"""«Previous» goes to the cue's own beginning first, if the playhead is further into it than this."""

DURATION_TOLERANCE_S = 1.0
"""A film whose length differs by more from the map's is another copy: its times may not hold."""

NO_MAP = CueMap(Film(""), Album(""))

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that does not work, or that is worth knowing, in words; ``advice`` says what to do."""

    kind: str
    text: str
    advice: str | None = None


class Session:
    """What the window shows and commands. Every method belongs to the main thread.

    Args:
        transport: plays; its callbacks are wired to ``transport_changed`` and ``show``.
        library: what is remembered between starts.
        shipped_maps: the cue maps that come with the program.
        post: runs a function on the main thread, from any thread.
    """

    def __init__(
        self,
        transport: Transport,
        library: Library,
        shipped_maps: tuple[Path, ...],
        post: Callable[[Callable[[], None]], None],
    ) -> None:
        self.film: FilmFile | None = None
        self.album_path: Path | None = None
        self.recordings: tuple[Recording, ...] = ()
        self.cue_map = NO_MAP
        self.map_path: Path | None = None
        self.match: AlbumMatch | None = None
        self.selected: str | None = None
        self.looping = False
        self.notices: tuple[Notice, ...] = ()
        self.busy: str | None = None
        self._transport = transport
        self._library = library
        self._shipped_maps = shipped_maps
        self._post = post
        self._listeners: list[Callable[[], None]] = []
        self._sink: Callable[[Picture], None] = lambda _: None
        self._reader = ThreadPoolExecutor(1, "files")
        self._map_file: CueMapFile | None = None
        self._map_chosen = False
        """Whether the user opened this map, rather than it being found for film and album."""
        self._then: list[Callable[[], None]] = []
        self._jobs: list[str] = []
        self._dismissed: set[Notice] = set()
        self._last_found: tuple[Notice, ...] = ()
        self._status = Status()
        self._laid: tuple[PlacedMusic, ...] = ()
        self._closed = False

    # ------------------------------------------------------------------ what the window shows

    @property
    def playing(self) -> bool:
        return self._status.playing

    @property
    def monitor(self) -> Monitor:
        return self._status.monitor

    @property
    def volume(self) -> float:
        return self._status.volume

    @property
    def sync_error_ms(self) -> float | None:
        """Measured: the album against the film's sound (ms)."""
        return self._status.sync_error_ms

    def position(self) -> float:
        """Return the film time (s) of this moment."""
        return self._transport.position()

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Have ``listener`` called on the main thread after each change of what the window shows."""
        self._listeners.append(listener)

    def set_picture_sink(self, sink: Callable[[Picture], None]) -> None:
        """Have ``sink`` called on a playback thread at the instant each picture is due."""
        self._sink = sink

    def set_picture_size(self, width: int, height: int) -> None:
        """Ask for pictures that fit ``width`` by ``height`` device pixels."""
        self._transport.set_view(width, height)

    # ------------------------------------------------------------------ opening

    def restore(self) -> None:
        """Open what was open last, paused where it was left; what is gone is said and left out."""
        last = self._library.remembered
        self.set_volume(last.volume)
        if last.cue_map is not None and Path(last.cue_map).is_file():
            self.open_map(Path(last.cue_map))
        elif last.film is None and last.album is None:
            self._open_default_map()
        for name, opener in ((last.film, self._open_film), (last.album, self.open_album)):
            if name is None:
                continue
            if Path(name).exists():
                opener(Path(name))
            else:
                self._say(
                    Notice("problem", f"{name} is not there any more.", "Open it from where it is now.")
                )
        position = last.position

        def go_back() -> None:
            if self.film is not None and position > 0:
                self._transport.seek(position)

        self._when_open(go_back)

    def open_film(self, path: Path) -> None:
        """Open another film; it stands at its beginning."""
        self._open_film(path)

    def open_album(self, path: Path) -> None:
        """Open another album: a folder, a file, or a CUE sheet."""
        path = path.absolute()

        def opened(recordings: tuple[Recording, ...]) -> None:
            self.album_path, self.recordings = path, recordings
            self._choose_map()

        self._read(f"Opening {path.name}…", lambda: read_album(path), opened)

    def open_map(self, path: Path) -> None:
        """Open a cue map; the one that is open stays if this has faults."""
        path = path.absolute()

        def opened(file: CueMapFile) -> None:
            self._map_chosen = True
            self._take_map(file, path)

        self._read(f"Opening {path.name}…", lambda: read_cue_map(path), opened)

    def reload_map(self) -> None:
        """Read the open map again, as it was edited by hand."""
        if self.map_path is not None:
            self.open_map(self.map_path)

    def start(self, cue_id: str | None) -> None:
        """Once everything asked for is open, play: from the cue, else from the film's beginning."""

        def begin() -> None:
            if self.film is None:
                return
            if cue_id is not None and (cue := self.cue_map.cue(cue_id)) is not None and cue.placed:
                self.jump(cue_id)
            else:
                self._transport.jump(0)

        self._when_open(begin)

    def save(self) -> None:
        """Save the map where it is; one that came with the program, or is new, as the user's own."""
        path = self.map_path
        own = path is not None and path not in self._shipped_maps
        if path is None or not own:
            path = self._library.new_map_path(self.cue_map.film.title or self.cue_map.album.title)
        try:
            self._map_file = save_cue_map(path, self.cue_map, self._map_file)
        except GallowsSyncError as error:
            self._say(Notice("problem", str(error)))
            return
        self.map_path = path
        self._map_chosen = True
        self._remember()
        self._say(Notice("info", f"Saved as {path}."))

    def dismiss(self, notice: Notice) -> None:
        self._dismissed.add(notice)
        self.notices = tuple(n for n in self.notices if n != notice)
        self._notify()

    # ------------------------------------------------------------------ playing

    def jump(self, cue_id: str) -> None:
        """Go to the cue and play: picture and music together."""
        cue = self.cue_map.cue(cue_id)
        if cue is None:
            return
        self.selected = cue_id
        if cue.film is None:
            self._say(
                Notice(
                    "info",
                    f"«{self._track_title(cue)}» has no place in this copy of the film yet.",
                    "Write the film times of this cue into the map, then load the map again.",
                )
            )
            return
        if self.film is None:
            self._notify()
            return
        self._transport.want(cue_id)
        self._transport.jump(cue.film.film_in)
        if self.looping:
            self._transport.loop(cue.film)
        self._expect()
        self._notify()

    def jump_number(self, number: int) -> None:
        """Jump to the cue that stands at place ``number`` (from 1) in the list."""
        if 1 <= number <= len(self.cue_map.cues):
            self.jump(self.cue_map.cues[number - 1].id)

    def next_cue(self) -> None:
        """Jump to the next placed cue of the list."""
        self._jump_from(self._selected_index(), 1)

    def previous_cue(self) -> None:
        """Jump to this cue's beginning, or, at its beginning, to the placed cue before it in the list."""
        cue = self.cue_map.cue(self.selected) if self.selected is not None else None
        span = cue.film if cue is not None else None
        if cue is not None and span is not None and self.position() > float(span.film_in) + LEAD_BACK_S:
            self.jump(cue.id)
        else:
            self._jump_from(self._selected_index(), -1)

    def toggle_play(self) -> None:
        if self.playing:
            self._transport.pause()
        else:
            self._transport.play()

    def seek(self, seconds: float) -> None:
        """Go to this film time (s), playing on if it plays."""
        self._transport.seek(seconds)

    def skip(self, seconds: float) -> None:
        """Move by so many seconds."""
        self._transport.seek(max(0.0, self.position() + seconds))

    def step(self, frames: int) -> None:
        """Pause, and move by so many frames."""
        self._transport.step(frames)

    def toggle_loop(self) -> None:
        """Loop the selected cue, going there if the playhead is elsewhere; or stop looping."""
        cue = self.cue_map.cue(self.selected) if self.selected is not None else None
        if self.looping or cue is None or cue.film is None:
            self.looping = False
            self._transport.loop(None)
        else:
            self.looping = True
            self._transport.loop(cue.film)
            if self.position() not in cue.film:
                self._transport.jump(cue.film.film_in)
        self._expect()
        self._notify()

    def cycle_monitor(self) -> None:
        order = (Monitor.MIX, Monitor.FILM, Monitor.ALBUM)
        self.set_monitor(order[(order.index(self.monitor) + 1) % len(order)])

    def set_monitor(self, monitor: Monitor) -> None:
        self._transport.set_monitor(monitor)

    def set_volume(self, volume: float) -> None:
        """Set the volume, 0 to 1."""
        self._transport.set_volume(max(0.0, min(1.0, volume)))

    def follow(self) -> None:
        """Select the cue that the playhead is in; called regularly by the window."""
        if self.film is None or self.looping:
            return
        here = self.cue_map.cues_at(self.position())
        if here and self.selected not in {cue.id for cue in here}:
            self.selected = here[0].id
            self._expect()
            self._notify()

    def close(self) -> None:
        """Remember what is open, stop playback, free everything."""
        if self._closed:
            return
        self._closed = True
        self._remember()
        self._reader.shutdown(cancel_futures=True)
        self._transport.close()

    # ------------------------------------------------------------------ the transport reports, on its threads

    def transport_changed(self) -> None:
        self._post(self._read_status)

    def show(self, picture: Picture) -> None:
        self._sink(picture)

    # ------------------------------------------------------------------ inside

    def _read_status(self) -> None:
        if self._closed:
            return
        before, self._status = self._status, self._transport.status
        if before != self._status:
            self._refresh_notices()
            self._notify()

    def _notify(self) -> None:
        for listener in self._listeners:
            listener()

    def _say(self, notice: Notice) -> None:
        self._dismissed.discard(notice)
        self.notices = (*(n for n in self.notices if n != notice), notice)
        self._notify()

    def _open_film(self, path: Path) -> None:
        path = path.absolute()

        def opened(film: FilmFile) -> None:
            self.film = film
            self.selected = None
            self._transport.open(film)
            self._choose_map()

        self._read(f"Opening {path.name}…", lambda: probe_film(path), opened)

    def _read(self, busy: str, job: Callable[[], _T], done: Callable[[_T], None]) -> None:
        """Run ``job`` on the files' thread, then ``done`` with what it found, here."""
        self._jobs.append(busy)
        self.busy = self._jobs[0]

        def finished(result: _T | None, error: GallowsSyncError | None) -> None:
            if self._closed:
                return
            self._jobs.remove(busy)
            self.busy = self._jobs[0] if self._jobs else None
            if error is not None:
                for line in str(error).splitlines()[:3]:
                    self._say(Notice("problem", line))
            else:
                assert result is not None
                done(result)
            if not self._jobs:
                then, self._then = self._then, []
                for call in then:
                    call()
            self._notify()

        def work() -> None:
            try:
                result = job()
            except GallowsSyncError as error:
                failure = error
                self._post(lambda: finished(None, failure))
            else:
                self._post(lambda: finished(result, None))

        self._reader.submit(work)
        self._notify()

    def _when_open(self, call: Callable[[], None]) -> None:
        if self._jobs:
            self._then.append(call)
        else:
            call()

    def _open_default_map(self) -> None:
        """With nothing to come back to, show the shipped map that the program was made for."""
        for path in self._shipped_maps:
            if "demo" not in path.stem:
                self._take_map(read_cue_map(path), path)
                return

    def _choose_map(self) -> None:
        """Find the map for the open film and album, unless the user opened one."""
        if not self._map_chosen and self.recordings:
            path = None
            if self.film is not None and self.album_path is not None:
                path = self._library.map_for(self.film.path, self.album_path)
            file = self._readable(path) if path is not None else None
            for shipped in self._shipped_maps if file is None else ():
                found = self._readable(shipped)
                if found is not None and is_album(found.cue_map.album, self.recordings):
                    path, file = shipped, found
                    break
            if file is None or path is None:
                self._take_map(None, None, new_cue_map(self.recordings, self.film))
                return
            self._take_map(file, path)
        else:
            self._map_changed()

    def _readable(self, path: Path) -> CueMapFile | None:
        try:
            return read_cue_map(path)
        except CueMapError as error:
            for line in str(error).splitlines()[:3]:
                self._say(Notice("problem", line))
            return None

    def _take_map(self, file: CueMapFile | None, path: Path | None, cue_map: CueMap | None = None) -> None:
        self._map_file, self.map_path = file, path
        self.cue_map = file.cue_map if file is not None else cue_map or NO_MAP
        if self.selected is None or self.cue_map.cue(self.selected) is None:
            self.selected = None
        self._map_changed()

    def _map_changed(self) -> None:
        """Film, album or map is another: match, lay the music under the film, say what does not work."""
        self.match = match_album(self.cue_map.album, self.recordings) if self.recordings else None
        laid = tuple(
            PlacedMusic(cue, self.match.recording_for(cue) if self.match is not None else None)
            for cue in self.cue_map.cues
            if cue.placed
        )
        if laid != self._laid:
            self._laid = laid
            self._transport.lay(laid)
        self._expect()
        self._remember()
        self._dismissed.clear()
        self._refresh_notices()
        self._notify()

    def _refresh_notices(self) -> None:
        found = tuple(n for n in self._found_problems() if n not in self._dismissed)
        kept = tuple(n for n in self.notices if n not in self._last_found and n not in found)
        self._last_found = found
        self.notices = (*kept, *found)

    def _found_problems(self) -> list[Notice]:
        """Say what of the open film, album and map does not work together."""
        notices: list[Notice] = []
        status, film, asked = self._status, self.film, self.cue_map.film
        if film is not None and not status.output_works:
            notices.append(
                Notice(
                    "problem",
                    "There is no sound device: the picture plays silently.",
                    "Connect one and it is used at once; «gallows-sync doctor» says what was found.",
                )
            )
        if status.problem is not None:
            notices.append(Notice("problem", status.problem))
        if film is not None and film.sound is None:
            notices.append(Notice("info", "This film has no sound; only the album is heard."))
        if film is not None and asked.duration is not None and any(c.placed for c in self.cue_map.cues):
            off = float(film.duration - asked.duration)
            if abs(off) > DURATION_TOLERANCE_S:
                notices.append(
                    Notice(
                        "problem",
                        f"This copy is {abs(off):.0f} s {'longer' if off > 0 else 'shorter'} than the one "
                        "that the map's film times belong to.",
                        "Its scenes may lie elsewhere; look before you trust them.",
                    )
                )
        for match in self.match.tracks if self.match is not None else ():
            if match.state is not MatchState.MATCHED:
                track = self.cue_map.track(match.track)
                title = track.title if track is not None else ""
                notices.append(Notice("problem", f"Track {match.track}, «{title}»: {match.reason}"))
        for cue_id, why in self._transport.music_failures().items():
            cue = self.cue_map.cue(cue_id)
            if cue is not None:
                notices.append(Notice("problem", f"«{self._track_title(cue)}» cannot be read: {why}"))
        return notices

    def _expect(self) -> None:
        """Tell the transport which places are likely to be wanted: this cue, the next ones, then the rest."""
        cues = self.cue_map.cues
        index = self._selected_index()
        start = index if index is not None else 0
        order = [*cues[start + 1 :], *cues[:start], *cues[start : start + 1]] if cues else []
        self._transport.expect([cue.film.film_in for cue in order if cue.film is not None])

    def _selected_index(self) -> int | None:
        ids = [cue.id for cue in self.cue_map.cues]
        return ids.index(self.selected) if self.selected in ids else None

    def _jump_from(self, index: int | None, step: int) -> None:
        cues = self.cue_map.cues
        at = (index if index is not None else (-1 if step > 0 else len(cues))) + step
        while 0 <= at < len(cues):
            if cues[at].placed:
                self.jump(cues[at].id)
                return
            at += step

    def _track_title(self, cue: Cue) -> str:
        track = self.cue_map.track(cue.track)
        return track.title if track is not None else cue.id

    def _remember(self) -> None:
        last = self._library.remembered
        last.film = str(self.film.path) if self.film is not None else last.film
        last.album = str(self.album_path) if self.album_path is not None else last.album
        last.cue_map = str(self.map_path) if self.map_path is not None else None
        last.volume = self.volume
        last.position = self.position() if self.film is not None else last.position
        if self.film is not None and self.album_path is not None and self.map_path is not None:
            self._library.remember_map(self.film.path, self.album_path, self.map_path)
        self._library.store()
