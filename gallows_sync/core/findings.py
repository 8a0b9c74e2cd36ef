"""What was found in the film's sound, as values: where each recording sounds, what does not occur."""

from dataclasses import dataclass
from fractions import Fraction

from gallows_sync.core.cue_map import Cue, FilmSpan


@dataclass(frozen=True, slots=True)
class Rival:
    """Another recording of the same track that was held against the same stretch of film.

    ``fit`` is the share (0 to 1) of the film's sound there, between the words and noises, that moves as this
    recording does; ``equal`` says that the sound does not tell it from the one that was chosen.
    """

    take: str | None
    fit: float
    equal: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One stretch of the film where a recording sounds; the sync line is that of ``Cue``.

    ``take`` names the recording: None for the track as the album has it. ``residual_s`` is how far (s, RMS)
    the music strays from the line, as a copy with wow does. ``rivals`` are the other recordings of the track.
    """

    track: int
    take: str | None
    film: FilmSpan
    music_in: Fraction
    speed: Fraction
    confidence: Fraction
    residual_s: float = 0.0
    fit: float = 0.0
    rivals: tuple[Rival, ...] = ()


@dataclass(frozen=True, slots=True)
class Unfound:
    """A track that was found nowhere, and the best that was seen of it: film and music time (s).

    ``strength`` (0 to 1) is below what a claim needs; None where not even a guess was seen.
    """

    track: int
    film_s: float | None = None
    music_s: float | None = None
    strength: float | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """The film's own sound has this instant of the music at this film time (s, both).

    ``strength`` is how clearly, in standard deviations of what chance would do.
    """

    film_time: Fraction
    music_time: Fraction
    strength: float

    def late(self, cue: Cue) -> Fraction | None:
        """Return by how much (s) ``cue`` has this music later than the film; below 0: earlier.

        None for a cue without a place.
        """
        if cue.film is None:
            return None
        return cue.film.film_in + (self.music_time - cue.music_in) / cue.speed - self.film_time
