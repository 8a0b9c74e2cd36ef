"""Reading the user's files beside the main thread: one after the other, in the order they were asked for."""

import logging
from collections.abc import Callable
from typing import TypeVar

from gallows_sync.background import background_thread
from gallows_sync.errors import GallowsSyncError
from gallows_sync.wording import phrase

log = logging.getLogger(__name__)

_T = TypeVar("_T")


class UnexpectedError(GallowsSyncError):
    """A fault of the program itself, met while it read a file."""


def at_once(begin: Callable[[], None]) -> None:
    """Begin: there is nothing to wait for."""
    begin()


class Reading:
    """A thread that reads, and what waits for it. Every method belongs to the main thread.

    Args:
        post: runs a function on the main thread, from any thread.
        all_read: called when nothing is left to be read; may ask for more.
        changed: called after each change of ``busy`` and after each result was handed over.
    """

    def __init__(
        self,
        post: Callable[[Callable[[], None]], None],
        all_read: Callable[[], None],
        changed: Callable[[], None],
    ) -> None:
        self._post = post
        self._all_read = all_read
        self._changed = changed
        self._thread = background_thread("files")
        self._asked: list[str] = []
        self._waiting: list[Callable[[], None]] = []
        self._stopped = False

    @property
    def busy(self) -> str | None:
        """What is being read, in words; None when nothing is."""
        return self._asked[0] if self._asked else None

    def read(
        self,
        words: str,
        job: Callable[[], _T],
        done: Callable[[_T], None],
        failed: Callable[[GallowsSyncError], None],
        after: Callable[[Callable[[], None]], None] = at_once,
    ) -> None:
        """Run ``job`` on the thread, then hand its result to ``done``, or its error to ``failed``, here.

        ``after`` is given what begins it, and calls that, here, once it may begin.
        """
        if self._stopped:
            return

        def work() -> None:
            try:
                result = job()
            except GallowsSyncError as caught:
                error = caught
            except Exception as caught:  # whatever it is, the window must not stay busy for ever
                log.exception("%s failed", words)
                failed_so = phrase("Reading", "{words} failed: {kind}: {reason}")
                error = UnexpectedError(
                    failed_so.fill(words=words, kind=type(caught).__name__, reason=str(caught))
                )
            else:
                self._post(lambda: self._finish(lambda: done(result)))
                return
            self._post(lambda: self._finish(lambda: failed(error)))

        def begin() -> None:
            if not self._stopped:
                self._thread.submit(work)

        self._asked.append(words)
        after(begin)
        self._changed()

    def when_all_read(self, call: Callable[[], None]) -> None:
        """Run ``call`` once everything asked for has been read: at once, if nothing is being read."""
        if self._asked:
            self._waiting.append(call)
        else:
            call()

    def stop(self) -> None:
        """Hand over nothing any more; what has not been begun is not read."""
        self._stopped = True
        self._thread.shutdown(wait=False, cancel_futures=True)

    def join(self) -> None:
        """Wait for the file that is still being read."""
        self._thread.shutdown()

    def _finish(self, hand_over: Callable[[], None]) -> None:
        if self._stopped:
            return
        self._asked.pop(0)
        hand_over()
        if not self._asked:
            self._all_read()
        if not self._asked:
            waiting, self._waiting = self._waiting, []
            for call in waiting:
                call()
        self._changed()
