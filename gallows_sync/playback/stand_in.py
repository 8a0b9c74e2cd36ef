"""A film player and a sound card without libVLC and without a device, for tests and for trying things out.

The film lies in memory, and every picture of it carries its number. A deck has libVLC's habits as measured
with 3.0: a seek is carried out a while after it is asked for and the old place plays on until then; sound
comes in whole packets, from the first at or after the place, 25 ms before it is due and later up to a second
ahead; the first picture of a place is shown at once, the others when they are due; a hold delivers no sound
and shows its picture again and again, and what was delivered is due later by its length. A deck that was held
up (``fall_behind``) sets its clock anew, flushes or not, and may lose some of the film.

Time passes when the clock says so: step a ``ManualClock`` and call ``advance``, or ``start`` a library on a
``SystemClock`` and it happens by itself.
"""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

from gallows_sync.core.media_files import FilmFile, SoundStream
from gallows_sync.playback.deck_sound import mono
from gallows_sync.playback.ports import Clock, DeckListener, FillOutput, FloatArray, Int16Array, SoundStretch

PACKET_FRAMES = 1536
"""Sound frames of a packet, as in AC-3: 32 ms at 48 kHz."""

SEEK_US = 40_000
"""From the order to the flush."""

LEAD_US = 35_000
"""From the flush to the instant at which the first picture or sound of the new place is due."""

REPEAT_US = 60_000
"""So often a deck that is held shows its picture again."""

AHEAD_US, MOST_AHEAD_US = 25_000, 1_000_000
"""How long before it is due sound is delivered: the first packet, and in steady play."""

CATCHING_UP = 0.1
"""By so much faster than it plays the player reads on, until it is ``MOST_AHEAD_US`` ahead."""

NUMBER_BITS = 16
"""A picture's number stands in it as so many upright bars, white for 1, the lowest bit on the left."""

REAL_STEP_S = 0.002

Pixels = npt.NDArray[np.uint8]


class ManualClock:
    """A clock that stands until it is advanced."""

    def __init__(self, now_us: int = 1_000_000_000) -> None:
        self._now_us = now_us

    def now_us(self) -> int:
        return self._now_us

    def advance(self, by_us: int) -> None:
        self._now_us += by_us


class SystemClock:
    """The system's steady clock."""

    def now_us(self) -> int:
        return time.monotonic_ns() // 1000


def numbered_picture(number: int, width: int, height: int) -> Pixels:
    """Return a BGRA picture, shape (height, width, 4), that carries ``number``."""
    bits = np.arange(width) * NUMBER_BITS // width
    row = np.where(number >> bits & 1, 255, 0).astype(np.uint8)
    picture = np.full((height, width, 4), 255, np.uint8)
    picture[:, :, :3] = row[None, :, None]
    return picture


