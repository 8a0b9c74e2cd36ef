"""Says plainly that no cue has a place in this copy of the film, and offers to find them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gallows_sync.shipped import NotShippedError, shipped_cue_maps
from gallows_sync.ui import theme
from gallows_sync.ui.card_parts import small_label, text_button
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
        self.words = small_label()
        self.search = text_button(
            "Find the cues in this copy", "Search the film's sound for the album's tracks"
        )
        self.search.setProperty("primary", "true")
        self.search.clicked.connect(actions["find cues"].trigger)
        self.by_hand = text_button("Write the times by hand", "Show how to place a cue in the cue map itself")
        self.by_hand.setProperty("quiet", "true")
        self.by_hand.setCheckable(True)
        self.by_hand.toggled.connect(self.refresh)
        self.how = small_label()
        self.example = ElidedLabel(theme.font(theme.SMALL), theme.ACCENT)
        self.example.set_text(_EXAMPLE)
        self.path = ElidedLabel(theme.font(theme.SMALL), theme.TEXT)
        self.path.elide_middle()
        self.edit = text_button("Edit the map", "Open the cue map in your text editor")
        self.folder = text_button("Show folder", "Open the folder that the cue map is in")
        self.copy_time = text_button("Copy time", "Copy the film time of the picture, as the map wants it")
        self.reload = text_button("Reload", "Read the cue map again")
        self.save = text_button(
            "Save a copy of my own", "Write the cue map to a file of your own, to be edited"
        )
        self.edit.clicked.connect(self._edit)
        self.folder.clicked.connect(self._show_folder)
        self.copy_time.clicked.connect(actions["copy time"].trigger)
        self.reload.clicked.connect(actions["reload map"].trigger)
        self.save.clicked.connect(actions["save"].trigger)
        buttons = QGridLayout()
        buttons.setSpacing(theme.GRID)
        buttons.setContentsMargins(0, theme.GRID // 2, 0, 0)
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
        column.addSpacing(theme.GRID)
        column.addWidget(self.search)
        column.addWidget(self.by_hand)
        column.addWidget(self.how)
        column.addWidget(self.example)
        column.addWidget(self.path)
        column.addLayout(buttons)
        self.hide()

    def refresh(self) -> None:
        """Come, go, and name the file to write into."""
        session = self._session
        cues = session.cue_map.cues
        self.setVisible(session.film is not None and bool(cues) and not any(cue.placed for cue in cues))
        obstacle = session.search_obstacle
        self.words.setText(
            obstacle
            or "The program can listen to the film and find where each track of the album sounds. "
            "Nothing is changed until you accept what it found."
        )
        self.search.setEnabled(obstacle is None)
        hand = self.by_hand.isChecked()
        own = session.map_path is not None and not _is_shipped(session.map_path)
        self.how.setText(
            "Find the scene in the film, then write its times into the cue map, under its cue:"
            if own
            else "Save the cue map as your own first; then write the film times into it, under their cue:"
        )
        self.path.set_text(str(session.map_path) if own else "")
        self.how.setVisible(hand)
        self.example.setVisible(hand)
        self.save.setVisible(hand and not own)
        for part in (self.path, self.edit, self.folder, self.copy_time, self.reload):
            part.setVisible(hand and own)

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
