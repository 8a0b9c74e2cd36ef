"""One line on a terminal that says how far long work is; nothing where there is no terminal."""

import shutil
import sys
import time
from types import TracebackType
from typing import Self, TextIO

_EVERY_S = 0.1


class ProgressLine:
    """A context manager; when it ends the line is gone, however it ends."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._shown = self._stream.isatty()
        self._next = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def show(self, words: str, done: float, seconds_left: float | None) -> None:
        """Write what is being done and how much is done (0 to 1); ten times a second is enough."""
        if not self._shown or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _EVERY_S
        line = f"{words} … {int(100 * done)} %"
        if seconds_left is not None:
            line += f", {time_left_in_words(seconds_left)} left"
        columns = shutil.get_terminal_size().columns
        self._stream.write(f"\r{line[: columns - 1]}\x1b[K")
        self._stream.flush()


def time_left_in_words(seconds: float) -> str:
    """Return about how long that is, in steps that let the number stand for a while.

    >>> [time_left_in_words(seconds) for seconds in (0.2, 7.4, 33, 61, 3000)]
    ['1 s', '8 s', '35 s', '1 min 10 s', '50 min']
    """
    step = 1 if seconds <= 10 else 5 if seconds <= 60 else 10 if seconds <= 600 else 60
    whole = max(1, -int(-seconds // step) * step)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"
