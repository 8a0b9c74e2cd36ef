"""A search in a process of its own, so that Python's lock stays with the sound and the window.

The process stands back behind everything else on the machine. It ends when it is told to, when it is done,
and when the program that started it is gone.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Protocol

from gallows_sync.core.findings import Found, Unfound
from gallows_sync.errors import GallowsSyncError

if TYPE_CHECKING:
    from gallows_sync.search.run import SearchJob, SearchProgress, Unsearched

log = logging.getLogger(__name__)

SEARCH = "gallows_sync.search.run:search"
"""The function that the process runs, as module and name."""

NICENESS = 10

REPORT_EVERY_S = 0.1
"""Progress is passed on so often at most, unless something more was found."""

GRACE_S = 1.0
"""A process that was told to end gets so long (s) to tidy up."""


class SearchEndedError(GallowsSyncError):
    """The search stopped through a fault of its own; ``code`` is the process's exit code, if it died."""

    def __init__(self, reason: str, code: int | None = None) -> None:
        super().__init__(f"The search ended unexpectedly: {reason}.")
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


@dataclass(frozen=True, slots=True)
class _Died:
    code: int | None


class SearchWorker:
    """The process and the thread that listens to it. Every method belongs to the main thread.

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
        self._post = post
        self._stopped = False
        context = multiprocessing.get_context("spawn")  # a fork of a program with threads may hang
        self._pipe, theirs = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_work, args=(theirs, search or SEARCH, job), name="gallows-sync search", daemon=True
        )
        self._process.start()
        theirs.close()  # so that the end of the process is the end of the pipe
        self._thread = threading.Thread(target=self._listen, name="search-listener", daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def stop(self) -> None:
        """End the search; nothing is told any more."""
        self._stopped = True
        self._process.terminate()

    def join(self) -> None:
        """Wait until process and thread have ended: after ``stop`` a second or two at most."""
        self._thread.join()

    def _listen(self) -> None:
        answered = False
        while True:
            try:
                message = self._pipe.recv()
            except (EOFError, OSError):
                break
            answered = isinstance(message, SearchOutcome | _Failed)
            self._post(partial(self._tell, message))
        self._process.join(GRACE_S)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._pipe.close()
        if not answered:
            self._post(partial(self._tell, _Died(self._process.exitcode)))

    def _tell(self, message: SearchProgress | SearchOutcome | _Failed | _Died) -> None:
        if self._stopped:
            return
        match message:
            case SearchOutcome():
                self._listener.finished(message)
            case _Failed(words, None):
                self._listener.failed(GallowsSyncError(words))
            case _Failed(words, details):
                log.error("the search failed: %s", details)
                self._listener.failed(SearchEndedError(words))
            case _Died(code):
                log.error("the search's process ended with exit code %s", code)
                self._listener.failed(SearchEndedError(_ending(code), code))
            case progress:
                self._listener.progressed(progress)


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        return f"its process was ended by the system (signal {-code})"
    return f"its process ended with code {code}"


# -- in the process of its own


def _work(pipe: Connection, search: str, job: SearchJob) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program; it ends this process itself
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # with all that is open closed
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    _stand_back()
    reporter = _Reporter(pipe)
    answer: SearchOutcome | _Failed
    try:
        module, name = search.split(":")
        result = getattr(import_module(module), name)(job, reporter)
        answer = SearchOutcome(result.found, result.unfound, result.unsearched)
    except BrokenPipeError:  # nobody is listening any more
        return
    except GallowsSyncError as error:
        answer = _Failed(str(error))
    except Exception as error:  # whatever it is, the window is to say so instead of waiting for ever
        answer = _Failed(f"{type(error).__name__}: {error}", traceback.format_exc())
    pipe.send(answer)


class _Reporter:
    """Passes progress on, and not more often than anybody can read."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._sent_at = -REPORT_EVERY_S
        self._found: tuple[Found, ...] = ()

    def __call__(self, progress: SearchProgress) -> None:
        now = time.monotonic()
        if progress.found != self._found or now - self._sent_at >= REPORT_EVERY_S:
            self._sent_at, self._found = now, progress.found
            self._pipe.send(progress)


def _end_with_parent() -> None:
    """Do not outlive the program, however it ended."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(0)


def _stand_back() -> None:
    """Let everything else on the machine go first, the sound above all."""
    if sys.platform == "win32":
        import ctypes

        below_normal = 0x4000  # BELOW_NORMAL_PRIORITY_CLASS, processthreadsapi.h
        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), below_normal)
    else:
        os.nice(NICENESS)
