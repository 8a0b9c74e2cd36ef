"""The search in a process of its own: what it tells, and how it ends."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gallows_sync.core.findings import Unfound
from gallows_sync.errors import GallowsSyncError
from gallows_sync.formats.cue_map_yaml import read_cue_map
from gallows_sync.media.album import read_album
from gallows_sync.media.film import probe_film
from gallows_sync.media.matching import match_album
from gallows_sync.own_process import NICENESS
from gallows_sync.search.run import SearchJob, SearchProgress, Unsearched
from gallows_sync.search.worker import SEARCH, SearchEndedError, SearchOutcome, SearchWorker
from gallows_sync.shipped import shipped_path
from gallows_sync.wording import Phrase
from tests.main_thread import PATIENCE_S, MainThread
from tests.search import stand_in


class Listener(MainThread):
    """Notes what it is told, and runs what is posted."""

    def __init__(self) -> None:
        super().__init__()
        self.progress: list[SearchProgress] = []
        self.result: SearchOutcome | None = None
        self.error: GallowsSyncError | None = None
        self.workers: list[SearchWorker] = []

    def start(self, job: SearchJob, search: str = stand_in.SEARCH) -> SearchWorker:
        worker = SearchWorker(job, self, self.post, search)
        self.workers.append(worker)
        return worker

    def progressed(self, progress: SearchProgress) -> None:
        self.progress.append(progress)

    def finished(self, outcome: SearchOutcome) -> None:
        assert self.result is None
        self.result = outcome

    def failed(self, error: GallowsSyncError) -> None:
        assert self.error is None
        self.error = error

    def wait_for_end(self) -> None:
        self.wait(lambda: self.result is not None or self.error is not None)


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    for worker in listener.workers:
        worker.stop()
        worker.join()


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_progress_and_result_come_back_from_the_process(listener: Listener) -> None:
    listener.start(stand_in.job("finds two"))
    listener.wait_for_end()
    assert [(p.words, p.found) for p in listener.progress] == [
        ("Decoding the film's sound", ()),
        ("Measuring", (stand_in.found(1, 10, 30),)),
    ]
    assert listener.result == SearchOutcome(
        (stand_in.found(1, 10, 30), stand_in.found(2, 40, 55, 0.6)),
        (Unfound(3, 61.0, 4.0, 0.2),),
        (Unsearched(1, "2", "its file is damaged"),),
    )
    assert listener.error is None


def test_progress_is_passed_on_no_more_often_than_it_can_be_read(listener: Listener) -> None:
    listener.start(stand_in.job("reports often"))
    listener.wait_for_end()
    assert 1 <= len(listener.progress) < 100
    assert listener.result == SearchOutcome()


def test_what_a_person_can_act_on_is_told_as_it_is(listener: Listener) -> None:
    listener.start(stand_in.job("refuses"))
    listener.wait_for_end()
    assert str(listener.error) == "The film cannot be read: it is gone."
    assert isinstance(str(listener.error), Phrase), "and can be said in another language"
    assert listener.result is None


@pytest.mark.logs_errors
def test_a_fault_of_the_search_is_told_in_a_line_and_logged_with_its_trace(
    listener: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    listener.start(stand_in.job("is faulty"))
    listener.wait_for_end()
    assert str(listener.error) == "The search ended unexpectedly: ZeroDivisionError: by zero."
    assert "_is_faulty" in caplog.text


@pytest.mark.logs_errors
def test_a_process_that_dies_is_told_once(listener: Listener) -> None:
    worker = listener.start(stand_in.job("dies"))
    listener.wait_for_end()
    worker.join()
    listener.pump()
    assert isinstance(listener.error, SearchEndedError)
    assert listener.error.code == 3
    assert str(listener.error) == "The search ended unexpectedly: its process ended with code 3."


@pytest.mark.logs_errors
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
def test_a_process_that_the_system_kills_is_told(listener: Listener, tmp_path: Path) -> None:
    worker = listener.start(stand_in.job("never ends", tmp_path))
    listener.wait(lambda: bool(listener.progress))
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    listener.wait_for_end()
    assert (
        str(listener.error)
        == "The search ended unexpectedly: its process was ended by the system (signal 9)."
    )


def test_a_stopped_search_tidies_up_and_tells_nothing_more(listener: Listener, tmp_path: Path) -> None:
    worker = listener.start(stand_in.job("never ends", tmp_path))
    listener.wait(lambda: bool(listener.progress))
    assert worker.pid is not None
    worker.stop()
    worker.join()
    listener.pump()
    assert gone(worker.pid)
    assert not list(tmp_path.iterdir())
    assert (listener.result, listener.error) == (None, None)


def test_a_search_can_be_stopped_before_it_has_begun(listener: Listener, tmp_path: Path) -> None:
    worker = listener.start(stand_in.job("never ends", tmp_path))
    worker.stop()
    worker.join()
    listener.pump()
    assert listener.progress == []
    assert (listener.result, listener.error) == (None, None)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has priority classes instead")
def test_the_process_stands_back_behind_everything_else(listener: Listener, tmp_path: Path) -> None:
    listener.start(stand_in.job("never ends", tmp_path))
    listener.wait(lambda: bool(listener.progress))
    niceness = int(listener.progress[0].words.split()[1])
    assert niceness == min(19, os.nice(0) + NICENESS)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_no_process_outlives_the_program_that_started_it(tmp_path: Path, ending: signal.Signals) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.search.searching_program", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert program.stdout is not None
        assert int(program.stdout.readline()) > 0
        if ending is signal.SIGINT:
            os.killpg(program.pid, ending)  # as Ctrl+C does: to all that the terminal runs
        else:
            program.kill()
        # Both hold these pipes: they end when the last of the two is gone.
        _, said = program.communicate(timeout=PATIENCE_S)
        assert said == ""
    finally:
        program.kill()
        program.wait()


def test_the_demos_cues_are_found_by_the_search_itself(
    listener: Listener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    demo = read_cue_map(shipped_path("cues/demo.yaml")).cue_map
    match = match_album(demo.album, read_album(shipped_path("assets/demo/album")))
    film = probe_film(shipped_path("assets/demo/film.mkv"))
    listener.start(SearchJob(film, demo, match), SEARCH)
    listener.wait_for_end()
    assert listener.error is None
    assert listener.result is not None
    # Where exactly they are is the affair of the demo's own test.
    assert [(stretch.track, stretch.take) for stretch in listener.result.found] == [
        (cue.track, cue.take) for cue in demo.cues
    ]
