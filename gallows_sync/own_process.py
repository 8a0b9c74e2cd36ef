"""A function in a process of its own, so that Python's lock stays with the sound and the window.

The process stands back behind everything else on the machine. It ends when it is told to, when it is done,
and when the program that started it is gone.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from functools import partial
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

NICENESS = 10

GRACE_S = 1.0
"""A process that was told to end gets so long (s) to tidy up."""

Send = Callable[[object], None]

_Told = TypeVar("_Told")
_What = TypeVar("_What")


class OwnProcess(Generic[_Told]):
    """The process and the thread that listens to it. Every method belongs to the main thread.

    Args:
        name: what the process is for.
        work: the function to run there, as "module:name"; called with ``job`` and a function that sends.
        job: what it is to do. Job and what is sent must be picklable.
        told: called with each thing sent, on the main thread, until ``stop``.
        ended: called with the exit code after the last of them, on the main thread, unless stopped before.
        post: runs a function on the main thread, from any thread.
    """

    def __init__(
        self,
        name: str,
        work: str,
        job: object,
        told: Callable[[_Told], None],
        ended: Callable[[int | None], None],
        post: Callable[[Callable[[], None]], None],
    ) -> None:
        self._told = told
        self._ended = ended
        self._post = post
        self._stopped = False
        context = multiprocessing.get_context("spawn")  # a fork of a program with threads may hang
        self._pipe, theirs = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_run, args=(theirs, work, job), name=f"gallows-sync {name}", daemon=True
        )
        self._process.start()
        theirs.close()  # so that the end of the process is the end of the pipe
        self._thread = threading.Thread(target=self._listen, name=f"{name}-listener", daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def stop(self) -> None:
        """End the process; nothing is told any more."""
        self._stopped = True
        self._process.terminate()

    def join(self) -> None:
        """Wait until process and thread have ended: after ``stop`` a second or two at most."""
        self._thread.join()

    def _listen(self) -> None:
        while True:
            try:
                sent = self._pipe.recv()
            except (EOFError, OSError):
                break
            self._post(partial(self._tell, self._told, sent))
        self._process.join(GRACE_S)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._pipe.close()
        self._post(partial(self._tell, self._ended, self._process.exitcode))

    def _tell(self, call: Callable[[_What], None], what: _What) -> None:
        if not self._stopped:
            call(what)


# -- in the process of its own


def _run(pipe: Connection, work: str, job: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program; it ends this process itself
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # with all that is open closed
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    _stand_back()
    module, name = work.split(":")
    try:
        getattr(import_module(module), name)(job, pipe.send)
    except BrokenPipeError:  # nobody is listening any more
        return


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
