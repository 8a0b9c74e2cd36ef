"""What the window can ask for, on stand-ins: where picture, film sound and album are then, to the sample."""

import itertools
from collections.abc import Callable, Iterator
from fractions import Fraction

import numpy as np
import pytest

from gallows_sync.core.cue_map import FilmSpan
from gallows_sync.playback.decks import HOLD_BEFORE_S
from gallows_sync.playback.ports import Int16Array, Monitor
from gallows_sync.playback.stand_in import StandInFilm
from tests.playback.conftest import one_sided
from tests.playback.rig import ALBUM_SIDE, FILM_SIDE, RATE_HZ, Rig, longest_silence, music

SAMPLE_S = 1 / RATE_HZ
FRAME_S = 1 / 24
STEP_S = 0.001
"""So finely a rig's time passes."""

SWAP_US = (HOLD_BEFORE_S + 0.02) * 1e6
"""A jump to a deck that waits takes as long as it stands before its place, and little more."""

OpenRig = Callable[..., Rig]


@pytest.fixture(scope="module")
def album() -> Int16Array:
    return one_sided(30 * RATE_HZ, 7, side=ALBUM_SIDE)


@pytest.fixture
def open_rig(memory_film: StandInFilm, album: Int16Array) -> Iterator[OpenRig]:
    """Return a function that opens the film on a new rig."""
    rigs: list[Rig] = []

    def open_it(place: float = 0.0, decks: int = 4, film: StandInFilm = memory_film) -> Rig:
        rig = Rig(film, album, decks)
        rigs.append(rig)
        rig.open(place)
        return rig

    yield open_it
    for rig in rigs:
        rig.close()


@pytest.fixture
def rig(open_rig: OpenRig) -> Rig:
    return open_rig(5.0)


def playing(rig: Rig) -> Rig:
    """Play, and let it come to a steady run."""
    rig.transport.play()
    rig.advance(1.0)
    return rig


def picture_now(rig: Rig) -> int:
    return rig.numbers[-1]


def due_us(rig: Rig, film_time: float) -> float:
    """Return when ``film_time`` was or will be heard, by what is heard now."""
    at_us = rig.heard_until_us() - 60_000
    return at_us + (film_time - rig.film_heard(at_us)) * 1e6


# ---------------------------------------------------------------------- playing and standing


def test_open_shows_the_picture_at_the_place_and_stands(rig: Rig) -> None:
    assert rig.numbers == [120]
    assert rig.transport.position() == 5.0
    assert not rig.transport.status.playing
    rig.advance(2.0)
    assert set(rig.numbers) == {120}
    assert rig.transport.position() == 5.0
    assert rig.silent(FILM_SIDE)


def test_play_goes_on_from_the_place(rig: Rig) -> None:
    playing(rig)
    assert rig.transport.status.playing
    shown = [number for number, _ in itertools.groupby(rig.numbers)]
    assert shown == list(range(120, shown[-1] + 1))
    assert shown[-1] > 135


def test_picture_is_shown_when_the_sound_of_its_time_is_heard(rig: Rig) -> None:
    playing(rig)
    for at_us, number, film_time in rig.pictures[-10:]:
        assert film_time == pytest.approx(number * FRAME_S)
        assert at_us == pytest.approx(due_us(rig, film_time), abs=STEP_S * 2e6)


def test_position_is_what_is_heard_now(rig: Rig) -> None:
    playing(rig)
    now_us = rig.clock.now_us()
    position = rig.transport.position()
    rig.advance(0.3)
    assert position == pytest.approx(rig.film_heard(now_us), abs=1.5 * SAMPLE_S)


def test_position_never_goes_back_while_playing(rig: Rig) -> None:
    rig.transport.play()
    positions = []
    for _ in range(2000):
        rig.step()
        positions.append(rig.transport.position())
    assert np.diff(positions).min() >= 0
    assert positions[-1] - positions[-501] == pytest.approx(0.5, abs=1e-4)


