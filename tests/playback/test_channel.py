"""Where in the film a deck is: recognised by its sound, or believed, or not yet known."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from fractions import Fraction

import numpy as np
import pytest

from gallows_sync.errors import GallowsSyncError
from gallows_sync.playback.channel import Channel, ChannelState, Render, recognise
from gallows_sync.playback.deck_sound import DeckSound
from gallows_sync.playback.ports import Int16Array, SoundStretch
from gallows_sync.playback.scheduler import Scheduler
from gallows_sync.playback.stand_in import ManualClock, StandInFilm, StandInLibrary
from tests.playback.conftest import noise

RATE_HZ = 48_000


class Observer:
    """Notes what a channel tells."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.pictures: list[int] = []

    def picture(self, channel: Channel, at_us: int, render: Render) -> None:
        self.pictures.append(at_us)

    def fresh(self, channel: Channel) -> None:
        self.told.append("fresh")

    def placed(self, channel: Channel) -> None:
        self.told.append("placed")

    def held(self, channel: Channel) -> None:
        self.told.append("held")

    def running(self, channel: Channel) -> None:
        self.told.append("running")

    def ended(self, channel: Channel) -> None:
        self.told.append("ended")

    def lost(self, channel: Channel, film_time: float) -> None:
        self.told.append("lost")


class Booth:
    """One channel on a stand-in deck, stepped."""

    def __init__(self, film: StandInFilm, request: Callable[[float, float], Future[SoundStretch]]) -> None:
        self.film = film
        self.clock = ManualClock()
        self.library = StandInLibrary(self.clock, film)
        self.scheduler = Scheduler(self.clock)
        self.observer = Observer()
        self.channel = Channel(
            film.file(), RATE_HZ, self.library.deck, self.clock, self.scheduler, request, self.observer
        )

    def advance(self, seconds: float) -> None:
        for _ in range(round(seconds * 1000)):
            self.clock.advance(1000)
            self.library.advance()
            self.scheduler.run_due()

    def place_now(self) -> float | None:
        return self.channel.sound.film_time(self.clock.now_us())

    def true_place_now(self) -> float:
        origin_us = self.library.decks[0]._origin_us
        assert origin_us is not None
        return (self.clock.now_us() - origin_us) / 1e6


def at_once(film: StandInFilm) -> Callable[[float, float], Future[SoundStretch]]:
    def request(start: float, seconds: float) -> Future[SoundStretch]:
        done: Future[SoundStretch] = Future()
        done.set_result(film.open_sound(film.file(), RATE_HZ).read(start, seconds))
        return done

    return request


@pytest.fixture
def booth(memory_film: StandInFilm) -> Iterator[Booth]:
    booth = Booth(memory_film, at_once(memory_film))
    yield booth
    booth.channel.close()


def test_place_is_known_to_the_sample_with_the_first_sound(booth: Booth) -> None:
    booth.channel.send(9.9)
    booth.advance(0.1)
    assert booth.observer.told == ["fresh", "placed"]
    assert booth.channel.state is ChannelState.RUNNING
    assert booth.channel.sound.certain
    assert booth.place_now() == pytest.approx(booth.true_place_now(), abs=1 / RATE_HZ)


def test_place_that_is_believed_wrongly_is_measured_and_corrected(booth: Booth) -> None:
    errors: list[float] = []
    booth.channel.measure(errors.append)  # nothing has been heard yet
    booth.channel.send(9.9)
    booth.advance(1.0)
    sound = booth.channel.sound
    assert sound.film_offset is not None
    right = sound.film_offset
    sound.film_offset = right + 480
    booth.channel.measure(errors.append)
    booth.advance(0.01)
    assert errors == [pytest.approx(-10)]
    assert sound.film_offset == right


def test_place_survives_a_hold(booth: Booth) -> None:
    booth.channel.send(9.9)
    booth.advance(0.5)
    booth.channel.hold()
    booth.advance(0.02)
    assert booth.channel.state is ChannelState.HELD
    held_at = booth.channel.held_at()
    booth.advance(0.7)
    assert booth.channel.held_at() == held_at
    booth.channel.run()
    booth.advance(0.2)
    assert booth.channel.held_at() is None
    assert booth.place_now() == pytest.approx(booth.true_place_now(), abs=1 / RATE_HZ)
    assert booth.observer.told == ["fresh", "placed", "held", "running"]


def test_picture_of_a_held_deck_keeps_its_time(booth: Booth) -> None:
    booth.channel.send(9.9)
    booth.advance(0.5)
    booth.channel.hold()
    booth.advance(0.02)
    held_us = booth.channel.held_us
    shown = len(booth.observer.pictures)
    booth.advance(0.5)
    assert len(booth.observer.pictures) > shown
    assert set(booth.observer.pictures[shown:]) == {held_us}


