"""A deck and what is known of it: where it was sent, what came back, where in the film that is.

A channel listens to its deck on the deck's threads, and tells its observer on the thread that steers.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from enum import Enum
from typing import Protocol

import numpy as np
import numpy.typing as npt

from gallows_sync.core.media_files import FilmFile
from gallows_sync.playback import lock
from gallows_sync.playback.deck_sound import DeckSound
from gallows_sync.playback.frames import Frames
from gallows_sync.playback.ports import Clock, Deck, DeckListener, Int16Array, SoundStretch
from gallows_sync.playback.scheduler import Scheduler

log = logging.getLogger(__name__)

REFERENCE_BEFORE_S, REFERENCE_S = 1.5, 4.0
"""The stretch of the film's sound in which a deck is looked for: from this long before where it was sent."""

NEAR_BEFORE_S, NEAR_S = 0.4, 1.2
"""The part of it that is searched first, for most decks land within some milliseconds of it."""

HEARD_MAX_S = 0.5
"""Of the sound heard, at most this much is searched for."""

PATIENCE_S = 0.6
"""After so much unrecognised sound (a sixth of it, if silent) the packet's timestamp is believed instead."""

FIRST_DUE_US = 35_000
"""From when a deck has what it needs to when its first picture is due: measured 30 to 45 ms, mostly 32."""

HELD_UP_US = 200_000
"""A deck that shows no picture for so long was held up, and its clock may have been set anew."""

SETTLED_US = 55_000
"""So long after it has what it needs a deck shows its pictures when they are due."""

FIRST_PICTURE_GAP = 1.4
"""Frames from the first picture of a place, shown early, to the second: measured 1.7 at 24 a second."""


class ChannelState(Enum):
    SEEKING = "seeking"
    RUNNING = "running"
    HELD = "held"
    ENDED = "ended"


Render = Callable[[int, int], npt.NDArray[np.uint8]]
RequestSound = Callable[[float, float], "Future[SoundStretch]"]


class ChannelObserver(Protocol):
    """Told of everything on the thread that steers, but for ``picture``, which is called at once."""

    def picture(self, channel: "Channel", at_us: int, render: Render) -> None: ...

    def fresh(self, channel: "Channel") -> None:
        """The first sound (or picture) of the new place has come."""

    def placed(self, channel: "Channel") -> None:
        """It is known where in the film the deck is."""

    def held(self, channel: "Channel") -> None: ...

    def running(self, channel: "Channel") -> None: ...

    def ended(self, channel: "Channel") -> None: ...

    def lost(self, channel: "Channel", film_time: float) -> None:
        """It was held up after ``film_time`` (s), and only a seek tells where it is now."""


