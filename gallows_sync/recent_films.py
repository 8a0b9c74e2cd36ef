"""The films that were open last, each with its album and the place where it was left.

They are kept in a file of their own beside the library's: a version of the program that knows nothing of them
leaves them as they are. A file that is missing or damaged is an empty memory, never an error.
"""

import json
import logging
import math
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from gallows_sync.small_file import SmallFile

log = logging.getLogger(__name__)

MOST_FILMS = 8


@dataclass(frozen=True, slots=True)
class RecentFilm:
    """A film with its album, and the film time (s) where the two were left.

    ``cue_map`` is the map that was open, ``map_chosen`` by the user or else found for the two; ``gone`` says
    that film or album are not where they were.
    """

    film: Path
    album: Path
    title: str
    position: float = 0.0
    cue_map: Path | None = None
    map_chosen: bool = False
    gone: bool = False


class RecentFilms:
    """The memory in ``folder``, the newest first. Every method belongs to the main thread.

    Args:
        post: runs a function on the main thread, from any thread.
        changed: called when it was found which of them are gone.
    """

    def __init__(
        self, folder: Path, post: Callable[[Callable[[], None]], None], changed: Callable[[], None]
    ) -> None:
        self._file = SmallFile(folder / "recent.json", "recent films cannot be remembered")
        self._post = post
        self._changed = changed
        self._looking = False
        self.films = _recent_films(self._file.load())
        self.look()

    def remember(self, film: RecentFilm) -> None:
        """Have this be the newest; film and album stand in the memory once."""
        others = [other for other in self.films if (other.film, other.album) != (film.film, film.album)]
        films = (film, *others)[:MOST_FILMS]
        if films != self.films:
            self.films = films
            self._store()

    def settle(self) -> None:
        """Wait until what is remembered is on disk."""
        self._file.settle()

    def look(self) -> None:
        """Find out which of them are gone, beside the main thread: a sleeping disk takes its time."""
        if self._looking or not self.films:
            return
        self._looking = True
        pairs = [(film.film, film.album) for film in self.films]

        def work() -> None:
            gone = frozenset(pair for pair in pairs if not all(os.path.exists(path) for path in pair))
            self._post(lambda: self._looked(gone))

        threading.Thread(target=work, name="recent films", daemon=True).start()

    def _looked(self, gone: frozenset[tuple[Path, Path]]) -> None:
        self._looking = False
        films = tuple(replace(film, gone=(film.film, film.album) in gone) for film in self.films)
        if films != self.films:
            self.films = films
            self._changed()

    def _store(self) -> None:
        stored = [
            {
                "film": str(film.film),
                "album": str(film.album),
                "title": film.title,
                "position": film.position,
                "cue_map": None if film.cue_map is None else str(film.cue_map),
                "map_chosen": film.map_chosen,
            }
            for film in self.films
        ]
        # Escaped: file names may hold bytes that are no text.
        self._file.write(json.dumps({"version": 1, "films": stored}, ensure_ascii=True, indent=1))


def _recent_films(stored: dict[str, object]) -> tuple[RecentFilm, ...]:
    """Return those films of ``stored`` that are whole."""
    listed = stored.get("films")
    films = [_recent_film(one) for one in listed] if isinstance(listed, list) else []
    return tuple(film for film in films if film is not None)[:MOST_FILMS]


def _recent_film(stored: object) -> RecentFilm | None:
    """Return the film that ``stored`` describes; None where it does not."""
    if not isinstance(stored, dict):
        return None
    film, album = _path(stored.get("film")), _path(stored.get("album"))
    if film is None or album is None:
        return None
    title, position = stored.get("title"), stored.get("position")
    return RecentFilm(
        film,
        album,
        title if isinstance(title, str) and title else film.stem,
        float(position) if isinstance(position, int | float) and 0 <= position < math.inf else 0.0,
        _path(stored.get("cue_map")),
        stored.get("map_chosen") is True,
    )


def _path(stored: object) -> Path | None:
    return Path(stored) if isinstance(stored, str) and stored and "\0" not in stored else None
