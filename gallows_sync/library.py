"""What is remembered between starts: what was open, where it stood, and which map belongs to which files.

One small JSON file in the user's state folder, and the user's own cue maps beside it. A file that is missing
or damaged is an empty memory, never an error: nothing here is the user's work but the maps, which are saved
by ``gallows_sync.formats`` and never deleted.
"""

import itertools
import json
import logging
import math
import os
import re
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from fractions import Fraction
from hashlib import blake2b
from pathlib import Path

from gallows_sync.errors import GallowsSyncError, system_reason
from gallows_sync.small_file import SmallFile
from gallows_sync.whole_file import write_whole
from gallows_sync.wording import phrase

log = logging.getLogger(__name__)

LONGEST_SLUG = 80
"""Characters of a title that go into a file's name."""

MOST_COPIES = 50
"""So many copies of films are known by their sound; the one longest not saved for is forgotten."""


class LibraryError(GallowsSyncError):
    """The folder for the user's own maps cannot be made; ``folder`` is which."""

    def __init__(self, folder: Path, reason: str) -> None:
        cannot = phrase("Library", "cannot make the folder {folder} for your own cue maps: {reason}")
        super().__init__(cannot.fill(folder=folder, reason=reason))
        self.folder = folder


@dataclass(frozen=True, slots=True)
class KnownCopy:
    """A copy of a film that maps were saved for: its length (s), its sound, as text, and the maps.

    ``maps`` are pairs of the album that a map was saved for and the map, the newest first.
    """

    duration_s: float
    sound: str
    maps: tuple[tuple[str, str], ...]


MOST_LEAD_IN_S = 60.0


@dataclass(slots=True)
class Remembered:
    """What was open, where it stood (s), how loud it was (0 to 1), and the loops' lead-in (s).

    ``map_chosen`` says that the user opened or saved that map, rather than it being found for film and album;
    ``maps`` names, for "film<TAB>album", the map last saved for the two; ``copies`` are known by their sound,
    the one last saved for first.
    """

    film: str | None = None
    album: str | None = None
    cue_map: str | None = None
    map_chosen: bool = False
    position: float = 0.0
    volume: float = 1.0
    lead_in: float = 0.0
    maps: dict[str, str] = field(default_factory=dict)
    copies: tuple[KnownCopy, ...] = ()


def state_folder() -> Path:
    """Return where the program keeps its memory and the user's maps, by this system's custom."""
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA", Path.home() / "AppData/Roaming"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library/Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share")
    return base / "gallows-sync"


