from __future__ import annotations

import os
import sys
import threading

import pytest

from gallows_sync.background import NICENESS, background_thread


def _niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux a thread can stand back")
def test_a_background_thread_stands_back_and_no_other_does() -> None:
    before = _niceness()
    with background_thread("background") as thread:
        assert thread.submit(_niceness).result() == max(NICENESS, before)
    assert _niceness() == before
