"""A program that searches until it is ended: ``python -m tests.search.searching_program FOLDER``.

Says the number of the search's process once that runs; Ctrl+C ends it in good order.
"""

import queue
import sys
from collections.abc import Callable
from pathlib import Path

from gallows_sync.errors import GallowsSyncError
from gallows_sync.search.run import SearchProgress
from gallows_sync.search.worker import SearchOutcome, SearchWorker
from tests.search import stand_in


class _Listener:
    def progressed(self, progress: SearchProgress) -> None:
        print(worker.pid, flush=True)

    def finished(self, outcome: SearchOutcome) -> None: ...
    def failed(self, error: GallowsSyncError) -> None: ...


if __name__ == "__main__":
    posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
    worker = SearchWorker(
        stand_in.job("never ends", Path(sys.argv[1])), _Listener(), posted.put, stand_in.SEARCH
    )
    try:
        while True:
            posted.get()()
    except KeyboardInterrupt:
        worker.stop()
        worker.join()
