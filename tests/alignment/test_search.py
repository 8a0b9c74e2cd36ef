"""The search on made films of which every answer is known."""

import functools
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import pytest
from numpy.typing import NDArray

from gallows_sync.alignment.findings import SAMPLE_RATE_HZ, Findings, Progress, Samples, Stage, Stretch
from gallows_sync.alignment.search import find
from tests.alignment.music import FilmSound, composed, music, performed, reverberant, with_pitch_kept

OFFSET_S = 0.1e-3
OFFSET_WITH_WOW_S = 0.25e-3
SPEED = 20e-6
EDGE_S = 0.5
OFFSET_WITH_PITCH_KEPT_S = 15e-3
SPEED_WITH_PITCH_KEPT = 100e-6
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Sounds:
    """What the film was made of; ``music_in`` in the recording under ``film_in`` (s)."""

    recording: int
    film_in: float
    film_out: float
    music_in: float
    speed: float = 1.0


@functools.cache
def piece(seed: int, length_s: float = 45) -> Samples:
    made = music(length_s, seed)
    made.setflags(write=False)
    return made


def silence(length_s: float) -> Samples:
    return np.zeros(round(length_s * SAMPLE_RATE_HZ), np.float32)


def film_of(length_s: float, recordings: Sequence[Samples], truth: Iterable[Sounds]) -> FilmSound:
    film = FilmSound(length_s)
    for one in truth:
        film.lay(recordings[one.recording], one.film_in, one.film_out, one.music_in, one.speed)
    return film


def search(film: FilmSound | Samples, recordings: Sequence[Samples]) -> Findings:
    sound = film.samples if isinstance(film, FilmSound) else film
    return find(sound, recordings, range(len(recordings)))


def assert_found(
    stretches: Sequence[Stretch],
    truth: Sequence[Sounds],
    offset_s: float = OFFSET_S,
    speed: float = SPEED,
) -> None:
    """Assert that just what the film was made of was found, in film order, as exactly as is asked."""
    assert [one.recording for one in stretches] == [one.recording for one in truth]
    for found, made in zip(stretches, truth, strict=True):
        assert found.film_in == pytest.approx(made.film_in, abs=EDGE_S)
        assert found.film_out == pytest.approx(made.film_out, abs=EDGE_S)
        assert found.speed == pytest.approx(made.speed, rel=speed)
        assert 0.5 < found.confidence <= 1
        for film_s in (made.film_in, made.film_out):
            heard = found.music_in + (film_s - found.film_in) * found.speed
            assert heard == pytest.approx(made.music_in + (film_s - made.film_in) * made.speed, abs=offset_s)


@pytest.mark.parametrize("speed", [1.0, 25 / 24, 24 / 25, 0.993])
def test_excerpts_are_found_whatever_the_speed_of_the_copy(speed: float) -> None:
    album = [piece(1), piece(2), piece(3)]
    truth = [
        Sounds(1, 4, 16, 20, speed),
        Sounds(0, 20, 45, 3, speed),
        Sounds(2, 70, 90, 10, speed),
    ]
    film = film_of(95, album, truth).lay(piece(9), 47, 68)

    found = search(film, album)

    assert_found(found.stretches, truth)
    assert min(one.confidence for one in found.stretches) > SURE
    assert max(one.residual_s for one in found.stretches) < OFFSET_S
    assert not found.sightings


def test_a_copy_that_kept_the_pitch_is_found_by_how_spectra_change() -> None:
    album = [piece(1), piece(2), piece(3)]
    tempo = 25 / 24
    film = FilmSound(120).lay(piece(9), 48, 60)
    film.mix(with_pitch_kept(piece(1)[5 * SAMPLE_RATE_HZ : 40 * SAMPLE_RATE_HZ], tempo), 10)
    film.mix(with_pitch_kept(piece(2)[8 * SAMPLE_RATE_HZ : 44 * SAMPLE_RATE_HZ], tempo), 70)
    truth = [Sounds(0, 10, 10 + 35 / tempo, 5, tempo), Sounds(1, 70, 70 + 36 / tempo, 8, tempo)]

    found = search(film, album)

    assert_found(found.stretches, truth, OFFSET_WITH_PITCH_KEPT_S, SPEED_WITH_PITCH_KEPT)
    assert {one.recording for one in found.sightings} <= {2}


def test_two_masterings_of_different_speed_are_found_in_one_film() -> None:
    album = [piece(1), piece(2)]
    truth = [Sounds(0, 10, 40, 2, 1.0), Sounds(1, 45, 80, 2, 1.003)]

    assert_found(search(film_of(90, album, truth), album).stretches, truth)


def test_a_wandering_speed_is_averaged_and_the_residual_reported() -> None:
    wander_s, period_s = 0.4e-3, 8.0  # 300 ppm faster and slower

    def music_at(film: NDArray[np.float64]) -> NDArray[np.float64]:
        return film - 7 + wander_s * np.sin(2 * np.pi * (film - 10) / period_s)

    film = FilmSound(70).lay_along(piece(1), 10, 50, music_at)

    found = search(film, [piece(1)])

    assert_found(found.stretches, [Sounds(0, 10, 50, 3)], OFFSET_WITH_WOW_S)
    assert found.stretches[0].residual_s == pytest.approx(wander_s / np.sqrt(2), rel=0.25)


