"""The cue map that is open: what it says, what was changed in it, and the file that it is saved in."""

from pathlib import Path

from gallows_sync.core.cue_map import Album, CueMap, Film
from gallows_sync.core.history import Edit, History
from gallows_sync.core.media_files import FilmFile
from gallows_sync.errors import GallowsSyncError
from gallows_sync.formats.cue_map_yaml import CueMapFile, save_cue_map
from gallows_sync.library import Library
from gallows_sync.map_choice import MapChoice
from gallows_sync.notices import Notice
from gallows_sync.search.recognition import CopyLearner

NO_MAP = CueMap(Film(""), Album(""))


class OpenMap:
    """One map after the other, each with its history. Every method belongs to the main thread.

    Args:
        library: knows where the user's own maps lie, and remembers for what they were saved.
        shipped_maps: the cue maps that come with the program: never written.
        learner: is told of each saving.
    """

    def __init__(self, library: Library, shipped_maps: tuple[Path, ...], learner: CopyLearner) -> None:
        self.cue_map = NO_MAP
        self.path: Path | None = None
        self.chosen = False
        """Whether the user opened or saved it, rather than it being found for film and album."""
        self._library = library
        self._shipped_maps = shipped_maps
        self._learner = learner
        self._file: CueMapFile | None = None
        self._chosen_for: tuple[Path | None, Path | None] = (None, None)
        """The film and album that a chosen map is for; once both are others it is let go."""
        self._history = History()

    @property
    def choice(self) -> MapChoice:
        """The map as it is, as a choice to stay with."""
        return MapChoice(self.cue_map, self._file, self.path)

    @property
    def undo_words(self) -> str | None:
        """What undo would take back; None if there is nothing."""
        return self._history.last.words if self._history.last is not None else None

    @property
    def redo_words(self) -> str | None:
        """What redo would do again; None if there is nothing."""
        return self._history.next.words if self._history.next is not None else None

    # ------------------------------------------------------------------ which map is open

    def take(self, choice: MapChoice, *, chosen: bool) -> None:
        """Open this map; what was done can be undone only if it is the same as before."""
        if choice.cue_map != self.cue_map:
            self._history = History()
        self.cue_map, self._file, self.path = choice.cue_map, choice.file, choice.path
        self.chosen = chosen

    def is_for(self, film: FilmFile | None, album: Path | None) -> None:
        """Have the chosen map be for this film and album, whatever it was for before."""
        self._chosen_for = _paths(film, album)

    def join(self, film: FilmFile | None, album: Path | None) -> None:
        """The first film and album that are opened under a chosen map are those it is for."""
        chosen_film, chosen_album = self._chosen_for
        film_now, album_now = _paths(film, album)
        self._chosen_for = (chosen_film or film_now, chosen_album or album_now)

    def stays_with(self, film: FilmFile | None, album: Path | None) -> bool:
        """Return whether it is to stay: it was chosen, and film or album is still what it was chosen for."""
        both_are_others = all(
            own is not None and own != now
            for own, now in zip(self._chosen_for, _paths(film, album), strict=True)
        )
        return self.chosen and not both_are_others

    # ------------------------------------------------------------------ changing it

    def change(self, words: str, after: CueMap) -> None:
        """Have the map say ``after``; ``words`` name the change as a menu would."""
        self._history = self._history.with_edit(Edit(words, self.cue_map, after))
        self.cue_map = after

    def undo(self) -> bool:
        """Take back the last change; return whether there was one."""
        edit = self._history.last
        if edit is not None:
            self.cue_map, self._history = edit.before, self._history.back()
        return edit is not None

    def redo(self) -> bool:
        """Make the change again that was taken back last; return whether there was one."""
        edit = self._history.next
        if edit is not None:
            self.cue_map, self._history = edit.after, self._history.forward()
        return edit is not None

    # ------------------------------------------------------------------ saving it

    def save(self, film: FilmFile | None, album: Path | None) -> Path:
        """Save it where it is, or as the user's own, and return where; it is for ``film`` and ``album`` now.

        Raises:
            GallowsSyncError: it cannot be saved there.
        """
        own = self.path is not None and not self._is_shipped(self.path)
        return self._save_at(self.path if own and self.path is not None else self._new_path(), film, album)

    def autosave(self, film: FilmFile | None, album: Path | None) -> Notice | None:
        """Save what was just decided; where its file cannot be written, in a new one of the user's own.

        Return what there is to say of it.
        """
        before = self.path
        try:
            path = self.save(film, album)
            said = f"Your cues are saved as {path}."
            return Notice("info", said, about="save") if path != before else None
        except GallowsSyncError as error:
            problem = str(error)
        try:
            advice = f"Your cues are saved as {self._save_at(self._new_path(), film, album)} instead."
        except GallowsSyncError as error:
            advice = f"They are not saved: {error}"
        return Notice("problem", problem, advice, "save")

    def _save_at(self, path: Path, film: FilmFile | None, album: Path | None) -> Path:
        self._file = save_cue_map(path, self.cue_map, self._file)
        self.path, self.chosen = path, True
        self.is_for(film, album)
        if film is not None and album is not None:
            self._library.remember_map(film.path, album, path)
            self._learner.saved(film, album, self.cue_map, path)
        return path

    def _new_path(self) -> Path:
        return self._library.new_map_path(self.cue_map.film.title or self.cue_map.album.title)

    def _is_shipped(self, path: Path) -> bool:
        return path.resolve() in {shipped.resolve() for shipped in self._shipped_maps}


def _paths(film: FilmFile | None, album: Path | None) -> tuple[Path | None, Path | None]:
    return (film.path if film is not None else None, album)
