"""Files are read in order beside the main thread; what waits for them comes after the last."""

import queue
import threading
from collections.abc import Callable, Iterator

import pytest

from gallows_sync.errors import GallowsSyncError
from gallows_sync.reading import Reading, UnexpectedError

PATIENCE_S = 20.0


class Desk:
    def __init__(self) -> None:
        self.queue: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.happened: list[object] = []
        self.more: list[Callable[[], None]] = []
        self.reading = Reading(self.queue.put, self._all_read, lambda: None)

    def _all_read(self) -> None:
        self.happened.append("all read")
        if self.more:
            self.more.pop()()

    def read(self, words: str, job: Callable[[], object]) -> None:
        self.reading.read(words, job, self.happened.append, self.happened.append)

    def run(self) -> None:
        while self.reading.busy is not None:
            self.queue.get(timeout=PATIENCE_S)()


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.reading.stop()
    desk.reading.join()


def test_results_come_in_the_order_they_were_asked_for_then_what_waits(desk: Desk) -> None:
    desk.read("one", lambda: 1)
    desk.read("two", lambda: 2)
    desk.reading.when_all_read(lambda: desk.happened.append("waited"))
    assert desk.reading.busy == "one"
    desk.run()
    assert desk.happened == [1, 2, "all read", "waited"]


def test_what_waits_also_waits_for_what_is_asked_for_at_the_end(desk: Desk) -> None:
    desk.more.append(lambda: desk.read("more", lambda: "more"))
    desk.read("one", lambda: 1)
    desk.reading.when_all_read(lambda: desk.happened.append("waited"))
    desk.run()
    assert desk.happened == [1, "all read", "more", "all read", "waited"]


def test_nothing_to_wait_for_is_no_waiting(desk: Desk) -> None:
    desk.reading.when_all_read(lambda: desk.happened.append("waited"))
    assert desk.happened == ["waited"]


def test_an_error_is_handed_over_and_the_next_is_read(desk: Desk) -> None:
    gone = GallowsSyncError("gone")

    def fail() -> object:
        raise gone

    desk.read("one", fail)
    desk.read("two", lambda: 2)
    desk.run()
    assert desk.happened == [gone, 2, "all read"]


@pytest.mark.logs_errors
def test_a_fault_of_the_program_is_handed_over_as_an_error(desk: Desk) -> None:
    desk.read("Opening x…", lambda: [][0])
    desk.run()
    assert isinstance(desk.happened[0], UnexpectedError)
    assert str(desk.happened[0]).startswith("Opening x… failed: IndexError")


def test_after_stop_nothing_is_handed_over_or_begun(desk: Desk) -> None:
    reading, go_on = threading.Event(), threading.Event()

    def slow() -> object:
        reading.set()
        go_on.wait(PATIENCE_S)
        desk.happened.append("read to its end")
        return None

    def begin() -> None:
        desk.happened.append("begun")

    desk.read("one", slow)
    desk.read("two", begin)
    assert reading.wait(PATIENCE_S)
    desk.reading.stop()
    go_on.set()
    desk.reading.join()
    desk.read("three", begin)
    while not desk.queue.empty():
        desk.queue.get()()
    assert desk.happened == ["read to its end"]
