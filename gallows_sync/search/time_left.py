"""How much longer something takes, said so that the number goes down steadily."""

import time
from collections.abc import Callable

_FIRST_S = 1.5
_FIRST_DONE = 0.02
"""Before so much time and so much of the work has passed, nothing is said."""

_SMOOTHED_S = 6.0
"""A change of pace comes through over about this time."""


class TimeLeft:
    """Tells from what is done how many seconds are left; starts to count when it is made."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = self._asked = clock()
        self._ends: float | None = None

    def at(self, done: float) -> float | None:
        """Return the seconds left when ``done`` (0 to 1) of the work is done; None while nobody can know."""
        now = self._clock()
        elapsed = now - self._began
        if elapsed < _FIRST_S or done < _FIRST_DONE:
            return None
        ends = self._began + elapsed / done
        if self._ends is None:
            self._ends = ends
        else:
            self._ends += (ends - self._ends) * min(1.0, (now - self._asked) / _SMOOTHED_S)
        self._asked = now
        return max(0.0, self._ends - now) if done < 1 else 0.0
