"""Files that are written whole or not at all."""

import errno
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from gallows_sync.wording import phrase


def write_whole(path: Path, content: bytes, *, flush: bool = True) -> None:
    """Write ``content`` to ``path``, down to the disk; a crash leaves what was there, or all of it.

    Without ``flush`` only a crash of the program, not one of the machine; but that never takes long.

    A symbolic link stays one, and a file that was there keeps its permissions.

    Raises:
        OSError: it cannot be written; what was there is there still, and nothing beside it.
    """
    target = Path(os.path.realpath(path))
    mode = _mode(target)
    unfinished = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        with unfinished.open("xb") as file:
            file.write(content)
            file.flush()
            if flush:
                os.fsync(file.fileno())
        if mode is not None:
            unfinished.chmod(mode)
        os.replace(unfinished, target)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
    if flush:
        _flush_folder(target.parent)


def _mode(target: Path) -> int | None:
    """Return the permissions that the file has; None for a new one, which gets the usual ones."""
    try:
        mode = stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return None
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, phrase("WholeFile", "the file is read-only"))
    return mode


def _flush_folder(folder: Path) -> None:
    """Have the new name on disk as well, where the system can open folders."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
