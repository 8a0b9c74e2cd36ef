"""A search in a process of its own: what it tells, and how it ends."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from gallows_sync.core.findings import Found, Unfound
from gallows_sync.errors import GallowsSyncError
from gallows_sync.own_process import OwnProcess, Send
from gallows_sync.wording import Phrase, phrase

if TYPE_CHECKING:
    from gallows_sync.search.run import SearchJob, SearchProgress, Unsearched

log = logging.getLogger(__name__)

SEARCH = "gallows_sync.search.run:search"
"""The function that the process runs, as module and name."""

REPORT_EVERY_S = 0.1
"""Progress is passed on so often at most, unless something more was found."""


class SearchEndedError(GallowsSyncError):
    """The search stopped through a fault of its own; ``code`` is the process's exit code, if it died."""

    def __init__(self, reason: str, code: int | None = None) -> None:
        super().__init__(phrase("Worker", "The search ended unexpectedly: {reason}.").fill(reason=reason))
        self.code = code


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    """What the window needs of a search's result; see ``SearchResult``."""

    found: tuple[Found, ...] = ()
    unfound: tuple[Unfound, ...] = ()
    unsearched: tuple[Unsearched, ...] = ()


class SearchListener(Protocol):
    """Who is told how a search goes, on the main thread; one of the last two is called, once, at the end."""

    def progressed(self, progress: SearchProgress) -> None: ...
    def finished(self, outcome: SearchOutcome) -> None: ...
    def failed(self, error: GallowsSyncError) -> None: ...


@dataclass(frozen=True, slots=True)
class _Failed:
    """``details`` is the trace of a fault of the program's own, None where the words say all."""

    words: str
    details: str | None = None


class SearchWorker:
    """The process that searches. Every method belongs to the main thread.

    Args:
        job: what to search where.
        listener: is told how it goes, until ``stop``.
        post: runs a function on the main thread, from any thread.
        search: what to run instead of ``SEARCH``.
    """

    def __init__(
        self,
        job: SearchJob,
        listener: SearchListener,
        post: Callable[[Callable[[], None]], None],
        search: str | None = None,
    ) -> None:
        self._listener = listener
        self._answered = False
        self._process = OwnProcess(
            "search",
            "gallows_sync.search.worker:run_search",
            (search or SEARCH, job),
            self._told,
            self._ended,
            post,
        )

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def stop(self) -> None:
        """End the search; nothing is told any more."""
        self._process.stop()

    def join(self) -> None:
        """Wait until process and thread have ended: after ``stop`` a second or two at most."""
        self._process.join()

    def _told(self, message: SearchProgress | SearchOutcome | _Failed) -> None:
        self._answered = isinstance(message, SearchOutcome | _Failed)
        match message:
            case SearchOutcome():
                self._listener.finished(message)
            case _Failed(words, None):
                self._listener.failed(GallowsSyncError(words))
            case _Failed(words, details):
                log.error("the search failed: %s", details)
                self._listener.failed(SearchEndedError(words))
            case progress:
                self._listener.progressed(progress)

    def _ended(self, code: int | None) -> None:
        if not self._answered:
            log.error("the search's process ended with exit code %s", code)
            self._listener.failed(SearchEndedError(_ending(code), code))


def _ending(code: int | None) -> Phrase:
    if code is not None and code < 0:
        words = phrase("Worker", "its process was ended by the system (signal {signal})")
        return words.fill(signal=-code)
    return phrase("Worker", "its process ended with code {code}").fill(code=code)


# -- in the process of its own


def run_search(job: tuple[str, SearchJob], send: Send) -> None:
    """Run a search, named as ``SEARCH`` is, and send how it goes, and at the end its outcome."""
    (search, what), reporter = job, _Reporter(send)
    answer: SearchOutcome | _Failed
    try:
        module, name = search.split(":")
        result = getattr(import_module(module), name)(what, reporter)
        answer = SearchOutcome(result.found, result.unfound, result.unsearched)
    except BrokenPipeError:
        raise
    except GallowsSyncError as error:
        answer = _Failed(str(error))
    except Exception as error:  # whatever it is, the window is to say so instead of waiting for ever
        answer = _Failed(f"{type(error).__name__}: {error}", traceback.format_exc())
    send(answer)


class _Reporter:
    """Passes progress on, and not more often than anybody can read."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._sent_at = -REPORT_EVERY_S
        self._found: tuple[Found, ...] = ()

    def __call__(self, progress: SearchProgress) -> None:
        now = time.monotonic()
        if progress.found != self._found or now - self._sent_at >= REPORT_EVERY_S:
            self._sent_at, self._found = now, progress.found
            self._send(progress)
