"""The decks of a film: one on air, the others held a moment before the places most likely to be wanted.

All of it runs on the thread that steers. Who is on air and when is the transport's to say; which deck waits
where, and that it gets there, is found here.
"""

import logging
from collections.abc import Callable, Sequence

from gallows_sync.playback.channel import Channel, ChannelState
from gallows_sync.playback.ports import Clock
from gallows_sync.playback.scheduler import Scheduler

log = logging.getLogger(__name__)

HOLD_BEFORE_S = 0.07
"""A waiting deck stands this long before its place: what the sound device needs to be asked in time."""

RUN_UP_S = 0.35
"""A deck is sent this long before its place, to be recognised by its sound on the way."""

SAME_PLACE_S = 0.002
"""Places nearer than this to each other are one."""

OVERDUE_US = 15_000_000
"""A deck that has not come to wait after this long never will."""


class Decks:
    """The channels there are. ``make`` is asked for one more when it is needed.

    ``on_air`` is the deck whose place in the film counts; ``incoming`` the one that is to go on air, at its
    place, as soon as it can. Both are None where there is no such deck.
    """

    def __init__(self, make: Callable[[], Channel], clock: Clock, scheduler: Scheduler) -> None:
        self.channels: list[Channel] = []
        self.on_air: Channel | None = None
        self.incoming: Channel | None = None
        self._make = make
        self._clock = clock
        self._scheduler = scheduler
        self._limit = 1
        self._duration = 0.0
        self._hopeless: set[float] = set()

    def open(self, duration: float, limit: int) -> None:
        """Be the decks, at most ``limit``, of a film that lasts ``duration`` (s)."""
        self._duration, self._limit = duration, limit

    def close(self) -> None:
        """Free all decks; those of another film may be made."""
        self.on_air = self.incoming = None
        self._hopeless.clear()
        for channel in self.channels:
            channel.close()
        self.channels = []

    # ------------------------------------------------------------------ going on air

    def waiting_at(self, place: float) -> Channel | None:
        """Return the deck that waits, or is about to wait, at ``place``."""
        near = [
            channel
            for channel in self.channels
            if channel is not self.on_air
            and _same(channel.waits_for, place)
            and channel.state is not ChannelState.ENDED
        ]
        return min(near, key=lambda channel: channel.state is not ChannelState.HELD, default=None)

    def run_in_time(self, place: float, due_us: float, run: Callable[[Channel], None]) -> bool:
        """Call ``run`` when the deck held at ``place`` is to run for ``place`` to be due at ``due_us``.

        Returns whether one is held there.
        """
        channel = self.waiting_at(place)
        held_at = channel.held_at() if channel is not None else None
        if channel is None or held_at is None:
            return False
        self._scheduler.at(due_us - (place - held_at) * 1e6, lambda: run(channel))
        return True

    def put_on_air(self, channel: Channel) -> None:
        """Have ``channel`` on air instead of any other; it waits for nothing any more."""
        self.incoming, self.on_air = None, channel
        channel.waits_for = None

    def put_one_on_air(self) -> Channel:
        """Return the deck on air, to be sent where none waits; if there is none, one that is not missed."""
        self.incoming = None
        channel = self.on_air
        if channel is None:
            channel = next((c for c in self.channels if c.waits_for is None), None)
        if channel is None:
            channel = self.channels[-1] if len(self.channels) >= self._limit else self._one_more()
        self.put_on_air(channel)
        return channel

    # ------------------------------------------------------------------ waiting

    def plan(self, wanted: Sequence[float], *, all_wait: bool) -> None:
        """Send idle decks to the ``wanted`` places (s), the most likely first, one at a time.

        One deck is kept for going on air, but not if ``all_wait``: for music that plays without any.
        """
        if self.incoming is not None:
            return
        on_air = self.on_air
        spare = [c for c in self.channels if c is not on_air]
        for channel in spare:
            if channel.waits_for is None:
                channel.hold()
        under_way = (ChannelState.SEEKING, ChannelState.RUNNING)
        if any(c.waits_for is not None and c.state in under_way for c in spare):
            return
        if on_air is not None and on_air.state is ChannelState.SEEKING:
            return  # what was asked for comes first
        places = self._places(wanted)[: self._limit - (not all_wait)]
        reserved = int(on_air is None and not all_wait)
        free = [c for c in spare if not any(_same(c.waits_for, place) for place in places)]
        for place in places:
            if any(_same(c.waits_for, place) for c in spare):
                continue
            if free:
                channel = free[0]
            elif len(self.channels) < self._limit - reserved:
                channel = self._one_more()
            else:
                return
            channel.waits_for = place
            channel.attempts = 0
            channel.send(max(0.0, place - RUN_UP_S))
            return

    def _places(self, wanted: Sequence[float]) -> list[float]:
        """Return those of ``wanted`` where a deck can wait, each once."""
        places: list[float] = []
        for place in wanted:
            if (
                RUN_UP_S / 2 <= place < self._duration - 0.5
                and not any(_same(place, other) for other in places)
                and place not in self._hopeless
            ):
                places.append(place)
        return places

    def _one_more(self) -> Channel:
        channel = self._make()
        self.channels.append(channel)
        return channel

    def hold_before_place(self, channel: Channel) -> None:
        """Hold ``channel``, placed on its way to wait, when the moment comes."""
        place = channel.waits_for
        assert place is not None
        sound = channel.sound
        due_us = sound.film_due_us(place - HOLD_BEFORE_S)
        if due_us is None:
            return  # it has just begun anew, and will be placed again

        def hold() -> None:
            if channel.sound is sound and channel.waits_for == place and channel is not self.incoming:
                channel.hold()

        self._scheduler.at(due_us, hold)

    def settled(self, channel: Channel) -> bool:
        """Return whether ``channel``, which is held now, waits or was given up; else it is sent again."""
        place, held_at = channel.waits_for, channel.held_at()
        if place is None or held_at is None:
            return False
        if not HOLD_BEFORE_S * 0.3 <= place - held_at <= HOLD_BEFORE_S * 4:
            channel.attempts += 1
            log.info("a deck stands %.0f ms before its place; sent again", (place - held_at) * 1e3)
            if channel.attempts < 3:
                channel.send(max(0.0, place - RUN_UP_S * (1 + channel.attempts)))
                return False
            self.give_up(channel)
        return True

    def give_up(self, channel: Channel) -> None:
        """No deck can be made to wait where ``channel`` was to; jumps there are plain seeks from now on."""
        if channel.waits_for is not None:
            self._hopeless.add(channel.waits_for)
        channel.waits_for = None

    def overdue(self) -> list[Channel]:
        """Return the decks that do not get to their place, and must not keep the others from theirs."""
        overdue_us = self._clock.now_us() - OVERDUE_US
        under_way = (ChannelState.SEEKING, ChannelState.RUNNING)
        return [
            c
            for c in self.channels
            if c.waits_for is not None and c.state in under_way and c.sent_us < overdue_us
        ]


def _same(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and abs(one - other) < SAME_PLACE_S
