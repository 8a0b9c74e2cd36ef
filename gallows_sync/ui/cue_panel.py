"""The left side: which film and album this is, its scenes, and what to do while none has a place."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gallows_sync.core.cue_map import CueMap
from gallows_sync.ui import theme
from gallows_sync.ui.cue_list import CueList
from gallows_sync.ui.elided_label import ElidedLabel
from gallows_sync.ui.session_port import SessionPort
from gallows_sync.ui.unplaced_card import UnplacedCard


class CuePanel(QWidget):
    """Heading, list, and the card of last resort."""

    def __init__(
        self, session: SessionPort, actions: Mapping[str, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.setMinimumWidth(248)
        self.film = ElidedLabel(theme.font(theme.LARGE, bold=True))
        self.album = ElidedLabel(theme.font(theme.SMALL), theme.QUIET)
        self.cues = CueList()
        self.cues.chosen.connect(session.jump)
        self.unplaced = UnplacedCard(session, actions)
        heading = QVBoxLayout()
        heading.setContentsMargins(2 * theme.GRID, 12, 2 * theme.GRID, 12)
        heading.setSpacing(2)
        heading.addWidget(self.film)
        heading.addWidget(self.album)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(heading)
        column.addWidget(self.cues, 1)
        column.addWidget(self.unplaced)

    def refresh(self) -> None:
        """Show what the session says now."""
        session = self._session
        self.film.set_text(session.cue_map.film.title)
        self.album.set_text(_credits(session.cue_map))
        self.cues.show_cues(session.cue_map, session.match, session.selected)
        self.unplaced.refresh()


def _credits(cue_map: CueMap) -> str:
    """Return director and year of the film, then whose album it is, as far as the map knows."""
    film = ", ".join(str(part) for part in (cue_map.film.director, cue_map.film.year) if part)
    music = f"music {cue_map.album.artist}" if cue_map.album.artist else ""
    return "  ·  ".join(part for part in (film, music) if part) or cue_map.album.title
