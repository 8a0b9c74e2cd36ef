"""The left side: which film and album this is, its scenes, what to do while none has a place, the search."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gallows_sync.core.cue_map import CueMap
from gallows_sync.ui import theme
from gallows_sync.ui.cue_list import CueList
from gallows_sync.ui.elided_label import ElidedLabel
from gallows_sync.ui.language import localized
from gallows_sync.ui.search_panel import SearchPanel
from gallows_sync.ui.session_port import SessionPort
from gallows_sync.ui.unplaced_card import UnplacedCard
from gallows_sync.ui.wrapping import WrappedLabel
from gallows_sync.wording import phrase


class CuePanel(QWidget):
    """Heading; below it the scenes and the card of last resort, or the search while there is one."""

    def __init__(
        self, session: SessionPort, actions: Mapping[str, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.setMinimumWidth(248)
        self.film = ElidedLabel(theme.font(theme.LARGE, bold=True))
        self.album = WrappedLabel(theme.font(theme.SMALL), 2)
        self.cues = CueList()
        self.cues.chosen.connect(session.jump)
        self.unplaced = UnplacedCard(session, actions)
        self.search = SearchPanel(session, actions)
        scenes = QWidget()
        list_column = QVBoxLayout(scenes)
        list_column.setContentsMargins(0, 0, 0, 0)
        list_column.setSpacing(0)
        list_column.addWidget(self.cues, 1)
        list_column.addWidget(self.unplaced)
        self._body = QStackedWidget()
        self._body.addWidget(scenes)
        self._body.addWidget(self.search)
        heading = QVBoxLayout()
        heading.setContentsMargins(2 * theme.GRID, 12, 2 * theme.GRID, 12)
        heading.setSpacing(2)
        heading.addWidget(self.film)
        heading.addWidget(self.album)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(heading)
        column.addWidget(self._body, 1)

    def refresh(self) -> None:
        """Show what the session says now."""
        session = self._session
        self.film.set_text(session.cue_map.film.title)
        self.album.set_text(_credits(session.cue_map), theme.QUIET)
        meant = session.editing.cue
        to_place = meant.id if meant is not None and not meant.placed else None
        self.cues.show_cues(session.cue_map, session.match, session.selected, to_place)
        self.unplaced.refresh()
        self.search.refresh()
        self._body.setCurrentIndex(0 if session.search is None else 1)


def _credits(cue_map: CueMap) -> str:
    """Return director and year of the film, then whose album it is, as far as the map knows."""
    film = ", ".join(str(part) for part in (cue_map.film.director, cue_map.film.year) if part)
    artist = cue_map.album.artist
    music = localized(phrase("CuePanel", "music {artist}").fill(artist=artist)) if artist else ""
    return "  ·  ".join(part for part in (film, music) if part) or cue_map.album.title