def test_pause_stops_sound_and_picture(rig: Rig) -> None:
    playing(rig)
    rig.transport.pause()
    rig.advance(0.3)
    position, number = rig.transport.position(), picture_now(rig)
    assert not rig.transport.status.playing
    assert rig.silent(FILM_SIDE)
    rig.advance(1.0)
    assert rig.transport.position() == position
    assert picture_now(rig) == number == int(position * 24 + 1e-6)
    assert rig.pictures[-1][2] == pytest.approx(number * FRAME_S)


def test_resume_goes_on_at_the_same_place(rig: Rig) -> None:
    playing(rig)
    rig.transport.pause()
    rig.advance(0.7)
    position = rig.transport.position()
    rig.transport.play()
    rig.advance(0.002)
    assert rig.transport.position() == pytest.approx(position, abs=0.003)
    rig.advance(0.5)
    now_us, after = rig.clock.now_us(), rig.transport.position()
    assert after == pytest.approx(position + 0.5, abs=0.01)
    rig.advance(0.2)
    assert rig.film_heard(now_us) == pytest.approx(after, abs=1.5 * SAMPLE_S)


def test_pauses_in_quick_succession_keep_the_sync(rig: Rig) -> None:
    rig.lay(music("4", "20"))
    playing(rig)
    for _ in range(5):
        rig.transport.pause()
        rig.advance(0.03)
        rig.transport.play()
        rig.advance(0.05)
    rig.advance(0.5)
    assert rig.album_heard() == pytest.approx(rig.film_heard() - 4, abs=SAMPLE_S)
    assert rig.pictures[-1][0] == pytest.approx(due_us(rig, rig.pictures[-1][2]), abs=STEP_S * 2e6)


def test_pause_before_anything_is_heard_stands_at_the_place(rig: Rig) -> None:
    rig.transport.play()
    rig.advance(0.02)
    rig.transport.pause()
    rig.advance(2.0)
    assert not rig.transport.status.playing
    assert rig.transport.position() == 5.0
    assert rig.silent(FILM_SIDE)
    assert picture_now(rig) == 120
    playing(rig)
    assert rig.film_heard() > 5.5


def test_deck_left_alone_by_a_pause_does_not_run_on(rig: Rig) -> None:
    """Unheard and unseen it would cost as much as playing."""
    rig.transport.play()
    rig.advance(0.02)
    rig.transport.pause()
    rig.advance(2.0)
    watched: list[int] = []
    for deck in rig.library.decks:
        deck._listener = Watch(watched)
    rig.advance(1.0)
    assert watched == []


class Watch:
    """Counts the sound that a deck delivers."""

    def __init__(self, watched: list[int]) -> None:
        self._watched = watched

    def deck_sound(self, samples: Int16Array, due_us: int) -> None:
        self._watched.append(len(samples))

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_: None


# ---------------------------------------------------------------------- going somewhere


def test_seek_while_playing_plays_on_from_there(rig: Rig) -> None:
    playing(rig)
    rig.transport.seek(12.0)
    rig.advance(1.0)
    assert rig.transport.status.playing
    new = [number for number in rig.numbers if number > 200]
    assert new[0] == 288
    assert 12.5 < rig.film_heard() < 13.0
    assert rig.pictures[-1][0] == pytest.approx(due_us(rig, rig.pictures[-1][2]), abs=STEP_S * 2e6)


def test_seek_back_plays_on_from_there(rig: Rig) -> None:
    playing(rig)
    rig.transport.seek(Fraction(2))
    rig.advance(1.0)
    assert 2.5 < rig.film_heard() < 3.0
    assert picture_now(rig) < 72


def test_seek_between_frames_shows_the_first_frame_after(rig: Rig) -> None:
    playing(rig)
    rig.transport.seek(12.01)
    rig.advance(1.0)
    assert next(number for number in rig.numbers if number > 200) == 289


def test_seek_while_paused_shows_the_picture_there(rig: Rig) -> None:
    rig.transport.seek(9.5)
    rig.advance(0.01)
    assert rig.transport.position() == 9.5
    assert picture_now(rig) == 228
    rig.advance(2.0)
    assert not rig.transport.status.playing
    assert rig.transport.position() == 9.5
    assert picture_now(rig) == 228
    assert rig.silent(FILM_SIDE)


