"""Ask for a film, an album, a cue map or subtitles, and where to save a picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from gallows_sync.ui.dropped import MAP_SUFFIXES, SOUND_SUFFIXES, SUBTITLE_SUFFIXES
from gallows_sync.ui.language import localized, translate
from gallows_sync.wording import Phrase, joined, phrase

_LONGEST_TITLE = 60


def _filters(these: Phrase, suffixes: frozenset[str]) -> str:
    """Return the choice between ``these``, by their suffixes, and all files."""
    patterns = " ".join(f"*{suffix}" for suffix in sorted(suffixes))
    everything = phrase("OpenDialogs", "All files (*)")
    return localized(joined(";;", (these.fill(patterns=patterns), everything)))


def ask_film(parent: QWidget) -> Path | None:
    """Return the film file chosen, None if the dialog was left. All files are listed: any may be one."""
    title, filters = translate("OpenDialogs", "Open film"), translate("OpenDialogs", "All files (*)")
    return _path(QFileDialog.getOpenFileName(parent, title, "", filters)[0])


def ask_album_folder(parent: QWidget) -> Path | None:
    """Return the folder that holds the album; None if the dialog was left."""
    title = translate("OpenDialogs", "Open album folder")
    return _path(QFileDialog.getExistingDirectory(parent, title))


def ask_album_file(parent: QWidget) -> Path | None:
    """Return the album that is one file, or its CUE sheet; None if the dialog was left."""
    title = translate("OpenDialogs", "Open album file")
    filters = _filters(phrase("OpenDialogs", "Sound and CUE sheets ({patterns})"), SOUND_SUFFIXES)
    return _path(QFileDialog.getOpenFileName(parent, title, "", filters)[0])


def ask_map(parent: QWidget) -> Path | None:
    """Return the cue map chosen; None if the dialog was left."""
    title = translate("OpenDialogs", "Open cue map")
    filters = _filters(phrase("OpenDialogs", "Cue maps ({patterns})"), MAP_SUFFIXES)
    return _path(QFileDialog.getOpenFileName(parent, title, "", filters)[0])


def ask_subtitles(parent: QWidget) -> Path | None:
    """Return the subtitle file chosen; None if the dialog was left."""
    title = translate("OpenDialogs", "Open subtitles")
    filters = _filters(phrase("OpenDialogs", "SRT subtitles ({patterns})"), SUBTITLE_SUFFIXES)
    return _path(QFileDialog.getOpenFileName(parent, title, "", filters)[0])


def ask_still(parent: QWidget, name: str) -> Path | None:
    """Return where to save a picture, ``name`` being proposed; None if the dialog was left.

    Where there is a file already, the dialog has asked whether to replace it.
    """
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    title = translate("OpenDialogs", "Save still picture")
    dialog = QFileDialog(parent, title, pictures, translate("OpenDialogs", "PNG pictures (*.png)"))
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