class Library:
    """The memory in ``folder``; ``remembered`` is read once, and written by ``store`` beside its caller."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = SmallFile(folder / "state.json", "what was open cannot be remembered")
        self.remembered = _remembered(self._file.load())

    def map_for(self, film: Path, album: Path) -> Path | None:
        """Return the map last saved for these files, if it is still there."""
        name = self.remembered.maps.get(_key(film, album))
        return Path(name) if name is not None and os.path.isfile(name) else None  # False where Path raises

    def remember_map(self, film: Path, album: Path, cue_map: Path) -> None:
        """Have ``map_for`` find this map for these files; written with the next ``store``."""
        self.remembered.maps[_key(film, album)] = str(cue_map.absolute())

    def maps_of(self, copies: Iterable[KnownCopy], album: Path) -> tuple[Path | None, tuple[Path, ...]]:
        """Return of the maps of these copies the one last saved for this very album, and those for others.

        The newest first; without those that are gone.
        """
        maps = [pair for copy in copies for pair in copy.maps if os.path.isfile(pair[1])]
        here = os.path.realpath(album)
        own = next((Path(name) for folder, name in maps if folder == here), None)
        return own, tuple(dict.fromkeys(Path(name) for folder, name in maps if folder != here))

    def remember_copy(self, duration: Fraction, sound: str, album: Path, cue_map: Path) -> None:
        """Have this copy of a film, of this length (s), known by its sound with this map for this album.

        The map is of this copy from now on, and of no other. Written with the next ``store``.
        """
        new = (os.path.realpath(album), str(cue_map.absolute()))
        copies = [KnownCopy(float(duration), sound, (new,))]
        for copy in self.remembered.copies:
            maps = tuple(pair for pair in copy.maps if pair[1] != new[1])
            if copy.sound == sound:
                kept = (pair for pair in maps if pair[0] != new[0])
                copies[0] = replace(copies[0], maps=(new, *kept))
            elif maps:
                copies.append(replace(copy, maps=maps))
        self.remembered.copies = tuple(copies[:MOST_COPIES])

    def new_map_path(self, title: str) -> Path:
        """Return a path for a new map of the user's own, named after ``title``; nothing is there yet.

        Raises:
            LibraryError: the folder for it cannot be made.
        """
        plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_SLUG].strip("-") or "cues"
        folder = self.folder / "maps"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(folder, system_reason(error)) from error
        names = itertools.chain([slug], (f"{slug}-{n}" for n in itertools.count(2)))
        return next(path for name in names if not os.path.lexists(path := folder / f"{name}.yaml"))

    def original_of(self, path: Path) -> Path:
        """Return where the map at ``path`` is kept as it was before the program first saved it there."""
        name = blake2b(os.fsencode(os.path.realpath(path)), digest_size=16).hexdigest()
        return self.folder / "originals" / f"{name}.yaml"

    def keep_original(self, path: Path, text: str, *, anew: bool) -> None:
        """Keep ``text`` as the original of the map at ``path``, unless there is one; ``anew``: even then.

        Any thread. A failure is logged: what was asked for is the saving, and that was done.
        """
        kept = self.original_of(path)
        if kept.is_file() and not anew:
            return
        try:
            kept.parent.mkdir(parents=True, exist_ok=True)
            write_whole(kept, text.encode("utf-8"))
        except OSError as error:
            log.warning("the map as it was found cannot be kept: %s", error)

    def store(self) -> None:
        """Have the memory written as it is now; a crash leaves an older one, whole."""
        # Escaped: file names may hold bytes that are no text.
        self._file.write(json.dumps(asdict(self.remembered), ensure_ascii=True, indent=1))

    def settle(self) -> None:
        """Wait until what was stored is on disk."""
        self._file.settle()


def _remembered(stored: dict[str, object]) -> Remembered:
    """Return what of ``stored`` is of the right kind, and defaults for the rest."""
    found = Remembered()
    for name in ("film", "album", "cue_map"):
        if isinstance(text := stored.get(name), str) and text and "\0" not in text:
            setattr(found, name, text)
    found.map_chosen = stored.get("map_chosen") is True
    position, volume = _number(stored.get("position")), _number(stored.get("volume"))
    if position is not None and position >= 0:
        found.position = position
    if volume is not None and volume <= 1:
        found.volume = max(0.0, volume)
    lead_in = _number(stored.get("lead_in"))
    if lead_in is not None and 0 <= lead_in <= MOST_LEAD_IN_S:
        found.lead_in = lead_in
    if isinstance(maps := stored.get("maps"), dict):
        found.maps = {k: v for k, v in maps.items() if isinstance(k, str) and isinstance(v, str)}
    if isinstance(copies := stored.get("copies"), list):
        found.copies = tuple(copy for one in copies if (copy := _known_copy(one)) is not None)
    return found


def _known_copy(stored: object) -> KnownCopy | None:
    """Return the copy that ``stored`` describes; None where it does not."""
    if not isinstance(stored, dict):
        return None
    duration_s, sound, maps = _number(stored.get("duration_s")), stored.get("sound"), stored.get("maps")
    if duration_s is None or not isinstance(sound, str) or not isinstance(maps, list):
        return None
    pairs = [pair for pair in maps if isinstance(pair, list) and len(pair) == 2]
    texts = [(folder, name) for folder, name in pairs if isinstance(folder, str) and isinstance(name, str)]
    return KnownCopy(duration_s, sound, tuple(texts))


def _number(value: object) -> float | None:
    try:
        number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
    except OverflowError:  # a whole number too large for a float
        return None
    return number if math.isfinite(number) else None


def _key(film: Path, album: Path) -> str:
    # However the files were named: by a link, with "..", from another folder.
    return f"{os.path.realpath(film)}\t{os.path.realpath(album)}"
