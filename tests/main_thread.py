"""The main thread of a test, which runs what other threads and processes post to it."""

import queue
import time
from collections.abc import Callable

PATIENCE_S = 30.0


class MainThread:
    """What is posted is run while the test waits, for ``patience_s`` at most."""

    def __init__(self, patience_s: float = PATIENCE_S) -> None:
        self._patience_s = patience_s
        self._posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()

    def post(self, call: Callable[[], None]) -> None:
        self._posted.put(call)

    def wait(self, until: Callable[[], bool]) -> None:
        """Run what is posted until ``until`` is so; ``queue.Empty`` where nothing comes for too long."""
        deadline = time.monotonic() + self._patience_s
        while not until():
            self._posted.get(timeout=deadline - time.monotonic())()

    def pump(self) -> None:
        """Run whatever is posted still."""
        while not self._posted.empty():
            self._posted.get()()
