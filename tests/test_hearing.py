"""Listening beside the main thread: what is asked last counts, and nothing is loaded before it is asked."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from gallows_sync.core.cue_map import Cue
from gallows_sync.core.media_files import FilmFile, Recording, SoundStream
from gallows_sync.core.placing import nudged
from gallows_sync.hearing import Hearing
from gallows_sync.media.container import MediaError
from gallows_sync.search import residual
from gallows_sync.search.residual import Anchor
from tests.ui.fake_session import cue_map, film_file

FILM = replace(film_file(), sound=SoundStream(1, "ac3", 48000, 2, Fraction(0)))
CUE = cue_map().cues[1]
RECORDING = Recording(Path("a.flac"), "A")
TRUE = Anchor(Fraction(40), Fraction(10), 20.0)
"""Just where the cue has it."""


class Desk:
    """Hearing with a stand-in for what listens: it answers, or fails, when a test lets it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.queue: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.asked: list[Fraction] = []
        self.answer: Anchor | Exception | None = TRUE
        self.elsewhere: dict[Cue, Anchor] = {}
        self.go = threading.Event()
        self.go.set()
        self.told = 0
        self.hearing = Hearing(self.queue.put, self._count)
        monkeypatch.setattr(residual, "anchor", self._listen)

    def _count(self) -> None:
        self.told += 1

    def _listen(self, film: FilmFile, recording: Recording, cue: Cue, near: Fraction) -> Anchor | None:
        self.asked.append(near)
        self.go.wait(20)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.elsewhere.get(cue, self.answer)

    def ask(self, near: int = 40, film: FilmFile = FILM) -> None:
        self.hearing.ask(film, RECORDING, (CUE,), Fraction(near))

    def wait(self) -> None:
        while self.hearing.listening:
            self.queue.get(timeout=20)()


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    desk = Desk(monkeypatch)
    yield desk
    desk.go.set()
    desk.hearing.close()


def test_what_was_heard_tells_how_late_a_cue_is_wherever_it_is_moved(desk: Desk) -> None:
    assert desk.hearing.late_ms(CUE, RECORDING) is None
    desk.ask()
    desk.wait()
    assert desk.told == 1
    assert desk.hearing.late_ms(CUE, RECORDING) == 0
    assert desk.hearing.late_ms(nudged(CUE, Fraction(1, 4)), RECORDING) == 250
    assert desk.hearing.late_ms(CUE, Recording(Path("b.flac"), "B")) is None


def test_near_where_it_was_heard_nothing_is_listened_to_again(desk: Desk) -> None:
    for near in (40, 50, 56):
        desk.ask(near)
        desk.wait()
    assert desk.asked == [40, 56]


def test_music_that_repeats_itself_counts_where_it_is_heard_clearest(desk: Desk) -> None:
    dragged = nudged(CUE, Fraction(6))
    desk.elsewhere[dragged] = Anchor(Fraction("45.5"), Fraction(10), 9.0)
    desk.hearing.ask(FILM, RECORDING, (dragged, CUE), Fraction(40))
    desk.wait()
    assert desk.hearing.late_ms(CUE, RECORDING) == 0
    assert desk.hearing.late_ms(dragged, RECORDING) == 6000


def test_another_cue_with_the_same_music_is_listened_to_anew(desk: Desk) -> None:
    """Between two scenes with one track music may be left out."""
    other = replace(nudged(CUE, Fraction(5)), id="other")
    desk.elsewhere[other] = Anchor(Fraction(45), Fraction(10), 20.0)
    desk.ask()
    desk.wait()
    assert desk.hearing.late_ms(other, RECORDING) is None
    desk.hearing.ask(FILM, RECORDING, (other,), Fraction(40))
    desk.wait()
    assert desk.hearing.late_ms(other, RECORDING) == 0


def test_of_what_is_asked_meanwhile_only_the_last_is_listened_to(desk: Desk) -> None:
    desk.go.clear()
    for near in (40, 70, 75, 100):
        desk.ask(near)
    desk.go.set()
    desk.wait()
    assert desk.asked == [40, 100]


def test_what_was_not_heard_is_asked_again(desk: Desk) -> None:
    desk.answer = None
    desk.ask()
    desk.wait()
    desk.answer = TRUE
    desk.ask()
    desk.wait()
    assert desk.hearing.late_ms(CUE, RECORDING) == 0


def test_a_film_that_cannot_be_read_tells_nothing(desk: Desk) -> None:
    desk.answer = MediaError(Path("film.mkv"), "is gone")
    desk.ask()
    desk.wait()
    assert desk.hearing.late_ms(CUE, RECORDING) is None


def test_a_film_without_sound_is_not_listened_to(desk: Desk) -> None:
    desk.ask(film=replace(FILM, sound=None))
    assert not desk.hearing.listening


def test_what_was_asked_of_another_film_is_not_told_of_this_one(desk: Desk) -> None:
    desk.go.clear()
    desk.ask()
    desk.hearing.forget()
    desk.go.set()
    desk.queue.get(timeout=20)()
    assert desk.hearing.late_ms(CUE, RECORDING) is None
    assert desk.told == 0


def test_closing_waits_for_the_thread_and_tells_nothing_more(desk: Desk) -> None:
    desk.ask()
    desk.hearing.close()
    desk.queue.get(timeout=20)()
    desk.ask()
    assert desk.told == 0
    assert len(desk.asked) == 1


def test_playing_loads_nothing_of_what_listening_needs() -> None:
    code = "import sys, gallows_sync.parts; sys.exit('scipy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_listening_loads_the_filters_of_other_speeds_only_where_they_are_needed() -> None:
    code = "import sys, gallows_sync.search.residual; sys.exit('scipy.signal' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