def picture_number(picture: Pixels) -> int:
    """Return the number that a picture carries, whatever size it was scaled to and however it was coded."""
    height, width = picture.shape[:2]
    middles = (2 * np.arange(NUMBER_BITS) + 1) * width // (2 * NUMBER_BITS)
    return int(np.dot(picture[height // 2, middles, 1] > 127, 1 << np.arange(NUMBER_BITS)))


@dataclass(frozen=True, eq=False)
class StandInFilm:
    """A film in memory: ``sound`` of shape (frames, 2) at ``rate_hz``, or none, and numbered pictures."""

    duration: Fraction
    sound: Int16Array | None
    rate_hz: int = 48_000
    frame_rate: Fraction = Fraction(24)
    width: int = 320
    height: int = 180

    def file(self) -> FilmFile:
        """Return what a probe of the film would find."""
        return FilmFile(
            path=Path("stand-in.mkv"),
            duration=self.duration,
            container_start=Fraction(0),
            frame_rate=self.frame_rate,
            width=self.width,
            height=self.height,
            display_aspect=Fraction(self.width, self.height),
            picture_start=Fraction(0),
            sound=None
            if self.sound is None
            else SoundStream(index=1, codec="pcm_s16le", rate_hz=self.rate_hz, channels=2, start=Fraction(0)),
        )

    def open_sound(self, _film: FilmFile, rate_hz: int) -> "StandInFilmSound":
        """See ``ports.FilmSoundReader``."""
        assert rate_hz == self.rate_hz, "a stand-in does not resample"
        return StandInFilmSound(self)

    def open_stills(self, _film: FilmFile) -> "StandInStills":
        """See ``ports.StillReader``."""
        return StandInStills(self)


class StandInFilmSound:
    """Reads the sound of a film in memory, in whole packets; see ``ports.FilmSoundReader``."""

    def __init__(self, film: StandInFilm) -> None:
        assert film.sound is not None, "a film without sound has nothing to read"
        self._sound, self._rate_hz = film.sound, film.rate_hz

    def read(self, start: float, seconds: float) -> SoundStretch:
        packet_s = PACKET_FRAMES / self._rate_hz
        packets = np.arange(int(start / packet_s), int((start + seconds) / packet_s) + 1)
        first = int(packets[0]) * PACKET_FRAMES
        samples = mono(self._sound[first : first + len(packets) * PACKET_FRAMES])
        return first / self._rate_hz, samples, [float(packet * packet_s) for packet in packets]

    def close(self) -> None:
        """Nothing to free."""


class StandInStills:
    """Draws the pictures of a film in memory; see ``ports.StillReader``."""

    def __init__(self, film: StandInFilm) -> None:
        self._film = film

    def frame_at(self, film_time: float) -> tuple[av.VideoFrame, float] | None:
        film = self._film
        number = max(0, int(film_time * float(film.frame_rate) + 0.1))
        picture = numbered_picture(number, film.width, film.height)
        return av.VideoFrame.from_ndarray(picture, format="bgra"), float(number / film.frame_rate)

    def rest(self) -> None:
        """Hold nothing back: there is nothing to let go of."""

    def close(self) -> None:
        """Nothing to free."""


class StandInDeck:
    """Plays a film in memory; see ``ports.Deck``. It acts, and reports to its listener, in ``advance``."""

    def __init__(
        self, clock: Clock, film: StandInFilm, listener: DeckListener, closed: Callable[["StandInDeck"], None]
    ) -> None:
        self._clock = clock
        self._film = film
        self._listener = listener
        self._closed = closed
        self._lock = threading.Lock()
        self._ordered: tuple[int, float] | None = None
        """When the next seek is carried out, and where to; a later order takes its place."""
        self._origin_us: float | None = None
        """When film time 0 is due or would have been; None before the start and after the end."""
        self._hold_wanted = False
        self._held_us: int | None = None
        self._landing_packet = self._packet = self._picture = 0
        self._landed = False
        """Whether the first picture of the place is still to be shown."""
        self._repeat_us = 0

    def start(self, film_time: float) -> None:
        with self._lock:
            self._origin_us = self._held_us = None
            self._hold_wanted = False
            self._ordered = (self._clock.now_us() + SEEK_US, film_time)

    def seek(self, film_time: float) -> None:
        with self._lock:
            if self._origin_us is not None or self._ordered is not None:  # one that has ended does not answer
                self._ordered = (self._clock.now_us() + SEEK_US, film_time)

    def hold(self) -> None:
        with self._lock:
            self._hold_wanted = True

    def run(self) -> None:
        with self._lock:
            self._hold_wanted = False

    def close(self) -> None:
        with self._lock:
            self._origin_us = self._ordered = None
        self._closed(self)

    def fall_behind(self, by_s: float, lost_s: float = 0.0, flush: bool = False) -> None:
        """Do as libVLC does once it was held up: set the clock anew and go on, so much later.

        So much of the film may be lost. With ``flush`` it begins anew as after a seek, though not asked to.
        """
        with self._lock:
            if self._origin_us is None or self._held_us is not None:
                return
            film = self._film
            if flush and film.sound is not None:
                self._listener.deck_flushed()
            packets = round(lost_s * film.rate_hz / PACKET_FRAMES)
            self._packet += packets
            self._landing_packet = self._packet
            self._picture += round(packets * PACKET_FRAMES / film.rate_hz * film.frame_rate)
            self._origin_us += by_s * 1e6 - packets * PACKET_FRAMES * 1e6 / film.rate_hz

    def advance(self) -> None:
        """Do all that is due by now."""
        with self._lock:
            now_us = self._clock.now_us()
            if self._ordered is not None and now_us >= self._ordered[0]:
                self._land(self._ordered[1], now_us)
            if self._origin_us is None:
                return
            if self._hold_wanted != (self._held_us is not None):
                self._stop_or_go(now_us)
            if self._held_us is not None:
                self._repeat_picture(now_us)
                return
            self._deliver_sound(now_us, self._origin_us)
            self._deliver_pictures(now_us, self._origin_us)
            if now_us >= self._origin_us + float(self._film.duration) * 1e6:
                self._origin_us = None
                self._listener.deck_ended()

    def _land(self, film_time: float, now_us: int) -> None:
        film = self._film
        if self._origin_us is not None and film.sound is not None:
            self._listener.deck_flushed()
        self._ordered = None
        self._packet = int(np.ceil(film_time * film.rate_hz / PACKET_FRAMES - 1e-6))
        self._picture = int(np.ceil(film_time * float(film.frame_rate) - 1e-6))
        self._landing_packet = self._packet
        self._landed = True
        first = float(self._picture / film.frame_rate)
        if film.sound is not None:
            first = min(first, self._packet * PACKET_FRAMES / film.rate_hz)
        self._origin_us = now_us + LEAD_US - first * 1e6
        if self._held_us is not None:
            self._held_us = now_us
        self._listener.deck_buffered()

    def _stop_or_go(self, now_us: int) -> None:
        assert self._origin_us is not None
        if self._held_us is None:
            self._held_us = now_us
            if self._film.sound is not None:  # it is the sound that libVLC reports these for
                self._listener.deck_held(now_us)
        else:
            self._origin_us += now_us - self._held_us
            self._held_us = None
            if self._film.sound is not None:
                self._listener.deck_running(now_us)

    def _deliver_sound(self, now_us: int, origin_us: float) -> None:
        sound = self._film.sound
        packet_us = PACKET_FRAMES * 1e6 / self._film.rate_hz
        while sound is not None and self._packet * PACKET_FRAMES < len(sound):
            due_us = origin_us + self._packet * packet_us
            read_on = CATCHING_UP * (self._packet - self._landing_packet) * packet_us
            if now_us < due_us - min(AHEAD_US + read_on, MOST_AHEAD_US):
                return
            at = self._packet * PACKET_FRAMES
            self._packet += 1
            self._listener.deck_sound(sound[at : at + PACKET_FRAMES], round(due_us))

    def _deliver_pictures(self, now_us: int, origin_us: float) -> None:
        rate, duration = self._film.frame_rate, self._film.duration
        while (number := self._picture) < duration * rate:
            if not self._landed and now_us < origin_us + float(number / rate) * 1e6:
                return
            self._landed = False
            self._picture += 1
            self._show(number, now_us)

    def _repeat_picture(self, now_us: int) -> None:
        if now_us >= self._repeat_us:
            self._show(max(0, self._picture - 1), now_us)

    def _show(self, number: int, now_us: int) -> None:
        self._repeat_us = now_us + REPEAT_US
        self._listener.deck_picture(now_us, partial(numbered_picture, number))


class StandInLibrary:
    """Makes decks of one film and moves them on."""

    def __init__(self, clock: Clock, film: StandInFilm) -> None:
        self._clock = clock
        self._film = film
        self._decks: tuple[StandInDeck, ...] = ()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def decks(self) -> Sequence[StandInDeck]:
        """The decks that are open."""
        return self._decks

    def deck(self, _film: FilmFile, rate_hz: int, listener: DeckListener) -> StandInDeck:
        assert self._film.sound is None or rate_hz == self._film.rate_hz, "a stand-in does not resample"
        deck = StandInDeck(self._clock, self._film, listener, self._forget)
        self._decks = (*self._decks, deck)
        return deck

    def advance(self) -> None:
        """Let every deck do what is due by now."""
        for deck in self._decks:
            deck.advance()

    def start(self) -> None:
        """Advance by itself from now on, on a thread."""
        self._thread = threading.Thread(target=self._run, name="stand-in-decks", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _forget(self, deck: StandInDeck) -> None:
        self._decks = tuple(other for other in self._decks if other is not deck)

    def _run(self) -> None:
        while not self._stop.wait(REAL_STEP_S):
            self.advance()


class SteppedOutput:
    """A sound card that asks for blocks in ``advance`` and keeps what it was given; see ``ports.Output``."""

    name = "stepped memory"
    silent = False
    block_s, latency_us = 0.01, 30_000

    def __init__(self, clock: Clock, rate_hz: int) -> None:
        self.rate_hz = rate_hz
        self.blocks: list[tuple[float, FloatArray]] = []
        """When each block's first frame is heard (µs), and the block."""
        self._clock = clock
        self._fill: FillOutput | None = None
        self._due_us = 0.0

    def start(self, fill: FillOutput) -> None:
        self._fill = fill
        self._due_us = float(self._clock.now_us() + self.latency_us)

    def advance(self) -> None:
        """Ask for what must be known by now."""
        while self._fill is not None and self._clock.now_us() >= self._due_us - self.latency_us:
            block = np.zeros((int(self.block_s * self.rate_hz), 2), np.float32)
            self._fill(block, self._due_us)
            self.blocks.append((self._due_us, block))
            self._due_us += len(block) * 1e6 / self.rate_hz

    def alive(self) -> bool:
        return self._fill is not None

    def close(self) -> None:
        self._fill = None
