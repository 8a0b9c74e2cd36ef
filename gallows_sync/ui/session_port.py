"""What the window needs of the session, so that it can be shown without films, sound or libVLC."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gallows_sync.core.cue_map import Cue, CueMap
from gallows_sync.core.media_files import AlbumMatch, FilmFile, Recording

if TYPE_CHECKING:
    from gallows_sync.cue_search import SearchState
    from gallows_sync.editing import EditTold
    from gallows_sync.hand_placing import Marks
    from gallows_sync.notices import Notice
    from gallows_sync.playback.ports import Levels, Monitor, Picture
    from gallows_sync.recent_films import RecentFilm


class EditingPort(Protocol):
    """Placing cues by hand. Every edit is heard at once, saved by itself, and can be undone.

    Edits without a cue's id are of ``cue``, at the playhead.
    """

    @property
    def cue(self) -> Cue | None:
        """The cue that is meant: the unplaced one that was asked for last, or else the current one."""

    @property
    def marks(self) -> Marks | None:
        """What was marked for that cue; None if nothing was."""

    @property
    def told(self) -> EditTold | None:
        """What was done last, and how far from the film's own sound the cue was and is."""

    def nudge(self, ms: int) -> None:
        """Have the music so many ms later against the picture; below 0: earlier."""

    def set_film_in(self) -> None: ...
    def set_film_out(self) -> None: ...
    def move_cue(self, cue_id: str, film_in: float) -> None: ...
    def trim_in(self, cue_id: str, film_time: float) -> None: ...
    def trim_out(self, cue_id: str, film_time: float) -> None: ...
    def mark(self) -> None:
        """Mark the picture; or, once it is marked and music is heard, the music."""

    def mark_picture(self) -> None: ...
    def mark_music(self, track: int, music_time: Fraction) -> None: ...
    def forget_marks(self) -> None: ...
    def shift_all(self, seconds: Fraction) -> None: ...
    def stretch_all(self, factor: Fraction) -> None: ...
    def shift_all_here(self) -> None:
        """Shift all placed cues so that ``cue`` begins at the playhead."""

    def stretch_all_here(self) -> None:
        """Stretch all placed cues, from the first on, so that ``cue`` begins at the playhead."""


class SessionPort(Protocol):
    """State to show, commands to give, one notification after which everything shown is read again.

    All of it belongs to the main thread. Times are film time in seconds, ``volume`` runs from 0 to 1.
    """

    @property
    def film(self) -> FilmFile | None: ...
    @property
    def album_path(self) -> Path | None: ...
    @property
    def recordings(self) -> tuple[Recording, ...]: ...
    @property
    def cue_map(self) -> CueMap: ...
    @property
    def map_path(self) -> Path | None: ...
    @property
    def match(self) -> AlbumMatch | None: ...
    @property
    def selected(self) -> str | None: ...
    @property
    def playing(self) -> bool: ...
    @property
    def looping(self) -> bool: ...
    @property
    def monitor(self) -> Monitor: ...
    @property
    def balance(self) -> float:
        """What is heard, from the film alone (-1) by both (0) to the album alone (1)."""

    @property
    def volume(self) -> float: ...
    @property
    def sync_error_ms(self) -> float | None: ...
    @property
    def notices(self) -> tuple[Notice, ...]: ...
    @property
    def busy(self) -> str | None: ...
    @property
    def music_alone(self) -> tuple[int, float] | None:
        """The track that plays where the film does not have it, and its music time (s); None otherwise."""

    @property
    def search(self) -> SearchState | None:
        """The search for the cues; None while there is none."""

    @property
    def search_obstacle(self) -> str | None:
        """Why the cues cannot be searched for now, and what would do; None if they can."""

    @property
    def auditioned(self) -> Cue | None:
        """The proposed cue that is listened to."""

    @property
    def undo_words(self) -> str | None:
        """What undo would take back; None if there is nothing."""

    @property
    def redo_words(self) -> str | None:
        """What redo would do again; None if there is nothing."""

    @property
    def editing(self) -> EditingPort: ...
    @property
    def can_restore(self) -> bool:
        """Whether the map was saved since it was found, and can be had as it was."""

    @property
    def recent(self) -> tuple[RecentFilm, ...]:
        """The films that were open last, the newest first."""

    def position(self) -> float: ...
    def subscribe(self, listener: Callable[[], None]) -> None: ...
    def unsubscribe(self, listener: Callable[[], None]) -> None: ...
    def set_picture_sink(self, sink: Callable[[Picture], None]) -> None:
        """Have ``sink`` called on a playback thread at the instant each picture is due."""

    def set_picture_size(self, width: int, height: int) -> None:
        """Ask for pictures that fit ``width`` by ``height`` device pixels."""

    def open_film(self, path: Path) -> None: ...
    def open_album(self, path: Path) -> None: ...
    def open_map(self, path: Path) -> None: ...
    def open_recent(self, recent: RecentFilm) -> None:
        """Open film, album and map where they were left."""

    def look_for_recent(self) -> None:
        """Find out which of the recent films are gone; ``recent`` says so later."""

    def jump(self, cue_id: str) -> None: ...
    def jump_number(self, number: int) -> None: ...
    def next_cue(self) -> None: ...
    def previous_cue(self) -> None: ...
    def toggle_play(self) -> None: ...
    def seek(self, seconds: float) -> None: ...
    def skip(self, seconds: float) -> None: ...
    def step(self, frames: int) -> None: ...
    def play_music(self, track: int, music_s: float) -> None:
        """Play this track on from ``music_s`` (s); the picture runs along where the film has that music."""

    @property
    def lead_in(self) -> float:
        """So long (s) before the cue its loop begins."""

    def set_lead_in(self, seconds: float) -> None: ...
    def toggle_loop(self) -> None: ...
    def cycle_monitor(self) -> None: ...
    def set_monitor(self, monitor: Monitor) -> None: ...
    def set_balance(self, balance: float) -> None: ...
    @property
    def nulling(self) -> bool:
        """Whether the film is heard without what of it is the album."""

    def toggle_null(self) -> None: ...
    def levels(self) -> Levels:
        """Return the highest peaks of film and album since this was asked last."""

    def set_volume(self, volume: float) -> None: ...
    def save(self) -> None: ...
    def save_still(self, film_time: float, path: Path) -> None:
        """Write the film's picture at this time (s) as PNG, over what is there."""

    def find_cues(self) -> None: ...
    def cancel_search(self) -> None: ...
    def accept(self, cue_id: str) -> None: ...
    def accept_all(self) -> None: ...
    def reject(self, cue_id: str) -> None: ...
    def audition(self, cue_id: str) -> None: ...
    def undo(self) -> None: ...
    def redo(self) -> None: ...
    def restore_original(self) -> None: ...
    def choose_take(self, cue_id: str, take: str | None) -> None:
        """Have the cue play that take of its track; None: the track itself."""

    def describe_cue(self, cue_id: str, scene: str, notes: str) -> None:
        """Have the map say this of the cue; empty notes are none."""

    def dismiss(self, notice: Notice) -> None: ...
    def close(self) -> None: ...