def test_a_track_used_twice_and_a_jump_inside_the_music_are_stretches_of_their_own() -> None:
    album = [piece(1), piece(2)]
    truth = [
        Sounds(0, 5, 20, 0),
        Sounds(1, 22, 37, 4),
        Sounds(1, 37, 52, 28),
        Sounds(0, 60, 80, 0),
    ]

    assert_found(search(film_of(90, album, truth), album).stretches, truth)


def test_music_is_found_under_speech_that_is_louder() -> None:
    album = [piece(1), piece(2)]
    truth = [Sounds(0, 10, 40, 2), Sounds(1, 50, 80, 10)]
    film = film_of(90, album, truth).talk_over(6, 84, louder_db=6)

    assert_found(search(film, album).stretches, truth)


def test_music_is_found_between_silences() -> None:
    album = [piece(1), piece(2)]
    truth = [Sounds(0, 10, 30, 2), Sounds(1, 40, 46, 10)]
    film = film_of(60, album, truth).samples
    film[: 10 * SAMPLE_RATE_HZ] = film[46 * SAMPLE_RATE_HZ :] = 0
    film[30 * SAMPLE_RATE_HZ : 40 * SAMPLE_RATE_HZ] = 0

    assert_found(search(film, album).stretches, truth)


@pytest.mark.parametrize("hiss", [1e-5, 1e-4])
def test_music_is_found_amid_hiss_that_is_hardly_heard(hiss: float) -> None:
    recording = piece(1, 30)
    film = FilmSound(50, hiss).lay(recording, 20, 40, 3)

    (stretch,) = search(film, [recording]).stretches

    assert_found([stretch], [Sounds(0, 20, 40, 3)])
    assert stretch.confidence > SURE


def test_short_tracks_are_found_in_a_short_film() -> None:
    album = [piece(number, 10) for number in (60, 61, 62)]
    truth = [Sounds(0, 1, 8, 1), Sounds(2, 9, 17, 2)]

    assert_found(search(film_of(18, album, truth), album).stretches, truth)


def test_another_take_a_rearrangement_and_other_music_are_never_claimed() -> None:
    notes, others = composed(30, 50), composed(30, 51)
    rearranged = tuple(replace(note, begin=(note.begin * 7 + 3) % 30) for note in others)
    album = [performed(notes, 30, 1), performed(others, 30, 1), piece(1), piece(4)]
    film = FilmSound(120)
    film.mix(performed(notes, 30, 2), 2).mix(performed(rearranged, 30, 1), 34).lay(piece(9), 66, 86)
    film.lay(piece(1), 90, 115, 4)

    found = search(film, album)

    assert_found(found.stretches, [Sounds(2, 90, 115, 4)])
    assert {one.recording for one in found.sightings} <= {0, 1, 3}
    assert all(one.strength < 0.5 for one in found.sightings)


def test_a_film_without_any_of_the_album_has_no_stretch() -> None:
    notes = composed(30, 50)

    found = search(FilmSound(60).mix(performed(notes, 30, 2), 15), [performed(notes, 30, 1)])

    assert found.stretches == ()


def test_music_made_of_loops_is_one_stretch_along_one_line() -> None:
    loops = np.tile(piece(20, 8), 5)
    film = FilmSound(70).lay(loops, 10, 46, 2)

    (stretch,) = search(film, [loops]).stretches

    assert stretch.film_in == pytest.approx(10, abs=EDGE_S)
    assert stretch.film_out == pytest.approx(46, abs=EDGE_S)
    off = stretch.music_in - stretch.film_in - (2 - 10)
    assert off - 8 * round(off / 8) == pytest.approx(0, abs=OFFSET_S)  # which repeat it is has no answer


def test_the_take_is_told_from_the_master_that_was_cut_from_it() -> None:
    take = piece(1)
    master = reverberant(take, 1)
    film = FilmSound(70).lay(take, 10, 50, 2)

    (stretch,) = find(film.samples, [master, take], [7, 7]).stretches

    assert_found([stretch], [Sounds(1, 10, 50, 2)])
    (rival,) = stretch.rivals
    assert rival.recording == 0
    assert not rival.equal
    assert rival.fit < 0.9 * stretch.fit


def test_of_recordings_that_are_the_same_the_first_is_chosen_and_the_other_called_equal() -> None:
    film = FilmSound(70).lay(piece(1), 10, 50, 2)

    (stretch,) = find(film.samples, [piece(1), piece(1).copy()], [7, 7]).stretches

    assert_found([stretch], [Sounds(0, 10, 50, 2)])
    assert [(one.recording, one.equal) for one in stretch.rivals] == [(1, True)]
    assert stretch.rivals[0].fit == pytest.approx(stretch.fit, rel=0.01)


