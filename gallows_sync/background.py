"""Work beside the window and the sound, on threads that stand back behind both."""

import contextlib
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

NICENESS = 10


def stand_back(niceness: int = NICENESS) -> None:
    """Have other threads go before this one, and those that it starts; only Linux can do that."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), niceness)


def background_thread(name: str) -> ThreadPoolExecutor:
    """Return a thread that runs what it is given, one after the other, and stands back."""
    return ThreadPoolExecutor(1, name, stand_back)
