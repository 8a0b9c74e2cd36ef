"""One thread on which everything that steers playback happens, in order: calls as they come, and timers."""

import heapq
import itertools
import logging
import threading
from collections import deque
from collections.abc import Callable

from gallows_sync.playback.ports import Clock

log = logging.getLogger(__name__)


class Scheduler:
    """A queue of calls and a heap of timers; run by ``start`` on a thread, or by ``run_due`` in a test."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wake = threading.Condition()
        self._calls: deque[Callable[[], None]] = deque()
        self._timers: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()
        self._stopping = False
        self._thread: threading.Thread | None = None

    def post(self, call: Callable[[], None]) -> None:
        """Run ``call`` soon, after what was posted before it. Any thread."""
        with self._wake:
            self._calls.append(call)
            self._wake.notify()

    def at(self, due_us: float, call: Callable[[], None]) -> None:
        """Run ``call`` once the clock reaches ``due_us``. Any thread."""
        with self._wake:
            heapq.heappush(self._timers, (due_us, next(self._order), call))
            self._wake.notify()

    def run_due(self) -> None:
        """Run everything that is due now, what it posts included."""
        while (call := self._next_due()) is not None:
            self._run(call)

    def start(self, name: str) -> None:
        self._thread = threading.Thread(target=self._loop, name=name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread after the call it is in; what is still queued is dropped."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def _next_due(self) -> Callable[[], None] | None:
        with self._wake:
            if self._timers and self._timers[0][0] <= self._clock.now_us():
                return heapq.heappop(self._timers)[2]
            return self._calls.popleft() if self._calls else None

    def _loop(self) -> None:
        while True:
            self.run_due()
            with self._wake:
                if self._stopping:
                    return
                if not self._calls:
                    left_us = self._timers[0][0] - self._clock.now_us() if self._timers else None
                    if left_us is None or left_us > 0:
                        self._wake.wait(None if left_us is None else left_us / 1e6)

    @staticmethod
    def _run(call: Callable[[], None]) -> None:
        try:
            call()
        except Exception:  # the thread that steers must outlive a bug in one step
            log.exception("a playback step failed")
