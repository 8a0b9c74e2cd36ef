"""What is open, and how it comes to be: film, album and map are read, and found to belong together.

What was asked for together is opened together: once the last of it has been read, the map is found (unless
the user opened one) and the album matched to it.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar

from gallows_sync.core.media_files import AlbumMatch, FilmFile, Recording
from gallows_sync.errors import GallowsSyncError
from gallows_sync.formats.cue_map_yaml import CueMapFile, read_cue_map
from gallows_sync.library import Library
from gallows_sync.map_choice import MapChoice, default_map
from gallows_sync.media.album import read_album
from gallows_sync.media.film import probe_film
from gallows_sync.media.matching import match_album
from gallows_sync.notices import Notice, opening_notice
from gallows_sync.open_map import NO_MAP, OpenMap
from gallows_sync.reading import Reading, at_once
from gallows_sync.recent_films import RecentFilm
from gallows_sync.search.recognition import CopyLearner, find_map
from gallows_sync.wording import phrase

END_S = 1.0
"""A film left so near its end is opened at its beginning."""

_T = TypeVar("_T")


class Opened(Protocol):
    """What opening needs of the session: what becomes of what was opened, and who is told."""

    def film_was_read(self, film: FilmFile, place: float) -> None:
        """Stand at ``place`` (s) of this film; it takes the place of the open one at once after this."""

    def map_is_open(self, errors: tuple[GallowsSyncError, ...]) -> None:
        """Show and play the map that is open now; ``errors`` kept others from being taken."""

    def map_was_saved(self, said: Notice | None) -> None: ...
    def say(self, notice: Notice) -> None: ...
    def unsay(self, about: str) -> None: ...
    def notify(self) -> None: ...


@dataclass(frozen=True, slots=True)
class _ReadMap:
    """A map that was just read; ``chosen`` by the user, or open last and found for its film and album."""

    file: CueMapFile
    path: Path
    chosen: bool


class Opening:
    """The open film, album and map. Every method belongs to the main thread.

    Args:
        session: plays what is opened.
        library: what is remembered between starts.
        shipped_maps: the cue maps that come with the program.
        post: runs a function on the main thread, from any thread.
    """

    def __init__(
        self,
        session: Opened,
        library: Library,
        shipped_maps: tuple[Path, ...],
        post: Callable[[Callable[[], None]], None],
    ) -> None:
        self.film: FilmFile | None = None
        self.album_path: Path | None = None
        self.recordings: tuple[Recording, ...] = ()
        self.match: AlbumMatch | None = None
        """How the album's files fit the map's tracks."""
        self.reading = Reading(post, all_read=self._settle, changed=session.notify)
        learner = CopyLearner(library, self.reading)
        self.map = OpenMap(library, shipped_maps, learner, post, saved=self._map_was_saved)
        self._session = session
        self._library = library
        self._shipped_maps = shipped_maps
        self._asked: Counter[str] = Counter()
        self._read_map: _ReadMap | None = None
        """The map that will be open once all is read."""
        self._unsettled = True
        """Film or album were opened since map and album were last matched."""
        self._map_is_away = False
        """The map that was open last could not be opened; it stays remembered."""

    # ------------------------------------------------------------------ commands

    def restore(self) -> None:
        """Open what was open last, where it was left; what is gone is said and stays remembered."""
        last = self._library.remembered
        if last.cue_map is not None:
            self._open_map(Path(last.cue_map), chosen=last.map_chosen, was_open_last=True)
        if last.film is not None:
            self._open_film(Path(last.film), last.position, was_open_last=True)
        if last.album is not None:
            self._open_album(Path(last.album), was_open_last=True)
        if self.reading.busy is None:
            self._settle()

    def open_film(self, path: Path) -> None:
        """Open another film; it stands at its beginning."""
        self._open_film(path.absolute(), 0.0)

    def open_album(self, path: Path) -> None:
        """Open another album: a folder, a file, or a CUE sheet."""
        self._open_album(path.absolute())

    def open_map(self, path: Path) -> None:
        """Open a cue map, or read the open one again; the one that is open stays if this has faults."""
        self._open_map(path.absolute(), chosen=True)

    def open_recent(self, recent: RecentFilm) -> None:
        """Open a recent film, its album and map where they were left; if the film fails, nothing else."""

        def film_is_open() -> None:
            if recent.cue_map is not None:
                self._open_map(recent.cue_map, chosen=recent.map_chosen)
            self._open_album(recent.album)

        if self.film is None or (self.film.path, self.album_path) != (recent.film, recent.album):
            self._open_film(recent.film, recent.position, then=film_is_open)

    def remember(self) -> None:
        """Remember what is open; what could not be opened stays remembered until something else is."""
        last = self._library.remembered
        last.film = str(self.film.path) if self.film is not None else last.film
        last.album = str(self.album_path) if self.album_path is not None else last.album
        if not self._map_is_away:
            last.cue_map = str(self.map.path) if self.map.path is not None else None
            last.map_chosen = self.map.chosen

    # ------------------------------------------------------------------ reading files

    def _open_film(
        self,
        path: Path,
        place: float,
        *,
        was_open_last: bool = False,
        then: Callable[[], None] = lambda: None,
    ) -> None:
        def opened(film: FilmFile) -> None:
            self._session.film_was_read(film, place if 0 < place < float(film.duration) - END_S else 0.0)
            self.film, self._unsettled = film, True
            self._map_is_away &= was_open_last
            then()

        def failed(error: GallowsSyncError) -> None:
            self._session.say(opening_notice("film", error, was_open_last=was_open_last))

        self._read("film", path, lambda: probe_film(path), opened, failed)

    def _open_album(self, path: Path, *, was_open_last: bool = False) -> None:
        def opened(recordings: tuple[Recording, ...]) -> None:
            self.album_path, self.recordings, self._unsettled = path, recordings, True
            self._map_is_away &= was_open_last

        def failed(error: GallowsSyncError) -> None:
            self._session.say(opening_notice("album", error, was_open_last=was_open_last))

        self._read("album", path, lambda: read_album(path), opened, failed)

    def _open_map(self, path: Path, *, chosen: bool, was_open_last: bool = False) -> None:
        def opened(file: CueMapFile) -> None:
            self._read_map = _ReadMap(file, path, chosen)

        def failed(error: GallowsSyncError) -> None:
            if chosen:  # one that was not is found anew for film and album
                self._map_is_away |= was_open_last
                self._session.say(opening_notice("map", error, was_open_last=was_open_last))

        self._read("map", path, lambda: read_cue_map(path), opened, failed, after=self.map.when_settled)

    def _read(
        self,
        what: str,
        path: Path,
        job: Callable[[], _T],
        opened: Callable[[_T], None],
        failed: Callable[[GallowsSyncError], None],
        after: Callable[[Callable[[], None]], None] = at_once,
    ) -> None:
        """Read the film, album or map at ``path``; of several asked for meanwhile only the last counts."""
        self._asked[what] += 1
        asking = self._asked[what]

        def done(result: _T) -> None:
            if asking == self._asked[what]:
                self._session.unsay(what)
                opened(result)

        def not_done(error: GallowsSyncError) -> None:
            if asking == self._asked[what]:
                self._session.unsay(what)
                failed(error)

        words = phrase("Opening", "Opening {file}…").fill(file=path.name)
        self.reading.read(words, job, done, not_done, after)

    # ------------------------------------------------------------------ what belongs together

    def _settle(self) -> None:
        """All that was asked for has been read: find the map if need be, and match the album to it."""
        read, self._read_map = self._read_map, None
        film, album_path, recordings = self.film, self.album_path, self.recordings
        if read is None and not self._unsettled:
            return
        self._unsettled = False
        self.map.settle()
        now, chosen = self.map.choice, self.map.stays_with(film, album_path)
        if read is not None:
            now, chosen = MapChoice(read.file.cue_map, read.file, read.path), read.chosen

        def work() -> MapChoice:
            choice = now
            if recordings and not chosen:
                choice = find_map(self._library, self._shipped_maps, film, album_path, recordings)
            elif choice.cue_map == NO_MAP:
                choice = default_map(self._shipped_maps) or now
            if recordings and choice.match is None:
                return replace(choice, match=match_album(choice.cue_map.album, recordings))
            return choice

        def settled(choice: MapChoice) -> None:
            self.map.settle()
            if choice.cue_map is now.cue_map and read is None:  # with what was changed meanwhile
                choice = replace(self.map.choice, match=choice.match)
            if read is not None:
                self.map.is_for(self.film, self.album_path)
                self._map_is_away = False
            self.map.take(choice, chosen=chosen)
            self.map.join(self.film, self.album_path)
            self.match = choice.match
            self._session.map_is_open(choice.errors)
            if choice.recognised and choice.path != now.path:
                self._session.say(
                    Notice(
                        "info",
                        phrase("Opening", "This copy is known: its cues are open."),
                        phrase("Opening", "From {map}.").fill(map=choice.path),
                        "copy",
                    )
                )

        self.reading.read(
            phrase("Opening", "Matching the album to the film…")
            if recordings
            else phrase("Opening", "Opening the cue map…"),
            work,
            settled,
            lambda error: self._session.say(opening_notice("map", error, was_open_last=False)),
        )

    def _map_was_saved(self, said: Notice | None) -> None:
        self._map_is_away &= self.map.path is None
        self._session.map_was_saved(said)