class Channel:
    """One deck. Commands and attributes belong to the thread that steers.

    ``target`` is the film time (s) the deck was last sent to, at ``sent_us``; ``waits_for`` the place it is,
    or is being, held before, None on air or idle; ``held_us`` since when it stands still.
    """

    def __init__(
        self,
        film: FilmFile,
        rate_hz: int,
        make_deck: Callable[[FilmFile, int, DeckListener], Deck],
        clock: Clock,
        scheduler: Scheduler,
        request_sound: RequestSound,
        observer: ChannelObserver,
    ) -> None:
        self.rate_hz = rate_hz
        self.state = ChannelState.ENDED
        self.target = 0.0
        self.waits_for: float | None = None
        self.attempts = 0
        self.sent_us = 0
        self.held_us: int | None = None
        self.fresh_us: int | None = None
        self.sound = DeckSound(rate_hz, mute=film.sound is None)
        self._film = film
        self._frames = Frames.of(film)
        self._clock = clock
        self._scheduler = scheduler
        self._request_sound = request_sound
        self._observer = observer
        self._reference: Future[SoundStretch] | None = None
        self._looking_posted = False
        self._next_look = 0
        self._hold_asked = False
        self._awaiting_flush = False
        self._awaiting_place = False
        self._carried_on = False
        """Whether it began anew by itself since it was sent."""
        self._buffered_us: int | None = None
        """When the deck had what it needs for the place it was sent to."""
        self._picture_us: int | None = None
        """When the last picture of a film without sound was shown, of the place it was sent to."""
        self._deck = make_deck(film, rate_hz, self)

    # ------------------------------------------------------------------ commands

    def send(self, film_time: float) -> None:
        """Go to ``film_time`` (s) and run; what comes back is looked for around there."""
        self.sent_us = self._clock.now_us()
        self.held_us = None
        self.fresh_us = None
        self._look_around(film_time)
        self._buffered_us = self._picture_us = None
        self._awaiting_place = True
        self._carried_on = False
        was, self.state = self.state, ChannelState.SEEKING
        if was is ChannelState.ENDED:
            self.sound = self._new_sound()
            self._awaiting_flush = False
            self._deck.start(film_time)
        else:
            self._awaiting_flush = True
            if self._hold_asked:
                self._deck.run()
            self._deck.seek(film_time)
        self._hold_asked = False

    def hold(self) -> None:
        if self.state is ChannelState.RUNNING and not self._hold_asked:
            self._hold_asked = True
            self._deck.hold()
            if self.sound.mute:  # no sound, so no callback says when
                self.deck_held(self._clock.now_us())

    def run(self) -> None:
        if self.state is ChannelState.HELD:
            self._hold_asked = False
            self._deck.run()
            if self.sound.mute:
                self.deck_running(self._clock.now_us())

    def close(self) -> None:
        self._deck.close()

    @property
    def placed(self) -> bool:
        """Whether it is known which film time is due when."""
        return self.state in (ChannelState.RUNNING, ChannelState.HELD) and self.sound.film_time(0) is not None

    def held_at(self) -> float | None:
        """Return the film time (s) at which the deck stands, None while it does not."""
        return None if self.held_us is None else self.sound.film_time(self.held_us)

    def measure(self, told: Callable[[float], None]) -> None:
        """Look where its sound really is, correct where it is believed to be, and tell the error (ms)."""
        sound = self.sound
        if not self.placed or sound.mute or sound.film_offset is None:
            return
        newest = (sound.film_offset + sound.written) / sound.rate_hz
        reference = self._request_sound(max(0.0, newest - 1.5), 2.5)
        reference.add_done_callback(
            lambda done: self._scheduler.post(lambda: self._measured(sound, done, told))
        )

    # ------------------------------------------------------------------ the deck reports, on its threads

    def deck_sound(self, samples: Int16Array, due_us: int) -> None:
        if not self._awaiting_flush and not self.sound.continued_by(due_us):
            self._carry_on()
        sound = self.sound
        sound.write(samples, due_us)
        if self.fresh_us is None and not self._awaiting_flush:
            self.fresh_us = self._clock.now_us()
            self._scheduler.post(lambda: self._became_fresh(sound))
        if not sound.certain and not self._looking_posted:
            self._looking_posted = True
            self._scheduler.post(self._look)

    def deck_flushed(self) -> None:
        if self._awaiting_flush:
            self.sound = self._new_sound()
            self.fresh_us = None
            self._awaiting_flush = False
        else:
            self._carry_on()

    def _carry_on(self) -> None:
        """The deck begins anew by itself, as libVLC does when it was held up: some of the film may be lost.

        It is believed to go on where it stopped until it is recognised, which is looked for around there.
        """
        before, self.sound = self.sound, self._new_sound()
        self.fresh_us = None
        if before.film_offset is not None:
            sound, place = self.sound, before.film_offset + before.written
            sound.film_offset = place
            self._scheduler.post(lambda: self._became_carried_on(sound, place / self.rate_hz))

    def deck_held(self, at_us: int) -> None:
        self.held_us = at_us
        self._scheduler.post(lambda: self._became_held(at_us))

    def deck_running(self, at_us: int) -> None:
        if self.held_us is not None:
            self.sound.delay(at_us - self.held_us)
            self.held_us = None
            self._scheduler.post(self._became_running)

    def deck_buffered(self) -> None:
        self._buffered_us = self._clock.now_us()

    def deck_picture(self, at_us: int, render: Render) -> None:
        if self.sound.mute and not self._awaiting_place:
            self._mind_the_gap(at_us)
        elif self.sound.mute and self._buffered_us is not None:
            self._place_by_picture(at_us, self._buffered_us)
        held_us = self.held_us
        if held_us is not None:  # it stands, and is shown again and again
            at_us = min(at_us, held_us)
        self._observer.picture(self, at_us, render)

    def _place_by_picture(self, at_us: int, buffered_us: int) -> None:
        """Without sound the pictures say where the deck is, and the time since it had what it needs.

        The first frame at or after the target is shown some 30 ms before it is due, so that the gap to the
        second is long; or, now and then, when it is due, or not at all, and the last picture of the old place
        may come before it. From the second on they are shown when they are due.
        """
        before_us, self._picture_us = self._picture_us, at_us
        if at_us < buffered_us + SETTLED_US:
            return
        frame_s = 1 / self._frames.rate if self._frames.rate else 0.0
        frames = 1
        if frame_s and (before_us is None or at_us - before_us < FIRST_PICTURE_GAP * frame_s * 1e6):
            frames = max(1, round((at_us - buffered_us - FIRST_DUE_US) / 1e6 / frame_s))
        self._awaiting_place = False
        self.sound = sound = self._new_sound()
        sound.place(self._frames.first_from(self.target) + frames * frame_s, at_us)
        sound.certain = True
        self.fresh_us = at_us
        self._scheduler.post(lambda: self._became_fresh(sound))
        self._scheduler.post(lambda: self._became_placed(sound))

    def _mind_the_gap(self, at_us: int) -> None:
        """Without sound it is the pictures that say that the deck was held up.

        libVLC shows the last one again where there is no new one, so it is not the film that makes a gap.
        """
        before_us, self._picture_us = self._picture_us, at_us
        if before_us is not None and at_us - before_us > HELD_UP_US:
            film_time = self.sound.film_time(before_us)
            if film_time is not None:
                self._scheduler.post(lambda: self._became_lost(film_time))

    def deck_ended(self) -> None:
        self._scheduler.post(self._became_ended)

    # ------------------------------------------------------------------ on the thread that steers

    def _new_sound(self) -> DeckSound:
        return DeckSound(self.rate_hz, mute=self._film.sound is None)

    def _became_fresh(self, sound: DeckSound) -> None:
        if sound is self.sound and self.state is not ChannelState.ENDED:
            self.state = ChannelState.RUNNING
            self._observer.fresh(self)

    def _became_placed(self, sound: DeckSound) -> None:
        if sound is self.sound:
            self._observer.placed(self)

    def _became_held(self, at_us: int) -> None:
        if self.held_us == at_us and self.state is ChannelState.RUNNING:
            self.state = ChannelState.HELD
            self._observer.held(self)

    def _became_running(self) -> None:
        if self.state is ChannelState.HELD:
            self.state = ChannelState.RUNNING
            self._observer.running(self)

    def _became_ended(self) -> None:
        self.state = ChannelState.ENDED
        self._observer.ended(self)

    def _became_carried_on(self, sound: DeckSound, place: float) -> None:
        if sound is self.sound and self.state is not ChannelState.SEEKING:
            self._carried_on = True
            self._look_around(place)

    def _became_lost(self, film_time: float) -> None:
        if self.state is ChannelState.RUNNING:
            self._observer.lost(self, film_time)

    def _look_around(self, film_time: float) -> None:
        """From now on look for the deck around ``film_time`` (s)."""
        self.target = film_time
        self._next_look = 0
        if not self.sound.mute:
            self._reference = self._request_sound(max(0.0, film_time - REFERENCE_BEFORE_S), REFERENCE_S)

    def _look(self) -> None:
        """Try to recognise where the deck is by what it has delivered so far."""
        self._looking_posted = False
        sound, reference = self.sound, self._reference
        if sound.certain or reference is None or sound.written < self._next_look:
            return
        if not reference.done():
            reference.add_done_callback(lambda _: self._scheduler.post(self._look))
            return
        if reference.cancelled() or (error := reference.exception()) is not None:
            if not reference.cancelled():
                log.warning("the film's sound cannot be decoded beside the player: %s", error)
            self._reference = None
            return
        stretch = reference.result()
        match, heard_s, silent = recognise(sound, stretch, self.target)
        if match is not None:
            sound.film_offset, sound.certain = match, True
            self._observer.placed(self)
            return
        self._next_look = sound.written + (0 if heard_s < PATIENCE_S else self.rate_hz // 4)
        patience = PATIENCE_S / 6 if silent else PATIENCE_S
        if sound.film_offset is None and heard_s >= patience:
            first = next((p for p in stretch[2] if p >= self.target - 0.0005), self.target)
            log.info("place predicted by timestamps, near %.3f s", first)
            sound.film_offset = round(first * self.rate_hz)
            self._observer.placed(self)
        elif self._carried_on and not silent and patience <= heard_s < REFERENCE_S - REFERENCE_BEFORE_S:
            self._became_lost(self.target)

    def _measured(
        self, sound: DeckSound, reference: Future[SoundStretch], told: Callable[[float], None]
    ) -> None:
        if reference.cancelled() or reference.exception() is not None or sound.film_offset is None:
            return
        believed = sound.film_offset
        found, _, _ = recognise(sound, reference.result(), believed / sound.rate_hz)
        if found is None:
            return
        error_ms = (found - believed) * 1e3 / sound.rate_hz
        if abs(found - believed) > 1:
            log.info("the film's sound is %.3f ms off its place; corrected", error_ms)
            sound.film_offset = found
        sound.certain = True
        told(error_ms)


def recognise(sound: DeckSound, stretch: SoundStretch, target: float) -> tuple[int | None, float, bool]:
    """Look for what was heard in ``stretch``, near ``target`` (film time, s) first.

    Returns the film frame of the sound's frame 0 (None if not recognised), how many seconds were heard, and
    whether they were silent.
    """
    rate = sound.rate_hz
    start, samples, _ = stretch
    first, heard = sound.latest_mono(int(HEARD_MAX_S * rate))
    heard_s = sound.written / rate
    base = round(start * rate)
    silent = len(heard) == 0 or float(np.sqrt(np.mean(np.square(heard)))) < lock.SILENCE
    if silent:
        return None, heard_s, True
    expected = round(target * rate) + first - base
    lo = max(0, expected - int(NEAR_BEFORE_S * rate))
    near = samples[lo : lo + int(NEAR_S * rate) + len(heard)]
    for offset, part in ((lo, near), (0, samples)):
        match = lock.find(heard, part, rate)
        if match is not None and match.sure:
            return base + offset + match.lag - first, heard_s, False
        if heard_s < PATIENCE_S / 4:
            break  # too little to be worth the wide search yet
    return None, heard_s, False
