"""The line of progress: redrawn in place on a terminal, gone at the end, never in a pipe."""

import io
import os
import shutil
import time

import pytest

from gallows_sync.progress_line import ProgressLine


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time; its only item may be changed."""
    clock = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    return clock


def test_the_line_is_redrawn_in_place_and_gone_at_the_end(now: list[float]) -> None:
    terminal = Terminal()
    with ProgressLine(terminal) as line:
        line.show("Comparing", 0.1, None)
        now[0] += 1
        line.show("Comparing", 0.25, 32.0)
    assert terminal.getvalue() == ("\rComparing … 10 %\x1b[K\rComparing … 25 %, 35 s left\x1b[K\r\x1b[K")


def test_the_line_is_not_redrawn_more_often_than_can_be_seen(now: list[float]) -> None:
    terminal = Terminal()
    with ProgressLine(terminal) as line:
        for percent in range(100):
            line.show("Comparing", percent / 100, None)
            now[0] += 0.01
    assert 9 <= terminal.getvalue().count("Comparing") <= 11


def test_a_narrow_terminal_gets_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: os.terminal_size((20, 5)))
    terminal = Terminal()
    with ProgressLine(terminal) as line:
        line.show("Comparing the album with the film", 0.5, 30.0)
    assert terminal.getvalue().startswith("\rComparing the album\x1b[K")


def interrupted(line: ProgressLine) -> None:
    with line:
        line.show("Comparing", 0.5, None)
        raise KeyboardInterrupt("stop")


def test_the_line_is_gone_also_after_a_fault() -> None:
    terminal = Terminal()
    with pytest.raises(KeyboardInterrupt, match="stop"):
        interrupted(ProgressLine(terminal))
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_a_pipe_gets_nothing() -> None:
    pipe = io.StringIO()
    with ProgressLine(pipe) as line:
        line.show("Comparing", 0.5, 30.0)
    assert pipe.getvalue() == ""
