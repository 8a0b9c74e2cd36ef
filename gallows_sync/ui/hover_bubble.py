"""A few words that follow the pointer along the lanes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gallows_sync.ui import theme

_WIDEST = 360


class HoverBubble(QWidget):
    """Two lines, a time and what is there, centred above a point of the window and kept inside it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lines: tuple[str, str] = ("", "")
        self.hide()

    @property
    def text(self) -> str:
        """What it says, the lines joined by a newline."""
        return "\n".join(line for line in self._lines if line)

    def point_at(self, place: QPoint, time: str, words: str) -> None:
        """Show ``time`` and ``words`` with the lower edge at ``place`` (window coordinates)."""
        face = theme.font(theme.SMALL)
        metrics = QFontMetrics(face)
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, _WIDEST - 2 * theme.GRID)
        self._lines = (time, words)
        width = max(metrics.horizontalAdvance(line) for line in self._lines) + 2 * theme.GRID + 2
        height = metrics.height() * (2 if words else 1) + theme.GRID
        left = max(4, min(place.x() - width // 2, self.window().width() - width - 4))
        self.setGeometry(left, place.y() - height, width, height)
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color(theme.EDGE), 1))
        painter.setBrush(theme.color(theme.RAISED))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(theme.font(theme.SMALL))
        height = painter.fontMetrics().height()
        top = theme.GRID / 2
        for line, shade in zip(self._lines, (theme.TEXT, theme.QUIET), strict=True):
            painter.setPen(theme.color(shade))
            area = QRectF(theme.GRID, top, self.width() - 2 * theme.GRID, height)
            painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), line)
            top += height
