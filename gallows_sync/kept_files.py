"""What would take long to make again, kept in the user's cache folder, the least recently used going first.

Nothing here matters: a file that is missing, damaged or foreign is made again, and a folder that cannot be
written keeps nothing.
"""

import logging
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

log = logging.getLogger(__name__)

MOST_BYTES = 1_000_000_000
"""Some ten films with their albums."""

_HEAD = b"gallows-sync kept file 1\n"
_DIGEST_BYTES = 32
_ENDING = ".kept"
_UNFINISHED = ".part-"
_ABANDONED_S = 3600.0

Bytes = bytes | memoryview


def cache_folder() -> Path:
    """Return where the program keeps what it can make again, by this system's custom."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local"))
        return base / "gallows-sync" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches/gallows-sync"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gallows-sync"


class KeptFiles:
    """Contents by key in ``folder``, no more than ``most_bytes`` in all. For any number of threads."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._most_bytes = most_bytes

    def has(self, key: str) -> bool:
        """Return whether something is kept under ``key``; it may yet turn out to be damaged."""
        return self._path(key).is_file()

    def get(self, key: str) -> memoryview | None:
        """Return what was kept under ``key``; None if it is not there or not whole."""
        path = self._path(key)
        try:
            content = memoryview(path.read_bytes())
        except OSError:
            return None
        begins = len(_HEAD) + _DIGEST_BYTES
        kept = content[begins:]
        if content[: len(_HEAD)] != _HEAD or content[len(_HEAD) : begins] != _digest(key, [kept]):
            log.info("%s is damaged and is made again", path)
            return None
        with suppress(OSError):
            os.utime(path)  # it has been used just now
        return kept

    def put(self, key: str, parts: Sequence[Bytes]) -> None:
        """Keep ``parts``, one after the other, under ``key``; what is too much for the folder is not kept."""
        head: list[Bytes] = [_HEAD, _digest(key, parts)]
        if sum(len(part) for part in (*head, *parts)) > self._most_bytes:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, prefix=_UNFINISHED)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.writelines([*head, *parts])
                os.replace(name, self._path(key))
            except BaseException:
                with suppress(OSError):
                    os.unlink(name)
                raise
            self._make_room()
        except OSError as error:
            log.info("%s keeps nothing: %s", self._folder, error)

    def _path(self, key: str) -> Path:
        return self._folder / f"{_digest(key, []).hex()[:32]}{_ENDING}"

    def _make_room(self) -> None:
        kept: list[tuple[float, int, Path]] = []
        for path in self._folder.iterdir():
            with suppress(OSError):  # another process may have removed it
                status = path.stat()
                if path.suffix == _ENDING:
                    kept.append((status.st_mtime, status.st_size, path))
                elif path.name.startswith(_UNFINISHED) and status.st_mtime < time.time() - _ABANDONED_S:
                    path.unlink()
        over = sum(size for _, size, _ in kept) - self._most_bytes
        for _, size, path in sorted(kept):
            if over <= 0:
                return
            with suppress(OSError):
                path.unlink()
            over -= size


def _digest(key: str, parts: Sequence[Bytes]) -> bytes:
    digest = blake2b(key.encode("utf-8", "surrogateescape"), digest_size=_DIGEST_BYTES)
    for part in parts:
        digest.update(part)
    return digest.digest()
