"""Writing a cue map, version 1: into the user's own text where there is one, and to disk in one step."""

from contextlib import suppress
from pathlib import Path

from gallows_sync.core.cue_map import CueMap
from gallows_sync.errors import system_reason
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
from gallows_sync.whole_file import write_whole
from gallows_sync.wording import phrase

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
    try:
        if base is not None and base.path == path:
            _require_unchanged(path, base.text.encode("utf-8"))
        write_whole(path, text.encode("utf-8"))
    except OSError as error:
        failed = phrase("CueMapWriting", "cannot save the cue map {path}: {reason}")
        reason = system_reason(error)
        raise CueMapFileError(path, failed.fill(path=path, reason=reason)) from error
    return saved


def _as_it_will_be_read(path: Path, cue_map: CueMap) -> tuple[str, CueMap]:
    text = new_text(cue_map)
    try:
        return text, parse_cue_map(text, path).cue_map
    except CueMapError as error:
        refused = phrase("CueMapWriting", "the cue map cannot be saved in {path}: {reason}")
        raise CueMapFileError(path, refused.fill(path=path, reason=error.faults[0].message)) from error


def _says(text: str, cue_map: CueMap) -> bool:
    try:
        return parse_cue_map(text, _NOWHERE).cue_map == cue_map
    except CueMapError:
        return False


def _require_unchanged(path: Path, content: bytes) -> None:
    with suppress(FileNotFoundError):  # a file that was deleted is written again
        if path.read_bytes() != content:
            changed = phrase(
                "CueMapWriting",
                "{path} was changed by another program; open it again, or save under another name",
            )
            raise CueMapChangedError(path, changed.fill(path=path))
