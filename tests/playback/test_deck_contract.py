"""What every deck does, libVLC's and the stand-in's alike; see ``ports.Deck``."""

import gc
import itertools
import os
import threading
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from gallows_sync.core.media_files import FilmFile
from gallows_sync.media.film_sound import FilmSound
from gallows_sync.playback.channel import recognise
from gallows_sync.playback.deck_sound import DeckSound
from gallows_sync.playback.film_player import DECODING_NICENESS, VlcClock, VlcLibrary
from gallows_sync.playback.ports import Clock, Deck, DeckListener, FilmSoundReader, Int16Array
from gallows_sync.playback.stand_in import (
    ManualClock,
    StandInDeck,
    StandInFilm,
    StandInLibrary,
    SystemClock,
    picture_number,
)

WAIT_S = 20.0
"""More than any machine needs; reached only when something is broken."""

LATE_PICTURES = 2
"""On a busy machine libVLC leaves out so many after a seek, because they are late."""

QUIET_S = 0.3
"""So long nothing may come from a deck that is held or closed."""

HELD_UP_S = 1.0
"""So long a deck is held up; it is late by then."""

ROUNDING_US = 2_000
"""Matroska's timestamps are whole milliseconds."""

TASKS = Path("/proc/self/task")

Number = int


@dataclass
class Recorder:
    """Keeps what a deck reports."""

    clock: Clock
    rate_hz: int
    sound: DeckSound = field(init=False)
    blocks: list[tuple[int, int]] = field(default_factory=list)
    """Due time (µs) and length (frames) of each block since the last flush."""
    pictures: list[tuple[int, Number]] = field(default_factory=list)
    held: list[int] = field(default_factory=list)
    running: list[int] = field(default_factory=list)
    flushes: int = 0
    buffered: int = 0
    ended: int = 0
    breaks: int = 0

    def __post_init__(self) -> None:
        self.changed = threading.Condition()
        self.returns = threading.Event()
        self.returns.set()
        self.sound = DeckSound(self.rate_hz)

    @property
    def numbers(self) -> list[Number]:
        return [number for _, number in self.pictures]

    def deck_sound(self, samples: Int16Array, due_us: int) -> None:
        self.returns.wait(WAIT_S)
        with self.changed:
            if not self.sound.continued_by(due_us):
                self.breaks += 1
                self.sound = DeckSound(self.rate_hz)
            self.sound.write(samples, due_us)
            self.blocks.append((due_us, len(samples)))
            self.changed.notify()

    def deck_flushed(self) -> None:
        with self.changed:
            self.flushes += 1
            self.sound = DeckSound(self.rate_hz)
            self.blocks.clear()
            self.changed.notify()

    def deck_held(self, at_us: int) -> None:
        with self.changed:
            self.held.append(at_us)
            self.changed.notify()

    def deck_running(self, at_us: int) -> None:
        with self.changed:
            self.running.append(at_us)
            self.changed.notify()

    def deck_buffered(self) -> None:
        with self.changed:
            self.buffered += 1
            self.changed.notify()

    def deck_picture(self, at_us: int, render: Callable[[int, int], npt.NDArray[np.uint8]]) -> None:
        number = picture_number(render(160, 90))
        with self.changed:
            self.pictures.append((at_us, number))
            self.changed.notify()

    def deck_ended(self) -> None:
        with self.changed:
            self.ended += 1
            self.changed.notify()


