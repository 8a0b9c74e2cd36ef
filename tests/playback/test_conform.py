"""The album laid under the film: every frame of music where the map says, to the sample."""

import threading
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from gallows_sync.core.cue_map import Certainty, Cue, FilmSpan
from gallows_sync.core.media_files import Recording
from gallows_sync.errors import GallowsSyncError
from gallows_sync.playback.conform import FADE_S, ConformedCue, PlacedMusic, Programme
from gallows_sync.playback.ports import Int16Array

RATE_HZ = 48_000
WAIT_S = 20.0
PLACE_TOLERANCE_S = 0.00002

FloatArray = npt.NDArray[np.float64]
Signal = Callable[[FloatArray], FloatArray]


class Sound:
    """A recording in memory: ``signal`` of time (s), on both channels."""

    def __init__(self, signal: Signal, seconds: float, rate_hz: int, fails_after: int | None = None) -> None:
        self.rate_hz = rate_hz
        self.closed = False
        self._signal = signal
        self._frames = int(seconds * rate_hz)
        self._fails_after = fails_after

    def blocks(self) -> Iterator[Int16Array]:
        for number, at in enumerate(range(0, self._frames, 4096)):
            if number == self._fails_after:
                raise GallowsSyncError("a.flac: the file is damaged")
            index = np.arange(at, min(at + 4096, self._frames))
            value = np.rint(self._signal(index / self.rate_hz)).astype(np.int16)
            yield np.stack((value, value), axis=1)

    def close(self) -> None:
        self.closed = True


def chirp(time: FloatArray) -> FloatArray:
    """Return a tone that rises from 100 Hz by 150 Hz a second: its phase tells the time."""
    return np.asarray(10_000 * np.sin(2 * np.pi * (100 * time + 75 * time**2)))


def constant(time: FloatArray) -> FloatArray:
    return np.full(len(time), 20_000.0)


def cue(
    film_in: str, film_out: str, music_in: str = "0", speed: Fraction = Fraction(1), name: str = "cue"
) -> Cue:
    span = FilmSpan(Fraction(film_in), Fraction(film_out))
    return Cue(name, 1, film=span, music_in=Fraction(music_in), speed=speed, certainty=Certainty.CONFIRMED)


def conformed(placed: Cue, sound: Sound, rate_hz: int = RATE_HZ) -> ConformedCue:
    made = ConformedCue(placed, RECORDING, rate_hz)
    for _ in made.fill(lambda _: sound):
        pass
    return made


RECORDING = Recording(Path("a.flac"), "A")
OTHER_TAKE = Recording(Path("b.flac"), "B")


@pytest.mark.parametrize("speed", [Fraction(1), Fraction(25, 24), Fraction(24000, 25025)])
@pytest.mark.parametrize("music_rate_hz", [44_100, 48_000, 96_000])
@pytest.mark.parametrize("music_in", ["0", "1.2345"])
def test_music_lies_where_the_map_says(speed: Fraction, music_rate_hz: int, music_in: str) -> None:
    placed = cue("3.00001", "6.5", music_in, speed)
    made = conformed(placed, Sound(chirp, 8, music_rate_hz))
    for film_time in (Fraction("3.2"), Fraction(5), Fraction("6.2")):
        first = int(film_time * RATE_HZ)
        _, heard = made.read(first, 2400)
        time = float(placed.music_time(Fraction(first, RATE_HZ))) + np.arange(2400) / RATE_HZ * float(speed)
        # To first order in a shift by d seconds, what is heard is chirp + d · chirp'.
        slope = (chirp(time + 1e-6) - chirp(time - 1e-6)) / 2e-6
        shift = np.dot(heard[:, 0] - chirp(time), slope) / np.dot(slope, slope)
        assert abs(shift) < PLACE_TOLERANCE_S
        assert np.abs(heard[:, 0] - chirp(time + shift)).max() < 10


def test_music_that_needs_no_resampling_keeps_its_frames() -> None:
    draw = np.random.default_rng(3).integers(-9000, 9000, 4 * RATE_HZ).astype(np.float64)

    def drawn(time: FloatArray) -> FloatArray:
        return np.asarray(draw[np.rint(time * RATE_HZ).astype(int)])

    made = conformed(cue("2", "5", "0.5"), Sound(drawn, 4, RATE_HZ))
    _, heard = made.read(3 * RATE_HZ, 1000)
    assert np.abs(heard[:, 0] - draw[int(1.5 * RATE_HZ) :][:1000]).max() <= 1


