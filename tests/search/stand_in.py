"""Searches that need no film: what a worker's process runs in tests, told by the film's name what to do."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from gallows_sync.core.cue_map import Album, Cue, CueMap, Film, FilmSpan, Track
from gallows_sync.core.findings import Found, Unfound
from gallows_sync.core.media_files import AlbumMatch, FilmFile, MatchState, Recording, SoundStream, TrackMatch
from gallows_sync.errors import GallowsSyncError
from gallows_sync.search.run import SearchJob, SearchProgress, SearchResult, Unsearched
from gallows_sync.wording import phrase

SEARCH = "tests.search.stand_in:search"
"""For ``SearchWorker``: does what ``ACTS`` has under the name of the film."""

Report = Callable[[SearchProgress], None]


def found(
    track: int, film_in: int, film_out: int, confidence: float = 0.97, take: str | None = None
) -> Found:
    """A stretch of track ``track``, its music from two seconds on."""
    span = FilmSpan(Fraction(film_in), Fraction(film_out))
    return Found(track, take, span, Fraction(2), Fraction(1), Fraction(confidence).limit_denominator(1000))


def job(act: str, folder: Path = Path("films")) -> SearchJob:
    """Return a job over three tracks whose search is ``act``."""
    sound = SoundStream(1, "ac3", 48000, 2, Fraction(0))
    film = FilmFile(
        folder / act, Fraction(120), Fraction(0), Fraction(24), 640, 360, Fraction(16, 9), Fraction(0), sound
    )
    tracks = tuple(Track(number, f"Piece {number}") for number in (1, 2, 3))
    cues = tuple(Cue(f"piece-{number}", number) for number in (1, 2, 3))
    match = AlbumMatch(
        tuple(
            TrackMatch(track.number, MatchState.MATCHED, Recording(folder / track.title, track.title), "")
            for track in tracks
        )
    )
    return SearchJob(film, CueMap(Film("A Film"), Album("An Album", tracks=tracks), cues), match)


def search(job: SearchJob, report: Report) -> SearchResult:
    return ACTS[job.film.path.name](job, report)


def _finds_two(job: SearchJob, report: Report) -> SearchResult:
    first, second = found(1, 10, 30), found(2, 40, 55, 0.6)
    report(SearchProgress("Decoding the film's sound", 0.1, 9.0, ()))
    report(SearchProgress("Measuring", 0.7, 3.0, (first,)))
    return SearchResult(
        job.film,
        (first, second),
        (Unfound(3, 61.0, 4.0, 0.2),),
        (),
        1.0,
        2.0,
        3.0,
        (Unsearched(1, "2", "its file is damaged"),),
    )


def _reports_often(job: SearchJob, report: Report) -> SearchResult:
    for step in range(1000):
        report(SearchProgress(f"step {step}", step / 1000, None, ()))
    return SearchResult(job.film, (), (), (), 0.0, 0.0, 0.0)


def _refuses(job: SearchJob, report: Report) -> SearchResult:
    raise GallowsSyncError(phrase("StandIn", "The film cannot be read: {why}.").fill(why="it is gone"))


def _is_faulty(job: SearchJob, report: Report) -> SearchResult:
    raise ZeroDivisionError("by zero")


def _dies(job: SearchJob, report: Report) -> SearchResult:
    os._exit(3)


def _never_ends(job: SearchJob, report: Report) -> SearchResult:
    """Leave a file while it runs, named by the process, that is taken away when it is told to end."""
    mark = job.film.path.parent / str(os.getpid())
    try:
        mark.write_text("here", encoding="ascii")
        report(SearchProgress(f"niceness {os.nice(0) if sys.platform != 'win32' else 0}", 0.5, None, ()))
        while True:
            time.sleep(3600)
    finally:
        mark.unlink()


ACTS = {
    "finds two": _finds_two,
    "reports often": _reports_often,
    "refuses": _refuses,
    "is faulty": _is_faulty,
    "dies": _dies,
    "never ends": _never_ends,
}
