"""Where the playhead is, and all that moves it: jumps, seeks, loops, a track by itself.

The transport is told what to do at once and does it later, on a thread of its own. Until it is seen to have
arrived, the playhead counts as being where it was sent.
"""

from fractions import Fraction
from typing import Protocol

from gallows_sync.core.cue_map import Cue, CueMap, FilmSpan
from gallows_sync.core.media_files import AlbumMatch, FilmFile
from gallows_sync.cue_search import SearchState
from gallows_sync.editing import PLACING_ADVICE, Editing
from gallows_sync.laid_music import LaidMusic
from gallows_sync.notices import Notice, begins_after, track_title
from gallows_sync.playback.transport import Transport
from gallows_sync.wording import phrase

LEAD_BACK_S = 2.0
"""«Previous» goes to the cue's own beginning first, if the playhead is further into it than this."""

ROUNDING_S = 0.001
"""Positions are floats and frames are rounded: so little before a cue's in point is within the cue."""

PATIENCE = 10
"""So many looks are given to a jump to arrive, before the current cue is again the one that is seen."""

MOST_NAMED_CUES = 12


class Played(Protocol):
    """What the playhead needs of the session: what is open, and who is told what."""

    @property
    def film(self) -> FilmFile | None: ...
    @property
    def cue_map(self) -> CueMap: ...
    @property
    def match(self) -> AlbumMatch | None: ...
    @property
    def search(self) -> SearchState | None: ...
    @property
    def editing(self) -> Editing: ...
    @property
    def lead_in(self) -> float: ...
    def has_film(self) -> bool: ...
    def say(self, notice: Notice) -> None: ...
    def unsay(self, about: str) -> None: ...
    def notify(self) -> None: ...


