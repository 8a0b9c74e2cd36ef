"""What the program is busy with, and that it has not stopped."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gallows_sync.ui import theme
from gallows_sync.ui.language import localized

_PULSE_MS = 200
_DOTS = 3 * theme.GRID
_HEIGHT = 4 * theme.GRID


class BusySign(QWidget):
    """Words with three dots that take turns, in the upper left corner of its parent; hidden when idle."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.text = ""
        self._turn = 0
        self._pulse = QTimer(self, interval=_PULSE_MS)
        self._pulse.timeout.connect(self._next_turn)
        self.hide()

    def show_busy(self, words: str | None) -> None:
        """Say ``words``; None when nothing is under way any more."""
        if words is None:
            self._pulse.stop()
            self.text = ""
            self.hide()
            return
        words = localized(words)
        if words != self.text:
            self.text = words
            self.setAccessibleName(words)
            width = QFontMetrics(theme.font(theme.SMALL)).horizontalAdvance(words) + _DOTS + 4 * theme.GRID
            self.setGeometry(2 * theme.GRID, 2 * theme.GRID, width, _HEIGHT)
            self._pulse.start()
            self.raise_()
            self.show()
            self.update()

    def _next_turn(self) -> None:
        self._turn = (self._turn + 1) % 3
        self.update(0, 0, _DOTS + 2 * theme.GRID, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color(theme.LINE), 1))
        painter.setBrush(theme.color(theme.PANEL))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        for dot in range(3):
            painter.setBrush(theme.color(theme.ACCENT if dot == self._turn else theme.EDGE))
            painter.drawEllipse(QRectF(12 + dot * 8, _HEIGHT / 2 - 2, 4, 4))
        painter.setPen(theme.color(theme.TEXT))
        painter.setFont(theme.font(theme.SMALL))
        words = QRectF(_DOTS + 2 * theme.GRID + 2, 0, self.width(), _HEIGHT)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.text)
