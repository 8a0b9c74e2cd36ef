"""Listening to the film for where the music of an edited cue really is, in a process of its own.

The film does not change while the cue is moved: it is listened to once about a place, and how late the cue is
follows from that, after each nudge anew. The process is begun once the edits rest, so that the window shows
them first, and is gone when it has answered.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from threading import Event

from gallows_sync.background import background_thread
from gallows_sync.core.cue_map import Cue
from gallows_sync.core.findings import Anchor
from gallows_sync.core.media_files import FilmFile, Recording
from gallows_sync.own_process import OwnProcess

log = logging.getLogger(__name__)

LISTEN = "gallows_sync.search.residual:listen"
"""What the process runs, as module and name: scipy is slow to load, and not loaded here."""

NEAR_S = 15
"""What was heard so near (s of film) still holds."""

REST_S = 0.3
"""Listening begins when nothing more was asked for so long (s): a key may be pressed again and again."""


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
        self._resting = False
        self._stirred = Event()
        self._next: _Question | None = None
        """What will be listened for, when nothing more is asked."""
        self._asked: _Question | None = None
        """What is being listened for."""
        self._heard: Anchor | None = None
        self._process: OwnProcess[Anchor | str | None] | None = None
        self._ending: list[OwnProcess[Anchor | str | None]] = []
        self._answered: _Question | None = None
        self._anchor: Anchor | None = None
        self._closed = False

    @property
    def listening(self) -> bool:
        return self._asked is not None or self._next is not None

    def ask(self, film: FilmFile, recording: Recording, cues: tuple[Cue, ...], near: Fraction) -> None:
        """Listen about ``near`` for one cue's music in each place that ``cues`` give it, unless it is known.

        Of what is asked meanwhile only the last counts.
        """
        if self._closed or film.sound is None:
            return
        question = _Question(film, recording, cues, near)
        if self._asked is None and self._knows(question):
            self._next = None
        else:
            self._listen_soon(question)

    def late_ms(self, cue: Cue, recording: Recording | None) -> float | None:
        """Return how late (ms) ``cue`` has its music against the film's own sound; None if unknown."""
        heard = self._answered
        if self._anchor is None or heard is None or (heard.cue_id, heard.recording) != (cue.id, recording):
            return None
        seconds = self._anchor.late(cue)
        return float(seconds * 1000) if seconds is not None else None

    def forget(self) -> None:
        """Another film or map is open."""
        if self._process is not None:
            self._process.stop()
            self._ending.append(self._process)
        self._process = self._asked = self._next = self._answered = self._anchor = None

    def close(self) -> None:
        """End the listening, and wait until its process is gone."""
        self._closed = True
        self.forget()
        self._stirred.set()
        self._thread.shutdown()
        for process in self._ending:
            process.join()

    def _knows(self, question: _Question) -> bool:
        """Return whether what was heard last answers this too."""
        last = self._answered
        return (
            last is not None
            and self._anchor is not None
            and (question.film, question.recording, question.cue_id)
            == (last.film, last.recording, last.cue_id)
            and abs(question.near - last.near) <= NEAR_S
        )

    def _listen_soon(self, question: _Question) -> None:
        self._next = question
        if self._resting:
            self._stirred.set()
        else:
            self._resting = True
            self._thread.submit(self._rest)

    def _rest(self) -> None:
        """Wait until nothing more is asked; on the thread."""
        while self._stirred.wait(REST_S) and not self._closed:
            self._stirred.clear()
        self._post(self._begin)

    def _begin(self) -> None:
        self._resting = False
        question = self._next
        if question is None or self._process is not None:
            return
        self._asked, self._next, self._heard = question, None, None
        job = (question.film, question.recording, question.cues, question.near)
        self._process = OwnProcess("hearing", LISTEN, job, self._told, self._ended, self._post)

    def _told(self, heard: Anchor | str | None) -> None:
        if isinstance(heard, str):
            log.info("the placement cannot be heard: %s", heard)
        else:
            self._heard = heard

    def _ended(self, code: int | None) -> None:
        if code != 0:
            log.error("the process that listens ended with exit code %s", code)
        self._answered, self._anchor = self._asked, self._heard
        self._process = self._asked = None
        if self._next is not None:
            following, self._next = self._next, None
            if not self._knows(following):
                self._listen_soon(following)
        self._changed()