class Playhead:
    """The commands that move through the film or a track. Every method belongs to the main thread.

    Args:
        session: whose film, map and album are played.
        transport: plays them.
        laid: the music under the film.
    """

    def __init__(self, session: Played, transport: Transport, laid: LaidMusic) -> None:
        self.selected: str | None = None
        """The current cue: the one jumped to last, or moved into since."""
        self.looping = False
        self.will_play = False
        """Whether it plays once the transport has done what it was told."""
        self._session = session
        self._transport = transport
        self._laid = laid
        self._stands_at: float | None = None
        """Where the film was opened, until it is moved: the transport is still opening it."""
        self._heading: FilmSpan | None = None
        """The cue that was jumped to, until the playhead has been seen in it."""
        self._looks_left = 0
        self._music_track = 0
        """The track that was picked last to be listened to by itself."""

    # ------------------------------------------------------------------ where it is

    @property
    def moved(self) -> bool:
        """Whether it was told to move since the film was opened."""
        return self._stands_at is None

    @property
    def music_alone(self) -> tuple[int, float] | None:
        """The track that plays where the film does not have it, and its music time (s); None otherwise."""
        alone = self._transport.music_alone() if self._transport.status.album_alone else None
        return (self._music_track, alone[1]) if alone is not None else None

    def position(self) -> float:
        """Return the film time (s) of this moment."""
        return self._transport.position() if self._stands_at is None else self._stands_at

    def follow(self) -> None:
        """Select the cue that the playhead is in, if it has moved into another."""
        position = self.position()
        if self._heading is not None:
            self._looks_left -= 1
            if not _within(position, self._heading) and self._looks_left > 0:
                return
            self._heading = None
        auditioned = self._laid.auditioned
        if auditioned is not None:
            if auditioned.film is not None and _within(position, auditioned.film):
                return
            self._laid.end_audition()
            self._session.notify()
        here = self._session.cue_map.cues_at(position + ROUNDING_S)
        if here and not self.looping and self.selected not in {cue.id for cue in here}:
            self.selected = here[0].id
            self.expect()
            self._session.notify()

    # ------------------------------------------------------------------ what is played

    def open(self, film: FilmFile, place: float) -> None:
        """Stand at ``place`` (s) of another film."""
        self.selected = None
        self._set_loop(None)
        self._moves(playing=False)
        self._stands_at = place
        self._transport.open(film, place)

    def play_map(self) -> None:
        """Play the map as it is now: its music, its loop, the places that are likely to be wanted."""
        cue = self._cue
        if cue is None:
            self.selected = None
        if self.looping:
            self._set_loop(cue.film if cue is not None else None)
        self._laid.lay(self._session.cue_map, self._session.match)
        self.expect()

    def expect(self) -> None:
        """Tell the transport which places are likely to be wanted.

        The next cues, those before, this one; then the places that were found and wait to be listened to.
        """
        cues = self._session.cue_map.cues
        start = self._index
        order = cues if start is None else (*cues[start + 1 :], *cues[:start], cues[start])
        search = self._session.search
        found = search.undecided if search is not None else ()
        likely = (*order, *(proposal.cue for proposal in found))
        self._transport.expect([cue.film.film_in for cue in likely if cue.film is not None])

    # ------------------------------------------------------------------ from cue to cue

    def start(self, cue_id: str | None) -> None:
        """Play from the cue; from the film's beginning if there is none of that id, or it has no place."""
        session = self._session
        if session.film is None:
            return
        if cue_id is not None and session.cue_map.cue(cue_id) is None:
            ids = ", ".join(cue.id for cue in session.cue_map.cues[:MOST_NAMED_CUES])
            session.say(
                Notice(
                    "problem",
                    phrase("Playhead", "There is no cue «{id}» in this map.").fill(id=cue_id),
                    phrase("Playhead", "It has: {ids}.").fill(ids=ids),
                    "jump",
                )
            )
        elif cue_id is not None and self.jump(cue_id):
            return
        self._moves(playing=True)
        self._transport.jump(0)
        session.notify()

    def jump(self, cue_id: str) -> bool:
        """Go to the cue and play, picture and music together; or say why not, and return False."""
        session = self._session
        cue = session.cue_map.cue(cue_id)
        if cue is None:
            return False
        session.unsay("jump")
        title = track_title(cue, session.cue_map)
        if cue.film is None:
            session.editing.turn_to(cue_id)
            words = phrase("Playhead", "«{title}» has no place in this copy of the film yet.")
            session.say(Notice("info", words.fill(title=title), PLACING_ADVICE, "jump"))
            return False
        if not session.has_film() or session.film is None:
            return False
        if begins_after(cue, session.film):
            session.say(
                Notice(
                    "problem",
                    phrase("Playhead", "«{title}» would begin after the end of this film.").fill(title=title),
                    phrase(
                        "Playhead",
                        "Its film times are of another copy: correct them in the map, then load it again.",
                    ),
                    "jump",
                )
            )
            return False
        self._laid.end_audition()
        session.editing.turn_to(cue_id)
        self.selected = cue_id
        self._go_to(cue_id, cue.film)
        self.expect()
        session.notify()
        return True

    def jump_number(self, number: int) -> None:
        """Jump to the cue that stands at place ``number`` (from 1) in the list."""
        cues = self._session.cue_map.cues
        if 1 <= number <= len(cues):
            self.jump(cues[number - 1].id)

    def next_cue(self) -> None:
        """Jump to the next placed cue of the list; at its end nothing happens."""
        index = self._index
        self._jump_to_first(self._session.cue_map.cues[0 if index is None else index + 1 :])

    def previous_cue(self) -> None:
        """Jump to this cue's beginning, or, at its beginning, to the placed cue before it in the list."""
        index = self._index
        if index is None:
            return
        cues = self._session.cue_map.cues
        span = cues[index].film
        if span is not None and self.position() > float(span.film_in) + LEAD_BACK_S:
            self.jump(cues[index].id)
        else:
            self._jump_to_first(cues[:index][::-1])

    def audition(self, cue: Cue) -> None:
        """Go to a proposed cue and play it as it would sound in the map."""
        if cue.film is not None:
            self._set_loop(None)
            self._laid.audition(cue)
            self._go_to(cue.id, cue.film)
            self._session.notify()

    def toggle_loop(self) -> None:
        """Loop the selected cue, going there if the playhead is elsewhere; or stop looping."""
        cue = self._cue
        if self.looping:
            self._set_loop(None)
        elif self._session.has_film():
            if cue is None or cue.film is None:
                self._session.say(
                    Notice(
                        "info",
                        phrase("Playhead", "There is no cue to loop here."),
                        phrase("Playhead", "Jump to a cue first."),
                        "jump",
                    )
                )
            else:
                self._set_loop(cue.film)
                if not _within(self.position(), cue.film):
                    self.jump(cue.id)
        self.expect()
        self._session.notify()

    def loop_anew(self) -> None:
        """Loop with the lead-in as it is now."""
        cue = self._cue
        if self.looping and cue is not None:
            self._set_loop(cue.film)
        self.expect()
        self._session.notify()

    # ------------------------------------------------------------------ within film and track

    def toggle_play(self) -> None:
        """Play, or pause; what was asked for last counts, even if it has not begun yet."""
        if self.music_alone is None and not self._session.has_film():
            return
        if self.will_play:
            self._moves(playing=False)
            self._transport.pause()
        else:
            self._moves(playing=True)
            self._transport.play()

    def seek(self, seconds: float) -> None:
        """Go to this film time (s), playing on if it plays; leaving the cue ends its loop."""
        film = self._session.film
        if film is None:
            return
        seconds = min(max(0.0, seconds), float(film.duration))
        cue = self._cue
        looped = self._looped(cue.film) if self.looping and cue is not None and cue.film is not None else None
        if looped is not None and not _within(seconds, looped):
            self._set_loop(None)
        self._moves(playing=self.will_play)
        self._transport.seek(seconds)
        self._session.notify()

    def play_music(self, track: int, music_s: float) -> None:
        """Play this track on from ``music_s`` (s); the picture runs along where the film has that music."""
        session = self._session
        session.unsay("jump")
        matches = session.match.tracks if session.match is not None else ()
        recording = next((match.recording for match in matches if match.track == track), None)
        if recording is None:
            known = session.cue_map.track(track)
            title = known.title if known is not None else str(track)
            session.say(
                Notice(
                    "info",
                    phrase("Playhead", "There is no file for «{title}».").fill(title=title),
                    phrase("Playhead", "Open its album."),
                    "jump",
                )
            )
            return
        self._laid.end_audition()
        self._set_loop(None)
        self._moves(playing=True)
        self._music_track = track
        self._transport.play_music(recording, max(0.0, music_s))
        session.notify()

    def skip(self, seconds: float) -> None:
        """Move by so many seconds, in the film or in the track that plays without it."""
        alone = self.music_alone
        if alone is not None:
            self.play_music(alone[0], alone[1] + seconds)
        else:
            self.seek(self.position() + seconds)

    def step(self, frames: int) -> None:
        """Pause, and move by so many frames."""
        if self._session.film is not None:
            self._moves(playing=False)
            self._transport.step(frames)

    # ------------------------------------------------------------------ how it is done

    @property
    def _cue(self) -> Cue | None:
        return self._session.cue_map.cue(self.selected) if self.selected is not None else None

    @property
    def _index(self) -> int | None:
        ids = [cue.id for cue in self._session.cue_map.cues]
        return ids.index(self.selected) if self.selected in ids else None

    def _jump_to_first(self, cues: tuple[Cue, ...]) -> None:
        cue = next((cue for cue in cues if cue.placed), None)
        if cue is not None:
            self.jump(cue.id)

    def _go_to(self, cue_id: str, span: FilmSpan) -> None:
        """Play from the beginning of ``span``, the cue's stretch of film, and be in it until seen there."""
        self._moves(playing=True)
        self._heading, self._looks_left = span, PATIENCE
        self._transport.want(cue_id)
        if self.looping:
            self._transport.loop(self._looped(span))
        self._transport.jump(span.film_in)

    def _moves(self, *, playing: bool) -> None:
        """The playhead is told to move, or to play: where it is, is now the transport's to say."""
        self._stands_at = None
        self.will_play = playing
        self._heading = None

    def _set_loop(self, span: FilmSpan | None) -> None:
        """Loop a cue's stretch of film, with its lead-in; None: play on."""
        self.looping = span is not None
        self._transport.loop(self._looped(span) if span is not None else None)

    def _looped(self, span: FilmSpan) -> FilmSpan:
        """Return ``span`` with the lead-in before it, as far as there is film."""
        return FilmSpan(max(Fraction(0), span.film_in - Fraction(self._session.lead_in)), span.film_out)


def _within(position: float, span: FilmSpan) -> bool:
    return Fraction(position) + Fraction(ROUNDING_S) in span
