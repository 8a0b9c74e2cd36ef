"""Which deck waits where, on stand-in decks."""

from collections.abc import Iterator

import pytest

from gallows_sync.playback.channel import Channel, ChannelState, Render
from gallows_sync.playback.decks import HOLD_BEFORE_S, OVERDUE_US, Decks
from gallows_sync.playback.scheduler import Scheduler
from gallows_sync.playback.stand_in import ManualClock, StandInFilm, StandInLibrary
from tests.playback.test_channel import at_once

RATE_HZ = 48_000
LIMIT = 3


class Steering:
    """Has decks wait, and answers what they tell as the transport does; see ``channel.ChannelObserver``."""

    def __init__(self, film: StandInFilm) -> None:
        self.clock = ManualClock()
        self.library = StandInLibrary(self.clock, film)
        self.scheduler = Scheduler(self.clock)
        self.film = film
        self.decks = Decks(self._make, self.clock, self.scheduler)
        self.decks.open(float(film.file().duration), LIMIT)

    def _make(self) -> Channel:
        return Channel(
            self.film.file(),
            RATE_HZ,
            self.library.deck,
            self.clock,
            self.scheduler,
            at_once(self.film),
            self,
        )

    def wait_at(self, *places: float, all_wait: bool = False) -> list[float]:
        """Plan until all is at rest; return where decks wait."""
        for _ in range(LIMIT + 1):
            self.decks.plan(places, all_wait=all_wait)
            self.advance(1.0)
        return [c.waits_for for c in self.decks.channels if c.waits_for is not None]

    def advance(self, seconds: float) -> None:
        for _ in range(round(seconds * 1000)):
            self.clock.advance(1000)
            self.library.advance()
            self.scheduler.run_due()

    def picture(self, channel: Channel, at_us: int, render: Render) -> None: ...

    def fresh(self, channel: Channel) -> None: ...

    def placed(self, channel: Channel) -> None:
        self.decks.hold_before_place(channel)

    def held(self, channel: Channel) -> None:
        self.decks.settled(channel)

    def running(self, channel: Channel) -> None: ...

    def ended(self, channel: Channel) -> None: ...

    def lost(self, channel: Channel, film_time: float) -> None: ...


@pytest.fixture
def steering(memory_film: StandInFilm) -> Iterator[Steering]:
    steering = Steering(memory_film)
    yield steering
    steering.decks.close()


def test_a_deck_is_held_a_moment_before_its_place(steering: Steering) -> None:
    steering.wait_at(10.0)
    channel = steering.decks.waiting_at(10.001)
    assert channel is not None
    assert channel.state is ChannelState.HELD
    assert channel.held_at() == pytest.approx(10 - HOLD_BEFORE_S, abs=0.02)
    assert steering.decks.waiting_at(10.1) is None


def test_the_most_likely_places_are_waited_at_and_one_deck_is_kept_for_going_on_air(
    steering: Steering,
) -> None:
    assert steering.wait_at(20.0, 10.0, 15.0) == [20.0, 10.0]
    assert len(steering.decks.channels) == LIMIT - 1


def test_all_decks_wait_under_music_that_plays_without_any(steering: Steering) -> None:
    assert steering.wait_at(20.0, 10.0, 15.0, 12.0, all_wait=True) == [20.0, 10.0, 15.0]


def test_a_place_more_wanted_gets_the_deck_of_one_that_is_no_longer(steering: Steering) -> None:
    steering.wait_at(20.0, 10.0)
    assert steering.wait_at(12.0, 10.0) == [12.0, 10.0]


def test_nothing_waits_twice_at_one_place_or_too_near_the_ends(steering: Steering) -> None:
    duration = float(steering.film.file().duration)
    assert steering.wait_at(0.0, 10.0, 10.001, duration - 0.1) == [10.0]


def test_nothing_waits_again_where_it_was_given_up(steering: Steering) -> None:
    steering.wait_at(10.0)
    steering.decks.give_up(steering.decks.channels[0])
    assert steering.wait_at(10.0) == []
    steering.decks.close()
    assert steering.wait_at(10.0) == [10.0], "another film has places of its own"


def test_a_deck_that_waits_is_let_run_so_that_its_place_is_due_when_it_is_to_be(steering: Steering) -> None:
    steering.wait_at(10.0)
    due_us = steering.clock.now_us() + 500_000
    assert steering.decks.run_in_time(10.0, due_us, lambda channel: channel.run())
    steering.advance(0.45)
    assert steering.decks.channels[0].state is ChannelState.RUNNING
    assert steering.decks.channels[0].sound.film_due_us(10.0) == pytest.approx(due_us, abs=5000)
    assert not steering.decks.run_in_time(12.0, due_us, lambda channel: channel.run())


def test_where_none_waits_the_deck_on_air_is_sent(steering: Steering) -> None:
    on_air = steering.decks.put_one_on_air()
    steering.wait_at(10.0, 12.0)
    assert steering.decks.put_one_on_air() is on_air


def test_with_none_on_air_and_all_waiting_the_last_deck_is_sent(steering: Steering) -> None:
    steering.wait_at(10.0, 12.0, 15.0, all_wait=True)
    last = steering.decks.channels[-1]
    assert steering.decks.put_one_on_air() is last
    assert steering.decks.on_air is last
    assert last.waits_for is None


def test_a_deck_on_its_way_for_too_long_is_overdue(steering: Steering) -> None:
    steering.decks.plan([10.0], all_wait=False)
    steering.clock.advance(OVERDUE_US)
    assert steering.decks.overdue() == []
    steering.clock.advance(1)
    assert steering.decks.overdue() == steering.decks.channels
