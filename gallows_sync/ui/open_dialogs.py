"""Ask for a film, an album or a cue map."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from gallows_sync.ui.dropped import MAP_SUFFIXES, SOUND_SUFFIXES


def _patterns(suffixes: frozenset[str]) -> str:
    return " ".join(f"*{suffix}" for suffix in sorted(suffixes))


def ask_film(parent: QWidget) -> Path | None:
    """Return the film file chosen, None if the dialog was left. All files are listed: any may be one."""
    return _path(QFileDialog.getOpenFileName(parent, "Open film", "", "All files (*)")[0])


def ask_album_folder(parent: QWidget) -> Path | None:
    """Return the folder that holds the album; None if the dialog was left."""
    return _path(QFileDialog.getExistingDirectory(parent, "Open album folder"))


def ask_album_file(parent: QWidget) -> Path | None:
    """Return the album that is one file, or its CUE sheet; None if the dialog was left."""
    filters = f"Sound and CUE sheets ({_patterns(SOUND_SUFFIXES)});;All files (*)"
    return _path(QFileDialog.getOpenFileName(parent, "Open album file", "", filters)[0])


def ask_map(parent: QWidget) -> Path | None:
    """Return the cue map chosen; None if the dialog was left."""
    filters = f"Cue maps ({_patterns(MAP_SUFFIXES)});;All files (*)"
    return _path(QFileDialog.getOpenFileName(parent, "Open cue map", "", filters)[0])


def _path(name: str) -> Path | None:
    return Path(name) if name else None
