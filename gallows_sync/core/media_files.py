"""What was found in the user's files, as values: the film, the recordings, which recording is which track."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from pathlib import Path

from gallows_sync.core.cue_map import Cue


@dataclass(frozen=True, slots=True)
class SoundStream:
    """The film's sound stream that is played: the container's default, else its first.

    ``start`` is its first sample's presentation time in film time (s).
    """

    index: int
    codec: str
    rate_hz: int
    channels: int
    start: Fraction


@dataclass(frozen=True, slots=True)
class FilmFile:
    """A film file; its film time 0 is the container's start time, as libVLC counts.

    ``container_start`` (s) is what the file's own timestamps begin at; ``frame_rate`` is None where it varies
    or is unknown; ``width`` and ``height`` are pixels as coded, ``display_aspect`` width to height as seen.
    """

    path: Path
    duration: Fraction
    container_start: Fraction
    frame_rate: Fraction | None
    width: int
    height: int
    display_aspect: Fraction
    picture_start: Fraction
    sound: SoundStream | None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """One recording in the album's files: a whole file, or its stretch ``[start, stop)`` (s in the file)."""

    path: Path
    title: str
    start: Fraction = Fraction(0)
    stop: Fraction | None = None
    number: int | None = None
    disc: int | None = None
    album: str | None = None
    artist: str | None = None
    year: int | None = None
    duration: Fraction | None = None


class MatchState(Enum):
    MATCHED = "matched"
    AMBIGUOUS = "ambiguous"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class TrackMatch:
    """Which recording is one track; ``reason`` says why in a sentence that a user can act on.

    ``recording`` is the one that plays (with AMBIGUOUS: the best of ``candidates``, or None where none stands
    out).
    """

    track: int
    state: MatchState
    recording: Recording | None
    reason: str
    candidates: tuple[Recording, ...] = ()
    takes: Mapping[str, Recording] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AlbumMatch:
    """The whole album: one ``TrackMatch`` a track, in album order, and the recordings that none claimed."""

    tracks: tuple[TrackMatch, ...]
    unused: tuple[Recording, ...] = ()

    def recording_for(self, cue: Cue) -> Recording | None:
        """Return what plays under ``cue``: its take where it names one that was found, else its track."""
        for match in self.tracks:
            if match.track == cue.track:
                if cue.take is not None and cue.take in match.takes:
                    return match.takes[cue.take]
                return match.recording
        return None
