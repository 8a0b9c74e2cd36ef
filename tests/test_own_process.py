"""What a process of its own sends arrives in order on the main thread, and its end comes last."""

import multiprocessing
import os
import time
from collections.abc import Iterator

import pytest

from gallows_sync.own_process import OwnProcess, Send
from tests.main_thread import MainThread


class Listener(MainThread):
    """Notes what it is told, and runs what is posted."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[int] = []
        self.codes: list[int | None] = []
        self.processes: list[OwnProcess[int]] = []

    def start(self, act: str, count: int) -> OwnProcess[int]:
        work = f"tests.test_own_process:{act}"
        process = OwnProcess("test", work, count, self.told.append, self.codes.append, self.post)
        self.processes.append(process)
        return process


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    for process in listener.processes:
        process.stop()
        process.join()


def test_all_that_is_sent_is_told_in_order_and_then_the_end(listener: Listener) -> None:
    listener.start("count", 200)
    listener.wait(lambda: bool(listener.codes))
    assert listener.told == list(range(200))
    assert listener.codes == [0]


def test_a_process_that_dies_says_by_which_code(listener: Listener) -> None:
    listener.start("die", 5)
    listener.wait(lambda: bool(listener.codes))
    assert (listener.told, listener.codes) == ([1], [5])


def test_nothing_is_told_of_a_process_that_was_stopped(listener: Listener) -> None:
    process = listener.start("count_for_ever", 0)
    listener.wait(lambda: bool(listener.told))
    process.stop()
    told = len(listener.told)
    process.join()
    listener.pump()
    assert (len(listener.told), listener.codes) == (told, [])
    assert process.pid not in {child.pid for child in multiprocessing.active_children()}


# -- what the processes run


def count(number: int, send: Send) -> None:
    for one in range(number):
        send(one)


def die(code: int, send: Send) -> None:
    send(1)
    os._exit(code)


def count_for_ever(number: int, send: Send) -> None:
    while True:
        send(number)
        time.sleep(0.01)
