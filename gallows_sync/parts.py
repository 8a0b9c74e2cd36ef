"""The concrete parts of playback, picked and put together: libVLC, PortAudio, PyAV, this machine's memory."""

import json
import logging
import os
from collections.abc import Callable
from pathlib import Path

from gallows_sync.core.media_files import FilmFile
from gallows_sync.library import Library, state_folder
from gallows_sync.media.decode import RecordingReader
from gallows_sync.media.film_sound import FilmSound
from gallows_sync.media.stills import Stills
from gallows_sync.playback.film_player import VlcClock, VlcLibrary
from gallows_sync.playback.output import open_output
from gallows_sync.playback.statistics import Report
from gallows_sync.playback.transport import Parts, Transport
from gallows_sync.session import Session
from gallows_sync.shipped import shipped_cue_maps

log = logging.getLogger(__name__)

DECKS_BYTES = 600_000_000
"""Memory that waiting decks may take, on a machine with four times as much to give."""

DECK_BYTES = 18_000_000
"""Measured: what one libVLC player takes without pictures; and with, about so many pictures as decoded."""

DECK_PICTURES = 22


def deck_limit(film: FilmFile) -> int:
    """Return how many decks of ``film`` this machine holds with ease; at least one."""
    picture = film.width * film.height * 3 // 2
    budget = min(DECKS_BYTES, _machine_bytes() // 4)
    return max(1, budget // (DECK_BYTES + DECK_PICTURES * picture))


def build_session(
    post: Callable[[Callable[[], None]], None], stats: Path | None = None, decks: int | None = None
) -> Session:
    """Return a session that plays through libVLC and the sound device.

    ``post`` runs a function on the main thread; ``stats`` is the file that measurements are appended to;
    ``decks`` limits the decks instead of this machine's memory.

    Raises:
        GallowsSyncError: libVLC cannot be started.
    """
    library = VlcLibrary()
    session: Session
    transport = Transport(
        Parts(
            clock=VlcClock(),
            make_deck=library.deck,
            open_output=open_output,
            open_film_sound=FilmSound,
            open_stills=Stills,
            open_recording=RecordingReader,
            deck_limit=deck_limit if decks is None else lambda _: decks,
        ),
        changed=lambda: session.transport_changed(),
        show=lambda picture: session.show(picture),
        report=appender(stats) if stats is not None else None,
    )
    memory = Library(state_folder())
    session = Session(transport, memory, shipped_cue_maps(), post)
    session.set_volume(memory.remembered.volume)
    transport.start()
    return session


def appender(path: Path) -> Report:
    """Return what appends each record to ``path`` as a line of JSON; that it cannot is logged once."""
    warned = False

    def append(record: dict[str, object]) -> None:
        nonlocal warned
        try:
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(record) + "\n")
        except OSError as error:
            if not warned:
                log.warning("%s cannot be written: %s", path, error)
            warned = True

    return append


def _machine_bytes() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # Windows has no sysconf
        return 8_000_000_000
