"""Small files that are written often: whole or not at all, and beside the thread that has them written."""

import json
import logging
import threading
from pathlib import Path

from gallows_sync.whole_file import write_whole

log = logging.getLogger(__name__)


class SmallFile:
    """The file at ``path``, which will hold what was written last; what came before that may be left out.

    Its thread ends once all is on disk, and the program does not end before. A failure is logged, once:
    ``problem`` says what it means.
    """

    def __init__(self, path: Path, problem: str) -> None:
        self._path = path
        self._problem = problem
        self._lock = threading.Lock()
        self._next: str | None = None
        self._thread: threading.Thread | None = None
        self._warned = False

    def load(self) -> dict[str, object]:
        """Return the JSON object in the file; an empty one where there is none.

        One that cannot be read is logged.
        """
        try:
            stored = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            log.warning("%s is not readable and is started anew: %s", self._path, error)
            return {}
        return stored if isinstance(stored, dict) else {}

    def write(self, text: str) -> None:
        """Have the file hold ``text`` (ASCII) soon; its folder is made. Any thread."""
        with self._lock:
            self._next = text
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="saving", daemon=False)
                self._thread.start()

    def settle(self) -> None:
        """Wait until all is on disk."""
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join()

    def _work(self) -> None:
        while (text := self._take()) is not None:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                write_whole(self._path, text.encode("ascii"), flush=False)
            except OSError as error:
                if not self._warned:
                    log.warning("%s: %s", self._problem, error)
                self._warned = True

    def _take(self) -> str | None:
        """Return what is to be written; None, and then the thread ends, if nothing is."""
        with self._lock:
            text, self._next = self._next, None
            if text is None:
                self._thread = None
            return text
