"""Says plainly that no cue has a place in this copy of the film, and what a person can do about it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from gallows_sync.shipped import NotShippedError, shipped_cue_maps
from gallows_sync.ui import theme
from gallows_sync.ui.elided_label import ElidedLabel
from gallows_sync.ui.session_port import SessionPort

_EXAMPLE = 'film: {in: "0:12:34.000", out: "0:15:10.000"}'


class UnplacedCard(QWidget):
    """Hidden unless a film is open, there are cues, and none of them is placed."""

    def __init__(
        self, session: SessionPort, actions: Mapping[str, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        title = QLabel("None of these cues has a place in your copy yet")
        title.setFont(theme.font(bold=True))
        title.setWordWrap(True)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setFont(theme.font(theme.SMALL))
        self.words.setStyleSheet(f"color: {theme.QUIET};")
        self.example = ElidedLabel(theme.font(theme.SMALL), theme.ACCENT)
        self.example.set_text(_EXAMPLE)
        self.path = ElidedLabel(theme.font(theme.SMALL), theme.TEXT)
        self.path.elide_middle()
        self.edit = _button("Edit the map", "Open the cue map in your text editor")
        self.folder = _button("Show folder", "Open the folder that the cue map is in")
        self.copy_time = _button("Copy time", "Copy the film time of the picture, as the map wants it")
        self.reload = _button("Reload", "Read the cue map again")
        self.save = _button("Save a copy of my own", "Write the cue map to a file of your own, to be edited")
        self.edit.clicked.connect(self._edit)
        self.folder.clicked.connect(self._show_folder)
        self.copy_time.clicked.connect(actions["copy time"].trigger)
        self.reload.clicked.connect(actions["reload map"].trigger)
        self.save.clicked.connect(actions["save"].trigger)
        buttons = QGridLayout()
        buttons.setSpacing(theme.GRID)
        buttons.addWidget(self.save, 0, 0, 1, 2)
        buttons.addWidget(self.edit, 1, 0)
        buttons.addWidget(self.folder, 1, 1)
        buttons.addWidget(self.copy_time, 2, 0)
        buttons.addWidget(self.reload, 2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.GRID, 2 * theme.GRID, 2 * theme.GRID, 2 * theme.GRID)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(title)
        column.addWidget(self.words)
        column.addWidget(self.example)
        column.addWidget(self.path)
        column.addSpacing(theme.GRID)
        column.addLayout(buttons)
        self.hide()

    def refresh(self) -> None:
        """Come, go, and name the file to write into."""
        session = self._session
        cues = session.cue_map.cues
        self.setVisible(session.film is not None and bool(cues) and not any(cue.placed for cue in cues))
        own = session.map_path is not None and not _is_shipped(session.map_path)
        self.words.setText(
            "Until a cue has one it cannot be jumped to. Find its scene in the film, then write the times "
            "into the cue map by hand, under the cue:"
            if own
            else "Until a cue has one it cannot be jumped to. Save the cue map as your own first; then write "
            "the film times into that file by hand, under the cue:"
        )
        self.path.set_text(str(session.map_path) if own else "")
        self.save.setVisible(not own)
        for part in (self.path, self.edit, self.folder, self.copy_time, self.reload):
            part.setVisible(own)

    def _edit(self) -> None:
        if self._session.map_path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self._session.map_path))

    def _show_folder(self) -> None:
        if self._session.map_path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self._session.map_path.parent))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color(theme.RAISED))
        painter.fillRect(0, 0, self.width(), 1, theme.color(theme.LINE))


def _is_shipped(path: Path) -> bool:
    """Whether this map came with the program: it is not the user's to edit, and an update replaces it."""
    return path in _shipped_maps()


@cache
def _shipped_maps() -> frozenset[Path]:
    try:
        return frozenset(shipped_cue_maps())
    except NotShippedError:
        return frozenset()


def _button(words: str, tip: str) -> QPushButton:
    button = QPushButton(words)
    button.setAutoDefault(True)
    button.setToolTip(tip)
    return button
