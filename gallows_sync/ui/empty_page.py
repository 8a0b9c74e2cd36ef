"""The first thing a person sees: a place for the film and a place for the album."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gallows_sync.ui import theme
from gallows_sync.ui.drop_target import DropTarget
from gallows_sync.ui.dropped import Role
from gallows_sync.ui.language import localized, translate
from gallows_sync.ui.recent_menu import RecentList
from gallows_sync.ui.session_port import SessionPort
from gallows_sync.wording import phrase


class EmptyPage(QWidget):
    """Stands in the picture's place until film and album are there, or ``film_alone`` was pressed."""

    film_alone = Signal()

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(palette.ColorRole.Window, theme.color(theme.INK))
        self.setPalette(palette)
        self.title = QLabel()
        self.title.setFont(theme.font(theme.TITLE))
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.title.setWordWrap(True)
        below = QLabel(
            translate(
                "EmptyPage",
                "Then pick a scene and hear its cue with the picture. "
                "Your files are only read, never changed.",
            )
        )
        below.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        below.setWordWrap(True)
        below.setStyleSheet(f"color: {theme.QUIET};")
        self.film = DropTarget(
            "film",
            translate("EmptyPage", "Film"),
            translate("EmptyPage", "A video file: MKV, MP4, AVI, MOV, TS…"),
            translate("EmptyPage", "Open film…"),
        )
        self.film.button.clicked.connect(actions["open film"].trigger)
        self.album = DropTarget(
            "album",
            translate("EmptyPage", "Album"),
            translate("EmptyPage", "A folder of tracks, or one file with a CUE sheet or chapters"),
            translate("EmptyPage", "Open album folder…"),
        )
        self.album.button.clicked.connect(actions["open album"].trigger)
        self.map_hint = QLabel()
        self.map_hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.map_hint.setWordWrap(True)
        self.map_hint.setFont(theme.font(theme.SMALL))
        self.map_hint.setStyleSheet(f"color: {theme.QUIET};")
        self.recent = RecentList()
        self.alone = QPushButton(translate("EmptyPage", "Watch the film without the album"))
        self.alone.setProperty("quiet", "true")
        self.alone.setAutoDefault(True)
        self.alone.clicked.connect(self.film_alone)

        targets = QHBoxLayout()
        targets.setSpacing(3 * theme.GRID)
        targets.addStretch(1)
        targets.addWidget(self.film, 4)
        targets.addWidget(self.album, 4)
        targets.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * theme.GRID, 2 * theme.GRID, 4 * theme.GRID, 2 * theme.GRID)
        column.setSpacing(theme.GRID)
        column.addStretch(2)
        column.addWidget(self.title)
        column.addWidget(below)
        column.addSpacing(2 * theme.GRID)
        column.addLayout(targets)
        column.addSpacing(theme.GRID)
        column.addWidget(self.map_hint)
        column.addWidget(self.recent)
        column.addWidget(self.alone, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def refresh(self, session: SessionPort) -> None:
        """Show what is there already, and say what is missing."""
        if session.film is not None:
            self.title.setText(translate("EmptyPage", "Now drop its album here"))
        elif session.album_path is not None:
            self.title.setText(translate("EmptyPage", "Now drop its film here"))
        else:
            self.title.setText(translate("EmptyPage", "Drop a film and its album here"))
        self.film.show_name(session.film.path.name if session.film is not None else None)
        self.album.show_name(session.album_path.name if session.album_path is not None else None)
        self.recent.refresh(session)
        self.alone.setVisible(session.film is not None)
        if session.map_path is not None:
            words = phrase("EmptyPage", "Cue map: {file}. Drop another .yaml file to change it.").fill(
                file=session.map_path.name
            )
        else:
            words = phrase("EmptyPage", "A cue map (.yaml) can be dropped too.")
        self.map_hint.setText(localized(words))

    def set_wanted(self, roles: frozenset[Role]) -> None:
        """Light up the places that what is held over the window would land on."""
        self.film.set_wanted(Role.FILM in roles)
        self.album.set_wanted(Role.ALBUM in roles)
