"""The film's sound beside the player: read while a film with sound is open."""

import threading
from collections.abc import Iterator

import pytest

from gallows_sync.playback.ports import SoundStretch
from gallows_sync.playback.sound_beside import SoundBeside
from gallows_sync.playback.stand_in import StandInFilm, StandInFilmSound

RATE_HZ = 48_000


class Reader(StandInFilmSound):
    """Notes what is done with it."""

    def __init__(self, film: StandInFilm) -> None:
        super().__init__(film)
        self.done: list[str] = []
        self.closed = threading.Event()

    def read(self, start: float, seconds: float) -> SoundStretch:
        self.done.append("read")
        return super().read(start, seconds)

    def close(self) -> None:
        self.done.append("closed")
        self.closed.set()


@pytest.fixture
def beside() -> Iterator[SoundBeside]:
    beside = SoundBeside()
    yield beside
    beside.close()


def test_what_is_asked_for_is_read_before_the_reader_is_closed(
    beside: SoundBeside, memory_film: StandInFilm
) -> None:
    reader = Reader(memory_film)
    beside.open(reader)
    asked = beside.request(3.0, 1.0)
    beside.close_film()
    start, samples, _ = asked.result(timeout=10)
    assert start == pytest.approx(3.0, abs=0.1)
    assert len(samples) >= RATE_HZ
    assert reader.closed.wait(10)
    assert reader.done == ["read", "closed"]


def test_without_a_film_nothing_is_read(beside: SoundBeside, memory_film: StandInFilm) -> None:
    assert not beside.there
    assert beside.request(0.0, 1.0).cancelled()
    beside.open(Reader(memory_film))
    assert beside.there
    beside.close_film()
    assert not beside.there
    assert beside.request(0.0, 1.0).cancelled()
