"""What is told of playback for statistics, one JSON-like object at a time."""

import time
from collections.abc import Callable
from dataclasses import dataclass

Report = Callable[[dict[str, object]], None]


@dataclass(slots=True, eq=False)
class Jump:
    """One jump or seek under way, timed (µs on the clock)."""

    place: float
    asked_us: int
    swap: bool = False
    first_picture_us: float | None = None

    def told(self, heard_us: float | None) -> dict[str, object]:
        """Return what is told of it: its first sound was heard at ``heard_us``, None for not yet."""
        return {
            "event": "jump",
            "time": time.time(),
            "place_s": round(self.place, 4),
            "asked_ms": round(self.asked_us / 1e3, 1),
            "first_picture_ms": self._since_asked(self.first_picture_us),
            "first_sound_ms": self._since_asked(heard_us),
            "waiting_deck": self.swap,
        }

    def _since_asked(self, us: float | None) -> float | None:
        return None if us is None else round((us - self.asked_us) / 1e3, 1)