def test_seek_after_a_pause_shows_the_picture_there_and_plays_from_there(rig: Rig) -> None:
    playing(rig)
    rig.transport.pause()
    rig.advance(0.5)
    rig.transport.seek(20.0)
    rig.advance(1.5)
    assert picture_now(rig) == 480
    assert rig.transport.position() == 20.0
    shown = len(rig.pictures)
    playing(rig)
    assert 20.5 < rig.film_heard() < 21.1
    assert min(rig.numbers[shown:]) >= 480


def test_seek_beyond_the_film_stays_within_it(rig: Rig) -> None:
    rig.transport.seek(99.0)
    rig.advance(0.1)
    assert 29.9 <= rig.transport.position() < 30
    rig.transport.seek(-5.0)
    rig.advance(0.1)
    assert rig.transport.position() == 0


def test_jump_plays_even_when_paused(rig: Rig) -> None:
    rig.transport.jump(12)
    rig.advance(1.0)
    assert rig.transport.status.playing
    assert 12.5 < rig.film_heard() < 13.0


def test_jump_to_a_waiting_deck_swaps_at_the_very_frame_and_sample(rig: Rig) -> None:
    rig.transport.expect([12])
    playing(rig)
    rig.advance(1.0)
    asked_us = rig.clock.now_us()
    shown = len(rig.pictures)
    rig.transport.jump(12)
    rig.advance(0.5)
    begin_us = due_us(rig, 12.0)
    assert begin_us - asked_us < SWAP_US
    # The last frame before is the old place's, in full; from the first on the new one rises.
    before = rig.film_heard(begin_us - 55_000)
    assert before < 8
    frame = round((before + 0.055) * RATE_HZ) - 1
    assert rig.film.sound is not None
    old = rig.film.sound[frame, FILM_SIDE] / np.float32(32768)
    assert rig.heard(begin_us - 1e6 * SAMPLE_S, 1)[0, FILM_SIDE] == pytest.approx(old, rel=1e-3)
    settled = rig.heard(begin_us + 6000, 100)[:, FILM_SIDE]
    new = rig.film.sound[12 * RATE_HZ + round(0.006 * RATE_HZ) :, FILM_SIDE][:100]
    assert np.array_equal(settled, new / np.float32(32768))
    # And the picture: the old place's, then the first of the new one when it is due.
    numbers = rig.numbers[shown:]
    first = next(index for index, number in enumerate(numbers) if number > 250)
    assert numbers[first] == 288
    assert rig.pictures[shown + first][0] == pytest.approx(begin_us, abs=STEP_S * 1e6)
    assert all(number < 200 for number in numbers[:first])


def test_jump_to_a_waiting_deck_from_standing_is_as_quick(rig: Rig) -> None:
    rig.transport.expect([12])
    rig.advance(2.0)
    asked_us = rig.clock.now_us()
    rig.transport.jump(12)
    rig.advance(0.5)
    assert due_us(rig, 12.0) - asked_us < SWAP_US
    assert [n for n, _ in itertools.groupby(rig.numbers)][:3] == [120, 288, 289]


def test_jump_to_where_a_deck_is_still_on_its_way(rig: Rig) -> None:
    playing(rig)
    rig.transport.expect([12])
    rig.advance(0.2)
    rig.transport.jump(12)
    rig.advance(1.5)
    assert next(number for number in rig.numbers if number > 200) == 288
    assert 12.5 < rig.film_heard() < 13.5


@pytest.mark.parametrize("expected", [(), (12, 20, 16)])
@pytest.mark.parametrize("after_s", [0.0, 0.005, 0.03, 0.045, 0.08, 0.15])
def test_last_of_several_jumps_wins(rig: Rig, expected: tuple[float, ...], after_s: float) -> None:
    rig.transport.expect(expected)
    playing(rig)
    rig.advance(2.0)
    for place in (12, 20, 16):
        rig.transport.jump(place)
        rig.advance(after_s)
    rig.advance(1.5)
    assert 17.0 < rig.film_heard() < 17.7
    assert picture_now(rig) == int(rig.transport.position() * 24 + 1e-3)
    sound = rig.heard(rig.heard_until_us() - 200_000, 9600)[:, FILM_SIDE]
    assert longest_silence(sound) < 5


