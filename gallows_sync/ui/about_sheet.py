"""What this program is."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gallows_sync import __version__
from gallows_sync.ui import theme
from gallows_sync.ui.language import localized
from gallows_sync.ui.overlay import Overlay
from gallows_sync.wording import phrase

_WORDS = phrase(
    "AboutSheet",
    "A player for a film and its album: pick a scene, and hear the music that belongs to it, in sync with "
    "the picture. The film and the album are yours; they are only read.",
)
_PARTS = phrase(
    "AboutSheet",
    "Plays with libVLC. Reads sound with FFmpeg's libraries, resamples with soxr, drawn with Qt. "
    "MIT licence.",
)


def about_overlay(parent: QWidget) -> Overlay:
    """Return the sheet, ready to ``open`` over ``parent``."""
    body = QWidget()
    body.setFixedWidth(400)
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, theme.GRID, 0)
    column.setSpacing(theme.GRID)
    for words, shade in (
        (phrase("AboutSheet", "Version {version}").fill(version=__version__), theme.ACCENT),
        (_WORDS, theme.TEXT),
        (_PARTS, theme.QUIET),
    ):
        label = QLabel(localized(words))
        label.setWordWrap(True)
        label.setStyleSheet(f"color: {shade};")
        column.addWidget(label)
    return Overlay(parent, "Gallows Sync", body)