def test_frames_are_held_from_the_in_point_to_before_the_out_point() -> None:
    made = conformed(cue("1.00001", "2.00001"), Sound(constant, 3, RATE_HZ))
    assert (made.first, made.length) == (RATE_HZ + 1, RATE_HZ)
    skip, heard = made.read(RATE_HZ - 99, 200)
    assert (skip, len(heard)) == (100, 100)
    skip, heard = made.read(2 * RATE_HZ - 99, 200)
    assert (skip, len(heard)) == (0, 100)
    assert len(made.read(0, 500)[1]) == 0
    assert len(made.read(3 * RATE_HZ, 500)[1]) == 0
    assert made.covers(2 * RATE_HZ, 1)
    assert not made.covers(2 * RATE_HZ + 1, 1)
    assert not made.covers(RATE_HZ - 10, 11)


def test_cue_shorter_than_a_frame_holds_nothing() -> None:
    made = conformed(cue("1.000001", "1.000002"), Sound(constant, 3, RATE_HZ))
    assert (made.ready, made.length) == (0, 0)
    assert len(made.read(RATE_HZ - 10, 20)[1]) == 0


def test_in_and_out_points_are_faded() -> None:
    made = conformed(cue("1", "2", "0.5"), Sound(constant, 3, RATE_HZ))
    _, heard = made.read(RATE_HZ, RATE_HZ)
    fade = int(FADE_S * RATE_HZ)
    level = heard[:, 0].astype(float)
    assert level[0] == 0
    assert np.abs(level[fade:-fade] - 20_000).max() <= 2
    assert np.abs(np.diff(level)).max() < 2 * 20_000 / fade
    assert level[-1] < 2 * 20_000 / fade


