"""The model: film, album, tracks, takes, cues. Immutable values with generated equality.

What can be said of one value alone is checked when it is made (``ModelError``); what a file can get wrong
is reported, with its line, by ``gallows_sync.formats``.
"""

from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction

from gallows_sync.errors import GallowsSyncError
from gallows_sync.wording import phrase


class ModelError(GallowsSyncError):
    """Values that contradict each other, such as an out point before its in point."""


class OutsideCueError(GallowsSyncError):
    """A time was asked for that the cue does not cover, or the cue has no film times at all."""


class Certainty(Enum):
    """How sure the film times of a cue are."""

    UNPLACED = "unplaced"
    ESTIMATED = "estimated"
    ALIGNED = "aligned"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from."""

    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Film:
    """The film; ``duration`` (s) and ``frame_rate`` (1/s) are of the copy that the cue times are true of."""

    title: str
    also_known_as: tuple[str, ...] = ()
    director: str | None = None
    year: int | None = None
    duration: Fraction | None = None
    frame_rate: Fraction | None = None
    notes: str | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Take:
    """One recording of a track; ``duration`` in seconds as published, to know its file by."""

    id: str
    title: str
    duration: Fraction | None = None
    personnel: tuple[str, ...] = ()
    notes: str | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Track:
    """A numbered piece of the album; ``duration`` in seconds as published."""

    number: int
    title: str
    duration: Fraction | None = None
    also_known_as: tuple[str, ...] = ()
    personnel: tuple[str, ...] = ()
    takes: tuple[Take, ...] = ()
    notes: str | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Album:
    """The album and its tracks, in album order."""

    title: str
    artist: str | None = None
    year: int | None = None
    tracks: tuple[Track, ...] = ()
    notes: str | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class FilmSpan:
    """A stretch of film, ``film_in <= film time < film_out`` (s)."""

    film_in: Fraction
    film_out: Fraction

    def __post_init__(self) -> None:
        if not 0 <= self.film_in < self.film_out:
            raise ModelError(
                phrase(
                    "CueMap", "the film out point must come after the film in point, and both at or after 0"
                )
            )

    @property
    def duration(self) -> Fraction:
        return self.film_out - self.film_in

    def __contains__(self, film_time: Fraction | float) -> bool:
        return self.film_in <= film_time < self.film_out

    def overlap(self, other: "FilmSpan") -> Fraction:
        """Return how long (s) both last at once; below 0 where they are apart."""
        return min(self.film_out, other.film_out) - max(self.film_in, other.film_in)


@dataclass(frozen=True, slots=True)
class Cue:
    """One link: ``track`` is heard over ``scene``; ``film`` is absent while nobody knows where.

    The sync line is ``music_time = music_in + (film_time - film_in) * speed`` within ``film``.
    """

    id: str
    track: int
    scene: str = ""
    film: FilmSpan | None = None
    music_in: Fraction = Fraction(0)
    speed: Fraction = Fraction(1)
    certainty: Certainty = field(default=Certainty.UNPLACED)
    confidence: Fraction | None = None
    take: str | None = None
    notes: str | None = None
    sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        if (self.film is None) != (self.certainty is Certainty.UNPLACED):
            agree = phrase("CueMap", "cue {cue}: certainty and film times must agree on whether it is placed")
            raise ModelError(agree.fill(cue=repr(self.id)))
        if self.speed <= 0 or self.music_in < 0:
            above = phrase("CueMap", "cue {cue}: speed must be above 0 and music_in not below")
            raise ModelError(above.fill(cue=repr(self.id)))

    @property
    def placed(self) -> bool:
        return self.film is not None

    def music_time(self, film_time: Fraction) -> Fraction:
        """Return the music time heard under ``film_time`` (seconds, both).

        Raises:
            OutsideCueError: ``film_time`` is not in ``[film_in, film_out)``, or the cue is unplaced.
        """
        if self.film is None or film_time not in self.film:
            outside = phrase("CueMap", "cue {cue} does not cover that film time")
            raise OutsideCueError(outside.fill(cue=repr(self.id)))
        return self.music_in + (film_time - self.film.film_in) * self.speed

    def film_time(self, music_time: Fraction) -> Fraction:
        """Return the film time under which ``music_time`` is heard (seconds, both).

        Raises:
            OutsideCueError: the cue does not reach that music time, or is unplaced.
        """
        if self.film is not None:
            film_time = self.film.film_in + (music_time - self.music_in) / self.speed
            if film_time in self.film:
                return film_time
        outside = phrase("CueMap", "cue {cue} does not cover that music time")
        raise OutsideCueError(outside.fill(cue=repr(self.id)))


@dataclass(frozen=True, slots=True)
class CueMap:
    """Film, album and cues; ``cues`` stand in the user's own order."""

    film: Film
    album: Album
    cues: tuple[Cue, ...] = ()

    def track(self, number: int) -> Track | None:
        return next((track for track in self.album.tracks if track.number == number), None)

    def cue(self, cue_id: str) -> Cue | None:
        return next((cue for cue in self.cues if cue.id == cue_id), None)

    def cues_at(self, film_time: Fraction | float) -> tuple[Cue, ...]:
        """Return the cues that cover ``film_time``, in list order."""
        return tuple(cue for cue in self.cues if cue.film is not None and film_time in cue.film)