def test_seek_from_a_hold_runs_at_the_new_place(booth: Booth) -> None:
    booth.channel.send(9.9)
    booth.advance(0.5)
    booth.channel.hold()
    booth.advance(0.1)
    booth.channel.send(20.0)
    assert not booth.channel.placed
    booth.advance(0.5)
    assert booth.channel.state is ChannelState.RUNNING
    assert booth.place_now() == pytest.approx(booth.true_place_now(), abs=1 / RATE_HZ)
    assert booth.true_place_now() > 20


def test_old_place_that_plays_on_is_not_taken_for_the_new(booth: Booth) -> None:
    booth.channel.send(5.0)
    booth.advance(0.5)
    booth.observer.told.clear()
    booth.channel.send(20.0)
    booth.advance(0.03)  # the seek is not carried out yet
    assert booth.channel.state is ChannelState.SEEKING
    assert booth.observer.told == []
    booth.advance(0.1)
    assert booth.observer.told == ["fresh", "placed"]


def test_end_is_told_and_a_new_place_starts_the_deck_again(booth: Booth) -> None:
    booth.channel.send(29.5)
    booth.advance(1.0)
    assert booth.channel.state is ChannelState.ENDED
    assert booth.observer.told[-1] == "ended"
    booth.channel.send(3.0)
    booth.advance(0.5)
    assert booth.place_now() == pytest.approx(booth.true_place_now(), abs=1 / RATE_HZ)


def test_reference_that_comes_late_is_waited_for(memory_film: StandInFilm) -> None:
    late: Future[SoundStretch] = Future()
    booth = Booth(memory_film, lambda *_: late)
    booth.channel.send(9.9)
    booth.advance(0.3)
    assert booth.observer.told == ["fresh"]
    assert booth.place_now() is None
    late.set_result(memory_film.open_sound(memory_film.file(), RATE_HZ).read(8.4, 4.0))
    booth.scheduler.run_due()
    assert booth.observer.told == ["fresh", "placed"]
    booth.channel.close()


def test_reference_that_fails_leaves_the_film_playing(
    memory_film: StandInFilm, caplog: pytest.LogCaptureFixture
) -> None:
    failed: Future[SoundStretch] = Future()
    failed.set_exception(GallowsSyncError("the film is gone"))
    booth = Booth(memory_film, lambda *_: failed)
    booth.channel.send(9.9)
    booth.advance(1.0)
    assert booth.channel.state is ChannelState.RUNNING
    assert "the film is gone" in caplog.text
    booth.channel.close()


def test_silent_film_is_believed_by_its_packets() -> None:
    silent = StandInFilm(Fraction(30), np.zeros((30 * RATE_HZ, 2), np.int16))
    booth = Booth(silent, at_once(silent))
    booth.channel.send(9.9)
    booth.advance(0.5)
    assert booth.observer.told == ["fresh", "placed"]
    assert not booth.channel.sound.certain
    assert booth.place_now() == pytest.approx(booth.true_place_now(), abs=0.001)
    booth.channel.close()


def test_sound_after_a_silence_makes_a_believed_place_certain() -> None:
    sound = noise(30 * RATE_HZ, 3)
    sound[: 12 * RATE_HZ] = 0
    film = StandInFilm(Fraction(30), sound)
    booth = Booth(film, at_once(film))
    booth.channel.send(11.0)
    booth.advance(0.5)
    assert not booth.channel.sound.certain
    booth.advance(1.5)
    assert booth.channel.sound.certain
    assert booth.place_now() == pytest.approx(booth.true_place_now(), abs=1 / RATE_HZ)
    booth.channel.close()


@pytest.mark.parametrize("target", [4.0, 9.999])
def test_film_without_sound_is_placed_by_its_pictures(target: float) -> None:
    film = StandInFilm(Fraction(30), None)
    booth = Booth(film, at_once(film))
    booth.channel.send(target)
    booth.advance(0.5)
    assert booth.observer.told == ["fresh", "placed"]
    assert booth.place_now() == pytest.approx(booth.true_place_now(), abs=0.002)
    booth.channel.hold()
    booth.advance(0.3)
    booth.channel.run()
    booth.advance(0.3)
    assert booth.place_now() == pytest.approx(booth.true_place_now(), abs=0.004)
    booth.channel.close()


# ---------------------------------------------------------------------- held up


@pytest.mark.parametrize("flush", [True, False])
@pytest.mark.parametrize("lost_s", [0.0, 0.2, 1.5])
def test_deck_that_was_held_up_is_recognised_where_it_goes_on(
    booth: Booth, flush: bool, lost_s: float
) -> None:
    booth.channel.send(9.9)
    booth.advance(1.0)
    before = booth.true_place_now()
    booth.observer.told.clear()
    booth.library.decks[0].fall_behind(4.0, lost_s, flush)
    booth.advance(4.5)
    assert before < booth.true_place_now() < before + lost_s + 0.6
    assert booth.place_now() == pytest.approx(booth.true_place_now(), abs=1 / RATE_HZ)
    assert booth.channel.sound.certain
    assert booth.observer.told == ["fresh", "placed"]
    assert booth.channel.state is ChannelState.RUNNING


