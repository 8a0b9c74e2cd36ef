"""A frame over the window while files are held above it, saying what they would be opened as."""

from __future__ import annotations

from functools import reduce

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gallows_sync.ui import theme
from gallows_sync.ui.dropped import Dropped, Role
from gallows_sync.ui.language import localized
from gallows_sync.wording import Phrase, phrase

_AS = {
    Role.FILM: phrase("DropVeil", "{file} as film"),
    Role.ALBUM: phrase("DropVeil", "{file} as album"),
    Role.MAP: phrase("DropVeil", "{file} as cue map"),
    Role.SUBTITLES: phrase("DropVeil", "{file} as subtitles"),
}


class DropVeil(QWidget):
    """Covers its parent, lets every event through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words = ""
        self.hide()

    def show_for(self, things: tuple[Dropped, ...]) -> None:
        """Say what ``things`` would be opened as."""
        named = reduce(_and, (_AS[thing.role].fill(file=thing.path.name) for thing in things))
        self.words = localized(phrase("DropVeil", "Open {things}").fill(things=named))
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color(theme.ACCENT), 3))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 6, 6)
        painter.setFont(theme.font(theme.LARGE, bold=True))
        metrics = painter.fontMetrics()
        words = metrics.elidedText(self.words, Qt.TextElideMode.ElideMiddle, self.width() - 12 * theme.GRID)
        width = metrics.horizontalAdvance(words) + 4 * theme.GRID
        plate = QRectF((self.width() - width) / 2, self.height() / 2 - 28, width, 56)
        painter.setPen(QPen(theme.color(theme.ACCENT), 1))
        painter.setBrush(theme.color(theme.INK, 0.94))
        painter.drawRoundedRect(plate, 6, 6)
        painter.setPen(theme.color(theme.TEXT))
        painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), words)


def _and(things: Phrase, other: Phrase) -> Phrase:
    return phrase("DropVeil", "{things} and {other}").fill(things=things, other=other)
