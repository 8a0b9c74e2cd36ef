"""The cue map that is open: what it says, what was changed in it, and the file that it is saved in.

It is saved on a thread of its own, for a long map takes most of a second to be written into its own text.
What is changed while that lasts is saved together afterwards.
"""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from gallows_sync.background import background_thread
from gallows_sync.core.cue_map import Album, CueMap, Film
from gallows_sync.core.history import Edit, History
from gallows_sync.core.media_files import FilmFile
from gallows_sync.errors import GallowsSyncError
from gallows_sync.formats.cue_map_yaml import CueMapFile, new_text, save_cue_map
from gallows_sync.library import Library
from gallows_sync.map_choice import MapChoice
from gallows_sync.notices import Notice
from gallows_sync.search.recognition import CopyLearner
from gallows_sync.wording import phrase

log = logging.getLogger(__name__)

NO_MAP = CueMap(Film(""), Album(""))

PAUSE_S = 0.4
"""Saving waits so long for what follows: a key that is held down changes the map thirty times a second."""

SERIES_S = 1.5
"""What goes on with the last change within this time is undone with it."""


@dataclass(frozen=True, slots=True)
class _Task:
    """What to save: ``path`` is None for a new file; ``by_hand`` says that the user asked for it."""

    cue_map: CueMap
    file: CueMapFile | None
    path: Path | None
    found: str
    film: FilmFile | None
    album: Path | None
    by_hand: bool


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of it: ``file`` is what is on disk now, if anything was saved; ``problem`` says why not.

    ``stranded`` says why it could not be saved elsewhere either.
    """

    file: CueMapFile | None
    problem: str | None = None
    stranded: str | None = None


@dataclass(slots=True)
class _Saving:
    """A saving under way, and whether it need not wait any more."""

    task: _Task
    at_once: Event
    outcome: Future[_Outcome] | None = None


class OpenMap:
    """One map after the other, each with its history. Every method belongs to the main thread.

    Args:
        library: knows where the user's own maps lie, and remembers for what they were saved.
        shipped_maps: the cue maps that come with the program: never written.
        learner: is told of each saving.
        post: runs a function on the main thread, from any thread.
        saved: called after each saving, with what there is to say of it.
    """

    def __init__(
        self,
        library: Library,
        shipped_maps: tuple[Path, ...],
        learner: CopyLearner,
        post: Callable[[Callable[[], None]], None],
        saved: Callable[[Notice | None], None],
    ) -> None:
        self.cue_map = NO_MAP
        self.path: Path | None = None
        self.chosen = False
        """Whether the user opened or saved it, rather than it being found for film and album."""
        self._library = library
        self._shipped_maps = shipped_maps
        self._learner = learner
        self._post = post
        self._saved = saved
        self._file: CueMapFile | None = None
        self._found = ""
        """The text of the map as it was opened."""
        self._chosen_for: tuple[Path | None, Path | None] = (None, None)
        """The film and album that a chosen map is for; once both are others it is let go."""
        self._history = History()
        self._series: str | None = None
        self._changed_s = 0.0
        self._thread = background_thread("saving")
        self._saving: _Saving | None = None
        self._next: _Task | None = None
        """What is to be saved once that is done."""
        self._waiting: list[Callable[[], None]] = []

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

    @property
    def unsaved(self) -> bool:
        """Whether a change is not on disk yet."""
        return self._saving is not None

    @property
    def original(self) -> Path | None:
        """The file that holds the map as it was found, before anything was saved; None if nothing was."""
        kept = self._library.original_of(self.path) if self.path is not None else None
        return kept if kept is not None and kept.is_file() else None

    # ------------------------------------------------------------------ which map is open

    def take(self, choice: MapChoice, *, chosen: bool) -> None:
        """Open this map; what was done can be undone only if it is the same as before."""
        if choice.cue_map != self.cue_map:
            self._history = History()
        self.cue_map, self._file, self.path = choice.cue_map, choice.file, choice.path
        self._found = choice.file.text if choice.file is not None else new_text(choice.cue_map)
        self.chosen = chosen
        self._series = None

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

    def change(self, words: str, after: CueMap, series: str | None = None) -> None:
        """Have the map say ``after``; ``words`` name the change as a menu would.

        Changes of one ``series``, one soon after the other, are undone in one step.
        """
        edit, now = Edit(words, self.cue_map, after), time.monotonic()
        goes_on = series is not None and series == self._series and now - self._changed_s < SERIES_S
        self._history = self._history.with_more(edit) if goes_on else self._history.with_edit(edit)
        self._series, self._changed_s = series, now
        self.cue_map = after

    def undo(self) -> bool:
        """Take back the last change; return whether there was one."""
        edit, self._series = self._history.last, None
        if edit is not None:
            self.cue_map, self._history = edit.before, self._history.back()
        return edit is not None

    def redo(self) -> bool:
        """Make the change again that was taken back last; return whether there was one."""
        edit, self._series = self._history.next, None
        if edit is not None:
            self.cue_map, self._history = edit.after, self._history.forward()
        return edit is not None

    # ------------------------------------------------------------------ saving it

    def save(self, film: FilmFile | None, album: Path | None, *, by_hand: bool = False) -> None:
        """Have it saved where it is, or as the user's own; it is for ``film`` and ``album`` then.

        Where its file cannot be written it is saved in a new one, unless it is saved ``by_hand``.
        """
        own = self.path if self.path is not None and not self._is_shipped(self.path) else None
        task = _Task(self.cue_map, self._file, own, self._found, film, album, by_hand)
        if self._saving is None:
            self._begin(task)
        else:
            self._next = task
        if by_hand and self._saving is not None:
            self._saving.at_once.set()

    def when_settled(self, call: Callable[[], None]) -> None:
        """Run ``call`` once all is on disk: at once if it is. Before a map is read, which may be this one."""
        if self._saving is None:
            call()
        else:
            self._saving.at_once.set()
            self._waiting.append(call)

    def settle(self) -> None:
        """Wait until all is on disk: before another map is taken."""
        while (saving := self._saving) is not None and saving.outcome is not None:
            saving.at_once.set()
            self._finish(saving, saving.outcome.result())

    def close(self) -> None:
        """Save what is not saved yet."""
        self._waiting = []
        self.settle()
        self._thread.shutdown()

    def _begin(self, task: _Task) -> None:
        saving = _Saving(task, Event())
        self._saving = saving

        def work() -> _Outcome:
            saving.at_once.wait(PAUSE_S)
            outcome = self._write(saving.task)
            self._post(lambda: self._finish(saving, outcome))
            return outcome

        if task.by_hand:
            saving.at_once.set()
        saving.outcome = self._thread.submit(work)

    def _finish(self, saving: _Saving, outcome: _Outcome) -> None:
        """Take note of what was saved, and go on with what was changed meanwhile."""
        if saving is not self._saving:
            return  # it was waited for
        self._saving, task = None, saving.task
        before = self.path
        if outcome.file is not None and outcome.file.path is not None:
            self._file, self.path, self.chosen = outcome.file, outcome.file.path, True
            self.is_for(task.film, task.album)
            if task.film is not None and task.album is not None:
                self._library.remember_map(task.film.path, task.album, self.path)
                self._learner.saved(task.film, task.album, task.cue_map, self.path)
        following, self._next = self._next, None
        self._saved(_notice(task, outcome, moved=self.path != before))
        if following is not None:
            self.save(following.film, following.album, by_hand=following.by_hand)
        waiting, self._waiting = self._waiting, []
        for call in waiting:
            self.when_settled(call)

    def _write(self, task: _Task) -> _Outcome:
        """Save, in a new file of the user's own if need be; on the thread."""
        try:
            return _Outcome(self._written(task, task.path))
        except GallowsSyncError as error:
            problem = str(error)
        if task.by_hand:
            return _Outcome(None, problem)
        try:
            return _Outcome(self._written(task, None), problem)
        except GallowsSyncError as error:
            return _Outcome(None, problem, str(error))

    def _written(self, task: _Task, path: Path | None) -> CueMapFile:
        title = task.cue_map.film.title or task.cue_map.album.title
        file = save_cue_map(path or self._library.new_map_path(title), task.cue_map, task.file)
        assert file.path is not None
        self._library.keep_original(file.path, task.found, anew=path is None)
        return file

    def _is_shipped(self, path: Path) -> bool:
        return path.resolve() in {shipped.resolve() for shipped in self._shipped_maps}


def _paths(film: FilmFile | None, album: Path | None) -> tuple[Path | None, Path | None]:
    return (film.path if film is not None else None, album)


def _notice(task: _Task, outcome: _Outcome, *, moved: bool) -> Notice | None:
    """Return what there is to say of a saving."""
    path = outcome.file.path if outcome.file is not None else None
    if outcome.problem is None:
        if task.by_hand:
            return Notice("info", phrase("OpenMap", "Saved as {path}.").fill(path=path), about="save")
        words = phrase("OpenMap", "Your cues are saved as {path}.").fill(path=path)
        return Notice("info", words, about="save") if moved else None
    if task.by_hand:
        advice = phrase("OpenMap", "The map is still open; nothing of it is lost.")
    elif outcome.stranded is not None:
        advice = phrase("OpenMap", "They are not saved: {why}").fill(why=outcome.stranded)
    else:
        advice = phrase("OpenMap", "Your cues are saved as {path} instead.").fill(path=path)
    return Notice("problem", outcome.problem, advice, "save")
