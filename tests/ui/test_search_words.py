from __future__ import annotations

from fractions import Fraction

import pytest

from gallows_sync.core.cue_map import Album, Cue, CueMap, Film, FilmSpan, Track
from gallows_sync.core.findings import Found, Rival, Unfound
from gallows_sync.cue_search import Candidate, SearchState, Verdict
from gallows_sync.search.placing import Proposal
from gallows_sync.search.run import Unsearched
from gallows_sync.ui.search_words import (
    heard_words,
    place_words,
    summary,
    sureness,
    take_words,
    time_left,
    track_words,
    unfound_words,
    unsearched_words,
)


def found(take: str | None = None, *rivals: Rival, speed: Fraction = Fraction(1), track: int = 1) -> Found:
    span = FilmSpan(Fraction(754), Fraction(910))
    return Found(track, take, span, Fraction(0), speed, Fraction(9, 10), rivals=rivals)


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (1.0, "Very sure, 99 %"),
        (0.951, "Very sure, 95 %"),
        (0.8, "Sure, 80 %"),
        (0.5, "Fairly sure, 50 %"),
        (0.49, "Unsure, 49 %"),
        (0.0, "Unsure, 0 %"),
    ],
)
def test_sureness_is_told_in_words_and_as_a_number(confidence: float, words: str) -> None:
    assert sureness(confidence) == words
    assert heard_words(confidence) == f"Found in the film's sound: {words[0].lower()}{words[1:]}"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (0.0, "A few seconds left"),
        (9.9, "A few seconds left"),
        (12.0, "About 10 s left"),
        (54.0, "About 55 s left"),
        (55.0, "About 1 minute left"),
        (100.0, "About 2 minutes left"),
    ],
)
def test_time_left_is_told_no_more_exactly_than_it_is_known(seconds: float | None, words: str) -> None:
    assert time_left(seconds) == words


def test_a_place_tells_its_film_times_and_a_speed_that_is_not_the_recordings_own() -> None:
    assert place_words(found()) == "0:12:34 – 0:15:10"
    assert place_words(found(speed=Fraction(25, 24))) == "0:12:34 – 0:15:10  ×1.0417"


@pytest.mark.parametrize(
    ("stretch", "words"),
    [
        (found(), ""),
        (found("3"), "Take 3"),
        (found("3", Rival("1", 0.5, False)), "Take 3"),
        (found(None, Rival("1", 0.5, False)), "The album's own version"),
        (found("3", Rival(None, 0.9, True)), "Take 3, or the album's own version: they sound the same here"),
        (
            found(None, Rival("1", 0.9, True), Rival("2", 0.9, True), Rival("4", 0.2, False)),
            "The album's own version, or take 1 or take 2: they sound the same here",
        ),
    ],
)
def test_the_recording_is_named_with_those_that_cannot_be_told_from_it(stretch: Found, words: str) -> None:
    assert take_words(stretch) == words


def test_a_track_that_was_not_found_is_told_with_the_best_that_was_seen_of_it() -> None:
    assert unfound_words(Unfound(7)) == "Nothing like it is heard in the film."
    assert unfound_words(Unfound(7, 2590.0, 3.0, 0.214)) == (
        "The best likeness, at 0:43:10, is too weak to be claimed (21 %)."
    )


def test_what_was_not_searched_for_is_told_with_the_reason() -> None:
    assert unsearched_words(Unsearched(7, None, "no file is called so")) == (
        "Not searched for: no file is called so."
    )
    assert unsearched_words(Unsearched(7, "2", "x.flac is damaged")) == (
        "Take 2 was not searched for: x.flac is damaged."
    )


def test_a_track_is_told_by_number_and_title() -> None:
    cue_map = CueMap(Film(""), Album("", tracks=(Track(1, "Générique"),)))
    assert track_words(1, cue_map) == "1  Générique"
    assert track_words(2, cue_map) == "Track 2"


def finished(tracks: tuple[int, ...], unfound: int, verdict: Verdict = Verdict.OPEN) -> SearchState:
    candidates = tuple(
        Candidate(Proposal(Cue(f"cue-{place}", track), found(track=track), new=False), verdict)
        for place, track in enumerate(tracks)
    )
    missed = tuple(Unfound(20 + number) for number in range(unfound))
    return SearchState(candidates=candidates, unfound=missed, finished=True)


@pytest.mark.parametrize(
    ("search", "words"),
    [
        (
            finished((1, 2, 2), 1),
            "2 of 3 tracks are heard in this film, in 3 places. Listen, and accept what is right.",
        ),
        (
            finished((1,), 1),
            "1 of 2 tracks is heard in this film, in one place. Listen, and accept what is right.",
        ),
        (finished((1, 1), 1, Verdict.ACCEPTED), "1 of 2 tracks is heard in this film, in 2 places."),
        (finished((1, 1), 0, Verdict.ACCEPTED), "The track is heard in this film, in 2 places."),
        (finished((1,), 0, Verdict.ACCEPTED), "The track is heard in this film, in one place."),
        (
            finished((), 3),
            "None of the tracks is heard in this film. Is it the right film, and the right album? "
            "Nothing was changed.",
        ),
    ],
)
def test_the_whole_is_told_in_a_sentence_or_two(search: SearchState, words: str) -> None:
    assert summary(search) == words