@dataclass
class Stage:
    """One kind of deck, its clock, its film, and how to let time pass."""

    clock: Clock
    film: FilmFile
    open_sound: Callable[[FilmFile, int], FilmSoundReader]
    make_deck: Callable[[FilmFile, int, DeckListener], Deck]
    hold_up: Callable[[Deck, Recorder], None]
    """Have the deck held up for ``HELD_UP_S``, as a busy machine would."""
    advance: Callable[[], None] | None = None
    """Lets a millisecond pass; None where time passes by itself."""

    @property
    def rate_hz(self) -> int:
        assert self.film.sound is not None
        return self.film.sound.rate_hz

    @property
    def packet_s(self) -> float:
        return 1536 / self.rate_hz

    def lands(self, number: Number, asked: int) -> bool:
        """Return whether this is the picture asked for; a real player leaves out some that are late."""
        return asked <= number <= asked + (LATE_PICTURES if self.advance is None else 0)

    def until(self, recorder: Recorder, predicate: Callable[[], bool], seconds: float = WAIT_S) -> bool:
        """Let time pass until ``predicate`` holds, at most ``seconds``; return whether it does."""
        if self.advance is None:
            with recorder.changed:
                return recorder.changed.wait_for(predicate, seconds)
        for _ in range(int(seconds * 1000)):
            if predicate():
                return True
            self.advance()
        return predicate()

    def sounding(self, recorder: Recorder, seconds: float) -> bool:
        """Let time pass until so much sound has come since the last flush."""
        return self.until(recorder, lambda: recorder.sound.written >= seconds * self.rate_hz)

    def showing(self, recorder: Recorder, number: Number) -> bool:
        """Let time pass until this picture was shown."""
        return self.until(recorder, lambda: number in recorder.numbers)

    def place(self, recorder: Recorder, target: float) -> float:
        """Return the film time (s) of the first sound since the last flush, recognised."""
        reader = self.open_sound(self.film, self.rate_hz)
        try:
            frame, _, _ = recognise(recorder.sound, reader.read(max(0.0, target - 1.5), 4.0), target)
        finally:
            reader.close()
        assert frame is not None, "what the deck plays is not the film's sound around its place"
        return frame / self.rate_hz


def fall_behind(deck: Deck, _recorder: Recorder) -> None:
    assert isinstance(deck, StandInDeck)
    deck.fall_behind(HELD_UP_S, lost_s=0.1, flush=True)


def block(_deck: Deck, recorder: Recorder) -> None:
    """Keep libVLC waiting for its listener."""
    recorder.returns.clear()
    threading.Timer(HELD_UP_S, recorder.returns.set).start()


@pytest.fixture(params=["stand-in, stepped", "stand-in, by itself", "libVLC"])
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    if request.param == "libVLC":
        vlc_library: VlcLibrary = request.getfixturevalue("vlc_library")
        yield Stage(VlcClock(), request.getfixturevalue("real_film"), FilmSound, vlc_library.deck, block)
        return
    memory_film: StandInFilm = request.getfixturevalue("short_film")
    if request.param == "stand-in, by itself":
        clock = SystemClock()
        library = StandInLibrary(clock, memory_film)
        library.start()
        yield Stage(clock, memory_film.file(), memory_film.open_sound, library.deck, fall_behind)
        library.close()
        return
    manual = ManualClock()
    library = StandInLibrary(manual, memory_film)

    def advance() -> None:
        manual.advance(1000)
        library.advance()

    yield Stage(manual, memory_film.file(), memory_film.open_sound, library.deck, fall_behind, advance)


@pytest.fixture(scope="session")
def short_film(memory_film: StandInFilm) -> StandInFilm:
    assert memory_film.sound is not None
    return StandInFilm(Fraction(12), memory_film.sound[: 12 * 48_000])


@pytest.fixture
def recorder(stage: Stage) -> Recorder:
    return Recorder(stage.clock, stage.rate_hz)


@pytest.fixture
def deck(stage: Stage, recorder: Recorder) -> Iterator[Deck]:
    deck = stage.make_deck(stage.film, stage.rate_hz, recorder)
    yield deck
    deck.close()


def test_start_begins_at_the_place(stage: Stage, recorder: Recorder, deck: Deck) -> None:
    deck.start(3.99)
    assert stage.showing(recorder, 98)
    assert stage.sounding(recorder, 0.3)
    assert stage.lands(recorder.numbers[0], 96)  # 4.0 s, the first frame after it
    assert stage.place(recorder, 3.99) == pytest.approx(3.99, abs=stage.packet_s)
    assert recorder.buffered > 0


def test_seek_lands_on_the_place(stage: Stage, recorder: Recorder, deck: Deck) -> None:
    deck.start(1.0)
    assert stage.sounding(recorder, 0.1)
    before, buffered = recorder.sound, recorder.buffered
    deck.seek(6.49)
    assert stage.showing(recorder, 158)
    assert stage.until(recorder, lambda: recorder.sound is not before)
    assert stage.sounding(recorder, 0.3)
    # The old place may play on until the seek is carried out.
    assert stage.lands(next(number for number in recorder.numbers if number > 96), 156)
    assert stage.place(recorder, 6.49) == pytest.approx(6.49, abs=stage.packet_s)
    assert recorder.buffered > buffered


