"""The films that were open last, to go on with: as a menu, and as a short list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from gallows_sync.recent_films import RecentFilm
from gallows_sync.ui import theme
from gallows_sync.ui.language import translate
from gallows_sync.ui.session_port import SessionPort

LONGEST_TITLE = 48
LISTED = 3

_MARKS: tuple[Callable[[RecentFilm], str], ...] = (
    lambda film: film.film.parent.name,
    lambda film: film.film.name,
    lambda film: film.album.name,
    lambda film: str(film.film),
    lambda film: str(film.album),
)
"""What may tell films of one title apart, the shortest first."""


class RecentMenu(QMenu):
    """Opens a film with its album where they were left; what is open is not in it, what is gone is grey."""

    def __init__(self, session: SessionPort, parent: QWidget | None = None) -> None:
        super().__init__(translate("RecentMenu", "Open &recent"), parent)
        self._session = session
        self._shown: tuple[RecentFilm, ...] = ()
        self.setToolTipsVisible(True)
        self.menuAction().setEnabled(False)
        self.aboutToShow.connect(session.look_for_recent)

    def refresh(self) -> None:
        """Show what the session remembers now."""
        before, self._shown = self._shown, _not_open(self._session)
        if _seen(before) == _seen(self._shown):
            return
        self.clear()
        for place, film in enumerate(self._shown):
            words = f"{_short(film.title)}\t{_mark(film, self._shown) or _short(film.film.parent.name)}"
            action = self.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _=False, place=place: self._open(place))
            action.setToolTip(f"{film.film}\n{film.album}")
            action.setEnabled(not film.gone)
        self.menuAction().setEnabled(bool(self._shown))

    def _open(self, place: int) -> None:
        self._session.open_recent(self._shown[place])


class RecentList(QWidget):
    """The newest of them that are there, a button each; none once film or album is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: SessionPort | None = None
        self._shown: tuple[RecentFilm, ...] = ()
        self.buttons: list[QPushButton] = []
        heading = QLabel(translate("RecentMenu", "Or go on with"))
        heading.setFont(theme.font(theme.SMALL))
        heading.setStyleSheet(f"color: {theme.QUIET};")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.GRID, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(heading, 0, Qt.AlignmentFlag.AlignHCenter)
        self.hide()

    def refresh(self, session: SessionPort) -> None:
        """Show what the session remembers now."""
        self._session = session
        begun = session.film is not None or session.album_path is not None
        here = () if begun else tuple(film for film in session.recent if not film.gone)[:LISTED]
        before, self._shown = self._shown, here
        if _seen(before) == _seen(here):
            return
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        for place, film in enumerate(here):
            mark = _mark(film, here)
            words = f"{_short(film.title)} · {mark}" if mark else _short(film.title)
            button = QPushButton(words.replace("&", "&&"))
            button.setAccessibleDescription(film.film.parent.name)
            button.setToolTip(f"{film.film}\n{film.album}")
            button.setProperty("quiet", "true")
            button.setAutoDefault(True)
            button.clicked.connect(lambda _=False, place=place: self._open(place))
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            self.buttons.append(button)
        self.setVisible(bool(here))

    def _open(self, place: int) -> None:
        if self._session is not None:
            self._session.open_recent(self._shown[place])


def _not_open(session: SessionPort) -> tuple[RecentFilm, ...]:
    film = session.film.path if session.film is not None else None
    return tuple(one for one in session.recent if (one.film, one.album) != (film, session.album_path))


def _seen(films: tuple[RecentFilm, ...]) -> list[tuple[object, ...]]:
    """Return what can be seen of them: where each was left cannot."""
    return [(film.film, film.album, film.title, film.gone) for film in films]


def _mark(film: RecentFilm, films: tuple[RecentFilm, ...]) -> str:
    """Return what tells ``film`` from those of ``films`` that have its title; empty where there are none."""
    alike = [one for one in films if _short(one.title) == _short(film.title)]
    if len(alike) == 1:
        return ""
    telling = (mark for mark in _MARKS if len({mark(one) for one in alike}) == len(alike))
    return _end(next(telling, _MARKS[-1])(film))


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"


def _end(path: str) -> str:
    return path if len(path) <= LONGEST_TITLE else f"…{path[1 - LONGEST_TITLE :]}"
