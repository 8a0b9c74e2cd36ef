"""Listening from the music: one recording plays on, alone or through the cues that tie it to the film."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gallows_sync.core.cue_map import Cue
from gallows_sync.core.media_files import Recording
from gallows_sync.playback.conform import ConformedCue, PlacedMusic
from gallows_sync.playback.deck_sound import DeckSound
from gallows_sync.playback.mixer import Passage

LEAST_TIED_S = 1.0
"""The film is not gone to for less of it than this."""

READY_S = 0.5
"""A recording is begun once so much of it is ready."""


@dataclass(frozen=True, slots=True)
class Tie:
    """From ``music_time`` on the recording is heard under the film, from ``film_time`` on (s), by ``cue``."""

    cue: Cue
    music_time: float
    film_time: float


def next_tie(music: Sequence[PlacedMusic], recording: Recording, music_time: float) -> Tie | None:
    """Return where the film next has ``recording``, at or after ``music_time`` (s); None if nowhere.

    Where several cues have it, the first of them counts.
    """
    ties = []
    for placed in music:
        cue = placed.cue
        if cue.film is None or placed.recording != recording:
            continue
        begins = max(float(cue.music_in), music_time)
        film_time = film_time_of(cue, begins)
        if film_time <= float(cue.film.film_out) - LEAST_TIED_S:
            ties.append(Tie(cue, begins, film_time))
    return min(ties, key=lambda tie: tie.music_time, default=None)


def film_time_of(cue: Cue, music_time: float) -> float:
    """Return the film time (s) of ``music_time`` (s) on the cue's line, within the cue or not."""
    assert cue.film is not None
    return float(cue.film.film_in) + (music_time - float(cue.music_in)) / float(cue.speed)


def music_time_of(cue: Cue, film_time: float) -> float:
    """Return the music time (s) of ``film_time`` (s) on the cue's line, within the cue or not."""
    assert cue.film is not None
    return float(cue.music_in) + (film_time - float(cue.film.film_in)) * float(cue.speed)


@dataclass(slots=True, eq=False)
class Listening:
    """One recording that is listened to. ``cue`` ties it to the film now; None: it plays alone.

    ``music_s`` is where it stands while it does not play.
    """

    recording: Recording
    sound: ConformedCue
    music_s: float
    cue: Cue | None = None
    passage: Passage | None = field(default=None, repr=False)
    """What is heard of it alone."""
    tie: Tie | None = None
    """Where it is to meet the film next."""
    turn: int = 0

    def begin(self, music_time: float, due_us: float, rate_hz: int) -> Passage:
        """Return it alone from ``music_time`` (s) on, which is due at ``due_us``."""
        line = DeckSound(rate_hz, mute=True)
        line.place(music_time, due_us)
        self.cue, self.music_s = None, music_time
        self.passage = Passage(line, due_us, album_level=1.0, music=(self.sound,))
        return self.passage

    def ready_at(self, music_time: float) -> bool:
        """Return whether enough of it is ready to begin at ``music_time`` (s)."""
        sound = self.sound
        ready = sound.ready - (music_time * sound.rate_hz - sound.first)
        return sound.filled or ready >= READY_S * sound.rate_hz

    def halt(self, clock_us: float) -> None:
        """Stand where it is at ``clock_us``, and meet nothing."""
        self.music_s = self.music_time(clock_us)
        self.turn += 1
        self.passage = self.tie = None

    def taken_over_by(self, sound: DeckSound, begin_us: float) -> Passage:
        """Return the album as it lies under the film, from ``begin_us`` on: the music that played alone.

        A deck begins some milliseconds early or late. The album is not moved for that; the picture may be.
        """
        music_time, film_time = self.music_time(int(begin_us)), sound.film_time(int(begin_us))
        passage = Passage(sound, begin_us, album_level=1.0)
        if self.cue is not None and film_time is not None:
            passage.album_shift = round((film_time_of(self.cue, music_time) - film_time) * sound.rate_hz)
        self.passage = None
        return passage

    def music_time_under(self, passage: Passage, clock_us: float) -> float | None:
        """Return the music time (s) due at ``clock_us`` under the film's ``passage``, None if unknown."""
        film_time = passage.sound.film_time(clock_us)
        if film_time is None or self.cue is None:
            return None
        return music_time_of(self.cue, film_time + passage.album_shift / passage.sound.rate_hz)

    def music_time(self, clock_us: float) -> float:
        """Return the music time (s) that is due at ``clock_us`` while it plays alone."""
        passage = self.passage
        found = passage.sound.film_time(clock_us) if passage is not None else None
        return self.music_s if found is None else max(self.music_s, found)

    def due_us(self, music_time: float) -> float:
        """Return when ``music_time`` (s) is due while it plays alone."""
        assert self.passage is not None
        due_us = self.passage.sound.film_due_us(music_time)
        assert due_us is not None
        return due_us

    @property
    def ends_s(self) -> float:
        """The music time (s) at which it ends."""
        return (self.sound.first + self.sound.sounding) / self.sound.rate_hz
