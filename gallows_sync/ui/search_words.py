"""What a search says, in words: how sure it is, how long it takes, which take it heard, what it missed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from gallows_sync.core.cue_map import CueMap
from gallows_sync.core.findings import Found, Unfound
from gallows_sync.ui.language import localized
from gallows_sync.ui.timecode import clock
from gallows_sync.wording import Phrase, joined, phrase

if TYPE_CHECKING:
    from gallows_sync.cue_search import SearchState
    from gallows_sync.search.run import Unsearched

_SURENESS = (
    (0.95, phrase("SearchWords", "Very sure, {percent} %")),
    (0.8, phrase("SearchWords", "Sure, {percent} %")),
    (0.5, phrase("SearchWords", "Fairly sure, {percent} %")),
    (0.0, phrase("SearchWords", "Unsure, {percent} %")),
)
_HEARD = (
    (0.95, phrase("SearchWords", "Found in the film's sound: very sure, {percent} %")),
    (0.8, phrase("SearchWords", "Found in the film's sound: sure, {percent} %")),
    (0.5, phrase("SearchWords", "Found in the film's sound: fairly sure, {percent} %")),
    (0.0, phrase("SearchWords", "Found in the film's sound: unsure, {percent} %")),
)
_FEW_S = 10.0
_A_MINUTE_S = 55.0


def sureness(confidence: float) -> str:
    """Return a confidence of 0 to 1 in words and as a number; nothing that was measured is wholly sure."""
    return _graded(_SURENESS, confidence)


def heard_words(confidence: float) -> str:
    """Return that a cue was found in the film's sound, and how surely, as ``sureness`` has it."""
    return _graded(_HEARD, confidence)


def _graded(grades: Iterable[tuple[float, Phrase]], confidence: float) -> str:
    words = next(words for least, words in grades if confidence >= least)
    return localized(words.fill(percent=min(99, round(confidence * 100))))


def time_left(seconds: float | None) -> str:
    """Return how long it will take still, no more exactly than anybody knows; empty if nobody does."""
    if seconds is None:
        return ""
    minutes = max(1, round(seconds / 60))
    if seconds < _FEW_S:
        words = phrase("SearchWords", "A few seconds left")
    elif seconds < _A_MINUTE_S:
        words = phrase("SearchWords", "About {seconds} s left").fill(seconds=round(seconds / 5) * 5)
    elif minutes == 1:
        words = phrase("SearchWords", "About 1 minute left")
    else:
        words = phrase("SearchWords", "About {minutes} minutes left").fill(minutes=minutes)
    return localized(words)


def track_words(track: int, cue_map: CueMap) -> str:
    """Return a track's number and title."""
    listed = cue_map.track(track)
    if listed is not None:
        return f"{track}  {listed.title}"
    return localized(phrase("SearchWords", "Track {number}").fill(number=track))


def place_words(found: Found) -> str:
    """Return where in the film it sounds, and how fast against the recording, where that is not the same."""
    span = f"{clock(float(found.film.film_in))} – {clock(float(found.film.film_out))}"
    speed = round(float(found.speed), 4)
    if speed == 1:
        return span
    return localized(phrase("SearchWords", "{span}  ×{speed:.4f}").fill(span=span, speed=speed))


def take_words(found: Found) -> str:
    """Return which of the track's recordings it is, and which others cannot be told from it."""
    take = found.take
    equal = [_recording(rival.take) for rival in found.rivals if rival.equal]
    if equal:
        others = equal[0]
        for other in equal[1:]:
            others = phrase("SearchWords", "{one} or {other}").fill(one=others, other=other)
        if take is not None:
            words = phrase("SearchWords", "Take {take}, or {others}: they sound the same here")
        else:
            words = phrase("SearchWords", "The album's own version, or {others}: they sound the same here")
        return localized(words.fill(take=take, others=others))
    if take is not None:
        return localized(phrase("SearchWords", "Take {take}").fill(take=take))
    return localized(phrase("SearchWords", "The album's own version")) if found.rivals else ""


def _recording(take: str | None) -> Phrase:
    if take is None:
        return phrase("SearchWords", "the album's own version")
    return phrase("SearchWords", "take {take}").fill(take=take)


def unfound_words(unfound: Unfound) -> str:
    """Return what was heard of a track that was not found."""
    if unfound.film_s is None or unfound.strength is None:
        return localized(phrase("SearchWords", "Nothing like it is heard in the film."))
    said = phrase("SearchWords", "The best likeness, at {time}, is too weak to be claimed ({percent} %).")
    return localized(said.fill(time=clock(unfound.film_s), percent=round(unfound.strength * 100)))


def unsearched_words(unsearched: Unsearched) -> str:
    """Return why a track, or a take of it, was not searched for."""
    if unsearched.take is None:
        words = phrase("SearchWords", "Not searched for: {reason}.")
    else:
        words = phrase("SearchWords", "Take {take} was not searched for: {reason}.")
    return localized(words.fill(take=unsearched.take, reason=unsearched.reason))


def summary(search: SearchState) -> str:
    """Return what a finished search found, in a sentence or two."""
    found = {candidate.proposal.cue.track for candidate in search.candidates}
    searched = len(found | {track.track for track in search.unfound})
    places = len(search.candidates)
    if not found:
        said = phrase(
            "SearchWords",
            "None of the tracks is heard in this film. Is it the right film, and the right album? "
            "Nothing was changed.",
        )
    elif searched == 1 and places == 1:
        said = phrase("SearchWords", "The track is heard in this film, in one place.")
    elif searched == 1:
        said = phrase("SearchWords", "The track is heard in this film, in {places} places.")
    elif places == 1:
        said = phrase("SearchWords", "1 of {searched} tracks is heard in this film, in one place.")
    elif len(found) == 1:
        said = phrase("SearchWords", "1 of {searched} tracks is heard in this film, in {places} places.")
    else:
        said = phrase(
            "SearchWords", "{found} of {searched} tracks are heard in this film, in {places} places."
        )
    sentences = [said.fill(found=len(found), searched=searched, places=places)]
    if search.undecided:
        sentences.append(phrase("SearchWords", "Listen, and accept what is right."))
    return localized(joined(" ", sentences))
