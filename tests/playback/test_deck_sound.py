"""The sound of one deck: what is kept of it, when it is due, where in the film it is."""

import numpy as np
import pytest

from gallows_sync.playback.deck_sound import CAPACITY_S, CLOCK_BREAK_US, DeckSound, mono
from gallows_sync.playback.ports import Int16Array

RATE_HZ = 48_000
BLOCK = 1536
BLOCK_US = 32_000


def counted(first: int, count: int) -> Int16Array:
    """Return frames whose left sample is their number, modulo what 16 bits hold."""
    numbers = np.arange(first, first + count).astype(np.uint16).astype(np.int16)
    return np.stack((numbers, -numbers), axis=1)


def filled(frames: int, start_us: int = 1_000_000) -> DeckSound:
    sound = DeckSound(RATE_HZ)
    for at in range(0, frames, BLOCK):
        sound.write(counted(at, BLOCK), start_us + at * 1_000_000 // RATE_HZ)
    return sound


def test_nothing_is_due_before_the_first_block() -> None:
    sound = DeckSound(RATE_HZ)
    assert sound.due_us(0) is None
    assert sound.frame_at(5.0) is None
    assert sound.film_time(5.0) is None
    assert not sound.read(0, 10).any()


def test_what_was_written_is_read() -> None:
    sound = filled(10 * BLOCK)
    assert np.array_equal(sound.read(1000, 5000), counted(1000, 5000))


def test_newest_is_kept_when_the_ring_is_full() -> None:
    total = int(CAPACITY_S * RATE_HZ) + 20 * BLOCK + 7
    sound = filled(total)
    written = sound.written
    oldest = written - int(CAPACITY_S * RATE_HZ)
    assert np.array_equal(sound.read(oldest, 3000), counted(oldest, 3000))
    assert np.array_equal(sound.read(written - 3000, 3000), counted(written - 3000, 3000))


def test_what_is_not_there_is_silent() -> None:
    sound = filled(2 * BLOCK)
    before = sound.read(-100, 200)
    assert not before[:100].any()
    assert np.array_equal(before[100:], counted(0, 100))
    after = sound.read(2 * BLOCK - 100, 200)
    assert np.array_equal(after[:100], counted(2 * BLOCK - 100, 100))
    assert not after[100:].any()
    long_over = filled(int(CAPACITY_S * RATE_HZ) + 10 * BLOCK).read(0, BLOCK)
    assert not long_over.any()


def test_block_longer_than_the_ring_leaves_its_end() -> None:
    sound = DeckSound(RATE_HZ)
    size = int(CAPACITY_S * RATE_HZ)
    sound.write(counted(0, size + 500), 0)
    assert np.array_equal(sound.read(sound.written - 1000, 1000), counted(size - 500, 1000))


def test_frames_are_due_at_the_rate() -> None:
    sound = filled(4 * BLOCK)
    assert sound.due_us(0) == pytest.approx(1_000_000)
    assert sound.due_us(RATE_HZ) == pytest.approx(2_000_000)
    assert sound.frame_at(2_000_000) == pytest.approx(RATE_HZ)


def test_rounded_due_times_are_smoothed() -> None:
    """Matroska counts whole milliseconds: 23.2 ms packets come at 23, 46, 70 ms, …"""
    sound = DeckSound(44_100)
    for number in range(400):
        at = number * 1024
        sound.write(counted(at, 1024), 1_000_000 + round(at / 44.1) * 1000)
    assert sound.due_us(0) == pytest.approx(1_000_000, abs=250)


@pytest.mark.parametrize("by_us", [-40_000, 40_000])
def test_block_that_is_due_at_another_time_does_not_continue(by_us: int) -> None:
    sound = filled(10 * BLOCK)
    assert sound.continued_by(1_000_000 + 10 * BLOCK_US)
    assert not sound.continued_by(1_000_000 + 10 * BLOCK_US + by_us)


def test_first_block_may_be_due_at_any_time() -> None:
    assert DeckSound(RATE_HZ).continued_by(123)


def test_less_than_a_break_is_rounding() -> None:
    sound = filled(10 * BLOCK)
    due_us = 1_000_000 + 10 * BLOCK_US + CLOCK_BREAK_US - 100
    assert sound.continued_by(due_us)
    sound.write(counted(10 * BLOCK, BLOCK), due_us)
    assert sound.due_us(0) == pytest.approx(1_000_000, abs=CLOCK_BREAK_US / 10)


def test_delay_moves_all_that_is_held() -> None:
    sound = filled(4 * BLOCK)
    sound.delay(250_000)
    assert sound.due_us(0) == pytest.approx(1_250_000)
    assert sound.continued_by(1_250_000 + 4 * BLOCK_US)


def test_delay_before_the_first_block_changes_nothing() -> None:
    sound = DeckSound(RATE_HZ)
    sound.delay(250_000)
    sound.write(counted(0, BLOCK), 1_000_000)
    assert sound.due_us(0) == pytest.approx(1_000_000)


def test_film_time_needs_the_place() -> None:
    sound = filled(4 * BLOCK)
    assert sound.film_time(1_000_000) is None
    assert sound.film_due_us(60.0) is None
    sound.film_offset = 60 * RATE_HZ
    assert sound.film_time(1_500_000) == pytest.approx(60.5)
    assert sound.film_due_us(60.5) == pytest.approx(1_500_000)


def test_film_without_sound_is_placed_by_its_picture() -> None:
    sound = DeckSound(RATE_HZ, mute=True)
    sound.place(12.5, 1_000_000)
    assert sound.film_time(1_100_000) == pytest.approx(12.6)
    assert sound.film_due_us(13.0) == pytest.approx(1_500_000)


def test_latest_is_mono_at_full_scale_one() -> None:
    sound = DeckSound(RATE_HZ)
    sound.write(np.tile(np.array([[16384, 8192]], np.int16), (2 * BLOCK, 1)), 0)
    first, latest = sound.latest_mono(1000)
    assert first == 2 * BLOCK - 1000
    assert latest == pytest.approx(np.full(1000, 0.375))
    first, latest = sound.latest_mono(100_000)
    assert (first, len(latest)) == (0, 2 * BLOCK)


def test_mono_of_the_loudest_sound_does_not_wrap() -> None:
    assert mono(np.array([[32767, 32767], [-32768, -32768]], np.int16)) == pytest.approx([0.99997, -1])
