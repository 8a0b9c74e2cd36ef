"""Writing a cue map, version 1: into the user's own text where there is one, and to disk in one step."""

import errno
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from gallows_sync.core.cue_map import CueMap
from gallows_sync.formats.cue_map_reading import (
    CueMapError,
    CueMapFile,
    CueMapFileError,
    parse_cue_map,
)
from gallows_sync.formats.cue_map_tree import tree_of
from gallows_sync.formats.yaml_nodes import compose
from gallows_sync.formats.yaml_splice import Splicer
from gallows_sync.formats.yaml_text import block_lines

_DEPTHS = (16, 4, 3, 2, 1)
"""How far down a change is looked for; less where a splice did not come out right."""

_NOWHERE = Path("cue map")


class CueMapChangedError(CueMapFileError):
    """The file was changed by somebody else since it was read, and saving would lose that."""


def new_text(cue_map: CueMap) -> str:
    """Return ``cue_map`` as the text of a fresh file."""
    return "\n".join(block_lines(tree_of(cue_map))) + "\n"


def updated_text(file: CueMapFile, cue_map: CueMap) -> str:
    """Return the text of ``file`` made to say ``cue_map``: only what changed is touched.

    Times and numbers that no text can hold exactly are rounded (times to a microsecond).

    Raises:
        CueMapFileError: a cue map with these values would not be read again, such as one with an id twice.
    """
    if cue_map == file.cue_map:
        return file.text
    fresh, wanted = _as_it_will_be_read(file.path or _NOWHERE, cue_map)
    root = compose(file.text).root
    if root is not None:
        old, new = tree_of(file.cue_map), tree_of(wanted)
        splicer = Splicer(file.text, frames_changed=file.cue_map.film.frame_rate != wanted.film.frame_rate)
        for depth in _DEPTHS:
            text = splicer.spliced(root, old, new, depth)
            if _says(text, wanted):
                return text
    return fresh


def save_cue_map(path: Path, cue_map: CueMap, base: CueMapFile | None) -> CueMapFile:
    """Save ``cue_map`` at ``path`` and return what is there now; a crash leaves the old file or the new one.

    ``base`` is what the map was read from; its text is kept where nothing changed. None writes a fresh text.

    Raises:
        CueMapChangedError: the file at ``path`` is no longer what ``base`` was read from.
        CueMapFileError: the map or the file cannot be written.
    """
    if base is None:
        text, wanted = _as_it_will_be_read(path, cue_map)
        saved = CueMapFile(path, text, wanted)
    else:
        text = updated_text(base, cue_map)
        saved = parse_cue_map(text, path)
    target = Path(os.path.realpath(path))  # a symbolic link stays one
    content = text.encode("utf-8")
    try:
        if base is not None and base.path == path:
            _require_unchanged(target, path, base.text.encode("utf-8"))
        _replace(target, content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CueMapFileError(path, f"cannot save the cue map {path}: {reason}") from error
    return saved


def _as_it_will_be_read(path: Path, cue_map: CueMap) -> tuple[str, CueMap]:
    text = new_text(cue_map)
    try:
        return text, parse_cue_map(text, path).cue_map
    except CueMapError as error:
        raise CueMapFileError(
            path, f"the cue map cannot be saved in {path}: {error.faults[0].message}"
        ) from error


def _says(text: str, cue_map: CueMap) -> bool:
    try:
        return parse_cue_map(text, _NOWHERE).cue_map == cue_map
    except CueMapError:
        return False


def _require_unchanged(target: Path, path: Path, content: bytes) -> None:
    with suppress(FileNotFoundError):  # a file that was deleted is written again
        if target.read_bytes() != content:
            raise CueMapChangedError(
                path, f"{path} was changed by another program; open it again, or save under another name"
            )


def _replace(target: Path, content: bytes) -> None:
    """Write a new file beside ``target``, down to the disk, and put it in its place."""
    mode = _mode(target)
    unfinished = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        with unfinished.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            unfinished.chmod(mode)
        os.replace(unfinished, target)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
    _flush_folder(target.parent)


def _mode(target: Path) -> int | None:
    """Return the permissions that the file has; None for a new one, which gets the usual ones."""
    try:
        mode = stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return None
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "the file is read-only")
    return mode


def _flush_folder(folder: Path) -> None:
    """Have the new name on disk as well, where the system can open folders."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