def test_recordings_of_other_tracks_are_no_rivals() -> None:
    film = FilmSound(70).lay(piece(1), 10, 50, 2)

    (stretch,) = find(film.samples, [piece(1), piece(1).copy()], [7, 8]).stretches

    assert stretch.rivals == ()


def test_a_film_that_is_an_excerpt_of_a_track_is_found_whole() -> None:
    film = piece(1)[10 * SAMPLE_RATE_HZ : 30 * SAMPLE_RATE_HZ]

    assert_found(search(film, [piece(2), piece(1)]).stretches, [Sounds(1, 0, 20, 10)])


def test_a_film_that_is_a_track_is_found_whole() -> None:
    assert_found(search(piece(1), [piece(1)]).stretches, [Sounds(0, 0, 45, 0)])


def test_a_few_tracks_of_many_are_found() -> None:
    album = [piece(100 + number, 12) for number in range(26)]
    truth = [Sounds(17, 5, 15, 1), Sounds(25, 20, 30, 2), Sounds(0, 35, 45, 0)]
    film = film_of(50, album, truth)

    found = search(film, album)

    assert_found(found.stretches, truth)
    assert [one.recording for one in found.matches] == list(range(26))


@pytest.mark.parametrize(
    ("film", "recordings"),
    [
        (silence(60), [piece(1)]),
        (silence(0), [piece(1)]),
        (silence(0), [silence(0)]),
        (piece(1), []),
        (silence(0), []),
        (piece(1)[:SAMPLE_RATE_HZ], [piece(2)]),
        (piece(1)[:1], [piece(1)[:1]]),
        (piece(1)[:10], [piece(2)[:SAMPLE_RATE_HZ]]),
    ],
    ids=[
        "silent film",
        "film of no samples",
        "nothing at all",
        "no recordings",
        "no film, no recordings",
        "film of a second",
        "single samples",
        "film of ten samples",
    ],
)
def test_nothing_is_found_where_nothing_can_be(film: Samples, recordings: list[Samples]) -> None:
    found = search(film, recordings)

    assert found.stretches == ()
    assert [one.recording for one in found.matches] == list(range(len(recordings)))


def test_silent_empty_and_very_short_tracks_do_no_harm() -> None:
    album = [silence(30), silence(0), silence(1 / SAMPLE_RATE_HZ), piece(8)[:SAMPLE_RATE_HZ], piece(1)]
    film = FilmSound(40).lay(piece(1), 10, 30, 0)

    assert_found(search(film, album).stretches, [Sounds(4, 10, 30, 0)])


def small_search(report: Callable[[Progress], None]) -> Findings:
    """Search a short film for two recordings that sound in it."""
    recordings = [piece(1, 24), piece(2, 24)]
    film = FilmSound(40).lay(recordings[0], 2, 20, 3).lay(recordings[1], 21, 38, 5)
    return find(film.samples, recordings, range(2), report=report)


def test_what_is_done_rises_from_nothing_to_all() -> None:
    told: list[Progress] = []

    found = small_search(told.append)

    done = [one.done for one in told]
    assert done[0] == 0
    assert done == sorted(done)
    assert done[-1] == 1
    stages = [one.stage for one in told]
    for stage in (Stage.LISTENING, Stage.COMPARING, Stage.MEASURING, Stage.DECIDING):
        assert stage in stages
    assert told[-1].found == found.stretches
    assert len(found.stretches) == 2


def test_what_was_found_is_told_as_it_is_found() -> None:
    told: list[Progress] = []

    small_search(told.append)

    first = next(one for one in told if one.found)
    assert first.done < 0.9
    assert [one.recording for one in first.found] == [0]


class CancelledError(Exception):
    """What a report raises in these tests."""


def test_a_report_that_raises_ends_the_search_whenever_it_does() -> None:
    told: list[Progress] = []
    small_search(told.append)
    assert len(told) > 6

    for number in range(1, len(told) + 1):
        calls: list[Progress] = []

        def report(progress: Progress, calls: list[Progress] = calls, number: int = number) -> None:
            calls.append(progress)
            if len(calls) == number:
                raise CancelledError(number)

        with pytest.raises(CancelledError, match=f"^{number}$"):
            small_search(report)
        assert len(calls) == number


def assert_same(one: Findings, other: Findings) -> None:
    assert one.stretches == other.stretches
    assert one.sightings == other.sightings
    for here, there in zip(one.matches, other.matches, strict=True):
        assert here.recording == there.recording
        np.testing.assert_array_equal(here.film_s, there.film_s)
        np.testing.assert_array_equal(here.music_s, there.music_s)
        np.testing.assert_array_equal(here.strength, there.strength)


def test_the_result_is_the_same_on_every_run_and_however_the_work_is_spread() -> None:
    album = [piece(1), piece(2), piece(5, 20)]
    film = FilmSound(60).lay(piece(1), 5, 25, 3).lay(piece(2), 30, 50, 8).samples
    film.setflags(write=False)

    once = find(film, album, range(3))

    assert [one.recording for one in once.stretches] == [0, 1]
    assert_same(once, find(film, album, range(3)))
    with ThreadPoolExecutor(3) as pool:
        assert_same(once, find(film, album, range(3), across=pool.map))
