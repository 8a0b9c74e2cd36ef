"""The open film, album and cue map: commands in, one notification out.

A session lives on the main thread. It puts its pieces together and says what there is to say: ``Opening``
reads the files and finds what belongs together, ``OpenMap`` has the map's history and saves it, ``LaidMusic``
lies under the film, ``Playhead`` moves, ``Editing`` places cues by hand, and ``CueSearch`` finds them.

Files are read on a thread of its own, one after the other, and what was found comes back through ``post``;
the transport steers playback and calls from its own threads.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from gallows_sync.core.cue_map import Cue, CueMap
from gallows_sync.core.media_files import AlbumMatch, FilmFile, Recording
from gallows_sync.cue_search import CueSearch, SearchState, search_obstacle
from gallows_sync.editing import Editing
from gallows_sync.errors import GallowsSyncError
from gallows_sync.formats.cue_map_yaml import CueMapFile, read_cue_map
from gallows_sync.laid_music import LaidMusic
from gallows_sync.library import Library
from gallows_sync.media.still_file import write_still
from gallows_sync.notices import (
    Notice,
    NoticeBoard,
    album_notices,
    film_notices,
    kept_notices,
    opening_notice,
    reading_notices,
    silence_notice,
    track_title,
    unused_notice,
)
from gallows_sync.open_map import NO_MAP
from gallows_sync.opening import Opening
from gallows_sync.playback.ports import Levels, Monitor, Picture
from gallows_sync.playback.transport import Status, Transport
from gallows_sync.playhead import Playhead
from gallows_sync.recent_films import RecentFilm, RecentFilms
from gallows_sync.search.placing import Proposal, confirmed_in_another_copy, with_placed
from gallows_sync.search.run import SearchJob
from gallows_sync.wording import phrase

__all__ = ["Notice", "Session"]

FOLLOW_EVERY_S = 0.2
"""The current cue is looked for whenever the picture has moved by this much."""

STORE_EVERY_S = 10.0
"""The position is stored whenever it has moved by this much: little is lost if the program is killed."""


class Session:
    """What the window shows and commands. Every method belongs to the main thread, unless it says otherwise.

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
        self._transport = transport
        self._library = library
        self._post = post
        self._listeners: list[Callable[[], None]] = []
        self._sink: Callable[[Picture], None] = lambda _: None
        self._closed = False
        self._recent = RecentFilms(library.folder, post, changed=self.notify)
        self._opening = Opening(self, library, shipped_maps, post)
        self._map = self._opening.map
        self._reading = self._opening.reading
        self._board = NoticeBoard()
        self.editing = Editing(self, post)
        self._search = CueSearch(post, changed=self._search_changed)
        self._laid = LaidMusic(transport)
        self._playhead = Playhead(self, transport, self._laid)
        self._status = Status()
        self._shown_position = 0.0
        self._followed_s = 0.0

    # ------------------------------------------------------------------ what the window shows

    @property
    def film(self) -> FilmFile | None:
        return self._opening.film

    @property
    def album_path(self) -> Path | None:
        return self._opening.album_path

    @property
    def recordings(self) -> tuple[Recording, ...]:
        return self._opening.recordings

    @property
    def match(self) -> AlbumMatch | None:
        """How the album's files fit the map's tracks."""
        return self._opening.match

    @property
    def cue_map(self) -> CueMap:
        return self._map.cue_map

    @property
    def map_path(self) -> Path | None:
        return self._map.path

    @property
    def busy(self) -> str | None:
        """What is being opened, in words; None when nothing is."""
        return self._reading.busy

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What does not work, or is worth knowing, and was not dismissed."""
        return self._board.shown

    @property
    def selected(self) -> str | None:
        """The current cue: the one jumped to last, or moved into since."""
        return self._playhead.selected

    @property
    def looping(self) -> bool:
        return self._playhead.looping

    @property
    def playing(self) -> bool:
        return self._transport.status.playing

    @property
    def monitor(self) -> Monitor:
        return self._transport.status.monitor

    @property
    def balance(self) -> float:
        """What is heard, from the film alone (-1) by both (0) to the album alone (1)."""
        return self._transport.status.balance

    @property
    def volume(self) -> float:
        return self._transport.status.volume

    @property
    def sync_error_ms(self) -> float | None:
        """Measured: the album against the film's sound (ms)."""
        return self._transport.status.sync_error_ms

    def position(self) -> float:
        """Return the film time (s) of this moment."""
        return self._playhead.position()

    @property
    def music_alone(self) -> tuple[int, float] | None:
        """The track that plays where the film does not have it, and its music time (s); None otherwise."""
        return self._playhead.music_alone

    @property
    def search(self) -> SearchState | None:
        """The search for the cues; None while there is none."""
        return self._search.state(self.cue_map)

    @property
    def auditioned(self) -> Cue | None:
        """The proposed cue that is listened to: laid under the film, but not in the map."""
        return self._laid.auditioned

    @property
    def search_obstacle(self) -> str | None:
        """Why the cues cannot be searched for now, and what would do; None if they can."""
        obstacle = search_obstacle(self.film, self.match)
        return None if obstacle is None else self.busy or obstacle

    @property
    def unsaved(self) -> bool:
        """Whether a change is not on disk yet; it will be in a moment."""
        return self._map.unsaved

    @property
    def undo_words(self) -> str | None:
        """What undo would take back; None if there is nothing."""
        return self._map.undo_words

    @property
    def redo_words(self) -> str | None:
        """What redo would do again; None if there is nothing."""
        return self._map.redo_words

    @property
    def can_restore(self) -> bool:
        """Whether the map was saved since it was found, and can be had as it was."""
        return self._map.original is not None

    @property
    def recent(self) -> tuple[RecentFilm, ...]:
        """The films that were open last, the newest first."""
        return self._recent.films

    def look_for_recent(self) -> None:
        """Find out which of the recent films are gone."""
        self._recent.look()

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Have ``listener`` called on the main thread after each change of what the window shows."""
        self._listeners.append(listener)

    def unsubscribe(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` no more."""
        self._listeners.remove(listener)

    def set_picture_sink(self, sink: Callable[[Picture], None]) -> None:
        """Have ``sink`` called on a playback thread at the instant each picture is due."""
        self._sink = sink

    def set_picture_size(self, width: int, height: int) -> None:
        """Ask for pictures that fit ``width`` by ``height`` device pixels."""
        self._transport.set_view(width, height)

    # ------------------------------------------------------------------ opening

    def restore(self) -> None:
        """Open what was open last, paused where it was left; what is gone is said and stays remembered."""
        self._opening.restore()

    def open_film(self, path: Path) -> None:
        """Open another film; it stands at its beginning."""
        self._opening.open_film(path)

    def open_album(self, path: Path) -> None:
        """Open another album: a folder, a file, or a CUE sheet."""
        self._opening.open_album(path)

    def open_map(self, path: Path) -> None:
        """Open a cue map, or read the open one again; the one that is open stays if this has faults."""
        self._opening.open_map(path)

    def open_recent(self, recent: RecentFilm) -> None:
        """Open a recent film, its album and map where they were left; if the film fails, nothing else."""
        self._opening.open_recent(recent)

    def start(self, cue_id: str | None) -> None:
        """Once everything asked for is open, play: from the cue, else from the film's beginning."""
        self._reading.when_all_read(lambda: self._playhead.start(cue_id))

    def film_was_read(self, film: FilmFile, place: float) -> None:
        """Stand at ``place`` (s) of this film, which takes the place of the one that is open."""
        self._remember_place()  # of the film that is open
        self._followed_s = place
        self._playhead.open(film, place)

    def map_is_open(self, errors: tuple[GallowsSyncError, ...]) -> None:
        """Show the map, lay its music under the film, and say what does not fit."""
        self._search.drop()  # it was about another film, album or map
        self._laid.auditioned = None
        for error in errors:
            self.say(opening_notice("map", error, was_open_last=False))
        for about in ("copy", "jump", "save", "search"):  # said of the map that was open before
            self._board.unsay(about)
        self.editing.forget()
        self._playhead.play_map()
        self._remember_open()
        self._find_notices()
        self.follow()

    def close(self) -> None:
        """Remember what is open, stop playback, free everything; waits for a file that is being read."""
        if self._closed:
            return
        self._map.close()
        self._remember_place()
        self._closed = True
        self.editing.close()
        self._reading.stop()
        self._transport.close()
        self._search.close()
        self._reading.join()
        self._library.settle()
        self._recent.settle()

    # ------------------------------------------------------------------ playing

    def jump(self, cue_id: str) -> None:
        """Go to the cue and play: picture and music together."""
        self._playhead.jump(cue_id)

    def jump_number(self, number: int) -> None:
        """Jump to the cue that stands at place ``number`` (from 1) in the list."""
        self._playhead.jump_number(number)

    def next_cue(self) -> None:
        self._playhead.next_cue()

    def previous_cue(self) -> None:
        self._playhead.previous_cue()

    def select(self, cue_id: str) -> None:
        """Have this be the current cue, wherever the playhead is."""
        self._playhead.selected = cue_id

    def toggle_play(self) -> None:
        self._playhead.toggle_play()

    def seek(self, seconds: float) -> None:
        """Go to this film time (s), playing on if it plays; leaving the cue ends its loop."""
        self._playhead.seek(seconds)

    def skip(self, seconds: float) -> None:
        """Move by so many seconds, in the film or in the track that plays without it."""
        self._playhead.skip(seconds)

    def step(self, frames: int) -> None:
        """Pause, and move by so many frames."""
        self._playhead.step(frames)

    def play_music(self, track: int, music_s: float) -> None:
        """Play this track on from ``music_s`` (s); the picture runs along where the film has that music."""
        self._playhead.play_music(track, music_s)

    def toggle_loop(self) -> None:
        """Loop the selected cue, going there if the playhead is elsewhere; or stop looping."""
        self._playhead.toggle_loop()

    @property
    def lead_in(self) -> float:
        """So long (s) before the cue its loop begins."""
        return self._library.remembered.lead_in

    def set_lead_in(self, seconds: float) -> None:
        """Have loops begin so long (s) before their cue; that is remembered."""
        self._library.remembered.lead_in = seconds
        self._remember_place()
        self._playhead.loop_anew()

    def follow(self) -> None:
        """Select the cue that the playhead is in, if it has moved into another."""
        if self._closed or self.film is None:
            return
        if abs(self.position() - self._library.remembered.position) >= STORE_EVERY_S:
            self._remember_place()
        self._playhead.follow()

    # ------------------------------------------------------------------ what is heard

    def cycle_monitor(self) -> None:
        order = (Monitor.MIX, Monitor.FILM, Monitor.ALBUM)
        self.set_monitor(order[(order.index(self.monitor) + 1) % len(order)])

    def set_monitor(self, monitor: Monitor) -> None:
        self._transport.set_monitor(monitor)

    def set_balance(self, balance: float) -> None:
        """Go from the film alone (-1) by both at full level (0) to the album alone (1), equally loud."""
        self._transport.set_balance(balance)

    @property
    def nulling(self) -> bool:
        """Whether the film is heard without what of it is the album."""
        return self._transport.status.nulling

    def toggle_null(self) -> None:
        """Take the album out of the film's sound: where a cue lies right, speech and rain are left."""
        self._transport.set_null(not self.nulling)

    def levels(self) -> Levels:
        """Return the highest peaks of film and album since this was asked last."""
        return self._transport.levels()

    def hear_equally(self, loudness: Callable[[Recording | None], float | None]) -> None:
        """Take from ``loudness`` how loud (LUFS) the film's sound (None) and recordings are, as far as known.

        Called again whenever more of it is known.
        """
        self._laid.hear_equally(loudness)

    def set_volume(self, volume: float) -> None:
        """Set the volume, 0 to 1."""
        self._transport.set_volume(max(0.0, min(1.0, volume)))

    # ------------------------------------------------------------------ finding the cues

    def find_cues(self) -> None:
        """Once everything asked for is open, search it; ``search`` says how it goes."""

        def begin() -> None:
            self._board.unsay("search")
            obstacle = self.search_obstacle
            if obstacle is not None or self.film is None or self.match is None:
                words = phrase("Session", "The cues cannot be searched for.")
                self.say(Notice("info", words, obstacle, "search"))
                return
            self.end_audition()
            self._search.start(SearchJob(self.film, self.cue_map, self.match))

        self._reading.when_all_read(begin)

    def cancel_search(self) -> None:
        """End the search, or put away what it found; what was accepted stays."""
        self.end_audition()
        self._search.drop()
        self.notify()

    def accept(self, cue_id: str) -> None:
        """Put this proposal into the map, and save it."""
        found = self.search.acceptable(cue_id) if self.search is not None else None
        if found is not None:
            title = track_title(found.cue, self.cue_map)
            self._accept((found,), phrase("Session", "accept «{title}»").fill(title=title))

    def accept_all(self) -> None:
        """Put everything into the map that was proposed and not rejected, and save it."""
        found = self.search.undecided if self.search is not None else ()
        if found:
            self._accept(
                found,
                phrase("Session", "accept all places")
                if len(found) > 1
                else phrase("Session", "accept one place"),
            )

    def reject(self, cue_id: str) -> None:
        """Leave this proposal out of the map."""
        if self.auditioned is not None and self.auditioned.id == cue_id:
            self.end_audition()
        self._search.reject(cue_id)

    def audition(self, cue_id: str) -> None:
        """Go to a proposed place and play it as it would sound once accepted; the map stays as it is."""
        found = self._search.proposal(cue_id)
        if found is not None:
            self._playhead.audition(found.cue)

    def end_audition(self) -> None:
        """Lay the map's own music again."""
        self._laid.end_audition()

    def _accept(self, found: tuple[Proposal, ...], words: str) -> None:
        """Place these in the map."""
        if self._search.film is None:
            return
        for notice in kept_notices(confirmed_in_another_copy(self.cue_map, self._search.film), self.cue_map):
            self._board.say(notice)
        after = with_placed(self.cue_map, found, self._search.film)
        self.change(words, after)

    def _search_changed(self) -> None:
        """Have ready what is likely to be listened to, once it is known."""
        if self.search is not None and self.search.undecided:
            self._playhead.expect()
        self.notify()

    # ------------------------------------------------------------------ changing the map

    def choose_take(self, cue_id: str, take: str | None) -> None:
        """Have this cue play that take of its track, or the track itself (None), while the scene runs on."""
        cue = self.cue_map.cue(cue_id)
        if cue is None or take == cue.take:
            return
        track = self.cue_map.track(cue.track)
        if take is None or (track is not None and take in {each.id for each in track.takes}):
            self._transport.want(cue_id)
            title = track_title(cue, self.cue_map)
            words = phrase("Session", "choose the take of «{title}»").fill(title=title)
            self._rewrite(replace(cue, take=take), words, f"take {cue_id}")

    def describe_cue(self, cue_id: str, scene: str, notes: str) -> None:
        """Have the map say this of the cue; empty notes are none."""
        cue = self.cue_map.cue(cue_id)
        if cue is not None and (scene, notes or None) != (cue.scene, cue.notes):
            title = track_title(cue, self.cue_map)
            words = phrase("Session", "describe «{title}»").fill(title=title)
            self._rewrite(replace(cue, scene=scene, notes=notes or None), words)

    def undo(self) -> None:
        """Take back the last change of the map, and save it as it was."""
        if self._map.undo():
            self._changed()

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        if self._map.redo():
            self._changed()

    def restore_original(self) -> None:
        """Have the map as it was found, before anything was saved; that can be undone."""
        path = self._map.original
        if path is None:
            words = phrase("Session", "The map is as it was found: nothing was changed in it.")
            self.say(Notice("info", words, about="save"))
            return

        def read(file: CueMapFile) -> None:
            if file.cue_map != self.cue_map:
                self.change(phrase("Session", "restore the map as it was found"), file.cue_map)
            self.say(Notice("info", phrase("Session", "The map is as it was found."), about="save"))

        self._reading.read(
            phrase("Session", "Reading the map as it was found…"),
            lambda: read_cue_map(path),
            read,
            lambda error: self.say(Notice("problem", str(error), about="save")),
        )

    def change(self, words: str, after: CueMap, series: str | None = None) -> None:
        """Have the map say ``after``, undone as ``words``; of one ``series``, together."""
        self._map.change(words, after, series)
        self._changed()

    def _rewrite(self, cue: Cue, words: str, series: str | None = None) -> None:
        """Have the map's cue of that id be ``cue``, whose place is the same."""
        self.end_audition()
        cues = tuple(cue if cue.id == old.id else old for old in self.cue_map.cues)
        self.change(words, replace(self.cue_map, cues=cues), series)

    def _changed(self) -> None:
        """Play the map as it is now, and save it at once."""
        if self.auditioned is not None and self.auditioned == self.cue_map.cue(self.auditioned.id):
            self.select(self.auditioned.id)
            self._laid.auditioned = None
        self._playhead.play_map()
        self._find_notices()
        self._board.unsay("save")
        self._map.save(self.film, self.album_path)
        self.notify()

    # ------------------------------------------------------------------ saving and remembering

    def save(self) -> None:
        """Save the map where it is; one that came with the program, or is new, as the user's own."""
        self._board.unsay("save")
        if self.cue_map == NO_MAP:
            self.say(
                Notice(
                    "info",
                    phrase("Session", "There is no cue map to save yet."),
                    phrase("Session", "Open an album first."),
                    "save",
                )
            )
            return
        self._map.save(self.film, self.album_path, by_hand=True)
        self.notify()

    def map_was_saved(self, said: Notice | None) -> None:
        self._remember_open()
        if said is not None:
            self._board.say(said)
        self.notify()

    def save_still(self, film_time: float, path: Path) -> None:
        """Write the film's picture at this time (s) as PNG, over what is there; say when it is done."""
        film = self.film
        if film is None:
            return
        self._board.unsay("still")
        self._reading.read(
            phrase("Session", "Saving the picture…"),
            lambda: write_still(film, film_time, path),
            lambda _: self.say(
                Notice(
                    "info",
                    phrase("Session", "The picture is saved as {file}.").fill(file=path.name),
                    about="still",
                )
            ),
            lambda error: self.say(Notice("problem", str(error), about="still")),
        )

    def _remember_open(self) -> None:
        self._opening.remember()
        self._remember_place()

    def _remember_place(self) -> None:
        """Remember position and volume; while a start is under way, not of another film."""
        last = self._library.remembered
        last.volume = self.volume
        if self.film is not None and last.film == str(self.film.path):
            last.position = max(0.0, self.position())
            if self._playhead.moved and self.album_path is not None:  # it was not opened by mistake
                self._recent.remember(
                    RecentFilm(
                        self.film.path,
                        self.album_path,
                        self.cue_map.film.title or self.film.title or self.film.path.stem,
                        last.position,
                        self.map_path,
                        self._map.chosen,
                    )
                )
        self._library.store()

    # ------------------------------------------------------------------ notices

    def has_film(self) -> bool:
        """Return whether a film is open; say so if not."""
        if self.film is None:
            self.say(
                Notice(
                    "info",
                    phrase("Session", "There is no film open yet."),
                    phrase("Session", "Open one, or drop it on the window."),
                    "film",
                )
            )
        return self.film is not None

    def say(self, notice: Notice) -> None:
        """Show ``notice`` until it is dismissed or unsaid."""
        self._board.say(notice)
        self.notify()

    def unsay(self, about: str) -> None:
        """Take away what was said about this; shown with the next notification."""
        self._board.unsay(about)

    def dismiss(self, notice: Notice) -> None:
        """Put the notice away; it comes back only after what it says had ceased to be so."""
        self._board.dismiss(notice)
        self.notify()

    def notify(self) -> None:
        """Have everybody look again."""
        for listener in self._listeners:
            listener()

    def _find_notices(self) -> None:
        """Say what of the open film, album and map does not work together."""
        found: list[Notice] = []
        alone = self.music_alone
        if not self._status.output_works and (self.film is not None or alone is not None):
            found.append(silence_notice(self.film))
        if self.film is not None:
            found += film_notices(self.film, self.cue_map)
        if self._status.problem is not None:
            found.append(Notice("problem", self._status.problem))
        if self.match is not None and self.album_path is not None:
            found += album_notices(self.match, self.cue_map, self.album_path)
        track = self.cue_map.track(alone[0]) if alone is not None else None
        if track is not None and self.film is not None:
            found.append(unused_notice(track))
        found += reading_notices(self._laid.failures, self.cue_map, self.album_path)
        self._board.show_found(found)

    # ------------------------------------------------------------------ the transport reports, on its threads

    def transport_changed(self) -> None:
        """Take note of the transport's status; any thread."""
        self._post(self._read_status)

    def show(self, picture: Picture) -> None:
        """Hand a picture to the window; any thread."""
        if self._closed:
            return
        self._sink(picture)
        if abs(picture.film_time - self._followed_s) >= FOLLOW_EVERY_S:
            self._followed_s = picture.film_time
            self._post(self.follow)

    def _read_status(self) -> None:
        if self._closed:
            return
        status, failures = self._transport.status, self._transport.music_failures()
        before, self._status = self._status, status
        if status.playing != before.playing:
            self._playhead.will_play = status.playing
        position = self.position() if not status.playing else self._shown_position
        if status.volume != before.volume:
            self._remember_place()
        if (status, failures) != (before, self._laid.failures):
            self._laid.failures = failures
            self._find_notices()
        elif position == self._shown_position:
            return
        self._shown_position = position
        self.follow()
        self.notify()
