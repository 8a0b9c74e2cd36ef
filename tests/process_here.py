"""A process of its own that is none: what it is to do is done here, on the test's main thread."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


class ProcessHere:
    """Stands in for ``OwnProcess``: begins as soon as what is posted is run, and has ended then."""

    exit_code = 0

    def __init__(
        self,
        name: str,
        work: str,
        job: object,
        told: Callable[[Any], None],
        ended: Callable[[int | None], None],
        post: Callable[[Callable[[], None]], None],
    ) -> None:
        self._work, self._job = work, job
        self._told, self._ended = told, ended
        self.stopped = self.joined = False
        post(self._run)

    def stop(self) -> None:
        self.stopped = True

    def join(self) -> None:
        self.joined = True

    def _run(self) -> None:
        if not self.stopped:
            module, name = self._work.split(":")
            getattr(import_module(module), name)(self._job, self._told)
            self._ended(self.exit_code)