def test_several_seeks_at_once_end_at_the_last(stage: Stage, recorder: Recorder, deck: Deck) -> None:
    deck.start(1.0)
    assert stage.sounding(recorder, 0.1)
    for place in (3.0, 9.0, 5.99):
        deck.seek(place)
    assert stage.showing(recorder, 150)
    assert stage.sounding(recorder, 0.3)
    assert any(stage.lands(number, 144) for number in recorder.numbers)
    assert stage.place(recorder, 5.99) == pytest.approx(5.99, abs=stage.packet_s)


def test_sound_comes_without_a_gap_and_before_it_is_due(stage: Stage, recorder: Recorder, deck: Deck) -> None:
    deck.start(2.0)
    assert stage.sounding(recorder, 1.0)
    with recorder.changed:
        blocks = list(recorder.blocks)
    for (due_us, frames), (next_us, _) in itertools.pairwise(blocks):
        assert next_us - due_us == pytest.approx(frames * 1e6 / stage.rate_hz, abs=ROUNDING_US)
    assert recorder.breaks == 0


def test_pictures_come_when_the_sound_of_their_place_is_due(
    stage: Stage, recorder: Recorder, deck: Deck
) -> None:
    deck.start(2.0)
    assert stage.sounding(recorder, 1.0)
    assert stage.showing(recorder, 70)
    place = stage.place(recorder, 2.0)
    origin_us = recorder.sound.origin_us
    assert origin_us is not None
    with recorder.changed:
        errors = [at_us - (origin_us + (number / 24 - place) * 1e6) for at_us, number in recorder.pictures]
    # The middle of them: a busy machine may hold up some.
    assert abs(np.median(errors)) < 10_000


def test_hold_stops_the_deck_and_says_when(stage: Stage, recorder: Recorder, deck: Deck) -> None:
    deck.start(2.0)
    assert stage.sounding(recorder, 0.5)
    asked_us = stage.clock.now_us()
    deck.hold()
    assert stage.until(recorder, lambda: bool(recorder.held))
    assert asked_us <= recorder.held[0] <= stage.clock.now_us()
    stage.until(recorder, lambda: False, QUIET_S / 3)  # what was on its way may still arrive
    with recorder.changed:
        blocks, pictures = len(recorder.blocks), len(recorder.pictures)
    assert not stage.until(recorder, lambda: len(recorder.blocks) != blocks, QUIET_S)
    # The picture may be shown again, but it stands.
    assert len(set(recorder.numbers[pictures - 1 :])) == 1


def test_what_follows_a_hold_is_due_later_by_just_its_length(
    stage: Stage, recorder: Recorder, deck: Deck
) -> None:
    deck.start(2.0)
    assert stage.sounding(recorder, 0.5)
    for _ in range(2):
        deck.hold()
        assert stage.until(recorder, lambda: len(recorder.held) > len(recorder.running))
        stage.until(recorder, lambda: False, 0.1)
        with recorder.changed:
            count, (last_us, frames) = len(recorder.blocks), recorder.blocks[-1]
        deck.run()
        assert stage.until(
            recorder,
            lambda count=count: (  # type: ignore[misc]
                len(recorder.running) == len(recorder.held) and len(recorder.blocks) > count
            ),
        )
        expected_us = last_us + frames * 1e6 / stage.rate_hz + recorder.running[-1] - recorder.held[-1]
        assert recorder.blocks[count][0] == pytest.approx(expected_us, abs=ROUNDING_US)


def test_deck_that_was_held_up_goes_on_in_time_with_what_follows(
    stage: Stage, recorder: Recorder, deck: Deck
) -> None:
    deck.start(2.0)
    assert stage.sounding(recorder, 0.5)
    before, flushes = recorder.sound, recorder.flushes
    origin_us = before.origin_us
    assert origin_us is not None
    place = stage.place(recorder, 2.0)
    stage.hold_up(deck, recorder)
    assert stage.until(recorder, lambda: recorder.sound is not before)
    assert recorder.breaks + recorder.flushes > flushes
    assert stage.sounding(recorder, 0.3)
    # What came before the break may lie anywhere before it; none of the film comes twice.
    expected = place + before.written / stage.rate_hz
    again = stage.place(recorder, expected)
    assert expected - stage.packet_s < again < expected + HELD_UP_S + 0.3
    # Sound and pictures have moved together.
    resumed_us = recorder.sound.origin_us
    assert resumed_us is not None
    shown = len(recorder.pictures)
    assert stage.until(recorder, lambda: len(recorder.pictures) > shown + 5)
    with recorder.changed:
        late = [at_us - resumed_us - (number / 24 - again) * 1e6 for at_us, number in recorder.pictures[-5:]]
    assert abs(np.median(late)) < 50_000


