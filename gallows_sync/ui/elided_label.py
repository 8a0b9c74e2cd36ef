"""A line of text that ends in an ellipsis where it does not fit, with the whole of it in the tool tip."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gallows_sync.ui import theme


class ElidedLabel(QLabel):
    """One line in ``face`` and the colour named ``shade``; screen readers read all of it."""

    def __init__(self, face: QFont, shade: str = theme.TEXT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(face)
        self._shade = shade
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._middle = False
        self._align = Qt.AlignmentFlag.AlignLeft
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def elide_middle(self) -> None:
        """Keep both ends, as a path wants it."""
        self._middle = True

    def center(self) -> None:
        self._align = Qt.AlignmentFlag.AlignHCenter

    def set_text(self, text: str) -> None:
        if text != self.text():
            self.setText(text)
            self.setToolTip(text)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(40, QFontMetrics(self.font()).height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setPen(theme.color(self._shade))
        mode = Qt.TextElideMode.ElideMiddle if self._middle else Qt.TextElideMode.ElideRight
        text = painter.fontMetrics().elidedText(self.text(), mode, self.width())
        painter.drawText(QRectF(self.rect()), int(self._align | Qt.AlignmentFlag.AlignVCenter), text)
