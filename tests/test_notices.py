"""What does not work is said in words a person can act on."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from gallows_sync.core.cue_map import Album, Certainty, Cue, CueMap, Film, FilmSpan, Take, Track
from gallows_sync.core.media_files import (
    AlbumMatch,
    FilmFile,
    MatchState,
    Recording,
    SoundStream,
    TrackMatch,
)
from gallows_sync.formats.cue_map_yaml import CueMapError, Fault
from gallows_sync.media.container import MediaError
from gallows_sync.notices import (
    MOST_NAMED,
    album_notices,
    faults_notice,
    film_notices,
    opening_notice,
    reading_notices,
    silence_notice,
    unused_notice,
)
from gallows_sync.wording import Phrase, translated

COPY = FilmFile(
    Path("/films/copy.mkv"),
    Fraction(5491),
    Fraction(0),
    Fraction(24000, 1001),
    1280,
    720,
    Fraction(16, 9),
    Fraction(0),
    SoundStream(1, "ac3", 48000, 2, Fraction(0)),
)
ALBUM = Path("/music/Ascenseur")
HEARD = Recording(ALBUM / "1.flac", "One")


def cue(name: str, track: int = 1, film_in: int = 10, take: str | None = None) -> Cue:
    span = FilmSpan(Fraction(film_in), Fraction(film_in + 10))
    return Cue(name, track, film=span, certainty=Certainty.CONFIRMED, take=take)


def map_of(*cues: Cue, film: Film | None = None) -> CueMap:
    takes = (Take("take-1", "Take 1"),)
    tracks = tuple(Track(n, f"Title {n}", takes=takes) for n in (1, 2))
    return CueMap(
        film or Film("F", duration=COPY.duration, frame_rate=COPY.frame_rate), Album("A", tracks=tracks), cues
    )


def in_another_language(text: str) -> str:
    return translated(text, lambda _, source: source, ",")


def said_of(text: str) -> list[str]:
    """Return the sources that ``text`` is made of, itself first."""
    if not isinstance(text, Phrase):
        return []
    parts = [said_of(value) for value in text.values.values() if isinstance(value, str)]
    return [text.source, *(source for part in parts for source in part)]


def test_nothing_is_said_of_the_copy_that_the_map_was_made_with() -> None:
    assert film_notices(COPY, map_of(cue("a"))) == []


@pytest.mark.parametrize(
    ("duration", "words"),
    [("5493.5", "2.5 s longer"), ("5481", "10 s shorter"), ("5271", "3 min shorter"), ("5491.9", None)],
)
def test_a_copy_of_another_length_is_said(duration: str, words: str | None) -> None:
    found = film_notices(replace(COPY, duration=Fraction(duration)), map_of(cue("a")))
    assert [words in notice.text for notice in found if words is not None] == ([True] if words else [])
    assert (words is None) == (found == [])


def test_a_copy_of_another_frame_rate_is_said() -> None:
    (notice,) = film_notices(replace(COPY, frame_rate=Fraction(25)), map_of(cue("a")))
    assert "25 pictures a second, not 23.976" in notice.text
    assert notice.advice is not None


def test_what_is_counted_and_listed_can_be_said_in_another_language() -> None:
    another = replace(COPY, duration=Fraction("5493.5"), frame_rate=Fraction(25))
    (notice,) = film_notices(another, map_of(cue("a")))
    assert "2,5 s longer, 25 pictures a second, not 23,976" in in_another_language(notice.text)
    *_, after_the_end = film_notices(COPY, map_of(*(cue(f"c{n}", film_in=6000 + n) for n in range(4))))
    assert "{titles} and 1 more" in said_of(after_the_end.text)


def test_the_faults_of_a_map_can_be_said_in_another_language() -> None:
    error = CueMapError(Path("m.yaml"), (Fault(3, "a"), Fault(4, "b"), Fault(5, "c"), Fault(6, "d")))
    notice = faults_notice(error)
    assert notice.advice is not None
    assert said_of(notice.text)[1] == "{file} has {count} faults and was not opened:"
    assert said_of(notice.advice)[1] == "«gallows-sync check {path}» names the other."


def test_where_no_cue_is_placed_no_copy_is_another_one() -> None:
    unplaced = map_of(Cue("a", 1))
    assert film_notices(replace(COPY, duration=Fraction(60)), unplaced) == []


def test_cues_after_the_end_are_named_and_the_rest_counted() -> None:
    cues = [cue(f"c{n}", film_in=6000 + n) for n in range(5)]
    notice = film_notices(COPY, map_of(*cues))[-1]
    assert notice.text.count("«") == MOST_NAMED
    assert "and 2 more" in notice.text


def test_a_cue_whose_take_is_not_there_is_said_with_what_is_heard_instead() -> None:
    match = AlbumMatch(
        (
            TrackMatch(1, MatchState.MATCHED, HEARD, "by its title"),
            TrackMatch(2, MatchState.MATCHED, HEARD, "by its title", takes={"take-1": HEARD}),
        )
    )
    cues = (cue("a", take="take-1"), cue("b", track=2, take="take-1"), cue("c"))
    (notice,) = album_notices(match, map_of(*cues), ALBUM)
    assert "«Title 1»: this album does not hold take take-1" in notice.text
    assert notice.kind == "info"


def test_missing_and_uncertain_tracks_are_said_with_what_is_heard() -> None:
    match = AlbumMatch(
        (
            TrackMatch(1, MatchState.AMBIGUOUS, HEARD, "two files fit equally"),
            TrackMatch(2, MatchState.MISSING, None, "no file fits"),
        )
    )
    uncertain, missing = album_notices(match, map_of(), ALBUM)
    assert uncertain.text == "Track 1, «Title 1»: two files fit equally; 1.flac is heard."
    assert missing.text == "Track 2, «Title 2»: no file fits; it stays silent."
    assert None not in (uncertain.advice, missing.advice)


def test_an_album_that_cannot_be_read_is_said_for_each_of_its_cues() -> None:
    found = reading_notices({"a": "/music/1.flac: is empty", "gone": "x"}, map_of(cue("a"), cue("b")), ALBUM)
    assert [notice.text for notice in found] == ["«Title 1» cannot be heard. /music/1.flac: is empty"]


@pytest.mark.parametrize(
    ("count", "words", "advice"),
    [
        (1, "m.yaml has a fault and was not opened:\nline 1: wrong", "Correct it, then open the map again."),
        (3, "m.yaml has 3 faults", "Correct them, then"),
        (4, "line 3: wrong", "«gallows-sync check /maps/m.yaml» names the other. Correct"),
        (12, "m.yaml has 12 faults", "«gallows-sync check /maps/m.yaml» names all 12. Correct"),
    ],
)
def test_the_first_faults_of_a_map_are_named(count: int, words: str, advice: str) -> None:
    faults = tuple(Fault(line, "wrong") for line in range(1, count + 1))
    notice = faults_notice(CueMapError(Path("/maps/m.yaml"), faults))
    assert words in notice.text
    assert notice.text.count("line ") == min(count, MOST_NAMED)
    assert notice.advice is not None
    assert notice.advice.startswith(advice)


@pytest.mark.parametrize("what", ["film", "album", "map"])
def test_what_was_open_last_and_is_gone_is_asked_for_where_it_is_now(what: str) -> None:
    error = MediaError(Path("/x"), "there is no such file")
    anew, last = (opening_notice(what, error, was_open_last=was) for was in (False, True))
    assert anew.text == last.text == "/x: there is no such file"
    assert last.advice == f"It was open last. If it has moved, open the {what} from where it is now."
    assert anew.advice not in (None, last.advice)


def test_without_a_sound_device_the_film_is_silent_and_without_a_film_nothing_is_heard() -> None:
    for film, words in ((COPY, "the picture plays silently"), (None, "nothing is heard")):
        notice = silence_notice(film)
        assert words in notice.text
        assert "doctor" in (notice.advice or "")


def test_a_track_that_the_film_does_not_use_is_named() -> None:
    assert unused_notice(Track(1, "Générique")).text == "The film does not use this stretch of «Générique»."