def test_end_is_reported_and_the_deck_starts_again(stage: Stage, recorder: Recorder, deck: Deck) -> None:
    deck.start(11.3)
    assert stage.until(recorder, lambda: recorder.ended > 0)
    assert max(recorder.numbers) >= 286
    recorder.deck_flushed()  # a start is no seek: nothing says that the old sound is over
    deck.start(4.99)
    assert stage.showing(recorder, 122)
    assert stage.sounding(recorder, 0.3)
    assert any(stage.lands(number, 120) for number in recorder.numbers)
    assert stage.place(recorder, 4.99) == pytest.approx(4.99, abs=stage.packet_s)
    assert recorder.ended == 1


def test_two_decks_play_the_same_film_apart(stage: Stage, recorder: Recorder, deck: Deck) -> None:
    other = Recorder(stage.clock, stage.rate_hz)
    second = stage.make_deck(stage.film, stage.rate_hz, other)
    try:
        deck.start(2.0)
        second.start(7.0)
        assert stage.sounding(recorder, 0.3)
        assert stage.sounding(other, 0.3)
        assert stage.place(recorder, 2.0) < 2.1
        assert stage.place(other, 7.0) < 7.1
    finally:
        second.close()


def test_closed_deck_is_silent(stage: Stage, recorder: Recorder) -> None:
    deck = stage.make_deck(stage.film, stage.rate_hz, recorder)
    deck.start(2.0)
    assert stage.sounding(recorder, 0.2)
    deck.close()
    with recorder.changed:
        count = len(recorder.blocks), len(recorder.pictures)
    assert not stage.until(recorder, lambda: (len(recorder.blocks), len(recorder.pictures)) != count, QUIET_S)


def test_deck_that_never_started_can_be_closed(stage: Stage, recorder: Recorder) -> None:
    stage.make_deck(stage.film, stage.rate_hz, recorder).close()
    assert (recorder.blocks, recorder.pictures, recorder.ended) == ([], [], 0)


def test_closed_deck_is_not_kept(stage: Stage) -> None:
    listener = Recorder(stage.clock, stage.rate_hz)
    deck = stage.make_deck(stage.film, stage.rate_hz, listener)
    deck.start(2.0)
    assert stage.sounding(listener, 0.1)
    deck.close()
    kept = weakref.ref(deck), weakref.ref(listener)
    del deck, listener
    gc.collect()
    assert [reference() for reference in kept] == [None, None]


@pytest.mark.skipif(not TASKS.exists(), reason="only Linux lists a process's threads here")
def test_close_ends_the_threads_of_the_deck(stage: Stage, recorder: Recorder) -> None:
    def play_and_close() -> int:
        deck = stage.make_deck(stage.film, stage.rate_hz, recorder)
        deck.start(2.0)
        assert stage.sounding(recorder, 0.1)
        deck.close()
        recorder.deck_flushed()
        return len(list(TASKS.iterdir()))

    # The first may start what all share, and a thread that has ended may still be listed for a moment.
    counts = [play_and_close() for _ in range(4)]
    assert min(counts[2:]) <= max(counts[:2])


@pytest.mark.skipif(not TASKS.exists(), reason="only on Linux threads can stand back")
def test_libvlc_decodes_behind_the_window(vlc_library: VlcLibrary, real_film: FilmFile) -> None:
    def niceness(thread: str) -> int:
        return os.getpriority(os.PRIO_PROCESS, int(thread))

    before, own = {task.name for task in TASKS.iterdir()}, os.getpriority(os.PRIO_PROCESS, 0)
    stage = Stage(VlcClock(), real_film, FilmSound, vlc_library.deck, block)
    recorder = Recorder(stage.clock, stage.rate_hz)
    deck = stage.make_deck(stage.film, stage.rate_hz, recorder)
    deck.start(2.0)
    assert stage.sounding(recorder, 0.1)
    of_the_deck = {task.name for task in TASKS.iterdir()} - before
    assert {niceness(thread) for thread in of_the_deck} == {max(own, DECODING_NICENESS)}
    assert os.getpriority(os.PRIO_PROCESS, 0) == own
    deck.close()
