"""A session without files, sound or libVLC: it remembers every command and changes what it shows at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from gallows_sync.core.cue_map import Album, Certainty, Cue, CueMap, Film, FilmSpan, Track
from gallows_sync.core.media_files import AlbumMatch, FilmFile, MatchState, Recording, TrackMatch
from gallows_sync.cue_search import SearchState
from gallows_sync.editing import EditTold
from gallows_sync.hand_placing import Marks
from gallows_sync.notices import Notice
from gallows_sync.playback.balance import PLACES
from gallows_sync.playback.ports import Levels, Monitor, Picture
from gallows_sync.recent_films import RecentFilm

TITLES = ("Générique", "L'assassinat de Carala", "Sur l'autoroute", "Julien dans l'ascenseur")
SCENES = (
    "Florence and Julien on the telephone; the titles",
    "Julien climbs to Carala's office and shoots him there, with his own gun, behind a locked door",
    "Louis and Véronique in the stolen car",
    "",
)
SPANS = ((4, 22), (30, 55), (50, 70), (84, 110))
CERTAINTIES = (Certainty.CONFIRMED, Certainty.ALIGNED, Certainty.ESTIMATED, Certainty.UNPLACED)


def cue_map() -> CueMap:
    """Return four cues: one of each certainty, the second and third overlapping, the last unplaced."""
    cues = tuple(
        Cue(
            f"cue-{number}",
            number,
            scene,
            None if certainty is Certainty.UNPLACED else FilmSpan(Fraction(span[0]), Fraction(span[1])),
            certainty=certainty,
        )
        for number, (scene, span, certainty) in enumerate(zip(SCENES, SPANS, CERTAINTIES, strict=True), 1)
    )
    return CueMap(
        Film("Ascenseur pour l'échafaud", director="Louis Malle", year=1958),
        Album(
            "Ascenseur pour l'échafaud",
            "Miles Davis",
            1958,
            tuple(Track(number, title) for number, title in enumerate(TITLES, 1)),
        ),
        cues,
    )


def film_file() -> FilmFile:
    return FilmFile(
        Path("/films/ascenseur.mkv"),
        Fraction(120),
        Fraction(0),
        Fraction(24),
        640,
        360,
        Fraction(16, 9),
        Fraction(0),
        None,
    )


class FakeEditing:
    """What ``EditingPort`` asks for; commands are listed with the session's."""

    def __init__(self, note: Callable[..., None], current: Callable[[], Cue | None]) -> None:
        self.to_place: Cue | None = None
        self._current = current
        self.marks: Marks | None = None
        self.told: EditTold | None = None
        self._note = note

    @property
    def cue(self) -> Cue | None:
        return self.to_place or self._current()

    def nudge(self, ms: int) -> None:
        self._note("nudge", ms)

    def set_film_in(self) -> None:
        self._note("set_film_in")

    def set_film_out(self) -> None:
        self._note("set_film_out")

    def move_cue(self, cue_id: str, film_in: float) -> None:
        self._note("move_cue", cue_id, film_in)

    def trim_in(self, cue_id: str, film_time: float) -> None:
        self._note("trim_in", cue_id, film_time)

    def trim_out(self, cue_id: str, film_time: float) -> None:
        self._note("trim_out", cue_id, film_time)

    def mark(self) -> None:
        self._note("mark")

    def mark_picture(self) -> None:
        self._note("mark_picture")

    def mark_music(self, track: int, music_time: Fraction) -> None:
        self._note("mark_music", track, music_time)

    def forget_marks(self) -> None:
        self._note("forget_marks")
        self.marks = None

    def shift_all(self, seconds: Fraction) -> None:
        self._note("shift_all", seconds)

    def stretch_all(self, factor: Fraction) -> None:
        self._note("stretch_all", factor)

    def shift_all_here(self) -> None:
        self._note("shift_all_here")

    def stretch_all_here(self) -> None:
        self._note("stretch_all_here")


