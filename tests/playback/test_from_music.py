"""Listening from the music, on stand-ins: what is heard without a break, and what is seen meanwhile."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from gallows_sync.core.cue_map import Certainty, Cue, FilmSpan
from gallows_sync.core.media_files import Recording
from gallows_sync.playback.conform import PlacedMusic
from gallows_sync.playback.from_music import next_tie
from gallows_sync.playback.ports import Int16Array, Monitor
from gallows_sync.playback.stand_in import StandInFilm
from tests.playback.conftest import one_sided
from tests.playback.rig import ALBUM_SIDE, FILM_SIDE, RATE_HZ, Rig

SAMPLE_S = 1 / RATE_HZ
TRACK = Recording(Path("a.flac"), "A", duration=Fraction(12))
OTHER = Recording(Path("b.flac"), "B", duration=Fraction(12))

OpenRig = Callable[..., Rig]


def tied(film_in: str, film_out: str, music_in: str, name: str = "cue") -> PlacedMusic:
    span = FilmSpan(Fraction(film_in), Fraction(film_out))
    return PlacedMusic(
        Cue(name, 1, film=span, music_in=Fraction(music_in), certainty=Certainty.CONFIRMED), TRACK
    )


@pytest.fixture(scope="module")
def album() -> Int16Array:
    return one_sided(12 * RATE_HZ, 7, side=ALBUM_SIDE)


@pytest.fixture
def open_rig(memory_film: StandInFilm, album: Int16Array) -> Iterator[OpenRig]:
    rigs: list[Rig] = []

    def open_it(*music: PlacedMusic, decks: int = 4) -> Rig:
        rig = Rig(memory_film, album, decks)
        rigs.append(rig)
        rig.open(5.0)
        rig.lay(*music)
        rig.advance(1.0)
        return rig

    yield open_it
    for rig in rigs:
        rig.close()


def listen(rig: Rig, music_time: float = 0.0, seconds: float = 1.0) -> Rig:
    """Pick the track, and let it play."""
    rig.transport.play_music(TRACK, music_time)
    rig.step()
    listening = rig.transport._listening
    assert listening is not None
    rig.wait(lambda: listening.sound.filled)
    rig.advance(seconds)
    return rig


def continuous(rig: Rig, from_us: float, seconds: float) -> None:
    """Assert that the album was heard from an instant on without a break, to the sample."""
    frames = int(seconds * RATE_HZ)
    begins = round(rig.album_heard(from_us) * RATE_HZ)
    heard = rig.heard(from_us, frames)[:, ALBUM_SIDE] * 32768
    assert np.abs(heard - rig.album[begins : begins + frames, ALBUM_SIDE]).max() <= 2


def alone(rig: Rig) -> float:
    found = rig.transport.music_alone()
    assert found is not None
    return found[1]


# ---------------------------------------------------------------------- alone


def test_a_track_plays_from_its_first_note_and_the_picture_stands(open_rig: OpenRig) -> None:
    rig = open_rig()
    rig.transport.play()
    rig.advance(1.0)
    listen(rig)
    begin_us = next(at for at, block in rig.outputs[-1].blocks if block[:, ALBUM_SIDE].any())
    assert rig.album_heard(begin_us + 20_000) < 0.04
    assert rig.silent(FILM_SIDE)
    assert rig.transport.status.playing
    assert rig.transport.status.album_alone
    assert alone(rig) == pytest.approx(rig.album_heard(rig.clock.now_us() - 60_000) + 0.06, abs=SAMPLE_S)
    shown = len(rig.pictures)
    rig.advance(1.0)
    assert len(rig.pictures) == shown
    assert rig.transport.position() == pytest.approx(rig.pictures[-1][2], abs=0.1)


def test_it_plays_from_the_middle(open_rig: OpenRig) -> None:
    rig = listen(open_rig(), 7.0, 2.0)
    assert 7.0 < rig.album_heard() < 9.0
    continuous(rig, rig.heard_until_us() - 1e6, 0.9)


def test_pause_keeps_the_place_and_play_goes_on_from_it(open_rig: OpenRig) -> None:
    rig = listen(open_rig(), 2.0, 2.0)
    rig.transport.pause()
    rig.advance(0.3)
    place = alone(rig)
    rig.advance(1.0)
    assert (alone(rig), rig.transport.status.playing) == (place, False)
    assert rig.silent(ALBUM_SIDE)
    rig.transport.play()
    rig.advance(1.0)
    assert place + 0.7 < rig.album_heard() < place + 1.1


def test_without_a_film_it_plays_pauses_and_ends(memory_film: StandInFilm, album: Int16Array) -> None:
    rig = Rig(memory_film, album)
    try:
        rig.lay(tied("3", "8", "0"))
        listen(rig, 0.0, 2.0)
        assert 1.5 < rig.album_heard() < 2.5
        continuous(rig, rig.heard_until_us() - 1e6, 0.9)
        rig.transport.pause()
        rig.advance(0.3)
        place = alone(rig)
        rig.advance(1.0)
        assert (alone(rig), rig.transport.status.playing) == (place, False)
        rig.transport.play()
        rig.advance(1.0)
        assert place + 0.7 < rig.album_heard() < place + 1.1
        listen(rig, 10.0, 3.0)
        assert not rig.transport.status.playing
        assert rig.transport.music_alone() is None
        assert rig.pictures == []
    finally:
        rig.close()


def test_a_film_that_is_opened_ends_it(memory_film: StandInFilm, album: Int16Array) -> None:
    rig = Rig(memory_film, album)
    try:
        listen(rig)
        rig.open(5.0)
        rig.advance(0.5)
        assert rig.transport.music_alone() is None
        assert not rig.transport.status.playing
        assert rig.silent(ALBUM_SIDE)
        rig.transport.play()
        rig.advance(1.0)
        assert rig.film_heard() == pytest.approx(5.7, abs=0.3)
    finally:
        rig.close()


def test_without_a_film_it_goes_on_where_the_sound_device_was_replaced(
    memory_film: StandInFilm, album: Int16Array
) -> None:
    rig = Rig(memory_film, album)
    try:
        listen(rig, 0.0, 2.0)
        rig.outputs[-1].close()
        rig.advance(2.5)
        assert len(rig.outputs) == 2
        assert 3.5 < rig.album_heard() < 4.6
    finally:
        rig.close()


def test_it_is_heard_whatever_the_monitor_says(open_rig: OpenRig) -> None:
    rig = open_rig()
    rig.transport.set_monitor(Monitor.FILM)
    listen(rig)
    assert not rig.silent(ALBUM_SIDE)


def test_at_the_end_of_the_track_it_stops_and_play_plays_the_film(open_rig: OpenRig) -> None:
    rig = listen(open_rig(), 10.0, 3.0)
    assert not rig.transport.status.playing
    assert rig.transport.music_alone() is None
    rig.transport.play()
    rig.advance(1.0)
    assert 5.0 <= rig.film_heard() < 6.5


@pytest.mark.parametrize("command", ["jump", "seek"])
def test_going_somewhere_in_the_film_ends_it(open_rig: OpenRig, command: str) -> None:
    rig = listen(open_rig(tied("1", "3", "8")), 0.0)
    getattr(rig.transport, command)(12)
    rig.advance(1.5)
    assert rig.transport.music_alone() is None
    assert not rig.transport.status.album_alone
    assert 12 < rig.film_heard() < 14
    assert rig.silent(ALBUM_SIDE)


def test_a_recording_that_cannot_be_read_is_told_and_nothing_plays(
    open_rig: OpenRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig = open_rig()

    def vanished(_: Recording) -> None:
        raise FileNotFoundError("a.flac is gone")

    monkeypatch.setattr(rig.transport._programme, "_opener", vanished)
    rig.transport.play_music(TRACK, 0.0)
    rig.step()
    listening = rig.transport._listening
    assert listening is not None
    rig.wait(lambda: listening.sound.failed is not None)
    rig.advance(0.1)
    assert rig.transport.status.problem == "a.flac is gone"
    assert not rig.transport.status.playing


# ---------------------------------------------------------------------- through the film


@pytest.mark.parametrize("decks", [4, 2, 1])
def test_where_the_film_has_the_music_the_picture_joins_it_without_a_break(
    open_rig: OpenRig, decks: int
) -> None:
    rig = listen(open_rig(tied("20", "24", "4"), decks=decks), 0.0, 2.0)
    begin_us = rig.heard_until_us() - 100_000
    rig.advance(4.0)
    continuous(rig, begin_us, 4.0)
    assert rig.transport.music_alone() is None
    assert rig.silent(FILM_SIDE)
    music_time, position = rig.album_heard(rig.clock.now_us() - 60_000) + 0.06, rig.transport.position()
    assert position == pytest.approx(20 + music_time - 4, abs=0.02)
    assert rig.pictures[-1][2] == pytest.approx(position, abs=0.08)


def test_where_the_film_leaves_the_music_it_goes_on_alone_without_a_break(open_rig: OpenRig) -> None:
    rig = listen(open_rig(tied("20", "23", "2")), 0.0, 0.5)
    begin_us = rig.heard_until_us() - 100_000
    rig.advance(7.0)
    continuous(rig, begin_us, 7.0)
    assert alone(rig) > 7.0
    assert rig.transport.status.album_alone
    assert rig.transport.position() == pytest.approx(23, abs=0.05)
    assert rig.pictures[-1][2] == pytest.approx(23, abs=0.1)


def test_picked_within_a_cue_it_begins_in_the_film(open_rig: OpenRig) -> None:
    rig = listen(open_rig(tied("20", "26", "1")), 1.0, 1.0)
    assert rig.transport.music_alone() is None
    assert rig.album_heard() == pytest.approx(rig.transport.position() - 19, abs=0.15)
    assert rig.pictures[-1][2] > 20.3


def test_music_that_goes_on_in_another_scene_has_the_picture_cut_to_it(open_rig: OpenRig) -> None:
    rig = listen(open_rig(tied("20", "23", "2", "one"), tied("10", "14", "5", "two")), 0.0, 0.5)
    begin_us = rig.heard_until_us() - 100_000
    rig.advance(6.5)
    continuous(rig, begin_us, 6.5)
    assert 11 < rig.transport.position() < 13
    assert rig.pictures[-1][2] == pytest.approx(rig.transport.position(), abs=0.08)


def test_pause_in_the_film_goes_on_with_the_music_and_out_of_the_cue(open_rig: OpenRig) -> None:
    rig = listen(open_rig(tied("20", "23", "1")), 0.0, 2.5)
    assert rig.transport.music_alone() is None
    rig.transport.pause()
    rig.advance(0.5)
    assert rig.silent(ALBUM_SIDE)
    rig.transport.play()
    rig.advance(3.0)
    assert 4.0 < alone(rig) < 6.0
    assert 4.0 < rig.album_heard() < 6.0


def test_choosing_what_is_heard_while_the_picture_runs_along_plays_the_film_as_ever(
    open_rig: OpenRig,
) -> None:
    rig = listen(open_rig(tied("20", "23", "1")), 0.0, 2.5)
    rig.transport.set_monitor(Monitor.MIX)
    rig.advance(0.5)
    assert rig.film_heard() == pytest.approx(rig.album_heard() + 19, abs=SAMPLE_S)
    rig.advance(3.0)
    assert rig.film_heard() > 24
    assert rig.silent(ALBUM_SIDE)


def test_music_that_is_laid_meanwhile_is_met_too(open_rig: OpenRig) -> None:
    rig = listen(open_rig(), 0.0)
    rig.transport.lay([tied("20", "26", "4")])
    rig.advance(5.0)
    assert rig.transport.position() > 20.5


# ---------------------------------------------------------------------- ties


def test_the_next_tie_is_the_first_from_there_on_of_this_recording() -> None:
    music = [
        PlacedMusic(tied("1", "9", "0").cue, OTHER),
        tied("30", "40", "8", "late"),
        tied("10", "20", "2", "early"),
        PlacedMusic(Cue("nowhere", 1), TRACK),
    ]
    found = [next_tie(music, TRACK, music_time) for music_time in (0.0, 5.0, 11.9, 17.5)]
    assert [(tie.cue.id, tie.music_time, tie.film_time) for tie in found if tie is not None] == [
        ("early", 2.0, 10.0),
        ("early", 5.0, 13.0),
        ("late", 11.9, 33.9),
    ]
    assert found[-1] is None


def test_ties_follow_the_speed_of_the_cue() -> None:
    span = FilmSpan(Fraction(100), Fraction(110))
    cue = Cue("pal", 1, film=span, speed=Fraction(25, 24), certainty=Certainty.CONFIRMED)
    tie = next_tie([PlacedMusic(cue, TRACK)], TRACK, 5.0)
    assert tie is not None
    assert tie.film_time == pytest.approx(104.8)
