"""The track that plays while no film is open: what strip and desktop tell of then."""

from __future__ import annotations

from dataclasses import dataclass

from gallows_sync.core.cue_map import Track
from gallows_sync.ui.session_port import SessionPort


@dataclass(frozen=True, slots=True)
class LoneTrack:
    """A track and where in it the music is; times in seconds. Its length may be unknown."""

    number: int
    track: Track | None
    music_s: float
    length_s: float | None


def lone_track(session: SessionPort) -> LoneTrack | None:
    """Return the track that plays, or is paused, while no film is open."""
    alone = session.music_alone
    if alone is None or session.film is not None:
        return None
    number, music_s = alone
    matches = session.match.tracks if session.match is not None else ()
    recording = next((match.recording for match in matches if match.track == number), None)
    length = recording.duration if recording is not None else None
    track = session.cue_map.track(number)
    return LoneTrack(number, track, music_s, None if length is None else float(length))