class FakeSession:
    """What ``SessionPort`` asks for; ``commands`` lists every command with its arguments."""

    def __init__(self) -> None:
        self.film: FilmFile | None = film_file()
        self.album_path: Path | None = Path("/music/Ascenseur")
        self.recordings: tuple[Recording, ...] = ()
        self.cue_map = cue_map()
        self.map_path: Path | None = Path("/maps/ascenseur.yaml")
        self.match: AlbumMatch | None = None
        self.selected: str | None = None
        self.playing = False
        self.looping = False
        self.music_alone: tuple[int, float] | None = None
        self.monitor = Monitor.MIX
        self.balance = 0.0
        self.lead_in = 0.0
        self.nulling = False
        self.peaks = Levels()
        self.volume = 0.8
        self.sync_error_ms: float | None = None
        self.notices: tuple[Notice, ...] = ()
        self.busy: str | None = None
        self.search: SearchState | None = None
        self.search_obstacle: str | None = None
        self.auditioned: Cue | None = None
        self.undo_words: str | None = "accept all places"
        self.redo_words: str | None = "accept «Générique»"
        self.can_restore = True
        self.recent: tuple[RecentFilm, ...] = ()
        self.editing = FakeEditing(self._note, lambda: self.cue_map.cue(self.selected or ""))
        self.commands: list[tuple[object, ...]] = []
        self.sink: Callable[[Picture], None] | None = None
        self.picture_size: tuple[int, int] | None = None
        self.now = 0.0
        self._listeners: list[Callable[[], None]] = []

    # For tests

    def tell(self) -> None:
        """Notify, after a test changed something."""
        for listener in self._listeners:
            listener()

    def empty(self) -> FakeSession:
        """Be as at the very first start."""
        self.film = self.album_path = None
        return self

    def unplace_all(self) -> None:
        cues = tuple(replace(cue, film=None, certainty=Certainty.UNPLACED) for cue in self.cue_map.cues)
        self.cue_map = replace(self.cue_map, cues=cues)

    def miss_track(self, number: int, state: MatchState = MatchState.MISSING) -> None:
        """Have a file for every track but one."""
        found = Recording(Path("/music/x.flac"), "x")
        self.match = AlbumMatch(
            tuple(
                TrackMatch(number, state, None, "No file is about 2:45 long")
                if track.number == number and state is MatchState.MISSING
                else TrackMatch(
                    track.number,
                    state if track.number == number else MatchState.MATCHED,
                    found,
                    "Two files could be it",
                )
                for track in self.cue_map.album.tracks
            )
        )

    # Commands

    def _note(self, *command: object) -> None:
        self.commands.append(command)

    def position(self) -> float:
        return self.now

    def subscribe(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)

    def unsubscribe(self, listener: Callable[[], None]) -> None:
        self._listeners.remove(listener)

    def set_picture_sink(self, sink: Callable[[Picture], None]) -> None:
        self.sink = sink

    def set_picture_size(self, width: int, height: int) -> None:
        self.picture_size = (width, height)

    def open_film(self, path: Path) -> None:
        self._note("open_film", path)
        self.film = replace(film_file(), path=path)
        self.tell()

    def open_album(self, path: Path) -> None:
        self._note("open_album", path)
        self.album_path = path
        self.tell()

    def open_map(self, path: Path) -> None:
        self._note("open_map", path)
        self.map_path = path
        self.tell()

    def open_recent(self, recent: RecentFilm) -> None:
        self._note("open_recent", recent)

    def look_for_recent(self) -> None:
        self._note("look_for_recent")

    def jump(self, cue_id: str) -> None:
        self._note("jump", cue_id)
        cue = self.cue_map.cue(cue_id)
        if cue is not None and cue.film is not None:
            self.selected, self.playing, self.now = cue_id, True, float(cue.film.film_in)
        self.tell()

    def jump_number(self, number: int) -> None:
        self._note("jump_number", number)
        if number <= len(self.cue_map.cues):
            self.jump(self.cue_map.cues[number - 1].id)

    def next_cue(self) -> None:
        self._note("next_cue")

    def previous_cue(self) -> None:
        self._note("previous_cue")

    def toggle_play(self) -> None:
        self._note("toggle_play")
        self.playing = not self.playing
        self.tell()

    def seek(self, seconds: float) -> None:
        self._note("seek", seconds)
        self.now = seconds
        self.tell()

    def skip(self, seconds: float) -> None:
        self._note("skip", seconds)

    def step(self, frames: int) -> None:
        self._note("step", frames)

    def play_music(self, track: int, music_s: float) -> None:
        self._note("play_music", track, music_s)

    def set_lead_in(self, seconds: float) -> None:
        self._note("set_lead_in", seconds)
        self.lead_in = seconds
        self.tell()

    def toggle_loop(self) -> None:
        self._note("toggle_loop")
        self.looping = not self.looping
        self.tell()

    def cycle_monitor(self) -> None:
        self._note("cycle_monitor")

    def set_monitor(self, monitor: Monitor) -> None:
        self._note("set_monitor", monitor)
        self.monitor, self.balance = monitor, PLACES[monitor]
        self.tell()

    def set_balance(self, balance: float) -> None:
        self._note("set_balance", balance)
        self.balance = balance
        self.tell()

    def toggle_null(self) -> None:
        self._note("toggle_null")
        self.nulling = not self.nulling
        self.tell()

    def levels(self) -> Levels:
        return self.peaks

    def set_volume(self, volume: float) -> None:
        self._note("set_volume", volume)
        self.volume = volume
        self.tell()

    def save(self) -> None:
        self._note("save")

    def save_still(self, film_time: float, path: Path) -> None:
        self._note("save_still", film_time, path)

    def find_cues(self) -> None:
        self._note("find_cues")

    def cancel_search(self) -> None:
        self._note("cancel_search")
        self.search = None
        self.tell()

    def accept(self, cue_id: str) -> None:
        self._note("accept", cue_id)

    def accept_all(self) -> None:
        self._note("accept_all")

    def reject(self, cue_id: str) -> None:
        self._note("reject", cue_id)

    def audition(self, cue_id: str) -> None:
        self._note("audition", cue_id)
        found = self.search.candidates if self.search is not None else ()
        self.auditioned = next(candidate.proposal.cue for candidate in found if candidate.id == cue_id)
        self.playing = True
        self.tell()

    def undo(self) -> None:
        self._note("undo")

    def redo(self) -> None:
        self._note("redo")

    def restore_original(self) -> None:
        self._note("restore_original")

    def choose_take(self, cue_id: str, take: str | None) -> None:
        self._note("choose_take", cue_id, take)

    def describe_cue(self, cue_id: str, scene: str, notes: str) -> None:
        self._note("describe_cue", cue_id, scene, notes)

    def dismiss(self, notice: Notice) -> None:
        self._note("dismiss", notice)
        self.notices = tuple(other for other in self.notices if other is not notice)
        self.tell()

    def close(self) -> None:
        self._note("close")
