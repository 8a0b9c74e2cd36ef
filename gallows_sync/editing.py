"""Editing cues as the window commands it: which cue is meant, what was marked, what is told of it.

How a cue is afterwards is for ``hand_placing`` and the core to say; here it is done, told and listened to.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Protocol

from gallows_sync import hand_placing
from gallows_sync.core.cue_map import Cue, CueMap
from gallows_sync.core.media_files import AlbumMatch, FilmFile
from gallows_sync.core.placing import EditError
from gallows_sync.core.times import quantized
from gallows_sync.hand_placing import Change, Marks, Place
from gallows_sync.hearing import Hearing
from gallows_sync.notices import Notice
from gallows_sync.wording import phrase

PLACING_ADVICE = phrase(
    "Editing",
    "«Find the cues in this copy», in the Edit menu, looks for it. "
    "Or go to where its music begins, and press I.",
)


class Edited(Protocol):
    """What edits need of the session: what is open, where it is, and to whom changes go."""

    @property
    def selected(self) -> str | None: ...
    @property
    def film(self) -> FilmFile | None: ...
    @property
    def cue_map(self) -> CueMap: ...
    @property
    def match(self) -> AlbumMatch | None: ...
    @property
    def music_alone(self) -> tuple[int, float] | None: ...
    def position(self) -> float: ...
    def select(self, cue_id: str) -> None: ...
    def change(self, words: str, after: CueMap, series: str | None = None) -> None: ...
    def end_audition(self) -> None: ...
    def has_film(self) -> bool: ...
    def say(self, notice: Notice) -> None: ...
    def unsay(self, about: str) -> None: ...
    def notify(self) -> None: ...


@dataclass(frozen=True, slots=True)
class EditTold:
    """What was ``said`` of the last edit, the cue before and after it, and what the film's own sound says.

    That is how late (ms; below 0: early) the music was and is against it; None where it does not tell, or not
    yet: ``listening``.
    """

    said: str
    before: Cue
    after: Cue
    listening: bool = False
    late_before_ms: float | None = None
    late_ms: float | None = None


class Editing:
    """The commands that place cues by hand. Every method belongs to the main thread.

    Args:
        session: whose map is edited.
        post: runs a function on the main thread, from any thread.
    """

    def __init__(self, session: Edited, post: Callable[[Callable[[], None]], None]) -> None:
        self._session = session
        self._to_place: str | None = None
        """The cue without a place that was asked for last: it is meant until another is jumped to."""
        self._marks: Marks | None = None
        self._told: EditTold | None = None
        self._series: str | None = None
        """What the last edit would be told together with."""
        self._hearing = Hearing(post, changed=session.notify)

    # ------------------------------------------------------------------ what is edited

    @property
    def cue(self) -> Cue | None:
        """The cue that is meant: the unplaced one that was asked for last, or else the current one."""
        session = self._session
        cue = session.cue_map.cue(self._to_place) if self._to_place is not None else None
        if cue is None and session.selected is not None:
            cue = session.cue_map.cue(session.selected)
        return cue

    @property
    def marks(self) -> Marks | None:
        """What was marked for the edited cue; None if nothing was."""
        cue = self.cue
        return self._marks if self._marks is not None and cue and cue.id == self._marks.cue_id else None

    @property
    def told(self) -> EditTold | None:
        """What was done last to a cue, and how far from the film's own sound it was and is."""
        told = self._told
        if told is None or self._session.cue_map.cue(told.after.id) != told.after:
            return None
        recording = self._session.match.recording_for(told.after) if self._session.match is not None else None
        return replace(
            told,
            listening=self._hearing.listening,
            late_before_ms=self._hearing.late_ms(told.before, recording),
            late_ms=self._hearing.late_ms(told.after, recording),
        )

    def turn_to(self, cue_id: str) -> None:
        """This cue was asked for: edits are of it now."""
        cue = self._session.cue_map.cue(cue_id)
        self._to_place = cue_id if cue is not None and not cue.placed else None
        self._told = None
        if self._marks is not None and self._marks.cue_id != cue_id:
            self._marks = None

    def forget(self) -> None:
        """Another film, album or map is open."""
        self._to_place = self._marks = self._told = None
        self._hearing.forget()

    def close(self) -> None:
        self._hearing.close()

    # ------------------------------------------------------------------ commands

    def nudge(self, ms: int) -> None:
        """Have the edited cue's music so many ms later against the picture; below 0: earlier."""
        told = self.told
        cue = self.cue
        goes_on = told is not None and told.after == cue and self._series == hand_placing.NUDGE
        since = told.before if told is not None and goes_on else None
        self._edit(lambda place: hand_placing.nudge(place, Fraction(ms, 1000), since))

    def set_film_in(self) -> None:
        """Have the edited cue begin at the playhead; one without a place is placed there."""
        self._edit(hand_placing.set_film_in)

    def set_film_out(self) -> None:
        """Have the edited cue end at the playhead."""
        self._edit(hand_placing.set_film_out)

    def move_cue(self, cue_id: str, film_in: float) -> None:
        """Have this cue begin at ``film_in`` (s), with its music."""
        self._edit(lambda place: hand_placing.move(place, _exact(film_in)), cue_id)

    def trim_in(self, cue_id: str, film_time: float) -> None:
        """Have this cue begin at ``film_time`` (s), its music where it is."""
        self._edit(lambda place: hand_placing.trim_in(place, _exact(film_time)), cue_id)

    def trim_out(self, cue_id: str, film_time: float) -> None:
        """Have this cue end at ``film_time`` (s)."""
        self._edit(lambda place: hand_placing.trim_out(place, _exact(film_time)), cue_id)

    def shift_all(self, seconds: Fraction) -> None:
        """Have all placed cues so much (s) later in the film."""
        self._edit(lambda place: hand_placing.shift_all(place, seconds))

    def stretch_all(self, factor: Fraction) -> None:
        """Have all placed cues in a film that lasts ``factor`` times as long."""
        self._edit(lambda place: hand_placing.stretch_all(place, factor))

    def shift_all_here(self) -> None:
        """Shift all placed cues so that the edited one begins at the playhead."""
        self._edit(hand_placing.shift_all_here)

    def stretch_all_here(self) -> None:
        """Stretch all placed cues, from the first on, so that the edited one begins at the playhead."""
        self._edit(hand_placing.stretch_all_here)

    def mark(self) -> None:
        """Mark the picture; or, once it is marked and music is heard, the music."""
        marks, heard = self.marks, self._music_heard()
        if marks is not None and marks.picture is not None and heard is not None:
            self.mark_music(*heard)
        else:
            self.mark_picture()

    def mark_picture(self) -> None:
        """Mark this instant of the picture; the instant of the music that belongs to it is marked next."""
        place = self._place(None)
        if place is not None:
            known = self.marks or Marks(place.cue.id)
            self._marks = replace(known, picture=place.film_time)
            self._session.unsay("edit")
            self._session.notify()

    def mark_music(self, track: int, music_time: Fraction) -> None:
        """Have this instant of the track (s) belong to the marked one of the picture: that places the cue."""
        marks = Marks("")

        def place_it(place: Place) -> Change:
            nonlocal marks
            if place.cue.track != track:
                raise EditError(
                    phrase("Editing", "This is another track than the cue's that is to be placed.")
                )
            marks = (self.marks or Marks(place.cue.id)).with_music(music_time, place.cue)
            return hand_placing.place_by_marks(place, marks)

        if self._edit(place_it):
            self._marks = replace(marks, placed=self._session.cue_map.cue(marks.cue_id))
            self._session.notify()

    def forget_marks(self) -> None:
        """Forget what was marked; a cue that was placed by it stays there."""
        self._marks = None
        self._session.notify()

    # ------------------------------------------------------------------ how an edit is made

    def _edit(self, make: Callable[[Place], Change], cue_id: str | None = None) -> bool:
        """Make this change, tell it and listen to it; or say why not, and return False."""
        place = self._place(cue_id)
        if place is None:
            return False
        self._session.unsay("edit")
        try:
            change = make(place)
        except EditError as error:
            self._session.say(
                Notice("info", str(error), PLACING_ADVICE if not place.cue.placed else None, "edit")
            )
            return False
        self._session.end_audition()
        after = change.after.cue(place.cue.id)
        if after is not None:
            told, goes_on = self.told, change.series is not None and change.series == self._series
            before = told.before if told is not None and told.after == place.cue and goes_on else place.cue
            self._told, self._series = EditTold(change.said, before, after), change.series
            if after.placed and after.id == self._to_place:
                self._session.select(after.id)
                self._to_place = None
            self._hear(place, after)
        series = f"{change.series} {place.cue.id}" if change.series is not None else None
        self._session.change(change.words, change.after, series)
        return True

    def _place(self, cue_id: str | None) -> Place | None:
        """Return what an edit of this cue, or of the edited one, starts from; or say what is missing."""
        if not self._session.has_film() or self._session.film is None:
            return None
        cue = self.cue if cue_id is None else self._session.cue_map.cue(cue_id)
        if cue is None:
            self._session.say(
                Notice(
                    "info",
                    phrase("Editing", "There is no cue to place here."),
                    phrase("Editing", "Choose one in the list."),
                    "edit",
                )
            )
            return None
        return Place(
            self._session.film,
            self._session.cue_map,
            self._session.match,
            cue,
            _exact(self._session.position()),
        )

    def _hear(self, place: Place, after: Cue) -> None:
        """Listen for where the film has the music of the edited cue, about where it is listened to."""
        recording = self._session.match.recording_for(after) if self._session.match is not None else None
        if recording is not None and after.film is not None:
            here = place.film_time if place.film_time in after.film else after.film.film_in
            self._hearing.ask(place.film, recording, (after, place.cue), here)

    def _music_heard(self) -> tuple[int, Fraction] | None:
        """Return the track that is heard alone, or under the film if it is the cue's, and its time (s)."""
        alone, cue = self._session.music_alone, self.cue
        if alone is not None:
            return alone[0], _exact(alone[1])
        now = _exact(self._session.position())
        here = [other for other in self._session.cue_map.cues_at(now) if cue and other.track == cue.track]
        return (here[0].track, here[0].music_time(now)) if here else None


def _exact(seconds: float) -> Fraction:
    return quantized(Fraction(seconds))
