"""Listening in a process of its own: what is asked last counts, and nothing it needs is loaded here."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from gallows_sync import hearing
from gallows_sync.core.cue_map import Cue
from gallows_sync.core.findings import Anchor
from gallows_sync.core.media_files import FilmFile, Recording, SoundStream
from gallows_sync.core.placing import nudged
from gallows_sync.hearing import Hearing
from gallows_sync.media.container import MediaError
from gallows_sync.own_process import Send
from gallows_sync.search import residual
from gallows_sync.search.residual import Question
from tests.main_thread import MainThread
from tests.process_here import ProcessHere
from tests.search.test_recognition import notes, write_film
from tests.search.test_residual import TOLERANCE_MS, spoken_over, write_recording
from tests.search.test_residual import TRUE as HEARD
from tests.ui.fake_session import cue_map, film_file

FILM = replace(film_file(), sound=SoundStream(1, "ac3", 48000, 2, Fraction(0)))
CUE = cue_map().cues[1]
RECORDING = Recording(Path("a.flac"), "A")
TRUE = Anchor(Fraction(40), Fraction(10), 20.0)
"""Just where the cue has it."""


class Desk(MainThread):
    """Hearing with a stand-in for what listens: it answers, or fails, when the test waits for it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__()
        self.asked: list[Fraction] = []
        self.answer: Anchor | Exception | None = TRUE
        self.elsewhere: dict[Cue, Anchor] = {}
        self.processes: list[ProcessHere] = []
        self.told = 0
        self.hearing = Hearing(self.post, self._count)
        monkeypatch.setattr(hearing, "OwnProcess", self._begin)
        monkeypatch.setattr(hearing, "REST_S", 0.0)
        monkeypatch.setattr(residual, "anchor", self._listen)

    def _count(self) -> None:
        self.told += 1

    def _begin(self, *what: Any) -> ProcessHere:
        self.processes.append(ProcessHere(*what))
        return self.processes[-1]

    def _listen(self, film: FilmFile, recording: Recording, cue: Cue, near: Fraction) -> Anchor | None:
        self.asked.append(near)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.elsewhere.get(cue, self.answer)

    def ask(self, near: int = 40, film: FilmFile = FILM) -> None:
        self.hearing.ask(film, RECORDING, (CUE,), Fraction(near))

    def ask_and_wait(self, near: int = 40) -> None:
        self.ask(near)
        self.wait_for_answer()

    def begin(self, near: int = 40) -> ProcessHere:
        """Ask, and wait until it is being listened for."""
        self.ask(near)
        begun = len(self.processes)
        self.wait(lambda: len(self.processes) > begun)
        return self.processes[-1]

    def wait_for_answer(self) -> None:
        self.wait(lambda: not self.hearing.listening)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    desk = Desk(monkeypatch)
    yield desk
    desk.hearing.close()


def test_what_was_heard_tells_how_late_a_cue_is_wherever_it_is_moved(desk: Desk) -> None:
    assert desk.hearing.late_ms(CUE, RECORDING) is None
    desk.ask_and_wait()
    assert desk.told == 1
    assert desk.hearing.late_ms(CUE, RECORDING) == 0
    assert desk.hearing.late_ms(nudged(CUE, Fraction(1, 4)), RECORDING) == 250
    assert desk.hearing.late_ms(CUE, Recording(Path("b.flac"), "B")) is None


def test_near_where_it_was_heard_nothing_is_listened_to_again(desk: Desk) -> None:
    for near in (40, 50, 56):
        desk.ask_and_wait(near)
    assert desk.asked == [40, 56]


def test_music_that_repeats_itself_counts_where_it_is_heard_clearest(desk: Desk) -> None:
    dragged = nudged(CUE, Fraction(6))
    desk.elsewhere[dragged] = Anchor(Fraction("45.5"), Fraction(10), 9.0)
    desk.hearing.ask(FILM, RECORDING, (dragged, CUE), Fraction(40))
    desk.wait_for_answer()
    assert desk.hearing.late_ms(CUE, RECORDING) == 0
    assert desk.hearing.late_ms(dragged, RECORDING) == 6000


def test_another_cue_with_the_same_music_is_listened_to_anew(desk: Desk) -> None:
    """Between two scenes with one track music may be left out."""
    other = replace(nudged(CUE, Fraction(5)), id="other")
    desk.elsewhere[other] = Anchor(Fraction(45), Fraction(10), 20.0)
    desk.ask_and_wait()
    assert desk.hearing.late_ms(other, RECORDING) is None
    desk.hearing.ask(FILM, RECORDING, (other,), Fraction(40))
    desk.wait_for_answer()
    assert desk.hearing.late_ms(other, RECORDING) == 0


