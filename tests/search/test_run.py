"""A search from end to end, round a stand-in for the comparing: what goes in, what comes out, how it ends."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gallows_sync.alignment import search as alignment_search
from gallows_sync.alignment.findings import (
    SAMPLE_RATE_HZ,
    Findings,
    Matches,
    Progress,
    Rival,
    Samples,
    Sighting,
    Stage,
    Stretch,
)
from gallows_sync.core.cue_map import Album, CueMap, Film, FilmSpan, Track
from gallows_sync.core.findings import Found, Unfound
from gallows_sync.core.findings import Rival as FoundRival
from gallows_sync.core.media_files import AlbumMatch, FilmFile, MatchState, Recording, TrackMatch
from gallows_sync.kept_files import KeptFiles
from gallows_sync.media.container import MediaError
from gallows_sync.media.film import probe_film
from gallows_sync.search.run import SearchError, SearchJob, SearchProgress, Unsearched, search
from tests.media.conftest import write_sound
from tests.media.numbered_film import numbered_film

NOTHING = Findings((), (), ())
STRETCH = Stretch(0, 0.5, 1.5, 0.25, 1.0, 0.9, 0.0, 0.8)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> FilmFile:
    path = tmp_path_factory.mktemp("film") / "film.mkv"
    return probe_film(numbered_film(path, [Fraction(n, 25) for n in range(50)], sound="flac", sound_s=2))


@pytest.fixture(scope="module")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> list[Recording]:
    folder = tmp_path_factory.mktemp("album")
    made = []
    for number in range(4):
        noise = np.random.default_rng(number).integers(-9000, 9000, (8000 * (number + 1), 2)).astype(np.int16)
        path = folder / f"{number}.flac"
        write_sound(path, noise, "flac", 8000, "stereo", {}, {}, ())
        made.append(Recording(path, f"Number {number}", duration=Fraction(number + 1)))
    return made


class StandIn:
    """Answers with ``findings``, and remembers what it was asked."""

    def __init__(self) -> None:
        self.findings = NOTHING
        self.asked: list[tuple[Samples, Sequence[Samples], Sequence[int]]] = []
        self.during: Callable[[Callable[[Progress], None], Any], None] = lambda report, across: None

    def __call__(
        self,
        film: Samples,
        recordings: Sequence[Samples],
        groups: Sequence[int],
        *,
        report: Callable[[Progress], None],
        across: Any,
    ) -> Findings:
        self.asked.append((film, recordings, groups))
        self.during(report, across)
        return self.findings


@pytest.fixture
def find(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    stand_in = StandIn()
    monkeypatch.setattr(alignment_search, "find", stand_in)
    return stand_in


@pytest.fixture
def kept(tmp_path: Path) -> KeptFiles:
    return KeptFiles(tmp_path / "cache")


def matched(track: int, recording: Recording | None, takes: dict[str, Recording] | None = None) -> TrackMatch:
    state = MatchState.MISSING if recording is None else MatchState.MATCHED
    reason = "no file has its title" if recording is None else "the title"
    return TrackMatch(track, state, recording, reason, takes=takes or {})


def job(film: FilmFile, *tracks: TrackMatch) -> SearchJob:
    album = Album("Album", tracks=tuple(Track(track.track, f"Track {track.track}") for track in tracks))
    return SearchJob(film, CueMap(Film("Film"), album), AlbumMatch(tracks))


def ignore(_progress: SearchProgress) -> None:
    pass


def test_film_and_recordings_go_in_as_they_sound_at_the_rate_of_the_search(
    film: FilmFile, recordings: list[Recording], find: StandIn, kept: KeptFiles
) -> None:
    search(job(film, matched(1, recordings[0]), matched(2, recordings[1])), ignore, kept)
    [(sound, sounds, groups)] = find.asked
    assert len(sound) == film.duration * SAMPLE_RATE_HZ
    assert [len(one) / SAMPLE_RATE_HZ for one in sounds] == [1, 2]
    assert list(groups) == [1, 2]
    assert {one.dtype for one in (sound, *sounds)} == {np.dtype(np.float32)}
    assert 0.01 < np.std(sound) < 0.1


def test_takes_are_searched_too_and_a_take_that_is_the_track_s_own_file_once(
    film: FilmFile, recordings: list[Recording], find: StandIn, kept: KeptFiles
) -> None:
    own, first, second, other = recordings
    takes = {"take-1": first, "master": own, "take-2": second}
    find.findings = replace(
        NOTHING,
        stretches=(
            replace(STRETCH, recording=2, rivals=(Rival(0, 0.7, True), Rival(1, 0.1, False))),
            replace(STRETCH, recording=0, film_in=0.1, film_out=0.2),
        ),
        matches=(Matches(1, np.zeros(1), np.ones(1), np.ones(1)),),
    )
    result = search(job(film, matched(1, own, takes), matched(2, other)), ignore, kept)
    [(_, sounds, groups)] = find.asked
    assert [len(one) / SAMPLE_RATE_HZ for one in sounds] == [1, 2, 3, 4]
    assert list(groups) == [1, 1, 1, 2]
    assert [found.take for found in result.found] == [None, "take-2"]
    assert result.found[1].rivals == (FoundRival(None, 0.7, True), FoundRival("take-1", 0.1, False))
    assert [(one.track, one.take) for one in result.matches] == [(1, "take-1")]


def test_what_was_found_comes_in_film_order_and_exact_numbers(
    film: FilmFile, recordings: list[Recording], find: StandIn, kept: KeptFiles
) -> None:
    late = Stretch(0, 1.0000001, 1.9, 0.3333333333, 25 / 24, 0.987654321, 0.002, 0.8)
    find.findings = replace(NOTHING, stretches=(late, STRETCH))
    result = search(job(film, matched(1, recordings[0])), ignore, kept)
    assert [found.film.film_in for found in result.found] == [Fraction(1, 2), 1]
    assert result.found[1] == Found(
        track=1,
        take=None,
        film=FilmSpan(Fraction(1), Fraction(19, 10)),
        music_in=Fraction(333333, 1_000_000),
        speed=Fraction(1_041_666_667, 1_000_000_000),
        confidence=Fraction(987_654, 1_000_000),
        residual_s=0.002,
        fit=0.8,
    )


def test_what_reaches_beyond_film_or_recording_is_held_within_them_on_its_line(
    film: FilmFile, recordings: list[Recording], find: StandIn, kept: KeptFiles
) -> None:
    find.findings = replace(
        NOTHING,
        stretches=(
            replace(STRETCH, film_in=-0.25, film_out=0.5, music_in=0.0, speed=1.25),
            replace(STRETCH, film_in=1.0, film_out=2.5, music_in=-0.25, speed=1.25),
            replace(STRETCH, film_in=2.0, film_out=2.5),
        ),
    )
    first, second = search(job(film, matched(1, recordings[0])), ignore, kept).found
    assert first.film == FilmSpan(Fraction(0), Fraction(1, 2))
    assert first.music_in == Fraction(5, 16)
    assert second.film == FilmSpan(Fraction(6, 5), film.duration)
    assert second.music_in == 0


def test_tracks_that_were_not_found_come_with_the_strongest_sighting_of_any_take(
    film: FilmFile, recordings: list[Recording], find: StandIn, kept: KeptFiles
) -> None:
    find.findings = Findings(
        stretches=(STRETCH,),
        sightings=(Sighting(1, 1.0, 2.0, 0.1), Sighting(2, 3.0, 4.0, 0.3)),
        matches=(),
    )
    tracks = (
        matched(1, recordings[0]),
        matched(2, recordings[1], {"take": recordings[2]}),
        matched(3, recordings[3]),
    )
    result = search(job(film, *tracks), ignore, kept)
    assert result.unfound == (Unfound(2, 3.0, 4.0, 0.3), Unfound(3))
    assert result.unsearched == ()


def test_a_track_without_a_recording_is_unsearched_not_absent(
    film: FilmFile, recordings: list[Recording], find: StandIn, kept: KeptFiles
) -> None:
    result = search(job(film, matched(1, None), matched(2, recordings[0])), ignore, kept)
    assert [one.track for one in result.unfound] == [2]
    assert result.unsearched == (Unsearched(1, None, "no file has its title"),)


def test_a_recording_that_cannot_be_read_does_not_keep_the_others_from_being_found(
    film: FilmFile, recordings: list[Recording], find: StandIn, kept: KeptFiles, tmp_path: Path
) -> None:
    broken = Recording(tmp_path / "broken.flac", "Broken")
    broken.path.write_bytes(b"no music")
    find.findings = replace(NOTHING, stretches=(STRETCH,))
    find.during = lambda report, across: report(Progress(Stage.COMPARING, 0.5, (STRETCH,)))
    told: list[SearchProgress] = []
    result = search(job(film, matched(1, broken), matched(2, recordings[0])), told.append, kept)
    assert [found.track for found in result.found] == [2]
    assert {found.track for progress in told for found in progress.found} == {2}
    [unsearched] = result.unsearched
    assert unsearched.track == 1
    assert "broken.flac: holds no sound that can be decoded" in unsearched.reason


def test_a_film_without_sound_is_said(film: FilmFile, recordings: list[Recording], find: StandIn) -> None:
    with pytest.raises(SearchError, match=r"film\.mkv has no sound to find the album in"):
        search(job(replace(film, sound=None), matched(1, recordings[0])), ignore)


def test_an_album_without_recordings_is_said(film: FilmFile, find: StandIn) -> None:
    with pytest.raises(SearchError, match="no recording to search for"):
        search(job(film, matched(1, None)), ignore)


def test_recordings_none_of_which_can_be_read_are_said(
    film: FilmFile, find: StandIn, kept: KeptFiles, tmp_path: Path
) -> None:
    gone = Recording(tmp_path / "gone.flac", "Gone")
    with pytest.raises(SearchError, match=r"no recording can be searched for: .*gone\.flac: there is no"):
        search(job(film, matched(1, gone)), ignore, kept)


def test_a_film_that_is_gone_is_said(
    film: FilmFile, recordings: list[Recording], find: StandIn, kept: KeptFiles, tmp_path: Path
) -> None:
    with pytest.raises(MediaError, match="there is no such file"):
        search(job(replace(film, path=tmp_path / "gone.mkv"), matched(1, recordings[0])), ignore, kept)


def test_the_same_files_are_searched_once(
    film: FilmFile, recordings: list[Recording], find: StandIn, kept: KeptFiles
) -> None:
    find.findings = Findings(
        (STRETCH,), (Sighting(1, 1.0, 2.0, 0.1),), (Matches(0, np.ones(3), np.ones(3), np.ones(3)),)
    )
    wanted = job(film, matched(1, recordings[0]), matched(2, recordings[1]))
    first = search(wanted, ignore, kept)
    again = search(wanted, ignore, kept)
    assert len(find.asked) == 1
    assert (again.found, again.unfound) == (first.found, first.unfound)
    assert np.array_equal(again.matches[0].film_s, first.matches[0].film_s)


def test_progress_only_rises_names_what_is_done_and_shows_what_is_found(
    film: FilmFile, recordings: list[Recording], find: StandIn, kept: KeptFiles
) -> None:
    def during(report: Callable[[Progress], None], _across: object) -> None:
        report(Progress(Stage.LISTENING, 0.1))
        report(Progress(Stage.COMPARING, 0.5, (STRETCH,)))

    find.during = during
    find.findings = replace(NOTHING, stretches=(STRETCH,))
    told: list[SearchProgress] = []
    search(job(film, matched(1, recordings[0])), told.append, kept)
    assert [one.done for one in told] == sorted(one.done for one in told)
    assert told[-1].done == 1.0
    words = list(dict.fromkeys(one.words for one in told))
    assert words[0].startswith("Decoding")
    assert words[-3:] == [
        "Listening to film and album",
        "Comparing the album with the film",
        "Deciding what is surest",
    ]
    assert [len(one.found) for one in told][-3:] == [0, 1, 1]


def test_work_is_spread_over_threads(
    film: FilmFile, recordings: list[Recording], find: StandIn, kept: KeptFiles
) -> None:
    names: list[str] = []

    def during(_report: object, across: Callable[..., Any]) -> None:
        def work(item: int) -> int:
            names.append(threading.current_thread().name)
            return item * item

        assert list(across(work, range(20))) == [item * item for item in range(20)]

    find.during = during
    search(job(film, matched(1, recordings[0])), ignore, kept)
    assert names
    assert threading.main_thread().name not in names


class EnoughError(Exception):
    pass


def test_what_the_report_raises_while_decoding_ends_the_search(
    film: FilmFile, recordings: list[Recording], find: StandIn, kept: KeptFiles
) -> None:
    def enough(_progress: SearchProgress) -> None:
        raise EnoughError("enough")

    with pytest.raises(EnoughError, match="enough"):
        search(job(film, matched(1, recordings[0])), enough, kept)
    assert find.asked == []
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("search")]


def test_what_the_report_raises_while_comparing_ends_the_search_and_its_threads(
    film: FilmFile, recordings: list[Recording], find: StandIn, kept: KeptFiles
) -> None:
    begun: list[int] = []
    release = threading.Event()

    def during(report: Callable[[Progress], None], across: Callable[..., Any]) -> None:
        def work(item: int) -> None:
            begun.append(item)
            release.wait(5)

        across(work, range(1000))
        release.set()
        report(Progress(Stage.COMPARING, 0.5, (STRETCH,)))

    def enough(progress: SearchProgress) -> None:
        if progress.found:
            raise EnoughError("enough")

    find.during = during
    with pytest.raises(EnoughError, match="enough"):
        search(job(film, matched(1, recordings[0])), enough, kept)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("search")]
    find.during = lambda report, across: None
    search(job(film, matched(1, recordings[0])), ignore, kept)
    assert len(find.asked) == 2, "findings of a search that was ended must not be kept"