def test_jump_to_where_it_already_is_starts_it_anew(rig: Rig) -> None:
    playing(rig)
    for _ in range(2):
        rig.transport.jump(5.0)
        rig.advance(1.0)
        assert 5.5 < rig.film_heard() < 6.0


def test_pause_in_the_middle_of_a_jump_stands_at_its_place(rig: Rig) -> None:
    rig.transport.expect([12])
    playing(rig)
    rig.advance(1.0)
    rig.transport.jump(12)
    rig.advance(0.01)
    rig.transport.pause()
    rig.advance(1.5)
    assert not rig.transport.status.playing
    assert rig.transport.position() == pytest.approx(12.0, abs=0.06)
    assert picture_now(rig) == 288
    assert rig.silent(FILM_SIDE)


def test_every_jump_is_reported_with_its_times(rig: Rig) -> None:
    rig.transport.expect([12])
    playing(rig)
    rig.advance(1.0)
    rig.reports.clear()
    rig.transport.jump(12)
    rig.advance(1.5)
    jump = next(report for report in rig.reports if report["event"] == "jump")
    assert jump["place_s"] == 12.0
    assert jump["waiting_deck"] is True
    for event in ("first_picture_ms", "first_sound_ms"):
        measured_ms = jump[event]
        assert isinstance(measured_ms, float)
        assert 0 < measured_ms < 80


def test_steps_go_one_frame_both_ways(rig: Rig) -> None:
    for frames, number in ((1, 121), (1, 122), (-1, 121), (-3, 118), (10, 128)):
        rig.transport.step(frames)
        rig.advance(0.02)
        assert picture_now(rig) == number
        assert rig.transport.position() == pytest.approx(number * FRAME_S)


def test_step_while_playing_pauses_at_the_next_frame(rig: Rig) -> None:
    playing(rig)
    assert rig.until(lambda: 0.2 < rig.transport.position() * 24 % 1 < 0.8)  # clear of a frame's edge
    position = rig.transport.position()
    rig.transport.step(1)
    rig.advance(1.0)
    assert not rig.transport.status.playing
    number = int(position * 24 + 1e-3) + 1
    assert picture_now(rig) == number
    assert rig.transport.position() == pytest.approx(number * FRAME_S, abs=1e-6)


def test_view_that_changes_while_standing_is_drawn_anew(rig: Rig) -> None:
    rig.transport.set_view(640, 360)
    rig.advance(0.01)
    assert len(rig.pictures) == 2
    assert picture_now(rig) == 120


# ---------------------------------------------------------------------- the end, and the loop


def test_film_ends_and_play_starts_it_again(rig: Rig) -> None:
    rig.transport.jump(29.0)
    assert rig.until(lambda: rig.transport.status.at_end)
    assert not rig.transport.status.playing
    assert rig.transport.position() == 30.0
    assert picture_now(rig) == 719
    rig.advance(1.0)
    assert rig.silent(FILM_SIDE)
    rig.transport.play()
    rig.advance(1.0)
    assert rig.transport.status.playing
    assert not rig.transport.status.at_end
    assert 0.5 < rig.film_heard() < 1.0


def test_jump_after_the_end_plays(rig: Rig) -> None:
    rig.transport.jump(29.0)
    assert rig.until(lambda: rig.transport.status.at_end)
    rig.transport.jump(10.0)
    rig.advance(1.0)
    assert not rig.transport.status.at_end
    assert 10.5 < rig.film_heard() < 11.0


