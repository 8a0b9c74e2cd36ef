"""What is remembered between starts: what was open, where it stood, and which map belongs to which files.

One small JSON file in the user's state folder, and the user's own cue maps beside it. A file that is missing
or damaged is an empty memory, never an error: nothing here is the user's work but the maps, which are saved
by ``gallows_sync.formats`` and never deleted.
"""

import json
import logging
import os
import re
import sys
import tempfile
import unicodedata
from dataclasses import asdict, dataclass, field
from pathlib import Path

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Remembered:
    """``maps`` names, for "film<TAB>album", the map last saved or opened for the two; times in seconds."""

    film: str | None = None
    album: str | None = None
    cue_map: str | None = None
    position: float = 0.0
    volume: float = 1.0
    maps: dict[str, str] = field(default_factory=dict)


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
    """The memory in ``folder``; ``remembered`` is read once and written by ``store``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = folder / "state.json"
        self.remembered = self._load()

    def map_for(self, film: Path, album: Path) -> Path | None:
        """Return the map last used with these files, if it is still there."""
        name = self.remembered.maps.get(_key(film, album))
        return Path(name) if name is not None and Path(name).is_file() else None

    def remember_map(self, film: Path, album: Path, cue_map: Path) -> None:
        self.remembered.maps[_key(film, album)] = str(cue_map.absolute())

    def new_map_path(self, title: str) -> Path:
        """Return a path for a new map of the user's own, named after ``title``; no file is there yet."""
        plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "cues"
        folder = self.folder / "maps"
        folder.mkdir(parents=True, exist_ok=True)
        names = (slug, *(f"{slug}-{n}" for n in range(2, 10_000)))
        return next(path for name in names if not (path := folder / f"{name}.yaml").exists())

    def store(self) -> None:
        """Write the memory; a crash leaves the old one or the new one."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, prefix=".state-")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(asdict(self.remembered), file, ensure_ascii=False, indent=1)
            Path(name).replace(self._file)
        except OSError as error:
            log.warning("what was open cannot be remembered: %s", error)

    def _load(self) -> Remembered:
        try:
            stored = json.loads(self._file.read_text(encoding="utf-8"))
            known = {name: stored[name] for name in Remembered.__slots__ if name in stored}
            remembered = Remembered(**known)
            if not _sound(remembered):
                raise ValueError("values of the wrong kind")
        except FileNotFoundError:
            return Remembered()
        except (OSError, ValueError, TypeError) as error:
            log.warning("%s is not readable and is started anew: %s", self._file, error)
            return Remembered()
        return remembered


def _sound(remembered: Remembered) -> bool:
    texts = (remembered.film, remembered.album, remembered.cue_map)
    return (
        all(text is None or isinstance(text, str) for text in texts)
        and isinstance(remembered.position, int | float)
        and isinstance(remembered.volume, int | float)
        and 0 <= remembered.volume <= 1
        and isinstance(remembered.maps, dict)
        and all(isinstance(k, str) and isinstance(v, str) for k, v in remembered.maps.items())
    )


def _key(film: Path, album: Path) -> str:
    return f"{film.absolute()}\t{album.absolute()}"
