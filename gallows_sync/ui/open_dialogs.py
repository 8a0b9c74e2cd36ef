"""Ask for a film, an album, a cue map or subtitles, and where to save a picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from gallows_sync.ui.dropped import MAP_SUFFIXES, SOUND_SUFFIXES, SUBTITLE_SUFFIXES

_LONGEST_TITLE = 60


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


def ask_subtitles(parent: QWidget) -> Path | None:
    """Return the subtitle file chosen; None if the dialog was left."""
    filters = f"SRT subtitles ({_patterns(SUBTITLE_SUFFIXES)});;All files (*)"
    return _path(QFileDialog.getOpenFileName(parent, "Open subtitles", "", filters)[0])


def ask_still(parent: QWidget, name: str) -> Path | None:
    """Return where to save a picture, ``name`` being proposed; None if the dialog was left.

    Where there is a file already, the dialog has asked whether to replace it.
    """
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    dialog = QFileDialog(parent, "Save still picture", pictures, "PNG pictures (*.png)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("png")  # the dialog asks about the name that it gives, not the one that was typed
    dialog.selectFile(name)
    return Path(dialog.selectedFiles()[0]) if dialog.exec() else None


def still_name(title: str, clock: str) -> str:
    """Return a name for a picture of the film of this title at this clock time, for any file system."""
    plain = "".join(char for char in title if char.isprintable() and char not in '<>:"/\\|?*')
    return f"{plain.strip()[:_LONGEST_TITLE]} {clock.replace(':', '.')}.png".strip()


def _path(name: str) -> Path | None:
    return Path(name) if name else None