def test_of_what_is_asked_before_the_edits_rest_only_the_last_is_listened_to(desk: Desk) -> None:
    for near in (40, 70, 75, 100):
        desk.ask(near)
    assert desk.hearing.listening
    desk.wait_for_answer()
    assert desk.asked == [100]


def test_each_edit_has_the_others_wait_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first question comes, then another within the time to rest, then none."""
    stirred: queue.SimpleQueue[bool] = queue.SimpleQueue()
    waits: list[float] = []

    class Stirred(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            assert timeout is not None
            waits.append(timeout)
            return stirred.get(timeout=20)

    monkeypatch.setattr(hearing, "Event", Stirred)
    monkeypatch.setattr(hearing, "REST_S", 0.25)
    desk.hearing = Hearing(desk.post, desk._count)
    desk.ask()
    for one in (True, True, False):
        stirred.put(one)
    desk.wait_for_answer()
    assert waits == [0.25] * 3


def test_of_what_is_asked_meanwhile_only_the_last_is_listened_to(desk: Desk) -> None:
    desk.begin(40)
    for near in (70, 75, 100):
        desk.ask(near)
    desk.wait_for_answer()
    assert desk.asked == [40, 100]


def test_what_is_asked_meanwhile_and_was_heard_is_not_listened_to(desk: Desk) -> None:
    desk.begin(40)
    desk.ask(50)
    desk.wait_for_answer()
    assert desk.asked == [40]


def test_what_was_not_heard_is_asked_again(desk: Desk) -> None:
    desk.answer = None
    desk.ask_and_wait()
    desk.answer = TRUE
    desk.ask_and_wait()
    assert desk.hearing.late_ms(CUE, RECORDING) == 0


def test_a_film_that_cannot_be_read_tells_nothing(desk: Desk) -> None:
    desk.answer = MediaError(Path("film.mkv"), "is gone")
    desk.ask_and_wait()
    assert desk.hearing.late_ms(CUE, RECORDING) is None


def test_a_film_without_sound_is_not_listened_to(desk: Desk) -> None:
    desk.ask(film=replace(FILM, sound=None))
    assert not desk.hearing.listening


def test_what_was_asked_of_another_film_is_not_told_of_this_one(desk: Desk) -> None:
    process = desk.begin()
    desk.hearing.forget()
    desk.ask(70)
    desk.wait_for_answer()
    assert process.stopped
    assert desk.asked == [70]
    assert desk.told == 1


@pytest.mark.logs_errors
def test_a_process_that_dies_leaves_it_unknown_and_it_can_be_asked_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as dying:
        dying.setattr(hearing, "LISTEN", "tests.test_hearing:say_nothing")
        dying.setattr(ProcessHere, "exit_code", -9)
        desk.ask_and_wait()
    assert desk.hearing.late_ms(CUE, RECORDING) is None
    assert "exit code -9" in caplog.text
    desk.ask_and_wait()
    assert desk.hearing.late_ms(CUE, RECORDING) == 0


def test_closing_ends_every_process_and_tells_nothing_more(desk: Desk) -> None:
    first = desk.begin()
    desk.hearing.forget()
    second = desk.begin()
    desk.hearing.close()
    desk.ask()
    desk.pump()
    assert [(one.stopped, one.joined) for one in (first, second)] == [(True, True)] * 2
    assert not desk.hearing.listening
    assert (desk.asked, desk.told) == ([], 0)


def test_closing_does_not_wait_for_the_edits_to_rest(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hearing, "REST_S", 1e6)
    desk.ask()
    desk.hearing.close()
    desk.pump()
    assert desk.processes == []


def test_real_files_are_listened_to_in_a_process_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = write_film(tmp_path / "film.mkv", spoken_over(notes(1)))
    recording = write_recording(tmp_path / "1.flac", notes(1))
    cue = nudged(HEARD, Fraction(12, 1000))
    monkeypatch.setattr(hearing, "REST_S", 0.0)
    monkeypatch.delattr(residual, "anchor")  # here
    main = MainThread()
    listener = Hearing(main.post, lambda: None)
    listener.ask(film, recording, (cue,), Fraction(10))
    main.wait(lambda: not listener.listening)
    late_ms = listener.late_ms(cue, recording)
    listener.close()
    assert late_ms == pytest.approx(12, abs=TOLERANCE_MS)


def test_playing_loads_nothing_of_what_listening_needs() -> None:
    code = "import sys, gallows_sync.parts; sys.exit('scipy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_listening_loads_the_filters_of_other_speeds_only_where_they_are_needed() -> None:
    code = "import sys, gallows_sync.search.residual; sys.exit('scipy.signal' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


# -- what a stand-in for the process runs


def say_nothing(question: Question, send: Send) -> None:
    """Like what dies before it answers."""