def test_recording_shorter_than_its_cue_ends_softly_in_silence() -> None:
    made = conformed(cue("1", "4"), Sound(constant, 1, RATE_HZ))
    assert made.ready == made.length == 3 * RATE_HZ
    _, heard = made.read(RATE_HZ, 3 * RATE_HZ)
    level = heard[:, 0].astype(float)
    assert level[RATE_HZ // 2] == pytest.approx(20_000, abs=2)
    assert not level[RATE_HZ + 10 :].any()
    assert np.abs(np.diff(level[: RATE_HZ + 10])).max() < 3 * 20_000 / (FADE_S * RATE_HZ)


def test_music_in_beyond_the_recording_is_silent() -> None:
    made = conformed(cue("1", "2", "5"), Sound(constant, 3, RATE_HZ))
    assert made.ready == made.length
    assert not made.read(RATE_HZ, RATE_HZ)[1].any()


def test_music_before_the_recordings_beginning_fades_in_from_it() -> None:
    made = conformed(cue("1", "2"), Sound(constant, 3, RATE_HZ))
    _, heard = made.read(RATE_HZ + RATE_HZ // 2, 100)
    assert np.abs(heard[:, 0] - 20_000.0).max() <= 2


def test_full_scale_is_clipped_and_does_not_wrap() -> None:
    def square(time: FloatArray) -> FloatArray:
        return np.where(np.sin(2 * np.pi * 400 * time) > 0, 32_767.0, -32_768.0)

    made = conformed(cue("0", "2"), Sound(square, 3, 44_100))
    _, heard = made.read(RATE_HZ, 4800)
    _, before = made.read(RATE_HZ - 1, 4800)
    # A wrapped peak would jump across the whole range between two frames, and back.
    jumps = np.abs(heard[:, 0].astype(int) - before[:, 0]) > 60_000
    assert not (jumps[1:] & jumps[:-1]).any()


def test_reader_is_closed_whatever_happens() -> None:
    whole, early = Sound(constant, 1, RATE_HZ), Sound(constant, 9, RATE_HZ)
    conformed(cue("0", "4"), whole)
    conformed(cue("0", "4"), early)
    assert whole.closed
    assert early.closed
    failing = Sound(constant, 9, RATE_HZ, fails_after=2)
    with pytest.raises(GallowsSyncError, match="damaged"):
        conformed(cue("0", "4"), failing)
    assert failing.closed


def test_music_takes_up_disk_and_not_memory() -> None:
    tracemalloc.start()
    try:
        made = conformed(cue("0", "60"), Sound(constant, 60, RATE_HZ))
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert made.ready == 60 * RATE_HZ
    assert held < 60 * RATE_HZ * 4 / 4
    _, slice_ = made.read(30 * RATE_HZ, 480)
    assert not slice_.flags.owndata


# ---------------------------------------------------------------------- music that is moved while it is heard


def test_moved_music_is_heard_in_its_new_place_at_once() -> None:
    before = conformed(cue("1", "6"), Sound(chirp, 8, RATE_HZ))
    after = ConformedCue(cue("1", "6", "0.0105"), RECORDING, RATE_HZ, before)
    assert after.has(3 * RATE_HZ)
    _, heard = after.read(3 * RATE_HZ, 480)
    expected = chirp(2.0105 + np.arange(480) / RATE_HZ)
    assert np.abs(heard[:, 0] - expected).max() < 10


def test_music_is_moved_without_a_click() -> None:
    before = conformed(cue("1", "6"), Sound(chirp, 8, RATE_HZ))
    at = 3 * RATE_HZ
    last = before.read(at - 480, 480)[1]
    after = ConformedCue(cue("1", "6", "0.1003"), RECORDING, RATE_HZ, before)
    heard = np.concatenate([last, after.read(at, 480)[1], after.read(at + 480, 480)[1]])[:, 0].astype(float)
    steepest = np.abs(np.diff(chirp(np.arange(2, 2.2, 1 / RATE_HZ)))).max()
    assert np.abs(np.diff(heard)).max() < 1.5 * steepest


def test_music_is_moved_again_and_again_before_it_is_filled() -> None:
    made = conformed(cue("1", "6"), Sound(chirp, 8, RATE_HZ))
    made.read(2 * RATE_HZ, 480)
    for step in range(1, 6):
        made = ConformedCue(cue("1", "6", f"0.0{step}"), RECORDING, RATE_HZ, made)
    _, heard = made.read(4 * RATE_HZ, 480)
    assert np.abs(heard[:, 0] - chirp(3.05 + np.arange(480) / RATE_HZ)).max() < 10


def test_what_stands_in_is_heard_within_the_new_in_and_out_points_alone() -> None:
    before = conformed(cue("1", "6"), Sound(constant, 8, RATE_HZ))
    after = ConformedCue(cue("2", "5", "1"), RECORDING, RATE_HZ, before)
    assert [len(after.read(at, 480)[1]) for at in (int(1.9 * RATE_HZ), 5 * RATE_HZ)] == [0, 0]
    assert after.read(2 * RATE_HZ - 80, 480)[0] == 80


def test_a_moved_cue_once_filled_stands_on_its_own() -> None:
    before = conformed(cue("1", "3"), Sound(constant, 8, RATE_HZ))
    after = ConformedCue(cue("1", "5"), RECORDING, RATE_HZ, before)
    assert not after.has(4 * RATE_HZ)
    for _ in after.fill(lambda _: Sound(constant, 8, RATE_HZ)):
        pass
    assert after.has(4 * RATE_HZ)
    assert np.abs(after.read(3 * RATE_HZ - 240, 480)[1] - 20_000).max() <= 1


# ---------------------------------------------------------------------- another take while one is heard


def higher(time: FloatArray) -> FloatArray:
    return np.asarray(10_000 * np.sin(2 * np.pi * 700 * time))


def test_a_take_is_heard_until_the_other_is_ready_and_then_without_a_click() -> None:
    placed = cue("1", "6")
    before = conformed(placed, Sound(chirp, 8, RATE_HZ))
    at = 3 * RATE_HZ
    before.read(at - 480, 480)
    after = ConformedCue(placed, OTHER_TAKE, RATE_HZ, before)
    filling = after.fill(lambda _: Sound(higher, 8, RATE_HZ))
    first = after.read(at, 480)[1]
    assert np.abs(first[:, 0] - chirp(2 + np.arange(480) / RATE_HZ)).max() < 10
    for _ in filling:
        pass
    crossed, then = after.read(at + 480, 480)[1], after.read(at + 960, 480)[1]
    assert np.abs(then[:, 0] - higher(2.02 + np.arange(480) / RATE_HZ)).max() < 10
    heard = np.concatenate([first, crossed, then])[:, 0].astype(float)
    assert np.abs(np.diff(heard)).max() < 1.5 * 2 * np.pi * 700 * 10_000 / RATE_HZ
    assert not (heard == 0).all()


def test_the_other_take_is_laid_where_the_first_was_and_gone_back_from_at_once(desk: "Desk") -> None:
    placed = cue("1", "3", name="one")
    desk.sounds.update({"a": lambda: Sound(chirp, 8, RATE_HZ), "b": lambda: Sound(higher, 8, RATE_HZ)})
    for title in ("a", "b", "a"):
        desk.programme.set([music(placed, title)], RATE_HZ)
        assert desk.filled()
    assert desk.opened == ["a", "b"]
    assert not desk.programme.waiting(2 * RATE_HZ)
    _, heard = desk.programme.cues[0].read(2 * RATE_HZ, 480)
    assert np.abs(heard[:, 0] - chirp(1 + np.arange(480) / RATE_HZ)).max() < 10


def test_a_take_that_cannot_be_read_is_silent_rather_than_the_one_before(desk: "Desk") -> None:
    placed = cue("1", "3", name="one")
    desk.programme.set([music(placed, "a")], RATE_HZ)
    assert desk.filled()
    desk.sounds["b"] = lambda: Sound(constant, 8, RATE_HZ, fails_after=0)
    desk.programme.set([music(placed, "b")], RATE_HZ)
    assert desk.filled()
    assert len(desk.programme.cues[0].read(2 * RATE_HZ, 480)[1]) == 0
    assert desk.programme.failures() == {"one": "a.flac: the file is damaged"}


class Desk:
    """A programme, the recordings it opens, and a wait for what it fills."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.sounds: dict[str, Callable[[], Sound]] = {}
        self.changed = threading.Condition()
        self.programme = Programme(self._open, self._notify)

    def _open(self, recording: Recording) -> Sound:
        self.opened.append(recording.title)
        return self.sounds.get(recording.title, lambda: Sound(constant, 10, RATE_HZ))()

    def _notify(self) -> None:
        with self.changed:
            self.changed.notify()

    def until(self, predicate: Callable[[], bool]) -> bool:
        with self.changed:
            return self.changed.wait_for(predicate, WAIT_S)

    def filled(self) -> bool:
        return self.until(
            lambda: all(c.ready == c.length or c.failed is not None for c in self.programme.cues)
        )


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.programme.close()


def music(placed: Cue, title: str) -> PlacedMusic:
    return PlacedMusic(placed, replace(RECORDING, title=title))


def test_programme_fills_every_placed_cue_that_has_a_recording(desk: Desk) -> None:
    unplaced = Cue("nowhere", 1)
    without = PlacedMusic(cue("8", "9", name="without"), None)
    placed = [music(cue("0", "2", name="one"), "1"), music(cue("2", "4", name="two"), "2")]
    desk.programme.set([*placed, without, music(unplaced, "3")], RATE_HZ)
    assert desk.filled()
    assert [c.cue.id for c in desk.programme.cues] == ["one", "two"]
    assert desk.opened == ["1", "2"]
    assert desk.programme.failures() == {}


def test_unchanged_cues_are_kept_and_changed_ones_made_anew(desk: Desk) -> None:
    one, two = music(cue("0", "2", name="one"), "1"), music(cue("2", "4", name="two"), "2")
    desk.programme.set([one, two], RATE_HZ)
    assert desk.filled()
    kept = desk.programme.cues[0]
    shifted = replace(two, cue=replace(two.cue, music_in=Fraction("0.01")))
    desk.programme.set([one, shifted], RATE_HZ)
    assert desk.filled()
    assert desk.programme.cues[0] is kept
    assert desk.programme.cues[1].cue.music_in == Fraction("0.01")
    assert desk.opened == ["1", "2", "2"]


def test_what_is_moved_on_and_on_is_filled_once_it_rests(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gallows_sync.playback.conform.REST_S", 1e6)
    one = music(cue("0", "2", name="one"), "1")
    desk.programme.set([one], RATE_HZ)
    assert desk.filled()
    moved = replace(one, cue=replace(one.cue, music_in=Fraction("0.01")))
    desk.programme.set([moved], RATE_HZ)
    assert not desk.programme.waiting(RATE_HZ)
    other = music(cue("2", "4", name="two"), "2")
    desk.programme.set([moved, other], RATE_HZ)
    assert desk.until(lambda: desk.programme.cues[1].filled)
    assert desk.opened == ["1", "2"]


def test_other_rate_makes_all_anew(desk: Desk) -> None:
    one = music(cue("0", "2", name="one"), "1")
    desk.programme.set([one], RATE_HZ)
    assert desk.filled()
    desk.programme.set([one], 44_100)
    assert desk.filled()
    assert desk.programme.cues[0].length == 88_200


def test_recording_that_fails_is_named_and_the_others_are_heard(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.sounds["bad"] = lambda: Sound(constant, 10, RATE_HZ, fails_after=3)
    desk.programme.set(
        [music(cue("0", "2", name="one"), "bad"), music(cue("2", "4", name="two"), "good")], RATE_HZ
    )
    assert desk.filled()
    assert desk.programme.failures() == {"one": "a.flac: the file is damaged"}
    assert desk.programme.cues[1].ready == desk.programme.cues[1].length


def test_recording_that_cannot_be_opened_is_named(desk: Desk) -> None:
    def vanished() -> Sound:
        raise FileNotFoundError("a.flac is gone")

    desk.sounds["gone"] = vanished
    desk.programme.set([music(cue("0", "2", name="one"), "gone")], RATE_HZ)
    assert desk.filled()
    assert desk.programme.failures() == {"one": "a.flac is gone"}


def test_failed_recording_is_tried_again_when_the_music_is_laid_anew(desk: Desk) -> None:
    desk.sounds["bad"] = lambda: Sound(constant, 10, RATE_HZ, fails_after=0)
    desk.programme.set([music(cue("0", "2", name="one"), "bad")], RATE_HZ)
    assert desk.filled()
    desk.sounds.clear()
    desk.programme.set([music(cue("0", "2", name="one"), "bad")], RATE_HZ)
    assert desk.filled()
    assert desk.programme.failures() == {}
    assert desk.programme.cues[0].ready == desk.programme.cues[0].length


def slow_desk() -> tuple[Desk, threading.Event]:
    """Return a desk whose recording "slow" can be read once the event is set."""
    gate = threading.Event()

    def slow() -> Sound:
        gate.wait(WAIT_S)
        return Sound(constant, 10, RATE_HZ)

    desk = Desk()
    desk.sounds["slow"] = slow
    return desk, gate


def test_waiting_says_that_music_is_due_but_not_ready() -> None:
    desk, gate = slow_desk()
    desk.programme.set([music(cue("1", "2", name="one"), "slow")], RATE_HZ)
    assert desk.programme.waiting(RATE_HZ + 10)
    assert not desk.programme.waiting(RATE_HZ - 10)
    gate.set()
    assert desk.filled()
    assert not desk.programme.waiting(RATE_HZ + 10)
    desk.programme.close()


def test_what_is_heard_along_a_cue_are_those_that_overlap_it(desk: Desk) -> None:
    spans = {"long": ("1", "4"), "within": ("2", "3"), "after": ("3.5", "6"), "away": ("7", "8")}
    desk.programme.set([music(cue(*span, name=name), name) for name, span in spans.items()], RATE_HZ)
    assert desk.filled()

    def along(seconds: float) -> list[str]:
        return [heard.cue.id for heard in desk.programme.heard_along(int(seconds * RATE_HZ))]

    assert along(0.5) == []
    assert along(1.5) == along(2.5) == ["long", "within", "after"]
    assert along(3.7) == along(5) == ["after", "long"]
    assert along(7.5) == ["away"]


def test_nothing_is_heard_along_a_cue_while_one_that_overlaps_it_is_not_ready() -> None:
    desk, gate = slow_desk()
    cues = [music(cue("1", "4", name="one"), "1"), music(cue("3", "5", name="slow"), "slow")]
    desk.programme.set(cues, RATE_HZ)
    assert desk.until(lambda: desk.programme.cues[0].filled)
    assert desk.programme.heard_along(2 * RATE_HZ) == ()
    gate.set()
    assert desk.filled()
    assert desk.programme.heard_along(2 * RATE_HZ) == desk.programme.cues
    desk.programme.close()


def test_programme_closes_in_the_middle_of_its_work() -> None:
    desk = Desk()
    desk.programme.set([music(cue("0", "3000", name="long"), "long")], RATE_HZ)
    desk.sounds["long"] = lambda: Sound(constant, 3000, RATE_HZ)
    desk.programme.close()
    assert not any(thread.name == "album" for thread in threading.enumerate())


def test_programme_that_never_held_music_closes() -> None:
    Desk().programme.close()
