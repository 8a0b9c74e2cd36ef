"""Whose pictures are on the screen, and which: pictures are handed over one by one."""

from collections.abc import Iterator

import pytest

from gallows_sync.playback.channel import Channel
from gallows_sync.playback.ports import Picture
from gallows_sync.playback.scheduler import Scheduler
from gallows_sync.playback.screen import CANDIDATE_US, SEAM_US, Screen
from gallows_sync.playback.stand_in import (
    ManualClock,
    StandInFilm,
    StandInLibrary,
    numbered_picture,
    picture_number,
)
from tests.playback.rig import AtOnce
from tests.playback.test_channel import Observer, at_once

RATE_HZ = 48_000
FRAME_S = 1 / 24


class Cinema:
    """A screen, and what was shown on it: each picture's number, and that of the frame it was shown for."""

    def __init__(self, film: StandInFilm) -> None:
        self.film = film
        self.clock = ManualClock()
        self.library = StandInLibrary(self.clock, film)
        self.scheduler = Scheduler(self.clock)
        self.channels: list[Channel] = []
        self.shown: list[tuple[int, int]] = []
        self.came: list[int] = []
        self.heard_from_us: float | None = None
        self.standing_at: float | None = None
        self.screen = Screen(
            self._note,
            self.clock,
            self.scheduler,
            heard_from_us=lambda: self.heard_from_us,
            standing_at=lambda: self.standing_at,
            came=self.came.append,
        )
        self.screen._still_pool = AtOnce(1)
        self.screen.set_view(film.width, film.height)
        self.screen.open(film.file(), film.open_stills(film.file()))

    def deck(self, film_time: float) -> Channel:
        """Return a deck whose ``film_time`` (s) is due now."""
        channel = Channel(
            self.film.file(),
            RATE_HZ,
            self.library.deck,
            self.clock,
            self.scheduler,
            at_once(self.film),
            Observer(),
        )
        channel.fresh_us = self.clock.now_us()
        channel.sound.place(film_time, self.clock.now_us())
        self.channels.append(channel)
        return channel

    def picture(self, channel: Channel, number: int) -> None:
        """Let ``channel`` show this picture when it is due."""
        due_us = channel.sound.film_due_us(number * FRAME_S)
        assert due_us is not None
        self.screen.picture(channel, round(due_us), lambda w, h: numbered_picture(number, w, h))

    def _note(self, picture: Picture) -> None:
        self.shown.append((picture_number(picture.pixels), round(picture.film_time / FRAME_S)))


@pytest.fixture
def cinema(memory_film: StandInFilm) -> Iterator[Cinema]:
    cinema = Cinema(memory_film)
    yield cinema
    cinema.screen.close_film()
    cinema.screen.close()
    for channel in cinema.channels:
        channel.close()


def test_pictures_are_shown_from_the_place_on_and_the_first_is_told(cinema: Cinema) -> None:
    channel = cinema.deck(9.9)
    cinema.screen.cut_to(channel, 10.0)
    cinema.picture(channel, 239)
    assert cinema.screen.awaiting
    for number in (240, 241):
        cinema.picture(channel, number)
    assert not cinema.screen.awaiting
    assert cinema.shown == [(240, 240), (241, 241)]
    assert cinema.came == [cinema.clock.now_us() + 100_000]


def test_a_picture_shown_early_stands_for_that_of_the_place_if_none_comes(cinema: Cinema) -> None:
    channel = cinema.deck(9.9)
    cinema.screen.cut_to(channel, 10.0)
    cinema.picture(channel, 239)
    cinema.screen.await_picture(channel)
    cinema.clock.advance(100_000 + CANDIDATE_US - 1)
    cinema.scheduler.run_due()
    assert cinema.shown == []
    cinema.clock.advance(1)
    cinema.scheduler.run_due()
    assert cinema.shown == [(239, 240)]


def test_a_picture_shown_early_is_forgotten_once_that_of_the_place_comes(cinema: Cinema) -> None:
    channel = cinema.deck(9.9)
    cinema.screen.cut_to(channel, 10.0)
    cinema.picture(channel, 239)
    cinema.screen.await_picture(channel)
    cinema.picture(channel, 240)
    cinema.clock.advance(1_000_000)
    cinema.scheduler.run_due()
    assert cinema.shown == [(240, 240)]


def test_the_deck_before_is_shown_until_the_next_is_about_to_be_heard(cinema: Cinema) -> None:
    before, after = cinema.deck(5.0), cinema.deck(9.9)
    cinema.screen.go_on_with(before)
    cinema.heard_from_us = cinema.clock.now_us() + 2 * FRAME_S * 1e6 + SEAM_US - 1
    cinema.screen.go_over_to(after, 10.0)
    cinema.picture(before, 121)
    cinema.picture(before, 122)  # due as the seam begins
    assert cinema.shown == [(121, 121)]
    cinema.picture(after, 240)
    cinema.picture(before, 123)
    assert cinema.shown[1:] == [(240, 240)]


def test_after_a_cut_the_deck_before_is_not_shown(cinema: Cinema) -> None:
    before, after = cinema.deck(5.0), cinema.deck(9.9)
    cinema.screen.go_on_with(before)
    cinema.screen.cut_to(after, 10.0)
    cinema.picture(before, 121)
    assert cinema.shown == []


def test_pictures_that_are_passed_over_are_counted(cinema: Cinema) -> None:
    channel = cinema.deck(5.0)
    cinema.screen.go_on_with(channel)
    for number in (120, 121, 124):
        cinema.picture(channel, number)
    assert cinema.screen.dropped == 2


def test_nothing_is_shown_of_a_film_that_is_closed(cinema: Cinema) -> None:
    channel = cinema.deck(5.0)
    cinema.screen.go_on_with(channel)
    cinema.screen.close_film()
    cinema.picture(channel, 121)
    cinema.screen.draw_still()
    assert cinema.shown == []


def test_where_the_film_stands_a_single_picture_is_drawn_and_none_while_it_moves(cinema: Cinema) -> None:
    cinema.screen.draw_still()
    assert cinema.shown == []
    cinema.standing_at = 7.0
    cinema.screen.draw_still()
    assert cinema.shown == [(168, 168)]