def test_deck_that_was_held_up_is_believed_to_go_on_where_it_stopped(booth: Booth) -> None:
    booth.channel.send(9.9)
    booth.advance(1.0)
    before = booth.channel.sound
    booth.channel.deck_flushed()
    after = booth.channel.sound
    assert after is not before
    assert not after.certain
    assert not booth.channel.placed  # nobody knows yet when it goes on
    assert before.film_offset is not None
    assert after.film_offset == before.film_offset + before.written


def test_deck_that_lost_more_than_can_be_looked_through_is_told_to_be_lost(booth: Booth) -> None:
    booth.channel.send(5.0)
    booth.advance(1.0)
    booth.observer.told.clear()
    booth.library.decks[0].fall_behind(4.0, lost_s=10.0, flush=True)
    booth.advance(5.0)
    assert booth.observer.told[:2] == ["fresh", "lost"]


def test_seek_that_follows_is_not_confused_by_having_been_held_up(booth: Booth) -> None:
    booth.channel.send(5.0)
    booth.advance(1.0)
    booth.library.decks[0].fall_behind(0.0, flush=True)
    booth.channel.send(20.0)  # before anything of it was heard
    booth.advance(0.5)
    assert booth.true_place_now() > 20
    assert booth.place_now() == pytest.approx(booth.true_place_now(), abs=1 / RATE_HZ)


def test_sound_that_comes_late_is_no_break(booth: Booth) -> None:
    booth.channel.send(9.9)
    booth.advance(0.5)
    sound = booth.channel.sound
    booth.clock.advance(400_000)
    booth.advance(0.5)
    assert booth.channel.sound is sound
    assert booth.place_now() == pytest.approx(booth.true_place_now(), abs=1 / RATE_HZ)


def test_deck_is_not_lost_for_sound_that_cannot_be_recognised(memory_film: StandInFilm) -> None:
    other = StandInFilm(memory_film.duration, noise(30 * RATE_HZ, 5))
    booth = Booth(memory_film, at_once(other))
    booth.channel.send(9.9)
    booth.advance(3.0)
    assert booth.observer.told == ["fresh", "placed"]
    booth.channel.close()


def test_film_without_sound_that_was_held_up_is_told_to_be_lost() -> None:
    film = StandInFilm(Fraction(30), None)
    booth = Booth(film, at_once(film))
    booth.channel.send(9.9)
    booth.advance(1.0)
    booth.observer.told.clear()
    booth.library.decks[0].fall_behind(1.0)
    booth.advance(1.2)
    assert booth.observer.told == ["lost"]
    booth.channel.close()


# ---------------------------------------------------------------------- recognise


def stretch(sound: Int16Array, start: float, seconds: float) -> SoundStretch:
    first, last = round(start * RATE_HZ), round((start + seconds) * RATE_HZ)
    samples = sound[first:last].astype(np.float32).mean(axis=1) / np.float32(32768)
    return start, np.asarray(samples, np.float32), ()


def delivered(sound: Int16Array, place: float, seconds: float) -> DeckSound:
    first = round(place * RATE_HZ)
    deck = DeckSound(RATE_HZ)
    deck.write(sound[first : first + round(seconds * RATE_HZ)], 0)
    return deck


@pytest.mark.parametrize("place", [9.8, 10.0, 10.3, 8.7, 11.9])
def test_deck_is_recognised_wherever_in_the_stretch_it_landed(place: float) -> None:
    sound = noise(15 * RATE_HZ, 4)
    found, heard_s, silent = recognise(delivered(sound, place, 0.4), stretch(sound, 8.5, 4.0), 10.0)
    assert found == round(place * RATE_HZ)
    assert heard_s == pytest.approx(0.4)
    assert not silent


def test_deck_far_from_its_target_is_not_recognised_too_soon() -> None:
    sound = noise(15 * RATE_HZ, 4)
    found, _, silent = recognise(delivered(sound, 11.9, 0.05), stretch(sound, 8.5, 4.0), 10.0)
    assert (found, silent) == (None, False)


def test_deck_that_played_on_is_recognised_by_its_newest_sound() -> None:
    sound = noise(15 * RATE_HZ, 4)
    found, _, _ = recognise(delivered(sound, 9.9, 1.5), stretch(sound, 8.5, 4.0), 10.0)
    assert found == round(9.9 * RATE_HZ)


def test_other_sound_is_not_recognised() -> None:
    found, _, silent = recognise(
        delivered(noise(15 * RATE_HZ, 5), 10.0, 0.4), stretch(noise(15 * RATE_HZ, 4), 8.5, 4.0), 10.0
    )
    assert (found, silent) == (None, False)


def test_silence_is_said_to_be_silent() -> None:
    found, _, silent = recognise(
        delivered(np.zeros((15 * RATE_HZ, 2), np.int16), 10.0, 0.4),
        stretch(noise(15 * RATE_HZ, 4), 8.5, 4.0),
        10.0,
    )
    assert (found, silent) == (None, True)
