"""What the command line asks of the window: plain values, so that parsing them costs no library."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LaunchOptions:
    """What to open and whether to play it.

    ``film`` None opens what was open last; ``cue_map`` None finds the map that belongs to film and album;
    ``cue`` is the id of the cue to start from, None the film's beginning; ``stats`` is the file that gets
    the measurements of ``play --stats``; ``play`` False opens paused; ``decks`` limits how many
    libVLC players hold the film, None leaves it to this machine's memory.
    """

    film: Path | None = None
    album: Path | None = None
    cue_map: Path | None = None
    cue: str | None = None
    fullscreen: bool = False
    stats: Path | None = None
    play: bool = False
    decks: int | None = None
