"""Listening to the film for where the music of an edited cue really is, beside the main thread.

The film does not change while the cue is moved: it is listened to once about a place, and how late the cue is
follows from that, after each nudge anew.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gallows_sync.background import background_thread
from gallows_sync.core.cue_map import Cue
from gallows_sync.core.media_files import FilmFile, Recording
from gallows_sync.errors import GallowsSyncError

if TYPE_CHECKING:
    from gallows_sync.search.residual import Anchor

log = logging.getLogger(__name__)

NEAR_S = 15
"""What was heard so near (s of film) still holds."""


@dataclass(frozen=True, slots=True)
class _Question:
    """Where one cue's music, which may lie as any of ``cues`` has it, is about the film time ``near`` (s)."""

    film: FilmFile
    recording: Recording
    cues: tuple[Cue, ...]
    near: Fraction

    @property
    def cue_id(self) -> str:
        return self.cues[0].id


class Hearing:
    """Knows where the music of one recording is in the film. Every method belongs to the main thread.

    Args:
        post: runs a function on the main thread, from any thread.
        changed: called once something was heard, or not.
    """

    def __init__(self, post: Callable[[Callable[[], None]], None], changed: Callable[[], None]) -> None:
        self._post = post
        self._changed = changed
        self._thread = background_thread("hearing")
        self._asked: _Question | None = None
        """What is being listened for."""
        self._next: _Question | None = None
        self._answered: _Question | None = None
        self._anchor: Anchor | None = None
        self._closed = False

    @property
    def listening(self) -> bool:
        return self._asked is not None

    def ask(self, film: FilmFile, recording: Recording, cues: tuple[Cue, ...], near: Fraction) -> None:
        """Listen about ``near`` for one cue's music in each place that ``cues`` give it, unless it is known.

        Of what is asked meanwhile only the last counts.
        """
        question = _Question(film, recording, cues, near)
        if self._closed or film.sound is None:
            return
        if self._asked is not None:
            self._next = question
        elif self._anchor is None or not _same_place(question, self._answered):
            self._begin(question)

    def late_ms(self, cue: Cue, recording: Recording | None) -> float | None:
        """Return how late (ms) ``cue`` has its music against the film's own sound; None if unknown."""
        heard = self._answered
        if self._anchor is None or heard is None or (heard.cue_id, heard.recording) != (cue.id, recording):
            return None
        from gallows_sync.search.residual import late

        seconds = late(cue, self._anchor)
        return float(seconds * 1000) if seconds is not None else None

    def forget(self) -> None:
        """Another film or map is open."""
        self._asked = self._next = self._answered = self._anchor = None

    def close(self) -> None:
        """Wait for what is still being read."""
        self._closed = True
        self._next = None
        self._thread.shutdown()

    def _begin(self, question: _Question) -> None:
        self._asked = question

        def work() -> None:
            heard = _heard(question)
            self._post(lambda: self._finish(question, heard))

        self._thread.submit(work)

    def _finish(self, question: _Question, heard: "Anchor | None") -> None:
        if self._closed or question is not self._asked:
            return  # nobody wants to know any more
        self._asked, following, self._next = None, self._next, None
        self._answered, self._anchor = question, heard
        if following is not None and not (heard is not None and _same_place(following, question)):
            self._begin(following)
        self._changed()


def _same_place(question: _Question, other: _Question | None) -> bool:
    return (
        other is not None
        and (question.film, question.recording, question.cue_id)
        == (other.film, other.recording, other.cue_id)
        and abs(question.near - other.near) <= NEAR_S
    )


def _heard(question: _Question) -> "Anchor | None":
    """Listen; on the thread, which alone loads what is needed for it."""
    from gallows_sync.search.residual import REACH_S, anchor, late

    best: Anchor | None = None
    try:
        for cue in question.cues:
            off = late(cue, best) if best is not None else None
            if off is not None and abs(off) <= REACH_S:
                continue  # the same would be heard again
            found = anchor(question.film, question.recording, cue, question.near)
            if found is not None and (best is None or found.strength > best.strength):
                best = found  # music that repeats itself is heard in more than one place, clearest in its own
        return best
    except GallowsSyncError as error:
        log.info("the placement cannot be heard: %s", error)
        return None