def test_loop_repeats_without_a_gap(rig: Rig) -> None:
    rig.lay(music("5", "25"))
    rig.transport.loop(FilmSpan(Fraction(6), Fraction(8)))
    rig.transport.jump(6)
    rig.advance(0.5)
    begin_us = due_us(rig, 6.0)
    rig.advance(7.0)
    sound = rig.heard(begin_us + 10_000, int(6.5 * RATE_HZ))
    assert longest_silence(sound[:, FILM_SIDE]) < 5
    assert longest_silence(sound[:, ALBUM_SIDE]) < 5
    for at_s in np.arange(0.1, 6.8, 0.25):
        if 0.01 < at_s % 2 < 1.94:  # the window is within one turn
            film_time = rig.film_heard(begin_us + at_s * 1e6)
            assert film_time == pytest.approx(6 + at_s % 2, abs=2 * SAMPLE_S + 0.001 * (at_s // 2))
            assert rig.album_heard(begin_us + at_s * 1e6) == pytest.approx(film_time - 5, abs=SAMPLE_S)
    numbers = [
        n for n, _ in itertools.groupby(n for at_us, n, _ in rig.pictures if at_us > begin_us - 10_000)
    ]
    assert numbers[:100] == [144 + index % 48 for index in range(100)]
    assert rig.reports[-1]["dropouts"] == 0


def test_loop_that_is_let_go_plays_on(rig: Rig) -> None:
    rig.transport.loop(FilmSpan(Fraction(6), Fraction(8)))
    rig.transport.jump(6)
    rig.advance(3.0)
    rig.transport.loop(None)
    rig.advance(2.0)
    assert 8.2 < rig.film_heard() < 9.2


def test_loop_set_in_the_middle_of_it_turns_at_its_out_point(rig: Rig) -> None:
    playing(rig)  # near 6.0
    rig.transport.loop(FilmSpan(Fraction(4), Fraction(7)))
    rig.advance(2.0)
    assert 4.5 < rig.film_heard() < 5.2


def test_loop_waits_for_a_pause(rig: Rig) -> None:
    rig.transport.loop(FilmSpan(Fraction(6), Fraction(8)))
    rig.transport.jump(6)
    rig.advance(1.5)
    rig.transport.pause()
    rig.advance(3.0)
    position = rig.transport.position()
    assert 7.0 < position < 8.0
    rig.transport.play()
    rig.advance(1.5)
    assert 6.2 < rig.film_heard() < 7.2


def test_jump_out_of_the_loop_leaves_it(rig: Rig) -> None:
    rig.transport.loop(FilmSpan(Fraction(6), Fraction(8)))
    rig.transport.jump(6)
    rig.advance(1.0)
    rig.transport.jump(20)
    rig.advance(3.0)
    assert 22.0 < rig.film_heard() < 23.0


# ---------------------------------------------------------------------- the album


@pytest.mark.parametrize("way", ["play", "seek", "jump", "swap", "pause"])
def test_album_is_heard_at_the_films_own_place(rig: Rig, way: str) -> None:
    rig.lay(music("4", "25", "1.5"))
    rig.transport.expect([12])
    playing(rig)
    rig.advance(1.0)
    if way == "seek":
        rig.transport.seek(9.1234)
    elif way == "jump":
        rig.transport.jump(15.4321)
    elif way == "swap":
        rig.transport.jump(12)
    elif way == "pause":
        rig.transport.pause()
        rig.advance(0.3123)
        rig.transport.play()
    rig.advance(1.0)
    assert rig.album_heard() == pytest.approx(rig.film_heard() - 4 + 1.5, abs=SAMPLE_S)


def test_album_is_silent_outside_its_cue(rig: Rig) -> None:
    rig.lay(music("5.5", "6.5"))
    playing(rig)
    rig.advance(2.0)
    assert rig.silent(ALBUM_SIDE)
    assert not rig.silent(FILM_SIDE)
    assert not rig.silent(ALBUM_SIDE, due_us(rig, 6.0))


def test_cue_without_a_recording_plays_the_film_alone(rig: Rig) -> None:
    rig.lay(music("4", "25", found=False))
    playing(rig)
    assert rig.silent(ALBUM_SIDE)
    assert rig.film_heard() > 5.5


def test_music_laid_anew_while_playing_is_heard_in_its_new_place(rig: Rig) -> None:
    rig.lay(music("4", "25"))
    playing(rig)
    rig.lay(music("4", "25", "0.25"))
    rig.advance(0.3)
    assert rig.album_heard() == pytest.approx(rig.film_heard() - 4 + 0.25, abs=SAMPLE_S)


def test_monitor_and_volume_say_what_is_heard(rig: Rig) -> None:
    rig.lay(music("4", "25"))
    playing(rig)
    rig.transport.set_monitor(Monitor.FILM)
    rig.advance(0.2)
    assert rig.silent(ALBUM_SIDE)
    assert not rig.silent(FILM_SIDE)
    rig.transport.set_monitor(Monitor.ALBUM)
    rig.advance(0.2)
    assert rig.silent(FILM_SIDE)
    assert not rig.silent(ALBUM_SIDE)
    assert rig.transport.status.monitor is Monitor.ALBUM
    loud = np.abs(rig.heard(rig.heard_until_us() - 50_000, 2400)).mean()
    rig.transport.set_volume(0.5)
    rig.advance(0.2)
    assert np.abs(rig.heard(rig.heard_until_us() - 50_000, 2400)).mean() == pytest.approx(loud / 4, rel=0.1)
    assert rig.transport.status.volume == 0.5


def test_sync_is_measured_while_playing(rig: Rig) -> None:
    playing(rig)
    rig.advance(6.0)
    assert rig.transport.status.sync_error_ms == pytest.approx(0, abs=1000 * SAMPLE_S)


# ---------------------------------------------------------------------- what may be missing


def test_one_deck_alone_jumps_and_loops(open_rig: OpenRig) -> None:
    rig = open_rig(5.0, decks=1)
    rig.lay(music("4", "25"))
    rig.transport.expect([12, 20])
    playing(rig)
    rig.transport.jump(12)
    rig.advance(1.0)
    assert 12.5 < rig.film_heard() < 13.0
    assert rig.album_heard() == pytest.approx(rig.film_heard() - 4, abs=SAMPLE_S)
    rig.transport.loop(FilmSpan(Fraction(12), Fraction(14)))
    rig.advance(2.0)
    assert 12.3 < rig.film_heard() < 13.3
    assert len(rig.library.decks) == 1


def test_film_without_sound_plays_with_the_album(open_rig: OpenRig) -> None:
    rig = open_rig(5.0, film=StandInFilm(Fraction(30), None))
    rig.lay(music("4", "25"))
    playing(rig)
    rig.advance(0.5)
    assert rig.transport.status.playing
    at_us, number, film_time = rig.pictures[-3]
    assert film_time == pytest.approx(number * FRAME_S)
    assert rig.album_heard(at_us) == pytest.approx(number * FRAME_S - 4, abs=2 * STEP_S)


def test_film_without_sound_jumps_pauses_and_resumes(open_rig: OpenRig) -> None:
    rig = open_rig(5.0, film=StandInFilm(Fraction(30), None))
    rig.lay(music("4", "25"))
    rig.transport.expect([12])
    playing(rig)
    rig.advance(1.5)
    rig.transport.jump(12)
    rig.advance(1.0)
    assert next(number for number in rig.numbers if number > 250) == 288
    rig.transport.pause()
    rig.advance(0.5)
    position = rig.transport.position()
    assert 12.5 < position < 13.0
    rig.transport.play()
    rig.advance(0.5)
    assert rig.transport.position() == pytest.approx(position + 0.5, abs=0.02)
    at_us, number, _ = rig.pictures[-3]
    assert rig.album_heard(at_us) == pytest.approx(number * FRAME_S - 4, abs=2 * STEP_S)


# ---------------------------------------------------------------------- held up


def hold_up(rig: Rig, by_s: float, lost_s: float = 0.0, flush: bool = False) -> None:
    """Let nothing happen for so long, after which the player does as libVLC does."""
    rig.clock.advance(round(by_s * 1e6))
    for deck in rig.library.decks:
        deck.fall_behind(by_s, lost_s, flush)
    rig.advance(1.0)


def in_sync(rig: Rig) -> bool:
    """Return whether picture, film, album (laid from film time 0 on) and position agree, a moment later."""
    at_us, position, picture = rig.clock.now_us(), rig.transport.position(), picture_now(rig)
    rig.advance(0.1)
    film_time = rig.film_heard(at_us)
    return (
        abs(rig.album_heard(at_us) - film_time) < SAMPLE_S
        and abs(position - film_time) < 2 * SAMPLE_S
        and -STEP_S < film_time - picture * FRAME_S < FRAME_S + 2 * STEP_S
    )


@pytest.mark.parametrize("by_s", [0.3, 1.0, 4.0, 12.0])
@pytest.mark.parametrize(("flush", "lost_s"), [(True, 0.0), (True, 0.25), (False, 0.0), (False, 1.2)])
def test_player_that_was_held_up_goes_on_in_sync(rig: Rig, by_s: float, flush: bool, lost_s: float) -> None:
    rig.lay(music("0", "30"))
    playing(rig)
    before = rig.transport.position()
    hold_up(rig, by_s, lost_s, flush)
    assert in_sync(rig)
    assert before + 0.8 < rig.transport.position() < before + lost_s + 1.5
    hold_up(rig, by_s, lost_s, flush)
    hold_up(rig, by_s, lost_s, flush)
    assert in_sync(rig)
    assert len(rig.transport._mixer.passages) < 4
    dropouts = rig.transport._mixer.dropouts
    rig.advance(2.0)
    assert rig.transport._mixer.dropouts == dropouts


def test_film_of_which_much_was_lost_is_played_from_where_it_stopped(rig: Rig) -> None:
    rig.lay(music("0", "30"))
    playing(rig)
    before = rig.transport.position()
    hold_up(rig, 4.0, lost_s=10.0, flush=True)
    rig.advance(2.0)
    assert in_sync(rig)
    assert before < rig.transport.position() < before + 4


def test_loop_goes_on_though_the_player_was_held_up_in_it(rig: Rig) -> None:
    rig.lay(music("0", "30"))
    rig.transport.loop(FilmSpan(Fraction(10), Fraction(13)))
    rig.transport.jump(10)
    for by_s in (0.5, 1.0, 4.0):
        rig.advance(1.7)
        hold_up(rig, by_s, flush=True)
        rig.advance(1.1)
        for _ in range(4):
            rig.advance(1.0)
            assert 9.9 < rig.transport.position() < 13.1
            assert 9.9 < rig.film_heard() < 13.1


def test_loop_turns_though_the_player_was_held_up_at_its_out_point(rig: Rig) -> None:
    rig.transport.loop(FilmSpan(Fraction(10), Fraction(13)))
    rig.transport.jump(10)
    rig.advance(1.0)
    assert rig.until(lambda: rig.transport.position() >= 12.84)  # sound up to 13.1 s has come
    rig.clock.advance(1_000_000)
    for deck in rig.library.decks:
        deck.fall_behind(0.7, flush=True)  # it goes on while the loop is about to turn
    for _ in range(8):
        rig.advance(1.0)
        assert 9.9 < rig.transport.position() < 13.1


def test_position_stands_where_the_film_goes_on(rig: Rig) -> None:
    playing(rig)
    before = rig.transport.position()
    rig.clock.advance(200_000)
    on_air = rig.transport._decks.on_air
    assert on_air is not None
    for deck in rig.library.decks:
        deck.fall_behind(0.2, flush=True)
    goes_on = (on_air.sound.film_offset or 0) / RATE_HZ
    assert goes_on > before
    assert rig.transport.position() > before  # nothing of what follows has come yet
    assert rig.until(lambda: on_air.sound.certain)
    positions = []
    for _ in range(300):
        rig.step()
        positions.append(rig.transport.position())
    assert positions[0] >= goes_on
    assert np.diff(positions).min() >= 0


@pytest.mark.parametrize("after_s", [0.0, 0.02, 0.05, 0.1])
@pytest.mark.parametrize("place", [12.0, 17.3])
def test_jump_arrives_though_the_player_was_held_up_on_the_way(
    rig: Rig, place: float, after_s: float
) -> None:
    rig.lay(music("0", "30"))
    rig.transport.expect([12])
    playing(rig)
    rig.transport.jump(place)
    rig.advance(after_s)
    hold_up(rig, 4.0, flush=True)
    rig.advance(1.0)
    assert place + 0.8 < rig.film_heard() < place + 3
    assert in_sync(rig)


def test_player_that_was_held_up_while_paused_stands(rig: Rig) -> None:
    rig.lay(music("0", "30"))
    playing(rig)
    rig.transport.pause()
    rig.advance(0.2)
    before = rig.transport.position()
    hold_up(rig, 12.0, flush=True)
    assert rig.transport.position() == before
    assert rig.silent(FILM_SIDE)
    rig.transport.play()
    rig.advance(1.0)
    assert in_sync(rig)
    assert before + 0.8 < rig.transport.position() < before + 1.1


def test_decks_that_were_held_up_on_their_way_come_to_wait(rig: Rig) -> None:
    rig.transport.expect([12, 20, 16])
    rig.advance(0.1)
    hold_up(rig, 4.0, flush=True)
    rig.advance(4.0)
    rig.transport.jump(12)
    asked_us = rig.clock.now_us()
    assert rig.until(lambda: picture_now(rig) == 288)
    assert rig.clock.now_us() - asked_us <= SWAP_US


def test_film_without_sound_that_was_held_up_goes_on_where_it_stopped(open_rig: OpenRig) -> None:
    rig = open_rig(5.0, film=StandInFilm(Fraction(30), None))
    rig.lay(music("0", "30"))
    playing(rig)
    before = rig.transport.position()
    hold_up(rig, 4.0)
    rig.advance(1.0)
    assert before + 1 < rig.transport.position() < before + 2.5
    at_us, position, picture = rig.clock.now_us(), rig.transport.position(), picture_now(rig)
    rig.advance(0.1)
    assert rig.album_heard(at_us) == pytest.approx(position, abs=0.003)
    assert picture == pytest.approx(position * 24, abs=1.1)


def test_device_is_not_replaced_because_the_program_stood_still(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    playing(rig)
    rig.clock.advance(4_000_000)
    with monkeypatch.context() as gone:
        gone.setattr(rig.outputs[-1], "alive", lambda: False)
        rig.transport.run_due()
    rig.advance(2.0)
    assert len(rig.outputs) == 1


# ---------------------------------------------------------------------- devices and films that come and go


def test_device_that_goes_away_is_replaced_and_the_film_goes_on(rig: Rig) -> None:
    rig.lay(music("4", "25"))
    playing(rig)
    rig.outputs[-1].close()
    rig.advance(2.0)
    assert len(rig.outputs) == 2
    assert rig.film_heard() > 7.5
    assert rig.album_heard() == pytest.approx(rig.film_heard() - 4, abs=SAMPLE_S)
    assert rig.pictures[-1][0] == pytest.approx(due_us(rig, rig.pictures[-1][2]), abs=STEP_S * 2e6)


def test_other_film_takes_the_place_of_the_first(rig: Rig) -> None:
    playing(rig)
    rig.open(3.0)
    rig.advance(0.5)
    assert not rig.transport.status.playing
    assert picture_now(rig) == 72
    assert rig.silent(FILM_SIDE)
    playing(rig)
    assert 3.5 < rig.film_heard() < 4.0


def test_commands_before_a_film_is_open_do_nothing(memory_film: StandInFilm, album: Int16Array) -> None:
    rig = Rig(memory_film, album)
    rig.transport.play()
    rig.transport.jump(5)
    rig.transport.seek(5)
    rig.transport.step(1)
    rig.transport.pause()
    rig.transport.loop(FilmSpan(Fraction(1), Fraction(2)))
    rig.transport.expect([3])
    rig.transport.set_view(100, 100)
    rig.advance(1.2)
    assert not rig.transport.status.playing
    assert rig.transport.position() == 0
    rig.close()
