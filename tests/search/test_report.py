"""The report as scripts and people read it."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from gallows_sync.core.cue_map import Album, CueMap, Film, FilmSpan, Take, Track
from gallows_sync.core.findings import Found, Rival, Unfound
from gallows_sync.core.media_files import FilmFile
from gallows_sync.search.report import report_json, summary
from gallows_sync.search.run import SearchResult, Unsearched

FILM = FilmFile(
    path=Path("film.mkv"),
    duration=Fraction("5494.5"),
    container_start=Fraction(0),
    frame_rate=Fraction(24000, 1001),
    width=1280,
    height=720,
    display_aspect=Fraction(16, 9),
    picture_start=Fraction(0),
    sound=None,
)
FOUND = Found(
    track=1,
    take=None,
    film=FilmSpan(Fraction("83.456"), Fraction(235)),
    music_in=Fraction("0.25"),
    speed=Fraction(25, 24),
    confidence=Fraction("0.97"),
)
RESULT = SearchResult(FILM, (FOUND,), (Unfound(2, 100.5, 7.25, 0.31), Unfound(3)), (), 3.2, 10.1234, 13.3234)
TRACKS = tuple(Track(number, title) for number, title in enumerate(["One", "Two", "Three", "Four"], 1))
CUE_MAP = CueMap(Film("Film"), Album("Album", tracks=TRACKS))


def test_the_report_is_the_contract_s() -> None:
    report = json.loads(report_json(RESULT))
    assert report["version"] == 1
    assert report["film"] == {"duration": 5494.5, "frame_rate": "24000/1001"}
    [segment] = report["segments"]
    of_contract = ("track", "film_in", "film_out", "music_in", "speed", "confidence")
    assert {name: segment[name] for name in of_contract} == {
        "track": 1,
        "film_in": 83.456,
        "film_out": 235.0,
        "music_in": 0.25,
        "speed": 25 / 24,
        "confidence": 0.97,
    }
    assert report["absent"] == [2, 3]
    assert report["seconds"] == {"decode": 3.2, "search": 10.123, "total": 13.323}


def test_the_report_adds_which_recording_how_straight_and_what_was_seen() -> None:
    found = replace(FOUND, take="take-2", residual_s=0.002, fit=0.8, rivals=(Rival(None, 0.7, True),))
    result = replace(RESULT, found=(found,), unsearched=(Unsearched(4, None, "no file"),))
    report = json.loads(report_json(result))
    [segment] = report["segments"]
    assert (segment["take"], segment["residual"], segment["fit"]) == ("take-2", 0.002, 0.8)
    assert segment["rivals"] == [{"take": None, "fit": 0.7, "equal": True}]
    assert report["sightings"] == [{"track": 2, "film": 100.5, "music": 7.25, "strength": 0.31}]
    assert report["unsearched"] == [{"track": 4, "take": None, "reason": "no file"}]


def test_a_rate_that_is_whole_or_unknown() -> None:
    for rate, written in ((Fraction(25), "25"), (None, None)):
        report = json.loads(report_json(replace(RESULT, film=replace(FILM, frame_rate=rate))))
        assert report["film"]["frame_rate"] == written


def test_a_line_for_each_stretch_and_for_each_track_without_one() -> None:
    result = replace(RESULT, unsearched=(Unsearched(4, None, "no file has its title"),))
    assert list(summary(result, CUE_MAP)) == [
        "track 1, One: film 0:01:23.456 to 0:03:55.000, music 0:00.250 to 2:38.108, speed 1.041667, "
        "confidence 0.97",
        "track 2, Two: not found; most like it, but not enough to claim it: film 0:01:40.500 with music "
        "0:07.250, strength 0.31",
        "track 3, Three: not found; nothing like it was heard",
        "problem: track 4, Four: not searched for: no file has its title",
    ]


def test_the_line_says_which_take_it_is_and_which_it_may_be_as_well() -> None:
    track = replace(TRACKS[0], takes=(Take("take-1", "Take 1"), Take("take-2", "Take 2")))
    cue_map = replace(CUE_MAP, album=replace(CUE_MAP.album, tracks=(track,)))
    rivals = (Rival(None, 0.79, True), Rival("take-2", 0.2, False), Rival("take-3", 0.4, False))
    found = replace(FOUND, take="take-1", fit=0.8, rivals=rivals, residual_s=0.0123)
    [line, *_] = summary(replace(RESULT, found=(found,)), cue_map)
    assert line.endswith(
        "confidence 0.97, its speed wanders, 12.3 ms off a straight line, it is take take-1 or, equally, "
        "the album's recording (fits by 0.80; take take-3 by 0.40)"
    )
