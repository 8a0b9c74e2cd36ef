"""Text broken at words into a few lines."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gallows_sync.ui import theme


def wrapped(text: str, face: QFont, width: float, most: int) -> list[str]:
    """Break ``text`` at words into at most so many lines; what does not fit stays in the last one."""
    layout = QTextLayout(text, face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        start = line.textStart()
        if len(lines) == most - 1:
            lines.append(text[start:].strip())
            break
        lines.append(text[start : start + line.textLength()].strip())
    layout.endLayout()
    return lines or [""]


class WrappedLabel(QLabel):
    """A text in at most ``most`` lines that ends in an ellipsis where it does not fit; read as a whole."""

    def __init__(self, face: QFont, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(face)
        self._most = most
        self._shade = theme.TEXT
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str, shade: str = theme.TEXT) -> None:
        if (text, shade) != (self.text(), self._shade):
            self._shade = shade
            self.setText(text)
            self.setToolTip(text)
            self._fit()
            self.update()

    def _fit(self) -> None:
        """Be as high as the lines are; a layout in a scrolled area does not ask how high that is."""
        lines = len(wrapped(self.text(), self.font(), self.width(), self._most))
        self.setFixedHeight(lines * QFontMetrics(self.font()).height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(40, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setPen(theme.color(self._shade))
        metrics, top = painter.fontMetrics(), 0
        for line in wrapped(self.text(), self.font(), self.width(), self._most):
            shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, self.width())
            place = QRectF(0, top, self.width(), metrics.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
            top += metrics.height()
