"""What a search says, in words: how sure it is, how long it takes, which take it heard, what it missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallows_sync.core.cue_map import CueMap
from gallows_sync.core.findings import Found, Unfound
from gallows_sync.ui.timecode import clock

if TYPE_CHECKING:
    from gallows_sync.cue_search import SearchState
    from gallows_sync.search.run import Unsearched

_SURENESS = ((0.95, "Very sure"), (0.8, "Sure"), (0.5, "Fairly sure"), (0.0, "Unsure"))
_FEW_S = 10.0
_A_MINUTE_S = 55.0


def sureness(confidence: float) -> str:
    """Return a confidence of 0 to 1 in words and as a number; nothing that was measured is wholly sure."""
    words = next(words for least, words in _SURENESS if confidence >= least)
    return f"{words}, {min(99, round(confidence * 100))} %"


def time_left(seconds: float | None) -> str:
    """Return how long it will take still, no more exactly than anybody knows; empty if nobody does."""
    if seconds is None:
        return ""
    if seconds < _FEW_S:
        return "A few seconds left"
    if seconds < _A_MINUTE_S:
        return f"About {round(seconds / 5) * 5} s left"
    minutes = max(1, round(seconds / 60))
    return f"About {minutes} {'minute' if minutes == 1 else 'minutes'} left"


def track_words(track: int, cue_map: CueMap) -> str:
    """Return a track's number and title."""
    listed = cue_map.track(track)
    return f"{track}  {listed.title}" if listed is not None else f"Track {track}"


def place_words(found: Found) -> str:
    """Return where in the film it sounds, and how fast against the recording, where that is not the same."""
    span = f"{clock(float(found.film.film_in))} – {clock(float(found.film.film_out))}"
    speed = f"{float(found.speed):.4f}"
    return span if speed == "1.0000" else f"{span}  ×{speed}"


def take_words(found: Found) -> str:
    """Return which of the track's recordings it is, and which others cannot be told from it."""
    if not found.rivals:
        return f"Take {found.take}" if found.take is not None else ""
    equal = [_recording(rival.take) for rival in found.rivals if rival.equal]
    own = _recording(found.take)
    own = own[0].upper() + own[1:]
    return f"{own}, or {' or '.join(equal)}: they sound the same here" if equal else own


def _recording(take: str | None) -> str:
    return f"take {take}" if take is not None else "the album's own version"


def unfound_words(unfound: Unfound) -> str:
    """Return what was heard of a track that was not found."""
    if unfound.film_s is None or unfound.strength is None:
        return "Nothing like it is heard in the film."
    percent = round(unfound.strength * 100)
    return f"The best likeness, at {clock(unfound.film_s)}, is too weak to be claimed ({percent} %)."


def unsearched_words(unsearched: Unsearched) -> str:
    """Return why a track, or a take of it, was not searched for."""
    what = f"Take {unsearched.take} was not" if unsearched.take is not None else "Not"
    return f"{what} searched for: {unsearched.reason}."


def summary(search: SearchState) -> str:
    """Return what a finished search found, in a sentence or two."""
    found = {candidate.proposal.cue.track for candidate in search.candidates}
    searched = len(found | {track.track for track in search.unfound})
    if not found:
        return (
            "None of the tracks is heard in this film. Is it the right film, and the right album? "
            "Nothing was changed."
        )
    count = len(search.candidates)
    tracks = f"{len(found)} of {searched} tracks" if searched > 1 else "The track"
    places = f"in {count} places" if count > 1 else "in one place"
    verb = "are" if len(found) > 1 else "is"
    said = f"{tracks} {verb} heard in this film, {places}."
    return f"{said} Listen, and accept what is right." if search.undecided else said
